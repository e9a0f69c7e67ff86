"""Ruby: how its text splits into tokens: heredocs, regular expressions and `%` literals are strings, `#{}` in them is code."""

from __future__ import annotations

from ..base import Lexicon, quoted_with_code
from ..common import heredocs

__all__ = ["LEXICON"]

HEREDOC = heredocs(
    rb"<<[~-]?+['\"]?+",
    b"RUBY SQL EOS EOF EOT EOM EOL EOH END STR HTML ERB JSON YAML XML CSS JS TXT TEXT MSG MESSAGE DOC DESC USAGE BANNER HELP CODE "
    b"GRAPHQL SH BASH SHELL MD MARKDOWN HEREDOC CMD LOG OUTPUT WARNING",
)
LABEL = rb"[A-Z][A-Z0-9_]*+"
OTHER_HEREDOC = (
    rb"(?<![\w)\]])<<[~-]?+['\"]?+%b\b['\"]?+[^\n]*+(?:\n(?![ \t]*+%b[ \t\r]*+(?:\n|\Z))[^\n]*+){1,999}+\n[ \t]*+%b\b"
    % ((LABEL,) * 3)
)
"""A here-document of any other label, as far as the next line that has only one: none behind a value, where `1<<BIT` shifts it, and
none of a thousand lines, for each that does not end is looked through to there."""
LINE_START = b"|".join(rb"(?<=\n" + b" " * width + rb")" for width in range(0, 25, 2))
"""Behind a line's indentation: no line begins with a division."""
REGEX = (
    rb"(?:"
    + LINE_START
    + rb"|(?<=[(,=~!|&\[{;])|(?<=[(,=~!|&\[{;?:>] )|(?<=\bwhen )|(?<=\bif )|(?<=\bunless )|(?<=\band )|(?<=\bor )|(?<=\breturn ))"
    rb"/(?:[^/\\\[\n]++|\\[^\n]|\[(?:[^\]\\\n]++|\\[^\n])*+\])++/[a-z]*+"
)
"""A regular expression, where a value must follow: elsewhere a slash divides."""


def _bracketed(pair: bytes) -> bytes:
    """Pattern source of a literal in brackets, which may hold others, and code that holds some: `%(by #{name(user)} (draft))`."""
    found = plain = rb"[^" + pair + rb"]"
    for _ in range(3):
        found = pair[:2] + rb"(?:" + plain + rb"++|" + found + rb")*+" + pair[2:]
    return found


LEXICON = Lexicon(
    skip=rb"(?m:^=begin\b)(?:[^\n]*+\n(?!=end\b))*+[^\n]*+\n?=?e?n?d?|(?<![\w$])#[^\n]*+",
    string=(
        # A quote that does not close on its line is an apostrophe in text (a heredoc's, a regular expression's).
        quoted_with_code(b"#{") + rb'"'
        rb"|'[^'\\\n]*+(?:\\.[^'\\\n]*+)*+'"
        rb"|%r(?:\{(?:[^{}\\]++|\\.|\{[^{}]*+\})*+\}|!(?:[^!\\\n]|\\.)*+!|\|(?:[^|\\\n]|\\.)*+\||/(?:[^/\\\n]|\\.)*+/)[a-z]*+"
        rb"|%[wWiIqQ]?+(?:"
        + b"|".join(map(_bracketed, (rb"\(\)", rb"\[\]", rb"\{\}")))
        + rb")|"
        + REGEX
        + rb"|"
        + HEREDOC
        + rb"|"
        + OTHER_HEREDOC
    ),
    openers=b"\"'#%<=/",
    keywords=frozenset(
        b"__ENCODING__ __FILE__ __LINE__ BEGIN END alias and begin break case class def defined? do else elsif end "
        b"ensure false for if in module next nil not or redo rescue retry return self super then true undef unless "
        b"until when while yield".split()
    ),
    branches=frozenset(b"if elsif unless while until for when in rescue && || and or ?".split()),
    labels=frozenset(
        b"alias and class do else elsif end ensure in module next or redo rescue retry then undef when".split()
    ),
    interpolation=b"#{",
    name=rb"[A-Za-z_\x80-\xff][\w\x80-\xff]*+(?:[?!](?!=))?+",
)
