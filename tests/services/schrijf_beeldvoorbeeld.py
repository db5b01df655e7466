"""The worked report of the manual: the page is written from the demo vault, so that its numbers are those of the demo.

``python -m tests.services.schrijf_beeldvoorbeeld`` writes it anew after the demo changed; a test of the demo compares.
"""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

from pmg_desk.domain.beeld import TOTAAL
from pmg_desk.domain.datums import toon_datum
from pmg_desk.domain.klok import VasteKlok, lokale_dag
from pmg_desk.domain.kwartaal import Kwartaal
from pmg_desk.services import kluizen
from pmg_desk.services.beeld import Beeldtabel, neer_en_dwars, toon_tabel, toon_trend
from pmg_desk.services.beeldkern import streefzinnen_van
from pmg_desk.services.beeldkwartalen import list_kwartalen
from pmg_desk.services.beeldverhaal import Rapportopdracht, maak_rapport
from pmg_desk.services.demo import make_demo
from pmg_desk.services.werkplek import Werkplek
from pmg_desk.storage import beeld as opslag
from tests.wereld import NU

PAGINA = Path(__file__).resolve().parents[2] / "resources" / "handleiding" / "beeld_voorbeeld.md"
ZAAD = 1

_SJABLOON = Path(__file__).with_name("beeldvoorbeeld.sjabloon.md")


def schrijf(werkplek: Werkplek) -> str:
    """The whole page, from the last settled quarter of this vault."""
    laatst = list_kwartalen(werkplek).vastgesteld[-1]

    def tabel(meting: str, *assen: str) -> Beeldtabel:
        return toon_tabel(werkplek, meting, assen, laatst.kwartaal)

    stand = tabel("stand", "gebied", "doelgroep")
    toen, nu = (punt.getal.waarde for punt in toon_trend(werkplek, "stand").punten[-2:])
    erbij, eraf = (tabel(meting).cellen[()].waarde for meting in ("instroom", "uitstroom"))
    if toen is None or nu is None or erbij is None or eraf is None:
        raise ValueError("the example needs totals that are shown")
    sluitend = toen + erbij - eraf
    verschil = nu - sluitend
    return _SJABLOON.read_text(encoding="utf-8").format(
        kwartaal=laatst.label,
        vastgesteld=toon_datum(lokale_dag(laatst.op)),
        methode=stand.methode,
        peildag=toon_datum(laatst.tot),
        stand=_kruistabel(stand),
        tabelnaam=stand.naam,
        waarom=stand.vaststelling.waarom_verborgen,
        stand_nu=nu,
        stand_toen=toen,
        instroom=erbij,
        uitstroom=eraf,
        sluitend=sluitend,
        verschil="Dat klopt met de stand van nu."
        if not verschil
        else f"Het verschil met de stand van nu ({abs(verschil)}) is wat later is vastgelegd of verbeterd.",
        plan=_lijst(tabel("tijd_tot_plan", "duur")),
        tafels=_lijst(tabel("aanmeldingen", "bij_tafel")),
        scores=_lijst(tabel("leefgebieden", "scoreverloop")),
        kort=_kort(werkplek),
    )


def _kort(werkplek: Werkplek) -> str:
    """What stands first in the report of the last two quarters, without the sentences beside it."""
    with werkplek.doe() as t:
        rijen = opslag.kwartalen(t.db)[-2:]
        zinnen = streefzinnen_van(t, Kwartaal.lees(rijen[-1].kwartaal))
        opdracht = Rapportopdracht(
            1, t.profiel.gemeente, (), "de driehoek", "", t.nu, "privacy officer", streefzinnen=zinnen
        )
        rapport = maak_rapport(t, rijen, opdracht)
    kop = ["Waar het over gaat", *rapport.vergelijking]
    return _regels([kop, ["---", "---:", "---:"], *([een.wat, een.nu, een.toen] for een in rapport.kern)])


def _kruistabel(tabel: Beeldtabel) -> str:
    neer, dwars = neer_en_dwars(*tabel.assen)
    gekanteld = neer is not tabel.assen[0]
    regels = [[neer.label, *(een.label for een in dwars.categorieen)], ["---", *["---:"] * len(dwars.categorieen)]]
    regels += [
        [
            rij.label,
            *(
                tabel.cellen[(kolom.sleutel, rij.sleutel) if gekanteld else (rij.sleutel, kolom.sleutel)].kort
                for kolom in dwars.categorieen
            ),
        ]
        for rij in neer.categorieen
    ]
    return _regels(regels)


def _lijst(tabel: Beeldtabel) -> str:
    (een,) = tabel.assen
    regels = [[een.label, "Aantal", "Aandeel"], ["---", "---:", "---:"]]
    for rij in een.categorieen:
        aandeel = tabel.aandeel(rij.sleutel, van=0).kort if rij.sleutel != TOTAAL else ""
        inspringen = "– " * max(rij.niveau - 1, 0)
        regels.append([f"{inspringen}{rij.label}", tabel.cellen[rij.sleutel,].kort, aandeel])
    return _regels(regels)


def _regels(regels: list[list[str]]) -> str:
    return "\n".join(f"| {' | '.join(regel)} |" for regel in regels)


def main() -> None:
    """Write the page from a demo as the tests make it."""
    with TemporaryDirectory(prefix="pmg-desk-voorbeeld-") as map_:
        demo = make_demo(Path(map_), zaad=ZAAD, klok=VasteKlok(NU))
        werkplek = kluizen.open_kluis(demo.kluis, "lezer", demo.wachtwoord("lezer"), klok=VasteKlok(NU))
        try:
            PAGINA.write_text(schrijf(werkplek), encoding="utf-8")
        finally:
            kluizen.close_kluis(werkplek)


if __name__ == "__main__":
    main()
