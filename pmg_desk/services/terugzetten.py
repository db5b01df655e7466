"""Putting a backup back: what it holds and what would be lost, and the step itself.

The backup is made ready beside the vault (upgraded when it is older, what was erased since erased again, the Logregel
written) and only then gets the vault's place (``kluis.terugzetten``). The vault that stood there is kept under a name
with a date. Findable elsewhere: the line names the head of the backup and the head that was replaced, and a checkpoint
that somebody else keeps does not fit the restored log.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from pmg_desk.domain.canoniek import Waarde
from pmg_desk.domain.klok import Klok, SysteemKlok
from pmg_desk.domain.rollen import Recht
from pmg_desk.kluis import reservekopie
from pmg_desk.kluis import terugzetten as schijf
from pmg_desk.kluis.dubbelkop import DATABASE
from pmg_desk.kluis.fouten import KluisBeschadigd, KluisFout
from pmg_desk.kluis.openen import open_kopie
from pmg_desk.kluis.plek import controleer_plek
from pmg_desk.kluis.reservekopie import GeenReservekopie, Generatie
from pmg_desk.kluis.slot import neem_slot
from pmg_desk.services import gewist, kluizen, reservekopieen
from pmg_desk.services.reservekopieen import Zeg
from pmg_desk.services.werkplek import Werkplek
from pmg_desk.storage import kopie

TERUGZETTEN = "reservekopie.terugzetten"
_KLOK = SysteemKlok()

NAGEKEKEN = "De reservekopie wordt nagekeken."
KLAARZETTEN = "De reservekopie wordt klaargezet naast de kluis."
WISSEN = "Wat na de reservekopie is gewist, wordt opnieuw gewist."
WISSELEN = "De reservekopie krijgt de plaats van de kluis."


@dataclass(frozen=True, slots=True)
class Terugzetinzicht:
    """What restoring would do. ``verloren``: Logregels of the present vault after the backup; None: not to be read."""

    naam: str
    gemaakt_op: datetime
    programma: str
    log_nr: int
    huidig_nr: int | None
    verloren: int | None
    sluit_aan: bool | None  # whether the present log goes on from the backup's

    def zin(self) -> str:
        """The loss in words."""
        if self.verloren is None:
            return "De kluis van nu kan niet worden gelezen: hoeveel er verloren gaat, is niet te zeggen."
        if not self.sluit_aan:
            return (
                "Het logboek van de kluis van nu gaat niet verder op dat van de reservekopie: het zijn twee verlopen."
            )
        if not self.verloren:
            return "In de kluis is na de reservekopie niets meer gebeurd."
        return f"In de kluis staan {self.verloren} logregels die na de reservekopie zijn gekomen. Die gaan verloren."


@dataclass(frozen=True, slots=True)
class Teruggezet:
    """What was done: where the vault is, where the one it replaced is kept, and what the user should know."""

    kluismap: Path
    bewaard: Path | None
    log_nr: int
    meldingen: tuple[str, ...]


def preview_reservekopie(
    pad: Path, kluismap: Path, gebruikersnaam: str, wachtwoord: str, *, klok: Klok = _KLOK
) -> Terugzetinzicht:
    """Check the backup in folder ``pad`` and compare it with the vault at ``kluismap``; changes nothing.

    Raises as ``kluis.openen.open_kopie``, GeenReservekopie and KluisBeschadigd.
    """
    generatie = reservekopie.lees_generatie(pad)
    with open_kopie(pad, kluismap, gebruikersnaam, wachtwoord, klok=klok) as kluis:
        stand = _controleer(generatie, kluis.kluissleutel)
        feiten = generatie.feiten
        nu = _stand_van(kluismap, kluis.kluissleutel)
        sluit_aan = nu and kopie.hash_van_regel(kluismap / DATABASE, kluis.kluissleutel, stand.log_nr) == stand.log_hash
    return Terugzetinzicht(
        generatie.naam,
        feiten.gemaakt_op,
        feiten.programma,
        stand.log_nr,
        None if nu is None else nu.log_nr,
        None if nu is None else max(0, nu.log_nr - stand.log_nr),
        None if nu is None else bool(sluit_aan),
    )


def _controleer(generatie: Generatie, sleutel: bytes) -> kopie.Kopiestand:
    if not reservekopie.bestanden_kloppen(generatie):
        raise GeenReservekopie("Deze reservekopie is na het maken veranderd of beschadigd.")
    stand = kopie.lees_stand(generatie.pad / DATABASE, sleutel, controleer=True)
    if stand.bevindingen:
        raise KluisBeschadigd
    return stand


def _stand_van(kluismap: Path, sleutel: bytes) -> kopie.Kopiestand | None:
    try:
        return kopie.lees_stand(kluismap / DATABASE, sleutel, controleer=False)
    except KluisFout:
        return None


def restore_reservekopie(
    pad: Path,
    kluismap: Path,
    gebruikersnaam: str,
    wachtwoord: str,
    *,
    klok: Klok = _KLOK,
    herkomst: str = "",
    zeg: Zeg | None = None,
) -> Teruggezet:
    """Put the backup in folder ``pad`` in the place of the vault ``kluismap``, which is kept under another name.

    Only who may look after the vault (Recht.KLUIS_BEHEREN in the backup). Raises as :func:`preview_reservekopie`,
    GeenToegang, OnveiligePlek, KluisInGebruik and KluisNietBereikbaar; then the vault is as it was.
    """
    zeg = zeg or _stil
    controleer_plek(kluismap)
    generatie = reservekopie.lees_generatie(pad)
    thuis = kluismap if kluismap.is_dir() else pad.parent
    zeg(NAGEKEKEN)
    with open_kopie(pad, kluismap, gebruikersnaam, wachtwoord, klok=klok) as kluis:
        stand, nu = _controleer(generatie, kluis.kluissleutel), _stand_van(kluismap, kluis.kluissleutel)
    slot = neem_slot(thuis, klok.nu())
    try:
        schijf.ruim_op(kluismap)
        zeg(KLAARZETTEN)
        klaar = schijf.maak_klaar(generatie, kluismap, thuis)
        try:
            werkplek = kluizen.open_kluis(klaar, gebruikersnaam, wachtwoord, klok=klok, herkomst=herkomst)
            try:
                meldingen = _schrijf_op(werkplek, generatie, stand, nu, zeg, kluismap)
            finally:
                kluizen.close_kluis(werkplek)
            zeg(WISSELEN)
            bewaard = schijf.wissel(klaar, kluismap, klok.nu())
        except BaseException:
            if kluismap.is_dir():  # else a crash-like failure between two renames: the next opening finishes it
                schijf.ruim_op(kluismap)
            raise
    finally:
        slot.geef_vrij()
    return Teruggezet(kluismap, bewaard, stand.log_nr, meldingen)


def _schrijf_op(
    werkplek: Werkplek,
    generatie: Generatie,
    stand: kopie.Kopiestand,
    nu: kopie.Kopiestand | None,
    zeg: Zeg,
    kluismap: Path,
) -> tuple[str, ...]:
    detail: dict[str, Waarde] = {
        "naam": generatie.naam,
        "hash": stand.log_hash,
        "vervangen_nr": None if nu is None else nu.log_nr,
        "vervangen_hash": None if nu is None else nu.log_hash,
    }
    with werkplek.doe() as t:
        t.eis(Recht.KLUIS_BEHEREN)
        t.log(TERUGZETTEN, "kluis", werkplek.kluis_id, aantal=stand.log_nr, detail=detail)
        mappen = (generatie.pad.parent, reservekopie.reservemap(kluismap), reservekopieen.reserve_map(t))
    zeg(WISSEN)
    meldingen = [zin for map_ in dict.fromkeys(mappen) for zin in gewist.at_unlock(werkplek, map_)]
    return tuple(dict.fromkeys(meldingen))


def _stil(_zin: str) -> None:
    """Nobody watches."""
