"""The sections of a case summary, each in the form that reads fastest: grid, table, scale, two tracks, statements."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import zip_longest

from reportlab.platypus import Flowable, Spacer

from pmg_desk.domain.samenvatting import Rubriek, Stuk, Veld
from pmg_desk.reports import stijl
from pmg_desk.reports.actierijen import Actierij, lees_acties
from pmg_desk.reports.bouwstenen import Alinea, Cel, Kop, KopMet, Kopregel, Naast, Schaal, Uitspraakkop, tabel
from pmg_desk.reports.herkomst import Gedeeld, lees_gedeeld, wijkt_af, zeg_herkomst
from pmg_desk.reports.letters import opmaak
from pmg_desk.reports.stukwoorden import (
    ACTIEVELDEN,
    ALLEEN_ACTIE,
    SPOREN,
    is_te_laat,
    opschrift,
    overige_velden,
    score,
    spoor_van,
    veld,
)
from pmg_desk.reports.taal import aantal, dag, is_klaar, lees_dag, opsomming

KOPPEN = {
    Rubriek.IDENTITEIT: "Jongere",
    Rubriek.DOELGROEP: "Doelgroep",
    Rubriek.AANLEIDING: "Aanleiding",
    Rubriek.ROUTE: "Tafels",
    Rubriek.ANTECEDENTEN: "Antecedenten",
    Rubriek.LEEFGEBIEDEN: "Leefgebieden",
    Rubriek.NETWERK: "Netwerk",
    Rubriek.SIGNALEN: "Signalen",
    Rubriek.PLAN: "Plan van aanpak",
    Rubriek.ACTIES: "Acties",
    Rubriek.INZET: "Interventies",
    Rubriek.BESLUITEN: "Besluiten van tafels",
    Rubriek.BUDGET: "Budget",
    Rubriek.BETROKKENEN: "Betrokken professionals",
    Rubriek.BIJLAGEN: "Bijlagen",
}

_GRIJS = "#" + stijl.GRIJS.hexval()[2:]
_SCHAALUITLEG = "1 = acuut probleem, 5 = redt zichzelf. Hoe minder gevulde vakjes, hoe groter de zorg."
ZONDER_WOORDEN = "Wat er gebeurt, mag hier niet staan."
_ACTIEKOPPEN = ("Actie", "Wie", "Gereed op", "Status")

_KOLOMKOP = 30  # characters
_MEESTE_LABELS = 4
_KORT_DOEL = 500  # characters; a longer goal may break over pages
_LANG_DOEL = 700  # characters; longer goals get the full width
SMAL = 440.0  # points
_INLOOP = 60  # characters; a longer title gets lines of its own
_KOLOM = 260.0  # points; narrower than this, text does not stand beside a chip but below it


@dataclass(frozen=True, slots=True)
class Zetwijze:
    """How sections are set: on which day, for whom, how wide (points), and which actions are the reader's own."""

    vandaag: date
    intern: bool = False
    breedte: float = stijl.ZETBREEDTE
    eigen: frozenset[str] = frozenset()
    kopwit: float = 13  # points above a heading
    dicht: bool = False  # less white, and titles run in, so that more of a casus is seen at once
    gedeeld: Gedeeld | None = None  # what the heading says of nature, source and day

    @property
    def marge(self) -> tuple[float, float]:
        """Above and below, left and right of a cell, in points."""
        return (1.4, 6) if self.dicht else (3.5, 6)

    @property
    def smal(self) -> bool:
        """Whether two columns of text beside each other would be too narrow to read."""
        return self.breedte < SMAL


def bouw_rubriek(rubriek: Rubriek, stukken: Sequence[Stuk], zo: Zetwijze) -> list[Flowable]:
    """One section with its heading. ``stukken`` are those of this section, at least one; their order is kept."""
    zo = met_gedeeld(stukken, zo)
    return onder(KOPPEN[rubriek], zet_rubriek(rubriek, stukken, zo), zo)


def met_gedeeld(stukken: Sequence[Stuk], zo: Zetwijze) -> Zetwijze:
    """Set close together, what these stukken have in common is said beside their heading (see :func:`onder`)."""
    return replace(zo, gedeeld=lees_gedeeld(stukken)) if zo.dicht else zo


def onder(kop: str, delen: Sequence[Flowable], zo: Zetwijze) -> list[Flowable]:
    """A heading that stays with what it introduces; nothing when there is nothing to introduce."""
    if not delen:
        return []
    vorm, tussen, ervoor = (stijl.KOP_DICHT, 2, 6) if zo.dicht else (stijl.KOP, 4, zo.kopwit)
    eerst = Kop(kop, vorm)
    bij = Alinea(opmaak(zo.gedeeld.regel()), stijl.KLEIN) if zo.gedeeld is not None else None
    return [KopMet(eerst if bij is None else Kopregel(eerst, bij), delen[0], tussen, ervoor=ervoor), *delen[1:]]


def zet_rubriek(rubriek: Rubriek, stukken: Sequence[Stuk], zo: Zetwijze) -> list[Flowable]:
    """As :func:`bouw_rubriek`, without the heading."""
    if rubriek is Rubriek.IDENTITEIT:
        return _gegevens(stukken, zo)
    if rubriek is Rubriek.ANTECEDENTEN:
        return _in_tabel(stukken, _antecedenten, zo, Veld.DATUM, Veld.STATUS)
    if rubriek is Rubriek.LEEFGEBIEDEN:
        return _in_tabel(stukken, _leefgebieden, zo, Veld.SCORE)
    if rubriek is Rubriek.PLAN:
        return _plan(stukken, zo)
    if rubriek is Rubriek.ACTIES:
        return _in_actietabel(stukken, zo)
    if rubriek is Rubriek.BETROKKENEN:
        return _op_regels(stukken) if zo.dicht and _even_kort(stukken) else [_betrokkenen(stukken, zo)]
    return zet_uitspraken(stukken, zo)


def celinhoud(stuk: Stuk, zo: Zetwijze, *elders: str, kop: bool = True) -> list[Flowable]:
    """Everything of a stuk that has no column of its own, one below the other."""
    titel = opschrift(stuk) if kop else ""
    # Weight tells title from text; alone, a title is the text.
    regels = [f"<b>{opmaak(titel)}</b>" if stuk.tekst else opmaak(titel)] if titel else []
    if stuk.tekst and titel and zo.dicht and len(titel) <= _INLOOP:
        regels = [f"{regels[0]} · {opmaak(stuk.tekst)}"]
    elif stuk.tekst:
        regels.append(opmaak(stuk.tekst))
    if overig := opmaak(" · ".join(overige_velden(stuk, *elders))):
        if regels and zo.dicht:
            regels[-1] += f" · {overig}"
        else:
            regels.append(overig)
    herkomst = zeg_herkomst(stuk, zo.gedeeld, aard=True, derden=zo.intern)
    if herkomst and zo.dicht and regels:
        regels[-1] += f' <font size="8" color="{_GRIJS}">· {herkomst}</font>'
        herkomst = ""
    delen: list[Flowable] = [Alinea(regel, stijl.CEL) for regel in regels]
    return [*delen, Alinea(herkomst, stijl.KLEIN)] if herkomst else delen


# --- statements -----------------------------------------------------------------------------------------------------


def zet_uitspraken(stukken: Sequence[Stuk], zo: Zetwijze) -> list[Flowable]:
    """Statements one below the other: chip, title and source on the first line, then the text.

    Set close together it is one paragraph each, and only what differs from what the heading says has a chip.
    """
    inspringen = any(stuk.aard is not None for stuk in stukken)
    naast = inspringen and zo.breedte >= _KOLOM
    delen: list[Flowable] = []
    for stuk in stukken:
        if delen:
            delen.append(Spacer(0, 2.5 if zo.dicht else 7))
        delen += [_in_een(stuk, zo)] if zo.dicht else _uitspraak(stuk, zo, inspringen, naast)
    return delen


def _in_een(stuk: Stuk, zo: Zetwijze) -> Flowable:
    """Title, text, fields and source in one paragraph, which can break anywhere."""
    titel = opschrift(stuk)
    tekst = f"<b>{opmaak(titel)}</b>" if titel else ""
    if stuk.tekst:
        streep = "" if not titel else " " if titel.rstrip().endswith((".", "?", "!", ":")) else ". "
        tekst += (f"<b>{streep}</b>" if streep else "") + opmaak(stuk.tekst)
    bij = opsomming(*map(opmaak, overige_velden(stuk)), zeg_herkomst(stuk, zo.gedeeld, aard=False, derden=zo.intern))
    if bij:
        tekst += f'<font size="8" color="{_GRIJS}">{" · " if tekst else ""}{bij}</font>'
    if stuk.aard is None or not wijkt_af(stuk, zo.gedeeld):
        return Alinea(tekst or "&nbsp;", stijl.CEL)
    alinea = Uitspraakkop(tekst or "&nbsp;", stijl.CEL_NA_CHIP)
    alinea.aard = stuk.aard.value.capitalize()
    return alinea


def _uitspraak(stuk: Stuk, zo: Zetwijze, inspringen: bool, naast: bool) -> list[Flowable]:
    """Chip, title and source on the first line, then the text, in a column beside the chips where there is room."""
    tekst = stijl.INGESPRONGEN if naast else stijl.TEKST
    klein = stijl.KLEIN_INGESPRONGEN if naast else stijl.KLEIN
    eerste = stijl.INGESPRONGEN if inspringen else stijl.TEKST
    herkomst = zeg_herkomst(stuk, None, aard=False, derden=zo.intern)
    titel = f"<b>{opmaak(opschrift(stuk))}</b>" if opschrift(stuk) else ""
    streep = " · " if titel and herkomst else ""
    bijschrift = f'<font size="8" color="{_GRIJS}">{streep}{herkomst}</font>' if herkomst else ""
    regels: list[Flowable] = []
    kopregel = titel + bijschrift
    if kopregel or stuk.aard is not None:
        kop = Uitspraakkop(kopregel or "&nbsp;", eerste)
        kop.aard = stuk.aard.value.capitalize() if stuk.aard is not None else ""
        regels.append(kop)
    if stuk.tekst:
        regels.append(Alinea(opmaak(stuk.tekst), tekst))
    if overig := overige_velden(stuk):
        regels.append(Alinea(opmaak(" · ".join(overig)), klein))
    if len(regels) < 2:
        return regels or [Alinea("&nbsp;", tekst)]
    return [KopMet(regels[0], regels[1]), *regels[2:]]


# --- grid -----------------------------------------------------------------------------------------------------------


def _gegevens(stukken: Sequence[Stuk], zo: Zetwijze) -> list[Flowable]:
    """Label and value side by side, in two columns where all values are short."""
    paren: list[tuple[str, str, str]] = []
    for stuk in stukken:
        van_stuk = [(naam, waarde) for naam, waarde in stuk.velden if waarde]
        if stuk.tekst or not van_stuk:
            van_stuk.append((stuk.titel, stuk.tekst))
        herkomst = zeg_herkomst(stuk, zo.gedeeld, aard=True, derden=zo.intern)
        paren += [(naam, waarde, "") for naam, waarde in van_stuk[:-1]]
        paren.append((*van_stuk[-1], herkomst))
    if zo.dicht:
        grijs = f'<font size="8.2" color="{_GRIJS}">'
        regels = [
            f"{grijs}{opmaak(naam)}</font> {opmaak(waarde)}" + (f"{grijs} · {bij}</font>" if bij else "")
            for naam, waarde, bij in paren
        ]
        return [Alinea(" &nbsp; ".join(regels), stijl.CEL)]
    cellen = [_paar(*paar) for paar in paren]
    if len(cellen) > 2 and all(len(naam) <= 40 and len(waarde) <= 60 for naam, waarde, _ in paren):
        leeg: tuple[list[Flowable], list[Flowable]] = ([], [])
        rijen = [[*links, *rechts] for links, rechts in zip_longest(cellen[::2], cellen[1::2], fillvalue=leeg)]
        waarde = zo.breedte / 2 - 82
        return [tabel(rijen, (82, waarde, 82, waarde), marge=(2.2, 4))]
    return [tabel([list(paar) for paar in cellen], (110, zo.breedte - 110), marge=(2.2, 4))]


def _paar(naam: str, waarde: str, herkomst: str) -> tuple[list[Flowable], list[Flowable]]:
    rechts: list[Flowable] = [Alinea(opmaak(waarde), stijl.CEL)]
    if herkomst:
        rechts.append(Alinea(herkomst, stijl.KLEIN))
    return [Alinea(opmaak(naam), stijl.LABEL)], rechts


# --- tables ---------------------------------------------------------------------------------------------------------


def _in_tabel(
    stukken: Sequence[Stuk], zet: Callable[[Sequence[Stuk], Zetwijze], Flowable], zo: Zetwijze, *kolommen: Veld
) -> list[Flowable]:
    """A table of the stukken that have one of its columns; text alone (an explanation, a result) stands below it."""
    rijen: list[Stuk] = []
    los: list[Stuk] = []
    for stuk in stukken:
        (rijen if any(veld(stuk, kolom) for kolom in kolommen) else los).append(stuk)
    delen = [zet(rijen, zo)] if rijen else []
    if rijen and los:
        delen.append(Spacer(0, 7))
    return delen + zet_uitspraken(los, zo)


def _antecedenten(stukken: Sequence[Stuk], zo: Zetwijze) -> Flowable:
    rijen: list[list[Cel]] = [koprij("Datum", "Antecedent", "Status")]
    for stuk in stukken:
        datum, status = veld(stuk, Veld.DATUM) or "onbekend", veld(stuk, Veld.STATUS)
        rijen.append([cel(datum), celinhoud(stuk, zo, Veld.DATUM, Veld.STATUS), cel(status)])
    vast = (72.0, 88.0) if zo.smal else (92.0, 110.0)
    return tabel(rijen, (vast[0], zo.breedte - sum(vast), vast[1]), koprijen=1, marge=zo.marge)


def _leefgebieden(stukken: Sequence[Stuk], zo: Zetwijze) -> Flowable:
    rijen: list[list[Cel]] = [koprij("Leefgebied", "Score", "Toelichting")]
    for stuk in stukken:
        punten, waarde = score(stuk), veld(stuk, Veld.SCORE)
        stand = cel(f"{punten} van 5" if waarde.strip() == str(punten) else waarde, vet=punten in {1, 2})
        vakjes = [Schaal(punten)] if punten is not None else []
        rijen.append([cel(stuk.titel, vet=True), [*vakjes, *stand], celinhoud(stuk, zo, Veld.SCORE, kop=False)])
    vast = (118.0, 134.0)
    uitleg = Alinea(_SCHAALUITLEG, stijl.KLEIN)
    return KopMet(uitleg, tabel(rijen, (*vast, zo.breedte - sum(vast)), koprijen=1, marge=zo.marge), 3)


def _in_actietabel(stukken: Sequence[Stuk], zo: Zetwijze) -> list[Flowable]:
    """As :func:`_in_tabel`; what belongs to an action stands in its row."""
    rijen, los = lees_acties(stukken)
    # An exact document does not say of which action loose words are, so there none is said to be without.
    stil = zo.intern or any(stuk.titel == ALLEEN_ACTIE for stuk in los)
    delen = [_acties(rijen, zo, stil=stil)] if rijen else []
    if rijen and los:
        delen.append(Spacer(0, 7))
    return delen + zet_uitspraken(los, zo)


def _wat(rij: Actierij, zo: Zetwijze, *, stil: bool) -> list[Flowable]:
    """What is to be done, then how it went and what was said against either."""
    erbij = [deel for stuk in rij.erbij if stuk is not rij.los for deel in celinhoud(stuk, zo)]
    if rij.los is not None:
        heel = replace(rij.los, velden=(*rij.los.velden, *rij.stuk.velden))
        return [*celinhoud(heel, zo, *ACTIEVELDEN), *erbij]
    if stil or rij.woorden:
        return [*celinhoud(rij.stuk, zo, *ACTIEVELDEN), *erbij]
    kaal = celinhoud(rij.stuk, replace(zo, gedeeld=None), *ACTIEVELDEN, kop=False)
    return [*cel(ZONDER_WOORDEN), *kaal, *erbij]


def _acties(acties: Sequence[Actierij], zo: Zetwijze, *, stil: bool) -> Flowable:
    """What is overdue first, then by deadline; what is done last."""

    def volgorde(rij: Actierij) -> tuple[bool, date]:
        return is_klaar(veld(rij.stuk, Veld.STATUS)), lees_dag(veld(rij.stuk, Veld.GEREED_OP)) or date.max

    rijen: list[list[Cel]] = [koprij("Actie", "Wie, wanneer")] if zo.smal else [koprij(*_ACTIEKOPPEN)]
    nadruk: list[tuple[object, ...]] = []
    for actie in sorted(acties, key=volgorde):
        stuk = actie.stuk
        uiterlijk = veld(stuk, Veld.GEREED_OP)
        datum = lees_dag(uiterlijk)
        te_laat = is_te_laat(stuk, zo.vandaag)
        if te_laat:
            rij = len(rijen)
            nadruk.append(("BACKGROUND", (0, rij), (-1, rij), stijl.NADRUK))
            nadruk.append(("LINEBEFORE", (0, rij), (0, rij), 3, stijl.INKT, "butt"))
        wie = cel(veld(stuk, Veld.WIE))
        if stuk.id in zo.eigen:
            wie = [Alinea(f"<b>VOOR U</b> · {opmaak(veld(stuk, Veld.WIE))}", stijl.CEL)]
        op = dag(datum) if datum is not None else uiterlijk
        toestand = opmaak(veld(stuk, Veld.STATUS))
        if te_laat and datum is not None:
            dagen = aantal((zo.vandaag - datum).days, "dag", "dagen")
            toestand = opsomming(f"<b>TE LAAT</b> ({dagen})", toestand)
        wat = _wat(actie, zo, stil=stil)
        if zo.smal:
            samen = f"<b>{opmaak(op)}</b>" if te_laat else opmaak(op)
            rijen.append([wat, [*wie, Alinea(opsomming(samen, toestand), stijl.CEL)]])
        else:
            rijen.append([wat, wie, cel(op, vet=te_laat), [Alinea(toestand, stijl.CEL)]])
    vast = (0.46 * zo.breedte,) if zo.smal else (164.0, 60.0, 92.0)
    return tabel(rijen, (zo.breedte - sum(vast), *vast), koprijen=1, opmaak=nadruk, marge=zo.marge)


def _betrokkenen(stukken: Sequence[Stuk], zo: Zetwijze) -> Flowable:
    """A column for each of the first three short labels in use; what else is known stands under the name."""
    in_gebruik = dict.fromkeys(naam for stuk in stukken for naam, waarde in stuk.velden if waarde)
    labels = [naam for naam in in_gebruik if len(naam) <= _KOLOMKOP and naam != Veld.NAAM][:3]
    rijen: list[list[Cel]] = [koprij("Naam", *labels)]
    for stuk in stukken:
        naam = cel(veld(stuk, Veld.NAAM)) if veld(stuk, Veld.NAAM) else []
        onder = celinhoud(stuk, zo, Veld.NAAM, *labels)
        rijen.append([[*naam, *onder], *(cel(veld(stuk, label)) for label in labels)])
    naam_breed = zo.breedte * (0.25 if labels else 1)
    over = (zo.breedte - naam_breed) / max(len(labels), 1)
    return tabel(rijen, (naam_breed, *([over] * len(labels))), koprijen=1, marge=zo.marge)


def _even_kort(stukken: Sequence[Stuk]) -> bool:
    """Whether each of these is the same few short fields and nothing else, so that the names of the fields go once."""
    labels = {tuple(naam for naam, _ in stuk.velden) for stuk in stukken}
    return (
        len(labels) == 1
        and 1 < len(*labels) <= _MEESTE_LABELS
        and all(len(naam) <= _KOLOMKOP for naam in next(iter(labels)))
        and not any(opschrift(stuk) or stuk.tekst or zeg_herkomst(stuk, None, aard=True) for stuk in stukken)
    )


def _op_regels(stukken: Sequence[Stuk]) -> list[Flowable]:
    """A line each, below one that says what its words are; never broken, so that none is left for another page."""
    namen = " · ".join(opmaak(naam) for naam, _ in stukken[0].velden)
    regels: list[Flowable] = [Alinea(namen, stijl.KLEIN)]
    for stuk in stukken:
        eerste, *rest = (opmaak(waarde) or "–" for _, waarde in stuk.velden)
        regels.append(Alinea(" · ".join([f"<b>{eerste}</b>", *rest]), stijl.CEL))
    return [Naast([regels], 0)]


# --- plan -----------------------------------------------------------------------------------------------------------


def _plan(stukken: Sequence[Stuk], zo: Zetwijze) -> list[Flowable]:
    """The plan as a whole as statements, then the goals in two tracks, beside each other unless they are long.

    A track without goals on this print gets no heading: its absence is not told.
    """
    sporen = [(spoor, [stuk for stuk in stukken if spoor_van(stuk) == spoor]) for spoor in SPOREN]
    gevuld = [(spoor, doelen) for spoor, doelen in sporen if doelen]
    algemeen = [stuk for stuk in stukken if not spoor_van(stuk)]
    delen = zet_uitspraken(algemeen, zo) if algemeen else []
    naast_elkaar = not zo.smal and all(len(stuk.tekst) <= _LANG_DOEL for stuk in stukken)
    for tabelsporen in [gevuld] if naast_elkaar and gevuld else [[spoor] for spoor in gevuld]:
        if delen:
            delen.append(Spacer(0, 8))
        delen.append(_doelen(tabelsporen, zo))
    return delen


def _doelen(sporen: list[tuple[str, list[Stuk]]], zo: Zetwijze) -> Flowable:
    """Each track read from top to bottom, beside the other; a goal and how it will be seen have one heading."""
    kolommen: list[list[Flowable]] = []
    for _, doelen in sporen:
        kolom: list[Flowable] = []
        samen: list[Flowable] = []  # a goal with its leefgebied and how it will be seen: never parted
        boven, letters = "", 0
        for doel in doelen:
            leefgebied = veld(doel, Veld.LEEFGEBIED) if zo.dicht or not opschrift(doel) else ""
            hoort_bij = bool(samen) and leefgebied == boven and bool(opschrift(doel))
            if not hoort_bij:
                kolom += _bijeen(samen, letters)
                samen, letters = [], 0
            letters += len(doel.tekst) + len(doel.titel) + sum(map(len, overige_velden(doel)))
            if kolom and not hoort_bij:
                kolom.append(Spacer(0, 1 if leefgebied and leefgebied == boven else 4))
            if leefgebied and leefgebied != boven:
                samen += cel(leefgebied, vet=True)
            boven = leefgebied
            samen += celinhoud(doel, zo, Veld.SPOOR, *([Veld.LEEFGEBIED] if leefgebied else []))
        kolom += _bijeen(samen, letters)
        kolommen.append(kolom)
    breedtes = [zo.breedte / len(sporen)] * len(sporen)
    midden = [("LINEBEFORE", (1, 0), (-1, -1), 0.5, stijl.LIJN, "butt")]
    koppen = koprij(*(spoor for spoor, _ in sporen))
    return tabel([koppen, kolommen], breedtes, koprijen=1, opmaak=midden, marge=zo.marge)


def _bijeen(delen: Sequence[Flowable], letters: int) -> list[Flowable]:
    """These on one page, unless they are so long that they have to be able to break."""
    return list(delen) if len(delen) < 2 or letters > _KORT_DOEL else [Naast([delen], 0)]


def koprij(*koppen: str) -> list[Cel]:
    """The head row of a table."""
    return [[Alinea(opmaak(kop), stijl.CELKOP)] for kop in koppen]


def cel(tekst: str, *, vet: bool = False) -> list[Flowable]:
    """A cell of text."""
    return [Alinea(f"<b>{opmaak(tekst)}</b>" if vet else opmaak(tekst), stijl.CEL)]
