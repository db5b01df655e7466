"""How it stands with sharing: per recipient in the dossier, per casus on the agenda of a meeting."""

from __future__ import annotations

from datetime import timedelta

import pytest

from pmg_desk.domain.delen import Oordeel
from pmg_desk.domain.fouten import GeenToegang
from pmg_desk.domain.oordeel import BesluitInvoer
from pmg_desk.services import oordelen
from pmg_desk.services.deelstand import list_deelstand, list_overlegstand
from pmg_desk.services.verzoeken import withdraw_verzoek
from pmg_desk.services.werkplek import Werkplek
from tests.tafelbouw import maak_tafel
from tests.vulling import keur_goed, vraag
from tests.wereld import Wereld


def test_from_asking_to_the_end(wereld: Wereld) -> None:
    tafel = maak_tafel(wereld)
    een, twee = tafel.dossiers

    def zin(werkplek: Werkplek = wereld.regie) -> str:
        (stand,) = list_deelstand(werkplek, een.casus_id)
        assert stand.ontvanger == "School De Brug PMG-2026-00001 – Leerlingzaken"
        return stand.zin

    assert list_deelstand(wereld.regie, een.casus_id) == ()
    vraag(wereld, twee)
    withdraw_verzoek(wereld.regie, vraag(wereld, een))
    assert list_deelstand(wereld.regie, een.casus_id) == ()
    verzoek = vraag(wereld, een, dagen=30)
    assert zin() == zin(wereld.privacy) == "Gevraagd op 23 november 2026. Antwoord uiterlijk 28 november 2026."
    assert list_overlegstand(wereld.regie, tafel.overleg_id) == {
        een.casus_id: "1 gevraagd, tot 28-11",
        twee.casus_id: "1 gevraagd, tot 28-11",
    }
    wereld.klok.moment += timedelta(days=6)
    assert zin() == "Gevraagd op 23 november 2026. Het antwoord had er op 28 november 2026 moeten zijn."
    assert list_overlegstand(wereld.regie, tafel.overleg_id)[een.casus_id] == "1 gevraagd, te laat"
    keur_goed(wereld, verzoek)
    gegeven = "Gevraagd op 23 november 2026. Beantwoord op 29 november 2026."
    assert zin() == f"{gegeven} Nu geldt een akkoord tot en met 23 december 2026."
    assert een.casus_id not in list_overlegstand(wereld.regie, tafel.overleg_id)
    wereld.klok.moment += timedelta(days=25)
    assert zin() == f"{gegeven} Er geldt nu geen akkoord meer."
    opnieuw = vraag(wereld, een)
    oordelen.decide_verzoek(wereld.privacy, opnieuw, BesluitInvoer(Oordeel.TERUGVRAAG, "Waarom zoveel?"))
    assert zin().endswith("De privacy officer stelde een vraag: beantwoord die.")
    assert list_overlegstand(wereld.regie, tafel.overleg_id)[een.casus_id] == "Vraag beantwoorden"


def test_refused_while_an_older_approval_holds(wereld: Wereld) -> None:
    (een,) = maak_tafel(wereld, 1).dossiers
    keur_goed(wereld, vraag(wereld, een, ("plan",), dagen=30))
    keur_goed(wereld, vraag(wereld, een, ("gezondheid",)), oordeel=Oordeel.GEWEIGERD, categorieen=(), geldig_tot=None)
    (stand,) = list_deelstand(wereld.regie, een.casus_id)
    assert stand.zin == (
        "Gevraagd op 23 november 2026. Geweigerd op 23 november 2026. Nu geldt een akkoord tot en met 23 december 2026."
    )


def test_not_for_who_may_not_see_the_casus(wereld: Wereld) -> None:
    tafel = maak_tafel(wereld, 1)
    vraag(wereld, tafel.dossiers[0])
    with pytest.raises(GeenToegang):
        list_deelstand(wereld.regie2, tafel.dossiers[0].casus_id)
    with pytest.raises(GeenToegang):
        list_overlegstand(wereld.regie2, tafel.overleg_id)
