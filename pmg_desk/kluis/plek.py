"""Where a vault may live: on a disk of this machine, outside folders that a cloud service or other machines write to.

Two machines that each think they are the only writer damage the database, and a sync client copies it halfway through
a write. This is the basic check: folder names and marker files of known services, network paths and file systems.
"""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Mapping
from pathlib import Path

from pmg_desk.kluis.fouten import OnveiligePlek

_CLOUDMAPPEN = (
    "onedrive",
    "dropbox",
    "google drive",
    "googledrive",
    "my drive",
    "mijn drive",
    "icloud drive",
    "iclouddrive",
    "mobile documents",
    "cloudstorage",
    "nextcloud",
    "owncloud",
    "sharepoint",
    "box sync",
    "pcloud drive",
    "pclouddrive",
    "synologydrive",
    "proton drive",
    "tresorit",
    "stackstorage",
    "surfdrive",
    "seafile",
)
"""A folder counts when its name is one of these or starts with one and then ``-`` , `` `` or ``(`` ("OneDrive - X")."""

_MERKTEKENS = (".dropbox", ".dropbox.cache", ".stfolder", ".owncloudsync.log", ".nextcloudsync.log", ".syncthing.db")
_OMGEVING = ("OneDrive", "OneDriveCommercial", "OneDriveConsumer")
_NETWERKSYSTEMEN = {
    "nfs", "nfs4", "cifs", "smb2", "smb3", "smbfs", "afs", "ncpfs", "davfs", "ceph", "glusterfs", "lustre", "gpfs",
    "beegfs", "vboxsf", "fuse.sshfs", "fuse.davfs2", "fuse.rclone", "fuse.gvfsd-fuse", "fuse.s3fs", "fuse.onedriver",
    "fuse.google-drive-ocamlfuse", "fuse.glusterfs", "fuse.ceph-fuse", "fuse.smbnetfs", "fuse.curlftpfs",
    "fuse.vmhgfs-fuse", "fuse.dropbox", "fuse.pcloud", "fuse.seadrive",
}  # fmt: skip

_OCTAAL = re.compile(r"\\([0-7]{3})")
"""How mountinfo writes a space, a tab, a line feed and a backslash (proc(5))."""

MOUNTINFO = Path("/proc/self/mountinfo")


def controleer_plek(map_: Path, omgeving: Mapping[str, str] = os.environ, mountinfo: Path = MOUNTINFO) -> None:
    """Raise OnveiligePlek when ``map_`` (existing or not yet) lies in a synchronised folder or on the network."""
    if str(map_).startswith(("\\\\", "//")):
        raise OnveiligePlek("Deze map staat op het netwerk.")
    pad = map_.absolute().resolve()
    for deel in (pad, *pad.parents):
        if _is_cloudmap(deel.name) or any(_bestaat(deel / merk) for merk in _MERKTEKENS):
            raise OnveiligePlek("Deze map wordt met een clouddienst gedeeld.")
    wortels = [Path(omgeving[naam]).resolve() for naam in _OMGEVING if omgeving.get(naam)]
    if any(pad.is_relative_to(wortel) for wortel in wortels):
        raise OnveiligePlek("Deze map wordt met een clouddienst gedeeld.")
    if _bestandssysteem(pad, mountinfo) in _NETWERKSYSTEMEN or _is_netwerkschijf(pad):
        raise OnveiligePlek("Deze map staat op het netwerk.")


def _bestaat(pad: Path) -> bool:
    try:
        return pad.exists()
    except OSError:  # a parent that may not be looked into says nothing
        return False


def _is_cloudmap(naam: str) -> bool:
    laag = naam.casefold()
    return any(laag == merk or laag.startswith((f"{merk}-", f"{merk} -", f"{merk} (")) for merk in _CLOUDMAPPEN)


def _bestandssysteem(pad: Path, mountinfo: Path) -> str:
    """File system under ``pad``: the longest mount point that holds it (proc(5), mountinfo); empty where unknown."""
    try:
        regels = mountinfo.read_text(encoding="utf-8", errors="replace").splitlines()
    except OSError:
        return ""
    langste, soort = -1, ""
    for regel in regels:
        voor, _, na = regel.partition(" - ")
        velden = voor.split(" ")
        if len(velden) > 4 and na:
            punt = Path(_OCTAAL.sub(lambda m: chr(int(m[1], 8)), velden[4]))
            if pad.is_relative_to(punt) and len(punt.parts) >= langste:
                langste, soort = len(punt.parts), na.split(" ")[0]
    return soort


def _is_netwerkschijf(pad: Path) -> bool:
    if sys.platform == "win32":  # pragma: no cover  (not reachable where the figures are measured)
        import ctypes

        return ctypes.windll.kernel32.GetDriveTypeW(pad.anchor) == 4  # DRIVE_REMOTE
    return False
