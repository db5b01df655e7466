"""The check in parts: what it compares and by whom that was signed, in words, while others go on working."""

from __future__ import annotations

import pytest
import sqlalchemy as sa

from pmg_desk.domain.controlepunt import Aanleiding
from pmg_desk.domain.fouten import IntussenGewijzigd
from pmg_desk.services import controlepunten, logboek
from pmg_desk.services.logcontrole import Logcontrole, verify_logboek
from tests.kluisdoos import alle_regels
from tests.services.test_controlepunten import onderteken
from tests.vulling import keur_goed, maak_dossier, vraag
from tests.wereld import Wereld


def test_the_outcome_says_how_many_checkpoints_and_by_whom(wereld: Wereld) -> None:
    keur_goed(wereld, vraag(wereld, maak_dossier(wereld.regie)))
    onderteken(wereld.regie)
    logboek.list_logregels(wereld.privacy)
    uitkomst = verify_logboek(wereld.lezer)
    assert uitkomst.bevindingen == ()
    zinnen = " ".join(uitkomst.gecontroleerd)
    assert "2 ondertekende standen zijn vergeleken" in zinnen
    assert "ondertekend door P. Officer, C. Regisseur." in zinnen
    assert "1 keer is de stand vergeleken met een besluit" in zinnen
    assert "Na de laatste ondertekende stand kwam 1 regel." in zinnen
    with wereld.lezer.doe() as t:
        nu = controlepunten.logstand(t)
    assert uitkomst.kop.startswith(f"{nu.punt.grootte - 1} · ")  # the check itself is a line after it


def test_a_log_without_checkpoints_says_so(wereld: Wereld) -> None:
    assert (
        "0 ondertekende standen zijn vergeleken met het controlegetal over alle regels."
        in verify_logboek(wereld.lezer).gecontroleerd
    )


def test_others_write_lines_between_the_parts_and_the_head_stays_where_it_was(wereld: Wereld) -> None:
    onderteken(wereld.regie)
    controle = Logcontrole(wereld.lezer)
    delen = 0
    while controle.stap(2):
        delen += 1
        logboek.list_logregels(wereld.privacy)
        with wereld.regie.doe() as t:
            controlepunten.onderteken_controlepunt(t, Aanleiding.BESLUIT)
    uitkomst = controle.sluit_af()
    assert (uitkomst.bevindingen, delen) == ((), 5)
    assert uitkomst.gecontroleerd[0] == "10 regels gelezen, genummerd zonder gat."
    assert controle.gelezen == controle.totaal == 10
    assert len(alle_regels(wereld.lezer)) == 10 + 2 * 5 + 1


def test_progress_is_told_per_part_and_may_cancel(wereld: Wereld) -> None:
    gemeld: list[int] = []

    class Genoeg(Exception):
        pass

    def meld(nr: int) -> None:
        gemeld.append(nr)
        raise Genoeg

    with wereld.regie.doe() as t:
        t.log_reeks([(t.regel("logboek.lezen", "logboek"), None)] * 1200)
    with pytest.raises(Genoeg):
        verify_logboek(wereld.lezer, meld)
    assert gemeld == [500]
    assert verify_logboek(wereld.lezer).bevindingen == ()  # and without telling


def test_a_log_that_is_removed_meanwhile_stops_the_check(wereld: Wereld) -> None:
    controle = Logcontrole(wereld.lezer)
    with wereld.engine.begin() as verbinding:
        verbinding.execute(sa.text("DROP TRIGGER logregel_geen_delete"))
        verbinding.execute(sa.text("DELETE FROM logregel WHERE nr = 1"))
    with pytest.raises(IntussenGewijzigd):
        controle.stap()
