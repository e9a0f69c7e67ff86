"""What implements a member where nothing is inherited must follow it: traits of Rust, interfaces of Go."""

from __future__ import annotations

from pathlib import Path

from groundplan import Workspace

from ...workspaces import write

TRAIT = {
    "Cargo.toml": '[package]\nname = "shop"\nversion = "0.1.0"\n',
    "src/lib.rs": "mod cart;\n\npub trait Priced {\n    fn sum(&self) -> u32;\n}\n",
    "src/cart.rs": (
        "use crate::Priced;\n\npub struct Cart;\n\nimpl Priced for Cart {\n    fn sum(&self) -> u32 {\n        1\n    }\n}\n\n"
        "pub struct Bag;\n\nimpl Bag {\n    pub fn sum(&self) -> u32 {\n        2\n    }\n}\n"
    ),
}
INTERFACE = {
    "go.mod": "module example.org/shop\n\ngo 1.22\n",
    "store/store.go": "package store\n\ntype Store interface {\n\tOpen() error\n\tRead(name string) (text string, err error)\n}\n",
    "disk/disk.go": (
        'package disk\n\ntype Base struct{}\n\nfunc (b *Base) Open() error { return nil }\n\ntype Disk struct {\n\t*Base\n}\n\nfunc (d *Disk) Read(name string) (string, error) { return "", nil }\n'
    ),
    "tape/tape.go": (
        "package tape\n\ntype Tape struct{}\n\nfunc (t Tape) Open() error { return nil }\n\n"
        "func (t Tape) Read(name string, from int) (string, error) { return name, nil }\n\n"
        "type Mock struct{}\n\nfunc (m Mock) Open() *Call { return nil }\n\nfunc (m Mock) Read(name string) *Call { return nil }\n"
    ),
}


def test_a_member_of_a_trait_is_followed_by_what_implements_it(tmp_path: Path) -> None:
    with Workspace(write(tmp_path, TRAIT)) as workspace:
        for change in ("signature", "delete"):
            rows = workspace.impact_analysis("src/lib.rs", symbol="Priced.sum", change_type=change)["breaks"]
            assert [(row["symbol"], row["line"], row["reason"]) for row in rows] == [("Cart.sum", 6, "implements it")]


def test_what_has_all_that_an_interface_asks_for_follows_it(tmp_path: Path) -> None:
    """A type with another number of arguments, or another last result (a mock's recorder), is none of the interface."""
    with Workspace(write(tmp_path, INTERFACE)) as workspace:
        rows = workspace.impact_analysis("store/store.go", symbol="Store.Read", change_type="signature")["breaks"]
        assert [(row["path"], row["line"], row["confidence"]) for row in rows] == [("disk/disk.go", 11, 0.75)]


def test_a_member_of_python_is_followed_by_those_below_it(tmp_path: Path) -> None:
    below = "from a import Base\n\n\nclass Cart(Base):\n    @cached\n    def net(self, x): ...\n\n\nclass Bag(Cart):\n    def net(self, x): ...\n"
    above = "class Base:\n    def __init__(self, x): ...\n\n    def net(self, x): ...\n"
    files = {"a.py": above, "b.py": below, "c.py": "class Other:\n    def net(self, x): ...\n"}
    with Workspace(write(tmp_path, files)) as workspace:
        rows = workspace.impact_analysis("a.py", symbol="Base.net", change_type="signature")["breaks"]
        assert [(row["symbol"], row["line"]) for row in rows] == [("Cart.net", 6), ("Bag.net", 10)]
