"""The fields about a jongere, the same in the form that registers and in the one that changes."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import Any

from PySide6.QtCore import QCoreApplication

from pmg_desk.domain.controle import MAX_NAAM
from pmg_desk.services.jongeren import GESLACHTEN, OPSCHORTINGEN, Adres, JongereInvoer
from pmg_desk.ui.omgeving import Omgeving
from pmg_desk.ui.widgets.formulier import Formulier, Keuze, KeuzeVeld, OnvolledigeDatumVeld, TekstVeld, VinkVeld
from pmg_desk.ui.widgets.veld import Veld

_ANDERS = "*"
NAAMVELDEN = ("voornamen", "voorvoegsel", "geslachtsnaam")
ADRESVELDEN = ("straat", "huisnummer", "postcode", "woonplaats", "wijk", "wijk_anders", "buurt")

tr = partial(QCoreApplication.translate, "jongerevelden")


def naamhulp() -> dict[str, str]:
    """What stands under the fields of a name."""
    return {
        "voornamen": "",
        "voorvoegsel": tr("Bijvoorbeeld: van den, el"),
        "geslachtsnaam": tr("Vul minstens een achternaam, voornaam of roepnaam in."),
    }


def wie_velden(omgeving: Omgeving) -> list[Veld | str]:
    """Name, birth, sex; the BSN only where the profile allows it."""
    velden: list[Veld | str] = [
        tr("Wie is het"),
        TekstVeld("voornamen", tr("Voornamen"), hoogstens=MAX_NAAM),
        TekstVeld("roepnaam", tr("Roepnaam"), hoogstens=100, breedte=320),
        TekstVeld("voorvoegsel", tr("Voorvoegsel"), hoogstens=40, breedte=180, hulp=naamhulp()["voorvoegsel"]),
        TekstVeld("geslachtsnaam", tr("Achternaam"), hoogstens=MAX_NAAM, hulp=naamhulp()["geslachtsnaam"]),
        OnvolledigeDatumVeld(
            "geboortedatum",
            tr("Geboortedatum"),
            omgeving.vandaag,
            verplicht=True,
            hulp=tr("Typ wat u weet: ‘3-11-2012’, ‘nov 2012’ of ‘2012’. Weet u niets? Typ een vraagteken."),
        ),
        KeuzeVeld("geslacht", tr("Geslacht"), _keuzes(GESLACHTEN), breedte=240),
    ]
    if omgeving.werkplek.profiel.instellingen.bsn_toegestaan.waarde:
        velden.append(TekstVeld("bsn", tr("BSN"), hoogstens=20, breedte=180))
    return velden


def adres_velden(omgeving: Omgeving) -> list[Veld | str]:
    """The address, and whether it is secret."""
    return [
        tr("Waar woont de jongere"),
        VinkVeld(
            "adres_geheim",
            tr("Het adres is geheim"),
            label=tr("Geheim adres"),
            hulp=tr(
                "Dan staat het nergens in beeld en wordt het nooit afgedrukt, tenzij iemand daar een reden voor geeft."
            ),
        ),
        TekstVeld("straat", tr("Straat"), hoogstens=120),
        TekstVeld("huisnummer", tr("Huisnummer"), hoogstens=40, breedte=180),
        TekstVeld("postcode", tr("Postcode"), hoogstens=10, breedte=180),
        TekstVeld("woonplaats", tr("Woonplaats"), hoogstens=80, breedte=320),
        *wijk_velden(omgeving),
        TekstVeld("buurt", tr("Buurt"), hoogstens=80, breedte=320),
    ]


def wijk_velden(omgeving: Omgeving) -> tuple[Veld, Veld]:
    """A wijk of the profile, or another one by name; with :func:`volg_wijk`, and read by :func:`wijk_uit`."""
    wijken = omgeving.werkplek.profiel.wijken.values()
    keuzes = [*(Keuze(wijk.sleutel, wijk.label) for wijk in wijken), Keuze(_ANDERS, tr("Een andere wijk"))]
    return (
        KeuzeVeld("wijk", tr("Wijk"), keuzes),
        TekstVeld("wijk_anders", tr("Naam van de wijk"), hoogstens=80, breedte=320),
    )


def wijk_uit(waarden: Mapping[str, Any]) -> str:
    """The key or the name of the wijk as filled in; empty for none."""
    wijk = waarden["wijk"] or ""
    return str(waarden["wijk_anders"] if wijk == _ANDERS else wijk)


def wijk_als_waarden(omgeving: Omgeving, wijk: str) -> dict[str, Any]:
    """A wijk for the fields; a name that is none of the profile's is another one."""
    bekend = not wijk or wijk in omgeving.werkplek.profiel.wijken
    return {"wijk": (wijk or None) if bekend else _ANDERS, "wijk_anders": "" if bekend else wijk}


def contact_velden() -> list[Veld | str]:
    """School and contact."""
    return [
        tr("School en contact"),
        TekstVeld("school", tr("School"), hoogstens=160),
        TekstVeld("telefoon", tr("Telefoon"), hoogstens=40, breedte=240),
        TekstVeld("email", tr("E-mail"), hoogstens=254, breedte=420),
    ]


def brp_velden() -> list[Veld | str]:
    """What the civil registry says about the record itself."""
    return [
        tr("Uit de Basisregistratie Personen (BRP)"),
        KeuzeVeld("opschorting", tr("Inschrijving beëindigd"), _keuzes(OPSCHORTINGEN), leegtekst=tr("Nee")),
        TekstVeld(
            "in_onderzoek",
            tr("Gegevens in onderzoek"),
            hoogstens=80,
            breedte=320,
            hulp=tr("Welke BRP-rubrieken worden onderzocht, bijvoorbeeld 08 (adres)."),
        ),
    ]


def volg_wijk(formulier: Formulier) -> None:
    """Ask the name of the wijk only when it is none of the profile's."""
    wijk = formulier.veld("wijk")

    def schik() -> None:
        formulier.toon_veld("wijk_anders", not wijk.isHidden() and wijk.waarde() == _ANDERS)

    wijk.gewijzigd.connect(schik)
    formulier.gewijzigd.connect(schik)
    schik()


def adres_uit(waarden: Mapping[str, Any]) -> Adres:
    """The address as filled in."""
    return Adres(
        straat=waarden["straat"],
        huisnummer=waarden["huisnummer"],
        postcode=waarden["postcode"],
        woonplaats=waarden["woonplaats"],
        wijk=wijk_uit(waarden),
        buurt=waarden["buurt"],
    )


def adres_als_waarden(omgeving: Omgeving, adres: Adres) -> dict[str, Any]:
    """An address for the fields."""
    return {
        "straat": adres.straat,
        "huisnummer": adres.huisnummer,
        "postcode": adres.postcode,
        "woonplaats": adres.woonplaats,
        **wijk_als_waarden(omgeving, adres.wijk),
        "buurt": adres.buurt,
    }


def invoer_uit(waarden: Mapping[str, Any], adres: Adres | None) -> JongereInvoer:
    """All fields as input for the use case."""
    return JongereInvoer(
        voornamen=waarden["voornamen"],
        voorvoegsel=waarden["voorvoegsel"],
        geslachtsnaam=waarden["geslachtsnaam"],
        roepnaam=waarden["roepnaam"],
        geboortedatum=waarden["geboortedatum"] or "",
        geslacht=waarden["geslacht"] or "",
        bsn=waarden.get("bsn", ""),
        adres=adres,
        adres_geheim=waarden["adres_geheim"],
        opschorting=waarden["opschorting"] or "",
        in_onderzoek=waarden["in_onderzoek"],
        school=waarden["school"],
        telefoon=waarden["telefoon"],
        email=waarden["email"],
    )


def _keuzes(woorden: Mapping[str, str]) -> list[Keuze]:
    return [Keuze(sleutel, label) for sleutel, label in woorden.items() if sleutel]
