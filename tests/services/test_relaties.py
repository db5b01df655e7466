"""People around a jongere, and links to other casussen that only those see who may see both."""

from __future__ import annotations

from dataclasses import replace
from uuid import UUID

import pytest
import sqlalchemy as sa

from pmg_desk.domain.fouten import GeenToegang, OngeldigeInvoer
from pmg_desk.domain.samenvatting import Aard, Rubriek
from pmg_desk.reports.tekening import DRUK
from pmg_desk.services import (
    groepen,
    indelen,
    netwerk,
    relaties,
    toewijzingen,
    uitgaven,
    uitspraken,
    verstrekkingen,
)
from pmg_desk.services.groepen import GroepInvoer
from pmg_desk.services.overdrachtrijen import splits
from pmg_desk.services.relaties import RelatieInvoer
from pmg_desk.services.stukken import cut_dossier
from pmg_desk.services.uitspraken import UitspraakInvoer
from pmg_desk.services.werkplek import Transactie, Werkplek
from pmg_desk.storage import wissen
from pmg_desk.storage.models import Casus, CasusStatus, CasusTafel, KenmerkSoort, Relatie, Relatieplek, Wijze
from tests.casusbouw import bladen, maak, regels
from tests.reports.lezen import tekst as tekst_van
from tests.wereld import Wereld

MOEDER = RelatieInvoer("ouder", "Ewa Łukasz-Kowalska", "1985", "ja")


def test_een_ouder_met_gezag_komt_terug_zoals_ingevuld(wereld: Wereld) -> None:
    casus_id = maak(wereld.regie)
    relatie_id = relaties.add_relatie(wereld.regie, casus_id, MOEDER)
    (rij,) = relaties.list_relaties(wereld.regie, casus_id)
    assert (rij.id, rij.soort_label, rij.naam, rij.geboren, rij.gezag_label, rij.andere_casus_id) == (
        relatie_id,
        "Ouder",
        "Ewa Łukasz-Kowalska",
        "1985",
        "Heeft gezag",
        None,
    )
    (regel,) = regels(wereld.regie, "relatie.toevoegen")
    assert (regel.casus_id, regel.categorieen) == (str(casus_id), "gezin")
    assert "Kowalska" not in bladen(wereld.regie)


def test_een_link_naar_een_andere_casus_ziet_alleen_wie_beide_ziet(wereld: Wereld) -> None:
    broer = maak(wereld.regie, "zvh", voornamen="Bram")
    casus_id = maak(wereld.regie, "top_x")
    relaties.add_relatie(wereld.regie, casus_id, RelatieInvoer("broer_zus", andere_casus_id=broer))
    (bij_mij,) = relaties.list_relaties(wereld.regie, casus_id)
    assert (bij_mij.naam, bij_mij.andere_casus_id, bij_mij.andere_nummer) == ("Bram Łukasz", broer, "PMG-2026-00001")
    (bij_ander,) = relaties.list_relaties(wereld.regie2, casus_id)
    assert (bij_ander.naam, bij_ander.andere_casus_id, bij_ander.andere_nummer) == ("Bram Łukasz", None, "")
    toewijzingen.assign_casus(wereld.regie, broer, wereld.regie2.gebruiker.id)
    (nu_ook,) = relaties.list_relaties(wereld.regie2, casus_id)
    assert nu_ook == bij_mij


def test_wie_de_andere_casus_niet_ziet_kan_er_geen_link_naar_maken(wereld: Wereld) -> None:
    broer = maak(wereld.regie, voornamen="Bram")
    casus_id = maak(wereld.regie2, "top_x")
    with pytest.raises(GeenToegang):
        relaties.add_relatie(wereld.regie2, casus_id, RelatieInvoer("broer_zus", andere_casus_id=broer))
    assert relaties.list_relaties(wereld.regie2, casus_id) == ()


def test_elk_verkeerd_veld_krijgt_een_zin(wereld: Wereld) -> None:
    casus_id = maak(wereld.regie)
    kies = "Kies iets uit de lijst."
    for invoer, velden in (
        (RelatieInvoer(), {"soort": kies, "naam": "Vul dit veld in."}),
        (RelatieInvoer("buurman", "B"), {"soort": kies}),
        (RelatieInvoer("ouder", "x" * 201), {"naam": "Dit is te lang: 201 tekens. Er passen er 200."}),
        (
            RelatieInvoer("ouder", "E\x7fwa"),
            {"naam": "Teken 2 is onzichtbaar en kan misleiden. Haal het weg of typ de tekst opnieuw."},
        ),
        (RelatieInvoer("ouder", "Ewa", "2100"), {"geboortedatum": "Een geboortedatum kan niet in de toekomst liggen."}),
        (RelatieInvoer("ouder", "Ewa", "", "misschien"), {"gezag": kies}),
        (RelatieInvoer("broer_zus", "", andere_casus_id=casus_id), {"naam": "Dit is de jongere zelf."}),
    ):
        with pytest.raises(OngeldigeInvoer) as fout:
            relaties.add_relatie(wereld.regie, casus_id, invoer)
        assert fout.value.velden == velden
    assert relaties.list_relaties(wereld.regie, casus_id) == ()


def test_verwijderen_laat_in_het_log_alleen_een_verzegeld_detail_na(wereld: Wereld) -> None:
    casus_id, ander = maak(wereld.regie), maak(wereld.regie, voornamen="Bram")
    relatie_id = relaties.add_relatie(wereld.regie, casus_id, MOEDER)
    with pytest.raises(GeenToegang):
        relaties.remove_relatie(wereld.regie, ander, relatie_id)
    relaties.remove_relatie(wereld.regie, casus_id, relatie_id)
    assert relaties.list_relaties(wereld.regie, casus_id) == ()
    (regel,) = regels(wereld.regie, "relatie.verwijderen")
    assert regel.detail is not None
    assert "Kowalska" not in bladen(wereld.regie)


@pytest.mark.parametrize("wie", ["regie2", "lezer", "privacy", "beheer"])
def test_wie_de_casus_niet_ziet_ziet_ook_het_gezin_niet(wereld: Wereld, wie: str) -> None:
    casus_id = maak(wereld.regie)
    relatie_id = relaties.add_relatie(wereld.regie, casus_id, MOEDER)
    for poging in (
        lambda: relaties.list_relaties(wereld.werkplek(wie), casus_id),
        lambda: relaties.add_relatie(wereld.werkplek(wie), casus_id, MOEDER),
        lambda: relaties.remove_relatie(wereld.werkplek(wie), casus_id, relatie_id),
    ):
        with pytest.raises(GeenToegang):
            poging()


# kinds, risk, changing


def test_broertje_loopt_risico_met_toelichting_bron_en_aard(wereld: Wereld) -> None:
    casus_id = maak(wereld.regie)
    invoer = RelatieInvoer("broer_zus", "Bram", loopt_risico=True)
    with pytest.raises(OngeldigeInvoer) as fout:
        relaties.add_relatie(wereld.regie, casus_id, invoer)
    assert fout.value.velden == {"toelichting": "Schrijf op waarom deze persoon risico loopt."}
    zegt = UitspraakInvoer("Hangt rond bij het plein.", bron="Jongerenwerk", aard=Aard.AANNAME)
    relaties.add_relatie(wereld.regie, casus_id, replace(invoer, toelichting=zegt))
    (rij,) = relaties.list_relaties(wereld.regie, casus_id)
    assert rij.toelichting is not None
    assert (rij.loopt_risico, rij.toelichting.tekst, rij.toelichting.bron, rij.toelichting.aard) == (
        True,
        "Hangt rond bij het plein.",
        "Jongerenwerk",
        Aard.AANNAME,
    )
    assert (rij.toelichting.derden, rij.toelichting.derden_wie, rij.toelichting.categorie) == (
        True,
        "Broer of zus",
        "gezin",
    )
    assert "plein" not in bladen(wereld.regie)


def test_ieder_staat_in_de_eigen_kring_en_politiekennis_heeft_die_categorie(wereld: Wereld) -> None:
    casus_id = maak(wereld.regie)
    for soort in ("medeverdachte", "vriend", "jim", "negatief_rolmodel", "ouder"):
        zegt = UitspraakInvoer(f"Over de {soort}.")
        relaties.add_relatie(wereld.regie, casus_id, RelatieInvoer(soort, f"Naam {soort}", toelichting=zegt))
    rijen = relaties.list_relaties(wereld.regie, casus_id)
    assert [rij.soort for rij in rijen] == ["ouder", "vriend", "jim", "negatief_rolmodel", "medeverdachte"]
    assert {rij.soort: rij.toelichting and rij.toelichting.categorie for rij in rijen} == {
        "ouder": "gezin",
        "vriend": "gezin",
        "jim": "gezin",
        "negatief_rolmodel": "politiegegevens",
        "medeverdachte": "politiegegevens",
    }
    assert [regel.categorieen for regel in regels(wereld.regie, "relatie.toevoegen")] == [
        "politiegegevens",
        "gezin",
        "gezin",
        "politiegegevens",
        "gezin",
    ]
    with wereld.regie.doe() as t:
        stukken = [s for s in cut_dossier(t, t.haal(Casus, casus_id)) if s.rubriek is Rubriek.NETWERK]
    assert all(stuk.derden for stuk in stukken)
    assert {s.categorie for s in stukken if "edeverdachte" in str(s)} == {"politiegegevens"}
    assert len(stukken) == 10


def test_wijzigen_houdt_de_oude_toelichting_leesbaar(wereld: Wereld) -> None:
    casus_id = maak(wereld.regie)
    eerst = RelatieInvoer("vriend", "Timo", "2012", toelichting=UitspraakInvoer("Altijd samen.", bron="Moeder"))
    relatie_id = relaties.add_relatie(wereld.regie, casus_id, eerst)
    daarna = replace(eerst, soort="medeverdachte", naam="Timo de Wit", toelichting=UitspraakInvoer("Samen opgepakt."))
    relaties.amend_relatie(wereld.regie, casus_id, relatie_id, daarna)
    (rij,) = relaties.list_relaties(wereld.regie, casus_id)
    assert rij.toelichting is not None
    assert (rij.soort_label, rij.naam, rij.geboren, rij.toelichting.tekst) == (
        "Medeverdachte",
        "Timo de Wit",
        "2012",
        "Samen opgepakt.",
    )
    assert [u.tekst for u in uitspraken.toon_geschiedenis(wereld.regie, rij.toelichting.id)] == [
        "Samen opgepakt.",
        "Altijd samen.",
    ]
    (regel,) = regels(wereld.regie, "relatie.wijzigen")
    assert (regel.categorieen, regel.detail is not None) == ("gezin,politiegegevens", True)
    risico = replace(daarna, loopt_risico=True)
    wereld.klok.moment = wereld.klok.moment.replace(hour=9)
    relaties.amend_relatie(wereld.regie, casus_id, relatie_id, risico)
    assert relaties.list_relaties(wereld.regie, casus_id)[0].loopt_risico is True
    relaties.amend_relatie(wereld.regie, casus_id, relatie_id, replace(daarna, toelichting=None))
    (rij,) = relaties.list_relaties(wereld.regie, casus_id)
    assert (rij.toelichting, rij.loopt_risico) == (None, False)


def test_gezag_zoals_de_brp_het_zegt_blijft_bij_wijzigen_staan(wereld: Wereld) -> None:
    casus_id = maak(wereld.regie)
    relatie_id = relaties.add_relatie(wereld.regie, casus_id, MOEDER)
    with wereld.regie.doe() as t:
        rij = t.haal(Relatie, relatie_id)
        rij.gezag, rij.soort = "12", "grootouder"
        t.log("relatie.wijzigen", "relatie", relatie_id, casus_id=casus_id)
    relaties.amend_relatie(wereld.regie, casus_id, relatie_id, RelatieInvoer("grootouder", "Ewa", "", "12"))
    (een,) = relaties.list_relaties(wereld.regie, casus_id)
    assert (een.naam, een.gezag_label, een.soort_label) == ("Ewa", "Gezag volgens de BRP: 12", "Grootouder")
    with pytest.raises(OngeldigeInvoer):
        relaties.add_relatie(wereld.regie, casus_id, RelatieInvoer("grootouder", "Ewa", "", "12"))


def test_weghalen_trekt_de_toelichting_in(wereld: Wereld) -> None:
    casus_id = maak(wereld.regie)
    zegt = UitspraakInvoer("Geheimwoord.")
    relatie_id = relaties.add_relatie(wereld.regie, casus_id, RelatieInvoer("jim", "Opa", toelichting=zegt))
    relaties.remove_relatie(wereld.regie, casus_id, relatie_id)
    assert "Geheimwoord" not in str(uitspraken.list_uitspraken(wereld.regie, casus_id))
    with wereld.regie.doe() as t:
        assert "Geheimwoord" not in str(cut_dossier(t, t.haal(Casus, casus_id)))


# links to other casussen


def test_nergens_een_spoor_van_een_casus_die_men_niet_ziet(wereld: Wereld) -> None:
    """Not in the list, the drawing, its words for a screen reader, the SVG, the print, or the log."""
    broer = maak(wereld.regie, "zvh", voornamen="Bram", geboortedatum="2014-03-02")
    casus_id = maak(wereld.regie, "top_x", geboortedatum="2014-03-02")
    relaties.add_relatie(wereld.regie, casus_id, RelatieInvoer("broer_zus", andere_casus_id=broer))

    def alles(werkplek: Werkplek) -> str:
        stand = netwerk.toon_netwerk(werkplek, casus_id)
        beeld = netwerk.beeld_van(stand)
        pdf = tekst_van(netwerk.preview_netwerk(werkplek, casus_id))
        return f"{stand} {beeld.beschrijving()} {netwerk.teken(beeld, DRUK).decode()} {pdf}"

    sporen = ("PMG-2026-00001", str(broer), "tweeling", "zelfde adres")
    mijn, ander = alles(wereld.regie), alles(wereld.regie2)
    assert [spoor for spoor in sporen if spoor not in mijn] == [], "the test must be able to find them"
    assert [spoor for spoor in sporen if spoor in ander] == []
    assert "Bram" in ander
    assert "Bram" not in bladen(wereld.regie)


def test_op_papier_staat_geen_andere_casus(wereld: Wereld) -> None:
    broer = maak(wereld.regie, voornamen="Bram")
    casus_id = maak(wereld.regie)
    relaties.add_relatie(wereld.regie, casus_id, RelatieInvoer("broer_zus", andere_casus_id=broer))
    uitgave = netwerk.issue_netwerk(wereld.regie, casus_id, Wijze.PAPIER)
    pdf = tekst_van(uitgave.pdf)
    assert "Bram Łukasz" in pdf
    assert "INTERN – NIET VERSTREKKEN" in pdf
    assert "PMG-2026-00002" in pdf
    assert "PMG-2026-00001" not in pdf
    (regel,) = regels(wereld.regie, "samenvatting.uitgeven")
    assert (regel.casus_id, regel.categorieen, regel.ontvanger) == (str(casus_id), "gezin,identiteit", "intern")
    (bewaard,) = verstrekkingen.list_verstrekkingen(wereld.regie)
    assert bewaard.id == uitgave.verstrekking_id
    assert uitgaven.open_uitgave(wereld.regie, bewaard.id)[0] == uitgave.pdf


def test_een_meelezer_drukt_het_netwerk_niet_af(wereld: Wereld) -> None:
    casus_id = maak(wereld.regie)
    toewijzingen.assign_casus(wereld.regie, casus_id, wereld.lezer.gebruiker.id)
    assert netwerk.toon_netwerk(wereld.lezer, casus_id).afdrukken is False
    assert netwerk.toon_netwerk(wereld.regie, casus_id).afdrukken is True
    with pytest.raises(GeenToegang):
        netwerk.preview_netwerk(wereld.lezer, casus_id)
    with pytest.raises(GeenToegang):
        netwerk.issue_netwerk(wereld.lezer, casus_id, Wijze.PAPIER)
    assert verstrekkingen.list_verstrekkingen(wereld.regie) == ()


def test_wie_het_verband_niet_ziet_wist_het_niet_door_te_wijzigen(wereld: Wereld) -> None:
    broer = maak(wereld.regie, "zvh", voornamen="Bram")
    casus_id = maak(wereld.regie, "top_x")
    relatie_id = relaties.add_relatie(wereld.regie, casus_id, RelatieInvoer("broer_zus", andere_casus_id=broer))
    relaties.amend_relatie(wereld.regie2, casus_id, relatie_id, RelatieInvoer("broer_zus", "Bram Ł."))
    (rij,) = relaties.list_relaties(wereld.regie, casus_id)
    assert (rij.naam, rij.andere_casus_id) == ("Bram Ł.", broer)
    relaties.amend_relatie(wereld.regie, casus_id, relatie_id, RelatieInvoer("broer_zus", "Bram Ł."))
    assert relaties.list_relaties(wereld.regie, casus_id)[0].andere_casus_id is None


def maak_tweede(t: Transactie, jongere_id: UUID) -> UUID:
    """A second casus about the same jongere, at another table."""
    casus = Casus(
        id=t.nieuw_id(), nummer="PMG-2026-00099", jongere_id=jongere_id, status=CasusStatus.OPEN,
        regisseur_id=t.gebruiker.id, geopend_op=t.vandaag, gewijzigd_op=t.nu, door_id=t.gebruiker.id, op=t.nu,
    )  # fmt: skip
    t.db.add(casus)
    t.db.flush()
    t.db.add(CasusTafel(id=t.nieuw_id(), casus_id=casus.id, tafel="top_x", van=t.vandaag))
    t.log("casus.openen", "casus", casus.id, casus_id=casus.id)
    return casus.id


def test_wie_de_ene_casus_vastlegt_is_van_die_casus_alleen(wereld: Wereld) -> None:
    """From a second casus of one jongere nobody sees, changes or removes whom the first recorded."""
    een = maak(wereld.regie, "zvh")
    with wereld.regie.doe() as t:
        tweede = maak_tweede(t, t.haal(Casus, een).jongere_id)
    zegt = UitspraakInvoer("Kwetterzolder.")
    relatie_id = relaties.add_relatie(
        wereld.regie, een, RelatieInvoer("broer_zus", "Bram", loopt_risico=True, toelichting=zegt)
    )
    assert relaties.list_relaties(wereld.regie2, tweede) == ()
    with wereld.regie2.doe() as t:
        stukken = str(cut_dossier(t, t.haal(Casus, tweede)))
    assert [woord for woord in ("Kwetterzolder", "Bram") if woord in stukken] == []
    with pytest.raises(GeenToegang):
        relaties.amend_relatie(wereld.regie2, tweede, relatie_id, RelatieInvoer("broer_zus", "Anders"))
    with pytest.raises(GeenToegang):
        relaties.remove_relatie(wereld.regie2, tweede, relatie_id)
    (mijn,) = relaties.list_relaties(wereld.regie, een)
    assert mijn.toelichting is not None
    assert (mijn.naam, mijn.toelichting.tekst, mijn.loopt_risico) == ("Bram", "Kwetterzolder.", True)


def test_een_relatie_van_voor_deze_versie_is_van_elke_casus_van_de_jongere(wereld: Wereld) -> None:
    een = maak(wereld.regie, "zvh")
    with wereld.regie.doe() as t:
        tweede = maak_tweede(t, t.haal(Casus, een).jongere_id)
    relatie_id = relaties.add_relatie(wereld.regie, een, MOEDER)
    with wereld.regie.doe() as t:
        t.db.execute(sa.delete(Relatieplek))
        t.log("relatie.wijzigen", "relatie", relatie_id)
    zegt = UitspraakInvoer("Kwetterzolder.")
    relaties.amend_relatie(wereld.regie, een, relatie_id, replace(MOEDER, toelichting=zegt))
    (rij,) = relaties.list_relaties(wereld.regie2, tweede)
    assert (rij.naam, rij.toelichting) == (MOEDER.naam, None)
    relaties.remove_relatie(wereld.regie2, tweede, relatie_id)
    assert relaties.list_relaties(wereld.regie, een) == ()
    assert "Kwetterzolder." in [u.tekst for u in uitspraken.list_uitspraken(wereld.regie, een)]


def test_wie_een_casus_vastlegde_gaat_met_die_casus_ook_als_de_jongere_blijft(wereld: Wereld) -> None:
    een = maak(wereld.regie, "zvh")
    with wereld.regie.doe() as t:
        tweede = maak_tweede(t, t.haal(Casus, een).jongere_id)
    relaties.add_relatie(wereld.regie, een, RelatieInvoer("vriend", "Wegmetdeze"))
    blijft = relaties.add_relatie(wereld.regie, tweede, RelatieInvoer("vriend", "Blijftstaan"))
    with wereld.regie.doe() as t:
        aantallen = wissen.voer_uit(t.db, wissen.maak_plan(t.db, een))
        t.log("casus.vernietigen", "casus", een, casus_id=een)
        assert list(t.db.scalars(sa.select(Relatie.id))) == [blijft]
    assert (aantallen["relatie"], aantallen["relatieplek"]) == (1, 1)
    assert [rij.naam for rij in relaties.list_relaties(wereld.regie, tweede)] == ["Blijftstaan"]


# twins and suggestions


def test_tweeling_op_een_adres_staat_er_alleen_als_beide_te_zien_zijn(wereld: Wereld) -> None:
    zus = maak(wereld.regie, voornamen="Anna", geboortedatum="2012-03-02")
    casus_id = maak(wereld.regie, geboortedatum="2012-03-02")
    relaties.add_relatie(wereld.regie, casus_id, RelatieInvoer("broer_zus", andere_casus_id=zus))
    (rij,) = relaties.list_relaties(wereld.regie, casus_id)
    assert rij.band == "tweeling, zelfde adres"


@pytest.mark.parametrize(
    ("geboren", "geheim", "band"), [("2012", False, "zelfde adres"), ("2012-03-02", True, "tweeling")]
)
def test_een_half_bekende_dag_is_geen_tweeling_en_een_geheim_adres_wordt_niet_vergeleken(
    wereld: Wereld, geboren: str, geheim: bool, band: str
) -> None:
    zus = maak(wereld.regie, voornamen="Anna", geboortedatum=geboren, adres_geheim=geheim)
    casus_id = maak(wereld.regie, geboortedatum=geboren)
    relaties.add_relatie(wereld.regie, casus_id, RelatieInvoer("broer_zus", andere_casus_id=zus))
    assert relaties.list_relaties(wereld.regie, casus_id)[0].band == band


def test_een_vermoeden_van_familie_is_alleen_een_vermoeden(wereld: Wereld) -> None:
    zus = maak(wereld.regie, voornamen="Anna")
    maak(wereld.regie, voornamen="Buur", geslachtsnaam="Anders")
    maak(wereld.regie, voornamen="Geheim", adres_geheim=True)
    maak(wereld.regie2, "top_x", voornamen="Verborgen")
    casus_id = maak(wereld.regie)
    stand = netwerk.toon_netwerk(wereld.regie, casus_id)
    assert [(s.naam, s.reden, s.casus_id == zus) for s in stand.suggesties] == [
        ("Buur Anders", "zelfde adres", False),
        ("Anna Łukasz", "zelfde adres en achternaam", True),
    ]
    assert stand.personen == ()
    relaties.add_relatie(wereld.regie, casus_id, RelatieInvoer("broer_zus", andere_casus_id=zus))
    assert [s.naam for s in netwerk.toon_netwerk(wereld.regie, casus_id).suggesties] == ["Buur Anders"]


def test_van_een_geheim_adres_komt_geen_vermoeden(wereld: Wereld) -> None:
    maak(wereld.regie, voornamen="Anna")
    casus_id = maak(wereld.regie, adres_geheim=True)
    assert netwerk.toon_netwerk(wereld.regie, casus_id).suggesties == ()


def test_slachtoffer_staat_in_de_tekening_en_nooit_bij_de_antecedenten(wereld: Wereld) -> None:
    casus_id = maak(wereld.regie)
    assert netwerk.toon_slachtoffer(wereld.regie, casus_id) is False
    indelen.judge_kenmerk(wereld.regie, casus_id, KenmerkSoort.SLACHTOFFER, True, "Politie")
    assert netwerk.toon_slachtoffer(wereld.regie, casus_id) is True
    stand = netwerk.toon_netwerk(wereld.regie, casus_id)
    assert netwerk.beeld_van(stand).midden == ("Zoë Łukasz", "tussen 11 en 12 jaar", "ook slachtoffer")
    assert indelen.toets_casus(wereld.regie, casus_id).gegevens.antecedenten == 0
    wereld.klok.moment = wereld.klok.moment.replace(hour=9)
    indelen.judge_kenmerk(wereld.regie, casus_id, KenmerkSoort.SLACHTOFFER, False, "Politie")
    assert netwerk.toon_netwerk(wereld.regie, casus_id).slachtoffer is False


def test_bij_een_overdracht_blijft_hier_wat_van_iemand_gezegd_is_en_de_groep(wereld: Wereld) -> None:
    casus_id = maak(wereld.regie)
    zegt = UitspraakInvoer("Blijft hier.")
    relaties.add_relatie(
        wereld.regie, casus_id, RelatieInvoer("broer_zus", "Bram", loopt_risico=True, toelichting=zegt)
    )
    groepen.make_groep(wereld.regie, GroepInvoer("huishouden", "Thuis", "pga_lokaal"), (casus_id,))
    with wereld.regie.doe() as t:
        casus = t.haal(Casus, casus_id)
        netwerkstukken = [stuk for stuk in cut_dossier(t, casus) if stuk.rubriek is Rubriek.NETWERK]
        mee, blijft = splits(t, casus, netwerkstukken)
    assert [stuk.titel for stuk in mee] == ["Broer of zus"]
    assert [stuk.titel for stuk in blijft] == [
        "Loopt zelf ook risico",
        "Toelichting bij: broer of zus",
        "Lid van een huishouden",
    ]
