"""Registers made from what the vault knows: processing register (AVG 30), facts for a DPIA (AVG 35), yearly figures.

They hold numbers, labels and organisations and no name of a youth; a number of people that is small is told as such,
because these leave the desk.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass, fields
from datetime import datetime, timedelta
from enum import StrEnum

from pmg_desk.domain.controle import Veldcontrole
from pmg_desk.domain.datums import toon_datum
from pmg_desk.domain.delen import Oordeel, lees_besluittekst
from pmg_desk.domain.fouten import Fout
from pmg_desk.domain.klok import AMSTERDAM
from pmg_desk.domain.profiel.model import Bronzekerheid
from pmg_desk.domain.profiel.sectie import label_van
from pmg_desk.domain.registerblad import Deel, Registerblad, grof, mediaan
from pmg_desk.domain.rollen import Kluissoort, Recht, Rol
from pmg_desk.services import datalekken, knelpunten
from pmg_desk.services.audittermijnen import dagen_te_laat
from pmg_desk.services.bewaren import geldende_termijnen
from pmg_desk.services.controlepunten import korte_stand
from pmg_desk.services.deelbaar import getoetste_kaders
from pmg_desk.services.delen import OORDEEL_LABELS
from pmg_desk.services.verstrekkingen import WIJZE_LABELS
from pmg_desk.services.werkplek import Transactie, Werkplek
from pmg_desk.storage import jaarcijfers as cijfers
from pmg_desk.storage import spoed as spoedrijen
from pmg_desk.storage.models import Instelling, RechtOordeel, Wijze

_SLEUTEL = "verwerkingsregister"
_ONBEKEND = "nog niet ingevuld"
MAX_TEKST = 500


class Registersoort(StrEnum):
    """Which register."""

    VERWERKINGEN = "verwerkingen"
    DPIA = "dpia"
    JAAR = "jaar"
    KNELPUNTEN = "knelpunten"
    DATALEKKEN = "datalekken"


class HoortInDeKluis(Fout):
    """It is made of what a team's vault holds."""

    wat = "Dit register is gemaakt van wat er in de kluis van het team staat. Op deze installatie staat dat niet."
    veilig = "Er is niets veranderd."
    doe = "Open de kluis van het team, of vraag een privacy officer daar het register te maken."


@dataclass(frozen=True, slots=True)
class Verantwoordelijke:
    """What the vault cannot know by itself (AVG 30, lid 1, onder a): who is responsible, and whom to ask."""

    naam: str = ""
    contact: str = ""
    gezamenlijk: str = ""
    functionaris: str = ""
    doorgifte: str = ""


def show_verantwoordelijke(werkplek: Werkplek) -> Verantwoordelijke:
    """What was filled in."""
    with werkplek.doe() as t:
        t.eis(Recht.REGISTERS)
        return _verantwoordelijke(t)


def _verantwoordelijke(t: Transactie) -> Verantwoordelijke:
    rij = t.db.get(Instelling, _SLEUTEL)
    return Verantwoordelijke() if rij is None else Verantwoordelijke(**json.loads(rij.waarde))


def set_verantwoordelijke(werkplek: Werkplek, invoer: Verantwoordelijke) -> None:
    """Fill it in. Raises OngeldigeInvoer, GeenToegang."""
    with werkplek.doe() as t:
        t.eis(Recht.REGISTERS)
        veld = Veldcontrole()
        schoon = Verantwoordelijke(
            **{
                f.name: veld.tekst(f.name, getattr(invoer, f.name), maximum=MAX_TEKST, lang=True)
                for f in fields(invoer)
            }
        )
        veld.klaar()
        rij, waarde = t.db.get(Instelling, _SLEUTEL), json.dumps(asdict(schoon), ensure_ascii=False)
        if rij is None:
            t.db.add(Instelling(sleutel=_SLEUTEL, waarde=waarde))
        else:
            rij.waarde = waarde
        t.log("register.invullen", "instelling")
        t.gewijzigd("register")


def soorten(werkplek: Werkplek) -> tuple[Registersoort, ...]:
    """Which registers this vault can make: an own installation holds no casus, so it tells of its own work."""
    if werkplek.gebruiker.soort is Kluissoort.TOEZICHT:
        return Registersoort.JAAR, Registersoort.KNELPUNTEN, Registersoort.DATALEKKEN
    return tuple(Registersoort)


def show_register(werkplek: Werkplek, soort: Registersoort, jaar: int | None = None) -> Registerblad:
    """A register as it stands now. ``jaar`` only for the yearly figures: this year without it."""
    with werkplek.doe() as t:
        t.eis(Recht.REGISTERS)
        return _maak(t, soort, jaar)


def export_register(werkplek: Werkplek, soort: Registersoort, jaar: int | None = None) -> Registerblad:
    """The same to take along; logged."""
    with werkplek.doe() as t:
        t.eis(Recht.REGISTERS)
        blad = _maak(t, soort, jaar)
        t.log("register.exporteren", "instelling", verwerking=soort.value)
        return blad


def _maak(t: Transactie, soort: Registersoort, jaar: int | None) -> Registerblad:
    if soort not in soorten(t.werkplek):
        raise HoortInDeKluis
    stand = f"Opgemaakt op {toon_datum(t.vandaag)} · logboek {korte_stand(t)}"
    if soort is Registersoort.JAAR:
        return _jaar(t, stand, jaar or t.vandaag.year)
    makers: Mapping[Registersoort, Callable[[Transactie, str], Registerblad]] = {
        Registersoort.VERWERKINGEN: _verwerkingen,
        Registersoort.DPIA: _dpia,
        Registersoort.KNELPUNTEN: knelpunten.blad,
        Registersoort.DATALEKKEN: datalekken.blad,
    }
    return makers[soort](t, stand)


def _verwerkingen(t: Transactie, stand: str) -> Registerblad:
    wie = _verantwoordelijke(t)
    return Registerblad(
        "Register van verwerkingen",
        "verwerkingsregister",
        "Wat deze kluis verwerkt, voor het register van de AVG (artikel 30, lid 1). Gemaakt uit het profiel van de"
        " gemeente en uit wat er in de kluis is vastgelegd.",
        stand,
        (
            Deel(
                "Wie is verantwoordelijk",
                "AVG 30, lid 1, onder a. Vult u zelf in.",
                ("Wat", "Wie"),
                (
                    ("Verwerkingsverantwoordelijke", wie.naam or t.profiel.gemeente or _ONBEKEND),
                    ("Contact", wie.contact or _ONBEKEND),
                    ("Gezamenlijk verantwoordelijk", wie.gezamenlijk or _ONBEKEND),
                    ("Functionaris gegevensbescherming", wie.functionaris or _ONBEKEND),
                ),
            ),
            _doelen(t),
            _gegevens(t),
            _ontvangers(t),
            Deel(
                "Doorgifte buiten de EER",
                "AVG 30, lid 1, onder e.",
                ("Wat", "Hoe"),
                (
                    ("Het programma", "geeft niets door: het werkt zonder netwerk, op de eigen computer"),
                    ("De ontvangers", wie.doorgifte or _ONBEKEND),
                ),
            ),
            _termijnen(t),
            _maatregelen(),
        ),
    )


def _doelen(t: Transactie) -> Deel:
    rijen = tuple((d.label, d.bron or "niet in bron", _zeker(d.zekerheid)) for d in t.profiel.doeleinden.values())
    return Deel("Waarvoor", "AVG 30, lid 1, onder b: de doelen uit het profiel.", ("Doel", "Bron", "Zekerheid"), rijen)


def _gegevens(t: Transactie) -> Deel:
    rijen = tuple(
        (c.label, "ja" if c.bijzonder else "nee", c.uitleg, c.bron or "niet in bron")
        for c in t.profiel.datacategorieen.values()
    )
    return Deel(
        "Welke gegevens, van wie",
        "AVG 30, lid 1, onder c. Betrokkenen: jongeren aan de overlegtafels, hun gezin en netwerk voor zover nodig,"
        " betrokken professionals en gebruikers.",
        ("Soort", "Bijzonder of strafrechtelijk", "Wat", "Bron"),
        rijen,
    )


def _ontvangers(t: Transactie) -> Deel:
    gekregen = Counter[str]()
    for (organisatie, _), aantal in cijfers.verstrekkingen(t.db).items():
        gekregen[organisatie] += aantal
    in_kader = {
        regel.ontvanger.organisatie
        for _, getoetst in getoetste_kaders(t)
        if getoetst.geldig and getoetst.kader is not None
        for regel in getoetst.kader.inhoud.regels
    }
    rijen = tuple(
        (organisatie, gekregen[organisatie], "ja" if organisatie in in_kader else "nee")
        for organisatie in sorted({*gekregen, *in_kader})
    )
    return Deel(
        "Aan wie",
        "AVG 30, lid 1, onder d: organisaties aan wie is verstrekt of die in een geldig tafelkader staan.",
        ("Organisatie", "Keer verstrekt", "In een tafelkader"),
        rijen,
        "Er is nog niets verstrekt en er is geen tafelkader.",
    )


def _termijnen(t: Transactie) -> Deel:
    gesteld = geldende_termijnen(t)
    rijen = tuple(
        (
            label_van(t.profiel.tafels, tafel),
            f"{gesteld[tafel].maanden} maanden" if tafel in gesteld else "niet ingesteld",
        )
        for tafel in dict.fromkeys((*t.profiel.tafels, *sorted(gesteld)))
    )
    return Deel(
        "Hoe lang",
        "AVG 30, lid 1, onder f: de bewaartermijn per tafel. Vernietigen gaat door twee personen, met een certificaat.",
        ("Tafel", "Termijn"),
        rijen,
    )


def _maatregelen() -> Deel:
    return Deel(
        "Beveiliging",
        "AVG 30, lid 1, onder g: wat het programma zelf doet.",
        ("Maatregel", "Hoe"),
        (
            ("Versleuteling", "de hele kluis (SQLCipher, AES-256), met een sleutel per gebruiker (Argon2id)"),
            ("Toegang", "per rol en per casus; noodtoegang met reden, achteraf beoordeeld"),
            ("Logboek", "elke regel in een keten en een boom (RFC 6962), te controleren door een ander"),
            ("Delen", "alleen onder een ondertekend besluit of tafelkader; stuk voor stuk"),
            ("Vergrendelen", "na stilte, bij slaapstand en met één toets"),
            ("Reservekopieën", "versleuteld, gecontroleerd, en met een einddatum"),
        ),
    )


def _zeker(zekerheid: Bronzekerheid) -> str:
    return {"F": "in een bron gevonden", "C": "zeker", "U": "niet nagegaan"}[zekerheid.value]


def _dpia(t: Transactie, stand: str) -> Registerblad:
    drempel = t.profiel.instellingen.cel_drempel.waarde
    open_, alle = cijfers.casussen(t.db)
    per_soort = cijfers.casussen_per_categorie(t.db)
    gebruikers = cijfers.gebruikers(t.db)
    een_jaar = (t.nu - timedelta(days=365), t.nu + timedelta(seconds=1))
    return Registerblad(
        "Bijlage bij de DPIA: feiten uit de kluis",
        "dpia-bijlage",
        "Feiten voor een gegevensbeschermingseffectbeoordeling (AVG 35). De beoordeling zelf is mensenwerk. Aantallen"
        f" mensen zijn afgerond; onder de {drempel} staan ze er niet in.",
        stand,
        (
            Deel(
                "Omvang",
                "",
                ("Wat", "Aantal"),
                (
                    ("Casussen in de kluis", grof(alle, drempel)),
                    ("waarvan open", grof(open_, drempel)),
                    *((f"Gebruikers: {rol.label}", gebruikers[rol.value]) for rol in Rol),
                ),
            ),
            Deel(
                "Casussen met teksten per soort gegevens",
                "",
                ("Soort", "Bijzonder of strafrechtelijk", "Casussen"),
                tuple(
                    (c.label, "ja" if c.bijzonder else "nee", grof(per_soort[sleutel], drempel))
                    for sleutel, c in t.profiel.datacategorieen.items()
                ),
            ),
            _verstrekt(t, een_jaar, "Verstrekt in het afgelopen jaar"),
            _ontvangers(t),
            _termijnen(t),
            Deel(
                "Grondslagen die te kiezen zijn",
                "Uit het profiel, met hoe zeker dat is.",
                ("Grondslag", "Artikel", "Zekerheid"),
                tuple(
                    (g.label, f"{g.wet} {g.artikel}".strip(), _zeker(g.zekerheid))
                    for g in t.profiel.grondslagen.values()
                ),
            ),
            _maatregelen(),
        ),
    )


def _verstrekt(t: Transactie, periode: cijfers.Periode, kop: str) -> Deel:
    rijen = tuple(
        (organisatie, WIJZE_LABELS[Wijze(wijze)], aantal)
        for (organisatie, wijze), aantal in sorted(cijfers.verstrekkingen(t.db, periode).items())
    )
    return Deel(kop, "Zonder wat mislukte en zonder interne afdrukken.", ("Organisatie", "Hoe", "Keer"), rijen)


def _jaar(t: Transactie, stand: str, jaar: int) -> Registerblad:
    periode = (datetime(jaar, 1, 1, tzinfo=AMSTERDAM), datetime(jaar + 1, 1, 1, tzinfo=AMSTERDAM))
    elders = t.gebruiker.soort is Kluissoort.TOEZICHT
    return Registerblad(
        f"Jaarcijfers {jaar}",
        f"jaarcijfers-{jaar}",
        f"Wat er in {jaar} is gevraagd, beoordeeld en gedeeld, en wat er achteraf is nagekeken.",
        stand,
        (
            (_oordelen(t, periode), _achteraf(t, periode))
            if elders
            else (
                _oordelen(t, periode),
                _verstrekt(t, periode, "Verstrekt"),
                _achteraf(t, periode),
                _rechten(t, periode),
            )
        ),
    )


def _oordelen(t: Transactie, periode: cijfers.Periode) -> Deel:
    per_oordeel: dict[Oordeel, list[int]] = {oordeel: [] for oordeel in Oordeel}
    if t.gebruiker.soort is Kluissoort.TOEZICHT:
        gevraagd, ingetrokken = cijfers.ontvangen(t.db, periode), cijfers.toezichtintrekkingen(t.db, periode)
        besluiten = cijfers.toezichtbesluiten(t.db, periode)
    else:
        gevraagd, ingetrokken = cijfers.gevraagd(t.db, periode), cijfers.intrekkingen(t.db, periode)
        besluiten = cijfers.besluiten(t.db, periode)
    for tekst, besloten, gevraagd_op in besluiten:
        try:
            oordeel = lees_besluittekst(tekst).oordeel
        except ValueError:
            continue  # no decision any more; the check of the log reports it
        per_oordeel[oordeel].append((besloten - gevraagd_op).days)
    dagen = [d for lijst in per_oordeel.values() for d in lijst]
    midden = mediaan(dagen)
    return Deel(
        "Verzoeken om te delen",
        "Doorlooptijd: van vraag tot besluit, in hele dagen.",
        ("Wat", "Aantal"),
        (
            ("Gevraagd", gevraagd),
            *((OORDEEL_LABELS[o], len(lijst)) for o, lijst in per_oordeel.items() if o is not Oordeel.TERUGVRAAG),
            ("Ingetrokken akkoorden", ingetrokken),
            ("Middelste doorlooptijd (dagen)", "–" if midden is None else midden),
            ("Langste doorlooptijd (dagen)", max(dagen, default=0) if dagen else "–"),
        ),
    )


def _achteraf(t: Transactie, periode: cijfers.Periode) -> Deel:
    gedeeld, toegang = cijfers.spoed(t.db, periode)
    bekeken, mis = cijfers.steekproefregels(t.db, periode)
    lekken = [lek for lek in spoedrijen.datalekken(t.db) if periode[0] <= lek.ontdekt_op < periode[1]]
    return Deel(
        "Achteraf nagekeken",
        "",
        ("Wat", "Aantal"),
        (
            ("Met spoed gedeeld", gedeeld),
            ("Noodtoegang genomen", toegang),
            ("Niet rechtmatig bevonden", cijfers.onrechtmatig(t.db, periode)),
            ("Datalekken", len(lekken)),
            ("waarvan gemeld bij de Autoriteit Persoonsgegevens", sum(lek.gemeld_ap_op is not None for lek in lekken)),
            ("Regels van steekproeven bekeken", bekeken),
            ("waarvan niet in orde", mis),
        ),
    )


def _rechten(t: Transactie, periode: cijfers.Periode) -> Deel:
    drempel = t.profiel.instellingen.cel_drempel.waarde
    lijst = cijfers.rechten(t.db, periode)
    besloten = [rij for rij in lijst if rij.besloten_op is not None]
    op_tijd = sum(dagen_te_laat(rij, t.vandaag) <= 0 for rij in besloten)
    oordelen = Counter(rij.oordeel for rij in besloten)
    return Deel(
        "Verzoeken van jongeren en ouders",
        f"Aantallen mensen zijn afgerond; onder de {drempel} staan ze er niet in.",
        ("Wat", "Aantal"),
        (
            ("Ontvangen", grof(len(lijst), drempel)),
            ("Binnen de termijn beantwoord", grof(op_tijd, drempel)),
            ("Toegewezen", grof(oordelen[RechtOordeel.TOEGEWEZEN], drempel)),
            ("Deels toegewezen", grof(oordelen[RechtOordeel.DEELS], drempel)),
            ("Afgewezen", grof(oordelen[RechtOordeel.AFGEWEZEN], drempel)),
        ),
    )
