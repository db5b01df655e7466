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
from uuid import UUID

from pmg_desk.domain.canoniek import Waarde
from pmg_desk.domain.fouten import GeenToegang
from pmg_desk.domain.klok import Klok, SysteemKlok
from pmg_desk.domain.rollen import Recht, mag
from pmg_desk.kluis import bewaarplaats, pogingen, reservekopie
from pmg_desk.kluis import terugzetten as schijf
from pmg_desk.kluis.dubbelkop import DATABASE, lees_kop
from pmg_desk.kluis.fouten import KluisBeschadigd, KluisFout, NietInDeKluisVanNu
from pmg_desk.kluis.kop import KluisSleutel, Kop
from pmg_desk.kluis.openen import OpenKluis, open_kop_van_nu, open_kopie
from pmg_desk.kluis.plek import controleer_plek
from pmg_desk.kluis.reservekopie import GeenReservekopie, Generatie
from pmg_desk.kluis.slot import deze_gebruiker
from pmg_desk.services import gewist, kluizen, kopstand, reservekopieen
from pmg_desk.services.levend import Levend, find_stand, read_levend
from pmg_desk.services.reservekopieen import Zeg
from pmg_desk.services.werkplek import Transactie, Werkplek
from pmg_desk.storage import kopie

TERUGZETTEN = gewist.TERUGZETTEN
_KLOK = SysteemKlok()

NAGEKEKEN = "De reservekopie wordt nagekeken."
KLAARZETTEN = "De reservekopie wordt klaargezet naast de kluis."
WISSEN = "Wat na de reservekopie is gewist, wordt opnieuw gewist."
WISSELEN = "De reservekopie krijgt de plaats van de kluis."


ONLEESBAAR = (
    "De kluis van daarvoor kon niet worden gelezen. Wat daarin is vernietigd, is alleen bekend uit het wisregister "
    "naast de reservekopieën."
)
GESTOPT = (
    "Na de reservekopie gestopt, en daarom niet in de teruggezette kluis gelaten: {}. Stop hen opnieuw bij Beheer, "
    "Gebruikers; dan krijgt de kluis ook een nieuwe sleutel."
)
MISSCHIEN_GESTOPT = (
    "Na de reservekopie gestopt, en nu weer gebruiker: {}. Stop hen meteen opnieuw bij Beheer, Gebruikers."
)
UITNODIGINGEN = "Open uitnodigingen van toen zijn ingetrokken: {}. Geef zo nodig een nieuwe code."
BEWAARD = "De vervangen kluis wordt na {} dagen verwijderd, als er dan een nieuwere reservekopie is."
BLAD = (
    "Het herstelblad van toen opent de kluis weer. Maak bij Beheer, Herstelblad een nieuw herstelblad, dan werkt het "
    "oude niet meer."
)


class GewistDoorOnbekenden(KluisFout):
    """The backup holds casussen that were destroyed by people whom neither it nor the vault of now knows."""

    veilig = "Er is niets gewijzigd. De reservekopie is niet teruggezet."
    doe = "Kies een nieuwere reservekopie, waarin deze ondertekenaars bekend zijn, en meld dit aan de privacy officer."

    def __init__(self, aantal: int) -> None:
        super().__init__(
            f"In deze reservekopie staan casussen die later zijn vernietigd ({aantal}), ondertekend door mensen die in "
            "de reservekopie niet bekend zijn. Na terugzetten zouden zij weer leesbaar zijn."
        )


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
        try:
            _, gevonden = _kluis_van_nu(kluismap, kluis)
        except NietInDeKluisVanNu:  # to look at the backup is allowed all the same
            gevonden = None
        nu, sluit_aan = None, False
        if gevonden is not None:
            sleutel, nu = gevonden
            sluit_aan = kopie.hash_van_regel(kluismap / DATABASE, sleutel, stand.log_nr) == stand.log_hash
    return Terugzetinzicht(
        generatie.naam,
        feiten.gemaakt_op,
        feiten.programma,
        stand.log_nr,
        None if nu is None else nu.log_nr,
        None if nu is None else max(0, nu.log_nr - stand.log_nr),
        None if nu is None else sluit_aan,
    )


def _controleer(generatie: Generatie, sleutel: bytes) -> kopie.Kopiestand:
    if not reservekopie.bestanden_kloppen(generatie):
        raise GeenReservekopie("Deze reservekopie is na het maken veranderd of beschadigd.")
    stand = kopie.lees_stand(generatie.pad / DATABASE, sleutel, controleer=True)
    if stand.bevindingen:
        raise KluisBeschadigd
    return stand


def _kluis_van_nu(kluismap: Path, kluis: OpenKluis) -> tuple[Kop | None, tuple[bytes, kopie.Kopiestand] | None]:
    """The header of the vault of now, and the key that opens its database with how far that goes; each None: damaged
    or gone. Raises as ``kluis.openen.open_kop_van_nu``.
    """
    kop, sleutels = open_kop_van_nu(kluismap, kluis) or (None, ())
    alle: tuple[KluisSleutel, ...] = (*sleutels, *kluis.kluissleutels)
    return kop, find_stand(kluismap, alle)


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

    Only who may look after the vault (Recht.KLUIS_BEHEREN), in the backup and, where it can be read, in the vault of
    now. Raises as :func:`preview_reservekopie`, GeenToegang and NietInDeKluisVanNu (both kept as a failed log-in),
    GewistDoorOnbekenden, OnveiligePlek, KluisInGebruik and KluisNietBereikbaar; then the vault is as it was.
    """
    zeg = zeg or _stil
    controleer_plek(kluismap)
    generatie = reservekopie.lees_generatie(pad)
    thuis = kluismap if kluismap.is_dir() else pad.parent
    zeg(NAGEKEKEN)
    with open_kopie(pad, kluismap, gebruikersnaam, wachtwoord, klok=klok) as kluis:  # its lock is that of the vault
        stand = _controleer(generatie, kluis.kluissleutel)
        try:
            kop, nu = _kluis_van_nu(kluismap, kluis)
            schijf.ruim_op(kluismap)
            zeg(KLAARZETTEN)
            klaar = schijf.maak_klaar(generatie, kluismap, thuis)
            try:
                werkplek = kluizen.open_kluis(klaar, gebruikersnaam, wachtwoord, klok=klok, herkomst=herkomst)
                try:
                    meldingen = _maak_in_orde(werkplek, _Oud(generatie, stand, kluismap, kop, nu), zeg)
                finally:
                    kluizen.close_kluis(werkplek)
                zeg(WISSELEN)
                bewaard = schijf.wissel(klaar, kluismap, klok.nu())
            except BaseException:
                if kluismap.is_dir():  # else a crash-like failure between two renames: the next opening finishes it
                    schijf.ruim_op(kluismap)
                raise
        except (GeenToegang, NietInDeKluisVanNu):
            pogingen.noteer_mislukt(thuis, kluis.gebruiker_id, klok.nu(), herkomst or deze_gebruiker()[1])
            raise
    return Teruggezet(kluismap, bewaard, stand.log_nr, meldingen)


@dataclass(frozen=True, slots=True)
class _Oud:
    """Which backup is put back, and what could be opened of the vault that it replaces."""

    generatie: Generatie
    stand: kopie.Kopiestand
    kluismap: Path
    kop: Kop | None
    nu: tuple[bytes, kopie.Kopiestand] | None


def _maak_in_orde(werkplek: Werkplek, oud: _Oud, zeg: Zeg) -> tuple[str, ...]:
    """Log the restore in the vault that was made ready, and have it forget what it should not know any more."""
    levend = None if oud.nu is None else read_levend(werkplek, oud.kluismap, oud.nu[0])
    with werkplek.doe() as t:
        mappen = _log_terugzetten(t, oud, levend)
        zinnen = _schoon_kop(t, oud, levend)
    if levend is None and oud.kluismap.exists():
        zinnen.insert(0, ONLEESBAAR)
    zeg(WISSEN)
    if levend is not None:
        with werkplek.doe() as t:
            opnieuw = gewist.replay(t, levend.certificaten)
        zinnen += [gewist.OUDER.format(opnieuw)] if opnieuw else []
    zinnen += [zin for map_ in mappen for zin in gewist.at_unlock(werkplek, map_)]
    if oud.kluismap.exists():
        with werkplek.doe() as t:
            zinnen.append(BEWAARD.format(reservekopieen.read_instellingen(t.db).dagen))
    return tuple(dict.fromkeys(zinnen))


def _log_terugzetten(t: Transactie, oud: _Oud, levend: Levend | None) -> tuple[Path, ...]:
    """The line of the restore; returns the folders in which a register may lie. Raises GewistDoorOnbekenden."""
    t.eis(Recht.KLUIS_BEHEREN)
    if levend is not None and (levend.rol is None or not mag(levend.rol, Recht.KLUIS_BEHEREN, t.gebruiker.soort)):
        raise GeenToegang
    nu = None if oud.nu is None else oud.nu[1]
    detail: dict[str, Waarde] = {
        "naam": oud.generatie.naam,
        "hash": oud.stand.log_hash,
        "vervangen_nr": None if nu is None else nu.log_nr,
        "vervangen_hash": None if nu is None else nu.log_hash,
        **gewist.meegekomen(t, () if levend is None else levend.sleutels),
    }
    t.log("reservekopie.terugzetten", "kluis", t.werkplek.kluis_id, aantal=oud.stand.log_nr, detail=detail)
    elders = () if levend is None else levend.mappen
    gevonden = (oud.generatie.pad.parent, *reservekopieen.alle_reservemappen(t, oud.kluismap), *elders)
    mappen = tuple(dict.fromkeys(gevonden))
    onbekend = gewist.count_onbekend(t, mappen, () if levend is None else levend.certificaten)
    if onbekend:
        raise GewistDoorOnbekenden(onbekend)
    return mappen


def _schoon_kop(t: Transactie, oud: _Oud, levend: Levend | None) -> list[str]:
    """Who was stopped since the backup does not come back, nor a code or a recovery sheet of then; in sentences.

    Only what is proven is taken out. What a newer backup's header says is not, and is told.
    """
    kluis = t.werkplek.kluis
    assert kluis is not None
    voor = kluis.kop
    van_toen = {g.gebruiker_id: g.weergavenaam for g in voor.gebruikers}
    gestopt: set[UUID] = set() if levend is None else set(levend.gestopt)
    if oud.kop is not None:
        gestopt |= set(van_toen) - {g.gebruiker_id for g in oud.kop.gebruikers}
    herstel = voor.herstel if oud.kop is None else oud.kop.herstel
    if bewaarplaats.schoon_teruggezette_kop(kluis, gestopt, herstel, klok=t.werkplek.klok):
        kopstand.onthoud(t, kluis)
    weg = [naam for wie, naam in van_toen.items() if wie in gestopt]
    misschien = [naam for wie, naam in van_toen.items() if wie in _later_weg(oud, t.werkplek.kluis_id) - gestopt]
    uitgenodigd = [u.weergavenaam for u in voor.uitnodigingen if u.ontvanger]
    zinnen = [
        zin.format(", ".join(sorted(namen)))
        for zin, namen in ((GESTOPT, weg), (MISSCHIEN_GESTOPT, misschien), (UITNODIGINGEN, uitgenodigd))
        if namen
    ]
    return [*zinnen, BLAD] if oud.kop is None and herstel is not None else zinnen


def _later_weg(oud: _Oud, kluis_id: UUID) -> set[UUID]:
    """Users of the backup who are not in the header of the newest backup after it; nothing where the vault of now
    itself could be asked.
    """
    if oud.kop is not None:
        return set()
    feiten = oud.generatie.feiten
    later = [
        generatie
        for generatie in reservekopie.list_generaties(oud.generatie.pad.parent, kluis_id)
        if generatie.feiten.kop_generatie > feiten.kop_generatie
    ]
    if not later:
        return set()
    nieuwste = max(later, key=lambda generatie: generatie.feiten.kop_generatie)
    try:
        over = {g.gebruiker_id for g in lees_kop(nieuwste.pad).kop.gebruikers}
        return {g.gebruiker_id for g in lees_kop(oud.generatie.pad).kop.gebruikers} - over
    except KluisFout:
        return set()


def _stil(_zin: str) -> None:
    """Nobody watches."""
