"""Further English opposites, of words beyond the daily news: data of the lexicon.

Words on the left of "|" are opposites of those on the right; a row that is indented further
goes on the one above.
"""

from __future__ import annotations

CONTRARIES = """
        gather collect assemble amass muster | scatter disperse disband distribute
        save rescue spare conserve salvage | waste squander spend kill destroy lose
        lead led leading head guide | trail follow lag chase
        send sent dispatch transmit ship mail | receive received get
        sell sold | keep kept retain
        pay paid repay settle | owe owed default withhold
        give grant award donate provide hand | take deny withhold deprive receive
        lend | borrow
        flood flooded inundate | drain drained dry
        fill filled load loaded | empty emptied unload drain
        dispute contest contradict deny reject challenge | acknowledge concede accept confirm
        elect elected reelect vote-in | oust ousted unseat defeat
        nominate appoint name install | remove depose sack dismiss oust
        abroad overseas foreign | home domestic locally
        coalition government ruling | opposition
        adopt pass enact keep embrace | discard drop scrap repeal abandon revoke
        repeal revoke rescind overturn annul quash strike-down | uphold affirm enact impose
        dismay dismayed alarmed worried anxious disappointed upset furious angry | relieved pleased
            delighted glad happy thrilled reassured satisfied
        severe serious grave acute heavy fierce harsh | mild slight minor light moderate gentle
        crest peak summit high | trough low
        brother father son husband uncle nephew grandfather king prince actor | sister mother
            daughter wife aunt niece grandmother queen princess actress
        noisy loud | quiet silent
        next following subsequent | previous last preceding
        early earlier | late later
        preserve keep save spare | demolish raze tear bulldoze scrap
        support back | fight combat
        agree consent approve | object
        wet rainy damp soaked | dry arid parched
        deep | shallow
        wide broad | narrow
        thick | thin
        heavy | light
        tight strict | loose lax relaxed
        sharp steep steeply sharply | gentle slight gradual slightly gently
        expensive costly dear pricey | cheap inexpensive affordable
        sell-off privatise | nationalise
        expand extend enlarge widen broaden | contract narrow shrink curtail
        add added | subtract remove deduct
        multiply double triple quadruple | halve divide
        accept welcome admit | refuse turn-away reject
        succeed manage | fail
        allow let | stop prevent forbid
        include cover | omit exempt exclude
        exempt exempted | include oblige subject
        ahead leading | behind trailing
        inflow arrival entry enter | outflow departure exit
        immigrate immigration immigrant | emigrate emigration emigrant
        employ employed employment | unemployed unemployment jobless
        wound hurt injure | heal cure
        sick ill unwell infected | healthy well uninfected recovered
        recover recovery recuperate rebound | relapse deteriorate worsen collapse
        infect contaminate pollute | disinfect decontaminate clean cleanse
        vaccinated | unvaccinated
        insured | uninsured
        armed | unarmed disarmed
        arm | disarm
        occupied inhabited crowded full | vacant deserted empty uninhabited
        occupy seize capture conquer | liberate surrender lose free
        capture catch caught seize | escape free release
        surrender capitulate yield | resist fight
        shell bomb | defend
        escalate intensify worsen heighten | defuse ease de-escalate calm
        unite merge merger join amalgamate | split separate divide break-up demerge
        marry wed | divorce separate
        reveal disclose expose publish publicise | conceal hide withhold suppress cover-up
        open transparent public | secret covert hidden private closed
        known famous well-known familiar identified | unknown obscure unidentified anonymous
        tell truth truthful honest true real genuine authentic | lie lied false fake forged
            counterfeit dishonest untrue
        trust believe | distrust doubt disbelieve
        certain sure | uncertain doubtful unsure
        agree unanimous unanimously | disagree divided
        friend friendly cordial warm | hostile enemy icy cold
        peaceful peacefully calm | violent violently
        lawful legitimate | illegitimate unlawful
        qualify qualified eligible | disqualify disqualified ineligible
        eligible entitled | ineligible barred
        compulsory mandatory obligatory | voluntary optional
        sober | drunk
        generous | stingy mean
        brave courageous | cowardly
        strict stringent tough harsh | lenient soft lax
        modern contemporary new | ancient outdated old
        rare scarce unusual uncommon | common frequent widespread abundant usual
        rarely seldom | often frequently usually
        often frequently | rarely seldom
        abundance plenty surplus glut excess | shortage scarcity lack dearth deficit
        surplus | shortfall shortage deficit
        solvent | insolvent bankrupt
        credit | debit
        prosper thrive flourish bloom boom | wither decline struggle suffer bust
        recession downturn slump bust | boom upturn recovery
        inflation | deflation
        appreciate | depreciate
        upgrade | downgrade
        overestimate overstate exaggerate | underestimate understate
        overvalue overvalued | undervalue undervalued
        outperform beat exceed | underperform miss undershoot
        overweight | underweight
        majority | minority
        senior superior veteran | junior inferior novice subordinate rookie
        expert professional | amateur layman novice
        winner victor champion | loser runner-up
        host home | guest visitor away
        attacker striker | defender goalkeeper
        offensive attacking | defensive
        score | concede
        prosecution prosecutor plaintiff accuser | defence defendant accused
        witness | suspect
        convict sentence jail condemn imprison | acquit pardon clear exonerate free
        pardon forgive | punish convict penalise
        punish penalise fine | reward award
        reward | penalty punishment
        hero | villain coward
        saint | sinner
        ancestor predecessor | descendant successor
        predecessor | successor
        parent | child
        adult grown-up | child minor infant
        living | dead dying
        sunrise dawn morning | sunset dusk evening
        day daytime daylight | night nighttime
        summer | winter
        spring | autumn
        land ashore onshore | sea offshore
        airborne landed land | take-off
        float afloat | sink sunk
        push | pull
        raise lift hoist | lower drop
        lengthen prolong extend | shorten cut curtail
        speed accelerate hasten expedite quicken | slow delay brake hinder decelerate
        delay postpone defer | advance hasten expedite
        postpone cancel call-off | hold proceed
        early prematurely | late belatedly
        depart leave | return stay remain arrive
        stay remain | leave quit depart
        return | leave depart
        enter | exit leave
        ignite light kindle | extinguish
        freeze frozen solidify | thaw melt unfreeze
        lock seal | unlock unseal
        connect link attach join | disconnect detach sever
        install mount | uninstall dismantle remove
        inflate | deflate
        activate enable switch-on | deactivate disable switch-off
        assemble | disassemble dismantle
        strengthen reinforce bolster shore-up | weaken undermine erode
        stabilise stable steady | destabilise unstable volatile
        improve enhance better improvement | worsen deteriorate degrade impair deterioration
        simplify | complicate
        clarify | confuse obscure
        unify | fragment
        centralise | decentralise
        relax ease loosen | tighten toughen
        subsidise | tax
        smile laugh | cry weep frown
        love adore | hate loathe detest
        admire respect | despise scorn
        approve bless | condemn
        applaud cheer | boo jeer heckle
        attend | skip boycott miss
        obey comply observe respect | disobey defy flout violate breach break
        comply compliance | violate violation breach
        honour keep fulfil | break breach betray
        loyal faithful loyalist | disloyal unfaithful traitor rebel
        innocent | guilty
        optimism hope | pessimism despair
        optimist | pessimist
        pleasure joy | pain sorrow
        advantage benefit asset merit strength upside | disadvantage drawback liability flaw
            weakness downside
        profit gain | loss
        creditor | debtor
        client customer | supplier
        import | export
        retail | wholesale
        quantity | quality
        theory theoretical | practice practical
        natural | artificial synthetic man-made
        raw | cooked processed
        rural countryside | urban
        inland | coastal
        central | peripheral outlying remote
        nearby near close | distant far remote
        front | back rear
        ahead | behind
        above overhead | below beneath underneath underground
        ascent climb | descent
        uphill | downhill
        interior inner | exterior outer
        vertical | horizontal
        odd | even
        partially partly incompletely | entirely fully completely wholly
        separately individually alone | together jointly collectively
        jointly together | separately alone
        temporarily | permanently
        deliberately intentionally knowingly | accidentally unintentionally unknowingly
            inadvertently
        deliberate intentional planned | accidental unintentional spontaneous
        openly publicly | secretly privately covertly
        exactly precisely | roughly approximately nearly about
        at-least | at-most
        beginner | expert
        quiet calmly | loudly
        gain | forfeit
        retain keep | relinquish discard surrender forfeit
        invest | divest
        recruit | discharge
        enrol enroll | expel
        welcome invite | expel exclude bar uninvite
        invite | exclude
        expel deport | admit welcome
        evacuate | return
        reconcile reunite | estrange part
        wealth prosperity affluence affluent | poverty misery destitute
        victory | defeat
        progress | regress setback
        breakthrough | setback
        solution answer | problem question
        cause source | effect consequence
        proof evidence | disproof
        prove | disprove refute
        demolish raze | build erect
        bury | exhume unearth
        plant sow | uproot harvest
        increase rise growth | reduction cutback
        growth | contraction shrinkage
        opponent critic detractor sceptic adversary | supporter backer advocate proponent ally
            sympathiser
        entrance entry | exit
        threaten endanger imperil jeopardise | protect safeguard shield
        link connect join bind | separate divide
        current incumbent | former previous
        cautious careful wary prudent | reckless careless rash
        enough sufficient adequate ample | insufficient inadequate
        break breach violate | mend
        slightly marginally modestly mildly | considerably sharply greatly significantly markedly
            severely heavily dramatically substantially
        slight modest marginal | considerable sharp significant marked dramatic substantial
        nearby | faraway
        remain persist linger | vanish disappear fade
        well | badly poorly
        senior veteran experienced | junior inexperienced
        whole entire | partial
        assailant aggressor attacker | victim defender
        producer manufacturer maker | consumer
        writer | reader
        speaker | listener
        beginning start opening outset | end conclusion close
        civilian | soldier military
        constant steady stable | variable fluctuating
        gradual gradually slowly | sudden suddenly abrupt abruptly
        expected predicted anticipated | unexpected surprising unforeseen
        usual normal ordinary routine | unusual exceptional extraordinary abnormal
        correct accurate right | incorrect inaccurate wrong mistaken
        precise exact | imprecise vague
        clear obvious evident | unclear vague ambiguous obscure
        safe harmless | dangerous hazardous harmful
        beneficial | harmful damaging
        necessary essential | unnecessary needless superfluous
        important significant crucial vital | unimportant insignificant trivial minor
        willing eager keen | unwilling reluctant hesitant
        polite courteous | rude impolite
        kind gentle | cruel
        fair impartial | unfair unjust biased
        confident certain sure | unsure nervous
        calm relaxed composed | nervous anxious agitated
        bright | dark dim
        clean pure | contaminated polluted dirty
        packed crowded | deserted empty
        similar alike | different dissimilar unlike
        numerous countless many | few
        regularly frequently often | occasionally rarely seldom
        everywhere | nowhere
        everything | nothing
        together | apart
        swiftly promptly quickly | slowly
        attract lure | deter repel
        combine merge unite | separate split divide
        condemn criticise denounce | praise commend applaud
        confirm verify prove | refute disprove
        consume | produce
        lessen diminish dwindle shrink | increase grow multiply swell
        aggravate exacerbate deepen worsen | ease alleviate relieve improve
        dismiss sack fire | reinstate employ
        emphasise stress highlight | downplay
        discover find spot | overlook
        follow obey observe | ignore disobey
        liberate free | enslave imprison
        help aid | hinder hamper impede
        heed consider | ignore neglect
        insult offend | compliment
        pass | fail
        reassure comfort | alarm worry frighten
        recall remember | forget
        ridicule mock | praise admire
        withstand endure survive | succumb
        abolish scrap | introduce establish retain
        plentiful abundant | scarce
        benefit | harm
        credit | blame
        boring dull | interesting exciting
        extinct | living surviving
        fertile | barren
        humble modest | arrogant
        immune | vulnerable susceptible
        protected sheltered | exposed
        renter tenant | landlord
        valid | void invalid
        sensible wise | foolish
        descend | climb
        soften | harden
        brighten lighten | darken
        awake | asleep
        friend acquaintance | stranger
        winner victor | loser runner-up
        pessimistic gloomy bleak | optimistic bright rosy
        reluctantly unwillingly grudgingly | willingly gladly eagerly
        legally lawfully | illegally unlawfully
        successfully | unsuccessfully
        unanimously | narrowly
        easily comfortably | narrowly barely
    """
