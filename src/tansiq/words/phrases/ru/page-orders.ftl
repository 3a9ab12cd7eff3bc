## Writing

do-write = Написать
write-is = Своё сообщение. Объекты подаются (F); ответы стоят под сообщением.
write-elsewhere = Линии, перерывы, подразделения и голос: под вашим именем.
order-acts = Что на это сказать
order-sent = Наш узел принял
order-none = нет
order-choose = выберите
order-file = Из файла
order-revision = редакция { $revision }
order-revision-hash = { $revision } { $hash }

## Orders and what each means

order-note = Записка
order-note-is = Текст как набран. Слова «стоп» в нём останавливают на другом конце.
order-query = Вопрос
order-query-is = Людям на других концах. Ответ причин не снимает.
order-incident = Происшествие
order-incident-is = Что случилось, по нашим данным. Стоит рядом с рассказами других.
order-account = Наш рассказ об этом
order-account-is = Стоит рядом с их рассказом и не заменяет его.
order-position = Положение
order-position-is = Где сейчас наши люди или наше ВС. Узнают только названные.
order-distress = Бедствие
order-distress-is = Люди в опасности: всё общее приостанавливается сразу. Проверка потом. Поля не обязательны.
order-found = Проверено
order-found-is = Что выяснено о вызове. Ничего не возобновляет.
order-reply = Ответить
order-reply-is = Причин не снимает и никогда не разрешение.
order-correct = Исправить
order-correct-is = Заменяет сказанное нами. Оба остаются в записи.
order-protest = Протест
order-protest-is = Мы отвергаем этот рассказ или действие. Хранится у обоих; ничего не меняет.
order-resolve = Подписать решение
order-resolve-is = Эти две редакции могут стоять рядом, разведённые как написано. Полно, когда подписали оба владельца; другая редакция вне его.
order-disclose = Сообщить ещё
order-disclose-is = Ещё одной стороне или подробнее. Сказанного не вернуть.
order-ask-check = Просить проверку
order-ask-check-is = Их второй офицер проверяет место по своему источнику.
order-reply-doubt = Ответить на сомнение
order-reply-doubt-is = Создаёт новую редакцию с этими словами; все ответы нужны заново.
order-release = Освободить редакцию
order-release-is = Она больше никого не связывает; что она держала, свободно.
order-give-up = Снять
order-give-up-is = Узнают все, кому сообщали. Объект под защитой: вдвоём.
order-agreement-draft = Проект из документа
order-agreement-draft-is = Условия как данные (JSON). О проекте никто не узнаёт.
order-agreement-offer = Предложить
order-agreement-offer-is = Предлагается сторонам с нашей подписью. Вдвоём.
order-agreement-sign = Подписать
order-agreement-sign-is = Условия как предложены, по их хешу. Вдвоём.
order-agreement-suspend = Приостановить
order-agreement-suspend-is = Достаточно одного. «Прекратить», бедствие и проверка остаются.
order-agreement-resume = Снять нашу приостановку
order-agreement-resume-is = Снова в силе, когда никто не приостанавливает. Вдвоём.
order-agreement-end = Прекратить соглашение
order-agreement-end-is = Навсегда, у всех сторон. Вдвоём.
order-area-change = Изменить статус
order-area-change-is = Действует, когда подписали все стороны. Вдвоём.
order-area-sign = Подписать изменение
order-area-sign-is = Район получит этот статус, когда подпишут все стороны. Вдвоём.
order-situation = Обстановка
order-situation-is = Как обстоит в районе; узнают его стороны.
order-sheet = Предложить лист
order-sheet-is = Действия нескольких сторон на одном листе, каждое в нынешней редакции.
order-sheet-sign = Подписать лист
order-sheet-sign-is = Как предложен, по хешу.
order-sheet-withdraw = Отозвать лист
order-sheet-withdraw-is = Может любая сторона листа. Его действия снова не согласованы.
order-test-line = Проверка человеком
order-test-line-is = Уходит при любом состоянии линии и соглашений.
order-outage = Объявить перерыв
order-outage-is = С какого по какое время нашего узла нет. Тревог в это время нет.
order-heard = Услышано голосом
order-heard-is = Как прочли, с контрольными словами. «Прекратить» действует сразу, неподтверждённым; подписанное — как по линии.
order-courier-in = Принять файл курьера
order-courier-in-is = Часть их линии файлом. Те же проверки; дважды не вредит.
order-units = Назвать подразделения
order-units-is = По одному в строке: краткое имя, имя, вышестоящее. Дерево заменяется целиком.
order-test-way = Вызвать своих, проверка
order-test-way-is = Исход будет в записи.

## Fields

order-field-to = Кому
order-field-party = Сторона
order-field-precedence = Срочность
order-field-text = Текст
order-field-item = Об объекте
order-field-answer-by = Ответ до (UTC); можно не заполнять
order-field-title = Название
order-field-occurred = Когда случилось, например 221300Z JAN 17
order-field-place-words = Где, со слов
order-field-subject = Кто
order-field-name = Позывной или подразделение
order-field-place = Место
order-field-datum = Система координат
order-field-count = Сколько
order-field-at = Когда (UTC); пусто: сейчас
order-field-caller = Кто вызвал
order-field-number = Номер для ответа
order-field-outcome = Что выяснено
order-field-source = Источник
order-field-other = Рядом с
order-field-terms = Как они разведены
order-field-disclosure = Насколько
order-field-revision = Редакция
order-field-status = Статус
order-field-document = Условия
order-field-critical = Критическая
order-field-at-risk = Людей в опасности
order-field-observers-there = Наблюдателей есть
order-field-observers-needed = Наблюдателей нужно
order-field-activities = Действия
order-field-starts = С, например 221300Z JAN 17
order-field-ends = До, например 221400Z JAN 17
order-field-heard = Как услышано
order-field-courier = Файл
order-field-units = Подразделения
order-field-way = Как

## By voice

voice-title = Голосом
read-out = Для чтения вслух
do-read-out = Показать для чтения
read-out-none = Нечего читать вслух
heard-item = Как услышано; сверяется, не хранится
distress-unverified = Ещё никем не проверено

## Counter, resolution, what was set aside

counter-is = С чем мы согласились бы взамен. Предложение, не согласие.
counter-note = Примечание, передаётся как набрано; можно не заполнять
counter-same = Измените место, высоту или время.
counter-sent = Встречное предложение на линии
do-take-up = Принять: изменить
resolution-by = { $party } подписала: может стоять рядом с { $other }
set-aside-title = Отложено, не прочитано
set-aside-is = Пока не снято, держит всё общее на линии. Спросите отправителя, что в нём.
set-aside-size = { $size } байт
set-aside-cleared = Снято; линия свободна
do-clear-set-aside = Прочитано: снять
inset-of = Малая карта: { $name }

## Lines

lamp-heard = с последнего сигнала
line-tested = Проверена людьми
do-courier-out = Файл курьера: { $party }
courier-out-done = Файл в загрузках
