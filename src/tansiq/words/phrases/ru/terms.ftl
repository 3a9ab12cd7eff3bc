### Русский. Коротко, действие вперёд; сторона в скобках или после двоеточия, чтобы имена не склонялись.
### NAME-n: то же число для выбора формы.

## Языки и набранный текст

lang-en = английский
lang-ar = арабский
lang-ru = русский
lang-tr = турецкий
lang-other = другой язык ({ $tag })
typed = как набрано, язык – { $language }: «{ $text }»

## Величины

comma = ,
quoted = «{ $text }»
named = { $name } «{ $value }»
part = { $number } ({ $name })
distance-m = { $amount } м
distance-km = { $amount } км
volumes =
    { $volumes-n ->
        [one] { $volumes } объём
        [few] { $volumes } объёма
        [many] { $volumes } объёмов
       *[other] { $volumes } объёма
    }
holds =
    { $count-n ->
        [0] причин нет
        [one] { $count } причина
        [few] { $count } причины
        [many] { $count } причин
       *[other] { $count } причины
    }
held-count =
    { $count-n ->
        [one] Не согласовано: { $count } причина
        [few] Не согласовано: { $count } причины
        [many] Не согласовано: { $count } причин
       *[other] Не согласовано: { $count } причины
    }
points =
    { $points-n ->
        [one] { $points } пункт
        [few] { $points } пункта
        [many] { $points } пунктов
       *[other] { $points } пункта
    }
people-at-risk =
    { $people-n ->
        [one] в опасности { $people } человек
        [few] в опасности { $people } человека
        [many] в опасности { $people } человек
       *[other] в опасности { $people } человека
    }
late-by = Опоздание { $minutes } мин

## Виды элементов и мест

kind-activity = полёты
kind-transit = транзит
kind-own_force_area = район расположения сил
kind-protected_site = объект под защитой
kind-no_go_area = запретная зона
kind-corridor = коридор
site-hospital = больница
site-camp = лагерь
site-convoy = колонна с помощью
site-school = школа
site-aid_drop_zone = площадка сброса помощи
site-other = другое место

## Состояния

state-draft = черновик
state-submitted = подано
state-held = не согласовано
state-coordinated = согласовано
state-not_shared = никому не передано
state-active = выполняется
state-suspended = приостановлено
state-ended = завершено
state-cancelled = отменено
agreement-draft = черновик
agreement-offered = предложено
agreement-signed = подписано
agreement-in_force = в силе
agreement-suspended = приостановлено
agreement-ended = прекращено
area-closed = закрыт
area-trial = пробный
area-active = открыт
area-suspended = приостановлен
line-up = линия работает
line-degraded = линия ухудшена
line-silent = линия молчит
line-untrusted = линии нет доверия
line-refused = в линии отказано
line-revoked = линия отозвана

## Ответы, проверки, подтверждения

verdict-concur = не возражаем
verdict-cannot = не можем
verdict-counter = встречное предложение
match-match = совпадает
match-mismatch = не совпадает
match-cannot = проверить нельзя
ack-read = прочитано
ack-entered = введено в местную систему
ack-loaded = загружено подразделением
precedence-flash = МОЛНИЯ
precedence-immediate = НЕМЕДЛЕННО
precedence-priority = СРОЧНО
precedence-routine = ОБЫЧНОЕ
reason-not_disclosed = не согласовано, причина не раскрывается
reason-own_activity = свои полёты
reason-own_force_area = район расположения сил
reason-protected_site = объект под защитой
reason-no_go_area = запретная зона
reason-corridor = коридор
reason-bound_elsewhere = связаны другой редакцией
reason-place_not_verified = место не проверено
reason-words_disagree = слова и координаты расходятся
reason-other = другая причина
cause-officer = дежурный
cause-prose = слова об остановке в тексте
cause-broken = нечитаемая команда «Прекратить»
cause-conflict = конфликт во время выполнения
cause-lapse = ответ «Не возражаем» устарел
cause-withdrawn = ответ «Не возражаем» отозван
element-place = место
element-level = высота
element-times = время
element-area = район
element-count = число воздушных судов
count-people = люди
count-aircraft = воздушные суда
count-flights = рейсы
count-pallets = поддоны
count-sites = места
count-incidents = происшествия
disclosure-full = полностью
disclosure-coarse = приблизительно
disclosure-withheld = не передаётся
