"""Impact in C and C++: members, enumerators and macros, told by the types that are written and by what stands around them."""

from __future__ import annotations

from pathlib import Path

import pytest
from groundplan import Workspace

from ...workspaces import write

HEADER = """\
#ifndef BUF_H
#define BUF_H
#ifndef BUF_MAX
#define BUF_MAX 16
#endif
#define FOREACH(item, field) for (; item; item = item->field)
enum mode { READ, WRITE };
typedef struct buf {
  int len;
  struct { int len; } part;
  struct buf *next;
  int (*grow)(int len);
} buf_t, *buf_p;
struct other { int len; };
buf_t *made(int len);
#endif
"""
SOURCE = """\
#include "buf.h"
static int limit(int len) { return len < BUF_MAX ? len : WRITE; }
int used(buf_p b, struct other *o, buf_t rows[]) {
  int len = b->len + o->len;
  buf_t copy = { .len = limit(len), .next = made(1) };
  FOREACH(b, next) { len += b->next->len; }
  return len + b->part.len + made(2)->len + rows[1].len + copy.grow(3);
}
"""
ELSEWHERE = """\
static int limit(int a) { return a; }
struct buf { long len; };
int alone(struct buf *b) { return limit((int)b->len); }
"""
FILES = {"buf.h": HEADER, "use.c": SOURCE, "else.c": ELSEWHERE}


def _broken(root: Path, path: str, symbol: str) -> list[tuple[str, int]]:
    rows = Workspace(root).impact_analysis(path, symbol=symbol, change_type="delete")["breaks"]
    return [(row["path"], row["line"]) for row in rows]


@pytest.mark.parametrize(
    ("path", "symbol", "expected"),
    [
        ("buf.h", "buf.len", [("use.c", 4), ("use.c", 5), ("use.c", 6), ("use.c", 7)]),
        ("buf.h", "other.len", [("use.c", 4)]),
        ("buf.h", "buf.part.len", [("use.c", 7)]),
        ("else.c", "buf.len", [("else.c", 3)]),
        ("buf.h", "buf.next", [("use.c", 5), ("use.c", 6)]),
        ("buf.h", "buf.grow", [("use.c", 7)]),
        ("buf.h", "WRITE", [("use.c", 2)]),
        ("buf.h", "BUF_MAX", [("use.c", 2)]),
        ("buf.h", "FOREACH", [("use.c", 6)]),
        ("buf.h", "made", [("use.c", 5), ("use.c", 7)]),
        ("else.c", "limit", [("else.c", 3)]),
        ("use.c", "limit", [("use.c", 5)]),
    ],
)
def test_what_is_named_in_c(tmp_path: Path, path: str, symbol: str, expected: list[tuple[str, int]]) -> None:
    assert _broken(write(tmp_path, FILES), path, symbol) == expected


def test_a_member_that_a_macro_is_given_or_says_may_be_meant(tmp_path: Path) -> None:
    files = {
        **FILES,
        "mac.c": '#include "buf.h"\n#define SIZE(b) ((b)->part)\nint m(int part) {\n  return part;\n}\n'
        "void each(buf_t *b) {\n  FOREACH(b, grow);\n}\n",
    }
    root = write(tmp_path, files)
    assert ("mac.c", 2) in _broken(root, "buf.h", "buf.part")
    assert ("mac.c", 4) not in _broken(root, "buf.h", "buf.part")
    assert ("mac.c", 7) in _broken(root, "buf.h", "buf.grow")


def test_a_tag_and_a_function_of_one_name_on_a_line(tmp_path: Path) -> None:
    files = {
        "end.h": "struct end { int n; };\nstruct end *end(int n);\n",
        "end.c": '#include "end.h"\nstruct end *end(int n) {\n  return 0;\n}\n',
        "main.c": '#include "end.h"\nint main(void) {\n  struct end *last = end(20);\n  struct end *none = 0;\n  return last == none;\n}\n',
    }
    root = write(tmp_path, files)
    assert _broken(root, "end.c", "end") == [("main.c", 3)]
    found = Workspace(root).impact_analysis("end.h", symbol="end.n", change_type="delete")["breaks"]
    assert found == []


def test_a_type_that_a_header_announces_is_known_to_its_includers(tmp_path: Path) -> None:
    files = {
        "api.h": "struct pool;\nstruct pool *made(void);\n",
        "pool.c": '#include "api.h"\nstruct pool {\n  int n;\n};\nstruct pool *made(void) {\n  return 0;\n}\n',
        "use.c": '#include "api.h"\nstruct pool *own;\n',
        "far.c": "struct pool { int other; };\n",
    }
    assert _broken(write(tmp_path, files), "pool.c", "pool") == [
        ("api.h", 1),
        ("api.h", 2),
        ("pool.c", 5),
        ("use.c", 2),
    ]


CART = """\
#define API [[nodiscard]]
#include <vector>
namespace shop {
class List {
 public:
  int size() const;
};
class Cart {
 public:
  enum Kind { SMALL, LARGE };
  API int total(int of) const;
  int size() const { return count_; }
  struct Line { int price; };
  List lines_;
 private:
  int count_ = 0;
};
int total(const Cart &cart);
}
"""
CART_SOURCE = """\
#include "cart.hpp"
namespace shop {
int Cart::total(int of) const {
  Line line{};
  return of + lines_.size() + count_ + line.price;
}
int total(const Cart &cart) { return cart.total(1) + Cart::SMALL; }
}
"""
CART_USER = """\
#include "cart.hpp"
struct Other { int total(int); int count_; int size() { return count_; } };
int main() {
  shop::Cart cart;
  Other other;
  int size = 0;
  return cart.total(2) + other.total(3) + shop::total(cart) + cart.size() + size;
}
"""
CARTS = {"cart.hpp": CART, "cart.cpp": CART_SOURCE, "main.cpp": CART_USER}


@pytest.mark.parametrize("path", ["cart.hpp", "cart.cpp"])
def test_a_method_is_one_with_what_defines_it_outside(tmp_path: Path, path: str) -> None:
    assert _broken(write(tmp_path, CARTS), path, "shop.Cart.total") == [("cart.cpp", 7), ("main.cpp", 7)]


@pytest.mark.parametrize(
    ("symbol", "expected"),
    [
        ("shop.Cart.count_", [("cart.cpp", 5), ("cart.hpp", 12)]),
        ("shop.Cart.size", [("main.cpp", 7)]),
        ("shop.List.size", [("cart.cpp", 5)]),
        ("shop.Cart.Line", [("cart.cpp", 4)]),
        ("shop.Cart.Line.price", [("cart.cpp", 5)]),
        ("shop.Cart.Kind.SMALL", [("cart.cpp", 7)]),
        ("shop.total", [("main.cpp", 7)]),
        ("shop.Cart.lines_", [("cart.cpp", 5)]),
        ("API", [("cart.hpp", 11)]),
    ],
)
def test_what_is_named_in_cpp(tmp_path: Path, symbol: str, expected: list[tuple[str, int]]) -> None:
    assert _broken(write(tmp_path, CARTS), "cart.hpp", symbol) == expected


def test_a_name_behind_digits_is_part_of_a_longer_one(tmp_path: Path) -> None:
    files = {
        "a.c": "static int f6;\nint utf8_end(int utf8f6) {\n  return 0x03f6 + utf8f6;\n}\nint g(void) {\n  return f6;\n}\n"
    }
    assert _broken(write(tmp_path, files), "a.c", "f6") == [("a.c", 6)]


def test_what_a_class_says_of_its_items_is_not_guessed_from_its_own_type(tmp_path: Path) -> None:
    files = {
        "rows.hpp": "struct Item { int as() const; };\nstruct Rows { int as() const; Item operator[](int at) const; };\n"
        "const char *const pattern = 0;\nstruct Match { explicit Match(const char *text); };\n",
        "main.cpp": '#include "rows.hpp"\nint main() {\n  Rows rows;\n  Rows *many = &rows;\n  Match match(pattern);\n'
        "  return rows[1].as() + many[0].as() + rows.as();\n}\n",
    }
    root = write(tmp_path, files)
    assert _broken(root, "rows.hpp", "Item.as") == [("main.cpp", 6)]
    assert _broken(root, "rows.hpp", "pattern") == [("main.cpp", 5)]


def test_a_macro_that_stands_alone_on_its_line_is_used_there(tmp_path: Path) -> None:
    text = (
        "#define ERROR_DEF(parent, name) name() : parent() {}\nclass Base {};\nclass Lost : public Base {\n"
        "  ERROR_DEF(Base, Lost)\n  int code;\n};\n"
    )
    assert _broken(write(tmp_path, {"error.hpp": text}), "error.hpp", "ERROR_DEF") == [("error.hpp", 4)]


PACKETS = {
    "packet.h": "struct packet {\n  struct { int size; } head;\n  union { struct { char *text; int size; } word; int number; } data;\n};\n"
    "struct reply { struct { int size; } head; };\n",
    "main.c": '#include "packet.h"\nint f(struct packet *one, struct reply *two) {\n  one->head.size = 1;\n'
    "  two->head.size = 2;\n  return one->data.word.size;\n}\n",
}


@pytest.mark.parametrize(
    ("symbol", "line"), [("packet.head.size", 3), ("reply.head.size", 4), ("packet.data.word.size", 5)]
)
def test_types_without_a_name_are_told_apart_by_what_they_stand_in(tmp_path: Path, symbol: str, line: int) -> None:
    """Each was told, and as sure, for all whose field is called alike."""
    assert _broken(write(tmp_path, PACKETS), "packet.h", symbol) == [("main.c", line)]


def test_a_constant_among_template_arguments_is_no_type(tmp_path: Path) -> None:
    text = "constexpr int limit = 2;\ntemplate <class T, int N> T parse(T text);\nint f() { return parse<int, limit>(1); }\n"
    assert _broken(write(tmp_path, {"a.cpp": text}), "a.cpp", "limit") == [("a.cpp", 3)]
