"""Where the pages of a bundle break, and how large its letters are on the paper."""

from __future__ import annotations

import re
from typing import Any

from pmg_desk.domain.samenvatting import Rubriek, Veld
from pmg_desk.reports import stijl
from pmg_desk.reports.bundel import maak_bundel
from tests.papierbouw import stuk
from tests.reports.bundelvoorbeelden import bundel, deel, gewoon_deel
from tests.reports.lezen import bladen, open_pdf
from tests.reports.voorbeelden import zware_casus


def test_in_grote_letters_is_alles_wat_men_leest_minstens_veertien_punten():
    """As they stand on the paper; the marks at the top and the foot of a page are looked up, not read."""
    gemaakt = maak_bundel(bundel(gewoon_deel(1), deel(2, *zware_casus().stukken)), groot=True)
    for nr, blad in enumerate(open_pdf(gemaakt.pdf).pages, 1):
        klein: dict[str, float] = {}

        def zie(
            tekst: str, cm: list[float], tm: list[float], _font: object, grootte: float, klein: Any = klein
        ) -> None:
            hoog, y = grootte * abs(tm[3]) * abs(cm[3]), cm[3] * tm[5] + cm[5]
            if tekst.strip() and 82 < y < stijl.HOOGTE - 62 and hoog < 13.99:
                klein[tekst] = hoog

        blad.extract_text(visitor_text=zie)
        assert (nr, klein) == (nr, {})


def test_geen_laatste_rij_van_een_tabel_alleen_op_een_blad():
    """However full the pages are; also no list of actions with only on what it rests on its last page."""
    gebroken = 0
    for aantal in range(24, 44):
        velden = ((Veld.WIE, "P."), (Veld.GEREED_OP, "2026-12-01"))
        acties = [
            stuk(nr, Rubriek.ACTIES, "Actie", f"Regel{nr}q.", id=f"actie:{nr}", velden=velden) for nr in range(aantal)
        ]
        gemaakt = maak_bundel(bundel(deel(1, *acties)))
        gevuld = [keer for blad in bladen(gemaakt.pdf) if (keer := len(re.findall(r"Regel\d+q", blad)))]
        gebroken += len(gevuld) > 1
        assert (aantal, sum(gevuld), min(gevuld) > 1) == (aantal, aantal, True)
    assert gebroken


def test_een_doel_en_waaraan_men_het_ziet_staan_op_een_blad():
    spoor = (Veld.SPOOR, "Perspectief bieden")
    gebroken = 0
    for regels in range(18, 30):
        vulling = [stuk(900 + nr, Rubriek.DOELGROEP, "", f"Regel {nr}.") for nr in range(regels)]
        doelen = [
            stuk(nr, Rubriek.PLAN, *woorden, velden=(spoor, (Veld.LEEFGEBIED, f"Gebied{nr // 2}")))
            for nr, woorden in enumerate(
                woorden for i in range(6) for woorden in (("Doel", f"Doel{i}q."), ("Te zien aan", f"Zicht{i}q."))
            )
        ]
        blad = bladen(maak_bundel(bundel(deel(1, *vulling, *doelen)), groot=True).pdf)
        gebroken += sum("q." in een for een in blad) > 1
        for i in range(6):
            assert [f"Doel{i}q" in een for een in blad] == [f"Zicht{i}q" in een for een in blad]
    assert gebroken
