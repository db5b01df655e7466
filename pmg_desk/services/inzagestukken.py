"""What of a casus is given to who asks for inzage: by row what is given at once, and the pieces to look at first."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from uuid import UUID

from pmg_desk.domain.canoniek import sha256_hex
from pmg_desk.domain.samenvatting import Doorverstrekking
from pmg_desk.services.inzagelog import Dicht, lees_alles
from pmg_desk.services.inzagewoorden import RUBRIEKEN, SLEUTELKOLOMMEN, ding, in_woorden, kolomnaam
from pmg_desk.services.werkplek import Transactie
from pmg_desk.storage import inzage as opslag
from pmg_desk.storage.inzage import Inzagekolom, Inzagerij, Vorm
from pmg_desk.storage.models import Casus, Inzagekeuze, Rechtenverzoek

_OVER_ANDEREN = frozenset(
    {"relatie", "relatieduiding", "groep", "groepslid", "groepsstap", "groepsactie", "groepsversie"}
)
_WIE_VERTELDE = frozenset({"bron", "bron_professional_id"})
_ZELF = frozenset({"jongere", "de jongere"})
_ALLEEN_SLEUTEL = frozenset({("concept", "object_id")})
"""Text that is the key of a row: says nothing to anybody."""
_MENING = frozenset(
    (tabel, naam)
    for tabel in ("rechtenverzoek", "eerdere_mening")
    for naam in ("mening", "mening_op", "mening_door", "mening_tekst")
)
"""What the youth said of a request that a parent made: not for the parent without a thought."""
_EIGEN_STUK = _MENING | {("relatie", "geboortedatum"), ("relatie", "gezag"), ("signaal", "over_wie")}
"""Values that tell something of somebody else by themselves."""


@dataclass(frozen=True, slots=True)
class Inzagestuk:
    """A piece to look at. ``tonen`` None: nobody chose yet. ``let_op``: why it may be about somebody else."""

    id: str
    rubriek: str
    ding: str
    veld: str
    tekst: str
    let_op: str
    tonen: bool | None
    reden: str


@dataclass(slots=True)
class Ding:
    """A row of which something may be given."""

    rij: Inzagerij
    altijd: list[tuple[Inzagekolom, str]] = field(default_factory=list)
    mee: list[tuple[Inzagekolom, str]] = field(default_factory=list)  # goes along once a piece of the row is shown
    stukken: list[tuple[Inzagekolom | None, str]] = field(default_factory=list)


def lees_dingen(t: Transactie, verzoek: Rechtenverzoek, casus: Casus) -> tuple[list[Ding], list[opslag.Blad], Dicht]:
    """Every row with what may be given of it, section by section; what is shielded (AVG 23) is not among them."""
    _, rijen, bladen, verborgen = lees_alles(t, casus.id)
    eigen = _van_dit_verzoek(t, verzoek)
    werk = {blad.nr for blad in bladen if blad.object_id in eigen}
    mee = [rij for rij in rijen if not _weg(rij, verzoek, verborgen, eigen, werk)]
    wie = {rij.waarden[k.naam] for rij in mee for k in _kolommen(rij) if k.vorm is Vorm.WIE if k.naam in rij.waarden}
    namen = opslag.namen(t.db, wie)
    per_tabel: dict[str, list[Ding]] = {}
    for rij in mee:
        per_tabel.setdefault(rij.tabel, []).append(_ding(t, rij, namen, str(casus.id)))
    dingen = [d for rubriek in RUBRIEKEN for tabel in rubriek.tabellen for d in per_tabel.get(tabel, ())]
    return dingen, bladen, verborgen


def _kolommen(rij: Inzagerij) -> tuple[Inzagekolom, ...]:
    return opslag.inzagekolommen()[rij.tabel]


def _van_dit_verzoek(t: Transactie, verzoek: Rechtenverzoek) -> frozenset[UUID]:
    """Keys of the request, the answers on it and their letters."""
    gegeven = opslag.antwoorden(t.db, verzoek.id)
    brieven = [brief.id for antwoord in gegeven if (brief := opslag.brief_bij(t.db, antwoord)) is not None]
    return frozenset([verzoek.id, *(antwoord.id for antwoord in gegeven), *brieven])


def _weg(
    rij: Inzagerij, verzoek: Rechtenverzoek, verborgen: Dicht, eigen: Collection[UUID], werk: Collection[int]
) -> bool:
    if rij.sleutel in verborgen.rijen or (rij.tabel == "logdetail" and rij.sleutel in verborgen.regels):
        return True
    if rij.tabel == "afscherming":
        return rij.sleutel not in verborgen.opgeheven
    # The work on this very request is not part of its own answer.
    return (
        rij.sleutel in eigen
        or (rij.tabel == "logdetail" and rij.sleutel in werk)
        or (rij.tabel in ("inzagekeuze", "eerdere_mening") and verzoek.id in rij.wijst_naar)
        or (rij.tabel == "concept" and rij.waarden.get("object_id") == str(verzoek.id))
    )


def _ding(t: Transactie, rij: Inzagerij, namen: Mapping[UUID, str], casus_id: str) -> Ding:
    gevonden, eigen = Ding(rij), _alleen_over_de_jongere(rij)
    for kolom in _kolommen(rij):
        if kolom.naam not in rij.waarden or (rij.tabel, kolom.naam) in _ALLEEN_SLEUTEL:
            continue
        waarde = rij.waarden[kolom.naam]
        if kolom.vorm is Vorm.BESTAND:
            tekst = f"een bestand van {-(-waarde // 1024)} kB; het staat in de digitale kopie"
        elif kolom.vorm is Vorm.WIE:
            tekst = namen.get(waarde, "")
        else:
            tekst = in_woorden(t.profiel, rij.tabel, kolom.naam, waarde, casus_id)
        if not tekst:
            continue
        if not kolom.eerst_bekijken or (eigen and (kolom.naam == "tekst" or not _is_stuk(rij, kolom, tekst))):
            gevonden.altijd.append((kolom, tekst))
        elif _is_stuk(rij, kolom, tekst):
            gevonden.stukken.append((kolom, tekst))
        else:
            gevonden.mee.append((kolom, tekst))
    if gevonden.mee and not gevonden.stukken:
        gevonden.stukken.append((None, "; ".join(f"{kolomnaam(k.naam)}: {tekst}" for k, tekst in gevonden.mee)))
    return gevonden


def _alleen_over_de_jongere(rij: Inzagerij) -> bool:
    """Words of the youth, or of somebody at an organisation, that its writer marked as about nobody else."""
    waarden = rij.waarden
    return (
        rij.tabel == "uitspraak"
        and waarden.get("derden") is False
        and waarden.get("doorverstrekking") is not Doorverstrekking.NEE
        and ("bron_professional_id" in waarden or str(waarden.get("bron", "")).lower() in _ZELF)
    )


def _is_stuk(rij: Inzagerij, kolom: Inzagekolom, tekst: str) -> bool:
    plek = (kolom.tabel, kolom.naam)
    if kolom.naam in _WIE_VERTELDE and rij.waarden.get("doorverstrekking") is not Doorverstrekking.NEE:
        # The youth, or somebody by function and never by name: this gives nobody away that wants to stay unknown.
        return not (kolom.vorm is Vorm.WIE or tekst.lower() in _ZELF)
    if plek in _EIGEN_STUK:
        return True
    return kolom.vorm is not Vorm.WAARDE and plek not in SLEUTELKOLOMMEN


def stuk_id(rij: Inzagerij, kolom: Inzagekolom | None, tekst: str) -> str:
    """Which piece, and what stood in it: another text in the same place is another piece, to be looked at again."""
    naam = "" if kolom is None else kolom.naam
    return f"{rij.tabel}:{rij.sleutel}:{naam}:{sha256_hex(tekst.encode())[:16]}"


def stukken_van(dingen: Collection[Ding], keuzes: Mapping[str, Inzagekeuze]) -> tuple[Inzagestuk, ...]:
    """The pieces to look at, each with the choice that counts."""
    titels = {tabel: rubriek.titel for rubriek in RUBRIEKEN for tabel in rubriek.tabellen}
    gevonden = []
    for een in dingen:
        for kolom, tekst in een.stukken:
            id_ = stuk_id(een.rij, kolom, tekst)
            keuze = keuzes.get(id_)
            gevonden.append(
                Inzagestuk(
                    id_,
                    titels[een.rij.tabel],
                    ding(een.rij.tabel),
                    "" if kolom is None else kolomnaam(kolom.naam),
                    tekst,
                    _let_op(een.rij, kolom),
                    None if keuze is None else keuze.tonen,
                    "" if keuze is None else keuze.reden,
                )
            )
    return tuple(gevonden)


def _let_op(rij: Inzagerij, kolom: Inzagekolom | None) -> str:
    waarden = rij.waarden
    if kolom is not None and kolom.naam in _WIE_VERTELDE:
        return "Hieraan is te zien wie dit vertelde."
    if kolom is not None and (kolom.tabel, kolom.naam) in _MENING:
        return "Dit zei de jongere over een vraag van een ouder."
    if rij.tabel in _OVER_ANDEREN:
        return "Dit gaat over iemand anders."
    if waarden.get("derden"):
        wie = waarden.get("derden_wie", "")
        return f"Dit gaat ook over een ander: {wie}." if wie else "Dit gaat ook over een ander."
    if waarden.get("doorverstrekking") is Doorverstrekking.NEE:
        return "De bron wil niet dat dit verder gaat."
    return ""


def velden_van(een: Ding, gekozen: Collection[str]) -> list[tuple[Inzagekolom, str]]:
    """What of a row is given, in the order of its columns."""
    getoond = [(k, tekst) for k, tekst in een.stukken if stuk_id(een.rij, k, tekst) in gekozen]
    velden = [*een.altijd, *((k, tekst) for k, tekst in getoond if k is not None), *(een.mee if getoond else ())]
    volgorde = {k.naam: nr for nr, k in enumerate(_kolommen(een.rij))}
    return sorted(velden, key=lambda veld: volgorde[veld[0].naam])
