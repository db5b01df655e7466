"""The processing register (AVG 30, lid 1) and the facts for a DPIA (AVG 35), in words for who supervises from outside.

What nobody decided yet (a default of the program, a term that is not set) is marked as such and listed on top.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import timedelta

from pmg_desk.domain.profiel.model import Bronzekerheid, Herkomst
from pmg_desk.domain.profiel.sectie import label_van
from pmg_desk.domain.registerblad import (
    NOG_VASTSTELLEN,
    Deel,
    Registerblad,
    bron_in_woorden,
    grof,
    staat_vast,
)
from pmg_desk.domain.rollen import Rol
from pmg_desk.services.bewaren import geldende_termijnen
from pmg_desk.services.deelbaar import getoetste_kaders
from pmg_desk.services.verstrekkingen import WIJZE_LABELS
from pmg_desk.services.werkplek import Transactie
from pmg_desk.storage import adresboek
from pmg_desk.storage import jaarcijfers as cijfers
from pmg_desk.storage.models import Wijze

_ONBEKEND = "nog niet ingevuld"
_BETROKKENEN = (
    (
        "Jongeren aan de overlegtafels",
        "ook als zij slachtoffer zijn, en soms volwassenen (wijkrechtspraak, nazorg)",
        ("identiteit", "doelgroep", "politiegegevens", "leefgebieden", "gezondheid", "plan", "acties", "signalen"),
    ),
    ("Ouders en gezinsleden", "wie gezag heeft, wie thuis woont, broertjes en zusjes", ("identiteit", "gezin")),
    ("Anderen rond de jongere", "vrienden, rolmodellen en groepen, zo weinig als nodig", ("identiteit", "signalen")),
    ("Professionals van partners", "naam, functie, organisatie en contactgegevens", ()),
    ("Gebruikers van het programma", "naam, rol, en wat zij deden (logboek)", ()),
)
"""AVG 30, lid 1, onder c: categories of people, and by key which kinds of data of the profile are held of them."""


@dataclass(frozen=True, slots=True)
class Verantwoordelijke:
    """What the vault cannot know by itself (AVG 30, lid 1, onder a): who is responsible, and whom to ask."""

    naam: str = ""
    contact: str = ""
    gezamenlijk: str = ""
    functionaris: str = ""
    doorgifte: str = ""
    verwerkers: str = ""
    maatregelen: str = ""


def verwerkingen(t: Transactie, stand: str, wie: Verantwoordelijke) -> Registerblad:
    """The register of what this vault processes."""
    return Registerblad(
        "Register van verwerkingen",
        "verwerkingsregister",
        "Wat deze kluis verwerkt, voor het register van de AVG (artikel 30, lid 1). Gemaakt uit het profiel van de"
        " gemeente en uit wat er in de kluis is vastgelegd.",
        stand,
        (
            Deel(
                "Wie is verantwoordelijk",
                "AVG 30, lid 1, onder a. Vult u zelf in.",
                ("Wat", "Wie"),
                (
                    ("Verwerkingsverantwoordelijke", wie.naam or _gemeente(t)),
                    ("Contact", wie.contact or _ONBEKEND),
                    ("Gezamenlijk verantwoordelijk", wie.gezamenlijk or _ONBEKEND),
                    ("Functionaris gegevensbescherming", wie.functionaris or _ONBEKEND),
                    ("Verwerkers", wie.verwerkers or f"{_ONBEKEND}; het programma zelf stuurt niets naar een ander"),
                ),
            ),
            _open_punten(t, wie),
            _doelen(t),
            _betrokkenen(t),
            _gegevens(t),
            _ontvangers(t),
            Deel(
                "Doorgifte buiten de EER",
                "AVG 30, lid 1, onder e.",
                ("Wat", "Hoe"),
                (
                    ("Het programma", "geeft niets door: het werkt zonder netwerk, op de eigen computer"),
                    ("De ontvangers", wie.doorgifte or _ONBEKEND),
                ),
            ),
            _termijnen(t),
            _maatregelen(wie),
        ),
    )


def _gemeente(t: Transactie) -> str:
    return f"{t.profiel.gemeente} (uit het profiel, {NOG_VASTSTELLEN})" if t.profiel.gemeente else _ONBEKEND


def _open_punten(t: Transactie, wie: Verantwoordelijke) -> Deel:
    """What a supervisor would ask first: what nobody filled in or confirmed yet."""
    profiel, gesteld = t.profiel, geldende_termijnen(t)
    leeg = [
        woord
        for woord, tekst in (
            ("wie de verwerkingsverantwoordelijke is", wie.naam),
            ("contactgegevens", wie.contact),
            ("met wie gezamenlijk", wie.gezamenlijk),
            ("de functionaris gegevensbescherming", wie.functionaris),
            ("verwerkers", wie.verwerkers),
            ("doorgifte door ontvangers", wie.doorgifte),
            ("maatregelen van de gemeente", wie.maatregelen),
        )
        if not tekst
    ]
    open_ = (
        ("Nog in te vullen", "a, e en g", leeg),
        ("Doelen", "b", [d.label for d in profiel.doeleinden.values() if not _vast(d)]),
        ("Soorten gegevens", "c", [c.label for c in profiel.datacategorieen.values() if not _vast(c)]),
        ("Bewaartermijn", "f", [tafel.label for sleutel, tafel in profiel.tafels.items() if sleutel not in gesteld]),
    )
    return Deel(
        "Nog vast te stellen of aan te vullen",
        "Wat hier staat, kan een toezichthouder nog niet als besluit van de gemeente lezen.",
        ("Onderwerp", "Wat"),
        tuple((f"{onderwerp} (onder {lid})", ", ".join(wat)) for onderwerp, lid, wat in open_ if wat),
        "Er staat niets meer open.",
    )


def _vast(iets: Herkomst) -> bool:
    return staat_vast(iets.bron, zeker=iets.zekerheid is not Bronzekerheid.ONGEVERIFIEERD)


def _bron(iets: Herkomst) -> tuple[str, str]:
    """Where it comes from and how certain that is, in words for outside."""
    return bron_in_woorden(iets.bron), _zeker(iets.zekerheid) if _vast(iets) else NOG_VASTSTELLEN


def _betrokkenen(t: Transactie) -> Deel:
    soorten_ = t.profiel.datacategorieen
    rijen = tuple(
        (wie, wat, ", ".join(soorten_[sleutel].label for sleutel in sleutels if sleutel in soorten_) or "–")
        for wie, wat, sleutels in _BETROKKENEN
    )
    return Deel("Van wie", "AVG 30, lid 1, onder c: de betrokkenen.", ("Wie", "Toelichting", "Soorten gegevens"), rijen)


def _doelen(t: Transactie) -> Deel:
    rijen = tuple((d.label, *_bron(d)) for d in t.profiel.doeleinden.values())
    return Deel("Waarvoor", "AVG 30, lid 1, onder b: de doelen uit het profiel.", ("Doel", "Bron", "Zekerheid"), rijen)


def _gegevens(t: Transactie) -> Deel:
    rijen = tuple(
        (c.label, "ja" if c.bijzonder else "nee", c.uitleg, ": ".join(reversed(_bron(c))))
        for c in t.profiel.datacategorieen.values()
    )
    return Deel(
        "Welke gegevens",
        "AVG 30, lid 1, onder c: de soorten persoonsgegevens.",
        ("Soort", "Bijzonder of strafrechtelijk", "Wat", "Bron"),
        rijen,
    )


def _ontvangers(t: Transactie) -> Deel:
    gekregen = Counter[str]()
    for (organisatie, _), aantal in cijfers.verstrekkingen(t.db).items():
        gekregen[organisatie] += aantal
    in_kader = {
        regel.ontvanger.organisatie
        for _, getoetst in getoetste_kaders(t)
        if getoetst.geldig and getoetst.kader is not None
        for regel in getoetst.kader.inhoud.regels
    }
    soort = {o.naam: o.soort for o in adresboek.organisaties(t.db, t.vandaag, ook_gestopt=True)}
    rijen = tuple(
        (
            label_van(t.profiel.organisaties, soort[organisatie]) if organisatie in soort else "niet in het adresboek",
            organisatie,
            gekregen[organisatie],
            "ja" if organisatie in in_kader else "nee",
        )
        for organisatie in sorted({*gekregen, *in_kader}, key=lambda naam: (soort.get(naam, "~"), naam))
    )
    return Deel(
        "Aan wie",
        "AVG 30, lid 1, onder d: de soorten ontvangers, met de organisaties aan wie is verstrekt of die in een geldig"
        " tafelkader staan. Wat mislukte, telt niet. Buiten de EER en aan internationale organisaties: zie hieronder.",
        ("Soort ontvanger", "Organisatie", "Keer verstrekt", "In een tafelkader"),
        rijen,
        "Er is nog niets verstrekt en er is geen tafelkader.",
    )


def _termijnen(t: Transactie) -> Deel:
    gesteld = geldende_termijnen(t)
    rijen = tuple(
        (
            label_van(t.profiel.tafels, tafel),
            f"{gesteld[tafel].maanden} maanden" if tafel in gesteld else NOG_VASTSTELLEN,
        )
        for tafel in dict.fromkeys((*t.profiel.tafels, *sorted(gesteld)))
    )
    return Deel(
        "Hoe lang",
        "AVG 30, lid 1, onder f: de bewaartermijn per tafel. Vernietigen gaat door twee personen, met een certificaat.",
        ("Tafel", "Termijn"),
        rijen,
    )


def _maatregelen(wie: Verantwoordelijke) -> Deel:
    return Deel(
        "Beveiliging",
        "AVG 30, lid 1, onder g: wat het programma zelf doet, en wat de gemeente daarnaast regelt.",
        ("Maatregel", "Hoe"),
        (
            ("Versleuteling", "de hele kluis (SQLCipher, AES-256), met een sleutel per gebruiker (Argon2id)"),
            ("Toegang", "per rol en per casus; noodtoegang met reden, achteraf beoordeeld"),
            ("Logboek", "elke regel in een keten en een boom (RFC 6962), te controleren door een ander"),
            ("Delen", "alleen onder een ondertekend besluit of tafelkader; stuk voor stuk"),
            ("Vergrendelen", "na stilte, bij slaapstand en met één toets"),
            ("Reservekopieën", "versleuteld, gecontroleerd, en met een einddatum"),
            ("Door de gemeente", wie.maatregelen or _ONBEKEND),
        ),
    )


def _zeker(zekerheid: Bronzekerheid) -> str:
    return {"F": "staat in de bron", "C": "staat in de wet of is algemeen bekend", "U": NOG_VASTSTELLEN}[
        zekerheid.value
    ]


def dpia(t: Transactie, stand: str, wie: Verantwoordelijke) -> Registerblad:
    """Facts for a DPIA; the assessment itself is for people."""
    drempel = t.profiel.instellingen.cel_drempel.waarde
    open_, alle = cijfers.casussen(t.db)
    per_soort = cijfers.casussen_per_categorie(t.db)
    gebruikers = cijfers.gebruikers(t.db)
    een_jaar = (t.nu - timedelta(days=365), t.nu + timedelta(seconds=1))
    return Registerblad(
        "Bijlage bij de DPIA: feiten uit de kluis",
        "dpia-bijlage",
        "Feiten voor een gegevensbeschermingseffectbeoordeling (AVG 35). De beoordeling zelf is mensenwerk. Aantallen"
        f" mensen zijn afgerond; onder de {drempel} staan ze er niet in.",
        stand,
        (
            Deel(
                "Omvang",
                "",
                ("Wat", "Aantal"),
                (
                    ("Casussen in de kluis", grof(alle, drempel)),
                    ("waarvan open", grof(open_, drempel)),
                    *((f"Gebruikers: {rol.label}", gebruikers[rol.value]) for rol in Rol),
                ),
            ),
            Deel(
                "Casussen met teksten per soort gegevens",
                "",
                ("Soort", "Bijzonder of strafrechtelijk", "Casussen"),
                tuple(
                    (c.label, "ja" if c.bijzonder else "nee", grof(per_soort[sleutel], drempel))
                    for sleutel, c in t.profiel.datacategorieen.items()
                ),
            ),
            verstrekt(t, een_jaar, "Verstrekt in het afgelopen jaar"),
            _ontvangers(t),
            _termijnen(t),
            Deel(
                "Grondslagen die te kiezen zijn",
                "Uit het profiel, met hoe zeker dat is.",
                ("Grondslag", "Artikel", "Bron", "Zekerheid"),
                tuple((g.label, g.plaats, *_bron(g)) for g in t.profiel.grondslagen.values()),
            ),
            _maatregelen(wie),
        ),
    )


def verstrekt(t: Transactie, periode: cijfers.Periode, kop: str) -> Deel:
    """How often something went to each organisation, and how."""
    rijen = tuple(
        (organisatie, WIJZE_LABELS[Wijze(wijze)], aantal)
        for (organisatie, wijze), aantal in sorted(cijfers.verstrekkingen(t.db, periode).items())
    )
    return Deel(kop, "Zonder wat mislukte en zonder interne afdrukken.", ("Organisatie", "Hoe", "Keer"), rijen)
