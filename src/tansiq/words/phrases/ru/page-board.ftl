## Holds

hold-list = Причины
hold-none = Согласовано { $revision } { $time }
hold-none-left = Причин больше нет
hold-lifted = снято { $time }
hold-more =
    { $count-n ->
        [one] ещё { $count } причина
        [few] ещё { $count } причины
        [many] ещё { $count } причин
       *[other] ещё { $count } причины
    }
hold-weight-1 = прекращение
hold-weight-2 = нарушение
hold-weight-3 = опоздание или отказ
hold-weight-4 = предстоит
hold-act-answer = Ответить
hold-act-read-back = Повторить принятое
hold-act-verify = Проверить
hold-act-reply = Ответить на сомнение
hold-act-clear = Прочесть и снять
hold-act-resume = Согласиться на возобновление
hold-act-amend = Изменить

## Articles and rules, by the name that the node gives

article-line = линия
article-text-line = Всё общее передаётся по прямой линии, которой доверяют обе стороны. Без неё нельзя считать, что сообщение доведено.
article-clock_hold = часы
article-text-clock_hold = Если часы расходятся больше, чем допускает соглашение, всякое время в сообщении сомнительно.
article-in_force = действующее соглашение
article-text-in_force = Стороны согласуют действия по соглашению, которое обе подписали и которое действует здесь и сейчас.
article-area = район { $detail }
article-text-area = Район соглашения открывается, когда за него подписались все стороны. До того в нём ничего не согласуется.
article-answer = ответ
article-text-answer = Каждая затронутая сторона отвечает именно на эту редакцию. Отсутствие ответа — причина, молчание никогда не согласие.
article-rule_8 = правило 8
article-text-rule_8 = Не согласуется то, что по месту, высоте и времени сходится с тем, чего владелец обязан избегать или чем связан.
article-rule_11 = правило 11
article-text-rule_11 = Считается последний ответ. Встречное предложение — не согласие; принять его значит сделать новую редакцию.
article-rule_12 = правило 12
article-text-rule_12 = Согласие можно отозвать в любое время и без причины. Восстановить его может только новое.
article-rule_17 = правило 17
article-text-rule_17 = Прекращение действует, пока каждая сторона не подпишет возобновление именно его.
article-rule_18 = правило 18
article-text-rule_18 = Сообщение, которое принято и не может быть использовано, задерживает всё общее на линии, пока офицер его не прочтёт.
article-freshness = свежесть
article-text-freshness = Согласие считается, только пока линия жива. После условленного молчания обе стороны ждут, даже если ничего не изменилось.
article-readback_needed = повтор принятого
article-text-readback_needed = Получатель заново называет место, высоты, время и число; обе машины сравнивают их по элементам.
article-verification_needed = слепая проверка
article-text-verification_needed = Где опасность для людей внизу, второй офицер проверяет место по другому источнику, не видя его.
article-datum_operations = пересчёт датума
article-text-datum_operations = Место из другого датума опирается на пересчёт. Если точность его не известна, его должно назвать соглашение.
article-notice = срок уведомления
article-text-notice = О движении уведомляют до его начала за срок, указанный в соглашении.
article-sheet = лист операции
article-text-sheet = Совместные действия нескольких сторон стоят на одном листе, который каждая подписала дословно одинаково.
article-words = слова
article-text-words = Слова рядом с координатой должны вести в то же место, что и координата.

## Board

board-span = Показано часов
board-hours = { $hours } ч
board-now = Сейчас
do-earlier-part = Раньше
do-later-part = Позже
board-ended = И завершённые
do-file = Новый объект
board-activity = Полёты
board-own = Наше
board-bar = с { $start } до { $end }
board-count =
    { $count-n ->
        [one] { $count } движение
        [few] { $count } движения
        [many] { $count } движений
       *[other] { $count } движения
    }
board-empty = Действия и пролёты всех сторон появляются здесь, как только узел о них узнаёт.
board-checked = Проверено { $time }
board-said-own = своё
board-said-concur = не возражает
board-said-cannot = не может
board-said-counter = встречное
board-said-withdrawn = отозвано
board-said-stale = не свежее
board-said-waits = нет ответа
board-said-none = не затронута
do-activate = Начать
do-end = Завершить, вне объёма
do-give-up = Отменить
do-unilateral = Начать без согласования
do-keep = Оставить
do-assess = Дать отчёт
board-unilateral-means = Не согласовано. Сигнал на всех пультах, всё записывается.
board-cancel-means = Об этом узнают все, кому сообщили.
board-guards = Под защитой
board-more-guards =
    { $count-n ->
        [one] ещё { $count } на карте
        [few] ещё { $count } на карте
        [many] ещё { $count } на карте
       *[other] ещё { $count } на карте
    }
board-read-same = повторено ✓
board-read-differs = повтор ≠

## Assessments

view-assess = Отчёты
do-view-assess = Отчёты
assess-of = Отчёты: { $name }
assess-ours = Наш отчёт
assess-name = Заголовок
assess-point = Пункт { $number }
assess-text = Что произошло
assess-position = Позиция
assess-yes = согласны
assess-no = не согласны
assess-none = без позиции
assess-count = Число
assess-what = Чего
assess-total = Всего
assess-parts = Части, например ru 3, tr 4
assess-agreed = Согласовано:
assess-open = Открыто:
assess-totals-differ = Итоги расходятся: { $what }
assess-sum = { $party }, { $what }: всего { $total }, части { $sum }
assess-empty = Здесь рядом стоят отчёты всех сторон.
assess-sent = Отчёт дан.
do-answer-account = Занять позицию по каждому пункту
do-add-point = Добавить пункт
do-add-count = Добавить число
do-give-account = Дать наш отчёт
