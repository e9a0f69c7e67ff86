"""AMD: modules that a list names, of `define` and of `require`."""

from __future__ import annotations

from .javascript_support import package, read, resolve


def test_lists_of_define_and_require_name_modules() -> None:
    source = (
        "define('own/name', ['require', './a',\n 'text!./a.html', 'has!touch?./b:./c', 'dojo/ready!'], function (require, a) {\n"
        "  require(['./late'], use)\n})\nrequire([function () {}, 481], use)\n"
        "elements.define(['./no'], x); define('own/empty', function () {})\n"
    )
    assert [(item.line, item.kind, item.specifier) for item in read("m.js", source).imports] == [
        (1, "static", "./a"),
        (2, "static", "./a.html"),
        (2, "static", "./b"),
        (2, "static", "./c"),
        (2, "static", "dojo/ready"),
        (3, "lazy", "./late"),
    ]


def test_a_name_leads_below_the_base_of_the_loader() -> None:
    files = {
        "package.json": package("shop", dependencies={"dojo": "*"}),
        "app/js/views/cart.js": "define(['models/item', './row', 'dojo/on', 'jquery'], function (item) {})",
        "app/js/views/row.js": "",
        "app/js/models/item.js": "",
    }
    assert [link.target or link.external or link.reason for link in resolve(files)["app/js/views/cart.js"]] == [
        "app/js/models/item.js",
        "app/js/views/row.js",
        "dojo",
        "a name of the AMD loader's configuration",
    ]
