"""Casussen: open one for a jongere, list them, open the dossier. Closing and re-opening: ``services.casusverloop``.

Other use cases that make casussen (import, demo) call :func:`controleer_nieuw` and :func:`registreer_in` inside their
own transaction, so that a casus is made in one way only.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from uuid import UUID

from pmg_desk.domain.controle import MAX_REGEL, Veldcontrole
from pmg_desk.domain.datums import Richting
from pmg_desk.domain.fouten import Fout, GeenToegang
from pmg_desk.domain.profiel import Profiel
from pmg_desk.domain.profiel.sectie import label_van, vroegere
from pmg_desk.domain.rollen import Recht, Rol
from pmg_desk.services import jongeren, leeftijden, rechtinzicht, uitspraken, waarneemzinnen
from pmg_desk.services.jongeren import JongereInvoer
from pmg_desk.services.overdrachtzinnen import kop_van
from pmg_desk.services.uitspraken import UitspraakInvoer
from pmg_desk.services.werkplek import Transactie, Werkplek
from pmg_desk.storage import budget, inzet
from pmg_desk.storage import casussen as opslag
from pmg_desk.storage.aanmeldingen import aantal_lopend
from pmg_desk.storage.casussen import Filter, Plek, Sortering
from pmg_desk.storage.models import (
    Casus,
    CasusPeriode,
    CasusStatus,
    CasusTafel,
    Gebruiker,
    Jongere,
    UitspraakSoort,
)
from pmg_desk.storage.nummers import geef_nummers
from pmg_desk.storage.plannen import aantal_herhalend
from pmg_desk.storage.zichtbaar import ziet_er_weinig

__all__ = [
    "AlOpenCasus",
    "CasusBladzijde",
    "CasusRij",
    "CasusStatus",
    "DossierKop",
    "Filter",
    "NieuweCasus",
    "Plek",
    "Sortering",
    "VolgendOverleg",
    "controleer_nieuw",
    "count_casussen",
    "doelgroep_label",
    "is_regisseur",
    "list_casussen",
    "open_casus",
    "open_dossier",
    "registreer_in",
    "registreer_reeks_in",
    "tafel_label",
    "toon_kop",
]

BLADZIJDE = 100
"""Rows that a list fetches at a time."""


class AlOpenCasus(Fout):
    """The jongere has a casus that is open; a second one would split the dossier."""

    wat = "Deze jongere heeft al een open casus."
    doe = "Open die casus en voeg daar zo nodig een tafel toe."


@dataclass(frozen=True, slots=True)
class NieuweCasus:
    """What is filled in to open a casus: for a new jongere (``jongere``) or one that is known (``jongere_id``).

    ``aangemeld_op`` None means today, ``regisseur_id`` None the user. ``tafels`` are keys of the profile.
    """

    jongere: JongereInvoer | None = None
    jongere_id: UUID | None = None
    tafels: tuple[str, ...] = ()
    aangemeld_door: str = ""
    aangemeld_op: str | date | None = None
    aanleiding: UitspraakInvoer = field(default_factory=lambda: UitspraakInvoer(""))
    regisseur_id: UUID | None = None


@dataclass(frozen=True, slots=True)
class CasusRij:
    """A casus in a list."""

    id: UUID
    nummer: str
    naam: str  # as a Dutch list writes it: "Berg, Anna van den"
    leeftijd: str
    leeftijd_kort: str  # for a narrow column: "14", "11–12", "?"
    status: CasusStatus
    doelgroep: str | None
    doelgroep_label: str
    tafels: tuple[str, ...]  # labels
    regisseur: str
    eigen: bool
    gewijzigd_op: datetime
    waarschuwingen: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class CasusBladzijde:
    """A page of the list; ``verder`` asks for the next one, None at the end."""

    rijen: tuple[CasusRij, ...]
    verder: Plek | None


@dataclass(frozen=True, slots=True)
class VolgendOverleg:
    """The first meeting that has the casus on its agenda."""

    id: UUID
    datum: date
    tijd: str
    tafel: str


@dataclass(frozen=True, slots=True)
class DossierKop:
    """The head of a dossier: who it is about and how it stands. No content, and never a secret address."""

    casus_id: UUID
    jongere_id: UUID
    nummer: str
    naam: str
    volledige_naam: str
    geboren: str
    leeftijd: str
    status: CasusStatus
    doelgroep: str | None
    doelgroep_label: str
    tafels: tuple[str, ...]
    regisseur: str
    eigen: bool
    volgend_overleg: VolgendOverleg | None
    open_acties: int
    herhalende_acties: int  # of those: how many come back when they are done
    lopende_aanmeldingen: int  # tables that did not decide yet
    waarschuwingen: tuple[str, ...]
    mag_wijzigen: bool  # by right; a closed casus still has to be opened again
    noodtoegang_tot: datetime | None
    overdracht: str = ""  # that another vault may take this casus or has it, in words: then nothing can be changed
    waarneming: str = ""  # who covers today for the casusregisseur, in words
    lopende_inzet: int = 0  # interventies that run or are planned: broken off when the casus is closed
    open_aanvragen: int = 0  # requests for money without a decision: withdrawn when the casus is closed
    leeftijdsgrenzen: tuple[tuple[str, str], ...] = ()  # an age that is near: that it is, and what then changes


def controleer_nieuw(t: Transactie, veld: Veldcontrole, invoer: NieuweCasus) -> NieuweCasus:
    """Check and complete the input for a new casus; mistakes land in ``veld``. Call ``veld.klaar()`` after."""
    vandaag = t.vandaag
    op = veld.datum(
        "aangemeld_op",
        invoer.aangemeld_op or vandaag,
        vandaag,
        richting=Richting.VERLEDEN,
        niet_na=(vandaag, "vandaag"),
    )
    door = veld.tekst("aangemeld_door", invoer.aangemeld_door, maximum=MAX_REGEL)
    veld.eis(bool(invoer.tafels), "tafels", "Kies minstens één tafel.")
    for tafel in invoer.tafels:
        veld.keuze("tafels", tafel, tuple(t.profiel.tafels), melding="Kies tafels uit de lijst.")
    jongere = None if invoer.jongere is None else jongeren.controleer(t, veld, invoer.jongere)
    veld.eis((jongere is None) != (invoer.jongere_id is None), "jongere", "Kies een jongere of vul een nieuwe in.")
    regisseur_id = invoer.regisseur_id or t.gebruiker.id
    veld.eis(is_regisseur(t, regisseur_id), "regisseur_id", "Kies een casusregisseur die hier werkt.")
    # A wrong day or referrer is said once, beside its own field.
    gezegd = invoer.aanleiding.gezegd_op or (None if "aangemeld_op" in veld.fouten else op)
    bron = invoer.aanleiding.bron or ("" if "aangemeld_door" in veld.fouten else door)
    aanleiding = uitspraken.controleer(
        t,
        veld,
        replace(invoer.aanleiding, gezegd_op=gezegd, bron=bron),
        UitspraakSoort.AANLEIDING,
        veldnaam="aanleiding",
    )
    return replace(
        invoer,
        jongere=jongere,
        tafels=tuple(dict.fromkeys(invoer.tafels)),
        aangemeld_door=door,
        aangemeld_op=op,
        aanleiding=aanleiding,
        regisseur_id=regisseur_id,
    )


def is_regisseur(t: Transactie, gebruiker_id: UUID) -> bool:
    """Whether this user can lead a casus: a casusregisseur who has not left."""
    gebruiker = t.db.get(Gebruiker, gebruiker_id)
    return gebruiker is not None and gebruiker.rol is Rol.CASUSREGISSEUR and gebruiker.gestopt_op is None


def registreer_in(t: Transactie, invoer: NieuweCasus) -> Casus:
    """Open a casus from checked input and write its Logregel; the caller has checked the right to do so.

    Raises AlOpenCasus, and GeenToegang for a known jongere of whom the user may see no casus.
    """
    if invoer.jongere is not None:
        (jongere,) = jongeren.registreer_in(t, [invoer.jongere])
    else:
        assert invoer.jongere_id is not None
        jongere = _bekende_jongere(t, invoer.jongere_id)
    (casus,) = _open(t, [(invoer, jongere)])
    t.gewijzigd("casus", casus.id)
    t.gewijzigd("uitspraak", casus.id)
    return casus


def registreer_reeks_in(t: Transactie, invoeren: Sequence[NieuweCasus]) -> list[Casus]:
    """The same for many new jongeren at once, in this order; the caller tells the screens."""
    nieuw = [invoer.jongere for invoer in invoeren if invoer.jongere is not None]
    return _open(t, list(zip(invoeren, jongeren.registreer_in(t, nieuw), strict=True)))


def _open(t: Transactie, nieuw: Sequence[tuple[NieuweCasus, Jongere]]) -> list[Casus]:
    nummers = geef_nummers(t.db, Casus, t.vandaag.year, len(nieuw))
    casussen = [_casus(t, invoer, jongere, nummer) for (invoer, jongere), nummer in zip(nieuw, nummers, strict=True)]
    t.db.add_all(casussen)
    t.db.flush()
    for (invoer, _), casus in zip(nieuw, casussen, strict=True):
        t.db.add(CasusPeriode(id=t.nieuw_id(), casus_id=casus.id, van=casus.geopend_op))
        t.db.add_all(
            CasusTafel(id=t.nieuw_id(), casus_id=casus.id, tafel=tafel, van=casus.geopend_op) for tafel in invoer.tafels
        )
    uitspraken.voeg_reeks_toe(
        t,
        UitspraakSoort.AANLEIDING,
        ((casus.id, invoer.aanleiding) for (invoer, _), casus in zip(nieuw, casussen, strict=True)),
    )
    t.log_reeks(
        [
            (
                t.regel(
                    "casus.openen",
                    "casus",
                    casus.id,
                    casus_id=casus.id,
                    categorieen=["identiteit", invoer.aanleiding.categorie or ""],
                ),
                {
                    "nummer": casus.nummer,
                    "tafels": list(invoer.tafels),
                    "nieuwe_jongere": invoer.jongere is not None,
                },
            )
            for (invoer, _), casus in zip(nieuw, casussen, strict=True)
        ]
    )
    return casussen


def _casus(t: Transactie, invoer: NieuweCasus, jongere: Jongere, nummer: str) -> Casus:
    assert isinstance(invoer.aangemeld_op, date)
    assert invoer.regisseur_id is not None
    return Casus(
        id=t.nieuw_id(),
        nummer=nummer,
        jongere_id=jongere.id,
        status=CasusStatus.OPEN,
        regisseur_id=invoer.regisseur_id,
        geopend_op=invoer.aangemeld_op,
        aangemeld_door=invoer.aangemeld_door,
        wijk_bij_aanmelding=jongere.wijk,
        buurt_bij_aanmelding=jongere.buurt,
        gewijzigd_op=t.nu,
        door_id=t.gebruiker.id,
        op=t.nu,
    )


def _bekende_jongere(t: Transactie, jongere_id: UUID) -> Jongere:
    t.pogingen.append(("jongere", jongere_id))
    jongere = t.haal(Jongere, jongere_id)
    bestaande = opslag.casussen_van(t.db, [jongere_id])
    if not any(t.mag_zien(casus.id) for casus in bestaande):
        raise GeenToegang
    if any(casus.status is CasusStatus.OPEN for casus in bestaande):
        raise AlOpenCasus
    return jongere


def open_casus(werkplek: Werkplek, invoer: NieuweCasus) -> UUID:
    """Register a jongere (or take a known one) and open a casus; returns its id.

    Likely duplicates are for the caller to show first (``services.dubbelen``). Raises OngeldigeInvoer, AlOpenCasus,
    GeenToegang.
    """
    with werkplek.doe() as t:
        t.eis(Recht.CASUS_SCHRIJVEN)
        veld = Veldcontrole()
        schoon = controleer_nieuw(t, veld, invoer)
        veld.klaar()
        return registreer_in(t, schoon).id


def list_casussen(
    werkplek: Werkplek,
    filter_: Filter | None = None,
    *,
    sortering: Sortering = Sortering.NAAM,
    aflopend: bool = False,
    na: Plek | None = None,
    hoeveel: int = BLADZIJDE,
) -> CasusBladzijde:
    """A page of the casussen this user may see, from ``na`` (the ``verder`` of the page before)."""
    with werkplek.doe() as t:
        t.eis(Recht.CASUS_LEZEN)
        versmald = filter_ or Filter()
        weinig = ziet_er_weinig(t.db, t.gebruiker.id, t.vandaag)
        rijen = opslag.bladzijde(
            t.db,
            opslag.in_set(t.zichtbaar()) if weinig else t.zichtbaar_per_rij(),
            versmald,
            t.vandaag,
            sortering=sortering,
            aflopend=aflopend,
            na=na,
            hoeveel=hoeveel + 1,
            langs_index=not weinig and not opslag.is_krap(t.db, versmald, t.vandaag),
        )
        hier = rijen[:hoeveel]
        tafels = opslag.tafels_van(t.db, [casus.id for casus, *_ in hier], t.vandaag)
        return CasusBladzijde(
            tuple(_rij(t, casus, jongere, regisseur, tafels[casus.id]) for casus, jongere, regisseur, _ in hier),
            (hier[-1][3], hier[-1][0].id) if len(rijen) > hoeveel else None,
        )


def count_casussen(werkplek: Werkplek, filter_: Filter | None = None) -> int:
    """How many casussen this user may see under the filter."""
    with werkplek.doe() as t:
        t.eis(Recht.CASUS_LEZEN)
        weinig = ziet_er_weinig(t.db, t.gebruiker.id, t.vandaag)
        zichtbaar = opslag.in_set(t.zichtbaar()) if weinig else t.zichtbaar_per_rij()
        return opslag.tel(t.db, zichtbaar, filter_ or Filter(), t.vandaag)


def _rij(t: Transactie, casus: Casus, jongere: Jongere, regisseur: str, tafels: tuple[str, ...]) -> CasusRij:
    return CasusRij(
        id=casus.id,
        nummer=casus.nummer,
        naam=jongeren.naam_van(jongere).sorteernaam,
        leeftijd=jongeren.leeftijd_tekst(jongere.geboortedatum, t.vandaag),
        leeftijd_kort=jongeren.leeftijd_kort(jongere.geboortedatum, t.vandaag),
        status=casus.status,
        doelgroep=casus.doelgroep,
        doelgroep_label=doelgroep_label(t.profiel, casus.doelgroep),
        tafels=tuple(tafel_label(t.profiel, tafel) for tafel in tafels),
        regisseur=regisseur,
        eigen=casus.regisseur_id == t.gebruiker.id,
        gewijzigd_op=casus.gewijzigd_op,
        waarschuwingen=jongeren.waarschuwingen(jongere),
    )


def tafel_label(profiel: Profiel, tafel: str) -> str:
    """How a table is named, also one that was taken out of the profile."""
    return label_van(profiel.tafels, tafel)


def list_tafelkeuzes(werkplek: Werkplek) -> tuple[tuple[str, str], ...]:
    """Key and name of the tables to filter on: those of the profile, and those that went but still have casussen."""
    with werkplek.doe() as t:
        tafels = t.profiel.tafels
        weg = (
            set(vroegere(tafels)) & opslag.tafels_in_gebruik(t.db, t.zichtbaar(), t.vandaag) if vroegere(tafels) else ()
        )
        return (
            *((sleutel, tafel.label) for sleutel, tafel in tafels.items()),
            *((sleutel, f"{label_van(tafels, sleutel)} (niet meer in het profiel)") for sleutel in sorted(weg)),
        )


def doelgroep_label(profiel: Profiel, doelgroep: str | None) -> str:
    """How a doelgroep is named; without one "nog niet ingedeeld"."""
    if doelgroep is None:
        return "nog niet ingedeeld"
    return label_van(profiel.doelgroepen, doelgroep)


def open_dossier(werkplek: Werkplek, casus_id: UUID) -> DossierKop:
    """Open a dossier: call once per opening, because it is logged. To show the head again use :func:`toon_kop`."""
    with werkplek.doe() as t:
        kop = _kop(t, t.casus(casus_id))
        t.log(
            "dossier.openen",
            "casus",
            casus_id,
            casus_id=casus_id,
            verwerking="noodtoegang" if kop.noodtoegang_tot is not None else "",
        )
        return kop


def toon_kop(werkplek: Werkplek, casus_id: UUID) -> DossierKop:
    """The head of a casus, as beside the list or after a change; no more than the list shows, so not logged."""
    with werkplek.doe() as t:
        return _kop(t, t.casus(casus_id))


def _kop(t: Transactie, casus: Casus) -> DossierKop:
    jongere = t.haal(Jongere, casus.jongere_id)
    naam = jongeren.naam_van(jongere)
    overleg = opslag.volgend_overleg(t.db, casus.id, t.vandaag)
    overdracht = kop_van(t, casus.id)
    return DossierKop(
        casus_id=casus.id,
        jongere_id=jongere.id,
        nummer=casus.nummer,
        naam=naam.aanspreeknaam,
        volledige_naam=naam.volledige_naam,
        geboren=jongere.geboortedatum.toon(),
        leeftijd=jongeren.leeftijd_tekst(jongere.geboortedatum, t.vandaag),
        status=casus.status,
        doelgroep=casus.doelgroep,
        doelgroep_label=doelgroep_label(t.profiel, casus.doelgroep),
        tafels=tuple(
            tafel_label(t.profiel, tafel) for tafel in opslag.tafels_van(t.db, [casus.id], t.vandaag)[casus.id]
        ),
        regisseur=t.haal(Gebruiker, casus.regisseur_id).naam,
        eigen=casus.regisseur_id == t.gebruiker.id,
        volgend_overleg=None
        if overleg is None
        else VolgendOverleg(overleg.id, overleg.datum, overleg.tijd, tafel_label(t.profiel, overleg.tafel)),
        open_acties=opslag.open_acties(t.db, casus.id),
        herhalende_acties=aantal_herhalend(t.db, casus.id),
        lopende_aanmeldingen=aantal_lopend(t.db, casus.id),
        lopende_inzet=len(inzet.open_van_casus(t.db, casus.id)),
        open_aanvragen=len(budget.wachtende(t.db, casus.id)),
        waarschuwingen=(*rechtinzicht.kopregels(t, casus.id), *jongeren.waarschuwingen(jongere)),
        mag_wijzigen=not overdracht and t.mag_wijzigen(casus.id),
        noodtoegang_tot=_alleen_noodtoegang(t, casus.id),
        overdracht=overdracht,
        waarneming=waarneemzinnen.kop_van(t, casus.regisseur_id),
        leeftijdsgrenzen=_leeftijdsgrenzen(t, casus, jongere),
    )


def _leeftijdsgrenzen(t: Transactie, casus: Casus, jongere: Jongere) -> tuple[tuple[str, str], ...]:
    if casus.status is CasusStatus.GESLOTEN:
        return ()
    gezien = leeftijden.in_beeld(t.profiel, jongere.geboortedatum, t.vandaag, casus.geopend_op)
    return tuple((f"{inzicht.zin[:1].upper()}{inzicht.zin[1:]}", inzicht.gevolg) for inzicht in gezien)


def _alleen_noodtoegang(t: Transactie, casus_id: UUID) -> datetime | None:
    """Until when emergency access lasts; None when this user may see the casus without it."""
    return opslag.noodtoegang_tot(t.db, casus_id, t.gebruiker.id, t.nu) if not t.mag_wijzigen(casus_id) else None
