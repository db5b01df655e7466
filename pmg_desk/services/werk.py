"""What the work list is made of: an item of work, its kind, and what a source of items is.

A source is a function that reads, for who works here, what asks attention up to a day. Start, the work list, the
calendar and the digest all read the same sources, so that they never say something different.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from uuid import UUID

from pmg_desk.domain.rollen import Recht
from pmg_desk.services.jongeren import naam_van
from pmg_desk.services.werkplek import Transactie
from pmg_desk.storage import casussen as casusrijen
from pmg_desk.storage.models import Casus, Jongere

_FRAGMENT = 140
_WEKEN_VANAF = 14  # days: from here on weeks say more


class Werksoort(StrEnum):
    """Of what kind an item is. The value is stored with what was put off, so it never changes."""

    ACTIE = "actie"
    VERZOEK = "verzoek"  # waits for who looks
    VERZOEK_OPEN = "verzoek_open"  # waits for somebody else
    NOODTOEGANG = "noodtoegang"
    SPOED = "spoed"
    DATALEK = "datalek"
    AKKOORD = "akkoord"
    KADER = "kader"
    EVALUATIE = "evaluatie"
    ZONDER_PLAN = "zonder_plan"
    OVERLEG = "overleg"
    SIGNAAL = "signaal"
    AANMELDING = "aanmelding"
    DOORGELEIDING = "doorgeleiding"
    BUDGET = "budget"
    ANTWOORD = "antwoord"
    BUDGETBESLUIT = "budgetbesluit"
    GEEN_CONTACT = "geen_contact"
    LEEFTIJD = "leeftijd"
    OVERGENOMEN = "overgenomen"
    GROEP = "groep"
    INFORMEREN = "informeren"
    RECHTEN = "rechten"
    AFSCHERMING = "afscherming"
    BEWAREN = "bewaren"
    VERNIETIGING = "vernietiging"
    STEEKPROEF = "steekproef"
    PAPIER = "papier"


@dataclass(frozen=True, slots=True)
class Werkitem:
    """One thing to look at. ``kop`` says whose or which, ``wat`` what it is, ``waarom`` why it asks attention now.

    ``dag`` is the day it asks attention; with ``termijn`` it is late after that day, without it has waited since.
    ``wie``: who does it, or for whom it waits. ``scherm`` and ``params`` are where it is done. ``aantal``: how many
    things it stands for. ``uitgesteld_tot``: the user put it off until that day.
    """

    soort: Werksoort
    id: UUID
    kop: str
    wat: str
    waarom: str
    dag: date
    scherm: str
    params: tuple[tuple[str, object], ...] = ()
    termijn: bool = False
    wie: str = ""
    oud: int | None = None
    casus_id: UUID | None = None
    nummer: str = ""
    tafels: tuple[str, ...] = ()
    bij: str = ""  # tells two items about the same thing apart
    aantal: int = 1
    uitgesteld_tot: date | None = None

    @property
    def sleutel(self) -> str:
        """What this item is known by, the same every day."""
        return ":".join(deel for deel in (self.soort.value, str(self.id), self.bij) if deel)

    def te_laat(self, vandaag: date) -> bool:
        """Whether its day has passed and it had to be done by then."""
        return self.termijn and self.dag < vandaag


@dataclass(frozen=True, slots=True)
class Bereik:
    """How far to look: up to and including ``tot``, at most ``hoeveel`` items of a kind."""

    tot: date
    hoeveel: int


WOORDEN: dict[Werksoort, tuple[str, str, str]] = {
    Werksoort.ACTIE: ("Actie", "actie", "acties"),
    Werksoort.VERZOEK: ("Wacht op u", "verzoek wacht op u", "verzoeken wachten op u"),
    Werksoort.VERZOEK_OPEN: ("Wacht op een ander", "verzoek wacht op een ander", "verzoeken wachten op een ander"),
    Werksoort.NOODTOEGANG: ("Noodtoegang", "noodtoegang te beoordelen", "keer noodtoegang te beoordelen"),
    Werksoort.SPOED: ("Met spoed gedeeld", "keer spoed te beoordelen", "keer spoed te beoordelen"),
    Werksoort.DATALEK: ("Datalek", "open datalek", "open datalekken"),
    Werksoort.AKKOORD: ("Akkoord loopt af", "akkoord loopt af", "akkoorden lopen af"),
    Werksoort.KADER: ("Tafelkader", "tafelkader loopt af of is te herzien", "tafelkaders lopen af of zijn te herzien"),
    Werksoort.EVALUATIE: ("Evaluatie", "evaluatie", "evaluaties"),
    Werksoort.ZONDER_PLAN: ("Zonder plan", "casus zonder plan", "casussen zonder plan"),
    Werksoort.OVERLEG: ("Overleg", "overleg", "overleggen"),
    Werksoort.SIGNAAL: ("Signaal", "open signaal", "open signalen"),
    Werksoort.AANMELDING: ("Aanmelding", "aanmelding te triëren", "aanmeldingen te triëren"),
    Werksoort.DOORGELEIDING: ("Doorgeleiding", "doorgeleiding zonder antwoord", "doorgeleidingen zonder antwoord"),
    Werksoort.BUDGET: ("Budget", "budgetaanvraag wacht op een besluit", "budgetaanvragen wachten op een besluit"),
    Werksoort.ANTWOORD: ("Antwoord", "antwoord op een doorgeleiding", "antwoorden op doorgeleidingen"),
    Werksoort.BUDGETBESLUIT: ("Budgetbesluit", "besluit over een budgetaanvraag", "besluiten over budgetaanvragen"),
    Werksoort.GEEN_CONTACT: ("Geen contact", "casus zonder contact", "casussen zonder contact"),
    Werksoort.LEEFTIJD: ("Leeftijd", "leeftijdsgrens", "leeftijdsgrenzen"),
    Werksoort.OVERGENOMEN: ("Overgenomen", "casus overgenomen", "casussen overgenomen"),
    Werksoort.GROEP: ("Groep", "ding voor een groep", "dingen voor groepen"),
    Werksoort.INFORMEREN: ("Informeren", "keer iemand te informeren", "keer iemand te informeren"),
    Werksoort.RECHTEN: ("Verzoek van jongere", "verzoek van jongere of ouders", "verzoeken van jongeren of ouders"),
    Werksoort.AFSCHERMING: ("Afscherming", "afscherming opnieuw te bekijken", "afschermingen opnieuw te bekijken"),
    Werksoort.BEWAREN: ("Bewaren", "casus te beoordelen op bewaren", "casussen te beoordelen op bewaren"),
    Werksoort.VERNIETIGING: ("Vernietiging", "vernietiging te bevestigen", "vernietigingen te bevestigen"),
    Werksoort.STEEKPROEF: ("Steekproef", "steekproef wacht op u", "steekproeven wachten op u"),
    Werksoort.PAPIER: ("Papier", "keer papier dat niet terug is", "keer papier dat niet terug is"),
}
"""Of each kind: its name, and what there is one or many of."""


@dataclass(frozen=True, slots=True)
class Werkbron:
    """A source of work: of which kind, who has it, and how it is read. A new source is one of these."""

    soort: Werksoort
    recht: Recht
    lees: Callable[[Transactie, Bereik], Iterable[Werkitem]]


def lees_vooruit(t: Transactie, casus_ids: Iterable[UUID]) -> None:
    """Read the casussen of a source, and whose they are, in one statement: not again for each item of it."""
    t.vast += casusrijen.met_jongeren(t.db, set(casus_ids))


def jongere_kop(t: Transactie, casus: Casus) -> str:
    """How an item names a casus to who may see it."""
    return f"{naam_van(t.haal(Jongere, casus.jongere_id)).sorteernaam} ({casus.nummer})"


def kort(tekst: str) -> str:
    """A text as one line."""
    regel = " ".join(tekst.split())
    return regel if len(regel) <= _FRAGMENT else f"{regel[: _FRAGMENT - 1].rstrip()}…"


def naar_dossier(casus_id: UUID, tab: str = "") -> tuple[tuple[str, object], ...]:
    """The parameters of the dossier screen."""
    return (("casus_id", casus_id), ("tab", tab)) if tab else (("casus_id", casus_id),)


def klaar_over(nog: int, wat: str) -> str:
    """When something is due: ``3 dagen te laat``, ``vandaag klaar``, ``morgen klaar``, ``klaar over 2 weken``."""
    if nog < 0:
        return f"{dagen(-nog)} te laat"
    if nog < 2:
        return f"{('vandaag', 'morgen')[nog]} {wat}"
    return f"{wat} over {nog} dagen" if nog < _WEKEN_VANAF else f"{wat} over {nog // 7} weken"


def dagen(aantal: int) -> str:
    """``1 dag``, ``12 dagen``."""
    return "1 dag" if aantal == 1 else f"{aantal} dagen"
