"""The sections of a case summary, each in the form that reads fastest: grid, table, scale, two tracks, statements."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import zip_longest

from reportlab.platypus import Flowable, Spacer

from pmg_desk.domain.samenvatting import Doorverstrekking, Rubriek, Stuk, Veld
from pmg_desk.reports import stijl
from pmg_desk.reports.bouwstenen import Alinea, Cel, Kop, KopMet, Schaal, Uitspraakkop, tabel
from pmg_desk.reports.letters import opmaak
from pmg_desk.reports.taal import aantal, dag, is_klaar, lees_dag

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

_INKT = "#" + stijl.INKT.hexval()[2:]
_GRIJS = "#" + stijl.GRIJS.hexval()[2:]
_SCHAALUITLEG = "1 = acuut probleem, 5 = redt zichzelf. Hoe minder gevulde vakjes, hoe groter de zorg."
_ACTIEKOPPEN = ("Actie", "Wie", "Gereed op", "Status")
ACTIEVELDEN = (Veld.WIE, Veld.GEREED_OP, Veld.STATUS)

# Titles that say no more than the heading of their section; not printed above a text.
_SOORTNAMEN = {
    Rubriek.AANLEIDING: "Aanleiding",
    Rubriek.SIGNALEN: "Signaal",
    Rubriek.PLAN: "Doel",
    Rubriek.ACTIES: "Actie",
    Rubriek.BESLUITEN: "Besluit",
    Rubriek.BETROKKENEN: "Betrokken professional",
}
_KOLOMKOP = 30  # characters
_LANG_DOEL = 700  # characters; longer goals get the full width
SMAL = 440.0  # points
_INLOOP = 60  # characters; a longer title gets lines of its own
_KOLOM = 260.0  # points; narrower than this, text does not stand beside a chip but below it
SPOREN = ("Perspectief bieden", "Grenzen stellen")


@dataclass(frozen=True, slots=True)
class Zetwijze:
    """How sections are set: on which day, for whom, how wide (points), and which actions are the reader's own."""

    vandaag: date
    intern: bool = False
    breedte: float = stijl.ZETBREEDTE
    eigen: frozenset[str] = frozenset()
    kopwit: float = 13  # points above a heading
    dicht: bool = False  # less white, and titles run in, so that more of a casus is seen at once

    @property
    def marge(self) -> tuple[float, float]:
        """Above and below, left and right of a cell, in points."""
        return (2, 6) if self.dicht else (3.5, 6)

    @property
    def smal(self) -> bool:
        """Whether two columns of text beside each other would be too narrow to read."""
        return self.breedte < SMAL


def bouw_rubriek(rubriek: Rubriek, stukken: Sequence[Stuk], zo: Zetwijze) -> list[Flowable]:
    """One section with its heading. ``stukken`` are those of this section, at least one; their order is kept."""
    return onder(KOPPEN[rubriek], zet_rubriek(rubriek, stukken, zo), zo)


def onder(kop: str, delen: Sequence[Flowable], zo: Zetwijze) -> list[Flowable]:
    """A heading that stays with what it introduces; nothing when there is nothing to introduce."""
    vorm, tussen, ervoor = (stijl.KOP_DICHT, 3, 7) if zo.dicht else (stijl.KOP, 4, zo.kopwit)
    return [KopMet(Kop(kop, vorm), delen[0], tussen, ervoor=ervoor), *delen[1:]] if delen else []


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
        return _in_tabel(stukken, _acties, zo, *ACTIEVELDEN)
    if rubriek is Rubriek.BETROKKENEN:
        return [_betrokkenen(stukken, zo)]
    return zet_uitspraken(stukken, zo)


def veld(stuk: Stuk, label: str) -> str:
    """The value of the first field with this label; empty when the stuk has no such field."""
    return next((waarde for naam, waarde in stuk.velden if naam == label), "")


def opschrift(stuk: Stuk) -> str:
    """The title, unless it only repeats what the section is about while there is a text or a name to read."""
    gewoon = stuk.titel == _SOORTNAMEN.get(stuk.rubriek) and (stuk.tekst or veld(stuk, Veld.NAAM))
    return "" if gewoon else stuk.titel


def score(stuk: Stuk) -> int | None:
    """The score of a leefgebied, 1 (acute) to 5 (self-reliant); None when it holds none."""
    eerste = veld(stuk, Veld.SCORE).strip()[:1]
    return int(eerste) if eerste in {"1", "2", "3", "4", "5"} else None


def is_te_laat(stuk: Stuk, vandaag: date) -> bool:
    """Whether an action still runs although its deadline lies before ``vandaag``."""
    uiterlijk = lees_dag(veld(stuk, Veld.GEREED_OP))
    return uiterlijk is not None and uiterlijk < vandaag and not is_klaar(veld(stuk, Veld.STATUS))


def _herkomst(stuk: Stuk, zo: Zetwijze, *, aard: bool) -> str:
    """Markup for one line: who says it, when, and what may be done with it; less what has a place of its own."""
    delen = []
    regels = []
    if aard and stuk.aard is not None:
        delen.append(stuk.aard.value.capitalize())
    if stuk.bron:
        delen.append(f"bron: {stuk.bron}")
    if stuk.datum is not None:
        delen.append(dag(stuk.datum))
    if stuk.doorverstrekking is Doorverstrekking.NEE:
        regels.append("niet doorgeven")
    elif stuk.doorverstrekking is Doorverstrekking.VRAGEN:
        regels.append("doorgeven: eerst de bron vragen")
    if zo.intern and stuk.derden:
        regels.append("gaat ook over anderen")
    if stuk.geheim_adres:
        regels.append("GEHEIM ADRES, NIET DOORGEVEN")
    nadruk = [f'<font color="{_INKT}"><b>{regel}</b></font>' for regel in regels]
    return " · ".join([*map(opmaak, delen), *nadruk])


def _velden(stuk: Stuk, *elders: str) -> list[str]:
    """The fields as text, less the first with each label that stands elsewhere."""
    over = list(elders)
    regels = []
    for naam, waarde in stuk.velden:
        if naam in over:
            over.remove(naam)
        elif waarde:
            regels.append(f"{naam}: {waarde}")
    return regels


def celinhoud(stuk: Stuk, zo: Zetwijze, *elders: str, kop: bool = True) -> list[Flowable]:
    """Everything of a stuk that has no column of its own, one below the other."""
    titel = opschrift(stuk) if kop else ""
    # Weight tells title from text; alone, a title is the text.
    regels = [f"<b>{opmaak(titel)}</b>" if stuk.tekst else opmaak(titel)] if titel else []
    if stuk.tekst and titel and zo.dicht and len(titel) <= _INLOOP:
        regels = [f"{regels[0]} · {opmaak(stuk.tekst)}"]
    elif stuk.tekst:
        regels.append(opmaak(stuk.tekst))
    if overig := _velden(stuk, *elders):
        regels.append(opmaak(" · ".join(overig)))
    herkomst = _herkomst(stuk, zo, aard=True)
    if herkomst and zo.dicht and regels:
        regels[-1] += f' <font size="8" color="{_GRIJS}">· {herkomst}</font>'
        herkomst = ""
    delen: list[Flowable] = [Alinea(regel, stijl.CEL) for regel in regels]
    return [*delen, Alinea(herkomst, stijl.KLEIN)] if herkomst else delen


# --- statements -----------------------------------------------------------------------------------------------------


def zet_uitspraken(stukken: Sequence[Stuk], zo: Zetwijze) -> list[Flowable]:
    """Statements one below the other: chip, title and source on the first line, then the text."""
    inspringen = any(stuk.aard is not None for stuk in stukken)
    naast = inspringen and zo.breedte >= _KOLOM
    delen: list[Flowable] = []
    for stuk in stukken:
        if delen:
            delen.append(Spacer(0, 5 if zo.dicht else 7))
        delen += _uitspraak(stuk, zo, inspringen, naast)
    return delen


def _uitspraak(stuk: Stuk, zo: Zetwijze, inspringen: bool, naast: bool) -> list[Flowable]:
    """Chip, title and source on the first line, then the text, in a column beside the chips where there is room."""
    tekst = stijl.INGESPRONGEN if naast else stijl.TEKST
    klein = stijl.KLEIN_INGESPRONGEN if naast else stijl.KLEIN
    eerste = stijl.INGESPRONGEN if inspringen else stijl.TEKST
    herkomst = _herkomst(stuk, zo, aard=False)
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
    if overig := _velden(stuk):
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
        herkomst = _herkomst(stuk, zo, aard=True)
        paren += [(naam, waarde, "") for naam, waarde in van_stuk[:-1]]
        paren.append((*van_stuk[-1], herkomst))
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


def _acties(stukken: Sequence[Stuk], zo: Zetwijze) -> Flowable:
    """What is overdue first, then by deadline; what is done last."""

    def volgorde(stuk: Stuk) -> tuple[bool, date]:
        return is_klaar(veld(stuk, Veld.STATUS)), lees_dag(veld(stuk, Veld.GEREED_OP)) or date.max

    rijen: list[list[Cel]] = [koprij("Actie", "Wie, wanneer")] if zo.smal else [koprij(*_ACTIEKOPPEN)]
    nadruk: list[tuple[object, ...]] = []
    for stuk in sorted(stukken, key=volgorde):
        uiterlijk = veld(stuk, Veld.GEREED_OP)
        datum = lees_dag(uiterlijk)
        te_laat = is_te_laat(stuk, zo.vandaag)
        if te_laat:
            rij = len(rijen)
            nadruk.append(("BACKGROUND", (0, rij), (-1, rij), stijl.NADRUK))
            nadruk.append(("LINEBEFORE", (0, rij), (0, rij), 3, stijl.INKT, "butt"))
        wie = cel(veld(stuk, Veld.WIE))
        if stuk.id in zo.eigen:
            wie = [Alinea("<b>VOOR U</b>", stijl.CEL), *wie]
        wanneer = cel(dag(datum) if datum is not None else uiterlijk, vet=te_laat)
        stand = cel(veld(stuk, Veld.STATUS))
        if te_laat and datum is not None:
            stand = [Alinea(f"<b>TE LAAT</b> ({aantal((zo.vandaag - datum).days, 'dag', 'dagen')})", stijl.CEL), *stand]
        wat = celinhoud(stuk, zo, *ACTIEVELDEN)
        rijen.append([wat, [*wie, *wanneer, *stand]] if zo.smal else [wat, wie, wanneer, stand])
    vast = (0.42 * zo.breedte,) if zo.smal else (112.0, 62.0, 102.0)
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


def spoor_van(stuk: Stuk) -> str:
    """Which of the two tracks a goal is in; empty when it is in neither."""
    waarde = veld(stuk, Veld.SPOOR).strip().casefold()
    return next((spoor for spoor in SPOREN if waarde and waarde.startswith(spoor.split(" ")[0].casefold())), "")


def _doelen(sporen: list[tuple[str, list[Stuk]]], zo: Zetwijze) -> Flowable:
    rijen = [
        [_doel(doel, zo) if doel is not None else [] for doel in rij]
        for rij in zip_longest(*(doelen for _, doelen in sporen))
    ]
    breedtes = [zo.breedte / len(sporen)] * len(sporen)
    midden = [("LINEBEFORE", (1, 0), (-1, -1), 0.5, stijl.LIJN, "butt")]
    return tabel([koprij(*(spoor for spoor, _ in sporen)), *rijen], breedtes, koprijen=1, opmaak=midden, marge=zo.marge)


def _doel(stuk: Stuk, zo: Zetwijze) -> list[Flowable]:
    leefgebied = veld(stuk, Veld.LEEFGEBIED)
    if opschrift(stuk) or not leefgebied:
        return celinhoud(stuk, zo, Veld.SPOOR)
    return [*cel(leefgebied, vet=True), *celinhoud(stuk, zo, Veld.SPOOR, Veld.LEEFGEBIED)]


def koprij(*koppen: str) -> list[Cel]:
    """The head row of a table."""
    return [[Alinea(opmaak(kop), stijl.CELKOP)] for kop in koppen]


def cel(tekst: str, *, vet: bool = False) -> list[Flowable]:
    """A cell of text."""
    return [Alinea(f"<b>{opmaak(tekst)}</b>" if vet else opmaak(tekst), stijl.CEL)]
