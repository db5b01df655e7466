"""A layout that puts widgets beside each other and goes on the next line where they do not fit: nothing is cut off."""

from __future__ import annotations

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QLayout, QLayoutItem, QWidget

from pmg_desk.ui import thema


class Vloei(QLayout):
    """Lays out in lines, from the left or (``rechts``) against the right. ``regelruimte``: between lines, if other.

    What stands on one line has its middle in common, or (``gelijk``, for cards) its top and its height.
    """

    def __init__(
        self,
        ouder: QWidget | None = None,
        *,
        rechts: bool = False,
        gelijk: bool = False,
        ruimte: int = 8,
        regelruimte: int | None = None,
    ) -> None:
        super().__init__(ouder)
        self._gelijk = gelijk
        self._delen: list[QLayoutItem] = []
        self._rechts = rechts
        self._ruimte = ruimte
        self._regelruimte = ruimte if regelruimte is None else regelruimte
        self.setContentsMargins(0, 0, 0, 0)

    def addItem(self, item: QLayoutItem, /) -> None:
        """Qt: take an item."""
        self._delen.append(item)

    def count(self) -> int:
        """Qt: number of items."""
        return len(self._delen)

    def itemAt(self, index: int, /) -> QLayoutItem:
        """Qt: the item, None out of range."""
        return self._delen[index] if 0 <= index < len(self._delen) else None  # type: ignore[return-value]

    def takeAt(self, index: int, /) -> QLayoutItem:
        """Qt: remove the item, None out of range."""
        return self._delen.pop(index) if 0 <= index < len(self._delen) else None  # type: ignore[return-value]

    def expandingDirections(self) -> Qt.Orientation:
        """Qt: takes no more than it needs."""
        return Qt.Orientation(0)

    def hasHeightForWidth(self) -> bool:
        """Qt: lower when wider."""
        return True

    def heightForWidth(self, breedte: int, /) -> int:
        """Qt: height needed at this width."""
        return self._leg(QRect(0, 0, breedte, 0), zetten=False)

    def setGeometry(self, vak: QRect, /) -> None:
        """Qt: place the items."""
        super().setGeometry(vak)
        self._leg(vak, zetten=True)

    def sizeHint(self) -> QSize:
        """Qt: all on one line."""
        zichtbaar = self._zichtbaar()
        ruimte = thema.huidig().px(self._ruimte)
        breedte = sum(deel.sizeHint().width() for deel in zichtbaar) + ruimte * max(0, len(zichtbaar) - 1)
        return QSize(breedte, max((deel.sizeHint().height() for deel in zichtbaar), default=0))

    def minimumSize(self) -> QSize:
        """Qt: the widest single item."""
        maat = QSize()
        for deel in self._zichtbaar():
            maat = maat.expandedTo(deel.minimumSize())
        return maat

    def _zichtbaar(self) -> list[QLayoutItem]:
        return [deel for deel in self._delen if not deel.isEmpty()]

    def _regels(self, breedte: int, ruimte: int) -> list[list[QLayoutItem]]:
        regels: list[list[QLayoutItem]] = []
        vol = 0
        for deel in self._zichtbaar():
            maat = min(deel.sizeHint().width(), max(breedte, 1))
            if regels and vol + ruimte + maat <= breedte:
                regels[-1].append(deel)
                vol += ruimte + maat
            else:
                regels.append([deel])
                vol = maat
        return regels

    def _leg(self, vak: QRect, *, zetten: bool) -> int:
        ruimte, regelruimte = thema.huidig().px(self._ruimte), thema.huidig().px(self._regelruimte)
        y = vak.y()
        regels = self._regels(vak.width(), ruimte)
        for regel in regels:
            maten = [
                QSize(min(deel.sizeHint().width(), max(vak.width(), deel.minimumSize().width())), _hoogte(deel, vak))
                for deel in regel
            ]
            hoogte = max(maat.height() for maat in maten)
            breedte = sum(maat.width() for maat in maten) + ruimte * (len(regel) - 1)
            x = vak.right() + 1 - breedte if self._rechts else vak.x()
            for deel, maat in zip(regel, maten, strict=True):
                if zetten:
                    hoog = hoogte if self._gelijk else maat.height()
                    deel.setGeometry(QRect(x, y + (hoogte - hoog) // 2, maat.width(), hoog))
                x += maat.width() + ruimte
            y += hoogte + regelruimte
        return y - vak.y() - (regelruimte if regels else 0)


class Vloeibalk(QWidget):
    """A widget that flows what is put in it, and is never lower than its lines need at its width.

    Without that a page that is too low for all takes the room from the last line (seen at 200 % text).
    """

    def __init__(
        self, *, rechts: bool = False, gelijk: bool = False, ruimte: int = 8, regelruimte: int | None = None
    ) -> None:
        super().__init__()
        self.vloei = Vloei(self, rechts=rechts, gelijk=gelijk, ruimte=ruimte, regelruimte=regelruimte)
        thema.huidig().gewijzigd.connect(self.meet)

    def voeg_toe(self, widget: QWidget) -> None:
        """Put one more at the end."""
        self.vloei.addWidget(widget)
        self.meet()

    def leeg(self) -> None:
        """Take all away."""
        while self.vloei.count():
            widget = self.vloei.takeAt(0).widget()
            if widget is not None:
                widget.setVisible(False)
                widget.deleteLater()
        self.meet()

    def meet(self) -> None:
        """Take the height needed; call it when something in it came or went."""
        self.setMinimumHeight(self.vloei.heightForWidth(self.width()))

    def resizeEvent(self, gebeurtenis: QResizeEvent, /) -> None:
        """Qt: other width, other height."""
        super().resizeEvent(gebeurtenis)
        self.meet()


def _hoogte(deel: QLayoutItem, vak: QRect) -> int:
    breedte = min(deel.sizeHint().width(), vak.width())
    return deel.heightForWidth(breedte) if deel.hasHeightForWidth() else deel.sizeHint().height()
