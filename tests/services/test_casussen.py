"""Opening, listing and reading casussen: who sees what, and numbers without gaps."""

from __future__ import annotations

from pmg_desk.services import casussen
from pmg_desk.services.casussen import NieuweCasus
from pmg_desk.services.jongeren import JongereInvoer
from pmg_desk.services.uitspraken import UitspraakInvoer
from tests.wereld import Wereld


def nieuwe(geslachtsnaam: str = "Łukasz", voornamen: str = "Zoë", tafel: str = "pga_lokaal") -> NieuweCasus:
    return NieuweCasus(
        jongere=JongereInvoer(voornamen=voornamen, geslachtsnaam=geslachtsnaam, geboortedatum="2014"),
        tafels=(tafel,),
        aangemeld_door="Politie",
        aanleiding=UitspraakInvoer("Drie keer gezien bij het winkelcentrum."),
    )


def test_een_nieuwe_casus_staat_in_de_lijst_van_wie_hem_mag_zien(wereld: Wereld) -> None:
    een = casussen.open_casus(wereld.regie, nieuwe())
    ander = casussen.open_casus(wereld.regie, nieuwe("van den Berg", tafel="top_x"))
    assert [(rij.id, rij.nummer, rij.leeftijd, rij.tafels) for rij in casussen.list_casussen(wereld.regie).rijen] == [
        (een, "PMG-2026-00001", "tussen 11 en 12 jaar", ("PGA lokaal",)),
        (ander, "PMG-2026-00002", "tussen 11 en 12 jaar", ("TOP X",)),
    ]
    assert [rij.id for rij in casussen.list_casussen(wereld.regie2).rijen] == [ander]
    assert casussen.list_casussen(wereld.lezer).rijen == ()
