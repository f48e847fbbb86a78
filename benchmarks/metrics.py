"""Kumu's nine metrics of one map, by toc and by a plain networkx script.

`metrics.py map SIZE OUT` makes a map with four connections to an element; `metrics.py ours MAP` and
`metrics.py theirs MAP` print nine numbers for each element, and on stderr the seconds after the
file was read.
"""

from __future__ import annotations

__all__ = ["METRICS", "agree"]

import json
import math
import random
import sys
from pathlib import Path
from time import perf_counter
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import networkx as nx

METRICS = (
    *("degree", "indegree", "outdegree", "size"),
    *("betweenness", "closeness", "eigenvector", "reach", "reach-efficiency"),
)

Numbers = dict[str, list[float]]


def agree(ours: Numbers, theirs: Numbers) -> bool:
    """Whether all numbers of all elements are the same to a billionth."""
    return list(ours) == list(theirs) and all(
        len(one) == len(other) == len(METRICS) and all(map(_close, one, other))
        for one, other in zip(ours.values(), theirs.values(), strict=True)
    )


def _close(one: float, other: float) -> bool:
    return math.isclose(one, other, rel_tol=1e-9, abs_tol=1e-13)


def _made(size: int) -> dict[str, Any]:
    chance = random.Random(size)
    ids = [f"elem-{n:08}" for n in range(size)]
    lines = [
        {
            "_id": f"conn-{n:08}",
            "direction": chance.choice(["directed"] * 9 + ["mutual"]),
            "from": chance.choice(ids),
            "to": chance.choice(ids),
            "attributes": {},
        }
        for n in range(4 * size)
    ]
    elements = [{"_id": one, "attributes": {"label": one}} for one in ids]
    return {"elements": elements, "connections": lines}


def _by_toc(path: str) -> tuple[float, Numbers]:
    from toc.kumu.metrics import document_metrics
    from toc.sources import read_source

    document = read_source(path).document
    started = perf_counter()
    found = document_metrics(document).elements
    seconds = perf_counter() - started
    return seconds, {
        one.element.system_id or "": [one.value(name) for name in METRICS] for one in found
    }


def _by_hand(path: str) -> tuple[float, Numbers]:
    import networkx as nx

    with open(path, encoding="utf-8") as file:  # noqa: PTH123 - as a short script has it
        project = json.load(file)
    started = perf_counter()
    many: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    many.add_nodes_from(one["_id"] for one in project["elements"])
    mutual: dict[str, int] = dict.fromkeys(many, 0)
    for one in project["connections"]:
        many.add_edge(one["from"], one["to"])
        if one["direction"] != "directed" and one["from"] != one["to"]:
            many.add_edge(one["to"], one["from"])
            mutual[one["from"]] += 1
            mutual[one["to"]] += 1
    graph: nx.DiGraph[str] = nx.DiGraph(many)
    graph.remove_edges_from(list(nx.selfloop_edges(graph)))
    found = _numbers(many, mutual, graph)
    return perf_counter() - started, found


def _numbers(many: nx.MultiDiGraph[str], mutual: dict[str, int], graph: nx.DiGraph[str]) -> Numbers:
    import networkx as nx

    size = len(graph)
    around = graph.to_undirected(as_view=True)
    between = nx.betweenness_centrality(graph)
    close = nx.harmonic_centrality(graph.reverse())
    own = nx.eigenvector_centrality(graph, max_iter=10_000, tol=1e-17)
    total = sum(own.values())
    loops = {node: many.number_of_edges(node, node) for node in many}
    found: Numbers = {}
    for node in graph:
        coming, going = many.in_degree(node), many.out_degree(node)
        near = len(set(graph.successors(node)).union(*map(graph.successors, graph[node]), [node]))
        neighbours = 1 + around.degree(node)
        degree = coming + going - mutual[node] - loops[node]
        shares = [between[node], close[node] / (size - 1), own[node] / total, near / size]
        found[node] = [degree, coming, going, neighbours, *shares, near / size / neighbours]
    return found


def _main() -> None:
    side, *rest = sys.argv[1:]
    if side == "map":
        Path(rest[1]).write_text(json.dumps(_made(int(rest[0]))), encoding="utf-8")
        return
    seconds, numbers = (_by_toc if side == "ours" else _by_hand)(rest[0])
    print(json.dumps(numbers))
    print(json.dumps({"metrics": seconds}), file=sys.stderr)


if __name__ == "__main__":
    _main()
