"""The programme as a whole: what it has to do, its goals, and how its efforts go per quarter (DIN, 000 bijlage 2; 002).

What there is to do, the goals, the efforts and the numbers to reach come from the profile. The numbers beside them are
those that were settled and shown (``beeldcijfers``).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from pmg_desk.domain.beeld import Moment
from pmg_desk.domain.beeldmetingen import INTERVENTIE
from pmg_desk.domain.beeldtekst import eis_niemand
from pmg_desk.domain.controle import MAX_TEKST, Veldcontrole
from pmg_desk.domain.fouten import IntussenGewijzigd
from pmg_desk.domain.kwartaal import Kwartaal
from pmg_desk.domain.monitoring import Jaarsom, tel_jaar
from pmg_desk.domain.profiel import Doel, Inspanning, Streefwaarde
from pmg_desk.domain.profiel.sectie import label_van, ooit
from pmg_desk.domain.rollen import Recht
from pmg_desk.services.beeldcijfers import PER_SLEUTEL, Cijfers, Reeks
from pmg_desk.services.duiding import DOEL, INSPANNING, DuidingInzicht, duidingen_van
from pmg_desk.services.streeftellingen import TAFELASSEN, Tellingreeks, laagste_van, tellingen_van, wordt_geteld
from pmg_desk.services.werkplek import Transactie, Werkplek
from pmg_desk.storage import programma as opslag
from pmg_desk.storage.models import Inspanningkwartaal, Inspanningstand, Inspanningversie

STAND_LABELS: dict[Inspanningstand, str] = {
    Inspanningstand.NIET_BEGONNEN: "Niet begonnen",
    Inspanningstand.LOOPT: "Loopt",
    Inspanningstand.VERTRAAGD: "Vertraagd",
    Inspanningstand.GEREED: "Gereed",
    Inspanningstand.GESTOPT: "Gestopt",
}

_TERUG, _VOORUIT = 20, 8
"""Quarters that can be written about, seen from now: the programmes began in 2023 and are planned years ahead."""
_INZET = ("inzet_begonnen", "inzet_loopt")
"""Measures that count interventies one by one."""


@dataclass(frozen=True, slots=True)
class InspanningInvoer:
    """How one effort goes in one quarter (``2026-Q3``). About no person."""

    inspanning: str
    kwartaal: str
    stand: Inspanningstand
    gepland: str = ""
    gedaan: str = ""


@dataclass(frozen=True, slots=True)
class EerdereStand:
    """What was written of an effort in a quarter before it was written anew."""

    stand: Inspanningstand
    gepland: str
    gedaan: str
    door: str
    op: datetime


@dataclass(frozen=True, slots=True)
class Kwartaalstand:
    """What is written of an effort in a quarter; ``eerder``: what stood there before, the latest first."""

    id: UUID
    versie: int
    kwartaal: Kwartaal
    stand: Inspanningstand
    gepland: str
    gedaan: str
    door: str
    op: datetime
    eerder: tuple[EerdereStand, ...] = ()


@dataclass(frozen=True, slots=True)
class InspanningInzicht:
    """One effort with its quarters, the latest first. ``ook_bij``: other goals it is for."""

    sleutel: str
    label: str
    stappen: tuple[str, ...]
    bron: str
    ook_bij: tuple[str, ...]
    kwartalen: tuple[Kwartaalstand, ...]
    duidingen: tuple[DuidingInzicht, ...]

    @property
    def onderwerp(self) -> str:
        """Under which partners' reading of it is kept."""
        return INSPANNING + self.sleutel

    def in_kwartaal(self, kwartaal: Kwartaal) -> Kwartaalstand | None:
        """What was written of that quarter."""
        return next((een for een in self.kwartalen if een.kwartaal == kwartaal), None)


@dataclass(frozen=True, slots=True)
class DoelInzicht:
    """One goal, its efforts, and the numbers that belong to it. An empty ``sleutel``: efforts without a goal."""

    sleutel: str
    label: str
    omschrijving: str
    inspanningen: tuple[InspanningInzicht, ...]
    metingen: tuple[Reeks, ...]  # what the profile names for this goal
    interventies: tuple[Reeks, ...]  # of the toolbox, that contribute to it
    duidingen: tuple[DuidingInzicht, ...]

    @property
    def onderwerp(self) -> str:
        """Under which partners' reading of it is kept."""
        return DOEL + self.sleutel


@dataclass(frozen=True, slots=True)
class OpgaveInzicht:
    """What has to be done, or a pillar, with its goals."""

    sleutel: str
    label: str
    doelen: tuple[DoelInzicht, ...]


@dataclass(frozen=True, slots=True)
class StreefInzicht:
    """A number to reach. ``sommen``: how far per year, the latest first; None: this program cannot count it.

    ``op_een_dag``: what is so on the last day that was counted, not what happened in the year. ``tellingen``: what was
    counted outside the program, the latest day first. Of a baseline ``sommen`` are the years after it,
    counted as it was. ``laagste``: from which number on a count may be told; 1 where nobody is counted.
    """

    streefwaarde: Streefwaarde
    tafel_label: str
    boven: Streefwaarde | None
    sommen: tuple[Jaarsom, ...] | None
    op_een_dag: bool
    tellingen: tuple[Tellingreeks, ...]
    laagste: int

    @property
    def in_te_vullen(self) -> bool:
        """Whether somebody types how far it is, because no measure of this program counts it."""
        return not self.streefwaarde.nulmeting and not wordt_geteld(self.streefwaarde)


@dataclass(frozen=True, slots=True)
class Programmabeeld:
    """The whole. ``laatst``: the last settled quarter; ``kwartalen``: those that can be written about, the last first.

    ``vervallen``: efforts that the profile no longer has, while something was written of them.
    """

    opgaven: tuple[OpgaveInzicht, ...]
    vervallen: tuple[InspanningInzicht, ...]
    streefwaarden: tuple[StreefInzicht, ...]
    laatst: Kwartaal | None
    kwartalen: tuple[Kwartaal, ...]


def show_programma(werkplek: Werkplek) -> Programmabeeld:
    """Everything, in the order of the profile. Raises GeenToegang."""
    with werkplek.doe() as t:
        t.eis(Recht.BEELD_LEZEN)
        bouw, tellingen = _Bouw(t), tellingen_van(t)
        vastgesteld = [rij.kwartaal for rij in bouw.cijfers.rijen]
        return Programmabeeld(
            tuple(bouw.opgaven()),
            tuple(bouw.inspanning("", sleutel) for sleutel in bouw.vervallen()),
            tuple(_streef(t, bouw.cijfers, streef, tellingen) for streef in t.profiel.streefwaarden.values()),
            Kwartaal.lees(vastgesteld[-1]) if vastgesteld else None,
            kwartalen_van(t.vandaag),
        )


def save_inspanning(werkplek: Werkplek, invoer: InspanningInvoer, versie: int | None) -> UUID:
    """Write down how an effort goes in a quarter; ``versie`` of what was read, None where nothing was there.

    What stood there is kept beside it, with who wrote it and when; the same again changes nothing. A quarter that has
    not begun can only be planned. Raises OngeldigeInvoer, IntussenGewijzigd, GeenToegang.
    """
    with werkplek.doe() as t:
        t.eis(Recht.PROGRAMMA_BIJHOUDEN)
        veld = Veldcontrole()
        veld.keuze("inspanning", invoer.inspanning, tuple(t.profiel.inspanningen))
        kwartalen = {str(kwartaal): kwartaal for kwartaal in kwartalen_van(t.vandaag)}
        veld.keuze("kwartaal", invoer.kwartaal, tuple(kwartalen))
        gepland = veld.tekst("gepland", invoer.gepland, maximum=MAX_TEKST, lang=True)
        gedaan = veld.tekst("gedaan", invoer.gedaan, maximum=MAX_TEKST, lang=True)
        eis_niemand(veld, gepland=gepland, gedaan=gedaan)
        if invoer.kwartaal in kwartalen and t.vandaag < kwartalen[invoer.kwartaal].begin:
            veld.eis(not gedaan, "gedaan", "Dit kwartaal is nog niet begonnen. Schrijf alleen wat er is gepland.")
            toen = invoer.stand in (Inspanningstand.NIET_BEGONNEN, Inspanningstand.GESTOPT)
            veld.eis(toen, "stand", "Dit kwartaal is nog niet begonnen.")
        veld.klaar()
        rij = opslag.inspanningkwartaal(t.db, invoer.inspanning, invoer.kwartaal)
        if versie != (None if rij is None else rij.versie):
            raise IntussenGewijzigd
        if rij is None:
            rij = Inspanningkwartaal(id=t.nieuw_id(), inspanning=invoer.inspanning, kwartaal=invoer.kwartaal)
            t.db.add(rij)
        elif (rij.stand, rij.gepland, rij.gedaan) == (invoer.stand, gepland, gedaan):
            return rij.id
        else:
            t.db.add(_versie(t, rij))
        rij.stand, rij.gepland, rij.gedaan = invoer.stand, gepland, gedaan
        rij.door_id, rij.op = t.gebruiker.id, t.nu
        t.log("inspanning.vastleggen", "inspanning", rij.id)
        t.gewijzigd("inspanning", rij.id)
        return rij.id


def _versie(t: Transactie, rij: Inspanningkwartaal) -> Inspanningversie:
    """What is about to be written anew, as it stands."""
    return Inspanningversie(
        id=t.nieuw_id(),
        inspanningkwartaal_id=rij.id,
        nummer=rij.versie,
        stand=rij.stand,
        gepland=rij.gepland,
        gedaan=rij.gedaan,
        door_id=rij.door_id,
        op=rij.op,
    )


def find_inspanningen(werkplek: Werkplek, tekst: str) -> tuple[Inspanning, ...]:
    """The efforts of the profile with this number, or these words in their name, to jump to; none for who may not read
    the programme.
    """
    if not werkplek.gebruiker.mag(Recht.BEELD_LEZEN) or not (zoek := tekst.strip().casefold().rstrip(".")):
        return ()
    alle = werkplek.profiel.inspanningen.values()
    if zoek.isdigit():
        return tuple(een for een in alle if een.sleutel == zoek)
    return tuple(een for een in alle if zoek in een.label.casefold())


def kwartalen_van(vandaag: date) -> tuple[Kwartaal, ...]:
    """The quarters that can be written about, the last first."""
    nu = Kwartaal.van_dag(vandaag)
    begin = 4 * nu.jaar + nu.nr - 1
    return tuple(Kwartaal(nr // 4, nr % 4 + 1) for nr in range(begin + _VOORUIT, begin - _TERUG, -1))


class _Bouw:
    """Reads what was written once and hangs it on the profile."""

    def __init__(self, t: Transactie) -> None:
        self._t, self._profiel = t, t.profiel
        self._standen: dict[str, list[Kwartaalstand]] = {}
        eerder: dict[UUID, list[EerdereStand]] = {}
        for oud, naam in opslag.inspanningversies(t.db):
            toen = EerdereStand(oud.stand, oud.gepland, oud.gedaan, naam, oud.op)
            eerder.setdefault(oud.inspanningkwartaal_id, []).append(toen)
        for rij, naam in opslag.inspanningkwartalen(t.db):
            self._standen.setdefault(rij.inspanning, []).append(_stand(rij, naam, tuple(eerder.get(rij.id, ()))))
        self._duidingen: dict[str, list[DuidingInzicht]] = {}
        for duiding in duidingen_van(t):
            self._duidingen.setdefault(duiding.onderwerp, []).append(duiding)
        self.cijfers = Cijfers(t)

    def opgaven(self) -> Iterator[OpgaveInzicht]:
        for opgave in self._profiel.opgaven.values():
            doelen = [doel for doel in self._profiel.doelen.values() if doel.opgave == opgave.sleutel]
            losse = [
                een.sleutel
                for een in self._profiel.inspanningen.values()
                if een.opgave == opgave.sleutel and not een.doelen
            ]
            delen = [self._doel(doel) for doel in doelen]
            if losse:
                delen.append(
                    DoelInzicht("", "Zonder doel", "", tuple(self.inspanning("", s) for s in losse), (), (), ())
                )
            yield OpgaveInzicht(opgave.sleutel, opgave.label, tuple(delen))

    def vervallen(self) -> list[str]:
        """Keys of efforts that something was written of and that the profile no longer has."""
        return sorted(set(self._standen) - set(self._profiel.inspanningen))

    def inspanning(self, doel: str, sleutel: str) -> InspanningInzicht:
        een: Inspanning | None = ooit(self._profiel.inspanningen, sleutel)
        return InspanningInzicht(
            sleutel,
            label_van(self._profiel.inspanningen, sleutel),
            een.stappen if een else (),
            een.bron if een else "",
            tuple(label_van(self._profiel.doelen, ander) for ander in (een.doelen if een else ()) if ander != doel),
            tuple(self._standen.get(sleutel, ())),
            tuple(self._duidingen.get(INSPANNING + sleutel, ())),
        )

    def _doel(self, doel: Doel) -> DoelInzicht:
        """An effort for more than one goal stands at its first; ``ook_bij`` names the others."""
        eigen = [een.sleutel for een in self._profiel.inspanningen.values() if een.doelen[:1] == (doel.sleutel,)]
        return DoelInzicht(
            doel.sleutel,
            doel.label,
            doel.omschrijving,
            tuple(self.inspanning(doel.sleutel, sleutel) for sleutel in eigen),
            tuple(self._metingen(doel)),
            tuple(self._interventies(doel)),
            tuple(self._duidingen.get(DOEL + doel.sleutel, ())),
        )

    def _metingen(self, doel: Doel) -> Iterator[Reeks]:
        for sleutel in doel.metingen:
            if sleutel in PER_SLEUTEL:  # a profile can be of a later program
                meting = self.cijfers.meting(sleutel)
                yield Reeks(meting, meting.naam, self.cijfers.totalen(sleutel))

    def _interventies(self, doel: Doel) -> Iterator[Reeks]:
        namen = {
            een.sleutel: een.naam for een in self._profiel.interventies.values() if doel.sleutel in een.programmadoelen
        }
        for sleutel in _INZET:
            meting = self.cijfers.meting(sleutel)
            for interventie, punten in self.cijfers.per_categorie(sleutel, INTERVENTIE, namen).items():
                yield Reeks(meting, namen[interventie], punten)


def _stand(rij: Inspanningkwartaal, naam: str, eerder: tuple[EerdereStand, ...]) -> Kwartaalstand:
    return Kwartaalstand(
        rij.id, rij.versie, Kwartaal.lees(rij.kwartaal), rij.stand, rij.gepland, rij.gedaan, naam, rij.op, eerder
    )


def streefwaarden_van(t: Transactie, cijfers: Cijfers, meting: str) -> tuple[StreefInzicht, ...]:
    """The numbers to reach that this measure counts."""
    return tuple(
        _streef(t, cijfers, streef, {}) for streef in t.profiel.streefwaarden.values() if streef.meting == meting
    )


def _streef(
    t: Transactie, cijfers: Cijfers, streef: Streefwaarde, tellingen: Mapping[str, tuple[Tellingreeks, ...]]
) -> StreefInzicht:
    boven = t.profiel.streefwaarden.get(streef.boven or "")
    tafel = label_van(t.profiel.tafels, streef.tafel) if streef.tafel else ""
    meting = PER_SLEUTEL.get(streef.meting or "")
    op_een_dag = meting is not None and meting.moment is Moment.STAND
    reeksen = tellingen.get(streef.sleutel, ())
    return StreefInzicht(streef, tafel, boven, _sommen(cijfers, streef), op_een_dag, reeksen, laagste_van(t, streef))


def _sommen(cijfers: Cijfers, streef: Streefwaarde) -> tuple[Jaarsom, ...] | None:
    if streef.meting is None or streef.meting not in PER_SLEUTEL:
        return None
    meting = cijfers.meting(streef.meting)
    as_ = next((een for een in TAFELASSEN if any(een in tabel for tabel in meting.tabellen)), None)
    if not streef.tafel:
        punten = cijfers.totalen(meting.sleutel)
    elif as_ is None:
        return None  # not counted per table
    else:
        punten = cijfers.per_categorie(meting.sleutel, as_, [streef.tafel])[streef.tafel]
    if meting.moment is Moment.STAND:  # what is so on a day is not added up: the last day of the year counts
        punten = tuple({punt.kwartaal.jaar: punt for punt in punten}.values())
    jaren = {punt.kwartaal.jaar for punt in punten}
    if streef.jaar is not None:  # a baseline is compared with the years after it
        jaren = {jaar for jaar in jaren if jaar > streef.jaar} if streef.nulmeting else jaren & {streef.jaar}
    sommen = (tel_jaar(punten, jaar) for jaar in sorted(jaren, reverse=True))
    return tuple(som for som in sommen if som.kwartalen)
