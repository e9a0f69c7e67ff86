"""What a change does to components that are whole files (Vue, Svelte): they run their scripts, and show others."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from groundplan import Workspace

from ...workspaces import write

if TYPE_CHECKING:
    from pathlib import Path

PRICES = "export const withTax = (n) => n\n"
APP = "<script setup>\nimport List from './CartList.vue'\n</script>\n<template><List /></template>\n"
MAIN = "import { createApp } from 'vue'\nimport App from './App.vue'\ncreateApp(App)\n"

SCRIPTS = {
    "a value": "<script setup>\nimport { withTax } from './prices'\nconst total = withTax(1)\n</script>\n",
    "a handler": "<script setup>\nimport { withTax } from './prices'\nfunction pay() { withTax(1) }\n</script>\n",
    "a statement": "<script setup>\nimport { withTax } from './prices'\nonMounted(() => withTax(1))\n</script>\n",
    "setup": "<script>\nimport { withTax } from './prices'\nexport default { setup() { withTax(1) } }\n</script>\n",
    "a method": "<script>\nimport { withTax } from './prices'\nexport default { methods: { pay() { withTax(1) } } }\n</script>\n",
}


def _impacted(root: Path, files: dict[str, str], path: str = "prices.js", symbol: str = "withTax") -> dict[str, int]:
    """File → its distance from the change of a symbol."""
    answer = Workspace(write(root, {"package.json": "{}", "prices.js": PRICES, **files})).impact_analysis(
        path, symbol=symbol, limit=0
    )
    return {row["path"]: row["distance"] for row in answer["impacted_files"] if row.get("confidence", 1) == 1}


@pytest.mark.parametrize("script", SCRIPTS)
def test_a_component_runs_its_script_and_is_run_by_those_who_show_it(tmp_path: Path, script: str) -> None:
    files = {"CartList.vue": SCRIPTS[script], "App.vue": APP, "main.js": MAIN}
    assert _impacted(tmp_path, files) == {"CartList.vue": 1, "App.vue": 2, "main.js": 3}


def test_components_of_svelte_are_shown_as_well(tmp_path: Path) -> None:
    files = {
        "Total.svelte": "<script>\nimport { withTax } from './prices'\nlet total = withTax(1)\n</script>\n<p>{total}</p>\n",
        "App.svelte": "<script>\nimport Total from './Total.svelte'\n</script>\n<Total />\n",
        "main.js": "import App from './App.svelte'\nnew App({ target: document.body })\n",
    }
    assert _impacted(tmp_path, files) == {"Total.svelte": 1, "App.svelte": 2, "main.js": 3}


def test_a_component_that_is_named_in_an_option_is_shown(tmp_path: Path) -> None:
    app = "<script>\nimport CartList from './CartList.vue'\nexport default { components: { CartList } }\n</script>\n"
    files = {"CartList.vue": SCRIPTS["setup"], "App.vue": app}
    assert _impacted(tmp_path, files) == {"CartList.vue": 1, "App.vue": 2}


def test_what_a_component_does_not_use_does_not_reach_it(tmp_path: Path) -> None:
    files = {
        "CartList.vue": "<script setup>\nimport { other } from './prices'\nother()\n</script>\n",
        "App.vue": APP,
        "prices.js": PRICES + "export const other = () => 1\n",
    }
    assert _impacted(tmp_path, files) == {}


def test_a_change_in_a_script_reaches_those_who_show_the_component(tmp_path: Path) -> None:
    files = {"CartList.vue": SCRIPTS["a handler"], "App.vue": APP, "main.js": MAIN}
    assert _impacted(tmp_path, files, "CartList.vue", "pay")["App.vue"] == 2
