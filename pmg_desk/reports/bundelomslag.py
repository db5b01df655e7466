"""The cover of a bundle: which overleg, for whom and which copy, what a reader may do with it, and the agenda."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from reportlab.platypus import Flowable, Spacer

from pmg_desk.domain.bundel import Agendaregel, Bundel, Bundelkop, Bundelversie
from pmg_desk.reports import stijl
from pmg_desk.reports.blad import Blad
from pmg_desk.reports.bouwstenen import Alinea, Cel, Kop, KopMet, Naast, tabel
from pmg_desk.reports.document import PROEF
from pmg_desk.reports.letters import opmaak
from pmg_desk.reports.rubrieken import SMAL, cel, koprij
from pmg_desk.reports.taal import dag, dag_voluit, gemeentenaam, moment, opsomming
from pmg_desk.reports.titelblok import Titel, bouw_titel
from pmg_desk.reports.verhaal import GEHEIMHOUDING, zekerheden

VERSIES = {
    Bundelversie.VOORAF: "Vooraf: om het overleg voor te bereiden, zonder aantekeningen",
    Bundelversie.ACHTERAF: "Achteraf: met de besluiten van de tafel",
}
_EEN_KOLOM, _TWEE_KOLOMMEN = 18, 44  # agenda items; more of them than that break over pages
_KORT_OPSCHRIFT = 60  # characters
_REGELS_PER_BLAD = {False: 38, True: 20}  # agenda items on a page of nothing else, by whether it is big print
_GOOT = 16.0
_VERTROUWELIJK = (
    "Deze bundel is alleen voor wie hierboven als ontvanger staat. Zij bevat uitsluitend wat voor deze ontvanger is "
    "goedgekeurd. Geef haar niet door, ook niet aan collega's, zonder overleg met de casusregisseur."
)
_EXEMPLAAR = (
    "Dit exemplaar is geteld en staat geregistreerd. Geef het terug of vernietig het zodra u het niet meer nodig hebt, "
    "en meld dat aan de casusregisseur."
)
_PROEF = "Dit is een proef. Dit exemplaar is niet uitgegeven en mag niet worden verstrekt."
_SCHUILNAMEN = (
    "<b>In deze bundel staan schuilnamen in plaats van namen.</b> Gebruik ook in het gesprek alleen de schuilnaam, "
    "en probeer niet te achterhalen om wie het gaat."
)


class Bladplaats(Flowable):
    """Room for the pages of a part: they are known only when all pages are set."""

    canv: Blad

    def __init__(self, deel: int) -> None:
        super().__init__()
        self._deel = deel

    def wrap(self, breedte: float, _hoogte: float) -> tuple[float, float]:
        """The room it takes, in points: one line."""
        self.width, self.height = breedte, stijl.CEL.leading
        return self.width, self.height

    def draw(self) -> None:
        """Leave the room."""
        self.canv.verwijs(self._deel, self.width)


def bouw_omslag(b: Bundel, breedte: float) -> list[Flowable]:
    """The cover, in reading order."""
    kop = b.kop
    titel = Titel(
        vak=("EXEMPLAAR", str(kop.exemplaar)) if kop.exemplaar else (PROEF.upper(), ""),
        boven=opsomming("Vertrouwelijke overlegbundel", gemeentenaam(kop.gemeente)),
        titel=kop.tafel,
        onder=dag_voluit(kop.datum).capitalize(),
        chip=kop.versie.value.upper(),
    )
    return [*bouw_titel(titel), Spacer(0, 12), _bestemming(kop, breedte), *_regels(b, breedte), *_agenda(b, breedte)]


def ontvanger(kop: Bundelkop) -> str:
    """The person if there is one, the organisation and the function."""
    organisatie = " – ".join(deel for deel in (kop.organisatie, kop.functie) if deel)
    return ", ".join(deel for deel in (kop.persoon, organisatie) if deel)


def _bestemming(kop: Bundelkop, breedte: float) -> Flowable:
    gemaakt = f"{moment(kop.gemaakt_op)}" + (f" door {kop.gemaakt_door}" if kop.gemaakt_door else "")
    regels = [
        ("Voor", f"<b>{opmaak(ontvanger(kop))}</b>"),
        ("Overleg", opmaak(kop.overleg)),
        ("Versie", opmaak(VERSIES[kop.versie])),
        ("Vorm", opmaak(kop.wijze)),
        ("Gemaakt", opmaak(gemaakt)),
    ]
    rijen = [[[Alinea(label, stijl.LABEL)], [Alinea(tekst, stijl.CEL)]] for label, tekst in regels if tekst.strip()]
    vlak = [("BACKGROUND", (0, 0), (-1, -1), stijl.VLAK)]
    return tabel(rijen, (74, breedte - 74), lijnen=False, opmaak=vlak, marge=(1.6, 8))


def _regels(b: Bundel, breedte: float) -> list[Flowable]:
    """What a reader may do with it: framed, because it binds whoever holds the paper."""
    teksten = [_VERTROUWELIJK, _EXEMPLAAR if b.kop.exemplaar else _PROEF, GEHEIMHOUDING]
    alineas = [Alinea(opmaak(tekst), stijl.CEL) for tekst in teksten]
    if b.kop.pseudoniem:
        alineas.insert(0, Alinea(_SCHUILNAMEN, stijl.CEL))
    besluiten = [besluit for deel in b.delen for besluit in deel.samenvatting.besluiten]
    alineas += [Alinea(opmaak(tekst), stijl.KLEIN) for tekst in zekerheden(besluiten)]
    kader = [
        ("BOX", (0, 0), (-1, -1), 1.1, stijl.INKT, "butt"),
        ("TOPPADDING", (0, 0), (-1, 0), 6),
        ("BOTTOMPADDING", (0, -1), (-1, -1), 7),
    ]
    inhoud = tabel(
        [[[alinea]] for alinea in alineas], (breedte,), lijnen=False, opmaak=kader, marge=(1.6, 9), indeling=True
    )
    return [KopMet(Kop("Wat u hiermee mag", stijl.KOP), inhoud, 4, ervoor=13)]


def _agenda(b: Bundel, breedte: float) -> list[Flowable]:
    """The items with their pages; many of them in two columns, so that the cover stays one page.

    An agenda that does not fit under the rest begins on a page of its own; one longer than a page is divided evenly.
    """
    if not b.agenda:
        return []
    plaats = {deel.punt: nr for nr, deel in enumerate(b.delen)}
    kort = all(len(regel.opschrift) <= _KORT_OPSCHRIFT for regel in b.agenda)
    if breedte >= SMAL and kort and _EEN_KOLOM < len(b.agenda) <= _TWEE_KOLOMMEN:
        boven = (len(b.agenda) + 1) // 2
        helften = (b.agenda[:boven], b.agenda[boven:])
        kolommen = [[_agendatabel(regels, plaats, (breedte - _GOOT) / 2)] for regels in helften]
        return _agendadelen([Naast(kolommen, _GOOT)])
    stukken = -(-len(b.agenda) // _REGELS_PER_BLAD[breedte < SMAL])
    grens = -(-len(b.agenda) // stukken)
    delen = [b.agenda[van : van + grens] for van in range(0, len(b.agenda), grens)]
    return _agendadelen([Naast([[_agendatabel(regels, plaats, breedte)]], 0) for regels in delen])


def _agendadelen(delen: list[Flowable]) -> list[Flowable]:
    return [KopMet(Kop("Agenda", stijl.KOP), delen[0], 4, ervoor=11), *delen[1:]]


def _agendatabel(regels: Sequence[Agendaregel], plaats: Mapping[int, int], breedte: float) -> Flowable:
    rijen: list[list[Cel]] = [[*koprij("Nr", "Casus"), [Alinea("Bladzijde", stijl.CELKOP_RECHTS)]]]
    for regel in regels:
        if regel.punt in plaats:
            blad: Cel = [Bladplaats(plaats[regel.punt])]
            rijen.append([cel(str(regel.punt), vet=True), cel(regel.opschrift, vet=True), blad])
        else:
            niet = Alinea(f"Agendapunt {regel.punt}: niet voor u", stijl.LABEL)
            rijen.append([[Alinea(str(regel.punt), stijl.LABEL)], [niet], []])
    vast = (32.0, 56.0)
    return tabel(rijen, (vast[0], breedte - sum(vast), vast[1]), koprijen=1, marge=(1.9, 5))


def stand(kop: Bundelkop) -> str:
    """As of when withdrawals are known, and where the log stood."""
    return opsomming(
        f"Intrekkingen bekend t/m {moment(kop.intrekkingen_bekend_tm)}", kop.logstand and f"logstand {kop.logstand}"
    )


def herkomst(kop: Bundelkop, casusnummer: str = "") -> str:
    """Where a page comes from, for its foot."""
    eerst = f"Casus {casusnummer}" if casusnummer else gemeentenaam(kop.gemeente)
    return opsomming(eerst, f"{kop.tafel} {dag(kop.datum)}")
