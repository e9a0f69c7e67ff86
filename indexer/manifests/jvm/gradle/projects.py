"""The projects of a Gradle build: their names, and the folders that a path or an accessor means."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..... import lazy_re as re
from ....gathering import by_key
from ...notations.lines import directory

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ...base import Manifest

__all__ = ["place_of", "projects"]

_WORDS = re.compile(r"[-_]|(?<=[a-z0-9])(?=[A-Z])")


def projects(manifests: dict[str, Manifest]) -> tuple[dict[str, str], dict[str, str]]:
    """Folder → project name, and a project's path or accessor (as `project_key` writes it) → folder."""
    names: dict[str, str] = {}
    places: dict[str, str] = {}
    roots: dict[str, str] = {}
    for path, manifest in sorted(manifests.items()):
        own = _projects_of(manifest, names)
        if path.rpartition("/")[2].startswith("settings.gradle"):
            roots.setdefault(project_key(":"), directory(path))
        for setting in manifest.settings:
            if setting.name == "rootProject.name":
                names[directory(path)] = setting.value
                own |= {f"{project_key(setting.value)}.{key}": place for key, place in own.items()}
        places = own | places
    return names, _by_folder(manifests) | roots | places


def _projects_of(manifest: Manifest, names: dict[str, str]) -> dict[str, str]:
    """The places of the projects that one settings file includes, whose names it adds to `names`."""
    places: dict[str, str] = {}
    for setting in manifest.settings:
        if setting.name.startswith("project:") and not setting.name.startswith("project:build "):
            name = setting.name.removeprefix("project:")
            names.setdefault(setting.value, name.rpartition(":")[2])
            places.setdefault(project_key(name), setting.value)
        elif setting.name.startswith("renamed:"):
            place = places.get(project_key(setting.name.removeprefix("renamed:")))
            if place is not None:
                names[place] = setting.value
                places.setdefault(project_key(setting.value), place)
    return places


def _by_folder(manifests: dict[str, Manifest]) -> dict[str, str]:
    """Projects by their folder's own name, where it is the only one: what settings that are computed leave to the eye."""
    scripts = (path for path in sorted(manifests) if path.rpartition("/")[2] in ("build.gradle", "build.gradle.kts"))
    found = by_key((project_key(place.rpartition("/")[2]), place) for path in scripts if (place := directory(path)))
    return {key: places[0] for key, places in found.items() if len(places) == 1}


def place_of(reference: str, places: Mapping[str, str]) -> str | None:
    """The folder of a project by its path or accessor. Where a plugin of the settings puts words before all names
    (`projects.acmeDataModel` is `:data-model`), it is the longest end that is one; no project is included under those words then."""
    outer, dot, last = reference.removeprefix("projects.").strip(":").replace(":", ".").rpartition(".")
    words = _WORDS.split(last)
    for start in range(len(words)):
        before = project_key("".join(words[:start]))
        place = places.get(project_key(outer + dot + "".join(words[start:])))
        if place is not None and not (before and any(key.rpartition(".")[2].startswith(before) for key in places)):
            return place
    return None


def project_key(name: str) -> str:
    """`:core:data-api`, `core:data-api` and `projects.core.dataApi` are one project."""
    return re.sub(r"[-_]", "", name.removeprefix("projects.").strip(":").replace(":", ".")).lower()
