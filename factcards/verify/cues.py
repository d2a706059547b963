"""Cues: English words that make what is said less than fact, by how they do."""

from __future__ import annotations

from typing import TYPE_CHECKING

from factcards.verify.stopwords import listed

if TYPE_CHECKING:
    from collections.abc import Sequence

    from factcards.verify.words import Token

TENTATIVE = listed(
    """may might could possibly perhaps maybe consider considers considered considering mull
    mulls mulling discuss discussed discussing propose proposed proposes proposal whether if
    potential potentially possible hope hopes hoped hoping want wants wanted weigh weighs
    weighing threaten threatens threatened seek seeks sought unless probably presumably
    conceivably arguably seemingly seem seems seemed appear appears appeared try tries tried
    trying attempt attempts attempted attempting likely unlikely thinking"""
)
POSSIBLE = TENTATIVE | listed("would can wish wishes wished")
INTENDED = listed(
    """will shall plan plans planned planning intend intends intended intending expect expects
    expected aim aims aimed set due ready prepared prepare prepares preparing readiness
    willing willingness agree agreed agrees pledge pledged pledges promise promised promises
    vow vowed vows commit committed commits offer offered offers going scheduled poised
    upcoming future commitment propose decide decided decides about hoping ask asked asks call
    called calls urge urged urges order ordered orders demand demanded demands should must
    meant supposed forecast predicted tipped bound eager keen slated
    decision decisions intention intentions intent bid effort efforts goal ambition promise
    proposals proposal pledge vow deadline permission demand obliged obligation hire hires hired
    vote votes voted advise advises advised invite invites invited encourage encouraged need needs
    needed require requires required allow allows allowed permit permits lobbied campaign push
    licence license right chance option applied apply applies race fight powers
    talks entitled"""
)
ALLEGED = listed(
    """alleged allegedly reportedly accused accuses suspected suspects claims claimed accusing
    alleges alleging rumoured rumored supposedly apparently unconfirmed charged suspicion
    presumed"""
)
FIRM = listed(
    """will shall decide decides decided agree agrees agreed commit commits committed pledge
    pledges pledged scheduled"""
)
BARE = listed(
    """may might could will would shall possibly perhaps maybe whether if allegedly reportedly
    supposedly apparently should must potentially alleged suspected presumed unconfirmed
    considering mulling weighing discussing unless can probably presumably conceivably arguably
    seemingly"""
)
OPINIONS = listed(
    """believe believes believed think thinks thought suspect suspects suspected suspicion fear
    fears feared suggest suggests suggested suggesting speculate speculated speculation assume
    assumes assumed guess reckon reckons reckoned rumour rumours rumor rumors belief indicate
    indicates indicated hint hints hinted doubt doubts hope hopes hoped hoping claim claims
    claimed allege alleges alleged"""
)
HEARSAY = listed(
    """thought believed understood said reported rumoured rumored feared assumed suspected
    claimed alleged presumed considered reputed"""
)
SOFTENING = (
    TENTATIVE
    | OPINIONS
    | listed(
        """will would can should expected plan plans planned due set hoping hopes yet about being
        allegedly alleged reportedly suspected accused claims claimed says said if whether"""
    )
)
_LATER = listed("later eventually subsequently ultimately")
_NOT = listed("not never nor cannot")
_CHARGED = {"trial": listed("for over"), "charges": listed("of")}


def is_on_trial(tokens: Sequence[Token], index: int) -> bool:
    """Whether somebody is "on trial for" or "faces charges of" what follows."""
    word, following = tokens[index].folded, tokens[index + 1 : index + 2]
    if not following or following[0].folded not in _CHARGED.get(word, ()):
        return False
    return word != "trial" or (index > 0 and tokens[index - 1].folded == "on")


def is_left_open(tokens: Sequence[Token], index: int) -> bool:
    """Whether what follows is "not ruled out"."""
    following = tokens[index + 1 : index + 2]
    if tokens[index].folded not in {"rule", "ruled", "ruling"} or not following:
        return False
    before = [token.folded for token in tokens[max(0, index - 3) : index]]
    denied = any(word in _NOT or word.endswith("n't") for word in before)
    return denied and following[0].folded == "out"


def is_looking_back(tokens: Sequence[Token], index: int) -> bool:
    """Whether "would" tells what came about: "would later win", "would go on to win"."""
    if tokens[index].folded != "would" or index + 1 == len(tokens):
        return False
    if any(token.folded == "if" for token in tokens):
        return False
    following = tuple(token.folded for token in tokens[index + 1 : index + 4])
    return following[0] in _LATER or following == ("go", "on", "to")
