"""Tafelkader: per table and purpose, which kinds of data which function of which organisation may have, and why.

This is what a convenant settles, signed by a privacy officer (``domain.md``: kinds of approval). It never covers data
about third parties, nor a kind of data that the profile keeps out of it; those need a judgement of their own. As with
a decision, whether it holds is computed, never stored.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Any

from pmg_desk.domain.canoniek import Waarde, canoniek, lees_canoniek, sha256_hex
from pmg_desk.domain.delen import BekendeSleutel, Eis, Gebrek, Ontvanger, Toetskader, Zekerheid
from pmg_desk.domain.klok import als_tekst, lokale_dag, uit_tekst
from pmg_desk.domain.rollen import Rol

FORMAAT = 1
KADER_CONTEXT = "pmg-desk/tafelkader/1"


@dataclass(frozen=True, slots=True)
class Kaderregel:
    """One cell of the matrix: this function of this organisation may have this kind of data, on these grounds."""

    ontvanger: Ontvanger
    categorie: str
    grondslagen: tuple[str, ...]
    eisen: tuple[Eis, ...] = ()


@dataclass(frozen=True, slots=True)
class Kaderinhoud:
    """What people decide: the matrix, what it rests on, and how long it holds. ``bron`` is the convenant and where."""

    tafel: str
    doel: str
    bron: str
    regels: tuple[Kaderregel, ...]
    voorwaarden: str
    motivering: str
    geldig_van: date
    geldig_tot: date  # last day
    herzien_op: date  # review, before it ends

    def waarde(self) -> dict[str, Waarde]:
        """As JSON values, the cells in a fixed order."""
        return {
            "tafel": self.tafel,
            "doel": self.doel,
            "bron": self.bron,
            "regels": [regel_waarde(regel) for regel in sorted(self.regels, key=_volgorde)],
            "voorwaarden": self.voorwaarden,
            "motivering": self.motivering,
            "geldig_van": self.geldig_van.isoformat(),
            "geldig_tot": self.geldig_tot.isoformat(),
            "herzien_op": self.herzien_op.isoformat(),
        }


def _volgorde(regel: Kaderregel) -> tuple[str, str, str]:
    return regel.ontvanger.organisatie_id, regel.ontvanger.functie, regel.categorie


def regel_waarde(regel: Kaderregel) -> dict[str, Waarde]:
    """A cell as JSON values, what has no order of its own in a fixed one."""
    return {
        "organisatie": regel.ontvanger.organisatie_id,
        "organisatie_naam": regel.ontvanger.organisatie,
        "functie": regel.ontvanger.functie,
        "categorie": regel.categorie,
        "grondslagen": sorted(regel.grondslagen),
        "eisen": sorted(eis.value for eis in regel.eisen),
    }


def lees_inhoud(v: dict[str, Any]) -> Kaderinhoud:
    """Inverse of :meth:`Kaderinhoud.waarde`. Raises KeyError, TypeError or ValueError for anything else."""
    return Kaderinhoud(
        tafel=_tekst(v["tafel"]),
        doel=_tekst(v["doel"]),
        bron=_tekst(v["bron"]),
        regels=tuple(
            Kaderregel(
                Ontvanger(_tekst(r["organisatie"]), _tekst(r["organisatie_naam"]), _tekst(r["functie"])),
                _tekst(r["categorie"]),
                tuple(_tekst(grond) for grond in r["grondslagen"]),
                tuple(Eis(eis) for eis in r["eisen"]),
            )
            for r in v["regels"]
        ),
        voorwaarden=_tekst(v["voorwaarden"]),
        motivering=_tekst(v["motivering"]),
        geldig_van=date.fromisoformat(v["geldig_van"]),
        geldig_tot=date.fromisoformat(v["geldig_tot"]),
        herzien_op=date.fromisoformat(v["herzien_op"]),
    )


def _tekst(waarde: Any) -> str:
    if not isinstance(waarde, str):
        raise TypeError("text expected")
    return waarde


def _getal(waarde: Any) -> int:
    if isinstance(waarde, bool) or not isinstance(waarde, int):
        raise TypeError("a whole number expected")
    return waarde


@dataclass(frozen=True, slots=True)
class Kadertekst:
    """Exactly what a privacy officer signs. ``vorige_hash``: SHA-256 of the text of the kader that it replaces."""

    kader_id: str
    kluis_id: str
    versie: int
    vorige_hash: str | None
    inhoud: Kaderinhoud
    beslisser_id: str
    zekerheid: Zekerheid
    besloten_op: datetime
    log_nr: int
    log_hash: str
    log_wortel: str | None

    def tekst(self) -> str:
        """Canonical text: the signed bytes are its UTF-8 form (context ``KADER_CONTEXT``)."""
        return canoniek(
            {
                "v": FORMAAT,
                "kader": self.kader_id,
                "kluis": self.kluis_id,
                "versie": self.versie,
                "vorige": self.vorige_hash,
                "inhoud": self.inhoud.waarde(),
                "beslisser": self.beslisser_id,
                "zekerheid": self.zekerheid.value,
                "besloten_op": als_tekst(self.besloten_op),
                "log_nr": self.log_nr,
                "log_hash": self.log_hash,
                "log_wortel": self.log_wortel,
            }
        )

    def hash(self) -> str:
        """SHA-256 of the canonical text, hex."""
        return sha256_hex(self.tekst().encode("utf-8"))


def lees_kadertekst(tekst: str) -> Kadertekst:
    """Read a kader's canonical text. Raises ValueError unless it spells exactly one Kadertekst."""
    try:
        v: dict[str, Any] = lees_canoniek(tekst)
        if v["v"] != FORMAAT:
            raise ValueError("unknown format")
        kader = Kadertekst(
            kader_id=_tekst(v["kader"]),
            kluis_id=_tekst(v["kluis"]),
            versie=_getal(v["versie"]),
            vorige_hash=v["vorige"],
            inhoud=lees_inhoud(v["inhoud"]),
            beslisser_id=v["beslisser"],
            zekerheid=Zekerheid(v["zekerheid"]),
            besloten_op=uit_tekst(v["besloten_op"]),
            log_nr=_getal(v["log_nr"]),
            log_hash=v["log_hash"],
            log_wortel=v["log_wortel"],
        )
        nogmaals = kader.tekst()
    except (KeyError, TypeError, AttributeError, RecursionError) as fout:
        raise ValueError("not a Kadertekst") from fout
    if nogmaals != tekst:
        raise ValueError("not a Kadertekst")
    return kader


@dataclass(frozen=True, slots=True)
class BewaardKader:
    """A kader as it lies in the vault: nothing of it is believed until :func:`toets_kader` said so."""

    id: str
    tekst: str
    handtekening: bytes
    sleutel: str


@dataclass(frozen=True, slots=True)
class GetoetstKader:
    """A kader with the outcome of its check: ``kader`` is None only when it could not be read at all.

    ``buiten``: kinds of data that no kader may hold; its cells of these cover nothing, whoever signed them.
    """

    bewaard: BewaardKader
    kader: Kadertekst | None
    gebrek: Gebrek | None
    buiten: frozenset[str] = frozenset()

    @property
    def geldig(self) -> bool:
        """Whether it holds now, by itself; a later one for the same table and purpose takes its place."""
        return self.gebrek is None


def toets_kader(bewaard: BewaardKader, kader: Toetskader, toegestaan: Collection[str]) -> GetoetstKader:
    """Decide whether a stored tafelkader holds at ``kader.moment``; never raises.

    ``kader.max_dagen`` is the longest term of a tafelkader; ``kader.regels`` are the log lines that speak of kaders;
    ``toegestaan``: the kinds of data that the profile allows in one.
    """
    try:
        tekst = lees_kadertekst(bewaard.tekst)
    except ValueError:
        return GetoetstKader(bewaard, None, Gebrek.ONLEESBAAR)
    gebrek = _gebrek_echtheid(bewaard, tekst, kader) or _gebrek_looptijd(tekst, kader)
    buiten = frozenset(regel.categorie for regel in tekst.inhoud.regels) - frozenset(toegestaan)
    return GetoetstKader(bewaard, tekst, gebrek, buiten)


def _gebrek_echtheid(bewaard: BewaardKader, tekst: Kadertekst, kader: Toetskader) -> Gebrek | None:
    if tekst.kader_id != bewaard.id:
        return Gebrek.ANDER_NUMMER
    if tekst.kluis_id != kader.kluis_id:
        return Gebrek.ANDERE_KLUIS
    passend = [bekend for bekend in kader.sleutels if _past(bekend, bewaard, tekst)]
    if not passend:
        return Gebrek.SLEUTEL_ONBEKEND
    if not kader.verifieer(bewaard.sleutel, KADER_CONTEXT, bewaard.tekst.encode("utf-8"), bewaard.handtekening):
        return Gebrek.HANDTEKENING
    if any(bekend.extern != (tekst.zekerheid is Zekerheid.CRYPTOGRAFISCH) for bekend in passend):
        return Gebrek.ZEKERHEID
    nr = kader.regels.get(tekst.kader_id)
    if nr is None or not any(bekend.tot_nr is None or nr < bekend.tot_nr for bekend in passend):
        return Gebrek.GEEN_REGEL
    return None


def _past(bekend: BekendeSleutel, bewaard: BewaardKader, tekst: Kadertekst) -> bool:
    return (
        bekend.sleutel == bewaard.sleutel
        and bekend.gebruiker_id == tekst.beslisser_id
        and bekend.rol is Rol.PRIVACY_OFFICER
        and bekend.sinds <= tekst.besloten_op
        and (bekend.tot is None or tekst.besloten_op < bekend.tot)
    )


def _gebrek_looptijd(tekst: Kadertekst, kader: Toetskader) -> Gebrek | None:
    vandaag = lokale_dag(kader.moment)
    if tekst.inhoud.geldig_tot > lokale_dag(tekst.besloten_op) + timedelta(days=kader.max_dagen):
        return Gebrek.TE_LANG
    if tekst.besloten_op > kader.moment:
        return Gebrek.NOG_NIET
    if tekst.kader_id in kader.ingetrokken:
        return Gebrek.INGETROKKEN
    if vandaag > tekst.inhoud.geldig_tot:
        return Gebrek.VERLOPEN
    if vandaag < tekst.inhoud.geldig_van:
        return Gebrek.NIET_VOOR
    return None


def zin_van(gebrek: Gebrek) -> str:
    """Why a kader does not hold, as users read it: the sentences of decisions, about a kader."""
    if gebrek is Gebrek.ANDER_NUMMER:
        return "Het tafelkader is onder een ander nummer ondertekend."
    return gebrek.value.replace("Het besluit", "Het tafelkader").replace("Het akkoord", "Het tafelkader")


@dataclass(frozen=True, slots=True)
class Versie:
    """Which version of which kader a log line speaks of; ``reeks`` is what :func:`reeks_van` makes of it."""

    reeks: str
    versie: int


def reeks_van(inhoud: Kaderinhoud) -> str:
    """Table and purpose as a log line names them: the versions of one kader share it."""
    return f"{inhoud.tafel}/{inhoud.doel}"


def zonder_vervangen(kaders: Iterable[GetoetstKader], vermist: Collection[Versie]) -> tuple[GetoetstKader, ...]:
    """The same, where an older version than one that is missing does not hold any more.

    ``vermist``: versions of which the log says that they were signed, and whose true text is not here. Taking a new
    version away, or writing over it, must not bring the one before it back.
    """
    hoogste: dict[str, int] = {}
    for weg in vermist:
        hoogste[weg.reeks] = max(weg.versie, hoogste.get(weg.reeks, 0))
    return tuple(
        replace(g, gebrek=Gebrek.VERVANGEN)
        if g.kader is not None and g.geldig and g.kader.versie < hoogste.get(reeks_van(g.kader.inhoud), 0)
        else g
        for g in kaders
    )


def geldende(kaders: Iterable[GetoetstKader]) -> tuple[GetoetstKader, ...]:
    """Of each table and purpose the latest kader that holds: a new version takes the place of the one before it.

    A version that was withdrawn or that ended does not bring the earlier one back: what it replaced stays replaced.
    """
    return tuple(getoetst for getoetst, _ in _laatste(kaders).values() if getoetst.geldig)


def opvolger_van(kader: GetoetstKader, kaders: Iterable[GetoetstKader]) -> GetoetstKader | None:
    """What took the place of this one, whether it still holds itself; None of the latest, or one nobody can read."""
    if kader.kader is None:
        return None
    laatste = _laatste(kaders).get(reeks_van(kader.kader.inhoud))
    if laatste is None or _volgnummer(laatste[1]) <= _volgnummer(kader.kader):
        return None
    return laatste[0]


def _laatste(kaders: Iterable[GetoetstKader]) -> dict[str, tuple[GetoetstKader, Kadertekst]]:
    """By table and purpose the latest version that is truly signed and whose first day has come."""
    laatste: dict[str, tuple[GetoetstKader, Kadertekst]] = {}
    for getoetst in kaders:
        kader = getoetst.kader
        if kader is None or getoetst.gebrek not in _VERVANGT:
            continue
        eerder = laatste.get(reeks_van(kader.inhoud))
        if eerder is None or _volgnummer(eerder[1]) < _volgnummer(kader):
            laatste[reeks_van(kader.inhoud)] = getoetst, kader
    return laatste


ECHT = frozenset(
    {
        None,
        Gebrek.TE_LANG,
        Gebrek.NOG_NIET,
        Gebrek.INGETROKKEN,
        Gebrek.VERLOPEN,
        Gebrek.NIET_VOOR,
        Gebrek.VERVANGEN,
    }
)
"""Outcomes of a kader that is whole and truly signed, whether it holds now or not."""
_VERVANGT = (None, Gebrek.INGETROKKEN, Gebrek.VERLOPEN, Gebrek.TE_LANG)
"""Outcomes of a kader that is truly signed and whose first day has come."""


def _volgnummer(kader: Kadertekst) -> tuple[int, datetime, str]:
    return kader.versie, kader.besloten_op, kader.kader_id


def dekking_van(
    kaders: Iterable[GetoetstKader], categorie: str, ontvanger: Ontvanger, tafels: Collection[str]
) -> tuple[Kadertekst, Kaderregel] | None:
    """The kader and its cell that let this recipient have this kind of data about a casus at these tables."""
    gevonden = cel_van(kaders, categorie, ontvanger, tafels)
    return gevonden if gevonden is not None and gevonden[1].ontvanger.heet_als(ontvanger) else None


def cel_van(
    kaders: Iterable[GetoetstKader], categorie: str, ontvanger: Ontvanger, tafels: Collection[str]
) -> tuple[Kadertekst, Kaderregel] | None:
    """The same, whatever this recipient was called when it was signed.

    Of several the latest one counts, with its conditions.
    """
    gevonden = [
        (g.kader, regel)
        for g in geldende(kaders)
        if g.kader is not None and g.kader.inhoud.tafel in tafels and categorie not in g.buiten
        for regel in g.kader.inhoud.regels
        if regel.categorie == categorie and regel.ontvanger.is_dezelfde(ontvanger)
    ]
    return max(gevonden, key=lambda paar: (paar[0].besloten_op, paar[0].kader_id), default=None)
