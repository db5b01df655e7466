"""Drafts come back to their writer only, replace each other, are not logged and go with the save."""

from __future__ import annotations

from uuid import UUID, uuid4

import pytest
import sqlalchemy as sa

from pmg_desk.services import budget, concepten, groepen, noodtoegang
from pmg_desk.services.budget import AanvraagInvoer
from pmg_desk.services.uitspraken import UitspraakInvoer, add_uitspraak
from pmg_desk.storage import concepten as rijen
from pmg_desk.storage import logregels
from pmg_desk.storage.models import (
    Actie,
    Antecedent,
    Betrokkenheid,
    BudgetSoort,
    Casus,
    Concept,
    Doel,
    PlanVersie,
    Relatie,
    Score,
    Uitspraak,
    UitspraakSoort,
)
from tests.casusbouw import maak
from tests.vulling import keur_goed, maak_dossier, vraag
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


@pytest.mark.parametrize("model", [Uitspraak, Actie, PlanVersie, Antecedent, Betrokkenheid, Score])
def test_een_formulier_over_iets_van_een_casus_hoort_bij_die_casus(wereld: Wereld, model: type) -> None:
    dossier = maak_dossier(wereld.regie)
    with wereld.regie.doe() as t:
        object_id = str(t.db.scalars(sa.select(model.id)).first())  # type: ignore[attr-defined]
    _blijft_dicht(wereld, object_id, dossier.casus_id)


def test_een_formulier_bij_een_doel_hoort_bij_de_casus_van_het_plan(wereld: Wereld) -> None:
    dossier = maak_dossier(wereld.regie)
    with wereld.regie.doe() as t:
        doel = t.db.scalars(sa.select(Doel)).one()
    for object_id in (doel.id, doel.stam_id):
        _blijft_dicht(wereld, str(object_id), dossier.casus_id)


def test_een_formulier_over_geld_hoort_bij_de_casus_waarvan_het_is(wereld: Wereld) -> None:
    """The forms of a decision and of spending are kept under the request for money itself."""
    casus_id = maak(wereld.regie)
    reden = UitspraakInvoer("Een fiets om op zijn stage te komen.")
    aanvraag = AanvraagInvoer(BudgetSoort.MAATWERKBUDGET, "pga_lokaal", "150", reden)
    _blijft_dicht(wereld, str(budget.ask_budget(wereld.regie, casus_id, aanvraag)), casus_id)


def test_wie_geen_casus_van_een_jongere_meer_ziet_leest_ook_zijn_concept_over_die_jongere_niet(wereld: Wereld) -> None:
    dossier = maak_dossier(wereld.regie)
    with wereld.regie.doe() as t:
        relatie = t.db.scalars(sa.select(Relatie.id)).one()
        eerste = t.haal(Casus, dossier.casus_id)
        kopie = {kolom.name: getattr(eerste, kolom.name) for kolom in Casus.__table__.columns}
        t.db.add(Casus(**{**kopie, "id": t.nieuw_id(), "nummer": "PMG-2026-00099"}))
        t.log("casus.openen", "casus", dossier.casus_id, casus_id=dossier.casus_id)
    for object_id in (str(dossier.jongere_id), str(relatie)):
        for wie in (wereld.regie, wereld.regie2):
            concepten.save_concept(wie, "formulier", object_id, {"tekst": "geheim"})
        gevonden = concepten.find_concept(wereld.regie, "formulier", object_id)
        assert gevonden is not None
        assert gevonden.casus_id is None, "of two casussen nobody but the writer knows which"
        assert concepten.find_concept(wereld.regie2, "formulier", object_id) is None


def test_wie_een_groep_niet_meer_ziet_leest_ook_zijn_concept_erover_niet(wereld: Wereld) -> None:
    invoer = groepen.GroepInvoer("groep", "Kwetterzolder", "pga_lokaal")
    object_id = str(groepen.make_groep(wereld.regie, invoer, (maak(wereld.regie),)))
    for wie in (wereld.regie, wereld.regie2):
        concepten.save_concept(wie, "groepsstap", object_id, {"tekst": "geheim"})
    assert concepten.find_concept(wereld.regie, "groepsstap", object_id) is not None
    assert concepten.find_concept(wereld.regie2, "groepsstap", object_id) is None
    assert concepten.list_concepten(wereld.regie2) == ()


def _blijft_dicht(wereld: Wereld, object_id: str, casus_id: UUID) -> None:
    for wie in (wereld.regie, wereld.regie2):
        concepten.save_concept(wie, "formulier", object_id, {"tekst": "geheim"})
    gevonden = concepten.find_concept(wereld.regie, "formulier", object_id)
    assert gevonden is not None
    assert gevonden.casus_id == casus_id
    assert concepten.find_concept(wereld.regie2, "formulier", object_id) is None
    assert concepten.list_concepten(wereld.regie2) == ()


@pytest.mark.parametrize("gekozen", [True, False])
def test_een_casus_die_in_het_formulier_gekozen_is_telt_ook(wereld: Wereld, gekozen: bool) -> None:
    dossier = maak_dossier(wereld.regie)
    overleg = uuid4()
    inhoud = {"casus_id": [str(dossier.casus_id) if gekozen else "", "Zoë"], "vraag": "Wat nu?"}
    concepten.save_concept(wereld.regie2, "agendapunt", str(overleg), inhoud)
    assert (concepten.find_concept(wereld.regie2, "agendapunt", str(overleg)) is None) is gekozen


def test_wie_een_verzoek_beoordeelt_houdt_haar_concept_zonder_de_casus_te_zien(wereld: Wereld) -> None:
    dossier = maak_dossier(wereld.regie)
    verzoek = vraag(wereld, dossier)
    besluit = keur_goed(wereld, verzoek)
    nood = noodtoegang.take_noodtoegang(wereld.lezer, dossier.casus_id, "Het kan niet wachten.")
    assert nood is not None
    for object_id in (verzoek, besluit):
        concepten.save_concept(wereld.privacy, "oordeel", str(object_id), {"motivering": "mijn"})
        gevonden = concepten.find_concept(wereld.privacy, "oordeel", str(object_id))
        assert gevonden is not None
        assert gevonden.casus_id == dossier.casus_id
        concepten.save_concept(wereld.regie2, "oordeel", str(object_id), {"motivering": "niet van haar"})
        assert concepten.find_concept(wereld.regie2, "oordeel", str(object_id)) is None
    concepten.save_concept(wereld.privacy, "signaal", str(dossier.casus_id), {"tekst": "geheim"})
    assert concepten.find_concept(wereld.privacy, "signaal", str(dossier.casus_id)) is None


def test_een_concept_van_een_eerdere_versie_zegt_niet_bij_welke_casus_het_hoort_en_blijft_toch_dicht(
    wereld: Wereld,
) -> None:
    dossier = maak_dossier(wereld.regie)
    with wereld.regie.doe() as t:
        object_id = str(t.db.scalars(sa.select(Actie.id)).one())
    concepten.save_concept(wereld.regie2, "actie.wijzigen", object_id, {"tekst": "geheim"})
    with wereld.regie2.doe() as t:
        t.db.scalars(sa.select(Concept)).one().casus_id = None
    assert concepten.find_concept(wereld.regie2, "actie.wijzigen", object_id) is None
    with wereld.regie.doe() as t:
        assert [rij.object_id for rij in rijen.van_casus(t.db, dossier.casus_id)] == [object_id]


def test_alle_concepten_over_een_casus_zijn_te_vinden_om_mee_te_gaan(wereld: Wereld) -> None:
    dossier = maak_dossier(wereld.regie)
    ander = maak_dossier(wereld.regie2, "PMG-2026-00002")
    over = str(dossier.casus_id)
    nood = str(concepten.noodtoegangsleutel(dossier.casus_id))
    concepten.save_concept(wereld.regie, "uitspraak", over, {"tekst": "a"})
    concepten.save_concept(wereld.regie2, "noodtoegang", nood, {"tekst": "b"})
    for los in ("", "nieuw", str(uuid4()), str(ander.casus_id)):
        concepten.save_concept(wereld.regie2, "los", los, {"tekst": "c"})
    with wereld.regie.doe() as t:
        assert {rij.object_id for rij in rijen.van_casus(t.db, dossier.casus_id)} == {over, nood}
    assert concepten.find_concept(wereld.regie2, "noodtoegang", nood) is not None
