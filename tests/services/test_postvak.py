"""The inbox: until when, whose it is, who covers, and who may not judge because it touches them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from functools import partial
from uuid import UUID, uuid4

import pytest

from pmg_desk.domain.delen import Oordeel
from pmg_desk.domain.fouten import GeenToegang, NietGevonden, OngeldigeInvoer
from pmg_desk.domain.oordeel import BesluitInvoer
from pmg_desk.domain.rechten import RechtOordeel, Rechtsoort
from pmg_desk.domain.selectie import Geinformeerde
from pmg_desk.services import delen, oordelen, postvak, tekstblokken, toezichtregister
from pmg_desk.services.belangen import BijCollega, EigenBelang, declare_belang, declare_belangen
from pmg_desk.services.noodtoegang import take_noodtoegang
from pmg_desk.services.oordeelbeeld import load_beeld, preview_oordeel
from pmg_desk.services.oordeelvervangingen import end_vervanging, list_vervangingen, name_vervanging
from pmg_desk.services.rechtenverzoeken import RechtInvoer
from pmg_desk.services.rechtenverzoeken import decide_verzoek as decide_recht
from pmg_desk.services.rechtenverzoeken import record_verzoek as record_recht
from pmg_desk.services.rechtinzicht import list_verzoeken as list_rechten
from pmg_desk.services.rechtinzicht import show_verzoek as show_recht
from pmg_desk.services.spoed import RAAKT_U, judge_spoed, list_spoed
from pmg_desk.services.toezicht import withdraw_akkoord
from pmg_desk.services.werk import Werkitem, Werksoort
from pmg_desk.services.werklijst import show_werklijst
from pmg_desk.services.werkplek import Werkplek
from pmg_desk.storage.models import Casus, CasusStatus, Prioriteit, VerzoekStatus
from tests.aanvallen.knoeien import zet
from tests.casusbouw import bladen, regels
from tests.toezichtzaak import Zaak
from tests.vulling import Dossier, keur_goed, maak_dossier, vraag
from tests.wereld import Wereld, tweede_officer

RECHT = RechtInvoer(Rechtsoort.INZAGE, Geinformeerde.JONGERE, "Zoë Łukasz", identiteit="Paspoort gezien.")


@pytest.fixture
def dossier(wereld: Wereld) -> Dossier:
    return maak_dossier(wereld.regie)


def regel(werkplek: Werkplek, verzoek_id: UUID) -> postvak.Postregel:
    return next(r for r in postvak.list_postvak(werkplek) if r.id == verzoek_id)


def oordeel(wereld: Wereld, werkplek: Werkplek, verzoek_id: UUID) -> UUID:
    """The judgement of this officer, as the one of the vault would give it."""
    eigen, wereld.werkplekken["privacy"] = wereld.privacy, werkplek
    try:
        return keur_goed(wereld, verzoek_id)
    finally:
        wereld.werkplekken["privacy"] = eigen


def test_the_last_day_counts_from_arrival_and_comes_from_the_profile(wereld: Wereld, dossier: Dossier) -> None:
    verzoek_id = vraag(wereld, dossier)
    termijn = wereld.profiel.instellingen.oordeel_termijn_dagen.waarde
    een = regel(wereld.privacy, verzoek_id)
    assert (een.uiterlijk, een.dagen_over, een.te_laat) == (
        date(2026, 11, 23) + timedelta(days=termijn),
        termijn,
        False,
    )
    wereld.klok.moment += timedelta(days=termijn)
    assert (regel(wereld.privacy, verzoek_id).dagen_over, regel(wereld.privacy, verzoek_id).te_laat) == (0, False)
    wereld.klok.moment += timedelta(days=1)
    assert (regel(wereld.privacy, verzoek_id).dagen_over, regel(wereld.privacy, verzoek_id).te_laat) == (-1, True)
    keur_goed(wereld, verzoek_id)
    klaar = regel(wereld.privacy, verzoek_id)
    assert (klaar.uiterlijk, klaar.dagen_over, klaar.te_laat) == (None, None, False)


def test_requests_for_the_same_recipient_stand_together_and_urgent_ones_in_front(
    wereld: Wereld, dossier: Dossier
) -> None:
    ander = replace(maak_dossier(wereld.regie, "PMG-2026-00002"), school=dossier.school)
    school = vraag(wereld, dossier)
    mentor = vraag(wereld, dossier, functie="Mentor")
    school2 = vraag(wereld, ander, ("signalen",))
    assert [r.id for r in postvak.list_postvak(wereld.privacy)] == [school, school2, mentor]
    postvak.assign_verzoek(wereld.privacy, (mentor,), None, Prioriteit.HOOG)
    assert [r.id for r in postvak.list_postvak(wereld.privacy)] == [mentor, school, school2]
    assert [r.soortgelijk for r in postvak.list_postvak(wereld.privacy)] == [2, 2, 2]
    assert regel(wereld.privacy, school).groep == regel(wereld.privacy, school2).groep
    keur_goed(wereld, school)
    oordelen.decide_verzoek(wereld.privacy, school2, BesluitInvoer(Oordeel.TERUGVRAAG, "Waarom?"))
    # What was asked back waits for somebody else, and what is over stands last.
    assert [(r.id, r.status) for r in postvak.list_postvak(wereld.privacy)] == [
        (mentor, VerzoekStatus.INGEDIEND),
        (school2, VerzoekStatus.TERUG),
        (school, VerzoekStatus.BEHANDELD),
    ]


def test_a_request_in_the_hands_of_a_colleague_is_judged_by_them_or_by_who_covers(
    wereld: Wereld, dossier: Dossier
) -> None:
    collega, verzoek_id = tweede_officer(wereld), vraag(wereld, dossier)
    assert regel(collega, verzoek_id).van_mij
    postvak.assign_verzoek(wereld.privacy, (verzoek_id,), wereld.privacy.gebruiker.id, Prioriteit.GEWOON)
    gezien = regel(collega, verzoek_id)
    assert (gezien.van_mij, gezien.behandelaar) == (False, "P. Officer")
    with pytest.raises(BijCollega):
        oordeel(wereld, collega, verzoek_id)
    vandaag = wereld.klok.nu().date()
    vervanging = name_vervanging(
        wereld.privacy, collega.gebruiker.id, vandaag + timedelta(days=1), vandaag + timedelta(days=2)
    )
    with pytest.raises(BijCollega):  # not before the first day
        oordeel(wereld, collega, verzoek_id)
    wereld.klok.moment += timedelta(days=1)
    assert regel(collega, verzoek_id).van_mij
    zin = "Q. Collega beoordeelt van 24 november 2026 t/m 25 november 2026 de verzoeken van P. Officer."
    assert [(v.zin, v.van_mij) for v in list_vervangingen(wereld.privacy)] == [(zin, True)]
    assert [v.van_mij for v in list_vervangingen(collega)] == [False]
    with pytest.raises(GeenToegang):
        end_vervanging(collega, vervanging)
    end_vervanging(wereld.privacy, vervanging)
    with pytest.raises(BijCollega):
        oordeel(wereld, collega, verzoek_id)
    with pytest.raises(NietGevonden):
        end_vervanging(wereld.privacy, vervanging)
    # Taking it over is one step.
    postvak.assign_verzoek(collega, (verzoek_id,), collega.gebruiker.id, Prioriteit.GEWOON)
    oordeel(wereld, collega, verzoek_id)


def test_cover_is_for_a_colleague_and_never_twice(wereld: Wereld) -> None:
    collega, vandaag = tweede_officer(wereld), wereld.klok.nu().date()

    def fout(vervanger: UUID | None, van: date | None, tot: date | None) -> set[str]:
        with pytest.raises(OngeldigeInvoer) as geweigerd:
            name_vervanging(wereld.privacy, vervanger, van, tot)
        return set(geweigerd.value.velden)

    assert fout(None, None, None) == {"vervanger", "van", "tot"}
    assert fout(wereld.privacy.gebruiker.id, vandaag, vandaag) == {"vervanger"}
    assert fout(wereld.regie.gebruiker.id, vandaag, vandaag - timedelta(days=1)) == {"vervanger", "tot"}
    name_vervanging(wereld.privacy, collega.gebruiker.id, vandaag, vandaag + timedelta(days=3))
    assert fout(collega.gebruiker.id, vandaag + timedelta(days=3), vandaag + timedelta(days=9)) == {"van"}


def test_whom_it_touches_judges_nothing_of_that_casus_and_withdraws_nothing(wereld: Wereld, dossier: Dossier) -> None:
    collega = tweede_officer(wereld)
    besluit = keur_goed(wereld, vraag(wereld, dossier))
    verzoek_id, ander = vraag(wereld, dossier, functie="Mentor"), vraag(wereld, dossier, functie="Conciërge")
    elders = vraag(wereld, maak_dossier(wereld.regie, "PMG-2026-00002"))
    declare_belang(wereld.privacy, verzoek_id, "Neefje van mij: Geheimwoord.", collega.gebruiker.id)
    assert regel(wereld.privacy, verzoek_id).behandelaar == "Q. Collega"
    assert [regel(wereld.privacy, id_).belang for id_ in (verzoek_id, ander, elders)] == [True, True, False]
    for id_ in (verzoek_id, ander):
        with pytest.raises(EigenBelang):
            keur_goed(wereld, id_)
    with pytest.raises(EigenBelang):
        oordelen.withdraw_besluit(wereld.privacy, besluit, "Toch niet.")
    with pytest.raises(OngeldigeInvoer):  # nor does it come back into one's own hands
        postvak.assign_verzoek(wereld.privacy, (ander,), wereld.privacy.gebruiker.id, Prioriteit.GEWOON)
    keur_goed(wereld, elders)
    oordeel(wereld, collega, verzoek_id)
    oordelen.withdraw_besluit(collega, besluit, "Bezwaar van de ouders.")
    assert "Geheimwoord" not in bladen(wereld.regie)
    assert len(regels(wereld.regie, "oordeel.belang")) == 1


def ook_een_casus(wereld: Wereld, dossier: Dossier) -> UUID:
    """One more casus of the same youth."""
    with wereld.regie.doe() as t:
        eerste = t.haal(Casus, dossier.casus_id)
        eerste.status = CasusStatus.GESLOTEN
        t.db.flush()
        gemaakt = {"door_id": t.gebruiker.id, "op": t.nu, "gewijzigd_op": t.nu, "geopend_op": t.vandaag}
        id_, regisseur = t.nieuw_id(), t.gebruiker.id
        zelfde = {"jongere_id": eerste.jongere_id, "regisseur_id": regisseur, "status": CasusStatus.OPEN}
        t.db.add(Casus(id=id_, nummer="PMG-2026-00077", **zelfde, **gemaakt))
        t.log("casus.openen", "casus", id_, casus_id=id_)
    return id_


def test_an_interest_counts_for_everything_about_that_youth(wereld: Wereld, dossier: Dossier) -> None:
    verzoek_id = vraag(wereld, dossier)
    andere = ook_een_casus(wereld, dossier)
    recht = record_recht(wereld.regie, andere, RECHT)
    for casus_id in (dossier.casus_id, andere):
        take_noodtoegang(wereld.regie2, casus_id, "Hij dreigde vanavond zichzelf iets aan te doen.")
    gezien = list_spoed(wereld.privacy)
    assert Werksoort.NOODTOEGANG in {item.soort for item in show_werklijst(wereld.privacy).te_doen()}
    assert all("Hij dreigde vanavond" in n.reden for n in gezien)
    declare_belang(wereld.privacy, verzoek_id, "Neefje van mij.")
    invoer = BesluitInvoer(Oordeel.AKKOORD, "Nodig.", categorieen=("signalen",))
    judge = [partial(judge_spoed, wereld.privacy, n.soort, n.id, rechtmatig=True, motivering="Goed.") for n in gezien]
    assert len(judge) == 2
    # Of what it touches only that it waits is told, and it is no work of this officer any more.
    assert Werksoort.NOODTOEGANG not in {item.soort for item in show_werklijst(wereld.privacy).te_doen()}
    for n in list_spoed(wereld.privacy):
        assert (n.wat, n.reden, n.omschrijving, n.categorieen, n.eigen) == (RAAKT_U, "", "", (), True)
    pogingen: tuple[Callable[[], object], ...] = (
        *judge,
        lambda: decide_recht(wereld.privacy, recht, RechtOordeel.TOEGEWEZEN, "Ja."),
        lambda: show_recht(wereld.privacy, recht),
        lambda: delen.toon_verzoek(wereld.privacy, verzoek_id),
        lambda: load_beeld(wereld.privacy, verzoek_id),
        lambda: preview_oordeel(wereld.privacy, verzoek_id, invoer),
    )
    for doe in pogingen:
        with pytest.raises(EigenBelang) as fout:
            doe()
        assert fout.value.doe == EigenBelang.niemand
    assert [r.mag_besluiten for r in list_rechten(wereld.privacy)] == [False]
    collega = tweede_officer(wereld)
    with pytest.raises(EigenBelang) as fout:
        delen.toon_verzoek(wereld.privacy, verzoek_id)
    assert fout.value.doe == "Een andere privacy officer doet dit."
    decide_recht(collega, recht, RechtOordeel.TOEGEWEZEN, "Ja.")
    assert preview_oordeel(collega, verzoek_id, invoer).startswith(b"%PDF")


def test_what_nobody_may_judge_waits_for_a_stand_in_until_there_is_one(wereld: Wereld, dossier: Dossier) -> None:
    verzoek_id = vraag(wereld, dossier)
    ander = vraag(wereld, maak_dossier(wereld.regie, "PMG-2026-00002"))

    def gezien() -> list[tuple[bool, str]]:
        """What the requester reads of both, in the list and in the work list."""
        regels_ = {r.id: r for r in delen.list_verzoeken(wereld.regie)}
        werk = {dict(i.params)["verzoek_id"]: i.wie for i in werk_van(wereld.regie, Werksoort.VERZOEK_OPEN)}
        return [(regels_[id_].wacht_op_vervanger, werk[id_]) for id_ in (verzoek_id, ander)]

    gewoon, wacht = (False, "de privacy officer"), (True, "een vervanger van de privacy officer")
    assert gezien() == [gewoon, gewoon]
    assert len(werk_van(wereld.privacy, Werksoort.VERZOEK)) == 2
    declare_belang(wereld.privacy, verzoek_id, "Mijn neef.")
    assert gezien() == [wacht, gewoon]
    assert delen.toon_verzoek(wereld.regie, verzoek_id).regel.status_label == "Wacht op vervanger"
    # It is no work of who may not do it; a second officer has it at once.
    assert [dict(i.params)["verzoek_id"] for i in werk_van(wereld.privacy, Werksoort.VERZOEK)] == [ander]
    assert werk_van(wereld.privacy, Werksoort.VERZOEK_OPEN) == []
    collega = tweede_officer(wereld)
    assert gezien() == [gewoon, gewoon]
    assert (regel(collega, verzoek_id).van_mij, len(werk_van(collega, Werksoort.VERZOEK))) == (True, 2)
    declare_belang(collega, verzoek_id, "Ook van mij.")
    assert gezien() == [wacht, gewoon]
    oordeel(wereld, wereld.privacy, ander)
    assert [r.wacht_op_vervanger for r in delen.list_verzoeken(wereld.regie)] == [True, False]


def werk_van(werkplek: Werkplek, soort: Werksoort) -> list[Werkitem]:
    return [item for item in show_werklijst(werkplek).items if item.soort is soort]


def test_an_interest_needs_a_reason_and_goes_to_another_officer(wereld: Wereld, dossier: Dossier) -> None:
    verzoek_id = vraag(wereld, dossier)
    for reden, naar, velden in (
        ("", None, {"reden"}),
        ("Familie.", wereld.privacy.gebruiker.id, {"naar"}),
        ("Familie.", wereld.regie.gebruiker.id, {"naar"}),
    ):
        with pytest.raises(OngeldigeInvoer) as fout:
            declare_belang(wereld.privacy, verzoek_id, reden, naar)
        assert set(fout.value.velden) == velden
    # Nobody else is there: it waits for whoever comes.
    declare_belang(wereld.privacy, verzoek_id, "Familie.")
    assert regel(wereld.privacy, verzoek_id).behandelaar == ""


def test_who_left_handles_nothing(wereld: Wereld, dossier: Dossier) -> None:
    collega, verzoek_id = tweede_officer(wereld), vraag(wereld, dossier)
    postvak.assign_verzoek(wereld.privacy, (verzoek_id,), collega.gebruiker.id, Prioriteit.GEWOON)
    zet(wereld, "UPDATE gebruiker SET gestopt_op = uitgenodigd_op WHERE gebruikersnaam = 'privacy2'")
    assert regel(wereld.privacy, verzoek_id).behandelaar == ""
    keur_goed(wereld, verzoek_id)


def test_a_surname_that_is_the_same_asks_and_never_refuses(wereld: Wereld, dossier: Dossier) -> None:
    verzoek_id = vraag(wereld, dossier)
    assert delen.toon_verzoek(wereld.privacy, verzoek_id).naamgenoot is False
    genoot = tweede_officer(wereld, "P. Lukasz")
    assert delen.toon_verzoek(genoot, verzoek_id).naamgenoot is True
    moeder = delen.toon_verzoek(wereld.regie, verzoek_id)
    assert moeder.naamgenoot is False  # nobody but who judges is asked
    oordeel(wereld, genoot, verzoek_id)


@pytest.mark.parametrize("wie", ["regie", "beheer", "lezer"])
def test_the_inbox_is_for_privacy_officers(wereld: Wereld, dossier: Dossier, wie: str) -> None:
    plek, verzoek_id = wereld.werkplek(wie), vraag(wereld, dossier)
    for doe in (
        lambda: postvak.list_postvak(plek),
        lambda: postvak.list_officers(plek),
        lambda: postvak.assign_verzoek(plek, (verzoek_id,), None, Prioriteit.HOOG),
        lambda: declare_belang(plek, verzoek_id, "Familie."),
        lambda: list_vervangingen(plek),
        lambda: name_vervanging(plek, None, None, None),
        lambda: tekstblokken.list_tekstblokken(plek),
    ):
        with pytest.raises(GeenToegang):
            doe()


def test_officers_to_choose_from(wereld: Wereld, dossier: Dossier) -> None:
    collega = tweede_officer(wereld)
    assert [(o.naam, o.zelf) for o in postvak.list_officers(collega)] == [("P. Officer", False), ("Q. Collega", True)]
    with pytest.raises(OngeldigeInvoer):
        postvak.assign_verzoek(collega, (vraag(wereld, dossier),), wereld.regie.gebruiker.id, Prioriteit.GEWOON)


def test_text_blocks_are_ones_own(wereld: Wereld) -> None:
    collega = tweede_officer(wereld)
    blok = tekstblokken.save_tekstblok(wereld.privacy, "Noodzaak", "De ontvanger kan zonder dit niets doen.")
    tekstblokken.save_tekstblok(wereld.privacy, "Aanloop", "Ik heb dit gelezen.")
    assert [b.naam for b in tekstblokken.list_tekstblokken(wereld.privacy)] == ["Aanloop", "Noodzaak"]
    assert tekstblokken.list_tekstblokken(collega) == ()
    for doe in (
        lambda: tekstblokken.save_tekstblok(collega, "Anders", "Anders.", blok),
        lambda: tekstblokken.remove_tekstblok(collega, blok),
        lambda: tekstblokken.remove_tekstblok(wereld.privacy, uuid4()),
    ):
        with pytest.raises(NietGevonden):
            doe()
    tekstblokken.save_tekstblok(wereld.privacy, "Noodzaak", "Anders gezegd.", blok)
    assert tekstblokken.list_tekstblokken(wereld.privacy)[1].tekst == "Anders gezegd."
    tekstblokken.remove_tekstblok(wereld.privacy, blok)
    assert [b.naam for b in tekstblokken.list_tekstblokken(wereld.privacy)] == ["Aanloop"]
    with pytest.raises(OngeldigeInvoer):
        tekstblokken.save_tekstblok(wereld.privacy, "", "")


def test_in_an_own_installation_the_inbox_and_an_interest_work_the_same(zaak: Zaak) -> None:
    officer = zaak.twee.officer
    besluit, verzoek_id = zaak.akkoord(zaak.stuur()), zaak.stuur(functie="Mentor")
    een = regel(officer, verzoek_id)
    assert (een.dagen_over, een.belang, een.soortgelijk, een.van_mij) == (5, False, 0, True)
    assert not toezichtregister.toon_ontvangen(officer, verzoek_id).verzoek.naamgenoot
    officer.gebruiker = replace(officer.gebruiker, naam="P. Kwetterzolder")
    assert toezichtregister.toon_ontvangen(officer, verzoek_id).verzoek.naamgenoot
    postvak.assign_verzoek(officer, (verzoek_id,), officer.gebruiker.id, Prioriteit.HOOG)
    assert regel(officer, verzoek_id).hoog
    declare_belang(officer, verzoek_id, "Mijn neef.")
    assert (regel(officer, verzoek_id).belang, regel(officer, verzoek_id).hoog) == (True, True)
    for doe in (zaak.akkoord, lambda id_: toezichtregister.toon_ontvangen(officer, id_)):
        with pytest.raises(EigenBelang):
            doe(verzoek_id)
    with pytest.raises(EigenBelang):
        withdraw_akkoord(officer, besluit, "Toch niet.")


def test_in_an_own_installation_more_casussen_are_marked_at_once_or_none(zaak: Zaak) -> None:
    officer = zaak.twee.officer
    een = zaak.stuur()
    zaak.dossier = maak_dossier(zaak.twee.team.regie, "PMG-2026-00002")
    twee, rest = zaak.stuur(), zaak.stuur(functie="Mentor")
    zaak.dossier = maak_dossier(zaak.twee.team.regie, "PMG-2026-00003")
    ander = zaak.stuur()
    with pytest.raises(NietGevonden):
        declare_belangen(officer, (een, uuid4()), "Mijn neef.")
    assert [regel(officer, id_).belang for id_ in (een, twee, rest, ander)] == [False] * 4
    assert len(declare_belangen(officer, (een, twee), "Mijn neef.")) == 2
    assert [regel(officer, id_).belang for id_ in (een, twee, rest, ander)] == [True, True, True, False]
