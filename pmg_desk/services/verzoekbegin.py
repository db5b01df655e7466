"""What a request for approval can begin with: the recipients at hand, what is missing for each, own earlier answers.

Nothing of another casus is filled in by itself: answers used before are shown first, and only one's own.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

from pmg_desk.domain.delen import Ontvanger, Soort
from pmg_desk.domain.klok import lokale_dag
from pmg_desk.domain.rollen import Recht
from pmg_desk.domain.samenvatting import Stuk
from pmg_desk.domain.selectie import Onthouden, Vorm, nooit_onder_staand
from pmg_desk.services.adresboek import is_actief
from pmg_desk.services.deelbaar import Deelbaar, deelbaar
from pmg_desk.services.informering import informeerzin
from pmg_desk.services.stukken import cut_dossier
from pmg_desk.services.verzoeken import uiterste_dag
from pmg_desk.services.waaromniet import Wachtend, lees_of_niets, wachtende
from pmg_desk.services.werkplek import Transactie, Werkplek
from pmg_desk.storage import adresboek
from pmg_desk.storage import delen as rijen
from pmg_desk.storage.casussen import volgend_overleg
from pmg_desk.storage.models import Delingsverzoek, Organisatie, Overleg, Professional, VerzoekStatus

MEESTE_EERDER = 3


@dataclass(frozen=True, slots=True)
class EerderGebruikt:
    """Answers that this user gave before, to show whole and take over with one click."""

    verzoek_id: UUID
    nummer: str
    op: date
    ontvanger: str
    doel: str
    grondslagen: tuple[str, ...]
    noodzaak: str
    proportionaliteit: str
    subsidiariteit: str
    categorieen: tuple[str, ...]  # asked with these words, of whichever casus
    ontvangers: tuple[tuple[UUID, str], ...]  # and for whom: organisation and function
    per_ontvanger: Mapping[tuple[UUID, str], frozenset[str]]  # which of those kinds for which of those recipients

    def opnieuw(self, wie: Collection[tuple[UUID, str]]) -> tuple[tuple[tuple[UUID, str], ...], frozenset[str]]:
        """Of these recipients whom to ask for again, and which kinds of data: with these words each was asked for each.

        It begins with the newest request. Both are empty where the words were for none of ``wie``.
        """
        toen = [een for een in self.ontvangers if een in wie]
        soorten = self.per_ontvanger[toen[0]] if toen else frozenset()
        return tuple(een for een in toen if soorten <= self.per_ontvanger[een]), soorten


@dataclass(frozen=True, slots=True)
class Ontvangerkeuze:
    """Who could receive, and what that recipient may not have yet of what the dossier holds."""

    organisatie_id: UUID
    functie: str
    label: str
    ontbreekt: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Verzoekbegin:
    """What the form begins with. ``doel`` and ``grondslagen``: of one's own last request about this casus."""

    doel: str
    grondslagen: tuple[str, ...]
    geinformeerd: str
    gevraagd_tot: date
    overleg_id: UUID | None
    ontvangers: tuple[Ontvangerkeuze, ...]
    eerder: tuple[EerderGebruikt, ...]


def begin_verzoek(werkplek: Werkplek, casus_id: UUID, overleg_id: UUID | None = None) -> Verzoekbegin:
    """What a new request about this casus begins with, for this overleg or the next it is discussed at. Logged.

    Raises GeenToegang, NietGevonden, CasusGesloten.
    """
    with werkplek.doe() as t:
        t.eis(Recht.DELING_VRAGEN)
        casus = t.casus(casus_id, wijzigen=True)
        overleg = volgend_overleg(t.db, casus.id, t.vandaag) if overleg_id is None else t.haal(Overleg, overleg_id)
        gronden = deelbaar(t, casus.id, Vorm.PAPIER)
        stukken, wachtend = cut_dossier(t, casus), wachtende(t, casus.id)
        inhoud, verruimd = gevulde_categorieen(stukken), verruimde(stukken)
        t.log("verzoek.voorbereiden", "casus", casus.id, casus_id=casus.id)
        eigen = [rij for rij in _eigen(t) if rij.casus_id == casus.id]
        laatste = next((tekst for rij in eigen if (tekst := lees_of_niets(rij)) is not None), None)
        return Verzoekbegin(
            doel="" if laatste is None else laatste.doel,
            grondslagen=() if laatste is None else laatste.grondslagen,
            geinformeerd=informeerzin(t, casus.id),
            gevraagd_tot=uiterste_dag(t),
            overleg_id=None if overleg is None else overleg.id,
            ontvangers=tuple(
                Ontvangerkeuze(
                    UUID(wie.organisatie_id),
                    wie.functie,
                    wie.voluit,
                    te_vragen(gronden, wie, inhoud, wachtend, verruimd),
                )
                for wie in _aanwezigen(t, casus.id, overleg)
            ),
            eerder=eerder_gebruikt(t),
        )


def gevulde_categorieen(stukken: Iterable[Stuk]) -> tuple[str, ...]:
    """Kinds of data of which a standing approval would let something go: not only of others, not barred by its source.

    Approval is not asked for what is not there.
    """
    return tuple(sorted({s.categorie for s in stukken if not s.derden and nooit_onder_staand(s) is None}))


def verruimde(stukken: Iterable[Stuk]) -> tuple[Stuk, ...]:
    """Those of which the limits were loosened at some time, as :func:`te_vragen` asks them."""
    return tuple(stuk for stuk in stukken if stuk.verruimd_op is not None)


def te_vragen(
    gronden: Deelbaar,
    ontvanger: Ontvanger,
    inhoud: Iterable[str],
    wachtend: Wachtend,
    verruimd: Collection[Stuk] = (),
) -> tuple[str, ...]:
    """Of these kinds of data what it helps to ask for: nothing settles it, and nothing is being asked.

    ``verruimd``: stukken that were loosened. Where one was after the judgement, its kind is asked again.
    """
    niet = gronden.selecteer(verruimd, ontvanger).niet if verruimd else ()
    opnieuw = {stuk.categorie for stuk, reden in niet if reden is Onthouden.VERRUIMD}
    return tuple(
        categorie
        for categorie in inhoud
        if (ontvanger.organisatie_id, ontvanger.functie.strip(), categorie) not in wachtend
        if categorie in opnieuw or ((gemis := gronden.gemis(categorie, ontvanger)) is not None and gemis.te_vragen)
    )


def ontvangers_van(
    t: Transactie, mensen: Iterable[tuple[Professional, Organisatie]], dag: date | None = None
) -> tuple[Ontvanger, ...]:
    """The functions of these people within their organisation, each once; who has left receives nothing.

    ``dag``: who worked there on that day, to write down what they were told then.
    """
    gevonden = {
        (organisatie.naam.casefold(), organisatie.id, professional.functie.strip()): Ontvanger(
            str(organisatie.id), organisatie.naam, professional.functie.strip()
        )
        for professional, organisatie in mensen
        if professional.functie.strip() and is_actief(t, professional, organisatie, dag)
    }
    return tuple(gevonden[sleutel] for sleutel in sorted(gevonden))


def _aanwezigen(t: Transactie, casus_id: UUID, overleg: Overleg | None) -> tuple[Ontvanger, ...]:
    mensen = [] if overleg is None else [(p, o) for _, p, o in adresboek.deelnemers(t.db, overleg.id)]
    nu = [b for b in adresboek.betrokkenheden(t.db, casus_id) if b[0].tot is None or b[0].tot >= t.vandaag]
    return ontvangers_van(t, [*mensen, *((p, o) for _, p, o in nu)])


def _eigen(t: Transactie) -> list[Delingsverzoek]:
    """Requests of this user about casussen they still may see, newest first; what was taken back counts no more."""
    return [
        rij
        for rij in reversed(rijen.verzoeken(t.db, casussen=t.zichtbaar()))
        if rij.door_id == t.gebruiker.id and rij.status is not VerzoekStatus.INGETROKKEN
    ]


def eerder_gebruikt(t: Transactie) -> tuple[EerderGebruikt, ...]:
    """One's own answers to the questions of a standing approval, each set once, newest first."""
    gevonden: dict[tuple[str, ...], EerderGebruikt] = {}
    for rij in _eigen(t):
        tekst = lees_of_niets(rij)
        if tekst is None or tekst.soort is not Soort.STAAND:
            continue
        sleutel = tekst.doel, tekst.noodzaak, tekst.proportionaliteit, tekst.subsidiariteit
        regel = tekst.manifest[0]
        wie = UUID(regel.ontvanger.organisatie_id), regel.ontvanger.functie
        if sleutel in gevonden:
            al = gevonden[sleutel]
            categorieen = tuple(sorted({*al.categorieen, *regel.categorieen}))
            per_ontvanger = {**al.per_ontvanger}
            per_ontvanger[wie] = per_ontvanger.get(wie, frozenset()) | frozenset(regel.categorieen)
            gevonden[sleutel] = replace(
                al, categorieen=categorieen, ontvangers=tuple(per_ontvanger), per_ontvanger=per_ontvanger
            )
        elif len(gevonden) < MEESTE_EERDER:
            gevonden[sleutel] = EerderGebruikt(
                rij.id,
                rij.nummer,
                lokale_dag(rij.op),
                regel.ontvanger.voluit,
                tekst.doel,
                tekst.grondslagen,
                *sleutel[1:],
                categorieen=regel.categorieen,
                ontvangers=(wie,),
                per_ontvanger={wie: frozenset(regel.categorieen)},
            )
    return tuple(gevonden.values())
