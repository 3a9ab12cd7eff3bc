## Holds

hold-list = Holds
hold-none = Coordinated { $revision } { $time }
hold-none-left = No hold left
hold-lifted = lifted { $time }
hold-more =
    { $count-n ->
        [one] { $count } more hold
       *[other] { $count } more holds
    }
hold-weight-1 = cease
hold-weight-2 = wrong
hold-weight-3 = late or refused
hold-weight-4 = to be done
hold-act-answer = Answer
hold-act-read-back = Read back
hold-act-verify = Verify
hold-act-reply = Reply to the doubt
hold-act-clear = Read and clear
hold-act-resume = Agree to resume
hold-act-amend = Amend

## Articles and rules, by the name that the node gives

article-line = line
article-text-line = What is shared travels on a direct line that both parties trust. Without one nothing is known to be told.
article-clock_hold = clocks
article-text-clock_hold = Clocks that differ by more than the agreement allows make every time in a message doubtful.
article-in_force = agreement in force
article-text-in_force = Two parties coordinate under an agreement that both have signed and that is in force here and now.
article-area = area { $detail }
article-text-area = An area of an agreement opens when all its parties have signed for it. Until then nothing in it is coordinated.
article-answer = answer
article-text-answer = Everyone concerned answers this exact revision. A missing answer is a hold, and silence is never consent.
article-rule_8 = rule 8
article-text-rule_8 = Nothing is coordinated that meets what its owner must keep clear of, or is bound to, in place, height and time.
article-rule_11 = rule 11
article-text-rule_11 = The latest answer counts. A counter is a proposal and never a concur; taking it up makes a new revision.
article-rule_12 = rule 12
article-text-rule_12 = A concur can be withdrawn at any time and without a reason. Only a new concur restores it.
article-rule_17 = rule 17
article-text-rule_17 = A cease stands until every end has signed to resume that very cease.
article-rule_18 = rule 18
article-text-rule_18 = A message that was received and could not be used holds everything shared on its line until an officer has read it.
article-freshness = freshness
article-text-freshness = A concur counts only while the line lives. After the agreed time of silence both ends hold, even where nothing has changed.
article-readback_needed = readback
article-text-readback_needed = The recipient states place, levels, times and count again; both machines compare them element by element.
article-verification_needed = blind check
article-text-verification_needed = Where people beneath are in danger, a second officer checks the place from another source without having seen it.
article-datum_operations = datum operation
article-text-datum_operations = A place that came from another datum stands on an operation. Where its accuracy is not known, the agreement must name it.
article-notice = notice
article-text-notice = A movement is announced so long before it starts as the agreement says.
article-sheet = sheet
article-text-sheet = What several parties do together stands on one sheet that each has signed over the same bytes.
article-words = words
article-text-words = The words beside a coordinate must lead to the same place as the coordinate.

## Board

board-span = Hours shown
board-hours = { $hours } h
board-now = Now
do-earlier-part = Earlier
do-later-part = Later
board-ended = Ended too
do-file = New item
board-activity = Activity
board-own = Own
board-bar = from { $start } to { $end }
board-count =
    { $count-n ->
        [one] { $count } movement
       *[other] { $count } movements
    }
board-empty = Activities and transits of all parties appear here as soon as the node knows them.
board-checked = Checked { $time }
board-said-own = own
board-said-concur = concur
board-said-cannot = cannot
board-said-counter = counter
board-said-withdrawn = withdrawn
board-said-stale = not fresh
board-said-waits = not answered
board-said-none = not concerned
do-activate = Start
do-end = End, out of the volume
do-give-up = Cancel it
do-unilateral = Start without coordination
do-keep = Leave it
do-assess = Give an account
board-unilateral-means = It is held. Every console is alarmed, and it is recorded.
board-cancel-means = All who were told are told of it.
board-guards = Protects
board-more-guards =
    { $count-n ->
        [one] { $count } more on the map
       *[other] { $count } more on the map
    }
board-read-same = read back ✓
board-read-differs = readback ≠

## Assessments

view-assess = Assessments
do-view-assess = Assessments
assess-of = Assessment of { $name }
assess-ours = Our account
assess-name = Title
assess-point = Point { $number }
assess-text = What happened
assess-position = Position
assess-yes = agreed
assess-no = not agreed
assess-none = no position
assess-count = Count
assess-what = Of what
assess-total = Total
assess-parts = Parts, such as ru 3, tr 4
assess-agreed = Agreed:
assess-open = Open:
assess-totals-differ = Totals differ: { $what }
assess-sum = { $party }, { $what }: total { $total }, parts { $sum }
assess-empty = Accounts of all parties stand here side by side.
assess-sent = The account is given.
do-answer-account = Take a position on each point
do-add-point = Add a point
do-add-count = Add a count
do-give-account = Give our account
