## Readback, blind checks, and what this node makes of a place itself

element-unit = unit name
hold-readback_incomplete = Readback lacks { $elements }: { $party }
lift-readback_incomplete = Readback of { $elements } by { $party }
hold-verification_expired = Blind check is older than { $hours } h: { $party }
lift-verification_expired = A new blind check by { $party }
hold-place_unresolved = This node cannot resolve { $text } ({ $datum }): { $message }
lift-place_unresolved = State the place so that one reading is left, and amend
hold-place_differs = { $text } ({ $datum }) leads here to { $here }, not { $place }: { $distance } apart
lift-place_differs = Agree on the operation and the notation, or state the place in WGS 84, and amend
hold-both-values = { $what }: { $values }
hold-both-places = { $what }; by the figures { $place }, by the words { $words_place }
hold-uncertainties = { $what }, of which the stated place { $stated }, the second source { $second }
