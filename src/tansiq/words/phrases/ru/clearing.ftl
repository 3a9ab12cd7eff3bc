## Own flights inside an area, and when each has left it by its plan

inside-leaves = { $name }: внутри; по плану выйдет в { $time }, через { $minutes } мин
inside-over = { $name }: внутри; плановое время истекло в { $time }
inside-none = По планам ни одного нашего полёта внутри нет
alert-conflict-inside = Конфликт: { $item } ({ $party }) – { $kind } «{ $name }» ({ $owner }); наш полёт внутри, по плану выйдет в { $leaves }
