"""Opposites and alternatives that exclude each other, by language: data of the lexicon.

A row that is indented further goes on the one above.
"""

from __future__ import annotations

from factcards.verify.opposites_asia import ASIAN
from factcards.verify.opposites_europe import EUROPEAN

# Words on the left of "|" are opposites of those on the right.
OPPOSITES = {
    "en": """
        rise rose increase increased grow gain gained climb surge soar jump raise up higher
            upward improve
            expand accelerate boost strengthen | fall decrease decline drop lose plunge slump
            lower cut
            reduce shrink down downward worsen contract slow weaken dip tumble slide sink
        win won victory triumph beat | lose lost defeat loss losing
        approve accept adopt endorse pass agree back ratify join sign | reject refuse dismiss
            veto oppose disagree decline
        support supporting favour favor backing | oppose against opposition resist condemn
        allow permit enable authorise legalise | ban forbid prohibit prevent block bar outlaw
        open opened opening launch start begin launched reopen | close closed closing shut end
            finish stop
            halt cease terminate
        continue resume keep maintain | stop halt end cease abandon suspend quit
        ally allies friend partner friendly | enemy enemies foe rival adversary hostile opponent
        import imports imported | export exports exported
        buy bought purchase acquire | sell sold sale
        join enter joined | leave left quit exit
        arrive arrival | depart departure leave
        hire hired recruit appoint | fire fired dismiss sack lay-off
        attack assault offensive | defend defence defensive protect
        war conflict fighting hostility | peace ceasefire truce
        confirm confirmed admit acknowledge | deny denied
        guilty convicted convict | innocent acquitted acquit cleared
        arrest arrested detain detained imprison jail charge | release released free freed acquit
            acquitted
        success succeed successful triumphant | failure fail failed unsuccessful
        profit profitable surplus | loss deficit unprofitable
        more most greater bigger larger | less fewer fewest smaller least
        above over exceed exceeds | below under
        before | after
        earlier | later
        ahead prior | following
        first | last second third fourth
        early earliest | late latest
        maximum most highest peak | minimum least lowest
        high highest tall | low lowest short
        large big huge major massive | small tiny minor little
        long lengthy | short brief
        strong stronger robust | weak weaker fragile
        fast quick rapid quickly rapidly | slow slowly gradual gradually
        old older elderly elder | young younger new newer
        rich wealthy | poor
        hot warm warmer warmest heat | cold cool colder coldest
        safe safer safety | dangerous unsafe danger risky
        good better best positive | bad worse worst negative
        optimistic hopeful confident | pessimistic doubtful
        easy easier simple | difficult harder hard complex
        public | private secret
        legal lawful | illegal unlawful criminal
        possible likely | impossible unlikely
        include included including | exclude excluded excluding
        remember | forget
        love like | hate dislike
        build construct create rebuild | destroy demolish ruin dismantle
        protect preserve | harm damage endanger
        help assist | hinder hamper obstruct
        praise praised hail laud welcome | criticise criticised condemn denounce blame slam
        encourage urge | discourage deter
        advance advanced | retreat withdraw
        deploy send | withdraw recall
        attract | repel
        borrow | lend
        born birth | died death
        alive survive survived | dead died killed
        married marry | divorced divorce
        male man men boy he | female woman women girl she
        majority most | minority
        permanent | temporary interim
        voluntary | mandatory compulsory forced
        direct directly | indirect indirectly
        domestic internal home | foreign external abroad overseas
        urban city | rural village
        northern north | southern south
        eastern east | western west
        left leftist left-wing | right right-wing
        upper top | lower bottom
        inside indoor | outside outdoor
        visible | invisible hidden
        full complete | empty partial incomplete
        tighten tightened | loosen loosened ease eased relax
        lift lifted remove removed | impose imposed introduce introduced
        retain kept retention maintain preserve | lose abandon restrict reduction reduce cut
            elimination
        unite united | divide divided split
        active | inactive passive dormant
        present attend attended | absent miss missed
        busy | quiet
        clean | dirty polluted
        thriving flourishing booming | struggling ailing failing troubled
        optional | required obligatory
        demand | supply
        victim | perpetrator attacker suspect
        landlord | tenant
        teacher | student pupil
        buyer customer | seller vendor
        debtor borrower | creditor lender
        asset | liability
        income revenue earnings | expense cost spending
        liberal | conservative
        democrat democratic | republican
        ascend | descend
        expand | shrink
        appear emerge | disappear vanish
        shorten | extend lengthen prolong
        promote promotion | demote relegate relegation
        proud | ashamed
        calm | tense
        cause | prevent
        same equal identical | different
        always | never
        all every everyone everybody | none nobody
        many | few
        often frequently | rarely seldom
        fact true truth | false lie
        real genuine | fake
        peaceful | violent
        remain stay | leave
        abandon scrap cancel | keep retain
        upgrade | downgrade
        overvalued | undervalued
        overestimate | underestimate
        outperform | underperform
        inflow | outflow
        deflation | inflation
        widen broaden | narrow
        win won gain earn secure achieve clinch | miss missed
        score convert | miss missed
        bullish | bearish
        recovery recover rebound | recession decline slump
        vaccinated | unvaccinated
        flexible | rigid
        transparent | opaque
        unanimous unanimously | split
        delay postpone defer | hasten speed accelerate advance
        double triple | halve
        forward onward | backward back
        exceed surpass beat top | miss
        agree | disagree
        fill | empty
        recruit hire add | lay-off shed cut axe
        inflate | deflate
        heat warm | cool chill
        freeze | thaw melt
        load board embark | unload disembark
        lock | unlock
        enrol register | withdraw deregister
        tighten strict stricter | loosen lax laxer
        wet rainy | dry
        deep deeper deepest | shallow shallower shallowest
        thick | thin
        heavy heavier | light lighter
        wide wider broad | narrow narrower
        near nearer close closer | far farther distant
        sunrise dawn | sunset dusk
        unharmed unhurt uninjured unscathed | injured wounded hurt killed
        sober | drunk
        literate | illiterate
        nationalise | privatise
        gain | shed
        upheld uphold | overturn quash reverse strike-down
        qualified eligible | disqualified ineligible
        innocent | guilty
        contain | spread
        credit | debit
        outside | within inside
        """,
    **EUROPEAN,
    **ASIAN,
}

# One of each row at a time: naming another is another fact.
ALTERNATIVES = {
    "en": """
        red orange yellow green blue purple pink brown black white grey gold silver violet
        north south east west northern southern eastern western
        northeast northwest southeast southwest northeastern northwestern southeastern
            southwestern
        murder manslaughter theft fraud burglary robbery arson rape kidnapping smuggling bribery
            perjury treason
        guilty acquitted
        father mother
        son daughter
        brother sister
        husband wife
        uncle aunt
        nephew niece
        grandfather grandmother
        boy girl
        actor actress
        spring summer autumn winter
        morning afternoon evening
        daily weekly monthly quarterly annual annually yearly
        day week month year decade century hour minute
        primary secondary tertiary
        founder co-founder ceo chairman spokesman treasurer director
        president chancellor king queen pope
        football basketball baseball cricket rugby tennis golf hockey boxing volleyball swimming
            cycling
        gold silver bronze
        wheat rice corn barley soy
        oil coal solar nuclear
        dog cat horse cow pig sheep chicken
        bird mammal fish reptile insect
        human animal
        bus train plane ship ferry car truck bicycle motorcycle helicopter tram
        coffee tea beer wine milk water juice
        doctor nurse dentist vet
        lawyer judge juror
        teacher pupil
        army navy
        church mosque synagogue temple
        breakfast lunch dinner
        january february march april may june july august september october november december
        monday tuesday wednesday thursday friday saturday sunday
        christmas easter thanksgiving ramadan halloween
        christian muslim jewish hindu buddhist
        single double triple
        quarter third half
        left right
        hurricane earthquake tsunami tornado flood wildfire drought avalanche
        heart liver kidney lung brain
        gay lesbian
        debut finale
        beach cliff mountain desert
        """,
}
