"""check_duplicates by content: files and classes that are clones as a whole."""

from __future__ import annotations

from pathlib import Path

from tests.clone_samples import ask
from tests.workspaces import write

READER = """\
class {name}:
    def __init__(self, path, mode):
        self.path = normalise(path)
        self.handle = open_file(self.path, mode)
        self.lines = self.handle.readlines()
        self.position = Position(self.path, 0)

    def header(self):
        values = [part.strip() for part in self.lines[0].split(";")]
        checked = [check_name(value) for value in values if value]
        return Header(self.path, checked, {kind})

    def rows(self):
        for number, line in enumerate(self.lines[1:]):
            self.position.move(number)
            cells = split_cells(line, self.position)
            if cells.is_blank():
                continue
            yield Row(self.position.copy(), cells, {kind})

    def close(self):
        self.handle.close()
        self.position.reset()
        notify_closed(self.path, len(self.lines))
"""


READERS = "import os\nimport sys\n\n" + READER.format(name="CsvReader", kind="CSV")


def test_equal_files_are_one_row(tmp_path: Path) -> None:
    answer = ask(write(tmp_path, {"a/reader.py": READERS, "b/reader.py": READERS}))
    rows = [(row["kind"], row["match"], row["path"], row["of"]["path"]) for row in answer["duplicates"]]
    assert rows == [("file", "exact", "b/reader.py", "a/reader.py")]
    assert answer["duplicates"][0]["hint"] == "equal files: keep a/reader.py and import it in place of b/reader.py"


def test_equal_classes_are_one_row(tmp_path: Path) -> None:
    second = "LIMIT = read_limit()\n" * 30 + READER.format(name="LogReader", kind="LOG")
    answer = ask(write(tmp_path, {"a.py": READERS, "b.py": second}))
    rows = [(row["kind"], row["match"], row["name"], row["of"]["name"]) for row in answer["duplicates"]]
    assert rows == [("class", "similar", "LogReader", "CsvReader")]
