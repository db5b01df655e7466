"""An overleg while it runs, as the presenter has it: the agenda, the item in the middle, everything by keyboard.

What is typed is a draft within two seconds. Leaving the item commits it.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut, QTextCursor
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from pmg_desk.domain.fouten import Fout
from pmg_desk.domain.rollen import Rol
from pmg_desk.domain.samenvatting import Aard
from pmg_desk.services import aanwezigheid, vergaderen, vergaderplek
from pmg_desk.services.aanwezigheid import Deelneming
from pmg_desk.services.bespreken import STAND_LABELS
from pmg_desk.services.overleggen import OverlegStatus
from pmg_desk.services.vergaderen import Vergadering, Vergaderpunt
from pmg_desk.storage.models import Besprekingsstand
from pmg_desk.ui.omgeving import Omgeving, Wijzigingen
from pmg_desk.ui.screens.aanwezigdeel import AanwezigDeel
from pmg_desk.ui.screens.typregel import Typregel
from pmg_desk.ui.screens.vergaderafronden import Afronder
from pmg_desk.ui.screens.vergaderagenda import Agendalijst, Agendarij
from pmg_desk.ui.screens.vergaderbalk import Toetsknop, Vergaderbalk, maak_toetsknop
from pmg_desk.ui.screens.vergaderblad import Casusblad, ondertitel_van
from pmg_desk.ui.screens.vergaderindeling import Indeling
from pmg_desk.ui.screens.vergadervastleggen import Vastlegger
from pmg_desk.ui.screens.vergaderwacht import Toetswacht
from pmg_desk.ui.screens.verteldialoog import Verteller
from pmg_desk.ui.widgets.focusbuurt import ga_verder
from pmg_desk.ui.widgets.knop import Knop
from pmg_desk.ui.widgets.scherm import Scherm
from pmg_desk.ui.widgets.tekst import Tekst


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
        self._nr = 0  # its place in the agenda, also when it was taken off
        self._opent = False
        self._verder: Typregel | None = None
        self.stand: Vergadering | None = None
        self.voeg_actie(Knop(self.tr("Terug naar de agenda"), icoon="arrow-left", actie=self._terug))
        self._toetsen = self._maak_toetsen()
        *gewoon, afronden = self._toetsen
        self.afrondknop = self.voeg_actie(maak_toetsknop(self, afronden, icoon="check"))
        self.balk = Vergaderbalk(self, gewoon)
        self.lijst = Agendalijst(omgeving)
        self.lijst.geopend.connect(self._gekozen)
        self.blad = Casusblad(self)
        self.beamer, self.typdeel = self.blad.beamer, self.blad.typdeel
        self._indeling = Indeling(self._koprij, self.balk, self.lijst, self.blad)
        self.typdeel.teruggezet.connect(self._onthoud_verder)
        self.vastlegger = Vastlegger(self, self.typdeel)
        self.verteller = Verteller(self, self.typdeel, self.vastlegger)
        delen = (self.lijst.tabel, self)
        self.wacht = Toetswacht(delen, self.typdeel, self._neemt_toetsen, partial(self._begin_regel, Aard.FEIT))
        self.vastlegger.begonnen.connect(self._wacht_af)
        self.vastlegger.mislukt.connect(self._blijf)
        self.vastlegger.gebleven.connect(self._typ_door)
        self.afronder = Afronder(self)
        self.afronder.afgerond.connect(self._naar_verslag)
        rij = QHBoxLayout()
        rij.setSpacing(14)
        self.wie = Tekst("", "kop-2")  # outside what scrolls: whose item it is stays in sight
        self.wie.setMinimumWidth(1)  # a long name keeps no narrow window wide
        punt = QVBoxLayout()
        punt.setSpacing(8)
        punt.addWidget(self.wie)
        punt.addWidget(self.blad, 1)
        rij.addWidget(self.lijst, 2)
        rij.addLayout(punt, 5)
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

    def _maak_toetsen(self) -> tuple[Toetsknop, ...]:
        """In the order of the row; the last, ending it all, stands in the heading."""
        return (
            (self.tr("Feit"), "F2", partial(self.nieuw_gezegd, Aard.FEIT)),
            (self.tr("Aanname"), "F3", partial(self.nieuw_gezegd, Aard.AANNAME)),
            (self.tr("Mening"), "F4", partial(self.nieuw_gezegd, Aard.MENING)),
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
            (self.tr("Overleg afronden"), "Ctrl+F12", self.rond_af),
        )

    @property
    def sneltoetsen(self) -> list[tuple[str, str]]:
        """For the help page."""
        return [(self.tr("Overleg: {}").format(woord.lower()), toets) for woord, toets, _ in self._toetsen]

    # loading

    def toon(self, **params: Any) -> None:
        """Load the meeting, and go to the item where this user was."""
        gevraagd = params.get("overleg_id", self._id)
        if gevraagd is None:
            self.omgeving.navigeer("overleg")
            return
        if gevraagd != self._id:
            self._id, self.stand = gevraagd, None
            self.verteller.begin()
            self._sluit_punt()
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
            self._zet_kop()

    def _zet_kop(self) -> None:
        if self.stand is not None:
            punt = self.typdeel.punt
            deelneming = self.stand.deelneming if punt is None else punt.deelneming
            self.zet_titel(self.stand.overleg.regel.tafel_label, ondertitel_van(self.stand.overleg.regel, deelneming))

    def _zet(self, overleg_id: UUID, stand: Vergadering) -> None:
        if overleg_id != self._id:
            return
        self.stand = stand
        self._zet_kop()
        self._zet_agenda(stand)
        self._schik()
        self.afrondknop.setVisible(stand.overleg.mag_wijzigen)
        if self._nu is None and stand.verder is not None:
            self._open(stand.verder)
        elif self._nu is not None:
            self.lijst.kies(self._nu)
            if self.typdeel.punt is None and not self._opent:
                self._open(self._nu)

    def _zet_agenda(self, stand: Vergadering) -> None:
        """Which item is at hand stands in its row: what is marked may be another."""

        def hoe(punt_id: UUID) -> str:
            label = STAND_LABELS[stand.standen[punt_id]] if punt_id in stand.standen else ""
            return self.tr("▶ Nu") if punt_id == self._nu else label

        agenda = stand.overleg.agenda
        self._nr = next((plek for plek, punt in enumerate(agenda) if punt.id == self._nu), self._nr)
        self.lijst.zet_rijen([Agendarij(punt.nr, punt, hoe(punt.id)) for punt in agenda])

    def _open(self, punt_id: UUID) -> None:
        if self._nu is not None and punt_id != self._nu:
            self.omgeving.wis_melding()  # it was about the item that is left
        self._nu, self._opent = punt_id, True
        self._wacht_af()
        self.beamer.zet_punt(punt_id)
        if self.stand is not None:
            self._zet_agenda(self.stand)
        self.lijst.kies(punt_id)
        taak = partial(vergaderen.open_vergaderpunt, self.omgeving.werkplek, punt_id)
        self.omgeving.werker.doe(taak, self._zet_punt, self._punt_mislukt, self)

    def _punt_mislukt(self, fout: Fout) -> None:
        self._sluit_punt()
        self.toon_fout(fout)

    def _sluit_punt(self) -> None:
        """No item is in sight, and none is on its way."""
        self._nu, self._opent = None, False
        self.beamer.zet_punt(None)
        self.typdeel.leeg()
        self._toon_delen(False)
        self._blijf()

    def _zet_punt(self, punt: Vergaderpunt) -> None:
        if punt.punt_id != self._nu or self.stand is None:
            return
        self.melding.verberg()
        self.zet_over(f"{punt.casusnummer} · {punt.naam}")
        self.wie.setText(self.over_wie)
        self._verder = None
        self.vastlegger.begin()
        self.blad.setAccessibleName(self.over_wie)
        self.blad.zet(punt, self.stand.overleg.regel.datum)
        self._zet_kop()
        self._toon_delen(True)
        wie = self.zijpaneel.widget
        if isinstance(wie, AanwezigDeel):
            wie.zet_punt(punt.punt_id)
        # The draft was asked for just now, and the database thread keeps the order: after this it stands there too.
        self.omgeving.werker.doe(_niets, partial(self._begin_typen, punt.punt_id), eigenaar=self)

    def _begin_typen(self, punt_id: UUID, _gelezen: None) -> None:
        if punt_id != self._nu or not self._opent or self.typdeel.punt is None:
            return
        self._opent = False
        self.vastlegger.begin_typen()
        self._sta_toe()
        if self.focus_is_vrij and not self._in_paneel:
            self._rustplek.setFocus()
        if self._verder is not None and not self.wacht.wacht:
            self._typ_verder(self._verder)
        self.wacht.speel_af()

    def _toon_delen(self, aan: bool) -> None:
        self.wie.setVisible(aan)
        self.blad.setVisible(aan)
        self.balk.setEnabled(aan)

    # typing

    def _wacht_af(self) -> None:
        """Nothing is typed in an item that is left or read: it would be in no version, or of the wrong casus."""
        self.wacht.begin(self.pagina)  # the focus goes first: Qt would put it anywhere
        self.blad.zet_rust(True)

    def _sta_toe(self) -> None:
        self.blad.zet_rust(False)
        self.wacht.eind()

    def _blijf(self) -> None:
        """The next item does not come: what was pressed for it is not for this one."""
        self._sta_toe()
        if self.wacht.vergeet():
            zin = self.tr("Wat u typte voordat de volgende casus openstond, is nergens bijgezet. Typ het daar opnieuw.")
            self.meld(zin, "waarschuwing")

    def _typ_door(self, waar: QWidget | None) -> None:
        """What was typed was committed, and one is still here: what was pressed meanwhile is for this item."""
        self._sta_toe()
        if waar is not None:
            waar.setFocus(Qt.FocusReason.OtherFocusReason)
        self.wacht.speel_af()

    @property
    def staat_klaar(self) -> bool:
        """Whether the item in sight is the one that keys go to: not while one is being left or read."""
        punt = self.typdeel.punt
        return punt is not None and punt.punt_id == self._nu and not (self.vastlegger.bezig or self._opent)

    def _neemt_toetsen(self) -> bool:
        return self._nu is None or self.staat_klaar

    def nieuw_gezegd(self, aard: Aard) -> None:
        """A line for something that is said."""
        self.wacht.zodra(partial(self._begin_regel, aard))

    def nieuw_besluit(self) -> None:
        """A line for what the table decides."""
        self.wacht.zodra(partial(self._nieuw, self.typdeel.voeg_besluit))

    def nieuwe_actie(self) -> None:
        """A line for what somebody will do."""
        self.wacht.zodra(partial(self._nieuw, self._voeg_actie))

    def _begin_regel(self, aard: Aard) -> None:
        self._nieuw(partial(self.typdeel.voeg_punt, aard))

    def _nieuw(self, voeg: Callable[[], object]) -> None:
        """Not while one was kept at this item: the words that follow may be meant for the next."""
        if self._nu is None or self.typdeel.punt is None:
            return
        self._maak_plaats()
        self.typdeel.rond_af()
        self.lijst.kies(self._nu)
        if self.typdeel.weigert_nog():
            self.vastlegger.zeg_geweigerd()
        else:
            voeg()

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
        self.wacht.zodra(self.typdeel.haal_huidige_weg)

    def houd_aan(self) -> None:
        """The item comes back at the next meeting, and the meeting goes on."""
        self.stap(1, Besprekingsstand.AANGEHOUDEN)

    def besproken(self) -> None:
        """To the next: the item was discussed, also when not a word of it was written down."""
        self.stap(1, Besprekingsstand.BESPROKEN)

    def _onthoud_verder(self, regel: Typregel) -> None:
        self._verder = regel

    def _typ_verder(self, regel: Typregel) -> None:
        """What was typed when the program was cut off: on with it, at its end."""
        if self.focus_is_vrij and not self._in_paneel:
            vel = regel.tekst.tekst.vel
            vel.setFocus(Qt.FocusReason.OtherFocusReason)
            vel.moveCursor(QTextCursor.MoveOperation.End)
            self.blad.breng_in_beeld(regel)

    def bewaar_concepten(self) -> None:
        """Before a lock and close."""
        self.typdeel.bewaar_concept()

    # leaving an item

    def stap(self, richting: int, stand: Besprekingsstand | None = None) -> None:
        """Commit what was typed at this item and go to the next or the one before; the last stays where it is.

        ``stand``: how the item ended; discussed is committed also when nothing was typed.
        """
        self.wacht.zodra(partial(self._stap, richting, stand))

    def _stap(self, richting: int, stand: Besprekingsstand | None) -> None:
        if self._nu is not None:
            self.vastlegger.verlaat(partial(self._na_stap, self._nu, richting), stand)

    def _na_stap(self, van: UUID, richting: int) -> None:
        ids = [] if self.stand is None else [punt.id for punt in self.stand.overleg.agenda]
        if not ids:
            self._sluit_punt()
            self.meld(self.tr("Er staat geen casus meer op de agenda. U kunt het overleg afronden."), "info")
            return
        # Where it was taken off, the next one is in its place.
        plek = ids.index(van) + richting if van in ids else self._nr + min(richting, 0)
        self._open(ids[max(0, min(len(ids) - 1, plek))])
        if not 0 <= plek < len(ids):
            self.meld(self.tr("Verder dan dit punt gaat de agenda niet. U kunt het overleg afronden."), "info")

    def _gekozen(self, rij: Agendarij) -> None:
        self.wacht.zodra(partial(self._ga_naar, rij.punt.id))
        if self._nu is not None:
            self.lijst.kies(self._nu)  # until one is there; where one was kept here, it stays this one

    def _ga_naar(self, punt_id: UUID) -> None:
        if punt_id != self._nu:
            self.vastlegger.verlaat(partial(self._open, punt_id))

    # the meeting

    def rond_af(self) -> None:
        """Commit the last item, and say of the rest that nobody came to it."""
        self.wacht.zodra(partial(self.vastlegger.verlaat, self._vraag_afronden))

    def _vraag_afronden(self) -> None:
        if self._nu is not None and self.typdeel.punt is None:
            self._open(self._nu)  # what was committed stands there again when the answer is no
        if self._id is not None:
            self.afronder.vraag(self._id)

    def _naar_verslag(self, daarna: str) -> None:
        self.beamer.sluit()
        self.vastlegger.verlaat(partial(self.omgeving.navigeer, "overlegdag", overleg_id=self._id, tab=daarna))

    def _terug(self) -> None:
        dag = partial(self.omgeving.navigeer, "overlegdag", overleg_id=self._id)
        self.wacht.zodra(partial(self.vastlegger.verlaat, dag))

    def vertel_allen(self) -> None:
        """Record that what was said was told to everyone in the room."""
        self.wacht.zodra(self.verteller.vertel)

    def toon_aanwezigheid(self) -> None:
        """Who is there, and who leaves for this item; when it is in sight already, away with it."""
        if self._id is None:
            return
        if not self.zijpaneel.isHidden():
            self.sluit_detail()
            return
        deel = AanwezigDeel(self.omgeving, self._id, self._nu, self.toon_fout, self.wacht.zodra)
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
            self._ga_terug()

    @property
    def _rustplek(self) -> QWidget:
        """Where Enter changes nothing: the agenda, and where that made room the sheet."""
        return self.lijst.tabel if self.lijst.isVisible() else self.blad

    def _ga_terug(self) -> None:
        """From what is put away to where the words are."""
        regels = self.typdeel.regels
        (regels[-1].tekst.tekst.vel if regels else self._rustplek).setFocus(Qt.FocusReason.OtherFocusReason)

    def wissel_scherm(self) -> None:
        """Open the screen for the room with its buttons on top, or put both away."""
        open_ = self.beamer.is_open
        gefocust: QWidget | None = self.window().focusWidget()
        if open_ and gefocust is not None and self.beamer.isAncestorOf(gefocust):
            self._ga_terug()
        self.beamer.setVisible(not open_)
        self.beamer.open_of_sluit()
        if not open_:
            self.blad.verticalScrollBar().setValue(0)

    def focusNextPrevChild(self, vooruit: bool, /) -> bool:
        """Qt: in the order in which one works."""
        return ga_verder(self, self._indeling.volgorde(self), vooruit=vooruit)

    def _schik(self) -> None:
        super()._schik()
        self._sluittoets.setEnabled(not self.zijpaneel.isHidden())
        self._indeling.schik(self)


def _niets() -> None:
    return None
