"""Nothing leaks under a combination of judgements and tafelkaders: each by every way out, in one dossier.

The domain tests hold the rule itself for any mix; here each class of combination is driven for real once.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest

from pmg_desk.domain.delen import Eis, Oordeel, Weglating
from pmg_desk.domain.rechten import RechtOordeel, Rechtsoort
from pmg_desk.domain.selectie import Geinformeerde, Vorm
from pmg_desk.services import samenvattingen
from pmg_desk.services.besluiten import INTREKREGEL
from pmg_desk.services.deelbaar import deelbaar
from pmg_desk.services.mondeling import MondelingInvoer, record_mondeling
from pmg_desk.services.rechtenverzoeken import RechtInvoer, decide_verzoek, record_verzoek
from pmg_desk.services.samenvattingen import Bestemming, NietsTeDelen
from pmg_desk.storage.models import Wijze
from tests.eenmaal import eenmaal
from tests.functioneel.lekzaak import Zaak, besluit, kader, woord
from tests.functioneel.test_lekmatrix import zaak
from tests.reports.lezen import tekst as pdf_tekst
from tests.vulling import vraag

__all__ = ["zaak"]

WAT = "plan"
T, D = "tekst", "derden"
VOL: dict[str, Any] = {}
MET_DERDEN = {"derden": True}
WEIGER = {"oordeel": Oordeel.GEWEIGERD}
MONDELING = {"eisen": (Eis.ALLEEN_MONDELING,)}
JONGERE = {"eisen": (Eis.JONGERE_GEINFORMEERD,)}
OUDERS = {"eisen": (Eis.OUDERS_GEINFORMEERD,)}
MORGEN = {"niet_voor": 1}
KORT = {"geldig_tot": 0}
ANDERS = {"categorie": "acties"}
MINDER = {"min": True}


@dataclass(frozen=True)
class Klasse:
    """Judgements one after the other, what is withdrawn after them, and what then may go on paper and be told.

    ``morgen``: what may go a day later, when what was short has ended; None: the same. ``min``: without that text.
    """

    oordelen: tuple[dict[str, Any], ...]
    papier: tuple[str, ...] = ()
    verteld: tuple[str, ...] = ()
    trek_in: tuple[int, ...] = ()
    kader: str = ""  # "", "vrij" or "mondeling"
    morgen: tuple[str, ...] | None = None
    min: bool = False


def _beide(*wat: str, **anders: Any) -> dict[str, Any]:
    return {"papier": wat, "verteld": wat, **anders}


KLASSEN: dict[str, Klasse] = {
    "approved, then refused": Klasse((VOL, WEIGER)),
    "refused, then approved": Klasse((WEIGER, VOL), **_beide(T)),
    "wide, then without third parties": Klasse((MET_DERDEN, VOL), **_beide(T)),
    "narrow, then with third parties": Klasse((VOL, MET_DERDEN), **_beide(T, D)),
    "wide, then something else of what was asked": Klasse((MET_DERDEN, ANDERS)),
    "whole, then without a text": Klasse((VOL, MINDER), **_beide(T), min=True),
    "without a text, then whole": Klasse((MINDER, VOL), **_beide(T)),
    "whole, then only told": Klasse((VOL, MONDELING), verteld=(T,)),
    "only told, then whole": Klasse((MONDELING, VOL), **_beide(T)),
    "whole, then not before tomorrow": Klasse((VOL, MORGEN), morgen=(T,)),
    "not before tomorrow, then whole": Klasse((MORGEN, VOL), **_beide(T)),
    "latest withdrawn": Klasse((VOL, VOL), trek_in=(1,)),
    "earlier withdrawn": Klasse((VOL, VOL), **_beide(T), trek_in=(0,)),
    "both withdrawn": Klasse((VOL, VOL), trek_in=(0, 1)),
    "withdrawn and renewed": Klasse((VOL, MET_DERDEN, VOL), **_beide(T), trek_in=(0, 1)),
    "ends today": Klasse((KORT,), **_beide(T), morgen=()),
    "ends today, renewed": Klasse((KORT, VOL), **_beide(T)),
    "long, then a wider one that ends today": Klasse((VOL, {**KORT, **MET_DERDEN}), **_beide(T, D), morgen=(T,)),
    "long, then one only told that ends today": Klasse((VOL, {**KORT, **MONDELING}), verteld=(T,), morgen=()),
    "youth informed": Klasse((JONGERE,), **_beide(T)),
    "parents informed": Klasse((OUDERS,)),
    "youth and parents": Klasse(({"eisen": (Eis.JONGERE_GEINFORMEERD, Eis.OUDERS_GEINFORMEERD)},)),
    "only told, youth": Klasse(({"eisen": (Eis.ALLEEN_MONDELING, Eis.JONGERE_GEINFORMEERD)},), verteld=(T,)),
    "only told, parents": Klasse(({"eisen": (Eis.ALLEEN_MONDELING, Eis.OUDERS_GEINFORMEERD)},)),
    "all three": Klasse(({"eisen": tuple(Eis)},)),
    "whole, then parents informed": Klasse((VOL, OUDERS)),
    "only the neighbour": Klasse(({"aan": "een ander"},)),
    "kader": Klasse((), **_beide(T), kader="vrij"),
    "kader only told": Klasse((), verteld=(T,), kader="mondeling"),
    "kader and refused": Klasse((WEIGER,), kader="vrij"),
    "kader and third parties": Klasse((MET_DERDEN,), **_beide(T, D), kader="vrij"),
    "kader and withdrawn": Klasse((VOL,), trek_in=(0,), kader="vrij"),
    "kader and one that ends today": Klasse((KORT,), **_beide(T), kader="vrij"),
    "kader and one only told that ends today": Klasse(({**KORT, **MONDELING},), verteld=(T,), kader="vrij", morgen=()),
    "kader and not before tomorrow": Klasse((MORGEN,), kader="vrij", morgen=(T,)),
    "kader and something else of what was asked": Klasse((ANDERS,), kader="vrij"),
    "kader only told and whole": Klasse((VOL,), **_beide(T), kader="mondeling"),
    "kader and without a text": Klasse((MINDER,), **_beide(T), kader="vrij", min=True),
    "kader for the neighbour": Klasse((), kader="ander"),
    "nothing": Klasse(()),
}


def _neem(zaak: Zaak, naam: str, verzoek_id: UUID, keuze: dict[str, Any]) -> UUID:
    zaak, anders = replace(zaak, verzoek_id=verzoek_id), dict(keuze)
    regel: dict[str, Any] = {"ontvanger": zaak.ontvanger(anders.pop("aan", naam))}
    with zaak.wereld.privacy.doe() as t:
        for veld in ("niet_voor", "geldig_tot"):
            if veld in anders:
                anders[veld] = t.vandaag + timedelta(days=anders[veld])
        if anders.pop("min", False):
            eigen = woord(zaak.categorieen.index(WAT), T)
            anders["weglaten"] = tuple(Weglating(s.id) for s in zaak.stukken if eigen in s.tekst)
        if "categorie" in anders:
            regel["categorieen"] = (anders.pop("categorie"),)
        return besluit(zaak, t, WAT, regel=regel, **anders)


@pytest.fixture
def vol(zaak: Zaak) -> Zaak:
    """Every class in force, each for a function of its own."""
    eenmaal("lekcombinaties", (zaak.wereld,), lambda: _maak(zaak))
    return zaak


def _maak(zaak: Zaak) -> None:
    """The first judgement of each class, an hour later the next, and what was withdrawn at the end."""
    besluiten: dict[str, list[UUID]] = {naam: [] for naam in KLASSEN}
    with zaak.wereld.privacy.doe() as t:
        for nr, soort in enumerate(("vrij", "mondeling", "ander")):
            functies = [f"{naam} niet" if soort == "ander" else naam for naam, k in KLASSEN.items() if k.kader == soort]
            kader(zaak, t, [WAT], nr, (Eis.ALLEEN_MONDELING,) if soort == "mondeling" else (), functies)
    gevraagd = {
        naam: vraag(zaak.wereld, zaak.dossier, (WAT, "acties"), derden=True, functie=zaak.ontvanger(naam).functie)
        for naam, klasse in KLASSEN.items()
        if klasse.oordelen
    }
    for stap in range(3):
        for naam, klasse in KLASSEN.items():
            if stap < len(klasse.oordelen):
                besluiten[naam].append(_neem(zaak, naam, gevraagd[naam], klasse.oordelen[stap]))
        zaak.wereld.klok.moment += timedelta(hours=1)
    with zaak.wereld.privacy.doe() as t:
        for naam, klasse in KLASSEN.items():
            for nr in klasse.trek_in:
                t.log(INTREKREGEL, "privacybesluit", besluiten[naam][nr], casus_id=zaak.dossier.casus_id)


def papier(zaak: Zaak, naam: str, wijze: Wijze) -> set[str]:
    naar = Bestemming(zaak.dossier.school, zaak.ontvanger(naam).functie)
    try:
        uitgave = samenvattingen.issue_samenvatting(zaak.wereld.regie, zaak.dossier.casus_id, naar, wijze)
    except NietsTeDelen:
        return set()
    return zaak.gevonden(pdf_tekst(uitgave.pdf))


def selecties(zaak: Zaak) -> dict[Vorm, dict[str, set[str]]]:
    """What would go now to whom, in each form in which it can leave."""
    uit: dict[Vorm, dict[str, set[str]]] = {}
    with zaak.wereld.regie.doe() as t:
        for vorm in (Vorm.PAPIER, Vorm.BESTAND, Vorm.OVERDRACHT, Vorm.MONDELING):
            gronden = deelbaar(t, zaak.dossier.casus_id, vorm)
            uit[vorm] = {
                naam: zaak.gevonden(
                    " ".join(str(g.stuk) for g in gronden.selecteer(zaak.stukken, zaak.ontvanger(naam)).mee)
                )
                for naam in KLASSEN
            }
    return uit


def verteld(zaak: Zaak, naam: str) -> set[str]:
    """What may be recorded as told now."""
    naar, mag = Bestemming(zaak.dossier.school, zaak.ontvanger(naam).functie), set()
    for soort in (T, D):
        invoer = MondelingInvoer(naar, Wijze.TELEFOON, (WAT,), "Verteld.", soort == D, zonder_weggelaten=True)
        try:
            record_mondeling(zaak.wereld.regie, zaak.dossier.casus_id, invoer)
        except NietsTeDelen:
            continue
        mag.add(soort)
    return mag


def mag(zaak: Zaak, klasse: Klasse, soorten: tuple[str, ...]) -> set[str]:
    weg = {f"tekst.{veld}:{WAT}" for veld in ("tekst", "bron")} if klasse.min else set()
    erbij = zaak.toegestaan("acties", T) if ANDERS in klasse.oordelen else set()
    return (zaak.toegestaan(WAT, *soorten) | erbij) - weg


def test_each_combination_lets_go_what_its_latest_judgement_does_and_nothing_more(vol: Zaak) -> None:
    papieren = {naam: mag(vol, klasse, klasse.papier) for naam, klasse in KLASSEN.items()}
    gesproken = {naam: mag(vol, klasse, klasse.verteld) for naam, klasse in KLASSEN.items()}
    assert selecties(vol) == {
        Vorm.PAPIER: papieren,
        Vorm.BESTAND: papieren,
        Vorm.OVERDRACHT: papieren,
        Vorm.MONDELING: gesproken,
    }
    # The real thing, by turns: what was selected is what is printed, and what may be recorded as told.
    for nr, (naam, klasse) in enumerate(KLASSEN.items()):
        if nr % 4 == 0:
            assert verteld(vol, naam) == set(klasse.verteld), naam
        elif nr % 4 == 2:
            assert papier(vol, naam, (Wijze.PAPIER, Wijze.BESTAND)[nr // 4 % 2]) == papieren[naam], naam


def test_a_day_later_what_ended_has_ended_and_what_was_to_begin_has_begun(vol: Zaak) -> None:
    vol.wereld.klok.moment += timedelta(days=1)
    later = {naam: mag(vol, k, k.papier if k.morgen is None else k.morgen) for naam, k in KLASSEN.items()}
    assert selecties(vol)[Vorm.PAPIER] == later
    for naam, klasse in KLASSEN.items():
        if klasse.morgen:
            assert papier(vol, naam, Wijze.PAPIER) == later[naam], naam


def test_while_a_restriction_runs_no_combination_gives_anything(vol: Zaak) -> None:
    invoer = RechtInvoer(
        Rechtsoort.BEPERKING, Geinformeerde.JONGERE, "Zoë", identiteit="Paspoort.", vraag="Even niet gebruiken."
    )
    verzoek = record_verzoek(vol.wereld.regie, vol.dossier.casus_id, invoer)
    assert papier(vol, "kader", Wijze.PAPIER) != set()
    decide_verzoek(vol.wereld.privacy, verzoek, RechtOordeel.TOEGEWEZEN, "De juistheid wordt onderzocht.")
    assert set().union(*(uit for vorm in selecties(vol).values() for uit in vorm.values())) == set()
    for naam in ("kader", "kader and third parties", "refused, then approved"):
        assert papier(vol, naam, Wijze.BESTAND) == set()
        assert verteld(vol, naam) == set()
