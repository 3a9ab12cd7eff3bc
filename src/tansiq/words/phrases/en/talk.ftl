## Distress, questions, incidents, protests, positions, corrections

say-distress = DISTRESS by { $who }: { $items }
say-distress-called = DISTRESS by { $who }, called by “{ $caller }” ({ $number }): { $items }
say-distress_check = Distress { $cease } verified by { $who }: { $outcome }, source “{ $source }”
place-told = place as told “{ $place }”
outcome-confirmed = confirmed
outcome-mistaken = mistaken
outcome-unclear = unclear
cause-distress = distress
say-query = Query by { $who }
say-query-item = Query by { $who } about { $item }
say-query-message = Query by { $who } about message { $message }
say-reply = Reply by { $who } to query { $query }
say-protest = Protest by { $who } against message { $message }; it changes nothing
say-correction = Correction by { $who } of message { $message }
say-incident = Incident “{ $title }”, { $at }, account of { $who }
say-position = Position by { $who }: { $subject } “{ $name }” ({ $count }), { $place } ± { $uncertainty }, { $at }
reported-people = people
reported-aircraft = aircraft
