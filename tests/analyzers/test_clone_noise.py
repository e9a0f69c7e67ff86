"""check_duplicates by content: what is alike by its nature is no clone, and what only looks like such rows is one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from groundplan import Workspace

from tests.workspaces import write

if TYPE_CHECKING:
    from pathlib import Path

DIALOG = """\
export async function hide(account: Account) {
  if (!state.value.hidden) {
    const choice = await openDialog({
      title: t('hide.title'),
      description: t('hide.description', [account.name]),
      confirm: t('hide.confirm'),
      cancel: t('hide.cancel'),
    })
    if (choice.answer !== 'confirm')
      return
  }
  const hidden = !state.value?.hidden
  state.value = await client.value.accounts.$select(account.id).follow({ hidden })
}
"""
OTHER = (
    DIALOG.replace("hide", "mute")
    .replace("  const hidden = !state.value?.hidden\n", "  const kept = account\n")
    .replace("const choice = await", "let choice: Choice = await")
    .replace("choice.answer !== 'confirm'", "choice.refused || account.kept")
)


def test_texts_looked_up_in_a_language_are_no_rows_of_one_call(tmp_path: Path) -> None:
    write(tmp_path, {"a.ts": DIALOG, "b.ts": OTHER})
    found = Workspace(tmp_path).ask("check_duplicates")["duplicates"]
    assert [(row["name"], row["of"]["name"], row["match"]) for row in found] == [("mute", "hide", "similar")]


def test_rows_of_one_call_that_are_only_alike_are_none(tmp_path: Path) -> None:
    write(tmp_path, {"a.ts": DIALOG.replace(" t(", " option("), "b.ts": OTHER.replace(" t(", " option(")})
    assert Workspace(tmp_path).ask("check_duplicates")["duplicates"] == []
