## Health of a line: outages, tests, second paths

say-outage = { $who } will be away { $times }
say-local-path = Way in use, { $who }: { $path }, { $detail }
path-first = over the usual address again
path-other = over another address
path-courier = by courier file
path-voice = read out by voice
alert-outage_over = Announced outage over, line still silent: { $party }
alert-test_missing = The hourly test did not come: { $party }
alert-human_test = No person has tested the line this shift: { $party }
alert-human_test_asked = An officer there tests the line, test it back: { $party }
alert-second_path = Line runs over a second path: { $party }, { $address }
alert-by_voice = Taken by voice, not proved by a signature: { $party }
act-line_addresses = addresses of a line changed
