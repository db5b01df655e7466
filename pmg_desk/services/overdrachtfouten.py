"""What can be wrong when a casus moves to another vault, in words for the user."""

from __future__ import annotations

from pmg_desk.domain.fouten import Fout
from pmg_desk.services.verbindingsfouten import PakketGeweigerd


class NietOverTeDragen(Fout):
    """No valid approval lets this casus go to this recipient; ``wat`` may be the sentence of its defect."""

    wat = "Er is nu geen geldig akkoord om deze casus aan deze ontvanger over te dragen."
    veilig = "Er is niets gemaakt en niets veranderd."
    doe = "Vraag de privacy officer akkoord voor deze ontvanger."


class JongereNietGedekt(NietOverTeDragen):
    """A casus cannot move without who it is about."""

    wat = "Het akkoord omvat niet wie de jongere is. Zonder naam kan de ander de casus niet overnemen."
    doe = "Vraag akkoord met de categorie identiteit erbij."


class GeenCasusregisseur(NietOverTeDragen):
    """The person on the card cannot take a casus."""

    wat = "Deze persoon is bij de andere kluis geen casusregisseur en kan geen casus overnemen."
    doe = "Kies een casusregisseur van de andere kluis."


class NietMeerOpen(Fout):
    """The transfer was answered or settled already."""

    wat = "Deze overdracht is al beantwoord of afgerond."
    doe = "Ververs het scherm."


class PakketPastNiet(PakketGeweigerd):
    """Signed by the right sender, but the text in it says another vault, person, casus or time than its envelope."""

    wat = "In dit pakket staat iets anders dan op de envelop: een andere kluis, persoon of tijd."


class AkkoordDraagtNiet(PakketGeweigerd):
    """The approval in the package does not carry what is in it; ``wat`` is the sentence of the Tekort."""

    doe = "Bel de afzender. Neem niets over wat de privacy officer daar niet heeft goedgekeurd."


class NieuwerPakket(PakketGeweigerd):
    """Something in it is of a kind that only a later version of the program knows: all of it is refused, not a part."""

    wat = "Dit pakket komt uit een nieuwere versie van PMG Desk. Hier is nog niet voor alles een plek."
    doe = "Werk PMG Desk bij en lees hetzelfde bestand daarna opnieuw in. Tot dan heeft de andere kluis de casus nog."


class AlBeantwoordHier(PakketGeweigerd):
    """The transfer was accepted or returned here before, perhaps from another copy of the package."""

    wat = "Deze overdracht is hier al aangenomen of teruggegeven."
    doe = "Is het antwoord zoekgeraakt? Maak het opnieuw op het tabblad Delen van de casus."


class OverdrachtOnbekend(PakketGeweigerd):
    """An answer to something that this vault did not offer, or not to this vault or person."""

    wat = "Dit antwoord hoort niet bij een overdracht van deze kluis aan deze afzender."
    doe = "Bel de afzender. Is hier een oude reservekopie teruggezet, spreek dan samen af wie de casus heeft."


class AlBeantwoord(PakketGeweigerd):
    """A second answer to the same offer; the first one counts."""

    wat = "Op deze overdracht is al een antwoord ingelezen. Het eerste antwoord telt."
    doe = "U hoeft niets te doen. Is dit antwoord anders dan het eerste, bel dan de afzender."
