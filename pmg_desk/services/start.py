"""What the Start screen answers: what must I do today, what waits for whom, what runs out. Per role.

Only what is one's own: the casussen one leads or was assigned, the own tables. The privacy officer gets numbers and
never the name of a youth; the beheerder gets nothing about a casus at all.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from uuid import UUID

from pmg_desk.domain.delen import lees_besluittekst, toets_besluit
from pmg_desk.domain.klok import lokale_dag
from pmg_desk.domain.rollen import Recht, Rol
from pmg_desk.services import gebruikers
from pmg_desk.services.bekrachtigers import lees_sleutelwachters
from pmg_desk.services.besluiten import besluit_inzicht, bewaard, loopt_af, toetskader
from pmg_desk.services.casussen import tafel_label
from pmg_desk.services.delen import SOORT_LABELS
from pmg_desk.services.gebruikers import GebruikerInzicht, GebruikerStatus
from pmg_desk.services.jongeren import naam_van
from pmg_desk.services.werkplek import Transactie, Werkplek
from pmg_desk.storage import adresboek, inhoud, toewijzingen
from pmg_desk.storage import delen as deelrijen
from pmg_desk.storage import plannen as planrijen
from pmg_desk.storage.models import (
    Actie,
    Casus,
    Delingsverzoek,
    Gebruiker,
    Jongere,
    Organisatie,
    OverlegStatus,
    Privacybesluit,
    Professional,
    VerzoekStatus,
)
from pmg_desk.storage.zichtbaar import tafels_van

DEZE_WEEK = 7
"""Days ahead for what has to be done soon."""
VOORUIT = 14
"""Days ahead for what runs out and for meetings."""
HOEVEEL = 50
"""Rows of a block: whoever has more is helped by the list itself."""
_FRAGMENT = 140


class Bloksoort(StrEnum):
    """A part of the Start screen."""

    TE_LAAT = "te_laat"
    DEZE_WEEK = "deze_week"
    WACHT_OP_MIJ = "wacht_op_mij"
    WACHT_OP_ANDER = "wacht_op_ander"
    LOOPT_AF = "loopt_af"
    EVALUATIE = "evaluatie"
    ZONDER_PLAN = "zonder_plan"
    OVERLEG = "overleg"
    NOODTOEGANG = "noodtoegang"
    TOEGEWEZEN = "toegewezen"
    UITNODIGING = "uitnodiging"
    SLEUTEL = "sleutel"


@dataclass(frozen=True, slots=True)
class StartRegel:
    """A thing to look at. ``id`` is that of the thing itself; ``kop`` says whose or which, ``tekst`` what.

    ``dagen`` until ``datum``; negative when it has passed. ``oud``: days it has been waiting. ``wie``: for whom it
    waits (empty: for who looks), or who does it.
    """

    id: UUID
    kop: str
    tekst: str = ""
    wie: str = ""
    datum: date | None = None
    dagen: int | None = None
    oud: int | None = None
    casus_id: UUID | None = None


@dataclass(frozen=True, slots=True)
class StartBlok:
    """Rows of one kind, the most urgent first. ``meer``: there are more than are given."""

    soort: Bloksoort
    regels: tuple[StartRegel, ...]
    meer: bool = False


@dataclass(frozen=True, slots=True)
class Startbeeld:
    """The blocks for this role, also the empty ones, in their order; and what vault profile is in use.

    ``alleen``: who looks after the users is still the only one.
    """

    rol: Rol
    blokken: tuple[StartBlok, ...]
    gemeente: str
    profiel: str
    alleen: bool = False

    def blok(self, soort: Bloksoort) -> StartBlok | None:
        """The block of this kind, None where the role does not have it."""
        return next((blok for blok in self.blokken if blok.soort is soort), None)


def toon_start(werkplek: Werkplek) -> Startbeeld:
    """The Start screen of who works here. Opens no dossier, so writes no Logregel."""
    rol = werkplek.gebruiker.rol
    profiel = werkplek.profiel
    blokken: list[StartBlok] = []
    with werkplek.doe() as t:
        if rol is Rol.CASUSREGISSEUR:
            blokken = _voor_regisseur(t)
        elif rol is Rol.MEELEZER:
            blokken = [*_acties(t), _toegewezen(t)]
        elif rol is Rol.PRIVACY_OFFICER:
            blokken = _voor_officer(t)
        vandaag = t.vandaag
        sleutels = _sleutels(t)
    alleen = False
    if sleutels.regels:
        blokken.insert(0, sleutels)
    if werkplek.gebruiker.mag(Recht.GEBRUIKERS_BEHEREN):
        allen = gebruikers.list_gebruikers(werkplek)
        alleen = len(allen) == 1
        blokken.append(_uitnodigingen(allen, vandaag))
    return Startbeeld(rol, tuple(blokken), profiel.gemeente, f"{profiel.naam}, versie {profiel.versie}", alleen)


def _sleutels(t: Transactie) -> StartBlok:
    """New keys that wait for a word: one's own, and those of others that one may or must see to."""
    return _blok(
        Bloksoort.SLEUTEL,
        (
            StartRegel(
                id=wachter.gebruiker_id,
                kop="Uw eigen sleutel" if wachter.zelf else wachter.naam,
                tekst="telt nog niet: lees uw vingerafdruk voor" if wachter.zelf else wachter.rol.label,
                wie="" if wachter.door_mij else wachter.door and f"te bekrachtigen door {wachter.door}",
            )
            for wachter in lees_sleutelwachters(t)
        ),
    )


def _voor_regisseur(t: Transactie) -> list[StartBlok]:
    wacht, ander = _verzoeken(t)
    return [
        *_acties(t),
        wacht,
        ander,
        _aflopend(t, deelrijen.besluiten(t.db, casussen=t.eigen())),
        _evaluaties(t),
        _zonder_plan(t),
        _overleggen(t),
    ]


def _blok(soort: Bloksoort, regels: Iterable[StartRegel]) -> StartBlok:
    alle = tuple(regels)
    return StartBlok(soort, alle[:HOEVEEL], len(alle) > HOEVEEL)


def _acties(t: Transactie) -> tuple[StartBlok, StartBlok]:
    gisteren, straks = t.vandaag - timedelta(days=1), t.vandaag + timedelta(days=DEZE_WEEK)
    te_laat = planrijen.lopende_acties(t.db, t.eigen(), gisteren, HOEVEEL + 1)
    deze_week = planrijen.lopende_acties(t.db, t.eigen(), straks, HOEVEEL + 1, vanaf=t.vandaag)
    teksten = inhoud.huidige_van(t.db, {actie.uitspraak_id for actie, _, _ in (*te_laat, *deze_week)})

    def regels(lijst: Sequence[tuple[Actie, Casus, Professional]]) -> Iterable[StartRegel]:
        for actie, casus, eigenaar in lijst:
            tekst = teksten.get(actie.uitspraak_id)
            yield StartRegel(
                id=actie.id,
                kop=_jongere(t, casus),
                tekst="" if tekst is None else _kort(tekst.tekst),
                wie=eigenaar.naam,
                datum=actie.deadline,
                dagen=(actie.deadline - t.vandaag).days,
                casus_id=casus.id,
            )

    return _blok(Bloksoort.TE_LAAT, regels(te_laat)), _blok(Bloksoort.DEZE_WEEK, regels(deze_week))


def _kort(tekst: str) -> str:
    regel = " ".join(tekst.split())
    return regel if len(regel) <= _FRAGMENT else f"{regel[: _FRAGMENT - 1].rstrip()}…"


def _jongere(t: Transactie, casus: Casus) -> str:
    return f"{naam_van(t.haal(Jongere, casus.jongere_id)).sorteernaam} ({casus.nummer})"


def _verzoeken(t: Transactie) -> tuple[StartBlok, StartBlok]:
    """What was asked for the own casussen: an ask-back waits for who asked, the rest for the privacy officer."""
    mij: list[StartRegel] = []
    ander: list[StartRegel] = []
    for rij in deelrijen.verzoeken(t.db, casussen=t.eigen(), statussen=(VerzoekStatus.INGEDIEND, VerzoekStatus.TERUG)):
        aanvrager = t.haal(Gebruiker, rij.door_id)
        terug = rij.status is VerzoekStatus.TERUG
        eigen = aanvrager.id == t.gebruiker.id
        wie = ("" if eigen else aanvrager.naam) if terug else "de privacy officer"
        casus = t.haal(Casus, rij.casus_id)
        (mij if terug and eigen else ander).append(_verzoek(t, rij, _jongere(t, casus), wie))
    return _blok(Bloksoort.WACHT_OP_MIJ, mij), _blok(Bloksoort.WACHT_OP_ANDER, ander)


def _verzoek(t: Transactie, rij: Delingsverzoek, kop: str, wie: str) -> StartRegel:
    organisatie = t.haal(Organisatie, rij.organisatie_id)
    return StartRegel(
        id=rij.id,
        kop=kop,
        tekst=f"{rij.nummer}: {SOORT_LABELS[rij.soort].lower()}, {organisatie.naam} – {rij.functie}",
        wie=wie,
        oud=(t.nu - rij.op).days,
        casus_id=rij.casus_id,
    )


def _aflopend(t: Transactie, besluiten: Sequence[tuple[Privacybesluit, Delingsverzoek]]) -> StartBlok:
    """Approvals that hold now and end within VOORUIT days. Only those that could are checked: verifying takes time."""
    kandidaten = [paar for paar in besluiten if _eindigt_binnenkort(t, paar[0])]
    kader = toetskader(t) if kandidaten else None
    namen = t.gebruiker.mag(Recht.CASUS_LEZEN)
    regels = []
    for besluit, verzoek in kandidaten:
        assert kader is not None
        inzicht = besluit_inzicht(t, besluit, verzoek, toets_besluit(bewaard(besluit, verzoek), kader))
        if not loopt_af(t, inzicht, VOORUIT) or inzicht.geldig_tot is None:
            continue
        casus = t.haal(Casus, besluit.casus_id)
        regels.append(
            StartRegel(
                id=verzoek.id,
                kop=_jongere(t, casus) if namen else casus.nummer,
                tekst=f"{inzicht.nummer}: {' en '.join(inzicht.ontvangers)}",
                datum=inzicht.geldig_tot,
                dagen=(inzicht.geldig_tot - t.vandaag).days,
                casus_id=casus.id,
            )
        )
    return _blok(Bloksoort.LOOPT_AF, sorted(regels, key=lambda regel: (regel.dagen or 0, regel.tekst)))


def _eindigt_binnenkort(t: Transactie, besluit: Privacybesluit) -> bool:
    try:
        tot = lees_besluittekst(besluit.tekst).geldig_tot
    except ValueError:
        return False  # an unreadable decision is no approval; the check of the log reports it
    return t.vandaag <= tot <= t.vandaag + timedelta(days=VOORUIT)


def _evaluaties(t: Transactie) -> StartBlok:
    tot = t.vandaag + timedelta(days=VOORUIT)
    return _blok(
        Bloksoort.EVALUATIE,
        (
            StartRegel(
                id=plan.id,
                kop=_jongere(t, casus),
                tekst=f"plan versie {plan.nr}",
                datum=plan.evaluatie_op,
                dagen=None if plan.evaluatie_op is None else (plan.evaluatie_op - t.vandaag).days,
                casus_id=casus.id,
            )
            for plan, casus in planrijen.te_evalueren(t.db, t.eigen(), tot, HOEVEEL + 1)
        ),
    )


def _zonder_plan(t: Transactie) -> StartBlok:
    return _blok(
        Bloksoort.ZONDER_PLAN,
        (
            StartRegel(casus.id, _jongere(t, casus), oud=(t.vandaag - casus.geopend_op).days, casus_id=casus.id)
            for casus in planrijen.zonder_plan(t.db, t.eigen(), HOEVEEL + 1)
        ),
    )


def _overleggen(t: Transactie) -> StartBlok:
    tafels = tafels_van(t.db, t.gebruiker.id, t.vandaag)
    tot = t.vandaag + timedelta(days=VOORUIT)
    regels = []
    for rij in adresboek.overleggen(t.db, tafels, t.vandaag, tot):
        if rij.status is not OverlegStatus.GEPLAND:
            continue
        aantal = len(adresboek.agenda(t.db, rij.id))
        casussen = "nog geen casussen" if not aantal else "1 casus" if aantal == 1 else f"{aantal} casussen"
        regels.append(
            StartRegel(
                id=rij.id,
                kop=tafel_label(t.profiel, rij.tafel),
                tekst=", ".join(deel for deel in (rij.tijd, rij.plaats, casussen) if deel),
                datum=rij.datum,
                dagen=(rij.datum - t.vandaag).days,
            )
        )
    return _blok(Bloksoort.OVERLEG, regels)


def _toegewezen(t: Transactie) -> StartBlok:
    return _blok(
        Bloksoort.TOEGEWEZEN,
        (
            StartRegel(
                id=toewijzing.id,
                kop=_jongere(t, casus),
                datum=toewijzing.tot,
                dagen=None if toewijzing.tot is None else (toewijzing.tot - t.vandaag).days,
                casus_id=casus.id,
            )
            for toewijzing, casus in toewijzingen.toegewezen_aan(t.db, t.gebruiker.id, t.vandaag, HOEVEEL + 1)
        ),
    )


def _voor_officer(t: Transactie) -> list[StartBlok]:
    wacht: list[StartRegel] = []
    ander: list[StartRegel] = []
    for rij in deelrijen.verzoeken(t.db, statussen=(VerzoekStatus.INGEDIEND, VerzoekStatus.TERUG)):
        aanvrager = t.haal(Gebruiker, rij.door_id)
        eigen = aanvrager.id == t.gebruiker.id
        nummer = t.haal(Casus, rij.casus_id).nummer
        if rij.status is VerzoekStatus.INGEDIEND and not eigen:
            wacht.append(_verzoek(t, rij, nummer, f"gevraagd door {aanvrager.naam}"))
        else:
            # Nobody decides on an own request: then it waits for a colleague.
            wie = "een andere privacy officer" if rij.status is VerzoekStatus.INGEDIEND else aanvrager.naam
            ander.append(_verzoek(t, rij, nummer, wie))
    noodtoegang = (
        StartRegel(
            id=rij.id,
            kop=t.haal(Casus, rij.casus_id).nummer,
            tekst="loopt nog" if rij.tot > t.nu else "is voorbij",
            wie=f"genomen door {t.haal(Gebruiker, rij.door_id).naam}",
            oud=(t.nu - rij.op).days,
        )
        for rij in toewijzingen.noodtoegangen(t.db, beoordeeld=False, hoeveel=HOEVEEL + 1)
    )
    return [
        _blok(Bloksoort.WACHT_OP_MIJ, wacht),
        _blok(Bloksoort.NOODTOEGANG, noodtoegang),
        _aflopend(t, deelrijen.besluiten(t.db)),
        _blok(Bloksoort.WACHT_OP_ANDER, ander),
    ]


def _uitnodigingen(allen: Iterable[GebruikerInzicht], vandaag: date) -> StartBlok:
    open_ = (GebruikerStatus.UITGENODIGD, GebruikerStatus.VERLOPEN)
    return _blok(
        Bloksoort.UITNODIGING,
        (
            StartRegel(
                id=wie.id,
                kop=wie.naam,
                tekst=wie.rol.label,
                wie="code is verlopen" if wie.status is GebruikerStatus.VERLOPEN else "heeft nog niet ingelogd",
                datum=None if wie.uitnodiging_tot is None else lokale_dag(wie.uitnodiging_tot),
                dagen=None if wie.uitnodiging_tot is None else (lokale_dag(wie.uitnodiging_tot) - vandaag).days,
            )
            for wie in allen
            if wie.status in open_
        ),
    )
