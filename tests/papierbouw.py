"""Made-up parts of what is printed for a recipient: a cover, a summary, a stuk, for tests of rules and of pages."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from pmg_desk.domain.bundel import Bundelkop, Bundelversie
from pmg_desk.domain.samenvatting import BesluitVermelding, Rubriek, Samenvatting, Stuk

NU = datetime(2026, 11, 22, 8, 41, tzinfo=UTC)

BESLUIT = BesluitVermelding(
    nummer="PB-2026-0031",
    soort="staande toestemming",
    zekerheid="procedureel",
    geldig_tot=date(2027, 2, 28),
    voorwaarden="Alleen mondeling bespreken; na het overleg innemen.",
)

KOP = Bundelkop(
    gemeente="Den Haag",
    organisatie="Politie Eenheid Den Haag",
    functie="wijkagent Moerwijk",
    persoon="",
    tafel="PGA lokaal Zuiderpark",
    overleg="",
    datum=date(2026, 11, 24),
    exemplaar=3,
    gemaakt_op=NU,
    gemaakt_door="M. Voorbeeld",
    versie=Bundelversie.VOORAF,
    pseudoniem=False,
    wijze="Op papier",
    logstand="1842 · 9f3a 51c7",
    intrekkingen_bekend_tm=NU - timedelta(minutes=1),
)


def stuk(nr: int, rubriek: Rubriek, titel: str = "", tekst: str = "", **anders: object) -> Stuk:
    """A stuk with a number for an id; whatever is not given is empty."""
    categorie = str(anders.pop("categorie", rubriek.value))
    sleutel = str(anders.pop("id", f"s{nr}"))
    return Stuk(sleutel, rubriek, categorie, titel, tekst, NU, **anders)  # type: ignore[arg-type]


def samenvatting(*stukken: Stuk, **anders: object) -> Samenvatting:
    """A summary for the police at PGA lokaal, with these stukken."""
    kaal = Samenvatting(
        gemeente="Den Haag",
        casusnummer="DHZ-2026-0142",
        naam="Yaşar van der Wiełen-Özgür",
        intern=False,
        organisatie="Politie Eenheid Den Haag",
        functie="wijkagent Moerwijk",
        overleg="PGA lokaal Zuiderpark, 24-11-2026",
        exemplaar=3,
        gemaakt_op=NU,
        gemaakt_door="M. Voorbeeld",
        intrekkingen_bekend_tm=NU - timedelta(minutes=1),
        stukken=stukken,
        besluiten=(BESLUIT,),
        logstand="1842 · 9f3a 51c7",
    )
    return replace(kaal, **anders)  # type: ignore[arg-type]
