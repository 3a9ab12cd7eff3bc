## Бедствие, вопросы, происшествия, протесты, местоположения, исправления

say-distress = БЕДСТВИЕ: { $who }: { $items }
say-distress-called = БЕДСТВИЕ: { $who }, сообщил «{ $caller }» ({ $number }): { $items }
say-distress_check = Проверка сигнала бедствия { $cease }: { $who }: { $outcome }, источник «{ $source }»
place-told = место со слов «{ $place }»
outcome-confirmed = подтверждён
outcome-mistaken = ошибочный
outcome-unclear = неясно
cause-distress = бедствие
say-query = Вопрос: { $who }
say-query-item = Вопрос: { $who } о { $item }
say-query-message = Вопрос: { $who } о сообщении { $message }
say-reply = Ответ: { $who } на вопрос { $query }
say-protest = Протест: { $who } против сообщения { $message }; ничего не меняет
say-correction = Исправление: { $who } к сообщению { $message }
say-incident = Происшествие «{ $title }», { $at }, изложение: { $who }
say-position = Местоположение: { $who }: { $subject } «{ $name }» ({ $count }), { $place } ± { $uncertainty }, { $at }
reported-people = люди
reported-aircraft = воздушные суда
