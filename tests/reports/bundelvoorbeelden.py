"""Made-up bundles for tests and for looking: ``python -m tests.reports.bundelvoorbeelden`` draws them to
build/reports/.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

from pmg_desk.domain.bundel import Agendaregel, Bundel, Bundeldeel, Bundelversie
from pmg_desk.domain.samenvatting import Aard, Rubriek, Samenvatting, Stuk, Veld
from pmg_desk.reports.bundel import maak_bundel
from tests.papierbouw import KOP, samenvatting, stuk
from tests.reports.voorbeelden import gewone_casus, zware_casus


def bundel(*delen: Bundeldeel, niet: tuple[int, ...] = (), **anders: object) -> Bundel:
    """A bundle of these parts; ``niet`` are the agenda items that are not for this recipient."""
    kop = replace(KOP, **anders)  # type: ignore[arg-type]
    regels = [Agendaregel(deel.punt, deel.samenvatting.naam or "?") for deel in delen]
    agenda = sorted([*regels, *map(Agendaregel, niet)], key=lambda regel: regel.punt)
    eigen = tuple(
        replace(deel, samenvatting=replace(deel.samenvatting, organisatie=kop.organisatie, functie=kop.functie))
        for deel in delen
    )
    return Bundel(kop, tuple(agenda), eigen)


def deel(punt: int, *stukken: Stuk, **anders: object) -> Bundeldeel:
    """A part with these stukken."""
    velden = {naam: anders.pop(naam) for naam in ("vraag", "besluiten", "eigen_acties") if naam in anders}
    nummer = f"DHZ-2026-{punt:04}"
    s = samenvatting(*stukken, **({"casusnummer": nummer, "naam": nummer} | anders))
    return Bundeldeel(punt, **({"vraag": "", "samenvatting": s} | velden))  # type: ignore[arg-type]


def gewoon_deel(punt: int = 1, **anders: object) -> Bundeldeel:
    """A case as it lies on the table most weeks, with a question and an own action."""
    s = replace(gewone_casus(), casusnummer=f"DHZ-2026-{punt:04}", exemplaar=0)
    stukken = tuple(
        replace(x, id=f"actie:{punt}", velden=((Veld.WIE, "P. de Wit (politie)"), *x.velden[1:]))
        if x.tekst.startswith("Terugkeer")
        else x
        for x in s.stukken
    )
    s = replace(s, stukken=stukken)
    vraag = "Is hij sinds 1 november nog in beeld geweest, en met wie? Kan de wijkagent bij het gesprek thuis zijn?"
    return replace(Bundeldeel(punt, vraag, s, eigen_acties=(f"actie:{punt}",)), **anders)  # type: ignore[arg-type]


def besluiten() -> tuple[Stuk, ...]:
    """What a table decides."""
    return (
        stuk(
            900,
            Rubriek.PLAN,
            "Opschalen naar het Zorg- en Veiligheidshuis",
            "De casusregisseur meldt aan vóór 1 december; reclassering levert de voorgeschiedenis.",
            aard=Aard.FEIT,
            bron="de tafel",
            datum=date(2026, 11, 24),
        ),
        stuk(901, Rubriek.PLAN, "Vervolg", "Weer bespreken op 8 december.", bron="de tafel", datum=date(2026, 11, 24)),
    )


def gewone_bundel(casussen: int = 4, niet: tuple[int, ...] = (2,), **anders: object) -> Bundel:
    """So many ordinary cases."""
    punten = [punt for punt in range(1, casussen + len(niet) + 1) if punt not in niet]
    return bundel(*(gewoon_deel(punt) for punt in punten), niet=niet, **anders)


def _zonder_naam(s: Samenvatting) -> Samenvatting:
    return replace(s, stukken=tuple(x for x in s.stukken if x.rubriek is not Rubriek.IDENTITEIT), naam=s.casusnummer)


def _vooraf() -> Bundel:
    kaal = deel(3, stuk(1, Rubriek.SIGNALEN, "Signaal", "Gezien bij de tram.", aard=Aard.FEIT, bron="toezicht"))
    anoniem = gewoon_deel(4, vraag="")
    return bundel(
        gewoon_deel(1),
        kaal,
        replace(anoniem, samenvatting=_zonder_naam(anoniem.samenvatting), eigen_acties=()),
        niet=(2, 5),
    )


def _pseudoniem() -> Bundel:
    een = gewoon_deel(1)
    s = replace(_zonder_naam(een.samenvatting), naam="Esdoorn 7", casusnummer="")
    return bundel(replace(een, samenvatting=s), pseudoniem=True, persoon="P. de Wit")


def _zwaar() -> Bundel:
    s = zware_casus()
    een = Bundeldeel(
        1, "Wat ziet u? " * 60, replace(s, casusnummer="DHZ-2026-0200", stukken=s.stukken[:30]), besluiten()
    )
    return bundel(een, organisatie=s.organisatie, functie=s.functie, versie=Bundelversie.ACHTERAF)


VOORBEELDEN: dict[str, Callable[[], Bundel]] = {
    "vooraf": _vooraf,
    "achteraf": lambda: bundel(gewoon_deel(1, besluiten=besluiten()), versie=Bundelversie.ACHTERAF),
    "pseudoniem": _pseudoniem,
    "dertig": lambda: gewone_bundel(3, tuple(range(4, 31))),
    "zwaar": _zwaar,
    "niets": lambda: bundel(niet=(1, 2, 3), exemplaar=0),
}


def main() -> None:
    """Write every example, in normal and in big print, to build/reports/."""
    uit = Path("build/reports")
    uit.mkdir(parents=True, exist_ok=True)
    for naam, maak in VOORBEELDEN.items():
        for groot in (False, True):
            (uit / f"bundel-{naam}{'-groot' * groot}.pdf").write_bytes(maak_bundel(maak(), groot=groot).pdf)


if __name__ == "__main__":
    main()
