"""Who may see a casus: assignments, hand-over and tables, from when until when."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any
from uuid import UUID

import pytest

from pmg_desk.domain.fouten import GeenToegang, NietGevonden, OngeldigeInvoer
from pmg_desk.domain.rollen import Rol
from pmg_desk.services import casussen, casusverloop, toewijzingen
from pmg_desk.services.werkplek import CasusGesloten, Werkplek
from pmg_desk.storage.models import Gebruiker
from tests.casusbouw import bladen, maak, regels
from tests.wereld import Wereld


def ziet(werkplek: Werkplek, casus_id: UUID) -> bool:
    return casus_id in [rij.id for rij in casussen.list_casussen(werkplek).rijen]


def stop(wereld: Wereld, wie: Werkplek) -> None:
    with wereld.beheer.doe() as t:
        t.haal(Gebruiker, wie.gebruiker.id).gestopt_op = t.nu
        t.log("gebruiker.stoppen", "gebruiker", wie.gebruiker.id)


def test_een_meelezer_ziet_wat_is_toegewezen_tot_en_met_de_laatste_dag(wereld: Wereld) -> None:
    casus_id, ander = maak(wereld.regie), maak(wereld.regie, voornamen="Bram")
    toewijzingen.assign_casus(wereld.regie, casus_id, wereld.lezer.gebruiker.id, "25-11-2026")
    assert (ziet(wereld.lezer, casus_id), ziet(wereld.lezer, ander)) == (True, False)
    wereld.klok.moment += timedelta(days=2)
    assert ziet(wereld.lezer, casus_id)
    wereld.klok.moment += timedelta(days=1)
    assert not ziet(wereld.lezer, casus_id)
    (rij,) = toewijzingen.list_toewijzingen(wereld.regie, casus_id)
    assert (rij.naam, rij.rol, rij.door, rij.sinds, rij.tot, rij.geldt) == (
        "M. Meelezer",
        "meelezer",
        "C. Regisseur",
        date(2026, 11, 23),
        date(2026, 11, 25),
        False,
    )


def test_een_meelezer_wijzigt_niets(wereld: Wereld) -> None:
    casus_id = maak(wereld.regie)
    toewijzingen.assign_casus(wereld.regie, casus_id, wereld.lezer.gebruiker.id)
    assert not casussen.open_dossier(wereld.lezer, casus_id).mag_wijzigen
    for poging in (
        lambda: casusverloop.close_casus(wereld.lezer, casus_id, "doelen_behaald", "verbeterd"),
        lambda: toewijzingen.add_tafel(wereld.lezer, casus_id, "top_x"),
        lambda: toewijzingen.assign_casus(wereld.lezer, casus_id, wereld.regie2.gebruiker.id),
        lambda: toewijzingen.transfer_casus(wereld.lezer, casus_id, wereld.regie2.gebruiker.id),
    ):
        with pytest.raises(GeenToegang):
            poging()


def test_intrekken_werkt_meteen_en_blijft_zichtbaar(wereld: Wereld) -> None:
    casus_id = maak(wereld.regie)
    toewijzing = toewijzingen.assign_casus(wereld.regie, casus_id, wereld.lezer.gebruiker.id)
    toewijzingen.withdraw_toewijzing(wereld.regie, toewijzing)
    assert not ziet(wereld.lezer, casus_id)
    (rij,) = toewijzingen.list_toewijzingen(wereld.regie, casus_id)
    assert (rij.id, rij.geldt) == (toewijzing, False)
    with pytest.raises(NietGevonden):
        toewijzingen.withdraw_toewijzing(wereld.regie, toewijzing)
    assert [regel.object_id for regel in regels(wereld.regie, "toewijzing.intrekken")] == [
        str(wereld.lezer.gebruiker.id)
    ]
    toewijzingen.assign_casus(wereld.regie, casus_id, wereld.lezer.gebruiker.id)
    assert ziet(wereld.lezer, casus_id)


def test_een_vervanger_mag_ook_wijzigen(wereld: Wereld) -> None:
    casus_id = maak(wereld.regie)
    toewijzingen.assign_casus(wereld.regie, casus_id, wereld.regie2.gebruiker.id)
    assert casussen.open_dossier(wereld.regie2, casus_id).mag_wijzigen


def test_alleen_een_collega_die_mag_lezen_en_er_nog_werkt_krijgt_een_casus(wereld: Wereld) -> None:
    casus_id = maak(wereld.regie)
    lijst, al, zelf = (
        "Kies een collega uit de lijst.",
        "Deze collega heeft de casus al.",
        "Deze collega is al de casusregisseur.",
    )

    def melding(gebruiker_id: UUID | None, tot: str = "") -> dict[str, str]:
        with pytest.raises(OngeldigeInvoer) as fout:
            toewijzingen.assign_casus(wereld.regie, casus_id, gebruiker_id, tot)
        return fout.value.velden

    assert melding(None) == {"gebruiker": lijst}
    assert melding(casus_id) == {"gebruiker": lijst}
    assert melding(wereld.privacy.gebruiker.id) == {"gebruiker": lijst}
    assert melding(wereld.beheer.gebruiker.id) == {"gebruiker": lijst}
    assert melding(wereld.regie.gebruiker.id) == {"gebruiker": zelf}
    assert melding(wereld.lezer.gebruiker.id, "gisteren") == {"tot": "Deze datum ligt vóór vandaag."}
    toewijzingen.assign_casus(wereld.regie, casus_id, wereld.lezer.gebruiker.id)
    assert melding(wereld.lezer.gebruiker.id) == {"gebruiker": al}
    stop(wereld, wereld.regie2)
    assert melding(wereld.regie2.gebruiker.id) == {"gebruiker": lijst}


def test_de_lijst_van_collegas_is_van_wie_een_casus_kan_krijgen(wereld: Wereld) -> None:
    assert [(collega.naam, collega.rol) for collega in toewijzingen.list_collegas(wereld.regie)] == [
        ("C. Regisseur", Rol.CASUSREGISSEUR),
        ("D. Regisseur", Rol.CASUSREGISSEUR),
        ("M. Meelezer", Rol.MEELEZER),
    ]
    stop(wereld, wereld.regie2)
    assert [collega.naam for collega in toewijzingen.list_collegas(wereld.regie)] == ["C. Regisseur", "M. Meelezer"]
    for plek in (wereld.privacy, wereld.beheer):
        with pytest.raises(GeenToegang):
            toewijzingen.list_collegas(plek)


def test_na_overdracht_leidt_de_ander_de_casus(wereld: Wereld) -> None:
    casus_id = maak(wereld.regie, "zvh")
    toewijzingen.transfer_casus(wereld.regie, casus_id, wereld.regie2.gebruiker.id)
    assert (ziet(wereld.regie, casus_id), ziet(wereld.regie2, casus_id)) == (False, True)
    kop = casussen.toon_kop(wereld.regie2, casus_id)
    assert (kop.eigen, kop.regisseur) == (True, "D. Regisseur")
    (regel,) = regels(wereld.regie, "casus.overdragen")
    assert (regel.actor, regel.object_id) == (str(wereld.regie.gebruiker.id), str(wereld.regie2.gebruiker.id))


@pytest.mark.parametrize("naar", ["regie", "lezer", "privacy", "niemand", "vertrokken"])
def test_een_casus_gaat_alleen_naar_een_andere_casusregisseur(wereld: Wereld, naar: str) -> None:
    casus_id = maak(wereld.regie)
    if naar == "vertrokken":
        stop(wereld, wereld.regie2)
        wie: UUID | None = wereld.regie2.gebruiker.id
    else:
        wie = None if naar == "niemand" else wereld.werkplek(naar).gebruiker.id
    with pytest.raises(OngeldigeInvoer) as fout:
        toewijzingen.transfer_casus(wereld.regie, casus_id, wie)
    assert set(fout.value.velden) == {"gebruiker"}
    assert casussen.toon_kop(wereld.regie, casus_id).eigen


# tables


def test_een_tafel_erbij_geeft_haar_leden_zicht_en_eraf_neemt_het_weg(wereld: Wereld) -> None:
    casus_id = maak(wereld.regie)
    assert not ziet(wereld.regie2, casus_id)
    casustafel = toewijzingen.add_tafel(wereld.regie, casus_id, "top_x")
    assert ziet(wereld.regie2, casus_id)
    assert casussen.toon_kop(wereld.regie, casus_id).tafels == ("PGA lokaal", "TOP X")
    toewijzingen.leave_tafel(wereld.regie, casustafel)
    assert ziet(wereld.regie2, casus_id), "today is the last day"
    with pytest.raises(NietGevonden):
        toewijzingen.leave_tafel(wereld.regie, casustafel)
    wereld.klok.moment += timedelta(days=1)
    assert not ziet(wereld.regie2, casus_id)
    assert [(rij.tafel, rij.van, rij.tot, rij.geldt) for rij in toewijzingen.list_tafels(wereld.regie, casus_id)] == [
        ("pga_lokaal", date(2026, 11, 23), None, True),
        ("top_x", date(2026, 11, 23), date(2026, 11, 23), False),
    ]
    toewijzingen.add_tafel(wereld.regie, casus_id, "top_x")
    assert ziet(wereld.regie2, casus_id)
    assert [regel.actie for regel in regels(wereld.regie) if ".tafel_" in regel.actie] == [
        "casus.tafel_toevoegen",
        "casus.tafel_verlaten",
        "casus.tafel_toevoegen",
    ]
    assert "Zoë" not in bladen(wereld.regie)


def test_een_open_casus_houdt_een_tafel(wereld: Wereld) -> None:
    casus_id = maak(wereld.regie)
    (enige,) = toewijzingen.list_tafels(wereld.regie, casus_id)
    with pytest.raises(toewijzingen.LaatsteTafel):
        toewijzingen.leave_tafel(wereld.regie, enige.id)
    assert toewijzingen.list_tafels(wereld.regie, casus_id) == (enige,)


@pytest.mark.parametrize(
    ("invoer", "velden"),
    [
        ({"tafel": ""}, {"tafel": "Kies iets uit de lijst."}),
        ({"tafel": "borreltafel"}, {"tafel": "Kies iets uit de lijst."}),
        ({"tafel": "pga_lokaal"}, {"tafel": "De casus is al bij deze tafel."}),
        ({"van": "1-11-2026"}, {"van": "Deze datum ligt vóór het begin van de casus (23 november 2026)."}),
        ({"van": "morgen"}, {"van": "Deze datum ligt na vandaag."}),
    ],
)
def test_een_verkeerde_tafel_wordt_niet_bewaard(wereld: Wereld, invoer: dict[str, Any], velden: dict[str, str]) -> None:
    casus_id = maak(wereld.regie)
    with pytest.raises(OngeldigeInvoer) as fout:
        toewijzingen.add_tafel(wereld.regie, casus_id, **{"tafel": "top_x", **invoer})
    assert fout.value.velden == velden
    assert len(toewijzingen.list_tafels(wereld.regie, casus_id)) == 1


def test_een_gesloten_casus_gaat_niet_naar_een_andere_tafel(wereld: Wereld) -> None:
    casus_id = maak(wereld.regie)
    casusverloop.close_casus(wereld.regie, casus_id, "doelen_behaald", "verbeterd")
    with pytest.raises(CasusGesloten):
        toewijzingen.add_tafel(wereld.regie, casus_id, "top_x")


@pytest.mark.parametrize("wie", ["regie2", "lezer", "privacy", "beheer"])
def test_wie_de_casus_niet_ziet_leest_ook_niet_wie_haar_wel_ziet(wereld: Wereld, wie: str) -> None:
    casus_id = maak(wereld.regie)
    for vraag in (toewijzingen.list_toewijzingen, toewijzingen.list_tafels):
        with pytest.raises(GeenToegang):
            vraag(wereld.werkplek(wie), casus_id)
