"""A log that continues another: nothing that must hold is lost; an old one goes as a whole and only when it is old."""

from __future__ import annotations

from datetime import timedelta
from uuid import uuid4

import pytest
import sqlalchemy as sa

from pmg_desk.domain.controlepunt import Aanleiding, lees_notitie, met_handtekening, sleutelnaam
from pmg_desk.domain.fouten import GeenToegang, NietGevonden, OngeldigeInvoer
from pmg_desk.domain.logboek import Logregel
from pmg_desk.kluis.ondertekening import onderteken_notitie
from pmg_desk.services import besluiten, controlepunten, logboek, logreeksen
from pmg_desk.services.logcontrole import verify_logboek
from pmg_desk.services.logreeksen import EigenVoorstel, GeenVoorstel, NogBewaren, SleutelWacht
from pmg_desk.services.oordelen import withdraw_besluit
from pmg_desk.services.sleutelboek import age_van, controleer_sleutels, lees_sleutelboek
from pmg_desk.storage import controlepunten as rijen
from pmg_desk.storage.models import Gebruiker
from tests.aanvallen.knoeien import knip
from tests.kluisdoos import alle_regels
from tests.services.test_controlepunten import onderteken
from tests.vulling import Dossier, keur_goed, maak_dossier, vraag
from tests.wereld import Wereld


@pytest.fixture
def dossier(wereld: Wereld) -> Dossier:
    return maak_dossier(wereld.regie)


def regels(wereld: Wereld) -> list[Logregel]:
    with wereld.lezer.doe() as t:
        eerste = rijen.eerste_nr(t.db)
    assert eerste is not None
    return alle_regels(wereld.lezer)


def geldig(wereld: Wereld, dossier: Dossier) -> list[bool]:
    with wereld.privacy.doe() as t:
        return [uitkomst.geldig for _, _, uitkomst in besluiten.getoetste_besluiten(t, dossier.casus_id)]


def sleutels(wereld: Wereld) -> tuple[object, ...]:
    with wereld.privacy.doe() as t:
        return besluiten.bekende_sleutels(t)


def ruim_op(wereld: Wereld) -> None:
    """The term is over and the first log goes."""
    logreeksen.set_logtermijn(wereld.beheer, 24, "Besluit van het college, 2026")
    wereld.klok.moment += timedelta(days=900)
    verwijder(wereld, 1)


def verwijder(wereld: Wereld, reeks: int) -> int:
    """Proposed by one, confirmed by another."""
    logreeksen.propose_verwijdering(wereld.beheer, reeks)
    return logreeksen.confirm_verwijdering(wereld.privacy, reeks)


def test_a_new_log_begins_with_the_signed_head_of_the_old_one(wereld: Wereld, dossier: Dossier) -> None:
    voor = len(regels(wereld))
    assert logreeksen.start_reeks(wereld.beheer) == 2
    alle = regels(wereld)
    assert [r.actie for r in alle[voor : voor + 2]] == ["logboek.ondertekenen", "logboek.vervolgen"]
    begin = alle[voor + 1]
    assert begin.vorige == besluiten_hash(wereld, voor + 1)  # the chain goes on
    with wereld.lezer.doe() as t:
        nu = rijen.huidige_reeks(t.db)
        slot = lees_notitie(nu.notitie).controlepunt
        stand = controlepunten.korte_stand(t)
    assert (nu.reeks, nu.begin_nr, slot.grootte) == (2, begin.nr, voor + 1)
    assert stand.startswith(f"reeks 2, {len(alle) - voor - 1} · ")
    punt = onderteken(wereld.regie)
    assert (punt.reeks, punt.grootte) == (2, len(alle) - voor)
    assert verify_logboek(wereld.lezer).bevindingen == ()


def besluiten_hash(wereld: Wereld, nr: int) -> str:
    with wereld.lezer.doe() as t:
        return next(iter(rijen.blad_hashes(t.db, nr, nr)))


def test_what_holds_goes_on_holding_with_both_logs_and_with_only_the_new_one(wereld: Wereld, dossier: Dossier) -> None:
    ingetrokken = keur_goed(wereld, vraag(wereld, dossier, functie="Mentor"))
    withdraw_besluit(wereld.privacy, ingetrokken, "Bezwaar.")
    keur_goed(wereld, vraag(wereld, dossier))
    voor, sleutels_voor = geldig(wereld, dossier), sleutels(wereld)
    assert sorted(voor) == [False, True]
    logreeksen.start_reeks(wereld.beheer)
    assert geldig(wereld, dossier) == voor
    assert sleutels(wereld) == sleutels_voor  # repeating ends no key and dates none later
    with wereld.regie.doe() as t:
        assert besluiten.ingetrokken(t) == {str(ingetrokken)}
    ruim_op(wereld)
    assert regels(wereld)[0].actie == "logboek.vervolgen"
    uitkomst = verify_logboek(wereld.lezer)
    assert uitkomst.bevindingen == ()
    assert "een ouder logboek is verwijderd" in uitkomst.gecontroleerd[0]
    with wereld.regie.doe() as t:
        assert besluiten.ingetrokken(t) == {str(ingetrokken)}
        assert controleer_sleutels(t) == []
    keur_goed(wereld, vraag(wereld, dossier, functie="Directie"))
    assert geldig(wereld, dossier)[-1]
    assert verify_logboek(wereld.lezer).bevindingen == ()


def test_keys_that_ended_are_still_known_as_ended(wereld: Wereld) -> None:
    """A decision or withdrawal of somebody who left stays one of a known officer."""
    with wereld.beheer.doe() as t:
        t.log("gebruiker.stoppen", "gebruiker", wereld.privacy.gebruiker.id)
        t.haal(Gebruiker, wereld.privacy.gebruiker.id).gestopt_op = t.nu
    logreeksen.start_reeks(wereld.beheer)
    ruim_op(wereld)
    with wereld.beheer.doe() as t:
        (van_hem,) = [s for s in besluiten.bekende_sleutels(t) if s.gebruiker_id == str(wereld.privacy.gebruiker.id)]
        assert van_hem.tot == van_hem.sinds
        assert controleer_sleutels(t) == []
        boek = lees_sleutelboek(t)
        gebruiker = t.haal(Gebruiker, wereld.regie.gebruiker.id)
        assert age_van(t, boek, gebruiker) == wereld.regie.sleutels.publiek.age
    assert verify_logboek(wereld.lezer).bevindingen == ()


def test_no_new_log_while_a_key_is_being_replaced(wereld: Wereld) -> None:
    with wereld.beheer.doe() as t:
        t.log("gebruiker.vervangen", "gebruiker", wereld.regie.gebruiker.id)
    with pytest.raises(SleutelWacht):
        logreeksen.start_reeks(wereld.beheer)
    assert len(logreeksen.describe_logboeken(wereld.beheer).reeksen) == 1


def test_an_old_log_goes_only_after_its_term_and_the_oldest_first(wereld: Wereld) -> None:
    logreeksen.start_reeks(wereld.beheer)
    with pytest.raises(NogBewaren):  # no term: everything is kept
        verwijder(wereld, 1)
    wereld.klok.moment += timedelta(days=2000)
    with pytest.raises(NogBewaren):
        verwijder(wereld, 1)
    logreeksen.start_reeks(wereld.beheer)
    logreeksen.set_logtermijn(wereld.beheer, "24", "Besluit")
    een, twee, drie = logreeksen.describe_logboeken(wereld.beheer).reeksen
    assert (een.mag_weg, twee.mag_weg, drie.mag_weg, drie.gesloten_op, drie.weg_vanaf) == (
        True,
        False,
        False,
        None,
        None,
    )
    assert (een.begin_nr, twee.begin_nr) == (1, een.eind_nr + 1)
    for reeks in (2, 3):
        with pytest.raises(NogBewaren):
            verwijder(wereld, reeks)
    assert verwijder(wereld, 1) == een.regels
    laatste = regels(wereld)[-1]
    assert (laatste.actie, laatste.aantal) == ("logboek.verwijderen", een.regels)
    with pytest.raises(NietGevonden):
        verwijder(wereld, 1)
    with pytest.raises(NogBewaren):  # it closed only now
        verwijder(wereld, 2)
    assert verify_logboek(wereld.lezer).bevindingen == ()


def test_a_log_goes_only_when_a_second_person_wants_so(wereld: Wereld) -> None:
    logreeksen.start_reeks(wereld.beheer)
    logreeksen.set_logtermijn(wereld.beheer, 24, "Besluit")
    wereld.klok.moment += timedelta(days=900)
    assert logreeksen.describe_voorstel(wereld.privacy) is None
    with pytest.raises(GeenVoorstel):
        logreeksen.confirm_verwijdering(wereld.privacy, 1)
    logreeksen.propose_verwijdering(wereld.beheer, 1)
    with pytest.raises(EigenVoorstel):
        logreeksen.confirm_verwijdering(wereld.beheer, 1)
    eigen, ander = logreeksen.describe_voorstel(wereld.beheer), logreeksen.describe_voorstel(wereld.privacy)
    assert eigen is not None
    assert ander is not None
    assert (eigen.eigen, ander.eigen, ander.door, ander.op) == (True, False, "B. Beheerder", wereld.klok.moment)
    assert ander.reeks.reeks == 1
    assert logreeksen.confirm_verwijdering(wereld.privacy, 1) == ander.reeks.regels
    assert logreeksen.describe_voorstel(wereld.privacy) is None


def test_a_log_is_kept_at_least_as_long_as_an_approval_may_last(wereld: Wereld) -> None:
    dagen = wereld.profiel.instellingen.max_geldigheid_dagen.waarde
    minste = logreeksen.describe_logboeken(wereld.beheer).minste_maanden
    assert minste * 28 >= dagen > (minste - 1) * 28
    with pytest.raises(OngeldigeInvoer) as fout:
        logreeksen.set_logtermijn(wereld.beheer, minste - 1, "")
    assert set(fout.value.velden) == {"maanden", "bron"}
    logreeksen.set_logtermijn(wereld.beheer, minste, "Selectielijst")
    logreeksen.set_logtermijn(wereld.beheer, None, "Ingetrokken")
    assert logreeksen.describe_logboeken(wereld.beheer).termijn == logreeksen.Logtermijn(None, "Ingetrokken")


def test_lines_cannot_be_removed_out_of_a_log_that_is_in_use(wereld: Wereld) -> None:
    with pytest.raises(sa.exc.DatabaseError, match="append-only"), wereld.engine.begin() as verbinding:
        verbinding.execute(sa.text("DELETE FROM logregel WHERE nr = 1"))


def test_a_checkpoint_from_elsewhere_that_came_later_outlives_the_old_log(wereld: Wereld) -> None:
    punt = onderteken(wereld.regie)
    logreeksen.start_reeks(wereld.beheer)
    eigen = wereld.privacy.sleutels
    notitie = met_handtekening(
        lees_notitie(punt.tekst).tekst,
        sleutelnaam(uuid4()),
        eigen.publiek.ed25519,
        lambda bericht: onderteken_notitie(eigen.ondertekening, bericht),
    )
    with wereld.regie.doe() as t:
        extern = controlepunten.bewaar_extern(t, notitie)
    assert extern.reeks == 1
    assert verify_logboek(wereld.lezer).bevindingen == ()
    ruim_op(wereld)
    with wereld.lezer.doe() as t:
        assert [rij.id for rij in rijen.punten(t.db, 1)] == [extern.id]
    assert verify_logboek(wereld.lezer).bevindingen == ()


def test_the_screen_of_the_beheerder_shows_the_latest_checkpoints_first(wereld: Wereld) -> None:
    een, twee = onderteken(wereld.regie), onderteken(wereld.privacy)
    inzicht = logreeksen.describe_logboeken(wereld.beheer)
    assert [p.id for p in inzicht.punten] == [twee.id, een.id]
    assert inzicht.stand.startswith(f"{twee.grootte} · ")
    for anders in (wereld.regie, wereld.lezer, wereld.privacy):
        with pytest.raises(GeenToegang):
            logreeksen.describe_logboeken(anders)
        with pytest.raises(GeenToegang):
            logreeksen.start_reeks(anders)
        with pytest.raises(GeenToegang):
            logreeksen.propose_verwijdering(anders, 1)
        with pytest.raises(GeenToegang):
            logreeksen.set_logtermijn(anders, 24, "x")


def test_a_log_cut_back_to_before_its_own_beginning_is_told(wereld: Wereld) -> None:
    logreeksen.start_reeks(wereld.beheer)
    with wereld.lezer.doe() as t:
        begin = rijen.huidige_reeks(t.db).begin_nr
    knip(wereld, begin - 2)
    bevindingen = verify_logboek(wereld.lezer).bevindingen
    assert any("het logboek is korter" in zin for zin in bevindingen)
    assert f"Regel {begin}, waar een nieuw logboek begint, ontbreekt." in bevindingen
    with pytest.raises(controlepunten.LogAfgeknipt), wereld.regie.doe() as t:
        controlepunten.onderteken_controlepunt(t, Aanleiding.DAG)
    assert logboek.count_logregels(wereld.privacy) > 0
