"""What a privacy officer needs beside a request: what the recipient had, the grounds, decisions like it, the page.

The same in the vault in which was asked and in an own installation, as far as the data are there: what the recipient
had comes along with the request, and decisions like it are those of the vault in which one works.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache, partial
from uuid import UUID

from pmg_desk.domain.canoniek import sha256_hex
from pmg_desk.domain.datums import toon_datum
from pmg_desk.domain.delen import (
    Besluittekst,
    Eis,
    Gebrek,
    Getoetst,
    Oordeel,
    Toetskader,
    Verzoektekst,
    Weglating,
    Zekerheid,
    lees_besluittekst,
    lees_verzoektekst,
    toets_besluit,
)
from pmg_desk.domain.fouten import Fout
from pmg_desk.domain.klok import lokale_dag
from pmg_desk.domain.oordeel import BesluitInvoer, gaat_mee
from pmg_desk.domain.profiel.model import Bronzekerheid
from pmg_desk.domain.profiel.sectie import label_van
from pmg_desk.domain.samenvatting import BesluitVermelding, Rubriek, Samenvatting, Stuk
from pmg_desk.reports.samenvatting import maak_pdf
from pmg_desk.services.belangen import Verzoekrij, casus_van, eis_geen_belang, eis_officer, haal_verzoek, soort_van
from pmg_desk.services.besluitecht import is_echt
from pmg_desk.services.besluiten import bewaard, peilmoment, toetskader
from pmg_desk.services.delen import OORDEEL_LABELS, te_delen
from pmg_desk.services.toezichtinhoud import bewaarde_bijlage
from pmg_desk.services.toezichtregister import toets_eigen
from pmg_desk.services.verzoeken import uiterste_dag
from pmg_desk.services.werkplek import Transactie, Werkplek
from pmg_desk.storage import delen as rijen
from pmg_desk.storage import postvak as postrijen
from pmg_desk.storage import toezicht as toezichtrijen
from pmg_desk.storage.models import (
    Casus,
    Delingsverzoek,
    Organisatie,
    Privacybesluit,
)

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
class Oordeelbegin:
    """What stands ready when the same is asked again: the conditions of the decision before, never its motivation.

    ``niet_voor`` only when that day is still to come; ``geldig_tot`` lasts as long as it did then.
    """

    nummer: str
    categorieen: tuple[str, ...]
    derden: bool
    voorwaarden: str
    eisen: tuple[Eis, ...]
    niet_voor: date | None
    weglaten: tuple[Weglating, ...]
    geldig_tot: date


@dataclass(frozen=True, slots=True)
class _Eerder:
    verzoek: Verzoekrij
    nummer: str
    besluit: Besluittekst
    toets: Callable[[], Getoetst]


@dataclass(frozen=True, slots=True)
class Oordeelbeeld:
    """``gehad``: by stuk the day on which this recipient last got it. ``verteld``: the same by kind of data (label), of
    what was told; a package does not say that, so in an own installation it is empty. ``onecht``: how many decisions
    like it are not shown because their signature does not hold.
    """

    gehad: dict[str, date]
    gronden: tuple[Grondbeeld, ...]
    gelijke: tuple[GelijkBesluit, ...]
    verteld: tuple[tuple[str, date], ...] = ()
    begin: Oordeelbegin | None = None
    onecht: int = 0


def load_beeld(werkplek: Werkplek, verzoek_id: UUID) -> Oordeelbeeld:
    """Everything beside the request itself. Raises GeenToegang, EigenBelang, NietGevonden."""
    with werkplek.doe() as t:
        eis_officer(t)
        rij = haal_verzoek(t, verzoek_id)
        eis_geen_belang(t, rij)
        tekst = lees_verzoektekst(rij.tekst)
        gelijke, onecht = _gelijke(t, rij, tekst)
        return Oordeelbeeld(
            _gehad(t, rij),
            tuple(_grond(t, g) for g in tekst.grondslagen),
            gelijke,
            _verteld(t, rij),
            lees_begin(t, ((rij, tekst),))[0],
            onecht,
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
    return Grondbeeld(grond.label, grond.plaats, grond.toelichting, zekerheid, grond.bron)


def _besluiten(t: Transactie, rij: Verzoekrij) -> Iterator[tuple[Verzoekrij, str, str, Callable[[], Getoetst]]]:
    """Every decision of this vault, the latest first: its request, number and text, and what checks it."""
    if isinstance(rij, Delingsverzoek):
        kader = cache(partial(toetskader, t))  # it reads the log: only when needed
        for besluit, verzoek in reversed(rijen.besluiten(t.db)):
            toets = partial(_toets, besluit, verzoek, kader)
            yield verzoek, besluit.nummer, besluit.tekst, toets
    else:
        weg = {intrekking.besluit_id for intrekking in toezichtrijen.intrekkingen(t.db)}
        for eigen, ontvangen in reversed(toezichtrijen.besluiten(t.db)):
            yield ontvangen, eigen.nummer, eigen.tekst, partial(toets_eigen, t, eigen, ontvangen, weg)


def _toets(besluit: Privacybesluit, verzoek: Delingsverzoek, kader: Callable[[], Toetskader]) -> Getoetst:
    return toets_besluit(bewaard(besluit, verzoek), kader())


def _eerdere(t: Transactie, rij: Verzoekrij) -> Iterator[_Eerder]:
    """Those of the vault of this request, as far as they can be read."""
    for verzoek, nummer, tekst, toets in _besluiten(t, rij):
        try:
            besluit = lees_besluittekst(tekst)
        except ValueError:
            continue
        if besluit.oordeel is not Oordeel.TERUGVRAAG:
            yield _Eerder(verzoek, nummer, besluit, toets)


def lees_begin(t: Transactie, verzoeken: Sequence[tuple[Verzoekrij, Verzoektekst]]) -> tuple[Oordeelbegin | None, ...]:
    """What judging each of these begins with; the decisions before are read once for all. Access was checked."""
    eerdere = tuple(_eerdere(t, verzoeken[0][0])) if verzoeken else ()
    per_casus: dict[str, list[_Eerder]] = {}
    for eerder in eerdere:
        per_casus.setdefault(eerder.besluit.manifest[0].casus_id, []).append(eerder)
    return tuple(_begin(t, rij, tekst, per_casus.get(tekst.manifest[0].casus_id, ())) for rij, tekst in verzoeken)


def _gelijke(t: Transactie, rij: Verzoekrij, tekst: Verzoektekst) -> tuple[tuple[GelijkBesluit, ...], int]:
    """The latest of them whose signature holds, and how many were passed over because theirs does not."""
    soort = _soort_ontvanger(t, tekst.manifest[0].ontvanger.organisatie_id)
    gevonden: list[GelijkBesluit] = []
    onecht = 0
    for eerder in _eerdere(t, rij):
        if (
            eerder.verzoek.id == rij.id
            or eerder.besluit.doel != tekst.doel
            or not _lijkt(t, eerder.besluit, tekst, soort)
        ):
            continue
        gebrek = eerder.toets().gebrek
        if not is_echt(gebrek):
            onecht += 1
            continue
        gevonden.append(_gelijk(t, eerder, gebrek))
        if len(gevonden) == MEESTE_GELIJKE:
            break
    return tuple(gevonden), onecht


def _begin(t: Transactie, rij: Verzoekrij, tekst: Verzoektekst, eerdere: Iterable[_Eerder]) -> Oordeelbegin | None:
    """What was decided last on the same question, when that was an approval that was not withdrawn.

    A kind of data that was asked then and not approved is not ready to be approved now; one that is new is.
    """
    gevraagd = tekst.manifest[0]
    for eerder in eerdere:
        besluit, toen = eerder.besluit, eerder.besluit.manifest[0]
        zelfde = (besluit.kluis_id, besluit.soort, besluit.doel) == (tekst.kluis_id, tekst.soort, tekst.doel)
        zelfde = zelfde and eerder.verzoek.id != rij.id
        if not zelfde or toen.casus_id != gevraagd.casus_id or not toen.ontvanger.is_dezelfde(gevraagd.ontvanger):
            continue
        gebrek = eerder.toets().gebrek
        if not is_echt(gebrek):
            continue
        if gebrek in (Gebrek.GEEN_AKKOORD, Gebrek.INGETROKKEN):
            return None
        gevraagd_toen = lees_verzoektekst(eerder.verzoek.tekst).manifest[0]
        niet = set(gevraagd_toen.categorieen) - set(toen.categorieen)
        uiterst = min(tekst.gevraagd_tot, uiterste_dag(t))
        tot = max(t.vandaag, min(uiterst, t.vandaag + (besluit.geldig_tot - lokale_dag(besluit.besloten_op))))
        vanaf = besluit.niet_voor
        return Oordeelbegin(
            eerder.nummer,
            tuple(c for c in gevraagd.categorieen if c not in niet) or gevraagd.categorieen,
            gevraagd.derden and (toen.derden or not gevraagd_toen.derden),
            besluit.voorwaarden,
            besluit.eisen,
            None if vanaf is None or not t.vandaag < vanaf <= tot else vanaf,
            besluit.weglaten,
            tot,
        )
    return None


def _lijkt(t: Transactie, besluit: Besluittekst, tekst: Verzoektekst, soort: str) -> bool:
    toen, nu = besluit.manifest[0], tekst.manifest[0]
    zelfde = toen.ontvanger.is_dezelfde(nu.ontvanger)
    zelfde_soort = bool(soort) and _soort_ontvanger(t, toen.ontvanger.organisatie_id) == soort
    # A refusal covers nothing, so of that any kind of data is as like as another.
    overlapt = not toen.categorieen or not set(toen.categorieen).isdisjoint(nu.categorieen)
    return overlapt and (zelfde or zelfde_soort)


def _soort_ontvanger(t: Transactie, organisatie_id: str) -> str:
    """The kind of organisation; empty where it is not in this vault's address book."""
    try:
        organisatie = t.db.get(Organisatie, UUID(organisatie_id))
    except ValueError:
        return ""
    return "" if organisatie is None else organisatie.soort


def _einde(besluit: Besluittekst, gebrek: Gebrek | None) -> str:
    if gebrek is Gebrek.INGETROKKEN:
        return "later ingetrokken"
    return f"verlopen na {toon_datum(besluit.geldig_tot)}" if gebrek is Gebrek.VERLOPEN else ""


def _gelijk(t: Transactie, eerder: _Eerder, gebrek: Gebrek | None) -> GelijkBesluit:
    besluit = eerder.besluit
    return GelijkBesluit(
        eerder.verzoek.id,
        eerder.nummer,
        OORDEEL_LABELS[besluit.oordeel],
        besluit.besloten_op,
        tuple(label_van(t.profiel.datacategorieen, c) for c in besluit.manifest[0].categorieen),
        besluit.voorwaarden,
        besluit.eisen,
        besluit.niet_voor,
        len(besluit.weglaten),
        besluit.manifest[0].derden,
        _einde(besluit, gebrek),
    )


def getoonde_stukken(
    t: Transactie, rij: Verzoekrij, tekst: Verzoektekst, gesneden: dict[UUID, tuple[Stuk, ...]] | None = None
) -> tuple[Stuk, ...]:
    """The exact content that is judged; ``gesneden`` as :func:`te_delen` has it."""
    if isinstance(rij, Delingsverzoek):
        return te_delen(t, t.haal(Casus, rij.casus_id), rij, tekst, gesneden)[0]
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
