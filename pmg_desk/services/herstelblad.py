"""The recovery sheet: making it, trying it once, and what is known of its use.

That a sheet was tried is what the log says of the very key that the header has now: a new sheet, or a header that was
put back, counts as not tried. How the sheet lets somebody in: ``services.kluizen.open_met_herstelblad``.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import datetime

from pmg_desk.domain.fouten import Fout
from pmg_desk.domain.klok import AMSTERDAM
from pmg_desk.domain.logboek import Logregel, Resultaat
from pmg_desk.domain.rollen import Recht
from pmg_desk.kluis import herstel
from pmg_desk.kluis.bewaarplaats import OpenKluis
from pmg_desk.kluis.fouten import AnderHerstelblad, GeenHerstelblad
from pmg_desk.kluis.herstelsleutel import nieuwe_herstelsleutel
from pmg_desk.reports.herstelblad import BESTANDSNAAM, Herstelbladtekst, maak_pdf
from pmg_desk.services import kopstand
from pmg_desk.services.werkplek import AlleenDatabase, Transactie, Werkplek
from pmg_desk.storage import herstelblad as opslag
from pmg_desk.storage.gebruikers import alle_gebruikers
from pmg_desk.storage.models import Gebruiker

MAKEN = "herstelblad.maken"
PROBEREN = "herstelblad.proberen"
GEBRUIKEN = "herstelblad.gebruiken"
ACTOR = "herstelblad"
"""Who did it, in a line about the sheet: a paper, not a person whose password was checked."""
ACTOR_NAAM = "Het herstelblad"


class AlleenWieBeheert(Fout):
    """The sheet was used for somebody who does not look after the vault: it never makes the keys of an officer."""

    wat = "Met het herstelblad krijgt alleen wie de kluis beheert een nieuw wachtwoord."
    veilig = "De kluis blijft dicht. Dit staat in het logboek."
    doe = "Kies een beheerder. Die geeft daarna de anderen een nieuwe code."


@dataclass(frozen=True, slots=True)
class Herstelblad:
    """A fresh sheet, in memory only: ``groepen`` as they are typed, and the page."""

    groepen: tuple[str, ...] = field(repr=False)
    pdf: bytes = field(repr=False)
    bestandsnaam: str = BESTANDSNAAM


@dataclass(frozen=True, slots=True)
class HerstelbladStand:
    """Whether there is a sheet, and whether it was ever tried."""

    gemaakt: bool
    gemaakt_op: datetime | None
    geprobeerd_op: datetime | None

    @property
    def klaar(self) -> bool:
        """The sheet of now was made and tried."""
        return self.geprobeerd_op is not None


def describe_herstelblad(werkplek: Werkplek) -> HerstelbladStand:
    """How it stands with the sheet. For who looks after the vault."""
    kluis = _kluis(werkplek)
    with werkplek.doe() as t:
        t.eis(Recht.KLUIS_BEHEREN)
        ontvanger = kluis.kop.herstel
        if ontvanger is None:
            return HerstelbladStand(False, None, None)
        gemaakt = opslag.laatste_met_sleutel(t.db, MAKEN, ontvanger)
        geprobeerd = opslag.laatste_met_sleutel(t.db, PROBEREN, ontvanger)
        return HerstelbladStand(True, _tijd(gemaakt), _tijd(geprobeerd))


def make_herstelblad(werkplek: Werkplek) -> Herstelblad:
    """A new sheet; the one before stops opening this vault at once. First the page, then the header, then the line.

    Raises HerstelbladNietGedrukt (then nothing changed) and KluisNietBereikbaar (then make another).
    """
    kluis = _kluis(werkplek)
    with werkplek.doe() as t:
        t.eis(Recht.KLUIS_BEHEREN)
        rollen = {rij.id: rij.rol.label for rij in alle_gebruikers(t.db)}
        nu = t.nu
    sleutel = nieuwe_herstelsleutel()
    tekst = Herstelbladtekst(
        kluisnaam=kluis.kop.naam,
        kluis_id=str(kluis.kluis_id),
        gemaakt_op=nu,
        groepen=sleutel.groepen,
        qr=sleutel.tekst,
        vingerafdrukken=tuple(
            (slot.weergavenaam, rollen.get(slot.gebruiker_id, ""), slot.publiek.vingerafdruk())
            for slot in kluis.kop.gebruikers
        ),
    )
    pdf = maak_pdf(tekst)
    herstel.zet_herstel(kluis, sleutel, klok=werkplek.klok)
    with werkplek.doe() as t:
        kopstand.onthoud(t, kluis)
        t.log("herstelblad.maken", "kluis", werkplek.kluis_id, sleutel=sleutel.ontvanger)
    return Herstelblad(sleutel.groepen, pdf)


def try_herstelblad(werkplek: Werkplek, sleutel: str) -> None:
    """Check that this typed key opens this vault, on disk and now.

    Raises OngeldigeHerstelsleutel for a typing error, AnderHerstelblad and GeenHerstelblad (both logged).
    """
    kluis = _kluis(werkplek)
    with werkplek.doe() as t:
        t.eis(Recht.KLUIS_BEHEREN)
    try:
        herstel.controleer_herstel(kluis, sleutel)
    except (AnderHerstelblad, GeenHerstelblad):
        with werkplek.doe() as t:
            t.log("herstelblad.proberen", "kluis", werkplek.kluis_id, resultaat=Resultaat.MISLUKT)
        raise
    with werkplek.doe() as t:
        t.log("herstelblad.proberen", "kluis", werkplek.kluis_id, sleutel=kluis.kop.herstel)


def log_gebruik(werkplek: Werkplek) -> None:
    """The sheet opened the vault key, and this user is to get new keys: the line goes before they are written.

    Raises AlleenWieBeheert for anybody else than an active user who looks after the vault; that is logged too.
    """
    with werkplek.doe() as t:
        rij = t.haal(Gebruiker, werkplek.gebruiker.id)
        mag = rij.gestopt_op is None and werkplek.gebruiker.mag(Recht.KLUIS_BEHEREN)
        uitkomst = Resultaat.GELUKT if mag else Resultaat.GEWEIGERD
        maak = t.regel("herstelblad.gebruiken", "gebruiker", rij.id, resultaat=uitkomst)

        def door_het_blad(nr: int, vorige: str, commitment: str | None) -> Logregel:
            return replace(maak(nr, vorige, commitment), actor=ACTOR, actor_naam=ACTOR_NAAM, rol="")

        t.log_reeks([(door_het_blad, None)])
    if not mag:
        raise AlleenWieBeheert


def gebruik_sinds_vorige_keer(t: Transactie) -> tuple[str, ...]:
    """What a user who logs in has to hear once: each use of the sheet since their last log-in or their invitation."""
    vorige = opslag.laatste_nr(t.db, ("gebruiker.inloggen", "gebruiker.toevoegen"), t.gebruiker.id)
    namen = {rij.id: rij.naam for rij in alle_gebruikers(t.db)}
    return tuple(
        f"Op {tijd.astimezone(AMSTERDAM):%d-%m-%Y om %H:%M} is het herstelblad gebruikt voor {namen[wie]}: die kreeg "
        "een nieuw wachtwoord en nieuwe sleutels. Wist u dit niet? Meld het aan de privacy officer."
        for tijd, wie in opslag.gelukt_sinds(t.db, GEBRUIKEN, vorige)
        if wie in namen
    )


def _tijd(regel: Logregel | None) -> datetime | None:
    return None if regel is None else regel.tijd


def _kluis(werkplek: Werkplek) -> OpenKluis:
    if werkplek.kluis is None:
        raise AlleenDatabase("the sheet is part of the header, which is not open")
    return werkplek.kluis
