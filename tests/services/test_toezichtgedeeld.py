"""Elsewhere, an officer sees what was shared under an own decision: as far as audits told, and never as if none was."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

import pytest

from pmg_desk.domain.fouten import GeenToegang, NietGevonden
from pmg_desk.services import (
    auditpakketten,
    kaderconcepten,
    kaderpakketten,
    kaderpost,
    samenvattingen,
    toezichtaudit,
    toezichtpost,
)
from pmg_desk.services.kaderbrieven import issue_kaderbrief, list_gedeeld_onder_kader
from pmg_desk.services.kaderversies import look_at_signing
from pmg_desk.services.samenvattingen import Bestemming
from pmg_desk.services.toezichtgedeeld import list_gedeeld_elders, list_kader_gedeeld_elders
from pmg_desk.services.uitgaven import mark_uitgave
from pmg_desk.services.werklijst import show_werklijst
from pmg_desk.services.werkplek import Werkplek
from pmg_desk.storage.models import VerstrekkingStatus, Wijze
from tests.kaderbouw import DOEL, cellen, vul, zet_aan_tafel
from tests.toezichtzaak import Zaak
from tests.vulling import WOORDEN


def vraag_audit(zaak: Zaak) -> None:
    """Ask the team for an audit and take it in, as the two do."""
    officer = zaak.twee.officer
    regie = zaak.twee.team.regie.gebruiker.id
    vraag = toezichtaudit.ask_audit(officer, zaak.verbindingen[1], "Steekproef.", ["PMG-2026-00001"], naar_id=regie)
    antwoord = auditpakketten.make_auditpakket(zaak.twee.team.regie, zaak.twee.schrijf(vraag.ruw))
    toezichtaudit.read_audit(officer, antwoord.ruw)


def deel(zaak: Zaak, wijze: Wijze) -> UUID:
    naar = Bestemming(zaak.dossier.school, "Leerlingzaken")
    return samenvattingen.issue_samenvatting(zaak.twee.team.regie, zaak.dossier.casus_id, naar, wijze).verstrekking_id


def test_what_was_shared_under_an_own_decision_by_the_latest_audit(zaak: Zaak) -> None:
    besluit_id = zaak.goedgekeurd()
    niets = list_gedeeld_elders(zaak.twee.officer, besluit_id)
    assert (niets.stand, niets.regels) == (None, ())
    eerste = deel(zaak, Wijze.PAPIER)
    vraag_audit(zaak)
    gedeeld = list_gedeeld_elders(zaak.twee.officer, besluit_id)
    assert [(r.id, r.ontvanger.endswith("Leerlingzaken"), r.status) for r in gedeeld.regels] == [
        (str(eerste), True, "uitgegeven")
    ]
    assert not any(woord in str(gedeeld) for woord in WOORDEN.values())
    zaak.twee.team.klok.moment += timedelta(hours=1)
    tweede = deel(zaak, Wijze.BESTAND)
    mark_uitgave(zaak.twee.team.regie, eerste, VerstrekkingStatus.INGETROKKEN, "Teruggekregen.")
    vraag_audit(zaak)
    assert [(r.id, r.status) for r in list_gedeeld_elders(zaak.twee.officer, besluit_id).regels] == [
        (str(eerste), "ingetrokken"),
        (str(tweede), "uitgegeven"),
    ]
    with pytest.raises(GeenToegang):
        list_gedeeld_elders(zaak.twee.team.privacy, besluit_id)


def test_what_was_shared_under_an_own_kader_by_the_latest_audit(zaak: Zaak) -> None:
    officer, team = zaak.twee.officer, zaak.twee.team
    school = zet_aan_tafel(team, zaak.dossier)
    vraag = kaderpakketten.make_kadervraag(team.regie, "pga_lokaal", DOEL, officer.gebruiker.id)
    toezichtpost.read_pakket(officer, zaak.twee.schrijf(vraag.ruw))
    concept = kaderconcepten.start_concept(officer, "pga_lokaal", DOEL, verbinding_id=zaak.verbindingen[1])
    vul(officer, concept, cellen(school, "plan"))
    beeld = look_at_signing(officer, concept)
    assert (beeld.staand, beeld.geldt_nummer) == (None, "")  # what was shared is not known here
    kader = kaderconcepten.sign_kader(officer, concept)
    pakket = kaderpost.make_kaderpakket(officer, kader)
    kaderpakketten.read_kaderpakket(team.regie, zaak.twee.schrijf(pakket.ruw))
    assert list_kader_gedeeld_elders(officer, kader).stand is None
    gegeven = deel(zaak, Wijze.PAPIER)
    vraag_audit(zaak)
    gedeeld = list_kader_gedeeld_elders(officer, kader)
    assert [(r.id, r.casusnummer, r.categorieen) for r in gedeeld.regels] == [
        (str(gegeven), "PMG-2026-00001", "Plan van aanpak")
    ]
    # The letters are for the team: there is no officer in that vault, so who works on the casus hears of them.
    team.klok.moment += timedelta(hours=1)
    kaderconcepten.withdraw_kader(officer, kader, "Het convenant is opgezegd.")
    terug = kaderpost.make_kaderintrekpakket(officer, kader)
    kaderpakketten.read_kaderpakket(team.regie, zaak.twee.schrijf(terug.ruw))
    assert [brieven_te_schrijven(team.werkplek(wie)) for wie in ("regie", "regie2")] == [[1], []]
    issue_kaderbrief(team.regie, kader, school.voluit, "C. Regisseur, 070 123 45 67")
    assert brieven_te_schrijven(team.regie) == []
    with pytest.raises(GeenToegang):
        list_kader_gedeeld_elders(team.privacy, kader)
    with pytest.raises(NietGevonden):
        list_gedeeld_onder_kader(team.regie, zaak.dossier.casus_id)


def brieven_te_schrijven(werkplek: Werkplek) -> list[int]:
    return [i.aantal for i in show_werklijst(werkplek).items if i.bij == "brieven"]
