"""Rewrites `indexer/languages/linguist.json` from a checkout of github-linguist: `python tests/indexer/update_linguist.py CHECKOUT`.

Linguist's rules are Ruby regular expressions over YAML; here they
become Python ones in one JSON file, which loads in a few milliseconds where the YAML takes a second.
"""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from groundplan.indexer.gathering import by_key

TARGET = Path(__file__).parents[2] / "indexer" / "languages" / "linguist.json"

# Ruby → Python: what the two dialects write differently, as far as Linguist's rules use it.
DIALECT = (
    (re.compile(r"\\z"), r"\\Z"),
    (re.compile(r"\[\\s&&\[\^\\r\\n\]\]"), r"[ \\t\\f\\v]"),
    (re.compile(r"\(\?<(?=\w)"), r"(?P<"),
    # `^\s*` over a run of blank lines is quadratic; a match that begins with blank lines also begins at its own line.
    (re.compile(r"\^\\s([*+])"), r"^[^\\S\\n]\1"),
    (re.compile(r"\^\(\\s\*\)"), r"^[^\\S\\n]*"),
)
FLAGS = re.compile(r"(?:\(\?([imx]*)(?:-m)?\)\s*)")
RECURSION = re.compile(r"\\g<(\w+)>")

PART_START = re.compile(r"\(\^\|\\?/\)")
LEADING_ANYTHING = re.compile(r"^\((?:\.\*\?|\[\^\\s\]\*)\)")

# Rules whose time to fail can be exponential or cubic in Python's engine, and linear ones that match the same real
# files.
SAFER = {
    r"([A-Za-z0-9_]+\s*)*$": r"[A-Za-z0-9_\s]*$",
    r"(?:(?:[ \t]*:[ \t]*|[ \t])\w*(?:[ \t]*=(?:[^\\\s]|\\.)*)?)*[ \t:]": r"[^\n]{0,200}?[ \t:]",
}


def main(checkout: Path) -> None:
    """Reads the checkout's data files and writes TARGET."""
    source = checkout / "lib" / "linguist"
    languages = load(source / "languages.yml")
    record = {
        "source": f"github-linguist {(source / 'VERSION').read_text().strip()}, MIT licence",
        "licence": (checkout / "LICENSE").read_text(),
        "languages": {name: [entry["type"], entry.get("group", "")] for name, entry in languages.items()},
        "aliases": aliases(languages),
        "extensions": inverted(languages, "extensions", str.lower),
        "filenames": inverted(languages, "filenames", str),
        "interpreters": inverted(languages, "interpreters", str),
        "popular": load(source / "popular.yml"),
        "generic": load(source / "generic.yml")["extensions"],
        **heuristics(load(source / "heuristics.yml")),
        "excluded": excluded([*load(source / "vendor.yml"), *load(source / "documentation.yml")]),
    }
    TARGET.write_text(json.dumps(record, ensure_ascii=False, separators=(",", ":"), indent=0) + "\n", encoding="utf-8")


def load(path: Path) -> Any:
    """A YAML file's value."""
    import yaml

    return yaml.safe_load(path.read_text(encoding="utf-8"))


def aliases(languages: Mapping[str, Any]) -> dict[str, str]:
    """Other names of a language, lower case, without those that are its name in lower case."""
    found = {alias.lower(): name for name, entry in languages.items() for alias in entry.get("aliases", ())}
    return {alias: name for alias, name in sorted(found.items()) if alias != name.lower()}


def inverted(languages: Mapping[str, Any], field: str, key: Any) -> dict[str, list[str]]:
    """Extension (file name, interpreter) → the languages that claim it, in Linguist's order."""
    found = by_key((key(value), name) for name, entry in languages.items() for value in entry.get(field, ()))
    return dict(sorted(found.items()))


def heuristics(given: Mapping[str, Any]) -> dict[str, Any]:
    """`rules`: lists of `[language, [[negated, pattern], ...]]`; `heuristics`: extension → index into `rules`."""
    named = given["named_patterns"]
    rules = [
        [[rule["language"], conditions(rule, named)] for rule in block["rules"]] for block in given["disambiguations"]
    ]
    index: dict[str, int] = {}
    for number, block in enumerate(given["disambiguations"]):
        for extension in block["extensions"]:
            index.setdefault(extension.lower(), number)
    return {"rules": rules, "heuristics": dict(sorted(index.items()))}


def conditions(rule: Mapping[str, Any], named: Mapping[str, Any]) -> list[list[Any]]:
    """All must hold: `[negated, pattern]`; an empty list always holds."""
    if "and" in rule:
        return [condition for part in rule["and"] for condition in conditions(part, named)]
    if "pattern" in rule:
        return [[0, union(rule["pattern"])]]
    if "negative_pattern" in rule:
        return [[1, union(rule["negative_pattern"])]]
    if "named_pattern" in rule:
        return [[0, union(named[rule["named_pattern"]])]]
    return []


def union(patterns: str | Iterable[str]) -> str:
    """One pattern that matches what any of them does."""
    if isinstance(patterns, str):
        return python(patterns)
    return "|".join(f"(?:{python(pattern)})" for pattern in patterns)


def excluded(rules: Iterable[str]) -> dict[str, str]:
    """The path rules by what they look at, so that most of a tree is decided a directory at a time.

    `directory`: searched in a directory's path (with a final slash); `path`: in the whole path; `name`: at the start
    of the file's name;
    `in_name`: anywhere in it; `root`: at the start of the path. Each is one pattern.
    """
    found: dict[str, list[str]] = {"folder": [], "directory": [], "path": [], "name": [], "in_name": [], "root": []}
    for rule in rules:
        rule = LEADING_ANYTHING.sub("", rule)
        anchored = PART_START.match(rule)
        rest = rule[anchored.end() :] if anchored else rule
        if rule.endswith("/"):
            found["folder" if anchored else "directory"].append(rest)
        elif rule.startswith("^"):
            found["root"].append(rule)
        elif "/" in rest:
            found["path"].append(rest)
        else:
            found["name" if anchored else "in_name"].append(rest)
    joined = {kind: "|".join(f"(?:{python(part)})" for part in parts) for kind, parts in found.items()}
    folder = joined.pop("folder")  # tried at the start of each part only, and not once a rule at every letter
    return joined | {
        "directory": f"(?<![^/])(?:{folder})|{joined['directory']}",
        "path": f"/(?:{joined['path']})",
    }


def python(pattern: str) -> str:
    """A Ruby pattern as a Python one (to be compiled with re.MULTILINE)."""
    for slow, safe in SAFER.items():
        pattern = pattern.replace(slow, safe)
    pattern = RECURSION.sub(lambda call: "(?:" + group_body(pattern, call[1]) + ")", pattern)
    pattern = scoped(pattern)
    for ruby, ours in DIALECT:
        pattern = ruby.sub(ours, pattern)
    re.compile(pattern, re.MULTILINE)
    return pattern


def scoped(pattern: str) -> str:
    """Flags that hold from here on (`^(?i)x`) as flags of a group (`^(?i:x)`); Ruby's `m` is Python's `s`."""
    found = FLAGS.search(pattern)
    if not found:
        return pattern
    flags = found[1].replace("m", "s")
    rest = pattern[found.end() :] + ("\n" if "x" in flags else "")
    return f"{pattern[: found.start()]}(?{flags}:{rest})"


def group_body(pattern: str, name: str) -> str:
    """What stands inside the named group."""
    start = pattern.index(f"(?<{name}>") + len(f"(?<{name}>")
    depth, end = 1, start
    while depth:
        depth += {"(": 1, ")": -1}.get(pattern[end], 0)
        end += 1
    return pattern[start : end - 1]


if __name__ == "__main__":
    main(Path(sys.argv[1]))
