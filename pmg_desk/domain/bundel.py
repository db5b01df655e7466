"""What one recipient gets on paper for a whole overleg: a cover with the agenda, and a part per casus.

Like a :class:`Samenvatting` this is an allow-list: a page draws these values and nothing else. Of a casus of which a
recipient gets nothing only the number on the agenda is told, so neither its name nor its number can reach the page.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from pmg_desk.domain.samenvatting import Rubriek, Samenvatting, Stuk


class Bundelversie(StrEnum):
    """For before the overleg, for after it with what the table decided, or only the reader's own actions."""

    VOORAF = "vooraf"
    ACHTERAF = "achteraf"
    ACTIELIJST = "actielijst"  # drawn by itself (domain.overlegverslag); a Bundel is never of this kind


@dataclass(frozen=True, slots=True)
class Bundelkop:
    """For whom, of which overleg and which copy: what stands on the cover and in the marks of every page."""

    gemeente: str
    organisatie: str
    functie: str
    persoon: str  # empty when the bundle is for the organisation
    tafel: str
    overleg: str  # the overleg in words, where that says more than the table and the day
    datum: date
    exemplaar: int  # 0: a proof, which is only looked at
    gemaakt_op: datetime
    gemaakt_door: str
    versie: Bundelversie
    pseudoniem: bool
    wijze: str  # in which form it is handed out, in words
    logstand: str  # short form of the log head at issue
    intrekkingen_bekend_tm: datetime


@dataclass(frozen=True, slots=True)
class Bundeldeel:
    """The part about one casus.

    ``punt`` is its number on the agenda. ``vraag`` is what is asked of this recipient: it is printed as it stands, so
    it says nothing that this recipient may not know. ``eigen_acties`` are ids of stukken of the summary: the actions
    that are this recipient's to do. ``besluiten`` are what the table decided, as far as an approval covers it. With
    pseudonyms ``samenvatting.naam`` is the pseudonym and its ``casusnummer`` is empty.
    """

    punt: int
    vraag: str
    samenvatting: Samenvatting
    besluiten: tuple[Stuk, ...] = ()
    eigen_acties: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Agendaregel:
    """A line of the agenda. ``opschrift`` (name, pseudonym or number) is empty when this recipient gets nothing."""

    punt: int
    opschrift: str = ""


@dataclass(frozen=True, slots=True)
class Bundel:
    """A bundle as it will be printed; a report needs nothing beyond this value.

    Raises ValueError, a bug of who composed it, when a part is for somebody else, holds nothing that is shared, rests
    on no approval, has a casusnummer beside a pseudonym, holds a decision twice or names actions it does not hold; when
    the agenda names a casus without a part or the other way round; when a bundle for before the overleg holds
    decisions; for a list of actions; and for moments without a time zone.
    """

    kop: Bundelkop
    agenda: tuple[Agendaregel, ...]
    delen: tuple[Bundeldeel, ...]

    def __post_init__(self) -> None:
        """Refuse what must never be printed."""
        if self.kop.versie is Bundelversie.ACTIELIJST:
            raise ValueError("a list of actions is no bundle")
        if self.kop.gemaakt_op.tzinfo is None or self.kop.intrekkingen_bekend_tm.tzinfo is None:
            raise ValueError("naive datetime")
        punten = [regel.punt for regel in self.agenda]
        if punten != sorted(set(punten)):
            raise ValueError("the agenda is out of order or has a number twice")
        if [regel.punt for regel in self.agenda if regel.opschrift] != [deel.punt for deel in self.delen]:
            raise ValueError("the agenda names exactly the casussen that have a part")
        for deel in self.delen:
            self._toets(deel)

    def _toets(self, deel: Bundeldeel) -> None:
        s = deel.samenvatting
        if s.intern or (s.organisatie, s.functie) != (self.kop.organisatie, self.kop.functie):
            raise ValueError("a part for somebody else")
        if not s.stukken and not deel.besluiten:
            raise ValueError("a part that holds nothing")
        if not s.besluiten:
            raise ValueError("a part that rests on no approval")
        if self.kop.pseudoniem and s.casusnummer:
            raise ValueError("a casusnummer beside a pseudonym")
        if deel.besluiten and self.kop.versie is Bundelversie.VOORAF:
            raise ValueError("decisions before the overleg")
        if {stuk.id for stuk in deel.besluiten} & {stuk.id for stuk in s.stukken}:
            raise ValueError("a decision that is in the summary too, and would be printed twice")
        if not set(deel.eigen_acties) <= {stuk.id for stuk in s.stukken if stuk.rubriek is Rubriek.ACTIES}:
            raise ValueError("own actions that are not in the summary")
