"""What of the way along the tables goes into the stukken: stays, phases with their evidence, and what was passed on.

That somebody is at a table says something by itself: the profile gives each table the data category of that. A table
that left the profile counts as health, as a leefgebied does: withheld rather than leaked.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from uuid import UUID

from pmg_desk.domain.datacategorie import strengste
from pmg_desk.domain.datums import toon_datum
from pmg_desk.domain.doorgeleiding import DoorgeleidingSoort
from pmg_desk.domain.profiel import Profiel
from pmg_desk.domain.samenvatting import Rubriek, Stuk, Veld
from pmg_desk.services.tafelstappen import stap_label, stappen_van
from pmg_desk.services.werkplek import Transactie
from pmg_desk.storage import inhoud
from pmg_desk.storage.casussen import tafelhistorie
from pmg_desk.storage.models import (
    Casus,
    CasusTafel,
    Doorgeleiding,
    DoorgeleidingStatus,
    StapSoort,
    Tafelstap,
    Uitspraak,
)
from pmg_desk.storage.routes import doorgeleidingen_van

SOORT_LABELS: dict[DoorgeleidingSoort, str] = {
    DoorgeleidingSoort.OPSCHALEN: "Opschalen",
    DoorgeleidingSoort.AFSCHALEN: "Afschalen",
    DoorgeleidingSoort.OVERDRAGEN: "Overdragen",
    DoorgeleidingSoort.ZSM: "Doorgeven aan ZSM",
    DoorgeleidingSoort.DWANGSOM: "Last onder dwangsom",
    DoorgeleidingSoort.VOORSTEL: "Voorstel",
    DoorgeleidingSoort.ACHTTIEN: "Overdracht van 18- naar 18+",
}
STATUS_LABELS: dict[DoorgeleidingStatus, str] = {
    DoorgeleidingStatus.GEVRAAGD: "Wacht op antwoord",
    DoorgeleidingStatus.AANGENOMEN: "Aangenomen",
    DoorgeleidingStatus.AFGEWEZEN: "Afgewezen",
    DoorgeleidingStatus.INGETROKKEN: "Ingetrokken",
    DoorgeleidingStatus.AFGEROND: "Afgerond",
}
STRAFRECHT = frozenset((DoorgeleidingSoort.ZSM, DoorgeleidingSoort.DWANGSOM))
"""Kinds of which answer and outcome are politiegegevens whatever their words."""

_MetTekst = Callable[..., Iterator[Stuk]]
_Tekst = Callable[[Uitspraak, Rubriek, str], Stuk]


def categorie_van(profiel: Profiel, *tafels: str) -> str:
    """The strictest data category of being at these tables; one that is not known any more counts as health."""
    categorieen = {profiel.tafels[tafel].datacategorie if tafel in profiel.tafels else "gezondheid" for tafel in tafels}
    return strengste(categorieen or {"politiegegevens"})


def minstens(profiel: Profiel, gekozen: str | None, *tafels: str) -> str:
    """The data category of words about being at these tables: that of the tables, or a heavier one that was chosen.

    None: nobody chose. A category that the profile does not know stays, for the check of it to refuse.
    """
    grens = categorie_van(profiel, *tafels)
    if gekozen is None:
        return grens
    if gekozen not in profiel.datacategorieen:
        return gekozen
    return strengste((gekozen, grens))


def tafelnaam(profiel: Profiel, tafel: str) -> str:
    """How a table is called; a key that left the profile as it is."""
    return profiel.tafels[tafel].label if tafel in profiel.tafels else tafel


def naar_wie(profiel: Profiel, rij: Doorgeleiding) -> str:
    """To whom something was passed, in words."""
    return tafelnaam(profiel, rij.naar_tafel) if rij.naar_tafel else rij.naar_organisatie


def routestukken(t: Transactie, casus: Casus, met_tekst: _MetTekst, tekst_van: _Tekst) -> Iterator[Stuk]:
    """The stukken of one casus, tables first; a stay without any step says nothing that the head does not."""
    plekken = tafelhistorie(t.db, casus.id)
    stappen = stappen_van(t.db, [plek.id for plek in plekken])
    passen = [rij for rij in doorgeleidingen_van(t.db, casus.id) if rij.status is not DoorgeleidingStatus.INGETROKKEN]
    huidig = inhoud.huidige_van(t.db, set(_verwezen(stappen.values(), passen)))
    for plek in plekken:
        if stappen[plek.id]:
            yield _verblijf(t, plek, stappen[plek.id])
            for stap in stappen[plek.id]:
                yield from _stap(t, plek, stap, huidig, met_tekst, tekst_van)
    for rij in passen:
        yield from _doorgeleiding(t, rij, huidig, met_tekst, tekst_van)


def _verwezen(stappen: Iterable[tuple[Tafelstap, ...]], passen: Iterable[Doorgeleiding]) -> Iterator[UUID]:
    rijen = [id_ for deel in stappen for stap in deel for id_ in (stap.uitspraak_id, stap.reden_id)]
    rijen += [id_ for rij in passen for id_ in (rij.uitspraak_id, rij.perspectief_id, rij.antwoord_id, rij.afloop_id)]
    return (id_ for id_ in rijen if id_ is not None)


def _van(huidig: dict[UUID, Uitspraak], id_: UUID | None) -> Uitspraak | None:
    return None if id_ is None else huidig.get(id_)


def _verblijf(t: Transactie, plek: CasusTafel, stappen: tuple[Tafelstap, ...]) -> Stuk:
    nu = {stap.soort: stap for stap in stappen}
    return Stuk(
        id=f"casustafel:{plek.id}",
        rubriek=Rubriek.ROUTE,
        categorie=categorie_van(t.profiel, plek.tafel),
        titel="Overlegtafel",
        tekst="",
        gewijzigd_op=max(stap.op for stap in stappen),
        velden=tuple(
            (label, waarde)
            for label, waarde in (
                ("Tafel", tafelnaam(t.profiel, plek.tafel)),
                ("Vanaf", toon_datum(plek.van)),
                ("Tot en met", "" if plek.tot is None else toon_datum(plek.tot)),
                (Veld.STATUS, stap_label(t, plek.tafel, nu[StapSoort.STATUS]) if StapSoort.STATUS in nu else ""),
                ("Fase", stap_label(t, plek.tafel, nu[StapSoort.FASE]) if StapSoort.FASE in nu else ""),
            )
            if waarde
        ),
    )


def _stap(
    t: Transactie,
    plek: CasusTafel,
    stap: Tafelstap,
    huidig: dict[UUID, Uitspraak],
    met_tekst: _MetTekst,
    tekst_van: _Tekst,
) -> Iterator[Stuk]:
    bewijs, reden = _van(huidig, stap.uitspraak_id), _van(huidig, stap.reden_id)
    if stap.soort is StapSoort.FASE:
        stuk = Stuk(
            id=f"tafelstap:{stap.id}",
            rubriek=Rubriek.ROUTE,
            categorie=categorie_van(t.profiel, plek.tafel),
            titel="Fase bij een overlegtafel",
            tekst="",
            gewijzigd_op=stap.op,
            velden=(
                ("Tafel", tafelnaam(t.profiel, plek.tafel)),
                ("Fase", stap_label(t, plek.tafel, stap)),
                ("Bereikt op", toon_datum(stap.bereikt_op)),
            ),
            datum=stap.bereikt_op,
        )
        yield from met_tekst(stuk, bewijs, titel="Toelichting bij een tafel")
    elif bewijs is not None:
        yield tekst_van(bewijs, Rubriek.ROUTE, "Toelichting bij een tafel")
    if reden is not None:
        yield tekst_van(reden, Rubriek.ROUTE, "Toelichting bij een tafel")


def _doorgeleiding(
    t: Transactie, rij: Doorgeleiding, huidig: dict[UUID, Uitspraak], met_tekst: _MetTekst, tekst_van: _Tekst
) -> Iterator[Stuk]:
    antwoord, afloop = _van(huidig, rij.antwoord_id), _van(huidig, rij.afloop_id)
    tafels = [tafel for tafel in (rij.van_tafel, rij.naar_tafel) if tafel]
    stuk = Stuk(
        id=f"doorgeleiding:{rij.id}",
        rubriek=Rubriek.ROUTE,
        categorie="politiegegevens" if rij.soort in STRAFRECHT else categorie_van(t.profiel, *tafels),
        titel="Doorgeleiding",
        tekst="",
        gewijzigd_op=max((rij.op, *(deel.op for deel in (antwoord, afloop) if deel is not None))),
        velden=tuple(
            (label, waarde)
            for label, waarde in (
                ("Wat", SOORT_LABELS[rij.soort]),
                ("Naar", naar_wie(t.profiel, rij)),
                ("Gevraagd op", toon_datum(rij.gevraagd_op)),
                (Veld.STATUS, STATUS_LABELS[rij.status]),
                ("Antwoord op", "" if rij.antwoord_op is None else toon_datum(rij.antwoord_op)),
                ("Afloop op", "" if rij.afloop_op is None else toon_datum(rij.afloop_op)),
            )
            if waarde
        ),
        datum=rij.gevraagd_op,
    )
    yield from met_tekst(stuk, _van(huidig, rij.uitspraak_id), titel="Waarom dit is gevraagd")
    for tekst, titel in (
        (_van(huidig, rij.perspectief_id), "Perspectief dat erbij hoort"),
        (antwoord, "Antwoord op een doorgeleiding"),
        (afloop, "Afloop van een doorgeleiding"),
    ):
        if tekst is not None:
            yield tekst_van(tekst, Rubriek.ROUTE, titel)
