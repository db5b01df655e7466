"""The pages of a bundle that is kept: those of one casus to show, or to take out when that casus is destroyed.

The bundle keeps the hash of what was issued. When pages are taken out, the hash of what is left stands in the log, so
that it can still be told whether what is shown was changed by somebody.
"""

from __future__ import annotations

from uuid import UUID

from pmg_desk.domain.canoniek import sha256_hex
from pmg_desk.domain.fouten import Fout
from pmg_desk.reports.bladkeuze import NietTeSplitsen, neem_bladen, zonder_bladen
from pmg_desk.services.sleutelboek import gelukte_regels
from pmg_desk.services.werkplek import Transactie
from pmg_desk.storage import bundels as rijen
from pmg_desk.storage.models import Overlegbundel

INKORTREGEL = "bundel.inkorten"
"""Pages were taken out; ``verwerking`` is the hash of what is left, empty when nothing is."""


class DocumentVeranderd(Fout):
    """What is kept is not what was issued."""

    wat = "Dit document is na de uitgifte veranderd."
    veilig = "Het wordt niet getoond."
    doe = "Laat de privacy officer het logboek controleren."


class BladenWeg(Fout):
    """Every page of a bundle was about a casus that has been destroyed."""

    wat = "Van deze bundel is niets meer bewaard: de casussen die erin stonden zijn vernietigd."
    doe = "In het register staat nog wie het exemplaar kreeg."


def hashes_na_inkorten(t: Transactie) -> dict[str, str]:
    """By bundle of which pages were taken out the hash of what is left, as the log says it; empty: nothing is."""
    return {r.object_id: r.verwerking for r in gelukte_regels(t, INKORTREGEL) if r.object_id is not None}


def lees_bundel(t: Transactie, bundel: Overlegbundel) -> bytes:
    """The bundle as it was issued, less what was taken out since. Raises DocumentVeranderd, BladenWeg."""
    som = hashes_na_inkorten(t).get(str(bundel.id), bundel.document_hash)
    if bundel.document is None:
        raise DocumentVeranderd if som else BladenWeg
    if sha256_hex(bundel.document) != som:
        raise DocumentVeranderd
    return bundel.document


def lees_bladen(t: Transactie, verstrekking_id: UUID) -> bytes | None:
    """Only the pages of this entry of the register; None when it did not go out in a bundle."""
    gevonden = rijen.blad_van(t.db, verstrekking_id)
    if gevonden is None:
        return None
    blad, bundel = gevonden
    return neem_bladen(lees_bundel(t, bundel), range(blad.van_blad, blad.tot_blad + 1))


def neem_uit_bundels(t: Transactie, casus_id: UUID) -> None:
    """Take the pages about this casus out of every bundle, with the cover that names it, and number the rest anew.

    Before the rows of the casus go: they say which pages. A file that cannot be read goes whole.
    """
    for bundel in rijen.bundels_met(t.db, casus_id):
        delen = rijen.delen_van(t.db, [bundel.id])[bundel.id]
        omslag = range(1, min(blad.van_blad for blad, _ in delen))
        weg = {nr for blad, v in delen if v.casus_id == casus_id for nr in range(blad.van_blad, blad.tot_blad + 1)}
        weg.update(omslag)
        blijft = any(v.casus_id != casus_id for _, v in delen)
        bundel.document = _rest(bundel.document, weg) if blijft else None
        for blad, verstrekking in delen:
            if verstrekking.casus_id != casus_id:
                eerder = sum(nr < blad.van_blad for nr in weg)
                blad.van_blad, blad.tot_blad = blad.van_blad - eerder, blad.tot_blad - eerder
        over = "" if bundel.document is None else sha256_hex(bundel.document)
        t.log(INKORTREGEL, "overlegbundel", bundel.id, verwerking=over, aantal=len(weg))
        t.gewijzigd("overlegbundel", bundel.id)


def _rest(pdf: bytes | None, weg: set[int]) -> bytes | None:
    if pdf is None:
        return None
    try:
        return zonder_bladen(pdf, weg)
    except NietTeSplitsen:
        return None
