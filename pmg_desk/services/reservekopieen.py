"""Backups of the vault that is open: when one is due, making and checking it, and letting old ones go.

A backup is made in three steps, so that the middle one (copying and checking) can run beside the work on another
thread: :func:`prepare_reservekopie` and :func:`record_reservekopie` are use cases, :func:`run_reservekopie` touches
neither Werkplek nor transaction. At lock it happens at once when the file is small (``kluisinzicht.SNEL_TOT``: 64 MB
took 0.7 s); a larger vault gets its backup beside the work after the next unlock.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from uuid import UUID

from pmg_desk import __version__
from pmg_desk.domain.canoniek import Waarde, canoniek, lees_canoniek
from pmg_desk.domain.controle import Veldcontrole
from pmg_desk.domain.controlepunt import Aanleiding
from pmg_desk.domain.fouten import Fout
from pmg_desk.domain.klok import Klok, lokale_dag
from pmg_desk.domain.logboek import Resultaat
from pmg_desk.domain.rollen import Recht
from pmg_desk.kluis import reservekopie, terugzetten
from pmg_desk.kluis.dubbelkop import lees_kop
from pmg_desk.kluis.fouten import KluisFout, KluisInGebruik, OnveiligePlek
from pmg_desk.kluis.kop import KluisSleutel, is_echt
from pmg_desk.kluis.plek import controleer_plek
from pmg_desk.kluis.reservekopie import STANDAARD_DAGEN, Generatie, NieuweGeneratie, reservemap
from pmg_desk.kluis.terugzetten import Vervangen
from pmg_desk.services.controlepunten import onderteken_of_meld
from pmg_desk.services.kluisinzicht import is_klein
from pmg_desk.services.werkplek import AlleenLezen, Transactie, Werkplek
from pmg_desk.storage import Sessie, kopie, logregels
from pmg_desk.storage import gebruikers as opslag

MAKEN = "reservekopie.maken"
VERGRENDELEN, DAGELIJKS, GEVRAAGD, BIJWERKEN = "vergrendelen", "dagelijks", "gevraagd", "bijwerken"
MEESTE_DAGEN = 365

Zeg = Callable[[str], None]
"""Called with a sentence about what is happening now."""

_INSTELLING = "reservekopie"
_STIL = (
    "gebruiker.inloggen",
    "gebruiker.uitloggen",
    "logboek.controleren",
    "kluis.controleren",
    "kop.veranderen",
    "logboek.ondertekenen",
    "wisregister.",
    "reservekopie.",
)
"""Lines that say nothing of a change to the content: a vault with only these since its last backup needs no new one."""


class ReservekopieMislukt(KluisFout):
    """The copy was made and is not what it should be; it was thrown away."""

    wat = "De reservekopie is gemaakt, maar kwam niet goed door de controle."
    veilig = "De kopie is weggegooid. De kluis en eerdere reservekopieën zijn niet gewijzigd."
    doe = "Probeer het opnieuw. Lukt het weer niet, controleer dan de kluis bij Beheer en kies een andere schijf."


@dataclass(frozen=True, slots=True)
class Instellingen:
    """Where backups go (None: beside the vault), and after how many days they go away."""

    map: Path | None
    dagen: int


@dataclass(frozen=True, slots=True)
class Opdracht:
    """All that making a backup needs, so that it can be made beside the work."""

    kluismap: Path
    databasepad: Path
    map: Path
    kluis_id: UUID
    sleutel: KluisSleutel
    log_nr: int
    log_hash: str
    klok: Klok
    reden: str

    def __repr__(self) -> str:
        return "Opdracht()"


@dataclass(frozen=True, slots=True)
class Reservekopie:
    """One backup as the beheerder sees it. ``verlopen``: older than the term, kept because it is the only one."""

    pad: Path
    naam: str
    gemaakt_op: datetime
    grootte: int  # bytes
    log_nr: int
    programma: str
    verlopen: bool


@dataclass(frozen=True, slots=True)
class Reserveinzicht:
    """The settings, the folder they lead to, and the backups there are, newest first."""

    instellingen: Instellingen
    map: str
    kopieen: tuple[Reservekopie, ...]
    vervangen: tuple[Vervangen, ...] = ()  # vaults that a restore replaced, newest first


# settings


def read_instellingen(sessie: Sessie) -> Instellingen:
    """The settings; what cannot be read counts as not set."""
    bewaard = opslag.lees_instelling(sessie, _INSTELLING)
    ruw = {} if bewaard is None else lees_canoniek(bewaard)
    gekozen = ruw.get("map", "")
    return Instellingen(Path(gekozen) if gekozen else None, ruw.get("dagen", STANDAARD_DAGEN))


def set_instellingen(werkplek: Werkplek, map_: Path | None, dagen: int) -> None:
    """Choose where backups go and how long they stay. Backups elsewhere stay there, and age out there too.

    Raises OngeldigeInvoer (``map``, ``dagen``).
    """
    veld = Veldcontrole()
    veld.eis(1 <= dagen <= MEESTE_DAGEN, "dagen", f"Vul een aantal dagen in van 1 tot en met {MEESTE_DAGEN}.")
    if map_ is not None:
        try:
            controleer_plek(map_)
            veld.eis(map_.is_dir(), "map", "Deze map bestaat niet of is niet bereikbaar. Kies een andere map.")
        except OnveiligePlek as fout:
            veld.fout("map", f"{fout.wat} {fout.doe}")
        except (OSError, ValueError):
            veld.fout("map", "Deze map kan niet worden gelezen. Kies een andere map.")
    veld.klaar()
    with werkplek.doe() as t:
        t.eis(Recht.KLUIS_BEHEREN)
        nu = "" if map_ is None else str(map_.absolute())
        oud = read_instellingen(t.db)
        eerder = {str(pad) for pad in (*_eerdere_mappen(t), *([] if oud.map is None else [oud.map]))} - {nu}
        nieuw: dict[str, Waarde] = {"map": nu, "dagen": dagen, "eerder": sorted(eerder)}
        opslag.zet_instelling(t.db, _INSTELLING, canoniek(nieuw))
        t.log("reservekopie.instellen", "kluis", werkplek.kluis_id, aantal=dagen)
        t.gewijzigd("reservekopie")


def _eerdere_mappen(t: Transactie) -> list[Path]:
    """The folders that were chosen before this one: backups there go on ageing."""
    bewaard = opslag.lees_instelling(t.db, _INSTELLING)
    return [] if bewaard is None else [Path(pad) for pad in lees_canoniek(bewaard).get("eerder", [])]


def reserve_map(t: Transactie) -> Path:
    """The folder of this vault's backups now; beside them lies the register of what was erased."""
    return reservemap(_kluismap(t.werkplek), read_instellingen(t.db).map)


def alle_reservemappen(t: Transactie, kluismap: Path | None = None) -> tuple[Path, ...]:
    """Every folder in which backups of this vault may lie, the present one first; ``kluismap`` where it does not lie in
    its own place.
    """
    kluismap = kluismap or _kluismap(t.werkplek)
    nu = reservemap(kluismap, read_instellingen(t.db).map)
    mappen = (nu, reservemap(kluismap), *(reservemap(kluismap, pad) for pad in _eerdere_mappen(t)))
    return tuple(dict.fromkeys(mappen))


def _kluismap(werkplek: Werkplek) -> Path:
    if werkplek.kluis is None:
        raise RuntimeError("only the database is open")
    return werkplek.kluis.pad


def describe_reservekopieen(werkplek: Werkplek) -> Reserveinzicht:
    """What there is, for the beheerder."""
    with werkplek.doe() as t:
        t.eis(Recht.KLUIS_BEHEREN)
        instellingen, mappen = read_instellingen(t.db), alle_reservemappen(t)
        grens = reservekopie.grens(t.nu, instellingen.dagen)
    generaties = _generaties(mappen, werkplek.kluis_id)
    return Reserveinzicht(
        instellingen,
        str(mappen[0]),
        tuple(
            Reservekopie(
                g.pad,
                g.naam,
                g.feiten.gemaakt_op,
                g.grootte,
                g.feiten.log_nr,
                g.feiten.programma,
                g.feiten.gemaakt_op < grens,
            )
            for g in generaties
        ),
        terugzetten.list_vervangen(_kluismap(werkplek), werkplek.kluis_id, werkplek.klok.nu()),
    )


def _generaties(mappen: tuple[Path, ...], kluis_id: UUID) -> list[Generatie]:
    alle = [generatie for map_ in mappen for generatie in reservekopie.list_generaties(map_, kluis_id)]
    return sorted(alle, key=lambda g: (g.feiten.gemaakt_op, g.feiten.log_nr), reverse=True)


# making


def prepare_reservekopie(werkplek: Werkplek, reden: str) -> Opdracht:
    """Gather what making a backup needs. Any user may: a backup is part of working."""
    if werkplek.kluis is None:
        raise RuntimeError("only the database is open")
    if werkplek.alleen_lezen:
        raise AlleenLezen
    with werkplek.doe() as t:
        onderteken_of_meld(t, Aanleiding.RESERVEKOPIE)  # so that the backup is an anchor of the log too
        nr, hash_ = logregels.stand(t.db)
        return Opdracht(
            werkplek.kluis.pad,
            werkplek.kluis.databasepad,
            reserve_map(t),
            werkplek.kluis_id,
            werkplek.kluis.kluissleutels[0],
            nr,
            hash_,
            werkplek.klok,
            reden,
        )


def run_reservekopie(opdracht: Opdracht, meld: kopie.Meld | None = None) -> Generatie:
    """Make the backup, check it by opening it, and give it its name. Runs on any thread, beside the work.

    ``meld(done, total)`` may raise to stop; then nothing is left. Raises OnveiligePlek, KluisNietBereikbaar,
    KluisBeschadigd and ReservekopieMislukt.
    """
    controleer_plek(opdracht.map)
    reservekopie.ruim_op(opdracht.map, opdracht.kluis_id)
    with NieuweGeneratie(opdracht.map, opdracht.kluis_id) as bouw:
        kopie.kopieer(opdracht.databasepad, bouw.databasepad, opdracht.sleutel.ruw, meld or _stil)
        bouw.neem_kop(opdracht.kluismap)
        kop = lees_kop(bouw.bouwmap)
        stand = kopie.lees_stand(bouw.databasepad, opdracht.sleutel.ruw, controleer=True)
        begin = kopie.hash_van_regel(bouw.databasepad, opdracht.sleutel.ruw, opdracht.log_nr)
        heel = (
            not stand.bevindingen
            and stand.kluis_id == str(opdracht.kluis_id)
            and begin == opdracht.log_hash
            and not kop.waarschuwingen
            and is_echt(kop.kop, opdracht.sleutel)
        )
        if not heel:
            raise ReservekopieMislukt
        return bouw.voltooi(
            opdracht.klok.nu(),
            log_nr=stand.log_nr,
            log_hash=stand.log_hash,
            kop_generatie=kop.kop.generatie,
            schema=stand.schema,
            programma=__version__,
        )


def _stil(_gedaan: int, _totaal: int) -> None:
    """Nobody watches."""


def record_reservekopie(werkplek: Werkplek, opdracht: Opdracht, generatie: Generatie) -> int:
    """Log the backup and let those that are older than the term go; returns how many went.

    Raises KluisNietBereikbaar when one could not be deleted; the line about the new one stands.
    """
    with werkplek.doe() as t:
        feiten = generatie.feiten
        t.log(
            MAKEN,
            "kluis",
            werkplek.kluis_id,
            verwerking=opdracht.reden,
            aantal=feiten.log_nr,
            detail={"naam": generatie.naam, "log_nr": feiten.log_nr, "log_hash": feiten.log_hash},
        )
        t.gewijzigd("reservekopie")
    return remove_verouderde(werkplek)


def record_mislukt(werkplek: Werkplek, reden: str) -> None:
    """Log that no backup could be made: the next unlock says so."""
    with werkplek.doe() as t:
        t.log(MAKEN, "kluis", werkplek.kluis_id, verwerking=reden, resultaat=Resultaat.MISLUKT)


def make_reservekopie(werkplek: Werkplek, reden: str = GEVRAAGD, meld: kopie.Meld | None = None) -> Generatie:
    """All three steps. Raises as they do; a failure is logged."""
    opdracht = prepare_reservekopie(werkplek, reden)
    try:
        generatie = run_reservekopie(opdracht, meld)
    except Fout:
        record_mislukt(werkplek, reden)
        raise
    record_reservekopie(werkplek, opdracht, generatie)
    return generatie


def remove_verouderde(werkplek: Werkplek) -> int:
    """Delete the backups that are older than the term, except the newest of all; returns how many went.

    A vault that a restore replaced goes at the same age, once a newer backup is there; one that is open stays.
    """
    with werkplek.doe() as t:
        instellingen, mappen = read_instellingen(t.db), alle_reservemappen(t)
        nu = t.nu
    generaties, kluismap = _generaties(mappen, werkplek.kluis_id), _kluismap(werkplek)
    oud = reservekopie.verouderd(generaties, nu, instellingen.dagen)
    vervangen = [
        een
        for een in terugzetten.list_vervangen(kluismap, werkplek.kluis_id, nu)
        if een.op < reservekopie.grens(nu, instellingen.dagen)
        and any(een.op < g.feiten.gemaakt_op <= nu for g in generaties)
    ]
    weg, vervangen_weg = 0, 0
    try:
        for generatie in oud:
            reservekopie.verwijder(generatie)
            weg += 1
        for een in vervangen:
            with suppress(KluisInGebruik):
                terugzetten.verwijder_vervangen(een, kluismap, nu)
                vervangen_weg += 1
    finally:
        if weg or vervangen_weg:
            with werkplek.doe() as t:
                if weg:
                    t.log("reservekopie.opruimen", "kluis", werkplek.kluis_id, aantal=weg)
                if vervangen_weg:
                    t.log("reservekopie.vervangen_opruimen", "kluis", werkplek.kluis_id, aantal=vervangen_weg)
                t.gewijzigd("reservekopie")
    return weg + vervangen_weg


# when


def due_at_unlock(werkplek: Werkplek) -> bool:
    """Whether the vault is to be backed up after this unlock: the first of a day, or when the last lock made none."""
    return werkplek.kluis is not None and (_van_eerdere_dag(werkplek) or _gewijzigd(werkplek) > 0)


def _van_eerdere_dag(werkplek: Werkplek) -> bool:
    nieuwste = _nieuwste(werkplek)
    return nieuwste is None or lokale_dag(nieuwste.feiten.gemaakt_op) != lokale_dag(werkplek.klok.nu())


def _nieuwste(werkplek: Werkplek) -> Generatie | None:
    with werkplek.doe() as t:
        generaties = reservekopie.list_generaties(reserve_map(t), werkplek.kluis_id)
    return generaties[0] if generaties else None


def _gewijzigd(werkplek: Werkplek) -> int:
    nieuwste = _nieuwste(werkplek)
    with werkplek.doe() as t:
        return kopie.tel_regels_na(t.db, 0 if nieuwste is None else nieuwste.feiten.log_nr, _STIL)


class _GeenTijd(Exception):
    """Asked to hurry: nothing went wrong, and the next unlock makes the backup."""


def backup_at_lock(werkplek: Werkplek, mag_nog: Callable[[], bool] = lambda: True) -> None:
    """Back a small vault up when anything changed since the last time. Never keeps the vault open: no failure leaves.

    A failure is logged, and told at the next unlock; when even that cannot be written, the next unlock tries again.
    ``mag_nog()`` is asked at each step: once it says no, the copy is thrown away and the next unlock makes one.
    """

    def meld(_gedaan: int, _totaal: int) -> None:
        if not mag_nog():
            raise _GeenTijd

    try:
        if mag_nog() and werkplek.kluis is not None and is_klein(werkplek) and _gewijzigd(werkplek):
            make_reservekopie(werkplek, VERGRENDELEN, meld)
    except (Fout, _GeenTijd):
        return


def describe_stand(werkplek: Werkplek) -> str:
    """What the user should know about the backups, in a sentence; empty when all is well."""
    with werkplek.doe() as t:
        laatste = kopie.laatste_met(t.db, MAKEN)
        dagen, nu = read_instellingen(t.db).dagen, t.nu
    if laatste is not None and laatste[1] == Resultaat.MISLUKT:
        return (
            "De laatste reservekopie is niet gelukt. Kijk of de schijf vol is of niet is aangesloten, en maak een "
            "nieuwe bij Beheer, Reservekopieën."
        )
    nieuwste = _nieuwste(werkplek)
    if nieuwste is not None and nieuwste.feiten.gemaakt_op < reservekopie.grens(nu, dagen):
        return (
            f"De enige reservekopie is ouder dan {dagen} dagen. Zij blijft staan omdat er geen nieuwere is, en kan "
            "gegevens bevatten die intussen zijn gewist."
        )
    return ""
