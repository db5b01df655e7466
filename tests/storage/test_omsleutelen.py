"""The database written again under another key, on a disk that has no room for it."""

from __future__ import annotations

import resource
import secrets
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from pmg_desk.domain.kluisfouten import KluisNietBereikbaar
from pmg_desk.storage.omsleutelen import schrijf_om
from tests.wereld import Wereld


@contextmanager
def hoogstens(bytes_per_bestand: int) -> Iterator[None]:
    """No file of this process may grow beyond so many bytes, as on a disk that is full."""
    zacht, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (bytes_per_bestand, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (zacht, hard))


def test_a_disk_without_room_is_told_in_words_and_the_vault_stays_as_it_was(wereld: Wereld) -> None:
    doel = wereld.pad.with_name("nieuw.db")
    voor = wereld.pad.read_bytes()
    with hoogstens(200_000), pytest.raises(KluisNietBereikbaar):
        schrijf_om(wereld.engine, doel, secrets.token_bytes(32), lambda _gedaan, _totaal: None)
    assert wereld.pad.read_bytes() == voor
    with wereld.beheer.doe() as t:
        t.log("kluis.controleren", "kluis", wereld.kluis_id)
