"""The answer to an inzageverzoek (AVG 15): everything held about the youth in this vault, without what is about others.

What is given is read from the metadata (``storage.inzage``): what can only be about the youth is in it; of everything
else somebody looks at each piece and chooses to show it or not, with a reason. What nobody chose stays out.
"""

from __future__ import annotations

import base64
import json
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any
from uuid import UUID

from pmg_desk.domain.canoniek import sha256_hex
from pmg_desk.domain.controle import Veldcontrole
from pmg_desk.domain.datums import toon_datum
from pmg_desk.domain.fouten import Fout, NietGevonden
from pmg_desk.domain.klok import als_tekst, lokale_dag
from pmg_desk.domain.rechten import Gezag, Mag, RechtOordeel, Rechtsoort
from pmg_desk.domain.selectie import Geinformeerde
from pmg_desk.reports.brief import maak_pdf as maak_brief
from pmg_desk.reports.inzageblad import Inzageblad, Inzagedeel, Inzageding, Inzageveld, maak_pdf
from pmg_desk.services.brieven import Briefuitgave, geef_brief_uit, lees_contact
from pmg_desk.services.inzagebrief import antwoordbrief
from pmg_desk.services.inzagelog import Kijkregel, als_logzinnen, kijkregels
from pmg_desk.services.inzagestukken import Inzagestuk, lees_dingen, stuk_id, stukken_van, velden_van
from pmg_desk.services.inzagewoorden import RUBRIEKEN, ding, kolomnaam, titel_voor
from pmg_desk.services.jongeren import naam_van
from pmg_desk.services.rechtbevoegd import bevoegd
from pmg_desk.services.rechtenverzoeken import begin
from pmg_desk.services.rechtinzicht import OPEN
from pmg_desk.services.rechttoegang import haal_verzoek
from pmg_desk.services.werkplek import Transactie, Werkplek
from pmg_desk.storage import inzage as opslag
from pmg_desk.storage.inzage import Inzagekolom, Inzagerij, Vorm
from pmg_desk.storage.models import (
    BriefSoort,
    Casus,
    Gebruiker,
    Inzageantwoord,
    Inzagekeuze,
    Jongere,
    Rechtenverzoek,
    RechtStatus,
)

MAX_REDEN = 400
FORMAAT = "pmg-desk-inzage"
VERSIE = 1


class NietBesloten(Fout):
    """Giving comes after the decision."""

    wat = "Over dit verzoek is nog niet besloten, of er is niets toegewezen."
    veilig = "Er is niets gegeven."
    doe = "Laat eerst een besluit nemen."


class MagNietMeer(Fout):
    """The youth has grown up since the parents asked."""

    wat = "De jongere is intussen oud genoeg om zelf te vragen. De ouders krijgen dit niet zonder de jongere."
    veilig = "Er is niets gegeven."
    doe = "Vraag de jongere. Wil die het ook, leg dan een verzoek van de jongere vast met de ouder als gemachtigde."


class NietInTeZien(Fout):
    """Not a request to see data, or withdrawn."""

    wat = "Bij dit verzoek hoort geen overzicht van gegevens."
    doe = "Kies een verzoek om inzage dat niet is ingetrokken."


class AntwoordVeranderd(Fout):
    """What lies there is not what was given."""

    wat = "Dit antwoord is na het geven veranderd."
    veilig = "Het wordt niet getoond."
    doe = "Laat de privacy officer het logboek controleren."


@dataclass(frozen=True, slots=True)
class Inzagestand:
    """What there is to look at, and how far it is."""

    stukken: tuple[Inzagestuk, ...]
    altijd: int  # values that are given without looking: they are about the youth only

    @property
    def te_bekijken(self) -> int:
        """How many pieces nobody chose about yet."""
        return sum(stuk.tonen is None for stuk in self.stukken)


@dataclass(frozen=True, slots=True)
class Antwoordregel:
    """An answer that was given."""

    id: UUID
    op: str
    door: str


@dataclass(frozen=True, slots=True)
class Antwoord:
    """What was given, exactly; names of files hold no personal data. ``brief``: the letter that goes with it.

    ``eerder``: it was given before and is opened again, so that the files can be written once more.
    """

    id: UUID
    pdf: bytes
    json: str
    naam: str
    brief: Briefuitgave | None = None
    eerder: bool = False


def list_stukken(werkplek: Werkplek, rechtenverzoek_id: UUID, *, openen: bool = True) -> Inzagestand:
    """Everything to look at for this request. Raises GeenToegang, NietInTeZien.

    Logged, but not when what is open is read again (without ``openen``).
    """
    with werkplek.doe() as t:
        rij, casus = _verzoek(t, rechtenverzoek_id)
        dingen, _, _ = lees_dingen(t, rij, casus)
        stukken = stukken_van(dingen, _tonen(t, rij))
        if openen:
            t.log("inzage.bekijken", "rechtenverzoek", rij.id, casus_id=casus.id, aantal=len(stukken))
        return Inzagestand(stukken, sum(len(d.altijd) for d in dingen))


def choose_stukken(
    werkplek: Werkplek, rechtenverzoek_id: UUID, stukken: Collection[str], *, tonen: bool, reden: str = ""
) -> None:
    """Choose to show these pieces or not; not showing needs its reason, and so does what is about somebody else.

    Raises GeenToegang, NietGevonden for what is no piece of this request,
    OngeldigeInvoer (``reden``).
    """
    with werkplek.doe() as t:
        rij, casus = _verzoek(t, rechtenverzoek_id)
        if rij.status in OPEN:
            begin(rij)
        dingen, _, _ = lees_dingen(t, rij, casus)
        bekend = {stuk.id: stuk for stuk in stukken_van(dingen, {})}
        if not set(stukken) <= set(bekend):
            raise NietGevonden
        veld = Veldcontrole()
        nodig = not tonen or any(bekend[id_].let_op for id_ in stukken)
        tekst = veld.tekst("reden", reden, verplicht=nodig, maximum=MAX_REDEN)
        veld.klaar()
        for id_ in stukken:
            keuze = Inzagekeuze(
                id=t.nieuw_id(),
                verzoek_id=rij.id,
                stuk=id_,
                tonen=tonen,
                reden=tekst,
                door_id=t.gebruiker.id,
                op=t.nu,
            )
            t.db.add(keuze)
            t.db.flush()  # one by one: of a piece the row that was written last counts
        t.log("inzage.kiezen", "rechtenverzoek", rij.id, casus_id=casus.id, aantal=len(stukken))
        t.gewijzigd("rechten", casus.id)


def preview_antwoord(werkplek: Werkplek, rechtenverzoek_id: UUID) -> bytes:
    """The answer as it would be given now. Logged. Raises GeenToegang, NietInTeZien."""
    with werkplek.doe() as t:
        rij, casus = _verzoek(t, rechtenverzoek_id)
        blad, _, _ = _maak(t, rij, casus)
        t.log("inzage.voorbereiden", "rechtenverzoek", rij.id, casus_id=casus.id)
        return maak_pdf(blad)


def give_antwoord(werkplek: Werkplek, rechtenverzoek_id: UUID, contact: str, niet_bekeken: str = "") -> Antwoord:
    """Give what was asked: kept with its letter, and logged, before it leaves.

    Every piece is looked at first, or ``niet_bekeken`` says why not; that is told to who asked, with how many.
    Giving is recorded once: when this very answer with this letter was given before (its files could not be written),
    it is opened again and logged as such.

    Raises GeenToegang, NietInTeZien, NietBesloten, MagNietMeer, OngeldigeInvoer (``contact``;
    ``niet_bekeken`` when there are pieces to look at and no reason).
    """
    with werkplek.doe() as t:
        rij, casus = _verzoek(t, rechtenverzoek_id)
        if rij.oordeel not in (RechtOordeel.TOEGEWEZEN, RechtOordeel.DEELS):
            raise NietBesloten
        if bevoegd(t, casus, rij.verzoeker, Gezag.JA, t.vandaag).mag is Mag.NEE:
            raise MagNietMeer
        veld = Veldcontrole()
        wie = lees_contact(veld, contact)
        waarom = veld.tekst("niet_bekeken", niet_bekeken, maximum=MAX_REDEN)
        blad, bestanden, regels = _maak(t, rij, casus, waarom)
        veld.eis(bool(waarom) or not blad.niet_bekeken, "niet_bekeken", _bekijk_eerst(blad.niet_bekeken))
        veld.klaar()
        brieftekst = antwoordbrief(t, rij, casus, blad, wie)
        for gegeven in opslag.antwoorden(t.db, rij.id)[-1:]:
            tot = opslag.eerste_regel_over(t.db, gegeven.id)
            toen = replace(blad, gemaakt_op=gegeven.op, log=als_logzinnen(r for r in regels if r.nr < tot))
            brief_toen = opslag.brief_bij(t.db, gegeven)
            zelfde_brief = brief_toen is not None and brief_toen.document_hash == sha256_hex(
                maak_brief(replace(brieftekst, gemaakt_op=gegeven.op))
            )
            if zelfde_brief and gegeven.json == _als_json(toen, rij, casus, bestanden):
                return _open(t, gegeven, rij, casus)
        pdf, tekst = maak_pdf(blad), _als_json(blad, rij, casus, bestanden)
        antwoord = Inzageantwoord(
            id=t.nieuw_id(),
            verzoek_id=rij.id,
            pdf=pdf,
            json=tekst,
            hash=sha256_hex(pdf, tekst.encode()),
            door_id=t.gebruiker.id,
            op=t.nu,
        )
        t.db.add(antwoord)
        t.log("inzage.geven", "inzageantwoord", antwoord.id, casus_id=casus.id, detail={"document": antwoord.hash})
        t.gewijzigd("rechten", casus.id)
        brief = geef_brief_uit(t, casus, BriefSoort.ANTWOORD, blad.ontvanger, brieftekst)
        return Antwoord(antwoord.id, pdf, tekst, f"inzage-{rij.nummer}", brief)


def list_antwoorden(werkplek: Werkplek, rechtenverzoek_id: UUID) -> tuple[Antwoordregel, ...]:
    """What was given on a request, oldest first. Raises GeenToegang."""
    with werkplek.doe() as t:
        rij, _ = haal_verzoek(t, rechtenverzoek_id)
        return tuple(
            Antwoordregel(a.id, toon_datum(lokale_dag(a.op)), t.haal(Gebruiker, a.door_id).naam)
            for a in opslag.antwoorden(t.db, rij.id)
        )


def open_antwoord(werkplek: Werkplek, antwoord_id: UUID) -> Antwoord:
    """An answer and its letter exactly as they were given. Logged. Raises GeenToegang, AntwoordVeranderd."""
    with werkplek.doe() as t:
        rij = t.haal(Inzageantwoord, antwoord_id)
        verzoek, casus = haal_verzoek(t, rij.verzoek_id)
        return _open(t, rij, verzoek, casus)


def _open(t: Transactie, rij: Inzageantwoord, verzoek: Rechtenverzoek, casus: Casus) -> Antwoord:
    t.log("inzage.openen", "inzageantwoord", rij.id, casus_id=casus.id)
    brief = opslag.brief_bij(t.db, rij)
    if sha256_hex(rij.pdf, rij.json.encode()) != rij.hash:
        raise AntwoordVeranderd
    if brief is not None and sha256_hex(brief.document) != brief.document_hash:
        raise AntwoordVeranderd
    return Antwoord(
        rij.id,
        rij.pdf,
        rij.json,
        f"inzage-{verzoek.nummer}",
        None
        if brief is None
        else Briefuitgave(brief.id, f"brief-{brief.soort.value}-{casus.nummer}.pdf", brief.document),
        eerder=True,
    )


def _verzoek(t: Transactie, rechtenverzoek_id: UUID) -> tuple[Rechtenverzoek, Casus]:
    rij, casus = haal_verzoek(t, rechtenverzoek_id)
    if rij.soort is not Rechtsoort.INZAGE or rij.status is RechtStatus.INGETROKKEN:
        raise NietInTeZien
    return rij, casus


def _tonen(t: Transactie, rij: Rechtenverzoek) -> Mapping[str, Inzagekeuze]:
    return opslag.keuzes(t.db, rij.id)


def _maak(
    t: Transactie, rij: Rechtenverzoek, casus: Casus, waarom: str = ""
) -> tuple[Inzageblad, list[dict[str, str]], tuple[Kijkregel, ...]]:
    dingen, bladen, verborgen = lees_dingen(t, rij, casus)
    keuzes = _tonen(t, rij)
    gekozen = {id_ for id_, keuze in keuzes.items() if keuze.tonen}
    stukken = {stuk_id(een.rij, k, tekst) for een in dingen for k, tekst in een.stukken}
    achter, open_ = len((stukken & set(keuzes)) - gekozen), len(stukken - set(keuzes))
    ouders = rij.verzoeker is Geinformeerde.OUDERS
    delen: list[Inzagedeel] = []
    bestanden: list[dict[str, str]] = []
    for rubriek in RUBRIEKEN:
        getoond = []
        for een in dingen:
            if een.rij.tabel in rubriek.tabellen:
                velden = velden_van(een, gekozen)
                if velden:
                    getoond.append(
                        Inzageding(
                            een.rij.tabel,
                            ding(een.rij.tabel, ouders=ouders),
                            tuple(Inzageveld(k.naam, kolomnaam(k.naam, ouders=ouders), tekst) for k, tekst in velden),
                        )
                    )
                    bestanden += _bestanden(t, een.rij, velden)
        if getoond:
            delen.append(Inzagedeel(rubriek.sleutel, titel_voor(rubriek.titel, ouders=ouders), tuple(getoond)))
    naam = naam_van(t.haal(Jongere, casus.jongere_id)).volledige_naam
    regels = kijkregels(t, bladen, verborgen)
    return (
        Inzageblad(
            gemeente=t.profiel.gemeente,
            kenmerk=rij.nummer,
            ontvanger="Ouders of verzorgers" if ouders else "Jongere",
            over=f"Over {naam}",
            inleiding=_inleiding(achter, open_, waarom, ouders=ouders),
            delen=tuple(delen),
            log=als_logzinnen(regels),
            achtergehouden=achter,
            gemaakt_op=t.nu,
            niet_bekeken=open_,
            niet_bekeken_reden=waarom if open_ else "",
            aan_ouders=ouders,
        ),
        bestanden,
        regels,
    )


def _bestanden(t: Transactie, rij: Inzagerij, velden: Collection[tuple[Inzagekolom, str]]) -> Iterator[dict[str, str]]:
    for kolom, _ in velden:
        if kolom.vorm is Vorm.BESTAND:
            inhoud = opslag.lees_bestand(t.db, rij.tabel, rij.sleutel, kolom.naam)
            yield {
                "soort": rij.tabel,
                "sleutel": kolom.naam,
                "sha256": sha256_hex(inhoud),
                "inhoud_base64": base64.b64encode(inhoud).decode("ascii"),
            }


def _bekijk_eerst(hoeveel: int) -> str:
    wat = "1 stukje" if hoeveel == 1 else f"{hoeveel} stukjes"
    return f"Bekijk eerst nog {wat}, of schrijf hier waarom dat niet kan."


def _inleiding(achter: int, open_: int, waarom: str, *, ouders: bool) -> tuple[str, ...]:
    over, van, mag = ("uw kind", "de gegevens van uw kind", "mag u") if ouders else ("je", "je gegevens", "mag je")
    regels = [
        (
            f"In dit overzicht staat wat er in ons programma over {over} is opgeschreven. Het is een kopie: er is niets"
            f" aan veranderd. Aan het einde staat wie {van} heeft gezien of gebruikt."
        ),
        (
            "Bij een tekst staat of het een feit is, een aanname of een mening. Een mening kan verkeerd zijn. Klopt er"
            f" iets niet, dan {mag} vragen om het te verbeteren of zelf een reactie laten toevoegen."
        ),
    ]
    if achter:
        wat = f"{achter} stukjes staan er niet in. Die gaan ook over anderen, of zij zeggen wie iets vertelde."
        if achter == 1:
            wat = "Eén stukje staat er niet in. Dat gaat ook over een ander, of het zegt wie iets vertelde."
        bent = "Bent u" if ouders else "Ben je"
        regels.append(
            f"{wat} Ook anderen hebben recht op privacy. {bent} het daar niet mee eens, zeg het dan tegen ons."
        )
    if open_:
        wat = "Eén stukje hebben" if open_ == 1 else f"{open_} stukjes hebben"
        regels.append(f"{wat} wij nog niet bekeken. Daarom staat dat er niet in. {waarom}".rstrip())
    return tuple(regels)


def _als_json(blad: Inzageblad, rij: Rechtenverzoek, casus: Casus, bestanden: list[dict[str, str]]) -> str:
    """The same as data that a program can read (AVG 15, lid 3); the keys are described in the manual and stay."""
    inhoud: dict[str, Any] = {
        "formaat": FORMAAT,
        "versie": VERSIE,
        "kenmerk": rij.nummer,
        "casus": casus.nummer,
        "gemeente": blad.gemeente,
        "over": blad.over.removeprefix("Over "),
        "gemaakt_op": als_tekst(blad.gemaakt_op),
        "achtergehouden": blad.achtergehouden,
        "niet_bekeken": blad.niet_bekeken,
        "niet_bekeken_reden": blad.niet_bekeken_reden,
        "rubrieken": [
            {
                "sleutel": deel.sleutel,
                "titel": deel.titel,
                "gegevens": [
                    {
                        "soort": een.soort,
                        "titel": een.titel,
                        "velden": [{"sleutel": v.sleutel, "naam": v.naam, "waarde": v.waarde} for v in een.velden],
                    }
                    for een in deel.dingen
                ],
            }
            for deel in blad.delen
        ],
        "bestanden": bestanden,
        "wie_zag": [{"dag": regel.dag, "zin": regel.zin, "keer": regel.keer} for regel in blad.log],
    }
    return json.dumps(inhoud, ensure_ascii=False, indent=2)
