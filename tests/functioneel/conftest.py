"""The look of the program and the sweeping of windows, as for every test of the user interface."""

from tests.ui.conftest import _aangekleed, app, vensters_weg

__all__ = ["_aangekleed", "app", "vensters_weg"]
