"""Statements are amended, never overwritten; what is withdrawn is found nowhere; who may not see them, sees nothing."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from uuid import UUID, uuid4

import pytest

from pmg_desk.domain import logboek, logcontrole
from pmg_desk.domain.fouten import GeenToegang, IntussenGewijzigd, NietGevonden, OngeldigeInvoer
from pmg_desk.domain.samenvatting import Aard, Doorverstrekking
from pmg_desk.services import uitspraken
from pmg_desk.services.casusverloop import close_casus
from pmg_desk.services.uitspraken import UitspraakInvoer
from pmg_desk.services.werkplek import CasusGesloten, Werkplek
from pmg_desk.storage import inhoud, logregels, zoekindex
from pmg_desk.storage.models import Toewijzing, UitspraakSoort
from tests.casusbouw import bladen, maak, regels
from tests.wereld import Wereld

SIGNAAL = UitspraakSoort.SIGNAAL
LEKWOORD = "Kwetterzolder"


@pytest.fixture
def casus_id(wereld: Wereld) -> UUID:
    return maak(wereld.regie)


def _vind(werkplek: Werkplek, woord: str) -> list[UUID]:
    with werkplek.doe() as t:
        return [treffer.object_id for treffer in zoekindex.zoek(t.db, woord, t.zichtbaar())]


def _teksten(werkplek: Werkplek, casus_id: UUID) -> list[str]:
    return [inzicht.tekst for inzicht in uitspraken.list_uitspraken(werkplek, casus_id, (SIGNAAL,))]


def _fouten(doe: object, *args: object) -> dict[str, str]:
    with pytest.raises(OngeldigeInvoer) as gevangen:
        doe(*args)  # type: ignore[operator]
    return gevangen.value.velden


def test_alleen_een_tekst_krijgt_bron_dag_aard_en_categorie(wereld: Wereld, casus_id: UUID) -> None:
    for soort, categorie in ((SIGNAAL, "signalen"), (UitspraakSoort.CORRECTIE, "signalen")):
        uitspraken.add_uitspraak(wereld.regie, casus_id, soort, UitspraakInvoer(f"Hangt rond {LEKWOORD}."))
        (inzicht,) = uitspraken.list_uitspraken(wereld.regie, casus_id, (soort,))
        assert inzicht.als_invoer() == UitspraakInvoer(
            f"Hangt rond {LEKWOORD}.",
            "C. Regisseur",
            date(2026, 11, 23),
            Aard.FEIT,
            categorie,
            False,
            "",
            Doorverstrekking.JA,
        )
        assert (inzicht.door, inzicht.soort_label, inzicht.gewijzigd) == (
            "C. Regisseur",
            uitspraken.LABELS[soort],
            False,
        )


def test_wijzigen_laat_de_eerdere_tekst_leesbaar(wereld: Wereld, casus_id: UUID) -> None:
    eerste = uitspraken.add_uitspraak(wereld.regie, casus_id, SIGNAAL, UitspraakInvoer("Drie keer gezien."))
    tweede = uitspraken.amend_uitspraak(wereld.regie, eerste, UitspraakInvoer("Twee keer gezien."), "Verteld")
    derde = uitspraken.amend_uitspraak(
        wereld.regie, tweede, UitspraakInvoer("Eén keer gezien.", aard=Aard.AANNAME), "Nagevraagd"
    )
    assert _teksten(wereld.regie, casus_id) == ["Eén keer gezien."]
    geschiedenis = uitspraken.toon_geschiedenis(wereld.regie, derde)
    assert [(deel.id, deel.tekst, deel.aard, deel.wijziging_reden) for deel in geschiedenis] == [
        (derde, "Eén keer gezien.", Aard.AANNAME, "Nagevraagd"),
        (tweede, "Twee keer gezien.", Aard.FEIT, "Verteld"),
        (eerste, "Drie keer gezien.", Aard.FEIT, ""),
    ]


def test_wie_een_oude_versie_wijzigt_overschrijft_niets(wereld: Wereld, casus_id: UUID) -> None:
    eerste = uitspraken.add_uitspraak(wereld.regie, casus_id, SIGNAAL, UitspraakInvoer("Oud."))
    uitspraken.amend_uitspraak(wereld.regie, eerste, UitspraakInvoer("Nieuw."), "Beter")
    with pytest.raises(IntussenGewijzigd):
        uitspraken.amend_uitspraak(wereld.regie, eerste, UitspraakInvoer("Anders."), "Ook beter")
    with pytest.raises(IntussenGewijzigd):
        uitspraken.withdraw_uitspraak(wereld.regie, eerste, "Klopt niet")
    assert _teksten(wereld.regie, casus_id) == ["Nieuw."]


def test_wat_is_ingetrokken_geldt_niet_meer_en_wordt_niet_gevonden(wereld: Wereld, casus_id: UUID) -> None:
    id_ = uitspraken.add_uitspraak(wereld.regie, casus_id, SIGNAAL, UitspraakInvoer(f"Over {LEKWOORD}."))
    assert _vind(wereld.regie, LEKWOORD.lower()) == [id_]
    uitspraken.withdraw_uitspraak(wereld.regie, id_, "Ging over een ander")
    assert _teksten(wereld.regie, casus_id) == []
    assert _vind(wereld.regie, LEKWOORD) == []


def test_zoeken_vindt_alleen_de_laatste_versie(wereld: Wereld, casus_id: UUID) -> None:
    eerste = uitspraken.add_uitspraak(wereld.regie, casus_id, SIGNAAL, UitspraakInvoer(f"Over {LEKWOORD}."))
    tweede = uitspraken.amend_uitspraak(wereld.regie, eerste, UitspraakInvoer("Over de Straßenecke."), "Beter")
    assert _vind(wereld.regie, LEKWOORD) == []
    assert _vind(wereld.regie, "strassenecke") == [tweede]


def test_een_ander_ziet_leest_vindt_en_wijzigt_niets(wereld: Wereld, casus_id: UUID) -> None:
    id_ = uitspraken.add_uitspraak(wereld.regie, casus_id, SIGNAAL, UitspraakInvoer(f"Over {LEKWOORD}."))
    for ander in (wereld.regie2, wereld.lezer, wereld.privacy, wereld.beheer):
        assert _vind(ander, LEKWOORD) == []
        for poging in (
            lambda w=ander: uitspraken.list_uitspraken(w, casus_id),
            lambda w=ander: uitspraken.toon_geschiedenis(w, id_),
            lambda w=ander: uitspraken.add_uitspraak(w, casus_id, SIGNAAL, UitspraakInvoer("X")),
            lambda w=ander: uitspraken.amend_uitspraak(w, id_, UitspraakInvoer("X"), "X"),
            lambda w=ander: uitspraken.withdraw_uitspraak(w, id_, "X"),
        ):
            with pytest.raises(GeenToegang) as gevangen:
                poging()
            assert LEKWOORD not in gevangen.value.tekst()
    assert _teksten(wereld.regie, casus_id) == [f"Over {LEKWOORD}."]
    assert [regel.resultaat for regel in regels(wereld.regie, "toegang.weigeren")] == (
        [logboek.Resultaat.GEWEIGERD] * 20
    )


def test_een_meelezer_leest_wat_is_toegewezen_en_wijzigt_niets(wereld: Wereld, casus_id: UUID) -> None:
    id_ = uitspraken.add_uitspraak(wereld.regie, casus_id, SIGNAAL, UitspraakInvoer("Tekst."))
    with wereld.regie.doe() as t:
        t.db.add(
            Toewijzing(
                id=t.nieuw_id(),
                casus_id=casus_id,
                gebruiker_id=wereld.lezer.gebruiker.id,
                tot=None,
                door_id=t.gebruiker.id,
                op=t.nu,
            )
        )
        t.log("toewijzing.maken", "casus", casus_id, casus_id=casus_id)
    assert _teksten(wereld.lezer, casus_id) == ["Tekst."]
    with pytest.raises(GeenToegang):
        uitspraken.withdraw_uitspraak(wereld.lezer, id_, "X")


def test_elk_verkeerd_veld_krijgt_zijn_zin_en_er_wordt_niets_bewaard(wereld: Wereld, casus_id: UUID) -> None:
    fout = UitspraakInvoer(
        "x" * 20_001,
        bron="b" * 201,
        gezegd_op=date(2026, 11, 24),
        categorie="bestaat_niet",
        derden=False,
        derden_wie="zusje",
    )
    assert _fouten(uitspraken.add_uitspraak, wereld.regie, casus_id, SIGNAAL, fout) == {
        "tekst": "Dit is te lang: 20001 tekens. Er passen er 20000.",
        "bron": "Dit is te lang: 201 tekens. Er passen er 200.",
        "gezegd_op": "Deze datum ligt na vandaag.",
        "categorie": "Kies iets uit de lijst.",
        "derden_wie": "U noemt anderen. Kruis ook aan dat de tekst over anderen gaat.",
    }
    assert _teksten(wereld.regie, casus_id) == []


@pytest.mark.parametrize(
    ("tekst", "zin"),
    [
        ("", "Vul dit veld in."),
        (" \n\t ", "Vul dit veld in."),
        ("Hij\x00zei", "Teken 4 is onzichtbaar en kan misleiden. Haal het weg of typ de tekst opnieuw."),
        ("Zei \u202edat", "Teken 5 is onzichtbaar en kan misleiden. Haal het weg of typ de tekst opnieuw."),
    ],
)
def test_lege_en_misleidende_tekst(wereld: Wereld, casus_id: UUID, tekst: str, zin: str) -> None:
    assert _fouten(uitspraken.add_uitspraak, wereld.regie, casus_id, SIGNAAL, UitspraakInvoer(tekst)) == {"tekst": zin}


def test_een_gewijzigde_tekst_vraagt_een_reden_en_een_verschil(wereld: Wereld, casus_id: UUID) -> None:
    invoer = UitspraakInvoer("Tekst.", bron="Wijkagent")
    id_ = uitspraken.add_uitspraak(wereld.regie, casus_id, SIGNAAL, invoer)
    assert _fouten(uitspraken.amend_uitspraak, wereld.regie, id_, invoer, "") == {
        "reden": "Vul dit veld in.",
        "tekst": "Er is niets veranderd.",
    }
    assert _fouten(uitspraken.withdraw_uitspraak, wereld.regie, id_, " ") == {"reden": "Vul dit veld in."}
    for anders in (
        replace(invoer, derden=True, derden_wie="broer"),
        replace(invoer, gezegd_op=date(2026, 11, 1)),
        replace(invoer, aard=Aard.MENING),
        replace(invoer, categorie="gezondheid"),
        replace(invoer, doorverstrekking=Doorverstrekking.NEE),
        replace(invoer, bron="Leerkracht"),
        replace(invoer, tekst="Andere tekst."),
    ):
        id_ = uitspraken.amend_uitspraak(wereld.regie, id_, anders, "Beter")
    assert len(uitspraken.toon_geschiedenis(wereld.regie, id_)) == 8


def test_een_tekst_bij_een_score_of_plan_gaat_niet_buiten_die_score_om(wereld: Wereld, casus_id: UUID) -> None:
    with wereld.regie.doe() as t:
        invoer = UitspraakInvoer("Toelichting.", "x", t.vandaag, categorie="leefgebieden")
        score = uitspraken.voeg_toe(t, casus_id, UitspraakSoort.SCORE, invoer).id
        plan = uitspraken.voeg_toe(t, casus_id, UitspraakSoort.PLAN, invoer).id
        t.log("score.toevoegen", "casus", casus_id)
    zin = "Deze tekst hoort bij een score, plan of indeling. Wijzig die daar."
    for id_ in (score, plan):
        assert _fouten(uitspraken.withdraw_uitspraak, wereld.regie, id_, "Fout") == {"reden": zin}
    assert _fouten(uitspraken.amend_uitspraak, wereld.regie, plan, UitspraakInvoer("Anders."), "Fout") == {"tekst": zin}
    uitspraken.amend_uitspraak(wereld.regie, score, UitspraakInvoer("Anders.", categorie="gezondheid"), "Typefout")
    for soort in set(UitspraakSoort) - set(uitspraken.VRIJE_SOORTEN):
        assert _fouten(uitspraken.add_uitspraak, wereld.regie, casus_id, soort, UitspraakInvoer("X")) == {
            "soort": "Kies een soort uit de lijst."
        }


def test_wat_al_is_ingetrokken_bestaat_niet_meer_om_te_wijzigen(wereld: Wereld, casus_id: UUID) -> None:
    id_ = uitspraken.add_uitspraak(wereld.regie, casus_id, SIGNAAL, UitspraakInvoer("Tekst."))
    uitspraken.withdraw_uitspraak(wereld.regie, id_, "Klopt niet")
    with wereld.regie.doe() as t:
        grafsteen = inhoud.opvolger(t.db, id_)
    assert grafsteen is not None
    with pytest.raises(NietGevonden):
        uitspraken.withdraw_uitspraak(wereld.regie, grafsteen.id, "Nog eens")
    with pytest.raises(NietGevonden):
        uitspraken.amend_uitspraak(wereld.regie, grafsteen.id, UitspraakInvoer("Toch."), "Weer")
    with pytest.raises(NietGevonden):
        uitspraken.toon_geschiedenis(wereld.regie, uuid4())


def test_een_gesloten_casus_neemt_niets_aan(wereld: Wereld, casus_id: UUID) -> None:
    reden, uitkomst = next(iter(wereld.profiel.redenen_afsluiten)), next(iter(wereld.profiel.uitkomsten))
    close_casus(wereld.regie, casus_id, reden, uitkomst, "Klaar.")
    with pytest.raises(CasusGesloten):
        uitspraken.add_uitspraak(wereld.regie, casus_id, SIGNAAL, UitspraakInvoer("Te laat."))


def test_het_log_zegt_wie_en_welke_gegevens_maar_niet_wat(wereld: Wereld, casus_id: UUID) -> None:
    invoer = UitspraakInvoer(f"Over {LEKWOORD}.", bron="Tante Sidonia", categorie="gezondheid")
    id_ = uitspraken.add_uitspraak(wereld.regie, casus_id, SIGNAAL, invoer)
    ander = uitspraken.amend_uitspraak(wereld.regie, id_, replace(invoer, aard=Aard.MENING), "Sidonia zei het")
    uitspraken.withdraw_uitspraak(wereld.regie, ander, "Sidonia vergiste zich")
    assert [
        (regel.actie, regel.object_id, regel.categorieen)
        for regel in regels(wereld.regie)
        if regel.actie.startswith("uitspraak.")
    ] == [
        ("uitspraak.toevoegen", str(id_), "gezondheid"),
        ("uitspraak.wijzigen", str(ander), "gezondheid"),
        ("uitspraak.intrekken", str(ander), ""),
    ]
    tekst = bladen(wereld.regie)
    assert "Sidonia" not in tekst
    assert LEKWOORD not in tekst
    with wereld.regie.doe() as t:
        assert logcontrole.controleer(logregels.bewaarde_regels(t.db), str(wereld.kluis_id)).in_orde


def test_nieuwste_staat_boven_op_de_dag_waarop_het_gezegd_is(wereld: Wereld, casus_id: UUID) -> None:
    vandaag = date(2026, 11, 23)
    for dagen in (3, 0, 9):
        uitspraken.add_uitspraak(
            wereld.regie,
            casus_id,
            SIGNAAL,
            UitspraakInvoer(f"{dagen} dagen", gezegd_op=vandaag - timedelta(days=dagen)),
        )
    assert _teksten(wereld.regie, casus_id) == ["0 dagen", "3 dagen", "9 dagen"]
