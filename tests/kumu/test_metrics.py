from __future__ import annotations

import json
import random
import signal
import time

import networkx as nx
import pytest

from tests.kumu.metric_maps import by_label, drawn, graph_of, metrics_on
from tests.kumu_documents import (
    blueprint,
    connection,
    element,
    nested_connection,
    nested_element,
    one_map,
    project,
)
from tests.samples import sample_folder
from toc.kumu import betweenness as betweenness_module
from toc.kumu.betweenness import betweenness
from toc.kumu.metric_graph import metric_graph
from toc.kumu.metrics import METRICS, Metrics, document_metrics, metrics_of, number_of

FOLDER = sample_folder()


@pytest.mark.skipif(FOLDER is None, reason="no Kumu samples")
def test_the_numbers_are_those_of_kumu() -> None:
    """All nine metrics of all 86 elements are what Kumu stored, to a billionth."""
    assert FOLDER
    oracle = json.loads((FOLDER / "metric-oracle.json").read_text("utf-8"))
    elements = [element(one["id"]) for one in oracle["elements"]]
    joined = [connection(one["from"], one["to"]) for one in oracle["connections"]]
    metrics = document_metrics(blueprint(*elements, connections=joined))
    assert len(metrics.elements) == 86
    for ours, theirs in zip(metrics.elements, oracle["elements"], strict=True):
        assert set(METRICS) == set(theirs["metrics"])
        for name, value in theirs["metrics"].items():
            assert ours.value(name) == pytest.approx(value, rel=1e-9, abs=1e-15), name


def random_map(seed: int) -> tuple[Metrics, nx.DiGraph[int]]:
    """A map with all kinds of connections, and its arcs as networkx has them."""
    chance = random.Random(seed)  # noqa: S311 - no secret
    size = chance.randrange(1, 40)
    joined = [
        connection(
            str(chance.randrange(size)),
            str(chance.randrange(size)),
            direction=chance.choice(["directed", "directed", "mutual", "undirected"]),
        )
        for _ in range(chance.randrange(3 * size))
    ]
    document = blueprint(*(element(str(n)) for n in range(size)), connections=joined)
    graph: nx.DiGraph[int] = nx.DiGraph()
    graph.add_nodes_from(range(size))
    for one in document.connections:
        graph.add_edge(int(one.start), int(one.end))
        if one.both_ways:
            graph.add_edge(int(one.end), int(one.start))
    graph.remove_edges_from(list(nx.selfloop_edges(graph)))
    return document_metrics(document), graph


@pytest.mark.parametrize("seed", range(25))
def test_paths_are_those_of_networkx(seed: int) -> None:
    """Betweenness, closeness and reach agree with an independent library on any map."""
    metrics, graph = random_map(seed)
    size = len(metrics.elements)
    between = nx.betweenness_centrality(graph)
    harmonic = nx.harmonic_centrality(graph.reverse())
    for place, one in enumerate(metrics.elements):
        near = nx.single_source_shortest_path_length(graph, place, cutoff=2)
        assert one.betweenness == pytest.approx(between[place], rel=1e-9, abs=1e-15)
        assert one.closeness == pytest.approx(harmonic[place] / max(size - 1, 1), rel=1e-9)
        assert one.reach == len(near) / size
        assert one.reach_efficiency == one.reach / one.size


@pytest.mark.parametrize("seed", range(25))
def test_the_eigenvector_is_one(seed: int) -> None:
    """What leads to an element adds up to the same multiple of it everywhere, and all sum to 1."""
    metrics, graph = random_map(seed)
    values = [one.eigenvector for one in metrics.elements]
    if nx.is_directed_acyclic_graph(graph):
        assert set(values) == {0.0}
        return
    assert sum(values) == pytest.approx(1)
    if metrics.settled:
        coming = [sum(values[before] for before in graph.pred[n]) for n in range(len(values))]
        times = sum(coming)
        for value, sum_before in zip(values, coming, strict=True):
            assert sum_before == pytest.approx(times * value, abs=1e-10)


def test_a_graph_in_two_parts_settles() -> None:
    """A loop of two, between which plain rounds would swing for ever, comes to rest."""
    found = metrics_on("a -> b, b -> a, c -> a")
    assert found["a"].eigenvector == pytest.approx(0.5)
    assert found["b"].eigenvector == pytest.approx(0.5)
    assert found["c"].eigenvector == 0


def test_rounds_that_do_not_settle_are_told() -> None:
    """Where a loop leads into one as strong as itself, the rounds are bounded and this is said."""
    metrics = document_metrics(drawn("a <-> b, b -> c, c <-> d"))
    assert not metrics.settled
    assert sum(one.eigenvector for one in metrics.elements) == pytest.approx(1)
    assert document_metrics(drawn("a <-> b, c <-> d")).settled


def test_mutual_connections() -> None:
    """A mutual connection is one in the degree, and one more in each direction."""
    found = metrics_on("a <-> b, b -> c")
    assert [(one.degree, one.indegree, one.outdegree, one.size) for one in found.values()] == [
        (1, 1, 1, 2),
        (2, 1, 2, 3),
        (1, 1, 0, 2),
    ]


def test_undirected_connections_count_as_mutual() -> None:
    """An undirected connection gives the numbers of a mutual one."""
    lines = "a -> b, b {} c, c -> d, d {} a"
    mutual, undirected = (
        [one[1:] for one in metrics_on(lines.format(arrow, arrow)).values()]
        for arrow in ("<->", "--")
    )
    assert mutual == undirected


def test_parallel_connections() -> None:
    """Parallel connections count each in the degrees, and once in everything else."""
    once, twice = (metrics_on(lines) for lines in ("a -> b, b -> c", "a -> b, a -> b, b -> c"))
    assert (twice["a"].degree, twice["a"].outdegree, twice["b"].indegree) == (2, 2, 2)
    for name in "abc":
        assert twice[name][4:] == once[name][4:]


def test_a_connection_to_oneself() -> None:
    """It counts once in each degree, whatever its direction, and leads nowhere."""
    for arrow in ("->", "<->", "--"):
        found = metrics_on(f"a {arrow} a, a -> b")
        assert found["a"][1:5] == (2, 1, 2, 2)
        assert found["a"][5:9] == metrics_on("a -> b")["a"][5:9]


def test_reversed_is_history() -> None:
    """`reversed` swaps nothing: the ends are as stored."""
    lines = [nested_connection("conn-1", "elem-a", "elem-b", reversed=True)]
    found = by_label(
        document_metrics(
            blueprint(
                nested_element("elem-a", "a"), nested_element("elem-b", "b"), connections=lines
            )
        ).elements
    )
    assert found["a"].outdegree == 1


def two_maps() -> tuple[list[object], list[object], list[object]]:
    elements = [nested_element(f"elem-{name}", name) for name in "abcd"]
    lines = [
        nested_connection("conn-1", "elem-a", "elem-b"),
        nested_connection("conn-2", "elem-b", "elem-c"),
        nested_connection("conn-3", "elem-c", "elem-d"),
    ]
    maps = [
        one_map("Main", ("elem-a", "elem-b", "elem-c"), ("conn-1", "conn-2", "conn-3")),
        one_map("Other", ("elem-b", "elem-c", "elem-d"), ("conn-3",)),
    ]
    return [*elements], [*lines], [*maps]


def test_metrics_are_about_one_map() -> None:
    """The default map, the named one, or all: only what is on it takes part."""
    document = project(*two_maps())

    def labels(name: str | None) -> dict[str, int]:
        found = document_metrics(document, name).elements
        return {one.element.label: one.degree for one in found}

    assert labels(None) == {"a": 1, "b": 2, "c": 1}
    assert labels("Other") == {"b": 0, "c": 1, "d": 1}
    assert labels("all") == {"a": 1, "b": 2, "c": 2, "d": 1}


def test_ends_by_a_label_that_two_bear() -> None:
    """An end means the first bearer of its label, also where that one does not take part."""
    document = blueprint(
        element("x"), element("y"), element("x"), connections=[connection("x", "y")]
    )
    _, *later = document.elements
    assert metrics_of(later, document.connections, document.elements).elements[0].degree == 0
    assert metrics_of(later, document.connections).elements[0].degree == 1


def test_weighted_size() -> None:
    """Weights of the element and its neighbours add up; what has no number weighs 1."""
    document = drawn(
        "a -> b, a <-> b, c -> a, d", a={"Staff": 2.5}, b={"staff": "4"}, c={"staff": "?"}
    )
    found = by_label(document_metrics(document, weight="Staff").elements)
    assert {name: one.weighted_size for name, one in found.items()} == {
        "a": 7.5,
        "b": 6.5,
        "c": 3.5,
        "d": 1.0,
    }
    assert found["a"].size == 3


@pytest.mark.parametrize("count", [0, 1, 2])
def test_hardly_anything(count: int) -> None:
    """No element, one, and two give numbers without a division by nothing."""
    metrics = document_metrics(blueprint(*(element(str(n)) for n in range(count))))
    reach = 1 / max(count, 1)
    assert [one[1:9] for one in metrics.elements] == [(0, 0, 0, 1, 0, 0, 0, reach)] * count


def test_betweenness_in_a_process_of_its_own(monkeypatch: pytest.MonkeyPatch) -> None:
    """Large maps are worked out apart, with the same numbers."""
    graph = graph_of("a -> b, b -> c, c -> d, b -> e, e -> d, d -> a")
    here = betweenness(graph)
    monkeypatch.setattr(betweenness_module, "_LONG", 0)
    monkeypatch.setattr(betweenness_module, "_worked_out_here", None)
    assert betweenness(graph) == here
    assert sum(here) > 0


def test_ctrl_c_stops_the_compiled_part(monkeypatch: pytest.MonkeyPatch) -> None:
    """Betweenness of a large map ends when it is interrupted, not minutes later."""
    size = 20_000
    lines = (connection(str(n), str(n * factor % size)) for n in range(size) for factor in (3, 7))
    document = blueprint(*(element(str(n)) for n in range(size)), connections=lines)
    graph = metric_graph(document.elements, document.connections)
    monkeypatch.setattr(betweenness_module, "_worked_out_here", None)

    def stop(*_: object) -> None:
        raise KeyboardInterrupt

    before = signal.signal(signal.SIGALRM, stop)
    started = time.monotonic()
    signal.setitimer(signal.ITIMER_REAL, 1)
    try:
        with pytest.raises(KeyboardInterrupt):
            betweenness(graph)
    finally:
        signal.signal(signal.SIGALRM, before)
    assert time.monotonic() - started < 3


def test_numbers_in_fields() -> None:
    """Numbers and texts that are numbers count, and nothing else does."""
    read = [number_of(one) for one in (3, 2.5, "8", " 1e-3 ", "50%", "", None, True, "nan", [1])]
    assert read == [3, 2.5, 8, 0.001, None, None, None, None, None, None]
