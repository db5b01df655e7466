"""The persons of a BRP persoonslijst, kept as the register has them.

What a register holds looks wrong to a form and is right: a birth date of which only the year is known, no first name, a
surname of 190 characters, a parent who is ``.`` because nothing is known. None of that is repaired or refused here.

Family is linked only when an administration number or BSN *and* the birth date or the full name agree: numbers occur
twice in real files, and a false parent is worse than none. The numbers themselves are left out unless asked for.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from pmg_desk.domain.datums import DatumFout, OnvolledigeDatum
from pmg_desk.exchange.brp_opbouw import Deel, Persoonslijst, split_personen
from pmg_desk.exchange.tabel import Tabel
from pmg_desk.exchange.toewijzing import Dubbelen, ImportRij

OPSCHORTING = {
    "O": "overleden",
    "E": "geëmigreerd",
    "M": "opgeschort bij ministerieel besluit",
    "R": "overgegaan naar het register niet-ingezetenen",
    "F": "aangelegd door een fout",
    "W": "gewist",
}
"""LO BRP 07.67.20: why the persoonslijst is no longer kept up."""
GEZAG = {
    "1": "ouder 1",
    "2": "ouder 2",
    "12": "beide ouders",
    "D": "een derde",
    "1D": "ouder 1 en een derde",
    "2D": "ouder 2 en een derde",
}
"""LO BRP 11.32.10: who has authority over a minor."""
CATEGORIEEN = {
    "01": "persoon",
    "02": "ouder 1",
    "03": "ouder 2",
    "04": "nationaliteit",
    "05": "huwelijk of partnerschap",
    "06": "overlijden",
    "08": "adres",
    "09": "kinderen",
    "10": "verblijfstitel",
    "11": "gezag",
}
"""Categories that can be under investigation (83.10)."""


@dataclass(frozen=True, slots=True)
class BrpAdres:
    """Category 08, current. ``gemeentecode`` has four digits; ``locatie`` (12.10) stands for a street."""

    straat: str = field(repr=False)
    nummer: str = field(repr=False)
    letter: str = field(repr=False)
    toevoeging: str = field(repr=False)
    aanduiding: str = field(repr=False)
    postcode: str = field(repr=False)
    woonplaats: str = field(repr=False)
    gemeentecode: str
    locatie: str = field(repr=False)
    buitenland: tuple[str, ...] = field(repr=False)

    @property
    def huisnummer(self) -> str:
        """Number, letter and addition as one writes them: ``12A-II``, ``to 5``."""
        aanduiding = {"to": "t/o ", "by": "bij "}.get(self.aanduiding, "")
        toevoeging = self.toevoeging
        if toevoeging and (self.letter or self.nummer) and not toevoeging.startswith("-"):
            toevoeging = f"-{toevoeging}"
        return f"{aanduiding}{self.nummer}{self.letter}{toevoeging}"


@dataclass(frozen=True, slots=True)
class BrpRelatie:
    """A parent (category 02, 03) or child (09), as it stands with this person.

    ``persoon_nr`` is the ``nr`` of the same human being in this file, or None. ``volgnr`` is 1 or 2 for a parent, the
    place in the row for a child. ``levenloos``: a stillborn child (09.89.10).
    """

    volgnr: int
    voornamen: str = field(repr=False)
    voorvoegsel: str = field(repr=False)
    geslachtsnaam: str = field(repr=False)
    geboortedatum: OnvolledigeDatum = field(repr=False)
    geslacht: str = field(repr=False)
    bsn: str | None = field(repr=False)
    persoon_nr: int | None
    in_onderzoek: bool
    levenloos: bool = False


@dataclass(frozen=True, slots=True)
class BrpPersoon:
    """One person of a persoonslijst; ``nr`` is the row in the file where it starts.

    ``geslacht`` is M, V, O or empty; ``geheim`` an indication not 0 (07.70.10): the address is secret; ``opschorting``
    a key of OPSCHORTING or empty; ``in_onderzoek`` the categories now under investigation; ``gezag`` the code as it
    stands. ``fouten`` say why the person cannot be imported, ``opmerkingen`` what was not taken over.
    """

    nr: int
    voornamen: str = field(repr=False)
    voorvoegsel: str = field(repr=False)
    geslachtsnaam: str = field(repr=False)
    geboortedatum: OnvolledigeDatum = field(repr=False)
    geslacht: str = field(repr=False)
    bsn: str | None = field(repr=False)
    ouders: tuple[BrpRelatie, ...]
    kinderen: tuple[BrpRelatie, ...]
    gezag: str
    curatele: bool
    adres: BrpAdres
    geheim: bool
    opschorting: str
    opschorting_op: OnvolledigeDatum | None
    overleden_op: OnvolledigeDatum | None
    in_onderzoek: tuple[str, ...]
    fouten: tuple[str, ...] = ()
    opmerkingen: tuple[str, ...] = ()

    @property
    def gezag_tekst(self) -> str:
        """Who has authority, in words; empty when the register says nothing."""
        return GEZAG.get(self.gezag, "onbekende code") if self.gezag else ""


def lees_brp(tabel: Tabel, *, bewaar_bsn: bool = False) -> tuple[BrpPersoon, ...]:
    """All persons of a persoonslijst, in the order of the file. Raises GeenPersoonslijst.

    ``bewaar_bsn`` only where the municipality stated a legal ground (UAVG 46).
    """
    lijsten = list(split_personen(tabel))
    personen = _Personen(lijsten)
    return tuple(_lees_persoon(lijst, personen, bewaar_bsn=bewaar_bsn) for lijst in lijsten)


class _Personen:
    """Who is who in the file, by number."""

    def __init__(self, lijsten: Iterable[Persoonslijst]) -> None:
        self._bij_nummer: defaultdict[str, dict[int, Deel]] = defaultdict(dict)
        for lijst in lijsten:
            deel = lijst.actueel("01")
            for element in ("01.10", "01.20"):
                if deel[element]:
                    self._bij_nummer[element + deel[element]][lijst.regels[0].nr] = deel

    def find(self, relatie: Deel) -> int | None:
        """The row of the one person whose number and whose birth date or full name agree."""
        gevonden = {
            nr
            for element in ("01.10", "01.20")
            if relatie[element]
            for nr, persoon in self._bij_nummer.get(element + relatie[element], {}).items()
            if _zelfde(relatie, persoon)
        }
        return gevonden.pop() if len(gevonden) == 1 else None


def _zelfde(relatie: Deel, persoon: Deel) -> bool:
    datum = relatie["03.10"]
    if datum and datum.strip("0") and datum == persoon["03.10"]:
        return True
    return bool(relatie["02.40"]) and all(relatie[deel] == persoon[deel] for deel in ("02.10", "02.40"))


def _lees_persoon(lijst: Persoonslijst, personen: _Personen, *, bewaar_bsn: bool) -> BrpPersoon:
    zelf, inschrijving, gezag = lijst.actueel("01"), lijst.actueel("07"), lijst.actueel("11")
    opmerkingen: list[str] = []
    overleden = lijst.actueel("06")["08.10"]
    geboren, heel = _datum(zelf["03.10"])
    if not heel:
        opmerkingen.append("De geboortedatum bestaat niet. Alleen wat ervan klopt, is overgenomen.")
    fouten = [zin for regel in lijst.regels for zin in regel.fouten]
    if not (zelf["02.10"] or zelf["02.40"]):
        fouten.append("Deze persoon heeft geen naam.")
    return BrpPersoon(
        nr=lijst.regels[0].nr,
        voornamen=zelf["02.10"],
        voorvoegsel=zelf["02.30"],
        geslachtsnaam=zelf["02.40"],
        geboortedatum=geboren,
        geslacht=zelf["04.10"],
        bsn=(zelf["01.20"] or None) if bewaar_bsn else None,
        ouders=tuple(
            _lees_relatie(deel, volgnr, personen, bewaar_bsn=bewaar_bsn)
            for volgnr, deel in ((1, lijst.actueel("02")), (2, lijst.actueel("03")))
            if _is_iemand(deel)
        ),
        kinderen=tuple(
            _lees_relatie(deel, volgnr, personen, bewaar_bsn=bewaar_bsn)
            for volgnr, deel in enumerate(filter(_is_iemand, lijst.stapels("09")), start=1)
        ),
        gezag=gezag["32.10"],
        curatele=gezag["33.10"] == "1",
        adres=_lees_adres(lijst.actueel("08")),
        geheim=inschrijving["70.10"] != "0",  # a register always says; a damaged line errs on the safe side
        opschorting=inschrijving["67.20"],
        opschorting_op=_datum(inschrijving["67.10"])[0] if inschrijving["67.10"] else None,
        overleden_op=_datum(overleden)[0] if overleden else None,
        in_onderzoek=tuple(
            categorie for categorie in CATEGORIEEN if any(deel.in_onderzoek for deel in lijst.stapels(categorie))
        ),
        fouten=tuple(fouten),
        opmerkingen=tuple(opmerkingen),
    )


def _is_iemand(deel: Deel) -> bool:
    return any(deel[element] for element in ("01.10", "01.20", "02.10", "02.40", "03.10"))


def _lees_relatie(deel: Deel, volgnr: int, personen: _Personen, *, bewaar_bsn: bool) -> BrpRelatie:
    is_kind = deel.categorie == "09"
    return BrpRelatie(
        volgnr=volgnr,
        voornamen=deel["02.10"],
        voorvoegsel=deel["02.30"],
        geslachtsnaam=deel["02.40"],
        geboortedatum=_datum(deel["03.10"])[0],
        geslacht="" if is_kind else deel["04.10"],
        bsn=(deel["01.20"] or None) if bewaar_bsn else None,
        persoon_nr=personen.find(deel),
        in_onderzoek=deel.in_onderzoek,
        levenloos=is_kind and deel["89.10"] == "L",
    )


def _lees_adres(deel: Deel) -> BrpAdres:
    gemeente = deel["09.10"]
    return BrpAdres(
        straat=deel["11.10"],
        nummer=deel["11.20"],
        letter=deel["11.30"],
        toevoeging=deel["11.40"],
        aanduiding=deel["11.50"],
        postcode=deel["11.60"],
        woonplaats=deel["11.70"],
        gemeentecode=gemeente.zfill(4) if gemeente.isdecimal() else gemeente,
        locatie=deel["12.10"],
        buitenland=tuple(filter(None, (deel["13.30"], deel["13.40"], deel["13.50"]))),
    )


def _datum(ruw: str) -> tuple[OnvolledigeDatum, bool]:
    """The date, or what of it can be; and whether that is all of it.

    A spreadsheet leaves a single 0 of a wholly unknown date.
    """
    tekst = "" if not ruw.strip("0") else ruw
    for poging in (tekst, f"{tekst[:6]}00", f"{tekst[:4]}0000"):
        try:
            return OnvolledigeDatum.uit_brp(poging), poging == tekst
        except DatumFout:
            continue
    return OnvolledigeDatum(), False


def als_importrijen(personen: Iterable[BrpPersoon]) -> Iterator[ImportRij]:
    """The persons as rows for the preview and the import, with the same keys as an ordinary list and three more.

    ``adres_geheim`` is ``ja`` or empty, ``opschorting`` a code, ``in_onderzoek`` category numbers with commas.
    """
    dubbelen = Dubbelen()
    for persoon in personen:
        adres = persoon.adres
        waarden = {
            "voornamen": persoon.voornamen,
            "voorvoegsel": persoon.voorvoegsel,
            "geslachtsnaam": persoon.geslachtsnaam,
            "geboortedatum": persoon.geboortedatum.als_tekst(),
            "geslacht": persoon.geslacht,
            "straat": adres.straat or adres.locatie or ", ".join(adres.buitenland),
            "huisnummer": adres.huisnummer,
            "postcode": adres.postcode,
            "woonplaats": adres.woonplaats,
            "adres_geheim": "ja" if persoon.geheim else "",
            "opschorting": persoon.opschorting,
            "in_onderzoek": ",".join(persoon.in_onderzoek),
        }
        if persoon.bsn:
            waarden["bsn"] = persoon.bsn
        dubbel = dubbelen.merk(persoon.nr, waarden)
        yield ImportRij(persoon.nr, waarden, persoon.fouten, (*_waarschuwingen(persoon), *dubbel))


def _waarschuwingen(persoon: BrpPersoon) -> Iterator[str]:
    yield from persoon.opmerkingen
    if persoon.geheim:
        yield "Het adres is geheim. Het komt niet op een afdruk of in een zoekresultaat."
    if persoon.opschorting:
        reden = OPSCHORTING.get(persoon.opschorting, "opgeschort om een onbekende reden")
        yield f"De persoonslijst wordt niet meer bijgehouden: {reden}."
    if persoon.in_onderzoek:
        namen = ", ".join(CATEGORIEEN[categorie] for categorie in persoon.in_onderzoek)
        yield f"In de BRP in onderzoek: {namen}."
    if not persoon.voornamen:
        yield "Deze persoon heeft geen voornaam."
