## The dialog

cease-title = CEASE
cease-what = What stops
cease-with = All with { $party }
cease-everything = Everything
do-cease-now = CEASE NOW
cease-no-reason = No reason is needed. Text can follow.
cease-sending = Sending …
cease-sent =
    { $count-n ->
        [one] Ceased { $time }: { $count } party told
       *[other] Ceased { $time }: { $count } parties told
    }
cease-suspended =
    { $count-n ->
        [one] { $count } activity suspended
       *[other] { $count } activities suspended
    }
cease-not-on-disk = Our disk did not take it yet. It stands all the same.
cease-text-follows = Text can follow as a note.
cease-queued = Node lost. Queued since { $time }, sent as soon as the node is back.
cease-call-now = Call now, and read this out.
cease-node-lost = The node is lost: a cease from here waits. Call as well.
second-path-title = By telephone
second-path-no-number = no number in the settings
second-path-read = Read out each word and its check word

## The ladder

our-end = Our end
cease-ladder-of = Cease at { $party }
cease-step-disk = on disk
cease-step-taken = taken
cease-step-escalate = escalated
cease-step-second_path = by second path
cease-step-commander = commander called
cease-step-executed = crews have it
cease-missed-disk = Call by telephone
cease-missed-taken = Call their officer on watch
cease-missed-escalate = Wake the next officer
cease-missed-second_path = Call by a second path
cease-missed-commander = Call the commander
cease-missed-executed = Ask whether the crews have it
cease-stands = stands
cease-lifted = resumed
cease-unproven = unproven
executed-title = Crews have it
executed-when = When the crews had it, such as 221300Z
text-optional = Text; may stay empty
do-report-executed = Report to the other end
executed-sent = The report is on the line
resume-title = Resume
resume-how = It stands until every end has signed: { $agreed } of { $ends }
do-agree-resume = Agree to resume, two persons
resume-sent = Our signature is on the line
