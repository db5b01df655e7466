"""Walks the accessible tree of a widget as a screen reader would: every control has a role and a name.

Use it in the test of every screen: ``assert controleer(scherm) == []``.
"""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QAccessible, QAccessibleInterface
from PySide6.QtWidgets import QAbstractScrollArea, QAbstractSpinBox, QTableView, QWidget

_Rol = QAccessible.Role
BEDIENING = frozenset(
    {
        _Rol.Button,
        _Rol.ButtonMenu,
        _Rol.CheckBox,
        _Rol.RadioButton,
        _Rol.ComboBox,
        _Rol.EditableText,
        _Rol.List,
        _Rol.ListItem,
        _Rol.Table,
        _Rol.Tree,
        _Rol.PageTab,
        _Rol.PageTabList,
        _Rol.ProgressBar,
        _Rol.SpinBox,
        _Rol.Slider,
        _Rol.MenuItem,
        _Rol.ColumnHeader,
        _Rol.Dialog,
        _Rol.Document,
    }
)
_MEESTE_RIJEN = 5  # of a long list: the rest is made the same way


def _kinderen(iface: QAccessibleInterface) -> Iterator[QAccessibleInterface]:
    if iface.role() is _Rol.Table:
        tabel = iface.object()
        assert isinstance(tabel, QTableView)
        kolommen = tabel.model().columnCount() + (0 if tabel.verticalHeader().isHidden() else 1)
        # Qt puts the headings first, then the cells row by row.
        aantal = min(iface.childCount(), kolommen * (_MEESTE_RIJEN + 1))
    else:
        aantal = iface.childCount()
    for plek in range(aantal):
        kind = iface.child(plek)
        if kind.isValid():
            yield kind


def loop(widget: QWidget) -> Iterator[QAccessibleInterface]:
    """All accessible objects in sight under ``widget``, itself first."""
    wortel = QAccessible.queryAccessibleInterface(widget)
    stapel = [wortel]
    while stapel:
        iface = stapel.pop()
        staat = iface.state()
        if staat.invisible:
            continue
        yield iface
        stapel.extend(reversed(list(_kinderen(iface))))


def namen(widget: QWidget, rol: QAccessible.Role) -> list[str]:
    """The names of all objects in sight with this role."""
    return [iface.text(QAccessible.Text.Name) for iface in loop(widget) if iface.role() is rol]


def controleer(widget: QWidget) -> list[str]:
    """What a screen reader user would miss, one sentence each; empty when all is well. ``widget`` must be shown."""
    bezwaren = []
    for iface in loop(widget):
        object_: QObject | None = iface.object()
        naam = "" if object_ is None else f"{type(object_).__name__} {object_.objectName()}"
        waar = f"{naam} ({iface.role().name})"
        if isinstance(object_, QAbstractSpinBox) or _is_deel(object_):
            continue
        if iface.role() in BEDIENING and not iface.text(QAccessible.Text.Name).strip():
            bezwaren.append(f"no name: {waar}")
        if iface.role() is _Rol.NoRole:
            bezwaren.append(f"no role: {waar}")
    bezwaren.extend(
        f"takes the focus without a name: {type(kind).__name__} in {_pad(kind)}"
        for kind in [widget, *widget.findChildren(QWidget)]
        if kind.isVisible()
        and kind.focusPolicy() & Qt.FocusPolicy.TabFocus
        and kind.focusProxy() is None
        and not _is_deel(kind)
        and not QAccessible.queryAccessibleInterface(kind).text(QAccessible.Text.Name).strip()
    )
    return bezwaren


def _is_deel(object_: object) -> bool:
    """Inner parts of a control that Qt shows as objects of their own."""
    if not isinstance(object_, QWidget):
        return False
    ouder = object_.parent()
    return object_.objectName().startswith("qt_") or (
        isinstance(ouder, QAbstractScrollArea) and ouder.viewport() is object_
    )


def _pad(widget: QWidget) -> str:
    stappen = []
    ouder = widget.parentWidget()
    while ouder is not None:
        stappen.append(type(ouder).__name__)
        ouder = ouder.parentWidget()
    return " < ".join(stappen[:4])
