"""Which part may import which, as other tools' configurations declare it: import-linter, dependency-cruiser.

Read as data, where they are data: a configuration that is a program is not run. Each becomes a rule as docs/rules.md has them.
"""

from __future__ import annotations

import configparser
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any

from .... import lazy_re as re
from ....indexer.read_tables import inner_table, json_table, toml_table
from ...graph.architecture import is_sound
from ...per_index import per_index

if TYPE_CHECKING:
    from ....indexer.index import Index

__all__ = ["rules_here"]

Rule = dict[str, Any]
PLAIN_PATH = re.compile(r"\^?\(?((?:[\w@.-]|\\\.)+(?:/(?:[\w@.-]|\\\.)+)*)\)?(?:/|\(\?:?/\|\$\))?\$?")
"""A regular expression that is a path and no more."""


@per_index
def rules_here(index: Index) -> list[Mapping[str, Any]]:
    """The workspace's own rules, and those that its other tools are told."""
    found: list[Mapping[str, Any]] = [rule for rule in index.settings.rules if is_sound(rule)]
    for path, read in READERS.items():
        if path in index.files:
            text = index.text(path)
            try:
                rules = [*read(index, text)]
            except (ValueError, KeyError, TypeError, AttributeError, configparser.Error):
                continue  # its own tool complains of it
            found += [{**rule, "name": f"{path}: {rule['name']}"} for rule in rules]
    return found


# ---- import-linter


def _import_linter_toml(index: Index, text: str) -> Iterator[Rule]:
    tool = inner_table(toml_table(text.encode()), "tool", "importlinter")
    yield from _contracts(index, tool.get("contracts", []))


def _import_linter_ini(index: Index, text: str) -> Iterator[Rule]:
    parser = configparser.ConfigParser(interpolation=None)
    parser.read_string(text)
    names = [name for name in parser.sections() if name.startswith("importlinter:contract:")]
    yield from _contracts(index, [{key: _listed(value) for key, value in parser[name].items()} for name in names])


def _listed(value: str) -> str | list[str]:
    lines = [line.strip() for line in value.splitlines() if line.strip() and not line.strip().startswith("#")]
    return lines if "\n" in value else value


def _contracts(index: Index, contracts: Iterable[Mapping[str, Any]]) -> Iterator[Rule]:
    for contract in contracts:
        kind, name = contract["type"], str(contract.get("name", contract["type"]))
        if kind == "layers":
            for container in _texts(contract.get("containers", [""])):
                layers = [_layer(index, container, str(layer)) for layer in _texts(contract["layers"])]
                yield {"name": name, "type": "layers", "layers": [layer for layer in layers if layer]}
        elif kind == "forbidden":
            sources = _paths(index, contract["source_modules"])
            yield {
                "name": name,
                "type": "forbidden",
                "from": sources,
                "to": _paths(index, contract["forbidden_modules"]),
            }
        elif kind == "independence":
            yield {"name": name, "type": "independent", "parts": _paths(index, contract["modules"])}


def _layer(index: Index, container: str, layer: str) -> str:
    """One layer: `(optional)` in brackets, its parts parted by `|` or `:`."""
    parts = [part.strip().strip("()") for part in re.split(r"[|:]", layer)]
    return " | ".join(_paths(index, [f"{container}.{part}".strip(".") for part in parts]))


def _paths(index: Index, modules: Any) -> list[str]:
    """The folders and files of Python modules that the workspace has; of `a.b.*` that of `a.b`."""
    found = []
    for module in _texts(modules):
        inner = module.removesuffix(".**").removesuffix(".*").replace(".", "/")
        for path in (f"{root}{inner}{ending}" for root in ("", "src/") for ending in ("/__init__.py", ".py")):
            if path in index.files:
                found.append(path.removesuffix("/__init__.py"))
                break
    return found


# ---- dependency-cruiser


def _dependency_cruiser(_: Index, text: str) -> Iterator[Rule]:
    for rule in json_table(text.encode()).get("forbidden", []):
        sources, targets = _plain(rule["from"].get("path")), _plain(rule["to"].get("path"))
        if sources and targets and not {"pathNot", "circular"} & {*rule["from"], *rule["to"]}:
            yield {"name": str(rule.get("name", "forbidden")), "type": "forbidden", "from": sources, "to": targets}


def _plain(expressions: Any) -> list[str]:
    """The paths of regular expressions, where each is a path and no more; none where one says more."""
    found = [PLAIN_PATH.fullmatch(text) for text in _texts(expressions or [])]
    return [match[1].replace("\\", "") for match in found if match] if all(found) else []


def _texts(value: Any) -> list[str]:
    return [value] if isinstance(value, str) else [str(item) for item in value]


READERS: dict[str, Callable[[Index, str], Iterator[Rule]]] = {
    ".importlinter": _import_linter_ini,
    "setup.cfg": _import_linter_ini,
    "pyproject.toml": _import_linter_toml,
    ".dependency-cruiser.json": _dependency_cruiser,
}
"""Configuration at the root → how its rules are read."""
