"""Attacks on retention and erasure, each named after what the attacker does."""

from __future__ import annotations

import shutil
from datetime import timedelta
from pathlib import Path
from uuid import UUID, uuid4

import pytest
import sqlalchemy as sa

from pmg_desk.domain.bewaren import Begin, Vernietigingsreden
from pmg_desk.domain.canoniek import canoniek, lees_canoniek
from pmg_desk.domain.certificaat import VOORSTEL_CONTEXT, Certificaat, Gebrek, lees_voorstel
from pmg_desk.domain.rollen import Rol
from pmg_desk.kluis import gewist as register
from pmg_desk.kluis.gewist import BESTAND
from pmg_desk.kluis.ondertekening import onderteken
from pmg_desk.kluis.sleutels import EigenSleutels
from pmg_desk.services import bewaren, casusverloop, certificaten, gewist, logboek, vernietigen
from pmg_desk.services.vernietigen import EigenVoorstel, VoorstelVerouderd
from pmg_desk.services.werkplek import Werkplek
from pmg_desk.storage.engine import maak_engine, sluit_engine
from pmg_desk.storage.models import Casus, Vernietiging
from tests.casusbouw import maak, regels
from tests.wereld import Wereld
from tests.wisbouw import Iemand, Tweetal, onderteken_als

TERMIJN = Vernietigingsreden.TERMIJN
BREUK = "Vóór regel {} van het wisregister is een regel weg, veranderd of verplaatst."


def gesloten(wereld: Wereld, naam: str = "Łukasz") -> UUID:
    casus_id = maak(wereld.regie, geslachtsnaam=naam, voornamen=naam)
    redenen, uitkomsten = wereld.profiel.redenen_afsluiten, wereld.profiel.uitkomsten
    casusverloop.close_casus(wereld.regie, casus_id, next(iter(redenen)), next(iter(uitkomsten)))
    return casus_id


@pytest.fixture
def casus(wereld: Wereld) -> UUID:
    casus_id = gesloten(wereld)
    bewaren.set_termijn(wereld.beheer, "pga_lokaal", 12, Begin.SLUITING, "Selectielijst")
    wereld.klok.moment += timedelta(days=366)
    return casus_id


@pytest.fixture
def voorstel(wereld: Wereld, casus: UUID) -> UUID:
    return vernietigen.propose_vernietiging(wereld.regie, casus, TERMIJN)


@pytest.fixture
def reserve(tmp_path: Path) -> Path:
    return tmp_path / "kluis.kluis-reserve"


def verander(wereld: Wereld, voorstel_id: UUID, **waarden: object) -> None:
    """As somebody with the key of the database does, past the program."""
    with wereld.engine.begin() as verbinding:
        verbinding.execute(sa.update(Vernietiging).where(Vernietiging.id == voorstel_id).values(**waarden))


def is_er(wereld: Wereld, casus_id: UUID) -> bool:
    with wereld.beheer.doe() as t:
        return t.db.get(Casus, casus_id) is not None


def als(werkplek: Werkplek, sleutels: EigenSleutels) -> Werkplek:
    """The same user with other keys."""
    return Werkplek(
        werkplek.engine, kluis_id=werkplek.kluis_id, gebruiker=werkplek.gebruiker, profiel=werkplek.profiel,
        klok=werkplek.klok, sleutels=sleutels, herkomst="test",
    )  # fmt: skip


# two people


def test_one_person_proposes_and_confirms(wereld: Wereld, casus: UUID) -> None:
    zelf = vernietigen.propose_vernietiging(wereld.beheer, casus, TERMIJN)
    with pytest.raises(EigenVoorstel):
        vernietigen.confirm_vernietiging(wereld.beheer, zelf)
    assert is_er(wereld, casus)


def test_one_person_writes_another_name_on_the_proposal(wereld: Wereld, casus: UUID) -> None:
    zelf = vernietigen.propose_vernietiging(wereld.beheer, casus, TERMIJN)
    verander(wereld, zelf, door_id=wereld.regie.gebruiker.id)
    with pytest.raises(VoorstelVerouderd):
        vernietigen.confirm_vernietiging(wereld.beheer, zelf)
    assert is_er(wereld, casus)


def test_one_person_signs_for_both_under_the_name_of_the_other(wereld: Wereld, casus: UUID) -> None:
    """The whole proposal is remade in the other's name, but with the only key the attacker has."""
    zelf = vernietigen.propose_vernietiging(wereld.beheer, casus, TERMIJN)
    with wereld.beheer.doe() as t:
        tekst = lees_canoniek(t.haal(Vernietiging, zelf).certificaat)
    vals = canoniek({**tekst, "door": str(wereld.regie.gebruiker.id)})
    sleutels = wereld.beheer.sleutels
    handtekening = onderteken(sleutels.ondertekening, VOORSTEL_CONTEXT, vals.encode()).hex()
    eerste = canoniek({"eerste": {"sleutel": sleutels.publiek.ed25519, "handtekening": handtekening}})
    verander(wereld, zelf, door_id=wereld.regie.gebruiker.id, certificaat=vals, handtekeningen=eerste)
    with pytest.raises(VoorstelVerouderd):
        vernietigen.confirm_vernietiging(wereld.beheer, zelf)
    assert is_er(wereld, casus)


def test_one_person_has_two_accounts_with_one_key(wereld: Wereld, casus: UUID) -> None:
    voorstel = vernietigen.propose_vernietiging(wereld.beheer, casus, TERMIJN)
    ander = als(wereld.privacy, wereld.beheer.sleutels)
    with ander.doe() as t:
        t.log(
            "gebruiker.sleutel",
            "gebruiker",
            ander.gebruiker.id,
            sleutel=ander.sleutels.publiek.ed25519,
            verwerking=Rol.PRIVACY_OFFICER.value,
        )
    with pytest.raises(vernietigen.SleutelPastNiet, match="dezelfde persoon"):
        vernietigen.confirm_vernietiging(ander, voorstel)
    assert is_er(wereld, casus)


def test_the_second_signature_is_made_with_a_key_of_ones_own_making(
    wereld: Wereld, casus: UUID, voorstel: UUID
) -> None:
    with pytest.raises(vernietigen.SleutelPastNiet, match="niet bekend"):
        vernietigen.confirm_vernietiging(als(wereld.privacy, EigenSleutels.nieuw()), voorstel)
    assert is_er(wereld, casus)


def test_a_signed_proposal_is_moved_to_another_casus(wereld: Wereld, casus: UUID, voorstel: UUID) -> None:
    ander = gesloten(wereld, "Anders")
    verander(wereld, voorstel, casus_id=ander)
    with pytest.raises(VoorstelVerouderd):
        vernietigen.confirm_vernietiging(wereld.privacy, voorstel)
    assert is_er(wereld, ander)


def test_a_signed_proposal_gets_another_reason(wereld: Wereld, casus: UUID, voorstel: UUID) -> None:
    verander(wereld, voorstel, reden=Vernietigingsreden.VERGISSING.value)
    with pytest.raises(VoorstelVerouderd):
        vernietigen.confirm_vernietiging(wereld.privacy, voorstel)


@pytest.mark.parametrize("rommel", ["", "{}", "[]", '{"eerste":1}', "null"])
def test_the_signature_of_the_first_is_damaged(wereld: Wereld, casus: UUID, voorstel: UUID, rommel: str) -> None:
    verander(wereld, voorstel, handtekeningen=rommel)
    with pytest.raises(VoorstelVerouderd):
        vernietigen.confirm_vernietiging(wereld.privacy, voorstel)
    assert is_er(wereld, casus)


def test_the_text_of_a_proposal_is_damaged(wereld: Wereld, casus: UUID, voorstel: UUID) -> None:
    verander(wereld, voorstel, certificaat="{}")
    (gezien,) = vernietigen.list_voorstellen(wereld.privacy)
    assert (gezien.mag_bevestigen, gezien.regel) == (False, "")


def test_a_rejected_proposal_is_set_back_to_proposed_after_work_went_on(
    wereld: Wereld, casus: UUID, voorstel: UUID
) -> None:
    vernietigen.reject_vernietiging(wereld.privacy, voorstel, "Nee.")
    wereld.klok.moment += timedelta(days=1)
    casusverloop.reopen_casus(wereld.regie, casus, "Nieuw signaal.")
    verander(wereld, voorstel, status="voorgesteld")
    with pytest.raises(VoorstelVerouderd):
        vernietigen.confirm_vernietiging(wereld.privacy, voorstel)
    assert is_er(wereld, casus)


# the certificate


def vernietigd(wereld: Wereld, reserve: Path, voorstel: UUID) -> None:
    assert vernietigen.confirm_vernietiging(wereld.privacy, voorstel, reserve).waarschuwing == ""


def test_a_certificate_is_edited_afterwards(wereld: Wereld, reserve: Path, casus: UUID, voorstel: UUID) -> None:
    vernietigd(wereld, reserve, voorstel)
    with wereld.beheer.doe() as t:
        tekst = lees_canoniek(t.haal(Vernietiging, voorstel).certificaat)
    verander(wereld, voorstel, certificaat=canoniek({**tekst, "rijen": {"casus": 1}}))
    (gezien,) = certificaten.list_certificaten(wereld.beheer)
    assert gezien.gebrek == Gebrek.HANDTEKENING.value
    verander(wereld, voorstel, certificaat="weg")
    assert certificaten.list_certificaten(wereld.beheer) == ()


# the register beside the backups


def drie_vernietigd(wereld: Wereld, reserve: Path) -> list[UUID]:
    casussen = [gesloten(wereld, naam) for naam in ("Een", "Twee", "Drie")]
    bewaren.set_termijn(wereld.beheer, "pga_lokaal", 12, Begin.SLUITING, "Selectielijst")
    wereld.klok.moment += timedelta(days=366)
    for casus_id in casussen:
        vernietigd(wereld, reserve, vernietigen.propose_vernietiging(wereld.regie, casus_id, TERMIJN))
    return casussen


def rijen_van(reserve: Path) -> list[bytes]:
    return (reserve / BESTAND).read_bytes().splitlines(keepends=True)


def herstelt(wereld: Wereld, reserve: Path, verwacht: tuple[str, ...], heel: set[bytes]) -> None:
    """The next unlock tells what is wrong, logs it, and leaves a whole register that needs no more."""
    assert gewist.at_unlock(wereld.beheer, reserve) == verwacht
    assert len(regels(wereld.beheer, "wisregister.controleren")) == bool(verwacht)
    assert len(regels(wereld.beheer, "wisregister.herstellen")) == 1
    certificaten = {lees_canoniek(regel.decode().strip())["certificaat"] for regel in rijen_van(reserve)}
    assert certificaten == {lees_canoniek(regel.decode().strip())["certificaat"] for regel in heel}
    assert gewist.at_unlock(wereld.beheer, reserve) == ()
    assert len(regels(wereld.beheer, "wisregister.herstellen")) == 1


def test_a_line_of_the_register_is_removed(wereld: Wereld, reserve: Path) -> None:
    drie_vernietigd(wereld, reserve)
    heel = rijen_van(reserve)
    (reserve / BESTAND).write_bytes(heel[0] + heel[2])
    herstelt(wereld, reserve, (BREUK.format(2),), set(heel))


def test_the_last_line_of_the_register_is_removed(wereld: Wereld, reserve: Path) -> None:
    drie_vernietigd(wereld, reserve)
    heel = rijen_van(reserve)
    (reserve / BESTAND).write_bytes(heel[0] + heel[1])
    herstelt(wereld, reserve, (), set(heel))


def test_the_whole_register_is_removed(wereld: Wereld, reserve: Path) -> None:
    drie_vernietigd(wereld, reserve)
    heel = rijen_van(reserve)
    shutil.rmtree(reserve)
    herstelt(wereld, reserve, (), set(heel))


def test_lines_of_the_register_change_places(wereld: Wereld, reserve: Path) -> None:
    drie_vernietigd(wereld, reserve)
    heel = rijen_van(reserve)
    (reserve / BESTAND).write_bytes(heel[1] + heel[0] + heel[2])
    herstelt(wereld, reserve, (BREUK.format(1), BREUK.format(2), BREUK.format(3)), set(heel))


def test_a_line_of_the_register_is_edited_to_name_another_casus(wereld: Wereld, reserve: Path) -> None:
    casussen = drie_vernietigd(wereld, reserve)
    blijft = gesloten(wereld, "Blijft")
    heel = rijen_van(reserve)
    vals = heel[1].replace(str(casussen[1]).encode(), str(blijft).encode())
    (reserve / BESTAND).write_bytes(heel[0] + vals + heel[2])
    melding = "Regel 2 van het wisregister: Een handtekening klopt niet: er is iets veranderd."
    herstelt(wereld, reserve, (melding, BREUK.format(3)), set(heel))
    assert is_er(wereld, blijft)


def test_a_line_is_planted_to_have_a_casus_erased(wereld: Wereld, reserve: Path) -> None:
    """By somebody who can write to the backup disk, and signs with keys of their own making."""
    doelwit = gesloten(wereld, "Doelwit")
    vals = Tweetal(wereld.kluis_id).ondertekend(casus_id=doelwit)
    register.voeg_toe(reserve, [vals])
    gemeld = "Regel 1 van het wisregister: " + Gebrek.SLEUTEL_ONBEKEND.value
    assert gewist.at_unlock(wereld.beheer, reserve) == (gemeld,)
    assert is_er(wereld, doelwit)


def test_a_true_proposal_is_completed_by_a_stranger(wereld: Wereld, reserve: Path, casus: UUID, voorstel: UUID) -> None:
    """The first signature is real; the second claims to be the officer's and is not."""
    with wereld.beheer.doe() as t:
        rij = t.haal(Vernietiging, voorstel)
        echt, eerste = lees_voorstel(rij.certificaat), lees_canoniek(rij.handtekeningen)["eerste"]
    vreemd = Iemand(Rol.PRIVACY_OFFICER, id=wereld.privacy.gebruiker.id)
    vals = Certificaat(echt, eerste["sleutel"], eerste["handtekening"], {"casus": 1}, vreemd.id, wereld.klok.nu(), 1)
    register.voeg_toe(reserve, [onderteken_als(vreemd, vals)])
    assert gewist.at_unlock(wereld.beheer, reserve) == (
        "Regel 1 van het wisregister: " + Gebrek.SLEUTEL_ONBEKEND.value,
    )
    assert is_er(wereld, casus)


@pytest.fixture
def oud(wereld: Wereld, casus: UUID, tmp_path: Path) -> Path:
    """The database as it was before the destruction, kept aside by somebody."""
    kopie = tmp_path / "oud.db"
    shutil.copyfile(wereld.pad, kopie)
    return kopie


def test_an_older_vault_is_put_back(wereld: Wereld, reserve: Path, casus: UUID, oud: Path) -> None:
    vernietigd(wereld, reserve, vernietigen.propose_vernietiging(wereld.regie, casus, TERMIJN))
    register_voor = (reserve / BESTAND).read_bytes()
    engine = maak_engine(oud, wereld.sleutel)
    try:
        terug = Werkplek(
            engine, kluis_id=wereld.kluis_id, gebruiker=wereld.lezer.gebruiker, profiel=wereld.profiel,
            klok=wereld.klok, sleutels=wereld.lezer.sleutels, herkomst="test",
        )  # fmt: skip
        with terug.doe() as t:
            assert t.db.get(Casus, casus) is not None
        assert gewist.at_unlock(terug, reserve) == (gewist.OUDER.format(1),)
        with terug.doe() as t:
            assert t.db.get(Casus, casus) is None
        (gelogd,) = regels(terug, "casus.opnieuw_wissen")
        assert gelogd.casus_id == str(casus)
        assert (reserve / BESTAND).read_bytes() == register_voor
        assert gewist.at_unlock(terug, reserve) == ()
        controleur = Werkplek(
            engine, kluis_id=wereld.kluis_id, gebruiker=wereld.privacy.gebruiker, profiel=wereld.profiel,
            klok=wereld.klok, sleutels=wereld.privacy.sleutels, herkomst="test",
        )  # fmt: skip
        assert logboek.verify_logboek(controleur).bevindingen == ()
        assert [c.gebrek for c in certificaten.list_certificaten(controleur)] == [""]
    finally:
        sluit_engine(engine)


def test_an_older_vault_is_put_back_and_the_register_with_it(
    wereld: Wereld, reserve: Path, casus: UUID, oud: Path
) -> None:
    """Both on one disk: the officer's copy of the log head finds it, and the certificates that a restore is given."""
    vernietigd(wereld, reserve, vernietigen.propose_vernietiging(wereld.regie, casus, TERMIJN))
    with wereld.beheer.doe() as t:
        elders = gewist.own_entries(t)
    engine = maak_engine(oud, wereld.sleutel)
    try:
        terug = Werkplek(
            engine, kluis_id=wereld.kluis_id, gebruiker=wereld.beheer.gebruiker, profiel=wereld.profiel,
            klok=wereld.klok, sleutels=wereld.beheer.sleutels, herkomst="test",
        )  # fmt: skip
        with terug.doe() as t:
            assert (gewist.replay(t, elders), gewist.replay(t, elders)) == (1, 0)
        with terug.doe() as t:
            assert t.db.get(Casus, casus) is None
    finally:
        sluit_engine(engine)


def test_the_backup_disk_is_taken_away(wereld: Wereld, reserve: Path, tmp_path: Path) -> None:
    drie_vernietigd(wereld, reserve)
    (tmp_path / "dicht" / BESTAND).mkdir(parents=True)
    assert gewist.at_unlock(wereld.beheer, tmp_path / "dicht") == (gewist.ONBEREIKBAAR,)
    bestand = tmp_path / "geen map"
    bestand.write_bytes(b"")
    assert gewist.at_unlock(wereld.beheer, bestand) == (gewist.ONBEREIKBAAR,)


def test_the_register_of_another_vault_is_put_in_its_place(wereld: Wereld, reserve: Path) -> None:
    ander = Tweetal(uuid4())
    register.voeg_toe(reserve, [ander.ondertekend()])
    assert gewist.at_unlock(wereld.beheer, reserve) == ()
    drie_vernietigd(wereld, reserve)
    assert len(rijen_van(reserve)) == 4
    assert gewist.at_unlock(wereld.beheer, reserve) == ()
