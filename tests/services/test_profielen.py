"""Choosing and loading a municipal profile from a folder, the shipped one or one's own."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from pmg_desk.domain.profiel import ProfielFout
from pmg_desk.services.profielen import list_profielen, load_bestand, load_bron, load_profiel

PROFIELEN = Path(__file__).resolve().parents[2] / "resources" / "profielen"
KLEIN = Path(__file__).resolve().parents[1] / "profielen" / "klein.toml"


@pytest.fixture
def eigen_map(tmp_path: Path) -> Path:
    shutil.copy(KLEIN, tmp_path)
    return tmp_path


def fout_van(map_: Path, sleutel: str) -> tuple[str, int | None, str, str]:
    with pytest.raises(ProfielFout) as gevangen:
        load_profiel(map_, sleutel)
    fout = gevangen.value
    return fout.bestand, fout.regel, fout.sleutel, fout.uitleg


def test_the_shipped_profiles_are_offered_by_name() -> None:
    aanbod = list_profielen(PROFIELEN)
    assert [(keuze.sleutel, keuze.naam, keuze.gemeente) for keuze in aanbod.keuzes] == [
        ("den-haag-zuidwest", "Den Haag Zuidwest", "Den Haag"),
        ("landelijk", "Landelijke basis", "landelijk"),
        ("maastricht", "Maastricht", "Maastricht"),
    ]
    assert aanbod.fouten == ()


def test_every_offered_profile_loads_by_its_key() -> None:
    for keuze in list_profielen(PROFIELEN).keuzes:
        assert load_profiel(PROFIELEN, keuze.sleutel).naam == keuze.naam


def test_a_broken_profile_is_named_and_hides_no_other(eigen_map: Path) -> None:
    (eigen_map / "stuk.toml").write_text("naam = 3\n", encoding="utf-8")
    aanbod = list_profielen(eigen_map)
    assert [keuze.sleutel for keuze in aanbod.keuzes] == ["klein"]
    assert [(fout.bestand, fout.regel, fout.uitleg) for fout in aanbod.fouten] == [
        ("stuk.toml", 1, "'bron' ontbreekt.")
    ]


def test_a_folder_without_profiles_offers_none(tmp_path: Path) -> None:
    aanbod = list_profielen(tmp_path / "is-er-niet")
    assert (aanbod.keuzes, aanbod.fouten) == ((), ())


def test_an_own_profile_builds_on_one_in_the_folder(eigen_map: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    eigen = tmp_path_factory.mktemp("elders") / "mijn-dorp.toml"
    eigen.write_text(
        'sleutel = "mijn-dorp"\nnaam = "Mijn dorp"\ngemeente = "Dorp"\nversie = "1"\nbasis = "klein"\n'
        'bron = "besluit"\nzekerheid = "F"\n',
        encoding="utf-8",
    )
    profiel = load_bestand(eigen, eigen_map)
    assert (profiel.naam, list(profiel.doelgroepen)) == ("Mijn dorp", ["jonge_aanwas", "harde_kern"])


def test_the_kept_texts_are_the_profile_without_its_files(tmp_path: Path) -> None:
    for bestand in ("landelijk.toml", "maastricht.toml"):
        shutil.copy(PROFIELEN / bestand, tmp_path)
    bewaard, landelijk = load_bron(tmp_path, "maastricht"), load_bron(tmp_path, "landelijk")
    for pad in tmp_path.iterdir():
        pad.unlink()
    assert bewaard.lees() == load_profiel(PROFIELEN, "maastricht")
    assert (landelijk.lees(), landelijk.basis_tekst) == (load_profiel(PROFIELEN, "landelijk"), None)


def test_kept_texts_without_their_basis_are_a_clear_fault() -> None:
    bewaard = replace(load_bron(PROFIELEN, "maastricht"), basis_tekst=None)
    with pytest.raises(ProfielFout) as gevangen:
        bewaard.lees()
    assert (gevangen.value.bestand, gevangen.value.sleutel) == ("maastricht.toml", "basis")


@pytest.mark.parametrize("sleutel", ["is-er-niet", "../klein", "KLEIN", "", "klein.toml/", "a" * 300])
def test_an_unknown_profile_is_a_clear_fault(eigen_map: Path, sleutel: str) -> None:
    assert fout_van(eigen_map, sleutel) == (f"{sleutel[:60]}.toml", None, "", "dit profiel is er niet.")


@pytest.mark.parametrize("basis", ["../klein", "is-er-niet", "KLEIN"])
def test_a_basis_is_only_looked_for_in_the_folder(eigen_map: Path, basis: str) -> None:
    onder = eigen_map / "onder"
    onder.mkdir()
    (onder / "eigen.toml").write_text(f'basis = "{basis}"\n', encoding="utf-8")
    assert fout_van(onder, "eigen") == ("eigen.toml", 1, "basis", f"het profiel '{basis}' is er niet.")


def test_the_key_is_the_name_of_the_file(eigen_map: Path) -> None:
    (eigen_map / "klein.toml").rename(eigen_map / "groot.toml")
    assert fout_van(eigen_map, "groot") == (
        "groot.toml",
        2,
        "sleutel",
        "de sleutel 'klein' is niet de naam van het bestand.",
    )


def test_a_file_in_another_encoding_is_told_at_its_line(eigen_map: Path) -> None:
    tekst = KLEIN.read_text(encoding="utf-8").replace('gemeente = "Testdorp"', 'gemeente = "Coëvorden"')
    (eigen_map / "klein.toml").write_bytes(tekst.encode("cp1252"))
    assert fout_van(eigen_map, "klein") == (
        "klein.toml",
        4,
        "",
        "het bestand is geen UTF-8; bewaar het opnieuw als UTF-8.",
    )


def test_a_file_that_is_too_large_is_not_read(eigen_map: Path) -> None:
    with (eigen_map / "klein.toml").open("r+b") as bestand:
        bestand.truncate(9_000_000)
    assert fout_van(eigen_map, "klein") == ("klein.toml", None, "", "het bestand is te groot.")


def test_a_file_that_cannot_be_read_is_a_clear_fault(eigen_map: Path) -> None:
    with pytest.raises(ProfielFout) as gevangen:
        load_bestand(eigen_map, eigen_map)
    assert gevangen.value.uitleg == "het bestand kan niet worden gelezen."
