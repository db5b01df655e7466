"""The conditions of a decision are kept by the program: on paper, in a file, and when something is told."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, time, timedelta
from typing import Any
from uuid import UUID

import pytest

from pmg_desk.domain.datums import toon_datum
from pmg_desk.domain.delen import Eis, Oordeel, Soort, Weglating
from pmg_desk.domain.fouten import OngeldigeInvoer
from pmg_desk.domain.klok import AMSTERDAM
from pmg_desk.domain.rechten import Rechtsoort
from pmg_desk.domain.samenvatting import Stuk
from pmg_desk.domain.selectie import Geinformeerde, Onthouden
from pmg_desk.services import samenvattingen
from pmg_desk.services.antecedenten import list_antecedenten, withdraw_antecedent
from pmg_desk.services.informering import InformeringInvoer, record_informering
from pmg_desk.services.mondeling import DAGEN_TERUG, MondelingInvoer, list_niet_vertellen, record_mondeling
from pmg_desk.services.oordelen import withdraw_besluit
from pmg_desk.services.reacties import add_reactie
from pmg_desk.services.rechtenverzoeken import decide_verzoek, record_verzoek
from pmg_desk.services.relaties import RelatieInvoer, amend_relatie, list_relaties, remove_relatie
from pmg_desk.services.samenvattingen import Bestemming, NietsTeDelen, Voorbereiding
from pmg_desk.services.uitspraken import UitspraakInvoer, amend_uitspraak, withdraw_uitspraak
from pmg_desk.services.verstrekkingen import list_verstrekkingen
from pmg_desk.services.verzoeken import toon_stukken
from pmg_desk.storage import delen as rijen
from pmg_desk.storage.models import Wijze
from tests.aanvallen.knoeien import zet
from tests.casusbouw import bladen
from tests.services.test_rechtenverzoeken import JA, ZELF
from tests.services.test_samenvatting_dekking import pdf_tekst, woorden_in
from tests.vulling import WOORDEN, Dossier, keur_goed, maak_dossier, vraag
from tests.wereld import Wereld


@pytest.fixture
def dossier(wereld: Wereld) -> Dossier:
    return maak_dossier(wereld.regie)


def naar(dossier: Dossier) -> Bestemming:
    return Bestemming(dossier.school, "Leerlingzaken")


def bereid(wereld: Wereld, dossier: Dossier, wijze: Wijze) -> Voorbereiding:
    return samenvattingen.prepare_samenvatting(wereld.regie, dossier.casus_id, naar(dossier), wijze)


def redenen(v: Voorbereiding) -> set[Onthouden]:
    return {reden for stuk, reden in v.niet if stuk.categorie == "signalen" and not stuk.derden}


def papier(wereld: Wereld, dossier: Dossier, **anders: Any) -> set[str]:
    keuzes: dict[str, Any] = {"wijze": Wijze.PAPIER, **anders}
    uitgave = samenvattingen.issue_samenvatting(wereld.regie, dossier.casus_id, naar(dossier), **keuzes)
    return woorden_in(pdf_tekst(uitgave.pdf))


def vertel(wereld: Wereld, dossier: Dossier, *categorieen: str, **anders: Any) -> UUID:
    """That what may not be told was not, is said where it is not what the test is about."""
    anders = {"zonder_weggelaten": True, **anders}
    invoer = MondelingInvoer(naar(dossier), Wijze.MONDELING, categorieen, "Verteld aan tafel.", **anders)
    return record_mondeling(wereld.regie, dossier.casus_id, invoer)


def test_only_orally_is_seen_before_and_never_on_paper_or_in_a_file(wereld: Wereld, dossier: Dossier) -> None:
    besluit = keur_goed(wereld, vraag(wereld, dossier, ("signalen",)), eisen=(Eis.ALLEEN_MONDELING,))
    assert [deel.stuk.tekst for deel in bereid(wereld, dossier, Wijze.MONDELING).mee] == ["Over Kwetterzolder."]
    for wijze in (Wijze.PAPIER, Wijze.BESTAND):
        v = bereid(wereld, dossier, wijze)
        assert v.mee == ()
        assert Onthouden.ALLEEN_MONDELING in redenen(v)
        with pytest.raises(NietsTeDelen):
            papier(wereld, dossier, wijze=wijze)
    # Nor by saying that the page is told: then there is no page.
    for maak in (samenvattingen.issue_samenvatting, samenvattingen.preview_samenvatting):
        with pytest.raises(OngeldigeInvoer) as fout:
            maak(wereld.regie, dossier.casus_id, naar(dossier), wijze=Wijze.MONDELING)
        assert set(fout.value.velden) == {"wijze"}
    with wereld.regie.doe() as t:
        assert rijen.verstrekkingen(t.db, casus_id=dossier.casus_id) == []
    verteld = vertel(wereld, dossier, "signalen")
    with wereld.regie.doe() as t:
        assert [b.id for b in rijen.besluiten_van(t.db, [verteld])[verteld]] == [besluit]


@pytest.mark.parametrize(
    ("eis", "wie", "reden"),
    [
        (Eis.JONGERE_GEINFORMEERD, Geinformeerde.JONGERE, Onthouden.JONGERE_NIET_GEINFORMEERD),
        (Eis.OUDERS_GEINFORMEERD, Geinformeerde.OUDERS, Onthouden.OUDERS_NIET_GEINFORMEERD),
    ],
)
def test_not_before_somebody_was_informed(
    wereld: Wereld, dossier: Dossier, eis: Eis, wie: Geinformeerde, reden: Onthouden
) -> None:
    keur_goed(wereld, vraag(wereld, dossier, ("signalen",)), eisen=(eis,))
    (ander,) = set(Geinformeerde) - {wie}
    vandaag = wereld.klok.nu().date()
    record_informering(wereld.regie, dossier.casus_id, InformeringInvoer(ander, vandaag, "gesprek"))
    assert reden in redenen(bereid(wereld, dossier, Wijze.PAPIER))
    for deel in (lambda: papier(wereld, dossier), lambda: vertel(wereld, dossier, "signalen")):
        with pytest.raises(NietsTeDelen):
            deel()
    record_informering(wereld.regie, dossier.casus_id, InformeringInvoer(wie, vandaag, "brief"))
    assert papier(wereld, dossier) == {"signaal"}
    vertel(wereld, dossier, "signalen")
    # When it turns out later that they were not, it stops again.
    wereld.klok.moment += timedelta(hours=1)
    uitstel = InformeringInvoer(wie, uitstel_reden="Brief kwam terug.", uitstel_tot=vandaag)
    record_informering(wereld.regie, dossier.casus_id, uitstel)
    with pytest.raises(NietsTeDelen):
        papier(wereld, dossier)


def test_what_the_officer_left_out_stays_out(wereld: Wereld, dossier: Dossier) -> None:
    _, stukken = toon_stukken(wereld.regie, dossier.casus_id)
    signaal = next(stuk for stuk in stukken if "Kwetterzolder" in stuk.tekst)
    actie = next(stuk for stuk in stukken if "Fietsenmakerij" in stuk.tekst)
    weg = (Weglating(signaal.id), Weglating(actie.id, "Wie"))
    keur_goed(wereld, vraag(wereld, dossier, ("signalen", "acties")), weglaten=weg)
    pdf = samenvattingen.issue_samenvatting(wereld.regie, dossier.casus_id, naar(dossier), Wijze.PAPIER).pdf
    assert woorden_in(pdf_tekst(pdf)) == {"actie"}
    assert "W. Wijkagent (" not in pdf_tekst(pdf)


def test_an_approved_document_may_be_told_and_nothing_beside_it(wereld: Wereld, dossier: Dossier) -> None:
    _, stukken = toon_stukken(wereld.regie, dossier.casus_id)
    ids = tuple(stuk.id for stuk in stukken if "Kwetterzolder" in stuk.tekst)
    wereld.klok.moment += timedelta(days=1)
    verzoek = vraag(wereld, dossier, (), soort=Soort.DOCUMENT, stukken=ids)
    besluit = keur_goed(wereld, verzoek, eisen=(Eis.ALLEEN_MONDELING,))
    assert [d.besluit_id for d in bereid(wereld, dossier, Wijze.MONDELING).documenten] == [besluit]
    assert bereid(wereld, dossier, Wijze.PAPIER).documenten == ()
    with pytest.raises(NietsTeDelen):
        papier(wereld, dossier, besluit_id=besluit)
    gisteren = wereld.klok.nu().date() - timedelta(days=1)
    for anders in ({}, {"document": besluit, "derden": True}, {"document": besluit, "op": gisteren}):
        with pytest.raises(NietsTeDelen):
            vertel(wereld, dossier, "signalen", **anders)
    with pytest.raises(NietsTeDelen):
        vertel(wereld, dossier, "signalen", "plan", document=besluit)
    verteld = vertel(wereld, dossier, "signalen", document=besluit)
    with wereld.regie.doe() as t:
        assert [b.id for b in rijen.besluiten_van(t.db, [verteld])[verteld]] == [besluit]


def test_a_field_that_was_left_out_of_a_document_stays_out(wereld: Wereld, dossier: Dossier) -> None:
    _, stukken = toon_stukken(wereld.regie, dossier.casus_id)
    signaal = next(stuk for stuk in stukken if "Kwetterzolder" in stuk.tekst)
    actie = next(stuk for stuk in stukken if "Fietsenmakerij" in stuk.tekst)
    verzoek = vraag(wereld, dossier, (), soort=Soort.DOCUMENT, stukken=(signaal.id, actie.id))
    besluit = keur_goed(wereld, verzoek, stukken=(actie.id,), weglaten=(Weglating(actie.id, "Wie"),))
    (document,) = bereid(wereld, dossier, Wijze.PAPIER).documenten
    assert [label for label, _ in document.stukken[0].velden] == ["Gereed op", "Status"]
    assert papier(wereld, dossier, besluit_id=besluit) == {"actie"}


def test_not_before_its_first_day(wereld: Wereld, dossier: Dossier) -> None:
    morgen = wereld.klok.nu().date() + timedelta(days=1)
    keur_goed(wereld, vraag(wereld, dossier, ("signalen",)), niet_voor=morgen)
    with pytest.raises(NietsTeDelen):
        papier(wereld, dossier)
    wereld.klok.moment += timedelta(days=1)
    assert papier(wereld, dossier) == {"signaal"}
    with pytest.raises(NietsTeDelen):
        vertel(wereld, dossier, "signalen", op=morgen - timedelta(days=1))
    vertel(wereld, dossier, "signalen")


def test_amending_what_was_left_out_does_not_bring_it_back_on_paper(wereld: Wereld, dossier: Dossier) -> None:
    (signaal,) = (s for s in toon_stukken(wereld.regie, dossier.casus_id)[1] if "Kwetterzolder" in s.tekst)
    weg = (Weglating(signaal.id),)
    keur_goed(wereld, vraag(wereld, dossier, ("identiteit", "signalen")), weglaten=weg)
    assert WOORDEN["signaal"] not in papier(wereld, dossier)
    invoer = UitspraakInvoer("Nog eens Kwetterzolder.", bron="de buurt")
    amend_uitspraak(wereld.regie, UUID(signaal.id.partition(":")[2]), invoer, "Beter gezegd.")
    nu = bereid(wereld, dossier, Wijze.PAPIER)
    assert {reden for stuk, reden in nu.niet if "Nog eens" in stuk.tekst} == {Onthouden.WEGGELATEN}
    assert WOORDEN["signaal"] not in papier(wereld, dossier)


def test_who_was_informed_before_it_was_asked_is_informed_again(wereld: Wereld, dossier: Dossier) -> None:
    toen = wereld.klok.nu().date()
    record_informering(wereld.regie, dossier.casus_id, InformeringInvoer(Geinformeerde.JONGERE, toen, "gesprek"))
    wereld.klok.moment += timedelta(days=2)
    keur_goed(wereld, vraag(wereld, dossier, ("signalen",)), eisen=(Eis.JONGERE_GEINFORMEERD,))
    with pytest.raises(NietsTeDelen) as fout:
        papier(wereld, dossier)
    assert fout.value.wat.endswith(
        "De jongere is voor het laatst geïnformeerd op 23 november 2026, het verzoek is van 25 november 2026."
    )
    assert fout.value.doe.endswith("Informeer opnieuw en leg het vast bij Delen.")
    with pytest.raises(NietsTeDelen):
        vertel(wereld, dossier, "signalen")
    # A reason why not yet is no informing.
    vandaag = wereld.klok.nu().date()
    uitstel = InformeringInvoer(Geinformeerde.JONGERE, uitstel_reden="Hij is op kamp.", uitstel_tot=vandaag)
    record_informering(wereld.regie, dossier.casus_id, uitstel)
    with pytest.raises(NietsTeDelen):
        papier(wereld, dossier)
    wereld.klok.moment += timedelta(hours=1)
    record_informering(wereld.regie, dossier.casus_id, InformeringInvoer(Geinformeerde.JONGERE, vandaag, "brief"))
    assert papier(wereld, dossier) == {"signaal"}


def akkoord_op_tekst(wereld: Wereld, dossier: Dossier, *woorden: str) -> tuple[UUID, list[Stuk]]:
    """An approval of exactly the texts with these words."""
    alle = toon_stukken(wereld.regie, dossier.casus_id)[1]
    stukken = [next(stuk for stuk in alle if woord in stuk.tekst) for woord in woorden]
    verzoek = vraag(wereld, dossier, (), soort=Soort.DOCUMENT, stukken=tuple(stuk.id for stuk in stukken))
    besluit = keur_goed(wereld, verzoek)
    wereld.klok.moment += timedelta(hours=1)
    return besluit, stukken


def test_a_relative_who_was_corrected_or_taken_away_is_not_given_under_the_approval_of_then(
    wereld: Wereld, dossier: Dossier
) -> None:
    namen = tuple(s.id for s in toon_stukken(wereld.regie, dossier.casus_id)[1] if s.id.startswith("relatie:"))
    verzoek = vraag(wereld, dossier, (), soort=Soort.DOCUMENT, stukken=namen)
    besluit = keur_goed(wereld, verzoek)
    assert papier(wereld, dossier, besluit_id=besluit) == {"moeder"}
    wereld.klok.moment += timedelta(hours=1)
    (moeder,) = list_relaties(wereld.regie, dossier.casus_id)
    amend_relatie(wereld.regie, dossier.casus_id, moeder.id, RelatieInvoer(soort="ouder", naam="Juistenaam"))
    with pytest.raises(NietsTeDelen, match="op 23 november 2026 verbeterd"):
        papier(wereld, dossier, besluit_id=besluit)
    remove_relatie(wereld.regie, dossier.casus_id, moeder.id)
    with pytest.raises(NietsTeDelen):
        papier(wereld, dossier, besluit_id=besluit)


def test_words_that_were_amended_are_not_given_under_the_approval_of_those_words(
    wereld: Wereld, dossier: Dossier
) -> None:
    besluit, (signaal, vraagteken) = akkoord_op_tekst(wereld, dossier, "Kwetterzolder", "Vraagteken")
    assert papier(wereld, dossier, besluit_id=besluit) == {"signaal", "bron_vragen"}
    amend_uitspraak(
        wereld.regie,
        UUID(signaal.id.partition(":")[2]),
        UitspraakInvoer("Het was een ander.", bron="W."),
        "Klopte niet.",
    )
    assert papier(wereld, dossier, besluit_id=besluit) == papier(
        wereld, dossier, besluit_id=besluit, wijze=Wijze.BESTAND
    )
    assert papier(wereld, dossier, besluit_id=besluit) == {"bron_vragen"}
    (document,) = bereid(wereld, dossier, Wijze.PAPIER).documenten
    assert [(een.stuk.id, een.op) for een in document.verbeterd] == [(signaal.id, wereld.klok.nu().date())]
    withdraw_uitspraak(wereld.regie, UUID(vraagteken.id.partition(":")[2]), "Ging over een ander.")
    with pytest.raises(NietsTeDelen) as fout:
        papier(wereld, dossier, besluit_id=besluit)
    assert fout.value.wat.endswith("Deze tekst is op 23 november 2026 verbeterd.")
    with pytest.raises(NietsTeDelen) as ook:
        vertel(wereld, dossier, "signalen", document=besluit)
    assert (ook.value.wat, ook.value.veilig) == (fout.value.wat, "Er is niets vastgelegd.")
    (document,) = bereid(wereld, dossier, Wijze.PAPIER).documenten
    assert (document.stukken, len(document.verbeterd)) == ((), 2)


def test_a_text_that_drew_a_reaction_since_waits_for_a_new_judgement(wereld: Wereld, dossier: Dossier) -> None:
    besluit, (signaal,) = akkoord_op_tekst(wereld, dossier, "Kwetterzolder")
    reactie = UitspraakInvoer("Ik was daar niet.", bron="de jongere")
    add_reactie(wereld.regie, UUID(signaal.id.partition(":")[2]), reactie)
    with pytest.raises(NietsTeDelen):
        papier(wereld, dossier, besluit_id=besluit)


def test_a_name_address_or_antecedent_that_was_corrected_is_not_given_as_it_was(
    wereld: Wereld, dossier: Dossier
) -> None:
    stukken = toon_stukken(wereld.regie, dossier.casus_id)[1]
    ids = tuple(s.id for s in stukken if s.id.startswith(("identiteit:", "adres:", "antecedent:")))
    besluit = keur_goed(wereld, vraag(wereld, dossier, (), soort=Soort.DOCUMENT, stukken=ids, dagen=150))
    wereld.klok.moment += timedelta(days=140)
    alles = {"voornaam", "straat", "antecedent"}
    assert papier(wereld, dossier, besluit_id=besluit) == alles  # another age is no correction
    (antecedent,) = list_antecedenten(wereld.regie, dossier.casus_id)
    withdraw_antecedent(wereld.regie, antecedent.id, "Andere persoon.")
    assert papier(wereld, dossier, besluit_id=besluit) == {"voornaam", "straat"}
    zet(wereld, "UPDATE jongere SET huisnummer = '14'")
    assert papier(wereld, dossier, besluit_id=besluit) == {"voornaam"}
    zet(wereld, "UPDATE jongere SET voornamen = 'Zo'")
    with pytest.raises(NietsTeDelen):
        papier(wereld, dossier, besluit_id=besluit)


def test_a_text_that_is_gone_is_not_given_and_is_told_without_a_day(wereld: Wereld, dossier: Dossier) -> None:
    stukken = toon_stukken(wereld.regie, dossier.casus_id)[1]
    ids = tuple(s.id for s in stukken if s.id.startswith("adres:") or "Kwetterzolder" in s.tekst)
    besluit = keur_goed(wereld, vraag(wereld, dossier, (), soort=Soort.DOCUMENT, stukken=ids))
    zet(wereld, "DELETE FROM uitspraak WHERE tekst LIKE '%Kwetterzolder%'")
    zet(wereld, "UPDATE jongere SET straat = '', huisnummer = '', postcode = '', woonplaats = ''")
    with pytest.raises(NietsTeDelen) as fout:
        papier(wereld, dossier, besluit_id=besluit)
    assert fout.value.wat.endswith("Deze tekst staat niet meer in het dossier.")


def test_what_was_told_on_the_last_day_can_be_written_down_the_next_morning(wereld: Wereld, dossier: Dossier) -> None:
    dag = wereld.klok.nu().date()
    besluit = keur_goed(wereld, vraag(wereld, dossier, ("signalen",), dagen=1))
    wereld.klok.moment += timedelta(days=2)
    with pytest.raises(NietsTeDelen) as fout:
        vertel(wereld, dossier, "signalen")
    assert "Met spoed gedeeld" in fout.value.doe
    id_ = vertel(wereld, dossier, "signalen", op=dag + timedelta(days=1), om="16.40")
    with wereld.regie.doe() as t:
        assert [b.id for b in rijen.besluiten_van(t.db, [id_])[id_]] == [besluit]
    (regel,) = list_verstrekkingen(wereld.regie)
    # Both are kept: when it was told, and when that was written down.
    assert regel.op == datetime.combine(dag + timedelta(days=1), time(16, 40), AMSTERDAM)
    assert regel.vastgelegd_op == wereld.klok.nu()
    with pytest.raises(NietsTeDelen):
        vertel(wereld, dossier, "signalen", op=dag + timedelta(days=2))


def test_a_later_withdrawal_or_refusal_leaves_what_was_told_before_it_true(wereld: Wereld, dossier: Dossier) -> None:
    besluit = keur_goed(wereld, vraag(wereld, dossier, ("signalen",)))
    gegeven = wereld.klok.nu().astimezone(AMSTERDAM)
    wereld.klok.moment += timedelta(hours=4)
    withdraw_besluit(wereld.privacy, besluit, "Bezwaar van de ouders.")
    keur_goed(wereld, vraag(wereld, dossier, ("signalen",)), oordeel=Oordeel.GEWEIGERD)
    wereld.klok.moment += timedelta(hours=1)
    for uren, mag in ((-1, False), (2, True), (4, False), (5, False)):
        om = (gegeven + timedelta(hours=uren)).time()
        if mag:
            vertel(wereld, dossier, "signalen", om=om)
            continue
        with pytest.raises(NietsTeDelen):
            vertel(wereld, dossier, "signalen", om=om)
    with pytest.raises(OngeldigeInvoer) as fout:
        vertel(wereld, dossier, "signalen", om=(gegeven + timedelta(hours=6)).time())
    assert set(fout.value.velden) == {"om"}
    for verkeerd in ("25:00", "half drie"):
        with pytest.raises(OngeldigeInvoer):
            vertel(wereld, dossier, "signalen", om=verkeerd)


def test_a_restriction_of_the_use_counts_from_when_it_was_allowed(wereld: Wereld, dossier: Dossier) -> None:
    keur_goed(wereld, vraag(wereld, dossier, ("signalen",)))
    ervoor = wereld.klok.nu().astimezone(AMSTERDAM)
    wereld.klok.moment += timedelta(hours=2)
    invoer = replace(ZELF, soort=Rechtsoort.BEPERKING, vraag="Even niet gebruiken.")
    decide_verzoek(wereld.privacy, record_verzoek(wereld.regie, dossier.casus_id, invoer), JA, "Eerst uitzoeken.")
    wereld.klok.moment += timedelta(hours=1)
    with pytest.raises(NietsTeDelen):
        vertel(wereld, dossier, "signalen")
    vertel(wereld, dossier, "signalen", om=(ervoor + timedelta(hours=1)).time())


def test_so_long_ago_nobody_remembers_and_an_approval_does_not_cover_it_any_more(
    wereld: Wereld, dossier: Dossier
) -> None:
    dag = wereld.klok.nu().date()
    keur_goed(wereld, vraag(wereld, dossier, ("signalen",), dagen=60))
    wereld.klok.moment += timedelta(days=DAGEN_TERUG)
    vertel(wereld, dossier, "signalen", op=dag)
    wereld.klok.moment += timedelta(days=1)
    with pytest.raises(OngeldigeInvoer) as fout:
        vertel(wereld, dossier, "signalen", op=dag)
    assert "Met spoed gedeeld" in fout.value.velden["op"]


def test_what_the_officer_left_out_is_named_before_it_is_told_and_kept_as_untold(
    wereld: Wereld, dossier: Dossier
) -> None:
    _, stukken = toon_stukken(wereld.regie, dossier.casus_id)
    signaal = next(stuk for stuk in stukken if "Kwetterzolder" in stuk.tekst)
    actie = next(stuk for stuk in stukken if "Fietsenmakerij" in stuk.tekst)
    weg = (Weglating(signaal.id), Weglating(actie.id, "Wie"))
    keur_goed(wereld, vraag(wereld, dossier, ("signalen", "acties", "plan")), weglaten=weg)
    gezien = list_niet_vertellen(wereld.regie, dossier.casus_id, naar(dossier))
    dag = toon_datum(wereld.klok.nu().date())
    assert {(een.soort, een.begin, een.reden) for een in gezien} == {
        ("Identiteit", "", Onthouden.GEHEIM_ADRES),
        ("Signalen", "Over Kwetterzolder.", Onthouden.WEGGELATEN),
        ("Signalen", f"Over {WOORDEN['bron_nee']}.", Onthouden.BRON_NEE),
        ("Signalen", f"Over {WOORDEN['bron_vragen']}.", Onthouden.BRON_VRAGEN),
        ("Acties", "Over Fietsenmakerij.", Onthouden.WEGGELATEN),
    }
    assert gezien[-1].kort.endswith("alleen: Wie")
    vertel(wereld, dossier, "plan", zonder_weggelaten=False)  # of which nothing was left out
    with pytest.raises(OngeldigeInvoer) as fout:
        vertel(wereld, dossier, "signalen", zonder_weggelaten=False)
    kort = f"Signalen: Signaal van {dag}"
    assert fout.value.velden["zonder_weggelaten"] == (
        f"Niet vertellen, omdat de privacy officer het wegliet: {kort} (“Over Kwetterzolder.”)."
        f" Niet vertellen, omdat de bron doorgeven niet goedvindt: {kort} (“Over {WOORDEN['bron_nee']}.”)."
        f" Niet vertellen, omdat de bron eerst toestemming moet geven: {kort} (“Over {WOORDEN['bron_vragen']}.”)."
        " Hebt u dit niet verteld? Zet dan hier een vinkje. Wel verteld? Leg het vast bij 'Met spoed gedeeld'."
    )
    vertel(wereld, dossier, "signalen")
    laatste = list_verstrekkingen(wereld.regie)
    assert {regel.omschrijving for regel in laatste} == {
        "Verteld aan tafel.",
        (
            f"Verteld aan tafel.\n\nNiet verteld, omdat de privacy officer het wegliet: {kort}."
            f"\n\nNiet verteld, omdat de bron doorgeven niet goedvindt: {kort}."
            f"\n\nNiet verteld, omdat de bron eerst toestemming moet geven: {kort}."
        ),
    }
    assert "Kwetterzolder" not in bladen(wereld.regie)


def test_what_was_left_out_of_a_document_is_not_told_either(wereld: Wereld, dossier: Dossier) -> None:
    _, stukken = toon_stukken(wereld.regie, dossier.casus_id)
    ids = tuple(stuk.id for stuk in stukken if stuk.tekst in ("Over Kwetterzolder.", "Over Fietsenmakerij."))
    actie = next(id_ for id_ in ids if id_.startswith("actie:"))
    verzoek = vraag(wereld, dossier, (), soort=Soort.DOCUMENT, stukken=ids)
    besluit = keur_goed(wereld, verzoek, weglaten=(Weglating(actie, "Wie"),))
    (een,) = list_niet_vertellen(wereld.regie, dossier.casus_id, naar(dossier), besluit)
    assert een.stuk == actie
    vertel(wereld, dossier, "signalen", document=besluit)
    with pytest.raises(OngeldigeInvoer):
        vertel(wereld, dossier, "acties", document=besluit, zonder_weggelaten=False)
    vertel(wereld, dossier, "acties", document=besluit, zonder_weggelaten=True)
