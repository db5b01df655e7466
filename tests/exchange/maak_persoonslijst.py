"""Makes a BRP persoonslijst with the traps of the official test set, for where that set is absent.

    .venv/bin/python -m tests.exchange.maak_persoonslijst UIT.csv [AANTAL]

Nobody in it exists: surnames are invented, numbers come from the reserved range. The first persons carry one trap each,
described in ``Geval``; the rest are families in Den Haag with children between 6 and 23.
"""

from __future__ import annotations

import csv
import io
import random
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from pmg_desk.exchange.brp_opbouw import KOP

JAAR = 2026
VOORNAMEN = (
    "Ayşe Bram Chaïma Daan Esmée Farouk Gijs Hülya Ilias Jesse Kübra Lotte Mo Noëlle Omar Puck Quinten Roos Sem "
    "Tygo Umut Vera Wout Xaviera Yara Zoë"
).split()
NAMEN = (
    "Zandkamp Meerlinde Torenvoort Kaspoort Bloemwaard Iepenroth Kwelderink Lisveld Oeverbeek Palingdorp Rietzoom "
    "Sluiswacht Turfhaven Veenkolk Wilgenstra Ypenburcht"
).split()
VOORVOEGSELS = ("", "", "", "van", "van der", "de", "van den", "'t", "el")
STRATEN = ("Proefweg", "Verzonnenlaan", "Leyhofstraat", "Schijnplein")


@dataclass
class Geval:
    """One person: the cells by code, more lines by category, and what a reader must make of it."""

    cellen: dict[str, str]
    vervolg: list[dict[str, str]] = field(default_factory=list)
    verwacht: dict[str, object] = field(default_factory=dict)


@dataclass
class Gemaakt:
    """``inhoud`` is the file; ``gevallen`` its persons in order."""

    inhoud: bytes
    gevallen: list[Geval]


def _nummers() -> Iterator[str]:
    """The numbers of the reserved test range that pass the elfproef."""
    for nummer in range(999_900_000, 999_999_999):
        cijfers = map(int, str(nummer))
        if (
            sum(gewicht * cijfer for gewicht, cijfer in zip((9, 8, 7, 6, 5, 4, 3, 2, -1), cijfers, strict=True)) % 11
            == 0
        ):
            yield str(nummer)


class _Maker:
    def __init__(self, zaad: int) -> None:
        self.toeval = random.Random(zaad)
        self.gevallen: list[Geval] = []
        self._bsn = _nummers()

    def datum(self, van: int, tot: int) -> str:
        """A day in one of these years."""
        return f"{self.toeval.randint(van, tot)}{self.toeval.randint(1, 12):02}{self.toeval.randint(1, 28):02}"

    def persoon(self, **cellen: str) -> Geval:
        """An ordinary person; keywords are codes with ``k`` before and ``_`` for dots: ``k01_02_40``."""
        volgnr = len(self.gevallen)
        gewoon = {
            "01.01.10": f"{7_000_000_000 + volgnr * 7919}",
            "01.01.20": next(self._bsn),
            "01.02.10": self.toeval.choice(VOORNAMEN),
            "01.02.30": self.toeval.choice(VOORVOEGSELS),
            "01.02.40": self.toeval.choice(NAMEN),
            "01.03.10": self.datum(1950, 1985),
            "01.04.10": self.toeval.choice("MV"),
            "07.70.10": "0",
            "08.09.10": "0518",
            "08.10.10": "W",
            "08.11.10": self.toeval.choice(STRATEN),
            "08.11.20": str(self.toeval.randint(1, 300)),
            "08.11.60": f"25{self.toeval.randint(10, 99)}{self.toeval.choice('ABCDEFGH')}A",
        }
        geval = Geval(gewoon | {sleutel[1:].replace("_", "."): waarde for sleutel, waarde in cellen.items()})
        self.gevallen.append(geval)
        return geval


def _ouder(categorie: str, ouder: Geval) -> dict[str, str]:
    """A parent as it stands with the child, by the cells of that person."""
    return {
        f"{categorie}.{element}": ouder.cellen.get(f"01.{element}", "")
        for element in ("01.10", "01.20", "02.10", "02.30", "02.40", "03.10", "04.10")
    }


def _kind(kind: Geval, volgt: str = "") -> dict[str, str]:
    cellen = {
        f"09.{element}": kind.cellen.get(f"01.{element}", "")
        for element in ("01.10", "01.20", "02.10", "02.30", "02.40", "03.10")
    }
    return cellen | {"09.H": volgt}


def _vallen(maker: _Maker) -> None:
    """One person for each trap."""
    for brp, tekst in (
        ("20100500", "2010-05"),
        ("20110000", "2011"),
        ("00000000", ""),
        ("", ""),
        ("19660013", "1966-00-13"),
        ("20120230", "2012-02"),
    ):
        maker.persoon(k01_03_10=brp).verwacht = {"geboortedatum": tekst}
    maker.persoon(k01_02_10="").verwacht = {"voornamen": ""}
    maker.persoon(k01_02_30="Van Der").verwacht = {"voorvoegsel": "Van Der"}
    maker.persoon(k01_02_40="ŻáïŀëñøŕÅłŦæňœß'Ķ").verwacht = {"geslachtsnaam": "ŻáïŀëñøŕÅłŦæňœß'Ķ"}
    lang = "-".join(NAMEN)[:120] + " tot " + "-".join(NAMEN)[:70]
    maker.persoon(k01_02_40=f"{lang} ").verwacht = {"geslachtsnaam": lang}
    maker.persoon(k01_02_10=" ".join(VOORNAMEN[:24])).verwacht = {"voornamen": " ".join(VOORNAMEN[:24])}
    maker.persoon(k01_02_40='"Onbekend"').verwacht = {"geslachtsnaam": '"Onbekend"'}
    for code in "1234567":
        maker.persoon(k07_70_10=code).verwacht = {"geheim": True}
    maker.persoon(k07_67_10="20210403", k07_67_20="O", k06_08_10="20210400").verwacht = {
        "opschorting": "O",
        "overleden_op": "2021-04",
    }
    maker.persoon(
        k07_67_20="E",
        k08_09_10="1999",
        k08_11_10="",
        k08_11_20="",
        k08_11_60="",
        k08_13_10="5010",
        k08_13_30="Rue Fictive 1",
    ).verwacht = {"opschorting": "E", "straat": "Rue Fictive 1"}
    maker.persoon(k01_01_20="", k01_04_10="").verwacht = {"bsn": None, "geslacht": ""}
    maker.persoon(k08_83_10="080000", k08_83_20="20210101").verwacht = {"in_onderzoek": ("08",)}
    maker.persoon(k01_83_10="010310", k01_83_20="20200101", k01_83_30="20210101").verwacht = {"in_onderzoek": ()}
    maker.persoon(k08_11_10="", k08_11_20="", k08_12_10="Woonboot in de Proefvaart").verwacht = {
        "straat": "Woonboot in de Proefvaart"
    }
    maker.persoon(k08_11_20="12", k08_11_30="A", k08_11_40="II").verwacht = {"huisnummer": "12A-II"}
    maker.persoon(k11_32_10="12").verwacht = {"gezag_tekst": "beide ouders"}
    maker.persoon(k11_33_10="1").verwacht = {"curatele": True}
    maker.persoon(k02_02_40=".", k03_85_10="00000000").verwacht = {"ouders": [(1, ".", None)]}
    _familievallen(maker)


def _familievallen(maker: _Maker) -> None:
    """Traps in family: numbers that are used twice, history, and lines that do not say what follows."""
    moeder = maker.persoon(k01_02_10="Noëlle", k01_02_40="Zandkamp", k01_03_10="19800102", k01_04_10="V")
    # Another person with her BSN: the birth date decides.
    maker.persoon(k01_01_20=moeder.cellen["01.01.20"], k01_02_40="Lisveld", k01_03_10="19550505")
    nr_moeder = maker.gevallen.index(moeder)
    kind = maker.persoon(k01_03_10="20100304", **_als_k(_ouder("02", moeder)))
    kind.verwacht = {"ouders": [(1, "Zandkamp", nr_moeder)]}
    # Her administration number with somebody else's name and date: no link at all.
    vreemd = _ouder("02", moeder) | {"02.02.10": "Xaviera", "02.02.40": "Oeverbeek", "02.03.10": "19110101"}
    maker.persoon(**_als_k(vreemd)).verwacht = {"ouders": [(1, "Oeverbeek", None)]}
    ander = maker.persoon(k01_02_10="Tygo", k01_02_40="Zandkamp", k01_03_10="20130607", **_als_k(_ouder("02", moeder)))
    # Two children in the file, each with history below it, then a stillborn one; between them a line without H.
    moeder.cellen |= _kind(kind, "59")
    moeder.vervolg = [
        _kind(kind, "09") | {"09.01.20": "", "09.02.40": "Vroeger"},
        _kind(ander, "59"),
        _kind(ander) | {"09.02.40": "Vroeger"},
        {"09.02.40": "Zandkamp", "09.03.10": "20150101", "09.89.10": "L"},
    ]
    moeder.verwacht = {
        "kinderen": [
            (1, kind.cellen["01.02.40"], maker.gevallen.index(kind)),
            (2, "Zandkamp", maker.gevallen.index(ander)),
            (3, "Zandkamp", None),
        ],
        "levenloos": [False, False, True],
    }
    # Earlier name, earlier parents and earlier addresses never replace the first line.
    verleden = maker.persoon(
        k01_02_40="Turfhaven", k01_H="51", k08_11_10="Proefweg", k08_H="58", k02_02_40="Kaspoort", k02_H="52"
    )
    verleden.vervolg = [
        {"01.02.40": "Vroeger", "08.11.10": "Oudeweg", "08.09.10": "0599", "08.H": "58", "02.02.40": "Vroeger"},
        {"08.11.10": "Oudsteweg", "08.09.10": "0363"},
        {},
    ]
    verleden.verwacht = {
        "geslachtsnaam": "Turfhaven",
        "straat": "Proefweg",
        "gemeentecode": "0518",
        "ouders": [(1, "Kaspoort", None)],
    }


def _als_k(cellen: dict[str, str]) -> dict[str, str]:
    return {f"k{code.replace('.', '_')}": waarde for code, waarde in cellen.items()}


def _gezin(maker: _Maker, aantal_kinderen: int) -> None:
    naam, voorvoegsel = maker.toeval.choice(NAMEN), maker.toeval.choice(VOORVOEGSELS)
    een = maker.persoon(k01_04_10="V")
    twee = maker.persoon(k01_04_10="M", k01_02_40=naam, k01_02_30=voorvoegsel)
    woning = {code: waarde for code, waarde in twee.cellen.items() if code.startswith("08.")}
    kinderen = [
        maker.persoon(
            k01_02_40=naam,
            k01_02_30=voorvoegsel,
            k01_03_10=maker.datum(JAAR - 23, JAAR - 6),
            k11_32_10="12",
            **_als_k(woning | _ouder("02", een) | _ouder("03", twee)),
        )
        for _ in range(aantal_kinderen)
    ]
    nummers = [maker.gevallen.index(ouder) for ouder in (een, twee)]
    for kind in kinderen:
        kind.verwacht = {
            "ouders": [(1, een.cellen["01.02.40"], nummers[0]), (2, naam, nummers[1])],
            "gezag_tekst": "beide ouders",
        }
    for ouder in (een, twee):
        ouder.cellen |= _kind(kinderen[0], "09" if aantal_kinderen > 1 else "")
        ouder.vervolg = [_kind(kind, "09" if kind is not kinderen[-1] else "") for kind in kinderen[1:]]
        ouder.verwacht = {
            "kinderen": [(i, naam, maker.gevallen.index(kind)) for i, kind in enumerate(kinderen, start=1)]
        }


def _regels(gevallen: Sequence[Geval]) -> Iterator[list[str]]:
    plaats = {code: nr for nr, code in reversed(list(enumerate(KOP)))}
    for volgnr, geval in enumerate(gevallen):
        for nr, cellen in enumerate((geval.cellen, *geval.vervolg)):
            regel = [""] * len(KOP)
            for code, waarde in cellen.items():
                regel[plaats[code]] = waarde
            if not nr:
                regel[0] = f"Mk01_{volgnr}"
            yield regel


def maak_persoonslijst(aantal: int = 150, zaad: int = 2) -> Gemaakt:
    """At least ``aantal`` persons, the same for the same ``zaad``: the traps first, then families."""
    maker = _Maker(zaad)
    _vallen(maker)
    while len(maker.gevallen) < aantal:
        _gezin(maker, maker.toeval.randint(1, 4))
    uit = io.StringIO()
    schrijver = csv.writer(uit, delimiter=";", lineterminator="\n")
    schrijver.writerow(KOP)
    schrijver.writerows(_regels(maker.gevallen))
    return Gemaakt(uit.getvalue().encode("utf-8-sig"), maker.gevallen)


if __name__ == "__main__":
    Path(sys.argv[1]).write_bytes(maak_persoonslijst(int(sys.argv[2]) if len(sys.argv) > 2 else 150).inhoud)
