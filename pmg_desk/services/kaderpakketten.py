"""Tafelkaders of an officer elsewhere, in the vault of the team: asking for one, and taking in what comes back.

A question names tables, organisations and functions, and counts of casussen by number: no person and no text. What
comes back counts by the signature inside, as a decision does; a withdrawal is always taken in, because it only ends
sharing, also of a kader that never came here.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from uuid import UUID

from pmg_desk.domain.canoniek import lees_canoniek
from pmg_desk.domain.delen import INTREKKING_CONTEXT, Gebrek
from pmg_desk.domain.fouten import GeenToegang, NietGevonden
from pmg_desk.domain.kaderproef import Telling
from pmg_desk.domain.pakket import Pakketsoort
from pmg_desk.domain.rollen import Recht
from pmg_desk.domain.tafelkader import BewaardKader, lees_kadertekst, reeks_van, toets_kader, zin_van
from pmg_desk.kluis.ondertekening import verifieer
from pmg_desk.kluis.pakket import lees_bestand
from pmg_desk.services.deelbaar import getoetste_kaders, kadertoets
from pmg_desk.services.kadercontrole import hoort_bij
from pmg_desk.services.kaderruimten import agenda_van, lees_kaderruimte, tel_overleg
from pmg_desk.services.kadertoezicht import GelezenVraag, Proefoverleg
from pmg_desk.services.pakketten import Binnengekomen, NieuwPakket, make_pakket, open_binnengekomen
from pmg_desk.services.pakketten_in import Ingelezen, bewaar_stand, lees_bytes, lees_id, lees_veld
from pmg_desk.services.tafelkaders import kader_inzichten
from pmg_desk.services.verbindingsfouten import AfzenderOnbekend, AlIngelezen, InhoudOnleesbaar, PakketGeweigerd
from pmg_desk.services.verzoekpakketten import GeenOfficer, officers
from pmg_desk.services.werkplek import Transactie, Werkplek
from pmg_desk.storage import adresboek as adressen
from pmg_desk.storage import logregels
from pmg_desk.storage import verbindingen as opslag
from pmg_desk.storage.models import Kaderintrekking, OverlegStatus, Richting, Tafelkader
from pmg_desk.storage.nummers import geef_nummer
from pmg_desk.storage.zichtbaar import tafels_van

KADERSOORTEN = (Pakketsoort.KADER, Pakketsoort.KADERINTREKKING)
MEESTE_OVERLEGGEN = 3
_BEWAREN = frozenset({None, Gebrek.NOG_NIET, Gebrek.VERLOPEN, Gebrek.NIET_VOOR, Gebrek.INGETROKKEN})
"""A kader is kept when it is whole and truly signed; whether it holds *now* is computed each time."""
_TERUG = timedelta(days=31)


class KaderTeltNiet(PakketGeweigerd):
    """The kader in the package could never count; ``wat`` is the sentence of its Gebrek."""


class KaderNietGevraagd(PakketGeweigerd):
    """No question for a kader went to this officer."""

    wat = "Dit tafelkader is van een privacy officer aan wie deze kluis er nooit om vroeg."
    doe = "Kies bij Tafelkaders voor Privacy officer vragen en stuur dat pakket."


class KaderTeRuim(PakketGeweigerd):
    """The kader holds what the profile of this municipality does not know, or keeps out of any kader."""

    wat = "In dit tafelkader staat iets wat het profiel van deze gemeente niet toestaat."
    doe = "Bel de privacy officer en stuur een nieuwe vraag; daarin staat wat wel mag."


class KaderintrekkingKloptNiet(PakketGeweigerd):
    """The signed withdrawal is not of this officer and this vault."""

    wat = "Deze intrekking van een tafelkader is niet voor deze kluis, of de handtekening klopt niet."
    doe = "Bel de privacy officer en vraag om een nieuw pakket."


def make_kadervraag(werkplek: Werkplek, tafel: str, doel: str, officer_id: UUID) -> NieuwPakket:
    """The package that asks an officer elsewhere for a kader for one of one's own tables.

    Raises GeenToegang (not a table of this user), NietGevonden (no such purpose), GeenOfficer, VerbindingGestopt.
    """
    with werkplek.doe() as t:
        t.eis(Recht.DELING_VRAGEN)
        if tafel not in tafels_van(t.db, t.gebruiker.id, t.vandaag):
            raise GeenToegang
        if doel not in t.profiel.doeleinden:
            raise NietGevonden
        officer = next((o for o in officers(t) if o.persoon_id == officer_id), None)
        if officer is None:
            raise GeenOfficer
        vraag = _stel_vraag(t, tafel, doel)
        t.log(
            "tafelkader.vragen",
            "tafelkader",
            verwerking=f"{tafel}/{doel}",
            aantal=sum(overleg.casussen for overleg in vraag.overleggen),
        )
        return make_pakket(t, officer, Pakketsoort.KADERVRAAG, vraag.waarde())


def _stel_vraag(t: Transactie, tafel: str, doel: str) -> GelezenVraag:
    huidig = [k for k in kader_inzichten(t) if k.geldt and (k.tafel, k.doel) == (tafel, doel)]
    gevonden = [
        overleg
        for overleg in adressen.overleggen(t.db, [tafel], t.vandaag - _TERUG)
        if overleg.status is not OverlegStatus.VERVALLEN
    ]
    overleggen = []
    for overleg in gevonden[-MEESTE_OVERLEGGEN:]:
        casussen = [casus for casus in agenda_van(t, overleg) if t.mag_zien(casus.id)]
        tellingen: tuple[Telling, ...] = tel_overleg(t, overleg, f"{tafel}/{doel}", casussen)
        if tellingen:
            overleggen.append(Proefoverleg(overleg.id, overleg.datum, overleg.tijd, len(casussen), tellingen))
    return GelezenVraag(
        ruimte=lees_kaderruimte(t, tafel),
        doel=doel,
        huidig=tuple((k.nummer, lees_kadertekst(k.tekst)) for k in huidig),
        overleggen=tuple(overleggen),
    )


def read_kaderpakket(werkplek: Werkplek, pad: Path) -> Ingelezen:
    """Take in a kader or its withdrawal. Raises as ``pakketten_in.read_pakket``, and the classes of this module."""
    with open_binnengekomen(werkplek, lees_bestand(pad), KADERSOORTEN) as (t, binnen):
        t.eis(Recht.DELING_VRAGEN)
        if lees_veld(binnen.envelop.inhoud, "sleutel") != binnen.persoon.ed25519:
            raise AfzenderOnbekend
        if binnen.envelop.soort is Pakketsoort.KADERINTREKKING:
            return _intrekking(t, binnen)
        return _kader(t, binnen)


def _kader(t: Transactie, binnen: Binnengekomen) -> Ingelezen:
    inhoud = binnen.envelop.inhoud
    tekst = lees_veld(inhoud, "kader")
    try:
        kader = lees_kadertekst(tekst)
    except ValueError:
        raise InhoudOnleesbaar from None
    kader_id = lees_id(kader.kader_id)
    if t.db.get(Tafelkader, kader_id) is not None:
        raise AlIngelezen
    bewaard = BewaardKader(str(kader_id), tekst, lees_bytes(inhoud, "handtekening"), binnen.persoon.ed25519)
    toets = kadertoets(t)
    komt = {str(kader_id): logregels.stand(t.db)[0] + 1}  # the line that would say that it was received
    toegestaan = [c.sleutel for c in t.profiel.datacategorieen.values() if c.in_kader]
    getoetst = toets_kader(bewaard, replace(toets, regels={**komt, **toets.regels}), toegestaan)
    if getoetst.gebrek is not None and getoetst.gebrek not in _BEWAREN:
        raise KaderTeltNiet(zin_van(getoetst.gebrek))
    if getoetst.buiten or kader.inhoud.tafel not in t.profiel.tafels or kader.inhoud.doel not in t.profiel.doeleinden:
        raise KaderTeRuim
    gevraagd = opslag.pakketten(t.db, richting=Richting.UIT, soorten=(Pakketsoort.KADERVRAAG.value,))
    if binnen.verbinding.id not in {pakket.verbinding_id for pakket in gevraagd}:
        raise KaderNietGevraagd
    binnen.boek(t, onderwerp_id=kader_id)
    bewaar_stand(t, binnen)
    rij = Tafelkader(
        id=kader_id,
        nummer=geef_nummer(t.db, Tafelkader, t.vandaag.year),
        tafel=kader.inhoud.tafel,
        doel=kader.inhoud.doel,
        tekst=tekst,
        handtekening=bewaard.handtekening,
        sleutel=bewaard.sleutel,
        verbinding_id=None,
        door_id=binnen.persoon.persoon_id,
        op=t.nu,
    )
    t.db.add(rij)
    t.log(
        "tafelkader.ontvangen",
        "tafelkader",
        kader_id,
        verwerking=reeks_van(kader.inhoud),
        categorieen=tuple(regel.categorie for regel in kader.inhoud.regels),
        aantal=kader.versie,
        sleutel=bewaard.sleutel,
        detail={"nummer": lees_veld(inhoud, "nummer")},
    )
    t.gewijzigd("tafelkader", kader_id)
    geldt = any(rij.id == kader_id and g.geldig for rij, g in getoetste_kaders(t))
    zin = f"Tafelkader {rij.nummer} is ingelezen."
    return Ingelezen(Pakketsoort.KADER, kader_id, zin if geldt else f"{zin} Het geldt nu niet: kijk bij Tafelkaders.")


def _intrekking(t: Transactie, binnen: Binnengekomen) -> Ingelezen:
    inhoud, wie = binnen.envelop.inhoud, binnen.persoon
    tekst, handtekening = lees_veld(inhoud, "tekst"), lees_bytes(inhoud, "handtekening")
    kader_id = lees_id(lees_veld(inhoud, "kader"))
    if not (
        hoort_bij(tekst, str(kader_id), str(t.werkplek.kluis_id))
        and lees_canoniek(tekst).get("beslisser") == str(wie.persoon_id)
        and verifieer(wie.ed25519, INTREKKING_CONTEXT, tekst.encode("utf-8"), handtekening)
    ):
        raise KaderintrekkingKloptNiet
    binnen.boek(t, onderwerp_id=kader_id)
    rij = t.db.get(Tafelkader, kader_id)
    if rij is not None:
        t.db.add(
            Kaderintrekking(
                id=t.nieuw_id(),
                kader_id=kader_id,
                tekst=tekst,
                handtekening=handtekening,
                sleutel=wie.ed25519,
                door_id=wie.persoon_id,
                op=t.nu,
            )
        )
    # Of a kader that never came here the line is enough: should it come yet, it is withdrawn already.
    t.log("tafelkader.intrekking_ontvangen", "tafelkader", kader_id, sleutel=wie.ed25519)
    t.gewijzigd("tafelkader", kader_id)
    zin = "Een tafelkader is ingetrokken." if rij is None else f"Tafelkader {rij.nummer} is ingetrokken."
    return Ingelezen(Pakketsoort.KADERINTREKKING, kader_id, f"{zin} Er wordt niets meer onder gedeeld.")
