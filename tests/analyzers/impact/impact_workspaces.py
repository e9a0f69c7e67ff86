"""Small workspaces that the impact tests share."""

from __future__ import annotations

SHOP = {
    "pyproject.toml": '[project]\nname = "shop"\nversion = "1"\n\n[tool.pytest.ini_options]\ntestpaths = ["tests"]\n',
    "shop/__init__.py": "from .prices import total as total\n",
    "shop/prices.py": (
        "def tax(amount):\n"
        '    """Tax of an amount."""\n'
        "    return amount * 0.2\n"
        "\n\n"
        "def total(amounts):\n"
        "    return sum(amounts) + tax(sum(amounts))\n"
        "\n\n"
        "def unused():\n"
        "    return 0\n"
    ),
    "shop/orders.py": (
        "from shop.prices import total as price_of\n"
        "\n\n"
        "class Order:\n"
        "    def __init__(self, amounts):\n"
        "        self.amounts = amounts\n"
        "\n"
        "    def price(self):\n"
        "        return price_of(self.amounts)\n"
        "\n"
        "    def label(self):\n"
        "        return 'order'\n"
        "\n\n"
        "class Express(Order):\n"
        "    def price(self):\n"
        "        return super().price() + 5\n"
        "\n\n"
        "def cheapest(orders: list[Order]):\n"
        "    return min(order.price() for order in orders)\n"
    ),
    "shop/unrelated.py": "def price():\n    return 'price'\n\n\ndef label(label):\n    return label\n",
    "tests/conftest.py": (
        "import pytest\n\nfrom shop.orders import Express\n\n\n@pytest.fixture\ndef order():\n    return Express([1, 2])\n"
    ),
    "tests/test_fixture.py": "def test_price(order):\n    assert order.price() > 5\n",
    "tests/test_label.py": "def test_label(order):\n    assert order.label() == 'order'\n",
    "tests/test_public.py": "import shop\n\n\ndef test_total():\n    assert shop.total([1]) == 1.2\n",
    "tests/test_unrelated.py": "from shop.unrelated import price\n\n\ndef test_price():\n    assert price() == 'price'\n",
}
"""A package with a re-export, an alias, an override, fixtures, and names that only look alike."""

WEB = {
    "package.json": '{"name": "web", "devDependencies": {"vitest": "^1.0.0"}, "scripts": {"test": "vitest"}}\n',
    "src/store.ts": (
        "export interface Saved { id: string }\n"
        "export class Store {\n"
        "  private rows: Saved[] = []\n"
        "  save(row: Saved): void { this.rows.push(row) }\n"
        "  find(id: string): Saved | undefined { return this.rows.find(row => row.id === id) }\n"
        "}\n"
        "export const createStore = (): Store => new Store()\n"
    ),
    "src/index.ts": "export { Store, createStore as makeStore } from './store'\nexport * from './names'\n",
    "src/names.ts": "export function label(id: string) { return `#${id}` }\n",
    "src/app.ts": (
        "import { makeStore, label } from './index'\n"
        "const store = makeStore()\n"
        "export function add(id: string) {\n"
        "  store.save({ id })\n"
        "  return label(id)\n"
        "}\n"
        "export function other(save: () => void) { save() }\n"
    ),
    "src/app.test.ts": (
        "import { add } from './app'\nimport { it, expect } from 'vitest'\nit('adds', () => { expect(add('a')).toBe('#a') })\n"
    ),
    "src/names.test.ts": (
        "import { label } from './names'\nimport { it, expect } from 'vitest'\n"
        "it('labels', () => { expect(label('a')).toBe('#a') })\n"
    ),
}
"""A TypeScript package with a barrel, a renamed re-export, a factory, and a parameter named as a method."""
