"""Whether a source holds an article at all: asked before any model is.

Everything here is a question of degree, and too strict is as bad as too lax. A page with an
article on it passes whatever else it shows, a cookie banner or a newsletter form included;
wordings count only where there is little text beside them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from factcards.sources import wordings
from factcards.sources.found import Found
from factcards.sources.pagesigns import PageSigns, letters
from factcards.sources.prose import Prose, measure

FEWEST_WORDS = 40
FEWEST_SENTENCES = 2
LONGEST_SENTENCE = 40
"""Words that sentences have on average at most."""
BRIEF = 120
"""Words in running sentences from which on a page is taken for what it says it is."""
STUB = 180
"""The same for an article that breaks off at a demand to subscribe."""
NOTICE = 400
"""Words up to which a page may be nothing but a cookie notice."""
DEMANDS = 4
"""Different wordings of cookie notices that make a long text one."""
TEASER_SHARE = 0.6
"""Share of an index's words that stand in teasers; of a page that calls itself an article,
nearly all have to."""
FEWEST_TEASERS = 4
HEADLINES = 5
LOOK = 3_000
ENDING = 400
"""Code points in which wordings are looked for: at the top of a page, at the end of a text."""

_IN_A_BROWSER = "open it in a browser and save the page as .html"
_LINK = "give the address of a single article"


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why this is no article, as a clause, and what the reader can do, as an imperative."""

    reason: str
    remedy: str


def refusal(found: Found, signs: PageSigns | None = None) -> Refusal | None:
    """Say why `found` is no article; None where it is one.

    Args:
        found: What was read.
        signs: What the page shows beside it, for a page.
    """
    text = found.text[found.body :]
    prose = measure(text)
    running = prose.running if signs is not None else prose.words - prose.tabular
    if running < NOTICE:
        wording = _by_wording(found.title or "", text, running, signs or PageSigns())
        if wording is not None:
            return wording
    if signs is not None and (index := _index(text, prose, signs)):
        return index
    return _by_measure(prose, running)


def _by_wording(title: str, text: str, running: int, signs: PageSigns) -> Refusal | None:
    shown = _plain("\n".join((title, text, signs.visible[:LOOK])))
    top = _plain("\n".join((title, *text.split("\n")[:3], *signs.visible.split("\n")[:8])))[:LOOK]
    if running < BRIEF:
        if wordings.ROBOT.search(shown) and not signs.article:
            return Refusal("the page asks for proof that a person is reading", _IN_A_BROWSER)
        if wordings.ERROR.search(top) and not signs.article:
            return Refusal("this is an error page, not an article", "check the address")
        if running < FEWEST_WORDS and _shell(shown, signs):
            return Refusal("the page shows its text only with JavaScript", _IN_A_BROWSER)
    if running < NOTICE and not signs.article and _consent_only(_plain(text), shown, running):
        return Refusal("this is a cookie notice, not an article", _IN_A_BROWSER)
    return _paywall(text, running, signs)


def _plain(text: str) -> str:
    return text.lower().replace("’", "'")


def _shell(shown: str, signs: PageSigns) -> bool:
    noscript = signs.noscript.lower()
    told = wordings.SCRIPT.search(shown) or wordings.SCRIPT.search(noscript)
    return signs.words < BRIEF and bool(told or (signs.scripts and signs.words < FEWEST_WORDS))


def _consent_only(text: str, shown: str, running: int) -> bool:
    """Whether the text is about cookies, or is next to nothing beside words about them."""
    if running < FEWEST_WORDS:
        return (
            len(wordings.COOKIES.findall(shown)) > 1 and wordings.CONSENT.search(shown) is not None
        )
    lines = text.split("\n")
    about = [
        line for line in lines if wordings.COOKIES.search(line) or wordings.CONSENT.search(line)
    ]
    demands = {found.group() for found in wordings.CONSENT.finditer(text)}
    # A long notice needs more to be told from an article about such notices.
    enough = 1 if running < BRIEF else DEMANDS
    return _words(about) * 2 > _words(lines) and len(demands) >= enough


def _words(lines: Sequence[str]) -> int:
    return sum(len(line.split()) for line in lines)


def _paywall(text: str, running: int, signs: PageSigns) -> Refusal | None:
    ending, visible = _plain(text[-ENDING:]), _plain(signs.visible)
    demanded = wordings.PAYWALL.search(ending)
    # Beside a brief that is complete, sites advertise subscriptions too: away from the text,
    # the wording counts only where the metadata says the same.
    behind = signs.not_free and (running < FEWEST_WORDS * 2 or wordings.PAYWALL.search(visible))
    if (demanded and running < BRIEF) or (behind and running < STUB):
        return Refusal(
            "only the beginning is here, the article is for subscribers",
            "log in with a browser and save the page as .html",
        )
    return None


def _index(text: str, prose: Prose, signs: PageSigns) -> Refusal | None:
    """A page that leads to articles: a front page, a section, a list of headlines."""
    teasers = "\0".join(signs.teasers)
    lines = [(line, len(line.split())) for line in text.split("\n")]
    teased = [words for line, words in lines if words > 2 and letters(line) in teasers]  # noqa: PLR2004 - "Read more" is in every teaser
    share = TEASER_SHARE + (0.3 if signs.article else 0)
    if len(teased) >= FEWEST_TEASERS and sum(teased) >= share * sum(words for _, words in lines):
        return Refusal("this page leads to articles and is none itself", _LINK)
    linked = signs.link_words * 5 > signs.words * 2
    if signs.home and not signs.article and (signs.linked_headings >= HEADLINES or linked):
        return Refusal("this is the front page of a site", _LINK)
    few = prose.running < min(BRIEF, prose.words // 4)
    if few and signs.linked_headings >= HEADLINES and not signs.article:
        return Refusal("this page leads to articles and is none itself", _LINK)
    return None


def _by_measure(prose: Prose, running: int) -> Refusal | None:
    remedy = "give a whole article"
    if prose.words == 0:
        return Refusal("there is no text on it", remedy)
    if prose.words < FEWEST_WORDS:
        plural = "" if prose.words == 1 else "s"
        return Refusal(f"only {prose.words} word{plural} of text", remedy)
    if prose.tabular * 2 > prose.words and running < BRIEF:
        return Refusal("no running text, only a table", remedy)
    # Hard line breaks leave few lines that end like a sentence, but as many sentences.
    sparse = prose.sentences * LONGEST_SENTENCE < prose.words
    if prose.sentences < FEWEST_SENTENCES or (
        sparse and running < min(FEWEST_WORDS, prose.words // 4)
    ):
        return Refusal("no running text, only headings or a list", remedy)
    return None
