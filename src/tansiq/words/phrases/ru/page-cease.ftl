## The dialog

cease-title = ПРЕКРАТИТЬ
cease-what = Что прекратить
cease-with = Всё с { $party }
cease-everything = Всё
do-cease-now = ПРЕКРАТИТЬ СЕЙЧАС
cease-no-reason = Причина не нужна. Текст можно дослать.
cease-sending = Передаётся …
cease-sent =
    { $count-n ->
        [one] Прекращено { $time }: передано { $count } стороне
        [few] Прекращено { $time }: передано { $count } сторонам
        [many] Прекращено { $time }: передано { $count } сторонам
       *[other] Прекращено { $time }: передано { $count } стороны
    }
cease-suspended =
    { $count-n ->
        [one] Приостановлено: { $count } действие
        [few] Приостановлено: { $count } действия
        [many] Приостановлено: { $count } действий
       *[other] Приостановлено: { $count } действия
    }
cease-not-on-disk = Наш диск ещё не принял его. Он действует всё равно.
cease-text-follows = Текст можно дослать запиской.
cease-queued = Узел потерян. В очереди с { $time }, уйдёт, как только узел вернётся.
cease-call-now = Позвоните сейчас и прочтите это.
cease-node-lost = Узел потерян: команда отсюда ждёт. Позвоните тоже.
second-path-title = По телефону
second-path-no-number = номера в настройках нет
second-path-read = Читайте каждое слово и контрольное слово за ним

## The ladder

our-end = Наша сторона
cease-ladder-of = «Прекратить» у { $party }
cease-step-disk = на диске
cease-step-taken = принято
cease-step-escalate = передано выше
cease-step-second_path = вторым путём
cease-step-commander = вызван командир
cease-step-executed = экипажи получили
cease-missed-disk = Позвоните
cease-missed-taken = Вызовите их вахтенного
cease-missed-escalate = Поднимите следующего офицера
cease-missed-second_path = Свяжитесь вторым путём
cease-missed-commander = Вызовите командира
cease-missed-executed = Спросите, получили ли экипажи
cease-stands = действует
cease-lifted = возобновлено
cease-unproven = не подтверждено
executed-title = Экипажи получили
executed-when = Когда экипажи получили, например 221300Z
text-optional = Текст; можно не заполнять
do-report-executed = Доложить другой стороне
executed-sent = Доклад на линии
resume-title = Возобновление
resume-how = Действует, пока не подпишут все: { $agreed } из { $ends }
do-agree-resume = Согласиться возобновить, вдвоём
resume-sent = Наша подпись на линии
