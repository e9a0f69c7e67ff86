"""context: what is true of a part is not said of the whole."""

from __future__ import annotations

from typing import TYPE_CHECKING

from groundplan import Workspace

from tests.workspaces import write

if TYPE_CHECKING:
    from pathlib import Path


def test_a_part_without_tests_has_no_command_for_the_whole(tmp_path: Path) -> None:
    """A build tool runs tests wherever it is called, and finds none there."""
    files = {
        "game/player.gd": "extends Node\n\nfunc _ready():\n\tpass\n" * 20,
        "game/tests/test_player.gd": "extends Node\n\nfunc test_ready():\n\tpass\n",
        "mono/Pong.sln": "Microsoft Visual Studio Solution File, Format Version 12.00\n",
        "mono/Pong.csproj": '<Project Sdk="Godot.NET.Sdk/4.3.0" />\n',
        "mono/Ball.cs": "public partial class Ball {}\n",
    }
    workspace = Workspace(write(tmp_path, files))
    assert workspace.context()["test_command"] is None
    assert workspace.test_command("mono/Ball.cs")["recommended"] == "cd mono && dotnet test"


def test_the_root_is_called_by_the_language_that_has_most_in_it(tmp_path: Path) -> None:
    files = {
        "search": "#!/usr/bin/env python3\n" + "print(1)\n" * 50,
        "Makefile": "install:\n\tinstall search /usr/bin\n",
    }
    assert Workspace(write(tmp_path, files)).context()["layout"] == ["./ (1 Python file)"]
