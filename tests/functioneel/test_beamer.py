"""The screen at an overleg does not leak: for everyone who can be in the room together, it is word for word what each
of them would get on paper, and no more; in texts, in titles, and in what a screen reader is told.

Forbidden words are everywhere: in free text of each kind of data, about others, from sources that forbid, of the other
casus on the agenda. Each kind of approval by itself is in ``test_lekmatrix``; here it is about being together.
"""

from __future__ import annotations

from itertools import combinations
from typing import Any
from uuid import UUID

import pytest
from PySide6.QtWidgets import QLabel, QWidget

from pmg_desk.domain.datums import toon_datum
from pmg_desk.domain.samenvatting import Aard, Rubriek, Stuk
from pmg_desk.reports.rubrieken import KOPPEN
from pmg_desk.services.samenvattingen import Bestemming, prepare_samenvatting
from pmg_desk.services.verstrekkingen import Registerfilter, list_verstrekkingen
from pmg_desk.ui.omgeving import Omgeving
from pmg_desk.ui.screens.beamerbediening import Beamerbediening
from pmg_desk.ui.screens.beamervenster import Beamervenster
from pmg_desk.ui.widgets.stukkenlijst import als_datum
from tests.schermbouw import MAG, Zaal, gaat_weg, komt_terug, maak_zaal
from tests.ui.conftest import klaar
from tests.ui.test_beamer import gelezen
from tests.wereld import Wereld

AARD = {Aard.FEIT: "feit", Aard.AANNAME: "aanname", Aard.MENING: "mening"}


@pytest.fixture
def zaal(wereld: Wereld) -> Zaal:
    return maak_zaal(wereld)


def op_papier(wereld: Wereld, zaal: Zaal, nr: int) -> dict[str, Stuk]:
    """What this one would get as a summary on paper, by itself."""
    wie = zaal.tafel.ontvangers[nr]
    bestemming = Bestemming(UUID(wie.organisatie_id), wie.functie)
    mee = prepare_samenvatting(wereld.regie, zaal.zaak.dossier.casus_id, bestemming).mee
    assert not any(deel.nieuw for deel in mee)
    return {deel.stuk.id: deel.stuk for deel in mee}


def beperkt(zaal: Zaal, papier: list[dict[str, Stuk]], samen: tuple[int, ...]) -> list[str]:
    """The line that names for whom less is approved than for all others, where there are two others at least."""
    if len(samen) < 3:
        return []
    anderen = {nr: [set(papier[n]) for n in samen if n != nr] for nr in samen}
    mist = [nr for nr in samen if set.intersection(*anderen[nr]) - set(papier[nr])]
    *eerste, laatste = sorted(zaal.tafel.ontvangers[nr].organisatie for nr in mist)
    namen = f"{', '.join(eerste)} en {laatste}" if eerste else laatste
    return [f"Niet alles staat hier: voor {namen} is minder goedgekeurd."]


def regels(stukken: list[Stuk], beperkt: list[str]) -> list[str]:
    """What these say, line by line, under their headings."""
    if not stukken:
        return ["Agendapunt 1", "Deze casus wordt besproken zonder tekst op het scherm.", *beperkt]
    naam = next((s.titel for s in stukken if s.rubriek is Rubriek.IDENTITEIT), "PMG-2026-00001")
    uit = ["Agendapunt 1", naam, "Hier staat alleen wat iedereen die nu aanwezig is mag zien.", *beperkt]
    for rubriek in Rubriek:
        eigen = [s for s in stukken if s.rubriek is rubriek]
        uit += [KOPPEN[rubriek]] if eigen else []
        for s in eigen:
            velden = "  ·  ".join(f"{label}: {als_datum(waarde)}" for label, waarde in s.velden)
            herkomst = [AARD[s.aard] if s.aard else "", s.bron, toon_datum(s.datum) if s.datum else ""]
            titel = "" if s.titel in (KOPPEN[rubriek], naam) else s.titel
            uit += [deel for deel in (titel, velden, s.tekst, " · ".join(h for h in herkomst if h)) if deel]
    return uit


def test_for_everyone_who_can_be_together_the_screen_is_what_each_of_them_gets_on_paper(
    qtbot: Any, omgeving: Omgeving, wereld: Wereld, zaal: Zaal
) -> None:
    omgeving.werkplek = wereld.regie
    wereld.regie.bij_wijziging(omgeving.meld_wijzigingen)
    papier = [op_papier(wereld, zaal, nr) for nr in range(len(MAG))]
    bediening = Beamerbediening(omgeving)
    qtbot.addWidget(bediening)
    bediening.zet_punt(zaal.punt)
    weg: set[int] = set()
    gezien: list[set[str]] = [set() for _ in MAG]
    gehad: set[tuple[str, ...]] = set()
    for aantal in range(len(MAG), -1, -1):
        for samen in combinations(range(len(MAG)), aantal):
            for nr in range(len(MAG)):
                if (nr in samen) == (nr in weg):
                    (komt_terug if nr in samen else gaat_weg)(wereld, zaal, nr)
                    weg ^= {nr}
            klaar(qtbot, omgeving)
            if bediening.venster is not None:
                assert teksten(bediening.venster) == []  # whoever comes or goes empties it
            bediening.toonknop.click()
            klaar(qtbot, omgeving)
            venster = bediening.venster
            assert venster is not None
            eerste = papier[samen[0]] if samen else {}
            zou = [s for s in eerste.values() if all(s.id in papier[nr] for nr in samen)]
            zegt = regels(zou, beperkt(zaal, papier, samen))
            assert teksten(venster) == zegt, samen
            assert set(gelezen(venster)) == {*zegt, venster.windowTitle()}, samen
            assert zaal.zaak.gevonden(" ".join(gelezen(venster))) == zaal.mag(*samen), samen
            for nr in samen:
                gezien[nr] |= {s.categorie for s in zou}
            gehad.add(tuple(teksten(venster)))
    assert len(gehad) >= 6  # being together with others really makes a difference
    lijst = list_verstrekkingen(wereld.privacy, Registerfilter(casus_id=zaal.zaak.dossier.casus_id))
    labels = {c.sleutel: c.label for c in wereld.profiel.datacategorieen.values()}
    for nr, wie in enumerate(zaal.tafel.ontvangers):
        geboekt = {label for rij in lijst if rij.ontvanger == wie.voluit for label in rij.categorieen}
        assert geboekt == {labels[c] for c in gezien[nr]}
    assert all(rij.besluiten and rij.omschrijving.startswith("Getoond op het scherm") for rij in lijst)
    bediening.close()
    klaar(qtbot, omgeving)


def teksten(venster: Beamervenster) -> list[str]:
    """What stands on it, from top to bottom."""
    blad: QWidget | None = venster._blad
    return [] if blad is None else [label.text() for label in blad.findChildren(QLabel)]
