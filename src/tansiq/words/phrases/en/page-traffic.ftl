## List

traffic-list = Messages
traffic-message = Message
traffic-filters = Which messages
traffic-empty-in = No message came in
traffic-empty-out = No message went out
traffic-empty-mine = Nothing waits for us
traffic-empty-overdue = Nothing is overdue
traffic-none-open = Choose a message. J and K go through the list.
filter-in = In
filter-out = Out
filter-mine = Ours
filter-overdue = Overdue
filter-minor = acknowledgements, tests
row-from = from { $party }
row-to = to { $party }
turn-is-ours = Ours
message-notify = Notify
message-amend = Amend
message-cancel = Cancel
message-readback = Readback
message-answer = Answer
message-resolution = Resolution
message-doubt = Doubt
message-held = Withdrawal confirmed
message-release = Release
message-verify = Verify
message-verified = Verified
message-cease = Cease
message-cease_executed = Cease executed
message-resume_agreed = Resume agreed
message-distress = Distress
message-query = Question
message-reply = Reply
message-correction = Correction
message-incident = Incident
message-protest = Protest
message-position = Position
message-status = Status
message-test = Test of the line
message-assessment = Assessment
message-agreement = Agreement
message-sheet = Sheet
message-situation = Situation
message-ack = Acknowledgement
message-note = Note
message-key_change = New key
message-rejected = Rejected
message-age = { $age } ago
message-old = A later revision stands in its place.

## Elements and readback

elements = Elements
element = Element
element-sent = Sent
element-read-back = Read back
hazard-to-ground = Hazard to ground
words-against-place = Words against place: { $status }
words-disagree = they disagree
words-unresolvable = words not understood
words-none = no words
do-readback = Read back
do-send-readback = Send readback
readback-sent = Readback is on the line
readback-same = same
readback-differs = not the same
readback-none = not read back
readback-apart = Apart: { $distance }
readback-cause = Likely: { $cause }; misses by { $distance }
readback-only-doubt = What differs is not sent. Type it again, or doubt.
field-place = Place
field-datum = Datum
field-level = Level, such as GND – 3000 m AMSL
field-area = Area: corners with commas between, or centre and radius
field-unit = Unit
field-start = Start, such as 221300Z JAN 17
field-end = End, such as 221400Z JAN 17
field-count = Aircraft count

## Blind check

verification-title = Blind check of the place
verification-how = The place is covered. Find it in a source of your own and type what you find.
verification-none = Nothing waits for a blind check
verification-source = Source
verification-waits = A second officer checks the place without seeing it, before the answer.
verification-sent = The check is kept and told to the owner
verification-apart = { $distance } apart, tolerance { $tolerance }
verification-is = A match lifts a hold. It confirms nothing else.
do-compare = Compare
do-cannot-tell = Cannot tell
do-verify-blind = Check blind here

## Answer

answer-title = Answer
answers-title = Answers
answer-to = To revision { $hash }, picture { $version }
answer-given = Answered: { $verdict }, { $who }
answer-moved = The revision or what holds it has changed. Look again before answering.
answer-reason = Reason
answer-sent = The answer is on the line
answer-withdrawn = withdrawn
not-a-permission = Not a permission.
do-concur = Concur
do-cannot = Cannot
do-counter = Counter
do-send-answer = Send: { $verdict }
do-look-again = Look again
do-doubt = Doubt
do-send-doubt = Send doubt
doubt-words = What seems wrong; may stay empty
doubt-sent = The doubt is on the line; it holds
doubt-of = Doubted by { $party }

## Holds


## Ladder

ladder-title = How far it came
not-reached = NOT REACHED: { $count }
not-told = not told
step-sent = sent
step-disk = on disk
step-read = read
step-entered = entered
step-loaded = loaded
step-done = done
step-open = open
do-read = Read
do-entered = Entered
do-loaded = Loaded
ack-unit = Unit
ack-sent = The acknowledgement is on the line
ack-not-a-permission = An acknowledgement is never a permission.
escalation-title = Escalated

## What waits for a person

duty-taken = { $who } has it
do-have-it = I have it
have-it-is = It answers nothing; nobody else is called for it.
