"""Irregular English forms, which no suffix stemmer can bring together."""

from __future__ import annotations

_VERBS = """arise arose arisen; awake awoke; bear bore borne; beat beaten; begin began begun;
        bend bent;
bet; bind bound; bite bit bitten; bleed bled; blow blew blown; break broke broken; breed bred;
bring brought; build built; burn burnt; buy bought; catch caught; choose chose chosen; cling
clung;
creep crept; cut cutting; deal dealt; dig dug; draw drew drawn; dream dreamt; drink drank drunk;
drive drove driven; eat ate eaten; fall fell fallen; feed fed; feel felt; fight fought; find
found;
flee fled; fly flew flown; forbid forbade forbidden; forecast; foresee foresaw foreseen;
forget forgot forgotten; forgive forgave forgiven; freeze froze frozen; grind ground; grow grew
grown;
hang hung; hear heard; hide hid hidden; hit hitting; hold held; keep kept; kneel knelt; know knew
known;
lay laid; lead led; leap leapt; learn learnt; leave left; lend lent; lie lay lain; light lit;
lose lost;
mean meant; meet met; mistake mistook mistaken; overcome overcame; oversee oversaw overseen;
overtake overtook overtaken; pay paid; plead pled; prove proven; quit quitting; read; rebuild
rebuilt;
ride rode ridden; ring rang rung; rise rose risen; run ran running; say said; see saw seen;
seek sought; sell sold; send sent; set setting; shake shook shaken; shine shone; shoot shot;
show shown; shrink shrank shrunk; shut shutting; sing sang sung; sink sank sunk; sit sat; sleep
slept;
slide slid; speak spoke spoken; speed sped; spend spent; spill spilt; spin spun; split splitting;
spread spreading; spring sprang sprung; stand stood; steal stole stolen; stick stuck; strike
struck stricken;
strive strove; swear swore sworn; sweep swept; swim swam swum; swing swung; take took taken;
teach taught; tear tore torn; tell told; think thought; throw threw thrown; undergo underwent
undergone;
understand understood; undertake undertook undertaken; uphold upheld; wake woke woken; wear wore
worn;
weep wept; win won; wind wound; withdraw withdrew withdrawn; withhold withheld; withstand
withstood;
write wrote written; die died dies dying; child children; person people; foot feet; tooth teeth;
mouse mice; wife wives; life lives; knife knives; half halves; thief thieves; crisis crises;
criterion criteria; analysis analyses; basis bases; man men; woman women; spokesman spokesmen"""

_SPELLINGS = """program programme programmes; center centre centres; meter metre metres; liter
        litre litres;
theater theatre theatres; tire tyre tyres; gray grey; pajamas pyjamas; plow plough; jail gaol;
skeptic sceptic; check cheque; curb kerb; aluminum aluminium; airplane aeroplane; ok okay"""


def _table() -> dict[str, str]:
    forms: dict[str, str] = {}
    for group in f"{_VERBS};{_SPELLINGS}".split(";"):
        words = group.split()
        forms.update(dict.fromkeys(words[1:], words[0]))
    # "lay" and "found" are base forms in their own right more often than past tenses.
    for ambiguous in ("lay", "wound", "ground", "bound"):
        forms.pop(ambiguous, None)
    return forms


BASE_FORMS = _table()

PAST_PARTICIPLES = frozenset(
    word
    for group in _VERBS.partition(";die")[0].split(";")
    for word in group.split()[1:]
    if not word.endswith("ing")
)
