"""Series of meetings: a table meets every so often, and its meetings stand ready some months ahead.

Each meeting keeps its turn in the series, whatever day it was moved to and also when it does not take place: so no turn
is ever made twice. Changing a series touches only meetings to come on which nobody prepared anything.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from uuid import UUID

from pmg_desk.domain.controle import Veldcontrole
from pmg_desk.domain.feestdagen import feestdag
from pmg_desk.domain.fouten import GeenToegang, IntussenGewijzigd
from pmg_desk.domain.herhaling import Herhaling, beurtdag, beurten
from pmg_desk.domain.profiel.sectie import label_van
from pmg_desk.domain.rollen import Recht, Rol
from pmg_desk.services.actieregels import HERHALING_LABELS
from pmg_desk.services.overleggen import lees_tijd
from pmg_desk.services.werkplek import Transactie, Werkplek
from pmg_desk.storage import overlegreeksen as rijen
from pmg_desk.storage.models import Overleg, OverlegInReeks, Overlegreeks, OverlegStatus
from pmg_desk.storage.zichtbaar import tafels_van

VOORUIT_DAGEN = 120
"""Days ahead for which meetings stand ready."""
_UITERST_DAGEN = 366  # a series begins at most so far from today, and so never makes many meetings at once

REEKSRITMES: dict[Herhaling, str] = {
    herhaling: label for herhaling, label in HERHALING_LABELS.items() if herhaling is not Herhaling.GEEN
}


@dataclass(frozen=True, slots=True)
class ReeksInvoer:
    """A series: table (profile key), first day, how often, last day if there is one, time as ``13:30`` or "", place."""

    tafel: str
    begin: str | date | None
    herhaling: Herhaling | None
    tot: str | date | None = None
    tijd: str = ""
    plaats: str = ""


@dataclass(frozen=True, slots=True)
class ReeksInzicht:
    """A series in a list. ``komend``: days of the meetings that stand ready; ``feestdagen``: which of them are what."""

    id: UUID
    tafel: str
    tafel_label: str
    begin: date
    herhaling: Herhaling
    ritme: str
    tot: date | None
    tijd: str
    plaats: str
    komend: tuple[date, ...]
    feestdagen: tuple[tuple[date, str], ...]
    loopt: bool
    mag_wijzigen: bool
    versie: int

    @property
    def volgende(self) -> date | None:
        """The next meeting of it."""
        return self.komend[0] if self.komend else None


@dataclass(frozen=True, slots=True)
class Reeksuitkomst:
    """What became of a series and its meetings."""

    reeks_id: UUID
    gemaakt: int
    gewijzigd: int = 0
    vervallen: int = 0
    gebleven: int = 0  # already prepared: left as they were


def list_reeksen(werkplek: Werkplek) -> tuple[ReeksInzicht, ...]:
    """Series of the own tables (the privacy officer: of all); those that run first. Raises GeenToegang."""
    with werkplek.doe() as t:
        officer = t.gebruiker.rol is Rol.PRIVACY_OFFICER
        if not officer and not t.gebruiker.mag(Recht.CASUS_LEZEN):
            raise GeenToegang
        eigen = tafels_van(t.db, t.gebruiker.id, t.vandaag)
        lijst = rijen.reeksen(t.db, None if officer else eigen)
        komend = rijen.komende(t.db, [rij.id for rij in lijst], t.vandaag)
        mag = t.gebruiker.mag(Recht.OVERLEG_SCHRIJVEN)
        inzichten = [_inzicht(t, rij, komend[rij.id], mag=mag and rij.tafel in eigen) for rij in lijst]
        return tuple(sorted(inzichten, key=lambda reeks: not reeks.loopt))


def _inzicht(t: Transactie, rij: Overlegreeks, komend: list[Overleg], *, mag: bool) -> ReeksInzicht:
    dagen = tuple(overleg.datum for overleg in komend)
    loopt = rij.tot is None or rij.tot >= t.vandaag
    return ReeksInzicht(
        id=rij.id,
        tafel=rij.tafel,
        tafel_label=label_van(t.profiel.tafels, rij.tafel),
        begin=rij.begin,
        herhaling=rij.herhaling,
        ritme=HERHALING_LABELS[rij.herhaling],
        tot=rij.tot,
        tijd=rij.tijd,
        plaats=rij.plaats,
        komend=dagen,
        feestdagen=tuple((dag, feestdag(dag)) for dag in dagen if feestdag(dag)),
        loopt=loopt,
        mag_wijzigen=mag and loopt,
        versie=rij.versie,
    )


def start_reeks(werkplek: Werkplek, invoer: ReeksInvoer) -> Reeksuitkomst:
    """Plan a series of a table one belongs to, and its first meetings. Raises OngeldigeInvoer, GeenToegang.

    A meeting of that table which stands on one of the days already becomes that turn.
    """
    with werkplek.doe() as t:
        t.eis(Recht.OVERLEG_SCHRIJVEN)
        rij = _nieuwe(t, invoer, niet_voor=t.vandaag - timedelta(days=_UITERST_DAGEN))
        t.log("overlegreeks.plannen", "overlegreeks", rij.id)
        t.gewijzigd("overleg")
        return Reeksuitkomst(rij.id, _vul_aan(t, rij))


def _nieuwe(t: Transactie, invoer: ReeksInvoer, *, niet_voor: date) -> Overlegreeks:
    veld = Veldcontrole()
    tafel = veld.keuze("tafel", invoer.tafel, tuple(t.profiel.tafels))
    eigen = tafels_van(t.db, t.gebruiker.id, t.vandaag)
    veld.eis(not tafel or tafel in eigen, "tafel", "U hoort niet bij deze tafel. Kies een tafel waar u bij hoort.")
    begin, tot, tijd, plaats = _velden(t, veld, invoer, niet_voor)
    herhaling = invoer.herhaling
    veld.eis(herhaling in REEKSRITMES, "herhaling", "Kies hoe vaak de tafel bij elkaar komt.")
    veld.klaar()
    assert begin is not None
    assert herhaling is not None
    rij = Overlegreeks(
        id=t.nieuw_id(),
        tafel=tafel,
        begin=begin,
        tot=tot,
        herhaling=herhaling,
        tijd=tijd,
        plaats=plaats,
        door_id=t.gebruiker.id,
        op=t.nu,
    )
    t.db.add(rij)
    t.db.flush()
    return rij


def _velden(
    t: Transactie, veld: Veldcontrole, invoer: ReeksInvoer, niet_voor: date
) -> tuple[date | None, date | None, str, str]:
    begin = veld.datum(
        "begin",
        invoer.begin,
        t.vandaag,
        verplicht=True,
        niet_voor=(niet_voor, "vandaag" if niet_voor == t.vandaag else "de eerste dag die kan"),
        niet_na=(t.vandaag + timedelta(days=_UITERST_DAGEN), "de laatste dag die kan"),
    )
    tot = veld.datum("tot", invoer.tot, t.vandaag, niet_voor=None if begin is None else (begin, "het begin"))
    tijd = lees_tijd(veld, invoer.tijd)
    plaats = veld.tekst("plaats", invoer.plaats, maximum=160)
    return begin, tot, tijd, plaats


def extend_reeksen(werkplek: Werkplek) -> int:
    """Make what is missing of the series of the own tables, up to VOORUIT_DAGEN ahead; how many were made.

    Asked for whenever the meetings are looked at: it writes nothing when all of them stand ready, nor in a backup.
    """
    if werkplek.alleen_lezen:
        return 0
    with werkplek.doe() as t:
        t.eis(Recht.OVERLEG_SCHRIJVEN)
        gemaakt = 0
        for rij in rijen.reeksen(t.db, tafels_van(t.db, t.gebruiker.id, t.vandaag)):
            erbij = _vul_aan(t, rij)
            if erbij:
                t.log("overlegreeks.aanvullen", "overlegreeks", rij.id, aantal=erbij)
            gemaakt += erbij
        if gemaakt:
            t.gewijzigd("overleg")
        return gemaakt


def _dagen(t: Transactie, reeks: Overlegreeks) -> Iterator[tuple[int, date]]:
    """The turns that have to stand ready now."""
    tot = t.vandaag + timedelta(days=VOORUIT_DAGEN)
    tot = tot if reeks.tot is None else min(tot, reeks.tot)
    return beurten(reeks.begin, reeks.herhaling, 0, t.vandaag, tot)


def _vul_aan(t: Transactie, reeks: Overlegreeks) -> int:
    """Make the turns that were never made; how many meetings that gave."""
    gehad = {rij.beurt for rij, _ in rijen.beurten(t.db, reeks.id)}
    open_ = [een for een in _dagen(t, reeks) if een[0] not in gehad]
    if not open_:
        return 0
    losse = {rij.datum: rij for rij in rijen.losse(t.db, reeks.tafel, open_[0][1], open_[-1][1]) if _past(rij, reeks)}
    gemaakt = 0
    for beurt, dag in open_:
        overleg = losse.get(dag)
        if overleg is None:
            overleg = Overleg(id=t.nieuw_id(), tafel=reeks.tafel, status=OverlegStatus.GEPLAND, datum=dag)
            overleg.tijd, overleg.plaats, overleg.door_id, overleg.op = reeks.tijd, reeks.plaats, t.gebruiker.id, t.nu
            t.db.add(overleg)
            t.db.flush()
            t.log("overleg.plannen", "overleg", overleg.id)
            gemaakt += 1
        t.db.add(OverlegInReeks(id=t.nieuw_id(), overleg_id=overleg.id, reeks_id=reeks.id, beurt=beurt))
    t.db.flush()
    return gemaakt


def _past(overleg: Overleg, reeks: Overlegreeks) -> bool:
    return overleg.tijd in ("", reeks.tijd)


def change_reeks(werkplek: Werkplek, reeks_id: UUID, invoer: ReeksInvoer, *, versie: int) -> Reeksuitkomst:
    """Change a series. Of its meetings only those to come change that nobody prepared and nobody changed by hand.

    Another first day or rhythm ends this series and begins a new one: meetings that were prepared stay where they are,
    and the others move to the new days. Raises OngeldigeInvoer, IntussenGewijzigd, GeenToegang, NietGevonden.
    """
    with werkplek.doe() as t:
        rij = _wijzigbaar(t, reeks_id, versie)
        zelfde = (rij.begin, rij.herhaling) == (_dag(t, invoer.begin), invoer.herhaling)
        uitkomst = _stel_bij(t, rij, invoer) if zelfde else _begin_opnieuw(t, rij, invoer)
        t.log("overlegreeks.wijzigen", "overlegreeks", rij.id)
        t.gewijzigd("overleg")
        return uitkomst


def _dag(t: Transactie, waarde: str | date | None) -> date | None:
    """The day as it was typed, None when that is no day: then the form says so."""
    return Veldcontrole().datum("begin", waarde, t.vandaag)


def _wijzigbaar(t: Transactie, reeks_id: UUID, versie: int) -> Overlegreeks:
    t.pogingen.append(("overlegreeks", reeks_id))
    t.eis(Recht.OVERLEG_SCHRIJVEN)
    rij = t.haal(Overlegreeks, reeks_id)
    if rij.tafel not in tafels_van(t.db, t.gebruiker.id, t.vandaag):
        raise GeenToegang
    if rij.versie != versie:
        raise IntussenGewijzigd
    return rij


def _vrij(
    t: Transactie, reeks: Overlegreeks, vanaf: date = date.min
) -> tuple[list[tuple[OverlegInReeks, Overleg]], int]:
    """The meetings to come from a day on that nobody prepared or moved, by turn, and how many others there are."""
    komend = [
        (beurt, overleg)
        for beurt, overleg in rijen.beurten(t.db, reeks.id)
        if overleg.datum >= vanaf and overleg.datum > t.vandaag and overleg.status is OverlegStatus.GEPLAND
    ]
    vol = rijen.met_inhoud(t.db, [overleg.id for _, overleg in komend])
    vrij = [
        (beurt, overleg)
        for beurt, overleg in komend
        if overleg.id not in vol
        and (overleg.datum, overleg.tijd, overleg.plaats)
        == (beurtdag(reeks.begin, reeks.herhaling, beurt.beurt), reeks.tijd, reeks.plaats)
    ]
    return vrij, len(komend) - len(vrij)


def _stel_bij(t: Transactie, rij: Overlegreeks, invoer: ReeksInvoer) -> Reeksuitkomst:
    """The same days: another time, place or end."""
    veld = Veldcontrole()
    _, tot, tijd, plaats = _velden(t, veld, invoer, rij.begin)
    veld.klaar()
    vrij, gebleven = _vrij(t, rij)
    rij.tot, rij.tijd, rij.plaats = tot, tijd, plaats
    gewijzigd = vervallen = 0
    for _, overleg in vrij:
        if tot is not None and overleg.datum > tot:
            vervallen += _laat_vervallen(t, overleg)
        elif (overleg.tijd, overleg.plaats) != (tijd, plaats):
            overleg.tijd, overleg.plaats = tijd, plaats
            gewijzigd += _meld_wijziging(t, overleg)
    t.db.flush()
    return Reeksuitkomst(rij.id, _vul_aan(t, rij), gewijzigd, vervallen, gebleven)


def _begin_opnieuw(t: Transactie, oud: Overlegreeks, invoer: ReeksInvoer) -> Reeksuitkomst:
    """Other days from a day on: until then the old series runs, from then on a new one takes over."""
    nieuw = _nieuwe(t, replace(invoer, tafel=oud.tafel), niet_voor=t.vandaag)
    vrij, gebleven = _vrij(t, oud, nieuw.begin)
    over = [overleg.id for _, overleg in vrij]
    blijvers = {overleg.datum: beurt for beurt, overleg in rijen.beurten(t.db, oud.id) if overleg.id not in over}
    eind = nieuw.begin - timedelta(days=1)
    oud.tot = eind if oud.tot is None else min(oud.tot, eind)
    gewijzigd = 0
    for nr, dag in _dagen(t, nieuw):
        blijver = blijvers.get(dag)
        if blijver is not None:  # prepared or moved, and on a day of the new series: it is that turn
            blijver.reeks_id, blijver.beurt = nieuw.id, nr
        elif vrij:
            beurt, overleg = vrij.pop(0)
            beurt.reeks_id, beurt.beurt = nieuw.id, nr
            overleg.datum, overleg.tijd, overleg.plaats = dag, nieuw.tijd, nieuw.plaats
            gewijzigd += _meld_wijziging(t, overleg)
    vervallen = sum(_laat_vervallen(t, overleg) for _, overleg in vrij)
    t.db.flush()
    t.log("overlegreeks.plannen", "overlegreeks", nieuw.id)
    return Reeksuitkomst(nieuw.id, _vul_aan(t, nieuw), gewijzigd, vervallen, gebleven)


def _meld_wijziging(t: Transactie, overleg: Overleg) -> int:
    t.log("overleg.wijzigen", "overleg", overleg.id)
    t.gewijzigd("overleg", overleg.id)
    return 1


def _laat_vervallen(t: Transactie, overleg: Overleg) -> int:
    overleg.status = OverlegStatus.VERVALLEN
    t.log("overleg.vervallen", "overleg", overleg.id)
    t.gewijzigd("overleg", overleg.id)
    return 1


def end_reeks(werkplek: Werkplek, reeks_id: UUID, *, versie: int) -> Reeksuitkomst:
    """Make no more meetings of a series. Those to come that nobody prepared do not take place; the others stay.

    Raises IntussenGewijzigd, GeenToegang, NietGevonden.
    """
    with werkplek.doe() as t:
        rij = _wijzigbaar(t, reeks_id, versie)
        vrij, gebleven = _vrij(t, rij)
        rij.tot = t.vandaag if rij.tot is None else min(rij.tot, t.vandaag)
        vervallen = sum(_laat_vervallen(t, overleg) for _, overleg in vrij)
        t.log("overlegreeks.beeindigen", "overlegreeks", rij.id)
        t.gewijzigd("overleg")
        return Reeksuitkomst(rij.id, 0, 0, vervallen, gebleven)
