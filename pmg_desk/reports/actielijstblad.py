"""The page with one participant's own actions: what to do by when, then what may be done with the paper."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from reportlab.platypus import Flowable, Spacer

from pmg_desk.domain.bundel import Bundelkop
from pmg_desk.domain.klok import lokale_dag
from pmg_desk.domain.overlegverslag import Actiedeel, Actielijst, Eigenactie
from pmg_desk.domain.samenvatting import Veld, reactie_op, stam
from pmg_desk.reports import stijl
from pmg_desk.reports.actierijen import noem_voorganger
from pmg_desk.reports.blad import Blad, Opschrift
from pmg_desk.reports.bouwstenen import Alinea, Cel, Kop, KopMet, tabel
from pmg_desk.reports.bundelomslag import herkomst, ontvanger, stand
from pmg_desk.reports.document import PROEF
from pmg_desk.reports.letters import opmaak, registreer
from pmg_desk.reports.rubrieken import Zetwijze, cel, celinhoud, koprij, onder
from pmg_desk.reports.stukwoorden import is_te_laat, veld
from pmg_desk.reports.taal import aantal, dag, dag_voluit, gemeentenaam, lees_dag, moment, opsomming
from pmg_desk.reports.titelblok import Titel, bouw_titel
from pmg_desk.reports.verhaal import GEHEIMHOUDING, zekerheden

_VERTROUWELIJK = (
    "Deze lijst is alleen voor wie hierboven staat. Er staat uitsluitend op wat voor deze ontvanger is goedgekeurd. "
    "Geef haar niet door, ook niet aan collega's, zonder overleg met de casusregisseur."
)
_EXEMPLAAR = (
    "Dit exemplaar is geteld en staat geregistreerd. Geef het terug of vernietig het zodra uw acties klaar zijn, en "
    "meld dat aan de casusregisseur."
)
_PROEF = "Dit is een proef. Dit exemplaar is niet uitgegeven en mag niet worden verstrekt."
_UITTREKSEL = "Uittreksel voor het dossier: alleen wat op dit exemplaar over deze casus staat."
_ZONDER_WOORDEN = "Wat u doet, mag hier niet staan. Vraag de casusregisseur."
_VAK = 9.5
_VAST = (26.0, 84.0, 128.0)  # points: the box to tick, by when, about whom
_ELDERS = (Veld.WIE, Veld.GEREED_OP)
"""What has a column, or says that it is the reader who is to do it."""
_NOG_NIET_BEGONNEN = "Open"
"""Every action on a list is open: only that it was begun says something."""


class Vinkvak(Flowable):
    """An empty box to tick by hand."""

    canv: Blad

    def wrap(self, _breedte: float, _hoogte: float) -> tuple[float, float]:
        """The room it takes, in points."""
        self.width, self.height = _VAK, _VAK + 1
        return self.width, self.height

    def draw(self) -> None:
        """Draw it; who hears the page needs no box."""
        blad = self.canv
        blad.begin_sier()
        blad.saveState()
        blad.setLineWidth(0.9)
        blad.setStrokeColor(stijl.INKT)
        blad.rect(0.5, 0, _VAK, _VAK, stroke=1, fill=0)
        blad.restoreState()
        blad.eind_sier()


def bouw(lijst: Actielijst) -> list[Flowable]:
    """See :func:`pmg_desk.reports.overlegverslag.maak_actielijst`."""
    registreer()
    kop, vandaag = lijst.kop, lokale_dag(lijst.kop.gemaakt_op)
    acties = sum(len(deel.acties) for deel in lijst.delen)
    titel = Titel(
        vak=("EXEMPLAAR", str(kop.exemplaar)) if kop.exemplaar else (PROEF.upper(), ""),
        boven=opsomming("Vertrouwelijke actielijst", gemeentenaam(kop.gemeente)),
        titel=kop.persoon,
        onder=opsomming(kop.functie, kop.organisatie),
        chip=aantal(acties, "actie", "acties"),
    )
    verhaal = [*bouw_titel(titel), Spacer(0, 12), _bestemming(lijst)]
    verhaal.append(KopMet(Kop("Wat u doet", stijl.KOP), _tabel(lijst, vandaag), 4, ervoor=13))
    if lijst.verzwegen:
        over = aantal(lijst.verzwegen, "andere actie", "andere acties")
        staan = "staat" if lijst.verzwegen == 1 else "staan"
        zin = f"<b>Er {staan} nog {over} voor u open waarover hier niets mag staan. Vraag de casusregisseur.</b>"
        verhaal += [Spacer(0, 8), Alinea(zin, stijl.TEKST)]
    zo = Zetwijze(vandaag)
    slot = [*_regels(lijst), *_voorwaarden(lijst.delen, zo)]
    # No page holds only on what it rests: what may be done with the list goes along.
    slot[-1].keepWithNext = True
    return [*verhaal, *slot, *_verantwoording(lijst.delen, zo)]


def opschrift(lijst: Actielijst) -> Opschrift:
    """The marks of every page."""
    kop = lijst.kop
    return Opschrift(
        merk="VERTROUWELIJK",
        ontvanger=opsomming(f"Exemplaar {kop.exemplaar}" if kop.exemplaar else PROEF, ontvanger(kop)),
        herkomst=herkomst(kop),
        stand=stand(kop),
        intern=False,
    )


def _bestemming(lijst: Actielijst) -> Flowable:
    kop = lijst.kop
    wanneer = ", ".join(deel for deel in (dag_voluit(kop.datum), kop.overleg) if deel)
    regels = [
        ("Uittreksel", f"<b>{_UITTREKSEL}</b>" if lijst.uittreksel else ""),
        ("Na het overleg", f"<b>{opmaak(kop.tafel)}</b>, {opmaak(wanneer)}"),
        ("Vorm", opmaak(kop.wijze)),
        ("Gemaakt", opmaak(_gemaakt(kop))),
    ]
    rijen = [[[Alinea(label, stijl.LABEL)], [Alinea(tekst, stijl.CEL)]] for label, tekst in regels if tekst]
    vlak = [("BACKGROUND", (0, 0), (-1, -1), stijl.VLAK)]
    return tabel(rijen, (86, stijl.ZETBREEDTE - 86), lijnen=False, opmaak=vlak, marge=(1.6, 8))


def _gemaakt(kop: Bundelkop) -> str:
    return moment(kop.gemaakt_op) + (f" door {kop.gemaakt_door}" if kop.gemaakt_door else "")


def _tabel(lijst: Actielijst, vandaag: date) -> Flowable:
    """By deadline, whichever casus it is about: that is how one works through a list."""
    eigen = {stam(actie.stuk): _woorden(actie) for deel in lijst.delen for actie in deel.acties}
    paren = [
        (replace(actie, stuk=noem_voorganger(actie.stuk, eigen.get(actie.stuk.wacht_op, ""))), deel)
        for deel in lijst.delen
        for actie in deel.acties
    ]
    paren.sort(key=lambda paar: lees_dag(veld(paar[0].stuk, Veld.GEREED_OP)) or date.max)
    rijen: list[list[Cel]] = [[[], *koprij("Wat u doet", "Gereed op", "Over wie")]]
    nadruk: list[tuple[object, ...]] = []
    for actie, deel in paren:
        if is_te_laat(actie.stuk, vandaag):
            rij = len(rijen)
            nadruk.append(("BACKGROUND", (0, rij), (-1, rij), stijl.NADRUK))
            nadruk.append(("LINEBEFORE", (0, rij), (0, rij), 3, stijl.INKT, "butt"))
        rijen.append([[Vinkvak()], _wat(actie, vandaag), _wanneer(actie, vandaag), _over_wie(deel)])
    breedtes = (_VAST[0], stijl.ZETBREEDTE - sum(_VAST), _VAST[1], _VAST[2])
    return tabel(rijen, breedtes, koprijen=1, opmaak=nadruk, marge=(4, 7))


def _woorden(actie: Eigenactie) -> str:
    """What is to be done; empty where that may not go along."""
    return next((stuk.tekst for stuk in actie.stukken if stuk.tekst and not reactie_op(stuk)), "")


def _wat(actie: Eigenactie, vandaag: date) -> Cel:
    zo = Zetwijze(vandaag)
    regels: list[Flowable] = [Alinea("<b>NIEUW, dit overleg afgesproken</b>", stijl.CEL)] if actie.nieuw else []
    if not actie.zegt_wat:
        regels.append(Alinea(_ZONDER_WOORDEN, stijl.CEL))
    regels += [deel for stuk in actie.erbij for deel in celinhoud(stuk, zo)]
    begonnen = veld(actie.stuk, Veld.STATUS) != _NOG_NIET_BEGONNEN
    elders = _ELDERS if begonnen else (*_ELDERS, Veld.STATUS)
    return [*regels, *celinhoud(actie.stuk, zo, *elders, kop=False)]


def _wanneer(actie: Eigenactie, vandaag: date) -> Cel:
    uiterlijk = veld(actie.stuk, Veld.GEREED_OP)
    datum = lees_dag(uiterlijk)
    te_laat = is_te_laat(actie.stuk, vandaag)
    regels = cel(dag(datum) if datum is not None else uiterlijk, vet=True)
    if te_laat and datum is not None:
        dagen = aantal((vandaag - datum).days, "dag", "dagen")
        regels = [*regels, Alinea("<b>TE LAAT</b>", stijl.CEL), Alinea(dagen, stijl.CEL)]
    return regels


def _over_wie(deel: Actiedeel) -> Cel:
    s = deel.samenvatting
    casus = f"Casus {s.casusnummer}"
    if s.naam and s.naam != s.casusnummer:
        return [*cel(s.naam, vet=True), Alinea(opmaak(casus), stijl.LABEL)]
    return cel(casus, vet=True)


def _regels(lijst: Actielijst) -> list[Flowable]:
    """What a reader may do with it: framed, because it binds whoever holds the paper."""
    teksten = [_VERTROUWELIJK, _EXEMPLAAR if lijst.kop.exemplaar else _PROEF, GEHEIMHOUDING]
    alineas = [Alinea(opmaak(tekst), stijl.CEL) for tekst in teksten]
    besluiten = [besluit for deel in lijst.delen for besluit in deel.samenvatting.besluiten]
    alineas += [Alinea(opmaak(tekst), stijl.KLEIN) for tekst in zekerheden(besluiten)]
    kader = [
        ("BOX", (0, 0), (-1, -1), 1.1, stijl.INKT, "butt"),
        ("TOPPADDING", (0, 0), (-1, 0), 6),
        ("BOTTOMPADDING", (0, -1), (-1, -1), 7),
    ]
    breedte = stijl.ZETBREEDTE
    inhoud = tabel(
        [[[alinea]] for alinea in alineas], (breedte,), lijnen=False, opmaak=kader, marge=(1.6, 9), indeling=True
    )
    return [KopMet(Kop("Wat u met deze lijst mag", stijl.KOP), inhoud, 4, ervoor=13)]


def _voorwaarden(delen: tuple[Actiedeel, ...], zo: Zetwijze) -> list[Flowable]:
    """The conditions under which this may be used, each once, with the casussen they hold for."""
    over: dict[str, list[str]] = {}
    for deel in delen:
        for besluit in deel.samenvatting.besluiten:
            if besluit.voorwaarden.strip():
                over.setdefault(besluit.voorwaarden.strip(), []).append(deel.samenvatting.casusnummer)
    regels = [f"<b>{', '.join(map(opmaak, dict.fromkeys(nrs)))}</b>: {opmaak(zin)}" for zin, nrs in over.items()]
    return onder("Voorwaarden", [Alinea(regel, stijl.CEL) for regel in regels], zo)


def _verantwoording(delen: tuple[Actiedeel, ...], zo: Zetwijze) -> list[Flowable]:
    """On which approval each casus rests."""
    regels = [
        f"Casus {deel.samenvatting.casusnummer}: besluit {b.nummer} ({b.soort}, {b.zekerheid}), "
        f"geldig t/m {dag(b.geldig_tot)}."
        for deel in delen
        for b in deel.samenvatting.besluiten
    ]
    return onder("Verantwoording", [Alinea(opmaak(regel), stijl.KLEIN) for regel in regels], zo)
