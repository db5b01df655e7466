"""Checks of form fields, the same for every screen, import and command.

A use case checks all fields first, so that the user sees every mistake at once, and only then changes anything:

    veld = Veldcontrole()
    naam = veld.tekst("naam", naam, verplicht=True, maximum=MAX_NAAM)
    deadline = veld.datum("deadline", deadline, vandaag, niet_voor=(plan.datum, "het begin van het plan"))
    veld.klaar()  # raises OngeldigeInvoer with a Dutch sentence per field

The sentences say what to do and never repeat what was typed.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection
from datetime import date

from pmg_desk.domain.datums import DatumFout, OnvolledigeDatum, Richting, leeftijd, parse_datum, toon_datum
from pmg_desk.domain.fouten import OngeldigeInvoer

MAX_NAAM = 200  # characters, as in LO BRP 01.02.10 and 01.02.40
MAX_REGEL = 200
MAX_TEKST = 20_000
MAX_LEEFTIJD = 130  # years; nobody is known to have grown older

_VERPLICHT = "Vul dit veld in."
_EMAIL = re.compile(r"[^\s@<>(),;:\"\\\[\]]{1,64}@(?:[^\W_](?:[\w-]{0,61}[^\W_])?\.)+[^\W_](?:[\w-]{0,61}[^\W_])")
_POSTCODE = re.compile(r"([1-9][0-9]{3})\s?([A-Z]{2})", re.ASCII)


def onzichtbaar_teken(tekst: str, *, lang: bool) -> int | None:
    """Position from 1 of the first character that a reader cannot see and that may mislead; None when there is none.

    Control characters, lone surrogates, bidi controls, zero-width and other format characters, line separators.
    ``lang``: a text of more lines, where a line feed and a tab are allowed.
    """
    for plaats, teken in enumerate(tekst, start=1):
        if unicodedata.category(teken) in ("Cc", "Cf", "Cs", "Zl", "Zp") and not (lang and teken in "\n\t"):
            return plaats
    return None


def is_bsn(nummer: str) -> bool:
    """Whether nine digits pass the elfproef of a BSN (LO BRP 01.01.20): 9a+8b+...+2h-i is a multiple of 11."""
    if not re.fullmatch(r"[0-9]{9}", nummer) or nummer == "000000000":
        return False
    gewichten = (9, 8, 7, 6, 5, 4, 3, 2, -1)
    return sum(gewicht * int(cijfer) for gewicht, cijfer in zip(gewichten, nummer, strict=True)) % 11 == 0


class Veldcontrole:
    """Collects one Dutch sentence per wrong field; :meth:`klaar` raises them together.

    Every check gives back the cleaned value. For a field that is wrong that value means nothing: call :meth:`klaar`
    before it is used.
    """

    def __init__(self) -> None:
        self.fouten: dict[str, str] = {}

    def fout(self, veld: str, melding: str) -> None:
        """Note what is wrong with a field; the first sentence of a field stays."""
        self.fouten.setdefault(veld, melding)

    def eis(self, voorwaarde: bool, veld: str, melding: str) -> None:
        """Note ``melding`` unless the condition holds: for rules that only one use case knows."""
        if not voorwaarde:
            self.fout(veld, melding)

    def klaar(self) -> None:
        """Raise OngeldigeInvoer when any field is wrong."""
        if self.fouten:
            raise OngeldigeInvoer(self.fouten)

    def tekst(
        self, veld: str, waarde: str | None, *, verplicht: bool = False, maximum: int = MAX_REGEL, lang: bool = False
    ) -> str:
        """A text without white space around it, in Unicode form NFC; ``lang`` allows more lines.

        Line ends of Windows become line feeds. ``maximum`` counts characters of the cleaned text.
        """
        schoon = waarde or ""
        if lang:
            schoon = schoon.replace("\r\n", "\n").replace("\r", "\n")
        schoon = unicodedata.normalize("NFC", schoon.strip())
        plaats = onzichtbaar_teken(schoon, lang=lang)
        if plaats is not None:
            zin = (
                "Hier mag geen nieuwe regel in."
                if schoon[plaats - 1] in "\r\n"
                else (f"Teken {plaats} is onzichtbaar en kan misleiden. Haal het weg of typ de tekst opnieuw.")
            )
            self.fout(veld, zin)
        elif len(schoon) > maximum:
            self.fout(veld, f"Dit is te lang: {len(schoon)} tekens. Er passen er {maximum}.")
        elif verplicht and not schoon:
            self.fout(veld, _VERPLICHT)
        return schoon

    def keuze(
        self,
        veld: str,
        waarde: str | None,
        toegestaan: Collection[str],
        *,
        verplicht: bool = True,
        melding: str = "Kies iets uit de lijst.",
    ) -> str:
        """One of the allowed keys; empty only when the field need not be filled in."""
        gekozen = waarde or ""
        if (gekozen or verplicht) and gekozen not in toegestaan:
            self.fout(veld, melding)
        return gekozen

    def getal(
        self, veld: str, waarde: str | int | None, minimum: int, maximum: int, *, verplicht: bool = False
    ) -> int | None:
        """A whole number within both bounds; None when nothing was typed."""
        schoon = str("" if waarde is None else waarde).strip()
        if not schoon:
            self.eis(not verplicht, veld, _VERPLICHT)
            return None
        # Nine digits: int() of a very long text raises, and no field needs more.
        if not re.fullmatch(r"-?[0-9]{1,9}", schoon) or not minimum <= int(schoon) <= maximum:
            self.fout(veld, f"Vul een heel getal in van {minimum} tot en met {maximum}.")
            return None
        return int(schoon)

    def geboortedatum(self, veld: str, waarde: str | OnvolledigeDatum | None, vandaag: date) -> OnvolledigeDatum:
        """A birth date that may be incomplete or unknown, not after today and at most MAX_LEEFTIJD years ago."""
        if not isinstance(waarde, OnvolledigeDatum):
            try:
                waarde = OnvolledigeDatum.parse(waarde or "", vandaag)
            except DatumFout as fout:
                self.fout(veld, str(fout))
                return OnvolledigeDatum()
        vroegst, laatst = waarde.vroegst(), waarde.laatst()
        if vroegst is not None and vroegst > vandaag:
            self.fout(veld, "Een geboortedatum kan niet in de toekomst liggen.")
        elif laatst is not None and leeftijd(laatst, vandaag) > MAX_LEEFTIJD:
            self.fout(veld, f"Deze geboortedatum is meer dan {MAX_LEEFTIJD} jaar geleden. Kijk het jaar na.")
        return waarde

    def datum(
        self,
        veld: str,
        waarde: str | date | None,
        vandaag: date,
        *,
        verplicht: bool = False,
        richting: Richting = Richting.TOEKOMST,
        niet_voor: tuple[date, str] | None = None,
        niet_na: tuple[date, str] | None = None,
    ) -> date | None:
        """A whole day; None when nothing was given.

        ``niet_voor`` and ``niet_na`` are a bound, itself allowed, and its name in the sentence: ``(plan.datum, "het
        begin van het plan")``, ``(vandaag, "vandaag")``. ``richting`` only says how ``3 nov`` is read.
        """
        if isinstance(waarde, str):
            try:
                waarde = parse_datum(waarde, vandaag, richting) if waarde.strip() else None
            except DatumFout as fout:
                self.fout(veld, str(fout))
                return None
        if waarde is None:
            self.eis(not verplicht, veld, _VERPLICHT)
            return None
        for grens, woord, buiten in ((niet_voor, "vóór", -1), (niet_na, "na", 1)):
            if grens is not None and (waarde - grens[0]).days * buiten > 0:
                dag = "" if grens[0] == vandaag and grens[1] == "vandaag" else f" ({toon_datum(grens[0])})"
                self.fout(veld, f"Deze datum ligt {woord} {grens[1]}{dag}.")
        return waarde

    def email(self, veld: str, waarde: str | None, *, verplicht: bool = False) -> str:
        """An e-mail address of the usual form (RFC 5321 §4.5.3.1: 64 before the @, 254 in all)."""
        schoon = self.tekst(veld, waarde, verplicht=verplicht, maximum=254)
        if schoon and not _EMAIL.fullmatch(schoon):
            self.fout(veld, "Dit is geen e-mailadres. Schrijf bijvoorbeeld naam@organisatie.nl.")
        return schoon

    def telefoon(self, veld: str, waarde: str | None, *, verplicht: bool = False) -> str:
        """A telephone number as typed, with single spaces.

        Dutch numbers of 10 digits, service numbers (0800, 0900, 14 and an area code, 112) and international ones with
        ``+`` or ``00`` (ITU-T E.164: at most 15 digits).
        """
        schoon = " ".join(self.tekst(veld, waarde, verplicht=verplicht, maximum=40).split())
        cijfers = re.sub(r"[ ().-]", "", schoon)
        vormen = r"(?:\+|00)[1-9][0-9]{6,14}|0[1-9][0-9]{8}|0[89]0[0-9](?:[0-9]{4}|[0-9]{7})|140[0-9]{2,3}|112"
        if schoon and not re.fullmatch(vormen, cijfers):
            self.fout(veld, "Dit is geen telefoonnummer. Schrijf bijvoorbeeld 070 123 45 67 of +31 6 12345678.")
        return schoon

    def postcode(self, veld: str, waarde: str | None, *, verplicht: bool = False) -> str:
        """A Dutch postcode, given back as ``2545 CC``; SA, SD and SS are never used."""
        schoon = self.tekst(veld, waarde, verplicht=verplicht).upper()
        if not schoon:
            return ""
        treffer = _POSTCODE.fullmatch(schoon)
        if treffer is None or treffer[2] in ("SA", "SD", "SS"):
            self.fout(veld, "Dit is geen postcode. Schrijf bijvoorbeeld 2545 CC.")
            return schoon
        return f"{treffer[1]} {treffer[2]}"

    def bsn(self, veld: str, waarde: str | None) -> str:
        """Nine digits that pass the elfproef, eight with a nought before them; empty when nothing was typed."""
        schoon = re.sub(r"[ .]", "", self.tekst(veld, waarde))
        if not schoon:
            return ""
        nummer = schoon.zfill(9) if len(schoon) == 8 else schoon
        self.eis(is_bsn(nummer), veld, "Dit is geen burgerservicenummer: het klopt niet met de elfproef.")
        return nummer
