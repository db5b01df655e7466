"""Which column of a list means what, and what its rows become.

The program guesses from the headings, the user corrects, and the choice is remembered by a fingerprint of the headings,
so that next month's list needs no second time. Values are checked by the same rules as a form (``domain.controle``);
what is wrong is said per row, by the name of the field and never with what stood in it.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from pmg_desk.domain.controle import MAX_NAAM, MAX_TEKST, Veldcontrole
from pmg_desk.domain.namen import VOORVOEGSELS, Persoonsnaam, vouw
from pmg_desk.exchange.tabel import Rij, Tabel

_VERSIE = 1


@dataclass(frozen=True, slots=True)
class Veld:
    """A field that a column can be assigned to: what to call it, how long it may be, and headings that mean it."""

    label: str
    maximum: int
    kopnamen: tuple[str, ...]


VELDEN: dict[str, Veld] = {
    "voornamen": Veld(
        "Voornamen", MAX_NAAM, ("voornamen", "voornaam", "doopnamen", "first name", "given name", "vnaam")
    ),
    "voorvoegsel": Veld(
        "Voorvoegsel", 40, ("voorvoegsel", "voorvoegsels", "tussenvoegsel", "tussenvoegsels", "tv", "vv")
    ),
    "geslachtsnaam": Veld(
        "Achternaam", MAX_NAAM, ("achternaam", "geslachtsnaam", "familienaam", "last name", "surname", "anaam")
    ),
    "roepnaam": Veld("Roepnaam", 100, ("roepnaam",)),
    "naam": Veld(
        "Hele naam", 2 * MAX_NAAM, ("naam", "volledige naam", "naam en voornaam", "name", "jongere", "leerling")
    ),
    "geboortedatum": Veld(
        "Geboortedatum",
        40,
        (
            "geboortedatum",
            "geb datum",
            "gebdatum",
            "geb dat",
            "gebdat",
            "datum geboorte",
            "geboren",
            "geboren op",
            "dob",
        ),
    ),
    "geslacht": Veld("Geslacht", 20, ("geslacht", "gender", "sekse", "m v", "m v x", "m v o", "jongen meisje")),
    "straat": Veld("Straat", 120, ("straat", "straatnaam")),
    "huisnummer": Veld(
        "Huisnummer",
        40,
        ("huisnummer", "huisnr", "hnr", "huis nr", "huis nummer", "huisletter", "toevoeging", "huisnummertoevoeging"),
    ),
    "adres": Veld("Straat en huisnummer", 160, ("adres", "woonadres", "straat en huisnummer", "straat huisnummer")),
    "postcode": Veld("Postcode", 10, ("postcode", "pc", "post code")),
    "woonplaats": Veld("Woonplaats", 80, ("woonplaats", "plaats", "plaatsnaam", "stad")),
    "wijk": Veld("Wijk", 80, ("wijk", "wijknaam", "stadsdeel")),
    "buurt": Veld("Buurt", 80, ("buurt", "buurtnaam")),
    "school": Veld("School", 160, ("school", "schoolnaam", "naam school", "onderwijsinstelling")),
    "telefoon": Veld(
        "Telefoon",
        40,
        ("telefoon", "telefoonnummer", "tel", "telnr", "tel nr", "mobiel", "mobiele nummer", "06 nummer"),
    ),
    "email": Veld("E-mail", 160, ("email", "e mail", "mail", "mailadres", "emailadres", "e mailadres", "e mail adres")),
    "aanleiding": Veld(
        "Aanleiding", MAX_TEKST, ("aanleiding", "reden", "reden aanmelding", "reden van aanmelding", "signaal")
    ),
    "tafel": Veld("Overlegtafel", 80, ("tafel", "overlegtafel", "overleg")),
    "bsn": Veld("BSN", 20, ("bsn", "burgerservicenummer", "sofinummer")),
}
"""In the order a form shows them. ``naam`` and ``adres`` are taken apart; ``bsn`` counts only where it is allowed."""

_VELD_VAN_KOP = {vouw(naam): veld for veld, soort in VELDEN.items() for naam in soort.kopnamen}
_BIJWOORDEN = frozenset("jongere kind leerling client cliënt deelnemer pupil betrokkene van de het".split())
"""Words beside a heading that only say whose it is; ``telefoon moeder`` has one that is not here, and means another."""
_GESLACHT = {
    **dict.fromkeys(("m", "man", "jongen", "male"), "M"),
    **dict.fromkeys(("v", "vrouw", "meisje", "f", "female"), "V"),
    **dict.fromkeys(("o", "x", "onbekend", "anders", "non binair"), "O"),
}
_ADRES = re.compile(r"(?P<straat>.*\S)\s+(?P<nummer>\d+\S*(?:\s[^\W\d]\w{0,5})?)")
_NUL_WEG = re.compile(r"[1-9][0-9]{8}")
_TIJD = re.compile(r"(\d{4}-\d{2}-\d{2})T[0-9:]+")


@dataclass(frozen=True, slots=True)
class ImportRij:
    """One row as it would be imported: ``nr`` as in the file, ``waarden`` by field, cleaned.

    ``geboortedatum`` is in the storage form of OnvolledigeDatum, ``geslacht`` M, V, O or empty. With ``fouten`` the row
    cannot be imported; ``waarschuwingen`` are to be looked at. Both are Dutch sentences without values.
    """

    nr: int
    waarden: Mapping[str, str] = field(repr=False)
    fouten: tuple[str, ...] = ()
    waarschuwingen: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Toewijzing:
    """For each column name the field it means; columns that are left out are not imported.

    Several columns may mean one field (number, letter, addition): their texts are joined. Raises ValueError for a field
    that does not exist.
    """

    velden: Mapping[str, str]

    def __post_init__(self) -> None:
        if not set(self.velden.values()) <= VELDEN.keys():
            raise ValueError("unknown field")

    @property
    def heeft_naam(self) -> bool:
        """Whether any column gives a name: without one no row can be imported."""
        return not {"voornamen", "geslachtsnaam", "roepnaam", "naam"}.isdisjoint(self.velden.values())

    def als_dict(self) -> dict[str, Any]:
        """A form for JSON, read back by ``uit_dict``."""
        return {"versie": _VERSIE, "velden": dict(self.velden)}

    @classmethod
    def uit_dict(cls, gegevens: Mapping[str, Any], kolommen: Sequence[str]) -> Toewijzing | None:
        """A remembered assignment for a file with these columns; None when it was kept in a form not known here."""
        velden = gegevens.get("velden")
        if gegevens.get("versie") != _VERSIE or not isinstance(velden, Mapping):
            return None
        return cls({kolom: velden[kolom] for kolom in kolommen if velden.get(kolom) in VELDEN})


def vingerafdruk(kolommen: Sequence[str]) -> str:
    """What a list is recognised by: a hash of its headings, whatever their order, capitals and accents."""
    return hashlib.sha256("\n".join(sorted(map(vouw, kolommen))).encode()).hexdigest()


def raad_toewijzing(kolommen: Sequence[str], *, bsn_toegestaan: bool = False) -> Toewijzing:
    """The assignment that the headings suggest. A heading that is not surely about the youth is left out."""
    velden: dict[str, str] = {}
    for kolom in kolommen:
        veld = _raad_veld(kolom)
        if veld and (veld == "huisnummer" or veld not in velden.values()) and (veld != "bsn" or bsn_toegestaan):
            velden[kolom] = veld
    gekozen = set(velden.values())
    for kolom, veld in tuple(velden.items()):
        if veld == "naam" and "geslachtsnaam" in gekozen:
            del velden[kolom]
        elif veld == "naam" and "voornamen" in gekozen:
            velden[kolom] = "geslachtsnaam"
    return Toewijzing(velden)


def _raad_veld(kolom: str) -> str | None:
    gevouwen = vouw(kolom)
    kern = " ".join(woord for woord in gevouwen.split() if woord not in _BIJWOORDEN)
    return _VELD_VAN_KOP.get(gevouwen) or _VELD_VAN_KOP.get(kern)


def pas_toe(
    tabel: Tabel,
    toewijzing: Toewijzing,
    *,
    vandaag: date,
    tafels: Mapping[str, str] | None = None,
    bsn_toegestaan: bool = False,
) -> Iterator[ImportRij]:
    """The rows as they would be imported, one for one with ``tabel.rijen``.

    ``tafels`` gives key → name of the tables of the profile; a row may hold either. Without it ``tafel`` stays text.
    """
    plaatsen: dict[str, list[int]] = {}
    for plaats, kolom in enumerate(tabel.kolommen):
        veld = toewijzing.velden.get(kolom)
        if veld and (veld != "bsn" or bsn_toegestaan):
            plaatsen.setdefault(veld, []).append(plaats)
    sleutels = {vouw(tekst): sleutel for sleutel, naam in (tafels or {}).items() for tekst in (naam, sleutel)}
    dubbelen = Dubbelen()
    for rij in tabel.rijen:
        ruw = {
            veld: " ".join(filter(None, (rij.cellen[plaats].strip() for plaats in waar)))
            for veld, waar in plaatsen.items()
        }
        yield _Rijcontrole(rij, ruw, vandaag, sleutels if tafels is not None else None).resultaat(dubbelen)


class Dubbelen:
    """Remembers the rows of one file by name and birth date."""

    def __init__(self) -> None:
        self._eerste: dict[tuple[str, str], int] = {}

    def merk(self, nr: int, waarden: Mapping[str, str]) -> tuple[str, ...]:
        """A warning when an earlier row holds the same name, however spelled, and the same birth date."""
        naam = Persoonsnaam(
            *(waarden.get(veld, "") for veld in ("voornamen", "voorvoegsel", "geslachtsnaam", "roepnaam"))
        )
        eerste = self._eerste.setdefault((naam.vergelijk_sleutel, waarden.get("geboortedatum", "")), nr)
        return () if eerste == nr else (f"Dezelfde naam en geboortedatum staan ook in rij {eerste}.",)


class _Rijcontrole:
    """Cleans and checks one row."""

    def __init__(self, rij: Rij, ruw: dict[str, str], vandaag: date, tafels: Mapping[str, str] | None) -> None:
        self._rij = rij
        self._ruw = ruw
        self._vandaag = vandaag
        self._tafels = tafels
        self._controle = Veldcontrole()
        self._waarschuwingen = list(rij.waarschuwingen)
        self._waarden: dict[str, str] = {}

    def resultaat(self, dubbelen: Dubbelen) -> ImportRij:
        """The row, compared with the ones before it."""
        for veld in VELDEN:
            if veld in self._ruw:
                self._lees(veld, self._ruw[veld])
        fouten = [*self._rij.fouten, *(f"{VELDEN[veld].label}: {zin}" for veld, zin in self._controle.fouten.items())]
        if not any(self._waarden.get(veld) for veld in ("voornamen", "geslachtsnaam", "roepnaam")):
            fouten.append("In deze rij staat geen naam.")
        elif not self._controle.fouten:
            if not self._waarden.get("geboortedatum"):
                self._waarschuwingen.append("Er is geen geboortedatum.")
            self._waarschuwingen += dubbelen.merk(self._rij.nr, self._waarden)
        return ImportRij(self._rij.nr, self._waarden, tuple(fouten), tuple(self._waarschuwingen))

    def _lees(self, veld: str, ruw: str) -> None:
        controle, maximum = self._controle, VELDEN[veld].maximum
        match veld:
            case "naam":
                self._splits_naam(controle.tekst(veld, ruw, maximum=maximum))
            case "adres":
                self._splits_adres(controle.tekst(veld, ruw, maximum=maximum))
            case "geboortedatum":
                tekst = _TIJD.sub(r"\1", controle.tekst(veld, ruw, maximum=maximum))
                if veld not in controle.fouten:
                    self._waarden[veld] = controle.geboortedatum(veld, tekst, self._vandaag).als_tekst()
            case "geslacht":
                gevouwen = vouw(ruw)
                controle.eis(not gevouwen or gevouwen in _GESLACHT, veld, "Schrijf M, V of O.")
                self._waarden[veld] = _GESLACHT.get(gevouwen, "")
            case "postcode":
                self._waarden[veld] = controle.postcode(veld, ruw)
            case "telefoon":
                self._waarden[veld] = controle.telefoon(veld, self._met_nul(ruw))
            case "email":
                self._waarden[veld] = controle.email(veld, ruw)
            case "bsn":
                self._waarden[veld] = controle.bsn(veld, ruw)
            case "tafel" if self._tafels is not None:
                controle.eis(not ruw or vouw(ruw) in self._tafels, veld, "Deze tafel staat niet in het profiel.")
                self._waarden[veld] = self._tafels.get(vouw(ruw), "")
            case _:
                self._waarden[veld] = controle.tekst(veld, ruw, maximum=maximum, lang=veld == "aanleiding")

    def _met_nul(self, ruw: str) -> str:
        """A number cell has lost the nought that every Dutch number begins with."""
        if not _NUL_WEG.fullmatch(ruw):
            return ruw
        self._waarschuwingen.append("Telefoon: er is een 0 voor het nummer gezet, want die ontbrak.")
        return f"0{ruw}"

    def _splits_naam(self, naam: str) -> None:
        """``Berg, Anna van den`` and ``Anna van den Berg``; without a prefix the last word is the surname."""
        achter, komma, voor = naam.partition(",")
        woorden = (voor if komma else naam).split()
        is_voorvoegsel = [vouw(woord) in VOORVOEGSELS for woord in woorden]
        if komma:
            grens = len(woorden)
            while grens and is_voorvoegsel[grens - 1]:
                grens -= 1
            delen = woorden[:grens], woorden[grens:], achter.split()
        else:
            begin = next((i for i, is_vv in enumerate(is_voorvoegsel) if is_vv and i), max(len(woorden) - 1, 0))
            eind = begin
            while eind < len(woorden) - 1 and is_voorvoegsel[eind]:
                eind += 1
            delen = woorden[:begin], woorden[begin:eind], woorden[eind:]
            if len(woorden) > 2 and begin == eind:
                self._waarschuwingen.append("Hele naam: kijk na waar de achternaam begint.")
        for veld, deel in zip(("voornamen", "voorvoegsel", "geslachtsnaam"), delen, strict=True):
            tekst = self._controle.tekst(veld, " ".join(deel), maximum=VELDEN[veld].maximum)
            self._waarden[veld] = self._waarden.get(veld) or tekst

    def _splits_adres(self, adres: str) -> None:
        treffer = _ADRES.fullmatch(adres)
        straat, nummer = (treffer["straat"], treffer["nummer"]) if treffer else (adres, "")
        for veld, deel in (("straat", straat), ("huisnummer", nummer)):
            tekst = self._controle.tekst(veld, deel, maximum=VELDEN[veld].maximum)
            self._waarden[veld] = self._waarden.get(veld) or tekst
