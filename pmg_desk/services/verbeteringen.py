"""What became of the words of an exact document: amended, withdrawn, answered, or not in the dossier any more.

An approval of exact words is about those words. Once they are known to be wrong they are not given under it; what
merely moved on (the status of an action, a newer score beside an older one) is what was judged, with its day.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from uuid import UUID

from pmg_desk.domain.delen import Getoetst, Soort
from pmg_desk.domain.document import lees_document
from pmg_desk.domain.klok import lokale_dag
from pmg_desk.domain.overdrachtrij import Rijsoort
from pmg_desk.domain.samenvatting import Stuk, reactie_op, tekst_in
from pmg_desk.services.stukken import cut_dossier
from pmg_desk.services.werkplek import Transactie
from pmg_desk.storage import inhoud
from pmg_desk.storage.models import Antecedent, Casus, Uitspraak

_OVERSCHREVEN = (f"{Rijsoort.IDENTITEIT}:", f"{Rijsoort.ADRES}:", f"{Rijsoort.RELATIE}:", "relatieduiding:")
"""Kinds of stukken that say who somebody is: their rows are written over, not superseded."""

_GROEIT = frozenset({"Leeftijd"})
"""Fields of who somebody is that become another by themselves."""


def verbeteringen(
    t: Transactie, casus_id: UUID, getoetst: Iterable[Getoetst], moment: datetime
) -> Mapping[str, date | None]:
    """By the id of a stuk in a valid document about this casus: the day on which its words were amended.

    None for words that are not in the dossier any more. ``moment``: what came after it does not count.
    """
    gevonden: dict[str, date | None] = {}
    nu: tuple[Stuk, ...] | None = None
    for een in getoetst:
        besluit, document = een.besluit, een.bewaard.document
        if not een.geldig or besluit is None or besluit.soort is not Soort.DOCUMENT or document is None:
            continue
        if nu is None:
            nu = cut_dossier(t, t.haal(Casus, casus_id))
        stukken = lees_document(document)[1]
        gevonden |= _van_rijen(t, stukken, moment)
        gevonden |= _van_wie(stukken, nu, moment)
        gevonden |= _beantwoord(stukken, nu, besluit.besloten_op, moment)
    return gevonden


def _van_rijen(t: Transactie, stukken: Iterable[Stuk], moment: datetime) -> dict[str, date | None]:
    """Of texts and antecedenten, which are never changed but superseded."""
    gevonden: dict[str, date | None] = {}
    for stuk in stukken:
        soort, _, sleutel = stuk.id.partition("+")[0].partition(":")
        tekst = tekst_in(stuk)
        rijen: list[tuple[type[Uitspraak] | type[Antecedent], UUID]] = [(Uitspraak, UUID(tekst))] if tekst else []
        if soort == Rijsoort.ANTECEDENT:
            rijen.append((Antecedent, UUID(sleutel)))
        for model, id_ in rijen:
            later = inhoud.opvolger(t.db, id_) if model is Uitspraak else inhoud.antecedent_opvolger(t.db, id_)
            if t.db.get(model, id_) is None:
                gevonden[stuk.id] = None
            elif later is not None and later.op <= moment:
                gevonden[stuk.id] = lokale_dag(later.op)
    return gevonden


def _van_wie(stukken: Iterable[Stuk], nu: Iterable[Stuk], moment: datetime) -> dict[str, date | None]:
    """Of who the youth and those around them are and where they live; an address that became secret too."""
    huidig = {stuk.id: stuk for stuk in nu}
    gevonden: dict[str, date | None] = {}
    for stuk in stukken:
        if not stuk.id.startswith(_OVERSCHREVEN):
            continue
        een = huidig.get(stuk.id)
        if een is None:
            gevonden[stuk.id] = None
        elif een.gewijzigd_op <= moment and _wie(een) != _wie(stuk):
            gevonden[stuk.id] = lokale_dag(een.gewijzigd_op)
    return gevonden


def _wie(stuk: Stuk) -> tuple[object, ...]:
    return stuk.titel, stuk.geheim_adres, tuple(veld for veld in stuk.velden if veld[0] not in _GROEIT)


def _beantwoord(
    stukken: Iterable[Stuk], nu: Iterable[Stuk], sinds: datetime, moment: datetime
) -> dict[str, date | None]:
    """Of texts to which the youth or parents reacted since: they do not go without that reaction (AVG 16)."""
    nieuw = {reactie_op(stuk): stuk for stuk in nu if reactie_op(stuk) and sinds < stuk.gewijzigd_op <= moment}
    return {stuk.id: lokale_dag(nieuw[tekst_in(stuk)].gewijzigd_op) for stuk in stukken if tekst_in(stuk) in nieuw}
