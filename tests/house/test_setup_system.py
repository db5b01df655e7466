"""Setting up asks for exactly what is missing, tells it in one sentence where it cannot, and touches nothing else."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

SCRIPT = Path(__file__).resolve().parents[2] / ".ci" / "setup-system"
OFFSCREEN = {
    "libglib-2.0.so.0": "libglib2.0-0",
    "libGL.so.1": "libgl1",
    "libEGL.so.1": "libegl1",
    "libxkbcommon.so.0": "libxkbcommon0",
    "libdbus-1.so.3": "libdbus-1-3",
    "libfontconfig.so.1": "libfontconfig1",
}
pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="the script looks for libraries on Linux only")


class Machine:
    """A PATH of its own, on which each command is what the test says it is."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.calls = folder / "calls"
        for tool in ("sh", "uname", "env"):
            (folder / tool).symlink_to(shutil.which(tool) or tool)
        self.command("ldconfig", "true")
        self.command("id", "echo 1000")

    def command(self, name: str, script: str) -> None:
        path = self.folder / name
        path.unlink(missing_ok=True)
        path.write_text(f"#!/bin/sh\n{script}\n")
        path.chmod(0o755)

    def record(self, name: str) -> None:
        """A command that writes down how it was called and, when it was asked to run another, runs that."""
        run = 'exec "$@"' if name == "sudo" else "true"
        self.command(name, f'echo "{name} $*" >>"{self.calls}"\n{run}')

    def python(self, *, old: bool = False) -> None:
        self.command("python3", "exit 1" if old else f'exec "{sys.executable}" "$@"')

    def libraries(self, *names: str) -> None:
        lines = "\n".join(f"\t{name} (libc6,x86-64) => /lib/{name}" for name in names)
        self.command("ldconfig", f"echo '{lines}'")

    def run(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        # The script adds the system's own folders for ldconfig; the copy leaves them out.
        text = SCRIPT.read_text(encoding="utf-8")
        copy = self.folder / "setup-system"
        assert "PATH=$PATH:/usr/sbin:/sbin\n" in text
        copy.write_text(text.replace("PATH=$PATH:/usr/sbin:/sbin\n", ""))
        clean = {"PATH": str(self.folder), "LC_ALL": "C"}
        return subprocess.run(
            ["sh", str(copy), *arguments], env=clean, capture_output=True, text=True, check=False, executable="/bin/sh"
        )

    def asked(self) -> list[str]:
        return self.calls.read_text().splitlines() if self.calls.exists() else []


@pytest.fixture
def machine(tmp_path: Path) -> Machine:
    return Machine(tmp_path)


def test_a_machine_that_has_everything_is_left_alone(machine: Machine) -> None:
    machine.python()
    machine.libraries(*OFFSCREEN)
    machine.record("apt-get")
    done = machine.run()
    assert (done.returncode, done.stdout, done.stderr, machine.asked()) == (0, "", "", [])


def test_only_what_is_missing_is_installed_and_it_is_said(machine: Machine) -> None:
    machine.python()
    machine.libraries(*(name for name in OFFSCREEN if name not in ("libEGL.so.1", "libdbus-1.so.3")))
    machine.record("apt-get")
    machine.record("sudo")
    done = machine.run()
    assert done.returncode == 0, done.stderr
    assert done.stdout == "Installing what this machine lacks: libegl1 libdbus-1-3\n"
    assert [line for line in machine.asked() if line.startswith("apt-get")] == [
        "apt-get update -q=2",
        "apt-get install -q=2 --no-install-recommends -o Dpkg::Use-Pty=0 libegl1 libdbus-1-3",
    ]
    assert sum(line.startswith("sudo") for line in machine.asked()) == 2


def test_root_needs_no_sudo(machine: Machine) -> None:
    machine.python()
    machine.command("id", "echo 0")
    machine.record("apt-get")
    done = machine.run()
    assert done.stdout == f"Installing what this machine lacks: {' '.join(OFFSCREEN.values())}\n"
    assert machine.asked()[-1].endswith(" ".join(OFFSCREEN.values()))


def test_a_window_asks_for_more_than_offscreen(machine: Machine) -> None:
    machine.python()
    machine.libraries(*OFFSCREEN)
    machine.record("apt-get")
    machine.record("sudo")
    machine.run("screen")
    assert machine.asked()[-1].endswith(
        "Use-Pty=0 libxcb-cursor0 libxcb-icccm4 libxcb-keysyms1 libxkbcommon-x11-0 libxcb-shape0 libxcb-randr0 "
        "libwayland-cursor0"
    )


def test_the_tests_ask_for_the_tool_that_watches_writes_unless_it_is_there(machine: Machine) -> None:
    machine.python()
    machine.libraries(*OFFSCREEN)
    machine.record("apt-get")
    machine.record("sudo")
    machine.run("test")
    assert machine.asked()[-1].endswith("Use-Pty=0 strace dbus")
    machine.calls.unlink()
    machine.command("strace", "true")
    machine.command("dbus-daemon", "true")
    machine.run("test")
    assert machine.asked() == []


def test_without_apt_one_sentence_names_what_is_missing(machine: Machine) -> None:
    machine.python()
    machine.libraries(*(name for name in OFFSCREEN if name != "libGL.so.1"))
    done = machine.run()
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr == (
        "Missing on this machine: libGL.so.1 (Debian: libgl1); "
        "install it with your system's own tool and run this again.\n"
    )


def test_without_rights_it_says_what_root_should_type(machine: Machine) -> None:
    machine.python()
    machine.libraries(*(name for name in OFFSCREEN if name != "libGL.so.1"))
    machine.record("apt-get")
    done = machine.run()
    assert (done.returncode, machine.asked()) == (1, [])
    assert done.stderr == (
        "Missing on this machine: libGL.so.1 (Debian: libgl1); run as root: apt-get install libgl1\n"
    )


def test_a_python_that_stays_too_old_is_refused_after_installing(machine: Machine) -> None:
    machine.python(old=True)
    machine.libraries(*OFFSCREEN)
    machine.record("apt-get")
    machine.record("sudo")
    done = machine.run()
    assert done.returncode == 1
    assert done.stderr == "Missing on this machine: Python 3.11 or newer; this system's own is older.\n"
    assert machine.asked()[-1].endswith("Use-Pty=0 python3 python3-venv")


def test_it_finds_the_python_that_make_shall_use(machine: Machine) -> None:
    machine.python(old=True)
    machine.command("python3.12", f'exec "{sys.executable}" "$@"')
    done = machine.run("which-python")
    assert done.stdout == f"{machine.folder}{os.sep}python3.12\n"
