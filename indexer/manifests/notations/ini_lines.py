"""INI files with lines (setup.cfg, tox.ini): every value is the list of its lines."""

from __future__ import annotations

from .... import lazy_re as re
from .lines import Document, Path, decode

__all__ = ["read_ini"]

_SECTION = re.compile(r"\[([^\]\n]+)\]")
_OPTION = re.compile(r"([^\s=:][^=:]*?)\s*[=:]\s*(.*)\Z")


def read_ini(data: bytes) -> Document:
    """`{section: {option: [line, ...]}}`; paths are `(section, option, index)`. Comments and empty lines are left out."""
    sections: dict[str, dict[str, list[str]]] = {}
    where: dict[Path, int] = {}
    problems: list[tuple[int, str]] = []
    section, option = "", ""
    for number, line in enumerate(decode(data).split("\n"), 1):
        text = line.strip()
        if not text or text[0] in "#;":
            continue
        if line[0] not in " \t" and (header := _SECTION.match(text)):
            section, option = header[1].strip(), ""
            sections.setdefault(section, {})
            where.setdefault((section,), number)
        elif line[0] in " \t" and option:
            items = sections[section][option]
            where[(section, option, len(items))] = number
            items.append(_uncommented(text))
        elif section and (found := _OPTION.match(text)):
            option = found[1].strip().lower()
            value = _uncommented(found[2])
            sections[section][option] = [value] if value else []
            where[(section, option)] = number
            where[(section, option, 0)] = number
        elif len(problems) < 10:
            problems.append((number, f"neither a section nor an option: {text[:60]!r}"))
    return Document(sections, where, problems)


def _uncommented(text: str) -> str:
    return text.partition(" #")[0].partition(" ;")[0].rstrip() if " #" in text else text
