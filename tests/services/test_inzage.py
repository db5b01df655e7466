"""The answer to an inzageverzoek: all of this youth, nothing of others that nobody looked at, nothing shielded."""

from __future__ import annotations

import base64
import json
import re
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest

from pmg_desk.domain.canoniek import canoniek
from pmg_desk.domain.delen import Besluittekst, ManifestRegel, Ontvanger, Oordeel, Soort, Verzoektekst, Zekerheid
from pmg_desk.domain.fouten import GeenToegang, NietGevonden, OngeldigeInvoer
from pmg_desk.domain.profiel.sectie import label_van
from pmg_desk.domain.rechten import Gezag, Mening, RechtOordeel, Rechtsoort
from pmg_desk.domain.samenvatting import Doorverstrekking
from pmg_desk.domain.selectie import Geinformeerde
from pmg_desk.services import brieven, inzagewoorden, relaties, uitspraken
from pmg_desk.services.inzage import (
    Antwoord,
    AntwoordVeranderd,
    MagNietMeer,
    NietBesloten,
    NietInTeZien,
    choose_stukken,
    give_antwoord,
    list_antwoorden,
    list_stukken,
    open_antwoord,
    preview_antwoord,
)
from pmg_desk.services.rechtenverzoeken import (
    MeningInvoer,
    RechtInvoer,
    decide_verzoek,
    record_verzoek,
    set_mening,
    withdraw_verzoek,
)
from pmg_desk.services.rechtinzicht import show_verzoek
from pmg_desk.services.uitspraken import UitspraakInvoer
from pmg_desk.storage.gegevens import Inzage
from pmg_desk.storage.inzage import inzagekolommen
from pmg_desk.storage.models import BriefSoort, UitspraakSoort
from pmg_desk.storage.wissen import bereikbaar
from tests.aanvallen.knoeien import zet
from tests.casusbouw import bladen, regels
from tests.reports.lezen import open_pdf, tekst, zonder_wit
from tests.services.test_wissen import HEEL, KLASSEN, vul_elke_tabel
from tests.vulling import WOORDEN, Dossier, maak_dossier
from tests.wereld import Wereld, tweede_officer

BEL = "C. Regisseur, 070 123 45 67"
TIJD = "De rest volgt volgende week."
VRAAG = RechtInvoer(
    Rechtsoort.INZAGE,
    Geinformeerde.JONGERE,
    "Zoë van den Łukasz",
    identiteit="Paspoort gezien aan de balie.",
)


@pytest.fixture
def dossier(wereld: Wereld) -> Dossier:
    return maak_dossier(wereld.regie)


def vraag_inzage(wereld: Wereld, casus_id: UUID, invoer: RechtInvoer = VRAAG) -> UUID:
    return record_verzoek(wereld.regie, casus_id, invoer)


def ken_toe(wereld: Wereld, verzoek: UUID) -> None:
    decide_verzoek(wereld.privacy, verzoek, RechtOordeel.TOEGEWEZEN, "Dat mag altijd.")


def alles_in(antwoord: Antwoord) -> str:
    """Every word that left: of the JSON, of the files in it and of the PDF."""
    inhoud = json.loads(antwoord.json)
    bestanden = [base64.b64decode(b["inhoud_base64"]).decode("latin-1") for b in inhoud["bestanden"]]
    return "\n".join([antwoord.json, *bestanden, zonder_wit(tekst(antwoord.pdf))])


# over all models


def test_every_column_that_is_given_has_words_and_a_place() -> None:
    kolommen = {k.naam for deel in inzagekolommen().values() for k in deel}
    assert {naam for naam in kolommen if not inzagewoorden.kolomnaam(naam)} == set()
    assert set(inzagewoorden._KOLOMMEN) == kolommen
    tabellen = [tabel for rubriek in inzagewoorden.RUBRIEKEN for tabel in rubriek.tabellen]
    assert sorted(tabellen) == sorted(inzagekolommen()) == sorted(inzagewoorden.DINGEN)


def geef_van_alles(wereld: Wereld, casus_id: UUID, kies: Any) -> tuple[Antwoord, set[tuple[str, str]]]:
    """Of one row in every table the pieces that ``kies`` picks; the answer, and (table, column) of those pieces."""
    verzoek = record_verzoek(wereld.privacy, casus_id, replace(VRAAG, ontvangen_op="1-11-2026"))
    stukken = list_stukken(wereld.privacy, verzoek).stukken
    gekozen = [stuk for nr, stuk in enumerate(stukken) if kies(nr)]
    if gekozen:
        choose_stukken(wereld.privacy, verzoek, [s.id for s in gekozen], tonen=True, reden="Gaat over de jongere.")
    decide_verzoek(tweede_officer(wereld), verzoek, RechtOordeel.DEELS, "Deels.")
    plekken = {(s.id.split(":")[0], s.id.split(":")[2]) for s in gekozen}
    return give_antwoord(wereld.privacy, verzoek, BEL, TIJD), plekken


@pytest.mark.parametrize("kies", [lambda nr: False, lambda nr: nr % 2 == 0, lambda nr: True], ids=["niets", "om", "al"])
def test_one_row_in_every_table_and_exactly_what_may_be_given_is_in_the_answer(wereld: Wereld, kies: Any) -> None:
    """Also of tables that somebody adds later: JA at once, AFSCHERMEN only when chosen, NEE never."""
    maak_dossier(wereld.regie)
    vuller = vul_elke_tabel(wereld)
    antwoord, plekken = geef_van_alles(wereld, vuller.sleutels["casus"], kies)

    regel = {(k.__tablename__, c.name): k.gegevens_van(c.name).inzage for k in KLASSEN for c in k.__table__.columns}
    rijen = {tabel for tabel, _ in plekken}
    mag = set()
    for tabel, kolom in vuller.woorden:
        mee = (tabel, kolom) in inzagewoorden.SLEUTELKOLOMMEN and tabel in rijen
        if tabel in bereikbaar() and (
            regel[tabel, kolom] is Inzage.JA
            or (regel[tabel, kolom] is Inzage.AFSCHERMEN and ((tabel, kolom) in plekken or mee))
        ):
            mag.add((tabel, kolom))
    mag -= {("logdetail", "zout")}
    # That row is of somebody at an organisation and about nobody else: its words need no look; who and why do.
    mag |= {("uitspraak", "tekst"), ("uitspraak", "categorie")}
    # Which organisation, in words, and of which casus the answer is.
    wie = {("organisatie", "naam"), ("professional", "functie"), ("casus", "nummer")}
    uit = alles_in(antwoord)
    heel = {plek: woord for plek, woord in vuller.woorden.items() if len(woord) == HEEL}
    del heel["concept", "object_id"]  # holds the key of a request there
    erin = {plek for plek, woord in heel.items() if woord in uit}
    assert erin - wie == mag & set(heel)
    assert len(erin) > 30
    assert [woord for woord in WOORDEN.values() if woord in uit] == []


# a dossier as people make it


def test_what_is_about_others_stays_out_until_somebody_chose(wereld: Wereld, dossier: Dossier) -> None:
    ander = maak_dossier(wereld.regie2, "PMG-2026-00002")
    verzoek = vraag_inzage(wereld, dossier.casus_id)
    stand = list_stukken(wereld.regie, verzoek)
    assert stand.te_bekijken == len(stand.stukken) > 20
    assert stand.altijd > 20
    per_tekst = {s.tekst: s for s in stand.stukken}
    assert per_tekst[f"Over {WOORDEN['derden']}."].let_op == "Dit gaat ook over een ander: zusje."
    assert per_tekst[f"Over {WOORDEN['bron_nee']}."].let_op == "De bron wil niet dat dit verder gaat."
    assert per_tekst[WOORDEN["moeder"]].let_op == "Dit gaat over iemand anders."
    assert per_tekst[f"Over {WOORDEN['signaal']}."].let_op == ""
    assert {s.let_op for s in stand.stukken if s.tekst == "W. Wijkagent"} == {"Hieraan is te zien wie dit vertelde."}

    signaal, zusje = per_tekst[f"Over {WOORDEN['signaal']}."], per_tekst[f"Over {WOORDEN['derden']}."]
    choose_stukken(wereld.regie, verzoek, [signaal.id], tonen=True)
    with pytest.raises(OngeldigeInvoer):
        choose_stukken(wereld.regie, verzoek, [zusje.id], tonen=True)
    with pytest.raises(OngeldigeInvoer):
        choose_stukken(wereld.regie, verzoek, [signaal.id], tonen=False)
    choose_stukken(wereld.regie, verzoek, [zusje.id], tonen=True, reden="Zusje vindt het goed.")
    choose_stukken(wereld.regie, verzoek, [zusje.id], tonen=False, reden="Toch niet: gezondheid van zusje.")
    ken_toe(wereld, verzoek)
    antwoord = give_antwoord(wereld.regie, verzoek, BEL, TIJD)

    uit = alles_in(antwoord)
    erin = {naam for naam, woord in WOORDEN.items() if woord in uit}
    assert erin == {"signaal", "straat", "voornaam"}
    assert "W.Wijkagent" not in uit.replace(" ", "")
    assert str(ander.casus_id) not in antwoord.json
    inhoud = json.loads(antwoord.json)
    assert inhoud["formaat"] == "pmg-desk-inzage"
    assert list(inhoud) == ["formaat", "versie", "kenmerk", "casus", "gemeente", "over", "gemaakt_op", "achtergehouden",
                            "niet_bekeken", "niet_bekeken_reden", "rubrieken", "bestanden", "wie_zag"]  # fmt: skip
    assert (inhoud["achtergehouden"], inhoud["niet_bekeken"]) == (1, stand.te_bekijken - 2)
    assert inhoud["niet_bekeken_reden"] == TIJD
    woorden = " ".join(tekst(antwoord.pdf).split())
    assert "Eén stukje staat er niet in. Dat gaat ook over een ander," in woorden
    assert (
        f"{stand.te_bekijken - 2} stukjes hebben wij nog niet bekeken. Daarom staat dat er niet in. {TIJD}" in woorden
    )
    assert open_pdf(antwoord.pdf).trailer["/Root"]["/MarkInfo"]["/Marked"]
    assert "Zoë" not in bladen(wereld.regie)


def test_all_versions_of_a_statement_are_there(wereld: Wereld, dossier: Dossier) -> None:
    (rij,) = (u for u in uitspraken.list_uitspraken(wereld.regie, dossier.casus_id) if WOORDEN["signaal"] in u.tekst)
    uitspraken.amend_uitspraak(wereld.regie, rij.id, replace(rij.als_invoer(), tekst="Nieuwetekst."), "Tikfout.")
    stukken = {s.tekst for s in list_stukken(wereld.regie, vraag_inzage(wereld, dossier.casus_id)).stukken}
    assert {rij.tekst, "Nieuwetekst.", "Tikfout."} <= stukken


def test_a_text_that_changed_after_the_choice_is_looked_at_again(wereld: Wereld, dossier: Dossier) -> None:
    verzoek = vraag_inzage(wereld, dossier.casus_id)
    moeder = next(s for s in list_stukken(wereld.regie, verzoek).stukken if s.tekst == WOORDEN["moeder"])
    choose_stukken(wereld.regie, verzoek, [moeder.id], tonen=True, reden="De jongere kent de eigen moeder.")
    (rij,) = relaties.list_relaties(wereld.regie, dossier.casus_id)
    relaties.amend_relatie(wereld.regie, dossier.casus_id, rij.id, relaties.RelatieInvoer("ouder", "Pleegmoeder"))
    na = [s for s in list_stukken(wereld.regie, verzoek).stukken if s.tekst == "Pleegmoeder"]
    assert [s.tonen for s in na] == [None]


def test_the_answer_is_kept_with_its_letter_and_opens_exactly_as_it_was(wereld: Wereld, dossier: Dossier) -> None:
    verzoek = vraag_inzage(wereld, dossier.casus_id)
    voorbeeld = preview_antwoord(wereld.regie, verzoek)
    with pytest.raises(NietBesloten):
        give_antwoord(wereld.regie, verzoek, BEL, TIJD)
    ken_toe(wereld, verzoek)
    with pytest.raises(OngeldigeInvoer):
        give_antwoord(wereld.regie, verzoek, " ", TIJD)
    antwoord = give_antwoord(wereld.regie, verzoek, BEL, TIJD)
    assert antwoord.naam == "inzage-R-2026-00001"
    assert WOORDEN["straat"] in tekst(voorbeeld)
    wereld.klok.moment += timedelta(days=40)
    weer = open_antwoord(wereld.privacy, antwoord.id)
    assert (weer.pdf, weer.json) == (antwoord.pdf, antwoord.json)
    assert [regel.id for regel in list_antwoorden(wereld.regie, verzoek)] == [antwoord.id]
    (brief,) = brieven.list_brieven(wereld.regie, dossier.casus_id)
    assert brief.soort is BriefSoort.ANTWOORD
    woorden = tekst(brieven.open_brief(wereld.regie, brief.id))
    assert "Beste Zoë van den Łukasz," in woorden
    assert "Dat mag altijd." in woorden
    assert BEL in woorden
    zet(wereld, "UPDATE inzageantwoord SET json = :json", json=antwoord.json.replace("Den Haag", "Delft"))
    with pytest.raises(AntwoordVeranderd):
        open_antwoord(wereld.regie, antwoord.id)
    acties = [r.actie for r in regels(wereld.beheer) if r.actie.startswith("inzage.")]
    assert acties == ["inzage.voorbereiden", "inzage.geven", "inzage.openen"]


def test_giving_again_because_the_files_could_not_be_written_is_opening_the_answer_that_was_given(
    wereld: Wereld, dossier: Dossier
) -> None:
    verzoek = vraag_inzage(wereld, dossier.casus_id)
    ken_toe(wereld, verzoek)
    assert not show_verzoek(wereld.regie, verzoek).wat_nu.startswith("Gegeven")
    stukken = list_stukken(wereld.regie, verzoek).stukken
    eerst = give_antwoord(wereld.regie, verzoek, BEL, TIJD)
    assert not eerst.eerder
    assert list_stukken(wereld.regie, verzoek).stukken == stukken
    wereld.klok.moment += timedelta(days=1)
    weer = give_antwoord(wereld.regie, verzoek, BEL, TIJD)
    assert (weer.id, weer.pdf, weer.json, weer.brief, weer.eerder) == (
        eerst.id,
        eerst.pdf,
        eerst.json,
        eerst.brief,
        True,
    )
    assert open_antwoord(wereld.regie, eerst.id) == weer
    acties = [r.actie for r in regels(wereld.beheer) if r.actie in ("inzage.geven", "inzage.openen", "brief.uitgeven")]
    assert acties == ["inzage.geven", "brief.uitgeven", "inzage.openen", "inzage.openen"]
    gegeven = show_verzoek(wereld.regie, verzoek).wat_nu
    assert gegeven == f"Gegeven op {list_antwoorden(wereld.regie, verzoek)[0].op}."

    # Another letter, or something new about the youth, is another answer.
    assert give_antwoord(wereld.regie, verzoek, "De balie, 14 070", TIJD).id != eerst.id
    tweede = list_stukken(wereld.regie, verzoek).stukken
    assert tweede == stukken
    choose_stukken(wereld.regie, verzoek, [stukken[0].id], tonen=True, reden="Gaat over de jongere.")
    assert not give_antwoord(wereld.regie, verzoek, "De balie, 14 070", TIJD).eerder


def test_a_piece_that_nobody_looked_at_stops_giving_unless_it_is_said_why(wereld: Wereld, dossier: Dossier) -> None:
    verzoek = vraag_inzage(wereld, dossier.casus_id)
    ken_toe(wereld, verzoek)
    stukken = [s.id for s in list_stukken(wereld.regie, verzoek).stukken]
    choose_stukken(wereld.regie, verzoek, stukken[1:], tonen=True, reden="Gaat over de jongere.")
    with pytest.raises(OngeldigeInvoer) as fout:
        give_antwoord(wereld.regie, verzoek, BEL)
    assert fout.value.velden == {"niet_bekeken": "Bekijk eerst nog 1 stukje, of schrijf hier waarom dat niet kan."}
    assert list_antwoorden(wereld.regie, verzoek) == ()
    choose_stukken(wereld.regie, verzoek, stukken[:1], tonen=True, reden="Gaat over de jongere.")
    antwoord = give_antwoord(wereld.regie, verzoek, BEL)
    assert antwoord.brief is not None
    assert "Je krijgt alles wat er over jou in ons programma staat." in " ".join(tekst(antwoord.brief.pdf).split())
    assert "bekeken" not in tekst(antwoord.pdf)
    inhoud = json.loads(antwoord.json)
    assert (inhoud["achtergehouden"], inhoud["niet_bekeken"], inhoud["niet_bekeken_reden"]) == (0, 0, "")


JE = re.compile(r"\b(?:je|jij|jou|jouw)\b", re.IGNORECASE)


def test_the_answer_to_parents_speaks_of_their_child_and_never_to_the_youth(wereld: Wereld, dossier: Dossier) -> None:
    for tabel in inzagewoorden.DINGEN:
        assert not JE.search(inzagewoorden.ding(tabel, ouders=True))
    for rubriek in inzagewoorden.RUBRIEKEN:
        assert not JE.search(inzagewoorden.titel_voor(rubriek.titel, ouders=True))
    for kolom in inzagewoorden._KOLOMMEN:
        assert not JE.search(inzagewoorden.kolomnaam(kolom, ouders=True))
    ouder = replace(VRAAG, verzoeker=Geinformeerde.OUDERS, verzoeker_naam="Moedernaam", gezag=Gezag.JA)
    verzoek = vraag_inzage(wereld, dossier.casus_id, ouder)
    stukken = list_stukken(wereld.regie, verzoek).stukken
    choose_stukken(wereld.regie, verzoek, [stukken[0].id], tonen=False, reden="Gaat over een ander.")
    blad = " ".join(tekst(preview_antwoord(wereld.regie, verzoek)).split())
    assert "Dit weten wij over uw kind" in blad
    assert "Wie heeft de gegevens van uw kind gezien of gebruikt" in blad
    assert JE.findall(blad) == []


def test_what_is_given_is_in_words_and_columns_to_sort_and_find_are_not_given(wereld: Wereld) -> None:
    kolommen = inzagekolommen()
    assert "blokkeersleutel" not in kolommen
    assert "sorteersleutel" not in {k.naam for k in kolommen["jongere"]}
    profiel = wereld.regie.profiel
    wijk = next(iter(profiel.wijken.values()))
    paren = (("jongere", "geslacht", "m"), ("jongere", "wijk", wijk.sleutel), ("score", "waarde", 2))
    woorden = [inzagewoorden.in_woorden(profiel, *paar) for paar in paren]
    assert woorden == ["Man", wijk.label, "2 – niet zelfredzaam"]


def test_a_request_and_a_decision_are_sentences_about_this_casus_and_no_other(wereld: Wereld) -> None:
    profiel = wereld.regie.profiel
    eigen, ander, org = (str(uuid4()) for _ in range(3))
    categorie, grond, doel = (next(iter(s)) for s in (profiel.datacategorieen, profiel.grondslagen, profiel.doeleinden))
    manifest = tuple(
        ManifestRegel(casus, Ontvanger(org, naam, "Jeugdagent"), (categorie,), False)
        for casus, naam in ((eigen, "Politie Zuidwest"), (ander, "Andere School"))
    )
    op = datetime(2026, 11, 2, 9, tzinfo=UTC)
    verzoek = Verzoektekst(
        str(uuid4()), str(uuid4()), Soort.STAAND, str(uuid4()), op, manifest, doel, (grond,),
        "Anders loopt het mis.", "", "", "", "", date(2027, 2, 1), None,
    )  # fmt: skip
    assert inzagewoorden.in_woorden(profiel, "delingsverzoek", "tekst", verzoek.tekst(), eigen).split("\n") == [
        "Op 2 november 2026 vroeg een medewerker om gegevens te mogen delen.",
        f"Voor Jeugdagent, Politie Zuidwest: {profiel.datacategorieen[categorie].label}.",
        f"Doel: {label_van(profiel.doeleinden, doel)}",
        f"Waarom dit mag: {label_van(profiel.grondslagen, grond)}",
        "Waarom het nodig is: Anders loopt het mis.",
        "Gevraagd tot en met 1 februari 2027.",
    ]
    besluit = Besluittekst(
        str(uuid4()), str(uuid4()), verzoek.verzoek_id, "0" * 64, str(uuid4()), str(uuid4()), Soort.STAAND,
        Oordeel.AKKOORD, Zekerheid.PROCEDUREEL, manifest, None, doel, (grond,),
        "", "Het mag.", op, date(2027, 2, 1), 9, "0" * 64,
    )  # fmt: skip
    assert inzagewoorden.in_woorden(profiel, "privacybesluit", "tekst", besluit.tekst(), eigen).split("\n") == [
        "Op 2 november 2026 besloot de privacy officer: akkoord.",
        f"Voor Jeugdagent, Politie Zuidwest: {profiel.datacategorieen[categorie].label}.",
        f"Doel: {label_van(profiel.doeleinden, doel)}",
        f"Waarom dit mag: {label_van(profiel.grondslagen, grond)}",
        "Uitleg: Het mag.",
        "Dit geldt tot en met 1 februari 2027.",
    ]
    ruw = canoniek(
        {"v": 1, "besluit": eigen, "log_hash": "0" * 64, "reden": "Klopt niet.", "spoed": True, "leeg": None}
    )
    assert inzagewoorden.in_woorden(profiel, "intrekking", "tekst", ruw) == "Reden: Klopt niet.\nSpoed: ja"
    assert inzagewoorden.in_woorden(profiel, "intrekking", "tekst", "{geen json") == "{geen json"


def test_a_source_that_is_the_youth_needs_no_look(wereld: Wereld, dossier: Dossier) -> None:
    zelf = UitspraakInvoer("Ik wil naar school.", bron="De jongere")
    uitspraken.add_uitspraak(wereld.regie, dossier.casus_id, UitspraakSoort.FEIT, zelf)
    stil = replace(zelf, tekst="Niet verder.", doorverstrekking=Doorverstrekking.NEE)
    uitspraken.add_uitspraak(wereld.regie, dossier.casus_id, UitspraakSoort.FEIT, stil)
    zus = replace(zelf, tekst="Mijn zus ook.", derden=True, derden_wie="zus")
    for een in (zus, replace(zelf, tekst="Van de buurman.", bron="Buurman")):
        uitspraken.add_uitspraak(wereld.regie, dossier.casus_id, UitspraakSoort.FEIT, een)
    verzoek = vraag_inzage(wereld, dossier.casus_id)
    stukken = list_stukken(wereld.regie, verzoek).stukken
    assert [s.let_op for s in stukken if s.tekst == "De jongere"] == ["Hieraan is te zien wie dit vertelde."]
    assert [s for s in stukken if s.tekst == "Ik wil naar school."] == []
    assert [s.let_op for s in stukken if s.tekst == "Niet verder."] == ["De bron wil niet dat dit verder gaat."]
    assert [s.let_op for s in stukken if s.tekst == "Mijn zus ook."] == ["Dit gaat ook over een ander: zus."]
    assert [s.let_op for s in stukken if s.tekst == "Van de buurman."] == [""]
    assert "Ik wil naar school." in tekst(preview_antwoord(wereld.regie, verzoek))


def test_who_has_no_part_in_the_casus_gets_nothing(wereld: Wereld, dossier: Dossier) -> None:
    verzoek = vraag_inzage(wereld, dossier.casus_id)
    for werkplek in (wereld.regie2, wereld.lezer, wereld.beheer):
        for poging in (list_stukken, preview_antwoord, list_antwoorden):
            with pytest.raises(GeenToegang):
                poging(werkplek, verzoek)
    with pytest.raises(NietGevonden):
        choose_stukken(wereld.regie, verzoek, ["uitspraak:onbekend::"], tonen=True)


def test_only_a_running_request_to_see_data_has_an_answer(wereld: Wereld, dossier: Dossier) -> None:
    wissen = vraag_inzage(wereld, dossier.casus_id, replace(VRAAG, soort=Rechtsoort.WISSEN, vraag="Alles weg."))
    weg = vraag_inzage(wereld, dossier.casus_id)
    withdraw_verzoek(wereld.regie, weg)
    for verzoek in (wissen, weg):
        with pytest.raises(NietInTeZien):
            list_stukken(wereld.privacy, verzoek)


def test_parents_get_nothing_once_the_youth_is_old_enough(wereld: Wereld, dossier: Dossier) -> None:
    ouder = replace(VRAAG, verzoeker=Geinformeerde.OUDERS, verzoeker_naam="Moedernaam", gezag=Gezag.JA)
    verzoek = vraag_inzage(wereld, dossier.casus_id, ouder)
    set_mening(wereld.regie, verzoek, MeningInvoer(Mening.EENS, "23-11-2026", "C. Regisseur"))
    ken_toe(wereld, verzoek)
    zet(wereld, "UPDATE jongere SET geboortedatum = '2010-11-23'")
    with pytest.raises(MagNietMeer):
        give_antwoord(wereld.regie, verzoek, BEL, TIJD)
