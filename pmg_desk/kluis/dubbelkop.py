"""Two copies of the header on disk, so that one damaged file or a crash between two writes never shuts anyone out.

A write replaces the older (or damaged) copy first and then the other, with the same new generation: at every moment at
least one whole copy stands there, and after a finished write both are equal. Reading takes the newest that is whole.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

from pmg_desk.kluis.duurzaam import schrijf_duurzaam
from pmg_desk.kluis.fouten import GeenKluis, IsReservekopie, KluisNietBereikbaar, KopBeschadigd
from pmg_desk.kluis.kop import GROOTSTE_BESTAND, KluisSleutel, Kop, als_bytes, is_echt, uit_bytes, verzegel

BESTANDEN = ("kop-a.json", "kop-b.json")
DATABASE = "kluis.db"
RESERVEFEITEN = "reservekopie.json"
"""Lies in a folder that is a backup: its header is never written."""


@dataclass(frozen=True)
class GelezenKop:
    """The newest whole header, the other copy when it is whole but different, and what to tell the user."""

    kop: Kop
    andere: Kop | None
    waarschuwingen: tuple[str, ...]


def lees_kop(map_: Path) -> GelezenKop:
    """Read both copies.

    Raises GeenKluis when nothing of a vault is here, KopBeschadigd when neither copy is whole, NieuwereVersie when
    either is of a newer release, KluisNietBereikbaar when the disk refuses.
    """
    kopieen = [_lees_kopie(map_ / naam) for naam in BESTANDEN]
    heel = sorted((kop for kop in kopieen if kop is not None), key=lambda kop: -kop.generatie)
    if not heel:
        if any((map_ / naam).exists() for naam in (*BESTANDEN, DATABASE)):
            raise KopBeschadigd
        raise GeenKluis
    waarschuwingen = tuple(
        f"Het bestand {naam} ontbreekt of is beschadigd. De andere kopie is heel; dit wordt bij de volgende wijziging "
        "van gebruikers of wachtwoorden hersteld."
        for naam, kop in zip(BESTANDEN, kopieen, strict=True)
        if kop is None
    )
    andere = next((kop for kop in heel[1:] if kop != heel[0]), None)
    return GelezenKop(heel[0], andere, waarschuwingen)


def schrijf_kop(map_: Path, kop: Kop, kluissleutels: tuple[KluisSleutel, ...]) -> tuple[Kop, tuple[str, ...]]:
    """Seal ``kop`` with the next generation and write both copies; returns what was written and any warning.

    Raises KluisNietBereikbaar when the first copy could not be written: then the vault opens with the old header, or
    (if only the last sync failed) with the new one. A second copy that fails is a warning: the change itself stands.
    The caller holds the vault's lock. Raises IsReservekopie in the folder of a backup.
    """
    if (map_ / RESERVEFEITEN).exists():
        raise IsReservekopie
    kopieen = [_lees_kopie(map_ / naam) for naam in BESTANDEN]
    # A copy that somebody forged counts as damaged: its generation is not to be trusted either.
    generaties = [
        kopie.generatie if kopie is not None and any(is_echt(kopie, s) for s in kluissleutels) else 0
        for kopie in kopieen
    ]
    kop = verzegel(replace(kop, generatie=max(*generaties, kop.generatie) + 1), kluissleutels)
    inhoud = als_bytes(kop)
    if uit_bytes(inhoud) != kop:  # never put down what could not be read back
        raise RuntimeError("the header would not read back as it was written")
    eerst, daarna = sorted(range(2), key=lambda i: generaties[i])
    schrijf_duurzaam(map_ / BESTANDEN[eerst], inhoud)
    try:
        schrijf_duurzaam(map_ / BESTANDEN[daarna], inhoud)
    except KluisNietBereikbaar:
        return kop, (f"De wijziging is opgeslagen, maar de tweede kopie ({BESTANDEN[daarna]}) kon niet mee.",)
    return kop, ()


def _lees_kopie(pad: Path) -> Kop | None:
    try:
        if not pad.is_file() or pad.stat().st_size > GROOTSTE_BESTAND:
            return None
        return uit_bytes(pad.read_bytes())
    except PermissionError as oorzaak:
        raise KluisNietBereikbaar.van(oorzaak) from None
    except (KopBeschadigd, OSError):  # a sector that cannot be read is damage too: the other copy may be fine
        return None
