"""The drawing of a network: every word inside its own label, plain text, the same each time, on screen and on paper."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from functools import partial
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from reportlab.graphics.shapes import Group, Polygon, Rect, String
from reportlab.pdfbase.pdfmetrics import stringWidth

from pmg_desk.domain.netwerk import Beeldkring, Beeldpersoon, Netbeeld, Opstelling, Vorm
from pmg_desk.reports import netwerkblad, netwerktekening
from pmg_desk.reports.letters import plat
from pmg_desk.reports.netwerkblad import Bladrij, Groepsblad, NetwerkNietGetekend
from pmg_desk.reports.tekening import DRUK
from tests.reports.lezen import bladen, structuur, tekst

_naam = st.text(min_size=1, max_size=200).filter(lambda t: bool(t.strip()))
_persoon = st.builds(
    Beeldpersoon, _naam, st.lists(_naam, max_size=3).map(tuple), st.sampled_from(list(Vorm)), st.booleans()
)
_kring = st.builds(Beeldkring, _naam, st.lists(_persoon, max_size=12).map(tuple), st.integers(0, 3))
_beeld = st.builds(
    Netbeeld, st.lists(_naam, min_size=1, max_size=3).map(tuple), st.lists(_kring, max_size=4).map(tuple)
)

GEWOON = Netbeeld(
    ("Zoë Łukasz", "12 jaar"),
    (
        Beeldkring("Gezin en familie", (Beeldpersoon("<b>Ewa</b> & co", ("Ouder",), Vorm.RECHT),)),
        Beeldkring("Verdenkingen", (Beeldpersoon("محمد", ("Medeverdachte",), Vorm.DUBBEL, let_op=True),)),
    ),
)


def _delen(beeld: Netbeeld) -> Iterator[object]:
    (laag,) = netwerktekening.teken(beeld, DRUK).contents
    assert isinstance(laag, Group)
    yield from laag.contents


def _vlak(vorm: Rect | Polygon) -> tuple[float, float, float, float]:
    if isinstance(vorm, Rect):
        return vorm.x, vorm.y, vorm.x + vorm.width, vorm.y + vorm.height
    return min(vorm.points[::2]), min(vorm.points[1::2]), max(vorm.points[::2]), max(vorm.points[1::2])


@settings(max_examples=60, deadline=None)
@given(_beeld)
def test_every_word_stands_inside_a_label_or_is_a_heading(beeld: Netbeeld) -> None:
    delen = list(_delen(beeld))
    labels = [_vlak(deel) for deel in delen if isinstance(deel, (Rect, Polygon))]
    koppen = {
        id(deel) for deel in delen if isinstance(deel, String) and str(deel.fillColor) == str(DRUK.kleur("zacht"))
    }
    for deel in delen:
        if not isinstance(deel, String):
            continue
        rechts = deel.x + stringWidth(deel.text, deel.fontName, deel.fontSize)
        if id(deel) in koppen:
            assert rechts - deel.x <= 132.01, "a heading wider than its column"
            continue
        passend = [
            vlak
            for vlak in labels
            if vlak[0] <= deel.x
            and rechts <= vlak[2] + 0.01
            and vlak[1] <= deel.y
            and deel.y + deel.fontSize * 0.7 <= vlak[3]
        ]
        assert passend, "a word outside every label"


@settings(max_examples=20, deadline=None)
@given(_beeld)
def test_the_same_network_gives_the_same_drawing(beeld: Netbeeld) -> None:
    assert netwerkblad.als_svg(beeld, DRUK) == netwerkblad.als_svg(beeld, DRUK)


def test_what_was_typed_is_never_markup_and_never_a_box() -> None:
    svg = netwerkblad.als_svg(GEWOON, DRUK)
    woorden = [deel.text for deel in ET.fromstring(svg).iter("{http://www.w3.org/2000/svg}text")]
    assert "<b>Ewa</b> & co" in woorden
    assert any("[Arabisch:" in (woord or "") for woord in woorden)
    assert not any("محمد" in (woord or "") for woord in woorden)
    assert "!" in woorden, "attention is a sign, not a colour"


def test_plain_text_for_a_drawing_is_one_line() -> None:
    assert plat("a\nb\t c\u200bd") == "a b cd"
    assert plat("Œuf → é") == "Œuf [teken: U+2192] é"


def test_the_page_is_internal_and_reads_everybody_in_a_table() -> None:
    blad = Groepsblad(
        "Den Haag",
        "casus PMG-2026-00001",
        datetime(2026, 11, 23, 8, tzinfo=UTC),
        "C. Regisseur",
        GEWOON,
        (Bladrij("Ewa", "Ouder", "1985", "Zegt dat het goed gaat."),),
    )
    pdf = netwerkblad.maak_pdf(blad)
    assert pdf == netwerkblad.maak_pdf(blad)
    gelezen = tekst(pdf)
    for woord in ("INTERN – NIET VERSTREKKEN", "Ewa", "1985", "Zegt dat het goed gaat.", "Pagina 1 van 1"):
        assert woord in gelezen
    rollen = [rol for rol, _, _ in structuur(pdf)]
    assert {"Table", "TH", "TD"} <= set(rollen) or "TD" in rollen


def test_a_large_network_still_fits_its_page() -> None:
    kringen = tuple(
        Beeldkring(naam, tuple(Beeldpersoon(f"Een lange naam {nr}", ("woord " * 12,), Vorm.RECHT) for nr in range(30)))
        for naam in ("Een", "Twee")
    )
    blad = Groepsblad("Den Haag", "groep", datetime(2026, 11, 23, tzinfo=UTC), "X", Netbeeld(("Groep",), kringen), ())
    assert len(bladen(netwerkblad.maak_pdf(blad))) == 1


def test_a_drawing_that_fails_says_nothing_of_what_was_in_it(monkeypatch: pytest.MonkeyPatch) -> None:
    def stuk(*_: object) -> Opstelling:
        raise ValueError("Geheimnaam")

    monkeypatch.setattr(netwerktekening, "stel_op", stuk)
    blad = Groepsblad("Den Haag", "groep", datetime(2026, 11, 23, tzinfo=UTC), "X", GEWOON, ())
    wegen: tuple[Callable[[], bytes], ...] = (
        partial(netwerkblad.als_svg, GEWOON, DRUK),
        partial(netwerkblad.maak_pdf, blad),
    )
    for maak in wegen:
        with pytest.raises(NetwerkNietGetekend) as fout:
            maak()
        assert fout.value.__cause__ is None
        assert "Geheim" not in str(fout.value)
