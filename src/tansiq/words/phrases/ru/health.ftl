## Состояние линии: перерывы, проверки, вторые пути

say-outage = { $who }: не на связи { $times }
say-local-path = Используемый путь, { $who }: { $path }, { $detail }
path-first = снова по обычному адресу
path-other = по другому адресу
path-courier = файлом с нарочным
path-voice = голосом
alert-outage_over = Объявленный перерыв окончен, линия всё ещё молчит: { $party }
alert-test_missing = Ежечасная проверка не пришла: { $party }
alert-human_test = В эту смену никто не проверил линию: { $party }
alert-human_test_asked = Дежурный той стороны проверяет линию, проверьте в ответ: { $party }
alert-second_path = Линия идёт вторым путём: { $party }, { $address }
alert-by_voice = Принято голосом, подписью не доказано: { $party }
act-line_addresses = адреса линии изменены
