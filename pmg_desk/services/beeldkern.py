"""The few numbers a council asks first, each beside that of the quarter before, with the change in words.

A change, a share or a sum is made of numbers that were shown; where one is hidden the answer is its sign.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial

from pmg_desk.domain import beeldmetingen as m
from pmg_desk.domain.beeld import TOTAAL, Moment
from pmg_desk.domain.beeldgetal import NIET_GETELD, VERBORGEN, Aandeel, Getal, Merk, deel_van, tel_op
from pmg_desk.domain.beeldgroepen import DUREN
from pmg_desk.domain.beeldschema import lees_schema
from pmg_desk.domain.datums import toon_datum
from pmg_desk.domain.kwartaal import Kwartaal
from pmg_desk.domain.monitoring import Punt, Verschil, Verschilsoort, tel_jaar, vergelijk
from pmg_desk.domain.profiel import Streefwaarde
from pmg_desk.reports.beeldrapport import Kerncijfer
from pmg_desk.services.beeld import BuitenDeTabellen, Metinginzicht, lees_tabel
from pmg_desk.services.beeldcijfers import Cijfers
from pmg_desk.services.werkplek import Transactie
from pmg_desk.storage.models import Beeldkwartaal

_TOTALEN: Mapping[str, str] = {
    "stand": "Lopende casussen",
    "instroom": "Instroom: nieuwe casussen",
    "uitstroom": "Uitstroom: gesloten casussen",
    "inzet_begonnen": "Begonnen met een interventie",
    "inzet_afgerond": "Interventie afgerond",
}
_VOLGORDE = (
    "stand",
    "instroom",
    "uitstroom",
    "aanmeldingen",
    "acties",
    "tijd_tot_plan",
    "inzet_begonnen",
    "inzet_afgerond",
)
_MEESTE = 10  # lines; a page has room for them
NIET_TE_VERGELIJKEN = "Niet te vergelijken: er is geen eerder getal."
"""What is said of a number that was not counted then; *niet te zeggen* is said of a hidden one."""
_BINNEN = ("dagen_0_14", "dagen_15_28")


@dataclass(frozen=True, slots=True)
class Streefzin:
    """A number to reach in words, and the table it is about; ``TOTAAL``: all of them."""

    tafel: str
    zin: str


def streefzinnen_van(t: Transactie, kwartaal: Kwartaal) -> tuple[Streefzin, ...]:
    """What the profile wants to reach in that quarter, as it says it now: a report keeps it with itself."""
    return tuple(
        Streefzin(streef.tafel or TOTAAL, _streefzin(t, streef))
        for streef in t.profiel.streefwaarden.values()
        if streef.meting == "aanmeldingen" and streef.jaar in (None, kwartaal.jaar) and not streef.nulmeting
    )


def _streefzin(t: Transactie, streef: Streefwaarde) -> str:
    boven = t.profiel.streefwaarden.get(streef.boven or "")
    extra = "" if boven is None else f" boven op {boven.waarde}"
    return f"Streefwaarde: {streef.waarde} {streef.eenheid}{extra}, {streef.periode}."


class Kern:
    """Makes the lines for one quarter beside the one before, if that was settled."""

    def __init__(self, t: Transactie, rij: Beeldkwartaal, vorige: Beeldkwartaal | None) -> None:
        self._t, self._rij, self._vorige = t, rij, vorige
        self._kwartaal = Kwartaal.lees(rij.kwartaal)

    def regels(
        self, metingen: Sequence[Metinginzicht], koppen: Mapping[str, str], streefzinnen: Sequence[Streefzin]
    ) -> tuple[Kerncijfer, ...]:
        """The lines about these measures; ``koppen``: the heading of each subject that has one."""
        per = {een.sleutel: een for een in metingen}
        vaste: dict[str, Callable[[str], Iterator[Kerncijfer]]] = {
            "aanmeldingen": partial(self._aanmeldingen, streefzinnen),
            "acties": self._acties,
            "tijd_tot_plan": self._doorlooptijd,
        }
        uit: list[Kerncijfer] = []
        for sleutel in (een for een in _VOLGORDE if een in per):
            kop, maak = koppen.get(sleutel, ""), vaste.get(sleutel)
            uit += maak(kop) if maak else [self._totaal(per[sleutel], _TOTALEN[sleutel], kop)]
        if not uit:  # none of them was asked for: then what was
            uit = [self._totaal(een, een.naam, koppen.get(een.sleutel, "")) for een in metingen]
        return tuple(uit[:_MEESTE])

    def verandering(self, nu: Getal, toen: Getal) -> str:
        """How much more or less than the quarter before, in words."""
        vorig = self._kwartaal.vorige
        verschil = vergelijk(Punt(self._kwartaal, nu), Punt(vorig, toen))
        if verschil.soort is Verschilsoort.AFGESCHERMD:
            return niet_te_zeggen(nu, toen, vorig.label)
        return _in_woorden(verschil, vorig.label, "")

    def _totaal(self, meting: Metinginzicht, wat: str, kop: str) -> Kerncijfer:
        nu, toen = self.paar(meting.sleutel)
        op = (
            f"op {toon_datum(self._kwartaal.eind)}"
            if meting.moment is Moment.STAND
            else f"in het {self._kwartaal.label}"
        )
        bij = f"{meting.eenheid} {op}"
        return Kerncijfer(wat, bij, nu.kort, _kort(toen), self.verandering(nu, toen), kop)

    def paar(self, meting: str, keuze: tuple[tuple[str, str], ...] = ()) -> tuple[Getal, Getal]:
        """A number now and in the quarter before; not counted where there was none."""
        return self._getal(self._rij, meting, keuze), self._getal(self._vorige, meting, keuze)

    def _getal(self, rij: Beeldkwartaal | None, meting: str, keuze: tuple[tuple[str, str], ...]) -> Getal:
        if rij is None:
            return NIET_GETELD
        try:
            return lees_tabel(self._t, rij, meting, (), keuze).cellen[()]
        except BuitenDeTabellen:
            return NIET_GETELD

    def _aanmeldingen(self, streefzinnen: Sequence[Streefzin], kop: str) -> Iterator[Kerncijfer]:
        """Of each table that was counted and has a number to reach, beside that; else of all tables."""
        geteld = self._tafels()
        per_tafel: dict[str, list[str]] = {}
        for een in streefzinnen:
            if een.tafel in geteld:
                per_tafel.setdefault(een.tafel, []).append(een.zin)
        for tafel, zinnen in (per_tafel or {TOTAAL: []}).items():
            nu, toen = self.paar("aanmeldingen", () if tafel == TOTAAL else ((m.BIJ_TAFEL, tafel),))
            bij = " ".join([*zinnen, *([self._jaarzin(tafel)] if zinnen else [])])
            wat = f"Aanmeldingen{geteld.get(tafel, '')}"
            yield Kerncijfer(wat, bij, nu.kort, _kort(toen), self.verandering(nu, toen), kop)

    def _tafels(self) -> dict[str, str]:
        """The tables that were counted in the quarter, each as it was called then, behind a word."""
        schema = lees_schema(self._rij.assen)
        per_tafel = any(m.BIJ_TAFEL in tabel for tabel in schema.metingen["aanmeldingen"].tabellen)
        knopen = schema.assen[m.BIJ_TAFEL].knopen if per_tafel else ()
        return {TOTAAL: "", **{knoop.sleutel: f" bij {knoop.label}" for knoop in knopen}}

    def _jaarzin(self, tafel: str) -> str:
        cijfers = Cijfers(self._t)
        if tafel == TOTAAL:
            punten = cijfers.totalen("aanmeldingen")
        else:
            punten = cijfers.per_categorie("aanmeldingen", m.BIJ_TAFEL, [tafel])[tafel]
        som = tel_jaar([punt for punt in punten if punt.kwartaal <= self._kwartaal], self._kwartaal.jaar)
        if som.verborgen and not som.minstens:
            return f"Hoeveel het er in {som.jaar} zijn, is afgeschermd ({VERBORGEN})."
        getal = f"{'ten minste ' if som.verborgen else ''}{'ca. ' if som.ongeveer else ''}{som.minstens}"
        geteld = f"{som.kwartalen} van de 4 kwartalen geteld"
        verborgen = f", {som.verborgen} afgeschermd" if som.verborgen else ""
        return f"In {som.jaar} tot en met dit kwartaal: {getal} ({geteld}{verborgen})."

    def _acties(self, kop: str) -> Iterator[Kerncijfer]:
        delen = [(self.paar("acties", ((m.ACTIESTAND, "op_tijd"),))), self.paar("acties")]
        yield from self._aandeel("Acties op tijd klaar", "acties die in het kwartaal klaar moesten zijn", delen, kop)

    def _doorlooptijd(self, kop: str) -> Iterator[Kerncijfer]:
        banden = [self.paar("tijd_tot_plan", ((m.DUUR, band),)) for band in _BINNEN]
        binnen = (tel_op(nu for nu, _ in banden), tel_op(toen for _, toen in banden))
        dagen = DUREN[_BINNEN[-1]].split()[-2]
        wat = f"Plan binnen {dagen} dagen na signaal of aanmelding"
        yield from self._aandeel(wat, "casussen die een eerste plan kregen", [binnen, self.paar("tijd_tot_plan")], kop)

    def _aandeel(self, wat: str, bij: str, delen: Sequence[tuple[Getal, Getal]], kop: str) -> Iterator[Kerncijfer]:
        (deel_nu, deel_toen), (geheel_nu, geheel_toen) = delen
        nu, toen = deel_van(deel_nu, geheel_nu), deel_van(deel_toen, geheel_toen)
        if geheel_nu.waarde == 0:
            yield Kerncijfer(wat, f"er waren geen {bij}", nu.kort, _kort(toen), "Geen aandeel: er waren er geen.", kop)
        elif nu.merk is not Merk.NIET_GETELD:
            hoeveel = f"{deel_nu.kort} van de {geheel_nu.kort} {bij}"
            yield Kerncijfer(wat, hoeveel, nu.kort, _kort(toen), self._procentpunt(nu, toen), kop)

    def _procentpunt(self, nu: Aandeel, toen: Aandeel) -> str:
        vorig = self._kwartaal.vorige.label
        if nu.procent is None or toen.procent is None:
            if Merk.AFGESCHERMD in (nu.merk, toen.merk):
                return niet_te_zeggen(nu, toen, vorig)
            return _in_woorden(Verschil(Verschilsoort.ONTBREEKT), vorig, "")
        ongeveer = Merk.AFGEROND in (nu.merk, toen.merk)
        verschil = Verschil(Verschilsoort.GETAL, nu.procent - toen.procent, ongeveer)
        return _in_woorden(verschil, vorig, " procentpunt")


def _kort(een: Getal | Aandeel) -> str:
    return "–" if een.merk is Merk.NIET_GETELD else een.kort


def niet_te_zeggen(nu: Getal | Aandeel, toen: Getal | Aandeel, vorig: str) -> str:
    """Why there is no difference: which of the two is hidden, for a reader looks there, or that one was not counted."""
    if Merk.NIET_GETELD in (nu.merk, toen.merk):
        return NIET_TE_VERGELIJKEN
    if nu.merk is toen.merk:
        return f"Niet te zeggen: beide getallen zijn afgeschermd ({VERBORGEN})."
    welk = "dit kwartaal" if nu.merk is Merk.AFGESCHERMD else f"het {vorig}"
    return f"Niet te zeggen: het getal van {welk} is afgeschermd ({VERBORGEN})."


def _in_woorden(verschil: Verschil, vorig: str, maat: str) -> str:
    if verschil.soort is Verschilsoort.ONTBREEKT:
        return NIET_TE_VERGELIJKEN
    ongeveer = "ongeveer " if verschil.ongeveer else ""
    if not verschil.aantal:
        return f"{ongeveer}gelijk aan het {vorig}".capitalize()
    hoe = "meer" if verschil.aantal > 0 else "minder"
    zin = f"{ongeveer}{abs(verschil.aantal)}{maat} {hoe} dan in het {vorig}"
    return zin[:1].upper() + zin[1:]
