"""Making, opening and closing a vault: from a folder and a password to a Werkplek, and back.

Order of writing, so that a crash at any moment leaves a vault that opens or nothing that looks like one: see
``kluis.bewaarplaats``.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

from pmg_desk import __version__, paths
from pmg_desk.domain.canoniek import canoniek, lees_canoniek
from pmg_desk.domain.klok import AMSTERDAM, Klok, SysteemKlok
from pmg_desk.domain.rollen import Kluissoort, Rol
from pmg_desk.domain.sleutelboek import SLEUTELREGEL
from pmg_desk.kluis import bewaarplaats, herstel, pogingen
from pmg_desk.kluis.bewaarplaats import NieuweKluis, OpenKluis
from pmg_desk.kluis.fouten import KluisBeschadigd
from pmg_desk.kluis.kdf import KdfInstelling, stem_af
from pmg_desk.kluis.slot import deze_gebruiker
from pmg_desk.services import (
    bekijken,
    bijwerken,
    controlepunten,
    gewist,
    herstelblad,
    inloggen,
    klokcontrole,
    plek,
    profielstand,
    reservekopieen,
    voordeur,
)
from pmg_desk.services.inloggen import AndereSleutel, GeenGebruikerMeer
from pmg_desk.services.kluissleutel import open_database
from pmg_desk.services.profielen import Profielbron, load_bron
from pmg_desk.services.reservekopieen import Zeg
from pmg_desk.services.voordeur import Beheerder
from pmg_desk.services.werkplek import Ingelogd, Werkplek
from pmg_desk.storage import gebruikers as opslag
from pmg_desk.storage import migrations, uow
from pmg_desk.storage.engine import maak_engine, sluit_engine
from pmg_desk.storage.models import Gebruiker, ProfielVersie

_KLOK = SysteemKlok()
_SOORT = "kluis.soort"
"""Setting: what the vault is for; a vault without it is one of a team."""


@dataclass(frozen=True, slots=True)
class KluisInvoer:
    """What is asked to make a vault: where and how it is called, the profile's key, its first user, and what it is for.

    In an installation of a privacy officer the first user is that officer; else a beheerder.
    """

    map: Path
    naam: str
    profiel: str
    beheerder: Beheerder
    profielen_map: Path | None = field(default=None)  # None: the profiles that ship with the program
    soort: Kluissoort = Kluissoort.TEAM


def make_kluis(
    invoer: KluisInvoer,
    *,
    klok: Klok = _KLOK,
    herkomst: str = "",
    nieuw_id: Callable[[], UUID] = uuid4,
    kdf: Callable[[], KdfInstelling] = stem_af,
) -> Werkplek:
    """Make a vault and log its beheerder in.

    Raises OngeldigeInvoer (fields ``map``, ``naam``, ``profiel``, ``gebruikersnaam``, ``weergavenaam``,
    ``wachtwoord``), BestaatAl, OnveiligePlek, KluisNietBereikbaar and ProfielFout; then nothing is left on disk.
    """
    schoon = voordeur.check_kluis(invoer.map, invoer.naam)
    beheerder = voordeur.check_beheerder(schoon, invoer.beheerder)
    bron = load_bron(invoer.profielen_map or paths.resources_map() / "profielen", invoer.profiel)
    nieuwe = bewaarplaats.NieuweGebruiker(beheerder.gebruikersnaam, beheerder.naam, beheerder.wachtwoord)
    with bewaarplaats.maak_kluis(invoer.map, schoon, nieuwe, klok=klok, kdf=kdf, nieuw_id=nieuw_id) as bouw:
        engine = maak_engine(bouw.databasepad, bouw.kluissleutel, nieuw=True)
        try:
            migrations.breng_bij(engine, paths.migrations_map())
            _vul(engine, bouw, beheerder, bron, klok, herkomst or _herkomst(), nieuw_id, invoer.soort)
        finally:
            sluit_engine(engine)
        kluis = bouw.voltooi()
    return _betreed(kluis, klok, herkomst, nieuw_id)


def open_kluis(
    pad: Path,
    gebruikersnaam: str,
    wachtwoord: str,
    *,
    klok: Klok = _KLOK,
    herkomst: str = "",
    nieuw_id: Callable[[], UUID] = uuid4,
    plek_toestaan: bool = False,
    zeg: Zeg | None = None,
) -> Werkplek:
    """Unlock the vault in folder ``pad`` and log in. Warnings for the user: ``werkplek.kluis.waarschuwingen``.

    Raises as ``kluis.bewaarplaats.open_kluis``, and KluisBeschadigd, NieuwereVersie, GeenGebruikerMeer, AndereSleutel.
    In each case the vault is shut again. :func:`close_kluis` ends it.
    ``plek_toestaan``: whatever the place, to allow it (``services.plek.allow_plek``).
    ``zeg(sentence)``: what takes long, as it begins (``services.bijwerken``).
    """
    kluis = bewaarplaats.open_kluis(
        pad,
        gebruikersnaam,
        wachtwoord,
        klok=klok,
        herkomst=herkomst or _herkomst(),
        onveilige_plek_toegestaan=plek_toestaan,
    )
    return _betreed(kluis, klok, herkomst, nieuw_id, plek_toestaan=plek_toestaan, zeg=zeg)


def accept_uitnodiging(
    pad: Path,
    gebruikersnaam: str,
    code: str,
    wachtwoord: str,
    *,
    klok: Klok = _KLOK,
    herkomst: str = "",
    nieuw_id: Callable[[], UUID] = uuid4,
    kdf: Callable[[], KdfInstelling] = stem_af,
    zeg: Zeg | None = None,
) -> Werkplek:
    """First log-in of an invited user: own password, own keys (their public halves go in the log), and the code ends.

    Raises as :func:`open_kluis`, and OngeldigeCode, UitnodigingVerlopen, ZwakWachtwoord.
    """
    kluis = bewaarplaats.aanvaard_uitnodiging(
        pad, gebruikersnaam, code, wachtwoord, klok=klok, herkomst=herkomst or _herkomst(), kdf=kdf
    )
    return _betreed(kluis, klok, herkomst, nieuw_id, zeg=zeg)


def open_met_herstelblad(
    pad: Path,
    sleutel: str,
    gebruikersnaam: str,
    wachtwoord: str,
    *,
    klok: Klok = _KLOK,
    herkomst: str = "",
    nieuw_id: Callable[[], UUID] = uuid4,
    kdf: Callable[[], KdfInstelling] = stem_af,
    zeg: Zeg | None = None,
) -> Werkplek:
    """Log in with the recovery sheet: new keys and a new password for somebody who looks after the vault.

    Raises as ``kluis.herstel.open_met_herstel``, as :func:`open_kluis`, and AlleenWieBeheert. What happened is in the
    log before anything is changed.
    """
    waar = herkomst or _herkomst()
    with herstel.open_met_herstel(pad, sleutel, gebruikersnaam, wachtwoord, klok=klok, herkomst=waar, kdf=kdf) as nieuw:
        kluis = nieuw.kluis
        engine = open_database(kluis)
        try:
            bijwerken.upgrade_kluis(engine, kluis, klok, zeg)
            herstelblad.log_gebruik(_werkplek(engine, kluis, klok, waar, nieuw_id))
        finally:
            sluit_engine(engine)
        kluis = nieuw.voltooi()
    return _betreed(kluis, klok, herkomst, nieuw_id, zeg=zeg)


def close_kluis(werkplek: Werkplek) -> None:
    """Log out and shut the vault. Call it when nothing runs any more on the database thread.

    The vault is shut whatever happens; raises KluisNietBereikbaar when the log-out could not be written.
    """
    try:
        with werkplek.doe() as t:
            t.log("gebruiker.uitloggen", "gebruiker", werkplek.gebruiker.id)
            controlepunten.onderteken_bij_slot(t)
    finally:
        sluit_engine(werkplek.engine)
        if werkplek.kluis is not None:
            werkplek.kluis.sluit()


def lock_kluis(werkplek: Werkplek, mag_nog: Callable[[], bool] = lambda: True) -> None:
    """Shut what is open: a vault after a backup of it when that is due, a backup as it is. As :func:`close_kluis`.

    ``mag_nog()``: whether there is time for the backup; asked while it is made.
    """
    if werkplek.alleen_lezen:
        bekijken.close_reservekopie(werkplek)
        return
    reservekopieen.backup_at_lock(werkplek, mag_nog)
    close_kluis(werkplek)


def _herkomst() -> str:
    """Machine and program version, as every Logregel names them."""
    return f"{deze_gebruiker()[1]} · pmg-desk {__version__}"


def _vul(
    engine: Any,
    bouw: NieuweKluis,
    beheerder: Beheerder,
    bron: Profielbron,
    klok: Klok,
    herkomst: str,
    nieuw_id: Callable[[], UUID],
    soort: Kluissoort,
) -> None:
    """The first rows of a new vault: its first user, its profile and what it is for."""
    rol = Rol.PRIVACY_OFFICER if soort is Kluissoort.TOEZICHT else Rol.BEHEERDER
    werkplek = Werkplek(
        engine,
        kluis_id=bouw.kluis_id,
        gebruiker=Ingelogd(bouw.gebruiker_id, beheerder.gebruikersnaam, beheerder.naam, rol, soort),
        profiel=bron.lees(),
        klok=klok,
        sleutels=bouw.sleutels,
        herkomst=herkomst,
        nieuw_id=nieuw_id,
    )
    publiek = bouw.sleutels.publiek
    with werkplek.doe() as t:
        t.db.add(
            Gebruiker(
                id=bouw.gebruiker_id,
                gebruikersnaam=beheerder.gebruikersnaam,
                naam=beheerder.naam,
                rol=rol,
                uitgenodigd_op=t.nu,
                actief_sinds=t.nu,
                ondertekensleutel=publiek.ed25519,
                agesleutel=publiek.age,
            )
        )
        t.db.flush()
        t.db.add(_profielversie(werkplek, bron))
        if soort is not Kluissoort.TEAM:
            opslag.zet_instelling(t.db, _SOORT, canoniek(soort.value))
        t.log(
            "kluis.maken",
            "kluis",
            bouw.kluis_id,
            verwerking="" if soort is Kluissoort.TEAM else soort.value,
            sleutel=publiek.ed25519,
            detail={"profiel": bron.sleutel, "versie": werkplek.profiel.versie},
        )
        t.log(
            SLEUTELREGEL,
            "gebruiker",
            bouw.gebruiker_id,
            verwerking=rol.value,
            sleutel=publiek.ed25519,
            detail={"age": publiek.age},
        )


def _profielversie(werkplek: Werkplek, bron: Profielbron) -> ProfielVersie:
    return ProfielVersie(
        id=werkplek.nieuw_id(),
        sleutel=bron.sleutel,
        toml=bron.tekst,
        basis_toml=bron.basis_tekst,
        sinds=werkplek.klok.nu(),
        door_id=werkplek.gebruiker.id,
    )


def _betreed(
    kluis: OpenKluis,
    klok: Klok,
    herkomst: str,
    nieuw_id: Callable[[], UUID],
    *,
    plek_toestaan: bool = False,
    zeg: Zeg | None = None,
) -> Werkplek:
    """From an unlocked vault to a Werkplek. Whatever fails, the vault is shut again."""
    engine: Any = None
    try:
        engine = open_database(kluis)
        bijwerken.upgrade_kluis(engine, kluis, klok, zeg)
        werkplek = _werkplek(engine, kluis, klok, herkomst or _herkomst(), nieuw_id)
        if not plek_toestaan:
            plek.check_plek(werkplek, kluis)
        klok_zin = klokcontrole.check_klok(werkplek)
        _log_in(werkplek, kluis)
        bijwerken.log_upgrade(werkplek)
        bijwerken.remove_vroegere(werkplek)
        bekijken.take_in(werkplek)
        with werkplek.doe() as t:
            register = reservekopieen.reserve_map(t)
        zinnen = (
            *gewist.at_unlock(werkplek, register),
            reservekopieen.describe_stand(werkplek),
            _niet_afgesloten(kluis),
            klok_zin,
        )
        kluis.waarschuwingen = (*kluis.waarschuwingen, *(zin for zin in zinnen if zin))
        controlepunten.sluit_dag(werkplek)  # what a run left that ended without a lock
        werkplek.bij_nieuwe_dag(controlepunten.sluit_dag)
    except BaseException:
        if engine is not None:
            sluit_engine(engine)
        kluis.sluit(binnen=False)  # what is said at opening was not said
        raise
    return werkplek


def _niet_afgesloten(kluis: OpenKluis) -> str:
    """What to say when the last session ended without closing (its owner still stands in the lock file)."""
    vorige = kluis.slot.vorige
    if vorige is None:
        return ""
    sinds = vorige.sinds.astimezone(AMSTERDAM).strftime("%d-%m-%Y %H:%M")
    return (
        f"De vorige keer is de kluis niet normaal afgesloten (geopend op {sinds} door {vorige.gebruiker} op computer "
        f"{vorige.machine}). Het bestand en het logboek worden nu nagekeken; is er iets mis, dan staat dat hier."
    )


def _werkplek(engine: Any, kluis: OpenKluis, klok: Klok, herkomst: str, nieuw_id: Callable[[], UUID]) -> Werkplek:
    with uow.transactie(engine) as sessie:
        gebruiker = sessie.get(Gebruiker, kluis.gebruiker_id)
        versies = opslag.profielversies(sessie)
        if gebruiker is None:
            raise GeenGebruikerMeer
        if not versies:
            raise KluisBeschadigd
        nu = versies[0]
        soort = _lees_soort(opslag.lees_instelling(sessie, _SOORT))
        ingelogd = Ingelogd(gebruiker.id, gebruiker.gebruikersnaam, gebruiker.naam, gebruiker.rol, soort)
        profiel = profielstand.read_profiel(sessie, Profielbron(nu.sleutel, nu.toml, nu.basis_toml))
    return Werkplek(
        engine,
        kluis_id=kluis.kluis_id,
        gebruiker=ingelogd,
        profiel=profiel,
        klok=klok,
        sleutels=kluis.sleutels,
        herkomst=herkomst,
        nieuw_id=nieuw_id,
        kluis=kluis,
    )


def _lees_soort(bewaard: str | None) -> Kluissoort:
    try:
        return Kluissoort.TEAM if bewaard is None else Kluissoort(lees_canoniek(bewaard))
    except (ValueError, TypeError):
        raise KluisBeschadigd from None


def _log_in(werkplek: Werkplek, kluis: OpenKluis) -> None:
    mislukt = pogingen.lees_mislukt(kluis.pad)
    try:
        with werkplek.doe() as t:
            inloggen.log_in(t, kluis, mislukt)
    except (GeenGebruikerMeer, AndereSleutel):
        with werkplek.doe() as t:
            inloggen.log_geweigerd(t, kluis)
        raise
    pogingen.vergeet_mislukt(kluis.pad, mislukt)  # only now: after a crash they come again, and are known by their id
