"""Start: what must I do today, what waits for whom, what runs out. One look, and one click to the thing itself."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Any

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QFrame, QLineEdit, QVBoxLayout, QWidget

from pmg_desk.domain.datums import toon_datum
from pmg_desk.domain.kwartaal import Kwartaal
from pmg_desk.domain.rollen import Recht, Rol
from pmg_desk.services.overlegloop import Loop
from pmg_desk.services.start import Bloksoort, Digestregel, Startbeeld, StartBlok, StartRegel, toon_start
from pmg_desk.services.vergaderplek import Lopend
from pmg_desk.services.werk import Werksoort
from pmg_desk.services.werklijst import VOORUIT
from pmg_desk.ui.omgeving import Omgeving, Wijzigingen
from pmg_desk.ui.widgets.datumvelden import lang
from pmg_desk.ui.widgets.kaart import Kaart
from pmg_desk.ui.widgets.kaartraster import Kaartraster
from pmg_desk.ui.widgets.knop import Knop
from pmg_desk.ui.widgets.leeg import LegeStaat
from pmg_desk.ui.widgets.rolvak import Rolvak
from pmg_desk.ui.widgets.scherm import Scherm
from pmg_desk.ui.widgets.tekst import Tekst
from pmg_desk.ui.widgets.termijn import Termijn, wachttijd
from pmg_desk.ui.widgets.vloei import Vloei

_EERST = 5
"""Rows of a card before one asks for more: what is on top must stay in sight."""
_LANGSTE_KOP = 48
"""Characters on the button of a row: some names are over a hundred. It is read out whole."""
_INSPRING = 8  # as the words of a link stand


def _tr(tekst: str) -> str:
    return QCoreApplication.translate("Start", tekst)


@dataclass(frozen=True, slots=True)
class _Woorden:
    """A block in words: its heading, what its empty card says ("" hides it), and the sentence on top for 1 and more."""

    titel: str
    leeg: str = ""
    een: str = ""
    meer: str = ""


_WOORDEN: dict[Bloksoort, _Woorden] = {
    Bloksoort.TE_LAAT: _Woorden("Te laat", "", "1 actie is te laat", "{} acties zijn te laat"),
    Bloksoort.DEZE_WEEK: _Woorden(
        "Klaar binnen 7 dagen",
        "Er hoeft de komende 7 dagen niets klaar te zijn.",
        "1 actie moet binnen 7 dagen klaar zijn",
        "{} acties moeten binnen 7 dagen klaar zijn",
    ),
    Bloksoort.WACHT_OP_MIJ: _Woorden("Wacht op u", "", "1 verzoek wacht op u", "{} verzoeken wachten op u"),
    Bloksoort.WACHT_OP_ANDER: _Woorden("Wacht op een ander"),
    Bloksoort.LOOPT_AF: _Woorden("Akkoord loopt af", "", "1 akkoord loopt af", "{} akkoorden lopen af"),
    Bloksoort.EVALUATIE: _Woorden("Plan evalueren", "", "1 plan is aan evaluatie toe", "{} plannen evalueren"),
    Bloksoort.ZONDER_PLAN: _Woorden(
        "Nog geen plan van aanpak", "", "1 casus heeft nog geen plan", "{} casussen hebben nog geen plan"
    ),
    Bloksoort.OVERLEG: _Woorden("Overleg", "De komende 14 dagen is er geen overleg van uw tafels."),
    Bloksoort.NOODTOEGANG: _Woorden(
        "Achteraf beoordelen",
        "",
        "1 keer spoed of noodtoegang te beoordelen",
        "{} keer spoed of noodtoegang te beoordelen",
    ),
    Bloksoort.TOEGEWEZEN: _Woorden("Aan u toegewezen"),
    Bloksoort.UITNODIGING: _Woorden(
        "Uitnodigingen", "", "1 uitnodiging is nog niet gebruikt", "{} uitnodigingen zijn nog niet gebruikt"
    ),
    Bloksoort.SLEUTEL: _Woorden(
        "Nieuwe sleutel bekrachtigen", "", "1 nieuwe sleutel telt nog niet", "{} nieuwe sleutels tellen nog niet"
    ),
}

_RECHTS = frozenset(
    {Bloksoort.OVERLEG, Bloksoort.WACHT_OP_ANDER, Bloksoort.LOOPT_AF, Bloksoort.ZONDER_PLAN, Bloksoort.EVALUATIE}
)
_GROET: dict[Rol, tuple[str, str]] = {
    Rol.CASUSREGISSEUR: ("Niets dat vandaag moet", "U heeft geen acties, verzoeken of plannen die om aandacht vragen."),
    Rol.MEELEZER: ("Er is u nog geen casus toegewezen", "Een casusregisseur kan u een casus laten meelezen."),
    Rol.PRIVACY_OFFICER: (
        "Niets te beoordelen",
        "Verzoeken, noodtoegang en nieuwe sleutels komen hier vanzelf te staan.",
    ),
    Rol.BEHEERDER: ("Niets te doen", "Alle uitgenodigde gebruikers hebben een eigen wachtwoord."),
}


class StartScherm(Scherm):
    """Cards with rows; what is empty and needs no word is left out."""

    sleutel, titel, icoon = "start", "Start", "house"
    soorten = frozenset(
        "casus jongere plan actie uitspraak delingsverzoek privacybesluit overleg noodtoegang gebruiker bewaren werk"
        " waarneming signaal aanmelding doorgeleiding budget beeld".split()
    )

    def __init__(self, omgeving: Omgeving, ouder: QWidget | None = None) -> None:
        super().__init__(omgeving, ouder)
        self.samenvatting = Tekst("", "groot")
        self._vak = Rolvak()
        self._vak.setAccessibleName(self.titel)
        self._lopend = QVBoxLayout()
        self._lopend.setSpacing(8)
        self.inhoud.addLayout(self._lopend)
        self.inhoud.addWidget(self.samenvatting)
        self.inhoud.addWidget(self._vak, 1)
        self._raster: QWidget | None = None
        self.kaarten: dict[Bloksoort, Blokkaart] = {}
        self.digest: Digestkaart | None = None
        self.loopkaarten: list[Loopkaart] = []
        self._kwam = False  # the user came here, and it is being read
        self._getoond: tuple[Startbeeld, date] | None = None

    def toon(self, **params: Any) -> None:
        """Load."""
        del params
        self._kwam = True
        self._laad()

    def _laad(self) -> None:
        self.omgeving.werker.doe(partial(toon_start, self.omgeving.werkplek), self._zet, self.toon_fout, self)

    def ververs(self, wijzigingen: Wijzigingen) -> None:
        """Any of them may change what is urgent."""
        del wijzigingen
        self._laad()

    def _zet(self, beeld: Startbeeld) -> None:
        vandaag = self.omgeving.vandaag()
        if (beeld, vandaag) == self._getoond:
            self._kom_binnen()
            return  # what is in sight stays, with the focus in it
        self._getoond = (beeld, vandaag)
        verder = any(kaart.knop.hasFocus() for kaart in self.loopkaarten)
        wie = self.omgeving.werkplek.gebruiker.naam
        self.zet_titel(self.titel, self.tr("{}, {}").format(wie, toon_datum(self.omgeving.vandaag())))
        zinnen = [zin for blok in beeld.blokken if (zin := _zin(blok))]
        zinnen += [_laat(regel) for regel in beeld.digest if regel.soort is Werksoort.DATALEK and regel.te_laat]
        regels = [f"{'; '.join(zinnen)}."] if zinnen else []
        regels += [f"{zin}." for zin in beeld.waarnemingen]
        self.samenvatting.setText("\n".join(regels))
        self.samenvatting.setVisible(bool(regels))
        open_ = {kaart.soort for kaart in self.kaarten.values() if kaart.alles}
        self.kaarten = {
            blok.soort: Blokkaart(self.omgeving, blok, alles=blok.soort in open_)
            for blok in beeld.blokken
            if blok.regels or _WOORDEN[blok.soort].leeg
        }
        if self._raster is not None:
            self._vak.inhoud.removeWidget(self._raster)
            self._raster.setVisible(False)
            self._raster.deleteLater()
        self._toon_lopend(beeld)
        self._raster = self._bouw(beeld)
        self._vak.inhoud.addWidget(self._raster)
        self._kwam |= verder  # that card was made anew: something was read again just after one came here
        self._kom_binnen()

    def _kom_binnen(self) -> None:
        if self._kwam and self.loopkaarten and self.isVisible():
            self._naar_voren(self.loopkaarten[0].knop)
        self._kwam = False

    def _toon_lopend(self, beeld: Startbeeld) -> None:
        for kaart in self.loopkaarten:
            self._lopend.removeWidget(kaart)
            kaart.setVisible(False)
            kaart.deleteLater()
        self.loopkaarten = [Loopkaart(self.omgeving, een) for een in beeld.lopend]
        for kaart in self.loopkaarten:
            self._lopend.addWidget(kaart)

    def _naar_voren(self, knop: Knop) -> None:
        """The one thing that cannot wait; who went searching meanwhile stays there."""
        gefocust: QWidget | None = self.window().focusWidget()
        if not isinstance(gefocust, QLineEdit):
            knop.setFocus(Qt.FocusReason.OtherFocusReason)

    def _bouw(self, beeld: Startbeeld) -> QWidget:
        vel = QWidget()
        kolom = QVBoxLayout(vel)
        kolom.setContentsMargins(0, 0, 8, 8)
        kolom.setSpacing(14)
        if beeld.kwartalen:
            kolom.addWidget(self._kwartaalknop(beeld.kwartalen), 0, Qt.AlignmentFlag.AlignLeft)
        if not any(blok.regels for blok in beeld.blokken) and not beeld.digest and not beeld.lopend:
            kolom.addWidget(self._niets(beeld))
        links = [kaart for soort, kaart in self.kaarten.items() if soort not in _RECHTS]
        rechts: list[Kaart] = [kaart for soort, kaart in self.kaarten.items() if soort in _RECHTS]
        self.digest = Digestkaart(self.omgeving, beeld) if beeld.digest or beeld.uitgesteld else None
        if self.digest is not None:
            rechts.insert(0, self.digest)
        if links and rechts:
            kolom.addWidget(Kaartraster(links, rechts))
        else:
            for kaart in (*links, *rechts):
                kolom.addWidget(kaart)
        if beeld.rol is Rol.BEHEERDER:
            kolom.addWidget(Tekst(self.tr("Gemeentelijk profiel: {}").format(beeld.profiel), "zacht"))
        kolom.addStretch(1)
        return vel

    def _kwartaalknop(self, kwartalen: tuple[Kwartaal, ...]) -> Knop:
        """To the informatiebeeld, where what is over is settled."""
        zin = self.tr("Het {} is voorbij en nog niet vastgesteld. Naar Beeld.").format(kwartalen[0].label)
        if len(kwartalen) > 1:
            zin = self.tr("{} kwartalen zijn voorbij en nog niet vastgesteld. Naar Beeld.").format(len(kwartalen))
        return Knop(zin, "koppeling", "chart-column", actie=partial(self.omgeving.navigeer, "beeld"))

    def _niets(self, beeld: Startbeeld) -> LegeStaat:
        """Nothing waits; or nothing has begun yet."""
        if beeld.alleen and not self.omgeving.werkplek.alleen_lezen and beeld.rol is Rol.BEHEERDER:
            return LegeStaat(
                self.tr("Nodig iemand uit"),
                self.tr("U bent nog de enige gebruiker van deze kluis. Casussen horen bij een casusregisseur."),
                icoon="users",
                knoptekst=self.tr("Naar Gebruikers"),
                actie=partial(self.omgeving.navigeer, "beheer", tab="gebruikers"),
            )
        kop, uitleg = _GROET[beeld.rol]
        return LegeStaat(_tr(kop), _tr(uitleg), icoon="circle-check")


def _zin(blok: StartBlok) -> str:
    woorden = _WOORDEN[blok.soort]
    if not blok.regels or not woorden.een:
        return ""
    if len(blok.regels) == 1:
        return _tr(woorden.een)
    return _tr(woorden.meer).format(_aantal(blok))


def _laat(regel: Digestregel) -> str:
    """A breach that was not reported in time is said first thing."""
    if regel.te_laat == 1:
        return _tr("1 datalek is te laat")
    return _tr("{} datalekken zijn te laat").format(regel.te_laat)


def _aantal(blok: StartBlok) -> str:
    return _tr("meer dan {}").format(len(blok.regels)) if blok.meer else str(len(blok.regels))


class Loopkaart(Kaart):
    """A meeting that runs, or that nobody ended: one key to go on with it."""

    def __init__(self, omgeving: Omgeving, een: Lopend) -> None:
        zin = _tr("Het overleg van {} loopt")
        if een.loop is Loop.NIET_AFGEROND:
            zin = _tr("Het overleg van {} is nog niet afgerond")
        super().__init__(zin.format(een.tafel_label))
        wanneer = ", ".join(deel for deel in (lang(een.datum), een.tijd) if deel)
        self.inhoud.addWidget(Tekst(wanneer, "zacht"))
        knop = _tr("Verder met het overleg") if een.nr is None else _tr("Verder bij agendapunt {}").format(een.nr)
        weg = partial(omgeving.navigeer, "vergadering", overleg_id=een.overleg_id)
        self.knop = Knop(knop, "primair", "users", actie=weg)
        self.knop.setAccessibleName(f"{self.titel.text()}, {wanneer}: {knop}")
        self.voeg_actie(self.knop)


class Digestkaart(Kaart):
    """The whole work list in a few lines, each of which leads to its part of the list."""

    def __init__(self, omgeving: Omgeving, beeld: Startbeeld) -> None:
        super().__init__(_tr("Op uw werklijst"))
        self.knoppen: list[Knop] = []
        for regel in beeld.digest:
            tekst = _tr("meer dan {}").format(regel.tekst) if regel.meer else regel.tekst
            if regel.te_laat:
                tekst = _tr("{}, waarvan {} te laat").format(tekst, regel.te_laat)
            self._knop(tekst, partial(omgeving.navigeer, "werklijst", soort=regel.soort.value))
        if beeld.uitgesteld:
            weg = partial(omgeving.navigeer, "werklijst", uitgesteld=True)
            self._knop(_tr("{} uitgesteld").format(beeld.uitgesteld), weg)
        if beeld.digest and beeld.rol is Rol.CASUSREGISSEUR:
            zin = _tr(
                "Hier tellen ook casussen mee die u waarneemt of die aan u zijn toegewezen, en wat de komende {} dagen"
                " moet. Bij Beeld, Mijn caseload, tellen alleen uw eigen casussen, zoals het vandaag is."
            )
            self.inhoud.addWidget(Tekst(zin.format(VOORUIT), "klein"))

    def _knop(self, tekst: str, actie: Callable[[], object]) -> None:
        knop = Knop(tekst, "koppeling", actie=actie)
        self.knoppen.append(knop)
        self.inhoud.addWidget(knop, 0, Qt.AlignmentFlag.AlignLeft)


class Blokkaart(Kaart):
    """One block. ``alles``: the rows beyond the first few are shown too."""

    def __init__(self, omgeving: Omgeving, blok: StartBlok, *, alles: bool = False) -> None:
        woorden = _WOORDEN[blok.soort]
        titel = _tr(woorden.titel)
        super().__init__(f"{titel} ({_aantal(blok)})" if blok.regels else titel)
        self.soort = blok.soort
        self.blok = blok
        self.alles = alles or len(blok.regels) <= _EERST + 1
        self.rijen = [Startrij(blok.soort, regel, _weg(omgeving, blok.soort, regel)) for regel in blok.regels]
        if not blok.regels:
            self.inhoud.addWidget(Tekst(_tr(woorden.leeg), "zacht"))
        for plek, rij in enumerate(self.rijen):
            if plek:
                rij.scheid()
            self.inhoud.addWidget(rij)
        self.meerknop = Knop(_tr("Alle {} tonen").format(_aantal(blok)), "koppeling", "chevron-down", actie=self._toon)
        self.meerknop.setAccessibleName(f"{self.meerknop.text()}: {titel}")
        self.inhoud.addWidget(self.meerknop, 0, Qt.AlignmentFlag.AlignLeft)
        self._schik()

    def _toon(self) -> None:
        self.alles = True
        self._schik()
        self.rijen[_EERST].knop.setFocus()

    def _schik(self) -> None:
        for plek, rij in enumerate(self.rijen):
            rij.setVisible(self.alles or plek < _EERST)
        self.meerknop.setVisible(not self.alles)


class Startrij(QWidget):
    """A row: whose or which (goes there), what, who, and how urgent in words."""

    def __init__(self, soort: Bloksoort, regel: StartRegel, actie: Callable[[], object]) -> None:
        super().__init__()
        self.regel = regel
        kolom = QVBoxLayout(self)
        kolom.setContentsMargins(0, 0, 0, 0)
        kolom.setSpacing(2)
        self._lijn = QFrame()
        self._lijn.setProperty("soort", "lijn")
        self._lijn.setFixedHeight(1)
        self._lijn.setVisible(False)
        kolom.addWidget(self._lijn)
        kop = regel.kop if len(regel.kop) <= _LANGSTE_KOP else f"{regel.kop[:_LANGSTE_KOP].rstrip()}…"
        self.knop = Knop(kop, "koppeling", actie=actie)
        boven = QWidget()
        vloei = Vloei(boven)
        vloei.addWidget(self.knop)
        kolom.addWidget(boven)
        delen = [regel.kop, regel.tekst]
        if regel.dagen is not None:
            self.termijn = Termijn(regel.dagen)
            vloei.addWidget(self.termijn)
            delen.append(self.termijn.accessibleName())
        teksten = QVBoxLayout()
        teksten.setContentsMargins(_INSPRING, 0, 0, 4)
        teksten.setSpacing(2)
        if regel.tekst:
            teksten.addWidget(Tekst(regel.tekst))
        klein = " · ".join(_erbij(soort, regel))
        if klein:
            teksten.addWidget(Tekst(klein, "klein"))
        kolom.addLayout(teksten)
        self.knop.setAccessibleName(", ".join(deel for deel in (*delen, klein) if deel))

    def scheid(self) -> None:
        """A line above it."""
        self._lijn.setVisible(True)


def _erbij(soort: Bloksoort, regel: StartRegel) -> list[str]:
    wie = regel.wie
    if soort is Bloksoort.WACHT_OP_ANDER:
        wie = _tr("wacht op {}").format(wie)
    delen = [wie]
    if regel.oud is not None:
        delen.append(wachttijd(regel.oud))
    if regel.datum is not None:
        delen.append(toon_datum(regel.datum))
    return [deel for deel in delen if deel]


def _weg(omgeving: Omgeving, soort: Bloksoort, regel: StartRegel) -> Callable[[], object]:
    """Where a row leads: to the thing itself."""
    match soort:
        case Bloksoort.TE_LAAT | Bloksoort.DEZE_WEEK | Bloksoort.EVALUATIE | Bloksoort.ZONDER_PLAN:
            return partial(omgeving.navigeer, "dossier", casus_id=regel.casus_id, tab="plan")
        case Bloksoort.TOEGEWEZEN:
            return partial(omgeving.navigeer, "dossier", casus_id=regel.casus_id)
        case Bloksoort.WACHT_OP_MIJ | Bloksoort.WACHT_OP_ANDER | Bloksoort.LOOPT_AF:
            return partial(omgeving.navigeer, "verzoek", verzoek_id=regel.id)
        case Bloksoort.OVERLEG:
            return partial(omgeving.navigeer, "overleg", overleg_id=regel.id)
        case Bloksoort.NOODTOEGANG:
            return partial(omgeving.navigeer, "spoed", id=regel.id)
        case Bloksoort.UITNODIGING:
            return partial(omgeving.navigeer, "beheer", tab="gebruikers")
        case Bloksoort.SLEUTEL:
            beheert = omgeving.werkplek.gebruiker.mag(Recht.GEBRUIKERS_BEHEREN)
            eigen = regel.id == omgeving.werkplek.gebruiker.id
            tab = "gebruikers" if beheert and not eigen else "account"
            return partial(omgeving.navigeer, "beheer", tab=tab)
