"""Where an audit reads from: the register and log of this vault, or an audit package of another one.

Both give the same rows (``domain.deellog``) and the same log lines, so every rule of an audit is there once. What a
source cannot tell, it says in a sentence.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from functools import cached_property
from typing import Protocol
from uuid import UUID

from pmg_desk.domain.controlepunt import lees_notitie, lees_oorsprong
from pmg_desk.domain.deellog import INTERN, MISLUKTREGEL, Deling, Gemeld, gemeld_mislukt
from pmg_desk.domain.delen import lees_verzoektekst
from pmg_desk.domain.fouten import NietGevonden
from pmg_desk.domain.klok import uit_tekst
from pmg_desk.domain.logboek import Logregel
from pmg_desk.domain.logcontrole import VERVOLGREGEL
from pmg_desk.domain.patronen import DEELREGELS
from pmg_desk.domain.rollen import Kluissoort, Recht
from pmg_desk.domain.steekproef import grenzen, maand_van, vorige_maand
from pmg_desk.domain.toezicht import lees_regel
from pmg_desk.services.sleutelboek import gelukte_regels
from pmg_desk.services.toezichtaudit import Auditinhoud, Verstrekt, auditinhoud, bekende_notities, bekende_regels
from pmg_desk.services.toezichtinhoud import bewaarde_bijlage
from pmg_desk.services.werkplek import Transactie
from pmg_desk.storage import controlepunten, logregels, spoed, steekproeven, tafelkaders
from pmg_desk.storage import delen as rijen
from pmg_desk.storage import toezicht as toezichtrijen
from pmg_desk.storage.casussen import met_nummer
from pmg_desk.storage.models import Auditdossier, Casus, Gebruiker, Verbinding, Verstrekking

_NIET_IN_ORDE = "LET OP: het logboek in dit pakket is niet in orde. Wat hier staat, is niet te vertrouwen."
MET_SPOED = "met spoed, zonder besluit vooraf"
_EERSTE = "2020-01"  # no vault is older: a time that was tampered with sends nobody back through the centuries


class Auditbron(Protocol):
    """What an audit needs to know of a vault."""

    @property
    def dossier_id(self) -> UUID | None:
        """The audit that came in; None for this vault itself."""

    @property
    def kluis_id(self) -> str:
        """The vault that is audited."""

    @property
    def kluisnaam(self) -> str:
        """What it is called here; empty for this vault itself."""

    def delingen(self, casusnummer: str = "") -> tuple[Deling, ...]:
        """What was shared, of one casus or of all."""

    def namen(self) -> dict[str, str]:
        """By id of a decision or tafelkader: what it is called."""

    def regels(self, vanaf: datetime | None = None, tot: datetime | None = None) -> Iterable[Logregel]:
        """The log in order, from a moment and before another."""

    def regels_van(self, casus_id: str) -> Iterable[Logregel]:
        """The log of one casus, in order."""

    def casusnummer(self, casus_id: str | None) -> str:
        """The number of a casus; empty where that is not known here."""

    def casus_id(self, nummer: str) -> str | None:
        """The id of the casus with this number; None where that is not known here."""

    def maanden(self) -> frozenset[str]:
        """The months (UTC) in which a line names a casus."""

    def regel(self, nr: int) -> Logregel | None:
        """One line; None where it is not here (any more)."""

    def punten(self) -> tuple[tuple[int, str], ...]:
        """The signed heads of the log: the last line that each covers, and its text as it was signed."""

    def ontbreekt(self) -> tuple[str, ...]:
        """What cannot be told from here, in sentences."""


def open_bron(t: Transactie, dossier_id: UUID | None) -> Auditbron:
    """The source of an audit. Raises GeenToegang, NietGevonden for a finding without a package."""
    if dossier_id is None:
        t.eis(Recht.AUDITEREN)
        if t.gebruiker.soort is not Kluissoort.TEAM:
            raise NietGevonden
        return Kluisbron(t)
    t.eis(Recht.TOEZICHT_HOUDEN)
    return Pakketbron(t, t.haal(Auditdossier, dossier_id))


class Kluisbron:
    """The vault that is open here."""

    dossier_id: UUID | None = None
    kluisnaam = ""

    def __init__(self, t: Transactie) -> None:
        self._t = t
        self.kluis_id = str(t.werkplek.kluis_id)

    def delingen(self, casusnummer: str = "") -> tuple[Deling, ...]:
        """See :class:`Auditbron`."""
        db = self._t.db
        casus = met_nummer(db, casusnummer) if casusnummer else None
        if casusnummer and casus is None:
            return ()
        gevonden = rijen.verstrekkingen(db, casus_id=None if casus is None else casus.id)
        ids = [rij.id for rij in gevonden]
        besluiten, kaders = rijen.besluiten_van(db, ids), tafelkaders.kaders_van(db, ids)
        nood = spoed.spoed_bij(db, ids)
        gemeld = gemeld_mislukt(gelukte_regels(self._t, MISLUKTREGEL))
        delingen = []
        for rij in gevonden:
            onder = [*(b.id for b in besluiten[rij.id]), *(k.id for k in kaders[rij.id])]
            onder += [nood[rij.id].id] if rij.id in nood else []
            delingen.append(self._deling(rij, tuple(str(id_) for id_ in onder), gemeld.get(str(rij.id))))
        return tuple(delingen)

    def _deling(self, rij: Verstrekking, onder: tuple[str, ...], gemeld: Gemeld | None) -> Deling:
        door = self._t.db.get(Gebruiker, rij.door_id)
        return Deling(
            id=str(rij.id),
            op=rij.op,
            casusnummer=self.casusnummer(str(rij.casus_id)),
            organisatie=rij.organisatie,
            functie=rij.functie,
            wijze=rij.wijze.value,
            status=rij.status.value,
            exemplaar=rij.exemplaar,
            categorieen=_delen(rij.categorieen),
            doel=rij.doel,
            grondslagen=_delen(rij.grondslagen),
            onder=onder,
            door="" if door is None else door.naam,
            intern=rij.intern,
            gemeld=gemeld,
        )

    def namen(self) -> dict[str, str]:
        """See :class:`Auditbron`."""
        db = self._t.db
        besluiten = {str(besluit.id): f"besluit {besluit.nummer}" for besluit, _ in rijen.besluiten(db)}
        kaders = {str(kader.id): f"tafelkader {kader.nummer}" for kader in tafelkaders.kaders(db)}
        return besluiten | kaders | {str(id_): MET_SPOED for id_ in spoed.alle_spoed(db)}

    def regels(self, vanaf: datetime | None = None, tot: datetime | None = None) -> Iterable[Logregel]:
        """See :class:`Auditbron`."""
        return self._lees(logregels.Regelkeuze(vanaf=vanaf, tot=tot))

    def regels_van(self, casus_id: str) -> Iterable[Logregel]:
        """See :class:`Auditbron`."""
        return self._lees(logregels.Regelkeuze(casus_id=UUID(casus_id)))

    def _lees(self, keuze: logregels.Regelkeuze) -> Iterable[Logregel]:
        gelezen = (lees_regel(blad) for blad in logregels.bladen_met(self._t.db, keuze))
        return [regel for regel in gelezen if regel is not None]

    def casusnummer(self, casus_id: str | None) -> str:
        """See :class:`Auditbron`."""
        casus = None if casus_id is None else self._t.db.get(Casus, UUID(casus_id))
        return "" if casus is None else casus.nummer

    def casus_id(self, nummer: str) -> str | None:
        """See :class:`Auditbron`."""
        casus = met_nummer(self._t.db, nummer)
        return None if casus is None else str(casus.id)

    def maanden(self) -> frozenset[str]:
        """See :class:`Auditbron`. Asked month by month, without reading the lines."""
        eerste = logregels.eerste_tijd(self._t.db)
        grens = _EERSTE if eerste is None else max(_EERSTE, maand_van(eerste))
        gevonden, maand = set(), maand_van(self._t.nu)
        while maand >= grens:
            if steekproeven.raakt_iets(self._t.db, *grenzen(maand)):
                gevonden.add(maand)
            maand = vorige_maand(maand)
        return frozenset(gevonden)

    def regel(self, nr: int) -> Logregel | None:
        """See :class:`Auditbron`."""
        gevonden = logregels.deel(self._t.db, nr - 1, nr, 1)
        return lees_regel(gevonden[0].blad) if gevonden else None

    def punten(self) -> tuple[tuple[int, str], ...]:
        """See :class:`Auditbron`."""
        begin = {reeks.reeks: reeks.begin_nr for reeks in controlepunten.reeksen(self._t.db)}
        return _punten((punt.tekst for punt in controlepunten.punten(self._t.db)), begin)

    def ontbreekt(self) -> tuple[str, ...]:
        """See :class:`Auditbron`."""
        eerste = controlepunten.eerste_nr(self._t.db) or 1
        weg = f"Het logboek begint bij regel {eerste}: een ouder logboek is na zijn bewaartermijn verwijderd."
        return (weg,) if eerste > 1 else ()


class Pakketbron:
    """An audit package of another vault, with what earlier ones brought of its log."""

    kluisnaam: str
    kluis_id: str

    def __init__(self, t: Transactie, dossier: Auditdossier) -> None:
        if dossier.pakket_id is None:
            raise NietGevonden
        verbinding = t.haal(Verbinding, dossier.verbinding_id)
        self._t, self._dossier = t, dossier
        self.dossier_id: UUID | None = dossier.id
        self.kluisnaam, self.kluis_id = verbinding.naam, str(verbinding.andere_kluis_id)

    @cached_property
    def inhoud(self) -> Auditinhoud:
        """What came in."""
        return auditinhoud(self._dossier)

    @cached_property
    def _alle(self) -> tuple[Logregel, ...]:
        return bekende_regels(self._t, self._dossier)

    @cached_property
    def _gedeeld(self) -> dict[str, Logregel]:
        """By id of a sharing: the line that says so."""
        return {r.object_id: r for r in self._alle if r.actie in DEELREGELS and r.object_id is not None}

    @cached_property
    def _gemeld(self) -> dict[str, Gemeld]:
        return gemeld_mislukt(self._alle)

    @cached_property
    def _casussen(self) -> dict[str, str]:
        """By id of a casus its number, as far as the package or a request that came in ties the two together."""
        uit_verzoeken = {}
        for rij in toezichtrijen.verzoeken(self._t.db):
            if rij.verbinding_id == self._dossier.verbinding_id:
                uit_verzoeken[lees_verzoektekst(rij.tekst).manifest[0].casus_id] = bewaarde_bijlage(rij).casusnummer
        return uit_verzoeken | {
            regel.casus_id: v.casusnummer
            for v in self.inhoud.verstrekkingen
            if (regel := self._gedeeld.get(v.id)) is not None and regel.casus_id is not None
        }

    def delingen(self, casusnummer: str = "") -> tuple[Deling, ...]:
        """See :class:`Auditbron`."""
        gekozen = (v for v in self.inhoud.verstrekkingen if not casusnummer or v.casusnummer == casusnummer)
        return tuple(self._deling(v) for v in gekozen)

    def _deling(self, v: Verstrekt) -> Deling:
        regel = self._gedeeld.get(v.id)
        intern = v.ontvanger == INTERN
        return Deling(
            id=v.id,
            op=uit_tekst(v.op),
            casusnummer=v.casusnummer,
            # Of an older program only the two in one line: a name may hold any mark, so that is not cut.
            organisatie="" if intern else v.ontvanger if v.organisatie is None else v.organisatie,
            functie=v.functie or "",
            wijze=v.wijze,
            status=v.status,
            exemplaar=0 if regel is None else regel.aantal or 0,
            categorieen=_delen(v.categorieen),
            doel=v.doel,
            grondslagen=None if v.grondslagen is None else _delen(v.grondslagen),
            onder=v.besluiten if v.onder is None else tuple(id_ for id_, _ in v.onder),
            door="" if regel is None else regel.actor_naam,
            intern=intern,
            gemeld=self._gemeld.get(v.id),
        )

    def namen(self) -> dict[str, str]:
        """See :class:`Auditbron`."""
        uit_pakket = {id_: naam for v in self.inhoud.verstrekkingen for id_, naam in v.onder or ()}
        eigen = {str(b.id): f"besluit {b.nummer}" for b, _ in toezichtrijen.besluiten(self._t.db)}
        return uit_pakket | eigen

    def regels(self, vanaf: datetime | None = None, tot: datetime | None = None) -> Iterable[Logregel]:
        """See :class:`Auditbron`."""
        return [
            regel
            for regel in self._alle
            if (vanaf is None or regel.tijd >= vanaf) and (tot is None or regel.tijd < tot)
        ]

    def regels_van(self, casus_id: str) -> Iterable[Logregel]:
        """See :class:`Auditbron`."""
        return [regel for regel in self._alle if regel.casus_id == casus_id]

    def casusnummer(self, casus_id: str | None) -> str:
        """See :class:`Auditbron`."""
        return "" if casus_id is None else self._casussen.get(casus_id, "")

    def casus_id(self, nummer: str) -> str | None:
        """See :class:`Auditbron`."""
        return next((id_ for id_, hier in self._casussen.items() if hier == nummer), None)

    def maanden(self) -> frozenset[str]:
        """See :class:`Auditbron`."""
        return frozenset(maand_van(regel.tijd) for regel in self._alle if regel.casus_id is not None)

    def regel(self, nr: int) -> Logregel | None:
        """See :class:`Auditbron`."""
        return next((regel for regel in self._alle if regel.nr == nr), None)

    def punten(self) -> tuple[tuple[int, str], ...]:
        """See :class:`Auditbron`."""
        begin = {1: 1} | {
            regel.aantal: regel.nr for regel in self._alle if regel.actie == VERVOLGREGEL and regel.aantal is not None
        }
        return _punten(bekende_notities(self._t, self._dossier), begin)

    def ontbreekt(self) -> tuple[str, ...]:
        """See :class:`Auditbron`."""
        eerste = self._alle[0].nr if self._alle else 1
        zinnen = [] if self._dossier.in_orde else [_NIET_IN_ORDE]
        zinnen += ["De documenten zelf staan niet in een auditpakket. Die zijn alleen in de kluis zelf te zien."]
        if eerste > 1:
            zinnen.append(f"Van het logboek zijn hier de regels vanaf {eerste} bekend; wat ervoor gebeurde niet.")
        if any(v.grondslagen is None for v in self.inhoud.verstrekkingen):
            zinnen.append("De grondslagen staan niet in dit pakket: het komt uit een oudere versie van het programma.")
        return tuple(zinnen)


def _punten(notities: Iterable[str], begin: Mapping[int, int]) -> tuple[tuple[int, str], ...]:
    """The last line that each head covers. One of a log whose beginning is not known here is left out."""
    gevonden = []
    for notitie in notities:
        punt = lees_notitie(notitie).controlepunt
        reeks = lees_oorsprong(punt.oorsprong)[1]
        if reeks in begin:
            gevonden.append((begin[reeks] + punt.grootte - 1, punt.tekst()))
    return tuple(sorted(set(gevonden)))


def _delen(tekst: str) -> tuple[str, ...]:
    return tuple(deel for deel in tekst.split(",") if deel)
