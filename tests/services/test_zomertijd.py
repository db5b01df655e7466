"""Around midnight and where the clock changes: what holds, what is told and what is printed counts Dutch days."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from pmg_desk.domain.selectie import Geinformeerde
from pmg_desk.services import oordelen, samenvattingen
from pmg_desk.services.informeerbrief import InformeerbriefInvoer, preview_informeerbrief
from pmg_desk.services.mondeling import MondelingInvoer, record_mondeling
from pmg_desk.services.samenvattingen import Bestemming, NietsTeDelen
from pmg_desk.storage.models import Wijze
from tests.reports.lezen import tekst as pdf_tekst
from tests.services.test_samenvatting_dekking import woorden_in
from tests.vulling import Dossier, keur_goed, maak_dossier, vraag
from tests.wereld import Wereld


@pytest.fixture
def dossier(wereld: Wereld) -> Dossier:
    return maak_dossier(wereld.regie)


def papier(wereld: Wereld, dossier: Dossier, functie: str) -> set[str]:
    bestemming = Bestemming(dossier.school, functie)
    try:
        uitgave = samenvattingen.issue_samenvatting(wereld.regie, dossier.casus_id, bestemming, Wijze.PAPIER)
    except NietsTeDelen:
        return set()
    return woorden_in(pdf_tekst(uitgave.pdf))


@pytest.mark.parametrize(
    ("dag", "laatste", "eerste"),
    [
        (date(2027, 3, 27), "2027-03-27T22:59:59", "2027-03-27T23:00:00"),
        (date(2027, 3, 28), "2027-03-28T21:59:59", "2027-03-28T22:00:00"),
        (date(2027, 10, 31), "2027-10-31T22:59:59", "2027-10-31T23:00:00"),
    ],
)
def test_the_last_and_the_first_day_of_an_approval(
    wereld: Wereld, dossier: Dossier, dag: date, laatste: str, eerste: str
) -> None:
    dagen = (dag - wereld.klok.nu().date()).days
    morgen = date.fromordinal(dag.toordinal() + 1)
    keur_goed(wereld, vraag(wereld, dossier, ("plan",), functie="Eindigt", dagen=dagen))
    keur_goed(wereld, vraag(wereld, dossier, ("plan",), functie="Begint", dagen=dagen + 5), niet_voor=morgen)
    for moment, eindigt, begint in ((laatste, {"plan", "doel"}, set()), (eerste, set(), {"plan", "doel"})):
        wereld.klok.moment = datetime.fromisoformat(moment).replace(tzinfo=UTC)
        assert papier(wereld, dossier, "Eindigt") == eindigt
        assert papier(wereld, dossier, "Begint") == begint


def test_after_midnight_yesterday_is_not_covered_and_a_letter_bears_the_day_here(
    wereld: Wereld, dossier: Dossier
) -> None:
    wereld.klok.moment = datetime(2027, 3, 28, 22, 30, tzinfo=UTC)  # half past midnight on the 29th
    besluit = keur_goed(wereld, vraag(wereld, dossier, ("plan",)))
    naar = Bestemming(dossier.school, "Leerlingzaken")

    def vertel(op: str) -> None:
        invoer = MondelingInvoer(naar, Wijze.MONDELING, ("plan",), "Verteld.", op=op)
        record_mondeling(wereld.regie, dossier.casus_id, invoer)

    vertel("29-3-2027")
    with pytest.raises(NietsTeDelen):
        vertel("28-3-2027")
    assert papier(wereld, dossier, "Leerlingzaken") == {"plan", "doel"}
    brief = InformeerbriefInvoer(Geinformeerde.JONGERE, "C. Regisseur, 070 123 45 67", True)
    assert "Datum: 29-03-2027" in pdf_tekst(preview_informeerbrief(wereld.regie, dossier.casus_id, brief))
    oordelen.withdraw_besluit(wereld.privacy, besluit, "Bezwaar.")
    assert papier(wereld, dossier, "Leerlingzaken") == set()
    with pytest.raises(NietsTeDelen):
        vertel("29-3-2027")
