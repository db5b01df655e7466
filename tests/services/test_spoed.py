"""Emergencies: recorded with a reason, judged afterwards by somebody else, and a breach when they were not lawful."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from uuid import UUID

import pytest

from pmg_desk.domain.datalek import Lekstand
from pmg_desk.domain.delen import Oordeel, Weglating
from pmg_desk.domain.fouten import GeenToegang, IntussenGewijzigd, NietGevonden, OngeldigeInvoer
from pmg_desk.domain.rechten import Rechtsoort
from pmg_desk.domain.rollen import Rol
from pmg_desk.services.datalekken import (
    DatalekInvoer,
    close_datalek,
    list_datalekken,
    record_datalek,
    update_datalek,
)
from pmg_desk.services.mondeling import GeenSpoedNodig, MondelingInvoer, SpoedInvoer, record_mondeling, record_spoed
from pmg_desk.services.noodtoegang import take_noodtoegang
from pmg_desk.services.oordelen import EigenVerzoek
from pmg_desk.services.rechtenverzoeken import decide_verzoek, record_verzoek
from pmg_desk.services.samenvattingen import Bestemming, NietsTeDelen
from pmg_desk.services.spoed import AlBeoordeeld, Spoedsoort, judge_spoed, list_spoed
from pmg_desk.services.verstrekkingen import list_verstrekkingen
from pmg_desk.services.verzoeken import toon_stukken
from pmg_desk.storage import delen as rijen
from pmg_desk.storage.models import Privacybesluit, Wijze
from tests.casusbouw import bladen, regels
from tests.services.test_rechtenverzoeken import JA, ZELF
from tests.vulling import Dossier, keur_goed, maak_dossier, vraag
from tests.wereld import Wereld

REDEN = "Hij dreigde vanavond zichzelf iets aan te doen; de school moest hem binnenhouden."
GEHEIM = "slaapmiddelen op zijn kamer"


@pytest.fixture
def dossier(wereld: Wereld) -> Dossier:
    return maak_dossier(wereld.regie)


def spoed(dossier: Dossier, **anders: object) -> SpoedInvoer:
    verteld = MondelingInvoer(Bestemming(dossier.school, "Leerlingzaken"), Wijze.TELEFOON, ("gezondheid",), GEHEIM)
    return replace(SpoedInvoer(verteld, REDEN, ("avg_6_1_d",)), **anders)  # type: ignore[arg-type]


def deel(wereld: Wereld, dossier: Dossier) -> UUID:
    record_spoed(wereld.regie, dossier.casus_id, spoed(dossier))
    return list_spoed(wereld.privacy)[0].id


def test_what_could_not_wait_is_in_the_register_and_in_the_queue_with_its_day(wereld: Wereld, dossier: Dossier) -> None:
    with pytest.raises(NietsTeDelen):
        record_mondeling(wereld.regie, dossier.casus_id, spoed(dossier).verteld)
    record_spoed(wereld.regie, dossier.casus_id, spoed(dossier))
    (item,) = list_spoed(wereld.privacy)
    dagen = wereld.privacy.profiel.instellingen.spoed_toets_dagen.waarde
    assert (item.soort, item.casusnummer, item.reden, item.omschrijving, item.eigen, item.te_laat) == (
        Spoedsoort.VERSTREKKING,
        "PMG-2026-00001",
        REDEN,
        GEHEIM,
        False,
        False,
    )
    assert item.te_toetsen_voor == wereld.klok.moment.date() + timedelta(days=dagen)
    (regel,) = list_verstrekkingen(wereld.regie)
    assert (regel.besluiten, regel.grondslagen) == ((), item.grondslagen)
    wereld.klok.moment += timedelta(days=dagen + 1)
    assert list_spoed(wereld.privacy)[0].te_laat
    assert "slaapmiddelen" not in bladen(wereld.regie)
    assert "dreigde" not in bladen(wereld.regie)


def test_what_an_approval_covers_is_no_emergency(wereld: Wereld, dossier: Dossier) -> None:
    keur_goed(wereld, vraag(wereld, dossier, ("gezondheid",)))
    with pytest.raises(GeenSpoedNodig):
        record_spoed(wereld.regie, dossier.casus_id, spoed(dossier))
    assert list_verstrekkingen(wereld.regie) == ()
    record_mondeling(wereld.regie, dossier.casus_id, spoed(dossier).verteld)


def twee(dossier: Dossier, **anders: object) -> SpoedInvoer:
    """Told in one go: of which signals may be covered, and health is not."""
    wat = replace(spoed(dossier).verteld, categorieen=("signalen", "gezondheid"), **anders)  # type: ignore[arg-type]
    return spoed(dossier, verteld=wat)


def test_only_what_no_approval_covers_is_an_emergency(wereld: Wereld, dossier: Dossier) -> None:
    besluit = keur_goed(wereld, vraag(wereld, dossier, ("signalen",)))
    wat = twee(dossier)
    record_spoed(wereld.regie, dossier.casus_id, replace(wat, verteld=replace(wat.verteld, zonder_weggelaten=True)))
    (item,) = list_spoed(wereld.privacy)
    assert item.categorieen == ("Gezondheid",)
    assert item.ernaast == ("Signalen (B-2026-00001)",)
    gevonden = {r.categorieen: (r.besluiten, r.grondslagen) for r in list_verstrekkingen(wereld.regie)}
    assert set(gevonden) == {("Signalen",), ("Gezondheid",)}
    assert (gevonden["Signalen",][0], gevonden["Gezondheid",]) == (("B-2026-00001",), ((), item.grondslagen))
    gedeeld = [r.actie for r in regels(wereld.regie) if not r.actie.endswith(".lezen")]
    assert gedeeld[-2:] == ["verstrekking.vastleggen", "verstrekking.spoed"]
    assert [b.id for b in _besluiten(wereld, [r.id for r in list_verstrekkingen(wereld.regie)])] == [besluit]


def _besluiten(wereld: Wereld, ids: list[UUID]) -> list[Privacybesluit]:
    with wereld.regie.doe() as t:
        return [besluit for rij in rijen.besluiten_van(t.db, ids).values() for besluit in rij]


def test_what_was_taken_out_and_told_all_the_same_is_an_emergency(wereld: Wereld, dossier: Dossier) -> None:
    (signaal,) = (s for s in toon_stukken(wereld.regie, dossier.casus_id)[1] if "Kwetterzolder" in s.tekst)
    keur_goed(wereld, vraag(wereld, dossier, ("signalen", "plan")), weglaten=(Weglating(signaal.id),))
    wat = replace(spoed(dossier).verteld, categorieen=("signalen", "plan"))
    with pytest.raises(GeenSpoedNodig):
        record_spoed(wereld.regie, dossier.casus_id, spoed(dossier, verteld=replace(wat, zonder_weggelaten=True)))
    with pytest.raises(OngeldigeInvoer) as fout:
        record_spoed(wereld.regie, dossier.casus_id, spoed(dossier, verteld=wat))
    assert fout.value.velden["toch"].startswith(
        "In het akkoord van 23 november 2026 is hier iets weggelaten (besluit B"
    )
    record_spoed(wereld.regie, dossier.casus_id, spoed(dossier, verteld=wat, toch="Het ging om zijn leven."))
    (item,) = list_spoed(wereld.privacy)
    assert (item.categorieen, item.ernaast) == (("Signalen",), ("Plan van aanpak (B-2026-00001)",))


def test_an_emergency_after_a_refusal_says_so_on_both_sides(wereld: Wereld, dossier: Dossier) -> None:
    nee = "De school heeft dit niet nodig."
    keur_goed(wereld, vraag(wereld, dossier, ("gezondheid",)), oordeel=Oordeel.GEWEIGERD, motivering=nee)
    wereld.klok.moment += timedelta(hours=1)
    with pytest.raises(OngeldigeInvoer) as fout:
        record_spoed(wereld.regie, dossier.casus_id, twee(dossier))
    assert fout.value.velden == {
        "toch": "Geweigerd op 23 november 2026 (besluit B-2026-00001)."
        " Schrijf op waarom u het toch of al eerder vertelde."
    }
    record_spoed(wereld.regie, dossier.casus_id, replace(twee(dossier), toch="Hij was in levensgevaar."))
    (item,) = list_spoed(wereld.privacy)
    zin = "Geweigerd op 23 november 2026 (besluit B-2026-00001)."
    assert item.reden == f"{REDEN}\n\n{zin} Toch of al eerder verteld, want: Hij was in levensgevaar."
    (eerder,) = item.eerder
    assert (eerder.zin, eerder.motivering) == (zin, nee)
    # What was decided after it was recorded is not "before".
    wereld.klok.moment += timedelta(hours=1)
    keur_goed(wereld, vraag(wereld, dossier, ("gezondheid",)), oordeel=Oordeel.GEWEIGERD)
    assert list_spoed(wereld.privacy)[0].eerder == item.eerder
    judge_spoed(wereld.privacy, Spoedsoort.VERSTREKKING, item.id, rechtmatig=True, motivering="Kon niet wachten.")
    assert list_spoed(wereld.privacy, beoordeeld=True)[0].eerder == ()
    assert nee not in bladen(wereld.regie)


@pytest.mark.parametrize("hoe", ["eerder gezegd te zijn", "een andere functie", "over anderen"])
def test_no_way_around_an_earlier_no(wereld: Wereld, dossier: Dossier, hoe: str) -> None:
    toen = wereld.klok.nu().date()
    wereld.klok.moment += timedelta(days=2)
    oordeel = Oordeel.AKKOORD if hoe == "over anderen" else Oordeel.GEWEIGERD
    verzoek = vraag(wereld, dossier, ("gezondheid",), derden=hoe == "over anderen")
    keur_goed(wereld, verzoek, oordeel=oordeel, derden=False)
    wereld.klok.moment += timedelta(hours=1)
    wat = spoed(dossier).verteld
    if hoe == "eerder gezegd te zijn":
        wat = replace(wat, op=toen)
    elif hoe == "een andere functie":
        wat = replace(wat, bestemming=replace(wat.bestemming, functie="De buurman van de school"))
    else:
        wat = replace(wat, derden=True)
    with pytest.raises(OngeldigeInvoer) as fout:
        record_spoed(wereld.regie, dossier.casus_id, spoed(dossier, verteld=wat))
    assert set(fout.value.velden) == {"toch"}
    record_spoed(wereld.regie, dossier.casus_id, spoed(dossier, verteld=wat, toch="Hij was in levensgevaar."))
    (item,) = list_spoed(wereld.privacy)
    assert [een.nummer for een in item.eerder] == ["B-2026-00001"]


def test_while_a_restriction_runs_telling_all_the_same_needs_a_reason_of_its_own(
    wereld: Wereld, dossier: Dossier
) -> None:
    invoer = replace(ZELF, soort=Rechtsoort.BEPERKING, vraag="Even niet gebruiken.")
    decide_verzoek(wereld.privacy, record_verzoek(wereld.regie, dossier.casus_id, invoer), JA, "Eerst uitzoeken.")
    with pytest.raises(OngeldigeInvoer) as fout:
        record_spoed(wereld.regie, dossier.casus_id, spoed(dossier))
    assert fout.value.velden["toch"].startswith("De jongere of ouders vroegen om deze gegevens even niet te gebruiken.")
    record_spoed(wereld.regie, dossier.casus_id, spoed(dossier, toch="Hij was in levensgevaar."))
    (item,) = list_spoed(wereld.privacy)
    assert item.reden.endswith("niet te gebruiken. Toch of al eerder verteld, want: Hij was in levensgevaar.")


def test_what_was_told_long_ago_goes_by_this_way(wereld: Wereld, dossier: Dossier) -> None:
    toen = wereld.klok.nu().date()
    keur_goed(wereld, vraag(wereld, dossier, ("gezondheid",), dagen=5))
    wereld.klok.moment += timedelta(days=30)
    wat = replace(spoed(dossier).verteld, op=toen)
    # Also what an approval of then covered: so long afterwards it does not go under it any more.
    for dag in (toen, toen + timedelta(days=6)):
        with pytest.raises(OngeldigeInvoer):
            record_mondeling(wereld.regie, dossier.casus_id, replace(wat, op=dag))
        record_spoed(wereld.regie, dossier.casus_id, spoed(dossier, verteld=replace(wat, op=dag)))
    gevonden = list_spoed(wereld.privacy)
    assert [item.op.date() for item in gevonden] == [toen, toen + timedelta(days=6)]
    assert {item.vastgelegd_op for item in gevonden} == {wereld.klok.nu()}
    with pytest.raises(GeenSpoedNodig):  # recent, and covered
        keur_goed(wereld, vraag(wereld, dossier, ("gezondheid",)))
        record_spoed(wereld.regie, dossier.casus_id, spoed(dossier))


def test_an_emergency_has_a_reason_and_a_ground(wereld: Wereld, dossier: Dossier) -> None:
    with pytest.raises(OngeldigeInvoer) as fout:
        record_spoed(wereld.regie, dossier.casus_id, spoed(dossier, reden=" ", grondslagen=()))
    assert set(fout.value.velden) == {"reden", "grondslagen"}
    with pytest.raises(OngeldigeInvoer) as fout:
        record_spoed(wereld.regie, dossier.casus_id, spoed(dossier, grondslagen=("verzonnen",)))
    assert set(fout.value.velden) == {"grondslagen"}
    with pytest.raises(GeenToegang):
        record_spoed(wereld.regie2, dossier.casus_id, spoed(dossier))
    assert list_spoed(wereld.privacy) == ()


def test_a_lawful_emergency_leaves_the_queue_and_opens_nothing(wereld: Wereld, dossier: Dossier) -> None:
    id_ = deel(wereld, dossier)
    judge = judge_spoed(wereld.privacy, Spoedsoort.VERSTREKKING, id_, rechtmatig=True, motivering="Kon niet wachten.")
    assert (judge, list_spoed(wereld.privacy), list_datalekken(wereld.privacy)) == (None, (), ())
    (klaar,) = list_spoed(wereld.privacy, beoordeeld=True)
    assert (klaar.rechtmatig, klaar.motivering, klaar.te_laat) == (True, "Kon niet wachten.", False)
    with pytest.raises(AlBeoordeeld):
        judge_spoed(wereld.privacy, Spoedsoort.VERSTREKKING, id_, rechtmatig=False, motivering="Toch niet.")


def test_what_was_not_lawful_is_a_breach_with_a_clock_and_without_its_words(wereld: Wereld, dossier: Dossier) -> None:
    id_ = deel(wereld, dossier)
    with pytest.raises(OngeldigeInvoer):
        judge_spoed(wereld.privacy, Spoedsoort.VERSTREKKING, id_, rechtmatig=False, motivering="")
    lek_id = judge_spoed(wereld.privacy, Spoedsoort.VERSTREKKING, id_, rechtmatig=False, motivering="School was dicht.")
    (lek,) = list_datalekken(wereld.privacy)
    assert (lek.id, lek.nummer, lek.stand, lek.uren_over) == (lek_id, "D-2026-00001", Lekstand.BEOORDELEN, 72)
    assert (lek.invoer.casusnummer, lek.invoer.categorieen) == ("PMG-2026-00001", ("gezondheid",))
    assert "slaapmiddelen" not in lek.invoer.wat
    assert [r.actie for r in regels(wereld.regie)][-2:] == ["spoed.beoordelen", "datalek.vastleggen"]


def test_emergency_access_that_was_not_lawful_ends_and_is_a_breach(wereld: Wereld, dossier: Dossier) -> None:
    take_noodtoegang(wereld.regie2, dossier.casus_id, REDEN)
    (item,) = list_spoed(wereld.privacy)
    assert (item.soort, item.loopt_nog) == (Spoedsoort.NOODTOEGANG, True)
    judge_spoed(wereld.privacy, Spoedsoort.NOODTOEGANG, item.id, rechtmatig=False, motivering="Nieuwsgierig.")
    (klaar,) = list_spoed(wereld.privacy, beoordeeld=True)
    assert (klaar.loopt_nog, klaar.motivering) == (False, "Nieuwsgierig.")
    assert len(list_datalekken(wereld.privacy)) == 1
    with pytest.raises(AlBeoordeeld):
        judge_spoed(wereld.privacy, Spoedsoort.NOODTOEGANG, item.id, rechtmatig=True, motivering="x")


def test_nobody_judges_their_own_emergency(wereld: Wereld, dossier: Dossier) -> None:
    deel(wereld, dossier)
    take_noodtoegang(wereld.regie2, dossier.casus_id, REDEN)
    for plek, soort in ((wereld.regie, Spoedsoort.VERSTREKKING), (wereld.regie2, Spoedsoort.NOODTOEGANG)):
        plek.gebruiker = replace(plek.gebruiker, rol=Rol.PRIVACY_OFFICER)  # as who did it became one since
        for item in list_spoed(plek):
            assert item.eigen is (item.soort is soort)
            if item.eigen:
                with pytest.raises(EigenVerzoek):
                    judge_spoed(plek, soort, item.id, rechtmatig=True, motivering="Kon niet wachten.")
    assert len(list_spoed(wereld.privacy)) == 2


def test_lawful_access_goes_on_unless_the_officer_ends_it(wereld: Wereld, dossier: Dossier) -> None:
    for beeindig in (False, True):
        wereld.klok.moment += timedelta(days=2)
        take_noodtoegang(wereld.regie2, dossier.casus_id, REDEN)
        (item,) = list_spoed(wereld.privacy)
        judge_spoed(
            wereld.privacy, Spoedsoort.NOODTOEGANG, item.id, rechtmatig=True, motivering="Goed.", beeindig=beeindig
        )
        assert list_spoed(wereld.privacy, beoordeeld=True)[0].loopt_nog is not beeindig


@pytest.mark.parametrize("wie", ["regie", "beheer", "lezer"])
def test_only_a_privacy_officer_judges_and_keeps_the_register(wereld: Wereld, dossier: Dossier, wie: str) -> None:
    id_ = deel(wereld, dossier)
    plek = wereld.werkplek(wie)
    for poging in (
        lambda: list_spoed(plek),
        lambda: judge_spoed(plek, Spoedsoort.VERSTREKKING, id_, rechtmatig=True, motivering="Mag."),
        lambda: list_datalekken(plek),
        lambda: record_datalek(plek, DatalekInvoer(wereld.klok.moment, "Post verkeerd bezorgd.")),
    ):
        with pytest.raises(GeenToegang):
            poging()


def test_a_breach_closes_only_when_it_was_judged_reported_and_measures_were_taken(wereld: Wereld) -> None:
    ontdekt = wereld.klok.moment - timedelta(hours=80)
    invoer = DatalekInvoer(ontdekt, "Papier in de trein laten liggen.", ("identiteit",), "3")
    id_ = record_datalek(wereld.privacy, invoer)
    assert list_datalekken(wereld.privacy)[0].uren_over == -8
    stappen: tuple[tuple[dict[str, object], str], ...] = (
        ({}, "stand"),
        ({"risico": True, "hoog_risico": True}, "stand"),
        ({"gemeld_ap_op": wereld.klok.moment}, "stand"),
        ({"betrokkenen_ingelicht_op": wereld.klok.moment}, "maatregelen"),
    )
    for stap, veld in stappen:
        (lek,) = list_datalekken(wereld.privacy)
        invoer = replace(invoer, **stap)  # type: ignore[arg-type]
        update_datalek(wereld.privacy, id_, invoer, lek.versie)
        with pytest.raises(OngeldigeInvoer) as fout:
            close_datalek(wereld.privacy, id_)
        assert set(fout.value.velden) == {veld}
    (lek,) = list_datalekken(wereld.privacy)
    assert lek.te_laat_gemeld
    update_datalek(wereld.privacy, id_, replace(invoer, maatregelen="Alleen nog digitaal."), lek.versie)
    with pytest.raises(IntussenGewijzigd):
        update_datalek(wereld.privacy, id_, invoer, lek.versie)
    close_datalek(wereld.privacy, id_)
    (lek,) = list_datalekken(wereld.privacy)
    assert (lek.stand, lek.uren_over, lek.invoer.betrokkenen) == (Lekstand.GESLOTEN, None, 3)
    with pytest.raises(NietGevonden):
        update_datalek(wereld.privacy, id_, invoer, lek.versie)


def test_a_breach_that_cannot_be_is_refused_in_words(wereld: Wereld) -> None:
    nu = wereld.klok.moment
    with pytest.raises(OngeldigeInvoer) as fout:
        record_datalek(
            wereld.privacy,
            DatalekInvoer(
                nu + timedelta(minutes=1),
                "",
                ("verzonnen",),
                "veel",
                risico=False,
                hoog_risico=True,
                gemeld_ap_op=nu - timedelta(days=1),
                betrokkenen_ingelicht_op=nu + timedelta(days=1),
            ),
        )
    assert set(fout.value.velden) == {
        "wat",
        "categorieen",
        "betrokkenen",
        "ontdekt_op",
        "gemeld_ap_op",
        "betrokkenen_ingelicht_op",
        "hoog_risico",
    }
    assert list_datalekken(wereld.privacy) == ()
