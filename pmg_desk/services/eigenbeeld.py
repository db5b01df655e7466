"""What a casusregisseur has on the own table: the open casussen they lead, and where work gets stuck.

Nothing is hidden here, because these are casussen one reads anyway; so nothing of it leaves the program. The
informatiebeeld for others is :mod:`beeld`. What gets stuck is read from the sources of the work list, so that the two
never say something different.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from pmg_desk.domain.rollen import Recht
from pmg_desk.domain.tafelverblijf import telt_aan_tafel
from pmg_desk.services import werk_casus, werk_delen
from pmg_desk.services.casussen import doelgroep_label, tafel_label
from pmg_desk.services.jongeren import leeftijd_kort, naam_van
from pmg_desk.services.tafelstappen import stap_label
from pmg_desk.services.werk import Bereik, Werkitem
from pmg_desk.services.werkplek import Transactie, Werkplek
from pmg_desk.storage import delen as deelrijen
from pmg_desk.storage import eigenbeeld as opslag
from pmg_desk.storage import plannen as planrijen
from pmg_desk.storage.models import StapSoort, VerzoekStatus
from pmg_desk.storage.tafelstappen import huidige_stappen

_ALLES = 1_000_000  # more than anybody leads: the numbers are whole
_GEEN_TAFEL, _GEEN_FASE = "Geen tafel", "nog geen fase"
_CASUS, _VERZOEK, _AKKOORD = ("casus", "casussen"), ("verzoek", "verzoeken"), ("akkoord", "akkoorden")
_ACTIE = ("actie", "acties")
_TE_LAAT = "Actie te laat van {}"


@dataclass(frozen=True, slots=True)
class EigenCasus:
    """A casus that one leads."""

    id: UUID
    nummer: str
    naam: str
    leeftijd: str
    doelgroep: str | None
    tafels: tuple[str, ...]  # labels
    geopend_op: date
    knelpunten: tuple[str, ...]  # what is stuck or late, in words


@dataclass(frozen=True, slots=True)
class Regel:
    """One number: what it counts, and the casussen that make it. ``aantal`` counts things, of which a casus may have
    more than one; ``eenheid``: what they are called, one and many.
    """

    label: str
    aantal: int
    casussen: frozenset[UUID]
    eenheid: tuple[str, str]

    @property
    def woorden(self) -> str:
        """As one says it: ``1 casus``, ``3 verzoeken in 2 casussen``."""
        zin = f"{self.aantal} {self.eenheid[self.aantal != 1]}"
        if len(self.casussen) == self.aantal:
            return zin
        return f"{zin} in {len(self.casussen)} {_CASUS[len(self.casussen) != 1]}"


@dataclass(frozen=True, slots=True)
class Groep:
    """Numbers that belong together; ``sleutel`` is for tests and screens. ``van``: what the casussen of one of its
    numbers are, around its label.
    """

    sleutel: str
    kop: str
    regels: tuple[Regel, ...]
    van: str = "{}"


@dataclass(frozen=True, slots=True)
class Eigenbeeld:
    """Everything, as it is today."""

    casussen: tuple[EigenCasus, ...]
    groepen: tuple[Groep, ...]
    vandaag: date


def show_eigenbeeld(werkplek: Werkplek) -> Eigenbeeld:
    """Of who asks. Opens no dossier, so writes no Logregel. Raises GeenToegang."""
    with werkplek.doe() as t:
        t.eis(Recht.CASUS_SCHRIJVEN)
        return _lees(t)


def _lees(t: Transactie) -> Eigenbeeld:
    paren = opslag.casussen(t.db, t.gebruiker.id)
    eigen = frozenset(casus.id for casus, _ in paren)
    tafels, fasen = _aan_tafel(t, eigen)
    knelpunten = _knelpunten(t, eigen)
    vast: dict[UUID, list[str]] = defaultdict(list)
    for regel in knelpunten:
        for casus_id in regel.casussen:
            vast[casus_id].append(regel.label)
    acties = _acties(t)
    for regel in acties:
        for casus_id in regel.casussen:
            vast[casus_id].append(_TE_LAAT.format(regel.label))
    per_doelgroep = _regels((doelgroep_label(t.profiel, casus.doelgroep), casus.id) for casus, _ in paren)
    groepen = (
        Groep("tafel", "Per tafel", tafels, "Tafel: {}"),
        Groep("doelgroep", "Per doelgroep", per_doelgroep, "Doelgroep: {}"),
        Groep("fase", "Per fase", fasen, "Fase: {}"),
        Groep("knelpunt", "Knelpunten", knelpunten),
        Groep("actie", "Acties te laat, per organisatie", acties, _TE_LAAT),
    )
    namen: dict[UUID, list[str]] = defaultdict(list)
    for regel in tafels:
        for casus_id in regel.casussen:
            namen[casus_id].append(regel.label)
    return Eigenbeeld(
        tuple(
            EigenCasus(
                casus.id,
                casus.nummer,
                naam_van(jongere).sorteernaam,
                leeftijd_kort(jongere.geboortedatum, t.vandaag),
                casus.doelgroep,
                tuple(namen[casus.id]),
                casus.geopend_op,
                tuple(vast[casus.id]),
            )
            for casus, jongere in paren
        ),
        groepen,
        t.vandaag,
    )


def _aan_tafel(t: Transactie, eigen: frozenset[UUID]) -> tuple[tuple[Regel, ...], tuple[Regel, ...]]:
    """How many at each table, and in which phase there; a table without phases has none."""
    alle = opslag.verblijven(t.db, t.gebruiker.id)
    verblijven = [een for een in alle if telt_aan_tafel(een.van, een.tot, t.vandaag)]
    stappen = huidige_stappen(t.db, [een.id for een in verblijven])
    tafels = [(tafel_label(t.profiel, een.tafel), een.casus_id) for een in verblijven]
    nergens = eigen - {een.casus_id for een in verblijven}
    fasen = []
    for een in verblijven:
        in_profiel = t.profiel.tafels.get(een.tafel)
        if in_profiel is None or not in_profiel.fasen:
            continue
        stap = stappen[een.id].get(StapSoort.FASE)
        fase = _GEEN_FASE if stap is None else stap_label(t, een.tafel, stap)
        fasen.append((f"{tafel_label(t.profiel, een.tafel)}: {fase}", een.casus_id))
    return _regels([*tafels, *((_GEEN_TAFEL, casus_id) for casus_id in sorted(nergens))]), _regels(fasen)


def _knelpunten(t: Transactie, eigen: frozenset[UUID]) -> tuple[Regel, ...]:
    """What gets stuck, also the kinds of which there is nothing now."""
    nu = Bereik(t.vandaag, _ALLES)
    stil = t.profiel.instellingen.zonder_contact_dagen.waarde
    wacht = (VerzoekStatus.INGEDIEND, VerzoekStatus.TERUG)
    verzoeken = deelrijen.verzoeken(t.db, casussen=opslag.geleide_open(t.gebruiker.id), statussen=wacht)
    bij_officer, terug = ([rij.casus_id for rij in verzoeken if rij.status is stand] for stand in wacht)

    def van(items: Iterable[Werkitem]) -> list[UUID]:
        return [item.casus_id for item in items if item.casus_id is not None and item.casus_id in eigen]

    soorten = (
        ("Zonder plan", _CASUS, van(werk_casus.zonder_plan(t, nu))),
        ("Dag van evaluatie is vandaag of voorbij", _CASUS, van(werk_casus.evaluaties(t, nu))),
        ("Verzoek om te delen wacht op de privacy officer", _VERZOEK, bij_officer),
        ("Vraag van de privacy officer over een verzoek", _VERZOEK, terug),
        (f"Akkoord loopt af binnen {werk_delen.AKKOORD_DAGEN} dagen", _AKKOORD, van(werk_delen.akkoorden(t, nu))),
        (f"{stil} dagen geen tekst, actie, score of overleg", _CASUS, van(werk_casus.geen_contact(t, nu))),
    )
    return tuple(Regel(label, len(ids), frozenset(ids), eenheid) for label, eenheid, ids in soorten)


def _acties(t: Transactie) -> tuple[Regel, ...]:
    """Late actions by the organisation that owes them, the most first."""
    gisteren = t.vandaag - timedelta(days=1)
    rijen = planrijen.lopende_acties(t.db, opslag.geleide_open(t.gebruiker.id), gisteren, _ALLES)
    van = opslag.organisaties(t.db) if rijen else {}
    return _regels(((van[actie.eigenaar_id], casus.id) for actie, casus, _ in rijen), _ACTIE)


def _regels(paren: Iterable[tuple[str, UUID]], eenheid: tuple[str, str] = _CASUS) -> tuple[Regel, ...]:
    """Counted by their words, the most first."""
    telling: dict[str, list[UUID]] = defaultdict(list)
    for label, casus_id in paren:
        telling[label].append(casus_id)
    alle = [Regel(label, len(ids), frozenset(ids), eenheid) for label, ids in telling.items()]
    return tuple(sorted(alle, key=lambda regel: (-regel.aantal, regel.label)))
