## İki uçuşu ne ayırır

hold-shared = { $what }; { $shared_from } itibarıyla ortak: en çok { $shared_min } dk ve { $height } irtifa
hold-shared-time = { $what }; { $shared_from } itibarıyla ortak: en çok { $shared_min } dk
lift-changes = { $lifts }. Tek başına yeterli: { $changes }
change-later = { $minutes } dk geç başla
change-earlier = { $minutes } dk erken başla
change-up = { $distance } yüksekten
change-down = { $distance } alçaktan
