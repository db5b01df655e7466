"""Pseudonyms instead of names on what is handed out for exercise or review.

A casus gets its pseudonym by chance, once, and keeps it in this vault until the casus is destroyed; then only the word
stays, so that nobody else gets it. What is handed out stays a sharing of personal data under its approval (AVG 4(5),
overweging 26). Names of youths whom this user may not see are not looked for: what becomes of a text must not tell
whether the vault knows somebody.
"""

from __future__ import annotations

import secrets
from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace
from functools import cached_property
from uuid import UUID

from pmg_desk.domain.bundel import Bundeldeel
from pmg_desk.domain.namen import vouw
from pmg_desk.domain.netwerk import soort_van
from pmg_desk.domain.profiel import Sector
from pmg_desk.domain.profiel.sectie import label_van, ooit
from pmg_desk.domain.samenvatting import BesluitVermelding, Stuk
from pmg_desk.domain.schuilnaam import (
    ADRES,
    CASUSNUMMER,
    GEBOREN,
    SCHOOL,
    Drager,
    Namenlijst,
    Verberger,
    datumvormen,
    maak_schuilnaam,
)
from pmg_desk.services.werkplek import Transactie
from pmg_desk.storage import adresboek, netwerk
from pmg_desk.storage import pseudoniemen as rijen
from pmg_desk.storage.models import Casus, Jongere, Pseudoniem, Relatie

ANDERE_JONGERE, UIT_DE_GROEP, GROEP = "[andere jongere]", "[iemand uit de groep]", "[groep]"
BESLUITNUMMER = "[nummer]"
KADERSOORT = "tafelkader"
"""A decision of this kind is about a whole table: its number ties to no casus."""
WAARSCHUWING = (
    "Het programma vervangt de namen, adressen, scholen, nummers en geboortedata die het kent. Bijnamen, tikfouten en "
    "omstandigheden waaraan u iemand herkent, haalt het er niet uit. Lees daarom eerst elke bundel zelf. Wie van dit "
    "overleg ook een bundel met namen heeft, ziet aan het agendapunt om wie het gaat."
)
_ADRESSTUK = "adres"
_MAG_BLIJVEN = frozenset({"Leeftijd", "Geslacht"})
"""Labels of the only fields that are left of who it is about."""
_NIET_MEE: dict[str, frozenset[str]] = {
    "relatie": frozenset({"Naam", "Geboren"}),
    "relatieduiding": frozenset({"Naam"}),
    "groepslid": frozenset({"Naam"}),
}
"""Labels of the fields that name somebody, by the kind of stuk."""
_SCHOOLWOORDEN = frozenset(
    "basisschool christelijk christelijke college gymnasium havo locatie lyceum mavo mbo openbare praktijkschool roc "
    "scholengemeenschap school vmbo voor vso vwo".split()
)
"""Words in names of schools that tell of no school in particular."""


def gaat_mee(stuk: Stuk) -> bool:
    """Whether anything of this stuk is left under a pseudonym: of an address nothing is."""
    return stuk.id.partition(":")[0] != _ADRESSTUK


@dataclass(frozen=True, slots=True)
class Twijfel:
    """Words on the pages of a casus that may still be a name: capitals within a sentence."""

    punt: int
    schuilnaam: str
    woorden: tuple[str, ...]


class Schuilnamen:
    """Takes what names anybody out of the parts of a bundle. ``agenda``: the casussen of the meeting."""

    def __init__(self, t: Transactie, agenda: Collection[UUID]) -> None:
        self._t, self._agenda = t, frozenset(agenda)
        self._per_casus: dict[UUID, Verberger] = {}

    def pseudoniem(self, casus: Casus) -> str:
        """The pseudonym of this casus, drawn when it has none yet."""
        t = self._t
        rij = rijen.pseudoniem(t.db, casus.id)
        if rij is None:
            naam = maak_schuilnaam(secrets.choice, rijen.bezet(t.db), self._echte_woorden)
            rij = Pseudoniem(id=t.nieuw_id(), casus_id=casus.id, naam=naam)
            t.db.add(rij)
            t.db.flush()
            t.log("pseudoniem.geven", "casus", casus.id, casus_id=casus.id)
        return rij.naam

    def onherkenbaar(self, deel: Bundeldeel, casus: Casus) -> Bundeldeel:
        """The part with the pseudonym, and without what names anybody."""
        naam, verberger, s = self.pseudoniem(casus), self._verberger(casus), deel.samenvatting
        return replace(
            deel,
            vraag=verberger.vervang(deel.vraag),
            samenvatting=replace(
                s,
                naam=naam,
                casusnummer="",
                stukken=tuple(_stuk(stuk, naam, verberger) for stuk in s.stukken),
                besluiten=tuple(_vermelding(b, verberger) for b in s.besluiten),
            ),
            besluiten=tuple(_stuk(stuk, naam, verberger) for stuk in deel.besluiten),
        )

    def twijfel(self, deel: Bundeldeel, casus: Casus) -> Twijfel | None:
        """What a reader of this part, which was made unrecognisable, should look at; None: nothing stands out."""
        s, verberger = deel.samenvatting, self._verberger(casus)
        bekend = self._bekend | set(vouw(s.naam).split())
        teksten = [deel.vraag]
        for stuk in (*deel.besluiten, *s.stukken):
            teksten += [stuk.titel, stuk.tekst, stuk.bron, *(waarde for _, waarde in stuk.velden)]
        woorden = dict.fromkeys(woord for tekst in teksten for woord in verberger.twijfels(tekst, bekend))
        return Twijfel(deel.punt, s.naam, tuple(woorden)) if woorden else None

    @cached_property
    def _jongeren(self) -> list[tuple[Jongere, Casus]]:
        return rijen.zichtbare_jongeren(self._t.db, self._t.zichtbaar())

    @cached_property
    def _echte_woorden(self) -> frozenset[str]:
        """Words of names that a pseudonym must not resemble."""
        namen = (f"{j.voornamen} {j.roepnaam} {j.geslachtsnaam}" for j, _ in self._jongeren)
        return frozenset(woord for naam in namen for woord in vouw(naam).split())

    @cached_property
    def _bekend(self) -> frozenset[str]:
        """Words of names that may be read: of those who work in the chain, and of the municipality."""
        t = self._t
        mensen = adresboek.professionals(t.db, t.vandaag, ook_gestopt=True)
        teksten = [t.profiel.gemeente, t.gebruiker.naam]
        teksten += [deel for p, o in mensen for deel in (p.naam, p.functie, o.naam)]
        secties = (t.profiel.tafels, t.profiel.organisaties, t.profiel.functies, t.profiel.interventies)
        teksten += [label_van(sectie, sleutel) for sectie in secties for sleutel in sectie]
        return frozenset(woord for tekst in teksten for woord in vouw(tekst).split())

    @cached_property
    def _anderen(self) -> Namenlijst:
        """All the others that this user may see, and what holds for every casus."""
        t = self._t
        scholen = [
            (o.naam, SCHOOL)
            for o in adresboek.organisaties(t.db, t.vandaag, ook_gestopt=True)
            if (soort := ooit(t.profiel.organisaties, o.soort)) is not None and soort.sector is Sector.ONDERWIJS
        ]
        return Namenlijst(
            (_drager(een, ANDERE_JONGERE, los=casus.id in self._agenda) for een, casus in self._jongeren),
            [*((casus.nummer, CASUSNUMMER) for _, casus in self._jongeren), *scholen],
        )

    def _verberger(self, casus: Casus) -> Verberger:
        if casus.id not in self._per_casus:
            t = self._t
            jongere, relaties = t.haal(Jongere, casus.jongere_id), netwerk.relaties(t.db, casus)
            groepen = rijen.groepsgenoten(t.db, casus.id, t.zichtbaar())
            dragers = [
                _drager(jongere, self.pseudoniem(casus)),
                *(Drager(f"[{soort_van(r.soort).label.lower()}]", "", "", r.naam) for r in relaties),
                *(_drager(een, ANDERE_JONGERE) for een in groepen.jongeren),
                *(Drager(UIT_DE_GROEP, "", "", naam) for naam in groepen.anderen),
                *_schoolnaam(jongere.school),
            ]
            reeksen = [*_reeksen(jongere, relaties, t.profiel.gemeente), *((naam, GROEP) for naam in groepen.namen)]
            eigen = Namenlijst(dragers, [(casus.nummer, CASUSNUMMER), *reeksen])
            self._per_casus[casus.id] = Verberger(eigen, self._anderen)
        return self._per_casus[casus.id]


def _drager(jongere: Jongere, vervang: str, *, los: bool = True) -> Drager:
    voornamen = f"{jongere.voornamen} {jongere.roepnaam}"
    return Drager(vervang, voornamen, jongere.voorvoegsel, jongere.geslachtsnaam, los=los)


def _schoolnaam(school: str) -> Iterator[Drager]:
    """What is left of the name of a school without the words that all schools have."""
    eigen = " ".join(woord for woord in school.split() if vouw(woord) not in _SCHOOLWOORDEN)
    if eigen:
        yield Drager(SCHOOL, "", "", eigen, hoofdletter=True)


def _reeksen(jongere: Jongere, relaties: Collection[Relatie], gemeente: str) -> Iterator[tuple[str, str]]:
    yield from ((jongere.school, SCHOOL), (jongere.straat, ADRES), (jongere.buurt, "[buurt]"))
    if vouw(jongere.woonplaats) != vouw(gemeente):
        yield jongere.woonplaats, "[woonplaats]"
    geboren = [jongere.geboortedatum, *(r.geboortedatum for r in relaties if r.geboortedatum is not None)]
    yield from ((vorm, GEBOREN) for datum in geboren for vorm in datumvormen(datum))


def _vermelding(besluit: BesluitVermelding, verberger: Verberger) -> BesluitVermelding:
    """Without the number of a decision about this one casus: an earlier paper with the name on it may hold it too."""
    nummer = besluit.nummer if besluit.soort == KADERSOORT else BESLUITNUMMER
    return replace(besluit, nummer=nummer, voorwaarden=verberger.vervang(besluit.voorwaarden))


def _stuk(stuk: Stuk, naam: str, verberger: Verberger) -> Stuk:
    soort = stuk.id.partition(":")[0]
    velden = tuple(
        (label, verberger.vervang(waarde))
        for label, waarde in stuk.velden
        if (label in _MAG_BLIJVEN if soort == "identiteit" else label not in _NIET_MEE.get(soort, ()))
    )
    titel = naam if soort == "identiteit" else verberger.vervang(stuk.titel)
    tekst, bron = verberger.vervang(stuk.tekst), verberger.vervang(stuk.bron)
    return replace(stuk, titel=titel, tekst=tekst, bron=bron, velden=velden)
