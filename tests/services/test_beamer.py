"""Showing on the screen of an overleg: what, to whom, under what, and written in the register before it is shown."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from pmg_desk.domain.bevestigen import bevestiging
from pmg_desk.domain.delen import Eis
from pmg_desk.domain.fouten import GeenToegang
from pmg_desk.domain.samenvatting import Rubriek
from pmg_desk.services import aanwezigheid, beamer, overleggen
from pmg_desk.services.aanwezigheid import OverlegNogNiet
from pmg_desk.services.beamer import Beamerbeeld, OverlegNietVandaag
from pmg_desk.services.uitspraken import UitspraakInvoer, add_uitspraak
from pmg_desk.services.verstrekkingen import Registerfilter, list_verstrekkingen
from pmg_desk.services.verteldaantafel import Tafelinvoer, list_hoorders, tell_everyone
from pmg_desk.storage.models import Aanwezigheidsstand, Professional, UitspraakSoort, Wijze
from tests.casusbouw import bladen, regels
from tests.schermbouw import Zaal, akkoord, gaat_weg, is_er_niet, komt_terug, maak_zaal
from tests.vulling import WOORDEN
from tests.wereld import Wereld


@pytest.fixture
def zaal(wereld: Wereld) -> Zaal:
    return maak_zaal(wereld)


def woorden(zaal: Zaal, beeld: Beamerbeeld) -> set[str]:
    return zaal.zaak.gevonden(str(beeld))


def register(wereld: Wereld, zaal: Zaal) -> list[tuple[str, str, int]]:
    lijst = list_verstrekkingen(wereld.regie, Registerfilter(casus_id=zaal.zaak.dossier.casus_id))
    assert {(een.wijze, een.intern, een.heeft_document) for een in lijst} <= {(Wijze.MONDELING, False, False)}
    return [(een.ontvanger, een.omschrijving, len(een.besluiten)) for een in lijst]


def test_what_everyone_may_see_is_shown_and_each_of_them_is_in_the_register(wereld: Wereld, zaal: Zaal) -> None:
    voor = len(regels(wereld.regie))
    uit = beamer.show_beamer(wereld.regie, zaal.punt)
    assert woorden(zaal, uit.beeld) == zaal.mag(0, 1, 2)
    assert {"signaal", "plan", "doel", "tekst.tekst:signalen"} <= zaal.mag(0, 1, 2)
    n = len(uit.beeld.stukken)
    assert (uit.beeld.punt, uit.beeld.opschrift) == (1, "PMG-2026-00001")  # one of them may not have the identity
    assert (uit.presentatie.aantal, uit.presentatie.onbekenden) == (n, ())
    assert set(register(wereld, zaal)) == {
        (wie.voluit, f"Getoond op het scherm van het overleg: {n} teksten.", 1) for wie in zaal.tafel.ontvangers
    }
    nieuw = regels(wereld.regie)[voor:]
    assert [r.actie for r in nieuw] == ["verstrekking.vastleggen"] * 3 + ["overleg.scherm_tonen"]
    assert [r.categorieen for r in nieuw] == ["plan,signalen"] * 3 + [""]
    assert (nieuw[3].aantal, nieuw[3].casus_id) == (n, str(zaal.zaak.dossier.casus_id))
    assert [w for w in WOORDEN.values() if w in bladen(wereld.regie)] == []


def test_who_leaves_lets_more_be_shown_and_only_what_is_new_to_them_is_recorded_again(
    wereld: Wereld, zaal: Zaal
) -> None:
    eerst = beamer.show_beamer(wereld.regie, zaal.punt).beeld
    assert beamer.show_beamer(wereld.regie, zaal.punt).beeld == eerst
    assert len(register(wereld, zaal)) == 3
    gaat_weg(wereld, zaal, 2)
    zonder = beamer.show_beamer(wereld.regie, zaal.punt).beeld
    assert woorden(zaal, zonder) == zaal.mag(0, 1) > zaal.mag(0, 1, 2)
    assert zonder.opschrift.startswith("Zoë")
    meer = len(zonder.stukken) - len(eerst.stukken)
    erbij = f"Getoond op het scherm van het overleg: {meer} {'tekst' if meer == 1 else 'teksten'}."
    lijst = register(wereld, zaal)
    assert len(lijst) == 5
    assert {wie for wie, zin, _ in lijst if zin == erbij} == {wie.voluit for wie in zaal.tafel.ontvangers[:2]}
    komt_terug(wereld, zaal, 2)
    assert beamer.show_beamer(wereld.regie, zaal.punt).beeld == eerst
    assert len(register(wereld, zaal)) == 5


def test_the_presenter_sees_whose_approval_limits_and_the_screen_does_not(wereld: Wereld, zaal: Zaal) -> None:
    presentatie = beamer.prepare_beamer(wereld.regie, zaal.punt)
    assert register(wereld, zaal) == []
    (regel,) = regels(wereld.regie, "overleg.scherm_voorbereiden")
    assert regel.casus_id == str(zaal.zaak.dossier.casus_id)
    assert presentatie.aanwezigen == tuple(wie.voluit for wie in zaal.tafel.ontvangers)
    grenzen = {een.ontvanger: een for een in presentatie.grenzen}
    assert tuple(grenzen) == presentatie.aanwezigen
    uit = beamer.show_beamer(wereld.regie, zaal.punt)
    assert (presentatie.aantal, presentatie.totaal) == (len(uit.beeld.stukken), uit.presentatie.totaal)
    gaat_weg(wereld, zaal, 2)
    meer = len(beamer.show_beamer(wereld.regie, zaal.punt).beeld.stukken) - len(uit.beeld.stukken)
    om = grenzen[zaal.tafel.ontvangers[2].voluit]
    assert om.zin.endswith(
        f" Zonder deze deelnemer kunnen er {meer} {'tekst' if meer == 1 else 'teksten'} meer op het scherm."
    )
    assert om.alleen == meer
    assert om.redenen[0] == (
        "12 teksten (identiteit, leefgebieden, gezondheid, doelgroep): "
        "Er is voor deze ontvanger geen akkoord gevraagd. Vraag akkoord aan P. Officer."  # as a bundle says it
    )
    assert [wie for wie in presentatie.aanwezigen if wie in str(uit.beeld)] == []


def test_with_nobody_or_somebody_unknown_only_the_number_is_there(wereld: Wereld, zaal: Zaal) -> None:
    with wereld.beheer.doe() as t:
        t.haal(Professional, zaal.mensen[1]).functie = " "
        t.log("professional.wijzigen", "professional")
    uit = beamer.show_beamer(wereld.regie, zaal.punt)
    assert uit.beeld == Beamerbeeld(1, "", ())
    assert len(uit.presentatie.onbekenden) == 1
    is_er_niet(wereld, zaal, 1)
    assert woorden(zaal, beamer.show_beamer(wereld.regie, zaal.punt).beeld) == zaal.mag(0, 2)
    gezien = len(register(wereld, zaal))
    for nr in (0, 2):
        is_er_niet(wereld, zaal, nr)
    uit = beamer.show_beamer(wereld.regie, zaal.punt)
    assert (uit.beeld, uit.presentatie.aanwezigen) == (Beamerbeeld(1, "", ()), ())
    assert len(register(wereld, zaal)) == gezien


def test_what_the_presenter_leaves_out_is_neither_shown_nor_recorded(wereld: Wereld, zaal: Zaal) -> None:
    gaat_weg(wereld, zaal, 2)
    kan = dict(beamer.prepare_beamer(wereld.regie, zaal.punt).rubrieken)
    assert {Rubriek.IDENTITEIT, Rubriek.PLAN, Rubriek.SIGNALEN} <= set(kan)
    uit = beamer.show_beamer(wereld.regie, zaal.punt, zonder=tuple(r for r in Rubriek if r is not Rubriek.PLAN))
    assert [deel.kop for deel in uit.beeld.delen] == [kan[Rubriek.PLAN]] == ["Plan van aanpak"]
    assert {stuk.rubriek for stuk in uit.beeld.stukken} == {Rubriek.PLAN}
    assert uit.beeld.opschrift == "PMG-2026-00001"
    assert {r.categorieen for r in regels(wereld.regie, "verstrekking.vastleggen")} == {"plan"}


def test_text_of_after_the_judgement_waits_for_the_presenter(wereld: Wereld, zaal: Zaal) -> None:
    voor = beamer.show_beamer(wereld.regie, zaal.punt).beeld
    wereld.klok.moment += timedelta(minutes=5)
    add_uitspraak(
        wereld.regie, zaal.zaak.dossier.casus_id, UitspraakSoort.SIGNAAL, UitspraakInvoer("Ganzenveer.", bron="Iemand")
    )
    uit = beamer.show_beamer(wereld.regie, zaal.punt)
    assert uit.beeld == voor
    (nieuw,) = uit.presentatie.nieuw
    assert nieuw.tekst == "Ganzenveer."
    anders = bevestiging(replace(nieuw, titel="Ganzenmerk"))  # under the same id other words were read
    assert beamer.show_beamer(wereld.regie, zaal.punt, bevestigd=(nieuw.id, anders)).beeld == voor
    uit = beamer.show_beamer(wereld.regie, zaal.punt, bevestigd=(bevestiging(nieuw),))
    assert tuple(s for s in uit.beeld.stukken if s != nieuw) == voor.stukken
    assert nieuw in uit.beeld.stukken
    assert uit.presentatie.nieuw == ()


def test_what_may_only_be_told_is_not_shown(wereld: Wereld, zaal: Zaal) -> None:
    for nr in range(3):
        akkoord(
            wereld, zaal.tafel, nr, ("signalen",), casus=1, oordeel={"eisen": (Eis.ALLEEN_MONDELING,)} if nr else {}
        )
    uit = beamer.show_beamer(wereld.regie, zaal.punten[1])
    assert uit.beeld == Beamerbeeld(2, "", ())
    assert any("U mag het nu wel vertellen." in reden for een in uit.presentatie.grenzen for reden in een.redenen)


def test_only_a_casusregisseur_of_the_table_shows_and_only_on_the_day_itself(wereld: Wereld, zaal: Zaal) -> None:
    for wie in ("regie2", "privacy", "lezer", "beheer"):
        for doe in (beamer.show_beamer, beamer.prepare_beamer):
            with pytest.raises(GeenToegang):
                doe(wereld.werkplek(wie), zaal.punt)
    morgen = overleggen.plan_overleg(
        wereld.regie, overleggen.OverlegInvoer("pga_lokaal", wereld.klok.nu().date() + timedelta(days=1))
    )
    punt = overleggen.add_agendapunt(wereld.regie, morgen, zaal.zaak.dossier.casus_id)
    with pytest.raises(OverlegNogNiet):
        beamer.show_beamer(wereld.regie, punt)
    wereld.klok.moment += timedelta(days=1)  # who was in the room yesterday may not be there now
    for doe in (beamer.show_beamer, beamer.prepare_beamer):
        with pytest.raises(OverlegNietVandaag):
            doe(wereld.regie, zaal.punt)
    assert register(wereld, zaal) == []


def test_who_came_later_was_not_shown_what_was_shown_before(wereld: Wereld, zaal: Zaal) -> None:
    is_er_niet(wereld, zaal, 0)
    beamer.show_beamer(wereld.regie, zaal.punt)
    assert {wie for wie, _, _ in register(wereld, zaal)} == {w.voluit for w in zaal.tafel.ontvangers[1:]}
    aanwezigheid.set_aanwezigheid(wereld.regie, zaal.tafel.overleg_id, zaal.mensen[0], Aanwezigheidsstand.AANWEZIG)
    beamer.show_beamer(wereld.regie, zaal.punt)
    assert {wie for wie, _, _ in register(wereld, zaal)} == {w.voluit for w in zaal.tafel.ontvangers}


def test_showing_and_telling_are_each_recorded_once(wereld: Wereld, zaal: Zaal) -> None:
    for _ in range(2):
        beamer.show_beamer(wereld.regie, zaal.punt)
    assert len(register(wereld, zaal)) == 3
    assert {een.al for een in list_hoorders(wereld.regie, zaal.punt, ("plan",))} == {()}  # shown, and not told yet
    tell_everyone(wereld.regie, zaal.punt, Tafelinvoer(("plan",), "Hoe het plan loopt.", zonder_weggelaten=True))
    beamer.show_beamer(wereld.regie, zaal.punt)
    lijst = register(wereld, zaal)
    assert len(lijst) == 6
    assert {wie for wie, zin, _ in lijst if zin == "Hoe het plan loopt."} == {w.voluit for w in zaal.tafel.ontvangers}
