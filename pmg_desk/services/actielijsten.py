"""After an overleg: for each participant a list of their own actions, and nothing of anybody else's.

What stands on a list is what ``deelbaar`` lets go to that recipient, stuk by stuk; of the rest only how many there
are. A list is a paper as a bundle is: counted, kept, with an entry in the sharing register per casus under its own
decisions, all in one transaction. A page of it is about several casussen at once, so each entry keeps an extract with
only its own.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from uuid import UUID

from pmg_desk.domain.bevestigen import bevestiging
from pmg_desk.domain.bundel import Bundelversie
from pmg_desk.domain.controle import Veldcontrole
from pmg_desk.domain.delen import Ontvanger
from pmg_desk.domain.fouten import Fout, OngeldigeInvoer
from pmg_desk.domain.overlegverslag import Actiedeel, Actielijst, Eigenactie, stukken_van
from pmg_desk.domain.samenvatting import Rubriek, reactie_op, tekst_van
from pmg_desk.domain.selectie import Gedekt
from pmg_desk.services.actiehouders import lees_houders
from pmg_desk.services.bundelstof import Agendacasus, Agendastof, Stof, kan_uit, sleutel
from pmg_desk.services.controlepunten import korte_stand
from pmg_desk.services.overlegpapier import (
    Wie,
    boek_exemplaar,
    geef_elk_apart,
    log_per_casus,
    maak_kop,
    overleg_om_uit_te_geven,
)
from pmg_desk.services.samenvattingen import NietsTeDelen
from pmg_desk.services.uitgaven import Keuze, stel_samen
from pmg_desk.services.verzoekbegin import ontvangers_van
from pmg_desk.services.werkplek import Transactie, Werkplek
from pmg_desk.storage import adresboek, inhoud
from pmg_desk.storage import bespreken as rijen
from pmg_desk.storage.bundels import volgend_exemplaar
from pmg_desk.storage.models import (
    Actie,
    Overleg,
    Professional,
    Wijze,
)


@dataclass(frozen=True, slots=True)
class Actielijstkeuze:
    """For whom. ``bevestigd``: of what came after the judgement what the user read and lets go, as ids of
    ``NieuweActietekst``.
    """

    professional_id: UUID
    bevestigd: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class NieuweActietekst:
    """Something on a list that came after the judgement: an action with all that is new of it, or who it is about."""

    ids: tuple[str, ...]
    casusnummer: str
    tekst: str


@dataclass(frozen=True, slots=True)
class Deelnemeracties:
    """One participant. ``acties`` may be on the list, of which ``nieuw`` has to be confirmed; ``verzwegen`` may not."""

    professional_id: UUID
    naam: str
    ontvanger: str
    acties: int
    verzwegen: int
    nieuw: tuple[NieuweActietekst, ...]


@dataclass(frozen=True, slots=True)
class Buitentafel:
    """Who got something to do at a meeting and is no participant, so that there is no list; and how many actions."""

    naam: str
    organisatie: str
    acties: int


@dataclass(frozen=True, slots=True)
class Actielijstuitgave:
    """A list that was issued: the bytes may leave now. ``bestandsnaam`` holds no personal data."""

    id: UUID
    naam: str
    bestandsnaam: str
    pdf: bytes


@dataclass(frozen=True, slots=True)
class Actielijstuitslag:
    """What became of each that was asked for: ``mislukt`` names who got none, and why; the others are whole."""

    uitgegeven: tuple[Actielijstuitgave, ...]
    mislukt: tuple[tuple[str, Fout], ...]


@dataclass(frozen=True, slots=True)
class _Deel:
    """Of one casus: what goes along, and how the actions are made of it."""

    stof: Stof
    acties: tuple[Eigenactie, ...]


@dataclass(frozen=True, slots=True)
class _Eigen:
    """Of one person: what may be on paper, and how many actions may not."""

    delen: tuple[_Deel, ...]
    verzwegen: int


def prepare_actielijsten(werkplek: Werkplek, overleg_id: UUID) -> tuple[Deelnemeracties, ...]:
    """Who has how many actions about the casussen of this agenda, and of how many may be told on paper.

    Everyone who was asked or came and has something to do, by organisation and name. It looks into the dossiers, so
    each is logged. Raises GeenToegang, NietGevonden.
    """
    with werkplek.doe() as t:
        overleg = overleg_om_uit_te_geven(t, overleg_id)
        agenda = Agendastof(t, overleg, Bundelversie.ACHTERAF)
        afgesproken = rijen.afgesproken(t.db, overleg.id)
        uit = []
        for persoon_id, wie in _mensen(t, overleg).items():
            eigen = _eigen(t, agenda, persoon_id, wie.ontvanger, afgesproken)
            acties = sum(len(deel.acties) for deel in eigen.delen)
            if acties or eigen.verzwegen:
                nieuw = _nieuw(eigen)
                uit.append(
                    Deelnemeracties(persoon_id, wie.persoon, wie.ontvanger.voluit, acties, eigen.verzwegen, nieuw)
                )
        log_per_casus(t, "actielijst.voorbereiden", (item.casus.id for item in agenda.items))
        return tuple(uit)


def list_buiten_tafel(werkplek: Werkplek, overleg_id: UUID) -> tuple[Buitentafel, ...]:
    """Who else was given something to do at this meeting: of them nobody would know it. Not the user.

    For who looked at the lists, which is logged. Raises GeenToegang, NietGevonden.
    """
    with werkplek.doe() as t:
        overleg = overleg_om_uit_te_geven(t, overleg_id)
        casussen = {casus.id for _, casus in adresboek.agenda(t.db, overleg.id) if kan_uit(t, casus)}
        bekend = {*_mensen(t, overleg), *(houder.id for houder in lees_houders(t) if houder.ik)}
        return tuple(
            Buitentafel(p.naam, o.naam, aantal)
            for p, o, aantal in rijen.lopend_afgesproken(t.db, overleg.id, casussen)
            if p.id not in bekend
        )


def preview_actielijst(werkplek: Werkplek, overleg_id: UUID, keuze: Actielijstkeuze) -> bytes:
    """The list as it would be issued now, as a proof. Logged for each casus on it. Raises NietsTeDelen, GeenToegang."""
    with werkplek.doe() as t:
        overleg = overleg_om_uit_te_geven(t, overleg_id)
        lijst, delen, _ = _stel_lijst_samen(t, overleg, keuze, 0)
        log_per_casus(t, "actielijst.bekijken", (deel.stof.item.casus.id for deel in delen))
        return _teken(lijst)


def issue_actielijsten(
    werkplek: Werkplek,
    overleg_id: UUID,
    keuzes: Sequence[Actielijstkeuze],
    *,
    stap: Callable[[int, int], object] | None = None,
) -> Actielijstuitslag:
    """Issue a list on paper to each of these people, each in one transaction; one that fails leaves the others whole.

    ``stap(done, total)`` is called before each and at the end; what it raises stops the rest, and what was issued by
    then stays issued. Raises OngeldigeInvoer (``keuzes``), GeenToegang.
    """
    veld = Veldcontrole()
    veld.eis(bool(keuzes), "keuzes", "Kies voor wie u een actielijst maakt.")
    veld.klaar()
    gelukt, mislukt = geef_elk_apart(keuzes, lambda keuze: _issue_een(werkplek, overleg_id, keuze), stap)
    return Actielijstuitslag(tuple(gelukt), tuple((_naam(werkplek, keuze), fout) for keuze, fout in mislukt))


def _issue_een(werkplek: Werkplek, overleg_id: UUID, keuze: Actielijstkeuze) -> Actielijstuitgave:
    with werkplek.doe() as t:
        overleg = overleg_om_uit_te_geven(t, overleg_id)
        exemplaar = volgend_exemplaar(t.db, overleg.id)
        lijst, delen, wie = _stel_lijst_samen(t, overleg, keuze, exemplaar)
        pdf = _teken(lijst)
        id_ = boek_exemplaar(
            t,
            overleg,
            wie,
            lijst.kop,
            Wijze.PAPIER,
            pdf,
            [deel.stof for deel in delen],
            [(1, _aantal_bladen(pdf))] * len(delen),  # every page may be about every casus on it
            eigen=_uittreksels(lijst),
            actie="actielijst.uitgeven",
        )
        naam = f"actielijst-{overleg.datum:%Y-%m-%d}-exemplaar-{exemplaar}.pdf"
        return Actielijstuitgave(id_, wie.persoon, naam, pdf)


def _uittreksels(lijst: Actielijst) -> list[bytes]:
    """Per casus what this paper says about it alone, to keep and to show with that casus."""
    return [_teken(replace(lijst, delen=(deel,), verzwegen=0, uittreksel=True)) for deel in lijst.delen]


def _naam(werkplek: Werkplek, keuze: Actielijstkeuze) -> str:
    with werkplek.doe() as t:
        wie = t.db.get(Professional, keuze.professional_id)
        return "" if wie is None else wie.naam


def _mensen(t: Transactie, overleg: Overleg) -> dict[UUID, Wie]:
    """By their id who was asked or came and still works there in a function, in order of organisation and name."""
    genoemd = {p.id: (p, o) for _, p, o in adresboek.deelnemers(t.db, overleg.id)}
    genoemd |= {p.id: (p, o) for _, p, o in rijen.aanwezigen(t.db, overleg.id)}
    return {
        p.id: Wie(o, ontvanger, p.naam, p.id)
        for p, o in sorted(genoemd.values(), key=lambda paar: (paar[1].naam, paar[0].naam, paar[0].id))
        for ontvanger in ontvangers_van(t, [(p, o)])
    }


def _eigen(
    t: Transactie,
    agenda: Agendastof,
    persoon_id: UUID,
    ontvanger: Ontvanger,
    afgesproken: dict[UUID, UUID],
    bevestigd: frozenset[str] | None = None,
) -> _Eigen:
    """What this person still has to do and may have on paper; ``bevestigd`` None: as if all new text was confirmed."""
    items = {item.casus.id: item for item in agenda.items}
    per_casus: dict[UUID, list[Actie]] = {}
    for actie in rijen.lopende_acties_van(t.db, items, persoon_id):
        per_casus.setdefault(actie.casus_id, []).append(actie)
    delen, verzwegen = [], 0
    for casus_id, acties in sorted(per_casus.items(), key=lambda paar: items[paar[0]].punt):
        deel = _deel(t, agenda, items[casus_id], ontvanger, acties, afgesproken, bevestigd)
        verzwegen += len(acties) - len(deel.acties)
        if deel.acties:
            delen.append(deel)
    return _Eigen(tuple(delen), verzwegen)


def _deel(
    t: Transactie,
    agenda: Agendastof,
    item: Agendacasus,
    ontvanger: Ontvanger,
    acties: Sequence[Actie],
    afgesproken: dict[UUID, UUID],
    bevestigd: frozenset[str] | None,
) -> _Deel:
    stof = agenda.stof(item, ontvanger)
    mag = [
        een
        for een in stof.mee
        if bevestigd is None or not een.nieuw_sinds_besluit or bevestiging(een.stuk) in bevestigd
    ]
    teksten = inhoud.huidige_van(t.db, [actie.uitspraak_id for actie in acties])
    gevonden = []
    for actie in acties:
        tekst = teksten.get(actie.uitspraak_id)
        eigen = _eigenactie(actie, "" if tekst is None else tekst.id.hex, mag, nieuw=actie.id in afgesproken)
        if eigen is not None:
            gevonden.append(eigen)
    ids = {stuk.id for stuk in stukken_van(gevonden)}
    mee = tuple(een for een in mag if een.stuk.id in ids or een.stuk.id.startswith("identiteit:"))
    return _Deel(replace(stof, mee=mee), tuple(gevonden))


def _eigenactie(actie: Actie, tekst: str, mag: Sequence[Gedekt], *, nieuw: bool) -> Eigenactie | None:
    """The action with its words and what was said against them; None when the action itself may not go."""
    stuk = next(
        (een.stuk for een in mag if een.stuk.id.startswith("actie:") and sleutel(een.stuk) == str(actie.id)), None
    )
    if stuk is None:
        return None
    los = [een.stuk for een in mag if tekst and een.stuk.id != stuk.id]
    woorden = [een for een in los if een.id.startswith("uitspraak:") and tekst_van(een.id) == tekst]
    zegt_wat = bool(stuk.tekst or woorden)
    reacties = [een for een in los if zegt_wat and reactie_op(een) == tekst]
    return Eigenactie(stuk, (*woorden, *reacties), nieuw)


def _nieuw(eigen: _Eigen) -> tuple[NieuweActietekst, ...]:
    uit = []
    for deel in eigen.delen:
        nieuw = set(deel.stof.nieuw)
        samen = [actie.stukken for actie in deel.acties]
        samen += [(stuk,) for stuk in deel.stof.stukken if stuk.rubriek is Rubriek.IDENTITEIT]
        for stukken in samen:
            ids = tuple(bevestiging(stuk) for stuk in stukken if stuk in nieuw)
            if ids:
                woorden = next((stuk.tekst for stuk in stukken if stuk.tekst), stukken[0].titel)
                uit.append(NieuweActietekst(ids, deel.stof.item.casus.nummer, woorden))
    return tuple(uit)


def _stel_lijst_samen(
    t: Transactie, overleg: Overleg, keuze: Actielijstkeuze, exemplaar: int
) -> tuple[Actielijst, tuple[_Deel, ...], Wie]:
    wie = _mensen(t, overleg).get(keuze.professional_id)
    if wie is None:
        raise OngeldigeInvoer({"keuzes": "De deelnemers zijn veranderd. Open deze pagina opnieuw."})
    agenda = Agendastof(t, overleg, Bundelversie.ACHTERAF)
    afgesproken = rijen.afgesproken(t.db, overleg.id)
    eigen = _eigen(t, agenda, keuze.professional_id, wie.ontvanger, afgesproken, keuze.bevestigd)
    if not eigen.delen:
        raise NietsTeDelen(doe="Bel deze deelnemer over wat is afgesproken, of vraag eerst akkoord.")
    logstand = korte_stand(t)
    delen = tuple(_lijstdeel(t, overleg, wie, deel, exemplaar, logstand) for deel in eigen.delen)
    bekend_tm = min(deel.samenvatting.intrekkingen_bekend_tm for deel in delen)
    kop = maak_kop(t, overleg, wie, Bundelversie.ACTIELIJST, Wijze.PAPIER, exemplaar, logstand, bekend_tm)
    return Actielijst(kop, delen, eigen.verzwegen), eigen.delen, wie


def _lijstdeel(t: Transactie, overleg: Overleg, wie: Wie, deel: _Deel, exemplaar: int, logstand: str) -> Actiedeel:
    stof = deel.stof
    keuze = Keuze(stof.item.casus, wie.organisatie, wie.ontvanger.functie, overleg, stof.stukken, stof.onder)
    return Actiedeel(stel_samen(t, keuze, exemplaar, logstand), deel.acties)


def _teken(lijst: Actielijst) -> bytes:
    from pmg_desk.reports.overlegverslag import maak_actielijst

    return maak_actielijst(lijst)


def _aantal_bladen(pdf: bytes) -> int:
    from pmg_desk.reports.bladkeuze import tel_bladen

    return tel_bladen(pdf)
