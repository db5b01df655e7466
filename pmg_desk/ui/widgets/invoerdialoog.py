"""A form in a window over the dossier that saves through one use case: drafted, checked, saved, closed, said."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any
from uuid import UUID

from PySide6.QtWidgets import QWidget

from pmg_desk.domain.fouten import Fout
from pmg_desk.ui.omgeving import Omgeving
from pmg_desk.ui.terugroep import zwak
from pmg_desk.ui.widgets.formulier import Formulier, Formulierdialoog
from pmg_desk.ui.widgets.scherm import over_van


class Invoerdialoog(Formulierdialoog):
    """``taak`` gets the values and runs on the database thread; ``gemeld``, or what it makes of the result of ``taak``,
    is said once it is saved, and ``bewaard`` is called with that result. ``vertaal`` may put a failure in words that
    only this form knows.

    It says whose casus it is about, as the screen under it knows. What was typed and not saved comes back when the same
    form is opened again: ``concept`` is the name of the form and the thing it is about.
    """

    def __init__(
        self,
        ouder: QWidget,
        omgeving: Omgeving,
        titel: str,
        formulier: Formulier,
        taak: Callable[[dict[str, Any]], object],
        *,
        gemeld: str | Callable[[Any], str],
        concept: tuple[str, UUID | None],
        begin: Mapping[str, Any] | None = None,
        breedte: int = 680,
        vertaal: Callable[[Fout], Fout] | None = None,
        bewaard: Callable[[Any], object] | None = None,
    ) -> None:
        super().__init__(ouder, titel, formulier, breedte=breedte)
        self.zet_over(over_van(ouder))
        self._vertaal = vertaal
        self._na = None if bewaard is None else zwak(bewaard)
        self._omgeving, self._taak, self._gemeld = omgeving, taak, gemeld
        if begin is not None:
            formulier.zet(begin)
        formulier.koppel_concept(omgeving.concepten, *concept)
        formulier.bewaren.connect(self._bewaar)

    def _bewaar(self, waarden: dict[str, Any]) -> None:
        taak = self._taak
        self.formulier.zet_bezig(True)
        self._omgeving.werker.doe(lambda: taak(waarden), self._bewaard, self._mislukt, self)

    def _mislukt(self, fout: Fout) -> None:
        self.formulier.toon_fouten(fout if self._vertaal is None else self._vertaal(fout))

    def _bewaard(self, resultaat: object) -> None:
        self.formulier.opgeslagen()
        self.accept()
        self._omgeving.meld(self._gemeld if isinstance(self._gemeld, str) else self._gemeld(resultaat))
        if self._na is not None:
            self._na(resultaat)
