## Что ждёт человека

overdue-own-cease = Наше прекращение для { $party }: { $step }
overdue-duty = Просрочено: { $duty } для { $party }, { $step }
overdue-duty-item = Просрочено: { $duty } для { $party }, { $item }, { $step }
duty-step-answer = никто не выполнил
duty-step-escalate = никто не взял, следующие офицеры
duty-step-commander = никто не взял, вызвать командира
duty-cease = взять прекращение
duty-distress = взять сигнал бедствия
duty-report = доложить, что экипажи получили
duty-found = проверить сигнал бедствия
duty-readback = повторить принятое
duty-verification = слепая проверка места
duty-answer = ответ
duty-doubt = ответ на сомнение
duty-query = ответ на вопрос
duty-message = прочитать сообщение
duty-agreement = подписать предложенное соглашение
duty-sheet = подписать предложенный лист
say-local-shelved = Отложено до { $until }: { $alert }
say-local-ended = Прошло: { $alert }
hold-not_reached = Не доведено: { $name } ({ $party })
lift-not_reached = Подтверждение: { $name }
alert-not_reached = Не доведено до начала: { $party } – { $item }
say-units = Подразделения для доведения: { $who }: { $count }
