"""Making a tafelkader step by step: a draft, what it changes, what it would do at an overleg, and the signature."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import timedelta
from uuid import UUID

from pmg_desk.domain.canoniek import canoniek, lees_canoniek
from pmg_desk.domain.controle import MAX_REGEL, Veldcontrole
from pmg_desk.domain.controlepunt import Aanleiding, lees_notitie
from pmg_desk.domain.delen import INTREKKING_CONTEXT, Zekerheid, tekst_van_intrekking
from pmg_desk.domain.fouten import IntussenGewijzigd
from pmg_desk.domain.kaderproef import Proef, probeer
from pmg_desk.domain.kaderruimte import Kaderruimte, controleer_inhoud, nieuwe_inhoud
from pmg_desk.domain.kaderverschil import Kaderverschil, vergelijk
from pmg_desk.domain.logboek import LEEG
from pmg_desk.domain.rollen import Recht
from pmg_desk.domain.tafelkader import (
    KADER_CONTEXT,
    Kaderinhoud,
    Kaderregel,
    Kadertekst,
    lees_inhoud,
    lees_kadertekst,
    reeks_van,
)
from pmg_desk.kluis.ondertekening import onderteken
from pmg_desk.services.besluiten import peilmoment
from pmg_desk.services.controlepunten import logstand, onderteken_controlepunt
from pmg_desk.services.deelbaar import getoetste_kaders, vermiste_versies
from pmg_desk.services.kaderruimten import agenda_van, tel_overleg
from pmg_desk.services.kadertoezicht import INTREKREGEL, TEKENREGEL, Proefoverleg, laatste_vraag
from pmg_desk.services.kaderversies import met_zekerheid
from pmg_desk.services.sleutelboek import eis_geldige_sleutel
from pmg_desk.services.tafelkaders import (
    eis_maker,
    is_toezicht,
    kader_inzichten,
    laatste_versie,
    ruimte_voor,
)
from pmg_desk.services.toezichtcontrole import laatst_gezien
from pmg_desk.services.werkplek import Transactie, Werkplek
from pmg_desk.storage import adresboek as adressen
from pmg_desk.storage import logregels
from pmg_desk.storage import tafelkaders as rijen
from pmg_desk.storage.models import Kaderconcept, Kaderintrekking, Overleg, OverlegStatus, Tafelkader, Verbinding
from pmg_desk.storage.nummers import geef_nummer

_PROEF_TERUG = timedelta(days=92)
"""How far back an overleg may lie to be tried on: a quarter."""


@dataclass(frozen=True, slots=True)
class Conceptregel:
    """A draft in a list."""

    id: UUID
    tafel_label: str
    doel_label: str
    cellen: int
    door: UUID
    verbinding_id: UUID | None
    kluisnaam: str


@dataclass(frozen=True, slots=True)
class Conceptinzicht:
    """A draft whole: its content, what it can be made of, the version before it and what changes."""

    id: UUID
    inhoud: Kaderinhoud
    ruimte: Kaderruimte
    vorige_nummer: str
    vorige: Kaderinhoud | None
    verschil: Kaderverschil | None
    overleggen: tuple[Proefoverleg, ...]
    verbinding_id: UUID | None
    weggevallen: tuple[Kaderregel, ...]  # cells of who is not at the table any more, left out


def list_concepten(werkplek: Werkplek) -> tuple[Conceptregel, ...]:
    """Drafts, oldest first. For officers."""
    with werkplek.doe() as t:
        eis_maker(t)
        return tuple(_regel(t, rij) for rij in rijen.concepten(t.db))


def _regel(t: Transactie, rij: Kaderconcept) -> Conceptregel:
    inhoud = lees_inhoud(lees_canoniek(rij.inhoud))
    ruimte = ruimte_voor(t, rij.tafel, rij.verbinding_id)
    return Conceptregel(
        id=rij.id,
        tafel_label=ruimte.tafel_label,
        doel_label=dict(ruimte.doelen).get(inhoud.doel, inhoud.doel),
        cellen=len(inhoud.regels),
        door=rij.door_id,
        verbinding_id=rij.verbinding_id,
        kluisnaam="" if rij.verbinding_id is None else t.haal(Verbinding, rij.verbinding_id).naam,
    )


def list_ruimten(werkplek: Werkplek) -> tuple[tuple[UUID | None, Kaderruimte, str], ...]:
    """For which tables a kader can be made here: (connection, room, purpose that was asked for or "").

    In the vault itself all its tables; in an own installation what connected vaults asked for, the newest last.
    """
    with werkplek.doe() as t:
        eis_maker(t)
        if not is_toezicht(t):
            return tuple((None, ruimte_voor(t, tafel, None), "") for tafel in t.profiel.tafels)
        gevraagd = {}
        for rij in rijen.kadervragen(t.db):
            _, vraag = laatste_vraag(t, rij.verbinding_id, rij.tafel)
            gevraagd[rij.verbinding_id, rij.tafel, vraag.doel] = (rij.verbinding_id, vraag.ruimte, vraag.doel)
        return tuple(gevraagd.values())


def start_concept(
    werkplek: Werkplek, tafel: str, doel: str, *, van_huidige: bool = False, verbinding_id: UUID | None = None
) -> UUID:
    """Begin a draft: from nothing, or from the latest version. Raises OngeldigeInvoer (``tafel``, ``doel``).

    A draft for this table and purpose that is there already is gone on with.
    """
    with werkplek.doe() as t:
        eis_maker(t)
        veld = Veldcontrole()
        ruimte = ruimte_voor(t, tafel, verbinding_id)
        veld.eis(verbinding_id is not None or tafel in t.profiel.tafels, "tafel", "Kies een tafel uit de lijst.")
        veld.keuze("doel", doel, [sleutel for sleutel, _ in ruimte.doelen], melding="Kies een doel uit de lijst.")
        veld.klaar()
        inhoud = nieuwe_inhoud(ruimte, doel, t.vandaag)
        for rij in rijen.concepten(t.db):
            zelfde = reeks_van(lees_inhoud(lees_canoniek(rij.inhoud))) == reeks_van(inhoud)
            if zelfde and rij.verbinding_id == verbinding_id:
                return rij.id
        _, vorige, bron_id, _ = _vorige(t, inhoud, verbinding_id)
        if van_huidige and vorige is not None:
            inhoud = replace(
                vorige, geldig_van=inhoud.geldig_van, geldig_tot=inhoud.geldig_tot, herzien_op=inhoud.herzien_op
            )
        rij = Kaderconcept(
            id=t.nieuw_id(),
            tafel=tafel,
            inhoud=canoniek(inhoud.waarde()),
            vorige_id=bron_id,
            verbinding_id=verbinding_id,
            door_id=t.gebruiker.id,
            op=t.nu,
        )
        t.db.add(rij)
        t.log("tafelkader.opstellen", "kaderconcept", rij.id, verwerking=reeks_van(inhoud))
        t.gewijzigd("kaderconcept", rij.id)
        return rij.id


def _vorige(
    t: Transactie, inhoud: Kaderinhoud, verbinding_id: UUID | None
) -> tuple[str, Kaderinhoud | None, UUID | None, Zekerheid | None]:
    """Number and content of the version before, its id when it was signed here, and how certain it is."""
    hier = laatste_versie(kader_inzichten(t), inhoud, verbinding_id)
    if verbinding_id is not None:
        daar = _laatste_daar(t, inhoud, verbinding_id)
        if daar is not None and (hier is None or hier.versie < daar[1].versie):
            return daar[0], daar[1].inhoud, None, daar[1].zekerheid
    return ("", None, None, None) if hier is None else (hier.nummer, hier.inhoud, hier.id, hier.zekerheid)


def _laatste_daar(t: Transactie, inhoud: Kaderinhoud, verbinding_id: UUID) -> tuple[str, Kadertekst] | None:
    """The latest version of which the asking vault told."""
    _, vraag = laatste_vraag(t, verbinding_id, inhoud.tafel)
    passend = [paar for paar in vraag.huidig if reeks_van(paar[1].inhoud) == reeks_van(inhoud)]
    return max(passend, key=lambda paar: paar[1].versie, default=None)


def toon_concept(werkplek: Werkplek, concept_id: UUID) -> Conceptinzicht:
    """A draft with everything its steps show. Raises GeenToegang, NietGevonden."""
    with werkplek.doe() as t:
        eis_maker(t)
        rij = t.haal(Kaderconcept, concept_id)
        ruimte = ruimte_voor(t, rij.tafel, rij.verbinding_id)
        alles = lees_inhoud(lees_canoniek(rij.inhoud))
        bekend = {r.ontvanger for r in ruimte.rijen}
        inhoud = replace(alles, regels=tuple(r for r in alles.regels if r.ontvanger in bekend))
        nummer, vorige, _, zekerheid = _vorige(t, inhoud, rij.verbinding_id)
        return Conceptinzicht(
            id=rij.id,
            inhoud=inhoud,
            ruimte=ruimte,
            vorige_nummer=nummer,
            vorige=vorige,
            verschil=None if vorige is None else met_zekerheid(t, vergelijk(vorige, inhoud), zekerheid),
            overleggen=_overleggen(t, rij, inhoud),
            verbinding_id=rij.verbinding_id,
            weggevallen=tuple(r for r in alles.regels if r.ontvanger not in bekend),
        )


def _overleggen(t: Transactie, rij: Kaderconcept, inhoud: Kaderinhoud) -> tuple[Proefoverleg, ...]:
    if rij.verbinding_id is not None:
        return laatste_vraag(t, rij.verbinding_id, rij.tafel)[1].overleggen
    gevonden = adressen.overleggen(t.db, [inhoud.tafel], t.vandaag - _PROEF_TERUG)
    aantallen = adressen.aantallen(t.db, [o.id for o in gevonden])
    return tuple(
        Proefoverleg(o.id, o.datum, o.tijd, aantallen[o.id][1])
        for o in gevonden
        if o.status is not OverlegStatus.VERVALLEN and all(aantallen[o.id])
    )


def save_concept(werkplek: Werkplek, concept_id: UUID, inhoud: Kaderinhoud) -> None:
    """Keep a draft as it is now, right or not: what is wrong is said before signing."""
    with werkplek.doe() as t:
        eis_maker(t)
        rij = t.haal(Kaderconcept, concept_id)
        eerder = lees_inhoud(lees_canoniek(rij.inhoud))
        nieuw = canoniek(replace(inhoud, tafel=eerder.tafel, doel=eerder.doel).waarde())
        if nieuw == rij.inhoud:
            return
        rij.inhoud = nieuw
        t.log("tafelkader.bewerken", "kaderconcept", rij.id, aantal=len(inhoud.regels))
        t.gewijzigd("kaderconcept", rij.id)


def drop_concept(werkplek: Werkplek, concept_id: UUID) -> None:
    """Throw a draft away."""
    with werkplek.doe() as t:
        eis_maker(t)
        t.db.delete(t.haal(Kaderconcept, concept_id))
        t.log("tafelkader.weggooien", "kaderconcept", concept_id)
        t.gewijzigd("kaderconcept", concept_id)


def probeer_concept(werkplek: Werkplek, concept_id: UUID, overleg_id: UUID) -> Proef:
    """What each participant of this overleg would get of each of its casussen under the draft: counts, no content."""
    with werkplek.doe() as t:
        eis_maker(t)
        rij = t.haal(Kaderconcept, concept_id)
        inhoud = lees_inhoud(lees_canoniek(rij.inhoud))
        if rij.verbinding_id is None:
            overleg = t.haal(Overleg, overleg_id)
            tellingen = tel_overleg(t, overleg, reeks_van(inhoud), agenda_van(t, overleg))
        else:
            gekozen = [o for o in _overleggen(t, rij, inhoud) if o.id == overleg_id]
            tellingen = tuple(telling for o in gekozen for telling in o.tellingen)
        proef = probeer(tellingen, inhoud)
        t.log("tafelkader.proberen", "kaderconcept", rij.id, aantal=proef.casussen)
        return proef


def sign_kader(werkplek: Werkplek, concept_id: UUID) -> UUID:
    """Sign a draft: from now on, or from its first day, it holds. Returns the id of the kader.

    Raises GeenToegang, OngeldigeInvoer (fields of :func:`pmg_desk.domain.kaderruimte.controleer_inhoud`).
    """
    with werkplek.doe() as t:
        t.pogingen.append(("kaderconcept", concept_id))
        eis_maker(t)
        eis_geldige_sleutel(t)
        rij = t.haal(Kaderconcept, concept_id)
        ruimte = ruimte_voor(t, rij.tafel, rij.verbinding_id)
        inhoud = controleer_inhoud(lees_inhoud(lees_canoniek(rij.inhoud)), ruimte, t.vandaag)
        kader = _kadertekst(t, inhoud, rij.verbinding_id)
        tekst = kader.tekst()
        id_ = UUID(kader.kader_id)
        t.db.add(
            Tafelkader(
                id=id_,
                nummer=geef_nummer(t.db, Tafelkader, t.vandaag.year),
                tafel=inhoud.tafel,
                doel=inhoud.doel,
                tekst=tekst,
                handtekening=onderteken(werkplek.sleutels.ondertekening, KADER_CONTEXT, tekst.encode("utf-8")),
                sleutel=werkplek.sleutels.publiek.ed25519,
                verbinding_id=rij.verbinding_id,
                door_id=t.gebruiker.id,
                op=t.nu,
            )
        )
        t.db.delete(rij)
        t.log(
            "tafelkader.ondertekenen" if rij.verbinding_id is None else TEKENREGEL,
            "tafelkader",
            id_,
            verwerking=reeks_van(inhoud),
            categorieen=tuple(r.categorie for r in inhoud.regels),
            aantal=kader.versie,
        )
        onderteken_controlepunt(t, Aanleiding.BESLUIT)
        t.gewijzigd("kaderconcept", concept_id)
        t.gewijzigd("tafelkader", id_)
        return id_


def _kadertekst(t: Transactie, inhoud: Kaderinhoud, verbinding_id: UUID | None) -> Kadertekst:
    vorige = laatste_versie(kader_inzichten(t), inhoud, verbinding_id)
    versies = [] if vorige is None else [(vorige.versie, lees_kadertekst(vorige.tekst).hash())]
    basis = Kadertekst(
        kader_id=str(t.nieuw_id()),
        kluis_id=str(t.werkplek.kluis_id),
        versie=0,
        vorige_hash=None,
        inhoud=inhoud,
        beslisser_id=str(t.gebruiker.id),
        zekerheid=Zekerheid.PROCEDUREEL,
        # Never before the log's own time: a clock set back must not make it older than what it replaces.
        besloten_op=peilmoment(t),
        log_nr=0,
        log_hash=LEEG,
        log_wortel=None,
    )
    if verbinding_id is None:
        log_nr, log_hash = logregels.stand(t.db)
        basis = replace(basis, log_nr=log_nr, log_hash=log_hash, log_wortel=logstand(t).punt.wortel)
        vermist = vermiste_versies(t, [g for _, g in getoetste_kaders(t)])
        versies += [(v.versie, "") for v in vermist if v.reeks == reeks_van(inhoud)]
    else:
        gezien, daar = laatst_gezien(t, verbinding_id), _laatste_daar(t, inhoud, verbinding_id)
        versies += [] if daar is None else [(daar[1].versie, daar[1].hash())]
        kluis_id = str(t.haal(Verbinding, verbinding_id).andere_kluis_id)
        basis = replace(basis, kluis_id=kluis_id, zekerheid=Zekerheid.CRYPTOGRAFISCH)
        if gezien is not None and gezien.reeks == 1:  # of a later log the number of a line is not known here
            punt = lees_notitie(gezien.tekst).controlepunt
            basis = replace(basis, log_nr=punt.grootte, log_wortel=punt.wortel)
    hoogste, hash_ = max(versies, default=(0, ""))
    return replace(basis, versie=hoogste + 1, vorige_hash=hash_ or None)


def withdraw_kader(werkplek: Werkplek, kader_id: UUID, reden: str) -> UUID:
    """Withdraw a kader: every later print stops using it at once, and no earlier version comes back.

    Returns the id of the withdrawal. Raises GeenToegang, IntussenGewijzigd, OngeldigeInvoer (``reden``).
    """
    with werkplek.doe() as t:
        t.pogingen.append(("tafelkader", kader_id))
        t.eis(Recht.TOEZICHT_HOUDEN if is_toezicht(t) else Recht.DELING_INTREKKEN)
        eis_geldige_sleutel(t)
        kader = next((k for k in kader_inzichten(t) if k.id == kader_id), None)
        rij = t.haal(Tafelkader, kader_id)
        if kader is None or not kader.loopt:
            raise IntussenGewijzigd(
                "Dit tafelkader geldt niet (meer).", veilig="Er wordt niets meer onder gedeeld.", doe=""
            )
        veld = Veldcontrole()
        waarom = veld.tekst("reden", reden, verplicht=True, maximum=MAX_REGEL * 2, lang=True)
        veld.klaar()
        kluis_id = lees_kadertekst(rij.tekst).kluis_id
        tekst = tekst_van_intrekking(str(rij.id), kluis_id, str(t.gebruiker.id), waarom, peilmoment(t))
        id_ = t.nieuw_id()
        t.db.add(
            Kaderintrekking(
                id=id_,
                kader_id=rij.id,
                tekst=tekst,
                handtekening=onderteken(werkplek.sleutels.ondertekening, INTREKKING_CONTEXT, tekst.encode("utf-8")),
                sleutel=werkplek.sleutels.publiek.ed25519,
                door_id=t.gebruiker.id,
                op=t.nu,
            )
        )
        t.log("tafelkader.intrekken" if rij.verbinding_id is None else INTREKREGEL, "tafelkader", rij.id)
        onderteken_controlepunt(t, Aanleiding.BESLUIT)
        t.gewijzigd("tafelkader", rij.id)
        return id_
