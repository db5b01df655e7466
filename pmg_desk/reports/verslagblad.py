"""The minutes of an overleg: who was there, and per casus pages of its own that can be kept with that casus."""

from __future__ import annotations

from collections.abc import Sequence

from reportlab.platypus import Flowable, PageBreak, Spacer

from pmg_desk.domain.klok import lokale_dag
from pmg_desk.domain.overlegverslag import Gedeeld, Verslag, Verslagpunt
from pmg_desk.domain.samenvatting import Rubriek
from pmg_desk.reports import stijl
from pmg_desk.reports.blad import Deel, Opschrift
from pmg_desk.reports.bouwstenen import Alinea, Cel, Kop, KopMet, tabel
from pmg_desk.reports.bundelomslag import Bladplaats
from pmg_desk.reports.bundelverhaal import Deelbegin
from pmg_desk.reports.document import PROEF
from pmg_desk.reports.letters import opmaak, registreer
from pmg_desk.reports.rubrieken import Zetwijze, cel, koprij, onder, zet_rubriek, zet_uitspraken
from pmg_desk.reports.taal import dag, dag_voluit, gemeentenaam, moment, opsomming
from pmg_desk.reports.titelblok import Titel, bouw_titel

_INTERN = (
    "<b>Verstrek dit verslag aan niemand.</b> Het is voor de eigen casusregisseur: er staat op wat voor anderen niet "
    "is goedgekeurd. Voor een deelnemer maakt u een actielijst of een bundel."
)
_BLADEN = (
    "Elke casus waarover iets is vastgelegd, heeft eigen bladen met een eigen exemplaarnummer. Bewaar ze bij die "
    "casus, en haal dit voorblad eraf."
)
_GEEN_BLAD = "–"
_MERK = "VERTROUWELIJK · INTERN – NIET VERSTREKKEN"


def bouw(v: Verslag) -> list[Flowable]:
    """See :func:`pmg_desk.reports.overlegverslag.maak_verslag`."""
    registreer()
    verhaal = _voorblad(v)
    for punt in (een for een in v.punten if een.heeft_blad):
        verhaal += [PageBreak(), Deelbegin(_deel(v, punt)), *_punt(v, punt)]
    return verhaal


def opschrift(v: Verslag, punt: Verslagpunt | None = None) -> Opschrift:
    """The marks of the cover, or of the pages of an item."""
    # Each casus counts its own copies: a number without it seems to be of the minutes.
    exemplaar = "" if punt is None else PROEF
    if punt is not None and punt.exemplaar:
        exemplaar = f"Exemplaar {punt.exemplaar} van casus {punt.casusnummer}"
    waar = gemeentenaam(v.gemeente) if punt is None else f"Casus {punt.casusnummer}"
    door = f"door {v.gemaakt_door}" if v.gemaakt_door else ""
    return Opschrift(
        merk=_MERK,
        ontvanger=exemplaar,
        herkomst=opsomming(waar, f"{v.tafel} {dag(v.datum)}", f"gemaakt {moment(v.gemaakt_op)}", door),
        stand=opsomming(f"Intrekkingen bekend t/m {moment(v.bekend_tm)}", v.logstand and f"logstand {v.logstand}"),
        intern=True,
    )


def _deel(v: Verslag, punt: Verslagpunt) -> Deel:
    naam = f"Agendapunt {punt.punt}"
    return Deel(naam, opsomming(naam, punt.casusnummer), opschrift(v, punt))


def _voorblad(v: Verslag) -> list[Flowable]:
    titel = Titel(
        vak=("PUNTEN", str(len(v.punten) + v.buiten)),
        boven=opsomming("Intern overlegverslag, vertrouwelijk", gemeentenaam(v.gemeente)),
        titel=v.tafel,
        onder=opsomming(dag_voluit(v.datum).capitalize(), v.overleg),
    )
    regels = [[[Alinea(_INTERN, stijl.CEL)]], [[Alinea(_BLADEN, stijl.CEL)]]]
    kader = [("BOX", (0, 0), (-1, -1), 1.1, stijl.INKT, "butt")]
    verhaal = [
        *bouw_titel(titel),
        Spacer(0, 12),
        tabel(regels, (stijl.ZETBREEDTE,), lijnen=False, opmaak=kader, marge=(3, 9), indeling=True),
    ]
    if v.aanwezigheid:
        rijen: list[list[Cel]] = [koprij("Deelnemer", "Was er")]
        rijen += [[cel(wie), cel(stand)] for wie, stand in v.aanwezigheid]
        verhaal.append(
            _onder_kop("Wie er waren", tabel(rijen, (stijl.ZETBREEDTE - 120, 120), koprijen=1, marge=(2, 6)))
        )
    vast = (32.0, 104.0, 56.0)
    rijen = [[*koprij("Nr", "Casus", "Uitkomst"), [Alinea("Bladzijde", stijl.CELKOP_RECHTS)]]]
    nr = 0
    for punt in v.punten:
        wie = opsomming(punt.naam, punt.casusnummer)
        plaats: Flowable = Bladplaats(nr) if punt.heeft_blad else Alinea(_GEEN_BLAD, stijl.CEL_RECHTS)
        rijen.append([cel(str(punt.punt), vet=True), cel(wie, vet=True), cel(punt.stand), [plaats]])
        nr += punt.heeft_blad
    breedtes = (vast[0], stijl.ZETBREEDTE - sum(vast), vast[1], vast[2])
    if v.punten:
        verhaal.append(_onder_kop("Agenda", tabel(rijen, breedtes, koprijen=1, marge=(1.9, 5))))
    if v.buiten:
        zin = f"Agendapunten die niet van u zijn en hier niet staan: {v.buiten}."
        verhaal += [Spacer(0, 6), Alinea(zin, stijl.KLEIN)]
    return verhaal


def _onder_kop(kop: str, inhoud: Flowable) -> Flowable:
    return KopMet(Kop(kop, stijl.KOP), inhoud, 4, ervoor=13)


def _punt(v: Verslag, punt: Verslagpunt) -> list[Flowable]:
    """One item, in the order in which a table works: the question, what was said, what was decided, who does what."""
    zo = Zetwijze(lokale_dag(v.gemaakt_op), intern=True)
    titel = Titel(
        vak=("PUNT", str(punt.punt)),
        boven=opsomming("Intern overlegverslag", v.tafel, dag(v.datum)),
        titel=punt.naam,
        onder=f"Casus {punt.casusnummer}",
        chip=punt.stand,
    )
    verhaal = [*bouw_titel(titel), Spacer(0, 8), *_erbij(punt)]
    verhaal += onder("Besproken", zet_uitspraken(punt.besproken, zo), zo)
    verhaal += onder("Besluiten", zet_uitspraken(punt.besluiten, zo), zo)
    verhaal += onder("Eerdere besluiten, nu afgedaan", zet_uitspraken(punt.afgedaan, zo), zo)
    if punt.acties:
        verhaal += onder("Afgesproken acties", zet_rubriek(Rubriek.ACTIES, punt.acties, zo), zo)
    if punt.gedeeld:
        verhaal += onder("Aan tafel verteld", [_gedeeld(punt.gedeeld)], zo)
    if punt.leeg:
        verhaal += [Spacer(0, 12), Alinea("Bij dit agendapunt is niets vastgelegd.", stijl.TEKST)]
    return verhaal


def _erbij(punt: Verslagpunt) -> list[Flowable]:
    """The question to the table, and who was in the room."""
    regels = [
        ("Vraag", f"<b>{opmaak(punt.vraag.strip())}</b>" if punt.vraag.strip() else ""),
        # Of an item that was passed over nobody was in the room for it.
        ("Erbij", opmaak("; ".join(punt.aanwezig) or "Niet vastgelegd") if punt.gehouden or punt.gedeeld else ""),
        ("Niet erbij", opmaak("; ".join(punt.weg)) if punt.gehouden or punt.gedeeld else ""),
    ]
    rijen = [[[Alinea(label, stijl.LABEL)], [Alinea(tekst, stijl.CEL)]] for label, tekst in regels if tekst]
    vlak = [("BACKGROUND", (0, 0), (-1, -1), stijl.VLAK)]
    return [tabel(rijen, (74, stijl.ZETBREEDTE - 74), lijnen=False, opmaak=vlak, marge=(1.6, 8))] if rijen else []


def _gedeeld(gedeeld: Sequence[Gedeeld]) -> Flowable:
    rijen: list[list[Cel]] = [koprij("Aan wie", "Soort gegevens", "Wat er is verteld")]
    for een in gedeeld:
        spoed = "<b>MET SPOED</b> · " if een.spoed else ""
        wat = [Alinea(spoed + opmaak(een.woorden), stijl.CEL)]
        rijen.append([cel(een.aan), cel(", ".join(een.soorten)), wat])
    vast = (140.0, 130.0)
    return tabel(rijen, (*vast, stijl.ZETBREEDTE - sum(vast)), koprijen=1, marge=(2.4, 6))
