## Own flights inside an area, and when each has left it by its plan

inside-leaves = { $name }: inside; by its plan out at { $time }, in { $minutes } min
inside-over = { $name }: inside; over its planned time since { $time }
inside-none = By their plans none of our flights is inside
alert-conflict-inside = Conflict: { $item } ({ $party }) – { $kind } “{ $name }” ({ $owner }); our flight is inside, by its plan out at { $leaves }
