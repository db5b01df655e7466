"""What can be wrong with a file that somebody wants to import, each in plain Dutch.

Reading is all or nothing: whenever one of these is raised, nothing of the file was taken over. The texts name rows and
column letters only. Never a value, and never a heading either: in a file without a header row the heading *is* a value.
"""

from __future__ import annotations

from pmg_desk.domain.fouten import Fout


class Leesfout(Fout):
    """A file that cannot be imported. Nothing was taken over."""

    wat = "Dit bestand kan niet worden gelezen."
    veilig = "Er is niets geïmporteerd en het bestand is niet veranderd."
    doe = "Sla het bestand opnieuw op als Excel-werkmap (.xlsx) of als CSV UTF-8 en kies het opnieuw."


class BestandOntbreekt(Leesfout):
    """The path leads nowhere (any more)."""

    wat = "Dit bestand is er niet (meer)."
    doe = "Kijk of het bestand is verplaatst of hernoemd en kies het opnieuw."


class GeenBestand(Leesfout):
    """A folder, device or pipe instead of a file."""

    wat = "Dit is een map of een apparaat en geen bestand."
    doe = "Kies een Excel- of CSV-bestand."


class GeenLeesrecht(Leesfout):
    """The operating system refuses to open the file."""

    wat = "Dit bestand mag of kan niet worden geopend."
    doe = "Sluit het bestand in andere programma's, kijk of u het mag lezen en kies het opnieuw."


class BestandLeeg(Leesfout):
    """Nothing to import: no bytes, no cells, or a header without rows."""

    wat = "In dit bestand staan geen rijen."
    doe = "Kijk of u het goede bestand hebt: op de eerste regel staan de namen van de kolommen, daaronder de rijen."


class VerkeerdSoort(Leesfout):
    """Recognised by its content as something else than xlsx or csv, whatever its name says."""

    wat = "Dit is geen Excel-werkmap (.xlsx) en geen CSV-bestand."


class MetMacros(Leesfout):
    """A workbook that carries program code (``.xlsm``, or hidden in an ``.xlsx``)."""

    wat = "In deze werkmap zitten macro's. Zulke bestanden worden niet ingelezen."
    doe = "Sla het bestand in Excel op als gewone Excel-werkmap (.xlsx) en kies dat bestand."


class MetWachtwoord(Leesfout):
    """An encrypted workbook."""

    wat = "Dit bestand is beveiligd met een wachtwoord."
    doe = "Open het in Excel met het wachtwoord, sla het zonder wachtwoord op en verwijder die kopie na het importeren."


class BestandBeschadigd(Leesfout):
    """Truncated, or not built as its kind prescribes."""

    wat = "Dit bestand is beschadigd of niet helemaal overgekomen."
    doe = "Vraag het bestand opnieuw op, of open het in Excel en sla het opnieuw op als .xlsx."


class TekensetOnbekend(Leesfout):
    """Text whose bytes are neither UTF-8, UTF-16 nor Windows-1252, or a mix of them."""

    wat = "De letters met accenten in dit bestand zijn niet goed te lezen."
    doe = "Open het bestand in Excel en sla het op als CSV UTF-8 of als Excel-werkmap (.xlsx)."


class TeGroot(Leesfout):
    """More bytes, parts or memory than a file of this kind needs; also a small file that unpacks huge."""

    wat = "Dit bestand is te groot om veilig te lezen."
    doe = "Verwijder bladen, afbeeldingen en opmaak die niet nodig zijn, of splits het bestand in delen."


class TeVeelRijen(Leesfout):
    """More rows than one import takes."""

    wat = "Dit bestand heeft te veel rijen."
    doe = "Splits het bestand in delen en importeer ze na elkaar."


class TeVeelKolommen(Leesfout):
    """More columns than a list of persons has."""

    wat = "Dit bestand heeft te veel kolommen."
    doe = "Verwijder de kolommen die niet nodig zijn en kies het bestand opnieuw."


class CelTeLang(Leesfout):
    """A cell, or a line, longer than a cell can be: in a csv usually a missing quotation mark."""

    wat = "In dit bestand staat een cel met te veel tekst."
    doe = "Kort de tekst in. Staat er geen lange tekst? Dan ontbreekt er misschien een aanhalingsteken in het bestand."


class AanhalingstekenVerkeerd(Leesfout):
    """A quotation mark in a csv where it cannot be, or one that is never closed."""

    wat = "In dit bestand staat een aanhalingsteken op een verkeerde plek of het sluit niet."
    doe = "Herstel het aanhalingsteken, of open het bestand in Excel en sla het opnieuw op."


class DuurtTeLang(Leesfout):
    """The parser did not finish in the time that a file of this size may take."""

    wat = "Het lezen van dit bestand duurde te lang en is gestopt."
    doe = "Splits het bestand in delen, of sla het in Excel opnieuw op en kies het opnieuw."


class LezenGestopt(Leesfout):
    """The reading process ended by itself, for example because the machine ran out of memory."""

    wat = "Het lezen van dit bestand is onverwacht gestopt."
    doe = "Sluit andere programma's en probeer het opnieuw. Gebeurt het weer, splits dan het bestand."


class ImportGeannuleerd(Leesfout):
    """The user pressed cancel while the file was being read."""

    wat = "Het importeren is geannuleerd."
    doe = "U kunt het bestand later opnieuw kiezen."


class GeenPersoonslijst(Leesfout):
    """A table that was to be read as a BRP persoonslijst but is not built like one."""

    wat = "Dit is geen BRP-persoonslijst: de kolommen staan niet in de bekende volgorde."
    doe = "Kies het bestand zoals de BRP-voorziening het leverde, of importeer het als gewone lijst."


SOORTEN: dict[str, type[Leesfout]] = {
    soort.__name__: soort
    for soort in (
        Leesfout,
        BestandOntbreekt,
        GeenBestand,
        GeenLeesrecht,
        BestandLeeg,
        VerkeerdSoort,
        MetMacros,
        MetWachtwoord,
        BestandBeschadigd,
        TekensetOnbekend,
        TeGroot,
        TeVeelRijen,
        TeVeelKolommen,
        CelTeLang,
        AanhalingstekenVerkeerd,
    )
}
"""What the reading process may report, by name: it sends names and sentences, never objects."""
