"""Checking a log: every line, the tree over the lines, and everything that was ever signed about it.

What is signed cannot be changed together with the log: decisions hold a head of it, checkpoints hold its root, and a
log that continues another holds the signed last root of that one. The order of things is the order of the lines,
never that of a clock. What cannot be seen from here is that all of it was put back as it once was: only somebody who
holds a later checkpoint elsewhere sees that.
"""

from __future__ import annotations

import hmac
import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from pmg_desk.domain.canoniek import canoniek
from pmg_desk.domain.controlepunt import (
    Controlepunt,
    Notitie,
    Verifieerder,
    lees_notitie,
    oorsprong,
    sleutel_id,
)
from pmg_desk.domain.logboek import LEEG, Bewaard, Logregel, Resultaat, blad_hash, commitment, kolommen, lees_blad
from pmg_desk.domain.merkle import LEGE_WORTEL, Pieken
from pmg_desk.domain.sleutelboek import HERHAALREGEL, SLEUTELREGEL, STOPREGEL

ONDERTEKENREGEL = "logboek.ondertekenen"
"""The line that announces a checkpoint: ``object_id`` is its id, ``aantal`` its size, ``verwerking`` its occasion."""
VERVOLGREGEL = "logboek.vervolgen"
"""First line of a log that continues another; its detail holds the signed last head of that one."""
VERWIJDERREGEL = "logboek.verwijderen"
"""An old log was removed as a whole; ``aantal`` is how many lines it had."""

TERUGGEZET = timedelta(days=1)
"""A clock that goes back further than this was set back; less is a machine that corrects itself."""

_HEX64 = re.compile(r"[0-9a-f]{64}")

MEESTE_BEVINDINGEN = 200
"""A broken log is told with this many findings at most; one edit would else fill the screen."""


@dataclass(frozen=True, slots=True)
class Anker:
    """A log head that was signed in a decision: the hash of a line, and the root up to it where it holds one."""

    nr: int
    hash: str
    herkomst: str
    wortel: str | None = None


@dataclass(frozen=True, slots=True)
class Punt:
    """A checkpoint as storage holds it: nothing of it is believed until its signature was verified."""

    id: str
    reeks: int
    grootte: int
    wortel: str
    pieken: str
    tekst: str


@dataclass(frozen=True, slots=True)
class Reeks:
    """One log of a vault: its number, the number of its first line, and the signed last head of the one before."""

    reeks: int
    begin_nr: int
    notitie: str = ""


EERSTE = Reeks(1, 1)


def _gelooft_niets(_publiek: str, _bericht: bytes, _handtekening: bytes) -> bool:
    return False


@dataclass(frozen=True, slots=True)
class Houvast:
    """What a log is held against, besides itself. ``reeksen`` is every log the vault ever began, oldest first."""

    ankers: tuple[Anker, ...] = ()
    punten: tuple[Punt, ...] = ()
    reeksen: tuple[Reeks, ...] = (EERSTE,)
    verifieer: Verifieerder = _gelooft_niets


@dataclass(frozen=True, slots=True)
class Bevinding:
    """One thing that is wrong, in words for the privacy officer; ``nr`` is the line it is about (0 = whole log)."""

    nr: int
    tekst: str


@dataclass(frozen=True, slots=True)
class Controle:
    """Outcome of checking a log: what was checked, and everything that was wrong."""

    regels: int
    kop: str
    laatste_tijd: datetime | None
    details: int
    details_gewist: int
    ankers: int
    bevindingen: tuple[Bevinding, ...]
    begin_nr: int = 1  # earlier lines were removed with the log they were in
    reeks: int = 1  # the last one
    grootte: int = 0  # leaves in the tree of that one, and its root
    wortel: str = LEGE_WORTEL
    punten: int = 0  # checkpoints of which root and signature are right
    ondertekenaars: tuple[str, ...] = ()  # ids of the users who signed those, in the order they first did
    laatste_punt: int = 0  # number of the last line under such a checkpoint

    @property
    def in_orde(self) -> bool:
        """True when nothing was found."""
        return not self.bevindingen


def controleer(regels: Iterable[Bewaard], kluis_id: str, houvast: Houvast | None = None) -> Controle:
    """Check every line: numbering without gaps, spelling, hash, chain, filter columns, details; and the tree against
    everything that was signed.

    Time is not used to order lines (a clock may be set back); a line that is earlier than the one before it is no
    finding, unless an old log was removed while the clock ran ahead. Raises nothing: whatever is wrong becomes a
    Bevinding.
    """
    ronde = Ronde(kluis_id, houvast or Houvast())
    for bewaard in regels:
        ronde.regel(bewaard)
    return ronde.uitkomst()


@dataclass(slots=True)
class _Sleutel:
    publiek: str
    gebruiker_id: str
    vanaf: int
    tot: int | None = None


@dataclass(slots=True)
class _Gezien:
    """What the lines themselves say about keys and checkpoints."""

    sleutels: list[_Sleutel] = field(default_factory=list)
    aangekondigd: dict[str, tuple[int, int | None]] = field(default_factory=dict)  # id: line number, size

    def regel(self, regel: Logregel) -> None:
        if regel.resultaat is not Resultaat.GELUKT or regel.object_id is None:
            return
        if regel.actie == ONDERTEKENREGEL:
            self.aangekondigd[regel.object_id] = (regel.nr, regel.aantal)
        elif regel.actie in (SLEUTELREGEL, HERHAALREGEL, STOPREGEL):
            self._sleutel(regel, regel.object_id)

    def _sleutel(self, regel: Logregel, gebruiker_id: str) -> None:
        loopt = [s for s in self.sleutels if s.gebruiker_id == gebruiker_id and s.tot is None]
        if regel.actie == HERHAALREGEL and any(s.publiek == regel.sleutel for s in loopt):
            return
        for sleutel in loopt:
            sleutel.tot = regel.nr
        if regel.actie != STOPREGEL and regel.sleutel is not None and _HEX64.fullmatch(regel.sleutel):
            self.sleutels.append(_Sleutel(regel.sleutel, gebruiker_id, regel.nr))

    def van(self, nr: int) -> list[_Sleutel]:
        """Keys that were known when line ``nr`` was written."""
        return [s for s in self.sleutels if s.vanaf <= nr and (s.tot is None or nr < s.tot)]


class Ronde:
    """One walk over a log, line by line, so that the log itself never has to fit in memory and may be read in parts."""

    def __init__(self, kluis_id: str, houvast: Houvast) -> None:
        self.kluis_id, self.houvast = kluis_id, houvast
        self.ankers: dict[int, list[Anker]] = {}
        for anker in houvast.ankers:
            self.ankers.setdefault(anker.nr, []).append(anker)
        self.punten: dict[tuple[int, int], list[Punt]] = {}
        for punt in houvast.punten:
            self.punten.setdefault((punt.reeks, punt.grootte), []).append(punt)
        self.begin = {reeks.begin_nr: reeks for reeks in houvast.reeksen}
        self.reeks, self.pieken = EERSTE, Pieken()
        self.bevindingen: list[Bevinding] = []
        self.eerste: int | None = None
        self.vorige, self.verwacht, self.details, self.gewist = LEEG, 1, 0, 0
        self.laatste: datetime | None = None
        self.gezien = _Gezien()
        self.verwijderd: tuple[int, datetime] | None = None  # the line by which an old log went, and its time
        self.juist: set[str] = set()  # checkpoints of which the root was found

    def meld(self, nr: int, tekst: str) -> None:
        """Note something that is wrong about line ``nr``."""
        if len(self.bevindingen) < MEESTE_BEVINDINGEN:
            self.bevindingen.append(Bevinding(nr, tekst))

    def regel(self, bewaard: Bewaard) -> None:
        """The next line."""
        nr, aansluiten = bewaard.nr, True
        if self.eerste is None:
            self.eerste = nr
            if nr != 1 and nr in self.begin:
                self.verwacht, aansluiten = nr, False  # an earlier log was removed; this one says how that ended
        if nr != self.verwacht:
            self.meld(nr, f"Tussen regel {self.verwacht - 1} en regel {nr} ontbreekt iets of staat iets dubbel.")
        self.verwacht = nr + 1
        if nr in self.begin and nr != 1:
            self._begin_reeks(bewaard, self.begin[nr])
        werkelijk = blad_hash(bewaard.blad)
        if not hmac.compare_digest(werkelijk, bewaard.hash):
            self.meld(nr, f"De tekst van regel {nr} is veranderd.")
        self.pieken.voeg_toe(werkelijk)
        self._vergelijk(nr, werkelijk)
        try:
            regel = lees_blad(bewaard.blad)
        except (ValueError, KeyError, TypeError, RecursionError):
            self.meld(nr, f"Regel {nr} is geen geldige logregel.")
        else:
            self._inhoud(bewaard, regel, aansluiten)
            self._detail(bewaard, regel)
            self.gezien.regel(regel)
            self._klok(regel)
            self.laatste = regel.tijd
        self.vorige = werkelijk

    def _vergelijk(self, nr: int, werkelijk: str) -> None:
        """The line and the tree up to it against what was signed about them."""
        for anker in self.ankers.pop(nr, ()):
            if anker.hash != werkelijk:
                self.meld(nr, f"Regel {nr} is niet de regel die is ondertekend in {anker.herkomst}.")
            elif anker.wortel is not None and anker.wortel != self.pieken.wortel():
                self.meld(nr, f"De regels tot en met {nr} zijn niet die welke zijn ondertekend in {anker.herkomst}.")
        for punt in self.punten.pop((self.reeks.reeks, nr - self.reeks.begin_nr + 1), ()):
            if punt.wortel != self.pieken.wortel():
                self.meld(nr, f"De regels tot en met {nr} zijn niet die van de stand die toen is ondertekend.")
            elif punt.pieken != self.pieken.tekst():
                self.meld(nr, f"De tussenstand bij regel {nr} is veranderd.")
            else:
                self.juist.add(punt.id)

    def _begin_reeks(self, bewaard: Bewaard, reeks: Reeks) -> None:
        """A log that continues another: what it says of that one is what was signed, and what was walked."""
        nr, oud, boom = bewaard.nr, self.reeks, self.pieken
        self.reeks, self.pieken = reeks, Pieken()
        vorige = next((r for r in self.houvast.reeksen if r.reeks == reeks.reeks - 1), EERSTE)
        try:
            punt = lees_notitie(reeks.notitie).controlepunt
        except ValueError:
            self.meld(nr, f"Van het logboek vóór regel {nr} is de slotstand niet te lezen.")
            return
        if (punt.oorsprong, punt.grootte) != (oorsprong(self.kluis_id, vorige.reeks), nr - vorige.begin_nr):
            self.meld(nr, f"De slotstand vóór regel {nr} is niet die van het vorige logboek.")
        elif oud == vorige and boom.grootte == punt.grootte and boom.wortel() != punt.wortel:
            self.meld(nr, f"De regels vóór regel {nr} zijn niet die van de ondertekende slotstand.")
        if bewaard.detail != canoniek({"notitie": reeks.notitie}):
            self.meld(nr, f"Regel {nr} noemt een andere slotstand dan is ingeschreven.")

    def _inhoud(self, bewaard: Bewaard, regel: Logregel, aansluiten: bool) -> None:
        nr = bewaard.nr
        if regel.nr != nr:
            self.meld(nr, f"Regel {nr} zegt zelf dat zij regel {regel.nr} is.")
        if aansluiten and regel.vorige != self.vorige:
            self.meld(nr, f"Regel {nr} sluit niet aan op de regel ervoor.")
        if regel.kluis_id != self.kluis_id:
            self.meld(nr, f"Regel {nr} komt uit een andere kluis.")
        if dict(bewaard.kolommen) != kolommen(regel):
            self.meld(nr, f"De zoekgegevens bij regel {nr} zijn anders dan de regel zelf.")
        if (regel.actie == VERVOLGREGEL) != (nr in self.begin and nr != 1):
            self.meld(nr, f"Bij regel {nr} klopt niet of daar een nieuw logboek begint.")

    def _klok(self, regel: Logregel) -> None:
        """A log goes when it is old by the clock: one that ran ahead at that moment, and was set back, is told."""
        if self.verwijderd is not None and regel.tijd < self.verwijderd[1] - TERUGGEZET:
            self.meld(
                self.verwijderd[0],
                f"De klok stond vooruit toen bij regel {self.verwijderd[0]} een oud logboek werd weggedaan.",
            )
            self.verwijderd = None
        if regel.actie == VERWIJDERREGEL and regel.resultaat is Resultaat.GELUKT:
            self.verwijderd = (regel.nr, regel.tijd)

    def _detail(self, bewaard: Bewaard, regel: Logregel) -> None:
        nr = bewaard.nr
        if regel.detail is None:
            if bewaard.detail is not None:
                self.meld(nr, f"Bij regel {nr} staan details die er niet bij horen.")
        elif bewaard.detail is not None and bewaard.zout is not None:
            self.details += 1
            if len(bewaard.zout) != 32 or commitment(bewaard.zout, bewaard.detail) != regel.detail:
                self.meld(nr, f"De details bij regel {nr} zijn veranderd.")
        elif bewaard.detail_gewist:
            self.gewist += 1
        else:
            self.meld(nr, f"De details bij regel {nr} ontbreken, zonder dat ze gewist zijn.")

    def uitkomst(self) -> Controle:
        """What was found, after the last line."""
        eerste = self.eerste or 1
        vergelijkbaar = [a for a in self.houvast.ankers if a.nr >= eerste]
        for anker in vergelijkbaar:
            if anker.nr in self.ankers:
                self.meld(anker.nr, f"Regel {anker.nr} ontbreekt, terwijl die is ondertekend in {anker.herkomst}.")
        door, laatste_punt = self._handtekeningen(eerste)
        return Controle(
            regels=self.verwacht - eerste,
            kop=self.vorige,
            laatste_tijd=self.laatste,
            details=self.details,
            details_gewist=self.gewist,
            ankers=len(vergelijkbaar),
            bevindingen=tuple(self.bevindingen),
            begin_nr=eerste,
            reeks=self.reeks.reeks,
            grootte=self.pieken.grootte,
            wortel=self.pieken.wortel(),
            punten=len(door),
            ondertekenaars=tuple(dict.fromkeys(door)),
            laatste_punt=laatste_punt,
        )

    def _handtekeningen(self, eerste: int) -> tuple[list[str], int]:
        """Checkpoints against the lines that announce them and the keys known then: who signed, and up to where."""
        over = {punt.id for rij in self.punten.values() for punt in rij}
        begin = {reeks.reeks: reeks.begin_nr for reeks in self.houvast.reeksen}
        aangekondigd, door, laatste = dict(self.gezien.aangekondigd), [], 0
        for punt in self.houvast.punten:
            nr, grootte = aangekondigd.pop(punt.id, (0, None))
            tot = begin.get(punt.reeks, 0) + punt.grootte - 1
            if punt.id in over and tot >= eerste:
                self.meld(
                    0,
                    f"Er is een stand ondertekend van {punt.grootte} regels, en het logboek is korter: er zijn regels "
                    "verdwenen, of er is een oude kluis teruggezet.",
                )
                continue
            if grootte != punt.grootte:
                self.meld(nr, f"Een ondertekende stand van {punt.grootte} regels staat niet zo in het logboek.")
                continue
            wie = self._ondertekenaar(punt, nr)
            if wie is None:
                self.meld(nr, f"De handtekening onder de stand bij regel {nr} klopt niet.")
            elif punt.id in self.juist:
                door.append(wie)
                laatste = max(laatste, tot)
        for nr, _ in aangekondigd.values():
            self.meld(nr, f"Regel {nr} noemt een ondertekende stand, en die is er niet meer.")
        self._slotstanden(eerste)
        return door, laatste

    def _ondertekenaar(self, punt: Punt, nr: int) -> str | None:
        """Whose known key signed this checkpoint, when the note says what the columns say."""
        try:
            notitie = lees_notitie(punt.tekst)
            zegt = Controlepunt(oorsprong(self.kluis_id, punt.reeks), punt.grootte, punt.wortel)
        except ValueError:
            return None
        return self._wie(notitie, self.gezien.van(nr)) if notitie.controlepunt == zegt else None

    def _wie(self, notitie: Notitie, sleutels: list[_Sleutel]) -> str | None:
        """The owner of a key that signed. The name in the line is free: an officer has another id at home."""
        bericht = notitie.tekst.encode("utf-8")
        for h in notitie.handtekeningen:
            for sleutel in sleutels:
                if h.sleutel_id == sleutel_id(h.naam, sleutel.publiek) and self.houvast.verifieer(
                    sleutel.publiek, bericht, h.handtekening
                ):
                    return sleutel.gebruiker_id
        return None

    def _slotstanden(self, eerste: int) -> None:
        """The signed last head that each log begins with; its keys may only be repeated in the lines after it."""
        for nr, reeks in self.begin.items():
            if nr == 1 or nr < eerste:
                continue
            if nr >= self.verwacht:
                self.meld(nr, f"Regel {nr}, waar een nieuw logboek begint, ontbreekt.")
                continue
            try:
                notitie = lees_notitie(reeks.notitie)
            except ValueError:
                continue  # said where it stands
            if self._wie(notitie, self.gezien.sleutels) is None:
                self.meld(nr, f"De handtekening onder de slotstand vóór regel {nr} klopt niet.")
