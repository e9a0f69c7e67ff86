"""What kind of project the workspace is, by the first of a list of rules that holds."""

from __future__ import annotations

from collections import Counter
from functools import partial
from typing import TYPE_CHECKING, Final

from ...workspace.code_places import is_hidden
from ...workspace.folders_aside import helps_at_root
from ..main_technology import IN_BROWSER, JOIN_BOTH, SETTING_UP, is_program
from ..technologies import is_large
from ..tool_or_library import IS_LIBRARY, introduced_as, is_called_a_tool, is_called_otherwise, said_to_serve
from .by_files import (
    BROWSED,
    FAIR,
    MANY,
    composed,
    has_templates,
    is_action,
    is_begun,
    is_built_library,
    is_bunch,
    is_dataset,
    is_documentation,
    is_for_browsers,
    is_installed_library,
    is_left,
    is_run,
    is_site_of_texts,
    is_texts,
    is_written_elsewhere,
    said_to_collect,
    side_by_side,
)
from .evidence import BEGINS, grounds
from .facts import MANY_ROUTES, SMALL, is_nx_application
from .package_kind import COMMAND, DECISIVE, is_called_a_command, is_decidedly, speaking
from .package_kind import is_tool as offers_commands
from .starts import HOSTED_KINDS, OF_SHELLS, has_page, hosted, mac_application, serves
from .whole import Whole

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from ....answers import Ground, LanguageShare
    from ....indexer.index import Index
    from ..technologies import Found

__all__ = ["project_type"]

ANALYSING, HALF = frozenset({"Python", "Jupyter Notebook", "R", "Julia", "SQL", "Scala", "MATLAB"}), 0.5
JOINED = frozenset({"Socket.IO"})
"""What a server has for programs in the browser that may stand anywhere."""
MAKE_APPS = frozenset(
    {"React Native", "Expo", "Flutter", "NativeScript", "Cordova", "Capacitor", ".NET MAUI", "Xamarin", "Kivy"}
)
"""Not Ionic: it draws pages, of which Capacitor or Cordova makes an application."""
ANDROID, OF_PHONES = "com.android.application", frozenset({"Kotlin", "Java", "Swift", "Objective-C", "Objective-C++"})
"""What builds a phone's own applications, and what they are written in."""
SETS_UP = frozenset({"Ansible", "Flux", "Argo CD"})
"""What makes machines or clusters as the workspace describes them."""
PROGRAMMED = frozenset({"Pulumi.yaml", "cdk.json", "cdktf.json"})
"""Files at the root by which a program of the product is run to set up what a cloud has."""
SPOKEN = 0.2
"""A smaller share of the code is a port of the program to phones, or a helper; enough for a package named after the workspace."""


def is_monorepo(project: Whole) -> bool:
    """Several products under one roof; not one product and its parts, in however many packages."""
    if project.is_at_root or project.family or project.program:
        return False
    applications = sum(is_nx_application(path, manifest) for path, manifest in project.manifests.items())
    folders = {path.rpartition("/")[0] for path, _ in project.members}
    several = len(project.public) >= 2 or len(folders) >= 5 or applications >= 2
    return (several and not project.root_is_package) or side_by_side(project.index, project.manifests)


def is_mobile(project: Whole) -> bool:
    names = project.has("mobile")
    on_apple = "Xcode" in project.found and bool({"UIKit", "SwiftUI"} & set(names))
    applied = [path for path, item in project.manifests.items() if any(made.name == ANDROID for made in item.settings)]
    # what a part publishes is beside
    is_one = any("/" in path and is_large(project.index, path, HALF) for path in applied)
    beside = project.is_imported or not on_apple or project.root_is_package or project.apple_library
    if project.published and beside and not is_one:
        return False
    spoken = sum(item["share"] for item in project.shares if item["name"] in OF_PHONES)
    on_apple = on_apple and mac_application(project.index) is None
    return (bool(on_apple or applied) and spoken >= SPOKEN) or not MAKE_APPS.isdisjoint(names)


def is_desktop(project: Whole) -> bool:
    """A program with windows; a site that is deployed to servers may come in such a frame as well, and a build that makes
    an application may publish its library too. Screens of a terminal are no windows, and commands on a Mac use AppKit as well."""
    windowless = {"Bubble Tea", "Ratatui", "Ink", "Textual", "AppKit"}
    wraps_a_site = project.answers and project.deployed
    shown = [name for name in project.has("desktop") if name not in windowless]
    runs = any(setting.name == "application" for item in project.manifests.values() for setting in item.settings)
    shown = [name for name in shown if not all(helps_at_root(claim.path) for claim in project.found[name].evidence)]
    if mac_application(project.index) and not (project.root_is_package or project.apple_library):
        return True
    return any(project.weighs(name) for name in shown) and not ((project.published and not runs) or wraps_a_site)


def is_fullstack(project: Whole) -> bool:
    if project.published or project.in_parts:
        return False
    pages = bool(project.has("ui-library") or set(project.found) & (IN_BROWSER - JOINED))
    return (
        bool(set(project.found) & JOIN_BOTH)
        or bool(
            (_weighty(project) or project.serves_alone)
            and has_templates(project.index, project.shares)
            and not project.serves_aside
        )
        or (pages and _serves_them(project))
    )


def _serves_them(project: Whole) -> bool:
    """Whether a server stands beside the pages: a framework's, or one that another language's code starts."""
    serving = bool(_weighty(project)) or (_has_another_side(project) and serves(project.index))
    return serving and not project.serves_aside and is_for_browsers(project.shares, SMALL)


def is_backend(project: Whole) -> bool:
    """A server; what reads commands may open a port for one of them, and is packed into a container as well."""
    alone = (project.exposes or project.serves_alone) and not project.has("cli-framework")
    serves = bool(_weighty(project)) and not project.serves_aside
    return (serves or alone) and not project.published


def _weighty(project: Whole) -> list[str]:
    """The web frameworks that more than a small folder rests on, or that a program of .NET is made with."""
    return (
        project.servers if any(map(is_run, project.manifests.values())) else [*filter(project.weighs, project.servers)]
    )


def is_daemon(project: Whole) -> bool:
    """A program that waits for others to connect, without a framework, and that its introduction calls a server."""
    return not project.published and is_begun(project) and said_to_serve(project.index) is not None


def is_frontend(project: Whole) -> bool:
    elsewhere = is_written_elsewhere(project.shares) and IN_BROWSER.isdisjoint(project.found)
    if project.published or project.in_parts or is_texts(project) or is_site_of_texts(project) or elsewhere:
        return False
    site = [claim for name in project.has("static-site") for claim in project.found[name].evidence]
    if any(claim.how in ("files", "content") and "/" not in claim.path for claim in site):
        return True
    return is_for_browsers(project.shares) and bool(project.has("ui-library", "static-site", "css-framework"))


def is_infrastructure(project: Whole) -> bool:
    share = sum(item["share"] for item in project.shares if item["name"] in SETTING_UP)
    charts = [manifest.ecosystem == "helm" for manifest in project.root_manifests.values()]
    sets_up = not SETS_UP.isdisjoint(project.found) or (bool(charts) and all(charts))
    leading = next((item["name"] for item in project.shares if is_program(item["name"])), "")
    by_scripts = leading in ("", *OF_SHELLS) and not project.published
    started = by_scripts and composed(project.index, MANY if leading else 1) is not None
    programmed = not (project.published or project.servers or PROGRAMMED.isdisjoint(project.index.files))
    return share > 0.5 or started or programmed or (sets_up and _is_written_without_code(project))


def _is_written_without_code(project: Whole) -> bool:
    from ....indexer.classify.linguist import language_type

    kinds = Counter(
        language_type(file.language)
        for path, file in project.index.files.items()
        if file.zone == "product" and not is_hidden(path)
    )
    return kinds["data"] + kinds["markup"] > kinds["programming"]


def is_data(project: Whole) -> bool:
    """What is written here is mostly in languages that data is worked on with: a script that draws a benchmark tells nothing."""
    if project.published:
        return False
    share = sum(item["share"] for item in project.shares if item["name"] in ("Jupyter Notebook", "R"))
    analysing = sum(item["share"] for item in project.shares if item["name"] in ANALYSING)
    pipelines = {"dbt", "Apache Airflow", "Dagster", "Prefect", "Kedro", "DVC", "Snakemake"}
    worked_on = bool(project.has("data-science")) and analysing >= HALF
    return share > 0.5 or not pipelines.isdisjoint(project.found) or worked_on


def is_cli(project: Whole) -> bool:
    interface = project.has("cli-framework") and not project.published and not serves(project.index)
    begins = bool(project.main_files) and not project.published and not is_data(project)
    return project.commands or bool(interface) or begins


def is_tool(project: Whole) -> bool:
    """A command first of all, though it may serve pages or be imported as well: it reads commands and nothing says that it is
    deployed, or nearly all that its introduction shows is the command."""
    if project.answers and not is_called_a_command(project):
        return False
    items = (*project.root_manifests.items(), *project.only_public)
    tools = [item for item in items if offers_commands(project, *item)]
    apart = project.deployed or project.started or (project.family and project.published)
    least = DECISIVE * 2 if project.started else DECISIVE
    return bool(tools and project.has("cli-framework") and not apart) or any(
        is_decidedly(speaking(project, *item), COMMAND, least) for item in tools
    )


def is_hosted(project: Whole, kind: str) -> bool:
    """Another program loads or fills in what this is: an extension, a theme, a template."""
    return (found := hosted(project.index)) is not None and found[0] == kind


def is_said_library(project: Whole) -> bool:
    """It calls itself a library, and no application starts here: what parts of it serve, or an image of it, is for its users."""
    return introduced_as(project.index, IS_LIBRARY) is not None and not project.started


def is_gathered(project: Whole) -> bool:
    """Examples or templates that have nothing to do with each other, as the README says; a package at the root is one thing."""
    return not project.root_is_package and said_to_collect(project.index) is not None


RULES: Final[Sequence[tuple[str, Callable[[Whole], bool]]]] = (
    *((kind, partial(is_hosted, kind=kind)) for kind in HOSTED_KINDS),
    ("unknown", is_gathered),
    ("monorepo", is_monorepo),
    ("library", is_said_library),
    ("mobile", is_mobile),
    ("desktop", is_desktop),
    ("data", is_dataset),
    ("cli", is_tool),
    ("documentation", lambda project: not project.root_is_package and is_site_of_texts(project, beside=True)),
    ("fullstack", is_fullstack),
    ("backend", is_backend),
    ("frontend", is_frontend),
    ("backend", lambda project: bool(project.functions) and not project.published),
    ("documentation", lambda project: not project.published and is_site_of_texts(project)),
    ("infrastructure", is_infrastructure),
    ("documentation", is_documentation),
    ("backend", is_daemon),
    ("cli", lambda project: is_cli(project) and not project.published and not is_installed_library(project)),
    ("cli", is_action),
    ("data", is_data),
    ("library", lambda project: project.published),
    ("library", is_installed_library),
    ("library", is_built_library),
    ("backend", lambda project: serves(project.index) and not is_called_a_tool(project.index)),
    ("frontend", lambda project: has_page(project.index, project.shares)),
    ("unknown", is_bunch),
    ("cli", is_begun),
    ("library", is_left),
)
"""Type → whether a project is of it; the first that holds."""


def project_type(index: Index, found: Sequence[Found], shares: Sequence[LanguageShare]) -> tuple[str, list[Ground]]:
    """The kind of the first rule that holds, where it is shown beyond doubt, else a server where that is; `unknown` where neither is."""
    project = Whole(index, {item.name: item for item in found}, shares)
    held = (kind for kind, holds in RULES if holds(project))
    kind = next(held, "unknown")
    shown = _shown(project, kind)
    if not shown and kind != "unknown" and "backend" in held:
        kind, shown = "backend", _shown(project, "backend")
    return (kind, shown) if shown else ("unknown", [])


def _shown(project: Whole, kind: str) -> list[Ground]:
    """What shows a kind; nothing where it is doubtful."""
    shown = grounds(project, kind)
    doubts = {"cli": lambda: _only_runs(project, shown), "frontend": lambda: _has_another_side(project)}
    return [] if shown and kind in doubts and doubts[kind]() else shown


TOLD: Final = ("said", "classified: command-line")
"""How the evidence begins by which somebody calls it a command."""
TYPED: Final = ("first use", "use", "installed")


def _only_runs(project: Whole, shown: Sequence[Ground]) -> bool:
    """Nothing says that it is a command, only that it is run as all programs are; and it is called something else, answers
    requests, or little of the code is in the packages that begin."""
    says = [row["says"] for row in shown]
    places = [row["path"] for row in shown if row["says"].startswith(BEGINS)]
    if any(text.startswith(TOLD) for text in says):
        return False
    typed = any(text.startswith(TYPED) for text in says)
    begun_in = places if len(places) == len(shown) else ()
    if begun_in and not any(is_large(project.index, place, FAIR) for place in begun_in):
        return True
    answers = not typed and not project.serves_aside and (project.routes >= MANY_ROUTES or serves(project.index))
    return answers or is_called_otherwise(project.index, typed=typed)


def _has_another_side(project: Whole) -> bool:
    """A fair part of the code is of programs that no browser runs: what they do is not known."""
    outside = (item["share"] for item in project.shares if is_program(item["name"]) and item["name"] not in BROWSED)
    return sum(outside) >= FAIR and hosted(project.index) is None
