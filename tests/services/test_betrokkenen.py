"""Who is involved in a casus: periods, history, and who may see and change it."""

from __future__ import annotations

from datetime import date, timedelta
from uuid import UUID

import pytest

from pmg_desk.domain.fouten import GeenToegang
from pmg_desk.services import adresboek, betrokkenen, casusverloop, toewijzingen
from pmg_desk.services.betrokkenen import BetrokkeneInvoer
from pmg_desk.services.werkplek import CasusGesloten
from tests.casusbouw import bladen, maak, regels
from tests.services.test_adresboek import fouten, organisatie, professional
from tests.wereld import Wereld


@pytest.fixture
def mens(wereld: Wereld) -> UUID:
    return professional(wereld.regie, organisatie(wereld.regie), telefoon="06 12345678")


def test_wie_betrokken_is_staat_er_met_rol_en_periode(wereld: Wereld, mens: UUID) -> None:
    casus_id = maak(wereld.regie)
    id_ = betrokkenen.add_betrokkene(wereld.regie, casus_id, BetrokkeneInvoer(mens, "vaste mentor", bij_overleg=True))
    (een,) = betrokkenen.list_betrokkenen(wereld.regie, casus_id)
    assert (een.id, een.naam, een.functie, een.organisatie, een.telefoon, een.rol, een.van, een.tot) == (
        id_,
        "M. Mentor",
        "Mentor",
        "Praktijkschool De Vlier",
        "06 12345678",
        "vaste mentor",
        date(2026, 11, 23),
        None,
    )
    assert (een.bij_overleg, een.nu, een.vertrokken) == (True, True, False)
    (regel,) = regels(wereld.regie, "betrokkenheid.toevoegen")
    assert (regel.object_id, regel.casus_id) == (str(id_), str(casus_id))
    assert "mentor" not in bladen(wereld.regie).lower()


def test_alleen_wie_de_casus_mag_zien_ziet_wie_betrokken_is(wereld: Wereld, mens: UUID) -> None:
    casus_id = maak(wereld.regie)
    id_ = betrokkenen.add_betrokkene(wereld.regie, casus_id, BetrokkeneInvoer(mens, "mentor"))
    for naam in ("regie2", "lezer", "privacy", "beheer"):
        with pytest.raises(GeenToegang):
            betrokkenen.list_betrokkenen(wereld.werkplek(naam), casus_id)
        with pytest.raises(GeenToegang):
            betrokkenen.add_betrokkene(
                wereld.werkplek(naam), casus_id, BetrokkeneInvoer(mens, "x", "1-1-2020", "2-1-2020")
            )
        with pytest.raises(GeenToegang):
            betrokkenen.change_betrokkene(wereld.werkplek(naam), id_, BetrokkeneInvoer(mens, "x"))
    toewijzingen.assign_casus(wereld.regie, casus_id, wereld.lezer.gebruiker.id)
    assert [b.rol for b in betrokkenen.list_betrokkenen(wereld.lezer, casus_id)] == ["mentor"]
    with pytest.raises(GeenToegang):
        betrokkenen.change_betrokkene(wereld.lezer, id_, BetrokkeneInvoer(mens, "x"))
    assert [b.rol for b in betrokkenen.list_betrokkenen(wereld.regie, casus_id)] == ["mentor"]


def test_verkeerde_invoer_krijgt_een_zin_per_veld(wereld: Wereld, mens: UUID) -> None:
    casus_id = maak(wereld.regie)
    leeg = BetrokkeneInvoer(None, " ", "31-2-2026")
    assert fouten(betrokkenen.add_betrokkene, wereld.regie, casus_id, leeg) == {
        "professional_id": "Kies iemand uit het adresboek.",
        "rol": "Vul dit veld in.",
        "van": "Deze datum bestaat niet. Kijk de dag, de maand en het jaar na.",
    }
    andersom = BetrokkeneInvoer(mens, "x" * 121, "3-3-2026", "2-3-2026")
    assert fouten(betrokkenen.add_betrokkene, wereld.regie, casus_id, andersom) == {
        "rol": "Dit is te lang: 121 tekens. Er passen er 120.",
        "tot": "Deze datum ligt vóór het begin (3 maart 2026).",
    }


@pytest.mark.parametrize(
    ("van", "tot", "mag"),
    [
        ("1-1-2026", "28-2-2026", True),
        ("1-1-2026", "1-3-2026", False),
        ("10-3-2026", "11-3-2026", False),
        ("31-3-2026", "", False),
        ("1-4-2026", "", True),
        ("1-1-2026", "", False),
    ],
)
def test_perioden_van_een_persoon_overlappen_niet(wereld: Wereld, mens: UUID, van: str, tot: str, mag: bool) -> None:
    casus_id = maak(wereld.regie)
    betrokkenen.add_betrokkene(wereld.regie, casus_id, BetrokkeneInvoer(mens, "mentor", "1-3-2026", "31-3-2026"))
    invoer = BetrokkeneInvoer(mens, "mentor", van, tot)
    if mag:
        betrokkenen.add_betrokkene(wereld.regie, casus_id, invoer)
    else:
        assert fouten(betrokkenen.add_betrokkene, wereld.regie, casus_id, invoer) == {
            "van": "Deze persoon is in die periode al betrokken bij deze casus."
        }
    assert len(betrokkenen.list_betrokkenen(wereld.regie, casus_id)) == (2 if mag else 1)


def test_wie_stopt_blijft_als_geschiedenis_onderaan_staan(wereld: Wereld, mens: UUID) -> None:
    casus_id = maak(wereld.regie)
    agent = professional(wereld.regie, organisatie(wereld.regie, "Politie Zuiderpark"), "W. Wijkagent")
    straks = professional(wereld.regie, organisatie(wereld.regie, "Jeugdzorg"), "A. Straks")
    eerste = betrokkenen.add_betrokkene(wereld.regie, casus_id, BetrokkeneInvoer(mens, "mentor", "1-9-2026"))
    betrokkenen.add_betrokkene(wereld.regie, casus_id, BetrokkeneInvoer(agent, "wijkagent"))
    betrokkenen.add_betrokkene(wereld.regie, casus_id, BetrokkeneInvoer(straks, "behandelaar", "1-12-2026"))
    betrokkenen.change_betrokkene(wereld.regie, eerste, BetrokkeneInvoer(mens, "mentor", "1-9-2026", "23-11-2026"))
    wereld.klok.moment += timedelta(days=1)
    assert [(b.naam, b.nu) for b in betrokkenen.list_betrokkenen(wereld.regie, casus_id)] == [
        ("W. Wijkagent", True),
        ("A. Straks", False),
        ("M. Mentor", False),
    ]
    betrokkenen.add_betrokkene(wereld.regie, casus_id, BetrokkeneInvoer(mens, "voogd"))
    assert [b.rol for b in betrokkenen.list_betrokkenen(wereld.regie, casus_id) if b.naam == "M. Mentor"] == [
        "voogd",
        "mentor",
    ]


def test_wie_vertrok_krijgt_geen_nieuwe_rol_en_valt_op_waar_hij_nog_staat(wereld: Wereld, mens: UUID) -> None:
    casus_id, ander = maak(wereld.regie), maak(wereld.regie, voornamen="Bram")
    agent = professional(wereld.regie, organisatie(wereld.regie, "Politie Zuiderpark"), "W. Wijkagent")
    id_ = betrokkenen.add_betrokkene(wereld.regie, casus_id, BetrokkeneInvoer(mens, "mentor"))
    bij_ander = betrokkenen.add_betrokkene(wereld.regie, ander, BetrokkeneInvoer(agent, "wijkagent"))
    adresboek.stop_professional(wereld.regie, mens, "vandaag")
    weg = {"professional_id": "Deze persoon werkt hier niet meer. Kies iemand anders."}
    assert fouten(betrokkenen.add_betrokkene, wereld.regie, ander, BetrokkeneInvoer(mens, "mentor")) == weg
    assert fouten(betrokkenen.change_betrokkene, wereld.regie, bij_ander, BetrokkeneInvoer(mens, "mentor")) == weg
    assert [b.vertrokken for b in betrokkenen.list_betrokkenen(wereld.regie, casus_id)] == [True]
    betrokkenen.change_betrokkene(wereld.regie, id_, BetrokkeneInvoer(mens, "mentor", "1-9-2026", "22-11-2026"))
    assert [b.vertrokken for b in betrokkenen.list_betrokkenen(wereld.regie, casus_id)] == [False]


def test_in_een_gesloten_casus_verandert_niets(wereld: Wereld, mens: UUID) -> None:
    casus_id = maak(wereld.regie)
    id_ = betrokkenen.add_betrokkene(wereld.regie, casus_id, BetrokkeneInvoer(mens, "mentor"))
    casusverloop.close_casus(wereld.regie, casus_id, "doelen_behaald", "verbeterd")
    with pytest.raises(CasusGesloten):
        betrokkenen.change_betrokkene(wereld.regie, id_, BetrokkeneInvoer(mens, "voogd"))
    with pytest.raises(CasusGesloten):
        betrokkenen.add_betrokkene(wereld.regie, casus_id, BetrokkeneInvoer(mens, "voogd", "1-1-2020", "2-1-2020"))
    assert [b.rol for b in betrokkenen.list_betrokkenen(wereld.regie, casus_id)] == ["mentor"]
