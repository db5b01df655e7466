"""The head of the log is signed when it must be, by who acts, and never in a way that contradicts what was signed."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
import sqlalchemy as sa

from pmg_desk.domain import merkle
from pmg_desk.domain.controlepunt import (
    Aanleiding,
    Controlepunt,
    lees_notitie,
    met_handtekening,
    oorsprong,
    sleutelnaam,
)
from pmg_desk.domain.delen import lees_besluittekst
from pmg_desk.kluis.ondertekening import onderteken_notitie, verifieer_notitie
from pmg_desk.kluis.sleutels import EigenSleutels
from pmg_desk.services import controlepunten, logboek
from pmg_desk.services.controlepunten import PastNietOpLogboek
from pmg_desk.services.oordelen import withdraw_besluit
from pmg_desk.services.werkplek import Werkplek
from pmg_desk.storage import controlepunten as rijen
from pmg_desk.storage.models import Controlepunt as Rij
from pmg_desk.storage.models import Privacybesluit
from tests.kluisdoos import Kluisdoos, alle_regels
from tests.vulling import keur_goed, maak_dossier, vraag
from tests.wereld import Wereld

ONDERTEKENEN = "logboek.ondertekenen"


def punten(werkplek: Werkplek) -> list[Rij]:
    with werkplek.doe() as t:
        return rijen.punten(t.db)


def hashes(werkplek: Werkplek, tot: int) -> list[str]:
    with werkplek.doe() as t:
        return list(rijen.blad_hashes(t.db, 1, tot))


def onderteken(werkplek: Werkplek) -> controlepunten.ControlepuntInzicht:
    with werkplek.doe() as t:
        return controlepunten.onderteken_controlepunt(t, Aanleiding.DAG)


def test_a_checkpoint_covers_every_line_with_the_one_that_announces_it(wereld: Wereld) -> None:
    logboek.list_logregels(wereld.privacy)
    punt = onderteken(wereld.regie)
    (rij,) = punten(wereld.lezer)
    regels = alle_regels(wereld.lezer)
    assert (regels[-1].actie, regels[-1].object_id, regels[-1].aantal) == (ONDERTEKENEN, str(rij.id), len(regels))
    assert (punt.grootte, punt.wortel) == (len(regels), merkle.wortel(hashes(wereld.lezer, len(regels))))
    notitie = lees_notitie(punt.tekst)
    assert notitie.controlepunt == Controlepunt(oorsprong(wereld.kluis_id, 1), punt.grootte, punt.wortel)
    eigen = wereld.regie
    assert notitie.is_ondertekend_door(
        sleutelnaam(eigen.gebruiker.id), eigen.sleutels.publiek.ed25519, verifieer_notitie
    )
    assert (punt.door, punt.kort) == ("C. Regisseur", f"{len(regels)} · {_groepen(punt.wortel)} · 23-11-2026")


def _groepen(wortel: str) -> str:
    return f"{wortel[:4]} {wortel[4:8]} {wortel[8:12]}"


def test_the_next_one_goes_on_from_the_last_and_has_the_same_root_as_the_whole(wereld: Wereld) -> None:
    for _ in range(5):
        logboek.list_logregels(wereld.privacy)
        punt = onderteken(wereld.regie)
        assert punt.wortel == merkle.wortel(hashes(wereld.lezer, punt.grootte))
        with wereld.lezer.doe() as t:
            assert controlepunten.laatste(t) == punt


@pytest.mark.parametrize("opdracht", ["UPDATE controlepunt SET pieken = '[]'", "UPDATE controlepunt SET tekst = 'x'"])
def test_subtrees_that_are_not_those_of_the_signature_are_not_gone_on_from(wereld: Wereld, opdracht: str) -> None:
    onderteken(wereld.regie)
    with wereld.engine.begin() as verbinding:
        verbinding.execute(sa.text("DROP TRIGGER controlepunt_vast"))
        verbinding.execute(sa.text(opdracht))
    punt = onderteken(wereld.regie)
    assert punt.wortel == merkle.wortel(hashes(wereld.lezer, punt.grootte))


def test_other_subtrees_than_the_signed_ones_are_not_gone_on_from(wereld: Wereld) -> None:
    punt = onderteken(wereld.regie)
    vals = merkle.Pieken(punt.grootte, ["0" * 64] * punt.grootte.bit_count())
    with wereld.engine.begin() as verbinding:
        verbinding.execute(sa.text("DROP TRIGGER controlepunt_vast"))
        verbinding.execute(
            sa.text("UPDATE controlepunt SET pieken = :p, wortel = :w"), {"p": vals.tekst(), "w": vals.wortel()}
        )
    nieuw = onderteken(wereld.regie)
    assert nieuw.wortel == merkle.wortel(hashes(wereld.lezer, nieuw.grootte))


def test_a_decision_names_the_root_and_the_officer_signs_the_log_with_it(wereld: Wereld) -> None:
    besluit = keur_goed(wereld, vraag(wereld, maak_dossier(wereld.regie)))
    with wereld.privacy.doe() as t:
        tekst = lees_besluittekst(t.haal(Privacybesluit, besluit).tekst)
    assert tekst.log_wortel == merkle.wortel(hashes(wereld.lezer, tekst.log_nr))
    assert '"v":2' in tekst.tekst()
    withdraw_besluit(wereld.privacy, besluit, "Bezwaar.")
    regels = alle_regels(wereld.lezer)
    officier = wereld.privacy
    for rij, actie in zip(punten(wereld.lezer), ("besluit.nemen", "besluit.intrekken"), strict=True):
        assert (rij.aanleiding, rij.door_id) == ("besluit", officier.gebruiker.id)
        assert regels[rij.grootte - 2].actie == actie
        assert lees_notitie(rij.tekst).is_ondertekend_door(
            sleutelnaam(officier.gebruiker.id), officier.sleutels.publiek.ed25519, verifieer_notitie
        )


def test_log_out_signs(kluisdoos: Kluisdoos) -> None:
    carla = kluisdoos.carla()
    kluisdoos.sluit(carla)
    bea = kluisdoos.bea()
    laatste = punten(bea)[-1]
    regels = alle_regels(bea)
    assert (laatste.aanleiding, laatste.door_id) == ("slot", carla.gebruiker.id)
    assert [r.actie for r in regels[laatste.grootte - 2 : laatste.grootte]] == ["gebruiker.uitloggen", ONDERTEKENEN]


def dagen(werkplek: Werkplek) -> list[Rij]:
    return [rij for rij in punten(werkplek) if rij.aanleiding == "dag"]


def test_a_vault_open_over_midnight_signs_the_day_before_the_first_work_of_the_next(kluisdoos: Kluisdoos) -> None:
    kluisdoos.klok.moment = datetime(2026, 11, 23, 22, 50, tzinfo=UTC)  # ten to twelve at night in Amsterdam
    bea = kluisdoos.bea()
    kluisdoos.klok.moment += timedelta(minutes=5)
    logboek.list_logregels(bea)
    assert dagen(bea) == []
    kluisdoos.klok.moment += timedelta(minutes=10)
    logboek.list_logregels(bea)
    (punt,) = dagen(bea)
    regels = alle_regels(bea)
    assert [r.actie for r in regels[punt.grootte - 2 :]] == ["logboek.lezen", ONDERTEKENEN, "logboek.lezen"]
    logboek.list_logregels(bea)
    assert len(dagen(bea)) == 1
    kluisdoos.klok.moment += timedelta(days=3)
    logboek.list_logregels(bea)
    assert len(dagen(bea)) == 2


def test_a_day_that_ended_without_a_lock_is_signed_at_the_next_log_in(kluisdoos: Kluisdoos) -> None:
    bea = kluisdoos.bea()
    logboek.list_logregels(bea)
    bea.engine.dispose()
    assert bea.kluis is not None
    bea.kluis.sluit()  # as after a crash: nobody logged out
    kluisdoos._open.remove(bea)
    kluisdoos.klok.moment += timedelta(hours=1)
    zelfde_dag = kluisdoos.carla()
    assert dagen(zelfde_dag) == []
    zelfde_dag.engine.dispose()
    assert zelfde_dag.kluis is not None
    zelfde_dag.kluis.sluit()
    kluisdoos._open.remove(zelfde_dag)
    kluisdoos.klok.moment += timedelta(days=1)
    carla = kluisdoos.carla()
    (punt,) = dagen(carla)
    assert (punt.door_id, punt.grootte) == (carla.gebruiker.id, len(alle_regels(carla)))
    assert not controlepunten.sluit_dag(carla)


def test_a_day_of_a_log_that_was_cut_short_does_not_stop_the_work(wereld: Wereld) -> None:
    punt = onderteken(wereld.regie)
    with wereld.engine.begin() as verbinding:  # the line after the checkpoint is there, one before it is not
        verbinding.execute(sa.text("DROP TRIGGER logregel_geen_delete"))
        verbinding.execute(sa.text("DROP TRIGGER controlepunt_vast"))
        verbinding.execute(sa.text("UPDATE controlepunt SET pieken = '[]'"))
    logboek.list_logregels(wereld.privacy)
    with wereld.engine.begin() as verbinding:
        verbinding.execute(sa.text("DELETE FROM logregel WHERE nr = 2"))
    wereld.klok.moment += timedelta(days=1)
    assert punt.grootte < len(alle_regels(wereld.lezer)) + 1
    assert controlepunten.sluit_dag(wereld.regie)
    assert alle_regels(wereld.lezer)[-1].resultaat.value == "mislukt"


def test_a_checkpoint_signed_elsewhere_is_kept_when_it_fits(wereld: Wereld) -> None:
    sleutels = EigenSleutels.nieuw()
    punt = onderteken(wereld.regie)

    def elders(tekst: str) -> str:
        return met_handtekening(
            tekst,
            sleutelnaam(wereld.kluis_id),
            sleutels.publiek.ed25519,
            lambda bericht: onderteken_notitie(sleutels.ondertekening, bericht),
        )

    tekst = lees_notitie(punt.tekst).tekst
    with wereld.regie.doe() as t:
        extern = controlepunten.bewaar_extern(t, elders(tekst))
    assert (extern.grootte, extern.wortel, extern.aanleiding) == (punt.grootte, punt.wortel, "extern")
    laatste = alle_regels(wereld.lezer)[-1]
    assert (laatste.object_id, laatste.aantal) == (str(extern.id), punt.grootte)
    eigen = oorsprong(wereld.kluis_id, 1)
    for vreemd in (
        Controlepunt(oorsprong("0f8fad5b-d9cb-469f-a165-70867728950e", 1), punt.grootte, punt.wortel),
        Controlepunt(oorsprong(wereld.kluis_id, 2), punt.grootte, punt.wortel),
        Controlepunt(eigen, punt.grootte, "0" * 64),
        Controlepunt(eigen, 10**6, punt.wortel),
    ):
        with pytest.raises(PastNietOpLogboek), wereld.regie.doe() as t:
            controlepunten.bewaar_extern(t, elders(vreemd.tekst()))
    with pytest.raises(ValueError, match="signed"), wereld.regie.doe() as t:
        controlepunten.bewaar_extern(t, "geen notitie")
    assert len(punten(wereld.lezer)) == 2


def test_how_the_log_stands_and_who_signed_it_last(wereld: Wereld) -> None:
    regels = len(alle_regels(wereld.lezer))
    stand = controlepunten.toon_stand(wereld.lezer)
    assert (stand.nu.split(" · ")[0], stand.ondertekend) == (str(regels), None)
    punt = onderteken(wereld.regie)
    stand = controlepunten.toon_stand(wereld.lezer)
    assert (stand.nu, stand.ondertekend) == (punt.kort, punt)
