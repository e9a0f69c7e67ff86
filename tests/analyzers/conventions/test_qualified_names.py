"""A name that says what is around it leads to that folder among those of the role."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from groundplan import Workspace

from ...workspaces import write

if TYPE_CHECKING:
    from pathlib import Path

RAILS = {
    "Gemfile": "gem 'rails'\n",
    **{f"app/controllers/{name}_controller.rb": "class X; end\n" for name in ("carts", "prices", "users")},
    **{f"app/controllers/api/v1/{name}_controller.rb": "class X; end\n" for name in ("carts", "prices")},
    **{f"app/services/{name}_service.rb": "class X; end\n" for name in ("carts", "prices", "users")},
    **{f"app/models/{name}.rb": "class X; end\n" for name in ("cart", "price", "user")},
    **{f"test/{name}_test.rb": "class X; end\n" for name in ("cart", "price", "user")},
}
LARAVEL = {
    "composer.json": '{"autoload": {"psr-4": {"App\\\\": "app/"}}}',
    **{f"app/Http/Controllers/{name}Controller.php": "<?php\nclass X {}\n" for name in ("Cart", "Price", "User")},
    **{f"app/Http/Controllers/Admin/{name}Controller.php": "<?php\nclass X {}\n" for name in ("Cart", "Price")},
}


@pytest.mark.parametrize(
    ("files", "role", "name", "path"),
    [
        (RAILS, "controller", "Api::V1::Orders", "app/controllers/api/v1/orders_controller.rb"),
        (RAILS, "service", "CartItems::Archives", "app/services/cart_items/archives_service.rb"),
        (RAILS, "model", "Carts::Archive", "app/models/carts/archive.rb"),
        (RAILS, "test", "Carts::Archive", "test/archive_test.rb"),
        (LARAVEL, "controller", "Admin/OrderController", "app/Http/Controllers/Admin/OrderController.php"),
        (LARAVEL, "controller", "Shop/Order", "app/Http/Controllers/Shop/OrderController.php"),
        (LARAVEL, "controller", "App\\Http\\Controllers\\Shop\\Order", "app/Http/Controllers/Shop/OrderController.php"),
    ],
)
def test_a_qualified_name_leads_below_the_folder_of_its_role(
    tmp_path: Path, files: dict[str, str], role: str, name: str, path: str
) -> None:
    assert Workspace(write(tmp_path, files)).safe_location(role, name)["recommended_path"] == path
