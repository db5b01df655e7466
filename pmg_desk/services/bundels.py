"""Handing out a bundle per recipient for an overleg, all at once; each bundle is a use case of its own.

A bundle and its entries in the sharing register, one per casus under its own decisions, are written in one
transaction; only when that has been committed does the caller get the bytes. Exact documents that were approved are in
no bundle: these are judged as they stand, and are printed from the dossier.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from pmg_desk.domain.bevestigen import onbevestigd
from pmg_desk.domain.bundel import Bundelversie
from pmg_desk.domain.controle import Veldcontrole
from pmg_desk.domain.delen import vouw_functie
from pmg_desk.domain.fouten import Fout, OngeldigeInvoer
from pmg_desk.domain.rollen import Recht
from pmg_desk.services.belangen import eis_casus_vrij
from pmg_desk.services.bundelbeeld import bundelontvangers
from pmg_desk.services.bundelbladen import lees_bundel
from pmg_desk.services.bundelopbouw import stel_bundel_samen, teken_bundel
from pmg_desk.services.bundelpapier import eis_niet_aangekomen
from pmg_desk.services.overleggen import leesbaar_overleg
from pmg_desk.services.overlegpapier import (
    Regels,
    Wie,
    boek_exemplaar,
    geef_elk_apart,
    log_per_casus,
    overleg_om_uit_te_geven,
)
from pmg_desk.services.pseudoniemen import Twijfel
from pmg_desk.services.samenvattingen import NieuweTekst
from pmg_desk.services.werkplek import Transactie, Werkplek
from pmg_desk.storage import bundels as rijen
from pmg_desk.storage.models import (
    Organisatie,
    Overlegbundel,
    VerstrekkingStatus,
    Wijze,
)

PAPIERSTORING = "De gebruiker meldde dat het exemplaar niet goed uit de printer kwam."


@dataclass(frozen=True, slots=True)
class Bundelkeuze:
    """For whom a bundle is: a function of an organisation, or one person who has it.

    ``zonder``: casussen that the user leaves out. ``bevestigd``: what came after the judgement and the user read and
    lets go to this recipient, as ``NieuwStuk.id`` names it.
    """

    organisatie_id: UUID
    functie: str
    professional_id: UUID | None = None
    zonder: frozenset[UUID] = frozenset()
    bevestigd: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Bundeluitgave:
    """A bundle that was issued: the bytes may leave now. ``bestandsnaam`` holds no personal data."""

    id: UUID
    keuze: Bundelkeuze
    ontvanger: str
    exemplaar: int
    bestandsnaam: str
    pdf: bytes


@dataclass(frozen=True, slots=True)
class Bundelvoorbeeld:
    """A proof. ``twijfels``: what on it may still name somebody where pseudonyms stand instead of names."""

    pdf: bytes
    twijfels: tuple[Twijfel, ...]


@dataclass(frozen=True, slots=True)
class Bundelmisser:
    """A recipient who got no bundle, and why. Nothing of it was issued; the others are whole."""

    keuze: Bundelkeuze
    ontvanger: str
    fout: Fout


@dataclass(frozen=True, slots=True)
class Bundeluitslag:
    """What became of each that was asked for."""

    uitgegeven: tuple[Bundeluitgave, ...]
    mislukt: tuple[Bundelmisser, ...]


def preview_bundel(
    werkplek: Werkplek,
    overleg_id: UUID,
    keuze: Bundelkeuze,
    versie: Bundelversie = Bundelversie.VOORAF,
    *,
    groot: bool = False,
) -> bytes:
    """The bundle as it would be issued now, as a proof: for the screen only. Logged for each casus in it.

    Raises NietsTeDelen, OngeldigeInvoer, GeenToegang.
    """
    return _bekijk(werkplek, overleg_id, keuze, versie, groot=groot, schuilnamen=False).pdf


def preview_schuilbundel(
    werkplek: Werkplek, overleg_id: UUID, keuze: Bundelkeuze, versie: Bundelversie = Bundelversie.VOORAF
) -> Bundelvoorbeeld:
    """The same with pseudonyms instead of names, and which words on it may still be a name."""
    return _bekijk(werkplek, overleg_id, keuze, versie, groot=False, schuilnamen=True)


def _bekijk(
    werkplek: Werkplek, overleg_id: UUID, keuze: Bundelkeuze, versie: Bundelversie, *, groot: bool, schuilnamen: bool
) -> Bundelvoorbeeld:
    with werkplek.doe() as t:
        overleg = overleg_om_uit_te_geven(t, overleg_id)
        wie = _wie(t, overleg.id, keuze)
        gemaakt = stel_bundel_samen(t, overleg, wie, versie, Wijze.PAPIER, 0, keuze.zonder, schuilnamen=schuilnamen)
        log_per_casus(t, "bundel.bekijken", (stof.item.casus.id for stof in gemaakt.stof))
        return Bundelvoorbeeld(teken_bundel(gemaakt.bundel, groot)[0], gemaakt.twijfels)


def issue_bundels(
    werkplek: Werkplek,
    overleg_id: UUID,
    keuzes: Sequence[Bundelkeuze],
    versie: Bundelversie,
    wijze: Wijze,
    *,
    groot: bool = False,
    schuilnamen: bool = False,
    stap: Callable[[int, int], object] | None = None,
) -> Bundeluitslag:
    """Issue a bundle to each of these recipients; one that fails is named and leaves the others whole.

    ``schuilnamen``: for exercise or review, with pseudonyms instead of names; it is shared all the same.
    ``stap(done, total)`` is called before each and at the end; what it raises stops the rest, and what was issued by
    then stays issued and can be opened. Raises OngeldigeInvoer (``wijze``, ``keuzes``), GeenToegang.
    """
    veld = Veldcontrole()
    veld.eis(wijze in (Wijze.PAPIER, Wijze.BESTAND), "wijze", "Een bundel gaat op papier of als bestand.")
    veld.eis(bool(keuzes), "keuzes", "Kies voor wie u bundels maakt.")
    veld.klaar()
    gelukt, mislukt = geef_elk_apart(
        keuzes, lambda keuze: _issue_een(werkplek, overleg_id, keuze, versie, wijze, groot, schuilnamen), stap
    )
    return Bundeluitslag(
        tuple(gelukt),
        tuple(Bundelmisser(keuze, naam_ontvanger(werkplek, overleg_id, keuze), fout) for keuze, fout in mislukt),
    )


def _issue_een(
    werkplek: Werkplek,
    overleg_id: UUID,
    keuze: Bundelkeuze,
    versie: Bundelversie,
    wijze: Wijze,
    groot: bool,
    schuilnamen: bool,
) -> Bundeluitgave:
    with werkplek.doe() as t:
        overleg = overleg_om_uit_te_geven(t, overleg_id)
        exemplaar = rijen.volgend_exemplaar(t.db, overleg.id)
        wie = _wie(t, overleg.id, keuze)
        gemaakt = stel_bundel_samen(t, overleg, wie, versie, wijze, exemplaar, keuze.zonder, schuilnamen=schuilnamen)
        if onbevestigd((stuk for stof in gemaakt.stof for stuk in stof.nieuw), keuze.bevestigd):
            raise NieuweTekst
        pdf, bladen = teken_bundel(gemaakt.bundel, groot)
        id_ = boek_exemplaar(t, overleg, wie, gemaakt.bundel.kop, wijze, pdf, gemaakt.stof, bladen)
        naam = f"overlegbundel-{overleg.datum:%Y-%m-%d}-exemplaar-{exemplaar}.pdf"
        return Bundeluitgave(id_, keuze, wie.voluit, exemplaar, naam, pdf)


def mark_bundel_mislukt(werkplek: Werkplek, bundel_id: UUID, reden: str = PAPIERSTORING) -> None:
    """Say that an issued bundle never arrived: then nothing in it counts as shared. All of it in one transaction.

    Who issued it may say so; besides them only who works on each casus in it. Raises OngeldigeInvoer, GeenToegang,
    and IsAangekomen for paper that came back, was destroyed or was lost.
    """
    with werkplek.doe() as t:
        t.eis(Recht.VERSTREKKINGEN_LEZEN)
        bundel = _bundel(t, bundel_id)
        veld = Veldcontrole()
        waarom = veld.tekst("reden", reden, verplicht=True, maximum=300)
        veld.eis(bundel.status is VerstrekkingStatus.UITGEGEVEN, "status", "Dit is al eerder gemeld.")
        veld.klaar()
        eis_niet_aangekomen(bundel)
        regels: Regels = [(t.regel("bundel.mislukt", "overlegbundel", bundel.id, aantal=bundel.exemplaar), None)]
        for _, rij in rijen.delen_van(t.db, [bundel.id])[bundel.id]:
            if bundel.door_id != t.gebruiker.id:
                t.eis(Recht.SAMENVATTING_MAKEN)
                t.casus(rij.casus_id, wijzigen=True, gesloten_mag=True, overgedragen_mag=True)
            if rij.status is not VerstrekkingStatus.UITGEGEVEN:
                continue  # of this casus it was said before
            rij.status, rij.status_reden, rij.afgesloten_op = VerstrekkingStatus.MISLUKT, waarom, t.nu
            regel = t.regel("samenvatting.mislukt", "verstrekking", rij.id, casus_id=rij.casus_id)
            regels.append((regel, {"reden": waarom}))
            t.gewijzigd("verstrekking", rij.id)
        bundel.status, bundel.status_reden, bundel.afgesloten_op = VerstrekkingStatus.MISLUKT, waarom, t.nu
        t.log_reeks(regels)
        t.gewijzigd("overlegbundel", bundel.id)


def open_bundel(werkplek: Werkplek, bundel_id: UUID) -> tuple[bytes, datetime]:
    """A bundle exactly as it was issued, less the pages of what was destroyed since. Logged for each casus in it.

    The privacy officer may open any, others where they may see every casus in it. Raises DocumentVeranderd, BladenWeg.
    """
    with werkplek.doe() as t:
        t.eis(Recht.VERSTREKKINGEN_LEZEN)
        bundel = _bundel(t, bundel_id)
        delen = rijen.delen_van(t.db, [bundel.id])[bundel.id]
        if not t.gebruiker.mag(Recht.CASUS_LEZEN_VOOR_OORDEEL):
            for _, rij in delen:
                t.casus(rij.casus_id)
        for _, rij in delen:
            eis_casus_vrij(t, rij.casus_id)
        pdf = lees_bundel(t, bundel)
        regels = [t.regel("verstrekking.openen", "verstrekking", rij.id, casus_id=rij.casus_id) for _, rij in delen]
        t.log_reeks([(regel, None) for regel in regels])
        return pdf, bundel.op


def _bundel(t: Transactie, bundel_id: UUID) -> Overlegbundel:
    t.pogingen.append(("overlegbundel", bundel_id))
    bundel = t.haal(Overlegbundel, bundel_id)
    leesbaar_overleg(t, bundel.overleg_id)
    return bundel


def naam_ontvanger(werkplek: Werkplek, overleg_id: UUID, keuze: Bundelkeuze) -> str:
    """Whom a bundle was for, to name a failure; empty when that is nobody at this meeting."""
    with werkplek.doe() as t:
        try:
            return _wie(t, overleg_id, keuze).voluit
        except OngeldigeInvoer:
            return ""


def _wie(t: Transactie, overleg_id: UUID, keuze: Bundelkeuze) -> Wie:
    for een in bundelontvangers(t, overleg_id):
        if een.plek[0] == keuze.organisatie_id and vouw_functie(een.plek[1]) == vouw_functie(keuze.functie):
            mensen = dict(een.mensen)
            if keuze.professional_id is None or keuze.professional_id in mensen:
                persoon = "" if keuze.professional_id is None else mensen[keuze.professional_id]
                return Wie(t.haal(Organisatie, keuze.organisatie_id), een.ontvanger, persoon, keuze.professional_id)
    raise OngeldigeInvoer({"keuzes": "De deelnemers zijn veranderd. Open deze pagina opnieuw."})
