"""Offers to build tests on: a row of every kind, and an approval that carries them."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID

from pmg_desk.domain.delen import Besluittekst, ManifestRegel, Ontvanger, Oordeel, Soort, Zekerheid
from pmg_desk.domain.overdracht import Bewijs, Overdrachttekst
from pmg_desk.domain.overdrachtrij import Rij, Rijsoort

NU = datetime(2026, 11, 23, 8, 30, tzinfo=UTC)
ONTVANGER = Ontvanger(str(UUID(int=5)), "School", "Leerlingzaken")


def id_(n: int) -> str:
    return str(UUID(int=n))


VOORBEELD: dict[Rijsoort, dict[str, Any]] = {
    Rijsoort.IDENTITEIT: {
        "voornamen": "Zoë",
        "voorvoegsel": "",
        "geslachtsnaam": "Łukasz",
        "roepnaam": "",
        "geboortedatum": "2012-03",
        "geslacht": "",
        "school": "",
        "telefoon": "",
        "opschorting": "",
        "in_onderzoek": False,
    },
    Rijsoort.ADRES: {"straat": "Laan", "huisnummer": "1", "postcode": "", "woonplaats": "", "geheim": False},
    Rijsoort.INDELING: {"doelgroep": "x", "afwijking": False, "gekozen_op": "2026-11-01", "uitspraak": None},
    Rijsoort.KENMERK: {"soort": "slachtoffer", "bron": "politie", "uitspraak": None},
    Rijsoort.UITSPRAAK: {
        "soort": "signaal",
        "tekst": "Gezien.\nTwee keer.",
        "bron": "W.",
        "gezegd_op": "2026-11-01",
        "aard": "feit",
        "doorverstrekking": "ja",
    },
    Rijsoort.ANTECEDENT: {"datum": "2026", "soort": "s", "status": "v", "bron": "p", "uitspraak": None},
    Rijsoort.SCORE: {"leefgebied": "werk", "waarde": 3, "gemeten_op": "2026-11-01", "uitspraak": None},
    Rijsoort.RELATIE: {"soort": "ouder", "naam": "M.", "geboortedatum": None, "gezag": ""},
    Rijsoort.PLAN: {
        "nr": 1,
        "status": "concept",
        "ingang": "2026-11-01",
        "afgesproken_op": None,
        "evaluatie_op": "2027-01-01",
        "uitspraak": None,
        "wens": None,
    },
    Rijsoort.DOEL: {"stam": id_(9), "leefgebied": "werk", "spoor": "grenzen", "uitspraak": None},
    Rijsoort.ACTIE: {
        "stam": id_(9),
        "eigenaar": "W.",
        "organisatie": "Politie",
        "deadline": "2026-12-01",
        "status": "open",
        "interventie": "",
        "uitspraak": None,
        "resultaat": None,
    },
    Rijsoort.REACTIE: {
        "over": id_(100 + list(Rijsoort).index(Rijsoort.UITSPRAAK)),
        "tekst": "Dat was ik niet.",
        "bron": "de moeder",
        "gezegd_op": "2026-11-02",
        "aard": "mening",
        "doorverstrekking": "ja",
    },
    Rijsoort.FACTOR: {"soort": "risico", "leefgebied": "werk", "van": "2026-11-01", "uitspraak": None},
    Rijsoort.TOETS: {"stam": id_(9), "streefdatum": "2027-02-01", "uitspraak": None},
    Rijsoort.AFSPRAAK: {
        "soort": "nazorg",
        "uitspraak": id_(100 + list(Rijsoort).index(Rijsoort.UITSPRAAK)),
    },
    Rijsoort.EVALUATIE: {
        "plan_nr": 1,
        "gehouden_op": "2026-11-20",
        "vervolg": "doorgaan",
        "volgende_op": None,
        "uitspraak": None,
    },
    Rijsoort.DOELBEREIK: {
        "evaluatie": id_(100 + list(Rijsoort).index(Rijsoort.EVALUATIE)),
        "stam": id_(9),
        "leefgebied": "werk",
        "spoor": "grenzen",
        "bereik": "deels",
        "uitspraak": None,
    },
    Rijsoort.INZET: {
        "interventie": "kansrijk",
        "naam": "Kansrijk",
        "uitvoerder": "",
        "status": "loopt",
        "begin": "2026-11-01",
        "eind": None,
        "uitspraak": None,
        "resultaat": None,
    },
    Rijsoort.BETROKKENHEID: {"naam": "W.", "organisatie": "Politie", "functie": "Wijkagent", "rol": "contact"},
}


def rij(soort: Rijsoort, n: int = 0, /, *, categorie: str = "identiteit", derden: bool = False, **anders: Any) -> Rij:
    nummer = n or 100 + list(Rijsoort).index(soort)
    return Rij(soort, id_(nummer), categorie, derden, {**VOORBEELD[soort], **anders})


def besluit(**anders: Any) -> Besluittekst:
    gewoon = Besluittekst(
        besluit_id=id_(20),
        kluis_id=id_(1),
        verzoek_id=id_(21),
        verzoek_hash="0" * 64,
        aanvrager_id=id_(3),
        beslisser_id=id_(22),
        soort=Soort.STAAND,
        oordeel=Oordeel.AKKOORD,
        zekerheid=Zekerheid.PROCEDUREEL,
        manifest=(ManifestRegel(id_(2), ONTVANGER, ("identiteit", "signalen"), False),),
        document_hash=None,
        doel="d",
        grondslagen=("g",),
        voorwaarden="",
        motivering="m",
        besloten_op=NU,
        geldig_tot=date(2026, 11, 23),
        log_nr=0,
        log_hash="0" * 64,
    )
    return replace(gewoon, **anders)


def overdracht(*rijen: Rij, onder: Besluittekst | None = None, **anders: Any) -> Overdrachttekst:
    gewoon = Overdrachttekst(
        overdracht_id=id_(10),
        kluis_id=id_(1),
        kluisnaam="Zuidwest",
        casus_id=id_(2),
        casusnummer="PMG-2026-00001",
        van_persoon=id_(3),
        naar_kluis=id_(6),
        naar_persoon=id_(7),
        ontvanger=ONTVANGER,
        aangeboden_op=NU,
        bewijs=Bewijs("B-1", (onder or besluit()).tekst(), "ab", "cd"),
        rijen=(rij(Rijsoort.IDENTITEIT), *rijen),
    )
    return replace(gewoon, **anders)


def van_elk() -> Overdrachttekst:
    """One row of every kind, hanging together."""
    return overdracht(*(rij(soort) for soort in Rijsoort if soort is not Rijsoort.IDENTITEIT))


def echt(_sleutel: str, _context: str, _tekst: bytes, _handtekening: bytes) -> bool:
    return True
