"""The people around a jongere: parents and who has authority (gezag), brothers and sisters. The minimum, no more.

That somebody of them has a casus too is content of both: the link is shown only to who may see both.
"""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from pmg_desk.domain.controle import MAX_NAAM, Veldcontrole
from pmg_desk.domain.datums import OnvolledigeDatum
from pmg_desk.domain.fouten import GeenToegang
from pmg_desk.services import jongeren
from pmg_desk.services.werkplek import Transactie, Werkplek
from pmg_desk.storage import casussen as casus_opslag
from pmg_desk.storage import jongeren as opslag
from pmg_desk.storage.models import Casus, Jongere, Relatie

SOORTEN: dict[str, str] = {
    "ouder": "Ouder",
    "verzorger": "Stiefouder of verzorger",
    "voogd": "Voogd",
    "broer_zus": "Broer of zus",
    "kind": "Kind",
    "partner": "Partner",
    "familie": "Ander familielid",
}
GEZAG: dict[str, str] = {"": "Niet bekend", "ja": "Heeft gezag", "nee": "Heeft geen gezag"}


@dataclass(frozen=True, slots=True)
class RelatieInvoer:
    """Somebody around the jongere. ``andere_casus_id``: that person has this casus (the user may see both)."""

    soort: str = ""
    naam: str = ""
    geboortedatum: str | OnvolledigeDatum = ""
    gezag: str = ""
    andere_casus_id: UUID | None = None


@dataclass(frozen=True, slots=True)
class RelatieInzicht:
    """A relation as screens show it; ``andere_casus_id`` and its number only for who may see that casus."""

    id: UUID
    soort: str
    soort_label: str
    naam: str
    geboren: str
    gezag: str
    gezag_label: str
    andere_casus_id: UUID | None
    andere_nummer: str


def list_relaties(werkplek: Werkplek, casus_id: UUID) -> tuple[RelatieInzicht, ...]:
    """The people around the jongere of a casus, in order of entry."""
    with werkplek.doe() as t:
        casus = t.casus(casus_id)
        return tuple(_inzicht(t, rij) for rij in opslag.relaties_van(t.db, casus.jongere_id))


def _inzicht(t: Transactie, rij: Relatie) -> RelatieInzicht:
    andere = _zichtbare_casus(t, rij.andere_jongere_id)
    return RelatieInzicht(
        id=rij.id,
        soort=rij.soort,
        soort_label=SOORTEN.get(rij.soort, rij.soort),
        naam=rij.naam,
        geboren="" if rij.geboortedatum is None else rij.geboortedatum.toon(),
        gezag=rij.gezag,
        gezag_label=GEZAG.get(rij.gezag, f"Gezag volgens de BRP: {rij.gezag}"),
        andere_casus_id=None if andere is None else andere.id,
        andere_nummer="" if andere is None else andere.nummer,
    )


def _zichtbare_casus(t: Transactie, jongere_id: UUID | None) -> Casus | None:
    if jongere_id is None:
        return None
    return next((c for c in casus_opslag.casussen_van(t.db, [jongere_id]) if t.mag_zien(c.id)), None)


def add_relatie(werkplek: Werkplek, casus_id: UUID, invoer: RelatieInvoer) -> UUID:
    """Record somebody around the jongere. Raises OngeldigeInvoer, GeenToegang, CasusGesloten."""
    with werkplek.doe() as t:
        casus = t.casus(casus_id, wijzigen=True)
        veld = Veldcontrole()
        andere = None if invoer.andere_casus_id is None else t.casus(invoer.andere_casus_id)
        soort = veld.keuze("soort", invoer.soort, tuple(SOORTEN))
        naam = invoer.naam
        if andere is not None:
            veld.eis(andere.jongere_id != casus.jongere_id, "naam", "Dit is de jongere zelf.")
            naam = naam or jongeren.naam_van(t.haal(Jongere, andere.jongere_id)).volledige_naam
        naam = veld.tekst("naam", naam, verplicht=True, maximum=MAX_NAAM)
        geboren = None
        if not (isinstance(invoer.geboortedatum, str) and not invoer.geboortedatum.strip()):
            geboren = veld.geboortedatum("geboortedatum", invoer.geboortedatum, t.vandaag)
        gezag = veld.keuze("gezag", invoer.gezag, tuple(GEZAG), verplicht=False)
        veld.klaar()
        rij = Relatie(
            id=t.nieuw_id(),
            jongere_id=casus.jongere_id,
            soort=soort,
            naam=naam,
            geboortedatum=geboren,
            gezag=gezag,
            andere_jongere_id=None if andere is None else andere.jongere_id,
            door_id=t.gebruiker.id,
            op=t.nu,
        )
        t.db.add(rij)
        casus.gewijzigd_op = t.nu
        t.log("relatie.toevoegen", "relatie", rij.id, casus_id=casus_id, categorieen=["gezin"])
        t.gewijzigd("relatie", casus_id)
        return rij.id


def remove_relatie(werkplek: Werkplek, casus_id: UUID, relatie_id: UUID) -> None:
    """Take a relation out; what it was stays in the log's detail, under the erasure rule of the casus."""
    with werkplek.doe() as t:
        casus = t.casus(casus_id, wijzigen=True)
        rij = t.haal(Relatie, relatie_id)
        if rij.jongere_id != casus.jongere_id:
            raise GeenToegang
        t.log(
            "relatie.verwijderen",
            "relatie",
            rij.id,
            casus_id=casus_id,
            categorieen=["gezin"],
            detail={"soort": rij.soort, "naam": rij.naam, "gezag": rij.gezag},
        )
        t.db.delete(rij)
        casus.gewijzigd_op = t.nu
        t.gewijzigd("relatie", casus_id)
