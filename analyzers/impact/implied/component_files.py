"""Files that are one component (Vue, Svelte, Astro): who runs what their scripts define, and which components they show."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..occurrences import Step

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from ..meaning.program import Program
    from ..occurrences import Definition
    from ..sites.shape import Site

__all__ = ["component_steps", "is_shown", "with_components"]


def component_steps(program: Program, definition: Definition) -> Iterator[Step]:
    """The step into what the script of a component runs: the component itself, which is its default export."""
    path, qualname = definition
    component = program.component(path)
    if component and qualname != component and "." not in qualname:
        yield Step((path, component), None, 0, "run by its component", True)


def with_components(program: Program, steps: Iterable[Step]) -> Iterator[Step]:
    """Behind a step to something that a component's script defines or does, one to the component: they run together."""
    for step in steps:
        yield step
        path, qualname = step.user
        component = program.component(path)
        if component and qualname != component:
            yield step._replace(user=(path, component))


def is_shown(program: Program, path: str, site: Site) -> bool:
    """Whether an import brings a component into another one's file: it does so for the template, which is not read."""
    return (
        site.role == "import"
        and bool(program.component(path))
        and any(name and name == program.component(file) for file, name in program.lookup(path, site.alias))
    )
