"""Editing the municipal profile in the program: every save is a new version, and no version is ever lost.

What is saved is always TOML text that reads back, judged by the same checks as a file. From the first edit on the
profile stands by itself; the version with its basis stays in the history. What is taken out stays readable for old
records (``profiel.vroeger``), and a table with casussen stays within reach until they left.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from pmg_desk.domain.fouten import Fout, OngeldigeInvoer
from pmg_desk.domain.namen import vouw
from pmg_desk.domain.profiel import Profiel, ProfielFout
from pmg_desk.domain.profiel.lezen import is_sleutel
from pmg_desk.domain.profiel.schrijven import Tabel, write_toml
from pmg_desk.domain.profiel.sectie import naam_van, vroegere
from pmg_desk.domain.profiel.vormen import (
    KEUZE_WOORDEN,
    Veldvorm,
    is_vast,
    table_of,
    values_of,
    veldvormen,
)
from pmg_desk.domain.profiel.woorden import ONDERDELEN, een_woord, onderdeel_woord, veld_woord
from pmg_desk.domain.rollen import Recht
from pmg_desk.services.profielen import Profielbron
from pmg_desk.services.profielstand import Gebruik, gebruik_van, leg_vast, read_stand
from pmg_desk.services.werkplek import Werkplek

_ALGEMEEN = "algemeen"


class NogNodig(Fout):
    """Another part of the profile names what was to be taken out."""

    doe = "Verander eerst dat andere onderdeel en probeer het opnieuw."


@dataclass(frozen=True, slots=True)
class Onderdeel:
    """A part of the profile, and how much is in it. ``vast``: nothing is added to it or taken away."""

    sleutel: str
    naam: str
    een: str
    aantal: int
    vast: bool


@dataclass(frozen=True, slots=True)
class ProfielRecord:
    """One thing in a part of the profile."""

    sleutel: str
    naam: str
    inhoud: str
    bron: str
    zekerheid: str


@dataclass(frozen=True, slots=True)
class Bewerking:
    """One record as a form shows it: its fields with their values, and its place among the others."""

    sectie: str
    sleutel: str
    naam: str
    vormen: tuple[Veldvorm, ...]
    waarden: Mapping[str, Any]
    mag_weg: bool
    plek: int
    aantal: int


def list_onderdelen(werkplek: Werkplek) -> tuple[Onderdeel, ...]:
    """The parts of the profile. Raises GeenToegang."""
    with werkplek.doe() as t:
        t.eis(Recht.PROFIEL_BEHEREN)
        tabellen = read_stand(t)[1]
        return tuple(
            Onderdeel(
                sleutel,
                naam,
                een_woord(sleutel),
                0 if sleutel == _ALGEMEEN else len(tabellen.get(sleutel, {})),
                is_vast(sleutel),
            )
            for sleutel, naam in ONDERDELEN.items()
        )


def list_records(werkplek: Werkplek, sectie: str) -> tuple[ProfielRecord, ...]:
    """What is in a part, in its order. Raises GeenToegang."""
    with werkplek.doe() as t:
        t.eis(Recht.PROFIEL_BEHEREN)
        profiel, tabellen = read_stand(t)
        if sectie == _ALGEMEEN:
            zekerheid = KEUZE_WOORDEN[profiel.zekerheid]
            return (ProfielRecord(_ALGEMEEN, profiel.naam, profiel.toelichting, profiel.bron, zekerheid),)
        return tuple(_record(sectie, sleutel, ruw) for sleutel, ruw in tabellen.get(sectie, {}).items())


def _record(sectie: str, sleutel: str, ruw: Tabel) -> ProfielRecord:
    waarde = ruw.get("waarde")
    if is_vast(sectie):
        naam = str(ruw["uitleg"])
        inhoud = {True: "ja", False: "nee"}[waarde] if isinstance(waarde, bool) else _kort(waarde)
    else:
        naam = str(ruw.get("label") or ruw.get("naam"))
        inhoud = next((str(ruw[v]) for v in ("omschrijving", "uitleg", "toelichting", "voor_wie") if ruw.get(v)), "")
        if not inhoud:
            inhoud = f"{waarde} {ruw['eenheid']}" if "eenheid" in ruw else _kort(ruw.get("buurten", ""))
    return ProfielRecord(sleutel, naam, inhoud, str(ruw["bron"]), KEUZE_WOORDEN[ruw["zekerheid"]])


def _kort(waarde: Any) -> str:
    return ", ".join(waarde) if isinstance(waarde, list) else str(waarde)


def open_record(werkplek: Werkplek, sectie: str, sleutel: str = "") -> Bewerking:
    """The fields of a record to edit; an empty ``sleutel`` is a new one. Raises GeenToegang, NietGevonden."""
    with werkplek.doe() as t:
        t.eis(Recht.PROFIEL_BEHEREN)
        profiel, tabellen = read_stand(t)
        vormen = veldvormen(profiel, sectie, sleutel)
        ruw = _ruw(tabellen, sectie, sleutel)
        sleutels = list(tabellen.get(sectie, {})) if sectie != _ALGEMEEN else [sleutel]
        vast = _vaste(sectie)
        return Bewerking(
            sectie=sectie,
            sleutel=sleutel,
            naam=str(ruw.get("label") or ruw.get("naam") or ruw.get("uitleg") or ""),
            vormen=vormen,
            waarden=values_of(vormen, ruw),
            mag_weg=bool(sleutel) and not is_vast(sectie) and sleutel not in vast,
            plek=sleutels.index(sleutel) if sleutel in sleutels else len(sleutels),
            aantal=len(sleutels),
        )


def _vaste(sectie: str) -> tuple[str, ...]:
    veld = {v.name: v for v in Profiel.__dataclass_fields__.values()}.get(sectie)
    return tuple(veld.metadata.get("vast", ())) if veld is not None else ()


def _ruw(tabellen: Tabel, sectie: str, sleutel: str) -> Tabel:
    if sectie == _ALGEMEEN:
        return tabellen
    uit: Tabel = tabellen.get(sectie, {}).get(sleutel, {})
    return uit


def save_record(werkplek: Werkplek, sectie: str, sleutel: str, waarden: Mapping[str, Any]) -> str:
    """Save the values of a form as a new version of the profile; gives the key of the record.

    ``sleutel`` empty: a new record, whose key is ``waarden["sleutel"]`` or made of its name. Raises OngeldigeInvoer
    (a sentence per field), ProfielFout when something elsewhere in the profile does not fit any more, NietsGewijzigd,
    GeenToegang.
    """
    plek = sleutel

    def pas_aan(profiel: Profiel, tabellen: Tabel) -> Tabel:
        nonlocal plek
        plek = sleutel or _nieuwe_sleutel(werkplek, tabellen, sectie, waarden)
        vormen = veldvormen(profiel, sectie, sleutel)
        try:
            nieuw = table_of(vormen, waarden, _ruw(tabellen, sectie, sleutel) or _leeg(sectie))
        except ValueError as fout:
            raise OngeldigeInvoer({"fasen": str(fout)}) from None
        if sectie == _ALGEMEEN:
            return nieuw
        return {**tabellen, sectie: {**tabellen.get(sectie, {}), plek: nieuw}}

    _wijzig(werkplek, pas_aan, (sectie, lambda: plek))
    return plek


def _leeg(sectie: str) -> Tabel:
    """What a new record has that is not in its form."""
    if sectie != "tafels":
        return {}
    return {"bewaartermijn": {"startmoment": "niet in bron", "bron": "niet in bron", "zekerheid": "U"}}


def _nieuwe_sleutel(werkplek: Werkplek, tabellen: Tabel, sectie: str, waarden: Mapping[str, Any]) -> str:
    naam = str(waarden.get("label") or waarden.get("naam") or "").strip()
    getypt = str(waarden.get("sleutel") or "").strip()
    sleutel = getypt or _van_naam(naam)
    if not is_sleutel(sleutel):
        zin = "Gebruik hoogstens 60 kleine letters zonder accent, cijfers en _ - . en begin met een letter of cijfer."
        raise OngeldigeInvoer({"sleutel": zin})
    if sleutel in tabellen.get(sectie, {}):
        raise OngeldigeInvoer({"sleutel" if getypt else "label": "Deze sleutel is er al. Kies een andere."})
    eerder = vroegere(getattr(werkplek.profiel, sectie)).get(sleutel)
    if eerder is not None and vouw(naam_van(eerder)) != vouw(naam):
        zin = f"Deze sleutel hoorde bij ‘{naam_van(eerder)}’ en staat zo nog in oude gegevens. Kies een andere."
        raise OngeldigeInvoer({"sleutel": zin})
    return sleutel


def _van_naam(naam: str) -> str:
    kaal = "".join(teken if teken.isascii() and teken.isalnum() else "_" for teken in vouw(naam))
    return "_".join(deel for deel in kaal.split("_") if deel)[:60]


def move_record(werkplek: Werkplek, sectie: str, sleutel: str, stap: int) -> None:
    """Move a record ``stap`` places (negative: up) in the order in which it is shown. Raises as save_record."""

    def pas_aan(_profiel: Profiel, tabellen: Tabel) -> Tabel:
        sleutels = list(tabellen.get(sectie, {}))
        van = sleutels.index(sleutel)
        sleutels.insert(max(0, min(len(sleutels) - 1, van + stap)), sleutels.pop(van))
        return {**tabellen, sectie: {s: tabellen[sectie][s] for s in sleutels}}

    _wijzig(werkplek, pas_aan, (sectie, lambda: sleutel))


def count_gebruik(werkplek: Werkplek, sectie: str, sleutel: str) -> Gebruik:
    """How often this record is used in the vault, to be told before it is taken out. Raises GeenToegang."""
    with werkplek.doe() as t:
        t.eis(Recht.PROFIEL_BEHEREN)
        ruw = _ruw(read_stand(t)[1], sectie, sleutel)
        return gebruik_van(t, sectie, sleutel, str(ruw.get("label") or ruw.get("naam") or sleutel))


def remove_record(werkplek: Werkplek, sectie: str, sleutel: str) -> None:
    """Take a record out of the profile; old records keep its name. Raises NogNodig, GeenToegang."""

    def pas_aan(_profiel: Profiel, tabellen: Tabel) -> Tabel:
        return {**tabellen, sectie: {s: r for s, r in tabellen.get(sectie, {}).items() if s != sleutel}}

    try:
        _wijzig(werkplek, pas_aan, (sectie, lambda: ""))
    except ProfielFout as fout:
        raise NogNodig(_waarom_nodig(werkplek.profiel, sectie, sleutel, fout)) from None


def _waarom_nodig(profiel: Profiel, sectie: str, sleutel: str, fout: ProfielFout) -> str:
    """Which other thing in the profile still names this one, in words."""
    naam = naam_van(getattr(profiel, sectie)[sleutel])
    waar, _, rest = fout.sleutel.partition(".")
    deel = getattr(profiel, waar, None)
    for ander, record in deel.items() if isinstance(deel, Mapping) else ():
        if rest.startswith(f"{ander}."):
            veld = veld_woord(rest.removeprefix(f"{ander}.").split(".")[0], waar)[0]
            return f"‘{naam}’ is nog nodig voor ‘{naam_van(record)}’ ({onderdeel_woord(waar)}, {veld})."
    return f"‘{naam}’ kan niet uit het profiel: {onderdeel_woord(waar)}: {fout.uitleg}"


def _wijzig(
    werkplek: Werkplek, pas_aan: Callable[[Profiel, Tabel], Tabel], plek: tuple[str, Callable[[], str]]
) -> None:
    with werkplek.doe() as t:
        t.eis(Recht.PROFIEL_BEHEREN)
        profiel, tabellen = read_stand(t)
        tekst = write_toml(pas_aan(profiel, tabellen))
        try:
            leg_vast(t, Profielbron(str(tabellen["sleutel"]), tekst))
        except ProfielFout as fout:
            raise _bij_het_veld(fout, plek[0], plek[1]()) from None


def _bij_het_veld(fout: ProfielFout, sectie: str, sleutel: str) -> Fout:
    """The failure beside the field of the form that it is about; elsewhere in the profile it stays what it is."""
    begin = "" if sectie == _ALGEMEEN else f"{sectie}.{sleutel}"
    zin = fout.uitleg[:1].upper() + fout.uitleg[1:]
    if not begin and "." not in fout.sleutel:
        return OngeldigeInvoer({fout.sleutel: zin})
    if sleutel and fout.sleutel == begin:
        return OngeldigeInvoer({"naam" if sectie == "interventies" else "label": zin})
    if sleutel and fout.sleutel.startswith(f"{begin}."):
        return OngeldigeInvoer({fout.sleutel.removeprefix(f"{begin}.").split(".")[0]: zin})
    return fout
