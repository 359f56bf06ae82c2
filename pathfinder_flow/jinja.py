"""The one environment in which templates run, of mails as of pages."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from jinja2 import StrictUndefined
from jinja2.sandbox import SandboxedEnvironment

if TYPE_CHECKING:
    from jinja2 import BaseLoader, Environment


def is_html(name: str | None) -> bool:
    """Whether what a template of that name gives is HTML, and every text put in it escaped."""
    # What has no name is nobody's text, and so cannot be trusted to need no escaping.
    return name is None or name.endswith(".html.j2")


def environment(
    loader: BaseLoader | None = None, finalize: Callable[[object], object] | None = None
) -> Environment:
    """Give an environment: sandboxed, strict about names, with a tag's line gone with the tag.

    ``finalize`` sees every value before it is written. A template is read once and kept.
    """
    return SandboxedEnvironment(
        loader=loader,
        finalize=finalize,
        undefined=StrictUndefined,
        autoescape=is_html,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
        cache_size=-1,
    )
