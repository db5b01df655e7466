"""Words that were typed and what was told at an item stay to be found, also when nothing of it was committed yet."""

from __future__ import annotations

from uuid import UUID

import pytest

from pmg_desk.services import aanwezigheid, bespreken, concepten, overleggen, vergaderen
from pmg_desk.services.bespreken import BesprekingInvoer
from pmg_desk.services.overlegverslag import read_verslag
from pmg_desk.services.verteldaantafel import Tafelinvoer, tell_everyone
from pmg_desk.services.werkplek import Werkplek
from pmg_desk.storage.models import Besprekingsstand
from tests.kaderbouw import cellen, teken
from tests.tafelbouw import Tafel, maak_tafel
from tests.wereld import Wereld

GETYPT = {"versie": 0, "regels": [{"soort": "punt", "velden": {"tekst": ["Is gezien op het plein."]}}]}
LEEG = {"versie": 0, "stand": "aangehouden", "regels": []}


@pytest.fixture
def tafel(wereld: Wereld) -> Tafel:
    """Four casussen; everyone in the room may hear of signals."""
    tafel = maak_tafel(wereld, 4, 1)
    teken(wereld.privacy, cellen(tafel.ontvangers[0], "signalen"))
    aanwezigheid.mark_everyone_present(wereld.regie, tafel.overleg_id)
    return tafel


@pytest.fixture
def punten(wereld: Wereld, tafel: Tafel) -> list[UUID]:
    return [punt.id for punt in overleggen.toon_overleg(wereld.regie, tafel.overleg_id).agenda]


def typ(werkplek: Werkplek, punt_id: UUID, inhoud: dict[str, object]) -> None:
    concepten.save_concept(werkplek, bespreken.FORMULIER, str(punt_id), inhoud)


def vertel(wereld: Wereld, punt_id: UUID) -> None:
    tell_everyone(wereld.regie, punt_id, Tafelinvoer(("signalen",), "Verteld in het overleg."))


def test_ending_a_meeting_calls_nothing_not_discussed_of_which_words_were_typed_or_told(
    wereld: Wereld, tafel: Tafel, punten: list[UUID]
) -> None:
    getypt, verteld, beide, niets = punten
    typ(wereld.regie2, getypt, GETYPT)  # a colleague, who helps to write
    vertel(wereld, verteld)
    typ(wereld.regie, beide, GETYPT)
    vertel(wereld, beide)
    typ(wereld.regie, niets, LEEG)
    voor = vergaderen.toon_vergadering(wereld.regie, tafel.overleg_id)
    assert (voor.getypt, voor.verteld) == (frozenset({getypt, beide}), frozenset({verteld, beide}))

    def standen() -> list[str]:
        return [een.punt.stand for een in read_verslag(wereld.regie, tafel.overleg_id)]

    vast, gewoon = "Nog niet vastgelegd", "Nog niet besproken"
    assert standen() == [vast, vast, vast, gewoon]
    assert bespreken.finish_overleg(wereld.regie, tafel.overleg_id) == 1
    assert standen() == [vast, "Besproken", vast, "Niet besproken"]
    # What was typed is committed as it would have been.
    bespreken.save_bespreking(wereld.regie, beide, BesprekingInvoer(Besprekingsstand.BESPROKEN))
    assert standen() == [vast, "Besproken", "Besproken", "Niet besproken"]
