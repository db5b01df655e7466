"""The pages of one casus in a bundle: what a chair needs first, then everything else that was selected.

In reading order: who it is about, what is asked of this reader, what the table decided, why here beside how it goes,
the plan in two tracks, who does what by when. Each stuk stands on these pages once in full; the chip, the scale and the
own actions at the top are computed from stukken that stand below.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import partial

from reportlab.platypus import Flowable, Spacer

from pmg_desk.domain.bundel import Bundeldeel, Bundelkop, Bundelversie
from pmg_desk.domain.klok import lokale_dag
from pmg_desk.domain.samenvatting import BesluitVermelding, Rubriek, Samenvatting, Stuk, Veld
from pmg_desk.reports import stijl
from pmg_desk.reports.actierijen import lees_acties
from pmg_desk.reports.bouwstenen import Alinea, Cel, Naast, Schaal, tabel
from pmg_desk.reports.letters import opmaak
from pmg_desk.reports.rubrieken import (
    KOPPEN,
    ZONDER_WOORDEN,
    Zetwijze,
    bouw_rubriek,
    cel,
    celinhoud,
    koprij,
    met_gedeeld,
    onder,
    zet_rubriek,
    zet_uitspraken,
)
from pmg_desk.reports.stukwoorden import score, spoor_van, veld
from pmg_desk.reports.taal import aantal, dag, is_klaar, kort, lees_dag, opsomming
from pmg_desk.reports.titelblok import Titel, bouw_titel

_VERDER = (
    Rubriek.LEEFGEBIEDEN,
    Rubriek.SIGNALEN,
    Rubriek.ANTECEDENTEN,
    Rubriek.NETWERK,
    Rubriek.ROUTE,
    Rubriek.INZET,
    Rubriek.BESLUITEN,
    Rubriek.BUDGET,
    Rubriek.BETROKKENEN,
    Rubriek.BIJLAGEN,
)
"""What comes after the overview, in this order."""
_SLOT = frozenset({Rubriek.BETROKKENEN, Rubriek.BIJLAGEN})
"""What by itself says nothing to who turns to the last page."""
_MEE = 3  # flowables: two statements and what stands between them
_LANGE_AANLEIDING = 700  # characters; a longer one gets the full width, and so does the scale above it
_MEESTE_SCORES = 16
_EIGEN_ACTIE = 160  # characters; the whole action stands in the table
_LANGE_VOORWAARDEN = 240  # characters
_MEESTE_BESLUITEN = 3
_GOOT = 16.0
_BALK = 5.0
_SCHAALUITLEG = "1 = acuut probleem, 5 = redt zichzelf."


def bouw_deel(deel: Bundeldeel, kop: Bundelkop, breedte: float) -> list[Flowable]:
    """The pages of one casus. ``breedte`` is that of the page, in points."""
    s = deel.samenvatting
    zo = Zetwijze(lokale_dag(kop.gemaakt_op), breedte=breedte, eigen=frozenset(deel.eigen_acties), kopwit=8)
    dicht = replace(zo, dicht=True)
    verhaal = [*bouw_titel(_titel(deel, kop)), Spacer(0, 4)]
    if personalia := _van(s, Rubriek.IDENTITEIT):
        verhaal += zet_rubriek(Rubriek.IDENTITEIT, personalia, dicht)
    verhaal += _waaronder(s.besluiten, zo)
    achteraf = kop.versie is Bundelversie.ACHTERAF
    gevraagd = _gevraagd(deel, zo, achteraf=achteraf)
    verhaal += [*gevraagd, *_niet_hier(not gevraagd and not achteraf, not _van(s, Rubriek.AANLEIDING))]
    verhaal += _onder("Besluiten van de tafel", deel.besluiten, dicht)
    verhaal += _waarom_en_hoe(_van(s, Rubriek.AANLEIDING), _gescoord(s), zo)
    verhaal += _onder(KOPPEN[Rubriek.DOELGROEP], _van(s, Rubriek.DOELGROEP), dicht)
    plan = _van(s, Rubriek.PLAN)
    verhaal += _onder("Plan in twee sporen", [stuk for stuk in plan if spoor_van(stuk)], dicht)
    verhaal += _onder("Wie doet wat, wanneer", _van(s, Rubriek.ACTIES), dicht)
    verhaal += _onder("Over het plan", [stuk for stuk in plan if not spoor_van(stuk)], dicht)
    for rubriek in _VERDER:
        if stukken := _van(s, rubriek):
            zet = _leefgebieden if rubriek is Rubriek.LEEFGEBIEDEN else partial(bouw_rubriek, rubriek)
            verhaal = _houd_bijeen(verhaal) + zet(stukken, dicht) if rubriek in _SLOT else verhaal + zet(stukken, dicht)
    return (_houd_bijeen(verhaal) if not _in_kader(s.besluiten) else verhaal) + _verantwoording(s.besluiten, dicht)


def _houd_bijeen(verhaal: list[Flowable]) -> list[Flowable]:
    """Take the last lines along to the page of what follows, so that no page holds only who is involved or on what it
    rests.
    """
    for deel in verhaal[-_MEE:]:
        deel.keepWithNext = True
    return verhaal


def _onder(kop: str, stukken: Sequence[Stuk], zo: Zetwijze) -> list[Flowable]:
    """Stukken of one kind under a heading of their own; nothing when there are none."""
    if not stukken:
        return []
    zo = met_gedeeld(stukken, zo)
    return onder(kop, zet_rubriek(stukken[0].rubriek, stukken, zo), zo)


def _van(s: Samenvatting, rubriek: Rubriek) -> list[Stuk]:
    return [stuk for stuk in s.stukken if stuk.rubriek is rubriek]


def _titel(deel: Bundeldeel, kop: Bundelkop) -> Titel:
    s = deel.samenvatting
    casus = f"Casus {s.casusnummer}" if s.casusnummer else ""
    naam = s.naam if s.naam and s.naam != s.casusnummer else casus
    indeling = next((stuk.titel for stuk in _van(s, Rubriek.DOELGROEP) if stuk.id.startswith("indeling:")), "")
    return Titel(
        vak=("PUNT", str(deel.punt)),
        boven=opsomming(kop.tafel, dag(kop.datum), "schuilnaam" if kop.pseudoniem else ""),
        titel=naam or f"Agendapunt {deel.punt}",
        onder=casus if naam != casus else "",
        chip=kort(indeling, 40),
    )


def _alle_voorwaarden(besluiten: Sequence[BesluitVermelding]) -> str:
    return " ".join(dict.fromkeys(b.voorwaarden.strip() for b in besluiten if b.voorwaarden.strip()))


def _in_kader(besluiten: Sequence[BesluitVermelding]) -> bool:
    """Whether all that these pages rest on is short enough to stand on top, so that it needs no section at the end.

    Conditions that are not those of each approval are not: there has to be said which is whose.
    """
    voorwaarden = {b.voorwaarden.strip() for b in besluiten}
    return len(besluiten) <= _MEESTE_BESLUITEN and len(voorwaarden) == 1 and len(*voorwaarden) <= _LANGE_VOORWAARDEN


def _waaronder(besluiten: Sequence[BesluitVermelding], zo: Zetwijze) -> list[Flowable]:
    """The conditions under which this may be used, before what they are about; what is long stands at the end."""
    samen = _alle_voorwaarden(besluiten)
    if len(samen) > _LANGE_VOORWAARDEN:
        samen = f"{kort(samen, _LANGE_VOORWAARDEN - 40)} (geheel onder Verantwoording)"
    rijen: list[list[Cel]] = []
    if samen:
        rijen.append([[Alinea("<b>Voorwaarden</b>", stijl.CEL)], [Alinea(opmaak(samen), stijl.CEL)]])
    if _in_kader(besluiten):
        rust = [Alinea(opmaak(f"{_noem(b)}."), stijl.KLEIN) for b in besluiten]
        rijen.append([[Alinea("Rust op", stijl.KLEIN)], rust])
    if not rijen:
        return []
    vlak = [("BACKGROUND", (0, 0), (-1, -1), stijl.VLAK)]
    inhoud = tabel(rijen, (82, zo.breedte - 82), lijnen=False, opmaak=vlak, marge=(1, 6), indeling=True)
    return [Spacer(0, 4), inhoud]


def _noem(b: BesluitVermelding) -> str:
    return f"Besluit {b.nummer} ({b.soort}, {b.zekerheid}), geldig t/m {dag(b.geldig_tot)}"


def _gevraagd(deel: Bundeldeel, zo: Zetwijze, *, achteraf: bool) -> list[Flowable]:
    """What this reader is asked: the question of the table, and the own actions that still run, overdue first.

    ``achteraf``: the table has answered its question, and it says so.
    """
    alle, _ = lees_acties(_van(deel.samenvatting, Rubriek.ACTIES))
    acties = [rij for rij in alle if rij.stuk.id in zo.eigen and not is_klaar(veld(rij.stuk, Veld.STATUS))]
    acties.sort(key=lambda rij: lees_dag(veld(rij.stuk, Veld.GEREED_OP)) or zo.vandaag.max)
    kolom, tussen = (118.0, "<br/>") if zo.smal else (172.0, " · ")
    rijen: list[list[Cel]] = []
    if deel.vraag.strip():
        vraag = f"Was gevraagd: {deel.vraag.strip()}" if achteraf else deel.vraag.strip()
        rijen.append([[], [Alinea(opmaak(vraag), stijl.VRAAG)], []])
    for rij in acties:
        stuk = rij.stuk
        datum = lees_dag(veld(stuk, Veld.GEREED_OP))
        wanneer = f"<b>{opmaak(dag(datum) if datum else kort(veld(stuk, Veld.GEREED_OP), 30))}"
        telaat = ""
        if datum and datum < zo.vandaag:
            wanneer += f"{tussen}TE LAAT"
            telaat = f" ({aantal((zo.vandaag - datum).days, 'dag', 'dagen')})"
        wat = kort(rij.woorden or ZONDER_WOORDEN, _EIGEN_ACTIE)
        rijen.append([[], [Alinea(f"{wanneer}</b>{telaat}", stijl.CEL)], [Alinea(opmaak(wat), stijl.CEL)]])
    if not rijen:
        return []
    kader: list[tuple[object, ...]] = [
        ("BOX", (0, 0), (-1, -1), 1.1, stijl.INKT, "butt"),
        ("BACKGROUND", (0, 0), (0, -1), stijl.INKT),
    ]
    if deel.vraag.strip():
        kader.append(("SPAN", (1, 0), (2, 0)))
    inhoud = tabel(
        rijen, (_BALK, kolom, zo.breedte - _BALK - kolom), lijnen=False, opmaak=kader, marge=(3.2, 8), indeling=True
    )
    return onder("Gevraagd van u" if acties or not achteraf else "Vraag van het overleg", [inhoud], zo)


def _niet_hier(geen_vraag: bool, geen_aanleiding: bool) -> list[Flowable]:
    """That the first things one looks for are not here: the same whether they are nowhere or not for this reader."""
    wat = [woord for woord, mist in (("vraag aan u", geen_vraag), ("aanleiding", geen_aanleiding)) if mist]
    if not wat:
        return []
    rest = "die zijn er niet, of mogen" if len(wat) > 1 else "die is er niet, of mag"
    zin = f"Hier staat geen {' en geen '.join(wat)}: {rest} niet met u worden gedeeld."
    return [Spacer(0, 4), Alinea(zin, stijl.KLEIN)]


def _gescoord(s: Samenvatting) -> list[tuple[int, Stuk]]:
    """The leefgebieden that this page holds a score of, lowest first."""
    paren = [(punten, stuk) for stuk in _van(s, Rubriek.LEEFGEBIEDEN) if (punten := score(stuk)) is not None]
    return sorted(paren, key=lambda paar: paar[0])


def _waarom_en_hoe(aanleiding: Sequence[Stuk], scores: Sequence[tuple[int, Stuk]], zo: Zetwijze) -> list[Flowable]:
    """Why here, beside how it goes on the leefgebieden; one below the other where either needs the width."""
    lang = sum(len(stuk.tekst) for stuk in aanleiding) > _LANGE_AANLEIDING or len(scores) > _MEESTE_SCORES
    if aanleiding and scores and not lang and not zo.smal:
        helft = (zo.breedte - _GOOT) / 2
        smal = replace(zo, breedte=helft)
        links = onder("Waarom hier", zet_uitspraken(aanleiding, smal), zo)
        rechts = onder("Leefgebieden in één blik", _schaalblok(scores, helft), zo)
        return [Spacer(0, 8), Naast([links, rechts], _GOOT)]
    delen = _onder("Waarom hier", aanleiding, replace(zo, dicht=True))
    if scores:
        blik = onder("Leefgebieden in één blik", _schaalblok(scores, min(zo.breedte, 300)), zo)
        delen += [Spacer(0, 10), Naast([blik], 0)]  # one column: it is read at a glance, so it is not broken
    return delen


def _schaalblok(scores: Sequence[tuple[int, Stuk]], breedte: float) -> list[Flowable]:
    """Five boxes per leefgebied, filled up to the score, and the figure; a problem is bold."""
    rijen: list[list[Cel]] = [
        [cel(kort(stuk.titel, 40), vet=punten <= 2), [Schaal(punten)], cel(str(punten), vet=punten <= 2)]
        for punten, stuk in scores
    ]
    vast = (56.0, 18.0)
    inhoud = tabel(rijen, (breedte - sum(vast), *vast), marge=(0.6, 2))
    return [inhoud, Spacer(0, 2), Alinea(_SCHAALUITLEG, stijl.KLEIN)]


def _leefgebieden(stukken: Sequence[Stuk], zo: Zetwijze) -> list[Flowable]:
    """Every score with its words and explanation; what is not a score, such as a risk factor, below it."""
    zo = met_gedeeld(stukken, zo)
    scores = [stuk for stuk in stukken if veld(stuk, Veld.SCORE)]
    los = [stuk for stuk in stukken if not veld(stuk, Veld.SCORE)]
    delen: list[Flowable] = []
    if scores:
        rijen: list[list[Cel]] = [koprij("Leefgebied", "Toelichting")]
        for stuk in scores:
            stand = Alinea(f"<b>{opmaak(stuk.titel)}</b><br/>{opmaak(veld(stuk, Veld.SCORE))}", stijl.CEL)
            rijen.append([[stand], celinhoud(stuk, zo, Veld.SCORE, kop=False)])
        eerste = 0.31 * zo.breedte
        delen.append(tabel(rijen, (eerste, zo.breedte - eerste), koprijen=1, marge=zo.marge))
    if scores and los:
        delen.append(Spacer(0, 4))
    return onder(KOPPEN[Rubriek.LEEFGEBIEDEN], [*delen, *zet_uitspraken(los, zo)], zo)


def _verantwoording(besluiten: Sequence[BesluitVermelding], zo: Zetwijze) -> list[Flowable]:
    """On which approvals these pages rest, where that does not stand on top; what each is worth is on the cover."""
    if _in_kader(besluiten):
        return []
    regels = [
        f"{_noem(b)}." + (f" Voorwaarden: {b.voorwaarden.strip()}" if b.voorwaarden.strip() else "") for b in besluiten
    ]
    return onder("Verantwoording", [Alinea(opmaak(regel), stijl.KLEIN) for regel in regels], zo)
