"""A reaction of the youth or parents stays with the statement it is about, where that is shown, shared or printed."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from pmg_desk.domain.delen import Soort
from pmg_desk.domain.fouten import GeenToegang, IntussenGewijzigd, NietGevonden, OngeldigeInvoer
from pmg_desk.domain.overdrachtrij import Rijsoort
from pmg_desk.domain.samenvatting import Aard, Doorverstrekking
from pmg_desk.services import reacties, samenvattingen, stukken, uitspraken
from pmg_desk.services.overdrachtrijen import maak_rijen, splits
from pmg_desk.services.samenvattingen import Bestemming, NietsTeDelen, NieuweTekst
from pmg_desk.services.uitspraken import UitspraakInvoer
from pmg_desk.storage import inhoud
from pmg_desk.storage.models import UitspraakSoort, Wijze
from tests.casusbouw import regels
from tests.services.test_samenvatting_dekking import geef_uit, pdf_tekst
from tests.vulling import WOORDEN, Dossier, keur_goed, maak_dossier, vraag
from tests.wereld import Wereld

WOORD = "Tegenspraakje"
REACTIE = UitspraakInvoer(f"Dat was ik niet: {WOORD}.", bron="de moeder", aard=Aard.MENING)


@pytest.fixture
def dossier(wereld: Wereld) -> Dossier:
    return maak_dossier(wereld.regie)


def _tekst(wereld: Wereld, dossier: Dossier, woord: str) -> uitspraken.UitspraakInzicht:
    alle = uitspraken.list_uitspraken(wereld.regie, dossier.casus_id)
    return next(u for u in alle if WOORDEN[woord] in u.tekst)


def _ids(wereld: Wereld, dossier: Dossier) -> list[str]:
    with wereld.regie.doe() as t:
        return [stuk.id for stuk in stukken.cut_dossier(t, t.casus(dossier.casus_id))]


def test_de_reactie_staat_bij_de_tekst_en_krijgt_haar_categorie(wereld: Wereld, dossier: Dossier) -> None:
    over = _tekst(wereld, dossier, "plan_gezondheid")
    reactie_id = reacties.add_reactie(wereld.regie, over.id, REACTIE)
    (bij,) = _tekst(wereld, dossier, "plan_gezondheid").reacties
    assert (bij.id, bij.bron, bij.aard, bij.categorie) == (reactie_id, "de moeder", Aard.MENING, "gezondheid")
    assert [(r.object_id, r.categorieen) for r in regels(wereld.regie, "reactie.toevoegen")] == [
        (str(over.id), "gezondheid")
    ]


def test_zij_gaat_mee_met_een_verbeterde_tekst(wereld: Wereld, dossier: Dossier) -> None:
    over = _tekst(wereld, dossier, "signaal")
    reacties.add_reactie(wereld.regie, over.id, REACTIE)
    nieuw = uitspraken.amend_uitspraak(
        wereld.regie, over.id, replace(over.als_invoer(), tekst=f"Beter: {WOORDEN['signaal']}."), "Verbeterd."
    )
    assert [r.tekst for r in _tekst(wereld, dossier, "signaal").reacties] == [REACTIE.tekst]
    with pytest.raises(IntussenGewijzigd):
        reacties.add_reactie(wereld.regie, over.id, REACTIE)
    alle = _ids(wereld, dossier)
    assert alle[alle.index(f"uitspraak:{nieuw}") + 1].startswith(f"reactie:{nieuw.hex}+")


def test_van_een_ingetrokken_tekst_blijft_de_reactie_los_staan(wereld: Wereld, dossier: Dossier) -> None:
    over = _tekst(wereld, dossier, "signaal")
    reactie_id = reacties.add_reactie(wereld.regie, over.id, REACTIE)
    assert f"uitspraak:{reactie_id}" not in _ids(wereld, dossier)
    uitspraken.withdraw_uitspraak(wereld.regie, over.id, "Klopte niet.")
    assert f"uitspraak:{reactie_id}" in _ids(wereld, dossier)
    vervallen = uitspraken.toon_geschiedenis(wereld.regie, over.id)[0]
    assert vervallen.reacties == ()


def test_een_ingetrokken_reactie_is_weg(wereld: Wereld, dossier: Dossier) -> None:
    over = _tekst(wereld, dossier, "signaal")
    reactie_id = reacties.add_reactie(wereld.regie, over.id, REACTIE)
    uitspraken.withdraw_uitspraak(wereld.regie, reactie_id, "Op verzoek van de moeder.")
    assert _tekst(wereld, dossier, "signaal").reacties == ()


def test_waarop_men_niet_kan_reageren(wereld: Wereld, dossier: Dossier) -> None:
    over = _tekst(wereld, dossier, "signaal")
    with pytest.raises(OngeldigeInvoer) as fout:
        reacties.add_reactie(wereld.regie, over.id, replace(REACTIE, bron=" ", tekst=""))
    assert set(fout.value.velden) == {"bron", "tekst"}
    reactie_id = reacties.add_reactie(wereld.regie, over.id, REACTIE)
    with pytest.raises(NietGevonden):
        reacties.add_reactie(wereld.regie, reactie_id, REACTIE)
    uitspraken.withdraw_uitspraak(wereld.regie, over.id, "Klopte niet.")
    with wereld.regie.doe() as t:
        vervallen = inhoud.opvolger(t.db, over.id)
    assert vervallen is not None
    with pytest.raises(NietGevonden):
        reacties.add_reactie(wereld.regie, vervallen.id, REACTIE)
    with pytest.raises(GeenToegang):
        reacties.add_reactie(wereld.regie2, over.id, REACTIE)


def test_op_papier_staat_zij_onder_haar_tekst(wereld: Wereld, dossier: Dossier) -> None:
    reacties.add_reactie(wereld.regie, _tekst(wereld, dossier, "signaal").id, REACTIE)
    keur_goed(wereld, vraag(wereld, dossier, ("signalen",)))
    papier = geef_uit(wereld, dossier)
    assert papier.index(WOORDEN["signaal"]) < papier.index("Reactie van de jongere of ouders") < papier.index(WOORD)


@pytest.mark.parametrize(
    "dicht", [{"categorie": "gezondheid"}, {"doorverstrekking": Doorverstrekking.NEE}, {"derden": True}]
)
def test_mag_zij_niet_mee_dan_zegt_de_tekst_dat_zij_er_is(
    wereld: Wereld, dossier: Dossier, dicht: dict[str, object]
) -> None:
    over = _tekst(wereld, dossier, "signaal")
    reacties.add_reactie(wereld.regie, over.id, replace(REACTIE, **dicht))  # type: ignore[arg-type]
    keur_goed(wereld, vraag(wereld, dossier, ("signalen",)))
    papier = geef_uit(wereld, dossier)
    assert WOORD not in papier
    assert "Reactie: van de jongere of ouders op deze tekst" in papier.replace("\n", " ")


def test_zonder_haar_tekst_gaat_zij_niet(wereld: Wereld, dossier: Dossier) -> None:
    """The reaction to health text was filed under an approved category; the text itself may not go."""
    over = _tekst(wereld, dossier, "plan_gezondheid")
    reacties.add_reactie(wereld.regie, over.id, replace(REACTIE, categorie="plan"))
    keur_goed(wereld, vraag(wereld, dossier, ("plan",)))
    assert WOORD not in geef_uit(wereld, dossier)


def test_weglaten_en_bevestigen_gelden_voor_beide(wereld: Wereld, dossier: Dossier) -> None:
    over = _tekst(wereld, dossier, "signaal")
    keur_goed(wereld, vraag(wereld, dossier, ("signalen",)))
    wereld.klok.moment += timedelta(hours=1)
    reacties.add_reactie(wereld.regie, over.id, REACTIE)
    tekst = f"uitspraak:{over.id}"
    with pytest.raises(NieuweTekst):
        geef_uit(wereld, dossier)
    v = samenvattingen.prepare_samenvatting(wereld.regie, dossier.casus_id, Bestemming(dossier.school, "Leerlingzaken"))
    gelezen = v.bevestig((tekst,))
    papier = geef_uit(wereld, dossier, nieuw_bevestigd=gelezen)
    assert WOORD in papier
    with pytest.raises(NietsTeDelen):
        geef_uit(wereld, dossier, weglaten=(tekst,))
    (reactie,) = (id_ for id_ in _ids(wereld, dossier) if id_.startswith("reactie:"))
    assert WOORD in geef_uit(wereld, dossier, weglaten=(reactie,), nieuw_bevestigd=gelezen)


def test_een_reactie_van_na_het_lezen_is_niet_met_de_tekst_bevestigd(wereld: Wereld, dossier: Dossier) -> None:
    over = _tekst(wereld, dossier, "signaal")
    keur_goed(wereld, vraag(wereld, dossier, ("signalen",)))
    wereld.klok.moment += timedelta(hours=1)
    v = samenvattingen.prepare_samenvatting(wereld.regie, dossier.casus_id, Bestemming(dossier.school, "Leerlingzaken"))
    gelezen = v.bevestig([deel.stuk.id for deel in v.mee])
    assert geef_uit(wereld, dossier, nieuw_bevestigd=gelezen)
    reacties.add_reactie(wereld.regie, over.id, REACTIE)
    with pytest.raises(NieuweTekst):
        geef_uit(wereld, dossier, nieuw_bevestigd=gelezen)


def test_een_tekst_wordt_niet_zonder_haar_reactie_gevraagd(wereld: Wereld, dossier: Dossier) -> None:
    over = _tekst(wereld, dossier, "signaal")
    reacties.add_reactie(wereld.regie, over.id, REACTIE)
    tekst = f"uitspraak:{over.id}"
    (reactie,) = (id_ for id_ in _ids(wereld, dossier) if id_.startswith("reactie:"))
    for alleen in (tekst, reactie):
        with pytest.raises(OngeldigeInvoer) as fout:
            vraag(wereld, dossier, soort=Soort.DOCUMENT, stukken=(alleen,))
        assert set(fout.value.velden) == {"stukken"}
    besluit = keur_goed(wereld, vraag(wereld, dossier, soort=Soort.DOCUMENT, stukken=(tekst, reactie)))
    assert WOORD in geef_uit(wereld, dossier, besluit_id=besluit)


def test_de_privacy_officer_mag_de_reactie_weglaten_en_de_tekst_niet(wereld: Wereld, dossier: Dossier) -> None:
    over = _tekst(wereld, dossier, "signaal")
    reacties.add_reactie(wereld.regie, over.id, REACTIE)
    tekst = f"uitspraak:{over.id}"
    (reactie,) = (id_ for id_ in _ids(wereld, dossier) if id_.startswith("reactie:"))
    verzoek = vraag(wereld, dossier, soort=Soort.DOCUMENT, stukken=(tekst, reactie))
    with pytest.raises(OngeldigeInvoer):
        keur_goed(wereld, verzoek, stukken=(reactie,))
    besluit = keur_goed(wereld, verzoek, stukken=(tekst,))
    assert WOORD not in geef_uit(wereld, dossier, besluit_id=besluit)


def test_op_een_interne_afdruk_staat_zij_altijd(wereld: Wereld, dossier: Dossier) -> None:
    over = _tekst(wereld, dossier, "score_gezondheid")
    reacties.add_reactie(wereld.regie, over.id, replace(REACTIE, doorverstrekking=Doorverstrekking.NEE))
    uitgave = samenvattingen.issue_intern(wereld.regie, dossier.casus_id, Wijze.PAPIER)
    papier = pdf_tekst(uitgave.pdf)
    assert papier.index(WOORDEN["score_gezondheid"]) < papier.index(WOORD)


def test_een_reactie_op_niets_staat_bij_de_signalen(wereld: Wereld, dossier: Dossier) -> None:
    los = uitspraken.add_uitspraak(wereld.regie, dossier.casus_id, UitspraakSoort.CORRECTIE, REACTIE)
    assert f"uitspraak:{los}" in _ids(wereld, dossier)


def test_bij_een_overdracht_is_zij_een_reactie_en_geen_losse_tekst(wereld: Wereld, dossier: Dossier) -> None:
    over = _tekst(wereld, dossier, "signaal")
    reactie_id = reacties.add_reactie(wereld.regie, over.id, REACTIE)
    with wereld.regie.doe() as t:
        casus = t.casus(dossier.casus_id)
        mee, _ = splits(t, casus, stukken.cut_dossier(t, casus))
        (rij,) = (rij for rij in maak_rijen(t, casus, mee) if WOORD in str(rij.waarden))
    assert (rij.soort, rij.id, rij.waarden["over"]) == (Rijsoort.REACTIE, str(reactie_id), str(over.id))
