"""What must hold between the parts of a profile: references, bounds, fixed keys, and words that a rule fills in."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import Field, fields, is_dataclass, replace
from types import MappingProxyType
from typing import Any

from pmg_desk.domain.profiel.metingen import records_van
from pmg_desk.domain.profiel.model import (
    NIET_IN_BRON,
    Bronzekerheid,
    Doelgroep,
    Interventie,
    Profiel,
    Tafel,
)
from pmg_desk.domain.profiel.samenvoegen import WEGLATEN, Bronnen, toon
from pmg_desk.domain.profiel.tomlregels import Pad


def resolve_regels(profiel: Profiel) -> Profiel:
    """Fill in what the rules say, in a checked profile, so that a reader of a Doelgroep needs no rule.

    "meerdere" suspicions becomes its number, and an upper age that does not count itself becomes the age before it.
    """
    meerdere = profiel.regels.meerdere_verdenkingen.waarde
    telt_mee = profiel.regels.leeftijd_tot_telt_mee.waarde
    groepen: dict[str, Doelgroep] = {}
    for sleutel, groep in profiel.doelgroepen.items():
        groepen[sleutel] = replace(
            groep,
            verdenkingen_min=meerdere if groep.meerdere_verdenkingen else groep.verdenkingen_min,
            leeftijd_tot=groep.leeftijd_tot if telt_mee else groep.leeftijd_tot - 1,
        )
    return replace(profiel, doelgroepen=MappingProxyType(groepen))


def check_profiel(profiel: Profiel, bronnen: Bronnen) -> None:
    """Raises ProfielFout for the first thing that does not hold."""
    for veld in fields(profiel):
        waarde = getattr(profiel, veld.name)
        if isinstance(waarde, Mapping):
            _check_sectie(profiel, veld, waarde, bronnen)
        elif is_dataclass(waarde):
            for deel in fields(waarde):
                keuzes = getattr(getattr(waarde, deel.name), "waarde", ())
                _check_verwijzing(profiel, deel, keuzes, (veld.name, deel.name, "waarde"), bronnen)
    _check_grenzen(profiel, bronnen)
    _check_tafels(profiel, bronnen)
    _check_instellingen(profiel, bronnen)


def _check_sectie(profiel: Profiel, sectie: Field[Any], records: Mapping[str, Any], bronnen: Bronnen) -> None:
    for vast in sectie.metadata.get("vast", ()):
        if vast not in records:
            raise bronnen.sectie_fout(sectie.name, f"'{vast}' ontbreekt; het programma kan niet zonder.")
    labels: dict[str, str] = {}
    for sleutel, record in records.items():
        label = getattr(record, "label", None) or record.naam
        eerder = labels.setdefault(label.casefold(), sleutel)
        if eerder != sleutel:
            raise bronnen.fout((sectie.name, sleutel), f"'{toon(label)}' is ook de naam van '{eerder}'.")
        _check_velden(profiel, record, (sectie.name, sleutel), bronnen)


def _check_velden(profiel: Profiel, record: Any, pad: Pad, bronnen: Bronnen) -> None:
    for veld in fields(record):
        waarde = getattr(record, veld.name)
        _check_verwijzing(profiel, veld, waarde, (*pad, veld.name), bronnen)
        for sleutel, deel in waarde.items() if isinstance(waarde, Mapping) else ():
            if is_dataclass(deel):  # records within a record, as the ways out of a table
                _check_velden(profiel, deel, (*pad, veld.name, sleutel), bronnen)


def _check_verwijzing(profiel: Profiel, veld: Field[Any], waarde: object, pad: Pad, bronnen: Bronnen) -> None:
    doel = veld.metadata.get("verwijst")
    if doel is None:
        return
    bestaand = records_van(profiel, doel)
    for nummer, sleutel in _sleutels(waarde):
        if sleutel in bestaand:
            continue
        plek = pad if nummer is None else (*pad, nummer)
        for index, weg in enumerate(_weggelaten(bronnen, doel)):
            if weg == sleutel:
                uitleg = f"'{toon(sleutel)}' is nog nodig voor '{'.'.join(str(deel) for deel in pad)}'."
                raise bronnen.fout((WEGLATEN, doel, index), uitleg)
        raise bronnen.fout(plek, f"'{toon(sleutel)}' staat niet in '{doel}'.")


def _sleutels(waarde: object) -> Iterator[tuple[int | None, str]]:
    if isinstance(waarde, str):
        yield None, waarde
    elif isinstance(waarde, tuple):
        yield from enumerate(waarde)


def _weggelaten(bronnen: Bronnen, sectie: str) -> list[Any]:
    lijst = bronnen.teksten[0].inhoud.get(WEGLATEN, {}).get(sectie, [])
    return list(lijst)


def _check_grenzen(profiel: Profiel, bronnen: Bronnen) -> None:
    metleeftijd: list[tuple[str, Doelgroep | Tafel | Interventie]] = [
        *(("doelgroepen", groep) for groep in profiel.doelgroepen.values()),
        *(("tafels", tafel) for tafel in profiel.tafels.values()),
        *(("interventies", interventie) for interventie in profiel.interventies.values()),
    ]
    for sectie, record in metleeftijd:
        van, tot = record.leeftijd_van, record.leeftijd_tot
        if van is not None and tot is not None and van > tot:
            uitleg = f"de leeftijd van ({van}) is hoger dan de leeftijd tot ({tot})."
            raise bronnen.fout((sectie, record.sleutel, "leeftijd_tot"), uitleg)
    for groep in profiel.doelgroepen.values():
        if groep.meerdere_verdenkingen and groep.verdenkingen_min is not None:
            uitleg = "kies: 'meerdere_verdenkingen' (dan geldt de regel) of een eigen getal."
            raise bronnen.fout(("doelgroepen", groep.sleutel, "verdenkingen_min"), uitleg)
        if groep.leeftijd_van == groep.leeftijd_tot and not profiel.regels.leeftijd_tot_telt_mee.waarde:
            uitleg = "zo past geen enkele leeftijd: de leeftijd tot telt niet mee."
            raise bronnen.fout(("doelgroepen", groep.sleutel, "leeftijd_tot"), uitleg)
        laagst, hoogst = groep.antecedenten_min, groep.antecedenten_max
        if laagst is not None and hoogst is not None and laagst > hoogst:
            uitleg = f"het minimum ({laagst}) is hoger dan het maximum ({hoogst})."
            raise bronnen.fout(("doelgroepen", groep.sleutel, "antecedenten_max"), uitleg)


def _check_tafels(profiel: Profiel, bronnen: Bronnen) -> None:
    for tafel in profiel.tafels.values():
        for nummer, vraag in enumerate(tafel.voorwaarden):
            if vraag not in tafel.triage:
                raise bronnen.fout(
                    ("tafels", tafel.sleutel, "voorwaarden", nummer), "deze vraag staat niet in 'triage'."
                )
        for regel in tafel.doorgeleidingen.values():
            if (regel.naar is None) == (not regel.naar_wie):
                pad = ("tafels", tafel.sleutel, "doorgeleidingen", regel.sleutel)
                raise bronnen.fout(pad, "noem in 'naar' een tafel, of in 'naar_wie' wie het anders krijgt.")


def _check_instellingen(profiel: Profiel, bronnen: Bronnen) -> None:
    bsn = profiel.instellingen.bsn_toegestaan
    if bsn.waarde and (bsn.bron == NIET_IN_BRON or bsn.zekerheid is Bronzekerheid.ONGEVERIFIEERD):
        pad = ("instellingen", "bsn_toegestaan", "waarde")
        raise bronnen.fout(pad, "het BSN mag alleen met een wettelijke grondslag in 'bron' die zeker is (F of C).")
    mee = profiel.instellingen.toestemming_jongere_mee_vanaf.waarde
    zelf = profiel.instellingen.toestemming_jongere_zelf_vanaf.waarde
    if mee > zelf:
        pad = ("instellingen", "toestemming_jongere_zelf_vanaf", "waarde")
        raise bronnen.fout(pad, f"deze leeftijd ({zelf}) is lager dan die waarop de jongere mee beslist ({mee}).")
