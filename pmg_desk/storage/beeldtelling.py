"""The counting behind the informatiebeeld: one statement per kind of thing, grouped, never a row of somebody.

A wijk that is not in the profile is put together with the others before it leaves the statement. Days are compared as
text, which sorts as days do; moments come in from the caller (``Dagen``), because SQLite knows no time zones. Tests
count the same in plain Python. What is put into the statements as text is fixed here; values go along as parameters.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from pmg_desk.storage.models import Delingsverzoek, Organisatie, Privacybesluit

MEER_TAFELS = "_meer"
"""In the column tafel: more than one."""


@dataclass(frozen=True, slots=True)
class Dagen:
    """The days of a quarter, and of each day (and the one before the first) the moment at which the next begins."""

    begin: date
    eind: date
    na: Mapping[date, datetime]
    voor: datetime  # the first moment of ``begin``

    def waarden(self) -> dict[str, Any]:
        """As parameters of a statement."""
        return {
            "begin": self.begin.isoformat(),
            "eind": self.eind.isoformat(),
            "dagen": json.dumps([[dag.isoformat(), _moment(moment)] for dag, moment in self.na.items()]),
            "voor": _moment(self.voor),
        }


def _moment(moment: datetime) -> str:
    return moment.astimezone(UTC).strftime("%Y-%m-%d %H:%M:%S.%f")


@dataclass(frozen=True, slots=True)
class Gebieden:
    """The wijken of the profile, and those of them that have buurten."""

    wijken: Collection[str]
    met_buurten: Collection[str]

    def waarden(self) -> dict[str, Any]:
        """As parameters of a statement."""
        return {"wijken": json.dumps(sorted(self.wijken)), "met_buurten": json.dumps(sorted(self.met_buurten))}


_WIJK = """CASE WHEN {0} = '' OR {0} IN (SELECT value FROM json_each(:wijken)) THEN {0} ELSE '_' END"""
_WIJK_CASUS = _WIJK.format("c.wijk_bij_aanmelding")
_BUURT = """CASE WHEN c.wijk_bij_aanmelding IN (SELECT value FROM json_each(:met_buurten))
    THEN c.buurt_bij_aanmelding ELSE '' END"""

_JAREN = "substr({0}, 1, 4) - substr({1}, 1, 4) - (substr({0}, 6) < substr({1}, 6))"
"""Whole years from day 1 to day 0."""

CASUSSEN = f"""
WITH dagen AS MATERIALIZED (SELECT value ->> 0 AS dag, value ->> 1 AS na FROM json_each(:dagen)),
hulp AS MATERIALIZED (SELECT key AS interventie, value AS rang FROM json_each(:rangen)),
deel AS (
    SELECT c.id AS casus_id, {_WIJK_CASUS} AS wijk, {_BUURT} AS buurt, p.van, p.van < :begin AS meegenomen,
        p.tot IS NOT NULL AND p.tot <= :eind AS dicht, min(coalesce(p.tot, :eind), :eind) AS dag, p.uitkomst,
        j.geboortedatum AS g,
        substr(j.geboortedatum, 1, 4) NOT IN ('', '0000') AS met_jaar,
        length(j.geboortedatum) >= 7 AND substr(j.geboortedatum, 6, 2) <> '00' AS met_maand,
        length(j.geboortedatum) = 10 AS met_dag
    FROM casus_periode p JOIN casus c ON c.id = p.casus_id JOIN jongere j ON j.id = c.jongere_id
    WHERE p.van <= :eind AND (p.tot IS NULL OR p.tot >= :begin)
),
geboren AS (
    SELECT *,
        CASE WHEN met_jaar THEN substr(g, 1, 4) || '-' || iif(met_maand, substr(g, 6, 2), '01') || '-'
            || iif(met_dag, substr(g, 9, 2), '01') END AS vroegst,
        CASE WHEN NOT met_jaar THEN NULL
            WHEN met_dag THEN substr(g, 1, 4) || '-' || iif(met_maand, substr(g, 6, 2), '12') || '-' || substr(g, 9, 2)
            WHEN met_maand THEN date(g || '-01', '+1 month', '-1 day')
            ELSE g || '-12-31' END AS laatst
    FROM deel
)
SELECT wijk, buurt, meegenomen, dicht, iif(dicht, uitkomst, '') AS uitkomst,
    CASE WHEN vroegst <= van THEN max(0, {_JAREN.format("van", "laatst")}) END AS jongst,
    CASE WHEN vroegst <= van THEN {_JAREN.format("van", "vroegst")} END AS oudst,
    iif(meegenomen, coalesce((
        SELECT i.doelgroep FROM indeling i WHERE i.casus_id = s.casus_id AND i.op < :voor
        ORDER BY i.op DESC, i.id DESC LIMIT 1), ''), '-') AS doelgroep_eerst,
    coalesce((
        SELECT i.doelgroep FROM indeling i
        WHERE i.casus_id = s.casus_id AND i.op < (SELECT d.na FROM dagen d WHERE d.dag = s.dag)
        ORDER BY i.op DESC, i.id DESC LIMIT 1), '') AS doelgroep,
    (SELECT iif(count(DISTINCT ct.tafel) > 1, '{MEER_TAFELS}', coalesce(min(ct.tafel), '')) FROM casus_tafel ct
        WHERE ct.casus_id = s.casus_id AND ct.van <= s.dag AND (ct.tot IS NULL OR ct.tot > s.dag)) AS tafel,
    iif(dicht, NULL, (
        SELECT max(coalesce(h.rang, 0)) FROM inzet z LEFT JOIN hulp h ON h.interventie = z.interventie
        WHERE z.casus_id = s.casus_id AND z.begin <= s.dag AND (z.eind IS NULL OR z.eind > s.dag))) AS rang,
    count(*) AS aantal
FROM geboren s
GROUP BY 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11
"""  # noqa: S608 - text of this module, values are parameters

AANMELDINGEN = f"""
WITH komst AS (
    SELECT a.casus_id, a.tafel, a.aangemeld_op AS dag FROM aanmelding a
    UNION ALL
    SELECT t.casus_id, t.tafel, t.van FROM casus_tafel t
    WHERE NOT EXISTS (SELECT 1 FROM aanmelding a WHERE a.casus_tafel_id = t.id)
)
SELECT {_WIJK_CASUS} AS wijk, k.tafel, count(*) AS aantal
FROM komst k JOIN casus c ON c.id = k.casus_id WHERE k.dag BETWEEN :begin AND :eind GROUP BY 1, 2
"""  # noqa: S608 - text of this module, values are parameters

TAFELBESLUITEN = """
SELECT a.tafel, a.status, CAST(julianday(a.besloten_op) - julianday(a.aangemeld_op) AS INTEGER) AS dagen,
    count(*) AS aantal
FROM aanmelding a WHERE a.besloten_op BETWEEN :begin AND :eind GROUP BY 1, 2, 3
"""

SIGNALEN = f"""
SELECT s.categorie, {_WIJK.format("s.wijk")} AS wijk, count(*) AS aantal
FROM signaal s WHERE s.ontvangen_op BETWEEN :begin AND :eind GROUP BY 1, 2
"""  # noqa: S608 - text of this module, values are parameters

FEITEN = f"""
SELECT a.soort, {_WIJK_CASUS} AS wijk, count(*) AS aantal
FROM antecedent a JOIN casus c ON c.id = a.casus_id
WHERE substr(a.datum, 1, 7) BETWEEN substr(:begin, 1, 7) AND substr(:eind, 1, 7) AND NOT a.vervallen
    AND NOT EXISTS (SELECT 1 FROM antecedent n WHERE n.vervangt_id = a.id)
GROUP BY 1, 2
"""  # noqa: S608 - text of this module, values are parameters

_EERSTE_PLAN = """eerste_plan AS (
    SELECT casus_id, min(afgesproken_op) AS dag FROM plan_versie WHERE afgesproken_op IS NOT NULL GROUP BY casus_id
)"""

TIJD_TOT_PLAN = f"""
WITH {_EERSTE_PLAN}
SELECT {_WIJK_CASUS} AS wijk, CAST(julianday(p.dag) - julianday(min(c.geopend_op, coalesce((
        SELECT min(s.ontvangen_op) FROM signaal s WHERE s.casus_id = c.id), c.geopend_op))) AS INTEGER) AS dagen,
    count(*) AS aantal
FROM eerste_plan p JOIN casus c ON c.id = p.casus_id WHERE p.dag BETWEEN :begin AND :eind GROUP BY 1, 2
"""  # noqa: S608 - text of this module, values are parameters

TIJD_TOT_ACTIE = f"""
WITH {_EERSTE_PLAN},
eerste_actie AS (
    SELECT casus_id, min(gereed_op) AS dag FROM actie
    WHERE status = 'gereed' AND gereed_op IS NOT NULL GROUP BY casus_id
)
SELECT {_WIJK_CASUS} AS wijk, CAST(julianday(a.dag) - julianday(p.dag) AS INTEGER) AS dagen, count(*) AS aantal
FROM eerste_actie a JOIN casus c ON c.id = a.casus_id LEFT JOIN eerste_plan p ON p.casus_id = a.casus_id
WHERE a.dag BETWEEN :begin AND :eind GROUP BY 1, 2
"""  # noqa: S608 - text of this module, values are parameters

ACTIES = f"""
SELECT coalesce((
        SELECT d.leefgebied FROM doel d JOIN plan_versie v ON v.id = d.plan_versie_id
        WHERE d.stam_id = a.doel_stam_id AND v.casus_id = a.casus_id
        ORDER BY v.nr DESC, d.id LIMIT 1), '') AS leefgebied,
    {_WIJK_CASUS} AS wijk,
    CASE WHEN a.status = 'vervallen' THEN 'vervallen'
        WHEN a.status <> 'gereed' OR a.gereed_op IS NULL OR a.gereed_op > :eind THEN 'open'
        WHEN a.gereed_op <= a.deadline THEN 'op_tijd' ELSE 'te_laat' END AS stand,
    count(*) AS aantal
FROM actie a JOIN casus c ON c.id = a.casus_id WHERE a.deadline BETWEEN :begin AND :eind GROUP BY 1, 2, 3
"""  # noqa: S608 - text of this module, values are parameters

INZET = f"""
SELECT {_WIJK_CASUS} AS wijk, z.interventie, z.begin >= :begin AS begonnen,
    CASE WHEN z.eind IS NULL OR z.eind > :eind THEN 'loopt'
        WHEN z.status = 'afgebroken' THEN 'afgebroken' ELSE 'afgerond' END AS stand,
    count(*) AS aantal
FROM inzet z JOIN casus c ON c.id = z.casus_id
WHERE z.begin <= :eind AND (z.eind IS NULL OR z.eind >= :begin) GROUP BY 1, 2, 3, 4
"""  # noqa: S608 - text of this module, values are parameters

SCORES = """
WITH per_dag AS (
    SELECT s.casus_id, s.leefgebied, s.gemeten_op, s.waarde, max(s.op || s.id) AS laatste
    FROM score s
    WHERE s.gemeten_op <= :eind AND s.casus_id IN (
        SELECT p.casus_id FROM casus_periode p WHERE p.van <= :eind AND (p.tot IS NULL OR p.tot > :eind))
    GROUP BY s.casus_id, s.leefgebied, s.gemeten_op
),
verloop AS (
    SELECT leefgebied, min(gemeten_op || waarde) AS eerste, max(gemeten_op || waarde) AS laatste
    FROM per_dag GROUP BY casus_id, leefgebied
)
SELECT leefgebied, CAST(substr(eerste, 11) AS INTEGER) AS eerste,
    iif(eerste = laatste, NULL, CAST(substr(laatste, 11) AS INTEGER)) AS laatste, count(*) AS aantal
FROM verloop GROUP BY 1, 2, 3
"""


def _rijen(sessie: Session, opdracht: str, **waarden: Any) -> list[sa.Row[Any]]:
    return list(sessie.execute(sa.text(opdracht), waarden))


def casussen(sessie: Session, dagen: Dagen, gebieden: Gebieden, rangen: Mapping[str, int]) -> list[sa.Row[Any]]:
    """Stretches in which a casus was open in these days: wijk, buurt, meegenomen (open before), dicht (closed in them),
    uitkomst, jongst and oudst (age at its begin), doelgroep_eerst (the evening before, ``-`` unless meegenomen),
    doelgroep and tafel (``_meer``: more than one) on its last day, rang (of the heaviest help), aantal.
    """
    return _rijen(sessie, CASUSSEN, rangen=json.dumps(dict(rangen)), **dagen.waarden(), **gebieden.waarden())


def in_kwartaal(sessie: Session, opdracht: str, dagen: Dagen, gebieden: Gebieden) -> list[sa.Row[Any]]:
    """The rows of one of the other statements of this module, by the names of its columns."""
    alle = {"begin": dagen.begin.isoformat(), "eind": dagen.eind.isoformat(), **gebieden.waarden()}
    return _rijen(sessie, opdracht, **{naam: waarde for naam, waarde in alle.items() if f":{naam}" in opdracht})


def _in(kolom: Any, dagen: Dagen) -> sa.ColumnElement[bool]:
    return sa.and_(kolom >= dagen.voor, kolom < dagen.na[dagen.eind])


def verzoeken(sessie: Session, dagen: Dagen) -> Iterator[tuple[str, int]]:
    """Requests to share that were made: kind of the organisation, and how many."""
    vraag = (
        sa.select(Organisatie.soort, sa.func.count())
        .join(Delingsverzoek, Delingsverzoek.organisatie_id == Organisatie.id)
        .where(_in(Delingsverzoek.op, dagen))
        .group_by(Organisatie.soort)
    )
    yield from ((soort, aantal) for soort, aantal in sessie.execute(vraag))


def oordelen(sessie: Session, dagen: Dagen) -> Iterator[tuple[str, str, datetime, datetime]]:
    """Decisions: kind of the organisation, the signed text, when it was decided and when it was asked."""
    vraag = (
        sa.select(Organisatie.soort, Privacybesluit.tekst, Privacybesluit.op, Delingsverzoek.op)
        .join(Delingsverzoek, Delingsverzoek.id == Privacybesluit.verzoek_id)
        .join(Organisatie, Organisatie.id == Delingsverzoek.organisatie_id)
        .where(_in(Privacybesluit.op, dagen))
    )
    yield from ((soort, tekst, besloten, gevraagd) for soort, tekst, besloten, gevraagd in sessie.execute(vraag))
