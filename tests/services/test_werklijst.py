"""The work list: what asks attention and why, and that putting off never hides what is late."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import event

from pmg_desk.domain.fouten import NietGevonden, OngeldigeInvoer
from pmg_desk.exchange.wegschrijven import BestandNietGeschreven
from pmg_desk.services import (
    bewaren,
    budget,
    caseload,
    overleggen,
    toewijzingen,
    vernietigen,
    waarnemen,
    werk_besluiten,
    werkagenda,
    werklijst,
)
from pmg_desk.services.aanmeldingen import AanmeldingInvoer, meld_aan
from pmg_desk.services.casussen import toon_kop
from pmg_desk.services.casusverloop import close_casus
from pmg_desk.services.doorgeleidantwoord import beantwoord
from pmg_desk.services.doorgeleidingen import AntwoordInvoer, answer_doorgeleiding
from pmg_desk.services.meldpunt import SignaalInvoer, record_signaal
from pmg_desk.services.start import Bloksoort, toon_start
from pmg_desk.services.uitspraken import UitspraakInvoer, add_uitspraak
from pmg_desk.services.werk import Werkitem, Werksoort, klaar_over
from pmg_desk.services.werkplek import Werkplek
from pmg_desk.storage.models import BudgetSoort, Doorgeleiding, DoorgeleidingStatus, OverlegStatus, UitspraakSoort
from tests.casusbouw import maak, regels
from tests.exchange.test_agenda import afspraken
from tests.services.planbouw import actie, bouw
from tests.services.test_doorgeleidingen import leid_door
from tests.vulling import keur_goed, maak_dossier, vraag
from tests.wereld import Wereld

VANDAAG = date(2026, 11, 23)


def van(werkplek: Werkplek, soort: Werksoort) -> list[Werkitem]:
    return [item for item in werklijst.show_werklijst(werkplek).items if item.soort is soort]


def vooruit(wereld: Wereld, dagen: int) -> None:
    wereld.klok.moment += timedelta(days=dagen)


def test_te_laat_staat_voorop_en_elke_regel_zegt_waarom_nu(wereld: Wereld) -> None:
    casus = bouw(wereld)
    later, vandaag, laat = (actie(wereld, casus, dagen, woorden) for dagen, woorden in ((9, "L"), (3, "V"), (1, "T")))
    vooruit(wereld, 3)
    gevonden = van(wereld.regie, Werksoort.ACTIE)
    assert [(i.id, i.waarom, i.te_laat(VANDAAG + timedelta(days=3))) for i in gevonden] == [
        (laat, "2 dagen te laat", True),
        (vandaag, "vandaag klaar", False),
        (later, "klaar over 6 dagen", False),
    ]
    eerste = gevonden[0]
    assert (eerste.kop, eerste.wat, eerste.wie, eerste.scherm, dict(eerste.params), eerste.tafels) == (
        "Łukasz, Zoë (PMG-2026-00001)",
        "T",
        "J. Werker",
        "dossier",
        {"casus_id": casus.casus_id, "tab": "plan"},
        ("pga_lokaal",),
    )


@pytest.mark.parametrize(
    ("nog", "woorden"),
    [
        (-1, "1 dag te laat"),
        (0, "vandaag klaar"),
        (1, "morgen klaar"),
        (2, "klaar over 2 dagen"),
        (13, "klaar over 13 dagen"),
        (14, "klaar over 2 weken"),
        (27, "klaar over 3 weken"),
    ],
)
def test_waarom_nu_telt_de_dagen_uit(nog: int, woorden: str) -> None:
    assert klaar_over(nog, "klaar") == woorden


def test_geen_contact_na_zoveel_dagen_en_wat_contact_is(wereld: Wereld) -> None:
    casus_id = maak(wereld.regie)
    vooruit(wereld, 41)
    assert van(wereld.regie, Werksoort.GEEN_CONTACT) == []
    vooruit(wereld, 1)
    (item,) = van(wereld.regie, Werksoort.GEEN_CONTACT)
    assert (item.casus_id, item.oud, item.wat, item.waarom) == (
        casus_id,
        42,
        "laatste contact op 23 november 2026",
        "42 dagen geen tekst, actie, score of overleg",
    )
    add_uitspraak(wereld.regie, casus_id, UitspraakSoort.SIGNAAL, UitspraakInvoer("Gezien op school."))
    assert van(wereld.regie, Werksoort.GEEN_CONTACT) == []


def test_een_gehouden_overleg_is_contact_en_een_vervallen_niet(wereld: Wereld) -> None:
    casus_id = maak(wereld.regie)
    nieuw = overleggen.plan_overleg(
        wereld.regie, overleggen.OverlegInvoer("pga_lokaal", VANDAAG + timedelta(days=30), "", "")
    )
    overleggen.add_agendapunt(wereld.regie, nieuw, casus_id)
    vooruit(wereld, 50)
    assert len(van(wereld.regie, Werksoort.GEEN_CONTACT)) == 1
    overleggen.set_overlegstatus(wereld.regie, nieuw, OverlegStatus.GEHOUDEN)
    assert van(wereld.regie, Werksoort.GEEN_CONTACT) == []
    vooruit(wereld, 22)
    assert [i.wat for i in van(wereld.regie, Werksoort.GEEN_CONTACT)] == ["laatste contact op 23 december 2026"]


def test_een_leeftijdsgrens_op_tijd_op_de_dag_en_met_wat_er_verandert(wereld: Wereld) -> None:
    casus_id = maak(wereld.regie, geboortedatum="3-12-2008")
    (item,) = van(wereld.regie, Werksoort.LEEFTIJD)
    assert (item.wat, item.dag, item.termijn) == ("wordt op 3 december 2026 18 jaar", date(2026, 12, 3), False)
    assert item.waarom.startswith("De jongere is meerderjarig")
    assert item.waarom.endswith("Bron: BW 1:233; Jeugdwet; 000 interventie 14 voor de overdracht van 18- naar 18+.")
    vooruit(wereld, 10)
    assert [i.wat for i in van(wereld.regie, Werksoort.LEEFTIJD)] == ["wordt vandaag 18 jaar"]
    assert [zin for zin, _ in toon_kop(wereld.regie, casus_id).leeftijdsgrenzen] == ["Wordt vandaag 18 jaar"]
    vooruit(wereld, 14)
    assert [i.wat for i in van(wereld.regie, Werksoort.LEEFTIJD)] == ["werd op 3 december 2026 18 jaar"]
    vooruit(wereld, 1)
    assert van(wereld.regie, Werksoort.LEEFTIJD) == []
    close_casus(wereld.regie, casus_id, "doelen_behaald", "verbeterd")
    assert toon_kop(wereld.regie, casus_id).leeftijdsgrenzen == ()


def test_een_onvolledige_geboortedatum_geeft_een_bereik(wereld: Wereld) -> None:
    maak(wereld.regie, geboortedatum="2009")
    maak(wereld.regie, geboortedatum="", voornamen="Onbekend")
    (item,) = van(wereld.regie, Werksoort.LEEFTIJD)
    assert item.wat == "wordt tussen 1 januari en 31 december 2027 18 jaar"
    vooruit(wereld, 100)
    (item,) = van(wereld.regie, Werksoort.LEEFTIJD)
    assert (item.wat, item.dag) == ("wordt of werd tussen 1 januari en 31 december 2027 18 jaar", date(2027, 12, 31))


@pytest.mark.parametrize(
    ("geboortedatum", "in_beeld"),
    [
        ("2009", True),
        ("5-2009", True),
        ("6-2009", False),
        ("22-5-2009", True),
        ("23-5-2009", False),
    ],
)
def test_ook_van_een_deel_van_een_datum_telt_of_de_dag_dichtbij_kan_zijn(
    wereld: Wereld, geboortedatum: str, in_beeld: bool
) -> None:
    """Announced 180 days ahead: up to 22 May. What the query leaves out is what the rule leaves out."""
    casus_id = maak(wereld.regie, geboortedatum=geboortedatum)
    assert [i.casus_id for i in van(wereld.regie, Werksoort.LEEFTIJD)] == [casus_id] * in_beeld
    assert bool(toon_kop(wereld.regie, casus_id).leeftijdsgrenzen) is in_beeld


def test_een_onbekende_maand_verbergt_geen_leeftijdsgrens(wereld: Wereld) -> None:
    maak(wereld.regie, geboortedatum="13-?-2008")
    assert [i.wat for i in van(wereld.regie, Werksoort.LEEFTIJD)] == [
        "wordt of werd tussen 13 januari en 13 december 2026 18 jaar"
    ]


def test_een_volle_lijst_mist_niet_wie_morgen_jarig_is(wereld: Wereld, monkeypatch: Any) -> None:
    """Others of the same year who turn 18 later or did so before their casus fill no place of a shorter list."""
    monkeypatch.setattr(werklijst, "HOEVEEL", 2)
    for dag in ("1-2-2008", "2-2-2008", "3-2-2008", "10-1-2009", "11-1-2009"):
        maak(wereld.regie, geboortedatum=dag)
    morgen = maak(wereld.regie, geboortedatum="24-11-2008")
    items = van(wereld.regie, Werksoort.LEEFTIJD)
    assert (len(items), items[0].casus_id) == (2, morgen)
    assert werklijst.show_werklijst(wereld.regie).vol == {Werksoort.LEEFTIJD, Werksoort.ZONDER_PLAN}
    assert [(r.tekst, r.meer) for r in toon_start(wereld.regie).digest if r.soort is Werksoort.LEEFTIJD] == [
        ("2 leeftijdsgrenzen", True)
    ]
    monkeypatch.setattr(werklijst, "HOEVEEL", 500)
    assert len(van(wereld.regie, Werksoort.LEEFTIJD)) == 3


def test_start_telt_wat_de_lijst_telt_en_zegt_alleen_meer_als_er_meer_is(
    wereld: Wereld, monkeypatch: pytest.MonkeyPatch
) -> None:
    casus = bouw(wereld)
    for dagen in (1, 2, 40, 50):
        actie(wereld, casus, dagen, "Belt.")
    vooruit(wereld, 3)
    monkeypatch.setattr(werklijst, "HOEVEEL", 2)

    def acties() -> list[tuple[str, int, bool]]:
        digest = toon_start(wereld.regie).digest
        return [(r.tekst, r.te_laat, r.meer) for r in digest if r.soort is Werksoort.ACTIE]

    assert acties() == [("4 acties", 2, False)], "two late and two later are each no more than fits"
    assert len(van(wereld.regie, Werksoort.ACTIE)) == 4
    actie(wereld, casus, 60, "Belt weer.")
    assert acties() == [("4 acties", 2, True)]


def test_een_leeftijd_van_voor_de_casus_telt_niet(wereld: Wereld) -> None:
    maak(wereld.regie, geboortedatum="20-11-2008")
    assert van(wereld.regie, Werksoort.LEEFTIJD) == []


def test_uitstellen_en_vanzelf_terug(wereld: Wereld) -> None:
    actie(wereld, bouw(wereld), 10)
    (item,) = van(wereld.regie, Werksoort.ACTIE)
    assert werklijst.snooze(wereld.regie, item.sleutel, "+3") == VANDAAG + timedelta(days=3)
    lijst = werklijst.show_werklijst(wereld.regie)
    assert [i.sleutel for i in lijst.uitgesteld()] == [item.sleutel]
    assert item.sleutel not in {i.sleutel for i in lijst.te_doen()}
    assert toon_start(wereld.regie).uitgesteld == 1
    vooruit(wereld, 2)
    assert len(werklijst.show_werklijst(wereld.regie).uitgesteld()) == 1
    vooruit(wereld, 1)
    assert werklijst.show_werklijst(wereld.regie).uitgesteld() == ()
    (regel,) = regels(wereld.regie, "werk.uitstellen")
    assert (regel.object_id, regel.casus_id, regel.verwerking) == (str(item.id), str(item.casus_id), "actie")


def test_wat_te_laat_is_verdwijnt_nooit_door_uitstel(wereld: Wereld) -> None:
    actie(wereld, bouw(wereld), 2)
    (item,) = van(wereld.regie, Werksoort.ACTIE)
    werklijst.snooze(wereld.regie, item.sleutel, "+14")
    assert toon_start(wereld.regie).blok(Bloksoort.DEZE_WEEK).regels == ()  # type: ignore[union-attr]
    vooruit(wereld, 3)
    lijst = werklijst.show_werklijst(wereld.regie)
    assert item.sleutel in {i.sleutel for i in lijst.te_doen()} & {i.sleutel for i in lijst.uitgesteld()}
    beeld = toon_start(wereld.regie)
    assert [r.id for r in beeld.blok(Bloksoort.TE_LAAT).regels] == [item.id]  # type: ignore[union-attr]
    assert [(r.tekst, r.te_laat) for r in beeld.digest if r.soort is Werksoort.ACTIE] == [("1 actie", 1)]


def test_uitstel_is_van_jezelf_en_terug_te_halen(wereld: Wereld) -> None:
    casus = bouw(wereld)
    actie(wereld, casus, 10)
    waarnemen.name_waarneming(wereld.regie, wereld.regie2.gebruiker.id, VANDAAG, VANDAAG)
    (item,) = van(wereld.regie2, Werksoort.ACTIE)
    werklijst.snooze(wereld.regie, item.sleutel, "morgen")
    assert werklijst.show_werklijst(wereld.regie2).uitgesteld() == ()
    werklijst.unsnooze(wereld.regie, item.sleutel)
    assert werklijst.show_werklijst(wereld.regie).uitgesteld() == ()
    with pytest.raises(NietGevonden):
        werklijst.unsnooze(wereld.regie, item.sleutel)
    with pytest.raises(NietGevonden):
        werklijst.snooze(wereld.privacy, item.sleutel, "morgen")


@pytest.mark.parametrize("tot", ["vandaag", "gisteren", "+15", ""])
def test_uitstellen_kan_tot_zover_het_profiel_zegt(wereld: Wereld, tot: str) -> None:
    actie(wereld, bouw(wereld), 10)
    (item,) = van(wereld.regie, Werksoort.ACTIE)
    with pytest.raises(OngeldigeInvoer) as fout:
        werklijst.snooze(wereld.regie, item.sleutel, tot)
    assert set(fout.value.velden) == {"tot"}
    assert werklijst.show_werklijst(wereld.regie).langst == VANDAAG + timedelta(days=14)


def test_de_nieuwe_casusregisseur_leest_van_wie_de_casus_komt(wereld: Wereld) -> None:
    casus_id = maak(wereld.regie, "zvh")
    caseload.hand_over_casussen(wereld.regie, [casus_id], wereld.regie2.gebruiker.id, reden="Andere wijk.")
    (item,) = van(wereld.regie2, Werksoort.OVERGENOMEN)
    assert (item.casus_id, item.wat, item.waarom) == (casus_id, "overgenomen van C. Regisseur", "Andere wijk.")
    vooruit(wereld, 15)
    assert van(wereld.regie2, Werksoort.OVERGENOMEN) == []


def test_de_bewaartermijn_en_de_tweede_persoon(wereld: Wereld) -> None:
    casus_id = maak(wereld.regie, "zvh")
    close_casus(wereld.regie, casus_id, "doelen_behaald", "verbeterd")
    for wie in ("regie", "beheer", "privacy"):
        assert van(wereld.werkplek(wie), Werksoort.BEWAREN) == []
    bewaren.set_termijn(wereld.beheer, "zvh", 1, "sluiting", "convenant")
    vooruit(wereld, 40)
    (eigen,) = van(wereld.regie, Werksoort.BEWAREN)
    assert (eigen.casus_id, eigen.wat) == (casus_id, "langer bewaren of vernietigen")
    (alle,) = van(wereld.beheer, Werksoort.BEWAREN)
    assert (alle.casus_id, alle.nummer, alle.wat, alle.aantal) == (None, "", "1 casus te beoordelen", 1)
    assert [r.tekst for r in toon_start(wereld.privacy).digest] == ["1 casus te beoordelen op bewaren"]
    vernietigen.propose_vernietiging(wereld.beheer, casus_id, "termijn")
    (wacht,) = van(wereld.privacy, Werksoort.VERNIETIGING)
    assert (wacht.kop, wacht.wie) == ("PMG-2026-00001", "voorgesteld door B. Beheerder")
    assert van(wereld.beheer, Werksoort.VERNIETIGING) == []
    assert [r.tekst for r in toon_start(wereld.privacy).digest] == ["1 vernietiging te bevestigen"]


def test_wie_waarneemt_of_toegewezen_is_beslist_niet_over_bewaren(wereld: Wereld) -> None:
    gesloten = maak(wereld.regie, "zvh")
    toewijzingen.assign_casus(wereld.regie, gesloten, wereld.regie2.gebruiker.id)
    close_casus(wereld.regie, gesloten, "doelen_behaald", "verbeterd")
    bewaren.set_termijn(wereld.beheer, "zvh", 1, "sluiting", "convenant")
    vooruit(wereld, 40)
    vandaag = VANDAAG + timedelta(days=40)
    waarnemen.name_waarneming(wereld.regie, wereld.regie2.gebruiker.id, vandaag, vandaag)
    assert toon_kop(wereld.regie2, gesloten).nummer == "PMG-2026-00001", "who covers reads it"
    assert van(wereld.regie2, Werksoort.BEWAREN) == []
    assert [item.casus_id for item in van(wereld.regie, Werksoort.BEWAREN)] == [gesloten]


def test_een_aanmelding_wacht_bij_de_tafel_en_een_doorgeleiding_bij_wie_vroeg(wereld: Wereld) -> None:
    casus_id = maak(wereld.regie)
    meld_aan(wereld.regie, casus_id, AanmeldingInvoer("top_x", UitspraakInvoer("Wil eruit.")))
    (item,) = van(wereld.regie2, Werksoort.AANMELDING)
    assert (item.casus_id, item.wat, item.waarom, item.tafels) == (
        casus_id,
        "aangemeld bij TOP X",
        "vandaag aangemeld",
        ("top_x",),
    )
    assert van(wereld.regie, Werksoort.AANMELDING) == []


def test_open_signalen_zijn_een_regel_per_tafel(wereld: Wereld) -> None:
    for dagen in (3, 9):
        tekst = UitspraakInvoer("Er wordt gedeald.", gezegd_op=VANDAAG - timedelta(days=dagen))
        record_signaal(wereld.regie, SignaalInvoer("pga_lokaal", tekst))
    (item,) = van(wereld.regie, Werksoort.SIGNAAL)
    assert (item.kop, item.wat, item.oud, item.aantal) == ("PGA lokaal", "2 open signalen", 9, 2)
    assert van(wereld.regie2, Werksoort.SIGNAAL) == []
    assert [r.tekst for r in toon_start(wereld.regie).digest if r.soort is Werksoort.SIGNAAL] == ["2 open signalen"]


@pytest.mark.parametrize("wie", ["regie2", "lezer", "beheer", "privacy"])
def test_niemand_krijgt_een_naam_of_tekst_van_een_ander(wereld: Wereld, wie: str) -> None:
    dossier = maak_dossier(wereld.regie)
    keur_goed(wereld, vraag(wereld, dossier, dagen=10))
    vraag(wereld, dossier)
    actie(wereld, bouw(wereld, voornamen="Bram", geboortedatum="3-12-2008"), 1, "Kwetterzolder.")
    vooruit(wereld, 8)
    beeld = repr(werklijst.show_werklijst(wereld.werkplek(wie)))
    assert [woord for woord in ("Łukasz", "Bram", "Kwetterzolder", "18 jaar") if woord in beeld] == []
    assert "Kwetterzolder" in repr(werklijst.show_werklijst(wereld.regie))


def test_kijken_schrijft_geen_logregel(wereld: Wereld) -> None:
    bouw(wereld)
    voor = len(regels(wereld.regie))
    werklijst.show_werklijst(wereld.regie)
    assert len(regels(wereld.regie)) == voor


# taking it along


def maak_agenda(wereld: Wereld, pad: Path, *, met_nummer: bool) -> bytes:
    werkagenda.export_agenda(wereld.regie, pad, met_nummer=met_nummer)
    return pad.read_bytes()


def test_de_agenda_noemt_niemand_en_blijft_zichzelf(wereld: Wereld, tmp_path: Path) -> None:
    casus = bouw(wereld, geboortedatum="3-12-2008")
    actie(wereld, casus, 5, "Belt met de moeder van Zoë.")
    zonder = maak_agenda(wereld, tmp_path / "a.ics", met_nummer=False)
    met = maak_agenda(wereld, tmp_path / "b.ics", met_nummer=True)
    assert [(e["SUMMARY"], e["DTSTART;VALUE=DATE"]) for e in afspraken(zonder)] == [
        ("Actie klaar", "20261128"),
        ("Casus bekijken", "20261203"),
    ]
    assert [e["SUMMARY"] for e in afspraken(met)] == ["Actie klaar PMG-2026-00001", "Casus bekijken PMG-2026-00001"]
    assert [e["UID"] for e in afspraken(met)] == [e["UID"] for e in afspraken(zonder)]
    assert len({e["UID"] for e in afspraken(zonder)}) == 2
    for woord in ("Zoë", "ukasz", "moeder", "leeftijd", "jaar", "Werker", str(casus.casus_id)):
        assert woord not in met.decode()
    assert b"PMG-2026" not in zonder
    assert [(r.aantal, r.verwerking) for r in regels(wereld.regie, "werk.exporteren")] == [
        (2, "zonder_nummer"),
        (2, "met_nummer"),
    ]


def test_wat_te_laat_is_of_rust_gaat_niet_mee_naar_de_agenda(wereld: Wereld, tmp_path: Path) -> None:
    casus = bouw(wereld, geboortedatum="1-2-2001")
    actie(wereld, casus, 1)
    rust = actie(wereld, casus, 10)
    vooruit(wereld, 2)
    werklijst.snooze(wereld.regie, f"actie:{rust}", "+2")
    with pytest.raises(werkagenda.NietsVoorAgenda):
        maak_agenda(wereld, tmp_path / "a.ics", met_nummer=False)


def test_een_bestand_dat_niet_kan_staat_niet_in_het_logboek(wereld: Wereld, tmp_path: Path) -> None:
    actie(wereld, bouw(wereld), 10)
    with pytest.raises(BestandNietGeschreven):
        werkagenda.export_agenda(wereld.regie, tmp_path / "weg" / "a.ics", met_nummer=False)
    assert regels(wereld.regie, "werk.exporteren") == []


def test_elke_sleutel_van_het_werk_is_uniek(wereld: Wereld) -> None:
    casus = bouw(wereld, geboortedatum="3-12-2008")
    actie(wereld, casus, 1)
    actie(wereld, casus, 2)
    sleutels: list[str] = [item.sleutel for item in werklijst.show_werklijst(wereld.regie).items]
    assert len(sleutels) == len(set(sleutels)) == 3
    assert f"leeftijd:{casus.casus_id}:achttien" in sleutels
    assert all(UUID(sleutel.split(":")[1]) for sleutel in sleutels)


def _budget(werkplek: Werkplek, casus_id: UUID) -> UUID:
    reden = UitspraakInvoer("Een fiets: Fietsmerk.")
    return budget.ask_budget(
        werkplek, casus_id, budget.AanvraagInvoer(BudgetSoort.MAATWERKBUDGET, "pga_lokaal", "150", reden)
    )


def _besluit(werkplek: Werkplek, aanvraag_id: UUID, *, toekennen: bool) -> None:
    invoer = budget.BesluitInvoer(toekennen, "Teamleider", UitspraakInvoer("Past."), "120" if toekennen else "")
    budget.decide_budget(werkplek, aanvraag_id, invoer)


def test_een_budgetaanvraag_wacht_bij_wie_erover_mag_besluiten(wereld: Wereld, monkeypatch: Any) -> None:
    casus_id = maak(wereld.regie)
    id_ = _budget(wereld.regie, casus_id)
    assert van(wereld.regie2, Werksoort.BUDGET) == [], "a casus one may not change"
    toewijzingen.assign_casus(wereld.regie, casus_id, wereld.regie2.gebruiker.id)
    vooruit(wereld, 3)
    (item,) = van(wereld.regie2, Werksoort.BUDGET)
    assert (item.id, item.wat, item.waarom, item.tafels, dict(item.params)) == (
        id_, "maatwerkbudget: €\N{NO-BREAK SPACE}150,00 gevraagd", "3 dagen zonder besluit", ("pga_lokaal",),
        {"casus_id": casus_id, "tab": "budget"},
    )  # fmt: skip
    assert van(wereld.regie, Werksoort.BUDGET) == [], "who asked does not decide"
    for wie in ("lezer", "beheer", "privacy"):
        assert van(wereld.werkplek(wie), Werksoort.BUDGET) == []
    monkeypatch.setattr(werk_besluiten, "vaste_overdracht", lambda _sessie, _id: object())
    assert van(wereld.regie2, Werksoort.BUDGET) == [], "on offer to another vault"
    monkeypatch.undo()
    _besluit(wereld.regie2, id_, toekennen=True)
    assert van(wereld.regie2, Werksoort.BUDGET) == []


def test_wie_een_casus_leidt_leest_veertien_dagen_wat_een_ander_over_het_budget_besloot(wereld: Wereld) -> None:
    casus_id = maak(wereld.regie)
    toewijzingen.assign_casus(wereld.regie, casus_id, wereld.regie2.gebruiker.id)
    _besluit(wereld.regie2, _budget(wereld.regie, casus_id), toekennen=True)
    vooruit(wereld, 1)
    _besluit(wereld.regie2, _budget(wereld.regie, casus_id), toekennen=False)
    gevonden = van(wereld.regie, Werksoort.BUDGETBESLUIT)
    assert [(i.wat, i.waarom) for i in gevonden] == [
        ("maatwerkbudget: €\N{NO-BREAK SPACE}120,00 toegekend", "1 dag geleden"),
        ("maatwerkbudget: afgewezen", "vandaag"),
    ]
    assert [dict(i.params) for i in gevonden] == [{"casus_id": casus_id, "tab": "budget"}] * 2
    assert van(wereld.regie2, Werksoort.BUDGETBESLUIT) == [], "who leads nothing"
    _besluit(wereld.regie, _budget(wereld.regie2, casus_id), toekennen=True)
    assert len(van(wereld.regie, Werksoort.BUDGETBESLUIT)) == 2, "what one decided oneself is no news"
    vooruit(wereld, 14)
    assert [i.wat for i in van(wereld.regie, Werksoort.BUDGETBESLUIT)] == ["maatwerkbudget: afgewezen"]


def test_wie_een_casus_leidt_leest_het_antwoord_van_een_ander_op_een_doorgeleiding(wereld: Wereld) -> None:
    casus_id = maak(wereld.regie, geboortedatum="2009-05-01")
    toewijzingen.assign_casus(wereld.regie, casus_id, wereld.regie2.gebruiker.id)
    eigen = leid_door(wereld.regie, casus_id, "tafel:zvh")
    ander = leid_door(wereld.regie, casus_id, "tafel:wijkrechtspraak")
    antwoord = AntwoordInvoer(UitspraakInvoer("Komt op de agenda."))
    answer_doorgeleiding(wereld.regie, eigen, DoorgeleidingStatus.AANGENOMEN, antwoord)
    assert van(wereld.regie, Werksoort.ANTWOORD) == [], "what one wrote down oneself is no news"
    answer_doorgeleiding(wereld.regie2, ander, DoorgeleidingStatus.AFGEWEZEN, antwoord)
    vooruit(wereld, 14)
    (item,) = van(wereld.regie, Werksoort.ANTWOORD)
    assert (item.id, item.waarom, dict(item.params)) == (
        ander,
        "14 dagen geleden",
        {"casus_id": casus_id, "tab": "route"},
    )
    assert item.wat.endswith(": afgewezen")
    assert van(wereld.regie2, Werksoort.ANTWOORD) == []
    vooruit(wereld, 1)
    assert van(wereld.regie, Werksoort.ANTWOORD) == []


def test_het_antwoord_van_een_andere_kluis_heeft_geen_tekst_en_staat_er_ook(wereld: Wereld) -> None:
    casus_id = maak(wereld.regie, geboortedatum="2009-05-01")
    id_ = leid_door(wereld.regie, casus_id, "tafel:zvh")
    with wereld.regie.doe() as t:
        beantwoord(t, t.haal(Doorgeleiding, id_), DoorgeleidingStatus.AANGENOMEN, t.vandaag, None)
    vooruit(wereld, 14)
    assert [(i.id, i.waarom) for i in van(wereld.regie, Werksoort.ANTWOORD)] == [(id_, "14 dagen geleden")]
    vooruit(wereld, 1)
    assert van(wereld.regie, Werksoort.ANTWOORD) == []


def test_de_werklijst_leest_per_bron_en_niet_per_regel(wereld: Wereld) -> None:
    """The casussen and jongeren of a source come in one statement, however many rows it has."""

    def vul(aantal: int) -> None:
        for _ in range(aantal):
            actie(wereld, bouw(wereld, geboortedatum="10-3-2009"))
            maak(wereld.regie)

    def tel_vragen() -> tuple[int, int]:
        vragen: list[str] = []

        def hoor(*deel: Any) -> None:
            vragen.append(str(deel[2]))

        event.listen(wereld.engine, "before_cursor_execute", hoor)
        items = werklijst.show_werklijst(wereld.regie).items
        event.remove(wereld.engine, "before_cursor_execute", hoor)
        return len(items), len(vragen)

    vul(2)
    vooruit(wereld, 45)
    weinig, eerst = tel_vragen()
    wereld.klok.moment -= timedelta(days=45)
    vul(2)
    vooruit(wereld, 45)
    veel, later = tel_vragen()
    assert veel >= weinig + 6
    assert later == eerst
