"""Destroying a casus by two people: one proposes, another confirms or rejects, both sign; a certificate stays.

*Propose*: the casusregisseur of the casus, who knows it; or the beheerder, who guards the terms and sees number and
dates only. *Confirm*: the privacy officer, or the beheerder where there is none; never who proposed it. Two people are
two users with two keys that the log registered, each of whom signs: what the second signs holds the first's signature.
That one person could have two accounts is for the organisation to prevent; the log shows who invited whom.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from uuid import UUID

from pmg_desk.domain.bewaren import Toestand, Vernietigingsreden
from pmg_desk.domain.canoniek import canoniek, lees_canoniek
from pmg_desk.domain.certificaat import (
    CERTIFICAAT_CONTEXT,
    VOORSTEL_CONTEXT,
    Certificaat,
    Ondertekend,
    Regelvermelding,
    Voorstel,
    lees_certificaat,
    lees_voorstel,
    toets,
    toets_voorstel,
)
from pmg_desk.domain.controle import MAX_TEKST, Veldcontrole
from pmg_desk.domain.delen import BekendeSleutel
from pmg_desk.domain.fouten import Fout, GeenToegang, NietGevonden
from pmg_desk.domain.rollen import Recht, Rol
from pmg_desk.kluis import gewist as register
from pmg_desk.kluis.fouten import KluisFout
from pmg_desk.kluis.ondertekening import onderteken, verifieer
from pmg_desk.reports.certificaat import Certificaattekst, Ondertekening, maak_pdf
from pmg_desk.services import gewist, wissen
from pmg_desk.services.belangen import eis_casus_vrij, is_geraakt
from pmg_desk.services.besluiten import bekende_sleutels
from pmg_desk.services.bewaren import VoorstelLoopt, geldende_termijnen, haal_rij, redenen_voor, stand_van
from pmg_desk.services.reservekopieen import reserve_map
from pmg_desk.services.werkplek import Transactie, Werkplek
from pmg_desk.storage import bewaren as opslag
from pmg_desk.storage.models import Casus, Gebruiker, Vernietiging, VernietigingStatus


class NietAanDeBeurt(Fout):
    """The reason does not hold (any more), or is not this user's to give."""

    wat = "Deze casus kan om deze reden nu niet worden vernietigd."
    doe = "Kijk in de lijst hoe de casus ervoor staat, of kies een andere reden."


class EigenVoorstel(Fout):
    """Two people: whoever proposed it may not confirm it."""

    wat = "U hebt dit zelf voorgesteld. Een ander moet het bevestigen."
    doe = "Vraag de privacy officer of een andere beheerder."


class VoorstelVerouderd(Fout):
    """The dossier changed after the first person looked at it, or what they signed does not hold."""

    wat = "Er is in het dossier gewerkt nadat dit voorstel is gedaan, of het voorstel is zelf veranderd."
    doe = "Wijs het voorstel af en laat de casus opnieuw beoordelen."


class WordtOvergedragen(Fout):
    """On offer to another vault, which may still take it."""

    wat = "Deze casus is aangeboden aan een andere kluis."
    doe = "Wacht op het antwoord van die kluis."


class SleutelPastNiet(Fout):
    """What was signed does not verify against the keys that the log registered; nothing is destroyed then."""

    wat = "Uw ondertekensleutel is in deze kluis niet bekend met een rol die dit mag."
    doe = "Meld dit aan de beheerder."


@dataclass(frozen=True, slots=True)
class VoorstelInzicht:
    """A proposal as the second person judges it: a number and what will go, never the name of a youth."""

    id: UUID
    nummer: str
    reden: Vernietigingsreden
    regel: str
    door: str
    op: datetime
    rijen: Mapping[str, int]
    bezwaar: str  # why it cannot be confirmed now, by anybody; empty when it can
    mag_bevestigen: bool
    mag_afwijzen: bool


@dataclass(frozen=True, slots=True)
class CertificaatInzicht:
    """A destruction that was carried out, checked just now. ``gebrek`` is empty when both signatures are right."""

    id: UUID
    kluis_id: UUID
    casus_id: UUID
    reden: Vernietigingsreden
    regel: str
    rijen: Mapping[str, int]
    eerste: str
    eerste_id: UUID
    eerste_op: datetime
    tweede: str
    tweede_id: UUID
    op: datetime
    log_nr: int
    eerste_sleutel: str
    eerste_handtekening: str
    tweede_sleutel: str
    tweede_handtekening: str
    gebrek: str

    def totaal(self) -> int:
        """How many rows went."""
        return sum(self.rijen.values())


@dataclass(frozen=True, slots=True)
class Uitslag:
    """A casus was destroyed. ``waarschuwing`` is not empty when something around it is still to be done."""

    id: UUID
    waarschuwing: str


REGISTER_LATER = (
    "Het wisregister naast de reservekopieën kon niet worden bijgewerkt. Dat gebeurt bij het volgende openen van de "
    "kluis."
)
HERSCHRIJVEN_LATER = (
    "Het bestand van de kluis kon niet worden opgeschoond. Dat gebeurt bij het volgende openen van de kluis."
)


TABEL_LABELS = {
    "aanmelding": "Aanmeldingen bij een tafel",
    "actie": "Acties",
    "actieregel": "Herhaling en volgorde van acties",
    "afscherming": "Afgeschermde regels voor inzage",
    "agendaafwezigheid": "Wie bij een agendapunt de kamer uit was",
    "antecedent": "Antecedenten",
    "behandeling": "Behandeling van verzoeken",
    "belang": "Belangen bij verzoeken",
    "besluitbundel": "Lijsten van samen ondertekende besluiten",
    "bespreking": "Besprekingen aan tafel",
    "besprekingsactie": "Acties die aan tafel zijn afgesproken",
    "besprekingspunt": "Wat aan tafel is gezegd",
    "betrokkenheid": "Betrokkenen bij de casus",
    "bewaarbesluit": "Besluiten om langer te bewaren",
    "bijlage": "Bijlagen",
    "bijlage_inhoud": "Inhoud van bijlagen",
    "blokkeersleutel": "Zoekwoorden om dubbele personen te vinden",
    "brief": "Brieven",
    "budgetaanvraag": "Aanvragen van budget",
    "bundelblad": "Bladen in bundels voor een overleg",
    "casus": "Casus",
    "casus_periode": "Perioden waarin de casus open was",
    "casus_tafel": "Tafels van de casus",
    "concept": "Concepten van formulieren",
    "delingsverzoek": "Verzoeken om te delen",
    "doel": "Doelen",
    "doelbereik": "Hoe ver doelen zijn bereikt",
    "doeltoets": "Waaraan te zien is dat een doel is bereikt",
    "doorbraak": "Doorbraken",
    "doorgeleiding": "Vragen aan andere tafels",
    "eerdere_mening": "Wat eerder is vastgelegd over wat de jongere vindt",
    "evaluatie": "Evaluaties van het plan",
    "factor": "Risico's en bescherming",
    "groep": "Groepen en huishoudens waarvan dit de laatste casus is",
    "groepsactie": "Acties voor een groep",
    "groepslid": "Plaatsen in een groep",
    "groepsstap": "Stappen van de groepsaanpak",
    "groepsversie": "Eerdere woorden van een groep",
    "indeling": "Indelingen in een doelgroep",
    "informering": "Wie is geïnformeerd",
    "intrekking": "Intrekkingen van een akkoord",
    "inzageantwoord": "Antwoorden op inzageverzoeken",
    "inzagekeuze": "Keuzes bij inzage",
    "inzet": "Inzet van interventies",
    "jongere": "Persoonsgegevens van de jongere",
    "kaderbrief": "Brieven over tafelkaders",
    "kaderbrief_deel": "Verwijzingen van brieven over tafelkaders naar verstrekkingen",
    "kenmerk": "Beoordeelde kenmerken",
    "leefwereldplek": "Leefwerelden bij uitspraken",
    "logdetail": "Details bij logregels (de regels zelf blijven)",
    "noodtoegang": "Noodtoegangen",
    "ontvangen_verzoek": "Ontvangen verzoeken",
    "overdracht": "Overdrachten",
    "overleg_casus": "Agendapunten",
    "overlegbesluit": "Besluiten van een tafel",
    "plan_versie": "Versies van het plan",
    "planafspraak": "Afspraken in het plan",
    "privacybesluit": "Besluiten van de privacy officer",
    "reactie": "Reacties van de jongere of ouders",
    "rechtenverzoek": "Verzoeken van jongere of ouders",
    "relatie": "Gezinsleden en andere relaties",
    "relatieduiding": "Toelichting bij relaties",
    "relatieplek": "Plekken van relaties in een casus",
    "score": "Scores op leefgebieden",
    "signaal": "Signalen van het meldpunt",
    "signaalversie": "Eerdere woorden van signalen",
    "spoedbevinding": "Bevindingen over spoed",
    "spoedverstrekking": "Spoedverstrekkingen",
    "tafelstap": "Statussen en fasen aan een tafel",
    "terugmelding": "Wat melders hoorden",
    "toewijzing": "Toewijzingen",
    "toezichtbesluit": "Besluiten op ontvangen verzoeken",
    "toezichtintrekking": "Intrekkingen van besluiten op ontvangen verzoeken",
    "triageantwoord": "Antwoorden bij de triage",
    "uitgave": "Uitgaven",
    "uitspraak": "Signalen, feiten en toelichtingen",
    "uitstel": "Uitgestelde herinneringen",
    "vergaderplek": "Bij welk agendapunt iemand was",
    "verstrekking": "Verstrekkingen, met de uitgegeven documenten",
    "verstrekking_besluit": "Verwijzingen van verstrekking naar besluit",
    "verstrekking_kader": "Verwijzingen van verstrekking naar tafelkader",
    "verstrekt_stuk": "Onderdelen van verstrekkingen",
    "zoekrij": "Regels in de zoekindex",
}
"""What stands in a table, for people; a test holds it to the tables that can go."""


def rows_in_words(rijen: Mapping[str, int]) -> tuple[tuple[str, int], ...]:
    """What goes and how many of it, by name."""
    return tuple(sorted((TABEL_LABELS.get(tabel, tabel), aantal) for tabel, aantal in rijen.items()))


def print_certificaat(werkplek: Werkplek, vernietiging_id: UUID) -> bytes:
    """The certificate as PDF; logged. Raises as :func:`open_certificaat`, and CertificaatNietGedrukt."""
    een = open_certificaat(werkplek, vernietiging_id)
    return maak_pdf(
        Certificaattekst(
            id=str(een.id),
            kluis_id=str(een.kluis_id),
            casus_id=str(een.casus_id),
            reden=een.reden.label,
            regel=een.regel,
            rijen=rows_in_words(een.rijen),
            eerste=Ondertekening(str(een.eerste_id), een.eerste_op, een.eerste_sleutel, een.eerste_handtekening),
            tweede=Ondertekening(str(een.tweede_id), een.op, een.tweede_sleutel, een.tweede_handtekening),
            log_nr=een.log_nr,
            gebrek=een.gebrek,
        )
    )


def propose_vernietiging(werkplek: Werkplek, casus_id: UUID, reden: str) -> UUID:
    """Propose to destroy a casus and sign that; returns the id of the proposal.

    Raises GeenToegang, VoorstelLoopt, WordtOvergedragen, and NietAanDeBeurt when the reason does not hold.
    """
    with werkplek.doe() as t:
        t.pogingen.append(("casus", casus_id))
        t.eis(Recht.VERNIETIGEN_VOORSTELLEN)
        rij = haal_rij(t, casus_id)
        if t.gebruiker.rol is Rol.CASUSREGISSEUR and rij.regisseur_id != t.gebruiker.id:
            raise GeenToegang
        if rij.voorstel_id is not None:
            raise VoorstelLoopt
        stand = stand_van(t, rij, geldende_termijnen(t))
        if reden not in redenen_voor(t, rij, stand):
            raise NietAanDeBeurt
        if opslag.wordt_overgedragen(t.db, casus_id):
            raise WordtOvergedragen
        regel = None
        if (
            reden == Vernietigingsreden.TERMIJN
            and stand.termijn is not None
            and stand.begint_op is not None
            and stand.vervalt_op is not None
        ):
            termijn = stand.termijn
            regel = Regelvermelding(
                termijn.tafel, termijn.maanden, termijn.begin, termijn.bron, stand.begint_op, stand.vervalt_op
            )
        voorstel = Voorstel(
            t.nieuw_id(), werkplek.kluis_id, casus_id, Vernietigingsreden(reden), regel, t.gebruiker.id, t.nu
        )
        sleutel, handtekening = _teken(t, VOORSTEL_CONTEXT, voorstel.tekst())
        t.db.add(
            Vernietiging(
                id=voorstel.id,
                casus_id=casus_id,
                status=VernietigingStatus.VOORGESTELD,
                reden=voorstel.reden.value,
                certificaat=voorstel.tekst(),
                handtekeningen=canoniek({"eerste": {"sleutel": sleutel, "handtekening": handtekening}}),
                door_id=t.gebruiker.id,
                op=t.nu,
            )
        )
        t.log(
            "vernietiging.voorstellen", "vernietiging", voorstel.id, casus_id=casus_id, verwerking=voorstel.reden.value
        )
        t.gewijzigd("bewaren", casus_id)
        return voorstel.id


def list_voorstellen(werkplek: Werkplek) -> tuple[VoorstelInzicht, ...]:
    """Proposals that wait; a casusregisseur sees those of own casussen. With exactly what will go."""
    with werkplek.doe() as t:
        t.eis(Recht.BEWAREN_LEZEN)
        rijen = opslag.vernietigingen(t.db, VernietigingStatus.VOORGESTELD)
        gezien = []
        for rij in rijen:
            casus = t.db.get(Casus, rij.casus_id)
            if casus is None:
                continue
            if t.gebruiker.rol is Rol.CASUSREGISSEUR and casus.regisseur_id != t.gebruiker.id:
                continue
            gezien.append(_voorstel_inzicht(t, rij, casus.nummer))
        return tuple(gezien)


def _voorstel_inzicht(t: Transactie, rij: Vernietiging, nummer: str) -> VoorstelInzicht:
    bezwaar = _bezwaar(t, rij)
    eigen = rij.door_id == t.gebruiker.id
    bevestiger = t.gebruiker.mag(Recht.VERNIETIGEN_BEVESTIGEN) and not is_geraakt(t, rij.casus_id)
    try:
        regel = regelzin(lees_voorstel(rij.certificaat).regel)
    except ValueError:
        regel = ""
    return VoorstelInzicht(
        id=rij.id,
        nummer=nummer,
        reden=Vernietigingsreden(rij.reden),
        regel=regel,
        door=t.haal(Gebruiker, rij.door_id).naam,
        op=rij.op,
        rijen=wissen.count_casus(t, rij.casus_id),
        bezwaar="" if bezwaar is None else bezwaar.wat,
        mag_bevestigen=bevestiger and not eigen and bezwaar is None,
        mag_afwijzen=bevestiger or eigen,
    )


def regelzin(regel: Regelvermelding | None) -> str:
    """The term that was over, in a sentence."""
    if regel is None:
        return ""
    return (
        f"{regel.maanden} maanden na {regel.begin.label}, van {regel.begon_op:%d-%m-%Y} "
        f"tot {regel.vervalt_op:%d-%m-%Y}. Bron: {regel.bron}."
    )


def reject_vernietiging(werkplek: Werkplek, vernietiging_id: UUID, reden: str) -> None:
    """Reject a proposal, or withdraw one's own; the reason stays with the casus. Raises OngeldigeInvoer (``reden``)."""
    with werkplek.doe() as t:
        rij = _haal_voorstel(t, vernietiging_id)
        if rij.door_id != t.gebruiker.id:
            t.eis(Recht.VERNIETIGEN_BEVESTIGEN)
        veld = Veldcontrole()
        waarom = veld.tekst("reden", reden, verplicht=True, maximum=MAX_TEKST, lang=True)
        veld.klaar()
        rij.status, rij.tweede_id, rij.tweede_op = VernietigingStatus.AFGEWEZEN, t.gebruiker.id, t.nu
        t.log("vernietiging.afwijzen", "vernietiging", rij.id, casus_id=rij.casus_id, detail={"reden": waarom})
        t.gewijzigd("bewaren", rij.casus_id)


def confirm_vernietiging(werkplek: Werkplek, vernietiging_id: UUID, register_map: Path | None = None) -> Uitslag:
    """Destroy the casus of a proposal: everything of it, at once, in one transaction, signed by the second person.

    ``register_map`` is the folder of the backups, where the register of erased ids lies; None: where the settings say.
    Raises GeenToegang, EigenVoorstel, VoorstelVerouderd, NietAanDeBeurt, WordtOvergedragen, SleutelPastNiet;
    then nothing was destroyed.
    """
    with werkplek.doe() as t:
        rij = _haal_voorstel(t, vernietiging_id)
        t.eis(Recht.VERNIETIGEN_BEVESTIGEN)
        if register_map is None and werkplek.kluis is not None:
            register_map = reserve_map(t)
        if rij.door_id == t.gebruiker.id:
            raise EigenVoorstel
        bezwaar = _bezwaar(t, rij)
        if bezwaar is not None:
            raise bezwaar
        voorstel, eerste = lees_voorstel(rij.certificaat), lees_canoniek(rij.handtekeningen)["eerste"]
        te_wissen = wissen.count_casus(t, rij.casus_id)
        log_nr = t.log(
            "casus.vernietigen",
            "vernietiging",
            rij.id,
            casus_id=rij.casus_id,
            verwerking=rij.reden,
            aantal=sum(te_wissen.values()),
        )
        rijen = wissen.erase_casus(t, voorstel.casus_id)
        certificaat = Certificaat(
            voorstel, eerste["sleutel"], eerste["handtekening"], rijen, t.gebruiker.id, t.nu, log_nr
        )
        ondertekend = Ondertekend(certificaat.tekst(), *_teken(t, CERTIFICAAT_CONTEXT, certificaat.tekst()))
        uitkomst = toets(ondertekend, werkplek.kluis_id, bekende_sleutels(t), verifieer)
        if not isinstance(uitkomst, Certificaat):
            raise SleutelPastNiet(uitkomst.value)
        gewist.bewaar(t, ondertekend, certificaat)
    waarschuwingen = [] if wissen.rewrite_kluis(werkplek) else [HERSCHRIJVEN_LATER]
    if register_map is not None:
        try:
            register.voeg_toe(register_map, [ondertekend])
        except KluisFout:
            waarschuwingen.append(REGISTER_LATER)
    return Uitslag(vernietiging_id, " ".join(waarschuwingen))


def _haal_voorstel(t: Transactie, vernietiging_id: UUID) -> Vernietiging:
    t.pogingen.append(("vernietiging", vernietiging_id))
    rij = t.haal(Vernietiging, vernietiging_id)
    if rij.status is not VernietigingStatus.VOORGESTELD:
        raise NietGevonden
    eis_casus_vrij(t, rij.casus_id)
    return rij


def _bezwaar(t: Transactie, rij: Vernietiging) -> Fout | None:
    """Why nobody can confirm this now, whoever asks."""
    casus = haal_rij(t, rij.casus_id)
    try:
        voorstel = lees_voorstel(rij.certificaat)
        eerste = lees_canoniek(rij.handtekeningen)["eerste"]
        sleutel, handtekening = str(eerste["sleutel"]), str(eerste["handtekening"])
    except (ValueError, KeyError, TypeError):
        return VoorstelVerouderd()
    zelfde = (voorstel.id, voorstel.kluis_id, voorstel.casus_id, voorstel.door_id, voorstel.reden.value) == (
        rij.id,
        t.werkplek.kluis_id,
        rij.casus_id,
        rij.door_id,
        rij.reden,
    )
    if not zelfde or toets_voorstel(voorstel, sleutel, handtekening, bekende_sleutels(t), verifieer) is not None:
        return VoorstelVerouderd()
    if casus.gewijzigd_op > voorstel.op:
        return VoorstelVerouderd()
    if voorstel.reden is Vernietigingsreden.TERMIJN:
        stand = stand_van(t, casus, geldende_termijnen(t), voorgesteld=False)
        if stand.toestand is not Toestand.BEOORDELEN:
            return NietAanDeBeurt()
    return WordtOvergedragen() if opslag.wordt_overgedragen(t.db, rij.casus_id) else None


def _teken(t: Transactie, context: str, tekst: str) -> tuple[str, str]:
    """Public key and signature (hex) of the user who is logged in."""
    eigen = t.werkplek.sleutels
    return eigen.publiek.ed25519, onderteken(eigen.ondertekening, context, tekst.encode("utf-8")).hex()


def list_certificaten(werkplek: Werkplek) -> tuple[CertificaatInzicht, ...]:
    """What was destroyed, the latest first, each with its signatures checked."""
    with werkplek.doe() as t:
        t.eis(Recht.BEWAREN_LEZEN)
        sleutels = gewist.wissleutels(t)
        rijen = opslag.vernietigingen(t.db, VernietigingStatus.UITGEVOERD)
        gelezen = (_certificaat_inzicht(t, rij, sleutels) for rij in rijen)
        return tuple(inzicht for inzicht in gelezen if inzicht is not None)


def open_certificaat(werkplek: Werkplek, vernietiging_id: UUID) -> CertificaatInzicht:
    """One certificate, to print or keep; logged. Raises NietGevonden, also for one that cannot be read."""
    with werkplek.doe() as t:
        t.eis(Recht.BEWAREN_LEZEN)
        rij = t.haal(Vernietiging, vernietiging_id)
        if rij.status is not VernietigingStatus.UITGEVOERD:
            raise NietGevonden
        inzicht = _certificaat_inzicht(t, rij, gewist.wissleutels(t))
        if inzicht is None:
            raise NietGevonden
        t.log("vernietiging.certificaat", "vernietiging", rij.id, casus_id=rij.casus_id)
        return inzicht


def _certificaat_inzicht(
    t: Transactie, rij: Vernietiging, sleutels: tuple[BekendeSleutel, ...]
) -> CertificaatInzicht | None:
    try:
        ondertekend = gewist.ondertekend_van(rij)
        certificaat = lees_certificaat(ondertekend.certificaat)
    except (ValueError, KeyError, TypeError):
        return None
    uitkomst = toets(ondertekend, t.werkplek.kluis_id, sleutels, verifieer)
    voorstel = certificaat.voorstel

    def naam(wie: UUID) -> str:
        gebruiker = t.db.get(Gebruiker, wie)
        return "" if gebruiker is None else gebruiker.naam

    return CertificaatInzicht(
        id=rij.id,
        kluis_id=voorstel.kluis_id,
        casus_id=voorstel.casus_id,
        reden=voorstel.reden,
        regel=regelzin(voorstel.regel),
        rijen=certificaat.rijen,
        eerste=naam(voorstel.door_id),
        eerste_id=voorstel.door_id,
        eerste_op=voorstel.op,
        tweede=naam(certificaat.tweede_id),
        tweede_id=certificaat.tweede_id,
        op=certificaat.op,
        log_nr=certificaat.log_nr,
        eerste_sleutel=certificaat.sleutel,
        eerste_handtekening=certificaat.handtekening,
        tweede_sleutel=ondertekend.sleutel,
        tweede_handtekening=ondertekend.handtekening,
        gebrek="" if isinstance(uitkomst, Certificaat) else uitkomst.value,
    )
