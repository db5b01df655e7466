"""What a tafelkader can be made of, and whether a draft can be signed.

The same in the vault itself and in the own installation of an officer: there the room comes along in a question, in
the words of the municipality that asks.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from pmg_desk.domain.canoniek import Waarde
from pmg_desk.domain.controle import MAX_REGEL, MAX_TEKST, Veldcontrole
from pmg_desk.domain.delen import Ontvanger
from pmg_desk.domain.tafelkader import Kaderinhoud, Kaderregel


@dataclass(frozen=True, slots=True)
class Ruimterij:
    """A function of an organisation at the table; ``soort`` is the kind of organisation (profile key)."""

    ontvanger: Ontvanger
    soort: str


@dataclass(frozen=True, slots=True)
class Ruimtecategorie:
    """A kind of data. ``in_kader`` false: judged casus by casus, so shown and never chosen."""

    sleutel: str
    label: str
    bijzonder: bool
    in_kader: bool


@dataclass(frozen=True, slots=True)
class Ruimtegrond:
    """A legal ground; limited to some kinds of organisation or tables where those are named."""

    sleutel: str
    label: str
    toestemming: bool
    organisaties: tuple[str, ...]
    tafels: tuple[str, ...]

    def past(self, soort: str, tafel: str) -> bool:
        """Whether it can be the ground for this kind of organisation at this table."""
        return (
            not self.toestemming
            and (not self.organisaties or soort in self.organisaties)
            and (not self.tafels or tafel in self.tafels)
        )


@dataclass(frozen=True, slots=True)
class Kaderruimte:
    """Everything a kader for one table may be chosen from, with the words of that municipality."""

    tafel: str
    tafel_label: str
    doelen: tuple[tuple[str, str], ...]  # key and label
    rijen: tuple[Ruimterij, ...]
    categorieen: tuple[Ruimtecategorie, ...]
    gronden: tuple[Ruimtegrond, ...]
    max_dagen: int

    @property
    def toegestaan(self) -> frozenset[str]:
        """Kinds of data that may stand in a kader."""
        return frozenset(c.sleutel for c in self.categorieen if c.in_kader)

    def soort_van(self, ontvanger: Ontvanger) -> str:
        """The kind of this organisation; empty when it is not at this table (any more)."""
        return next((rij.soort for rij in self.rijen if rij.ontvanger.organisatie_id == ontvanger.organisatie_id), "")

    def waarde(self) -> dict[str, Waarde]:
        """As JSON values, for a package."""
        return {
            "tafel": self.tafel,
            "tafel_label": self.tafel_label,
            "doelen": [[sleutel, label] for sleutel, label in self.doelen],
            "rijen": [
                [r.ontvanger.organisatie_id, r.ontvanger.organisatie, r.ontvanger.functie, r.soort] for r in self.rijen
            ],
            "categorieen": [[c.sleutel, c.label, c.bijzonder, c.in_kader] for c in self.categorieen],
            "gronden": [
                [g.sleutel, g.label, g.toestemming, list(g.organisaties), list(g.tafels)] for g in self.gronden
            ],
            "max_dagen": self.max_dagen,
        }


def lees_ruimte(v: Mapping[str, Any]) -> Kaderruimte:
    """Inverse of :meth:`Kaderruimte.waarde`. Raises KeyError, TypeError or ValueError for anything else."""
    return Kaderruimte(
        tafel=_tekst(v["tafel"]),
        tafel_label=_tekst(v["tafel_label"]),
        doelen=tuple((_tekst(sleutel), _tekst(label)) for sleutel, label in v["doelen"]),
        rijen=tuple(
            Ruimterij(Ontvanger(_tekst(id_), _tekst(naam), _tekst(functie)), _tekst(soort))
            for id_, naam, functie, soort in v["rijen"]
        ),
        categorieen=tuple(
            Ruimtecategorie(_tekst(sleutel), _tekst(label), _ja_nee(bijzonder), _ja_nee(in_kader))
            for sleutel, label, bijzonder, in_kader in v["categorieen"]
        ),
        gronden=tuple(
            Ruimtegrond(
                _tekst(sleutel),
                _tekst(label),
                _ja_nee(toestemming),
                tuple(_tekst(o) for o in organisaties),
                tuple(_tekst(t) for t in tafels),
            )
            for sleutel, label, toestemming, organisaties, tafels in v["gronden"]
        ),
        max_dagen=_dagen(v["max_dagen"]),
    )


def _dagen(waarde: Any) -> int:
    if isinstance(waarde, bool) or not isinstance(waarde, int) or waarde < 1:
        raise ValueError("a number of days expected")
    return waarde


def _tekst(waarde: Any) -> str:
    if not isinstance(waarde, str):
        raise TypeError("text expected")
    return waarde


def _ja_nee(waarde: Any) -> bool:
    if not isinstance(waarde, bool):
        raise TypeError("yes or no expected")
    return waarde


def nieuwe_inhoud(ruimte: Kaderruimte, doel: str, vandaag: date) -> Kaderinhoud:
    """A draft from nothing: a year, or as long as is allowed, and a month to review it before it ends."""
    tot = vandaag + timedelta(days=min(365, ruimte.max_dagen))
    return Kaderinhoud(ruimte.tafel, doel, "", (), "", "", vandaag, tot, tot - timedelta(days=28))


def controleer_inhoud(inhoud: Kaderinhoud, ruimte: Kaderruimte, vandaag: date) -> Kaderinhoud:
    """The draft as it will be signed, texts cleaned. Raises OngeldigeInvoer with a sentence per field.

    Fields: doel, bron, motivering, voorwaarden, regels, geldig_van, geldig_tot, herzien_op.
    """
    veld = Veldcontrole()
    veld.keuze("doel", inhoud.doel, [sleutel for sleutel, _ in ruimte.doelen], melding="Kies een doel uit de lijst.")
    bron = veld.tekst("bron", inhoud.bron, verplicht=True, maximum=MAX_REGEL * 2, lang=True)
    motivering = veld.tekst("motivering", inhoud.motivering, verplicht=True, maximum=MAX_TEKST, lang=True)
    voorwaarden = veld.tekst("voorwaarden", inhoud.voorwaarden, maximum=MAX_TEKST, lang=True)
    veld.eis(bool(inhoud.regels), "regels", "Zet ten minste één vakje op ja: wie mag wat?")
    cellen = {(r.ontvanger.organisatie_id, r.ontvanger.functie, r.categorie) for r in inhoud.regels}
    veld.eis(len(cellen) == len(inhoud.regels), "regels", "Een vakje staat er twee keer in.")
    for regel in inhoud.regels:
        _controleer_regel(veld, regel, ruimte)
    veld.datum("geldig_van", inhoud.geldig_van, vandaag, niet_voor=(vandaag, "vandaag"))
    uiterst = vandaag + timedelta(days=ruimte.max_dagen)
    veld.datum(
        "geldig_tot",
        inhoud.geldig_tot,
        vandaag,
        niet_voor=(inhoud.geldig_van, "de eerste dag"),
        niet_na=(uiterst, f"de langste termijn van {ruimte.max_dagen} dagen"),
    )
    veld.datum(
        "herzien_op",
        inhoud.herzien_op,
        vandaag,
        niet_voor=(inhoud.geldig_van, "de eerste dag"),
        niet_na=(inhoud.geldig_tot, "de laatste dag"),
    )
    veld.klaar()
    return Kaderinhoud(
        inhoud.tafel,
        inhoud.doel,
        bron,
        inhoud.regels,
        voorwaarden,
        motivering,
        inhoud.geldig_van,
        inhoud.geldig_tot,
        inhoud.herzien_op,
    )


def _controleer_regel(veld: Veldcontrole, regel: Kaderregel, ruimte: Kaderruimte) -> None:
    wie = regel.ontvanger.voluit
    categorie = next((c for c in ruimte.categorieen if c.sleutel == regel.categorie), None)
    if categorie is None or not categorie.in_kader:
        wat = regel.categorie if categorie is None else categorie.label
        veld.fout("regels", f"{wat} mag niet in een tafelkader. Dat beoordeelt u per casus.")
        return
    if all(rij.ontvanger != regel.ontvanger for rij in ruimte.rijen):
        veld.fout("regels", f"{wie} zit niet (meer) aan deze tafel. Haal de vakjes van deze regel weg.")
        return
    if not regel.grondslagen:
        veld.fout("regels", f"Kies een grondslag voor {wie}: {categorie.label}.")
    soort = ruimte.soort_van(regel.ontvanger)
    for sleutel in regel.grondslagen:
        grond = next((g for g in ruimte.gronden if g.sleutel == sleutel), None)
        if grond is None:
            veld.fout("regels", f"Een grondslag bij {wie} staat niet (meer) in het profiel.")
        elif grond.toestemming:
            veld.fout("regels", "Toestemming geeft iemand voor zichzelf; een tafelkader kan er niet op rusten.")
        elif not grond.past(soort, ruimte.tafel):
            veld.fout("regels", f"{grond.label} kan geen grondslag zijn voor {wie} aan deze tafel.")
