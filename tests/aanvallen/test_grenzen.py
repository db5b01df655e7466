"""Loosening the limits of a text so that an approval covers it after all: never without a line that says so."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from pmg_desk.domain.samenvatting import Doorverstrekking
from pmg_desk.services import logboek, samenvattingen, uitspraken
from pmg_desk.services.samenvattingen import Bestemming, NieuweTekst
from pmg_desk.storage.models import UitspraakSoort, Wijze
from tests.casusbouw import regels
from tests.reports.lezen import tekst as pdf_tekst
from tests.services.test_samenvatting_dekking import woorden_in
from tests.vulling import WOORDEN, Dossier, keur_goed, maak_dossier, vraag
from tests.wereld import Wereld

ANDERS: dict[str, Any] = {"derden": False, "derden_wie": ""}
JA = {"doorverstrekking": Doorverstrekking.JA}


@pytest.fixture
def dossier(wereld: Wereld) -> Dossier:
    return maak_dossier(wereld.regie)


def wijzig(wereld: Wereld, dossier: Dossier, woord: str, **anders: Any) -> None:
    alle = uitspraken.list_uitspraken(wereld.regie, dossier.casus_id, [UitspraakSoort.SIGNAAL])
    (oud,) = [u for u in alle if WOORDEN[woord] in u.tekst]
    uitspraken.amend_uitspraak(wereld.regie, oud.id, replace(oud.als_invoer(), **anders), "Toch anders.")


def verruimd(wereld: Wereld) -> list[tuple[str, str]]:
    lijnen = [regel for regel in regels(wereld.privacy) if regel.actie == "uitspraak.verruimen"]
    return [(regel.verwerking, regel.categorieen) for regel in lijnen]


@pytest.mark.parametrize(
    ("woord", "anders", "wat"), [("derden", ANDERS, "derden"), ("bron_nee", JA, "doorverstrekking")]
)
def test_een_grens_weghalen_om_te_mogen_delen(
    wereld: Wereld, dossier: Dossier, woord: str, anders: dict[str, Any], wat: str
) -> None:
    """It is never silent: who prints has to say that the text is new, and the officer reads what was loosened."""
    keur_goed(wereld, vraag(wereld, dossier, ("signalen",)))
    naar = Bestemming(dossier.school, "Leerlingzaken")
    wereld.klok.moment += timedelta(hours=1)
    wijzig(wereld, dossier, woord, **anders)
    with pytest.raises(NieuweTekst):
        samenvattingen.issue_samenvatting(wereld.regie, dossier.casus_id, naar, Wijze.PAPIER)
    nieuw = samenvattingen.prepare_samenvatting(wereld.regie, dossier.casus_id, naar).nieuw
    uitgave = samenvattingen.issue_samenvatting(
        wereld.regie, dossier.casus_id, naar, Wijze.PAPIER, nieuw_bevestigd=nieuw
    )
    assert woorden_in(pdf_tekst(uitgave.pdf)) == {"signaal", woord}  # whoever writes the dossier says what it is about
    assert verruimd(wereld) == [(wat, "signalen")]
    _, rijen = logboek.export_logregels(wereld.privacy)
    assert len([rij for rij in rijen if "maakte de grenzen van een uitspraak ruimer" in str(rij[4])]) == 1


def test_een_soort_gegevens_milder_noemen(wereld: Wereld, dossier: Dossier) -> None:
    wijzig(wereld, dossier, "signaal", categorie="gezondheid")
    assert verruimd(wereld) == []
    wijzig(wereld, dossier, "signaal", categorie="signalen", tekst=f"Over {WOORDEN['signaal']}, anders gezegd.")
    assert verruimd(wereld) == [("categorie", "gezondheid,signalen")]


def test_geen_aanval_strenger_worden_of_anders_zeggen_is_geen_verruimen(wereld: Wereld, dossier: Dossier) -> None:
    wijzig(wereld, dossier, "signaal", derden=True, derden_wie="een vriend")
    wijzig(wereld, dossier, "bron_vragen", doorverstrekking=Doorverstrekking.NEE)
    wijzig(wereld, dossier, "derden", bron="Iemand anders")
    alle = uitspraken.list_uitspraken(wereld.regie, dossier.casus_id, [UitspraakSoort.SIGNAAL])
    (nee,) = [u for u in alle if WOORDEN["bron_nee"] in u.tekst]
    uitspraken.withdraw_uitspraak(wereld.regie, nee.id, "Vergissing.")
    assert verruimd(wereld) == []
