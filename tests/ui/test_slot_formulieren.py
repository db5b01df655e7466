"""Every form of the program × idle, session lock, suspend: locked at once, and not one character lost.

The walk finds the forms by itself: it goes to every screen and tab and presses every button. A form in the source that
it did not come by must be named in ``BUITEN`` with the reason. That takes minutes: ``PMG_DESK_SLOT=alle`` does it.
Without it three screens are walked, and idle, session lock and suspend take turns.
"""

from __future__ import annotations

import ast
import os
import sys
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QApplication

from pmg_desk import ui
from pmg_desk.app import Programma
from pmg_desk.services import overleggen, plannen, reservekopieen
from pmg_desk.ui import reservedienst, sessie
from tests.ui.rondgang import Pad, Rondgang, vul
from tests.ui.test_slot import in_zicht
from tests.vulling import keur_goed, maak_dossier, vraag
from tests.wereld import Wereld, maak_wereld

TEKST = "Zoë zei: ‘nee’ – Łukasz\ntweede regel, €5 ñ"
ALLE = os.environ.get("PMG_DESK_SLOT") == "alle"
AANLEIDINGEN = ("rust", "sessie", "slaap")

BUITEN = {
    "casus_heropenen": "needs a closed casus; the same dialog class as casus_afsluiten",
    "jongere": "of the gallery in the documentation of the widgets",
    "noodtoegang-bevinding": "needs emergency access that was taken; one text, as akkoord-intrekken",
    "verstrekking.melden": "needs an issued document; a choice and one text in the same kind of dialog",
    "gebruiker_uitnodigen": "the screen of the beheerder wants the header of a vault, which this quick one has not",
    "gebruiker_tafels": "as gebruiker_uitnodigen",
    "adresboek_stoppen": "asks for one date",
    "auditvraag": "of an installation of a privacy officer of their own, which has other screens",
    "bewaartermijn_*": "laid down while this was written",
    "langer_bewaren": "laid down while this was written",
    "vernietigen_voorstellen": "laid down while this was written",
    "vernietiging_afwijzen": "laid down while this was written",
}
"""Names of drafts of forms that the walk does not come by, and why."""

ZONDER = {
    "van": "a filter of the register: nothing of a casus is typed in it",
    "casusnummer": "a filter of the log",
    "oud": "passwords are in no draft",
}
"""First fields of forms that keep no draft, and why."""


@pytest.fixture
def rondgang(app: QApplication, qtbot: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Rondgang]:
    # Backups have their own tests and want the header of a vault, which is not here.
    monkeypatch.setattr(reservekopieen, "backup_at_lock", lambda _: None)
    monkeypatch.setattr(reservedienst.Reservedienst, "begin_dag", lambda _: None)
    wereld = maak_wereld(tmp_path)
    programma = Programma(app, klok=wereld.klok)
    yield Rondgang(qtbot, wereld, programma, tmp_path)
    programma.stop()
    app.setQuitOnLastWindowClosed(True)


def _verken(rondgang: Rondgang, wereld: Wereld) -> None:
    """Fill the vault with something of everything, and walk through it."""
    dossier = maak_dossier(wereld.regie)
    goed = vraag(wereld, dossier)
    keur_goed(wereld, goed)
    verzoek = vraag(wereld, dossier, ("identiteit",))
    ander = maak_dossier(wereld.regie, "PMG-2026-00002")
    plannen.begin_plan(wereld.regie, ander.casus_id, plannen.PlanInvoer())
    dag = wereld.klok.nu().date() + timedelta(days=7)
    overleg = overleggen.plan_overleg(wereld.regie, overleggen.OverlegInvoer("pga_lokaal", dag))
    overleggen.add_agendapunt(wereld.regie, overleg, dossier.casus_id)
    wereld.sluit()
    rondgang.open("regie")
    casus = (("casus_id", dossier.casus_id),)
    if not ALLE:
        for scherm in ("registreren", "noodtoegang", "overleg"):
            rondgang.verken("regie", scherm)
        return
    for scherm, params in (
        ("casussen", ()),
        ("registreren", ()),
        ("dossier", casus),
        ("persoonsgegevens", casus),
        ("overleg", ()),
        ("overlegdag", (("overleg_id", overleg),)),
        ("delingsverzoek", casus),
        ("samenvatting", casus),
        ("adresboek", ()),
        ("noodtoegang", ()),
    ):
        rondgang.verken("regie", scherm, params)
    rondgang.verken("regie", "dossier", (("casus_id", ander.casus_id),), alleen=("plan",))
    rondgang.verken("regie", "delen", alleen=("verstrekkingen",))
    rondgang.verken("regie2", "noodtoegang", casus)
    rondgang.verken("privacy", "verzoek", (("verzoek_id", verzoek),))
    rondgang.verken("privacy", "verzoek", (("verzoek_id", goed),))
    rondgang.verken("privacy", "logboek")


def _vergrendel(programma: Programma, aanleiding: str) -> None:
    match aanleiding:
        case "rust":
            assert programma._rust is not None
            programma._rust.verlopen.emit()  # what its clock does; that it runs is shown in test_app
        case "sessie":
            programma._wachten[-1].op_slot.emit()
        case _:
            slaapklok = programma._wachten[0]
            assert isinstance(slaapklok, sessie.Slaapklok)
            slaapklok._verschil -= 3600
            slaapklok.kijk()


def _probeer(rondgang: Rondgang, naam: str, pad: Pad, aanleiding: str) -> None:
    rondgang.ga(pad)
    formulier = rondgang.formulier(naam)
    getypt = vul(formulier, TEKST)
    assert getypt != {}, naam
    _vergrendel(rondgang.programma, aanleiding)
    assert rondgang.programma.werkplek is None, naam
    assert in_zicht() == [rondgang.programma.deur], naam
    rondgang.open(pad.wie)
    rondgang.ga(pad)
    terug = rondgang.formulier(naam)
    assert terug._inhoud() == getypt, naam
    terug.herstel()
    rondgang.rust()


def test_every_form_comes_back_whole_after_every_lock(rondgang: Rondgang) -> None:
    _verken(rondgang, rondgang.wereld)
    assert set(rondgang.zonder) <= set(ZONDER)
    mist = namen_in_bron() - {_zonder_staart(naam) for naam in rondgang.paden} - set(BUITEN)
    assert not ALLE or mist == set()
    assert not set(BUITEN) & set(rondgang.paden)
    gedaan, fouten = 0, []
    for beurt, (naam, pad) in enumerate(rondgang.paden.items()):
        for aanleiding in AANLEIDINGEN if ALLE else (AANLEIDINGEN[beurt % 3],):
            try:
                _probeer(rondgang, naam, pad, aanleiding)
            except (AssertionError, ValueError) as fout:
                fouten.append(f"{naam} × {aanleiding}: {fout}")
                if rondgang.programma.werkplek is None:
                    rondgang.open(pad.wie)
            gedaan += 1
    sys.stdout.write(f"{len(rondgang.paden)} forms, {gedaan} locks, {len(fouten)} with something lost\n")
    assert fouten == []


def _zonder_staart(naam: str) -> str:
    """``kenmerk.slachtoffer`` is one of ``kenmerk.*``."""
    return f"{naam.split('.', maxsplit=1)[0]}.*" if naam.split(".", maxsplit=1)[0] in ("kenmerk",) else naam


def namen_in_bron() -> set[str]:
    """The names under which forms keep drafts, as the source says them."""
    gevonden: set[str] = set()
    for bestand in (Path(ui.__file__).parent / "screens").glob("*.py"):
        for deel in ast.walk(ast.parse(bestand.read_text("utf-8"))):
            if isinstance(deel, ast.Call):
                gevonden |= {naam for waarde in _conceptwaarden(deel) for naam in _teksten(waarde)}
    return {naam for naam in gevonden if naam not in ("actie.*",)}


def _conceptwaarden(aanroep: ast.Call) -> list[ast.expr]:
    functie = aanroep.func.attr if isinstance(aanroep.func, ast.Attribute) else ""
    waarden = [kw.value for kw in aanroep.keywords if kw.arg == "concept"]
    if functie == "koppel_concept":
        waarden += aanroep.args[1:2]
    return waarden


def _teksten(waarde: ast.expr) -> set[str]:
    match waarde:
        case ast.Constant(value=str(tekst)):
            return {tekst}
        case ast.JoinedStr(values=delen):
            return {"".join(str(d.value) if isinstance(d, ast.Constant) else "*" for d in delen)}
        case ast.Tuple(elts=[eerste, *_]):
            return _teksten(eerste)
        case ast.IfExp(body=een, orelse=ander):
            return _teksten(een) | _teksten(ander)
        case _:
            return set()


def test_the_scan_of_the_source_finds_each_way_of_naming_a_draft() -> None:
    code = "f.koppel_concept(o, 'a', i)\nD(concept=('b', i) if x else ('c', i))\nD(concept=f'd.{x}')\nD(concept='e')"
    delen = [deel for deel in ast.walk(ast.parse(code)) if isinstance(deel, ast.Call)]
    assert {naam for deel in delen for waarde in _conceptwaarden(deel) for naam in _teksten(waarde)} == {
        "a",
        "b",
        "c",
        "d.*",
        "e",
    }
