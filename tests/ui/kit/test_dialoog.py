"""Dangerous steps say what happens; files are chosen and printed without waiting and without a trace."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pypdfium2
import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtPrintSupport import QAbstractPrintDialog, QPrintDialog, QPrinter
from PySide6.QtWidgets import QApplication, QFileDialog, QLabel, QScrollArea, QWidget
from reportlab.pdfgen.canvas import Canvas
from shiboken6 import delete

from pmg_desk.domain.fouten import Fout, OngeldigeInvoer
from pmg_desk.ui import thema
from pmg_desk.ui.widgets import afdrukken, bestandskeuze, dialoog
from pmg_desk.ui.widgets.dialoog import bevestig
from pmg_desk.ui.widgets.formulier import Formulier, Formulierdialoog, TekstVeld
from pmg_desk.ui.widgets.knop import Knop
from pmg_desk.ui.widgets.pdfvoorbeeld import PdfOnleesbaar, PdfVoorbeeld
from tests.ui.conftest import toon


@pytest.fixture
def ouder(qtbot: Any, app: QApplication) -> QWidget:
    een = QWidget()
    een.resize(900, 700)
    return toon(qtbot, een)


def _vraag(ouder: QWidget, uit: list[str], **opties: Any) -> dialoog.Vraag:
    vraag = bevestig(
        ouder,
        "Casus afsluiten?",
        "De casus wordt alleen-lezen. U kunt hem later heropenen.",
        "Casus afsluiten",
        lambda: uit.append("ja"),
        bij_nee=lambda: uit.append("nee"),
        punten=("2 acties staan nog open", "het plan loopt tot 1 maart"),
        **opties,
    )
    assert vraag is not None
    return vraag


def test_question_says_what_will_happen_and_names_it_in_the_button(qtbot: Any, ouder: QWidget) -> None:
    uit: list[str] = []
    vraag = _vraag(ouder, uit)
    teksten = [label.text() for label in vraag.findChildren(QLabel) if label.text()]
    assert teksten == [
        "Casus afsluiten?",
        "De casus wordt alleen-lezen. U kunt hem later heropenen.",
        "–  2 acties staan nog open",
        "–  het plan loopt tot 1 maart",
    ]
    assert (vraag.terugknop.text(), vraag.ja_knop.text()) == ("Terug", "Casus afsluiten")
    assert uit == []
    qtbot.mouseClick(vraag.ja_knop, Qt.MouseButton.LeftButton)
    assert uit == ["ja"]


@pytest.mark.parametrize(("gevaar", "uitkomst"), [(True, "nee"), (False, "ja")])
def test_enter_never_does_the_dangerous_thing(qtbot: Any, ouder: QWidget, gevaar: bool, uitkomst: str) -> None:
    uit: list[str] = []
    vraag = _vraag(ouder, uit, gevaar=gevaar)
    with qtbot.waitActive(vraag, timeout=30_000):
        pass
    qtbot.keyClick(vraag, Qt.Key.Key_Return)
    assert uit == [uitkomst]


def test_escape_is_no(qtbot: Any, ouder: QWidget) -> None:
    uit: list[str] = []
    qtbot.keyClick(_vraag(ouder, uit, gevaar=False), Qt.Key.Key_Escape)
    assert uit == ["nee"]


def test_never_a_modal_over_a_modal(ouder: QWidget) -> None:
    uit: list[str] = []
    vraag = _vraag(ouder, uit)
    with pytest.raises(RuntimeError, match="modal"):
        _vraag(vraag, uit)
    vraag.reject()
    assert uit == ["nee"]


def test_a_choice_of_file_stands_over_the_form_that_asks_for_it_and_over_no_other_choice(ouder: QWidget) -> None:
    vraag = _vraag(ouder, [])
    bestandskeuze.kies_opslaan(vraag, "Opslaan", "blad.pdf", ["PDF (*.pdf)"], print, uitgang="pdf")
    (keuze,) = vraag.findChildren(QFileDialog)
    assert QApplication.activeModalWidget() is keuze
    with pytest.raises(RuntimeError, match="choice"):
        bestandskeuze.kies_bestand(vraag, "Kies", [], print)
    keuze.reject()
    assert QApplication.activeModalWidget() is vraag
    vraag.reject()


def test_next_answer_is_given_at_once_without_a_window(ouder: QWidget, vensters: list[str]) -> None:
    uit: list[str] = []
    dialoog.volgend_antwoord(True)
    dialoog.volgend_antwoord(False)
    ja, nee = (lambda: uit.append("ja")), (lambda: uit.append("nee"))
    for _ in range(2):
        assert bevestig(ouder, "Weg?", "Het gaat weg.", "Weggooien", ja, bij_nee=nee) is None
    assert uit == ["ja", "nee"]
    assert list(dialoog.gesteld)[-2:] == ["Weg?", "Weg?"]
    assert vensters == []


def test_form_in_a_window_begins_in_its_first_field_and_stays_until_saved(qtbot: Any, ouder: QWidget) -> None:
    formulier = Formulier([TekstVeld("reden", "Reden", verplicht=True)], knop="Casus heropenen")
    bewaard: list[dict[str, Any]] = []
    formulier.bewaren.connect(bewaard.append)
    venster = Formulierdialoog(ouder, "Casus heropenen", formulier)
    venster.toon()
    with qtbot.waitActive(venster, timeout=30_000):
        pass
    qtbot.waitUntil(formulier.veld("reden").invoer.hasFocus, timeout=20_000)
    qtbot.mouseClick(venster.knop, Qt.MouseButton.LeftButton)
    assert formulier.veld("reden").fout == "Vul ‘Reden’ in."
    qtbot.keyClicks(formulier.veld("reden").invoer, "Nieuw signaal")
    qtbot.keyClick(formulier.veld("reden").invoer, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    assert bewaard == [{"reden": "Nieuw signaal"}]
    assert venster.isVisible()
    venster.accept()


@pytest.mark.parametrize("schaal", [100, 200])
def test_a_long_sentence_leaves_the_field_it_is_about_in_sight(qtbot: Any, app: QApplication, schaal: int) -> None:
    thema.huidig().pas_toe(app, "licht", schaal)
    ouder = QWidget()
    ouder.resize(1280, 720)
    toon(qtbot, ouder)
    formulier = Formulier([TekstVeld("cijfers", "Vingerafdruk", hulp="Bel zelf. " * 12)], knop="Bekrachtigen")
    venster = Formulierdialoog(ouder, "Sleutel bekrachtigen", formulier)
    venster.toon()
    with qtbot.waitActive(venster, timeout=30_000):
        pass
    hoog = venster.height()
    formulier.toon_fouten(OngeldigeInvoer({"cijfers": "Dit is niet de vingerafdruk in deze kluis. " * 3}))
    QApplication.processEvents()
    QApplication.processEvents()
    assert venster.height() > hoog
    assert venster.geometry().bottom() <= ouder.geometry().bottom()
    invoer, kijk = formulier.veld("cijfers").invoer, venster.vak.viewport()
    assert kijk.rect().contains(QRect(invoer.mapTo(kijk, QPoint(0, 0)), invoer.size()))
    if schaal == 100:
        assert venster.vak.verticalScrollBar().maximum() == 0
    venster.accept()


_LANG = "Dit gaat mee naar de ontvanger en komt niet terug. " * 40


def _lange_vraag(ouder: QWidget) -> dialoog.Dialoog:
    return dialoog.Vraag(ouder, "Weg?", _LANG, "Weggooien", gevaar=False, punten=(_LANG, _LANG))


def _lang_formulier(ouder: QWidget) -> dialoog.Dialoog:
    velden = [TekstVeld(f"veld{nr}", f"Veld {nr}", hulp=_LANG[:150]) for nr in range(12)]
    return Formulierdialoog(ouder, "Bestand maken", Formulier(velden, knop="Bestand maken"))


def _blad(ouder: QWidget) -> dialoog.Dialoog:
    venster = dialoog.Dialoog(ouder, "Bundel", breedte=900)
    blad = PdfVoorbeeld()
    blad.setMinimumHeight(520)
    venster.inhoud.addWidget(blad)
    venster.voeg_knop("Sluiten", actie=venster.accept)
    return venster


@pytest.mark.parametrize("maak", [_lange_vraag, _lang_formulier, _blad])
@pytest.mark.parametrize("schaal", [100, 200])
@pytest.mark.parametrize("maat", [(1500, 900), (700, 480)], ids=["window over the screen", "small window"])
def test_a_dialog_fits_the_screen_and_the_window_and_the_rest_scrolls(
    qtbot: Any,
    app: QApplication,
    monkeypatch: pytest.MonkeyPatch,
    maak: Callable[[QWidget], dialoog.Dialoog],
    schaal: int,
    maat: tuple[int, int],
) -> None:
    scherm = QRect(0, 0, 1280, 690)
    monkeypatch.setattr(dialoog, "zichtruimte", lambda _: scherm)
    thema.huidig().pas_toe(app, "licht", schaal)
    ouder = QWidget()
    ouder.resize(*maat)
    toon(qtbot, ouder)
    venster = maak(ouder)
    venster.toon()
    for _ in range(3):
        QApplication.processEvents()
    assert venster.height() <= min(scherm.height(), maat[1])
    assert venster.width() <= min(scherm.width(), maat[0])
    knoppen = [knop for knop in venster.findChildren(Knop) if knop.isVisible() and knop.parentWidget() is venster]
    assert knoppen
    for knop in knoppen:
        assert knop.width() >= knop.minimumSizeHint().width()
        assert venster.rect().contains(knop.geometry())
    vakken = [vak for vak in venster.findChildren(QScrollArea) if vak.widget() is not None]
    assert any(vak.verticalScrollBar().maximum() > 0 for vak in vakken) or maak is _blad
    venster.done(0)


def test_a_question_that_fits_has_no_scroll_bar(qtbot: Any, ouder: QWidget) -> None:
    vraag = _vraag(ouder, [])
    vak = vraag.findChild(QScrollArea)
    assert vak is not None
    assert vak.verticalScrollBar().maximum() == 0
    vraag.inhoud.addWidget(QLabel("\n".join("regel" for _ in range(8))))
    qtbot.waitUntil(lambda: vak.verticalScrollBar().maximum() == 0 and vraag.height() > 8 * 12)
    vraag.reject()


def test_file_dialogs_open_without_waiting_and_the_seam_skips_them(qtbot: Any, ouder: QWidget, tmp_path: Path) -> None:
    gekozen: list[Path] = []
    bestandskeuze.volgend_pad(tmp_path / "a.xlsx")
    bestandskeuze.volgend_pad(None)
    bestandskeuze.volgend_pad(tmp_path / "b.pdf")
    bestandskeuze.volgend_pad(tmp_path)
    bestandskeuze.kies_bestand(ouder, "Kies", ["Excel (*.xlsx)"], gekozen.append)
    bestandskeuze.kies_bestand(ouder, "Kies", ["Excel (*.xlsx)"], gekozen.append)
    bestandskeuze.kies_opslaan(ouder, "Bewaar", "samenvatting.pdf", ["PDF (*.pdf)"], gekozen.append, uitgang="pdf")
    bestandskeuze.kies_map(ouder, "Kies", gekozen.append)
    assert gekozen == [tmp_path / "a.xlsx", tmp_path / "b.pdf", tmp_path]


def test_a_next_file_is_saved_where_the_last_one_went(ouder: QWidget, tmp_path: Path) -> None:
    bestandskeuze.volgend_pad(tmp_path / "een.pdf")
    bestandskeuze.kies_opslaan(ouder, "Bewaar", "een", ["PDF (*.pdf)"], print, uitgang="pdf")
    bestandskeuze.kies_opslaan(ouder, "Bewaar", "twee", ["PDF (*.pdf)"], print, uitgang="pdf")
    (keuze,) = ouder.findChildren(QFileDialog)
    assert Path(keuze.directory().absolutePath()) == tmp_path
    keuze.reject()


def test_save_dialog_proposes_a_name_adds_the_ending_and_leaves_no_history(
    qtbot: Any, ouder: QWidget, tmp_path: Path
) -> None:
    """Qt's own dialog keeps the folders one visited in a file of its own unless it is stopped."""
    geheim = tmp_path / "geheime-map-van-de-gebruiker"
    geheim.mkdir()
    gekozen: list[Path] = []
    bestandskeuze.kies_opslaan(ouder, "Bewaar", "samenvatting", ["PDF (*.pdf)"], gekozen.append, uitgang="pdf")
    keuze = ouder.findChildren(QFileDialog)[0]
    keuze.setDirectory(str(geheim))
    keuze.selectFile("samenvatting")
    assert keuze.isVisible()
    keuze.accept()
    qtbot.waitUntil(lambda: bool(gekozen) and not ouder.findChildren(QFileDialog), timeout=20_000)
    assert gekozen == [geheim / "samenvatting.pdf"]
    sporen = [
        bestand
        for wortel in (tmp_path.parent, Path.home() / ".config")
        for bestand in wortel.rglob("*")
        if bestand.is_file() and b"geheime-map-van-de-gebruiker" in bestand.read_bytes()
    ]
    assert sporen == []


def test_what_was_chosen_may_open_a_dialog_of_its_own(qtbot: Any, ouder: QWidget, tmp_path: Path) -> None:
    """Qt tells the choice while its own dialog is still open; a form may not open over that."""
    bestaand = tmp_path / "a.xlsx"
    bestaand.write_bytes(b"x")
    gekozen: list[Path] = []
    vragen: list[dialoog.Vraag] = []

    def antwoord(pad: Path) -> None:
        gekozen.append(pad)
        vraag = bevestig(ouder, "Zeker?", "Het gaat weg.", "Weggooien", lambda: None)
        assert vraag is not None
        vragen.append(vraag)

    def opslaan() -> None:
        bestandskeuze.kies_opslaan(ouder, "Bewaar", "a.pdf", ["PDF (*.pdf)"], antwoord, uitgang="pdf")

    def openen() -> None:
        bestandskeuze.kies_bestand(ouder, "Kies", ["Excel (*.xlsx)"], antwoord, map_=tmp_path)

    def map_() -> None:
        bestandskeuze.kies_map(ouder, "Kies", antwoord, begin=tmp_path)

    for vraag_om, naam in ((opslaan, "a.pdf"), (openen, "a.xlsx"), (map_, "")):
        vraag_om()
        keuze = ouder.findChildren(QFileDialog)[0]
        keuze.setDirectory(str(tmp_path))
        keuze.selectFile(naam or str(tmp_path))
        keuze.accept()
        qtbot.waitUntil(lambda: bool(vragen) and vragen[-1].isVisible(), timeout=20_000)
        vragen.pop().reject()
        qtbot.waitUntil(lambda: not ouder.findChildren(QFileDialog), timeout=20_000)
    assert gekozen == [tmp_path / "a.pdf", bestaand, tmp_path]


def _pdf(paginas: list[str], *, liggend: bool = False) -> bytes:
    uit = io.BytesIO()
    maat = (842.0, 595.0) if liggend else (595.0, 842.0)
    doek = Canvas(uit, pagesize=maat)
    for tekst in paginas:
        doek.drawString(72, maat[1] - 100, tekst)
        doek.rect(72, 72, 200, 200, fill=1)
        doek.showPage()
    doek.save()
    return uit.getvalue()


def test_pdf_is_shown_page_by_page_from_bytes(qtbot: Any, app: QApplication, gezegd: list[str]) -> None:
    voorbeeld = PdfVoorbeeld()
    voorbeeld.resize(700, 600)
    toon(qtbot, voorbeeld)
    voorbeeld.toon(_pdf(["Eerste blad", "Tweede blad", "Derde blad"]))
    assert voorbeeld.paginas == 3
    assert voorbeeld.stand.text() == "Pagina 1 van 3"
    assert "Eerste blad" in voorbeeld._rol.accessibleDescription()
    assert not voorbeeld.vorige.isEnabled()
    voorbeeld.setFocus()
    qtbot.keyClick(voorbeeld, Qt.Key.Key_PageDown)
    assert voorbeeld.stand.text() == "Pagina 2 van 3"
    assert gezegd[-1] == "Pagina 2 van 3"
    assert "Tweede blad" in voorbeeld._bladen.accessibleDescription()
    qtbot.mouseClick(voorbeeld.volgende, Qt.MouseButton.LeftButton)
    assert voorbeeld.pagina == 2
    assert not voorbeeld.volgende.isEnabled()
    qtbot.keyClick(voorbeeld, Qt.Key.Key_PageDown)
    assert voorbeeld.pagina == 2


def test_pdf_zooms_in_steps_and_fits_the_width_again(qtbot: Any, app: QApplication) -> None:
    voorbeeld = PdfVoorbeeld()
    voorbeeld.resize(700, 600)
    toon(qtbot, voorbeeld)
    voorbeeld.toon(_pdf(["Blad"]))
    passend = voorbeeld.zoom
    assert 60 <= passend <= 85
    qtbot.keyClick(voorbeeld, Qt.Key.Key_Plus)
    qtbot.keyClick(voorbeeld, Qt.Key.Key_Plus)
    assert voorbeeld.zoom in (100, 125)
    breed = voorbeeld._bladen.vakken()[0].width()
    for _ in range(9):
        voorbeeld.stap_zoom(-1)
    assert voorbeeld.zoom == 50
    assert voorbeeld._bladen.vakken()[0].width() < breed
    for _ in range(9):
        voorbeeld.stap_zoom(1)
    assert voorbeeld.zoom == 300
    voorbeeld.zoom_breedte()
    assert voorbeeld.zoom == passend
    voorbeeld.resize(900, 600)
    assert voorbeeld.zoom > passend


def test_what_is_drawn_is_the_page(qtbot: Any, app: QApplication) -> None:
    voorbeeld = PdfVoorbeeld()
    voorbeeld.resize(700, 600)
    toon(qtbot, voorbeeld)
    voorbeeld.toon(_pdf(["Blad"]))
    pdf = voorbeeld._bladen.pdf
    assert pdf is not None
    beeld = pdf.beeld(0, 1.0)
    assert (beeld.width(), beeld.height()) == (595, 842)
    assert beeld.pixelColor(150, 842 - 150).name() == "#000000"
    assert beeld.pixelColor(500, 400).name() == "#ffffff"
    voorbeeld.leeg()
    assert (voorbeeld.paginas, voorbeeld.stand.text(), voorbeeld._rol.accessibleDescription()) == (0, "", "")


@pytest.mark.parametrize("inhoud", [b"", b"geen pdf", b"%PDF-1.7\n" + b"\0" * 50])
def test_unreadable_bytes_get_a_sentence_and_what_was_shown_stays(qtbot: Any, app: QApplication, inhoud: bytes) -> None:
    voorbeeld = PdfVoorbeeld()
    toon(qtbot, voorbeeld)
    voorbeeld.toon(_pdf(["Blad"]))
    with pytest.raises(PdfOnleesbaar):
        voorbeeld.toon(inhoud)
    assert voorbeeld.paginas == 1


@pytest.mark.parametrize("liggend", [False, True])
def test_print_gives_every_page_whole_under_a_neutral_name(ouder: QWidget, tmp_path: Path, liggend: bool) -> None:
    uit = tmp_path / "druk.pdf"
    gedaan: list[object] = []
    afdrukken.volgende_afdruk(uit)
    afdrukken.druk_af(
        ouder,
        _pdf(["Geheim een", "Geheim twee"], liggend=liggend),
        klaar=lambda: gedaan.append("klaar"),
        fout=gedaan.append,
    )
    assert gedaan == ["klaar"]
    document = pypdfium2.PdfDocument(uit)
    assert len(document) == 2
    breed, hoog = document.get_page_size(0)
    assert (breed > hoog) is liggend
    beeld = document[0].render(scale=1).to_pil().convert("L")
    assert beeld.getpixel((150, int(hoog) - 150)) < 40
    assert beeld.getpixel((int(breed) - 40, 40)) > 215
    assert document.get_metadata_value("Title") == "PMG Desk"
    document.close()


@pytest.mark.qt_log_ignore("QPainter::begin", extend=True)
def test_print_that_is_cancelled_or_fails_says_so(qtbot: Any, ouder: QWidget, tmp_path: Path) -> None:
    gedaan: list[str] = []

    def fout(reden: Fout) -> None:
        gedaan.append(type(reden).__name__)

    def druk(inhoud: bytes) -> None:
        afdrukken.druk_af(
            ouder, inhoud, klaar=lambda: gedaan.append("klaar"), fout=fout, geannuleerd=lambda: gedaan.append("terug")
        )

    afdrukken.volgende_afdruk(None)
    druk(_pdf(["x"]))
    afdrukken.volgende_afdruk(tmp_path / "a.pdf")
    druk(b"geen pdf")
    afdrukken.volgende_afdruk(tmp_path / "bestaat niet" / "b.pdf")
    druk(_pdf(["x"]))
    assert gedaan == ["terug", "PdfOnleesbaar", "AfdrukkenMislukt"]
    druk(_pdf(["x"]))
    keuze = ouder.findChildren(QPrintDialog)[0]
    keuze.reject()
    assert gedaan[-1] == "terug"


@pytest.mark.parametrize("met_naam", [False, True])
def test_a_printer_that_writes_a_file_prints_nothing_of_any_copy(
    ouder: QWidget, tmp_path: Path, met_naam: bool
) -> None:
    gedaan: list[object] = []
    afdrukken.druk_reeks_af(
        ouder,
        [_pdf(["Geheim een"]), _pdf(["Geheim twee"])],
        klaar=gedaan.append,
        fout=lambda nr, reden: gedaan.append((nr, reden.tekst())),
        geannuleerd=lambda: gedaan.append("terug"),
        als_bestand="Kies de knop met een slot.",
    )
    keuze = ouder.findChildren(QPrintDialog)[0]
    assert not keuze.testOption(QAbstractPrintDialog.PrintDialogOption.PrintToFile)
    printer = keuze.printer()
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "los.pdf") if met_naam else "")
    keuze.accepted.emit(printer)
    zin = (
        "Er is niets afgedrukt: u koos een bestand in plaats van een printer, of er is geen printer gevonden."
        " Er is geen bestand gemaakt. Kies de knop met een slot."
    )
    assert gedaan == [(0, zin), (1, zin)]
    assert list(tmp_path.iterdir()) == []
    keuze.reject()


@pytest.mark.parametrize("stop_na", [0, 3])
def test_a_long_print_leaves_the_window_alive_and_can_be_stopped(
    qtbot: Any, ouder: QWidget, tmp_path: Path, stop_na: int
) -> None:
    gedaan: list[object] = []
    gezien: list[str] = []
    afdrukken.volgende_afdruk(tmp_path / "druk.pdf")
    afdrukken.druk_reeks_af(
        ouder,
        [_pdf(["een", "twee"]), _pdf(["drie", "vier", "vijf"])],
        klaar=gedaan.append,
        fout=lambda nr, reden: gedaan.append((nr, type(reden).__name__)),
        geannuleerd=lambda: gedaan.append("terug"),
    )
    assert gedaan == []  # it came back before anything was printed
    (venster,) = ouder.findChildren(afdrukken.Afdrukvenster)
    assert venster.isVisible()
    gezien.append(venster.stand.text())

    def bij(waarde: int) -> None:
        gezien.append(venster.stand.text())
        if waarde == stop_na:
            venster.stopknop.click()

    venster.balk.valueChanged.connect(bij)
    qtbot.waitUntil(lambda: bool(gedaan) and isinstance(gedaan[-1], int))
    assert gezien[:4] == [
        "Exemplaar 1 van 2 · Bladzijde 1 van 5",
        "Exemplaar 1 van 2 · Bladzijde 2 van 5",
        "Exemplaar 2 van 2 · Bladzijde 3 van 5",
        "Exemplaar 2 van 2 · Bladzijde 4 van 5",
    ]
    assert gedaan == ([(1, "AfdrukGestopt"), 1] if stop_na else [2])
    document = pypdfium2.PdfDocument(tmp_path / "druk-1.pdf")
    assert len(document) == 2
    document.close()


def test_a_print_that_a_lock_breaks_off_leaves_no_painter_behind(ouder: QWidget, tmp_path: Path) -> None:
    gedaan: list[object] = []
    afdrukken.volgende_afdruk(tmp_path / "druk.pdf")
    inhoud = _pdf(["een", "twee", "drie", "vier", "vijf"])
    afdrukken.druk_af(ouder, inhoud, klaar=lambda: gedaan.append("klaar"), fout=gedaan.append)
    (venster,) = ouder.findChildren(afdrukken.Afdrukvenster)
    assert not (tmp_path / "druk.pdf").read_bytes().rstrip().endswith(b"%%EOF")
    delete(venster)
    assert (tmp_path / "druk.pdf").read_bytes().rstrip().endswith(b"%%EOF")  # the painter ended, the printer let go
    assert gedaan == []
