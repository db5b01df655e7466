"""Attacks with the clock of the machine, which its owner sets."""

from __future__ import annotations

from datetime import timedelta

import pytest

from pmg_desk.services import logreeksen
from pmg_desk.services.klokcontrole import KLOKREGEL, check_klok
from pmg_desk.services.logcontrole import verify_logboek
from pmg_desk.services.logreeksen import EigenVoorstel, GeenVoorstel
from pmg_desk.services.oordelen import withdraw_besluit
from tests.kluisdoos import Kluisdoos, alle_regels
from tests.vulling import keur_goed, maak_dossier, vraag
from tests.wereld import NU, Wereld

VOORUIT = timedelta(days=3650)


@pytest.fixture
def vers(wereld: Wereld) -> Wereld:
    """A log of minutes old with a withdrawal in it, closed, and a clock that runs ten years ahead."""
    withdraw_besluit(wereld.privacy, keur_goed(wereld, vraag(wereld, maak_dossier(wereld.regie))), "Bezwaar.")
    logreeksen.start_reeks(wereld.beheer)
    logreeksen.set_logtermijn(wereld.beheer, 60, "Selectielijst")
    wereld.klok.moment = NU + VOORUIT
    return wereld


def test_a_beheerder_alone_with_the_clock_ahead_removes_no_log(vers: Wereld) -> None:
    logreeksen.propose_verwijdering(vers.beheer, 1)
    with pytest.raises(EigenVoorstel):
        logreeksen.confirm_verwijdering(vers.beheer, 1)
    vers.klok.moment = NU + timedelta(hours=1)
    assert len(logreeksen.describe_logboeken(vers.beheer).reeksen) == 2


def test_nobody_removes_a_log_that_the_beheerder_did_not_propose(vers: Wereld) -> None:
    with pytest.raises(GeenVoorstel):
        logreeksen.confirm_verwijdering(vers.privacy, 1)
    assert len(logreeksen.describe_logboeken(vers.beheer).reeksen) == 2


def test_a_proposal_made_with_the_clock_ahead_counts_for_nothing_once_it_is_right(vers: Wereld) -> None:
    logreeksen.propose_verwijdering(vers.beheer, 1)
    vers.klok.moment = NU + timedelta(hours=1)
    assert logreeksen.describe_voorstel(vers.privacy) is None
    with pytest.raises(logreeksen.NogBewaren):
        logreeksen.confirm_verwijdering(vers.privacy, 1)


def test_a_log_that_two_removed_with_the_clock_ahead_is_found_once_it_is_set_back(vers: Wereld) -> None:
    logreeksen.propose_verwijdering(vers.beheer, 1)
    logreeksen.confirm_verwijdering(vers.privacy, 1)
    nr = alle_regels(vers.privacy)[-1].nr
    assert verify_logboek(vers.privacy).bevindingen == ()
    vers.klok.moment = NU + timedelta(hours=1)
    verify_logboek(vers.privacy)
    assert verify_logboek(vers.privacy).bevindingen == (
        f"De klok stond vooruit toen bij regel {nr} een oud logboek werd weggedaan.",
    )


def test_a_clock_that_corrects_itself_after_a_removal_is_no_finding(vers: Wereld) -> None:
    logreeksen.propose_verwijdering(vers.beheer, 1)
    logreeksen.confirm_verwijdering(vers.privacy, 1)
    vers.klok.moment -= timedelta(hours=20)
    verify_logboek(vers.privacy)
    assert verify_logboek(vers.privacy).bevindingen == ()


# telling the user


def gemeld(wereld: Wereld) -> list[int | None]:
    return [regel.aantal for regel in alle_regels(wereld.lezer) if regel.actie == KLOKREGEL]


@pytest.mark.parametrize("verschil", [timedelta(days=-2), timedelta(), timedelta(days=400)])
def test_a_clock_that_may_be_right_is_not_spoken_of(wereld: Wereld, verschil: timedelta) -> None:
    wereld.klok.moment = NU + verschil
    assert check_klok(wereld.regie) == ""
    assert gemeld(wereld) == []


def test_a_clock_before_the_log_is_told_each_time_and_logged_once(wereld: Wereld) -> None:
    wereld.klok.moment = NU + VOORUIT
    with wereld.lezer.doe() as t:
        t.log("logboek.lezen", "logboek")
    wereld.klok.moment = NU + timedelta(minutes=5)
    for _ in range(2):
        zin = check_klok(wereld.regie)
        assert zin.startswith("De klok van deze computer zegt 23 november 2026, maar in het logboek staat al een regel")
    assert gemeld(wereld) == [3649]


def test_a_clock_long_after_the_log_is_told(wereld: Wereld) -> None:
    wereld.klok.moment = NU + timedelta(days=401)
    assert "de laatste regel in het logboek is van 23 november 2026." in check_klok(wereld.regie)
    assert gemeld(wereld) == [401]


def test_the_clock_is_told_at_unlock_before_this_session_hides_it(kluisdoos: Kluisdoos) -> None:
    goed = kluisdoos.klok.moment
    kluisdoos.klok.moment = goed + VOORUIT
    carla = kluisdoos.carla()
    assert carla.kluis is not None
    assert "Klopt de datum van vandaag niet" in "".join(carla.kluis.waarschuwingen)
    kluisdoos.sluit(carla)
    kluisdoos.klok.moment = goed + timedelta(hours=1)
    carla = kluisdoos.carla()
    assert carla.kluis is not None
    assert "De klok loopt achter, of stond eerder vooruit." in "".join(carla.kluis.waarschuwingen)
