"""Interventies that may fit one casus, each with the reasons and with what is not known. The program chooses none."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from pmg_desk.domain.profiel.sectie import label_van
from pmg_desk.domain.suggestie import Casusbeeld, Suggestie, Woorden, suggest
from pmg_desk.services import acties, leefgebieden, toolbox
from pmg_desk.services.werkplek import Werkplek
from pmg_desk.storage.models import Jongere


@dataclass(frozen=True, slots=True)
class Suggestielijst:
    """What was looked at, in words, and what may fit; ``aantal`` is how many interventies there are at all."""

    casus_id: UUID
    beeld: tuple[tuple[str, str], ...]
    suggesties: tuple[Suggestie, ...]
    aantal: int


@dataclass(frozen=True, slots=True)
class Interventiekeuze:
    """An interventie to choose for an action; ``waarom``: its reasons for this casus, or its theme without any."""

    sleutel: str
    naam: str
    waarom: str


def suggest_interventies(
    werkplek: Werkplek, casus_id: UUID, *, themas: tuple[str, ...] = (), programmadoelen: tuple[str, ...] = ()
) -> Suggestielijst:
    """What may fit this casus by doelgroep, age, problems on leefgebieden, wijk, and what is asked for besides.

    Raises GeenToegang, NietGevonden.
    """
    with werkplek.doe() as t:
        casus = t.casus(casus_id)
        profiel = t.profiel
        jongere = t.haal(Jongere, casus.jongere_id)
        leeftijd = jongere.geboortedatum.leeftijd_op(t.vandaag)
        scores = [
            s for s in leefgebieden.scores_van(t, casus_id) if s.probleem and s.leefgebied in profiel.leefgebieden
        ]
        beeld = Casusbeeld(
            doelgroep=casus.doelgroep,
            leeftijd=leeftijd,
            leefgebieden={s.leefgebied: profiel.leefgebieden[s.leefgebied].thema for s in scores},
            # Where somebody lives who must not be found is no reason to show.
            wijk="" if jongere.adres_geheim else jongere.wijk,
            themas=themas,
            programmadoelen=programmadoelen,
        )
        woorden = Woorden(profiel.doelgroepen, profiel.themas, profiel.leefgebieden, profiel.doelen, profiel.wijken)
        doelgroep = "nog niet ingedeeld" if casus.doelgroep is None else label_van(profiel.doelgroepen, casus.doelgroep)
        problemen = ", ".join(s.label for s in scores) or "geen probleem gescoord"
        return Suggestielijst(
            casus_id=casus_id,
            beeld=(("Doelgroep", doelgroep), ("Leeftijd", leeftijd.toon()), ("Leefgebieden", problemen)),
            suggesties=suggest(profiel.interventies.values(), beeld, woorden),
            aantal=len(profiel.interventies),
        )


def list_actiekeuzes(werkplek: Werkplek, casus_id: UUID) -> tuple[tuple[UUID, str], ...]:
    """The actions of a casus that a use can belong to, with their words. Raises GeenToegang."""
    with werkplek.doe() as t:
        t.casus(casus_id)
        alle = acties.actie_inzichten(t, casus_id)
        return tuple((actie.id, actie.tekst.tekst) for actie in alle if actie.tekst is not None)


def list_interventiekeuzes(werkplek: Werkplek, casus_id: UUID) -> tuple[Interventiekeuze, ...]:
    """Every interventie, those with most reasons for this casus first and then by name. Raises GeenToegang."""
    redenen = {s.sleutel: s.redenen for s in suggest_interventies(werkplek, casus_id).suggesties}
    alle = sorted(toolbox.list_interventies(werkplek), key=lambda i: -len(redenen.get(i.sleutel, ())))
    return tuple(
        Interventiekeuze(i.sleutel, i.naam, " ".join(reden.zin for reden in redenen.get(i.sleutel, ())) or i.thema)
        for i in alle
    )
