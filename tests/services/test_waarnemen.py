"""Cover during leave: who covers works in those casussen on those days, and not a day or a casus more."""

from __future__ import annotations

from datetime import date, timedelta
from uuid import UUID

import pytest

from pmg_desk.domain.fouten import GeenToegang, NietGevonden, OngeldigeInvoer
from pmg_desk.services import bewaren, casussen, noodtoegang, waarnemen
from pmg_desk.services.casusverloop import close_casus
from pmg_desk.services.tafelrecht import tafels_met_waarneming
from pmg_desk.services.werkplek import Werkplek
from pmg_desk.storage.models import Gebruiker
from tests.casusbouw import maak, regels
from tests.services.planbouw import actie, bouw
from tests.wereld import Wereld

VANDAAG = date(2026, 11, 23)


def neem_waar(wereld: Wereld, van: int = 0, tot: int = 6) -> UUID:
    """D. covers for C. from so many days on until so many."""
    dagen = (VANDAAG + timedelta(days=van), VANDAAG + timedelta(days=tot))
    return waarnemen.name_waarneming(wereld.regie, wereld.regie2.gebruiker.id, *dagen)


def ziet(werkplek: Werkplek, casus_id: UUID) -> tuple[bool, bool, bool]:
    """Whether this user may read, may change, and has work in a casus."""
    with werkplek.doe() as t:
        return t.mag_zien(casus_id), t.mag_wijzigen(casus_id), casus_id in set(t.db.scalars(t.eigen()))


def test_van_de_eerste_tot_en_met_de_laatste_dag(wereld: Wereld) -> None:
    casus_id = maak(wereld.regie, "zvh")
    neem_waar(wereld, 2, 4)
    gezien = []
    for _ in range(6):
        gezien.append(ziet(wereld.regie2, casus_id))
        wereld.klok.moment += timedelta(days=1)
    niet, wel = (False,) * 3, (True,) * 3
    assert gezien == [niet, niet, wel, wel, wel, niet]
    assert ziet(wereld.regie, casus_id) == wel


def test_waarnemen_wordt_niet_doorgegeven(wereld: Wereld) -> None:
    """Who covers gets the casussen of the other, not those that the other covers for."""
    van_d = maak(wereld.regie2, "zvh")
    neem_waar(wereld)
    waarnemen.name_waarneming(wereld.regie2, wereld.regie.gebruiker.id, "+8", "+9")
    waarnemen.name_waarneming(wereld.regie, wereld.regie2.gebruiker.id, "+7", "+8", toch=True)
    wereld.klok.moment += timedelta(days=8)  # C. covers for D., who covers for C.
    with wereld.regie2.doe() as t:
        assert set(t.db.scalars(t.eigen())) == {van_d}


def test_van_wie_hier_niet_meer_werkt_neemt_niemand_de_tafels_waar(wereld: Wereld) -> None:
    neem_waar(wereld)
    with wereld.regie2.doe() as t:
        assert tafels_met_waarneming(t) == ["pga_lokaal", "top_x"]
        t.haal(Gebruiker, wereld.regie.gebruiker.id).gestopt_op = t.nu
        t.log("gebruiker.stoppen", "gebruiker", wereld.regie.gebruiker.id)
    with wereld.regie2.doe() as t:
        assert tafels_met_waarneming(t) == ["top_x"]


@pytest.mark.parametrize("wie", ["regie", "beheer"])
def test_eerder_beeindigd_is_meteen_voorbij(wereld: Wereld, wie: str) -> None:
    casus_id = maak(wereld.regie, "zvh")
    rij = neem_waar(wereld)
    assert ziet(wereld.regie2, casus_id)[0]
    waarnemen.end_waarneming(wereld.werkplek(wie), rij)
    assert ziet(wereld.regie2, casus_id) == (False, False, False)
    assert waarnemen.list_waarnemingen(wereld.regie) == ()
    with pytest.raises(NietGevonden):
        waarnemen.end_waarneming(wereld.regie, rij)


def test_wie_waarneemt_beeindigt_het_niet(wereld: Wereld) -> None:
    rij = neem_waar(wereld)
    with pytest.raises(GeenToegang):
        waarnemen.end_waarneming(wereld.regie2, rij)
    wereld.klok.moment += timedelta(days=7)
    with pytest.raises(NietGevonden):
        waarnemen.end_waarneming(wereld.regie, rij)


def test_de_beheerder_noemt_iemand_voor_wie_ziek_werd_en_ziet_zelf_niets(wereld: Wereld) -> None:
    casus_id = maak(wereld.regie, "zvh")
    afwezig, door = wereld.regie.gebruiker.id, wereld.regie2.gebruiker.id
    waarnemen.name_waarneming(wereld.beheer, door, VANDAAG, VANDAAG, afwezige_id=afwezig)
    assert ziet(wereld.regie2, casus_id) == (True, True, True)
    assert ziet(wereld.beheer, casus_id) == (False, False, False)
    (regel,) = regels(wereld.beheer, "waarneming.instellen")
    assert (regel.object_id, regel.aantal, regel.rol) == (str(door), 1, "beheerder")
    with pytest.raises(GeenToegang):
        waarnemen.name_waarneming(wereld.regie2, door, VANDAAG, VANDAAG, afwezige_id=afwezig)


@pytest.mark.parametrize("wie", ["privacy", "lezer"])
def test_een_meelezer_of_officer_neemt_nooit_waar(wereld: Wereld, wie: str) -> None:
    with pytest.raises(OngeldigeInvoer) as fout:
        waarnemen.name_waarneming(wereld.regie, wereld.werkplek(wie).gebruiker.id, VANDAAG, VANDAAG)
    assert set(fout.value.velden) == {"waarnemer"}
    for doe in (waarnemen.list_waarnemingen, waarnemen.list_regisseurs):
        with pytest.raises(GeenToegang):
            doe(wereld.werkplek(wie))
    assert [r.naam for r in waarnemen.list_regisseurs(wereld.beheer)] == ["C. Regisseur", "D. Regisseur"]


def test_wat_er_mis_kan_zijn_aan_de_invoer(wereld: Wereld) -> None:
    zelf, ander = wereld.regie.gebruiker.id, wereld.regie2.gebruiker.id
    neem_waar(wereld, 10, 12)

    def fouten(door: UUID | None, van: str, tot: str, afwezig: UUID | None = None) -> set[str]:
        wie = wereld.regie if afwezig is None else wereld.beheer
        with pytest.raises(OngeldigeInvoer) as fout:
            waarnemen.name_waarneming(wie, door, van, tot, afwezige_id=afwezig)
        return set(fout.value.velden)

    assert fouten(zelf, "vandaag", "morgen") == {"waarnemer"}
    assert fouten(None, "gisteren", "") == {"waarnemer", "van", "tot"}
    assert fouten(ander, "+3", "+2") == {"tot"}
    assert fouten(ander, "vandaag", "+366") == {"tot", "van"}
    assert fouten(ander, "+12", "+20") == {"van"}
    assert fouten(ander, "vandaag", "+10") == {"van"}
    assert fouten(ander, "vandaag", "morgen", wereld.lezer.gebruiker.id) == {"afwezige"}
    waarnemen.name_waarneming(wereld.regie, ander, "+13", "+13")


def test_de_kop_van_het_dossier_zegt_wie_waarneemt(wereld: Wereld) -> None:
    casus_id = maak(wereld.regie)
    assert casussen.toon_kop(wereld.regie, casus_id).waarneming == ""
    neem_waar(wereld)
    assert casussen.toon_kop(wereld.regie, casus_id).waarneming == "D. Regisseur neemt waar t/m 29 november 2026"
    assert casussen.toon_kop(wereld.regie2, casus_id).waarneming == "U neemt waar t/m 29 november 2026"


def test_de_kop_noemt_veertien_dagen_vooraf_wie_gaat_waarnemen(wereld: Wereld) -> None:
    casus_id = maak(wereld.regie)
    neem_waar(wereld, 30, 30)
    neem_waar(wereld, 15, 16)
    assert casussen.toon_kop(wereld.regie, casus_id).waarneming == ""
    wereld.klok.moment += timedelta(days=1)
    zin = "D. Regisseur neemt waar van 8 december 2026 t/m 9 december 2026"
    assert casussen.toon_kop(wereld.regie, casus_id).waarneming == zin
    waarnemen.end_waarneming(wereld.regie, waarnemen.list_waarnemingen(wereld.regie)[0].id)
    assert casussen.toon_kop(wereld.regie, casus_id).waarneming == ""


def test_dagen_waarop_niemand_kijkt_worden_eerst_verteld(wereld: Wereld) -> None:
    """C. goes away from +2 to +9, D. would cover, and is away on +4 to +6 while C. covers for D."""
    c, d = wereld.regie.gebruiker.id, wereld.regie2.gebruiker.id
    waarnemen.name_waarneming(wereld.regie2, c, "+4", "+6")
    waarnemen.name_waarneming(wereld.regie2, c, "+9", "+12")
    with pytest.raises(waarnemen.NiemandKijkt) as fout:
        waarnemen.name_waarneming(wereld.regie, d, "+2", "+9")
    assert fout.value.wat == (
        "Wie waarneemt, is zelf weg van 27 november 2026 t/m 29 november 2026. Dan kijkt niemand naar uw casussen."
        " Wie waarneemt, is zelf weg op 2 december 2026. Dan kijkt niemand naar uw casussen."
        " U neemt van 27 november 2026 t/m 29 november 2026 zelf waar voor een ander. Dan kijkt niemand naar die"
        " casussen."
        " U neemt op 2 december 2026 zelf waar voor een ander. Dan kijkt niemand naar die casussen."
    )
    assert "Regisseur" not in fout.value.tekst()
    with pytest.raises(waarnemen.NiemandKijkt, match="naar de casussen van deze collega"):
        waarnemen.name_waarneming(wereld.beheer, d, "+2", "+9", afwezige_id=c)
    assert len(waarnemen.list_waarnemingen(wereld.beheer)) == 2
    waarnemen.name_waarneming(wereld.regie, d, "+2", "+9", toch=True)
    assert len(waarnemen.list_waarnemingen(wereld.beheer)) == 3


@pytest.mark.parametrize("toch", [False, True])
def test_wie_alle_dagen_zelf_weg_is_neemt_niet_waar(wereld: Wereld, toch: bool) -> None:
    c, d = wereld.regie.gebruiker.id, wereld.regie2.gebruiker.id
    for van, tot in (("+2", "+4"), ("+5", "+7")):
        waarnemen.name_waarneming(wereld.regie2, c, van, tot)
    with pytest.raises(OngeldigeInvoer) as fout:
        waarnemen.name_waarneming(wereld.regie, d, "+3", "+6", toch=toch)
    assert fout.value.velden == {"waarnemer": "Deze collega is zelf al deze dagen weg. Kies iemand anders."}
    waarnemen.end_waarneming(wereld.regie2, waarnemen.list_waarnemingen(wereld.regie2)[0].id)
    waarnemen.name_waarneming(wereld.regie, d, "+3", "+4")


def test_de_zinnen_voor_beide_en_voor_de_beheerder(wereld: Wereld) -> None:
    neem_waar(wereld)
    zinnen = [waarnemen.list_waarnemingen(w)[0].zin() for w in (wereld.regie, wereld.regie2, wereld.beheer)]
    assert zinnen == [
        "D. Regisseur neemt t/m 29 november 2026 voor u waar",
        "U neemt t/m 29 november 2026 waar voor C. Regisseur",
        "D. Regisseur neemt t/m 29 november 2026 waar voor C. Regisseur",
    ]
    waarnemen.name_waarneming(wereld.regie, wereld.regie2.gebruiker.id, "+20", "+21")
    later = waarnemen.list_waarnemingen(wereld.regie)[1]
    assert (later.loopt, later.zin()) == (
        False,
        "D. Regisseur neemt van 13 december 2026 t/m 14 december 2026 voor u waar",
    )


def test_wie_waarneemt_werkt_erin_maar_beslist_niet_over_het_bewaren(wereld: Wereld) -> None:
    casus = bouw(wereld)
    neem_waar(wereld)
    wereld_van_d = Wereld(**{**vars(wereld), "werkplekken": {**wereld.werkplekken, "regie": wereld.regie2}})
    actie(wereld_van_d, casus, 3)
    close_casus(wereld.regie2, casus.casus_id, "doelen_behaald", "verbeterd")
    with pytest.raises(GeenToegang):
        bewaren.keep_casus(wereld.regie2, casus.casus_id, VANDAAG + timedelta(days=30), "Nog nodig.")
    with pytest.raises(noodtoegang.AlToegang):
        noodtoegang.take_noodtoegang(wereld.regie2, casus.casus_id, "Spoed.")
