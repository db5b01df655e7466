"""Since when each stuk of a dossier has been as loose as it is, which decides under what it may go.

Computed from what was said before (the chain of superseded statements, the same words that were taken back or left, the
same goal in an earlier plan) and from the lines of the log about rows that are written over; never kept by itself.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import datetime
from uuid import UUID

from pmg_desk.domain.datacategorie import categorie_van_leefgebied, is_gewoon
from pmg_desk.domain.logboek import lees_blad
from pmg_desk.domain.samenvatting import Doorverstrekking, Stuk, tekst_in
from pmg_desk.domain.verruimen import Grens, is_milder, verruimd_op
from pmg_desk.services.werkplek import Transactie
from pmg_desk.storage import plannen
from pmg_desk.storage import verruimingen as opslag
from pmg_desk.storage.dossier import Dossierrijen
from pmg_desk.storage.models import Casus, Doel

TEKST = "uitspraak.verruimen"
RIJ = "gegeven.verruimen"
GEHEIM = "geheim"
"""In the place of a data category: the address was secret."""


def log_milder(t: Transactie, soort: str, id_: UUID, casus_id: UUID | None, was: str, wordt: str) -> None:
    """Say in the log that a row that is written over came under a milder kind of data; nothing when it did not."""
    if is_milder(was, wordt):
        t.log(RIJ, soort, id_, casus_id=casus_id, categorieen=[was, wordt], verwerking=was)


def met_verruiming(t: Transactie, casus: Casus, rijen: Dossierrijen, stukken: Iterable[Stuk]) -> tuple[Stuk, ...]:
    """The same stukken, each with since when it is as loose as it is; None where it never was stricter."""
    alle = list(stukken)
    gelogd = _gelogd(t, casus, rijen)
    teksten, doelen = _Teksten(t, casus, rijen, alle, gelogd), _Doelen(t, casus, rijen)
    per_rij = _rijen_van(rijen, doelen)
    uit = []
    for stuk in alle:
        momenten = [*teksten.sinds(stuk), *doelen.sinds(stuk)]
        for id_ in per_rij.get(_kop(stuk), ()):
            momenten += [op for was, op in gelogd.get(id_, ()) if _was_strenger(was, stuk)]
        uit.append(replace(stuk, verruimd_op=max(momenten)) if momenten else stuk)
    return tuple(uit)


def _kop(stuk: Stuk) -> str:
    return stuk.id.partition("+")[0]


def _was_strenger(was: str, stuk: Stuk) -> bool:
    return not stuk.geheim_adres if was == GEHEIM else is_milder(was, stuk.categorie)


def _gelogd(t: Transactie, casus: Casus, rijen: Dossierrijen) -> dict[UUID, list[tuple[str, datetime]]]:
    """By what was loosened: what it was, and when by the log, in which setting the clock back makes nothing earlier."""
    gevonden: dict[UUID, list[tuple[str, datetime]]] = defaultdict(list)
    los = [rijen.jongere.id, *(groep.id for groep, _ in rijen.groepen), *(rij.id for rij in rijen.relaties)]
    for nr, blad in opslag.regels(t.db, (TEKST, RIJ), casus.id, los):
        regel = lees_blad(blad)
        if regel.object_id is not None:
            gevonden[UUID(regel.object_id)].append((regel.verwerking, opslag.laatste_tijd_tot(t.db, nr)))
    return gevonden


def _rijen_van(rijen: Dossierrijen, doelen: _Doelen) -> dict[str, tuple[UUID, ...]]:
    """By the head of a stuk: the rows that are written over and decide what kind of data it is."""
    return {
        f"adres:{rijen.jongere.id}": (rijen.jongere.id,),
        **{f"relatie:{rij.id}": (rij.id,) for rij in rijen.relaties},
        **{f"relatieduiding:{duiding.id}": (rij,) for rij, duiding in rijen.duidingen.items()},
        **{f"groepslid:{lid.id}": (groep.id,) for groep, lid in rijen.groepen},
        **{kop: tuple(een.id for een in doelen.per_stam[stam]) for kop, stam in doelen.stammen.items()},
    }


class _Teksten:
    """What was said before in the place of the words that are in a stuk now."""

    def __init__(
        self,
        t: Transactie,
        casus: Casus,
        rijen: Dossierrijen,
        stukken: Iterable[Stuk],
        gelogd: dict[UUID, list[tuple[str, datetime]]],
    ) -> None:
        self._grenzen: dict[UUID, Grens] = {}
        self._vorige: dict[UUID, UUID] = {}
        self._woorden: dict[UUID, str] = {}
        self._zelfde: dict[str, list[UUID]] = defaultdict(list)
        self._gelogd = gelogd
        for rij in opslag.versies_van_teksten(t.db, casus.id):
            woorden = " ".join(rij.tekst.split()).casefold()
            self._grenzen[rij.id] = Grens(rij.categorie, rij.derden, rij.doorverstrekking, rij.op)
            self._woorden[rij.id] = woorden
            self._zelfde[woorden].append(rij.id)
            if rij.vervangt_id is not None:
                self._vorige[rij.id] = rij.vervangt_id
        self._in_duiding = {
            f"relatieduiding:{duiding.id}": rijen.uitspraken[duiding.uitspraak_id].id
            for duiding in rijen.duidingen.values()
            if duiding.uitspraak_id in rijen.uitspraken
        }
        self._getoond = {self._van(stuk) for stuk in stukken}

    def _van(self, stuk: Stuk) -> UUID | None:
        tekst = tekst_in(stuk)
        return UUID(tekst) if tekst else self._in_duiding.get(_kop(stuk))

    def sinds(self, stuk: Stuk) -> Iterator[datetime]:
        id_ = self._van(stuk)
        if id_ is None:
            return
        op = self._grenzen[id_].op
        keten = self._keten(id_)
        weg = {een for een in self._zelfde[self._woorden[id_]] if een not in self._getoond}
        eerder = {*keten, *(een for een in weg if self._grenzen[een].op <= op)} - {id_}
        versies = [self._grenzen[een] for een in eerder]
        gevonden = verruimd_op(versies, Grens(stuk.categorie, stuk.derden, stuk.doorverstrekking, op))
        if gevonden is not None:
            yield max([gevonden, *(m for een in (id_, *keten) for _, m in self._gelogd.get(een, ()))])

    def _keten(self, id_: UUID) -> list[UUID]:
        keten = []
        while id_ in self._vorige:
            id_ = self._vorige[id_]
            keten.append(id_)
        return keten


class _Doelen:
    """Goals of earlier versions of the plan on a leefgebied that says more than the one they are on now."""

    def __init__(self, t: Transactie, casus: Casus, rijen: Dossierrijen) -> None:
        self.per_stam: dict[UUID, list[Doel]] = defaultdict(list)
        for rij in opslag.doelversies(t.db, casus.id):
            self.per_stam[rij.stam_id].append(rij)
        toetsen = plannen.toetsen(t.db, [doel.id for doel in rijen.doelen])
        self.stammen = {f"actie:{rij.id}": rij.doel_stam_id for rij, _, _ in rijen.acties}
        for doel in rijen.doelen:
            toets = toetsen.get(doel.id)
            woorden = [doel.uitspraak_id, *(() if toets is None else (toets.uitspraak_id,))]
            koppen = [f"doel:{doel.id}", f"toets:{doel.id}", *(f"uitspraak:{een}" for een in woorden if een)]
            self.stammen |= dict.fromkeys(koppen, doel.stam_id)
        self._t, self._gewijzigd = t, rijen.gewijzigd

    def sinds(self, stuk: Stuk) -> Iterator[datetime]:
        versies = self.per_stam.get(self.stammen[_kop(stuk)], []) if _kop(stuk) in self.stammen else []
        if len(versies) < 2:
            return
        *eerder, nu = [self._grens(versie) for versie in versies]
        op = verruimd_op(
            [grens for grens in eerder if not is_gewoon(grens.categorie)], replace(nu, categorie=stuk.categorie)
        )
        if op is not None:
            yield op

    def _grens(self, doel: Doel) -> Grens:
        op = max(doel.op, self._gewijzigd.get(doel.id, doel.op))
        categorie = categorie_van_leefgebied(self._t.profiel, doel.leefgebied, "plan")
        return Grens(categorie, False, Doorverstrekking.JA, op)
