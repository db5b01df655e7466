"""What an officer took away stays away: no older approval or tafelkader fills it, whatever is done to the rows."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

import pytest

from pmg_desk.domain.delen import Eis, Oordeel
from pmg_desk.services import oordelen, samenvattingen
from pmg_desk.services.samenvattingen import Bestemming, NietsTeDelen
from pmg_desk.storage.models import Wijze
from tests.aanvallen.knoeien import zet
from tests.kaderbouw import cellen, teken, zet_aan_tafel
from tests.services.test_samenvatting_dekking import pdf_tekst, woorden_in
from tests.vulling import Dossier, keur_goed, maak_dossier, vraag
from tests.wereld import Wereld


@pytest.fixture
def dossier(wereld: Wereld) -> Dossier:
    """With a tafelkader and an older approval, both of which would give the signals."""
    een = maak_dossier(wereld.regie)
    teken(wereld.privacy, cellen(zet_aan_tafel(wereld, een), "signalen"))
    keur_goed(wereld, vraag(wereld, een, ("signalen",)))
    assert papier(wereld, een) == {"signaal"}
    wereld.klok.moment += timedelta(hours=1)
    return een


def papier(wereld: Wereld, dossier: Dossier) -> set[str]:
    """The words that the school gets on paper now."""
    bestemming = Bestemming(dossier.school, "Leerlingzaken")
    try:
        uitgave = samenvattingen.issue_samenvatting(wereld.regie, dossier.casus_id, bestemming, Wijze.PAPIER)
    except NietsTeDelen:
        return set()
    return woorden_in(pdf_tekst(uitgave.pdf))


def streng(wereld: Wereld, dossier: Dossier) -> UUID:
    """A later judgement: only told."""
    return keur_goed(wereld, vraag(wereld, dossier, ("signalen",), dagen=30), eisen=(Eis.ALLEEN_MONDELING,))


def test_een_weigering_na_een_akkoord(wereld: Wereld, dossier: Dossier) -> None:
    keur_goed(wereld, vraag(wereld, dossier, ("signalen",)), oordeel=Oordeel.GEWEIGERD)
    assert papier(wereld, dossier) == set()


def test_een_kleiner_akkoord_na_een_groot(wereld: Wereld, dossier: Dossier) -> None:
    keur_goed(wereld, vraag(wereld, dossier, ("signalen", "plan")), categorieen=("plan",))
    assert papier(wereld, dossier) == {"plan", "doel"}


def test_het_strenge_akkoord_intrekken_of_laten_verlopen(wereld: Wereld, dossier: Dossier) -> None:
    besluit = streng(wereld, dossier)
    assert papier(wereld, dossier) == set()
    oordelen.withdraw_besluit(wereld.privacy, besluit, "Bezwaar.")
    assert papier(wereld, dossier) == set()
    wereld.klok.moment += timedelta(hours=1)
    streng(wereld, dossier)
    wereld.klok.moment += timedelta(days=31)
    assert papier(wereld, dossier) == set()


@pytest.mark.parametrize(
    "opdracht",
    [
        "DELETE FROM privacybesluit WHERE id = :b",
        "UPDATE privacybesluit SET tekst = replace(tekst, 'alleen_mondeling', 'jongere_geinformeerd') WHERE id = :b",
        "UPDATE privacybesluit SET handtekening = x'00' WHERE id = :b",
        (
            "UPDATE delingsverzoek SET tekst = tekst || ' ' WHERE id IN"
            " (SELECT verzoek_id FROM privacybesluit WHERE id = :b)"
        ),
        "UPDATE privacybesluit SET verzoek_id = (SELECT min(id) FROM delingsverzoek) WHERE id = :b",
    ],
)
def test_het_strenge_besluit_weghalen_of_veranderen(wereld: Wereld, dossier: Dossier, opdracht: str) -> None:
    besluit = streng(wereld, dossier)
    zet(wereld, opdracht, b=besluit.hex)
    assert papier(wereld, dossier) == set()


def test_een_later_ruimer_oordeel_geeft_weer(wereld: Wereld, dossier: Dossier) -> None:
    streng(wereld, dossier)
    wereld.klok.moment += timedelta(hours=1)
    keur_goed(wereld, vraag(wereld, dossier, ("signalen",)))
    assert papier(wereld, dossier) == {"signaal"}
