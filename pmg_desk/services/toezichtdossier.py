"""Looking at audits and findings of other vaults, without those vaults: lines in words, sharings, what was found."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from pmg_desk.domain.aantallen import met_woord
from pmg_desk.domain.canoniek import lees_canoniek
from pmg_desk.domain.klok import uit_tekst
from pmg_desk.domain.rollen import Recht
from pmg_desk.domain.toezicht import lees_regel
from pmg_desk.services.logzinnen import zin
from pmg_desk.services.toezichtaudit import auditinhoud
from pmg_desk.services.toezichtcontrole import Logvolging, eerste_bevinding, lees_bevindingen, volging
from pmg_desk.services.werkplek import Transactie, Werkplek
from pmg_desk.storage import toezicht as rijen
from pmg_desk.storage import verbindingen as verbindingenopslag
from pmg_desk.storage.models import Auditdossier, Verbinding, VerbindingSoort


@dataclass(frozen=True, slots=True)
class Dossierregel:
    """An audit or a finding in a list."""

    id: UUID
    kluisnaam: str
    op: datetime
    soort: str
    in_orde: bool
    kort: str
    van_nr: int
    tot_nr: int


@dataclass(frozen=True, slots=True)
class Auditlogregel:
    """A line of the other vault's log in words; names are those of employees."""

    nr: int
    tijd: datetime
    zin: str
    rol: str
    resultaat: str
    detail: str  # what was opened of it, else empty


@dataclass(frozen=True, slots=True)
class Auditverstrekking:
    """An entry of the other vault's sharing register."""

    id: str
    op: datetime
    casusnummer: str
    ontvanger: str
    categorieen: str
    wijze: str
    status: str


@dataclass(frozen=True, slots=True)
class Dossierinzicht:
    """An audit whole: what was checked, what was found, the lines and the sharings."""

    regel: Dossierregel
    gecontroleerd: tuple[str, ...]
    bevindingen: tuple[str, ...]
    regels: tuple[Auditlogregel, ...]
    verstrekkingen: tuple[Auditverstrekking, ...]


def list_volgingen(werkplek: Werkplek) -> tuple[Logvolging, ...]:
    """Connected vaults, and how far the log of each was followed."""
    with werkplek.doe() as t:
        t.eis(Recht.TOEZICHT_HOUDEN)
        alle = verbindingenopslag.alle_verbindingen(t.db, VerbindingSoort.KLUIS)
        return tuple(sorted((volging(t, rij) for rij in alle), key=lambda v: not v.loopt))


def list_dossiers(werkplek: Werkplek) -> tuple[Dossierregel, ...]:
    """Audits and findings, newest first."""
    with werkplek.doe() as t:
        t.eis(Recht.TOEZICHT_HOUDEN)
        return tuple(_regel(t, dossier) for dossier in reversed(rijen.dossiers(t.db)))


def _regel(t: Transactie, dossier: Auditdossier) -> Dossierregel:
    audit = dossier.pakket_id is not None
    return Dossierregel(
        id=dossier.id,
        kluisnaam=t.haal(Verbinding, dossier.verbinding_id).naam,
        op=dossier.op,
        soort="Audit" if audit else "Geweigerd pakket",
        in_orde=dossier.in_orde,
        kort=eerste_bevinding(dossier) or "In orde",
        van_nr=dossier.van_nr,
        tot_nr=dossier.tot_nr,
    )


def toon_dossier(werkplek: Werkplek, dossier_id: UUID) -> Dossierinzicht:
    """An audit or finding whole. Looking at it is logged."""
    with werkplek.doe() as t:
        t.eis(Recht.TOEZICHT_HOUDEN)
        dossier = t.haal(Auditdossier, dossier_id)
        t.log("toezicht.inzien", "auditdossier", dossier.id)
        bevindingen = lees_bevindingen(dossier)
        if dossier.pakket_id is None:
            return Dossierinzicht(_regel(t, dossier), (), bevindingen, (), ())
        bewaard, inhoud = lees_canoniek(dossier.inhoud), auditinhoud(dossier)
        regels = []
        for nr, regel in enumerate(inhoud.regels, start=dossier.van_nr):
            gelezen = lees_regel(regel.blad)
            if gelezen is not None:
                wat = zin(gelezen.actie, gelezen.actor_naam, "", gelezen.ontvanger, gelezen.aantal)
                rol = gelezen.rol.replace("_", " ")
                regels.append(Auditlogregel(nr, gelezen.tijd, wat, rol, gelezen.resultaat.value, regel.detail or ""))
        return Dossierinzicht(
            regel=_regel(t, dossier),
            gecontroleerd=(
                (
                    f"{met_woord(len(inhoud.regels), 'regel', 'regels')} gelezen: {dossier.van_nr} tot en met"
                    f" {dossier.tot_nr}."
                ),
                "Van elke regel is het controlegetal opnieuw berekend, en of zij aansluit op de regel ervoor.",
                f"Het hele logboek {bewaard['wortels']} keer vergeleken met een stand die u eerder zag.",
                (
                    f"{met_woord(bewaard['ondertekend'], 'ondertekende stand', 'ondertekende standen')} van die kluis"
                    " nagerekend, met de handtekening erbij."
                ),
                (
                    f"{met_woord(len(inhoud.verstrekkingen), 'verstrekking', 'verstrekkingen')} naast het logboek en uw"
                    " intrekkingen gelegd."
                ),
                "Elk besluit en elke sleutel op uw naam naast uw eigen register gelegd.",
                *bewaard["vervallen"],
            ),
            bevindingen=bevindingen,
            regels=tuple(regels),
            verstrekkingen=tuple(
                Auditverstrekking(
                    v.id, uit_tekst(v.op), v.casusnummer, v.ontvanger, _woorden(t, v.categorieen), v.wijze, v.status
                )
                for v in inhoud.verstrekkingen
            ),
        )


def _woorden(t: Transactie, categorieen: str) -> str:
    bekend = t.profiel.datacategorieen
    return ", ".join(bekend[c].label if c in bekend else c for c in categorieen.split(",") if c)
