"""The HTML card as a browser shows it.

Chromium is spoken to in its DevTools protocol over a pipe, so no driver is needed.
"""

from __future__ import annotations

import base64
import json
import os
import shutil
import subprocess
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

import pytest

from factcards.article import Article
from factcards.card import Card
from factcards.render import render

if TYPE_CHECKING:
    from collections.abc import Iterator

pytestmark = pytest.mark.browser

HERE = Path(__file__).parent.parent
WIDTHS = [320, 360, 800, 1280]

# Every text's contrast with what is painted under it, as WCAG 2 computes it.
CONTRAST = """
(() => {
  const rgb = text => text.match(/[\\d.]+/g).map(Number);
  const light = ([r, g, b]) => [r, g, b].map(v => v / 255)
    .map(v => v <= .04045 ? v / 12.92 : ((v + .055) / 1.055) ** 2.4)
    .reduce((sum, v, i) => sum + v * [.2126, .7152, .0722][i], 0);
  const under = e => {
    for (; e; e = e.parentElement) {
      const colour = rgb(getComputedStyle(e).backgroundColor);
      if (colour.length === 3 || colour[3] === 1) return colour;
    }
    return [255, 255, 255];
  };
  const found = [];
  document.querySelectorAll('details').forEach(d => { d.open = true; });
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const node = walker.currentNode, e = node.parentElement, style = getComputedStyle(e);
    if (!node.data.trim()) continue;
    const [a, b] = [light(rgb(style.color)), light(under(e))].sort((x, y) => y - x);
    const size = parseFloat(style.fontSize), bold = parseInt(style.fontWeight) >= 700;
    const needed = size >= 24 || (bold && size >= 18.66) ? 3 : 4.5;
    found.push([(a + .05) / (b + .05) - needed, node.data.trim().slice(0, 40)]);
  }
  return found;
})()
"""


FLAGS = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-dev-shm-usage",
    "--remote-debugging-pipe",
)


class Page:
    """One tab. Problems that the page reports (console, exceptions, CSP) gather in `problems`."""

    def __init__(self, requests: IO[bytes], replies: IO[bytes]) -> None:
        self._requests, self._replies = requests, replies
        self._last = 0
        self._events: list[dict[str, Any]] = []
        self._session: str | None = None
        target = self._send("Target.createTarget", url="about:blank")["targetId"]
        attached = self._send("Target.attachToTarget", targetId=target, flatten=True)
        self._session = attached["sessionId"]
        for domain in ("Page", "Runtime", "Log", "Network"):
            self._send(f"{domain}.enable")

    def _send(self, method: str, **params: Any) -> dict[str, Any]:
        self._last += 1
        message: dict[str, Any] = {"id": self._last, "method": method, "params": params}
        if self._session:
            message["sessionId"] = self._session
        self._requests.write(json.dumps(message).encode() + b"\0")
        self._requests.flush()
        while (reply := self._receive()).get("id") != self._last:
            self._events.append(reply)
        assert "error" not in reply, reply
        result: dict[str, Any] = reply["result"]
        return result

    def _receive(self) -> dict[str, Any]:
        raw = bytearray()
        while (byte := self._replies.read(1)) != b"\0":
            assert byte, "Chromium has gone"
            raw += byte
        reply: dict[str, Any] = json.loads(raw)
        return reply

    def open(self, path: Path, *, width: int, height: int = 900, dark: bool = False) -> None:
        """Load a file in a viewport of the given size and wait until it is there."""
        self._events.clear()
        self._send(
            "Emulation.setDeviceMetricsOverride",
            width=width,
            height=height,
            deviceScaleFactor=1,
            mobile=False,
        )
        scheme = {"name": "prefers-color-scheme", "value": "dark" if dark else "light"}
        still = {"name": "prefers-reduced-motion", "value": "reduce"}
        self._send("Emulation.setEmulatedMedia", features=[scheme, still])
        self._send("Page.navigate", url=path.as_uri())
        while not any(e.get("method") == "Page.loadEventFired" for e in self._events):
            self._events.append(self._receive())

    def run(self, script: str) -> Any:
        """The value of a JavaScript expression."""
        reply = self._send(
            "Runtime.evaluate", expression=script, returnByValue=True, awaitPromise=True
        )
        assert "exceptionDetails" not in reply, reply
        return reply["result"].get("value")

    def hover(self, selector: str) -> tuple[float, float]:
        """Move the mouse onto the first element that matches, scrolled into view."""
        box = self.run(
            f"(() => {{ const e = document.querySelector({json.dumps(selector)});"
            " e.scrollIntoView({block: 'center'}); const r = e.getClientRects()[0];"
            " return [r.x + r.width / 2, r.y + r.height / 2]; })()"
        )
        self._send("Input.dispatchMouseEvent", type="mouseMoved", x=box[0], y=box[1])
        return box[0], box[1]

    def click(self, selector: str) -> None:
        """Click on the first element that matches."""
        x, y = self.hover(selector)
        for kind in ("mousePressed", "mouseReleased"):
            self._send("Input.dispatchMouseEvent", type=kind, x=x, y=y, button="left", clickCount=1)
        self.run("new Promise(done => setTimeout(done, 100))")

    def screenshot(self) -> bytes:
        """What the viewport shows, as PNG."""
        return base64.b64decode(self._send("Page.captureScreenshot")["data"])

    @property
    def problems(self) -> list[str]:
        """Everything a console would show, and every request beyond the page itself."""
        self.run("0")
        found = []
        for event in self._events:
            method, params = event.get("method"), event.get("params", {})
            if method in {"Runtime.consoleAPICalled", "Runtime.exceptionThrown", "Log.entryAdded"}:
                found.append(json.dumps(params))
            elif method == "Network.requestWillBeSent":
                url = params["request"]["url"]
                if not url.startswith("data:") and params.get("type") != "Document":
                    found.append(url)
        return found


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Page]:
    program = shutil.which("chromium") or shutil.which("chromium-browser")
    if program is None and not os.environ.get("CI"):
        pytest.skip("Chromium is not installed")
    assert program, "CI must have Chromium"
    profile = tmp_path_factory.mktemp("chromium")
    to_child, requests = os.pipe()
    replies, from_child = os.pipe()
    command = [program, *FLAGS, f"--user-data-dir={profile}"]
    # Chromium reads file descriptor 3 and writes 4: only a shell can put ours there.
    script = f'exec "$@" 3<&{to_child} 4>&{from_child}'
    with (
        os.fdopen(requests, "wb") as sender,
        os.fdopen(replies, "rb") as receiver,
        subprocess.Popen(
            ["/bin/bash", "-c", script, "chromium", *command],
            pass_fds=(to_child, from_child),
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        ) as process,
    ):
        os.close(to_child)
        os.close(from_child)
        try:
            yield Page(sender, receiver)
        finally:
            process.terminate()
            process.wait(timeout=20)


@pytest.fixture(scope="module")
def card() -> Card:
    return Card.model_validate_json((HERE / "data/sample_card.json").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def article(card: Card) -> Article:
    text = (HERE / "data/sample_article.txt").read_text(encoding="utf-8")
    return Article(name="sample_article.txt", text=text, lang="en")


@pytest.fixture(scope="module")
def sample(card: Card, article: Article, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample card beside its article."""
    path = tmp_path_factory.mktemp("pages") / "sample.html"
    path.write_text(render(card, "html", article=article), encoding="utf-8")
    return path


def awkward(card: Card) -> dict[str, Card]:
    """Cards that strain a layout."""
    word = "Donaudampfschifffahrtsgesellschaftskapitän" * 8
    data = card.model_dump()

    def every(section: str, **fields: Any) -> list[dict[str, Any]]:
        return [item | fields for item in data[section]]

    long_words = data | {
        "headline": word[:90],
        "summary": word,
        "why_it_matters": word,
        "facts": every("facts", text=word, attribution=word[::-1]),
        "figures": every("figures", value="1" * 60, unit=word, label=word),
        "quotes": every("quotes", text=word, speaker=word, role=word),
        "people": every("people", name=word, role=word),
        "timeline": every("timeline", date=word, text=word),
        "source": data["source"] | {"title": word, "publisher": word, "byline": word},
    }
    arabic = data | {"lang": "ar", "dir": "rtl", "headline": "بلدية وسموث تقر بحيرة مدية"}
    many = data | {"facts": data["facts"] * 7}
    cards = {"long words": long_words, "right to left": arabic, "42 facts": many}
    return {name: Card.model_validate(fields) for name, fields in cards.items()}


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_the_page_loads_without_a_complaint_or_a_request(
    page: Page, sample: Path, width: int, *, dark: bool
) -> None:
    page.open(sample, width=width, dark=dark)
    assert page.problems == []
    assert page.run("document.title") == "Vessmouth council approves £412 million tidal lagoon"


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("name", ["sample", "long words", "right to left", "42 facts"])
def test_nothing_sticks_out_sideways(
    page: Page, card: Card, sample: Path, tmp_path: Path, width: int, name: str
) -> None:
    path = sample
    if name != "sample":
        path = tmp_path / "card.html"
        path.write_text(render(awkward(card)[name], "html"), encoding="utf-8")
    page.open(path, width=width)
    page.run("document.querySelectorAll('details').forEach(d => { d.open = true; })")
    assert page.run("innerWidth") == width
    assert page.run("document.documentElement.scrollWidth") <= width
    out = page.run(
        "[...document.body.querySelectorAll('*:not(.skip)')].filter(e => {"
        " const r = e.getBoundingClientRect(); return r.left < -.5 || r.right > innerWidth + .5;"
        " }).map(e => e.outerHTML)"
    )
    assert out == []


@pytest.mark.parametrize("width", [360, 1280])
def test_a_fact_leads_to_its_sentence_and_back(page: Page, sample: Path, width: int) -> None:
    page.open(sample, width=width)
    in_view = (
        "(r => r.top >= 0 && r.bottom <= innerHeight)"
        "(document.querySelector('{}').getBoundingClientRect())"
    )
    page.click("#f6 .cite")
    assert page.run("location.hash") == "#s11"
    assert page.run(in_view.format("#s11"))
    assert page.run("document.querySelector('#s11').matches(':target')")
    page.click("#s11 .back")
    assert page.run("location.hash") == "#f6"
    assert page.run(in_view.format("#f6"))


def test_on_a_wide_screen_card_and_sentence_are_in_view_together(page: Page, sample: Path) -> None:
    page.open(sample, width=1280, height=600)
    page.click("#f6 .cite")
    for target in ("#s11", "#f6"):
        top = page.run(f"document.querySelector('{target}').getBoundingClientRect().top")
        assert 0 <= top <= 560


def colour(page: Page, selector: str) -> Any:
    return page.run(
        f"getComputedStyle(document.querySelector({json.dumps(selector)})).backgroundColor"
    )


def test_pointing_at_a_fact_lights_its_sentences_and_the_other_way_round(
    page: Page, sample: Path
) -> None:
    page.open(sample, width=1280)
    fact, sentences = colour(page, "#f3"), [colour(page, f"#s{n} mark") for n in (3, 4, 6)]
    page.hover("#f3 .claim")
    lit = [colour(page, f"#s{n} mark") for n in (3, 4, 6)]
    assert [a != b for a, b in zip(sentences, lit, strict=True)] == [True, True, False]
    page.hover("#s4 mark")
    assert colour(page, "#f3") != fact


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("target", ["", "#s11", "#f6"])
def test_every_text_has_the_contrast_that_wcag_asks_for(
    page: Page, sample: Path, target: str, *, dark: bool
) -> None:
    page.open(sample, width=1280, dark=dark)
    page.run(f"location.hash = '{target}'")
    measured = page.run(CONTRAST)
    assert len(measured) > 100
    assert [item for item in measured if item[0] < 0] == []


def test_light_and_dark_differ(page: Page, sample: Path) -> None:
    page.open(sample, width=800)
    light = colour(page, "html")
    page.open(sample, width=800, dark=True)
    assert colour(page, "html") != light


def test_the_keyboard_reaches_every_link_in_reading_order(page: Page, sample: Path) -> None:
    page.open(sample, width=1280)
    page.run("document.querySelectorAll('details').forEach(d => { d.open = true; })")
    links = page.run("[...document.querySelectorAll('a, summary')].map(e => e.tabIndex)")
    assert set(links) == {0}
    page.run("document.querySelector('.skip').focus()")
    assert page.run("document.querySelector('.skip').getBoundingClientRect().left") == 0
    outline = "getComputedStyle(document.querySelector('.skip')).outlineStyle"
    assert page.run(outline) != "none"


def test_landmarks_and_headings_are_in_order(page: Page, sample: Path) -> None:
    page.open(sample, width=1280)
    assert page.run("['main', 'aside', 'h1'].map(n => document.querySelectorAll(n).length)") == [
        1,
        1,
        1,
    ]
    assert page.run("[...document.querySelectorAll('h1, h2, h3')].map(e => e.tagName)") == [
        "H1",
        *["H2"] * 6,
    ]
    labelled = "[...document.querySelectorAll('[aria-labelledby]')]"
    assert page.run(
        f"{labelled}.every(e => document.getElementById(e.getAttribute('aria-labelledby')))"
    )
    assert page.run("[...document.querySelectorAll('a')].every(a => a.textContent.trim())")


def test_a_script_in_the_article_does_not_run(page: Page, card: Card, tmp_path: Path) -> None:
    attack = (
        "<script>document.title = 'owned'</script><img src=x onerror=\"document.title='owned'\">"
    )
    facts = [fact.model_dump() | {"text": attack} for fact in card.facts]
    dirty = Card.model_validate(card.model_dump() | {"facts": facts, "headline": attack})
    path = tmp_path / "card.html"
    path.write_text(render(dirty, "html"), encoding="utf-8")
    page.open(path, width=800)
    assert page.problems == []
    assert page.run("document.title") == attack
    assert page.run("document.querySelectorAll('script, img').length") == 0
