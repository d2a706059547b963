"""Words with a capital that are no names: of sentence beginnings, calendars, money, trades."""

from __future__ import annotations

from factcards.verify.stopwords import listed

COMMON_INITIALS = listed(
    """according additional additionally afterwards already although amid another approximately
    around asked authorities because big breaking business children citizens companies
    countries critics currently data demonstrators despite due earlier early eight elsewhere
    eventually everyone experts fans finally five following former four fresh friday full
    given global good government governments half health high hundreds important initially
    international investigators investors january february march april june july august
    september october november december journalists key large last late later latest leaders
    less local long many meanwhile media members men military millions ministers monday more
    moreover most nearly negotiations new news next nine nobody none nothing now observers
    officers officials old online only opposition organisers ordinary parents part peace
    people players police politicians previously prices prosecutors protesters protestors
    protests public recently record reporters reports research researchers residents rising
    russian sales saturday scientists sanctions security seven several shares since six small
    soldiers some sources speaking state states students sunday supporters survivors talks
    teachers ten tens thousands three thursday today together tomorrow trade troops tuesday
    two under union unions unlike upcoming victims video voters wednesday western witnesses
    women workers yesterday everybody someone somebody anyone anybody something anything
    everything young share state evidence support work growth profit revenue
    staff spokesman spokeswoman president minister chief head"""
)
CALENDAR = listed(
    """monday tuesday wednesday thursday friday saturday sunday january february march april june
    july august september october november december mon tue wed thu fri sat sun jan feb mar
    apr jun jul aug sep sept oct nov dec am pm montag dienstag mittwoch donnerstag freitag
    samstag sonntag januar februar märz mai juni juli oktober dezember"""
)
TERMS = listed(
    """q1 q2 q3 q4 h1 h2 fy yoy qoq ytd eps ebitda gaap roi kpi capex opex gmt utc bst est cet
    cest tv dna rna hiv aids ceo cfo coo cto pr hr it ai ok id faq gdp vat pdf mph kph"""
)
# Codes of money; only in capitals, for some are words.
MONEY = listed(
    """eur usd gbp chf jpy cny rmb inr aud cad nzd hkd sgd rub uah krw sek nok dkk isk pln czk huf
    ron bgn try brl zar mxn ils aed sar qar egp thb idr myr php vnd ars clp cop pen ngn kes"""
)
