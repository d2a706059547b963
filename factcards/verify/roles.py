"""Words for the offices and parts that people have in the news."""

from __future__ import annotations

from functools import lru_cache

from factcards.verify.fold import bare
from factcards.verify.stopwords import listed

_ROLES = {
    "en": """actor actress adviser advisor advocate analyst archbishop artist attorney author
        banker baroness bishop boss broadcaster captain cardinal chair chairman chairperson
        chairwoman chancellor chief coach colonel columnist commander commissioner coroner
        correspondent councillor counsellor count countess cto ceo cfo coo creator curator
        dame deputy designer developer diplomat director doctor dr duchess duke economist
        editor emperor engineer envoy executive expert father filmmaker founder co-founder
        cofounder gen general governor head historian inspector investigator journalist
        judge justice king lady lawmaker lawyer leader lecturer lieutenant lord magistrate
        major manager marshal mayor mathematician md mep minister miss mother mp mr mrs ms
        musician nurse officer official operator owner partner pastor physician pilot player
        pm police politician pope premier presenter president priest prime prince princess
        principal producer prof professor prosecutor queen rapper rep representative
        researcher rev reverend sailor scientist sen senator secretary sergeant sheikh
        sheriff singer sir skipper solicitor speaker spokesman spokesperson spokeswoman
        striker student superintendent sultan supremo teacher treasurer trainer tsar vice
        winger witness writer""",
    "de": """präsident präsidentin bundespräsident bundeskanzler bundeskanzlerin kanzler
        kanzlerin minister ministerin außenminister außenministerin verteidigungsminister
        finanzminister innenminister ministerpräsident ministerpräsidentin premierminister
        premierministerin premier generalsekretär generalsekretärin chef chefin vorsitzender
        vorsitzende sprecher sprecherin richter richterin staatschef regierungschef
        bürgermeister bürgermeisterin könig königin papst direktor direktorin professor dr
        herr frau trainer general oberst gouverneur staatspräsident parteichef botschafter
        geschäftsführer geschäftsführerin leiter leiterin bürgermeisterin oberbürgermeister
        oberbürgermeisterin vorstandschef vorstandschefin vorstandsvorsitzender
        vorstandsvorsitzende finanzvorstand staatsanwalt staatsanwältin anwalt anwältin forscher
        forscherin experte expertin analyst analystin ökonom ökonomin landrat landrätin
        gouverneurin botschafterin innenministerin finanzministerin verteidigungsministerin
        parteichefin regierungssprecher regierungssprecherin polizeisprecher polizeisprecherin
        trainerin kapitän kapitänin bischof bischöfin wirtin landwirt landwirtin""",
    "fr": """président présidente ministre premier première chancelier chancelière secrétaire
        général générale directeur directrice maire roi reine pape juge procureur procureure
        chef cheffe porte-parole sénateur sénatrice député députée gouverneur gouverneure
        ambassadeur m mme professeur docteur""",
    "es": """presidente presidenta ministro ministra primer primera canciller secretario
        secretaria general director directora alcalde alcaldesa rey reina papa juez jueza
        fiscal jefe jefa portavoz senador senadora diputado diputada gobernador gobernadora
        embajador señor señora profesor doctor doctora""",
    "it": """presidente ministro ministra premier cancelliere cancelliera segretario segretaria
        generale direttore direttrice sindaco sindaca re regina papa giudice procuratore
        capo portavoce senatore senatrice deputato deputata governatore ambasciatore
        professore dottor dottoressa signor signora""",
    "pt": """presidente ministro ministra primeiro primeira chanceler secretário secretária geral
        secretário-geral diretor diretora prefeito prefeita rei rainha papa juiz juíza
        procurador chefe porta-voz senador senadora deputado deputada governador embaixador
        professor doutor primeiro-ministro""",
    "nl": """president premier minister minister-president kanselier secretaris-generaal
        directeur burgemeester koning koningin paus rechter woordvoerder professor dr""",
    "ru": """президент министр премьер премьер-министр канцлер генсек генеральный секретарь глава
        директор мэр король королева папа судья прокурор пресс-секретарь сенатор депутат
        губернатор посол""",
    "uk": """президент міністр прем'єр прем'єр-міністр канцлер генсек генеральний секретар глава
        директор мер король королева папа суддя прокурор речник сенатор депутат губернатор
        посол очільник""",
}  # fmt: skip

_MODIFIERS = listed(
    """acting assistant associate attorney chief communications defence defense deputy district
    economics education energy environment executive finance financial first foreign former
    health home honorary incoming interior justice lead managing marketing national operating
    outgoing police press prime principal senior special state technology trade vice world
    general ex under transport culture agriculture labour labor science sports social
    affairs climate housing planning security intelligence justice budget"""
)
_NOT_ROLE_BEFORE = listed(
    """motors electric assembly staff mills hospital court department office ministry party"""
)

# Role nouns that a newsroom puts for a named office: what may stand for what.
_KINDS = {
    "state": """president chancellor premier pm king queen emperor sultan prince prime leader head
        politician chief ruler tsar""",
    "office": """minister secretary governor mayor senator ambassador envoy commissioner lawmaker mp
        politician official chief representative congressman congresswoman councillor leader
        head""",
    "firm": """ceo chief executive boss founder co-founder cofounder chairman chairwoman chair
        director president manager head businessman businesswoman entrepreneur tycoon
        billionaire owner md leader""",
    "law": "judge justice prosecutor attorney lawyer solicitor magistrate coroner sheriff",
    "voice": "spokesman spokeswoman spokesperson official representative",
    "army": "general colonel captain commander lieutenant marshal sergeant officer chief",
    "sport": """coach manager trainer player striker captain skipper winger boss footballer athlete
        star""",
    "learning": "professor researcher scientist economist historian expert analyst academic doctor",
    "arts": "actor actress singer rapper musician author writer artist director filmmaker star",
}

# Offices that exclude each other when given to one person.
_OFFICES = {
    "president": "president", "chancellor": "chancellor", "premier": "prime minister",
    "pm": "prime minister", "prime minister": "prime minister", "king": "king",
    "queen": "queen", "pope": "pope", "mayor": "mayor", "governor": "governor",
    "senator": "senator", "ambassador": "ambassador", "judge": "judge",
    "secretary general": "secretary general", "secretary-general": "secretary general",
    "foreign minister": "foreign minister", "defence minister": "defence minister",
    "defense minister": "defence minister", "finance minister": "finance minister",
    "interior minister": "interior minister", "health minister": "health minister",
    "vice president": "vice president", "deputy prime minister": "deputy prime minister",
    "chief executive": "chief executive", "ceo": "chief executive", "founder": "founder",
    "finance chief": "finance chief", "cfo": "finance chief",
    "chief financial officer": "finance chief", "finance director": "finance chief",
    "chief operating officer": "operations chief", "coo": "operations chief",
    "chief executive officer": "chief executive", "chairwoman": "chairman", "chair": "chairman",
    "chairman": "chairman", "director": "director", "spokesman": "spokesman",
    "spokeswoman": "spokesman", "spokesperson": "spokesman", "vice chancellor": "vice chancellor",
}  # fmt: skip


@lru_cache(maxsize=32)
def role_words(lang: str) -> frozenset[str]:
    """Folded, accentless role words of a language, with the English ones."""
    own = _ROLES.get(lang, "") if lang != "en" else ""
    return frozenset(bare(word) for word in f"{_ROLES['en']} {own}".split())


def is_role(word: str, after: str, lang: str) -> bool:
    """Whether a word is a role or part of one, given the word after it (both folded)."""
    if word in role_words(lang):
        return after not in _NOT_ROLE_BEFORE
    return word in _MODIFIERS and after in role_words(lang) | _MODIFIERS


def is_hour(text: str, before: str) -> bool:
    """Whether "p.m." or "pm" is the time of day, not the prime minister.

    Args:
        text: The word as written.
        before: What stands before it.
    """
    if text.casefold().rstrip(".") not in {"pm", "p.m"}:
        return False
    return text != "PM" or before.rstrip()[-1:].isdigit()


@lru_cache(maxsize=1)
def _kinds() -> dict[str, frozenset[str]]:
    table: dict[str, set[str]] = {}
    for kind, words in _KINDS.items():
        for word in words.split():
            table.setdefault(word, set()).add(kind)
    return {word: frozenset(kinds) for word, kinds in table.items()}


def may_stand_for(noun: str, role: str) -> bool:
    """Whether "the <noun>" may mean someone introduced with `role` (both folded)."""
    words = role.split()
    if noun in words:
        return True
    known = _kinds()
    kinds: frozenset[str] = known.get(noun, frozenset())
    generic = noun in {"leader", "head", "chief", "boss", "politician", "official", "star"}
    return generic and any(kinds & known.get(word, frozenset()) for word in words)


def office(role: str) -> str | None:
    """The one office that a role names, comparable with others; None where it is not known."""
    words = role.split()
    former = bool({"former", "ex"} & set(words))
    words = [
        word for word in words if word not in {"former", "ex", "acting", "incoming", "outgoing"}
    ]
    for size in (3, 2, 1):
        found = _OFFICES.get(" ".join(words[-size:])) if len(words) >= size else None
        if found:
            return f"former {found}" if former else found
    return None
