"""Loosening the limits of a text after it was judged: it does not go under that judgement, and the log says so."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from pmg_desk.domain.samenvatting import Doorverstrekking
from pmg_desk.domain.selectie import VAN_DE_BRON, Onthouden, Vorm
from pmg_desk.services import logboek, mondeling, samenvattingen, uitspraken
from pmg_desk.services.deelbaar import deelbaar
from pmg_desk.services.nietvertellen import Weggelaten
from pmg_desk.services.overdrachtkeuze import verdeel
from pmg_desk.services.samenvattingen import Bestemming
from pmg_desk.services.stukken import cut_dossier
from pmg_desk.services.verzoekbegin import begin_verzoek
from pmg_desk.storage.models import UitspraakSoort, Wijze
from tests.casusbouw import regels
from tests.kaderbouw import cellen, teken, zet_aan_tafel
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


def gedrukt(wereld: Wereld, dossier: Dossier, naar: Bestemming, wijze: Wijze = Wijze.PAPIER) -> set[str]:
    nieuw = samenvattingen.prepare_samenvatting(wereld.regie, dossier.casus_id, naar).nieuw
    uitgave = samenvattingen.issue_samenvatting(wereld.regie, dossier.casus_id, naar, wijze, nieuw_bevestigd=nieuw)
    return woorden_in(pdf_tekst(uitgave.pdf))


@pytest.mark.parametrize(
    ("woord", "anders", "wat"),
    [("derden", ANDERS, "derden"), ("bron_nee", JA, "doorverstrekking"), ("bron_vragen", JA, "doorverstrekking")],
)
@pytest.mark.parametrize("teruggezet", [False, True])
def test_een_grens_weghalen_om_te_mogen_delen(
    wereld: Wereld, dossier: Dossier, woord: str, anders: dict[str, Any], wat: str, teruggezet: bool
) -> None:
    """Not on paper, in a file, told or in a transfer, also with the clock set back; a new judgement is what helps."""
    besluit_id = keur_goed(wereld, vraag(wereld, dossier, ("signalen",)))
    naar = Bestemming(dossier.school, "Leerlingzaken")
    toen = wereld.klok.moment
    wereld.klok.moment += timedelta(hours=-1 if teruggezet else 1)
    wijzig(wereld, dossier, woord, **anders)
    wereld.klok.moment = toen + timedelta(hours=1)
    assert gedrukt(wereld, dossier, naar) == gedrukt(wereld, dossier, naar, Wijze.BESTAND) == {"signaal"}
    zinnen = samenvattingen.prepare_samenvatting(wereld.regie, dossier.casus_id, naar).uitleg.values()
    assert sum("opnieuw akkoord, dan gaat het besluit ook over deze tekst" in zin for zin in zinnen) == 1

    def niet_vertellen() -> list[Weggelaten]:
        """What may not be told besides what its source keeps, which is no part of this."""
        gezien = mondeling.list_niet_vertellen(wereld.regie, dossier.casus_id, naar)
        return [een for een in gezien if een.categorie == "signalen" and een.reden not in VAN_DE_BRON]

    (weg,) = niet_vertellen()
    assert (WOORDEN[woord] in weg.begin, weg.reden) == (True, Onthouden.VERRUIMD)
    with wereld.regie.doe() as t:
        casus = t.casus(dossier.casus_id)
        gronden = deelbaar(t, casus.id, Vorm.OVERDRACHT)
        (g,) = [g for _, _, g in gronden.getoetst]
        wie = g.besluit.manifest[0].ontvanger if g.besluit else None
        assert wie is not None
        mee, _ = verdeel(cut_dossier(t, casus), g, str(casus.id), wie, gronden.omstandigheden, [g])
        assert WOORDEN[woord] not in str(mee)
    assert verruimd(wereld) == [(wat, "signalen")]
    _, rijen = logboek.export_logregels(wereld.privacy)
    assert len([rij for rij in rijen if "maakte de grenzen van een uitspraak ruimer" in str(rij[4])]) == 1

    (keuze,) = [
        o for o in begin_verzoek(wereld.regie, dossier.casus_id).ontvangers if o.organisatie_id == dossier.politie
    ]
    assert keuze.ontbreekt  # who has nothing is asked for as before
    wereld.klok.moment += timedelta(hours=1)
    assert keur_goed(wereld, vraag(wereld, dossier, ("signalen",))) != besluit_id
    assert gedrukt(wereld, dossier, naar) == {"signaal", woord}
    assert niet_vertellen() == []


def test_de_tekst_intrekken_en_ruimer_opnieuw_typen(wereld: Wereld, dossier: Dossier) -> None:
    keur_goed(wereld, vraag(wereld, dossier, ("signalen",)))
    wereld.klok.moment += timedelta(hours=1)
    alle = uitspraken.list_uitspraken(wereld.regie, dossier.casus_id, [UitspraakSoort.SIGNAAL])
    (oud,) = [u for u in alle if WOORDEN["derden"] in u.tekst]
    uitspraken.withdraw_uitspraak(wereld.regie, oud.id, "Dubbel.")
    wereld.klok.moment += timedelta(hours=1)
    nieuw = replace(oud.als_invoer(), tekst=oud.tekst.replace("Over", "over"), **ANDERS)
    uitspraken.add_uitspraak(wereld.regie, dossier.casus_id, UitspraakSoort.SIGNAAL, nieuw)
    assert gedrukt(wereld, dossier, Bestemming(dossier.school, "Leerlingzaken")) == {"signaal"}


def test_onder_een_tafelkader_dat_er_al_was(wereld: Wereld, dossier: Dossier) -> None:
    naar = Bestemming(dossier.school, "Leerlingzaken")
    wie = zet_aan_tafel(wereld, dossier)
    teken(wereld.privacy, cellen(wie, "signalen"))
    wereld.klok.moment += timedelta(hours=1)
    wijzig(wereld, dossier, "derden", **ANDERS)
    wereld.klok.moment += timedelta(hours=1)
    assert gedrukt(wereld, dossier, naar) == {"signaal"}
    teken(wereld.privacy, cellen(wie, "signalen"))
    assert gedrukt(wereld, dossier, naar) == {"signaal", "derden"}


def test_geen_aanval_ruimer_maken_voor_het_verzoek(wereld: Wereld, dossier: Dossier) -> None:
    wijzig(wereld, dossier, "derden", **ANDERS)
    wereld.klok.moment += timedelta(hours=1)
    keur_goed(wereld, vraag(wereld, dossier, ("signalen",)))
    assert gedrukt(wereld, dossier, Bestemming(dossier.school, "Leerlingzaken")) == {"signaal", "derden"}


def test_een_verzoek_van_voor_het_verruimen_dat_later_wordt_beoordeeld(wereld: Wereld, dossier: Dossier) -> None:
    verzoek = vraag(wereld, dossier, ("signalen",))
    wereld.klok.moment += timedelta(hours=1)
    wijzig(wereld, dossier, "derden", **ANDERS)
    wereld.klok.moment += timedelta(hours=1)
    keur_goed(wereld, verzoek)
    assert gedrukt(wereld, dossier, Bestemming(dossier.school, "Leerlingzaken")) == {"signaal"}


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
