"""Asking approval to share: the request as it will be judged, and taking it back."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import date, timedelta
from uuid import UUID

from pmg_desk.domain.canoniek import sha256_hex
from pmg_desk.domain.controle import MAX_TEKST, Veldcontrole
from pmg_desk.domain.delen import ManifestRegel, Ontvanger, Soort, Verzoektekst
from pmg_desk.domain.document import maak_document
from pmg_desk.domain.fouten import Fout
from pmg_desk.domain.oordeel import kies_stukken
from pmg_desk.domain.rollen import Recht
from pmg_desk.domain.samenvatting import Doorverstrekking, Stuk, reactie_op, tekst_in
from pmg_desk.services.logontvanger import name_logontvanger
from pmg_desk.services.stukken import cut_dossier, zonder_geheim_adres
from pmg_desk.services.werkplek import Transactie, Werkplek
from pmg_desk.storage.models import (
    Casus,
    Delingsverzoek,
    Organisatie,
    Overleg,
    VerzoekStatus,
)
from pmg_desk.storage.nummers import geef_nummer


class AlBeoordeeld(Fout):
    """The request is not in the queue any more."""

    wat = "Dit verzoek is al beoordeeld of ingetrokken."
    doe = "Ververs de lijst. Is er iets veranderd, vraag dan opnieuw akkoord."


@dataclass(frozen=True, slots=True)
class VerzoekInvoer:
    """What a casusregisseur asks. ``stukken`` (ids) only for Soort.DOCUMENT, ``categorieen`` only for Soort.STAAND."""

    casus_id: UUID
    soort: Soort
    organisatie_id: UUID
    functie: str
    doel: str
    grondslagen: tuple[str, ...]
    noodzaak: str
    proportionaliteit: str
    subsidiariteit: str
    geinformeerd: str
    gevraagd_tot: date | None
    categorieen: tuple[str, ...] = ()
    derden: bool = False
    stukken: tuple[str, ...] = ()
    toestemming: str = ""
    overleg_id: UUID | None = None


def request_deling(werkplek: Werkplek, invoer: VerzoekInvoer, vorige_id: UUID | None = None) -> UUID:
    """Ask approval to share. With ``vorige_id`` it answers a request that was asked back, which then is closed.

    Raises OngeldigeInvoer, GeenToegang, CasusGesloten.
    """
    with werkplek.doe() as t:
        t.eis(Recht.DELING_VRAGEN)
        return dien_in(t, invoer, vorige_id)


def dien_in(t: Transactie, invoer: VerzoekInvoer, vorige_id: UUID | None = None) -> UUID:
    """The same inside a use case that asks more than once; whether this user may ask was checked."""
    casus = t.casus(invoer.casus_id, wijzigen=True)
    invoer, document = _controleer_verzoek(t, casus, invoer)
    vorige = None if vorige_id is None else _vorige(t, vorige_id, casus)
    organisatie = t.haal(Organisatie, invoer.organisatie_id)
    assert invoer.gevraagd_tot is not None
    id_ = t.nieuw_id()
    tekst = Verzoektekst(
        verzoek_id=str(id_),
        kluis_id=str(t.werkplek.kluis_id),
        soort=invoer.soort,
        aanvrager_id=str(t.gebruiker.id),
        gevraagd_op=t.nu,
        manifest=(
            ManifestRegel(
                str(casus.id),
                Ontvanger(str(organisatie.id), organisatie.naam, invoer.functie),
                invoer.categorieen,
                invoer.derden,
            ),
        ),
        doel=invoer.doel,
        grondslagen=invoer.grondslagen,
        noodzaak=invoer.noodzaak,
        proportionaliteit=invoer.proportionaliteit,
        subsidiariteit=invoer.subsidiariteit,
        geinformeerd=invoer.geinformeerd,
        toestemming=invoer.toestemming,
        gevraagd_tot=invoer.gevraagd_tot,
        document_hash=None if document is None else sha256_hex(document.encode("utf-8")),
    )
    rij = Delingsverzoek(
        id=id_,
        nummer=geef_nummer(t.db, Delingsverzoek, t.vandaag.year),
        casus_id=casus.id,
        soort=invoer.soort,
        status=VerzoekStatus.INGEDIEND,
        organisatie_id=organisatie.id,
        functie=invoer.functie,
        overleg_id=invoer.overleg_id,
        gevraagd_tot=invoer.gevraagd_tot,
        tekst=tekst.tekst(),
        document=document,
        vorige_id=None if vorige is None else vorige.id,
        door_id=t.gebruiker.id,
        op=t.nu,
    )
    t.db.add(rij)
    if vorige is not None:
        vorige.status = VerzoekStatus.BEHANDELD
    t.log(
        "verzoek.indienen",
        "delingsverzoek",
        id_,
        casus_id=casus.id,
        categorieen=invoer.categorieen,
        ontvanger=name_logontvanger(t, organisatie.naam, invoer.functie),
        verwerking=invoer.doel,
    )
    t.gewijzigd("delingsverzoek", id_)
    return id_


def _vorige(t: Transactie, vorige_id: UUID, casus: Casus) -> Delingsverzoek:
    vorige = t.haal(Delingsverzoek, vorige_id)
    if vorige.casus_id != casus.id or vorige.status is not VerzoekStatus.TERUG:
        raise AlBeoordeeld
    return vorige


def _controleer_verzoek(t: Transactie, casus: Casus, invoer: VerzoekInvoer) -> tuple[VerzoekInvoer, str | None]:
    profiel, veld = t.profiel, Veldcontrole()
    uiterst = uiterste_dag(t)
    organisatie = t.db.get(Organisatie, invoer.organisatie_id)
    veld.eis(organisatie is not None, "organisatie_id", "Kies een organisatie uit het adresboek.")
    if organisatie is not None and organisatie.gestopt_op is not None:
        veld.fout("organisatie_id", "Deze organisatie doet niet meer mee. Kies een andere.")
    if invoer.overleg_id is not None:
        veld.eis(t.db.get(Overleg, invoer.overleg_id) is not None, "overleg_id", "Dit overleg bestaat niet meer.")
    _eis_keuzes(veld, "grondslagen", invoer.grondslagen, profiel.grondslagen, "Kies ten minste één grondslag.")
    nodig = [profiel.grondslagen[g] for g in invoer.grondslagen if g in profiel.grondslagen]
    toestemming = veld.tekst("toestemming", invoer.toestemming, maximum=MAX_TEKST, lang=True)
    if any(g.toestemming for g in nodig) and not toestemming:
        veld.fout("toestemming", "Deze grondslag is toestemming. Schrijf op wie, wanneer en hoe toestemming gaf.")
    schoon = replace(
        invoer,
        functie=veld.tekst("functie", invoer.functie, verplicht=True, maximum=120),
        doel=veld.keuze("doel", invoer.doel, tuple(profiel.doeleinden)),
        noodzaak=veld.tekst("noodzaak", invoer.noodzaak, verplicht=True, maximum=MAX_TEKST, lang=True),
        proportionaliteit=veld.tekst(
            "proportionaliteit", invoer.proportionaliteit, verplicht=True, maximum=MAX_TEKST, lang=True
        ),
        subsidiariteit=veld.tekst(
            "subsidiariteit", invoer.subsidiariteit, verplicht=True, maximum=MAX_TEKST, lang=True
        ),
        geinformeerd=veld.tekst("geinformeerd", invoer.geinformeerd, verplicht=True, maximum=MAX_TEKST, lang=True),
        toestemming=toestemming,
        gevraagd_tot=veld.datum(
            "gevraagd_tot",
            invoer.gevraagd_tot,
            t.vandaag,
            verplicht=True,
            niet_voor=(t.vandaag, "vandaag"),
            niet_na=(uiterst, "de langste termijn die mag"),
        ),
    )
    document = None
    if invoer.soort is Soort.STAAND:
        _eis_keuzes(veld, "categorieen", invoer.categorieen, profiel.datacategorieen, "Kies ten minste één categorie.")
        schoon = replace(schoon, categorieen=tuple(sorted(set(invoer.categorieen))), stukken=())
    elif invoer.soort is Soort.DOCUMENT:
        alle = cut_dossier(t, casus)
        gekozen = kies_stukken(veld, alle, invoer.stukken)
        _eis_reacties(veld, alle, gekozen)
        veld.klaar()
        document = maak_document(str(casus.id), gekozen)
        schoon = replace(
            schoon,
            categorieen=tuple(sorted({stuk.categorie for stuk in gekozen})),
            derden=any(stuk.derden for stuk in gekozen),
        )
    else:
        veld.fout(
            "soort",
            "Een tafelkader vraagt u niet per casus. Vraag een staand akkoord voor deze casus.",
        )
    veld.klaar()
    return schoon, document


def _eis_reacties(veld: Veldcontrole, alle: Collection[Stuk], gekozen: Collection[Stuk]) -> None:
    """A statement is not asked for without the reactions to it, unless their source never lets them go."""
    teksten = {tekst_in(stuk) for stuk in gekozen} - {""}
    mist = [
        stuk
        for stuk in alle
        if reactie_op(stuk) in teksten and stuk not in gekozen and stuk.doorverstrekking is not Doorverstrekking.NEE
    ]
    veld.eis(not mist, "stukken", "Bij een gekozen tekst hoort een reactie van de jongere of ouders. Kies die ook.")


def _eis_keuzes(
    veld: Veldcontrole, sleutel: str, gekozen: Collection[str], toegestaan: Collection[str], melding: str
) -> None:
    veld.eis(bool(gekozen), sleutel, melding)
    veld.eis(all(keuze in toegestaan for keuze in gekozen), sleutel, "Een keuze staat niet (meer) in het profiel.")


def withdraw_verzoek(werkplek: Werkplek, verzoek_id: UUID) -> None:
    """The requester takes a request back before it is judged."""
    with werkplek.doe() as t:
        t.eis(Recht.DELING_VRAGEN)
        verzoek = t.haal(Delingsverzoek, verzoek_id)
        t.casus(verzoek.casus_id, wijzigen=True, gesloten_mag=True)
        if verzoek.status not in (VerzoekStatus.INGEDIEND, VerzoekStatus.TERUG):
            raise AlBeoordeeld
        verzoek.status = VerzoekStatus.INGETROKKEN
        t.log("verzoek.intrekken", "delingsverzoek", verzoek.id, casus_id=verzoek.casus_id)
        t.gewijzigd("delingsverzoek", verzoek.id)


def uiterste_dag(t: Transactie) -> date:
    """The last day an approval given today may last (municipal profile)."""
    return t.vandaag + timedelta(days=t.profiel.instellingen.max_geldigheid_dagen.waarde)


def toon_stukken(werkplek: Werkplek, casus_id: UUID) -> tuple[str, tuple[Stuk, ...]]:
    """Number and pieces of a casus, to choose from when asking approval for exactly this text.

    A secret address can be chosen, but is not shown.
    """
    with werkplek.doe() as t:
        t.eis(Recht.DELING_VRAGEN)
        casus = t.casus(casus_id, wijzigen=True)
        t.log("verzoek.voorbereiden", "casus", casus.id, casus_id=casus.id)
        return casus.nummer, tuple(zonder_geheim_adres(stuk) for stuk in cut_dossier(t, casus))
