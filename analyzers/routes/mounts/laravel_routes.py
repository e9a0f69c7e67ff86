"""Laravel beside its verbs: the prefix that a whole file of routes has, and the routes of a resource."""

from __future__ import annotations

import posixpath
from typing import TYPE_CHECKING

from .... import lazy_re as re
from ....indexer.workspace_paths import prefix_of
from ...per_index import per_index
from ..text.resources import singular
from ..text.route_blocks import block_prefix
from ..text.route_forms import PHP, ROUTE
from ..text.route_source import line_number, product_files, product_texts, slashed, source_lines, source_text, statement

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ....indexer.index import Index

__all__ = ["file_prefix", "laravel_routes"]

RESOURCE = re.compile(
    rf"^\s*{ROUTE}(?P<kind>resource|apiResource)\(\s*['\"](?P<path>[^'\"]*)['\"]\s*,\s*['\"]?(?P<handler>[\w\\]+)(?P<rest>.*)"
)
LISTED = re.compile(r"\b(only|except)['\"]?\s*(?:\(|=>)\s*\[?([^\])]*)")
ACTIONS = (
    ("index", "GET", ""), ("create", "GET", "/create"), ("store", "POST", ""), ("show", "GET", "/{}"),
    ("edit", "GET", "/{}/edit"), ("update", "PUT", "/{}"), ("update", "PATCH", "/{}"), ("destroy", "DELETE", "/{}"),
)  # fmt: skip
"""What a resource makes: action, method, path below the collection. https://laravel.com/docs/controllers#resource-controllers"""
CALLS = ("esource(", "Auth::routes(", "Route::auth(")
"""What a line that may add several routes contains."""
PAGES = frozenset({"create", "edit"})
HUNG = re.compile(
    r"(?:\bgroup|\b(?:require|include)(?:_once)?|\bloadRoutesFrom)\b\s*\(?\s*(?:(?P<base>base_path\(\s*)|__DIR__\s*\.\s*)?['\"](?P<file>[^'\"\n]+\.php)['\"]"
)
"""How a service provider, or another file of routes, loads a file of routes."""
DEEPEST = 4
HEALTH = re.compile(r"->\s*withRouting\([^;]*?\bhealth\s*:\s*['\"]([^'\"]*)['\"]")
API_PREFIX = re.compile(r"\bapiPrefix\s*:\s*['\"]([^'\"]*)['\"]")

AUTH_CALL = re.compile(r"^\s*(?:Auth::routes|Route::auth)\(\s*(?P<options>[^;]*?)\)\s*;")
OPTION = re.compile(r"['\"](\w+)['\"]\s*=>\s*(true|false)\b", re.IGNORECASE)
AUTH_PAGES = {
    "login": "GET /login LoginController.showLoginForm; POST /login LoginController.login",
    "logout": "POST /logout LoginController.logout",
    "register": "GET /register RegisterController.showRegistrationForm; POST /register RegisterController.register",
    "reset": """GET /password/reset ForgotPasswordController.showLinkRequestForm;
        POST /password/email ForgotPasswordController.sendResetLinkEmail; GET /password/reset/{token} ResetPasswordController.showResetForm;
        POST /password/reset ResetPasswordController.reset""",
    "confirm": "GET /password/confirm ConfirmPasswordController.showConfirmForm; POST /password/confirm ConfirmPasswordController.confirm",
    "verify": """GET /email/verify VerificationController.show; GET /email/verify/{id}/{hash} VerificationController.verify;
        POST /email/resend VerificationController.resend""",
}  # fmt: skip
"""Option → method, path and who answers, of each page."""
ASKED = frozenset({"verify"})
"""Options that are off where the call does not ask for them."""


def laravel_routes(index: Index) -> Iterator[tuple[str, str, str, str, int]]:
    """`(method, path, handler, file, line)` of every route that a resource, the scaffolding of logins or the page of health makes."""
    named = {path for word in ("Route", "$router", "Auth") for path in index.files_using(word)}
    for path in product_files(index, sorted(named), PHP):
        lines = source_lines(index, path)
        for number, text in enumerate(lines, 1):
            if any(word in text for word in CALLS):
                whole = statement(lines, number)
                start = file_prefix(index, path) + block_prefix(index, path, number)
                for method, end, handler in (*_of_resource(whole), *_auth_routes(index, whole)):
                    yield method, f"{start}{end}", handler, path, number
    for path, text in product_texts(index, index.files_using("withRouting"), PHP):
        if health := HEALTH.search(text):
            yield "GET", slashed(health[1]), "", path, line_number(text, health.start(1))


def _of_resource(text: str) -> Iterator[tuple[str, str, str]]:
    match = RESOURCE.search(text)
    if match is None:
        return
    chosen = {word: set(re.findall(r"\w+", names)) for word, names in LISTED.findall(match["rest"])}
    left = chosen.get("except", set()) | (PAGES if match["kind"] == "apiResource" else set())
    for action, method, end in ACTIONS:
        if action in chosen.get("only", {action}) and action not in left:
            yield method, _collection(match["path"], end), f"{match['handler'].rpartition(chr(92))[2]}.{action}"


def _collection(path: str, end: str) -> str:
    """`photos.comments` is nested: /photos/{photo}/comments."""
    parts = path.strip("/").split(".")
    names = [singular(part.rpartition("/")[2].replace("-", "_")) for part in parts]
    inner = [f"{part}/{{{name}}}" for part, name in zip(parts[:-1], names, strict=False)]
    return "/" + "/".join([*inner, parts[-1]]) + end.replace("{}", f"{{{names[-1]}}}")


def file_prefix(index: Index, path: str, depth: int = 0) -> str:
    """The prefix under which a file of routes is loaded, through other files; `routes/api.php` has `/api` by the framework's custom."""
    hung = _hung_files(index).get(path)
    if hung and depth < DEEPEST:
        return file_prefix(index, hung[0], depth + 1) + block_prefix(index, *hung)
    root, mark, inner = f"/{path}".rpartition("/routes/")
    prefix = prefix_of(root.lstrip("/"))
    if not mark or inner != "api.php" or f"{prefix}artisan" not in index.files:
        return ""
    start = f"{prefix}bootstrap/app.php"
    stated = API_PREFIX.search(source_text(index, start)) if start in index.files else None
    return slashed(stated[1] if stated else "api")


@per_index
def _hung_files(index: Index) -> dict[str, tuple[str, int]]:
    """File of routes → the file and line that load it."""
    found: dict[str, tuple[str, int]] = {}
    homes = {path for path in index.files if "/routes/" in f"/{path.lower()}"}  # one may only load others
    for path, text in product_texts(index, homes.union(index.files_using("Route")), PHP):
        for match in HUNG.finditer(text):
            base = re.split(r"(?:^|/)(?:app|routes|bootstrap)/", path)[0] if match["base"] else path.rpartition("/")[0]
            target = posixpath.normpath(f"{base}/{match['file']}").lstrip("/")
            found.setdefault(target, (path, line_number(text, match.end())))
    return found


# ---- Routes that Laravel's own scaffolding adds by one call: `Auth::routes()`, of old `Route::auth()`
# https://github.com/laravel/ui/blob/4.x/src/AuthRouteMethods.php


def _auth_routes(index: Index, text: str) -> Iterator[tuple[str, str, str]]:
    """`(method, path, handler)` of what a statement adds; nothing for any other. Passwords are only confirmed where the workspace
    has the controller that does."""
    match = AUTH_CALL.match(text)
    if match is None:
        return
    given = {name: value.lower() == "true" for name, value in OPTION.findall(match["options"])}
    confirms = any(path.endswith("/ConfirmPasswordController.php") for path in index.files)
    for option, rows in AUTH_PAGES.items():
        if given.get(option, confirms if option == "confirm" else option not in ASKED):
            for row in rows.split(";"):
                method, path, handler = row.split()
                yield method, path, handler
