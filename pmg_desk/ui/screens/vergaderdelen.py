"""What is typed at an item of an overleg: lines with what was said, decided and agreed, drafted while typing."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from functools import partial
from typing import Any
from uuid import UUID

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QHideEvent, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QVBoxLayout, QWidget

from pmg_desk.domain.fouten import OngeldigeInvoer
from pmg_desk.domain.samenvatting import Aard
from pmg_desk.services import bespreken
from pmg_desk.services.aanwezigheid import Deelneming
from pmg_desk.services.bespreken import Actieregel, BesprekingInvoer, BesprekingInzicht, Regel
from pmg_desk.services.vergaderen import Vergaderpunt, order_houders
from pmg_desk.storage.models import Besprekingsstand
from pmg_desk.ui.omgeving import Omgeving
from pmg_desk.ui.screens.typregel import ACTIE, BESLUIT, PUNT, Typregel
from pmg_desk.ui.screens.typregelbouw import Regelbouw, bronnen_van
from pmg_desk.ui.screens.typregelwaarden import aard_van, als_invoer, invoer_van, zet_fouten
from pmg_desk.ui.screens.weggehaald import Weggehaald, naar_einde
from pmg_desk.ui.screens.wieveld import WieVeld
from pmg_desk.ui.terugroep import zwak
from pmg_desk.ui.wekker import wekker
from pmg_desk.ui.widgets.formulier import Keuze, KeuzeVeld
from pmg_desk.ui.widgets.uitspraakveld import UitspraakVeld
from pmg_desk.ui.widgets.veld import Veld

_RUST_MS, _UITERLIJK_MS = 400, 1000
"""A draft is handed over when typing rests, and at the latest so long after the first change: within two seconds, also
on a machine that is busy with a shared window."""


class Typdeel(QWidget):
    """All lines of one item. ``gewijzigd`` with each change; a draft follows within two seconds.

    ``teruggezet`` with the last line of a draft that came back; ``geweigerd`` with the field that is not right.
    """

    gewijzigd = Signal()
    nieuwe_regel = Signal(object)
    teruggezet = Signal(object)
    geweigerd = Signal(object)

    def __init__(self, omgeving: Omgeving) -> None:
        super().__init__()
        self._omgeving = omgeving
        self.punt: Vergaderpunt | None = None
        self.regels: list[Typregel] = []
        self._stil = self._vuil = False
        self._bouw = Regelbouw(omgeving)
        self._begin: dict[str, Any] = {}
        self._basis: BesprekingInzicht | None = None
        self._weigert: Veld | None = None
        self.stand = KeuzeVeld(
            "stand",
            self.tr("Hoe liep dit punt af"),
            [Keuze(stand, label) for stand, label in bespreken.STAND_LABELS.items()],
            verplicht=True,
        )
        self.stand.gewijzigd.connect(self._anders)
        self._kolom = QVBoxLayout(self)
        self._kolom.setContentsMargins(0, 0, 0, 0)
        self._kolom.setSpacing(10)
        self.weggehaald = Weggehaald(self._zet_terug)
        self._kolom.addWidget(self.weggehaald)
        self._kolom.addWidget(self.stand)
        self._rust = wekker(self, _RUST_MS, self.bewaar_concept)
        self._uiterlijk = wekker(self, _UITERLIJK_MS, self.bewaar_concept)

    # showing

    def zet(self, punt: Vergaderpunt, dag: date) -> None:
        """Show what was saved of this item, and then the draft over it when there is one."""
        self.bewaar_concept()  # of the item before
        self.punt, self._bouw.dag = punt, dag
        self.weggehaald.leeg()
        self._toon(punt.bespreking, als_invoer(punt.bespreking))
        self._omgeving.concepten.haal(bespreken.FORMULIER, punt.punt_id, partial(self._zet_concept, punt.punt_id))

    def zet_deelneming(self, deelneming: tuple[Deelneming, ...]) -> None:
        """Somebody came or went: who can be chosen as source and as who does it, also in lines that stand there."""
        if self.punt is None:
            return
        houders = order_houders(self.punt.houders, deelneming)
        self.punt = replace(self.punt, deelneming=deelneming, houders=houders)
        bronnen = bronnen_van(deelneming, self._omgeving.werkplek.gebruiker.naam)
        for regel in self.regels:
            if regel.soort == PUNT:
                regel.tekst.zet_bronnen(bronnen)
            wie = regel.velden.get("eigenaar_id")
            if isinstance(wie, WieVeld):
                wie.zet_houders(houders)
                wie.zet_tafel(deelneming)

    def zet_samen(self, invoer: BesprekingInvoer, nu: BesprekingInzicht) -> None:
        """Show what a colleague saved with one's own on top; that is not saved yet."""
        begin = als_invoer(nu)
        self._toon(nu, begin)
        self._wis_regels()
        self._stil = True
        self.stand.zet(invoer.stand)
        for soort, regels in ((PUNT, invoer.punten), (BESLUIT, invoer.besluiten)):
            for regel in regels:
                self._voeg_bekende(soort, regel)
        for actie in invoer.acties:
            self._voeg_bekende_actie(actie)
        self._stil = False
        self._hecht_weg(begin)
        self._anders()

    def _hecht_weg(self, staand: BesprekingInvoer) -> None:
        bewaard = {regel.id: regel.uitspraak_id for regel in (*staand.punten, *staand.besluiten)}
        self.weggehaald.hecht(bewaard, self._bewaarde)

    def _toon(self, nu: BesprekingInzicht, invoer: BesprekingInvoer) -> None:
        self._stil = True
        self._basis = nu
        self._wis_regels()
        self.stand.zet(invoer.stand)
        for soort, regels in ((PUNT, invoer.punten), (BESLUIT, invoer.besluiten)):
            for regel in regels:
                self._voeg_bekende(soort, regel)
        self._stil, self._vuil = False, False
        self._begin = self._ruw()

    def _wis_regels(self) -> None:
        for regel in self.regels:
            regel.setVisible(False)
            regel.deleteLater()
        self.regels = []
        self._weigert = None

    def leeg(self) -> None:
        """Nothing of the item before stays in sight."""
        self.bewaar_concept()
        self._wis_regels()
        self.weggehaald.leeg()
        self.punt = self._basis = None

    # lines

    def voeg_punt(self, aard: Aard) -> Typregel:
        """A new line for something that is said."""
        regel = self._maak_punt(aard)
        self._richt(regel)
        return regel

    def voeg_besluit(self) -> Typregel:
        """A new line for what the table decides."""
        regel = self._plaats(self._bouw.besluit())
        self._richt(regel)
        return regel

    def voeg_actie(self) -> Typregel | None:
        """A new line for what somebody will do; None when the plan has no goal to do it for."""
        doelen = () if self.punt is None or self.punt.plan is None else self.punt.plan.doelen
        if not doelen:
            return None
        regel = self._maak_actie()
        self._richt(regel)
        return regel

    def _maak_punt(self, aard: Aard) -> Typregel:
        assert self.punt is not None
        return self._plaats(self._bouw.punt(self.punt, aard))

    def _maak_actie(self) -> Typregel:
        assert self.punt is not None
        return self._plaats(self._bouw.actie(self.punt))

    def _plaats(self, regel: Typregel) -> Typregel:
        regel.wegknop.clicked.connect(partial(zwak(self._haal_weg), regel))
        regel.gewijzigd.connect(self._anders)
        regel.tekst.tekst.vel.installEventFilter(self)
        self._voeg_in(regel, len(self.regels))
        return regel

    def _voeg_in(self, regel: Typregel, plek: int) -> None:
        self._kolom.removeWidget(regel)
        plek = min(plek, len(self.regels))
        voor: QWidget = self.regels[plek] if plek < len(self.regels) else self.weggehaald
        self.regels.insert(plek, regel)
        self._kolom.insertWidget(self._kolom.indexOf(voor), regel)
        regel.setVisible(True)  # now, so that it can have the focus

    @property
    def halten(self) -> list[QWidget]:
        """Where Tab stops, line by line; how the item ended comes last."""
        return [*(halte for regel in self.regels for halte in regel.halten), self.weggehaald.knop, self.stand.lijst]

    def _voeg_bekende(self, soort: str, van: Regel) -> None:
        regel = self._maak_punt(van.tekst.aard) if soort == PUNT else self._plaats(self._bouw.besluit())
        regel.id, regel.uitspraak_id = van.id, van.uitspraak_id
        regel.tekst.zet(van.tekst)

    def _voeg_bekende_actie(self, van: Actieregel) -> None:
        regel = self._maak_actie()
        for sleutel, waarde in (
            ("tekst", van.actie.tekst),
            ("eigenaar_id", van.actie.eigenaar_id),
            ("deadline", van.actie.deadline),
            ("doel", van.doel_stam_id),
        ):
            regel.velden[sleutel].zet(waarde)

    def _richt(self, regel: Typregel) -> None:
        regel.tekst.tekst.vel.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.nieuwe_regel.emit(regel)

    def _haal_weg(self, regel: Typregel) -> None:
        """Take a line away; one with words can be put back until the item is left."""
        if regel not in self.regels:
            return
        plek = self.regels.index(regel)
        self.regels.remove(regel)
        # Keys go to where the focus is: it stays on this page.
        if self.regels:
            naar_einde(self.regels[max(0, plek - 1)])
        else:
            self.stand.lijst.setFocus(Qt.FocusReason.OtherFocusReason)
        regel.setVisible(False)
        if regel.is_leeg and regel.id is None:
            regel.deleteLater()
        else:
            self.weggehaald.bewaar(regel, plek)
            self._omgeving.meld(self.tr("Weggehaald. Met Ctrl+Z of Terugzetten staat de regel er weer."))
        self._anders()
        self.weggehaald.net = self.weggehaald.kan

    def _zet_terug(self, regel: Typregel, plek: int) -> None:
        self._voeg_in(regel, plek)
        naar_einde(regel)
        self._omgeving.wis_melding()  # that it was taken away
        self._anders()
        self.nieuwe_regel.emit(regel)

    def eventFilter(self, bron: QObject, gebeurtenis: QEvent, /) -> bool:
        """Qt: undoing begins with the line that was just taken away, also where one types on."""
        if (
            isinstance(gebeurtenis, QKeyEvent)
            and gebeurtenis.type() is QEvent.Type.KeyPress
            and gebeurtenis.matches(QKeySequence.StandardKey.Undo)
            and self.weggehaald.net
        ):
            self.weggehaald.zet_terug()
            return True
        return super().eventFilter(bron, gebeurtenis)

    def haal_huidige_weg(self) -> None:
        """Take away the line in which one types."""
        regel = next((een for een in self.regels if een.heeft_focus), None)
        if regel is not None:
            self._haal_weg(regel)

    # values

    def rond_af(self) -> None:
        """One goes on by a key: what a field can still make of its words, it does now."""
        for regel in self.regels:
            regel.rond_af()

    @property
    def is_gewijzigd(self) -> bool:
        """Whether there is something to commit."""
        return self.punt is not None and self._ruw() != self._begin

    @property
    def is_goed(self) -> bool:
        """Whether nothing stands there that would be refused, or was and did not change since."""
        return not any(regel.heeft_fout or regel.bezwaren() for regel in self._gevuld())

    def invoer(self) -> BesprekingInvoer:
        """All that stands there. Raises OngeldigeInvoer, with the sentences beside the fields."""
        assert self._basis is not None
        stand = self.stand.waarde() or Besprekingsstand.BESPROKEN
        return invoer_van(self._gevuld(), stand, self._basis.versie)

    @property
    def basis(self) -> BesprekingInzicht:
        """What was saved when typing began."""
        assert self._basis is not None
        return self._basis

    @property
    def _bewaarde(self) -> set[UUID]:
        return {regel.id for regel in self.regels if regel.id is not None}

    def _gevuld(self) -> list[Typregel]:
        return [regel for regel in self.regels if not regel.is_leeg or regel.is_geleegd]

    def toon_fouten(self, fout: OngeldigeInvoer) -> None:
        """Put each sentence beside its field and the keyboard in the first."""
        eerste = zet_fouten(self._gevuld(), fout)
        if eerste is not None:
            self._weiger(eerste)

    def _weiger(self, veld: Veld) -> None:
        self._weigert = veld
        veld.invoer.setFocus(Qt.FocusReason.OtherFocusReason)
        delen = veld.delen if isinstance(veld, UitspraakVeld) else (veld,)
        self.geweigerd.emit(next((deel for deel in delen if deel.fout), veld))

    def weigert_nog(self) -> bool:
        """Whether the field that kept one here is still not right; then the keyboard is in it again.

        Who thinks to be in the next casus types no new line into this one.
        """
        veld, regel = self._weigert, None
        if veld is not None:
            regel = next((een for een in self._gevuld() if veld in een.velden.values()), None)
        zin = "" if veld is None or regel is None else veld.bezwaar()
        if veld is None or not zin:
            self._weigert = None
            return False
        veld.toon_fout(zin)
        self._weiger(veld)
        return True

    # drafts

    def _ruw(self) -> dict[str, Any]:
        return {
            "versie": 0 if self._basis is None else self._basis.versie,
            "stand": self.stand.ruw(),
            "regels": [regel.ruw() for regel in self._gevuld()],
        }

    def _als_concept(self) -> dict[str, Any]:
        """With what was taken away: it can come back until the item is left, also after the program was cut off."""
        weg = self.weggehaald.ruw()
        return {**self._ruw(), **({"weg": weg} if weg else {})}

    def _anders(self) -> None:
        if self._stil:
            return
        self._vuil = True
        self.weggehaald.net = False
        self._rust.start()
        if not self._uiterlijk.isActive():
            self._uiterlijk.start()
        self.gewijzigd.emit()

    def bewaar_concept(self) -> None:
        """Hand over what is not saved yet, now."""
        self._rust.stop()
        self._uiterlijk.stop()
        if self._vuil and self.punt is not None:
            self._vuil = False
            punt, concepten = self.punt, self._omgeving.concepten
            concepten.bewaar(bespreken.FORMULIER, punt.punt_id, self._als_concept(), punt.casus_id)

    def opgeslagen(self) -> None:
        """It was committed: nothing is left to draft."""
        self._rust.stop()
        self._uiterlijk.stop()
        self._vuil = False
        self._begin = self._ruw()

    def opgeslagen_als(self, nu: BesprekingInzicht) -> bool:
        """It was committed and one types on: each line is what stands in the vault now. Says whether actions went.

        The lines stay, with what can be undone in them; an action is in the plan from now on.
        """
        acties = [regel for regel in self._gevuld() if regel.soort == ACTIE]
        staand = als_invoer(nu)
        for soort, vast in ((PUNT, staand.punten), (BESLUIT, staand.besluiten)):
            regels = [regel for regel in self._gevuld() if regel.soort == soort]
            for regel, een in zip(regels, vast, strict=True):
                regel.id, regel.uitspraak_id = een.id, een.uitspraak_id
        for regel in acties:
            self.regels.remove(regel)
            regel.setVisible(False)
            regel.deleteLater()
        self._hecht_weg(staand)
        self._basis, self._weigert = nu, None
        self.opgeslagen()
        self._vuil = self.weggehaald.kan  # that can still come back, and the draft that said so went with the commit
        self.bewaar_concept()
        return bool(acties)

    def _zet_concept(self, punt_id: UUID, inhoud: Any) -> None:
        if not inhoud or self.punt is None or self.punt.punt_id != punt_id or self._basis is None:
            return
        self._stil = True
        gevonden = inhoud.get("regels")
        regels = [een for een in gevonden if isinstance(een, dict)] if isinstance(gevonden, list) else []
        ander = inhoud.get("versie") != self._basis.versie  # a colleague saved since: nothing of that may go
        bekend = {str(regel.id): str(regel.uitspraak_id) for regel in self.regels}
        gehad = {str(een.get("id")) for een in regels}
        for regel in list(self.regels):
            if not ander or str(regel.id) in gehad:
                self.regels.remove(regel)
                regel.setVisible(False)
                regel.deleteLater()
        for een in regels:
            self._zet_regel(een, bekend)
        self._zet_weg(inhoud.get("weg"), bekend)
        self.stand.zet_ruw(inhoud.get("stand"))
        self._stil = False
        if self.is_gewijzigd or self.weggehaald.kan:
            self.gewijzigd.emit()
            eerst = self._begin["regels"]
            anders = [regel for regel in self._gevuld() if regel.ruw() not in eerst]
            if anders:
                self.teruggezet.emit(anders[-1])

    def _zet_weg(self, weg: Any, bekend: Mapping[str, str]) -> None:
        staan = self._bewaarde
        for een in weg if isinstance(weg, list) else ():
            regel = self._zet_regel(een["regel"], bekend)
            self.regels.remove(regel)
            regel.setVisible(False)
            if regel.id in staan:
                regel.deleteLater()  # a colleague saved meanwhile, and so it stayed
            else:
                self.weggehaald.bewaar(regel, een["plek"])

    def _zet_regel(self, een: Any, bekend: Mapping[str, str]) -> Typregel:
        soort = een.get("soort")
        if soort == ACTIE and (self.punt is None or self.punt.plan is None or not self.punt.plan.doelen):
            soort = BESLUIT  # the goal went meanwhile; the words stay
        if soort == ACTIE:
            regel = self._maak_actie()
        elif soort == BESLUIT:
            regel = self._plaats(self._bouw.besluit())
        else:
            regel = self._maak_punt(aard_van(een))
        id_, uitspraak = str(een.get("id") or ""), str(een.get("uitspraak") or "")
        if id_ and bekend.get(id_) == uitspraak:
            regel.id, regel.uitspraak_id = UUID(id_), UUID(uitspraak)
            for was in () if self._basis is None else self._basis.punten:
                if str(was.id) == id_:
                    regel.tekst.bron.zet_bekend(was.tekst.bron)  # it was chosen then
        velden = een.get("velden")
        regel.zet_ruw(velden if isinstance(velden, dict) else {})
        return regel

    def hideEvent(self, gebeurtenis: QHideEvent, /) -> None:
        """Qt: out of sight; what was typed is kept at once."""
        super().hideEvent(gebeurtenis)
        self.bewaar_concept()
