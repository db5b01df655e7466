"""Discussing the items of an agenda: what was said, what was decided, who will do what, and how each item ended.

While somebody types it is a draft (``concepten``). Leaving the item commits it: one version, in one transaction.
Coming back and changing something makes the next version: texts are superseded, never overwritten.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import TypeVar
from uuid import UUID

from pmg_desk.domain.controle import Veldcontrole
from pmg_desk.domain.fouten import IntussenGewijzigd, OngeldigeInvoer
from pmg_desk.services import acties, concepten, toelichtingen, uitspraken
from pmg_desk.services.aanwezigheid import eis_begonnen, mark_absent
from pmg_desk.services.acties import ActieInvoer, ActieInzicht
from pmg_desk.services.overlegbesluiten import BesluitInzicht, besluit_inzichten
from pmg_desk.services.overleggen import wijzigbaar_overleg, wijzigbaar_punt
from pmg_desk.services.puntsporen import getypt_bij, verteld_bij
from pmg_desk.services.uitspraken import UitspraakInvoer, UitspraakInzicht
from pmg_desk.services.werkplek import Transactie, Werkplek
from pmg_desk.storage import adresboek
from pmg_desk.storage import bespreken as rijen
from pmg_desk.storage.models import (
    BesluitStand,
    Bespreking,
    Besprekingsactie,
    Besprekingspunt,
    Besprekingsstand,
    Overleg,
    Overlegbesluit,
    OverlegCasus,
    OverlegStatus,
    UitspraakSoort,
)

FORMULIER = concepten.BESPREKINGSFORMULIER
"""The form under which what is typed for an item is drafted; its ``object_id`` is the item."""
BRON_BESLUIT = "Het overleg"
"""Whose words a besluit is. Not the name of the table: that somebody is at a table has a category of its own."""
STAND_LABELS: dict[Besprekingsstand, str] = {
    Besprekingsstand.BESPROKEN: "Besproken",
    Besprekingsstand.AANGEHOUDEN: "Aangehouden",
    Besprekingsstand.NIET_BESPROKEN: "Niet besproken",
}


_Rij = TypeVar("_Rij", Besprekingspunt, Overlegbesluit)


@dataclass(frozen=True, slots=True)
class Regel:
    """Words for an item: new, or those of a row that is there (``id``), which were read as ``uitspraak_id``."""

    tekst: UitspraakInvoer
    id: UUID | None = None
    uitspraak_id: UUID | None = None


@dataclass(frozen=True, slots=True)
class Actieregel:
    """A new action that was agreed, for a goal of the plan."""

    doel_stam_id: UUID | None
    actie: ActieInvoer


@dataclass(frozen=True, slots=True)
class BesprekingInvoer:
    """All of one item. ``versie``: as it was read, 0 when nothing was there. What is not in it any more goes."""

    stand: Besprekingsstand
    punten: tuple[Regel, ...] = ()
    besluiten: tuple[Regel, ...] = ()
    acties: tuple[Actieregel, ...] = ()
    versie: int = 0


@dataclass(frozen=True, slots=True)
class GezegdInzicht:
    """Something that was said, as it holds now."""

    id: UUID
    tekst: UitspraakInzicht


@dataclass(frozen=True, slots=True)
class BesprekingInzicht:
    """What became of an item: ``stand`` None and ``versie`` 0 when it was not come to yet."""

    punt_id: UUID
    casus_id: UUID
    stand: Besprekingsstand | None = None
    versie: int = 0
    punten: tuple[GezegdInzicht, ...] = ()
    besluiten: tuple[BesluitInzicht, ...] = ()
    acties: tuple[ActieInzicht, ...] = ()
    op: datetime | None = None


def toon_bespreking(werkplek: Werkplek, punt_id: UUID) -> BesprekingInzicht:
    """What was said and decided about an item. Raises GeenToegang, NietGevonden."""
    with werkplek.doe() as t:
        punt = t.haal(OverlegCasus, punt_id)
        t.casus(punt.casus_id)
        return lees_bespreking(t, punt)


def lees_bespreking(t: Transactie, punt: OverlegCasus) -> BesprekingInzicht:
    """The same within another use case, which has checked access."""
    rij = rijen.bespreking_van(t.db, punt.id)
    if rij is None:
        return BesprekingInzicht(punt.id, punt.casus_id)
    overleg = t.haal(Overleg, punt.overleg_id)
    punten = rijen.punten_van(t.db, [rij.id])
    teksten = toelichtingen.inzichten(t, [een.uitspraak_id for een in punten])
    besluiten = besluit_inzichten(t, [(een, overleg) for een in rijen.besluiten_van(t.db, [rij.id])])
    afgesproken = set(rijen.actie_ids(t.db, rij.id))
    return BesprekingInzicht(
        punt_id=punt.id,
        casus_id=punt.casus_id,
        stand=rij.stand,
        versie=rij.versie,
        punten=tuple(GezegdInzicht(een.id, teksten[een.uitspraak_id]) for een in punten if een.uitspraak_id in teksten),
        besluiten=tuple(een for een in besluiten if een.tekst is not None),
        acties=tuple(een for een in acties.actie_inzichten(t, punt.casus_id) if een.id in afgesproken),
        op=rij.op,
    )


def save_bespreking(werkplek: Werkplek, punt_id: UUID, invoer: BesprekingInvoer) -> int:
    """Commit what was said and decided about an item; says which version it is now. The draft goes with it.

    Nothing changes when nothing is different. Raises IntussenGewijzigd when a colleague was first (the draft stays),
    OngeldigeInvoer with fields ``punt_0.tekst``, ``besluit_1.bron``, ``actie_0.deadline``; OverlegNogNiet,
    GeenToegang, CasusGesloten.
    """
    with werkplek.doe() as t:
        return _leg_vast(t, punt_id, invoer)[1]


def keep_bespreking(werkplek: Werkplek, punt_id: UUID, invoer: BesprekingInvoer) -> BesprekingInzicht:
    """As :func:`save_bespreking`, for who types on at the item: all of it as it stands now."""
    with werkplek.doe() as t:
        return lees_bespreking(t, _leg_vast(t, punt_id, invoer)[0])


def _leg_vast(t: Transactie, punt_id: UUID, invoer: BesprekingInvoer) -> tuple[OverlegCasus, int]:
    punt, overleg = wijzigbaar_punt(t, punt_id)
    t.casus(punt.casus_id, wijzigen=True)
    eis_begonnen(t, overleg)
    rij = rijen.bespreking_van(t.db, punt.id)
    if (0 if rij is None else rij.versie) != invoer.versie:
        raise IntussenGewijzigd
    versie = _Bewaren(t, punt, overleg, invoer).bewaar(rij)
    concepten.verwijder_in(t, FORMULIER, str(punt.id))
    return punt, versie


class _Bewaren:
    """One commit of one item."""

    def __init__(self, t: Transactie, punt: OverlegCasus, overleg: Overleg, invoer: BesprekingInvoer) -> None:
        self.t, self.punt, self.overleg, self.invoer = t, punt, overleg, invoer
        self.veld = Veldcontrole()
        self.anders = False
        self.categorieen: set[str] = set()

    def bewaar(self, rij: Bespreking | None) -> int:
        t, invoer = self.t, self.invoer
        punten = self._controleer("punt", invoer.punten, UitspraakSoort.BESPREKING)
        besluiten = self._controleer("besluit", invoer.besluiten, UitspraakSoort.BESLUIT)
        self.veld.klaar()
        if rij is None:
            rij = Bespreking(id=t.nieuw_id(), punt_id=self.punt.id, stand=invoer.stand)
            rij.door_id, rij.op, self.anders = t.gebruiker.id, t.nu, True
            t.db.add(rij)
            t.db.flush()
        self.anders |= rij.stand is not invoer.stand
        self._zet_punten(rij, punten)
        self._zet_besluiten(rij, besluiten)
        self._voeg_acties_toe(rij)
        if not self.anders:
            return rij.versie
        if invoer.versie:  # all at once, so that it is one version
            rij.stand, rij.door_id, rij.op = invoer.stand, t.gebruiker.id, t.nu
            rijen.raak(rij)
        t.db.flush()
        t.log(
            "bespreking.vastleggen",
            "bespreking",
            rij.id,
            casus_id=self.punt.casus_id,
            categorieen=sorted(self.categorieen),
            aantal=rij.versie,
        )
        t.gewijzigd("bespreking", self.punt.casus_id)
        t.gewijzigd("overlegbesluit", self.punt.casus_id)
        return rij.versie

    def _controleer(self, naam: str, regels: Sequence[Regel], soort: UitspraakSoort) -> list[UitspraakInvoer]:
        """The checked texts; what is wrong lands in ``veld`` under the place of the line."""
        goed = []
        for nr, regel in enumerate(regels):
            veld = Veldcontrole()
            invoer = regel.tekst
            if soort is UitspraakSoort.BESLUIT and not invoer.bron.strip():
                invoer = replace(invoer, bron=BRON_BESLUIT)
            if invoer.gezegd_op is None:
                invoer = replace(invoer, gezegd_op=self.overleg.datum)
            goed.append(uitspraken.controleer(self.t, veld, invoer, soort))
            self._neem_over(f"{naam}_{nr}", veld.fouten)
        return goed

    def _neem_over(self, plek: str, fouten: dict[str, str]) -> None:
        for sleutel, zin in fouten.items():
            self.veld.fout(f"{plek}.{sleutel}", zin)

    def _zet_punten(self, rij: Bespreking, teksten: list[UitspraakInvoer]) -> None:
        def maak(nr: int, tekst: UitspraakInvoer) -> Besprekingspunt:
            id_ = self._nieuwe_tekst(UitspraakSoort.BESPREKING, tekst)
            return Besprekingspunt(id=self.t.nieuw_id(), bespreking_id=rij.id, uitspraak_id=id_, volgorde=nr)

        self._zet_regels(rijen.punten_van(self.t.db, [rij.id]), self.invoer.punten, teksten, maak)

    def _zet_besluiten(self, rij: Bespreking, teksten: list[UitspraakInvoer]) -> None:
        def maak(nr: int, tekst: UitspraakInvoer) -> Overlegbesluit:
            return Overlegbesluit(
                id=self.t.nieuw_id(),
                bespreking_id=rij.id,
                casus_id=self.punt.casus_id,
                uitspraak_id=self._nieuwe_tekst(UitspraakSoort.BESLUIT, tekst),
                volgorde=nr,
                stand=BesluitStand.OPEN,
                door_id=self.t.gebruiker.id,
                op=self.t.nu,
            )

        self._zet_regels(rijen.besluiten_van(self.t.db, [rij.id]), self.invoer.besluiten, teksten, maak)

    def _zet_regels(
        self,
        staand: Iterable[_Rij],
        regels: Iterable[Regel],
        teksten: Iterable[UitspraakInvoer],
        maak: Callable[[int, UitspraakInvoer], _Rij],
    ) -> None:
        """Make the rows as the lines say: new ones, other words and places, and what is gone taken back."""
        oud = {een.id: een for een in staand}
        for nr, (regel, tekst) in enumerate(zip(regels, teksten, strict=True)):
            if regel.id is None:
                self.t.db.add(maak(nr, tekst))
                continue
            een = oud.pop(regel.id, None)
            if een is None:
                raise IntussenGewijzigd
            self.anders |= een.volgorde != nr
            een.uitspraak_id, een.volgorde = self._gewijzigde_tekst(een.uitspraak_id, regel, tekst), nr
        for weg in oud.values():
            self._trek_in(weg.uitspraak_id)
            self.t.db.delete(weg)

    def _nieuwe_tekst(self, soort: UitspraakSoort, tekst: UitspraakInvoer) -> UUID:
        rij = uitspraken.voeg_toe(self.t, self.punt.casus_id, soort, tekst)
        self.anders = True
        self.categorieen.add(rij.categorie)
        return rij.id

    def _gewijzigde_tekst(self, uitspraak_id: UUID, regel: Regel, tekst: UitspraakInvoer) -> UUID:
        """The id of what holds from now on. What was corrected elsewhere since it was read is not put back."""
        nu = toelichtingen.huidige(self.t, uitspraak_id)
        if nu is None or nu.id != regel.uitspraak_id:
            raise IntussenGewijzigd
        if uitspraken.gelijk(nu, tekst):
            return nu.id
        self.anders = True
        self.categorieen |= {nu.categorie, tekst.categorie or nu.categorie}
        return uitspraken.vervang(self.t, nu, tekst).id

    def _trek_in(self, uitspraak_id: UUID) -> None:
        """Taken away here; one that was withdrawn elsewhere stays as it is."""
        nu = toelichtingen.huidige(self.t, uitspraak_id)
        self.anders = True
        if nu is not None:
            self.categorieen.add(nu.categorie)
            toelichtingen.withdraw(self.t, nu.id, "Weggehaald uit wat het overleg besprak.")

    def _voeg_acties_toe(self, rij: Bespreking) -> None:
        casus = self.t.casus(self.punt.casus_id, wijzigen=True)
        for nr, regel in enumerate(self.invoer.acties):
            if regel.doel_stam_id is None:
                self.veld.fout(f"actie_{nr}.doel", "Kies bij welk doel van het plan dit hoort.")
                continue
            try:
                actie = acties.voeg_toe(self.t, casus, regel.doel_stam_id, regel.actie)
            except OngeldigeInvoer as fout:
                self._neem_over(f"actie_{nr}", dict(fout.velden))
                continue
            self.t.db.add(Besprekingsactie(id=self.t.nieuw_id(), bespreking_id=rij.id, actie_id=actie.id))
            self.anders = True
            self.categorieen.add("acties")
        self.veld.klaar()


def voeg_samen(begin: BesprekingInzicht, mijn: BesprekingInvoer, nu: BesprekingInzicht) -> BesprekingInvoer:
    """What I typed on top of what a colleague saved meanwhile, so that nothing of either is lost.

    A text that only I changed is changed; one that both changed stays as the colleague has it, with mine after it. What
    I took away and the colleague left as it was, goes.
    """
    punten = _samen(
        {een.id: een.tekst for een in begin.punten}, mijn.punten, [(een.id, een.tekst) for een in nu.punten]
    )
    besluiten = _samen(_met_tekst(begin.besluiten), mijn.besluiten, list(_met_tekst(nu.besluiten).items()))
    stand = nu.stand if nu.stand is not None and mijn.stand is (begin.stand or mijn.stand) else mijn.stand
    return BesprekingInvoer(stand, punten, besluiten, mijn.acties, nu.versie)


def _met_tekst(besluiten: Sequence[BesluitInzicht]) -> dict[UUID, UitspraakInzicht]:
    return {een.id: een.tekst for een in besluiten if een.tekst is not None}


def _samen(
    begin: dict[UUID, UitspraakInzicht], mijn: Sequence[Regel], nu: Sequence[tuple[UUID, UitspraakInzicht]]
) -> tuple[Regel, ...]:
    van_mij = {regel.id: regel for regel in mijn if regel.id is not None}
    uit: list[Regel] = []
    erbij: list[Regel] = []
    er = {id_ for id_, _ in nu}
    for id_, tekst in nu:
        eerst, regel = begin.get(id_), van_mij.get(id_)
        ongemoeid = eerst is not None and eerst.id == tekst.id
        if eerst is not None and regel is None and ongemoeid:
            continue  # taken away by me
        zelf = eerst is not None and regel is not None and regel.tekst != eerst.als_invoer()
        if zelf and ongemoeid and regel is not None:
            uit.append(regel)
            continue
        uit.append(Regel(tekst.als_invoer(), id_, tekst.id))
        if zelf and regel is not None:
            erbij.append(Regel(regel.tekst))
    for regel in mijn:
        was = None if regel.id is None else begin.get(regel.id)
        if regel.id is None or (regel.id not in er and was is not None and regel.tekst != was.als_invoer()):
            erbij.append(Regel(regel.tekst))
    return (*uit, *erbij)


def finish_overleg(werkplek: Werkplek, overleg_id: UUID, niet_verschenen: Collection[UUID] = ()) -> int:
    """The meeting is over: items that nobody came to are not discussed; says how many.

    An item at which something was told was discussed. One at which somebody typed what is not committed stays as it is,
    and so do items about casussen that this user may not change. ``niet_verschenen``: who was invited and did not come;
    of whom something was said before, that stays. Raises OverlegNogNiet, GeenToegang.
    """
    with werkplek.doe() as t:
        overleg = wijzigbaar_overleg(t, overleg_id)
        eis_begonnen(t, overleg)
        mark_absent(t, overleg, niet_verschenen)
        agenda = {punt.id: punt.casus_id for punt, _ in adresboek.agenda(t.db, overleg.id)}
        af = rijen.besprekingen(t.db, overleg.id).keys() | getypt_bij(t, agenda)
        verteld = verteld_bij(t, overleg.id, agenda)
        open_ = {id_: casus_id for id_, casus_id in agenda.items() if id_ not in af and t.mag_wijzigen(casus_id)}
        for punt_id, casus_id in open_.items():
            stand = Besprekingsstand.BESPROKEN if punt_id in verteld else Besprekingsstand.NIET_BESPROKEN
            rij = Bespreking(id=t.nieuw_id(), punt_id=punt_id, stand=stand)
            rij.door_id, rij.op = t.gebruiker.id, t.nu
            t.db.add(rij)
            t.log("bespreking.vastleggen", "bespreking", rij.id, casus_id=casus_id, aantal=1)
            t.gewijzigd("bespreking", casus_id)
        if overleg.status is not OverlegStatus.GEHOUDEN:
            overleg.status = OverlegStatus.GEHOUDEN
            t.log("overleg.gehouden", "overleg", overleg.id)
        t.gewijzigd("overleg", overleg.id)
        return len(open_.keys() - verteld)
