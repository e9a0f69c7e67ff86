"""check_duplicates by name: misspelt names, files told by their folders, classes called like a framework's files, prefixed routes."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from groundplan import Workspace
from groundplan.analyzers.clones.by_name.duplicates import REUSE
from groundplan.analyzers.clones.by_name.forms import likeness, name_form
from groundplan.analyzers.clones.by_name.misspelling import is_misspelt

from tests.workspaces import write

if TYPE_CHECKING:
    from pathlib import Path

FILES = {
    "lib/site/converters/markdown.rb": "class Markdown\n  def convert(text)\n    text\n  end\nend\n",
    "lib/site/page.rb": "class Page\n  def render\n    1\n  end\nend\n",
    "lib/site/presenters/entry_presenter.rb": "class EntryPresenter\n  def title\n    1\n  end\nend\n",
    "app/page/create-page.dto.ts": "export class CreatePageDto {\n  title: string\n}\n",
    "app/page/comment.ts": "export const comment = (text: string) => text\n",
    "app/api.py": "from fastapi import APIRouter, FastAPI\n\napp = FastAPI()\nrouter = APIRouter(prefix='/api/v1')\n\n\n"
    "@router.post('/pages/create')\ndef create_page():\n    return 1\n\n\napp.include_router(router)\n",
}


@pytest.mark.parametrize(
    ("name", "kind", "found", "first"),
    [
        pytest.param("markdown_converter", "file", True, "markdown.rb", id="the folder says the rest"),
        pytest.param("MarkdownConverter.rb", "file", True, "markdown.rb", id="with an ending"),
        pytest.param("converters/markdown.rb", "file", True, "markdown.rb", id="with its folder"),
        pytest.param("filters/markdown.rb", "file", False, "markdown.rb", id="of another folder"),
        pytest.param("helpers/entry_presenter.rb", "file", True, "entry_presenter.rb", id="two words say enough"),
        pytest.param("EntryPresentr", "class", True, "EntryPresenter", id="misspelt"),
        pytest.param("Page", "class", True, "Page", id="a class, not a framework's file"),
        pytest.param("page", "file", False, "page.rb", id="a framework's file"),
        pytest.param("create-page.dto", "file", True, "create-page.dto.ts", id="no ending behind the dot"),
        pytest.param("comment.repository", "file", False, "comment.ts", id="another role, no ending"),
        pytest.param("POST /pages/create", "route", True, "POST /api/v1/pages/create", id="without the API's prefix"),
        pytest.param("POST /create", "route", False, None, id="a part of a path"),
        pytest.param("GET /pages/create", "route", False, None, id="another method beside the prefix"),
    ],
)
def test_what_exists_elsewhere(tmp_path: Path, name: str, kind: str, first: str | None, *, found: bool) -> None:
    answer = Workspace(write(tmp_path, FILES)).ask("check_duplicates", name=name, type=kind)
    rows = answer["duplicates"]
    assert (answer["found_duplicates"], rows[0]["name"] if rows else None) == (found, first)


HIDDEN = {
    "go.mod": "module example.org/shop\n",
    "store/retry.go": "package store\n\nfunc parseRetryPolicy(text string) int {\n\treturn len(text)\n}\n\n"
    "func level(text string) int {\n\treturn len(text)\n}\n",
    "web/format.ts": "const shortDate = (date: Date) => date.toISOString()\n\n"
    "export const report = (date: Date) => shortDate(date)\n",
}


@pytest.mark.parametrize(
    ("name", "found"),
    [
        pytest.param("parseRetryPolicy", True, id="seen by its package only"),
        pytest.param("parse_retry_policy", True, id="in another case style"),
        pytest.param("shortDate", True, id="seen by its file only"),
        pytest.param("parseRetryPolicies", False, id="nearly the name"),
        pytest.param("level", False, id="one word: its file's own"),
    ],
)
def test_what_only_its_own_place_sees_is_there_to_be_shared(tmp_path: Path, name: str, *, found: bool) -> None:
    answer = Workspace(write(tmp_path, HIDDEN)).ask("check_duplicates", name=name, type="function")
    assert answer["found_duplicates"] is found
    assert answer["duplicates"][0]["hint"].startswith("exists already: let more than" if found else "see whether")


@pytest.mark.parametrize(
    ("one", "other", "slip"),
    [
        ("reciever", "receiver", True),
        ("servise", "service", True),
        ("zipwritter", "zipwriter", True),
        ("bucekt", "bucket", True),
        ("bakcups", "backups", True),
        ("contract", "contact", False),
        ("parser", "purser", True),
        ("import", "export", False),
        ("form", "from", False),
        ("request", "request", False),
        ("content", "context", False),
    ],
)
def test_slips_of_the_pen(one: str, other: str, *, slip: bool) -> None:
    assert is_misspelt([one], [other]) is slip


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("PriceUtil", "PriceHelper", True),
        ("DeleteUserDialog", "DeleteUserModal", True),
        ("ProfilePicture", "ProfilePhoto", True),
        ("ImageStore", "ImageStorage", True),
        ("mouseCoordinates", "mouse_coords", True),
        ("client_address_of", "get_client_address_of", True),
        ("flattenDictionary", "flatten_dict", True),
        ("isCustomColour", "is_custom_color", True),
        ("initialiseBehaviour", "InitializeBehavior", True),
        ("deg2rad", "degreesToRadians", True),
        ("rad2deg", "degreesToRadians", False),
        ("hour_of", "her_of", False),
        ("Dialog", "Modal", False),
        ("PriceUtil", "PriceService", False),
        ("user", "get_user", False),
        ("user_address", "delete_user_address", False),
    ],
)
def test_other_words_for_the_same_thing(one: str, other: str, *, same: bool) -> None:
    assert (likeness(name_form(one), name_form(other)) >= REUSE) is same


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("PluginErrorTracking", "ErrorTrackingPlugin", True),
        ("create_audit_logger", "new_audit_logger", True),
        ("PluginSettings", "SettingsPlugin", False),
        ("date_to_text", "text_to_date", False),
        ("rows_by_user", "user_by_rows", False),
    ],
)
def test_the_order_of_three_words_says_little(one: str, other: str, same: bool) -> None:
    assert (likeness(name_form(one), name_form(other)) >= REUSE) is same


STATIC = {
    "php": (
        "app/Names.php",
        "<?php\nclass Names\n{\n    public %sfunction isValidContainerName($a)\n    {\n    }\n}\n",
        "static ",
    ),
    "ts": (
        "src/names.ts",
        "export class Names {\n  %sisValidContainerName(a: string) {\n    return a;\n  }\n}\n",
        "static ",
    ),
    "py": (
        "names.py",
        "class Names:\n%s    def is_valid_container_name(name):\n        return name\n",
        "    @staticmethod\n",
    ),
    "rb": ("lib/names.rb", "class Names\n  def %sis_valid_container_name(a)\n    a\n  end\nend\n", "self."),
}


@pytest.mark.parametrize("language", STATIC)
def test_a_static_method_of_a_telling_name_is_reused(tmp_path: Path, language: str) -> None:
    path, text, mark = STATIC[language]
    found = [
        Workspace(write(tmp_path / str(bool(said)), {path: text % said})).check_duplicates(name="isValidContainerName")
        for said in (mark, "")
    ]
    assert [answer["found_duplicates"] for answer in found] == [True, False]
    assert found[0]["duplicates"][0]["match"] == "same-name"
