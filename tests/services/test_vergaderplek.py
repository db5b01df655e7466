"""Back in the overleg where one was: after a crash or a lock, of today only, and only who leads it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from uuid import UUID

import pytest
import sqlalchemy as sa

from pmg_desk.services import aanwezigheid, bespreken, concepten, overleggen, vergaderen, vergaderplek
from pmg_desk.services.bespreken import BesprekingInvoer
from pmg_desk.services.overleggen import OverlegInvoer, OverlegStatus
from pmg_desk.services.overlegloop import Loop
from pmg_desk.services.start import toon_start
from pmg_desk.services.vergaderplek import Lopend
from pmg_desk.storage.models import Aanwezigheidsstand, Besprekingsstand, GebruikerTafel, Vergaderplek
from tests.casusbouw import regels
from tests.services.planbouw import bouw
from tests.wereld import Wereld

DAG = date(2026, 11, 23)
LABEL = "PGA lokaal"


@pytest.fixture
def overleg(wereld: Wereld) -> tuple[UUID, list[UUID]]:
    """A meeting of today with three items."""
    id_ = overleggen.plan_overleg(wereld.regie, OverlegInvoer("pga_lokaal", "23-11-2026", "9.00"))
    casussen = [bouw(wereld, voornamen=naam) for naam in ("Aad", "Bas", "Cor")]
    overleggen.set_deelnemers(wereld.regie, id_, [casussen[0].professional_id])
    return id_, [overleggen.add_agendapunt(wereld.regie, id_, casus.casus_id) for casus in casussen]


def lopend(id_: UUID, nr: int | None, loop: Loop = Loop.LOOPT) -> tuple[Lopend, ...]:
    return (Lopend(id_, LABEL, DAG, "09:00", loop, nr),)


def plekken(wereld: Wereld) -> int:
    with wereld.regie.doe() as t:
        return t.db.scalar(sa.select(sa.func.count()).select_from(Vergaderplek)) or 0


def leg_vast(wereld: Wereld, punt_id: UUID) -> None:
    bespreken.save_bespreking(wereld.regie, punt_id, BesprekingInvoer(Besprekingsstand.BESPROKEN))


def test_who_was_cut_off_comes_back_at_the_same_item(wereld: Wereld, overleg: tuple[UUID, list[UUID]]) -> None:
    id_, punten = overleg
    assert (vergaderplek.find_afgebroken(wereld.regie), toon_start(wereld.regie).lopend) == (None, ())
    voor = len(regels(wereld.regie, "bespreking.openen"))
    vergaderen.open_vergaderpunt(wereld.regie, punten[0])
    vergaderen.open_vergaderpunt(wereld.regie, punten[1])
    assert vergaderplek.find_afgebroken(wereld.regie) == id_
    assert vergaderen.toon_vergadering(wereld.regie, id_).verder == punten[1]
    assert toon_start(wereld.regie).lopend == lopend(id_, 2)
    assert (len(regels(wereld.regie, "bespreking.openen")) - voor, plekken(wereld)) == (2, 1)
    (regel,) = overleggen.list_overleggen(wereld.regie)
    assert (regel.loop, regel.status_label) == (Loop.LOOPT, "Loopt")


def test_who_looked_and_went_on_elsewhere_is_not_taken_back(wereld: Wereld, overleg: tuple[UUID, list[UUID]]) -> None:
    id_, punten = overleg
    vergaderen.open_vergaderpunt(wereld.regie, punten[1])
    vergaderplek.leave_vergadering(wereld.regie)
    assert vergaderplek.find_afgebroken(wereld.regie) is None
    assert overleggen.toon_overleg(wereld.regie, id_).regel.loop is Loop.NIET  # a look is no beginning
    leg_vast(wereld, punten[0])
    assert toon_start(wereld.regie).lopend == lopend(id_, 2)
    concepten.save_concept(wereld.regie, bespreken.FORMULIER, str(punten[2]), {"regels": []})
    assert toon_start(wereld.regie).lopend == lopend(id_, 3)


def test_a_line_that_was_typed_or_somebody_who_is_there_makes_that_it_began(
    wereld: Wereld, overleg: tuple[UUID, list[UUID]]
) -> None:
    id_, punten = overleg
    concepten.save_concept(wereld.regie, bespreken.FORMULIER, str(punten[0]), {"regels": []})
    assert toon_start(wereld.regie).lopend == lopend(id_, 1)
    concepten.remove_concept(wereld.regie, bespreken.FORMULIER, str(punten[0]))
    assert toon_start(wereld.regie).lopend == ()
    (wie,) = overleggen.toon_overleg(wereld.regie, id_).deelnemers
    aanwezigheid.set_aanwezigheid(wereld.regie, id_, wie.id, Aanwezigheidsstand.AANWEZIG)
    assert toon_start(wereld.regie).lopend == lopend(id_, 1)


def test_a_meeting_that_was_left_open_yesterday_says_so_and_nobody_is_taken_into_it(
    wereld: Wereld, overleg: tuple[UUID, list[UUID]]
) -> None:
    id_, punten = overleg
    vergaderen.open_vergaderpunt(wereld.regie, punten[2])
    wereld.klok.moment += timedelta(days=1)
    assert vergaderplek.find_afgebroken(wereld.regie) is None
    assert toon_start(wereld.regie).lopend == lopend(id_, 3, Loop.NIET_AFGEROND)
    (regel,) = overleggen.list_overleggen(wereld.regie)
    assert regel.status_label == "Nog niet afgerond"


def test_who_looks_into_a_backup_of_that_day_is_taken_nowhere(
    wereld: Wereld, overleg: tuple[UUID, list[UUID]], monkeypatch: pytest.MonkeyPatch
) -> None:
    id_, punten = overleg
    vergaderen.open_vergaderpunt(wereld.regie, punten[1])
    with monkeypatch.context() as kopie:
        kopie.setattr(wereld.regie, "noteer", lambda *_: None)  # what makes a vault a backup
        assert vergaderplek.find_afgebroken(wereld.regie) is None
    assert vergaderplek.find_afgebroken(wereld.regie) == id_


def test_when_it_is_over_no_place_stays(wereld: Wereld, overleg: tuple[UUID, list[UUID]]) -> None:
    id_, punten = overleg
    vergaderen.open_vergaderpunt(wereld.regie, punten[0])
    bespreken.finish_overleg(wereld.regie, id_)
    assert (vergaderplek.find_afgebroken(wereld.regie), toon_start(wereld.regie).lopend) == (None, ())
    vergaderplek.leave_vergadering(wereld.regie)
    assert plekken(wereld) == 0
    vergaderen.open_vergaderpunt(wereld.regie, punten[0])  # to read what was said
    vergaderplek.leave_vergadering(wereld.regie)
    assert plekken(wereld) == 0
    overleggen.set_overlegstatus(wereld.regie, id_, OverlegStatus.GEPLAND)
    assert overleggen.toon_overleg(wereld.regie, id_).regel.loop is Loop.LOOPT


def test_an_item_taken_off_the_agenda_takes_the_place_along(wereld: Wereld, overleg: tuple[UUID, list[UUID]]) -> None:
    id_, punten = overleg
    vergaderen.open_vergaderpunt(wereld.regie, punten[1])
    overleggen.remove_agendapunt(wereld.regie, punten[1])
    assert (plekken(wereld), vergaderplek.find_afgebroken(wereld.regie)) == (0, None)
    assert vergaderen.toon_vergadering(wereld.regie, id_).verder == punten[0]


def test_who_does_not_lead_keeps_no_place_and_sees_nothing_that_runs(
    wereld: Wereld, overleg: tuple[UUID, list[UUID]]
) -> None:
    id_, punten = overleg
    leg_vast(wereld, punten[0])
    vergaderen.open_vergaderpunt(wereld.regie, punten[1])
    for wie in ("privacy", "beheer", "regie2"):  # the last leads another table
        assert vergaderplek.find_afgebroken(wereld.werkplek(wie)) is None
        assert toon_start(wereld.werkplek(wie)).lopend == ()
    ik = wereld.regie.gebruiker
    wereld.regie.gebruiker = replace(ik, rol=wereld.privacy.gebruiker.rol)
    assert (vergaderplek.find_afgebroken(wereld.regie), toon_start(wereld.regie).lopend) == (None, ())
    wereld.regie.gebruiker = ik
    assert vergaderplek.find_afgebroken(wereld.regie) == id_


def test_a_colleague_of_the_table_sees_that_it_runs_and_is_taken_nowhere(
    wereld: Wereld, overleg: tuple[UUID, list[UUID]]
) -> None:
    id_, punten = overleg
    with wereld.beheer.doe() as t:
        wie = wereld.regie2.gebruiker.id
        t.db.add(GebruikerTafel(id=t.nieuw_id(), gebruiker_id=wie, tafel="pga_lokaal", van=t.vandaag, tot=None))
        t.log("gebruiker.wijzigen", "gebruiker", wie)
    vergaderen.open_vergaderpunt(wereld.regie, punten[1])
    assert toon_start(wereld.regie2).lopend == ()  # where somebody else looks is theirs
    leg_vast(wereld, punten[0])
    assert vergaderplek.find_afgebroken(wereld.regie2) is None
    assert toon_start(wereld.regie2).lopend == lopend(id_, 2)


def test_who_left_the_table_is_not_taken_back(wereld: Wereld, overleg: tuple[UUID, list[UUID]]) -> None:
    id_, punten = overleg
    vergaderen.open_vergaderpunt(wereld.regie, punten[1])
    assert vergaderplek.find_afgebroken(wereld.regie) == id_
    with wereld.beheer.doe() as t:
        wie = GebruikerTafel.gebruiker_id == wereld.regie.gebruiker.id
        for lid in t.db.scalars(sa.select(GebruikerTafel).where(wie)):
            t.db.delete(lid)
        t.log("gebruiker.wijzigen", "gebruiker", wereld.regie.gebruiker.id)
    assert vergaderplek.find_afgebroken(wereld.regie) is None
    assert toon_start(wereld.regie).lopend == ()
