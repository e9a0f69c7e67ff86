"""What a comprehension holds: the names of its loops are its own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from groundplan import Workspace

from ...workspaces import write

if TYPE_CHECKING:
    from pathlib import Path


def test_calls_on_the_elements_of_a_comprehension_are_seen(tmp_path: Path) -> None:
    files = {
        "shop/coins.py": "class Coin:\n    def weigh(self):\n        return 1\n",
        "shop/till.py": (
            "from shop.coins import Coin\n\n\ndef heavy(things):\n"
            "    kept = [thing for thing in things if thing]\n    return [one.weigh() for one in kept]\n\n\n"
            "def filled(count):\n    made = {number: Coin() for number in range(count)}\n"
            "    coins = {made[number] for number in made}\n    return [coin.weigh() for coin in coins]\n"
        ),
        "tests/test_heavy.py": (
            "from shop.coins import Coin\nfrom shop.till import heavy\n\n\ndef test_it():\n    assert heavy([Coin()]) == [1]\n"
        ),
        "tests/test_filled.py": "from shop.till import filled\n\n\ndef test_it():\n    assert filled(2) == [1, 1]\n",
    }
    answer = Workspace(write(tmp_path, files)).impact_analysis("shop/coins.py", symbol="Coin.weigh")
    assert sorted(row["path"] for row in answer["tests_to_run"]) == ["tests/test_filled.py", "tests/test_heavy.py"]
