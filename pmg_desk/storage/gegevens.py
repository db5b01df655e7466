"""What every stored column is in the eyes of the law: category, erasure, third parties, inzage.

A test walks the metadata: a column without these four answers does not get in (``security.md``, last table).
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Wissen(StrEnum):
    """When a column's content goes."""

    CASUS = "casus"  # with the casus it belongs to
    LOSMAKEN = "losmaken"  # points to a dossier from what stays: emptied when that one goes
    CONCEPT = "concept"  # when the form is saved or the draft is dropped
    GEBRUIKER = "gebruiker"  # when the employee's account is destroyed
    ADRESBOEK = "adresboek"  # when the professional or organisation is removed
    LOG = "log"  # with the log's own retention
    BLADEN = "bladen"  # its pages about the casus are taken out
    BLIJFT = "blijft"  # holds no personal data


class Inzage(StrEnum):
    """What a youth who asks for inzage (AVG 15) gets of it."""

    JA = "ja"
    AFSCHERMEN = "afschermen"  # first marked for review: may be about others
    NEE = "nee"  # not about the youth


@dataclass(frozen=True, slots=True)
class Gegevens:
    """The four answers for a column."""

    categorie: str
    wissen: Wissen
    derden: bool
    inzage: Inzage


TECHNISCH = Gegevens("geen", Wissen.BLIJFT, False, Inzage.NEE)
CASUS_SLEUTEL = Gegevens("geen", Wissen.CASUS, False, Inzage.NEE)
CASUS_LINK = Gegevens("geen", Wissen.LOSMAKEN, False, Inzage.NEE)
"""The casus of a row that stays behind without it and then holds nothing of it."""
IDENTITEIT = Gegevens("identiteit", Wissen.CASUS, False, Inzage.JA)
ZOEKSLEUTEL = Gegevens("identiteit", Wissen.CASUS, False, Inzage.NEE)
"""Made of the name and the birth date to sort and to find: holds nothing more than those, which are given."""
GEZIN = Gegevens("gezin", Wissen.CASUS, True, Inzage.AFSCHERMEN)
GEZIN_LINK = Gegevens("gezin", Wissen.LOSMAKEN, True, Inzage.AFSCHERMEN)
UITSPRAAK = Gegevens("volgens_rij", Wissen.CASUS, True, Inzage.AFSCHERMEN)
POLITIE = Gegevens("politiegegevens", Wissen.CASUS, False, Inzage.JA)
LEEFGEBIED = Gegevens("leefgebieden", Wissen.CASUS, False, Inzage.JA)
DOELGROEP = Gegevens("doelgroep", Wissen.CASUS, False, Inzage.JA)
PLAN = Gegevens("plan", Wissen.CASUS, False, Inzage.JA)
ACTIE = Gegevens("acties", Wissen.CASUS, False, Inzage.JA)
BETROKKENE = Gegevens("acties", Wissen.CASUS, True, Inzage.JA)
DELING = Gegevens("volgens_rij", Wissen.CASUS, True, Inzage.AFSCHERMEN)
BLADEN = Gegevens("volgens_rij", Wissen.BLADEN, True, Inzage.AFSCHERMEN)
CONCEPT = Gegevens("volgens_rij", Wissen.CONCEPT, True, Inzage.AFSCHERMEN)
MEDEWERKER = Gegevens("medewerker", Wissen.GEBRUIKER, True, Inzage.NEE)
ADRESBOEK = Gegevens("medewerker", Wissen.ADRESBOEK, True, Inzage.NEE)
LOG = Gegevens("log", Wissen.LOG, True, Inzage.AFSCHERMEN)
LOGDETAIL = Gegevens("log", Wissen.CASUS, True, Inzage.AFSCHERMEN)
