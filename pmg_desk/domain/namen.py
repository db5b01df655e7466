"""Names as people write them, and as a computer has to compare them.

A Dutch name is stored in parts (voornamen, voorvoegsel, geslachtsnaam), because it is sorted under the geslachtsnaam
and shown with the voorvoegsel before it. Whoever types a name in a search box or a form leaves out accents and mixes
up prefixes, so searching and comparing happen on a folded text (:func:`vouw`) and never on what is shown.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import cached_property

NAAM_ONBEKEND = "naam onbekend"

# Words that stand before a geslachtsnaam, folded and one by one ("van der" is "van" and "der"): the Dutch ones and
# those of other languages that occur in the BRP. Only ever left out to compare, so one too many does little harm.
VOORVOEGSELS = frozenset(
    "a aan af al am auf aus bei beim bij boven d da dal dalla das de degli dei del della den der des di die do "
    "dos du e el en het ij im in l la las le les lo los met of onder op over s t te ten ter tho thoe to toe "
    "tot uijt uit und unter v van vanden vander vd vom von voor vor zu zum zur".split()
)

# Words in the Unicode names of Latin letters that are not themselves the ASCII letter, written as CLDR's Latin-ASCII
# writes them; clicks are written as punctuation, glottal stops as nothing.
_GENOEMDE_LETTERS = {
    "ALPHA": "a",
    "CHI": "x",
    "CLICK": " ",
    "DELTA": "d",
    "DEZH": "dz",
    "ENG": "n",
    "ESH": "s",
    "ETH": "d",
    "EZH": "z",
    "FENG": "fn",
    "FIVE": "5",
    "FRICATIVE": "",
    "GAMMA": "g",
    "HENG": "h",
    "HORN": "o",
    "HWAIR": "hv",
    "IOTA": "i",
    "KRA": "q",
    "LAMBDA": "l",
    "LEZH": "lz",
    "OMEGA": "o",
    "PERCUSSIVE": " ",
    "PHI": "f",
    "SCHWA": "e",
    "SIX": "6",
    "STOP": "",
    "TESH": "ts",
    "THORN": "th",
    "TWO": "2",
    "UPSILON": "u",
    "WYNN": "w",
    "YOGH": "y",
    "YR": "r",
}
_LATIJN = re.compile(r"LATIN (?:EPIGRAPHIC )?(?:SMALL )?(?:CAPITAL )?(?:LETTER|LIGATURE) (.+?)(?: WITH .+)?$")


def _grondvorm(naam: str) -> str | None:
    """The ASCII spelling of a Latin letter by its Unicode name; None for a character that has none.

    "O WITH STROKE" is o, "DOTLESS I" i, "TURNED E" e, "TS DIGRAPH" ts: of the name, the words of at most two letters
    and the named letters count.
    """
    treffer = _LATIJN.match(naam)
    if treffer is None:
        return None
    delen = [
        _GENOEMDE_LETTERS.get(woord, woord.lower())
        for woord in re.split("[ -]", treffer[1])
        if woord in _GENOEMDE_LETTERS or len(woord) <= 2
    ]
    return "".join(delen) if delen else None


class _Vouwtabel(dict[int, str]):
    """For :meth:`str.translate`: folds one character of a decomposed, case-folded text, and remembers the answer."""

    def __init__(self, y: str) -> None:
        super().__init__({ord("y"): y})

    def __missing__(self, punt: int) -> str:
        self[punt] = gevouwen = self._fold(chr(punt))
        return gevouwen

    def _fold(self, teken: str) -> str:
        soort = unicodedata.category(teken)
        if teken in "ʼʻ":
            return " "  # modifier apostrophes: a border between words, as the apostrophe they are typed as elsewhere
        if unicodedata.combining(teken) or soort in ("Cf", "Lm") or teken == "·":
            return ""  # accents, invisible marks, tatweel, and the dot of the Catalan l·l are nothing to search for
        if soort == "Nd":
            return str(unicodedata.decimal(teken))
        if soort[0] in "LNM":
            grondvorm = _grondvorm(unicodedata.name(teken, ""))
            return teken if grondvorm is None else grondvorm.replace("y", self[ord("y")])
        return " "


_ZOEKTABEL = _Vouwtabel(y="ij")
_SORTEERTABEL = _Vouwtabel(y="y")


def _fold(tekst: str, tabel: _Vouwtabel) -> str:
    if tekst.isascii():
        return " ".join(tekst.translate(tabel).split())  # the table folds capitals too
    # Decomposing gives capitals to fold ("℡"), and case folding letters to decompose: twice makes the result stable.
    ontleed = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", tekst).casefold())
    return " ".join(ontleed.translate(tabel).split())


def vouw(tekst: str) -> str:
    """Fold a text for searching and comparing: what differs only in accents, case or punctuation becomes equal.

    Letters of the Latin script end as a-z (``ß`` ss, ``ł`` l, ``ø`` o, ``þ`` th, ``æ`` ae); digits of any script as
    0-9; apostrophes, hyphens and all other punctuation as one space. Other scripts lose their accents and stay
    themselves, so Greek, Cyrillic and Arabic can be searched. ``y``, ``ÿ`` and ``ĳ`` all become ``ij``: *Kooyman*,
    *Kooÿman* and *Kooijman* sound the same over the phone. It is ``ij`` and not ``y`` so that a half-typed ``kooi``
    stays a beginning of the whole word. Folding twice changes nothing.
    """
    return _fold(tekst, _ZOEKTABEL)


def sorteer_vouw(tekst: str) -> str:
    """Fold a text for sorting: as :func:`vouw`, but ``y`` stays where a Dutch reader looks for it (CLDR ``nl``)."""
    return _fold(tekst, _SORTEERTABEL)


def zonder_voorvoegsels(tekst: str) -> str:
    """A folded name without its voorvoegsels, words apart; a name of nothing but voorvoegsels stays whole.

    ``van den Berg``, ``Berg, v.d.`` and ``Berg`` become equal; people called *Le* or *Van* keep their name.
    """
    woorden = vouw(tekst).split()
    kern = [woord for woord in woorden if woord not in VOORVOEGSELS]
    return " ".join(kern or woorden)


_NAAMWOORD = re.compile(r"[^\W\d_]+(?:[-'’.][^\W\d_]*)*")
_GEEN_NAAM = frozenset("de het een en of deze die twee drie man vrouw jongen meisje groep onbekend niemand".split())


def stel_naam_voor(tekst: str) -> tuple[str, str, str] | None:
    """Voornamen, voorvoegsel and geslachtsnaam that a free text may mean: to be shown and changed, never taken as is.

    ``Ayoub el Amrani, 15 jaar`` gives ``("Ayoub", "el", "Amrani")``; one word is a voornaam. None where it is no name
    of one person: a number, several people, or words without a capital.
    """
    woorden = re.split(r"[,;(]", tekst, maxsplit=1)[0].split()
    if not 1 <= len(woorden) <= 5 or not all(_NAAMWOORD.fullmatch(woord) for woord in woorden):
        return None
    voor = [plek for plek, woord in enumerate(woorden) if vouw(woord) in VOORVOEGSELS]
    namen = [woord for plek, woord in enumerate(woorden) if plek not in voor]
    if not namen or any(not woord[0].isupper() or vouw(woord) in _GEEN_NAAM for woord in namen):
        return None
    if vouw(woorden[0]) in _GEEN_NAAM or len(woorden) - 1 in voor or {"en", "of"} & set(woorden):
        return None
    begin = voor[0] if voor else (len(woorden) - 1 or 1)
    einde = begin
    while einde in voor:
        einde += 1
    return " ".join(woorden[:begin]), " ".join(woorden[begin:einde]), " ".join(woorden[einde:])


@dataclass(frozen=True)
class Persoonsnaam:
    """The name of a person in the parts of the BRP (01.02.10, 01.02.30, 01.02.40) plus the name used every day.

    Every part may be empty and is kept exactly as given: some people have no first name, some prefixes are capitals.
    """

    voornamen: str = ""
    voorvoegsel: str = ""
    geslachtsnaam: str = ""
    roepnaam: str = ""

    @property
    def achternaam(self) -> str:
        """Voorvoegsel and geslachtsnaam as one writes them: ``van den Berg``, ``d'Angelo``."""
        voorvoegsel, naam = self.voorvoegsel.strip(), self.geslachtsnaam.strip()
        # Only the elided d' and l' stick to the name; in 's and 't the apostrophe comes first.
        plakt = voorvoegsel.endswith(("'", "’"))
        return f"{voorvoegsel}{naam}" if plakt else " ".join(filter(None, (voorvoegsel, naam)))

    @property
    def volledige_naam(self) -> str:
        """First names and surname, in the order one says them; ``naam onbekend`` when there is nothing at all."""
        return " ".join(filter(None, (self.voornamen.strip(), self.achternaam))) or self.roepnaam or NAAM_ONBEKEND

    @property
    def aanspreeknaam(self) -> str:
        """The name for a heading: roepnaam, or else the first first name, and the surname."""
        eerste = self.roepnaam.strip() or next(iter(self.voornamen.split()), "")
        return " ".join(filter(None, (eerste, self.achternaam))) or NAAM_ONBEKEND

    @property
    def sorteernaam(self) -> str:
        """As a Dutch list writes it: ``Berg, Anna Maria van den``."""
        rest = " ".join(filter(None, (self.voornamen.strip(), self.voorvoegsel.strip())))
        return ", ".join(filter(None, (self.geslachtsnaam.strip(), rest))) or self.roepnaam or NAAM_ONBEKEND

    @cached_property
    def sorteersleutel(self) -> str:
        """Folded text that sorts as :attr:`sorteernaam` reads, also as a plain binary column in a database.

        Two spaces end a part, so *Groot, Jan* comes before *Groot Esselink, Hein*.
        """
        delen = (self.geslachtsnaam, self.voornamen, self.voorvoegsel, self.roepnaam)
        return "  ".join(sorteer_vouw(deel) for deel in delen).rstrip()

    @cached_property
    def vergelijk_sleutel(self) -> str:
        """Folded text that is equal for one name written in two ways: the surname without voorvoegsels and spaces,
        two spaces, and the first names.

        The voorvoegsel may stand in either field: it is left out of both.
        """
        kern = zonder_voorvoegsels(f"{self.voorvoegsel} {self.geslachtsnaam}").replace(" ", "")
        return f"{kern}  {vouw(self.voornamen)}".rstrip()
