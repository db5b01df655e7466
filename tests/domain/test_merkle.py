"""Roots and proofs against a second implementation, written straight from the definitions of RFC 6962 §2.1."""

from __future__ import annotations

from functools import cache
from hashlib import sha256

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pmg_desk.domain import merkle
from pmg_desk.domain.logboek import blad_hash
from pmg_desk.domain.merkle import LEGE_WORTEL, Pieken
from tests.cijfers import Cijfers

MEEST = 256
BLADEN = [blad_hash(f"regel {i}") for i in range(MEEST)]

# Published test vectors of certificate-transparency: entries, roots per size, proofs.
CT_BLADEN = [
    sha256(b"\x00" + bytes.fromhex(een)).hexdigest()
    for een in ("", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f")
]
CT_WORTELS = [
    "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
    "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
    "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
    "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
    "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
]


@cache
def mth(van: int, tot: int) -> bytes:
    """MTH(D[van:tot]) of RFC 6962 §2.1, word for word."""
    n = tot - van
    if n == 0:
        return sha256(b"").digest()
    if n == 1:
        return bytes.fromhex(BLADEN[van])
    k = 1
    while k * 2 < n:
        k *= 2
    return sha256(b"\x01" + mth(van, van + k) + mth(van + k, tot)).digest()


def path(m: int, van: int, tot: int) -> list[bytes]:
    """PATH(m, D[van:tot]) of RFC 6962 §2.1.1."""
    n = tot - van
    if n == 1:
        return []
    k = 1
    while k * 2 < n:
        k *= 2
    if m < k:
        return [*path(m, van, van + k), mth(van + k, tot)]
    return [*path(m - k, van + k, tot), mth(van, van + k)]


def subproof(m: int, van: int, tot: int, b: bool) -> list[bytes]:
    """SUBPROOF(m, D[van:tot], b) of RFC 6962 §2.1.2."""
    n = tot - van
    if m == n:
        return [] if b else [mth(van, tot)]
    k = 1
    while k * 2 < n:
        k *= 2
    if m <= k:
        return [*subproof(m, van, van + k, b), mth(van + k, tot)]
    return [*subproof(m - k, van + k, tot, False), mth(van, van + k)]


def hexen(ruw: list[bytes]) -> list[str]:
    return [een.hex() for een in ruw]


def wortel(n: int) -> str:
    return mth(0, n).hex()


def test_the_published_vectors() -> None:
    assert [merkle.wortel(CT_BLADEN[:n]) for n in range(9)] == CT_WORTELS
    assert CT_WORTELS[0] == LEGE_WORTEL
    assert merkle.bewijs_opname(CT_BLADEN, 5) == [
        "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b",
        "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0",
        "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    ]
    assert merkle.bewijs_groei(CT_BLADEN, 6, 8) == [
        "0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a",
        "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0",
        "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    ]
    assert merkle.bewijs_groei(CT_BLADEN, 2, 5) == [
        "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
        "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b",
    ]


def test_every_root_up_to_256_and_every_way_to_go_on() -> None:
    boom = Pieken()
    for n in range(MEEST + 1):
        assert boom.wortel() == merkle.wortel(BLADEN[:n]) == wortel(n)
        verder = Pieken.lees(n, boom.tekst())
        assert (verder.grootte, verder.hashes, verder.wortel()) == (n, boom.hashes, wortel(n))
        if n < MEEST:
            boom.voeg_toe(BLADEN[n])


def test_every_leaf_of_every_size_up_to_256(cijfers: Cijfers) -> None:
    cijfer = cijfers("Merkle inclusion proofs", kort=0)
    for n in range(1, MEEST + 1):
        for i in range(n):
            bewijs = hexen(path(i, 0, n))
            if not merkle.klopt_opname(BLADEN[i], i, n, bewijs, wortel(n)):
                cijfer.mislukt(f"leaf {i} of {n}")
        cijfer.tel(n)
    assert cijfer.gedaan == 32_896
    for n in (1, 2, 3, 5, 64, 100, 255, 256):
        assert [merkle.bewijs_opname(BLADEN[:n], i) for i in range(n)] == [hexen(path(i, 0, n)) for i in range(n)]


def test_every_pair_of_sizes_up_to_256(cijfers: Cijfers) -> None:
    cijfer = cijfers("Merkle consistency proofs", kort=0)
    for n in range(1, MEEST + 1):
        for m in range(1, n + 1):
            bewijs = hexen(subproof(m, 0, n, True))
            if not merkle.klopt_groei(m, n, wortel(m), wortel(n), bewijs):
                cijfer.mislukt(f"from {m} to {n}")
        cijfer.tel(n)
        assert merkle.klopt_groei(0, n, LEGE_WORTEL, wortel(n), [])
    assert cijfer.gedaan == 32_896
    for n in (1, 2, 7, 64, 100, 255, 256):
        assert [merkle.bewijs_groei(BLADEN, m, n) for m in range(n + 1)] == [
            [] if m == 0 else hexen(subproof(m, 0, n, True)) for m in range(n + 1)
        ]


@given(st.integers(1, MEEST), st.data())
def test_a_proof_of_inclusion_proves_nothing_else(n: int, data: st.DataObject) -> None:
    i = data.draw(st.integers(0, n - 1))
    bewijs = merkle.bewijs_opname(BLADEN[:n], i)
    goed = (BLADEN[i], i, n, bewijs, wortel(n))
    assert merkle.klopt_opname(*goed)
    ander = data.draw(st.integers(0, MEEST - 1).filter(lambda j: j != i))
    assert not merkle.klopt_opname(BLADEN[ander], *goed[1:])
    assert not merkle.klopt_opname(BLADEN[i], ander, *goed[2:])
    assert not merkle.klopt_opname(*goed[:3], [*bewijs, "0" * 64], goed[4])
    assert not merkle.klopt_opname(*goed[:4], wortel(0))
    if bewijs:
        plek = data.draw(st.integers(0, len(bewijs) - 1))
        assert not merkle.klopt_opname(*goed[:3], [*bewijs[:plek], *bewijs[plek + 1 :]], goed[4])
        assert not merkle.klopt_opname(*goed[:3], [*bewijs[:plek], "f" * 64, *bewijs[plek + 1 :]], goed[4])


@given(st.integers(2, MEEST), st.data())
def test_a_proof_of_growth_proves_nothing_else(n: int, data: st.DataObject) -> None:
    m = data.draw(st.integers(1, n - 1))
    bewijs = merkle.bewijs_groei(BLADEN, m, n)
    assert merkle.klopt_groei(m, n, wortel(m), wortel(n), bewijs)
    vals = data.draw(st.integers(1, MEEST).filter(lambda k: k != m))
    assert not merkle.klopt_groei(m, n, wortel(vals), wortel(n), bewijs)
    assert not merkle.klopt_groei(m, n, wortel(m), wortel(vals if vals != n else 0), bewijs)
    assert not merkle.klopt_groei(m, n, wortel(m), wortel(n), [*bewijs, "0" * 64])
    plek = data.draw(st.integers(0, len(bewijs) - 1))
    assert not merkle.klopt_groei(m, n, wortel(m), wortel(n), [*bewijs[:plek], *bewijs[plek + 1 :]])
    assert not merkle.klopt_groei(m, n, wortel(m), wortel(n), [*bewijs[:plek], "f" * 64, *bewijs[plek + 1 :]])


def test_a_log_that_was_rewritten_has_no_proof_of_growth() -> None:
    """One changed line before the checkpoint: no list of hashes from the new tree joins it to the old root."""
    nieuw = [*BLADEN[:3], blad_hash("anders"), *BLADEN[4:20]]
    for n in range(10, 21):
        bewijs = merkle.bewijs_groei(nieuw, 10, n)
        assert not merkle.klopt_groei(10, n, wortel(10), merkle.wortel(nieuw[:n]), bewijs)


@pytest.mark.parametrize("bewijs", [["A" * 64], ["0" * 63], ["zz" * 32], [""], [None], ["0" * 64 + "\n"]])
def test_what_is_malformed_proves_nothing(bewijs: list[str]) -> None:
    assert not merkle.klopt_opname(BLADEN[0], 0, 2, bewijs, wortel(2))
    assert not merkle.klopt_groei(1, 2, wortel(1), wortel(2), bewijs)


def test_sizes_that_cannot_be() -> None:
    assert not merkle.klopt_opname(BLADEN[0], 1, 1, [], wortel(1))
    assert not merkle.klopt_opname(BLADEN[0], -1, 1, [], wortel(1))
    assert not merkle.klopt_groei(3, 2, wortel(3), wortel(2), [])
    assert not merkle.klopt_groei(-1, 2, wortel(1), wortel(2), [])
    assert not merkle.klopt_groei(2, 2, wortel(2), wortel(2), [BLADEN[0]])
    assert not merkle.klopt_groei(2, 2, wortel(2), wortel(3), [])
    assert not merkle.klopt_groei(3, 5, wortel(3), wortel(5), [])
    assert merkle.klopt_groei(0, 0, LEGE_WORTEL, LEGE_WORTEL, [])
    assert not merkle.klopt_groei(0, 0, LEGE_WORTEL, wortel(1), [])
    assert not merkle.klopt_groei(0, 2, wortel(1), wortel(2), [])
    assert not merkle.klopt_groei(0, 2, LEGE_WORTEL, wortel(2), [BLADEN[0]])
    for index in (-1, 3):
        with pytest.raises(IndexError):
            merkle.bewijs_opname(BLADEN[:3], index)
    for m, n in ((-1, 2), (3, 2), (1, 4)):
        with pytest.raises(ValueError, match="smaller"):
            merkle.bewijs_groei(BLADEN[:3], m, n)


@pytest.mark.parametrize(
    ("grootte", "tekst"),
    [
        (1, "[]"),
        (0, '["' + "0" * 64 + '"]'),
        (1, '["kort"]'),
        (-1, "[]"),
        (1, "[null]"),
        (1, "{}"),
        (1, '"' + "0" * 64 + '"'),
        (1, "[1"),
    ],
)
def test_subtrees_that_do_not_fit_are_not_gone_on_from(grootte: int, tekst: str) -> None:
    with pytest.raises(ValueError, match=r".+"):
        Pieken.lees(grootte, tekst)


def test_a_part_of_a_tree_does_not_pass_for_the_whole() -> None:
    """Attack: roots of subtrees, or of trees that ours is a subtree of, with a proof cut short or made longer."""
    b, k = BLADEN, merkle.knoop
    assert not merkle.klopt_opname(b[0], 0, 4, [b[1]], wortel(2))
    assert not merkle.klopt_opname(b[1], 0, 1, [b[0]], wortel(2))
    drie_vier = merkle.bewijs_groei(b, 3, 4)
    assert drie_vier == [b[2], b[3], wortel(2)]
    assert not merkle.klopt_groei(3, 4, b[2], k(b[2], b[3]), drie_vier[:2])
    assert not merkle.klopt_groei(3, 4, k(b[9], wortel(3)), k(b[9], wortel(4)), [*drie_vier, b[9]])
