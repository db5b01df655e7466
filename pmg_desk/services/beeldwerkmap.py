"""The workbook of settled quarters: to read as on the screen, and to go on counting with.

A pivot table adds up all it gets, so what may be added up together stands on sheets of its own, with beside it whether
the sum is whole and what the total is. That total is a text: a pivot would add that up as well. A hidden number is a
sign and never an empty cell: that would count as nobody without a word.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from pmg_desk.domain.beeld import TOTAAL, Wijze
from pmg_desk.domain.beeldgetal import VERBORGEN, Getal, Merk
from pmg_desk.domain.datums import toon_datum
from pmg_desk.domain.klok import lokale_dag
from pmg_desk.domain.kwartaal import Kwartaal
from pmg_desk.exchange.celtekst import Waarde
from pmg_desk.exchange.werkbladen import Cel, Opmaak, Werkblad, schrijf_werkbladen
from pmg_desk.services.beeld import Beeldtabel, Metinginzicht, Vaststelling, neer_en_dwars
from pmg_desk.services.beeldindelingen import Categoriecijfer, Som, per_categorie, sommen, tabel_van, totaal_van
from pmg_desk.services.beeldregels import DEFINITIEKOLOMMEN, KOLOMMEN, Cijfer, cijfers_uit, definitierijen
from pmg_desk.services.beeldverhaal import Rapportopdracht, periode_van

TITEL = "Informatiebeeld"

Rij = Sequence[Cel | Waarde]

_UITLEG, _CATEGORIE, _TABELLEN = "Toelichting", "Per categorie", "Tabellen"
_ONDERDELEN, _TOTALEN = "Onderdelen", "Totalen"
_DEFINITIES, _VASTSTELLING = "Definities", "Vaststelling"
_SMAL, _BREED = 26, 100
_RIJKOP, _KOLOM = 42, 14
_ELDERS = frozenset({"bestand", "van", "meting", "definitie", "drempel", "werkwijze"})
"""Columns of the csv that would say the same on every line, and stand on a sheet of their own."""
_KOLOMMEN = {kolom: uitleg for kolom, uitleg in KOLOMMEN.items() if kolom not in _ELDERS}
_SOMMEN = {
    "som_volledig": f"ja: de som is het totaal. Nee: er is een {VERBORGEN} bij, dus uw som is te laag. Ongeveer: de "
    "getallen zijn afgerond",
    "juiste_totaal": "het totaal zoals het op het scherm staat, als tekst, zodat niemand het meetelt",
}
_CATEGORIEKOLOMMEN = {
    **{een: KOLOMMEN[een] for een in ("kwartaal", "peildatum", "onderwerp", "eenheid", "telling")},
    "indeling": "waarnaar is geteld: wijk en buurt, doelgroep, leeftijd. Neem er één tegelijk",
    "hoofdcategorie": "de wijk, de groep of het thema; altijd ingevuld",
    "categorie": "wat daar verder van te zien is, zoals de buurt; anders hetzelfde als de hoofdcategorie",
    **{een: KOLOMMEN[een] for een in ("waarde", "merk")},
    **_SOMMEN,
}
_ONDERDEELKOLOMMEN = {**_KOLOMMEN, **_SOMMEN}


def maak_werkmap(opdracht: Rapportopdracht, tabellen: Sequence[Beeldtabel]) -> bytes:
    """The workbook; the same tables and words give the same bytes. At least one table."""
    cijfers = list(cijfers_uit(tabellen))
    kwartalen = list(dict.fromkeys(een.vaststelling for een in tabellen))
    titel = f"{TITEL} {periode_van([Kwartaal.lees(een.kwartaal) for een in kwartalen])}"
    onder = [een for een in cijfers if een.is_onderdeel]
    boven = [een for een in cijfers if not een.is_onderdeel]
    volledig = sommen(cijfers)
    totalen = {(een.vaststelling.kwartaal, een.meting.sleutel): totaal_van(een) for een in tabellen}
    return schrijf_werkbladen(
        (
            Werkblad(
                _UITLEG,
                list(_toelichting(opdracht, titel, kwartalen, tabellen)),
                koprijen=1,
                breedtes=(_SMAL, _BREED),
            ),
            _lijst(_CATEGORIE, _CATEGORIEKOLOMMEN, [_categorierij(een) for een in per_categorie(tabellen)]),
            Werkblad(
                _TABELLEN,
                list(_tabellen(titel, tabellen)),
                koprijen=1,
                kopkolommen=1,
                breedtes=(_RIJKOP, *[_KOLOM] * max(_breedte(een) for een in tabellen)),
            ),
            _lijst(_ONDERDELEN, _ONDERDEELKOLOMMEN, [_onderdeelrij(een, volledig, totalen) for een in onder]),
            _lijst(_TOTALEN, _KOLOMMEN, [_rij(een) for een in boven]),
            _lijst(_DEFINITIES, DEFINITIEKOLOMMEN, definitierijen(cijfers)),
            _lijst(_VASTSTELLING, _VASTSTELKOLOMMEN, _vaststelling(tabellen)),
        ),
        titel=titel,
        voet=f"{titel} · bestand {opdracht.nummer} · {VERBORGEN} is afgeschermd",
    )


def _lijst(naam: str, kolommen: Sequence[str] | dict[str, str], rijen: Sequence[Rij]) -> Werkblad:
    koppen = [Cel(_kop(kolom), Opmaak.KOP) for kolom in kolommen]
    return Werkblad(naam, [koppen, *rijen], filter=True)


def _kop(kolom: str) -> str:
    return kolom[:1].upper() + kolom[1:].replace("_", " ")


def _categorierij(een: Categoriecijfer) -> Rij:
    v, m = een.vaststelling, een.meting
    return [
        *(v.kwartaal, v.tot, m.naam, m.eenheid, m.moment.value, een.indeling, een.hoofd, een.categorie),
        _cel(een.getal),
        een.getal.merk.value,
        *_som(een.som, een.totaal, m),
    ]


def _onderdeelrij(
    een: Cijfer, volledig: Mapping[tuple[str, str, str], Som], totalen: Mapping[tuple[str, str], Getal]
) -> Rij:
    totaal = totalen[een.vaststelling.kwartaal, een.meting.sleutel]
    return [*_rij(een), *_som(volledig[tabel_van(een)], totaal, een.meting)]


def _som(som: Som, totaal: Getal, meting: Metinginzicht) -> Rij:
    """Whether the sum is whole, and the total in words."""
    hoeveel = f"{VERBORGEN} (afgeschermd)" if totaal.waarde is None else f"{totaal.tekst} {meting.eenheid}"
    return som.value, hoeveel


def _rij(een: Cijfer) -> Rij:
    rij = dict(zip(KOLOMMEN, een.rij(0), strict=True))
    return [_cel(een.getal) if kolom == "waarde" else rij[kolom] for kolom in _KOLOMMEN]


def _cel(getal: Getal, opmaak: Opmaak = Opmaak.GEWOON) -> Cel:
    if getal.merk is Merk.AFGESCHERMD:
        return Cel(VERBORGEN, Opmaak.VERBORGEN)
    return Cel(getal.waarde, Opmaak.ONGEVEER if getal.merk is Merk.AFGEROND else opmaak)


_VASTSTELKOLOMMEN = (
    "kwartaal",
    "van",
    "peildatum",
    "vastgesteld_op",
    "onderwerp",
    "drempel",
    "werkwijze",
    "hoe kleine getallen uit beeld blijven",
)


def _vaststelling(tabellen: Sequence[Beeldtabel]) -> list[Rij]:
    return [
        (v.kwartaal, v.van, v.tot, lokale_dag(v.op), m.naam, v.drempel, m.wijze.value, v.methode(m.wijze))
        for v, m in _per_meting(tabellen)
    ]


def _per_meting(tabellen: Sequence[Beeldtabel]) -> Iterator[tuple[Vaststelling, Metinginzicht]]:
    yield from dict.fromkeys((een.vaststelling, een.meting) for een in tabellen)


def _toelichting(
    opdracht: Rapportopdracht, titel: str, kwartalen: Sequence[Vaststelling], tabellen: Sequence[Beeldtabel]
) -> Iterator[Rij]:
    yield Cel(titel, Opmaak.TITEL), ""
    yield _regel("Gemeente", opdracht.gemeente)
    yield _regel("Bestand", f"Nummer {opdracht.nummer} in het register van gemaakte bestanden")
    yield _regel("Gemaakt", f"Op {toon_datum(lokale_dag(opdracht.op))}, door een {opdracht.door}")
    yield _regel("Voor wie", opdracht.voor_wie)
    if opdracht.tekst:
        yield _regel("Van de maker", opdracht.tekst)
    for v in kwartalen:
        yield _regel(
            v.label,
            f"Van {toon_datum(v.van)} tot en met {toon_datum(v.tot)}. Peildatum: {toon_datum(v.tot)}. Vastgesteld op "
            f"{toon_datum(lokale_dag(v.op))}. Kleinste getal dat te zien is: {v.drempel}.",
        )
    yield _regel(
        "Stand of stroom",
        "Een stand is geteld op de peildatum. Een stroom is geteld in het hele kwartaal. Tel een stand nooit op over "
        "kwartalen: dan telt iedereen die bleef nog een keer mee.",
    )
    for zin in _methoden(tabellen):
        yield _regel("Kleine getallen", zin)
    yield (
        Cel(VERBORGEN, Opmaak.VERBORGEN),
        f"Afgeschermd: {max(kwartalen, key=lambda v: v.drempel).waarom_verborgen}.",
    )
    yield _regel("0", "Hier is niemand, of niets.")
    if any(een.meting.wijze is Wijze.AFRONDEN for een in tabellen):
        yield _regel("ca. 15", "Dit getal is afgerond. Ook een som is dat: daarom kan een totaal iets anders zijn.")
    yield from _optellen()
    for blad, wat in (
        (_CATEGORIE, "Eén getal per regel, naar één indeling tegelijk. Geen totalen: hiermee telt u op."),
        (_TABELLEN, "Dezelfde tabellen als op het scherm."),
        (_ONDERDELEN, "Eén getal per regel: elke tabel van het scherm, alleen wat verder niet is uitgesplitst."),
        (_TOTALEN, "Eén getal per regel: de totalen, per wijk, buurt, groep, thema en alles samen."),
        (_DEFINITIES, "Wat er is geteld, wat meetelt en wat niet, en waar dat vandaan komt."),
        (_VASTSTELLING, "Per kwartaal en onderwerp: wanneer en hoe het is vastgesteld."),
    ):
        yield _regel(f"Blad {blad}", wat)
    yield _regel("Over wie", "Dit gaat over groepen. De getallen zijn vastgesteld en veranderen niet meer.")
    waar = f"{_CATEGORIE}, {_ONDERDELEN} en {_TOTALEN}"
    yield Cel("Kolom", Opmaak.KOP), Cel(f"Wat erin staat, op de bladen {waar}", Opmaak.KOP)
    for kolom, uitleg in {**_CATEGORIEKOLOMMEN, **_KOLOMMEN}.items():
        zin = f"het getal, of {VERBORGEN} als het is afgeschermd" if kolom == "waarde" else uitleg
        yield _regel(_kop(kolom), zin[:1].upper() + zin[1:])


def _optellen() -> Iterator[Rij]:
    """Which sheet answers which question, and what a pivot table does of its own accord."""
    yield _regel(
        "Per wijk of per groep",
        f"Neem het blad {_CATEGORIE}. Kies één onderwerp, één kwartaal en één indeling, en zet de hoofdcategorie in de "
        "rijen. Dan telt niets dubbel. Is een deel afgeschermd en het geheel niet, dan staat daar het geheel: de wijk, "
        "en niet de buurten.",
    )
    yield _regel(
        "Twee indelingen samen",
        f"Neem het blad {_ONDERDELEN}, bijvoorbeeld voor wijk × doelgroep. Kies één onderwerp, één kwartaal en één "
        f"tabel. Daar is veel afgeschermd. Tel er geen wijken of groepen mee op: dat doet u op het blad {_CATEGORIE}.",
    )
    yield _regel("Eén getal opzoeken", f"Neem het blad {_TABELLEN}, of {_TOTALEN} voor een totaal of een buurt.")
    yield _regel(
        "Klopt mijn som?",
        f"Kijk bij 'Som volledig'. Staat daar nee, dan is uw som te laag: een {VERBORGEN} telt in een som of "
        "draaitabel als niets. Het goede getal staat ernaast, bij 'Juiste totaal', als het te zien is.",
    )
    yield _regel(
        "Draaitabel",
        f"Staat er een {VERBORGEN} in de kolom Waarde, dan kiest Excel Aantal in plaats van Som: het telt dan regels. "
        "Dubbelklik op de kop 'Aantal van Waarde' en kies Som.",
    )


def _regel(wat: str, uitleg: str) -> Rij:
    return Cel(wat, Opmaak.TOTAAL), uitleg


def _methoden(tabellen: Sequence[Beeldtabel]) -> Iterator[str]:
    """How small numbers are kept from view; with what it is about where that is not all of it."""
    per_zin: dict[str, list[str]] = {}
    alles = list(_per_meting(tabellen))
    for v, m in alles:
        per_zin.setdefault(v.methode(m.wijze), []).append(f"{m.naam} ({v.label})")
    for zin, welke in per_zin.items():
        yield zin if len(welke) == len(alles) else f"{zin} Dit geldt voor: {', '.join(welke)}."


def _tabellen(titel: str, tabellen: Sequence[Beeldtabel]) -> Iterator[Rij]:
    yield [Cel(f"{titel} · {VERBORGEN} is afgeschermd", Opmaak.TOTAAL)]
    vorige: tuple[Vaststelling, Metinginzicht] | None = None
    for tabel in tabellen:
        nu = tabel.vaststelling, tabel.meting
        if vorige is None or vorige[0] != nu[0]:
            yield []
            yield [Cel(tabel.vaststelling.label, Opmaak.TITEL)]
        if vorige != nu:
            yield []
            yield [Cel(tabel.meting.naam, Opmaak.TITEL)]
            yield [Cel(f"{tabel.meting.eenheid} {tabel.peildatum}")]
        yield []
        yield from _kruis(tabel)
        vorige = nu


def _breedte(tabel: Beeldtabel) -> int:
    """Columns of numbers."""
    return min(len(een.categorieen) for een in tabel.assen) if len(tabel.assen) > 1 else 1


def _kruis(tabel: Beeldtabel) -> Iterator[Rij]:
    """A table as on the screen: the longest axis down, the other across."""
    if len(tabel.assen) == 1:
        (een,) = tabel.assen
        yield [Cel(een.label, Opmaak.KOP), Cel("Aantal", Opmaak.KOP)]
        for c in een.categorieen:
            yield [_rijkop(c.label, c.sleutel, c.niveau), _cel(tabel.cellen[c.sleutel,], _dikte(c.sleutel))]
        return
    neer, dwars = neer_en_dwars(*tabel.assen)
    gekanteld = neer is not tabel.assen[0]
    yield [Cel(neer.label, Opmaak.KOP), *(Cel(een.label, Opmaak.KOP) for een in dwars.categorieen)]
    for rij in neer.categorieen:
        yield [
            _rijkop(rij.label, rij.sleutel, rij.niveau),
            *(
                _cel(
                    tabel.cellen[(een.sleutel, rij.sleutel) if gekanteld else (rij.sleutel, een.sleutel)],
                    _dikte(rij.sleutel),
                )
                for een in dwars.categorieen
            ),
        ]


def _rijkop(label: str, sleutel: str, niveau: int) -> Cel:
    return Cel(label, _dikte(sleutel), max(niveau - 1, 0))


def _dikte(sleutel: str) -> Opmaak:
    return Opmaak.TOTAAL if sleutel == TOTAAL else Opmaak.GEWOON
