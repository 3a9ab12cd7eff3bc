## Что разведёт два полёта

hold-shared = { $what }; общее с { $shared_from }: до { $shared_min } мин и { $height } по высоте
hold-shared-time = { $what }; общее с { $shared_from }: до { $shared_min } мин
lift-changes = { $lifts }. Достаточно одного: { $changes }
change-later = начать на { $minutes } мин позже
change-earlier = начать на { $minutes } мин раньше
change-up = выше на { $distance }
change-down = ниже на { $distance }
