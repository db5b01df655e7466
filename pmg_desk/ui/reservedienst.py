"""Making backups beside the work: copying and checking run on a thread of their own, so no click waits for them."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from PySide6.QtCore import QObject

from pmg_desk.domain.fouten import Fout
from pmg_desk.ui.omgeving import Omgeving
from pmg_desk.ui.werker import DatabaseWerker, Voortgang


class Reservedienst(QObject):
    """One per opened vault; at most one backup at a time."""

    def __init__(self, omgeving: Omgeving) -> None:
        super().__init__(omgeving)
        self._omgeving = omgeving
        self.werker = DatabaseWerker(self)
        self.werker.lange_taak.connect(omgeving.werker.lange_taak)
        self.werker.storing.connect(omgeving.toon_storing)
        self._bezig = False

    def begin_dag(self) -> None:
        """Make a backup after this unlock when one is due."""
        from pmg_desk.services import reservekopieen

        def klaar(nodig: bool) -> None:
            if nodig:
                self.maak(reservekopieen.DAGELIJKS)

        self._omgeving.werker.doe(partial(reservekopieen.due_at_unlock, self._omgeving.werkplek), klaar, eigenaar=self)

    def maak(
        self, reden: str, klaar: Callable[[], None] | None = None, fout: Callable[[Fout], None] | None = None
    ) -> None:
        """Make a backup; ``klaar()`` or ``fout(Fout)`` follows. Does nothing while one is being made."""
        from pmg_desk.services import reservekopieen

        if self._bezig:
            return
        self._bezig = True
        werkplek, werker = self._omgeving.werkplek, self._omgeving.werker

        def mislukt(oorzaak: Fout) -> None:
            self._bezig = False
            werker.doe(partial(reservekopieen.record_mislukt, werkplek, reden), eigenaar=self)
            (fout or self._omgeving.toon_fout)(oorzaak)

        def gemaakt(opdracht: Any, generatie: Any) -> None:
            self._bezig = False
            werker.doe(
                partial(reservekopieen.record_reservekopie, werkplek, opdracht, generatie),
                lambda _weg: None if klaar is None else klaar(),
                fout,
                self,
            )

        def kopieer(opdracht: Any) -> None:
            def taak(voortgang: Voortgang) -> Any:
                return reservekopieen.run_reservekopie(opdracht, voortgang.meld)

            self.werker.doe_lang(
                taak,
                self.tr("De reservekopie wordt gemaakt"),
                partial(gemaakt, opdracht),
                mislukt,
                self,
                geannuleerd=self._afgebroken,
            )

        werker.doe(partial(reservekopieen.prepare_reservekopie, werkplek, reden), kopieer, mislukt, self)

    def _afgebroken(self) -> None:
        self._bezig = False
        self._omgeving.meld(
            self.tr("De reservekopie is afgebroken. Bij het vergrendelen wordt er een gemaakt."), "info"
        )


def dienst(omgeving: Omgeving) -> Reservedienst:
    """The one of this vault."""
    bestaand = omgeving.findChild(Reservedienst)
    return bestaand if isinstance(bestaand, Reservedienst) else Reservedienst(omgeving)


def breek_af(omgeving: Omgeving) -> Callable[[], None]:
    """Break off what is being copied: the vault locks. Nothing of it stays. Waits for nothing: what is given back does,
    on any thread (checking a copy cannot be broken off). :func:`stop` follows.
    """
    wachters = [een.werker.breek_af() for een in omgeving.findChildren(Reservedienst)]
    return partial(_wacht_op, wachters)


def _wacht_op(wachters: list[Callable[[], None]]) -> None:
    for wacht in wachters:
        wacht()


def stop(omgeving: Omgeving) -> None:
    """End the thread of the copies, after :func:`breek_af`."""
    for een in omgeving.findChildren(Reservedienst):
        een.werker.stop()
