"""Emergency access: with a reason, for a limited time, logged, reviewed, and never more than reading."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID, uuid4

import pytest

from pmg_desk.domain.fouten import GeenToegang, NietGevonden, OngeldigeInvoer
from pmg_desk.services import casussen, casusverloop, noodtoegang
from pmg_desk.services.bekend import BekendBij
from pmg_desk.services.spoed import list_spoed
from pmg_desk.services.werkplek import Werkplek
from tests.casusbouw import bladen, maak, regels
from tests.wereld import Wereld

REDEN = "Melding van geweld vannacht; collega is niet bereikbaar."


def ziet(werkplek: Werkplek, casus_id: UUID) -> bool:
    return casus_id in [rij.id for rij in casussen.list_casussen(werkplek).rijen]


@pytest.mark.parametrize("wie", ["regie2", "lezer"])
def test_noodtoegang_geeft_een_dag_zicht_en_geen_pen(wereld: Wereld, wie: str) -> None:
    casus_id, ander = maak(wereld.regie), maak(wereld.regie, voornamen="Bram")
    plek = wereld.werkplek(wie)
    tot = noodtoegang.take_noodtoegang(plek, casus_id, REDEN)
    assert tot == wereld.klok.moment + timedelta(hours=24)
    assert (ziet(plek, casus_id), ziet(plek, ander)) == (True, False)
    kop = casussen.open_dossier(plek, casus_id)
    assert (kop.mag_wijzigen, kop.noodtoegang_tot) == (False, tot)
    with pytest.raises(GeenToegang):
        casusverloop.close_casus(plek, casus_id, "doelen_behaald", "verbeterd")
    wereld.klok.moment += timedelta(hours=24)
    assert not ziet(plek, casus_id)
    with pytest.raises(GeenToegang):
        casussen.open_dossier(plek, casus_id)


def test_nemen_en_openen_staan_in_het_log_zonder_de_reden(wereld: Wereld) -> None:
    casus_id = maak(wereld.regie)
    noodtoegang.take_noodtoegang(wereld.regie2, casus_id, REDEN)
    casussen.open_dossier(wereld.regie2, casus_id)
    casussen.open_dossier(wereld.regie, casus_id)
    (genomen,) = regels(wereld.regie, "noodtoegang.nemen")
    assert (genomen.actor, genomen.casus_id, genomen.verwerking) == (
        str(wereld.regie2.gebruiker.id),
        str(casus_id),
        "noodtoegang",
    )
    assert genomen.detail is not None
    assert [regel.verwerking for regel in regels(wereld.regie, "dossier.openen")] == ["noodtoegang", ""]
    assert "geweld" not in bladen(wereld.regie)


@pytest.mark.parametrize("wie", ["privacy", "beheer"])
def test_wie_geen_casussen_leest_neemt_geen_noodtoegang(wereld: Wereld, wie: str) -> None:
    casus_id = maak(wereld.regie)
    for poging in (
        lambda: noodtoegang.take_noodtoegang(wereld.werkplek(wie), casus_id, REDEN),
        lambda: noodtoegang.refer(wereld.werkplek(wie), casus_id),
        lambda: noodtoegang.refer_nummer(wereld.werkplek(wie), "PMG-2026-00001"),
    ):
        with pytest.raises(GeenToegang):
            poging()


def test_zonder_reden_geen_toegang(wereld: Wereld) -> None:
    casus_id = maak(wereld.regie)
    for reden, zin in (
        ("", "Vul dit veld in."),
        ("x" * 20_001, "Dit is te lang: 20001 tekens. Er passen er 20000."),
        ("a\x1bb", "Teken 2 is onzichtbaar en kan misleiden. Haal het weg of typ de tekst opnieuw."),
    ):
        with pytest.raises(OngeldigeInvoer) as fout:
            noodtoegang.take_noodtoegang(wereld.regie2, casus_id, reden)
        assert fout.value.velden == {"reden": zin}
    assert not ziet(wereld.regie2, casus_id)
    assert list_spoed(wereld.privacy) == ()


def test_wie_de_casus_al_ziet_heeft_geen_noodtoegang_nodig(wereld: Wereld) -> None:
    casus_id = maak(wereld.regie)
    with pytest.raises(noodtoegang.AlToegang):
        noodtoegang.take_noodtoegang(wereld.regie, casus_id, REDEN)
    noodtoegang.take_noodtoegang(wereld.regie2, casus_id, REDEN)
    with pytest.raises(noodtoegang.AlToegang):
        noodtoegang.take_noodtoegang(wereld.regie2, casus_id, REDEN)


def test_vooraf_ziet_men_alleen_waar_de_casus_bekend_is(wereld: Wereld) -> None:
    casus_id = maak(wereld.regie)
    verwacht = BekendBij(casus_id, ("PGA lokaal",), "C. Regisseur")
    assert noodtoegang.refer(wereld.regie2, casus_id) == verwacht
    assert noodtoegang.refer_nummer(wereld.regie2, " pmg-2026-00001 ") == verwacht
    for nummer in ("PMG-2026-00002", "%", ""):
        with pytest.raises(NietGevonden):
            noodtoegang.refer_nummer(wereld.regie2, nummer)
    with pytest.raises(NietGevonden):
        noodtoegang.take_noodtoegang(wereld.regie2, uuid4(), REDEN)
    assert [regel.casus_id for regel in regels(wereld.regie, "casus.verwijzen")] == [str(casus_id)] * 2


def test_de_casusregisseur_ziet_wie_noodtoegang_nam(wereld: Wereld) -> None:
    casus_id = maak(wereld.regie)
    noodtoegang.take_noodtoegang(wereld.regie2, casus_id, REDEN)
    assert [rij.door for rij in noodtoegang.list_noodtoegang_van(wereld.regie, casus_id)] == ["D. Regisseur"]
    with pytest.raises(GeenToegang):
        noodtoegang.list_noodtoegang_van(wereld.lezer, casus_id)


# how long


def test_de_beheerder_stelt_de_duur_in_voor_wat_nog_komt(wereld: Wereld) -> None:
    eerste, tweede = maak(wereld.regie), maak(wereld.regie, voornamen="Bram")
    noodtoegang.take_noodtoegang(wereld.regie2, eerste, REDEN)
    noodtoegang.set_duur(wereld.beheer, "4")
    assert noodtoegang.toon_duur(wereld.regie) == 4
    assert noodtoegang.take_noodtoegang(wereld.regie2, tweede, REDEN) == wereld.klok.moment + timedelta(hours=4)
    noodtoegang.set_duur(wereld.beheer, 5)
    assert noodtoegang.toon_duur(wereld.regie) == 5
    for uren in ("", "0", "169", "lang"):
        with pytest.raises(OngeldigeInvoer):
            noodtoegang.set_duur(wereld.beheer, uren)
    with pytest.raises(GeenToegang):
        noodtoegang.set_duur(wereld.regie, 100)
    assert noodtoegang.toon_duur(wereld.regie) == 5
