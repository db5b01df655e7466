"""A log that continues another, and how long old ones are kept.

Starting a new log signs the last head of the old one; the first line of the new one holds that note, and what must
outlive the old log (keys in force, withdrawals) is said again. The old log stays until it is older than a term that
the beheerder set, with its source; then it goes as a whole, and a line says what went.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from pmg_desk.domain.bewaren import maanden_later
from pmg_desk.domain.canoniek import Waarde, canoniek
from pmg_desk.domain.controle import Veldcontrole
from pmg_desk.domain.controlepunt import Aanleiding
from pmg_desk.domain.fouten import Fout, NietGevonden
from pmg_desk.domain.klok import als_tekst, lokale_dag
from pmg_desk.domain.logboek import Logregel
from pmg_desk.domain.logcontrole import VERVOLGREGEL, VERWIJDERREGEL, Reeks
from pmg_desk.domain.rollen import Recht
from pmg_desk.domain.sleutelboek import EXTERN, HERHAALREGEL, HERHAALREGEL_OUD, Sleutelboek
from pmg_desk.services import controlepunten
from pmg_desk.services.besluiten import INTREKREGEL_HERHAALD, INTREKREGELS, besluitregels, ingetrokken
from pmg_desk.services.controlepunten import ControlepuntInzicht
from pmg_desk.services.deelbaar import (
    KADERINTREKREGEL_HERHAALD,
    KADERREGELS,
    getoetste_kaders,
    ingetrokken_kaders,
)
from pmg_desk.services.sleutelboek import age_van, gelukte_regels, lees_sleutelboek
from pmg_desk.services.werkplek import Transactie, Werkplek
from pmg_desk.storage import controlepunten as rijen
from pmg_desk.storage import logregels
from pmg_desk.storage.models import Gebruiker, Instelling, Logreeks

VOORSTELREGEL = "logboek.verwijderen_voorstellen"
"""A beheerder proposes to remove a log; ``aantal`` is its number."""
_SLEUTEL = "logboek_bewaren"
MEESTE_MAANDEN = 1200
_KORTSTE_MAAND = 28
GETOONDE_PUNTEN = 100


class SleutelWacht(Fout):
    """A key is being replaced: the lines about that belong in one log."""

    wat = "Van een gebruiker wordt de sleutel vervangen, en dat is nog niet klaar."
    veilig = "Er is niets veranderd."
    doe = "Laat de gebruiker inloggen en bekrachtig de nieuwe sleutel. Begin daarna een nieuw logboek."


class NogBewaren(Fout):
    """An old log that is not older than the term, or of which the term is not set, or that is not the oldest."""

    wat = "Dit logboek mag nog niet weg."
    veilig = "Er is niets verwijderd."
    doe = "Stel eerst een bewaartermijn in, of wacht tot de termijn voorbij is. Het oudste logboek gaat altijd eerst."


class GeenVoorstel(Fout):
    """Nobody proposed to remove this log."""

    wat = "Niemand heeft voorgesteld dit logboek te verwijderen."
    veilig = "Er is niets verwijderd."
    doe = "Laat de beheerder het eerst voorstellen, bij Beheer, tabblad Logboek."


class EigenVoorstel(Fout):
    """Who proposed it confirms it."""

    wat = "U hebt dit zelf voorgesteld. Een ander moet het bevestigen."
    veilig = "Er is niets verwijderd."
    doe = "Vraag het een collega, het liefst de privacy officer: bij Logboek."


@dataclass(frozen=True, slots=True)
class Verwijdervoorstel:
    """A log that waits for a second person. ``eigen``: the user who is logged in proposed it."""

    reeks: ReeksInzicht
    door: str
    op: datetime
    eigen: bool


@dataclass(frozen=True, slots=True)
class Logtermijn:
    """How many months a closed log is kept, where that comes from; ``maanden`` None: everything is kept."""

    maanden: int | None
    bron: str


@dataclass(frozen=True, slots=True)
class ReeksInzicht:
    """One log. ``weg_vanaf`` is the first day on which it may go; None while it is in use or no term is set."""

    reeks: int
    begin_nr: int
    eind_nr: int
    gesloten_op: datetime | None
    weg_vanaf: date | None
    mag_weg: bool

    @property
    def regels(self) -> int:
        """How many lines it has."""
        return self.eind_nr - self.begin_nr + 1


@dataclass(frozen=True, slots=True)
class LogbeheerInzicht:
    """The logs that are still there, oldest first; the term; and the latest checkpoints, newest first."""

    reeksen: tuple[ReeksInzicht, ...]
    termijn: Logtermijn
    minste_maanden: int
    stand: str
    punten: tuple[ControlepuntInzicht, ...]


def describe_logboeken(werkplek: Werkplek) -> LogbeheerInzicht:
    """What the beheerder sees of the logs of this vault."""
    with werkplek.doe() as t:
        t.eis(Recht.KLUIS_BEHEREN)
        return LogbeheerInzicht(
            reeksen=_reeksen(t),
            termijn=_termijn(t),
            minste_maanden=_minste_maanden(t),
            stand=controlepunten.korte_stand(t),
            punten=tuple(controlepunten.inzicht(t, rij) for rij in rijen.punten(t.db)[: -GETOONDE_PUNTEN - 1 : -1]),
        )


def _reeksen(t: Transactie) -> tuple[ReeksInzicht, ...]:
    alle, termijn = rijen.reeksen(t.db), _termijn(t)
    eerste, (laatste, _) = rijen.eerste_nr(t.db) or 1, logregels.stand(t.db)
    gevonden: list[ReeksInzicht] = []
    for reeks, volgende in zip(alle, [*alle[1:], None], strict=True):
        eind = laatste if volgende is None else volgende.begin_nr - 1
        if eind < eerste:
            continue  # was removed
        dicht = None if volgende is None else t.db.get_one(Logreeks, volgende.reeks).op
        weg = None
        if dicht is not None and termijn.maanden is not None:
            weg = maanden_later(lokale_dag(dicht), termijn.maanden)
        oud = dicht is not None and (t.vandaag - lokale_dag(dicht)).days >= _langste_akkoord(t)
        mag_weg = not gevonden and oud and weg is not None and weg <= t.vandaag and not _draagt_kader(t, reeks, eind)
        gevonden.append(ReeksInzicht(reeks.reeks, reeks.begin_nr, eind, dicht, weg, mag_weg))
    return tuple(gevonden)


def _draagt_kader(t: Transactie, reeks: Reeks, eind: int) -> bool:
    """Whether a tafelkader that is not over rests on a line of this log; its term may be longer than an approval's."""
    regels = besluitregels(t, KADERREGELS)
    weg = ingetrokken_kaders(t)
    return any(
        str(rij.id) not in weg
        and reeks.begin_nr <= regels.get(str(rij.id), 0) <= eind
        and g.kader is not None
        and t.vandaag <= g.kader.inhoud.geldig_tot
        for rij, g in getoetste_kaders(t)
    )


def _termijn(t: Transactie) -> Logtermijn:
    rij = t.db.get(Instelling, _SLEUTEL)
    if rij is None:
        return Logtermijn(None, "")
    waarde = json.loads(rij.waarde)
    return Logtermijn(waarde["maanden"], waarde["bron"])


def _langste_akkoord(t: Transactie) -> int:
    """Days that an approval may last: as long as one may hold, the lines that it hangs on stay."""
    return t.profiel.instellingen.max_geldigheid_dagen.waarde


def _minste_maanden(t: Transactie) -> int:
    return -(-_langste_akkoord(t) // _KORTSTE_MAAND)


def set_logtermijn(werkplek: Werkplek, maanden: str | int | None, bron: str) -> None:
    """Set how long a closed log is kept, or with ``maanden`` empty: keep everything. For the beheerder.

    Raises OngeldigeInvoer (``maanden``, ``bron``): never shorter than an approval may last.
    """
    with werkplek.doe() as t:
        t.eis(Recht.KLUIS_BEHEREN)
        veld = Veldcontrole()
        hoelang = veld.getal("maanden", maanden, _minste_maanden(t), MEESTE_MAANDEN)
        vandaan = veld.tekst("bron", bron, verplicht=True, maximum=500)
        veld.klaar()
        waarde = canoniek({"maanden": hoelang, "bron": vandaan})
        rij = t.db.get(Instelling, _SLEUTEL)
        if rij is None:
            t.db.add(Instelling(sleutel=_SLEUTEL, waarde=waarde))
        else:
            rij.waarde = waarde
        t.log("logboek.termijn", "logboek", aantal=hoelang, detail={"maanden": hoelang, "bron": vandaan})
        t.gewijzigd("logboek")


def start_reeks(werkplek: Werkplek) -> int:
    """Close the present log with a signed head and begin a new one; returns its number. For the beheerder.

    Raises SleutelWacht while a key is being replaced, LogAfgeknipt.
    """
    with werkplek.doe() as t:
        t.eis(Recht.KLUIS_BEHEREN)
        boek = lees_sleutelboek(t)
        if boek.wachtend or boek.vervangbaar:
            raise SleutelWacht
        slot = controlepunten.onderteken_controlepunt(t, Aanleiding.VERVOLG)
        nieuw = Reeks(slot.reeks + 1, logregels.stand(t.db)[0] + 1, slot.tekst)
        t.db.add(
            Logreeks(reeks=nieuw.reeks, begin_nr=nieuw.begin_nr, tekst=nieuw.notitie, door_id=t.gebruiker.id, op=t.nu)
        )
        t.db.flush()
        t.log(VERVOLGREGEL, "logboek", aantal=nieuw.reeks, detail={"notitie": nieuw.notitie})
        _herhaal_sleutels(t, boek)
        _herhaal_intrekkingen(t)
        t.gewijzigd("logboek")
        return nieuw.reeks


def _herhaal_sleutels(t: Transactie, boek: Sleutelboek) -> None:
    for sleutel in boek.sleutels:
        gebruiker = t.haal(Gebruiker, UUID(sleutel.gebruiker_id))
        t.log(
            HERHAALREGEL if sleutel.tot is None else HERHAALREGEL_OUD,
            EXTERN if sleutel.extern else "gebruiker",
            gebruiker.id,
            verwerking=sleutel.rol.value,
            sleutel=sleutel.sleutel,
            detail={"sinds": als_tekst(sleutel.sinds), "age": age_van(t, boek, gebruiker)},
        )


def _herhaal_intrekkingen(t: Transactie) -> None:
    """What was withdrawn stays so, also when both the line and the row are removed some day."""
    casussen = {
        regel.object_id: regel.casus_id for regel in gelukte_regels(t, *INTREKREGELS) if regel.object_id is not None
    }
    for besluit_id in sorted(ingetrokken(t)):
        casus_id = casussen.get(besluit_id)
        t.log(
            INTREKREGEL_HERHAALD,
            "privacybesluit",
            UUID(besluit_id),
            casus_id=None if casus_id is None else UUID(casus_id),
        )
    for kader_id in sorted(ingetrokken_kaders(t)):
        t.log(KADERINTREKREGEL_HERHAALD, "tafelkader", UUID(kader_id))


def propose_verwijdering(werkplek: Werkplek, reeks: int) -> None:
    """Propose to remove the oldest log, which is older than the term. For the beheerder; another user confirms it.

    One person could set the clock of the machine ahead, so one person alone removes nothing.
    Raises NogBewaren, NietGevonden.
    """
    with werkplek.doe() as t:
        t.eis(Recht.KLUIS_BEHEREN)
        _eis_mag_weg(t, reeks)
        t.log(VOORSTELREGEL, "logboek", aantal=reeks)
        t.gewijzigd("logboek")


def describe_voorstel(werkplek: Werkplek) -> Verwijdervoorstel | None:
    """The log that was proposed to be removed, for everybody who checks the log; None when there is none."""
    with werkplek.doe() as t:
        t.eis(Recht.LOGBOEK_CONTROLEREN)
        for reeks in _reeksen(t):
            regel = _voorsteller(t, reeks.reeks) if reeks.mag_weg else None
            if regel is not None:
                return Verwijdervoorstel(reeks, regel.actor_naam, regel.tijd, regel.actor == str(t.gebruiker.id))
        return None


def confirm_verwijdering(werkplek: Werkplek, reeks: int) -> int:
    """Remove a log that another user proposed to remove; returns how many lines went. Not for who proposed it.

    Raises NogBewaren, NietGevonden, GeenVoorstel, EigenVoorstel.
    """
    with werkplek.doe() as t:
        t.eis(Recht.LOGBOEK_CONTROLEREN)
        oud = _eis_mag_weg(t, reeks)
        voorstel = _voorsteller(t, reeks)
        if voorstel is None:
            raise GeenVoorstel
        if voorstel.actor == str(t.gebruiker.id):
            raise EigenVoorstel
        slot = t.db.get_one(Logreeks, reeks + 1).tekst
        rijen.verwijder(t.db, reeks, oud.eind_nr)
        detail: dict[str, Waarde] = {"reeks": reeks, "slotstand": slot, "voorgesteld_door": voorstel.actor}
        t.log(VERWIJDERREGEL, "logboek", aantal=oud.regels, detail=detail)
        t.gewijzigd("logboek")
        return oud.regels


def _eis_mag_weg(t: Transactie, reeks: int) -> ReeksInzicht:
    oud = next((r for r in _reeksen(t) if r.reeks == reeks), None)
    if oud is None:
        raise NietGevonden
    if not oud.mag_weg:
        raise NogBewaren
    return oud


def _voorsteller(t: Transactie, reeks: int) -> Logregel | None:
    """The last line that proposes to remove this log."""
    return next((regel for regel in reversed(gelukte_regels(t, VOORSTELREGEL)) if regel.aantal == reeks), None)
