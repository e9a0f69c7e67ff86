"""Impact in C and C++: what a header declares and another file defines, namespaces, tags and locals."""

from __future__ import annotations

from pathlib import Path

import pytest
from groundplan import Workspace

from ...workspaces import git, write

BANK = {
    "include/bank/money.h": "struct money {\n  int cents;\n};\nint rounded(struct money *money);\n",
    "include/bank/all.h": '#include "money.h"\n',
    "lib/money.c": '#include "bank/money.h"\n\nint rounded(struct money *money) {\n  return money->cents;\n}\n',
    "lib/print.c": "static int wide(int a) {\n  return a;\n}\nint print(int a) {\n  return wide(a);\n}\n",
    "app/main.c": '#include "bank/all.h"\n\nint main(void) {\n  struct money money = {1};\n  return rounded(&money);\n}\n',
    "app/other.c": "int rounded(int a);\nint wide(int a);\n\nint other(void) {\n  return rounded(1) + wide(1);\n}\n",
}


def _broken(workspace: Workspace, path: str, symbol: str | None = None) -> list[tuple[str, int]]:
    rows = workspace.impact_analysis(path, symbol=symbol, change_type="delete")["breaks"]
    return [(row["path"], row["line"]) for row in rows]


@pytest.mark.parametrize("path", ["lib/money.c", "include/bank/money.h"])
def test_who_includes_the_header_calls_what_another_folder_defines(tmp_path: Path, path: str) -> None:
    assert _broken(Workspace(write(tmp_path, BANK)), path, "rounded") == [("app/main.c", 5)]


def test_without_the_source_what_its_header_declares_is_not_linked(tmp_path: Path) -> None:
    assert _broken(Workspace(write(tmp_path, BANK)), "lib/money.c") == [("app/main.c", 5)]


def test_what_another_file_defines_too_is_still_linked(tmp_path: Path) -> None:
    files = {**BANK, "lib/windows.c": BANK["lib/money.c"]}
    assert _broken(Workspace(write(tmp_path, files)), "lib/money.c") == []


def test_what_is_static_has_no_callers_elsewhere(tmp_path: Path) -> None:
    assert _broken(Workspace(write(tmp_path, BANK)), "lib/print.c", "wide") == [("lib/print.c", 5)]


SHARED = [
    (
        "a.cpp",
        "namespace bank {\nint a() { return 1; }\n}\n",
        "b.cpp",
        "namespace bank::notes {\nint b() { return 2; }\n}\n",
    ),
    ("a.rb", "module Bank\n  class A\n  end\nend\n", "b.rb", "module Bank\n  class B\n  end\nend\nBank::B.new\n"),
]


@pytest.mark.parametrize(("path", "text", "other", "other_text"), SHARED)
def test_a_namespace_that_others_open_too_stays(
    tmp_path: Path, path: str, text: str, other: str, other_text: str
) -> None:
    workspace = Workspace(write(tmp_path, {path: text, other: other_text}))
    assert workspace.impact_analysis(path, change_type="delete")["impacted_files"] == []


TAGS = {
    "node.h": "struct node {\n  int key;\n};\ntypedef struct list {\n  int size;\n} list;\nint first(list *of);\n",
    "use.c": "#include <node.h>\n\nint use(struct node *node, list *all) {\n  return node->key + first(all);\n}\n",
}


def test_a_tag_of_c_stands_behind_its_keyword(tmp_path: Path) -> None:
    workspace = Workspace(write(tmp_path, TAGS))
    assert _broken(workspace, "node.h", "node") == [("use.c", 3)]
    assert _broken(workspace, "node.h", "list") == [("node.h", 7), ("use.c", 3)]


def test_a_function_is_not_the_struct_that_is_called_like_it(tmp_path: Path) -> None:
    files = {
        "lib/run.h": "int order(int a);\n",
        "lib/run.c": '#include "run.h"\nint order(int a) {\n  return a;\n}\n',
        "app/shop.h": "struct order {\n  int size;\n};\n",
        "app/shop.c": '#include "shop.h"\nint size(struct order *order) {\n  return order->size;\n}\n',
        "app/run.c": '#include "../lib/run.h"\nint run(void) {\n  return order(1);\n}\n',
    }
    assert _broken(Workspace(write(tmp_path, files)), "lib/run.c", "order") == [("app/run.c", 3)]


METHODS = {
    "a.cpp": """class Till {
 public:
  int sum() { return 1; }
  int twice() { return 2 * sum(); }
};
class Shop : public Till {
  int all() { return sum(); }
};
class List {
  int all() { int sum = 0; return sum; }
};
int use(Till &till) {
  int sum = 0;
  auto how = &Till::sum;
  return sum + till.sum();
}
TEST_F(TillTest, Sums) { sum(); }
"""
}


def test_a_method_alone_is_meant_only_around_its_class(tmp_path: Path) -> None:
    lines = [line for _, line in _broken(Workspace(write(tmp_path, METHODS)), "a.cpp", "Till.sum")]
    assert lines == [4, 7, 14, 15, 17]


def test_a_typedef_of_a_source_is_known_to_those_that_include_the_source(tmp_path: Path) -> None:
    files = {
        "hash.c": "typedef unsigned long U64;\nstatic U64 hash(U64 seed) {\n  return seed;\n}\n",
        "pack.c": "typedef unsigned long long U64;\nU64 pack(void) {\n  return 1;\n}\n",
        "both.c": '#include "hash.c"\nU64 both(void) {\n  return hash(1);\n}\n',
        "other.c": "int other(void) {\n  return sizeof(U64);\n}\n",
    }
    workspace = Workspace(write(tmp_path, files))
    assert _broken(workspace, "hash.c", "U64") == [("both.c", 2), ("hash.c", 2)]
    assert _broken(workspace, "pack.c", "U64") == [("pack.c", 2)]


def test_of_a_typedef_that_a_header_has_too_others_know_the_headers(tmp_path: Path) -> None:
    files = {
        "pool.h": "typedef struct pool_s pool;\npool *made(void);\n",
        "pool.c": '#include "pool.h"\ntypedef struct pool_s pool;\npool *made(void) {\n  return 0;\n}\n',
        "main.c": '#include "pool.h"\nint main(void) {\n  pool *own = made();\n  return own == 0;\n}\n',
    }
    workspace = Workspace(write(tmp_path, files))
    assert ("main.c", 3) in _broken(workspace, "pool.h", "pool")
    assert ("main.c", 3) not in _broken(workspace, "pool.c", "pool")


def test_a_parameter_in_a_header_is_no_tag_of_a_source(tmp_path: Path) -> None:
    files = {
        "dump.h": "int dump(const char *key, int key_len);\n",
        "dump.c": '#include "dump.h"\nstruct key_len {\n  int length;\n};\nint dump(const char *key, int key_len) {\n'
        "  struct key_len kept = {key_len};\n  return kept.length;\n}\n",
        "fuzz.cc": '#include "dump.h"\nint main() { return dump("a", 1); }\n',
    }
    assert _broken(Workspace(write(tmp_path, files)), "dump.c", "key_len") == [("dump.c", 6)]


@pytest.mark.parametrize("before", ["struct key_len {", "typedef struct key_len {"])
def test_a_tag_that_is_gone_is_missed_where_it_stood_behind_its_keyword(tmp_path: Path, before: str) -> None:
    behind = "} key_len;" if before.startswith("typedef") else "};"
    code = (
        f"{before}\n  int length;\n{behind}\nint dump(int key_len) {{\n  struct key_len kept;\n  return key_len;\n}}\n"
    )
    root = write(tmp_path, {"dump.c": code})
    git(root, "init", "-q")
    git(root, "add", "-A")
    git(root, "commit", "-qm", "a")
    write(root, {"dump.c": code.replace(before, before.replace("key_len", "other")).replace("} key_len", "} other")})
    lines = [row["line"] for row in Workspace(root).validate_changes()["issues"] if row["severity"] == "error"]
    assert 5 in lines
    assert before.startswith("typedef") or 4 not in lines
