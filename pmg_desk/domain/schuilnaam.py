"""Pseudonyms for papers on which nobody is named, and finding in free text what would name somebody after all.

Names are compared folded (:func:`pmg_desk.domain.namen.vouw`), word by word: capitals, accents and hyphens make no
difference, nor does a genitive s. What is found is at least every word of a known name; nicknames, misspellings and
telling circumstances are not, so whoever hands such a paper out reads it first (AVG overweging 26: a pseudonym is still
personal data).
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import Enum
from functools import cache
from itertools import pairwise

from pmg_desk.domain.datums import MAANDEN, OnvolledigeDatum
from pmg_desk.domain.namen import VOORVOEGSELS, vouw

ADRES, SCHOOL, CASUSNUMMER, GEBOREN = "[adres]", "[school]", "[casusnummer]", "[geboortedatum]"
_PATRONEN = (
    (re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+"), "[e-mail]"),
    (re.compile(r"(?<![\d+])(?:\+31|0031|0)(?:[\s-]?\(?\d\)?){9}(?!\d)"), "[telefoon]"),
    (re.compile(r"(?<!\d)\d{4}\.?\d{2}\.?\d{3}(?!\d)"), "[nummer]"),
    (re.compile(r"(?<!\d)[1-9]\d{3}(?: ?[A-Z]{2}|[a-z]{2})(?![^\W\d_])"), "[postcode]"),
)
_LIJM = re.compile(r"[\s\-‐‑–'’`´]{0,3}")
_GEWOON = frozenset("ben ook had heb ik is mei na nu on of we wie wij zo zij".split())
_EINDE = re.compile(r"[.!?\n•]")
_EERST = (0, 0)
_KLEUREN = (
    "Amberen Blauwe Bronzen Gele Gouden Groene Grijze Koperen Oranje Paarse Rode Roze Witte Zilveren Zwarte".split()
)
_DINGEN = (
    "Anemoon Beuk Bever Boei Brem Ceder Das Dolfijn Egel Eland Esdoorn Fazant Fjord Gans Gems Gletsjer Haas Hazelaar "
    "Heide Iep Jasmijn Kajak Kiezel Klaver Kompas Krekel Lariks Lavendel Libel Linde Lisdodde Meeuw Narcis Olm Otter "
    "Papaver Pijlstaart Plataan Reiger Ree Salie Schelp Sperwer Spreeuw Steenbok Tijm Tulp Uil Varen Vlier Vuurtoren "
    "Walnoot Wilg Wulp Zeester Zwaluw"
).split()


def maak_schuilnaam(kies: Callable[[Sequence[str]], str], bezet: Collection[str], mijd: Collection[str]) -> str:
    """A pseudonym by chance (``kies`` draws one of several), so that it tells nothing of whom it stands for.

    Not one of ``bezet``, and none of its words is in ``mijd`` (folded words of real names) while there are others.
    """
    vrij = [k for k in _KLEUREN if vouw(k) not in mijd] or _KLEUREN, [d for d in _DINGEN if vouw(d) not in mijd]
    namen = [f"{kleur} {ding}" for kleur in vrij[0] for ding in vrij[1] or _DINGEN]
    nr = 1
    while not (over := [naam for naam in namen if naam not in bezet]):
        nr += 1
        namen = [f"{naam.rstrip('0123456789 ')} {nr}" for naam in namen]
    return kies(over)


@dataclass(frozen=True, slots=True)
class Drager:
    """Somebody whose name is not to be read, and what stands there instead.

    ``los``: any single word of the name says who it is; else only a first name or initial with the surname does, as for
    the many others that a vault knows. ``hoofdletter``: its words are ordinary ones that name only with a capital.
    """

    vervang: str
    voornamen: str
    voorvoegsel: str = ""
    achternaam: str = ""
    los: bool = True
    hoofdletter: bool = False


@dataclass(frozen=True, slots=True)
class _Woord:
    tekst: str  # folded
    begin: int
    eind: int
    hoofd: bool  # begins with a capital


@dataclass(frozen=True, slots=True)
class _Naam:
    """The folded words of a name. ``zwak``: words that are ordinary ones too, and name only with a capital."""

    voor: frozenset[str]
    achter: frozenset[str]
    zwak: frozenset[str]
    tussen: frozenset[str]  # voorvoegsels: they go along, and name nobody by themselves
    letters: frozenset[str]
    vervang: str
    los: bool


@dataclass(frozen=True, slots=True)
class _Plek:
    begin: int
    eind: int
    vervang: str
    gewicht: int  # how many words of the name
    rang: tuple[int, int]  # who comes first where that is equal: in which list, and where in it


class Namenlijst:
    """Names to take out, in order: where one word belongs to several of them, the first is meant.

    ``reeksen``: texts to find as they are, with what replaces each.
    """

    def __init__(self, dragers: Iterable[Drager], reeksen: Iterable[tuple[str, str]] = ()) -> None:
        self.namen = tuple(_ontleed(drager) for drager in dragers)
        self.index: defaultdict[str, list[int]] = defaultdict(list)
        self.reeksen: dict[tuple[str, ...], str] = {}
        for nr, naam in enumerate(self.namen):
            for woord in (naam.voor | naam.achter) if naam.los else naam.achter:
                self.index[woord].append(nr)
        for tekst, vervang in reeksen:
            if woorden := tuple(woord.tekst for woord in _woorden(tekst)):
                self.reeksen.setdefault(woorden, vervang)


class Verberger:
    """Takes names and what else identifies out of texts.

    Where one word belongs to several, the one of whom most words stand there is meant, else the first, list by list.
    """

    def __init__(self, *lijsten: Namenlijst) -> None:
        self._lijsten = lijsten
        self._reeksen = {woorden: v for lijst in reversed(lijsten) for woorden, v in lijst.reeksen.items()}
        self._lengtes = sorted({len(woorden) for woorden in self._reeksen}, reverse=True)

    def vervang(self, tekst: str) -> str:
        """The text without what names anybody."""
        uit, tot = [], 0
        for plek in self._plekken(tekst, _woorden(tekst)):
            uit += [tekst[tot : plek.begin], plek.vervang]
            tot = plek.eind
        return "".join((*uit, tekst[tot:]))

    def twijfels(self, tekst: str, bekend: Collection[str] = ()) -> tuple[str, ...]:
        """Words that stay and may be a name: capitals within a sentence. ``bekend``: folded words that are none."""
        woorden = _woorden(tekst)
        plekken = self._plekken(tekst, woorden)
        gevonden: dict[str, None] = {}
        for vorig, woord in pairwise(woorden):
            weg = any(plek.begin < woord.eind and woord.begin < plek.eind for plek in plekken)
            midden = not _EINDE.search(tekst[vorig.eind : woord.begin]) or len(vorig.tekst) == 1
            if woord.hoofd and midden and not weg and len(woord.tekst) > 1 and woord.tekst not in bekend:
                gevonden[tekst[woord.begin : woord.eind]] = None
        return tuple(gevonden)

    def _plekken(self, tekst: str, woorden: list[_Woord]) -> list[_Plek]:
        """What goes, in order and apart from each other."""
        alle = [*self._patronen(tekst), *self._in_reeksen(tekst, woorden), *self._van_namen(tekst, woorden)]
        apart: list[list[_Plek]] = []
        tot = -1
        for plek in sorted(alle, key=lambda plek: plek.begin):
            if plek.begin < tot:
                apart[-1].append(plek)
            else:
                apart.append([plek])
            tot = max(tot, plek.eind)
        return [
            _Plek(
                groep[0].begin,
                max(plek.eind for plek in groep),
                min(groep, key=lambda plek: (-plek.gewicht, plek.rang)).vervang,
                0,
                _EERST,
            )
            for groep in apart
        ]

    @staticmethod
    def _patronen(tekst: str) -> Iterator[_Plek]:
        for patroon, vervang in _PATRONEN:
            for treffer in patroon.finditer(tekst):
                yield _Plek(*treffer.span(), vervang, 50, _EERST)

    def _in_reeksen(self, tekst: str, woorden: list[_Woord]) -> Iterator[_Plek]:
        for nr in range(len(woorden)):
            for lengte in self._lengtes:
                stuk = woorden[nr : nr + lengte]
                vervang = self._reeksen.get(tuple(woord.tekst for woord in stuk))
                if vervang is not None:
                    eind = nr + len(stuk) - 1
                    while vervang == ADRES and eind + 1 < len(woorden) and _huisnummer(tekst, woorden, eind):
                        eind += 1
                    yield _Plek(stuk[0].begin, woorden[eind].eind, vervang, 10 + len(stuk), _EERST)
                    break

    def _van_namen(self, tekst: str, woorden: list[_Woord]) -> Iterator[_Plek]:
        treffers: defaultdict[tuple[int, int], set[int]] = defaultdict(set)
        for plaats, woord in enumerate(woorden):
            for vorm in _vormen(woord.tekst):
                for welke, lijst in enumerate(self._lijsten):
                    for nr in lijst.index.get(vorm, ()):
                        treffers[welke, nr].add(plaats)
        for (welke, nr), plaatsen in treffers.items():
            naam = self._lijsten[welke].namen[nr]
            yield from _Zoeker(tekst, woorden, naam, (welke, nr)).plekken(sorted(plaatsen))


class _Rol(Enum):
    """What a word of a text is to a name."""

    NAAM = "naam"
    LETTER = "letter"  # an initial
    TUSSEN = "tussen"


@dataclass(frozen=True, slots=True)
class _Zoeker:
    """One name in one text."""

    tekst: str
    woorden: list[_Woord]
    naam: _Naam
    rang: tuple[int, int]

    def plekken(self, plaatsen: list[int]) -> Iterator[_Plek]:
        """``plaatsen``: where words of the name stand; what belongs to it on either side goes with it."""
        tot = -1
        for plaats in plaatsen:
            if plaats <= tot or self._rol(plaats) is not _Rol.NAAM:
                continue
            eerste, laatste = self._omvang(plaats)
            tot = laatste
            gewicht = sum(self._rol(nr) is not _Rol.TUSSEN for nr in range(eerste, laatste + 1))
            if self.naam.los or gewicht > 1:
                eind = self.woorden[laatste].eind
                if self._rol(laatste) is _Rol.LETTER and self.tekst.startswith(".", eind):
                    eind += 1  # the full stop of an initial
                yield _Plek(self.woorden[eerste].begin, eind, self.naam.vervang, gewicht, self.rang)

    def _omvang(self, plaats: int) -> tuple[int, int]:
        """The first and last word of the name that stands here."""
        eerste = laatste = plaats
        while laatste + 1 < len(self.woorden) and self._rol(laatste + 1) and self._vast(laatste):
            laatste += 1
        while eerste and self._rol(eerste - 1) and self._vast(eerste - 1):
            eerste -= 1
        omgekeerd = any("," in self._tussen(nr) for nr in range(eerste, laatste))  # "Berg, Anna van den"
        while self._rol(laatste) is _Rol.TUSSEN and not omgekeerd:
            laatste -= 1
        nr = eerste
        while self._rol(nr) is _Rol.TUSSEN:
            nr += 1
        return (eerste if self._is(nr, self.naam.achter) else nr), laatste

    def _rol(self, nr: int) -> _Rol | None:
        woord = self.woorden[nr]
        if self._is(nr, self.naam.voor) or self._is(nr, self.naam.achter):
            return _Rol.NAAM
        if woord.tekst in self.naam.tussen:
            return _Rol.TUSSEN
        los = woord.hoofd or self.tekst[woord.eind : woord.eind + 1] == "."
        return _Rol.LETTER if los and woord.tekst in self.naam.letters else None

    def _is(self, nr: int, welke: frozenset[str]) -> bool:
        woord = self.woorden[nr]
        return any(vorm in welke and (woord.hoofd or vorm not in self.naam.zwak) for vorm in _vormen(woord.tekst))

    def _tussen(self, nr: int) -> str:
        return self.tekst[self.woorden[nr].eind : self.woorden[nr + 1].begin]

    def _vast(self, nr: int) -> bool:
        """Whether this word and the next are written as parts of one name."""
        tussen = self._tussen(nr)
        if len(self.woorden[nr].tekst) == 1:
            tussen = tussen.removeprefix(".")
        elif self._is(nr, self.naam.achter) and not self._is(nr + 1, self.naam.achter) and not self._na_voornaam(nr):
            tussen = tussen.removeprefix(",")
        return bool(_LIJM.fullmatch(tussen))

    def _na_voornaam(self, nr: int) -> bool:
        """Whether what stands before a surname makes it the end of a name: then a comma ends the name too."""
        rol = self._rol(nr - 1) if nr else None
        return rol is _Rol.LETTER or (rol is _Rol.NAAM and not self._is(nr - 1, self.naam.achter))


def _ontleed(drager: Drager) -> _Naam:
    voor, achter = vouw(drager.voornamen).split(), vouw(drager.achternaam).split()
    namend = {woord for woord in voor if woord not in VOORVOEGSELS}
    namend_achter = {woord for woord in achter if woord not in VOORVOEGSELS}
    if not namend_achter:
        namend_achter = set(achter)  # people are called Le, or Van
    if not namend:
        namend = set(voor)
    tussen = {*vouw(drager.voorvoegsel).split(), *voor, *achter} - namend - namend_achter
    if tussen:
        tussen |= {"v", "d"}  # as it is shortened: "v.d. Berg"
    alle = namend | namend_achter
    midden = vouw(drager.voorvoegsel).replace(" ", "")
    gewoon = VOORVOEGSELS | _GEWOON
    ineen = {vorm for v in namend for a in namend_achter for vorm in (v + a, a + v, v + midden + a)}
    return _Naam(
        voor=frozenset(namend),
        achter=frozenset(namend_achter | ineen),
        zwak=frozenset(woord for woord in alle if drager.hoofdletter or woord in gewoon or len(woord) == 1),
        tussen=frozenset(tussen),
        letters=frozenset(woord[0] for woord in alle),
        vervang=drager.vervang,
        los=drager.los,
    )


def datumvormen(datum: OnvolledigeDatum) -> Iterator[str]:
    """How people write a birth date, as far as it is known: nothing for a year alone, which an age tells as well."""
    if datum.maand is None or datum.jaar is None:
        return
    maanden = {str(datum.maand), f"{datum.maand:02d}", MAANDEN[datum.maand - 1], MAANDEN[datum.maand - 1][:3]}
    jaren = (str(datum.jaar), f"{datum.jaar % 100:02d}")
    dagen = () if datum.dag is None else (str(datum.dag), f"{datum.dag:02d}")
    for maand in sorted(maanden):
        for dag in dagen:
            yield from (f"{dag} {maand} {jaar}" for jaar in jaren)
            yield f"{jaren[0]} {maand} {dag}"
            if maand.isalpha():
                yield f"{dag} {maand}"  # a birthday
        if not dagen or maand.isalpha():
            yield f"{maand} {jaren[0]}"


@cache
def _gevouwen(teken: str) -> str:
    """One character as it is folded within a word: nothing, letters, or a space where it parts words."""
    return vouw(f"a{teken}a")[1:-1]


def _vormen(woord: str) -> tuple[str, ...]:
    """The word, and without a genitive s."""
    return (woord, woord[:-1]) if len(woord) > 2 and woord.endswith("s") else (woord,)


def _woorden(tekst: str) -> list[_Woord]:
    """The words of a text; letters and digits are apart."""
    woorden: list[_Woord] = []
    letters, begin, eind = "", 0, 0

    def klaar() -> None:
        nonlocal letters
        if letters:
            woorden.append(_Woord(letters, begin, eind, tekst[begin].isupper() or tekst[begin].istitle()))
        letters = ""

    for plaats, teken in enumerate(tekst):
        gevouwen = _gevouwen(teken)
        for deel in gevouwen:
            if deel == " ":
                klaar()
                continue
            if letters and letters[-1].isdigit() != deel.isdigit():
                klaar()
            if not letters:
                begin = plaats
            letters, eind = letters + deel, plaats + 1
        if not gevouwen and letters:
            eind = plaats + 1  # an accent by itself
    klaar()
    return woorden


def _huisnummer(tekst: str, woorden: list[_Woord], nr: int) -> bool:
    """Whether the next word is the number of a house, or the letter behind that."""
    vorig, woord = woorden[nr], woorden[nr + 1]
    if woord.tekst.isdigit():
        return tekst[vorig.eind : woord.begin] in (" ", "-")
    return len(woord.tekst) == 1 and vorig.tekst.isdigit() and woord.begin == vorig.eind
