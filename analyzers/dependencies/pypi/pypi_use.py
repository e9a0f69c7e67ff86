"""Python dependencies that nothing uses, and modules that are imported and not declared."""

from __future__ import annotations

from collections import Counter
from functools import cached_property
from typing import TYPE_CHECKING

from .... import lazy_re as re
from ....indexer.classify.zones import zone as zone_of
from ....indexer.gathering import by_key
from ....indexer.manifests.base import CHANNEL
from ....indexer.workspace_paths import joined, outwards
from ...text_facts import text_lines
from ...workspace.workspace_packages import BORROWING, OWN_ZONES, owner
from ..absent_code import is_template, lacks_code
from ..import_names import candidates, modules_of, normalised
from ..short_for import is_short_for
from ..unused_claims import undeclared_claim, unused_claim
from .pypi_doubts import doubt, has_other_reason, is_found_by_others, is_started, listed_with, named_in_texts
from .pypi_literals import named_in_literals
from .pypi_marks import ALL_EXCEPTED, LISTS, PypiMarks
from .undeclared_modules import (
    NAMESPACES,
    declared_inside,
    is_brought_along,
    is_guarded,
    is_hidden,
    is_of_environment,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ....answers import UndeclaredDependency, UnusedDependency
    from ....indexer.manifests.base import Dependency
    from ..dependency_use import ImportUse

__all__ = ["PypiUse"]

OFFERED = re.compile(r"\b(?:extras?|optional|contrib|plugins?)\b[\w.-]*\.(?:txt|in)$|(?:^|/)\.?binder/")
"""Requirement files of what users may add, and of what notebooks are opened with."""
PLATFORM = re.compile(r"\b(?:sys_platform|platform_\w+|os_name)\b")
"""A marker of an environment: what is needed there only may be of use to something that is there only."""
NAMESPACE, NAMESPACE_CORE = "google-cloud-", "google-cloud-storage"
"""Distributions of one namespace (`from google.cloud import pubsub`), whose parts an import does not tell apart."""
DIGITS = "0123456789"
"""What a successor has at its end, which keeps the module's name (`django-crumbs2`)."""
CONFIDENCE = {"runtime": 0.9, "optional": 0.6, "dev": 0.4, "test": 0.4}
"""Scope → how sure a finding is: a tool may be run by hand, and nothing in the workspace tells."""


class PypiUse(PypiMarks):
    """The Python packages of a workspace and what is used of them."""

    def unused(self) -> Iterator[UnusedDependency]:
        """Dependencies that no module below the package imports, no text names and no command runs."""
        left = Counter(path for path, _ in self._unreached)
        names = [normalised("pypi", item.name) for _, item in self._unreached]
        held = named_in_texts(self.index, self.manifests.keys(), names)
        for path, item in self._unreached:
            modules = (*modules_of(normalised("pypi", item.name)),)
            missing = {"imported": self._missing, "named in settings": self.strange}
            against = doubt(item.name, self.subject[path], missing)
            against = against or held.get(normalised("pypi", item.name), "")
            if not against and path.endswith(LISTS):
                against = listed_with(path, self.manifests[path].dependencies, left[path])
            yield unused_claim(item, self.subject[path], path, CONFIDENCE[item.scope], modules, against)

    @cached_property
    def _unreached(self) -> list[tuple[str, Dependency]]:
        left = list(self._never_reached())
        named = named_in_literals(self.index, {normalised("pypi", item.name) for _, item in left})
        return [
            (path, item)
            for path, item in left
            if normalised("pypi", item.name) not in named and not has_other_reason(self.index, path, item.line)
        ]

    def _never_reached(self) -> Iterator[tuple[str, Dependency]]:
        for path, manifest in self.manifests.items():
            directory = self.subject[path]
            if (
                self.index.files[path].zone == "product"
                and not (OFFERED.search(path) or is_hidden(path))
                and (not directory or directory in self.coded)
                and not lacks_code(self.index, directory)
            ):
                for item in manifest.dependencies:
                    reach = "" if path.endswith(LISTS) else directory
                    if self._judged(item, path, directory) and not self._is_used(item, reach):
                        yield path, item

    def undeclared(self) -> Iterator[UndeclaredDependency]:
        """Modules that neither a manifest nor a lockfile provides; the most imported first within a package."""
        ranked = sorted(self._missing.items(), key=lambda item: (item[0][0], -len(item[1]), item[0][1]))
        for (directory, name), uses in ranked:
            near = (item.name for path, item in self._unreached if self.subject[path] in {"", directory})
            if any(is_short_for(name, other) for other in near):
                continue  # told as unsure
            places = sorted({(use.path, use.line) for use in uses})
            yield undeclared_claim(name, directory, places)

    @cached_property
    def _missing(self) -> dict[tuple[str, str], list[ImportUse]]:
        """`(folder, module)` → its imports, of what nothing provides."""
        owned = ((owner(self.directories, use.path), use) for use in self.used.unmatched.get("pypi", ()))
        return by_key(
            ((directory, use.module), use)
            for directory, use in owned
            if directory in self.directories and self._is_missing(use, directory)
        )

    def _is_missing(self, use: ImportUse, directory: str) -> bool:
        zone = self.index.files[use.path].zone
        if zone not in OWN_ZONES or is_hidden(use.path) or use.kind == "conditional":
            return False
        if is_brought_along(use, zone):
            return False
        if zone in BORROWING and zone_of(f"{directory}/x") != zone:
            return False  # examples answer for what they import only where they have a manifest of their own
        lazy = use.kind in {"lazy", "dynamic"}
        needed = zone == "product" and not lazy
        if (directory, use.module) in self.alike or is_of_environment(self.environments, use, directory, needed=needed):
            return False
        if normalised("pypi", use.module) in self.built or self._beside(use) or self._shares_namespace(use.module):
            return False
        if is_template(use.path) or (lazy and is_guarded(text_lines(self.index, use.path), use.line)):
            return False
        if not declared_inside(self.index, use.path).isdisjoint(candidates("pypi", use.module)):
            return False
        return use.module not in self.excepted[directory].get("DEP001", ())

    def _shares_namespace(self, module: str) -> bool:
        """A bare namespace of many distributions, one of which is declared and may bring this part of it (`google.api_core`)."""
        return module in NAMESPACES and any(
            normalised("pypi", item.name).startswith(f"{module}-")
            for manifest in self.manifests.values()
            for item in manifest.dependencies
        )

    def _beside(self, use: ImportUse) -> bool:
        """A module that lies next to the importing file or in a folder around it: scripts run with their folder on the path."""
        starts = (joined(folder, use.module) for folder in outwards(use.path.rpartition("/")[0]))
        return any(f"{start}{end}" in self.index.files for start in starts for end in (".py", "/__init__.py"))

    def _judged(self, item: Dependency, path: str, directory: str) -> bool:
        excepted = self.excepted[directory].get("DEP002", ())
        return (
            item.direct
            and (
                item.scope in {"runtime", "optional"}
                or (item.scope in {"dev", "test"} and item.group in self._extras(path))
            )
            and not PLATFORM.search(item.marker)
            and not ((item.scope == "optional" or item.group in self._extras(path)) and self.loads_by_name)
            and item.source not in {"workspace", "path", CHANNEL}  # what a channel brings may be a program
            and normalised("pypi", item.name) not in {*self.own, *(normalised("pypi", name) for name in excepted)}
            and ALL_EXCEPTED not in excepted
            and item.group not in self.excepted[directory].get("groups", ())
        )

    def _is_used(self, item: Dependency, directory: str) -> bool:
        name = normalised("pypi", item.name)
        if (
            self._below(name, directory)
            or (directory, name) in self.alike
            or (name.startswith(NAMESPACE) and self._below(NAMESPACE_CORE, directory))
            or name in self.mentioned.get(directory, ())
            or name in self.mentioned.get("", ())
            or name.replace("-", "") in self.mentioned.get(directory, ())
            or (name.startswith("django-") and "-".join(name.split("-")[:2]) in self.mentioned.get(directory, ()))
            or (name[-1:].isdigit() and name.rstrip(DIGITS) in self.mentioned.get(directory, ()))
            or (item.scope in {"dev", "test"} and self.tools.uses(name))
            or self.tools.configures(name)
            or self.tools.has_file(name)
        ):
            return True
        if is_started(name, self.workflow) or name in self.generated:
            return True
        return any(is_found_by_others(name, hosts) for hosts in (self._together(directory), self.own))
