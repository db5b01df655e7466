"""What a privacy officer checks from elsewhere: whether the log of another vault only grew, and whether it is whole.

A head of that log that was seen before cannot be changed any more by who owns the vault: a later one must be of the
same log, with the same lines at its beginning. That is shown by a consistency proof (RFC 6962 §2.1.2) or by the lines
themselves.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from pmg_desk.domain.canoniek import Waarde, lees_canoniek
from pmg_desk.domain.controlepunt import Controlepunt, Verifieerder, korte_vorm, lees_notitie, lees_oorsprong
from pmg_desk.domain.logboek import Bewaard, Logregel, Resultaat, blad_hash, kolommen, lees_blad
from pmg_desk.domain.logcontrole import (
    EERSTE,
    ONDERTEKENREGEL,
    VERVOLGREGEL,
    VERWIJDERREGEL,
    Houvast,
    Punt,
    Reeks,
    controleer,
)
from pmg_desk.domain.merkle import Pieken, klopt_groei


class Groei(StrEnum):
    """How a head of a log relates to the last one that was seen."""

    EERSTE = "eerste"  # nothing was seen before
    GELIJK = "gelijk"
    BEWEZEN = "bewezen"  # longer, and shown to begin with what was seen
    ONBEWEZEN = "onbewezen"  # longer, and nothing shows that it begins with what was seen
    KORTER = "korter"
    ANDERS = "anders"  # as long, or with a proof, but other lines

    @property
    def mag(self) -> bool:
        """Whether a package with this head may be taken in."""
        return self not in (Groei.KORTER, Groei.ANDERS)


def reeks_van(punt: Controlepunt) -> int:
    """Which log of its vault a checkpoint is of. Raises ValueError when it is not one of this program."""
    return lees_oorsprong(punt.oorsprong)[1]


def vergelijk(gezien: Controlepunt | None, nu: Controlepunt, bewijs: Sequence[str] | None = None) -> Groei:
    """Compare a head with the last one seen of the same vault. ``bewijs``: the consistency proof, if one came along."""
    if gezien is None:
        return Groei.EERSTE
    oud, nieuw = reeks_van(gezien), reeks_van(nu)
    if (nieuw, nu.grootte) < (oud, gezien.grootte):
        return Groei.KORTER
    if nieuw == oud and nu.grootte == gezien.grootte:
        return Groei.GELIJK if nu.wortel == gezien.wortel else Groei.ANDERS
    if bewijs is None or nieuw != oud:
        return Groei.ONBEWEZEN
    klopt = klopt_groei(gezien.grootte, nu.grootte, gezien.wortel, nu.wortel, bewijs)
    return Groei.BEWEZEN if klopt else Groei.ANDERS


@dataclass(frozen=True, slots=True)
class Auditregel:
    """A line as it came in an audit, with the opening of its detail where that was given."""

    blad: str
    zout: bytes | None = None
    detail: str | None = None

    def waarde(self) -> list[Waarde]:
        """As it is spelled in a package."""
        if self.zout is None or self.detail is None:
            return [self.blad, None]
        return [self.blad, {"zout": self.zout.hex(), "detail": self.detail}]


def lees_auditregel(waarde: Any) -> Auditregel:
    """Inverse of :meth:`Auditregel.waarde`. Raises ValueError for anything else."""
    regel = None
    try:
        blad, opening = waarde
        zout, detail = (None, None) if opening is None else (bytes.fromhex(opening["zout"]), opening["detail"])
        if {type(blad), type(detail)} <= {str, type(None)} and blad is not None:
            regel = Auditregel(blad, zout, detail)
    except (TypeError, KeyError, ValueError):
        pass  # said below, in the same words for everything that is none
    if regel is None or regel.waarde() != waarde:
        raise ValueError("not a line of an audit")
    return regel


@dataclass(frozen=True, slots=True)
class Ijkpunt:
    """A head that the lines of an audit must reproduce, and in words where it comes from."""

    punt: Controlepunt
    herkomst: str


@dataclass(frozen=True, slots=True)
class Audituitkomst:
    """What the check of a list of lines found, in words.

    ``regels``: how many lines. ``wortels``: how many heads known here they were held against. ``ondertekend``: how many
    signed heads of that log itself were right.
    """

    regels: int
    wortels: int
    ondertekend: int
    bevindingen: tuple[str, ...]


def controleer_audit(
    regels: Iterable[Auditregel],
    kluis_id: str,
    notities: Iterable[str],
    ijkpunten: Iterable[Ijkpunt],
    verifieer: Verifieerder,
) -> Audituitkomst:
    """Check all lines of a log: spelling, chain, openings, its own signed heads (``notities``), and every ``ijkpunt``.

    A detail that was not opened is left out of the check: its commitment still stands in the line.
    """
    lijst = [(regel, lees_regel(regel.blad)) for regel in regels]
    vanaf = eerste_nummer(lijst[0][1]) if lijst else 1
    bewaard = [_bewaard(nr, regel, gelezen) for nr, (regel, gelezen) in enumerate(lijst, start=vanaf)]
    reeksen = _reeksen(bewaard, lijst)
    punten, bevindingen = [], []
    for notitie in notities:
        try:
            punt = lees_notitie(notitie).controlepunt
            reeks_van(punt)
            punten.append((punt, notitie))
        except ValueError:
            bevindingen.append("Een ondertekende stand in deze audit is niet te lezen.")
    ijk = list(ijkpunten)
    bomen = _Bomen(bewaard, reeksen, [punt for punt, _ in punten] + [i.punt for i in ijk])
    houvast = Houvast(punten=_punten(punten, lijst, bomen), reeksen=reeksen, verifieer=verifieer)
    controle = controleer(bewaard, kluis_id, houvast)
    bevindingen += [bevinding.tekst for bevinding in controle.bevindingen]
    bevindingen += [zin for ijkpunt in ijk if (zin := bomen.verschil(ijkpunt))]
    return Audituitkomst(len(lijst), len(ijk), controle.punten, tuple(bevindingen))


def eerste_nummer(regel: Logregel | None) -> int:
    """Number of the first line of a list: 1, unless it begins with a log that continues one that was removed."""
    return regel.nr if regel is not None and regel.actie == VERVOLGREGEL else 1


def eerste_reeks(regels: Sequence[Auditregel]) -> int:
    """Which log a list of lines begins with: the first, unless that was removed and a later one begins the list.

    There is one line at least.
    """
    gelezen = lees_regel(regels[0].blad)
    if gelezen is None or gelezen.nr == 1 or gelezen.actie != VERVOLGREGEL:
        return 1
    return (_slotstand(regels[0].detail)[1] or 0) + 1


@dataclass(frozen=True, slots=True)
class Verwijderd:
    """What the check of removed logs found, and what is in order but not to be checked any more: in words."""

    bevindingen: tuple[str, ...] = ()
    vervallen: tuple[str, ...] = ()


def controleer_verwijderd(
    regels: Sequence[Auditregel], gezien: Iterable[Ijkpunt], eerder: Iterable[Sequence[Auditregel]]
) -> Verwijderd:
    """Hold the heads that were seen of logs that are gone against how the last of those ended, as was signed.

    ``regels``: the lines that are there. ``gezien``: heads of earlier logs only. ``eerder``: lines of those logs that
    were audited before, each list without a gap. A log may only be gone when a line says that it was removed.
    """
    reeks = eerste_reeks(regels)
    if reeks == 1:
        return Verwijderd()
    slot = lees_notitie(_slotstand(regels[0].detail)[0]).controlepunt
    bevindingen, vervallen = [], []
    gelezen = [lees_regel(regel.blad) for regel in regels]
    weg = [r.aantal for r in gelezen if r and r.actie == VERWIJDERREGEL and r.resultaat is Resultaat.GELUKT]
    if weg[-1:] == [slot.grootte]:
        zin = "Een ouder logboek is volgens de bewaartermijn vernietigd, slotstand {}."
        vervallen.append(zin.format(korte_vorm(slot)))
    else:
        bevindingen.append(
            "Een ouder logboek is weg, en geen regel zegt dat het volgens de bewaartermijn is vernietigd."
        )
    ijkpunten = [*gezien, Ijkpunt(slot, "de slotstand van het oude logboek")]
    bomen = [_oude_bomen(lijst, ijkpunten) for lijst in eerder]
    for ijkpunt in ijkpunten:
        punt = ijkpunt.punt
        if reeks_van(punt) == reeks - 1 and punt.grootte > slot.grootte:
            bevindingen.append(
                f"Het oude logboek eindigde met {slot.grootte} regels, en {ijkpunt.herkomst} telt er {punt.grootte}."
            )
        elif punt.grootte == slot.grootte and punt.oorsprong == slot.oorsprong and punt.wortel != slot.wortel:
            bevindingen.append(f"Het oude logboek eindigde anders dan {ijkpunt.herkomst}.")
        elif any((boom := een.op(reeks_van(punt), punt.grootte)) and boom[0] != punt.wortel for een in bomen):
            bevindingen.append(f"De regels die u eerder controleerde zijn niet die van {ijkpunt.herkomst}.")
    return Verwijderd(tuple(bevindingen), tuple(vervallen))


def _oude_bomen(regels: Sequence[Auditregel], ijkpunten: Iterable[Ijkpunt]) -> _Bomen:
    lijst = [(regel, lees_regel(regel.blad)) for regel in regels]
    bewaard = [_bewaard(nr, regel, gelezen) for nr, (regel, gelezen) in enumerate(lijst, eerste_nummer(lijst[0][1]))]
    return _Bomen(bewaard, _reeksen(bewaard, lijst), [ijkpunt.punt for ijkpunt in ijkpunten])


def _bewaard(nr: int, regel: Auditregel, gelezen: Logregel | None) -> Bewaard:
    return Bewaard(
        nr=nr,
        blad=regel.blad,
        hash=blad_hash(regel.blad),
        kolommen={} if gelezen is None else kolommen(gelezen),
        zout=regel.zout,
        detail=regel.detail,
        detail_gewist=regel.zout is None,
    )


def lees_regel(blad: str) -> Logregel | None:
    """The line of a leaf, or None when it is none."""
    try:
        return lees_blad(blad)
    except (ValueError, KeyError, TypeError, RecursionError):
        return None


def _reeksen(bewaard: Sequence[Bewaard], lijst: Sequence[tuple[Auditregel, Logregel | None]]) -> tuple[Reeks, ...]:
    """The logs in a list of lines: where each begins, and the signed head that it says it continues."""
    reeksen = [EERSTE] if not bewaard or bewaard[0].nr == 1 else []
    for een, (regel, gelezen) in zip(bewaard, lijst, strict=True):
        if gelezen is not None and gelezen.actie == VERVOLGREGEL:
            notitie, vorige = _slotstand(regel.detail)
            reeksen.append(Reeks((vorige or len(reeksen)) + 1, een.nr, notitie))
    return tuple(reeksen)


def _slotstand(detail: str | None) -> tuple[str, int | None]:
    """The note in the detail of a line that begins a log, and which log it ends. Empty when it cannot be read."""
    try:
        notitie = lees_canoniek(detail or "")["notitie"]
        return notitie, reeks_van(lees_notitie(notitie).controlepunt)
    except (ValueError, KeyError, TypeError, AttributeError):
        return "", None


def _punten(
    punten: Iterable[tuple[Controlepunt, str]],
    lijst: Iterable[tuple[Auditregel, Logregel | None]],
    bomen: _Bomen,
) -> tuple[Punt, ...]:
    """The signed heads, each with the line that announces a head of that size, in order."""
    aangekondigd: dict[int | None, list[str]] = {}
    for _, gelezen in lijst:
        if gelezen is not None and gelezen.actie == ONDERTEKENREGEL and gelezen.object_id is not None:
            aangekondigd.setdefault(gelezen.aantal, []).append(gelezen.object_id)
    gevonden = []
    for nummer, (punt, tekst) in enumerate(punten):
        ids = aangekondigd.get(punt.grootte) or [f"?{nummer}"]
        reeks = reeks_van(punt)
        boom = bomen.op(reeks, punt.grootte)
        pieken = "" if boom is None else boom[1]
        gevonden.append(Punt(ids.pop(0), reeks, punt.grootte, punt.wortel, pieken, tekst))
    return tuple(gevonden)


class _Bomen:
    """Root and subtrees of each log in a list of lines, at the sizes that are asked for."""

    def __init__(self, bewaard: Sequence[Bewaard], reeksen: Iterable[Reeks], punten: Iterable[Controlepunt]) -> None:
        groottes: dict[int, set[int]] = {}
        for punt in punten:
            groottes.setdefault(reeks_van(punt), set()).add(punt.grootte)
        self._op: dict[tuple[int, int], tuple[str, str]] = {}
        eerste = bewaard[0].nr if bewaard else 1
        for reeks in reeksen:
            rest, boom = bewaard[reeks.begin_nr - eerste :], Pieken()
            for grootte in sorted(groottes.get(reeks.reeks, ())):
                if grootte <= len(rest):
                    for een in rest[boom.grootte : grootte]:
                        boom.voeg_toe(een.hash)
                    self._op[reeks.reeks, grootte] = boom.wortel(), boom.tekst()

    def op(self, reeks: int, grootte: int) -> tuple[str, str] | None:
        """Root and subtrees of that log at that size, or None when the lines do not reach it."""
        return self._op.get((reeks, grootte))

    def verschil(self, ijkpunt: Ijkpunt) -> str:
        """In words how the lines differ from a head that is known here; empty when they do not."""
        boom = self.op(reeks_van(ijkpunt.punt), ijkpunt.punt.grootte)
        if boom is None:
            return f"Er ontbreken regels: {ijkpunt.herkomst} telt er {ijkpunt.punt.grootte}."
        if boom[0] != ijkpunt.punt.wortel:
            return f"De eerste {ijkpunt.punt.grootte} regels zijn niet die van {ijkpunt.herkomst}."
        return ""
