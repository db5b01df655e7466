"""The informatiebeeld of a quarter on paper, for the driehoek or the council: in short, then subject by subject.

It is made of settled numbers only, and holds nothing about one person.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from pmg_desk.domain.fouten import Fout

if TYPE_CHECKING:
    from pmg_desk.reports.cijfertabel import Cijfertabel
    from pmg_desk.reports.staafgrafiek import Staaf

TITEL = "Informatiebeeld"
BIJLAGE = "Bijlage: "
"""What the heading of each part of the appendix begins with."""


class BeeldNietGedrukt(Fout):
    """The pages could not be set."""

    wat = "Het rapport kon niet als PDF worden gemaakt."
    veilig = "Er is niets veranderd."
    doe = "Probeer het opnieuw, of kies Excel."


@dataclass(frozen=True, slots=True)
class Kwartaalregel:
    """A quarter in the report, in words; ``rol``: whether it is reported on or compared with."""

    label: str
    periode: str
    peildatum: str
    vastgesteld: str
    rol: str


@dataclass(frozen=True, slots=True)
class Kerncijfer:
    """One of the few numbers a reader asks first. ``kop``: the heading of its subject, empty when it has none."""

    wat: str
    bij: str
    nu: str
    toen: str
    verandering: str
    kop: str


@dataclass(frozen=True, slots=True)
class Rapportgrafiek:
    """Bars under a heading."""

    kop: str
    staven: tuple[Staaf, ...]


@dataclass(frozen=True, slots=True)
class Rapportdeel:
    """One subject. ``kop`` with its number is its bookmark too. ``zinnen``: the number, its change (may be empty),
    and what else has to be said.

    ``schaal``: what the longest bar of all its charts is, in words; ``duidingen``: a heading (which quarter, written
    when, by which partners) and the text.
    """

    kop: str
    zinnen: tuple[str, ...]
    definitie: str
    grafieken: tuple[Rapportgrafiek, ...]
    schaal: str
    tabellen: tuple[Cijfertabel, ...]
    duidingen: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Achterin:
    """What stands behind the subjects: a heading and paragraphs with a sign before them, which may be empty.

    ``klein``: in small print, as one block without signs.
    """

    kop: str
    regels: tuple[tuple[str, str], ...]
    klein: bool = False


@dataclass(frozen=True, slots=True)
class Beeldrapport:
    """All that stands on it, as plain text.

    ``gemeente`` with the area, where that is a part of it. ``gemaakt_op``: the same moment as ``gemaakt``, aware.
    ``feiten``: label and text, for the cover. ``tekst``: what the maker wrote above the numbers. ``merken``: each sign
    with what it means. ``vergelijking``: the heads of the two columns of ``kern``. ``bijlage``: heading and tables.
    """

    gemeente: str
    periode: str
    voor_wie: str
    nummer: int
    gemaakt: str
    gemaakt_op: datetime
    feiten: tuple[tuple[str, str], ...]
    kwartalen: tuple[Kwartaalregel, ...]
    merken: tuple[tuple[str, str], ...]
    methode: tuple[str, ...]
    tekst: str
    vergelijking: tuple[str, str]
    kern: tuple[Kerncijfer, ...]
    delen: tuple[Rapportdeel, ...]
    achterin: tuple[Achterin, ...]
    bijlage: tuple[tuple[str, tuple[Cijfertabel, ...]], ...]


@dataclass(frozen=True, slots=True)
class Rapportpdf:
    """The file and its number of pages."""

    pdf: bytes
    bladen: int


def maak_pdf(rapport: Beeldrapport) -> Rapportpdf:
    """The report as one PDF file; the same report gives the same bytes. Raises BeeldNietGedrukt."""
    from pmg_desk.reports import beeldbladen, document

    try:
        return Rapportpdf(
            *document.zet_geteld(
                beeldbladen.bouw(rapport),
                f"{TITEL} {rapport.periode}",
                beeldbladen.opschrift(rapport),
                rapport.gemaakt_op,
            )
        )
    except Exception:  # noqa: BLE001 - reportlab's own messages quote the page
        raise BeeldNietGedrukt from None
