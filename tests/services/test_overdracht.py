"""A casus moves to another vault: what both sides see at every step, and that it can be worked with there."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa

from pmg_desk.domain.canoniek import sha256_hex
from pmg_desk.domain.delen import Soort
from pmg_desk.domain.fouten import GeenToegang, OngeldigeInvoer
from pmg_desk.domain.samenvatting import Doorverstrekking
from pmg_desk.services import (
    antecedenten,
    betrokkenen,
    casussen,
    casusverloop,
    indelen,
    inzet,
    jongeren,
    leefgebieden,
    overdrachten,
    overdragen,
    overnemen,
    plannen,
    relaties,
    samenvattingen,
    toewijzingen,
    uitgaven,
    uitspraken,
    verstrekkingen,
)
from pmg_desk.services.casussen import AlOpenCasus
from pmg_desk.services.overdrachtantwoord import declare_verloren, list_lopend, read_antwoord
from pmg_desk.services.overdrachtfouten import NietMeerOpen
from pmg_desk.services.overdrachtteksten import ZONDER_TEKST
from pmg_desk.services.uitspraken import UitspraakInvoer
from pmg_desk.services.verbindingen import stop_verbinding
from pmg_desk.services.verbindingsfouten import VerbindingGestopt
from pmg_desk.services.vernietigen import WordtOvergedragen, propose_vernietiging
from pmg_desk.storage.models import (
    CasusStatus,
    Jongere,
    KenmerkSoort,
    Overdracht,
    OverdrachtStatus,
    Richting,
    Uitspraak,
    UitspraakSoort,
)
from tests.casusbouw import maak as maak_casus
from tests.casusbouw import regels
from tests.overdrachtzaak import ALLES, Overdrachtzaak, maak_zaak
from tests.vulling import WOORDEN, keur_goed, vraag

GEEN_TEKST = ("moeder", "straat", "voornaam", "bron_nee", "bron_vragen")
"""Planted words that are no statement, or one that may not go."""
MERK = " (overgedragen uit kluis Den Haag Zuidwest)"


@pytest.fixture
def maak(tmp_path: Path) -> Iterator[Callable[..., Overdrachtzaak]]:
    gemaakt: list[Overdrachtzaak] = []

    def bouw(*alles: Any, **anders: Any) -> Overdrachtzaak:
        gemaakt.append(maak_zaak(tmp_path, *alles, **anders))
        return gemaakt[0]

    yield bouw
    for een in gemaakt:
        een.sluit()


@pytest.fixture
def zaak(maak: Callable[..., Overdrachtzaak]) -> Overdrachtzaak:
    return maak()


def zin(zaak: Overdrachtzaak) -> str:
    return overdrachten.list_overdrachten(zaak.hier.regie, zaak.casus_id)[0].zin


# giving


def test_wie_de_casus_kan_krijgen_en_onder_welk_akkoord(zaak: Overdrachtzaak) -> None:
    keuzes = overdragen.list_mogelijkheden(zaak.hier.regie, zaak.casus_id)
    assert [(b.naam, b.kluisnaam) for b in keuzes.bestemmelingen] == [
        ("C. Regisseur", "Den Haag Zuidwest"),
        ("D. Regisseur", "Den Haag Zuidwest"),
    ]
    (akkoord,) = keuzes.akkoorden
    assert (akkoord.besluit_id, akkoord.ontvanger.functie) == (zaak.aanbod.besluit_id, "Leerlingzaken")
    stop_verbinding(zaak.hier.beheer, zaak.aanbod.verbinding_id)
    assert overdragen.list_mogelijkheden(zaak.hier.regie, zaak.casus_id).bestemmelingen == ()


def test_vooraf_staat_er_wat_meegaat_en_wat_niet_en_waarom(zaak: Overdrachtzaak) -> None:
    voorbeeld = overdragen.prepare_overdracht(zaak.hier.regie, zaak.casus_id, zaak.aanbod)
    assert voorbeeld.telling == (
        "persoonsgegevens, 8 teksten, 1 antecedent, 2 scores, 1 plan van aanpak, 1 doel, 1 actie, 1 betrokkene"
    )
    assert next((stuk.titel, stuk.velden) for stuk, _ in voorbeeld.niet) == ("Adres", (("Adres", "geheim"),))
    assert sorted(reden for _, reden in voorbeeld.niet) == [
        "De bron moet eerst toestemming geven; vraag akkoord voor precies deze tekst.",
        "De bron staat doorverstrekken niet toe.",
        "Gaat ook over anderen; het akkoord gaat niet over anderen.",
        "Gaat ook over anderen; het akkoord gaat niet over anderen.",
        "Het adres is geheim (indicatie geheim in de BRP).",
    ]
    assert zin_aantal(zaak) == 0


def zin_aantal(zaak: Overdrachtzaak) -> int:
    return len(overdrachten.list_overdrachten(zaak.hier.regie, zaak.casus_id))


def test_een_aanbod_staat_in_het_dossier_het_register_en_het_logboek(zaak: Overdrachtzaak) -> None:
    aanbod = zaak.aangeboden()
    kop = casussen.toon_kop(zaak.hier.regie, zaak.casus_id)
    assert (kop.overdracht, kop.mag_wijzigen) == ("Aangeboden aan Den Haag Zuidwest op 23 november 2026", False)
    assert zin(zaak) == (
        "Aangeboden aan kluis Den Haag Zuidwest op 23 november 2026. Tot het antwoord er is, kunt u de casus alleen"
        " lezen."
    )
    (regel,) = verstrekkingen.list_verstrekkingen(zaak.hier.regie)
    assert (regel.wijze_label, regel.heeft_document) == ("Als bestand", True)
    document, _ = uitgaven.open_uitgave(zaak.hier.regie, regel.id)
    with zaak.hier.regie.doe() as t:
        rij = t.haal(Overdracht, aanbod.overdracht_id)
        assert (rij.status, rij.pakket_id) == (OverdrachtStatus.AANGEBODEN, aanbod.pakket.id)
        assert document == rij.tekst.encode()
        assert sha256_hex(document) == sha256_hex(rij.tekst.encode())
    (log,) = regels(zaak.hier.regie, "overdracht.aanbieden")
    assert (log.aantal, log.casus_id, log.object_id) == (16, str(zaak.casus_id), str(aanbod.overdracht_id))
    assert aanbod.pakket.bestandsnaam == f"overdracht-{aanbod.pakket.id.hex[:8]}.pmgpakket"


def test_lezen_toewijzen_en_intern_afdrukken_kan_terwijl_er_een_aanbod_ligt(zaak: Overdrachtzaak) -> None:
    zaak.bied_aan()
    regie = zaak.hier.regie
    assert casussen.open_dossier(regie, zaak.casus_id).nummer == "PMG-2026-00001"
    assert samenvattingen.preview_intern(regie, zaak.casus_id).startswith(b"%PDF")
    toewijzing = toewijzingen.assign_casus(regie, zaak.casus_id, zaak.hier.lezer.gebruiker.id)
    toewijzingen.withdraw_toewijzing(regie, toewijzing)


def test_wie_de_casus_kreeg_binnen_het_team_leest_het_antwoord_niet_maar_de_aanbieder_wel(
    zaak: Overdrachtzaak,
) -> None:
    """The answer is for the one who offered, who may not see the casus any more: it still counts."""
    pad = zaak.bied_aan()
    toewijzingen.transfer_casus(zaak.hier.regie, zaak.casus_id, zaak.hier.regie2.gebruiker.id)
    antwoord = zaak.schrijf(zaak.neem_over(pad).antwoord.ruw)
    assert not read_antwoord(zaak.hier.regie, antwoord).laat
    assert casussen.toon_kop(zaak.hier.regie2, zaak.casus_id).status is CasusStatus.GESLOTEN


def test_een_casus_die_is_aangeboden_wordt_niet_vernietigd(zaak: Overdrachtzaak) -> None:
    zaak.bied_aan()
    with pytest.raises(WordtOvergedragen):
        propose_vernietiging(zaak.hier.regie, zaak.casus_id, "vergissing")


# taking over


def test_wat_er_wordt_aangeboden_staat_er_voordat_iets_wordt_bewaard(zaak: Overdrachtzaak) -> None:
    voorstel = overnemen.read_overdracht(zaak.daar.regie2, zaak.bied_aan())
    assert (voorstel.kluisnaam, voorstel.persoon, voorstel.casusnummer) == (
        "Den Haag Zuidwest",
        "C. Regisseur",
        "PMG-2026-00001",
    )
    assert (voorstel.naam, voorstel.geboren) == ("Zoë van den Łukasz", "maart 2012")
    assert voorstel.ontvanger == "School De Brug PMG-2026-00001 – Leerlingzaken"
    assert (voorstel.akkoord, voorstel.geldig_tot, voorstel.officer_bekend) == (
        "B-2026-00001",
        date(2027, 1, 22),
        False,
    )
    assert ("W. Wijkagent", f"Over {WOORDEN['signaal']}.") in voorstel.teksten
    assert not voorstel.dubbelen
    with zaak.daar.regie2.doe() as t:
        assert t.db.scalar(sa.select(sa.func.count()).select_from(Jongere)) == 0
        assert t.db.scalar(sa.select(sa.func.count()).select_from(Overdracht)) == 0


def test_met_de_overgenomen_casus_kan_worden_gewerkt(zaak: Overdrachtzaak) -> None:
    regie = zaak.hier.regie
    indelen.judge_kenmerk(regie, zaak.casus_id, KenmerkSoort.SLACHTOFFER, True, "politie", UitspraakInvoer("Is bang."))
    indelen.assign_doelgroep(
        regie, zaak.casus_id, next(iter(zaak.hier.profiel.doelgroepen)), UitspraakInvoer("Past."), "Zo is het."
    )
    besluit = keur_goed(zaak.hier, vraag(zaak.hier, zaak.dossier, ALLES, derden=True))
    nieuw = zaak.neem_over(zaak.bied_aan(besluit_id=besluit))
    daar, casus = zaak.daar.regie2, nieuw.casus_id
    kop = casussen.open_dossier(daar, casus)
    assert (kop.volledige_naam, kop.eigen, kop.status) == ("Zoë van den Łukasz", True, CasusStatus.OPEN)
    assert kop.doelgroep == next(iter(zaak.hier.profiel.doelgroepen))
    jongere = jongeren.toon_jongere(daar, casus)
    assert (jongere.school, jongere.adres_geheim, jongere.adres) == (
        "Scholengemeenschap De Brug",
        False,
        jongeren.Adres(),
    )
    gezegd = {u.tekst: u for u in uitspraken.list_uitspraken(daar, casus)}
    aanleiding = "Overgedragen uit kluis Den Haag Zuidwest. Daar was het casus PMG-2026-00001."
    assert set(gezegd) == {
        *(
            f"Over {WOORDEN[w]}."
            for w in WOORDEN
            if w not in ("moeder", "straat", "voornaam", "bron_nee", "bron_vragen")
        ),
        "Is bang.",
        "Past.",
        aanleiding,
    }
    signaal, zusje = gezegd[f"Over {WOORDEN['signaal']}."], gezegd[f"Over {WOORDEN['derden']}."]
    assert signaal.bron == f"W. Wijkagent{MERK}"
    assert (zusje.derden, zusje.doorverstrekking) == (True, Doorverstrekking.JA)
    assert gezegd[f"Over {WOORDEN['plan_gezondheid']}."].categorie == "gezondheid"
    (antecedent,) = antecedenten.list_antecedenten(daar, casus)
    assert (antecedent.soort, antecedent.datum.als_tekst(), antecedent.bron) == (
        "steekwapen",
        "2026-05-02",
        f"politie{MERK}",
    )
    scores = {s.leefgebied: s for s in leefgebieden.list_scores(daar, casus) if s.nu is not None}
    assert {naam: s.nu for naam, s in scores.items()} == {"geestelijke_gezondheid": 2, "werk_opleiding": 3}
    tekst = scores["werk_opleiding"].toelichting
    assert tekst is not None
    assert tekst.tekst == f"Over {WOORDEN['score']}."
    (plan,) = plannen.list_plannen(daar, casus)
    (doel,) = plan.doelen
    assert plan.wens is not None
    assert doel.tekst is not None
    assert (plan.nr, plan.wens.tekst, doel.tekst.tekst) == (1, f"Over {WOORDEN['plan']}.", f"Over {WOORDEN['doel']}.")
    (actie,) = doel.acties
    assert actie.tekst is not None
    assert (actie.tekst.tekst, actie.eigenaar) == (f"Over {WOORDEN['actie']}.", "W. Wijkagent")
    (betrokkene,) = betrokkenen.list_betrokkenen(daar, casus)
    assert betrokkene.naam == "W. Wijkagent"
    (moeder,) = relaties.list_relaties(daar, casus)
    assert moeder.naam == WOORDEN["moeder"]
    (rij,) = indelen.toets_casus(daar, casus).indelingen
    assert rij.motivering is not None
    assert rij.motivering.tekst == "Past."
    (kenmerk,) = (k for k in indelen.list_kenmerken(daar, casus) if k.waarde)
    assert (kenmerk.soort, kenmerk.bron) == (KenmerkSoort.SLACHTOFFER, f"politie{MERK}")
    uitspraken.add_uitspraak(daar, casus, UitspraakSoort.SIGNAAL, UitspraakInvoer("Hier gezegd."))


def test_wat_de_tekst_niet_meekreeg_zegt_dat(maak: Callable[..., Overdrachtzaak]) -> None:
    """A goal and an action need words; those of another category stayed behind, and nothing is made up for them."""
    zaak = maak(("identiteit", "plan", "acties"))
    with zaak.hier.regie.doe() as t:
        for rij in t.db.scalars(sa.select(Uitspraak)):
            if WOORDEN["doel"] in rij.tekst or WOORDEN["actie"] in rij.tekst:
                uitspraken.vervang(
                    t,
                    rij,
                    UitspraakInvoer(rij.tekst, rij.bron, rij.gezegd_op, rij.aard, "gezondheid"),
                    "Gaat over gezondheid.",
                )
        t.log("uitspraak.wijzigen", "uitspraak", casus_id=zaak.casus_id)
    nieuw = zaak.neem_over(zaak.bied_aan())
    (plan,) = plannen.list_plannen(zaak.daar.regie2, nieuw.casus_id)
    (doel,) = plan.doelen
    assert doel.tekst is not None
    assert (doel.tekst.tekst, doel.tekst.bron) == (ZONDER_TEKST, f"PMG Desk{MERK}")


def test_een_bekende_jongere_houdt_de_eigen_gegevens(zaak: Overdrachtzaak) -> None:
    daar = zaak.daar.regie2
    eerder = maak_casus(daar, "top_x", voornamen="Zoë", voorvoegsel="van den", geboortedatum="3-2012")
    pad = zaak.bied_aan()
    (dubbele,) = overnemen.read_overdracht(daar, pad).dubbelen.zichtbaar
    assert dubbele.casus_id == eerder
    with pytest.raises(AlOpenCasus):
        zaak.neem_over(pad, jongere_id=dubbele.jongere_id)
    casusverloop.close_casus(daar, eerder, "anders", "onbekend")
    nieuw = zaak.neem_over(pad, jongere_id=dubbele.jongere_id)
    jongere = jongeren.toon_jongere(daar, nieuw.casus_id)
    assert (jongere.id, jongere.school) == (dubbele.jongere_id, "Praktijkschool De Vlier")
    assert relaties.list_relaties(daar, nieuw.casus_id) == ()


def test_zonder_tafel_wordt_er_niets_overgenomen_en_kan_het_daarna_alsnog(zaak: Overdrachtzaak) -> None:
    pad = zaak.bied_aan()
    with pytest.raises(OngeldigeInvoer) as fout:
        zaak.neem_over(pad, tafels=())
    assert set(fout.value.velden) == {"tafels"}
    assert zaak.neem_over(pad).nummer == "PMG-2026-00001"


def test_een_geheim_adres_dat_mee_mocht_is_hier_ook_geheim(zaak: Overdrachtzaak) -> None:
    jongere_id = zaak.dossier.jongere_id
    stukken = (f"identiteit:{jongere_id}", f"adres:{jongere_id}")
    besluit = keur_goed(zaak.hier, vraag(zaak.hier, zaak.dossier, (), soort=Soort.DOCUMENT, stukken=stukken))
    nieuw = zaak.neem_over(zaak.bied_aan(besluit_id=besluit))
    jongere = jongeren.toon_jongere(zaak.daar.regie2, nieuw.casus_id)
    assert (jongere.adres_geheim, jongere.adres) == (True, None)
    adres = jongeren.toon_geheim_adres(zaak.daar.regie2, nieuw.casus_id, "Controle")
    assert (adres.straat, adres.postcode) == (WOORDEN["straat"], "2545 CC")


# the answer


def test_na_overname_is_de_casus_hier_gesloten_en_daar_open(zaak: Overdrachtzaak) -> None:
    nieuw = zaak.neem_over(zaak.bied_aan())
    gevolg = read_antwoord(zaak.hier.regie, zaak.schrijf(nieuw.antwoord.ruw))
    assert (gevolg.casus_id, gevolg.laat) == (zaak.casus_id, False)
    assert gevolg.zin == (
        "Kluis Den Haag Zuidwest heeft de casus overgenomen als PMG-2026-00001. Hier is hij gesloten en alleen te"
        " lezen."
    )
    kop = casussen.toon_kop(zaak.hier.regie, zaak.casus_id)
    assert (kop.status, kop.overdracht) == (
        CasusStatus.GESLOTEN,
        "Overgedragen aan Den Haag Zuidwest op 23 november 2026",
    )
    (periode,) = casusverloop.toon_verloop(zaak.hier.regie, zaak.casus_id).perioden
    assert periode.tot == date(2026, 11, 23)
    assert periode.reden_sluiting == "Overgedragen aan reguliere hulp of een andere tafel"
    assert periode.toelichting_sluiting == (
        "Overgedragen aan kluis Den Haag Zuidwest. Daar is het casus PMG-2026-00001."
    )
    assert zin(zaak) == (
        "Kluis Den Haag Zuidwest heeft de casus op 23 november 2026 overgenomen als PMG-2026-00001. Hier kunt u hem"
        " alleen lezen."
    )
    (daar,) = overdrachten.list_overdrachten(zaak.daar.regie2, nieuw.casus_id)
    assert (daar.richting, daar.status, daar.mag_herhalen) == (Richting.IN, OverdrachtStatus.AANGENOMEN, True)
    assert daar.zin == (
        "Op 23 november 2026 overgenomen uit kluis Den Haag Zuidwest. Stuur het antwoord terug: dan sluit de casus"
        " daar."
    )


def test_wat_hier_liep_eindigt_met_de_overname(zaak: Overdrachtzaak) -> None:
    regie = zaak.hier.regie
    inzet.start_inzet(regie, zaak.casus_id, inzet.InzetInvoer("kansrijk", begin=date(2026, 11, 23)))
    nieuw = zaak.neem_over(zaak.bied_aan())
    read_antwoord(regie, zaak.schrijf(nieuw.antwoord.ruw))
    (een,) = inzet.list_inzet(regie, zaak.casus_id)
    assert een.resultaat is not None
    assert (een.status_label, een.eind, een.resultaat.tekst) == (
        "Afgebroken",
        date(2026, 11, 23),
        "De casus is afgesloten: Overgedragen aan reguliere hulp of een andere tafel.",
    )


def test_een_teruggegeven_casus_is_weer_te_wijzigen_en_daar_blijft_geen_inhoud(zaak: Overdrachtzaak) -> None:
    antwoord = overnemen.return_overdracht(zaak.daar.regie2, zaak.bied_aan(), "Woont niet in onze wijk.")
    gevolg = read_antwoord(zaak.hier.regie, zaak.schrijf(antwoord.ruw))
    assert gevolg.zin == (
        "Kluis Den Haag Zuidwest geeft de casus terug. U kunt er weer aan werken. Reden: Woont niet in onze wijk."
    )
    assert zin(zaak) == (
        "Kluis Den Haag Zuidwest gaf de casus op 23 november 2026 terug. Reden: Woont niet in onze wijk."
    )
    kop = casussen.toon_kop(zaak.hier.regie, zaak.casus_id)
    assert (kop.overdracht, kop.mag_wijzigen, kop.status) == ("", True, CasusStatus.OPEN)
    with zaak.daar.regie2.doe() as t:
        (rij,) = t.db.scalars(sa.select(Overdracht))
        assert (rij.status, rij.casus_id) == (OverdrachtStatus.TERUGGEGEVEN, None)
        assert not any(woord in rij.tekst for woord in WOORDEN.values())
    zaak.bied_aan()


def test_teruggeven_vraagt_een_reden(zaak: Overdrachtzaak) -> None:
    pad = zaak.bied_aan()
    with pytest.raises(OngeldigeInvoer):
        overnemen.return_overdracht(zaak.daar.regie2, pad, " ")
    overnemen.return_overdracht(zaak.daar.regie2, pad, "Woont hier niet.")


def test_een_zoekgeraakt_antwoord_is_opnieuw_te_maken(zaak: Overdrachtzaak) -> None:
    nieuw = zaak.neem_over(zaak.bied_aan())
    (daar,) = overdrachten.list_overdrachten(zaak.daar.regie2, nieuw.casus_id)
    opnieuw = overnemen.remake_antwoord(zaak.daar.regie2, daar.id)
    assert opnieuw.id != nieuw.antwoord.id
    assert read_antwoord(zaak.hier.regie, zaak.schrijf(opnieuw.ruw)).casus_id == zaak.casus_id
    with pytest.raises(NietMeerOpen):
        overnemen.remake_antwoord(zaak.hier.regie, daar.id)
    with pytest.raises(GeenToegang):
        overnemen.remake_antwoord(zaak.daar.regie, daar.id)


def test_is_de_aanbieder_weg_dan_leest_een_collega_het_antwoord_in(zaak: Overdrachtzaak) -> None:
    """No casus may stay between two vaults because somebody left."""
    nieuw = zaak.neem_over(zaak.bied_aan())
    (daar,) = overdrachten.list_overdrachten(zaak.daar.regie2, nieuw.casus_id)
    adressen = overnemen.list_antwoordadressen(zaak.daar.regie2, daar.id)
    assert [adres.naam for adres in adressen] == ["C. Regisseur", "D. Regisseur"]
    pakket = overnemen.remake_antwoord(zaak.daar.regie2, daar.id, adressen[1].persoon_id)
    assert read_antwoord(zaak.hier.regie2, zaak.schrijf(pakket.ruw)).casus_id == zaak.casus_id
    assert casussen.toon_kop(zaak.hier.regie, zaak.casus_id).status is CasusStatus.GESLOTEN
    with pytest.raises(VerbindingGestopt):
        overnemen.remake_antwoord(zaak.daar.regie2, daar.id, zaak.hier.beheer.gebruiker.id)


def test_het_antwoord_op_wat_terugging_maakt_alleen_wie_het_teruggaf_opnieuw(zaak: Overdrachtzaak) -> None:
    overnemen.return_overdracht(zaak.daar.regie2, zaak.bied_aan(), "Woont hier niet.")
    with zaak.daar.regie2.doe() as t:
        (rij,) = t.db.scalars(sa.select(Overdracht.id))
    with pytest.raises(GeenToegang):
        overnemen.remake_antwoord(zaak.daar.regie, rij)
    pakket = overnemen.remake_antwoord(zaak.daar.regie2, rij)
    assert "geeft de casus terug" in read_antwoord(zaak.hier.regie, zaak.schrijf(pakket.ruw)).zin
    stop_verbinding(zaak.daar.beheer, _verbinding(zaak))
    with pytest.raises(VerbindingGestopt):
        overnemen.remake_antwoord(zaak.daar.regie2, rij)


def _verbinding(zaak: Overdrachtzaak) -> Any:
    with zaak.daar.regie2.doe() as t:
        return t.db.scalars(sa.select(Overdracht.verbinding_id)).one()


def test_een_zoekgeraakt_pakket_is_opnieuw_te_maken_zolang_er_geen_antwoord_is(zaak: Overdrachtzaak) -> None:
    aanbod = zaak.aangeboden()
    opnieuw = overdragen.remake_aanbod(zaak.hier.regie, aanbod.overdracht_id)
    envelop, eerste = (zaak.envelop(zaak.schrijf(ruw)).inhoud for ruw in (opnieuw.ruw, aanbod.pakket.ruw))
    assert envelop == eerste
    nieuw = zaak.neem_over(zaak.schrijf(opnieuw.ruw))
    read_antwoord(zaak.hier.regie, zaak.schrijf(nieuw.antwoord.ruw))
    with pytest.raises(NietMeerOpen):
        overdragen.remake_aanbod(zaak.hier.regie, aanbod.overdracht_id)


def test_over_een_gestopte_verbinding_gaat_ook_geen_tweede_exemplaar(zaak: Overdrachtzaak) -> None:
    aanbod = zaak.aangeboden()
    stop_verbinding(zaak.hier.beheer, zaak.aanbod.verbinding_id)
    with pytest.raises(VerbindingGestopt):
        overdragen.remake_aanbod(zaak.hier.regie, aanbod.overdracht_id)


# a package that was lost


def test_een_verloren_pakket_geeft_de_casus_terug_aan_deze_kluis(zaak: Overdrachtzaak) -> None:
    aanbod = zaak.aangeboden()
    (lopend,) = list_lopend(zaak.hier.beheer)
    assert (lopend.id, lopend.casusnummer, lopend.naar, lopend.door) == (
        aanbod.overdracht_id,
        "PMG-2026-00001",
        "Den Haag Zuidwest",
        "C. Regisseur",
    )
    with pytest.raises(OngeldigeInvoer):
        declare_verloren(zaak.hier.beheer, aanbod.overdracht_id, "")
    declare_verloren(zaak.hier.beheer, aanbod.overdracht_id, "De stick is kwijt.")
    assert list_lopend(zaak.hier.beheer) == ()
    assert zin(zaak) == (
        "Het pakket van 23 november 2026 voor kluis Den Haag Zuidwest is door de beheerder verloren verklaard."
    )
    assert casussen.toon_kop(zaak.hier.regie, zaak.casus_id).mag_wijzigen
    with pytest.raises(NietMeerOpen):
        declare_verloren(zaak.hier.beheer, aanbod.overdracht_id, "Nog eens.")
    with pytest.raises(GeenToegang):
        list_lopend(zaak.hier.regie)


def test_een_late_teruggave_verandert_niets(zaak: Overdrachtzaak) -> None:
    aanbod = zaak.aangeboden()
    antwoord = overnemen.return_overdracht(zaak.daar.regie2, zaak.schrijf(aanbod.pakket.ruw), "Woont hier niet.")
    declare_verloren(zaak.hier.beheer, aanbod.overdracht_id, "De stick is kwijt.")
    gevolg = read_antwoord(zaak.hier.regie, zaak.schrijf(antwoord.ruw))
    assert gevolg.laat
    assert zin(zaak) == gevolg.zin
    assert gevolg.zin == (
        "Kluis Den Haag Zuidwest gaf de casus terug. Het pakket was hier al verloren verklaard; er verandert niets."
    )


def test_terug_naar_de_eerste_kluis_kan_met_een_nieuwe_overdracht(zaak: Overdrachtzaak) -> None:
    """What was taken over is an ordinary casus there: nothing stops work on it, nor a transfer of its own."""
    nieuw = zaak.neem_over(zaak.bied_aan())
    zaak.later(timedelta(days=1))
    kop = casussen.toon_kop(zaak.daar.regie2, nieuw.casus_id)
    assert (kop.overdracht, kop.mag_wijzigen) == ("", True)
