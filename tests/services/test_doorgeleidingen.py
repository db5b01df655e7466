"""Passing a casus on: what the profile asks, who answers, what it ends with, and what of it may be shared."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from types import MappingProxyType
from typing import Any
from uuid import UUID

import pytest

from pmg_desk.domain.fouten import GeenToegang, OngeldigeInvoer
from pmg_desk.domain.profiel.model import Tafel
from pmg_desk.domain.samenvatting import Rubriek, Stuk
from pmg_desk.services import (
    aanmeldingen,
    casusverloop,
    doorgeleidingen,
    overdragen,
    overnemen,
    samenvattingen,
    tafelbord,
    toewijzingen,
    triage,
    werklijst,
)
from pmg_desk.services.doorgeleidingen import (
    AlAfgesloten,
    AntwoordInvoer,
    DoorgeleidingInvoer,
    DoorgeleidingInzicht,
    DoorgeleidingSoort,
    DoorgeleidingStatus,
    TafelBesluit,
    Vraagantwoord,
    Weg,
)
from pmg_desk.services.doorgeleidroutes import Route, list_routes
from pmg_desk.services.overdrachtantwoord import declare_verloren, read_antwoord
from pmg_desk.services.samenvattingen import Bestemming
from pmg_desk.services.stukken import cut_dossier
from pmg_desk.services.uitspraken import UitspraakInvoer
from pmg_desk.services.werkplek import Werkplek
from pmg_desk.storage.concepten import casussen_van
from pmg_desk.storage.models import Wijze
from tests.casusbouw import bladen, maak
from tests.overdrachtzaak import Overdrachtzaak, maak_zaak
from tests.vulling import keur_goed, maak_dossier, vraag
from tests.wereld import Wereld

WOORD = "Klapperboom"
"""Found nowhere else: what holds it has leaked the reason of a doorgeleiding."""


def route(werkplek: Werkplek, casus: UUID, sleutel: str) -> Route:
    return next(r for r in list_routes(werkplek, casus) if r.sleutel == sleutel)


def leid_door(werkplek: Werkplek, casus: UUID, sleutel: str, **anders: Any) -> UUID:
    """Pass on as the profile asks, with every answer yes."""
    een = route(werkplek, casus, sleutel)
    velden: dict[str, Any] = {
        "route": sleutel,
        "soort": een.soorten[0],
        "weg": een.weg,
        "waarom": UitspraakInvoer(f"Omdat {WOORD}."),
        "antwoorden": dict.fromkeys(een.vragen, Vraagantwoord.JA),
        "perspectief": UitspraakInvoer("Leerwerkplek.") if een.perspectief else None,
    }
    return doorgeleidingen.request_doorgeleiding(werkplek, casus, DoorgeleidingInvoer(**{**velden, **anders}))


def lees(werkplek: Werkplek, casus: UUID) -> DoorgeleidingInzicht:
    (een,) = doorgeleidingen.list_doorgeleidingen(werkplek, casus)
    return een


def fouten(werkplek: Werkplek, casus: UUID, sleutel: str, **anders: Any) -> dict[str, str]:
    with pytest.raises(OngeldigeInvoer) as fout:
        leid_door(werkplek, casus, sleutel, **anders)
    return dict(fout.value.velden)


def routestukken(werkplek: Werkplek, casus: UUID) -> list[Stuk]:
    with werkplek.doe() as t:
        return [stuk for stuk in cut_dossier(t, t.casus(casus)) if stuk.rubriek is Rubriek.ROUTE]


# where to


def test_de_wegen_komen_uit_het_profiel_en_wat_niet_kan_zegt_waarom(wereld: Wereld) -> None:
    casus = maak(wereld.regie, "pga_lokaal", geboortedatum="2010-05-01")
    wegen = {r.sleutel: r for r in list_routes(wereld.regie, casus)}
    assert list(wegen)[:4] == ["tafel:top_x", "tafel:zvh", "tafel:forensische_tafel_12min", "tafel:nazorg"]
    assert [r.sleutel for r in wegen.values() if r.bezwaar] == ["regel:nazorg:achttien"]
    # Where a rule leads to ZSM there is no plain way around it.
    assert "tafel:zsm" not in wegen
    assert wegen["tafel:forensische_tafel_12min"].letop == (
        "Bedoeld tot en met 11 jaar. Leeftijd van deze jongere: 16 jaar.",
    )
    assert (wegen["tafel:top_x"].weg, wegen["tafel:zvh"].weg) == (Weg.KLUIS, Weg.BUITEN)


def test_terug_naar_de_tafel_die_verwees_is_afschalen(wereld: Wereld) -> None:
    casus = maak(wereld.regie, "zvh", geboortedatum="2010-05-01")
    assert route(wereld.regie, casus, "tafel:pga_lokaal").soorten[0] is DoorgeleidingSoort.AFSCHALEN
    naar_top_x = route(wereld.regie, casus, "tafel:top_x")
    assert naar_top_x.via == ("PGA lokaal",)
    assert "Aanmelden bij TOP X loopt via PGA lokaal. Deze casus is daar niet geweest." in naar_top_x.letop


def test_een_last_onder_dwangsom_gaat_langs_een_tafel_als_pga_lokaal_nu_of_eerder(wereld: Wereld) -> None:
    casus = maak(wereld.regie, "zvh", geboortedatum="2006-05-01")
    assert route(wereld.regie, casus, "regel:pga_lokaal:dwangsom").bezwaar.startswith("Dit kan alleen via PGA lokaal.")
    plek = toewijzingen.add_tafel(wereld.regie, casus, "pga_lokaal")
    assert route(wereld.regie, casus, "regel:pga_lokaal:dwangsom").bezwaar == ""
    toewijzingen.leave_tafel(wereld.regie, plek)
    wereld.klok.moment += timedelta(days=2)
    assert route(wereld.regie, casus, "regel:pga_lokaal:dwangsom").bezwaar == ""


def test_bij_een_onbekend_geboortejaar_wordt_niets_geraden(wereld: Wereld) -> None:
    casus = maak(wereld.regie, "nazorg", geboortedatum="?")
    een = route(wereld.regie, casus, "regel:nazorg:achttien")
    assert (een.bezwaar, een.letop) == (
        "",
        ("Het geboortejaar is niet bekend: kijk na wanneer deze jongere 18 wordt.",),
    )


@pytest.mark.parametrize(
    ("geboren", "kan"),
    [
        ("2008-11-23", True),
        ("2007-11-23", False),
        ("2009-11-23", True),
        ("2009-11-24", False),
        ("2008", True),
        ("2006-05", False),
    ],
)
def test_de_overdracht_naar_18plus_is_er_rond_die_verjaardag(wereld: Wereld, geboren: str, kan: bool) -> None:
    casus = maak(wereld.regie, "nazorg", geboortedatum=geboren)
    assert (route(wereld.regie, casus, "regel:nazorg:achttien").bezwaar == "") is kan


# asking


def test_wat_ontbreekt_wordt_gezegd_en_er_is_niets_bewaard(wereld: Wereld) -> None:
    casus = maak(wereld.regie, "pga_lokaal", geboortedatum="2006-05-01")
    assert fouten(wereld.regie, casus, "regel:pga_lokaal:dwangsom", waarom=None, perspectief=None, antwoorden={}) == {
        "waarom": "Schrijf op waarom u de casus doorgeleidt.",
        "perspectief": "Schrijf op welk perspectief er bij deze grens hoort.",
        "vraag_0": "Kies een antwoord. Weet u het niet, kies dan 'weet ik niet'.",
    }
    assert fouten(wereld.regie, casus, "tafel:zvh", weg=Weg.KLUIS) == {"weg": "Zo kan de casus daar niet heen."}
    assert list(fouten(wereld.regie, casus, "regel:pga_lokaal:halt_12min", weg=Weg.PAKKET)) == ["weg"]
    assert list(fouten(wereld.regie, casus, "tafel:zvh", soort=DoorgeleidingSoort.ZSM)) == ["soort"]
    assert list(fouten(wereld.regie, casus, "regel:nazorg:achttien")) == ["route"]
    een = DoorgeleidingInvoer("weg", DoorgeleidingSoort.OPSCHALEN, Weg.BUITEN, None)
    with pytest.raises(OngeldigeInvoer) as fout:
        doorgeleidingen.request_doorgeleiding(wereld.regie, casus, een)
    assert fout.value.velden == {"route": "Kies waar de casus heen gaat."}
    assert doorgeleidingen.list_doorgeleidingen(wereld.regie, casus) == ()


def test_hetzelfde_wordt_niet_twee_keer_gevraagd_zolang_het_wacht(wereld: Wereld) -> None:
    casus = maak(wereld.regie, "pga_lokaal", geboortedatum="2006-05-01")
    leid_door(wereld.regie, casus, "tafel:zvh")
    assert fouten(wereld.regie, casus, "tafel:zvh") == {"route": "Dit is al gevraagd en wacht nog op antwoord."}


def test_zsm_gaat_met_iets_dat_van_deze_casus_is_uitgegeven(wereld: Wereld) -> None:
    dossier, ander = maak_dossier(wereld.regie), maak_dossier(wereld.regie, "PMG-2026-00002")
    keur_goed(wereld, vraag(wereld, dossier))
    uitgave = samenvattingen.issue_samenvatting(
        wereld.regie, dossier.casus_id, Bestemming(dossier.school, "Leerlingzaken"), Wijze.PAPIER
    )
    intern = samenvattingen.issue_intern(wereld.regie, ander.casus_id, Wijze.PAPIER)
    for verkeerd in (None, uitgave.verstrekking_id, intern.verstrekking_id):
        gezegd = fouten(wereld.regie, ander.casus_id, "regel:pga_lokaal:zsm", verstrekking_id=verkeerd)
        assert list(gezegd) == ["verstrekking_id"]
    leid_door(wereld.regie, dossier.casus_id, "regel:pga_lokaal:zsm", verstrekking_id=uitgave.verstrekking_id)
    assert "Leerlingzaken" in lees(wereld.regie, dossier.casus_id).verstrekking


# answering


def test_een_tafel_van_deze_kluis_antwoordt_met_haar_eigen_besluit(wereld: Wereld) -> None:
    casus = maak(wereld.regie, "pga_lokaal", geboortedatum="2009-05-01")
    id_ = leid_door(wereld.regie, casus, "tafel:top_x")
    weigeren: tuple[Callable[[], None], ...] = (
        lambda: doorgeleidingen.answer_doorgeleiding(
            wereld.regie, id_, DoorgeleidingStatus.AANGENOMEN, AntwoordInvoer(UitspraakInvoer("Ja."))
        ),
        lambda: doorgeleidingen.finish_doorgeleiding(wereld.regie, id_, AntwoordInvoer(UitspraakInvoer("Klaar."))),
        lambda: doorgeleidingen.withdraw_doorgeleiding(wereld.regie, id_, UitspraakInvoer("Nee.")),
    )
    for weiger in weigeren:
        with pytest.raises(TafelBesluit):
            weiger()
    (aanmelding,) = aanmeldingen.list_aanmeldingen(wereld.regie, casus)
    triage.withdraw_aanmelding(wereld.regie, aanmelding.id, UitspraakInvoer("Toch niet nodig."))
    een = lees(wereld.regie, casus)
    assert (een.status, een.antwoord_op) == (DoorgeleidingStatus.INGETROKKEN, date(2026, 11, 23))


def _wacht(werkplek: Werkplek) -> list[UUID | None]:
    items = werklijst.show_werklijst(werkplek).items
    return [item.casus_id for item in items if item.soort is werklijst.Werksoort.DOORGELEIDING]


def test_antwoord_en_afloop_worden_een_keer_vastgelegd(wereld: Wereld) -> None:
    casus = maak(wereld.regie, "pga_lokaal", geboortedatum="2009-05-01")
    id_ = leid_door(wereld.regie, casus, "tafel:zvh")
    assert _wacht(wereld.regie) == [casus]
    assert _wacht(wereld.regie2) == []
    antwoord = AntwoordInvoer(UitspraakInvoer("Komt op de agenda."))
    with pytest.raises(GeenToegang):
        doorgeleidingen.answer_doorgeleiding(wereld.regie2, id_, DoorgeleidingStatus.AANGENOMEN, antwoord)
    with pytest.raises(OngeldigeInvoer):
        doorgeleidingen.answer_doorgeleiding(wereld.regie, id_, DoorgeleidingStatus.AFGEROND, AntwoordInvoer(None))
    doorgeleidingen.answer_doorgeleiding(wereld.regie, id_, DoorgeleidingStatus.AANGENOMEN, antwoord)
    assert _wacht(wereld.regie) == []
    herhalingen: tuple[Callable[[], None], ...] = (
        lambda: doorgeleidingen.answer_doorgeleiding(wereld.regie, id_, DoorgeleidingStatus.AFGEWEZEN, antwoord),
        lambda: doorgeleidingen.withdraw_doorgeleiding(wereld.regie, id_, UitspraakInvoer("Nee.")),
    )
    for nog_eens in herhalingen:
        with pytest.raises(AlAfgesloten):
            nog_eens()
    doorgeleidingen.finish_doorgeleiding(wereld.regie, id_, AntwoordInvoer(UitspraakInvoer("Aanpak afgerond.")))
    with pytest.raises(AlAfgesloten):
        doorgeleidingen.finish_doorgeleiding(wereld.regie, id_, antwoord)
    assert WOORD not in bladen(wereld.regie)


def test_vertrek_van_de_tafel_en_sluiten_beeindigen_wat_wacht(wereld: Wereld) -> None:
    casus = maak(wereld.regie, "pga_lokaal", geboortedatum="2009-05-01")
    leid_door(wereld.regie, casus, "tafel:zvh")
    toewijzingen.add_tafel(wereld.regie, casus, "nazorg")
    (hier,) = [p for p in toewijzingen.list_tafels(wereld.regie, casus) if p.tafel == "pga_lokaal"]
    toewijzingen.leave_tafel(wereld.regie, hier.id)
    assert lees(wereld.regie, casus).status is DoorgeleidingStatus.INGETROKKEN
    ander = maak(wereld.regie, "pga_lokaal", geboortedatum="2009-05-01", voornamen="Sem")
    leid_door(wereld.regie, ander, "tafel:zvh")
    wereld.klok.moment += timedelta(days=3)
    casusverloop.close_casus(wereld.regie, ander, "doelen_behaald", "verbeterd", op=date(2026, 11, 25))
    een = lees(wereld.regie, ander)
    assert (een.status, een.antwoord_op) == (DoorgeleidingStatus.INGETROKKEN, date(2026, 11, 25))


# what may be shared


def test_antwoord_en_afloop_van_het_strafrecht_zijn_politiegegevens_wat_men_ook_kiest(wereld: Wereld) -> None:
    casus = maak(wereld.regie, "pga_lokaal", geboortedatum="2006-05-01")
    id_ = leid_door(
        wereld.regie,
        casus,
        "regel:pga_lokaal:dwangsom",
        waarom=UitspraakInvoer("Betrapt.", categorie="plan"),
    )
    afloop = UitspraakInvoer("Last opgelegd.", categorie="plan")
    doorgeleidingen.finish_doorgeleiding(wereld.regie, id_, AntwoordInvoer(afloop))
    per_tekst = {stuk.tekst: stuk.categorie for stuk in routestukken(wereld.regie, casus) if stuk.tekst}
    assert per_tekst == {"Betrapt.": "politiegegevens", "Leerwerkplek.": "plan", "Last opgelegd.": "politiegegevens"}


def test_wat_over_gezondheid_gaat_blijft_dat_ook_bij_het_strafrecht(wereld: Wereld) -> None:
    casus = maak(wereld.regie, "pga_lokaal", geboortedatum="2006-05-01")
    waarom = UitspraakInvoer("Verslaafd.", categorie="gezondheid")
    leid_door(wereld.regie, casus, "regel:pga_lokaal:dwangsom", waarom=waarom)
    per_tekst = {stuk.tekst: stuk.categorie for stuk in routestukken(wereld.regie, casus) if stuk.tekst}
    assert per_tekst["Verslaafd."] == "gezondheid"


def test_woorden_over_een_tafel_voor_zorg_zijn_gezondheid_wat_men_ook_kiest(wereld: Wereld) -> None:
    casus = maak(wereld.regie, "pga_lokaal", geboortedatum="2017-05-01")
    leid_door(
        wereld.regie,
        casus,
        "tafel:forensische_tafel_12min",
        waarom=UitspraakInvoer("Ziet dingen die er niet zijn.", categorie="signalen"),
    )
    assert {stuk.categorie for stuk in routestukken(wereld.regie, casus)} == {"gezondheid"}


def _vertrokken(tafels: dict[str, Tafel]) -> dict[str, Tafel]:
    return {sleutel: tafel for sleutel, tafel in tafels.items() if sleutel != "zvh"}


def test_een_tafel_die_uit_het_profiel_is_telt_als_gezondheid(wereld: Wereld) -> None:
    casus = maak(wereld.regie, "pga_lokaal", geboortedatum="2009-05-01")
    leid_door(wereld.regie, casus, "tafel:zvh")
    (stuk,) = routestukken(wereld.regie, casus)
    assert stuk.categorie == "politiegegevens"
    tafels = _vertrokken(dict(wereld.profiel.tafels))
    wereld.regie.profiel = replace(wereld.profiel, tafels=MappingProxyType(tafels))
    een, tekst = routestukken(wereld.regie, casus)
    assert (een.categorie, dict(een.velden)["Naar"], tekst.categorie) == ("gezondheid", "zvh", "politiegegevens")


def test_wie_akkoord_heeft_voor_het_plan_krijgt_niets_van_de_route(wereld: Wereld) -> None:
    dossier = maak_dossier(wereld.regie)
    keur_goed(wereld, vraag(wereld, dossier, ("identiteit", "plan", "signalen")))
    leid_door(wereld.regie, dossier.casus_id, "tafel:zvh")
    (plek,) = tafelbord.toon_bord(wereld.regie, "pga_lokaal").rijen
    tafelbord.set_status(wereld.regie, plek.casus_tafel_id, "opgeschaald", None, UitspraakInvoer(f"Ook {WOORD}."))
    v = samenvattingen.prepare_samenvatting(wereld.regie, dossier.casus_id, Bestemming(dossier.school, "Leerlingzaken"))
    assert [deel.stuk for deel in v.mee if deel.stuk.rubriek is Rubriek.ROUTE] == []
    assert WOORD not in "".join(deel.stuk.tekst for deel in v.mee)
    assert WOORD in "".join(stuk.tekst for stuk, _ in v.niet)


def test_wat_is_ingetrokken_staat_niet_in_de_stukken(wereld: Wereld) -> None:
    casus = maak(wereld.regie, "pga_lokaal", geboortedatum="2009-05-01")
    id_ = leid_door(wereld.regie, casus, "tafel:zvh")
    doorgeleidingen.withdraw_doorgeleiding(wereld.regie, id_, UitspraakInvoer("Toch niet."))
    assert routestukken(wereld.regie, casus) == []


def test_een_concept_van_een_stap_of_antwoord_hoort_bij_de_casus(wereld: Wereld) -> None:
    casus = maak(wereld.regie, "pga_lokaal", geboortedatum="2009-05-01")
    id_ = leid_door(wereld.regie, casus, "tafel:zvh")
    (plek,) = tafelbord.toon_bord(wereld.regie, "pga_lokaal").rijen
    with wereld.regie.doe() as t:
        assert {casussen_van(t.db, over) for over in (plek.casus_tafel_id, id_)} == {frozenset({casus})}


# as a package to another vault


@pytest.fixture
def zaak(tmp_path: Path) -> Any:
    een = maak_zaak(tmp_path)
    yield een
    een.sluit()


def test_wat_het_pakket_niet_kent_gaat_niet_mee_en_dat_staat_erbij(zaak: Overdrachtzaak) -> None:
    leid_door(zaak.hier.regie, zaak.casus_id, "tafel:zvh", weg=Weg.PAKKET)
    voorbeeld = overdragen.prepare_overdracht(zaak.hier.regie, zaak.casus_id, zaak.aanbod)
    ((stuk, reden),) = ((stuk, reden) for stuk, reden in voorbeeld.niet if stuk.rubriek is Rubriek.ROUTE)
    assert stuk.titel == "Doorgeleiding"
    assert reden == (
        "De weg langs de tafels gaat niet mee bij een overdracht: aanmeldingen, stappen en doorgeleidingen horen"
        " bij de tafels van hier."
    )
    assert WOORD not in "".join(deel.stuk.tekst for deel in voorbeeld.mee)
    ruw = zaak.bied_aan()
    assert WOORD not in str(zaak.envelop(ruw).inhoud)


@pytest.mark.parametrize("terug", [False, True])
def test_het_antwoord_op_het_pakket_is_het_antwoord_op_de_doorgeleiding(zaak: Overdrachtzaak, terug: bool) -> None:
    regie = zaak.hier.regie
    leid_door(regie, zaak.casus_id, "tafel:zvh", weg=Weg.PAKKET)
    assert lees(regie, zaak.casus_id).pakket == "Het pakket is nog niet gemaakt"
    pad = zaak.bied_aan()
    een = lees(regie, zaak.casus_id)
    assert (een.pakket, een.kan_antwoorden, een.kan_intrekken) == ("Meegegaan in een pakket", False, False)
    if terug:
        antwoord = overnemen.return_overdracht(zaak.daar.regie2, pad, "Hoort hier niet.").ruw
    else:
        antwoord = zaak.neem_over(pad).antwoord.ruw
    read_antwoord(regie, zaak.schrijf(antwoord))
    verwacht = DoorgeleidingStatus.AFGEWEZEN if terug else DoorgeleidingStatus.AANGENOMEN
    assert lees(regie, zaak.casus_id).status is verwacht


def test_een_verloren_pakket_laat_de_doorgeleiding_weer_wachten(zaak: Overdrachtzaak) -> None:
    leid_door(zaak.hier.regie, zaak.casus_id, "tafel:zvh", weg=Weg.PAKKET)
    aanbod = zaak.aangeboden()
    declare_verloren(zaak.hier.beheer, aanbod.overdracht_id, "De stick is kwijt.")
    een = lees(zaak.hier.regie, zaak.casus_id)
    assert (een.status, een.pakket) == (DoorgeleidingStatus.GEVRAAGD, "Het pakket is nog niet gemaakt")
