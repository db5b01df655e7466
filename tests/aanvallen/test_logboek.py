"""Attacks on the log, by somebody with the vault key and the program's source: what was signed shows what was changed.

One test per attack, named after it. Attacks on a log that an officer elsewhere follows are in ``test_toezicht.py``.
"""

from __future__ import annotations

import shutil
from pathlib import Path
from uuid import UUID

import pytest
import sqlalchemy as sa
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from pmg_desk.domain import merkle
from pmg_desk.domain.controlepunt import Controlepunt, lees_notitie, met_handtekening, oorsprong, sleutelnaam
from pmg_desk.domain.fouten import Fout
from pmg_desk.domain.logboek import blad_hash
from pmg_desk.kluis.ondertekening import onderteken_notitie
from pmg_desk.services import controlepunten, logboek
from pmg_desk.services.controlepunten import LogAfgeknipt
from pmg_desk.services.logcontrole import verify_logboek
from pmg_desk.services.logexport import export_logboek
from pmg_desk.services.samenvattingen import Bestemming, issue_samenvatting
from pmg_desk.storage import controlepunten as rijen
from pmg_desk.storage.engine import controleer_bestand, maak_engine, sluit_engine
from pmg_desk.storage.models import Wijze
from tests.aanvallen.knoeien import keten_opnieuw, knip, nr_van, zet
from tests.kluisdoos import alle_regels
from tests.paginas import PAGINA, hmac_sleutel, ontsleutel_pagina
from tests.services.test_controlepunten import ONDERTEKENEN, onderteken
from tests.services.test_logexport import draai
from tests.vulling import Dossier, keur_goed, maak_dossier, vraag
from tests.wereld import Wereld

UITGEGEVEN = "samenvatting.uitgeven"
AFGEKNIPT = (
    "Er is een stand ondertekend van {} regels, en het logboek is korter: er zijn regels verdwenen, of er is een oude "
    "kluis teruggezet."
)


@pytest.fixture
def dossier(wereld: Wereld) -> Dossier:
    """A log with a decision, a summary that went out, and a signed head over all of it."""
    een = maak_dossier(wereld.regie)
    keur_goed(wereld, vraag(wereld, een))
    issue_samenvatting(wereld.regie, een.casus_id, Bestemming(een.school, "Leerlingzaken"), Wijze.PAPIER)
    assert verify_logboek(wereld.lezer).in_orde
    return een


def gevonden(wereld: Wereld) -> str:
    """Every finding of a check of the log; a test asks for the words that tell what was done."""
    return "\n".join(verify_logboek(wereld.lezer).bevindingen)


# lines


@pytest.mark.parametrize(
    ("opdracht", "zin"),
    [
        pytest.param(
            "UPDATE logregel SET blad = replace(blad, 'C. Regisseur', 'X. Regisseur') WHERE nr = :nr",
            "veranderd",
            id="tekst",
        ),
        pytest.param("UPDATE logregel SET hash = :hash WHERE nr = :nr", "veranderd", id="hash"),
        pytest.param("UPDATE logregel SET blad = '{}' WHERE nr = :nr", "geldige", id="leegmaken"),
        pytest.param("UPDATE logregel SET actor = 'x' WHERE nr = :nr", "zoekgegevens", id="wie"),
        pytest.param("UPDATE logregel SET actie = 'casus.wijzigen' WHERE nr = :nr", "zoekgegevens", id="wat"),
        pytest.param("UPDATE logregel SET tijd = '2020-01-01 00:00:00' WHERE nr = :nr", "zoekgegevens", id="wanneer"),
        pytest.param(
            "UPDATE logdetail SET detail = replace(detail, ':', ' :') WHERE nr = :nr", "details", id="details"
        ),
        pytest.param("UPDATE logdetail SET zout = zeroblob(32) WHERE nr = :nr", "details", id="zout van de details"),
        pytest.param("DELETE FROM logdetail WHERE nr = :nr", "details", id="details weghalen"),
    ],
)
def test_een_regel_aanpassen(wereld: Wereld, dossier: Dossier, opdracht: str, zin: str) -> None:
    nr = nr_van(wereld, UITGEGEVEN)
    zet(wereld, opdracht, **{k: v for k, v in {"nr": nr, "hash": "0" * 64}.items() if f":{k}" in opdracht})
    assert zin in gevonden(wereld)


def test_een_regel_weghalen(wereld: Wereld, dossier: Dossier) -> None:
    nr = nr_van(wereld, UITGEGEVEN)
    zet(wereld, "DELETE FROM logdetail WHERE nr = :nr", nr=nr)
    zet(wereld, "DELETE FROM logregel WHERE nr = :nr", nr=nr)
    assert "ontbreekt" in gevonden(wereld)


def test_de_details_van_twee_regels_verwisselen(wereld: Wereld, dossier: Dossier) -> None:
    een, ander = nr_van(wereld, "besluit.nemen"), nr_van(wereld, UITGEGEVEN)
    with wereld.engine.connect() as verbinding:
        details = verbinding.execute(sa.text("SELECT nr, zout, detail FROM logdetail")).all()
    bij = {nr: (zout, tekst) for nr, zout, tekst in details}
    for nr, (zout, tekst) in ((een, bij[ander]), (ander, bij[een])):
        zet(wereld, "UPDATE logdetail SET zout = :z, detail = :d WHERE nr = :nr", z=zout, d=tekst, nr=nr)
    assert "details" in gevonden(wereld)


# a chain that was made right again


def herschrijf(wereld: Wereld, nr: int, oud: str, nieuw: str) -> None:
    """Edit one line and make the whole chain after it fit again."""
    zet(wereld, "UPDATE logregel SET blad = replace(blad, :o, :n) WHERE nr = :nr", o=oud, n=nieuw, nr=nr)
    keten_opnieuw(wereld, nr)
    controle = gevonden(wereld)
    assert "is veranderd" not in controle
    assert "sluit niet aan" not in controle


def test_een_regel_aanpassen_en_de_keten_opnieuw_berekenen(wereld: Wereld, dossier: Dossier) -> None:
    herschrijf(wereld, 2, '"aantal":null', '"aantal":7')
    assert "is niet de regel die is ondertekend in besluit B-2026-00001" in gevonden(wereld)
    assert "zijn niet die van de stand die toen is ondertekend" in gevonden(wereld)


def test_een_regel_antedateren(wereld: Wereld, dossier: Dossier) -> None:
    """Line, column and chain all say the day before; the order of things is that of the lines, not of the times."""
    onderteken(wereld.regie)
    nr = nr_van(wereld, UITGEGEVEN)
    zet(wereld, "UPDATE logregel SET tijd = replace(tijd, '2026-11-23', '2026-11-22') WHERE nr = :nr", nr=nr)
    herschrijf(wereld, nr, "2026-11-23T", "2026-11-22T")
    assert "zijn niet die van de stand die toen is ondertekend" in gevonden(wereld)


def test_een_regel_op_naam_van_een_ander_zetten(wereld: Wereld, dossier: Dossier) -> None:
    onderteken(wereld.regie)
    nr = nr_van(wereld, UITGEGEVEN)
    eigen, ander = str(wereld.regie.gebruiker.id), str(wereld.regie2.gebruiker.id)
    zet(wereld, "UPDATE logregel SET actor = :a WHERE nr = :nr", a=ander, nr=nr)
    herschrijf(wereld, nr, eigen, ander)
    assert "zijn niet die van de stand die toen is ondertekend" in gevonden(wereld)


def test_de_sleutel_in_een_sleutelregel_verwisselen(wereld: Wereld, dossier: Dossier) -> None:
    eigen = Ed25519PrivateKey.generate().public_key().public_bytes_raw().hex()
    herschrijf(wereld, 7, wereld.privacy.sleutels.publiek.ed25519, eigen)
    assert "De handtekening onder de stand bij regel" in gevonden(wereld)


def test_twee_regels_omwisselen(wereld: Wereld, dossier: Dossier) -> None:
    """Number, hash and chain of both fit their new place."""
    for van, naar in ((2, 999), (3, 2), (999, 3)):
        zet(
            wereld,
            "UPDATE logregel SET nr = :n, blad = replace(blad, :o, :t) WHERE nr = :v",
            n=naar,
            v=van,
            o=f'"nr":{van},',
            t=f'"nr":{naar},',
        )
    keten_opnieuw(wereld, 2)
    assert "is niet de regel die is ondertekend in besluit B-2026-00001" in gevonden(wereld)


def test_een_regel_weghalen_en_alles_opnieuw_nummeren(wereld: Wereld, dossier: Dossier) -> None:
    onderteken(wereld.regie)
    weg = nr_van(wereld, "verzoek.openen")
    zet(wereld, "DELETE FROM logdetail WHERE nr = :nr", nr=weg)
    zet(wereld, "DELETE FROM logregel WHERE nr = :nr", nr=weg)
    with wereld.engine.begin() as verbinding:
        verbinding.exec_driver_sql("PRAGMA defer_foreign_keys = ON")
        laatste = verbinding.scalar(sa.text("SELECT max(nr) FROM logregel"))
        assert laatste is not None
        for nr in range(weg + 1, laatste + 1):
            verbinding.execute(
                sa.text("UPDATE logregel SET nr = :n, blad = replace(blad, :o, :t) WHERE nr = :v"),
                {"n": nr - 1, "v": nr, "o": f'"nr":{nr},', "t": f'"nr":{nr - 1},'},
            )
            verbinding.execute(sa.text("UPDATE logdetail SET nr = :n WHERE nr = :v"), {"n": nr - 1, "v": nr})
    keten_opnieuw(wereld, weg)
    uitkomst = gevonden(wereld)
    assert "ontbreekt iets" not in uitkomst
    assert "is niet de regel die is ondertekend" in uitkomst or "van de stand die toen is ondertekend" in uitkomst


def test_regels_uit_een_andere_kluis(wereld: Wereld, dossier: Dossier) -> None:
    nr = nr_van(wereld, UITGEGEVEN)
    ander = str(UUID(int=wereld.kluis_id.int ^ 1))
    zet(
        wereld,
        "UPDATE logregel SET blad = replace(blad, :o, :n) WHERE nr >= :nr",
        o=str(wereld.kluis_id),
        n=ander,
        nr=nr,
    )
    keten_opnieuw(wereld, nr)
    assert f"Regel {nr} komt uit een andere kluis." in gevonden(wereld)


# a log that was cut


def test_het_log_afknippen_tot_voor_een_besluit(wereld: Wereld, dossier: Dossier) -> None:
    nr = nr_van(wereld, "verzoek.indienen")
    knip(wereld, nr)
    assert "terwijl die is ondertekend in besluit B-2026-00001" in gevonden(wereld)


def test_het_log_afknippen_tot_voor_een_controlepunt(wereld: Wereld) -> None:
    punt = onderteken(wereld.regie)
    knip(wereld, punt.grootte)
    assert gevonden(wereld) == AFGEKNIPT.format(punt.grootte)


def test_het_log_afknippen_en_laten_aangroeien_tot_dezelfde_lengte(wereld: Wereld) -> None:
    logboek.list_logregels(wereld.privacy)
    punt = onderteken(wereld.regie)
    knip(wereld, punt.grootte - 1)
    with wereld.regie.doe() as t:
        t.log("casus.lezen", "casus")
        (rij,) = rijen.punten(t.db)
        t.log(ONDERTEKENEN, "logboek", rij.id, aantal=punt.grootte, verwerking="dag")
    assert len(alle_regels(wereld.lezer)) == punt.grootte
    assert "zijn niet die van de stand die toen is ondertekend" in gevonden(wereld)


def test_een_afgeknipt_log_laten_ondertekenen(wereld: Wereld) -> None:
    """Nobody signs a log that is shorter than what was signed; locking goes on, and says so in the log."""
    punt = onderteken(wereld.regie)
    knip(wereld, punt.grootte - 1)
    voor = len(alle_regels(wereld.lezer))
    with pytest.raises(LogAfgeknipt):
        onderteken(wereld.regie)
    assert len(alle_regels(wereld.lezer)) == voor
    with wereld.regie.doe() as t:
        assert len(rijen.punten(t.db)) == 1
        assert controlepunten.korte_stand(t).startswith(f"{voor} · ")  # paper shows the log as it stands
        controlepunten.onderteken_bij_slot(t)
    laatste = alle_regels(wereld.lezer)[-1]
    assert (laatste.actie, laatste.resultaat.value, laatste.object_id) == (ONDERTEKENEN, "mislukt", None)


def test_een_log_met_een_gat_laten_ondertekenen(wereld: Wereld) -> None:
    zet(wereld, "DELETE FROM logregel WHERE nr = 2")
    with pytest.raises(LogAfgeknipt):
        onderteken(wereld.regie)


# checkpoints


def test_een_controlepunt_weghalen(wereld: Wereld) -> None:
    onderteken(wereld.regie)
    zet(wereld, "DELETE FROM controlepunt")
    assert "noemt een ondertekende stand, en die is er niet meer" in gevonden(wereld)


def test_de_regel_weghalen_die_een_controlepunt_aankondigt(wereld: Wereld) -> None:
    punt = onderteken(wereld.regie)
    knip(wereld, punt.grootte)
    logboek.list_logregels(wereld.privacy)
    assert "zijn niet die van de stand die toen is ondertekend" in gevonden(wereld)


def vervang_stand(wereld: Wereld, prive: Ed25519PrivateKey, van: UUID, **anders: object) -> None:
    """Another head in the row of the one checkpoint, signed with this key in the name of this user."""
    with wereld.lezer.doe() as t:
        (rij,) = rijen.punten(t.db)
        punt = lees_notitie(rij.tekst).controlepunt
    kern = Controlepunt(
        str(anders.get("oorsprong", punt.oorsprong)), punt.grootte, str(anders.get("wortel", punt.wortel))
    )
    tekst = met_handtekening(
        kern.tekst(),
        sleutelnaam(van),
        prive.public_key().public_bytes_raw().hex(),
        lambda bericht: onderteken_notitie(prive, bericht),
    )
    zet(wereld, "UPDATE controlepunt SET tekst = :t, wortel = :w", t=tekst, w=kern.wortel)


def test_een_controlepunt_zelf_ondertekenen_met_een_vreemde_sleutel(wereld: Wereld) -> None:
    onderteken(wereld.regie)
    vervang_stand(wereld, Ed25519PrivateKey.generate(), wereld.regie.gebruiker.id)
    assert "De handtekening onder de stand bij regel 10 klopt niet." in gevonden(wereld)


def test_een_controlepunt_van_een_andere_kluis(wereld: Wereld) -> None:
    onderteken(wereld.regie)
    regie = wereld.regie
    elders = oorsprong(UUID(int=wereld.kluis_id.int ^ 1), 1)
    vervang_stand(wereld, regie.sleutels.ondertekening, regie.gebruiker.id, oorsprong=elders)
    assert "De handtekening onder de stand bij regel 10 klopt niet." in gevonden(wereld)


# what was kept elsewhere


@pytest.fixture
def bewaard(wereld: Wereld, tmp_path: Path) -> tuple[bytes, Path]:
    """The bytes of the vault as it was, and a signed head of later that somebody keeps elsewhere."""
    dossier = maak_dossier(wereld.regie)
    keur_goed(wereld, vraag(wereld, dossier))
    logboek.list_logregels(wereld.privacy)  # so that the last page of the log is not full
    oud = wereld.pad.read_bytes()
    issue_samenvatting(wereld.regie, dossier.casus_id, Bestemming(dossier.school, "Leerlingzaken"), Wijze.PAPIER)
    for _ in range(40):
        logboek.list_logregels(wereld.privacy)
    stand = tmp_path / "stand.txt"
    stand.write_text(onderteken(wereld.regie).tekst, encoding="utf-8")
    return oud, stand


def klopt_met(wereld: Wereld, stand: Path, map_: Path) -> str:
    """What verify.py says of an export beside the head that was kept: empty when it fits."""
    shutil.rmtree(map_, ignore_errors=True)
    export_logboek(wereld.privacy, map_)
    code, tekst = draai(map_, "--gezien", str(stand))
    assert (code == 0) == ("NIET IN ORDE" not in tekst)
    return "" if code == 0 else tekst


def zet_bestand(wereld: Wereld, inhoud: bytes) -> None:
    """Other bytes under the open vault; everything that is read from now on is read from these."""
    sluit_engine(wereld.engine)
    wereld.pad.write_bytes(inhoud)
    wereld.engine = maak_engine(wereld.pad, wereld.sleutel)
    for werkplek in wereld.werkplekken.values():
        werkplek.engine = wereld.engine


def test_de_hele_kluis_van_eerder_terugzetten(wereld: Wereld, bewaard: tuple[bytes, Path], tmp_path: Path) -> None:
    """An older file is whole in itself: only what was kept elsewhere shows that it is not the last one."""
    oud, stand = bewaard
    assert klopt_met(wereld, stand, tmp_path / "uit") == ""
    zet_bestand(wereld, oud)
    assert verify_logboek(wereld.lezer).in_orde
    assert "korter dan het was" in klopt_met(wereld, stand, tmp_path / "uit")
    for _ in range(80):  # and regrown until it is longer again
        logboek.list_logregels(wereld.privacy)
    assert verify_logboek(wereld.lezer).in_orde
    assert "niet hetzelfde als toen" in klopt_met(wereld, stand, tmp_path / "uit")


def test_het_log_herschrijven_en_zelf_opnieuw_ondertekenen(wereld: Wereld, tmp_path: Path) -> None:
    """Whoever has a key of this vault can sign another history, and the vault itself then fits: only what was signed
    before, and kept elsewhere, tells. A decision is such a thing as well.
    """
    logboek.list_logregels(wereld.privacy)
    stand = tmp_path / "stand.txt"
    stand.write_text(onderteken(wereld.privacy).tekst, encoding="utf-8")
    assert klopt_met(wereld, stand, tmp_path / "uit") == ""
    grootte = lees_notitie(stand.read_text(encoding="utf-8")).controlepunt.grootte
    zet(wereld, "DELETE FROM controlepunt WHERE grootte > :g", g=grootte)  # what the export signed
    knip(wereld, grootte + 1)
    herschrijf(wereld, 2, '"aantal":null', '"aantal":7')
    boom = merkle.Pieken()
    for regel in alle_regels(wereld.lezer)[:grootte]:
        boom.voeg_toe(blad_hash(regel.blad()))
    regie = wereld.regie
    vervang_stand(wereld, regie.sleutels.ondertekening, regie.gebruiker.id, wortel=boom.wortel())
    zet(wereld, "UPDATE controlepunt SET pieken = :p", p=boom.tekst())
    assert verify_logboek(wereld.lezer).in_orde
    assert "niet hetzelfde als toen" in klopt_met(wereld, stand, tmp_path / "uit")


def is_van_het_log(*inhouden: bytes) -> bool:
    """Whether one of these spellings of a page holds text of log lines."""
    return any(b'"actor_naam":' in inhoud for inhoud in inhouden)


def test_een_pagina_van_eerder_terugzetten(wereld: Wereld, bewaard: tuple[bytes, Path], tmp_path: Path) -> None:
    """Each page with lines of the log in turn: truly encrypted, in its own place, only older. Something always shows:
    the file as a whole, the log by itself, or the head that was kept elsewhere.
    """
    oud, stand = bewaard
    sluit_engine(wereld.engine)
    nu = wereld.pad.read_bytes()
    mac = hmac_sleutel(wereld.sleutel, nu[:16])
    teruggezet, waardoor = 0, set()
    for nr in range(1, len(oud) // PAGINA + 1):
        deel = slice((nr - 1) * PAGINA, nr * PAGINA)
        if oud[deel] == nu[deel]:
            continue
        if not is_van_het_log(*(ontsleutel_pagina(b[deel], nr, wereld.sleutel, mac) for b in (oud, nu))):
            continue
        zet_bestand(wereld, nu[: deel.start] + oud[deel] + nu[deel.stop :])
        teruggezet += 1
        try:
            if controleer_bestand(wereld.engine):
                waardoor.add("bestand")
            elif gevonden(wereld):
                waardoor.add("log")
            else:
                assert klopt_met(wereld, stand, tmp_path / "uit"), nr
                waardoor.add("stand")
        except Fout:
            waardoor.add("bestand")
    zet_bestand(wereld, nu)
    assert teruggezet
    assert waardoor
    assert klopt_met(wereld, stand, tmp_path / "uit") == ""
