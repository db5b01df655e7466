"""What is left of an overleg on paper: each participant's own actions, and the minutes for the own casusregisseur.

Allow-lists like :class:`pmg_desk.domain.samenvatting.Samenvatting`: a page draws these values and nothing else.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from pmg_desk.domain.bundel import Bundelkop, Bundelversie
from pmg_desk.domain.samenvatting import Rubriek, Samenvatting, Stuk, reactie_op


@dataclass(frozen=True, slots=True)
class Eigenactie:
    """An action of the reader. ``erbij``: its text, where that is a stuk by itself, and reactions to it (AVG 16).

    ``nieuw``: it was agreed at this overleg.
    """

    stuk: Stuk
    erbij: tuple[Stuk, ...] = ()
    nieuw: bool = False

    @property
    def stukken(self) -> tuple[Stuk, ...]:
        """All that goes along for it."""
        return (self.stuk, *self.erbij)

    @property
    def zegt_wat(self) -> bool:
        """Whether its words go along, not only by when."""
        return any(stuk.tekst and not reactie_op(stuk) for stuk in self.stukken)


@dataclass(frozen=True, slots=True)
class Actiedeel:
    """The reader's actions about one casus; ``samenvatting`` holds these, and who it is about if that may go."""

    samenvatting: Samenvatting
    acties: tuple[Eigenactie, ...]


@dataclass(frozen=True, slots=True)
class Actielijst:
    """One person's list. ``verzwegen`` counts own actions about which nothing may be on paper for this reader.

    ``uittreksel``: only what the list says about one casus, to keep with that casus.
    Raises ValueError, a bug of who composed it, when it is for nobody or for somebody else, rests on no approval, is
    empty, or holds anything but the reader's actions and whom these are about.
    """

    kop: Bundelkop
    delen: tuple[Actiedeel, ...]
    verzwegen: int = 0
    uittreksel: bool = False

    def __post_init__(self) -> None:
        """Refuse what must never be printed."""
        if not self.kop.persoon or self.kop.versie is not Bundelversie.ACTIELIJST:
            raise ValueError("a list of actions is for one person")
        if not self.delen:
            raise ValueError("a list without actions")
        for deel in self.delen:
            s = deel.samenvatting
            if s.intern or (s.organisatie, s.functie) != (self.kop.organisatie, self.kop.functie):
                raise ValueError("actions for somebody else")
            if not deel.acties or not s.besluiten:
                raise ValueError("actions that rest on no approval, or none at all")
            mag = {stuk.id for stuk in stukken_van(deel.acties)}
            if any(stuk.id not in mag and stuk.rubriek is not Rubriek.IDENTITEIT for stuk in s.stukken):
                raise ValueError("more than own actions")


def stukken_van(acties: Iterable[Eigenactie]) -> tuple[Stuk, ...]:
    """All that goes along for these actions."""
    return tuple(stuk for actie in acties for stuk in actie.stukken)


@dataclass(frozen=True, slots=True)
class Gedeeld:
    """What was told about a casus at the table: to whom, which kinds of data and in which words."""

    aan: str
    soorten: tuple[str, ...]
    woorden: str
    spoed: bool


@dataclass(frozen=True, slots=True)
class Verslagpunt:
    """One item of the agenda. ``exemplaar`` is the copy number of its page, 0 for a proof; ``weg`` left the room.

    ``gehouden``: the table took it up. ``afgedaan``: besluiten of earlier meetings that were settled on that day, as
    the dossier has them.
    """

    punt: int
    casusnummer: str
    naam: str
    vraag: str
    stand: str
    exemplaar: int
    aanwezig: tuple[str, ...] = ()
    weg: tuple[str, ...] = ()
    besproken: tuple[Stuk, ...] = ()
    besluiten: tuple[Stuk, ...] = ()
    acties: tuple[Stuk, ...] = ()
    gedeeld: tuple[Gedeeld, ...] = ()
    afgedaan: tuple[Stuk, ...] = ()
    gehouden: bool = True

    @property
    def leeg(self) -> bool:
        """Whether nothing was put down about it."""
        return not (self.besproken or self.besluiten or self.acties or self.gedeeld or self.afgedaan)

    @property
    def heeft_blad(self) -> bool:
        """Whether there is more to say of it than how it ended: then it has pages of its own."""
        return self.gehouden or not self.leeg


@dataclass(frozen=True, slots=True)
class Verslag:
    """The minutes of one overleg, for internal use only. ``aanwezigheid``: who, and whether they came.

    An item without a page of its own (``heeft_blad``) is a line on the cover. ``buiten`` counts items about casussen
    that the maker does not work on: of these nothing is known here.
    """

    gemeente: str
    tafel: str
    datum: date
    overleg: str
    gemaakt_op: datetime
    gemaakt_door: str
    logstand: str
    bekend_tm: datetime
    aanwezigheid: tuple[tuple[str, str], ...]
    punten: tuple[Verslagpunt, ...]
    buiten: int = 0
