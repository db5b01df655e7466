"""Who may see a casus beside its table: the casusregisseur, whoever it is assigned to, and the tables themselves."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from pmg_desk.domain.controle import Veldcontrole
from pmg_desk.domain.datums import Richting
from pmg_desk.domain.fouten import Fout, NietGevonden
from pmg_desk.domain.klok import lokale_dag
from pmg_desk.domain.rollen import Recht, Rol, mag
from pmg_desk.services import doorgeleidantwoord
from pmg_desk.services.casussen import is_regisseur, tafel_label
from pmg_desk.services.werkplek import Transactie, Werkplek
from pmg_desk.storage import toewijzingen as opslag
from pmg_desk.storage.casussen import tafelhistorie
from pmg_desk.storage.models import Casus, CasusTafel, Gebruiker, Toewijzing
from pmg_desk.storage.routes import tafelleden


class LaatsteTafel(Fout):
    """An open casus belongs to a table."""

    wat = "Dit is de enige tafel van deze casus."
    doe = "Voeg eerst een andere tafel toe, of sluit de casus af."


@dataclass(frozen=True, slots=True)
class Collega:
    """A user of this vault who can be given a casus to lead or to read."""

    id: UUID
    naam: str
    rol: Rol


@dataclass(frozen=True, slots=True)
class ToewijzingInzicht:
    """Who else may see this casus, and until which day (None: until it is withdrawn)."""

    id: UUID
    naam: str
    rol: str
    door: str
    sinds: date
    tot: date | None
    geldt: bool


@dataclass(frozen=True, slots=True)
class TafelInzicht:
    """A stretch at a table."""

    id: UUID
    tafel: str
    label: str
    van: date
    tot: date | None
    geldt: bool


def list_collegas(werkplek: Werkplek) -> tuple[Collega, ...]:
    """Users at work who may be given casussen, by name."""
    with werkplek.doe() as t:
        t.eis(Recht.CASUS_LEZEN)
        return tuple(
            Collega(rij.id, rij.naam, rij.rol) for rij in opslag.gebruikers(t.db) if mag(rij.rol, Recht.CASUS_LEZEN)
        )


def list_toewijzingen(werkplek: Werkplek, casus_id: UUID) -> tuple[ToewijzingInzicht, ...]:
    """To whom a casus is and was assigned, the latest first."""
    with werkplek.doe() as t:
        t.casus(casus_id)
        return tuple(_inzicht(t, rij) for rij in opslag.toewijzingen(t.db, casus_id))


def _inzicht(t: Transactie, rij: Toewijzing) -> ToewijzingInzicht:
    wie = t.haal(Gebruiker, rij.gebruiker_id)
    return ToewijzingInzicht(
        id=rij.id,
        naam=wie.naam,
        rol=wie.rol.label,
        door=t.haal(Gebruiker, rij.door_id).naam,
        sinds=lokale_dag(rij.op),
        tot=rij.tot,
        geldt=_geldt(t, rij),
    )


def _geldt(t: Transactie, rij: Toewijzing | CasusTafel) -> bool:
    return rij.tot is None or rij.tot >= t.vandaag


def assign_casus(werkplek: Werkplek, casus_id: UUID, gebruiker_id: UUID | None, tot: str | date | None = None) -> UUID:
    """Let a meelezer read, or another casusregisseur work in, a casus; ``tot`` is the last day, None without end.

    Raises OngeldigeInvoer (somebody who left, or who has it already), GeenToegang.
    """
    with werkplek.doe() as t:
        casus = t.casus(casus_id, wijzigen=True, gesloten_mag=True, overgedragen_mag=True)
        veld = Veldcontrole()
        wie = None if gebruiker_id is None else t.db.get(Gebruiker, gebruiker_id)
        if wie is None or wie.gestopt_op is not None or not mag(wie.rol, Recht.CASUS_LEZEN):
            veld.fout("gebruiker", "Kies een collega uit de lijst.")
        elif wie.id == casus.regisseur_id:
            veld.fout("gebruiker", "Deze collega is al de casusregisseur.")
        elif any(rij.gebruiker_id == wie.id and _geldt(t, rij) for rij in opslag.toewijzingen(t.db, casus_id)):
            veld.fout("gebruiker", "Deze collega heeft de casus al.")
        laatste = veld.datum("tot", tot, t.vandaag, niet_voor=(t.vandaag, "vandaag"))
        veld.klaar()
        assert wie is not None
        rij = Toewijzing(
            id=t.nieuw_id(), casus_id=casus_id, gebruiker_id=wie.id, tot=laatste, door_id=t.gebruiker.id, op=t.nu
        )
        t.db.add(rij)
        t.log("toewijzing.geven", "gebruiker", wie.id, casus_id=casus_id)
        _meld(t, casus)
        return rij.id


def withdraw_toewijzing(werkplek: Werkplek, toewijzing_id: UUID) -> None:
    """End an assignment at once: from now on it gives no sight of the casus. It stays in the history."""
    with werkplek.doe() as t:
        rij = t.haal(Toewijzing, toewijzing_id)
        casus = t.casus(rij.casus_id, wijzigen=True, gesloten_mag=True, overgedragen_mag=True)
        if not _geldt(t, rij):
            raise NietGevonden
        # The last day still gives sight, so yesterday is what ends it now.
        rij.tot = t.vandaag - timedelta(days=1)
        t.log("toewijzing.intrekken", "gebruiker", rij.gebruiker_id, casus_id=casus.id)
        _meld(t, casus)


def transfer_casus(werkplek: Werkplek, casus_id: UUID, gebruiker_id: UUID | None) -> None:
    """Make another casusregisseur the one who leads this casus. Raises OngeldigeInvoer, GeenToegang."""
    with werkplek.doe() as t:
        casus = t.casus(casus_id, wijzigen=True, gesloten_mag=True, overgedragen_mag=True)
        veld = Veldcontrole()
        veld.eis(
            gebruiker_id is not None and is_regisseur(t, gebruiker_id),
            "gebruiker",
            "Kies een casusregisseur uit de lijst.",
        )
        veld.eis(gebruiker_id != casus.regisseur_id, "gebruiker", "Deze collega is al de casusregisseur.")
        veld.klaar()
        assert gebruiker_id is not None
        van = casus.regisseur_id
        casus.regisseur_id = gebruiker_id
        t.log("casus.overdragen", "gebruiker", gebruiker_id, casus_id=casus_id, detail={"van": str(van)})
        _meld(t, casus)


def list_tafels(werkplek: Werkplek, casus_id: UUID) -> tuple[TafelInzicht, ...]:
    """At which tables a casus is and was, the latest first."""
    with werkplek.doe() as t:
        t.casus(casus_id)
        return tuple(
            TafelInzicht(rij.id, rij.tafel, tafel_label(t.profiel, rij.tafel), rij.van, rij.tot, _geldt(t, rij))
            for rij in tafelhistorie(t.db, casus_id)
        )


def count_leden(werkplek: Werkplek) -> dict[str, int]:
    """How many users of this vault belong to each table now; a table without any is left out."""
    with werkplek.doe() as t:
        t.eis(Recht.CASUS_LEZEN)
        return tafelleden(t.db, t.vandaag)


def add_tafel(werkplek: Werkplek, casus_id: UUID, tafel: str, van: str | date | None = None) -> UUID:
    """Bring a casus to a table from a day on (default today); its members see the casus from then.

    Raises OngeldigeInvoer, GeenToegang, CasusGesloten.
    """
    with werkplek.doe() as t:
        casus = t.casus(casus_id, wijzigen=True)
        veld = Veldcontrole()
        waar = veld.keuze("tafel", tafel, tuple(t.profiel.tafels))
        begin = veld.datum(
            "van",
            van or t.vandaag,
            t.vandaag,
            richting=Richting.VERLEDEN,
            niet_voor=(casus.geopend_op, "het begin van de casus"),
            niet_na=(t.vandaag, "vandaag"),
        )
        al = [rij for rij in tafelhistorie(t.db, casus_id) if rij.tafel == waar]
        veld.eis(not any(rij.tot is None for rij in al), "tafel", "De casus is al bij deze tafel.")
        if begin is not None:
            veld.eis(
                not any(rij.tot is not None and rij.tot > begin for rij in al),
                "van",
                "Op die dag was de casus al bij deze tafel.",
            )
        veld.klaar()
        assert begin is not None
        rij = CasusTafel(id=t.nieuw_id(), casus_id=casus_id, tafel=waar, van=begin)
        t.db.add(rij)
        t.log("casus.tafel_toevoegen", "casus", casus_id, casus_id=casus_id, detail={"tafel": waar})
        _meld(t, casus)
        return rij.id


def leave_tafel(werkplek: Werkplek, casustafel_id: UUID) -> None:
    """Take a casus off a table: today is the last day on which its members see it. Raises LaatsteTafel."""
    with werkplek.doe() as t:
        rij = t.haal(CasusTafel, casustafel_id)
        casus = t.casus(rij.casus_id, wijzigen=True)
        if rij.tot is not None:
            raise NietGevonden
        if sum(ander.tot is None for ander in tafelhistorie(t.db, casus.id)) == 1:
            raise LaatsteTafel
        rij.tot = t.vandaag
        doorgeleidantwoord.beeindig(t, casus.id, t.vandaag, rij.tafel)
        t.log("casus.tafel_verlaten", "casus", casus.id, casus_id=casus.id, detail={"tafel": rij.tafel})
        _meld(t, casus)


def _meld(t: Transactie, casus: Casus) -> None:
    casus.gewijzigd_op = t.nu
    t.gewijzigd("casus", casus.id)
