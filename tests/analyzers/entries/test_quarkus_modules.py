"""Applications of Quarkus that no class begins."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from groundplan import Workspace

from ...workspaces import write

if TYPE_CHECKING:
    from pathlib import Path

POM = (
    "<project>\n<artifactId>pots</artifactId>\n<dependencies><dependency><groupId>io.quarkus</groupId><artifactId>{extension}</artifactId>"
    "</dependency></dependencies>\n<build><plugins><plugin><groupId>io.quarkus.platform</groupId><artifactId>quarkus-maven-plugin</artifactId>"
    "</plugin></plugins></build>\n</project>\n"
)
MARKED = "import io.quarkus.runtime.annotations.QuarkusMain;\n\n@QuarkusMain\npublic class Start {\n    public static void main(String[] args) {\n    }\n}\n"


@pytest.mark.parametrize(("extension", "kind"), [("quarkus-rest", "web"), ("quarkus-picocli", "main")])
def test_a_module_is_a_start(tmp_path: Path, extension: str, kind: str) -> None:
    files = {"pom.xml": POM.replace("{extension}", extension), "src/main/java/Pots.java": "class Pots {}\n"}
    entry = Workspace(write(tmp_path, files)).entry_points()["entry_points"][0]
    assert (entry["kind"], entry["name"], entry["path"], entry["command"]) == (kind, "pots", "", "mvn quarkus:dev")
    assert entry["evidence"] == [{"path": "pom.xml", "line": 4}]


def test_a_main_of_its_own_stands_for_it(tmp_path: Path) -> None:
    files = {"pom.xml": POM.replace("{extension}", "quarkus-rest"), "src/main/java/Start.java": MARKED}
    entries = Workspace(write(tmp_path, files)).entry_points()["entry_points"]
    assert [entry["path"] for entry in entries] == ["src/main/java/Start.java"]
