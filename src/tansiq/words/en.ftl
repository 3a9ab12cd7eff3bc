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

## Messages

all-shared = all shared activities
any-revision = every revision
say-notify = Notify: { $kind } “{ $name }” { $revision } by { $who }, { volumes }, { $times }
say-amend = Amend: { $kind } “{ $name }” { $revision } by { $who }, { volumes }, { $times }
say-cancel = Cancel: { $item } by { $who }
say-readback = Readback by { $who } of { $revision }: { $elements }
say-answer = Answer by { $who } to { $revision }: { $verdict }
say-answer-reason = Answer by { $who } to { $revision }: { $verdict } – { $reason }
say-answer-counter = Answer by { $who } to { $revision }: counter – { $kind } “{ $name }”, { volumes }, { $times }
say-resolution = Resolution signed by { $who }: { $first } beside { $second }
say-doubt = Doubt by { $who }: { $item }, { $revision }
say-held = Withdrawal confirmed by { $who }: { $item } { $revision } is held
say-release = Released by { $who }: { $item } { $revision } binds nobody
say-verify = Verify, asked by { $who }: place of { $item } { $revision }, blind, from a second source
say-verified = Verified by { $who }: { $item } { $revision }: { $match }, { $distance } apart, tolerance { $tolerance }, source “{ $source }”
say-verified-cannot = Verified by { $who }: { $item } { $revision }: { $match }, source “{ $source }”
say-cease = CEASE by { $who }: { $items } ({ $cause })
say-cease_executed = Cease { $cease } executed by { $who }: taken { $taken }, crews had it { $executed }
say-resume_agreed = Resume agreed by { $who }: cease { $cease }
say-agreement-offer = Agreement “{ $title }” offered by { $who }
say-agreement-sign = Agreement { $agreement } signed by { $who }
say-agreement-suspend = Agreement { $agreement } suspended by { $who }; cease and test still work
say-agreement-resume = Agreement { $agreement }: suspension lifted by { $who }
say-agreement-end = Agreement { $agreement } ended by { $who }
say-agreement-offer_change = Change of area { $area } to “{ $status }” offered by { $who }
say-agreement-sign_change = Change of area { $area } to “{ $status }” signed by { $who }
say-sheet-offer = Sheet “{ $title }” no. { $number } offered by { $who }
say-sheet-sign = Sheet { $sheet } signed by { $who }
say-sheet-withdraw = Sheet { $sheet } withdrawn by { $who }
say-assessment = Assessment “{ $title }”, account of { $who }: { points }; { $counts }
say-status = Status by { $who }: { $item } { $status }
say-status-unilateral = Status by { $who }: { $item } { $status }, unilateral although held
say-status-held = Status by { $who }: { $item }. { held-count }
say-status-suspended = Status by { $who }: { $item } { $status }, cease { $cease }
say-situation = Situation of area { $area } by { $who }: { people-at-risk }; observers { $there }, needed { $needed }
say-situation-critical = Situation of area { $area } by { $who }: CRITICAL; { people-at-risk }; observers { $there }, needed { $needed }
say-test-human = Test of the line by { $who }, by a person
say-test-machine = Test of the line by { $who }, by machine
say-ack = Acknowledged by { $who }: { $level }
say-ack-unit = Acknowledged by { $who }: { $level } – { $unit }
say-note = Note by { $who }
say-rejected = Rejected by { $who }: message { $message } could not be used ({ $code }: { $text })
say-key_change-pairing = Line paired: key { $key } of { $who }
say-key_change-rotation = New key { $key } of { $who }
say-local-item = Recorded here: { $kind } “{ $name }” { $revision }, { volumes }, { $times }
say-local-standing = { $item }: { $state }, { holds }
say-local-set_aside = Message from { $who } set aside ({ $code }: { $text })
say-local-cleared = Message { $message } cleared by an officer
say-local-cease = CEASE taken from { $who }: { $cause }
say-local-cease-unproven = CEASE taken from { $who }, unproven: { $cause }
say-local-taken = Taken: { $subject }
say-local-second_source = Second source recorded for { $revision }
say-local-draft = Agreement “{ $title }” drafted here
say-local-alert = Alert: { $alert }
say-local-line = { $who }: { $state }
say-local-act = Done here: { $what }

## Holds

turn-ours = Ours
hold-likely-cause = { $what }; likely cause: { $cause }, residual { $residual }
hold-undisclosed = held, reason not disclosed
lift-undisclosed = Amend, or wait for a new answer
hold-unknown = Held: { $code }
lift-unknown = Ask { $party }
hold-no_line = No line: { $party }
lift-no_line = Pair a line with { $party }
hold-no_agreement = No agreement in force: { $party }
lift-no_agreement = All parties sign, and it comes into force
hold-area_not_open = Area not open: “{ $area }”
lift-area_not_open = All parties sign to open the area, or stay out of it
hold-not_answered = Not answered: { $party }
lift-not_answered = Answer by { $party }
hold-cannot = Cannot: { $party } – { $reason }
lift-cannot = Amend, or a new answer by { $party }
hold-countered = Countered: { $party }
lift-countered = Amend as proposed, or cancel
hold-withdrawn = Concur withdrawn: { $party }
lift-withdrawn = A new concur by { $party }
hold-readback_missing = Not read back: { $party }
lift-readback_missing = Readback by { $party }
hold-readback_mismatch = Readback differs: { $party } – { $elements }
lift-readback_mismatch = A new readback by { $party }
hold-verification_missing = Place not verified: { $party }
lift-verification_missing = Blind check by a second officer of { $party }, from a second source
hold-verification_mismatch = Place mismatch: { $party } – { $distance } apart, tolerance { $tolerance }
lift-verification_mismatch = Check the place and amend
hold-verification_cannot = Place could not be verified: { $party }
lift-verification_cannot = Another second source by { $party }
hold-conflict = Conflict: { $kind } “{ $name }” ({ $owner })
lift-conflict =
    { $kind-code ->
        [activity] Amend place, height or time, or both sign a resolution
        [transit] Amend place, height or time, or both sign a resolution
       *[other] Move away: amend place, height or time
    }
hold-not_comparable = Not comparable: height against { $kind } “{ $name }” ({ $owner })
lift-not_comparable = State both heights in one reference, or amend place or time
hold-bound = Bound by our concur: { $kind } “{ $name }” ({ $owner })
lift-bound = Release by { $owner }, or amend
hold-cease_stands = Cease stands: { $party }
lift-cease_stands = Both sign to resume
hold-stale = Concur no longer fresh: { $party }
lift-stale = Line up again: { $party }
hold-set_aside = Message could not be used: { $party } ({ $code })
lift-set_aside = An officer reads and clears it
hold-untrusted = Line untrusted: { $party }
lift-untrusted = Call over a second channel, pair again
hold-clock_off = Clock off by { $seconds } s: { $party }
lift-clock_off = Set the clock
hold-words_disagree = Words and coordinates disagree: { $distance } apart, tolerance { $tolerance }
lift-words_disagree = Correct the words or the coordinates, and amend
hold-words_unresolvable = Words name no place that can be found
lift-words_unresolvable = Amend: state the place so that it can be found
hold-operation_not_agreed = Accuracy of { $operation } is not known, and no agreement pins it
lift-operation_not_agreed = State the place in WGS 84 and amend, or agree on the operation
hold-late = Late by { $minutes } min
lift-late = Amend: start later
hold-sheet_unsigned = Sheet “{ $sheet }” not signed: { $party }
lift-sheet_unsigned = Signature of { $party }
hold-doubted = Doubted: { $party }
lift-doubted = Reply, then a new concur by { $party }; or amend
hold-ended = Time is over
lift-ended = Submit a new activity
hold-probing = Many revisions in one neighbourhood: waits for a person
lift-probing = An officer of { $party } decides

## Alerts

alert-unknown = { $code }
alert-conflict = Conflict: { $item } ({ $party }) – { $kind } “{ $name }” ({ $owner })
alert-late = Late by { $minutes } min: { $item } ({ $party })
alert-overdue = Overdue: { $item } ({ $party })
overdue-cease = Cease of { $party }: { $step }
overdue-step-answer = nobody has taken it
overdue-step-escalate = still not taken, escalated
overdue-step-second_path = still not taken, call by a second path
overdue-step-commander = still not taken, call the commander
overdue-step-report = no report that crews have it
alert-line_silent = Line silent: { $party }
alert-line_degraded = Line degraded: { $party }
alert-untrusted = Line untrusted: { $party }
alert-gap = Messages missing, asked for: { $party }
alert-wrong_certificate = Wrong certificate, connection refused: { $party }
alert-probing = Many revisions in one neighbourhood: { $party }
alert-clock = Clock off by { $seconds } s: { $party }
alert-cannot_write = This node cannot write; cease still works
alert-unilateral = Unilateral, active although held: { $item } ({ $party })
alert-broken_message = Message could not be read: { $party }
alert-prose_cease = Words to stop in prose: “{ $word }” ({ $party })
alert-second_run = Second copy of a node running: { $party }
alert-set_aside = Message set aside, waits for an officer: { $party }
alert-own_entries_missing = Own messages missing at the other end: { $party }
alert-own_chain_differs = Our own messages differ at the other end: { $party }
alert-own_key_lost = Our own key for this line is lost; pair again: { $party }
alert-receipt_beyond_head = Receipt for a message that we never sent: { $party }
alert-bad_frame = Signal of the line could not be read: { $party }
alert-run_refused = Our node was refused, it may run twice: { $party }

## What was done at this node

act-officer_added = officer added
act-officer_revoked = officer revoked
act-secret_changed = secret changed
act-signed_in = signed in
act-signed_out = signed out
act-console_locked = console locked
act-step_opened = waits for a second person
act-step_withdrawn = step withdrawn
act-line_paired = line paired
act-line_revoked = line revoked
act-key_rotated = line key rotated
act-key_retired = old line key retired
act-peer_key_changed = key of the other end changed

## Likely mistakes with places

mistake-datum = figures in datum { $subject } read as another
mistake-gauss_kruger_as_utm = Gauss-Krüger read as UTM
mistake-packed_as_decimal = D.MMSS read as decimal degrees
mistake-minutes_as_seconds = decimals of a minute read as seconds
mistake-seconds_as_minutes = seconds read as decimals of a minute
mistake-axes_swapped = latitude and longitude swapped
mistake-easting_northing_swapped = easting and northing swapped
mistake-square = 100-km square off by one
mistake-zone = zone off by one
mistake-km_as_nm = kilometres read as nautical miles
mistake-magnetic_as_true = magnetic bearing read as true
mistake-reference = laid off from { $subject }
mistake-reference-unnamed = laid off from another reference point
mistake-truncated = digits cut off instead of rounded
mistake-transposed = two digits transposed
