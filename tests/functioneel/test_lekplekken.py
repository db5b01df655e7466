"""Nothing leaks from any place: one row in every table, a word in every text column, each way out searched for all.

A column that somebody adds later gets a word by itself, and may come out only where ``_VELDEN`` says so.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from uuid import UUID, uuid4

import pytest

from pmg_desk.domain.bevestigen import bevestiging
from pmg_desk.domain.bundel import Bundelversie
from pmg_desk.domain.deellog import Deelfilter
from pmg_desk.domain.samenvatting import Stuk
from pmg_desk.domain.selectie import Geinformeerde, Vorm
from pmg_desk.services import beamer, deellog, logboek, registers, samenvattingen, verstrekkingen, werkagenda, zoeken
from pmg_desk.services.aanwezigheid import list_deelneming, mark_everyone_present, set_aanwezigheid
from pmg_desk.services.actielijsten import Actielijstkeuze, issue_actielijsten
from pmg_desk.services.beamer import Beamerbeeld
from pmg_desk.services.bundels import Bundelkeuze, issue_bundels
from pmg_desk.services.bundelstof import Agendastof
from pmg_desk.services.deelbaar import deelbaar
from pmg_desk.services.informeerbrief import InformeerbriefInvoer, preview_informeerbrief
from pmg_desk.services.overdrachtkeuze import verdeel
from pmg_desk.services.overdrachtrijen import maak_rijen, splits
from pmg_desk.services.registers import Registersoort
from pmg_desk.services.samenvattingen import Bestemming, NietsTeDelen
from pmg_desk.services.stukken import cut_dossier
from pmg_desk.services.verteldaantafel import Tafelinvoer, list_hoorders, tell_everyone
from pmg_desk.storage.models import Aanwezigheidsstand, Actie, Overleg, OverlegDeelnemer, Professional, Wijze
from tests.eenmaal import eenmaal
from tests.functioneel.lekplekken import GEWOON, Plek, Plekken
from tests.functioneel.lekzaak import Zaak, besluit, kader
from tests.reports.lezen import tekst as pdf_tekst
from tests.services.test_wissen import HEEL, alle_waarden
from tests.vulling import Dossier, vraag
from tests.wereld import Wereld

_ONDER_VAN_DE_TABEL = {
    "indeling", "kenmerk", "tafelstap", "doorgeleiding", "aanmelding", "triageantwoord", "antecedent", "score",
    "factor", "signaal", "rechtenverzoek", "reactie", "leefwereldplek", "plan_versie", "doel", "doeltoets",
    "planafspraak", "evaluatie", "doelbereik", "actie", "inzet", "budgetaanvraag", "uitgave", "doorbraak", "bijlage",
    "besprekingspunt", "overlegbesluit",
}  # fmt: skip
"""Tables whose texts go by the category of the text itself, which is an ordinary one here."""

_OP_EEN_LEEFGEBIED = {"score", "factor", "doel", "doeltoets", "doelbereik"}
"""Of these, words on a leefgebied of health are health, though an ordinary category was chosen for them."""

_VELDEN: dict[Plek, tuple[str, bool]] = {
    **{
        ("jongere", kolom): ("identiteit", False)
        for kolom in ("voornamen", "voorvoegsel", "geslachtsnaam", "school", "telefoon", "straat", "huisnummer",
                      "postcode", "woonplaats")
    },
    ("kenmerk", "bron"): ("doelgroep", False),
    ("tafelstap", "sleutel"): ("politiegegevens", False),
    ("triageantwoord", "vraag"): ("politiegegevens", True),
    ("antecedent", "bron"): ("politiegegevens", False),
    ("relatie", "naam"): ("gezin", True),
    ("relatie", "gezag"): ("gezin", True),
    ("relatieduiding", "uitspraak_id"): (GEWOON, True),
    ("groep", "naam"): ("gezin", True),
    ("groepslid", "rol"): ("gezin", True),
    ("uitspraak", "tekst"): (GEWOON, False),
    ("uitspraak", "bron"): (GEWOON, False),
    ("professional", "naam"): ("acties", False),
    ("professional", "functie"): ("acties", False),
    ("betrokkenheid", "rol"): ("acties", False),
    ("inzet", "naam"): ("politiegegevens", False),
}  # fmt: skip
"""Where a column comes out: under which category, and whether only with third parties."""


_BIJ_ZORG: dict[Plek, tuple[str, bool]] = dict.fromkeys(
    (("professional", "naam"), ("professional", "functie"), ("betrokkenheid", "rol"), ("inzet", "naam")),
    ("gezondheid", False),
)
"""Where the organisation gives care and the leefgebied is one of health, all that would say so is health."""

KOP = {("casus", "nummer"), ("organisatie", "naam")}
"""On every page: of which casus it is and whom it is for."""


MET_HUN_RIJ = {("actie", "uitspraak_id"), ("actie", "resultaat_id")}
"""Words that on a page say nothing without the row they stand in: only a transfer gives them by themselves."""

IN_RIJEN = {("jongere", "roepnaam"), ("jongere", "geslacht")}
"""Go along with the name in a transfer; a page has no place for the one and a word of its own for the other."""


@pytest.fixture(params=[False, True], ids=["gewoon", "zorg"])
def plaats(wereld: Wereld, request: pytest.FixtureRequest) -> tuple[Zaak, Plekken]:
    def begin() -> tuple[Plekken, Dossier, UUID, tuple[Stuk, ...]]:
        plekken = Plekken(wereld, zorg=request.param)
        s = plekken.sleutels
        dossier = Dossier(plekken.casus_id, s["jongere"], s["organisatie"], s["organisatie"], s["professional"])
        verzoek = vraag(wereld, dossier, tuple(wereld.profiel.datacategorieen), derden=True)
        with wereld.regie.doe() as t:
            return plekken, dossier, verzoek, cut_dossier(t, t.casus(dossier.casus_id))

    plekken, dossier, verzoek, stukken = eenmaal(("lekplekken", request.param), (wereld,), begin)
    return Zaak(wereld, dossier, verzoek, stukken), plekken


def gevonden(plekken: Plekken, tekst: str) -> set[Plek]:
    """The places of which the word is in this text; a column too short for a whole word proves nothing."""
    return {plek for plek, woord in plekken.woorden.items() if len(woord) == HEEL and woord in tekst}


def mag(plekken: Plekken, categorie: str, *, derden: bool, rijen: bool = False) -> set[Plek]:
    """What an approval of this category lets go; ``rijen``: in a transfer."""
    velden = {**_VELDEN, **(_BIJ_ZORG if plekken.zorg else {})}
    uit = {plek for plek, (c, over) in velden.items() if c == categorie and (derden or not over)}
    gezond = {plek for plek in plekken.tekstplekken if plekken.zorg and plek[0] in _OP_EEN_LEEFGEBIED}
    if categorie == GEWOON:
        uit |= {plek for plek in plekken.tekstplekken - gezond if plek[0] in _ONDER_VAN_DE_TABEL}
    uit |= gezond if categorie == "gezondheid" else set()
    return uit if rijen else uit - MET_HUN_RIJ


def papier(zaak: Zaak, categorie: str, wijze: Wijze) -> str:
    naar = Bestemming(zaak.dossier.school, zaak.ontvanger(categorie).functie)
    try:
        return pdf_tekst(samenvattingen.issue_samenvatting(zaak.wereld.regie, zaak.dossier.casus_id, naar, wijze).pdf)
    except NietsTeDelen:
        return ""


@pytest.mark.parametrize("derden", [False, True])
def test_each_place_comes_out_only_under_its_own_kind_of_data(plaats: tuple[Zaak, Plekken], derden: bool) -> None:
    """On paper and in a file by turns; in a transfer never anything else, and of its rows no column more."""
    zaak, plekken = plaats
    with zaak.wereld.privacy.doe() as t:
        besluiten = {c: besluit(zaak, t, c, derden=derden) for c in zaak.categorieen}
    overal: set[Plek] = set()
    for nr, categorie in enumerate(zaak.categorieen):
        uit = gevonden(plekken, papier(zaak, categorie, (Wijze.PAPIER, Wijze.BESTAND)[nr % 2])) - KOP
        assert uit == mag(plekken, categorie, derden=derden), categorie
        overal |= uit
    if derden:  # then each word that may come out somewhere did: that it stays elsewhere says something
        assert overal == {
            *_VELDEN,
            *(p for p in plekken.tekstplekken - MET_HUN_RIJ if p[0] in _ONDER_VAN_DE_TABEL),
        }
    opgeslagen = " ".join(str(waarde) for _, _, waarde in alle_waarden(zaak.wereld))
    assert gevonden(plekken, opgeslagen) == {plek for plek, woord in plekken.woorden.items() if len(woord) == HEEL}

    with zaak.wereld.regie.doe() as t:
        casus = t.casus(zaak.dossier.casus_id)
        gronden = deelbaar(t, casus.id, Vorm.OVERDRACHT)
        alle = [g for _, _, g in gronden.getoetst]
        for categorie, id_ in besluiten.items():
            (g,) = [g for g in alle if g.bewaard.id == str(id_)]
            ontvanger = zaak.ontvanger(categorie)
            bekend, _ = splits(t, casus, zaak.stukken)
            mee, _ = verdeel(bekend, g, str(casus.id), ontvanger, gronden.omstandigheden, alle)
            rijen = maak_rijen(t, casus, [deel.stuk for deel in mee])
            uit = gevonden(plekken, str([rij.waarden for rij in rijen])) - KOP
            over = mag(plekken, categorie, derden=derden, rijen=True)
            assert uit <= (over | IN_RIJEN if categorie == "identiteit" else over), categorie
            assert uit or not over, categorie


def test_under_a_tafelkader_no_place_that_is_about_others_or_kept_out_of_one(plaats: tuple[Zaak, Plekken]) -> None:
    zaak, plekken = plaats
    erin = [c.sleutel for c in zaak.wereld.profiel.datacategorieen.values() if c.in_kader]
    with zaak.wereld.privacy.doe() as t:
        kader(zaak, t, zaak.categorieen)
    for categorie in zaak.categorieen:
        over = mag(plekken, categorie, derden=False) if categorie in erin else set()
        assert gevonden(plekken, papier(zaak, categorie, Wijze.PAPIER)) - KOP == over, categorie


VAN_DIT_OVERLEG = {
    ("besprekingspunt", "uitspraak_id"),
    ("overlegbesluit", "uitspraak_id"),
    ("overlegbesluit", "reden_id"),
}
"""Said and decided at the overleg itself, and why that was dropped: in no bundle to prepare it with."""
OP_OMSLAG = KOP | {("overleg", "plaats")}


@pytest.fixture
def tafel(plaats: tuple[Zaak, Plekken]) -> tuple[Zaak, Plekken, dict[str, bool]]:
    """The overleg is today, somebody of each function of the school is asked for it, and each has its approval.

    By category whether it is also about third parties: by turns, the other way round in the other dossier.
    """
    zaak, plekken = plaats
    overleg_id, derden = plekken.sleutels["overleg"], {}
    with zaak.wereld.privacy.doe() as t:
        t.haal(Overleg, overleg_id).datum = t.vandaag
        for nr, categorie in enumerate(zaak.categorieen):
            derden[categorie] = (nr % 2 == 0) is plekken.zorg
            besluit(zaak, t, categorie, derden=derden[categorie])
            functie = zaak.ontvanger(categorie).functie
            wie = Professional(id=uuid4(), organisatie_id=zaak.dossier.school, naam=f"X. {nr}", functie=functie)
            t.db.add(wie)
            t.db.flush()
            t.db.add(OverlegDeelnemer(id=uuid4(), overleg_id=overleg_id, professional_id=wie.id))
    return zaak, plekken, derden


Tafel = tuple[Zaak, Plekken, dict[str, bool]]


@pytest.mark.parametrize("versie", [Bundelversie.VOORAF, Bundelversie.ACHTERAF])
def test_each_place_is_in_a_bundle_only_under_its_own_kind_of_data(tafel: Tafel, versie: Bundelversie) -> None:
    zaak, plekken, derden = tafel
    overleg_id = plekken.sleutels["overleg"]
    mee = {c: mag(plekken, c, derden=derden[c]) for c in zaak.categorieen}
    mee[GEWOON].add(("overleg_casus", "vraag"))
    if versie is Bundelversie.VOORAF:
        mee = {c: mee[c] - VAN_DIT_OVERLEG for c in (*zaak.categorieen[::4], GEWOON)}
    with zaak.wereld.regie.doe() as t:
        agenda = Agendastof(t, t.haal(Overleg, overleg_id), versie)
        alles = frozenset(bevestiging(stuk) for item in agenda.items for stuk in agenda.lees(item)[0])
    keuzes = [Bundelkeuze(zaak.dossier.school, zaak.ontvanger(c).functie, bevestigd=alles) for c in mee]
    uit = issue_bundels(zaak.wereld.regie, overleg_id, keuzes, versie, Wijze.PAPIER)
    for geen in uit.mislukt:  # a page may still be without any word, as a score is
        assert isinstance(geen.fout, NietsTeDelen)
        assert mee[geen.keuze.functie.removeprefix("Functie ")] == set()
    for een in uit.uitgegeven:
        categorie = een.keuze.functie.removeprefix("Functie ")
        assert gevonden(plekken, pdf_tekst(een.pdf)) - OP_OMSLAG == mee[categorie], categorie


def test_a_list_of_actions_holds_no_place_but_those_of_the_own_action(tafel: Tafel) -> None:
    """Also where its reader may have everything; and nothing but by when where only that may go."""
    zaak, plekken, _ = tafel
    regie, overleg_id = zaak.wereld.regie, plekken.sleutels["overleg"]
    soort = "gezondheid" if plekken.zorg else "acties"  # what care does for one's health is health
    functie = zaak.ontvanger(soort).functie
    (wie,) = [een.professional_id for een in list_deelneming(regie, overleg_id) if een.functie == functie]
    keuze = Actielijstkeuze(wie)
    (geen,) = issue_actielijsten(regie, overleg_id, [keuze]).mislukt
    assert isinstance(geen[1], NietsTeDelen)  # of the action of another nothing
    with regie.doe() as t:
        t.haal(Actie, plekken.sleutels["actie"]).eigenaar_id = wie
        t.log("actie.wijzigen", "actie", plekken.sleutels["actie"], casus_id=zaak.dossier.casus_id)
    (kaal,) = issue_actielijsten(regie, overleg_id, [keuze]).uitgegeven
    assert gevonden(plekken, pdf_tekst(kaal.pdf)) - OP_OMSLAG == set()
    with zaak.wereld.privacy.doe() as t:
        besluit(zaak, t, soort, derden=True, regel={"categorieen": zaak.categorieen})
    (vol,) = issue_actielijsten(regie, overleg_id, [keuze]).uitgegeven
    op_lijst = {("actie", "uitspraak_id"), *(_NAAM - {("jongere", "roepnaam")})}
    assert gevonden(plekken, pdf_tekst(vol.pdf)) - OP_OMSLAG == op_lijst


def test_each_place_is_on_the_screen_and_told_only_under_its_own_kind_of_data(tafel: Tafel) -> None:
    """On the screen for each when only they are there; told to all of them at once."""
    zaak, plekken, derden = tafel
    regie, overleg_id, punt = zaak.wereld.regie, plekken.sleutels["overleg"], plekken.sleutels["overleg_casus"]
    mensen = {een.functie: een.professional_id for een in list_deelneming(regie, overleg_id)}
    for categorie in zaak.categorieen:
        wie = mensen[zaak.ontvanger(categorie).functie]
        set_aanwezigheid(regie, overleg_id, wie, Aanwezigheidsstand.AANWEZIG)
        uit = beamer.show_beamer(regie, punt)
        assert gevonden(plekken, str(uit.beeld)) - KOP == mag(plekken, categorie, derden=derden[categorie]), categorie
        set_aanwezigheid(regie, overleg_id, wie, None)
    mark_everyone_present(regie, overleg_id)
    assert beamer.show_beamer(regie, punt).beeld == Beamerbeeld(1, "", ())  # no two of them may have the same
    for over_anderen in (False, True):
        hoorders = list_hoorders(regie, punt, zaak.categorieen, derden=over_anderen)
        assert {een.functie: een.mag for een in hoorders} == {
            zaak.ontvanger(c).functie: (c,) if derden[c] or not over_anderen else () for c in zaak.categorieen
        }
        assert gevonden(plekken, str(hoorders)) <= KOP
    voor = {rij.id for rij in verstrekkingen.list_verstrekkingen(zaak.wereld.privacy)}
    tell_everyone(regie, punt, Tafelinvoer(zaak.categorieen, "Hoe het gaat.", derden=True))
    verteld = [rij for rij in verstrekkingen.list_verstrekkingen(zaak.wereld.privacy) if rij.id not in voor]
    labels = {c.label: c.sleutel for c in zaak.wereld.profiel.datacategorieen.values()}
    assert sorted((rij.ontvanger, [labels[s] for s in rij.categorieen]) for rij in verteld) == sorted(
        (zaak.ontvanger(c).voluit, [c]) for c in zaak.categorieen if derden[c]
    )


def _agenda(zaak: Zaak, map_: Path) -> str:
    werkagenda.export_agenda(zaak.wereld.regie, map_ / "werk.ics", met_nummer=True)
    return (map_ / "werk.ics").read_text("utf-8")


def _brief(zaak: Zaak, wie: Geinformeerde) -> str:
    invoer = InformeerbriefInvoer(wie, "C. Regisseur, 070 123 45 67", True)
    return pdf_tekst(preview_informeerbrief(zaak.wereld.regie, zaak.dossier.casus_id, invoer))


def _register(zaak: Zaak, soort: Registersoort) -> str:
    return str(registers.export_register(zaak.wereld.privacy, soort))


_NAAM = {("jongere", kolom) for kolom in ("voornamen", "roepnaam", "voorvoegsel", "geslachtsnaam")}
_GEDEELD = {("verstrekking", kolom) for kolom in ("organisatie", "functie", "grondslagen", "categorieen")}
_BRIEF = _NAAM | _GEDEELD | {("casus", "nummer"), ("verstrekking", "doel"), ("organisatie", "naam")}
_REGEL = (_GEDEELD - {("verstrekking", "functie")}) | {
    ("casus", "nummer"),
    ("gebruiker", "naam"),
    ("privacybesluit", "nummer"),
}
_WIE = {("verstrekking", "organisatie")}
UITGANGEN: dict[str, tuple[Callable[[Zaak, Path], str], set[Plek]]] = {
    "agenda": (_agenda, {("casus", "nummer")}),
    "brief jongere": (lambda zaak, _: _brief(zaak, Geinformeerde.JONGERE), _BRIEF),
    "brief ouders": (lambda zaak, _: _brief(zaak, Geinformeerde.OUDERS), _BRIEF),
    "deellog": (lambda zaak, _: str(deellog.export_deellog(zaak.wereld.privacy, Deelfilter(), None)), _REGEL),
    "verstrekkingen": (
        lambda zaak, _: str(verstrekkingen.export_register(zaak.wereld.privacy)),
        _REGEL | {("tafelkader", "nummer"), ("verstrekking", "doel")},
    ),
    "logregels": (lambda zaak, _: str(logboek.export_logregels(zaak.wereld.privacy)), KOP),
    "verwerkingen": (lambda zaak, _: _register(zaak, Registersoort.VERWERKINGEN), _WIE),
    "dpia": (lambda zaak, _: _register(zaak, Registersoort.DPIA), _WIE),
    "jaar": (lambda zaak, _: _register(zaak, Registersoort.JAAR), _WIE),
    "knelpunten": (
        lambda zaak, _: _register(zaak, Registersoort.KNELPUNTEN),
        {("knelpunt", kolom) for kolom in ("nummer", "titel", "omschrijving", "bron", "gevolg", "voorstel", "afloop")},
    ),
    "zoeken": (lambda zaak, _: str([zoeken.zoek(zaak.wereld.regie2, w) for w in ("m7", "h7", "Gezegd")]), set()),
}
"""Ways out that hold no content of a dossier: what each may name, and nothing else."""


def test_no_place_comes_out_by_any_way_that_holds_no_content(plaats: tuple[Zaak, Plekken], tmp_path: Path) -> None:
    """With approvals of everything in force."""
    zaak, plekken = plaats
    with zaak.wereld.privacy.doe() as t:
        for categorie in zaak.categorieen:
            besluit(zaak, t, categorie, derden=True)
    uit = {naam: gevonden(plekken, maak(zaak, tmp_path)) for naam, (maak, _) in UITGANGEN.items()}
    assert uit == {naam: over for naam, (_, over) in UITGANGEN.items()}
