"""What the Start screen answers: what must I do today, what waits for whom, what runs out. Per role.

Only what is one's own: the casussen one leads or was assigned, the own tables. The privacy officer gets numbers and
never the name of a youth; the beheerder gets nothing about a casus at all.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from uuid import UUID

from pmg_desk.domain.klok import lokale_dag
from pmg_desk.domain.kwartaal import Kwartaal
from pmg_desk.domain.rollen import Recht, Rol
from pmg_desk.services import gebruikers, waarnemen, werklijst
from pmg_desk.services.beeldkwartalen import stand_van
from pmg_desk.services.bekrachtigers import lees_sleutelwachters
from pmg_desk.services.gebruikers import GebruikerInzicht, GebruikerStatus
from pmg_desk.services.vergaderplek import Lopend, lees_lopend
from pmg_desk.services.werk import Werkitem, Werksoort, jongere_kop
from pmg_desk.services.werklijst import Werklijst
from pmg_desk.services.werkplek import Transactie, Werkplek
from pmg_desk.storage import toewijzingen

DEZE_WEEK = 7
"""Days ahead for what has to be done soon."""
VOORUIT = 14
"""Days ahead for evaluations and for meetings; the work list looks further."""
HOEVEEL = 50
"""Rows of a block: whoever has more is helped by the list itself."""


class Bloksoort(StrEnum):
    """A part of the Start screen."""

    TE_LAAT = "te_laat"
    DEZE_WEEK = "deze_week"
    WACHT_OP_MIJ = "wacht_op_mij"
    WACHT_OP_ANDER = "wacht_op_ander"
    LOOPT_AF = "loopt_af"
    EVALUATIE = "evaluatie"
    ZONDER_PLAN = "zonder_plan"
    OVERLEG = "overleg"
    NOODTOEGANG = "noodtoegang"
    TOEGEWEZEN = "toegewezen"
    UITNODIGING = "uitnodiging"
    SLEUTEL = "sleutel"


@dataclass(frozen=True, slots=True)
class StartRegel:
    """A thing to look at. ``id`` is that of the thing itself; ``kop`` says whose or which, ``tekst`` what.

    ``dagen`` until ``datum``; negative when it has passed. ``oud``: days it has been waiting. ``wie``: for whom it
    waits (empty: for who looks), or who does it.
    """

    id: UUID
    kop: str
    tekst: str = ""
    wie: str = ""
    datum: date | None = None
    dagen: int | None = None
    oud: int | None = None
    casus_id: UUID | None = None


@dataclass(frozen=True, slots=True)
class StartBlok:
    """Rows of one kind, the most urgent first. ``meer``: there are more than are given."""

    soort: Bloksoort
    regels: tuple[StartRegel, ...]
    meer: bool = False


@dataclass(frozen=True, slots=True)
class Digestregel:
    """How much of one kind there is now, in words; ``te_laat`` of those are. ``meer``: at least so many."""

    soort: Werksoort
    tekst: str
    aantal: int
    te_laat: int
    meer: bool


@dataclass(frozen=True, slots=True)
class Startbeeld:
    """The blocks for this role, also the empty ones, in their order; and what vault profile is in use.

    ``alleen``: who looks after the users is still the only one. ``digest``: what the work list holds, by kind;
    ``uitgesteld``: how much of it rests. ``waarnemingen``: who covers for whom, in sentences. ``lopend``: meetings that
    run or were left open, which this user may lead. ``kwartalen``: what is over and waits to be settled, for who may.
    """

    rol: Rol
    blokken: tuple[StartBlok, ...]
    gemeente: str
    profiel: str
    alleen: bool = False
    digest: tuple[Digestregel, ...] = ()
    uitgesteld: int = 0
    waarnemingen: tuple[str, ...] = ()
    lopend: tuple[Lopend, ...] = ()
    kwartalen: tuple[Kwartaal, ...] = ()

    def blok(self, soort: Bloksoort) -> StartBlok | None:
        """The block of this kind, None where the role does not have it."""
        return next((blok for blok in self.blokken if blok.soort is soort), None)


def toon_start(werkplek: Werkplek) -> Startbeeld:
    """The Start screen of who works here. Opens no dossier, so writes no Logregel."""
    rol = werkplek.gebruiker.rol
    profiel = werkplek.profiel
    waar: tuple[str, ...] = ()
    with werkplek.doe() as t:
        vandaag = t.vandaag
        werk = werklijst.lees(t)
        blokken = [_uit_werk(soort, werk) for soort in _BLOKKEN.get(rol, ())]
        if rol is Rol.MEELEZER:
            blokken.append(_toegewezen(t))
        if rol is Rol.CASUSREGISSEUR:
            waar = tuple(rij.zin() for rij in waarnemen.lees_waarnemingen(t, t.gebruiker.id))
        sleutels = _sleutels(t)
        lopend = lees_lopend(t)
        kwartalen = stand_van(t).achterstand if t.gebruiker.mag(Recht.BEELD_VASTSTELLEN) else ()
    alleen = False
    if sleutels.regels:
        blokken.insert(0, sleutels)
    if werkplek.gebruiker.mag(Recht.GEBRUIKERS_BEHEREN):
        allen = gebruikers.list_gebruikers(werkplek)
        alleen = len(allen) == 1
        blokken.append(_uitnodigingen(allen, vandaag))
    return Startbeeld(
        rol,
        tuple(blokken),
        profiel.gemeente,
        f"{profiel.naam}, versie {profiel.versie}",
        alleen,
        digest=_digest(werk),
        uitgesteld=len(werk.uitgesteld()),
        waarnemingen=waar,
        lopend=lopend,
        kwartalen=kwartalen,
    )


_BLOKKEN: dict[Rol, tuple[Bloksoort, ...]] = {
    Rol.CASUSREGISSEUR: (
        Bloksoort.TE_LAAT,
        Bloksoort.DEZE_WEEK,
        Bloksoort.WACHT_OP_MIJ,
        Bloksoort.WACHT_OP_ANDER,
        Bloksoort.LOOPT_AF,
        Bloksoort.EVALUATIE,
        Bloksoort.ZONDER_PLAN,
        Bloksoort.OVERLEG,
    ),
    Rol.MEELEZER: (Bloksoort.TE_LAAT, Bloksoort.DEZE_WEEK),
    Rol.PRIVACY_OFFICER: (
        Bloksoort.WACHT_OP_MIJ,
        Bloksoort.NOODTOEGANG,
        Bloksoort.LOOPT_AF,
        Bloksoort.WACHT_OP_ANDER,
    ),
}
_WERK: dict[Bloksoort, tuple[Werksoort, ...]] = {
    Bloksoort.TE_LAAT: (Werksoort.ACTIE,),
    Bloksoort.DEZE_WEEK: (Werksoort.ACTIE,),
    Bloksoort.WACHT_OP_MIJ: (Werksoort.VERZOEK,),
    Bloksoort.WACHT_OP_ANDER: (Werksoort.VERZOEK_OPEN,),
    Bloksoort.LOOPT_AF: (Werksoort.AKKOORD,),
    Bloksoort.EVALUATIE: (Werksoort.EVALUATIE,),
    Bloksoort.ZONDER_PLAN: (Werksoort.ZONDER_PLAN,),
    Bloksoort.OVERLEG: (Werksoort.OVERLEG,),
    Bloksoort.NOODTOEGANG: (Werksoort.SPOED, Werksoort.NOODTOEGANG),
}


def _uit_werk(soort: Bloksoort, werk: Werklijst) -> StartBlok:
    """A block of the work list; what was put off and is not late rests."""
    return _blok(
        soort,
        (
            _regel(item, werk.vandaag)
            for item in werk.te_doen()
            if item.soort in _WERK[soort] and _hoort_in(soort, (item.dag - werk.vandaag).days)
        ),
    )


def _hoort_in(soort: Bloksoort, dagen: int) -> bool:
    if soort is Bloksoort.TE_LAAT:
        return dagen < 0
    if soort is Bloksoort.DEZE_WEEK:
        return 0 <= dagen <= DEZE_WEEK
    return soort not in (Bloksoort.EVALUATIE, Bloksoort.OVERLEG) or dagen <= VOORUIT


def _regel(item: Werkitem, vandaag: date) -> StartRegel:
    return StartRegel(
        id=item.id,
        kop=item.kop,
        tekst=item.wat,
        wie=item.wie,
        datum=item.dag if item.termijn else None,
        dagen=(item.dag - vandaag).days if item.termijn else None,
        oud=item.oud,
        casus_id=item.casus_id,
    )


def _digest(werk: Werklijst) -> tuple[Digestregel, ...]:
    regels = []
    for soort in werk.soorten:
        items = [item for item in werk.te_doen() if item.soort is soort]
        if items:
            aantal = sum(item.aantal for item in items)
            laat = sum(item.te_laat(werk.vandaag) for item in items)
            regels.append(Digestregel(soort, werklijst.tel(soort, aantal), aantal, laat, soort in werk.vol))
    return tuple(regels)


def _sleutels(t: Transactie) -> StartBlok:
    """New keys that wait for a word: one's own, and those of others that one may or must see to."""
    return _blok(
        Bloksoort.SLEUTEL,
        (
            StartRegel(
                id=wachter.gebruiker_id,
                kop="Uw eigen sleutel" if wachter.zelf else wachter.naam,
                tekst="telt nog niet: lees uw vingerafdruk voor" if wachter.zelf else wachter.rol.label,
                wie="" if wachter.door_mij else wachter.door and f"te bekrachtigen door {wachter.door}",
            )
            for wachter in lees_sleutelwachters(t)
        ),
    )


def _blok(soort: Bloksoort, regels: Iterable[StartRegel]) -> StartBlok:
    alle = tuple(regels)
    return StartBlok(soort, alle[:HOEVEEL], len(alle) > HOEVEEL)


def _toegewezen(t: Transactie) -> StartBlok:
    return _blok(
        Bloksoort.TOEGEWEZEN,
        (
            StartRegel(
                id=toewijzing.id,
                kop=jongere_kop(t, casus),
                datum=toewijzing.tot,
                dagen=None if toewijzing.tot is None else (toewijzing.tot - t.vandaag).days,
                casus_id=casus.id,
            )
            for toewijzing, casus in toewijzingen.toegewezen_aan(t.db, t.gebruiker.id, t.vandaag, HOEVEEL + 1)
        ),
    )


def _uitnodigingen(allen: Iterable[GebruikerInzicht], vandaag: date) -> StartBlok:
    open_ = (GebruikerStatus.UITGENODIGD, GebruikerStatus.VERLOPEN)
    return _blok(
        Bloksoort.UITNODIGING,
        (
            StartRegel(
                id=wie.id,
                kop=wie.naam,
                tekst=wie.rol.label,
                wie="code is verlopen" if wie.status is GebruikerStatus.VERLOPEN else "heeft nog niet ingelogd",
                datum=None if wie.uitnodiging_tot is None else lokale_dag(wie.uitnodiging_tot),
                dagen=None if wie.uitnodiging_tot is None else (lokale_dag(wie.uitnodiging_tot) - vandaag).days,
            )
            for wie in allen
            if wie.status in open_
        ),
    )
