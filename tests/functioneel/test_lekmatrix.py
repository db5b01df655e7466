"""Nothing leaks, over the whole matrix: each kind of data × each kind of approval × each way out.

Each field holds a word found nowhere else: in free text, about third parties, from sources that forbid. What
comes out is the *set* of words found; it has to be the set that is allowed, no more and no less.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest

from pmg_desk.domain.delen import (
    Eis,
    Oordeel,
    Weglating,
)
from pmg_desk.domain.document import maak_document
from pmg_desk.domain.fouten import Fout, GeenToegang
from pmg_desk.domain.rechten import RechtOordeel, Rechtsoort
from pmg_desk.domain.samenvatting import Doorverstrekking, Stuk
from pmg_desk.domain.selectie import Geinformeerde, Vorm
from pmg_desk.services import bijlagen, samenvattingen, werkagenda, zoeken
from pmg_desk.services.besluiten import INTREKREGEL
from pmg_desk.services.deelbaar import deelbaar
from pmg_desk.services.informeerbrief import InformeerbriefInvoer, preview_informeerbrief
from pmg_desk.services.informering import InformeringInvoer, record_informering
from pmg_desk.services.inzage import choose_stukken, give_antwoord, list_stukken
from pmg_desk.services.mondeling import MondelingInvoer, record_mondeling
from pmg_desk.services.overdrachtfouten import NietOverTeDragen
from pmg_desk.services.rechtenverzoeken import RechtInvoer, decide_verzoek, record_verzoek
from pmg_desk.services.samenvattingen import Bestemming, NietsTeDelen
from pmg_desk.services.stukken import cut_dossier
from pmg_desk.services.uitspraken import UitspraakInvoer
from pmg_desk.services.werkplek import Transactie
from pmg_desk.storage.models import (
    Wijze,
)
from tests.bijlagebouw import pdf, zet
from tests.eenmaal import eenmaal
from tests.functioneel.lekzaak import GEWOON, OVER_DERDEN, Zaak, besluit, kader, maak_teksten, woord
from tests.overdrachtzaak import maak_zaak
from tests.reports.lezen import tekst as pdf_tekst
from tests.vulling import WOORDEN, Dossier, keur_goed, maak_dossier, vraag
from tests.wereld import Wereld


@pytest.fixture
def zaak(wereld: Wereld) -> Zaak:
    def begin() -> tuple[Dossier, UUID, tuple[Stuk, ...]]:
        dossier = maak_dossier(wereld.regie)
        maak_teksten(wereld, dossier)
        verzoek = vraag(wereld, dossier, tuple(wereld.profiel.datacategorieen), derden=True)
        gesprek = InformeringInvoer(Geinformeerde.JONGERE, wereld.klok.nu().date(), "gesprek")
        record_informering(wereld.regie, dossier.casus_id, gesprek)
        with wereld.regie.doe() as t:
            return dossier, verzoek, cut_dossier(t, t.casus(dossier.casus_id))

    return Zaak(wereld, *eenmaal("lekmatrix", (wereld,), begin))


# Each kind of approval: how it comes about in a category, and which shapes of text it lets go on paper and told.

Maak = Callable[[Zaak, Transactie, str], UUID | None]


@dataclass(frozen=True)
class Akkoordsoort:
    maak: Maak
    papier: tuple[str, ...] = ()
    verteld: tuple[str, ...] = ()
    document: bool = False
    min_woord: bool = False  # the text itself was left out
    daarna: timedelta = timedelta()
    om_de: int = 4  # of so many categories one is really printed and told; all are selected


def _gewoon(**anders: Any) -> Maak:
    return lambda zaak, t, categorie: besluit(zaak, t, categorie, **anders)


def _document(**anders: Any) -> Maak:
    def maak(zaak: Zaak, t: Transactie, categorie: str) -> UUID:
        stukken = [
            s
            for s in zaak.stukken
            if s.categorie == categorie and s.doorverstrekking is not Doorverstrekking.NEE and not s.geheim_adres
        ]
        return besluit(zaak, t, categorie, document=maak_document(str(zaak.dossier.casus_id), stukken), **anders)

    return maak


def _weggelaten(zaak: Zaak, t: Transactie, categorie: str) -> UUID:
    eigen = woord(zaak.categorieen.index(categorie), "tekst")
    weg = tuple(Weglating(s.id) for s in zaak.stukken if eigen in s.tekst)
    assert len(weg) == 1
    return besluit(zaak, t, categorie, weglaten=weg)


def _ingetrokken(zaak: Zaak, t: Transactie, categorie: str) -> UUID:
    id_ = besluit(zaak, t, categorie)
    t.log(INTREKREGEL, "privacybesluit", id_, casus_id=zaak.dossier.casus_id)
    return id_


def _elders(zaak: Zaak, t: Transactie, categorie: str) -> UUID:
    return besluit(zaak, t, categorie, regel={"ontvanger": replace(zaak.ontvanger(categorie), organisatie_id="x")})


def _morgen(zaak: Zaak, t: Transactie, categorie: str) -> UUID:
    return besluit(zaak, t, categorie, niet_voor=t.vandaag + timedelta(days=1))


def _verloopt(zaak: Zaak, t: Transactie, categorie: str) -> UUID:
    return besluit(zaak, t, categorie, geldig_tot=t.vandaag)


AKKOORDEN: dict[str, Akkoordsoort] = {
    "standing": Akkoordsoort(_gewoon(), ("tekst",), ("tekst",), om_de=1),
    "standing, third parties too": Akkoordsoort(
        _gewoon(derden=True), ("tekst", "derden"), ("tekst", "derden"), om_de=2
    ),
    "reduced by a text": Akkoordsoort(_weggelaten, ("tekst",), ("tekst",), min_woord=True),
    "only told": Akkoordsoort(_gewoon(eisen=(Eis.ALLEEN_MONDELING,)), (), ("tekst",)),
    "youth informed": Akkoordsoort(_gewoon(eisen=(Eis.JONGERE_GEINFORMEERD,)), ("tekst",), ("tekst",)),
    "parents not informed": Akkoordsoort(_gewoon(eisen=(Eis.OUDERS_GEINFORMEERD,))),
    "document": Akkoordsoort(_document(), ("tekst", "derden", "vragen"), document=True, om_de=2),
    "document, only told": Akkoordsoort(_document(eisen=(Eis.ALLEEN_MONDELING,)), document=True),
    "withdrawn": Akkoordsoort(_ingetrokken),
    "expired": Akkoordsoort(_verloopt, daarna=timedelta(days=1)),
    "not yet in force": Akkoordsoort(_morgen),
    "refused": Akkoordsoort(_gewoon(oordeel=Oordeel.GEWEIGERD)),
    "for another": Akkoordsoort(_elders),
    "none": Akkoordsoort(lambda *_: None),
}


def papier(zaak: Zaak, categorie: str, wijze: Wijze, besluit_id: UUID | None) -> set[str]:
    """The words in the file that is issued to the function of this category; none when nothing may go."""
    naar = Bestemming(zaak.dossier.school, zaak.ontvanger(categorie).functie)
    try:
        uitgave = samenvattingen.issue_samenvatting(
            zaak.wereld.regie, zaak.dossier.casus_id, naar, wijze, besluit_id=besluit_id
        )
    except NietsTeDelen:
        return set()
    return zaak.gevonden(pdf_tekst(uitgave.pdf))


def geselecteerd(zaak: Zaak, t: Transactie, categorie: str, vorm: Vorm, besluit_id: UUID | None) -> set[str]:
    """The words that would go in this form: every field of every stuk."""
    gronden, ontvanger = deelbaar(t, zaak.dossier.casus_id, vorm), zaak.ontvanger(categorie)
    if besluit_id is not None:
        stukken = gronden.document(besluit_id, ontvanger) or ()
    else:
        stukken = tuple(gedekt.stuk for gedekt in gronden.selecteer(zaak.stukken, ontvanger).mee)
    return zaak.gevonden(" ".join(str(stuk) for stuk in stukken))


def vertelbaar(zaak: Zaak, categorie: str) -> set[str]:
    """What may be recorded as told of this category: without and with third parties, and of every other category."""
    naar, mag = Bestemming(zaak.dossier.school, zaak.ontvanger(categorie).functie), set()
    ander = next(c for c in zaak.categorieen if c != categorie)
    for soort, wat, derden in (("tekst", categorie, False), ("derden", categorie, True), ("ander", ander, False)):
        invoer = MondelingInvoer(naar, Wijze.MONDELING, (wat,), "Verteld.", derden, zonder_weggelaten=True)
        try:
            record_mondeling(zaak.wereld.regie, zaak.dossier.casus_id, invoer)
        except NietsTeDelen:
            continue
        mag.add(soort)
    return mag


@pytest.mark.parametrize("naam", AKKOORDEN)
def test_each_kind_of_data_by_each_way_out_under(zaak: Zaak, naam: str) -> None:
    soort, wereld = AKKOORDEN[naam], zaak.wereld
    with wereld.privacy.doe() as t:
        gegeven = {categorie: soort.maak(zaak, t, categorie) for categorie in zaak.categorieen}
    wereld.klok.moment += soort.daarna
    mag = {c: zaak.toegestaan(c, *soort.papier) for c in zaak.categorieen}
    if soort.min_woord:
        mag = {c: woorden - {f"tekst.{veld}:{c}" for veld in ("tekst", "bron")} for c, woorden in mag.items()}
    document = {c: id_ if soort.document else None for c, id_ in gegeven.items()}
    with wereld.regie.doe() as t:
        for vorm in (Vorm.PAPIER, Vorm.BESTAND, Vorm.OVERDRACHT):
            uit = {c: geselecteerd(zaak, t, c, vorm, document[c]) for c in zaak.categorieen}
            assert uit == mag, vorm
    # The real thing, on paper and in a file by turns: what was selected is what is printed, and what may be told.
    for nr, categorie in enumerate(zaak.categorieen):
        if nr % soort.om_de:
            continue
        wijze = (Wijze.PAPIER, Wijze.BESTAND)[nr // soort.om_de % 2]
        assert papier(zaak, categorie, wijze, document[categorie]) == mag[categorie], (categorie, wijze)
        assert vertelbaar(zaak, categorie) == set(soort.verteld), categorie


def test_under_a_tafelkader_nothing_about_others_and_nothing_that_is_kept_out_of_one(zaak: Zaak) -> None:
    profiel = zaak.wereld.profiel
    erin = [c.sleutel for c in profiel.datacategorieen.values() if c.in_kader]
    buiten = [c for c in zaak.categorieen if c not in erin]
    assert buiten
    with zaak.wereld.privacy.doe() as t:
        kader(zaak, t, erin)
        kader(zaak, t, buiten, doel=1)
    for nr, categorie in enumerate(zaak.categorieen):
        mag = zaak.toegestaan(categorie, "tekst") if categorie in erin else set()
        assert papier(zaak, categorie, (Wijze.PAPIER, Wijze.BESTAND)[nr % 2], None) == mag, categorie
        assert vertelbaar(zaak, categorie) == ({"tekst"} if mag else set()), categorie


def test_under_a_tafelkader_with_a_condition(zaak: Zaak) -> None:
    erin = [c.sleutel for c in zaak.wereld.profiel.datacategorieen.values() if c.in_kader]
    with zaak.wereld.privacy.doe() as t:
        kader(zaak, t, erin, eisen=(Eis.ALLEEN_MONDELING,))
    for categorie in erin:
        assert papier(zaak, categorie, Wijze.PAPIER, None) == set(), categorie
    assert vertelbaar(zaak, erin[0]) == {"tekst"}


def test_no_word_leaves_by_a_calendar_a_letter_a_search_or_a_file_of_who_may_not_see(
    zaak: Zaak, tmp_path: Path
) -> None:
    """With approvals of everything in force: these ways out show kinds, days and numbers, never content."""
    wereld, casus_id = zaak.wereld, zaak.dossier.casus_id
    with wereld.privacy.doe() as t:
        for categorie in zaak.categorieen:
            besluit(zaak, t, categorie, derden=True)
    bijlage = bijlagen.add_bijlage(
        wereld.regie, casus_id, zet(tmp_path, "bon.pdf", pdf("Bijlagewoordq")), UitspraakInvoer("Een bon.")
    )
    agenda = tmp_path / "werk.ics"
    assert werkagenda.export_agenda(wereld.regie, agenda, met_nummer=True) > 0
    assert zaak.gevonden(agenda.read_text("utf-8")) == set()
    for gelezen_door in Geinformeerde:
        brief = pdf_tekst(
            preview_informeerbrief(
                wereld.regie, casus_id, InformeerbriefInvoer(gelezen_door, "C. Regisseur, 070 123 45 67", True)
            )
        )
        assert zaak.gevonden(brief) == {"voornaam"}
        assert "Signalen" in brief
    assert "tekst.tekst:plan" in zaak.gevonden(
        str(zoeken.zoek(wereld.regie, woord(zaak.categorieen.index("plan"), "tekst")))
    )
    for wie in ("regie2", "privacy", "beheer"):
        for w in zaak.alle:
            assert zoeken.zoek(wereld.werkplek(wie), w) == (), w
    assert zaak.gevonden(str(zoeken.zoek(wereld.regie2, "PMG-2026-00001"))) == set()
    for wie in ("regie2", "privacy", "beheer"):
        with pytest.raises((GeenToegang, Fout)):
            bijlagen.save_kopie(wereld.werkplek(wie), bijlage, "Nodig.", tmp_path / "kopie.pdf")
    assert not (tmp_path / "kopie.pdf").exists()


@pytest.mark.parametrize("categorie", ["signalen", "gezondheid", "gezin"])
@pytest.mark.parametrize("derden", [False, True])
def test_a_transfer_package_holds_what_its_approval_lets_go(tmp_path: Path, categorie: str, derden: bool) -> None:
    overdracht = maak_zaak(tmp_path, ("identiteit", categorie), derden=derden)
    inhoud = str(overdracht.envelop(overdracht.bied_aan()).inhoud)
    mag = {naam for naam, c in GEWOON.items() if c in ("identiteit", categorie)}
    mag |= {naam for naam, c in OVER_DERDEN.items() if derden and c == categorie}
    assert {naam for naam, w in WOORDEN.items() if w in inhoud} == mag
    overdracht.sluit()


@pytest.mark.parametrize("eis", Eis)
def test_no_transfer_while_a_condition_does_not_hold(tmp_path: Path, eis: Eis) -> None:
    overdracht = maak_zaak(tmp_path)
    verzoek = vraag(overdracht.hier, overdracht.dossier, ("identiteit", "signalen"))
    anders = keur_goed(overdracht.hier, verzoek, eisen=(eis,))
    with pytest.raises(NietOverTeDragen):
        overdracht.bied_aan(besluit_id=anders)
    overdracht.sluit()


def test_the_answer_to_who_asks_for_inzage_holds_nothing_about_others_that_nobody_chose(zaak: Zaak) -> None:
    """Before anybody looked at a piece that may be about others, and after choosing one: that one and no other."""
    wereld = zaak.wereld

    def geef(*gekozen: str) -> set[str]:
        invoer = RechtInvoer(Rechtsoort.INZAGE, Geinformeerde.JONGERE, "Zoë", identiteit="Paspoort gezien.")
        verzoek = record_verzoek(wereld.regie, zaak.dossier.casus_id, invoer)
        ids = [stuk.id for stuk in list_stukken(wereld.regie, verzoek).stukken if any(w in str(stuk) for w in gekozen)]
        if gekozen:
            choose_stukken(wereld.regie, verzoek, ids, tonen=True, reden="Gaat over de jongere zelf.")
        decide_verzoek(wereld.privacy, verzoek, RechtOordeel.TOEGEWEZEN, "Dat mag.")
        antwoord = give_antwoord(wereld.privacy, verzoek, "C. Regisseur, 070 123 45 67", "De rest volgt.")
        return zaak.gevonden(f"{antwoord.json} {pdf_tekst(antwoord.pdf)}")

    over_zichzelf = {"voornaam", "straat"}
    assert geef() == over_zichzelf
    for nr, categorie in list(enumerate(zaak.categorieen))[::8]:
        assert geef(woord(nr, "derden")) == over_zichzelf | {f"derden.tekst:{categorie}"}
