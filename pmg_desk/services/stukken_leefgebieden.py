"""Stukken of risk and protective factors, and reactions beside the statements they are about.

A factor on a leefgebied of health is health whatever its words; the caller says which category a leefgebied has. What
ended is history: it stays in the dossier and is not shared.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from datetime import date

from pmg_desk.domain.datums import toon_datum
from pmg_desk.domain.profiel import Profiel
from pmg_desk.domain.profiel.sectie import label_van
from pmg_desk.domain.samenvatting import Rubriek, Stuk, tekst_in
from pmg_desk.services.factoren import FACTOR_LABELS
from pmg_desk.storage.dossier import Dossierrijen
from pmg_desk.storage.models import Uitspraak

REACTIE_VELD = ("Reactie", "van de jongere of ouders op deze tekst, hieronder als die mee mag")

MetTekst = Callable[..., Iterator[Stuk]]


def factorstukken(
    rijen: Dossierrijen,
    profiel: Profiel,
    vandaag: date,
    categorie_van: Callable[[Profiel, str, str], str],
    met: MetTekst,
) -> Iterator[Stuk]:
    """The factors that play now, in the order of the leefgebieden. ``met`` joins a stuk with its text or not."""
    volgorde = {sleutel: plaats for plaats, sleutel in enumerate(profiel.leefgebieden)}
    for factor in sorted(rijen.factoren, key=lambda f: (volgorde.get(f.leefgebied, len(volgorde)), f.leefgebied)):
        tekst = rijen.uitspraken.get(factor.uitspraak_id)
        if tekst is None or (factor.tot is not None and factor.tot <= vandaag):
            continue
        stuk = Stuk(
            id=f"factor:{factor.id}",
            rubriek=Rubriek.LEEFGEBIEDEN,
            categorie=categorie_van(profiel, factor.leefgebied, "leefgebieden"),
            titel=FACTOR_LABELS[factor.soort],
            tekst="",
            gewijzigd_op=factor.op,
            velden=(
                ("Leefgebied", label_van(profiel.leefgebieden, factor.leefgebied)),
                ("Sinds", toon_datum(factor.van)),
            ),
        )
        yield from met(stuk, tekst, titel="Toelichting bij een leefgebied")


def met_reacties(
    stukken: Iterable[Stuk], rijen: Dossierrijen, tekststuk: Callable[[Uitspraak, Rubriek, str], Stuk]
) -> Iterator[Stuk]:
    """Each stuk, and after one whose text drew reactions those reactions; that stuk says that there is one.

    A reaction has its own category and rules, so it may be withheld where the statement goes; never the other way
    round (``domain.selectie.selecteer``). A reaction to a text that is in no stuk stands by itself, as it was.
    """
    alle = list(stukken)
    in_stukken = {tekst_in(stuk) for stuk in alle}
    bij = {over.hex: lijst for over, lijst in rijen.reacties.items() if over.hex in in_stukken}
    verhuisd = {reactie.id.hex for lijst in bij.values() for reactie in lijst}
    for stuk in alle:
        tekst = tekst_in(stuk)
        if tekst in verhuisd:
            continue
        reacties = bij.get(tekst, [])
        if not reacties:
            yield stuk
            continue
        laatste = max(reactie.op for reactie in reacties)
        yield replace(stuk, velden=(*stuk.velden, REACTIE_VELD), gewijzigd_op=max(stuk.gewijzigd_op, laatste))
        for reactie in reacties:
            los = tekststuk(reactie, stuk.rubriek, "Reactie van de jongere of ouders op de tekst hierboven")
            yield replace(los, id=f"reactie:{tekst}+{reactie.id}")
