"""What the drawings and their table say is exactly what was recorded, on screen and on paper."""

from __future__ import annotations

import re
from datetime import date
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st
from reportlab.pdfbase.pdfmetrics import stringWidth

from pmg_desk.domain.fouten import GeenToegang
from pmg_desk.reports.leefgebiedenblad import toon_verschil
from pmg_desk.reports.leefgebiedgrafiek import Verloop, breek, teken_lijnen, teken_radar
from pmg_desk.reports.tekening import DRUK, als_svg
from pmg_desk.services import factoren, leefgebiedbeeld, leefgebieden, reacties
from pmg_desk.services.factoren import FactorInvoer
from pmg_desk.services.leefgebieden import ScoreInvoer
from pmg_desk.services.uitspraken import UitspraakInvoer
from pmg_desk.storage.models import FactorSoort, Wijze
from tests.casusbouw import maak, regels
from tests.services.test_samenvatting_dekking import pdf_tekst
from tests.wereld import Wereld

EEN, TWEE, DRIE = date(2026, 3, 2), date(2026, 6, 1), date(2026, 11, 20)


@pytest.fixture
def casus_id(wereld: Wereld) -> UUID:
    return maak(wereld.regie)


def _scoor(wereld: Wereld, casus_id: UUID, op: date, **scores: int) -> None:
    leefgebieden.save_scores(wereld.regie, casus_id, [ScoreInvoer(k, w) for k, w in scores.items()], op)


def _woorden(svg: bytes) -> list[str]:
    return re.findall(r">([^<>\s][^<>]*)</text>", svg.decode())


def test_elke_score_houdt_haar_eigen_uitleg(wereld: Wereld, casus_id: UUID) -> None:
    for dag, waarde, tekst in ((EEN, 2, "Schuld bij de winkel."), (TWEE, 4, "")):
        uitleg = UitspraakInvoer(tekst) if tekst else None
        leefgebieden.save_scores(wereld.regie, casus_id, [ScoreInvoer("financien", waarde, uitleg)], dag)
    score = leefgebieden.list_scores(wereld.regie, casus_id)[0]
    assert score.verloop == ((EEN, 2), (TWEE, 4))
    assert [None if u is None else u.tekst for u in score.toelichtingen] == ["Schuld bij de winkel.", None]
    assert score.toelichting is None, "the explanation of an earlier score does not explain this one"


def test_de_tekening_zegt_begin_nu_en_wat_geen_score_heeft(wereld: Wereld, casus_id: UUID) -> None:
    _scoor(wereld, casus_id, EEN, financien=2, justitie=3)
    _scoor(wereld, casus_id, DRIE, financien=4)
    scores = leefgebieden.list_scores(wereld.regie, casus_id)
    beeld = leefgebiedbeeld.draw_leefgebieden(scores, DRUK)
    woorden = _woorden(beeld.radar)
    assert (woorden.count("2 naar 4"), woorden.count("geen score"), woorden.count("3")) == (1, 11, 2)
    assert "Financiën: van 2 naar 4; Werk &amp; opleiding: geen score" not in beeld.radar_tekst
    assert "Financiën: van 2 naar 4; Werk & opleiding: geen score; " in beeld.radar_tekst
    assert beeld.radar_tekst.endswith("Justitie: 3.")
    lijnen = _woorden(beeld.lijnen)
    assert (lijnen.count("geen score"), lijnen.count("4"), lijnen.count("2-3-2026")) == (0, 1, 2)
    assert {woord for woord in lijnen if woord in {score.label for score in scores}} == {"Financiën", "Justitie"}
    assert "Nog geen score: Werk & opleiding, " in beeld.lijnen_tekst
    alles = [ScoreInvoer(score.leefgebied, 3) for score in scores]
    leefgebieden.save_scores(wereld.regie, casus_id, alles, DRIE)
    vol = leefgebiedbeeld.draw_leefgebieden(leefgebieden.list_scores(wereld.regie, casus_id), DRUK)
    assert vol.lijnen_tekst == "Een lijn per leefgebied over de tijd. Alle scores staan in de tabel."
    assert b"clip" not in beeld.radar, "Qt draws what is meant to clip"


def test_op_papier_staan_precies_de_bewaarde_cijfers(wereld: Wereld, casus_id: UUID) -> None:
    _scoor(wereld, casus_id, EEN, financien=2, justitie=5)
    _scoor(wereld, casus_id, TWEE, financien=1)
    _scoor(wereld, casus_id, DRIE, financien=4, justitie=3)
    uitgave = leefgebiedbeeld.issue_leefgebieden(wereld.regie, casus_id, Wijze.PAPIER)
    papier = " ".join(pdf_tekst(uitgave.pdf).split())
    assert "Financiën 2 4 2 beter 02-03-2026: 2, 01-06-2026: 1, 20-11-2026: 4" in papier
    assert "Justitie 5 3 2 slechter 02-03-2026: 5, 20-11-2026: 3" in papier
    assert "Huisvesting – – – geen score" in papier
    assert b"Helvetica" not in uitgave.pdf
    assert uitgave.bestandsnaam == "leefgebieden-PMG-2026-00001-exemplaar-1-intern.pdf"
    (regel,) = regels(wereld.regie, "samenvatting.uitgeven")
    assert (regel.ontvanger, regel.categorieen) == ("intern", "leefgebieden")


def test_risico_en_bescherming_met_reactie_staan_op_papier(wereld: Wereld, casus_id: UUID) -> None:
    _scoor(wereld, casus_id, EEN, financien=2)
    for soort, tekst in ((FactorSoort.RISICO, "Oudere vrienden."), (FactorSoort.BESCHERMING, "Een oom die kookt.")):
        invoer = FactorInvoer("geestelijke_gezondheid", soort, UitspraakInvoer(tekst))
        factoren.add_factor(wereld.regie, casus_id, invoer)
    risico = factoren.list_factoren(wereld.regie, casus_id)[0]
    reacties.add_reactie(wereld.regie, risico.tekst.id, UitspraakInvoer("Zij helpen mij juist.", bron="de jongere"))
    papier = " ".join(pdf_tekst(leefgebiedbeeld.preview_leefgebieden(wereld.regie, casus_id)).split())
    delen = (
        "Oudere vrienden.",
        "Reactie (de jongere): Zij helpen mij juist.",
        "Sinds 23-11-2026 · Feit",
        "Een oom die kookt.",
    )
    assert [deel in papier for deel in delen] == [True] * 4
    (regel,) = regels(wereld.regie, "samenvatting.bekijken")
    assert regel.casus_id == str(casus_id)


@pytest.mark.parametrize("naam", ["regie2", "beheer", "privacy", "lezer"])
def test_wie_de_casus_niet_ziet_drukt_niets_af(wereld: Wereld, casus_id: UUID, naam: str) -> None:
    with pytest.raises(GeenToegang):
        leefgebiedbeeld.issue_leefgebieden(wereld.werkplek(naam), casus_id, Wijze.PAPIER)


PUNTEN = st.lists(st.tuples(st.dates(EEN, DRIE), st.integers(1, 5)), max_size=4).map(
    lambda punten: tuple(sorted(punten, key=lambda punt: punt[0]))
)
VERLOPEN = st.lists(st.builds(Verloop, st.text("abc &<é", min_size=1, max_size=40), PUNTEN), min_size=1, max_size=14)


@given(VERLOPEN)
def test_elk_verloop_wordt_een_tekening_waarin_alle_cijfers_staan(verlopen: list[Verloop]) -> None:
    radar = _woorden(als_svg(teken_radar(verlopen, DRUK)))
    lijnen = _woorden(als_svg(teken_lijnen(verlopen, DRUK)))
    zonder = sum(not verloop.punten for verloop in verlopen)
    assert (radar.count("geen score"), lijnen.count("geen score")) == (zonder, zonder)
    for begin, nu in {(v.begin, v.nu) for v in verlopen if len(v.punten) > 1}:
        aantal = sum((v.begin, v.nu) == (begin, nu) for v in verlopen if len(v.punten) > 1)
        assert radar.count(f"{begin} naar {nu}") == aantal


@given(st.text("ab c", max_size=80), st.integers(1, 3))
def test_een_lange_naam_past_altijd(tekst: str, hoogstens: int) -> None:
    regels_ = breek(tekst, 60, 8, hoogstens)
    assert len(regels_) <= hoogstens
    assert all(stringWidth(regel, "NotoSans", 8) <= 60 for regel in regels_)
    if regels_ and not regels_[-1].endswith("…"):
        assert " ".join(regels_) == " ".join(tekst.split())


@pytest.mark.parametrize(("verschil", "woorden"), [(0, "gelijk"), (2, "2 beter"), (-1, "1 slechter")])
def test_een_verschil_in_woorden(verschil: int, woorden: str) -> None:
    assert toon_verschil(verschil) == woorden
