"""The line holds everything of a casus in order of day, shows nobody more than they may see, and stays bounded."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from types import MappingProxyType
from uuid import UUID

import pytest
import sqlalchemy as sa
from sqlalchemy import event

from pmg_desk.domain.datums import OnvolledigeDatum
from pmg_desk.domain.fouten import GeenToegang
from pmg_desk.domain.samenvatting import Aard
from pmg_desk.domain.selectie import Geinformeerde
from pmg_desk.domain.tijdlijn import Soort
from pmg_desk.services import (
    aanmeldingen,
    acties,
    antecedenten,
    bijlagen,
    budget,
    doorbraak,
    doorgeleidingen,
    factoren,
    groepen,
    indelen,
    informering,
    leefgebieden,
    meldpunt,
    overleggen,
    reacties,
    signaalcasus,
    tijdlijn,
    toewijzingen,
    triage,
    uitspraken,
    verstrekkingen,
)
from pmg_desk.services.aanmeldingen import AanmeldingInvoer, AanmeldingStatus, list_aanmeldingen, meld_aan
from pmg_desk.services.antecedenten import AntecedentInvoer
from pmg_desk.services.budget import AanvraagInvoer, UitgaveInvoer
from pmg_desk.services.budget import BesluitInvoer as BudgetBesluit
from pmg_desk.services.casusverloop import close_casus, reopen_casus
from pmg_desk.services.doorgeleidingen import DoorgeleidingInvoer, Vraagantwoord, Weg
from pmg_desk.services.doorgeleidroutes import list_routes
from pmg_desk.services.factoren import FactorInvoer
from pmg_desk.services.informering import InformeringInvoer
from pmg_desk.services.leefgebieden import ScoreInvoer
from pmg_desk.services.triage import BesluitInvoer
from pmg_desk.services.uitspraken import UitspraakInvoer
from pmg_desk.storage.models import (
    ActieStatus,
    Bereik,
    BudgetSoort,
    Doel,
    Doelbereik,
    Evaluatie,
    FactorSoort,
    Groepslid,
    Inzet,
    KenmerkSoort,
    OverlegStatus,
    PlanVersie,
    UitspraakSoort,
    Vervolg,
    Wijze,
)
from pmg_desk.storage.models.inzet import InzetStatus
from tests import bijlagebouw
from tests.casusbouw import maak, regels
from tests.services.planbouw import actie, bouw
from tests.services.test_samenvatting_dekking import geef_uit, pdf_tekst
from tests.vulling import keur_goed, maak_dossier, vraag
from tests.wereld import Wereld

SIGNAAL = UitspraakSoort.SIGNAAL


@pytest.fixture
def casus_id(wereld: Wereld) -> UUID:
    return maak(wereld.regie, geboortedatum="2008")


def _lijn(wereld: Wereld, casus_id: UUID) -> list[tuple[str, Soort, str]]:
    alle = tijdlijn.toon_tijdlijn(wereld.regie, casus_id).gebeurtenissen
    return [(g.datum.als_tekst(), g.soort, g.wat) for g in alle]


def _signaal(wereld: Wereld, casus_id: UUID, tekst: str, op: date | None = None, **anders: object) -> UUID:
    invoer = UitspraakInvoer(tekst, gezegd_op=op, **anders)  # type: ignore[arg-type]
    return uitspraken.add_uitspraak(wereld.regie, casus_id, SIGNAAL, invoer)


def test_alles_staat_op_zijn_dag_nieuwste_eerst(wereld: Wereld, casus_id: UUID) -> None:
    regie = wereld.regie
    _signaal(wereld, casus_id, "Gezien op het plein.", date(2026, 11, 2))
    antecedenten.add_antecedent(regie, casus_id, AntecedentInvoer("2025", "opium", "veroordeling", "Politie"))
    antecedenten.add_antecedent(regie, casus_id, AntecedentInvoer("mei 2026", "overlast", "melding", "Politie"))
    leefgebieden.save_scores(regie, casus_id, [ScoreInvoer("financien", 2, UitspraakInvoer("Schuld."))], "1-5-2026")
    factor = FactorInvoer("huisvesting", FactorSoort.RISICO, UitspraakInvoer("Slaapt elders."), "2026-06-01")
    factor_id = factoren.add_factor(regie, casus_id, factor)
    factoren.end_factor(regie, factor_id, 1, "2026-10-01")
    indelen.judge_kenmerk(regie, casus_id, KenmerkSoort.SLACHTOFFER, True, "School", UitspraakInvoer("Werd gedwongen."))
    indelen.assign_doelgroep(regie, casus_id, "jonge_aanwas", UitspraakInvoer("Past."), "Reden")
    assert _lijn(wereld, casus_id) == [
        ("2026-11-23", Soort.INDELING, "Ingedeeld als Jonge aanwas"),
        ("2026-11-23", Soort.SLACHTOFFER, "Slachtoffer (bijvoorbeeld van criminele uitbuiting): ja"),
        ("2026-11-23", Soort.UITSPRAAK, "Aanleiding"),
        ("2026-11-23", Soort.CASUS, "Aan tafel bij PGA lokaal"),
        ("2026-11-23", Soort.CASUS, "Casus geopend"),
        ("2026-11-02", Soort.UITSPRAAK, "Signaal"),
        ("2026-10-01", Soort.LEEFGEBIED, "Risicofactor, huisvesting: speelt niet meer"),
        ("2026-06-01", Soort.LEEFGEBIED, "Risicofactor, huisvesting"),
        ("2026-05-01", Soort.LEEFGEBIED, "Financiën: 2 – niet zelfredzaam"),
        ("2026-05", Soort.ANTECEDENT, "Overlast (melding)"),
        ("2025", Soort.ANTECEDENT, "Opium (drugs) (veroordeling)"),
    ]


def test_woorden_bron_aard_en_reactie_staan_erbij(wereld: Wereld, casus_id: UUID) -> None:
    id_ = _signaal(wereld, casus_id, "Zou dealen.", date(2026, 11, 2), bron="Wijkagent", aard=Aard.AANNAME)
    reacties.add_reactie(wereld.regie, id_, UitspraakInvoer("Dat klopt niet.", bron="de jongere", aard=Aard.MENING))
    lijn = tijdlijn.toon_tijdlijn(wereld.regie, casus_id)
    gevonden = lijn.gefilterd(Soort.UITSPRAAK, Aard.AANNAME)
    (g,) = gevonden.gebeurtenissen
    assert (g.tekst, g.bron, g.aard, g.categorie, g.reacties) == (
        "Zou dealen.",
        "Wijkagent",
        Aard.AANNAME,
        "signalen",
        ("de jongere: Dat klopt niet.",),
    )
    assert len(gevonden) == 1
    assert [g.wat for g in lijn.gebeurtenissen if g.soort is Soort.UITSPRAAK] == ["Aanleiding", "Signaal"]
    assert len(lijn.gefilterd(None, Aard.MENING)) == 0, "the reaction stands with the text it is about, not by itself"


def test_wat_niet_meer_geldt_en_wat_nog_komt_staat_er_niet(wereld: Wereld, casus_id: UUID) -> None:
    voor = _lijn(wereld, casus_id)
    uitspraken.withdraw_uitspraak(wereld.regie, _signaal(wereld, casus_id, "Was een ander."), "Verkeerde jongere.")
    factor = FactorInvoer("huisvesting", FactorSoort.RISICO, UitspraakInvoer("Slaapt elders."))
    factoren.withdraw_factor(wereld.regie, factoren.add_factor(wereld.regie, casus_id, factor), "Over een ander.")
    straks = overleggen.plan_overleg(wereld.regie, overleggen.OverlegInvoer("pga_lokaal", date(2026, 12, 1)))
    overleggen.add_agendapunt(wereld.regie, straks, casus_id)
    assert _lijn(wereld, casus_id) == voor
    wereld.klok.moment += timedelta(days=8)
    assert _lijn(wereld, casus_id)[0] == ("2026-12-01", Soort.OVERLEG, "Op de agenda bij PGA lokaal")
    overleggen.set_overlegstatus(wereld.regie, straks, OverlegStatus.GEHOUDEN)
    assert _lijn(wereld, casus_id)[0] == ("2026-12-01", Soort.OVERLEG, "Besproken bij PGA lokaal")
    overleggen.set_overlegstatus(wereld.regie, straks, OverlegStatus.VERVALLEN)
    assert _lijn(wereld, casus_id) == voor


def test_een_onbekend_jaar_staat_apart(wereld: Wereld) -> None:
    onbekend = maak(wereld.regie, geboortedatum="")
    antecedenten.add_antecedent(wereld.regie, onbekend, AntecedentInvoer("", "opium", "melding", "Politie"))
    lijn = tijdlijn.toon_tijdlijn(wereld.regie, onbekend)
    assert [(g.datum, g.wat) for g in lijn.zonder_jaar] == [(OnvolledigeDatum(), "Opium (drugs) (melding)")]
    assert "Jaar onbekend" in pdf_tekst(tijdlijn.preview_tijdlijn(wereld.regie, onbekend))


def test_sluiten_en_heropenen_met_hun_reden(wereld: Wereld, casus_id: UUID) -> None:
    close_casus(wereld.regie, casus_id, "doelen_behaald", "verbeterd", "Gaat naar het wijkteam.")
    wereld.klok.moment += timedelta(days=3)
    reopen_casus(wereld.regie, casus_id, "Er is een nieuw feit.")
    alle = tijdlijn.toon_tijdlijn(wereld.regie, casus_id).gefilterd(Soort.CASUS, None).gebeurtenissen
    per = {(g.datum.als_tekst(), g.wat): g.tekst for g in alle}
    assert per["2026-11-26", "Casus heropend"] == "Er is een nieuw feit."
    gesloten = next(tekst for (dag, wat), tekst in per.items() if wat.startswith("Casus gesloten: "))
    assert gesloten == "Gaat naar het wijkteam."


def test_plan_actie_delen_en_inzet_komen_erbij(wereld: Wereld) -> None:
    dossier = maak_dossier(wereld.regie)
    with wereld.regie.doe() as t:
        tekst = uitspraken.voeg_toe(
            t,
            dossier.casus_id,
            UitspraakSoort.INZET,
            UitspraakInvoer("Past bij zijn wens.", "C. Regisseur", t.vandaag, categorie="acties"),
        )
        t.db.add(
            Inzet(
                id=t.nieuw_id(),
                casus_id=dossier.casus_id,
                interventie="halt",
                naam="Halt",
                status=InzetStatus.AFGEROND,
                begin=t.vandaag - timedelta(days=9),
                eind=t.vandaag,
                uitspraak_id=tekst.id,
                door_id=t.gebruiker.id,
                op=t.nu,
            )
        )
        t.log("factor.toevoegen", "casus", dossier.casus_id, casus_id=dossier.casus_id)
    keur_goed(wereld, vraag(wereld, dossier, ("signalen",)))
    geef_uit(wereld, dossier)
    soorten = {(soort, wat.split(",")[0].split(" 2026")[0]) for _, soort, wat in _lijn(wereld, dossier.casus_id)}
    assert {
        (Soort.INZET, "Halt: begonnen"),
        (Soort.INZET, "Halt: afgerond"),
        (Soort.DELEN, "Akkoord gevraagd"),
        (Soort.DELEN, "Gedeeld met School De Brug PMG-2026-00001"),
    } <= soorten
    assert any(wat.startswith("Besluit ") for _, wat in soorten)
    (begin,) = (
        g for g in tijdlijn.toon_tijdlijn(wereld.regie, dossier.casus_id).gebeurtenissen if g.wat == "Halt: begonnen"
    )
    assert begin.tekst == "Past bij zijn wens."
    assert begin.categorie == "gezondheid", "of what the profile does not know nobody knows what it is about"


@pytest.mark.parametrize("naam", ["regie2", "beheer", "privacy", "lezer"])
def test_wie_de_casus_niet_ziet_ziet_geen_lijn_en_drukt_niets_af(wereld: Wereld, casus_id: UUID, naam: str) -> None:
    ander = wereld.werkplek(naam)
    with pytest.raises(GeenToegang):
        tijdlijn.toon_tijdlijn(ander, casus_id)
    with pytest.raises(GeenToegang):
        tijdlijn.preview_tijdlijn(ander, casus_id)
    with pytest.raises(GeenToegang):
        tijdlijn.issue_tijdlijn(ander, casus_id, Wijze.PAPIER)


def test_geld_van_vraag_tot_besteding_staat_op_de_lijn(wereld: Wereld, casus_id: UUID) -> None:
    regie, wie = wereld.regie, wereld.regie2
    toewijzingen.assign_casus(regie, casus_id, wie.gebruiker.id)  # somebody else decides
    reden = UitspraakInvoer("Een fiets.", categorie="leefgebieden")

    def vraag_aan(bedrag: str) -> UUID:
        soort = BudgetSoort.MAATWERKBUDGET
        return budget.ask_budget(regie, casus_id, AanvraagInvoer(soort, "pga_lokaal", bedrag, reden))

    besteed, weg, terug = vraag_aan("150"), vraag_aan("40"), vraag_aan("30")
    budget.withdraw_aanvraag(regie, terug, UitspraakInvoer("Niet meer nodig."))
    wereld.klok.moment += timedelta(days=1)
    ja = BudgetBesluit(toekennen=True, wie="Teamleider", reden=UitspraakInvoer("Past."), bedrag="120")
    nee = BudgetBesluit(toekennen=False, wie="Teamleider", reden=UitspraakInvoer("Past niet."))
    budget.decide_budget(wie, besteed, ja)
    budget.decide_budget(wie, weg, nee)
    wereld.klok.moment += timedelta(days=1)
    uitgave = budget.spend_budget(regie, besteed, UitgaveInvoer("89,95", UitspraakInvoer("Tweedehands fiets.")))
    budget.take_back(regie, uitgave, UitspraakInvoer("Verkeerd bedrag."))
    lijn = tijdlijn.toon_tijdlijn(regie, casus_id).gefilterd(Soort.BUDGET, None).gebeurtenissen
    assert sorted((g.datum.als_tekst(), g.wat.replace("\xa0", " "), g.tekst) for g in lijn) == [
        ("2026-11-23", "Maatwerkbudget gevraagd: € 150,00", "Een fiets."),
        ("2026-11-23", "Maatwerkbudget gevraagd: € 30,00", "Een fiets."),
        ("2026-11-23", "Maatwerkbudget gevraagd: € 40,00", "Een fiets."),
        ("2026-11-23", "Maatwerkbudget ingetrokken", "Niet meer nodig."),
        ("2026-11-24", "Maatwerkbudget afgewezen", "Past niet."),
        ("2026-11-24", "Maatwerkbudget toegekend: € 120,00", "Past."),
        ("2026-11-25", "Maatwerkbudget besteding teruggedraaid: € 89,95", "Verkeerd bedrag."),
        ("2026-11-25", "Maatwerkbudget besteed: € 89,95", "Tweedehands fiets."),
    ]


def test_een_doorbraak_een_groep_en_een_bijlage_staan_op_de_lijn(
    wereld: Wereld, casus_id: UUID, tmp_path: Path
) -> None:
    regie = wereld.regie
    groep = groepen.make_groep(regie, groepen.GroepInvoer("huishouden", "Kwetterzolder", "zvh"), (casus_id,))
    with regie.doe() as t:
        t.db.scalars(sa.select(Groepslid).where(Groepslid.groep_id == groep)).one().tot = t.vandaag
        t.log("groep.lid_wijzigen", "groep", groep, casus_id=casus_id)
    met_tekst = UitspraakInvoer("Advies van de school.", categorie="leefgebieden")
    pad = bijlagebouw.zet(tmp_path, "Dubbelnierpijn.pdf", bijlagebouw.pdf("Blad"))
    bijlagen.add_bijlage(regie, casus_id, pad, met_tekst)
    id_ = doorbraak.bring_in(regie, casus_id, "pga_lokaal", UitspraakInvoer("Geen plek te vinden."))
    doorbraak.decide_doorbraak(regie, id_, "Teamleider", UitspraakInvoer("Een tijdelijke plek."))
    doorbraak.finish_doorbraak(regie, id_, True, UitspraakInvoer("Hij woont begeleid."))
    lijn = tijdlijn.toon_tijdlijn(regie, casus_id).gebeurtenissen
    nieuw = {(g.soort, g.wat, g.tekst, g.categorie) for g in lijn if g.soort in (Soort.BUDGET, Soort.GROEP)}
    assert nieuw == {
        (Soort.BUDGET, "Ingebracht in het Doorbraaklab", "Geen plek te vinden.", "acties"),
        (Soort.BUDGET, "Besluit van het Doorbraaklab", "Een tijdelijke plek.", "acties"),
        (Soort.BUDGET, "Doorbraak gelukt", "Hij woont begeleid.", "acties"),
        (Soort.GROEP, "Bij een huishouden gevoegd", "", "gezin"),
        (Soort.GROEP, "Niet meer bij een huishouden", "", "gezin"),
    }
    assert [(g.wat, g.tekst, g.categorie) for g in lijn if g.soort is Soort.BIJLAGE] == [
        ("Bijlage toegevoegd: PDF", "Advies van de school.", "leefgebieden")
    ]
    assert [woord for woord in ("Kwetterzolder", "Dubbelnierpijn") if woord in repr(lijn)] == []


def test_een_actie_die_verviel_staat_er_met_waarom(wereld: Wereld) -> None:
    casus = bouw(wereld)
    actie_id = actie(wereld, casus, 5, "Belt de school.")
    wereld.klok.moment += timedelta(days=2)
    acties.set_actiestatus(wereld.regie, actie_id, ActieStatus.VERVALLEN, UitspraakInvoer("School is verhuisd."))
    lijn = tijdlijn.toon_tijdlijn(wereld.regie, casus.casus_id).gefilterd(Soort.ACTIE, None).gebeurtenissen
    assert {(g.datum.als_tekst(), g.wat, g.tekst) for g in lijn} == {
        ("2026-11-25", "Actie vervallen", "Belt de school."),
        ("2026-11-25", "Waarom een actie verviel", "School is verhuisd."),
    }


def test_een_tafel_die_uit_het_profiel_ging_telt_als_gezondheid(wereld: Wereld, casus_id: UUID) -> None:
    tafels = {sleutel: tafel for sleutel, tafel in wereld.regie.profiel.tafels.items() if sleutel != "pga_lokaal"}
    wereld.regie.profiel = replace(wereld.profiel, tafels=MappingProxyType(tafels))
    lijn = tijdlijn.toon_tijdlijn(wereld.regie, casus_id).gebeurtenissen
    assert [g.categorie for g in lijn if g.wat.startswith("Aan tafel bij")] == ["gezondheid"]


def test_de_afdruk_is_gelogd_bewaard_en_oudste_eerst(wereld: Wereld, casus_id: UUID) -> None:
    _signaal(wereld, casus_id, "Later gezien.", date(2026, 11, 3), categorie="gezondheid")
    id_ = _signaal(wereld, casus_id, "Eerder gezien.", date(2026, 11, 2), aard=Aard.AANNAME, bron="Wijkagent")
    reacties.add_reactie(wereld.regie, id_, UitspraakInvoer("Dat klopt niet.", bron="de jongere"))
    uitgave = tijdlijn.issue_tijdlijn(wereld.regie, casus_id, Wijze.BESTAND)
    assert uitgave.bestandsnaam == "tijdlijn-PMG-2026-00001-exemplaar-1-intern.pdf"
    papier = " ".join(pdf_tekst(uitgave.pdf).split())
    plekken = [
        papier.index(w) for w in ("Eerder gezien.", "Aanname · bron: Wijkagent", "Dat klopt niet.", "Later gezien.")
    ]
    assert plekken == sorted(plekken)
    assert "NIET VERSTREKKEN" in papier
    (regel,) = regels(wereld.regie, "samenvatting.uitgeven")
    assert (regel.ontvanger, regel.categorieen) == ("intern", "doelgroep,gezondheid,politiegegevens,signalen")
    (bewaard,) = verstrekkingen.list_verstrekkingen(wereld.regie)
    assert bewaard.id == uitgave.verstrekking_id
    assert "Gedeeld" not in str(_lijn(wereld, casus_id)), "an internal print was not shared with anybody"


def test_tweeduizend_signalen_in_een_handvol_vragen(wereld: Wereld, casus_id: UUID) -> None:
    """As many statements as one casus ever has: each kind is read in a fixed number of queries, not one per row."""
    with wereld.regie.doe() as t:
        een = UitspraakInvoer("Gezien.", "Wijkagent", date(2026, 11, 1), categorie="signalen")
        invoeren = ((casus_id, replace(een, tekst=f"Signaal {nr}.")) for nr in range(2000))
        uitspraken.voeg_reeks_toe(t, SIGNAAL, invoeren)
        t.log("uitspraak.toevoegen", "casus", casus_id, casus_id=casus_id)
    vragen: list[str] = []
    event.listen(wereld.engine, "before_cursor_execute", lambda *deel: vragen.append(str(deel[2])))
    lijn = tijdlijn.toon_tijdlijn(wereld.regie, casus_id)
    assert len(lijn) == 2003
    assert len(vragen) < 60, len(vragen)


def test_elke_soort_heeft_een_woord() -> None:
    assert set(tijdlijn.LABELS) == set(Soort)


# tables


def _naar_top_x(wereld: Wereld, casus_id: UUID) -> UUID:
    """Passed on from PGA lokaal to TOP X, which has somebody here; the aanmelding there."""
    route = next(een for een in list_routes(wereld.regie, casus_id) if een.sleutel == "tafel:top_x")
    antwoorden = dict.fromkeys(route.vragen, Vraagantwoord.JA)
    waarom = UitspraakInvoer("Wil eruit.", bron="Wijkagent", categorie="plan")
    doorgeleidingen.request_doorgeleiding(
        wereld.regie, casus_id, DoorgeleidingInvoer("tafel:top_x", route.soorten[0], Weg.KLUIS, waarom, antwoorden)
    )
    (aanmelding,) = [een for een in list_aanmeldingen(wereld.regie, casus_id) if een.rij.tafel == "top_x"]
    return aanmelding.id


def test_een_doorgeleiding_is_een_kaart_met_haar_stappen(wereld: Wereld) -> None:
    casus_id = maak(wereld.regie, geboortedatum="2009-05-02")
    voor = _lijn(wereld, casus_id)
    wereld.klok.moment += timedelta(days=1)
    aanmelding = _naar_top_x(wereld, casus_id)
    wereld.klok.moment += timedelta(days=2)
    reden = UitspraakInvoer("Past bij de tafel.", bron="TOP X", categorie="gezondheid")
    triage.decide_aanmelding(wereld.regie2, aanmelding, BesluitInvoer(AanmeldingStatus.AANGENOMEN, reden))
    (besluit,) = [u for u in uitspraken.list_uitspraken(wereld.regie, casus_id) if u.tekst == "Past bij de tafel."]
    reacties.add_reactie(wereld.regie, besluit.id, UitspraakInvoer("Ik wil dit niet.", bron="de jongere"))
    (kaart,) = [g for g in tijdlijn.toon_tijdlijn(wereld.regie, casus_id).gebeurtenissen if "TOP X" in g.wat]
    assert [een for een in _lijn(wereld, casus_id) if een not in voor] == [
        ("2026-11-24", Soort.CASUS, "TOP X: doorgeleiding gevraagd")
    ]
    assert [(stap.datum.als_tekst(), stap.wat, stap.tekst, stap.bron, stap.reacties) for stap in kaart.stappen] == [
        ("2026-11-24", "Aan tafel bij TOP X", "", "", ()),
        ("2026-11-26", "Aangenomen", "Past bij de tafel.", "TOP X", ("de jongere: Ik wil dit niet.",)),
    ]
    assert (kaart.tekst, kaart.bron, kaart.categorie) == ("Wil eruit.", "Wijkagent", "gezondheid")
    afdruk = " ".join(pdf_tekst(tijdlijn.preview_tijdlijn(wereld.regie, casus_id)).split())
    assert "TOP X: doorgeleiding gevraagd Wil eruit." in afdruk
    assert "26 november 2026: Aangenomen Past bij de tafel." in afdruk
    assert "bron: TOP X Reactie van de jongere: Ik wil dit niet." in afdruk


def test_van_een_aanmelding_staan_de_afwijking_de_triage_en_wat_is_verteld_erbij(wereld: Wereld) -> None:
    wereld.klok.moment += timedelta(days=1)
    anders = UitspraakInvoer("PGA komt te laat bijeen.", bron="Wijkagent", categorie="gezin")
    direct = maak(wereld.regie2, "zvh")
    aanmelding = meld_aan(
        wereld.regie2, direct, AanmeldingInvoer("top_x", UitspraakInvoer("Wil eruit."), afwijking=anders)
    )
    vraag_, *_ = (een.vraag for een in triage.toon_triage(wereld.regie2, aanmelding).vragen)
    gegeven = triage.Triageantwoordinvoer(vraag_, triage.Antwoord.JA, "Staat in het BVH.")
    wereld.klok.moment += timedelta(days=1)
    triage.answer_triage(wereld.regie2, aanmelding, [gegeven])
    for tekst in ("Ontvangen.", "Bekeken."):
        wereld.klok.moment += timedelta(days=1)
        aanmeldingen.record_terugkoppeling(wereld.regie2, aanmelding, tekst)
    lijn = [g for g in tijdlijn.toon_tijdlijn(wereld.regie2, direct).gebeurtenissen if "TOP X" in g.wat]
    lijn = [g for g in lijn if any(woord in g.wat for woord in ("ingelicht", "Triage", "gewone weg"))]
    assert [(g.datum.als_tekst(), g.wat, g.tekst) for g in lijn] == [
        ("2026-11-27", "Aanmelder ingelicht (TOP X)", "Bekeken."),
        ("2026-11-26", "Aanmelder ingelicht (TOP X)", "Ontvangen."),
        ("2026-11-25", "Triage bij TOP X", ""),
        ("2026-11-24", "TOP X: waarom niet via de gewone weg", "PGA komt te laat bijeen."),
    ]
    (kaart,) = (g for g in lijn if g.wat == "Triage bij TOP X")
    assert [(stap.wat, stap.tekst) for stap in kaart.stappen] == [(f"{vraag_} Ja", "Staat in het BVH.")]
    assert (kaart.categorie, lijn[3].categorie) == ("politiegegevens", "politiegegevens")


def test_wie_een_signaal_gaf_en_wie_werd_geinformeerd_staan_op_de_lijn(wereld: Wereld, casus_id: UUID) -> None:
    regie = wereld.regie
    signaal = meldpunt.SignaalInvoer("pga_lokaal", UitspraakInvoer("Gezien.", bron="Buurtvader"))
    voor_de_casus, los = (meldpunt.record_signaal(regie, signaal) for _ in range(2))
    signaalcasus.link_signaal(regie, voor_de_casus, casus_id)
    for id_, tekst in ((voor_de_casus, "Bedankt."), (los, "Van een ander.")):
        meldpunt.record_terugmelding(regie, id_, tekst)
    later = InformeringInvoer(Geinformeerde.OUDERS, uitstel_reden="Eerst overleg.", uitstel_tot="1-12-2026")
    informering.record_informering(regie, casus_id, later)
    wereld.klok.moment += timedelta(days=1)
    for wie in (Geinformeerde.OUDERS, Geinformeerde.JONGERE):
        informering.record_informering(regie, casus_id, InformeringInvoer(wie, "24-11-2026", "in een gesprek"))
    lijn = tijdlijn.toon_tijdlijn(regie, casus_id).gebeurtenissen
    gevonden = {(g.datum.als_tekst(), g.soort, g.wat, g.tekst) for g in lijn if "ngelicht" in g.wat or "ïnf" in g.wat}
    ouders = "De ouders of wie het gezag heeft"
    assert gevonden == {
        ("2026-11-23", Soort.CASUS, "Melder van een signaal ingelicht (PGA lokaal)", "Bedankt."),
        ("2026-11-23", Soort.DELEN, f"{ouders}: nog niet geïnformeerd, uiterlijk op 1 december 2026", "Eerst overleg."),
        ("2026-11-24", Soort.DELEN, f"{ouders}: geïnformeerd", "in een gesprek"),
        ("2026-11-24", Soort.DELEN, "De jongere: geïnformeerd", "in een gesprek"),
    }


def test_bij_een_evaluatie_staat_hoe_ver_elk_doel_is(wereld: Wereld) -> None:
    casus = bouw(wereld)
    with wereld.regie.doe() as t:
        plan = t.db.scalars(sa.select(PlanVersie).where(PlanVersie.casus_id == casus.casus_id)).one()
        doel = t.db.scalars(sa.select(Doel).where(Doel.plan_versie_id == plan.id)).first()
        assert doel is not None
        leefgebied = doel.leefgebied
        gezegd = [
            uitspraken.voeg_toe(
                t,
                casus.casus_id,
                UitspraakSoort.EVALUATIE,
                UitspraakInvoer(tekst, "School", t.vandaag, categorie=soort),
            ).id
            for tekst, soort in (("Gaat beter.", "plan"), ("Slaapt weer.", "gezondheid"))
        ]
        een = Evaluatie(
            id=t.nieuw_id(),
            casus_id=casus.casus_id,
            plan_versie_id=plan.id,
            gehouden_op=t.vandaag,
            uitspraak_id=gezegd[0],
            vervolg=Vervolg.DOORGAAN,
            door_id=t.gebruiker.id,
            op=t.nu,
        )
        t.db.add(een)
        t.db.flush()
        t.db.add(
            Doelbereik(
                id=t.nieuw_id(),
                evaluatie_id=een.id,
                doel_stam_id=doel.stam_id,
                bereik=Bereik.DEELS,
                uitspraak_id=gezegd[1],
            )
        )
        t.log("plan.evalueren", "evaluatie", een.id, casus_id=casus.casus_id)
    (kaart,) = (
        g for g in tijdlijn.toon_tijdlijn(wereld.regie, casus.casus_id).gebeurtenissen if g.wat == "Plan geëvalueerd"
    )
    label = wereld.profiel.leefgebieden[leefgebied].label
    assert (kaart.tekst, kaart.categorie) == ("Gaat beter.", "gezondheid")
    assert [(s.wat, s.tekst, s.bron) for s in kaart.stappen] == [(f"{label}: deels bereikt", "Slaapt weer.", "School")]


def test_het_perspectief_van_een_last_onder_dwangsom_staat_bij_de_doorgeleiding(wereld: Wereld, casus_id: UUID) -> None:
    route = next(een for een in list_routes(wereld.regie, casus_id) if een.perspectief)
    antwoorden = dict.fromkeys(route.vragen, Vraagantwoord.JA)
    invoer = DoorgeleidingInvoer(
        route.sleutel,
        route.soorten[0],
        route.weg,
        UitspraakInvoer("Dealt op straat.", bron="Wijkagent"),
        antwoorden,
        perspectief=UitspraakInvoer("Werk bij de gemeente.", bron="Coach", categorie="gezondheid"),
    )
    doorgeleidingen.request_doorgeleiding(wereld.regie, casus_id, invoer)
    (kaart,) = (g for g in tijdlijn.toon_tijdlijn(wereld.regie, casus_id).gebeurtenissen if "gevraagd" in g.wat)
    assert [(stap.wat, stap.tekst, stap.bron) for stap in kaart.stappen][:1] == [
        ("Perspectief dat bij deze grens hoort", "Werk bij de gemeente.", "Coach")
    ]
    assert kaart.categorie == "gezondheid"


def test_een_dag_staat_in_de_volgorde_waarin_het_gebeurde(wereld: Wereld, casus_id: UUID) -> None:
    """All on one day: the casus opens, is put before a table, is talked about, is decided on, and closes."""
    regie = wereld.regie
    aanmelding = meld_aan(regie, casus_id, AanmeldingInvoer("zsm", UitspraakInvoer("Haast.")))
    wereld.klok.moment += timedelta(hours=1)
    _signaal(wereld, casus_id, "Tussendoor gezien.")
    wereld.klok.moment += timedelta(hours=1)
    besluit = BesluitInvoer(AanmeldingStatus.AFGEWEZEN, UitspraakInvoer("Past niet."))
    triage.decide_aanmelding(regie, aanmelding, besluit)
    profiel = wereld.profiel
    close_casus(regie, casus_id, next(iter(profiel.redenen_afsluiten)), next(iter(profiel.uitkomsten)))
    reopen_casus(regie, casus_id, "Toch niet klaar.")
    volgorde = [wat for _, _, wat in reversed(_lijn(wereld, casus_id))]
    gesloten = next(wat for wat in volgorde if wat.startswith("Casus gesloten"))
    assert volgorde[0] == "Casus geopend"
    assert volgorde[-3:] == ["Weg van tafel ZSM", gesloten, "Casus heropend"]
    reeks = ["Aan tafel bij PGA lokaal", "Aangemeld bij ZSM", "Signaal", "Aanmelding bij ZSM: afgewezen", gesloten]
    assert [wat for wat in volgorde if wat in reeks] == reeks


@pytest.mark.parametrize(("wat", "zwaarder"), [("plan", "gezin"), ("gezin", "gezin")])
def test_woorden_over_geld_en_een_doorbraak_zijn_nooit_lichter_dan_waarvoor_het_is(
    wereld: Wereld, casus_id: UUID, wat: str, zwaarder: str
) -> None:
    regie, wie = wereld.regie, wereld.regie2
    toewijzingen.assign_casus(regie, casus_id, wie.gebruiker.id)  # somebody else decides
    reden = UitspraakInvoer("Hulp voor moeder.", categorie="gezin")
    aanvraag = budget.ask_budget(regie, casus_id, AanvraagInvoer(BudgetSoort.MAATWERKBUDGET, "pga_lokaal", "90", reden))
    ja = BudgetBesluit(toekennen=True, wie="Teamleider", reden=UitspraakInvoer("Past.", categorie="gezin"), bedrag="90")
    budget.decide_budget(wie, aanvraag, ja)
    id_ = doorbraak.bring_in(regie, casus_id, "pga_lokaal", UitspraakInvoer("Moeder is ziek.", categorie="gezin"))
    doorbraak.decide_doorbraak(regie, id_, "Teamleider", UitspraakInvoer("Thuishulp.", categorie=wat))
    lijn = tijdlijn.toon_tijdlijn(regie, casus_id).gefilterd(Soort.BUDGET, None).gebeurtenissen
    assert [g.categorie for g in lijn] == [zwaarder] * 4
    opgevraagd = [g for g in lijn if g.tekst == "Thuishulp."]
    assert [g.categorie for g in opgevraagd] == [zwaarder]


def test_de_woorden_van_een_signaal_dat_de_reden_van_een_aanmelding_is_staan_er_een_keer(wereld: Wereld) -> None:
    signaal = meldpunt.SignaalInvoer("pga_lokaal", UitspraakInvoer("Dealt bij de Leyweg.", bron="Buurtvader"))
    id_ = meldpunt.record_signaal(wereld.regie, signaal)
    casus_id = maak(wereld.regie, "zvh")
    signaalcasus.link_signaal(wereld.regie, id_, casus_id, aanmelden=True)
    lijn = tijdlijn.toon_tijdlijn(wereld.regie, casus_id)
    met_woorden = [(g.soort, g.wat) for g in lijn.gebeurtenissen if g.tekst == "Dealt bij de Leyweg."]
    assert met_woorden == [(Soort.UITSPRAAK, "Signaal, reden van de aanmelding bij PGA lokaal")]
    (aangemeld,) = [g for g in lijn.gebeurtenissen if g.wat == "Aangemeld bij PGA lokaal"]
    assert (aangemeld.tekst, aangemeld.bron, aangemeld.aard) == ("", "", None)


def test_een_plan_dat_nog_wordt_gemaakt_staat_er_zo(wereld: Wereld) -> None:
    casus = bouw(wereld)
    plan = [(dag, wat) for dag, soort, wat in _lijn(wereld, casus.casus_id) if soort is Soort.PLAN]
    assert plan == [("2026-11-23", "Plan van aanpak in de maak, versie 1")]
