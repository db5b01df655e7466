"""How a programme goes: what is written of its efforts, what partners read in numbers, and only what was shown."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from uuid import UUID

import pytest
import sqlalchemy as sa
from sqlalchemy.exc import IntegrityError

from pmg_desk.domain.beeld import Wijze
from pmg_desk.domain.beeldgetal import NIET_GETELD, Merk
from pmg_desk.domain.fouten import GeenToegang, IntussenGewijzigd, NietGevonden, OngeldigeInvoer
from pmg_desk.domain.kwartaal import Kwartaal
from pmg_desk.domain.monitoring import Jaarsom
from pmg_desk.reports.tekening import DRUK
from pmg_desk.services import beeld, monitoring
from pmg_desk.services.beeldinstellingen import set_instellingen
from pmg_desk.services.beeldkwartalen import settle_kwartaal
from pmg_desk.services.casussen import open_casus
from pmg_desk.services.duiding import DuidingInvoer, DuidingInzicht, add_duiding, withdraw_duiding
from pmg_desk.services.monitoring import draw_trends, set_nulmeting, show_monitoring, toon_punt, toon_verschil
from pmg_desk.services.programma import (
    DoelInzicht,
    EerdereStand,
    InspanningInvoer,
    find_inspanningen,
    save_inspanning,
    show_programma,
)
from pmg_desk.services.streeftellingen import TellingInvoer, Tellingreeks, add_telling, withdraw_telling
from pmg_desk.services.werkplek import Werkplek
from pmg_desk.storage.models import Inspanningstand, Inspanningversie, Streeftelling
from tests.casusbouw import bladen, nieuwe
from tests.programmabouw import settle
from tests.wereld import Wereld, gemeente

LOOPT = Inspanningstand.LOOPT
NU, EERDER, LATER = "2026-Q4", "2026-Q3", "2027-Q1"


def schrijf(werkplek: Werkplek, versie: int | None = None, **anders: object) -> None:
    save_inspanning(werkplek, replace(InspanningInvoer("9", NU, LOOPT, "Drie tafels", "Twee tafels"), **anders), versie)  # type: ignore[arg-type]


def doelen(werkplek: Werkplek) -> dict[str, DoelInzicht]:
    return {doel.sleutel: doel for opgave in show_programma(werkplek).opgaven for doel in opgave.doelen}


def gelezen(werkplek: Werkplek, meting: str) -> tuple[DuidingInzicht, ...]:
    alle = (een for lijn in show_monitoring(werkplek).lijnen for een in lijn.metingen)
    return next(een.duidingen for een in alle if een.meting.sleutel == meting)


def velden(fout: pytest.ExceptionInfo[OngeldigeInvoer]) -> set[str]:
    return set(fout.value.velden)


class TestInspanningen:
    def test_every_effort_of_each_profile_stands_once_under_its_goal(self, wereld: Wereld) -> None:
        for profiel, aantallen in (("den-haag-zuidwest", [8, 7, 1, 3]), ("maastricht", [6, 9, 7])):
            wereld.regie.profiel = gemeente(profiel)
            opgaven = show_programma(wereld.regie).opgaven
            per_opgave = [[i.sleutel for doel in opgave.doelen for i in doel.inspanningen] for opgave in opgaven]
            assert [len(een) for een in per_opgave] == aantallen
            assert [s for een in per_opgave for s in een] == list(gemeente(profiel).inspanningen)
        wereld.regie.profiel = gemeente("landelijk")
        assert (show_programma(wereld.regie).opgaven, show_programma(wereld.regie).streefwaarden) == ((), ())

    def test_what_was_written_is_kept_per_quarter_with_who_and_counts_once(self, wereld: Wereld) -> None:
        schrijf(wereld.regie)
        schrijf(wereld.beheer, kwartaal=EERDER, stand=Inspanningstand.VERTRAAGD)
        (negen,) = (i for i in doelen(wereld.lezer)["2.1"].inspanningen if i.sleutel == "9")
        assert [(k.kwartaal, k.stand, k.gepland, k.gedaan, k.door) for k in negen.kwartalen] == [
            (Kwartaal(2026, 4), LOOPT, "Drie tafels", "Twee tafels", "C. Regisseur"),
            (Kwartaal(2026, 3), Inspanningstand.VERTRAAGD, "Drie tafels", "Twee tafels", "B. Beheerder"),
        ]
        schrijf(wereld.regie, versie=1, gedaan="Drie tafels")
        with pytest.raises(IntussenGewijzigd):
            schrijf(wereld.beheer, versie=1, gedaan="Alles")
        with pytest.raises(IntussenGewijzigd):
            schrijf(wereld.beheer, gedaan="Alles")
        assert doelen(wereld.regie)["2.1"].inspanningen[0].in_kwartaal(Kwartaal(2026, 4)).gedaan == "Drie tafels"  # type: ignore[union-attr]

    def test_what_was_written_before_stays_beside_it_with_who_and_when(self, wereld: Wereld) -> None:
        eerst = wereld.klok.nu()
        schrijf(wereld.regie)
        wereld.klok.moment += timedelta(days=1)
        dan = wereld.klok.nu()
        schrijf(wereld.beheer, versie=1, gedaan="Alles", stand=Inspanningstand.GEREED)
        schrijf(wereld.beheer, versie=2, gedaan="Alles", stand=Inspanningstand.GEREED)  # the same again: no version
        wereld.klok.moment += timedelta(days=1)
        schrijf(wereld.regie, versie=2, gedaan="", gepland="")
        stand = doelen(wereld.lezer)["2.1"].inspanningen[0].in_kwartaal(Kwartaal(2026, 4))
        assert stand is not None
        assert (stand.versie, stand.gedaan) == (3, "")
        assert stand.eerder == (
            EerdereStand(Inspanningstand.GEREED, "Drie tafels", "Alles", "B. Beheerder", dan),
            EerdereStand(LOOPT, "Drie tafels", "Twee tafels", "C. Regisseur", eerst),
        )
        with pytest.raises(IntegrityError), wereld.regie.doe() as t:
            t.db.execute(sa.update(Inspanningversie).values(gedaan="Anders"))

    def test_an_effort_is_found_by_its_number_and_by_a_part_of_its_name(self, wereld: Wereld) -> None:
        assert [een.sleutel for een in find_inspanningen(wereld.lezer, " 9. ")] == ["9"]
        assert [een.sleutel for een in find_inspanningen(wereld.regie, "SIGNALERINGSKETEN")] == ["9"]
        assert find_inspanningen(wereld.regie, " ") == ()

    def test_a_quarter_that_has_not_begun_is_only_planned(self, wereld: Wereld) -> None:
        with pytest.raises(OngeldigeInvoer) as fout:
            schrijf(wereld.regie, kwartaal=LATER)
        assert velden(fout) == {"gedaan", "stand"}
        schrijf(wereld.regie, kwartaal=LATER, gedaan="", stand=Inspanningstand.NIET_BEGONNEN)
        for anders in (
            {"inspanning": "20"},
            {"kwartaal": "2040-Q1"},
            {"kwartaal": "straks"},
            {"gepland": "Gesprek over PMG-2026-1"},
            {"gedaan": "Gesproken met 111.222.333"},
        ):
            with pytest.raises(OngeldigeInvoer) as fout:
                schrijf(wereld.regie, None, **anders)
            assert velden(fout) == set(anders)

    def test_officer_and_reader_read_and_the_log_holds_no_word(self, wereld: Wereld) -> None:
        for wie in (wereld.privacy, wereld.lezer):
            with pytest.raises(GeenToegang):
                schrijf(wie)
            with pytest.raises(GeenToegang):
                add_duiding(wie, DuidingInvoer(NU, "inspanning:9", "Zonder recht", "OM"))
        schrijf(wereld.regie)
        add_duiding(wereld.regie, DuidingInvoer(NU, "inspanning:9", "Markertekst", "Markerpartner"))
        log = bladen(wereld.regie)
        assert "inspanning.vastleggen" in log
        assert "duiding.vastleggen" in log
        assert not any(woord in log for woord in ("Drie tafels", "Markertekst", "Markerpartner"))

    def test_an_effort_that_the_profile_lost_keeps_what_was_written(self, wereld: Wereld) -> None:
        schrijf(wereld.regie)
        wereld.regie.profiel = gemeente("landelijk")
        (weg,) = show_programma(wereld.regie).vervallen
        assert (weg.sleutel, weg.kwartalen[0].gedaan) == ("9", "Twee tafels")


class TestDuiding:
    def test_it_is_added_beside_and_dated(self, wereld: Wereld) -> None:
        settle(wereld.privacy, EERDER, aanmeldingen=41)
        add_duiding(wereld.regie, DuidingInvoer(EERDER, "aanmeldingen", "Meer uit Moerwijk.", "Kernpartners"))
        add_duiding(wereld.beheer, DuidingInvoer(NU, "doel:2.1", "De keten werkt.", "Politie en OM"))
        (aanmeldingen,) = gelezen(wereld.lezer, "aanmeldingen")
        assert (aanmeldingen.onderwerp_label, aanmeldingen.tekst, aanmeldingen.wie) == (
            "Aanmeldingen bij een tafel",
            "Meer uit Moerwijk.",
            "Kernpartners",
        )
        assert (aanmeldingen.door, aanmeldingen.op) == ("C. Regisseur", wereld.klok.nu())
        assert [d.tekst for d in doelen(wereld.regie)["2.1"].duidingen] == ["De keten werkt."]

    def test_a_measure_is_read_only_where_it_has_a_number(self, wereld: Wereld) -> None:
        settle(wereld.privacy, EERDER, aanmeldingen=41)
        goed = DuidingInvoer(EERDER, "aanmeldingen", "Tekst", "OM")
        for veld, anders in (
            ("kwartaal", {"kwartaal": NU}),
            ("kwartaal", {"kwartaal": LATER, "onderwerp": "inspanning:9"}),
            ("kwartaal", {"kwartaal": "ooit", "onderwerp": "doel:2.1"}),
            ("kwartaal", {"onderwerp": "doel:9.9"}),
            ("kwartaal", {"onderwerp": "casus:1"}),
            ("tekst", {"tekst": " "}),
            ("wie", {"wie": ""}),
            ("tekst", {"tekst": "Vooral door DHZ-2026-12."}),
            ("wie", {"wie": "Politie (111 222 333)"}),
        ):
            with pytest.raises(OngeldigeInvoer) as fout:
                add_duiding(wereld.regie, replace(goed, **anders))
            assert velden(fout) == {veld}
        assert gelezen(wereld.regie, "aanmeldingen") == ()

    def test_one_that_should_not_have_been_written_loses_its_words_for_good_and_not_who_wrote_it(
        self, wereld: Wereld
    ) -> None:
        settle(wereld.privacy, EERDER, aanmeldingen=41)
        id_ = add_duiding(wereld.regie, DuidingInvoer(EERDER, "aanmeldingen", "Markertekst", "Markerpartner"))
        blijft = add_duiding(wereld.regie, DuidingInvoer(EERDER, "aanmeldingen", "Minder vaak.", "OM"))
        toen = wereld.klok.nu()
        wereld.klok.moment += timedelta(days=1)
        for wie in (wereld.privacy, wereld.lezer):
            with pytest.raises(GeenToegang):
                withdraw_duiding(wie, id_)
        withdraw_duiding(wereld.beheer, id_)
        with pytest.raises(IntussenGewijzigd):
            withdraw_duiding(wereld.beheer, id_)
        with pytest.raises(NietGevonden):
            withdraw_duiding(wereld.beheer, UUID(int=7))
        assert {
            (d.id, d.tekst, d.wie, d.door, d.op, d.is_ingetrokken) for d in gelezen(wereld.lezer, "aanmeldingen")
        } == {
            (id_, "", "", "C. Regisseur", toen, True),
            (blijft, "Minder vaak.", "OM", "C. Regisseur", toen, False),
        }
        with wereld.regie.doe() as t:
            assert "Marker" not in repr(t.db.execute(sa.text("SELECT * FROM duiding")).all())
        log = bladen(wereld.regie)
        assert "duiding.intrekken" in log
        assert id_.hex in log.replace("-", "")
        assert "Marker" not in log


class TestStreefwaarden:
    def test_how_far_is_told_per_year_of_shown_numbers_and_what_cannot_be_counted_says_so(self, wereld: Wereld) -> None:
        settle(wereld.privacy, "2025-Q4", aanmeldingen=30, pga=19)
        settle(wereld.privacy, "2026-Q1", aanmeldingen=30, pga=21)
        settle(wereld.privacy, "2026-Q2", aanmeldingen=30, pga=None)
        settle(wereld.privacy, "2026-Q3", aanmeldingen=30, pga=20)
        streven = {s.streefwaarde.sleutel: s for s in show_programma(wereld.regie).streefwaarden}
        honderd, vijftig = streven["aanmeldingen_per_jaar"], streven["extra_aanmeldingen_eerste_jaar"]
        assert (honderd.streefwaarde.waarde, honderd.tafel_label) == (100, "PGA lokaal")
        assert honderd.sommen == (Jaarsom(2026, 41, 1, 3), Jaarsom(2025, 19, 0, 1)) == vijftig.sommen
        assert vijftig.boven is not None
        assert (vijftig.streefwaarde.waarde, vijftig.boven.waarde) == (50, 60)
        assert streven["aanmeldingen_2022"].sommen == honderd.sommen  # a baseline: at that table, the years after it
        assert {s for s, een in streven.items() if een.sommen is None} == {
            "jeugdraden",
            "doorverwezen_naar_werk",
            "banenmarkten",
            "jongerenlocaties",
        }

    def test_what_the_program_cannot_count_is_typed_with_its_day_and_source_and_stays(self, wereld: Wereld) -> None:
        banen = TellingInvoer("banenmarkten", "2", "01-09-2026", "Werkgeversservicepunt")
        eerste = add_telling(wereld.regie, banen)
        wereld.klok.moment += timedelta(hours=1)
        beter = add_telling(wereld.beheer, replace(banen, waarde=3, vervangt=eerste))
        add_telling(wereld.regie, replace(banen, waarde=0, peildag=date(2026, 3, 31)))
        for oud in (eerste, UUID(int=7)):
            with pytest.raises(IntussenGewijzigd if oud == eerste else NietGevonden):
                add_telling(wereld.regie, replace(banen, vervangt=oud))
        with pytest.raises(NietGevonden):  # a count of another number to reach
            add_telling(wereld.regie, replace(banen, streefwaarde="jeugdraden", vervangt=beter))
        assert self.banen(wereld) == [("3", "B. Beheerder", ["2"]), ("0", "C. Regisseur", [])]
        withdraw_telling(wereld.regie, beter)
        with pytest.raises(IntussenGewijzigd):
            withdraw_telling(wereld.regie, beter)
        assert self.banen(wereld) == [("0", "C. Regisseur", []), ("None", "C. Regisseur", ["3", "2"])]
        with pytest.raises(IntegrityError), wereld.regie.doe() as t:
            t.db.execute(sa.update(Streeftelling).values(waarde=99))

    def test_a_small_number_of_people_is_not_taken_and_an_earlier_one_not_shown(self, wereld: Wereld) -> None:
        werk = TellingInvoer("doorverwezen_naar_werk", "3", "01-09-2026", "Werkgeversservicepunt")
        set_instellingen(wereld.beheer, 3, "afschermen")
        eerste = add_telling(wereld.regie, werk)
        wereld.klok.moment += timedelta(hours=1)
        add_telling(wereld.regie, replace(werk, waarde=12, vervangt=eerste))
        los = add_telling(wereld.regie, replace(werk, waarde=4, peildag="01-10-2026"))
        set_instellingen(wereld.beheer, 10, "afschermen")
        for waarde in (1, 9):
            with pytest.raises(OngeldigeInvoer) as fout:
                add_telling(wereld.regie, replace(werk, waarde=waarde))
            assert fout.value.velden == {
                "waarde": "Schrijf dit getal niet op. Bij minder dan 10 mensen is te zien om wie het gaat. Wacht tot "
                "het er 10 of meer zijn."
            }
        add_telling(wereld.regie, replace(werk, waarde=0, peildag="01-03-2026"))
        add_telling(wereld.regie, replace(werk, waarde=10, peildag="01-02-2026"))
        add_telling(wereld.regie, TellingInvoer("banenmarkten", 1, "01-09-2026", "WSP"))  # nobody is counted
        alle = {s.streefwaarde.sleutel: s for s in show_programma(wereld.lezer).streefwaarden}
        mensen = alle["doorverwezen_naar_werk"]
        assert (mensen.laagste, alle["banenmarkten"].laagste) == (10, 1)
        assert [(r.nu.waarde, r.nu.te_klein, [(o.waarde, o.te_klein) for o in r.eerder]) for r in mensen.tellingen] == [
            (None, True, []),
            (12, False, [(None, True)]),
            (0, False, []),
            (10, False, []),
        ]
        withdraw_telling(wereld.regie, los)
        laatste = self.tellingen(wereld, "doorverwezen_naar_werk")[-1]
        assert (laatste.nu.is_weg, laatste.eerder[0].te_klein, laatste.eerder[0].is_weg) == (True, True, False)

    def tellingen(self, wereld: Wereld, sleutel: str) -> tuple[Tellingreeks, ...]:
        return next(
            s.tellingen for s in show_programma(wereld.lezer).streefwaarden if s.streefwaarde.sleutel == sleutel
        )

    def banen(self, wereld: Wereld) -> list[tuple[str, str, list[str]]]:
        (een,) = (s for s in show_programma(wereld.lezer).streefwaarden if s.streefwaarde.sleutel == "banenmarkten")
        assert een.sommen is None
        return [(str(r.nu.waarde), r.nu.door, [str(oud.waarde) for oud in r.eerder]) for r in een.tellingen]

    def test_a_number_is_typed_only_where_nothing_counts_it_and_by_who_keeps_the_programme(
        self, wereld: Wereld
    ) -> None:
        goed = TellingInvoer("jeugdraden", "4", wereld.klok.nu().date(), "Markerbron")
        for veld, anders in (
            ("waarde", {"streefwaarde": "aanmeldingen_per_jaar"}),
            ("waarde", {"streefwaarde": "aanmeldingen_2022"}),
            ("waarde", {"streefwaarde": "bestaat_niet"}),
            ("waarde", {"waarde": ""}),
            ("waarde", {"waarde": "-1"}),
            ("peildag", {"peildag": wereld.klok.nu().date() + timedelta(days=1)}),
            ("peildag", {"peildag": None}),
            ("bron", {"bron": " "}),
            ("bron", {"bron": "Lijst bij PMG-2026-1"}),
        ):
            with pytest.raises(OngeldigeInvoer) as fout:
                add_telling(wereld.regie, replace(goed, **anders))
            assert velden(fout) == {veld}
        for wie in (wereld.privacy, wereld.lezer):
            with pytest.raises(GeenToegang):
                add_telling(wie, goed)
        id_ = add_telling(wereld.regie, goed)
        with pytest.raises(GeenToegang):
            withdraw_telling(wereld.lezer, id_)
        assert "Markerbron" not in bladen(wereld.regie)
        streven = {s.streefwaarde.sleutel: s.in_te_vullen for s in show_programma(wereld.regie).streefwaarden}
        assert {sleutel for sleutel, in_te_vullen in streven.items() if in_te_vullen} == {
            "jeugdraden",
            "doorverwezen_naar_werk",
            "banenmarkten",
            "jongerenlocaties",
        }

    def test_a_goal_shows_the_measures_and_interventies_that_belong_to_it(self, wereld: Wereld) -> None:
        assert [r.punten for r in doelen(wereld.regie)["2.1"].metingen] == [(), (), ()]
        settle(wereld.privacy, EERDER, aanmeldingen=41, jim=7)
        twee = doelen(wereld.regie)["2.1"]
        assert [(r.meting.sleutel, r.punten[0].getal.tekst) for r in twee.metingen] == [
            ("signalen", "niet geteld"),
            ("aanmeldingen", "41"),
            ("verzoeken", "niet geteld"),
        ]
        begonnen = {
            r.label: r.punten[0].getal.tekst
            for r in doelen(wereld.regie)["2.2"].interventies
            if r.meting.sleutel == "inzet_begonnen"
        }
        bij = [i.naam for i in wereld.profiel.interventies.values() if "2.2" in i.programmadoelen]
        assert list(begonnen) == bij
        jim = wereld.profiel.interventies["jim"].naam
        assert begonnen[jim] == "7"
        assert {waarde for naam, waarde in begonnen.items() if naam != jim} == {"afgeschermd"}
        lopen = [r for r in doelen(wereld.regie)["2.2"].interventies if r.meting.sleutel == "inzet_loopt"]
        assert {r.punten[0].getal for r in lopen} == {NIET_GETELD}


class TestMonitoring:
    def meting(self, wereld: Wereld, sleutel: str = "aanmeldingen") -> monitoring.Metingbeeld:
        beeld = show_monitoring(wereld.lezer)
        (een,) = (m for lijn in beeld.lijnen for m in lijn.metingen if m.meting.sleutel == sleutel)
        return een

    def test_each_measure_stands_in_its_line_and_says_what_is_hidden_or_missing(self, wereld: Wereld) -> None:
        beeld = show_monitoring(wereld.lezer)
        assert [lijn.label for lijn in beeld.lijnen] == [
            "Wat er binnenkomt (input)",
            "Hoe het werk verloopt (throughput)",
            "Wat het werk oplevert (output)",
            "Wat er verandert (outcome)",
        ]
        assert all(lijn.metingen for lijn in beeld.lijnen)
        assert (beeld.vastgesteld, self.meting(wereld).laatst) == ((), None)
        settle(wereld.privacy, "2026-Q1", aanmeldingen=30)
        settle(wereld.privacy, "2026-Q2", aanmeldingen=None)
        settle(wereld.privacy, "2026-Q3", aanmeldingen=41)
        een = self.meting(wereld)
        assert [toon_punt(p) for p in een.punten] == ["30", "afgeschermd", "41"]
        verschillen = toon_verschil(een.sinds_vorig), toon_verschil(een.sinds_nul)
        assert verschillen == ("niet te zeggen: afgeschermd", "niet te vergelijken")
        assert {s.streefwaarde.sleutel for s in een.streefwaarden} == {
            "aanmeldingen_per_jaar",
            "aanmeldingen_2022",
            "extra_aanmeldingen_eerste_jaar",
        }
        assert self.meting(wereld, "signalen").punten[0].getal == NIET_GETELD

    def test_the_zero_measurement_is_a_settled_quarter_that_the_beheerder_chooses(self, wereld: Wereld) -> None:
        settle(wereld.privacy, "2026-Q1", aanmeldingen=30)
        settle(wereld.privacy, "2026-Q3", aanmeldingen=41)
        with pytest.raises(GeenToegang):
            set_nulmeting(wereld.regie, "2026-Q1")
        with pytest.raises(OngeldigeInvoer):
            set_nulmeting(wereld.beheer, "2026-Q2")
        set_nulmeting(wereld.beheer, "2026-Q1")
        een = self.meting(wereld)
        assert (show_monitoring(wereld.lezer).nulkwartaal, toon_verschil(een.sinds_nul)) == (
            Kwartaal(2026, 1),
            "11 meer",
        )
        assert toon_verschil(een.sinds_vorig) == "niet te vergelijken"  # the second quarter was not settled
        set_nulmeting(wereld.beheer, "")
        assert self.meting(wereld).nul is None

    def test_rounded_numbers_differ_by_about_so_much(self, wereld: Wereld) -> None:
        settle(wereld.privacy, "2026-Q2", aanmeldingen=40, wijze=Wijze.AFRONDEN)
        settle(wereld.privacy, "2026-Q3", aanmeldingen=30, wijze=Wijze.AFRONDEN)
        een = self.meting(wereld)
        assert een.punten[0].getal.merk is Merk.AFGEROND
        assert (toon_punt(een.laatst), toon_verschil(een.sinds_vorig)) == ("ca. 30", "ca. 10 minder")

    def test_nothing_that_was_counted_and_not_shown_leaves_the_vault(self, wereld: Wereld) -> None:
        settle(wereld.privacy, EERDER, aanmeldingen=None, geheim=31_337)
        beeld = show_monitoring(wereld.lezer)
        metingen = [m for lijn in beeld.lijnen for m in lijn.metingen]
        tekeningen = draw_trends(metingen, DRUK)
        alles = repr((beeld, show_programma(wereld.lezer), tekeningen))
        assert "31337" not in alles
        assert "3e kwartaal 2026: afgeschermd." in tekeningen["aanmeldingen"].woorden
        assert set(tekeningen) == {"aanmeldingen", "inzet_begonnen"}  # the others were not counted then

    def test_numbers_here_are_those_of_the_settled_tables(self, wereld: Wereld) -> None:
        for maand, hoeveel in ((4, 6), (7, 9)):
            for dag in range(1, hoeveel + 1):
                open_casus(wereld.regie, replace(nieuwe(), aangemeld_op=date(2026, maand, dag)))
        kwartalen = ("2026-Q2", "2026-Q3")
        for kwartaal in kwartalen:
            settle_kwartaal(wereld.privacy, kwartaal)
        metingen = [m for lijn in show_monitoring(wereld.lezer).lijnen for m in lijn.metingen]
        assert {m.meting.sleutel: [toon_punt(p) for p in m.punten] for m in metingen} == {
            m.meting.sleutel: [
                beeld.toon_tabel(wereld.lezer, m.meting.sleutel, (), kwartaal).cellen[()].tekst
                for kwartaal in kwartalen
            ]
            for m in metingen
        }
        instroom = self.meting(wereld, "instroom")
        assert [toon_punt(p) for p in instroom.punten] == ["6", "9"]
        assert toon_verschil(instroom.sinds_vorig) == "3 meer"
        uitstroom = self.meting(wereld, "uitstroom")
        per = beeld.toon_tabel(wereld.lezer, "uitstroom", ("uitkomst",), "2026-Q3")
        assert [(woord, g.tekst) for woord, g in uitstroom.verdeling] == [
            (een.label, per.cellen[een.sleutel,].tekst) for een in per.assen[0].categorieen[1:]
        ]
