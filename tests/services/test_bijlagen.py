"""Files of a casus: kept whole, seen by who may see the casus, out only with a reason, and gone when removed."""

from __future__ import annotations

import hashlib
import random
from dataclasses import replace
from pathlib import Path
from uuid import UUID, uuid4

import pytest
import sqlalchemy as sa

from pmg_desk.domain.fouten import GeenToegang, NietGevonden, OngeldigeInvoer
from pmg_desk.domain.logboek import Resultaat
from pmg_desk.domain.samenvatting import Doorverstrekking, Rubriek
from pmg_desk.exchange.bijlagelezer import BijlageTeGroot
from pmg_desk.exchange.bijlagesoort import BijlageGeweigerd
from pmg_desk.exchange.tekenaar import GeenVoorbeeld
from pmg_desk.exchange.wegschrijven import BestandNietGeschreven
from pmg_desk.services import (
    bijlagen,
    kluissleutel,
    noodtoegang,
    reservekopieen,
    stukken,
    toewijzingen,
    uitspraken,
    wissen,
)
from pmg_desk.services.bijlagen import BijlageInzicht
from pmg_desk.services.uitspraken import UitspraakInvoer
from pmg_desk.services.werkplek import CasusGesloten, Werkplek
from pmg_desk.storage.models import Bijlage, BijlageInhoud, Uitspraak
from tests import bijlagebouw as bouw
from tests import paginas
from tests.casusbouw import bladen, maak, regels
from tests.kluisdoos import Kluisdoos
from tests.wereld import Wereld

OMSCHRIJVING = UitspraakInvoer("Bon van de Fietsenmerk.", bron="Jongerenwerk")
NAAM = "Bon_Łukasz_Naammerk.pdf"


@pytest.fixture
def casus_id(wereld: Wereld) -> UUID:
    return maak(wereld.regie)


@pytest.fixture
def bon(wereld: Wereld, casus_id: UUID, tmp_path: Path) -> UUID:
    return bijlagen.add_bijlage(wereld.regie, casus_id, bouw.zet(tmp_path, NAAM, bouw.pdf("Bonmerk")), OMSCHRIJVING)


def _een(werkplek: Werkplek, casus_id: UUID) -> BijlageInzicht:
    (een,) = bijlagen.list_bijlagen(werkplek, casus_id)
    return een


def test_a_file_comes_back_byte_for_byte(wereld: Wereld, casus_id: UUID, tmp_path: Path) -> None:
    inhoud = bouw.foto(plek=True)
    pad = bouw.zet(tmp_path, "foto.jpg", inhoud)
    proef = bijlagen.inspect_bestand(wereld.regie, casus_id, pad)
    assert (proef.soort, proef.grootte, proef.voorbeeld, proef.ook_bij) == ("Foto (JPEG)", len(inhoud), True, ())
    assert proef.sha256 == hashlib.sha256(inhoud).hexdigest()
    id_ = bijlagen.add_bijlage(wereld.regie, casus_id, pad, OMSCHRIJVING, verwacht=proef.sha256)
    een = _een(wereld.regie, casus_id)
    assert (een.id, een.naam, een.soort, een.uitgang, een.grootte, een.is_bon, een.door) == (
        id_, "foto.jpg", "Foto (JPEG)", "jpg", len(inhoud), False, "C. Regisseur",
    )  # fmt: skip
    assert een.omschrijving is not None
    assert (een.omschrijving.tekst, een.omschrijving.categorie) == ("Bon van de Fietsenmerk.", "signalen")
    kopie = tmp_path / "kopie.jpg"
    bijlagen.save_kopie(wereld.regie, id_, "Voor de verzekering.", kopie)
    assert kopie.read_bytes() == inhoud  # also where it was made: a copy is exactly what came in


def test_what_is_in_the_log_names_no_file(wereld: Wereld, casus_id: UUID, bon: UUID, tmp_path: Path) -> None:
    bijlagen.read_voorbeeld(wereld.regie, bon)
    bijlagen.read_voorbeeld(wereld.regie, bon, vanaf=1)
    bijlagen.save_kopie(wereld.regie, bon, "Redenmerk", tmp_path / "uit.pdf")
    acties = [regel.actie for regel in regels(wereld.regie) if regel.actie.startswith("bijlage.")]
    assert acties == ["bijlage.toevoegen", "bijlage.bekijken", "bijlage.kopie_opslaan"]
    for woord in ("Naammerk", "Fietsenmerk", "Redenmerk", "uit.pdf"):
        assert woord not in bladen(wereld.regie)


def test_the_same_file_is_kept_once_and_told_where_else_one_may_see_it(
    wereld: Wereld, casus_id: UUID, bon: UUID, tmp_path: Path
) -> None:
    ander_pad = bouw.zet(tmp_path, "andere naam.pdf", (tmp_path / NAAM).read_bytes())
    with pytest.raises(bijlagen.StaatErAl):
        bijlagen.inspect_bestand(wereld.regie, casus_id, ander_pad)
    with pytest.raises(bijlagen.StaatErAl):
        bijlagen.add_bijlage(wereld.regie, casus_id, ander_pad, OMSCHRIJVING)
    naast = maak(wereld.regie, voornamen="Ander")
    with wereld.regie.doe() as t:
        nummer = t.casus(casus_id).nummer
    assert bijlagen.inspect_bestand(wereld.regie, naast, ander_pad).ook_bij == (nummer,)
    elders = maak(wereld.regie2, "top_x", voornamen="Derde")
    assert bijlagen.inspect_bestand(wereld.regie2, elders, ander_pad).ook_bij == ()


def test_a_file_that_changed_since_it_was_chosen_is_not_kept(wereld: Wereld, casus_id: UUID, tmp_path: Path) -> None:
    pad = bouw.zet(tmp_path, "a.pdf", bouw.pdf("een"))
    proef = bijlagen.inspect_bestand(wereld.regie, casus_id, pad)
    pad.write_bytes(bouw.pdf("twee"))
    with pytest.raises(bijlagen.IntussenVeranderd):
        bijlagen.add_bijlage(wereld.regie, casus_id, pad, OMSCHRIJVING, verwacht=proef.sha256)
    assert bijlagen.list_bijlagen(wereld.regie, casus_id) == ()


def test_the_limit_is_that_of_the_municipality(wereld: Wereld, casus_id: UUID, tmp_path: Path) -> None:
    assert bijlagen.grootste_bijlage(wereld.regie) == 10
    instellingen = wereld.profiel.instellingen
    een_mb = replace(instellingen, bijlage_max_mb=replace(instellingen.bijlage_max_mb, waarde=1))
    wereld.regie.profiel = replace(wereld.profiel, instellingen=een_mb)
    pad = bouw.zet(tmp_path, "a.pdf", b"%PDF-" + bytes(2**20))
    with pytest.raises(BijlageTeGroot):
        bijlagen.add_bijlage(wereld.regie, casus_id, pad, OMSCHRIJVING)
    assert bijlagen.list_bijlagen(wereld.regie, casus_id) == ()


def test_nothing_is_kept_of_what_is_refused(wereld: Wereld, casus_id: UUID, tmp_path: Path) -> None:
    with pytest.raises(BijlageGeweigerd):
        bijlagen.add_bijlage(wereld.regie, casus_id, bouw.zet(tmp_path, "a.pdf", b"MZ\x90"), OMSCHRIJVING)
    with pytest.raises(OngeldigeInvoer) as fout:
        bijlagen.add_bijlage(wereld.regie, casus_id, bouw.zet(tmp_path, "b.pdf", bouw.pdf()), UitspraakInvoer(" "))
    assert set(fout.value.velden) == {"omschrijving"}
    with wereld.regie.doe() as t:
        for model in (Bijlage, BijlageInhoud):
            assert t.db.scalar(sa.select(sa.func.count()).select_from(model)) == 0
        assert t.db.scalar(sa.select(sa.func.count()).where(Uitspraak.soort == "bijlage")) == 0


def test_only_who_may_see_the_casus_sees_the_file(wereld: Wereld, casus_id: UUID, bon: UUID, tmp_path: Path) -> None:
    uit = tmp_path / "uit.pdf"
    for wie in ("regie2", "lezer", "beheer", "privacy"):
        werkplek = wereld.werkplek(wie)
        for poging in (
            lambda w=werkplek: bijlagen.list_bijlagen(w, casus_id),
            lambda w=werkplek: bijlagen.read_voorbeeld(w, bon),
            lambda w=werkplek: bijlagen.save_kopie(w, bon, "Ik wil.", uit),
            lambda w=werkplek: bijlagen.remove_bijlage(w, bon, "Ik wil."),
            lambda w=werkplek: bijlagen.inspect_bestand(w, casus_id, tmp_path / NAAM),
        ):
            with pytest.raises(GeenToegang):
                poging()
    assert not uit.exists()


def test_who_may_read_only_sees_it_and_takes_nothing_out(
    wereld: Wereld, casus_id: UUID, bon: UUID, tmp_path: Path
) -> None:
    toewijzingen.assign_casus(wereld.regie, casus_id, wereld.lezer.gebruiker.id)
    assert _een(wereld.lezer, casus_id).id == bon
    assert bijlagen.read_voorbeeld(wereld.lezer, bon).bladen[0].tekst == "Bonmerk"
    with pytest.raises(GeenToegang):
        bijlagen.save_kopie(wereld.lezer, bon, "Ik wil.", tmp_path / "uit.pdf")
    noodtoegang.take_noodtoegang(wereld.regie2, casus_id, "Nu nodig.")
    with pytest.raises(GeenToegang):
        bijlagen.remove_bijlage(wereld.regie2, bon, "Ik wil.")
    assert not (tmp_path / "uit.pdf").exists()


def test_a_copy_asks_a_reason_and_a_failed_one_is_in_the_log(wereld: Wereld, bon: UUID, tmp_path: Path) -> None:
    with pytest.raises(OngeldigeInvoer):
        bijlagen.save_kopie(wereld.regie, bon, "  ", tmp_path / "uit.pdf")
    assert regels(wereld.regie, "bijlage.kopie_opslaan") == []
    with pytest.raises(BestandNietGeschreven):
        bijlagen.save_kopie(wereld.regie, bon, "Voor het dossier.", tmp_path / "geen map" / "uit.pdf")
    assert [regel.resultaat for regel in regels(wereld.regie, "bijlage.kopie_opslaan")] == [
        Resultaat.GELUKT, Resultaat.MISLUKT,
    ]  # fmt: skip


def test_no_file_is_made_to_show_one(
    wereld: Wereld, bon: UUID, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    tijdelijk = tmp_path / "tmp"
    tijdelijk.mkdir()
    monkeypatch.setenv("TMPDIR", str(tijdelijk))
    voor = sorted(tmp_path.rglob("*"))
    bijlagen.read_voorbeeld(wereld.regie, bon)
    assert sorted(tmp_path.rglob("*")) == voor


def test_what_is_said_of_a_file_is_corrected_and_never_overwritten(wereld: Wereld, casus_id: UUID, bon: UUID) -> None:
    with pytest.raises(OngeldigeInvoer):
        bijlagen.amend_bijlage(wereld.regie, bon, OMSCHRIJVING, "Zelfde.")
    bijlagen.amend_bijlage(wereld.regie, bon, UitspraakInvoer("Bon van een helm."), "Verkeerd gelezen.")
    tekst = _een(wereld.regie, casus_id).omschrijving
    assert tekst is not None
    assert (tekst.tekst, tekst.gewijzigd) == ("Bon van een helm.", True)
    assert [oud.tekst for oud in uitspraken.toon_geschiedenis(wereld.regie, tekst.id)][1] == OMSCHRIJVING.tekst


def test_a_removed_file_is_gone_from_every_row_and_page(wereld: Wereld, casus_id: UUID, tmp_path: Path) -> None:
    merken = [hashlib.sha256(str(nr).encode()).hexdigest() for nr in range(4000)]
    pad = bouw.zet(tmp_path, "lang.txt", "\n".join(merken).encode())
    gevraagd = [merk.encode() for merk in merken[::40]]
    id_ = bijlagen.add_bijlage(wereld.regie, casus_id, pad, OMSCHRIJVING)
    assert len(paginas.vind(wereld.pad, wereld.sleutel, gevraagd)) > 90  # a mark may lie over two pages
    with pytest.raises(OngeldigeInvoer):
        bijlagen.remove_bijlage(wereld.regie, id_, "")
    bijlagen.remove_bijlage(wereld.regie, id_, "Hoort bij een ander.")
    assert bijlagen.list_bijlagen(wereld.regie, casus_id) == ()
    assert paginas.vind(wereld.pad, wereld.sleutel, gevraagd) == {}
    with pytest.raises(NietGevonden):
        bijlagen.read_voorbeeld(wereld.regie, id_)
    assert [regel.actie for regel in regels(wereld.regie)][-2:] == ["bijlage.verwijderen", "kluis.herschrijven"]
    with wereld.regie.doe() as t:
        laatste = t.db.scalars(sa.select(Uitspraak).where(Uitspraak.soort == "bijlage", Uitspraak.vervallen)).one()
        assert (laatste.tekst, laatste.wijziging_reden) == (OMSCHRIJVING.tekst, "Hoort bij een ander.")


def test_an_erased_casus_takes_its_files_along(wereld: Wereld, casus_id: UUID, bon: UUID) -> None:
    with wereld.regie.doe() as t:
        aantallen = wissen.erase_casus(t, casus_id)
        t.log("casus.vernietigen", "casus", casus_id)
    assert (aantallen["bijlage"], aantallen["bijlage_inhoud"]) == (1, 1)
    wissen.rewrite_kluis(wereld.regie)
    assert paginas.vind(wereld.pad, wereld.sleutel, [b"ReportLab", NAAM.encode()]) == {}


def test_on_paper_a_file_is_a_line_under_the_limits_of_its_description(
    wereld: Wereld, casus_id: UUID, tmp_path: Path
) -> None:
    invoer = UitspraakInvoer(
        "Recept van de huisarts.",
        categorie="gezondheid",
        derden=True,
        derden_wie="moeder",
        doorverstrekking=Doorverstrekking.VRAGEN,
    )
    bijlagen.add_bijlage(wereld.regie, casus_id, bouw.zet(tmp_path, NAAM, bouw.pdf("Inhoudmerk")), invoer)
    with wereld.regie.doe() as t:
        (stuk,) = [s for s in stukken.cut_dossier(t, t.casus(casus_id)) if s.rubriek is Rubriek.BIJLAGEN]
    assert (stuk.categorie, stuk.derden, stuk.doorverstrekking, stuk.titel, stuk.tekst) == (
        "gezondheid", True, Doorverstrekking.VRAGEN, "Bijlage: PDF", "Recept van de huisarts.",
    )  # fmt: skip
    assert "Naammerk" not in repr(stuk)
    assert "Inhoudmerk" not in repr(stuk)


def test_the_largest_file_comes_through_a_backup_and_a_new_key(kluisdoos: Kluisdoos, tmp_path: Path) -> None:
    carla = kluisdoos.carla()
    casus_id = maak(carla)
    inhoud = b"%PDF-" + random.Random(4).randbytes(10 * 2**20 - 5)
    id_ = bijlagen.add_bijlage(carla, casus_id, bouw.zet(tmp_path, "groot.pdf", inhoud), OMSCHRIJVING)
    kluisdoos.sluit(carla)
    bea = kluisdoos.bea()
    generatie = reservekopieen.make_reservekopie(bea)
    assert (generatie.pad / "kluis.db").stat().st_size > 10 * 2**20
    kluissleutel.renew_kluissleutel(bea)
    kluisdoos.sluit(bea)
    carla = kluisdoos.carla()
    bijlagen.save_kopie(carla, id_, "Nagaan.", tmp_path / "terug.pdf")
    assert (tmp_path / "terug.pdf").read_bytes() == inhoud
    bijlagen.remove_bijlage(carla, id_, "Te groot.")
    assert (kluisdoos.pad / "kluis.db").stat().st_size < 5 * 2**20


def test_a_kind_that_is_not_shown_and_a_closed_casus(wereld: Wereld, casus_id: UUID, tmp_path: Path) -> None:
    id_ = bijlagen.add_bijlage(wereld.regie, casus_id, bouw.zet(tmp_path, "lijst.xlsx", bouw.xlsx()), OMSCHRIJVING)
    assert not _een(wereld.regie, casus_id).voorbeeld
    with pytest.raises(GeenVoorbeeld):
        bijlagen.read_voorbeeld(wereld.regie, id_)
    with wereld.regie.doe() as t:
        t.casus(casus_id).status = "gesloten"  # type: ignore[assignment]
        t.log("casus.sluiten", "casus", casus_id)
    for poging in (
        lambda: bijlagen.remove_bijlage(wereld.regie, id_, "Weg."),
        lambda: bijlagen.amend_bijlage(wereld.regie, id_, UitspraakInvoer("Anders."), "Beter."),
        lambda: bijlagen.inspect_bestand(wereld.regie, casus_id, tmp_path / "lijst.xlsx"),
    ):
        with pytest.raises(CasusGesloten):
            poging()
    with pytest.raises(NietGevonden):
        bijlagen.read_voorbeeld(wereld.regie, uuid4())
