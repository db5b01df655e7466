"""Files for the reader, made when they are needed; none is kept in the repository.

GELDIG are the ``valid`` ones, ONGELDIG the ``invalid`` ones that a user may come with by mistake, GEKNOEID the
``tampered`` ones that somebody made to do harm.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Iterable, Sequence
from datetime import date, datetime
from typing import Any, TypeAlias

from openpyxl import Workbook

from pmg_desk.exchange import leesfouten as f

HOOFD = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
RELATIES = "http://schemas.openxmlformats.org/package/2006/relationships"
KANTOOR = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"

Bron: TypeAlias = bytes | Callable[[], bytes]
"""The bytes of a file, or what makes them when they are many."""

KOP = ["voornamen", "achternaam", "geboortedatum"]
GEHEIM = "Zonneschijn-7731"
"""Stands in every faulty file and may not stand in any message."""


def inhoud_van(bron: Bron) -> bytes:
    return bron if isinstance(bron, bytes) else bron()


def xlsx(rijen: Iterable[Sequence[Any]], *, bewerk: Callable[[Workbook], None] | None = None) -> bytes:
    """A workbook as openpyxl writes it."""
    werkmap = Workbook()
    blad = werkmap.active
    assert blad is not None
    for rij in rijen:
        blad.append(list(rij))
    if bewerk:
        bewerk(werkmap)
    uit = io.BytesIO()
    werkmap.save(uit)
    return uit.getvalue()


def zip_van(delen: dict[str, str | bytes], *, methode: int = zipfile.ZIP_DEFLATED) -> bytes:
    uit = io.BytesIO()
    with zipfile.ZipFile(uit, "w", methode) as archief:
        for naam, inhoud in delen.items():
            archief.writestr(naam, inhoud)
    return uit.getvalue()


def ruwe_delen(
    gegevens: str, *, teksten: str | None = None, stijlen: str | None = None, na: str = "", mapeigenschappen: str = ""
) -> dict[str, str | bytes]:
    """The parts of the smallest workbook whose only sheet has ``gegevens`` between its sheetData tags."""
    delen: dict[str, str | bytes] = {
        "[Content_Types].xml": f'<Types xmlns="{RELATIES}"><Default Extension="xml" ContentType="a/xml"/></Types>',
        "_rels/.rels": f'<Relationships xmlns="{RELATIES}"><Relationship Id="r1" Type="{KANTOOR}/officeDocument" '
        'Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'<workbook xmlns="{HOOFD}" xmlns:r="{KANTOOR}">{mapeigenschappen}<sheets>'
        '<sheet name="Blad1" sheetId="1" r:id="r1"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{RELATIES}">'
        f'<Relationship Id="r1" Type="{KANTOOR}/worksheet" Target="worksheets/sheet1.xml"/>'
        f'<Relationship Id="r2" Type="{KANTOOR}/sharedStrings" Target="/xl/sharedStrings.xml"/>'
        f'<Relationship Id="r3" Type="{KANTOOR}/styles" Target="styles.xml"/></Relationships>',
        "xl/worksheets/sheet1.xml": f'<worksheet xmlns="{HOOFD}"><sheetData>{gegevens}</sheetData>{na}</worksheet>',
        "xl/sharedStrings.xml": f'<sst xmlns="{HOOFD}">{teksten or ""}</sst>',
        "xl/styles.xml": f'<styleSheet xmlns="{HOOFD}">{stijlen or ""}</styleSheet>',
    }
    return delen


def ruwe_xlsx(gegevens: str, **opties: Any) -> bytes:
    return zip_van(ruwe_delen(gegevens, **opties))


def tekstrij(nr: int, *cellen: str) -> str:
    """A row of inline texts."""
    inhoud = "".join(
        f'<c r="{chr(65 + i)}{nr}" t="inlineStr"><is><t>{cel}</t></is></c>' for i, cel in enumerate(cellen)
    )
    return f'<row r="{nr}">{inhoud}</row>'


TWEE_RIJEN = tekstrij(1, *KOP) + tekstrij(2, GEHEIM, "Bakker", "2010-05-03")
CSV = f"voornamen;achternaam;geboortedatum\n{GEHEIM};Bakker;2010-05-03\n"


def _vervang(delen: dict[str, str | bytes], **nieuw: str | bytes) -> bytes:
    """Replace or add parts; the keyword is the last word of a part name without its extension."""
    for sleutel, inhoud in nieuw.items():
        naam = next((n for n in delen if n.endswith(f"{sleutel}.xml")), f"xl/{sleutel}")
        delen[naam] = inhoud
    return zip_van(delen)


def _verborgen_blad(werkmap: Workbook) -> None:
    werkmap.active.sheet_state = "hidden"  # type: ignore[union-attr]
    werkmap.create_sheet("leeg")
    tweede = werkmap.create_sheet("lijst")
    tweede.append(["naam", "plaats"])
    tweede.append(["Ayşe", "Den Haag"])


GELDIG: dict[str, tuple[Bron, list[str], list[list[str]]]] = {
    "puntkomma.csv": ("naam;plaats\nÖzgür;'s-Gravenhage\n".encode(), ["naam", "plaats"], [["Özgür", "'s-Gravenhage"]]),
    "komma.csv": (b'naam,adres\n"Jansen, J.",Dorpsstraat 1\n', ["naam", "adres"], [["Jansen, J.", "Dorpsstraat 1"]]),
    "tab.txt": (b"naam\tadres\nJansen\tDorpsstraat 1; 2, 3\n", ["naam", "adres"], [["Jansen", "Dorpsstraat 1; 2, 3"]]),
    "met-bom.csv": ("naam;plaats\nĄĘ;x\n".encode("utf-8-sig"), ["naam", "plaats"], [["ĄĘ", "x"]]),
    "windows.csv": ("naam;plaats\nZoë – René;€\n".encode("cp1252"), ["naam", "plaats"], [["Zoë – René", "€"]]),
    "utf-16.txt": ("naam\tplaats\nŁukasz\tx\n".encode("utf-16"), ["naam", "plaats"], [["Łukasz", "x"]]),
    "sep-regel.csv": (b"sep=,\r\nnaam,a;b\r\nx,y\r\n", ["naam", "a;b"], [["x", "y"]]),
    "een-kolom.csv": (b"naam\nJansen\nBakker\n", ["naam"], [["Jansen"], ["Bakker"]]),
    "oude-mac.csv": (b"naam;plaats\rJansen;x\r", ["naam", "plaats"], [["Jansen", "x"]]),
    "zonder-laatste-regeleinde.csv": (b"naam;nr\nJansen;0123", ["naam", "nr"], [["Jansen", "0123"]]),
    "regeleinde-in-cel.csv": (
        b'naam;tekst\nJansen;"een\r\ntwee ""drie"""\nBakker;vier\n',
        ["naam", "tekst"],
        [["Jansen", 'een\r\ntwee "drie"'], ["Bakker", "vier"]],
    ),
    "titel-boven.csv": (b"Lijst van mei\n\nnaam;plaats\nx;y\n", ["naam", "plaats"], [["x", "y"]]),
    "dubbele-kop.csv": (
        b"naam;Naam; ;naam\n1;2;3;4\n",
        ["naam", "Naam (2)", "Kolom C", "naam (3)"],
        [["1", "2", "3", "4"]],
    ),
    "kop-met-lege-laatste.csv": (b"naam;plaats;\nx;y;z\n", ["naam", "plaats", "Kolom C"], [["x", "y", "z"]]),
    "gewoon.xlsx": (
        lambda: xlsx([["naam", "nr", "datum", "ja"], ["Ægir 😀", "0123", date(2010, 5, 3), True]]),
        ["naam", "nr", "datum", "ja"],
        [["Ægir 😀", "0123", "2010-05-03", "WAAR"]],
    ),
    "getallen.xlsx": (
        lambda: xlsx(
            [["a", "b", "c", "d", "e"], [7, 0.1 + 0.2, -3.0, 31612345678, datetime.fromisoformat("2010-05-03T14:30")]]
        ),
        ["a", "b", "c", "d", "e"],
        [["7", "0.3", "-3", "31612345678", "2010-05-03T14:30"]],
    ),
    "verborgen-blad.xlsx": (
        lambda: xlsx([["x", "y"], [1, 2]], bewerk=_verborgen_blad),
        ["naam", "plaats"],
        [["Ayşe", "Den Haag"]],
    ),
    "kolom-zonder-naam.xlsx": (
        lambda: xlsx([["a", "b"], [1, 2], [3, 4, 5]]),
        ["a", "b", "Kolom C"],
        [["1", "2", ""], ["3", "4", "5"]],
    ),
    "lege-rijen.xlsx": (
        lambda: xlsx([[], ["a", "b"], [], [1, 2], [None, "  "], [3]]),
        ["a", "b"],
        [["1", "2"], ["3", ""]],
    ),
}
"""Name → (its bytes, the columns, the cells)."""

ONGELDIG: dict[str, tuple[Bron, type[f.Leesfout]]] = {
    "leeg.csv": (b"", f.BestandLeeg),
    "leeg.xlsx": (b"", f.BestandLeeg),
    "alleen-kop.csv": (b"naam;plaats\n", f.BestandLeeg),
    "alleen-kop.xlsx": (lambda: xlsx([KOP]), f.BestandLeeg),
    "alleen-witregels.csv": (b"\n\n  \n;;\n", f.BestandLeeg),
    "lege-werkmap.xlsx": (lambda: xlsx([]), f.BestandLeeg),
    "afgekapt.xlsx": (lambda: xlsx([KOP, [GEHEIM]])[:-200], f.BestandBeschadigd),
    "alleen-begin.xlsx": (b"PK\x03\x04", f.BestandBeschadigd),
    "afgekapt-in-letter.csv": (lambda: f"naam;plaats\n{GEHEIM};één, é".encode()[:-1], f.BestandBeschadigd),
    "open-aanhalingsteken.csv": (f'naam;plaats\n"{GEHEIM};x\ny;z\n'.encode(), f.AanhalingstekenVerkeerd),
    "aanhalingsteken-halverwege.csv": (f'naam;plaats\n"{GEHEIM}"x;y\n'.encode(), f.AanhalingstekenVerkeerd),
    "pdf.csv": (b"%PDF-1.7\n1 0 obj\n", f.VerkeerdSoort),
    "plaatje.csv": (b"\x89PNG\r\n\x1a\n", f.VerkeerdSoort),
    "webpagina.csv": (b"<html><table><tr><td>x</td></tr></table></html>", f.VerkeerdSoort),
    "webpagina.xls": (b"\n <TABLE><tr><td>x</td></tr></TABLE>", f.VerkeerdSoort),
    "programma.csv": (b"MZ\x90\x00\x03\x00\x00\x00", f.VerkeerdSoort),
    "tekst.xlsx": (CSV.encode(), f.VerkeerdSoort),
    "tekst.docx": (CSV.encode(), f.VerkeerdSoort),
    "oud.xls": (lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, f.VerkeerdSoort),
    "beveiligd.xlsx": (
        lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600 + "EncryptedPackage".encode("utf-16-le"),
        f.MetWachtwoord,
    ),
    "beveiligd-in-zip.xlsx": (lambda: _zet_vlag(ruwe_xlsx(TWEE_RIJEN), 0x1), f.MetWachtwoord),
    "macros.xlsm": (lambda: _vervang(ruwe_delen(TWEE_RIJEN), **{"vbaProject.bin": b"\xd0\xcf"}), f.MetMacros),
    "macro-type.xlsx": (
        lambda: _vervang(
            ruwe_delen(TWEE_RIJEN),
            **{
                "[Content_Types]": '<Types><Override ContentType="x/vnd.ms-excel.sheet.macroEnabled.main+xml"/></Types>'
            },
        ),
        f.MetMacros,
    ),
    "binair.xlsb": (lambda: zip_van({"[Content_Types].xml": "<Types/>", "xl/workbook.bin": b"\0"}), f.VerkeerdSoort),
    "libreoffice.ods": (lambda: zip_van({"mimetype": "application/vnd.oasis", "content.xml": "<x/>"}), f.VerkeerdSoort),
    "document.docx": (lambda: zip_van({"[Content_Types].xml": "<x/>", "word/document.xml": "<x/>"}), f.VerkeerdSoort),
    "ingepakt.xlsx": (lambda: zip_van({"lijst.csv": CSV}), f.VerkeerdSoort),
    "geen-werkblad.xlsx": (
        lambda: _vervang(ruwe_delen(TWEE_RIJEN), workbook=f'<workbook xmlns="{HOOFD}"/>'),
        f.BestandLeeg,
    ),
    "geen-werkmapdeel.xlsx": (lambda: zip_van({"[Content_Types].xml": "<Types/>"}), f.BestandBeschadigd),
    "nullen.csv": (b"naam;plaats\n\0\0\0\0;x\n", f.VerkeerdSoort),
    "stuurtekens.csv": (lambda: b"naam;plaats\n" + bytes(range(1, 9)) * 20, f.VerkeerdSoort),
    "halve-utf-16.txt": (lambda: "naam\tplaats\nx\ty\n".encode("utf-16")[:-1], f.BestandBeschadigd),
    "gemengd.csv": (lambda: "naam;plaats\nZoë;Çelik é ü\n".encode() + b"Ren\xe9;x\n", f.TekensetOnbekend),
    "geen-windows.csv": (b"naam;plaats\nZ\x81\x8d;\xe9\xe8\n", f.TekensetOnbekend),
    "bom-en-toch-geen-utf-8.csv": (b"\xef\xbb\xbfnaam;plaats\nRen\xe9;x\n", f.TekensetOnbekend),
    "lange-cel.csv": (f"naam;plaats\n{GEHEIM};{'x' * 40_000}\n".encode(), f.CelTeLang),
    "lange-cel.xlsx": (lambda: ruwe_xlsx(TWEE_RIJEN + tekstrij(3, "x" * 40_000)), f.CelTeLang),
    "lange-regel.csv": (lambda: b"naam;plaats\n" + b"x;" * 600_000, f.CelTeLang),
    "breed.csv": (lambda: b"naam;plaats\n" + b"x;" * 600 + b"y\n", f.TeVeelKolommen),
    "breed.xlsx": (lambda: ruwe_xlsx(TWEE_RIJEN + '<row r="3"><c r="XFD3"><v>1</v></c></row>'), f.TeVeelKolommen),
    "te-veel-rijen.csv": (lambda: b"naam;plaats\n" + b"x;y\n" * 100_001, f.TeVeelRijen),
    "te-veel-rijen.xlsx": (
        lambda: ruwe_xlsx("".join(f"<row><c><v>{nr * 7919}</v></c><c><v>2</v></c></row>" for nr in range(100_002))),
        f.TeVeelRijen,
    ),
}
"""Name → (its bytes, the failure)."""


def _zet_vlag(inhoud: bytes, vlag: int) -> bytes:
    """Set a general purpose flag in every entry of the zip directory."""
    uit = bytearray(inhoud)
    plaats = -1
    while (plaats := uit.find(b"PK\x01\x02", plaats + 1)) >= 0:
        uit[plaats + 8] |= vlag
    return bytes(uit)


def _bom() -> bytes:
    """About 300 KB that unpack to 300 MB of rows."""
    return ruwe_xlsx("<row><c><v>1</v></c><c><v>1</v></c></row>" * 7_000_000)


def _liegende_grootte() -> bytes:
    """A part that says in the directory it is small and is not."""
    inhoud = bytearray(ruwe_xlsx(tekstrij(1, *KOP) + tekstrij(2, "x" * 20_000)))
    plaats = inhoud.find(b"PK\x01\x02")
    while plaats >= 0:
        inhoud[plaats + 24 : plaats + 28] = (400).to_bytes(4, "little")
        plaats = inhoud.find(b"PK\x01\x02", plaats + 1)
    return bytes(inhoud)


def _veel_delen() -> bytes:
    return zip_van({f"xl/{nr}.xml": "" for nr in range(3_000)}, methode=zipfile.ZIP_STORED)


def _met_deel(naam: str, inhoud: str | bytes) -> bytes:
    delen = ruwe_delen(TWEE_RIJEN)
    delen[naam] = inhoud
    return zip_van(delen)


def _met_veel(naam: str, begin: str, element: str, aantal: int) -> bytes:
    """One part that is large without packing suspiciously well."""
    einde = "".join(f"</{tag}>" for tag in reversed(begin.strip("<>").split("><")))
    return _met_deel(naam, begin + "".join(element.format(nr * 7919 % 10**9) for nr in range(aantal)) + einde)


_LACH = '<!DOCTYPE x [<!ENTITY a "lol"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'
GEKNOEID: dict[str, tuple[Bron, type[f.Leesfout]]] = {
    "zipbom.xlsx": (_bom, f.TeGroot),
    "liegende-grootte.xlsx": (_liegende_grootte, f.BestandBeschadigd),
    "veel-delen.xlsx": (_veel_delen, f.TeGroot),
    "grote-teksten.xlsx": (
        lambda: _met_veel("xl/sharedStrings.xml", "<sst>", "<si><t>{}</t></si>", 1_900_000),
        f.TeGroot,
    ),
    "grote-stijlen.xlsx": (lambda: _met_veel("xl/styles.xml", "<s><cellXfs>", "<xf n='{}'/>", 600_000), f.TeGroot),
    "grote-kop.xlsx": (lambda: _met_veel("xl/workbook.xml", "<workbook>", "<sheet n='{}'/>", 500_000), f.TeGroot),
    "entiteiten.xlsx": (
        lambda: _met_deel("xl/worksheets/sheet1.xml", f"{_LACH}<worksheet>&b;</worksheet>"),
        f.BestandBeschadigd,
    ),
    "entiteit-van-buiten.xlsx": (
        lambda: _met_deel(
            "xl/sharedStrings.xml", '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><sst>&a;</sst>'
        ),
        f.BestandBeschadigd,
    ),
    "onbekende-inpakwijze.xlsx": (
        lambda: zip_van(ruwe_delen(TWEE_RIJEN), methode=zipfile.ZIP_LZMA),
        f.BestandBeschadigd,
    ),
    "kapotte-inhoud.xlsx": (
        lambda: _draai_bytes(ruwe_xlsx(TWEE_RIJEN), b"xl/worksheets/sheet1.xml", 40),
        f.BestandBeschadigd,
    ),
    "tweemaal-hetzelfde-deel.xlsx": (
        lambda: _met_deel("xl/STYLES.xml", f"<styleSheet>{GEHEIM}</styleSheet>"),
        f.BestandBeschadigd,
    ),
    "rij-nul.xlsx": (lambda: ruwe_xlsx('<row r="0"><c><v>1</v></c></row>'), f.BestandBeschadigd),
    "rijen-terug.xlsx": (lambda: ruwe_xlsx(tekstrij(5, *KOP) + tekstrij(4, GEHEIM)), f.BestandBeschadigd),
    "kolommen-terug.xlsx": (
        lambda: ruwe_xlsx('<row><c r="B1"><v>1</v></c><c r="A1"><v>1</v></c></row>'),
        f.BestandBeschadigd,
    ),
    "vreemde-kolom.xlsx": (lambda: ruwe_xlsx('<row><c r="É1"><v>1</v></c></row>'), f.BestandBeschadigd),
    "verre-tekst.xlsx": (lambda: ruwe_xlsx('<row><c t="s"><v>99</v></c></row>'), f.BestandBeschadigd),
    "negatieve-tekst.xlsx": (lambda: ruwe_xlsx('<row><c t="s"><v>-1</v></c></row>'), f.BestandBeschadigd),
    "halve-xml.xlsx": (
        lambda: _met_deel("xl/worksheets/sheet1.xml", f"<worksheet><sheetData>{TWEE_RIJEN}"),
        f.BestandBeschadigd,
    ),
    "tekst-keer-tekst.xlsx": (
        lambda: ruwe_xlsx(
            tekstrij(1, *KOP) + '<row><c t="s"><v>0</v></c><c t="s"><v>0</v></c></row>' * 3_000,
            teksten=f"<si><t>{'x' * 32_000}</t></si>",
        ),
        f.TeGroot,
    ),
    "brede-leegte.csv": (lambda: b";".join([b"k"] * 500) + b"\n" + b"x;y\n" * 30_000, f.TeGroot),
}
"""Name → (its bytes, the failure)."""


def _draai_bytes(inhoud: bytes, deel: bytes, na: int) -> bytes:
    """Flip one bit in the packed bytes of a part, ``na`` bytes after its name in its own head."""
    uit = bytearray(inhoud)
    uit[uit.find(deel) + len(deel) + na] ^= 0x10
    return bytes(uit)
