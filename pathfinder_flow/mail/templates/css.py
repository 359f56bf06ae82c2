"""Styles written onto the elements of a template, once, when it is loaded.

Many mail programs heed no style sheet. The inliner knows HTML and no Jinja, and would escape or
move what it does not know; so each tag is put aside as a comment, which may stand anywhere, and
each expression as a sign that is no markup.
"""

from __future__ import annotations

import re

_ASIDE = re.compile(r"\{\{.*?\}\}|\{%.*?%\}|\{#.*?#\}|<style\b.*?</style>", re.DOTALL)
_MARK = "\ue000"
_KEPT = re.compile(rf"(?:<!--|&lt;!--)?{_MARK}(\d+){_MARK}(?:-->|--&gt;)?")


def inlined(source: str, css: str) -> str:
    """Give an HTML template with the styles on its elements, line for line.

    ``source`` is a whole page or the inside of one; its ``<style>`` elements stay as they are, for
    what cannot be written onto elements. Selectors may not reach from one file into another.
    """
    from css_inline import CSSInliner

    aside: list[str] = []

    def put_aside(match: re.Match[str]) -> str:
        aside.append(match[0])
        sign = f"{_MARK}{len(aside) - 1}{_MARK}"
        return sign if match[0].startswith("{{") else f"<!--{sign}-->"

    bare = _ASIDE.sub(put_aside, source)
    inliner = CSSInliner(load_remote_stylesheets=False, inline_style_tags=False, extra_css=css)
    whole = bare.lstrip().lower().startswith("<!doctype")
    styled = inliner.inline(bare) if whole else inliner.inline_fragment(bare, "")
    return _KEPT.sub(lambda match: aside[int(match[1])], styled)
