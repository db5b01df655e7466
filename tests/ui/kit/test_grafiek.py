"""A drawing on screen: drawn in proportion, growing with the text size, with a name and a description."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from pmg_desk.ui import thema
from pmg_desk.ui.thema import Modus
from pmg_desk.ui.widgets.grafiek import Grafiek

_SVG = b'<svg xmlns="http://www.w3.org/2000/svg" width="300" height="150" viewBox="0 0 300 150"><rect x="0" y="0" width="300" height="150" fill="#ff0000"/></svg>'  # noqa: E501


def _rood(grafiek: Grafiek) -> tuple[int, int]:
    """How far the red reaches to the right and below, in pixels of the widget."""
    beeld = grafiek.grab().toImage()
    dichtheid = beeld.devicePixelRatio()
    rood = QColor("#ff0000").rgb()
    breed = sum(beeld.pixel(x, 2) == rood for x in range(beeld.width()))
    hoog = sum(beeld.pixel(2, y) == rood for y in range(beeld.height()))
    return round(breed / dichtheid), round(hoog / dichtheid)


def _met_letters(maat: float) -> bytes:
    return _SVG.replace(
        b"</svg>",
        b'<text x="9" y="100" style="font-size: 20px; fill: black;">groot</text>'
        b'<text x="9" y="120" style="font-size: %gpx; fill: black;">klein</text>'
        b'<text x="9" y="130" style="font-size: 3px; fill: black;">!</text></svg>' % maat,
    )


@pytest.mark.parametrize("schaal", [100, 200])
def test_letters_are_to_be_read_and_it_grows_with_the_room(app: QApplication, qtbot: QtBot, schaal: int) -> None:
    thema.huidig().pas_toe(app, Modus.LICHT, schaal)
    grafiek = Grafiek("Hoe het gaat")
    qtbot.addWidget(grafiek)
    grafiek.toon(_met_letters(7), "Een vlak.")
    smalst = grafiek.minimumSizeHint()
    grafiek.resize(smalst)
    assert grafiek.kleinste_letter == pytest.approx(11, abs=0.1), "never under 11 pixels, whatever the room"
    grafiek.resize(600, 5000)
    assert _rood(grafiek) == (600, 300), "as wide as there is room for"
    grafiek.resize(5000, 5000)
    assert grafiek.kleinste_letter == pytest.approx(15 * schaal / 100), "as large as the text around it, and no larger"
    assert grafiek.heightForWidth(5000) == grafiek.sizeHint().height()


@pytest.mark.parametrize(("schaal", "vol"), [(100, (400, 200)), (200, (800, 400))])
def test_without_letters_as_large_as_on_paper_times_the_text_size(
    app: QApplication, qtbot: QtBot, schaal: int, vol: tuple[int, int]
) -> None:
    thema.huidig().pas_toe(app, Modus.LICHT, schaal)
    grafiek = Grafiek("Hoe het gaat")
    qtbot.addWidget(grafiek)
    grafiek.toon(_SVG, "Een vlak.")
    assert (grafiek.sizeHint().width(), grafiek.sizeHint().height()) == vol
    grafiek.resize(1000, 1000)
    assert _rood(grafiek) == vol, "never larger than meant"
    grafiek.resize(vol[0] // 2, 1000)
    assert _rood(grafiek) == (vol[0] // 2, vol[1] // 2), "smaller where there is no room, in proportion"
    assert grafiek.heightForWidth(vol[0] // 2) == vol[1] // 2
    assert grafiek.heightForWidth(5000) == vol[1]


def test_what_is_no_drawing_is_refused(app: QApplication, qtbot: QtBot) -> None:
    grafiek = Grafiek("Hoe het gaat")
    qtbot.addWidget(grafiek)
    with pytest.raises(ValueError, match="not an SVG"):
        grafiek.toon(b"", "Niets.")


def test_screen_readers_hear_what_it_is(app: QApplication, qtbot: QtBot) -> None:
    grafiek = Grafiek("Hoe het gaat")
    qtbot.addWidget(grafiek)
    grafiek.toon(_SVG, "Een vlak.")
    assert (grafiek.accessibleName(), grafiek.accessibleDescription()) == ("Hoe het gaat", "Een vlak.")
