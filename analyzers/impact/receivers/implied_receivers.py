"""Kotlin: where a name that stands alone may be a member of what nothing there says, and where it is a parameter of the class around."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ....indexer.gathering import words
from .receiver_nodes import bare, text

if TYPE_CHECKING:
    from tree_sitter import Node

__all__ = ["implies_receiver", "is_just_taken", "said_by_itself"]

WITHOUT_RECEIVER = words(
    "let also takeIf takeUnless map mapNotNull mapIndexed filter filterNot forEach forEachIndexed any all none first firstOrNull"
    " last lastOrNull find count sumOf fold reduce flatMap associate associateBy associateWith groupBy partition sortedBy"
    " sortedByDescending maxOf minOf maxByOrNull minByOrNull joinToString getOrPut getOrElse require requireNotNull check"
    " checkNotNull assert lazy use repeat synchronized takeWhile dropWhile indexOfFirst indexOfLast zip distinctBy removeIf"
)
"""Functions of Kotlin's library whose lambdas are called on nothing."""
ARGUMENT = words("annotated_lambda value_argument value_arguments")
ACCESSORS = words("getter setter")


def implies_receiver(node: Node) -> bool:
    """A function is an extension, or a lambda that may be called on something: seldom one that names its parameters."""
    if node.type == "lambda_literal":
        named = any(item.type == "lambda_parameters" for item in node.named_children)
        return not named and _taken_by(node) not in WITHOUT_RECEIVER
    held = node.parent if node.type in ACCESSORS else node
    return held is not None and any(item.type == "." for item in held.children)


def _taken_by(node: Node) -> str:
    """The last name of the function that is given a lambda."""
    call = node.parent
    while call is not None and call.type in ARGUMENT:
        call = call.parent
    while call is not None and call.type in {"call_expression", "navigation_expression"}:
        call = call.named_children[0 if call.type == "call_expression" else -1]
    return text(call) if call is not None and call.type == "identifier" else ""


def is_just_taken(node: Node) -> bool:
    """A class takes it without keeping it as a property."""
    return node.type == "class_parameter" and not any(item.type in {"val", "var"} for item in node.children)


def said_by_itself(node: Node) -> str:
    """`val root = root`: the name of a variable that is given another thing of its name; "" for others."""
    if node.type != "property_declaration" or node.named_child_count < 2:
        return ""
    held, value = node.named_children[0], node.named_children[-1]
    if held.type != "variable_declaration":
        return ""
    name = bare(held.named_children[0])
    return name if re.search(rf"(?<![\w.]){re.escape(name)}\b", text(value)) else ""
