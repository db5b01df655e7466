"""The use of an interventie for a jongere: why this one, by whom, from when until when, and what came of it.

What is said of it has the data category of what the interventie is about, so that care never rides along as an
ordinary action; where that is not known it counts as health (AVG 9).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from pmg_desk.domain.budget import tel_op
from pmg_desk.domain.controle import Veldcontrole
from pmg_desk.domain.datacategorie import strengste
from pmg_desk.domain.datums import Richting
from pmg_desk.domain.fouten import Fout
from pmg_desk.domain.profiel import Profiel, Sector
from pmg_desk.domain.profiel.sectie import ooit
from pmg_desk.domain.rollen import Recht
from pmg_desk.services import toelichtingen
from pmg_desk.services.uitspraken import UitspraakInvoer, UitspraakInzicht
from pmg_desk.services.werkplek import Transactie, Werkplek
from pmg_desk.storage import inzet as opslag
from pmg_desk.storage.models import Actie, Casus, Inzet, InzetStatus, Organisatie, UitspraakSoort

INZET_LABELS: dict[InzetStatus, str] = {
    InzetStatus.GEPLAND: "Gepland",
    InzetStatus.LOOPT: "Loopt",
    InzetStatus.AFGEROND: "Afgerond",
    InzetStatus.AFGEBROKEN: "Afgebroken",
}


class InzetVoorbij(Fout):
    """An interventie that has ended does not change any more."""

    wat = "Deze interventie is al geëindigd."
    doe = "Start de interventie opnieuw als dat nodig is."


@dataclass(frozen=True, slots=True)
class InzetInvoer:
    """An interventie to use. ``begin`` empty: planned, not begun. ``waarom`` may be left out."""

    interventie: str
    begin: str | date | None = None
    uitvoerder_id: UUID | None = None
    actie_id: UUID | None = None
    waarom: UitspraakInvoer | None = None


@dataclass(frozen=True, slots=True)
class InzetInzicht:
    """One use, as screens show it. ``wat``: the interventie as the profile called it when it began."""

    id: UUID
    casus_id: UUID
    interventie: str
    wat: str
    uitvoerder: str
    actie_id: UUID | None
    actie: str
    status: InzetStatus
    status_label: str
    begin: date | None
    eind: date | None
    waarom: UitspraakInzicht | None
    resultaat: UitspraakInzicht | None
    categorie: str

    @property
    def loopt(self) -> bool:
        """Whether it was planned or begun, and has not ended."""
        return self.status in opslag.LOPEND


@dataclass(frozen=True, slots=True)
class Deelnemers:
    """Participants of an interventie in a year; ``aantal`` None: it would tell of somebody the reader does not see."""

    interventie: str
    jaar: int
    aantal: int | None


def inzet_categorie(profiel: Profiel, interventie: str, leefgebied: str | None = None, sector: str = "") -> str:
    """The data category of what is said of this interventie; ``leefgebied`` of the goal it serves, if any.

    Something that is no longer in the profile, that has no theme, or that a care organisation does counts as health.
    """
    bekend = profiel.interventies.get(interventie)
    if bekend is None or bekend.thema is None or sector == Sector.ZORG:
        return "gezondheid"
    per_thema = [g.datacategorie for g in profiel.leefgebieden.values() if g.thema == bekend.thema]
    if leefgebied is not None:
        eigen = profiel.leefgebieden.get(leefgebied)
        per_thema.append("gezondheid" if eigen is None else eigen.datacategorie)
    if bekend.datacategorie is not None:
        per_thema.append(bekend.datacategorie)
    return strengste((set(per_thema) - {"leefgebieden"}) or {"acties"})


def categorie_van(t: Transactie, rij: Inzet) -> str:
    """:func:`inzet_categorie` of a row."""
    leefgebied = _leefgebied(t, None if rij.actie_id is None else t.db.get(Actie, rij.actie_id))
    organisatie = None if rij.uitvoerder_id is None else t.db.get(Organisatie, rij.uitvoerder_id)
    return inzet_categorie(t.profiel, rij.interventie, leefgebied, sector_van(t.profiel, organisatie))


def _leefgebied(t: Transactie, actie: Actie | None) -> str | None:
    return None if actie is None else opslag.leefgebied_van_doel(t.db, actie.casus_id, actie.doel_stam_id)


def sector_van(profiel: Profiel, organisatie: Organisatie | None) -> str:
    """The sector of an organisation; empty when it is not known."""
    soort = None if organisatie is None else ooit(profiel.organisaties, organisatie.soort)
    return str(getattr(soort, "sector", ""))


def interventie_genoemd_als(t: Transactie, casus_id: UUID) -> dict[str, set[str]]:
    """The data categories under which each interventie (key) is used: its name elsewhere would tell the same."""
    uit: dict[str, set[str]] = {}
    for rij, _ in opslag.van_casus(t.db, casus_id):
        uit.setdefault(rij.interventie, set()).add(categorie_van(t, rij))
    return uit


def start_inzet(werkplek: Werkplek, casus_id: UUID, invoer: InzetInvoer) -> UUID:
    """Use an interventie for a casus: planned, or begun on a day up to today.

    Raises OngeldigeInvoer (``interventie``, ``begin``, ``uitvoerder_id``, ``actie_id``, ``waarom``), GeenToegang,
    CasusGesloten.
    """
    with werkplek.doe() as t:
        casus = t.casus(casus_id, wijzigen=True)
        veld = Veldcontrole()
        sleutel = veld.keuze("interventie", invoer.interventie, tuple(t.profiel.interventies))
        dubbel = bool(sleutel) and opslag.lopende(t.db, casus.id, sleutel)
        veld.eis(not dubbel, "interventie", "Deze interventie loopt al, of is al gepland.")
        begin = _dag(t, veld, "begin", invoer.begin)
        uitvoerder = None if invoer.uitvoerder_id is None else t.db.get(Organisatie, invoer.uitvoerder_id)
        veld.eis((uitvoerder is None) == (invoer.uitvoerder_id is None), "uitvoerder_id", "Kies uit de lijst.")
        actie = None if invoer.actie_id is None else t.db.get(Actie, invoer.actie_id)
        van_hier = invoer.actie_id is None or (actie is not None and actie.casus_id == casus.id)
        veld.eis(van_hier, "actie_id", "Kies een actie van deze casus.")
        leefgebied = _leefgebied(t, actie) if van_hier else None
        categorie = inzet_categorie(t.profiel, invoer.interventie, leefgebied, sector_van(t.profiel, uitvoerder))
        waarom = toelichtingen.controleer(t, veld, invoer.waarom, UitspraakSoort.INZET, categorie, veldnaam="waarom")
        veld.klaar()
        rij = Inzet(
            id=t.nieuw_id(),
            casus_id=casus.id,
            interventie=sleutel,
            naam=t.profiel.interventies[sleutel].naam[:200],
            actie_id=invoer.actie_id,
            uitvoerder_id=invoer.uitvoerder_id,
            status=InzetStatus.GEPLAND if begin is None else InzetStatus.LOOPT,
            begin=begin,
            eind=None,
            uitspraak_id=toelichtingen.bewaar(t, casus.id, UitspraakSoort.INZET, waarom),
            resultaat_id=None,
            door_id=t.gebruiker.id,
            op=t.nu,
        )
        t.db.add(rij)
        _log(t, "inzet.starten", rij, categorie)
        return rij.id


def begin_inzet(werkplek: Werkplek, inzet_id: UUID, begin: str | date | None) -> None:
    """A planned use begins, on a day up to today. Raises OngeldigeInvoer (``begin``), InzetVoorbij, GeenToegang."""
    with werkplek.doe() as t:
        rij, _ = _te_wijzigen(t, inzet_id)
        veld = Veldcontrole()
        dag = _dag(t, veld, "begin", begin, verplicht=True)
        veld.klaar()
        rij.begin, rij.status = dag, InzetStatus.LOOPT
        _log(t, "inzet.beginnen", rij, categorie_van(t, rij))


def end_inzet(
    werkplek: Werkplek,
    inzet_id: UUID,
    *,
    afgebroken: bool,
    eind: str | date | None,
    resultaat: UitspraakInvoer | None,
) -> None:
    """A use ends: done, or broken off, which needs a reason. One that never began can only be broken off.

    Raises OngeldigeInvoer (``eind``, ``resultaat``, ``afgebroken``), InzetVoorbij, GeenToegang, CasusGesloten.
    """
    with werkplek.doe() as t:
        rij, casus = _te_wijzigen(t, inzet_id)
        categorie = categorie_van(t, rij)
        veld = Veldcontrole()
        dag = _dag(t, veld, "eind", eind, verplicht=True)
        te_vroeg = dag is not None and rij.begin is not None and dag < rij.begin
        veld.eis(not te_vroeg, "eind", "Deze dag ligt vóór het begin.")
        begonnen = rij.status is InzetStatus.LOOPT
        veld.eis(afgebroken or begonnen, "afgebroken", "Dit is nog niet begonnen: het kan alleen worden afgebroken.")
        tekst = toelichtingen.controleer(t, veld, resultaat, UitspraakSoort.INZET, categorie, veldnaam="resultaat")
        veld.eis(not afgebroken or tekst is not None, "resultaat", "Schrijf op waarom dit is afgebroken.")
        veld.klaar()
        rij.eind = dag
        rij.status = InzetStatus.AFGEBROKEN if afgebroken else InzetStatus.AFGEROND
        rij.resultaat_id = toelichtingen.bewaar(t, casus.id, UitspraakSoort.INZET, tekst)
        _log(t, "inzet.afbreken" if afgebroken else "inzet.afronden", rij, categorie)


def list_inzet(werkplek: Werkplek, casus_id: UUID) -> tuple[InzetInzicht, ...]:
    """What is used for a casus, what runs on top. Raises GeenToegang."""
    with werkplek.doe() as t:
        t.casus(casus_id)
        rijen = opslag.van_casus(t.db, casus_id)
        teksten = toelichtingen.inzichten(t, [id_ for rij, _ in rijen for id_ in (rij.uitspraak_id, rij.resultaat_id)])
        bij = {rij.actie_id: t.db.get(Actie, rij.actie_id) for rij, _ in rijen if rij.actie_id is not None}
        woorden = toelichtingen.inzichten(t, [actie.uitspraak_id for actie in bij.values() if actie is not None])
        uit = []
        for rij, organisatie in rijen:
            actie = None if rij.actie_id is None else bij[rij.actie_id]
            tekst = None if actie is None else woorden.get(actie.uitspraak_id)
            uit.append(
                InzetInzicht(
                    id=rij.id,
                    casus_id=rij.casus_id,
                    interventie=rij.interventie,
                    wat=rij.naam,
                    uitvoerder="" if organisatie is None else organisatie.naam,
                    actie_id=rij.actie_id,
                    actie="" if tekst is None else tekst.tekst,
                    status=rij.status,
                    status_label=INZET_LABELS[rij.status],
                    begin=rij.begin,
                    eind=rij.eind,
                    waarom=None if rij.uitspraak_id is None else teksten.get(rij.uitspraak_id),
                    resultaat=None if rij.resultaat_id is None else teksten.get(rij.resultaat_id),
                    categorie=categorie_van(t, rij),
                )
            )
        return tuple(uit)


def count_deelnemers(werkplek: Werkplek, jaar: int) -> dict[str, Deelnemers]:
    """Participants per interventie in a calendar year, by key, over the whole vault: numbers without names.

    Who takes away the jongeren one sees oneself must be left with nobody or with ``cel_drempel`` or more (the rule of
    ``domain.budget.tel_op``), else there is no number. Raises GeenToegang.
    """
    with werkplek.doe() as t:
        t.eis(Recht.TOOLBOX_LEZEN)
        drempel = t.profiel.instellingen.cel_drempel.waarde
        wie = opslag.deelnemers(t.db, date(jaar, 1, 1), date(jaar, 12, 31), t.zichtbaar())
        return {
            sleutel: Deelnemers(
                sleutel,
                jaar,
                tel_op([(id_, 0) for id_ in gezien], {id_ for id_, ziet in gezien.items() if ziet}, drempel).casussen,
            )
            for sleutel, gezien in wie.items()
        }


def _te_wijzigen(t: Transactie, inzet_id: UUID) -> tuple[Inzet, Casus]:
    rij = t.haal(Inzet, inzet_id)
    casus = t.casus(rij.casus_id, wijzigen=True)
    if rij.status not in opslag.LOPEND:
        raise InzetVoorbij
    return rij, casus


def _dag(
    t: Transactie, veld: Veldcontrole, naam: str, waarde: str | date | None, *, verplicht: bool = False
) -> date | None:
    return veld.datum(
        naam, waarde, t.vandaag, verplicht=verplicht, richting=Richting.VERLEDEN, niet_na=(t.vandaag, "vandaag")
    )


def _log(t: Transactie, actie: str, rij: Inzet, categorie: str) -> None:
    t.log(actie, "inzet", rij.id, casus_id=rij.casus_id, categorieen=[categorie])
    t.gewijzigd("inzet", rij.casus_id)
