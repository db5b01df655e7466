"""Who knew what about a youth: from the register, decisions and log of a real vault, and from an audit package."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any
from uuid import UUID

import pytest

from pmg_desk.domain.datums import toon_datum
from pmg_desk.domain.fouten import GeenToegang, NietGevonden, OngeldigeInvoer
from pmg_desk.domain.klok import lokale_dag
from pmg_desk.services import auditpakketten, casussen, noodtoegang, oordelen, samenvattingen, toezichtaudit, uitgaven
from pmg_desk.services.controlepunten import toon_stand
from pmg_desk.services.intrekbrieven import issue_intrekbrief, list_gedeeld_onder
from pmg_desk.services.mondeling import MondelingInvoer, record_mondeling
from pmg_desk.services.samenvattingen import Bestemming
from pmg_desk.services.spoed import Spoedsoort, judge_spoed, list_spoed
from pmg_desk.services.verstrekkingen import list_verstrekkingen
from pmg_desk.services.werkplek import Werkplek
from pmg_desk.services.wiewist import Antwoord, CasusOnbekend, answer_wie_wist_wat, print_wie_wist_wat
from pmg_desk.storage.models import VerstrekkingStatus, Wijze
from tests.aanvallen.knoeien import zet
from tests.casusbouw import regels
from tests.kaderbouw import cellen, teken, zet_aan_tafel
from tests.reports.lezen import tekst
from tests.services.test_spoed import deel as deel_met_spoed
from tests.toezichtzaak import Zaak
from tests.vulling import WOORDEN, Dossier, keur_goed, maak_dossier, vraag
from tests.wereld import Wereld


@pytest.fixture
def dossier(wereld: Wereld) -> Dossier:
    return maak_dossier(wereld.regie)


def deel(wereld: Wereld, dossier: Dossier) -> UUID:
    bestemming = Bestemming(dossier.school, "Leerlingzaken")
    return samenvattingen.issue_samenvatting(wereld.regie, dossier.casus_id, bestemming, Wijze.PAPIER).verstrekking_id


def vertel(wereld: Wereld, dossier: Dossier, *categorieen: str) -> None:
    invoer = MondelingInvoer(
        Bestemming(dossier.school, "Leerlingzaken"), Wijze.MONDELING, categorieen, "Aan tafel.", zonder_weggelaten=True
    )
    record_mondeling(wereld.regie, dossier.casus_id, invoer)


def pdf_van(werkplek: Werkplek, wijze: Wijze, **vraag: Any) -> bytes:
    """The page, whether the vault keeps it or there is none to keep it in."""
    blad = print_wie_wist_wat(werkplek, wijze, **vraag)
    return blad.pdf if isinstance(blad, uitgaven.Uitgave) else blad


def per_soort(antwoord: Antwoord) -> dict[str, tuple[str, int, bool | None, str]]:
    return {k.gegevens: (k.hoe, k.keren, k.geldig, k.stand) for k in antwoord.kennis}


NU = (
    "Geldt nu: nee. Ingetrokken op 1 december 2026, omdat: Bezwaar van de ouders."
    " Er ging geen brief daarover naar deze ontvanger."
)


def test_de_vraag_van_de_rechter(wereld: Wereld, dossier: Dossier) -> None:
    besluit = keur_goed(wereld, vraag(wereld, dossier))
    deel(wereld, dossier)
    eerste = wereld.klok.moment
    wereld.klok.moment += timedelta(days=7)
    vertel(wereld, dossier, "plan")
    wereld.klok.moment += timedelta(days=1)
    oordelen.withdraw_besluit(wereld.privacy, besluit, "Bezwaar van de ouders.")
    antwoord = answer_wie_wist_wat(wereld.privacy, nummer="pmg-2026-00001")
    assert per_soort(antwoord) == {
        "Identiteit": ("papier, exemplaar 1", 1, False, NU),
        "Plan van aanpak": ("papier, exemplaar 1; mondeling", 2, False, NU),
        "Signalen": ("papier, exemplaar 1", 1, False, NU),
    }
    assert {(k.gold, k.toen) for k in antwoord.kennis} == {(True, "Gold op de dag van delen: ja.")}
    plan = next(k for k in antwoord.kennis if k.gegevens == "Plan van aanpak")
    assert (plan.ontvanger, plan.eerste, plan.laatste) == (
        "School De Brug PMG-2026-00001 – Leerlingzaken",
        eerste,
        eerste + timedelta(days=7),
    )
    assert (plan.onder, plan.door) == ("besluit B-2026-00001", "P. Officer")
    assert plan.grond == wereld.profiel.grondslagen["avg_6_1_e"].label
    (gelogd,) = regels(wereld.privacy, "wiewist.bekijken")
    assert gelogd.casus_id == str(dossier.casus_id)


def test_op_een_eerdere_dag_geldt_wat_toen_gold(wereld: Wereld, dossier: Dossier) -> None:
    besluit = keur_goed(wereld, vraag(wereld, dossier))
    deel(wereld, dossier)
    wereld.klok.moment += timedelta(days=7)
    vertel(wereld, dossier, "plan")
    oordelen.withdraw_besluit(wereld.privacy, besluit, "Bezwaar.")
    toen = answer_wie_wist_wat(wereld.privacy, casus_id=dossier.casus_id, op="23-11-2026")
    assert {(k.hoe, k.keren, k.geldig, k.stand) for k in toen.kennis} == {
        ("papier, exemplaar 1", 1, True, "Geldt op 23 november 2026: ja.")
    }
    assert answer_wie_wist_wat(wereld.privacy, casus_id=dossier.casus_id, op=date(2026, 11, 22)).kennis == ()
    with pytest.raises(OngeldigeInvoer):
        answer_wie_wist_wat(wereld.privacy, casus_id=dossier.casus_id, op="1-12-2026")


def test_een_later_ingetrokken_akkoord_gold_op_de_dag_van_delen_en_de_brief_staat_erbij(
    wereld: Wereld, dossier: Dossier
) -> None:
    besluit = keur_goed(wereld, vraag(wereld, dossier))
    deel(wereld, dossier)
    wereld.klok.moment += timedelta(minutes=5)
    oordelen.withdraw_besluit(wereld.privacy, besluit, "Bezwaar.")
    (naar,) = list_gedeeld_onder(wereld.regie, besluit).ontvangers
    issue_intrekbrief(wereld.regie, besluit, naar.naam, "020 123")
    dag = toon_datum(lokale_dag(wereld.klok.moment))
    nu = f"Geldt nu: nee. Ingetrokken op {dag}, omdat: Bezwaar. De brief daarover ging op {dag}."
    antwoord = answer_wie_wist_wat(wereld.privacy, casus_id=dossier.casus_id)
    assert {(k.gold, k.toen, k.geldig, k.stand) for k in antwoord.kennis} == {
        (True, "Gold op de dag van delen: ja.", False, nu)
    }


def test_wat_mislukte_of_intern_bleef_wist_niemand_en_dat_staat_erbij(wereld: Wereld, dossier: Dossier) -> None:
    keur_goed(wereld, vraag(wereld, dossier))
    uitgave = deel(wereld, dossier)
    wereld.klok.moment += timedelta(hours=3)
    uitgaven.mark_uitgave(wereld.regie, uitgave, VerstrekkingStatus.MISLUKT, "Papier op.")
    samenvattingen.issue_intern(wereld.regie, dossier.casus_id, Wijze.PAPIER)
    antwoord = answer_wie_wist_wat(wereld.regie, casus_id=dossier.casus_id)
    assert antwoord.kennis == ()
    school = "Aan School De Brug PMG-2026-00001 – Leerlingzaken, 23-11-2026 09:30, exemplaar 1: Gemeld als mislukt"
    melding = "1 uitgifte telt niet mee: gemeld is dat zij mislukte. "
    melding += "Of er echt niets aankwam, blijkt alleen uit die melding."
    zinnen = ("1 interne afdruk, die niemand buiten de kluis kreeg.", melding)
    assert antwoord.zinnen == (*zinnen, f"{school} op 23-11-2026 12:30, 3 uur later.")
    voor_officer = answer_wie_wist_wat(wereld.privacy, casus_id=dossier.casus_id)
    assert voor_officer.zinnen == (*zinnen, f"{school} door C. Regisseur op 23-11-2026 12:30, 3 uur later.")
    assert voor_officer.zinnen[2] in tekst(pdf_van(wereld.privacy, Wijze.PAPIER, casus_id=dossier.casus_id))


def test_staat_de_melding_niet_in_het_log_dan_zegt_het_antwoord_dat(wereld: Wereld, dossier: Dossier) -> None:
    keur_goed(wereld, vraag(wereld, dossier))
    deel(wereld, dossier)
    zet(wereld, "UPDATE verstrekking SET status = 'mislukt'")
    (_, zin) = answer_wie_wist_wat(wereld.privacy, casus_id=dossier.casus_id).zinnen
    assert zin.endswith("Gemeld als mislukt. Wie dat meldde en wanneer, staat niet in dit logboek.")


@pytest.mark.parametrize(
    ("rechtmatig", "stand"),
    [
        (None, "nog niet beoordeeld"),
        (True, "rechtmatig bevonden op 23 november 2026"),
        (False, "niet rechtmatig bevonden op 23 november 2026"),
    ],
)
def test_wat_met_spoed_is_gedeeld_rust_op_de_bevinding_achteraf(
    wereld: Wereld, dossier: Dossier, rechtmatig: bool | None, stand: str
) -> None:
    deel_met_spoed(wereld, dossier)
    if rechtmatig is not None:
        (nood,) = list_spoed(wereld.privacy)
        judge_spoed(wereld.privacy, Spoedsoort.VERSTREKKING, nood.id, rechtmatig=rechtmatig, motivering="Gevonden.")
    antwoord = answer_wie_wist_wat(wereld.privacy, casus_id=dossier.casus_id)
    gold = f"Gold op de dag van delen: {stand}. Met spoed gedeeld, zonder akkoord vooraf."
    assert {(k.onder, k.spoed, k.gold, k.toen, k.stand) for k in antwoord.kennis} == {
        ("met spoed, zonder besluit vooraf", True, rechtmatig, gold, "Geldt nu: er is geen akkoord, het was spoed.")
    }


def test_een_vervangen_kader_noemt_zijn_opvolger_en_alleen_een_vermiste_heet_vermist(
    wereld: Wereld, dossier: Dossier
) -> None:
    """A judge must not read a replaced version as something that was tampered with."""
    school = zet_aan_tafel(wereld, dossier)
    for _ in range(2):
        teken(wereld.privacy, cellen(school, "plan"))
        deel(wereld, dossier)
        wereld.klok.moment += timedelta(days=1)
    derde = teken(wereld.privacy, cellen(school, "identiteit"))

    def nu() -> dict[str, tuple[bool | None, str, str]]:
        (regel,) = answer_wie_wist_wat(wereld.privacy, casus_id=dossier.casus_id).kennis
        return {regel.onder: (regel.geldig, regel.toen, regel.stand)}

    onder = "tafelkader K-2026-00001, tafelkader K-2026-00002"
    gold = "Gold op de dag van delen: ja."
    assert nu() == {
        onder: (
            False,
            gold,
            "Geldt nu: nee. Vervangen door een nieuwere versie: tafelkader K-2026-00003.",
        )
    }
    zet(wereld, "DELETE FROM tafelkader WHERE id = :i", i=derde.hex)
    vermist = "Er was een nieuwere versie, en die ontbreekt nu in deze kluis."
    assert nu() == {onder: (False, gold, f"Geldt nu: nee. {vermist}")}


def test_wie_binnen_keek_met_namen_alleen_voor_wie_het_logboek_leest(wereld: Wereld, dossier: Dossier) -> None:
    casussen.open_dossier(wereld.regie, dossier.casus_id)
    noodtoegang.take_noodtoegang(wereld.regie2, dossier.casus_id, "Vannacht aangehouden.")
    casussen.open_dossier(wereld.regie2, dossier.casus_id)
    with pytest.raises(GeenToegang):
        casussen.open_dossier(wereld.lezer, dossier.casus_id)
    kijkers = answer_wie_wist_wat(wereld.privacy, casus_id=dossier.casus_id).kijkers
    assert [(k.wie, k.rol, k.bekeken, k.noodtoegang, k.geweigerd) for k in kijkers] == [
        ("C. Regisseur", "casusregisseur", 1, 0, 0),
        ("D. Regisseur", "casusregisseur", 2, 1, 0),
        ("M. Meelezer", "meelezer", 0, 0, 1),
    ]
    eigen = answer_wie_wist_wat(wereld.regie, casus_id=dossier.casus_id).kijkers
    assert {k.wie for k in eigen} == {""}
    assert len(eigen) == 4  # and the privacy officer who asked


def test_alleen_wie_de_casus_mag_zien_of_audit_doet(wereld: Wereld, dossier: Dossier) -> None:
    with pytest.raises(GeenToegang):
        answer_wie_wist_wat(wereld.regie2, casus_id=dossier.casus_id)
    for wie, nummer in ((wereld.regie2, "PMG-2026-00001"), (wereld.regie, "PMG-2026-00009")):
        with pytest.raises(CasusOnbekend):
            answer_wie_wist_wat(wie, nummer=nummer)
    with pytest.raises(CasusOnbekend):
        answer_wie_wist_wat(wereld.privacy, nummer="PMG-2026-00009")
    for geen in (wereld.lezer, wereld.beheer):
        with pytest.raises(GeenToegang):
            answer_wie_wist_wat(geen, nummer="PMG-2026-00001")
    assert answer_wie_wist_wat(wereld.regie, nummer="PMG-2026-00001").casus_id == dossier.casus_id


def test_op_papier_met_de_stand_van_het_logboek_en_in_het_register(wereld: Wereld, dossier: Dossier) -> None:
    keur_goed(wereld, vraag(wereld, dossier))
    deel(wereld, dossier)
    casussen.open_dossier(wereld.regie, dossier.casus_id)
    stand = toon_stand(wereld.privacy).nu
    pdf = pdf_van(wereld.privacy, Wijze.PAPIER, casus_id=dossier.casus_id)
    gelezen = tekst(pdf)
    for woord in (
        "Casus PMG-2026-00001",
        "School De Brug PMG-2026-00001 – Leerlingzaken",
        "besluit B-2026-00001",
        "Ondertekend door P. Officer",
        "C. Regisseur (casusregisseur)",
        "Exemplaar 2",
        f"logstand {stand}",
    ):
        assert woord in gelezen
    assert [woord for woord in (*WOORDEN.values(), "Łukasz") if woord in gelezen] == []
    laatste = list_verstrekkingen(wereld.privacy)
    assert {(v.intern, v.exemplaar, v.categorieen) for v in laatste if v.intern} == {(True, 2, ())}
    leeg = pdf_van(wereld.regie, Wijze.BESTAND, casus_id=dossier.casus_id, op=date(2026, 11, 22))
    assert "kreeg niemand iets over deze jongere" in tekst(leeg)


# from an audit package


def audit(zaak: Zaak, *nummers: str) -> UUID:
    """The whole way by files: asked, answered by the team, taken in."""
    officer, team = zaak.twee.officer, zaak.twee.team
    naar = team.regie.gebruiker.id
    gevraagd = toezichtaudit.ask_audit(officer, zaak.verbindingen[1], "Steekproef.", nummers, naar_id=naar)
    antwoord = auditpakketten.make_auditpakket(team.regie, zaak.twee.schrijf(gevraagd.ruw))
    return toezichtaudit.read_audit(officer, antwoord.ruw)


def test_uit_een_auditpakket_met_het_eigen_besluit_nagerekend(zaak: Zaak) -> None:
    zaak.goedgekeurd()
    deel(zaak.twee.team, zaak.dossier)
    casussen.open_dossier(zaak.twee.team.regie, zaak.dossier.casus_id)
    dossier_id = audit(zaak)
    antwoord = answer_wie_wist_wat(zaak.twee.officer, nummer="PMG-2026-00001", dossier_id=dossier_id)
    assert {(k.gegevens, k.hoe, k.door, k.geldig) for k in antwoord.kennis} == {
        (wat, "papier, exemplaar 1", "P. Officer", True) for wat in ("Identiteit", "Plan van aanpak", "Signalen")
    }
    assert {k.grond for k in antwoord.kennis} == {zaak.twee.team.profiel.grondslagen["avg_6_1_e"].label}
    assert [(k.wie, k.bekeken) for k in antwoord.kijkers] == [("C. Regisseur", 1)]
    assert antwoord.ontbreekt[0].startswith("De documenten zelf staan niet in een auditpakket.")
    pdf = pdf_van(zaak.twee.officer, Wijze.PAPIER, nummer="PMG-2026-00001", dossier_id=dossier_id)
    assert f"logstand {antwoord.stand}" in tekst(pdf)
    assert len(regels(zaak.twee.officer, "wiewist.afdrukken")) == 1
    with pytest.raises(CasusOnbekend):
        answer_wie_wist_wat(zaak.twee.officer, nummer="PMG-2026-00009", dossier_id=dossier_id)


NIET = "staat niet in dit pakket."


def test_een_besluit_dat_daar_is_genomen_is_hier_niet_na_te_rekenen(zaak: Zaak) -> None:
    team = zaak.twee.team
    besluit = keur_goed(team, vraag(team, zaak.dossier))
    deel(team, zaak.dossier)
    eerste = answer_wie_wist_wat(zaak.twee.officer, nummer="PMG-2026-00001", dossier_id=audit(zaak))
    assert {(k.onder, k.door, k.geldig, k.stand) for k in eerste.kennis} == {
        ("besluit B-2026-00001", "P. Officer", None, f"Geldt nu: niet te zeggen. Of het nog geldt, {NIET}")
    }
    toen = "Gold op de dag van delen: niet te zeggen. Of het toen gold, is uit dit pakket niet na te rekenen."
    assert {(k.gold, k.toen) for k in eerste.kennis} == {(None, toen)}
    team.klok.moment += timedelta(days=1)
    oordelen.withdraw_besluit(team.privacy, besluit, "Bezwaar.")
    tweede = answer_wie_wist_wat(zaak.twee.officer, nummer="PMG-2026-00001", dossier_id=audit(zaak))
    weg = (
        f"Geldt nu: nee. Ingetrokken op {toon_datum(lokale_dag(team.klok.moment))}. Of daarover een brief ging, {NIET}"
    )
    assert {(k.gold, k.geldig, k.stand) for k in tweede.kennis} == {(None, False, weg)}


def test_een_vraag_zonder_audit_kan_niet_in_een_eigen_installatie(zaak: Zaak) -> None:
    with pytest.raises(GeenToegang):
        answer_wie_wist_wat(zaak.twee.officer, nummer="PMG-2026-00001")
    with pytest.raises(NietGevonden):
        answer_wie_wist_wat(zaak.twee.officer, nummer="PMG-2026-00001", dossier_id=zaak.verbindingen[1])
