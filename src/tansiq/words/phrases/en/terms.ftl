### English. Radio-room language: short, verb first, the owner or speaker in brackets or after a colon.
### Facts are given as text; where a plural depends on one, the same fact as a number is NAME-n.

## Languages and typed text

lang-en = English
lang-ar = Arabic
lang-ru = Russian
lang-tr = Turkish
lang-other = another language ({ $tag })
typed = as typed, in { $language }: “{ $text }”

## Amounts

comma = ,
quoted = “{ $text }”
named = { $name } “{ $value }”
part = { $number } ({ $name })
distance-m = { $amount } m
distance-km = { $amount } km
volumes =
    { $volumes-n ->
        [one] { $volumes } volume
       *[other] { $volumes } volumes
    }
holds =
    { $count-n ->
        [0] no hold
        [one] { $count } hold
       *[other] { $count } holds
    }
held-count =
    { $count-n ->
        [one] Held: { $count } hold
       *[other] Held: { $count } holds
    }
points =
    { $points-n ->
        [one] { $points } point
       *[other] { $points } points
    }
people-at-risk =
    { $people-n ->
        [one] { $people } person at risk
       *[other] { $people } people at risk
    }
late-by = Late by { $minutes } min

## Kinds of items and sites

kind-activity = activity
kind-transit = transit
kind-own_force_area = own-force area
kind-protected_site = protected site
kind-no_go_area = no-go area
kind-corridor = corridor
site-hospital = hospital
site-camp = camp
site-convoy = convoy
site-school = school
site-aid_drop_zone = aid drop zone
site-other = other site

## States

state-draft = draft
state-submitted = submitted
state-held = held
state-coordinated = coordinated
state-not_shared = not shared
state-active = active
state-suspended = suspended
state-ended = ended
state-cancelled = cancelled
agreement-draft = draft
agreement-offered = offered
agreement-signed = signed
agreement-in_force = in force
agreement-suspended = suspended
agreement-ended = ended
area-closed = closed
area-trial = trial
area-active = active
area-suspended = suspended
line-up = line up
line-degraded = line degraded
line-silent = line silent
line-untrusted = line untrusted
line-refused = line refused
line-revoked = line revoked

## Answers, checks, acknowledgements

verdict-concur = concur
verdict-cannot = cannot
verdict-counter = counter
match-match = match
match-mismatch = mismatch
match-cannot = cannot tell
ack-read = read
ack-entered = entered into local system
ack-loaded = loaded by unit
precedence-flash = FLASH
precedence-immediate = IMMEDIATE
precedence-priority = PRIORITY
precedence-routine = ROUTINE
reason-not_disclosed = held, reason not disclosed
reason-own_activity = own activity
reason-own_force_area = own-force area
reason-protected_site = protected site
reason-no_go_area = no-go area
reason-corridor = corridor
reason-bound_elsewhere = bound to another revision
reason-place_not_verified = place not verified
reason-words_disagree = words and coordinates disagree
reason-other = other reason
cause-officer = officer
cause-prose = words to stop in prose
cause-broken = unreadable cease
cause-conflict = conflict while active
cause-lapse = concur no longer fresh
cause-withdrawn = concur withdrawn
element-place = place
element-level = level
element-times = times
element-area = area
element-count = aircraft count
count-people = people
count-aircraft = aircraft
count-flights = flights
count-pallets = pallets
count-sites = sites
count-incidents = incidents
disclosure-full = in full
disclosure-coarse = coarsely
disclosure-withheld = withheld
