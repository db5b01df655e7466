"""What comes back on an offer of a casus: the answer of the other vault, or the word that the package is lost."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from uuid import UUID

from pmg_desk.domain.canoniek import canoniek
from pmg_desk.domain.controle import MAX_TEKST, Veldcontrole
from pmg_desk.domain.logboek import Resultaat
from pmg_desk.domain.overdracht import Antwoordoordeel, Antwoordtekst, lees_antwoord, lees_overdracht
from pmg_desk.domain.pakket import Pakketsoort
from pmg_desk.domain.rollen import Recht
from pmg_desk.kluis.pakket import lees_bestand
from pmg_desk.services import casuseinde, doorgeleidantwoord
from pmg_desk.services.overdrachtfouten import AlBeantwoord, OverdrachtOnbekend
from pmg_desk.services.overdrachtzinnen import laat_zin
from pmg_desk.services.overdragen import eis_lopend, meld_overdracht
from pmg_desk.services.pakketten import Binnengekomen, open_binnengekomen
from pmg_desk.services.verbindingsfouten import InhoudOnleesbaar
from pmg_desk.services.werkplek import Transactie, Werkplek
from pmg_desk.storage import casussen as casusopslag
from pmg_desk.storage import overdrachten as opslag
from pmg_desk.storage import verbindingen as verbindingopslag
from pmg_desk.storage.models import Casus, CasusStatus, Gebruiker, Overdracht, OverdrachtStatus, Richting, Verbinding

REDEN_SLUITEN = "overgedragen"
UITKOMST_SLUITEN = "onbekend"
"""Keys of every profile: why a casus that went is closed here, and that its outcome is not known here."""


@dataclass(frozen=True, slots=True)
class Antwoordgevolg:
    """What an answer did, in words. ``laat``: it came after the package was declared lost, and changed nothing."""

    overdracht_id: UUID
    casus_id: UUID | None
    laat: bool
    zin: str


@dataclass(frozen=True, slots=True)
class LopendAanbod:
    """An offer without an answer, as the beheerder sees it: no content, and no name of a jongere."""

    id: UUID
    casusnummer: str
    naar: str
    door: str
    op: datetime


def read_antwoord(werkplek: Werkplek, pad: Path) -> Antwoordgevolg:
    """Take in the answer to an offer: accepted closes the casus here for good, returned makes it editable again.

    An answer that comes after the package was declared lost is kept and changes nothing: the two sides must talk.
    Always taken in when it is real, also by who may not see the casus any more. Raises the subclasses of
    PakketGeweigerd; each refusal is logged.
    """
    with open_binnengekomen(werkplek, lees_bestand(pad), (Pakketsoort.ANTWOORD,)) as (t, binnen):
        t.eis(Recht.CASUS_SCHRIJVEN)
        try:
            antwoord = lees_antwoord(binnen.envelop.inhoud)
        except ValueError:
            raise InhoudOnleesbaar from None
        rij = t.db.get(Overdracht, UUID(antwoord.overdracht_id))
        if rij is None or not _hoort_bij(t, rij, binnen):
            raise OverdrachtOnbekend
        if rij.antwoord:
            raise AlBeantwoord
        binnen.boek(t, onderwerp_id=rij.id, casus_id=rij.casus_id)
        rij.antwoord, rij.antwoord_op = canoniek(antwoord.inhoud()), t.nu
        if rij.casus_id is not None:
            meld_overdracht(t, rij.casus_id)
        return _verwerk(t, rij, antwoord, binnen)


def _hoort_bij(t: Transactie, rij: Overdracht, binnen: Binnengekomen) -> bool:
    """Whether this answers one of the packages of this offer, and comes from the one it went to."""
    gestuurd = verbindingopslag.pakketten(
        t.db, richting=Richting.UIT, soorten=(Pakketsoort.OVERDRACHT.value,), onderwerp_id=rij.id
    )
    return (
        rij.richting is Richting.UIT
        and rij.verbinding_id == binnen.verbinding.id
        and lees_overdracht(rij.tekst).naar_persoon == str(binnen.persoon.persoon_id)
        and binnen.envelop.antwoord_op in {str(pakket.id) for pakket in gestuurd}
    )


def _verwerk(t: Transactie, rij: Overdracht, antwoord: Antwoordtekst, binnen: Binnengekomen) -> Antwoordgevolg:
    aangenomen = antwoord.oordeel is Antwoordoordeel.AANGENOMEN
    kluis, nummer = binnen.verbinding.naam, antwoord.casusnummer
    laat = rij.status is OverdrachtStatus.INGETROKKEN
    t.log(
        "overdracht.laat_antwoord" if laat else f"overdracht.{antwoord.oordeel.value}",
        "overdracht",
        rij.id,
        casus_id=rij.casus_id,
        resultaat=Resultaat.GEWEIGERD if laat else Resultaat.GELUKT,
        sleutel=binnen.persoon.ed25519,
        detail={"oordeel": antwoord.oordeel.value, "casusnummer": nummer, "reden": antwoord.reden},
    )
    if laat:
        return Antwoordgevolg(rij.id, rij.casus_id, True, laat_zin(kluis, antwoord))
    if aangenomen:
        rij.status = OverdrachtStatus.AANGENOMEN
        doorgeleidantwoord.volg_overdracht(t, rij.id, aangenomen=True)
        _sluit_casus(t, rij, f"Overgedragen aan kluis {kluis}. Daar is het casus {nummer}.")
        zin = f"Kluis {kluis} heeft de casus overgenomen als {nummer}. Hier is hij gesloten en alleen te lezen."
    else:
        rij.status = OverdrachtStatus.TERUGGEGEVEN
        doorgeleidantwoord.volg_overdracht(t, rij.id, aangenomen=False)
        zin = f"Kluis {kluis} geeft de casus terug. U kunt er weer aan werken. Reden: {antwoord.reden}"
    return Antwoordgevolg(rij.id, rij.casus_id, False, zin)


def _sluit_casus(t: Transactie, rij: Overdracht, toelichting: str) -> None:
    assert rij.casus_id is not None
    casus = t.haal(Casus, rij.casus_id)
    periode = casusopslag.perioden(t.db, casus.id)[0]
    periode.tot = t.vandaag
    periode.reden_sluiting, periode.uitkomst = REDEN_SLUITEN, UITKOMST_SLUITEN
    periode.toelichting_sluiting = toelichting
    casus.status, casus.gewijzigd_op = CasusStatus.GESLOTEN, t.nu
    doorgeleidantwoord.beeindig(t, casus.id, t.vandaag)
    casuseinde.end_werk(t, casus.id, t.vandaag, REDEN_SLUITEN)
    t.log(
        "casus.sluiten",
        "casus",
        casus.id,
        casus_id=casus.id,
        detail={"reden": REDEN_SLUITEN, "uitkomst": UITKOMST_SLUITEN},
    )


def list_lopend(werkplek: Werkplek) -> tuple[LopendAanbod, ...]:
    """Offers without an answer, for the beheerder, who may declare a package lost."""
    with werkplek.doe() as t:
        t.eis(Recht.GEBRUIKERS_BEHEREN)
        return tuple(
            LopendAanbod(
                id=rij.id,
                casusnummer=lees_overdracht(rij.tekst).casusnummer,
                naar=t.haal(Verbinding, rij.verbinding_id).naam,
                door=t.haal(Gebruiker, rij.door_id).naam,
                op=rij.op,
            )
            for rij in opslag.overdrachten(t.db, richting=Richting.UIT, status=OverdrachtStatus.AANGEBODEN)
        )


def declare_verloren(werkplek: Werkplek, overdracht_id: UUID, reden: str) -> None:
    """The beheerder's word that a package is lost: the casus can be worked on here again.

    An acceptance that comes later does not count any more. Raises GeenToegang, OngeldigeInvoer (``reden``),
    NietMeerOpen.
    """
    with werkplek.doe() as t:
        t.eis(Recht.GEBRUIKERS_BEHEREN)
        rij = t.haal(Overdracht, overdracht_id)
        casus_id = eis_lopend(rij)
        veld = Veldcontrole()
        waarom = veld.tekst("reden", reden, verplicht=True, maximum=MAX_TEKST, lang=True)
        veld.klaar()
        rij.status, rij.antwoord_op = OverdrachtStatus.INGETROKKEN, t.nu
        doorgeleidantwoord.laat_los(t, rij.id)
        t.log("overdracht.verloren", "overdracht", rij.id, casus_id=casus_id, detail={"reden": waarom})
        meld_overdracht(t, casus_id)
