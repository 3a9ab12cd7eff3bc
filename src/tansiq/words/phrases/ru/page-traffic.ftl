## List

traffic-list = Сообщения
traffic-message = Сообщение
traffic-filters = Какие сообщения
traffic-empty-in = Входящих нет
traffic-empty-out = Исходящих нет
traffic-empty-mine = Нас ничто не ждёт
traffic-empty-overdue = Просроченного нет
traffic-none-open = Выберите сообщение. J и K листают список.
filter-in = Входящие
filter-out = Исходящие
filter-mine = За нами
filter-overdue = Просрочено
filter-minor = подтверждения, проверки
row-from = от { $party }
row-to = кому: { $party }
turn-is-ours = За нами
message-notify = Уведомление
message-amend = Изменение
message-cancel = Отмена
message-readback = Повторение принятого
message-answer = Ответ
message-resolution = Урегулирование
message-doubt = Сомнение
message-held = Отзыв подтверждён
message-release = Снятие обязательства
message-verify = Запрос проверки
message-verified = Проверка
message-cease = Прекратить
message-cease_executed = «Прекратить» исполнено
message-resume_agreed = Согласие возобновить
message-distress = Бедствие
message-query = Вопрос
message-reply = Ответ на вопрос
message-correction = Поправка
message-incident = Происшествие
message-protest = Протест
message-position = Положение
message-status = Состояние
message-test = Проверка линии
message-assessment = Оценка
message-agreement = Соглашение
message-sheet = Лист
message-situation = Обстановка
message-ack = Подтверждение
message-note = Записка
message-key_change = Новый ключ
message-rejected = Отклонено
message-age = { $age } назад
message-old = Её заменила более поздняя редакция.

## Elements and readback

elements = Элементы
element = Элемент
element-sent = Передано
element-read-back = Повторено
hazard-to-ground = Опасно для земли
words-against-place = Слова и место: { $status }
words-disagree = расходятся
words-unresolvable = слова не разобраны
words-none = слов нет
do-readback = Повторить принятое
do-send-readback = Передать повторение
readback-sent = Повторение на линии
readback-same = совпадает
readback-differs = не совпадает
readback-none = не повторено
readback-apart = Расхождение: { $distance }
readback-cause = Вероятно: { $cause }; остаток { $distance }
readback-only-doubt = Несовпавшее не передаётся. Введите заново или заявите сомнение.
field-place = Место
field-datum = Система координат
field-level = Высота, например GND – 3000 m AMSL
field-area = Район: углы через запятую или центр и радиус
field-unit = Подразделение
field-start = Начало, например 221300Z JAN 17
field-end = Конец, например 221400Z JAN 17
field-count = Число воздушных судов

## Blind check

verification-title = Проверка места вслепую
verification-how = Место закрыто. Найдите его по своему источнику и введите найденное.
verification-none = Проверки вслепую ничто не ждёт
verification-source = Источник
verification-waits = До ответа второй офицер проверяет место, не видя его.
verification-sent = Проверка сохранена и передана владельцу
verification-apart = расхождение { $distance }, допуск { $tolerance }
verification-is = Совпадение снимает причину. Больше оно ничего не подтверждает.
do-compare = Сравнить
do-cannot-tell = Не могу определить
do-verify-blind = Проверить вслепую здесь

## Answer

answer-title = Ответ
answers-title = Ответы
answer-to = На редакцию { $hash }, картина { $version }
answer-given = Ответ: { $verdict }, { $who }
answer-moved = Редакция или причины изменились. Посмотрите заново, затем отвечайте.
answer-reason = Причина
answer-sent = Ответ на линии
answer-withdrawn = отозван
not-a-permission = Не разрешение.
do-concur = Не возражаем
do-cannot = Не можем
do-counter = Встречное предложение
do-send-answer = Передать: { $verdict }
do-look-again = Посмотреть заново
do-doubt = Сомнение
do-send-doubt = Передать сомнение
doubt-words = Что кажется неверным; можно не заполнять
doubt-sent = Сомнение на линии; согласования нет
doubt-of = Сомнение: { $party }

## Holds


## Ladder

ladder-title = Как далеко дошло
not-reached = НЕ ДОШЛО: { $count }
not-told = не уведомлён
step-sent = передано
step-disk = на диске
step-read = прочитано
step-entered = внесено
step-loaded = загружено
step-done = сделано
step-open = не сделано
do-read = Прочитано
do-entered = Внесено
do-loaded = Загружено
ack-unit = Подразделение
ack-sent = Подтверждение на линии
ack-not-a-permission = Подтверждение никогда не разрешение.
escalation-title = Передано выше

## What waits for a person

duty-taken = Занимается { $who }
do-have-it = Занимаюсь я
have-it-is = Это не ответ; других больше не вызывают.
