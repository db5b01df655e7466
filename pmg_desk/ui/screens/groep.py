"""One household or group: its members as a drawing and a list, its plan, and the seven steps (002)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Any, ClassVar
from uuid import UUID

from PySide6.QtWidgets import QWidget

from pmg_desk.domain.datums import toon_datum
from pmg_desk.domain.fouten import Fout
from pmg_desk.domain.rollen import Rol
from pmg_desk.services import actiehouders, groepen, groepslezen, toewijzingen
from pmg_desk.services.actiehouders import Houder
from pmg_desk.services.groepslezen import GroepInzicht
from pmg_desk.services.toewijzingen import Collega
from pmg_desk.services.werkplek import Werkplek
from pmg_desk.ui.omgeving import Omgeving, Wijzigingen
from pmg_desk.ui.screens.groepdelen import Ledendeel, Plandeel, Stappendeel
from pmg_desk.ui.screens.groepformulieren import (
    Groepformulier,
    Sluitformulier,
    groep_uit,
)
from pmg_desk.ui.widgets.formulier import Formulier
from pmg_desk.ui.widgets.invoerdialoog import Invoerdialoog
from pmg_desk.ui.widgets.knop import Knop
from pmg_desk.ui.widgets.scherm import Scherm
from pmg_desk.ui.widgets.tabbladen import Tabbladen


@dataclass(frozen=True, slots=True)
class _Stand:
    groep: GroepInzicht
    collegas: tuple[Collega, ...]
    houders: tuple[Houder, ...]


def _lees(werkplek: Werkplek, groep_id: UUID, openen: bool) -> _Stand:
    groep = (groepslezen.open_groep if openen else groepslezen.toon_groep)(werkplek, groep_id)
    collegas = tuple(c for c in toewijzingen.list_collegas(werkplek) if c.rol is Rol.CASUSREGISSEUR)
    return _Stand(groep, collegas, actiehouders.list_houders(werkplek))


class GroepScherm(Scherm):
    """``toon(groep_id=)``. Coming back to the group that is open shows it again without a new line in the log."""

    sleutel, titel, icoon = "groep", "Groep", "users"
    rollen = frozenset({Rol.CASUSREGISSEUR, Rol.MEELEZER})
    soorten: ClassVar[frozenset[str]] = frozenset({"groep", "casus", "jongere"})
    in_navigatie = False
    onder = "groepen"

    def __init__(self, omgeving: Omgeving, ouder: QWidget | None = None) -> None:
        super().__init__(omgeving, ouder)
        self._stand: _Stand | None = None
        self._open: UUID | None = None
        self.wijzigknop = Knop(self.tr("Groep wijzigen"), icoon="pencil", actie=self.wijzig)
        self.sluitknop = Knop(self.tr("Groep afsluiten"), icoon="archive", actie=self.sluit_af)
        self.heropenknop = Knop(self.tr("Groep heropenen"), icoon="undo-2", actie=self.heropen)
        for knop in (self.wijzigknop, self.sluitknop, self.heropenknop):
            self.voeg_actie(knop)
        self.tabs = Tabbladen(self.tr("Onderdelen van de groep"))
        self.tabs.voeg_toe("leden", self.tr("Leden"), partial(Ledendeel, self))
        self.tabs.voeg_toe("plan", self.tr("Plan van de groep"), partial(Plandeel, self))
        self.tabs.voeg_toe("stappen", self.tr("Zeven stappen"), partial(Stappendeel, self))
        self.tabs.gekozen.connect(self._vul)
        self.tabs.setVisible(False)
        self.inhoud.addWidget(self.tabs, 1)
        self._schik()

    def toon(self, **params: Any) -> None:
        """Open the group ``groep_id``, or show again the one that is open."""
        groep_id: UUID | None = params.get("groep_id") or self._open
        if groep_id is None:
            self.omgeving.navigeer("groepen")
            return
        openen = groep_id != self._open
        if openen:
            self._sluit()
        self._open = groep_id
        if params.get("tab"):
            self.tabs.kies(params["tab"])
        self._laad(groep_id, openen=openen)

    def ververs(self, wijzigingen: Wijzigingen) -> None:
        """The group changed, or somebody in it."""
        del wijzigingen
        if self._open is not None:
            self._laad(self._open, openen=False)

    def _laad(self, groep_id: UUID, *, openen: bool) -> None:
        lees = partial(_lees, self.omgeving.werkplek, groep_id, openen)
        self.omgeving.werker.doe(lees, partial(self._zet, groep_id), self._mislukt, self)

    def _sluit(self) -> None:
        """Nothing of the group before may stay in sight."""
        self._stand = self._open = None
        self.zet_titel(self.titel)
        self.zet_over("")
        self.tabs.setVisible(False)
        self._schik()

    def _mislukt(self, fout: Fout) -> None:
        self._sluit()
        self.toon_fout(fout)

    def _zet(self, groep_id: UUID, stand: _Stand) -> None:
        if groep_id != self._open:
            return
        self._stand = stand
        groep = stand.groep
        dicht = "" if groep.gesloten_op is None else self.tr("afgesloten op {}").format(toon_datum(groep.gesloten_op))
        delen = [groep.soort_label, groep.tafel_label, groep.gebied, self.tr("regisseur {}").format(groep.regisseur)]
        delen += [groepslezen.aantal_zin(groep.leden, groep.verborgen), dicht]
        self.zet_titel(groep.naam, " · ".join(deel for deel in delen if deel))
        self.zet_over(" · ".join((groep.naam, groep.soort_label)))
        for sleutel in ("leden", "plan", "stappen"):
            self._vul(sleutel)
        self.tabs.setVisible(True)
        self._schik()

    def _vul(self, sleutel: str) -> None:
        """A tab is made when it is first looked at."""
        deel = self.tabs.inhoud(sleutel)
        if self._stand is not None and isinstance(deel, (Ledendeel, Plandeel, Stappendeel)):
            deel.zet(self._stand.groep, wijzigen=self.mag_wijzigen)

    @property
    def mag_wijzigen(self) -> bool:
        """Whether this user may change the group, and it is not closed."""
        return self._stand is not None and self._stand.groep.wijzigen and self._stand.groep.gesloten_op is None

    def _schik(self) -> None:
        super()._schik()
        self.tabs.rol_uit(self.is_laag)
        stand = self._stand
        self.wijzigknop.setVisible(self.mag_wijzigen)
        self.sluitknop.setVisible(self.mag_wijzigen)
        self.heropenknop.setVisible(stand is not None and stand.groep.wijzigen and not self.mag_wijzigen)

    @property
    def stand(self) -> _Stand:
        """What is shown."""
        assert self._stand is not None
        return self._stand

    # the group itself

    def wijzig(self) -> None:
        """Change name, table, regisseur, goal."""
        werkplek, groep = self.omgeving.werkplek, self.stand.groep

        def taak(waarden: dict[str, Any]) -> None:
            groepen.amend_groep(werkplek, groep.id, groep_uit(waarden), groep.versie)

        self.vraag(
            self.tr("Groep wijzigen"),
            Groepformulier(self, self.omgeving, self.stand.collegas, groep),
            taak,
            self.tr("De groep is gewijzigd."),
            concept=("groep.wijzigen", groep.id),
        )

    def sluit_af(self) -> None:
        """Close the group."""
        werkplek, groep_id = self.omgeving.werkplek, self.stand.groep.id

        def taak(waarden: dict[str, Any]) -> None:
            groepen.close_groep(werkplek, groep_id, waarden["per"])

        self.vraag(
            self.tr("Groep afsluiten"),
            Sluitformulier(self, self.omgeving),
            taak,
            self.tr("De groep is afgesloten."),
            concept=("groep.sluiten", groep_id),
        )

    def heropen(self) -> None:
        """Work on it again."""
        self.doe(
            partial(groepen.reopen_groep, self.omgeving.werkplek, self.stand.groep.id),
            self.tr("De groep is weer open."),
        )

    def vraag(
        self,
        titel: str,
        formulier: Formulier,
        taak: Callable[[dict[str, Any]], object],
        gemeld: str,
        *,
        concept: tuple[str, UUID],
    ) -> None:
        """A form over this group, for its parts too; ``taak`` saves it, ``concept`` names its draft."""
        Invoerdialoog(self, self.omgeving, titel, formulier, taak, gemeld=gemeld, concept=concept).toon()

    def doe(self, taak: Any, gemeld: str) -> None:
        """A change without a form."""
        self.omgeving.werker.doe(taak, lambda _: self.omgeving.meld(gemeld), self.toon_fout, self)
