"""What tells of a project that no package speaks for: its texts, its data, what browsers show, its code and its build files."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Final

from .... import lazy_re as re
from ....indexer.classify.linguist import language_type
from ....indexer.workspace_paths import prefix_of
from ...per_index import per_index
from ...workspace.code_places import is_hidden
from ..introduction import introduction
from ..main_technology import JOIN_BOTH, TEMPLATES, is_program
from .starts import OF_SHELLS, begun, root_scripts

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from ....answers import Ground, LanguageShare
    from ....indexer.index import Index
    from ....indexer.manifests.base import Manifest
    from .facts import Project
    from .whole import Whole

__all__ = [
    "ACTIONS", "BROWSED", "BUILDS", "DATA", "FAIR", "LIBRARY", "MANY", "PACKED", "RUN_BY", "SHOWN", "composed",
    "has_templates", "is_action", "is_bare", "is_begun", "is_built_library", "is_bunch", "is_dataset", "is_documentation",
    "is_for_browsers", "is_installed_library", "is_left", "is_site_of_texts", "is_texts", "is_written_elsewhere",
    "said_to_collect", "side_by_side",
]  # fmt: skip

TWICE: Final = 2
TEXTS = 10
"""So many texts a program make a collection of texts."""
WRITTEN: Final = frozenset({"MDX", "Markdoc"})
"""What Linguist calls markup, and writers write texts in."""
GIVEN: Final = ("src/", "content/", "pages/", "app/", "posts/", "data/")
"""Folders of a site's texts, for frameworks that make more than sites; `docs/` describes the application."""
SHOWN: Final = frozenset({"product", "docs"})
DATA, MANY_DATA = ("CSV", "TSV", "JSON", "GeoJSON", "XML"), 50
"""What data is kept in, and so many files of it, each for what others have one program."""


GATHERED: Final = re.compile(
    r"\b(?:collection|list|set|bunch|catalog(?:ue)?) of\b(?:[^.]|\.(?=\w)){0,60}?\b(?:samples?|examples?|exercises|solutions|snippets"
    r"|recipes|demos|templates)\b",
    re.IGNORECASE,
)
"""What a workspace says of itself that gathers what has nothing to do with each other."""


def said_to_collect(index: Index) -> Ground | None:
    """The first sentence of the README where it calls the workspace a collection of examples or templates."""
    readme = introduction(index, "")
    if (said := readme.sentence) and (found := GATHERED.search(said.text)):
        return {"path": readme.path, "line": said.line, "says": f"said: {found[0]}"}
    return None


@per_index
def _kinds(index: Index) -> Counter[str]:
    """How many files are programs, markup, prose and data."""
    found: Counter[str] = Counter()
    for language, count in Counter(file.language for file in index.files.values()).items():
        found[language_type(language)] += count
    return found


def is_texts(project: Project) -> bool:
    """Most files are texts, whatever shows them as pages."""
    kinds = _kinds(project.index)
    pages = kinds["programming"] + kinds["markup"]
    return kinds["prose"] > (TWICE if not kinds["programming"] else TEXTS / 2) * pages and not project.root_is_package


def is_site_of_texts(project: Project, *, beside: bool = False) -> bool:
    """Whether a site generator at the root is given texts for the most part; `beside`: also a framework that serves pages and has its
    texts beside its code."""
    makers = [*project.has("static-site"), *(JOIN_BOTH.intersection(project.found) if beside else ())]
    if all("/" in claim.path for name in makers for claim in project.found[name].evidence):
        return False
    places, files = GIVEN if beside else ("",), project.index.files.items()
    given = (item.language for at, item in files if item.zone in SHOWN and at.startswith(places) and not is_hidden(at))
    kinds = Counter("prose" if language in WRITTEN else language_type(language) for language in given)
    return kinds["prose"] > kinds["programming"] + kinds["markup"]


def is_dataset(project: Project) -> bool:
    """Files of data by the dozen, and a few programs that make or check them."""
    files = [file for path, file in project.index.files.items() if file.zone == "product" and not is_hidden(path)]
    kinds = Counter(file.language for file in files)
    data = sum(kinds[name] for name in DATA)
    return data >= MANY_DATA and data >= TEXTS * sum(
        file.parsed > 0 or language_type(file.language) == "programming" for file in files
    )


def is_documentation(project: Project) -> bool:
    """No programs but few that check or show the texts, or none at all."""
    kinds = _kinds(project.index)
    return (
        kinds["prose"] >= TEXTS * kinds["programming"] and kinds["prose"] + kinds["markup"] > 0 and not is_bare(project)
    )


def is_bare(project: Project) -> bool:
    """A manifest says that there will be a package, and no file of code or markup is there yet, only a README or two."""
    if {"programming", "markup"} & {language_type(item["name"]) for item in project.shares}:
        return False
    texts = [path for path, file in project.index.files.items() if language_type(file.language) == "prose"]
    return not any("/" in path for path in texts) and any(item.packages for item in project.manifests.values())


BROWSED: Final = frozenset(
    ("HTML", "CSS", "SCSS", "Less", "Sass", "JavaScript", "TypeScript", "MDX", "Elm", "Markdown", *TEMPLATES)
)
FAIR: Final = 0.25
ERROR_PAGE: Final = re.compile(r"(?:^|/)[45]\d\d(?:-[\w-]+)?\.html$")
MAIL: Final = re.compile(r"(?:^|/)(?:e?mails?|mailers?|\w+_mailer|mjml)/", re.IGNORECASE)
"""Templates of mail make no pages."""
PAGES: Final = 0.02
"""The least share of templates that makes a server show pages; less is mail and error pages."""


def is_for_browsers(shares: Sequence[LanguageShare], least: float = FAIR) -> bool:
    """Whether a fair part of the code is what browsers run."""
    return not shares or sum(item["share"] for item in shares if item["name"] in BROWSED) >= least


def is_written_elsewhere(shares: Sequence[LanguageShare]) -> bool:
    """Whether more of the programs, and a fair part of all code, is in languages that browsers do not run: the pages, or the
    project's own site, only go with them."""
    programs = [item for item in shares if is_program(item["name"])]
    inside = sum(item["share"] for item in programs if item["name"] in BROWSED)
    outside = sum(item["share"] for item in programs if item["name"] not in BROWSED)
    return outside > inside and outside >= FAIR


def has_templates(index: Index, shares: Sequence[LanguageShare]) -> bool:
    """Whether the product has pages of its own; dialects (`HTML+ERB`) count with their language, as in the shares."""
    from ....indexer.classify.linguist import group

    pages = {
        path: group(file.language)
        for path, file in index.files.items()
        if file.zone == "product"
        and file.language in TEMPLATES
        and not (ERROR_PAGE.search(path) or MAIL.search(path) or is_hidden(path))
    }
    alone = len(pages) == 1 and not any(_is_dressed(index, path) for path in pages)
    shown = {name for name in pages.values() if not (alone and name == "HTML")}
    return sum(item["share"] for item in shares if item["name"] in shown) >= PAGES


def _is_dressed(index: Index, page: str) -> bool:
    """Whether style sheets or scripts lie beside a page or below its folder: else it may only describe the interface."""
    folder = page.rpartition("/")[0]
    if not folder or index.files[page].language != "HTML":
        return True
    return any(
        path.startswith(f"{folder}/") and path != page and file.zone == "product" and file.language in BROWSED
        for path, file in index.files.items()
    )


# ---- What code and build files tell of a project that no package speaks for: where it begins, what is made, what lies side by side


MANY: Final = 4
BUILDS: Final = ("CMakeLists.txt", "meson.build")
LIBRARY: Final = re.compile(rb"\badd_library\s*\(|(?<!\w)(?:shared_|static_|both_)?library\s*\(\s*(?:'|meson\.)")
PROGRAM: Final = re.compile(rb"\badd_executable\s*\(|(?<!\w)executable\s*\(")
INSTALLED: Final = re.compile(rb"install\s*\(\s*(?:EXPORT\b|TARGETS\b[^)]*\bEXPORT\b)")
COMPOSE: Final = re.compile(r"(?:docker-)?compose\.ya?ml")
ACTIONS, RUN_BY = ("action.yml", "action.yaml"), re.compile(rb"(?m)^runs:")


def is_bunch(project: Whole) -> bool:
    """Many programs, none outermost, and nothing that binds them: exercises, solutions, answers."""
    from ...entries.entry_ranks import entry_points

    begun = {
        entry["path"] for entry in entry_points(project.index) if entry["kind"] in {"main", "cli"} and entry["path"]
    }
    return not project.manifests and len(begun) >= MANY and all("/" in path for path in begun)


def is_begun(project: Whole) -> bool:
    """A program begins somewhere, or a script is the product; beside a library that the build makes it shows or tries that."""
    begins = any(begun(project.index, project.shares)) or bool(root_scripts(project.index, project.shares))
    return begins and not _makes_library(_builds(project, *BUILDS))


def is_built_library(project: Whole) -> bool:
    """The root's build makes a library, and no program."""
    return _makes_library([project.index.read(name) for name in BUILDS if name in project.index.files])


def _makes_library(builds: list[bytes]) -> bool:
    return any(map(LIBRARY.search, builds)) and not any(map(PROGRAM.search, builds))


def is_installed_library(project: Whole) -> bool:
    """CMake makes a library and writes down, for other builds, where it is installed."""
    builds = _builds(project, "CMakeLists.txt", ".cmake")
    exported = any(b"configure_package_config_file(" in build or INSTALLED.search(build) for build in builds)
    return exported and any(b"add_library(" in build for build in builds)


def _builds(project: Whole, *endings: str) -> list[bytes]:
    files = project.index.files.items()
    return [project.index.read(path) for path, file in files if path.endswith(endings) and file.zone == "product"]


def composed(index: Index, least: int = 1) -> Ground | None:
    """A compose file at the root that starts so many programs of others from their images."""
    for path in (path for path in index.manifests if COMPOSE.fullmatch(path)):
        images = [setting for setting in index.manifests[path].settings if setting.kind == "service" and setting.value]
        if len(images) >= least:
            return {"path": path, "line": images[0].line, "says": f"starts {len(images)} services from images"}
    return None


def is_action(project: Whole) -> bool:
    """A program that workflows run: the root says how."""
    return any(name in project.index.files and RUN_BY.search(project.index.read(name)) for name in ACTIONS)


def is_left(project: Whole) -> bool:
    """Code that nothing starts: others do, where anything shows it. What a shell reads sets it up."""
    leading = project.shares[0]["name"] if project.shares else ""
    return leading not in {"", *OF_SHELLS} and not is_bare(project)


SOLUTIONS: Final = (".sln", ".slnx")
APPLICATION_SDKS: Final = ("microsoft.net.sdk.web", "microsoft.net.sdk.worker")

PACKED: Final = frozenset(
    ("property:PackageId", "property:PackageTags", "property:IsPackable", "property:MinClientVersion")
)
LEAST_PACKAGES: Final = 5
DESCRIBING: Final = frozenset(("helm", "terraform", "conda"))
"""Ecosystems whose manifests describe where things run, not a package of code."""


def side_by_side(index: Index, manifests: Mapping[str, Manifest]) -> bool:
    """Whether the product's packages lie in folders of their own and none around them: services in one repository.

    Args:
        manifests: those of the product; projects of a solution around them are parts of what it builds.
    """
    solutions = tuple(path.rpartition("/")[0] for path in index.files if path.endswith(SOLUTIONS))
    folders = {
        path.rpartition("/")[0]
        for path, manifest in manifests.items()
        if manifest.packages
        and manifest.ecosystem not in DESCRIBING
        and not (manifest.ecosystem == "nuget" and any(path.startswith(prefix_of(at)) for at in solutions))
    }
    outermost = {folder for folder in folders if not any(folder.startswith(f"{other}/") for other in folders)}
    return "" not in folders and len(outermost) >= LEAST_PACKAGES


def is_run(project: Manifest) -> bool:
    """Whether a .NET project makes a program; the libraries of a solution that has one are its parts, published or not."""
    settings = configured(project)
    sdk = settings.get("sdk", "").partition("/")[0]
    return sdk in APPLICATION_SDKS or settings.get("property:OutputType", "") in ("exe", "winexe")


def configured(project: Manifest) -> dict[str, str]:
    """The properties of a .NET project, in lower case."""
    return {setting.name: setting.value.lower() for setting in project.settings if setting.kind == "config"}
