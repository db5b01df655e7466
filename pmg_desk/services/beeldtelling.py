"""Counting a quarter for the informatiebeeld: the true numbers of every table, which never leave the vault.

Tables of one measure are sums of the same grouped rows, so that their shared totals agree whatever is in the vault.
Whoever settles a quarter (``services.beeld``) protects these before anything is shown.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import datetime, time, timedelta
from typing import Any

from pmg_desk.domain import beeldgroepen as groepen
from pmg_desk.domain import beeldmetingen as m
from pmg_desk.domain.beeld import As, Meting, Rest, Tabel, Tabelnaam
from pmg_desk.domain.datums import LeeftijdBereik
from pmg_desk.domain.delen import lees_besluittekst
from pmg_desk.domain.klok import AMSTERDAM, lokale_dag
from pmg_desk.domain.kwartaal import Kwartaal
from pmg_desk.domain.rollen import Recht
from pmg_desk.services import beeldassen
from pmg_desk.services.werkplek import Transactie
from pmg_desk.storage import beeldtelling as opslag

Stap = Callable[[int, int], object]
"""``stap(gedaan, totaal)``: called between statements; may raise to stop."""
_Vakken = dict[str, str]
"""Of one counted thing: the category per axis."""
_Soort = tuple[str, _Vakken, int]
"""Key of the measure, where it falls, and how many."""


def tel(t: Transactie, kwartaal: Kwartaal, assen: Mapping[str, As], stap: Stap | None = None) -> tuple[Tabel, ...]:
    """The true counts of every table of a quarter, as the vault knows it now. Raises GeenToegang.

    ``assen`` of ``services.beeldassen.assen``. What comes out tells of persons: protect it before it is shown.
    """
    t.eis(Recht.BEELD_VASTSTELLEN)
    teller = _Teller(t, kwartaal, assen)
    gevonden: list[_Soort] = []
    for nr, deel in enumerate(teller.delen):
        if stap is not None:
            stap(nr, len(teller.delen))
        gevonden += deel()
    if stap is not None:
        stap(len(teller.delen), len(teller.delen))
    return _tabellen(kwartaal, assen, gevonden, m.METINGEN)


def resten(t: Transactie, kwartaal: Kwartaal, assen: Mapping[str, As], vorige: Sequence[Tabel]) -> tuple[Rest, ...]:
    """What each balance of this quarter leaves over, where that is not nothing. Raises GeenToegang.

    ``vorige``: the tables of the quarter before as they were counted when it was settled (others are passed over).
    What stood then is counted again with what the vault knows now: the difference was entered late, corrected, or
    destroyed since. Without the quarter before there is no balance and nothing left over.
    """
    t.eis(Recht.BEELD_VASTSTELLEN)
    eerst = kwartaal.vorige
    toen = {tabel.naam: tabel for tabel in vorige}
    namen = [(balans, Tabelnaam(str(eerst), balans.stand, balans.assen)) for balans in m.BALANSEN]
    if not any(naam in toen for _, naam in namen):
        return ()
    teller = _Teller(t, eerst, assen)
    standen = [m.PER_SLEUTEL[sleutel] for sleutel in dict.fromkeys(balans.stand for balans in m.BALANSEN)]
    nu = {tabel.naam: tabel for tabel in _tabellen(eerst, assen, [*teller.casussen(), *teller.inzet()], standen)}
    uit = []
    for balans, naam in namen:
        if naam in toen:
            for blad in sorted({*nu[naam].telling, *toen[naam].telling}):
                verschil = nu[naam].telling.get(blad, 0) - toen[naam].telling.get(blad, 0)
                if verschil:
                    uit.append(Rest(str(kwartaal), balans.stand, blad, verschil))
    return tuple(uit)


def _tabellen(
    kwartaal: Kwartaal, assen: Mapping[str, As], gevonden: Iterable[_Soort], metingen: Iterable[Meting]
) -> tuple[Tabel, ...]:
    tellingen: defaultdict[tuple[str, tuple[str, ...]], Counter[tuple[str, ...]]] = defaultdict(Counter)
    for sleutel, vakken, aantal in gevonden:
        for namen in m.PER_SLEUTEL[sleutel].tabellen:
            tellingen[sleutel, namen][tuple(vakken[naam] for naam in namen)] += aantal
    return tuple(
        Tabel(
            Tabelnaam(str(kwartaal), meting.sleutel, namen),
            tuple(assen[naam] for naam in namen),
            dict(tellingen[meting.sleutel, namen]),
        )
        for meting in metingen
        for namen in meting.tabellen
    )


class _Teller:
    """The statements of one quarter, and the categories that their rows fall in."""

    def __init__(self, t: Transactie, kwartaal: Kwartaal, assen: Mapping[str, As]) -> None:
        self.t, self.assen = t, assen
        self.dagen = _dagen(kwartaal)
        self.bladen = {sleutel: {knoop.sleutel for knoop in as_.bladeren} for sleutel, as_ in assen.items()}
        wijken = {knoop.sleutel for knoop in assen[m.WIJK].knopen}
        self.gebieden = opslag.Gebieden(wijken, {knoop.boven for knoop in assen[m.GEBIED].knopen} & wijken)
        self.delen: tuple[Callable[[], list[_Soort]], ...] = (
            self.casussen,
            self.aanmeldingen,
            self.signalen,
            self.doorlooptijden,
            self.acties,
            self.delingen,
            self.inzet,
            self.scores,
        )

    def _rijen(self, opdracht: str) -> list[Any]:
        return opslag.in_kwartaal(self.t.db, opdracht, self.dagen, self.gebieden)

    def _vak(self, as_: str, ruw: str, naam: str = "") -> str:
        return ruw if ruw in self.bladen[as_] else beeldassen.anders(naam or as_)

    def _wijk(self, ruw: str) -> str:
        return self._vak(m.WIJK, ruw) if ruw else beeldassen.WIJK_ONBEKEND

    def _gebied(self, wijk: str, buurt: str) -> str:
        if wijk not in self.gebieden.met_buurten:
            return self._wijk(wijk)
        sleutel = beeldassen.buurt_sleutel(wijk, buurt)
        rest = f"{wijk}{beeldassen.SEPARATOR}{beeldassen.anders('buurt')}"
        return sleutel if sleutel in self.bladen[m.GEBIED] else rest

    def _doelgroep(self, ruw: str) -> str:
        return self._vak(m.DOELGROEP, ruw) if ruw else beeldassen.GEEN_DOELGROEP

    def _tafel(self, ruw: str) -> str:
        return m.MEER_TAFELS if ruw == opslag.MEER_TAFELS else self._vak(m.TAFEL, ruw)

    def casussen(self) -> list[_Soort]:
        """Inflow, outflow, open at the end, and moves between doelgroepen."""
        niveaus, rangen = self._rangen()
        uit: list[_Soort] = []
        for rij in opslag.casussen(self.t.db, self.dagen, self.gebieden, rangen):
            vakken = {
                m.GEBIED: self._gebied(rij.wijk, rij.buurt),
                m.WIJK: self._wijk(rij.wijk),
                m.DOELGROEP: self._doelgroep(rij.doelgroep),
                m.LEEFTIJD: groepen.leeftijdsgroep(LeeftijdBereik(rij.jongst, rij.oudst)),
                m.TAFEL: self._tafel(rij.tafel),
                m.UITKOMST: self._vak(m.UITKOMST, rij.uitkomst),
                m.NIVEAU: m.GEEN_NIVEAU if rij.rang is None else niveaus[rij.rang],
            }
            if not rij.meegenomen:
                uit.append(("instroom", vakken, rij.aantal))
            elif (eerst := self._doelgroep(rij.doelgroep_eerst)) != vakken[m.DOELGROEP]:
                uit.append(("overgang", {m.VAN: eerst, m.NAAR: vakken[m.DOELGROEP]}, rij.aantal))
            uit.append(("uitstroom" if rij.dicht else "stand", vakken, rij.aantal))
        return uit

    def _rangen(self) -> tuple[list[str], dict[str, int]]:
        """The levels of help from what is not known to the heaviest, and the place of each interventie in that."""
        vast = (beeldassen.anders(m.NIVEAU), m.GEEN_NIVEAU)
        niveaus = [vast[0], *(knoop.sleutel for knoop in self.assen[m.NIVEAU].knopen if knoop.sleutel not in vast)]
        van = {
            knoop.sleutel: knoop.boven.partition(beeldassen.SEPARATOR)[2] for knoop in self.assen[m.INTERVENTIE].knopen
        }
        return niveaus, {sleutel: niveaus.index(niveau) for sleutel, niveau in van.items() if niveau in niveaus}

    def aanmeldingen(self) -> list[_Soort]:
        """Aanmeldingen at tables, and what tables decided on them."""
        uit: list[_Soort] = []
        for rij in self._rijen(opslag.AANMELDINGEN):
            vakken = {m.WIJK: self._wijk(rij.wijk), m.BIJ_TAFEL: self._vak(m.BIJ_TAFEL, rij.tafel)}
            uit.append(("aanmeldingen", vakken, rij.aantal))
        for rij in self._rijen(opslag.TAFELBESLUITEN):
            vakken = {
                m.BIJ_TAFEL: self._vak(m.BIJ_TAFEL, rij.tafel),
                m.TAFELBESLUIT: rij.status,
                m.WACHTTIJD: groepen.wachtgroep(rij.dagen),
            }
            uit.append(("tafelbesluiten", vakken, rij.aantal))
        return uit

    def signalen(self) -> list[_Soort]:
        """What came in at a meldpunt, and what happened."""
        return [
            (meting, {as_: self._vak(as_, soort), m.WIJK: self._wijk(wijk)}, aantal)
            for meting, as_, opdracht in (
                ("signalen", m.SIGNAALSOORT, opslag.SIGNALEN),
                ("feiten", m.FEITSOORT, opslag.FEITEN),
            )
            for soort, wijk, aantal in self._rijen(opdracht)
        ]

    def doorlooptijden(self) -> list[_Soort]:
        """To the first plan, and from there to the first action that was done."""
        uit: list[_Soort] = []
        for rij in self._rijen(opslag.TIJD_TOT_PLAN):
            vakken = {m.WIJK: self._wijk(rij.wijk), m.DUUR: groepen.duurgroep(rij.dagen)}
            uit.append(("tijd_tot_plan", vakken, rij.aantal))
        for rij in self._rijen(opslag.TIJD_TOT_ACTIE):
            duur = beeldassen.GEEN_PLAN if rij.dagen is None else groepen.duurgroep(rij.dagen)
            uit.append(("tijd_tot_actie", {m.WIJK: self._wijk(rij.wijk), m.DUUR_ACTIE: duur}, rij.aantal))
        return uit

    def acties(self) -> list[_Soort]:
        """Actions that had to be done."""
        return [
            (
                "acties",
                {
                    m.LEEFGEBIED: self._vak(m.LEEFGEBIED, rij.leefgebied),
                    m.WIJK: self._wijk(rij.wijk),
                    m.ACTIESTAND: rij.stand,
                },
                rij.aantal,
            )
            for rij in self._rijen(opslag.ACTIES)
        ]

    def delingen(self) -> list[_Soort]:
        """Requests to share, and what the privacy officer decided."""
        uit: list[_Soort] = [
            ("verzoeken", {m.ORGANISATIESOORT: self._vak(m.ORGANISATIESOORT, soort)}, aantal)
            for soort, aantal in opslag.verzoeken(self.t.db, self.dagen)
        ]
        for soort, tekst, besloten, gevraagd in opslag.oordelen(self.t.db, self.dagen):
            try:
                oordeel = lees_besluittekst(tekst).oordeel
            except ValueError:
                continue  # no decision any more; the check of the log reports it
            vakken = {
                m.ORGANISATIESOORT: self._vak(m.ORGANISATIESOORT, soort),
                m.OORDEEL: oordeel.value,
                m.WACHTTIJD: groepen.wachtgroep((lokale_dag(besloten) - lokale_dag(gevraagd)).days),
            }
            uit.append(("oordelen", vakken, 1))
        return uit

    def inzet(self) -> list[_Soort]:
        """Interventies that began, run, and ended."""
        themas = {sleutel: pad[-2] for sleutel, pad in self._paden(m.INTERVENTIE).items()}
        uit: list[_Soort] = []
        for rij in self._rijen(opslag.INZET):
            interventie = self._vak(m.INTERVENTIE, rij.interventie)
            vakken = {m.INTERVENTIE: interventie, m.THEMA: themas[interventie], m.WIJK: self._wijk(rij.wijk)}
            if rij.begonnen:
                uit.append(("inzet_begonnen", vakken, rij.aantal))
            uit.append((f"inzet_{rij.stand}", vakken, rij.aantal))
        return uit

    def _paden(self, as_: str) -> dict[str, tuple[str, ...]]:
        return {sleutel: self.assen[as_].pad(sleutel) for sleutel in self.bladen[as_]}

    def scores(self) -> list[_Soort]:
        """The first score and the latest, of casussen that are open at the end."""
        return [
            (
                "leefgebieden",
                {
                    m.LEEFGEBIED: self._vak(m.LEEFGEBIED, rij.leefgebied),
                    m.SCOREVERLOOP: groepen.scoreverloop(rij.eerste, rij.laatste),
                },
                rij.aantal,
            )
            for rij in self._rijen(opslag.SCORES)
        ]


def _dagen(kwartaal: Kwartaal) -> opslag.Dagen:
    hoeveel = (kwartaal.eind - kwartaal.begin).days + 1
    dagen = [kwartaal.begin + timedelta(days=nr) for nr in range(hoeveel + 1)]
    begin = [datetime.combine(dag, time.min, AMSTERDAM) for dag in dagen]
    return opslag.Dagen(kwartaal.begin, kwartaal.eind, dict(zip(dagen, begin[1:], strict=False)), begin[0])
