"""The pages of the report of the informatiebeeld: cover with contents, in short, the subjects, what holds for all."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.platypus import Flowable, KeepTogether, PageBreak, Spacer

from pmg_desk.reports import stijl
from pmg_desk.reports.beeldrapport import BIJLAGE, TITEL, Achterin, Beeldrapport, Kerncijfer, Rapportdeel
from pmg_desk.reports.blad import Blad, Opschrift
from pmg_desk.reports.bouwstenen import Alinea, Cel, KopMet, Naast, tabel
from pmg_desk.reports.cijfertabel import GOOT, Cijfertabel, MetVervolg, bouw_tabellen
from pmg_desk.reports.letters import opmaak
from pmg_desk.reports.staafgrafiek import hoogste, passende_maten, teken_staven
from pmg_desk.reports.taal import gemeentenaam, opsomming
from pmg_desk.reports.tekening import DRUK, Beeld

KORT, TOELICHTING = "In het kort", "Toelichting"
_GRAFIEKWOORDEN = 108.0  # points
_EEN_KOLOM = 18  # headings in the contents; more of them in two columns
_BLADBREED = 26.0
_LANG = 10  # rows of a table that may stand on the page after what it is about
_HEEL = 24  # rows of a table that stays whole
_ZIN = ParagraphStyle("beeldzin", parent=stijl.TEKST, fontName=stijl.TEKST.fontName, spaceAfter=3)
_DEFINITIE = ParagraphStyle("beelddefinitie", parent=stijl.KLEIN, fontSize=7.8, leading=10.2)
_GROOT = ParagraphStyle("beeldgetal", parent=stijl.CEL_RECHTS, fontName=stijl.KERN.fontName, fontSize=11, leading=14)
_RAPPORT = ParagraphStyle("beeldtitel", parent=stijl.NAAM, fontSize=26, leading=34)


def opschrift(rapport: Beeldrapport) -> Opschrift:
    """The marks on every page: what is sure of its numbers (words are of people), for whom, which quarters and file."""
    return Opschrift(
        "CIJFERS ZONDER NAMEN",
        rapport.voor_wie or TITEL,
        opsomming(gemeentenaam(rapport.gemeente), f"{TITEL} {rapport.periode}"),
        opsomming(f"Bestand {rapport.nummer}", f"gemaakt op {rapport.gemaakt}"),
        intern=False,
    )


def bouw(rapport: Beeldrapport) -> list[Flowable]:
    """The content in reading order."""
    verhaal = [*_omslag(rapport), PageBreak(), *_toelichting(rapport.tekst), *_kort(rapport)]
    if len(rapport.delen) == 1:  # goes on below it: on a page of its own both would be nearly empty
        verhaal += _lopend(rapport.delen[0])
    else:
        verhaal.append(PageBreak())
        verhaal += [stuk for deel in rapport.delen for stuk in _stukken(deel)]
    for een in rapport.achterin:
        verhaal += _achterin(een)
    for nr, (kop, tabellen) in enumerate(rapport.bijlage):
        verhaal += [*([] if nr else [PageBreak()]), *_bijlagedeel(kop, tabellen)]
    return verhaal


class Rapportkop(Alinea):
    """The heading of a section, with a bookmark of the same words that the contents lead to."""

    def __init__(self, titel: str) -> None:
        super().__init__(opmaak(titel), stijl.KOP)
        self._titel = titel

    def draw(self) -> None:
        """Draw it and remember where it stands."""
        self.canv.onthoud_kop(self._titel, self.canv.absolutePosition(0, self.height)[1])
        super().draw()


class _Blad(Flowable):
    """Room for the page of a section, that leads to it."""

    canv: Blad

    def __init__(self, titel: str) -> None:
        super().__init__()
        self._titel = titel

    def wrap(self, breedte: float, _hoogte: float) -> tuple[float, float]:
        self.width, self.height = breedte, stijl.CEL.leading
        return self.width, self.height

    def draw(self) -> None:
        self.canv.verwijs_kop(self._titel, self.width, self.height)


class _Inhoudsregel(Flowable):
    """A section with dots up to its page; all of it leads there."""

    canv: Blad

    def __init__(self, titel: str) -> None:
        super().__init__()
        self._titel = titel

    def wrap(self, breedte: float, _hoogte: float) -> tuple[float, float]:
        self._regel = Alinea(opmaak(self._titel), stijl.CEL)
        hoog = self._regel.wrapOn(self.canv, breedte - _BLADBREED - 12, stijl.HOOGTE)[1]
        self.width, self.height = breedte, hoog + 3
        return self.width, self.height

    def draw(self) -> None:
        blad = self.canv
        self._regel.drawOn(blad, 0, 0)
        blad.begin_sier()
        blad.saveState()
        blad.setStrokeColor(stijl.LIJN)
        blad.setLineWidth(0.8)
        blad.setDash(0.8, 2.6)
        van = stringWidth(self._titel, stijl.CEL.fontName, stijl.CEL.fontSize) + 6
        if van < self.width - _BLADBREED:
            blad.line(van, 3, self.width - _BLADBREED, 3)
        blad.restoreState()
        blad.eind_sier()
        blad.verwijs_kop(self._titel, self.width, self.height)


def _bijeen(delen: Sequence[Flowable]) -> Flowable:
    return KeepTogether([*delen, Spacer(0, 13)])


def _kader(regels: Sequence[tuple[str, str]], breed: float, *, vet: bool = False) -> Flowable:
    vorm = stijl.KERN if vet else stijl.LABEL
    rijen = [[[Alinea(opmaak(label), vorm)], [Alinea(opmaak(tekst), stijl.CEL)]] for label, tekst in regels]
    vlak = [("BACKGROUND", (0, 0), (-1, -1), stijl.VLAK)]
    return tabel(rijen, (breed, stijl.ZETBREEDTE - breed), lijnen=False, opmaak=vlak, marge=(1.8, 8))


def _omslag(rapport: Beeldrapport) -> Iterator[Flowable]:
    yield Spacer(0, 18)
    yield Alinea(opmaak(gemeentenaam(rapport.gemeente)), stijl.BOVENKOP)
    yield Alinea(TITEL, _RAPPORT)
    yield Alinea(opmaak(rapport.periode), stijl.ONDERTITEL)
    yield Spacer(0, 12)
    yield _kader(rapport.feiten, 82)
    koppen = ("Kwartaal", "Stroom: geteld over", "Stand: peildatum", "Vastgesteld op", "In dit rapport")
    kop: list[Cel] = [[Alinea(woord, stijl.CELKOP)] for woord in koppen]
    rijen: list[list[Cel]] = [
        [[Alinea(opmaak(tekst), stijl.CEL)] for tekst in (k.label, k.periode, k.peildatum, k.vastgesteld, k.rol)]
        for k in rapport.kwartalen
    ]
    breed = [stijl.ZETBREEDTE * deel for deel in (0.18, 0.26, 0.18, 0.19, 0.19)]
    yield KopMet(Alinea("Welke kwartalen", stijl.KOP), tabel([kop, *rijen], breed, koprijen=1, marge=(2.2, 5)), 3, 12)
    eerste, *verder = [Alinea(opmaak(zin), stijl.CEL) for zin in rapport.methode]
    yield KopMet(Alinea("Hoe u deze getallen leest", stijl.KOP), _kader(rapport.merken, 50, vet=True), 3, 12)
    yield Spacer(0, 4)
    yield eerste
    yield from verder
    inhoud: list[Flowable] = [_Inhoudsregel(titel) for titel in _titels(rapport)]
    half = -(-len(inhoud) // 2) if len(inhoud) > _EEN_KOLOM else len(inhoud)
    kolommen = [inhoud[nr : nr + half] for nr in range(0, len(inhoud), half)]
    yield KopMet(Alinea("Inhoud", stijl.KOP), Naast(kolommen, GOOT), 3, 12)


def _titels(rapport: Beeldrapport) -> Iterator[str]:
    if rapport.tekst.strip():
        yield TOELICHTING
    yield KORT
    yield from (deel.kop for deel in rapport.delen)
    yield from (een.kop for een in rapport.achterin)
    yield from (kop for kop, _ in rapport.bijlage)


def _toelichting(tekst: str) -> list[Flowable]:
    """The words as they were typed: an empty line stays one."""
    if not tekst.strip():
        return []
    eerste, *verder = tekst.strip().split("\n")
    regels = [Alinea(opmaak(regel), _ZIN) if regel.strip() else Spacer(0, _ZIN.leading) for regel in verder]
    return [KopMet(Rapportkop(TOELICHTING), Alinea(opmaak(eerste), _ZIN), 3), *regels, Spacer(0, 14)]


def _kort(rapport: Beeldrapport) -> list[Flowable]:
    nu, toen = rapport.vergelijking
    kop: list[Cel] = [
        [Alinea("Waar het over gaat", stijl.CELKOP)],
        [Alinea(opmaak(nu), stijl.CELKOP_RECHTS)],
        [Alinea(opmaak(toen), stijl.CELKOP_RECHTS)],
        [Alinea("Verandering", stijl.CELKOP)],
        [Alinea("Blz.", stijl.CELKOP_RECHTS)],
    ]
    breed = [stijl.ZETBREEDTE * deel for deel in (0.40, 0.15, 0.15, 0.235)]
    breed.append(stijl.ZETBREEDTE - sum(breed))
    inhoud = tabel([kop, *map(_kernrij, rapport.kern)], breed, koprijen=1, marge=(5, 5))
    return [_bijeen([KopMet(Rapportkop(KORT), inhoud, 4)])]


def _kernrij(een: Kerncijfer) -> list[Cel]:
    return [
        [
            Alinea(f"<b>{opmaak(een.wat)}</b>", stijl.CEL),
            *([Alinea(opmaak(een.bij), stijl.KLEIN)] if een.bij else []),
        ],
        [Alinea(opmaak(een.nu), _GROOT)],
        [Alinea(opmaak(een.toen), stijl.CEL_RECHTS)],
        [Alinea(opmaak(een.verandering), stijl.CEL)],
        [_Blad(een.kop)] if een.kop else [],
    ]


def _stukken(deel: Rapportdeel) -> Iterator[Flowable]:
    """A subject on one page; one with a long table may leave that for the next page, rather than half a page empty."""
    if not any(len(een.rijen) > _LANG for een in deel.tabellen):
        yield _bijeen([*_deel(deel), *bouw_tabellen(deel.tabellen, deel.kop), *_duidingen(deel)])
        return
    yield KeepTogether(_deel(deel))
    for een in deel.tabellen:
        gezet = list(bouw_tabellen([een], deel.kop))
        yield from gezet if len(een.rijen) > _HEEL else [KeepTogether(gezet)]
    yield from _duidingen(deel)
    yield Spacer(0, 13)


def _lopend(deel: Rapportdeel) -> Iterator[Flowable]:
    """A subject that begins where there is room and goes on over the page."""
    yield KeepTogether(_deel(deel))
    tabellen = list(bouw_tabellen(deel.tabellen, deel.kop))
    yield from tabellen if any(len(een.rijen) > _HEEL for een in deel.tabellen) else [KeepTogether(tabellen)]
    yield from _duidingen(deel)
    yield Spacer(0, 13)


def _deel(deel: Rapportdeel) -> list[Flowable]:
    getal, verandering, *verder = map(opmaak, deel.zinnen)
    uit: list[Flowable] = [
        KopMet(Rapportkop(deel.kop), Alinea(f"<b>{getal}</b> {verandering}", stijl.TEKST), 2),
        *(Alinea(zin, stijl.TEKST) for zin in verder),
        Spacer(0, 2),
        Alinea(opmaak(deel.definitie), _DEFINITIE),
    ]
    if deel.grafieken:
        uit += _grafieken(deel)
    return uit


def _duidingen(deel: Rapportdeel) -> Iterator[Flowable]:
    for kop, tekst in deel.duidingen:
        vervolg = f"{deel.kop}: duiding (vervolg)"
        yield MetVervolg(Alinea(opmaak(kop), stijl.TUSSENKOP), vervolg, Alinea(opmaak(tekst), stijl.TEKST), 2, 9)


def _grafieken(deel: Rapportdeel) -> Iterator[Flowable]:
    groepen = [grafiek.staven for grafiek in deel.grafieken]
    breed = (stijl.ZETBREEDTE - GOOT) / 2
    maten, top = passende_maten(groepen, breed, _GRAFIEKWOORDEN), hoogste(groepen)
    kolommen: list[list[Flowable]] = [
        [Alinea(opmaak(een.kop), stijl.TUSSENKOP), Spacer(0, 3), Beeld(teken_staven(een.staven, DRUK, maten, top))]
        for een in deel.grafieken
    ]
    yield Spacer(0, 6)
    for nr in range(0, len(kolommen), 2):
        yield Naast([*kolommen[nr : nr + 2], *([[]] if nr + 1 == len(kolommen) else [])], GOOT)
    yield Alinea(opmaak(deel.schaal), _DEFINITIE)


def _achterin(een: Achterin) -> list[Flowable]:
    if een.klein:  # one block, that goes on no next page by itself
        zinnen = " ".join(opmaak(tekst) for _, tekst in een.regels)
        return [KeepTogether([KopMet(Rapportkop(een.kop), Alinea(zinnen, _DEFINITIE), 3, 10)])]
    eerste, *verder = [
        Alinea(f"<b>{opmaak(teken)}</b>&nbsp; {opmaak(tekst)}" if teken else opmaak(tekst), _ZIN)
        for teken, tekst in een.regels
    ]
    return [KopMet(Rapportkop(een.kop), eerste, 3, 10), *verder]


def _bijlagedeel(kop: str, tabellen: Sequence[Cijfertabel]) -> list[Flowable]:
    """Each table stays whole where a page has room for it: the first one with the heading, others name the subject."""
    onderwerp = kop.removeprefix(BIJLAGE)
    _, eerste, *rest = bouw_tabellen(tabellen[:1], onderwerp)
    verder = [replace(een, kop=f"{onderwerp}: {een.kop}") for een in tabellen[1:]]
    return [
        KeepTogether([KopMet(Rapportkop(kop), eerste, 2, 12), *rest]),
        *(KeepTogether(list(bouw_tabellen([een], ""))) for een in verder),
    ]
