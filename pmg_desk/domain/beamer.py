"""What a screen that everyone in the room can read may show about a casus: what each of them may have, and no more.

A screen is photographed in a second, so what it shows is judged as paper (``Vorm.PAPIER``) and not as telling. Exact
documents are not put on it: an approval of one is for those pages, and for one recipient.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace

from pmg_desk.domain.delen import Ontvanger
from pmg_desk.domain.samenvatting import Stuk, reactie_op, tekst_in
from pmg_desk.domain.selectie import Gedekt, Onthouden, Selectie, Vorm

SCHERMVORM = Vorm.PAPIER
"""The form in which whatever a screen shows has to be allowed."""

_MINSTENS_NAMEN = 3


@dataclass(frozen=True, slots=True)
class Kijker:
    """A function of an organisation that is in the room, with what it may have of the casus in ``SCHERMVORM``."""

    ontvanger: Ontvanger
    selectie: Selectie


@dataclass(frozen=True, slots=True)
class Grens:
    """Whose approval limits the screen, and by how much. Of the presenter only: it tells what there is.

    ``mist``: stukken that this recipient may not have, or not whole, and why; ``alleen``: how many would be on the
    screen if this recipient left the room.
    """

    ontvanger: Ontvanger
    mist: tuple[tuple[Stuk, Onthouden], ...]
    alleen: int


@dataclass(frozen=True, slots=True)
class Schermkeuze:
    """What the screen shows, in the order of the dossier, and what the presenter has to know about it.

    ``nieuw``: came after a judgement and waits for the presenter to confirm it. ``genoemd``: the organisations that
    the screen itself names as those for which less is approved.
    """

    stukken: tuple[Stuk, ...]
    nieuw: tuple[Stuk, ...]
    grenzen: tuple[Grens, ...]
    genoemd: tuple[str, ...] = ()


def kies_scherm(
    stukken: Sequence[Stuk], kijkers: Sequence[Kijker], onbekenden: int = 0, bevestigd: Collection[str] = ()
) -> Schermkeuze:
    """What all of ``kijkers`` may have of these ``stukken``. Somebody more in the room never makes it more.

    Nobody in the room, or one of ``onbekenden`` (people of whom no recipient is known): nothing. ``bevestigd``: ids of
    stukken that the presenter read after they were added. A statement and its reaction wait for each other.
    """
    mee = [{deel.stuk.id: deel for deel in kijker.selectie.mee} for kijker in kijkers]
    gelezen = {tekst_in(stuk) for stuk in stukken if stuk.id in bevestigd} - {""}
    wachtend = _wachtend(mee, bevestigd, gelezen)
    getoond: list[Stuk] = []
    nieuw: list[Stuk] = []
    for stuk in stukken if kijkers and not onbekenden else ():
        versies = [deel[stuk.id].stuk for deel in mee if stuk.id in deel]
        if len(versies) == len(kijkers):
            gedeeld = _gedeeld(stuk, versies)
            (nieuw if _wacht(stuk, wachtend) else getoond).append(gedeeld)
    grenzen = _grenzen(stukken, kijkers, mee)
    genoemd = () if onbekenden else _te_noemen(grenzen, kijkers)
    return Schermkeuze(tuple(getoond), tuple(nieuw), tuple(grenzen), genoemd)


def _te_noemen(grenzen: Sequence[Grens], kijkers: Sequence[Kijker]) -> tuple[str, ...]:
    """Who keeps something off the screen that all others may see, by the name of the organisation only.

    Not with fewer than two other organisations in the room: then it would tell which one knows more of this casus.
    Neither of what only some of them may see: who is not named would stand out.
    """
    namen = {kijker.ontvanger.organisatie_id: kijker.ontvanger.organisatie for kijker in kijkers}
    if len(namen) < _MINSTENS_NAMEN:
        return ()
    return tuple(sorted({namen[grens.ontvanger.organisatie_id] for grens in grenzen if grens.alleen}))


def _gedeeld(stuk: Stuk, versies: Sequence[Stuk]) -> Stuk:
    """Only the fields that nobody's officer took out."""
    return replace(stuk, velden=tuple(veld for veld in stuk.velden if all(veld in v.velden for v in versies)))


def _wachtend(
    mee: Sequence[Mapping[str, Gedekt]], bevestigd: Collection[str], gelezen: Collection[str]
) -> frozenset[str]:
    """Ids of what is new for anybody and was not confirmed, and the texts that hang together with it.

    For anybody, also where another may not have it: else the screen would show more when that other came in.
    ``gelezen``: statements that were confirmed, so that their reactions are read with them.
    """
    nieuw = {deel.stuk.id: deel.stuk for kijker in mee for deel in kijker.values() if deel.nieuw_sinds_besluit}
    wacht = [s for s in nieuw.values() if s.id not in bevestigd and reactie_op(s) not in gelezen]
    return frozenset({s.id for s in wacht} | {tekst_in(s) for s in wacht} | {reactie_op(s) for s in wacht}) - {""}


def _wacht(stuk: Stuk, wachtend: Collection[str]) -> bool:
    return not {stuk.id, tekst_in(stuk), reactie_op(stuk)}.isdisjoint(wachtend)


def _grenzen(stukken: Sequence[Stuk], kijkers: Sequence[Kijker], mee: Sequence[Mapping[str, Gedekt]]) -> list[Grens]:
    per_kijker = [_mist(stukken, kijker, deel) for kijker, deel in zip(kijkers, mee, strict=True)]
    grenzen = []
    for nr, (kijker, mist) in enumerate(zip(kijkers, per_kijker, strict=True)):
        if not mist:
            continue
        anderen = {stuk_id for ander, hun in enumerate(per_kijker) if ander != nr for stuk_id in hun}
        alleen = len(mist.keys() - anderen) if len(kijkers) > 1 else 0
        paren = tuple((stuk, mist[stuk.id]) for stuk in stukken if stuk.id in mist)
        grenzen.append(Grens(kijker.ontvanger, paren, alleen))
    return grenzen


def _mist(stukken: Sequence[Stuk], kijker: Kijker, mee: Mapping[str, Gedekt]) -> dict[str, Onthouden]:
    """By stuk why this recipient does not have it, or not the whole of it."""
    redenen = {stuk.id: reden for stuk, reden in kijker.selectie.niet}
    return {
        stuk.id: redenen.get(stuk.id, Onthouden.WEGGELATEN)
        for stuk in stukken
        if stuk.id not in mee or mee[stuk.id].stuk.velden != stuk.velden
    }
