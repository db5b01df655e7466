"""A table as it really sits: many casussen on the agenda of one overleg, and organisations that each send somebody."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID, uuid4

from pmg_desk.domain.delen import Ontvanger
from pmg_desk.services import overleggen
from pmg_desk.storage import delen as deelrijen
from pmg_desk.storage.models import Organisatie, Professional, Verstrekking
from tests.eenmaal import eenmaal
from tests.vulling import Dossier, maak_dossiers
from tests.wereld import Wereld

FUNCTIES = (
    ("Gemeente", "gemeente", "Leerlingzaken"),
    ("GGD", "zorg", "Jeugdverpleegkundige"),
    ("Jeugdbescherming West", "jeugd", "Jeugdbescherming"),
    ("OM", "justitie", "Parketsecretaris"),
    ("Politie", "politie", "Wijkagent"),
    ("Raad voor de Kinderbescherming", "jeugd", "Raadsonderzoeker"),
    ("Reclassering", "justitie", "Reclasseringswerker"),
    ("Welzijn", "welzijn", "Jongerenwerker"),
)


@dataclass(frozen=True)
class Tafel:
    """One overleg of PGA lokaal with its casussen and who attends."""

    overleg_id: UUID
    dossiers: tuple[Dossier, ...]
    ontvangers: tuple[Ontvanger, ...]

    @property
    def paren(self) -> tuple[tuple[UUID, UUID, str], ...]:
        """Every casus with every recipient."""
        return tuple((d.casus_id, UUID(o.organisatie_id), o.functie) for d in self.dossiers for o in self.ontvangers)


def maak_tafel(wereld: Wereld, casussen: int = 2, organisaties: int = 2) -> Tafel:
    """That many casussen and organisations, today. Done once per process; after that laid down as it was."""
    return eenmaal(("tafel", casussen, organisaties), (wereld,), lambda: _maak_tafel(wereld, casussen, organisaties))


def _maak_tafel(wereld: Wereld, casussen: int, organisaties: int) -> Tafel:
    ontvangers, mensen = [], []
    with wereld.beheer.doe() as t:
        for naam, soort, functie in FUNCTIES[:organisaties]:
            organisatie = Organisatie(id=uuid4(), naam=naam, soort=soort)
            mens = Professional(id=uuid4(), organisatie_id=organisatie.id, naam=f"X. {functie}", functie=functie)
            t.db.add(organisatie)
            t.db.flush()
            t.db.add(mens)
            mensen.append(mens.id)
            ontvangers.append(Ontvanger(str(organisatie.id), naam, functie))
        t.log("organisatie.toevoegen", "organisatie")
    dossiers = maak_dossiers(wereld.regie, (f"PMG-2026-{nr:05d}" for nr in range(1, casussen + 1)))
    return Tafel(plan(wereld, dossiers, mensen), dossiers, tuple(ontvangers))


def plan(wereld: Wereld, dossiers: tuple[Dossier, ...], mensen: list[UUID]) -> UUID:
    """An overleg today about these, with these people."""
    dag = wereld.klok.nu().date()
    overleg_id = overleggen.plan_overleg(wereld.regie, overleggen.OverlegInvoer("pga_lokaal", dag))
    overleggen.set_deelnemers(wereld.regie, overleg_id, mensen)
    for dossier in dossiers:
        overleggen.add_agendapunt(wereld.regie, overleg_id, dossier.casus_id)
    return overleg_id


def verstrekt(wereld: Wereld) -> list[Verstrekking]:
    """The sharing register, newest first, to look into when the transaction is over."""
    with wereld.regie.doe() as t:
        lijst = deelrijen.verstrekkingen(t.db)
        t.db.expunge_all()
        return lijst
