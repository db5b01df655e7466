"""The question of a judge: who knew what about this youth, since when, on which ground, and who looked inside.

Pure: sharings and log lines go in, a table comes out. What was issued and never arrived was known to nobody; what was
taken back stays known.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from pmg_desk.domain.deellog import Deling
from pmg_desk.domain.klok import lokale_dag
from pmg_desk.domain.logboek import Logregel, Resultaat

KIJKREGELS = (
    "dossier.openen",
    "actielijst.bekijken",
    "actielijst.voorbereiden",
    "bespreking.openen",
    "adres.tonen",
    "noodtoegang.nemen",
    "verzoek.openen",
    "verzoek.voorbereiden",
    "samenvatting.voorbereiden",
    "samenvatting.bekijken",
    "bundel.voorbereiden",
    "bundel.bekijken",
    "verslag.bekijken",
    "verstrekking.openen",
)
"""Lines that say that somebody looked at a youth's data."""

KEEK_OOK = (*KIJKREGELS, "bijlage.bekijken", "aanmelding.openen", "signaal.openen", "reservekopie.bekijken")
ZONDER_INZAGE = ("casus.verwijzen", "casus.opnieuw_wissen", "werk.uitstellen", "werk.terughalen")
"""Lines about a casus that show nothing of it to whoever is named."""

NOODREGEL, WEIGERREGEL = "noodtoegang.nemen", "toegang.weigeren"


@dataclass(frozen=True, slots=True)
class Rechtsgrond:
    """A decision or tafelkader under which something was shared, as it stood on one day.

    ``geldig`` is None where that cannot be told from here; ``waarom`` says why it does not hold, or what is not known.
    Of an emergency ``geldig`` is what was found of it afterwards. ``brieven``: whom a letter about the withdrawal went
    to, and when; None where that cannot be told.
    """

    id: str
    naam: str  # "besluit B-2026-00001"
    door: str
    op: datetime | None
    geldig: bool | None
    waarom: str = ""
    spoed: bool = False
    ingetrokken_op: date | None = None
    reden: str = ""  # why it was withdrawn, in the words of the officer
    brieven: tuple[tuple[str, date], ...] | None = None


@dataclass(frozen=True, slots=True)
class Gedeeld:
    """One sharing, with what it was shared under as that stood on the day itself."""

    op: datetime
    onder: tuple[Rechtsgrond, ...]

    @property
    def gold(self) -> bool | None:
        """Whether it was allowed when it was shared; None when that cannot be told."""
        return _een_van(self.onder)


@dataclass(frozen=True, slots=True)
class Kennis:
    """What one recipient knew of one kind of data: since when, how, under what."""

    ontvanger: str
    categorie: str
    eerste: datetime
    laatste: datetime
    keren: int
    hoe: tuple[str, ...]
    onder: tuple[Rechtsgrond, ...]
    grondslagen: tuple[str, ...] | None  # None: the source does not say
    teruggehaald: int  # how many of these were taken back afterwards
    gedeeld: tuple[Gedeeld, ...]  # oldest first

    @property
    def geldig(self) -> bool | None:
        """Whether something it was shared under still holds; None when that cannot be told for any of it."""
        return _een_van(self.onder)

    @property
    def gold(self) -> bool | None:
        """Whether every sharing was allowed when it was done: one that was not, decides."""
        standen = {een.gold for een in self.gedeeld}
        return False if False in standen else (None if None in standen else True)


def _een_van(gronden: Iterable[Rechtsgrond]) -> bool | None:
    standen = {grond.geldig for grond in gronden}
    return True if True in standen else (None if None in standen or not standen else False)


def wie_wist_wat(
    delingen: Iterable[Deling],
    gronden: Mapping[str, Rechtsgrond],
    toen: Mapping[str, Mapping[str, Rechtsgrond]],
    op: date,
) -> tuple[Kennis, ...]:
    """Recipient by kind of data, of what was shared on or before this day; who knew first stands first.

    ``gronden`` as they stand on that day, ``toen`` by sharing as they stood when it was done.
    """
    per: defaultdict[tuple[str, str], list[Deling]] = defaultdict(list)
    for deling in sorted(delingen, key=lambda d: (d.op, d.id)):
        if not deling.intern and deling.is_gedeeld and lokale_dag(deling.op) <= op:
            for categorie in deling.categorieen:
                per[deling.ontvanger, categorie].append(deling)
    gevonden = [_kennis(wie, wat, hier, gronden, toen) for (wie, wat), hier in per.items()]
    return tuple(sorted(gevonden, key=lambda k: (k.eerste, k.ontvanger, k.categorie)))


def _kennis(
    wie: str,
    wat: str,
    delingen: list[Deling],
    gronden: Mapping[str, Rechtsgrond],
    toen: Mapping[str, Mapping[str, Rechtsgrond]],
) -> Kennis:
    onder = {id_: gronden[id_] for d in delingen for id_ in d.onder if id_ in gronden}
    onbekend = any(d.grondslagen is None for d in delingen)
    return Kennis(
        ontvanger=wie,
        categorie=wat,
        eerste=delingen[0].op,
        laatste=delingen[-1].op,
        keren=len(delingen),
        hoe=tuple(dict.fromkeys(_hoe(d) for d in delingen)),
        onder=tuple(onder.values()),
        grondslagen=None if onbekend else tuple(sorted({g for d in delingen for g in d.grondslagen or ()})),
        teruggehaald=sum(d.status == "ingetrokken" for d in delingen),
        gedeeld=tuple(
            Gedeeld(d.op, tuple(toen[d.id][id_] for id_ in d.onder if id_ in toen.get(d.id, {}))) for d in delingen
        ),
    )


def _hoe(deling: Deling) -> str:
    return f"{deling.wijze}, exemplaar {deling.exemplaar}" if deling.exemplaar else deling.wijze


@dataclass(frozen=True, slots=True)
class Kijker:
    """Who inside looked at a casus or worked in it. ``geweigerd``: how often it was refused to them."""

    actor: str
    naam: str
    rol: str
    eerste: datetime
    laatste: datetime
    bekeken: int
    gewerkt: int
    noodtoegang: int
    geweigerd: int


def wie_keek(regels: Iterable[Logregel], casus_id: str, op: date) -> tuple[Kijker, ...]:
    """Per employee and role, of the lines about this casus on or before this day; who came first stands first."""
    per: defaultdict[tuple[str, str], list[Logregel]] = defaultdict(list)
    for regel in regels:
        if regel.casus_id == casus_id and regel.actie not in ZONDER_INZAGE and lokale_dag(regel.tijd) <= op:
            per[regel.actor, regel.rol].append(regel)
    kijkers = [_kijker(actor, rol, hier) for (actor, rol), hier in per.items()]
    return tuple(sorted(kijkers, key=lambda k: (k.eerste, k.naam, k.rol)))


def _kijker(actor: str, rol: str, regels: Collection[Logregel]) -> Kijker:
    gelukt = [r for r in regels if r.resultaat is not Resultaat.GEWEIGERD]
    bekeken = [r for r in gelukt if r.actie in KEEK_OOK]
    tijden = [r.tijd for r in regels]
    return Kijker(
        actor=actor,
        naam=next(iter(regels)).actor_naam,
        rol=rol,
        eerste=min(tijden),
        laatste=max(tijden),
        bekeken=len(bekeken),
        gewerkt=len(gelukt) - len(bekeken),
        noodtoegang=sum(r.actie == NOODREGEL for r in gelukt),
        geweigerd=len(regels) - len(gelukt),
    )
