"""Every failure a user can meet at the door of the vault, one class each with its own message.

Callers import all of them from here; the ones that the database engine raises too are defined in the domain.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from math import ceil

from pmg_desk.domain.klok import AMSTERDAM
from pmg_desk.domain.kluisfouten import (
    BestaatAl,
    KluisBeschadigd,
    KluisFout,
    KluisNietBereikbaar,
    KluisOntbreekt,
    NieuwereVersie,
)

__all__ = [
    "BestaatAl",
    "GeenKluis",
    "KluisBeschadigd",
    "KluisFout",
    "KluisInGebruik",
    "KluisNietBereikbaar",
    "KluisOntbreekt",
    "KopBeschadigd",
    "NieuwereVersie",
    "OngeldigeCode",
    "OngeldigeNaam",
    "OnveiligePlek",
    "TeVeelPogingen",
    "TeWeinigGeheugen",
    "UitnodigingOpen",
    "UitnodigingVerlopen",
    "VerkeerdWachtwoord",
    "ZwakWachtwoord",
]


class VerkeerdWachtwoord(KluisFout):
    """The name or the password does not open this vault; which of the two is not told."""

    wat = "De naam of het wachtwoord klopt niet."
    veilig = "De kluis blijft dicht. Een verkeerd wachtwoord wist nooit iets."
    doe = "Kijk of Caps Lock aanstaat en probeer het opnieuw."


class TeVeelPogingen(KluisFout):
    """Too many failures in a row for this user: the next try has to wait ``wacht``."""

    veilig = "De kluis blijft dicht. Er wordt niets gewist."
    doe = "Wacht even en probeer het daarna opnieuw."

    def __init__(self, wacht: timedelta) -> None:
        self.wacht = wacht
        seconden = max(1, ceil(wacht.total_seconds()))
        eenheid = "seconde" if seconden == 1 else "seconden"
        super().__init__(f"Er is te vaak een verkeerd wachtwoord gebruikt. Over {seconden} {eenheid} mag het weer.")


class GeenKluis(KluisFout):
    """The file or folder exists, but it is something else."""

    wat = "Dit is geen kluis van PMG Desk."
    doe = "Kies een map waarvan de naam eindigt op .kluis."


class KopBeschadigd(KluisFout):
    """Both copies of the header are damaged, or were changed by someone without the key."""

    wat = "De kop van deze kluis is beschadigd: daarin staat wie de kluis mag openen."
    veilig = "Dit ligt niet aan uw wachtwoord. De gegevens zelf zijn niet aangeraakt."
    doe = "Zet de bestanden kop-a.json en kop-b.json terug uit een reservekopie van deze kluis."


class KluisInGebruik(KluisFout):
    """Another process holds the lock; a vault has one writer."""

    veilig = "Er is niets gewijzigd."
    doe = "Sluit de kluis daar eerst, of wacht tot die klaar is."

    def __init__(self, gebruiker: str | None, machine: str | None, sinds: datetime | None) -> None:
        self.gebruiker, self.machine, self.sinds = gebruiker, machine, sinds
        if gebruiker is None or machine is None or sinds is None:
            super().__init__("Deze kluis is al geopend, door een ander programma of een andere gebruiker.")
        else:
            tijd = sinds.astimezone(AMSTERDAM).strftime("%d-%m-%Y %H:%M")
            super().__init__(f"Deze kluis is al geopend, door {gebruiker} op computer {machine}, sinds {tijd}.")


class ZwakWachtwoord(KluisFout):
    """The new password does not meet the rules; ``wat`` says which one."""

    wat = "Dit wachtwoord is te makkelijk te raden."
    veilig = "Er is nog niets opgeslagen."
    doe = "Neem vier of meer woorden die niets met elkaar te maken hebben, of laat een wachtwoordkluis er een maken."


class OngeldigeNaam(KluisFout):
    """A name of a vault or user that cannot be used."""

    veilig = "Er is nog niets opgeslagen."
    doe = "Kies een andere naam."


class UitnodigingVerlopen(KluisFout):
    """The one-time code ran out."""

    wat = "Deze uitnodiging is verlopen."
    doe = "Vraag de beheerder om een nieuwe uitnodiging."


class UitnodigingOpen(KluisFout):
    """The user was invited and has no password yet."""

    wat = "U bent uitgenodigd, maar hebt nog geen wachtwoord."
    doe = "Gebruik eerst de code die u van de beheerder kreeg."


class OngeldigeCode(KluisFout):
    """The one-time code has a typing error (its check character says so); not counted as a failed log-in."""

    wat = "In deze code zit een typefout."
    doe = "Kijk de code na: zes groepjes van vier tekens."


class OnveiligePlek(KluisFout):
    """A folder that is synchronised or lies on the network: two writers would damage the vault."""

    wat = "Deze map staat op het netwerk of wordt met een clouddienst gedeeld."
    veilig = "Er is niets gewijzigd."
    doe = "Kies een map op de schijf van deze computer. Een kluis hoort bij één werkplek."


class TeWeinigGeheugen(KluisFout):
    """The machine cannot spare the memory that the key derivation of this vault asks for."""

    wat = "Deze computer heeft te weinig vrij geheugen om de kluis te openen."
    doe = "Sluit andere programma's en probeer het opnieuw."
