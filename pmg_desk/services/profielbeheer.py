"""Editing the municipal profile in the program: every save is a new version, and no version is ever lost.

What is saved is always TOML text that reads back, judged by the same checks as a file. From the first edit on the
profile stands by itself; the version with its basis stays in the history. What is taken out stays readable for old
records (``profiel.vroeger``), and a table with casussen stays within reach until they left.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

from pmg_desk import paths
from pmg_desk.domain.fouten import Fout, OngeldigeInvoer
from pmg_desk.domain.namen import vouw
from pmg_desk.domain.profiel import Profiel, ProfielFout
from pmg_desk.domain.profiel.geschiedenis import Verschil, Vroeger, compare, keep_removed, with_removed
from pmg_desk.domain.profiel.lezen import is_sleutel
from pmg_desk.domain.profiel.schrijven import Tabel, tables_of, write_toml
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
from pmg_desk.services.profielen import Profielbron, read_los
from pmg_desk.services.werkplek import Transactie, Werkplek
from pmg_desk.storage import Sessie, profielgebruik
from pmg_desk.storage import gebruikers as opslag
from pmg_desk.storage.models import Gebruiker, ProfielVersie

_VROEGER = "profiel.vroeger"
_ALGEMEEN = "algemeen"


class NietsGewijzigd(Fout):
    """What was saved is what there already was."""

    wat = "Er is niets veranderd aan het profiel."
    veilig = "Er is geen nieuwe versie gemaakt."
    doe = "Pas iets aan, of sluit het formulier."


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
    """One record as a form shows it. ``vorige`` is the version it was read from."""

    sectie: str
    sleutel: str
    naam: str
    vormen: tuple[Veldvorm, ...]
    waarden: Mapping[str, Any]
    mag_weg: bool
    plek: int
    aantal: int


@dataclass(frozen=True, slots=True)
class Gebruik:
    """How often a record is used: ``zin`` tells it; empty when it is not used."""

    aantal: int
    zin: str


@dataclass(frozen=True, slots=True)
class VersieInzicht:
    """A version of the profile, and what it changed; the first one changed nothing."""

    id: UUID
    sinds: datetime
    door: str
    naam: str
    geldt: bool
    verschillen: tuple[Verschil, ...]
    eerste: bool


@dataclass(frozen=True, slots=True)
class Voorbeeld:
    """A profile from a file, not taken over yet: what would change, and what of it is in use here."""

    bron: Profielbron
    naam: str
    verschillen: tuple[Verschil, ...]
    waarschuwingen: tuple[str, ...]


def list_onderdelen(werkplek: Werkplek) -> tuple[Onderdeel, ...]:
    """The parts of the profile. Raises GeenToegang."""
    with werkplek.doe() as t:
        t.eis(Recht.PROFIEL_BEHEREN)
        tabellen = _nu(t)[1]
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
        profiel, tabellen = _nu(t)
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
        profiel, tabellen = _nu(t)
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
        ruw = _ruw(_nu(t)[1], sectie, sleutel)
        return _gebruik(t, sectie, sleutel, str(ruw.get("label") or ruw.get("naam") or sleutel))


def _gebruik(t: Transactie, sectie: str, sleutel: str, label: str) -> Gebruik:
    per = profielgebruik.count_gebruik(t.db, sectie, sleutel, label)
    if not per:
        return Gebruik(0, "")
    zin = f"‘{label}’ is in gebruik: {', '.join(f'{aantal} {woord}' for woord, aantal in per.items())}."
    zin += " Wat er al staat blijft leesbaar; kiezen kan daarna niet meer."
    aan_tafel = profielgebruik.nu_aan_tafel(t.db, sleutel) if sectie == "tafels" else 0
    if aan_tafel:
        wie = "Er is nu nog 1 casus" if aan_tafel == 1 else f"Er zijn nu nog {aan_tafel} casussen"
        zin += f" {wie} aan deze tafel; de tafel blijft bereikbaar tot ze er weg zijn."
    return Gebruik(sum(per.values()), zin)


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


def list_versies(werkplek: Werkplek, hoogstens: int = 25) -> tuple[VersieInzicht, ...]:
    """The versions, the one in force first, each with what it changed. Raises GeenToegang."""
    with werkplek.doe() as t:
        t.eis(Recht.PROFIEL_BEHEREN)
        rijen = list(opslag.profielversies(t.db))
        standen = [_lees_tabellen(_bron(rij)) for rij in rijen[: hoogstens + 1]]
        uit = []
        for nummer, rij in enumerate(rijen[:hoogstens]):
            vorige = standen[nummer + 1] if nummer + 1 < len(rijen) else None
            nu = standen[nummer]
            uit.append(
                VersieInzicht(
                    id=rij.id,
                    sinds=rij.sinds,
                    door="" if rij.door_id is None else t.haal(Gebruiker, rij.door_id).naam,
                    naam=str(nu.get("naam", rij.sleutel)),
                    geldt=nummer == 0,
                    verschillen=() if vorige is None else compare(vorige, nu),
                    eerste=vorige is None,
                )
            )
        return tuple(uit)


def _lees_tabellen(bron: Profielbron) -> Tabel:
    """The tables of a version; one that this program cannot read any more has none, so that the others still show."""
    try:
        return tables_of(bron.lees())
    except ProfielFout:
        return {}


def restore_versie(werkplek: Werkplek, versie_id: UUID) -> None:
    """Put an earlier version in force again, as a new version. Raises ProfielFout, NietsGewijzigd, GeenToegang."""
    with werkplek.doe() as t:
        t.eis(Recht.PROFIEL_BEHEREN)
        bron = _bron(t.haal(ProfielVersie, versie_id))
        _leg_vast(t, bron, terug=True)


def export_profiel(werkplek: Werkplek) -> bytes:
    """The profile in force as the text of a TOML file that stands by itself. Raises GeenToegang."""
    with werkplek.doe() as t:
        t.eis(Recht.PROFIEL_BEHEREN)
        tekst = write_toml(_nu(t)[1])
        t.log("profiel.exporteren", "profiel")
    return tekst.encode()


def preview_import(werkplek: Werkplek, bestand: Path, map_: Path | None = None) -> Voorbeeld:
    """What a profile in a file would change; nothing is taken over. ``map_``: where a basis is looked for.

    Raises ProfielFout with file, line and key for whatever is wrong with it, GeenToegang.
    """
    with werkplek.doe() as t:
        t.eis(Recht.PROFIEL_BEHEREN)
        bron, profiel = read_los(bestand, map_ or paths.resources_map() / "profielen")
        verschillen = compare(_nu(t)[1], tables_of(profiel))
        return Voorbeeld(bron, profiel.naam, verschillen, _weg_en_in_gebruik(t, verschillen))


def _weg_en_in_gebruik(t: Transactie, verschillen: tuple[Verschil, ...]) -> tuple[str, ...]:
    weg = [v for v in verschillen if not v.veld and not v.na]
    return tuple(g.zin for v in weg if (g := _gebruik(t, v.sectie, v.sleutel, v.voor)).aantal)


def apply_import(werkplek: Werkplek, voorbeeld: Voorbeeld) -> None:
    """Take over the profile that was previewed, with its own text. Raises ProfielFout, NietsGewijzigd, GeenToegang."""
    with werkplek.doe() as t:
        t.eis(Recht.PROFIEL_BEHEREN)
        _leg_vast(t, voorbeeld.bron)


def _wijzig(
    werkplek: Werkplek, pas_aan: Callable[[Profiel, Tabel], Tabel], plek: tuple[str, Callable[[], str]]
) -> None:
    with werkplek.doe() as t:
        t.eis(Recht.PROFIEL_BEHEREN)
        profiel, tabellen = _nu(t)
        tekst = write_toml(pas_aan(profiel, tabellen))
        try:
            _leg_vast(t, Profielbron(str(tabellen["sleutel"]), tekst))
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


def _leg_vast(t: Transactie, bron: Profielbron, *, terug: bool = False) -> None:
    """The new version with its Logregel; the workplace has it as soon as this is committed."""
    profiel = bron.lees()
    nu, oud = tables_of(profiel), _nu(t)[1]
    verschillen = compare(oud, nu)
    if not verschillen:
        raise NietsGewijzigd
    vroeger = keep_removed(oud, nu, read_vroeger(t.db))
    opslag.zet_instelling(t.db, _VROEGER, json.dumps(vroeger, ensure_ascii=False, sort_keys=True))
    laatste = opslag.profielversies(t.db)[0].sinds
    rij = ProfielVersie(
        id=t.nieuw_id(),
        sleutel=profiel.sleutel,
        toml=bron.tekst,
        basis_toml=bron.basis_tekst,
        sinds=max(t.nu, laatste + timedelta(microseconds=1)),  # the latest is the one in force, whatever the clock says
        door_id=t.gebruiker.id,
    )
    t.db.add(rij)
    waar = sorted({f"{v.sectie}.{v.sleutel}" if v.sleutel else v.sectie for v in verschillen})
    t.log(
        "profiel.terugzetten" if terug else "profiel.wijzigen",
        "profiel",
        rij.id,
        aantal=len(verschillen),
        detail={"waar": ", ".join(waar)[:2000], "versie": profiel.versie},
    )
    t.nieuw_profiel(with_removed(profiel, vroeger))
    t.gewijzigd("profiel")


def read_vroeger(sessie: Sessie) -> Vroeger:
    """What was taken out of the profile of this vault."""
    bewaard = opslag.lees_instelling(sessie, _VROEGER)
    uit: Vroeger = {} if bewaard is None else json.loads(bewaard)
    return uit


def _nu(t: Transactie) -> tuple[Profiel, Tabel]:
    profiel = _bron(opslag.profielversies(t.db)[0]).lees()
    return profiel, tables_of(profiel)


def _bron(rij: ProfielVersie) -> Profielbron:
    return Profielbron(rij.sleutel, rij.toml, rij.basis_toml)


def read_profiel(sessie: Sessie, bron: Profielbron) -> Profiel:
    """The profile of a vault that is opened, with what was taken out of it before. Raises ProfielFout."""
    return with_removed(bron.lees(), read_vroeger(sessie))
