"""The beheerder edits the profile in the program: validated, kept as versions, and old records stay readable."""

from __future__ import annotations

import tomllib
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from pmg_desk.domain.fouten import GeenToegang, OngeldigeInvoer
from pmg_desk.domain.profiel import ProfielFout, Sector
from pmg_desk.domain.profiel.geschiedenis import keep_removed, with_removed
from pmg_desk.domain.profiel.schrijven import tables_of, write_toml
from pmg_desk.domain.profiel.sectie import label_van, naam_van
from pmg_desk.domain.samenvatting import Rubriek
from pmg_desk.services import adresboek, betrokkenen, profielstand, profielversies, stukken
from pmg_desk.services import profielbeheer as beheer
from pmg_desk.services.gebruikers import assign_tafels
from pmg_desk.services.profielen import Profielbron
from pmg_desk.storage import gebruikers as opslag
from pmg_desk.storage import logregels
from pmg_desk.storage.models import ProfielVersie
from tests.casusbouw import maak
from tests.kluisdoos import Kluisdoos
from tests.wereld import Wereld

WIJK = {"label": "Noord", "buurten": "Haven\n\nDuin ", "bron": "besluit 2026", "zekerheid": "F", "sleutel": ""}


def nieuwe_wijk(wereld: Wereld, **anders: Any) -> str:
    return beheer.save_record(wereld.beheer, "wijken", "", {**WIJK, **anders})


def pas_aan(wereld: Wereld, sectie: str, sleutel: str, **anders: Any) -> None:
    open_ = beheer.open_record(wereld.beheer, sectie, sleutel)
    beheer.save_record(wereld.beheer, sectie, sleutel, {**open_.waarden, **anders})


def aantal_versies(wereld: Wereld) -> int:
    with wereld.beheer.doe() as t:
        return len(opslag.profielversies(t.db))


class TestBewaren:
    def test_a_new_thing_is_in_force_at_once_and_logged(self, wereld: Wereld) -> None:
        with wereld.beheer.doe() as t:
            voor = logregels.stand(t.db)[0]
        gehoord: list[frozenset[Any]] = []
        wereld.beheer.bij_wijziging(gehoord.append)
        assert nieuwe_wijk(wereld) == "noord"
        wijk = wereld.beheer.profiel.wijken["noord"]
        assert (wijk.label, wijk.buurten, list(wereld.beheer.profiel.wijken)[-1]) == (
            "Noord",
            ("Haven", "Duin"),
            "noord",
        )
        assert gehoord == [frozenset({("profiel", None)})]
        with wereld.beheer.doe() as t:
            assert logregels.stand(t.db)[0] == voor + 1

    def test_a_failed_save_leaves_the_profile_in_force(self, wereld: Wereld) -> None:
        profiel = wereld.beheer.profiel
        with pytest.raises(OngeldigeInvoer) as fout:
            pas_aan(wereld, "doelgroepen", "jonge_aanwas", leeftijd_van=30)
        assert list(fout.value.velden) == ["leeftijd_tot"]
        assert fout.value.velden["leeftijd_tot"].startswith("De leeftijd van (30)")
        assert wereld.beheer.profiel is profiel
        assert aantal_versies(wereld) == 1

    @pytest.mark.parametrize(
        ("anders", "veld"),
        [
            ({"label": ""}, "sleutel"),
            ({"sleutel": "Noord Één"}, "sleutel"),
            ({"sleutel": "moerwijk"}, "sleutel"),
            ({"label": "Moerwijk", "sleutel": ""}, "label"),
            ({"label": "moerwijk", "sleutel": "anders"}, "label"),
            ({"bron": ""}, "wijken"),
            ({"buurten": "a\na"}, "buurten"),
            ({"label": "x" * 4001}, "label"),
            ({"label": "zwart\u202eschrift"}, "label"),
        ],
    )
    def test_what_is_wrong_is_said_at_the_field(self, wereld: Wereld, anders: dict[str, str], veld: str) -> None:
        with pytest.raises(OngeldigeInvoer) as fout:
            nieuwe_wijk(wereld, **anders)
        assert list(fout.value.velden) == ([veld] if veld != "wijken" else ["bron"])
        assert aantal_versies(wereld) == 1

    def test_saving_nothing_makes_no_version(self, wereld: Wereld) -> None:
        with pytest.raises(profielstand.NietsGewijzigd):
            pas_aan(wereld, "wijken", "moerwijk")
        assert aantal_versies(wereld) == 1

    def test_only_the_beheerder_edits(self, wereld: Wereld) -> None:
        for wie in (wereld.regie, wereld.privacy, wereld.lezer):
            for doe in (
                lambda wp: beheer.save_record(wp, "wijken", "", WIJK),
                lambda wp: beheer.remove_record(wp, "wijken", "moerwijk"),
                profielversies.list_versies,
                profielversies.export_profiel,
            ):
                with pytest.raises(GeenToegang):
                    doe(wie)

    def test_a_setting_keeps_its_bounds(self, wereld: Wereld) -> None:
        pas_aan(wereld, "instellingen", "cel_drempel", waarde=8, bron="advies FG", zekerheid="F")
        assert wereld.beheer.profiel.instellingen.cel_drempel.waarde == 8
        with pytest.raises(OngeldigeInvoer) as fout:
            pas_aan(wereld, "instellingen", "cel_drempel", waarde=2)
        assert fout.value.velden == {"waarde": "Dit getal moet van 3 tot en met 100 zijn."}

    def test_an_upper_age_that_does_not_count_stays_as_it_was_written(self, wereld: Wereld) -> None:
        pas_aan(wereld, "regels", "leeftijd_tot_telt_mee", waarde=False)
        assert wereld.beheer.profiel.doelgroepen["jonge_aanwas"].leeftijd_tot == 22
        assert beheer.open_record(wereld.beheer, "doelgroepen", "jonge_aanwas").waarden["leeftijd_tot"] == 23

    def test_phases_are_lines_of_key_and_name(self, wereld: Wereld) -> None:
        with pytest.raises(OngeldigeInvoer) as fout:
            pas_aan(wereld, "tafels", "top_x", fasen="een = Een\ntwee")
        assert fout.value.velden == {"fasen": "Regel 2 is geen ‘sleutel = naam’."}
        oud = wereld.beheer.profiel.tafels["top_x"].fasen
        pas_aan(wereld, "tafels", "top_x", fasen="een = Een\ntwee = Twee")
        nieuw = wereld.beheer.profiel.tafels["top_x"].fasen
        assert dict(nieuw) == {"een": "Een", "twee": "Twee"}
        assert {label_van(nieuw, s) for s in oud} == set(oud.values())

    def test_the_order_is_moved(self, wereld: Wereld) -> None:
        eerst = list(wereld.beheer.profiel.wijken)
        beheer.move_record(wereld.beheer, "wijken", eerst[0], 1)
        assert list(wereld.beheer.profiel.wijken) == [eerst[1], eerst[0], *eerst[2:]]
        verschil = profielversies.list_versies(wereld.beheer)[0].verschillen
        assert [(v.onderdeel, v.veld) for v in verschil] == [("Wijken", "Volgorde")]


class TestWeg:
    def test_an_old_record_keeps_its_name_and_the_key_its_meaning(self, wereld: Wereld) -> None:
        nieuwe_wijk(wereld)
        beheer.remove_record(wereld.beheer, "wijken", "noord")
        wijken = wereld.beheer.profiel.wijken
        assert ("noord" in wijken, label_van(wijken, "noord")) == (False, "Noord")
        with pytest.raises(OngeldigeInvoer) as fout:
            nieuwe_wijk(wereld, label="Noordereiland", sleutel="noord")
        assert "‘Noord’" in fout.value.velden["sleutel"]
        assert nieuwe_wijk(wereld) == "noord"

    def test_the_name_is_the_last_one_it_had(self, wereld: Wereld) -> None:
        nieuwe_wijk(wereld)
        pas_aan(wereld, "wijken", "noord", label="Noord aan Zee")
        beheer.remove_record(wereld.beheer, "wijken", "noord")
        with wereld.beheer.doe() as t:
            bron = opslag.profielversies(t.db)[0]
            opnieuw = profielstand.read_profiel(t.db, Profielbron(bron.sleutel, bron.toml, bron.basis_toml))
        assert label_van(opnieuw.wijken, "noord") == "Noord aan Zee"

    def test_what_is_still_needed_says_where(self, wereld: Wereld) -> None:
        thema = wereld.beheer.profiel.leefgebieden["financien"].thema
        with pytest.raises(beheer.NogNodig) as fout:
            beheer.remove_record(wereld.beheer, "themas", thema)
        assert "is nog nodig voor ‘" in fout.value.wat
        assert "(Leefgebieden, Thema)" in fout.value.wat

    def test_fixed_things_cannot_go(self, wereld: Wereld) -> None:
        assert not beheer.open_record(wereld.beheer, "datacategorieen", "gezondheid").mag_weg
        with pytest.raises(beheer.NogNodig):
            beheer.remove_record(wereld.beheer, "datacategorieen", "gezondheid")

    def test_use_is_counted_beforehand(self, wereld: Wereld) -> None:
        assert beheer.count_gebruik(wereld.beheer, "wijken", "moerwijk").zin == ""
        assert beheer.count_gebruik(wereld.beheer, "tafels", "pga_lokaal").zin == (
            "‘PGA lokaal’ is in gebruik: minder dan 5 gebruikers aan die tafel."
            " Wat er al staat blijft leesbaar; kiezen kan daarna niet meer."
        )

    def test_below_the_threshold_only_that_it_is_used(self, wereld: Wereld) -> None:
        """Who changes the profile sees no casus, and must not follow one from number to number."""
        zinnen = set()
        for nr in range(4):
            maak(wereld.regie, geslachtsnaam=f"Nummer {nr}")
            zinnen.add(beheer.count_gebruik(wereld.beheer, "tafels", "pga_lokaal").zin)
        (zin,) = zinnen
        assert "minder dan 5 tafels van casussen" in zin
        assert "Er zijn nu nog minder dan 5 casussen aan deze tafel;" in zin
        maak(wereld.regie, geslachtsnaam="Nummer 5")
        zin = beheer.count_gebruik(wereld.beheer, "tafels", "pga_lokaal").zin
        assert " 5 tafels van casussen" in zin.replace("minder dan 5", "")
        assert "Er zijn nu nog 5 casussen aan deze tafel;" in zin


class TestVersies:
    def test_history_says_who_when_and_what_field_by_field(self, wereld: Wereld) -> None:
        nieuwe_wijk(wereld)
        wereld.klok.moment += timedelta(hours=1)
        pas_aan(wereld, "wijken", "noord", label="Noord aan Zee")
        laatste, tweede, eerste = profielversies.list_versies(wereld.beheer)
        assert [(v.naam, v.veld, v.voor, v.na) for v in laatste.verschillen] == [
            ("Noord aan Zee", "Naam", "Noord", "Noord aan Zee")
        ]
        assert [(v.naam, v.veld, v.voor, v.na) for v in tweede.verschillen] == [("Noord", "", "", "Noord")]
        assert (laatste.door, laatste.geldt, eerste.eerste, eerste.verschillen) == ("B. Beheerder", True, True, ())
        assert [v.sinds - eerste.sinds for v in (laatste, tweede)] == [timedelta(hours=1), timedelta(microseconds=1)]

    def test_going_back_is_a_new_version(self, wereld: Wereld) -> None:
        nieuwe_wijk(wereld)
        eerste = profielversies.list_versies(wereld.beheer)[-1]
        profielversies.restore_versie(wereld.beheer, eerste.id)
        assert [list(wereld.beheer.profiel.wijken), aantal_versies(wereld)] == [list(wereld.profiel.wijken), 3]
        assert label_van(wereld.beheer.profiel.wijken, "noord") == "Noord"

    def test_the_latest_counts_also_when_the_clock_goes_back(self, wereld: Wereld) -> None:
        wereld.klok.moment = wereld.klok.nu() - timedelta(days=2)
        nieuwe_wijk(wereld)
        with wereld.beheer.doe() as t:
            assert "noord" in opslag.profielversies(t.db)[0].toml

    def test_a_version_that_cannot_be_read_hides_no_other(self, wereld: Wereld) -> None:
        nieuwe_wijk(wereld)
        with wereld.beheer.doe() as t:
            t.db.add(
                ProfielVersie(id=t.nieuw_id(), sleutel="x", toml="stuk", sinds=t.nu - timedelta(days=1), door_id=None)
            )
            t.log("profiel.wijzigen", "profiel")
        assert [v.naam for v in profielversies.list_versies(wereld.beheer)] == [
            "Den Haag Zuidwest",
            "Den Haag Zuidwest",
            "x",
        ]


class TestBestand:
    def test_what_is_exported_is_what_is_imported(self, wereld: Wereld, tmp_path: Path) -> None:
        nieuwe_wijk(wereld)
        bestand = tmp_path / "mijn eigen naam.toml"
        bestand.write_bytes(profielversies.export_profiel(wereld.beheer))
        voorbeeld = profielversies.preview_import(wereld.beheer, bestand)
        assert voorbeeld.verschillen == ()
        with pytest.raises(profielstand.NietsGewijzigd):
            profielversies.apply_import(wereld.beheer, voorbeeld)
        beheer.remove_record(wereld.beheer, "wijken", "noord")
        voorbeeld = profielversies.preview_import(wereld.beheer, bestand)
        assert [(v.onderdeel, v.naam, v.voor, v.na) for v in voorbeeld.verschillen] == [
            ("Wijken", "Noord", "", "Noord")
        ]
        profielversies.apply_import(wereld.beheer, voorbeeld)
        assert wereld.beheer.profiel.wijken["noord"].bron == "besluit 2026"

    def test_the_preview_says_what_goes_and_is_in_use(self, wereld: Wereld, tmp_path: Path) -> None:
        maak(wereld.regie)
        tabellen = tomllib.loads(profielversies.export_profiel(wereld.beheer).decode())
        del tabellen["uitkomsten"][next(iter(tabellen["uitkomsten"]))]
        tabellen["tafels"]["anders"] = tabellen["tafels"].pop("pga_lokaal") | {"label": "Anders"}
        bestand = tmp_path / "x.toml"
        bestand.write_text(write_toml(tabellen).replace('"pga_lokaal"', '"anders"'), "utf-8")
        voorbeeld = profielversies.preview_import(wereld.beheer, bestand)
        assert [(v.onderdeel, v.voor) for v in voorbeeld.verschillen if not v.veld and not v.na] == [
            ("Uitkomsten", naam_van(next(iter(wereld.profiel.uitkomsten.values())))),
            ("Overlegtafels", "PGA lokaal"),
        ]
        (zin,) = voorbeeld.waarschuwingen
        assert zin == (
            "‘PGA lokaal’ is in gebruik: minder dan 5 tafels van casussen, minder dan 5 gebruikers aan die tafel."
            " Wat er al staat blijft leesbaar; kiezen kan daarna niet meer. Er zijn nu nog minder dan 5 casussen aan"
            " deze tafel; de tafel blijft bereikbaar tot ze er weg zijn."
        )
        assert aantal_versies(wereld) == 1

    @pytest.mark.parametrize(
        "inhoud",
        [b"", b"\xff\xfe\x00", b"naam = ", b"x" * 9_000_000, b"a=" + b"[" * 100_000, b'basis = "../../etc/passwd"'],
    )
    def test_a_hostile_file_is_refused_in_dutch_and_changes_nothing(
        self, wereld: Wereld, tmp_path: Path, inhoud: bytes
    ) -> None:
        bestand = tmp_path / "kwaad.toml"
        bestand.write_bytes(inhoud)
        with pytest.raises(ProfielFout) as fout:
            profielversies.preview_import(wereld.beheer, bestand)
        assert fout.value.wat.startswith("Het profiel kwaad.toml klopt niet")
        assert aantal_versies(wereld) == 1


def test_a_vault_that_is_opened_again_has_the_last_profile_and_the_names_of_before(kluisdoos: Kluisdoos) -> None:
    bea = kluisdoos.bea()
    beheer.save_record(bea, "wijken", "", WIJK)
    beheer.save_record(bea, "wijken", "", {**WIJK, "label": "Zuid"})
    beheer.remove_record(bea, "wijken", "noord")
    kluisdoos.sluit(bea)
    wijken = kluisdoos.carla().profiel.wijken
    assert ("zuid" in wijken, "noord" in wijken, label_van(wijken, "noord")) == (True, False, "Noord")


def test_who_sits_at_a_table_that_went_stays_there_when_another_is_added(wereld: Wereld, tmp_path: Path) -> None:
    tabellen = tomllib.loads(profielversies.export_profiel(wereld.beheer).decode())
    tabellen["tafels"]["anders"] = tabellen["tafels"].pop("pga_lokaal") | {"label": "Anders"}
    bestand = tmp_path / "x.toml"
    bestand.write_text(write_toml(tabellen).replace('"pga_lokaal"', '"anders"'), "utf-8")
    profielversies.apply_import(wereld.beheer, profielversies.preview_import(wereld.beheer, bestand))
    assign_tafels(wereld.beheer, wereld.regie.gebruiker.id, ("pga_lokaal", "anders"))
    with wereld.beheer.doe() as t:
        assert set(opslag.tafels_van(t.db, t.vandaag)[wereld.regie.gebruiker.id]) == {"pga_lokaal", "anders"}
    with pytest.raises(OngeldigeInvoer):
        assign_tafels(wereld.beheer, wereld.regie.gebruiker.id, ("nooit_geweest",))


def test_a_care_organisation_whose_kind_was_taken_out_still_counts_as_health(wereld: Wereld) -> None:
    """That somebody of care is involved says something about health (AVG 9), also after the profile changed."""
    casus_id = maak(wereld.regie)
    soort = next(s for s, o in wereld.profiel.organisaties.items() if o.sector is Sector.ZORG)
    organisatie = adresboek.add_organisatie(wereld.regie, adresboek.OrganisatieInvoer("De Kade", soort))
    wie = adresboek.add_professional(wereld.regie, adresboek.ProfessionalInvoer(organisatie, "J. Kade", "Behandelaar"))
    betrokkenen.add_betrokkene(wereld.regie, casus_id, betrokkenen.BetrokkeneInvoer(wie, "behandelt"))
    eerst = tables_of(wereld.profiel)
    na = {**eerst, "organisaties": {s: r for s, r in eerst["organisaties"].items() if s != soort}}
    zonder = {s: o for s, o in wereld.profiel.organisaties.items() if s != soort}
    nieuw = with_removed(replace(wereld.profiel, organisaties=zonder), keep_removed(eerst, na, {}))
    for profiel in (wereld.profiel, nieuw):
        wereld.regie.profiel = profiel
        with wereld.regie.doe() as t:
            rubriek = [s for s in stukken.cut_dossier(t, t.casus(casus_id)) if s.rubriek is Rubriek.BETROKKENEN]
        assert [s.categorie for s in rubriek] == ["gezondheid"]
