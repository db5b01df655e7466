"""Erasing a casus: everything of it is gone from every table and every page, and nothing of anybody else."""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import pytest
import sqlalchemy as sa
from sqlcipher3 import dbapi2

from pmg_desk.domain.datums import OnvolledigeDatum
from pmg_desk.domain.namen import vouw
from pmg_desk.services import (
    concepten,
    logboek,
    noodtoegang,
    oordelen,
    samenvattingen,
    toewijzingen,
    wissen,
    zoeken,
)
from pmg_desk.services.samenvattingen import Bestemming
from pmg_desk.storage import concepten as conceptrijen
from pmg_desk.storage import wissen as opslag
from pmg_desk.storage.gegevens import Wissen
from pmg_desk.storage.models import (
    Basis,
    Casus,
    Concept,
    Jongere,
    Logdetail,
    LogregelRij,
    OntvangenVerzoek,
    Overlegbundel,
    Relatie,
    Verstrekking,
    Wijze,
)
from pmg_desk.storage.types import Datumtekst, Keuze, Moment
from pmg_desk.storage.verwijzingen import MEE, verwijzingen
from tests import paginas, vulling
from tests.vulling import AAN_TAFEL, WOORDEN, Dossier, houd_overleg, keur_goed, maak_dossier, vraag
from tests.wereld import Wereld

KLASSEN = sorted((mapper.class_ for mapper in Basis.registry.mappers), key=lambda klasse: klasse.__tablename__)


HEEL = 7
"""Characters of a planted word; a column that is too short for one has part of it and proves nothing."""


def wis(wereld: Wereld, casus_id: UUID) -> dict[str, int]:
    with wereld.beheer.doe() as t:
        t.log("casus.vernietigen", "casus", casus_id, casus_id=casus_id)
        return wissen.erase_casus(t, casus_id)


def bytes_van(woorden: list[str]) -> list[bytes]:
    """As they stand in rows and as the search index folds them; short ones would be found by chance."""
    return [woord.encode() for heel in woorden for woord in {heel, vouw(heel)} if len(woord) > 5]


# the metadata


@pytest.mark.parametrize("klasse", KLASSEN, ids=lambda klasse: klasse.__tablename__)
def test_every_column_with_content_of_a_casus_is_reached_by_an_erasure(klasse: type[Basis]) -> None:
    met_inhoud = [k.name for k in klasse.__table__.columns if klasse.gegevens_van(k.name).wissen in MEE]
    assert not met_inhoud or klasse.__tablename__ in opslag.bereikbaar()


def test_no_foreign_key_would_hold_an_erasure_back() -> None:
    """A key to a row that can go either takes its row along or is emptied, and then it may be empty."""
    bereikbaar = opslag.bereikbaar()
    houdt_tegen = [
        (v.tabel.name, v.kolom.name)
        for v in verwijzingen()
        if v.doel in bereikbaar and v.wissen not in MEE and not (v.wissen is Wissen.LOSMAKEN and v.kolom.nullable)
    ]
    assert houdt_tegen == []


MAG_ZONDER = {
    "behandeling",
    "belang",
    "besluitbundel",
    "groepslid",
    "groepsversie",
    "overdracht",
    "signaal",
    "signaalversie",
    "spoedbevinding",
    "terugmelding",
    "uitstel",
}
"""Tables with content of a casus of which a row may also belong to none: not yet, to a group only, of another vault."""

VAN_MEER = {"groep", "groepsactie", "groepsstap", "kaderbrief"}
"""Tables of which a row is about several casussen, and no form is about one of them alone."""


class Vuller:
    """One row in every table, all hanging together, with a word of its own in every text and binary column."""

    def __init__(self) -> None:
        # Known before their rows: some tables name them without a foreign key.
        self.sleutels: dict[str, Any] = {"casus": uuid4(), "delingsverzoek": uuid4()}
        self.woorden: dict[tuple[str, str], str] = {}
        self.nr = 0

    def rij(self, klasse: type[Basis]) -> dict[str, Any]:
        tabel = Basis.metadata.tables[klasse.__tablename__]
        waarden = {kolom.name: self.waarde(tabel.name, kolom) for kolom in tabel.columns}
        if tabel.name == "score":
            waarden["waarde"] = 3
        elif tabel.name == "logregel":
            waarden["hash"] = "0" * 64
            del self.woorden["logregel", "hash"]
        return waarden

    def waarde(self, tabel: str, kolom: sa.Column[Any]) -> Any:
        if kolom.foreign_keys:
            doel = next(iter(kolom.foreign_keys)).column.table.name
            return self.sleutels.get(doel)
        if kolom.name == "casus_id":
            return self.sleutels["casus"]
        if kolom.primary_key:
            waarde = uuid4() if isinstance(kolom.type, sa.Uuid) else self.telling()
            return self.sleutels.setdefault(tabel, waarde)
        soort = kolom.type
        if isinstance(soort, Keuze):
            return next(iter(soort.soort.__members__.values()))
        if isinstance(soort, Moment):
            return datetime(2026, 1, 1, tzinfo=UTC)
        if isinstance(soort, Datumtekst):
            return OnvolledigeDatum(2011, 4, 5)
        if isinstance(soort, sa.Boolean):
            return False
        if isinstance(soort, sa.Date):
            return date(2026, 1, 1)
        if isinstance(soort, sa.Integer):
            return self.telling()
        if isinstance(soort, sa.Uuid):
            return uuid4()
        woord = f"m{self.telling():x}q"[: getattr(soort, "length", None) or 99]
        self.woorden[tabel, kolom.name] = woord
        return woord.encode() if isinstance(soort, sa.LargeBinary) else woord

    def telling(self) -> int:
        self.nr += 1
        return 700_000 + self.nr


def alle_waarden(wereld: Wereld) -> Iterator[tuple[str, str, Any]]:
    with wereld.engine.connect() as verbinding:
        for tabel in Basis.metadata.sorted_tables:
            for rij in verbinding.execute(sa.select(tabel)).mappings():
                yield from ((tabel.name, kolom, waarde) for kolom, waarde in rij.items())


def vul_elke_tabel(wereld: Wereld, *, alleen_verplicht: bool = False) -> Vuller:
    """One row in each; with ``alleen_verplicht`` every foreign key that may be empty is empty."""
    vuller = Vuller()
    per_tabel = {klasse.__tablename__: klasse for klasse in KLASSEN}
    with wereld.engine.begin() as verbinding:
        for tabel in Basis.metadata.sorted_tables:
            waarden = vuller.rij(per_tabel[tabel.name])
            if tabel.name == "ontvangen_verzoek":
                waarden["tekst"] = f"{waarden['tekst']} {vuller.sleutels['casus']}"
            if tabel.name == "zoekrij":
                verbinding.execute(
                    sa.text("INSERT INTO zoek(rowid, tekst) VALUES (:id, :tekst)"),
                    {"id": waarden["id"], "tekst": "gevondenwoord"},
                )
            if tabel.name == "concept":
                waarden["casus_id"] = None  # found by what it is about
                waarden["object_id"] = str(vuller.sleutels["delingsverzoek"])
            if tabel.name == "relatie":
                waarden["andere_jongere_id"] = None
            if alleen_verplicht:
                waarden |= {k.name: None for k in tabel.columns if k.foreign_keys and k.nullable}
            verbinding.execute(sa.insert(tabel).values(waarden))
    return vuller


@pytest.mark.parametrize(
    ("alleen_verplicht", "zonder_casus"),
    [(False, VAN_MEER), (True, VAN_MEER | MAG_ZONDER)],
)
def test_whatever_goes_with_a_casus_is_known_to_belong_to_it(
    wereld: Wereld, alleen_verplicht: bool, zonder_casus: set[str]
) -> None:
    """Over all models: a draft about a row of a table that is missing here stays open to who may not see its casus."""
    vuller = vul_elke_tabel(wereld, alleen_verplicht=alleen_verplicht)
    met_id = {tabel for tabel in opslag.bereikbaar() if isinstance(vuller.sleutels.get(tabel), UUID)}
    met_id -= {"ontvangen_verzoek", "toezichtbesluit", "toezichtintrekking"}  # of a casus of another vault
    met_id -= {"concept"}
    with wereld.regie.doe() as t:
        casussen = {tabel: conceptrijen.casussen_van(t.db, vuller.sleutels[tabel]) for tabel in met_id}
        groepen = {tabel for tabel in met_id if conceptrijen.groepen_van(t.db, vuller.sleutels[tabel])}
    assert {tabel for tabel, gevonden in casussen.items() if not gevonden} == zonder_casus
    assert set().union(*casussen.values()) == {vuller.sleutels["casus"]}
    assert groepen == {"groep", "groepsactie", "groepsstap", "groepsversie", "groepslid"}


def test_one_row_in_every_table_and_every_text_of_the_casus_is_gone(wereld: Wereld) -> None:
    """Over all models, also those that somebody adds later: each gets a row that hangs on one casus."""
    per_tabel = {klasse.__tablename__: klasse for klasse in KLASSEN}
    vuller = vul_elke_tabel(wereld)
    casus_id = vuller.sleutels["casus"]
    assert {tabel for tabel, _, _ in alle_waarden(wereld)} == set(per_tabel)

    aantallen = wis(wereld, casus_id)

    weg = opslag.bereikbaar() - {"logdetail"}
    weg_met_casus = {*MEE, Wissen.BLADEN}  # the only pages of this bundle are about this casus
    assert aantallen == dict.fromkeys(weg, 1) | {"logdetail": 1}
    gewist = [
        woord
        for (tabel, kolom), woord in vuller.woorden.items()
        if per_tabel[tabel].gegevens_van(kolom).wissen in weg_met_casus and len(woord) == HEEL
    ]
    blijft = {
        woord
        for (tabel, kolom), woord in vuller.woorden.items()
        if per_tabel[tabel].gegevens_van(kolom).wissen not in weg_met_casus and tabel not in weg and len(woord) == HEEL
    }
    assert len(gewist) > 60
    assert len(blijft) > 30
    over = {str(waarde) for _, _, waarde in alle_waarden(wereld)} | {
        waarde.decode("latin-1") for _, _, waarde in alle_waarden(wereld) if isinstance(waarde, bytes)
    }
    assert [woord for woord in gewist if any(woord in waarde for waarde in over)] == []
    assert [woord for woord in blijft if not any(woord in waarde for waarde in over)] == []
    ids = {vuller.sleutels[tabel] for tabel in weg if isinstance(vuller.sleutels.get(tabel), UUID)}
    nog_ergens = {(tabel, kolom) for tabel, kolom, waarde in alle_waarden(wereld) if waarde in ids}
    # The id of the casus itself stays where it says what was done: a random number that points at nothing now.
    assert nog_ergens == {
        ("logregel", "casus_id"),
        ("logregel", "object_id"),
        ("vernietiging", "casus_id"),
        ("pakket", "casus_id"),
    }
    assert paginas.vind(wereld.pad, wereld.sleutel, [*bytes_van(gewist), b"gevondenwoord"]) == {}


# a dossier as people make it


@pytest.fixture
def dossier(wereld: Wereld) -> Dossier:
    return maak_dossier(wereld.regie)


def vul_aan(wereld: Wereld, dossier: Dossier) -> list[str]:
    """Everything around a dossier that use cases make; returns the words that were typed with it."""
    verzoek = vraag(wereld, dossier)
    besluit = keur_goed(wereld, verzoek, motivering="Motiveringsmerk staat hier.")
    bestemming = Bestemming(dossier.school, "Leerlingzaken")
    samenvattingen.issue_samenvatting(wereld.regie, dossier.casus_id, bestemming, Wijze.PAPIER)
    oordelen.withdraw_besluit(wereld.privacy, besluit, "Intrekkingsmerk staat hier.")
    noodtoegang.take_noodtoegang(wereld.regie2, dossier.casus_id, "Noodredenmerk staat hier.")
    houd_overleg(wereld, dossier)
    toewijzingen.assign_casus(wereld.regie, dossier.casus_id, wereld.lezer.gebruiker.id)
    concepten.save_concept(wereld.regie, "uitspraak", str(dossier.casus_id), {"tekst": "Conceptmerk staat hier."})
    concepten.save_concept(wereld.privacy, "oordeel", str(verzoek), {"tekst": "Oordeelmerk staat hier."})
    with wereld.regie.doe() as t:
        t.log(
            "adres.tonen", "jongere", dossier.jongere_id, casus_id=dossier.casus_id, detail={"reden": "Detailmerk hier"}
        )
    merken = "Motiveringsmerk Intrekkingsmerk Noodredenmerk Conceptmerk Oordeelmerk Detailmerk"
    return [*WOORDEN.values(), *AAN_TAFEL.values(), "Łukasz", "Scholengemeenschap", *merken.split()]


def test_a_whole_dossier_is_gone_from_every_row_and_every_decrypted_page(wereld: Wereld, dossier: Dossier) -> None:
    woorden = bytes_van(vul_aan(wereld, dossier))
    gevonden = paginas.vind(wereld.pad, wereld.sleutel, woorden)
    assert [woord for woord in woorden if woord.islower() is False and woord not in gevonden] == []
    with wereld.engine.connect() as verbinding:
        document = verbinding.scalar(sa.select(Verstrekking.document).where(Verstrekking.document.is_not(None)))
        papieren = [document, *verbinding.scalars(sa.select(Overlegbundel.document))]
    assert len(papieren) == 3
    stukjes = [papier[2000:2064] for papier in papieren if papier is not None]
    for stukje in stukjes:
        assert paginas.vind(wereld.pad, wereld.sleutel, [stukje]) != {}

    aantallen = wis(wereld, dossier.casus_id)

    assert {"casus", "jongere", "uitspraak", "verstrekking", "concept", "noodtoegang", "overleg_casus", "toewijzing",
            "privacybesluit", "intrekking", "zoekrij", "logdetail", "agendaafwezigheid", "bespreking",
            "besprekingspunt", "overlegbesluit", "besprekingsactie",
            "bundelblad"} <= set(aantallen)  # fmt: skip
    assert aantallen["concept"] == 2
    # A pseudonym stays as a word of nobody, so that it is never drawn for another.
    assert set(paginas.vind(wereld.pad, wereld.sleutel, [*woorden, *stukjes])) == {AAN_TAFEL["pseudoniem"].encode()}
    assert [(tabel, kolom) for tabel, kolom, waarde in alle_waarden(wereld) if waarde == dossier.jongere_id] == [
        ("logregel", "object_id")
    ]


def test_the_log_still_verifies_and_says_nothing_of_what_was_erased(wereld: Wereld, dossier: Dossier) -> None:
    vul_aan(wereld, dossier)
    voor = logboek.verify_logboek(wereld.beheer)
    assert voor.bevindingen == ()
    wis(wereld, dossier.casus_id)
    na = logboek.verify_logboek(wereld.beheer)
    assert na.bevindingen == ()
    with wereld.beheer.doe() as t:
        over = t.db.scalars(
            sa.select(Logdetail.nr)
            .join(LogregelRij, LogregelRij.nr == Logdetail.nr)
            .where(LogregelRij.casus_id == dossier.casus_id, Logdetail.gewist.is_(False))
        )
        assert list(over) == []


def test_another_dossier_stays_as_it_was_to_the_byte(wereld: Wereld, dossier: Dossier) -> None:
    ander = maak_dossier(wereld.regie, "PMG-2026-00002")
    with wereld.regie.doe() as t:
        vreemd = t.haal(
            Relatie, next(iter(t.db.scalars(sa.select(Relatie.id).where(Relatie.jongere_id == ander.jongere_id))))
        )
        vreemd.andere_jongere_id = dossier.jongere_id
        t.log("relatie.toevoegen", "relatie", vreemd.id, casus_id=ander.casus_id)

    def stand() -> dict[str, list[Any]]:
        with wereld.engine.connect() as verbinding:
            return {
                tabel.name: sorted(
                    str(rij) for rij in verbinding.execute(sa.select(tabel)) if str(ander.casus_id) in str(rij)
                )
                for tabel in Basis.metadata.sorted_tables
            }

    voor = stand()
    wis(wereld, dossier.casus_id)
    assert stand() == voor
    with wereld.regie.doe() as t:
        assert t.haal(Relatie, vreemd.id).andere_jongere_id is None
    treffers = zoeken.zoek(wereld.regie, WOORDEN["signaal"])
    assert {treffer.casus_id for treffer in treffers} == {ander.casus_id}


def test_a_jongere_with_another_casus_stays_until_the_last_one_goes(wereld: Wereld, dossier: Dossier) -> None:
    with wereld.regie.doe() as t:
        een = t.haal(Casus, dossier.casus_id)
        tweede = Casus(
            id=uuid4(), nummer="PMG-2026-00009", jongere_id=een.jongere_id, status=een.status,
            regisseur_id=een.regisseur_id, geopend_op=een.geopend_op, gewijzigd_op=t.nu, door_id=een.door_id, op=t.nu,
        )  # fmt: skip
        t.db.add(tweede)
        t.log("casus.openen", "casus", tweede.id, casus_id=tweede.id)
    assert "jongere" not in wis(wereld, dossier.casus_id)
    with wereld.regie.doe() as t:
        assert t.db.get(Jongere, dossier.jongere_id) is not None
    aantallen = wis(wereld, tweede.id)
    assert (aantallen["jongere"], aantallen["relatie"]) == (1, 1)


def test_of_forty_dossiers_half_go_in_a_jumble_and_leave_no_trace_in_a_page(
    wereld: Wereld, monkeypatch: pytest.MonkeyPatch
) -> None:
    kans, weg = random.Random(20261122), []
    for nr in range(40):
        eigen = {sleutel: f"{woord}q{nr:03d}z" for sleutel, woord in WOORDEN.items()}
        monkeypatch.setattr(vulling, "WOORDEN", eigen)
        weg.append((f"q{nr:03d}z".encode(), maak_dossier(wereld.regie, f"PMG-2026-{nr:05d}").casus_id))
    kans.shuffle(weg)
    for _, casus_id in weg[:20]:
        wis(wereld, casus_id)
    assert wissen.rewrite_kluis(wereld.beheer)
    merken = [merk for merk, _ in weg]
    assert sorted(paginas.vind(wereld.pad, wereld.sleutel, merken)) == sorted(merken[20:])


# the two defences under it


def test_the_scan_of_pages_finds_what_a_plain_delete_leaves(wereld: Wereld, dossier: Dossier) -> None:
    """With the defence taken out, so that "nothing found" means something."""
    verbinding = wereld.engine.raw_connection()
    verbinding.cursor().execute("PRAGMA secure_delete = OFF")
    verbinding.close()
    wis(wereld, dossier.casus_id)
    assert paginas.vind(wereld.pad, wereld.sleutel, bytes_van([*WOORDEN.values()])) != {}
    assert wissen.rewrite_kluis(wereld.beheer)
    assert paginas.vind(wereld.pad, wereld.sleutel, bytes_van([*WOORDEN.values()])) == {}


def test_writing_the_file_anew_is_done_once_and_again_after_a_crash(wereld: Wereld, dossier: Dossier) -> None:
    def regels() -> int:
        with wereld.beheer.doe() as t:
            vraag_ = (
                sa.select(sa.func.count()).select_from(LogregelRij).where(LogregelRij.actie == "kluis.herschrijven")
            )
            return t.db.scalar(vraag_) or 0

    assert wissen.rewrite_kluis(wereld.beheer)
    assert regels() == 0
    wis(wereld, dossier.casus_id)
    assert (wissen.rewrite_kluis(wereld.beheer), wissen.rewrite_kluis(wereld.beheer)) == (True, True)
    assert regels() == 1


def test_a_file_that_cannot_be_written_anew_now_is_tried_again_later(wereld: Wereld, dossier: Dossier) -> None:
    wis(wereld, dossier.casus_id)
    ander = dbapi2.connect(str(wereld.pad))
    ander.execute(f"PRAGMA key = \"x'{wereld.sleutel.hex()}'\"")
    ander.execute("BEGIN")
    with wereld.engine.connect() as verbinding:
        verbinding.exec_driver_sql("PRAGMA busy_timeout = 20")
    ander.execute("SELECT count(*) FROM logregel").fetchall()
    assert not wissen.rewrite_kluis(wereld.beheer)
    ander.close()
    assert wissen.rewrite_kluis(wereld.beheer)


def test_a_register_of_received_requests_forgets_the_casus_of_another_vault(wereld: Wereld) -> None:
    """An officer's own installation has no casus row; the request that names it goes with its decision."""
    vuller, per_tabel = Vuller(), {klasse.__tablename__: klasse for klasse in KLASSEN}
    vuller.sleutels["casus"] = None
    vreemd = uuid4()
    with wereld.engine.begin() as verbinding:
        for naam in ("gebruiker", "verbinding", "pakket", "ontvangen_verzoek", "toezichtbesluit", "toezichtintrekking"):
            waarden = vuller.rij(per_tabel[naam])
            if naam == "ontvangen_verzoek":
                waarden["tekst"] = f'{{"manifest":[{{"casus":"{vreemd}"}}]}}'
            verbinding.execute(sa.insert(per_tabel[naam].__table__).values(waarden))
    assert wis(wereld, vreemd) == {"ontvangen_verzoek": 1, "toezichtbesluit": 1, "toezichtintrekking": 1}
    with wereld.beheer.doe() as t:
        assert t.db.scalar(sa.select(sa.func.count()).select_from(OntvangenVerzoek)) == 0


def test_drafts_of_others_about_other_things_stay(wereld: Wereld, dossier: Dossier) -> None:
    concepten.save_concept(wereld.regie, "registreren", "", {"naam": "Ander"})
    concepten.save_concept(wereld.beheer, "gebruiker_tafels", str(wereld.lezer.gebruiker.id), {"tafel": "x"})
    wis(wereld, dossier.casus_id)
    with wereld.beheer.doe() as t:
        assert t.db.scalar(sa.select(sa.func.count()).select_from(Concept)) == 2


def test_the_decryptor_refuses_another_key(wereld: Wereld, tmp_path: Path) -> None:
    with pytest.raises(paginas.OnechtePagina):
        list(paginas.paginas(wereld.pad, bytes(32)))
