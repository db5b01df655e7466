"""One signature over several requests that are alike: each is shown, judged and logged by itself.

What the officer saw of each request is held against what it is at the moment of signing. Whatever changed in between is
told in words first, and nothing is signed then.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from uuid import UUID

from pmg_desk.domain.canoniek import Waarde, canoniek, sha256_hex
from pmg_desk.domain.datacategorie import is_bijzonder, zonder_grond
from pmg_desk.domain.datums import toon_datum
from pmg_desk.domain.delen import Oordeel, Soort, Verzoektekst, Weglating
from pmg_desk.domain.document import stuk_waarde
from pmg_desk.domain.fouten import Fout, OngeldigeInvoer
from pmg_desk.domain.oordeel import Beoordeling, BesluitInvoer, gaat_mee
from pmg_desk.domain.profiel.sectie import label_van
from pmg_desk.domain.rollen import Recht
from pmg_desk.domain.samenvatting import Stuk
from pmg_desk.services import oordelen, toezicht
from pmg_desk.services.belangen import Verzoekrij, casus_van, eis_officer, haal_verzoek
from pmg_desk.services.delen import VerzoekRegel, verzoekregel
from pmg_desk.services.oordeelbeeld import Oordeelbegin, getoonde_stukken, lees_begin
from pmg_desk.services.postvak import gelijkenis, groep_van, list_postvak
from pmg_desk.services.toezichtregister import ontvangen_regel
from pmg_desk.services.verzoeken import uiterste_dag
from pmg_desk.services.werkplek import Transactie, Werkplek
from pmg_desk.storage.models import Casus, Delingsverzoek, OntvangenVerzoek

ANDERS = "Dit verzoek is niet gelijk aan de andere: beoordeel het apart."
MEESTE = 60
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

    ``ongedekt``: the special kinds of data that are asked while no ground of the request is about them. ``begin``: what
    was decided before on the same question; what that did not give is not here either. ``geldig_tot``: its last day.
    """

    regel: VerzoekRegel
    categorieen: tuple[str, ...]
    derden: bool
    stukken: tuple[Stuk, ...]
    gezien: str
    geldig_tot: date
    ongedekt: tuple[str, ...] = ()
    begin: Oordeelbegin | None = None
    jongere: UUID | None = None  # whom it is about; of what came from elsewhere only the casus is known
    geinformeerd: str = ""
    minder: tuple[str, ...] = ()  # asked, and not given before
    zonder_derden: bool = False  # the same of what is about others

    @property
    def voorwaarden(self) -> bool:
        """Whether the decision before gave it with conditions, or less than is asked now."""
        een = self.begin
        return een is not None and bool(
            een.eisen or een.niet_voor or een.voorwaarden or een.weglaten or self.minder or self.zonder_derden
        )


@dataclass(frozen=True, slots=True)
class Bundelvoorstel:
    """Requests that can be judged together now, and those that cannot, each with its number and the reason."""

    delen: tuple[Bundeldeel, ...]
    weg: tuple[tuple[str, str], ...]
    doel_label: str
    grondslag_labels: tuple[str, ...]
    antwoorden: tuple[str, str, str]  # why it is needed, why so much, why not less
    categorie_labels: tuple[tuple[str, str, bool], ...]  # key, label, bijzonder
    derden_gevraagd: bool
    max_geldig_tot: date


@dataclass(frozen=True, slots=True)
class Bundelinvoer:
    """One judgement for all of them. ``invoer.categorieen``: each gets of these what it asked for.

    What the decision before on the same question said comes on top of it, for that request: several are never judged
    more loosely at once than one by one. Without ``invoer.geldig_tot`` each lasts until its own day, with it no longer.
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
                weg.append((gevonden[0].nummer, ANDERS))
            else:
                goed.append(gevonden)
        if not goed:
            raise OngeldigeInvoer({"verzoeken": " ".join(reden for _, reden in weg) or "Kies eerst verzoeken."})
        for rij, tekst in goed:
            _log_openen(t, rij, tekst)
        begins = lees_begin(t, goed)
        gesneden: dict[UUID, tuple[Stuk, ...]] = {}
        delen = tuple(_deel(t, rij, tekst, begin, gesneden) for (rij, tekst), begin in zip(goed, begins, strict=True))
        eerste = goed[0][1]
        alle = sorted({c for deel in delen for c in deel.categorieen})
        return Bundelvoorstel(
            delen,
            tuple(weg),
            label_van(t.profiel.doeleinden, eerste.doel),
            tuple(label_van(t.profiel.grondslagen, g) for g in eerste.grondslagen),
            (eerste.noodzaak, eerste.proportionaliteit, eerste.subsidiariteit),
            tuple((c, label_van(t.profiel.datacategorieen, c), is_bijzonder(t.profiel, c)) for c in alle),
            any(deel.derden for deel in delen),
            max(deel.geldig_tot for deel in delen),
        )


def next_bundel(werkplek: Werkplek, getekend: UUID) -> tuple[UUID, ...]:
    """What waits of the same group as this request that was judged, as many as may be judged at once.

    Raises GeenToegang, NietGevonden.
    """
    with werkplek.doe() as t:
        eis_officer(t)
        groep = groep_van(haal_verzoek(t, getekend))
    wachtend = (r for r in list_postvak(werkplek) if r.wacht and r.van_mij and not r.belang and not r.eigen)
    return tuple(regel.id for regel in wachtend if regel.groep == groep)[:MEESTE]


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


def _deel(
    t: Transactie,
    rij: Verzoekrij,
    tekst: Verzoektekst,
    begin: Oordeelbegin | None,
    gesneden: dict[UUID, tuple[Stuk, ...]],
) -> Bundeldeel:
    regel, stukken = tekst.manifest[0], getoonde_stukken(t, rij, tekst, gesneden)
    lijst = verzoekregel(t, rij) if isinstance(rij, Delingsverzoek) else ontvangen_regel(t, rij)
    gezien = canoniek(
        {"verzoek": tekst.hash(), "stukken": [stuk_waarde(stuk) for stuk in stukken], "begin": _begin_waarde(begin)}
    )
    som = sha256_hex(gezien.encode("utf-8"))
    categorieen, derden = (regel.categorieen, regel.derden) if begin is None else (begin.categorieen, begin.derden)
    if begin is not None:
        toen = BesluitInvoer(
            Oordeel.AKKOORD, "", categorieen=categorieen, derden=derden, stukken=_ids(stukken), weglaten=begin.weglaten
        )
        weg = _nog_hier(begin.weglaten, stukken)
        begin, stukken = replace(begin, weglaten=weg), gaat_mee(tekst, stukken, toen)
    eigen = min(tekst.gevraagd_tot, uiterste_dag(t))
    return Bundeldeel(
        lijst,
        categorieen,
        derden,
        stukken,
        som,
        eigen if begin is None else min(eigen, begin.geldig_tot),
        zonder_grond(t.profiel, tekst.grondslagen, categorieen),
        begin,
        t.haal(Casus, rij.casus_id).jongere_id if isinstance(rij, Delingsverzoek) else casus_van(rij)[1],
        tekst.geinformeerd,
        tuple(c for c in regel.categorieen if c not in categorieen),
        regel.derden and not derden,
    )


def _ids(stukken: Iterable[Stuk]) -> tuple[str, ...]:
    return tuple(stuk.id for stuk in stukken)


def _nog_hier(weglaten: Iterable[Weglating], stukken: Iterable[Stuk]) -> tuple[Weglating, ...]:
    """Of what was left out before, what is in the dossier now: the rest needs no leaving out."""
    velden = {stuk.id: {"", *(label for label, _ in stuk.velden)} for stuk in stukken}
    return tuple(weg for weg in weglaten if weg.veld in velden.get(weg.stuk, ()))


def _begin_waarde(begin: Oordeelbegin | None) -> Waarde:
    if begin is None:
        return None
    return {
        "besluit": begin.nummer,
        "categorieen": list(begin.categorieen),
        "derden": begin.derden,
        "voorwaarden": begin.voorwaarden,
        "eisen": [eis.value for eis in begin.eisen],
        "niet_voor": "" if begin.niet_voor is None else begin.niet_voor.isoformat(),
        "weglaten": [[weg.stuk, weg.veld] for weg in begin.weglaten],
        "geldig_tot": begin.geldig_tot.isoformat(),
    }


def decide_bundel(werkplek: Werkplek, bundel: Bundelinvoer) -> tuple[UUID, ...]:
    """Judge all of them with one signature; returns the decisions in the order of ``gezien``: all of them or none.

    Raises GeenToegang, BundelVeranderd, OngeldigeInvoer (as for one request, and ``verzoeken``).
    """
    with werkplek.doe() as t:
        eis_officer(t)
        _eis_samen(bundel)
        elders, weg = t.gebruiker.mag(Recht.TOEZICHT_HOUDEN), []
        goed: list[tuple[Verzoekrij, Verzoektekst]] = []
        for verzoek_id in bundel.gezien:
            gevonden = _open(t, verzoek_id)
            if isinstance(gevonden, Fout):
                weg.append((haal_verzoek(t, verzoek_id).nummer, gevonden.wat))
            elif goed and not _lijkt(goed[0], gevonden):
                weg.append((gevonden[0].nummer, ANDERS))
            else:
                goed.append(gevonden)
        delen: list[Bundeldeel] = []
        gesneden: dict[UUID, tuple[Stuk, ...]] = {}
        for (rij, tekst), begin in zip(goed, lees_begin(t, goed), strict=True):
            deel = _deel(t, rij, tekst, begin, gesneden)
            delen.append(deel)
            if deel.gezien != bundel.gezien[rij.id]:
                weg.append((rij.nummer, "Wat de ontvanger zou krijgen, is veranderd sinds u het zag."))
        if weg:
            raise BundelVeranderd(sorted(weg))
        _eis_dag(bundel, delen)
        hier: list[tuple[Delingsverzoek, Verzoektekst, Beoordeling]] = []
        ontvangen: list[tuple[OntvangenVerzoek, Verzoektekst, Beoordeling]] = []
        for (rij, tekst), deel in zip(goed, delen, strict=True):
            invoer = _voor(bundel, deel, tekst)
            if isinstance(rij, Delingsverzoek):
                hier.append((rij, tekst, oordelen.beoordeel_verzoek(t, rij, tekst, invoer)))
            else:
                ontvangen.append((rij, tekst, toezicht.beoordeel_ontvangen(t, rij, tekst, invoer)))
        return toezicht.onderteken_ontvangen(t, ontvangen) if elders else oordelen.onderteken_oordelen(t, hier)


def _eis_samen(bundel: Bundelinvoer) -> None:
    fouten: dict[str, str] = {}
    if not 1 <= len(bundel.gezien) <= MEESTE:
        fouten["verzoeken"] = f"Kies 1 tot en met {MEESTE} verzoeken."
    if bundel.invoer.oordeel is Oordeel.TERUGVRAAG:
        fouten["oordeel"] = "Een vraag stelt u over één verzoek."
    if fouten:
        raise OngeldigeInvoer(fouten)


def _eis_dag(bundel: Bundelinvoer, delen: Sequence[Bundeldeel]) -> None:
    """A day that was typed and that none of them may last until is a mistake; later than one of them is not."""
    dag, laatst = bundel.invoer.geldig_tot, max(deel.geldig_tot for deel in delen)
    if dag is not None and dag > laatst:
        raise OngeldigeInvoer(
            {"geldig_tot": f"Geen van deze verzoeken mag langer dan tot en met {toon_datum(laatst)}."}
        )


def _voor(bundel: Bundelinvoer, deel: Bundeldeel, tekst: Verzoektekst) -> BesluitInvoer:
    """The judgement for one of them: never more than that one asked, nor than was given before on the same question."""
    samen, weglaten = bundel.invoer, bundel.weglaten.get(deel.regel.id, ())
    if samen.oordeel not in (Oordeel.AKKOORD, Oordeel.AKKOORD_BEPERKT):
        return replace(samen, geldig_tot=None)
    eigen = replace(
        samen,
        categorieen=tuple(c for c in samen.categorieen if c in deel.categorieen),
        derden=samen.derden and deel.derden,
        stukken=_ids(deel.stukken) if tekst.soort is Soort.DOCUMENT else (),
        geldig_tot=deel.geldig_tot if samen.geldig_tot is None else min(samen.geldig_tot, deel.geldig_tot),
        weglaten=weglaten,
    )
    begin = deel.begin
    if begin is None:
        return eigen
    return replace(
        eigen,
        eisen=(*samen.eisen, *begin.eisen),
        niet_voor=max((dag for dag in (samen.niet_voor, begin.niet_voor) if dag is not None), default=None),
        voorwaarden=" ".join(dict.fromkeys(z for z in (begin.voorwaarden, samen.voorwaarden.strip()) if z)),
        weglaten=(*weglaten, *begin.weglaten),
    )
