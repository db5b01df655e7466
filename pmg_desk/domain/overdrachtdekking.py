"""Whether an approval carries a transfer. Both ends apply this one rule.

The giver, so that no more goes out than the approval covers; the receiver, so that a package that holds more is not
taken in.
"""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum

from pmg_desk.domain.delen import (
    BESLUIT_CONTEXT,
    BUNDEL_CONTEXT,
    Besluittekst,
    Eis,
    ManifestRegel,
    Oordeel,
    Soort,
    lees_besluittekst,
    staat_in_bundel,
)
from pmg_desk.domain.klok import lokale_dag
from pmg_desk.domain.overdracht import Bewijs, Overdrachttekst
from pmg_desk.domain.overdrachtrij import Rij, Rijsoort
from pmg_desk.domain.samenvatting import Doorverstrekking
from pmg_desk.domain.selectie import Geinformeerde, Omstandigheden, Onthouden, Vorm, onvervulde_eis

Verifieer = Callable[[str, str, bytes, bytes], bool]
"""``verifieer(key hex, context, payload, signature)``."""


class Tekort(StrEnum):
    """Why an approval does not carry a transfer; the value is the sentence the user reads."""

    ONLEESBAAR = "Het akkoord van de privacy officer is niet te lezen."
    BUNDEL = "Het akkoord staat niet in de lijst die is ondertekend."
    HANDTEKENING = "De handtekening onder het akkoord klopt niet."
    ANDERE_CASUS = "Het akkoord gaat over een andere casus, een andere kluis of een andere ontvanger."
    GEEN_AKKOORD = "De privacy officer heeft geen akkoord gegeven."
    NIET_GELDIG = "Het akkoord gold niet op de dag van het aanbod."
    ALLEEN_MONDELING = "Het akkoord is alleen voor mondeling delen. Daarmee kan een casus niet worden overgedragen."
    JONGERE = "Het akkoord geldt pas als de jongere is geïnformeerd. Het aanbod zegt niet dat dat is gebeurd."
    OUDERS = "Het akkoord geldt pas als de ouders zijn geïnformeerd. Het aanbod zegt niet dat dat is gebeurd."
    WEGGELATEN = "Er gaat iets mee dat de privacy officer heeft weggelaten."
    ZONDER_REACTIE = "Er gaat een tekst mee zonder de reactie van de jongere of ouders daarop."
    MEER = "Er gaat meer mee dan het akkoord toestaat."


_EISTEKORT: dict[Onthouden, Tekort] = {
    Onthouden.ALLEEN_MONDELING: Tekort.ALLEEN_MONDELING,
    Onthouden.JONGERE_NIET_GEINFORMEERD: Tekort.JONGERE,
    Onthouden.OUDERS_NIET_GEINFORMEERD: Tekort.OUDERS,
}
_WIE: dict[Eis, Geinformeerde] = {
    Eis.JONGERE_GEINFORMEERD: Geinformeerde.JONGERE,
    Eis.OUDERS_GEINFORMEERD: Geinformeerde.OUDERS,
}


def toets_dekking(overdracht: Overdrachttekst, verifieer: Verifieer) -> tuple[Besluittekst | None, Tekort | None]:
    """The approval in a transfer, and why it does not carry that transfer; None when it does.

    Whether the key is of a *known* officer is for the services: the receiver mostly does not know the giver's officer,
    and sees then that the approval is whole and truly signed. That somebody was informed is the giver's word.
    """
    bewijs = overdracht.bewijs
    try:
        besluit = lees_besluittekst(bewijs.tekst)
        handtekening = bytes.fromhex(bewijs.handtekening)
    except ValueError:
        return None, Tekort.ONLEESBAAR
    return besluit, (
        _echtheid(bewijs, handtekening, verifieer)
        or _geldigheid(overdracht, besluit)
        or _eis(overdracht, besluit)
        or _inhoud(overdracht, besluit)
    )


def te_informeren(besluit: Besluittekst) -> frozenset[Geinformeerde]:
    """Who must have been informed before this approval can carry a transfer: the offer says that they were."""
    return frozenset(wie for eis, wie in _WIE.items() if eis in besluit.eisen)


def rijen_van(stuk_id: str) -> frozenset[tuple[str, str]]:
    """The rows, each as kind and id, that a stuk with this id is made of."""
    kop, _, tekst = stuk_id.partition("+")
    soort, _, sleutel = kop.partition(":")
    if soort == Rijsoort.REACTIE:
        return frozenset({(soort, tekst)})
    return frozenset({(soort, sleutel), *([(Rijsoort.UITSPRAAK.value, tekst)] if tekst else [])})


def weggelaten(besluit: Besluittekst) -> frozenset[tuple[str, str]]:
    """The rows that may not go along because the officer took them out, or took a field out of them.

    By the id of the row itself, so that a text that was amended since does not bring its row back.
    """
    return frozenset(deel for weg in besluit.weglaten for deel in rijen_van(weg.stuk))


def reactie_weggelaten(besluit: Besluittekst) -> frozenset[str]:
    """The statements (ids without hyphens) of which the officer took out a reaction: they do not go without it."""
    koppen = (weg.stuk.partition("+")[0].partition(":") for weg in besluit.weglaten)
    return frozenset(sleutel for soort, _, sleutel in koppen if soort == Rijsoort.REACTIE)


def _echtheid(bewijs: Bewijs, handtekening: bytes, verifieer: Verifieer) -> Tekort | None:
    if bewijs.bundel is not None and not staat_in_bundel(bewijs.bundel, bewijs.tekst):
        return Tekort.BUNDEL
    context, getekend = (BESLUIT_CONTEXT, bewijs.tekst) if bewijs.bundel is None else (BUNDEL_CONTEXT, bewijs.bundel)
    echt = verifieer(bewijs.sleutel, context, getekend.encode("utf-8"), handtekening)
    return None if echt else Tekort.HANDTEKENING


def _regels(overdracht: Overdrachttekst, besluit: Besluittekst) -> list[ManifestRegel]:
    return [
        regel
        for regel in besluit.manifest
        if regel.casus_id == overdracht.casus_id and regel.ontvanger.is_precies(overdracht.ontvanger)
    ]


def _geldigheid(overdracht: Overdrachttekst, besluit: Besluittekst) -> Tekort | None:
    if besluit.kluis_id != overdracht.kluis_id or not _regels(overdracht, besluit):
        return Tekort.ANDERE_CASUS
    if besluit.oordeel not in (Oordeel.AKKOORD, Oordeel.AKKOORD_BEPERKT) or besluit.soort is Soort.TAFELKADER:
        return Tekort.GEEN_AKKOORD
    op = overdracht.aangeboden_op
    te_vroeg = besluit.besloten_op > op or (besluit.niet_voor is not None and lokale_dag(op) < besluit.niet_voor)
    return Tekort.NIET_GELDIG if te_vroeg or lokale_dag(op) > besluit.geldig_tot else None


def _eis(overdracht: Overdrachttekst, besluit: Besluittekst) -> Tekort | None:
    op = lokale_dag(overdracht.aangeboden_op)  # on which day they were informed is not told
    gezegd = frozenset((wie, op) for wie in overdracht.geinformeerd)
    gebrek = onvervulde_eis(besluit.eisen, Omstandigheden(Vorm.OVERDRACHT, gezegd), op)
    return None if gebrek is None else _EISTEKORT[gebrek]


def _inhoud(overdracht: Overdrachttekst, besluit: Besluittekst) -> Tekort | None:
    weg, zonder = weggelaten(besluit), reactie_weggelaten(besluit)
    if any((rij.soort.value, rij.id) in weg for rij in overdracht.rijen):
        return Tekort.WEGGELATEN
    if any(rij.id.replace("-", "") in zonder for rij in overdracht.van_soort(Rijsoort.UITSPRAAK)):
        return Tekort.ZONDER_REACTIE
    regels, exact = _regels(overdracht, besluit), besluit.soort is Soort.DOCUMENT
    gedekt = all(
        any(rij.categorie in regel.categorieen and (regel.derden or not rij.derden) for regel in regels)
        and _mag_mee(rij, exact)
        for rij in overdracht.rijen
    )
    return None if gedekt else Tekort.MEER


def _mag_mee(rij: Rij, exact: bool) -> bool:
    """What the source forbids never goes; what it wants to be asked, and a secret address, only when judged exactly."""
    regel = rij.waarden.get("doorverstrekking", Doorverstrekking.JA.value)
    if regel == Doorverstrekking.NEE.value:
        return False
    return exact or (regel == Doorverstrekking.JA.value and rij.waarden.get("geheim") is not True)
