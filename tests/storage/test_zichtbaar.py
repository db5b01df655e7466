"""Who sees what comes in two shapes, a set of ids and a condition on a row: they must never differ."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

import sqlalchemy as sa

from pmg_desk.services import noodtoegang, toewijzingen, waarnemen
from pmg_desk.services.werkplek import Werkplek
from pmg_desk.storage.models import Casus, GebruikerTafel
from pmg_desk.storage.zichtbaar import ziet_er_weinig
from tests.casusbouw import maak
from tests.wereld import Wereld


def zicht(werkplek: Werkplek) -> set[UUID]:
    """What this user sees; both shapes and the question per casus have to agree on it, and own work is part of it."""
    with werkplek.doe() as t:
        als_set = set(t.db.scalars(t.zichtbaar()))
        per_rij = set(t.db.scalars(sa.select(Casus.id).where(t.zichtbaar_per_rij())))
        een_voor_een = {id_ for id_ in t.db.scalars(sa.select(Casus.id)) if t.mag_zien(id_)}
        eigen = set(t.db.scalars(t.eigen()))
    assert als_set == per_rij == een_voor_een
    assert eigen <= als_set
    return als_set


def test_de_twee_vormen_van_de_regel_zeggen_hetzelfde(wereld: Wereld) -> None:
    gegeven, nood, tafel, eigen = (maak(wereld.regie, "zvh", voornamen=naam) for naam in ("A", "B", "C", "D"))
    wisselend = toewijzingen.add_tafel(wereld.regie, tafel, "top_x")
    toewijzingen.assign_casus(wereld.regie, gegeven, wereld.lezer.gebruiker.id, "24-11-2026")
    toewijzingen.assign_casus(wereld.regie, gegeven, wereld.regie2.gebruiker.id, "24-11-2026")
    noodtoegang.take_noodtoegang(wereld.regie2, nood, "Spoed.")
    noodtoegang.take_noodtoegang(wereld.lezer, nood, "Spoed.")
    alle = {gegeven, nood, tafel, eigen}
    assert zicht(wereld.regie) == alle
    assert zicht(wereld.regie2) == {gegeven, nood, tafel}
    assert zicht(wereld.lezer) == {gegeven, nood}
    assert zicht(wereld.privacy) == zicht(wereld.beheer) == set()
    toewijzingen.leave_tafel(wereld.regie, wisselend)
    wereld.klok.moment += timedelta(hours=24)
    assert zicht(wereld.regie2) == {gegeven}
    assert zicht(wereld.lezer) == {gegeven}
    wereld.klok.moment += timedelta(hours=24)
    assert zicht(wereld.regie2) == zicht(wereld.lezer) == set()
    assert zicht(wereld.regie) == alle


def test_waarneming_geeft_zicht_zolang_zij_loopt_in_beide_vormen(wereld: Wereld) -> None:
    van_c, van_d = maak(wereld.regie, "zvh"), maak(wereld.regie2, "zvh", voornamen="D")
    rij = waarnemen.name_waarneming(wereld.regie, wereld.regie2.gebruiker.id, "morgen", "+2")
    assert zicht(wereld.regie2) == {van_d}
    for _ in range(2):
        wereld.klok.moment += timedelta(days=1)
        assert zicht(wereld.regie2) == {van_c, van_d}
    assert zicht(wereld.regie) == {van_c}
    assert zicht(wereld.lezer) == zicht(wereld.privacy) == zicht(wereld.beheer) == set()
    with wereld.regie2.doe() as t:
        assert [ziet_er_weinig(t.db, t.gebruiker.id, t.vandaag, grens) for grens in (2, 3)] == [False, True]
    waarnemen.end_waarneming(wereld.regie, rij)
    assert zicht(wereld.regie2) == {van_d}


def test_wie_een_tafel_verlaat_ziet_haar_casussen_niet_meer(wereld: Wereld) -> None:
    casus_id = maak(wereld.regie, "top_x")
    assert zicht(wereld.regie2) == {casus_id}
    with wereld.beheer.doe() as t:
        t.db.execute(
            sa.update(GebruikerTafel)
            .where(GebruikerTafel.gebruiker_id == wereld.regie2.gebruiker.id)
            .values(tot=t.vandaag - timedelta(days=1))
        )
        t.log("gebruiker.tafels", "gebruiker", wereld.regie2.gebruiker.id)
    assert zicht(wereld.regie2) == set()


def test_de_snelle_blik_telt_niet_verder_dan_de_grens(wereld: Wereld) -> None:
    for naam in ("A", "B", "C"):
        maak(wereld.regie, "zvh", voornamen=naam)
    with wereld.regie.doe() as t:
        assert [ziet_er_weinig(t.db, t.gebruiker.id, t.vandaag, grens) for grens in (2, 3, 4)] == [False, False, True]
