"""Households and groups of youths as things of their own: members, a plan for the whole, and the seven steps (002).

A group begins with a casus and is only kept for the casussen in it: it goes with the last of them (``storage.wissen``).
What it says has no casus, so it has texts of its own, seen by who may see the group. Of members whose casus somebody
may not see, they learn how many there are and nothing else. Lines in the log hold ids.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from pmg_desk.domain.controle import MAX_NAAM, MAX_REGEL, MAX_TEKST, Veldcontrole
from pmg_desk.domain.fouten import Fout, GeenToegang, IntussenGewijzigd, OngeldigeInvoer
from pmg_desk.domain.profiel import Profiel
from pmg_desk.domain.rollen import Recht
from pmg_desk.domain.samenvatting import Aard
from pmg_desk.services import actiehouders, adresboek, groepsteksten, groepsversies
from pmg_desk.services.casussen import is_regisseur
from pmg_desk.services.stukken_netwerk import LIDCATEGORIE
from pmg_desk.services.verruimingen import log_milder
from pmg_desk.services.werkplek import Transactie, Werkplek
from pmg_desk.storage import netwerk as opslag
from pmg_desk.storage.models import (
    ActieStatus,
    Groep,
    Groepsactie,
    Groepslid,
    GroepSoort,
    Groepsstap,
    Organisatie,
)
from pmg_desk.storage.zichtbaar import mag_wijzigen

GROEP_LABELS: dict[GroepSoort, str] = {GroepSoort.GROEP: "Groep", GroepSoort.HUISHOUDEN: "Huishouden"}
AANTAL_STAPPEN = 7
"""Of the 7-stappenmodel, which 002 (inspanning 17) names; the names of the steps are in the profile."""
_MAX_NAAM, _MAX_ROL = 160, 120


class GroepGesloten(Fout):
    """A closed group stays as it was."""

    wat = "Deze groep is afgesloten."
    doe = "Heropen de groep als er weer aan gewerkt wordt."


class LaatsteCasus(Fout):
    """A group is kept for the casussen in it."""

    wat = "Dit is de enige casus van deze groep."
    veilig = "Er is niets veranderd."
    doe = "Geef de laatste dag op, of sluit de groep af."


class ActieAfgesloten(Fout):
    """A finished action stays as it ended."""

    wat = "Deze actie is al afgerond of vervallen."
    doe = "Maak een nieuwe actie als er weer iets moet gebeuren."


@dataclass(frozen=True, slots=True)
class GroepInvoer:
    """A group. ``regisseur_id`` None: the user. ``doel_categorie`` empty: family, so withheld rather than leaked."""

    soort: str = ""
    naam: str = ""
    tafel: str = ""
    regisseur_id: UUID | None = None
    gebied: str = ""
    doel: str = ""
    begonnen_op: str | date | None = None
    evaluatie_op: str | date | None = None
    doel_categorie: str = ""
    doel_derden: bool = False


@dataclass(frozen=True, slots=True)
class LidInvoer:
    """A member: the casus of somebody, or the name of somebody without one. ``van`` empty: today."""

    casus_id: UUID | None = None
    naam: str = ""
    rol: str = ""
    van: str | date | None = None
    tot: str | date | None = None


@dataclass(frozen=True, slots=True)
class StapInvoer:
    """What one of the steps brought. ``bron`` empty: the user; ``gedaan_op`` empty: today."""

    stap: int
    tekst: str
    bron: str = ""
    aard: Aard = Aard.FEIT
    gedaan_op: str | date | None = None
    categorie: str = ""
    derden: bool = False


@dataclass(frozen=True, slots=True)
class GroepsactieInvoer:
    """Who does what by when; with ``status`` how it stands or ended, and with which result."""

    tekst: str
    eigenaar_id: UUID | None
    deadline: str | date | None
    status: ActieStatus = ActieStatus.OPEN
    resultaat: str = ""
    categorie: str = ""
    derden: bool = False


def stapnamen(profiel: Profiel, tafel: str) -> tuple[str, ...]:
    """The names of the seven steps: those of the table, else of the first table of the profile that has them.

    Empty for a step that no source names.
    """
    sleutels = [f"stap_{nr}" for nr in range(1, AANTAL_STAPPEN + 1)]
    eigen = [profiel.tafels[tafel]] if tafel in profiel.tafels else []
    fasen = next((een.fasen for een in (*eigen, *profiel.tafels.values()) if sleutels[0] in een.fasen), {})
    return tuple(fasen.get(sleutel, "") for sleutel in sleutels)


def groep(t: Transactie, groep_id: UUID, *, wijzigen: bool = False, gesloten_mag: bool = False) -> Groep:
    """A group this user may see, or with ``wijzigen`` change.

    Raises GeenToegang (logged), NietGevonden, GroepGesloten.
    """
    t.pogingen.append(("groep", groep_id))
    rij = t.haal(Groep, groep_id)
    if not (mag_veranderen(t, groep_id) if wijzigen else opslag.geldt_voor(t.db, groep_id, mag_zien(t))):
        raise GeenToegang
    if wijzigen and not gesloten_mag and rij.gesloten_op is not None:
        raise GroepGesloten
    return rij


def mag_zien(t: Transactie) -> opslag.Voorwaarde:
    """A condition on a row of Groep: what this user may see."""
    return opslag.mag_groep_zien(t.gebruiker.id, t.gebruiker.rol, t.zichtbaar(), t.vandaag)


def mag_veranderen(t: Transactie, groep_id: UUID) -> bool:
    """Whether this user may change this group."""
    casussen = mag_wijzigen(t.gebruiker.id, t.gebruiker.rol, t.vandaag)
    mag_ = opslag.mag_groep_wijzigen(t.gebruiker.id, t.gebruiker.rol, casussen, t.vandaag)
    return opslag.geldt_voor(t.db, groep_id, mag_)


def make_groep(werkplek: Werkplek, invoer: GroepInvoer, casus_ids: Sequence[UUID]) -> UUID:
    """Make a group with its first members. Raises OngeldigeInvoer, GeenToegang, CasusGesloten."""
    with werkplek.doe() as t:
        t.eis(Recht.CASUS_SCHRIJVEN)
        if not casus_ids:
            raise OngeldigeInvoer({"casus_id": "Kies ten minste één casus: een groep begint met een jongere in beeld."})
        casussen = [t.casus(casus_id, wijzigen=True) for casus_id in dict.fromkeys(casus_ids)]
        rij = Groep(id=t.nieuw_id(), door_id=t.gebruiker.id, op=t.nu, gesloten_op=None)
        _vul_groep(t, rij, invoer, nieuw=True)
        t.db.add(rij)
        t.db.flush()
        t.log("groep.maken", "groep", rij.id)
        for casus in casussen:
            _nieuw_lid(t, rij, casus.id, "", "", rij.begonnen_op, None)
        _meld(t, rij)
        return rij.id


def amend_groep(werkplek: Werkplek, groep_id: UUID, invoer: GroepInvoer, versie: int) -> None:
    """Change name, table, regisseur, area or goal. Raises IntussenGewijzigd when somebody else did in between."""
    with werkplek.doe() as t:
        rij = groep(t, groep_id, wijzigen=True)
        if rij.versie != versie:
            raise IntussenGewijzigd
        _vul_groep(t, rij, invoer, nieuw=False)
        t.log("groep.wijzigen", "groep", rij.id)
        _meld(t, rij)


def _vul_groep(t: Transactie, rij: Groep, invoer: GroepInvoer, *, nieuw: bool) -> None:
    veld = Veldcontrole()
    soort = veld.keuze("soort", invoer.soort, tuple(s.value for s in GroepSoort))
    naam = veld.tekst("naam", invoer.naam, verplicht=True, maximum=_MAX_NAAM)
    tafels = tuple(t.profiel.tafels) if nieuw else (*t.profiel.tafels, rij.tafel)
    tafel = veld.keuze("tafel", invoer.tafel, tafels)
    regisseur_id = invoer.regisseur_id or t.gebruiker.id
    blijft = not nieuw and regisseur_id == rij.regisseur_id
    veld.eis(
        blijft or is_regisseur(t, regisseur_id),
        "regisseur_id",
        "Kies een casusregisseur uit de lijst.",
    )
    gebied = veld.tekst("gebied", invoer.gebied, maximum=_MAX_NAAM)
    leest_doel = nieuw or mag_doel_lezen(t, rij)
    doel = veld.tekst("doel", invoer.doel, maximum=MAX_TEKST, lang=True)
    categorie = groepsteksten.kies_categorie(
        t, veld, "doel_categorie", invoer.doel_categorie, "" if nieuw else rij.doel_categorie
    )
    begonnen = veld.datum("begonnen_op", invoer.begonnen_op, t.vandaag, niet_na=(t.vandaag, "vandaag"))
    evaluatie = veld.datum("evaluatie_op", invoer.evaluatie_op, t.vandaag)
    veld.klaar()
    if not nieuw:
        log_milder(t, "groep", rij.id, None, LIDCATEGORIE[rij.soort], LIDCATEGORIE[GroepSoort(soort)])
    rij.soort, rij.naam, rij.tafel, rij.regisseur_id = GroepSoort(soort), naam, tafel, regisseur_id
    rij.gebied, rij.evaluatie_op = gebied, evaluatie
    was = None if nieuw else groepsversies.doel_nu(rij)
    if leest_doel:  # a goal that one may not read stays as it is
        rij.doel, rij.doel_categorie, rij.doel_derden = doel, categorie, invoer.doel_derden
    if was is not None:
        groepsversies.bewaar_doel(t, rij, was)
    rij.begonnen_op = begonnen or (t.vandaag if nieuw else rij.begonnen_op)


def mag_doel_lezen(t: Transactie, rij: Groep) -> bool:
    """Whether this user may read the goal of this group."""
    gevoelig = groepsteksten.is_gevoelig(rij.doel_categorie, derden=rij.doel_derden)
    return not gevoelig or groepsteksten.mag_alles_lezen(t, rij)


def close_groep(werkplek: Werkplek, groep_id: UUID, per: str | date | None) -> None:
    """Close a group; its members stay its members, and whoever may see it still may."""
    with werkplek.doe() as t:
        rij = groep(t, groep_id, wijzigen=True)
        veld = Veldcontrole()
        dag = veld.datum(
            "per",
            per,
            t.vandaag,
            verplicht=True,
            niet_voor=(rij.begonnen_op, "het begin van de groep"),
            niet_na=(t.vandaag, "vandaag"),
        )
        veld.klaar()
        rij.gesloten_op = dag
        t.log("groep.sluiten", "groep", rij.id)
        _meld(t, rij)


def reopen_groep(werkplek: Werkplek, groep_id: UUID) -> None:
    """Work on a group again."""
    with werkplek.doe() as t:
        rij = groep(t, groep_id, wijzigen=True, gesloten_mag=True)
        rij.gesloten_op = None
        t.log("groep.heropenen", "groep", rij.id)
        _meld(t, rij)


# members


def add_lid(werkplek: Werkplek, groep_id: UUID, invoer: LidInvoer) -> UUID:
    """Add the casus of somebody, or somebody without one. Raises OngeldigeInvoer, GeenToegang, CasusGesloten."""
    with werkplek.doe() as t:
        rij = groep(t, groep_id, wijzigen=True)
        casus = None if invoer.casus_id is None else t.casus(invoer.casus_id, wijzigen=True)
        veld = Veldcontrole()
        naam = "" if casus is not None else veld.tekst("naam", invoer.naam, verplicht=True, maximum=MAX_NAAM)
        rol, van, tot = _lidvelden(t, veld, invoer)
        if casus is not None:
            veld.eis(
                not opslag.is_lid(t.db, groep_id, casus.id, t.vandaag), "casus_id", "Deze casus is al lid van de groep."
            )
        veld.klaar()
        lid = _nieuw_lid(t, rij, None if casus is None else casus.id, naam, rol, van, tot)
        _meld(t, rij)
        return lid.id


def amend_lid(werkplek: Werkplek, lid_id: UUID, invoer: LidInvoer) -> None:
    """Change the role or the days of a member, or the name of somebody without a casus; what it was stays readable."""
    with werkplek.doe() as t:
        lid, rij = _lid(t, lid_id)
        veld = Veldcontrole()
        naam = "" if lid.casus_id is not None else veld.tekst("naam", invoer.naam, verplicht=True, maximum=MAX_NAAM)
        rol, van, tot = _lidvelden(t, veld, invoer)
        veld.klaar()
        was = groepsversies.lid_nu(lid)
        lid.naam, lid.rol, lid.van, lid.tot = naam, rol, van, tot
        groepsversies.bewaar_lid(t, lid, was)
        t.log("groepslid.wijzigen", "groepslid", lid.id, casus_id=lid.casus_id)
        _meld(t, rij, lid.casus_id)


def remove_lid(werkplek: Werkplek, lid_id: UUID) -> None:
    """Take out somebody who was put in by mistake; who left gets a last day. Raises LaatsteCasus."""
    with werkplek.doe() as t:
        lid, rij = _lid(t, lid_id)
        if lid.casus_id is not None and opslag.aantal_casussen(t.db, rij.id) == 1:
            raise LaatsteCasus
        t.log("groepslid.verwijderen", "groepslid", lid.id, casus_id=lid.casus_id)
        opslag.verwijder_versies(t.db, lid.id)
        t.db.delete(lid)
        _meld(t, rij, lid.casus_id)


def _lid(t: Transactie, lid_id: UUID) -> tuple[Groepslid, Groep]:
    """A member to change: of a casus only by who may change that casus, closed or not."""
    lid = t.haal(Groepslid, lid_id)
    rij = groep(t, lid.groep_id, wijzigen=True)
    if lid.casus_id is not None:
        t.casus(lid.casus_id, wijzigen=True, gesloten_mag=True)
    return lid, rij


def _lidvelden(t: Transactie, veld: Veldcontrole, invoer: LidInvoer) -> tuple[str, date, date | None]:
    rol = veld.tekst("rol", invoer.rol, maximum=_MAX_ROL)
    van = veld.datum("van", invoer.van or t.vandaag, t.vandaag, niet_na=(t.vandaag, "vandaag")) or t.vandaag
    tot = veld.datum("tot", invoer.tot, t.vandaag, niet_voor=(van, "de eerste dag"))
    return rol, van, tot


def _nieuw_lid(
    t: Transactie, rij: Groep, casus_id: UUID | None, naam: str, rol: str, van: date, tot: date | None
) -> Groepslid:
    lid = Groepslid(
        id=t.nieuw_id(),
        groep_id=rij.id,
        casus_id=casus_id,
        naam=naam,
        rol=rol,
        van=van,
        tot=tot,
        door_id=t.gebruiker.id,
        op=t.nu,
    )
    t.db.add(lid)
    t.db.flush()
    t.log("groepslid.toevoegen", "groepslid", lid.id, casus_id=casus_id)
    if casus_id is not None:
        t.gewijzigd("groep", casus_id)
    return lid


# steps and actions


def set_stap(werkplek: Werkplek, groep_id: UUID, invoer: StapInvoer) -> UUID:
    """Record what a step brought; what was recorded before stays readable."""
    with werkplek.doe() as t:
        rij = groep(t, groep_id, wijzigen=True)
        veld = Veldcontrole()
        veld.eis(1 <= invoer.stap <= AANTAL_STAPPEN, "stap", "Kies een van de zeven stappen.")
        tekst = veld.tekst("tekst", invoer.tekst, verplicht=True, maximum=MAX_TEKST, lang=True)
        bron = veld.tekst("bron", invoer.bron, maximum=MAX_REGEL) or t.gebruiker.naam
        categorie = groepsteksten.kies_categorie(t, veld, "categorie", invoer.categorie)
        dag = veld.datum("gedaan_op", invoer.gedaan_op or t.vandaag, t.vandaag, niet_na=(t.vandaag, "vandaag"))
        veld.klaar()
        stap = Groepsstap(
            id=t.nieuw_id(),
            groep_id=rij.id,
            stap=invoer.stap,
            tekst=tekst,
            bron=bron,
            aard=invoer.aard,
            categorie=categorie,
            derden=invoer.derden,
            gedaan_op=dag or t.vandaag,
            door_id=t.gebruiker.id,
            op=t.nu,
        )
        t.db.add(stap)
        t.log("groepsstap.vastleggen", "groepsstap", stap.id, categorieen=[categorie])
        _meld(t, rij)
        return stap.id


def add_actie(werkplek: Werkplek, groep_id: UUID, invoer: GroepsactieInvoer) -> UUID:
    """Add an action for the group as a whole. Raises OngeldigeInvoer, GeenToegang, GroepGesloten."""
    with werkplek.doe() as t:
        rij = groep(t, groep_id, wijzigen=True)
        actie = Groepsactie(id=t.nieuw_id(), groep_id=rij.id, door_id=t.gebruiker.id, op=t.nu)
        _vul_actie(t, actie, invoer, nieuw=True)
        t.db.add(actie)
        t.log("groepsactie.toevoegen", "groepsactie", actie.id, categorieen=[actie.categorie])
        _meld(t, rij)
        return actie.id


def amend_actie(werkplek: Werkplek, actie_id: UUID, invoer: GroepsactieInvoer) -> None:
    """Change an action, or say how it ended; what it said stays readable.

    Raises OngeldigeInvoer, ActieAfgesloten, and GeenToegang where one may not read it.
    """
    with werkplek.doe() as t:
        actie = t.haal(Groepsactie, actie_id)
        rij = groep(t, actie.groep_id, wijzigen=True)
        gevoelig = groepsteksten.is_gevoelig(actie.categorie, derden=actie.derden)
        if gevoelig and not groepsteksten.mag_alles_lezen(t, rij):
            raise GeenToegang
        if actie.status not in LOPEND:
            raise ActieAfgesloten
        was = groepsversies.actie_nu(actie)
        _vul_actie(t, actie, invoer, nieuw=False)
        groepsversies.bewaar_actie(t, actie, was)
        t.log("groepsactie.wijzigen", "groepsactie", actie.id, categorieen=[actie.categorie])
        _meld(t, rij)


LOPEND = (ActieStatus.OPEN, ActieStatus.BEZIG)


def _vul_actie(t: Transactie, actie: Groepsactie, invoer: GroepsactieInvoer, *, nieuw: bool) -> None:
    veld = Veldcontrole()
    tekst = veld.tekst("tekst", invoer.tekst, verplicht=True, maximum=MAX_TEKST, lang=True)
    deadline = veld.datum("deadline", invoer.deadline, t.vandaag, verplicht=True)
    categorie = groepsteksten.kies_categorie(t, veld, "categorie", invoer.categorie, "" if nieuw else actie.categorie)
    wie = actiehouders.professional_van(t, invoer.eigenaar_id)
    if wie is None:
        veld.fout("eigenaar_id", "Kies wie dit doet, uit het adresboek.")
    elif (nieuw or actie.eigenaar_id != wie.id) and not adresboek.is_actief(
        t, wie, t.haal(Organisatie, wie.organisatie_id)
    ):
        veld.fout("eigenaar_id", "Deze persoon werkt hier niet meer. Kies iemand anders.")
    klaar = invoer.status not in LOPEND
    resultaat = veld.tekst("resultaat", invoer.resultaat, verplicht=klaar, maximum=MAX_TEKST, lang=True)
    veld.klaar()
    assert wie is not None
    assert deadline is not None
    actie.tekst, actie.deadline, actie.eigenaar_id, actie.status = tekst, deadline, wie.id, invoer.status
    actie.categorie, actie.derden = categorie, invoer.derden
    actie.resultaat, actie.gereed_op = resultaat, t.vandaag if klaar else None


def _meld(t: Transactie, rij: Groep, casus_id: UUID | None = None) -> None:
    t.gewijzigd("groep", rij.id)
    if casus_id is not None:
        t.gewijzigd("groep", casus_id)
