"""Failures of the vault that more than one layer below the services can meet.

``kluis`` and ``storage`` do not know each other, so what both raise lives here; ``pmg_desk.kluis.fouten`` has the whole
list and is where callers import from.
"""

from __future__ import annotations

import errno

from pmg_desk.domain.fouten import Fout


class KluisFout(Fout):
    """A vault that cannot be made, opened, read or written."""


class KluisOntbreekt(KluisFout):
    """There is no vault at this place, or its database is gone. Never answered with a new, empty vault."""

    wat = "Op deze plek staat geen kluis."
    veilig = "Er is niets aangemaakt en niets gewijzigd."
    doe = "Kijk of de map is verplaatst of de schijf is losgekoppeld, of zet een reservekopie terug."


class KluisBeschadigd(KluisFout):
    """The database does not match its own checks, although the key is known to be right."""

    wat = "De gegevens in deze kluis zijn beschadigd."
    veilig = "Uw wachtwoord is goed. Het programma heeft niets aan de kluis veranderd."
    doe = "Maak eerst een kopie van de hele map en zet daarna een reservekopie terug."


class NieuwereVersie(KluisFout):
    """Written by a newer release; an older one must not touch it."""

    wat = "Deze kluis is gemaakt met een nieuwere versie van PMG Desk."
    doe = "Werk PMG Desk bij en open de kluis daarna opnieuw."


class KluisNietBereikbaar(KluisFout):
    """The disk refused to read or write: full, read-only, no rights, disconnected."""

    wat = "De kluis kan niet worden gelezen of geschreven."
    veilig = "Wat al was opgeslagen, is bewaard."
    doe = "Kijk of de schijf vol is, of u in deze map mag schrijven en of de schijf nog is aangesloten."

    @classmethod
    def van(cls, oorzaak: OSError) -> KluisNietBereikbaar:
        """The failure for an OSError, without its text: that holds paths, and a path can hold a name."""
        if oorzaak.errno in {errno.ENOSPC, errno.EDQUOT}:
            return cls("De schijf is vol.", doe="Maak ruimte vrij en probeer het opnieuw.")
        if oorzaak.errno in {errno.EACCES, errno.EPERM, errno.EROFS}:
            return cls("U mag in deze map niet lezen of schrijven.", doe="Vraag uw beheerder om rechten op deze map.")
        return cls()


class BestaatAl(KluisFout):
    """Something already stands where a vault would be made; it is never overwritten."""

    wat = "Op deze plek staat al een kluis of een map met deze naam."
    veilig = "Die is niet gewijzigd."
    doe = "Kies een andere naam of een andere map."
