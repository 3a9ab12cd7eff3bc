## Frame

rail-title = Виды
view-map = Карта
view-traffic = Обмен
view-board = Табло
view-record = Журнал
view-not-loaded = Этот вид не загрузился. Обновите страницу; введённое сохранено.
exercise = УЧЕНИЕ
lamps = Линии
lamp-degraded = ухудшена
lamp-silent = молчит
lamp-untrusted = не доверяем
lamp-refused = отказано
lamp-revoked = отозвана
alarm-counts = Непринятые тревоги
alarm-count-1 = FLASH: { $count }
alarm-count-2 = IMMEDIATE: { $count }
alarm-count-3 = PRIORITY: { $count }
alarm-cease = Прекратить, от { $party }: { $what }
cease-of-all = все общие действия
choose-language = Язык
do-palette = Следующая палитра
palette-day = день
palette-dusk = сумерки
palette-night-red = ночь, красная
flash-of = { $place } из { $count }
flash-untaken = не принято
do-take = Принять
do-open = Открыть

## Node lost

lost-title = Узел потерян { $time }, картина застыла
lost-what = Введённое сохраняется. Команда «Прекратить» встаёт в очередь; передайте её по телефону.

## Answers to an act

act-no-answer = Узел не ответил. Неизвестно, сделано ли это.
act-no-answer-do = Повторите действие: дважды оно не засчитается.
act-waits = Ждёт второго человека
act-waits-do = Другой офицер подтвердит в списке действий для двоих.

## Sign-in

sign-title = Вход
sign-locked = Пульт заблокирован
sign-officer = Офицер
sign-secret = Пароль
sign-new-secret = Задайте свой пароль
sign-new-secret-why = Пароль, с которым вы вошли, одноразовый.
sign-secret-once = Одноразовый пароль
sign-secret-next = Новый пароль, не короче { $count } знаков
sign-secret-again = Новый пароль ещё раз
sign-secret-differs = Пароли не совпадают
sign-wrong = Неверное имя или пароль
sign-wrong-do = Введите оба заново. Администратор может выдать новый одноразовый пароль.
do-sign-in = Войти
do-change-secret = Задать пароль

## Ages

age-s = { $amount } с
age-min = { $amount } мин
age-h = { $amount } ч
age-d = { $amount } сут
