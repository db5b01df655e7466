"""One request of the youth or parents: its facts and steps, the pieces to look at, the page, and giving it out."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any
from uuid import UUID

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from pmg_desk.domain.aantallen import met_woord
from pmg_desk.domain.datums import toon_datum
from pmg_desk.domain.fouten import Fout
from pmg_desk.domain.rechten import RechtOordeel, Rechtsoort
from pmg_desk.domain.rollen import Rol
from pmg_desk.domain.selectie import Geinformeerde
from pmg_desk.services import inzage, rechtenverzoeken, rechtinzicht
from pmg_desk.services.inzage import Antwoordregel, Inzagestand
from pmg_desk.services.inzagestukken import Inzagestuk
from pmg_desk.services.rechtenverzoeken import MAX_IDENTITEIT
from pmg_desk.services.rechtinzicht import OORDEEL_LABELS, RechtInzicht
from pmg_desk.services.rechtteksten import Teksten, show_teksten
from pmg_desk.services.werkplek import Werkplek
from pmg_desk.ui.models.rijen import Kolom
from pmg_desk.ui.omgeving import Omgeving, Wijzigingen
from pmg_desk.ui.screens.inzagegeven import Inzagegeven
from pmg_desk.ui.screens.kijklog import Kijklog
from pmg_desk.ui.screens.rechten import stand
from pmg_desk.ui.screens.rechtmening import vraag_mening
from pmg_desk.ui.screens.rechttekst import Rechttekst
from pmg_desk.ui.widgets.bewaardialoog import Bewaardialoog
from pmg_desk.ui.widgets.chip import Chipwaarde
from pmg_desk.ui.widgets.formulier import Formulier
from pmg_desk.ui.widgets.kaart import Gegevens
from pmg_desk.ui.widgets.keuzevelden import Keuze, KeuzeVeld
from pmg_desk.ui.widgets.knop import Knop
from pmg_desk.ui.widgets.lijst import Leegtekst, Lijst
from pmg_desk.ui.widgets.scherm import Scherm
from pmg_desk.ui.widgets.tabbladen import Tabbladen
from pmg_desk.ui.widgets.tekst import Tekst
from pmg_desk.ui.widgets.tekstvelden import LangeTekstVeld, TekstVeld, VinkVeld
from pmg_desk.ui.widgets.veld import Veld
from pmg_desk.ui.widgets.vloei import Vloei


@dataclass(frozen=True, slots=True)
class _Alles:
    verzoek: RechtInzicht
    stukken: Inzagestand | None
    teksten: Teksten
    antwoorden: tuple[Antwoordregel, ...]


def _lees(werkplek: Werkplek, id_: UUID, *, openen: bool) -> _Alles:
    verzoek = rechtinzicht.show_verzoek(werkplek, id_, openen=openen)
    kan = verzoek.soort is Rechtsoort.INZAGE and (verzoek.open or verzoek.oordeel is not None)
    return _Alles(
        verzoek,
        inzage.list_stukken(werkplek, id_, openen=openen) if kan else None,
        show_teksten(werkplek, id_),
        inzage.list_antwoorden(werkplek, id_),
    )


class RechtenverzoekScherm(Scherm):
    """``toon(id=)`` one request; ``toon(casus_id=)`` only who saw the file of that casus."""

    sleutel, titel, icoon = "rechtenverzoek", "Verzoek", "users"
    rollen = frozenset({Rol.CASUSREGISSEUR, Rol.PRIVACY_OFFICER})
    soorten = frozenset({"rechten"})
    in_navigatie, onder = False, "rechten"

    def __init__(self, omgeving: Omgeving, ouder: QWidget | None = None) -> None:
        super().__init__(omgeving, ouder)
        self._id: UUID | None = None
        self._casus_id: UUID | None = None
        self._verzoek: RechtInzicht | None = None
        self._openen = False  # what is shown next is opened by the user, so it is logged
        self.voeg_actie(
            Knop(self.tr("Alle verzoeken"), icoon="arrow-left", actie=partial(omgeving.navigeer, "rechten"))
        )
        self.blad = Inzagegeven(omgeving)
        self.blad.mislukt.connect(self.toon_fout)
        self.tekst = Rechttekst(omgeving)
        self.tabs = Tabbladen(self.titel)
        self.tabs.voeg_toe("verzoek", self.tr("Verzoek"), self._maak_verzoek)
        self.tabs.voeg_toe("stukken", self.tr("Bekijken"), self._maak_stukken, rolt=False)
        self.tabs.voeg_toe("blad", self.tr("Voorbeeld en geven"), lambda: self.blad, rolt=False)
        self.log = Kijklog(omgeving)
        self.tabs.voeg_toe("log", self.tr("Wie zag het dossier"), lambda: self.log, rolt=False)
        for sleutel in ("stukken", "blad", "log", "verzoek"):
            self.tabs.kies(sleutel)
        self.inhoud.addWidget(self.tabs, 1)

    def _maak_verzoek(self) -> QWidget:
        vak = QWidget()
        kolom = QVBoxLayout(vak)
        self.watnu = Tekst("", "nadruk")
        self.feiten = Gegevens()
        balk = QWidget()
        vloei = Vloei(balk)
        self.knoppen = {
            "identiteit": Knop(self.tr("Identiteit vastleggen"), actie=self._identiteit),
            "mening": Knop(self.tr("Mening van de jongere"), actie=self._mening),
            "verlengen": Knop(self.tr("Termijn verlengen"), actie=self._verleng),
            "besluiten": Knop(self.tr("Besluiten"), "primair", actie=self._besluit),
            "intrekken": Knop(self.tr("Verzoek intrekken"), actie=self._trek_in),
            "beeindigen": Knop(self.tr("Beëindigen"), actie=self._beeindig),
            "dossier": Knop(self.tr("Naar het dossier"), "koppeling", actie=self._naar_dossier),
            "bewaren": Knop(self.tr("Naar Bewaren"), "koppeling", actie=partial(self.omgeving.navigeer, "bewaren")),
        }
        for knop in self.knoppen.values():
            knop.setVisible(False)  # until it is known what may be done
            vloei.addWidget(knop)
        for deel in (self.watnu, balk, self.feiten, self.tekst):
            kolom.addWidget(deel)
        kolom.addStretch(1)
        return vak

    def _maak_stukken(self) -> QWidget:
        vak = QWidget()
        kolom = QVBoxLayout(vak)
        self.uitleg = Tekst("", "zacht")
        balk = QWidget()
        vloei = Vloei(balk)
        self.toonknop = Knop(self.tr("Tonen (T)"), "primair", actie=partial(self._kies, True))
        self.afknop = Knop(self.tr("Afschermen (A)"), actie=partial(self._kies, False))
        vloei.addWidget(self.toonknop)
        vloei.addWidget(self.afknop)
        self.stukken: Lijst[Inzagestuk] = Lijst(
            "inzagestukken",
            self.tr("Stukken om te bekijken"),
            (
                Kolom("keuze", self.tr("Keuze"), _keuze, "chip", breedte=130),
                Kolom("ding", self.tr("Wat"), lambda s: s.ding, breedte=190),
                Kolom("veld", self.tr("Onderdeel"), lambda s: s.veld, breedte=130),
                Kolom("tekst", self.tr("Tekst"), lambda s: s.tekst, rekt=True, nadruk=True),
                Kolom("let_op", self.tr("Let op"), lambda s: s.let_op, breedte=200),
            ),
            lambda s: s.id,
            woord=(self.tr("stukje"), self.tr("stukjes")),
            instellingen=self.omgeving.instellingen,
            leeg=Leegtekst(self.tr("Niets te bekijken"), self.tr("Bij dit verzoek hoort geen overzicht."), "check"),
            meer_kiezen=True,
            rijregels=3,
        )
        self.stukken.gekozen.connect(self._toon_stuk)
        self.stukken.tabel.installEventFilter(self)
        for deel in (self.uitleg, balk):
            kolom.addWidget(deel)
        kolom.addWidget(self.stukken, 1)
        return vak

    def eventFilter(self, ding: QObject, gebeurtenis: QEvent, /) -> bool:
        """Qt: T and A choose, where else a letter would look for a row that begins with it."""
        if gebeurtenis.type() == QEvent.Type.KeyPress and isinstance(gebeurtenis, QKeyEvent):
            tonen = {Qt.Key.Key_T: True, Qt.Key.Key_A: False}.get(Qt.Key(gebeurtenis.key()))
            if tonen is not None and gebeurtenis.modifiers() == Qt.KeyboardModifier.NoModifier:
                self._kies(tonen)
                return True
        return super().eventFilter(ding, gebeurtenis)

    def toon(self, **params: Any) -> None:
        """Load a request, or only the log of a casus."""
        self._id = params.get("id") if params else self._id
        self._casus_id = params.get("casus_id", self._casus_id)
        self._openen = self._openen or bool(params)
        if self._id is None and self._casus_id is None:
            self.omgeving.navigeer("rechten")
            return
        self.blad.leeg()
        if "tab" in params:
            self.tabs.kies(params["tab"])
        if self._id is None:
            assert self._casus_id is not None
            self.zet_titel(self.tr("Wie zag het dossier"))
            self.tabs.kies("log")
            self.log.toon(self._casus_id, openen=self._openen)
            self._openen = False
            return
        self._laad()

    def ververs(self, wijzigingen: Wijzigingen) -> None:
        """Something about it changed."""
        del wijzigingen
        if self._id is not None:
            self._laad()

    def _laad(self) -> None:
        assert self._id is not None
        openen, self._openen = self._openen, False
        taak = partial(_lees, self.omgeving.werkplek, self._id, openen=openen)
        self.omgeving.werker.doe(taak, partial(self._zet, openen), self._mislukt, self)

    def _mislukt(self, fout: Fout) -> None:
        self._openen = True
        for knop in self.knoppen.values():
            knop.setVisible(False)  # they would be about what was shown before
        self.toon_fout(fout)

    def _zet(self, geopend: bool, alles: _Alles) -> None:
        een = self._verzoek = alles.verzoek
        self._casus_id = een.casus_id
        self.zet_titel(
            self.tr("{0}: {1}").format(een.soort_label, een.nummer),
            self.tr("{0} · {1} · antwoord uiterlijk {2}").format(
                een.jongere, een.casusnummer, toon_datum(een.antwoord_voor)
            ),
        )
        self.watnu.setText(een.wat_nu)
        paren = (
            (self.tr("Wie vraagt"), f"{een.verzoeker_naam} ({een.verzoeker_label.lower()})"),
            (self.tr("Namens hen"), een.gemachtigde),
            (self.tr("Ontvangen op"), toon_datum(een.ontvangen_op)),
            (self.tr("Antwoord uiterlijk"), toon_datum(een.antwoord_voor)),
            (self.tr("Verlengd, want"), een.verlengd_reden),
            (self.tr("Nagegaan wie vraagt"), een.identiteit),
            (self.tr("De vraag"), een.vraag),
            (self.tr("Wat de jongere ervan vindt"), een.mening_zin),
            (self.tr("Eerder vastgelegd"), "\n".join(een.eerdere_meningen)),
            (self.tr("Uitleg bij het besluit"), een.motivering),
            (self.tr("Besloten door"), een.beslisser),
            (self.tr("Beëindigd, want"), een.beeindigd_reden),
            (self.tr("Vastgelegd door"), een.door),
        )
        self.feiten.zet([(self.tr("Stand"), stand(een)), *((woord, waarde) for woord, waarde in paren if waarde)])
        regie = self.omgeving.rol == Rol.CASUSREGISSEUR
        zichtbaar = {
            "identiteit": een.open,
            "mening": een.open and een.verzoeker is Geinformeerde.OUDERS,
            "verlengen": een.mag_verlengen,
            "besluiten": een.mag_besluiten,
            "intrekken": een.open,
            "beeindigen": (een.loopt or een.uit_te_voeren) and not een.open and not regie,
            "dossier": regie,
            "bewaren": een.soort is Rechtsoort.WISSEN and een.oordeel is not None,
        }
        for sleutel, knop in self.knoppen.items():
            knop.setVisible(zichtbaar[sleutel])
        self._zet_stukken(alles.stukken)
        self.tekst.setVisible(een.soort is Rechtsoort.CORRECTIE)
        self.tekst.zet(een.id, een.casus_id, alles.teksten)
        self.blad.zet(
            een.id,
            self.over_wie,
            alles.antwoorden,
            inzage=alles.stukken is not None,
            toegewezen=een.oordeel in (RechtOordeel.TOEGEWEZEN, RechtOordeel.DEELS),
        )
        self.log.toon(een.casus_id, een.id, openen=geopend)

    def _zet_stukken(self, stukken: Inzagestand | None) -> None:
        for knop in (self.toonknop, self.afknop):
            knop.setVisible(stukken is not None)
        if stukken is None:
            self.uitleg.setText(self.tr("Alleen bij een verzoek om inzage is er iets te bekijken."))
            self.stukken.zet_rijen(())
            return
        self.uitleg.setText(
            self.tr(
                "{0} gegevens gaan alleen over de jongere en gaan vanzelf mee. Van de {1} stukjes hieronder kiest u:"
                " tonen of afschermen. Nog {2} te gaan; wat u niet kiest, blijft weg. Kies een regel voor"
                " de hele tekst."
            ).format(stukken.altijd, len(stukken.stukken), stukken.te_bekijken)
        )
        self.stukken.zet_rijen(stukken.stukken)
        self.tabs.zet_titel("stukken", self.tr("Bekijken ({})").format(stukken.te_bekijken))

    def _toon_stuk(self, stuk: Inzagestuk | None) -> None:
        if stuk is None:
            self.sluit_detail()
            return
        vak = QWidget()
        kolom = QVBoxLayout(vak)
        kolom.setContentsMargins(0, 0, 0, 0)
        gegevens = Gegevens()
        paren = (
            (self.tr("Onderdeel"), stuk.veld),
            (self.tr("Tekst"), stuk.tekst),
            (self.tr("Let op"), stuk.let_op),
            (self.tr("Reden"), stuk.reden),
        )
        gegevens.zet([(self.tr("Keuze"), _keuze(stuk)), *((woord, waarde) for woord, waarde in paren if waarde)])
        kolom.addWidget(gegevens)
        kolom.addStretch(1)
        self.toon_detail(stuk.ding, vak)

    def _kies(self, tonen: bool) -> None:
        gekozen = self.stukken.gekozen_rijen()
        if not gekozen or self._id is None:
            return
        ids = [stuk.id for stuk in gekozen]
        kies = partial(inzage.choose_stukken, self.omgeving.werkplek, self._id, ids, tonen=tonen)
        if tonen and not any(stuk.let_op for stuk in gekozen):
            self.omgeving.werker.doe(kies, None, self.toon_fout, self)
            return
        velden: list[str | Veld] = [
            TekstVeld("reden", self._waarom(tonen), verplicht=True, hoogstens=inzage.MAX_REDEN, hulp=_hoeveel(gekozen))
        ]
        anderen = sum(bool(stuk.let_op) for stuk in gekozen)
        if tonen and len(gekozen) > 1:
            vink = self.tr("Ja, toon alle {0} stukjes, ook {1} die over anderen gaan of een bron verraden")
            velden.append(VinkVeld("alle", vink.format(len(gekozen), anderen), moet=True))
        titel = self.tr("Toch tonen") if tonen else self.tr("Afschermen")
        self._vraag(titel, "recht-stuk", velden, lambda w: kies(reden=w["reden"]), self.tr("De keuze is vastgelegd."))

    def _waarom(self, tonen: bool) -> str:
        """The question speaks of who asks."""
        assert self._verzoek is not None
        if self._verzoek.verzoeker is Geinformeerde.JONGERE:
            return self.tr("Waarom mag de jongere dit zien?") if tonen else self.tr("Waarom niet aan de jongere?")
        return self.tr("Waarom mag de ouder dit zien?") if tonen else self.tr("Waarom niet aan de ouder?")

    def _vraag(
        self,
        titel: str,
        concept: str,
        velden: list[str | Veld],
        doe: Callable[[dict[str, Any]], object],
        gelukt: str,
    ) -> None:
        Bewaardialoog(
            self,
            self.omgeving,
            titel,
            Formulier(velden, knop=self.tr("Vastleggen"), annuleren=self.tr("Terug")),
            doe,
            gelukt=gelukt,
            concept=concept,
            object_id=self._id,
            over=self.over_wie,
        ).toon()

    def _reden(self, titel: str, vraag: str, doe: Callable[[Werkplek, UUID, str], object], gelukt: str) -> None:
        assert self._id is not None
        werkplek, id_ = self.omgeving.werkplek, self._id
        velden: list[str | Veld] = [LangeTekstVeld("reden", vraag, verplicht=True)]
        self._vraag(titel, "recht-reden", velden, lambda w: doe(werkplek, id_, w["reden"]), gelukt)

    def _verleng(self) -> None:
        self._reden(
            self.tr("Termijn verlengen"),
            self.tr("Waarom is meer tijd nodig? Vertel dit ook aan wie vraagt."),
            rechtenverzoeken.extend_verzoek,
            self.tr("De termijn is met twee maanden verlengd."),
        )

    def _trek_in(self) -> None:
        self._reden(
            self.tr("Verzoek intrekken"),
            self.tr("Waarom wil wie vroeg dit niet meer?"),
            rechtenverzoeken.withdraw_verzoek,
            self.tr("Het verzoek is ingetrokken."),
        )

    def _beeindig(self) -> None:
        self._reden(
            self.tr("Beëindigen"),
            self.tr("Waarom? Vertel het eerst aan wie het vroeg."),
            rechtenverzoeken.end_gevolg,
            self.tr("Het is beëindigd."),
        )

    def _identiteit(self) -> None:
        assert self._id is not None
        doe = partial(_leg_identiteit, self.omgeving.werkplek, self._id)
        veld = TekstVeld(
            "identiteit", self.tr("Hoe is nagegaan wie dit vraagt?"), verplicht=True, hoogstens=MAX_IDENTITEIT
        )
        self._vraag(self.tr("Identiteit vastleggen"), "recht-identiteit", [veld], doe, self.tr("Vastgelegd."))

    def _mening(self) -> None:
        assert self._id is not None
        vraag_mening(self, self.omgeving, self._id, self.over_wie)

    def _besluit(self) -> None:
        assert self._id is not None
        assert self._verzoek is not None
        velden: list[str | Veld] = [
            KeuzeVeld(
                "oordeel",
                self.tr("Besluit"),
                [Keuze(oordeel, label) for oordeel, label in OORDEEL_LABELS.items()],
                verplicht=True,
                hulp=self._verzoek.mening_zin,
            ),
            LangeTekstVeld(
                "motivering",
                self.tr("Uitleg voor wie het vroeg"),
                verplicht=True,
                hulp=self.tr("De ouder leest dit. Schrijf de woorden van de jongere niet over.")
                if self._verzoek.mening_zin
                else "",
            ),
        ]
        doe = partial(_neem_besluit, self.omgeving.werkplek, self._id)
        self._vraag(self.tr("Besluiten"), "recht-besluit", velden, doe, self.tr("Het besluit is vastgelegd."))

    def _naar_dossier(self) -> None:
        self.omgeving.navigeer("dossier", casus_id=self._casus_id)


def _hoeveel(stukken: Sequence[Inzagestuk]) -> str:
    anderen = sum(bool(stuk.let_op) for stuk in stukken)
    return f"{met_woord(len(stukken), 'stukje', 'stukjes')} gekozen, waarvan {anderen} over anderen of de bron."


def _keuze(stuk: Inzagestuk) -> Chipwaarde:
    if stuk.tonen is None:
        return Chipwaarde("Te kiezen", "geel")
    return Chipwaarde("Tonen", "groen") if stuk.tonen else Chipwaarde("Afschermen", "grijs")


def _leg_identiteit(werkplek: Werkplek, id_: UUID, waarden: dict[str, Any]) -> None:
    rechtenverzoeken.set_identiteit(werkplek, id_, waarden["identiteit"])


def _neem_besluit(werkplek: Werkplek, id_: UUID, waarden: dict[str, Any]) -> object:
    return rechtenverzoeken.decide_verzoek(werkplek, id_, waarden["oordeel"], waarden["motivering"])
