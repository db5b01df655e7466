"""A change and its Logregel: both or neither; a refusal is logged; the schema is what the models say."""

from __future__ import annotations

import ast
import dataclasses
import hashlib
from uuid import uuid4

import pytest
import sqlalchemy as sa
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory

from pmg_desk import paths
from pmg_desk.domain import logboek, logcontrole
from pmg_desk.domain.datums import OnvolledigeDatum
from pmg_desk.domain.fouten import GeenToegang, IntussenGewijzigd
from pmg_desk.services.werkplek import Werkplek
from pmg_desk.storage import logregels, migrations, uow, zoekindex
from pmg_desk.storage.models import Basis, Casus, CasusStatus, Concept, Gebruiker, Instelling, Jongere, LogregelRij
from tests.cijfers import Cijfers
from tests.storage.schrijf_migratie import revisie_tekst
from tests.wereld import Wereld


def open_casus(werkplek: Werkplek, nummer: str = "PMG-2026-0001", voornamen: str = "Zoë") -> Casus:
    with werkplek.doe() as t:
        jongere = Jongere(
            id=t.nieuw_id(),
            voornamen=voornamen,
            geslachtsnaam="Łukasz",
            sorteersleutel="lukasz zoe",
            geboortedatum=OnvolledigeDatum(2012),
            door_id=t.gebruiker.id,
            op=t.nu,
        )
        t.db.add(jongere)
        t.db.flush()
        casus = Casus(
            id=t.nieuw_id(),
            nummer=nummer,
            jongere_id=jongere.id,
            status=CasusStatus.OPEN,
            regisseur_id=t.gebruiker.id,
            geopend_op=t.vandaag,
            gewijzigd_op=t.nu,
            door_id=t.gebruiker.id,
            op=t.nu,
        )
        t.db.add(casus)
        t.log("casus.openen", "casus", casus.id, casus_id=casus.id, detail={"naam": voornamen})
    return casus


def test_een_wijziging_zonder_logregel_wordt_niet_bewaard(wereld: Wereld) -> None:
    with pytest.raises(uow.GeenLogregel), wereld.regie.doe() as t:
        t.db.add(Instelling(sleutel="x", waarde="1"))
    with wereld.regie.doe() as t:
        assert t.db.get(Instelling, "x") is None


@pytest.mark.parametrize("hoe", ["insert", "update", "delete"])
def test_ook_een_opdracht_in_bulk_moet_gelogd(wereld: Wereld, hoe: str) -> None:
    opdracht: sa.UpdateBase = {
        "insert": sa.insert(Instelling).values(sleutel="x", waarde="1"),
        "update": sa.update(Gebruiker).values(naam="X"),
        "delete": sa.delete(Instelling),
    }[hoe]
    with pytest.raises(uow.GeenLogregel), wereld.regie.doe() as t:
        t.db.execute(opdracht)


def test_een_concept_mag_zonder_logregel(wereld: Wereld) -> None:
    with wereld.regie.doe() as t:
        t.db.add(
            Concept(id=uuid4(), gebruiker_id=t.gebruiker.id, formulier="casus", object_id="", inhoud="{}", op=t.nu)
        )
    with wereld.regie.doe() as t:
        assert t.db.scalar(sa.select(sa.func.count()).select_from(Concept)) == 1


def test_een_fout_draait_wijziging_en_logregel_terug(wereld: Wereld) -> None:
    with wereld.regie.doe() as t:
        voor = logregels.stand(t.db)
    with pytest.raises(ZeroDivisionError), wereld.regie.doe() as t:
        t.db.add(Instelling(sleutel="x", waarde="1"))
        t.log("instelling.zetten", "instelling")
        raise ZeroDivisionError
    with wereld.regie.doe() as t:
        assert logregels.stand(t.db) == voor
        assert t.db.get(Instelling, "x") is None


def test_een_weigering_wordt_gelogd(wereld: Wereld) -> None:
    casus = open_casus(wereld.regie)
    with pytest.raises(GeenToegang), wereld.regie2.doe() as t:
        t.casus(casus.id)
    with wereld.regie.doe() as t:
        laatste = t.db.scalars(sa.select(LogregelRij).order_by(LogregelRij.nr.desc()).limit(1)).one()
        regel = logboek.lees_blad(laatste.blad)
    assert (regel.actie, regel.resultaat, regel.object_id, regel.actor) == (
        "toegang.weigeren",
        logboek.Resultaat.GEWEIGERD,
        str(casus.id),
        str(wereld.regie2.gebruiker.id),
    )


def test_dezelfde_rij_twee_keer_gewijzigd_gaat_niet_stil_verloren(wereld: Wereld) -> None:
    casus = open_casus(wereld.regie)
    with pytest.raises(IntussenGewijzigd), wereld.regie.doe() as t:
        mijne = t.casus(casus.id, wijzigen=True)
        t.db.execute(sa.text("UPDATE casus SET versie = versie + 1"))
        mijne.aangemeld_door = "politie"
        t.log("casus.wijzigen", "casus", casus.id)


def test_het_log_is_in_orde_en_kan_niet_worden_aangepast(wereld: Wereld) -> None:
    open_casus(wereld.regie)
    with wereld.regie.doe() as t:
        controle = logcontrole.controleer(logregels.bewaarde_regels(t.db), str(wereld.kluis_id))
    assert controle.in_orde
    assert (controle.regels, controle.details) == (10, 1)
    for opdracht in ("UPDATE logregel SET blad='x'", "DELETE FROM logregel", "UPDATE logdetail SET detail='x'"):
        with pytest.raises(sa.exc.DatabaseError, match=r"append-only|only be erased"), wereld.regie.doe() as t:
            t.db.execute(sa.text(opdracht))


def test_zoeken_toont_alleen_wat_men_mag_zien(wereld: Wereld) -> None:
    casus = open_casus(wereld.regie)
    for woord in ("lukas", "ŁUKASZ", "zoe", "zoë luk", "2026-0001"):
        with wereld.regie.doe() as t:
            gevonden = [treffer.object_id for treffer in zoekindex.zoek(t.db, woord, t.zichtbaar())]
        with wereld.regie2.doe() as t:
            assert zoekindex.zoek(t.db, woord, t.zichtbaar()) == []
        assert gevonden == [casus.id], woord


def test_herbouw_van_de_index_vindt_hetzelfde(wereld: Wereld) -> None:
    casus = open_casus(wereld.regie)
    with wereld.regie.doe() as t:
        voor = zoekindex.zoek(t.db, "lukas", t.zichtbaar())
        assert zoekindex.herbouw(t.db) == 1
        t.log("zoekindex.herbouwen", "kluis", aantal=1)
    with wereld.regie.doe() as t:
        assert zoekindex.zoek(t.db, "lukas", t.zichtbaar()) == voor
        assert voor[0].object_id == casus.id


def test_migraties_geven_precies_de_tabellen_van_de_modellen(wereld: Wereld) -> None:
    with wereld.engine.connect() as verbinding:
        verschil = compare_metadata(MigrationContext.configure(verbinding), Basis.metadata)
    rest = [deel for deel in verschil if not getattr(deel[1], "name", "").startswith("zoek")]
    assert rest == []


def test_de_derde_revisie_brengt_de_tweede_bij_de_modellen() -> None:
    geschreven = (paths.migrations_map() / "versions" / "0003_hele_casus.py").read_text(encoding="utf-8")
    assert ast.dump(ast.parse(geschreven)) == ast.dump(ast.parse(revisie_tekst()))


@pytest.mark.parametrize(
    ("revisie", "som"),
    [("0001_begin.py", "24a916d1ea5e28146e80664cc969ea1dbdc9a8661f0cc153974555976483f3a0")],
)
def test_een_uitgebrachte_revisie_verandert_nooit_meer(revisie: str, som: str) -> None:
    inhoud = (paths.migrations_map() / "versions" / revisie).read_bytes()
    assert hashlib.sha256(inhoud).hexdigest() == som


def test_huidig_is_de_laatste_revisie() -> None:
    assert ScriptDirectory(str(paths.migrations_map())).get_current_head() == migrations.HUIDIG


def test_elke_kolom_zegt_wat_zij_onder_de_wet_is(cijfers: Cijfers) -> None:
    kolommen = [(m.class_, k.key) for m in Basis.registry.mappers for k in m.columns]
    assert len(kolommen) > 250
    cijfers("stored columns with a category, erasure, third-party and inzage rule", kort=0).tel(len(kolommen))
    for klasse, kolom in kolommen:
        assert dataclasses.is_dataclass(klasse.gegevens_van(kolom)), f"{klasse.__name__}.{kolom}"
        assert set(klasse.gegevens_per) <= {k.key for k in klasse.__mapper__.columns}, klasse.__name__
