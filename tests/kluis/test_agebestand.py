"""A file for a key opens with that key by a real age tool, and by no other."""

from __future__ import annotations

import pyrage
import pytest
from pyrage import x25519

from pmg_desk.kluis.agebestand import is_agesleutel, verzegel_bestand


def test_only_the_private_half_of_that_key_opens_it() -> None:
    eigen, ander = x25519.Identity.generate(), x25519.Identity.generate()
    ruw = verzegel_bestand(b"een bundel", str(eigen.to_public()))
    assert pyrage.decrypt(ruw, [eigen]) == b"een bundel"
    with pytest.raises(pyrage.DecryptError):
        pyrage.decrypt(ruw, [ander])


def test_a_key_with_a_typing_error_is_no_key() -> None:
    sleutel = str(x25519.Identity.generate().to_public())
    anders = sleutel[:-1] + ("q" if sleutel[-1] != "q" else "p")
    assert [is_agesleutel(s) for s in (sleutel, anders, "", "age1", "ssh-ed25519 AAAA")] == [True, *[False] * 4]
