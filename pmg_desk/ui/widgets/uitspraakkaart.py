"""How a statement is shown: its words, and under it who said it, when, how certain it is and how it may go on."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QVBoxLayout, QWidget

from pmg_desk.domain.datums import toon_datum
from pmg_desk.domain.samenvatting import Aard, Doorverstrekking
from pmg_desk.services.uitspraken import UitspraakInzicht
from pmg_desk.ui.widgets.aardmerk import Aardmerk
from pmg_desk.ui.widgets.tekst import Tekst
from pmg_desk.ui.widgets.vloei import Vloei


def herkomst(uitspraak: UitspraakInzicht, *, dag: bool = True) -> str:
    """One line: source, day (unless it stands elsewhere), category, and what limits passing it on."""

    def zeg(tekst: str) -> str:
        return QCoreApplication.translate("Uitspraak", tekst)

    delen = [uitspraak.bron, *([toon_datum(uitspraak.gezegd_op)] if dag else []), uitspraak.categorie_label]
    if uitspraak.derden:
        wie = f" ({uitspraak.derden_wie})" if uitspraak.derden_wie else ""
        delen.append(zeg("gaat ook over anderen") + wie)
    if uitspraak.doorverstrekking is Doorverstrekking.NEE:
        delen.append(zeg("mag niet worden doorgegeven"))
    elif uitspraak.doorverstrekking is Doorverstrekking.VRAGEN:
        delen.append(zeg("eerst aan de bron vragen"))
    if uitspraak.gewijzigd:
        delen.append(zeg("gewijzigd"))
    return " · ".join(delen)


class UitspraakTekst(QWidget):
    """The words of a statement with its origin. The nature is a chip where it is not a fact, or when ``aard``."""

    def __init__(self, uitspraak: UitspraakInzicht, *, aard: bool = False, ouder: QWidget | None = None) -> None:
        super().__init__(ouder)
        kolom = QVBoxLayout(self)
        kolom.setContentsMargins(0, 0, 0, 0)
        kolom.setSpacing(4)
        kolom.addWidget(Tekst(uitspraak.tekst, kiesbaar=True))
        if aard or uitspraak.aard is not Aard.FEIT:
            regel = QWidget()
            vloei = Vloei(regel)
            vloei.addWidget(Aardmerk(uitspraak.aard))
            kolom.addWidget(regel)
        kolom.addWidget(Tekst(herkomst(uitspraak), "klein"))
        for reactie in uitspraak.reacties:
            kolom.addWidget(Reactietekst(reactie))


class Reactietekst(QWidget):
    """What the youth or a parent says about the statement above it, set in so that it is seen to belong there."""

    def __init__(self, reactie: UitspraakInzicht) -> None:
        super().__init__()
        kolom = QVBoxLayout(self)
        kolom.setContentsMargins(24, 4, 0, 0)
        kolom.setSpacing(4)
        kop = self.tr("Reactie van {}").format(reactie.bron)
        kolom.addWidget(Tekst(kop, "label"))
        kolom.addWidget(Tekst(reactie.tekst, kiesbaar=True))
        kolom.addWidget(Tekst(herkomst(reactie), "klein"))
        self.setAccessibleName(kop)


def maak_leeg(vak: QVBoxLayout) -> None:
    """Take everything out of a column that is filled anew."""
    while vak.count():
        deel = vak.takeAt(0)
        widget = None if deel is None else deel.widget()
        if widget is not None:
            widget.setVisible(False)
            widget.deleteLater()
