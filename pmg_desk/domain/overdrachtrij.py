"""The rows of a transfer: per kind exactly these fields, each with its form, and nothing beside them.

A kind or a field that comes later gets a later format, so that a program that does not know it refuses the whole and
says so, rather than take over a casus with a hole in it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Any
from uuid import UUID

from pmg_desk.domain.canoniek import Waarde
from pmg_desk.domain.controle import MAX_TEKST, onzichtbaar_teken
from pmg_desk.domain.datums import DatumFout, OnvolledigeDatum
from pmg_desk.domain.profiel.lezen import is_sleutel as is_profielsleutel
from pmg_desk.domain.samenvatting import Aard, Doorverstrekking

FORMAAT_EERST = 1
FORMAAT = 2
"""Format 2 also holds reactions, factors, how goals are checked, agreements, the evaluation and interventies."""
_REGEL = 400

Celwaarde = str | int | bool | None


class Nieuwer(ValueError):
    """A format, a kind of row or a kind of text that only a later version of the program knows."""


class Rijsoort(StrEnum):
    """Kinds of rows that can go along; the same words as the first part of the id of a stuk."""

    IDENTITEIT = "identiteit"
    ADRES = "adres"
    INDELING = "indeling"
    KENMERK = "kenmerk"
    UITSPRAAK = "uitspraak"
    REACTIE = "reactie"
    ANTECEDENT = "antecedent"
    SCORE = "score"
    FACTOR = "factor"
    RELATIE = "relatie"
    PLAN = "plan"
    DOEL = "doel"
    TOETS = "toets"
    AFSPRAAK = "afspraak"
    EVALUATIE = "evaluatie"
    DOELBEREIK = "doelbereik"
    ACTIE = "actie"
    INZET = "inzet"
    BETROKKENHEID = "betrokkenheid"


RIJ_LABELS: dict[Rijsoort, tuple[str, str]] = {
    Rijsoort.ADRES: ("adres", "adressen"),
    Rijsoort.INDELING: ("indeling", "indelingen"),
    Rijsoort.KENMERK: ("kenmerk", "kenmerken"),
    Rijsoort.UITSPRAAK: ("tekst", "teksten"),
    Rijsoort.REACTIE: ("reactie van de jongere of ouders", "reacties van de jongere of ouders"),
    Rijsoort.ANTECEDENT: ("antecedent", "antecedenten"),
    Rijsoort.SCORE: ("score", "scores"),
    Rijsoort.FACTOR: ("risico- of beschermende factor", "risico- en beschermende factoren"),
    Rijsoort.RELATIE: ("familielid of bekende", "familieleden en bekenden"),
    Rijsoort.PLAN: ("plan van aanpak", "plannen van aanpak"),
    Rijsoort.DOEL: ("doel", "doelen"),
    Rijsoort.TOETS: ("manier om een doel te toetsen", "manieren om een doel te toetsen"),
    Rijsoort.AFSPRAAK: ("afspraak bij het plan", "afspraken bij het plan"),
    Rijsoort.EVALUATIE: ("evaluatie", "evaluaties"),
    Rijsoort.DOELBEREIK: ("oordeel over een doel", "oordelen over een doel"),
    Rijsoort.ACTIE: ("actie", "acties"),
    Rijsoort.INZET: ("interventie", "interventies"),
    Rijsoort.BETROKKENHEID: ("betrokkene", "betrokkenen"),
}
"""How one and more of a kind are called; of the jongere there is always one."""

TEKSTSOORTEN: dict[str, int] = {
    **dict.fromkeys(
        (
            "aanleiding",
            "signaal",
            "feit",
            "correctie",
            "antecedent",
            "score",
            "kenmerk",
            "indeling",
            "plan",
            "wens",
            "doel",
            "actie",
            "resultaat",
        ),
        FORMAAT_EERST,
    ),
    **dict.fromkeys(("factor", "toets", "afspraak", "evaluatie", "inzet"), FORMAAT),
}
"""Kinds of statements that whoever takes a casus over has a place for, and since which format."""
_LATER = frozenset(
    (
        Rijsoort.REACTIE,
        Rijsoort.FACTOR,
        Rijsoort.TOETS,
        Rijsoort.AFSPRAAK,
        Rijsoort.EVALUATIE,
        Rijsoort.DOELBEREIK,
        Rijsoort.INZET,
    )
)


def is_regel(waarde: Any) -> bool:
    """Whether it is a line of text without signs that a reader cannot see; may be empty."""
    return isinstance(waarde, str) and len(waarde) <= _REGEL and onzichtbaar_teken(waarde, lang=False) is None


def is_tekst(waarde: Any) -> bool:
    """Whether it is a text of one or more lines, not empty."""
    return isinstance(waarde, str) and 0 < len(waarde) <= MAX_TEKST and onzichtbaar_teken(waarde, lang=True) is None


def is_sleutel(waarde: Any) -> bool:
    """Whether it is an id, in its one spelling."""
    try:
        return isinstance(waarde, str) and str(UUID(waarde)) == waarde
    except ValueError:
        return False


def _vlag(waarde: Any) -> bool:
    return isinstance(waarde, bool)


def _getal(waarde: Any) -> bool:
    return isinstance(waarde, int) and not isinstance(waarde, bool) and 0 < waarde < 10_000


def _score(waarde: Any) -> bool:
    return _getal(waarde) and waarde <= 5


def _dag(waarde: Any) -> bool:
    try:
        return isinstance(waarde, str) and date.fromisoformat(waarde).isoformat() == waarde
    except ValueError:
        return False


def _datum(waarde: Any) -> bool:
    try:
        return isinstance(waarde, str) and OnvolledigeDatum.uit_tekst(waarde).als_tekst() == waarde
    except DatumFout:
        return False


def _of_leeg(vorm: Callable[[Any], bool]) -> Callable[[Any], bool]:
    return lambda waarde: waarde is None or vorm(waarde)


_naar = _of_leeg(is_sleutel)
VERWIJZINGEN = ("uitspraak", "wens", "resultaat", "over")
"""Fields that name a statement in the same package; null when it did not go along."""

_GEZEGD: Mapping[str, Callable[[Any], bool]] = {
    "tekst": is_tekst,
    "bron": is_regel,
    "gezegd_op": _dag,
    "aard": frozenset(Aard).__contains__,
    "doorverstrekking": frozenset(Doorverstrekking).__contains__,
}

VELDEN: dict[Rijsoort, Mapping[str, Callable[[Any], bool]]] = {
    Rijsoort.IDENTITEIT: {
        "voornamen": is_regel,
        "voorvoegsel": is_regel,
        "geslachtsnaam": is_regel,
        "roepnaam": is_regel,
        "geboortedatum": _datum,
        "geslacht": is_regel,
        "school": is_regel,
        "telefoon": is_regel,
        "opschorting": is_regel,
        "in_onderzoek": _vlag,
    },
    Rijsoort.ADRES: {
        "straat": is_regel,
        "huisnummer": is_regel,
        "postcode": is_regel,
        "woonplaats": is_regel,
        "geheim": _vlag,
    },
    Rijsoort.INDELING: {"doelgroep": is_regel, "afwijking": _vlag, "gekozen_op": _dag, "uitspraak": _naar},
    Rijsoort.KENMERK: {"soort": is_regel, "bron": is_regel, "uitspraak": _naar},
    Rijsoort.UITSPRAAK: {"soort": is_regel, **_GEZEGD},
    Rijsoort.REACTIE: {"over": is_sleutel, **_GEZEGD},
    Rijsoort.ANTECEDENT: {"datum": _datum, "soort": is_regel, "status": is_regel, "bron": is_regel, "uitspraak": _naar},
    Rijsoort.SCORE: {"leefgebied": is_regel, "waarde": _score, "gemeten_op": _dag, "uitspraak": _naar},
    Rijsoort.FACTOR: {"soort": is_regel, "leefgebied": is_regel, "van": _dag, "uitspraak": _naar},
    Rijsoort.RELATIE: {"soort": is_regel, "naam": is_regel, "geboortedatum": _of_leeg(_datum), "gezag": is_regel},
    Rijsoort.PLAN: {
        "nr": _getal,
        "status": is_regel,
        "ingang": _dag,
        "afgesproken_op": _of_leeg(_dag),
        "evaluatie_op": _of_leeg(_dag),
        "uitspraak": _naar,
        "wens": _naar,
    },
    Rijsoort.DOEL: {"stam": is_sleutel, "leefgebied": is_regel, "spoor": is_regel, "uitspraak": _naar},
    Rijsoort.TOETS: {"stam": is_sleutel, "streefdatum": _of_leeg(_dag), "uitspraak": _naar},
    Rijsoort.AFSPRAAK: {"soort": is_regel, "uitspraak": is_sleutel},
    Rijsoort.EVALUATIE: {
        "plan_nr": _getal,
        "gehouden_op": _dag,
        "vervolg": is_regel,
        "volgende_op": _of_leeg(_dag),
        "uitspraak": _naar,
    },
    Rijsoort.DOELBEREIK: {
        "evaluatie": is_sleutel,
        "stam": is_sleutel,
        "leefgebied": is_regel,
        "spoor": is_regel,
        "bereik": is_regel,
        "uitspraak": _naar,
    },
    Rijsoort.ACTIE: {
        "stam": is_sleutel,
        "eigenaar": is_regel,
        "organisatie": is_regel,
        "deadline": _dag,
        "status": is_regel,
        "interventie": is_regel,
        "uitspraak": _naar,
        "resultaat": _naar,
    },
    Rijsoort.INZET: {
        "interventie": is_regel,
        "naam": is_regel,
        "uitvoerder": is_regel,
        "status": is_regel,
        "begin": _of_leeg(_dag),
        "eind": _of_leeg(_dag),
        "uitspraak": _naar,
        "resultaat": _naar,
    },
    Rijsoort.BETROKKENHEID: {"naam": is_regel, "organisatie": is_regel, "functie": is_regel, "rol": is_regel},
}
"""Per kind exactly these fields, each with its form: what an approved stuk shows, and keys that tie rows together."""


@dataclass(frozen=True, slots=True)
class Rij:
    """One row. ``id`` is the one it has at the giver; ``derden``: also about others than the jongere."""

    soort: Rijsoort
    id: str
    categorie: str
    derden: bool
    waarden: Mapping[str, Celwaarde] = field(repr=False)

    @property
    def formaat(self) -> int:
        """The oldest format that has a place for it."""
        if self.soort is Rijsoort.UITSPRAAK:
            return TEKSTSOORTEN[str(self.waarden["soort"])]
        return FORMAAT if self.soort in _LATER else FORMAAT_EERST

    def waarde(self) -> dict[str, Waarde]:
        """As it is spelled in the text."""
        return {
            "soort": self.soort.value,
            "id": self.id,
            "categorie": self.categorie,
            "derden": self.derden,
            "waarden": self.waarden,
        }


def lees_rij(v: dict[str, Any]) -> Rij:
    """Inverse of :meth:`Rij.waarde`. Raises ValueError, KeyError or TypeError for anything else, Nieuwer among them."""
    if not isinstance(v["soort"], str):
        raise TypeError("a kind expected")
    if v["soort"] not in frozenset(Rijsoort):
        raise Nieuwer("a kind of row that is not known here")
    soort, waarden = Rijsoort(v["soort"]), v["waarden"]
    vormen = VELDEN[soort]
    if set(waarden) != set(vormen) or not all(vormen[naam](waarde) for naam, waarde in waarden.items()):
        raise ValueError("not a row of this kind")
    if soort is Rijsoort.UITSPRAAK and waarden["soort"] not in TEKSTSOORTEN:
        raise Nieuwer("a kind of text that is not known here")
    if not isinstance(v["derden"], bool) or not is_sleutel(v["id"]) or not _is_categorie(v["categorie"]):
        raise TypeError("not a row")
    return Rij(soort, v["id"], v["categorie"], v["derden"], dict(waarden))


def _is_categorie(waarde: Any) -> bool:
    """A key of the giver's profile, or none: the log of the receiver names it for ever."""
    return isinstance(waarde, str) and (waarde == "" or is_profielsleutel(waarde))


def hangt_samen(rijen: tuple[Rij, ...]) -> bool:
    """Whether every row has an id of its own, one jongere is in it, and what rows refer to is there."""

    def van(soort: Rijsoort, naam: str = "") -> list[Celwaarde]:
        return [rij.waarden[naam] if naam else rij.id for rij in rijen if rij.soort is soort]

    genoemd = {rij.waarden[naam] for rij in rijen for naam in VERWIJZINGEN if naam in rij.waarden}
    return (
        len({(rij.soort, rij.id) for rij in rijen}) == len(rijen)
        and len(van(Rijsoort.IDENTITEIT)) == 1
        and all(len(van(soort)) <= 1 for soort in _HOOGSTENS_EEN)
        and all(_elk_eens(van(soort, naam)) for soort, naam in _ELK_EENS)
        and genoemd - {None} <= set(van(Rijsoort.UITSPRAAK))
        and set(van(Rijsoort.TOETS, "stam")) <= set(van(Rijsoort.DOEL, "stam"))
        and set(van(Rijsoort.DOELBEREIK, "evaluatie")) <= set(van(Rijsoort.EVALUATIE))
    )


_HOOGSTENS_EEN = (Rijsoort.ADRES, Rijsoort.INDELING, Rijsoort.PLAN, Rijsoort.EVALUATIE)
_ELK_EENS = ((Rijsoort.TOETS, "stam"), (Rijsoort.AFSPRAAK, "soort"), (Rijsoort.DOELBEREIK, "stam"))


def _elk_eens(waarden: list[Celwaarde]) -> bool:
    return len(set(waarden)) == len(waarden)
