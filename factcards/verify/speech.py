"""Words by which news says who said something."""

from __future__ import annotations

from functools import lru_cache

from factcards.verify.stopwords import listed

_VERBS = {
    "en": """said says say saying told tells added adds announced announces noted notes explained
        explains stressed stresses emphasized emphasised emphasizes emphasises warned warns
        stated states claimed claims declared declares insisted insists argued argues
        confirmed confirms denied denies admitted admits acknowledged revealed reveals
        clarified clarifies specified specifies reported reports wrote writes tweeted posted
        asked asks replied replies suggested suggests promised vowed pledged called urged
        remarked commented observed continued concluded recalled joked testified agreed
        believes thinks""",
    "de": """sagte sagt sagten erklärte erklärt betonte betont teilte mitteilte kündigte
        ankündigte warnte warnt äußerte meinte fügte forderte forderten bestätigte schrieb
        behauptete berichtete""",
    "fr": """dit déclaré déclare annoncé annonce affirmé affirme expliqué explique ajouté ajoute
        souligné souligne averti assuré assure estimé estime précisé précise indiqué indique
        confirmé confirme écrit""",
    "es": """dijo dice anunció anuncia afirmó afirma explicó explica añadió añade subrayó
        advirtió aseguró declaró señaló indicó confirmó escribió precisó destacó""",
    "it": """detto dice annunciato annuncia affermato afferma spiegato spiega aggiunto aggiunge
        sottolineato avvertito dichiarato dichiara precisato confermato scritto""",
    "pt": """disse diz anunciou anuncia afirmou afirma explicou explica acrescentou sublinhou
        alertou declarou ressaltou indicou confirmou escreveu destacou""",
    "nl": """zei zegt zeiden verklaarde verklaart meldde meldt benadrukte waarschuwde schreef stelde
        bevestigde""",
    "ru": """сказал сказала заявил заявила заявили сообщил сообщила сообщили отметил отметила
        подчеркнул подчеркнула добавил добавила объявил объявила пояснил написал предупредил""",
    "uk": """сказав сказала заявив заявила заявили повідомив повідомила повідомили зазначив
        зазначила наголосив наголосила додав додала оголосив оголосила пояснив написав попередив""",
}
_ACCORDING = {
    "en": "according to", "de": "laut", "fr": "selon", "es": "según", "it": "secondo",
    "pt": "segundo", "nl": "volgens", "ru": "по словам", "uk": "за словами",
}  # fmt: skip


@lru_cache(maxsize=16)
def speech_verbs(lang: str) -> frozenset[str]:
    """Folded verbs of saying, in the forms that news uses; empty where we have none."""
    return listed(_VERBS.get("en" if lang == "und" else lang, ""))


def according_to(lang: str) -> str | None:
    """The phrase that gives a source before its name, or None where we have none."""
    return _ACCORDING.get(lang)
