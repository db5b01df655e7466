"""Money, breakthroughs, groups and files on the chronological line: one function per kind, as ``tijdlijn_bronnen``."""

from __future__ import annotations

from collections.abc import Iterator
from uuid import UUID

from pmg_desk.domain.bedragen import toon_bedrag
from pmg_desk.domain.klok import lokale_dag
from pmg_desk.domain.tijdlijn import Gebeurtenis, Soort
from pmg_desk.exchange.bijlagesoort import SOORTEN
from pmg_desk.services import toelichtingen
from pmg_desk.services.budget import SOORT_LABELS, STATUS_LABELS
from pmg_desk.services.tijdlijn_bronnen import bij_id, dag_van, maak
from pmg_desk.services.uitspraken import UitspraakInzicht
from pmg_desk.services.werkplek import Transactie
from pmg_desk.storage import bijlagen as bijlagerijen
from pmg_desk.storage import budget as budgetrijen
from pmg_desk.storage import netwerk
from pmg_desk.storage.models import Casus, GroepSoort

_GROEP: dict[GroepSoort, tuple[str, str]] = {
    GroepSoort.HUISHOUDEN: ("Bij een huishouden gevoegd", "Niet meer bij een huishouden"),
    GroepSoort.GROEP: ("Bij een groep gevoegd", "Niet meer bij een groep"),
}

_AFLOOP = {True: "Doorbraak gelukt", False: "Doorbraak niet gelukt", None: "Doorbraak gestopt"}


def budget(t: Transactie, casus: Casus) -> Iterator[Gebeurtenis]:
    """Money that was asked, what was decided on it, and what was spent or taken back."""
    aanvragen = budgetrijen.aanvragen(t.db, casus.id)
    uitgaven = budgetrijen.uitgaven(t.db, casus.id)
    ids = [id_ for rij in aanvragen for id_ in (rij.uitspraak_id, rij.besluit_id)]
    teksten = toelichtingen.inzichten(t, [*ids, *(rij.uitspraak_id for rij in uitgaven)])
    soorten = {rij.id: SOORT_LABELS[rij.soort] for rij in aanvragen}
    waarvoor = {rij.id: _onder(teksten, rij.uitspraak_id) for rij in aanvragen}
    for rij in aanvragen:
        soort, waarom = soorten[rij.id], bij_id(teksten, rij.uitspraak_id)
        gevraagd = f"{soort} gevraagd: {toon_bedrag(rij.gevraagd)}"
        yield maak(dag_van(rij.gevraagd_op), rij, Soort.BUDGET, gevraagd, "acties", waarom)
        besluit = bij_id(teksten, rij.besluit_id)
        if besluit is not None:
            wat = f"{soort} {STATUS_LABELS[rij.status].lower()}"
            wat += "" if rij.toegekend is None else f": {toon_bedrag(rij.toegekend)}"
            besloten = dag_van(rij.besloten_op or besluit.gezegd_op)  # of taking it back no day is kept
            yield maak(besloten, rij, Soort.BUDGET, wat, waarvoor[rij.id], besluit, later=True)
    for uitgave in uitgaven:
        hoe = "besteed" if uitgave.draait_terug_id is None else "besteding teruggedraaid"
        wat = f"{soorten[uitgave.aanvraag_id]} {hoe}: {toon_bedrag(abs(uitgave.bedrag))}"
        woorden = bij_id(teksten, uitgave.uitspraak_id)
        categorie = waarvoor[uitgave.aanvraag_id]
        yield maak(dag_van(uitgave.datum), uitgave, Soort.BUDGET, wat, categorie, woorden)


def doorbraken(t: Transactie, casus: Casus) -> Iterator[Gebeurtenis]:
    """A casus that was stuck: brought to the Doorbraaklab, decided on, and what came of it."""
    alle = budgetrijen.doorbraken(t.db, casus.id)
    ids = [id_ for rij in alle for id_ in (rij.blokkade_id, rij.besluit_id, rij.uitkomst_id)]
    teksten = toelichtingen.inzichten(t, ids)
    for rij in alle:
        categorie = _onder(teksten, rij.blokkade_id)
        for op, wat, id_ in (
            (rij.ingebracht_op, "Ingebracht in het Doorbraaklab", rij.blokkade_id),
            (rij.besloten_op, "Besluit van het Doorbraaklab", rij.besluit_id),
            (rij.afgerond_op, _AFLOOP[rij.gelukt], rij.uitkomst_id),
        ):
            if op is not None:
                yield maak(dag_van(op), rij, Soort.BUDGET, wat, categorie, bij_id(teksten, id_), later=True)


def _onder(teksten: dict[UUID, UitspraakInzicht], id_: UUID) -> str:
    """The category of words that others hang on: what was asked for, or what blocks."""
    tekst = teksten.get(id_)
    return "acties" if tekst is None else tekst.categorie


def groepen(t: Transactie, casus: Casus) -> Iterator[Gebeurtenis]:
    """Put in a group and taken from it. Without its name: who sees the casus may not see the group any more."""
    for groep, lid in netwerk.groepen_van(t.db, casus.id):
        erbij, eraf = _GROEP[groep.soort]
        yield maak(dag_van(lid.van), lid, Soort.GROEP, erbij, "gezin")
        if lid.tot is not None:
            yield maak(dag_van(lid.tot), lid, Soort.GROEP, eraf, "gezin")


def bijlagen(t: Transactie, casus: Casus) -> Iterator[Gebeurtenis]:
    """Files, on the day they were added; of their name nothing, as in the stukken."""
    alle = bijlagerijen.van_casus(t.db, casus.id)
    teksten = toelichtingen.inzichten(t, [rij.uitspraak_id for rij in alle])
    for rij in alle:
        soort = SOORTEN.get(rij.soort)
        wat = "Bijlage toegevoegd" if soort is None else f"Bijlage toegevoegd: {soort.label}"
        dag = dag_van(lokale_dag(rij.op))
        woorden = bij_id(teksten, rij.uitspraak_id)
        categorie = "gezondheid" if woorden is None else woorden.categorie  # nobody said what is in it
        yield maak(dag, rij, Soort.BIJLAGE, wat, categorie, woorden)
