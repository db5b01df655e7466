"""The recovery sheet of a real vault: made and tried by who looks after it, used when a password is lost, and seen."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import pytest

from pmg_desk.domain.fouten import GeenToegang
from pmg_desk.domain.logboek import Logregel, Resultaat
from pmg_desk.domain.rollen import Rol
from pmg_desk.kluis import dubbelkop, fouten
from pmg_desk.kluis.herstelsleutel import nieuwe_herstelsleutel
from pmg_desk.reports import herstelblad as blad
from pmg_desk.services import gebruikers, herstelblad, kluizen, logboek
from pmg_desk.services.gebruikers import NieuweUitnodiging
from pmg_desk.services.herstelblad import AlleenWieBeheert, Herstelblad
from pmg_desk.services.inloggen import AndereSleutel
from pmg_desk.services.werkplek import Werkplek
from pmg_desk.storage.models import Gebruiker
from tests.kluisdoos import BEHEERDER, REGIE_WACHTWOORD, Kluisdoos, alle_regels
from tests.reports.lezen import tekst
from tests.wereld import Wereld

NIEUW = "stille boot ziet veel maan"
BERICHT = (
    "Op 23-11-2026 om 09:30 is het herstelblad gebruikt voor Bea Beheer: die kreeg een nieuw wachtwoord en nieuwe "
    "sleutels. Wist u dit niet? Meld het aan de privacy officer."
)


def maak(doos: Kluisdoos) -> Herstelblad:
    bea = doos.bea()
    try:
        return herstelblad.make_herstelblad(bea)
    finally:
        doos.sluit(bea)


def getypt(een: Herstelblad) -> str:
    return " ".join(een.groepen)


def gebruik(doos: Kluisdoos, een: Herstelblad | str, wie: str = "bea", wachtwoord: str = NIEUW) -> Werkplek:
    sleutel = een if isinstance(een, str) else getypt(een)
    return kluizen.open_met_herstelblad(doos.pad, sleutel, wie, wachtwoord, klok=doos.klok, herkomst="pc-1")


def over_het_blad(doos: Kluisdoos, wachtwoord: str = BEHEERDER.wachtwoord) -> list[tuple[str, str, Resultaat, str]]:
    """Kind, actor, result and origin of every line about the sheet."""
    werkplek = doos.volg(doos.open("bea", wachtwoord))
    regels = alle_regels(werkplek)
    doos.sluit(werkplek)

    def hoort(regel: Logregel) -> bool:
        return regel.actie.startswith("herstelblad.") or regel.actor == herstelblad.ACTOR

    return [(r.actie, r.actor_naam, r.resultaat, r.herkomst) for r in regels if hoort(r)]


# making and trying


def test_a_sheet_is_made_tried_and_then_it_is_done(kluisdoos: Kluisdoos) -> None:
    bea = kluisdoos.bea()
    stand = herstelblad.describe_herstelblad(bea)
    assert (stand.gemaakt, stand.klaar) == (False, False)
    een = herstelblad.make_herstelblad(bea)
    stand = herstelblad.describe_herstelblad(bea)
    assert (stand.gemaakt, stand.gemaakt_op, stand.klaar) == (True, kluisdoos.klok.nu(), False)
    herstelblad.try_herstelblad(bea, getypt(een).lower())
    assert herstelblad.describe_herstelblad(bea).geprobeerd_op == kluisdoos.klok.nu()
    kluisdoos.sluit(bea)
    bea = kluisdoos.bea()
    assert herstelblad.describe_herstelblad(bea).klaar
    assert bea.kluis is not None
    assert bea.kluis.waarschuwingen == ()
    assert over_het_blad_open(bea) == [
        ("herstelblad.maken", "Bea Beheer", Resultaat.GELUKT),
        ("herstelblad.proberen", "Bea Beheer", Resultaat.GELUKT),
    ]


def over_het_blad_open(werkplek: Werkplek) -> list[tuple[str, str, Resultaat]]:
    """Kind, actor and result of every line about the sheet."""
    return [(r.actie, r.actor_naam, r.resultaat) for r in alle_regels(werkplek) if r.actie.startswith("herstelblad.")]


def test_the_page_names_vault_key_and_everybodys_fingerprint(kluisdoos: Kluisdoos) -> None:
    bea = kluisdoos.bea()
    een = herstelblad.make_herstelblad(bea)
    gelezen = tekst(een.pdf)
    assert bea.kluis is not None
    for deel in ("Zuidwest", str(bea.kluis_id), *een.groepen):
        assert deel in gelezen
    for slot in bea.kluis.kop.gebruikers:
        assert slot.publiek.vingerafdruk() in gelezen
    assert "Bea Beheer, beheerder" in gelezen
    assert "Carla Casus, casusregisseur" in gelezen
    assert een.bestandsnaam == "herstelblad.pdf"
    assert een.groepen[0] not in repr(een)


def test_a_new_sheet_has_to_be_tried_again_and_the_old_one_stops(kluisdoos: Kluisdoos) -> None:
    bea = kluisdoos.bea()
    oud = herstelblad.make_herstelblad(bea)
    herstelblad.try_herstelblad(bea, getypt(oud))
    nieuw = herstelblad.make_herstelblad(bea)
    assert not herstelblad.describe_herstelblad(bea).klaar
    with pytest.raises(fouten.AnderHerstelblad):
        herstelblad.try_herstelblad(bea, getypt(oud))
    assert not herstelblad.describe_herstelblad(bea).klaar
    assert over_het_blad_open(bea)[-1] == ("herstelblad.proberen", "Bea Beheer", Resultaat.MISLUKT)
    herstelblad.try_herstelblad(bea, getypt(nieuw))
    kluisdoos.sluit(bea)
    with pytest.raises(fouten.AnderHerstelblad):
        gebruik(kluisdoos, oud)


def test_a_typing_error_is_said_with_its_group_and_not_logged(kluisdoos: Kluisdoos) -> None:
    bea = kluisdoos.bea()
    een = herstelblad.make_herstelblad(bea)
    fout = (*een.groepen[:6], "VVVVV", *een.groepen[7:])
    with pytest.raises(fouten.OngeldigeHerstelsleutel) as gevangen:
        herstelblad.try_herstelblad(bea, " ".join(fout))
    assert gevangen.value.wat == "In groep 7 zit een typefout."
    assert [actie for actie, *_ in over_het_blad_open(bea)] == ["herstelblad.maken"]


def test_a_page_that_cannot_be_set_leaves_the_sheet_as_it_was(
    kluisdoos: Kluisdoos, monkeypatch: pytest.MonkeyPatch
) -> None:
    bea = kluisdoos.bea()
    oud = herstelblad.make_herstelblad(bea)

    def breek(_: Any) -> bytes:
        raise blad.HerstelbladNietGedrukt

    monkeypatch.setattr(herstelblad, "maak_pdf", breek)
    with pytest.raises(blad.HerstelbladNietGedrukt):
        herstelblad.make_herstelblad(bea)
    herstelblad.try_herstelblad(bea, getypt(oud))


def test_only_who_looks_after_the_vault_makes_or_tries_one(kluisdoos: Kluisdoos) -> None:
    carla = kluisdoos.carla()
    for doe in (
        herstelblad.describe_herstelblad,
        herstelblad.make_herstelblad,
        lambda w: herstelblad.try_herstelblad(w, "VVVVV"),
    ):
        with pytest.raises(GeenToegang):
            doe(carla)


def test_without_the_header_there_is_no_sheet(wereld: Wereld) -> None:
    with pytest.raises(RuntimeError):
        herstelblad.describe_herstelblad(wereld.beheer)


# using it


def test_with_the_sheet_a_beheerder_is_in_again_and_everybody_hears_it_once(kluisdoos: Kluisdoos) -> None:
    een = maak(kluisdoos)
    with gebruik_en_sluit(kluisdoos, een) as bea:
        assert bea.gebruiker.naam == "Bea Beheer"
        assert bea.kluis is not None
        assert BERICHT in bea.kluis.waarschuwingen
    assert over_het_blad(kluisdoos, NIEUW) == [
        ("herstelblad.maken", "Bea Beheer", Resultaat.GELUKT, "test"),
        ("herstelblad.gebruiken", "Het herstelblad", Resultaat.GELUKT, "pc-1"),
    ]
    with pytest.raises(fouten.VerkeerdWachtwoord):
        kluisdoos.bea()
    for keer, verwacht in enumerate([(BERICHT,), ()]):
        carla = kluisdoos.carla()
        assert carla.kluis is not None
        assert carla.kluis.waarschuwingen == verwacht, keer
        kluisdoos.sluit(carla)


class gebruik_en_sluit:  # noqa: N801
    """Use the sheet, and shut the vault after."""

    def __init__(self, doos: Kluisdoos, een: Herstelblad, wachtwoord: str = NIEUW) -> None:
        self.doos, self.werkplek = doos, gebruik(doos, een, wachtwoord=wachtwoord)

    def __enter__(self) -> Werkplek:
        return self.werkplek

    def __exit__(self, *_: object) -> None:
        kluizen.close_kluis(self.werkplek)


def test_the_new_keys_are_registered_in_the_log_and_the_log_still_verifies(kluisdoos: Kluisdoos) -> None:
    een = maak(kluisdoos)
    with gebruik_en_sluit(kluisdoos, een) as bea:
        publiek = bea.sleutels.publiek
        regels = [r for r in alle_regels(bea) if r.object_id == str(bea.gebruiker.id)]
        acties = [r.actie for r in regels]
        na = acties[acties.index("herstelblad.gebruiken") :]
        assert na == ["herstelblad.gebruiken", "gebruiker.sleutel", "gebruiker.inloggen"]
        (laatste,) = [r for r in regels[-2:] if r.actie == "gebruiker.sleutel"]
        assert (laatste.sleutel, laatste.verwerking) == (publiek.ed25519, "beheerder")
        assert logboek.verify_logboek(bea).in_orde
        zinnen = [r.zin for r in logboek.list_logregels(bea)]
    assert "Het herstelblad is gebruikt om een gebruiker nieuwe sleutels te geven" in zinnen


def test_keys_that_were_changed_without_the_sheet_are_refused_as_ever(kluisdoos: Kluisdoos) -> None:
    """The line of an earlier use does not let later foreign keys in."""
    een = maak(kluisdoos)
    with gebruik_en_sluit(kluisdoos, een):
        pass
    voor = (kluisdoos.pad / "kluis.db").read_bytes()
    with gebruik_en_sluit(kluisdoos, een, "groene kast stoep vlieger 9"):
        pass
    (kluisdoos.pad / "kluis.db").write_bytes(voor)  # a database that knows of the first use only
    with pytest.raises(AndereSleutel):
        kluisdoos.open("bea", "groene kast stoep vlieger 9")


def test_the_sheet_never_makes_keys_for_who_does_not_look_after_the_vault(kluisdoos: Kluisdoos) -> None:
    een = maak(kluisdoos)
    voor = (kluisdoos.pad / "kop-a.json").read_bytes()
    with pytest.raises(AlleenWieBeheert):
        gebruik(kluisdoos, een, "carla")
    assert (kluisdoos.pad / "kop-a.json").read_bytes() == voor
    kluisdoos.sluit(kluisdoos.carla())
    assert over_het_blad(kluisdoos)[-1] == ("herstelblad.gebruiken", "Het herstelblad", Resultaat.GEWEIGERD, "pc-1")


def tweede_beheerder(doos: Kluisdoos) -> tuple[Werkplek, Herstelblad]:
    """Bob, shut out again after he made a sheet."""
    bea = doos.bea()
    code = gebruikers.invite_gebruiker(bea, NieuweUitnodiging("bob", "Bob Beheer", Rol.BEHEERDER)).code
    doos.sluit(bea)
    bob = kluizen.accept_uitnodiging(doos.pad, "bob", code, REGIE_WACHTWOORD, klok=doos.klok)
    een = herstelblad.make_herstelblad(bob)
    kluizen.close_kluis(bob)
    return bob, een


def test_a_beheerder_whose_row_says_stopped_does_not_come_back_with_the_sheet(kluisdoos: Kluisdoos) -> None:
    bob, een = tweede_beheerder(kluisdoos)
    bea = kluisdoos.bea()
    with bea.doe() as t:  # the row without the header: as when an old header was put back
        t.haal(Gebruiker, bob.gebruiker.id).gestopt_op = t.nu
        t.log("gebruiker.stoppen", "gebruiker", bob.gebruiker.id)
    kluisdoos.sluit(bea)
    with pytest.raises(AlleenWieBeheert):
        gebruik(kluisdoos, een, "bob")
    assert over_het_blad(kluisdoos)[-1] == ("herstelblad.gebruiken", "Het herstelblad", Resultaat.GEWEIGERD, "pc-1")


def test_a_header_from_before_somebody_was_stopped_opens_nothing(kluisdoos: Kluisdoos, tmp_path: Path) -> None:
    """Stopping renews the key of the vault, so the sheet opens a seal that holds the old one."""
    bob, een = tweede_beheerder(kluisdoos)
    koppen = tmp_path / "koppen"
    koppen.mkdir()
    for naam in dubbelkop.BESTANDEN:
        shutil.copy(kluisdoos.pad / naam, koppen)
    bea = kluisdoos.bea()
    gebruikers.stop_gebruiker(bea, bob.gebruiker.id)
    kluisdoos.sluit(bea)
    for naam in dubbelkop.BESTANDEN:
        shutil.copy(koppen / naam, kluisdoos.pad)
    with pytest.raises(fouten.KluisBeschadigd):
        gebruik(kluisdoos, een, "bob")


def test_the_sheet_outlives_a_new_key_of_the_vault(kluisdoos: Kluisdoos) -> None:
    bob, een = tweede_beheerder(kluisdoos)
    bea = kluisdoos.bea()
    gebruikers.stop_gebruiker(bea, bob.gebruiker.id)
    herstelblad.try_herstelblad(bea, getypt(een))
    kluisdoos.sluit(bea)
    with gebruik_en_sluit(kluisdoos, een) as weer:
        assert weer.gebruiker.naam == "Bea Beheer"


def test_a_crash_after_the_line_leaves_the_old_password_and_after_the_header_the_new_one(
    kluisdoos: Kluisdoos, monkeypatch: pytest.MonkeyPatch
) -> None:
    een = maak(kluisdoos)

    def uit(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as onderbroken:
        onderbroken.setattr(dubbelkop, "schrijf_duurzaam", uit)
        with pytest.raises(KeyboardInterrupt):
            gebruik(kluisdoos, een)
    kluisdoos.sluit(kluisdoos.bea())
    with monkeypatch.context() as onderbroken:
        onderbroken.setattr(kluizen, "_betreed", uit)
        with pytest.raises(KeyboardInterrupt):
            kluis_los(kluisdoos, een, onderbroken)
    bea = kluisdoos.open("bea", NIEUW)
    kluizen.close_kluis(bea)


def kluis_los(doos: Kluisdoos, een: Herstelblad, onderbroken: pytest.MonkeyPatch) -> None:
    """Use the sheet; the lock is let go as the end of the process would."""
    gemaakt: list[Any] = []
    echt = kluizen._betreed

    def onthoud(kluis: Any, *rest: Any, **opties: Any) -> Any:
        gemaakt.append(kluis)
        return echt(kluis, *rest, **opties)

    onderbroken.setattr(kluizen, "_betreed", onthoud)
    try:
        gebruik(doos, een)
    finally:
        for kluis in gemaakt:
            kluis.sluit()


def test_a_key_of_another_vault_is_a_line_in_the_log_at_the_next_unlock(kluisdoos: Kluisdoos) -> None:
    maak(kluisdoos)
    with pytest.raises(fouten.AnderHerstelblad):
        gebruik(kluisdoos, " ".join(nieuwe_herstelsleutel().groepen))
    assert over_het_blad(kluisdoos)[-1] == ("gebruiker.inloggen", "Het herstelblad", Resultaat.MISLUKT, "pc-1")


def test_who_is_invited_after_a_use_does_not_hear_of_it(kluisdoos: Kluisdoos) -> None:
    een = maak(kluisdoos)
    with gebruik_en_sluit(kluisdoos, een) as bea:
        code = gebruikers.invite_gebruiker(bea, NieuweUitnodiging("mo", "Mo Meelezer", Rol.MEELEZER)).code
    mo = kluizen.accept_uitnodiging(kluisdoos.pad, "mo", code, REGIE_WACHTWOORD, klok=kluisdoos.klok)
    assert mo.kluis is not None
    assert not [zin for zin in mo.kluis.waarschuwingen if "herstelblad" in zin]
    kluizen.close_kluis(mo)
