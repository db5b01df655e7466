"""The letter that tells youth or parents what is shared with whom, why, and which rights they have (AVG 13, 14).

Made from what may be shared and was shared, never from what is written in the dossier: it names kinds of data. What is
about third parties only, and what a source does not let pass, is in no selection and so is not named either. A
recipient or a sharing that is shielded because of an investigation (AVG 23) stays out.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from uuid import UUID

from pmg_desk.domain.controle import Veldcontrole
from pmg_desk.domain.delen import Ontvanger, voluit
from pmg_desk.domain.klok import lokale_dag
from pmg_desk.domain.rechten import Mag
from pmg_desk.domain.rollen import Recht
from pmg_desk.domain.samenvatting import Doorverstrekking, Stuk
from pmg_desk.domain.selectie import Geinformeerde, Vorm
from pmg_desk.domain.tafelkader import geldende
from pmg_desk.reports.brief import Brieftekst, maak_pdf
from pmg_desk.services.besluiten import BESLUITREGELS, besluitregels
from pmg_desk.services.brieven import Briefuitgave, geef_brief_uit, lees_contact
from pmg_desk.services.deelbaar import KADERREGELS, Deelbaar, deelbaar
from pmg_desk.services.informeertekst import Ontvangerdeel, stel_delen
from pmg_desk.services.informering import voeg_toe
from pmg_desk.services.jongeren import naam_van
from pmg_desk.services.rechtbevoegd import bevoegd, gezag_in
from pmg_desk.services.stukken import cut_dossier
from pmg_desk.services.werkplek import Transactie, Werkplek
from pmg_desk.storage import brieven as rijen
from pmg_desk.storage import delen as deelrijen
from pmg_desk.storage.models import BriefSoort, Casus, Jongere, Verstrekking, VerstrekkingStatus
from pmg_desk.storage.spoed import spoed_bij

_DEELREGELS = ("samenvatting.uitgeven", "verstrekking.vastleggen", "verstrekking.spoed")


@dataclass(frozen=True, slots=True)
class InformeerbriefInvoer:
    """For whom, and whom they can call: a name with a telephone number or an address.

    ``nagegaan``: it was found out that they are the ones to write to, where age or gezag leaves that open.
    """

    wie: Geinformeerde
    contact: str
    nagegaan: bool = False


def preview_informeerbrief(werkplek: Werkplek, casus_id: UUID, invoer: InformeerbriefInvoer) -> bytes:
    """The letter as it would be issued now. Logged. Raises as :func:`issue_informeerbrief`."""
    with werkplek.doe() as t:
        casus, tekst = _maak(t, casus_id, invoer)
        t.log("brief.voorbereiden", "casus", casus.id, casus_id=casus.id)
        return maak_pdf(tekst)


def issue_informeerbrief(werkplek: Werkplek, casus_id: UUID, invoer: InformeerbriefInvoer) -> Briefuitgave:
    """Issue the letter: kept, logged, and recorded as having informed them today by letter.

    Raises OngeldigeInvoer (``wie``: age and gezag decide who is written to; ``nagegaan`` where those leave it open;
    ``contact``), GeenToegang.
    """
    with werkplek.doe() as t:
        casus, tekst = _maak(t, casus_id, invoer)
        uitgave = geef_brief_uit(t, casus, BriefSoort.INFORMEREN, tekst.ontvanger, tekst)
        voeg_toe(t, casus.id, invoer.wie, t.vandaag, "brief")
        return uitgave


def _maak(t: Transactie, casus_id: UUID, invoer: InformeerbriefInvoer) -> tuple[Casus, Brieftekst]:
    t.eis(Recht.VERSTREKKING_VASTLEGGEN)
    casus = t.casus(casus_id, wijzigen=True, gesloten_mag=True)
    veld = Veldcontrole()
    contact = lees_contact(veld, invoer.contact)
    wie_mag = bevoegd(t, casus, invoer.wie, gezag_in(t, casus), t.vandaag)
    veld.eis(wie_mag.mag is not Mag.NEE, "wie", f"Deze brief is niet voor hen. {wie_mag.uitleg}")
    veld.eis(
        wie_mag.mag is not Mag.ONZEKER or invoer.nagegaan, "nagegaan", f"{wie_mag.uitleg} Zet daarna hier een vinkje."
    )
    veld.klaar()
    naam = naam_van(t.haal(Jongere, casus.jongere_id))
    roep = naam.roepnaam or naam.voornamen or "jongere"
    ouders = invoer.wie is Geinformeerde.OUDERS
    aan = f"De ouders of verzorgers van {naam.volledige_naam}" if ouders else naam.volledige_naam
    return casus, Brieftekst(
        gemeente=t.profiel.gemeente,
        kenmerk=f"casus {casus.nummer}",
        ontvanger="Ouders of verzorgers" if ouders else "Jongere",
        aan=(aan,),
        onderwerp="Wij delen gegevens over uw kind" if ouders else "Wij delen gegevens over jou",
        aanhef="Beste ouders of verzorgers," if ouders else f"Beste {roep},",
        delen=stel_delen(t.profiel, _lees(t, casus), contact, roep if ouders else ""),
        slot=("Met vriendelijke groet,", t.gebruiker.naam),
        gemaakt_op=t.nu,
    )


def _lees(t: Transactie, casus: Casus) -> dict[str, Ontvangerdeel]:
    """By recipient, as it is named: what they may have and had, without what is shielded."""
    gronden = deelbaar(t, casus.id, Vorm.MONDELING)
    # What waits for this letter is in it: otherwise nobody would be told of it before it is shared.
    gehoord = replace(gronden.omstandigheden, geinformeerd=frozenset((wie, t.vandaag) for wie in Geinformeerde))
    gronden = replace(gronden, omstandigheden=gehoord)
    dicht = _afgeschermd(t, casus.id)
    stukken = [s for s in cut_dossier(t, casus) if not s.derden and s.doorverstrekking is Doorverstrekking.JA]
    delen: dict[str, Ontvangerdeel] = {}
    for ontvanger in _ontvangers(gronden):
        if ontvanger.organisatie_id not in dicht:
            _vul(delen, gronden, ontvanger, stukken, dicht)
    verstrekkingen = deelrijen.verstrekkingen(t.db, casus_id=casus.id)
    spoed = spoed_bij(t.db, [rij.id for rij in verstrekkingen])
    eigen = {stuk.categorie for stuk in stukken}
    for rij in verstrekkingen:
        if (
            rij.status is VerstrekkingStatus.UITGEGEVEN
            and not rij.intern
            and not {str(rij.id), str(rij.organisatie_id)} & dicht
        ):
            # Told of others as well: a kind of which nothing here is about the youth is about the others alone.
            alleen = eigen if rij.id in spoed and spoed[rij.id].derden else None
            _vul_gehad(delen, rij, alleen)
    return delen


def _ontvangers(gronden: Deelbaar) -> Iterable[Ontvanger]:
    gezien: dict[tuple[str, str], Ontvanger] = {}
    for _, _, uitkomst in gronden.getoetst:
        if uitkomst.geldig and uitkomst.besluit is not None:
            for regel in uitkomst.besluit.manifest:
                gezien.setdefault((regel.ontvanger.organisatie_id, regel.ontvanger.functie), regel.ontvanger)
    for kader in (getoetst.kader for getoetst in geldende(g for _, g in gronden.kaders)):
        if kader is not None and kader.inhoud.tafel in gronden.omstandigheden.tafels:
            for cel in kader.inhoud.regels:
                gezien.setdefault((cel.ontvanger.organisatie_id, cel.ontvanger.functie), cel.ontvanger)
    return gezien.values()


def _vul(
    delen: dict[str, Ontvangerdeel],
    gronden: Deelbaar,
    ontvanger: Ontvanger,
    stukken: Collection[Stuk],
    dicht: Collection[str],
) -> None:
    onder: dict[str, set[str]] = {}
    for gedekt in gronden.selecteer(stukken, ontvanger).mee:
        onder.setdefault(gedekt.besluit_id, set()).add(gedekt.stuk.categorie)
    for besluit, _, _ in gronden.getoetst:
        for stuk in gronden.document(besluit.id, ontvanger) or ():
            if not stuk.derden and stuk.doorverstrekking is Doorverstrekking.JA:
                onder.setdefault(str(besluit.id), set()).add(stuk.categorie)
    for id_, categorieen in onder.items():
        if id_ in dicht:
            continue
        deel = _bij(delen, ontvanger.voluit)
        deel.categorieen |= categorieen
        for een in gronden.onder({id_}, categorieen):
            deel.doelen.add(een.doel)
            deel.gronden |= set(een.grondslagen)
            tot = een.vermelding.geldig_tot
            deel.tot = tot if deel.tot is None else max(deel.tot, tot)


def _vul_gehad(delen: dict[str, Ontvangerdeel], rij: Verstrekking, alleen: Collection[str] | None) -> None:
    soorten = {c for c in rij.categorieen.split(",") if c and (alleen is None or c in alleen)}
    if not soorten:
        return
    deel = _bij(delen, voluit(rij.organisatie, rij.functie))
    deel.categorieen |= soorten
    deel.doelen |= {d for d in rij.doel.split(",") if d}
    deel.gronden |= {g for g in rij.grondslagen.split(",") if g}
    deel.gehad.add(lokale_dag(rij.op))


def _bij(delen: dict[str, Ontvangerdeel], naam: str) -> Ontvangerdeel:
    return delen.setdefault(naam, Ontvangerdeel(set(), set(), set(), None, set()))


def _afgeschermd(t: Transactie, casus_id: UUID) -> frozenset[str]:
    """Ids of organisations, decisions, tafelkaders and sharings that the youth does not hear of now."""
    afschermingen = rijen.afschermingen(t.db, casus_id)
    if not afschermingen:
        return frozenset()
    regels = besluitregels(t, (*BESLUITREGELS, *KADERREGELS, *_DEELREGELS))
    bereiken = [(a.van_nr, a.tot_nr) for a in afschermingen if a.organisatie_id is None]
    return frozenset(str(a.organisatie_id) for a in afschermingen if a.organisatie_id is not None) | frozenset(
        id_ for id_, nr in regels.items() if any(van <= nr <= tot for van, tot in bereiken)
    )
