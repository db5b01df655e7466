"""Elsewhere, an officer sees what was shared under an own decision: as far as audits told, and never as if none was."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from uuid import UUID

import pytest

from pmg_desk.domain.fouten import GeenToegang
from pmg_desk.services import auditpakketten, samenvattingen, toezichtaudit
from pmg_desk.services.samenvattingen import Bestemming
from pmg_desk.services.toezichtgedeeld import list_gedeeld_elders
from pmg_desk.services.uitgaven import mark_uitgave
from pmg_desk.storage.models import VerstrekkingStatus, Wijze
from tests.toezichtzaak import Zaak
from tests.tweekluizen import maak_tweetal
from tests.vulling import WOORDEN, maak_dossier


@pytest.fixture
def zaak(tmp_path: Path) -> Iterator[Zaak]:
    twee = maak_tweetal(tmp_path)
    verbindingen = twee.verbind()
    yield Zaak(twee, maak_dossier(twee.team.regie), verbindingen)
    twee.sluit()


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
