"""The look of the program and the sweeping of windows, as for every test of the user interface."""

from typing import Any

import pytest

from pmg_desk.ui.omgeving import Omgeving
from tests.functioneel.routezaal import Routezaal
from tests.ui.conftest import _aangekleed, app, omgeving, vensters_weg
from tests.wereld import Wereld

__all__ = ["_aangekleed", "app", "omgeving", "vensters_weg"]


@pytest.fixture
def zaal(wereld: Wereld, omgeving: Omgeving, qtbot: Any) -> Routezaal:
    """The real window on a real vault, for what happens between tables."""
    return Routezaal(qtbot, omgeving, wereld)
