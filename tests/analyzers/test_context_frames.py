"""context: what a command, its templates and its site rest on."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from groundplan import Workspace

from ..workspaces import write

if TYPE_CHECKING:
    from groundplan.answers import Context


def context(root: Path, files: dict[str, str]) -> Context:
    return Workspace(write(root, files)).context()


def test_the_frames_of_what_a_command_hands_out_are_not_its_own(tmp_path: Path) -> None:
    """As programs that begin other programs are laid out: the command, its templates, a private site."""
    files = {
        "package.json": '{"name": "@pot/root", "workspaces": ["cli", "www"]}',
        "cli/package.json": '{"name": "create-pot", "version": "1.0.0", "bin": "d.js", "dependencies": {"commander": "1"}}',
        "cli/src/index.ts": 'import { program } from "commander";\nprogram.parse();\n' + "export const a = 1;\n" * 40,
        "cli/template/base/package.json": '{"name": "yours", "version": "1.0.0", "dependencies": {"next": "1", "react": "1"}}',
        "www/package.json": '{"name": "www", "private": true, "dependencies": {"astro": "1", "react": "1"}}',
        "www/src/config.ts": "export const b = 1;\n" * 40,
    }
    found = context(tmp_path, files)
    assert (found["project_type"], found["main_framework"]) == ("cli", "Commander.js")


def test_a_command_rests_on_what_reads_commands(tmp_path: Path) -> None:
    """A program that serves its pages for a preview has a web framework too."""
    files = {
        "Cargo.toml": "[package]\nname = 'pot'\nversion = '1.0.0'\n\n[dependencies]\naxum = '0.7'\nclap = '4'\n",
        "src/main.rs": "use axum::Router;\nuse clap::Parser;\n\nfn main() {}\n",
        "README.md": "# pot\nA command-line tool.\n",
    }
    found = context(tmp_path, files)
    assert (found["project_type"], found["main_framework"]) == ("cli", "clap")


def test_a_part_called_templates_is_no_template(tmp_path: Path) -> None:
    files = {
        "Cargo.toml": "[package]\nname = 'pot'\nversion = '1.0.0'\n\n[workspace]\nmembers = ['templates']\n",
        "src/main.rs": "fn main() {}\n",
        "templates/Cargo.toml": "[package]\nname = 'templates'\nversion = '1.0.0'\n\n[dependencies]\nclap = '4'\n",
        "templates/src/lib.rs": "use clap::Parser;\n",
    }
    assert context(tmp_path, files)["main_framework"] == "clap"
