"""Doelgroepen (000 §1.2): the truth table through the screen, for the rows where one step changes it."""

from __future__ import annotations

from typing import Any

import pytest

from pmg_desk.ui.screens.indelingkaarten import Criteriumrij, Toetsingkaart
from pmg_desk.ui.widgets.chip import Chip
from pmg_desk.ui.widgets.tekst import Tekst
from tests.functioneel.dossierzaal import open_tab
from tests.functioneel.routezaal import Routezaal
from tests.services.test_indelen import _vul as vul_feiten

KOLOMMEN = ("leeftijd", "antecedenten", "probleem_leefgebieden", "verdenkingen", "negatief_rolmodel", "link_netwerk")
GRENSRIJEN = (
    (5, 0, 2, 2, 1, 1),  # a year too young for all
    (6, 0, 2, 0, 0, 0),  # two fit: risicojongere and jonge aanwas
    (6, 0, 1, 0, 0, 0),  # one leefgebied fewer: risicojongere only
    (11, 3, 1, 2, 1, 1),  # a year too young for the two that ask for facts
    (12, 3, 1, 2, 1, 1),  # doorgroeier and harde kern, on the first day of twelve
    (12, 3, 0, 1, 1, 1),  # no leefgebied, one suspicion: none
    (12, 0, 2, 2, 1, 1),  # three fit
    (23, 2, 2, 0, 0, 0),  # the last year, and the last antecedent, of jonge aanwas
    (23, 3, 2, 0, 0, 0),  # one antecedent more: doorgroeier
    (23, 2, 1, 0, 0, 0),  # the gap: too many facts for the one, too few for the other
    (24, 0, 2, 2, 1, 0),  # a year too old for the young ones, no link with a network: none
    (24, 2, 2, 2, 1, 1),  # harde kern asks for no antecedenten
    (27, 3, 1, 2, 0, 1),  # the last year of doorgroeier; no negative role model
    (28, 3, 2, 2, 1, 1),  # a year too old for all
)
WOORD = {True: "voldoet", False: "voldoet niet", None: "onbekend"}
LEEFGEBIEDEN, VERDENKINGEN = "Leefgebieden met een probleem", "Verdenkingen van ondermijnende criminaliteit"

Getoond = dict[str, tuple[str, dict[str, str]]]
Tabel = dict[tuple[int, ...], dict[str, int]]


@pytest.fixture(scope="module")
def tabel(waarheidstabel: tuple[dict[str, int], ...]) -> Tabel:
    """The truth table by its facts."""
    return {tuple(rij[kolom] for kolom in KOLOMMEN): rij for rij in waarheidstabel}


def _criteria(rij: dict[str, int]) -> dict[str, tuple[str, dict[str, bool | None]]]:
    """000 §1.2 in words of its own: per doelgroep its name and which criteria hold. A raised risk nobody judged."""
    jong, ouder = 6 <= rij["leeftijd"] <= 23, 12 <= rij["leeftijd"] <= 27
    feiten, gebieden = rij["antecedenten"], rij["probleem_leefgebieden"]
    return {
        "risicojongere": (
            "Risicojongere",
            {"Leeftijd": jong, "Antecedenten": feiten == 0, "Verhoogd risico": None},
        ),
        "jonge_aanwas": (
            "Jonge aanwas",
            {"Leeftijd": jong, "Antecedenten": feiten <= 2, LEEFGEBIEDEN: gebieden >= 2},
        ),
        "doorgroeier": (
            "(Snelle) doorgroeier",
            {"Leeftijd": ouder, "Antecedenten": feiten >= 3, LEEFGEBIEDEN: gebieden >= 1},
        ),
        "harde_kern": (
            "Harde kern",
            {
                "Leeftijd": ouder,
                VERDENKINGEN: rij["verdenkingen"] >= 2,
                "Negatief rolmodel": bool(rij["negatief_rolmodel"]),
                "Link met groter crimineel netwerk": bool(rij["link_netwerk"]),
            },
        ),
    }


def _past(tabel: int, uitkomsten: dict[str, bool | None]) -> str:
    """The table is about what can be counted: with a judgement still open, the screen says that it cannot be told."""
    if not tabel:
        return "Past niet"
    return "Nog niet te zeggen" if None in uitkomsten.values() else "Past"


def _verwacht(rij: dict[str, int]) -> tuple[str, Getoond]:
    """The sentence above the cards and the cards: whether a doelgroep fits is what the table says, not these rules."""
    kaarten: Getoond = {
        label: (_past(rij[sleutel], uitkomsten), {naam: WOORD[uit] for naam, uit in uitkomsten.items()})
        for sleutel, (label, uitkomsten) in _criteria(rij).items()
    }
    passend = ", ".join(label for label, (past, _) in kaarten.items() if past == "Past")
    if not passend:
        return "Nog bij geen doelgroep staat vast dat alle criteria passen. U kiest.", kaarten
    begin = "De criteria passen bij meer doelgroepen" if "," in passend else "De criteria passen bij"
    return f"{begin}: {passend}. U kiest.", kaarten


def _getoond(tab: Any) -> tuple[str, Getoond]:
    """What stands on the cards, as words in sight."""
    kaarten: Getoond = {}
    for kaart in tab.findChildren(Toetsingkaart):
        groep, past = (chip.waarde.tekst for chip in kaart.findChildren(Chip) if chip.isVisible())
        rijen = [rij.findChildren(Tekst)[0] for rij in kaart.findChildren(Criteriumrij)]
        delen = [rij.text().partition(": ") for rij in rijen if rij.isVisible()]
        kaarten[groep] = (past, {naam: rest.rpartition(", ")[2] for naam, _, rest in delen})
    (zin,) = [t.text() for t in tab.findChildren(Tekst) if t.isVisible() and t.text().endswith(" U kiest.")]
    return zin, kaarten


def test_de_grensrijen_van_de_waarheidstabel_op_het_scherm(zaal: Routezaal, tabel: Tabel) -> None:
    casussen = {}
    for sleutel in GRENSRIJEN:  # before the window opens: it would read everything again after each fact
        # Had the last birthday today: the age is exact, on the first day of it.
        casussen[sleutel] = zaal.casus("pga_lokaal", geboortedatum=f"23-11-{2026 - sleutel[0]}")
        vul_feiten(zaal.wereld, casussen[sleutel], tabel[sleutel])
    zaal.open()
    afwijkend = []
    for sleutel, casus_id in casussen.items():
        getoond, verwacht = _getoond(open_tab(zaal, casus_id, "indeling")), _verwacht(tabel[sleutel])
        if getoond != verwacht:
            afwijkend.append((sleutel, getoond, verwacht))
    assert afwijkend == []


def test_de_grensrijen_laten_zien_wat_een_grens_verandert(tabel: Tabel) -> None:
    """The rows were chosen well: none, one, two and three fit, and each doelgroep both fits and fails at its edge."""
    rijen = [tabel[sleutel] for sleutel in GRENSRIJEN]
    groepen = tuple(_criteria(rijen[0]))
    assert {sum(rij[groep] for groep in groepen) for rij in rijen} == {0, 1, 2, 3}
    for groep in groepen:
        assert {rij[groep] for rij in rijen} == {0, 1}
    for rij in rijen:
        regels = {groep: all(u is not False for u in uit.values()) for groep, (_, uit) in _criteria(rij).items()}
        assert regels == {groep: bool(rij[groep]) for groep in groepen}
