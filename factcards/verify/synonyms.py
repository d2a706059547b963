"""Words that stand for each other in paraphrases of news, by language: data of the lexicon.

A row that is indented further goes on the one above.
"""

from __future__ import annotations

SYNONYMS = {
    "en": """
        say tell state announce declare note add explain stress emphasise point reveal report
            mention remark
            claim assert argue insist specify clarify warn confirm indicate comment speak express
            describe
        country nation state
        troops soldier force military contingent
        prepare ready readiness willing willingness prepared
        agree agreement accord deal pact
        buy purchase acquire
        company firm business corporation
        car vehicle
        kill die dead death
        arrest detain apprehend
        attack assault strike raid offensive
        invasion incursion
        war conflict hostilities
        start begin launch commence
        end finish conclude conclusion
        big large major huge
        show demonstrate
        help aid assist assistance support
        use utilise
        try attempt
        free gratis charge
        worth value
        lack shortage scarcity short want
        spectator crowd audience fan onlooker attendance
        halftime interval break
        courthouse court courtroom
        building premises house
        boat ship vessel sailboat ferry
        trial hearing proceeding
        poll survey
        crack fissure
        fix repair mend
        damage wreck ruin
        find discover detect spot notice
        pay fund finance
        cost price expense expensive
        postpone delay defer
        lorry truck
        pupil student
        teacher educator
        rain rainfall
        fire blaze
        flood flooding
        storm hurricane gale
        rubbish waste garbage trash
        phone telephone mobile
        train rail railway
        plane aircraft aeroplane airplane jet
        fuel petrol gasoline
        power electricity
        quit resign leave depart
        retire step
        replace succeed successor
        own owner hold
        inhabitant resident villager local
        believe think assume suspect
        criticise slam denounce condemn attack
        praise hail laud commend
        fear worry concern afraid
        acquit clear
        sentence jail imprison prison
        bribe bribery corruption
        admit concede acknowledge confess
        get obtain receive gain
        need require
        choose select pick
        decide decision
        money fund cash
        plan intend aim scheme
        talks negotiation discussion
        meeting summit talk
        sanction penalty
        additional further extra more
        previous prior earlier before preceding former
        precede previous past
        protest demonstration
        protester demonstrator activist campaigner
        road street roadway
        place location site spot
        head chief boss leader
        job post position
        vacant unfilled empty vacancy
        injure wound hurt
        child kid
        rise increase grow climb jump up surge
        fall drop decline decrease slump down
        cut reduce lower
        approve pass adopt
        reject refuse
        ask request urge call appeal
        ask demand seek request
        build construct
        make produce manufacture
        shut close closure
        win victory
        beat defeat
        doctor physician
        hospital clinic
        school college
        worker employee staff workforce personnel
        boss manager
        illness disease sickness
        infection case
        threat danger risk
        worldwide global globally globe world
        deem consider regard think believe
        shop store outlet branch
        flat apartment
        film movie
        house home
        lawyer attorney solicitor
        police officer
        politician lawmaker mp legislator
        vote ballot
        election poll
        law legislation bill
        rule regulation
        government administration
        parliament legislature
        weapon arms
        peace ceasefire truce
        guarantee assurance ensure
        retain keep retention maintain
        allow permit let
        stop halt cease
        important key crucial
        quick fast rapid
        shares stock
        profit earnings earn
        loss lose
        factory plant works mill
        sales revenue turnover
        rate pace
        people person
        woman female
        man male
        old aged
        yearly annual
        anniversary mark
        happen occur
        vast huge enormous
        area region zone
        border frontier
        army military
        deploy send dispatch station deployment
        leave depart
        return back
        join participate
        share divide
        strengthen reinforce bolster
        discuss debate
        propose suggest proposal
        create establish found
        plead admit
        challenge contest dispute
        order instruct command direct
        ban prohibit outlaw forbid
        cancel scrap axe abandon
        hire recruit
        dismiss sack fire
        seize confiscate impound
        destroy demolish raze
        suspend pause halt
        promise pledge vow
        move relocate transfer
        extend prolong lengthen
        expand enlarge widen
        examine inspect review investigate probe
        trigger spark prompt cause
        flee escape
        crash collide collision
        lease rent
        earn make
        unveil present reveal
        citizen resident townspeople inhabitant
        trawler ferry boat ship
        charge fee toll
        fare ticket
        budget spending
        grant funding subsidy
        loan credit debt borrowing
        landlord owner
        estate neighbourhood district suburb
        mayor leader
        minister secretary
        verdict judgment ruling
        gunman attacker shooter assailant
        virus infection
        jab vaccine shot inoculation
        medic doctor nurse paramedic
        study research
        figures data statistics
        fixture match game
        striker forward
        goalkeeper keeper
        supporter fan
        trophy cup title
        conductor maestro
        orchestra ensemble
        museum gallery
        festival event
        item product
        headquarters base
        supplier vendor
        partnership alliance
        merger takeover
        message note letter
        target goal aim
        deadline cutoff
        problem issue
        hold stage
        win clinch
        early initial
        local municipal
        popular beloved
        total overall
        nearby neighbouring adjacent
        central downtown
        fall plummet plunge tumble slide sink
        rise soar climb rocket
        design craft devise develop
        temporary brief short
        treat tend
        tunnel underpass
        harvest crop yield
        """,
}
