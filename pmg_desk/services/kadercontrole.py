"""What a check of the log says of tafelkaders: which are not in it, and which withdrawals do not match."""

from __future__ import annotations

from pmg_desk.domain.canoniek import lees_canoniek
from pmg_desk.domain.delen import INTREKKING_CONTEXT, Gebrek, Zekerheid
from pmg_desk.domain.logcontrole import Anker
from pmg_desk.domain.rollen import Rol
from pmg_desk.domain.tafelkader import ECHT
from pmg_desk.kluis.ondertekening import verifieer
from pmg_desk.services.besluiten import bekende_sleutels, besluitregels
from pmg_desk.services.deelbaar import KADERINTREKREGELS, getoetste_kaders, vermiste_versies
from pmg_desk.services.werkplek import Transactie
from pmg_desk.storage import tafelkaders as rijen


def kaderankers(t: Transactie) -> tuple[Anker, ...]:
    """Log heads that privacy officers of this vault signed in their kaders; only truly signed ones."""
    return tuple(
        Anker(g.kader.log_nr, g.kader.log_hash, f"tafelkader {rij.nummer}", g.kader.log_wortel)
        for rij, g in getoetste_kaders(t)
        if g.kader is not None and g.gebrek in ECHT and g.kader.zekerheid is Zekerheid.PROCEDUREEL
    )


def controleer_kaders(t: Transactie) -> list[str]:
    """Sentences for the officer; empty when all is well."""
    getoetst = getoetste_kaders(t)
    bevindingen = []
    if any(g.gebrek not in ECHT and g.gebrek is not Gebrek.GEEN_REGEL for _, g in getoetst):
        bevindingen.append("Een tafelkader is veranderd, of niet door een privacy officer van deze kluis ondertekend.")
    if any(g.gebrek is Gebrek.GEEN_REGEL for _, g in getoetst):
        bevindingen.append(
            "Een tafelkader staat niet in het logboek, of pas na het einde van de sleutel waarmee het is getekend."
        )
    if vermiste_versies(t, [g for _, g in getoetst]):
        bevindingen.append("In het logboek staat een tafelkader dat niet (meer) heel in deze kluis ligt.")
    return bevindingen + _controleer_intrekkingen(t, {str(rij.id) for rij, _ in getoetst})


def _controleer_intrekkingen(t: Transactie, aanwezig: set[str]) -> list[str]:
    bevindingen = []
    in_log, in_rijen = set(besluitregels(t, KADERINTREKREGELS)), set()
    sleutels = {s.sleutel for s in bekende_sleutels(t) if s.rol is Rol.PRIVACY_OFFICER}
    for rij in rijen.intrekkingen(t.db):
        in_rijen.add(str(rij.kader_id))
        echt = verifieer(rij.sleutel, INTREKKING_CONTEXT, rij.tekst.encode("utf-8"), rij.handtekening)
        if not echt or not hoort_bij(rij.tekst, str(rij.kader_id), str(t.werkplek.kluis_id)):
            bevindingen.append("De intrekking van een tafelkader is veranderd. Zij telt nog steeds.")
        elif rij.sleutel not in sleutels:
            bevindingen.append("De intrekking van een tafelkader is niet van een privacy officer van deze kluis.")
    # Of a kader that never came here only the line is kept.
    if (in_log & aanwezig) - in_rijen:
        bevindingen.append("In het logboek staat de intrekking van een tafelkader, en het ondertekende stuk ontbreekt.")
    if in_rijen - in_log:
        bevindingen.append("Er is een ondertekende intrekking van een tafelkader die niet in het logboek staat.")
    return bevindingen


def hoort_bij(tekst: str, kader_id: str, kluis_id: str) -> bool:
    """Whether a signed withdrawal is of this kader in this vault."""
    try:
        v = lees_canoniek(tekst)
        return bool(v["intrekking_van"] == kader_id and v["kluis"] == kluis_id)
    except (ValueError, KeyError, TypeError, RecursionError):
        return False
