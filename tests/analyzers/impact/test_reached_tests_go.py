"""tests_to_run in Go, where libraries call what no code of the workspace does."""

from __future__ import annotations

from pathlib import Path

from groundplan import Workspace

from ...workspaces import write

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


STARTING = {
    "go.mod": "module example.com/wire\n\ngo 1.20\n",
    "codec/codec.go": (
        "package codec\n\nvar makers = map[string]func(){}\n\n"
        "func Register(name string, make func()) { makers[name] = make }\n\nfunc later() {}\n\n"
        'func Count() int { return len(makers) }\n\nfunc init() {\n\tRegister("csv", func() {\n\n\t\tlater()\n\t})\n}\n'
    ),
    "codec/count_test.go": 'package codec\n\nimport "testing"\n\nfunc TestCount(t *testing.T) { Count() }\n',
    "codec/other_test.go": 'package codec\n\nimport "testing"\n\nfunc TestOther(t *testing.T) { later() }\n',
    "web/web.go": 'package web\n\nimport "example.com/wire/codec"\n\nfunc Serve() { codec.Count() }\n',
    "web/web_test.go": 'package web\n\nimport "testing"\n\nfunc TestServe(t *testing.T) { Serve() }\n',
    "far/far.go": "package far\n\nfunc Far() {}\n",
    "far/far_test.go": 'package far\n\nimport "testing"\n\nfunc TestFar(t *testing.T) { Far() }\n',
}


def test_what_runs_when_the_program_of_the_tests_starts(tmp_path: Path) -> None:
    workspace = Workspace(write(tmp_path, STARTING))
    started = ["codec/count_test.go", "codec/other_test.go", "web/web_test.go"]
    for symbol in ("init", "Register"):
        rows = workspace.impact_analysis("codec/codec.go", symbol=symbol)["tests_to_run"]
        assert sorted(row["path"] for row in rows) == started
        assert {row["reason"] for row in rows} == {"is built with codec/codec.go, which runs it at the start"}
    later = workspace.impact_analysis("codec/codec.go", symbol="later")
    assert [row["path"] for row in later["tests_to_run"]] == ["codec/other_test.go"]


VARIABLES = {
    "go.mod": "module example.com/flags\n\ngo 1.20\n",
    "set.go": (
        "package flags\n\ntype Set struct{}\n\nfunc New() *Set { return &Set{} }\n\nvar Default = New()\n\nvar Opaque = open()\n\n"
        "func (s *Set) Int(name string) int { return 0 }\n\nfunc Int(name string) int {\n\treturn Default.Int(name)\n}\n"
    ),
    "other.go": "package flags\n\ntype Other struct{}\n\nfunc (o *Other) Int(name string) int { return 1 }\n",
    "cmd/main.go": 'package main\n\nimport "example.com/flags"\n\nfunc main() {\n\tflags.Default.Int("n")\n}\n',
    "set_test.go": 'package flags\n\nimport "testing"\n\nfunc TestInt(t *testing.T) { Int("n") }\n',
}


def test_a_method_of_what_a_variable_of_a_package_holds(tmp_path: Path) -> None:
    workspace = Workspace(write(tmp_path, VARIABLES))
    answer = workspace.impact_analysis("set.go", symbol="Set.Int", change_type="delete")
    assert [(row["path"], row["line"], row.get("confidence")) for row in answer["breaks"]] == [
        ("cmd/main.go", 6, None),
        ("set.go", 14, None),
    ]
    assert [row["path"] for row in answer["tests_to_run"]] == ["set_test.go"]
    assert workspace.impact_analysis("other.go", symbol="Other.Int", change_type="delete")["breaks"] == []


def test_a_call_on_an_interface_runs_the_methods_of_types_that_the_test_reaches(tmp_path: Path) -> None:
    """As a library of containers has, in which every package meets the same interface."""
    files = {"go.mod": "module example.com/keep\n\ngo 1.20\n"}
    files["all/all.go"] = "package all\n\ntype Box interface {\n\tAdd(int)\n}\n\nfunc Fill(box Box) { box.Add(1) }\n"
    for name in ("stack", "queue"):
        files[f"{name}/type.go"] = (
            f"package {name}\n\ntype {name} struct{{}}\n\nfunc New() *{name} {{ return &{name}{{}} }}\n"
        )
        files[f"{name}/add.go"] = f"package {name}\n\nfunc (one *{name}) Add(item int) {{}}\n"
        files[f"{name}/{name}_test.go"] = (
            f'package {name}\n\nimport (\n\t"testing"\n\n\t"example.com/keep/all"\n)\n\n'
            "func TestFill(t *testing.T) { all.Fill(New()) }\n"
        )
    rows = Workspace(write(tmp_path, files)).impact_analysis("queue/add.go", symbol="queue.Add")["tests_to_run"]
    assert [row["path"] for row in rows] == ["queue/queue_test.go"]


def test_what_is_handed_a_function_on_its_own_line_is_called(tmp_path: Path) -> None:
    """As a dialer is registered, in a file of which tests use other functions more directly."""
    files = {
        **STARTING,
        "codec/codec.go": (
            "package codec\n\nvar makers = map[string]func(){}\n\n"
            "func Register(name string, make func()) { makers[name] = make }\n\nfunc Count() int { return len(makers) }\n"
        ),
        "codec/other_test.go": 'package codec\n\nimport "testing"\n\nfunc TestOther(t *testing.T) {}\n',
        "codec/csv.go": 'package codec\n\nfunc later() {}\n\nfunc init() {\n\tRegister("csv", func() {\n\t\tlater()\n\t})\n}\n',
    }
    rows = Workspace(write(tmp_path, files)).impact_analysis("codec/codec.go")["tests_to_run"]
    assert [row["path"] for row in rows] == ["codec/count_test.go", "codec/other_test.go", "web/web_test.go"]
