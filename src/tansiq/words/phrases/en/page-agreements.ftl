## View

view-agreements = Agreements and sheets
do-view-agreements = Open agreements and sheets
agreement-new = New agreement
agreement-none = No agreement is known here
agreement-acts = What can be done: { $name }
agreement-parties = Parties
agreement-signed-by = Signed by
agreement-suspended-by = Suspended by
agreement-effective = In force from
agreement-ends = Ends
agreement-area = Area { $name }
agreement-articles = Articles: { $count }
scope-flight_safety = flight safety
scope-joint_operations = joint operations
situation-critical = critical
situation-people = people at risk: { $count }
situation-observers = observers: { $there } of { $needed }
sheet-of = Sheet { $number }
sheet-open = not signed by all
sheet-complete = signed by all
sheet-withdrawn = taken back

## Articles that a hold stands on, beside those of the board

article-reach = reach
article-text-reach = Before a start every unit that a party has named has the message at the level that the agreement asks.
article-profiles = how places are written
article-text-profiles = How a party writes places stands in the agreement; what can be read in two ways is refused.
article-readback_elements = elements of a readback
article-text-readback_elements = These elements are critical: each is restated and compared.
article-verification_lasts_ms = age of a check
article-text-verification_lasts_ms = A blind check counts for so long; then it is made anew.

## Articles by their names, and their values

article-line-of = { $article }: { $value }
article-yes = yes
article-no = no
article-none = none
article-comma = { ", " }
article-value-shown = shown
article-value-held = held
article-value-nothing = nothing
article-value-read = read
article-value-entered = entered
article-value-loaded = loaded
articles-freshness_ms = A concur is fresh for
articles-drift_margin_ms = Margin before the peer may count it as lapsed
articles-notice_ms = Notice before a start
articles-late_means = A late notice is
articles-notice_buffer_mm = Concerned within, around an area
articles-readback_needed = Readback is needed
articles-readback_elements = Elements of a readback
articles-verification_needed = Blind check under a hazard to the ground
articles-verification_tolerance_mm = Tolerance of a check
articles-verification_lasts_ms = A check counts for
articles-words_tolerance_mm = Least tolerance between words and numbers
articles-immediate_answer_ms = Answer to IMMEDIATE within
articles-priority_answer_ms = Answer to PRIORITY within
articles-routine_answer_ms = Answer to ROUTINE within
articles-own_force_expiry_ms = An own-force area expires after
articles-site_confirm_ms = A protected site is confirmed again after
articles-coarse_grid_mm = Grain of a coarse disclosure
articles-probing_limit = Submissions into one neighbourhood in an hour before a person answers
articles-clock_warn_ms = Clocks apart: warned from
articles-clock_hold_ms = Clocks apart: held from
articles-cease_console_ms = Cease: on every console within
articles-cease_answer_ms = Cease: a person has it within
articles-cease_escalate_ms = Cease: escalated after
articles-cease_second_path_ms = Cease: by second path after
articles-cease_commander_ms = Cease: commander called after
articles-cease_report_ms = Cease: report of execution within
articles-datum_operations = Datum operations of unknown accuracy that are agreed
articles-profiles = Parties whose way of writing places is set
articles-reach_needed = A message must have come to every unit as
articles-reach_means = A unit not reached is
articles-reach_before_ms = Called out before a start

## What the record holds of our own doing, by kind

message-local-item = Item kept
message-local-act = Act of an officer
message-local-alert = Alert
message-local-cease = Cease of ours
message-local-cleared = Set-aside cleared
message-local-draft = Draft of an agreement
message-local-ended = Ended
message-local-handover = Watch handed over
message-local-handover_accepted = Watch accepted
message-local-line = Line
message-local-notified = Call to people
message-local-path = Way in use
message-local-second_source = Blind check
message-local-set_aside = Set aside
message-local-shelved = Shelved
message-local-standing = State
message-local-taken = Taken
message-local-watch = Watch

## Ladder of a cease

cease-step-console = on every console
cease-missed-console = Tell the officers by word of mouth
