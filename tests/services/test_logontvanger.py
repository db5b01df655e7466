"""The log never holds free text about a recipient: what somebody typed as a function may tell of a youth.

A leaf outlives the casus, goes along in audits and is exported. So each use case that says in the log to whom something
goes is done with a function that somebody made up, and then the leaves themselves are read.
"""

from __future__ import annotations

import ast
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from uuid import UUID, uuid4

import pytest

import pmg_desk
from pmg_desk.domain.bundel import Bundelversie
from pmg_desk.domain.delen import Oordeel
from pmg_desk.kluis.pakket import open_pakket
from pmg_desk.services import logboek, oordelen, overdragen, samenvattingen, toezicht, toezichtaudit
from pmg_desk.services.auditpakketten import make_auditpakket
from pmg_desk.services.bundels import Bundelkeuze, issue_bundels
from pmg_desk.services.hernieuwen import renew_verzoeken
from pmg_desk.services.intrekbrieven import issue_intrekbrief, list_gedeeld_onder
from pmg_desk.services.logexport import export_logboek
from pmg_desk.services.logontvanger import name_logontvanger
from pmg_desk.services.mondeling import MondelingInvoer, SpoedInvoer, record_mondeling, record_spoed
from pmg_desk.services.oordeelbundels import decide_bundel
from pmg_desk.services.samenvattingen import Bestemming
from pmg_desk.services.verstrekkingen import list_verstrekkingen
from pmg_desk.services.werkplek import Werkplek
from pmg_desk.storage.models import Professional, Wijze
from tests import overdrachtzaak
from tests.casusbouw import bladen, regels
from tests.services.test_oordeelbundels import bundel, invoer
from tests.tafelbouw import plan
from tests.toezichtzaak import Zaak
from tests.vulling import Dossier, keur_goed, maak_dossier, vraag
from tests.wereld import Wereld

MERK = "Zwaluwmerk"
FUNCTIE = f"Mentor van Jan {MERK} uit 3B"
SCHOOL = "School De Brug PMG-2026-00001"
BEKEND = f"{SCHOOL} – Leerlingzaken"


@pytest.fixture
def overdracht(tmp_path: Path) -> Iterator[overdrachtzaak.Overdrachtzaak]:
    (tmp_path / "overdracht").mkdir()
    zaak = overdrachtzaak.maak_zaak(tmp_path / "overdracht", functie=FUNCTIE)
    yield zaak
    zaak.sluit()


def deel_bundel(team: Wereld, dossier: Dossier, functie: str) -> None:
    """The bundle for an overleg at which somebody of the school sits with that function."""
    with team.beheer.doe() as t:
        mens = Professional(id=uuid4(), organisatie_id=dossier.school, naam="M. Mentor", functie=functie)
        t.db.add(mens)
        t.log("professional.toevoegen", "professional")
        mens_id = mens.id
    overleg_id, keuze = plan(team, (dossier,), [mens_id]), Bundelkeuze(dossier.school, functie)
    uit = issue_bundels(team.regie, overleg_id, [keuze], Bundelversie.VOORAF, Wijze.PAPIER)
    assert (len(uit.uitgegeven), uit.mislukt) == (1, ())


def deel_alles(zaak: Zaak, functie: str) -> UUID:
    """Each way in which this vault and the officer's say in their log to whom something goes; a withdrawn decision."""
    team, dossier = zaak.twee.team, zaak.dossier
    naar = Bestemming(dossier.school, functie)
    verzoek = vraag(team, dossier, functie=functie)
    besluit = keur_goed(team, verzoek)
    samenvattingen.prepare_samenvatting(team.regie, dossier.casus_id, naar)
    samenvattingen.issue_samenvatting(team.regie, dossier.casus_id, naar, Wijze.PAPIER)
    samenvattingen.issue_intern(team.regie, dossier.casus_id, Wijze.PAPIER)
    deel_bundel(team, dossier, functie)
    gewoon = MondelingInvoer(naar, Wijze.TELEFOON, ("signalen",), "Verteld.", zonder_weggelaten=True)
    record_mondeling(team.regie, dossier.casus_id, gewoon)
    dringend = MondelingInvoer(naar, Wijze.TELEFOON, ("gezondheid",), "Hij nam iets in.")
    record_spoed(team.regie, dossier.casus_id, SpoedInvoer(dringend, "Dat kon niet wachten.", ("avg_6_1_d",)))
    (nieuw,) = renew_verzoeken(team.regie, [verzoek])
    assert nieuw.nieuw_id is not None
    ander = replace(maak_dossier(team.regie, "PMG-2026-00002"), school=dossier.school)
    samen = [nieuw.nieuw_id, vraag(team, ander, functie=functie)]
    decide_bundel(team.privacy, bundel(team.privacy, samen, invoer(team)))
    oordelen.withdraw_besluit(team.privacy, besluit, "De ouders maakten bezwaar.")
    for met in list_gedeeld_onder(team.privacy, besluit).ontvangers:
        issue_intrekbrief(team.privacy, besluit, met.naam, "C. Regisseur, 070 123 45 67")
    # an officer in an installation of their own: one request goes back with a question, one is approved
    officer = zaak.twee.officer
    zaak.akkoord(zaak.stuur(functie=functie), oordeel=Oordeel.TERUGVRAAG, motivering="Waarom?")
    elders = zaak.akkoord(zaak.stuur(functie=functie))
    zaak.lees(toezicht.make_besluitpakket(officer, elders).ruw)
    return besluit


def deelregels(*werkplekken: Werkplek) -> dict[str, set[str]]:
    """By actie the recipients that the leaves of these logs name."""
    gevonden: dict[str, set[str]] = {}
    for werkplek in werkplekken:
        for regel in regels(werkplek):
            if regel.ontvanger:
                gevonden.setdefault(regel.actie, set()).add(regel.ontvanger)
    return gevonden


def acties_met_ontvanger() -> set[str]:
    """What the services log with a recipient, as their source says it."""
    gevonden: set[str] = set()
    for pad in (Path(pmg_desk.__file__).parent / "services").glob("*.py"):
        boom = ast.parse(pad.read_text(encoding="utf-8"))
        for roep in (n for n in ast.walk(boom) if isinstance(n, ast.Call) and isinstance(n.func, ast.Attribute)):
            namen = {k.arg for k in roep.keywords}
            if roep.func.attr in ("log", "regel") and "ontvanger" in namen and pad.stem != "werkplek":  # type: ignore[attr-defined]
                teksten = {str(n.value) for n in ast.walk(roep.args[0]) if isinstance(n, ast.Constant)}
                gevonden |= teksten or {f"{pad.stem}: {ast.unparse(roep.args[0])}"}
    return gevonden


ACTIES = {
    "besluit.nemen",
    "besluit.ontvangen",
    "overdracht.aanbieden",
    "overdracht.voorbereiden",
    "samenvatting.uitgeven",
    "samenvatting.voorbereiden",
    "toezicht.besluiten",
    "toezicht.ontvangen",
    "toezicht.terugvragen",
    "verzoek.indienen",
}


def test_these_are_all_the_lines_that_name_a_recipient() -> None:
    """A use case that says in the log who received something is tried below: whoever makes one adds it there."""
    elders = {"groep.afdrukken", "mondeling: actie", "verstrekking.vastleggen"}  # printed, told, shown
    assert acties_met_ontvanger() == ACTIES | elders


def test_a_function_that_somebody_made_up_is_in_no_leaf_of_any_log(
    zaak: Zaak, overdracht: overdrachtzaak.Overdrachtzaak, tmp_path: Path
) -> None:
    team, officer = zaak.twee.team, zaak.twee.officer
    besluit = deel_alles(zaak, FUNCTIE)
    overdragen.prepare_overdracht(
        overdracht.hier.regie, overdracht.casus_id, replace(overdracht.aanbod, functie=FUNCTIE)
    )
    overdracht.neem_over(overdracht.bied_aan(functie=FUNCTIE))
    plekken = (team.regie, officer, overdracht.hier.regie, overdracht.daar.regie2)
    # What could leak is there: in the register, which is erased with the casus, and each line was written.
    assert {v.ontvanger for v in list_verstrekkingen(team.regie)} == {f"{SCHOOL} – {FUNCTIE}", "Intern"}
    genoemd = deelregels(*plekken)
    assert set(genoemd) == ACTIES | {"verstrekking.vastleggen", "verstrekking.spoed"}
    assert genoemd.pop("samenvatting.uitgeven") == {SCHOOL, "intern"}
    assert set().union(*genoemd.values()) == {SCHOOL}
    for werkplek in plekken:
        assert MERK not in bladen(werkplek)
    # So not in what is made of the leaves either: screens, exports and what an officer elsewhere gets of the log.
    for wie in (team.beheer, team.privacy):
        assert MERK not in repr(logboek.list_logregels(wie, hoeveel=500))
    assert MERK not in repr(logboek.export_logregels(team.privacy))
    map_ = export_logboek(team.privacy, tmp_path / "uitvoer").map
    assert MERK.encode() not in b"".join(pad.read_bytes() for pad in map_.iterdir())
    vraag_ = toezichtaudit.ask_audit(officer, zaak.verbindingen[1], "Steekproef.")
    pakket = make_auditpakket(team.beheer, zaak.twee.schrijf(vraag_.ruw))
    inhoud = open_pakket(pakket.ruw, officer.sleutels).envelop.inhoud
    assert MERK not in repr(inhoud["regels"])
    assert MERK in repr(inhoud["verstrekkingen"])
    # The letter finds its recipient by the whole name all the same.
    (met,) = list_gedeeld_onder(team.privacy, besluit).ontvangers
    assert (met.naam, len(met.brieven)) == (f"{SCHOOL} – {FUNCTIE}", 1)


def test_a_function_of_the_profile_does_stand_in_the_log(wereld: Wereld) -> None:
    dossier = maak_dossier(wereld.regie)
    keur_goed(wereld, vraag(wereld, dossier))
    samenvattingen.prepare_samenvatting(wereld.regie, dossier.casus_id, Bestemming(dossier.school, "leerlingzaken "))
    assert deelregels(wereld.regie) == {
        actie: {BEKEND} for actie in ("verzoek.indienen", "besluit.nemen", "samenvatting.voorbereiden")
    }


@pytest.mark.parametrize(
    ("getypt", "staat_er"),
    [
        ("Coördinator jongerenlocatie", "School – Coördinator jongerenlocatie"),
        (unicodedata.normalize("NFD", "  coördinator  JONGERENLOCATIE "), "School – Coördinator jongerenlocatie"),
        ("Coördinator jongerenlocatie van Jan", "School"),
        ("Coördinator", "School"),
        ("", "School"),
    ],
)
def test_only_the_profiles_own_words_are_written(wereld: Wereld, getypt: str, staat_er: str) -> None:
    with wereld.regie.doe() as t:
        assert name_logontvanger(t, "School", getypt) == staat_er


def test_a_function_in_the_address_book_is_somebodys_own_words_too(wereld: Wereld) -> None:
    """Whoever adds a mentor to a casus types that function: the address book proves nothing about it."""
    dossier = maak_dossier(wereld.regie)
    with wereld.regie.doe() as t:
        t.db.add(Professional(id=t.nieuw_id(), organisatie_id=dossier.school, naam="M. Mentor", functie=FUNCTIE))
        t.log("professional.toevoegen", "professional")
    vraag(wereld, dossier, functie=FUNCTIE)
    assert [r.ontvanger for r in regels(wereld.regie, "verzoek.indienen")] == [SCHOOL]


def test_nothing_else_makes_the_name_of_a_recipient_in_a_line() -> None:
    """mypy holds every log call to ``Logontvanger``; here that only one module of the program makes one of a text."""
    wortel = Path(pmg_desk.__file__).parent
    makers = {
        pad.relative_to(wortel).as_posix()
        for pad in wortel.rglob("*.py")
        if re.search(r"\bLogontvanger\(", pad.read_text(encoding="utf-8"))
    }
    assert makers == {"domain/logboek.py", "services/logontvanger.py"}
