"""existing_patterns: what looks like a pattern and is none, and what is one though it looks like something else."""

from __future__ import annotations

from pathlib import Path

from groundplan import Workspace

from ...workspaces import write


def test_folders_of_features_and_formats_make_no_role(tmp_path: Path) -> None:
    apps = ("builds", "orders", "carts", "users")
    stems = ("models", "views", "forms", "tasks")
    files = {f"shop/{app}/{stem}.py": "class X:\n    pass\n" for app in apps for stem in stems}
    files |= {f"shop/policies/{name}.py": "class X:\n    pass\n" for name in ("cart", "order", "user", "stock")}
    files |= {f"web/components/Cart/{name}.ts": "export const x = 1\n" for name in ("A", "B", "C", "D", "E")}
    files |= {f"shop/out/{name}_json.py": "x = 1\n" for name in ("a", "b", "c", "d")}
    answer = Workspace(write(tmp_path, files)).existing_patterns("relevant")
    found = {row["pattern_type"] for row in answer["patterns"]}
    assert "policy" in found
    assert found.isdisjoint({"build", "order", "cart", "user", "json"})


def test_a_logger_that_the_workspace_carries_is_the_one_that_is_used(tmp_path: Path) -> None:
    log = "github.com/sirupsen/logrus"
    use = 'package %s\n\nimport "' + log + '"\n\nfunc Run(l *logrus.Entry) {\n\tl.Info("lid")\n}\n'
    files = {
        "go.mod": f"module pot\n\ngo 1.22\n\nrequire {log} v1.9.0\n",
        "vendor/modules.txt": f"# {log} v1.9.0\n## explicit\n{log}\n",
        f"vendor/{log}/entry.go": "package logrus\n\ntype Entry struct{}\n\nfunc (e *Entry) Info(s string) {}\n",
        "lids/lids.go": use % "lids",
        "stew/stew.go": use % "stew",
        "scripts/make.go": 'package main\n\nimport "log"\n\nfunc main() {\n\tlog.Fatal(1)\n}\n',
    }
    found = Workspace(write(tmp_path, files)).existing_patterns("logging")
    paths = {row["path"] for row in found["example_files"]}
    assert {"lids/lids.go", "stew/stew.go"} <= paths


def test_a_view_behind_a_login_is_a_view(tmp_path: Path) -> None:
    files = {
        "requirements.txt": "django\n",
        "shop/base.py": (
            "from django.contrib.auth.mixins import LoginRequiredMixin\nfrom django.views.generic import TemplateView\n\n\n"
            "class ShopView(LoginRequiredMixin, TemplateView):\n    pass\n"
        ),
        "shop/lids.py": "from .base import ShopView\n\n\nclass LidsView(ShopView):\n    page = 1\n",
        "shop/herbs.py": "from .base import ShopView\n\n\nclass HerbsView(ShopView):\n    page = 1\n",
    }
    paths = [row["path"] for row in Workspace(write(tmp_path, files)).existing_patterns("auth")["example_files"]]
    assert paths == ["shop/base.py"]


def test_the_main_file_shows_a_pattern_that_no_other_file_shows(tmp_path: Path) -> None:
    """Go's own `exec.Command`, which starts a program, was the example of a command."""
    files = {
        "go.mod": "module example.com/shop\n\ngo 1.22\n\nrequire github.com/spf13/cobra v1.8.0\n",
        "cmd/shop/main.go": 'package main\n\nimport "github.com/spf13/cobra"\n\nvar root = &cobra.Command{Use: "shop"}\n\n'
        "func init() {\n\troot.Flags()\n}\n\nfunc main() {\n\troot.Execute()\n}\n",
        "open.go": 'package shop\n\nimport "os/exec"\n\nfunc Open() error {\n\treturn exec.Command("open").Run()\n}\n',
    }
    with Workspace(write(tmp_path, files)) as workspace:
        found = workspace.existing_patterns("cli_command", description="a flag of the root command")
    assert [(row["path"], row["why"]) for row in found["example_files"]] == [
        ("cmd/shop/main.go", "imports github.com/spf13/cobra; shares root")
    ]


def test_an_application_for_the_tests_tests_nothing(tmp_path: Path) -> None:
    """A package of Django with `tests/testapp`: its models and migrations are no tests of those of the product."""
    files = {f"pot/{name}/models.py": f"class {name.title()}:\n    pass\n" for name in ("cart", "user")}
    files |= {"tests/testapp/models.py": "class Thing:\n    pass\n", "tests/test_cart.py": "def test_a():\n    pass\n"}
    companion = Workspace(write(tmp_path, files)).existing_patterns("model")["conventions"]["test_companion"]
    assert companion == {"value": "a test of the same name", "share": 0.0}


def test_an_export_without_a_name_has_no_style(tmp_path: Path) -> None:
    files = {
        f"src/presets/{name}.ts": f"export default definePreset({{ name: '{name}', setup() {{ return 1 }} }})\n"
        for name in ("alpha", "beta", "gamma")
    }
    assert Workspace(write(tmp_path, files)).existing_patterns("preset")["conventions"]["symbol_naming"] is None


def test_a_word_that_begins_with_a_letter_set_off_is_one(tmp_path: Path) -> None:
    files = {
        "media/pipeline.py": "class FFmpegRunner:\n    def start_process(self):\n        return self.args\n",
        "media/clock.py": "def start_clock():\n    return 1\n\n\ndef start_timer():\n    return 2\n",
    }
    answer = Workspace(write(tmp_path, files)).existing_patterns("how is ffmpeg started")
    assert answer["example_files"][0]["path"] == "media/pipeline.py"


def test_what_writes_a_log_or_is_called_back_is_no_error(tmp_path: Path) -> None:
    go = 'package service\n\nfunc {0}() error {{\n\tlog.Error().Msg("a")\n\tonError()\n\treturn ErrNoRows\n}}\n'
    files = {f"internal/service/{name}_service.go": go.format(name.title()) for name in ("cart", "user", "tax")}
    conventions = Workspace(write(tmp_path, {"go.mod": "module pot\n", **files})).existing_patterns("service")[
        "conventions"
    ]
    assert conventions["error_handling"] == [{"value": "ErrNoRows", "share": 1.0}]


def test_one_word_in_the_name_of_a_value_makes_no_example(tmp_path: Path) -> None:
    files = {"go.mod": "module x.org/pot\n", "pot.go": "package pot\n\nconst (\n\tCloseServiceRestart = 1012\n)\n"}
    assert not Workspace(write(tmp_path, files)).existing_patterns("service")["example_files"]


def test_what_answers_requests_in_rails_is_a_controller_of_the_server(tmp_path: Path) -> None:
    """Stimulus has controllers on pages, and a model may be called an endpoint."""
    names = ("orders", "items", "carts", "stores")
    files = {
        "Gemfile": "gem 'rails'\n",
        "config/routes.rb": f"Rails.application.routes.draw do\n{''.join(f'  resources :{name}{chr(10)}' for name in names)}end\n",
        "app/models/webhook_endpoint.rb": "class WebhookEndpoint\nend\n",
    }
    for name in names:
        files[f"app/controllers/{name}_controller.rb"] = (
            f"class {name.title()}Controller < Base\n  def index; end\nend\n"
        )
        files[f"app/javascript/controllers/{name}_controller.js"] = (
            "import { Controller } from '@hotwired/stimulus'\nexport default class extends Controller {\n  open() {}\n}\n"
        )
    shop = Workspace(write(tmp_path, files))
    examples = {row["path"] for row in shop.existing_patterns("api_endpoint", limit=4)["example_files"]}
    assert examples == {f"app/controllers/{name}_controller.rb" for name in names}
    assert shop.safe_location("api_endpoint", "coupons")["recommended_path"] == "app/controllers/coupons_controller.rb"


def test_new_endpoints_stand_where_handlers_of_known_routes_do_and_no_word_says_it(tmp_path: Path) -> None:
    files = {f"shop/{name}.py": "X = 1\n" for name in ("models", "billing", "stock", "settings")}
    for name in ("orders", "items", "carts"):
        files[f"shop/http/{name}.py"] = (
            "from flask import Blueprint\nbp = Blueprint('x', __name__)\n\n\n"
            f"@bp.route('/{name}')\ndef {name}():\n    return []\n"
        )
    assert Workspace(write(tmp_path, files)).safe_location("api_endpoint", "coupons")["recommended_path"] == (
        "shop/http/coupons.py"
    )


def test_a_command_of_go_is_what_imports_a_library_of_commands_and_not_all_below_cmd(tmp_path: Path) -> None:
    """The whole of minio stands in `cmd/`, its commands in three files of it."""
    command = 'package cmd\n\nimport "github.com/urfave/cli/v2"\n\nvar {0}Cmd = cli.Command{{Name: "{0}"}}\n'
    files = {f"cmd/{name}.go": command.format(name) for name in ("serve", "backup")}
    files |= {f"cmd/{name}.go": f"package cmd\n\nfunc {name}() {{}}\n" for name in ("disk", "bucket", "lock", "heal")}
    files["go.mod"] = "module x.org/store\n\ngo 1.22\n\nrequire github.com/urfave/cli/v2 v2.0.0\n"
    answer = Workspace(write(tmp_path, files)).existing_patterns("cli_command")
    assert sorted(item["path"] for item in answer["example_files"]) == ["cmd/backup.go", "cmd/serve.go"]
