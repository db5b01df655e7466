"""Groups as screens show them: what this user may see of the members, and of the others only how many there are."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from pmg_desk.domain.netwerk import Beeldkring, Beeldpersoon, Netbeeld, Vorm, nog_leden
from pmg_desk.domain.rollen import Recht
from pmg_desk.domain.samenvatting import Aard
from pmg_desk.services import groepen, groepsteksten, groepsversies, jongeren, uitspraken
from pmg_desk.services.casussen import doelgroep_label, tafel_label
from pmg_desk.services.groepen import AANTAL_STAPPEN, GROEP_LABELS, LOPEND
from pmg_desk.services.groepsversies import Eerder
from pmg_desk.services.stukken import ACTIE_LABELS
from pmg_desk.services.werkplek import Transactie, Werkplek
from pmg_desk.storage import netwerk as opslag
from pmg_desk.storage.models import (
    ActieStatus,
    Casus,
    CasusStatus,
    Gebruiker,
    Groep,
    Groepsactie,
    Groepslid,
    GroepSoort,
    Groepsstap,
    Jongere,
    Organisatie,
    Professional,
)

_Eerder = Mapping[UUID, tuple[Eerder, ...]]


@dataclass(frozen=True, slots=True)
class GroepRij:
    """A group in the list; ``leden`` counts everybody in it now."""

    id: UUID
    soort: GroepSoort
    soort_label: str
    naam: str
    tafel: str
    regisseur: str
    gebied: str
    leden: int
    evaluatie_op: date | None
    gesloten_op: date | None


@dataclass(frozen=True, slots=True)
class LidInzicht:
    """A member; ``casus_id`` and what goes with it only of who has a casus that this user may see."""

    id: UUID
    naam: str
    casus_id: UUID | None
    nummer: str
    leeftijd: str
    doelgroep: str | None
    doelgroep_label: str
    casus_open: bool
    rol: str
    van: date
    tot: date | None
    nu: bool
    eerder: tuple[Eerder, ...]


@dataclass(frozen=True, slots=True)
class StapTekst:
    """What was recorded for a step at one time; ``verborgen``: this user may not read it, and learns no source."""

    tekst: str
    bron: str
    aard: Aard
    gedaan_op: date
    door: str
    op: datetime
    categorie: str
    categorie_label: str
    derden: bool
    verborgen: bool


@dataclass(frozen=True, slots=True)
class StapInzicht:
    """One of the seven steps; ``naam`` empty when no source gives it. ``eerder``: newest first."""

    nr: int
    naam: str
    huidig: StapTekst | None
    eerder: tuple[StapTekst, ...]

    @property
    def titel(self) -> str:
        """How the step is called: by its number where the source gives no name."""
        return self.naam or f"Stap {self.nr}"

    @property
    def zonder_naam(self) -> str:
        """That the source gives no name, in words; empty where it does."""
        return "" if self.naam else "Naam: niet in bron"


@dataclass(frozen=True, slots=True)
class GroepsactieInzicht:
    """An action of the group; ``verborgen``: this user may not read what it is nor what came of it."""

    id: UUID
    tekst: str
    eigenaar_id: UUID
    eigenaar: str
    organisatie: str
    deadline: date
    te_laat: bool
    status: ActieStatus
    status_label: str
    gereed_op: date | None
    resultaat: str
    categorie: str
    derden: bool
    verborgen: bool
    eerder: tuple[Eerder, ...]

    @property
    def loopt(self) -> bool:
        """Whether it still has to be done."""
        return self.status in LOPEND


@dataclass(frozen=True, slots=True)
class GroepInzicht:
    """A group whole, as this user may see it. ``eerder`` on it and its parts: what stood there, the latest first."""

    id: UUID
    versie: int
    soort: GroepSoort
    soort_label: str
    naam: str
    tafel: str
    tafel_label: str
    regisseur_id: UUID
    regisseur: str
    gebied: str
    doel: str
    doel_categorie: str
    doel_derden: bool
    doel_verborgen: bool
    doel_eerder: tuple[Eerder, ...]
    begonnen_op: date
    gesloten_op: date | None
    evaluatie_op: date | None
    leden: tuple[LidInzicht, ...]
    verborgen: int
    stappen: tuple[StapInzicht, ...]
    acties: tuple[GroepsactieInzicht, ...]
    wijzigen: bool
    afdrukken: bool


@dataclass(frozen=True, slots=True)
class GroepVan:
    """A group that a casus is in, for its dossier."""

    id: UUID
    naam: str
    soort_label: str
    rol: str
    nu: bool


def list_groepen(werkplek: Werkplek) -> tuple[GroepRij, ...]:
    """The groups this user may see: open ones first, then by name."""
    with werkplek.doe() as t:
        t.eis(Recht.CASUS_LEZEN)
        rijen = opslag.groepen(t.db, groepen.mag_zien(t))
        aantallen = opslag.aantal_leden(t.db, [groep.id for groep, _ in rijen], t.vandaag)
        return tuple(
            GroepRij(
                id=groep.id,
                soort=groep.soort,
                soort_label=GROEP_LABELS[groep.soort],
                naam=groep.naam,
                tafel=tafel_label(t.profiel, groep.tafel),
                regisseur=regisseur,
                gebied=groep.gebied,
                leden=aantallen.get(groep.id, 0),
                evaluatie_op=groep.evaluatie_op,
                gesloten_op=groep.gesloten_op,
            )
            for groep, regisseur in rijen
        )


def groepen_van(t: Transactie, casus: Casus) -> tuple[GroepVan, ...]:
    """The groups a casus is or was in; who may see the casus may see these."""
    return tuple(
        GroepVan(groep.id, groep.naam, GROEP_LABELS[groep.soort], lid.rol, _nu(lid, t.vandaag))
        for groep, lid in opslag.groepen_van(t.db, casus.id)
        if opslag.geldt_voor(t.db, groep.id, groepen.mag_zien(t))
    )


def open_groep(werkplek: Werkplek, groep_id: UUID) -> GroepInzicht:
    """Open a group: call once per opening, because it is logged. To show it again use :func:`toon_groep`."""
    with werkplek.doe() as t:
        groep = groepen.groep(t, groep_id)
        t.log("groep.openen", "groep", groep.id)
        return inzicht(t, groep)


def toon_groep(werkplek: Werkplek, groep_id: UUID) -> GroepInzicht:
    """A group after a change."""
    with werkplek.doe() as t:
        return inzicht(t, groepen.groep(t, groep_id))


def inzicht(t: Transactie, groep: Groep) -> GroepInzicht:
    """A group as this user may see it; access has been checked."""
    zichtbaar = t.zichtbaar()
    alles = groepsteksten.mag_alles_lezen(t, groep)
    eerder = groepsversies.lees(t, groep, alles=alles)
    leden = [
        _lid(t, lid, casus, ander, eerder) for lid, casus, ander in opslag.leden_met_casus(t.db, groep.id, zichtbaar)
    ]
    leden += [_los_lid(t, lid, eerder) for lid in opslag.leden_zonder_casus(t.db, groep.id)]
    wijzigen = groepen.mag_veranderen(t, groep.id)
    doel_verborgen = not alles and groepsteksten.is_gevoelig(groep.doel_categorie, derden=groep.doel_derden)
    doel_verborgen = doel_verborgen and bool(groep.doel)
    return GroepInzicht(
        id=groep.id,
        versie=groep.versie,
        soort=groep.soort,
        soort_label=GROEP_LABELS[groep.soort],
        naam=groep.naam,
        tafel=groep.tafel,
        tafel_label=tafel_label(t.profiel, groep.tafel),
        regisseur_id=groep.regisseur_id,
        regisseur=t.haal(Gebruiker, groep.regisseur_id).naam,
        gebied=groep.gebied,
        doel=groepsteksten.in_plaats_van(t, groep.doel_categorie) if doel_verborgen else groep.doel,
        doel_categorie=groep.doel_categorie,
        doel_derden=groep.doel_derden,
        doel_verborgen=doel_verborgen,
        doel_eerder=() if doel_verborgen else eerder.get(groep.id, ()),
        begonnen_op=groep.begonnen_op,
        gesloten_op=groep.gesloten_op,
        evaluatie_op=groep.evaluatie_op,
        leden=tuple(leden),
        verborgen=opslag.aantal_verborgen(t.db, groep.id, zichtbaar, t.vandaag),
        stappen=_stappen(t, groep, alles=alles),
        acties=tuple(_actie(t, *rij, eerder, alles=alles) for rij in opslag.acties(t.db, groep.id)),
        wijzigen=wijzigen,
        afdrukken=wijzigen and t.gebruiker.mag(Recht.SAMENVATTING_MAKEN),
    )


def _nu(lid: Groepslid, vandaag: date) -> bool:
    return lid.tot is None or lid.tot >= vandaag


def _lid(t: Transactie, lid: Groepslid, casus: Casus, jongere: Jongere, eerder: _Eerder) -> LidInzicht:
    return LidInzicht(
        id=lid.id,
        naam=jongeren.naam_van(jongere).volledige_naam,
        casus_id=casus.id,
        nummer=casus.nummer,
        leeftijd=jongeren.leeftijd_tekst(jongere.geboortedatum, t.vandaag),
        doelgroep=casus.doelgroep,
        doelgroep_label=doelgroep_label(t.profiel, casus.doelgroep),
        casus_open=casus.status is CasusStatus.OPEN,
        rol=lid.rol,
        van=lid.van,
        tot=lid.tot,
        nu=_nu(lid, t.vandaag),
        eerder=eerder.get(lid.id, ()),
    )


def _los_lid(t: Transactie, lid: Groepslid, eerder: _Eerder) -> LidInzicht:
    return LidInzicht(
        id=lid.id,
        naam=lid.naam,
        casus_id=None,
        nummer="",
        leeftijd="",
        doelgroep=None,
        doelgroep_label="",
        casus_open=False,
        rol=lid.rol,
        van=lid.van,
        tot=lid.tot,
        nu=_nu(lid, t.vandaag),
        eerder=eerder.get(lid.id, ()),
    )


def _stappen(t: Transactie, groep: Groep, *, alles: bool) -> tuple[StapInzicht, ...]:
    namen = groepen.stapnamen(t.profiel, groep.tafel)
    per_stap: dict[int, list[StapTekst]] = {nr: [] for nr in range(1, AANTAL_STAPPEN + 1)}
    for rij in opslag.stappen(t.db, groep.id):
        per_stap[rij.stap].insert(0, _staptekst(t, rij, alles=alles))
    return tuple(
        StapInzicht(nr, namen[nr - 1], teksten[0] if teksten else None, tuple(teksten[1:]))
        for nr, teksten in per_stap.items()
    )


def _staptekst(t: Transactie, rij: Groepsstap, *, alles: bool) -> StapTekst:
    verborgen = not alles and groepsteksten.is_gevoelig(rij.categorie, derden=rij.derden)
    return StapTekst(
        tekst=groepsteksten.in_plaats_van(t, rij.categorie) if verborgen else rij.tekst,
        bron="" if verborgen else rij.bron,
        aard=rij.aard,
        gedaan_op=rij.gedaan_op,
        door=uitspraken.naam_van(t, rij.door_id),
        op=rij.op,
        categorie=rij.categorie,
        categorie_label=groepsteksten.categorie_label(t, rij.categorie),
        derden=rij.derden,
        verborgen=verborgen,
    )


def _actie(
    t: Transactie,
    rij: Groepsactie,
    wie: Professional,
    organisatie: Organisatie,
    eerder: _Eerder,
    *,
    alles: bool,
) -> GroepsactieInzicht:
    verborgen = not alles and groepsteksten.is_gevoelig(rij.categorie, derden=rij.derden)
    return GroepsactieInzicht(
        id=rij.id,
        tekst=groepsteksten.in_plaats_van(t, rij.categorie) if verborgen else rij.tekst,
        eigenaar_id=rij.eigenaar_id,
        eigenaar=wie.naam,
        organisatie=organisatie.naam,
        deadline=rij.deadline,
        te_laat=rij.status in LOPEND and rij.deadline < t.vandaag,
        status=rij.status,
        status_label=ACTIE_LABELS[rij.status],
        gereed_op=rij.gereed_op,
        resultaat="" if verborgen else rij.resultaat,
        categorie=rij.categorie,
        derden=rij.derden,
        verborgen=verborgen,
        # Words that one may not read now stay closed in their earlier form too.
        eerder=() if verborgen else eerder.get(rij.id, ()),
    )


def beeld_van(groep: GroepInzicht, *, op_papier: bool = False) -> Netbeeld:
    """The drawing of a group. ``op_papier``: without numbers of casussen, because paper goes from hand to hand."""
    met = [lid for lid in groep.leden if lid.nu and lid.casus_id is not None]
    zonder = [lid for lid in groep.leden if lid.nu and lid.casus_id is None]
    kringen = []
    if met or groep.verborgen:
        leden = tuple(_beeldlid(lid, Vorm.RECHT, op_papier=op_papier) for lid in met)
        kringen.append(Beeldkring("Jongeren in beeld", leden, groep.verborgen))
    if zonder:
        kringen.append(
            Beeldkring("Zonder eigen casus", tuple(_beeldlid(lid, Vorm.ROND, op_papier=op_papier) for lid in zonder))
        )
    return Netbeeld((groep.naam, f"{groep.soort_label} sinds {groep.begonnen_op.year}"), tuple(kringen))


def _beeldlid(lid: LidInzicht, vorm: Vorm, *, op_papier: bool) -> Beeldpersoon:
    woorden = [lid.rol, lid.leeftijd, "" if op_papier else lid.nummer and f"casus {lid.nummer}"]
    return Beeldpersoon(lid.naam, tuple(woord for woord in woorden if woord), vorm)


def aantal_zin(leden: Sequence[LidInzicht], verborgen: int) -> str:
    """How many members there are now, and of how many one may not see who they are."""
    nu = sum(lid.nu for lid in leden)
    zichtbaar = "1 lid" if nu == 1 else f"{nu} leden"
    return f"{zichtbaar}, en {nog_leden(verborgen)} van wie u de casus niet mag zien" if verborgen else zichtbaar
