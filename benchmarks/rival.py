"""Which outcomes have no measure? By hand, with json and networkx, for one project."""

import json
import sys

import networkx as nx

OUTCOMES = {"Outcome", "Impact"}

with open(sys.argv[1], encoding="utf-8") as file:  # noqa: PTH123 - as a short script has it
    project = json.load(file)

graph: "nx.DiGraph[str]" = nx.DiGraph()
for element in project["elements"]:
    graph.add_node(element["_id"], **element["attributes"])
for connection in project["connections"]:
    graph.add_edge(connection["from"], connection["to"])

indicators = {
    node for node, known in graph.nodes(data=True) if known["element type"] == "Indicator"
}
gaps = [
    node
    for node, known in graph.nodes(data=True)
    if known["element type"] in OUTCOMES
    and not known.get("measured by")
    and indicators.isdisjoint(graph.pred[node])
    and indicators.isdisjoint(graph.succ[node])
]
print(json.dumps(gaps))

if len(sys.argv) > 2:  # "OUT": write the project; "OUT LABEL": with a new label first
    if len(sys.argv) > 3:
        project["elements"][0]["attributes"]["label"] = sys.argv[3]
    with open(sys.argv[2], "w", encoding="utf-8") as file:  # noqa: PTH123
        json.dump(project, file, indent=2, ensure_ascii=False)
