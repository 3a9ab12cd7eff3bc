## Повторение принятого, проверка вслепую и то, что этот узел сам находит по тексту места

element-unit = название подразделения
hold-readback_incomplete = В повторении принятого не хватает: { $elements } – { $party }
lift-readback_incomplete = Повторить принятое ({ $elements }): { $party }
hold-verification_expired = Проверке вслепую больше { $hours } ч: { $party }
lift-verification_expired = Новая проверка вслепую: { $party }
hold-place_unresolved = Этот узел не может определить { $text } ({ $datum }): { $message }
lift-place_unresolved = Указать место так, чтобы осталось одно прочтение, и подать изменение
hold-place_differs = { $text } ({ $datum }) здесь ведёт в { $here }, а не в { $place }: расхождение { $distance }
lift-place_differs = Согласовать преобразование и запись или указать место в WGS 84 и подать изменение
hold-both-values = { $what }: { $values }
hold-both-places = { $what }; по цифрам { $place }, по словам { $words_place }
hold-uncertainties = { $what }, в том числе указанное место { $stated }, второй источник { $second }
