## Tour

tour-title = Центры рядом
tour-gone = Проигрыватель завершён. Запустите снова: ./run demo --open
tour-end = Сценарий окончен, центры работают дальше. Подавайте, отвечайте, прекращайте: каждый центр настоящий.
tour-help = Каждое окно — страница самого центра на его языке. Сообщение одно и то же.
tour-busy = Выполняется
do-tour-next = Следующий шаг
tour-refused = Узел откажет.
tour-done = Сделано, { $at } из { $total }:
tour-next = Далее, { $at } из { $total }:
tour-about = Предмет: { $kind } «{ $name }».
tour-happened = Что дал этот шаг: { $who }
tour-nothing = Здесь этот шаг ничего не изменил.
tour-not-yet = Что даёт здесь каждый шаг, сказано здесь на вашем языке.
tour-here = здесь
tour-out = для { $party }
tour-in = от { $party }

## Steps

tour-step-submit = { $who } подаёт объект; затронутые узнают о нём.
tour-step-try = { $who } спрашивает, что выйдет из объекта.
tour-step-amend = { $who } изменяет: новой редакции нужны все ответы заново.
tour-step-cancel = { $who } отказывается от объекта.
tour-step-readback = { $who }: элементы повторены и сверены машиной.
tour-step-verify = { $who }: второй офицер вслепую проверяет место по другому источнику.
tour-step-answer = { $who } отвечает именно на эту редакцию. Это не разрешение.
tour-step-take-alert = { $who }: офицер принимает сигнал на себя.
tour-step-activate = { $who } начинает действие.
tour-step-end = { $who } завершает действие.
tour-step-cease = { $who }: прекратить. Приостановлено сразу, вопросы потом.
tour-step-take = { $who }: офицер принимает прекращение.
tour-step-executed = { $who } докладывает, когда экипажи его получили.
tour-step-resume = { $who } согласен возобновить.
tour-step-assess = { $who } даёт свой отчёт; он стоит рядом с чужими.
tour-step-check = В каждом центре проверяется, что должно быть верно.
tour-step-sheet-offer = { $who } предлагает лист совместной операции.
tour-step-sheet-sign = { $who } подписывает лист.
tour-step-agreement-draft = { $who } записывает соглашение.
tour-step-agreement-offer = { $who } предлагает соглашение.
tour-step-agreement-sign = { $who } подписывает соглашение.
