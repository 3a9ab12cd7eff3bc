## Frame

title = Tansiq
skip-to-view = К содержимому
rail-title = Виды
view-map = Карта
view-traffic = Обмен
view-board = Табло
view-record = Журнал
view-verify = Проверка мест вслепую
view-people = Вахта и пульт
view-not-loaded = Этот вид не загрузился. Обновите страницу; введённое сохранено.
exercise = УЧЕНИЕ
lamps = Линии
lamp-degraded = ухудшена
lamp-silent = молчит
lamp-untrusted = не доверяем
lamp-refused = отказано
lamp-revoked = отозвана
node-cannot_write = Узел не пишет, «Прекратить» работает
choose-language = Язык
native-en = English
native-ar = العربية
native-ru = Русский
native-tr = Türkçe
palette-day = день
palette-dusk = сумерки
palette-night-red = ночь, красная
role-watch = вахта
role-commander = командир
role-verifier = проверяющий
role-observer = наблюдатель
role-auditor = аудитор
role-administrator = администратор

## Alarms

alarms-title = Тревоги
alarms-none = Открытых тревог нет
alarms-folded =
    { $count-n ->
        [one] PRIORITY: { $count } тревога, свёрнута
        [few] PRIORITY: { $count } тревоги, свёрнуты
        [many] PRIORITY: { $count } тревог, свёрнуты
       *[other] PRIORITY: { $count } тревоги, свёрнуты
    }
alarm-was = было:
alarm-counts = Непринятые тревоги
alarm-count-1 = FLASH: { $count }
alarm-count-2 = IMMEDIATE: { $count }
alarm-count-3 = PRIORITY: { $count }
alarm-cease = Прекратить, от { $party }: { $what }
alarm-distress = Бедствие, от { $party }: { $what }
urgency-1 = FLASH
urgency-2 = IMMEDIATE
urgency-3 = PRIORITY
cease-of-all = все общие действия
flash-of = { $place } из { $count }
flash-untaken = не принято
silenced = Тишина 30 с
no-sound = Нет звука
taken-by = Принял { $who }
taken-by-nobody = Никто не принял
take-is = «Принять» значит, что этим заняты вы. Ничего не снимается.
shelved-count = Отложено: { $count }
shelved-until = Отложено до { $time }, { $who }
shelved-done = Отложено; вернётся само
shelve-reason = Почему может подождать
do-shelve = Отложить на { $minutes } мин

## Commands

do-take = Принять
do-take-over = Перенять
do-open = Открыть
do-palette = Следующая палитра
do-view-map = Открыть карту
do-view-traffic = Открыть обмен
do-view-board = Открыть табло
do-view-record = Открыть журнал
do-view-verify = Проверить места вслепую
do-view-people = Открыть вахту и пульт
do-people = Открыть вахту и пульт
do-cease = Прекратить
do-keys = Показать клавиши
do-commands = Найти команду
do-silence = Тишина на 30 с
do-alarms = Показать тревоги
do-back = Назад
do-next = Следующий
do-previous = Предыдущий
do-close = Закрыть
do-lock = Заблокировать пульт
do-sign-out = Выйти
keys-title = Клавиши
keys-letters = Буквенные клавиши работают, пока ничего не вводится
commands-title = Команды и объекты

## Node lost

lost-title = Узел потерян { $time }, картина застыла
lost-what = Введённое сохраняется. «Прекратить» встаёт в очередь; передайте по телефону.

## Answers to an act

act-no-answer = Узел не ответил. Неизвестно, сделано ли это.
act-no-answer-do = Сначала проверьте, сделано ли это.
act-waits = Ждёт второго человека
act-waits-do = Другой офицер подтвердит его в «Вахта и пульт».

## Sign-in

sign-title = Вход
sign-locked = Пульт заблокирован
sign-locked-is = «Прекратить» работает и здесь. Введённое хранится для своего офицера.
sign-officer = Офицер
sign-secret = Пароль
sign-new-secret = Задайте свой пароль
sign-new-secret-why = Пароль, с которым вы вошли, одноразовый.
sign-secret-once = Одноразовый пароль
sign-secret-next = Новый пароль, длина не меньше { $count }
sign-secret-again = Новый пароль ещё раз
sign-secret-differs = Пароли не совпадают
sign-wrong = Неверное имя или пароль
sign-wrong-do = Введите оба заново. Администратор может выдать новый одноразовый пароль.
do-sign-in = Войти
do-change-secret = Задать пароль

## Ages and lists

age-s = { $amount } с
age-min = { $amount } мин
age-h = { $amount } ч
age-d = { $amount } сут
checked-at = Проверено { $time }
author-machine = машина
datum-choose = выбрать
