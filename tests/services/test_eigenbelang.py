"""Who said "this touches me or my family" does nothing with that casus: every way in, walked along one by one.

A use case that takes the key of something of a casus is called here by an officer with an interest, with whatever else
it wants made up. It has to refuse before it looks at the rest, so a new one that forgets to ask fails by its name.
"""

from __future__ import annotations

import importlib
import inspect
import pkgutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from unittest.mock import MagicMock
from uuid import UUID

import pytest

from pmg_desk import services
from pmg_desk.domain.bewaren import Vernietigingsreden
from pmg_desk.domain.bundel import Bundelversie
from pmg_desk.domain.deellog import Deelfilter, Groep
from pmg_desk.domain.fouten import GeenToegang, NietGevonden
from pmg_desk.services import samenvattingen, vernietigen
from pmg_desk.services.belangen import EigenBelang, declare_belang
from pmg_desk.services.brieven import open_brief
from pmg_desk.services.bundels import Bundelkeuze, issue_bundels, open_bundel
from pmg_desk.services.deellog import read_deellog
from pmg_desk.services.delen import list_besluiten
from pmg_desk.services.intrekbrieven import issue_intrekbrief, list_gedeeld_onder
from pmg_desk.services.inzagelog import AfschermingInvoer, shield_regels
from pmg_desk.services.kaderbrieven import issue_kaderbrief, list_gedeeld_onder_kader, open_kaderbrief
from pmg_desk.services.logboek import Logfilter, list_logregels
from pmg_desk.services.mondeling import MondelingInvoer, SpoedInvoer, record_mondeling, record_spoed
from pmg_desk.services.oordelen import withdraw_besluit
from pmg_desk.services.rechtenverzoeken import record_verzoek
from pmg_desk.services.samenvattingen import Bestemming
from pmg_desk.services.spoed import Spoedsoort, list_spoed
from pmg_desk.services.steekproeven import draw_steekproef, open_steekproef, sign_off
from pmg_desk.services.verstrekkingen import export_register, list_verstrekkingen
from pmg_desk.services.werkplek import Werkplek
from pmg_desk.services.wiewist import answer_wie_wist_wat
from pmg_desk.storage.models import Wijze
from tests.kaderbouw import cellen, teken, zet_aan_tafel
from tests.services.test_kaderbrieven import BEL, geef, trek_in
from tests.services.test_rechtenverzoeken import ZELF
from tests.services.test_steekproeven import kleine_steekproef, werk
from tests.tafelbouw import maak_tafel
from tests.vulling import keur_goed, maak_dossier, vraag
from tests.wereld import Wereld


@dataclass(frozen=True)
class Zaak:
    wereld: Wereld
    sleutels: dict[str, UUID]


@pytest.fixture
def zaak(wereld: Wereld) -> Zaak:
    """A casus with one of everything that an officer comes at, and then the officer says that it touches them."""
    d = maak_dossier(wereld.regie)
    naar = Bestemming(d.school, "Leerlingzaken")
    besluit = keur_goed(wereld, vraag(wereld, d))
    uitgave = samenvattingen.issue_samenvatting(wereld.regie, d.casus_id, naar, Wijze.PAPIER)
    verteld = MondelingInvoer(naar, Wijze.TELEFOON, ("gezondheid",), "Kort verteld.")
    record_spoed(wereld.regie, d.casus_id, SpoedInvoer(verteld, "Direct gevaar.", ("avg_6_1_d",)))
    gezegd = MondelingInvoer(naar, Wijze.MONDELING, ("signalen",), "Verteld.", zonder_weggelaten=True)
    record_mondeling(wereld.regie, d.casus_id, gezegd)
    (spoed,) = list_spoed(wereld.privacy)
    recht = record_verzoek(wereld.regie, d.casus_id, ZELF)
    schild = shield_regels(wereld.privacy, d.casus_id, AfschermingInvoer(1, 1, "Onderzoek.", "31-12-2026"))
    verzoek = vraag(wereld, d, ("signalen",), dagen=20)
    declare_belang(wereld.privacy, verzoek, "Neefje van mij.")
    return Zaak(
        wereld,
        {
            "casus_id": d.casus_id,
            "verstrekking_id": uitgave.verstrekking_id,
            "besluit_id": besluit,
            "rechtenverzoek_id": recht,
            "afscherming_id": schild,
            "verzoek_id": verzoek,
            "verzoek_ids": verzoek,
            "id_": spoed.id,
        },
    )


_MAG: dict[str, str] = {
    "belangen.declare_belang": "saying it is what this is about",
    "belangen.declare_belangen": "the same of several at once",
    "postvak.assign_verzoek": "handing it to a colleague is what they should do",
    "oordeelbundels.prepare_bundel": "names it among what it leaves out, and why",
    "concepten.save_concept": "holds nothing but their own words",
    "overlegbesluiten.set_besluitstand": "of a decision of a table: another key",
    "overleggen.add_agendapunt": "finds the meeting first, which no officer may write",
    "signaalcasus.link_signaal": "finds the signal first, which no officer may see",
}
"""What an officer with an interest may do, or what stops them before it knows the casus."""


def _gebruik() -> Iterator[tuple[str, Callable[..., Any], list[inspect.Parameter]]]:
    """Every use case of the program that takes a key."""
    for deel in pkgutil.iter_modules(services.__path__):
        if deel.name.startswith("demo"):
            continue
        module = importlib.import_module(f"{services.__name__}.{deel.name}")
        for naam, functie in vars(module).items():
            if not inspect.isfunction(functie) or functie.__module__ != module.__name__ or naam.startswith("_"):
                continue
            eerste, *rest = inspect.signature(functie).parameters.values() or (None,)
            if eerste is not None and eerste.name == "werkplek":
                yield f"{deel.name}.{naam}", functie, rest


def _roep(functie: Callable[..., Any], werkplek: Werkplek, rest: list[inspect.Parameter], zaak: Zaak) -> Any:
    """With the keys of the casus, and made-up things for whatever has to be there too."""
    geordend: list[Any] = []
    bij_naam: dict[str, Any] = {}
    for p in rest:
        waarde: Any
        if p.name in zaak.sleutels:
            sleutel = zaak.sleutels[p.name]
            waarde = (sleutel,) if p.name.endswith("_ids") else sleutel
            waarde = Spoedsoort.VERSTREKKING if p.name == "soort" else waarde
        elif p.name == "soort" and "spoed" in functie.__module__:
            waarde = Spoedsoort.VERSTREKKING
        elif p.default is not inspect.Parameter.empty or p.kind in (p.VAR_KEYWORD, p.VAR_POSITIONAL):
            continue
        else:
            waarde = MagicMock()
        if p.kind is p.KEYWORD_ONLY or bij_naam:
            bij_naam[p.name] = waarde
        else:
            geordend.append(waarde)
    return functie(werkplek, *geordend, **bij_naam)


def test_no_way_in_is_left(zaak: Zaak) -> None:
    open_ = {}
    geprobeerd = []
    for naam, functie, rest in _gebruik():
        if naam in _MAG or not {p.name for p in rest} & set(zaak.sleutels):
            continue
        geprobeerd.append(naam)
        try:
            _roep(functie, zaak.wereld.privacy, rest, zaak)
        except GeenToegang:
            continue
        except Exception as fout:  # noqa: BLE001  # it came past where it should have refused
            open_[naam] = f"{type(fout).__name__}: {fout}"
        else:
            open_[naam] = "did it"
    assert open_ == {}, "\n".join(f"{k}: {v}" for k, v in open_.items())
    assert len(geprobeerd) > 100


def test_lists_leave_it_out(zaak: Zaak) -> None:
    wereld, nummer = zaak.wereld, "PMG-2026-00001"
    assert len(list_verstrekkingen(wereld.regie)) == 3
    assert list_verstrekkingen(wereld.privacy) == ()
    assert export_register(wereld.privacy)[1] == ()
    assert list_besluiten(wereld.privacy) == ()
    with pytest.raises(EigenBelang):
        answer_wie_wist_wat(wereld.privacy, nummer=nummer)
    for filter_ in (Logfilter(casusnummer=nummer), Logfilter(tekst=f"dossier {nummer}")):
        with pytest.raises(EigenBelang):
            list_logregels(wereld.privacy, filter_)
    with pytest.raises(EigenBelang):
        read_deellog(wereld.privacy, Deelfilter(casusnummer=nummer), Groep.CASUS)


def test_letters_with_that_casus_stay_closed(wereld: Wereld) -> None:
    d = maak_dossier(wereld.regie)
    s = zet_aan_tafel(wereld, d)
    kader = teken(wereld.privacy, cellen(s, "plan"))
    geef(wereld, d.casus_id, s)
    trek_in(wereld, kader)
    (wie,) = list_gedeeld_onder_kader(wereld.privacy, kader).ontvangers
    brief = issue_kaderbrief(wereld.privacy, kader, wie.naam, BEL)
    assert open_kaderbrief(wereld.privacy, brief.brief_id) == brief.pdf
    declare_belang(wereld.privacy, vraag(wereld, d, ("signalen",), dagen=20), "Neefje van mij.")
    with pytest.raises(NietGevonden):
        open_kaderbrief(wereld.privacy, brief.brief_id)
    gedeeld = list_gedeeld_onder_kader(wereld.privacy, kader)
    assert (gedeeld.ontvangers, gedeeld.kort) == ((), True)
    assert len(list_gedeeld_onder_kader(wereld.regie, kader).ontvangers) == 1
    with pytest.raises(NietGevonden):
        issue_kaderbrief(wereld.privacy, kader, wie.naam, BEL)


def test_a_withdrawal_letter_stays_closed(wereld: Wereld) -> None:
    d = maak_dossier(wereld.regie)
    besluit = keur_goed(wereld, vraag(wereld, d))
    naar = Bestemming(d.school, "Leerlingzaken")
    samenvattingen.issue_samenvatting(wereld.regie, d.casus_id, naar, Wijze.PAPIER)
    withdraw_besluit(wereld.privacy, besluit, "Niet meer nodig.")
    (wie,) = list_gedeeld_onder(wereld.privacy, besluit).ontvangers
    brief = issue_intrekbrief(wereld.privacy, besluit, wie.naam, BEL)
    assert open_brief(wereld.privacy, brief.brief_id) == brief.pdf
    declare_belang(wereld.privacy, vraag(wereld, d, ("signalen",), dagen=20), "Neefje van mij.")
    with pytest.raises(EigenBelang):
        open_brief(wereld.privacy, brief.brief_id)


def test_a_drawn_line_is_a_colleagues(wereld: Wereld) -> None:
    kleine_steekproef(wereld)
    d = werk(wereld)
    declare_belang(wereld.privacy, vraag(wereld, d, ("signalen",), dagen=3), "Neefje van mij.")
    wereld.klok.moment += timedelta(days=14)
    _, regels = open_steekproef(wereld.privacy, draw_steekproef(wereld.privacy, "2026-11"))
    geraakt = [regel for regel in regels if regel.wat == EigenBelang.wat]
    assert geraakt
    assert {(r.wie, r.casusnummer, r.casusrol, r.gegevens, r.ontvanger) for r in geraakt} == {("",) * 5}
    assert "PMG-2026-00001" not in {r.casusnummer for r in regels}
    with pytest.raises(EigenBelang):
        sign_off(wereld.privacy, geraakt[0].id, in_orde=True)


def test_nobody_destroys_the_casus_of_a_relative(wereld: Wereld) -> None:
    d = maak_dossier(wereld.regie)
    declare_belang(wereld.privacy, vraag(wereld, d, ("signalen",), dagen=3), "Neefje van mij.")
    voorstel = vernietigen.propose_vernietiging(wereld.regie, d.casus_id, Vernietigingsreden.AVG_17)
    (inzicht,) = vernietigen.list_voorstellen(wereld.privacy)
    assert not inzicht.mag_bevestigen
    assert not inzicht.mag_afwijzen
    with pytest.raises(EigenBelang):
        vernietigen.confirm_vernietiging(wereld.privacy, voorstel)
    with pytest.raises(EigenBelang):
        vernietigen.reject_vernietiging(wereld.privacy, voorstel, "Nee.")


def test_a_bundle_with_that_casus_stays_closed(wereld: Wereld) -> None:
    tafel = maak_tafel(wereld, 1, 1)
    (wie,) = tafel.ontvangers
    teken(wereld.privacy, cellen(wie, "signalen", "plan"))
    keuze = Bundelkeuze(UUID(wie.organisatie_id), wie.functie)
    (uit,) = issue_bundels(wereld.regie, tafel.overleg_id, (keuze,), Bundelversie.VOORAF, Wijze.PAPIER).uitgegeven
    assert open_bundel(wereld.privacy, uit.id)[0] == uit.pdf
    declare_belang(wereld.privacy, vraag(wereld, tafel.dossiers[0], ("signalen",), dagen=3), "Neefje van mij.")
    with pytest.raises(EigenBelang):
        open_bundel(wereld.privacy, uit.id)
