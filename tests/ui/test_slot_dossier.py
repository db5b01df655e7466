"""Every form of a dossier × idle, session lock, suspend: locked at once, and not one character lost."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QApplication

from tests.cijfers import Cijfers
from tests.kluisdoos import Kluisdoos
from tests.ui.formulierplekken import bouw
from tests.ui.slotronde import DOSSIER, lock_over, ronde


def test_every_form_of_a_dossier_comes_back_whole_after_a_lock(
    app: QApplication, qtbot: Any, tmp_path: Path, kluisdoos: Kluisdoos, cijfers: Cijfers
) -> None:
    bouwsel = bouw(tmp_path, kluisdoos)
    with ronde(app, qtbot, bouwsel) as rondgang:
        lock_over(rondgang, cijfers, "forms of a dossier", DOSSIER)
    bouwsel.sluit()
