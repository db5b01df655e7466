"""What the door asks of the services, on the worker thread. The database code is loaded here, not before."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING

from pmg_desk.domain.fouten import Fout
from pmg_desk.domain.klok import Klok, SysteemKlok
from pmg_desk.domain.rollen import Kluissoort
from pmg_desk.services import voordeur
from pmg_desk.services.voordeur import Beheerder

if TYPE_CHECKING:
    from pmg_desk.services.herstelblad import Herstelblad
    from pmg_desk.services.reservekopieen import Zeg
    from pmg_desk.services.terugzetten import Teruggezet, Terugzetinzicht
    from pmg_desk.services.werkplek import Werkplek


class OpenenAfgebroken(Fout):
    """Nobody was there any more when the vault had been opened."""

    wat = "De computer ging op slot terwijl de kluis werd geopend. De kluis is daarom weer gesloten."
    veilig = "Er is niets gewijzigd."
    doe = "Open de kluis opnieuw."


class Opener:
    """Opens vaults for a window that may be closed or locked while it waits: then the vault is shut again at once.

    What is opened is on its way until the window calls :meth:`neem`.
    """

    def __init__(self, klok: Klok | None = None) -> None:
        self._klok = klok or SysteemKlok()
        self._wissel = Lock()
        self._weg = False
        self._onderweg: Werkplek | None = None

    def laat_los(self) -> Werkplek | None:
        """Nobody waits any more: what is being opened is shut as soon as it is open. Gives back what was opened and
        not taken yet, for the caller to shut on the worker thread.
        """
        with self._wissel:
            self._weg = True
            werkplek, self._onderweg = self._onderweg, None
        return werkplek

    def begin_weer(self) -> None:
        """On the worker thread, behind what was being opened: from here on somebody waits again."""
        with self._wissel:
            self._weg = False

    def neem(self, werkplek: Werkplek) -> None:
        """The window takes what was opened for it. Raises OpenenAfgebroken when it was let go of meanwhile."""
        with self._wissel:
            if self._onderweg is not werkplek:
                raise OpenenAfgebroken
            self._onderweg = None

    def warm_op(self) -> None:
        """Load the database code while the user is still typing."""
        from pmg_desk.services import kluizen  # noqa: F401

    def open(self, pad: Path, gebruikersnaam: str, wachtwoord: str, zeg: Zeg | None = None) -> Werkplek:
        """Unlock; ``zeg`` hears what takes long. Raises as ``services.kluizen.open_kluis``."""
        from pmg_desk.services import kluizen

        return self._geef(lambda: kluizen.open_kluis(pad, gebruikersnaam, wachtwoord, klok=self._klok, zeg=zeg))

    def aanvaard(self, pad: Path, gebruikersnaam: str, code: str, wachtwoord: str, zeg: Zeg | None = None) -> Werkplek:
        """First log-in; ``zeg`` as for :meth:`open`. Raises as ``services.kluizen.accept_uitnodiging``."""
        from pmg_desk.services import kluizen

        return self._geef(
            lambda: kluizen.accept_uitnodiging(pad, gebruikersnaam, code, wachtwoord, klok=self._klok, zeg=zeg)
        )

    def herstel(self, pad: Path, sleutel: str, gebruikersnaam: str, wachtwoord: str) -> Werkplek:
        """Log in with the recovery sheet. Raises as ``services.kluizen.open_met_herstelblad``."""
        from pmg_desk.services import kluizen

        return self._geef(
            lambda: kluizen.open_met_herstelblad(pad, sleutel, gebruikersnaam, wachtwoord, klok=self._klok)
        )

    def bekijk(self, kopie: Path, pad: Path, gebruikersnaam: str, wachtwoord: str) -> Werkplek:
        """Open a backup to be read only. Raises as ``services.bekijken.open_reservekopie``."""
        from pmg_desk.services import bekijken

        return self._geef(lambda: bekijken.open_reservekopie(kopie, pad, gebruikersnaam, wachtwoord, klok=self._klok))

    def kijk_na(self, kopie: Path, pad: Path, gebruikersnaam: str, wachtwoord: str) -> Terugzetinzicht:
        """Check a backup. Raises as ``services.terugzetten.preview_reservekopie``."""
        from pmg_desk.services import terugzetten

        return terugzetten.preview_reservekopie(kopie, pad, gebruikersnaam, wachtwoord, klok=self._klok)

    def zet_terug(self, kopie: Path, pad: Path, gebruikersnaam: str, wachtwoord: str, zeg: Zeg) -> Teruggezet:
        """Put a backup back. Raises as ``services.terugzetten.restore_reservekopie``."""
        from pmg_desk.services import terugzetten

        return terugzetten.restore_reservekopie(kopie, pad, gebruikersnaam, wachtwoord, klok=self._klok, zeg=zeg)

    def maak_blad(self, werkplek: Werkplek) -> Herstelblad:
        """A recovery sheet. Raises as ``services.herstelblad.make_herstelblad``."""
        from pmg_desk.services import herstelblad

        return herstelblad.make_herstelblad(werkplek)

    def probeer_blad(self, werkplek: Werkplek, sleutel: str) -> None:
        """Try it. Raises as ``services.herstelblad.try_herstelblad``."""
        from pmg_desk.services import herstelblad

        herstelblad.try_herstelblad(werkplek, sleutel)

    def sluit(self, werkplek: Werkplek) -> None:
        """Shut a vault or a backup that is not handed over."""
        from pmg_desk.services import bekijken, kluizen

        if werkplek.alleen_lezen:
            bekijken.close_reservekopie(werkplek)
        else:
            kluizen.close_kluis(werkplek)

    def maak(
        self, map_: Path, naam: str, profiel: str, beheerder: Beheerder, soort: Kluissoort = Kluissoort.TEAM
    ) -> Werkplek:
        """Make a vault. Raises as ``services.kluizen.make_kluis``."""
        from pmg_desk.services import kluizen

        return self._geef(
            lambda: kluizen.make_kluis(
                kluizen.KluisInvoer(map_, naam, profiel, beheerder, soort=soort), klok=self._klok
            )
        )

    def _geef(self, doe: Callable[[], Werkplek]) -> Werkplek:
        werkplek = doe()
        if werkplek.kluis is not None and not werkplek.alleen_lezen:
            voordeur.remember_kluis(werkplek.kluis.pad)
        with self._wissel:
            weg = self._weg
            if not weg:
                self._onderweg = werkplek
        if weg:
            self.sluit(werkplek)
            raise OpenenAfgebroken
        return werkplek
