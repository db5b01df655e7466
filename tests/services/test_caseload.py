"""Handing a caseload over: all or nothing, a line for each casus, and names only to who reads casussen."""

from __future__ import annotations

from pathlib import Path
from uuid import UUID, uuid4

import pytest
import sqlalchemy as sa

from pmg_desk.domain.fouten import GeenToegang, NietGevonden, OngeldigeInvoer
from pmg_desk.services import caseload, concepten
from pmg_desk.services.caseload import NietVanU, NogAanHetWerk
from pmg_desk.services.casusverloop import close_casus
from pmg_desk.storage.models import Casus, CasusStatus, Gebruiker
from tests.casusbouw import bladen, maak, regels
from tests.overdrachtzaak import maak_zaak
from tests.vulling import maak_dossier, vraag
from tests.wereld import Wereld


def regisseur(wereld: Wereld, casus_id: UUID) -> UUID:
    with wereld.regie.doe() as t:
        return t.haal(Casus, casus_id).regisseur_id


def stop(wereld: Wereld, wie: str = "regie") -> UUID:
    """Somebody left, as Beheer records it (the keys are no part of this)."""
    gebruiker_id = wereld.werkplek(wie).gebruiker.id
    with wereld.beheer.doe() as t:
        t.db.execute(sa.update(Gebruiker).where(Gebruiker.id == gebruiker_id).values(gestopt_op=t.nu))
        t.log("gebruiker.stoppen", "gebruiker", gebruiker_id)
    return gebruiker_id


def test_gekozen_casussen_gaan_met_een_regel_per_casus(wereld: Wereld) -> None:
    een, twee, blijft = (maak(wereld.regie, "zvh", voornamen=naam) for naam in ("A", "B", "C"))
    naar = wereld.regie2.gebruiker.id
    voor = len(regels(wereld.regie))
    assert caseload.hand_over_casussen(wereld.regie, [een, twee, een], naar, reden="Andere wijk.") == 2
    assert [regisseur(wereld, id_) == naar for id_ in (een, twee, blijft)] == [True, True, False]
    nieuw = regels(wereld.regie)[voor:]
    assert [(r.actie, r.object_id, r.casus_id) for r in nieuw] == [
        ("casus.overdragen", str(naar), str(id_)) for id_ in (een, twee)
    ]
    assert "Łukasz" not in bladen(wereld.regie)
    with wereld.regie.doe() as t:
        assert [t.mag_zien(id_) for id_ in (een, twee, blijft)] == [False, False, True]


def test_alles_of_niets(wereld: Wereld) -> None:
    mijn, ander = maak(wereld.regie, "zvh"), maak(wereld.regie2, "pga_lokaal", voornamen="B")
    with pytest.raises(NietVanU):  # visible by the table, but led by a colleague
        caseload.hand_over_casussen(wereld.regie, [mijn, ander], wereld.regie2.gebruiker.id)
    with pytest.raises(NietVanU):
        caseload.show_caseload(wereld.regie, casus_ids=[mijn, ander])
    assert regisseur(wereld, mijn) == wereld.regie.gebruiker.id
    assert regels(wereld.regie, "casus.overdragen") == []


def test_wat_er_gaat_staat_er_vooraf_met_wat_nog_loopt(wereld: Wereld) -> None:
    via_tafel = maak_dossier(wereld.regie)
    vraag(wereld, via_tafel)
    weg = maak(wereld.regie, "zvh", voornamen="Bram")
    dicht = maak(wereld.regie, "zvh", voornamen="Cas")
    close_casus(wereld.regie, dicht, "doelen_behaald", "verbeterd")
    concepten.save_concept(wereld.regie, "signaal", str(weg), {"tekst": "half"})
    beeld = caseload.show_caseload(wereld.regie)
    assert (beeld.van, beeld.naar) == ("C. Regisseur", ((wereld.regie2.gebruiker.id, "D. Regisseur"),))
    eerste, tweede, derde = beeld.regels
    assert (eerste.casus_id, eerste.let_op) == (
        via_tafel.casus_id,
        (
            "Een verzoek om te delen wacht nog op antwoord; dat komt bij de nieuwe casusregisseur.",
            "U blijft de casus zien via PGA lokaal.",
        ),
    )
    assert (tweede.naam, tweede.open, tweede.let_op) == (
        "Łukasz, Bram",
        True,
        ("Een concept dat nog niet is opgeslagen, gaat niet mee.", "U ziet deze casus straks niet meer."),
    )
    assert (derde.casus_id, derde.open) == (dicht, False)
    open_ = caseload.show_caseload(wereld.regie, ook_gesloten=False)
    assert [r.casus_id for r in open_.regels] == [via_tafel.casus_id, weg]
    gekozen = caseload.show_caseload(wereld.regie, casus_ids=[dicht])
    assert [r.casus_id for r in gekozen.regels] == [dicht]


def test_een_aangeboden_casus_zegt_waar_het_antwoord_komt(tmp_path: Path) -> None:
    zaak = maak_zaak(tmp_path)
    try:
        zaak.aangeboden()
        (regel,) = caseload.show_caseload(zaak.hier.regie).regels
        assert "De casus is aangeboden aan een andere kluis; het antwoord komt bij de nieuwe casusregisseur." in (
            regel.let_op
        )
        naar = zaak.hier.regie2.gebruiker.id
        assert caseload.hand_over_casussen(zaak.hier.regie, [zaak.casus_id], naar) == 1
    finally:
        zaak.sluit()


def test_de_beheerder_geeft_door_wat_iemand_achterliet_zonder_namen(wereld: Wereld) -> None:
    casus_id = maak(wereld.regie, "zvh")
    van, naar = wereld.regie.gebruiker.id, wereld.regie2.gebruiker.id
    with pytest.raises(NogAanHetWerk):
        caseload.show_caseload(wereld.beheer, van)
    with pytest.raises(NogAanHetWerk):
        caseload.hand_over_casussen(wereld.beheer, [casus_id], naar, van_id=van)
    stop(wereld)
    beeld = caseload.show_caseload(wereld.beheer, van)
    (regel,) = beeld.regels
    assert (regel.nummer, regel.naam, regel.tafels, regel.let_op) == (
        "PMG-2026-00001",
        "",
        ("Zorg- en Veiligheidshuis Haaglanden (ZVHH)",),
        (),
    )
    assert "Łukasz" not in repr(beeld)
    assert caseload.hand_over_casussen(wereld.beheer, [casus_id], naar, van_id=van) == 1
    (logregel,) = regels(wereld.beheer, "casus.overdragen")
    assert (logregel.actor_naam, logregel.casus_id) == ("B. Beheerder", str(casus_id))
    with wereld.beheer.doe() as t:
        assert not t.mag_zien(casus_id)
    with wereld.regie2.doe() as t:
        assert t.mag_wijzigen(casus_id)


def test_wie_het_niet_mag(wereld: Wereld) -> None:
    casus_id = maak(wereld.regie, "zvh")
    van = stop(wereld)
    for wie in ("regie2", "privacy", "lezer"):
        with pytest.raises(GeenToegang):
            caseload.show_caseload(wereld.werkplek(wie), van)
        with pytest.raises(GeenToegang):
            caseload.hand_over_casussen(wereld.werkplek(wie), [casus_id], wereld.regie2.gebruiker.id, van_id=van)
    with pytest.raises(GeenToegang):
        caseload.show_caseload(wereld.lezer)
    with pytest.raises(NietGevonden):
        caseload.show_caseload(wereld.beheer, uuid4())
    assert regisseur(wereld, casus_id) == van


def test_wat_er_mis_kan_zijn_aan_de_invoer(wereld: Wereld) -> None:
    casus_id, zelf = maak(wereld.regie, "zvh"), wereld.regie.gebruiker.id
    for naar, ids, velden in (
        (None, [casus_id], {"naar"}),
        (zelf, [casus_id], {"naar"}),
        (wereld.lezer.gebruiker.id, [], {"naar", "casussen"}),
    ):
        with pytest.raises(OngeldigeInvoer) as fout:
            caseload.hand_over_casussen(wereld.regie, ids, naar)
        assert set(fout.value.velden) == velden


def test_honderden_in_een_keer(wereld: Wereld) -> None:
    """More than SQLite takes in one statement, and still one transaction."""
    eerste = maak(wereld.regie, "zvh")
    with wereld.regie.doe() as t:
        jongere_id = t.haal(Casus, eerste).jongere_id
        ids = [uuid4() for _ in range(1200)]
        t.db.add_all(
            Casus(
                id=id_,
                nummer=f"X-{nr:05d}",
                jongere_id=jongere_id,
                status=CasusStatus.OPEN,
                regisseur_id=t.gebruiker.id,
                geopend_op=t.vandaag,
                gewijzigd_op=t.nu,
                door_id=t.gebruiker.id,
                op=t.nu,
            )
            for nr, id_ in enumerate(ids)
        )
        t.log("demo.vullen", "kluis", aantal=len(ids))
    assert len(caseload.show_caseload(wereld.regie, casus_ids=ids).regels) == 1200
    assert caseload.hand_over_casussen(wereld.regie, ids, wereld.regie2.gebruiker.id) == 1200
    assert len(regels(wereld.regie, "casus.overdragen")) == 1200
    assert regisseur(wereld, eerste) == wereld.regie.gebruiker.id
