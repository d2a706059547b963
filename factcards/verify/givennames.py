"""Frequent given names: they tell a person from a firm, and "he" from "she"."""

from __future__ import annotations

from factcards.verify.stopwords import listed

_HERS = listed(
    """aisha alexandra alice amanda amelia amy ana andrea angela anita ann anna anne annie
    antonia ashley astrid barbara beatrice beth brenda camila carla carmen carol caroline
    catherine cecilia charlotte chiara chloe christina christine claire clara claudia
    cristina cynthia daniela deborah denise diana donna dorothy elena elizabeth ella ellen
    elsa emily emma erika erin eva fatima fiona florence frances francesca gabriela giulia
    grace greta hannah heather heidi helen helena ida ines ingrid irene isabel isabella
    jacqueline jane janet jennifer jenny jessica joan joanna julia julie karen karin kate
    katherine kathleen katie kim kirsten laura lauren leila lena linda lisa louise lucia
    lucy luisa madeleine mandy margaret maria marie marina marta martha mary matilda megan
    melissa mia michelle miriam monica nadia nancy naomi natalie nathalie nicole nina nora
    olga olivia pamela patricia paula penelope petra rachel rebecca renata rita rosa rose
    rosie ruth samantha sandra sara sarah sharon sheila silvia simone sofia sonia sophia
    sophie stella stephanie sue susan susanne svetlana sylvia tanya teresa theresa tina
    ursula valentina vanessa vera veronica victoria virginia wendy yolanda yulia yuliia zoe"""
)
_HIS = listed(
    """aaron abdul abdullah adam adrian ahmed alan albert alberto alejandro aleksandr alex
    alexander alexei alfred ali anders andre andreas andrei andrew andriy anthony anton
    antonio antti arthur ben benjamin bernard bill bjorn bob boris brad brandon brian bruce
    bruno carl carlos cesar charles charlie chris christian christopher colin craig daniel
    david dean dennis diego dieter dmitri dmitry donald douglas duncan dylan ed edward
    emmanuel enrique eric erik ernest ethan evan federico felipe felix fernando francesco
    francis francisco francois frank franz fred frederick friedrich gareth gary gavin
    geoffrey george gerald gerard giorgio giovanni giuseppe glenn gordon graham greg gregory
    guillermo gunther gustav hans harold harry hassan heinrich henri henry howard hugh hugo
    hussein ian igor ivan jack jacob jacques jake james jan jason javier jean jeff jeffrey
    jens jeremy jerome jim jimmy joe joel johan johannes john johnny jonathan jorge jose
    joseph joshua juan julian jurgen karl keith ken kenneth kevin klaus lars lawrence leo
    leon leonardo lewis liam lloyd louis luca lucas luigi luis luke magnus malcolm manuel
    marc marcel marco marcos marcus mario mark markus martin mateo matt matthew max michael
    michel miguel mike mikhail mohamed mohammad mohammed muhammad nathan neil nicholas nick
    nicolas nigel nikolai noah norman olaf oleg oliver omar oscar oskar otto pablo paolo
    patrick paul pavel pedro peter petr phil philip philippe pierre rafael ralph raul
    raymond ricardo richard rob robert roberto rodrigo roger roland ron ronald rory ross roy
    ryan salvador sam samuel scott sean sebastian serge sergei sergey sergio simon stefan
    stephen steve steven stuart sven ted terry thomas tim timothy toby todd tom tomas tommy
    tony trevor vadim victor viktor vincent vladimir volodymyr walter wayne werner wilhelm
    will william wolfgang xavier yusuf"""
)


def gender_of(given: str) -> str:
    """``m`` or ``f`` for a folded given name without accents, "" where it tells nothing."""
    if given in _HERS:
        return "f"
    return "m" if given in _HIS else ""
