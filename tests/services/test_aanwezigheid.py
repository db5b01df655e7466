"""Who is in the room: at the meeting, and at one item of its agenda."""

from __future__ import annotations

from dataclasses import replace
from typing import Any
from uuid import UUID

import pytest

from pmg_desk.domain.fouten import GeenToegang, OngeldigeInvoer
from pmg_desk.services import aanwezigheid, adresboek, bespreken, overleggen
from pmg_desk.services.aanwezigheid import OverlegNogNiet, present_at
from pmg_desk.services.werkplek import Werkplek
from pmg_desk.storage.models import Aanwezigheidsstand, OverlegCasus, OverlegStatus
from tests.casusbouw import bladen, maak, regels
from tests.services.test_adresboek import organisatie, professional
from tests.services.test_overleggen import plan
from tests.wereld import Wereld

VANDAAG = "23-11-2026"


def zaal(wereld: Wereld) -> tuple[UUID, UUID, list[UUID]]:
    """A meeting of today with two people invited, a casus on its agenda, and somebody who was not invited."""
    overleg_id = plan(wereld.regie, VANDAAG)
    waar = organisatie(wereld.regie)
    mensen = [professional(wereld.regie, waar, naam=naam) for naam in ("A. Eerste", "B. Tweede", "C. Derde")]
    overleggen.set_deelnemers(wereld.regie, overleg_id, mensen[:2])
    punt_id = overleggen.add_agendapunt(wereld.regie, overleg_id, maak(wereld.regie))
    return overleg_id, punt_id, mensen


def in_de_zaal(werkplek: Werkplek, punt_id: UUID) -> list[str]:
    with werkplek.doe() as t:
        return [p.naam for p, _ in present_at(t, t.haal(OverlegCasus, punt_id))]


def test_one_key_says_that_everybody_is_there_but_for_whom_something_else_was_said(wereld: Wereld) -> None:
    overleg_id, punt_id, mensen = zaal(wereld)
    assert in_de_zaal(wereld.regie, punt_id) == []
    aanwezigheid.set_aanwezigheid(wereld.regie, overleg_id, mensen[1], Aanwezigheidsstand.AFGEMELD)
    assert aanwezigheid.mark_everyone_present(wereld.regie, overleg_id) == 1
    assert aanwezigheid.mark_everyone_present(wereld.regie, overleg_id) == 0
    assert in_de_zaal(wereld.regie, punt_id) == ["A. Eerste"]
    assert [(d.naam, d.stand, d.uitgenodigd) for d in aanwezigheid.list_deelneming(wereld.regie, overleg_id)] == [
        ("A. Eerste", Aanwezigheidsstand.AANWEZIG, True),
        ("B. Tweede", Aanwezigheidsstand.AFGEMELD, True),
    ]
    assert [r.aantal for r in regels(wereld.regie, "overleg.aanwezigheid")] == [1, 1]
    assert "A. Eerste" not in bladen(wereld.regie)


def test_who_left_for_an_item_is_told_only_to_who_may_see_its_casus(wereld: Wereld) -> None:
    overleg_id, punt_id, mensen = zaal(wereld)
    aanwezigheid.mark_everyone_present(wereld.regie, overleg_id)
    aanwezigheid.leave_for_punt(wereld.regie, punt_id, mensen[0])
    assert [d.weg for d in aanwezigheid.list_deelneming(wereld.regie, overleg_id, punt_id)] == [True, False]
    casus_id, ander = maak(wereld.regie2, "top_x"), UUID(int=7)
    with wereld.regie2.doe() as t:
        t.db.add(OverlegCasus(id=ander, overleg_id=overleg_id, casus_id=casus_id))
        t.log("overleg.agenderen", "overleg", overleg_id)
    with pytest.raises(GeenToegang):
        aanwezigheid.list_deelneming(wereld.regie, overleg_id, ander)


def test_who_was_there_is_not_taken_along_to_a_later_day(wereld: Wereld) -> None:
    """Else people who are not in the room then would count as shown and told."""
    overleg_id, _, mensen = zaal(wereld)
    later = overleggen.OverlegInvoer("pga_lokaal", "24-11-2026")
    aanwezigheid.set_aanwezigheid(wereld.regie, overleg_id, mensen[1], Aanwezigheidsstand.AFGEMELD)
    overleggen.change_overleg(wereld.regie, overleg_id, later)  # nobody was there yet
    overleggen.change_overleg(wereld.regie, overleg_id, replace(later, datum=VANDAAG))
    aanwezigheid.mark_everyone_present(wereld.regie, overleg_id)
    overleggen.change_overleg(wereld.regie, overleg_id, replace(later, datum=VANDAAG, tijd="13:30"))
    with pytest.raises(OngeldigeInvoer) as fout:
        overleggen.change_overleg(wereld.regie, overleg_id, later)
    assert set(fout.value.velden) == {"datum"}
    regel = overleggen.toon_overleg(wereld.regie, overleg_id).regel
    assert (str(regel.datum), regel.tijd) == ("2026-11-23", "13:30")


def test_somebody_who_was_not_invited_can_be_there_and_what_was_said_can_be_taken_back(wereld: Wereld) -> None:
    overleg_id, punt_id, mensen = zaal(wereld)
    aanwezigheid.set_aanwezigheid(wereld.regie, overleg_id, mensen[2], Aanwezigheidsstand.AANWEZIG)
    assert in_de_zaal(wereld.regie, punt_id) == ["C. Derde"]
    derde = aanwezigheid.list_deelneming(wereld.regie, overleg_id)[-1]
    assert (derde.naam, derde.uitgenodigd, derde.aanwezig) == ("C. Derde", False, True)
    aanwezigheid.set_aanwezigheid(wereld.regie, overleg_id, mensen[2], Aanwezigheidsstand.NIET_VERSCHENEN)
    assert in_de_zaal(wereld.regie, punt_id) == []
    aanwezigheid.set_aanwezigheid(wereld.regie, overleg_id, mensen[2], None)
    aanwezigheid.set_aanwezigheid(wereld.regie, overleg_id, mensen[0], None)  # nothing was said: nothing changes
    assert [d.stand for d in aanwezigheid.list_deelneming(wereld.regie, overleg_id)] == [None, None]
    assert len(regels(wereld.regie, "overleg.aanwezigheid")) == 3


def test_who_left_an_organisation_cannot_come_unasked(wereld: Wereld) -> None:
    overleg_id, _, mensen = zaal(wereld)
    adresboek.stop_professional(wereld.regie, mensen[2], VANDAAG)
    with pytest.raises(OngeldigeInvoer):
        aanwezigheid.set_aanwezigheid(wereld.regie, overleg_id, mensen[2], Aanwezigheidsstand.AANWEZIG)


def test_who_leaves_for_an_item_is_away_from_that_one_only(wereld: Wereld) -> None:
    overleg_id, punt_id, mensen = zaal(wereld)
    ander = overleggen.add_agendapunt(wereld.regie, overleg_id, maak(wereld.regie, voornamen="Ander"))
    with pytest.raises(OngeldigeInvoer):
        aanwezigheid.leave_for_punt(wereld.regie, punt_id, mensen[0])  # was never there
    aanwezigheid.mark_everyone_present(wereld.regie, overleg_id)
    for _ in range(2):
        aanwezigheid.leave_for_punt(wereld.regie, punt_id, mensen[0])
    assert in_de_zaal(wereld.regie, punt_id) == ["B. Tweede"]
    assert in_de_zaal(wereld.regie, ander) == ["A. Eerste", "B. Tweede"]
    weg = [d.weg for d in aanwezigheid.list_deelneming(wereld.regie, overleg_id, punt_id)]
    assert weg == [True, False]
    for _ in range(2):
        aanwezigheid.return_for_punt(wereld.regie, punt_id, mensen[0])
    assert in_de_zaal(wereld.regie, punt_id) == ["A. Eerste", "B. Tweede"]
    assert [len(regels(wereld.regie, f"overleg.{wat}")) for wat in ("weggaan", "terugkomen")] == [1, 1]


def test_nobody_was_at_a_meeting_that_is_still_to_come(wereld: Wereld) -> None:
    overleg_id = plan(wereld.regie, "24-11-2026")
    mens = professional(wereld.regie, organisatie(wereld.regie))
    overleggen.set_deelnemers(wereld.regie, overleg_id, [mens])
    pogingen: tuple[Any, ...] = (
        lambda: aanwezigheid.mark_everyone_present(wereld.regie, overleg_id),
        lambda: aanwezigheid.set_aanwezigheid(wereld.regie, overleg_id, mens, Aanwezigheidsstand.AANWEZIG),
    )
    for poging in pogingen:
        with pytest.raises(OverlegNogNiet):
            poging()
    aanwezigheid.set_aanwezigheid(wereld.regie, overleg_id, mens, Aanwezigheidsstand.AFGEMELD)
    vandaag = plan(wereld.regie, VANDAAG)
    overleggen.set_overlegstatus(wereld.regie, vandaag, OverlegStatus.VERVALLEN)
    with pytest.raises(OverlegNogNiet):
        aanwezigheid.mark_everyone_present(wereld.regie, vandaag)


def test_only_the_table_says_who_was_there(wereld: Wereld) -> None:
    overleg_id, punt_id, mensen = zaal(wereld)
    aanwezigheid.mark_everyone_present(wereld.regie, overleg_id)
    assert len(aanwezigheid.list_deelneming(wereld.privacy, overleg_id)) == 2
    for wie in (wereld.regie2, wereld.privacy, wereld.lezer):
        pogingen: tuple[Any, ...] = (
            lambda: aanwezigheid.mark_everyone_present(wie, overleg_id),  # noqa: B023 - called at once
            lambda: aanwezigheid.set_aanwezigheid(wie, overleg_id, mensen[0], None),  # noqa: B023
            lambda: aanwezigheid.leave_for_punt(wie, punt_id, mensen[0]),  # noqa: B023
            lambda: aanwezigheid.return_for_punt(wie, punt_id, mensen[0]),  # noqa: B023
        )
        for poging in pogingen:
            with pytest.raises(GeenToegang):
                poging()
    with pytest.raises(GeenToegang):
        aanwezigheid.list_deelneming(wereld.regie2, overleg_id)
    assert in_de_zaal(wereld.regie, punt_id) == ["A. Eerste", "B. Tweede"]


def test_who_did_not_come_is_said_at_the_end_but_of_nobody_something_else_was_said(wereld: Wereld) -> None:
    overleg_id, _, (eerste, tweede, derde) = zaal(wereld)
    aanwezigheid.set_aanwezigheid(wereld.regie, overleg_id, eerste, Aanwezigheidsstand.AANWEZIG)
    bespreken.finish_overleg(wereld.regie, overleg_id, (eerste, tweede, derde))  # the third was not invited
    standen = {een.professional_id: een.stand for een in aanwezigheid.list_deelneming(wereld.regie, overleg_id)}
    assert standen == {eerste: Aanwezigheidsstand.AANWEZIG, tweede: Aanwezigheidsstand.NIET_VERSCHENEN}
    assert [regel.aantal for regel in regels(wereld.regie, "overleg.aanwezigheid")] == [1, 1]
