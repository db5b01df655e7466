"""The sample of every month: drawn so that anybody can draw it again, looked at line by line, and signed off.

In a vault over its own log; in the own installation of a privacy officer over the lines that an audit brought.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from pmg_desk.domain.controle import MAX_TEKST, Veldcontrole
from pmg_desk.domain.controlepunt import Aanleiding
from pmg_desk.domain.fouten import Fout
from pmg_desk.domain.logboek import Logregel
from pmg_desk.domain.profiel.sectie import label_van
from pmg_desk.domain.rollen import Recht, Rol
from pmg_desk.domain.steekproef import Trekking, grenzen, maak_trekking, maand_van, raakt, vorige_maand
from pmg_desk.services.auditbron import Auditbron, open_bron
from pmg_desk.services.belangen import EigenBelang, Raakt, geraakt
from pmg_desk.services.casusrollen import Casusrollen
from pmg_desk.services.controlepunten import onderteken_controlepunt
from pmg_desk.services.logzinnen import zin
from pmg_desk.services.werkplek import Transactie, Werkplek
from pmg_desk.storage import steekproeven as opslag
from pmg_desk.storage.gebruikers import alle_gebruikers
from pmg_desk.storage.models import Auditdossier, Gebruiker, Steekproef, Steekproefregel

NIET_IN_PAKKET = "staat niet in dit pakket"
GEEN_ROL = "geen rol in de casus"


class MaandLooptNog(Fout):
    """What is drawn from must not grow any more."""

    wat = "Deze maand is nog niet voorbij, of staat nog niet heel in dit pakket."
    veilig = "Er is geen steekproef getrokken."
    doe = "Trek de steekproef als de maand voorbij is."


class NietsTeTrekken(Fout):
    """A month without a line that touches data of a youth."""

    wat = "In deze maand staat geen regel over gegevens van een jongere."
    doe = "Er is niets te bekijken."


class AlGetrokken(Fout):
    """One sample per month: nobody draws until it pleases."""

    wat = "Van deze maand is al een steekproef getrokken."
    doe = "Open die steekproef. Nog een keer trekken kan niet, ook niet met meer regels."


class AlBekeken(Fout):
    """What was signed off stays so."""

    wat = "Deze regel is al bekeken en afgetekend."
    doe = "Laad de steekproef opnieuw."


class EigenRegel(Fout):
    """Nobody signs off what they did themselves while somebody else can."""

    wat = "Dit hebt u zelf gedaan. Een andere privacy officer bekijkt deze regel."
    veilig = "Er is niets afgetekend."
    doe = "Vraag een collega-privacy officer."


class LogNietInOrde(Fout):
    """A sample of a log that does not fit says nothing."""

    wat = "Dit logboek is niet in orde. Een steekproef eruit zegt niets."
    veilig = "Er is geen steekproef getrokken."
    doe = "Lees de bevindingen bij deze audit en bel de beheerder van die kluis."


@dataclass(frozen=True, slots=True)
class SteekproefInzicht:
    """A sample in a list. ``opdracht``: how somebody else draws it again from an exported log."""

    id: UUID
    maand: str
    omvang: int
    populatie: int
    bekeken: int
    niet_in_orde: int
    zaad: str
    populatie_hash: str
    van_nr: int
    tot_nr: int
    op: datetime
    door: str

    @property
    def getrokken(self) -> int:
        """How many lines were drawn: fewer than asked where the month had fewer."""
        return min(self.omvang, self.populatie)

    @property
    def klaar(self) -> bool:
        """Whether every drawn line was looked at."""
        return self.bekeken == self.getrokken

    @property
    def opdracht(self) -> str:
        """The command beside an exported log."""
        return f"python3 verify.py --steekproef {self.maand}:{self.omvang}:{self.tot_nr}"


@dataclass(frozen=True, slots=True)
class Steekregel:
    """A drawn line to look at: what, who, which casus, and which role they had in it then."""

    id: UUID
    nr: int
    tijd: datetime | None  # None: the line is not there any more
    wie: str
    rol: str
    wat: str
    casusnummer: str
    casusrol: str
    gegevens: str
    ontvanger: str
    eigen: bool
    in_orde: bool | None
    bevinding: str
    bekeken_op: datetime | None
    bekeken_door: str


def list_steekproeven(werkplek: Werkplek, dossier_id: UUID | None = None) -> tuple[SteekproefInzicht, ...]:
    """The samples that were drawn, the latest month first."""
    with werkplek.doe() as t:
        open_bron(t, dossier_id)
        return lees_steekproeven(t, dossier_id)


def lees_steekproeven(t: Transactie, dossier_id: UUID | None) -> tuple[SteekproefInzicht, ...]:
    """The same inside a use case that checked the right."""
    return tuple(_inzicht(t, rij) for rij in opslag.steekproeven(t.db, dossier_id))


def niet_in_orde(t: Transactie, steekproef_id: UUID) -> list[tuple[Steekproefregel, str]]:
    """The lines of a sample that were found not to be in order, and who found so."""
    return [
        (regel, t.haal(Gebruiker, regel.bekeken_door_id).naam)
        for regel in opslag.regels(t.db, steekproef_id)
        if regel.in_orde is False and regel.bekeken_door_id is not None
    ]


def _inzicht(t: Transactie, rij: Steekproef) -> SteekproefInzicht:
    regels = opslag.regels(t.db, rij.id)
    door = t.db.get(Gebruiker, rij.door_id)
    return SteekproefInzicht(
        id=rij.id,
        maand=rij.maand,
        omvang=rij.omvang,
        populatie=rij.populatie,
        bekeken=sum(regel.in_orde is not None for regel in regels),
        niet_in_orde=sum(regel.in_orde is False for regel in regels),
        zaad=rij.zaad,
        populatie_hash=rij.populatie_hash,
        van_nr=rij.van_nr,
        tot_nr=rij.tot_nr,
        op=rij.op,
        door="" if door is None else door.naam,
    )


def list_maanden(werkplek: Werkplek, dossier_id: UUID | None = None) -> tuple[str, ...]:
    """Months that are over, have something to draw from and no sample yet; the latest first."""
    with werkplek.doe() as t:
        bron = open_bron(t, dossier_id)
        getrokken = {rij.maand for rij in opslag.steekproeven(t.db, dossier_id)}
        grens = _grens(t, bron)
        return tuple(sorted((m for m in bron.maanden() if m < grens and m not in getrokken), reverse=True))


def _grens(t: Transactie, bron: Auditbron) -> str:
    """The first month that is not over: by the clock here, by the last line of what an audit brought."""
    if bron.dossier_id is None:
        return maand_van(t.nu)
    return max((maand_van(regel.tijd) for regel in bron.regels()), default="")


def _maandregels(bron: Auditbron, maand: str) -> list[Logregel]:
    alle = bron.regels(*grenzen(maand))
    return [regel for regel in alle if raakt(regel.actie, regel.casus_id)]


def draw_steekproef(werkplek: Werkplek, maand: str, dossier_id: UUID | None = None) -> UUID:
    """Draw the sample of a month that is over; its size is a setting of the profile. Returns its id.

    Raises GeenToegang, OngeldigeInvoer (``maand``), MaandLooptNog, AlGetrokken, NietsTeTrekken, LogNietInOrde.
    """
    with werkplek.doe() as t:
        bron = open_bron(t, dossier_id)
        _eis_in_orde(t, dossier_id)
        veld = Veldcontrole()
        try:
            vorige_maand(maand)
        except ValueError:
            veld.fout("maand", "Kies een maand uit de lijst.")
        veld.klaar()
        if maand >= _grens(t, bron):
            raise MaandLooptNog
        if any(rij.maand == maand for rij in opslag.steekproeven(t.db, dossier_id)):
            raise AlGetrokken
        nummers = [regel.nr for regel in _maandregels(bron, maand)]
        if not nummers:
            raise NietsTeTrekken
        if dossier_id is None and _punt(bron, max(nummers)) is None:
            onderteken_controlepunt(t, Aanleiding.DAG)
        punt = _punt(bron, max(nummers))
        if punt is None:
            raise MaandLooptNog
        trekking = maak_trekking(maand, punt, nummers, t.profiel.instellingen.steekproef_omvang.waarde)
        return _bewaar(t, trekking, dossier_id)


def _eis_in_orde(t: Transactie, dossier_id: UUID | None) -> None:
    if dossier_id is not None and not t.haal(Auditdossier, dossier_id).in_orde:
        raise LogNietInOrde


def _punt(bron: Auditbron, tot_nr: int) -> str | None:
    """The text of the first signed head that covers this line."""
    passend = [(laatste, tekst) for laatste, tekst in bron.punten() if laatste >= tot_nr]
    return min(passend)[1] if passend else None


def _bewaar(t: Transactie, trekking: Trekking, dossier_id: UUID | None) -> UUID:
    rij = Steekproef(
        id=t.nieuw_id(),
        auditdossier_id=dossier_id,
        maand=trekking.maand,
        zaad=trekking.zaad,
        omvang=trekking.omvang,
        van_nr=trekking.van_nr,
        tot_nr=trekking.tot_nr,
        populatie=trekking.populatie,
        populatie_hash=trekking.populatie_hash,
        door_id=t.gebruiker.id,
        op=t.nu,
    )
    t.db.add(rij)
    t.db.flush()
    t.db.add_all(Steekproefregel(id=t.nieuw_id(), steekproef_id=rij.id, nr=nr) for nr in trekking.gekozen)
    t.log(
        "steekproef.trekken",
        "steekproef",
        rij.id,
        aantal=len(trekking.gekozen),
        verwerking=trekking.maand,
        detail={"zaad": trekking.zaad, "populatie": trekking.populatie_hash, "nummers": list(trekking.gekozen)},
    )
    t.gewijzigd("steekproef", rij.id)
    return rij.id


def open_steekproef(werkplek: Werkplek, steekproef_id: UUID) -> tuple[SteekproefInzicht, tuple[Steekregel, ...]]:
    """A sample with its lines, to look at one by one. Looking is logged."""
    with werkplek.doe() as t:
        rij = t.haal(Steekproef, steekproef_id)
        bron = open_bron(t, rij.auditdossier_id)
        rollen = Casusrollen(t)
        t.log("steekproef.openen", "steekproef", rij.id)
        regels, raakt = opslag.regels(t.db, rij.id), geraakt(t)
        return _inzicht(t, rij), tuple(_steekregel(t, bron, rollen, regel, raakt) for regel in regels)


def _casus(t: Transactie, bron: Auditbron, regel: Logregel) -> tuple[UUID | None, UUID | None]:
    """The casus of a line as a declared interest names it: with the connection it came over."""
    dossier = None if bron.dossier_id is None else t.haal(Auditdossier, bron.dossier_id)
    return (
        None if dossier is None else dossier.verbinding_id,
        None if regel.casus_id is None else UUID(regel.casus_id),
    )


def _steekregel(t: Transactie, bron: Auditbron, rollen: Casusrollen, rij: Steekproefregel, raakt: Raakt) -> Steekregel:
    """Of a casus that touches who looks only that the line was drawn, and whether a colleague looked at it."""
    regel = bron.regel(rij.nr)
    een = _inhoud(t, bron, rollen, rij, regel)
    if regel is None or _casus(t, bron, regel) not in raakt:
        return een
    return replace(
        een, wie="", rol="", wat=EigenBelang.wat, casusnummer="", casusrol="", gegevens="", ontvanger="", bevinding=""
    )


def _inhoud(
    t: Transactie, bron: Auditbron, rollen: Casusrollen, rij: Steekproefregel, regel: Logregel | None
) -> Steekregel:
    door = None if rij.bekeken_door_id is None else t.db.get(Gebruiker, rij.bekeken_door_id)
    nummer = "" if regel is None else bron.casusnummer(regel.casus_id)
    return Steekregel(
        id=rij.id,
        nr=rij.nr,
        tijd=None if regel is None else regel.tijd,
        wie="" if regel is None else regel.actor_naam,
        rol="" if regel is None else regel.rol.replace("_", " "),
        wat="Deze regel is er niet meer."
        if regel is None
        else zin(regel.actie, regel.actor_naam, nummer, regel.ontvanger, regel.aantal),
        casusnummer=nummer,
        casusrol="" if regel is None else _casusrol(bron, rollen, regel),
        gegevens=""
        if regel is None
        else ", ".join(label_van(t.profiel.datacategorieen, c) for c in regel.categorieen.split(",") if c),
        ontvanger="" if regel is None else regel.ontvanger,
        eigen=regel is not None and regel.actor == str(t.gebruiker.id),
        in_orde=rij.in_orde,
        bevinding=rij.bevinding,
        bekeken_op=rij.bekeken_op,
        bekeken_door="" if door is None else door.naam,
    )


def _casusrol(bron: Auditbron, rollen: Casusrollen, regel: Logregel) -> str:
    if regel.casus_id is None:
        return ""
    if bron.dossier_id is not None:
        return NIET_IN_PAKKET
    zonder = Rol.PRIVACY_OFFICER.label if regel.rol == Rol.PRIVACY_OFFICER.value else GEEN_ROL
    return rollen.rol(regel.actor, regel.casus_id, regel.tijd) or zonder


def sign_off(werkplek: Werkplek, regel_id: UUID, in_orde: bool | None, bevinding: str = "") -> None:
    """Say of a drawn line that it was looked at, and whether it is in order. Stays as it was said.

    Raises OngeldigeInvoer (``in_orde``; ``bevinding`` when it is not in order), AlBekeken, EigenRegel, EigenBelang.
    """
    with werkplek.doe() as t:
        rij = t.haal(Steekproefregel, regel_id)
        steekproef = t.haal(Steekproef, rij.steekproef_id)
        bron = open_bron(t, steekproef.auditdossier_id)
        if rij.in_orde is not None:
            raise AlBekeken
        regel = bron.regel(rij.nr)
        if regel is not None and regel.actor == str(t.gebruiker.id) and is_er_een_ander(t):
            raise EigenRegel
        if regel is not None and _casus(t, bron, regel) in geraakt(t):
            raise EigenBelang
        veld = Veldcontrole()
        veld.eis(in_orde is not None, "in_orde", "Kies of deze regel in orde is.")
        tekst = veld.tekst("bevinding", bevinding, verplicht=in_orde is False, maximum=MAX_TEKST, lang=True)
        veld.klaar()
        rij.in_orde, rij.bevinding, rij.bekeken_op, rij.bekeken_door_id = in_orde, tekst, t.nu, t.gebruiker.id
        t.log("steekproef.beoordelen", "steekproefregel", rij.id, aantal=rij.nr)
        t.gewijzigd("steekproef", steekproef.id)


def is_er_een_ander(t: Transactie) -> bool:
    """Whether another privacy officer works here."""
    anderen: Sequence[Gebruiker] = alle_gebruikers(t.db)
    return any(
        rij.rol is Rol.PRIVACY_OFFICER and rij.gestopt_op is None and rij.id != t.gebruiker.id for rij in anderen
    )


def redraw_steekproef(werkplek: Werkplek, steekproef_id: UUID) -> tuple[str, ...]:
    """Draw it again from the log as it is now; what differs, in sentences, and nothing when it is the same. Logged."""
    with werkplek.doe() as t:
        t.eis(Recht.AUDITEREN)
        rij = t.haal(Steekproef, steekproef_id)
        bron = open_bron(t, rij.auditdossier_id)
        bevindingen = _verschil(bron, rij, tuple(regel.nr for regel in opslag.regels(t.db, rij.id)))
        t.log("steekproef.natrekken", "steekproef", rij.id, aantal=len(bevindingen))
        return bevindingen


def _verschil(bron: Auditbron, rij: Steekproef, gekozen: tuple[int, ...]) -> tuple[str, ...]:
    alle = [regel.nr for regel in _maandregels(bron, rij.maand)]
    nummers = [nr for nr in alle if nr <= rij.tot_nr]
    punt = _punt(bron, rij.tot_nr)
    if not nummers or punt is None:
        return ("De regels van deze maand zijn er niet meer, of niemand ondertekende ze.",)
    nieuw = maak_trekking(rij.maand, punt, nummers, rij.omvang)
    zinnen = []
    if nieuw.populatie_hash != rij.populatie_hash:
        zinnen.append(f"Er is getrokken uit {rij.populatie} regels; nu zijn het er {nieuw.populatie}.")
    if nieuw.zaad != rij.zaad:
        zinnen.append(
            "Het begingetal is anders: de ondertekende stand aan het eind van de maand is niet meer dezelfde."
        )
    if nieuw.gekozen != gekozen:
        zinnen.append("Dezelfde trekking geeft nu andere regels.")
    later = len(alle) - len(nummers)
    if later:
        zinnen.append(f"{later} regels van deze maand zijn later geschreven en deden niet mee.")
    return tuple(zinnen)
