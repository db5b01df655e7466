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

from pmg_desk.domain.bewaren import Stand, Toestand, Vernietigingsreden
from pmg_desk.domain.canoniek import canoniek, lees_canoniek
from pmg_desk.domain.certificaat import (
    CERTIFICAAT_CONTEXT,
    VOORSTEL_CONTEXT,
    Certificaat,
    Ondertekend,
    Regelvermelding,
    Voorstel,
    lees_voorstel,
    toets,
    toets_voorstel,
)
from pmg_desk.domain.controle import MAX_TEKST, Veldcontrole
from pmg_desk.domain.fouten import Fout, GeenToegang, NietGevonden
from pmg_desk.domain.rollen import Recht, Rol
from pmg_desk.kluis import gewist as register
from pmg_desk.kluis.fouten import KluisFout
from pmg_desk.kluis.ondertekening import onderteken, verifieer
from pmg_desk.services import gewist, wissen
from pmg_desk.services.belangen import eis_casus_vrij, is_geraakt
from pmg_desk.services.besluiten import bekende_sleutels
from pmg_desk.services.bewaren import VoorstelLoopt, geldende_termijnen, haal_rij, redenen_voor, stand_van
from pmg_desk.services.reservekopieen import reserve_map
from pmg_desk.services.werkplek import Transactie, Werkplek
from pmg_desk.services.wiswoorden import regelzin
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
        regel = _regel_van(stand) if reden == Vernietigingsreden.TERMIJN else None
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


def _regel_van(stand: Stand) -> Regelvermelding | None:
    """The term that is over, to sign with the proposal."""
    termijn = stand.termijn
    if termijn is None or stand.begint_op is None or stand.vervalt_op is None:
        return None
    return Regelvermelding(
        termijn.tafel, termijn.maanden, termijn.begin, termijn.bron, stand.begint_op, stand.vervalt_op
    )


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
