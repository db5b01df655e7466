#!/usr/bin/env python3
"""Checks an exported log of PMG Desk with nothing but Python's standard library (3.8 or later), on any machine.

    python3 verify.py [MAP] [--gezien BESTAND] [--kaart BESTAND] [--steekproef MAAND:AANTAL]

MAP is the folder of the export (the folder of this file when left out). The exit code is 0 when all is in order, 1 when
something is wrong, 2 when there is nothing to check. Read this file before you trust it: it is meant to be read.

What is checked, in this order:

1. Every line is spelled in the one way it can be spelled (canonical JSON), with every field, of the right kind.
2. Numbers have no gap; each line names the hash of the line before it; all are of one vault.
3. The Merkle tree over the lines (RFC 6962, section 2.1) has, at each checkpoint, the root that the checkpoint says.
4. Every checkpoint that the log announces is here, and no line comes after the last one: nobody signed such a line.
5. The proofs that came along hold: each checkpoint continues the one before, and the lines about decisions are in it.
6. Every checkpoint is signed (Ed25519, RFC 8032) by a key that the log itself registered before, for that person.

What this cannot see: whether the *whole* log was replaced, keys included, by someone who started anew. So give with
``--kaart`` the card of public keys that you got from the people themselves (its digits are those they read out), and
with ``--gezien`` a checkpoint that you kept: of a decision or an earlier export. Both must fit this log.
"""

import argparse
import base64
import functools
import hashlib
import json
import re
import sys
from pathlib import Path

REGELS, PUNTEN, SLEUTELS, BEWIJZEN, KOP = (
    "logboek.jsonl",
    "controlepunten.jsonl",
    "sleutels.json",
    "bewijzen.json",
    "kop.json",
)
GROOTSTE = 256 * 1024**2
LEEG = "0" * 64
VELDEN = {
    "v": int,
    "nr": int,
    "vorige": str,
    "tijd": str,
    "kluis": str,
    "actor": str,
    "actor_naam": str,
    "rol": str,
    "herkomst": str,
    "actie": str,
    "object_soort": str,
    "object_id": None,
    "casus": None,
    "resultaat": str,
    "verwerking": str,
    "categorieen": str,
    "ontvanger": str,
    "aantal": None,
    "sleutel": None,
    "detail": None,
}
"""Fields of a line; ``None``: text that may be absent (``aantal``: a number that may be absent)."""

SLEUTELREGELS = ("gebruiker.sleutel", "sleutel.herhalen", "sleutel.herhalen_oud")
ONDERTEKENREGEL, VERVOLGREGEL, STOPREGEL = "logboek.ondertekenen", "logboek.vervolgen", "gebruiker.stoppen"
BEKRACHTIGREGEL = "sleutel.bekrachtigen"


class Fout(Exception):
    """Something that is wrong, in a sentence for whoever checks."""


# -- canonical JSON ----------------------------------------------------------------------------------------------------


def lees_canoniek(tekst, wat):
    """The value of a text, provided that it is spelled in the one canonical way."""
    try:
        waarde = json.loads(tekst, parse_constant=_weiger, parse_float=_weiger)
        if canoniek(waarde) == tekst:
            return waarde
    except (ValueError, TypeError, RecursionError):
        pass
    raise Fout(f"{wat} is niet te lezen of is veranderd.")


def canoniek(waarde):
    """Keys in order of code points, no white space, nothing escaped that JSON does not require to be."""
    return json.dumps(waarde, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False)


def _weiger(_tekst):
    raise ValueError("no floats")


# -- RFC 6962, section 2.1 ---------------------------------------------------------------------------------------------


def _som(*delen):
    return hashlib.sha256(b"".join(delen)).digest()


def knoop(links, rechts):
    """Hash of an inner node."""
    return _som(b"\x01", links, rechts)


class Boom:
    """The tree while it grows: roots of its full subtrees, largest first."""

    def __init__(self):
        self.grootte, self.pieken = 0, []

    def voeg_toe(self, blad):
        """Append the hash of a leaf."""
        rest = self.grootte
        while rest & 1:
            blad, rest = knoop(self.pieken.pop(), blad), rest >> 1
        self.pieken.append(blad)
        self.grootte += 1

    def wortel(self):
        """The root now."""
        if not self.pieken:
            return _som()
        som = self.pieken[-1]
        for links in reversed(self.pieken[:-1]):
            som = knoop(links, som)
        return som


def klopt_opname(blad, index, grootte, bewijs, wortel):
    """Inclusion proof (RFC 9162, section 2.1.3.2)."""
    if not 0 <= index < grootte:
        return False
    fn, sn, som = index, grootte - 1, blad
    for stap in bewijs:
        if sn == 0:
            return False
        if fn & 1 or fn == sn:
            som = knoop(stap, som)
            while not fn & 1 and fn:
                fn, sn = fn >> 1, sn >> 1
        else:
            som = knoop(som, stap)
        fn, sn = fn >> 1, sn >> 1
    return sn == 0 and som == wortel


def klopt_groei(m, n, wortel_m, wortel_n, bewijs):
    """Consistency proof (RFC 9162, section 2.1.4.2)."""
    if m == n:
        return not bewijs and wortel_m == wortel_n
    if not 0 < m < n:
        return False
    stappen = list(bewijs) if m & (m - 1) else [wortel_m, *bewijs]
    if not stappen:
        return False
    fn, sn = m - 1, n - 1
    while fn & 1:
        fn, sn = fn >> 1, sn >> 1
    oud = nieuw = stappen[0]
    for stap in stappen[1:]:
        if sn == 0:
            return False
        if fn & 1 or fn == sn:
            oud, nieuw = knoop(stap, oud), knoop(stap, nieuw)
            while not fn & 1 and fn:
                fn, sn = fn >> 1, sn >> 1
        else:
            nieuw = knoop(nieuw, stap)
        fn, sn = fn >> 1, sn >> 1
    return sn == 0 and oud == wortel_m and nieuw == wortel_n


# -- Ed25519 (RFC 8032, section 5.1) -----------------------------------------------------------------------------------

P = 2**255 - 19
L = 2**252 + 27742317777372353535851937790883648493
D = -121665 * pow(121666, P - 2, P) % P
WORTEL_MIN_EEN = pow(2, (P - 1) // 4, P)


def _plus(p, q):
    a, b = (p[1] - p[0]) * (q[1] - q[0]) % P, (p[1] + p[0]) * (q[1] + q[0]) % P
    c, d = 2 * p[3] * q[3] * D % P, 2 * p[2] * q[2] % P
    e, f, g, h = b - a, d - c, d + c, b + a
    return e * f % P, g * h % P, f * g % P, e * h % P


def _keer(s, p):
    q = (0, 1, 1, 0)
    while s:
        if s & 1:
            q = _plus(q, p)
        p, s = _plus(p, p), s >> 1
    return q


def _gelijk(p, q):
    return (p[0] * q[2] - q[0] * p[2]) % P == 0 and (p[1] * q[2] - q[1] * p[2]) % P == 0


def _punt(ruw):
    """Decode a point; None for what is none, or is spelled in another way than the one that is allowed."""
    y = int.from_bytes(ruw, "little")
    teken, y = y >> 255, y & (1 << 255) - 1
    if y >= P:
        return None
    x2 = (y * y - 1) * pow(D * y * y + 1, P - 2, P) % P
    x = pow(x2, (P + 3) // 8, P)
    if (x * x - x2) % P:
        x = x * WORTEL_MIN_EEN % P
    if (x * x - x2) % P or (x == 0 and teken):
        return None
    if x & 1 != teken:
        x = P - x
    return x, y, 1, x * y % P


BASIS = _punt((4 * pow(5, P - 2, P) % P).to_bytes(32, "little"))


@functools.lru_cache(maxsize=1024)
def verifieer(publiek, bericht, handtekening):
    """Whether the owner of ``publiek`` (32 bytes) signed ``bericht``. Keys of small order fit everything: refused."""
    if len(publiek) != 32 or len(handtekening) != 64:
        return False
    a, r = _punt(publiek), _punt(handtekening[:32])
    s = int.from_bytes(handtekening[32:], "little")
    if a is None or r is None or s >= L or _gelijk(_keer(8, a), (0, 1, 1, 0)):
        return False
    k = int.from_bytes(hashlib.sha512(handtekening[:32] + publiek + bericht).digest(), "little") % L
    return _gelijk(_keer(s, BASIS), _plus(r, _keer(k, a)))


# -- checkpoints (C2SP tlog-checkpoint in a C2SP signed-note) ----------------------------------------------------------


class Punt:
    """A checkpoint, taken apart: which log, its size and root, and who is said to have signed."""

    def __init__(self, notitie):
        try:
            self.tekst, staart = notitie[: notitie.index("\n\n") + 1], notitie[notitie.index("\n\n") + 2 :]
            self.oorsprong, grootte, wortel, rest = self.tekst.split("\n")
            self.grootte, self.wortel = int(grootte), base64.b64decode(wortel, validate=True)
            self.handtekeningen = [self._regel(regel) for regel in staart[:-1].split("\n")]
            nogmaals = "".join(f"— {naam} {_b64(id_ + som)}\n" for naam, id_, som in self.handtekeningen)
            zelf = f"{self.oorsprong}\n{self.grootte}\n{_b64(self.wortel)}\n\n{nogmaals}"
            heel = not rest and len(self.wortel) == 32 and zelf == notitie
            _, self.kluis, reeks = self.oorsprong.split("/")
            self.reeks = int(reeks)
        except (ValueError, AttributeError):
            heel = False
        if not heel:
            raise Fout("Een controlepunt is niet te lezen of is veranderd.")

    @staticmethod
    def _regel(regel):
        streep, naam, ruw = regel.split(" ")
        som = base64.b64decode(ruw, validate=True)
        if streep != "—" or len(som) != 68:
            raise ValueError
        return naam, som[:4], som[4:]

    def kort(self):
        """As it stands on paper."""
        w = self.wortel.hex()
        kort = f"{self.grootte} · {w[:4]} {w[4:8]} {w[8:12]}"
        return kort if self.reeks == 1 else f"reeks {self.reeks}, {kort}"


def _b64(ruw):
    return base64.b64encode(ruw).decode("ascii")


# -- the export --------------------------------------------------------------------------------------------------------


@functools.lru_cache(maxsize=4096)
def lees_regel(tekst):
    """A line and the hash of its leaf."""
    regel = lees_canoniek(tekst, "Een logregel")
    goed = isinstance(regel, dict) and set(regel) == set(VELDEN)
    if goed:
        for naam, soort in VELDEN.items():
            waarde = regel[naam]
            soort_nu = soort or (int if naam == "aantal" else str)
            goed = goed and (type(waarde) is soort_nu or (waarde is None and soort is None))
    if not goed or regel["v"] != 1:
        raise Fout("Een logregel heeft niet de vorm die zij moet hebben.")
    return regel, _som(b"\x00", tekst.encode("utf-8"))


class Logboek:
    """One export, checked step by step. ``bestanden`` gives the bytes of each file by name."""

    def __init__(self, bestanden):
        tekst = {naam: self._tekst(bestanden, naam) for naam in (REGELS, PUNTEN, SLEUTELS, BEWIJZEN, KOP)}
        self.regels = [lees_regel(regel) for regel in self._rijen(tekst[REGELS], REGELS)]
        self.kop = self._vorm(tekst[KOP], {"formaat", "kluis", "reeksen", "slotstanden"}, KOP)
        self.punten = []
        for rij in self._rijen(tekst[PUNTEN], PUNTEN):
            delen = lees_canoniek(rij, PUNTEN)
            if not isinstance(delen, dict) or set(delen) != {"id", "notitie"} or type(delen["id"]) is not str:
                raise Fout(f"{PUNTEN} heeft niet de vorm die het moet hebben.")
            self.punten.append((delen["id"], Punt(delen["notitie"])))
        self.sleutels_bestand = lees_canoniek(tekst[SLEUTELS], SLEUTELS)
        self.bewijzen = self._vorm(tekst[BEWIJZEN], {"groei", "opname"}, BEWIJZEN)

    @staticmethod
    def _tekst(bestanden, naam):
        try:
            return bestanden[naam].decode("utf-8")
        except KeyError:
            raise Fout(f"Het bestand {naam} ontbreekt.") from None
        except UnicodeDecodeError:
            raise Fout(f"{naam} is niet te lezen of is veranderd.") from None

    @staticmethod
    def _rijen(tekst, naam):
        if not tekst.endswith("\n"):
            raise Fout(f"{naam} is afgekapt.")
        return tekst[:-1].split("\n")

    @staticmethod
    def _vorm(tekst, sleutels, naam):
        waarde = lees_canoniek(tekst, naam)
        if not isinstance(waarde, dict) or set(waarde) != sleutels:
            raise Fout(f"{naam} heeft niet de vorm die het moet hebben.")
        return waarde

    def controleer(self):
        """Every check in turn; the first thing that is wrong ends it with a Fout. Returns what was counted."""
        self._keten()
        self._boom()
        self._aankondigingen()
        self._bewijzen()
        self._handtekeningen()
        return self

    def _keten(self):
        eerste = self.regels[0][0]
        if type(self.kop["formaat"]) is not int or self.kop["formaat"] != 1 or self.kop["kluis"] != eerste["kluis"]:
            raise Fout(f"{KOP} hoort niet bij deze regels.")
        if eerste["nr"] == 1 and eerste["vorige"] != LEEG:
            raise Fout("Voor de eerste regel heeft nog iets gestaan.")
        vorige, verwacht = eerste["vorige"], eerste["nr"]
        for regel, blad in self.regels:
            if regel["nr"] != verwacht:
                raise Fout(f"Tussen regel {verwacht - 1} en regel {regel['nr']} ontbreekt iets of staat iets dubbel.")
            if regel["vorige"] != vorige:
                raise Fout(f"Regel {verwacht} sluit niet aan op de regel ervoor: een van beide is veranderd.")
            if regel["kluis"] != eerste["kluis"]:
                raise Fout(f"Regel {verwacht} komt uit een andere kluis.")
            vorige, verwacht = blad.hex(), verwacht + 1

    def _reeks_van(self, nr):
        passend = [reeks for reeks in self.kop["reeksen"] if reeks["begin_nr"] <= nr]
        return passend[-1]["reeks"]

    def _boom(self):
        """Rebuild each tree, and look at its root at the size of each checkpoint."""
        nummers = self._nummers()
        begin = {nr: reeks for reeks, nr in nummers}
        self._vervolgen(nummers)
        gezocht = {(punt.reeks, punt.grootte): [] for _, punt in self.punten}
        for _, punt in self.punten:
            if punt.kluis != self.kop["kluis"]:
                raise Fout("Een controlepunt komt uit een andere kluis.")
            gezocht[punt.reeks, punt.grootte].append(punt)
        boom, self.bladen, reeks = Boom(), {}, nummers[0][0]
        for regel, blad in self.regels:
            if regel["nr"] in begin:
                boom, reeks = Boom(), begin[regel["nr"]]
            self.bladen.setdefault(reeks, []).append(blad)
            boom.voeg_toe(blad)
            for punt in gezocht.pop((reeks, boom.grootte), ()):
                if punt.wortel != boom.wortel():
                    raise Fout(f"Controlepunt {punt.kort()} past niet op de regels: er is iets veranderd.")
            for punt in self.slotstanden.values():
                voor = punt.reeks == reeks and begin.get(regel["nr"] + 1) == punt.reeks + 1
                if voor and (punt.grootte, punt.wortel) != (boom.grootte, boom.wortel()):
                    raise Fout("Een logboek is gesloten met een andere stand dan het heeft.")
        if gezocht:
            raise Fout("Een controlepunt gaat over meer regels dan er zijn: het logboek is afgeknipt of teruggezet.")
        self.boom, self.reeks = boom, reeks

    def _nummers(self):
        """Number and first line of each log in the export."""
        reeksen = self.kop["reeksen"]
        goed = isinstance(reeksen, list) and all(
            isinstance(reeks, dict)
            and set(reeks) == {"reeks", "begin_nr"}
            and all(type(getal) is int and getal > 0 for getal in reeks.values())
            for reeks in reeksen
        )
        nummers = [(reeks["reeks"], reeks["begin_nr"]) for reeks in reeksen] if goed else []
        if not nummers or any(b[0] != a[0] + 1 or b[1] <= a[1] for a, b in zip(nummers, nummers[1:])):
            raise Fout(f"{KOP} heeft niet de vorm die het moet hebben.")
        if nummers[0][1] != self.regels[0][0]["nr"] or (nummers[0][0] == 1) != (nummers[0][1] == 1):
            raise Fout("Het begin van het logboek ontbreekt, of er staat iets voor.")
        return nummers

    def _vervolgen(self, nummers):
        """A log that continues another begins with a line that says so, and holds the signed last stand of that one.

        The stand lies beside the line under a commitment, ``SHA-256("pmg-desk/detail/1" 0x00 salt text)``.
        """
        standen = self.kop["slotstanden"]
        if not isinstance(standen, list) or [reeks for reeks, _ in nummers if reeks > 1] != [
            stand.get("reeks") if isinstance(stand, dict) else None for stand in standen
        ]:
            raise Fout(f"{KOP} heeft niet de vorm die het moet hebben.")
        self.slotstanden = {}
        for stand in standen:
            nr = dict(nummers)[stand["reeks"]]
            regel = self.regels[nr - self.regels[0][0]["nr"]][0] if nr <= self.regels[-1][0]["nr"] else {}
            if regel.get("actie") != VERVOLGREGEL or regel.get("aantal") != stand["reeks"]:
                raise Fout(f"Regel {nr} zou een logboek vervolgen, maar zegt dat niet.")
            try:
                zout, detail = bytes.fromhex(stand["zout"]), stand["detail"].encode()
                vast = hashlib.sha256(b"pmg-desk/detail/1\x00" + zout + detail).hexdigest() == regel["detail"]
                punt = Punt(lees_canoniek(stand["detail"], KOP)["notitie"]) if vast and len(zout) == 32 else None
            except (KeyError, TypeError, ValueError, AttributeError):
                punt = None
            if punt is None or (punt.reeks, punt.kluis) != (stand["reeks"] - 1, regel["kluis"]):
                raise Fout(f"De slotstand waarmee regel {nr} begint, klopt niet.")
            self.slotstanden[stand["reeks"]] = punt

    def _aankondigingen(self):
        gevonden = {(id_, punt.grootte) for id_, punt in self.punten}
        if len({id_ for id_, _ in self.punten}) != len(self.punten):
            raise Fout("Een controlepunt staat er dubbel in.")
        aangekondigd = {
            (regel["object_id"], regel["aantal"])
            for regel, _ in self.regels
            if regel["actie"] == ONDERTEKENREGEL and regel["resultaat"] == "gelukt"
        }
        if aangekondigd - gevonden:
            raise Fout("Een controlepunt waarvan het logboek zegt dat het is ondertekend, ontbreekt.")
        if gevonden - aangekondigd:
            raise Fout("Er is een controlepunt dat niet in het logboek staat.")
        laatste = max((punt.grootte for _, punt in self.punten if punt.reeks == self.reeks), default=0)
        if laatste != self.boom.grootte:
            raise Fout(f"De laatste {self.boom.grootte - laatste} regels zijn door niemand ondertekend.")

    def _bewijzen(self):
        punten = sorted((punt.reeks, punt.grootte, punt.wortel) for _, punt in self.punten)
        wortels = {(reeks, grootte): wortel for reeks, grootte, wortel in punten}
        verwacht = [(a[0], a[1], b[1]) for a, b in zip(punten, punten[1:]) if a[0] == b[0] and a[1] < b[1]]
        try:
            groei = self.bewijzen["groei"]
            if [(g["reeks"], g["van"], g["tot"]) for g in groei] != verwacht or any(len(g) != 4 for g in groei):
                raise Fout("De bewijzen dat het logboek alleen is gegroeid, zijn niet compleet.")
            for g in groei:
                oud, nieuw = wortels[g["reeks"], g["van"]], wortels[g["reeks"], g["tot"]]
                if not klopt_groei(g["van"], g["tot"], oud, nieuw, [_hex(stap) for stap in g["bewijs"]]):
                    raise Fout("Een bewijs dat het logboek alleen is gegroeid, klopt niet.")
            opname = self.bewijzen["opname"]
            begin = {reeks["reeks"]: reeks["begin_nr"] for reeks in self.kop["reeksen"]}
            eind = {reeks: max(p[1] for p in punten if p[0] == reeks) for reeks in {p[0] for p in punten}}
            nummers = [
                regel["nr"]
                for regel, _ in self.regels
                if regel["actie"].startswith("besluit.")
                and regel["nr"] - begin[self._reeks_van(regel["nr"])] < eind.get(self._reeks_van(regel["nr"]), 0)
            ]
            if [o["nr"] for o in opname] != nummers or any(len(o) != 2 for o in opname):
                raise Fout("De bewijzen bij de besluiten zijn niet compleet.")
            for o in opname:
                reeks = self._reeks_van(o["nr"])
                index, blad = o["nr"] - begin[reeks], self.regels[o["nr"] - self.regels[0][0]["nr"]][1]
                stappen = [_hex(stap) for stap in o["bewijs"]]
                if not klopt_opname(blad, index, eind[reeks], stappen, wortels[reeks, eind[reeks]]):
                    raise Fout(f"Het bewijs dat regel {o['nr']} in het logboek staat, klopt niet.")
        except (KeyError, TypeError, ValueError, AttributeError):
            raise Fout(f"{BEWIJZEN} heeft niet de vorm die het moet hebben.") from None

    def _handtekeningen(self):
        self.bekend = [
            {"persoon": regel["object_id"], "rol": regel["verwerking"], "sleutel": regel["sleutel"], "nr": regel["nr"]}
            for regel, _ in self.regels
            if regel["actie"] in SLEUTELREGELS and regel["resultaat"] == "gelukt" and regel["sleutel"]
        ]
        if self.sleutels_bestand != self.bekend:
            raise Fout(f"{SLEUTELS} zegt iets anders dan het logboek.")
        self._eindes()
        self.ondertekenaars = {}
        begin = {reeks["reeks"]: reeks["begin_nr"] for reeks in self.kop["reeksen"]}
        slot = [(punt, begin[reeks] + len(self.bladen[reeks]) - 1) for reeks, punt in self.slotstanden.items()]
        for punt, laatste_nr in [(p, begin[p.reeks] + p.grootte - 1) for _, p in self.punten] + slot:
            for naam, id_, handtekening in punt.handtekeningen:
                if not any(
                    sleutel["nr"] <= laatste_nr
                    and (
                        punt in self.slotstanden.values() or laatste_nr < self.einde.get(sleutel["nr"], laatste_nr + 1)
                    )
                    and _past(sleutel, naam, id_, punt.tekst, handtekening)
                    for sleutel in self.bekend
                ):
                    raise Fout(f"Een handtekening onder controlepunt {punt.kort()} klopt niet of is van een onbekende.")
                self.ondertekenaars[naam] = self.ondertekenaars.get(naam, 0) + 1

    def _eindes(self):
        """On which line each key ended: its user was stopped, or another key came in its place."""
        self.einde, lopend, self.wacht = {}, {}, set()
        for regel, _ in self.regels:
            wie, nr = regel["object_id"], regel["nr"]
            if regel["resultaat"] != "gelukt":
                continue
            if regel["actie"] in SLEUTELREGELS and regel["sleutel"]:
                if regel["actie"] == "sleutel.herhalen_oud":
                    self.einde[nr] = nr + 1
                    continue
                if wie in lopend and lopend[wie]["sleutel"] != regel["sleutel"]:
                    self.einde[lopend[wie]["nr"]] = nr
                    if regel["object_soort"] == "gebruiker":
                        self.wacht.add(nr)
                lopend[wie] = {"nr": nr, "sleutel": regel["sleutel"]}
            elif regel["actie"] == BEKRACHTIGREGEL and wie in lopend and lopend[wie]["sleutel"] == regel["sleutel"]:
                self.wacht.discard(lopend[wie]["nr"])
            elif regel["actie"] == STOPREGEL and wie in lopend:
                self.einde[lopend.pop(wie)["nr"]] = nr

    def vergelijk(self, notitie):
        """A checkpoint that was kept elsewhere must fit this log."""
        punt = Punt(notitie)
        if punt.kluis != self.kop["kluis"]:
            raise Fout("Het bewaarde controlepunt is van een andere kluis.")
        bladen = self.bladen.get(punt.reeks)
        if bladen is None:
            raise Fout("Het bewaarde controlepunt is van een logboek dat niet in deze uitvoer zit.")
        if punt.grootte > len(bladen):
            raise Fout(f"Het logboek is korter dan het was: {len(bladen)} regels, en toen {punt.grootte}.")
        boom = Boom()
        for blad in bladen[: punt.grootte]:
            boom.voeg_toe(blad)
        if boom.wortel() != punt.wortel:
            raise Fout("Het logboek is niet hetzelfde als toen: er zijn regels veranderd, gewist of vervangen.")
        return punt


STEEKPROEF = ("zoeken.", "groep.", "groepslid.", "signaal.", "reservekopie.bekijken", "import.uitvoeren")


def trek_steekproef(log, maand, omvang, tot_nr=None):
    """The sample of a month (UTC): its seed, the numbers drawn from, and those drawn.

    Drawn from: lines that name a casus, and of some kinds those that do not, up to ``tot_nr``. The seed is SHA-256 over
    the first checkpoint that covers the last of them, and the month. Lines are ranked by SHA-256 of seed and number.
    """
    nummers = [
        regel["nr"]
        for regel, _ in log.regels
        if regel["tijd"][:7] == maand
        and (regel["casus"] is not None or regel["actie"].startswith(STEEKPROEF))
        and (tot_nr is None or regel["nr"] <= tot_nr)
    ]
    if not nummers:
        raise Fout(f"In {maand} staat niets om uit te trekken.")
    begin = {reeks["reeks"]: reeks["begin_nr"] for reeks in log.kop["reeksen"]}
    passend = [(begin[p.reeks] + p.grootte - 1, p.tekst) for _, p in log.punten if p.reeks in begin]
    tekst = min(paar for paar in passend if paar[0] >= nummers[-1])[1]
    zaad = _som(b"pmg-desk/steekproef/1\x00", (tekst + maand).encode()).hex()
    op_rang = sorted(nummers, key=lambda nr: (_som(f"{zaad}{nr}".encode()), nr))
    return zaad, nummers, sorted(op_rang[:omvang])


def vergelijk_kaart(log, ruw):
    """Hold the keys of the log against a card of public keys; returns its digits and what there is to say."""
    kaart = lees_canoniek(ruw.decode("utf-8", "replace").strip("\n"), "De kaart")
    try:
        tekst = lees_canoniek(kaart["tekst"], "De kaart")
        sleutel, handtekening = bytes.fromhex(kaart["sleutel"]), bytes.fromhex(kaart["handtekening"])
        bericht = b"PMG Desk\x00pmg-desk/sleutelkaart/1\x00" + kaart["tekst"].encode()
        personen = [(str(p["persoon"]), str(p["naam"]), str(p["ed25519"])) for p in tekst["personen"]]
        heel = verifieer(sleutel, bericht, handtekening) and kaart["sleutel"] in {p[2] for p in personen}
        som = _som(b"pmg-desk/kaart/1\x00" + canoniek(dict(tekst, gemaakt_op="")).encode())
    except (KeyError, TypeError, ValueError, AttributeError):
        heel = False
    if not heel:
        raise Fout("De kaart is niet te lezen of is veranderd.")
    cijfers = " ".join(f"{int.from_bytes(som[i : i + 5], 'big') % 100_000:05d}" for i in range(0, 30, 5))
    zinnen = []
    for persoon, naam, publiek in personen:
        in_log = [s["sleutel"] for s in log.bekend if s["persoon"] == persoon]
        if in_log and publiek not in in_log:
            raise Fout(f"Het logboek kent voor {naam} een andere sleutel dan de kaart.")
        zinnen.append(f"  {naam}: " + ("dezelfde sleutel" if in_log else "komt in dit logboek niet voor"))
    return cijfers, zinnen


def _past(sleutel, naam, id_, tekst, handtekening):
    if naam != f"pmg-desk/{sleutel['persoon']}" or not re.fullmatch("[0-9a-f]{64}", sleutel["sleutel"]):
        return False
    publiek = bytes.fromhex(sleutel["sleutel"])
    echt = _som(naam.encode(), b"\n\x01", publiek)[:4]
    return id_ == echt and verifieer(publiek, tekst.encode(), handtekening)


def _hex(tekst):
    if not re.fullmatch("[0-9a-f]{64}", tekst):
        raise ValueError
    return bytes.fromhex(tekst)


def zeg(regel):
    """Print a line of our own; what comes from the files cannot steer the screen with it."""
    print("".join(teken if teken.isprintable() else "?" for teken in regel))


def lees_map(map_):
    """The files of an export."""
    bestanden = {}
    for naam in (REGELS, PUNTEN, SLEUTELS, BEWIJZEN, KOP):
        pad = Path(map_) / naam
        if pad.is_file():
            if pad.stat().st_size > GROOTSTE:
                raise Fout(f"{naam} is te groot.")
            bestanden[naam] = pad.read_bytes()
    return bestanden


def main(argumenten):
    """Check, and say in words what was found."""
    lezer = argparse.ArgumentParser(description="Controleert een uitgevoerd logboek van PMG Desk.")
    lezer.add_argument("map", nargs="?", default=str(Path(__file__).resolve().parent), help="de map met de uitvoer")
    lezer.add_argument("--gezien", action="append", default=[], help="bestand met een controlepunt dat u zelf bewaarde")
    lezer.add_argument("--kaart", action="append", default=[], help="kaart met sleutels die u van de mensen zelf hebt")
    lezer.add_argument(
        "--steekproef", action="append", default=[], help="trek een steekproef na: MAAND:AANTAL of MAAND:AANTAL:TOT_NR"
    )
    keuze = lezer.parse_args(argumenten)
    try:
        bestanden = lees_map(keuze.map)
        if not bestanden:
            zeg("Hier staat geen uitvoer van een logboek.")
            return 2
        log = Logboek(bestanden).controleer()
        for pad in keuze.gezien:
            punt = log.vergelijk(Path(pad).read_text(encoding="utf-8"))
            zeg(f"Past op wat u bewaarde: {punt.kort()}.")
        for pad in keuze.kaart:
            cijfers, zinnen = vergelijk_kaart(log, Path(pad).read_bytes()[:1_000_000])
            zeg(f"De kaart past bij dit logboek. Haar cijfers: {cijfers}")
            for zin in zinnen:
                zeg(zin)
        for vraag in keuze.steekproef:
            if not re.fullmatch(r"[0-9]{4}-[0-9]{2}:[1-9][0-9]{0,5}(:[1-9][0-9]{0,15})?", vraag):
                raise Fout(
                    "Een steekproef schrijft u als 2026-11:10, of met de laatste regel erbij als 2026-11:10:500."
                )
            maand, omvang, *tot_nr = vraag.split(":")
            zaad, nummers, gekozen = trek_steekproef(log, maand, int(omvang), *map(int, tot_nr))
            zeg(f"Steekproef van {maand}: {len(gekozen)} van de {len(nummers)} regels.")
            zeg(f"  begingetal {zaad}")
            zeg(f"  regels {', '.join(map(str, gekozen))}")
    except (Fout, OSError, UnicodeDecodeError) as fout:
        zeg("NIET IN ORDE.")
        zeg(str(fout) if isinstance(fout, Fout) else "Een bestand kan niet worden gelezen.")
        return 1
    eerste, laatste = log.regels[0][0]["nr"], log.regels[-1][0]["nr"]
    zeg("In orde.")
    zeg(f"Kluis {log.kop['kluis']}, regel {eerste} tot en met {laatste}.")
    zeg(f"{len(log.punten)} ondertekende standen, door {len(log.ondertekenaars)} personen.")
    if eerste > 1:
        stand = log.slotstanden[log.kop["reeksen"][0]["reeks"]].kort()
        zeg(f"De regels voor {eerste} zitten er niet bij. Dit logboek vervolgt een eerder, met als slotstand {stand}.")
        zeg("Wie die stand bewaarde, vergelijkt hem. Een logboek mag na zijn bewaartermijn weg.")
    zeg(f"Laatste stand: {log.punten[-1][1].kort()}")
    zeg("Sleutels die dit logboek kent (vergelijk ze met --kaart, een kaart die u van de mensen zelf hebt):")
    namen = {regel["actor"]: regel["actor_naam"] for regel, _ in log.regels}
    for sleutel in log.bekend:
        nr, einde = sleutel["nr"], log.einde.get(sleutel["nr"])
        erbij = (
            f", tot regel {einde}" if einde else ", vervangen en niet door een ander bekrachtigd" * (nr in log.wacht)
        )
        wie = namen.get(sleutel["persoon"], "een gebruiker die hier niets deed")
        zeg(f"  regel {nr}: {wie}, {sleutel['rol'].replace('_', ' ')}, {sleutel['sleutel'][:16]}…{erbij}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
