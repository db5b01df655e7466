"""Attacks with old packages: a paper says about withdrawals what the officer last said, not when it was read."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from pmg_desk.domain.samenvatting import Samenvatting
from pmg_desk.services import samenvattingen, toezicht
from pmg_desk.services.samenvattingen import Bestemming
from pmg_desk.storage.models import Wijze
from tests.aanvallen.knoeien import zet
from tests.toezichtzaak import Zaak
from tests.wereld import NU


@pytest.fixture
def op_papier(zaak: Zaak, monkeypatch: pytest.MonkeyPatch) -> list[datetime]:
    """Up to when each paper that is issued says that withdrawals are known."""
    gezien: list[datetime] = []
    echt = samenvattingen._pdf

    def kijk(samenvatting: Samenvatting) -> bytes:
        gezien.append(samenvatting.intrekkingen_bekend_tm)
        return echt(samenvatting)

    monkeypatch.setattr(samenvattingen, "_pdf", kijk)
    return gezien


def deel(zaak: Zaak) -> None:
    bestemming = Bestemming(zaak.dossier.school, "Leerlingzaken")
    samenvattingen.issue_samenvatting(zaak.twee.team.regie, zaak.dossier.casus_id, bestemming, Wijze.PAPIER)


def test_an_old_package_read_today_does_not_make_withdrawals_known_until_today(
    zaak: Zaak, op_papier: list[datetime]
) -> None:
    """The approval was withdrawn; its package is held back, and the older one with the approval is read in instead."""
    officer, klok = zaak.twee.officer, zaak.twee.team.klok
    besluit_id = zaak.akkoord(zaak.stuur())
    oud = toezicht.make_besluitpakket(officer, besluit_id).ruw
    klok.moment += timedelta(days=5)
    toezicht.make_intrekpakket(officer, toezicht.withdraw_akkoord(officer, besluit_id, "Bezwaar."))
    klok.moment += timedelta(days=20)
    zaak.lees(oud)
    deel(zaak)
    assert op_papier == [NU]


def test_an_older_package_read_later_does_not_take_back_what_is_known(zaak: Zaak, op_papier: list[datetime]) -> None:
    officer, klok = zaak.twee.officer, zaak.twee.team.klok
    eerste = zaak.akkoord(zaak.stuur())
    oud = toezicht.make_besluitpakket(officer, eerste).ruw
    tweede = zaak.akkoord(zaak.stuur(functie="Mentor"))
    klok.moment += timedelta(days=3)
    zaak.lees(toezicht.make_besluitpakket(officer, tweede).ruw)
    klok.moment += timedelta(days=3)
    zaak.lees(oud)
    deel(zaak)
    assert op_papier == [NU + timedelta(days=3)]


def test_a_package_from_the_future_says_nothing_about_it(zaak: Zaak, op_papier: list[datetime]) -> None:
    """The clock of the officer ran ahead."""
    officer, klok = zaak.twee.officer, zaak.twee.team.klok
    besluit_id = zaak.akkoord(zaak.stuur())
    klok.moment = NU + timedelta(days=300)
    pakket = toezicht.make_besluitpakket(officer, besluit_id).ruw
    klok.moment = NU + timedelta(days=1)
    zaak.lees(pakket)
    klok.moment = NU + timedelta(days=10)
    deel(zaak)
    assert op_papier == [NU + timedelta(days=1)]


def test_without_any_package_withdrawals_are_known_until_the_decision(zaak: Zaak, op_papier: list[datetime]) -> None:
    """The row about the package is gone: the paper says less, not that all is known now."""
    zaak.goedgekeurd()
    zet(zaak.twee.team, "DELETE FROM pakket WHERE richting = 'in'")
    zaak.twee.team.klok.moment += timedelta(days=9)
    deel(zaak)
    assert op_papier == [NU]
