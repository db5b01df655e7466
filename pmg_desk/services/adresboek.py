"""The address book: organisations and the professionals who work for them."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

from pmg_desk.domain.controle import Veldcontrole
from pmg_desk.domain.fouten import OngeldigeInvoer
from pmg_desk.domain.namen import sorteer_vouw, vouw
from pmg_desk.domain.profiel.sectie import label_van
from pmg_desk.domain.rollen import Recht
from pmg_desk.services.hernoemen import gevolg_van_hernoemen
from pmg_desk.services.werkplek import Transactie, Werkplek
from pmg_desk.storage import adresboek as rijen
from pmg_desk.storage.models import Organisatie, Professional


@dataclass(frozen=True, slots=True)
class OrganisatieInvoer:
    """An organisation; ``soort`` is a key of the profile or "".

    ``hernoemen``: whoever changes the name was told how many approvals do not carry it any more.
    """

    naam: str
    soort: str = ""
    telefoon: str = ""
    email: str = ""
    opmerking: str = ""
    hernoemen: bool = False


@dataclass(frozen=True, slots=True)
class ProfessionalInvoer:
    """A professional; ``functie`` is a label of the profile or the municipality's own words."""

    organisatie_id: UUID | None
    naam: str
    functie: str
    telefoon: str = ""
    email: str = ""


@dataclass(frozen=True, slots=True)
class OrganisatieInzicht:
    """An organisation as screens show it."""

    id: UUID
    naam: str
    soort: str
    soort_label: str
    telefoon: str
    email: str
    opmerking: str
    gestopt_op: date | None
    actief: bool


@dataclass(frozen=True, slots=True)
class ProfessionalInzicht:
    """A professional as screens show them."""

    id: UUID
    naam: str
    functie: str
    organisatie_id: UUID
    organisatie: str
    telefoon: str
    email: str
    gestopt_op: date | None
    actief: bool


def list_organisaties(werkplek: Werkplek, *, ook_gestopt: bool = False) -> tuple[OrganisatieInzicht, ...]:
    """Organisations by name; those that stopped only when asked for."""
    with werkplek.doe() as t:
        t.eis(Recht.ADRESBOEK_LEZEN)
        lijst = rijen.organisaties(t.db, t.vandaag, ook_gestopt=ook_gestopt)
        return tuple(_organisatie(t, rij) for rij in sorted(lijst, key=lambda rij: sorteer_vouw(rij.naam)))


def _organisatie(t: Transactie, rij: Organisatie) -> OrganisatieInzicht:
    return OrganisatieInzicht(
        rij.id,
        rij.naam,
        rij.soort,
        label_van(t.profiel.organisaties, rij.soort),
        rij.telefoon,
        rij.email,
        rij.opmerking,
        rij.gestopt_op,
        rij.gestopt_op is None or rij.gestopt_op > t.vandaag,
    )


def list_professionals(
    werkplek: Werkplek, *, organisatie_id: UUID | None = None, ook_gestopt: bool = False
) -> tuple[ProfessionalInzicht, ...]:
    """Professionals by name, of one organisation where given."""
    with werkplek.doe() as t:
        t.eis(Recht.ADRESBOEK_LEZEN)
        lijst = rijen.professionals(t.db, t.vandaag, organisatie_id=organisatie_id, ook_gestopt=ook_gestopt)
        lijst.sort(key=lambda paar: (sorteer_vouw(paar[0].naam), sorteer_vouw(paar[1].naam)))
        return tuple(professional_inzicht(t, p, o) for p, o in lijst)


def count_casussen(werkplek: Werkplek, professional_id: UUID) -> int:
    """In how many of the casussen this user may see a professional is involved now."""
    with werkplek.doe() as t:
        t.eis(Recht.ADRESBOEK_LEZEN)
        return rijen.aantal_casussen(t.db, professional_id, t.zichtbaar(), t.vandaag)


def professional_inzicht(t: Transactie, rij: Professional, organisatie: Organisatie) -> ProfessionalInzicht:
    """A professional as a read model."""
    return ProfessionalInzicht(
        rij.id,
        rij.naam,
        rij.functie,
        organisatie.id,
        organisatie.naam,
        rij.telefoon,
        rij.email,
        rij.gestopt_op,
        is_actief(t, rij, organisatie),
    )


def is_actief(t: Transactie, professional: Professional, organisatie: Organisatie, dag: date | None = None) -> bool:
    """Whether somebody works there today, or did on that day, at an organisation that took part."""
    op_dag = dag or t.vandaag
    return all(op is None or op > op_dag for op in (professional.gestopt_op, organisatie.gestopt_op))


def add_organisatie(werkplek: Werkplek, invoer: OrganisatieInvoer) -> UUID:
    """Add an organisation. Raises OngeldigeInvoer when the name is taken."""
    with werkplek.doe() as t:
        t.eis(Recht.ADRESBOEK_SCHRIJVEN)
        return _nieuwe_organisatie(t, invoer)


def _nieuwe_organisatie(t: Transactie, invoer: OrganisatieInvoer) -> UUID:
    rij = Organisatie(id=t.nieuw_id())
    _vul_organisatie(t, rij, invoer, nieuw=True)
    t.db.add(rij)
    t.log("organisatie.toevoegen", "organisatie", rij.id)
    t.gewijzigd("organisatie", rij.id)
    return rij.id


def change_organisatie(werkplek: Werkplek, organisatie_id: UUID, invoer: OrganisatieInvoer) -> None:
    """Change an organisation; what was printed and signed keeps the name of its time.

    Raises OngeldigeInvoer, of ``hernoemen`` where approvals or tafelkaders run that are not for the new name.
    """
    with werkplek.doe() as t:
        t.eis(Recht.ADRESBOEK_SCHRIJVEN)
        rij = t.haal(Organisatie, organisatie_id)
        _vul_organisatie(t, rij, invoer, nieuw=False)
        t.log("organisatie.wijzigen", "organisatie", rij.id)
        t.gewijzigd("organisatie", rij.id)


def _vul_organisatie(t: Transactie, rij: Organisatie, invoer: OrganisatieInvoer, *, nieuw: bool) -> None:
    veld = Veldcontrole()
    naam = veld.tekst("naam", invoer.naam, verplicht=True, maximum=160)
    gelijk = {vouw(ander.naam) for ander in rijen.organisaties(t.db, t.vandaag, ook_gestopt=True) if ander.id != rij.id}
    veld.eis(vouw(naam) not in gelijk, "naam", "Deze organisatie staat al in het adresboek.")
    soort = veld.keuze("soort", invoer.soort, tuple(t.profiel.organisaties), verplicht=False)
    telefoon = veld.telefoon("telefoon", invoer.telefoon)
    email = veld.email("email", invoer.email)
    opmerking = veld.tekst("opmerking", invoer.opmerking, maximum=500, lang=True)
    if not nieuw and not invoer.hernoemen:
        gevolg = gevolg_van_hernoemen(t, rij, naam).zin
        veld.eis(not gevolg, "hernoemen", gevolg)
    veld.klaar()
    rij.naam, rij.soort, rij.telefoon, rij.email, rij.opmerking = naam, soort, telefoon, email, opmerking


def stop_organisatie(werkplek: Werkplek, organisatie_id: UUID, per: str | date) -> None:
    """From a day on an organisation takes part no more: it gets no new actions, roles or requests."""
    with werkplek.doe() as t:
        t.eis(Recht.ADRESBOEK_SCHRIJVEN)
        rij = t.haal(Organisatie, organisatie_id)
        rij.gestopt_op = _stopdatum(t, per)
        t.log("organisatie.stoppen", "organisatie", rij.id)
        t.gewijzigd("organisatie", rij.id)


def return_organisatie(werkplek: Werkplek, organisatie_id: UUID) -> None:
    """An organisation takes part again (or was stopped by mistake)."""
    with werkplek.doe() as t:
        t.eis(Recht.ADRESBOEK_SCHRIJVEN)
        rij = t.haal(Organisatie, organisatie_id)
        rij.gestopt_op = None
        t.log("organisatie.hervatten", "organisatie", rij.id)
        t.gewijzigd("organisatie", rij.id)


def _stopdatum(t: Transactie, per: str | date) -> date:
    veld = Veldcontrole()
    dag = veld.datum("gestopt_op", per, t.vandaag, verplicht=True)
    veld.klaar()
    assert dag is not None
    return dag


def add_professional(
    werkplek: Werkplek, invoer: ProfessionalInvoer, organisatie: OrganisatieInvoer | None = None
) -> UUID:
    """Add a professional. Somebody of the same name may exist at another organisation, not twice at one.

    ``organisatie`` is a new one, added with the professional; what is wrong with its name is said of
    ``organisatie_naam``.
    """
    with werkplek.doe() as t:
        t.eis(Recht.ADRESBOEK_SCHRIJVEN)
        if organisatie is not None:
            try:
                invoer = replace(invoer, organisatie_id=_nieuwe_organisatie(t, organisatie))
            except OngeldigeInvoer as fout:
                raise OngeldigeInvoer({f"organisatie_{veld}": zin for veld, zin in fout.velden.items()}) from fout
            t.db.flush()
        rij = Professional(id=t.nieuw_id())
        _vul_professional(t, rij, invoer)
        t.db.add(rij)
        t.log("professional.toevoegen", "professional", rij.id)
        t.gewijzigd("professional", rij.id)
        return rij.id


def change_professional(werkplek: Werkplek, professional_id: UUID, invoer: ProfessionalInvoer) -> None:
    """Change a professional's name, function, organisation or contact."""
    with werkplek.doe() as t:
        t.eis(Recht.ADRESBOEK_SCHRIJVEN)
        rij = t.haal(Professional, professional_id)
        _vul_professional(t, rij, invoer)
        t.log("professional.wijzigen", "professional", rij.id)
        t.gewijzigd("professional", rij.id)


def _vul_professional(t: Transactie, rij: Professional, invoer: ProfessionalInvoer) -> None:
    veld = Veldcontrole()
    organisatie = None if invoer.organisatie_id is None else t.db.get(Organisatie, invoer.organisatie_id)
    veld.eis(organisatie is not None, "organisatie_id", "Kies een organisatie.")
    # Whoever was there already may still get another telephone number.
    nieuw_hier = organisatie is not None and organisatie.id != rij.organisatie_id
    gestopt = organisatie is not None and organisatie.gestopt_op is not None and organisatie.gestopt_op <= t.vandaag
    veld.eis(not (gestopt and nieuw_hier), "organisatie_id", "Deze organisatie doet niet meer mee. Kies een andere.")
    naam = veld.tekst("naam", invoer.naam, verplicht=True, maximum=160)
    functie = veld.tekst("functie", invoer.functie, verplicht=True, maximum=120)
    telefoon = veld.telefoon("telefoon", invoer.telefoon)
    email = veld.email("email", invoer.email)
    if organisatie is not None:
        collegas = rijen.professionals(t.db, t.vandaag, organisatie_id=organisatie.id)
        dubbel = any(vouw(p.naam) == vouw(naam) and p.id != rij.id for p, _ in collegas)
        veld.eis(not dubbel, "naam", "Deze persoon staat al bij deze organisatie in het adresboek.")
    veld.klaar()
    assert organisatie is not None
    rij.organisatie_id, rij.naam, rij.functie = organisatie.id, naam, functie
    rij.telefoon, rij.email = telefoon, email


def stop_professional(werkplek: Werkplek, professional_id: UUID, per: str | date) -> None:
    """From a day on somebody no longer works here: running actions stay visible, new ones are refused."""
    with werkplek.doe() as t:
        t.eis(Recht.ADRESBOEK_SCHRIJVEN)
        rij = t.haal(Professional, professional_id)
        rij.gestopt_op = _stopdatum(t, per)
        t.log("professional.stoppen", "professional", rij.id)
        t.gewijzigd("professional", rij.id)


def return_professional(werkplek: Werkplek, professional_id: UUID) -> None:
    """Somebody works here again (or was stopped by mistake)."""
    with werkplek.doe() as t:
        t.eis(Recht.ADRESBOEK_SCHRIJVEN)
        rij = t.haal(Professional, professional_id)
        rij.gestopt_op = None
        t.log("professional.hervatten", "professional", rij.id)
        t.gewijzigd("professional", rij.id)
