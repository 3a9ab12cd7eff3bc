## Holds

turn-ours = Ours
hold-likely-cause = { $what }; likely cause: { $cause }, residual { $residual }
hold-undisclosed = held, reason not disclosed
lift-undisclosed = Move away, or ask
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
hold-within_grain = Cannot, by our grain around { $kind } “{ $name }”; its exact place is clear
lift-within_grain = Concur only if it may become known that this place is clear
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
       *[other] Move away, or ask { $owner }
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
