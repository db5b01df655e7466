"""Requests under the AVG: who may record, extend, decide and end them, and what they do to sharing."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from uuid import UUID

import pytest

from pmg_desk.domain.fouten import GeenToegang, IntussenGewijzigd, OngeldigeInvoer
from pmg_desk.domain.rechten import Gevolg, Gezag, Mag, RechtOordeel, Rechtsoort
from pmg_desk.domain.rollen import Kluissoort
from pmg_desk.domain.selectie import Geinformeerde
from pmg_desk.services import reacties, rechtteksten, samenvattingen, uitspraken
from pmg_desk.services.casussen import toon_kop
from pmg_desk.services.inzage import give_antwoord, list_stukken
from pmg_desk.services.inzagelog import AfschermingInvoer, list_kijkregels, shield_regels
from pmg_desk.services.rechtbevoegd import Ouder, check_bevoegd, list_ouders
from pmg_desk.services.rechtenverzoeken import (
    AlBesloten,
    EigenRechtenverzoek,
    LooptNiet,
    NietTeVerlengen,
    RechtInvoer,
    decide_verzoek,
    end_gevolg,
    extend_verzoek,
    link_gevolg,
    record_verzoek,
    set_identiteit,
    withdraw_verzoek,
)
from pmg_desk.services.rechtinzicht import kopregels, list_van_casus, list_verzoeken, show_verzoek
from pmg_desk.services.rechtteksten import (
    NietTeVerbeteren,
    add_reactie,
    correct_tekst,
    list_teksten,
    set_over,
    show_teksten,
)
from pmg_desk.services.rechttoegang import find_casus
from pmg_desk.services.samenvattingen import Bestemming
from pmg_desk.services.toewijzingen import assign_casus
from pmg_desk.services.uitspraken import UitspraakInvoer, UitspraakInzicht
from pmg_desk.services.werk import Werksoort
from pmg_desk.services.werklijst import show_werklijst
from pmg_desk.services.werkplek import Werkplek
from pmg_desk.storage.models import RechtStatus, Wijze
from tests.casusbouw import bladen, regels
from tests.vulling import WOORDEN, Dossier, keur_goed, maak_dossier, vraag
from tests.wereld import Wereld, tweede_officer

ZELF = RechtInvoer(Rechtsoort.INZAGE, Geinformeerde.JONGERE, "Zoë Łukasz", identiteit="Paspoort gezien.")
MOEDER = replace(ZELF, verzoeker=Geinformeerde.OUDERS, verzoeker_naam=WOORDEN["moeder"], gezag=Gezag.JA)
JA, NEE = RechtOordeel.TOEGEWEZEN, RechtOordeel.AFGEWEZEN


@pytest.fixture
def dossier(wereld: Wereld) -> Dossier:
    return maak_dossier(wereld.regie)


def kop(wereld: Wereld, casus_id: UUID) -> tuple[str, ...]:
    with wereld.regie.doe() as t:
        return kopregels(t, casus_id)


def velden(fout: pytest.ExceptionInfo[OngeldigeInvoer]) -> set[str]:
    return set(fout.value.velden)


def test_a_request_is_numbered_and_its_month_runs_from_the_day_it_came(wereld: Wereld, dossier: Dossier) -> None:
    verzoek = record_verzoek(wereld.regie, dossier.casus_id, replace(MOEDER, ontvangen_op=date(2026, 10, 31)))
    r = show_verzoek(wereld.regie, verzoek)
    assert (r.nummer, r.antwoord_voor, r.status) == ("R-2026-00001", date(2026, 11, 30), RechtStatus.ONTVANGEN)
    assert (r.verzoeker_naam, r.open, r.te_laat) == (WOORDEN["moeder"], True, False)
    assert list_van_casus(wereld.regie, dossier.casus_id) == (r,)
    wereld.klok.moment += timedelta(days=8)
    assert show_verzoek(wereld.regie, verzoek).te_laat
    assert WOORDEN["moeder"] not in bladen(wereld.regie)


def test_who_may_not_ask_is_refused_with_the_reason_and_what_is_uncertain_is_found_out(
    wereld: Wereld, dossier: Dossier
) -> None:
    with pytest.raises(OngeldigeInvoer) as fout:
        record_verzoek(wereld.regie, dossier.casus_id, replace(MOEDER, gezag=Gezag.NEE))
    assert fout.value.velden == {"verzoeker": "Deze ouder heeft geen gezag."}
    with pytest.raises(OngeldigeInvoer) as fout:
        record_verzoek(wereld.regie, dossier.casus_id, replace(MOEDER, gezag=Gezag.ONBEKEND, identiteit=""))
    assert velden(fout) == {"identiteit"}
    record_verzoek(wereld.regie, dossier.casus_id, replace(MOEDER, gezag=Gezag.ONBEKEND, identiteit="Gezagsregister."))
    wat = check_bevoegd(wereld.regie, dossier.casus_id, Geinformeerde.OUDERS, Gezag.JA, date(2028, 3, 15))
    assert wat.mag is Mag.ONZEKER  # of the birth date only the month is known
    with pytest.raises(OngeldigeInvoer) as fout:
        record_verzoek(wereld.regie, dossier.casus_id, replace(ZELF, soort=Rechtsoort.BEZWAAR, verzoeker_naam=""))
    assert velden(fout) == {"verzoeker_naam", "vraag"}


def test_the_parents_of_the_dossier_are_offered_to_the_casusregisseur_only(wereld: Wereld, dossier: Dossier) -> None:
    assert list_ouders(wereld.regie, dossier.casus_id) == (Ouder(WOORDEN["moeder"], Gezag.ONBEKEND),)
    assert list_ouders(wereld.privacy, dossier.casus_id) == ()


def test_the_officer_lists_numbers_and_the_casusregisseur_own_requests(wereld: Wereld, dossier: Dossier) -> None:
    verzoek = record_verzoek(wereld.regie, dossier.casus_id, replace(MOEDER, vraag="Alles over Zoë."))
    assert find_casus(wereld.privacy, " PMG-2026-00001 ") == dossier.casus_id
    (van_officer,) = list_verzoeken(wereld.privacy)
    o = van_officer
    assert (o.id, o.casusnummer, o.jongere, o.verzoeker_naam, o.vraag) == (verzoek, "PMG-2026-00001", "", "", "")
    assert [r.jongere for r in list_verzoeken(wereld.regie)] == ["Zoë van den Łukasz"]
    assert list_verzoeken(wereld.regie2) == ()
    for werkplek in (wereld.regie2, wereld.lezer, wereld.beheer):
        with pytest.raises(GeenToegang):
            show_verzoek(werkplek, verzoek)
        with pytest.raises(GeenToegang):
            record_verzoek(werkplek, dossier.casus_id, ZELF)
    for werkplek in (wereld.lezer, wereld.beheer):
        with pytest.raises(GeenToegang):
            list_verzoeken(werkplek)
        with pytest.raises(GeenToegang):
            find_casus(werkplek, "PMG-2026-00001")
    assert [r.actie for r in regels(wereld.regie, "rechtenverzoek.openen")] == []
    assert show_verzoek(wereld.privacy, verzoek).jongere == "Zoë van den Łukasz"
    assert [r.rol for r in regels(wereld.regie, "rechtenverzoek.openen")] == ["privacy_officer"]


def test_what_was_granted_stays_open_until_it_is_carried_out(wereld: Wereld, dossier: Dossier) -> None:
    soorten = (Rechtsoort.INZAGE, Rechtsoort.CORRECTIE, Rechtsoort.WISSEN)
    ids = [record_verzoek(wereld.regie, dossier.casus_id, replace(ZELF, soort=s, vraag="Dit.")) for s in soorten]
    for id_ in ids:
        decide_verzoek(wereld.privacy, id_, JA, "Goed.")
    geweigerd = record_verzoek(wereld.regie, dossier.casus_id, ZELF)
    decide_verzoek(wereld.privacy, geweigerd, NEE, "Niet.")

    def lijst(wie: Werkplek, *, klaar: bool = False) -> set[UUID]:
        return {r.id for r in list_verzoeken(wie, afgehandeld=klaar)}

    def werk(wie: Werkplek) -> set[tuple[UUID, str]]:
        return {(i.id, i.waarom) for i in show_werklijst(wie).te_doen() if i.soort is Werksoort.RECHTEN}

    assert lijst(wereld.regie) == lijst(wereld.privacy) == set(ids)
    assert lijst(wereld.regie, klaar=True) == {geweigerd}
    inzage, verbeteren, wissen = (
        (ids[0], "toegewezen; de inzage moet uiterlijk op deze dag zijn gegeven"),
        (ids[1], "toegewezen; de tekst moet uiterlijk op deze dag zijn verbeterd"),
        (ids[2], "toegewezen; het wissen moet uiterlijk op deze dag zijn gedaan"),
    )
    assert werk(wereld.regie) == {inzage, verbeteren, wissen}
    assert werk(wereld.privacy) == {inzage, wissen}
    een = show_verzoek(wereld.regie, ids[0])
    assert (een.uit_te_voeren, een.open, een.te_laat) == (True, False, False)
    assert een.wat_nu.endswith("Doe dit uiterlijk 23 december 2026.")
    wereld.klok.moment += timedelta(days=31)
    assert show_verzoek(wereld.regie, ids[0]).te_laat

    give_antwoord(wereld.regie, ids[0], "Bel 070 123.", "De rest volgt.")
    teksten = uitspraken.list_uitspraken(wereld.regie, dossier.casus_id)
    fout = next(u for u in teksten if WOORDEN["signaal"] in u.tekst)
    set_over(wereld.regie, ids[1], fout.id)
    beter = uitspraken.amend_uitspraak(wereld.regie, fout.id, replace(fout.als_invoer(), tekst="Beter."), "Verzoek.")
    link_gevolg(wereld.regie, ids[1], beter)
    end_gevolg(wereld.privacy, ids[2], "Er is een bewaarplicht.")
    assert lijst(wereld.regie) == lijst(wereld.privacy) == set()
    assert lijst(wereld.privacy, klaar=True) == {*ids, geweigerd}
    assert werk(wereld.regie) == werk(wereld.privacy) == set()
    assert not show_verzoek(wereld.regie, ids[0]).te_laat
    with pytest.raises(LooptNiet):
        end_gevolg(wereld.privacy, ids[2], "Nog eens.")


def test_who_recorded_it_does_not_decide(wereld: Wereld, dossier: Dossier) -> None:
    van_regie = record_verzoek(wereld.regie, dossier.casus_id, ZELF)
    with pytest.raises(EigenRechtenverzoek):
        decide_verzoek(wereld.regie, van_regie, JA, "Goed.")
    assert [r.mag_besluiten for r in list_verzoeken(wereld.regie)] == [False]
    assert decide_verzoek(wereld.privacy, van_regie, JA, "Goed.") is Gevolg.GEVEN
    van_officer = record_verzoek(wereld.privacy, dossier.casus_id, ZELF)
    with pytest.raises(EigenRechtenverzoek):
        decide_verzoek(wereld.privacy, van_officer, JA, "Goed.")
    assert decide_verzoek(wereld.regie, van_officer, NEE, "Niet goed.") is Gevolg.UITLEGGEN
    nog_een = record_verzoek(wereld.privacy, dossier.casus_id, ZELF)
    decide_verzoek(tweede_officer(wereld), nog_een, JA, "Goed.")


def test_a_colleague_of_the_casusregisseur_does_not_decide_what_a_casusregisseur_recorded(wereld: Wereld) -> None:
    dossier = maak_dossier(wereld.regie)
    assign_casus(wereld.regie, dossier.casus_id, wereld.regie2.gebruiker.id)
    verzoek = record_verzoek(wereld.regie, dossier.casus_id, ZELF)
    with pytest.raises(GeenToegang):
        decide_verzoek(wereld.regie2, verzoek, JA, "Goed.")


def test_nothing_is_decided_before_it_is_known_who_asks(wereld: Wereld, dossier: Dossier) -> None:
    verzoek = record_verzoek(wereld.regie, dossier.casus_id, replace(ZELF, identiteit=""))
    assert show_verzoek(wereld.regie, verzoek).wat_nu == "Ga na wie dit vraagt, en leg vast hoe."
    with pytest.raises(OngeldigeInvoer) as fout:
        decide_verzoek(wereld.privacy, verzoek, JA, "")
    assert velden(fout) == {"identiteit", "motivering"}
    set_identiteit(wereld.regie, verzoek, "Paspoort gezien.")
    decide_verzoek(wereld.privacy, verzoek, JA, "Goed.")
    for actie in (
        lambda w: set_identiteit(w, verzoek, "Anders."),
        lambda w: decide_verzoek(w, verzoek, NEE, "Toch niet."),
        lambda w: withdraw_verzoek(w, verzoek),
        lambda w: extend_verzoek(w, verzoek, "Druk."),
    ):
        with pytest.raises(AlBesloten):
            actie(wereld.privacy)


def test_extended_once_by_two_months_within_the_first(wereld: Wereld, dossier: Dossier) -> None:
    op_tijd = record_verzoek(wereld.regie, dossier.casus_id, ZELF)
    te_laat = record_verzoek(wereld.regie, dossier.casus_id, replace(ZELF, ontvangen_op=date(2026, 10, 22)))
    with pytest.raises(OngeldigeInvoer):
        extend_verzoek(wereld.regie, op_tijd, " ")
    assert extend_verzoek(wereld.regie, op_tijd, "Er zijn veel stukken.") == date(2027, 2, 23)
    for verzoek in (op_tijd, te_laat):
        with pytest.raises(NietTeVerlengen):
            extend_verzoek(wereld.regie, verzoek, "Nog meer.")
    assert [r.mag_verlengen for r in list_verzoeken(wereld.regie)] == [False, False]


def test_only_what_the_decision_leads_to_is_linked_once_and_by_who_writes_the_casus(
    wereld: Wereld, dossier: Dossier
) -> None:
    # Of texts of the same moment the order is not told; one that belongs to a plan is amended elsewhere.
    teksten = uitspraken.list_uitspraken(wereld.regie, dossier.casus_id)
    fout = next(u for u in teksten if WOORDEN["signaal"] in u.tekst)
    ander = next(u for u in teksten if u.id != fout.id)
    invoer = replace(ZELF, soort=Rechtsoort.CORRECTIE, vraag="Ik was er niet bij.")
    zonder_tekst = record_verzoek(wereld.regie, dossier.casus_id, invoer)
    goed, geweigerd, deels = (
        record_verzoek(wereld.regie, dossier.casus_id, replace(invoer, over_id=fout.id)) for _ in range(3)
    )
    for verzoek, oordeel in ((zonder_tekst, JA), (goed, JA), (geweigerd, NEE), (deels, RechtOordeel.DEELS)):
        decide_verzoek(wereld.privacy, verzoek, oordeel, "Dit is besloten.")
    eerst = reacties.add_reactie(wereld.regie, fout.id, UitspraakInvoer("Ik was thuis.", bron="Zoë"))
    beter = uitspraken.amend_uitspraak(wereld.regie, fout.id, replace(fout.als_invoer(), tekst="Beter."), "Verzoek.")
    later = reacties.add_reactie(wereld.regie, beter, UitspraakInvoer("Nog steeds niet.", bron="Zoë"))
    naast_ander = reacties.add_reactie(wereld.regie, ander.id, UitspraakInvoer("Dit ook niet.", bron="Zoë"))
    for verzoek, tekst in (
        (goed, ander.id),
        (goed, fout.id),
        (goed, eerst),
        (geweigerd, beter),
        (geweigerd, naast_ander),
        (deels, ander.id),
        (zonder_tekst, beter),
    ):
        with pytest.raises(OngeldigeInvoer) as weg:
            link_gevolg(wereld.regie, verzoek, tekst)
        assert set(weg.value.velden) == {"uitspraak_id"}
    with pytest.raises(GeenToegang):
        link_gevolg(wereld.privacy, goed, beter)
    assert not show_teksten(wereld.regie, zonder_tekst).mag_koppelen
    link_gevolg(wereld.regie, goed, beter)
    link_gevolg(wereld.regie, geweigerd, later)
    link_gevolg(wereld.regie, deels, eerst)
    with pytest.raises(OngeldigeInvoer) as al:
        link_gevolg(wereld.regie, deels, beter)
    assert al.value.velden == {"uitspraak_id": "Bij dit verzoek is al vastgelegd wat ermee is gedaan."}


def test_a_correction_leads_to_a_new_text_or_to_a_reaction_beside_it(wereld: Wereld, dossier: Dossier) -> None:
    rij = next(u for u in uitspraken.list_uitspraken(wereld.regie, dossier.casus_id) if WOORDEN["signaal"] in u.tekst)
    invoer = replace(ZELF, soort=Rechtsoort.CORRECTIE, vraag="Ik was er niet bij.", over_id=rij.id)
    goed, fout_ = (record_verzoek(wereld.regie, dossier.casus_id, invoer) for _ in range(2))
    with pytest.raises(OngeldigeInvoer):
        link_gevolg(wereld.regie, goed, rij.id)  # nothing was decided yet
    assert decide_verzoek(wereld.privacy, goed, JA, "Het klopt niet.") is Gevolg.VERBETEREN
    reactie = reacties.add_reactie(wereld.regie, rij.id, UitspraakInvoer("Ik was thuis.", bron="Zoë"))
    nieuw = uitspraken.amend_uitspraak(wereld.regie, rij.id, replace(rij.als_invoer(), tekst="Beter."), "Verzoek.")
    link_gevolg(wereld.regie, goed, nieuw)
    assert decide_verzoek(wereld.privacy, fout_, NEE, "De bron blijft erbij.") is Gevolg.REACTIE
    link_gevolg(wereld.regie, fout_, reactie)
    assert {(r.over_id, r.gevolg_id) for r in list_van_casus(wereld.regie, dossier.casus_id)} == {
        (rij.id, nieuw),
        (rij.id, reactie),
    }
    ander = maak_dossier(wereld.regie, "PMG-2026-00002")
    with pytest.raises(OngeldigeInvoer):
        record_verzoek(wereld.regie, ander.casus_id, invoer)


def test_an_objection_shows_from_the_day_it_came_until_it_ends(wereld: Wereld, dossier: Dossier) -> None:
    bezwaar = replace(ZELF, soort=Rechtsoort.BEZWAAR, vraag="Niet met school delen.")
    afgewezen, toegewezen, weg = (record_verzoek(wereld.regie, dossier.casus_id, bezwaar) for _ in range(3))
    assert kop(wereld, dossier.casus_id) == ("Bezwaar loopt",)
    decide_verzoek(wereld.privacy, afgewezen, NEE, "Het belang van delen weegt zwaarder.")
    withdraw_verzoek(wereld.regie, weg, "Toch niet.")
    assert decide_verzoek(wereld.privacy, toegewezen, JA, "Het bezwaar klopt.") is Gevolg.STOPPEN
    assert kop(wereld, dossier.casus_id) == ("Bezwaar loopt",)
    with pytest.raises(GeenToegang):
        end_gevolg(wereld.regie, toegewezen, "Klaar.")
    end_gevolg(wereld.privacy, toegewezen, "De jongere is het nu eens met delen.")
    assert kop(wereld, dossier.casus_id) == ()
    with pytest.raises(LooptNiet):
        end_gevolg(wereld.privacy, toegewezen, "Nog eens.")


def test_in_the_own_installation_of_the_officer_there_is_no_casus(wereld: Wereld, dossier: Dossier) -> None:
    p: Werkplek = wereld.privacy
    p.gebruiker = replace(p.gebruiker, soort=Kluissoort.TOEZICHT)
    with pytest.raises(GeenToegang):
        list_verzoeken(p)


def test_while_a_restriction_runs_nothing_of_the_casus_leaves(wereld: Wereld, dossier: Dossier) -> None:
    keur_goed(wereld, vraag(wereld, dossier))
    naar = Bestemming(dossier.school, "Leerlingzaken")

    def mee() -> int:
        return len(samenvattingen.prepare_samenvatting(wereld.regie, dossier.casus_id, naar, Wijze.PAPIER).mee)

    assert mee() > 0
    ander = maak_dossier(wereld.regie, "PMG-2026-00002")
    invoer = replace(ZELF, soort=Rechtsoort.BEPERKING, vraag="Even niet gebruiken.")
    verzoek = record_verzoek(wereld.regie, dossier.casus_id, invoer)
    assert mee() > 0  # asked is not decided
    assert decide_verzoek(wereld.privacy, verzoek, JA, "Eerst uitzoeken.") is Gevolg.NIET_DELEN
    assert mee() == 0
    assert kop(wereld, dossier.casus_id) == ("Beperking: niets delen",)
    assert toon_kop(wereld.regie, dossier.casus_id).waarschuwingen[0] == "Beperking: niets delen"
    assert kop(wereld, ander.casus_id) == ()
    end_gevolg(wereld.privacy, verzoek, "Uitgezocht; de jongere weet het.")
    assert mee() > 0


def test_the_work_list_says_what_is_to_be_answered_and_looked_at_again(wereld: Wereld, dossier: Dossier) -> None:
    verzoek = record_verzoek(wereld.regie, dossier.casus_id, replace(ZELF, ontvangen_op=date(2026, 11, 1)))
    invoer = AfschermingInvoer(1, 9, "Verhoor.", "25-11-2026")
    shield_regels(wereld.privacy, dossier.casus_id, invoer)

    def werk(wie: Werkplek) -> list[tuple[str, str, date, str]]:
        soorten = (Werksoort.RECHTEN, Werksoort.AFSCHERMING)
        items = show_werklijst(wie).te_doen()
        return [(i.kop, i.wat, i.dag, i.scherm) for i in items if i.soort in soorten]

    wat, voor = "verzoek R-2026-00001: inzage", date(2026, 12, 1)
    weer = ("PMG-2026-00001", "afgeschermde logregels opnieuw bekijken", date(2026, 11, 25), "rechten")
    assert sorted(werk(wereld.privacy)) == sorted([weer, ("PMG-2026-00001", wat, voor, "rechten")])
    assert werk(wereld.regie) == [("Łukasz, Zoë van den (PMG-2026-00001)", wat, voor, "rechten")]
    assert werk(wereld.regie2) == []
    decide_verzoek(wereld.privacy, verzoek, NEE, "Niet goed.")
    assert werk(wereld.privacy) == [weer]


def test_the_disputed_text_is_chosen_by_the_casusregisseur_and_read_by_the_officer(
    wereld: Wereld, dossier: Dossier
) -> None:
    verzoek = record_verzoek(
        wereld.regie, dossier.casus_id, replace(ZELF, soort=Rechtsoort.CORRECTIE, vraag="Niet waar.")
    )
    rij = next(u for u in list_teksten(wereld.regie, dossier.casus_id) if WOORDEN["signaal"] in u.tekst)
    for werkplek in (wereld.privacy, wereld.regie2, wereld.lezer):
        with pytest.raises(GeenToegang):
            list_teksten(werkplek, dossier.casus_id)
        with pytest.raises(GeenToegang):
            set_over(werkplek, verzoek, rij.id)

    def mag(wie: Werkplek) -> tuple[bool, bool, bool, bool]:
        een = show_teksten(wie, verzoek)
        return een.mag_kiezen, een.mag_verbeteren, een.mag_reageren, een.mag_koppelen

    assert mag(wereld.regie) == (True, False, False, False)
    set_over(wereld.regie, verzoek, rij.id)
    van_officer = show_teksten(wereld.privacy, verzoek)
    assert (van_officer.over, van_officer.gevolg) == (rij, None)
    assert mag(wereld.privacy) == (False, False, False, False)
    decide_verzoek(wereld.privacy, verzoek, RechtOordeel.DEELS, "Het tijdstip klopt niet.")
    assert mag(wereld.regie) == (True, True, True, True)
    nieuw = uitspraken.amend_uitspraak(wereld.regie, rij.id, replace(rij.als_invoer(), tekst="Beter."), "Verzoek.")
    toen = show_teksten(wereld.regie, verzoek)
    assert toen.over is not None
    assert toen.nu is not None
    assert (toen.over.tekst, toen.nu.tekst) == (rij.tekst, "Beter.")
    link_gevolg(wereld.regie, verzoek, nieuw)
    assert mag(wereld.regie) == (False, False, False, False)
    with pytest.raises(OngeldigeInvoer):
        set_over(wereld.regie, verzoek, nieuw)
    assert len(regels(wereld.regie, "rechtenverzoek.betwisten")) == 1
    inzage = record_verzoek(wereld.regie, dossier.casus_id, ZELF)
    with pytest.raises(OngeldigeInvoer):
        set_over(wereld.regie, inzage, nieuw)


def test_reading_again_what_is_open_is_not_opening_it(wereld: Wereld, dossier: Dossier) -> None:
    verzoek = record_verzoek(wereld.regie, dossier.casus_id, ZELF)
    for openen in (True, False):
        show_verzoek(wereld.privacy, verzoek, openen=openen)
        list_stukken(wereld.privacy, verzoek, openen=openen)
        list_kijkregels(wereld.privacy, dossier.casus_id, openen=openen)
    for actie in ("rechtenverzoek.openen", "inzage.bekijken", "inzagelog.bekijken"):
        assert len(regels(wereld.regie, actie)) == 1


def betwist(wereld: Wereld, dossier: Dossier, oordeel: RechtOordeel) -> tuple[UUID, UitspraakInzicht]:
    """A decided request to correct, with the text that it is about."""
    rij = next(u for u in list_teksten(wereld.regie, dossier.casus_id) if WOORDEN["signaal"] in u.tekst)
    verzoek = record_verzoek(
        wereld.regie,
        dossier.casus_id,
        replace(ZELF, soort=Rechtsoort.CORRECTIE, vraag="Niet waar.", over_id=rij.id),
    )
    decide_verzoek(wereld.privacy, verzoek, oordeel, "Zo is het.")
    return verzoek, rij


@pytest.mark.parametrize("reactie", [False, True])
def test_the_better_text_or_the_reaction_comes_with_the_request_or_not_at_all(
    wereld: Wereld, dossier: Dossier, monkeypatch: pytest.MonkeyPatch, reactie: bool
) -> None:
    verzoek, rij = betwist(wereld, dossier, NEE if reactie else JA)
    acties = ("reactie.toevoegen" if reactie else "uitspraak.wijzigen", "rechtenverzoek.uitvoeren")

    def voer_uit(van: UUID = rij.id) -> UUID:
        if reactie:
            return add_reactie(wereld.regie, verzoek, van, UitspraakInvoer("Beter.", bron="Zoë"))
        return correct_tekst(wereld.regie, verzoek, van, replace(rij.als_invoer(), tekst="Beter."), "Verzoek.")

    def teksten() -> list[str]:
        return [een.tekst for een in list_teksten(wereld.regie, dossier.casus_id)]

    toen = teksten()
    with monkeypatch.context() as kapot:
        # The power fails between the text and the request.
        kapot.setattr(rechtteksten, "koppel", lambda *_: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            voer_uit()
    assert teksten() == toen
    assert [len(regels(wereld.regie, actie)) for actie in acties] == [0, 0]
    assert show_verzoek(wereld.regie, verzoek).gevolg_id is None

    nieuw = voer_uit()
    assert show_verzoek(wereld.regie, verzoek).gevolg_id == nieuw
    assert "Beter." in teksten()
    assert (rij.tekst in teksten()) == reactie
    assert [len(regels(wereld.regie, actie)) for actie in acties] == [1, 1]
    with pytest.raises(NietTeVerbeteren):
        voer_uit()


def test_a_text_that_became_another_meanwhile_is_not_corrected_over(wereld: Wereld, dossier: Dossier) -> None:
    verzoek, rij = betwist(wereld, dossier, RechtOordeel.DEELS)
    uitspraken.amend_uitspraak(wereld.regie, rij.id, replace(rij.als_invoer(), tekst="Collega."), "Tikfout.")
    with pytest.raises(IntussenGewijzigd):
        correct_tekst(wereld.regie, verzoek, rij.id, replace(rij.als_invoer(), tekst="Beter."), "Verzoek.")
    with pytest.raises(IntussenGewijzigd):
        add_reactie(wereld.regie, verzoek, rij.id, UitspraakInvoer("Beter.", bron="Zoë"))
    assert show_verzoek(wereld.regie, verzoek).gevolg_id is None


def test_from_a_request_no_other_text_of_the_casus_is_changed(wereld: Wereld, dossier: Dossier) -> None:
    verzoek, rij = betwist(wereld, dossier, RechtOordeel.DEELS)
    ander = next(u for u in list_teksten(wereld.regie, dossier.casus_id) if u.id != rij.id and u.soort is rij.soort)
    with pytest.raises(IntussenGewijzigd):
        correct_tekst(wereld.regie, verzoek, ander.id, replace(ander.als_invoer(), tekst="Beter."), "Verzoek.")
    with pytest.raises(IntussenGewijzigd):
        add_reactie(wereld.regie, verzoek, ander.id, UitspraakInvoer("Beter.", bron="Zoë"))
    assert show_verzoek(wereld.regie, verzoek).gevolg_id is None


def test_what_was_decided_says_whether_the_text_or_a_reaction_changes_and_who_does_it(
    wereld: Wereld, dossier: Dossier
) -> None:
    beter = UitspraakInvoer("Beter.", bron="Zoë")
    ja, rij = betwist(wereld, dossier, JA)
    nee, _ = betwist(wereld, dossier, NEE)
    with pytest.raises(NietTeVerbeteren):
        add_reactie(wereld.regie, ja, rij.id, beter)
    with pytest.raises(NietTeVerbeteren):
        correct_tekst(wereld.regie, nee, rij.id, beter, "Verzoek.")
    for wie in (wereld.privacy, wereld.regie2, wereld.lezer):
        with pytest.raises(GeenToegang):
            correct_tekst(wie, ja, rij.id, beter, "Verzoek.")
        with pytest.raises(GeenToegang):
            add_reactie(wie, nee, rij.id, beter)
    open_ = record_verzoek(
        wereld.regie, dossier.casus_id, replace(ZELF, soort=Rechtsoort.CORRECTIE, vraag="Niet waar.", over_id=rij.id)
    )
    with pytest.raises(NietTeVerbeteren):
        correct_tekst(wereld.regie, open_, rij.id, beter, "Verzoek.")
