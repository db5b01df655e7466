"""The own caseload: whole numbers of the casussen one leads, of nobody else, each with the casussen that make it."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

import pytest
import sqlalchemy as sa

from pmg_desk.domain.beeldmetingen import TAFEL
from pmg_desk.domain.fouten import GeenToegang
from pmg_desk.domain.kwartaal import Kwartaal
from pmg_desk.domain.rollen import Rol
from pmg_desk.services.beeldassen import assen
from pmg_desk.services.beeldtelling import tel
from pmg_desk.services.casusverloop import close_casus
from pmg_desk.services.eigenbeeld import Eigenbeeld, show_eigenbeeld
from pmg_desk.services.eigenbeeld import Groep as Getallen
from pmg_desk.services.tafelbord import FaseInvoer, set_fase, toon_bord
from pmg_desk.services.toewijzingen import add_tafel, leave_tafel, list_tafels
from pmg_desk.services.uitspraken import UitspraakInvoer
from pmg_desk.services.waarnemen import name_waarneming
from tests.casusbouw import maak, regels
from tests.vulling import maak_dossier, vraag
from tests.wereld import Wereld

_KNELPUNTEN = (
    "Zonder plan",
    "Dag van evaluatie is vandaag of voorbij",
    "Verzoek om te delen wacht op de privacy officer",
    "Vraag van de privacy officer over een verzoek",
    "Akkoord loopt af binnen 14 dagen",
    "42 dagen geen tekst, actie, score of overleg",
)


def groep(beeld: Eigenbeeld, sleutel: str) -> Getallen:
    return next(een for een in beeld.groepen if een.sleutel == sleutel)


def getallen(beeld: Eigenbeeld, sleutel: str) -> dict[str, tuple[int, frozenset[UUID]]]:
    return {regel.label: (regel.aantal, regel.casussen) for regel in groep(beeld, sleutel).regels}


def test_only_casussen_that_one_leads_count_and_each_number_knows_which(wereld: Wereld) -> None:
    dossier = maak_dossier(wereld.regie)
    vraag(wereld, dossier)
    zonder = maak(wereld.regie, "top_x", geslachtsnaam="Bakker")
    dicht = maak(wereld.regie, geslachtsnaam="Visser")
    close_casus(wereld.regie, dicht, "doelen_behaald", "verbeterd")
    collega = maak(wereld.regie2, "pga_lokaal", geslachtsnaam="Groen")  # at a table that regie sees, led by another
    (hier,) = toon_bord(wereld.regie2, "top_x").rijen
    bewijs = UitspraakInvoer("Aan tafel besproken.")
    set_fase(wereld.regie2, hier.casus_tafel_id, FaseInvoer("contact_maken", None, bewijs))
    wereld.klok.moment += timedelta(days=50)
    voor = len(regels(wereld.regie))
    beeld = show_eigenbeeld(wereld.regie)
    assert len(regels(wereld.regie)) == voor  # counting opens no dossier
    eigen = frozenset({dossier.casus_id, zonder})
    assert {een.id for een in beeld.casussen} == eigen
    een, ander = frozenset({dossier.casus_id}), frozenset({zonder})
    assert getallen(beeld, "tafel") == {"PGA lokaal": (1, een), "TOP X": (1, ander)}
    assert getallen(beeld, "doelgroep") == {"nog niet ingedeeld": (2, eigen)}
    label = wereld.profiel.tafels["top_x"].fasen["contact_maken"]
    assert getallen(beeld, "fase") == {f"TOP X: {label}": (1, ander)}  # PGA lokaal has no phases
    assert getallen(beeld, "actie") == {"Politie Zuiderpark PMG-2026-00001": (1, een)}
    assert tuple(getallen(beeld, "knelpunt").values()) == (
        (1, ander),
        (0, frozenset()),
        (1, een),
        (0, frozenset()),
        (0, frozenset()),
        (2, eigen),
    )
    assert tuple(getallen(beeld, "knelpunt")) == _KNELPUNTEN
    rij = next(rij for rij in beeld.casussen if rij.id == zonder)
    assert (rij.naam, rij.tafels, rij.knelpunten) == (
        "Bakker, Zoë",
        ("TOP X",),
        ("Zonder plan", _KNELPUNTEN[-1]),
    )
    laat = "Actie te laat van Politie Zuiderpark PMG-2026-00001"
    assert (groep(beeld, "actie").van.format("een school"), laat) == ("Actie te laat van een school", laat)
    assert laat in next(rij for rij in beeld.casussen if rij.id == dossier.casus_id).knelpunten
    assert collega in {een.id for een in show_eigenbeeld(wereld.regie2).casussen}


def test_who_covers_for_a_colleague_does_not_get_their_casussen_in_the_numbers(wereld: Wereld) -> None:
    maak(wereld.regie)
    vandaag = wereld.klok.nu().date()
    name_waarneming(wereld.regie, wereld.regie2.gebruiker.id, vandaag, vandaag + timedelta(days=7))
    beeld = show_eigenbeeld(wereld.regie2)
    assert beeld.casussen == ()
    assert {regel.aantal for regel in groep(beeld, "knelpunt").regels} == {0}


@pytest.mark.parametrize("wie", ["privacy", "beheer", "lezer"])
def test_who_leads_no_casussen_has_no_caseload(wereld: Wereld, wie: str) -> None:
    with pytest.raises(GeenToegang):
        show_eigenbeeld(wereld.werkplek(wie))
    assert wereld.werkplek(wie).gebruiker.rol is not Rol.CASUSREGISSEUR


def test_many_casussen_take_no_more_statements_than_a_few(wereld: Wereld) -> None:
    def vragen() -> int:
        gesteld: list[Any] = []

        def tel(*deel: Any) -> None:
            gesteld.append(deel[2])

        sa.event.listen(wereld.engine, "before_cursor_execute", tel)
        show_eigenbeeld(wereld.regie)
        sa.event.remove(wereld.engine, "before_cursor_execute", tel)
        return len(gesteld)

    vraag(wereld, maak_dossier(wereld.regie))
    maak(wereld.regie, geslachtsnaam="Bakker")
    wereld.klok.moment += timedelta(days=50)
    weinig = vragen()
    for nr in range(6):
        maak(wereld.regie, geslachtsnaam=f"Bakker{'abcdef'[nr]}")
    for nr in range(2, 4):
        vraag(wereld, maak_dossier(wereld.regie, f"PMG-2026-9000{nr}"))
    wereld.klok.moment += timedelta(days=50)
    assert vragen() == weinig


def test_who_left_a_table_today_counts_where_the_informatiebeeld_counts_them(wereld: Wereld) -> None:
    """One rule for both (``domain.tafelverblijf``), on the day a stay ends and the day after."""
    casus_id = maak(wereld.regie)
    add_tafel(wereld.regie, casus_id, "top_x", wereld.klok.nu().date())
    wereld.klok.moment = datetime(2026, 12, 31, 11, tzinfo=UTC)
    (pga,) = (een for een in list_tafels(wereld.regie, casus_id) if een.tafel == "pga_lokaal")
    assert set(getallen(show_eigenbeeld(wereld.regie), "tafel")) == {"PGA lokaal", "TOP X"}
    leave_tafel(wereld.regie, pga.id)
    for _ in range(2):
        assert getallen(show_eigenbeeld(wereld.regie), "tafel") == {"TOP X": (1, frozenset({casus_id}))}
        with wereld.privacy.doe() as t:
            (stand,) = (
                een
                for een in tel(t, Kwartaal(2026, 4), assen(t.profiel))
                if een.naam.meting == "stand" and TAFEL in een.naam.assen
            )
        plek = stand.naam.assen.index(TAFEL)
        assert {cel[plek]: aantal for cel, aantal in stand.telling.items() if aantal} == {"top_x": 1}
        wereld.klok.moment += timedelta(days=1)
