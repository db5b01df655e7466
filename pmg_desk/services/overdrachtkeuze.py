"""Which stukken one approval lets go along in a transfer, and why the others stay.

As any other sharing (``domain.selectie``), under this one approval and never under a tafelkader, and stricter where
parts hang together: a text never goes without the reactions of the youth or parents to it (AVG 16).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from pmg_desk.domain.delen import Besluittekst, Getoetst, Ontvanger, Soort
from pmg_desk.domain.document import stuk_waarde
from pmg_desk.domain.overdrachtdekking import reactie_weggelaten, rijen_van, weggelaten
from pmg_desk.domain.overdrachtrij import Rijsoort
from pmg_desk.domain.samenvatting import Stuk, reactie_op, tekst_in
from pmg_desk.domain.selectie import (
    Omstandigheden,
    Onthouden,
    goedgekeurd_document,
    selecteer,
    verbeterd_in_document,
)
from pmg_desk.services.samenvattingen import MeeInzicht

ANDERS_DAN_BEOORDEELD = "Veranderd nadat de privacy officer precies deze tekst beoordeelde."
ZONDER_REACTIE = "De reactie van de jongere of ouders hierop mag niet mee. Zonder die reactie gaat dit ook niet."
ZONDER_DOEL = "Het doel waar dit bij hoort gaat niet mee."
ZONDER_EVALUATIE = "De evaluatie waar dit bij hoort gaat niet mee."

Mee = tuple[MeeInzicht, ...]
Niet = tuple[tuple[Stuk, str], ...]


def verdeel(
    stukken: Sequence[Stuk],
    getoetst: Getoetst,
    casus_id: str,
    ontvanger: Ontvanger,
    bij: Omstandigheden,
    besluiten: Sequence[Getoetst] = (),
) -> tuple[Mee, Niet]:
    """What goes along and what stays, each with its reason, in the order of the dossier.

    ``besluiten``: all of this casus, of which a later one may have taken away what the chosen one gives.
    """
    besluit = getoetst.besluit
    if besluit is None or not getoetst.geldig:
        return (), tuple((stuk, Onthouden.GEEN_AKKOORD.value) for stuk in stukken)
    weg = weggelaten(besluit)
    vrij = [stuk for stuk in stukken if not rijen_van(stuk.id) & weg]
    kies = _exact if besluit.soort is Soort.DOCUMENT else _staand
    mee, niet = kies(vrij, getoetst, besluit, casus_id, ontvanger, bij, besluiten)
    redenen = {stuk.id: reden for stuk, reden in niet}
    redenen |= _zonder(stukken, {deel.stuk.id for deel in mee}, besluit)
    return (
        tuple(deel for deel in mee if deel.stuk.id not in redenen),
        tuple(
            (stuk, redenen.get(stuk.id, Onthouden.WEGGELATEN.value))
            for stuk in stukken
            if stuk.id in redenen or rijen_van(stuk.id) & weg
        ),
    )


def _staand(
    stukken: Iterable[Stuk],
    getoetst: Getoetst,
    besluit: Besluittekst,
    casus_id: str,
    ontvanger: Ontvanger,
    bij: Omstandigheden,
    besluiten: Sequence[Getoetst],
) -> tuple[Mee, Niet]:
    alle = list(stukken)
    nu = {stuk.id: reden for stuk, reden in selecteer(alle, besluiten or [getoetst], casus_id, ontvanger, bij).niet}
    selectie = selecteer(alle, [getoetst], casus_id, ontvanger, bij)
    return (
        tuple(
            MeeInzicht(deel.stuk, besluit.besluit_id, deel.nieuw_sinds_besluit)
            for deel in selectie.mee
            if deel.stuk.id not in nu
        ),
        (
            *((stuk, reden.value) for stuk, reden in selectie.niet),
            *((deel.stuk, nu[deel.stuk.id].value) for deel in selectie.mee if deel.stuk.id in nu),
        ),
    )


def _exact(
    stukken: Sequence[Stuk],
    getoetst: Getoetst,
    besluit: Besluittekst,
    casus_id: str,
    ontvanger: Ontvanger,
    bij: Omstandigheden,
    besluiten: Sequence[Getoetst],
) -> tuple[Mee, Niet]:
    """Of a judged document only what still stands exactly so in the dossier."""
    exact = goedgekeurd_document(getoetst, casus_id, ontvanger, bij) or ()
    beoordeeld = [stuk_waarde(stuk) for stuk in exact]
    weg = verbeterd_in_document(getoetst, casus_id, ontvanger, bij)
    ids = {stuk.id for stuk in (*exact, *weg)}
    mee = tuple(MeeInzicht(stuk, besluit.besluit_id, False) for stuk in stukken if stuk_waarde(stuk) in beoordeeld)
    gaat = {deel.stuk.id for deel in mee}
    del besluiten  # an exact text was judged by itself
    selectie = selecteer([stuk for stuk in stukken if stuk.id not in gaat], (), casus_id, ontvanger, bij)
    return mee, tuple((stuk, ANDERS_DAN_BEOORDEELD if stuk.id in ids else reden.value) for stuk, reden in selectie.niet)


def _zonder(stukken: Iterable[Stuk], mee: set[str], besluit: Besluittekst) -> dict[str, str]:
    """What stays of ``mee`` because something that it belongs to stays, until nothing more does."""
    alle = {stuk.id: stuk for stuk in stukken}
    redenen: dict[str, str] = {}
    while True:
        gaat = [stuk for id_, stuk in alle.items() if id_ in mee and id_ not in redenen]
        mist = {reactie_op(stuk) for id_, stuk in alle.items() if id_ not in mee or id_ in redenen} - {""}
        mist |= reactie_weggelaten(besluit)
        koppen = {_kop(stuk) for stuk in gaat}
        teksten = {"", *map(tekst_in, gaat)}
        erbij = {stuk.id: reden for stuk in gaat if (reden := _reden(stuk, mist, koppen, teksten))}
        if not erbij:
            return redenen
        redenen |= erbij


def _reden(stuk: Stuk, mist: set[str], koppen: set[tuple[str, str]], teksten: set[str]) -> str:
    soort, sleutel = _kop(stuk)
    if tekst_in(stuk) in mist:
        return ZONDER_REACTIE
    if reactie_op(stuk) not in teksten:
        return Onthouden.ZONDER_TEKST.value
    if soort == Rijsoort.TOETS and (Rijsoort.DOEL.value, sleutel) not in koppen:
        return ZONDER_DOEL
    if soort == Rijsoort.DOELBEREIK and not any(kop == Rijsoort.EVALUATIE for kop, _ in koppen):
        return ZONDER_EVALUATIE
    return ""


def _kop(stuk: Stuk) -> tuple[str, str]:
    soort, _, sleutel = stuk.id.partition("+")[0].partition(":")
    return soort, sleutel
