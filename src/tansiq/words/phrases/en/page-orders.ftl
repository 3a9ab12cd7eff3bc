## Writing

do-write = Write
write-is = A message of your own. Items are filed (F); answers stand below their message.
write-elsewhere = Lines, outages, units and voice: under your name.
order-acts = What can be said to it
order-sent = Our node has it
order-none = none
order-choose = choose
order-file = From a file
order-revision = revision { $revision }
order-revision-hash = { $revision } { $hash }

## Orders and what each means

order-note = Note
order-note-is = Prose, as typed. Words to stop in it stop at the other end.
order-query = Question
order-query-is = To the persons at the other ends. An answer lifts no hold.
order-incident = Incident
order-incident-is = What happened, as we have it. It stands beside the others' accounts.
order-account = Our account of it
order-account-is = It stands beside theirs and replaces none.
order-position = Position
order-position-is = Where our people or our aircraft are now. Nobody but those named is told.
order-distress = Distress
order-distress-is = People are in danger: everything shared pauses at once. Verified afterwards. No field must be filled.
order-found = Verified
order-found-is = What was found out about the call. It resumes nothing.
order-reply = Reply
order-reply-is = It lifts no hold and is never a permission.
order-correct = Correct
order-correct-is = Replaces what our message said. Both stay in the record.
order-protest = Protest
order-protest-is = We reject this account or act. Kept at both ends; it changes nothing.
order-resolve = Sign a resolution
order-resolve-is = These two revisions may stand side by side, kept apart as written. It is complete when both owners have signed; another revision is outside it.
order-disclose = Tell further
order-disclose-is = A further party, or more of it. What was told cannot be untold.
order-ask-check = Ask for a check
order-ask-check-is = Their second officer checks the place from a source of their own.
order-reply-doubt = Reply to the doubt
order-reply-doubt-is = Makes a new revision that says so; every answer is needed anew.
order-release = Release a revision
order-release-is = It no longer binds anyone, and what it holds is free again.
order-give-up = Give up
order-give-up-is = All who were told are told of it. A protected site takes two persons.
order-agreement-draft = Draft from a document
order-agreement-draft-is = The terms as data (JSON). Nobody else learns of a draft.
order-agreement-offer = Offer
order-agreement-offer-is = Offered to its parties, signed by us. Takes two persons.
order-agreement-sign = Sign
order-agreement-sign-is = The terms as offered, by their hash. Takes two persons.
order-agreement-suspend = Suspend
order-agreement-suspend-is = One person alone. Cease, distress and test stay as they are.
order-agreement-resume = Take back our suspension
order-agreement-resume-is = It is in force again when nobody suspends it. Takes two persons.
order-agreement-end = End
order-agreement-end-is = For good, at every end. Takes two persons.
order-area-change = Change status
order-area-change-is = Holds when every party has signed. Takes two persons.
order-area-sign = Sign the change
order-area-sign-is = The area has this status at both ends when every party has signed. Takes two persons.
order-situation = Situation
order-situation-is = How the area stands, told to its other parties.
order-sheet = Offer a sheet
order-sheet-is = Activities of several parties under one sheet, each at the revision that stands now.
order-sheet-sign = Sign the sheet
order-sheet-sign-is = As offered, by its hash.
order-sheet-withdraw = Take the sheet back
order-sheet-withdraw-is = Any party on it may. Its activities are held again.
order-test-line = Test by a person
order-test-line-is = Sent whatever the state of the line and of any agreement.
order-outage = Announce an outage
order-outage-is = From when to when our node is away. No alert is raised within it.
order-heard = Heard by voice
order-heard-is = As it was read out, with its check words. A cease stops at once, unproven; what is signed counts as on the line.
order-courier-in = Take in a courier file
order-courier-in-is = A part of their line as a file. The same checks as on the line; twice does no harm.
order-units = Name our units
order-units-is = One a line: short name, name, and the unit above it. The whole tree is replaced.
order-test-way = Call our people, a test
order-test-way-is = How it ends is in the record.

## Fields

order-field-to = To
order-field-party = Party
order-field-precedence = Precedence
order-field-text = Text
order-field-item = About the item
order-field-answer-by = Answer by (UTC); may stay empty
order-field-title = Title
order-field-occurred = When it happened, such as 221300Z JAN 17
order-field-place-words = Where, as told
order-field-subject = Who
order-field-name = Call sign or unit
order-field-place = Place
order-field-datum = Datum
order-field-count = How many
order-field-at = When (UTC); empty: now
order-field-caller = Who called
order-field-number = Number to call back
order-field-outcome = What was found
order-field-source = Source
order-field-other = Beside
order-field-terms = How they are kept apart
order-field-disclosure = How much
order-field-revision = Revision
order-field-status = Status
order-field-document = Terms
order-field-critical = Critical
order-field-at-risk = People at risk
order-field-observers-there = Observers there
order-field-observers-needed = Observers needed
order-field-activities = Activities
order-field-starts = From, such as 221300Z JAN 17
order-field-ends = To, such as 221400Z JAN 17
order-field-heard = As heard
order-field-courier = File
order-field-units = Units
order-field-way = By

## By voice

voice-title = By voice
read-out = To read out
do-read-out = Show what is read out
read-out-none = Nothing waits that can be read out
heard-item = As heard; compared, not kept
distress-unverified = Nobody has verified it yet

## Counter, resolution, what was set aside

counter-is = What we would concur to instead. A proposal, never a concur.
counter-note = Note, carried as typed; may stay empty
counter-same = Change a place, a level or a time.
counter-sent = The counter is on the line
do-take-up = Take it up: amend
resolution-by = { $party } has signed: may stand beside { $other }
set-aside-title = Set aside, not read
set-aside-is = Until it is cleared it holds everything shared on its line. Ask the sender what it said.
set-aside-size = { $size } bytes
set-aside-cleared = Cleared; its line is free again
do-clear-set-aside = I have read it: clear
inset-of = Small map: { $name }

## Lines

lamp-heard = since the last heartbeat
line-tested = Tested by persons
do-courier-out = Courier file to { $party }
courier-out-done = The file is with your downloads
