"""Files of a casus: kept encrypted in the vault, shown inside the program, and out of it only as a reasoned step.

The bytes never lie in a file of the program outside the vault: they are read into memory when they are shown, go to the
drawing process through a pipe, and to a file only where the user says so.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from uuid import UUID

from pmg_desk.domain.controle import Veldcontrole
from pmg_desk.domain.fouten import Fout, NietGevonden
from pmg_desk.domain.logboek import Resultaat
from pmg_desk.domain.rollen import Recht
from pmg_desk.exchange.bijlagelezer import Bestand, lees_bijlage
from pmg_desk.exchange.bijlagesoort import SOORTEN, Bijlagesoort
from pmg_desk.exchange.tekenaar import GeenVoorbeeld, Getekend, teken
from pmg_desk.exchange.wegschrijven import schrijf_heel
from pmg_desk.services import toelichtingen, uitspraken, wissen
from pmg_desk.services.uitspraken import UitspraakInvoer, UitspraakInzicht
from pmg_desk.services.werkplek import Transactie, Werkplek
from pmg_desk.storage import bijlagen as opslag
from pmg_desk.storage.models import Bijlage, BijlageInhoud, UitspraakSoort


class StaatErAl(Fout):
    """The casus has a file with exactly these bytes."""

    wat = "Precies dit bestand staat al bij deze casus."
    veilig = "Er is niets dubbel bewaard."
    doe = "Zoek het op in de lijst met bijlagen."


class IntussenVeranderd(Fout):
    """The file on disk is another than the one that was shown."""

    wat = "Dit bestand is veranderd sinds u het koos."
    veilig = "Er is niets bewaard. Uw omschrijving is als concept bewaard."
    doe = "Kies het bestand opnieuw."


class IsBon(Fout):
    """Spending refers to it."""

    wat = "Deze bijlage is de bon bij een uitgave en kan niet weg."
    doe = "Draai eerst de uitgave terug als die niet klopt. De bon blijft dan bij de teruggedraaide uitgave."


@dataclass(frozen=True, slots=True)
class Voorproef:
    """What a file is, before it is kept. ``ook_bij``: numbers of other casussen (that one may see) with the same."""

    naam: str
    soort: str
    grootte: int
    sha256: str
    voorbeeld: bool
    ook_bij: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class BijlageInzicht:
    """A file as screens show it, without its bytes. ``omschrijving`` is None when that was withdrawn elsewhere."""

    id: UUID
    casus_id: UUID
    naam: str
    soort: str
    uitgang: str
    grootte: int
    voorbeeld: bool
    omschrijving: UitspraakInzicht | None
    is_bon: bool
    door: str
    op: datetime


def grootste_bijlage(werkplek: Werkplek) -> int:
    """How large a file may be, in MB: a setting of the municipality."""
    return werkplek.profiel.instellingen.bijlage_max_mb.waarde


def list_bijlagen(werkplek: Werkplek, casus_id: UUID) -> tuple[BijlageInzicht, ...]:
    """The files of a casus, newest first. Part of an opened dossier, so not logged by itself."""
    with werkplek.doe() as t:
        t.casus(casus_id)
        rijen = opslag.van_casus(t.db, casus_id)
        teksten = toelichtingen.inzichten(t, [rij.uitspraak_id for rij in rijen])
        bonnen = opslag.bonnen(t.db, casus_id)
        return tuple(_inzicht(t, rij, teksten.get(rij.uitspraak_id), rij.id in bonnen) for rij in rijen)


def inspect_bestand(werkplek: Werkplek, casus_id: UUID, pad: Path) -> Voorproef:
    """What the file at ``pad`` is and whether it is here already; keeps nothing.

    Raises BijlageNietGelezen, BijlageTeGroot, BijlageGeweigerd, StaatErAl, GeenToegang, CasusGesloten.
    """
    with werkplek.doe() as t:
        t.casus(casus_id, wijzigen=True)
        bestand = _lees(t, casus_id, pad)
        elders = opslag.zelfde_inhoud(t.db, bestand.sha256, t.zichtbaar())
        return Voorproef(
            bestand.naam,
            bestand.soort.label,
            len(bestand.inhoud),
            bestand.sha256,
            bestand.soort.voorbeeld,
            tuple(dict.fromkeys(nummer for _, nummer in elders)),
        )


def add_bijlage(
    werkplek: Werkplek, casus_id: UUID, pad: Path, omschrijving: UitspraakInvoer, *, verwacht: str = ""
) -> UUID:
    """Keep the file at ``pad`` with a casus. ``verwacht``: the sha256 that :func:`inspect_bestand` gave.

    Raises what that raises, IntussenVeranderd and OngeldigeInvoer.
    """
    with werkplek.doe() as t:
        t.casus(casus_id, wijzigen=True)
        veld = Veldcontrole()
        invoer = uitspraken.controleer(t, veld, omschrijving, UitspraakSoort.BIJLAGE, veldnaam="omschrijving")
        veld.klaar()
        bestand = _lees(t, casus_id, pad)
        if verwacht and bestand.sha256 != verwacht:
            raise IntussenVeranderd
        tekst = uitspraken.voeg_toe(t, casus_id, UitspraakSoort.BIJLAGE, invoer)
        rij = Bijlage(
            id=t.nieuw_id(),
            casus_id=casus_id,
            uitspraak_id=tekst.id,
            naam=bestand.naam,
            soort=bestand.soort.mime,
            grootte=len(bestand.inhoud),
            sha256=bestand.sha256,
            door_id=t.gebruiker.id,
            op=t.nu,
        )
        t.db.add(rij)
        t.db.flush()
        t.db.add(BijlageInhoud(id=t.nieuw_id(), bijlage_id=rij.id, inhoud=bestand.inhoud))
        t.log("bijlage.toevoegen", "bijlage", rij.id, casus_id=casus_id, categorieen=[tekst.categorie])
        t.gewijzigd("bijlage", casus_id)
        return rij.id


def amend_bijlage(werkplek: Werkplek, bijlage_id: UUID, omschrijving: UitspraakInvoer, reden: str) -> None:
    """Correct what is said about a file; the earlier words stay readable as history."""
    with werkplek.doe() as t:
        rij = _haal(t, bijlage_id, wijzigen=True)
        veld = Veldcontrole()
        invoer = uitspraken.controleer(t, veld, omschrijving, UitspraakSoort.BIJLAGE, veldnaam="omschrijving")
        waarom = veld.tekst("reden", reden, verplicht=True, maximum=300)
        oud = toelichtingen.huidige(t, rij.uitspraak_id)
        if oud is None:
            raise NietGevonden
        veld.eis(not uitspraken.gelijk(oud, invoer), "omschrijving", "Er is niets veranderd.")
        veld.klaar()
        nieuw = uitspraken.vervang(t, oud, invoer, waarom)
        t.log("bijlage.wijzigen", "bijlage", rij.id, casus_id=rij.casus_id, categorieen=[nieuw.categorie])
        t.gewijzigd("bijlage", rij.casus_id)


def read_voorbeeld(werkplek: Werkplek, bijlage_id: UUID, vanaf: int = 0) -> Getekend:
    """Some pages of a file, drawn in a process apart; looking at its beginning is a line in the log.

    Raises GeenVoorbeeld for a kind that is not shown and for a file that is broken or too large.
    """
    with werkplek.doe() as t:
        rij = _haal(t, bijlage_id)
        if not _soort(rij).voorbeeld:
            raise GeenVoorbeeld(
                "Van dit soort bestand is er geen voorbeeld.", doe="Sla een kopie op om het te bekijken."
            )
        inhoud = opslag.lees_inhoud(t.db, rij.id)
        if not vanaf:
            t.log("bijlage.bekijken", "bijlage", rij.id, casus_id=rij.casus_id)
    return teken(rij.soort, inhoud, vanaf=vanaf)


def save_kopie(werkplek: Werkplek, bijlage_id: UUID, reden: str, pad: Path) -> None:
    """Write a file of the vault to ``pad``, exactly as it is. The line in the log comes before the bytes leave.

    Raises OngeldigeInvoer without a reason, GeenToegang, BestandNietGeschreven (then a second line says so).
    """
    with werkplek.doe() as t:
        rij = _haal(t, bijlage_id)
        t.eis(Recht.SAMENVATTING_MAKEN)
        veld = Veldcontrole()
        waarom = veld.tekst("reden", reden, verplicht=True, maximum=300)
        veld.klaar()
        inhoud, casus_id = opslag.lees_inhoud(t.db, rij.id), rij.casus_id
        t.log("bijlage.kopie_opslaan", "bijlage", bijlage_id, casus_id=casus_id, detail={"reden": waarom})
    try:
        schrijf_heel(pad, inhoud)
    except Fout:
        with werkplek.doe() as t:
            t.log("bijlage.kopie_opslaan", "bijlage", bijlage_id, casus_id=casus_id, resultaat=Resultaat.MISLUKT)
        raise


def remove_bijlage(werkplek: Werkplek, bijlage_id: UUID, reden: str) -> None:
    """Take a file out of the vault, with a reason. What was said about it stays in the history, as withdrawn.

    Backups of before still hold it until they have aged out. Raises IsBon, OngeldigeInvoer, GeenToegang, CasusGesloten.
    """
    with werkplek.doe() as t:
        rij = _haal(t, bijlage_id, wijzigen=True)
        veld = Veldcontrole()
        waarom = veld.tekst("reden", reden, verplicht=True, maximum=300)
        veld.klaar()
        if opslag.is_bon(t.db, rij.id):
            raise IsBon
        casus_id = rij.casus_id
        toelichtingen.withdraw(t, rij.uitspraak_id, waarom)
        opslag.verwijder(t.db, rij)
        wissen.plan_rewrite(t)
        t.log("bijlage.verwijderen", "bijlage", bijlage_id, casus_id=casus_id, detail={"reden": waarom})
        t.gewijzigd("bijlage", casus_id)
    wissen.rewrite_kluis(werkplek)


def _lees(t: Transactie, casus_id: UUID, pad: Path) -> Bestand:
    bestand = lees_bijlage(pad, t.profiel.instellingen.bijlage_max_mb.waarde)
    if any(rij.sha256 == bestand.sha256 for rij in opslag.van_casus(t.db, casus_id)):
        raise StaatErAl
    return bestand


def _haal(t: Transactie, bijlage_id: UUID, *, wijzigen: bool = False) -> Bijlage:
    rij = t.haal(Bijlage, bijlage_id)
    t.casus(rij.casus_id, wijzigen=wijzigen)
    return rij


def _soort(rij: Bijlage) -> Bijlagesoort:
    return SOORTEN.get(rij.soort, Bijlagesoort(rij.soort, rij.soort, "bin"))


def _inzicht(t: Transactie, rij: Bijlage, tekst: UitspraakInzicht | None, bon: bool) -> BijlageInzicht:
    soort = _soort(rij)
    return BijlageInzicht(
        rij.id,
        rij.casus_id,
        rij.naam,
        soort.label,
        soort.uitgang,
        rij.grootte,
        soort.voorbeeld,
        tekst,
        bon,
        uitspraken.naam_van(t, rij.door_id),
        rij.op,
    )
