"""Making, trying out, signing and withdrawing a tafelkader in the vault, and what that means for a print."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

import pytest

from pmg_desk.domain.delen import Eis, Gebrek, Ontvanger, Zekerheid
from pmg_desk.domain.fouten import GeenToegang, IntussenGewijzigd, OngeldigeInvoer
from pmg_desk.domain.selectie import Onthouden
from pmg_desk.services import kaderconcepten, logreeksen, overleggen, samenvattingen, verstrekkingen, werklijst
from pmg_desk.services.adresboek import list_professionals, stop_professional
from pmg_desk.services.logboek import verify_logboek
from pmg_desk.services.samenvattingen import Bestemming
from pmg_desk.services.tafelkaders import list_kaders
from pmg_desk.services.werk import Werksoort
from tests.aanvallen.knoeien import zet
from tests.aanvallen.test_tafelkader import gekregen, lees
from tests.casusbouw import bladen, regels
from tests.kaderbouw import DOEL, cellen, politie, teken, vul, zet_aan_tafel
from tests.vulling import WOORDEN, Dossier, keur_goed, maak_dossier, vraag
from tests.wereld import Wereld


@pytest.fixture
def dossier(wereld: Wereld) -> Dossier:
    return maak_dossier(wereld.regie)


@pytest.fixture
def school(wereld: Wereld, dossier: Dossier) -> Ontvanger:
    return zet_aan_tafel(wereld, dossier)


def start(wereld: Wereld, **anders: object) -> UUID:
    return kaderconcepten.start_concept(wereld.privacy, "pga_lokaal", DOEL, **anders)  # type: ignore[arg-type]


def fouten(wereld: Wereld, concept: UUID) -> dict[str, str]:
    with pytest.raises(OngeldigeInvoer) as fout:
        kaderconcepten.sign_kader(wereld.privacy, concept)
    return fout.value.velden


def test_de_ruimte_is_wie_er_aan_deze_tafel_zit(wereld: Wereld, dossier: Dossier, school: Ontvanger) -> None:
    """By the profile, and no persons in it."""
    ruimte = kaderconcepten.toon_concept(wereld.privacy, start(wereld)).ruimte
    assert [r.ontvanger for r in ruimte.rijen] == [politie(dossier), school]
    assert ruimte.tafel_label == "PGA lokaal"
    assert {c.sleutel for c in ruimte.categorieen if not c.in_kader} == {"gezondheid", "gezin"}
    assert "Leerplein" not in str(ruimte)


def test_een_getekend_kader_staat_in_het_logboek_en_geldt(wereld: Wereld, dossier: Dossier, school: Ontvanger) -> None:
    kader = teken(wereld.privacy, cellen(school, "identiteit", "plan"))
    (inzicht,) = list_kaders(wereld.regie)
    assert (inzicht.id, inzicht.nummer, inzicht.versie, inzicht.stand) == (kader, "K-2026-00001", 1, "Geldt")
    assert inzicht.zekerheid is Zekerheid.PROCEDUREEL
    (regel,) = regels(wereld.privacy, "tafelkader.ondertekenen")
    assert (regel.object_id, regel.aantal, regel.verwerking) == (str(kader), 1, f"pga_lokaal/{DOEL}")
    assert regel.categorieen == "identiteit,plan"
    assert kaderconcepten.list_concepten(wereld.privacy) == ()
    assert verify_logboek(wereld.lezer).in_orde
    assert not any(woord in bladen(wereld.privacy) for woord in WOORDEN.values())


def test_de_afdruk_en_het_register_noemen_het_kader(wereld: Wereld, dossier: Dossier, school: Ontvanger) -> None:
    teken(wereld.privacy, cellen(school, "plan"), voorwaarden="Alleen voor het gesprek aan tafel.")
    assert gekregen(wereld, dossier) == {"plan", "doel"}
    (regel,) = verstrekkingen.list_verstrekkingen(wereld.regie)
    assert regel.besluiten == ("K-2026-00001",)


def test_een_kader_wordt_niet_getekend_met_een_fout_erin(wereld: Wereld, dossier: Dossier, school: Ontvanger) -> None:
    concept = start(wereld)
    assert set(fouten(wereld, concept)) == {"bron", "motivering", "regels"}
    vul(wereld.privacy, concept, cellen(school, "gezondheid"))
    assert "Gezondheid mag niet in een tafelkader" in fouten(wereld, concept)["regels"]
    vul(wereld.privacy, concept, cellen(school, "plan", gronden=("wpg_16",)))
    assert "kan geen grondslag zijn" in fouten(wereld, concept)["regels"]
    vul(wereld.privacy, concept, cellen(school, "plan"), geldig_tot=wereld.klok.nu().date() + timedelta(days=731))
    assert set(fouten(wereld, concept)) == {"geldig_tot"}
    assert list_kaders(wereld.privacy) == ()


@pytest.mark.parametrize("naam", ["regie", "regie2", "lezer", "beheer"])
def test_alleen_een_privacy_officer_maakt_en_trekt_in(
    wereld: Wereld, dossier: Dossier, school: Ontvanger, naam: str
) -> None:
    werkplek = wereld.werkplek(naam)
    concept = start(wereld)
    vul(wereld.privacy, concept, cellen(school, "plan"))
    for poging in (
        lambda: kaderconcepten.start_concept(werkplek, "pga_lokaal", DOEL),
        lambda: kaderconcepten.toon_concept(werkplek, concept),
        lambda: kaderconcepten.sign_kader(werkplek, concept),
        lambda: kaderconcepten.withdraw_kader(werkplek, teken(wereld.privacy, cellen(school, "plan")), "Weg."),
    ):
        with pytest.raises(GeenToegang):
            poging()
    if naam in ("lezer", "beheer"):
        with pytest.raises(GeenToegang):
            list_kaders(werkplek)


def test_een_nieuwe_versie_zegt_wat_er_verandert_en_neemt_de_plaats_in(
    wereld: Wereld, dossier: Dossier, school: Ontvanger
) -> None:
    oud = teken(wereld.privacy, cellen(school, "identiteit", "plan"))
    concept = start(wereld, van_huidige=True)
    assert start(wereld) == concept  # a draft for the same table and purpose is gone on with
    overgenomen = kaderconcepten.toon_concept(wereld.privacy, concept)
    assert overgenomen.vorige_nummer == "K-2026-00001"
    assert overgenomen.verschil is not None
    assert [v.veld for v in overgenomen.verschil.velden] == ["geldig_tot", "herzien_op"]
    assert not overgenomen.verschil.cellen
    streng = cellen(school, "plan", eisen=(Eis.ALLEEN_MONDELING,)) + cellen(politie(dossier), "plan")
    vul(wereld.privacy, concept, streng)
    verschil = kaderconcepten.toon_concept(wereld.privacy, concept).verschil
    assert verschil is not None
    assert ([r.categorie for r in verschil.weg], len(verschil.erbij), len(verschil.anders)) == (["identiteit"], 1, 1)
    nieuw = kaderconcepten.sign_kader(wereld.privacy, concept)
    standen = {k.id: (k.versie, k.stand) for k in list_kaders(wereld.privacy)}
    assert standen == {oud: (1, "Vervangen"), nieuw: (2, "Geldt")}
    assert lees(wereld, nieuw).vorige_hash == lees(wereld, oud).hash()
    assert gekregen(wereld, dossier) == set()


def test_een_kader_dat_later_ingaat_laat_het_vorige_nog_gelden(
    wereld: Wereld, dossier: Dossier, school: Ontvanger
) -> None:
    teken(wereld.privacy, cellen(school, "identiteit"))
    straks = wereld.klok.nu().date() + timedelta(days=7)
    teken(wereld.privacy, cellen(school, "plan"), geldig_van=straks)
    assert [k.stand for k in list_kaders(wereld.privacy)] == ["Geldt", "Gaat nog in"]
    assert gekregen(wereld, dossier) == {"voornaam"}
    wereld.klok.moment += timedelta(days=7)
    assert gekregen(wereld, dossier) == {"plan", "doel"}


def test_een_versie_intrekken_voor_zij_ingaat_stopt_ook_de_vorige(
    wereld: Wereld, dossier: Dossier, school: Ontvanger
) -> None:
    """Nobody has to guess which of two versions was meant: nothing is shared until a new one is signed."""
    teken(wereld.privacy, cellen(school, "identiteit"))
    straks = wereld.klok.nu().date() + timedelta(days=7)
    nieuw = teken(wereld.privacy, cellen(school, "plan"), geldig_van=straks)
    kaderconcepten.withdraw_kader(wereld.privacy, nieuw, "Het convenant gaat niet door.")
    assert gekregen(wereld, dossier) == set()
    teken(wereld.privacy, cellen(school, "signalen"))
    assert gekregen(wereld, dossier) == {"signaal"}


def test_een_intrekking_stopt_de_eerstvolgende_afdruk(wereld: Wereld, dossier: Dossier, school: Ontvanger) -> None:
    kader = teken(wereld.privacy, cellen(school, "plan"))
    with pytest.raises(OngeldigeInvoer):
        kaderconcepten.withdraw_kader(wereld.privacy, kader, " ")
    assert gekregen(wereld, dossier) == {"plan", "doel"}
    kaderconcepten.withdraw_kader(wereld.privacy, kader, "Het convenant is opgezegd.")
    assert gekregen(wereld, dossier) == set()
    assert [k.stand for k in list_kaders(wereld.privacy)] == ["Ingetrokken"]
    with pytest.raises(IntussenGewijzigd):
        kaderconcepten.withdraw_kader(wereld.privacy, kader, "Nog eens.")
    assert verify_logboek(wereld.lezer).in_orde


def test_uitproberen_zegt_wat_elke_deelnemer_zou_krijgen(wereld: Wereld, dossier: Dossier, school: Ontvanger) -> None:
    """And afterwards the print gives exactly that."""
    keur_goed(wereld, vraag(wereld, dossier, ("gezondheid",)))
    leerplein = next(p for p in list_professionals(wereld.regie) if p.functie == "Leerlingzaken")
    overleg = overleggen.plan_overleg(wereld.regie, overleggen.OverlegInvoer("pga_lokaal", wereld.klok.nu().date()))
    overleggen.set_deelnemers(wereld.regie, overleg, [dossier.professional, leerplein.id])
    overleggen.add_agendapunt(wereld.regie, overleg, dossier.casus_id)
    concept = start(wereld)
    vul(wereld.privacy, concept, cellen(school, "identiteit", "signalen"))
    assert [o.id for o in kaderconcepten.toon_concept(wereld.privacy, concept).overleggen] == [overleg]
    proef = kaderconcepten.probeer_concept(wereld.privacy, concept, overleg)
    assert (proef.casussen, proef.krijgen_iets) == (1, 1)
    van_school = {r.categorie: r for r in proef.regels if r.ontvanger == school}
    assert (van_school["gezondheid"].nu, van_school["gezondheid"].straks) == (2, 2)
    signalen = van_school["signalen"]
    assert (signalen.nu, signalen.straks) == (0, 1)
    assert dict(signalen.blijft) == {Onthouden.DERDEN: 1, Onthouden.BRON_NEE: 1, Onthouden.BRON_VRAGEN: 1}
    assert not any(woord in bladen(wereld.privacy) for woord in WOORDEN.values())
    kaderconcepten.sign_kader(wereld.privacy, concept)
    bestemming = Bestemming(dossier.school, "Leerlingzaken")
    mee = samenvattingen.prepare_samenvatting(wereld.regie, dossier.casus_id, bestemming).mee
    assert len(mee) == next(som for som in proef.sommen if som.ontvanger == school).stukken_straks


def werk(wereld: Wereld, naam: str) -> list[tuple[str, str]]:
    items = werklijst.show_werklijst(wereld.werkplek(naam)).items
    return [(item.nummer, item.bij) for item in items if item.soort is Werksoort.KADER]


def test_de_officer_hoort_van_de_herziening_en_de_tafel_van_het_eind(
    wereld: Wereld, dossier: Dossier, school: Ontvanger
) -> None:
    teken(wereld.privacy, cellen(school, "plan"))
    assert [werk(wereld, naam) for naam in ("privacy", "regie", "regie2")] == [[], [], []]
    wereld.klok.moment += timedelta(days=170)
    assert werk(wereld, "privacy") == [("K-2026-00001", "herzien")]
    assert werk(wereld, "regie") == []
    wereld.klok.moment += timedelta(days=31)
    assert werk(wereld, "privacy") == werk(wereld, "regie") == [("K-2026-00001", "over")]
    assert werk(wereld, "regie2") == []  # of another table
    wereld.klok.moment += timedelta(days=92)
    assert werk(wereld, "privacy") == []


def test_een_nieuw_logboek_herhaalt_de_intrekking(wereld: Wereld, dossier: Dossier, school: Ontvanger) -> None:
    """Then removing both the row and the first line is not enough."""
    kader = teken(wereld.privacy, cellen(school, "plan"))
    kaderconcepten.withdraw_kader(wereld.privacy, kader, "Opgezegd.")
    logreeksen.start_reeks(wereld.beheer)
    assert [r.object_id for r in regels(wereld.privacy, "tafelkader.intrekking_herhalen")] == [str(kader)]
    zet(wereld, "DELETE FROM kaderintrekking")
    zet(wereld, "DELETE FROM logregel WHERE actie = 'tafelkader.intrekken'")
    assert [k.gebrek for k in list_kaders(wereld.privacy)] == [Gebrek.INGETROKKEN]


def test_een_oud_logboek_blijft_als_er_een_kader_op_rust(wereld: Wereld, dossier: Dossier, school: Ontvanger) -> None:
    """A kader may last longer than an approval, so longer than a log has to be kept for approvals."""
    kader = teken(wereld.privacy, cellen(school, "plan"), geldig_tot=wereld.klok.nu().date() + timedelta(days=700))
    maanden = logreeksen.describe_logboeken(wereld.beheer).minste_maanden
    logreeksen.set_logtermijn(wereld.beheer, maanden, "Archiefbesluit")
    logreeksen.start_reeks(wereld.beheer)
    wereld.klok.moment += timedelta(days=31 * maanden)
    assert [r.mag_weg for r in logreeksen.describe_logboeken(wereld.beheer).reeksen] == [False, False]
    with pytest.raises(logreeksen.NogBewaren):
        logreeksen.propose_verwijdering(wereld.beheer, 1)
    kaderconcepten.withdraw_kader(wereld.privacy, kader, "Opgezegd.")
    assert [r.mag_weg for r in logreeksen.describe_logboeken(wereld.beheer).reeksen] == [True, False]


def test_een_concept_weggooien(wereld: Wereld, dossier: Dossier, school: Ontvanger) -> None:
    concept = start(wereld)
    vul(wereld.privacy, concept, cellen(school, "plan"))
    (regel,) = kaderconcepten.list_concepten(wereld.privacy)
    assert (regel.id, regel.tafel_label, regel.cellen) == (concept, "PGA lokaal", 1)
    kaderconcepten.drop_concept(wereld.privacy, concept)
    assert kaderconcepten.list_concepten(wereld.privacy) == ()


def test_wie_van_de_tafel_ging_valt_uit_het_concept(wereld: Wereld, dossier: Dossier, school: Ontvanger) -> None:
    concept = start(wereld)
    vul(wereld.privacy, concept, cellen(school, "plan") + cellen(politie(dossier), "plan"))
    leerplein = next(p for p in list_professionals(wereld.regie) if p.functie == "Leerlingzaken")
    stop_professional(wereld.regie, leerplein.id, wereld.klok.nu().date())
    inzicht = kaderconcepten.toon_concept(wereld.privacy, concept)
    assert [r.ontvanger for r in inzicht.inhoud.regels] == [politie(dossier)]
    assert [r.ontvanger for r in inzicht.weggevallen] == [school]
    assert "zit niet (meer) aan deze tafel" in fouten(wereld, concept)["regels"]
