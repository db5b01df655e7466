"""What a tafelkader for a table of this vault can be made of, and the counts to try one out on an overleg."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from pmg_desk.domain.delen import Ontvanger
from pmg_desk.domain.kaderproef import Telling, tel
from pmg_desk.domain.kaderruimte import Kaderruimte, Ruimtecategorie, Ruimtegrond, Ruimterij
from pmg_desk.domain.profiel.sectie import label_van
from pmg_desk.domain.selectie import Vorm
from pmg_desk.services.besluiten import getoetste_besluiten, toetskader
from pmg_desk.services.deelbaar import getoetste_kaders, omstandigheden
from pmg_desk.services.stukken import cut_dossier
from pmg_desk.services.werkplek import Transactie
from pmg_desk.storage import adresboek as adressen
from pmg_desk.storage import tafelkaders as rijen
from pmg_desk.storage.models import Casus, Overleg


def lees_kaderruimte(t: Transactie, tafel: str) -> Kaderruimte:
    """Functions of the organisations at this table by the profile, the address book and who attended, and its words.

    A table that names no organisations has all of the address book.
    """
    profiel = t.profiel
    return Kaderruimte(
        tafel=tafel,
        tafel_label=label_van(profiel.tafels, tafel),
        doelen=tuple((d.sleutel, d.label) for d in profiel.doeleinden.values()),
        rijen=_rijen(t, tafel),
        categorieen=tuple(
            Ruimtecategorie(c.sleutel, c.label, c.bijzonder, c.in_kader) for c in profiel.datacategorieen.values()
        ),
        gronden=tuple(
            Ruimtegrond(g.sleutel, g.label, g.toestemming, g.organisaties, g.tafels)
            for g in profiel.grondslagen.values()
        ),
        max_dagen=profiel.instellingen.kader_max_dagen.waarde,
    )


def _rijen(t: Transactie, tafel: str) -> tuple[Ruimterij, ...]:
    feiten = t.profiel.tafels.get(tafel)
    soorten = () if feiten is None else feiten.organisaties
    functies = {label_van(t.profiel.functies, sleutel) for sleutel in (() if feiten is None else feiten.functies)}
    geweest = rijen.aan_tafel(t.db, tafel)
    gevonden: dict[tuple[UUID, str], Ruimterij] = {}
    for professional, organisatie in adressen.professionals(t.db, t.vandaag):
        hoort = organisatie.soort in soorten or professional.functie in functies or not (soorten or functies)
        if hoort or (organisatie.id, professional.functie) in geweest:
            gevonden[organisatie.id, professional.functie.strip()] = Ruimterij(
                Ontvanger(str(organisatie.id), organisatie.naam, professional.functie.strip()), organisatie.soort
            )
    return tuple(sorted(gevonden.values(), key=lambda r: (r.ontvanger.organisatie, r.ontvanger.functie)))


def tel_overleg(t: Transactie, overleg: Overleg, reeks: str, casussen: Iterable[Casus]) -> tuple[Telling, ...]:
    """Counts for each of these casussen and each function at this overleg, by the rules of a print."""
    kader = toetskader(t)
    kaders = [g for _, g in getoetste_kaders(t, kader)]
    ontvangers = {
        (organisatie.id, professional.functie.strip()): Ontvanger(
            str(organisatie.id), organisatie.naam, professional.functie.strip()
        )
        for _, professional, organisatie in adressen.deelnemers(t.db, overleg.id)
    }
    tellingen = []
    for casus in casussen:
        stukken = cut_dossier(t, casus)
        besluiten = [g for _, _, g in getoetste_besluiten(t, casus.id, kader)]
        nu = omstandigheden(t, casus.id, Vorm.PAPIER)
        naam = (str(casus.id), casus.nummer)
        tellingen += [tel(stukken, besluiten, kaders, reeks, naam, wie, nu) for wie in ontvangers.values()]
    return tuple(tellingen)


def agenda_van(t: Transactie, overleg: Overleg) -> list[Casus]:
    """The casussen of an overleg, in order."""
    return [casus for _, casus in adressen.agenda(t.db, overleg.id)]
