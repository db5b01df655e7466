"""The meldpunt of a table: signals that are recorded, looked at, answered, and removed when their term is over.

A signal that belongs to no casus is seen by the casusregisseurs of its table and by nobody else: it is in no search,
no casus and no log line. Once it belongs to a casus (``services.signaalcasus``) its words are a statement there.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from pmg_desk.domain.controle import MAX_TEKST, Veldcontrole
from pmg_desk.domain.fouten import Fout, GeenToegang, IntussenGewijzigd
from pmg_desk.domain.klok import lokale_dag
from pmg_desk.domain.profiel.model import label_van
from pmg_desk.domain.rollen import Recht, Rol
from pmg_desk.domain.samenvatting import Aard, Doorverstrekking
from pmg_desk.services import uitspraken, verteld, wissen
from pmg_desk.services.casussen import tafel_label
from pmg_desk.services.jongeren import wijk_label
from pmg_desk.services.signaaltekst import EerderSignaal, SignaalInvoer, als_uitspraak, check_signaal, eerdere
from pmg_desk.services.tafelrecht import tafels_met_waarneming
from pmg_desk.services.uitspraken import Opsteller, UitspraakInvoer
from pmg_desk.services.verteld import Verteld
from pmg_desk.services.werkplek import Transactie, Werkplek
from pmg_desk.storage import meldpunt as opslag
from pmg_desk.storage.meldpunt import Plek, Signaalfilter, Sortering
from pmg_desk.storage.models import Casus, CasusStatus, Signaal, SignaalStatus, Signaalversie, UitspraakSoort
from pmg_desk.storage.routes import tafelleden

__all__ = [
    "Plek",
    "SignaalBladzijde",
    "SignaalInvoer",
    "SignaalInzicht",
    "SignaalRij",
    "SignaalStatus",
    "Signaalfilter",
    "Sortering",
    "Terugmelding",
    "count_signalen",
    "handle_signaal",
    "list_signalen",
    "list_terugmeldingen",
    "mijn_meldpunten",
    "open_signaal",
    "record_signaal",
    "record_terugmelding",
    "remove_signalen",
    "termijn_dag",
    "toon_signaal",
]

BLADZIJDE = 100

STATUS_LABELS: dict[SignaalStatus, str] = {
    SignaalStatus.OPEN: "Open",
    SignaalStatus.IN_CASUS: "Bij een casus",
    SignaalStatus.AFGEHANDELD: "Afgehandeld",
}

_TERUGMELDING = {
    True: "Bedankt voor uw signaal. Wij kijken ernaar. Over personen en over het vervolg kunnen wij niets zeggen.",
    False: "Bedankt voor uw signaal. Wij hebben het bekeken en zo nodig opgepakt. Meer kunnen wij niet zeggen.",
}
"""What may always be told to who reported it: nothing of the content, and not whether there is a casus."""


class SignaalHoortBijCasus(Fout):
    """It became part of a casus; there it is amended, and it goes with that casus."""

    wat = "Dit signaal hoort al bij een casus."
    doe = "Open die casus als er iets aan het signaal moet veranderen."


class TermijnLoopt(Fout):
    """Only what is past its term is removed this way."""

    wat = "Van een of meer van deze signalen is de termijn nog niet voorbij."
    veilig = "Er is niets verwijderd."
    doe = "Ververs de lijst en kies alleen signalen waarvan de termijn voorbij is."


@dataclass(frozen=True, slots=True)
class SignaalRij:
    """A signal in the list. ``dagen``: since it came in. ``verlopen``: its term is over, so it may be removed."""

    id: UUID
    tafel: str
    tafel_label: str
    status: SignaalStatus
    status_label: str
    ontvangen_op: date
    dagen: int
    bron: str
    over_wie: str
    wijk: str
    aard: Aard
    verlopen: bool
    teruggemeld: bool


@dataclass(frozen=True, slots=True)
class SignaalInzicht:
    """A signal as it is opened. ``casus_id`` and ``nummer`` only for who may see that casus.

    ``eerder``: what it said before, ``verteld``: what was told back, both the latest first; the second is empty for who
    may not see its casus, and ``terugmelding_op`` says that there was something.
    """

    rij: SignaalRij
    tekst: str
    buurt: str
    categorie: str
    categorie_label: str
    derden: bool
    derden_wie: str
    doorverstrekking: Doorverstrekking
    door: str
    vervalt_op: date
    afgehandeld_op: date | None
    afhandeling: str
    terugmelding_op: date | None
    verteld: tuple[Verteld, ...]
    terug_te_melden: str  # what may be told, to begin with
    casus_id: UUID | None
    nummer: str
    mag_terugmelden: bool
    mag_verbeteren: bool
    eerder: tuple[EerderSignaal, ...]
    wijk_sleutel: str
    leden: int  # users of this vault at its table: they see a casus that is put before it

    @property
    def id(self) -> UUID:
        """Of the signal."""
        return self.rij.id

    def als_invoer(self) -> SignaalInvoer:
        """The same as input, for the form that corrects it."""
        return SignaalInvoer(self.rij.tafel, self.als_uitspraak(), self.rij.over_wie, self.wijk_sleutel, self.buurt)

    def als_uitspraak(self) -> UitspraakInvoer:
        """The same as input for a statement of a casus."""
        return UitspraakInvoer(
            self.tekst,
            self.rij.bron,
            self.rij.ontvangen_op,
            self.rij.aard,
            self.categorie,
            self.derden,
            self.derden_wie,
            self.doorverstrekking,
        )


@dataclass(frozen=True, slots=True)
class Terugmelding:
    """What was told back about a signal that became part of a casus, the latest first."""

    tafel_label: str
    ontvangen_op: date
    verteld: tuple[Verteld, ...]


@dataclass(frozen=True, slots=True)
class SignaalBladzijde:
    """A page of the list; ``verder`` asks for the next one, None at the end."""

    rijen: tuple[SignaalRij, ...]
    verder: Plek | None


def mijn_tafels(t: Transactie) -> list[str]:
    """The tables whose meldpunt this user sees: the own ones, and those of whom one covers for, during those days.

    Raises GeenToegang for who is not a casusregisseur.
    """
    t.eis(Recht.CASUS_SCHRIJVEN)
    if t.gebruiker.rol is not Rol.CASUSREGISSEUR:
        raise GeenToegang
    return tafels_met_waarneming(t)


def haal_signaal(t: Transactie, signaal_id: UUID) -> Signaal:
    """A signal of one of the user's tables. Raises GeenToegang (logged), NietGevonden."""
    t.pogingen.append(("signaal", signaal_id))
    tafels = mijn_tafels(t)
    rij = t.haal(Signaal, signaal_id)
    if rij.tafel not in tafels:
        raise GeenToegang
    return rij


def mijn_meldpunten(werkplek: Werkplek) -> tuple[tuple[str, str], ...]:
    """Key and label of the tables whose meldpunt this user sees."""
    with werkplek.doe() as t:
        return tuple((tafel, tafel_label(t.profiel, tafel)) for tafel in mijn_tafels(t))


def record_signaal(werkplek: Werkplek, invoer: SignaalInvoer) -> UUID:
    """Record a signal for the meldpunt of one of the own tables. Raises OngeldigeInvoer, GeenToegang."""
    with werkplek.doe() as t:
        veld = Veldcontrole()
        inhoud = check_signaal(t, veld, invoer, mijn_tafels(t))
        veld.klaar()
        rij = Signaal(id=t.nieuw_id(), status=SignaalStatus.OPEN, door_id=t.gebruiker.id, op=t.nu, **inhoud)
        t.db.add(rij)
        t.log("signaal.vastleggen", "signaal", rij.id)
        t.gewijzigd("signaal", rij.id)
        return rij.id


def list_signalen(
    werkplek: Werkplek,
    filter_: Signaalfilter | None = None,
    *,
    sortering: Sortering = Sortering.ONTVANGEN,
    aflopend: bool = False,
    na: Plek | None = None,
    hoeveel: int = BLADZIJDE,
) -> SignaalBladzijde:
    """A page of the signals of the own tables, the oldest first; without their words."""
    with werkplek.doe() as t:
        tafels = mijn_tafels(t)
        rijen = opslag.bladzijde(
            t.db,
            tafels,
            filter_ or Signaalfilter(),
            sortering=sortering,
            aflopend=aflopend,
            na=na,
            hoeveel=hoeveel + 1,
        )
        hier = rijen[:hoeveel]
        verder = (opslag.sorteerwaarde(hier[-1], sortering), hier[-1].id) if len(rijen) > hoeveel else None
        return SignaalBladzijde(tuple(_rij(t, rij) for rij in hier), verder)


def count_signalen(werkplek: Werkplek, filter_: Signaalfilter | None = None) -> int:
    """How many signals of the own tables the filter leaves."""
    with werkplek.doe() as t:
        return opslag.tel(t.db, mijn_tafels(t), filter_ or Signaalfilter())


def termijn_dag(werkplek: Werkplek) -> date:
    """Signals without a casus that were recorded on or before this day are past their term."""
    with werkplek.doe() as t:
        return _termijn_dag(t)


def _termijn_dag(t: Transactie) -> date:
    return t.vandaag - timedelta(days=t.profiel.instellingen.meldpunt_termijn_dagen.waarde)


def _rij(t: Transactie, rij: Signaal) -> SignaalRij:
    return SignaalRij(
        id=rij.id,
        tafel=rij.tafel,
        tafel_label=tafel_label(t.profiel, rij.tafel),
        status=rij.status,
        status_label=STATUS_LABELS[rij.status],
        ontvangen_op=rij.ontvangen_op,
        dagen=(t.vandaag - rij.ontvangen_op).days,
        bron=rij.bron,
        over_wie=rij.over_wie,
        wijk=wijk_label(t.profiel, rij.wijk),
        aard=rij.aard,
        verlopen=_is_verlopen(t, rij),
        teruggemeld=rij.terugmelding_op is not None,
    )


def _is_verlopen(t: Transactie, rij: Signaal) -> bool:
    return rij.status is not SignaalStatus.IN_CASUS and _vervalt_op(t, rij) <= t.vandaag


def _vervalt_op(t: Transactie, rij: Signaal) -> date:
    """When its term is over: counted from when it was recorded, which no correction changes.

    The day on which it came in is never later than that, and may be corrected.
    """
    return lokale_dag(rij.op) + timedelta(days=t.profiel.instellingen.meldpunt_termijn_dagen.waarde)


def open_signaal(werkplek: Werkplek, signaal_id: UUID) -> SignaalInzicht:
    """Open a signal to read it: call once per opening, because it is logged."""
    with werkplek.doe() as t:
        rij = haal_signaal(t, signaal_id)
        t.log("signaal.openen", "signaal", rij.id, casus_id=rij.casus_id)
        return inzicht(t, rij)


def toon_signaal(werkplek: Werkplek, signaal_id: UUID) -> SignaalInzicht:
    """A signal that is open, again after a change."""
    with werkplek.doe() as t:
        return inzicht(t, haal_signaal(t, signaal_id))


def inzicht(t: Transactie, rij: Signaal) -> SignaalInzicht:
    """A signal as a read model; the caller has checked access. What was told of a hidden casus is left out."""
    casus = t.db.get(Casus, rij.casus_id) if rij.casus_id is not None and t.mag_zien(rij.casus_id) else None
    los = rij.casus_id is None
    return SignaalInzicht(
        rij=_rij(t, rij),
        tekst=rij.tekst,
        buurt=rij.buurt,
        categorie=rij.categorie,
        categorie_label=label_van(t.profiel.datacategorieen, rij.categorie),
        derden=rij.derden,
        derden_wie=rij.derden_wie,
        doorverstrekking=rij.doorverstrekking,
        door=uitspraken.naam_van(t, rij.door_id),
        vervalt_op=_vervalt_op(t, rij),
        afgehandeld_op=rij.afgehandeld_op,
        afhandeling=rij.afhandeling,
        terugmelding_op=rij.terugmelding_op,
        verteld=verteld.lees(t, [rij.id])[rij.id] if los or casus is not None else (),
        terug_te_melden=_TERUGMELDING[rij.status is SignaalStatus.OPEN],
        casus_id=None if casus is None else casus.id,
        nummer="" if casus is None else casus.nummer,
        mag_verbeteren=rij.status is SignaalStatus.OPEN,
        eerder=eerdere(t, rij.id),
        wijk_sleutel=rij.wijk,
        leden=tafelleden(t.db, t.vandaag).get(rij.tafel, 0),
        mag_terugmelden=los or (casus is not None and casus.status is CasusStatus.OPEN and t.mag_wijzigen(casus.id)),
    )


def list_terugmeldingen(werkplek: Werkplek, casus_id: UUID) -> tuple[Terugmelding, ...]:
    """The signals that became part of a casus, the oldest first, with what was told back about each.

    For who may see the casus, at whatever table. Part of an opened dossier, so not logged by itself.
    """
    with werkplek.doe() as t:
        t.casus(casus_id)
        rijen = opslag.van_casus(t.db, casus_id)
        gezegd = verteld.lees(t, [rij.id for rij in rijen])
        return tuple(Terugmelding(tafel_label(t.profiel, rij.tafel), rij.ontvangen_op, gezegd[rij.id]) for rij in rijen)


def handle_signaal(werkplek: Werkplek, signaal_id: UUID, reden: str) -> None:
    """Say that a signal was looked at and needs no casus, and why; it goes when its term is over.

    Raises OngeldigeInvoer, GeenToegang, SignaalHoortBijCasus, IntussenGewijzigd when somebody else did so.
    """
    with werkplek.doe() as t:
        rij = haal_signaal(t, signaal_id)
        veld = Veldcontrole()
        waarom = veld.tekst("reden", reden, verplicht=True, maximum=MAX_TEKST, lang=True)
        veld.klaar()
        eis_los(rij)
        if rij.status is SignaalStatus.AFGEHANDELD:
            raise IntussenGewijzigd
        rij.status, rij.afgehandeld_op, rij.afhandeling = SignaalStatus.AFGEHANDELD, t.vandaag, waarom
        t.log("signaal.afhandelen", "signaal", rij.id)
        t.gewijzigd("signaal", rij.id)


def eis_los(rij: Signaal) -> None:
    """Raises SignaalHoortBijCasus unless the signal belongs to no casus yet."""
    if rij.status is SignaalStatus.IN_CASUS:
        raise SignaalHoortBijCasus


def record_terugmelding(werkplek: Werkplek, signaal_id: UUID, tekst: str, op: str | date | None = None) -> None:
    """Record what was told back to who reported it, and when (None: today); what was told before stays readable.

    Of a signal that belongs to a casus that is part of that casus: only who may change it does so. Raises
    OngeldigeInvoer, GeenToegang, CasusGesloten.
    """
    with werkplek.doe() as t:
        rij = haal_signaal(t, signaal_id)
        if rij.casus_id is not None:
            t.casus(rij.casus_id, wijzigen=True)
        rij.terugmelding_op = verteld.voeg_toe(t, rij, tekst, op)
        t.log("signaal.terugmelden", "signaal", rij.id, casus_id=rij.casus_id)
        t.gewijzigd("signaal", rij.id)
        if rij.casus_id is not None:
            t.gewijzigd("aanmelding", rij.casus_id)


def remove_signalen(werkplek: Werkplek, signaal_ids: tuple[UUID, ...] | None = None) -> int:
    """Remove signals without a casus whose term is over: these, or with None all of the own tables. How many went.

    Each gets its own Logregel, with its id and nothing else. Raises GeenToegang, TermijnLoopt.
    """
    with werkplek.doe() as t:
        if signaal_ids is None:
            rijen = opslag.verlopen(t.db, mijn_tafels(t), _termijn_dag(t))
        else:
            rijen = [haal_signaal(t, id_) for id_ in signaal_ids]
            if not all(_is_verlopen(t, rij) for rij in rijen):
                raise TermijnLoopt
        if not rijen:
            return 0
        ids = [rij.id for rij in rijen]
        opslag.verwijder(t.db, rijen)
        wissen.plan_herschrijven(t)
        t.log_reeks([(t.regel("signaal.verwijderen", "signaal", id_), None) for id_ in ids])
        for id_ in ids:
            t.gewijzigd("signaal", id_)
        return len(ids)


def verplaats_tekst(t: Transactie, rij: Signaal, casus_id: UUID) -> UUID:
    """Make the words of a signal a statement of a casus, and keep them nowhere else; the id of the statement.

    What it said before it was corrected becomes the history of that statement: each version with who wrote it, when and
    why, also where only who or where it is about was corrected. The Logregel, which the caller writes after checking
    access to both, says who brought it here.
    """
    eis_los(rij)
    versies = opslag.versies(t.db, rij.id)
    woorden: list[Signaal | Signaalversie] = [*versies, rij]
    eerst, *later = map(als_uitspraak, woorden)
    uitspraak = uitspraken.voeg_toe(
        t, casus_id, UitspraakSoort.SIGNAAL, eerst, opsteller=Opsteller(rij.door_id, rij.op)
    )
    for versie, invoer in zip(versies, later, strict=True):
        wie = Opsteller(versie.door_id, versie.op)
        uitspraak = uitspraken.vervang(t, uitspraak, invoer, versie.reden, opsteller=wie)
    opslag.verwijder_versies(t.db, [rij.id])
    rij.status, rij.casus_id, rij.uitspraak_id = SignaalStatus.IN_CASUS, casus_id, uitspraak.id
    rij.tekst = rij.over_wie = rij.derden_wie = rij.afhandeling = rij.wijk = rij.buurt = ""
    rij.afgehandeld_op = t.vandaag
    t.gewijzigd("signaal", rij.id)
    return uitspraak.id
