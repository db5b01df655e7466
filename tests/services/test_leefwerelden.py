"""The four leefwerelden show what was said, each statement in one, in several or in none; nothing is copied."""

from __future__ import annotations

from dataclasses import replace
from uuid import UUID

import pytest

from pmg_desk.domain.fouten import GeenToegang, IntussenGewijzigd, NietGevonden, OngeldigeInvoer
from pmg_desk.services import factoren, leefgebieden, leefwerelden, uitspraken
from pmg_desk.services.factoren import FactorInvoer
from pmg_desk.services.uitspraken import UitspraakInvoer
from pmg_desk.storage import inhoud
from pmg_desk.storage.models import FactorSoort, UitspraakSoort
from tests.casusbouw import maak, regels
from tests.wereld import Wereld

AANLEIDING = "Drie keer gezien bij het winkelcentrum."


@pytest.fixture
def casus_id(wereld: Wereld) -> UUID:
    return maak(wereld.regie)


def _signaal(wereld: Wereld, casus_id: UUID, tekst: str) -> UUID:
    return uitspraken.add_uitspraak(wereld.regie, casus_id, UitspraakSoort.SIGNAAL, UitspraakInvoer(tekst))


def _beeld(wereld: Wereld, casus_id: UUID) -> dict[str, list[tuple[str, str]]]:
    return {
        wereld_.sleutel: [(wat, u.tekst) for wat, u in zip(wereld_.wat, wereld_.uitspraken, strict=True)]
        for wereld_ in leefwerelden.toon_leefwerelden(wereld.regie, casus_id)
    }


def test_een_tekst_staat_in_elke_wereld_die_men_kiest(wereld: Wereld, casus_id: UUID) -> None:
    beide = _signaal(wereld, casus_id, "Filmpje van een ruzie op school.")
    factor = FactorInvoer("sociaal_netwerk", FactorSoort.BESCHERMING, UitspraakInvoer("De oom kookt elke week."))
    factoren.add_factor(wereld.regie, casus_id, factor)
    (steun,) = factoren.list_factoren(wereld.regie, casus_id)
    leefwerelden.place_uitspraak(wereld.regie, beide, ("digitaal", "school"))
    leefwerelden.place_uitspraak(wereld.regie, steun.tekst.id, ("gezin",))
    signaal = ("Signaal", "Filmpje van een ruzie op school.")
    assert _beeld(wereld, casus_id) == {
        "school": [signaal],
        "gezin": [("Beschermende factor", "De oom kookt elke week.")],
        "straat": [],
        "digitaal": [signaal],
        "": [("Aanleiding", AANLEIDING)],
    }
    assert leefwerelden.list_plekken(wereld.regie, casus_id) == {
        beide: ("digitaal", "school"),
        steun.tekst.id: ("gezin",),
    }
    assert [regel.aantal for regel in regels(wereld.regie, "leefwereld.plaatsen")] == [2, 1]


def test_een_verbeterde_tekst_blijft_op_haar_plek(wereld: Wereld, casus_id: UUID) -> None:
    id_ = _signaal(wereld, casus_id, "Staat op het plein.")
    leefwerelden.place_uitspraak(wereld.regie, id_, ("straat",))
    (oud,) = uitspraken.list_uitspraken(wereld.regie, casus_id, (UitspraakSoort.SIGNAAL,))
    nieuw = uitspraken.amend_uitspraak(
        wereld.regie, id_, replace(oud.als_invoer(), tekst="Staat elke avond op het plein."), "Preciezer."
    )
    assert _beeld(wereld, casus_id)["straat"] == [("Signaal", "Staat elke avond op het plein.")]
    with pytest.raises(IntussenGewijzigd):
        leefwerelden.place_uitspraak(wereld.regie, id_, ())
    leefwerelden.place_uitspraak(wereld.regie, nieuw, ())
    assert leefwerelden.list_plekken(wereld.regie, casus_id) == {}


def test_wat_niet_meer_geldt_staat_nergens(wereld: Wereld, casus_id: UUID) -> None:
    id_ = _signaal(wereld, casus_id, "Staat op het plein.")
    leefwerelden.place_uitspraak(wereld.regie, id_, ("straat",))
    uitspraken.withdraw_uitspraak(wereld.regie, id_, "Was een ander.")
    factor = FactorInvoer("sociaal_netwerk", FactorSoort.RISICO, UitspraakInvoer("Oudere vrienden."), "2026-09-01")
    factor_id = factoren.add_factor(wereld.regie, casus_id, factor)
    factoren.end_factor(wereld.regie, factor_id, 1)
    assert _beeld(wereld, casus_id) == {
        "school": [],
        "gezin": [],
        "straat": [],
        "digitaal": [],
        "": [("Aanleiding", AANLEIDING)],
    }
    with wereld.regie.doe() as t:
        vervallen = inhoud.opvolger(t.db, id_)
    assert vervallen is not None
    with pytest.raises(NietGevonden):
        leefwerelden.place_uitspraak(wereld.regie, vervallen.id, ("straat",))


def test_een_wereld_die_uit_het_profiel_is_blijft_leesbaar(wereld: Wereld, casus_id: UUID) -> None:
    id_ = _signaal(wereld, casus_id, "Gamet de hele nacht.")
    leefwerelden.place_uitspraak(wereld.regie, id_, ("digitaal",))
    over = {k: v for k, v in wereld.profiel.leefwerelden.items() if k != "digitaal"}
    wereld.regie.profiel = replace(wereld.profiel, leefwerelden=over)
    beeld = leefwerelden.toon_leefwerelden(wereld.regie, casus_id)
    assert [(w.sleutel, w.label) for w in beeld] == [
        ("school", "School"),
        ("gezin", "Gezin (thuis)"),
        ("straat", "Straat"),
        ("digitaal", "digitaal"),
        ("", "Nog niet geplaatst"),
    ]
    leefwerelden.place_uitspraak(wereld.regie, id_, ("digitaal", "straat"))  # it may stay where it was
    ander = _signaal(wereld, casus_id, "Zit veel op de telefoon.")
    with pytest.raises(OngeldigeInvoer) as fout:
        leefwerelden.place_uitspraak(wereld.regie, ander, ("digitaal",))
    assert set(fout.value.velden) == {"leefwerelden"}


def test_een_score_heeft_geen_plek_en_een_ander_geen_toegang(wereld: Wereld, casus_id: UUID) -> None:
    score = leefgebieden.ScoreInvoer("financien", 2, UitspraakInvoer("Heeft schulden."))
    leefgebieden.save_scores(wereld.regie, casus_id, [score])
    (toelichting,) = uitspraken.list_uitspraken(wereld.regie, casus_id, (UitspraakSoort.SCORE,))
    with pytest.raises(NietGevonden):
        leefwerelden.place_uitspraak(wereld.regie, toelichting.id, ("straat",))
    id_ = _signaal(wereld, casus_id, "Staat op het plein.")
    for doe in (
        lambda: leefwerelden.place_uitspraak(wereld.regie2, id_, ("straat",)),
        lambda: leefwerelden.toon_leefwerelden(wereld.regie2, casus_id),
        lambda: leefwerelden.list_plekken(wereld.regie2, casus_id),
    ):
        with pytest.raises(GeenToegang):
            doe()
