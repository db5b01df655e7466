"""Looking at a backup without changing a byte of it, and keeping who looked at what.

What is looked at is personal data, so it belongs in a log; the backup's own log cannot be written. Each thing is kept
beside the live vault (``kluis.bekeken``) and becomes a Logregel at its next unlock.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from functools import partial
from pathlib import Path
from uuid import UUID, uuid4

from pmg_desk.domain.canoniek import Waarde
from pmg_desk.domain.klok import Klok, SysteemKlok, als_tekst
from pmg_desk.domain.logboek import Logregel, Resultaat
from pmg_desk.domain.profiel.geschiedenis import with_removed
from pmg_desk.kluis import bekeken, bijbestand
from pmg_desk.kluis.bekeken import Inzage
from pmg_desk.kluis.fouten import KluisBeschadigd, KluisFout
from pmg_desk.kluis.openen import OpenKluis, open_kopie
from pmg_desk.services import profielstand
from pmg_desk.services.inloggen import GeenGebruikerMeer
from pmg_desk.services.profielen import Profielbron
from pmg_desk.services.werkplek import Ingelogd, Transactie, Werkplek
from pmg_desk.storage import gebruikers as opslag
from pmg_desk.storage import logregels, migrations, uow
from pmg_desk.storage.engine import maak_engine, sluit_engine
from pmg_desk.storage.models import Gebruiker

BEKIJKEN = "reservekopie.bekijken"
_KLOK = SysteemKlok()


class OudereKopie(KluisFout):
    """A backup of an older schema: this version reads it only after an upgrade, and a backup is never changed."""

    wat = "Deze reservekopie is gemaakt met een oudere versie van PMG Desk en kan niet worden bekeken."
    veilig = "De reservekopie is heel en niet gewijzigd."
    doe = "Zet de reservekopie terug om haar te gebruiken; dan wordt zij bijgewerkt."


def open_reservekopie(
    pad: Path, kluismap: Path, gebruikersnaam: str, wachtwoord: str, *, klok: Klok = _KLOK, herkomst: str = "inzage"
) -> Werkplek:
    """Open the backup in folder ``pad`` of the vault ``kluismap`` to be read only. :func:`close_reservekopie` ends it.

    Raises as ``kluis.openen.open_kopie``, and OudereKopie, NieuwereVersie, GeenGebruikerMeer, KluisBeschadigd.
    """
    kluis = open_kopie(pad, kluismap, gebruikersnaam, wachtwoord, klok=klok)
    try:
        engine = maak_engine(kluis.databasepad, kluis.kluissleutel, alleen_lezen=True)
        try:
            revisie = migrations.revisie(engine)
            if revisie is None:
                raise KluisBeschadigd
            if revisie < migrations.HUIDIG:
                raise OudereKopie
            migrations.breng_bij(engine, Path())  # nothing to do, or NieuwereVersie
            with uow.transactie(engine) as sessie:
                gebruiker, versies = sessie.get(Gebruiker, kluis.gebruiker_id), opslag.profielversies(sessie)
                vroeger = profielstand.read_vroeger(sessie)
            if gebruiker is None or gebruiker.gestopt_op is not None:
                raise GeenGebruikerMeer
            if not versies:
                raise KluisBeschadigd
            profiel = Profielbron(versies[0].sleutel, versies[0].toml, versies[0].basis_toml).lees()
            werkplek = Werkplek(
                engine,
                kluis_id=kluis.kluis_id,
                gebruiker=Ingelogd(gebruiker.id, gebruiker.gebruikersnaam, gebruiker.naam, gebruiker.rol),
                profiel=with_removed(profiel, vroeger),
                klok=klok,
                sleutels=kluis.sleutels,
                herkomst=herkomst,
                kluis=kluis,
                noteer=partial(_noteer, kluis, pad.name),
            )
            with werkplek.doe() as t:
                t.log("reservekopie.openen", "kluis", kluis.kluis_id)
        except BaseException:
            sluit_engine(engine)
            raise
    except BaseException:
        kluis.sluit()
        raise
    return werkplek


def close_reservekopie(werkplek: Werkplek) -> None:
    """Shut the backup."""
    sluit_engine(werkplek.engine)
    if werkplek.kluis is not None:
        werkplek.kluis.sluit()


def _noteer(
    kluis: OpenKluis,
    kopie: str,
    actie: str,
    soort: str,
    object_id: UUID | None,
    casus_id: UUID | None,
    moment: datetime,
) -> None:
    assert kluis.thuis is not None
    bekeken.noteer(kluis.thuis, Inzage(uuid4(), kluis.gebruiker_id, moment, kopie, actie, soort, object_id, casus_id))


def take_in(werkplek: Werkplek) -> None:
    """Make Logregels of what was looked at in backups since the last unlock.

    As with failed log-ins the file proves nothing: the line has the moment at which it was taken in, and the time the
    file claims is a detail.
    """
    if werkplek.kluis is None:
        return
    gelezen = bekeken.lees(werkplek.kluis.pad)
    if not gelezen.ruw:
        return
    with werkplek.doe() as t:
        al_gelogd = opslag.gelogde_objecten(t.db, BEKIJKEN, [inzage.id for inzage in gelezen.inzages])
        namen = {gebruiker.id: (gebruiker.naam, gebruiker.rol.value) for gebruiker in opslag.alle_gebruikers(t.db)}
        for inzage in gelezen.inzages:
            if inzage.id not in al_gelogd:
                detail: dict[str, Waarde] = {
                    "tijd": als_tekst(inzage.tijd),
                    "kopie": inzage.kopie,
                    "soort": inzage.object_soort,
                    "object": "" if inzage.object_id is None else str(inzage.object_id),
                }
                logregels.voeg_toe(t.db, _regel(t, inzage, namen), detail)
        if gelezen.onleesbaar:
            t.log(BEKIJKEN, "kluis", werkplek.kluis_id, resultaat=Resultaat.MISLUKT, aantal=gelezen.onleesbaar)
    if gelezen.onleesbaar:
        melding = bijbestand.MELDING.format(bekeken.BESTAND)
        werkplek.kluis.waarschuwingen = (*werkplek.kluis.waarschuwingen, melding)
    bekeken.vergeet(werkplek.kluis.pad, gelezen)


def _regel(
    t: Transactie, inzage: Inzage, namen: dict[UUID, tuple[str, str]]
) -> Callable[[int, str, str | None], Logregel]:
    maak = t.regel(BEKIJKEN, "inzage", inzage.id, casus_id=inzage.casus_id, verwerking=inzage.actie)
    naam, rol = namen.get(inzage.gebruiker_id, ("onbekend", ""))
    actor = str(inzage.gebruiker_id) if inzage.gebruiker_id in namen else "onbekend"

    def als_toen(nr: int, vorige: str, commitment: str | None) -> Logregel:
        return replace(maak(nr, vorige, commitment), actor=actor, actor_naam=naam, rol=rol)

    return als_toen
