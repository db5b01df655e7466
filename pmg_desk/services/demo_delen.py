"""The demo's stories around sharing: requests in every state, decisions, what was issued, and emergency access."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import TYPE_CHECKING
from uuid import UUID

from pmg_desk.domain.delen import Oordeel, Soort
from pmg_desk.domain.oordeel import BesluitInvoer
from pmg_desk.domain.samenvatting import Doorverstrekking
from pmg_desk.domain.selectie import Geinformeerde
from pmg_desk.services import (
    demo_inhoud,
    informeerbrief,
    intrekbrieven,
    noodtoegang,
    oordelen,
    samenvattingen,
    tekstblokken,
    verzoeken,
)
from pmg_desk.services.informeerbrief import InformeerbriefInvoer
from pmg_desk.services.informering import InformeringInvoer, record_informering
from pmg_desk.services.knelpunten import KnelpuntInvoer, record_knelpunt
from pmg_desk.services.mondeling import MondelingInvoer, SpoedInvoer, record_spoed
from pmg_desk.services.samenvattingen import Bestemming
from pmg_desk.services.spoed import Spoedsoort, judge_spoed, list_spoed
from pmg_desk.storage.models import KnelpuntStatus, Wijze

if TYPE_CHECKING:
    from pmg_desk.services.demo_verhaal import Rijk, Verhaal

_SCHOOL = ("leerplicht", "Leerlingzaken")
_JEUGD = ("jeugdbescherming", "Jeugdbescherming")
_WERK = ("welzijn", "Welzijn/jongerenwerk")
_STANDAARD = ("identiteit", "doelgroep", "signalen", "plan", "acties")
_ALLES = (*_STANDAARD, "gezin", "gezondheid", "leefgebieden", "politiegegevens")


def verhalen(verhaal: Verhaal) -> list[Iterator[datetime]]:
    """One story per state a request can be in. A story about a casus that this demo does not have ends at once."""
    v = verhaal
    return [
        _uitgegeven(v, 0),
        _beperkt(v, 1),
        _ingetrokken_akkoord(v, 2),
        _geweigerd(v, 3),
        _terug_en_antwoord(v, 4),
        _loopt_af(v, 11),
        _document(v, 7),
        _teruggenomen(v, 9),
        _wacht(v, 10, _JEUGD, 6),
        _wacht(v, 12, _SCHOOL, 2),
        _wacht(v, 17, _WERK, 1),
        _wacht(v, 19, _WERK, 1),
        _wacht(v, 21, _WERK, 1),
        _tekstblokken(v),
        _wacht_op_antwoord(v, 14),
        _nood(v, 18, 12, beoordeeld=True),
        _nood(v, 16, 1, beoordeeld=False),
        _spoed(v, 10, 6, beoordeeld=True),
        _spoed(v, 12, 1, beoordeeld=False),
    ]


def _vraag(
    v: Verhaal,
    casus: Rijk,
    aan: tuple[str, str],
    categorieen: tuple[str, ...] = _STANDAARD,
    *,
    dagen: int = 120,
    vorige: UUID | None = None,
    stukken: tuple[str, ...] = (),
) -> UUID:
    organisatie, functie = aan
    invoer = verzoeken.VerzoekInvoer(
        casus_id=casus.id,
        soort=Soort.DOCUMENT if stukken else Soort.STAAND,
        organisatie_id=v.organisaties[organisatie],
        functie=functie,
        doel="plan_van_aanpak" if casus.nr % 2 == 0 else "perspectief_bieden",
        grondslagen=("avg_6_1_e", "wpg_20") if "politiegegevens" in categorieen else ("avg_6_1_e",),
        noodzaak=demo_inhoud.NOODZAAK[casus.nr % 3],
        proportionaliteit=demo_inhoud.PROPORTIONALITEIT,
        subsidiariteit=demo_inhoud.SUBSIDIARITEIT,
        geinformeerd=demo_inhoud.GEINFORMEERD[casus.nr % 2],
        gevraagd_tot=v.agenda.dag(dagen),
        categorieen=() if stukken else categorieen,
        stukken=stukken,
    )
    return verzoeken.request_deling(casus.regie, invoer, vorige)


def _beslis(
    v: Verhaal,
    verzoek: UUID,
    oordeel: Oordeel = Oordeel.AKKOORD,
    categorieen: tuple[str, ...] = _STANDAARD,
    motivering: str = "Nodig voor dit doel en niet meer dan dat.",
    *,
    dagen: int = 90,
    voorwaarden: str = "",
    stukken: tuple[str, ...] = (),
) -> UUID | None:
    akkoord = oordeel in (Oordeel.AKKOORD, Oordeel.AKKOORD_BEPERKT)
    return oordelen.decide_verzoek(
        v.plekken["privacy"],
        verzoek,
        BesluitInvoer(
            oordeel,
            motivering,
            geldig_tot=v.agenda.dag(dagen) if akkoord else None,
            voorwaarden=voorwaarden,
            categorieen=categorieen if akkoord and not stukken else (),
            stukken=stukken,
        ),
    )


def _geef_uit(v: Verhaal, casus: Rijk, aan: tuple[str, str], wijze: Wijze, besluit: UUID | None = None) -> None:
    bestemming = samenvattingen.Bestemming(v.organisaties[aan[0]], aan[1])
    nieuw: frozenset[str] = frozenset()
    if besluit is None:
        nieuw = samenvattingen.prepare_samenvatting(casus.regie, casus.id, bestemming).nieuw
    samenvattingen.issue_samenvatting(
        casus.regie, casus.id, bestemming, wijze, besluit_id=besluit, nieuw_bevestigd=nieuw
    )


def _uitgegeven(v: Verhaal, nr: int) -> Iterator[datetime]:
    """A standing approval under which a summary was issued twice, and an internal print."""
    yield v.agenda.op(30, 9)
    if nr not in v.casussen:
        return
    casus = v.casussen[nr]
    gesprek = InformeringInvoer(Geinformeerde.JONGERE, v.agenda.werkdag(33), "gesprek op school")
    record_informering(casus.regie, casus.id, gesprek)
    verzoek = _vraag(v, casus, _SCHOOL)
    yield v.agenda.op(29, 14)
    _beslis(v, verzoek)
    yield v.agenda.op(27, 10)
    _geef_uit(v, casus, _SCHOOL, Wijze.PAPIER)
    yield v.agenda.op(6, 11)
    _geef_uit(v, casus, _SCHOOL, Wijze.BESTAND)
    informeerbrief.issue_informeerbrief(
        casus.regie, casus.id, InformeerbriefInvoer(Geinformeerde.OUDERS, demo_inhoud.CONTACT, nagegaan=True)
    )
    samenvattingen.issue_intern(casus.regie, casus.id, Wijze.PAPIER)


def _beperkt(v: Verhaal, nr: int) -> Iterator[datetime]:
    yield v.agenda.op(26, 9)
    if nr not in v.casussen:
        return
    casus = v.casussen[nr]
    verzoek = _vraag(v, casus, _JEUGD, _ALLES)
    yield v.agenda.op(24, 15)
    moment = InformeringInvoer(
        Geinformeerde.OUDERS, uitstel_reden=demo_inhoud.UITSTEL_INFORMEREN, uitstel_tot=v.agenda.dag(5)
    )
    record_informering(casus.regie, casus.id, moment)
    minder = tuple(c for c in _ALLES if c not in ("politiegegevens", "gezondheid"))
    _beslis(
        v,
        verzoek,
        Oordeel.AKKOORD_BEPERKT,
        minder,
        "Politie- en gezondheidsgegevens zijn voor dit doel niet nodig.",
        voorwaarden="Alleen bespreken in het kernteam.",
    )
    yield v.agenda.op(23, 10)
    _geef_uit(v, casus, _JEUGD, Wijze.PAPIER)


def _ingetrokken_akkoord(v: Verhaal, nr: int) -> Iterator[datetime]:
    yield v.agenda.op(35, 9)
    if nr not in v.casussen:
        return
    casus = v.casussen[nr]
    verzoek = _vraag(v, casus, _WERK)
    yield v.agenda.op(34, 10)
    besluit = _beslis(v, verzoek)
    assert besluit is not None
    yield v.agenda.op(32, 11)
    _geef_uit(v, casus, _WERK, Wijze.PAPIER)
    yield v.agenda.op(9, 10)
    oordelen.withdraw_besluit(v.plekken["privacy"], besluit, "De jongere gaat niet meer naar het jongerenwerk.")
    yield v.agenda.op(8, 14)
    for met in intrekbrieven.list_gedeeld_onder(casus.regie, besluit).ontvangers:
        intrekbrieven.issue_intrekbrief(casus.regie, besluit, met.naam, demo_inhoud.CONTACT)


def _geweigerd(v: Verhaal, nr: int) -> Iterator[datetime]:
    yield v.agenda.op(18, 9)
    if nr not in v.casussen:
        return
    verzoek = _vraag(v, v.casussen[nr], _WERK, _ALLES)
    yield v.agenda.op(16, 9)
    _beslis(v, verzoek, Oordeel.GEWEIGERD, motivering="Het jongerenwerk kan zijn deel doen zonder deze gegevens.")


def _terug_en_antwoord(v: Verhaal, nr: int) -> Iterator[datetime]:
    """Asked back, answered with less, and then approved."""
    yield v.agenda.op(15, 9)
    if nr not in v.casussen:
        return
    casus = v.casussen[nr]
    eerste = _vraag(v, casus, _JEUGD, _ALLES)
    yield v.agenda.op(13, 9)
    _beslis(v, eerste, Oordeel.TERUGVRAAG, motivering="Waarom zijn de gezondheidsgegevens nodig?")
    yield v.agenda.op(12, 9)
    tweede = _vraag(v, casus, _JEUGD, _STANDAARD, vorige=eerste)
    yield v.agenda.op(11, 9)
    _beslis(v, tweede)


def _loopt_af(v: Verhaal, nr: int) -> Iterator[datetime]:
    yield v.agenda.op(60, 9)
    if nr not in v.casussen:
        return
    verzoek = _vraag(v, v.casussen[nr], _SCHOOL)
    yield v.agenda.op(58, 9)
    _beslis(v, verzoek, dagen=5)


def _document(v: Verhaal, nr: int) -> Iterator[datetime]:
    """An approval for exactly this text, and its issue."""
    yield v.agenda.op(14, 9)
    if nr not in v.casussen:
        return
    casus = v.casussen[nr]
    _, alle = verzoeken.toon_stukken(casus.regie, casus.id)
    stukken = tuple(
        stuk.id
        for stuk in alle
        if stuk.doorverstrekking is not Doorverstrekking.NEE and stuk.categorie in _STANDAARD and not stuk.geheim_adres
    )[:8]
    verzoek = _vraag(v, casus, _JEUGD, stukken=stukken)
    yield v.agenda.op(12, 14)
    besluit = _beslis(v, verzoek, stukken=stukken)
    yield v.agenda.op(10, 14)
    _geef_uit(v, casus, _JEUGD, Wijze.BESTAND, besluit)


def _teruggenomen(v: Verhaal, nr: int) -> Iterator[datetime]:
    yield v.agenda.op(8, 9)
    if nr not in v.casussen:
        return
    verzoek = _vraag(v, v.casussen[nr], _WERK)
    yield v.agenda.op(7, 9)
    verzoeken.withdraw_verzoek(v.casussen[nr].regie, verzoek)


def _wacht(v: Verhaal, nr: int, aan: tuple[str, str], dagen_geleden: int) -> Iterator[datetime]:
    yield v.agenda.op(dagen_geleden, 15, nr)
    if nr in v.casussen:
        _vraag(v, v.casussen[nr], aan, _ALLES if nr == 12 else _STANDAARD)


def _tekstblokken(v: Verhaal) -> Iterator[datetime]:
    """Sentences that the privacy officer uses again; about no casus."""
    yield v.agenda.op(30, 9)
    for naam, tekst in demo_inhoud.TEKSTBLOKKEN:
        tekstblokken.save_tekstblok(v.plekken["privacy"], naam, tekst)


def _wacht_op_antwoord(v: Verhaal, nr: int) -> Iterator[datetime]:
    yield v.agenda.op(5, 9)
    if nr not in v.casussen:
        return
    verzoek = _vraag(v, v.casussen[nr], _SCHOOL, _ALLES)
    yield v.agenda.op(2, 9)
    _beslis(v, verzoek, Oordeel.TERUGVRAAG, motivering="Welke gegevens uit de politie-informatie bedoelt u?")


def _nood(v: Verhaal, nr: int, dagen_geleden: int, *, beoordeeld: bool) -> Iterator[datetime]:
    yield v.agenda.op(dagen_geleden, 16)
    if nr not in v.casussen:
        return
    casus = v.casussen[nr]
    ander = v.plekken["regie2" if casus.regie is v.plekken["regie"] else "regie"]
    noodtoegang.take_noodtoegang(
        ander, casus.id, "De politie belt over een dreiging vanavond; de eigen casusregisseur is niet bereikbaar."
    )
    if beoordeeld:
        yield v.agenda.op(dagen_geleden - 2, 10)
        privacy = v.plekken["privacy"]
        (rij,) = list_spoed(privacy)
        judge_spoed(
            privacy,
            Spoedsoort.NOODTOEGANG,
            rij.id,
            rechtmatig=True,
            motivering="Terecht: er was haast en de reden klopt met het dossier.",
        )


def _spoed(v: Verhaal, nr: int, dagen_geleden: int, *, beoordeeld: bool) -> Iterator[datetime]:
    yield v.agenda.op(dagen_geleden, 17)
    if nr not in v.casussen:
        return
    casus = v.casussen[nr]
    organisatie, functie = _SCHOOL
    verteld = MondelingInvoer(
        Bestemming(v.organisaties[organisatie], functie),
        Wijze.TELEFOON,
        ("gezondheid",),
        "Gebeld dat de jongere vandaag niet alleen naar huis moet, en waarom.",
    )
    record_spoed(
        casus.regie, casus.id, SpoedInvoer(verteld, "Er was dreiging na schooltijd; wachten kon niet.", ("avg_6_1_d",))
    )
    if beoordeeld:
        yield v.agenda.op(dagen_geleden - 1, 11)
        privacy = v.plekken["privacy"]
        rij = next(een for een in list_spoed(privacy) if een.soort is Spoedsoort.VERSTREKKING)
        judge_spoed(
            privacy,
            Spoedsoort.VERSTREKKING,
            rij.id,
            rechtmatig=False,
            motivering="De dreiging was echt, maar de reden van de medicijnen had de school niet nodig.",
        )
        record_knelpunt(
            privacy,
            KnelpuntInvoer(
                "Niemand bereikbaar voor akkoord na vijf uur",
                "Convenant PGA, artikel 7",
                "Na kantoortijd is er geen privacy officer die kan beslissen.",
                tafel="pga_lokaal",
                gevolg="Er wordt vaker met spoed gedeeld dan nodig.",
                voorstel="Een tweede privacy officer met een piketdienst.",
                status=KnelpuntStatus.VOORGELEGD,
            ),
        )
