"""An overleg while it runs, as the presenter has it: the agenda, the item in the middle, everything by keyboard.

What is typed is a draft within two seconds. Leaving the item commits it.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Any
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut, QTextCursor
from PySide6.QtWidgets import QHBoxLayout, QWidget

from pmg_desk.domain.datums import toon_datum
from pmg_desk.domain.fouten import Fout, IntussenGewijzigd, OngeldigeInvoer
from pmg_desk.domain.rollen import Rol
from pmg_desk.domain.samenvatting import Aard
from pmg_desk.services import aanwezigheid, bespreken, overlegbesluiten, vergaderen, vergaderplek, verteldaantafel
from pmg_desk.services.aanwezigheid import Deelneming
from pmg_desk.services.acties import ActieInzicht
from pmg_desk.services.bespreken import STAND_LABELS, BesprekingInvoer, BesprekingInzicht
from pmg_desk.services.overlegbesluiten import BesluitInzicht
from pmg_desk.services.overleggen import AgendaPunt, OverlegStatus
from pmg_desk.services.vergaderen import Vergadering, Vergaderpunt
from pmg_desk.services.verteldaantafel import Verteld
from pmg_desk.storage.models import BesluitStand, Besprekingsstand, Spoor
from pmg_desk.ui.models.rijen import Kolom
from pmg_desk.ui.omgeving import Omgeving, Wijzigingen
from pmg_desk.ui.screens.aanwezigdeel import AanwezigDeel
from pmg_desk.ui.screens.beamerbediening import Beamerbediening
from pmg_desk.ui.screens.typregel import Typregel
from pmg_desk.ui.screens.vergaderdelen import Typdeel
from pmg_desk.ui.screens.verteldialoog import Verteldialoog
from pmg_desk.ui.wekker import wekker
from pmg_desk.ui.widgets.datumvelden import lang
from pmg_desk.ui.widgets.dialoog import bevestig
from pmg_desk.ui.widgets.inbeeld import breng_in_beeld
from pmg_desk.ui.widgets.kaart import Kaart
from pmg_desk.ui.widgets.knop import Knop
from pmg_desk.ui.widgets.lijst import Leegtekst, Lijst
from pmg_desk.ui.widgets.rolvak import Rolvak
from pmg_desk.ui.widgets.scherm import Scherm
from pmg_desk.ui.widgets.tekst import Tekst
from pmg_desk.ui.widgets.vloei import Vloeibalk

_NAAST, _NAAST_OPEN = 720, 690
"""From which width at 100 % text the agenda stands beside the item; of what the open panel leaves, it is narrower."""
_AGENDA = 290
_RUST_MS = 60
"""Until a page on which a line came has its layout."""


@dataclass(frozen=True, slots=True)
class Agendarij:
    """An item with its number and how it stands."""

    nr: int
    punt: AgendaPunt
    stand: str


class VergaderingScherm(Scherm):
    """``toon(overleg_id=id)``."""

    sleutel, titel, icoon = "vergadering", "Overleg houden", "users"
    rollen = frozenset({Rol.CASUSREGISSEUR})
    in_navigatie, onder = False, "overleg"
    soorten = frozenset({"overleg", "bespreking", "aanwezigheid", "overlegbesluit", "instelling"})

    def __init__(self, omgeving: Omgeving, ouder: QWidget | None = None) -> None:
        super().__init__(omgeving, ouder)
        self._id: UUID | None = None
        self._nu: UUID | None = None
        self._bezig = self._opent = False
        self._straks: list[Callable[[], object]] = []  # keys that were pressed before the next item was there
        self.stand: Vergadering | None = None
        self._toetsen: list[tuple[str, str]] = []
        self._verteld: set[tuple[UUID, tuple[str, ...]]] = set()
        self.voeg_actie(Knop(self.tr("Terug naar de agenda"), icoon="arrow-left", actie=self._terug))
        self.afrondknop = self.voeg_actie(Knop(self.tr("Overleg afronden"), icoon="check", actie=self.rond_af))
        self._bouw_balk()
        self.lijst = self._maak_lijst()
        self.typdeel = Typdeel(omgeving)
        self._waar: Typregel | None = None
        self._kijker = wekker(self, _RUST_MS, self._toon_waar)
        self.typdeel.nieuwe_regel.connect(self._breng_in_beeld)
        self.typdeel.gewijzigd.connect(self._volg_typen)
        self.typdeel.teruggezet.connect(self._typ_verder)
        self.blad = Rolvak()
        self.blad.inhoud.setSpacing(12)
        self.overzicht = QWidget()
        self.vraag = Kaart(self.tr("Vraag aan de tafel"))
        self.plan = Kaart(self.tr("Plan in het kort"))
        self.acties = Kaart(self.tr("Acties"))
        self.eerder = Kaart(self.tr("Eerder besloten, nog niet uitgevoerd"))
        self.typkaart = Kaart(self.tr("Dit overleg"))
        self.typkaart.inhoud.addWidget(self.typdeel)
        self.beamer = Beamerbediening(omgeving)
        self.beamer.setVisible(False)
        self.wie = Tekst("", "kop-2")
        for deel in (self.beamer, self.wie, self.vraag, self.eerder, self.acties, self.plan, self.typkaart):
            self.blad.inhoud.addWidget(deel)
        self.blad.inhoud.addStretch(1)
        rij = QHBoxLayout()
        rij.setSpacing(14)
        rij.addWidget(self.lijst, 2)
        rij.addWidget(self.blad, 5)
        self.inhoud.addWidget(self.balk)
        self.inhoud.addLayout(rij, 1)
        self._sluittoets = QShortcut(QKeySequence(Qt.Key.Key_Escape), self)
        self._sluittoets.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        self._sluittoets.activated.connect(self.sluit_detail)
        self._sluittoets.setEnabled(False)
        self._toon_delen(False)

    @property
    def slot_minuten(self) -> int:
        """A meeting of today that is not over, and that is in sight here or on the screen for the room."""
        regel = None if self.stand is None else self.stand.overleg.regel
        if self.stand is None or regel is None or not (self.isVisible() or self.beamer.is_open):
            return 0
        loopt = regel.status is OverlegStatus.GEPLAND and regel.datum == self.omgeving.vandaag()
        return self.stand.slot_minuten if loopt and self.stand.overleg.mag_wijzigen else 0

    def _bouw_balk(self) -> None:
        self.balk = Vloeibalk()
        knoppen: tuple[tuple[str, str, Callable[[], object]], ...] = (
            (self.tr("Feit"), "F2", partial(self._nieuw, Aard.FEIT)),
            (self.tr("Aanname"), "F3", partial(self._nieuw, Aard.AANNAME)),
            (self.tr("Mening"), "F4", partial(self._nieuw, Aard.MENING)),
            (self.tr("Besluit"), "F5", self.nieuw_besluit),
            (self.tr("Actie"), "F7", self.nieuwe_actie),
            (self.tr("Regel weg"), "Shift+F2", self._regel_weg),
            (self.tr("Scherm"), "F9", self.wissel_scherm),
            (self.tr("Verteld aan allen"), "Ctrl+F9", self.vertel_allen),
            (self.tr("Wie is er"), "F11", self.toon_aanwezigheid),
            (self.tr("Aanhouden"), "F12", self.houd_aan),
            (self.tr("Vorige"), "Shift+F8", partial(self.stap, -1)),
            (self.tr("Overslaan"), "Ctrl+F8", partial(self.stap, 1)),
            (self.tr("Besproken, volgende"), "F8", self.besproken),
        )
        for woord, toets, actie in knoppen:
            knop = Knop(f"{woord} ({toets})", "primair" if toets == "F8" else "secundair", actie=actie)
            self.balk.voeg_toe(knop)
            snel = QShortcut(QKeySequence(toets), self)
            snel.setContext(Qt.ShortcutContext.WindowShortcut)  # wherever the focus is while this is in sight
            snel.activated.connect(actie)
            self._toetsen.append((self.tr("Overleg: {}").format(woord.lower()), toets))

    @property
    def sneltoetsen(self) -> list[tuple[str, str]]:
        """For the help page."""
        return list(self._toetsen)

    def _maak_lijst(self) -> Lijst[Agendarij]:
        lijst: Lijst[Agendarij] = Lijst(
            "vergadering",
            self.tr("Agenda"),
            (
                Kolom("nr", self.tr("Nr"), lambda r: r.nr, "getal", breedte=40, sorteerbaar=False),
                Kolom("naam", self.tr("Jongere"), lambda r: r.punt.naam, rekt=True, nadruk=True, sorteerbaar=False),
                Kolom("stand", self.tr("Stand"), lambda r: r.stand, breedte=105, sorteerbaar=False),
            ),
            lambda r: r.punt.id,
            woord=(self.tr("casus"), self.tr("casussen")),
            instellingen=self.omgeving.instellingen,
            filterveld=False,
            leeg=Leegtekst(self.tr("De agenda is leeg"), self.tr("Zet eerst casussen op de agenda."), "list-checks"),
        )
        lijst.geopend.connect(self._gekozen)
        return lijst

    # loading

    def toon(self, **params: Any) -> None:
        """Load the meeting, and go to the item where this user was."""
        gevraagd = params.get("overleg_id", self._id)
        if gevraagd is None:
            self.omgeving.navigeer("overleg")
            return
        if gevraagd != self._id:
            self._id, self._nu, self.stand = gevraagd, None, None
            self.typdeel.leeg()
            self.beamer.zet_punt(None)
            self._toon_delen(False)
        if self._nu is not None:
            self.omgeving.werker.doe(partial(vergaderplek.return_vergadering, self.omgeving.werkplek, self._nu))
        self._laad()

    def verlaten(self) -> None:
        """Went on elsewhere: after a crash nobody is brought back here."""
        self.omgeving.werker.doe(partial(vergaderplek.leave_vergadering, self.omgeving.werkplek))

    def _laad(self) -> None:
        assert self._id is not None
        taak = partial(vergaderen.toon_vergadering, self.omgeving.werkplek, self._id)
        self.omgeving.werker.doe(taak, partial(self._zet, self._id), self.toon_fout, self)

    def ververs(self, wijzigingen: Wijzigingen) -> None:
        """The agenda and who is there; what is being typed stays."""
        if self._id is None:
            return
        self._laad()
        if self._nu is not None and any(soort == "aanwezigheid" for soort, _ in wijzigingen):
            taak = partial(aanwezigheid.list_deelneming, self.omgeving.werkplek, self._id, self._nu)
            self.omgeving.werker.doe(taak, partial(self._zet_deelneming, self._nu), self.toon_fout, self)

    def _zet_deelneming(self, punt_id: UUID, deelneming: tuple[Deelneming, ...]) -> None:
        punt = self.typdeel.punt
        if punt is not None and punt.punt_id == punt_id:
            self.typdeel.zet_deelneming(deelneming)

    def _zet(self, overleg_id: UUID, stand: Vergadering) -> None:
        if overleg_id != self._id:
            return
        self.stand = stand
        regel = stand.overleg.regel
        er = sum(deel.aanwezig for deel in stand.deelneming)
        delen = (lang(regel.datum), regel.tijd, self.tr("{} aanwezig").format(er))
        self.zet_titel(regel.tafel_label, " · ".join(deel for deel in delen if deel))
        rijen = [
            Agendarij(punt.nr, punt, STAND_LABELS[stand.standen[punt.id]] if punt.id in stand.standen else "")
            for punt in stand.overleg.agenda
        ]
        self.lijst.zet_rijen(rijen)
        self.afrondknop.setVisible(stand.overleg.mag_wijzigen)
        if self._nu is None and stand.verder is not None:
            self._open(stand.verder)
        elif self._nu is not None:
            self.lijst.kies(self._nu)
            if self.typdeel.punt is None and not self._opent:
                self._open(self._nu)

    def _open(self, punt_id: UUID) -> None:
        self._nu, self._opent = punt_id, True
        self.beamer.zet_punt(punt_id)
        self.lijst.kies(punt_id)
        taak = partial(vergaderen.open_vergaderpunt, self.omgeving.werkplek, punt_id)
        self.omgeving.werker.doe(taak, self._zet_punt, self._punt_mislukt, self)

    def _punt_mislukt(self, fout: Fout) -> None:
        self._nu, self._opent = None, False
        self.beamer.zet_punt(None)
        self.typdeel.leeg()
        self._toon_delen(False)
        self.toon_fout(fout)

    def _zet_punt(self, punt: Vergaderpunt) -> None:
        if punt.punt_id != self._nu or self.stand is None:
            return
        self._opent = False
        self.melding.verberg()
        over = f"{punt.casusnummer} · {punt.naam}"
        self.zet_over(over)
        self.wie.setText(over)
        _vul(self.vraag, [punt.vraag] if punt.vraag else [])
        self._vul_plan(punt)
        _vul(self.acties, [*map(self._actieregel, (*punt.te_laat, *punt.lopend))])
        self._vul_eerder(punt.eerder)
        self.typdeel.zet(punt, self.stand.overleg.regel.datum)
        self._toon_delen(True)
        self.vraag.setVisible(bool(punt.vraag))
        self.acties.setVisible(bool(punt.te_laat or punt.lopend))
        self.eerder.setVisible(bool(punt.eerder))
        self.blad.verticalScrollBar().setValue(0)
        wie = self.zijpaneel.widget
        if isinstance(wie, AanwezigDeel):
            wie.zet_punt(punt.punt_id)
        if self.focus_is_vrij and not self._in_paneel:
            self.lijst.tabel.setFocus()
        straks, self._straks = self._straks, []
        for doe in straks:
            doe()

    def _vul_plan(self, punt: Vergaderpunt) -> None:
        regels: list[str] = []
        for spoor in Spoor:
            doelen = () if punt.plan is None else tuple(d for d in punt.plan.doelen if d.spoor is spoor)
            if doelen:
                *eerst, laatst = (d.leefgebied_label if d.tekst is None else d.tekst.tekst for d in doelen)
                woorden = "; ".join((*(een.rstrip(". ") for een in eerst), laatst))
                regels.append(f"{doelen[0].spoor_label}: {woorden}")
        _vul(self.plan, regels or [self.tr("Er is nog geen plan met doelen.")])

    def _actieregel(self, actie: ActieInzicht) -> str:
        woorden = "" if actie.tekst is None else actie.tekst.tekst
        wanneer = toon_datum(actie.deadline)
        stand = self.tr("TE LAAT, {}").format(wanneer) if actie.te_laat else wanneer
        return f"{stand} · {actie.eigenaar} ({actie.organisatie}): {woorden}"

    def _vul_eerder(self, besluiten: tuple[BesluitInzicht, ...]) -> None:
        _vul(self.eerder, [])
        for besluit in besluiten:
            assert besluit.tekst is not None
            wat = f"{toon_datum(besluit.genomen_op)} · {besluit.tafel_label}: {besluit.tekst.tekst}"
            self.eerder.inhoud.addWidget(Tekst(wat))
            knop = Knop(self.tr("Is uitgevoerd"), "koppeling", "check", actie=partial(self._uitgevoerd, besluit))
            self.eerder.inhoud.addWidget(knop, 0, Qt.AlignmentFlag.AlignLeft)

    def _uitgevoerd(self, besluit: BesluitInzicht) -> None:
        taak = partial(
            overlegbesluiten.set_besluitstand,
            self.omgeving.werkplek,
            besluit.id,
            BesluitStand.UITGEVOERD,
            versie=besluit.versie,
        )
        self.omgeving.werker.doe(taak, partial(self._besluit_klaar, besluit.id), self.toon_fout, self)

    def _besluit_klaar(self, besluit_id: UUID, _niets: None) -> None:
        self.meld(self.tr("Het besluit is uitgevoerd."))
        punt = self.typdeel.punt
        if punt is not None:
            over = tuple(een for een in punt.eerder if een.id != besluit_id)
            self._vul_eerder(over)
            self.eerder.setVisible(bool(over))

    def _toon_delen(self, aan: bool) -> None:
        self.blad.setVisible(aan)
        self.balk.setEnabled(aan)

    # typing

    def _bij_punt(self, doe: Callable[[], object]) -> None:
        """At the item in sight; between two items as soon as the next one is there."""
        if self.staat_klaar:
            doe()
        elif self._nu is not None:
            self._straks.append(doe)

    @property
    def staat_klaar(self) -> bool:
        """Whether the item in sight is the one that keys go to: not while one is being left or read."""
        punt = self.typdeel.punt
        return punt is not None and punt.punt_id == self._nu and not self._bezig

    def _nieuw(self, aard: Aard) -> None:
        self._maak_plaats()
        self._bij_punt(partial(self.typdeel.voeg_punt, aard))

    def nieuw_besluit(self) -> None:
        """A line for what the table decides."""
        self._maak_plaats()
        self._bij_punt(self.typdeel.voeg_besluit)

    def nieuwe_actie(self) -> None:
        """A line for what somebody will do."""
        self._maak_plaats()
        self._bij_punt(self._voeg_actie)

    def _voeg_actie(self) -> None:
        if self.typdeel.voeg_actie() is None:
            self.melding.zet(
                "info",
                self.tr("Een actie hoort bij een doel, en deze casus heeft nog geen plan met doelen. Leg het vast als")
                + " "
                + self.tr("besluit (F5), of maak eerst een plan in het dossier."),
            )

    def _maak_plaats(self) -> None:
        """Where the panel took the place of the item, it goes: nobody types out of sight."""
        if self.pagina.isHidden():
            self.sluit_detail()

    def _regel_weg(self) -> None:
        self.typdeel.haal_huidige_weg()

    def houd_aan(self) -> None:
        """The item comes back at the next meeting, and the meeting goes on."""
        if self.typdeel.punt is not None:
            self.typdeel.stand.zet(Besprekingsstand.AANGEHOUDEN)
            self.stap(1)

    def besproken(self) -> None:
        """To the next: the item was discussed, also when not a word of it was written down."""
        self.stap(1, besproken=True)

    def _volg_typen(self) -> None:
        regel = next((een for een in self.typdeel.regels if een.tekst.tekst.vel.hasFocus()), None)
        if regel is not None:
            self._breng_in_beeld(regel)

    def _typ_verder(self, regel: Typregel) -> None:
        """What was typed when the program was cut off: on with it, at its end."""
        elders = self._in_paneel or self._straks or any(een.heeft_focus for een in self.typdeel.regels)
        if self.focus_is_vrij and not elders:
            vel = regel.tekst.tekst.vel
            vel.setFocus(Qt.FocusReason.OtherFocusReason)
            vel.moveCursor(QTextCursor.MoveOperation.End)
            self._breng_in_beeld(regel)

    def _breng_in_beeld(self, regel: Typregel) -> None:
        self._waar = regel
        self._toon_waar()
        self._kijker.start()

    def _toon_waar(self) -> None:
        if self._waar is not None and self._waar in self.typdeel.regels:
            self.blad.inhoud.activate()
            breng_in_beeld(self._waar.tekst.tekst)

    def bewaar_concepten(self) -> None:
        """Before a lock and close."""
        self.typdeel.bewaar_concept()

    # leaving an item

    def stap(self, richting: int, *, besproken: bool = False) -> None:
        """Commit what was typed at this item and go to the next or the one before; the last stays where it is.

        ``besproken``: commit it also when nothing was typed.
        """
        if self.stand is None or self._nu is None:
            return
        ids = [punt.id for punt in self.stand.overleg.agenda]
        plek = ids.index(self._nu) + richting if self._nu in ids else 0
        doel = ids[max(0, min(len(ids) - 1, plek))]
        self._verlaat(partial(self._na_stap, doel, 0 <= plek < len(ids)), besproken=besproken)

    def _na_stap(self, doel: UUID, verder: bool) -> None:
        self._open(doel)
        if not verder:
            self.meld(self.tr("Verder dan dit punt gaat de agenda niet. U kunt het overleg afronden."), "info")

    def _gekozen(self, rij: Agendarij) -> None:
        if rij.punt.id != self._nu:
            self._verlaat(partial(self._open, rij.punt.id))

    def _verlaat(self, dan: Callable[[], object], *, besproken: bool = False) -> None:
        if self._bezig:
            return
        deel = self.typdeel
        if deel.punt is None or not (deel.is_gewijzigd or (besproken and deel.basis.stand is None)):
            dan()
            return
        try:
            invoer = self.typdeel.invoer()
        except OngeldigeInvoer as fout:
            self._toon_ongeldig(fout)
            return
        self._zet_bezig(True)
        deel.bewaar_concept()  # now, and not after the commit: a draft that is left makes the item look unfinished
        taak = partial(bespreken.save_bespreking, self.omgeving.werkplek, deel.punt.punt_id, invoer)
        self.omgeving.werker.doe(taak, partial(self._bewaard, dan), partial(self._niet_bewaard, invoer), self)

    def _zet_bezig(self, bezig: bool) -> None:
        """While an item is committed nothing is typed in it: that would be in neither version."""
        self._bezig = bezig
        self.typdeel.setEnabled(not bezig)

    def _bewaard(self, dan: Callable[[], object], _versie: int) -> None:
        self._zet_bezig(False)
        self.typdeel.opgeslagen()
        self.typdeel.leeg()
        dan()

    def _niet_bewaard(self, invoer: BesprekingInvoer, fout: Fout) -> None:
        self._zet_bezig(False)
        self._straks = []
        punt = self.typdeel.punt
        if isinstance(fout, OngeldigeInvoer):
            self._toon_ongeldig(fout)
        elif isinstance(fout, IntussenGewijzigd) and punt is not None:
            taak = partial(bespreken.toon_bespreking, self.omgeving.werkplek, punt.punt_id)
            self.omgeving.werker.doe(taak, partial(self._voeg_samen, invoer), self.toon_fout, self)
        else:
            self.toon_fout(fout)

    def _toon_ongeldig(self, fout: OngeldigeInvoer) -> None:
        self.typdeel.toon_fouten(fout)
        self.melding.zet("fout", self.tr("Nog niet alles is goed ingevuld. Kijk bij de rode zinnen."))

    def _voeg_samen(self, mijn: BesprekingInvoer, nu: BesprekingInzicht) -> None:
        self.typdeel.zet_samen(bespreken.voeg_samen(self.typdeel.basis, mijn, nu), nu)
        self.melding.zet(
            "waarschuwing",
            self.tr("Een collega legde intussen ook iets vast. Dat staat er nu bij, met wat u typte. Kijk het na."),
        )

    # the meeting

    def rond_af(self) -> None:
        """Commit the last item, and say of the rest that nobody came to it."""
        self._verlaat(self._vraag_afronden)

    def _vraag_afronden(self) -> None:
        if self._nu is not None and self.typdeel.punt is None:
            self._open(self._nu)  # what was committed stands there again when the answer is no
        bevestig(
            self,
            self.tr("Overleg afronden?"),
            self.tr("Punten waar u niet aan toekwam, krijgen de stand 'Niet besproken'. Het overleg is dan gehouden."),
            self.tr("Overleg afronden"),
            self._rond_af,
            gevaar=False,
        )

    def _rond_af(self) -> None:
        assert self._id is not None
        taak = partial(bespreken.finish_overleg, self.omgeving.werkplek, self._id)
        self.omgeving.werker.doe(taak, self._afgerond, self.toon_fout, self)

    def _afgerond(self, _aantal: int) -> None:
        self.beamer.sluit()
        self.meld(self.tr("Het overleg is afgerond."))
        self._terug()

    def _terug(self) -> None:
        self._verlaat(partial(self.omgeving.navigeer, "overlegdag", overleg_id=self._id))

    def vertel_allen(self) -> None:
        """Record that what was said was told to everyone in the room: at once where there is nothing to choose or to
        confirm, otherwise through the form, which shows who may hear what.
        """
        deel = self.typdeel
        if deel.punt is None:
            return
        punt_id, soorten = deel.punt.punt_id, deel.categorieen
        if not soorten or deel.over_anderen or (punt_id, soorten) in self._verteld:
            self._vraag_verteld(punt_id)
            return
        self._verteld.add((punt_id, soorten))  # the same key again asks, and never records it twice
        taak = partial(verteldaantafel.tell_if_all_may_hear, self.omgeving.werkplek, punt_id, soorten)
        self.omgeving.werker.doe(taak, partial(self._is_verteld, punt_id), self.toon_fout, self)

    def _is_verteld(self, punt_id: UUID, uitkomst: Verteld | None) -> None:
        if uitkomst is not None:
            aantal = uitkomst.onder_akkoord
            zin = self.tr("Vastgelegd onder akkoord voor {} ontvangers.").format(aantal)
            self.meld(self.tr("Vastgelegd onder akkoord voor 1 ontvanger.") if aantal == 1 else zin)
        elif punt_id == self._nu:
            self._vraag_verteld(punt_id)

    def _vraag_verteld(self, punt_id: UUID) -> None:
        deel = self.typdeel
        Verteldialoog(self, self.omgeving, punt_id, deel.categorieen, derden=deel.over_anderen).toon()

    def toon_aanwezigheid(self) -> None:
        """Who is there, and who leaves for this item; when it is in sight already, away with it."""
        if self._id is None:
            return
        if not self.zijpaneel.isHidden():
            self.sluit_detail()
            return
        deel = AanwezigDeel(self.omgeving, self._id, self._nu, self.toon_fout)
        self.toon_detail(self.tr("Wie is er"), deel)
        taak = partial(aanwezigheid.list_deelneming, self.omgeving.werkplek, self._id, self._nu)
        self.omgeving.werker.doe(taak, deel.zet, self.toon_fout, deel)
        deel.lijst.tabel.setFocus()

    @property
    def _in_paneel(self) -> bool:
        gefocust: QWidget | None = self.window().focusWidget()
        return gefocust is not None and self.zijpaneel.isAncestorOf(gefocust)

    def sluit_detail(self) -> None:
        """Take the panel away; who was in it goes on where the words are."""
        erin = self._in_paneel
        super().sluit_detail()
        if erin:
            regels = self.typdeel.regels
            (regels[-1].tekst.tekst.vel if regels else self.lijst.tabel).setFocus(Qt.FocusReason.OtherFocusReason)

    def wissel_scherm(self) -> None:
        """Open the screen for the room with its buttons on top, or put both away."""
        open_ = self.beamer.is_open
        self.beamer.setVisible(not open_)
        self.beamer.open_of_sluit()
        if not open_:
            self.blad.verticalScrollBar().setValue(0)

    def _schik(self) -> None:
        """In a narrow window the agenda makes room for the item; in a low one the buttons scroll along with it."""
        super()._schik()
        px, open_ = self.omgeving.thema.px, not self.zijpaneel.isHidden()
        self._sluittoets.setEnabled(open_)
        over = self.width() - (self.zijpaneel.minimumWidth() if open_ else 0)
        self.lijst.setVisible(over >= px(_NAAST_OPEN if open_ else _NAAST))
        self.lijst.setMinimumWidth(px(_AGENDA) if open_ and self.lijst.isVisibleTo(self.pagina) else 0)
        binnen = self.blad.isAncestorOf(self.balk)
        if self.is_laag and not binnen:
            self.blad.inhoud.insertWidget(0, self.balk)
        elif binnen and not self.is_laag:
            self.inhoud.insertWidget(0, self.balk)


def _vul(kaart: Kaart, regels: list[str]) -> None:
    while kaart.inhoud.count():
        deel = kaart.inhoud.takeAt(0)
        widget = None if deel is None else deel.widget()
        if widget is not None:
            widget.setVisible(False)
            widget.deleteLater()
    for regel in regels:
        kaart.inhoud.addWidget(Tekst(regel))
