"""Where a vault may not live: folders that are synchronised, and the network."""

from __future__ import annotations

from pathlib import Path

import pytest

from pmg_desk.kluis.fouten import OnveiligePlek
from pmg_desk.kluis.plek import controleer_plek

LEEG = Path("/bestaat/niet/mountinfo")


@pytest.mark.parametrize(
    "deel",
    [
        "OneDrive",
        "OneDrive - Gemeente Den Haag",
        "OneDrive (Persoonlijk)",
        "Dropbox",
        "dropbox-werk",
        "Google Drive",
        "Mijn Drive",
        "Mobile Documents",
        "CloudStorage",
        "Nextcloud",
        "SharePoint - Team",
        "SynologyDrive",
        "Proton Drive",
        "Tresorit",
        "STACKstorage",
        "SURFdrive",
        "Seafile",
        "pCloudDrive",
    ],
)
def test_a_folder_of_a_cloud_service_is_refused(tmp_path: Path, deel: str) -> None:
    with pytest.raises(OnveiligePlek) as gevangen:
        controleer_plek(tmp_path / deel / "werk" / "kluizen", {}, LEEG)
    assert gevangen.value.wat == "Deze map wordt met een clouddienst gedeeld."


@pytest.mark.parametrize("deel", ["Documenten", "OneDriver", "Dropboxen", "oude nextclouds", "box", "mijn map"])
def test_an_ordinary_folder_is_fine(tmp_path: Path, deel: str) -> None:
    controleer_plek(tmp_path / deel / "kluizen", {}, LEEG)


@pytest.mark.parametrize("merk", [".dropbox", ".stfolder", ".owncloudsync.log"])
def test_the_mark_of_a_sync_program_in_any_folder_above_is_seen(tmp_path: Path, merk: str) -> None:
    (tmp_path / merk).mkdir()
    (tmp_path / "a" / "b").mkdir(parents=True)
    with pytest.raises(OnveiligePlek):
        controleer_plek(tmp_path / "a" / "b", {}, LEEG)


def test_a_folder_that_the_system_names_as_synchronised_is_refused(tmp_path: Path) -> None:
    with pytest.raises(OnveiligePlek):
        controleer_plek(tmp_path / "anders" / "kluizen", {"OneDrive": str(tmp_path / "anders")}, LEEG)
    controleer_plek(tmp_path / "hier", {"OneDrive": str(tmp_path / "anders"), "OneDriveCommercial": ""}, LEEG)


def test_a_link_to_a_synchronised_folder_is_seen_through(tmp_path: Path) -> None:
    (tmp_path / "Dropbox").mkdir()
    (tmp_path / "gewoon").symlink_to(tmp_path / "Dropbox")
    with pytest.raises(OnveiligePlek):
        controleer_plek(tmp_path / "gewoon", {}, LEEG)


@pytest.mark.parametrize(
    "pad", ["\\\\server\\share\\kluis", "\\\\?\\UNC\\server\\share\\kluis", "//server/share/kluis"]
)
def test_a_network_path_is_refused(pad: str) -> None:
    with pytest.raises(OnveiligePlek) as gevangen:
        controleer_plek(Path(pad), {}, LEEG)
    assert gevangen.value.wat == "Deze map staat op het netwerk."


MOUNTINFO = """22 1 8:1 / / rw,relatime shared:1 - ext4 /dev/sda1 rw
40 22 0:50 / {map}/net\\040schijf rw,relatime shared:20 - cifs //server/share rw
41 40 8:2 / {map}/net\\040schijf/lokaal rw,relatime - ext4 /dev/sdb1 rw
42 22 0:51 / {map}/thuis rw - nfs4 server:/thuis rw
44 22 0:52 / {map}/tab\\011en\\134streep rw - fuse.sshfs x rw
45 22 0:53 / {map}/gedeeld rw - vboxsf x rw
46 22 0:54 / {map}/stick rw - fuseblk /dev/sdc1 rw
rommel
43 22 x - y
"""


@pytest.mark.parametrize(
    ("deel", "mag"),
    [
        ("gewoon", True),
        ("net schijf/a", False),
        ("net schijf/lokaal/a", True),
        ("thuis/jan", False),
        ("tab\ten\\streep/x", False),
        ("gedeeld", False),
        ("stick/a", True),
    ],
)
def test_a_network_file_system_is_refused(tmp_path: Path, deel: str, mag: bool) -> None:
    mountinfo = tmp_path / "mountinfo"
    mountinfo.write_text(MOUNTINFO.format(map=tmp_path.resolve()))
    if mag:
        controleer_plek(tmp_path / deel, {}, mountinfo)
    else:
        with pytest.raises(OnveiligePlek):
            controleer_plek(tmp_path / deel, {}, mountinfo)


def test_this_machine_is_read_as_it_is(tmp_path: Path) -> None:
    controleer_plek(tmp_path)


def test_a_parent_that_may_not_be_looked_into_is_no_reason_to_refuse(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def weiger(_: Path) -> bool:
        raise PermissionError

    monkeypatch.setattr(Path, "exists", weiger)
    controleer_plek(tmp_path, {}, LEEG)
