"""Quarters are settled in order, each once: counted, protected together with all that was shown before, and kept.

Counting is one transaction, protecting is none (it takes longest, and nobody has to wait for it), keeping is one. What
is changed in between counts in the next quarter, as everything that is registered late does.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from random import Random, SystemRandom
from uuid import UUID

from pmg_desk.domain.beeld import As, Drempel, Getoond, Rest, Tabel, Tabelnaam, Wijze
from pmg_desk.domain.beeldmetingen import BALANSEN, METINGEN, VERBANDEN
from pmg_desk.domain.beeldschema import Beeldschema, lees_schema
from pmg_desk.domain.fouten import Afgebroken, Fout
from pmg_desk.domain.kwartaal import Kwartaal
from pmg_desk.domain.rollen import Recht
from pmg_desk.onthulling import bescherm
from pmg_desk.services import beeldinstellingen, beeldopslag
from pmg_desk.services.beeld import Vaststelling, vaststelling_van
from pmg_desk.services.beeldassen import assen as maak_assen
from pmg_desk.services.beeldinstellingen import Beeldinstellingen
from pmg_desk.services.beeldtelling import resten, tel
from pmg_desk.services.werkplek import AlleenLezen, Transactie, Werkplek
from pmg_desk.storage import beeld as opslag

Stap = Callable[[int, int], None]
"""``stap(gedaan, totaal)``: how far it is; may raise to stop."""

HOOGSTENS_TERUG = 20
"""Quarters. A casus may bear the date of long ago; what was that long before the first settling is not counted."""

_GETELD, _BESCHERMD = 30, 99  # per cent of the work that is done after each part


class NietAanDeBeurt(Fout):
    """Quarters are settled in order, each once, and only when they are over."""

    wat = "Dit kwartaal is nu niet aan de beurt om vast te stellen."
    veilig = "Er is niets vastgesteld."
    doe = "Ververs het beeld. Stel kwartalen op volgorde vast, elk één keer, en pas als ze voorbij zijn."


@dataclass(frozen=True, slots=True)
class Kwartaalstand:
    """Which quarters are settled, the oldest first, and which are over and wait for it, in the order they have to.

    ``instellingen``: with which those that wait would be settled now.
    """

    vastgesteld: tuple[Vaststelling, ...]
    achterstand: tuple[Kwartaal, ...]
    lopend: Kwartaal
    instellingen: Beeldinstellingen

    @property
    def volgende(self) -> Kwartaal | None:
        """The one that can be settled now."""
        return self.achterstand[0] if self.achterstand else None


def list_kwartalen(werkplek: Werkplek) -> Kwartaalstand:
    """Where it stands. Raises GeenToegang."""
    with werkplek.doe() as t:
        t.eis(Recht.BEELD_LEZEN)
        return stand_van(t)


def stand_van(t: Transactie) -> Kwartaalstand:
    """The same inside a running use case."""
    vastgesteld = tuple(vaststelling_van(rij) for rij in opslag.kwartalen(t.db))
    lopend = Kwartaal.van_dag(t.vandaag)
    achterstand: list[Kwartaal] = []
    een = Kwartaal.lees(vastgesteld[-1].kwartaal).volgende if vastgesteld else _eerste(t, lopend)
    while een < lopend:
        achterstand.append(een)
        een = een.volgende
    return Kwartaalstand(vastgesteld, tuple(achterstand), lopend, beeldinstellingen.lees(t))


def _eerste(t: Transactie, lopend: Kwartaal) -> Kwartaal:
    dag = opslag.eerste_casusdag(t.db)
    vroegst = lopend
    for _ in range(HOOGSTENS_TERUG):
        vroegst = vroegst.vorige
    return lopend if dag is None else max(Kwartaal.van_dag(dag), vroegst)


@dataclass(frozen=True, slots=True)
class _Stof:
    """What was read at once of the vault, to protect and keep a quarter."""

    instellingen: Beeldinstellingen
    assen: Mapping[str, As]
    tabellen: tuple[Tabel, ...]
    eerder: tuple[Getoond, ...]
    eerdere_resten: tuple[Rest, ...]
    resten: tuple[Rest, ...]  # of this quarter


def settle_kwartaal(
    werkplek: Werkplek,
    kwartaal: str,
    *,
    stap: Stap | None = None,
    stop: Callable[[], bool] | None = None,
    kans: Random | None = None,
) -> UUID:
    """Count, protect and keep the quarter that is to be settled next; logged with its number of tables.

    ``kans`` draws what nobody may foresee; without one the system does. Only a demo, that comes out the same each time,
    gives its own.

    Raises GeenToegang, NietAanDeBeurt, AlleenLezen, Afgebroken when ``stop()`` says so: then nothing was kept.
    """
    if werkplek.alleen_lezen:
        raise AlleenLezen
    with werkplek.doe() as t:
        t.eis(Recht.BEELD_VASTSTELLEN)
        _eis_aan_de_beurt(t, kwartaal)
        stof = _tel(t, Kwartaal.lees(kwartaal), _deel(stap, 0, _GETELD))
    klaar: set[tuple[Tabelnaam, tuple[str, ...]]] = set()
    getoond = bescherm(
        stof.tabellen,
        BALANSEN,
        stof.eerder,
        (*stof.eerdere_resten, *stof.resten),
        Drempel(stof.instellingen.drempel),
        stof.instellingen.wijze,
        kans=kans or SystemRandom(),
        verbanden=VERBANDEN,
        stap=_deel(stap, _GETELD, _BESCHERMD),
        stop=stop,
        klaar=klaar,
    )
    if stop is not None and stop():
        raise Afgebroken
    with werkplek.doe() as t:
        t.eis(Recht.BEELD_VASTSTELLEN)
        _eis_aan_de_beurt(t, kwartaal)  # somebody may have settled it meanwhile
        standen = tuple(tabel for tabel in stof.tabellen if tabel.naam.meting in _STANDEN)
        schema = _schema(stof.assen, getoond)
        id_ = beeldopslag.bewaar(t, kwartaal, schema, stof.instellingen, getoond, stof.resten, standen)
        beeldopslag.sluit(t, klaar)
        t.log("beeld.vaststellen", "beeldkwartaal", id_, verwerking=kwartaal, aantal=len(getoond))
        t.gewijzigd("beeld", id_)
        return id_


def settle_achterstand(
    werkplek: Werkplek, *, stap: Stap | None = None, stop: Callable[[], bool] | None = None
) -> tuple[UUID, ...]:
    """Settle every quarter that is over, one by one. Stopped halfway, those that were done stay settled."""
    wachten = list_kwartalen(werkplek).achterstand
    breed = 100 * len(wachten)
    return tuple(
        settle_kwartaal(werkplek, str(een), stap=_deel(stap, 100 * nr, 100 * (nr + 1), breed), stop=stop)
        for nr, een in enumerate(wachten)
    )


_STANDEN = frozenset(balans.stand for balans in BALANSEN)


def _tel(t: Transactie, kwartaal: Kwartaal, stap: Stap | None) -> _Stof:
    rijen, assen = opslag.kwartalen(t.db), maak_assen(t.profiel)
    begin = _begin(
        Kwartaal.lees(rijen[0].kwartaal) if rijen else kwartaal, lees_schema(rijen[0].assen).assen if rijen else assen
    )
    vorige = beeldopslag.lees_standen(t, rijen[-1], _STANDEN) if rijen else begin
    return _Stof(
        beeldinstellingen.lees(t),
        assen,
        tel(t, kwartaal, assen, stap),
        (*map(_toon, begin), *beeldopslag.lees_getoond(t, rijen)),
        beeldopslag.lees_resten(t),
        resten(t, kwartaal, assen, vorige),
    )


def _begin(eerste: Kwartaal, assen: Mapping[str, As]) -> tuple[Tabel, ...]:
    """What stood before the first quarter: nobody, as every reader knows. What did stand there is left over."""
    return tuple(
        Tabel(Tabelnaam(str(eerste.vorige), balans.stand, balans.assen), tuple(assen[een] for een in balans.assen), {})
        for balans in BALANSEN
        if set(balans.assen) <= set(assen)
    )


def _toon(leeg: Tabel) -> Getoond:
    return Getoond(leeg.naam, leeg.assen, leeg.waarden(), frozenset(), Wijze.AFSCHERMEN, Drempel().aantal)


def _schema(assen: Mapping[str, As], getoond: Sequence[Getoond]) -> Beeldschema:
    gebruikt = {een for tabel in getoond for een in tabel.naam.assen}
    wijzen = {tabel.naam.meting: tabel.wijze for tabel in getoond}
    return Beeldschema(
        {sleutel: een for sleutel, een in assen.items() if sleutel in gebruikt},
        {meting.sleutel: meting for meting in METINGEN if meting.sleutel in wijzen},
        wijzen,
    )


def _deel(stap: Stap | None, van: int, tot: int, breed: int = 100) -> Stap | None:
    """Tells a part of the work as its share of the whole, from ``van`` to ``tot`` of ``breed``."""
    if stap is None:
        return None
    ver = van

    def deel(gedaan: int, totaal: int) -> None:
        nonlocal ver
        ver = max(ver, van + (tot - van) * gedaan // max(totaal, 1))  # what is to be done may turn out to be more
        stap(ver, breed)

    return deel


def _eis_aan_de_beurt(t: Transactie, kwartaal: str) -> None:
    volgende = stand_van(t).volgende
    if volgende is None or str(volgende) != kwartaal:
        raise NietAanDeBeurt
