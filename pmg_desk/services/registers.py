"""Registers made from what the vault knows: processing register (AVG 30), facts for a DPIA (AVG 35), yearly figures.

They hold numbers, labels and organisations, and what people typed in them; the program puts no name of a youth there. A
number of people that is small is told as such, because these leave the desk.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import asdict, fields
from datetime import datetime
from enum import StrEnum

from pmg_desk.domain.controle import Veldcontrole
from pmg_desk.domain.datums import toon_datum
from pmg_desk.domain.delen import Oordeel, lees_besluittekst
from pmg_desk.domain.fouten import Fout
from pmg_desk.domain.klok import AMSTERDAM
from pmg_desk.domain.registerblad import (
    Deel,
    Registerblad,
    grof,
    mediaan,
)
from pmg_desk.domain.rollen import Kluissoort, Recht
from pmg_desk.services import datalekken, knelpunten
from pmg_desk.services.audittermijnen import dagen_te_laat
from pmg_desk.services.controlepunten import korte_stand
from pmg_desk.services.delen import OORDEEL_LABELS
from pmg_desk.services.verwerkingsregister import Verantwoordelijke, dpia, verstrekt, verwerkingen
from pmg_desk.services.werkplek import Transactie, Werkplek
from pmg_desk.storage import jaarcijfers as cijfers
from pmg_desk.storage import spoed as spoedrijen
from pmg_desk.storage.models import Instelling, RechtOordeel

_SLEUTEL = "verwerkingsregister"
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
        Registersoort.VERWERKINGEN: lambda t, stand: verwerkingen(t, stand, _verantwoordelijke(t)),
        Registersoort.DPIA: lambda t, stand: dpia(t, stand, _verantwoordelijke(t)),
        Registersoort.KNELPUNTEN: knelpunten.blad,
        Registersoort.DATALEKKEN: datalekken.blad,
    }
    return makers[soort](t, stand)


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
                verstrekt(t, periode, "Verstrekt"),
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
