"""How far a number to reach is that this program cannot count: counted elsewhere, typed in with its day and source.

A count is never changed. A better one supersedes it, or it is taken back; what stood there before stays to be seen.
A small number of people is not taken, and one from a time with a lower threshold is not shown (``beeldinstellingen``).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from pmg_desk.domain.beeldmetingen import BIJ_TAFEL, METINGEN, TAFEL
from pmg_desk.domain.beeldtekst import eis_niemand
from pmg_desk.domain.controle import Veldcontrole
from pmg_desk.domain.datums import Richting
from pmg_desk.domain.fouten import IntussenGewijzigd, NietGevonden
from pmg_desk.domain.profiel import Streefwaarde
from pmg_desk.domain.rollen import Recht
from pmg_desk.services import beeldinstellingen
from pmg_desk.services.werkplek import Transactie, Werkplek
from pmg_desk.storage import programma as opslag
from pmg_desk.storage.models import Streeftelling

HOOGSTENS = 1_000_000
TAFELASSEN = (BIJ_TAFEL, TAFEL)
"""Axes along which a measure is counted per table."""
_METINGEN = {meting.sleutel: meting for meting in METINGEN}


@dataclass(frozen=True, slots=True)
class TellingInvoer:
    """What was counted outside the program: how many, on which day, by whom. ``vervangt``: the count this is better
    than.
    """

    streefwaarde: str
    waarde: int | str | None
    peildag: date | str | None
    bron: str
    vervangt: UUID | None = None


@dataclass(frozen=True, slots=True)
class Telling:
    """A count as it was typed. Without ``waarde``: what stood there was taken back, or is ``te_klein`` to be shown."""

    id: UUID
    waarde: int | None
    peildag: date
    bron: str
    door: str
    op: datetime
    te_klein: bool = False

    @property
    def is_weg(self) -> bool:
        """Whether what stood there was taken back."""
        return self.waarde is None and not self.te_klein


@dataclass(frozen=True, slots=True)
class Tellingreeks:
    """The count that holds, and what it superseded, the latest first."""

    nu: Telling
    eerder: tuple[Telling, ...]


def wordt_geteld(streef: Streefwaarde) -> bool:
    """Whether a measure of this program counts it, per table where it has one: then nobody types a number beside it."""
    meting = _METINGEN.get(streef.meting or "")
    return meting is not None and (
        not streef.tafel or any(een in tabel for tabel in meting.tabellen for een in TAFELASSEN)
    )


def laagste_van(t: Transactie, streef: Streefwaarde | None) -> int:
    """From which number on a count of this may be told; 1 where nobody is counted. Nought always may."""
    return 1 if streef is not None and streef.geen_mensen else beeldinstellingen.lees(t).drempel


def add_telling(werkplek: Werkplek, invoer: TellingInvoer) -> UUID:
    """Write down what was counted elsewhere of a number to reach. Raises OngeldigeInvoer (also for a small number of
    people), IntussenGewijzigd (somebody superseded it in between), NietGevonden, GeenToegang.
    """
    with werkplek.doe() as t:
        t.eis(Recht.PROGRAMMA_BIJHOUDEN)
        veld = Veldcontrole()
        streef = t.profiel.streefwaarden.get(invoer.streefwaarde)
        zelf = streef is not None and not streef.nulmeting and not wordt_geteld(streef)
        veld.eis(zelf, "waarde", "Van deze streefwaarde is niets in te vullen.")
        waarde = veld.getal("waarde", invoer.waarde, 0, HOOGSTENS, verplicht=True)
        laagste = laagste_van(t, streef)
        veld.eis(
            not _is_klein(waarde, laagste),
            "waarde",
            f"Schrijf dit getal niet op. Bij minder dan {laagste} mensen is te zien om wie het gaat. Wacht tot het er "
            f"{laagste} of meer zijn.",
        )
        peildag = veld.datum(
            "peildag",
            invoer.peildag,
            t.vandaag,
            verplicht=True,
            richting=Richting.VERLEDEN,
            niet_na=(t.vandaag, "vandaag"),
        )
        bron = veld.tekst("bron", invoer.bron, verplicht=True, maximum=200)
        eis_niemand(veld, bron=bron)
        veld.klaar()
        assert peildag is not None
        if invoer.vervangt is not None:
            _eis_laatste(t, invoer.vervangt, invoer.streefwaarde)
        rij = Streeftelling(
            id=t.nieuw_id(),
            streefwaarde=invoer.streefwaarde,
            waarde=waarde,
            peildag=peildag,
            bron=bron,
            vervangt_id=invoer.vervangt,
            door_id=t.gebruiker.id,
            op=t.nu,
        )
        t.db.add(rij)
        t.log("streeftelling.vastleggen", "streeftelling", rij.id)
        t.gewijzigd("streeftelling", rij.id)
        return rij.id


def withdraw_telling(werkplek: Werkplek, telling_id: UUID) -> None:
    """Take a count back; it stays to be seen that it was there. Raises IntussenGewijzigd, NietGevonden, GeenToegang."""
    with werkplek.doe() as t:
        t.eis(Recht.PROGRAMMA_BIJHOUDEN)
        oud = _eis_laatste(t, telling_id)
        rij = Streeftelling(
            id=t.nieuw_id(),
            streefwaarde=oud.streefwaarde,
            waarde=None,
            peildag=oud.peildag,
            bron=oud.bron,
            vervangt_id=oud.id,
            door_id=t.gebruiker.id,
            op=t.nu,
        )
        t.db.add(rij)
        t.log("streeftelling.intrekken", "streeftelling", rij.id)
        t.gewijzigd("streeftelling", rij.id)


def tellingen_van(t: Transactie) -> dict[str, tuple[Tellingreeks, ...]]:
    """Of each number to reach (profile key) what was counted, the latest day first; what was taken back last."""
    rijen = {rij.id: (rij, naam) for rij, naam in opslag.streeftellingen(t.db)}
    soorten = {rij.streefwaarde for rij, _ in rijen.values()}
    laagste = {een: laagste_van(t, t.profiel.streefwaarden.get(een)) for een in soorten}
    vervangen = {rij.vervangt_id for rij, _ in rijen.values()}
    per: dict[str, list[Tellingreeks]] = {}
    for rij, naam in rijen.values():
        if rij.id in vervangen:
            continue
        eerder = []
        vorige = rij.vervangt_id
        while vorige is not None:
            oud, door = rijen[vorige]
            eerder.append(_telling(oud, door, laagste[oud.streefwaarde]))
            vorige = oud.vervangt_id
        per.setdefault(rij.streefwaarde, []).append(
            Tellingreeks(_telling(rij, naam, laagste[rij.streefwaarde]), tuple(eerder))
        )
    return {
        sleutel: tuple(sorted(reeksen, key=lambda een: (een.nu.is_weg, -een.nu.peildag.toordinal())))
        for sleutel, reeksen in per.items()
    }


def _telling(rij: Streeftelling, door: str, laagste: int) -> Telling:
    klein = _is_klein(rij.waarde, laagste)
    return Telling(rij.id, None if klein else rij.waarde, rij.peildag, rij.bron, door, rij.op, klein)


def _is_klein(waarde: int | None, laagste: int) -> bool:
    return waarde is not None and 0 < waarde < laagste


def _eis_laatste(t: Transactie, telling_id: UUID, streefwaarde: str = "") -> Streeftelling:
    """The count, that nothing superseded yet and that was not taken back."""
    rij = t.db.get(Streeftelling, telling_id)
    if rij is None or (streefwaarde and rij.streefwaarde != streefwaarde):
        raise NietGevonden
    if rij.waarde is None or opslag.is_vervangen(t.db, rij.id):
        raise IntussenGewijzigd
    return rij
