## Frame

rail-title = Views
view-map = Map
view-traffic = Traffic
view-board = Board
view-record = Record
view-not-loaded = This view could not be loaded. Load the page again; what was typed is kept.
exercise = EXERCISE
lamps = Lines
lamp-degraded = degraded
lamp-silent = silent
lamp-untrusted = untrusted
lamp-refused = refused
lamp-revoked = revoked
alarm-counts = Alarms not taken
alarm-count-1 = FLASH: { $count }
alarm-count-2 = IMMEDIATE: { $count }
alarm-count-3 = PRIORITY: { $count }
alarm-cease = Cease from { $party }: { $what }
cease-of-all = all shared activities
choose-language = Language
do-palette = Next palette
palette-day = day
palette-dusk = dusk
palette-night-red = night, red
flash-of = { $place } of { $count }
flash-untaken = untaken
do-take = Take
do-open = Open

## Node lost

lost-title = Node lost { $time }, picture frozen
lost-what = Typing is kept. Cease is queued and can be passed by telephone.

## Answers to an act

act-no-answer = No answer from the node. Whether it was done is not known.
act-no-answer-do = Do it again: the same act is never counted twice.
act-waits = Waits for a second person
act-waits-do = Another officer releases it in the list of steps for two.

## Sign-in

sign-title = Sign in
sign-locked = Console locked
sign-officer = Officer
sign-secret = Secret
sign-new-secret = Choose your own secret
sign-new-secret-why = The secret you came in with is good for one use.
sign-secret-once = One-time secret
sign-secret-next = New secret, at least { $count } characters
sign-secret-again = New secret again
sign-secret-differs = The two are not the same
sign-wrong = Officer or secret is wrong
sign-wrong-do = Type both again. An administrator can give a new one-time secret.
do-sign-in = Sign in
do-change-secret = Take this secret

## Ages

age-s = { $amount } s
age-min = { $amount } min
age-h = { $amount } h
age-d = { $amount } d
