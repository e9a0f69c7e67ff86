"""How a framework's build plugin starts the program, in the terms of Maven and Gradle (`mvn spring-boot:run`)."""

from __future__ import annotations

import shlex
from typing import TYPE_CHECKING

from ..workspace.workspace_packages import product_manifests

if TYPE_CHECKING:
    from ...indexer.index import Index

__all__ = ["framework_run"]

GOALS: dict[str, tuple[tuple[str, str], ...]] = {
    "maven": (
        ("io.quarkus:quarkus-maven-plugin", "quarkus:dev"),
        ("io.quarkus.platform:quarkus-maven-plugin", "quarkus:dev"),
        ("io.micronaut.maven:micronaut-maven-plugin", "mn:run"),
        ("io.micronaut.build:micronaut-maven-plugin", "mn:run"),
        ("org.springframework.boot:spring-boot-maven-plugin", "spring-boot:run"),
        ("org.eclipse.jetty:jetty-maven-plugin", "jetty:run"),
        ("org.openjfx:javafx-maven-plugin", "javafx:run"),
    ),
    "gradle": (
        ("io.quarkus", "quarkusDev"),
        ("org.springframework.boot", "bootRun"),
        ("com.android.application", "installDebug"),
        ("io.micronaut.application", "run"),
        ("io.ktor.plugin", "run"),
        ("application", "run"),
    ),
}
"""Manager → the build plugins that start a program, and the goal or task of each."""


def framework_run(index: Index, manager: str, directory: str) -> str | None:
    """The command that starts the program from a directory: that of its own build, or of the one module below that has
    such a plugin; None where none or several have."""
    found: dict[str, str] = {}
    for path, manifest in product_manifests(index).items():
        folder = path.rpartition("/")[0]
        if manager in GOALS and manifest.ecosystem == "maven" and f"{folder}/".startswith(f"{directory}/".lstrip("/")):
            plugins = {item.name for item in manifest.settings if item.kind == "tool"}
            goal = next((goal for plugin, goal in GOALS[manager] if plugin in plugins), None)
            if goal:
                found.setdefault(folder, goal)
    if directory in found:
        return f"{manager if manager == 'gradle' else 'mvn'} {found[directory]}"
    if len(found) != 1:
        return None
    folder, goal = next(iter(found.items()))
    inner = folder[len(directory) :].strip("/")
    if manager == "gradle":
        return f"gradle :{inner.replace('/', ':')}:{goal}"
    return f"mvn {goal} -pl {shlex.quote(inner)}"
