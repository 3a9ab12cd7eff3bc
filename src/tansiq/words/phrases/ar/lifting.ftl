## ما الذي يفصل بين رحلتين

hold-shared = { $what }؛ التداخل من { $shared_from }: حتى { $shared_min } د و{ $height } من الارتفاع
hold-shared-time = { $what }؛ التداخل من { $shared_from }: حتى { $shared_min } د
lift-changes = { $lifts }. ويكفي وحده: { $changes }
change-later = البدء بعد ذلك بـ { $minutes } د
change-earlier = البدء قبل ذلك بـ { $minutes } د
change-up = أعلى بـ { $distance }
change-down = أخفض بـ { $distance }
