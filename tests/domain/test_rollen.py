"""Who may do what, written out once more from ``domain.md`` and independent of the table in the program."""

from __future__ import annotations

import pytest

from pmg_desk.domain.rollen import RECHTEN, RECHTEN_TOEZICHT, Kluissoort, Recht, Rol, mag, rollen_in

C, P, B, M = Rol.CASUSREGISSEUR, Rol.PRIVACY_OFFICER, Rol.BEHEERDER, Rol.MEELEZER

WIE_MAG: dict[Recht, set[Rol]] = {
    Recht.CASUS_LEZEN: {C, M},
    Recht.CASUS_SCHRIJVEN: {C},
    Recht.CASUS_LEZEN_VOOR_OORDEEL: {P},
    Recht.NOODTOEGANG: {C, M},
    Recht.NOODTOEGANG_BEOORDELEN: {P},
    Recht.ZOEKEN: {C, P, M},
    Recht.IMPORTEREN: {C},
    Recht.OVERLEG_SCHRIJVEN: {C},
    Recht.ADRESBOEK_LEZEN: {C, P, B, M},
    Recht.ADRESBOEK_SCHRIJVEN: {C, B},
    Recht.TOOLBOX_LEZEN: {C, P, B, M},
    Recht.DELING_VRAGEN: {C},
    Recht.DELING_BESLISSEN: {P},
    Recht.DELING_INTREKKEN: {P},
    Recht.SAMENVATTING_MAKEN: {C},
    Recht.VERSTREKKING_VASTLEGGEN: {C},
    Recht.VERSTREKKINGEN_LEZEN: {C, P},
    Recht.LOGBOEK_LEZEN: {P, B},
    Recht.LOGBOEK_CONTROLEREN: {C, P, B, M},
    Recht.LOGBOEK_EXPORTEREN: {P},
    Recht.GEBRUIKERS_BEHEREN: {B},
    Recht.PROFIEL_BEHEREN: {B},
    Recht.KLUIS_BEHEREN: {B},
    Recht.BEWAREN_LEZEN: {C, P, B},
    Recht.BEWAREN_VERLENGEN: {C},
    Recht.VERNIETIGEN_VOORSTELLEN: {C, B},
    Recht.VERNIETIGEN_BEVESTIGEN: {P, B},
    Recht.AUDITEREN: {P},
    Recht.DATALEK_BEHEREN: {P},
    Recht.REGISTERS: {P},
    Recht.BEELD_LEZEN: {C, P, B, M},
    Recht.BEELD_VASTSTELLEN: {C, P},
    Recht.PROGRAMMA_BIJHOUDEN: {C, B},
    Recht.TOEZICHT_HOUDEN: set(),
}

IN_EIGEN_INSTALLATIE = {
    Recht.TOEZICHT_HOUDEN,
    Recht.AUDITEREN,
    Recht.DATALEK_BEHEREN,
    Recht.REGISTERS,
    Recht.LOGBOEK_LEZEN,
    Recht.LOGBOEK_CONTROLEREN,
    Recht.LOGBOEK_EXPORTEREN,
    Recht.GEBRUIKERS_BEHEREN,
    Recht.PROFIEL_BEHEREN,
    Recht.KLUIS_BEHEREN,
}
"""What the privacy officer may do in an installation of their own; nobody else may do anything there."""


def test_every_right_is_written_down() -> None:
    assert set(WIE_MAG) == set(Recht)
    assert set(RECHTEN) == set(Rol)


@pytest.mark.parametrize("recht", Recht)
@pytest.mark.parametrize("rol", Rol)
def test_exactly_the_roles_that_may(rol: Rol, recht: Recht) -> None:
    assert mag(rol, recht) == (rol in WIE_MAG[recht])


@pytest.mark.parametrize("recht", Recht)
@pytest.mark.parametrize("rol", Rol)
def test_in_an_own_installation_the_officer_alone(rol: Rol, recht: Recht) -> None:
    assert mag(rol, recht, Kluissoort.TOEZICHT) == (rol is P and recht in IN_EIGEN_INSTALLATIE)


def test_only_privacy_officers_can_be_invited_to_an_own_installation() -> None:
    assert set(RECHTEN_TOEZICHT) == set(Rol)
    assert rollen_in(Kluissoort.TOEZICHT) == (P,)
    assert rollen_in(Kluissoort.TEAM) == (C, P, B, M)


def test_nobody_both_asks_and_decides() -> None:
    assert [rol for rol in Rol if mag(rol, Recht.DELING_VRAGEN) and mag(rol, Recht.DELING_BESLISSEN)] == []


def test_no_more_than_one_role_writes_in_a_casus_and_the_beheerder_never_reads_one() -> None:
    inhoud = {Recht.CASUS_LEZEN, Recht.CASUS_LEZEN_VOOR_OORDEEL, Recht.NOODTOEGANG, Recht.ZOEKEN, Recht.IMPORTEREN}
    assert inhoud & RECHTEN[Rol.BEHEERDER] == set()
    assert [recht for recht in RECHTEN[Rol.MEELEZER] if "schrijven" in recht] == []


def test_stored_values_never_change() -> None:
    assert [soort.value for soort in Kluissoort] == ["team", "toezicht"]
    assert [rol.value for rol in Rol] == ["casusregisseur", "privacy_officer", "beheerder", "meelezer"]
    assert [rol.label for rol in Rol] == ["casusregisseur", "privacy officer", "beheerder", "meelezer"]
