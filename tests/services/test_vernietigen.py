"""Terms, the list of what is due, keeping longer, and destruction by two people, on a real encrypted vault."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path
from uuid import UUID, uuid4

import pytest
import sqlalchemy as sa

from pmg_desk.domain.bewaren import Begin, Toestand, Vernietigingsreden
from pmg_desk.domain.datums import OnvolledigeDatum
from pmg_desk.domain.fouten import GeenToegang, NietGevonden, OngeldigeInvoer
from pmg_desk.kluis import gewist as register
from pmg_desk.reports.certificaat import CertificaatNietGedrukt
from pmg_desk.services import bewaren, casusverloop, certificaten, logboek, vernietigen, wissen
from pmg_desk.services.besluiten import bekende_sleutels
from pmg_desk.services.bewaren import BewaarRegel
from pmg_desk.services.werkplek import Werkplek
from pmg_desk.services.wiswoorden import TABEL_LABELS, rows_in_words
from pmg_desk.storage import wissen as opslag
from pmg_desk.storage.models import (
    Casus,
    CasusPeriode,
    CasusTafel,
    Overdracht,
    OverdrachtStatus,
    Richting,
    Uitspraak,
    Verbinding,
    VerbindingSoort,
    Vernietiging,
    VernietigingStatus,
)
from tests.casusbouw import maak, regels
from tests.reports import lezen
from tests.vulling import WOORDEN
from tests.wereld import Wereld

TERMIJN, AVG, VERGISSING = Vernietigingsreden
BRON = "Selectielijst gemeenten 2020"


def sluit(wereld: Wereld, casus_id: UUID) -> None:
    casusverloop.close_casus(wereld.regie, casus_id, *_sluitwoorden(wereld))


def _sluitwoorden(wereld: Wereld) -> tuple[str, str]:
    return next(iter(wereld.profiel.redenen_afsluiten)), next(iter(wereld.profiel.uitkomsten))


def zet(wereld: Wereld, tafel: str = "pga_lokaal", maanden: int | str | None = 12, begin: str = Begin.SLUITING) -> None:
    bewaren.set_termijn(wereld.beheer, tafel, maanden, begin, BRON)


def later(wereld: Wereld, dagen: int) -> None:
    wereld.klok.moment += timedelta(days=dagen)


@pytest.fixture
def casus(wereld: Wereld) -> UUID:
    """A closed casus of regie at PGA lokaal, a year and a day later, under a term of a year."""
    casus_id = maak(wereld.regie)
    sluit(wereld, casus_id)
    zet(wereld)
    later(wereld, 366)
    return casus_id


def regel(wie: Werkplek, casus_id: UUID) -> BewaarRegel:
    (een,) = [r for r in bewaren.list_bewaren(wie).regels if r.casus_id == casus_id]
    return een


# terms


def test_only_the_beheerder_sets_a_term_and_must_say_where_it_comes_from(wereld: Wereld) -> None:
    for wie in (wereld.regie, wereld.privacy, wereld.lezer):
        with pytest.raises(GeenToegang):
            bewaren.set_termijn(wie, "pga_lokaal", 12, "sluiting", BRON)
    for tafel, maanden, begin, bron, veld in (
        ("nergens", 12, "sluiting", BRON, "tafel"),
        ("pga_lokaal", -1, "sluiting", BRON, "maanden"),
        ("pga_lokaal", "1201", "sluiting", BRON, "maanden"),
        ("pga_lokaal", 12, "ooit", BRON, "begin"),
        ("pga_lokaal", 12, "sluiting", " ", "bron"),
    ):
        with pytest.raises(OngeldigeInvoer) as fout:
            bewaren.set_termijn(wereld.beheer, tafel, maanden, begin, bron)
        assert set(fout.value.velden) == {veld}


def test_the_latest_term_counts_and_the_earlier_ones_stay(wereld: Wereld) -> None:
    zet(wereld, maanden=60)
    later(wereld, 1)
    zet(wereld, maanden=24, begin=Begin.ACHTTIEN)
    per_tafel = {t.tafel: t for t in bewaren.list_termijnen(wereld.regie)}
    assert per_tafel["pga_lokaal"].zin() == "24 maanden na de 18e verjaardag"
    assert (per_tafel["pga_lokaal"].bron, per_tafel["pga_lokaal"].door) == (BRON, "B. Beheerder")
    assert per_tafel["top_x"].zin() == "Niet ingesteld"
    assert set(per_tafel) == set(wereld.profiel.tafels)
    assert [r.aantal for r in regels(wereld.beheer, "bewaartermijn.instellen")] == [60, 24]
    later(wereld, 1)
    zet(wereld, maanden="")
    assert {t.tafel: t.zin() for t in bewaren.list_termijnen(wereld.beheer)}["pga_lokaal"] == "Niet ingesteld"


# the list


def test_a_casus_goes_from_not_set_through_keep_to_review(wereld: Wereld) -> None:
    casus_id = maak(wereld.regie)
    assert regel(wereld.regie, casus_id).uitleg == "De casus is open."
    sluit(wereld, casus_id)
    assert regel(wereld.regie, casus_id).toestand is Toestand.NIET_INGESTELD
    assert regel(wereld.regie, casus_id).uitleg == "Voor een tafel van deze casus is nog geen bewaartermijn ingesteld."
    zet(wereld)
    een = regel(wereld.regie, casus_id)
    assert (een.toestand, een.vervalt_op, een.redenen) == (Toestand.BEWAREN, date(2027, 11, 23), (AVG, VERGISSING))
    assert (
        een.uitleg
        == f"12 maanden na het sluiten van de casus (23 november 2026), termijn van PGA lokaal. Bron: {BRON}."
    )
    later(wereld, 365)
    assert regel(wereld.regie, casus_id).toestand is Toestand.BEOORDELEN


def test_names_are_only_for_who_may_see_the_casus(wereld: Wereld, casus: UUID) -> None:
    assert "ukasz" in regel(wereld.regie, casus).naam
    for wie in (wereld.beheer, wereld.privacy):
        een = regel(wie, casus)
        assert (een.naam, een.nummer) == ("", "PMG-2026-00001")
    assert bewaren.list_bewaren(wereld.regie2).regels == ()
    with pytest.raises(GeenToegang):
        bewaren.list_bewaren(wereld.lezer)


def test_the_list_by_state_number_and_with_counts_of_all(wereld: Wereld, casus: UUID) -> None:
    open_ = maak(wereld.regie, voornamen="Bo", geslachtsnaam="Anders")
    lijst = bewaren.list_bewaren(wereld.privacy, Toestand.BEOORDELEN)
    assert [r.casus_id for r in lijst.regels] == [casus]
    assert lijst.aantallen == {
        Toestand.NIET_INGESTELD: 0,
        Toestand.BEWAREN: 1,
        Toestand.BEOORDELEN: 1,
        Toestand.VERNIETIGEN: 0,
        Toestand.VERNIETIGD: 0,
    }
    nummer = regel(wereld.privacy, open_).nummer
    assert [r.casus_id for r in bewaren.list_bewaren(wereld.privacy, nummer=f" {nummer.lower()} ").regels] == [open_]


def test_an_open_casus_that_is_to_be_erased_stands_among_the_proposals(wereld: Wereld, casus: UUID) -> None:
    open_ = maak(wereld.regie, voornamen="Bo", geslachtsnaam="Anders")
    vernietigen.propose_vernietiging(wereld.regie, open_, AVG)
    lijst = bewaren.list_bewaren(wereld.regie, Toestand.VERNIETIGEN)
    assert [r.casus_id for r in lijst.regels] == [open_]
    assert bewaren.list_bewaren(wereld.regie).aantallen == lijst.aantallen


def test_a_list_that_is_too_long_says_so(wereld: Wereld, casus: UUID, monkeypatch: pytest.MonkeyPatch) -> None:
    maak(wereld.regie, voornamen="Bo", geslachtsnaam="Anders")
    assert not bewaren.list_bewaren(wereld.privacy).meer
    monkeypatch.setattr(bewaren, "MEESTE_RIJEN", 1)
    lijst = bewaren.list_bewaren(wereld.privacy)
    assert (len(lijst.regels), lijst.meer, sum(lijst.aantallen.values())) == (1, True, 2)


def test_every_table_it_ever_sat_at_counts_also_one_that_left_the_profile(wereld: Wereld, casus: UUID) -> None:
    with wereld.regie.doe() as t:
        for tafel, tot in (("oude_tafel", date(2027, 1, 1)), ("top_x", None), ("top_x", date(2026, 12, 1))):
            t.db.add(CasusTafel(id=uuid4(), casus_id=casus, tafel=tafel, van=date(2026, 11, 23), tot=tot))
        t.log("casus.tafel_toevoegen", "casus", casus, casus_id=casus)
    assert regel(wereld.regie, casus).toestand is Toestand.NIET_INGESTELD
    assert regel(wereld.regie, casus).tafels == ("oude_tafel", "PGA lokaal", "TOP X")
    zet(wereld, "top_x", 1, Begin.VERLATEN_TAFEL)
    with pytest.raises(OngeldigeInvoer):
        zet(wereld, "oude_tafel", 24)


def test_an_unknown_birth_date_asks_a_person(wereld: Wereld) -> None:
    casus_id = maak(wereld.regie, geboortedatum=OnvolledigeDatum())
    sluit(wereld, casus_id)
    zet(wereld, begin=Begin.ACHTTIEN)
    een = regel(wereld.regie, casus_id)
    assert (een.toestand, een.vervalt_op) == (Toestand.BEOORDELEN, None)
    assert een.uitleg == "De geboortedatum is niet bekend. Daardoor is de termijn niet te berekenen."
    vernietigen.propose_vernietiging(wereld.regie, casus_id, TERMIJN)
    (voorstel,) = vernietigen.list_voorstellen(wereld.privacy)
    assert (voorstel.regel, voorstel.bezwaar, voorstel.mag_bevestigen) == ("", "", True)


def test_a_closed_casus_without_the_day_of_closing_counts_from_its_last_change(wereld: Wereld, casus: UUID) -> None:
    with wereld.regie.doe() as t:
        for rij in t.db.scalars(sa.select(CasusPeriode).where(CasusPeriode.casus_id == casus)):
            t.db.delete(rij)
        t.log("casus.sluiten", "casus", casus, casus_id=casus)
    assert regel(wereld.regie, casus).gesloten_op == date(2026, 11, 23)


# keeping longer


def test_its_own_casusregisseur_keeps_it_longer_and_says_why(wereld: Wereld, casus: UUID) -> None:
    bewaren.keep_casus(wereld.regie, casus, "24-11-2028", "Er loopt een klacht.")
    een = regel(wereld.privacy, casus)
    assert (een.toestand, een.vervalt_op) == (Toestand.BEWAREN, date(2028, 11, 25))
    assert een.uitleg.endswith("Langer bewaren tot en met 24 november 2028, met reden.")
    (gelogd,) = regels(wereld.beheer, "bewaren.verlengen")
    assert gelogd.casus_id == str(casus)
    later(wereld, 1)
    bewaren.keep_casus(wereld.regie, casus, wereld.klok.nu().date() + timedelta(days=1), "Toch korter.")
    assert regel(wereld.regie, casus).vervalt_op == wereld.klok.nu().date() + timedelta(days=2)


def test_nobody_else_keeps_it_longer_and_never_for_ever_or_in_the_past(wereld: Wereld, casus: UUID) -> None:
    for wie in (wereld.regie2, wereld.privacy, wereld.beheer, wereld.lezer):
        with pytest.raises(GeenToegang):
            bewaren.keep_casus(wie, casus, "24-11-2028", "Reden.")
    for tot, reden, veld in (("1-1-2040", "x", "tot"), ("1-1-2020", "x", "tot"), ("24-11-2028", "", "reden")):
        with pytest.raises(OngeldigeInvoer) as fout:
            bewaren.keep_casus(wereld.regie, casus, tot, reden)
        assert set(fout.value.velden) == {veld}
    with wereld.regie.doe() as t:  # at the same table, of a colleague
        t.haal(Casus, casus).regisseur_id = wereld.regie2.gebruiker.id
        t.log("casus.overdragen", "casus", casus, casus_id=casus)
    with pytest.raises(GeenToegang):
        bewaren.keep_casus(wereld.regie, casus, "24-11-2028", "Reden.")


def test_an_open_casus_or_one_with_a_proposal_is_not_kept_longer(wereld: Wereld, casus: UUID) -> None:
    open_ = maak(wereld.regie, voornamen="Bo", geslachtsnaam="Anders")
    with pytest.raises(bewaren.NogOpen):
        bewaren.keep_casus(wereld.regie, open_, "24-11-2028", "Reden.")
    vernietigen.propose_vernietiging(wereld.regie, casus, TERMIJN)
    with pytest.raises(bewaren.VoorstelLoopt):
        bewaren.keep_casus(wereld.regie, casus, "24-11-2028", "Reden.")


# proposing


def test_who_may_propose_what(wereld: Wereld, casus: UUID) -> None:
    assert regel(wereld.regie, casus).redenen == (TERMIJN, AVG, VERGISSING)
    assert regel(wereld.beheer, casus).redenen == (TERMIJN, AVG)  # reads no content, so cannot tell a mistake
    assert regel(wereld.privacy, casus).redenen == ()
    for wie in (wereld.regie2, wereld.privacy, wereld.lezer):
        with pytest.raises(GeenToegang):
            vernietigen.propose_vernietiging(wie, casus, AVG)
    with pytest.raises(vernietigen.NietAanDeBeurt):
        vernietigen.propose_vernietiging(wereld.beheer, casus, VERGISSING)
    with pytest.raises(vernietigen.NietAanDeBeurt):
        vernietigen.propose_vernietiging(wereld.beheer, casus, "zomaar")
    with pytest.raises(NietGevonden):
        vernietigen.propose_vernietiging(wereld.beheer, uuid4(), AVG)
    vernietigen.propose_vernietiging(wereld.beheer, casus, AVG)
    with pytest.raises(bewaren.VoorstelLoopt):
        vernietigen.propose_vernietiging(wereld.regie, casus, TERMIJN)
    assert regel(wereld.regie, casus).toestand is Toestand.VERNIETIGEN


def test_the_term_is_no_reason_before_it_is_over(wereld: Wereld, casus: UUID) -> None:
    bewaren.keep_casus(wereld.regie, casus, "24-11-2028", "Er loopt een klacht.")
    with pytest.raises(vernietigen.NietAanDeBeurt):
        vernietigen.propose_vernietiging(wereld.regie, casus, TERMIJN)


def bied_aan(wereld: Wereld, casus_id: UUID) -> None:
    with wereld.beheer.doe() as t:
        ander = Verbinding(
            id=uuid4(), soort=VerbindingSoort.KLUIS, naam="Elders", andere_kluis_id=uuid4(), vingerafdruk="12345",
            door_id=t.gebruiker.id, op=t.nu,
        )  # fmt: skip
        t.db.add(ander)
        t.db.flush()
        t.db.add(
            Overdracht(
                id=uuid4(),
                richting=Richting.UIT,
                status=OverdrachtStatus.AANGEBODEN,
                verbinding_id=ander.id,
                casus_id=casus_id,
                tekst="{}",
                door_id=t.gebruiker.id,
                op=t.nu,
            )
        )
        t.log("casus.overdragen", "casus", casus_id, casus_id=casus_id)


def test_a_casus_on_offer_to_another_vault_is_not_destroyed(wereld: Wereld, casus: UUID) -> None:
    voorstel = vernietigen.propose_vernietiging(wereld.regie, casus, AVG)
    bied_aan(wereld, casus)
    with pytest.raises(vernietigen.WordtOvergedragen):
        vernietigen.confirm_vernietiging(wereld.privacy, voorstel)
    vernietigen.reject_vernietiging(wereld.privacy, voorstel, "Loopt nog.")
    with pytest.raises(vernietigen.WordtOvergedragen):
        vernietigen.propose_vernietiging(wereld.regie, casus, AVG)


# the second person


def test_the_second_person_sees_exactly_what_goes_and_no_name(wereld: Wereld, casus: UUID) -> None:
    vernietigen.propose_vernietiging(wereld.regie, casus, TERMIJN)
    (voorstel,) = vernietigen.list_voorstellen(wereld.privacy)
    assert (voorstel.nummer, voorstel.reden, voorstel.door, voorstel.bezwaar) == (
        "PMG-2026-00001", TERMIJN, "C. Regisseur", "",
    )  # fmt: skip
    assert voorstel.regel == f"12 maanden na het sluiten van de casus, van 23-11-2026 tot 23-11-2027. Bron: {BRON}."
    assert voorstel.rijen["casus"] == voorstel.rijen["jongere"] == voorstel.rijen["uitspraak"] == 1
    assert (voorstel.mag_bevestigen, voorstel.mag_afwijzen) == (True, True)
    (eigen,) = vernietigen.list_voorstellen(wereld.regie)
    assert (eigen.mag_bevestigen, eigen.mag_afwijzen) == (False, True)
    assert vernietigen.list_voorstellen(wereld.regie2) == ()
    with pytest.raises(GeenToegang):
        vernietigen.list_voorstellen(wereld.lezer)


def test_after_the_second_signature_only_the_certificate_is_left(wereld: Wereld, casus: UUID, tmp_path: Path) -> None:
    verwacht = None
    voorstel = vernietigen.propose_vernietiging(wereld.regie, casus, TERMIJN)
    verwacht = vernietigen.list_voorstellen(wereld.privacy)[0].rijen
    later(wereld, 1)
    uitslag = vernietigen.confirm_vernietiging(wereld.privacy, voorstel, tmp_path / "reserve")
    assert uitslag == vernietigen.Uitslag(voorstel, "")
    with wereld.beheer.doe() as t:
        assert t.db.get(Casus, casus) is None
        assert t.db.scalars(sa.select(Uitspraak)).all() == []
    (certificaat,) = certificaten.list_certificaten(wereld.beheer)
    assert certificaat == certificaten.open_certificaat(wereld.privacy, voorstel)
    assert (certificaat.eerste, certificaat.tweede, certificaat.gebrek) == ("C. Regisseur", "P. Officer", "")
    assert dict(certificaat.rijen) == dict(verwacht)
    assert certificaat.totaal() == sum(verwacht.values())
    (gelogd,) = regels(wereld.beheer, "casus.vernietigen")
    assert (gelogd.nr, gelogd.casus_id, gelogd.aantal) == (certificaat.log_nr, str(casus), certificaat.totaal())
    assert logboek.verify_logboek(wereld.privacy).bevindingen == ()
    with wereld.beheer.doe() as t:
        gelezen = register.lees_register(tmp_path / "reserve", wereld.kluis_id, bekende_sleutels(t))
    assert [c.voorstel.casus_id for _, c in gelezen.geldig] == [casus]
    assert bewaren.list_bewaren(wereld.beheer).regels == ()


def test_nothing_that_stays_says_whom_it_was_about(wereld: Wereld, casus: UUID, tmp_path: Path) -> None:
    voorstel = vernietigen.propose_vernietiging(wereld.regie, casus, TERMIJN)
    vernietigen.confirm_vernietiging(wereld.privacy, voorstel, tmp_path)
    with wereld.beheer.doe() as t:
        rij = t.haal(Vernietiging, voorstel)
        blijft = f"{rij.certificaat} {rij.handtekeningen} {(tmp_path / register.BESTAND).read_text()}".casefold()
    verraadt = ("PMG-2026", "ukasz", "Zoë", "Vlier", "winkelcentrum", "C. Regisseur", *WOORDEN.values())
    assert [woord for woord in verraadt if woord.casefold() in blijft] == []


def test_a_beheerder_proposes_and_another_confirms_never_the_same(wereld: Wereld, casus: UUID) -> None:
    voorstel = vernietigen.propose_vernietiging(wereld.beheer, casus, TERMIJN)
    with pytest.raises(vernietigen.EigenVoorstel):
        vernietigen.confirm_vernietiging(wereld.beheer, voorstel)
    for wie in (wereld.regie, wereld.lezer):
        with pytest.raises(GeenToegang):
            vernietigen.confirm_vernietiging(wie, voorstel)
    vernietigen.confirm_vernietiging(wereld.privacy, voorstel)
    with pytest.raises(NietGevonden):
        vernietigen.confirm_vernietiging(wereld.privacy, voorstel)
    assert len(certificaten.list_certificaten(wereld.regie)) == 1


def test_a_proposal_can_be_rejected_or_withdrawn_and_then_nothing_goes(wereld: Wereld, casus: UUID) -> None:
    een = vernietigen.propose_vernietiging(wereld.regie, casus, TERMIJN)
    with pytest.raises(GeenToegang):
        vernietigen.reject_vernietiging(wereld.lezer, een, "Nee.")
    with pytest.raises(OngeldigeInvoer):
        vernietigen.reject_vernietiging(wereld.privacy, een, "")
    vernietigen.reject_vernietiging(wereld.privacy, een, "Er loopt nog een klacht.")
    twee = vernietigen.propose_vernietiging(wereld.regie, casus, TERMIJN)
    vernietigen.reject_vernietiging(wereld.regie, twee, "Toch nog nodig.")
    for id_ in (een, twee):
        with pytest.raises(NietGevonden):
            vernietigen.confirm_vernietiging(wereld.privacy, id_)
        with pytest.raises(NietGevonden):
            certificaten.open_certificaat(wereld.privacy, id_)
    assert regel(wereld.regie, casus).toestand is Toestand.BEOORDELEN
    assert [r.actor_naam for r in regels(wereld.beheer, "vernietiging.afwijzen")] == ["P. Officer", "C. Regisseur"]
    with wereld.beheer.doe() as t:
        assert {r.status for r in t.db.scalars(sa.select(Vernietiging))} == {VernietigingStatus.AFGEWEZEN}


def test_work_in_the_dossier_ends_a_proposal(wereld: Wereld, casus: UUID) -> None:
    voorstel = vernietigen.propose_vernietiging(wereld.regie, casus, AVG)
    later(wereld, 1)
    casusverloop.reopen_casus(wereld.regie, casus, "Nieuw signaal.")
    (gezien,) = vernietigen.list_voorstellen(wereld.privacy)
    assert (gezien.mag_bevestigen, gezien.bezwaar) == (False, vernietigen.VoorstelVerouderd.wat)
    with pytest.raises(vernietigen.VoorstelVerouderd):
        vernietigen.confirm_vernietiging(wereld.privacy, voorstel)


def test_a_term_that_was_made_longer_in_between_stops_it(wereld: Wereld, casus: UUID) -> None:
    voorstel = vernietigen.propose_vernietiging(wereld.regie, casus, TERMIJN)
    zet(wereld, maanden=120)
    with pytest.raises(vernietigen.NietAanDeBeurt):
        vernietigen.confirm_vernietiging(wereld.privacy, voorstel)


def test_a_register_that_cannot_be_written_is_told_and_the_casus_is_gone(
    wereld: Wereld, casus: UUID, tmp_path: Path
) -> None:
    voorstel = vernietigen.propose_vernietiging(wereld.regie, casus, TERMIJN)
    bestand = tmp_path / "geen map"
    bestand.write_bytes(b"")
    uitslag = vernietigen.confirm_vernietiging(wereld.privacy, voorstel, bestand)
    assert uitslag.waarschuwing == vernietigen.REGISTER_LATER
    with wereld.beheer.doe() as t:
        assert t.db.get(Casus, casus) is None


def test_a_file_that_cannot_be_written_anew_is_told(
    wereld: Wereld, casus: UUID, monkeypatch: pytest.MonkeyPatch
) -> None:
    voorstel = vernietigen.propose_vernietiging(wereld.regie, casus, TERMIJN)
    monkeypatch.setattr(wissen, "rewrite_kluis", lambda _: False)
    assert vernietigen.confirm_vernietiging(wereld.privacy, voorstel).waarschuwing == vernietigen.HERSCHRIJVEN_LATER


def test_every_table_that_can_go_has_a_name_for_people() -> None:
    assert set(TABEL_LABELS) == set(opslag.bereikbaar())
    assert rows_in_words({"casus": 1, "nieuw": 2}) == (("Casus", 1), ("nieuw", 2))


def test_the_printed_certificate_says_what_went_and_not_whom_it_was_about(wereld: Wereld, casus: UUID) -> None:
    voorstel = vernietigen.propose_vernietiging(wereld.regie, casus, TERMIJN)
    vernietigen.confirm_vernietiging(wereld.privacy, voorstel)
    pdf = certificaten.print_certificaat(wereld.beheer, voorstel)
    assert pdf == certificaten.print_certificaat(wereld.beheer, voorstel)
    staat_er = lezen.tekst(pdf)
    for stuk in (str(casus), str(wereld.regie.gebruiker.id), str(wereld.privacy.gebruiker.id), TERMIJN.label, BRON):
        assert lezen.zonder_wit(stuk) in lezen.zonder_wit(staat_er)
    assert "Beide handtekeningen zijn gecontroleerd en kloppen." in staat_er
    assert len(regels(wereld.beheer, "vernietiging.certificaat")) == 2
    alles = lezen.alles_in(pdf).decode("latin-1").casefold() + staat_er.casefold()
    verraadt = ("PMG-2026", "ukasz", "Zoë", "Vlier", "winkelcentrum", "C. Regisseur", "P. Officer")
    assert [woord for woord in verraadt if woord.casefold() in alles] == []
    with wereld.engine.begin() as verbinding:
        anders = """replace(certificaat, '"casus":1', '"casus":2')"""
        verbinding.exec_driver_sql(f"UPDATE vernietiging SET certificaat = {anders}")
    assert "LET OP: Een handtekening klopt niet" in lezen.tekst(certificaten.print_certificaat(wereld.beheer, voorstel))


def test_a_certificate_that_cannot_be_set_says_so_without_quoting_it(
    wereld: Wereld, casus: UUID, monkeypatch: pytest.MonkeyPatch
) -> None:
    voorstel = vernietigen.propose_vernietiging(wereld.regie, casus, TERMIJN)
    vernietigen.confirm_vernietiging(wereld.privacy, voorstel)

    def stuk(*_: object) -> bytes:
        raise ValueError("geheim")

    monkeypatch.setattr("pmg_desk.reports.document.zet_bladen", stuk)
    with pytest.raises(CertificaatNietGedrukt) as fout:
        certificaten.print_certificaat(wereld.beheer, voorstel)
    assert "geheim" not in f"{fout.value}{fout.value.__cause__}"
