"""Cutting a dossier into stukken: the smallest things that are shared or withheld as a whole.

A structured row (a score, an action) and the text with it become one stuk only when the text has the same data
category and no limits of its own. Otherwise the text is a stuk by itself, so that health text in the explanation of a
plan never rides along with the plan. Titles are neutral: they are printed whenever the stuk is.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date, datetime
from uuid import UUID

from pmg_desk.domain.canoniek import lees_canoniek
from pmg_desk.domain.datacategorie import categorie_op, categorie_van_leefgebied
from pmg_desk.domain.datums import toon_datum
from pmg_desk.domain.doelgroep import was_onzeker
from pmg_desk.domain.klok import lokale_dag
from pmg_desk.domain.namen import Persoonsnaam
from pmg_desk.domain.profiel import Profiel, Sector
from pmg_desk.domain.profiel.sectie import label_van, ooit
from pmg_desk.domain.samenvatting import Doorverstrekking, Rubriek, Stuk, Uitvoerder, Veld, stam
from pmg_desk.services.inzet import interventie_genoemd_als, inzet_categorie, sector_van
from pmg_desk.services.jongeren import GESLACHTEN
from pmg_desk.services.stukken_aanmelding import aanmeldingstukken
from pmg_desk.services.stukken_bijlagen import bijlagestukken
from pmg_desk.services.stukken_budget import budgetstukken
from pmg_desk.services.stukken_inzet import INTERVENTIE, inzetstukken
from pmg_desk.services.stukken_leefgebieden import factorstukken, met_reacties
from pmg_desk.services.stukken_netwerk import netwerkstukken
from pmg_desk.services.stukken_overleg import besluitstukken, besprokenstukken
from pmg_desk.services.stukken_plan import met_regels, planstukken
from pmg_desk.services.stukken_route import routestukken
from pmg_desk.services.verruimingen import met_verruiming
from pmg_desk.services.werkplek import Transactie
from pmg_desk.storage.dossier import Dossierrijen, lees_dossier
from pmg_desk.storage.models import (
    ActieStatus,
    Casus,
    Jongere,
    KenmerkSoort,
    PlanStatus,
    Spoor,
    Uitspraak,
    UitspraakSoort,
)

KENMERK_LABELS: dict[KenmerkSoort, str] = {
    KenmerkSoort.VERHOOGD_RISICO: "Verhoogd risico",
    KenmerkSoort.NEGATIEF_ROLMODEL: "Negatief rolmodel",
    KenmerkSoort.LINK_NETWERK: "Link met een groter crimineel netwerk",
    KenmerkSoort.SLACHTOFFER: "Slachtoffer (bijvoorbeeld van criminele uitbuiting)",
}
ACTIE_LABELS: dict[ActieStatus, str] = {
    ActieStatus.OPEN: "Open",
    ActieStatus.BEZIG: "Bezig",
    ActieStatus.GEREED: "Gereed",
    ActieStatus.VERVALLEN: "Vervallen",
}
SPOOR_LABELS: dict[Spoor, str] = {Spoor.PERSPECTIEF: "Perspectief bieden", Spoor.GRENZEN: "Grenzen stellen"}
SCORE_LABELS = {
    1: "1 – acute problematiek",
    2: "2 – niet zelfredzaam",
    3: "3 – beperkt zelfredzaam",
    4: "4 – voldoende zelfredzaam",
    5: "5 – volledig zelfredzaam",
}
"""Levels of the Zelfredzaamheid-Matrix (ZRM 2017)."""

_LOSSE_TITELS = {
    UitspraakSoort.AANLEIDING: (Rubriek.AANLEIDING, "Aanleiding"),
    UitspraakSoort.SIGNAAL: (Rubriek.SIGNALEN, "Signaal"),
    UitspraakSoort.FEIT: (Rubriek.SIGNALEN, "Gebeurtenis"),
    UitspraakSoort.CORRECTIE: (Rubriek.SIGNALEN, "Reactie van de jongere of ouders"),
}


def cut_dossier(t: Transactie, casus: Casus) -> tuple[Stuk, ...]:
    """All stukken of a casus, in the order of the page. Access has been checked by the caller."""
    rijen = lees_dossier(t.db, casus, t.vandaag)
    alle = (
        stuk
        for deel in (
            _identiteit(rijen.jongere, rijen.gewijzigd, t.vandaag),
            _doelgroep(rijen, t.profiel),
            _aanleiding_en_signalen(rijen, Rubriek.AANLEIDING),
            routestukken(t, casus, _met_tekst, _tekst),
            aanmeldingstukken(t, casus, rijen.gewijzigd, _tekst),
            _antecedenten(rijen, t.profiel),
            _leefgebieden(rijen, t.profiel),
            factorstukken(rijen, t.profiel, t.vandaag, categorie_van_leefgebied, _op_leefgebied),
            netwerkstukken(rijen, t.vandaag, _tekst),
            _aanleiding_en_signalen(rijen, Rubriek.SIGNALEN),
            besprokenstukken(t, casus, _tekst),
            planstukken(
                t, casus, rijen, _plan(rijen, t.profiel), categorie_van_leefgebied, _op_leefgebied, SPOOR_LABELS
            ),
            met_regels(t, casus, _acties(rijen, t.profiel, interventie_genoemd_als(t, casus.id))),
            inzetstukken(t, casus, _met_tekst, _tekst),
            besluitstukken(t, casus, _tekst),
            budgetstukken(t, casus.id),
            _betrokkenen(rijen, t.profiel),
            bijlagestukken(t, casus.id),
        )
        for stuk in deel
    )
    return met_verruiming(t, casus, rijen, met_reacties(alle, rijen, _tekst))


def zonder_geheim_adres(stuk: Stuk) -> Stuk:
    """The stuk as a screen shows it: an address under *indicatie geheim* says only that there is one.

    It is never put on a screen without a separate, reasoned step (``domain.md``, BRP).
    """
    return replace(stuk, velden=(("Adres", "geheim"),)) if stuk.geheim_adres else stuk


def naam_van(jongere: Jongere) -> Persoonsnaam:
    """The name of a jongere as the domain knows it."""
    return Persoonsnaam(
        voornamen=jongere.voornamen,
        voorvoegsel=jongere.voorvoegsel,
        geslachtsnaam=jongere.geslachtsnaam,
        roepnaam=jongere.roepnaam,
    )


def _op_leefgebied(stuk: Stuk, uitspraak: Uitspraak | None, *, titel: str) -> Iterator[Stuk]:
    """The same of something on one leefgebied, where words about health are health whatever was chosen for them."""
    eigen = "" if uitspraak is None else categorie_op(stuk.categorie, uitspraak.categorie)
    yield from _met_tekst(stuk, uitspraak, titel=titel, categorie=eigen)


def _met_tekst(stuk: Stuk, uitspraak: Uitspraak | None, *, titel: str, categorie: str = "") -> Iterator[Stuk]:
    """The structured stuk with its text in it when both are shared under the same rule, else the two apart.

    ``categorie``: of the text, where that is not the one chosen for it.
    """
    if uitspraak is None:
        yield stuk
    elif (
        (categorie or uitspraak.categorie) == stuk.categorie
        and not uitspraak.derden
        and uitspraak.doorverstrekking is Doorverstrekking.JA
    ):
        yield Stuk(
            id=f"{stuk.id}+{uitspraak.id}",
            rubriek=stuk.rubriek,
            categorie=stuk.categorie,
            titel=stuk.titel,
            tekst=uitspraak.tekst,
            gewijzigd_op=max(stuk.gewijzigd_op, uitspraak.op),
            velden=stuk.velden,
            aard=uitspraak.aard,
            bron=uitspraak.bron,
            datum=uitspraak.gezegd_op,
        )
    else:
        yield stuk
        los = _tekst(uitspraak, stuk.rubriek, titel)
        yield replace(los, categorie=categorie) if categorie else los


def _tekst(uitspraak: Uitspraak, rubriek: Rubriek, titel: str) -> Stuk:
    return Stuk(
        id=f"uitspraak:{uitspraak.id}",
        rubriek=rubriek,
        categorie=uitspraak.categorie,
        titel=titel,
        tekst=uitspraak.tekst,
        gewijzigd_op=uitspraak.op,
        aard=uitspraak.aard,
        bron=uitspraak.bron,
        datum=uitspraak.gezegd_op,
        derden=uitspraak.derden,
        doorverstrekking=uitspraak.doorverstrekking,
    )


def _identiteit(jongere: Jongere, gewijzigd: dict[UUID, datetime], vandaag: date) -> Iterator[Stuk]:
    sinds = gewijzigd.get(jongere.id, jongere.op)
    geboren = jongere.geboortedatum
    yield Stuk(
        id=f"identiteit:{jongere.id}",
        rubriek=Rubriek.IDENTITEIT,
        categorie="identiteit",
        titel=naam_van(jongere).volledige_naam,
        tekst="",
        gewijzigd_op=sinds,
        velden=_gevuld(
            ("Geboren", geboren.toon()),
            ("Leeftijd", geboren.leeftijd_op(vandaag).toon()),
            ("Geslacht", GESLACHTEN.get(jongere.geslacht, "") if jongere.geslacht else ""),
            ("School", jongere.school),
            ("Telefoon", jongere.telefoon),
            ("BRP", {"O": "overleden", "E": "geëmigreerd"}.get(jongere.opschorting, "")),
            ("In onderzoek", "BRP-gegevens worden onderzocht" if jongere.in_onderzoek else ""),
        ),
    )
    adres = " ".join(deel for deel in (jongere.straat, jongere.huisnummer) if deel)
    plaats = " ".join(deel for deel in (jongere.postcode, jongere.woonplaats) if deel)
    if adres or plaats:
        yield Stuk(
            id=f"adres:{jongere.id}",
            rubriek=Rubriek.IDENTITEIT,
            categorie="identiteit",
            titel="Adres",
            tekst="",
            gewijzigd_op=sinds,
            velden=_gevuld(("Adres", ", ".join(deel for deel in (adres, plaats) if deel))),
            geheim_adres=jongere.adres_geheim,
        )


def _gevuld(*velden: tuple[str, str]) -> tuple[tuple[str, str], ...]:
    return tuple((label, waarde) for label, waarde in velden if waarde)


def _doelgroep(rijen: Dossierrijen, profiel: Profiel) -> Iterator[Stuk]:
    indeling = rijen.indeling
    if indeling is None:
        return
    onzeker = was_onzeker(lees_canoniek(indeling.criteria), indeling.doelgroep)
    afwijking = "Gekozen terwijl nog niet alles bekend was" if onzeker else "Wijkt af van de criteria"
    stuk = Stuk(
        id=f"indeling:{indeling.id}",
        rubriek=Rubriek.DOELGROEP,
        categorie="doelgroep",
        titel=label_van(profiel.doelgroepen, indeling.doelgroep),
        tekst="",
        gewijzigd_op=indeling.op,
        velden=_gevuld((afwijking, "ja" if indeling.afwijking else "")),
        datum=lokale_dag(indeling.op),
    )
    yield from _met_tekst(stuk, rijen.uitspraken.get(indeling.uitspraak_id), titel="Motivering van de indeling")
    for kenmerk in rijen.kenmerken:
        stuk = Stuk(
            id=f"kenmerk:{kenmerk.id}",
            rubriek=Rubriek.DOELGROEP,
            categorie="doelgroep" if kenmerk.soort is KenmerkSoort.VERHOOGD_RISICO else "politiegegevens",
            titel=KENMERK_LABELS[kenmerk.soort],
            tekst="",
            gewijzigd_op=kenmerk.op,
            bron=kenmerk.bron,
        )
        yield from _met_tekst(stuk, _van(rijen, kenmerk.uitspraak_id), titel="Toelichting bij een kenmerk")


def _van(rijen: Dossierrijen, uitspraak_id: UUID | None) -> Uitspraak | None:
    return None if uitspraak_id is None else rijen.uitspraken.get(uitspraak_id)


def _aanleiding_en_signalen(rijen: Dossierrijen, rubriek: Rubriek) -> Iterator[Stuk]:
    for uitspraak in rijen.losse_uitspraken:
        waar, titel = _LOSSE_TITELS[uitspraak.soort]
        if waar is rubriek:
            yield _tekst(uitspraak, rubriek, titel)


def _antecedenten(rijen: Dossierrijen, profiel: Profiel) -> Iterator[Stuk]:
    for rij in rijen.antecedenten:
        stuk = Stuk(
            id=f"antecedent:{rij.id}",
            rubriek=Rubriek.ANTECEDENTEN,
            categorie="politiegegevens",
            titel=label_van(profiel.antecedentsoorten, rij.soort),
            tekst="",
            gewijzigd_op=rij.op,
            velden=_gevuld(
                ("Datum", rij.datum.toon()), (Veld.STATUS, label_van(profiel.antecedentstatussen, rij.status))
            ),
            bron=rij.bron,
        )
        yield from _met_tekst(stuk, _van(rijen, rij.uitspraak_id), titel="Toelichting bij een antecedent")


def _leefgebieden(rijen: Dossierrijen, profiel: Profiel) -> Iterator[Stuk]:
    volgorde = {sleutel: plaats for plaats, sleutel in enumerate(profiel.leefgebieden)}
    for score in sorted(rijen.scores, key=lambda s: (volgorde.get(s.leefgebied, len(volgorde)), s.leefgebied)):
        stuk = Stuk(
            id=f"score:{score.id}",
            rubriek=Rubriek.LEEFGEBIEDEN,
            categorie=categorie_van_leefgebied(profiel, score.leefgebied, "leefgebieden"),
            titel=label_van(profiel.leefgebieden, score.leefgebied),
            tekst="",
            gewijzigd_op=score.op,
            velden=((Veld.SCORE, SCORE_LABELS[score.waarde]),),
            datum=score.gemeten_op,
        )
        yield from _op_leefgebied(stuk, _van(rijen, score.uitspraak_id), titel="Toelichting bij een leefgebied")


def _plan(rijen: Dossierrijen, profiel: Profiel) -> Iterator[Stuk]:
    plan = rijen.plan
    if plan is None:
        return
    stuk = Stuk(
        id=f"plan:{plan.id}",
        rubriek=Rubriek.PLAN,
        categorie="plan",
        titel=f"Plan van aanpak, versie {plan.nr}{'' if plan.status is PlanStatus.VASTGESTELD else ' (in de maak)'}",
        tekst="",
        gewijzigd_op=plan.op,
        velden=_gevuld(
            ("Ingang", toon_datum(plan.ingang)),
            ("Afgesproken op", "" if plan.afgesproken_op is None else toon_datum(plan.afgesproken_op)),
            ("Evaluatie", "" if plan.evaluatie_op is None else toon_datum(plan.evaluatie_op)),
        ),
    )
    yield from _met_tekst(stuk, _van(rijen, plan.uitspraak_id), titel="Toelichting op het plan")
    wens = _van(rijen, plan.wens_id)
    if wens is not None:
        yield _tekst(wens, Rubriek.PLAN, "Wensen en talenten van de jongere")
    for doel in rijen.doelen:
        stuk = Stuk(
            id=f"doel:{doel.id}",
            rubriek=Rubriek.PLAN,
            categorie=categorie_van_leefgebied(profiel, doel.leefgebied, "plan"),
            titel="Doel",
            tekst="",
            gewijzigd_op=doel.op,
            velden=(
                (Veld.SPOOR, SPOOR_LABELS[doel.spoor]),
                ("Leefgebied", label_van(profiel.leefgebieden, doel.leefgebied)),
            ),
        )
        yield from _op_leefgebied(stuk, rijen.uitspraken.get(doel.uitspraak_id), titel="Doel")


def _acties(rijen: Dossierrijen, profiel: Profiel, ingezet: Mapping[str, set[str]]) -> Iterator[Stuk]:
    for actie, eigenaar, organisatie in rijen.acties:
        leefgebied = rijen.leefgebied_van_doel.get(actie.doel_stam_id)
        tekst = rijen.uitspraken.get(actie.uitspraak_id)
        # Of a goal that is gone altogether only the words of the action still say what it is about.
        zonder_doel = "acties" if tekst is None else tekst.categorie
        categorie = zonder_doel if leefgebied is None else categorie_van_leefgebied(profiel, leefgebied, "acties")
        sector = sector_van(profiel, organisatie)
        uitvoerder = None
        if sector == Sector.ZORG:
            # Its owner says what being involved says, to all but that owner; the words go by their own category.
            uitvoerder = Uitvoerder(str(organisatie.id), eigenaar.functie, categorie)
            categorie = "gezondheid"
        # The name of an interventie tells what it is about: it goes along only where all that would say so goes too.
        over = {inzet_categorie(profiel, actie.interventie, leefgebied, sector), *ingezet.get(actie.interventie, ())}
        stuk = Stuk(
            id=f"actie:{actie.id}",
            rubriek=Rubriek.ACTIES,
            categorie=categorie,
            titel="Actie",
            tekst="",
            gewijzigd_op=max(actie.op, rijen.gewijzigd.get(actie.id, actie.op)),
            uitvoerder=uitvoerder,
            velden=_gevuld(
                (Veld.WIE, f"{eigenaar.naam} ({organisatie.naam})"),
                (Veld.GEREED_OP, actie.deadline.isoformat()),
                (Veld.STATUS, ACTIE_LABELS[actie.status]),
                (INTERVENTIE, label_van(profiel.interventies, actie.interventie) if over == {categorie} else ""),
            ),
        )
        for deel in _met_tekst(stuk, tekst, titel="Actie"):
            yield deel if stam(deel) == stuk.id else replace(deel, bij=stuk.id)
        resultaat = _van(rijen, actie.resultaat_id)
        if resultaat is not None:
            yield replace(_tekst(resultaat, Rubriek.ACTIES, "Resultaat van een actie"), bij=stuk.id)


def _betrokkenen(rijen: Dossierrijen, profiel: Profiel) -> Iterator[Stuk]:
    for betrokkenheid, professional, organisatie in rijen.betrokkenen:
        soort = ooit(profiel.organisaties, organisatie.soort)
        # That somebody of a care organisation is involved says something about health (AVG 9).
        zorg = soort is not None and soort.sector is Sector.ZORG
        yield Stuk(
            id=f"betrokkenheid:{betrokkenheid.id}",
            rubriek=Rubriek.BETROKKENEN,
            categorie="gezondheid" if zorg else "acties",
            titel="Betrokken professional",
            tekst="",
            gewijzigd_op=max(betrokkenheid.op, rijen.gewijzigd.get(betrokkenheid.id, betrokkenheid.op)),
            velden=_gevuld(
                ("Naam", professional.naam),
                ("Organisatie", organisatie.naam),
                ("Functie", professional.functie),
                ("Rol", betrokkenheid.rol),
            ),
        )
