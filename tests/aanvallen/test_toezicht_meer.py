"""Attacks that only what lies at the officer can show: keys, decisions and sharings that a log invents or hides.

The owner of the team's vault writes true lines of the log, with the vault's own key: the chain and the tree are right.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest

from pmg_desk.domain.pakket import Pakketsoort
from pmg_desk.domain.rollen import Rol
from pmg_desk.domain.sleutelboek import EXTERN
from pmg_desk.kluis.pakket import open_pakket
from pmg_desk.kluis.sleutels import EigenSleutels
from pmg_desk.services import auditpakketten, logreeksen, samenvattingen, toezichtaudit, toezichtdossier
from pmg_desk.services.pakketten import make_pakket
from pmg_desk.services.samenvattingen import Bestemming
from pmg_desk.services.toezichtdossier import Dossierinzicht
from pmg_desk.services.verzoekpakketten import list_officers
from pmg_desk.storage.models import Wijze
from tests.aanvallen.knoeien import zet
from tests.toezichtzaak import Zaak
from tests.vulling import keur_goed, vraag

Inhoud = dict[str, Any]
Ander = Callable[[Inhoud], Inhoud]


def audit(
    zaak: Zaak, anders: Callable[[Inhoud], Inhoud] | None = None, nummers: tuple[str, ...] = ()
) -> Dossierinzicht:
    """The officer asks, the team answers, perhaps with another content than the program would send."""
    officer, regie = zaak.twee.officer, zaak.twee.team.regie
    gevraagd = toezichtaudit.ask_audit(officer, zaak.verbindingen[1], "Controle.", nummers, regie.gebruiker.id)
    ruw = auditpakketten.make_auditpakket(regie, zaak.twee.schrijf(gevraagd.ruw)).ruw
    if anders is not None:
        inhoud = anders(dict(open_pakket(ruw, officer.sleutels).envelop.inhoud))
        (naar,) = list_officers(regie)
        with regie.doe() as t:
            ruw = make_pakket(t, naar, Pakketsoort.AUDIT, inhoud, antwoord_op=gevraagd.id).ruw
    return toezichtdossier.toon_dossier(officer, toezichtaudit.read_audit(officer, ruw))


def deel(zaak: Zaak) -> UUID:
    """Issue a summary under what was approved."""
    bestemming = Bestemming(zaak.dossier.school, "Leerlingzaken")
    return samenvattingen.issue_samenvatting(
        zaak.twee.team.regie, zaak.dossier.casus_id, bestemming, Wijze.PAPIER
    ).verstrekking_id


def schrijf(zaak: Zaak, actie: str, soort: str, wie: UUID, **anders: Any) -> int:
    """A true line of the team's log, of something that did not happen."""
    with zaak.twee.team.regie.doe() as t:
        return t.log(actie, soort, wie, **anders)


def officer_id(zaak: Zaak) -> UUID:
    return zaak.twee.officer.gebruiker.id


def test_an_honest_vault_with_local_and_outside_decisions_is_in_order(zaak: Zaak) -> None:
    zaak.goedgekeurd()
    deel(zaak)
    keur_goed(zaak.twee.team, vraag(zaak.twee.team, zaak.dossier, functie="Mentor"))
    assert audit(zaak).bevindingen == ()
    assert audit(zaak).bevindingen == ()


# keys and decisions


def test_another_key_in_the_officers_name_is_found(zaak: Zaak) -> None:
    vals = EigenSleutels.nieuw().publiek.ed25519
    nr = schrijf(
        zaak, "gebruiker.sleutel", EXTERN, officer_id(zaak), verwerking=Rol.PRIVACY_OFFICER.value, sleutel=vals
    )
    assert audit(zaak).bevindingen == (f"Regel {nr} schrijft een sleutel op uw naam in die niet van u is.",)


def test_the_officers_key_in_another_name_is_found(zaak: Zaak) -> None:
    eigen = zaak.twee.officer.sleutels.publiek.ed25519
    nr = schrijf(zaak, "gebruiker.sleutel", EXTERN, uuid4(), verwerking=Rol.PRIVACY_OFFICER.value, sleutel=eigen)
    assert f"Regel {nr} schrijft uw sleutel in op naam van een ander." in audit(zaak).bevindingen


def test_an_officer_whom_nobody_knows_is_found(zaak: Zaak) -> None:
    vals = EigenSleutels.nieuw().publiek.ed25519
    nr = schrijf(zaak, "gebruiker.sleutel", EXTERN, uuid4(), verwerking=Rol.PRIVACY_OFFICER.value, sleutel=vals)
    assert audit(zaak).bevindingen == (
        f"Regel {nr} schrijft een privacy officer in die u niet kent. Vraag na wie dat is, en of dat mag.",
    )


@pytest.mark.parametrize("eigen", [True, False])
def test_a_decision_received_that_was_never_taken_is_found(zaak: Zaak, eigen: bool) -> None:
    """Under the officer's own key, or under one that was put in the officer's name."""
    sleutel = zaak.twee.officer.sleutels.publiek.ed25519
    if not eigen:
        sleutel = EigenSleutels.nieuw().publiek.ed25519
        schrijf(
            zaak, "gebruiker.sleutel", EXTERN, officer_id(zaak), verwerking=Rol.PRIVACY_OFFICER.value, sleutel=sleutel
        )
    nr = schrijf(zaak, "besluit.ontvangen", "privacybesluit", uuid4(), sleutel=sleutel)
    assert (
        f"Regel {nr} noemt een besluit op uw naam dat niet in uw register staat: u nam het niet."
        in audit(zaak).bevindingen
    )


def test_a_decision_taken_there_in_the_officers_name_is_found(zaak: Zaak) -> None:
    regie = zaak.twee.team.regie
    echt = regie.gebruiker
    regie.gebruiker = zaak.twee.officer.gebruiker
    nr = schrijf(zaak, "besluit.nemen", "privacybesluit", uuid4())
    regie.gebruiker = echt
    assert audit(zaak).bevindingen == (
        f"Regel {nr} noemt een besluit op uw naam dat niet in uw register staat: u nam het niet.",
    )


# sharings


def _verstrekt(zaak: Zaak, besluit_id: UUID, id_: UUID) -> Inhoud:
    return {
        "id": str(id_),
        "casusnummer": "PMG-2026-00001",
        "ontvanger": "School De Brug – Leerlingzaken",
        "categorieen": "signalen",
        "op": "2026-11-23T08:30:00.000000Z",
        "wijze": "papier",
        "status": "uitgegeven",
        "besluiten": [str(besluit_id)],
    }


def test_a_sharing_under_a_decision_that_the_officer_never_took_is_found(zaak: Zaak) -> None:
    besluit_id, id_ = uuid4(), uuid4()
    schrijf(
        zaak,
        "besluit.ontvangen",
        "privacybesluit",
        besluit_id,
        sleutel=zaak.twee.officer.sleutels.publiek.ed25519,
    )
    schrijf(zaak, "samenvatting.uitgeven", "verstrekking", id_)
    dossier = audit(zaak, lambda i: {**i, "verstrekkingen": [_verstrekt(zaak, besluit_id, id_)]})
    assert "Op 23 november 2026 is gedeeld onder een besluit op uw naam dat u niet nam." in dossier.bevindingen


def test_a_sharing_under_a_decision_without_a_line_is_found(zaak: Zaak) -> None:
    """A decision that was put in as a row only."""
    id_ = uuid4()
    schrijf(zaak, "samenvatting.uitgeven", "verstrekking", id_)
    dossier = audit(zaak, lambda i: {**i, "verstrekkingen": [_verstrekt(zaak, uuid4(), id_)]})
    assert dossier.bevindingen == ("Op 23 november 2026 is gedeeld onder een besluit dat niet in het logboek staat.",)


@pytest.mark.parametrize("actie", ["samenvatting.uitgeven", "verstrekking.vastleggen", "overdracht.aanbieden"])
def test_a_line_of_a_sharing_without_an_entry_in_the_register_is_found(zaak: Zaak, actie: str) -> None:
    nr = schrijf(zaak, actie, "verstrekking", uuid4())
    (bevinding,) = audit(zaak).bevindingen
    assert bevinding.startswith(f"Regel {nr} zegt dat op 23 november 2026 iets is gedeeld.")


def test_an_empty_sharing_register_hides_nothing(zaak: Zaak) -> None:
    zaak.goedgekeurd()
    deel(zaak)
    (bevinding,) = audit(zaak, lambda i: {**i, "verstrekkingen": []}).bevindingen
    assert "zegt dat op 23 november 2026 iets is gedeeld." in bevinding


# a log that was removed


def sluit_af(zaak: Zaak) -> None:
    """A second log begins; the team sets a term, and so much time goes by that the first one may go."""
    beheer = zaak.twee.team.beheer
    logreeksen.start_reeks(beheer)
    logreeksen.set_logtermijn(beheer, 60, "Selectielijst")
    zaak.twee.team.klok.moment += timedelta(days=3650)


VERNIETIGD = "Een ouder logboek is volgens de bewaartermijn vernietigd, slotstand "


def vernietigd(dossier: Dossierinzicht) -> list[str]:
    return [zin for zin in dossier.gecontroleerd if zin.startswith(VERNIETIGD)]


def test_a_log_that_was_removed_as_it_should_be_is_no_finding(zaak: Zaak) -> None:
    zaak.goedgekeurd()
    deel(zaak)
    assert audit(zaak).bevindingen == ()
    zaak.stuur()  # a head of the old log that no audit has seen the lines of
    sluit_af(zaak)
    verwijder(zaak)
    dossiers = [audit(zaak) for _ in range(3)]
    assert [(d.bevindingen, len(vernietigd(d))) for d in dossiers] == [((), 1)] * 3
    assert dossiers[-1].regel.van_nr > zaak.regels() - 20  # it goes on from the one before


def test_a_log_that_was_taken_away_without_a_word_is_found(zaak: Zaak) -> None:
    zaak.goedgekeurd()
    sluit_af(zaak)
    ruim_op(zaak)
    assert (
        "Een ouder logboek is weg, en geen regel zegt dat het volgens de bewaartermijn is vernietigd."
        in audit(zaak).bevindingen
    )


@pytest.mark.parametrize("gecontroleerd", [True, False])
def test_an_old_log_that_ended_before_a_head_that_was_seen_is_found(zaak: Zaak, gecontroleerd: bool) -> None:
    kopie = zaak.kopie()
    zaak.groei(80)
    zaak.stuur()
    if gecontroleerd:
        assert audit(zaak).bevindingen == ()
    zaak.zet_terug(kopie)
    sluit_af(zaak)
    verwijder(zaak)
    # All that is left goes along, whatever was asked: the log is too short to go on from the last audit.
    bevindingen = toezichtdossier.toon_dossier(zaak.twee.officer, zaak.audit()).bevindingen
    assert bevindingen[0].startswith("Het oude logboek eindigde met ")
    assert "de stand die u op 23 november 2026 zag telt er" in bevindingen[0]
    eerder = "De regels die u eerder controleerde zijn niet die van de slotstand van het oude logboek."
    assert (eerder in bevindingen) == gecontroleerd


@pytest.mark.parametrize("gecontroleerd", [True, False])
def test_an_old_log_that_ended_otherwise_is_found(zaak: Zaak, gecontroleerd: bool) -> None:
    """As long as what was seen, with other lines; also when the lines themselves were audited."""
    kopie = zaak.kopie()
    zaak.groei(20)
    zaak.stuur()
    if gecontroleerd:
        assert audit(zaak).bevindingen == ()
    gezien = toezichtdossier.list_volgingen(zaak.twee.officer)[0].regels
    zaak.zet_terug(kopie)
    zaak.groei(gezien - zaak.regels() - 1)  # closing signs a line of its own
    sluit_af(zaak)
    verwijder(zaak)
    assert "Het oude logboek eindigde anders dan de stand die u op 23 november 2026 zag." in audit(zaak).bevindingen


def ruim_op(zaak: Zaak) -> None:
    """Remove the old log behind the program's back."""
    team = zaak.twee.team
    nr = "(SELECT begin_nr FROM logreeks WHERE reeks = 2)"
    zet(team, f"DELETE FROM logdetail WHERE nr < {nr}")
    zet(team, f"DELETE FROM logregel WHERE nr < {nr}")
    zet(team, "DELETE FROM controlepunt WHERE reeks = 1")


def verwijder(zaak: Zaak) -> None:
    """Remove the old log as the program does it."""
    logreeksen.propose_verwijdering(zaak.twee.team.beheer, 1)
    logreeksen.confirm_verwijdering(zaak.twee.team.privacy, 1)


def test_asking_for_the_sharings_of_one_casus_misses_no_other(zaak: Zaak) -> None:
    zaak.goedgekeurd()
    deel(zaak)
    dossier = audit(zaak, nummers=("PMG-2026-09999",))
    assert (dossier.verstrekkingen, dossier.bevindingen) == ((), ())
    assert [v.casusnummer for v in audit(zaak).verstrekkingen] == ["PMG-2026-00001"]
