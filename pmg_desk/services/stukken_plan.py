"""What of a plan goes beside its goals into the stukken: how goals are checked, agreements, the latest evaluation.

What is said of a goal has the data category of that goal's leefgebied, whatever its words. Who an evaluation was held
with stays out, as with whom a plan was agreed: those are names.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace

from pmg_desk.domain.datums import toon_datum
from pmg_desk.domain.profiel import Profiel
from pmg_desk.domain.profiel.model import label_van
from pmg_desk.domain.samenvatting import Rubriek, Stuk, Veld
from pmg_desk.services import actieregels
from pmg_desk.services.planafspraken import AFSPRAAK_LABELS
from pmg_desk.services.werkplek import Transactie
from pmg_desk.storage import inhoud
from pmg_desk.storage import plannen as opslag
from pmg_desk.storage.dossier import Dossierrijen
from pmg_desk.storage.models import Bereik, Casus, Doel, PlanVersie, Spoor, Vervolg

BEREIK_LABELS: dict[Bereik, str] = {
    Bereik.NIET: "Niet bereikt",
    Bereik.DEELS: "Deels bereikt",
    Bereik.GROTENDEELS: "Grotendeels bereikt",
    Bereik.BEREIKT: "Bereikt",
    Bereik.NIET_MEER: "Past niet meer",
}
VERVOLG_LABELS: dict[Vervolg, str] = {
    Vervolg.DOORGAAN: "Doorgaan met dit plan",
    Vervolg.BIJSTELLEN: "Het plan bijstellen",
    Vervolg.OPSCHALEN: "Opschalen",
    Vervolg.AFSCHALEN: "Afschalen",
    Vervolg.AFSLUITEN: "Afsluiten",
}

MetTekst = Callable[..., Iterator[Stuk]]
"""Joins a stuk with its text where both are shared under the same rule."""
CategorieVan = Callable[[Profiel, str, str], str]
"""The data category of something on a leefgebied; the last argument is the ordinary one."""


def planstukken(
    t: Transactie,
    casus: Casus,
    rijen: Dossierrijen,
    doelen: Iterable[Stuk],
    categorie_van: CategorieVan,
    met: MetTekst,
    spoor_labels: dict[Spoor, str],
) -> Iterator[Stuk]:
    """The stukken of the plan with those of its goals (``doelen``), each goal followed by how it is checked."""
    yield from _met_toetsen(t, rijen, doelen, met)
    if rijen.plan is not None:
        yield from _afspraken(t, rijen.plan)
    yield from _evaluatie(t, casus, categorie_van, met, spoor_labels)


def _met_toetsen(t: Transactie, rijen: Dossierrijen, stukken: Iterable[Stuk], met: MetTekst) -> Iterator[Stuk]:
    toetsen = opslag.toetsen(t.db, [doel.id for doel in rijen.doelen])
    teksten = inhoud.huidige_van(t.db, [toets.uitspraak_id for toets in toetsen.values() if toets.uitspraak_id])
    per_stuk = {f"doel:{doel.id}": doel for doel in rijen.doelen}
    open_: list[Stuk] = []  # what comes after the texts of the goal it belongs to
    for stuk in stukken:
        doel = per_stuk.get(stuk.id.partition("+")[0])
        if doel is not None:
            yield from open_
            toets = toetsen.get(doel.id)
            open_ = []
            if toets is not None:
                datum = () if toets.streefdatum is None else (("Te bereiken op", toon_datum(toets.streefdatum)),)
                tekst = None if toets.uitspraak_id is None else teksten.get(toets.uitspraak_id)
                los = _toetsstuk(stuk, doel, rijen, datum)
                open_ = list(met(los, tekst, titel="Te zien aan"))
        yield stuk
    yield from open_


def _toetsstuk(van: Stuk, doel: Doel, rijen: Dossierrijen, datum: tuple[tuple[str, str], ...]) -> Stuk:
    return Stuk(
        id=f"toets:{doel.id}",
        rubriek=Rubriek.PLAN,
        categorie=van.categorie,
        titel="Te zien aan",
        tekst="",
        gewijzigd_op=max(doel.op, rijen.gewijzigd.get(doel.id, doel.op)),
        velden=(*van.velden, *datum),
    )


def _afspraken(t: Transactie, plan: PlanVersie) -> Iterator[Stuk]:
    afspraken = {rij.soort: rij for rij in opslag.afspraken(t.db, plan.id)}
    teksten = inhoud.huidige_van(t.db, [rij.uitspraak_id for rij in afspraken.values()])
    for soort, label in AFSPRAAK_LABELS.items():
        rij = afspraken.get(soort)
        tekst = None if rij is None else teksten.get(rij.uitspraak_id)
        if rij is not None and tekst is not None:
            # Under the category and limits of its words: apart from them there is nothing to share.
            yield Stuk(
                id=f"afspraak:{rij.id}+{tekst.id}",
                rubriek=Rubriek.PLAN,
                categorie=tekst.categorie,
                titel=label,
                tekst=tekst.tekst,
                gewijzigd_op=tekst.op,
                aard=tekst.aard,
                bron=tekst.bron,
                datum=tekst.gezegd_op,
                derden=tekst.derden,
                doorverstrekking=tekst.doorverstrekking,
            )


def _evaluatie(
    t: Transactie,
    casus: Casus,
    categorie_van: CategorieVan,
    met: MetTekst,
    spoor_labels: dict[Spoor, str],
) -> Iterator[Stuk]:
    evaluaties = opslag.evaluaties(t.db, casus.id)
    if not evaluaties:
        return
    laatste = evaluaties[0]
    bereiken = {rij.doel_stam_id: rij for rij in opslag.bereiken(t.db, [laatste.id])}
    gezegd = [rij.uitspraak_id for rij in bereiken.values() if rij.uitspraak_id is not None]
    teksten = inhoud.huidige_van(t.db, [laatste.uitspraak_id, *gezegd])
    (versie,) = (plan.nr for plan in opslag.versies(t.db, casus.id) if plan.id == laatste.plan_versie_id)
    volgende = () if laatste.volgende_op is None else (("Volgende evaluatie", toon_datum(laatste.volgende_op)),)
    stuk = Stuk(
        id=f"evaluatie:{laatste.id}",
        rubriek=Rubriek.PLAN,
        categorie="plan",
        titel="Evaluatie",
        tekst="",
        gewijzigd_op=laatste.op,
        velden=(
            ("Gehouden op", toon_datum(laatste.gehouden_op)),
            ("Van", f"versie {versie}"),
            ("Hoe verder", VERVOLG_LABELS[laatste.vervolg]),
            *volgende,
        ),
    )
    yield from met(stuk, teksten.get(laatste.uitspraak_id), titel="Conclusie van de evaluatie")
    for doel in opslag.doelen(t.db, laatste.plan_versie_id):
        bereik = bereiken.get(doel.stam_id)
        if bereik is None:  # the casus came from another vault, without it
            continue
        stuk = Stuk(
            id=f"doelbereik:{bereik.id}",
            rubriek=Rubriek.PLAN,
            categorie=categorie_van(t.profiel, doel.leefgebied, "plan"),
            titel="Hoe ver een doel is",
            tekst="",
            gewijzigd_op=laatste.op,
            velden=(
                ("Leefgebied", label_van(t.profiel.leefgebieden, doel.leefgebied)),
                ("Doel in het spoor", spoor_labels[doel.spoor]),
                ("Bereik", BEREIK_LABELS[bereik.bereik]),
            ),
        )
        tekst = None if bereik.uitspraak_id is None else teksten.get(bereik.uitspraak_id)
        yield from met(stuk, tekst, titel="Toelichting bij hoe ver een doel is")


def met_regels(t: Transactie, casus: Casus, stukken: Iterable[Stuk]) -> Iterator[Stuk]:
    """The stukken of actions, with how each repeats and that it waits; for what is another stuk, which may be named
    only to who gets that one too.
    """
    regels = {f"actie:{id_}": regel for id_, regel in opslag.regels(t.db, casus.id).items()}
    wacht = opslag.wachtende_ids(t.db, [regel.actie_id for regel in regels.values()])
    for stuk in stukken:
        regel = regels.get(stuk.id.partition("+")[0])
        erbij = []
        if regel is not None and (ritme := actieregels.omschrijf(regel)):
            erbij.append(("Komt terug", ritme.lower()))
        op = ""
        if regel is not None and regel.actie_id in wacht:
            erbij.append((Veld.WACHT, "op een andere actie, die eerst klaar moet zijn"))
            op = f"actie:{regel.na_id}"
        yield replace(stuk, velden=(*stuk.velden, *erbij), wacht_op=op) if erbij else stuk
