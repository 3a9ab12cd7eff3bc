## Own flights inside an area, and when each has left it by its plan

inside-leaves = { $name }: في الداخل؛ تخرج حسب خطتها في { $time }، بعد { $minutes } دقيقة
inside-over = { $name }: في الداخل؛ تجاوزت وقتها المخطط منذ { $time }
inside-none = لا توجد أي من رحلاتنا في الداخل حسب خططها
alert-conflict-inside = تعارض: { $item } ({ $party }) – { $kind } «{ $name }» ({ $owner })؛ رحلتنا في الداخل، تخرج حسب خطتها في { $leaves }
