"""The toolbox: the interventies of the municipal profile, narrowed to what may fit one jongere.

Where the source says nothing about a group, an age or a theme, an interventie is not left out: the program would hide
what may well fit. It then says so (``niet in bron``).
"""

from __future__ import annotations

from dataclasses import dataclass

from pmg_desk.domain.namen import sorteer_vouw, vouw
from pmg_desk.domain.profiel.model import NIET_IN_BRON, Bronzekerheid, Interventie, Profiel
from pmg_desk.domain.profiel.sectie import label_van
from pmg_desk.domain.rollen import Recht
from pmg_desk.services.werkplek import Werkplek

ZEKERHEID_LABELS: dict[Bronzekerheid, str] = {
    Bronzekerheid.GEVONDEN: "staat in de bron",
    Bronzekerheid.BEKEND: "algemeen bekend",
    Bronzekerheid.ONGEVERIFIEERD: "eigen indeling, niet nagegaan",
}


@dataclass(frozen=True, slots=True)
class Toolboxfilter:
    """Keys of the profile; empty narrows nothing. ``leeftijd`` in whole years; ``leefgebied`` stands for its theme."""

    doelgroep: str = ""
    leeftijd: int | None = None
    leefgebied: str = ""
    thema: str = ""
    niveau: str = ""
    tekst: str = ""
    programmadoel: str = ""
    wijk: str = ""


@dataclass(frozen=True, slots=True)
class InterventieInzicht:
    """An interventie in words. What the source does not give is ``niet in bron``; ``zonder`` names those parts."""

    sleutel: str
    naam: str
    omschrijving: str
    handleiding: str
    doelgroepen: tuple[str, ...]  # labels
    leeftijd: str
    niveau: str
    thema: str
    leefgebieden: tuple[str, ...]  # labels of the leefgebieden of that theme
    programmadoelen: tuple[str, ...]  # labels
    contact: str
    bewijs: str
    tags: tuple[str, ...]
    bron: str
    zekerheid: str
    indeling_bron: str
    indeling_zekerheid: str
    zonder: tuple[str, ...]
    stappen: tuple[str, ...]
    waar: tuple[str, ...]  # labels of wijken
    plaats: str
    leeg: tuple[str, ...]  # the keys of the fields in ``zonder``, to fill in


@dataclass(frozen=True, slots=True)
class VoorzieningInzicht:
    """Something in the neighbourhood, in words; what the source does not give is ``niet in bron``."""

    sleutel: str
    naam: str
    soort: str
    voor_wie: str
    waar: tuple[str, ...]
    plaats: str
    contact: str
    tags: tuple[str, ...]
    bron: str
    zekerheid: str


def list_interventies(werkplek: Werkplek, filter_: Toolboxfilter | None = None) -> tuple[InterventieInzicht, ...]:
    """The interventies that fit, by name. Raises GeenToegang."""
    with werkplek.doe() as t:
        t.eis(Recht.TOOLBOX_LEZEN)
        gekozen = filter_ or Toolboxfilter()
        passend = [i for i in t.profiel.interventies.values() if _past(t.profiel, i, gekozen)]
        inzichten = [_inzicht(t.profiel, i) for i in passend]
    woorden = vouw(gekozen.tekst).split()
    gevonden = [i for i in inzichten if all(woord in _zoektekst(i) for woord in woorden)]
    return tuple(sorted(gevonden, key=lambda i: (sorteer_vouw(i.naam), i.sleutel)))


def list_voorzieningen(werkplek: Werkplek, wijk: str = "") -> tuple[VoorzieningInzicht, ...]:
    """The sociale kaart by name, narrowed to a wijk; what names no wijk stays. Raises GeenToegang."""
    with werkplek.doe() as t:
        t.eis(Recht.TOOLBOX_LEZEN)
        profiel = t.profiel
        passend = [v for v in profiel.voorzieningen.values() if not wijk or not v.waar or wijk in v.waar]
        alle = [
            VoorzieningInzicht(
                sleutel=v.sleutel,
                naam=v.label,
                soort=v.soort,
                voor_wie=v.voor_wie,
                waar=_wijken(profiel, v.waar),
                plaats=v.plaats or NIET_IN_BRON,
                contact=v.contact,
                tags=v.tags,
                bron=v.bron,
                zekerheid=ZEKERHEID_LABELS[v.zekerheid],
            )
            for v in passend
        ]
    return tuple(sorted(alle, key=lambda v: (sorteer_vouw(v.naam), v.sleutel)))


def _wijken(profiel: Profiel, sleutels: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(label_van(profiel.wijken, w) for w in sleutels) or (NIET_IN_BRON,)


def _past(profiel: Profiel, i: Interventie, filter_: Toolboxfilter) -> bool:
    if filter_.doelgroep and i.doelgroepen and filter_.doelgroep not in i.doelgroepen:
        return False
    if filter_.leeftijd is not None:
        if i.leeftijd_van is not None and filter_.leeftijd < i.leeftijd_van:
            return False
        if i.leeftijd_tot is not None and filter_.leeftijd > i.leeftijd_tot:
            return False
    if filter_.programmadoel and i.programmadoelen and filter_.programmadoel not in i.programmadoelen:
        return False
    if filter_.wijk and i.waar and filter_.wijk not in i.waar:
        return False
    themas = {filter_.thema} - {""}
    leefgebied = profiel.leefgebieden.get(filter_.leefgebied)
    if leefgebied is not None:
        themas.add(leefgebied.thema)
    if i.thema is not None and any(thema != i.thema for thema in themas):
        return False
    return not (filter_.niveau and i.niveau is not None and filter_.niveau != i.niveau)


def _zoektekst(i: InterventieInzicht) -> str:
    return vouw(" ".join((i.naam, i.omschrijving, i.handleiding, *i.stappen, i.plaats, *i.tags)))


def _inzicht(profiel: Profiel, i: Interventie) -> InterventieInzicht:
    delen = {
        "omschrijving": i.omschrijving,
        "handleiding": i.handleiding,
        "doelgroepen": tuple(label_van(profiel.doelgroepen, d) for d in i.doelgroepen),
        "leeftijd": _leeftijd(i),
        "niveau": NIET_IN_BRON if i.niveau is None else label_van(profiel.niveaus, i.niveau),
        "thema": NIET_IN_BRON if i.thema is None else label_van(profiel.themas, i.thema),
        "contact": i.contact,
        "bewijs": i.bewijs,
    }
    zonder = tuple(naam for naam, waarde in delen.items() if waarde in ("", (), NIET_IN_BRON))
    return InterventieInzicht(
        sleutel=i.sleutel,
        naam=i.naam,
        omschrijving=i.omschrijving or NIET_IN_BRON,
        handleiding=i.handleiding or NIET_IN_BRON,
        doelgroepen=tuple(label_van(profiel.doelgroepen, d) for d in i.doelgroepen) or (NIET_IN_BRON,),
        leeftijd=_leeftijd(i),
        niveau=str(delen["niveau"]),
        thema=str(delen["thema"]),
        leefgebieden=tuple(
            g.label for g in profiel.leefgebieden.values() if i.thema is not None and g.thema == i.thema
        ),
        programmadoelen=tuple(label_van(profiel.doelen, d) for d in i.programmadoelen) or (NIET_IN_BRON,),
        contact=i.contact or NIET_IN_BRON,
        bewijs=i.bewijs or NIET_IN_BRON,
        tags=i.tags,
        bron=i.bron,
        zekerheid=ZEKERHEID_LABELS[i.zekerheid],
        indeling_bron=i.indeling_bron,
        indeling_zekerheid=ZEKERHEID_LABELS[i.indeling_zekerheid],
        zonder=zonder,
        stappen=i.stappen,
        waar=_wijken(profiel, i.waar),
        plaats=i.plaats or NIET_IN_BRON,
        leeg=tuple("leeftijd_van" if naam == "leeftijd" else naam for naam in zonder),
    )


def _leeftijd(i: Interventie) -> str:
    match (i.leeftijd_van, i.leeftijd_tot):
        case (None, None):
            return NIET_IN_BRON
        case (None, tot):
            return f"tot en met {tot} jaar"
        case (van, None):
            return f"vanaf {van} jaar"
        case (van, tot):
            return f"{van} tot en met {tot} jaar"
