"""A whole working day by hands on the real window, and then the vault opened again to see what is true of it.

Run by ``test_lekken``, in a process of its own that is watched, so that one day serves for all that is tried of it. By
hand: ``pytest tests/functioneel/werkdagproef.py``.
"""

from __future__ import annotations

import json
import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
import sqlalchemy as sa
from PySide6.QtWidgets import QApplication

from pmg_desk.kluis import fouten
from pmg_desk.services import casussen, kluisinzicht, kluizen, logboek
from pmg_desk.services.casussen import Filter
from pmg_desk.services.werkplek import Werkplek
from tests.exchange.maak_persoonslijst import maak_persoonslijst
from tests.functioneel.werkdag import BEHEER, PRIVACY, REGIE, Uitslag, Werkdag
from tests.reports import lezen

GAAT_MEE = {"aanleiding", "signaal", "signaal nieuwe tekst", "plan wens", "doel perspectief", "doel grenzen"}
"""What the privacy officer left of the request: signals and the plan, nothing about health, nothing about others."""
BRONNEN = {"aangemeld door", "bron signaal"}
GEHEIM = {"wachtwoord beheerder", "wachtwoord gebruiker", "verkeerd wachtwoord", "codes", "zoekwoord", "herstelblad"}
"""Typed, and to be found nowhere afterwards, not even in the vault."""


_OFFICIEEL = Path(__file__).resolve().parents[3] / "shared" / "data" / "brp-testset"


@pytest.fixture
def persoonslijst(tmp_path: Path) -> Path:
    """The official test persons where they are, else a list with the same traps."""
    pad = tmp_path / "invoer" / "persoonslijst.csv"
    pad.parent.mkdir()
    if _OFFICIEEL.is_dir():
        (lijst,) = _OFFICIEEL.glob("*ersoonslijst*.csv")
        shutil.copy(lijst, pad)
    else:
        pad.write_bytes(maak_persoonslijst(40).inhoud)
    return pad


@contextmanager
def heropend(uitslag: Uitslag, naam: str) -> Iterator[Werkplek]:
    """The vault, opened again by somebody with the password of that day."""
    gebruikersnaam = {REGIE: "carla", PRIVACY: "petra", BEHEER: "bea"}[naam]
    werkplek = kluizen.open_kluis(uitslag.kluis, gebruikersnaam, uitslag.wachtwoorden[naam], klok=uitslag.klok)
    try:
        yield werkplek
    finally:
        kluizen.close_kluis(werkplek)


def alles_in_kluis(werkplek: Werkplek) -> str:
    """Every value of every row of every table, as text."""
    delen: list[str] = []
    with werkplek.doe() as t:
        tabellen = t.db.scalars(sa.text("SELECT name FROM sqlite_master WHERE type = 'table'")).all()
        for tabel in tabellen:
            for rij in t.db.execute(sa.text(f'SELECT * FROM "{tabel}"')):
                delen += [
                    waarde.decode(errors="replace") if isinstance(waarde, bytes) else str(waarde) for waarde in rij
                ]
    return "\n".join(delen)


def test_een_werkdag(app: QApplication, tmp_path: Path, persoonslijst: Path) -> None:
    uitslag = Werkdag(app, tmp_path).alles(persoonslijst)
    _wat_het_venster_zei(uitslag)
    _wat_er_gedeeld_is(uitslag)
    _wat_op_papier_staat(uitslag)
    _wat_in_de_kluis_staat(uitslag)
    sys.stdout.write(f"\n{json.dumps(uitslag.geplant)}\n")


def _wat_het_venster_zei(uitslag: Uitslag) -> None:
    gezien = uitslag.gezien
    assert gezien["meldingen"] == {
        "weg": fouten.KluisOntbreekt().tekst(),
        "geen kluis": fouten.GeenKluis().tekst(),
        "kop kapot": fouten.KopBeschadigd().tekst(),
        "bestand kapot": fouten.KluisBeschadigd().tekst(),
        "verkeerd wachtwoord": fouten.VerkeerdWachtwoord().tekst(),
    }
    assert gezien["herstelblad fout"].startswith("In groep 5 zit een typefout.")
    assert gezien["foute datum"] == {"geboortedatum": "Deze datum bestaat niet. Kijk de dag, de maand en het jaar na."}
    # Typed without diacritics and with half a birth date, the same youth is recognised before anything is saved.
    assert {"voornaam", "achternaam"} <= uitslag.plekken_in(gezien["dubbel"])
    assert gezien["afwijking zonder reden"] == {"afwijking_reden": "Vul ‘Waarom wijkt u af van de criteria’ in."}
    assert {"Antecedenten: 1, voldoet niet", "Negatief rolmodel: nog niet beoordeeld, onbekend"} <= set(
        gezien["criteria"].splitlines()
    )
    assert gezien["deadline voor plan"] == {"deadline": "Kies een datum op of na maandag 23 november 2026."}
    assert {"plan gezondheid", "plan wens", "doel perspectief", "doel grenzen", "actie"} <= uitslag.plekken_in(
        gezien["plan"]
    )
    assert (gezien["overleg"][1], uitslag.plekken_in(" ".join(gezien["agenda"]))) == (2, {"vraag overleg"})
    getypt, terug = gezien["concept"]
    assert terug == getypt
    gevonden = {naam: uitslag.plekken_in(" ".join(treffers)) for naam, treffers in gezien["gevonden"].items()}
    assert gevonden == {
        "half": {"voornaam", "achternaam"},
        "tekst": {"signaal", "voornaam", "achternaam"},
        "professional": {"professional", "organisatie"},
        "niets": set(),
    }


def _wat_er_gedeeld_is(uitslag: Uitslag) -> None:
    gezien = uitslag.gezien
    assert "Er is nu geen akkoord om iets uit dit dossier te delen." in gezien["voor akkoord"]
    assert gezien["aanvrager oordeelt"] is False
    assert not uitslag.plekken_in(gezien["officier leest"]) & {"plan gezondheid", "score gezondheid", "antecedent"}
    assert uitslag.plekken_in(gezien["gaat mee"]) == GAAT_MEE | BRONNEN
    assert "plan gezondheid" in uitslag.plekken_in(gezien["gaat niet mee"])
    assert not uitslag.plekken_in(gezien["gaat niet mee"]) & GAAT_MEE
    knop, mee, niet = gezien["na intrekking"]
    assert (knop, mee) == (False, "")
    assert uitslag.plekken_in(niet) >= GAAT_MEE
    assert {"Als bestand", "Plan van aanpak, Signalen", "Carla Casus"} <= set(gezien["register"].splitlines())
    nummer = "(casus PMG-"
    assert {zin.split(nummer)[0].strip() for zin in gezien["inzage"]} >= {
        "Carla Casus opende een dossier",
        "Carla Casus bekeek een voorbeeld van een samenvatting",
        "Petra Privacy opende een verzoek",
    }
    # A line names a partner that was given something; of the youth and the content it names nothing.
    assert uitslag.plekken_in("\n".join(gezien["inzage"])) <= {"organisatie"}
    assert gezien["controle"].splitlines()[1].startswith("Het logboek is in orde.")


def _wat_op_papier_staat(uitslag: Uitslag) -> None:
    assert uitslag.pdf is not None
    pdf = uitslag.pdf.read_bytes()
    lezingen = [lezen.tekst(pdf)]
    if shutil.which("pdftotext"):
        lezingen.append(lezen.pdftotext(pdf))
    for tekst in lezingen:
        assert uitslag.plekken_in(tekst) - {"organisatie"} == GAAT_MEE | BRONNEN | {"voorwaarde"}
        assert uitslag.ontbreekt_in(tekst, GAAT_MEE | {"voorwaarde"}) == []
        school, politie = uitslag.geplant["organisatie"]
        assert (school in tekst, politie in tekst) == (True, False)
        for verplicht in ("VERTROUWELIJK", "Leerlingzaken", "intrekkingen bekend t/m", "procedureel"):
            assert verplicht.casefold() in tekst.casefold()
    assert uitslag.pdf.parent.name == "uit"


def _wat_in_de_kluis_staat(uitslag: Uitslag) -> None:
    with heropend(uitslag, REGIE) as werkplek:
        bewaard = alles_in_kluis(werkplek)
        assert casussen.count_casussen(werkplek, Filter()) == uitslag.gezien["gekozen"] + 1
        assert uitslag.gezien["gekozen"] > 0
    # Absent on paper although it is here: each word of each place, the health text in the plan included.
    assert uitslag.ontbreekt_in(bewaard, set(uitslag.geplant) - GEHEIM) == []
    assert uitslag.plekken_in(bewaard) & GEHEIM == set()
    with heropend(uitslag, PRIVACY) as werkplek:
        assert logboek.verify_logboek(werkplek).bevindingen == ()
    with heropend(uitslag, BEHEER) as werkplek:
        assert kluisinzicht.check_kluis(werkplek).in_orde
