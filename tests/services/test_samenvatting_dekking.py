"""What a summary may hold: only what a valid approval covers for that recipient, with the rest in the vault.

Attacks on approvals are in ``tests/aanvallen/test_akkoorden.py``.
"""

from __future__ import annotations

import io
from dataclasses import replace
from datetime import timedelta
from uuid import UUID

import pypdf
import pytest
import sqlalchemy as sa

from pmg_desk.domain.deellog import Gemeld
from pmg_desk.domain.delen import Gebrek, Oordeel, Soort
from pmg_desk.domain.fouten import GeenToegang, OngeldigeInvoer
from pmg_desk.domain.logboek import lees_blad
from pmg_desk.domain.oordeel import BesluitInvoer
from pmg_desk.services import delen, oordelen, plannen, samenvattingen, stukken, uitgaven, verzoeken
from pmg_desk.services.acties import set_actiestatus
from pmg_desk.services.samenvattingen import Bestemming, NietsTeDelen, NieuweTekst
from pmg_desk.services.uitspraken import UitspraakInvoer, add_uitspraak
from pmg_desk.services.verstrekkingen import list_verstrekkingen
from pmg_desk.services.verzoeken import AlBeoordeeld, withdraw_verzoek
from pmg_desk.services.wiewist import print_wie_wist_wat
from pmg_desk.storage.models import (
    ActieStatus,
    LogregelRij,
    UitspraakSoort,
    Verstrekking,
    VerstrekkingStatus,
    Wijze,
)
from tests.aanvallen.knoeien import zet
from tests.vulling import WOORDEN, Dossier, keur_goed, maak_dossier, vraag
from tests.wereld import Wereld


@pytest.fixture
def dossier(wereld: Wereld) -> Dossier:
    return maak_dossier(wereld.regie)


def bestemming(dossier: Dossier, functie: str = "Leerlingzaken") -> Bestemming:
    return Bestemming(dossier.school, functie)


def geef_uit(wereld: Wereld, dossier: Dossier, **anders: object) -> str:
    """The text of an issued summary."""
    keuzes: dict[str, object] = {"wijze": Wijze.PAPIER, **anders}
    uitgave = samenvattingen.issue_samenvatting(
        wereld.regie,
        dossier.casus_id,
        bestemming(dossier),
        **keuzes,  # type: ignore[arg-type]
    )
    return pdf_tekst(uitgave.pdf)


def pdf_tekst(pdf: bytes) -> str:
    return "\n".join(pagina.extract_text() for pagina in pypdf.PdfReader(io.BytesIO(pdf)).pages)


def woorden_in(tekst: str) -> set[str]:
    return {sleutel for sleutel, woord in WOORDEN.items() if woord in tekst}


def gebrek(wereld: Wereld, besluit_id: UUID) -> Gebrek | None:
    return next(b.gebrek for b in delen.list_besluiten(wereld.privacy) if b.id == besluit_id)


def test_zonder_akkoord_komt_er_niets(wereld: Wereld, dossier: Dossier) -> None:
    with pytest.raises(NietsTeDelen):
        geef_uit(wereld, dossier)


def test_alleen_wat_het_akkoord_dekt_staat_op_papier(wereld: Wereld, dossier: Dossier) -> None:
    """Health text inside the plan's explanation stays behind although the plan itself goes along."""
    keur_goed(wereld, vraag(wereld, dossier, ("identiteit", "signalen", "plan")))
    assert woorden_in(geef_uit(wereld, dossier)) == {"voornaam", "signaal", "plan", "doel"}


@pytest.mark.parametrize(
    ("categorieen", "derden", "verwacht"),
    [
        (("identiteit",), False, {"voornaam"}),
        (("signalen",), False, {"signaal"}),
        (("signalen",), True, {"signaal", "derden"}),
        (("gezondheid",), False, {"plan_gezondheid", "score_gezondheid"}),
        (("leefgebieden",), False, {"score"}),
        (("politiegegevens",), False, {"antecedent"}),
        (("acties",), False, {"actie"}),
        (("gezin",), True, {"moeder"}),
    ],
)
def test_elke_categorie_dekt_haar_eigen_stukken(
    wereld: Wereld, dossier: Dossier, categorieen: tuple[str, ...], derden: bool, verwacht: set[str]
) -> None:
    keur_goed(wereld, vraag(wereld, dossier, categorieen, derden=derden))
    assert woorden_in(geef_uit(wereld, dossier)) == verwacht


def test_gezin_zonder_derden_geeft_niets(wereld: Wereld, dossier: Dossier) -> None:
    keur_goed(wereld, vraag(wereld, dossier, ("gezin",)))
    with pytest.raises(NietsTeDelen):
        geef_uit(wereld, dossier)


def test_alle_categorieen_geven_nog_geen_geheim_adres_en_geen_verboden_bron(wereld: Wereld, dossier: Dossier) -> None:
    keur_goed(wereld, vraag(wereld, dossier, tuple(wereld.profiel.datacategorieen), derden=True))
    assert woorden_in(geef_uit(wereld, dossier)) == set(WOORDEN) - {"straat", "bron_nee", "bron_vragen"}


def test_op_de_laatste_dag_geldt_een_akkoord_nog(wereld: Wereld, dossier: Dossier) -> None:
    keur_goed(wereld, vraag(wereld, dossier, dagen=10))
    wereld.klok.moment += timedelta(days=10)
    assert "signaal" in woorden_in(geef_uit(wereld, dossier))


def test_weigeren_geeft_geen_akkoord(wereld: Wereld, dossier: Dossier) -> None:
    besluit = keur_goed(wereld, vraag(wereld, dossier), oordeel=Oordeel.GEWEIGERD)
    assert gebrek(wereld, besluit) is Gebrek.GEEN_AKKOORD


def test_beperkt_akkoord_geeft_alleen_het_beperkte(wereld: Wereld, dossier: Dossier) -> None:
    verzoek = vraag(wereld, dossier, ("identiteit", "signalen", "gezondheid"), derden=True)
    keur_goed(wereld, verzoek, categorieen=("signalen",), derden=False, voorwaarden="Alleen mondeling toelichten.")
    tekst = geef_uit(wereld, dossier)
    assert woorden_in(tekst) == {"signaal"}
    assert "Alleen mondeling toelichten." in " ".join(tekst.split())


def test_ruimer_beslissen_dan_gevraagd_kan_niet(wereld: Wereld, dossier: Dossier) -> None:
    verzoek = vraag(wereld, dossier, ("signalen",))
    with pytest.raises(OngeldigeInvoer) as fout:
        keur_goed(wereld, verzoek, categorieen=("signalen", "gezondheid"), derden=True)
    assert set(fout.value.velden) == {"categorieen", "derden"}


def test_langer_dan_gevraagd_kan_niet(wereld: Wereld, dossier: Dossier) -> None:
    verzoek = vraag(wereld, dossier, dagen=10)
    with pytest.raises(OngeldigeInvoer) as fout:
        keur_goed(wereld, verzoek, geldig_tot=wereld.klok.nu().date() + timedelta(days=11))
    assert set(fout.value.velden) == {"geldig_tot"}


@pytest.mark.parametrize("naam", ["regie", "regie2", "lezer", "beheer"])
def test_alleen_een_privacy_officer_beslist(wereld: Wereld, dossier: Dossier, naam: str) -> None:
    verzoek = vraag(wereld, dossier)
    invoer = BesluitInvoer(Oordeel.AKKOORD, "Goed.", wereld.klok.nu().date(), categorieen=("signalen",))
    with pytest.raises(GeenToegang):
        oordelen.decide_verzoek(wereld.werkplek(naam), verzoek, invoer)


def test_een_vraag_terug_en_een_nieuw_verzoek(wereld: Wereld, dossier: Dossier) -> None:
    verzoek = vraag(wereld, dossier)
    terug = BesluitInvoer(Oordeel.TERUGVRAAG, "Waarom heel het plan?")
    assert oordelen.decide_verzoek(wereld.privacy, verzoek, terug) is None
    assert delen.toon_verzoek(wereld.regie, verzoek).vraag_terug == "Waarom heel het plan?"
    with pytest.raises(AlBeoordeeld):
        keur_goed(wereld, verzoek)


def test_een_verzoek_terugnemen(wereld: Wereld, dossier: Dossier) -> None:
    verzoek = vraag(wereld, dossier)
    withdraw_verzoek(wereld.regie, verzoek)
    with pytest.raises(AlBeoordeeld):
        keur_goed(wereld, verzoek)


def test_nieuwe_tekst_moet_eerst_bevestigd(wereld: Wereld, dossier: Dossier) -> None:
    keur_goed(wereld, vraag(wereld, dossier))
    wereld.klok.moment += timedelta(hours=1)
    nieuw = add_uitspraak(wereld.regie, dossier.casus_id, UitspraakSoort.SIGNAAL, UitspraakInvoer("Pindakaasbrug."))
    with pytest.raises(NieuweTekst):
        geef_uit(wereld, dossier)
    gelezen = samenvattingen.prepare_samenvatting(wereld.regie, dossier.casus_id, bestemming(dossier)).nieuw
    assert "Pindakaasbrug" in geef_uit(wereld, dossier, nieuw_bevestigd=gelezen)
    assert "Pindakaasbrug" not in geef_uit(wereld, dossier, weglaten=[f"uitspraak:{nieuw}"])


def test_andere_woorden_onder_hetzelfde_nummer_zijn_niet_bevestigd(wereld: Wereld, dossier: Dossier) -> None:
    """An action keeps its row when a colleague changes it between reading and issuing."""
    keur_goed(wereld, vraag(wereld, dossier, ("acties",)))
    v = samenvattingen.prepare_samenvatting(wereld.regie, dossier.casus_id, bestemming(dossier))
    actie = next(deel.stuk.id for deel in v.mee if deel.stuk.id.startswith("actie:"))
    wereld.klok.moment += timedelta(hours=1)
    rij = UUID(actie.partition("+")[0].removeprefix("actie:"))
    eerst = v.bevestig([deel.stuk.id for deel in v.mee])  # ticked when it was not new yet
    set_actiestatus(wereld.regie, rij, ActieStatus.BEZIG)
    gelezen = samenvattingen.prepare_samenvatting(wereld.regie, dossier.casus_id, bestemming(dossier)).nieuw
    assert geef_uit(wereld, dossier, nieuw_bevestigd=gelezen)
    with pytest.raises(NieuweTekst):
        geef_uit(wereld, dossier, nieuw_bevestigd=eerst)
    set_actiestatus(wereld.regie, rij, ActieStatus.OPEN)
    with pytest.raises(NieuweTekst):
        geef_uit(wereld, dossier, nieuw_bevestigd=gelezen)


def _stukken(wereld: Wereld, dossier: Dossier) -> dict[str, str]:
    with wereld.regie.doe() as t:
        alle = stukken.cut_dossier(t, t.casus(dossier.casus_id))
    return {sleutel: stuk.id for stuk in alle for sleutel, woord in WOORDEN.items() if woord in str(stuk)}


def test_een_document_geeft_precies_wat_is_beoordeeld(wereld: Wereld, dossier: Dossier) -> None:
    ids = _stukken(wereld, dossier)
    verzoek = vraag(wereld, dossier, soort=Soort.DOCUMENT, stukken=(ids["signaal"], ids["bron_vragen"], ids["plan"]))
    besluit = keur_goed(wereld, verzoek, stukken=(ids["signaal"], ids["bron_vragen"]))
    add_uitspraak(wereld.regie, dossier.casus_id, UitspraakSoort.SIGNAAL, UitspraakInvoer("Pindakaasbrug."))
    assert woorden_in(geef_uit(wereld, dossier, besluit_id=besluit)) == {"signaal", "bron_vragen"}
    with pytest.raises(NietsTeDelen):
        geef_uit(wereld, dossier)  # a document is no standing approval


def test_tekst_met_een_verboden_bron_kan_niet_eens_gevraagd(wereld: Wereld, dossier: Dossier) -> None:
    ids = _stukken(wereld, dossier)
    with pytest.raises(OngeldigeInvoer) as fout:
        vraag(wereld, dossier, soort=Soort.DOCUMENT, stukken=(ids["bron_nee"],))
    assert set(fout.value.velden) == {"stukken"}


def test_uitgegeven_staat_in_het_log_voor_de_bytes_er_zijn(wereld: Wereld, dossier: Dossier) -> None:
    keur_goed(wereld, vraag(wereld, dossier))
    uitgave = samenvattingen.issue_samenvatting(wereld.regie, dossier.casus_id, bestemming(dossier), Wijze.BESTAND)
    with wereld.regie.doe() as t:
        rij = t.haal(Verstrekking, uitgave.verstrekking_id)
        assert (rij.status, rij.exemplaar, rij.document) == (VerstrekkingStatus.UITGEGEVEN, 1, uitgave.pdf)
        blad = t.db.scalars(sa.select(LogregelRij.blad).where(LogregelRij.actie == "samenvatting.uitgeven")).one()
    regel = lees_blad(blad)
    assert (regel.ontvanger, regel.aantal, regel.categorieen) == (
        "School De Brug PMG-2026-00001 – Leerlingzaken",
        1,
        "identiteit,plan,signalen",
    )
    assert uitgave.bestandsnaam == "samenvatting-PMG-2026-00001-exemplaar-1.pdf"
    assert uitgaven.open_uitgave(wereld.privacy, uitgave.verstrekking_id)[0] == uitgave.pdf


def test_mislukt_of_ingetrokken_komt_achteraf(wereld: Wereld, dossier: Dossier) -> None:
    keur_goed(wereld, vraag(wereld, dossier))
    uitgave = samenvattingen.issue_samenvatting(wereld.regie, dossier.casus_id, bestemming(dossier), Wijze.PAPIER)
    uitgaven.mark_uitgave(wereld.regie, uitgave.verstrekking_id, VerstrekkingStatus.MISLUKT, "Papier op.")
    with pytest.raises(OngeldigeInvoer):
        uitgaven.mark_uitgave(wereld.regie, uitgave.verstrekking_id, VerstrekkingStatus.INGETROKKEN, "x")
    (regel,) = list_verstrekkingen(wereld.privacy)
    assert (regel.status_label, regel.gemeld) == ("Gemeld als mislukt", Gemeld(wereld.klok.moment, "C. Regisseur"))


def test_wie_iets_uitgaf_meldt_zelf_dat_het_mislukte_en_de_privacy_officer_niet_dat_van_een_ander(
    wereld: Wereld, dossier: Dossier
) -> None:
    van_regie = samenvattingen.issue_intern(wereld.regie, dossier.casus_id, Wijze.PAPIER)
    eigen = print_wie_wist_wat(wereld.privacy, Wijze.PAPIER, casus_id=dossier.casus_id)
    assert isinstance(eigen, uitgaven.Uitgave)
    mag = {regel.id: regel.mag_melden for regel in list_verstrekkingen(wereld.privacy)}
    assert mag == {van_regie.verstrekking_id: False, eigen.verstrekking_id: True}
    for wie in (wereld.privacy, wereld.regie2, wereld.beheer):
        with pytest.raises(GeenToegang):
            uitgaven.mark_uitgave(wie, van_regie.verstrekking_id, VerstrekkingStatus.MISLUKT, "Nooit gebeurd.")
    uitgaven.mark_uitgave(wereld.privacy, eigen.verstrekking_id, VerstrekkingStatus.MISLUKT, "Papier op.")
    standen = {regel.id: regel.status for regel in list_verstrekkingen(wereld.privacy)}
    assert standen == {
        van_regie.verstrekking_id: VerstrekkingStatus.UITGEGEVEN,
        eigen.verstrekking_id: VerstrekkingStatus.MISLUKT,
    }


def test_intern_is_alles_behalve_een_geheim_adres_zonder_reden(wereld: Wereld, dossier: Dossier) -> None:
    zonder = pdf_tekst(samenvattingen.issue_intern(wereld.regie, dossier.casus_id, Wijze.PAPIER).pdf)
    assert woorden_in(zonder) == set(WOORDEN) - {"straat"}
    assert "INTERN" in zonder
    met = samenvattingen.issue_intern(
        wereld.regie, dossier.casus_id, Wijze.PAPIER, reden_geheim_adres="Huisbezoek met twee mensen."
    )
    assert woorden_in(pdf_tekst(met.pdf)) == set(WOORDEN)
    with pytest.raises(samenvattingen.GeheimAdres):
        samenvattingen.issue_intern(wereld.regie, dossier.casus_id, Wijze.PAPIER, reden_geheim_adres=" ")


@pytest.mark.parametrize("naam", ["regie2", "lezer", "beheer", "privacy"])
def test_een_ander_kan_niets_uitgeven(wereld: Wereld, dossier: Dossier, naam: str) -> None:
    keur_goed(wereld, vraag(wereld, dossier))
    with pytest.raises(GeenToegang):
        samenvattingen.issue_samenvatting(wereld.werkplek(naam), dossier.casus_id, bestemming(dossier), Wijze.PAPIER)
    with pytest.raises(GeenToegang):
        samenvattingen.issue_intern(wereld.werkplek(naam), dossier.casus_id, Wijze.PAPIER)


def test_de_rij_ziet_alleen_wie_het_mag(wereld: Wereld, dossier: Dossier) -> None:
    vraag(wereld, dossier)
    assert len(delen.list_verzoeken(wereld.privacy)) == 1
    assert len(delen.list_verzoeken(wereld.regie)) == 1
    assert delen.list_verzoeken(wereld.regie2) == ()
    with pytest.raises(GeenToegang):
        delen.list_verzoeken(wereld.beheer)


def test_de_deelzin_zegt_wat_nu_mag(wereld: Wereld, dossier: Dossier) -> None:
    assert delen.deelzin(wereld.regie, dossier.casus_id) == "Er is nu geen akkoord om iets uit dit dossier te delen."
    keur_goed(wereld, vraag(wereld, dossier, ("signalen",), dagen=8))
    assert delen.deelzin(wereld.regie, dossier.casus_id) == (
        "Nu te delen met School De Brug PMG-2026-00001 – Leerlingzaken: signalen t/m 1 december 2026."
    )


@pytest.mark.parametrize(
    ("veld", "waarde"),
    [
        ("functie", ""),
        ("doel", "bestaat niet"),
        ("grondslagen", ()),
        ("noodzaak", " "),
        ("proportionaliteit", ""),
        ("subsidiariteit", "x" * 20_001),
        ("geinformeerd", "a\u202eb"),
        ("gevraagd_tot", None),
        ("categorieen", ()),
    ],
)
def test_een_verzoek_met_een_gat_wordt_geweigerd(
    wereld: Wereld, dossier: Dossier, veld: str, waarde: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    echt = verzoeken.request_deling
    monkeypatch.setattr(verzoeken, "request_deling", lambda w, i: echt(w, replace(i, **{veld: waarde})))
    with pytest.raises(OngeldigeInvoer) as fout:
        vraag(wereld, dossier)
    assert set(fout.value.velden) == {veld}


def test_toestemming_vraagt_om_een_verslag_ervan(wereld: Wereld, dossier: Dossier) -> None:
    grond = next(sleutel for sleutel, g in wereld.profiel.grondslagen.items() if g.toestemming)
    echt = verzoeken.request_deling
    with pytest.MonkeyPatch.context() as m:
        m.setattr(verzoeken, "request_deling", lambda w, i: echt(w, replace(i, grondslagen=(grond,))))
        with pytest.raises(OngeldigeInvoer) as fout:
            vraag(wereld, dossier)
    assert set(fout.value.velden) == {"toestemming"}


def test_een_plan_in_de_maak_gaat_niet_voor_het_vastgestelde(wereld: Wereld, dossier: Dossier) -> None:
    """What is being worked on must not replace what was agreed, on a paper for others."""
    keur_goed(wereld, vraag(wereld, dossier))
    plannen.begin_plan(
        wereld.regie, dossier.casus_id, plannen.PlanInvoer(wens=UitspraakInvoer("Nog een Klapschaatsidee."))
    )
    tekst = geef_uit(wereld, dossier)
    assert "Klapschaatsidee" not in tekst
    assert "Ploegschaaf" in tekst


def test_een_geheim_adres_staat_op_geen_scherm_zonder_redenen(wereld: Wereld, dossier: Dossier) -> None:
    """Asking, judging and preparing say that there is a secret address, not which; asking for it still works."""
    verzoek = vraag(wereld, dossier, ("identiteit",))
    _, kiesbaar = verzoeken.toon_stukken(wereld.regie, dossier.casus_id)
    voorbereid = samenvattingen.prepare_samenvatting(
        wereld.regie, dossier.casus_id, Bestemming(dossier.school, "Leerlingzaken")
    )
    lijsten = {
        "vragen": kiesbaar,
        "oordelen": tuple(stuk for stuk, _ in delen.toon_verzoek(wereld.privacy, verzoek).niet),
        "voorbereiden": tuple(stuk for stuk, _ in voorbereid.niet),
    }
    adressen = {waar: [s.velden for s in lijst if s.geheim_adres] for waar, lijst in lijsten.items()}
    assert adressen == {waar: [(("Adres", "geheim"),)] for waar in lijsten}
    assert WOORDEN["straat"] not in repr(lijsten)
    (adres,) = (stuk.id for stuk in kiesbaar if stuk.geheim_adres)
    document = vraag(wereld, dossier, soort=Soort.DOCUMENT, stukken=(adres,))
    assert WOORDEN["straat"] in repr(delen.toon_verzoek(wereld.privacy, document).stukken)


def test_de_privacy_officer_leest_alleen_wat_het_verzoek_nodig_heeft(wereld: Wereld, dossier: Dossier) -> None:
    """Not what cannot go along anyway, and nothing once the request is over."""
    verzoek = vraag(wereld, dossier, ("signalen",))
    open_ = delen.toon_verzoek(wereld.privacy, verzoek)
    assert woorden_in(str(open_.stukken)) == {"signaal"}
    assert len(open_.niet) == 3
    assert woorden_in(str(open_.niet)) == set()
    assert woorden_in(str(delen.toon_verzoek(wereld.regie, verzoek).niet)) == {"derden", "bron_nee", "bron_vragen"}
    besluit = keur_goed(wereld, verzoek)
    assert woorden_in(str(delen.toon_verzoek(wereld.privacy, verzoek).stukken)) == {"signaal"}
    oordelen.withdraw_besluit(wereld.privacy, besluit, "Bezwaar.")
    daarna = delen.toon_verzoek(wereld.privacy, verzoek)
    assert (daarna.stukken, daarna.niet) == ((), ())


def test_beslissen_over_het_eigen_verzoek_wordt_als_weigering_gelogd(wereld: Wereld, dossier: Dossier) -> None:
    verzoek = vraag(wereld, dossier)
    zet(wereld, "UPDATE delingsverzoek SET door_id = :d", d=wereld.privacy.gebruiker.id.hex)
    with pytest.raises(oordelen.EigenVerzoek):
        keur_goed(wereld, verzoek)
    with wereld.regie.doe() as t:
        blad = t.db.scalars(sa.select(LogregelRij.blad).order_by(LogregelRij.nr.desc()).limit(1)).one()
    regel = lees_blad(blad)
    assert (regel.actie, regel.object_id, regel.resultaat) == ("toegang.weigeren", str(verzoek), "geweigerd")
