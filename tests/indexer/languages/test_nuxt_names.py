"""What Nuxt imports by itself: composables, utilities, shared types and components, in an application with a layer."""

from __future__ import annotations

import pytest

from .javascript_support import resolve

APP = {
    "nuxt.config.ts": "export default defineNuxtConfig({})\n",
    "app/composables/useCart.ts": "export const useCart = () => useState('cart', () => sum([]))\nexport type Cart = number[]\n",
    "app/composables/deep/useHidden.ts": "export const useHidden = () => 1\n",
    "app/utils/sums.ts": "const inner = 1\nexport function sum(xs: number[]) { return inner }\nexport { sum as total }\n",
    "app/utils/to-price.ts": "export default (x: number) => `${x}`\n",
    "app/components/base/BaseButton.vue": "<template><button /></template>\n",
    "app/components/cart/line/Row.vue": "<template><i /></template>\n",
    "app/components/Sheet.ts": "export default defineComponent({})\n",
    "app/components/cart/line/index.ts": "export { default } from './Row.vue'\n",
    "app/components/global/Toast.vue": "<template><i /></template>\n",
    "server/utils/db.ts": "export const db = 1\nexport const or = 2\n",
    "shared/types/cart.ts": "export interface Line { price: number }\n",
    "layers/shop/nuxt.config.ts": "export default {}\n",
    "layers/shop/app/composables/useShop.ts": "export function useShop() {}\n",
    "playground/nuxt.config.ts": "export default {}\n",
    "playground/app/composables/usePlay.ts": "export function usePlay() {}\n",
}


def uses(path: str, text: str) -> list[str]:
    """`line target#symbol` of each link of a file that is added to the application."""
    return [f"{link.line} {link.target}#{link.name}" for link in resolve({**APP, path: text})[path] if link.target]


@pytest.mark.parametrize(
    ("path", "text", "expected"),
    [
        ("app/pages/a.ts", "const cart = useCart()\n", ["1 app/composables/useCart.ts#useCart"]),
        ("app/pages/a.ts", "let c: Cart\nuseHidden()\n", ["1 app/composables/useCart.ts#Cart"]),
        ("app/pages/a.ts", "const price = [1].map(toPrice)\n", ["1 app/utils/to-price.ts#default"]),
        ("app/pages/a.ts", "total([1])\n", ["1 app/utils/sums.ts#total"]),
        ("app/pages/a.ts", "import { sum } from 'd3'\nsum([1])\n", []),
        ("app/pages/a.ts", "import { sum as s } from 'd3'\n", []),
        ("app/pages/a.ts", "function sum() {}\nsum()\nconst { total } = x\ntotal()\n", []),
        ("app/pages/a.ts", "x.sum()\nconst y = { sum: 1 }\n// sum()\nconst z = 'sum(1)'\n", []),
        ("app/pages/a.ts", "const t = `sum of ${sum([1])}`\n", ["1 app/utils/sums.ts#sum"]),
        ("app/pages/a.ts", "useShop()\nusePlay()\n", ["1 layers/shop/app/composables/useShop.ts#useShop"]),
        ("layers/shop/app/a.ts", "useCart()\n", ["1 app/composables/useCart.ts#useCart"]),
        ("server/api/a.ts", "useCart(db)\nlet l: Line\n", ["1 server/utils/db.ts#db", "2 shared/types/cart.ts#Line"]),
        ("server/api/a.ts", "const q = 'this or that'\nconst t = `a or b`\n", []),
        ("app/pages/a.ts", "useDb(db)\n", []),
        ("app/utils/sums.ts", "export function sum() {}\nsum()\n", []),
        (
            "app/pages/a.ts",
            "import { useCart as cart, useRoute } from '#imports'\nimport { LazyCartLineRow, Sheet } from '#components'\n",
            [
                "1 app/composables/useCart.ts#useCart",
                "2 app/components/Sheet.ts#default",
                "2 app/components/cart/line/Row.vue#default",
            ],
        ),
        (
            "app/pages/a.vue",
            "<script setup>\nimport Toast from './Toast.vue'\n</script>\n<template>\n<base-button :x='sum([1])'>or</base-button>\n<LazyCartLineRow /></template>\n",
            [
                "5 app/components/base/BaseButton.vue#default",
                "5 app/utils/sums.ts#sum",
                "6 app/components/cart/line/Row.vue#default",
            ],
        ),
        (
            "app/pages/a.vue",
            "<template><Toast /><!-- <BaseButton /> --></template>\n",
            ["1 app/components/global/Toast.vue#default"],
        ),
        ("other/a.ts", "export const x = 1\n", []),
    ],
)
def test_what_a_file_uses_without_an_import(path: str, text: str, expected: list[str]) -> None:
    assert sorted(uses(path, text)) == expected
