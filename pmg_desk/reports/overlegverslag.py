"""What is left of an overleg, as PDF: one participant's own actions, and the minutes for internal use."""

from __future__ import annotations

from pmg_desk.domain.overlegverslag import Actielijst, Verslag
from pmg_desk.reports.bundel import Bundelpdf
from pmg_desk.reports.samenvatting import NietGedrukt, zonder_inhoud_in_fouten

TITEL_ACTIELIJST = "Actielijst (vertrouwelijk)"
TITEL_VERSLAG = "Overlegverslag (vertrouwelijk)"


class VerslagNietGedrukt(NietGedrukt):
    """The pages could not be set."""

    wat = "De bladen over dit overleg konden niet worden gemaakt."
    doe = "Meld dit aan de beheerder, met de naam van de tafel en de dag van het overleg."


def maak_actielijst(lijst: Actielijst) -> bytes:
    """The list as one PDF file on A4. The same list gives the same bytes.

    Draws what ``lijst`` holds and nothing else. No name reaches the file's metadata, title or bookmarks. Raises
    VerslagNietGedrukt when the pages cannot be set.
    """
    from pmg_desk.reports import actielijstblad, document

    with zonder_inhoud_in_fouten(VerslagNietGedrukt):
        return document.zet_bladen(actielijstblad.bouw(lijst), TITEL_ACTIELIJST, actielijstblad.opschrift(lijst))


def maak_verslag(verslag: Verslag) -> Bundelpdf:
    """The minutes as one PDF file, with the pages of each item: what comes before the first is the cover.

    The same promises as :func:`maak_actielijst`; a bookmark holds the number on the agenda and the case number.
    """
    from pmg_desk.reports import document, verslagblad

    with zonder_inhoud_in_fouten(VerslagNietGedrukt):
        opschrift = verslagblad.opschrift(verslag)
        return Bundelpdf(*document.zet_delen(verslagblad.bouw(verslag), TITEL_VERSLAG, opschrift))
