"""Likely duplicates: who in the vault may be this person, under another spelling or with another birth date.

A comparison only says what agrees; a person decides. So it leans to showing too much at *mogelijk* and is strict at the
top: *zeker* takes a BSN that is equal, because the official test set of the BRP holds different persons with the same
name, birth date and address. Twins share all but a first name, and a child can be named after a parent: a different
first name, or a birth year of another generation, is a different person.

Pure functions over light values. Storage fetches candidates by :func:`blokkeersleutels` from an index, so that 100 000
persons need no scan: whatever :func:`waarschijnlijke_dubbelen` reports shares a key, save a pair that agrees in nothing
but its BSN, which storage looks up in its own column.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import IntEnum, StrEnum

from pmg_desk.domain.datums import OnvolledigeDatum
from pmg_desk.domain.gelijkenis import afstand, beginklank, lijken
from pmg_desk.domain.namen import Persoonsnaam, vouw, zonder_voorvoegsels

_SLEUTEL_LENGTE = 60
_GENERATIE = 12  # years between two birth dates from which a slip of the pen is no longer likely


class Zekerheid(StrEnum):
    """How sure it is that two records are about one person."""

    ZEKER = "zeker"
    WAARSCHIJNLIJK = "waarschijnlijk"
    MOGELIJK = "mogelijk"


@dataclass(frozen=True, slots=True)
class Kandidaat:
    """What is compared of one person; everything but ``id`` may be empty.

    ``id`` is empty for someone who is not stored yet. Leave the address of a person under *indicatie geheim* out:
    "zelfde adres" would give it away.
    """

    id: str
    naam: Persoonsnaam
    geboortedatum: OnvolledigeDatum
    postcode: str = ""
    huisnummer: str = ""
    geslacht: str = ""
    bsn: str = ""


@dataclass(frozen=True, slots=True)
class _Vorm:
    """A candidate folded for comparing: words of the names, and one word for the address."""

    kern: tuple[str, ...]  # surname without voorvoegsels, wherever those were typed
    achternamen: frozenset[str]  # the same as one word, without and with voorvoegsels: "berg", "vandenberg"
    voornamen: tuple[str, ...]
    roepnaam: tuple[str, ...]
    adres: str

    @classmethod
    def van(cls, kandidaat: Kandidaat) -> _Vorm:
        naam = kandidaat.naam
        achternaam = f"{naam.voorvoegsel} {naam.geslachtsnaam}"
        kern = tuple(zonder_voorvoegsels(achternaam).split())
        adres = tuple(vouw(deel).replace(" ", "") for deel in (kandidaat.postcode, kandidaat.huisnummer))
        return cls(
            kern=kern,
            achternamen=frozenset({"".join(kern), vouw(achternaam).replace(" ", "")}),
            voornamen=tuple(vouw(naam.voornamen).split()),
            roepnaam=tuple(vouw(naam.roepnaam).split()),
            adres=":".join(adres) if all(adres) else "",
        )


@dataclass(frozen=True, slots=True)
class Overeenkomst:
    """A stored person who may be the same one; ``redenen`` say in Dutch what agrees and what does not."""

    id: str
    zekerheid: Zekerheid
    redenen: tuple[str, ...]


class _Mate(IntEnum):
    """How far two names or two birth dates agree."""

    ANDERS = 0
    ONBEKEND = 1  # of a date: nothing to compare
    ZWAK = 2  # of a first name: initials; of a date: the year
    LIJKT = 3
    GELIJK = 4


class _Naam(StrEnum):
    """How far two whole names agree."""

    GELIJK = "gelijk"
    VOORNAAM_LIJKT = "voornaam lijkt"
    ACHTERNAAM_LIJKT = "achternaam lijkt"
    ZWAK = "zwak"
    ALLEEN_VOORNAAM = "alleen voornaam"
    ANDERS = "anders"


_W, _M = Zekerheid.WAARSCHIJNLIJK, Zekerheid.MOGELIJK
# Name and birth date -> verdict by themselves, and with the same address beside them. What is not here is no match.
# Wherever the left verdict is given, the pair shares a key of its date or its name; see blokkeersleutels.
_OORDEEL: dict[tuple[_Naam, _Mate], tuple[Zekerheid | None, Zekerheid | None]] = {
    (_Naam.GELIJK, _Mate.GELIJK): (_W, _W),
    (_Naam.GELIJK, _Mate.LIJKT): (_W, _W),
    (_Naam.GELIJK, _Mate.ZWAK): (_M, _W),
    (_Naam.GELIJK, _Mate.ONBEKEND): (_M, _M),  # at one address: also a parent and a child with one name
    (_Naam.VOORNAAM_LIJKT, _Mate.GELIJK): (_W, _W),
    (_Naam.VOORNAAM_LIJKT, _Mate.LIJKT): (_M, _W),
    (_Naam.VOORNAAM_LIJKT, _Mate.ZWAK): (_M, _M),
    (_Naam.ACHTERNAAM_LIJKT, _Mate.GELIJK): (_W, _W),
    (_Naam.ACHTERNAAM_LIJKT, _Mate.LIJKT): (None, _W),
    (_Naam.ACHTERNAAM_LIJKT, _Mate.ZWAK): (None, _M),
    (_Naam.ZWAK, _Mate.GELIJK): (_M, _M),
    (_Naam.ZWAK, _Mate.LIJKT): (None, _M),
    # Another surname (a marriage, an adoption) is possible; another first name is a brother or sister.
    (_Naam.ALLEEN_VOORNAAM, _Mate.GELIJK): (None, _M),
}


def waarschijnlijke_dubbelen(kandidaat: Kandidaat, bestaanden: Iterable[Kandidaat]) -> list[Overeenkomst]:
    """Stored persons who may be ``kandidaat``, the surest first; ``kandidaat`` itself is left out."""
    volgorde = list(Zekerheid)
    vorm = _Vorm.van(kandidaat)
    dubbelen = [
        overeenkomst
        for bestaande in bestaanden
        if not (kandidaat.id and bestaande.id == kandidaat.id)
        for overeenkomst in [_vergelijk(kandidaat, vorm, bestaande)]
        if overeenkomst is not None
    ]
    return sorted(dubbelen, key=lambda gevonden: (volgorde.index(gevonden.zekerheid), gevonden.id))


def blokkeersleutels(kandidaat: Kandidaat) -> frozenset[str]:
    """Keys to index a person under and to look duplicates up by; two likely duplicates share at least one.

    The whole birth date, the surname with the sound of each initial, and the address. At most 60 characters each, some
    five per person.
    """
    vorm = _Vorm.van(kandidaat)
    sleutels = set()
    if kandidaat.geboortedatum.volledig:
        sleutels.add(f"d:{kandidaat.geboortedatum.als_tekst()}")
    letters = {beginklank(naam) for naam in vorm.voornamen + vorm.roepnaam}
    if letters or vorm.kern:
        sleutels |= {f"n:{letter}:{naam}" for letter in letters or {"-"} for naam in vorm.achternamen}
    if vorm.adres:
        sleutels.add(f"a:{vorm.adres}")
    return frozenset(sleutel[:_SLEUTEL_LENGTE] for sleutel in sleutels)


def _vergelijk(een: Kandidaat, vorm: _Vorm, ander: Kandidaat) -> Overeenkomst | None:
    datum, reden = _vergelijk_datums(een.geboortedatum, ander.geboortedatum)
    zelfde_bsn = bool(een.bsn) and een.bsn == ander.bsn
    if datum is _Mate.ANDERS and not zelfde_bsn:
        return None  # most of a block, and before the names are folded
    andere_vorm = _Vorm.van(ander)
    naam, redenen = _vergelijk_namen(vorm, andere_vorm)
    adres = bool(vorm.adres) and vorm.adres == andere_vorm.adres
    zekerheid = _OORDEEL.get((naam, datum), (None, None))[adres]
    redenen += [reden] + ["zelfde adres"] * adres
    if zelfde_bsn:
        eens = zekerheid is not None or naam is not _Naam.ANDERS or datum > _Mate.ONBEKEND
        zekerheid = Zekerheid.ZEKER if eens else Zekerheid.WAARSCHIJNLIJK
        redenen.insert(0, "zelfde BSN")
    elif zekerheid is None:
        return None
    elif een.bsn and ander.bsn:
        zekerheid = Zekerheid.MOGELIJK
        redenen.append("maar een ander BSN")
    elif _geslacht(een) + _geslacht(ander) in ("mv", "vm"):
        zekerheid = Zekerheid.MOGELIJK
        redenen.append("maar een ander geslacht")
    return Overeenkomst(ander.id, zekerheid, tuple(redenen))


def _geslacht(kandidaat: Kandidaat) -> str:
    return vouw(kandidaat.geslacht)[:1]


def _vergelijk_namen(een: _Vorm, ander: _Vorm) -> tuple[_Naam, list[str]]:
    achternaam, waarom_achternaam = _vergelijk_achternamen(een, ander)
    voornaam, waarom_voornaam = _vergelijk_voornamen(een, ander)
    redenen = [waarom_achternaam, waarom_voornaam]
    paar = {achternaam, voornaam}
    if not any((een.kern, ander.kern, een.voornamen, ander.voornamen)):
        return _Naam.ANDERS, ["geen van beide heeft een naam"]
    if paar == {_Mate.GELIJK}:
        return _Naam.GELIJK, redenen
    if sorted(een.kern) == sorted(ander.voornamen) and sorted(een.voornamen) == sorted(ander.kern):
        return _Naam.ACHTERNAAM_LIJKT, ["voornaam en achternaam staan andersom"]
    if paar == {_Mate.GELIJK, _Mate.LIJKT}:
        return _Naam.VOORNAAM_LIJKT if achternaam is _Mate.GELIJK else _Naam.ACHTERNAAM_LIJKT, redenen
    if paar in ({_Mate.LIJKT}, {_Mate.GELIJK, _Mate.ZWAK}):
        return _Naam.ZWAK, redenen
    if achternaam is _Mate.ANDERS and voornaam is _Mate.GELIJK and een.voornamen:
        return _Naam.ALLEEN_VOORNAAM, redenen
    return _Naam.ANDERS, redenen


def _vergelijk_achternamen(een: _Vorm, ander: _Vorm) -> tuple[_Mate, str]:
    if not een.kern and not ander.kern:
        return _Mate.GELIJK, "geen van beide heeft een achternaam"
    if not een.kern or not ander.kern:
        return _Mate.ZWAK, "één van beide heeft geen achternaam"
    if een.achternamen & ander.achternamen:
        return _Mate.GELIJK, "zelfde achternaam"
    woorden, andere = set(een.kern), set(ander.kern)
    if woorden <= andere or andere <= woorden:
        return _Mate.LIJKT, "een deel van de achternaam is hetzelfde"
    if lijken("".join(een.kern), "".join(ander.kern)):
        return _Mate.LIJKT, "achternaam lijkt erop"
    return _Mate.ANDERS, "andere achternaam"


def _vergelijk_voornamen(een: _Vorm, ander: _Vorm) -> tuple[_Mate, str]:
    namen, andere = een.voornamen, ander.voornamen
    hele = {naam for naam in namen + een.roepnaam if len(naam) > 1}
    andere_hele = {naam for naam in andere + ander.roepnaam if len(naam) > 1}
    if not namen + een.roepnaam + andere + ander.roepnaam:
        return _Mate.GELIJK, "geen van beide heeft een voornaam"
    if not (namen or een.roepnaam) or not (andere or ander.roepnaam):
        return _Mate.ZWAK, "één van beide heeft geen voornaam"
    if hele and andere_hele and namen and andere:
        aaneen = "".join(namen) == "".join(andere) and beginklank(namen[0]) == beginklank(andere[0])
        if aaneen or sorted(namen) == sorted(andere):
            return _Mate.GELIJK, "zelfde voornamen"
    if (hele & set(ander.roepnaam)) or (andere_hele & set(een.roepnaam)):
        return _Mate.LIJKT, "roepnaam komt overeen"
    return _vergelijk_woord_voor_woord(namen or een.roepnaam, andere or ander.roepnaam)


def _vergelijk_woord_voor_woord(namen: tuple[str, ...], andere: tuple[str, ...]) -> tuple[_Mate, str]:
    """Every first name of the shorter row has to be found in the longer one, as a name or as its initial."""
    kort, lang = sorted((namen, andere), key=len)
    over = list(lang)
    namen_gevonden = 0
    for naam in kort:
        treffer = next((ander for ander in over if naam == ander), None) or next(
            (ander for ander in over if _past(naam, ander)), None
        )
        if treffer is None:
            break
        over.remove(treffer)
        namen_gevonden += len(naam) > 1 and len(treffer) > 1
    else:
        if namen_gevonden:
            return _Mate.LIJKT, "voornaam lijkt erop"
        return _Mate.ZWAK, "alleen de voorletters komen overeen"
    if kort[0] == lang[0] or lijken(kort[0], lang[0]):
        return _Mate.ZWAK, "alleen de eerste voornaam lijkt erop"
    return _Mate.ANDERS, "andere voornaam"


def _past(naam: str, ander: str) -> bool:
    if len(naam) == 1 or len(ander) == 1:
        return naam[0] == ander[0]
    return beginklank(naam) == beginklank(ander) and lijken(naam, ander)


def _vergelijk_datums(een: OnvolledigeDatum, ander: OnvolledigeDatum) -> tuple[_Mate, str]:
    if not (een.volledig and ander.volledig):
        paren = ((een.jaar, ander.jaar), (een.maand, ander.maand), (een.dag, ander.dag))
        bekend = [links == rechts for links, rechts in paren if links is not None and rechts is not None]
        if not all(bekend):
            return _Mate.ANDERS, "andere geboortedatum"
        if een.jaar is None or ander.jaar is None:
            return _Mate.ONBEKEND, "geboortejaar is niet overal bekend"
        if len(bekend) == 2:
            return _Mate.LIJKT, "geboortedatum is niet overal volledig, maar kan dezelfde zijn"
        return _Mate.ZWAK, "zelfde geboortejaar, de rest is niet overal bekend"
    if een == ander:
        return _Mate.GELIJK, "zelfde geboortedatum"
    if (een.jaar, een.maand, een.dag) == (ander.jaar, ander.dag, ander.maand):
        return _Mate.LIJKT, "dag en maand van de geboortedatum zijn verwisseld"
    deel, ander_deel = een.als_tekst().split("-"), ander.als_tekst().split("-")
    anders = [(links, rechts) for links, rechts in zip(deel, ander_deel, strict=True) if links != rechts]
    if len(anders) == 1 and afstand(*anders[0], 1) <= 1 and abs(int(deel[0]) - int(ander_deel[0])) < _GENERATIE:
        return _Mate.LIJKT, "geboortedatum verschilt op één plaats"
    return _Mate.ANDERS, "andere geboortedatum"
