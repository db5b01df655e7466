"""What a privacy officer may decide about a request: narrower than asked, never wider or longer."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from pmg_desk.domain.canoniek import sha256_hex
from pmg_desk.domain.controle import Veldcontrole
from pmg_desk.domain.delen import ManifestRegel, Ontvanger, Oordeel, Soort, Verzoektekst, Zekerheid, lees_besluittekst
from pmg_desk.domain.document import lees_document, maak_document
from pmg_desk.domain.fouten import OngeldigeInvoer
from pmg_desk.domain.oordeel import BesluitInvoer, beoordeel, kies_stukken, stel_op, vraag_terug
from pmg_desk.domain.samenvatting import Doorverstrekking, Rubriek, Stuk

NU = datetime(2026, 11, 23, 8, 30, tzinfo=UTC)
VANDAAG = date(2026, 11, 23)
UITERST = VANDAAG + timedelta(days=365)
CASUS = "11111111-1111-4111-8111-111111111111"
REGEL = ManifestRegel(CASUS, Ontvanger("o", "School", "Leerlingzaken"), ("plan", "signalen"), derden=True)
STUKKEN = (
    Stuk("uitspraak:1", Rubriek.SIGNALEN, "signalen", "Signaal", "Een tekst.", NU),
    Stuk("uitspraak:2", Rubriek.PLAN, "plan", "Plan", "Nog een.", NU, derden=True),
)
DOCUMENT = maak_document(CASUS, STUKKEN)
VERZOEK = Verzoektekst(
    verzoek_id="v",
    kluis_id="k",
    soort=Soort.STAAND,
    aanvrager_id="a",
    gevraagd_op=NU,
    manifest=(REGEL,),
    doel="toeleiden",
    grondslagen=("avg_6_1_e",),
    noodzaak="n",
    proportionaliteit="p",
    subsidiariteit="s",
    geinformeerd="g",
    toestemming="",
    gevraagd_tot=VANDAAG + timedelta(days=60),
    document_hash=None,
)
OM_DOCUMENT = replace(VERZOEK, soort=Soort.DOCUMENT, document_hash=sha256_hex(DOCUMENT.encode()))
AKKOORD = BesluitInvoer(Oordeel.AKKOORD, "Nodig.", VANDAAG + timedelta(days=30), "", ("signalen", "plan"), derden=True)


def velden(verzoek: Verzoektekst = VERZOEK, document: str | None = None, **anders: Any) -> set[str]:
    """Which fields are wrong."""
    with pytest.raises(OngeldigeInvoer) as fout:
        beoordeel(verzoek, document, replace(AKKOORD, **anders), VANDAAG, UITERST)
    return set(fout.value.velden)


def test_an_approval_as_asked() -> None:
    oordeel = beoordeel(VERZOEK, None, AKKOORD, VANDAAG, UITERST)
    assert oordeel.invoer.oordeel is Oordeel.AKKOORD
    assert oordeel.manifest == (REGEL,)
    assert (oordeel.document, oordeel.geldig_tot) == (None, VANDAAG + timedelta(days=30))


@pytest.mark.parametrize("anders", [{"categorieen": ("signalen",)}, {"derden": False}, {"voorwaarden": "Mondeling."}])
def test_less_or_with_conditions_is_a_reduced_approval(anders: dict[str, Any]) -> None:
    oordeel = beoordeel(VERZOEK, None, replace(AKKOORD, **anders), VANDAAG, UITERST)
    assert oordeel.invoer.oordeel is Oordeel.AKKOORD_BEPERKT
    assert set(oordeel.manifest[0].categorieen) <= set(REGEL.categorieen)


def test_called_reduced_and_being_as_asked_is_an_approval() -> None:
    oordeel = beoordeel(VERZOEK, None, replace(AKKOORD, oordeel=Oordeel.AKKOORD_BEPERKT), VANDAAG, UITERST)
    assert oordeel.invoer.oordeel is Oordeel.AKKOORD


@pytest.mark.parametrize("oordeel", [Oordeel.GEWEIGERD, Oordeel.TERUGVRAAG])
def test_no_approval_covers_nothing(oordeel: Oordeel) -> None:
    uitkomst = beoordeel(VERZOEK, DOCUMENT, BesluitInvoer(oordeel, "Te veel."), VANDAAG, UITERST)
    assert uitkomst.manifest == (replace(REGEL, categorieen=(), derden=False),)
    assert (uitkomst.document, uitkomst.geldig_tot) == (None, VANDAAG)


def test_wider_or_longer_than_asked_is_refused() -> None:
    assert velden(categorieen=("gezondheid",)) == {"categorieen"}
    assert velden(categorieen=()) == {"categorieen"}
    assert velden(replace(VERZOEK, manifest=(replace(REGEL, derden=False),))) == {"derden"}
    assert velden(geldig_tot=VANDAAG + timedelta(days=61)) == {"geldig_tot"}
    assert velden(
        replace(VERZOEK, gevraagd_tot=UITERST + timedelta(days=9)), geldig_tot=UITERST + timedelta(days=1)
    ) == {"geldig_tot"}
    assert velden(geldig_tot=VANDAAG - timedelta(days=1)) == {"geldig_tot"}
    assert velden(geldig_tot=None) == {"geldig_tot"}
    assert velden(motivering="") == {"motivering"}


def test_a_document_is_approved_as_the_chosen_pieces_of_exactly_that_text() -> None:
    geheel = beoordeel(
        OM_DOCUMENT, DOCUMENT, replace(AKKOORD, stukken=("uitspraak:1", "uitspraak:2")), VANDAAG, UITERST
    )
    assert geheel.document == DOCUMENT
    assert (geheel.invoer.oordeel, geheel.manifest[0].derden) == (Oordeel.AKKOORD, True)
    deel = beoordeel(OM_DOCUMENT, DOCUMENT, replace(AKKOORD, stukken=("uitspraak:1",)), VANDAAG, UITERST)
    assert lees_document(deel.document or "")[1] == STUKKEN[:1]
    assert (deel.invoer.oordeel, deel.manifest[0].categorieen) == (Oordeel.AKKOORD_BEPERKT, ("signalen",))


def test_another_document_than_was_asked_about_is_refused() -> None:
    ander = maak_document(CASUS, STUKKEN[:1])
    for document in (None, ander):
        assert velden(OM_DOCUMENT, document, stukken=("uitspraak:1",)) == {"stukken"}
    assert velden(OM_DOCUMENT, DOCUMENT, stukken=()) == {"stukken"}
    assert velden(OM_DOCUMENT, DOCUMENT, stukken=("uitspraak:1", "uitspraak:9")) == {"stukken"}


def test_a_piece_whose_source_forbids_it_is_never_chosen() -> None:
    veld = Veldcontrole()
    kies_stukken(veld, [replace(STUKKEN[0], doorverstrekking=Doorverstrekking.NEE)], ("uitspraak:1",))
    with pytest.raises(OngeldigeInvoer) as fout:
        veld.klaar()
    assert set(fout.value.velden) == {"stukken"}


def test_a_reaction_is_never_chosen_without_the_statement_it_is_about() -> None:
    reactie = Stuk("reactie:1+9", Rubriek.SIGNALEN, "signalen", "Reactie", "Dat klopt niet.", NU)
    alle = [*STUKKEN, reactie]
    veld = Veldcontrole()
    assert kies_stukken(veld, alle, ("uitspraak:1", "reactie:1+9")) == [STUKKEN[0], reactie]
    assert kies_stukken(veld, alle, ("uitspraak:1",)) == [STUKKEN[0]]
    veld.klaar()
    kies_stukken(veld, alle, ("uitspraak:2", "reactie:1+9"))
    with pytest.raises(OngeldigeInvoer) as fout:
        veld.klaar()
    assert set(fout.value.velden) == {"stukken"}


def test_a_question_back_needs_words() -> None:
    assert vraag_terug(BesluitInvoer(Oordeel.TERUGVRAAG, "  Waarom? ")) == "Waarom?"
    with pytest.raises(OngeldigeInvoer):
        vraag_terug(BesluitInvoer(Oordeel.TERUGVRAAG, " "))


@pytest.mark.parametrize("verzoek", [VERZOEK, OM_DOCUMENT])
def test_the_signed_text_says_exactly_what_was_judged(verzoek: Verzoektekst) -> None:
    document = None if verzoek.document_hash is None else DOCUMENT
    oordeel = beoordeel(verzoek, document, replace(AKKOORD, stukken=("uitspraak:1",)), VANDAAG, UITERST)
    besluit = stel_op(
        verzoek,
        oordeel,
        besluit_id="b",
        kluis_id="k2",
        beslisser_id="p",
        zekerheid=Zekerheid.CRYPTOGRAFISCH,
        besloten_op=NU,
        log_nr=7,
        log_hash="0" * 64,
        log_wortel="1" * 64,
    )
    assert lees_besluittekst(besluit.tekst()) == besluit
    assert (besluit.kluis_id, besluit.verzoek_hash, besluit.manifest) == ("k2", verzoek.hash(), oordeel.manifest)
    assert besluit.document_hash == (None if oordeel.document is None else sha256_hex(oordeel.document.encode()))
    assert (besluit.log_nr, besluit.log_wortel, besluit.geldig_tot) == (7, "1" * 64, AKKOORD.geldig_tot)
