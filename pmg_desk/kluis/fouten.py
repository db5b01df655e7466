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
    "AnderHerstelblad",
    "BestaatAl",
    "GeenHerstelblad",
    "GeenKluis",
    "IsReservekopie",
    "KluisBeschadigd",
    "KluisFout",
    "KluisInGebruik",
    "KluisNietBereikbaar",
    "KluisOntbreekt",
    "KopBeschadigd",
    "KopPastNiet",
    "NietInDeKluisVanNu",
    "NieuwereVersie",
    "OngeldigeCode",
    "OngeldigeHerstelsleutel",
    "OngeldigeNaam",
    "OnveiligePlek",
    "TeVeelPogingen",
    "TeWeinigGeheugen",
    "TeWeinigRuimte",
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


class IsReservekopie(KluisFout):
    """A backup is never opened as if it were the vault."""

    wat = "Dit is een reservekopie."
    veilig = "Er is niets gewijzigd."
    doe = "Kies in het beginscherm de kluis zelf en daarna: Reservekopie bekijken of terugzetten."


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


class NietInDeKluisVanNu(KluisFout):
    """Who wants to put a backup back cannot open the vault that it would replace: stopped since, or with other keys."""

    wat = "U kunt de kluis van nu niet openen. Daarom kunt u er geen reservekopie overheen zetten."
    veilig = "Er is niets gewijzigd. Deze poging komt in het logboek."
    doe = "Laat iemand dit doen die nu gebruiker is en de kluis mag beheren."


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


class OngeldigeHerstelsleutel(KluisFout):
    """The key of a recovery sheet has a typing error; ``groepen`` are the numbers of the groups it is in, from 1.

    Not counted as a failed log-in. ``getypt`` of the ``alle`` groups were there.
    """

    def __init__(self, groepen: tuple[int, ...], getypt: int, alle: int) -> None:
        self.groepen = groepen
        doe = "Kijk die groep na op het herstelblad: elke groep heeft vijf tekens."
        if len(groepen) == 1:
            wat = f"In groep {groepen[0]} zit een typefout."
        elif groepen:
            eerste = ", ".join(str(nr) for nr in groepen[:-1])
            wat = f"In de groepen {eerste} en {groepen[-1]} zit een typefout."
            doe = "Kijk die groepen na op het herstelblad: elke groep heeft vijf tekens."
        elif getypt < alle:
            wat = f"De sleutel is nog niet af: {getypt} van de {alle} groepen staan er."
            doe = "Typ ook de andere groepen van het herstelblad."
        else:
            wat = "In deze sleutel zit een typefout."
            doe = "Kijk alle groepen na op het herstelblad."
        super().__init__(wat, doe=doe)


class AnderHerstelblad(VerkeerdWachtwoord):
    """A well-typed key of a recovery sheet that does not open this vault, or not any more."""

    wat = "Deze sleutel is goed getypt, maar opent deze kluis niet."
    doe = (
        "Kijk of op het blad dezelfde naam en hetzelfde kenmerk staan als bij deze kluis. Is er later een nieuw "
        "herstelblad gemaakt, dan werkt alleen het nieuwste."
    )


class GeenHerstelblad(KluisFout):
    """No recovery sheet was ever made for this vault."""

    wat = "Bij deze kluis hoort geen herstelblad."
    veilig = "De kluis blijft dicht."
    doe = "Vraag de beheerder om een nieuwe code."


class KopPastNiet(KluisBeschadigd):
    """The key in the header does not open the database: an old header was put back, or the first page is damaged."""

    wat = "De kop van deze kluis past niet bij de gegevens: met de sleutel uit de kop gaat het bestand niet open."
    veilig = "Uw wachtwoord past op deze kop. Het programma heeft niets veranderd."
    doe = (
        "Is er een oude kop teruggezet, zet dan de kop terug die bij deze gegevens hoort. Is het bestand beschadigd, "
        "zet dan een reservekopie terug. Meld dit aan de beheerder en de privacy officer."
    )


class TeWeinigRuimte(KluisNietBereikbaar):
    """There is no room on the disk for a second copy of the database; sizes in bytes."""

    veilig = "Er is niets gewijzigd."
    doe = "Maak ruimte vrij op deze schijf en probeer het opnieuw."

    def __init__(self, nodig: int, vrij: int) -> None:
        self.nodig, self.vrij = nodig, vrij
        mb = [f"{-(-waarde // 1_000_000)} MB" for waarde in (nodig, vrij)]
        super().__init__(f"Er is te weinig ruimte op de schijf: er is {mb[0]} nodig en er is {mb[1]} vrij.")
