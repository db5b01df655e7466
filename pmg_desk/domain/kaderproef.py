"""Trying a tafelkader out on a real overleg: what each participant would get of each casus, from counts alone.

Counts leave the vault, texts do not: an officer elsewhere tries a draft out without reading any casus.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from pmg_desk.domain.canoniek import Waarde
from pmg_desk.domain.delen import Getoetst, Ontvanger
from pmg_desk.domain.samenvatting import Stuk, reactie_op, tekst_in
from pmg_desk.domain.selectie import (
    Geinformeerde,
    Omstandigheden,
    Onthouden,
    Selectie,
    Vorm,
    onvervulde_eis,
    selecteer,
)
from pmg_desk.domain.tafelkader import GetoetstKader, Kaderinhoud, Kaderregel, reeks_van


@dataclass(frozen=True, slots=True)
class Categorietelling:
    """Stukken of one kind of one casus for one recipient, by what decides about them.

    ``nu`` go along today. ``zonder_dit``: without any kader for this table and purpose. ``onder_besluit``: under a
    decision, whatever the kaders say. ``open``: no judgement speaks of them, so a kader can cover them; ``volgt``
    names the kind of the statement that an open reaction stands with, when that is another; ``wacht``: that is all
    it waits for, because a decision covers the reaction itself. ``vast``: what no kader changes, by reason.
    """

    categorie: str
    nu: int
    zonder_dit: int
    onder_besluit: int
    open: int
    vast: tuple[tuple[str, int], ...] = ()  # name of an Onthouden, and how many
    volgt: str = ""
    wacht: bool = False


@dataclass(frozen=True, slots=True)
class Telling:
    """One casus and one recipient. ``aan_tafel``: the casus is at the table of the kader now."""

    casusnummer: str
    ontvanger: Ontvanger
    aan_tafel: bool
    geinformeerd: frozenset[Geinformeerde]
    categorieen: tuple[Categorietelling, ...]

    def waarde(self) -> dict[str, Waarde]:
        """As JSON values, for a package: numbers of casussen and counts."""
        return {
            "casus": self.casusnummer,
            "organisatie": self.ontvanger.organisatie_id,
            "organisatie_naam": self.ontvanger.organisatie,
            "functie": self.ontvanger.functie,
            "aan_tafel": self.aan_tafel,
            "geinformeerd": sorted(wie.value for wie in self.geinformeerd),
            "categorieen": [
                [
                    c.categorie,
                    c.nu,
                    c.zonder_dit,
                    c.onder_besluit,
                    c.open,
                    [list(paar) for paar in c.vast],
                    c.volgt,
                    c.wacht,
                ]
                for c in self.categorieen
            ],
        }


def lees_telling(v: Mapping[str, Any]) -> Telling:
    """Inverse of :meth:`Telling.waarde`. Raises KeyError, TypeError or ValueError for anything else."""
    return Telling(
        casusnummer=_tekst(v["casus"]),
        ontvanger=Ontvanger(_tekst(v["organisatie"]), _tekst(v["organisatie_naam"]), _tekst(v["functie"])),
        aan_tafel=bool(v["aan_tafel"]),
        geinformeerd=frozenset(Geinformeerde(wie) for wie in v["geinformeerd"]),
        categorieen=tuple(
            Categorietelling(
                categorie=_tekst(categorie),
                nu=_aantal(nu),
                zonder_dit=_aantal(zonder),
                onder_besluit=_aantal(onder),
                open=_aantal(open_),
                vast=tuple((Onthouden[reden].name, _aantal(n)) for reden, n in vast),
                volgt=_tekst(volgt),
                wacht=bool(wacht),
            )
            for categorie, nu, zonder, onder, open_, vast, volgt, wacht in v["categorieen"]
        ),
    )


def _tekst(waarde: Any) -> str:
    if not isinstance(waarde, str):
        raise TypeError("text expected")
    return waarde


def _aantal(waarde: Any) -> int:
    if isinstance(waarde, bool) or not isinstance(waarde, int) or waarde < 0:
        raise ValueError("a count expected")
    return waarde


def tel(
    stukken: Sequence[Stuk],
    besluiten: Collection[Getoetst],
    kaders: Collection[GetoetstKader],
    reeks: str,
    casus: tuple[str, str],
    ontvanger: Ontvanger,
    omstandigheden: Omstandigheden,
) -> Telling:
    """Count for one casus (id and number) and one recipient, by the same rules that decide at a print."""

    def kies(onder: Collection[GetoetstKader], welke: Sequence[Stuk] = stukken) -> Selectie:
        return selecteer(welke, besluiten, casus[0], ontvanger, omstandigheden, onder)

    kaal, nu = kies(()), kies(kaders)
    zonder_dit = kies([g for g in kaders if g.kader is None or reeks_van(g.kader.inhoud) != reeks])
    redenen = {id(stuk): reden for stuk, reden in kaal.niet}
    open_ = _open(stukken, redenen, lambda stuk: kies((), [replace(stuk, id="los")]))
    gevonden: dict[tuple[str, str, bool], dict[str, int]] = {}
    for stuk in stukken:
        tellers = gevonden.setdefault((stuk.categorie, *open_.get(stuk.id, ("", False))), {})
        reden = redenen.get(id(stuk))
        if reden is Onthouden.GEEN_AKKOORD and stuk.derden:
            reden = Onthouden.DERDEN  # whatever the cells say: a kader never covers others
        naam = "open" if stuk.id in open_ else "onder_besluit" if reden is None else f"vast {reden.name}"
        tellers[naam] = tellers.get(naam, 0) + 1
        for woord, keuze in (("nu", nu), ("zonder_dit", zonder_dit)):
            tellers[woord] = tellers.get(woord, 0) + sum(gedekt.stuk.id == stuk.id for gedekt in keuze.mee)
    return Telling(
        casusnummer=casus[1],
        ontvanger=ontvanger,
        aan_tafel=reeks.partition("/")[0] in omstandigheden.tafels,
        geinformeerd=frozenset(wie for wie, _ in omstandigheden.geinformeerd),
        categorieen=tuple(
            Categorietelling(
                categorie=categorie,
                nu=tellers.get("nu", 0),
                zonder_dit=tellers.get("zonder_dit", 0),
                onder_besluit=tellers.get("onder_besluit", 0),
                open=tellers.get("open", 0),
                vast=tuple(sorted((woord[5:], n) for woord, n in tellers.items() if woord.startswith("vast "))),
                volgt=volgt,
                wacht=wacht,
            )
            for (categorie, volgt, wacht), tellers in sorted(gevonden.items())
        ),
    )


def _open(
    stukken: Iterable[Stuk], redenen: Mapping[int, Onthouden], alleen: Callable[[Stuk], Selectie]
) -> dict[str, tuple[str, bool]]:
    """By id the stukken that a kader can cover: the other kind that a reaction waits for, and whether that is all."""
    teksten: dict[str, str] = {}  # the text of an open stuk, and its kind
    open_: dict[str, tuple[str, bool]] = {}
    for stuk in stukken:
        reden = redenen.get(id(stuk))
        na = teksten.get(reactie_op(stuk), "") if reden is Onthouden.ZONDER_TEKST else ""
        wacht = bool(na) and bool(alleen(stuk).mee)
        if not wacht and na:
            ((_, reden),) = alleen(stuk).niet
        if not wacht and (reden is not Onthouden.GEEN_AKKOORD or stuk.derden):
            continue
        open_[stuk.id] = (na if wacht or na != stuk.categorie else "", wacht)
        teksten[tekst_in(stuk)] = stuk.categorie
    return open_


@dataclass(frozen=True, slots=True)
class Proefregel:
    """What a recipient gets of one kind of data of one casus: now, with the draft, and what stays by which reason."""

    casusnummer: str
    ontvanger: Ontvanger
    categorie: str
    nu: int
    straks: int
    blijft: tuple[tuple[Onthouden, int], ...]


@dataclass(frozen=True, slots=True)
class Proefsom:
    """One recipient over all casussen of the overleg: of how many casussen something, and how many stukken."""

    ontvanger: Ontvanger
    casussen_nu: int
    casussen_straks: int
    stukken_nu: int
    stukken_straks: int


@dataclass(frozen=True, slots=True)
class Organisatiesom:
    """One organisation over all casussen of the overleg, its functions together, with the rows that it is the sum of.

    ``soorten``: what it would get. ``meer`` and ``minder``: by kind how many stukken more or fewer than now, counted
    per casus and function, so that what comes for one and goes for another is in both.
    """

    organisatie_id: str
    organisatie: str
    casussen_nu: int
    casussen_straks: int
    stukken_nu: int
    stukken_straks: int
    soorten: tuple[str, ...]
    meer: tuple[tuple[str, int], ...]
    minder: tuple[tuple[str, int], ...]
    regels: tuple[Proefregel, ...]

    @property
    def verandert(self) -> bool:
        """Whether the draft makes a difference to it."""
        return bool(self.meer or self.minder)


@dataclass(frozen=True, slots=True)
class Proef:
    """The outcome: of ``casussen`` what each recipient would get, in detail and added up."""

    casussen: int
    regels: tuple[Proefregel, ...]
    sommen: tuple[Proefsom, ...]

    @property
    def krijgen_iets(self) -> int:
        """How many recipients would get something."""
        return sum(som.stukken_straks > 0 for som in self.sommen)

    def per_organisatie(self) -> tuple[Organisatiesom, ...]:
        """Added up by organisation: those for whom something changes first, then those who get something."""
        organisaties = {som.ontvanger.organisatie_id: som.ontvanger.organisatie for som in self.sommen}
        sommen = [_organisatiesom(id_, naam, self.regels) for id_, naam in organisaties.items()]
        return tuple(sorted(sommen, key=lambda s: (not s.verandert, s.stukken_straks == 0, s.organisatie)))


def probeer(tellingen: Iterable[Telling], inhoud: Kaderinhoud) -> Proef:
    """What a print would hold under this draft, taken as signed and in force."""
    alle = list(tellingen)
    regels = [regel for telling in alle for regel in _regels(telling, inhoud)]
    ontvangers = list({_wie(t.ontvanger): t.ontvanger for t in alle}.values())
    return Proef(
        casussen=len({t.casusnummer for t in alle}),
        regels=tuple(regels),
        sommen=tuple(_som(ontvanger, regels) for ontvanger in ontvangers),
    )


def _regels(telling: Telling, inhoud: Kaderinhoud) -> list[Proefregel]:
    # Once it is signed they are informed anew: counted is what goes when those are who were informed before.
    omstandigheden = Omstandigheden(Vorm.PAPIER, frozenset((wie, date.max) for wie in telling.geinformeerd))
    cellen = {r.categorie: r for r in inhoud.regels if telling.aan_tafel and r.ontvanger.is_precies(telling.ontvanger)}

    def houdt(categorie: str) -> Onthouden | None:
        """Why the draft holds this kind back; it always has a cell for it here."""
        return onvervulde_eis(cellen[categorie].eisen, omstandigheden, date.max)

    per_categorie: dict[str, tuple[int, int, dict[Onthouden, int]]] = {}
    for deel in telling.categorieen:
        straks, blijft = _straks(deel, cellen, houdt)
        nu_som, straks_som, blijft_som = per_categorie.get(deel.categorie, (0, 0, {}))
        for reden, aantal in blijft:
            blijft_som[reden] = blijft_som.get(reden, 0) + aantal
        per_categorie[deel.categorie] = nu_som + deel.nu, straks_som + straks, blijft_som
    return [
        Proefregel(telling.casusnummer, telling.ontvanger, categorie, nu, straks, tuple(blijft.items()))
        for categorie, (nu, straks, blijft) in per_categorie.items()
    ]


def _straks(
    deel: Categorietelling, cellen: Mapping[str, Kaderregel], houdt: Callable[[str], Onthouden | None]
) -> tuple[int, list[tuple[Onthouden, int]]]:
    vast = [(Onthouden[naam], aantal) for naam, aantal in deel.vast]
    if deel.wacht:
        mee = deel.volgt in cellen and houdt(deel.volgt) is None
        return (deel.open, vast) if mee else (deel.zonder_dit, [(Onthouden.ZONDER_TEKST, deel.open - deel.zonder_dit)])
    if deel.categorie not in cellen:
        over = deel.onder_besluit + deel.open - deel.zonder_dit
        return deel.zonder_dit, vast + ([(Onthouden.GEEN_AKKOORD, over)] if over > 0 else [])
    reden = houdt(deel.categorie)
    if reden is None and deel.volgt and (deel.volgt not in cellen or houdt(deel.volgt) is not None):
        reden = Onthouden.ZONDER_TEKST
    if reden is None:
        return deel.onder_besluit + deel.open, vast
    return deel.onder_besluit, vast + ([(reden, deel.open)] if deel.open else [])


def _som(ontvanger: Ontvanger, regels: Iterable[Proefregel]) -> Proefsom:
    eigen = [r for r in regels if _wie(r.ontvanger) == _wie(ontvanger)]
    return Proefsom(
        ontvanger,
        casussen_nu=len({r.casusnummer for r in eigen if r.nu}),
        casussen_straks=len({r.casusnummer for r in eigen if r.straks}),
        stukken_nu=sum(r.nu for r in eigen),
        stukken_straks=sum(r.straks for r in eigen),
    )


def _organisatiesom(organisatie_id: str, naam: str, regels: Iterable[Proefregel]) -> Organisatiesom:
    eigen = [r for r in regels if r.ontvanger.organisatie_id == organisatie_id]
    meer, minder = Counter[str](), Counter[str]()
    for regel in eigen:
        meer[regel.categorie] += max(regel.straks - regel.nu, 0)
        minder[regel.categorie] += max(regel.nu - regel.straks, 0)
    return Organisatiesom(
        organisatie_id,
        naam,
        casussen_nu=len({r.casusnummer for r in eigen if r.nu}),
        casussen_straks=len({r.casusnummer for r in eigen if r.straks}),
        stukken_nu=sum(r.nu for r in eigen),
        stukken_straks=sum(r.straks for r in eigen),
        soorten=tuple(dict.fromkeys(r.categorie for r in eigen if r.straks)),
        meer=tuple((+meer).items()),
        minder=tuple((+minder).items()),
        regels=tuple(eigen),
    )


def _wie(ontvanger: Ontvanger) -> tuple[str, str]:
    return ontvanger.organisatie_id, ontvanger.functie.strip()
