"""Routes of Devise: what `devise_for :users` adds, by the modules that the model names.

https://github.com/heartcombo/devise/blob/main/lib/devise/rails/routes.rb
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from .... import lazy_re as re
from ..text.resources import singular
from ..text.route_source import source_text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ....indexer.index import Index

__all__ = ["DEVISE", "devise_routes"]

DEVISE = re.compile(r"^\s*devise_for\s*\(?\s*[:'\"](\w+)['\"]?(.*)", re.DOTALL)
MODULES = re.compile(r"^\s*devise\s*\(?((?:\s*:\w+\s*,?|\s*#[^\n]*\n)+)(.*)", re.MULTILINE)
PROVIDERS = re.compile(r"\bomniauth_providers:\s*(?:\[([^\]]*)\]|%i[\[({]([^\])}]*)[\])}])")
PATH = re.compile(r"\bpath:\s*['\"]([^'\"]*)['\"]")
SKIPPED = re.compile(r"\bskip:\s*(?:(?:%i)?[\[({]([^\])}]*)[\])}]|:(\w+))")
ONLY = re.compile(r"\bonly:\s*(?:(?:%i)?[\[({]([^\])}]*)[\])}]|:(\w+))")
SIGN_OUT = re.compile(r"\bsign_out_via(?::|\s*=)\s*(?:(?:%i)?[\[({]([^\])}]*)[\])}]|:(\w+))")
"""The methods that sign out, of one model or of all."""
CONTROLLERS = re.compile(r"\bcontrollers:\s*\{([^}]*)\}")
NAMES = re.compile(r"\bpath_names:\s*\{([^}]*)\}")
PAIR = re.compile(r"(\w+):\s*['\"]([^'\"]*)['\"]")
PAGES = (
    ("database_authenticatable", "sessions", "new GET /{sign_in}; create POST /{sign_in}; destroy DELETE /{sign_out}"),
    ("recoverable", "passwords", """new GET /{password}/new; edit GET /{password}/edit; update PATCH /{password}; update PUT /{password};
        create POST /{password}"""),
    ("registerable", "registrations", """cancel GET /{registration}/{cancel}; new GET /{registration}/{sign_up};
        edit GET /{registration}/{edit}; update PATCH /{registration}; update PUT /{registration};
        destroy DELETE /{registration}; create POST /{registration}"""),
    ("confirmable", "confirmations", "new GET /{confirmation}/new; show GET /{confirmation}; create POST /{confirmation}"),
    ("invitable", "invitations", """edit GET /{invitation}/{accept}; destroy GET /{invitation}/{remove}; new GET /{invitation}/new;
        update PATCH /{invitation}; update PUT /{invitation}; create POST /{invitation}"""),
    ("lockable", "unlocks", "new GET /{unlock}/new; show GET /{unlock}; create POST /{unlock}"),
)  # fmt: skip
"""The routes of each module: its controller; action, method and path below the model's; `{sign_in}` is a name
that `path_names` may change."""
SESSIONS = frozenset({"two_factor_authenticatable", "ldap_authenticatable", "pam_authenticatable"})
"""Modules of other libraries that sign in as Devise's own does."""
SPELLED = {"registration": ""}
"""The names that are another text where nothing changes them."""


def devise_routes(index: Index, match: re.Match[str]) -> Iterator[tuple[str, str, str]]:
    """`(method, path, handler)` of each route of a `devise_for`; nothing where the model does not tell its modules."""
    name, rest = match[1], match[2]
    modules, providers = _modules(index, singular(name))
    given = PATH.search(rest)
    start = f"/{given[1] if given else name}".rstrip("/")
    own, names = dict(_pairs(CONTROLLERS, rest)), dict(_pairs(NAMES, rest))
    skipped, only = _listed(SKIPPED, rest), _listed(ONLY, rest)
    for module, controller, rows in PAGES:
        left = {controller, "all"} & skipped or (only and controller not in only)
        for action, method, end in map(str.split, rows.split(";")) if module in modules and not left else ():
            path = re.sub(r"\{(\w+)\}", lambda found: names.get(found[1], SPELLED.get(found[1], found[1])), end)
            for verb in _signing_out(index, rest) if "{sign_out}" in end else (method,):
                yield verb, start + path.replace("//", "/"), f"{own.get(controller, f'devise/{controller}')}#{action}"
    if "omniauthable" in modules and not {"omniauth_callbacks", "all"} & skipped:
        controller = own.get("omniauth_callbacks", "devise/omniauth_callbacks")
        for provider in providers or ["{provider}"]:
            for method in ("GET", "POST"):
                yield method, f"{start}/auth/{provider}", f"{controller}#passthru"
                handler = f"{controller}#{provider}" if providers else controller
                yield method, f"{start}/auth/{provider}/callback", handler


def _signing_out(index: Index, options: str) -> list[str]:
    texts = (options, *(source_text(index, path) for path in index.files_using("sign_out_via") if "/init" in path))
    return sorted(name.upper() for name in next(filter(None, (_listed(SIGN_OUT, text) for text in texts)), {"delete"}))


def _modules(index: Index, name: str) -> tuple[set[str], list[str]]:
    """The modules that a model names, and the services that it lets sign in."""
    for path in sorted(index.files_using("devise")):
        if path.endswith(f"app/models/{name}.rb") and index.files[path].zone == "product":
            found = MODULES.search(source_text(index, path))
            if found:
                told = PROVIDERS.search(found[2][:400])
                named = set(re.findall(r":(\w+)", found[1]))
                modules = {*named, "database_authenticatable"} if named & SESSIONS else named
                return modules, re.findall(r"\w+", (told[1] or told[2]) if told else "")
    return set(), []


def _pairs(pattern: re.Pattern[str], text: str) -> list[tuple[str, str]]:
    found = pattern.search(text)
    return PAIR.findall(found[1]) if found else []


def _listed(pattern: re.Pattern[str], text: str) -> set[str]:
    found = pattern.search(text)
    return set(re.findall(r"\w+", found[1] or found[2])) if found else set()
