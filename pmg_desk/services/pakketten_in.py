"""Taking in what a privacy officer sends back: a decision, a question, or a withdrawal.

The envelope says who sent it; what counts later is the signature *inside*, over the decision itself. Both must be of
the same pinned key. A decision is checked here as it is checked at every print (``domain.delen.toets_besluit``), so
that what could never count is refused with words at once; what is merely over is kept, because it was decided.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any
from uuid import UUID

from pmg_desk.domain.canoniek import Waarde, lees_canoniek
from pmg_desk.domain.controle import MAX_TEKST
from pmg_desk.domain.controlepunt import lees_notitie, sleutelnaam
from pmg_desk.domain.delen import (
    INTREKKING_CONTEXT,
    Besluittekst,
    BewaardBesluit,
    Gebrek,
    ManifestRegel,
    Oordeel,
    lees_besluittekst,
    toets_besluit,
)
from pmg_desk.domain.document import lees_document
from pmg_desk.domain.pakket import Pakketsoort
from pmg_desk.domain.rollen import Recht
from pmg_desk.kluis.ondertekening import verifieer, verifieer_notitie
from pmg_desk.kluis.pakket import lees_bestand
from pmg_desk.services.besluiten import INTREKREGEL_EXTERN, toetskader
from pmg_desk.services.controlepunten import PastNietOpLogboek, bewaar_extern
from pmg_desk.services.delen import lees_verzoektekst
from pmg_desk.services.logontvanger import name_logontvanger
from pmg_desk.services.pakketten import Binnengekomen, open_binnengekomen
from pmg_desk.services.verbindingsfouten import AfzenderOnbekend, InhoudOnleesbaar, PakketGeweigerd
from pmg_desk.services.werkplek import Transactie, Werkplek
from pmg_desk.storage import logregels
from pmg_desk.storage import verbindingen as opslag
from pmg_desk.storage.models import (
    Besluitbundel,
    Delingsverzoek,
    Intrekking,
    Privacybesluit,
    Richting,
    VerzoekStatus,
)
from pmg_desk.storage.nummers import geef_nummer

_BEWAREN = frozenset({Gebrek.GEEN_AKKOORD, Gebrek.NOG_NIET, Gebrek.NIET_VOOR, Gebrek.VERLOPEN})
"""A decision is kept when it is whole and truly signed; whether it is an approval *now* is computed each time."""


class BesluitTeltNiet(PakketGeweigerd):
    """The decision in the package could never count; ``wat`` is the sentence of its Gebrek."""


class VerzoekNietVerstuurd(PakketGeweigerd):
    """A decision on something that this officer was not asked."""

    wat = "Dit besluit gaat over een verzoek dat niet aan deze privacy officer is gestuurd."


class AlBeslist(PakketGeweigerd):
    """The request is not open any more."""

    wat = "Over dit verzoek is al beslist, of het is ingetrokken."
    doe = "Is er iets veranderd, vraag dan opnieuw akkoord."


class RuimerDanGevraagd(PakketGeweigerd):
    """An approval may be narrower than what was asked, never wider."""

    wat = "Dit besluit staat meer toe dan er is gevraagd."
    doe = "Bel de privacy officer en vraag opnieuw akkoord."


class IntrekkingKloptNiet(PakketGeweigerd):
    """The signed text of the withdrawal is not of this officer, this vault and this decision."""

    wat = "Deze intrekking hoort niet bij een besluit in deze kluis, of de handtekening klopt niet."
    doe = "Lees eerst het besluit zelf in, of bel de privacy officer."


class LogboekPastNiet(PakketGeweigerd):
    """The officer signed a head of the log that this log does not have: one of the two was changed or put back."""

    wat = "De privacy officer ondertekende een stand van het logboek die deze kluis niet heeft."
    doe = "Laat het logboek controleren. Is er een oude reservekopie teruggezet? Meld dit aan de privacy officer."


@dataclass(frozen=True, slots=True)
class Ingelezen:
    """What was taken in: the request it is about, and what happened in words."""

    soort: Pakketsoort
    verzoek_id: UUID
    zin: str


def read_pakket(werkplek: Werkplek, pad: Path) -> Ingelezen:
    """Take in a decision, question or withdrawal from a file. Everything about it is checked first.

    Raises GeenToegang, BestandOnleesbaar, GeenPakket, NietVoorU, PakketVeranderd, and subclasses of PakketGeweigerd;
    each refusal is logged.
    """
    soorten = (Pakketsoort.BESLUIT, Pakketsoort.INTREKKING)
    with open_binnengekomen(werkplek, lees_bestand(pad), soorten) as (t, binnen):
        t.eis(Recht.DELING_VRAGEN)
        if lees_veld(binnen.envelop.inhoud, "sleutel") != binnen.persoon.ed25519:
            raise AfzenderOnbekend
        if binnen.envelop.soort is Pakketsoort.INTREKKING:
            return _intrekking(t, binnen)
        return _besluit(t, binnen)


def lees_veld(inhoud: Mapping[str, Waarde], sleutel: str, *, mag_leeg: bool = False) -> str:
    """A text of the content; with ``mag_leeg`` null counts as empty. Raises InhoudOnleesbaar."""
    waarde = inhoud.get(sleutel)
    if waarde is None and mag_leeg:
        return ""
    if not isinstance(waarde, str):
        raise InhoudOnleesbaar
    return waarde


def lees_bytes(inhoud: Mapping[str, Waarde], sleutel: str) -> bytes:
    """Bytes of the content, from hex digits. Raises InhoudOnleesbaar."""
    try:
        return bytes.fromhex(lees_veld(inhoud, sleutel))
    except ValueError:
        raise InhoudOnleesbaar from None


def lees_id(tekst: Any) -> UUID:
    """An id of the content. Raises InhoudOnleesbaar."""
    try:
        return UUID(tekst)
    except (ValueError, TypeError, AttributeError):
        raise InhoudOnleesbaar from None


def _besluit(t: Transactie, binnen: Binnengekomen) -> Ingelezen:
    inhoud = binnen.envelop.inhoud
    tekst = lees_veld(inhoud, "besluit")
    try:
        besluit = lees_besluittekst(tekst)
    except ValueError:
        raise InhoudOnleesbaar from None
    rij = t.db.get(Delingsverzoek, lees_id(besluit.verzoek_id))
    if rij is None:
        raise BesluitTeltNiet(
            Gebrek.ANDERE_KLUIS.value if besluit.kluis_id != str(t.werkplek.kluis_id) else Gebrek.ANDER_NUMMER.value
        )
    t.casus(rij.casus_id)
    document = inhoud.get("document")
    bewaard = BewaardBesluit(
        id=besluit.besluit_id,
        verzoek_id=str(rij.id),
        tekst=tekst,
        handtekening=lees_bytes(inhoud, "handtekening"),
        sleutel=binnen.persoon.ed25519,
        verzoek_tekst=rij.tekst,
        document=document if isinstance(document, str) else None,
        bundel=lees_veld(inhoud, "bundel", mag_leeg=True) or None,
    )
    kader = toetskader(t)
    komt = {besluit.besluit_id: logregels.stand(t.db)[0] + 1}  # the line that would say that it was received
    gebrek = toets_besluit(bewaard, replace(kader, regels={**komt, **kader.regels})).gebrek
    if gebrek is not None and gebrek not in _BEWAREN:
        raise BesluitTeltNiet(gebrek.value)
    _eis_verstuurd(t, rij, binnen)
    if rij.status is not VerzoekStatus.INGEDIEND:
        raise AlBeslist
    _eis_niet_ruimer(rij, besluit, bewaard.document)
    binnen.boek(t, onderwerp_id=rij.id, casus_id=rij.casus_id)
    bewaar_stand(t, binnen)
    t.gewijzigd("delingsverzoek", rij.id)
    if besluit.oordeel is Oordeel.TERUGVRAAG:
        return _teruggevraagd(t, binnen, rij, lees_veld(inhoud, "vraag_terug", mag_leeg=True) or besluit.motivering)
    return _beslist(t, binnen, rij, bewaard, besluit)


def _eis_verstuurd(t: Transactie, rij: Delingsverzoek, binnen: Binnengekomen) -> None:
    gestuurd = opslag.pakketten(t.db, richting=Richting.UIT, soorten=(Pakketsoort.VERZOEK.value,), onderwerp_id=rij.id)
    if binnen.verbinding.id not in {pakket.verbinding_id for pakket in gestuurd}:
        raise VerzoekNietVerstuurd


def _eis_niet_ruimer(rij: Delingsverzoek, besluit: Besluittekst, document: str | None) -> None:
    """Within what was asked: casus, recipient and purpose, no more categories, no others about whom was not asked."""
    gevraagd = lees_verzoektekst(rij)
    if (besluit.soort, besluit.doel) != (gevraagd.soort, gevraagd.doel) or not all(
        any(_past_in(regel, vraag) for vraag in gevraagd.manifest) for regel in besluit.manifest
    ):
        raise RuimerDanGevraagd
    if document is not None:
        try:
            goedgekeurd, alle = lees_document(document), lees_document(rij.document or "")
        except ValueError:
            raise InhoudOnleesbaar from None
        if goedgekeurd[0] != alle[0] or not set(goedgekeurd[1]) <= set(alle[1]):
            raise RuimerDanGevraagd


def _past_in(regel: ManifestRegel, gevraagd: ManifestRegel) -> bool:
    return (
        regel.casus_id == gevraagd.casus_id
        and regel.ontvanger == gevraagd.ontvanger
        and set(regel.categorieen) <= set(gevraagd.categorieen)
        and (gevraagd.derden or not regel.derden)
    )


def bewaar_stand(t: Transactie, binnen: Binnengekomen) -> None:
    """Keep the head of this log that the officer saw and signed too: it must be one that this log truly had."""
    notitie, wie = lees_veld(binnen.envelop.inhoud, "controlepunt_gezien", mag_leeg=True), binnen.persoon
    if not notitie:
        return
    try:
        gelezen = lees_notitie(notitie)
        if not gelezen.is_ondertekend_door(sleutelnaam(wie.persoon_id), wie.ed25519, verifieer_notitie):
            raise InhoudOnleesbaar
        bewaar_extern(t, notitie)
    except ValueError:
        raise InhoudOnleesbaar from None
    except PastNietOpLogboek:
        raise LogboekPastNiet from None


def _teruggevraagd(t: Transactie, binnen: Binnengekomen, rij: Delingsverzoek, vraag: str) -> Ingelezen:
    rij.vraag_terug = vraag[:MAX_TEKST]
    rij.status = VerzoekStatus.TERUG
    t.log("verzoek.vraag_ontvangen", "delingsverzoek", rij.id, casus_id=rij.casus_id, sleutel=binnen.persoon.ed25519)
    return Ingelezen(Pakketsoort.BESLUIT, rij.id, f"De privacy officer stelt een vraag over verzoek {rij.nummer}.")


def _beslist(
    t: Transactie, binnen: Binnengekomen, rij: Delingsverzoek, bewaard: BewaardBesluit, besluit: Besluittekst
) -> Ingelezen:
    besluit_id, regel = lees_id(besluit.besluit_id), besluit.manifest[0]
    t.db.add(
        Privacybesluit(
            id=besluit_id,
            nummer=geef_nummer(t.db, Privacybesluit, t.vandaag.year),
            verzoek_id=rij.id,
            casus_id=rij.casus_id,
            tekst=bewaard.tekst,
            handtekening=bewaard.handtekening,
            sleutel=bewaard.sleutel,
            document=bewaard.document,
            door_id=binnen.persoon.persoon_id,
            op=t.nu,
        )
    )
    if bewaard.bundel is not None:
        t.db.flush()
        t.db.add(Besluitbundel(id=t.nieuw_id(), besluit_id=besluit_id, tekst=bewaard.bundel))
    rij.status = VerzoekStatus.BEHANDELD
    t.log(
        "besluit.ontvangen",
        "privacybesluit",
        besluit_id,
        casus_id=rij.casus_id,
        categorieen=regel.categorieen,
        ontvanger=name_logontvanger(t, regel.ontvanger.organisatie, regel.ontvanger.functie),
        verwerking=besluit.doel,
        sleutel=bewaard.sleutel,
        detail={"oordeel": besluit.oordeel.value, "nummer": lees_veld(binnen.envelop.inhoud, "nummer")},
    )
    t.gewijzigd("privacybesluit", besluit_id)
    return Ingelezen(Pakketsoort.BESLUIT, rij.id, f"Het besluit over verzoek {rij.nummer} is ingelezen.")


def _intrekking(t: Transactie, binnen: Binnengekomen) -> Ingelezen:
    """Always taken in when it is real, also by who may not see the casus (any more): it only ends sharing."""
    inhoud = binnen.envelop.inhoud
    tekst, handtekening = lees_veld(inhoud, "tekst"), lees_bytes(inhoud, "handtekening")
    besluit = t.db.get(Privacybesluit, lees_id(lees_veld(inhoud, "besluit")))
    if besluit is None or not _is_intrekking_van(t, tekst, besluit, binnen):
        raise IntrekkingKloptNiet
    if not verifieer(binnen.persoon.ed25519, INTREKKING_CONTEXT, tekst.encode("utf-8"), handtekening):
        raise IntrekkingKloptNiet
    verzoek = t.haal(Delingsverzoek, besluit.verzoek_id)
    binnen.boek(t, onderwerp_id=verzoek.id, casus_id=besluit.casus_id)
    t.db.add(
        Intrekking(
            id=t.nieuw_id(),
            besluit_id=besluit.id,
            tekst=tekst,
            handtekening=handtekening,
            sleutel=binnen.persoon.ed25519,
            door_id=binnen.persoon.persoon_id,
            op=t.nu,
        )
    )
    t.log(INTREKREGEL_EXTERN, "privacybesluit", besluit.id, casus_id=besluit.casus_id, sleutel=binnen.persoon.ed25519)
    t.gewijzigd("privacybesluit", besluit.id)
    return Ingelezen(Pakketsoort.INTREKKING, verzoek.id, f"Besluit {besluit.nummer} is ingetrokken.")


def _is_intrekking_van(t: Transactie, tekst: str, besluit: Privacybesluit, binnen: Binnengekomen) -> bool:
    try:
        v = lees_canoniek(tekst)
        wie = (v["intrekking_van"], v["kluis"], v["beslisser"])
    except (ValueError, KeyError, TypeError, RecursionError):
        return False
    return wie == (str(besluit.id), str(t.werkplek.kluis_id), str(binnen.persoon.persoon_id))
