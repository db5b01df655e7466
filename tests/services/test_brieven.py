"""Letters: to who received something under an approval that ended, and to the youth or the parents."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from uuid import UUID

import pytest
import sqlalchemy as sa

from pmg_desk.domain.datums import OnvolledigeDatum
from pmg_desk.domain.delen import Eis, Soort, Weglating
from pmg_desk.domain.fouten import Fout, GeenToegang, NietGevonden, OngeldigeInvoer
from pmg_desk.domain.selectie import Geinformeerde
from pmg_desk.services import oordelen, samenvattingen
from pmg_desk.services.brieven import list_brieven, open_brief
from pmg_desk.services.informeerbrief import InformeerbriefInvoer, issue_informeerbrief, preview_informeerbrief
from pmg_desk.services.informering import list_informering
from pmg_desk.services.intrekbrieven import (
    AkkoordGeldtNog,
    issue_intrekbrief,
    list_gedeeld_onder,
    preview_intrekbrief,
)
from pmg_desk.services.mondeling import MondelingInvoer, SpoedInvoer, record_mondeling, record_spoed
from pmg_desk.services.samenvattingen import Bestemming
from pmg_desk.services.uitgaven import mark_uitgave
from pmg_desk.services.verzoeken import toon_stukken
from pmg_desk.storage.models import Afscherming, Jongere, Relatie, VerstrekkingStatus, Wijze
from tests.aanvallen.knoeien import zet
from tests.casusbouw import bladen, regels
from tests.reports.lezen import tekst
from tests.services.test_samenvatting_dekking import woorden_in
from tests.vulling import Dossier, keur_goed, maak_dossier, vraag
from tests.wereld import Wereld

BEL = "C. Regisseur, 070 123 45 67"
SCHOOL = "School De Brug PMG-2026-00001 – Leerlingzaken"
JONGERE, OUDERS = (InformeerbriefInvoer(wie, BEL, nagegaan=True) for wie in Geinformeerde)


@pytest.fixture
def dossier(wereld: Wereld) -> Dossier:
    return maak_dossier(wereld.regie)


def deel(wereld: Wereld, dossier: Dossier, wijze: Wijze) -> UUID:
    naar = Bestemming(dossier.school, "Leerlingzaken")
    if wijze is Wijze.MONDELING:
        invoer = MondelingInvoer(naar, wijze, ("signalen",), "Over Kwetterzolder verteld.", zonder_weggelaten=True)
        return record_mondeling(wereld.regie, dossier.casus_id, invoer)
    return samenvattingen.issue_samenvatting(wereld.regie, dossier.casus_id, naar, wijze).verstrekking_id


def trek_in(wereld: Wereld, besluit: UUID) -> None:
    oordelen.withdraw_besluit(wereld.privacy, besluit, "Zoë en Moedernaam maakten bezwaar.")


# To a recipient


def test_what_was_shared_under_a_decision_by_recipient(wereld: Wereld, dossier: Dossier) -> None:
    besluit = keur_goed(wereld, vraag(wereld, dossier, ("identiteit", "signalen")))
    ander = keur_goed(wereld, vraag(wereld, dossier, ("plan",), functie="Mentor"))
    papier = deel(wereld, dossier, Wijze.PAPIER)
    wereld.klok.moment += timedelta(hours=1)
    verteld = deel(wereld, dossier, Wijze.MONDELING)
    weg = deel(wereld, dossier, Wijze.BESTAND)
    mark_uitgave(wereld.regie, weg, VerstrekkingStatus.MISLUKT, "De stick was vol.")
    for wie in ("regie", "privacy"):
        gedeeld = list_gedeeld_onder(wereld.werkplek(wie), besluit)
        (met,) = gedeeld.ontvangers
        assert (gedeeld.einde, met.naam, met.brieven) == ("", SCHOOL, ())
        assert [(d.verstrekking_id, d.exemplaar, d.categorieen, d.heeft_document) for d in met.delen] == [
            (papier, 1, ("Identiteit", "Signalen"), True),
            (verteld, 0, ("Signalen",), False),
        ]
    assert list_gedeeld_onder(wereld.privacy, ander).ontvangers == ()
    for wie in ("regie2", "beheer"):
        with pytest.raises(GeenToegang):
            list_gedeeld_onder(wereld.werkplek(wie), besluit)


def test_the_letter_says_what_to_do_with_what_and_names_nobody(wereld: Wereld, dossier: Dossier) -> None:
    besluit = keur_goed(wereld, vraag(wereld, dossier, ("identiteit", "signalen")))
    for wijze in (Wijze.PAPIER, Wijze.MONDELING):
        deel(wereld, dossier, wijze)
    with pytest.raises(AkkoordGeldtNog):
        issue_intrekbrief(wereld.privacy, besluit, SCHOOL, BEL)
    trek_in(wereld, besluit)
    assert list_gedeeld_onder(wereld.regie, besluit).einde == "Het akkoord is ingetrokken op 23 november 2026."
    uitgave = issue_intrekbrief(wereld.privacy, besluit, SCHOOL, BEL)
    brief = tekst(uitgave.pdf)
    assert woorden_in(brief) == set()
    assert not any(woord in brief for woord in ("Łukasz", "bezwaar", "2012"))
    for staat_er in (
        "Gebruik de gegevens uit casus PMG-2026-00001 niet meer",
        "t.a.v. Leerlingzaken",
        "Het akkoord is ingetrokken op 23 november 2026.",
        "23 november 2026 Op papier 1 Identiteit, Signalen",
        "23 november 2026 Mondeling Signalen",
        "Stuur het papier naar ons terug",
        "Vernietig de aantekeningen",
        BEL,
        "P. Officer",
    ):
        assert staat_er in brief, staat_er
    assert "Verwijder het bestand" not in brief
    assert uitgave.bestandsnaam == "brief-intrekking-PMG-2026-00001.pdf"


def test_a_letter_is_kept_logged_and_shown_as_it_was(wereld: Wereld, dossier: Dossier) -> None:
    besluit = keur_goed(wereld, vraag(wereld, dossier, ("signalen",), dagen=10))
    deel(wereld, dossier, Wijze.BESTAND)
    wereld.klok.moment += timedelta(days=11)
    assert list_gedeeld_onder(wereld.regie, besluit).einde == "Het akkoord gold tot en met 3 december 2026."
    assert "Verwijder het bestand" in tekst(preview_intrekbrief(wereld.regie, besluit, SCHOOL, BEL))
    assert list_brieven(wereld.regie, dossier.casus_id) == ()
    uitgave = issue_intrekbrief(wereld.regie, besluit, SCHOOL, BEL)
    (met,) = list_gedeeld_onder(wereld.privacy, besluit).ontvangers
    assert [(b.id, b.aan, b.door) for b in met.brieven] == [(uitgave.brief_id, SCHOOL, "C. Regisseur")]
    for wie in ("regie", "privacy"):
        assert open_brief(wereld.werkplek(wie), uitgave.brief_id) == uitgave.pdf
    with pytest.raises(GeenToegang):
        open_brief(wereld.regie2, uitgave.brief_id)
    assert [len(regels(wereld.regie, f"brief.{wat}")) for wat in ("uitgeven", "openen")] == [1, 2]
    assert BEL not in bladen(wereld.regie)
    zet(wereld, "UPDATE brief SET document = :nieuw", nieuw=b"%PDF anders")
    with pytest.raises(Fout, match="veranderd"):
        open_brief(wereld.regie, uitgave.brief_id)


@pytest.mark.parametrize(
    ("wie", "ontvanger", "contact", "fout"),
    [
        ("regie2", SCHOOL, BEL, GeenToegang),
        ("lezer", SCHOOL, BEL, GeenToegang),
        ("beheer", SCHOOL, BEL, GeenToegang),
        ("regie", "Politie – Wijkagent", BEL, NietGevonden),
        ("regie", SCHOOL, " ", OngeldigeInvoer),
    ],
)
def test_no_letter_by_others_to_others_or_without_somebody_to_call(
    wereld: Wereld, dossier: Dossier, wie: str, ontvanger: str, contact: str, fout: type[Fout]
) -> None:
    besluit = keur_goed(wereld, vraag(wereld, dossier, ("signalen",)))
    deel(wereld, dossier, Wijze.PAPIER)
    trek_in(wereld, besluit)
    for maak in (preview_intrekbrief, issue_intrekbrief):
        with pytest.raises(fout):
            maak(wereld.werkplek(wie), besluit, ontvanger, contact)
    assert regels(wereld.regie, "brief.uitgeven") == []


# To the youth or the parents


def informeer(wereld: Wereld, dossier: Dossier, invoer: InformeerbriefInvoer = JONGERE) -> str:
    return tekst(preview_informeerbrief(wereld.regie, dossier.casus_id, invoer))


def test_the_letter_tells_with_whom_what_why_and_which_rights(wereld: Wereld, dossier: Dossier) -> None:
    assert "Wij delen nu nog geen gegevens" in informeer(wereld, dossier)
    keur_goed(wereld, vraag(wereld, dossier, ("signalen",)), eisen=(Eis.JONGERE_GEINFORMEERD, Eis.ALLEEN_MONDELING))
    jij, u = informeer(wereld, dossier), informeer(wereld, dossier, OUDERS)
    for brief in (jij, u):
        for staat_er in (
            SCHOOL,
            "Signalen (zorgen en waarnemingen van professionals)",
            "Dat mag van de wet:",
            "Taak van algemeen belang of openbaar gezag (AVG, artikel 6 lid 1 onder e)",
            "Dit mag tot en met",
            "Autoriteit Persoonsgegevens",
            BEL,
        ):
            assert staat_er in brief, staat_er
    assert ("Beste Zoë," in jij, "Beste ouders of verzorgers," in u) == (True, True)
    assert ("over jou" in jij, "over jou" in u) == (True, False)


def test_nothing_of_the_dossier_itself_of_third_parties_or_of_a_source_that_forbids(
    wereld: Wereld, dossier: Dossier
) -> None:
    """Approved is everything; what is only about others or from a source that forbids is not even named as a kind."""
    alles = tuple(wereld.profiel.datacategorieen)
    signalen = _signalen_die_mogen(wereld, dossier)
    keur_goed(wereld, vraag(wereld, dossier, alles, derden=True), weglaten=signalen)
    for invoer in (JONGERE, OUDERS):
        brief = informeer(wereld, dossier, invoer)
        assert woorden_in(brief) == {"voornaam"}
        assert ("Signalen" in brief, "Gezin" in brief, "Politie en justitie" in brief) == (False, False, True)


def _signalen_die_mogen(wereld: Wereld, dossier: Dossier) -> tuple[Weglating, ...]:
    _, stukken = toon_stukken(wereld.regie, dossier.casus_id)
    return tuple(Weglating(s.id) for s in stukken if "Kwetterzolder" in s.tekst or "Aanleiding" in s.titel)


@pytest.mark.parametrize(
    ("jaar", "gezag", "jongere", "ouders"),
    [
        (2015, ("ja",), {"wie"}, set()),  # 11: the parents
        (2012, ("ja",), set(), set()),  # 14: both
        (2012, ("ja", "nee"), set(), set()),
        (2012, ("onbekend",), set(), {"nagegaan"}),
        (2012, ("ja", "onbekend"), set(), {"nagegaan"}),
        (2012, ("nee",), set(), {"wie"}),
        (2010, ("ja",), set(), {"wie"}),  # 16: the youth
        (None, ("ja",), {"nagegaan"}, {"nagegaan"}),
    ],
)
def test_age_and_gezag_decide_who_is_written_to(
    wereld: Wereld, dossier: Dossier, jaar: int | None, gezag: tuple[str, ...], jongere: set[str], ouders: set[str]
) -> None:
    with wereld.regie.doe() as t:
        zelf = t.haal(Jongere, dossier.jongere_id)
        zelf.geboortedatum = OnvolledigeDatum() if jaar is None else OnvolledigeDatum(jaar, 3)
        for relatie in t.db.scalars(sa.select(Relatie)):
            relatie.gezag = gezag[0]
        gemaakt = {"door_id": t.gebruiker.id, "op": t.nu, "jongere_id": dossier.jongere_id}
        t.db.add_all(Relatie(id=t.nieuw_id(), soort="ouder", naam="A", gezag=g, **gemaakt) for g in gezag[1:])
        t.log("casus.openen", "casus", dossier.casus_id)
    for invoer, fouten in ((JONGERE, jongere), (OUDERS, ouders)):
        if fouten:
            with pytest.raises(OngeldigeInvoer) as fout:
                informeer(wereld, dossier, replace(invoer, nagegaan=False))
            assert set(fout.value.velden) == fouten
        else:
            informeer(wereld, dossier, replace(invoer, nagegaan=False))
        if "wie" not in fouten:
            informeer(wereld, dossier, invoer)


def test_issued_it_counts_as_having_informed(wereld: Wereld, dossier: Dossier) -> None:
    keur_goed(wereld, vraag(wereld, dossier, ("signalen",)), eisen=(Eis.OUDERS_GEINFORMEERD,))
    uitgave = issue_informeerbrief(wereld.regie, dossier.casus_id, OUDERS)
    jongere, ouders = list_informering(wereld.regie, dossier.casus_id)
    assert (jongere.geinformeerd_op, ouders.geinformeerd_op, ouders.wijze) == (
        None,
        wereld.klok.nu().date(),
        "brief",
    )
    deel(wereld, dossier, Wijze.PAPIER)
    assert "Gedeeld op: 23 november 2026." in informeer(wereld, dossier)
    assert open_brief(wereld.regie, uitgave.brief_id) == uitgave.pdf
    with pytest.raises(GeenToegang):
        open_brief(wereld.privacy, uitgave.brief_id)
    for wie in ("regie2", "privacy", "lezer", "beheer"):
        with pytest.raises(GeenToegang):
            preview_informeerbrief(wereld.werkplek(wie), dossier.casus_id, JONGERE)
    with pytest.raises(OngeldigeInvoer):
        issue_informeerbrief(wereld.regie, dossier.casus_id, InformeerbriefInvoer(Geinformeerde.JONGERE, ""))


def test_of_a_document_only_what_is_about_the_youth_and_may_pass_is_named(wereld: Wereld, dossier: Dossier) -> None:
    _, stukken = toon_stukken(wereld.regie, dossier.casus_id)
    for woord, genoemd in (("Zusjesgeheim", False), ("Vraagteken", False), ("Kwetterzolder", True)):
        (stuk,) = (s for s in stukken if woord in s.tekst)
        gevraagd = vraag(wereld, dossier, (), soort=Soort.DOCUMENT, stukken=(stuk.id,), derden=stuk.derden)
        keur_goed(wereld, gevraagd)
        brief = informeer(wereld, dossier)
        assert ("Signalen" in brief or "Gezin" in brief, SCHOOL in brief) == (genoemd, genoemd), woord


def test_a_print_for_ones_own_use_is_not_sharing(wereld: Wereld, dossier: Dossier) -> None:
    samenvattingen.issue_intern(wereld.regie, dossier.casus_id, Wijze.PAPIER, reden_geheim_adres="Huisbezoek.")
    brief = informeer(wereld, dossier)
    assert "Wij delen nu nog geen gegevens" in brief
    assert "Gedeeld op" not in brief


@pytest.mark.parametrize(("derden", "genoemd"), [(True, False), (False, True)])
def test_an_emergency_that_was_only_about_others_is_not_named(
    wereld: Wereld, dossier: Dossier, derden: bool, genoemd: bool
) -> None:
    naar = Bestemming(dossier.school, "Leerlingzaken")
    verteld = MondelingInvoer(naar, Wijze.TELEFOON, ("gezin",), "Over het zusje.", derden=derden)
    record_spoed(wereld.regie, dossier.casus_id, SpoedInvoer(verteld, "Het kon niet wachten.", ("avg_6_1_d",)))
    brief = informeer(wereld, dossier)
    assert ("Gezin" in brief, SCHOOL in brief) == (genoemd, genoemd)
    ook = replace(verteld, categorieen=("gezin", "signalen"))
    record_spoed(wereld.regie, dossier.casus_id, SpoedInvoer(ook, "Het kon niet wachten.", ("avg_6_1_d",)))
    brief = informeer(wereld, dossier)
    assert ("Gezin" in brief, "Signalen" in brief) == (genoemd, True)


def test_the_youth_is_spoken_to_in_right_dutch(wereld: Wereld, dossier: Dossier) -> None:
    assert "Vind je dat wij" in informeer(wereld, dossier)
    assert "Vindt u dat wij" in informeer(wereld, dossier, OUDERS)


@pytest.mark.parametrize("hoe", ["organisatie", "regels"])
def test_what_is_shielded_because_of_an_investigation_stays_out(wereld: Wereld, dossier: Dossier, hoe: str) -> None:
    keur_goed(wereld, vraag(wereld, dossier, ("signalen",)))
    deel(wereld, dossier, Wijze.PAPIER)
    assert SCHOOL in informeer(wereld, dossier)
    laatste = regels(wereld.regie)[-1].nr
    with wereld.privacy.doe() as t:
        scherm = Afscherming(
            id=t.nieuw_id(),
            casus_id=dossier.casus_id,
            van_nr=1,
            tot_nr=laatste,
            organisatie_id=dossier.school if hoe == "organisatie" else None,
            reden="Onderzoek.",
            tot=t.vandaag,
            opgeheven_reden="",
            door_id=t.gebruiker.id,
            op=t.nu,
        )
        t.db.add(scherm)
        t.log("casus.openen", "casus", dossier.casus_id)
        afscherming_id = scherm.id
    for invoer in (JONGERE, OUDERS):
        brief = informeer(wereld, dossier, invoer)
        assert ("School" in brief, "Wij delen nu nog geen gegevens" in brief) == (False, True)
    with wereld.privacy.doe() as t:
        t.haal(Afscherming, afscherming_id).opgeheven_op = t.nu
        t.log("casus.openen", "casus", dossier.casus_id)
    assert SCHOOL in informeer(wereld, dossier)
