"""One signature over several requests that are alike: each is shown, judged and logged by itself.

What the officer saw of each request is held against what it is at the moment of signing. Whatever changed in between is
told in words first, and nothing is signed then.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from uuid import UUID

from pmg_desk.domain.canoniek import canoniek, sha256_hex
from pmg_desk.domain.datacategorie import is_bijzonder, zonder_grond
from pmg_desk.domain.delen import Oordeel, Soort, Verzoektekst, Weglating
from pmg_desk.domain.document import stuk_waarde
from pmg_desk.domain.fouten import Fout, OngeldigeInvoer
from pmg_desk.domain.oordeel import Beoordeling, BesluitInvoer
from pmg_desk.domain.profiel.sectie import label_van
from pmg_desk.domain.rollen import Recht
from pmg_desk.domain.samenvatting import Stuk
from pmg_desk.services import oordelen, toezicht
from pmg_desk.services.belangen import Verzoekrij, eis_officer, haal_verzoek
from pmg_desk.services.delen import VerzoekRegel, verzoekregel
from pmg_desk.services.oordeelbeeld import getoonde_stukken
from pmg_desk.services.postvak import gelijkenis
from pmg_desk.services.toezichtregister import ontvangen_regel
from pmg_desk.services.verzoeken import uiterste_dag
from pmg_desk.services.werkplek import Transactie, Werkplek
from pmg_desk.storage.models import Delingsverzoek, OntvangenVerzoek

MEESTE = 50
"""More than this nobody reads before signing."""


class BundelVeranderd(Fout):
    """Some of the requests are not what the officer saw; ``weg`` says which and why."""

    veilig = "Er is niets ondertekend."
    doe = "Bekijk de lijst opnieuw en onderteken dan."

    def __init__(self, weg: Sequence[tuple[str, str]]) -> None:
        self.weg = tuple(weg)
        super().__init__(" ".join(f"{nummer}: {reden}" for nummer, reden in weg))


@dataclass(frozen=True, slots=True)
class Bundeldeel:
    """One request in a bundle: what the recipient would get of it, and ``gezien``, the sum of what is shown.

    ``ongedekt``: the special kinds of data that are asked while no ground of the request is about them.
    """

    regel: VerzoekRegel
    categorieen: tuple[str, ...]
    derden: bool
    noodzaak: str
    stukken: tuple[Stuk, ...]
    gezien: str
    ongedekt: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Bundelvoorstel:
    """Requests that can be judged together now, and those that cannot, each with its number and the reason."""

    delen: tuple[Bundeldeel, ...]
    weg: tuple[tuple[str, str], ...]
    doel_label: str
    grondslag_labels: tuple[str, ...]
    categorie_labels: tuple[tuple[str, str, bool], ...]  # key, label, bijzonder
    derden_gevraagd: bool
    max_geldig_tot: date


@dataclass(frozen=True, slots=True)
class Bundelinvoer:
    """One judgement for all of them. ``invoer.categorieen``: each gets of these what it asked for.

    ``gezien``: by request the sum of what was shown. ``weglaten``: by request what is taken out of it.
    """

    invoer: BesluitInvoer
    gezien: Mapping[UUID, str]
    weglaten: Mapping[UUID, tuple[Weglating, ...]] = field(default_factory=dict)


def prepare_bundel(werkplek: Werkplek, verzoek_ids: Sequence[UUID]) -> Bundelvoorstel:
    """Show what one signature over these would do. It opens case content, so each request is logged.

    The first that may be judged says what the others must be like. Raises GeenToegang, NietGevonden, and
    OngeldigeInvoer (``verzoeken``) for more than may be judged at once, or when none is left.
    """
    with werkplek.doe() as t:
        eis_officer(t)
        if len(verzoek_ids) > MEESTE:
            raise OngeldigeInvoer({"verzoeken": f"Kies hoogstens {MEESTE} verzoeken tegelijk."})
        goed: list[tuple[Verzoekrij, Verzoektekst]] = []
        weg: list[tuple[str, str]] = []
        for verzoek_id in verzoek_ids:
            gevonden = _open(t, verzoek_id)
            if isinstance(gevonden, Fout):
                weg.append((haal_verzoek(t, verzoek_id).nummer, gevonden.wat))
            elif goed and not _lijkt(goed[0], gevonden):
                weg.append((gevonden[0].nummer, "Dit verzoek is niet gelijk aan de andere: beoordeel het apart."))
            else:
                goed.append(gevonden)
        if not goed:
            raise OngeldigeInvoer({"verzoeken": " ".join(reden for _, reden in weg) or "Kies eerst verzoeken."})
        for rij, tekst in goed:
            _log_openen(t, rij, tekst)
        delen = tuple(_deel(t, rij, tekst) for rij, tekst in goed)
        eerste = goed[0][1]
        alle = sorted({c for deel in delen for c in deel.categorieen})
        return Bundelvoorstel(
            delen,
            tuple(weg),
            label_van(t.profiel.doeleinden, eerste.doel),
            tuple(label_van(t.profiel.grondslagen, g) for g in eerste.grondslagen),
            tuple((c, label_van(t.profiel.datacategorieen, c), is_bijzonder(t.profiel, c)) for c in alle),
            any(deel.derden for deel in delen),
            min(uiterste_dag(t), *(tekst.gevraagd_tot for _, tekst in goed)),
        )


def _open(t: Transactie, verzoek_id: UUID) -> tuple[Verzoekrij, Verzoektekst] | Fout:
    """The request when it may be judged now by this officer, else what stands in the way."""
    try:
        if t.gebruiker.mag(Recht.TOEZICHT_HOUDEN):
            return toezicht.open_ontvangen(t, verzoek_id)
        return oordelen.open_voor_oordeel(t, verzoek_id)
    except Fout as fout:
        return fout


def _lijkt(een: tuple[Verzoekrij, Verzoektekst], ander: tuple[Verzoekrij, Verzoektekst]) -> bool:
    zelfde_kluis = een[1].kluis_id == ander[1].kluis_id
    return zelfde_kluis and gelijkenis(een[1]) == gelijkenis(ander[1])


def _log_openen(t: Transactie, rij: Verzoekrij, tekst: Verzoektekst) -> None:
    categorieen = tekst.manifest[0].categorieen
    if isinstance(rij, Delingsverzoek):
        t.log("verzoek.openen", "delingsverzoek", rij.id, casus_id=rij.casus_id, categorieen=categorieen)
    else:
        t.log("toezicht.openen", "ontvangen_verzoek", rij.id, categorieen=categorieen)


def _deel(t: Transactie, rij: Verzoekrij, tekst: Verzoektekst) -> Bundeldeel:
    regel, stukken = tekst.manifest[0], getoonde_stukken(t, rij, tekst)
    lijst = verzoekregel(t, rij) if isinstance(rij, Delingsverzoek) else ontvangen_regel(t, rij)
    gezien = canoniek({"verzoek": tekst.hash(), "stukken": [stuk_waarde(stuk) for stuk in stukken]})
    som = sha256_hex(gezien.encode("utf-8"))
    ongedekt = zonder_grond(t.profiel, tekst.grondslagen, regel.categorieen)
    return Bundeldeel(lijst, regel.categorieen, regel.derden, tekst.noodzaak, stukken, som, ongedekt)


def decide_bundel(werkplek: Werkplek, bundel: Bundelinvoer) -> tuple[UUID, ...]:
    """Judge all of them with one signature; returns the decisions in the order of ``gezien``: all of them or none.

    Raises GeenToegang, BundelVeranderd, OngeldigeInvoer (as for one request, and ``verzoeken``).
    """
    with werkplek.doe() as t:
        eis_officer(t)
        _eis_samen(bundel)
        elders, weg = t.gebruiker.mag(Recht.TOEZICHT_HOUDEN), []
        hier: list[tuple[Delingsverzoek, Verzoektekst, Beoordeling]] = []
        ontvangen: list[tuple[OntvangenVerzoek, Verzoektekst, Beoordeling]] = []
        eerste: tuple[Verzoekrij, Verzoektekst] | None = None
        for verzoek_id, gezien in bundel.gezien.items():
            gevonden = _open(t, verzoek_id)
            if isinstance(gevonden, Fout):
                weg.append((haal_verzoek(t, verzoek_id).nummer, gevonden.wat))
                continue
            rij, tekst = gevonden
            eerste = eerste or gevonden
            if not _lijkt(eerste, gevonden):
                weg.append((rij.nummer, "Dit verzoek is niet gelijk aan de andere: beoordeel het apart."))
                continue
            deel = _deel(t, rij, tekst)
            if deel.gezien != gezien:
                weg.append((rij.nummer, "Wat de ontvanger zou krijgen, is veranderd sinds u het zag."))
                continue
            invoer = _voor(bundel, verzoek_id, deel, tekst)
            if isinstance(rij, Delingsverzoek):
                hier.append((rij, tekst, oordelen.beoordeel_verzoek(t, rij, tekst, invoer)))
            else:
                ontvangen.append((rij, tekst, toezicht.beoordeel_ontvangen(t, rij, tekst, invoer)))
        if weg:
            raise BundelVeranderd(weg)
        return toezicht.onderteken_ontvangen(t, ontvangen) if elders else oordelen.onderteken_oordelen(t, hier)


def _eis_samen(bundel: Bundelinvoer) -> None:
    fouten: dict[str, str] = {}
    if not 1 <= len(bundel.gezien) <= MEESTE:
        fouten["verzoeken"] = f"Kies 1 tot en met {MEESTE} verzoeken."
    if bundel.invoer.oordeel is Oordeel.TERUGVRAAG:
        fouten["oordeel"] = "Een vraag stelt u over één verzoek."
    if fouten:
        raise OngeldigeInvoer(fouten)


def _voor(bundel: Bundelinvoer, verzoek_id: UUID, deel: Bundeldeel, tekst: Verzoektekst) -> BesluitInvoer:
    """The judgement for one of them: never more than that one asked."""
    return replace(
        bundel.invoer,
        categorieen=tuple(c for c in bundel.invoer.categorieen if c in deel.categorieen),
        derden=bundel.invoer.derden and deel.derden,
        stukken=tuple(stuk.id for stuk in deel.stukken) if tekst.soort is Soort.DOCUMENT else (),
        weglaten=bundel.weglaten.get(verzoek_id, ()),
    )
