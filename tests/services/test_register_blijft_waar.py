"""What the register may never lose: what was told, when it was written down; and what nobody may type into it."""

from __future__ import annotations

import pytest

from pmg_desk.services.mondeling import MondelingInvoer, SpoedInvoer, record_mondeling, record_spoed
from pmg_desk.services.samenvattingen import Bestemming
from pmg_desk.services.uitgaven import IsVerteld, mark_uitgave
from pmg_desk.services.verstrekkingen import list_verstrekkingen
from pmg_desk.services.wiewist import answer_wie_wist_wat
from pmg_desk.storage.models import VerstrekkingStatus, Wijze
from tests.vulling import Dossier, keur_goed, maak_dossier, vraag
from tests.wereld import Wereld


def verteld(
    d: Dossier, *soorten: str, wijze: Wijze = Wijze.TELEFOON, functie: str = "Leerlingzaken"
) -> MondelingInvoer:
    return MondelingInvoer(Bestemming(d.school, functie), wijze, soorten, "Kort verteld.")


@pytest.mark.parametrize("status", [VerstrekkingStatus.MISLUKT, VerstrekkingStatus.INGETROKKEN])
def test_what_was_told_stays_told(wereld: Wereld, status: VerstrekkingStatus) -> None:
    d = maak_dossier(wereld.regie)
    keur_goed(wereld, vraag(wereld, d, ("signalen",)))
    record_mondeling(wereld.regie, d.casus_id, verteld(d, "signalen", wijze=Wijze.MONDELING))
    record_spoed(wereld.regie, d.casus_id, SpoedInvoer(verteld(d, "gezondheid"), "Gevaar.", ("avg_6_1_d",)))
    eerder = answer_wie_wist_wat(wereld.privacy, casus_id=d.casus_id).kennis
    assert len(eerder) == 2
    for regel in list_verstrekkingen(wereld.regie):
        assert not regel.mag_melden
        with pytest.raises(IsVerteld):
            mark_uitgave(wereld.regie, regel.id, status, "Toch niet.")
    assert answer_wie_wist_wat(wereld.privacy, casus_id=d.casus_id).kennis == eerder
    assert {r.status for r in list_verstrekkingen(wereld.regie)} == {VerstrekkingStatus.UITGEGEVEN}
