"""Checking the log behind the screens: part after part, each a task of its own, so that every click passes between."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from pmg_desk.domain.fouten import Fout
from pmg_desk.ui.werker import DatabaseWerker

if TYPE_CHECKING:
    from pmg_desk.services.logcontrole import ControleInzicht, Logcontrole
    from pmg_desk.services.werkplek import Werkplek


def controleer_logboek(
    werker: DatabaseWerker,
    werkplek: Werkplek,
    klaar: Callable[[ControleInzicht], None],
    eigenaar: QObject,
    *,
    fout: Callable[[Fout], None] | None = None,
    gevorderd: Callable[[int, int], None] | None = None,
) -> None:
    """Check the whole log; ``klaar`` gets the outcome, ``gevorderd`` a line number and the last one after each part.

    Stops without a word when ``eigenaar`` is gone.
    """
    from pmg_desk.services.logcontrole import Logcontrole  # brings the database code, which the door does without

    def verder(controle: Logcontrole, meer: bool = True) -> None:
        if not meer:
            werker.doe(controle.sluit_af, klaar, fout, eigenaar)
            return
        if gevorderd is not None:
            gevorderd(controle.gelezen, controle.totaal)
        werker.doe(controle.stap, partial(verder, controle), fout, eigenaar)

    werker.doe(partial(Logcontrole, werkplek), verder, fout, eigenaar)
