"""The proposal above the agenda of a meeting: what is due, why, and one button to put all of it on."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any
from uuid import UUID

from PySide6.QtCore import Signal

from pmg_desk.domain.datums import toon_datum
from pmg_desk.domain.fouten import Fout
from pmg_desk.services import agendavoorstel
from pmg_desk.services.agendavoorstel import Agendavoorstel, Geagendeerd, VoorstelRegel
from pmg_desk.ui.models.rijen import Kolom
from pmg_desk.ui.omgeving import Omgeving
from pmg_desk.ui.widgets.knop import Knop
from pmg_desk.ui.widgets.lijst import Leegtekst, Lijst
from pmg_desk.ui.widgets.tekst import Tekst
from pmg_desk.ui.widgets.vloei import Vloeibalk
from pmg_desk.ui.widgets.vouwkaart import Vouwkaart


class VoorstelDeel(Vouwkaart):
    """Folded it says in one line what is due; with an empty agenda it opens by itself. Enter opens the dossier."""

    geopend = Signal(object)
    """The id of a casus to look at."""
    gezet = Signal(object)
    """Geagendeerd: something was put on the agenda."""
    gevouwen = Signal()
    """It was folded, unfolded, or is there no more."""

    def __init__(self, omgeving: Omgeving, fout: Callable[[Fout], None]) -> None:
        super().__init__(self.tr("Voorstel voor de agenda"))
        self.omgeving, self._fout = omgeving, fout
        self._id: UUID | None = None
        self.voorstel: Agendavoorstel | None = None
        self.alleknop = Knop(self.tr("Alles op de agenda"), "secundair", "list-checks", actie=self.zet_alle)
        self.voeg_actie(self.alleknop)
        self.lijst: Lijst[VoorstelRegel] = Lijst(
            "agendavoorstel",
            self.tr("Voorstel voor de agenda"),
            (
                Kolom("naam", self.tr("Jongere"), lambda r: r.naam, breedte=250, nadruk=True, sorteerbaar=False),
                Kolom(
                    "redenen",
                    self.tr("Waarom"),
                    _op_twee_regels,
                    breedte=420,
                    rekt=True,
                    regels=2,
                    sorteerbaar=False,
                ),
                Kolom("nummer", self.tr("Casus"), lambda r: r.nummer, breedte=150, sorteerbaar=False),
            ),
            lambda r: r.casus_id,
            woord=(self.tr("casus"), self.tr("casussen")),
            instellingen=omgeving.instellingen,
            meer_kiezen=True,
            filterveld=False,
            rijregels=2,
            leeg=Leegtekst(self.tr("Niets aan de beurt"), "", "check"),
        )
        self.lijst.rol_uit()
        self.lijst.geopend.connect(self._open)
        self.lijst.gekozen.connect(self._schik)
        self.lijst.tabel.selectionModel().selectionChanged.connect(self._schik)
        self.uitleg = Tekst("", "klein")
        self.keuzeknop = Knop(self.tr("Gekozen op de agenda"), icoon="plus", actie=self.zet_gekozen)
        self.keuzeknop.setEnabled(False)
        balk = Vloeibalk()
        balk.voeg_toe(self.keuzeknop)
        self.inhoud.addWidget(self.lijst, 1)
        self.inhoud.addWidget(self.uitleg)
        self.inhoud.addWidget(balk)
        self.setVisible(False)

    def laad(self, overleg_id: UUID, *, leeg: bool) -> None:
        """Read what is due at this meeting; ``leeg``: nothing is on its agenda yet, so the proposal opens."""
        if overleg_id != self._id:
            self._id = overleg_id
            self.vouw(dicht=not leeg)
        taak = partial(agendavoorstel.read_voorstel, self.omgeving.werkplek, overleg_id)
        self.omgeving.werker.doe(taak, self._zet, self._fout, self)

    def verberg(self) -> None:
        """There is nothing to prepare, or not for this user."""
        self._id = self.voorstel = None
        self.setVisible(False)
        self.gevouwen.emit()

    @property
    def ligt_open(self) -> bool:
        """Whether casussen to choose from are in sight."""
        return not self.isHidden() and not self.dicht

    def vouw(self, *, dicht: bool) -> None:
        """Fold or unfold."""
        super().vouw(dicht=dicht)
        self.gevouwen.emit()

    def _zet(self, voorstel: Agendavoorstel) -> None:
        if voorstel.overleg_id != self._id:
            return
        self.voorstel = voorstel
        aantal = len(voorstel.regels)
        self.titel.setText(self.tr("Voorstel voor de agenda ({})").format(aantal))
        self.alleknop.zet_tekst(
            self.tr("Deze casus op de agenda") if aantal == 1 else self.tr("Alle {} op de agenda").format(aantal)
        )
        self.zet_kort(self._kort(voorstel))
        self.lijst.zet_rijen(voorstel.regels)
        self.vouw(dicht=self.dicht or not aantal)
        self.vouwknop.setVisible(aantal > 0)
        self.alleknop.setVisible(aantal > 0)
        self.setVisible(aantal > 0 or voorstel.buiten > 0)
        self._schik()
        self.gevouwen.emit()

    def _kort(self, voorstel: Agendavoorstel) -> str:
        dag = toon_datum(voorstel.tot)
        zinnen = [
            self.tr("Aan de beurt tot het volgende overleg op {}.").format(dag)
            if voorstel.volgend_gepland
            else self.tr("Aan de beurt tot {}: er is nog geen volgend overleg.").format(dag)
        ]
        urgent = sum(regel.urgent for regel in voorstel.regels)
        if urgent == 1:
            zinnen.append(self.tr("Bij 1 casus is een besluit nog niet uitgevoerd."))
        elif urgent:
            zinnen.append(self.tr("Bij {} casussen is een besluit nog niet uitgevoerd.").format(urgent))
        if voorstel.buiten == 1:
            zinnen.append(self.tr("Nog 1 casus is aan de beurt die u niet kunt zien of wijzigen."))
        elif voorstel.buiten:
            zinnen.append(
                self.tr("Nog {} casussen zijn aan de beurt die u niet kunt zien of wijzigen.").format(voorstel.buiten)
            )
        return " ".join(zinnen)

    def _schik(self, *_: object) -> None:
        gekozen = self.lijst.gekozen_rijen()
        self.keuzeknop.setEnabled(bool(gekozen))
        rij = self.lijst.huidige()
        self.uitleg.setVisible(rij is not None)
        if rij is not None:
            self.uitleg.setText(
                self.tr("Waarom: {0}\nVraag op de agenda: {1}").format(" · ".join(rij.redenen), rij.vraag)
            )

    def _open(self, regel: VoorstelRegel) -> None:
        self.geopend.emit(regel.casus_id)

    def zet_alle(self) -> None:
        """Put all of it on the agenda."""
        if self.voorstel is not None:
            self._doe([regel.casus_id for regel in self.voorstel.regels])

    def zet_gekozen(self) -> None:
        """Put the chosen ones on the agenda."""
        self._doe([regel.casus_id for regel in self.lijst.gekozen_rijen()])

    def _doe(self, casus_ids: list[UUID]) -> None:
        assert self._id is not None
        taak = partial(agendavoorstel.put_on_agenda, self.omgeving.werkplek, self._id, casus_ids)
        self.omgeving.werker.doe(taak, self._klaar, self._mislukt, self)

    def _klaar(self, uitkomst: Geagendeerd) -> None:
        if uitkomst.aantal == 1:
            self.omgeving.meld(self.tr("1 casus is op de agenda gezet."))
        else:
            self.omgeving.meld(self.tr("{} casussen zijn op de agenda gezet.").format(uitkomst.aantal))
        self.gezet.emit(uitkomst)

    def _mislukt(self, fout: Any) -> None:
        self._fout(fout)
        if self._id is not None:
            self.laad(self._id, leeg=False)


def _op_twee_regels(regel: VoorstelRegel) -> str:
    """The most urgent reason on a line of its own."""
    eerste, *rest = regel.redenen
    return "\n".join((eerste, " · ".join(rest))) if rest else eerste
