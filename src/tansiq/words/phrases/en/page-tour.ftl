## Tour

tour-title = Centres side by side
tour-gone = The player has ended. Start it again: ./run demo --open
tour-end = The scenario is over; the centres go on. File, answer and stop as you like: every centre is real.
tour-help = Each frame is that centre's own page, in its own language. The same message goes round.
tour-busy = Under way
do-tour-next = Next step
tour-refused = The node will refuse it.
tour-done = Done { $at } of { $total }:
tour-next = Next, { $at } of { $total }:
tour-about = About { $kind } “{ $name }”.
tour-happened = What this step brought about at { $who }
tour-nothing = Nothing came of this step here.
tour-not-yet = What each step brings about here is told here, in your language.
tour-here = here
tour-out = to { $party }
tour-in = from { $party }

## Steps

tour-step-submit = { $who } files an item; those concerned are told.
tour-step-try = { $who } asks what would come of an item.
tour-step-amend = { $who } amends: a new revision needs every answer anew.
tour-step-cancel = { $who } gives the item up.
tour-step-readback = { $who }: the elements are read back and compared by machine.
tour-step-verify = { $who }: a second officer checks the place from another source, blind.
tour-step-answer = { $who } answers this exact revision. Not a permission.
tour-step-take-alert = { $who }: an officer takes the alert.
tour-step-activate = { $who } starts the activity.
tour-step-end = { $who } ends the activity.
tour-step-cease = { $who }: cease. It is suspended at once, questions afterwards.
tour-step-take = { $who }: an officer takes the cease.
tour-step-executed = { $who } reports when the crews had it.
tour-step-resume = { $who } agrees to resume.
tour-step-assess = { $who } gives an account; it stands beside the others'.
tour-step-check = What must now be true is checked at every centre.
tour-step-sheet-offer = { $who } offers a sheet for a joint operation.
tour-step-sheet-sign = { $who } signs the sheet.
tour-step-agreement-draft = { $who } writes an agreement down.
tour-step-agreement-offer = { $who } offers an agreement.
tour-step-agreement-sign = { $who } signs the agreement.
