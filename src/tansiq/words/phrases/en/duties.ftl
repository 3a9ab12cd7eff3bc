## What waits for a person

overdue-own-cease = Our cease to { $party }: { $step }
overdue-duty = Overdue: { $duty } for { $party }, { $step }
overdue-duty-item = Overdue: { $duty } for { $party } on { $item }, { $step }
duty-step-answer = nobody has done it
duty-step-escalate = nobody has it, next officers
duty-step-commander = nobody has it, call the commander
duty-cease = take the cease
duty-distress = take the call of distress
duty-report = report that crews have it
duty-found = verify the call of distress
duty-readback = readback
duty-verification = blind check of the place
duty-answer = answer
duty-doubt = reply to a doubt
duty-query = reply to a query
duty-message = read a message
duty-agreement = sign the agreement offered
duty-sheet = sign the sheet offered
say-local-shelved = Shelved until { $until }: { $alert }
say-local-ended = Over: { $alert }
hold-not_reached = Not reached: { $name } ({ $party })
lift-not_reached = Acknowledgement by { $name }
alert-not_reached = Not reached before the start: { $party } – { $item }
say-units = Units named by { $who }: { $count }
