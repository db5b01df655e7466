"""What can be wrong with a card, a connection or a package, in words for the user."""

from __future__ import annotations

from pmg_desk.domain.fouten import Fout


class NietOpDeKaart(Fout):
    """A card is signed by somebody who is on it."""

    wat = "U kunt geen kaart met sleutels maken, want u staat er zelf niet op."
    veilig = "Er is geen kaart gemaakt."
    doe = "Laat de beheerder van deze kluis de kaart maken."


class KaartVanHier(Fout):
    """The card, or a key on it, belongs to this vault itself."""

    wat = "Op deze kaart staat een sleutel of een persoon van deze kluis zelf."
    veilig = "Er is geen verbinding gemaakt."
    doe = "Vraag de kaart van de andere installatie. Komt deze kaart echt van een ander, meld het dan: dat hoort niet."


class KaartBotst(Fout):
    """A person or key on the card is already pinned for another installation, or stands on it twice."""

    wat = "Een persoon of sleutel op deze kaart hoort al bij een andere verbinding."
    veilig = "Er is geen verbinding gemaakt of gewijzigd."
    doe = "Bel de ander. Stop eerst de oude verbinding als die echt vervangen is."


class KaartZonderOfficer(Fout):
    """A connection with a privacy officer asks for a card with one."""

    wat = "Op deze kaart staat geen privacy officer met een eigen installatie."
    veilig = "Er is geen verbinding gemaakt."
    doe = "Vraag de privacy officer om de kaart uit de eigen installatie."


class AndereSoort(Fout):
    """A connection with this vault exists, of the other kind."""

    wat = "Met deze installatie is al een verbinding van een andere soort."
    veilig = "De verbinding is niet gewijzigd."
    doe = "Stop eerst de verbinding die er is."


class VingerafdrukAnders(Fout):
    """What was typed is not the fingerprint of this card."""

    wat = "Deze cijfers horen niet bij deze kaart."
    veilig = "Er is geen verbinding gemaakt of gewijzigd. Deze poging staat in het logboek."
    doe = (
        "Laat de ander de cijfers nog eens voorlezen. Zijn ze weer anders, gebruik de kaart dan niet: ze is verwisseld."
    )


class VerbindingGestopt(Fout):
    """The connection stopped."""

    wat = "Deze verbinding is gestopt."
    veilig = "Er is niets gemaakt of overgenomen."
    doe = "Wissel opnieuw kaarten uit als u weer met deze installatie wilt werken."


class PakketGeweigerd(Fout):
    """A package that opened, and is not taken in; every refusal is logged."""

    wat = "Dit pakket kan niet worden overgenomen."
    veilig = "Er is niets overgenomen. De weigering staat in het logboek."
    doe = "Bel de afzender."


class AfzenderOnbekend(PakketGeweigerd):
    """Signed with a key that is not pinned (now) for who it says it is from."""

    wat = "Dit pakket is niet ondertekend met een sleutel die bij een verbinding van deze kluis hoort."
    doe = "Bel de afzender. Is de sleutel nieuw, wissel dan eerst kaarten uit en vergelijk de cijfers."


class VoorIemandAnders(PakketGeweigerd):
    """The envelope names another vault or person."""

    wat = "Dit pakket is aan een andere kluis of een andere persoon gericht."
    doe = "Vraag de afzender om een pakket dat aan u is gericht."


class AlIngelezen(PakketGeweigerd):
    """A replay: this package was taken in before."""

    wat = "Dit pakket is hier al eerder ingelezen of gemaakt."
    doe = "U hoeft niets te doen. Verwachtte u iets nieuws, vraag dan om een nieuw pakket."


class AndersBedoeld(PakketGeweigerd):
    """A kind that is not read here, or that this sender may not send."""

    wat = "Dit soort pakket hoort hier niet, of deze afzender mag het niet sturen."
    doe = "Kijk of u het juiste bestand koos."


class InhoudOnleesbaar(PakketGeweigerd):
    """Signed by the right sender, and not of the form it should have."""

    wat = "De inhoud van dit pakket is niet te lezen."
    doe = "Vraag de afzender of PMG Desk daar is bijgewerkt, en om een nieuw pakket."
