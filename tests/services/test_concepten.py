"""Drafts come back to their writer only, replace each other, are not logged and go with the save."""

from __future__ import annotations

import pytest

from pmg_desk.services import concepten
from pmg_desk.services.uitspraken import UitspraakInvoer, add_uitspraak
from pmg_desk.storage import logregels
from pmg_desk.storage.models import UitspraakSoort
from tests.vulling import maak_dossier
from tests.wereld import Wereld


def test_een_concept_komt_terug_zoals_het_getypt_is(wereld: Wereld) -> None:
    inhoud = {"tekst": "Zoë zei: “ik wil niet”\n😀", "datum": None, "derden": True, "keuzes": ["a", "b"]}
    with wereld.regie.doe() as t:
        voor = logregels.stand(t.db)
    concepten.save_concept(wereld.regie, "signaal", "nieuw", {"tekst": "eerder"})
    concepten.save_concept(wereld.regie, "signaal", "nieuw", inhoud)
    gevonden = concepten.find_concept(wereld.regie, "signaal", "nieuw")
    assert gevonden is not None
    assert gevonden.inhoud == inhoud
    assert len(concepten.list_concepten(wereld.regie)) == 1
    with wereld.regie.doe() as t:
        assert logregels.stand(t.db) == voor


@pytest.mark.parametrize("naam", ["regie2", "lezer", "beheer", "privacy"])
def test_een_ander_ziet_het_niet(wereld: Wereld, naam: str) -> None:
    concepten.save_concept(wereld.regie, "signaal", "nieuw", {"tekst": "geheim"})
    assert concepten.find_concept(wereld.werkplek(naam), "signaal", "nieuw") is None
    assert concepten.list_concepten(wereld.werkplek(naam)) == ()


def test_een_concept_bij_een_casus_die_men_niet_meer_ziet_blijft_dicht(wereld: Wereld) -> None:
    dossier = maak_dossier(wereld.regie)
    concepten.save_concept(wereld.regie2, "signaal", "x", {"tekst": "geheim"}, dossier.casus_id)
    assert concepten.find_concept(wereld.regie2, "signaal", "x") is None
    concepten.save_concept(wereld.regie, "signaal", "x", {"tekst": "mijn"}, dossier.casus_id)
    assert concepten.find_concept(wereld.regie, "signaal", "x") is not None


def test_een_formulier_over_een_casus_hoort_vanzelf_bij_die_casus(wereld: Wereld) -> None:
    dossier = maak_dossier(wereld.regie)
    concepten.save_concept(wereld.regie2, "delingsverzoek", str(dossier.casus_id), {"tekst": "geheim"})
    assert concepten.find_concept(wereld.regie2, "delingsverzoek", str(dossier.casus_id)) is None


def test_opslaan_haalt_het_concept_weg(wereld: Wereld) -> None:
    dossier = maak_dossier(wereld.regie)
    concepten.save_concept(wereld.regie, "signaal", "x", {"tekst": "mijn"}, dossier.casus_id)
    add_uitspraak(wereld.regie, dossier.casus_id, UitspraakSoort.SIGNAAL, UitspraakInvoer("mijn"))
    concepten.remove_concept(wereld.regie, "signaal", "x")
    concepten.remove_concept(wereld.regie, "signaal", "x")
    assert concepten.find_concept(wereld.regie, "signaal", "x") is None


def test_te_veel_tekst_wordt_geweigerd_en_laat_het_vorige_staan(wereld: Wereld) -> None:
    concepten.save_concept(wereld.regie, "signaal", "x", {"tekst": "mijn"})
    with pytest.raises(concepten.ConceptTeGroot):
        concepten.save_concept(wereld.regie, "signaal", "x", {"tekst": "x" * concepten.MAX_TEKENS})
    gevonden = concepten.find_concept(wereld.regie, "signaal", "x")
    assert gevonden is not None
    assert gevonden.inhoud == {"tekst": "mijn"}
