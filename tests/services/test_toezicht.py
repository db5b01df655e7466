"""The privacy officer on their own machine: a request comes, a decision goes, and it holds in the requester's vault."""

from __future__ import annotations

from datetime import timedelta

import pytest

from pmg_desk.domain.delen import Oordeel, Soort, Zekerheid
from pmg_desk.domain.fouten import GeenToegang, IntussenGewijzigd, OngeldigeInvoer
from pmg_desk.domain.oordeel import BesluitInvoer
from pmg_desk.services import delen, toezicht, toezichtregister, verzoeken
from pmg_desk.services.logboek import verify_logboek
from pmg_desk.services.toezichtregister import Registersoort
from pmg_desk.services.verbindingsfouten import AlIngelezen
from pmg_desk.services.verzoeken import AlBeoordeeld
from pmg_desk.storage.models import VerzoekStatus
from tests.toezichtzaak import Zaak
from tests.vulling import WOORDEN, vraag


def test_a_decision_from_elsewhere_is_an_approval_and_cryptografisch(zaak: Zaak) -> None:
    verzoek_id = zaak.stuur()
    (regel,) = toezichtregister.list_ontvangen(zaak.twee.officer)
    assert (regel.id, regel.nummer, regel.casusnummer) == (verzoek_id, "V-2026-00001", "PMG-2026-00001")
    assert (regel.status, regel.status_label, regel.eigen) == (VerzoekStatus.INGEDIEND, "Te beoordelen", False)
    besluit_id = zaak.akkoord(verzoek_id, categorieen=("signalen",), voorwaarden="Alleen mondeling.")
    assert zaak.lees(toezicht.make_besluitpakket(zaak.twee.officer, besluit_id).ruw).verzoek_id == verzoek_id
    (besluit,) = delen.list_besluiten(zaak.twee.team.regie)
    assert (besluit.geldig, besluit.zekerheid) == (True, Zekerheid.CRYPTOGRAFISCH)
    assert (besluit.oordeel, besluit.categorieen) == (Oordeel.AKKOORD_BEPERKT, ("signalen",))
    assert (besluit.voorwaarden, besluit.door) == ("Alleen mondeling.", "P. Officer")
    assert verify_logboek(zaak.twee.team.beheer).bevindingen == ()
    assert verify_logboek(zaak.twee.officer).bevindingen == ()


def test_the_officer_sees_what_the_recipient_would_get_and_nothing_more(zaak: Zaak) -> None:
    gezien = toezichtregister.toon_ontvangen(zaak.twee.officer, zaak.stuur())
    tekst = repr(gezien)
    assert {sleutel for sleutel, woord in WOORDEN.items() if woord in tekst} == {"signaal", "plan", "voornaam", "doel"}
    assert (gezien.verzoek.mag_beslissen, gezien.kluisnaam) == (True, zaak.twee.team.profiel.naam)
    assert gezien.verzoek.categorie_labels[0][0] == "identiteit"
    assert gezien.volging.bewezen
    assert gezien.volging.regels > 0


def test_a_document_is_approved_text_by_text(zaak: Zaak) -> None:
    _, stukken = verzoeken.toon_stukken(zaak.twee.team.regie, zaak.dossier.casus_id)
    gevraagd = tuple(s.id for s in stukken if WOORDEN["signaal"] in s.tekst or WOORDEN["bron_vragen"] in s.tekst)
    verzoek_id = zaak.stuur(soort=Soort.DOCUMENT, stukken=gevraagd)
    besluit_id = zaak.akkoord(verzoek_id, stukken=gevraagd[:1])
    zaak.lees(toezicht.make_besluitpakket(zaak.twee.officer, besluit_id).ruw)
    (besluit,) = delen.list_besluiten(zaak.twee.team.regie)
    assert (besluit.geldig, besluit.soort, besluit.oordeel) == (True, Soort.DOCUMENT, Oordeel.AKKOORD_BEPERKT)


def test_a_refusal_is_signed_and_is_no_approval(zaak: Zaak) -> None:
    verzoek_id = zaak.stuur()
    besluit_id = zaak.akkoord(verzoek_id, oordeel=Oordeel.GEWEIGERD, motivering="Te veel.")
    zaak.lees(toezicht.make_besluitpakket(zaak.twee.officer, besluit_id).ruw)
    (besluit,) = delen.list_besluiten(zaak.twee.team.regie)
    assert (besluit.geldig, besluit.oordeel, besluit.motivering) == (False, Oordeel.GEWEIGERD, "Te veel.")


def test_a_question_goes_back_and_the_answer_takes_its_place(zaak: Zaak) -> None:
    verzoek_id = zaak.stuur()
    vraag_id = zaak.akkoord(verzoek_id, oordeel=Oordeel.TERUGVRAAG, motivering="Waarom het hele plan?")
    zaak.lees(toezicht.make_besluitpakket(zaak.twee.officer, vraag_id).ruw)
    bij_team = delen.toon_verzoek(zaak.twee.team.regie, verzoek_id)
    assert (bij_team.regel.status, bij_team.vraag_terug) == (VerzoekStatus.TERUG, "Waarom het hele plan?")
    assert toezichtregister.toon_ontvangen(zaak.twee.officer, verzoek_id).verzoek.vraag_terug == "Waarom het hele plan?"
    with pytest.raises(AlBeoordeeld):
        zaak.akkoord(verzoek_id)
    invoer = verzoeken.VerzoekInvoer(
        casus_id=zaak.dossier.casus_id,
        soort=Soort.STAAND,
        organisatie_id=zaak.dossier.school,
        functie="Leerlingzaken",
        doel=next(iter(zaak.twee.team.profiel.doeleinden)),
        grondslagen=("avg_6_1_e",),
        noodzaak="De school moet dit weten.",
        proportionaliteit="Alleen signalen.",
        subsidiariteit="Minder helpt niet.",
        geinformeerd="Ja.",
        gevraagd_tot=zaak.twee.team.klok.nu().date() + timedelta(days=30),
        categorieen=("signalen",),
    )
    antwoord = verzoeken.request_deling(zaak.twee.team.regie, invoer, vorige_id=verzoek_id)
    nieuw = toezicht.read_verzoek(zaak.twee.officer, zaak.pakket(antwoord))
    standen = {r.id: r.status for r in toezichtregister.list_ontvangen(zaak.twee.officer)}
    assert standen == {verzoek_id: VerzoekStatus.BEHANDELD, nieuw: VerzoekStatus.INGEDIEND}
    assert toezichtregister.toon_ontvangen(zaak.twee.officer, nieuw).verzoek.vorige_id == verzoek_id


def test_a_withdrawal_ends_the_approval_and_can_be_sent_again(zaak: Zaak) -> None:
    besluit_id = zaak.akkoord(zaak.stuur())
    zaak.lees(toezicht.make_besluitpakket(zaak.twee.officer, besluit_id).ruw)
    zaak.twee.team.klok.moment += timedelta(hours=1)
    with pytest.raises(OngeldigeInvoer):
        toezicht.withdraw_akkoord(zaak.twee.officer, besluit_id, " ")
    intrekking = toezicht.withdraw_akkoord(zaak.twee.officer, besluit_id, "Bezwaar van de ouders.")
    with pytest.raises(IntussenGewijzigd):
        toezicht.withdraw_akkoord(zaak.twee.officer, besluit_id, "Nog eens.")
    toezicht.make_intrekpakket(zaak.twee.officer, intrekking)  # lost on its way
    zaak.lees(toezicht.make_intrekpakket(zaak.twee.officer, intrekking).ruw)
    (besluit,) = delen.list_besluiten(zaak.twee.team.regie)
    assert (besluit.geldig, besluit.gebrek) == (False, "Het akkoord is ingetrokken.")


def test_the_register_tells_what_came_what_was_decided_and_what_went_out(zaak: Zaak) -> None:
    verzoek_id = zaak.stuur()
    zaak.twee.team.klok.moment += timedelta(days=3)
    besluit_id = zaak.akkoord(verzoek_id)
    toezicht.make_besluitpakket(zaak.twee.officer, besluit_id)
    zaak.twee.team.klok.moment += timedelta(hours=1)
    toezicht.make_besluitpakket(zaak.twee.officer, besluit_id)
    toezicht.withdraw_akkoord(zaak.twee.officer, besluit_id, "Bezwaar.")
    intrekking, besluit, verzoek = toezichtregister.list_register(zaak.twee.officer)
    assert (verzoek.soort, verzoek.nummer, verzoek.dagen_oud) == (Registersoort.VERZOEK, "V-2026-00001", 3)
    assert (verzoek.stand, verzoek.verstuurd) == ("Beoordeeld", ())
    assert (besluit.soort, besluit.nummer, besluit.geldt) == (Registersoort.BESLUIT, "T-2026-00001", False)
    assert (besluit.stand, len(besluit.verstuurd)) == ("Het akkoord is ingetrokken.", 2)
    assert (intrekking.soort, intrekking.stand) == (Registersoort.INTREKKING, "Nog niet verstuurd")
    assert {r.verzoek_id for r in (intrekking, besluit, verzoek)} == {verzoek_id}


def test_more_than_was_asked_or_longer_than_may_is_not_signed(zaak: Zaak) -> None:
    verzoek_id = zaak.stuur(categorieen=("signalen",))
    laat = zaak.twee.team.klok.nu().date() + timedelta(days=4000)
    for anders in ({"categorieen": ("plan",)}, {"derden": True}, {"geldig_tot": laat}, {"motivering": ""}):
        with pytest.raises(OngeldigeInvoer):
            zaak.akkoord(verzoek_id, **anders)
    assert toezichtregister.toon_ontvangen(zaak.twee.officer, verzoek_id).verzoek.besluiten == ()


def test_the_same_package_or_request_is_taken_in_once(zaak: Zaak) -> None:
    verzoek_id = vraag(zaak.twee.team, zaak.dossier)
    pakket = zaak.pakket(verzoek_id)
    toezicht.read_verzoek(zaak.twee.officer, pakket)
    for nogmaals in (pakket, zaak.pakket(verzoek_id)):
        with pytest.raises(AlIngelezen):
            toezicht.read_verzoek(zaak.twee.officer, nogmaals)


def test_nobody_but_an_officer_in_an_own_installation_may_do_any_of_it(zaak: Zaak) -> None:
    verzoek_id = zaak.stuur()
    besluit_id = zaak.akkoord(verzoek_id)
    pakket = zaak.pakket(vraag(zaak.twee.team, zaak.dossier))
    invoer = BesluitInvoer(Oordeel.GEWEIGERD, "Nee.")
    for werkplek in (zaak.twee.team.privacy, zaak.twee.team.beheer, zaak.twee.toezicht.beheer):
        for doe in (
            lambda w: toezicht.read_verzoek(w, pakket),
            lambda w: toezicht.judge_verzoek(w, verzoek_id, invoer),
            lambda w: toezicht.make_besluitpakket(w, besluit_id),
            lambda w: toezicht.withdraw_akkoord(w, besluit_id, "Nee."),
            lambda w: toezichtregister.toon_ontvangen(w, verzoek_id),
            toezichtregister.list_ontvangen,
            toezichtregister.list_register,
        ):
            with pytest.raises(GeenToegang):
                doe(werkplek)
