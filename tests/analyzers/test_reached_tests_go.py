"""tests_to_run in Go, where libraries call what no code of the workspace does."""

from __future__ import annotations

from pathlib import Path

from groundplan import Workspace

from ..workspaces import write

FILES = {
    "go.mod": "module example.com/wire\n\ngo 1.20\n",
    "reader.go": (
        "package wire\n\ntype reader struct{ at int }\n\nfunc Open() *reader { return &reader{} }\n\n"
        "func (r *reader) Read(p []byte) (int, error) { return 0, nil }\n\n"
        "func (r *reader) rewind() { r.at = 0 }\n\n"
        "type plain struct{}\n\nfunc Plain() plain { return plain{} }\n"
    ),
    "reader_test.go": (
        'package wire\n\nimport (\n\t"io"\n\t"testing"\n)\n\nfunc TestRead(t *testing.T) {\n\tio.ReadAll(Open())\n}\n'
    ),
    "plain_test.go": 'package wire\n\nimport "testing"\n\nfunc TestPlain(t *testing.T) {\n\tPlain()\n}\n',
}


def test_a_method_that_a_library_calls_on_what_it_is_handed(tmp_path: Path) -> None:
    workspace = Workspace(write(tmp_path, FILES))
    read = workspace.impact_analysis("reader.go", symbol="reader.Read")["tests_to_run"]
    assert [row["path"] for row in read] == ["reader_test.go"]
    assert workspace.impact_analysis("reader.go", symbol="reader.rewind")["tests_to_run"] == []
