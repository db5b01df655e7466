"""Judging from an installation of one's own: a request comes in as a package, the signed decision goes back as one.

The key that signs never was on the requester's machine, so the decision is *cryptografisch*. It names the head of the
requester's log that was seen last, and that head goes back signed by the officer as well.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import timedelta
from uuid import UUID

from pmg_desk.domain.canoniek import Waarde, canoniek, sha256_hex
from pmg_desk.domain.controle import MAX_REGEL, Veldcontrole
from pmg_desk.domain.controlepunt import lees_notitie
from pmg_desk.domain.delen import (
    INTREKKING_CONTEXT,
    Oordeel,
    Soort,
    Verzoektekst,
    Zekerheid,
    lees_verzoektekst,
    tekst_van_intrekking,
)
from pmg_desk.domain.document import lees_document
from pmg_desk.domain.fouten import GeenToegang, IntussenGewijzigd
from pmg_desk.domain.logboek import LEEG
from pmg_desk.domain.oordeel import Beoordeling, BesluitInvoer, beoordeel, stel_op, vraag_terug
from pmg_desk.domain.overdrachtrij import is_regel
from pmg_desk.domain.pakket import Pakketsoort
from pmg_desk.domain.profiel.lezen import is_sleutel as is_profielsleutel
from pmg_desk.domain.rollen import Recht
from pmg_desk.kluis.ondertekening import onderteken
from pmg_desk.services.belangen import eis_aan_zet, eis_geen_belang
from pmg_desk.services.besluiten import onderteken_samen, peilmoment
from pmg_desk.services.logontvanger import name_logontvanger
from pmg_desk.services.oordelen import EigenVerzoek
from pmg_desk.services.pakketten import Binnengekomen, NieuwPakket, make_pakket
from pmg_desk.services.toezichtcontrole import controleer_stand, laatst_gezien, medeondertekend, neem_in, onthoud
from pmg_desk.services.toezichtinhoud import bewaarde_bijlage, lees_bijlage, ontvanger_van
from pmg_desk.services.verbindingsfouten import AlIngelezen, InhoudOnleesbaar, PakketGeweigerd
from pmg_desk.services.verzoeken import AlBeoordeeld, uiterste_dag
from pmg_desk.services.werkplek import Transactie, Werkplek
from pmg_desk.storage import toezicht as rijen
from pmg_desk.storage.models import (
    Besluitbundel,
    OntvangenVerzoek,
    Toezichtbesluit,
    Toezichtintrekking,
    VernietigdVerzoek,
    VerzoekStatus,
)
from pmg_desk.storage.nummers import geef_nummer

_NUMMER = re.compile(r"[A-Z]{1,3}-[0-9]{4}-[0-9]{1,9}")
_KLOKVERSCHIL = timedelta(days=1)


class VerzoekKloptNiet(PakketGeweigerd):
    """The request in the package is not what it says it is."""

    wat = "Het verzoek in dit pakket klopt niet: tekst, document, aanvrager of kluis passen niet bij elkaar."
    doe = "Bel de afzender en vraag om een nieuw verzoek."


class EigenVerzoekGeweigerd(PakketGeweigerd):
    """Nobody decides on their own request (``domain.md``)."""

    wat, doe = EigenVerzoek.wat, EigenVerzoek.doe


class VanEenAnder(GeenToegang):
    """A decision is sent by who took it."""

    wat = "Dit besluit is door een andere privacy officer ondertekend. Alleen die kan het versturen."
    veilig = "Er is geen pakket gemaakt."
    doe = "Laat die privacy officer het pakket maken."


def read_verzoek(werkplek: Werkplek, ruw: bytes) -> UUID:
    """Take in a request package; returns the request's id. Raises as ``pakketten.open_binnengekomen``, and
    VerzoekKloptNiet, EigenVerzoekGeweigerd, GeenLogstand, LogboekGeweigerd.
    """
    with neem_in(werkplek, ruw, (Pakketsoort.VERZOEK,)) as (t, binnen):
        return take_verzoek(t, binnen)


def take_verzoek(t: Transactie, binnen: Binnengekomen) -> UUID:
    """The same, inside the use case that opened the package."""
    stand = controleer_stand(t, binnen)
    verzoek, document = _lees_verzoek(t, binnen)
    id_ = UUID(verzoek.verzoek_id)
    if t.db.get(OntvangenVerzoek, id_) is not None or t.db.get(VernietigdVerzoek, id_) is not None:
        raise AlIngelezen
    inhoud = binnen.envelop.inhoud
    bijlage = lees_bijlage(inhoud, verzoek, document)
    binnen.boek(t, onderwerp_id=id_)
    onthoud(t, binnen, stand)
    t.db.add(
        OntvangenVerzoek(
            id=id_,
            verbinding_id=binnen.verbinding.id,
            nummer=_nummer(inhoud.get("nummer")),
            aanvrager=binnen.persoon.naam,
            status=VerzoekStatus.INGEDIEND,
            tekst=verzoek.tekst(),
            document=document,
            bijlage=canoniek(bijlage.waarde()),
            pakket_id=binnen.pakket_id,
            door_id=t.gebruiker.id,
            op=t.nu,
        )
    )
    _sluit_vorige(t, bijlage.vorige, binnen)
    regel = verzoek.manifest[0]
    t.log(
        "toezicht.ontvangen",
        "ontvangen_verzoek",
        id_,
        categorieen=regel.categorieen,
        ontvanger=name_logontvanger(t, regel.ontvanger.organisatie, regel.ontvanger.functie),
        verwerking=verzoek.doel,
    )
    t.gewijzigd("ontvangen_verzoek", id_)

    return id_


def _lees_verzoek(t: Transactie, binnen: Binnengekomen) -> tuple[Verzoektekst, str | None]:
    """The request, of this sender in this vault, with its document if it asks for one."""
    tekst, document = binnen.envelop.inhoud.get("verzoek"), binnen.envelop.inhoud.get("document")
    if not isinstance(tekst, str) or not isinstance(document, str | None):
        raise InhoudOnleesbaar
    try:
        verzoek = lees_verzoektekst(tekst)
        for id_ in (verzoek.verzoek_id, verzoek.aanvrager_id, verzoek.manifest[0].casus_id):
            if str(UUID(id_)) != id_:
                raise ValueError("an id is not spelled as an id")
        if not _is_te_noemen(verzoek):
            raise ValueError("keys and a name expected")
        van_document = None if document is None else lees_document(document)[0]
    except (ValueError, TypeError, AttributeError):
        raise InhoudOnleesbaar from None
    if verzoek.aanvrager_id == str(t.gebruiker.id):
        raise EigenVerzoekGeweigerd
    som = None if document is None else sha256_hex(document.encode("utf-8"))
    goed = (
        verzoek.kluis_id == str(binnen.verbinding.kluis_id)
        and verzoek.aanvrager_id == str(binnen.persoon.persoon_id)
        and len(verzoek.manifest) == 1  # the officer sees one recipient, so judges one
        and verzoek.soort in (Soort.STAAND, Soort.DOCUMENT)
        and (verzoek.soort is Soort.DOCUMENT) == (document is not None)
        and som == verzoek.document_hash
        and van_document in (None, verzoek.manifest[0].casus_id)
        and verzoek.gevraagd_op <= t.nu + _KLOKVERSCHIL
    )
    if not goed:
        raise VerzoekKloptNiet
    return verzoek, document


def _is_te_noemen(verzoek: Verzoektekst) -> bool:
    """Whether a line of this log can say of it: keys of a profile and the name of an organisation, no other text."""
    regel = verzoek.manifest[0]
    return all(is_profielsleutel(deel) for deel in (verzoek.doel, *regel.categorieen)) and is_regel(
        regel.ontvanger.organisatie
    )


def _nummer(waarde: object) -> str:
    if not isinstance(waarde, str) or not _NUMMER.fullmatch(waarde):
        raise InhoudOnleesbaar
    return waarde


def _sluit_vorige(t: Transactie, vorige: UUID | None, binnen: Binnengekomen) -> None:
    """A request that was asked back, and of which this one is the answer, waits no longer."""
    rij = None if vorige is None else t.db.get(OntvangenVerzoek, vorige)
    if rij is not None and rij.verbinding_id == binnen.verbinding.id and rij.status is VerzoekStatus.TERUG:
        rij.status = VerzoekStatus.BEHANDELD
        t.gewijzigd("ontvangen_verzoek", rij.id)


def judge_verzoek(werkplek: Werkplek, verzoek_id: UUID, invoer: BesluitInvoer) -> UUID:
    """Judge a request and sign; a question back is signed too. Returns the decision's id: :func:`make_besluitpakket`.

    Raises GeenToegang, EigenVerzoek, EigenBelang, BijCollega, AlBeoordeeld, OngeldigeInvoer.
    """
    with werkplek.doe() as t:
        rij, verzoek = open_ontvangen(t, verzoek_id)
        vraag = vraag_terug(invoer) if invoer.oordeel is Oordeel.TERUGVRAAG else ""
        oordeel = beoordeel_ontvangen(t, rij, verzoek, invoer)
        (besluit_id,) = onderteken_ontvangen(t, [(rij, verzoek, oordeel)], vraag)
        return besluit_id


def open_ontvangen(t: Transactie, verzoek_id: UUID) -> tuple[OntvangenVerzoek, Verzoektekst]:
    """The request, for who may judge it now. Raises as :func:`judge_verzoek`."""
    t.pogingen.append(("ontvangen_verzoek", verzoek_id))
    t.eis(Recht.TOEZICHT_HOUDEN)
    rij = t.haal(OntvangenVerzoek, verzoek_id)
    verzoek = lees_verzoektekst(rij.tekst)
    if verzoek.aanvrager_id == str(t.gebruiker.id):
        raise EigenVerzoek
    eis_aan_zet(t, rij)
    if rij.status is not VerzoekStatus.INGEDIEND:
        raise AlBeoordeeld
    return rij, verzoek


def beoordeel_ontvangen(
    t: Transactie, rij: OntvangenVerzoek, verzoek: Verzoektekst, invoer: BesluitInvoer
) -> Beoordeling:
    """Check a judgement against the request and what came along with it."""
    getoond = bewaarde_bijlage(rij).stukken
    return beoordeel(verzoek, rij.document, invoer, t.vandaag, uiterste_dag(t), getoond)


def onderteken_ontvangen(
    t: Transactie, oordelen: Sequence[tuple[OntvangenVerzoek, Verzoektekst, Beoordeling]], vraag: str = ""
) -> tuple[UUID, ...]:
    """Sign these judgements, several of them with one signature over the list; ``vraag`` goes back with a question."""
    gemaakt = [
        (id_ := t.nieuw_id(), _besluittekst(t, rij, verzoek, oordeel, id_)) for rij, verzoek, oordeel in oordelen
    ]
    bundel, handtekeningen = onderteken_samen(t, [tekst for _, tekst in gemaakt])
    for (rij, verzoek, oordeel), (id_, tekst), handtekening in zip(oordelen, gemaakt, handtekeningen, strict=True):
        t.db.add(
            Toezichtbesluit(
                id=id_,
                verzoek_id=rij.id,
                nummer=geef_nummer(t.db, Toezichtbesluit, t.vandaag.year),
                tekst=tekst,
                handtekening=handtekening,
                sleutel=t.werkplek.sleutels.publiek.ed25519,
                document=oordeel.document,
                vraag_terug=vraag,
                door_id=t.gebruiker.id,
                op=t.nu,
            )
        )
        if bundel is not None:
            t.db.flush()
            t.db.add(Besluitbundel(id=t.nieuw_id(), toezichtbesluit_id=id_, tekst=bundel))
        rij.status = VerzoekStatus.TERUG if vraag else VerzoekStatus.BEHANDELD
        regel = oordeel.manifest[0]
        t.log(
            "toezicht.terugvragen" if vraag else "toezicht.besluiten",
            "toezichtbesluit",
            id_,
            categorieen=regel.categorieen,
            ontvanger=name_logontvanger(t, regel.ontvanger.organisatie, regel.ontvanger.functie),
            verwerking=verzoek.doel,
            detail={"oordeel": oordeel.invoer.oordeel.value},
        )
        t.gewijzigd("ontvangen_verzoek", rij.id)
    return tuple(id_ for id_, _ in gemaakt)


def _besluittekst(
    t: Transactie, rij: OntvangenVerzoek, verzoek: Verzoektekst, oordeel: Beoordeling, besluit_id: UUID
) -> str:
    gezien = laatst_gezien(t, rij.verbinding_id)
    assert gezien is not None  # a request is taken in together with a head of the log
    punt = lees_notitie(gezien.tekst).controlepunt
    # The number of a line is known only in the first log; of a later one the head that goes along says it all.
    eerste = gezien.reeks == 1
    return stel_op(
        verzoek,
        oordeel,
        besluit_id=str(besluit_id),
        kluis_id=verzoek.kluis_id,  # compared with the connection when the request was taken in
        beslisser_id=str(t.gebruiker.id),
        zekerheid=Zekerheid.CRYPTOGRAFISCH,
        # Never before the log's own time nor before the request: neither clock makes a decision older than it is.
        besloten_op=max(peilmoment(t), verzoek.gevraagd_op),
        log_nr=punt.grootte if eerste else 0,
        log_hash=LEEG,  # the last line itself was not seen, only the root over all
        log_wortel=punt.wortel if eerste else None,
    ).tekst()


def aanvrager_van(rij: OntvangenVerzoek) -> UUID:
    """Who asked: the id of a user in the other vault."""
    return UUID(lees_verzoektekst(rij.tekst).aanvrager_id)


def make_besluitpakket(werkplek: Werkplek, besluit_id: UUID, naar_id: UUID | None = None) -> NieuwPakket:
    """The package that brings a decision to the vault of the request; may be made again.

    It is for the requester, or for another pinned person of that vault. Raises GeenToegang, VerbindingGestopt.
    """
    with werkplek.doe() as t:
        t.eis(Recht.TOEZICHT_HOUDEN)
        besluit = t.haal(Toezichtbesluit, besluit_id)
        _eis_eigen(t, besluit.door_id)
        rij = t.haal(OntvangenVerzoek, besluit.verzoek_id)
        gezien = laatst_gezien(t, rij.verbinding_id)
        inhoud: dict[str, Waarde] = {
            "besluit": besluit.tekst,
            "handtekening": besluit.handtekening.hex(),
            "sleutel": besluit.sleutel,
            "nummer": besluit.nummer,
            "document": besluit.document,
            "bundel": besluit.bundel,
            "vraag_terug": besluit.vraag_terug,
            "controlepunt_gezien": None if gezien is None else medeondertekend(t, gezien.tekst),
        }
        naar = ontvanger_van(t, rij.verbinding_id, aanvrager_van(rij), naar_id)
        pakket = make_pakket(t, naar, Pakketsoort.BESLUIT, inhoud, antwoord_op=rij.pakket_id, onderwerp_id=besluit.id)
        t.gewijzigd("toezichtbesluit", besluit.id)
        return pakket


def _eis_eigen(t: Transactie, door_id: UUID) -> None:
    """A package is signed by who signed what is in it: the other vault takes it from nobody else."""
    if door_id != t.gebruiker.id:
        raise VanEenAnder


def withdraw_akkoord(werkplek: Werkplek, besluit_id: UUID, reden: str) -> UUID:
    """Withdraw an approval of this installation, at any time. Returns the withdrawal's id: :func:`make_intrekpakket`.

    Raises GeenToegang, IntussenGewijzigd, OngeldigeInvoer (``reden``).
    """
    with werkplek.doe() as t:
        t.eis(Recht.TOEZICHT_HOUDEN)
        besluit = t.haal(Toezichtbesluit, besluit_id)
        rij = t.haal(OntvangenVerzoek, besluit.verzoek_id)
        t.pogingen.append(("toezichtbesluit", besluit.id))
        eis_geen_belang(t, rij)
        if any(i.besluit_id == besluit.id for i in rijen.intrekkingen(t.db)):
            raise IntussenGewijzigd(
                "Dit akkoord is al ingetrokken.", veilig="Er wordt niets meer onder gedeeld.", doe=""
            )
        veld = Veldcontrole()
        waarom = veld.tekst("reden", reden, verplicht=True, maximum=MAX_REGEL * 2, lang=True)
        veld.klaar()
        verzoek = lees_verzoektekst(rij.tekst)
        tekst = tekst_van_intrekking(
            str(besluit.id), verzoek.kluis_id, str(t.gebruiker.id), waarom, max(peilmoment(t), verzoek.gevraagd_op)
        )
        id_ = t.nieuw_id()
        t.db.add(
            Toezichtintrekking(
                id=id_,
                besluit_id=besluit.id,
                tekst=tekst,
                handtekening=onderteken(werkplek.sleutels.ondertekening, INTREKKING_CONTEXT, tekst.encode("utf-8")),
                sleutel=werkplek.sleutels.publiek.ed25519,
                door_id=t.gebruiker.id,
                op=t.nu,
            )
        )
        t.log("toezicht.intrekken", "toezichtbesluit", besluit.id)
        t.gewijzigd("toezichtbesluit", besluit.id)
        return id_


def make_intrekpakket(werkplek: Werkplek, intrekking_id: UUID, naar_id: UUID | None = None) -> NieuwPakket:
    """The package that brings a withdrawal to the vault; may be made again. Raises GeenToegang, VerbindingGestopt."""
    with werkplek.doe() as t:
        t.eis(Recht.TOEZICHT_HOUDEN)
        intrekking = t.haal(Toezichtintrekking, intrekking_id)
        _eis_eigen(t, intrekking.door_id)
        besluit = t.haal(Toezichtbesluit, intrekking.besluit_id)
        rij = t.haal(OntvangenVerzoek, besluit.verzoek_id)
        inhoud: dict[str, Waarde] = {
            "tekst": intrekking.tekst,
            "handtekening": intrekking.handtekening.hex(),
            "sleutel": intrekking.sleutel,
            "besluit": str(besluit.id),
        }
        naar = ontvanger_van(t, rij.verbinding_id, aanvrager_van(rij), naar_id)
        pakket = make_pakket(t, naar, Pakketsoort.INTREKKING, inhoud, onderwerp_id=intrekking.id)
        t.gewijzigd("toezichtbesluit", besluit.id)
        return pakket
