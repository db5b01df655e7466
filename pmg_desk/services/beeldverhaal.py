"""What stands in the report of a quarter: in short, then per measure its number, the table that matters and what was
read in it; behind that what holds for more than one, and on request every table.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from string import ascii_uppercase

from pmg_desk.domain import beeldmetingen as m
from pmg_desk.domain.beeld import Wijze
from pmg_desk.domain.beeldgetal import VERBORGEN
from pmg_desk.domain.beeldschema import lees_schema
from pmg_desk.domain.datums import toon_datum
from pmg_desk.domain.klok import lokale_dag
from pmg_desk.domain.kwartaal import Kwartaal
from pmg_desk.domain.registerblad import bron_in_woorden
from pmg_desk.domain.rollen import Rol
from pmg_desk.reports.beeldrapport import BIJLAGE, Achterin, Beeldrapport, Kwartaalregel, Rapportdeel, Rapportgrafiek
from pmg_desk.reports.cijfertabel import Cijfertabel
from pmg_desk.reports.staafgrafiek import Staaf, hoogste
from pmg_desk.services.beeld import Metinginzicht, Vaststelling, lees_tabel, lees_trend, metingen_van, vaststelling_van
from pmg_desk.services.beeldkern import Kern, Streefzin
from pmg_desk.services.beeldkeus import (
    Keus,
    Stil,
    cijfertabel,
    kies,
    naar,
    opsomming,
    snoei,
    staven_van,
    vorige_van,
    zonder_verschil,
)
from pmg_desk.services.werkplek import Transactie
from pmg_desk.storage import beeld as opslag
from pmg_desk.storage.models import Beeldkwartaal, Duiding

_MEESTE_KWARTALEN = 8
_ZIN = re.compile(r"(?<=[.!?])\s+(?=[A-Z'‘])")
_OVER_AS: Mapping[str, frozenset[str]] = {
    "De doelgroep is de laatste keuze": frozenset({m.DOELGROEP}),
    "Zonder keuze is het 'nog niet ingedeeld'": frozenset({m.DOELGROEP}),
    "De doelgroep en de tafel zijn": frozenset({m.DOELGROEP, m.TAFEL}),
    "Doelgroep en tafel zijn": frozenset({m.DOELGROEP, m.TAFEL}),
    "De leeftijd is": frozenset({m.LEEFTIJD}),
    "De tafel is": frozenset({m.TAFEL}),
    "De wijk en buurt zijn": frozenset({m.WIJK, m.GEBIED}),
    "Het niveau van hulp is": frozenset({m.NIVEAU}),
    "Het leefgebied is": frozenset({m.LEEFGEBIED}),
}
"""How sentences of a definition begin that matter only where a table has one of these axes. A sentence that begins
otherwise always stands."""
NIETS, AFSPRAKEN, BRONNEN = "Waar niets over te tonen is", "Afspraken bij het tellen", "Bronnen"


@dataclass(frozen=True, slots=True)
class Rapportopdracht:
    """What a report is made of besides settled numbers: with the same of it, the same report is made again.

    ``nummer`` in the register; ``metingen`` by key, all without any; ``door``: in which function, no name; ``op``: when
    it was made, so that what partners wrote later is not in it. ``uitgebreid``: with every table in an appendix.
    ``streefzinnen``: what the profile wanted to reach then.
    """

    nummer: int
    gemeente: str
    metingen: tuple[str, ...]
    voor_wie: str
    tekst: str
    op: datetime
    door: str
    uitgebreid: bool = False
    streefzinnen: tuple[Streefzin, ...] = ()


def maak_rapport(t: Transactie, rijen: Sequence[Beeldkwartaal], opdracht: Rapportopdracht) -> Beeldrapport:
    """The report of the last of these settled quarters, beside the ones before it. At least one quarter.

    The quarter before the last stands beside it when it was settled, also when it was not chosen.
    """
    return _Verhaal(t, rijen, opdracht).rapport()


def functie_van(rol: Rol) -> str:
    """Who made it, as a report says it that leaves the building: never by name."""
    return rol.value.replace("_", " ")


def periode_van(kwartalen: Sequence[Kwartaal]) -> str:
    """The quarters in words: ``3e kwartaal 2026``, ``2e en 3e kwartaal 2026``, or from the first up to the last."""
    eerste, laatste = kwartalen[0], kwartalen[-1]
    if len(kwartalen) == 1:
        return laatste.label
    if eerste.jaar != laatste.jaar:
        return f"{eerste.label} tot en met {laatste.label}"
    return f"{eerste.nr}e {'en' if len(kwartalen) == 2 else 'tot en met'} {laatste.label}"


class _Verhaal:
    def __init__(self, t: Transactie, rijen: Sequence[Beeldkwartaal], opdracht: Rapportopdracht) -> None:
        self._t, self._rijen, self._opdracht = t, rijen, opdracht
        self._rij = rijen[-1]
        self._kwartaal = Kwartaal.lees(self._rij.kwartaal)
        self._vast = vaststelling_van(self._rij)
        vorig = str(self._kwartaal.vorige)
        self._vorige = next((rij for rij in opslag.kwartalen(t.db) if rij.kwartaal == vorig), None)
        alle = metingen_van(lees_schema(self._rij.assen))
        self._metingen = [een for een in alle if not opdracht.metingen or een.sleutel in opdracht.metingen]
        self._duidingen: dict[str, list[Duiding]] = {een.sleutel: [] for een in self._metingen}
        for rij in rijen:
            for een in opslag.duidingen(t.db, rij.kwartaal):
                if een.tekst and een.op <= opdracht.op and een.onderwerp in self._duidingen:
                    self._duidingen[een.onderwerp].append(een)

    def rapport(self) -> Beeldrapport:
        o = self._opdracht
        keuzen = {een.sleutel: kies(self._t, self._rij, een) for een in self._metingen}
        vol = [een for een in self._metingen if self._vol(een, keuzen[een.sleutel])]
        koppen = {een.sleutel: f"{nr}. {een.naam}" for nr, een in enumerate(vol, start=1)}
        regels = {een.sleutel: self._definitiezinnen(een, keuzen[een.sleutel]) for een in vol}
        afspraken = _gedeeld(regels)
        return Beeldrapport(
            gemeente=o.gemeente,
            periode=periode_van([Kwartaal.lees(rij.kwartaal) for rij in self._rijen]),
            voor_wie=o.voor_wie,
            nummer=o.nummer,
            gemaakt=toon_datum(lokale_dag(o.op)),
            gemaakt_op=o.op,
            feiten=tuple(self._feiten()),
            kwartalen=tuple(self._kwartalen()),
            merken=tuple(self._merken()),
            methode=tuple(_per_wijze(self._vast, self._metingen)),
            tekst=o.tekst,
            vergelijking=(self._kwartaal.label, self._kwartaal.vorige.label),
            kern=Kern(self._t, self._rij, self._vorige).regels(self._metingen, koppen, o.streefzinnen),
            delen=tuple(
                self._deel(een, keuzen[een.sleutel], koppen[een.sleutel], _definitie(regels[een.sleutel], afspraken))
                for een in vol
            ),
            achterin=tuple(self._achterin(keuzen, vol, _afspraken(regels, afspraken))),
            bijlage=tuple(self._bijlage()) if o.uitgebreid else (),
        )

    def _vol(self, meting: Metinginzicht, keus: Keus) -> bool:
        """Whether it gets a section: there is a number in it, or partners read something in that there is none."""
        return keus.stil in (Stil.SPREEKT, Stil.ALLEEN_TOTAAL) or bool(self._duidingen[meting.sleutel])

    def _feiten(self) -> Iterator[tuple[str, str]]:
        o = self._opdracht
        if o.voor_wie:
            yield "Voor", o.voor_wie
        yield "Bestand", f"nummer {o.nummer} in het register van wat met deze getallen is gemaakt"
        yield "Gemaakt", f"op {toon_datum(lokale_dag(o.op))} door een {o.door}"
        yield "De cijfers", "gaan over groepen: er staat geen naam bij, en geen getal verraadt om wie het gaat"
        if o.tekst.strip() or any(self._duidingen.values()):
            regel = "De regel is dat niemand erin te herkennen is; wie dit bestand maakte, las ze daarop na"
            yield "De teksten", f"schreven mensen, en het programma zoekt er geen namen in. {regel}"

    def _kwartalen(self) -> Iterator[Kwartaalregel]:
        gekozen = [rij.kwartaal for rij in self._rijen]
        rijen = [*self._rijen]
        if self._vorige is not None and self._vorige.kwartaal not in gekozen:
            rijen.insert(0, self._vorige)
        for rij in reversed(rijen):
            v = vaststelling_van(rij)
            rol = "om mee te vergelijken" if rij.kwartaal not in gekozen else "beschreven"
            if rij.kwartaal in gekozen[:-1]:
                rol = "per kwartaal, en duiding"
            yield Kwartaalregel(
                v.label,
                f"{toon_datum(v.van)} tot en met {toon_datum(v.tot)}",
                toon_datum(v.tot),
                toon_datum(lokale_dag(v.op)),
                rol,
            )

    def _merken(self) -> Iterator[tuple[str, str]]:
        yield VERBORGEN, f"Afgeschermd: {self._vast.waarom_verborgen}."
        yield "0", "Nul: dit kwam niet voor."
        if any(een.wijze is Wijze.AFRONDEN for een in self._metingen):
            yield "ca. 15", "Afgerond: het echte getal ligt in de buurt, naar boven of naar beneden."
        yield "–", "Er is geen getal om te tonen of mee te delen."
        yield "%", "Deel van een totaal dat te zien is. Door afronding is de som soms iets meer of minder dan 100%."

    def _definitiezinnen(self, meting: Metinginzicht, keus: Keus) -> list[str]:
        """The definition, less what is said about axes along which this report shows nothing."""
        getoond = {een.sleutel for tabel in keus.tabellen for een in tabel.assen}
        weg = () if self._opdracht.uitgebreid else tuple(een for een, assen in _OVER_AS.items() if not assen & getoond)
        return [zin for zin in _ZIN.split(meting.definitie) if not (weg and zin.startswith(weg))]

    def _deel(self, meting: Metinginzicht, keus: Keus, kop: str, definitie: str) -> Rapportdeel:
        grafieken = tuple(self._grafieken(meting, keus))
        top = hoogste(een.staven for een in grafieken)
        return Rapportdeel(
            kop=kop,
            zinnen=tuple(self._zinnen(meting, keus)),
            definitie=definitie,
            grafieken=grafieken,
            schaal=f"De langste staaf is {top} {meting.eenheid}. Alle staven bij dit onderwerp hebben deze schaal."
            if len(grafieken) > 1
            else f"De langste staaf is {top} {meting.eenheid}.",
            tabellen=tuple(cijfertabel(tabel, vorige_van(self._t, self._vorige, tabel)) for tabel in keus.tabellen),
            duidingen=tuple(_duiding(een) for een in self._duidingen[meting.sleutel]),
        )

    def _zinnen(self, meting: Metinginzicht, keus: Keus) -> Iterator[str]:
        kern = Kern(self._t, self._rij, self._vorige)
        nu, toen = kern.paar(meting.sleutel)
        peildatum = lees_tabel(self._t, self._rij, meting.sleutel, ()).peildatum
        yield f"{meting.eenheid[:1].upper()}{meting.eenheid[1:]} {peildatum}: {nu.kort}."
        yield "" if self._vorige is None else f"{kern.verandering(nu, toen).rstrip('.')}."
        if keus.stil is Stil.ALLEEN_TOTAAL:
            yield "Alleen het totaal is te tonen: waarnaar het verder is geteld, is afgeschermd of nul."
        if self._vorige is not None and toen.waarde is not None:
            dicht = [een for tabel in keus.tabellen for een in zonder_verschil(self._t, self._vorige, tabel)]
            if dicht:
                yield _niet_te_zeggen(dict(dicht), self._kwartaal.vorige.label)

    def _grafieken(self, meting: Metinginzicht, keus: Keus) -> Iterator[Rapportgrafiek]:
        """Per quarter, and along the first axis of what is shown; none that has no bar."""
        rijen = [rij for rij in opslag.kwartalen(self._t.db) if rij in self._rijen or rij is self._vorige]
        if len(rijen) > 1:
            trend = lees_trend(self._t, rijen[-_MEESTE_KWARTALEN:], meting.sleutel, ())
            staven = tuple(Staaf(punt.label, punt.getal.waarde, punt.getal.kort) for punt in trend.punten)
            if any(staaf.waarde for staaf in staven):
                yield Rapportgrafiek("Per kwartaal", staven)
        for tabel in keus.tabellen[:1]:
            for langs, een in enumerate(tabel.assen):
                staven = staven_van(tabel, langs, kort=True)
                if any(staaf.waarde for staaf in staven):
                    yield Rapportgrafiek(f"{naar(een.label)}, {self._kwartaal.label}", staven)
                    return

    def _achterin(
        self, keuzen: Mapping[str, Keus], vol: Sequence[Metinginzicht], afspraken: Sequence[tuple[str, str]]
    ) -> Iterator[Achterin]:
        leeg = [een for een in self._metingen if een not in vol]
        zinnen = []
        for stil, hoe in (
            (Stil.NIETS, "is het aantal nul"),
            (Stil.AFGESCHERMD, f"zijn alle getallen afgeschermd ({VERBORGEN}) of nul"),
        ):
            namen = [een.naam for een in leeg if keuzen[een.sleutel].stil is stil]
            if namen:
                hoeveel = f"{len(namen)} onderwerpen" if len(namen) > 1 else "1 onderwerp"
                zinnen.append(("", f"Bij {hoeveel} {hoe} in het {self._kwartaal.label}: {'; '.join(namen)}."))
        if zinnen:
            yield Achterin(NIETS, tuple(zinnen))
        if afspraken:
            yield Achterin(AFSPRAKEN, tuple(afspraken))
        bronnen: dict[str, list[str]] = {}
        for een in self._metingen:
            bronnen.setdefault(bron_in_woorden(een.bron).replace("§", "paragraaf "), []).append(een.naam)
        yield Achterin(
            BRONNEN, tuple(("", f"{opsomming(namen)}: {bron}.") for bron, namen in bronnen.items()), klein=True
        )

    def _bijlage(self) -> Iterator[tuple[str, tuple[Cijfertabel, ...]]]:
        for een in self._metingen:
            tabellen = [lees_tabel(self._t, self._rij, een.sleutel, assen) for assen in een.tabellen]
            gevuld = [tabel for tabel in tabellen if any(getal.waarde for getal in tabel.cellen.values())]
            if gevuld:
                heel = tuple(cijfertabel(snoei(tabel, kort=False)) for tabel in gevuld)
                yield f"{BIJLAGE}{een.naam}", heel


def _niet_te_zeggen(dicht: Mapping[str, tuple[str, ...]], vorig: str) -> str:
    """Of which categories, per axis, no change can be told: the numbers of those alone were hidden."""
    namen = [f"van {opsomming(labels)} ({naar(een)[:1].lower()}{naar(een)[1:]})" for een, labels in dicht.items()]
    welke = opsomming(namen)
    wat = "dat getal" if sum(map(len, dicht.values())) == 1 else "die getallen"
    zijn = "is" if wat == "dat getal" else "zijn"
    return (
        f"{welke[:1].upper()}{welke[1:]} is niet te zeggen wat er veranderde: {wat} van het {vorig} {zijn} afgeschermd "
        f"({VERBORGEN})."
    )


def _per_wijze(v: Vaststelling, metingen: Sequence[Metinginzicht]) -> Iterator[str]:
    """How small numbers are kept from view; by name where that differs between the measures."""
    for wijze in dict.fromkeys(een.wijze for een in metingen):
        welke = [een.naam for een in metingen if een.wijze is wijze]
        voor = "" if len(welke) == len(metingen) else f"{', '.join(welke)}: "
        yield voor + v.methode(wijze)


def _gedeeld(regels: Mapping[str, Sequence[str]]) -> dict[str, str]:
    """Sentences that are in more than one definition, each with a letter: they are said once for all.

    Sentences that always come together have the same letter.
    """
    bij: dict[str, list[str]] = {}
    for sleutel, zinnen in regels.items():
        for zin in dict.fromkeys(zinnen):
            bij.setdefault(zin, []).append(sleutel)
    gedeeld = {zin: tuple(sleutels) for zin, sleutels in bij.items() if len(sleutels) > 1}
    letters = dict(zip(dict.fromkeys(gedeeld.values()), ascii_uppercase, strict=False))
    return {zin: letters[sleutels] for zin, sleutels in gedeeld.items() if sleutels in letters}


def _afspraken(regels: Mapping[str, Sequence[str]], afspraken: Mapping[str, str]) -> list[tuple[str, str]]:
    uit = []
    for letter in dict.fromkeys(afspraken.values()):
        zinnen = [zin for zin, ander in afspraken.items() if ander == letter]
        nummers = [str(nr) for nr, eigen in enumerate(regels.values(), start=1) if zinnen[0] in eigen]
        uit.append((letter, f"{' '.join(zinnen)} (Onderwerp {opsomming(nummers)}.)"))
    return uit


def _definitie(zinnen: Sequence[str], afspraken: Mapping[str, str]) -> str:
    eigen = [zin for zin in zinnen if zin not in afspraken]
    letters = sorted({afspraken[zin] for zin in zinnen if zin in afspraken})
    if letters:
        eigen.append(f"Verder geldt afspraak {opsomming(letters)} (achterin).")
    return " ".join(eigen)


def _duiding(een: Duiding) -> tuple[str, str]:
    kwartaal = Kwartaal.lees(een.kwartaal).label
    return f"Duiding bij {kwartaal}, geschreven op {toon_datum(lokale_dag(een.op))}", f"{een.wie}: {een.tekst}"
