"""Why a besluit was dropped stays under the limits of that besluit, whoever tightens them and however."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any
from uuid import UUID

import pytest

from pmg_desk.domain.bundel import Bundelversie
from pmg_desk.domain.samenvatting import Doorverstrekking, Rubriek
from pmg_desk.services import aanwezigheid, bespreken, overlegbesluiten, overleggen, uitspraken
from pmg_desk.services.bespreken import BesprekingInvoer, Regel
from pmg_desk.services.bundels import preview_bundel
from pmg_desk.services.overlegbesluiten import BesluitInzicht
from pmg_desk.services.stukken import cut_dossier
from pmg_desk.services.uitspraken import UitspraakInvoer
from pmg_desk.storage.models import BesluitStand, Besprekingsstand, Uitspraak
from tests.bundelzaal import maak_zaal
from tests.reports.lezen import tekst
from tests.tafelbouw import maak_tafel
from tests.wereld import Wereld

BESLOTEN, WAAROM = "Naar de wijkcoach.", "Moeder is ziek."
JA, VRAGEN, NEE = Doorverstrekking.JA, Doorverstrekking.VRAGEN, Doorverstrekking.NEE
BESPROKEN = Besprekingsstand.BESPROKEN


def laat_vervallen(wereld: Wereld, punt_id: UUID, **grens: Any) -> BesluitInzicht:
    """A besluit under these limits, dropped since."""
    regel = Regel(UitspraakInvoer(BESLOTEN, categorie="plan") if not grens else UitspraakInvoer(BESLOTEN, **grens))
    bespreken.save_bespreking(wereld.regie, punt_id, BesprekingInvoer(BESPROKEN, (), (regel,)))
    (een,) = bespreken.toon_bespreking(wereld.regie, punt_id).besluiten
    overlegbesluiten.set_besluitstand(
        wereld.regie, een.id, BesluitStand.VERVALLEN, versie=een.versie, reden=WAAROM, op="23-11-2026"
    )
    return bespreken.toon_bespreking(wereld.regie, punt_id).besluiten[0]


@pytest.fixture
def punt_id(wereld: Wereld) -> UUID:
    tafel = maak_tafel(wereld, 1, 1)
    aanwezigheid.mark_everyone_present(wereld.regie, tafel.overleg_id)
    return overleggen.toon_overleg(wereld.regie, tafel.overleg_id).agenda[0].id


def in_het_overleg(wereld: Wereld, punt_id: UUID, invoer: UitspraakInvoer) -> None:
    """Changed where it was typed."""
    nu = bespreken.toon_bespreking(wereld.regie, punt_id)
    (besluit,) = nu.besluiten
    assert besluit.tekst is not None
    regel = Regel(invoer, besluit.id, besluit.tekst.id)
    bespreken.save_bespreking(wereld.regie, punt_id, BesprekingInvoer(BESPROKEN, (), (regel,), versie=nu.versie))


def elders(wereld: Wereld, punt_id: UUID, invoer: UitspraakInvoer, *, vervallen: bool = False) -> None:
    """Changed by a use case that knows the statement only."""
    (besluit,) = bespreken.toon_bespreking(wereld.regie, punt_id).besluiten
    assert besluit.tekst is not None
    with wereld.regie.doe() as t:
        oud = t.haal(Uitspraak, besluit.tekst.id)
        uitspraken.vervang(t, oud, invoer, "Rectificatie.", vervallen=vervallen)
        t.log("uitspraak.wijzigen", "uitspraak", oud.id, casus_id=oud.casus_id)


def stukken(wereld: Wereld, casus_id: UUID) -> list[tuple[str, str, bool, Doorverstrekking]]:
    with wereld.regie.doe() as t:
        alle = cut_dossier(t, t.casus(casus_id))
    return [
        (stuk.tekst, stuk.categorie, stuk.derden, stuk.doorverstrekking)
        for stuk in alle
        if stuk.rubriek is Rubriek.BESLUITEN
    ]


@pytest.mark.parametrize("stel_bij", [in_het_overleg, elders])
def test_a_besluit_that_becomes_stricter_takes_its_reason_along(
    wereld: Wereld, punt_id: UUID, stel_bij: Callable[[Wereld, UUID, UitspraakInvoer], None]
) -> None:
    besluit = laat_vervallen(wereld, punt_id)
    assert besluit.tekst is not None
    zo = besluit.tekst.als_invoer()
    for grens in (  # one limit after another, so that a reason that moved once moves again
        {"categorie": "gezondheid"},
        {"derden": True, "derden_wie": "moeder"},
        {"doorverstrekking": NEE},
    ):
        zo = replace(zo, **grens)
        stel_bij(wereld, punt_id, zo)
        verwacht = (zo.categorie, zo.derden, zo.doorverstrekking)
        assert stukken(wereld, besluit.casus_id) == [(BESLOTEN, *verwacht), (WAAROM, *verwacht)]
    nu = bespreken.toon_bespreking(wereld.regie, punt_id).besluiten[0]
    assert nu.reden is not None
    assert (nu.stand, nu.reden.tekst, nu.reden.derden_wie) == (BesluitStand.VERVALLEN, WAAROM, "moeder")


def test_what_is_loosened_for_the_besluit_is_not_for_its_reason_before_somebody_says_so(
    wereld: Wereld, punt_id: UUID
) -> None:
    besluit = laat_vervallen(
        wereld, punt_id, categorie="gezondheid", derden=True, derden_wie="moeder", doorverstrekking=VRAGEN
    )
    los = UitspraakInvoer(BESLOTEN, "Het overleg", besluit.genomen_op, categorie="plan")
    in_het_overleg(wereld, punt_id, los)
    assert stukken(wereld, besluit.casus_id) == [
        (BESLOTEN, "plan", False, JA),
        (WAAROM, "gezondheid", True, VRAGEN),
    ]
    nu = bespreken.toon_bespreking(wereld.regie, punt_id).besluiten[0]
    overlegbesluiten.set_besluitstand(
        wereld.regie, nu.id, BesluitStand.VERVALLEN, versie=nu.versie, reden="Niet meer nodig.", op="23-11-2026"
    )
    assert stukken(wereld, besluit.casus_id)[1:] == [("Niet meer nodig.", "plan", False, JA)]


def test_a_besluit_that_no_longer_holds_leaves_no_reason_behind(wereld: Wereld, punt_id: UUID) -> None:
    besluit = laat_vervallen(wereld, punt_id)
    assert besluit.tekst is not None
    elders(wereld, punt_id, besluit.tekst.als_invoer(), vervallen=True)
    assert stukken(wereld, besluit.casus_id) == []


def test_who_may_not_have_the_besluit_does_not_read_why_it_was_dropped(wereld: Wereld) -> None:
    zaal = maak_zaal(wereld)  # the GGD may have the plan, and nothing about health
    punt_id = overleggen.toon_overleg(wereld.regie, zaal.tafel.overleg_id).agenda[0].id
    besluit = laat_vervallen(wereld, punt_id)
    assert besluit.tekst is not None

    def gaat_mee() -> tuple[bool, bool]:
        gelezen = tekst(
            preview_bundel(wereld.regie, zaal.tafel.overleg_id, zaal.keuze(zaal.ggd), Bundelversie.ACHTERAF)
        )
        return BESLOTEN in gelezen, WAAROM in gelezen

    assert gaat_mee() == (True, True)
    in_het_overleg(wereld, punt_id, replace(besluit.tekst.als_invoer(), categorie="gezondheid", derden=True))
    assert gaat_mee() == (False, False)
