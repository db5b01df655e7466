"""What a privacy officer needs beside a request: what the recipient had, the grounds, decisions like it, the page.

The same in the vault in which was asked and in an own installation, as far as the data are there: what the recipient
had comes along with the request, and decisions like it are those of the vault in which one works.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from pmg_desk.domain.canoniek import sha256_hex
from pmg_desk.domain.datums import toon_datum
from pmg_desk.domain.delen import (
    Besluittekst,
    Eis,
    Oordeel,
    Verzoektekst,
    Zekerheid,
    lees_besluittekst,
    lees_verzoektekst,
)
from pmg_desk.domain.fouten import Fout
from pmg_desk.domain.klok import lokale_dag
from pmg_desk.domain.oordeel import BesluitInvoer, gaat_mee
from pmg_desk.domain.profiel.model import Bronzekerheid
from pmg_desk.domain.profiel.sectie import label_van
from pmg_desk.domain.samenvatting import BesluitVermelding, Rubriek, Samenvatting, Stuk
from pmg_desk.reports.samenvatting import maak_pdf
from pmg_desk.services.belangen import Verzoekrij, casus_van, eis_geen_belang, eis_officer, haal_verzoek, soort_van
from pmg_desk.services.besluiten import peilmoment, toetskader
from pmg_desk.services.delen import OORDEEL_LABELS, te_delen
from pmg_desk.services.toezichtinhoud import bewaarde_bijlage
from pmg_desk.services.verzoeken import uiterste_dag
from pmg_desk.services.werkplek import Transactie, Werkplek
from pmg_desk.storage import delen as rijen
from pmg_desk.storage import postvak as postrijen
from pmg_desk.storage import toezicht as toezichtrijen
from pmg_desk.storage.models import Casus, Delingsverzoek, Organisatie

MEESTE_GELIJKE = 5
ZEKERHEID_LABELS: dict[Bronzekerheid, str] = {
    Bronzekerheid.GEVONDEN: "gevonden in een bron",
    Bronzekerheid.BEKEND: "algemeen bekend",
    Bronzekerheid.ONGEVERIFIEERD: "niet nagekeken",
}


class NietsOver(Fout):
    """Nothing would go along, so there is no page to show."""

    wat = "Zo gaat er niets mee, dus is er ook geen blad."
    veilig = "Er is niets ondertekend."
    doe = "Laat iets staan, of weiger het verzoek."


@dataclass(frozen=True, slots=True)
class Grondbeeld:
    """A ground that was named: what it is, and how certain the profile is of it."""

    label: str
    waar: str
    toelichting: str
    zekerheid: str
    bron: str


@dataclass(frozen=True, slots=True)
class GelijkBesluit:
    """An earlier decision for the same kind of recipient and purpose, about some of the same kinds of data."""

    verzoek_id: UUID
    nummer: str
    oordeel: str
    op: datetime
    categorieen: tuple[str, ...]
    voorwaarden: str
    eisen: tuple[Eis, ...] = ()
    niet_voor: date | None = None
    weggelaten: int = 0  # how many texts or fields were left out
    derden: bool = False  # also what is about others
    einde: str = ""  # that it was withdrawn or ended, in words


@dataclass(frozen=True, slots=True)
class Oordeelbeeld:
    """``gehad``: by stuk the day on which this recipient last got it. ``verteld``: the same by kind of data (label), of
    what was told; a package does not say that, so in an own installation it is empty.
    """

    gehad: dict[str, date]
    gronden: tuple[Grondbeeld, ...]
    gelijke: tuple[GelijkBesluit, ...]
    verteld: tuple[tuple[str, date], ...] = ()


def load_beeld(werkplek: Werkplek, verzoek_id: UUID) -> Oordeelbeeld:
    """Everything beside the request itself. Raises GeenToegang, EigenBelang, NietGevonden."""
    with werkplek.doe() as t:
        eis_officer(t)
        rij = haal_verzoek(t, verzoek_id)
        eis_geen_belang(t, rij)
        tekst = lees_verzoektekst(rij.tekst)
        return Oordeelbeeld(
            _gehad(t, rij),
            tuple(_grond(t, g) for g in tekst.grondslagen),
            _gelijke(t, rij, tekst),
            _verteld(t, rij),
        )


def _gehad(t: Transactie, rij: Verzoekrij) -> dict[str, date]:
    if isinstance(rij, Delingsverzoek):
        eerder = postrijen.had_eerder(t.db, rij.casus_id, rij.organisatie_id, rij.functie)
        return {stuk: lokale_dag(op) for stuk, op in eerder.items()}
    return dict(bewaarde_bijlage(rij).gehad)


def _verteld(t: Transactie, rij: Verzoekrij) -> tuple[tuple[str, date], ...]:
    if not isinstance(rij, Delingsverzoek):
        return ()
    eerder = postrijen.verteld_eerder(t.db, rij.casus_id, rij.organisatie_id, rij.functie)
    return tuple((label_van(t.profiel.datacategorieen, soort), lokale_dag(op)) for soort, op in sorted(eerder.items()))


def _grond(t: Transactie, sleutel: str) -> Grondbeeld:
    grond = t.profiel.grondslagen.get(sleutel)
    if grond is None:
        return Grondbeeld(sleutel, "", "", "staat niet in het profiel van deze kluis", "")
    zekerheid = ZEKERHEID_LABELS[grond.zekerheid]
    return Grondbeeld(grond.label, f"{grond.wet} {grond.artikel}".strip(), grond.toelichting, zekerheid, grond.bron)


def _gelijke(t: Transactie, rij: Verzoekrij, tekst: Verzoektekst) -> tuple[GelijkBesluit, ...]:
    """The latest of them. They serve to judge alike, not to share under: so they are not verified here."""
    regel = tekst.manifest[0]
    soort = _soort_ontvanger(t, regel.ontvanger.organisatie_id)
    gevonden = []
    ingetrokken = _ingetrokken(t, rij)
    for verzoek_id, nummer, besluittekst in reversed(_besluiten(t, rij)):
        try:
            besluit = lees_besluittekst(besluittekst)
        except ValueError:
            continue
        if verzoek_id != rij.id and besluit.doel == tekst.doel and _lijkt(t, besluit, tekst, soort):
            gevonden.append(_gelijk(t, verzoek_id, nummer, besluit, ingetrokken))
            if len(gevonden) == MEESTE_GELIJKE:
                break
    return tuple(gevonden)


def _besluiten(t: Transactie, rij: Verzoekrij) -> list[tuple[UUID, str, str]]:
    if isinstance(rij, Delingsverzoek):
        return [(v.id, b.nummer, b.tekst) for b, v in rijen.besluiten(t.db)]
    return [(v.id, b.nummer, b.tekst) for b, v in toezichtrijen.besluiten(t.db)]


def _lijkt(t: Transactie, besluit: Besluittekst, tekst: Verzoektekst, soort: str) -> bool:
    toen, nu = besluit.manifest[0], tekst.manifest[0]
    zelfde = toen.ontvanger.is_dezelfde(nu.ontvanger)
    zelfde_soort = bool(soort) and _soort_ontvanger(t, toen.ontvanger.organisatie_id) == soort
    # A refusal covers nothing, so of that any kind of data is as like as another.
    overlapt = not toen.categorieen or not set(toen.categorieen).isdisjoint(nu.categorieen)
    return overlapt and besluit.oordeel is not Oordeel.TERUGVRAAG and (zelfde or zelfde_soort)


def _soort_ontvanger(t: Transactie, organisatie_id: str) -> str:
    """The kind of organisation; empty where it is not in this vault's address book."""
    try:
        organisatie = t.db.get(Organisatie, UUID(organisatie_id))
    except ValueError:
        return ""
    return "" if organisatie is None else organisatie.soort


def _ingetrokken(t: Transactie, rij: Verzoekrij) -> frozenset[str]:
    """Ids of decisions that were withdrawn."""
    if isinstance(rij, Delingsverzoek):
        return toetskader(t).ingetrokken
    return frozenset(str(i.besluit_id) for i in toezichtrijen.intrekkingen(t.db))


def _einde(t: Transactie, besluit: Besluittekst, ingetrokken: frozenset[str]) -> str:
    if besluit.besluit_id in ingetrokken:
        return "later ingetrokken"
    if besluit.geldig_tot < t.vandaag:
        return f"verlopen na {toon_datum(besluit.geldig_tot)}"
    return ""


def _gelijk(
    t: Transactie, verzoek_id: UUID, nummer: str, besluit: Besluittekst, ingetrokken: frozenset[str]
) -> GelijkBesluit:
    return GelijkBesluit(
        verzoek_id,
        nummer,
        OORDEEL_LABELS[besluit.oordeel],
        besluit.besloten_op,
        tuple(label_van(t.profiel.datacategorieen, c) for c in besluit.manifest[0].categorieen),
        besluit.voorwaarden,
        besluit.eisen,
        besluit.niet_voor,
        len(besluit.weglaten),
        besluit.manifest[0].derden,
        _einde(t, besluit, ingetrokken),
    )


def getoonde_stukken(t: Transactie, rij: Verzoekrij, tekst: Verzoektekst) -> tuple[Stuk, ...]:
    """The exact content that is judged."""
    if isinstance(rij, Delingsverzoek):
        return te_delen(t, t.haal(Casus, rij.casus_id), rij, tekst)[0]
    return bewaarde_bijlage(rij).stukken


def preview_oordeel(werkplek: Werkplek, verzoek_id: UUID, invoer: BesluitInvoer) -> bytes:
    """The page as it would be printed for the recipient under this judgement, for the screen only. Logged.

    Raises GeenToegang, EigenBelang, NietGevonden, NietsOver.
    """
    with werkplek.doe() as t:
        eis_officer(t)
        rij = haal_verzoek(t, verzoek_id)
        eis_geen_belang(t, rij)
        tekst = lees_verzoektekst(rij.tekst)
        mee = gaat_mee(tekst, getoonde_stukken(t, rij, tekst), invoer)
        if not mee:
            raise NietsOver
        hier = isinstance(rij, Delingsverzoek)
        casus_id = casus_van(rij)[1]
        nummer = (
            t.haal(Casus, casus_id).nummer if isinstance(rij, Delingsverzoek) else bewaarde_bijlage(rij).casusnummer
        )
        pdf = maak_pdf(_blad(t, tekst, nummer, mee, invoer, hier))
        t.log(
            "oordeel.voorbeeld",
            soort_van(rij),
            rij.id,
            casus_id=casus_id if hier else None,
            categorieen=_categorieen(mee),
            detail={"document": sha256_hex(pdf)},
        )
        return pdf


def _categorieen(stukken: Iterable[Stuk]) -> list[str]:
    return sorted({stuk.categorie for stuk in stukken})


def _blad(
    t: Transactie, tekst: Verzoektekst, nummer: str, mee: tuple[Stuk, ...], invoer: BesluitInvoer, hier: bool
) -> Samenvatting:
    ontvanger = tekst.manifest[0].ontvanger
    identiteit = next((s for s in mee if s.rubriek is Rubriek.IDENTITEIT and s.id.startswith("ident")), None)
    zekerheid = Zekerheid.PROCEDUREEL if hier else Zekerheid.CRYPTOGRAFISCH
    tot = invoer.geldig_tot or min(tekst.gevraagd_tot, uiterste_dag(t))
    return Samenvatting(
        gemeente=t.profiel.gemeente,
        casusnummer=nummer,
        naam=nummer if identiteit is None else identiteit.titel,
        intern=False,
        organisatie=ontvanger.organisatie,
        functie=ontvanger.functie,
        overleg="",
        exemplaar=0,
        gemaakt_op=t.nu,
        gemaakt_door="",
        intrekkingen_bekend_tm=peilmoment(t),
        stukken=mee,
        besluiten=(BesluitVermelding("(voorbeeld)", tekst.soort.value, zekerheid.value, tot, invoer.voorwaarden),),
    )
