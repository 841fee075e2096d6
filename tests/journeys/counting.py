"""What an errand costs whoever runs it: screens loaded, fields written in, clicks, as the browser itself saw them."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from playwright.sync_api import BrowserContext

LISTENERS = """
(() => {
  if (window.top !== window || !location.protocol.startsWith("http")) return;
  const WRITTEN = `textarea, [contenteditable=true], input:not([type]), input[type=text], input[type=search], input[type=number],
    input[type=email], input[type=url], input[type=tel], input[type=date], input[type=time]`;
  const PRESSED = `a, button, label, summary, select, option, [role=option], [role=tab], ${WRITTEN}, input`;
  const tell = (kind, what) => window.tambourCounts(kind, what);
  const words = (element) =>
    (element.getAttribute("aria-label") || element.innerText || element.title || element.name || element.tagName).trim().slice(0, 48);
  tell("screen", location.pathname);
  addEventListener("pointerdown", (event) => {
    const pressed = event.target.closest(PRESSED) || event.target;
    tell(pressed.matches(WRITTEN) ? "aim" : "click", words(pressed));
  }, true);
  addEventListener("input", (event) => {
    const path = event.target.closest("[data-contentpath]");
    if (event.target.matches(WRITTEN)) tell("field", event.target.name || path?.querySelector("input")?.name || "texte");
  }, true);
  addEventListener("change", (event) => {
    if (event.target.matches("select")) tell("choice", event.target.name);
  }, true);
})();
"""
"""A press counts once, wherever it lands; a press inside a field of text is part of writing. A list takes two: open, choose."""


@dataclass
class Cost:
    """Counts what happens in every window of a browser's context, the frames of previews apart."""

    screens: list[str] = field(default_factory=list)
    clicks: list[str] = field(default_factory=list)
    fields: dict[str, None] = field(default_factory=dict)

    def follow(self, context: BrowserContext) -> None:
        context.expose_binding("tambourCounts", self.note)
        context.add_init_script(LISTENERS)

    def note(self, source: dict[str, Any], kind: str, what: str) -> None:
        match kind:
            case "screen":
                self.screens.append(what)
            case "click":
                self.clicks.append(what)
            case "choice":
                self.clicks += [f"{what} (ouvrir)", f"{what} (choisir)"]
            case "field":
                self.fields[f"{len(self.screens)} {what}"] = None

    def said(self) -> str:
        """The account, screen after screen and click after click, for whoever reads the output of a test."""
        lines = [f"{len(self.screens)} écrans, {len(self.clicks)} clics, {len(self.fields)} champs écrits"]
        lines += [f"  écran {number}. {path}" for number, path in enumerate(self.screens, 1)]
        lines += [f"  clic {number}. {' '.join(what.split())}" for number, what in enumerate(self.clicks, 1)]
        return "\n".join(lines)
