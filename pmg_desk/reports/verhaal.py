"""The story of a case summary: head, at a glance, the sections in order, and what it all rests on."""

from __future__ import annotations

from collections.abc import Iterable

from reportlab.platypus import Flowable, Spacer

from pmg_desk.domain.klok import lokale_dag
from pmg_desk.domain.samenvatting import BesluitVermelding, Rubriek, Samenvatting, Stuk, Veld
from pmg_desk.reports import stijl
from pmg_desk.reports.actierijen import lees_acties
from pmg_desk.reports.bouwstenen import Alinea, Kop, KopMet, tabel
from pmg_desk.reports.document import PROEF
from pmg_desk.reports.letters import opmaak, registreer
from pmg_desk.reports.rubrieken import KOPPEN, Zetwijze, bouw_rubriek
from pmg_desk.reports.stukwoorden import is_te_laat, score, veld
from pmg_desk.reports.taal import aantal, dag, gemeentenaam, is_klaar, kort, lees_dag, moment, ontvanger, opsomming

_VERTROUWELIJK = (
    "Deze samenvatting is alleen voor wie bovenaan staat als ontvanger. Zij bevat uitsluitend wat voor "
    "deze ontvanger is goedgekeurd. Geef haar niet door, ook niet aan collega's, zonder overleg met de casusregisseur, "
    "en bewaar haar niet langer dan nodig."
)
GEHEIMHOUDING = (
    "Wie politiegegevens ontvangt, is verplicht die geheim te houden, behalve waar een wettelijk voorschrift tot "
    "verstrekking verplicht of de eigen taak daartoe noodzaakt (artikel 7 van de Wet politiegegevens). Voor gegevens "
    "van andere bronnen kan een eigen geheimhoudingsplicht gelden."
)
PROCEDUREEL = (
    "Procedureel: de privacy officer tekende op de computer van de casusregisseur. De handtekening is gecontroleerd, "
    "maar bewijst niets tegenover wie die computer beheert."
)
CRYPTOGRAFISCH = (
    "Cryptografisch: de privacy officer tekende met een sleutel die buiten deze computer wordt bewaard. De "
    "handtekening is gecontroleerd."
)
_INTERN = (
    "<b>Verstrek deze afdruk aan niemand.</b> Zij is voor de eigen casusregisseur en kan meer bevatten dan met anderen "
    "gedeeld mag worden. Maak voor een ontvanger een eigen samenvatting."
)
_NIET_IN_ELK_DOSSIER = frozenset({Rubriek.ROUTE, Rubriek.INZET, Rubriek.BESLUITEN, Rubriek.BUDGET, Rubriek.BIJLAGEN})
"""Sections that are empty in most cases; that nothing is in them is no reminder."""
_KERNBREEDTE = {"Doelgroep": 0.9, "Laagste leefgebieden": 1.1, "Acties": 0.8, "Eerstvolgende actie": 1.2}


def bouw(s: Samenvatting) -> list[Flowable]:
    """See :func:`pmg_desk.reports.samenvatting.bouw_verhaal`."""
    registreer()
    zo = Zetwijze(lokale_dag(s.gemaakt_op), intern=s.intern)
    soort = "Interne casussamenvatting, vertrouwelijk" if s.intern else "Vertrouwelijke casussamenvatting"
    verhaal = [*hoofd(s, soort), *_in_het_kort(s)]
    for rubriek in Rubriek:
        stukken = [stuk for stuk in s.stukken if stuk.rubriek is rubriek]
        if stukken:
            verhaal += bouw_rubriek(rubriek, stukken, zo)
    if not s.stukken:
        verhaal += [Spacer(0, 12), Alinea("Deze samenvatting bevat geen gegevens.", stijl.TEKST)]
    if s.intern:
        verhaal += _ontbreekt(s)
    return verhaal + verantwoording(s)


def hoofd(s: Samenvatting, soort: str) -> list[Flowable]:
    """The head of a page: what kind of paper it is, whom it is about, for whom, and on what it rests."""
    boven = opsomming(soort, gemeentenaam(s.gemeente))
    casus = f"Casus {s.casusnummer}"
    naam = s.naam if s.naam and s.naam != s.casusnummer else casus
    delen: list[Flowable] = [
        Alinea(opmaak(boven), stijl.BOVENKOP),
        Alinea(opmaak(naam), stijl.NAAM if len(naam) <= 40 else stijl.NAAM_LANG),
    ]
    if naam != casus:
        delen.append(Alinea(opmaak(casus), stijl.BOVENKOP))
    return [*delen, Spacer(0, 7), _bestemming(s)]


def _bestemming(s: Samenvatting) -> Flowable:
    """For whom, for what, which copy, and on which approvals: the panel under the name."""
    gemaakt = f"gemaakt {moment(s.gemaakt_op)}" + (f" door {s.gemaakt_door}" if s.gemaakt_door else "")
    regels = [
        ("Voor", f"<b>{opmaak(ontvanger(s))}</b>" if ontvanger(s) else ""),
        ("Overleg", opmaak(s.overleg)),
        ("Exemplaar", opmaak(f"{s.exemplaar or PROEF.lower()}, {gemaakt}")),
        ("Rust op", opmaak(_rust_op(s.besluiten))),
        ("Voorwaarden", opmaak(_voorwaarden(s.besluiten))),
    ]
    if s.intern:
        regels.insert(0, ("Intern", _INTERN))
        if s.weggelaten:
            wat = aantal(s.weggelaten, "onderdeel van dit dossier valt", "onderdelen van dit dossier vallen")
            regels.append(("Niet deelbaar", opmaak(f"{wat} nu niet onder een besluit om te delen.")))
    rijen = [[[Alinea(label, stijl.LABEL)], [Alinea(tekst, stijl.CEL)]] for label, tekst in regels if tekst]
    vlak = [("BACKGROUND", (0, 0), (-1, -1), stijl.VLAK)]
    return tabel(rijen, (74, stijl.ZETBREEDTE - 74), lijnen=False, opmaak=vlak, marge=(1.2, 8))


def _rust_op(besluiten: tuple[BesluitVermelding, ...]) -> str:
    if not besluiten:
        return ""
    if len(besluiten) > 2:
        eerste = min(b.geldig_tot for b in besluiten)
        return f"{len(besluiten)} besluiten, het eerste geldig t/m {dag(eerste)}; zie Verantwoording"
    return "; ".join(f"besluit {b.nummer} ({b.zekerheid}), geldig t/m {dag(b.geldig_tot)}" for b in besluiten)


def _voorwaarden(besluiten: tuple[BesluitVermelding, ...]) -> str:
    teksten = [b.voorwaarden.strip() for b in besluiten if b.voorwaarden.strip()]
    samen = " ".join(teksten)
    if len(samen) <= 240:
        return samen
    return f"{kort(samen, 200)} (geheel onder Verantwoording)"


def _in_het_kort(s: Samenvatting) -> list[Flowable]:
    """What a chair needs in the first seconds, computed from what this print shows and from nothing else."""
    kernen = [kern for kern in (_kern_doelgroep(s), _kern_leefgebieden(s), *_kern_acties(s)) if kern is not None]
    if not kernen:
        return []
    rij = [[Alinea(label, stijl.LABEL), Alinea(opmaak(tekst), stijl.KERN)] for label, tekst in kernen]
    deel = stijl.ZETBREEDTE / sum(_KERNBREEDTE[label] for label, _ in kernen)
    breedtes = [_KERNBREEDTE[label] * deel for label, _ in kernen]
    lijn = [
        ("LINEABOVE", (0, 0), (-1, -1), 2, stijl.ACCENT, "butt"),
        ("LINEBEFORE", (1, 0), (-1, -1), 0.5, stijl.LIJN, "butt"),
    ]
    return [Spacer(0, 10), tabel([rij], breedtes, lijnen=False, opmaak=lijn, marge=(4, 8))]


def _kern_doelgroep(s: Samenvatting) -> tuple[str, str] | None:
    titels = [stuk.titel for stuk in _van(s, Rubriek.DOELGROEP) if stuk.id.startswith("indeling:")]
    return ("Doelgroep", kort(titels[0], 60)) if titels else None


def _kern_leefgebieden(s: Samenvatting) -> tuple[str, str] | None:
    """The three lowest of those where the youth is not self-reliant (4 and 5 are, ZRM 2017)."""
    gescoord = [(punten, stuk.titel) for stuk in _van(s, Rubriek.LEEFGEBIEDEN) if (punten := score(stuk))]
    laagste = sorted((paar for paar in gescoord if paar[0] <= 3), key=lambda paar: paar[0])[:3]
    if not laagste:
        return None
    return "Laagste leefgebieden", "\n".join(f"{punten}  {kort(titel, 26)}" for punten, titel in laagste)


def _kern_acties(s: Samenvatting) -> list[tuple[str, str]]:
    vandaag = lokale_dag(s.gemaakt_op)
    acties, _ = lees_acties(_van(s, Rubriek.ACTIES))
    if not acties:
        return []
    lopend = [rij for rij in acties if not is_klaar(veld(rij.stuk, Veld.STATUS))]
    te_laat = sum(is_te_laat(rij.stuk, vandaag) for rij in lopend)
    kernen = [("Acties", f"{len(lopend)} van {len(acties)} lopen" + (f"\n{te_laat} TE LAAT" if te_laat else ""))]
    komend = [(d, rij) for rij in lopend if (d := lees_dag(veld(rij.stuk, Veld.GEREED_OP))) and d >= vandaag]
    if komend:
        datum, rij = min(komend, key=lambda paar: paar[0])
        kernen.append(("Eerstvolgende actie", f"{dag(datum)}\n{kort(rij.woorden, 60)}".rstrip()))
    return kernen


def _van(s: Samenvatting, rubriek: Rubriek) -> list[Stuk]:
    return [stuk for stuk in s.stukken if stuk.rubriek is rubriek]


def _ontbreekt(s: Samenvatting) -> list[Flowable]:
    """Internal prints only: elsewhere the absence of a section would itself tell something."""
    leeg = [KOPPEN[rubriek] for rubriek in Rubriek if rubriek not in _NIET_IN_ELK_DOSSIER and not _van(s, rubriek)]
    if not leeg:
        return []
    return [Spacer(0, 10), Alinea(opmaak(f"Nog niets vastgelegd bij: {', '.join(leeg)}."), stijl.KLEIN)]


def verantwoording(s: Samenvatting) -> list[Flowable]:
    """The foot of the story: as of when this is known, and what a reader may do with it."""
    kop = Kop("Verantwoording", stijl.KOP)
    slot = [] if s.intern else [_VERTROUWELIJK, GEHEIMHOUDING]
    slot += zekerheden(s.besluiten)
    stand = f"Intrekkingen van besluiten zijn bekend t/m {moment(s.intrekkingen_bekend_tm)}."
    if s.logstand:
        stand += f" Stand van het logboek bij uitgifte: {s.logstand}."
    alineas: list[Flowable] = [Alinea(opmaak(stand), stijl.KLEIN)]
    for tekst in slot:
        alineas += [Spacer(0, 3), Alinea(opmaak(tekst), stijl.KLEIN)]
    if not s.besluiten:
        return [KopMet(kop, alineas[0], 4, ervoor=14), *alineas[1:]]
    return [KopMet(kop, _besluittabel(s.besluiten), 4, ervoor=14), Spacer(0, 6), *alineas]


def zekerheden(besluiten: Iterable[BesluitVermelding]) -> list[str]:
    """What each kind of assurance among these approvals is worth, in words."""
    soorten = {b.zekerheid.casefold() for b in besluiten}
    uitleg = (("procedureel", PROCEDUREEL), ("cryptografisch", CRYPTOGRAFISCH))
    return [tekst for soort, tekst in uitleg if soort in soorten]


def _besluittabel(besluiten: tuple[BesluitVermelding, ...]) -> Flowable:
    koppen = ("Besluit", "Soort", "Zekerheid", "Geldig t/m", "Voorwaarden")
    rijen = [[[Alinea(kop, stijl.CELKOP)] for kop in koppen]]
    for b in besluiten:
        teksten = (b.nummer, b.soort, b.zekerheid, dag(b.geldig_tot), b.voorwaarden or "geen")
        rijen.append([[Alinea(opmaak(tekst), stijl.CEL)] for tekst in teksten])
    vast = (92.0, 96.0, 72.0, 62.0)
    return tabel(rijen, (*vast, stijl.ZETBREEDTE - sum(vast)), koprijen=1)
