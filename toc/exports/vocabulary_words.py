"""Words for outputs, outcomes, measures and the like, in five languages.

For guesses only, which are shown to people to be checked. In English and German the last word of a
name decides, in French, Spanish and Welsh the first; German joins words, so that there the end of
the last word will do.
"""

from __future__ import annotations

__all__ = ["attribute_in", "role_in"]

import re
import unicodedata

from toc.exports.vocabulary import Role

_ENGLISH = {
    Role.OUTPUT: "action deliverable initiative intervention product programme program project "
    "service strategy task workstream",
    Role.OUTCOME: "aim benefit change effect objective result",
    Role.IMPACT: "mission purpose vision",
    Role.MEASURE: "kpi benchmark",
    Role.DOMAIN: "area sphere",
    Role.DIMENSION: "pillar strand",
    Role.ASSUMPTION: "hypothesis hypotheses precondition",
}
_GERMAN = {
    Role.OUTPUT: "aktivitat aktivitaten angebot angebote intervention interventionen leistung "
    "leistungen massnahme massnahmen projekt projekte",
    Role.OUTCOME: "effekt effekte ergebnis ergebnisse nutzen resultat resultate veranderung "
    "veranderungen wirkung wirkungen",
    Role.IMPACT: "leitbild oberziel oberziele ziel ziele",
    Role.MEASURE: "indikator indikatoren kennzahl kennzahlen messgrosse messgrossen messwert "
    "messwerte",
    Role.DOMAIN: "bereich bereiche wirkungsfeld wirkungsfelder themenfeld themenfelder",
    Role.DIMENSION: "dimension dimensionen saule saulen",
    Role.ASSUMPTION: "annahme annahmen hypothese hypothesen",
}
_HEAD_FIRST = {
    Role.OUTPUT: "activite activites action actions extrant extrants produit produits realisation "
    "realisations accion acciones actividad actividades producto productos servicio servicios "
    "allbwn allbynnau gweithgaredd gweithgareddau gweithred gweithredoedd",
    Role.OUTCOME: "changement changements effet effets objectif objectifs resultat resultats "
    "cambio cambios efecto efectos objetivo objetivos resultado resultados "
    "amcan amcanion canlyniad canlyniadau newid newidiadau",
    Role.IMPACT: "but buts finalite finalites fin fines impacto impactos meta metas "
    "effaith effeithiau nod nodau",
    Role.MEASURE: "indicateur indicateurs mesure mesures indicador indicadores medida medidas "
    "metrica metricas dangosydd dangosyddion mesur mesurau",
    Role.DOMAIN: "domaine domaines ambito ambitos dominio dominios maes meysydd parth parthau",
    Role.DIMENSION: "axe axes volet volets dimensiones eje ejes pilar pilares dimensiwn "
    "dimensiynau",
    Role.ASSUMPTION: "hypothese hypotheses hipotesis supuesto supuestos rhagdybiaeth "
    "rhagdybiaethau tybiaeth tybiaethau",
}
_ATTRIBUTES = {
    "domain": "domain area sphere bereich wirkungsfeld themenfeld domaine ambito dominio maes "
    "parth",
    "dimension": "dimension pillar strand saule axe volet eje pilar dimensiwn",
    "measures": "measure measures indicator indicators metric metrics kpi indikator indikatoren "
    "kennzahl kennzahlen indicateur indicateurs mesure mesures indicador indicadores medida "
    "medidas dangosydd dangosyddion mesur mesurau",
    "unit": "unit einheit unite unidad uned",
    "method": "method methode metodo dull",
    "source": "datenquelle quelle fuente ffynhonnell",
    "owner": "owner lead responsible verantwortlich zustandig responsable cyfrifol",
    "frequency": "frequency haufigkeit turnus frequence frecuencia amlder",
    "baseline": "baseline ausgangswert",
    "target": "target zielwert cible",
    "assumptions": "annahme annahmen hypothese hypotheses supuesto supuestos",
}
_WORD = re.compile(r"[^\W\d_]+")


def _table(words: dict[Role, str]) -> dict[str, Role]:
    return {word: role for role, listed in words.items() for word in listed.split()}


def _plural(word: str) -> str:
    return f"{word[:-1]}ies" if word.endswith("y") else f"{word}s"


_LAST = _table(_ENGLISH) | {_plural(word): role for word, role in _table(_ENGLISH).items()}
_ENDING = _table(_GERMAN)
_FIRST = _table(_HEAD_FIRST)


def role_in(element_type: str) -> Role | None:
    """The role that the words of an element type suggest; None where none is known.

    >>> role_in("Zwischenergebnisse"), role_in("Indicateur de résultat"), role_in("Person")
    (<Role.OUTCOME: 'outcome'>, <Role.MEASURE: 'measure'>, None)
    """
    words = _words(element_type)
    if not words:
        return None
    last = words[-1]
    if found := _FIRST.get(words[0]) or _LAST.get(last) or _ENDING.get(last):
        return found
    endings = [ending for ending in _ENDING if last.endswith(ending)]
    return _ENDING[max(endings, key=len)] if endings else None


def attribute_in(field: str) -> str | None:
    """The attribute that a field's name suggests when it is one of the known words; else None.

    >>> attribute_in("Einheit"), attribute_in("Unit of currency")
    ('unit', None)
    """
    words = _words(field)
    if len(words) != 1:
        return None
    return next((name for name, known in _ATTRIBUTES.items() if words[0] in known.split()), None)


def _words(text: str) -> list[str]:
    """Words in small letters without accents; `ß` is `ss`."""
    plain = unicodedata.normalize("NFKD", text.casefold())
    return _WORD.findall("".join(one for one in plain if not unicodedata.combining(one)))
