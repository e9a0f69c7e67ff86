"""What tells apart the languages that share an extension, where Linguist's own rules say nothing.

Linguist asks a statistical classifier trained on its samples there. Here each language has a pattern of what its
files are full of; the candidate whose pattern occurs most often wins.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import Final

from ... import lazy_re as re

__all__ = ["most_cues"]

ENOUGH: Final = 50
"""Occurrences beyond this say no more."""

CUES: Final = {
    "AngelScript": rb"^\s*(?:(?:class|void|bool|int|float|string|array<)\b|#include)|@\w|\w@\s",
    "ActionScript": rb"^\s*(?:package\b|import [\w.*]+;|(?:public|private) (?:var|function|class)\b)",
    "Apex": rb"(?i)^\s*trigger \w+ on \w+|\[\s*select\b|\bSystem\.debug\b",
    "ApacheConf": rb"^\s*(?:</?[A-Z]\w+|(?:ServerName|DocumentRoot|Require|Options|AllowOverride|RewriteRule)\b)",
    "Assembly": rb"(?i)^\s*(?:mov|ldr|str|add|sub|push|pop|jmp|call|ret|db|dw|equ|\.globl|\.text)\b",
    "Befunge": rb"[<>v^]{2}|[\d>]\d*[:,.@_|]{2}",
    "Beef": rb"^\s*(?:using|namespace|class|public|private)\b",
    "BitBake": rb"^(?:[A-Z][A-Z0-9_]+(?:_\w+)?\s*(?:[?:.+]?=|=[+.])\s*\"|(?:inherit|require|do_\w+)\b)",
    "C": rb"^\s*#\s*(?:include\s*[<\"][\w/.]+\.h|define|ifn?def)|\b(?:struct|typedef|static|void)\b",
    "C++": rb"^\s*#\s*(?:include|define|if|endif)|\b\w+::\w+|\b(?:template|class|namespace|public"
           rb"|private)\b[^\n]*[{:<]",
    "C#": rb"^\s*(?:using\s+[\w.]+;|namespace\b|(?:public|private|internal)\b)|^#(?:addin|tool|load)\b|\.(?:Does"
          rb"|IsDependentOn)\(|^(?:Task|var)\b[^\n]*[(=]",
    "CoffeeScript": rb"(?:^|\s)[-=]>\s*$|^\s*(?:task|\w+ =) [^\n;{]*->|^\s*#(?!include)",
    "Component Pascal": rb"^\s*(?:MODULE|IMPORT|PROCEDURE|BEGIN|END|VAR|CONST|TYPE)\b",
    "CUE": rb"^\s*(?:package \w+|import \(|#?\w+\??:\s)|^\s*\}",
    "Cue Sheet": rb"^\s*(?:TRACK|INDEX|FILE|PERFORMER|TITLE|REM)\s",
    "DenizenScript": rb"^\s*(?:- \w|type:\s+\w+)",
    "Debian Package Control File": rb"^(?:Format|Source|Package|Binary|Maintainer|Depends|Version|Architecture):",
    "Proguard": rb"(?i)^\s*#?-(?:keep|dont|assume|optimi|allow|repackage|rename)|\bproguard\b",
    "Genie": rb"^\s*(?:uses$|init$|def \w|class \w[^{]*$|namespace \w[^{]*$)",
    "GLSL": rb"\b(?:vec[234]|mat[34]|sampler2D|gl_\w+|uniform|varying)\b|^#version\b",
    "HAProxy": rb"^(?:global|defaults|frontend|backend|listen)\b",
    "HCL": rb"^\s*(?:[a-z]\w*(?: \"[^\"]*\")+ \{|[a-z]\w* = )",
    "HLSL": rb"\b(?:float[234](?:x[34])?|Texture2D|cbuffer|technique|SV_\w+|POSITION|TEXCOORD\d)\b",
    "HTML": rb"(?i)</?(?:html|head|body|div|span|table|t[rdh]|p|a|ul|li|form|input|br|img|h[1-6]|script|link|meta)\b",
    "INI": rb"^\s*(?:\[[^\]\n]+\]\s*$|[\w.-]+\s*=)",
    "JavaScript": rb"\b(?:var|let|const|function|=>|typeof|return|exports|require)\b|===",
    "JSON": rb"\A\s*[{\[]|^\s*\"[^\"\n]*\":",
    "JSONiq": rb"(?i)\bxquery version\b|\bjsoniq\b|^\s*(?:declare|for \$|let \$|return)\b",
    "jq": rb"^\s*def \w+[^\n]*:|\|\s*\w+\(|^\s*#|\|= ",
    "KerboScript": rb"(?i)^\s*(?:lock|declare|set \w+ to|print|until|wait)\b[^\n]*\.\s*$",
    "KiCad Schematic": rb"^EESchema|^\(kicad_sch|^\$(?:Comp|EndComp)|^(?:Wire|Text|Connection)\b|^v \d{8}",
    "KiCad Legacy Layout": rb"^PCBNEW|^\$(?:MODULE|EndMODULE|TRACK)",
    "Eagle": rb"<(?:eagle|drawing|layer|library|package|wire)\b",
    "Kickstart": rb"^(?:%(?:packages|post|pre|end)|lang|keyboard|timezone|rootpw|part|bootloader|network|repo|url"
                 rb"|selinux|firewall)\b",
    "M": rb"^\w*(?:\([^)\n]*\))?[ \t]+;|^[ \t]+(?:;|[sSwWdDqQkKnNfFiI](?:et|rite|o|uit|ill|ew|or|f)? [^=\n]|\. )",
    "MATLAB": rb"^\s*(?:%|function\b|end\b|clear\b|disp\()|\.\*|;\s*$",
    "Mercury": rb"^:- ",
    "Modelica": rb"^\s*(?:within|model|package|equation|parameter|annotation|end \w+;)",
    "Moocode": rb"^(?:@verb|@program|@create|@property|\.program|;)|\bplayer:tell\(|\bthis\.\w",
    "Motoko": rb"^\s*(?:import \w+ \"|actor\b|module \{|public (?:func|shared|type)|private\b)|\bfunc \w+",
    "Nasal": rb"^\s*(?:var|foreach|func)\b|\b(?:setprop|getprop|setlistener)\(",
    "Nginx": rb"^\s*(?:server|location|listen|server_name|root|proxy_pass|fastcgi_\w+)\b[^\n]*[;{]",
    "Objective-C": rb"^\s*(?:#import|@\w+)|\[\w+ \w+",
    "Objective-C++": rb"^\s*(?:#import|#include|@\w+)|\[\w+ \w+",
    "Pascal": rb"(?i)^\s*(?:program|unit|uses|begin|end[.;]|var|procedure|function|interface|implementation)\b|:=",
    "Pawn": rb"^\s*(?:stock|public|forward|native|new|#if|#define|#tryinclude)\b|\bPlayerText\b|^#include <[ya]_",
    "Perl": rb"[$@%]\w+\s*[=;,\[{]|^\s*(?:use|my|our|sub|package)\b|->",
    "PHP": rb"<\?(?:php|=)?|\$this->|\bfunction \w+\(\$",
    "PLSQL": rb"(?i)\bcreate or replace (?:package|procedure|function|trigger|type)\b|\bvarchar2\b|%type\b|\bdbms_\w+"
             rb"|^/\s*$",
    "PowerBuilder": rb"^(?:Save Format|@begin|@end|appname|applib)",
    "Protocol Buffer Text Format": rb"^\s*[A-Za-z_]\w*(?::\s+\S|\s*\{\s*$)",
    "Puppet": rb"^\s*(?:class|define|node|include|package|file|service|exec|\$\w+)\b|=>",
    "Python": rb"^\s*(?:from [\w.]+ import|import \w|def \w+\(|class \w+[:(]|if __name__|[\w.]+ = )|:\s*$",
    "Rascal": rb"^\s*(?:module \w+|import [\w:]+;|public|data \w+)",
    "RouterOS Script": rb"^\s*(?:/\w+|:(?:local|global|if|foreach|put|log|set)\b|add \w|set )",
    "Red": rb"(?i)^\s*Red(?:/System)?\s*\[|:\s*(?:func|make|context|does)\b",
    "Redscript": rb"^\s*(?:@\w+\(|(?:public|protected|private)?\s*(?:static |final )*func \w)|: (?:ref|wref|Bool"
                 rb"|Int32|Void)\b",
    "RPM Spec": rb"^(?:%(?:prep|build|install|files|description|post|changelog|define|package)|(?:Name|Version"
                rb"|Release|Summary|License|Requires|BuildRequires|URL|Source\d*):)",
    "Ruby": rb"^\s*(?:require|def|class|module|end|describe|context|it|let|expect|Gem::)\b|\bdo(?: \|[^|]*\|)?$",
    "Rust": rb"^\s*(?://[/!]|#!?\[|(?:pub(?:\([\w:]+\))? )?(?:use|fn|mod|struct|enum|trait|impl|const|static)\b)",
    "Salt": rb"^\s*(?:[\w.-]+:$|- \w)|\{[%{]",
    "Scheme": rb"^\s*\((?:define|library|import|export|let|lambda)\b",
    "ShaderLab": rb"\b(?:Shader \"|SubShader|CGPROGRAM|HLSLPROGRAM|ENDCG|Properties\s*\{|Pass\s*\{)",
    "Shell": rb"^\s*(?:if \[|then$|fi$|done$|case \S+ in|esac$|echo|exit \d|export)\b|\$\{?\w+|\$\(",
    "SourcePawn": rb"^\s*(?:#pragma|#include <(?:sourcemod|sdktools)|methodmap|native|forward|stock|public Action|new"
                  rb" )\b",
    "SQL": rb"(?i)^\s*(?:select|insert into|update|delete from|create (?:table|view|index|procedure)|alter table|drop"
           rb" table|begin|end|declare)\b",
    "Terra": rb"^\s*(?:terra\b|local\b|require\b|terralib\b|print\()|\bterralib\.",
    "Turing": rb"^\s*(?:put|get|var \w+ :|loop|end loop|proc|procedure|function|View\.)\b",
    "Unix Assembly": rb"^\s*\.(?:globl|global|text|section|align|type|size|long)\b|[%][re]?[abcds][xip]\b",
    "Wolfram Language": rb"\(\*|\bNotebook\[|\bCell\[|:=|\[\[",
    "XML": rb"\A\s*<\?xml|</?[a-z][\w:.-]*(?:\s+[\w:-]+=\"[^\"\n]*\")*\s*/?>",
    "YAML": rb"^\s*(?:- )?[\w.-]+:(?:\s|$)|^---",
}  # fmt: skip


OPENINGS: Final = {"PHP": re.compile(rb"\A(?:#![^\n]*\n)?\s*<\?php\b")}
"""How a text of the language begins that is of no other."""


def most_cues(head: bytes, candidates: Sequence[str]) -> str:
    """The candidate as which the text begins, else whose cues occur most often, the earlier one of equals; "" where none occurs."""
    for language in candidates:
        if language in OPENINGS and OPENINGS[language].match(head):
            return language
    counts = [
        (occurrences(language, head), -place, language) for place, language in enumerate(candidates) if language in CUES
    ]
    hits, _, language = max(counts, default=(0, 0, ""))
    return language if hits else ""


def occurrences(language: str, head: bytes) -> int:
    """How often the language's cue occurs, at most ENOUGH."""
    return sum(1 for _, _ in zip(compiled(language).finditer(head), range(ENOUGH), strict=False))


@cache
def compiled(language: str) -> re.Pattern[bytes]:
    """The language's cue, compiled when a file first asks for it; `^\\s*` never crosses a line (that would take
    quadratic time)."""
    return re.compile(CUES[language].replace(rb"^\s*", rb"^[^\S\n]*"), re.MULTILINE)
