## Watch and console

people-watch = On watch here
people-role = Role
people-party = Party
people-checked = Picture checked
people-lock-is = A locked console shows nothing; its cease works.
role-does-watch = Files, reads back, answers, takes alarms.
role-does-commander = As watch; signs agreements and agrees to resume, by two.
role-does-verifier = Checks places from a second source and sees none.
role-does-observer = Sees; cease is open to every role.
role-does-auditor = Sees and exports the record; cease is open to every role.
role-does-administrator = Officers, keys, lines; no operational word but cease.

## Two persons

pending-title = Steps for two
pending-none = Nothing waits for a second person
pending-by = Asked by { $who }
pending-expires = expires in { $left }
pending-order = As it was asked
pending-another = Another officer releases it.
do-release-step = Release
do-withdraw-step = Withdraw
step-released = Released and done
step-withdrawn = Withdrawn
step-resume = Agree to resume
step-withdraw_site = Give up a protected site
step-agreement_offer = Offer an agreement
step-agreement_sign = Sign an agreement
step-agreement_resume = Take back a suspension
step-agreement_end = End an agreement
step-area_change = Change an area
step-line_confirm = Confirm a line
step-line_revoke = Revoke a line
step-rotate_key = Replace the key

## Settings of the console

settings-title = This console
choose-numerals = Digits
numerals-latin = 1234 (0–9)
numerals-arabic = ١٢٣٤ (٠–٩)
numerals-how = Amounts and running times: { $example }. Codes, coordinates and clocks stay as sent.
choose-palette = Palette
choose-volume = Volume
volume-floor = FLASH is never quieter than half.
choose-notify = Notifications where nobody looks at the page

## Watch and handover

handover-title = Watch
watch-since = since { $time }
watch-nobody = Nobody is on watch
do-watch-on = Go on watch
do-watch-off = Go off watch
handover-open = Open now: { $count }
handover-by = Handed over by { $who }
handover-text = What the list does not say
do-hand-over = Hand the watch over
do-accept-watch = Accept, as read
handover-waits = It stays with its officer until another one accepts it.
handover-signed = The list is signed; the watch stays yours until it is accepted
handover-accepted = You have the watch
handover-last = Last handed over: { $by } to { $who }, { $time }
