"""What was shared under a tafelkader that ended, a letter to each recipient, and who is told to write it."""

from __future__ import annotations

from datetime import date, timedelta
from uuid import UUID

import pytest

from pmg_desk.domain.delen import Eis, Ontvanger
from pmg_desk.domain.fouten import Fout, GeenToegang, NietGevonden, OngeldigeInvoer
from pmg_desk.services import kaderconcepten, samenvattingen, werklijst
from pmg_desk.services.kaderbrieven import (
    KaderGeldtNog,
    issue_kaderbrief,
    list_gedeeld_onder_kader,
    open_kaderbrief,
    preview_kaderbrief,
)
from pmg_desk.services.kaderversies import compare_versies, look_at_signing
from pmg_desk.services.mondeling import MondelingInvoer, record_mondeling
from pmg_desk.services.rechtsgronden import gronden_hier
from pmg_desk.services.samenvattingen import Bestemming
from pmg_desk.services.uitgaven import mark_uitgave
from pmg_desk.services.werk import Werksoort
from pmg_desk.storage.models import Kaderbrief, VerstrekkingStatus, Wijze
from tests.aanvallen.knoeien import zet
from tests.casusbouw import bladen, regels
from tests.kaderbouw import DOEL, cellen, politie, teken, vul, zet_aan_tafel
from tests.reports.lezen import tekst
from tests.services.test_wissen import wis
from tests.vulling import WOORDEN, Dossier, maak_dossier
from tests.wereld import Wereld

BEL = "P. Officer, 070 353 0000"


@pytest.fixture
def dossier(wereld: Wereld) -> Dossier:
    return maak_dossier(wereld.regie)


@pytest.fixture
def school(wereld: Wereld, dossier: Dossier) -> Ontvanger:
    return zet_aan_tafel(wereld, dossier)


def geef(wereld: Wereld, casus_id: UUID, school: Ontvanger, wijze: Wijze = Wijze.PAPIER) -> UUID:
    naar = Bestemming(UUID(school.organisatie_id), school.functie)
    wereld.klok.moment += timedelta(minutes=1)
    if wijze is Wijze.MONDELING:
        return record_mondeling(wereld.regie, casus_id, MondelingInvoer(naar, wijze, ("plan",), "Het plan verteld."))
    return samenvattingen.issue_samenvatting(wereld.regie, casus_id, naar, wijze).verstrekking_id


def trek_in(wereld: Wereld, kader: UUID) -> None:
    kaderconcepten.withdraw_kader(wereld.privacy, kader, "Moedernaam maakte bezwaar.")


def werk(wereld: Wereld, naam: str = "privacy") -> list[tuple[str, str, int]]:
    items = werklijst.show_werklijst(wereld.werkplek(naam)).items
    return [(i.scherm, i.nummer, i.aantal) for i in items if i.soort is Werksoort.KADER and i.bij == "brieven"]


def sinds(wereld: Wereld) -> list[date]:
    return [i.dag for i in werklijst.show_werklijst(wereld.privacy).items if i.bij == "brieven"]


def test_een_lijst_en_een_brief_over_alle_casussen(wereld: Wereld, dossier: Dossier, school: Ontvanger) -> None:
    ander = maak_dossier(wereld.regie2, "PMG-2026-00002")
    kader = teken(wereld.privacy, cellen(school, "identiteit", "plan"))
    een = geef(wereld, dossier.casus_id, school)
    twee = geef(wereld, dossier.casus_id, school, Wijze.MONDELING)
    weg = geef(wereld, dossier.casus_id, school)
    mark_uitgave(wereld.regie, weg, VerstrekkingStatus.MISLUKT, "De printer liep vast.")
    elders = samenvattingen.issue_samenvatting(
        wereld.regie2, ander.casus_id, Bestemming(UUID(school.organisatie_id), school.functie), Wijze.BESTAND
    ).verstrekking_id
    gedeeld = list_gedeeld_onder_kader(wereld.privacy, kader)
    (met,) = gedeeld.ontvangers
    assert (gedeeld.einde, gedeeld.kort, met.naam, met.mag_brief) == ("", False, school.voluit, False)
    assert [(d.verstrekking_id, d.casusnummer) for d in met.delen] == [
        (een, "PMG-2026-00001"), (twee, "PMG-2026-00001"), (elders, "PMG-2026-00002")
    ]  # fmt: skip
    with pytest.raises(KaderGeldtNog):
        issue_kaderbrief(wereld.privacy, kader, school.voluit, BEL)
    assert werk(wereld) == []

    trek_in(wereld, kader)
    assert werk(wereld) == [("gedeeld", "K-2026-00001", 1)]
    assert werk(wereld, "regie") == []  # there is an officer in this vault
    uitgave = issue_kaderbrief(wereld.privacy, kader, school.voluit, BEL)
    brief = tekst(uitgave.pdf)
    for staat_er in (
        "Gebruik gegevens onder tafelkader K-2026-00001 niet meer",
        "t.a.v. Leerlingzaken",
        "Het tafelkader is ingetrokken op 23 november 2026.",
        "PMG-2026-00001 23 november 2026 Op papier, exemplaar 1 Identiteit, Plan van aanpak",
        "PMG-2026-00001 23 november 2026 Mondeling Plan van aanpak",
        "PMG-2026-00002 23 november 2026 Als bestand, exemplaar 1 Identiteit, Plan van aanpak",
        "Stuur het papier naar ons terug",
        BEL,
    ):
        assert staat_er in brief, staat_er
    assert not any(woord in brief for woord in (*WOORDEN.values(), "bezwaar", "2012", "Łukasz", "Kwetterzolder"))
    assert uitgave.bestandsnaam == "brief-intrekking-K-2026-00001.pdf"
    (met,) = list_gedeeld_onder_kader(wereld.privacy, kader).ontvangers
    assert [(b.id, b.door) for b in met.brieven] == [(uitgave.brief_id, "P. Officer")]
    assert werk(wereld) == []
    assert open_kaderbrief(wereld.privacy, uitgave.brief_id) == uitgave.pdf
    assert BEL not in bladen(wereld.privacy)
    with wereld.privacy.doe() as t:  # and who asks what a recipient knew reads that they were written to
        grond = gronden_hier(t, dossier.casus_id, t.vandaag)[str(kader)]
    assert grond.brieven == ((school.voluit, wereld.klok.nu().date()),)
    (regel,) = regels(wereld.privacy, "tafelkader.brief_uitgeven")
    assert (regel.object_id, regel.aantal) == (str(uitgave.brief_id), 3)

    # Who works on one of the casussen sees that one, and no letter that names another.
    gedeeld = list_gedeeld_onder_kader(wereld.regie2, kader)
    assert gedeeld.kort
    (met,) = gedeeld.ontvangers
    assert ([d.casusnummer for d in met.delen], met.brieven) == (["PMG-2026-00002"], ())
    with pytest.raises(NietGevonden):
        open_kaderbrief(wereld.regie2, uitgave.brief_id)
    eigen = tekst(preview_kaderbrief(wereld.regie2, kader, school.voluit, BEL))
    assert "PMG-2026-00002" in eigen
    assert "PMG-2026-00001 23 nov" not in eigen
    zet(wereld, "UPDATE kaderbrief SET document = :nieuw", nieuw=b"%PDF anders")
    with pytest.raises(Fout, match="veranderd"):
        open_kaderbrief(wereld.privacy, uitgave.brief_id)


def test_van_een_brief_over_meer_casussen_gaat_de_tekst_weg_en_blijft_aan_wie_hij_ging(
    wereld: Wereld, dossier: Dossier, school: Ontvanger
) -> None:
    ander = maak_dossier(wereld.regie, "PMG-2026-00002")
    kader = teken(wereld.privacy, cellen(school, "plan"))
    for een in (dossier, ander):
        geef(wereld, een.casus_id, school)
    trek_in(wereld, kader)
    uitgave = issue_kaderbrief(wereld.privacy, kader, school.voluit, BEL)
    assert "PMG-2026-00001 23 nov" in tekst(open_kaderbrief(wereld.privacy, uitgave.brief_id))
    gegaan = wis(wereld, dossier.casus_id)
    assert (gegaan.get("kaderbrief"), gegaan["kaderbrief_deel"]) == (None, 1)
    (met,) = list_gedeeld_onder_kader(wereld.privacy, kader).ontvangers
    assert ([d.casusnummer for d in met.delen], [b.id for b in met.brieven]) == (["PMG-2026-00002"], [uitgave.brief_id])
    assert werk(wereld) == []  # nobody is written to twice
    with pytest.raises(Fout, match="niet meer bewaard"):
        open_kaderbrief(wereld.privacy, uitgave.brief_id)
    with wereld.regie.doe() as t:
        assert t.haal(Kaderbrief, uitgave.brief_id).document is None
    assert wis(wereld, ander.casus_id)["kaderbrief"] == 1


def test_een_afgelopen_kader(wereld: Wereld, dossier: Dossier, school: Ontvanger) -> None:
    kader = teken(wereld.privacy, cellen(school, "plan"))
    geef(wereld, dossier.casus_id, school)
    wereld.klok.moment += timedelta(days=201)
    gedeeld = list_gedeeld_onder_kader(wereld.privacy, kader)
    assert gedeeld.einde == "Het tafelkader gold tot en met 11 juni 2027."
    assert werk(wereld) == [("gedeeld", "K-2026-00001", 1)]
    assert sinds(wereld) == [date(2027, 6, 11)]
    # A new version with the same cells: what was given may be used, and nobody is written to.
    teken(wereld.privacy, cellen(school, "plan"))
    (met,) = list_gedeeld_onder_kader(wereld.privacy, kader).ontvangers
    assert not met.mag_brief
    assert werk(wereld) == []
    with pytest.raises(NietGevonden):
        issue_kaderbrief(wereld.privacy, kader, school.voluit, BEL)


def test_een_smallere_versie_en_wat_zij_verandert_voor_de_handtekening(
    wereld: Wereld, dossier: Dossier, school: Ontvanger
) -> None:
    kader = teken(wereld.privacy, cellen(school, "identiteit", "plan"))
    geef(wereld, dossier.casus_id, school)
    concept = kaderconcepten.start_concept(wereld.privacy, "pga_lokaal", DOEL, van_huidige=True)
    nieuw = (*cellen(school, "identiteit"), *cellen(politie(dossier), "plan", eisen=(Eis.ALLEEN_MONDELING,)))
    vul(wereld.privacy, concept, nieuw)
    beeld = look_at_signing(wereld.privacy, concept)
    assert beeld.geldt_nummer == "K-2026-00001"
    assert [(k.ontvanger, k.soorten, k.nieuw, k.weg, k.anders) for k in beeld.krijgt] == [
        (politie(dossier), (((Eis.ALLEEN_MONDELING,), ("plan",)),), ("plan",), (), ()),
        (school, (((), ("identiteit",)),), (), ("plan",), ()),
    ]
    assert beeld.staand is not None
    assert (beeld.staand.gedeeld, beeld.staand.verandert, beeld.staand.ontvangers) == (1, 1, (school.voluit,))
    wereld.klok.moment += timedelta(hours=1)
    tweede = kaderconcepten.sign_kader(wereld.privacy, concept)
    gedeeld = list_gedeeld_onder_kader(wereld.privacy, kader)
    assert gedeeld.einde == "Het tafelkader is vervangen door K-2026-00002."
    assert sinds(wereld) == [date(2026, 11, 23)]  # the day on which the narrower one began
    assert [d.vervalt for d in gedeeld.ontvangers[0].delen] == [("Plan van aanpak",)]
    brief = tekst(issue_kaderbrief(wereld.privacy, kader, school.voluit, BEL).pdf)
    assert "Op papier, exemplaar 1 Plan van aanpak" in brief
    assert werk(wereld) == []
    # What the narrower version still gave falls away later: then there is a letter to write again.
    trek_in(wereld, tweede)
    assert werk(wereld) == [("gedeeld", "K-2026-00001", 1)]

    vergelijking = compare_versies(wereld.regie, tweede)
    assert (vergelijking.nummer, vergelijking.vorige_nummer) == ("K-2026-00002", "K-2026-00001")
    assert [v.veld for v in vergelijking.verschil.velden] == ["besloten_op"]
    assert [(r.ontvanger, r.categorie) for r in vergelijking.verschil.weg] == [(school, "plan")]
    with pytest.raises(NietGevonden):
        compare_versies(wereld.regie, kader)
    with pytest.raises(GeenToegang):
        compare_versies(wereld.beheer, kader)


def test_een_ingetrokken_versie_wijst_naar_de_versie_waaronder_wel_is_gedeeld(
    wereld: Wereld, dossier: Dossier, school: Ontvanger
) -> None:
    eerste = teken(wereld.privacy, cellen(school, "plan"))
    geef(wereld, dossier.casus_id, school)
    tweede = teken(wereld.privacy, cellen(school, "plan"))
    assert list_gedeeld_onder_kader(wereld.privacy, tweede).elders == ()
    trek_in(wereld, tweede)
    weg = list_gedeeld_onder_kader(wereld.privacy, tweede)
    assert (weg.ontvangers, weg.elders) == ((), ((eerste, "K-2026-00001"),))
    zin = "Het tafelkader is vervangen door K-2026-00002, en dat is ingetrokken op 23 november 2026."
    assert list_gedeeld_onder_kader(wereld.privacy, eerste).einde == zin
    brief = issue_kaderbrief(wereld.privacy, eerste, school.voluit, BEL).pdf
    assert "vervangen door K-2026-00002, en dat is ingetrokken" in " ".join(tekst(brief).split())
    assert list_gedeeld_onder_kader(wereld.privacy, tweede).elders == ()


def test_zonder_kader_en_zonder_verstrekkingen(wereld: Wereld, dossier: Dossier, school: Ontvanger) -> None:
    concept = kaderconcepten.start_concept(wereld.privacy, "pga_lokaal", DOEL)
    vul(wereld.privacy, concept, cellen(school, "plan"))
    beeld = look_at_signing(wereld.privacy, concept)
    assert (beeld.geldt_nummer, beeld.verschil) == ("", None)
    assert beeld.staand is not None
    assert (beeld.staand.gedeeld, beeld.staand.verandert) == (0, 0)
    with pytest.raises(GeenToegang):
        look_at_signing(wereld.regie, concept)


@pytest.mark.parametrize(
    ("wie", "ontvanger", "contact", "fout"),
    [
        ("lezer", "school", BEL, GeenToegang),
        ("beheer", "school", BEL, GeenToegang),
        ("regie2", "school", BEL, NietGevonden),
        ("regie", "Politie – Wijkagent", BEL, NietGevonden),
        ("privacy", "school", " ", OngeldigeInvoer),
        ("privacy", "school", "P. Officer, kamer 2", OngeldigeInvoer),
    ],
)
def test_geen_brief_door_of_aan_een_ander(
    wereld: Wereld, dossier: Dossier, school: Ontvanger, wie: str, ontvanger: str, contact: str, fout: type[Fout]
) -> None:
    kader = teken(wereld.privacy, cellen(school, "plan"))
    geef(wereld, dossier.casus_id, school)
    trek_in(wereld, kader)
    naam = school.voluit if ontvanger == "school" else ontvanger
    for maak in (preview_kaderbrief, issue_kaderbrief):
        with pytest.raises(fout):
            maak(wereld.werkplek(wie), kader, naam, contact)
    assert regels(wereld.regie, "tafelkader.brief_uitgeven") == []
