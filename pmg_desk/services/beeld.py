"""What of the settled quarters may be read: which tables there are, one of them, one number through time.

Every answer is a look into what was kept. A split that is not among the tables is refused in words: an own filter is
how a few people would be singled out.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import product

from pmg_desk.domain.beeld import TOTAAL, As, Lijn, Meting, Moment, Wijze
from pmg_desk.domain.beeldgetal import NIET_GETELD, Aandeel, Getal, Merk, deel_van, maak_getal, tel_op
from pmg_desk.domain.beeldschema import Beeldschema, lees_schema, voeg_samen
from pmg_desk.domain.datums import toon_datum
from pmg_desk.domain.fouten import Fout
from pmg_desk.domain.kwartaal import Kwartaal
from pmg_desk.domain.rollen import Recht
from pmg_desk.services.werkplek import Transactie, Werkplek
from pmg_desk.storage import beeld as opslag
from pmg_desk.storage.models import Beeldkwartaal

Keuze = tuple[str, str]
"""An axis and one of its categories, by key."""

TOTAAL_LABEL = "Totaal"


class NietVastgesteld(Fout):
    """There are no numbers of this quarter (yet)."""

    wat = "Dit kwartaal is nog niet vastgesteld. Er zijn nog geen getallen van."
    veilig = "Er is niets geteld of getoond."
    doe = "Kies een kwartaal dat is vastgesteld, of stel dit kwartaal vast zodra het voorbij is."


class BuitenDeTabellen(Fout):
    """A split or a choice that no table has: the sentence says which ones there are."""

    wat = "Deze uitsplitsing is niet geteld."
    veilig = (
        "Het informatiebeeld heeft vaste tabellen. Met een eigen uitsplitsing kan iemand getallen van elkaar aftrekken "
        "en zo zien om wie het gaat."
    )
    doe = "Kies een van de tabellen die er zijn."


@dataclass(frozen=True, slots=True)
class Categorie:
    """A category of an axis; ``niveau`` 0 is the total, 1 its parts, 2 the parts of those."""

    sleutel: str
    label: str
    boven: str  # empty for the total
    niveau: int


@dataclass(frozen=True, slots=True)
class Beeldas:
    """An axis as one reads it: the total first, each category followed by its parts."""

    sleutel: str
    label: str
    categorieen: tuple[Categorie, ...]

    def label_van(self, sleutel: str) -> str:
        """The label of a category. Raises KeyError."""
        return {een.sleutel: een.label for een in self.categorieen}[sleutel]


@dataclass(frozen=True, slots=True)
class Metinginzicht:
    """A measure with its definition and the tables there are of it: the axes of each, by key and in words."""

    sleutel: str
    naam: str
    eenheid: str
    definitie: str
    lijn: Lijn
    moment: Moment
    bron: str
    tabellen: tuple[tuple[str, ...], ...]
    tabelnamen: tuple[str, ...]  # as :func:`tabelnaam`, in the same order
    wijze: Wijze


@dataclass(frozen=True, slots=True)
class Vaststelling:
    """When and how a quarter was settled: stands with every number of it."""

    kwartaal: str
    label: str  # "3e kwartaal 2026"
    van: date
    tot: date  # the reference date of what is counted on one day
    op: datetime
    wijze: Wijze  # as it was set
    drempel: int
    niet_af_te_ronden: tuple[str, ...] = ()  # names of measures that were hidden, though rounding was set

    def waarom_toch(self, wijze: Wijze) -> str:
        """A sentence where a measure with this ``wijze`` was hidden though rounding was set; else empty."""
        if (self.wijze, wijze) == (Wijze.AFRONDEN, Wijze.AFSCHERMEN):
            return "Dit kon niet veilig worden afgerond, en is daarom afgeschermd."
        return ""

    def methode(self, wijze: Wijze) -> str:
        """How small numbers of a measure with this ``wijze`` are kept from view, in a few sentences."""
        if wijze is Wijze.AFRONDEN:
            return (
                f"Elk getal is afgerond op een veelvoud van {self.drempel}, naar boven of naar beneden. Zo is niet te "
                "zien om wie het gaat."
            )
        return (
            f"{self.waarom_toch(wijze)} Getallen van 1 tot en met {self.drempel - 1} zijn afgeschermd. Andere getallen "
            "zijn mee afgeschermd waar zo'n klein getal anders uit te rekenen is. Nul is meestal wel te zien."
        ).lstrip()

    @property
    def waarom_verborgen(self) -> str:
        """Why a number is hidden: what stands beside its sign, on screen and in files."""
        return (
            f"dit getal is 1 tot en met {self.drempel - 1}, of zou een ander klein getal verraden; het kan ook 0 zijn"
        )


@dataclass(frozen=True, slots=True)
class Beeldtabel:
    """One table of one quarter as it was settled. ``cellen`` by category per axis of ``assen``, totals included.

    Without ``assen`` it holds one number, under ``()``.
    """

    meting: Metinginzicht
    vaststelling: Vaststelling
    assen: tuple[Beeldas, ...]
    vast: tuple[tuple[str, str], ...]  # label of an axis and of the category that was chosen
    cellen: Mapping[tuple[str, ...], Getal]

    @property
    def peildatum(self) -> str:
        """The day or the days it is about, in words."""
        v = self.vaststelling
        if self.meting.moment is Moment.STAND:
            return f"op {toon_datum(v.tot)}"
        return f"van {toon_datum(v.van)} tot en met {toon_datum(v.tot)}"

    @property
    def methode(self) -> str:
        """How small numbers in it are kept from view, in words."""
        return self.vaststelling.methode(self.meting.wijze)

    def aandeel(self, *cel: str, van: int) -> Aandeel:
        """Which share a cell is of all of them along axis number ``van``: how many of a wijk fall in this band."""
        geheel = tuple(TOTAAL if nr == van else sleutel for nr, sleutel in enumerate(cel))
        return deel_van(self.cellen[cel], self.cellen[geheel])

    @property
    def naam(self) -> str:
        """See :func:`tabelnaam`."""
        return tabelnaam(self.assen)

    @property
    def waarschuwing(self) -> str:
        """A sentence when nothing of it can be shown; else empty."""
        if all(getal.merk is Merk.AFGESCHERMD for getal in self.cellen.values()):
            return (
                "Dit gaat over zo weinig mensen, of hangt zo samen met een klein getal, dat er niets van is te tonen. "
                "Kies een grotere groep of kijk naar het totaal."
            )
        return ""


@dataclass(frozen=True, slots=True)
class Trendpunt:
    """One number of a period. ``kwartalen``: how many settled quarters are in it, fewer than 4 is a part of a year."""

    periode: str  # "2026-Q3" or "2026"
    label: str
    getal: Getal
    kwartalen: int
    drempel: int
    vastgesteld_op: datetime  # of the last quarter in it


@dataclass(frozen=True, slots=True)
class Beeldtrend:
    """One number through time, the oldest first. ``keuze``: label of an axis and of the category that was chosen."""

    meting: Metinginzicht
    keuze: tuple[tuple[str, str], ...]
    punten: tuple[Trendpunt, ...]


def neer_en_dwars(een: Beeldas, ander: Beeldas) -> tuple[Beeldas, Beeldas]:
    """Which axis stands down and which across, on screen and in files: the longest down, so that a table is as narrow
    as it can be.
    """
    return (ander, een) if len(ander.categorieen) > len(een.categorieen) else (een, ander)


def staand_en_dwars(assen: Sequence[Beeldas]) -> tuple[Beeldas | None, Beeldas | None]:
    """As :func:`neer_en_dwars`; None where a table has no such axis."""
    if len(assen) < 2:
        return (assen[0] if assen else None), None
    return neer_en_dwars(*assen[:2])


def tabelnaam(assen: Sequence[Beeldas]) -> str:
    """``Leeftijd × Wijk``: as the table stands, what goes down first. The one name of it, on screen and in files."""
    return " × ".join(een.label for een in staand_en_dwars(assen) if een is not None)


def vaststelling_van(rij: Beeldkwartaal) -> Vaststelling:
    """When and how this quarter was settled."""
    kwartaal = Kwartaal.lees(rij.kwartaal)
    toch: tuple[str, ...] = ()
    if rij.wijze is Wijze.AFRONDEN:
        schema = lees_schema(rij.assen)
        toch = tuple(m.naam for m in schema.metingen.values() if schema.wijzen[m.sleutel] is Wijze.AFSCHERMEN)
    return Vaststelling(
        rij.kwartaal, kwartaal.label, kwartaal.begin, kwartaal.eind, rij.op, rij.wijze, rij.drempel, toch
    )


def vind(t: Transactie, kwartaal: str) -> Beeldkwartaal:
    """The settled quarter. Raises NietVastgesteld."""
    gevonden = next((rij for rij in opslag.kwartalen(t.db) if rij.kwartaal == kwartaal), None)
    if gevonden is None:
        raise NietVastgesteld
    return gevonden


def list_metingen(werkplek: Werkplek, kwartaal: str) -> tuple[Metinginzicht, ...]:
    """The measures of a settled quarter with their tables. Raises NietVastgesteld, GeenToegang."""
    with werkplek.doe() as t:
        t.eis(Recht.BEELD_LEZEN)
        return metingen_van(lees_schema(vind(t, kwartaal).assen))


def metingen_van(schema: Beeldschema) -> tuple[Metinginzicht, ...]:
    """The measures that were counted then."""
    return tuple(_inzicht(meting, schema) for meting in schema.metingen.values())


def toon_tabel(
    werkplek: Werkplek, meting: str, assen: Sequence[str], kwartaal: str, vast: Sequence[Keuze] = ()
) -> Beeldtabel:
    """The numbers of one measure in one quarter along these axes, of one category of the axes in ``vast``.

    Raises NietVastgesteld, BuitenDeTabellen, GeenToegang.
    """
    with werkplek.doe() as t:
        t.eis(Recht.BEELD_LEZEN)
        return lees_tabel(t, vind(t, kwartaal), meting, tuple(assen), tuple(vast))


def lees_tabel(
    t: Transactie, rij: Beeldkwartaal, meting: str, assen: tuple[str, ...], vast: tuple[Keuze, ...] = ()
) -> Beeldtabel:
    """See :func:`toon_tabel`."""
    schema = lees_schema(rij.assen)
    if meting not in schema.metingen:
        raise BuitenDeTabellen("Dit is in dit kwartaal niet geteld.", doe="Kies een ander onderwerp of kwartaal.")
    inzicht = _inzicht(schema.metingen[meting], schema)
    tabel = _kies(inzicht, schema, assen, vast)
    rijen = opslag.cellen(t.db, rij.id, meting, voeg_samen(tabel))
    bewaard = {sleutel: getoond for _, _, sleutel, getoond, _, _ in rijen}
    beeldassen = tuple(maak_as(schema.assen[een]) for een in assen)
    cellen: dict[tuple[str, ...], Getal] = {}
    for cel in product(*((categorie.sleutel for categorie in een.categorieen) for een in beeldassen)):
        plek = {**dict(vast), **dict(zip(assen, cel, strict=True))}
        sleutel = voeg_samen(plek.get(een, TOTAAL) for een in tabel)
        cellen[cel] = maak_getal(bewaard[sleutel], inzicht.wijze)
    gekozen = tuple((schema.assen[een].label, maak_as(schema.assen[een]).label_van(sleutel)) for een, sleutel in vast)
    return Beeldtabel(inzicht, vaststelling_van(rij), beeldassen, gekozen, cellen)


def toon_trend(werkplek: Werkplek, meting: str, keuze: Sequence[Keuze] = (), *, per_jaar: bool = False) -> Beeldtrend:
    """One number of every settled quarter, or of every year: then what happened is added up, of what is counted on a
    day the last one is taken. A sum with a hidden part is hidden.

    Raises NietVastgesteld when nothing was settled, BuitenDeTabellen, GeenToegang.
    """
    with werkplek.doe() as t:
        t.eis(Recht.BEELD_LEZEN)
        return lees_trend(t, opslag.kwartalen(t.db), meting, tuple(keuze), per_jaar=per_jaar)


def lees_trend(
    t: Transactie, rijen: Sequence[Beeldkwartaal], meting: str, keuze: tuple[Keuze, ...], *, per_jaar: bool = False
) -> Beeldtrend:
    """See :func:`toon_trend`."""
    if not rijen:
        raise NietVastgesteld
    laatste = lees_tabel(t, rijen[-1], meting, (), keuze)
    per_kwartaal = [(rij, _getal(t, rij, meting, keuze)) for rij in rijen]
    if not per_jaar:
        punten = tuple(_punt(rij.kwartaal, Kwartaal.lees(rij.kwartaal).label, [(rij, g)], g) for rij, g in per_kwartaal)
        return Beeldtrend(laatste.meting, laatste.vast, punten)
    jaren: dict[str, list[tuple[Beeldkwartaal, Getal]]] = {}
    for rij, getal in per_kwartaal:
        jaren.setdefault(rij.kwartaal[:4], []).append((rij, getal))
    stroom = laatste.meting.moment is Moment.STROOM
    return Beeldtrend(
        laatste.meting,
        laatste.vast,
        tuple(
            _punt(jaar, jaar, delen, tel_op(getal for _, getal in delen) if stroom else delen[-1][1])
            for jaar, delen in jaren.items()
        ),
    )


def _punt(periode: str, label: str, delen: list[tuple[Beeldkwartaal, Getal]], getal: Getal) -> Trendpunt:
    rij = delen[-1][0]
    return Trendpunt(periode, label, getal, len(delen), rij.drempel, rij.op)


def _getal(t: Transactie, rij: Beeldkwartaal, meting: str, keuze: tuple[Keuze, ...]) -> Getal:
    """The number of an earlier quarter, which may have had other tables."""
    try:
        return lees_tabel(t, rij, meting, (), keuze).cellen[()]
    except BuitenDeTabellen:
        return NIET_GETELD


def _kies(
    inzicht: Metinginzicht, schema: Beeldschema, assen: tuple[str, ...], vast: tuple[Keuze, ...]
) -> tuple[str, ...]:
    """The smallest table that has all these axes; its other axes are taken as a whole."""
    gevraagd = [*assen, *(een for een, _ in vast)]
    passend = [tabel for tabel in inzicht.tabellen if set(gevraagd) <= set(tabel)]
    if len(set(gevraagd)) == len(gevraagd) and passend and all(_bestaat(schema, *keuze) for keuze in vast):
        return min(passend, key=len)
    raise BuitenDeTabellen(
        f"Deze uitsplitsing van {inzicht.naam} is niet geteld.", doe=f"Er is wel: {'; '.join(inzicht.tabelnamen)}."
    )


def _bestaat(schema: Beeldschema, een: str, sleutel: str) -> bool:
    return sleutel == TOTAAL or any(knoop.sleutel == sleutel for knoop in schema.assen[een].knopen)


def _inzicht(meting: Meting, schema: Beeldschema) -> Metinginzicht:
    return Metinginzicht(
        meting.sleutel,
        meting.naam,
        meting.eenheid,
        meting.definitie,
        meting.lijn,
        meting.moment,
        meting.bron,
        meting.tabellen,
        tuple(tabelnaam([maak_as(schema.assen[een]) for een in assen]) for assen in meting.tabellen),
        schema.wijzen[meting.sleutel],
    )


def maak_as(een: As) -> Beeldas:
    """An axis as one reads it. Depth first: each category stands before its parts."""
    uit = [Categorie(TOTAAL, TOTAAL_LABEL, "", 0)]

    def voeg_toe(boven: str, niveau: int) -> None:
        for knoop in een.knopen:
            if knoop.boven == boven:
                uit.append(Categorie(knoop.sleutel, knoop.label, boven, niveau))
                voeg_toe(knoop.sleutel, niveau + 1)

    voeg_toe(TOTAAL, 1)
    return Beeldas(een.sleutel, een.label, tuple(uit))
