"""Globs by string operations: hundreds stand in the catalog, and compiling each takes longer than the question."""

from __future__ import annotations

__all__ = ["Glob", "expanded"]


class Glob:
    """A text with `*` in it: anything in a name; in a path anything but `/`, and `**/` any number of folders."""

    __slots__ = ("_folders", "_parts", "_whole", "text")

    def __init__(self, text: str) -> None:
        self.text = text
        self._folders, _, last = text.rpartition("/")
        self._parts = last.split("*")
        self._whole = text.split("*")

    @property
    def extension(self) -> str:
        """What every matching path's name ends in after its last dot; "" where the glob leaves that open."""
        _, dot, ending = self._parts[-1].rpartition(".")
        return ending if dot else ""

    @property
    def start(self) -> str:
        """What every matching file's name begins with; "" where the glob leaves that open."""
        return self._parts[0]

    @property
    def end(self) -> str:
        """What every matching file's name ends with; "" where the glob leaves that open."""
        return self._parts[-1]

    def matches(self, name: str) -> bool:
        """Whether the whole name fits; `*` also spans a `/`."""
        return fits(name, self._whole)

    def ends(self, path: str) -> bool:
        """Whether the path's last parts fit: the file's name, and its folders where the glob names any; a glob that
        begins with `./` names all folders from the root."""
        folders, _, name = f"./{path}".rpartition("/")
        if not fits(name, self._parts):
            return False
        return not self._folders or folders_end(folders.split("/"), self._folders.split("/"))


def fits(text: str, parts: list[str]) -> bool:
    """Whether the parts occur in the text one after the other, the first at its start and the last at its end."""
    if len(parts) == 1:
        return text == parts[0]
    first, last = parts[0], parts[-1]
    if not text.startswith(first) or not text.endswith(last) or len(text) < len(first) + len(last):
        return False
    place, end = len(first), len(text) - len(last)
    for part in parts[1:-1]:
        place = text.find(part, place, end)
        if place < 0:
            return False
        place += len(part)
    return True


def folders_end(folders: list[str], globs: list[str]) -> bool:
    """Whether the path's folders end in the globs; `**` stands for any number of folders."""
    if not globs:
        return True
    *before, last = globs
    if last == "**":
        return any(folders_end(folders[:count], before) for count in range(len(folders), -1, -1))
    return bool(folders) and fits(folders[-1], last.split("*")) and folders_end(folders[:-1], before)


def expanded(globs: str) -> list[str]:
    """Words with `{a,b}` in them, each choice on its own: `x.{js,ts} y` → `x.js`, `x.ts`, `y`."""
    if "{" not in globs:
        return globs.split()
    found = []
    for glob in globs.split():
        before, brace, rest = glob.partition("{")
        choices, _, after = rest.partition("}")
        found += (
            [glob]
            if not brace
            else [path for choice in choices.split(",") for path in expanded(before + choice + after)]
        )
    return found
