"""Asking again what was approved, with the same answers and for as long: one by one or in bulk, never twice."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from uuid import UUID

import pytest

from pmg_desk.domain.delen import Oordeel, Soort
from pmg_desk.domain.fouten import GeenToegang
from pmg_desk.domain.selectie import Geinformeerde
from pmg_desk.services import delen
from pmg_desk.services.hernieuwen import AlGevraagd, prefill_verbeterd, renew_verzoeken
from pmg_desk.services.informering import InformeringInvoer, record_informering
from pmg_desk.services.reacties import add_reactie
from pmg_desk.services.uitspraken import UitspraakInvoer, amend_uitspraak
from pmg_desk.services.verzoeken import request_deling, toon_stukken
from pmg_desk.storage.models import VerzoekStatus
from tests.vulling import Dossier, keur_goed, maak_dossier, vraag
from tests.wereld import Wereld


@pytest.fixture
def dossier(wereld: Wereld) -> Dossier:
    return maak_dossier(wereld.regie)


def test_asked_again_is_what_was_approved_for_as_long_from_today(wereld: Wereld, dossier: Dossier) -> None:
    verzoek = vraag(wereld, dossier, ("signalen", "gezondheid"), derden=True, dagen=20)
    keur_goed(wereld, verzoek, categorieen=("signalen",), derden=False)
    wereld.klok.moment += timedelta(days=15)
    vandaag = wereld.klok.nu().date()
    invoer = prefill_verbeterd(wereld.regie, verzoek)
    assert (invoer.categorieen, invoer.derden, invoer.gevraagd_tot) == (
        ("signalen",),
        False,
        vandaag + timedelta(days=20),
    )
    assert (invoer.noodzaak, invoer.geinformeerd) == (
        "De school moet weten wat er speelt.",
        "Jongere en ouders zijn op 1 november gesproken.",
    )
    record_informering(wereld.regie, dossier.casus_id, InformeringInvoer(Geinformeerde.JONGERE, vandaag, "brief"))
    assert prefill_verbeterd(wereld.regie, verzoek) == replace(
        invoer, geinformeerd="De jongere is geïnformeerd op 8 december 2026 (brief)."
    )
    (nieuw,) = renew_verzoeken(wereld.regie, [verzoek])
    assert nieuw.nieuw_id is not None
    # It is a question, not an approval.
    regel = next(v for v in delen.list_verzoeken(wereld.regie) if v.id == nieuw.nieuw_id)
    assert (regel.status, regel.gevraagd_tot) == (VerzoekStatus.INGEDIEND, vandaag + timedelta(days=20))


def test_in_bulk_what_cannot_be_asked_says_why_and_does_not_stop_the_rest(wereld: Wereld, dossier: Dossier) -> None:
    school, mentor = vraag(wereld, dossier, ("signalen",)), vraag(wereld, dossier, ("plan",), functie="Mentor")
    _, stukken = toon_stukken(wereld.regie, dossier.casus_id)
    signaal = next(stuk for stuk in stukken if "Kwetterzolder" in stuk.tekst)
    document = vraag(wereld, dossier, (), soort=Soort.DOCUMENT, stukken=(signaal.id,))
    for verzoek in (school, mentor, document):
        keur_goed(wereld, verzoek)
    vraag(wereld, dossier, ("plan",), functie="Mentor")
    eerste = renew_verzoeken(wereld.regie, [school, mentor, document, school])
    assert [(v.verzoek_id, v.nieuw_id is not None, v.waarom_niet) for v in eerste] == [
        (school, True, ""),
        (mentor, False, "Voor deze ontvanger ligt al een verzoek bij de privacy officer."),
        (document, True, ""),
    ]
    assert all(v.nieuw_id is None for v in renew_verzoeken(wereld.regie, [school, mentor, document]))
    with pytest.raises(AlGevraagd):
        prefill_verbeterd(wereld.regie, school)


def test_a_document_whose_text_changed_cannot_be_asked_again_unseen(wereld: Wereld, dossier: Dossier) -> None:
    _, stukken = toon_stukken(wereld.regie, dossier.casus_id)
    signaal = next(stuk for stuk in stukken if "Kwetterzolder" in stuk.tekst)
    verzoek = vraag(wereld, dossier, (), soort=Soort.DOCUMENT, stukken=(signaal.id,))
    keur_goed(wereld, verzoek)
    oud = signaal.id.partition(":")[2]
    amend_uitspraak(wereld.regie, UUID(oud), UitspraakInvoer("Iets heel anders."), "Het was anders.")
    (uitkomst,) = renew_verzoeken(wereld.regie, [verzoek])
    assert (uitkomst.nieuw_id, uitkomst.waarom_niet.startswith("Kies ten minste")) == (None, True)
    # Somebody who looks first finds it ready, in the words of now and with what the youth said of them.
    (nu,) = (s for s in toon_stukken(wereld.regie, dossier.casus_id)[1] if s.tekst == "Iets heel anders.")
    klaar = prefill_verbeterd(wereld.regie, verzoek)
    assert (klaar.soort, klaar.stukken) == (Soort.DOCUMENT, (nu.id,))
    add_reactie(wereld.regie, UUID(nu.id.partition(":")[2]), UitspraakInvoer("Klopt niet.", bron="de jongere"))
    klaar = prefill_verbeterd(wereld.regie, verzoek)
    assert [id_.partition(":")[0] for id_ in klaar.stukken] == ["uitspraak", "reactie"]
    request_deling(wereld.regie, klaar)


def test_never_longer_than_the_profile_allows_and_of_a_refusal_what_was_asked(wereld: Wereld, dossier: Dossier) -> None:
    langst = wereld.profiel.instellingen.max_geldigheid_dagen.waarde
    verzoek = vraag(wereld, dossier, ("signalen", "plan"), dagen=langst)
    keur_goed(wereld, verzoek, oordeel=Oordeel.GEWEIGERD)
    invoer = prefill_verbeterd(wereld.regie, verzoek)
    assert invoer.gevraagd_tot == wereld.klok.nu().date() + timedelta(days=langst)
    assert set(invoer.categorieen) == {"signalen", "plan"}


@pytest.mark.parametrize("wie", ["regie2", "privacy", "lezer", "beheer"])
def test_only_who_works_on_the_casus_asks_again(wereld: Wereld, dossier: Dossier, wie: str) -> None:
    verzoek = vraag(wereld, dossier)
    keur_goed(wereld, verzoek)
    for doe in (
        lambda: prefill_verbeterd(wereld.werkplek(wie), verzoek),
        lambda: renew_verzoeken(wereld.werkplek(wie), [verzoek]),
    ):
        with pytest.raises(GeenToegang):
            doe()
