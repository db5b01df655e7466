"""Every locked package has a licence that EUPL-1.2 can live with, and DESIGN.md lists those the program is made of."""

from __future__ import annotations

import re
from importlib.metadata import Distribution, PackageNotFoundError, distribution
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).resolve().parents[2]

# What the program itself may be made of (SPDX).
RUN_ALLOWED = frozenset(
    "Apache-2.0 BSD-2-Clause BSD-3-Clause ISC LGPL-2.1-or-later LGPL-3.0-only MIT MIT-0 MIT-CMU MPL-2.0 PSF-2.0 "
    "Zlib".split()
)
# PyInstaller's exception leaves what it builds free; its GPL is about PyInstaller itself.
TOOLS_ALLOWED = RUN_ALLOWED | {"GPL-2.0-or-later WITH Bootloader-exception"}

# How packages without an SPDX expression name their licence in their metadata.
SPDX = {
    "3-Clause BSD License": "BSD-3-Clause",
    "Apache 2.0": "Apache-2.0",
    "Apache Software License": "Apache-2.0",
    "BSD 2-Clause License": "BSD-2-Clause",
    "BSD-3-Clause, Apache-2.0, dependency licenses": "BSD-3-Clause AND Apache-2.0",
    "GNU Lesser General Public License v2 or later (LGPLv2+)": "LGPL-2.1-or-later",
    "MIT License": "MIT",
    "Mozilla Public License 2.0 (MPL 2.0)": "MPL-2.0",
    # Each of these offers a choice, of which this project takes the one that fits.
    "LGPL-3.0-only OR GPL-2.0-only OR GPL-3.0-only": "LGPL-3.0-only",
    "GPLv2-or-later with a special exception which allows to use PyInstaller to build and distribute non-free programs "
    "(including commercial ones)": "GPL-2.0-or-later WITH Bootloader-exception",
}

# First words of a licence file, for packages whose metadata is silent or vague.
TEXTS = {
    "The MIT License (MIT)": "MIT",
    "MIT License": "MIT",
    "This software is provided 'as-is', without any express or implied warranty.": "Zlib",
    "Redistribution and use in source and binary forms": "BSD-3-Clause",
}


def _locked(name: str) -> list[str]:
    """Canonical names of the packages a lock file asks for on this machine."""
    lines = (ROOT / name).read_text(encoding="utf-8").splitlines()
    requirements = [Requirement(line.removesuffix("\\")) for line in lines if re.match(r"[a-z0-9]", line)]
    return sorted(canonicalize_name(r.name) for r in requirements if r.marker is None or r.marker.evaluate())


def _from_files(package: Distribution) -> str | None:
    for path in package.files or []:
        if "dist-info" in path.parts[0] and path.name.upper().startswith(("LICENSE", "LICENCE", "COPYING")):
            text = " ".join(path.read_text(encoding="utf-8").split())
            for words, spdx in TEXTS.items():
                if words in text:
                    return spdx
    return None


def _licence(package: Distribution) -> str | None:
    """The licence as SPDX: from the expression, else the text field or classifiers, else the licence file."""
    meta = package.metadata
    named = [*(meta.get_all("License-Expression") or []), *(meta.get_all("License") or [])]
    named += [line.rpartition(" :: ")[2] for line in meta.get_all("Classifier") or [] if line.startswith("License ::")]
    for words in named:
        if words in SPDX:
            return SPDX[words]
        if words and all(part in RUN_ALLOWED for part in re.split(r" (?:OR|AND) ", words)):
            return str(words)
    return _from_files(package)


def _listed() -> dict[str, str]:
    """Package → licence, from the table in DESIGN.md."""
    section = (
        (ROOT / "pmg_desk/DESIGN.md").read_text(encoding="utf-8").partition("## Dependencies and their licences")[2]
    )
    rows = re.findall(r"^\| (\S+) \| ([^|]+) \| [^|]+ \|$", section, re.MULTILINE)
    return {name: licence for name, licence in rows if name != "package"}


def test_design_lists_exactly_the_locked_packages_with_the_licence_they_carry() -> None:
    assert _listed() == {name: _licence(distribution(name)) for name in _locked("requirements.txt")}


@pytest.mark.parametrize("name", _locked("requirements.txt"))
def test_the_program_is_made_of_packages_that_the_eupl_can_live_with(name: str) -> None:
    licence = _licence(distribution(name))
    assert licence is not None
    assert set(re.split(r" (?:OR|AND) ", licence)) <= RUN_ALLOWED


def test_tools_have_a_licence_we_know() -> None:
    tools = set(_locked("requirements-dev.txt")) - set(_locked("requirements.txt"))
    unknown = {}
    for name in tools:
        try:
            licence = _licence(distribution(name))
        except PackageNotFoundError:
            pytest.fail(f"{name} is locked but not installed: run make")
        if licence is None or not set(re.split(r" (?:OR|AND) ", licence)) <= TOOLS_ALLOWED:
            unknown[name] = licence
    assert unknown == {}


def test_our_own_licence_is_the_whole_text() -> None:
    text = (ROOT / "LICENSE").read_text(encoding="utf-8")
    assert text.startswith("EUROPEAN UNION PUBLIC LICENCE v. 1.2\nEUPL © the European Union 2007, 2016\n")
    assert re.findall(r"^(\d+)\.[A-Z]", text, re.MULTILINE) == [str(n) for n in range(1, 16)]
    assert text.rstrip().endswith(
        "All other changes or additions to this Appendix require the production of a new EUPL version."
    )
