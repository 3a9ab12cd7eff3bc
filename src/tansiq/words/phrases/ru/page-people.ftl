## Watch and console

people-watch = На вахте здесь
people-role = Роль
people-party = Сторона
people-checked = Картина проверена
people-lock-is = Заблокированный пульт ничего не показывает; «Прекратить» работает.
role-does-watch = Подаёт, повторяет принятое, отвечает, принимает тревоги.
role-does-commander = Как вахта; подписывает соглашения и соглашается возобновить, вдвоём.
role-does-verifier = Проверяет места по второму источнику и не видит их.
role-does-observer = Смотрит; «Прекратить» доступно любой роли.
role-does-auditor = Смотрит и выгружает журнал; «Прекратить» доступно любой роли.
role-does-administrator = Офицеры, ключи, линии; из оперативных слов только «Прекратить».

## Two persons

pending-title = Действия для двоих
pending-none = Второго человека ничто не ждёт
pending-by = Запросил { $who }
pending-expires = истекает через { $left }
pending-order = Как было запрошено
pending-another = Подтверждает другой офицер.
do-release-step = Подтвердить
do-withdraw-step = Отозвать
step-released = Подтверждено и сделано
step-withdrawn = Отозвано
step-resume = Согласие возобновить
step-withdraw_site = Снять защиту объекта
step-agreement_offer = Предложить соглашение
step-agreement_sign = Подписать соглашение
step-agreement_resume = Снять приостановку
step-agreement_end = Прекратить соглашение
step-area_change = Изменить район
step-line_confirm = Подтвердить линию
step-line_revoke = Отозвать линию
step-rotate_key = Сменить ключ

## Settings of the console

settings-title = Этот пульт
choose-numerals = Цифры
numerals-latin = 1234 (0–9)
numerals-arabic = ١٢٣٤ (٠–٩)
numerals-how = Величины и отсчёты: { $example }. Коды, координаты и часы остаются как переданы.
choose-palette = Палитра
choose-volume = Громкость
volume-floor = FLASH не бывает тише половины.
choose-notify = Уведомления, когда на страницу не смотрят

## Watch and handover

handover-title = Вахта
watch-since = с { $time }
watch-nobody = На вахте никого
do-watch-on = Заступить на вахту
do-watch-off = Сойти с вахты
handover-open = Открыто сейчас: { $count }
handover-by = Сдаёт { $who }
handover-text = Чего нет в списке
do-hand-over = Сдать вахту
do-accept-watch = Принять, прочитано
handover-waits = Остаётся за своим офицером, пока другой не примет.
handover-signed = Список подписан; вахта за вами, пока её не приняли
handover-accepted = Вахта за вами
handover-last = Последняя сдача: { $by }, принял { $who }, { $time }
