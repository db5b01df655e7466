"""The transfer of a casus to another vault: what goes along, row by row, and what the other one answers.

The format is an allow-list: per kind of row exactly these fields, each with its form, and nothing beside them. Both
ends apply the same rule (:func:`toets_dekking`): the giver so that no more goes out than the approval covers, the
receiver so that a package that holds more is not taken in.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

from pmg_desk.domain.canoniek import Waarde, canoniek, lees_canoniek
from pmg_desk.domain.controle import MAX_TEKST, onzichtbaar_teken
from pmg_desk.domain.datums import DatumFout, OnvolledigeDatum
from pmg_desk.domain.delen import BESLUIT_CONTEXT, Besluittekst, Ontvanger, Oordeel, Soort, lees_besluittekst
from pmg_desk.domain.klok import als_tekst, lokale_dag, uit_tekst
from pmg_desk.domain.samenvatting import Aard, Doorverstrekking

FORMAAT = 1
MEESTE_RIJEN = 20_000
_REGEL = 400

Celwaarde = str | int | bool | None


class Rijsoort(StrEnum):
    """Kinds of rows that can go along; the same words as the first part of the id of a stuk."""

    IDENTITEIT = "identiteit"
    ADRES = "adres"
    INDELING = "indeling"
    KENMERK = "kenmerk"
    UITSPRAAK = "uitspraak"
    ANTECEDENT = "antecedent"
    SCORE = "score"
    RELATIE = "relatie"
    PLAN = "plan"
    DOEL = "doel"
    ACTIE = "actie"
    BETROKKENHEID = "betrokkenheid"


RIJ_LABELS: dict[Rijsoort, tuple[str, str]] = {
    Rijsoort.ADRES: ("adres", "adressen"),
    Rijsoort.INDELING: ("indeling", "indelingen"),
    Rijsoort.KENMERK: ("kenmerk", "kenmerken"),
    Rijsoort.UITSPRAAK: ("tekst", "teksten"),
    Rijsoort.ANTECEDENT: ("antecedent", "antecedenten"),
    Rijsoort.SCORE: ("score", "scores"),
    Rijsoort.RELATIE: ("familielid of bekende", "familieleden en bekenden"),
    Rijsoort.PLAN: ("plan van aanpak", "plannen van aanpak"),
    Rijsoort.DOEL: ("doel", "doelen"),
    Rijsoort.ACTIE: ("actie", "acties"),
    Rijsoort.BETROKKENHEID: ("betrokkene", "betrokkenen"),
}
"""How one and more of a kind are called; of the jongere there is always one."""


def _regel(waarde: Any) -> bool:
    return isinstance(waarde, str) and len(waarde) <= _REGEL and onzichtbaar_teken(waarde, lang=False) is None


def _tekst(waarde: Any) -> bool:
    return isinstance(waarde, str) and 0 < len(waarde) <= MAX_TEKST and onzichtbaar_teken(waarde, lang=True) is None


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


def _sleutel(waarde: Any) -> bool:
    try:
        return isinstance(waarde, str) and str(UUID(waarde)) == waarde
    except ValueError:
        return False


def _of_leeg(vorm: Callable[[Any], bool]) -> Callable[[Any], bool]:
    return lambda waarde: waarde is None or vorm(waarde)


_VERWIJZINGEN = ("uitspraak", "wens", "resultaat")
"""Fields that name a statement in the same package; null when it did not go along."""
_naar = _of_leeg(_sleutel)

VELDEN: dict[Rijsoort, Mapping[str, Callable[[Any], bool]]] = {
    Rijsoort.IDENTITEIT: {
        "voornamen": _regel,
        "voorvoegsel": _regel,
        "geslachtsnaam": _regel,
        "roepnaam": _regel,
        "geboortedatum": _datum,
        "geslacht": _regel,
        "school": _regel,
        "telefoon": _regel,
        "opschorting": _regel,
        "in_onderzoek": _vlag,
    },
    Rijsoort.ADRES: {
        "straat": _regel,
        "huisnummer": _regel,
        "postcode": _regel,
        "woonplaats": _regel,
        "geheim": _vlag,
    },
    Rijsoort.INDELING: {"doelgroep": _regel, "afwijking": _vlag, "gekozen_op": _dag, "uitspraak": _naar},
    Rijsoort.KENMERK: {"soort": _regel, "bron": _regel, "uitspraak": _naar},
    Rijsoort.UITSPRAAK: {
        "soort": _regel,
        "tekst": _tekst,
        "bron": _regel,
        "gezegd_op": _dag,
        "aard": frozenset(Aard).__contains__,
        "doorverstrekking": frozenset(Doorverstrekking).__contains__,
    },
    Rijsoort.ANTECEDENT: {"datum": _datum, "soort": _regel, "status": _regel, "bron": _regel, "uitspraak": _naar},
    Rijsoort.SCORE: {"leefgebied": _regel, "waarde": _score, "gemeten_op": _dag, "uitspraak": _naar},
    Rijsoort.RELATIE: {"soort": _regel, "naam": _regel, "geboortedatum": _of_leeg(_datum), "gezag": _regel},
    Rijsoort.PLAN: {
        "nr": _getal,
        "status": _regel,
        "ingang": _dag,
        "afgesproken_op": _of_leeg(_dag),
        "evaluatie_op": _of_leeg(_dag),
        "uitspraak": _naar,
        "wens": _naar,
    },
    Rijsoort.DOEL: {"stam": _sleutel, "leefgebied": _regel, "spoor": _regel, "uitspraak": _naar},
    Rijsoort.ACTIE: {
        "stam": _sleutel,
        "eigenaar": _regel,
        "organisatie": _regel,
        "deadline": _dag,
        "status": _regel,
        "interventie": _regel,
        "uitspraak": _naar,
        "resultaat": _naar,
    },
    Rijsoort.BETROKKENHEID: {"naam": _regel, "organisatie": _regel, "functie": _regel, "rol": _regel},
}
"""Per kind exactly these fields, each with its form: what an approved stuk shows, and keys that tie rows together."""

_HOOGSTENS_EEN = (Rijsoort.ADRES, Rijsoort.INDELING, Rijsoort.PLAN)


@dataclass(frozen=True, slots=True)
class Rij:
    """One row. ``id`` is the one it has at the giver; ``derden``: also about others than the jongere."""

    soort: Rijsoort
    id: str
    categorie: str
    derden: bool
    waarden: Mapping[str, Celwaarde] = field(repr=False)

    def waarde(self) -> dict[str, Waarde]:
        """As it is spelled in the text."""
        return {
            "soort": self.soort.value,
            "id": self.id,
            "categorie": self.categorie,
            "derden": self.derden,
            "waarden": self.waarden,
        }


@dataclass(frozen=True, slots=True)
class Bewijs:
    """The approval under which a casus goes along: the signed text (hex signature and key) and its short number."""

    nummer: str
    tekst: str = field(repr=False)
    handtekening: str
    sleutel: str


@dataclass(frozen=True, slots=True)
class Overdrachttekst:
    """What is offered, in full. ``ontvanger`` is whom the approval names; ``naar_kluis`` and ``naar_persoon`` whom it
    went to.
    """

    overdracht_id: str
    kluis_id: str
    kluisnaam: str
    casus_id: str
    casusnummer: str
    van_persoon: str
    naar_kluis: str
    naar_persoon: str
    ontvanger: Ontvanger
    aangeboden_op: datetime
    bewijs: Bewijs
    rijen: tuple[Rij, ...] = field(repr=False)

    def tekst(self) -> str:
        """Canonical text: exactly what went along."""
        return canoniek(
            {
                "v": FORMAAT,
                "overdracht": self.overdracht_id,
                "kluis": self.kluis_id,
                "kluisnaam": self.kluisnaam,
                "casus": self.casus_id,
                "casusnummer": self.casusnummer,
                "van_persoon": self.van_persoon,
                "naar_kluis": self.naar_kluis,
                "naar_persoon": self.naar_persoon,
                "organisatie": self.ontvanger.organisatie_id,
                "organisatie_naam": self.ontvanger.organisatie,
                "functie": self.ontvanger.functie,
                "aangeboden_op": als_tekst(self.aangeboden_op),
                "besluit": {
                    "nummer": self.bewijs.nummer,
                    "tekst": self.bewijs.tekst,
                    "handtekening": self.bewijs.handtekening,
                    "sleutel": self.bewijs.sleutel,
                },
                "rijen": [rij.waarde() for rij in self.rijen],
            }
        )

    def van_soort(self, soort: Rijsoort) -> tuple[Rij, ...]:
        """The rows of one kind, in order."""
        return tuple(rij for rij in self.rijen if rij.soort is soort)

    def telling(self) -> str:
        """How much of what goes along, in words: ``persoonsgegevens, 3 scores, 1 plan van aanpak``."""
        aantallen = [(soort, len(self.van_soort(soort))) for soort in Rijsoort if soort is not Rijsoort.IDENTITEIT]
        delen = [f"{n} {RIJ_LABELS[soort][0 if n == 1 else 1]}" for soort, n in aantallen if n]
        return ", ".join(["persoonsgegevens", *delen])


def lees_overdracht(tekst: str) -> Overdrachttekst:
    """Read an offer's canonical text. Raises ValueError unless it spells exactly one Overdrachttekst."""
    try:
        v: dict[str, Any] = lees_canoniek(tekst)
        if v["v"] != FORMAAT or not 0 < len(v["rijen"]) <= MEESTE_RIJEN:
            raise ValueError("unknown format")
        overdracht = Overdrachttekst(
            overdracht_id=_id(v["overdracht"]),
            kluis_id=_id(v["kluis"]),
            kluisnaam=_lees_regel(v["kluisnaam"]),
            casus_id=_id(v["casus"]),
            casusnummer=_lees_regel(v["casusnummer"]),
            van_persoon=_id(v["van_persoon"]),
            naar_kluis=_id(v["naar_kluis"]),
            naar_persoon=_id(v["naar_persoon"]),
            ontvanger=Ontvanger(_id(v["organisatie"]), _lees_regel(v["organisatie_naam"]), _lees_regel(v["functie"])),
            aangeboden_op=uit_tekst(v["aangeboden_op"]),
            bewijs=_lees_bewijs(v["besluit"]),
            rijen=tuple(_lees_rij(deel) for deel in v["rijen"]),
        )
        nogmaals = overdracht.tekst()
    except (KeyError, TypeError, AttributeError, RecursionError, ValueError) as fout:
        raise ValueError("not an Overdrachttekst") from fout
    if nogmaals != tekst or not _samenhang(overdracht):
        raise ValueError("not an Overdrachttekst")
    return overdracht


def _samenhang(overdracht: Overdrachttekst) -> bool:
    """Whether every row has an id of its own, one jongere is in it, and what rows refer to is there."""
    teksten = {rij.id for rij in overdracht.van_soort(Rijsoort.UITSPRAAK)}
    genoemd = {rij.waarden[naam] for rij in overdracht.rijen for naam in _VERWIJZINGEN if naam in rij.waarden}
    sleutels = {(rij.soort, rij.id) for rij in overdracht.rijen}
    return (
        len(sleutels) == len(overdracht.rijen)
        and len(overdracht.van_soort(Rijsoort.IDENTITEIT)) == 1
        and all(len(overdracht.van_soort(soort)) <= 1 for soort in _HOOGSTENS_EEN)
        and genoemd - {None} <= teksten
    )


def _lees_bewijs(v: dict[str, Any]) -> Bewijs:
    if not all(isinstance(v[naam], str) for naam in ("tekst", "handtekening", "sleutel")):
        raise TypeError("text expected")
    return Bewijs(_lees_regel(v["nummer"]), v["tekst"], v["handtekening"], v["sleutel"])


def _lees_rij(v: dict[str, Any]) -> Rij:
    soort, waarden = Rijsoort(v["soort"]), v["waarden"]
    vormen = VELDEN[soort]
    if set(waarden) != set(vormen) or not all(vormen[naam](waarde) for naam, waarde in waarden.items()):
        raise ValueError("not a row of this kind")
    if not isinstance(v["derden"], bool):
        raise TypeError("a truth value expected")
    return Rij(soort, _id(v["id"]), _lees_regel(v["categorie"]), v["derden"], dict(waarden))


def _id(waarde: Any) -> str:
    if not _sleutel(waarde):
        raise ValueError("an id expected")
    return str(waarde)


def _lees_regel(waarde: Any) -> str:
    if not _regel(waarde):
        raise ValueError("a line of text expected")
    return str(waarde)


class Tekort(StrEnum):
    """Why an approval does not carry a transfer; the value is the sentence the user reads."""

    ONLEESBAAR = "Het akkoord van de privacy officer is niet te lezen."
    HANDTEKENING = "De handtekening onder het akkoord klopt niet."
    ANDERE_CASUS = "Het akkoord gaat over een andere casus, een andere kluis of een andere ontvanger."
    GEEN_AKKOORD = "De privacy officer heeft geen akkoord gegeven."
    NIET_GELDIG = "Het akkoord gold niet op de dag van het aanbod."
    MEER = "Er gaat meer mee dan het akkoord toestaat."


def toets_dekking(
    overdracht: Overdrachttekst, verifieer: Callable[[str, str, bytes, bytes], bool]
) -> tuple[Besluittekst | None, Tekort | None]:
    """The approval in a transfer, and why it does not carry that transfer; None when it does.

    ``verifieer(key hex, context, payload, signature)``. Whether the key is of a *known* officer is for the services:
    the receiver mostly does not know the giver's officer, and sees then that the approval is whole and truly signed.
    """
    bewijs = overdracht.bewijs
    try:
        besluit = lees_besluittekst(bewijs.tekst)
        handtekening = bytes.fromhex(bewijs.handtekening)
    except ValueError:
        return None, Tekort.ONLEESBAAR
    if not verifieer(bewijs.sleutel, BESLUIT_CONTEXT, bewijs.tekst.encode("utf-8"), handtekening):
        return besluit, Tekort.HANDTEKENING
    regels = [
        regel
        for regel in besluit.manifest
        if regel.casus_id == overdracht.casus_id and regel.ontvanger.is_dezelfde(overdracht.ontvanger)
    ]
    if besluit.kluis_id != overdracht.kluis_id or not regels:
        return besluit, Tekort.ANDERE_CASUS
    if besluit.oordeel not in (Oordeel.AKKOORD, Oordeel.AKKOORD_BEPERKT):
        return besluit, Tekort.GEEN_AKKOORD
    op = overdracht.aangeboden_op
    if besluit.besloten_op > op or lokale_dag(op) > besluit.geldig_tot:
        return besluit, Tekort.NIET_GELDIG
    exact = besluit.soort is Soort.DOCUMENT
    gedekt = all(
        any(rij.categorie in regel.categorieen and (regel.derden or not rij.derden) for regel in regels)
        and _mag_mee(rij, exact)
        for rij in overdracht.rijen
    )
    return besluit, None if gedekt else Tekort.MEER


def _mag_mee(rij: Rij, exact: bool) -> bool:
    """What the source forbids never goes; what it wants to be asked, and a secret address, only when judged exactly."""
    regel = rij.waarden.get("doorverstrekking", Doorverstrekking.JA.value)
    if regel == Doorverstrekking.NEE.value:
        return False
    return exact or (regel == Doorverstrekking.JA.value and rij.waarden.get("geheim") is not True)


class Antwoordoordeel(StrEnum):
    """What the receiver did with an offer."""

    AANGENOMEN = "aangenomen"
    TERUGGEGEVEN = "teruggegeven"


@dataclass(frozen=True, slots=True)
class Antwoordtekst:
    """The receiver's answer: accepted under a number of their own, or returned with a reason."""

    overdracht_id: str
    oordeel: Antwoordoordeel
    casusnummer: str
    reden: str = field(repr=False)

    def inhoud(self) -> dict[str, Waarde]:
        """As it is the content of a package."""
        return {
            "v": FORMAAT,
            "overdracht": self.overdracht_id,
            "oordeel": self.oordeel.value,
            "casusnummer": self.casusnummer,
            "reden": self.reden,
        }


def lees_antwoord(inhoud: Mapping[str, Waarde]) -> Antwoordtekst:
    """Read the content of an answer. Raises ValueError unless it is exactly one."""
    try:
        antwoord = Antwoordtekst(
            _id(inhoud["overdracht"]),
            Antwoordoordeel(str(inhoud["oordeel"])),
            _lees_regel(inhoud["casusnummer"]),
            str(inhoud["reden"]),
        )
    except (KeyError, ValueError) as fout:
        raise ValueError("not an answer") from fout
    heeft_reden = _tekst(antwoord.reden)
    terug = antwoord.oordeel is Antwoordoordeel.TERUGGEGEVEN
    if antwoord.inhoud() != inhoud or heeft_reden != terug or bool(antwoord.casusnummer) == terug:
        raise ValueError("not an answer")
    return antwoord
