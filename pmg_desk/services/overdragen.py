"""Giving a casus to another vault: what would go along, and the offer. What comes back: ``overdrachtantwoord``.

One vault is owner at a time. From the offer on the casus is read-only here (``Transactie.casus``); only the answer of
the one it went to ends that, or the beheerder's word, with a reason, that the package is lost.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from pmg_desk.domain.bevestigen import bevestiging, onbevestigd
from pmg_desk.domain.canoniek import sha256_hex
from pmg_desk.domain.delen import Eis, Getoetst, Ontvanger
from pmg_desk.domain.fouten import GeenToegang
from pmg_desk.domain.overdracht import Bewijs, Overdrachttekst, lees_overdracht
from pmg_desk.domain.overdrachtdekking import te_informeren, toets_dekking
from pmg_desk.domain.overdrachtrij import Rijsoort
from pmg_desk.domain.pakket import Pakketsoort
from pmg_desk.domain.rollen import Recht, Rol
from pmg_desk.domain.samenvatting import Stuk
from pmg_desk.domain.selectie import Geinformeerde, Vorm, eis_van_getoetst
from pmg_desk.kluis.ondertekening import verifieer
from pmg_desk.services import doorgeleidantwoord
from pmg_desk.services.besluiten import getoetste_besluiten
from pmg_desk.services.deelbaar import deelbaar
from pmg_desk.services.logontvanger import name_logontvanger
from pmg_desk.services.overdrachtfouten import (
    GeenCasusregisseur,
    JongereNietGedekt,
    NietMeerOpen,
    NietOverTeDragen,
)
from pmg_desk.services.overdrachtkeuze import verdeel
from pmg_desk.services.overdrachtrijen import blijft_want, maak_rijen, splits
from pmg_desk.services.pakketten import NieuwPakket, make_pakket
from pmg_desk.services.samenvattingen import MeeInzicht, NieuweTekst
from pmg_desk.services.stukken import cut_dossier, zonder_geheim_adres
from pmg_desk.services.verbindingen import Persoonssleutel, list_verbindingen, sleutel_van
from pmg_desk.services.verbindingsfouten import VerbindingGestopt
from pmg_desk.services.werkplek import Transactie, Werkplek
from pmg_desk.storage.models import (
    Casus,
    Organisatie,
    Overdracht,
    OverdrachtStatus,
    Privacybesluit,
    Richting,
    Verbinding,
    VerbindingSoort,
    Verstrekking,
    VerstrekkingBesluit,
    VerstrekkingStatus,
    VerstrektStuk,
    Wijze,
)


@dataclass(frozen=True, slots=True)
class Aanbod:
    """What the casusregisseur chooses: to whom it goes, under which approval, for which recipient named in it."""

    verbinding_id: UUID
    persoon_id: UUID
    besluit_id: UUID
    organisatie_id: UUID
    functie: str


@dataclass(frozen=True, slots=True)
class Bestemmeling:
    """A casusregisseur of a connected vault."""

    verbinding_id: UUID
    persoon_id: UUID
    naam: str = field(repr=False)
    kluisnaam: str


@dataclass(frozen=True, slots=True)
class Akkoord:
    """A valid approval for this casus, for one recipient."""

    besluit_id: UUID
    nummer: str
    ontvanger: Ontvanger
    geldig_tot: date
    categorieen: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Mogelijkheden:
    """To whom a casus can go, and under which approvals."""

    bestemmelingen: tuple[Bestemmeling, ...]
    akkoorden: tuple[Akkoord, ...]


@dataclass(frozen=True, slots=True)
class Overdrachtvoorbeeld:
    """Exactly what would go along now, and what would not and why."""

    mee: tuple[MeeInzicht, ...]
    niet: tuple[tuple[Stuk, str], ...]
    telling: str
    voorwaarden: str

    @property
    def nieuw(self) -> frozenset[str]:
        """The ``bevestiging`` of each stuk that came after the judgement and must be confirmed."""
        return frozenset(bevestiging(deel.stuk) for deel in self.mee if deel.nieuw)


@dataclass(frozen=True, slots=True)
class Aangeboden:
    """An offer that was made: the package may leave now."""

    overdracht_id: UUID
    pakket: NieuwPakket


@dataclass(frozen=True, slots=True)
class _Keuze:
    casus: Casus
    naar: Persoonssleutel
    besluit: Privacybesluit
    getoetst: Getoetst
    ontvanger: Ontvanger
    mee: tuple[MeeInzicht, ...]
    niet: tuple[tuple[Stuk, str], ...]
    geinformeerd: frozenset[Geinformeerde]

    @property
    def stukken(self) -> tuple[Stuk, ...]:
        return tuple(deel.stuk for deel in self.mee)


def list_mogelijkheden(werkplek: Werkplek, casus_id: UUID) -> Mogelijkheden:
    """Who at connected vaults can take this casus, and the approvals for it that are valid now."""
    verbindingen = [v for v in list_verbindingen(werkplek, VerbindingSoort.KLUIS) if v.loopt]
    with werkplek.doe() as t:
        _eigen_casus(t, casus_id)
        return Mogelijkheden(
            tuple(
                Bestemmeling(v.id, p.persoon_id, p.naam, v.naam)
                for v in verbindingen
                for p in v.personen
                if p.rol == Rol.CASUSREGISSEUR.value
            ),
            tuple(
                Akkoord(rij.id, rij.nummer, regel.ontvanger, g.besluit.geldig_tot, regel.categorieen)
                for rij, _, g in getoetste_besluiten(t, casus_id)
                if g.geldig and g.besluit is not None and Eis.ALLEEN_MONDELING not in g.besluit.eisen
                for regel in g.besluit.manifest
                if regel.casus_id == str(casus_id)
            ),
        )


def prepare_overdracht(werkplek: Werkplek, casus_id: UUID, aanbod: Aanbod) -> Overdrachtvoorbeeld:
    """Show stuk by stuk what would go along and what not. Logged. Raises as :func:`offer_overdracht`."""
    with werkplek.doe() as t:
        keuze = _kies(t, casus_id, aanbod)
        tekst = _maak_tekst(t, keuze, t.nieuw_id())
        wie = name_logontvanger(t, keuze.ontvanger.organisatie, keuze.ontvanger.functie)
        t.log("overdracht.voorbereiden", "casus", casus_id, casus_id=casus_id, ontvanger=wie)
        besluit = keuze.getoetst.besluit
        return Overdrachtvoorbeeld(
            mee=keuze.mee,
            niet=tuple((zonder_geheim_adres(stuk), reden) for stuk, reden in keuze.niet),
            telling=tekst.telling(),
            voorwaarden="" if besluit is None else besluit.voorwaarden,
        )


def offer_overdracht(
    werkplek: Werkplek, casus_id: UUID, aanbod: Aanbod, nieuw_bevestigd: Collection[str] = ()
) -> Aangeboden:
    """Make the package and, in the same transaction, the offer, the entry in the register and the Logregels.

    ``nieuw_bevestigd``: what came after the judgement and was read (``Overdrachtvoorbeeld.nieuw``). Raises GeenToegang
    (not the own casusregisseur), CasusGesloten, CasusAangeboden, CasusOvergedragen, NietOverTeDragen and its
    subclasses, NieuweTekst, VerbindingGestopt.
    """
    with werkplek.doe() as t:
        keuze = _kies(t, casus_id, aanbod)
        if onbevestigd((deel.stuk for deel in keuze.mee if deel.nieuw), nieuw_bevestigd):
            raise NieuweTekst
        tekst = _maak_tekst(t, keuze, t.nieuw_id())
        overdracht_id = UUID(tekst.overdracht_id)
        pakket = _maak_pakket(t, keuze.naar, tekst.tekst(), overdracht_id, casus_id)
        t.db.add(
            Overdracht(
                id=overdracht_id,
                richting=Richting.UIT,
                status=OverdrachtStatus.AANGEBODEN,
                verbinding_id=aanbod.verbinding_id,
                casus_id=casus_id,
                besluit_id=keuze.besluit.id,
                pakket_id=pakket.id,
                tekst=tekst.tekst(),
                door_id=t.gebruiker.id,
                op=t.nu,
            )
        )
        _boek_verstrekking(t, keuze, tekst)
        doorgeleidantwoord.koppel_overdracht(t, casus_id, overdracht_id)
        t.log(
            "overdracht.aanbieden",
            "overdracht",
            overdracht_id,
            casus_id=casus_id,
            categorieen=[rij.categorie for rij in tekst.rijen],
            ontvanger=name_logontvanger(t, keuze.ontvanger.organisatie, keuze.ontvanger.functie),
            aantal=len(tekst.rijen),
            sleutel=keuze.naar.ed25519,
        )
        meld_overdracht(t, casus_id)
        return Aangeboden(overdracht_id, pakket)


def remake_aanbod(werkplek: Werkplek, overdracht_id: UUID) -> NieuwPakket:
    """The package of an offer once more, with exactly the same text: when the file did not arrive.

    For the one who offered, whom the text names, and only while the approval is still valid: it leaves again. The other
    takes the casus over once, from whichever copy. Raises NietMeerOpen, GeenToegang, NietOverTeDragen,
    VerbindingGestopt.
    """
    with werkplek.doe() as t:
        rij = t.haal(Overdracht, overdracht_id)
        casus_id = eis_lopend(rij)
        _eigen_casus(t, casus_id, overgedragen_mag=True)
        if rij.door_id != t.gebruiker.id:
            raise GeenToegang
        if not any(besluit.id == rij.besluit_id and g.geldig for besluit, _, g in getoetste_besluiten(t, casus_id)):
            raise NietOverTeDragen
        tekst = lees_overdracht(rij.tekst)
        naar = sleutel_van(t, rij.verbinding_id, UUID(tekst.naar_persoon), t.nu)
        if naar is None:
            raise VerbindingGestopt
        pakket = _maak_pakket(t, naar, rij.tekst, rij.id, casus_id)
        t.log("overdracht.herhalen", "overdracht", rij.id, casus_id=casus_id, sleutel=naar.ed25519)
        return pakket


def _maak_pakket(t: Transactie, naar: Persoonssleutel, tekst: str, overdracht_id: UUID, casus_id: UUID) -> NieuwPakket:
    return make_pakket(
        t, naar, Pakketsoort.OVERDRACHT, {"overdracht": tekst}, onderwerp_id=overdracht_id, casus_id=casus_id
    )


def eis_lopend(rij: Overdracht) -> UUID:
    """The casus of an offer that still waits for its answer. Raises NietMeerOpen."""
    if rij.richting is not Richting.UIT or rij.status is not OverdrachtStatus.AANGEBODEN or rij.casus_id is None:
        raise NietMeerOpen
    return rij.casus_id


def _eigen_casus(t: Transactie, casus_id: UUID, *, overgedragen_mag: bool = False) -> Casus:
    casus = t.casus(casus_id, wijzigen=True, overgedragen_mag=overgedragen_mag)
    if casus.regisseur_id != t.gebruiker.id:
        raise GeenToegang
    return casus


def _kies(t: Transactie, casus_id: UUID, aanbod: Aanbod) -> _Keuze:
    t.eis(Recht.SAMENVATTING_MAKEN)
    casus = _eigen_casus(t, casus_id)
    naar = sleutel_van(t, aanbod.verbinding_id, aanbod.persoon_id, t.nu)
    verbinding = t.db.get(Verbinding, aanbod.verbinding_id)
    if naar is None or verbinding is None or verbinding.gestopt_op is not None:
        raise VerbindingGestopt
    if verbinding.soort is not VerbindingSoort.KLUIS or naar.rol != Rol.CASUSREGISSEUR.value:
        raise GeenCasusregisseur
    gronden = deelbaar(t, casus_id, Vorm.OVERDRACHT)
    gevonden = [(rij, g) for rij, _, g in gronden.getoetst if rij.id == aanbod.besluit_id and g.geldig]
    if not gevonden:
        raise NietOverTeDragen
    besluit, getoetst = gevonden[0]
    assert getoetst.besluit is not None
    gevraagd = Ontvanger(str(aanbod.organisatie_id), t.haal(Organisatie, aanbod.organisatie_id).naam, aanbod.functie)
    ontvangers = [
        regel.ontvanger
        for regel in getoetst.besluit.manifest
        if regel.casus_id == str(casus_id) and regel.ontvanger.is_precies(gevraagd)
    ]
    if not ontvangers:
        raise NietOverTeDragen
    bij = gronden.omstandigheden
    gebrek = eis_van_getoetst(getoetst, bij)
    if gebrek is not None:
        raise NietOverTeDragen(f"Dit akkoord kan nu niet worden gebruikt. {gebrek.value}")
    bekend, onbekend = splits(t, casus, cut_dossier(t, casus))
    alle = [g for _, _, g in gronden.getoetst]
    mee, niet = verdeel(bekend, getoetst, str(casus_id), ontvangers[0], bij, alle)
    niet += tuple((stuk, blijft_want(stuk)) for stuk in onbekend)
    if not any(deel.stuk.id.startswith(f"{Rijsoort.IDENTITEIT}:") for deel in mee):
        raise JongereNietGedekt
    wie = te_informeren(getoetst.besluit)
    return _Keuze(casus, naar, besluit, getoetst, ontvangers[0], mee, niet, wie)


def _maak_tekst(t: Transactie, keuze: _Keuze, overdracht_id: UUID) -> Overdrachttekst:
    """The text of the offer, read back and held against the approval as the receiver will do."""
    kluis, bewaard = t.werkplek.kluis, keuze.getoetst.bewaard
    tekst = Overdrachttekst(
        overdracht_id=str(overdracht_id),
        kluis_id=str(t.werkplek.kluis_id),
        kluisnaam=t.profiel.naam if kluis is None else kluis.kop.naam,
        casus_id=str(keuze.casus.id),
        casusnummer=keuze.casus.nummer,
        van_persoon=str(t.gebruiker.id),
        naar_kluis=str(keuze.naar.kluis_id),
        naar_persoon=str(keuze.naar.persoon_id),
        ontvanger=keuze.ontvanger,
        aangeboden_op=t.nu,
        bewijs=Bewijs(keuze.besluit.nummer, bewaard.tekst, bewaard.handtekening.hex(), bewaard.sleutel, bewaard.bundel),
        rijen=maak_rijen(t, keuze.casus, keuze.stukken),
        geinformeerd=keuze.geinformeerd,
    )
    try:
        lees_overdracht(tekst.tekst())
    except ValueError:
        raise NietOverTeDragen(
            "In dit dossier staat iets dat niet over te dragen is, zoals een onzichtbaar teken in een naam of bron.",
            doe="Typ de naam, de bron of de tekst opnieuw en probeer het nog eens.",
        ) from None
    _, tekort = toets_dekking(tekst, verifieer)
    if tekort is not None:
        raise NietOverTeDragen(tekort.value)
    return tekst


def _boek_verstrekking(t: Transactie, keuze: _Keuze, tekst: Overdrachttekst) -> None:
    besluit, document = keuze.getoetst.besluit, tekst.tekst().encode("utf-8")
    assert besluit is not None
    verstrekking = Verstrekking(
        id=UUID(tekst.overdracht_id),  # so that the line about the offer is the line about this entry
        casus_id=keuze.casus.id,
        organisatie_id=UUID(keuze.ontvanger.organisatie_id),
        organisatie=keuze.ontvanger.organisatie,
        functie=keuze.ontvanger.functie,
        wijze=Wijze.BESTAND,
        status=VerstrekkingStatus.UITGEGEVEN,
        categorieen=",".join(sorted({rij.categorie for rij in tekst.rijen})),
        doel=besluit.doel,
        grondslagen=",".join(sorted(besluit.grondslagen)),
        omschrijving=f"Overdracht aan een andere kluis: {tekst.telling()}.",
        document=document,
        document_hash=sha256_hex(document),
        door_id=t.gebruiker.id,
        op=t.nu,
    )
    t.db.add(verstrekking)
    t.db.flush()
    t.db.add(VerstrekkingBesluit(id=t.nieuw_id(), verstrekking_id=verstrekking.id, besluit_id=keuze.besluit.id))
    for stuk in keuze.stukken:
        t.db.add(VerstrektStuk(id=t.nieuw_id(), verstrekking_id=verstrekking.id, stuk=stuk.id))
    t.gewijzigd("verstrekking", verstrekking.id)


def meld_overdracht(t: Transactie, casus_id: UUID) -> None:
    """Tell the screens that a casus came or went."""
    t.gewijzigd("overdracht", casus_id)
    t.gewijzigd("casus", casus_id)
