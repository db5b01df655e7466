"""Callbacks that do not keep their widget alive.

A child that holds a method of its parent makes a cycle that only Python's collector can free, and PySide 6.11 crashes
when it frees a widget tree that nobody deleted (tried: a button in a QStackedWidget, a segmentation fault at once).
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from types import MethodType
from weakref import WeakMethod

from PySide6.QtCore import QObject


def zwak(doe: Callable[..., object]) -> Callable[..., object]:
    """``doe`` without a hold on the QObject it is a method of; does nothing once that is gone."""
    if isinstance(doe, partial):
        return partial(zwak(doe.func), *doe.args, **doe.keywords)
    if not isinstance(doe, MethodType) or not isinstance(doe.__self__, QObject):
        return doe
    verwijzing = WeakMethod(doe)

    def roep(*args: object, **opties: object) -> object:
        methode = verwijzing()
        return None if methode is None else methode(*args, **opties)

    return roep
