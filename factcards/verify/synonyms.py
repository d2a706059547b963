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
        get obtain receive
        need require
        choose select pick
        decide decision
        money fund cash
        plan intend aim scheme
        talks negotiation discussion
        meeting summit talk
        sanction penalty
        additional further extra more
        protest demonstration
        protester demonstrator activist campaigner
        road street roadway
        place location site spot
        head chief boss leader
        job post position
        injure wound hurt
        child kid
        rise increase grow climb jump up surge
        fall drop decline decrease slump down
        cut reduce lower
        approve pass adopt
        reject refuse
        ask request urge call appeal
        build construct
        make produce manufacture
        shut close
        win victory
        beat defeat
        doctor physician
        hospital clinic
        school college
        worker employee staff
        boss manager
        illness disease sickness
        infection case
        threat danger risk
        worldwide global globally globe world
        deem consider regard think believe
        shop store
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
        profit earnings
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
        """,
}
