## View

view-agreements = Соглашения и листы
do-view-agreements = Открыть соглашения и листы
agreement-new = Новое соглашение
agreement-none = Соглашений здесь нет
agreement-acts = Что можно: { $name }
agreement-parties = Стороны
agreement-signed-by = Подписали
agreement-suspended-by = Приостановили
agreement-effective = В силе с
agreement-ends = Истекает
agreement-area = Район { $name }
agreement-articles = Статьи: { $count }
scope-flight_safety = безопасность полётов
scope-joint_operations = совместные действия
situation-critical = критическая
situation-people = людей в опасности: { $count }
situation-observers = наблюдателей: { $there } из { $needed }
sheet-of = Лист { $number }
sheet-open = подписан не всеми
sheet-complete = подписан всеми
sheet-withdrawn = отозван

## Articles that a hold stands on, beside those of the board

article-reach = доведение
article-text-reach = До начала каждое названное подразделение имеет сообщение на уровне, которого требует соглашение.
article-profiles = запись мест
article-text-profiles = Как сторона пишет места, сказано в соглашении; что читается двояко, отклоняется.
article-readback_elements = элементы повторения
article-text-readback_elements = Эти элементы существенны: каждый повторяется и сверяется.
article-verification_lasts_ms = срок проверки
article-text-verification_lasts_ms = Проверка вслепую действует столько; затем делается заново.

## Articles by their names, and their values

article-line-of = { $article }: { $value }
article-yes = да
article-no = нет
article-none = нет
article-comma = { ", " }
article-value-shown = показывается
article-value-held = держит
article-value-nothing = ничего
article-value-read = прочитано
article-value-entered = внесено
article-value-loaded = загружено
articles-freshness_ms = Согласие свежо в течение
articles-drift_margin_ms = Запас, прежде чем другая сторона сочтёт его истёкшим
articles-notice_ms = Уведомление до начала
articles-late_means = Позднее уведомление
articles-notice_buffer_mm = Затрагивает в пределах вокруг района
articles-readback_needed = Повторение нужно
articles-readback_elements = Элементы повторения
articles-verification_needed = Проверка вслепую при опасности для земли
articles-verification_tolerance_mm = Допуск проверки
articles-verification_lasts_ms = Проверка действует
articles-words_tolerance_mm = Наименьший допуск между словами и числами
articles-immediate_answer_ms = Ответ на IMMEDIATE за
articles-priority_answer_ms = Ответ на PRIORITY за
articles-routine_answer_ms = Ответ на ROUTINE за
articles-own_force_expiry_ms = Район расположения сил истекает через
articles-site_confirm_ms = Объект под защитой подтверждается через
articles-coarse_grid_mm = Зерно грубого сообщения
articles-probing_limit = Подач в одну окрестность за час до ответа человека
articles-clock_warn_ms = Расхождение часов: предупреждение с
articles-clock_hold_ms = Расхождение часов: задержка с
articles-cease_console_ms = «Прекратить»: на каждом пульте за
articles-cease_answer_ms = «Прекратить»: человек принял за
articles-cease_escalate_ms = «Прекратить»: передаётся выше через
articles-cease_second_path_ms = «Прекратить»: вторым путём через
articles-cease_commander_ms = «Прекратить»: командир вызван через
articles-cease_report_ms = «Прекратить»: доклад об исполнении за
articles-datum_operations = Согласованные преобразования неизвестной точности
articles-profiles = Стороны, чья запись мест задана
articles-reach_needed = До каждого подразделения сообщение доведено как
articles-reach_means = Недоведённое подразделение
articles-reach_before_ms = Объявляется до начала

## What the record holds of our own doing, by kind

message-local-item = Объект записан
message-local-act = Действие офицера
message-local-alert = Тревога
message-local-cease = Наше «Прекратить»
message-local-cleared = Отложенное снято
message-local-draft = Проект соглашения
message-local-ended = Окончено
message-local-handover = Вахта сдаётся
message-local-handover_accepted = Вахта принята
message-local-line = Линия
message-local-notified = Вызов людей
message-local-path = Путь в работе
message-local-second_source = Проверка вслепую
message-local-set_aside = Отложено
message-local-shelved = Отложена тревога
message-local-standing = Состояние
message-local-taken = Принято
message-local-watch = Вахта

## Ladder of a cease

cease-step-console = на каждом пульте
cease-missed-console = Сообщите офицерам голосом
