## Frame

title = Tansiq
skip-to-view = Skip to the view
rail-title = Views
view-map = Map
view-traffic = Traffic
view-board = Board
view-record = Record
view-verify = Blind check of places
view-people = Watch and console
view-not-loaded = This view could not be loaded. Load the page again; what was typed is kept.
exercise = EXERCISE
lamps = Lines
lamp-degraded = degraded
lamp-silent = silent
lamp-untrusted = untrusted
lamp-refused = refused
lamp-revoked = revoked
node-cannot_write = Node cannot write, cease works
choose-language = Language
native-en = English
native-ar = العربية
native-ru = Русский
native-tr = Türkçe
palette-day = day
palette-dusk = dusk
palette-night-red = night, red
role-watch = watch
role-commander = commander
role-verifier = verifier
role-observer = observer
role-auditor = auditor
role-administrator = administrator

## Alarms

alarms-title = Alarms
alarms-none = No alarm is open
alarms-folded =
    { $count-n ->
        [one] { $count } of PRIORITY, folded
       *[other] { $count } of PRIORITY, folded
    }
alarm-was = was:
alarm-counts = Alarms not taken
alarm-count-1 = FLASH: { $count }
alarm-count-2 = IMMEDIATE: { $count }
alarm-count-3 = PRIORITY: { $count }
alarm-cease = Cease from { $party }: { $what }
alarm-distress = Distress from { $party }: { $what }
urgency-1 = FLASH
urgency-2 = IMMEDIATE
urgency-3 = PRIORITY
cease-of-all = all shared activities
flash-of = { $place } of { $count }
flash-untaken = untaken
silenced = Silent for 30 s
no-sound = No sound
taken-by = Taken by { $who }
taken-by-nobody = Taken by nobody
take-is = Taking says that you have it. It clears nothing.
shelved-count = Shelved: { $count }
shelved-until = Shelved until { $time } by { $who }
shelved-done = Shelved; it comes back by itself
shelve-reason = Why it can wait
do-shelve = Shelve for { $minutes } min

## Commands

do-take = Take
do-take-over = Take over
do-open = Open
do-palette = Next palette
do-view-map = Open the map
do-view-traffic = Open traffic
do-view-board = Open the board
do-view-record = Open the record
do-view-verify = Check places blind
do-view-people = Open watch and console
do-people = Open watch and console
do-cease = Cease
do-keys = Show keys
do-commands = Find a command
do-silence = Silence for 30 s
do-alarms = Show alarms
do-back = Back
do-next = Next
do-previous = Previous
do-close = Close
do-lock = Lock console
do-sign-out = Sign out
keys-title = Keys
keys-letters = Letter keys work while nothing is typed
commands-title = Commands and items

## Node lost

lost-title = Node lost { $time }, picture frozen
lost-what = Typing is kept. Cease is queued and can be passed by telephone.

## Answers to an act

act-no-answer = No answer from the node. Whether it was done is not known.
act-no-answer-do = Look whether it was done before doing it again.
act-waits = Waits for a second person
act-waits-do = Another officer releases it under “Watch and console”.

## Sign-in

sign-title = Sign in
sign-locked = Console locked
sign-locked-is = Cease works from here. What was typed is kept for its officer.
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

## Ages and lists

age-s = { $amount } s
age-min = { $amount } min
age-h = { $amount } h
age-d = { $amount } d
checked-at = Checked { $time }
author-machine = the machine
datum-choose = choose
