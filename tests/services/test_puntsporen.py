"""Words that were typed and what was told at an item stay to be found, also when nothing of it was committed yet."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

import pytest

from pmg_desk.domain.fouten import Fout, GeenToegang
from pmg_desk.services import aanwezigheid, bespreken, concepten, overleggen, vergaderen
from pmg_desk.services.agendaterug import StaatErWeer, put_back_agendapunt
from pmg_desk.services.agendavoorstel import AgendaIntussenAnders, take_back
from pmg_desk.services.bespreken import BesprekingInvoer
from pmg_desk.services.overleggen import AgendaPunt
from pmg_desk.services.overlegverslag import read_verslag
from pmg_desk.services.puntsporen import PuntGedeeld, PuntGetypt
from pmg_desk.services.verteldaantafel import Tafelinvoer, tell_everyone
from pmg_desk.services.werkplek import Werkplek
from pmg_desk.storage.models import Besprekingsstand
from tests.casusbouw import regels
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


def agenda(wereld: Wereld, tafel: Tafel) -> list[AgendaPunt]:
    return list(overleggen.toon_overleg(wereld.regie, tafel.overleg_id).agenda)


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


@pytest.mark.parametrize(
    ("spoor", "fout"),
    [
        (lambda wereld, punt_id: typ(wereld.regie, punt_id, GETYPT), PuntGetypt),
        (lambda wereld, punt_id: typ(wereld.regie2, punt_id, GETYPT), PuntGetypt),
        (vertel, PuntGedeeld),
    ],
)
def test_an_item_with_words_or_a_line_in_the_register_stays_on_the_agenda(
    wereld: Wereld, tafel: Tafel, punten: list[UUID], spoor: Callable[[Wereld, UUID], None], fout: type[Fout]
) -> None:
    voor = agenda(wereld, tafel)
    spoor(wereld, punten[1])
    with pytest.raises(fout):
        overleggen.remove_agendapunt(wereld.regie, punten[1])
    with pytest.raises(AgendaIntussenAnders):
        take_back(wereld.regie, tafel.overleg_id, [(punt.id, punt.vraag) for punt in voor])
    assert agenda(wereld, tafel) == voor


def test_who_looked_at_an_item_and_left_no_word_keeps_nobody_from_taking_it_off(
    wereld: Wereld, tafel: Tafel, punten: list[UUID]
) -> None:
    vergaderen.open_vergaderpunt(wereld.regie, punten[3])
    typ(wereld.regie, punten[3], LEEG)
    overleggen.remove_agendapunt(wereld.regie, punten[3])
    vergaderen.open_vergaderpunt(wereld.regie, punten[1])
    typ(wereld.regie, punten[1], LEEG)
    take_back(wereld.regie, tafel.overleg_id, [(punt_id, "") for punt_id in punten[:3]])
    assert (agenda(wereld, tafel), concepten.list_concepten(wereld.regie)) == ([], ())


def test_what_was_taken_off_comes_back_in_its_place_with_its_question_and_who_left(
    wereld: Wereld, tafel: Tafel, punten: list[UUID]
) -> None:
    regie = wereld.regie
    (wie,) = overleggen.toon_overleg(regie, tafel.overleg_id).deelnemers
    overleggen.change_agendapunt(regie, punten[1], "Wie belt de school?")
    aanwezigheid.leave_for_punt(regie, punten[1], wie.id)

    def weg() -> list[bool]:
        return [een.weg for een in aanwezigheid.list_deelneming(regie, tafel.overleg_id, punten[1])]

    voor = agenda(wereld, tafel)
    eerste = overleggen.remove_agendapunt(regie, punten[1])
    tweede = overleggen.remove_agendapunt(regie, punten[2])
    for ander in (wereld.regie2, wereld.privacy):
        with pytest.raises(GeenToegang):
            put_back_agendapunt(ander, eerste)
    put_back_agendapunt(regie, tweede)
    put_back_agendapunt(regie, eerste)
    assert agenda(wereld, tafel) == voor
    assert weg() == [True]
    with pytest.raises(StaatErWeer):
        put_back_agendapunt(regie, eerste)
    laatste = [regel.actie for regel in regels(regie)[-3:]]
    assert laatste == ["overleg.agenderen", "overleg.weggaan", "overleg.agenderen"]


def test_words_that_came_after_a_colleague_took_the_casus_off_are_there_when_it_is_put_back(
    wereld: Wereld, tafel: Tafel, punten: list[UUID]
) -> None:
    casus_id = tafel.dossiers[2].casus_id
    overleggen.remove_agendapunt(wereld.regie, punten[2])
    concepten.save_concept(wereld.regie, bespreken.FORMULIER, str(punten[2]), dict(GETYPT), casus_id)
    weer = overleggen.add_agendapunt(wereld.regie, tafel.overleg_id, casus_id, "Nog eens?")
    concept = concepten.find_concept(wereld.regie, bespreken.FORMULIER, str(weer))
    assert concept is not None
    assert concept.inhoud == GETYPT
    assert vergaderen.toon_vergadering(wereld.regie, tafel.overleg_id).getypt == frozenset({weer})
    with pytest.raises(PuntGetypt):
        overleggen.remove_agendapunt(wereld.regie, weer)
