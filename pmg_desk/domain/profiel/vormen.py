"""What a form needs to know of each field of a record: made from the dataclasses of ``model``, which are the schema."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import MISSING, Field, dataclass, fields
from enum import StrEnum
from typing import Any, cast, get_args, get_origin, get_type_hints

from pmg_desk.domain.profiel.lezen import MAX_GETAL, MAX_TEKST
from pmg_desk.domain.profiel.metingen import records_van
from pmg_desk.domain.profiel.model import (
    NIET_IN_BRON,
    Bewaartermijn,
    Bronzekerheid,
    Chipkleur,
    Herkomst,
    Profiel,
    Sector,
)
from pmg_desk.domain.profiel.schrijven import Tabel
from pmg_desk.domain.profiel.woorden import ONDERDELEN, veld_woord

KEUZE_WOORDEN: dict[str, str] = {
    Bronzekerheid.GEVONDEN: "gevonden in de bron",
    Bronzekerheid.BEKEND: "algemeen bekend",
    Bronzekerheid.ONGEVERIFIEERD: "niet nagegaan, of een eigen keuze",
    **{waarde: waarde.value for waarde in (*Sector, *Chipkleur)},
}
_VASTE_SECTIES = ("instellingen", "regels")
_ALGEMEEN = ("naam", "gemeente", "versie", "toelichting", "bron", "zekerheid")
_LANG = frozenset({"omschrijving", "uitleg", "toelichting", "voor_wie", "handleiding", "bewijs", "contact"})


class Veldsoort(StrEnum):
    """What a field holds."""

    TEKST = "tekst"
    LANGE_TEKST = "lange_tekst"
    GETAL = "getal"
    JA_NEE = "ja_nee"
    KEUZE = "keuze"
    MEER_KEUZES = "meer_keuzes"
    REGELS = "regels"  # a list of texts, one a line
    PAREN = "paren"  # keys with a text each, one a line


@dataclass(frozen=True, slots=True)
class Veldvorm:
    """One field. ``keuzes``: key and words to choose from."""

    naam: str
    soort: Veldsoort
    woord: str
    hulp: str
    verplicht: bool
    keuzes: tuple[tuple[str, str], ...] = ()
    laagst: int = 0
    hoogst: int = MAX_GETAL
    hoogstens: int = MAX_TEKST
    standaard: bool = False  # of a yes or no that is not given
    mag_ontbreken: bool = False  # empty is written as "niet in bron"


def is_vast(sectie: str) -> bool:
    """Whether the keys of this part are given by the program: none is added or taken away."""
    return sectie in (*_VASTE_SECTIES, "algemeen")


def record_soort(sectie: str, sleutel: str = "") -> type[Any]:
    """The dataclass of a record of this part; ``sleutel`` matters for the fixed parts only."""
    soorten = get_type_hints(Profiel)
    if sectie in _VASTE_SECTIES:
        return cast("type[Any]", get_type_hints(soorten[sectie])[sleutel])
    return cast("type[Any]", get_args(soorten[sectie])[1])


def onderdelen() -> tuple[str, ...]:
    """The keys of all parts that can be edited."""
    return tuple(ONDERDELEN)


def veldvormen(profiel: Profiel, sectie: str, sleutel: str = "") -> tuple[Veldvorm, ...]:
    """The fields of a record of this part, in the order of a form; where it comes from stands last."""
    if sectie == "algemeen":
        soorten = get_type_hints(Profiel)
        per_naam = {veld.name: veld for veld in fields(Profiel)}
        return tuple(_vorm(profiel, sectie, per_naam[naam], soorten[naam]) for naam in _ALGEMEEN)
    klasse = record_soort(sectie, sleutel)
    soorten = get_type_hints(klasse)
    eigen: Field[Any] | None = None
    if sectie in _VASTE_SECTIES:
        deel: type[Any] = get_type_hints(Profiel)[sectie]
        eigen = next(veld for veld in fields(deel) if veld.name == sleutel)
    herkomst = [veld.name for veld in fields(Herkomst)]
    op_volgorde = sorted(fields(klasse), key=lambda veld: veld.name in herkomst)
    return tuple(
        _vorm(profiel, sectie, veld, soorten[veld.name], eigen if veld.name == "waarde" else None)
        for veld in op_volgorde
        if veld.name != "sleutel" and not _eigen_scherm(soorten[veld.name])
    )


def _eigen_scherm(type_: Any) -> bool:
    """A retention term has a screen of its own; records within a record are for the file (import)."""
    return type_ is Bewaartermijn or (get_origin(type_) is Mapping and get_args(type_)[1] is not str)


def _vorm(profiel: Profiel, sectie: str, veld: Field[Any], type_: Any, eigen: Field[Any] | None = None) -> Veldvorm:
    woord, hulp = veld_woord(veld.name, sectie)
    regels = eigen.metadata if eigen is not None else veld.metadata
    verwijst = regels.get("verwijst")
    kale = next((deel for deel in get_args(type_) if deel is not type(None)), type_) if _mag_niets(type_) else type_
    verplicht = veld.default is MISSING and veld.default_factory is MISSING and "kan_ontbreken" not in regels
    keuzes: tuple[tuple[str, str], ...] = ()
    if verwijst is not None:
        keuzes = tuple((s, getattr(r, "label", "") or r.naam) for s, r in records_van(profiel, verwijst).items())
    if get_origin(kale) is tuple:
        soort = Veldsoort.REGELS if verwijst is None else Veldsoort.MEER_KEUZES
        verplicht = bool(regels.get("niet_leeg"))
    elif get_origin(kale) is Mapping:
        soort = Veldsoort.PAREN
    elif verwijst is not None:
        soort = Veldsoort.KEUZE
    elif kale is bool:
        soort, verplicht = Veldsoort.JA_NEE, False
    elif kale is int:
        soort = Veldsoort.GETAL
    elif issubclass(kale, StrEnum):
        soort = Veldsoort.KEUZE
        keuzes = tuple((deel.value, KEUZE_WOORDEN[deel]) for deel in kale)
    else:
        soort = Veldsoort.LANGE_TEKST if veld.name in _LANG else Veldsoort.TEKST
    return Veldvorm(
        veld.name,
        soort,
        woord,
        hulp,
        verplicht,
        keuzes,
        regels.get("min", 0),
        regels.get("max", MAX_GETAL),
        standaard=veld.default is True,
        mag_ontbreken="kan_ontbreken" in regels,
    )


def _mag_niets(type_: Any) -> bool:
    return type(None) in get_args(type_)


def values_of(vormen: tuple[Veldvorm, ...], tabel: Tabel) -> dict[str, Any]:
    """What a form shows of a raw record: text, number, tuple of keys; what is not given is empty."""
    uit: dict[str, Any] = {}
    for vorm in vormen:
        ruw = tabel.get(vorm.naam)
        if vorm.soort is Veldsoort.REGELS:
            uit[vorm.naam] = "\n".join(_een_regel(deel) for deel in ruw) if isinstance(ruw, list) else ""
        elif vorm.soort is Veldsoort.MEER_KEUZES:
            uit[vorm.naam] = tuple(ruw) if isinstance(ruw, list) else ()
        elif vorm.soort is Veldsoort.PAREN:
            uit[vorm.naam] = "\n".join(f"{s} = {_een_regel(w)}" for s, w in (ruw or {}).items())
        elif vorm.soort is Veldsoort.GETAL:
            uit[vorm.naam] = ruw if isinstance(ruw, int) else None
        elif vorm.soort is Veldsoort.JA_NEE:
            uit[vorm.naam] = vorm.standaard if ruw is None else bool(ruw)
        elif vorm.soort is Veldsoort.KEUZE:
            uit[vorm.naam] = ruw if ruw in dict(vorm.keuzes) else None
        else:
            uit[vorm.naam] = ruw or ""
    return uit


def _een_regel(tekst: str) -> str:
    return " ".join(tekst.split())


def table_of(vormen: tuple[Veldvorm, ...], waarden: Mapping[str, Any], vorig: Tabel) -> Tabel:
    """The raw record that these values of a form make; what is not in the form stays as in ``vorig``.

    An empty field is left out, or is "niet in bron" where the source may be silent. Raises ValueError with a Dutch
    sentence for keys with texts that cannot be read.
    """
    uit = {naam: ruw for naam, ruw in vorig.items() if naam not in {vorm.naam for vorm in vormen}}
    for vorm in vormen:
        ruw = _ruw(vorm, waarden.get(vorm.naam), vorig.get(vorm.naam))
        if ruw is not None:
            uit[vorm.naam] = ruw
    return uit


def _ruw(vorm: Veldvorm, waarde: Any, vorig: Any) -> Any:
    if vorm.mag_ontbreken and waarde in (None, "", ()):
        return NIET_IN_BRON
    if vorm.soort is Veldsoort.REGELS:
        regels = [regel.strip() for regel in str(waarde or "").splitlines()]
        return [regel for regel in regels if regel]
    if vorm.soort is Veldsoort.MEER_KEUZES:
        eerst = [sleutel for sleutel in vorig if sleutel in waarde] if isinstance(vorig, list) else []
        return [*eerst, *(sleutel for sleutel in waarde or () if sleutel not in eerst)]
    if vorm.soort is Veldsoort.PAREN:
        return read_paren(str(waarde or ""))
    return None if waarde in (None, "") else waarde


def read_paren(tekst: str) -> dict[str, str]:
    """Lines ``sleutel = naam``. Raises ValueError with a Dutch sentence that names the line."""
    uit: dict[str, str] = {}
    for nummer, regel in enumerate((deel.strip() for deel in tekst.splitlines()), start=1):
        if not regel:
            continue
        sleutel, teken, naam = (deel.strip() for deel in regel.partition("="))
        if not teken or not sleutel or not naam:
            raise ValueError(f"Regel {nummer} is geen ‘sleutel = naam’.")
        if sleutel in uit:
            raise ValueError(f"De sleutel op regel {nummer} staat er twee keer.")
        uit[sleutel] = naam
    return uit
