## Причины

turn-ours = За нами
hold-likely-cause = { $what }; вероятная причина: { $cause }, остаток { $residual }
hold-undisclosed = не согласовано, причина не раскрывается
lift-undisclosed = Отойти или спросить
hold-unknown = Не согласовано: { $code }
lift-unknown = Спросить: { $party }
hold-no_line = Нет линии: { $party }
lift-no_line = Установить линию: { $party }
hold-no_agreement = Нет соглашения в силе: { $party }
lift-no_agreement = Все стороны подписывают, и соглашение вступает в силу
hold-area_not_open = Район не открыт: «{ $area }»
lift-area_not_open = Все стороны подписывают открытие района, или не входить в него
hold-not_answered = Нет ответа: { $party }
lift-not_answered = Ответ: { $party }
hold-cannot = Не можем: { $party } – { $reason }
lift-cannot = Изменить, или новый ответ: { $party }
hold-within_grain = Не можем из-за огрубления вокруг { $kind } «{ $name }»; с точным местом пересечения нет
lift-within_grain = «Не возражаем» – только если может стать известно, что здесь свободно
hold-countered = Встречное предложение: { $party }
lift-countered = Изменить, как предложено, или отменить
hold-withdrawn = Ответ «Не возражаем» отозван: { $party }
lift-withdrawn = Новый ответ «Не возражаем»: { $party }
hold-readback_missing = Принятое не повторено: { $party }
lift-readback_missing = Повторить принятое: { $party }
hold-readback_mismatch = Повторение принятого расходится: { $party } – { $elements }
lift-readback_mismatch = Повторить принятое заново: { $party }
hold-verification_missing = Место не проверено: { $party }
lift-verification_missing = Проверка вслепую вторым офицером по второму источнику: { $party }
hold-verification_mismatch = Место не совпадает: { $party } – расхождение { $distance }, допуск { $tolerance }
lift-verification_mismatch = Проверить место и изменить
hold-verification_cannot = Место проверить нельзя: { $party }
lift-verification_cannot = Другой второй источник: { $party }
hold-conflict = Конфликт: { $kind } «{ $name }» ({ $owner })
lift-conflict =
    { $kind-code ->
        [activity] Изменить место, высоту или время, либо обе стороны подписывают урегулирование
        [transit] Изменить место, высоту или время, либо обе стороны подписывают урегулирование
       *[other] Отойти или спросить: { $owner }
    }
hold-not_comparable = Несопоставимо по высоте: { $kind } «{ $name }» ({ $owner })
lift-not_comparable = Дать обе высоты в одной системе отсчёта, либо изменить место или время
hold-bound = Связаны своим ответом «Не возражаем»: { $kind } «{ $name }» ({ $owner })
lift-bound = Снятие: { $owner }, или изменить
hold-cease_stands = «Прекратить» действует: { $party }
lift-cease_stands = Обе стороны подписывают возобновление
hold-stale = Ответ «Не возражаем» устарел: { $party }
lift-stale = Линия снова работает: { $party }
hold-set_aside = Сообщение использовать нельзя: { $party } ({ $code })
lift-set_aside = Дежурный читает и разбирает его
hold-untrusted = Линии нет доверия: { $party }
lift-untrusted = Позвонить по второму каналу, установить линию заново
hold-clock_off = Часы расходятся на { $seconds } с: { $party }
lift-clock_off = Выставить часы
hold-words_disagree = Слова и координаты расходятся: { $distance }, допуск { $tolerance }
lift-words_disagree = Исправить слова или координаты и подать изменение
hold-words_unresolvable = Место по словам не найти
lift-words_unresolvable = Изменить: назвать место так, чтобы его можно было найти
hold-operation_not_agreed = Точность { $operation } неизвестна, и ни одно соглашение её не закрепляет
lift-operation_not_agreed = Указать место в WGS 84 и изменить, или согласовать преобразование
hold-late = Опоздание { $minutes } мин
lift-late = Изменить: начать позже
hold-sheet_unsigned = Лист «{ $sheet }» не подписан: { $party }
lift-sheet_unsigned = Подпись: { $party }
hold-doubted = Сомнение: { $party }
lift-doubted = Ответить, затем новый ответ «Не возражаем»: { $party }; или изменить
hold-ended = Время истекло
lift-ended = Подать новые полёты
hold-probing = Много редакций в одной окрестности: ждёт человека
lift-probing = Решает офицер: { $party }
