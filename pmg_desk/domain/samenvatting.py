"""What a case summary is made of: the allow-list between the dossier and any paper or file.

A dossier is cut into *stukken*: the smallest things that are shared or withheld as a whole. A summary is a
heading plus the stukken that an approval covers. A report draws these values and nothing else, so whatever is
not in ``stukken`` cannot reach the page (``security.md``: PDFs are built from an allow-list).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum


class Aard(StrEnum):
    """Nature of a statement: facts and assumptions must not run together (002)."""

    FEIT = "feit"
    AANNAME = "aanname"
    MENING = "mening"


class Doorverstrekking(StrEnum):
    """The source's rule for passing a statement on."""

    JA = "ja"
    NEE = "nee"
    VRAGEN = "vragen"


class Rubriek(StrEnum):
    """The part of the summary a stuk belongs to, in the order of the page."""

    IDENTITEIT = "identiteit"
    DOELGROEP = "doelgroep"
    AANLEIDING = "aanleiding"
    ROUTE = "route"
    ANTECEDENTEN = "antecedenten"
    LEEFGEBIEDEN = "leefgebieden"
    NETWERK = "netwerk"
    SIGNALEN = "signalen"
    PLAN = "plan"
    ACTIES = "acties"
    INZET = "inzet"
    BESLUITEN = "besluiten"
    BUDGET = "budget"
    BETROKKENEN = "betrokkenen"
    BIJLAGEN = "bijlagen"


class Veld(StrEnum):
    """Labels in ``Stuk.velden`` that a page gives a place of its own; any other label is printed as it stands.

    ``GEREED_OP`` is a deadline as ``2026-12-03`` or ``03-12-2026``, ``SCORE`` begins with a digit 1–5, ``SPOOR`` begins
    with "perspectief" or "grenzen", ``DATUM`` is when an antecedent happened (``Stuk.datum`` is when it was said).
    A value that is none of these is printed as it stands.
    """

    DATUM = "Datum"
    NAAM = "Naam"
    LEEFGEBIED = "Leefgebied"
    WIE = "Wie"
    GEREED_OP = "Gereed op"
    STATUS = "Status"
    SCORE = "Score"
    SPOOR = "Spoor"
    INTERVENTIE = "Interventie"
    WACHT = "Wacht"


@dataclass(frozen=True, slots=True)
class Uitvoerder:
    """Of an action that counts as health because of who does it: who that is, and under what it goes to them.

    To them it tells nothing new that they are involved; to anybody else it may tell that there is care (AVG 9).
    """

    organisatie_id: str
    functie: str
    categorie: str


@dataclass(frozen=True, slots=True)
class Stuk:
    """The smallest thing that is shared or withheld as a whole.

    ``id`` is ``<soort>:<sleutel>``; of the soort ``indeling`` the title is the doelgroep and nothing else.
    ``velden`` are label/value pairs for structured content (an action: owner, deadline, status), ``tekst`` is the
    free text. ``categorie`` is a key of the profile's data categories; ``derden`` says that it is also about third
    parties; ``gewijzigd_op`` (UTC) is when this text came into the dossier, ``verruimd_op`` since when it has been as
    loose as it is now (:mod:`pmg_desk.domain.verruimen`). ``bij``: the action (:func:`stam`) without which these words
    say nothing, ``wacht_op``: the action that comes first, ``uitvoerder``: whom it may go to under a milder kind. No
    exact document holds these four, which has its own words.
    """

    id: str
    rubriek: Rubriek
    categorie: str
    titel: str
    tekst: str
    gewijzigd_op: datetime
    velden: tuple[tuple[str, str], ...] = ()
    aard: Aard | None = None
    bron: str = ""
    datum: date | None = None
    derden: bool = False
    doorverstrekking: Doorverstrekking = Doorverstrekking.JA
    geheim_adres: bool = False
    verruimd_op: datetime | None = None
    bij: str = ""
    wacht_op: str = ""
    uitvoerder: Uitvoerder | None = None


def stam(stuk: Stuk) -> str:
    """What stays of its id while its words change."""
    return stuk.id.partition("+")[0]


def tekst_in(stuk: Stuk) -> str:
    """The id, without hyphens, of the statement whose words are in this stuk; empty when there are none."""
    return tekst_van(stuk.id)


def tekst_van(stuk_id: str) -> str:
    """The same, of a stuk of which only the id is known."""
    soort, _, sleutel = stuk_id.partition("+")[0].partition(":")
    return (sleutel if soort == "uitspraak" else stuk_id.partition("+")[2]).replace("-", "")


def reactie_op(stuk: Stuk) -> str:
    """Of a reaction of the youth or parents (AVG 16): the statement it goes along with, as in :func:`tekst_in`.

    Empty for any other stuk. Its id is ``reactie:<statement without hyphens>+<reaction>``.
    """
    soort, _, sleutel = stuk.id.partition("+")[0].partition(":")
    return sleutel if soort == "reactie" else ""


@dataclass(frozen=True, slots=True)
class BesluitVermelding:
    """How an approval is named on paper: short number, kind of assurance, until when, conditions."""

    nummer: str
    soort: str
    zekerheid: str  # "procedureel" or "cryptografisch"
    geldig_tot: date
    voorwaarden: str = ""


@dataclass(frozen=True, slots=True)
class Samenvatting:
    """A case summary as it will be printed; a report needs nothing beyond this value."""

    gemeente: str
    casusnummer: str
    naam: str  # how the youth is named on this page: from the identity stuk when covered, else the case number
    intern: bool
    organisatie: str
    functie: str
    overleg: str
    exemplaar: int
    gemaakt_op: datetime
    gemaakt_door: str
    intrekkingen_bekend_tm: datetime
    stukken: tuple[Stuk, ...]
    besluiten: tuple[BesluitVermelding, ...] = ()
    logstand: str = ""  # short form of the log head at issue
    weggelaten: int = 0  # only used on internal prints: number of stukken the reader should know are not shareable
