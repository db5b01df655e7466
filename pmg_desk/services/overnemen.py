"""Taking over a casus from another vault: look at what came, then accept it as a new casus or give it back.

Nothing of the package is kept before it is accepted, and nothing of its content when it is given back. Accepting is
one transaction with the answer in it: the casus is here and the answer is made, or neither.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from uuid import UUID

from pmg_desk.domain.canoniek import canoniek, lees_canoniek
from pmg_desk.domain.controle import MAX_TEKST, Veldcontrole
from pmg_desk.domain.datums import OnvolledigeDatum
from pmg_desk.domain.fouten import GeenToegang
from pmg_desk.domain.klok import lokale_dag
from pmg_desk.domain.namen import Persoonsnaam
from pmg_desk.domain.overdracht import (
    Antwoordoordeel,
    Antwoordtekst,
    Overdrachttekst,
    lees_antwoord,
    lees_overdracht,
)
from pmg_desk.domain.overdrachtdekking import toets_dekking
from pmg_desk.domain.overdrachtrij import Nieuwer, Rijsoort
from pmg_desk.domain.pakket import Pakketsoort
from pmg_desk.domain.rollen import Recht, Rol
from pmg_desk.domain.selectie import Geinformeerde
from pmg_desk.kluis.ondertekening import verifieer
from pmg_desk.kluis.pakket import lees_bestand
from pmg_desk.services import casussen, dubbelen
from pmg_desk.services.besluiten import bekende_sleutels
from pmg_desk.services.casussen import NieuweCasus
from pmg_desk.services.dubbelen import Dubbelen
from pmg_desk.services.overdrachtfouten import (
    AkkoordDraagtNiet,
    AlBeantwoordHier,
    NietMeerOpen,
    NieuwerPakket,
    PakketPastNiet,
)
from pmg_desk.services.overdrachtinvoer import jongere_uit, schrijf_rijen
from pmg_desk.services.overdragen import meld_overdracht
from pmg_desk.services.pakketten import Binnengekomen, NieuwPakket, make_pakket, open_binnengekomen
from pmg_desk.services.pakketten_in import lees_veld
from pmg_desk.services.uitspraken import UitspraakInvoer
from pmg_desk.services.verbindingen import sleutel_van, verbinding_inzicht
from pmg_desk.services.verbindingsfouten import InhoudOnleesbaar, VerbindingGestopt
from pmg_desk.services.werkplek import Transactie, Werkplek
from pmg_desk.storage import verbindingen as verbindingopslag
from pmg_desk.storage.models import Casus, Overdracht, OverdrachtStatus, Richting, Verbinding

_NAAMDELEN = ("voornamen", "voorvoegsel", "geslachtsnaam", "roepnaam")
REACTIE_VAN = "reactie van de jongere of ouders hierop, door "
_WIE = {Geinformeerde.JONGERE: "de jongere", Geinformeerde.OUDERS: "de ouders"}
_KEUZES = frozenset({"tafels", "jongere"})
"""Fields that the user fills in; what else is wrong came with the package."""


@dataclass(frozen=True, slots=True)
class Overdrachtvoorstel:
    """A casus that another vault offers. ``teksten``: source and words of what was said, each with its reactions."""

    overdracht_id: UUID
    kluisnaam: str
    persoon: str = field(repr=False)
    casusnummer: str
    naam: str = field(repr=False)
    geboren: str = field(repr=False)
    telling: str
    teksten: tuple[tuple[str, str], ...] = field(repr=False)
    ontvanger: str
    akkoord: str
    geldig_tot: date
    voorwaarden: str
    geinformeerd: str  # who the approval asks to be informed first, and the sender says was
    officer_bekend: bool  # whether the key under the approval is one that this vault knows
    aangeboden_op: datetime
    dubbelen: Dubbelen = field(repr=False)


@dataclass(frozen=True, slots=True)
class Overgenomen:
    """A casus that was taken over, and the answer that must go back."""

    casus_id: UUID
    nummer: str
    antwoord: NieuwPakket


@dataclass(frozen=True, slots=True)
class Antwoordadres:
    """Somebody at the other vault who can be answered."""

    persoon_id: UUID
    naam: str = field(repr=False)


def read_overdracht(werkplek: Werkplek, pad: Path) -> Overdrachtvoorstel:
    """What a package offers and whom it may already be about here. Takes nothing over; logged.

    Raises GeenToegang, BestandOnleesbaar, GeenPakket, NietVoorU, PakketVeranderd and the subclasses of
    PakketGeweigerd; each refusal is logged.
    """
    with _open(werkplek, pad, bekijken=True) as (t, binnen, overdracht):
        besluit, _ = toets_dekking(overdracht, verifieer)
        assert besluit is not None
        veld = Veldcontrole()
        schoon = casussen.controleer_nieuw(t, veld, _nieuwe_casus(t, overdracht, tuple(t.profiel.tafels)[:1], None))
        if veld.fouten or schoon.jongere is None:
            raise InhoudOnleesbaar
        gevonden = dubbelen.vind_in(t, schoon.jongere)
        t.log(
            "overdracht.bekijken",
            "overdracht",
            UUID(overdracht.overdracht_id),
            aantal=len(gevonden.zichtbaar) + len(gevonden.elders),
            sleutel=binnen.persoon.ed25519,
        )
        (identiteit,) = overdracht.van_soort(Rijsoort.IDENTITEIT)
        naam = Persoonsnaam(*(str(identiteit.waarden[deel]) for deel in _NAAMDELEN))
        return Overdrachtvoorstel(
            overdracht_id=UUID(overdracht.overdracht_id),
            kluisnaam=binnen.verbinding.naam,
            persoon=binnen.persoon.naam,
            casusnummer=overdracht.casusnummer,
            naam=naam.volledige_naam,
            geboren=OnvolledigeDatum.uit_tekst(str(identiteit.waarden["geboortedatum"])).toon(),
            telling=overdracht.telling(),
            teksten=tuple(_teksten(overdracht)),
            ontvanger=overdracht.ontvanger.voluit,
            akkoord=overdracht.bewijs.nummer,
            geldig_tot=besluit.geldig_tot,
            voorwaarden=besluit.voorwaarden,
            geinformeerd=" en ".join(_WIE[wie] for wie in sorted(overdracht.geinformeerd)),
            officer_bekend=any(
                bekend.sleutel == overdracht.bewijs.sleutel and bekend.rol is Rol.PRIVACY_OFFICER
                for bekend in bekende_sleutels(t)
            ),
            aangeboden_op=overdracht.aangeboden_op,
            dubbelen=gevonden,
        )


def accept_overdracht(
    werkplek: Werkplek, pad: Path, tafels: tuple[str, ...], jongere_id: UUID | None = None
) -> Overgenomen:
    """Take the casus over under a number of this vault, led by this user, with the answer to send back.

    ``jongere_id``: a jongere known here whom the user chose; their personal data here stay as they are. Raises what
    :func:`read_overdracht` raises, OngeldigeInvoer (``tafels``), AlOpenCasus.
    """
    with _open(werkplek, pad) as (t, binnen, overdracht):
        veld = Veldcontrole()
        schoon = casussen.controleer_nieuw(t, veld, _nieuwe_casus(t, overdracht, tafels, jongere_id))
        if set(veld.fouten) - _KEUZES:
            raise InhoudOnleesbaar
        veld.klaar()
        casus = casussen.registreer_in(t, schoon)
        try:
            schrijf_rijen(t, casus, overdracht, met_familie=jongere_id is None)
        except ValueError:
            raise InhoudOnleesbaar from None
        antwoord = Antwoordtekst(overdracht.overdracht_id, Antwoordoordeel.AANGENOMEN, casus.nummer, "")
        binnen.boek(t, onderwerp_id=UUID(overdracht.overdracht_id), casus_id=casus.id)
        rij = _bewaar(t, binnen, overdracht, antwoord, casus)
        t.log(
            "overdracht.overnemen",
            "overdracht",
            rij.id,
            casus_id=casus.id,
            categorieen=[deel.categorie for deel in overdracht.rijen],
            aantal=len(overdracht.rijen),
            sleutel=binnen.persoon.ed25519,
            detail={"kluis": overdracht.kluisnaam, "casusnummer": overdracht.casusnummer},
        )
        meld_overdracht(t, casus.id)
        return Overgenomen(casus.id, casus.nummer, _maak_antwoord(t, rij, binnen.pakket_id))


def return_overdracht(werkplek: Werkplek, pad: Path, reden: str) -> NieuwPakket:
    """Give the casus back with a reason: nothing of its content is kept here. The answer is to be sent.

    Raises what :func:`read_overdracht` raises, and OngeldigeInvoer (``reden``).
    """
    with _open(werkplek, pad) as (t, binnen, overdracht):
        veld = Veldcontrole()
        waarom = veld.tekst("reden", reden, verplicht=True, maximum=MAX_TEKST, lang=True)
        veld.klaar()
        antwoord = Antwoordtekst(overdracht.overdracht_id, Antwoordoordeel.TERUGGEGEVEN, "", waarom)
        binnen.boek(t, onderwerp_id=UUID(overdracht.overdracht_id))
        rij = _bewaar(t, binnen, overdracht, antwoord, None)
        t.log("overdracht.teruggeven", "overdracht", rij.id, sleutel=binnen.persoon.ed25519)
        t.gewijzigd("overdracht")
        return _maak_antwoord(t, rij, binnen.pakket_id)


def list_antwoordadressen(werkplek: Werkplek, overdracht_id: UUID) -> tuple[Antwoordadres, ...]:
    """Who at the other vault can be answered now: the one who offered first, as long as their key is pinned."""
    with werkplek.doe() as t:
        rij = _eigen_antwoord(t, overdracht_id)
        verbinding = verbinding_inzicht(t, t.haal(Verbinding, rij.verbinding_id))
        eerst = _van_persoon(rij)
        mensen = [p for p in verbinding.personen if p.rol == Rol.CASUSREGISSEUR.value or p.persoon_id == eerst]
        return tuple(Antwoordadres(p.persoon_id, p.naam) for p in sorted(mensen, key=lambda p: p.persoon_id != eerst))


def remake_antwoord(werkplek: Werkplek, overdracht_id: UUID, persoon_id: UUID | None = None) -> NieuwPakket:
    """The answer once more, when the file did not arrive, or for a colleague of who offered and left meanwhile.

    ``persoon_id``: a casusregisseur of that vault; None the one who offered. Raises NietMeerOpen, GeenToegang,
    VerbindingGestopt.
    """
    with werkplek.doe() as t:
        rij = _eigen_antwoord(t, overdracht_id)
        assert rij.pakket_id is not None
        t.log("overdracht.antwoord_herhalen", "overdracht", rij.id, casus_id=rij.casus_id)
        return _maak_antwoord(t, rij, rij.pakket_id, persoon_id)


def _eigen_antwoord(t: Transactie, overdracht_id: UUID) -> Overdracht:
    t.eis(Recht.CASUS_SCHRIJVEN)
    rij = t.haal(Overdracht, overdracht_id)
    if rij.richting is not Richting.IN or rij.pakket_id is None:
        raise NietMeerOpen
    if rij.casus_id is not None:
        t.casus(rij.casus_id)
    elif rij.door_id != t.gebruiker.id:
        raise GeenToegang
    return rij


def _van_persoon(rij: Overdracht) -> UUID:
    return UUID(lees_canoniek(rij.tekst)["van_persoon"])


@contextmanager
def _open(
    werkplek: Werkplek, pad: Path, *, bekijken: bool = False
) -> Iterator[tuple[Transactie, Binnengekomen, Overdrachttekst]]:
    """The package and what it says, with everything about it checked but what the user still chooses."""
    with open_binnengekomen(werkplek, lees_bestand(pad), (Pakketsoort.OVERDRACHT,), bekijken=bekijken) as (t, binnen):
        t.eis(Recht.CASUS_SCHRIJVEN)
        try:
            overdracht = lees_overdracht(lees_veld(binnen.envelop.inhoud, "overdracht"))
        except Nieuwer:
            raise NieuwerPakket from None
        except ValueError:
            raise InhoudOnleesbaar from None
        _eis_past(binnen, overdracht)
        eerder = verbindingopslag.pakketten(
            t.db,
            richting=Richting.IN,
            soorten=(Pakketsoort.OVERDRACHT.value,),
            onderwerp_id=UUID(overdracht.overdracht_id),
        )
        if eerder or t.db.get(Overdracht, UUID(overdracht.overdracht_id)) is not None:
            raise AlBeantwoordHier
        _, tekort = toets_dekking(overdracht, verifieer)
        if tekort is not None:
            raise AkkoordDraagtNiet(tekort.value)
        yield t, binnen, overdracht


def _teksten(overdracht: Overdrachttekst) -> Iterator[tuple[str, str]]:
    reacties = overdracht.van_soort(Rijsoort.REACTIE)
    for tekst in overdracht.van_soort(Rijsoort.UITSPRAAK):
        yield str(tekst.waarden["bron"]), str(tekst.waarden["tekst"])
        for reactie in reacties:
            if reactie.waarden["over"] == tekst.id:
                yield f"{REACTIE_VAN}{reactie.waarden['bron']}", str(reactie.waarden["tekst"])


def _eis_past(binnen: Binnengekomen, overdracht: Overdrachttekst) -> None:
    """The text is of the sender of the envelope and for this user: a true offer cannot be sent on by another.

    Nothing in it was said after it was offered.
    """
    envelop = binnen.envelop
    zegt = (overdracht.kluis_id, overdracht.van_persoon, overdracht.naar_kluis, overdracht.naar_persoon)
    is_ = (envelop.van.kluis_id, envelop.van.persoon_id, envelop.aan.kluis_id, envelop.aan.persoon_id)
    aangeboden = lokale_dag(overdracht.aangeboden_op).isoformat()
    gezegd = (str(rij.waarden["gezegd_op"]) for rij in overdracht.rijen if "gezegd_op" in rij.waarden)
    if zegt != is_ or overdracht.aangeboden_op > envelop.gemaakt_op or any(dag > aangeboden for dag in gezegd):
        raise PakketPastNiet


def _nieuwe_casus(
    t: Transactie, overdracht: Overdrachttekst, tafels: tuple[str, ...], jongere_id: UUID | None
) -> NieuweCasus:
    kluis = overdracht.kluisnaam[:80]
    return NieuweCasus(
        jongere=jongere_uit(overdracht) if jongere_id is None else None,
        jongere_id=jongere_id,
        tafels=tafels,
        aangemeld_door=f"Kluis {kluis}",
        aangemeld_op=t.vandaag,
        aanleiding=UitspraakInvoer(
            f"Overgedragen uit kluis {kluis}. Daar was het casus {overdracht.casusnummer}.", f"Kluis {kluis}"
        ),
    )


def _bewaar(
    t: Transactie, binnen: Binnengekomen, overdracht: Overdrachttekst, antwoord: Antwoordtekst, casus: Casus | None
) -> Overdracht:
    """The text goes along with the casus when that is erased one day; of what was given back only the sender stays."""
    rij = Overdracht(
        id=UUID(overdracht.overdracht_id),
        richting=Richting.IN,
        status=OverdrachtStatus.TERUGGEGEVEN if casus is None else OverdrachtStatus.AANGENOMEN,
        verbinding_id=binnen.verbinding.id,
        casus_id=None if casus is None else casus.id,
        pakket_id=binnen.pakket_id,
        tekst=canoniek({"van_persoon": overdracht.van_persoon}) if casus is None else overdracht.tekst(),
        antwoord=canoniek(antwoord.inhoud()),
        antwoord_op=t.nu,
        door_id=t.gebruiker.id,
        op=t.nu,
    )
    t.db.add(rij)
    t.db.flush()
    return rij


def _maak_antwoord(t: Transactie, rij: Overdracht, pakket_id: UUID, persoon_id: UUID | None = None) -> NieuwPakket:
    eerste = _van_persoon(rij)
    naar = sleutel_van(t, rij.verbinding_id, persoon_id or eerste, t.nu)
    if naar is None or (naar.persoon_id != eerste and naar.rol != Rol.CASUSREGISSEUR.value):
        raise VerbindingGestopt
    antwoord = lees_antwoord(lees_canoniek(rij.antwoord))
    return make_pakket(
        t,
        naar,
        Pakketsoort.ANTWOORD,
        antwoord.inhoud(),
        antwoord_op=pakket_id,
        onderwerp_id=rij.id,
        casus_id=rij.casus_id,
    )
