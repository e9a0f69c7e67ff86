"""Routes that Laravel's own scaffolding adds by one call: `Auth::routes()`, of old `Route::auth()`.

https://github.com/laravel/ui/blob/4.x/src/AuthRouteMethods.php
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ....indexer.index import Index

__all__ = ["auth_routes"]

CALL = re.compile(r"^\s*(?:Auth::routes|Route::auth)\(\s*(?P<options>[^;]*?)\)\s*;")
OPTION = re.compile(r"['\"](\w+)['\"]\s*=>\s*(true|false)\b", re.IGNORECASE)
PAGES = (
    ("login", "GET", "/login", "LoginController.showLoginForm"),
    ("login", "POST", "/login", "LoginController.login"),
    ("logout", "POST", "/logout", "LoginController.logout"),
    ("register", "GET", "/register", "RegisterController.showRegistrationForm"),
    ("register", "POST", "/register", "RegisterController.register"),
    ("reset", "GET", "/password/reset", "ForgotPasswordController.showLinkRequestForm"),
    ("reset", "POST", "/password/email", "ForgotPasswordController.sendResetLinkEmail"),
    ("reset", "GET", "/password/reset/{token}", "ResetPasswordController.showResetForm"),
    ("reset", "POST", "/password/reset", "ResetPasswordController.reset"),
    ("confirm", "GET", "/password/confirm", "ConfirmPasswordController.showConfirmForm"),
    ("confirm", "POST", "/password/confirm", "ConfirmPasswordController.confirm"),
    ("verify", "GET", "/email/verify", "VerificationController.show"),
    ("verify", "GET", "/email/verify/{id}/{hash}", "VerificationController.verify"),
    ("verify", "POST", "/email/resend", "VerificationController.resend"),
)
"""Option, method, path, who answers."""
ASKED = frozenset({"verify"})
"""Options that are off where the call does not ask for them."""


def auth_routes(index: Index, text: str) -> Iterator[tuple[str, str, str]]:
    """`(method, path, handler)` of what a statement adds; nothing for any other. Passwords are only confirmed where the workspace
    has the controller that does."""
    match = CALL.match(text)
    if match is None:
        return
    given = {name: value.lower() == "true" for name, value in OPTION.findall(match["options"])}
    confirms = any(path.endswith("/ConfirmPasswordController.php") for path in index.files)
    for option, method, path, handler in PAGES:
        if given.get(option, confirms if option == "confirm" else option not in ASKED):
            yield method, path, handler
