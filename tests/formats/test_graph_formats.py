"""The graph as DOT, Mermaid and GraphML: names that would break a syntax, and graphs that are too large to be drawn."""

from __future__ import annotations

from xml.etree import ElementTree as ET

from groundplan.formats.graph import to_dot, to_graphml, to_mermaid

ODD = 'a "b";[x]{y}<z>&#|`%.ts'


def _answer(*names: str) -> dict[str, object]:
    edges = [{"source": names[0], "target": name, "kind": "static", "lines": [1]} for name in names[1:]]
    return {"nodes": list(names), "edges": edges}


def _data(graphml: str) -> list[str | None]:
    return [item.text for item in ET.fromstring(graphml).iter() if item.tag.endswith("}data")]


def test_a_name_is_a_name_in_each_form() -> None:
    answer = _answer(ODD, "end")
    assert 'n0 [label="a \\"b\\";[x]{y}<z>&amp;#|`%.ts"];' in to_dot(answer)
    label = '"a #34;b#34;#59;#91;x#93;#123;y#125;#60;z#62;#38;#35;#124;#96;%.ts"'
    assert 'n0 [label="a&amp;lt;\\\\nb"]' in to_dot(_answer(r"a&lt;\nb"))
    assert '"a#38;lt#59;#92;nb"' in to_mermaid(_answer(r"a&lt;\nb"))
    assert to_mermaid(answer) == f'flowchart LR\n  n0[{label}]\n  n1["end"]\n  n0 --> n1'
    assert _data(to_graphml(answer)) == [ODD, "end", "static"]


def test_characters_that_xml_does_not_know_are_replaced() -> None:
    assert _data(to_graphml(_answer("a\x01b"))) == ["a\ufffdb"]


def test_a_flowchart_that_is_too_large_to_be_drawn_says_so() -> None:
    text = to_mermaid(_answer(*(f"{number}.ts" for number in range(501))))
    assert text.startswith(
        "%% 500 edges: to draw them, raise Mermaid's maxEdges (500) and maxTextSize (50000)\nflowchart"
    )
