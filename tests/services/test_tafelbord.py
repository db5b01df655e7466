"""The board of a table: who sees which casus there, what left the profile, and moving on with day and evidence."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from types import MappingProxyType
from uuid import UUID

import pytest

from pmg_desk.domain.fouten import GeenToegang, NietGevonden, OngeldigeInvoer
from pmg_desk.services import (
    aanmeldingen,
    casusroute,
    casusverloop,
    doorgeleidingen,
    tafelbord,
    toewijzingen,
    triage,
    waarnemen,
)
from pmg_desk.services.aanmeldingen import AanmeldingInvoer, AanmeldingStatus
from pmg_desk.services.doorgeleidingen import DoorgeleidingInvoer, Vraagantwoord, Weg
from pmg_desk.services.doorgeleidroutes import list_routes
from pmg_desk.services.tafelbord import FaseInvoer
from pmg_desk.services.tafelrecht import NietVanDezeTafel, NogNietBesloten
from pmg_desk.services.triage import BesluitInvoer
from pmg_desk.services.uitspraken import UitspraakInvoer
from pmg_desk.services.werkplek import Werkplek
from tests.casusbouw import bladen, maak, regels
from tests.wereld import Wereld

BEWIJS = UitspraakInvoer("Twee gesprekken gehad.")


def plek(werkplek: Werkplek, tafel: str) -> UUID:
    (rij,) = tafelbord.toon_bord(werkplek, tafel).rijen
    return rij.casus_tafel_id


def zonder(wereld: Wereld, tafel: str, **anders: object) -> None:
    """The table in the profile, changed for everybody who is logged in; with nothing it left the profile."""
    tafels = dict(wereld.profiel.tafels)
    if anders:
        tafels[tafel] = replace(tafels[tafel], **anders)  # type: ignore[arg-type]
    else:
        del tafels[tafel]
    for werkplek in wereld.werkplekken.values():
        werkplek.profiel = replace(wereld.profiel, tafels=MappingProxyType(tafels))


def test_een_bord_toont_alleen_wat_men_mag_zien_en_alleen_open_casussen(wereld: Wereld) -> None:
    maak(wereld.regie, "top_x", voornamen="Zoë")
    bij_pga = maak(wereld.regie, "pga_lokaal", voornamen="Yara")
    dicht = maak(wereld.regie2, "top_x", voornamen="Xander")
    casusverloop.close_casus(wereld.regie2, dicht, "doelen_behaald", "verbeterd")
    assert [rij.naam for rij in tafelbord.toon_bord(wereld.regie2, "top_x").rijen] == ["Łukasz, Zoë"]
    assert tafelbord.toon_bord(wereld.regie2, "pga_lokaal").rijen == ()
    assert tafelbord.toon_bord(wereld.lezer, "pga_lokaal").rijen == ()
    toewijzingen.assign_casus(wereld.regie, bij_pga, wereld.lezer.gebruiker.id)
    gelezen = tafelbord.toon_bord(wereld.lezer, "pga_lokaal")
    assert ([rij.naam for rij in gelezen.rijen], gelezen.mag_wijzigen) == (["Łukasz, Yara"], False)
    with pytest.raises(GeenToegang):
        tafelbord.toon_bord(wereld.privacy, "top_x")
    keuzes = {keuze.sleutel: (keuze.aantal, keuze.eigen) for keuze in tafelbord.list_bordtafels(wereld.regie2)}
    assert (keuzes["top_x"], keuzes["pga_lokaal"]) == ((1, True), (0, False))


def test_een_status_zet_de_casus_in_zijn_groep_met_dagen(wereld: Wereld) -> None:
    casus = maak(wereld.regie2, "top_x")
    hier = plek(wereld.regie2, "top_x")
    wereld.klok.moment += timedelta(days=5)
    tafelbord.set_status(wereld.regie2, hier, "in_behandeling", date(2026, 11, 25), UitspraakInvoer("Gestart."))
    bord = tafelbord.toon_bord(wereld.regie2, "top_x")
    assert [(g.sleutel, len(g.rijen)) for g in bord.groepen if g.rijen] == [("in_behandeling", 1)]
    (rij,) = bord.rijen
    assert (rij.status_label, rij.status_sinds, rij.dagen) == ("In behandeling", date(2026, 11, 25), 3)
    assert {regel.casus_id for regel in regels(wereld.regie2, "tafelstap.zetten")} == {str(casus)}
    assert "Gestart" not in bladen(wereld.regie2)


def test_wat_uit_het_profiel_ging_blijft_leesbaar_en_is_niet_meer_te_kiezen(wereld: Wereld) -> None:
    casus = maak(wereld.regie2, "top_x")
    hier = plek(wereld.regie2, "top_x")
    tafelbord.set_status(wereld.regie2, hier, "in_behandeling")
    tafelbord.set_fase(wereld.regie2, hier, FaseInvoer("contact_maken", None, BEWIJS))
    zonder(wereld, "top_x", statussen=("aangemeld",), fasen=MappingProxyType({"nieuw": "Nieuwe fase"}))
    bord = tafelbord.toon_bord(wereld.regie2, "top_x")
    assert [(g.sleutel, g.label, g.in_profiel, len(g.rijen)) for g in bord.groepen] == [
        ("aangemeld", "Aangemeld", True, 0),
        ("in_behandeling", "In behandeling", False, 1),
    ]
    assert bord.rijen[0].fase_label == "contact_maken"
    with pytest.raises(OngeldigeInvoer):
        tafelbord.set_status(wereld.regie2, hier, "in_behandeling")
    tafelbord.set_fase(wereld.regie2, hier, FaseInvoer("nieuw", None, BEWIJS))  # the old one gives no order to hold to
    zonder(wereld, "top_x")
    bord = tafelbord.toon_bord(wereld.regie2, "top_x")
    assert (bord.label, bord.categorie, len(bord.rijen)) == ("top_x", "gezondheid", 1)
    keuze = next(k for k in tafelbord.list_bordtafels(wereld.regie2) if k.sleutel == "top_x")
    assert (keuze.in_profiel, keuze.aantal) == (False, 1)
    assert {m.tafel for m in casusroute.toon_route(wereld.regie2, casus).momenten} == {"top_x"}


def test_een_fase_overslaan_of_teruggaan_vraagt_een_reden_en_wordt_nooit_geweigerd(wereld: Wereld) -> None:
    casus = maak(wereld.regie2, "top_x")
    hier = plek(wereld.regie2, "top_x")
    with pytest.raises(OngeldigeInvoer) as fout:
        tafelbord.set_fase(wereld.regie2, hier, FaseInvoer("motivatie", None, BEWIJS))
    assert fout.value.velden == {"reden": "Schrijf op waarom u een fase overslaat."}
    tafelbord.set_fase(wereld.regie2, hier, FaseInvoer("motivatie", None, BEWIJS, "Was al begonnen bij PGA."))
    with pytest.raises(OngeldigeInvoer) as fout:
        tafelbord.set_fase(wereld.regie2, hier, FaseInvoer("vertrouwen", None, BEWIJS))
    assert fout.value.velden == {"reden": "Schrijf op waarom u een stap teruggaat."}
    tafelbord.set_fase(wereld.regie2, hier, FaseInvoer("vertrouwen", None, BEWIJS, "Contact verbroken."))
    momenten = casusroute.toon_route(wereld.regie2, casus).momenten
    redenen = [m.reden.tekst for m in momenten if m.reden is not None]
    assert redenen == ["Contact verbroken.", "Was al begonnen bij PGA."]
    # Without a choice the words are as guarded as the table itself.
    assert {m.reden.categorie for m in momenten if m.reden is not None} == {"politiegegevens"}


def test_een_stap_ligt_nooit_voor_de_vorige_en_nooit_na_vandaag(wereld: Wereld) -> None:
    maak(wereld.regie2, "top_x")
    hier = plek(wereld.regie2, "top_x")
    wereld.klok.moment += timedelta(days=9)
    tafelbord.set_status(wereld.regie2, hier, "triage", date(2026, 11, 28))
    for op in (date(2026, 11, 27), date(2026, 12, 3)):
        with pytest.raises(OngeldigeInvoer) as fout:
            tafelbord.set_status(wereld.regie2, hier, "in_behandeling", op)
        assert list(fout.value.velden) == ["op"]
    with pytest.raises(OngeldigeInvoer) as fout:
        tafelbord.set_status(wereld.regie2, hier, "triage")
    assert fout.value.velden == {"status": "Deze status heeft de casus al."}


def test_een_team_is_er_een_van_de_tafel(wereld: Wereld) -> None:
    maak(wereld.regie, "pga_lokaal")
    hier = plek(wereld.regie, "pga_lokaal")
    tafelbord.set_team(wereld.regie, hier, "Zuiderpark")
    (rij,) = tafelbord.toon_bord(wereld.regie, "pga_lokaal").rijen
    assert rij.team == "Zuiderpark"
    with pytest.raises(OngeldigeInvoer):
        tafelbord.set_team(wereld.regie, hier, "Elders")


def test_alleen_wie_de_casus_mag_wijzigen_zet_een_stap_en_niet_meer_na_vertrek(wereld: Wereld) -> None:
    casus = maak(wereld.regie, "pga_lokaal")
    hier = plek(wereld.regie, "pga_lokaal")
    for wie in (wereld.regie2, wereld.lezer, wereld.privacy):
        with pytest.raises(GeenToegang):
            tafelbord.set_status(wie, hier, "triage")
    toewijzingen.add_tafel(wereld.regie, casus, "top_x")
    toewijzingen.leave_tafel(wereld.regie, hier)
    with pytest.raises(NietGevonden):
        tafelbord.set_status(wereld.regie, hier, "triage")


def test_vertrek_van_een_tafel_en_sluiten_beeindigen_de_stappen(wereld: Wereld) -> None:
    casus = maak(wereld.regie, "pga_lokaal")
    hier = plek(wereld.regie, "pga_lokaal")
    tafelbord.set_status(wereld.regie, hier, "in_behandeling")
    wereld.klok.moment += timedelta(days=2)
    casusverloop.close_casus(wereld.regie, casus, "doelen_behaald", "verbeterd")
    route = casusroute.toon_route(wereld.regie, casus)
    assert (route.nu, route.mag_wijzigen, {m.tot for m in route.momenten}) == ((), False, {date(2026, 11, 25)})


# whose steps they are


def test_een_besluit_van_de_tafel_zet_niemand_met_de_hand(wereld: Wereld) -> None:
    casus = maak(wereld.regie, "pga_lokaal")
    hier = plek(wereld.regie, "pga_lokaal")
    invoer = AanmeldingInvoer("pga_lokaal", UitspraakInvoer("Drie meldingen."))
    aanmelding = aanmeldingen.meld_aan(wereld.regie, casus, invoer)
    kan = {*wereld.profiel.tafels["pga_lokaal"].statussen} - {"aangenomen", "afgewezen", "doorverwezen"}
    assert _te_kiezen(wereld.regie, casus) == {"pga_lokaal": kan - {"aangemeld"}}
    reden = UitspraakInvoer("Past bij de tafel.")
    triage.decide_aanmelding(wereld.regie, aanmelding, BesluitInvoer(AanmeldingStatus.AANGENOMEN, reden))
    for besluit in ("afgewezen", "doorverwezen"):
        with pytest.raises(OngeldigeInvoer) as fout:
            tafelbord.set_status(wereld.regie, hier, besluit)
        assert fout.value.velden == {
            "status": "Deze status volgt uit het besluit over de aanmelding. Open de aanmelding en leg het besluit daar"
            " vast, met de reden."
        }
    tafelbord.set_status(wereld.regie, hier, "in_behandeling")
    (rij,) = tafelbord.toon_bord(wereld.regie, "pga_lokaal").rijen
    assert rij.status == "in_behandeling"
    assert _te_kiezen(wereld.regie, casus) == {"pga_lokaal": kan - {"in_behandeling"}}


def test_voor_het_besluit_over_de_aanmelding_is_er_geen_status_of_fase(wereld: Wereld) -> None:
    casus = maak(wereld.regie, "top_x")
    hier = plek(wereld.regie, "top_x")
    fase = next(iter(wereld.profiel.tafels["top_x"].fasen))
    stap = tafelbord.FaseInvoer(fase, None, UitspraakInvoer("Er is een plan."))
    invoer = AanmeldingInvoer("top_x", UitspraakInvoer("Harde kern."), afwijking=UitspraakInvoer("Spoed."))
    aanmelding = aanmeldingen.meld_aan(wereld.regie, casus, invoer)
    for status in ("in_behandeling", "aangenomen"):
        with pytest.raises(NogNietBesloten):
            tafelbord.set_status(wereld.regie2, hier, status)
    with pytest.raises(NogNietBesloten):
        tafelbord.set_fase(wereld.regie2, hier, stap)

    def stand() -> tuple[bool, ...]:
        (rij,) = tafelbord.toon_bord(wereld.regie2, "top_x").rijen
        (deel,) = casusroute.toon_route(wereld.regie2, casus).nu
        return rij.wacht, deel.wacht, deel.mag_stappen

    assert stand() == (True, True, False)
    besluit = BesluitInvoer(AanmeldingStatus.AANGENOMEN, UitspraakInvoer("Past."), ondanks="Al bekend.")
    triage.decide_aanmelding(wereld.regie2, aanmelding, besluit)
    assert stand() == (False, False, True)
    tafelbord.set_fase(wereld.regie2, hier, stap)


def _te_kiezen(werkplek: Werkplek, casus: UUID) -> dict[str, set[str]]:
    """Per table what may be chosen on its board; the route of the casus says the same."""
    plekken = casusroute.toon_route(werkplek, casus).nu
    (op_bord,) = (rij for plek in plekken for rij in tafelbord.toon_bord(werkplek, plek.tafel).rijen)
    assert [(plek.statussen, plek.aangemeld) for plek in plekken] == [(op_bord.statussen, op_bord.aangemeld)]
    return {plek.tafel: {sleutel for sleutel, _ in plek.statussen} for plek in plekken}


def test_zonder_aanmelding_zet_de_tafel_zelf_wat_zij_besloot(wereld: Wereld) -> None:
    casus = maak(wereld.regie, "pga_lokaal")
    assert {"aangenomen", "afgewezen", "doorverwezen"} <= _te_kiezen(wereld.regie, casus)["pga_lokaal"]
    tafelbord.set_status(wereld.regie, plek(wereld.regie, "pga_lokaal"), "aangenomen")
    (rij,) = tafelbord.toon_bord(wereld.regie, "pga_lokaal").rijen
    assert rij.status == "aangenomen"


def test_status_en_fase_zijn_van_de_casusregisseur_van_de_tafel_en_wie_waarneemt(wereld: Wereld) -> None:
    casus = maak(wereld.regie, "pga_lokaal")
    toewijzingen.add_tafel(wereld.regie, casus, "top_x")  # regie2 belongs to that table, regie leads the casus
    hier = plek(wereld.regie, "top_x")
    fase = FaseInvoer("contact_maken", None, BEWIJS)
    with pytest.raises(NietVanDezeTafel):
        tafelbord.set_status(wereld.regie, hier, "in_behandeling")
    with pytest.raises(NietVanDezeTafel):
        tafelbord.set_fase(wereld.regie, hier, fase)
    assert (_mag(wereld.regie, casus), _mag(wereld.regie2, casus)) == (
        {"pga_lokaal": (True, True), "top_x": (False, False)},
        {"pga_lokaal": (False, False), "top_x": (True, True)},
    )
    dag = date(2026, 11, 23)
    waarnemen.name_waarneming(wereld.regie2, wereld.regie.gebruiker.id, dag, dag)
    tafelbord.set_fase(wereld.regie, hier, fase)
    tafelbord.set_status(wereld.regie2, hier, "in_behandeling")
    wereld.klok.moment += timedelta(days=1)
    with pytest.raises(NietVanDezeTafel):
        tafelbord.set_status(wereld.regie, hier, "triage")
    assert [rij.fase for rij in tafelbord.toon_bord(wereld.regie, "top_x").rijen] == ["contact_maken"]


def _mag(werkplek: Werkplek, casus: UUID) -> dict[str, tuple[bool, bool]]:
    """Per table what its board and the route of the casus say."""
    return {
        hier.tafel: (tafelbord.toon_bord(werkplek, hier.tafel).mag_stappen, hier.mag_stappen)
        for hier in casusroute.toon_route(werkplek, casus).nu
    }


def test_bij_een_tafel_zonder_casusregisseur_hier_zet_wie_de_casus_wijzigt_een_stap(wereld: Wereld) -> None:
    casus = maak(wereld.regie, "zvh")
    tafelbord.set_status(wereld.regie, plek(wereld.regie, "zvh"), "in_behandeling")
    assert _mag(wereld.regie, casus) == {"zvh": (True, True)}
    toewijzingen.assign_casus(wereld.regie, casus, wereld.lezer.gebruiker.id)
    assert not tafelbord.toon_bord(wereld.lezer, "zvh").mag_stappen  # reads only


def test_een_kaart_telt_wat_van_deze_tafel_uit_loopt_en_niet_wat_hier_kwam(wereld: Wereld) -> None:
    casus = maak(wereld.regie, "pga_lokaal", geboortedatum="2009-05-02")
    route = next(een for een in list_routes(wereld.regie, casus) if een.sleutel == "tafel:top_x")
    doorgeleidingen.request_doorgeleiding(
        wereld.regie,
        casus,
        DoorgeleidingInvoer(
            "tafel:top_x",
            route.soorten[0],
            Weg.KLUIS,
            UitspraakInvoer("Wil eruit."),
            dict.fromkeys(route.vragen, Vraagantwoord.JA),
        ),
    )
    lopend = [
        [rij.lopend for rij in tafelbord.toon_bord(wereld.regie, tafel).rijen] for tafel in ("pga_lokaal", "top_x")
    ]
    assert lopend == [[1], [0]]
