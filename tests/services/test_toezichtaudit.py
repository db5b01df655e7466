"""Auditing another vault from one's own: the log checked line by line, against every head that was ever seen."""

from __future__ import annotations

from contextlib import suppress
from typing import Any

import pytest

from pmg_desk.domain.controlepunt import lees_notitie
from pmg_desk.domain.fouten import GeenToegang, OngeldigeInvoer
from pmg_desk.domain.pakket import Pakketsoort
from pmg_desk.kluis.pakket import NietVoorU, open_pakket
from pmg_desk.services import (
    auditpakketten,
    delen,
    logreeksen,
    samenvattingen,
    toezicht,
    toezichtaudit,
    toezichtdossier,
    toezichtpost,
)
from pmg_desk.services.logboek import verify_logboek
from pmg_desk.services.samenvattingen import Bestemming
from pmg_desk.services.toezichtcontrole import Logvolging
from pmg_desk.services.verbindingsfouten import InhoudOnleesbaar, VerbindingGestopt
from pmg_desk.storage.models import Wijze
from tests.toezichtzaak import Zaak


def gezien(zaak: Zaak) -> Logvolging:
    (volging,) = toezichtdossier.list_volgingen(zaak.twee.officer)
    return volging


def test_an_audit_of_an_honest_log_finds_nothing(zaak: Zaak) -> None:
    besluit_id = zaak.goedgekeurd()
    zaak.groei(20)
    zaak.stuur()
    assert not gezien(zaak).bewezen
    dossier = toezichtdossier.toon_dossier(zaak.twee.officer, zaak.audit())
    assert dossier.bevindingen == ()
    assert (dossier.regel.in_orde, dossier.regel.van_nr, dossier.regel.kort) == (True, 1, "In orde")
    assert len(dossier.regels) == dossier.regel.tot_nr
    assert "D. Regisseur maakte een eigen ondertekensleutel" in {regel.zin for regel in dossier.regels}
    assert gezien(zaak).bewezen
    assert (gezien(zaak).bevinding, gezien(zaak).loopt) == ("", True)
    intrekking = toezicht.withdraw_akkoord(zaak.twee.officer, besluit_id, "Bezwaar.")
    zaak.lees(toezicht.make_intrekpakket(zaak.twee.officer, intrekking).ruw)
    assert toezichtdossier.toon_dossier(zaak.twee.officer, zaak.audit()).bevindingen == ()


def _geopend(zaak: Zaak, ruw: bytes) -> dict[str, Any]:
    """What a package for somebody of the team holds, opened by whom it is for."""
    for lezer in (zaak.twee.team.regie, zaak.twee.team.regie2, zaak.twee.team.beheer):
        with suppress(NietVoorU):
            return dict(open_pakket(ruw, lezer.sleutels).envelop.inhoud)
    raise AssertionError("a package for nobody")


def test_the_next_audit_goes_on_where_the_last_one_ended(zaak: Zaak) -> None:
    zaak.stuur()
    eerste = toezichtdossier.toon_dossier(zaak.twee.officer, zaak.audit())
    zaak.stuur()
    vraag = toezichtaudit.ask_audit(zaak.twee.officer, zaak.verbindingen[1], "Steekproef.", ["PMG-2026-00001", " "])
    inhoud = _geopend(zaak, vraag.ruw)
    assert inhoud["van_nr"] == eerste.regel.tot_nr + 1
    assert (inhoud["reden"], inhoud["casusnummers"]) == ("Steekproef.", ["PMG-2026-00001"])
    assert lees_notitie(inhoud["laatst_gezien"]).controlepunt.grootte == gezien(zaak).regels
    vervolg = zaak.auditinhoud(inhoud["van_nr"], inhoud["laatst_gezien"])
    tweede = toezichtdossier.toon_dossier(zaak.twee.officer, zaak.audit(vervolg))
    assert (tweede.bevindingen, tweede.regel.van_nr) == ((), eerste.regel.tot_nr + 1)
    assert gezien(zaak).bewezen


def _vraag_en_antwoord(zaak: Zaak) -> toezichtdossier.Dossierinzicht:
    """The officer asks, the team answers, the officer takes it in: all by files."""
    vraag = toezichtaudit.ask_audit(
        zaak.twee.officer, zaak.verbindingen[1], "Steekproef.", naar_id=zaak.twee.team.regie.gebruiker.id
    )
    antwoord = auditpakketten.make_auditpakket(zaak.twee.team.regie, zaak.twee.schrijf(vraag.ruw))
    genomen = toezichtpost.read_pakket(zaak.twee.officer, zaak.twee.schrijf(antwoord.ruw))
    assert genomen.soort is Pakketsoort.AUDIT
    return toezichtdossier.toon_dossier(zaak.twee.officer, genomen.id)


def test_asked_answered_and_checked_between_two_vaults(zaak: Zaak) -> None:
    besluit_id = zaak.goedgekeurd()
    bestemming = Bestemming(zaak.dossier.school, "Leerlingzaken")
    samenvattingen.issue_samenvatting(zaak.twee.team.regie, zaak.dossier.casus_id, bestemming, Wijze.PAPIER)
    eerste = _vraag_en_antwoord(zaak)
    assert eerste.bevindingen == ()
    assert [v.casusnummer for v in eerste.verstrekkingen] == ["PMG-2026-00001"]
    assert any(regel.detail for regel in eerste.regels)
    intrekking = toezicht.withdraw_akkoord(zaak.twee.officer, besluit_id, "Bezwaar.")
    zaak.lees(toezicht.make_intrekpakket(zaak.twee.officer, intrekking).ruw)
    zaak.stuur()
    tweede = _vraag_en_antwoord(zaak)
    assert (tweede.bevindingen, tweede.regel.van_nr) == ((), eerste.regel.tot_nr + 1)
    assert gezien(zaak).bewezen


def test_a_log_that_continues_another_is_followed(zaak: Zaak) -> None:
    zaak.stuur()
    assert _vraag_en_antwoord(zaak).bevindingen == ()
    logreeksen.start_reeks(zaak.twee.team.beheer)
    zaak.stuur()
    assert gezien(zaak).kort.startswith("reeks 2, ")
    assert _vraag_en_antwoord(zaak).bevindingen == ()
    assert gezien(zaak).bewezen
    besluit_id = zaak.goedgekeurd()
    assert delen.list_besluiten(zaak.twee.team.regie)[0].geldig, besluit_id
    assert verify_logboek(zaak.twee.team.beheer).bevindingen == ()


def test_an_audit_that_leaves_out_the_beginning_says_so(zaak: Zaak) -> None:
    zaak.stuur()
    dossier = toezichtdossier.toon_dossier(zaak.twee.officer, zaak.audit(zaak.auditinhoud(5)))
    assert dossier.bevindingen[0] == "De audit begint bij regel 5; de regels daarvoor zijn hier niet gecontroleerd."
    assert not dossier.regel.in_orde


def test_sharings_are_shown_and_stand_in_the_log(zaak: Zaak) -> None:
    besluit_id = zaak.goedgekeurd()
    bestemming = Bestemming(zaak.dossier.school, "Leerlingzaken")
    uitgave = samenvattingen.issue_samenvatting(zaak.twee.team.regie, zaak.dossier.casus_id, bestemming, Wijze.PAPIER)
    inhoud = zaak.auditinhoud()
    inhoud["verstrekkingen"] = [
        {
            "id": str(uitgave.verstrekking_id),
            "casusnummer": "PMG-2026-00001",
            "ontvanger": "School De Brug – Leerlingzaken",
            "categorieen": ["signalen"],
            "op": "2026-11-23T08:30:00.000000Z",
            "wijze": "papier",
            "status": "uitgegeven",
            "besluiten": [str(besluit_id)],
        }
    ]
    dossier = toezichtdossier.toon_dossier(zaak.twee.officer, zaak.audit(inhoud))
    (verstrekking,) = dossier.verstrekkingen
    assert (verstrekking.casusnummer, verstrekking.categorieen) == ("PMG-2026-00001", "Signalen")
    assert dossier.bevindingen == ()


@pytest.mark.parametrize(
    "anders",
    [
        {"regels": []},
        {"regels": [["geen regel"]]},
        {"regels": [[1, None]]},
        {"regels": [["{}", {"zout": "zz", "detail": ""}]]},
        {"controlepunten": [3]},
        {"groei": {"van": "a", "tot": 1, "bewijs": []}},
        {"verstrekkingen": [{}]},
    ],
)
def test_content_that_is_no_audit_is_not_taken_in(zaak: Zaak, anders: dict[str, Any]) -> None:
    inhoud = {**zaak.auditinhoud(), **anders}
    with pytest.raises(InhoudOnleesbaar):
        zaak.audit(inhoud)
    assert toezichtdossier.list_dossiers(zaak.twee.officer) == ()


def test_asking_needs_a_reason_and_somebody_to_ask(zaak: Zaak) -> None:
    with pytest.raises(OngeldigeInvoer):
        toezichtaudit.ask_audit(zaak.twee.officer, zaak.verbindingen[1], "  ")
    with pytest.raises(VerbindingGestopt):
        toezichtaudit.ask_audit(zaak.twee.officer, zaak.verbindingen[1], "Ja.", naar_id=zaak.dossier.casus_id)


def test_only_an_officer_in_an_own_installation_audits(zaak: Zaak) -> None:
    zaak.stuur()
    dossier_id = zaak.audit()
    for werkplek in (zaak.twee.team.privacy, zaak.twee.toezicht.beheer):
        for doe in (
            lambda w: toezichtaudit.ask_audit(w, zaak.verbindingen[1], "Reden."),
            lambda w: toezichtaudit.read_audit(w, b""),
            lambda w: toezichtdossier.toon_dossier(w, dossier_id),
            toezichtdossier.list_dossiers,
            toezichtdossier.list_volgingen,
        ):
            with pytest.raises(GeenToegang):
                doe(werkplek)
