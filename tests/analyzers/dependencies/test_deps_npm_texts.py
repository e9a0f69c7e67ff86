"""deps of npm: what styles, documents and requests of bundlers name without an import."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .deps_workspaces import ask, names, package

if TYPE_CHECKING:
    from pathlib import Path


def test_styles_copied_from_a_package_loaders_in_a_document_and_a_test_runner_s_file(tmp_path: Path) -> None:
    answer = ask(
        tmp_path,
        {
            "package.json": package(deps="@icons/free raw-loader svelte idle", dev="jest"),
            "static/style.scss": '@import "../components/@icons/free/css/solid.css";\n',
            "docs/hooks.mdx": 'import source from "!!raw-loader!./a.ts";\n',
            "src/Icon.svelte": "<script>let a = 1</script>\n",
            "jest.config.js": "module.exports = {}\n",
        },
    )
    assert names(answer, "unused") == ["idle"]


def test_requests_of_webpack_programs_without_an_extension_and_what_takes_a_module_s_place(tmp_path: Path) -> None:
    files = {
        "package.json": package(
            dev="wheel-jq expose-loader to-es5 @babel/preset-acme paint paint-wasm idle",
            browser={"paint": "paint-wasm"},
        ),
        "webpack.common.js": "module.exports = { entry: ['expose-loader?es!to-es5', 'imports-loader?$=jquery!wheel-jq'],\n"
        "  resolve: { alias: { protocol: '@house/core/protocol' } } }\n",
        "tools/generate": "#!/usr/bin/env node\nrun({ presets: ['@babel/preset-acme'] })\n",
        "a.js": "import 'paint'\nimport 'protocol/a.js'\n",
    }
    answer = ask(tmp_path, files)
    assert (names(answer, "unused"), names(answer, "undeclared")) == (["idle"], [])


def test_an_addon_s_build_takes_headers_from_a_package(tmp_path: Path) -> None:
    files = {
        "package.json": package(name="addon", deps="nan idle"),
        "binding.gyp": "{'targets': [{'target_name': 'a', 'include_dirs': [\"<!(node -e \\\"require('nan')\\\")\"]}]}\n",
        "index.js": "module.exports = 1\n",
    }
    assert names(ask(tmp_path, files), "unused") == ["idle"]
