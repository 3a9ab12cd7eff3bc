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

## Сообщения

all-shared = все общие полёты
any-revision = все редакции
say-notify = Уведомление: { $kind } «{ $name }» { $revision }, { $who }, { volumes }, { $times }
say-amend = Изменение: { $kind } «{ $name }» { $revision }, { $who }, { volumes }, { $times }
say-cancel = Отмена: { $item }, { $who }
say-readback = Повторение принятого: { $who }, { $revision }: { $elements }
say-answer = Ответ: { $who }, { $revision }: { $verdict }
say-answer-reason = Ответ: { $who }, { $revision }: { $verdict } – { $reason }
say-answer-counter = Ответ: { $who }, { $revision }: встречное предложение – { $kind } «{ $name }», { volumes }, { $times }
say-resolution = Урегулирование подписано: { $who }: { $first } рядом с { $second }
say-doubt = Сомнение: { $who }: { $item }, { $revision }
say-held = Отзыв подтверждён: { $who }: { $item } { $revision } не согласовано
say-release = Снято: { $who }: { $item } { $revision } никого не связывает
say-verify = Просьба проверить: { $who }: место { $item } { $revision }, вслепую, по второму источнику
say-verified = Проверка: { $who }: { $item } { $revision }: { $match }, расхождение { $distance }, допуск { $tolerance }, источник «{ $source }»
say-verified-cannot = Проверка: { $who }: { $item } { $revision }: { $match }, источник «{ $source }»
say-cease = ПРЕКРАТИТЬ: { $who }: { $items } ({ $cause })
say-cease_executed = «Прекратить» { $cease } исполнено: { $who }: принято { $taken }, у экипажей { $executed }
say-resume_agreed = Согласие возобновить: { $who }: «Прекратить» { $cease }
say-agreement-offer = Соглашение «{ $title }» предложено: { $who }
say-agreement-sign = Соглашение { $agreement } подписано: { $who }
say-agreement-suspend = Соглашение { $agreement } приостановлено: { $who }; «Прекратить» и проверка линии действуют
say-agreement-resume = Соглашение { $agreement }, приостановка снята: { $who }
say-agreement-end = Соглашение { $agreement } прекращено: { $who }
say-agreement-offer_change = Район { $area } – «{ $status }», предложено: { $who }
say-agreement-sign_change = Район { $area } – «{ $status }», подписано: { $who }
say-sheet-offer = Лист «{ $title }» № { $number } предложен: { $who }
say-sheet-sign = Лист { $sheet } подписан: { $who }
say-sheet-withdraw = Лист { $sheet } отозван: { $who }
say-assessment = Оценка «{ $title }», изложение: { $who }: { points }; { $counts }
say-status = Состояние: { $who }: { $item } – { $status }
say-status-unilateral = Состояние: { $who }: { $item } – { $status }, в одностороннем порядке, хотя не согласовано
say-status-held = Состояние: { $who }: { $item }. { held-count }
say-status-suspended = Состояние: { $who }: { $item } – { $status }, «Прекратить» { $cease }
say-situation = Обстановка, район { $area }: { $who }: { people-at-risk }; наблюдателей { $there }, нужно { $needed }
say-situation-critical = Обстановка, район { $area }: { $who }: КРИТИЧЕСКАЯ; { people-at-risk }; наблюдателей { $there }, нужно { $needed }
say-test-human = Проверка линии: { $who }, человеком
say-test-machine = Проверка линии: { $who }, автоматически
say-ack = Подтверждение: { $who }: { $level }
say-ack-unit = Подтверждение: { $who }: { $level } – { $unit }
say-note = Записка: { $who }
say-rejected = Не принято: { $who }: сообщение { $message } использовать нельзя ({ $code }: { $text })
say-key_change-pairing = Линия установлена: ключ { $key }, { $who }
say-key_change-rotation = Новый ключ { $key }: { $who }
say-local-item = Записано здесь: { $kind } «{ $name }» { $revision }, { volumes }, { $times }
say-local-standing = { $item }: { $state }, { holds }
say-local-set_aside = Сообщение отложено: { $who } ({ $code }: { $text })
say-local-cleared = Сообщение { $message } разобрано дежурным
say-local-cease = ПРЕКРАТИТЬ принято: { $who }: { $cause }
say-local-cease-unproven = ПРЕКРАТИТЬ принято, подлинность не доказана: { $who }: { $cause }
say-local-taken = Взято: { $subject }
say-local-second_source = Записан второй источник: { $revision }
say-local-draft = Черновик соглашения «{ $title }» составлен здесь
say-local-alert = Сигнал: { $alert }
say-local-line = { $who }: { $state }
say-local-act = Сделано здесь: { $what }

## Причины

turn-ours = За нами
hold-likely-cause = { $what }; вероятная причина: { $cause }, остаток { $residual }
hold-undisclosed = не согласовано, причина не раскрывается
lift-undisclosed = Изменить или ждать нового ответа
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
       *[other] Отойти: изменить место, высоту или время
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

## Сигналы

alert-unknown = { $code }
alert-conflict = Конфликт: { $item } ({ $party }) – { $kind } «{ $name }» ({ $owner })
alert-late = Опоздание { $minutes } мин: { $item } ({ $party })
alert-overdue = Просрочено: { $item } ({ $party })
overdue-cease = «Прекратить» от { $party }: { $step }
overdue-step-answer = никто не принял
overdue-step-escalate = всё ещё не принято, передано выше
overdue-step-second_path = всё ещё не принято, вызвать по второму каналу
overdue-step-commander = всё ещё не принято, вызвать командира
overdue-step-report = нет доклада, что экипажи получили
alert-line_silent = Линия молчит: { $party }
alert-line_degraded = Линия ухудшена: { $party }
alert-untrusted = Линии нет доверия: { $party }
alert-gap = Не хватает сообщений, запрошены: { $party }
alert-wrong_certificate = Не тот сертификат, в соединении отказано: { $party }
alert-probing = Много редакций в одной окрестности: { $party }
alert-clock = Часы расходятся на { $seconds } с: { $party }
alert-cannot_write = Узел не может записывать; «Прекратить» действует
alert-unilateral = В одностороннем порядке, хотя не согласовано: { $item } ({ $party })
alert-broken_message = Сообщение не читается: { $party }
alert-prose_cease = Слова об остановке в тексте: «{ $word }» ({ $party })
alert-second_run = Работает вторая копия узла: { $party }
alert-set_aside = Сообщение отложено, ждёт дежурного: { $party }
alert-own_entries_missing = У другой стороны нет наших сообщений: { $party }
alert-own_chain_differs = У другой стороны наши сообщения другие: { $party }
alert-own_key_lost = Наш ключ этой линии утрачен, установите линию заново: { $party }
alert-receipt_beyond_head = Квитанция на сообщение, которого мы не посылали: { $party }
alert-bad_frame = Служебный сигнал линии не читается: { $party }
alert-run_refused = Нашему узлу отказано, он может работать дважды: { $party }

## Что сделано на этом узле

act-officer_added = офицер добавлен
act-officer_revoked = доступ офицера отозван
act-secret_changed = пароль изменён
act-signed_in = вход выполнен
act-signed_out = выход выполнен
act-console_locked = консоль заблокирована
act-step_opened = ждёт второго лица
act-step_withdrawn = шаг отозван
act-line_paired = линия установлена
act-line_revoked = линия отозвана
act-key_rotated = ключ линии заменён
act-key_retired = старый ключ линии удалён
act-peer_key_changed = ключ другой стороны изменён

## Вероятные ошибки с местом

mistake-datum = цифры в системе { $subject } прочитаны в другой
mistake-gauss_kruger_as_utm = Гаусс-Крюгер прочитан как UTM
mistake-packed_as_decimal = D.MMSS прочитано как десятичные градусы
mistake-minutes_as_seconds = доли минуты прочитаны как секунды
mistake-seconds_as_minutes = секунды прочитаны как доли минуты
mistake-axes_swapped = широта и долгота переставлены
mistake-easting_northing_swapped = восток и север сетки переставлены
mistake-square = ошибка на один 100-км квадрат
mistake-zone = ошибка на одну зону
mistake-km_as_nm = километры прочитаны как морские мили
mistake-magnetic_as_true = магнитный пеленг прочитан как истинный
mistake-reference = отложено от пункта { $subject }
mistake-reference-unnamed = отложено от другого пункта
mistake-truncated = цифры отброшены, а не округлены
mistake-transposed = две соседние цифры переставлены
