## What would part two flights

hold-shared = { $what }; up to { $shared_min } min and { $height } of height shared, from { $shared_from }
hold-shared-time = { $what }; up to { $shared_min } min shared, from { $shared_from }
lift-changes = { $lifts }. Alone enough: { $changes }
change-later = start { $minutes } min later
change-earlier = start { $minutes } min earlier
change-up = { $distance } higher
change-down = { $distance } lower
