## Own flights inside an area, and when each has left it by its plan

inside-leaves = { $name }: içeride; planına göre { $time } çıkar, { $minutes } dk sonra
inside-over = { $name }: içeride; planlanan süresi { $time } doldu
inside-none = Planlarına göre hiçbir uçuşumuz içeride değil
alert-conflict-inside = Çakışma: { $item } ({ $party }) – { $kind } “{ $name }” ({ $owner }); uçuşumuz içeride, planına göre { $leaves } çıkar
