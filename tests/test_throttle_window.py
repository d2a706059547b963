"""How the window finds its size, against an endpoint that answers round by round."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass, field

from factcards.throttle_window import MOST, START, Window

Fate = Callable[[int], float | None]  # of a request by how many are in flight: latency or refusal


@dataclass
class Rounds:
    """As many requests as the window allows, answered all together, again and again."""

    window: Window
    sizes: list[int] = field(default_factory=list)
    sent: int = 0
    refused: int = 0

    def go(self, rounds: int, fate: Fate) -> int:
        for _ in range(rounds):
            size = self.window.limit
            self.sizes.append(size)
            first = self.sent
            self.sent += size
            for place in range(size):
                self.answer(first + place, place + 1, fate(place + 1))
        return self.window.limit

    def answer(self, number: int, crowd: int, latency: float | None) -> None:
        if latency is None:
            self.refused += 1
            self.window.trouble(number, crowd, next_number=self.sent)
        else:
            self.window.ok(number, latency, crowd, full=True, next_number=self.sent)


def auto() -> Rounds:
    return Rounds(Window(START, MOST, watch_latency=True))


def always(crowd: int) -> float:
    return 0.2


def at_most(limit: int) -> Fate:
    return lambda crowd: 0.2 if crowd <= limit else None


def slots(count: int) -> Fate:
    """A server that has `count` slots, and lets the others wait."""
    return lambda crowd: 0.2 * -(-crowd // count)


def noisy(share: float, dice: random.Random) -> Fate:
    return lambda _: None if dice.random() < share else 0.2


def test_without_trouble_it_is_wide_open_within_a_dozen_round_trips() -> None:
    rounds = auto()
    assert rounds.go(12, always) >= 256
    assert rounds.go(3, always) == MOST


def test_it_does_not_grow_where_it_is_not_filled() -> None:
    window = Window(START, MOST, watch_latency=True)
    for number in range(500):
        window.ok(number, 0.2, 1, full=False, next_number=number + 1)
    assert window.limit == START


def test_it_finds_a_hidden_limit_and_stays_just_below() -> None:
    rounds = auto()
    rounds.go(100, at_most(50))
    before, sent = rounds.refused, rounds.sent
    rounds.go(300, at_most(50))
    late = rounds.sizes[100:]
    assert 46 <= sum(late) / len(late) <= 51
    assert (rounds.refused - before) / (rounds.sent - sent) < 0.01


def test_it_follows_a_limit_down_and_up_again() -> None:
    rounds = auto()
    rounds.go(100, at_most(50))
    assert rounds.go(60, at_most(10)) <= 12
    assert rounds.go(300, at_most(100)) >= 80


def test_refusals_that_no_narrower_window_helps_are_put_up_with() -> None:
    rounds = auto()
    rounds.go(60, noisy(0.11, random.Random(5)))
    assert min(rounds.sizes[-10:]) > 200


def test_a_given_window_is_kept_through_faults_by_chance() -> None:
    rounds = Rounds(Window(64, 64, watch_latency=False))
    rounds.go(200, noisy(0.11, random.Random(6)))
    assert sum(rounds.sizes) / len(rounds.sizes) > 60


def test_a_given_window_is_narrowed_where_less_is_let_through() -> None:
    rounds = Rounds(Window(64, 64, watch_latency=False))
    rounds.go(100, at_most(50))
    late = rounds.sizes[-20:]
    assert max(late) <= 51


def test_a_given_window_is_not_narrowed_for_latency() -> None:
    rounds = Rounds(Window(8, 8, watch_latency=False))
    assert rounds.go(50, slots(1)) == 8


def test_a_server_of_few_slots_is_not_flooded() -> None:
    for count in (1, 2, 4):
        rounds = auto()
        rounds.go(200, slots(count))
        late = rounds.sizes[100:]
        assert count <= sum(late) / len(late) <= 8 * count


def test_an_endpoint_that_is_slower_for_all_is_no_reason_to_ask_less() -> None:
    rounds = auto()
    rounds.go(10, always)
    rounds.go(40, lambda _: 0.7)
    assert min(rounds.sizes[-5:]) > 200


def test_answers_that_vary_by_chance_are_not_called_slow() -> None:
    dice = random.Random(7)
    rounds = auto()
    assert rounds.go(60, lambda _: 5 * dice.lognormvariate(0, 0.5)) > 100


def test_replies_to_what_was_sent_before_a_cut_do_not_cut_again() -> None:
    rounds = auto()
    rounds.go(12, always)
    size = rounds.window.limit
    first = rounds.sent
    rounds.sent += 4 * size
    for place in range(4 * size):
        rounds.answer(first + place, size + place, None)
    assert rounds.window.limit >= size / 2


def test_it_never_closes_altogether() -> None:
    rounds = auto()
    rounds.go(300, lambda _: None)
    assert rounds.window.limit == 1
    rounds.window.restart(rounds.sent)
    assert rounds.go(15, always) >= 256
