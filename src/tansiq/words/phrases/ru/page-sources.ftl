## Sources and licences

sources-title = Источники и лицензии
sources-map = Карта-основа: Natural Earth, общественное достояние
sources-places = Места словами: GeoNames, CC BY 4.0; главные города и их названия внесены вручную
sources-symbols = Знаки: по MIL-STD-2525E
sources-letters = Шрифты: IBM Plex, SIL Open Font License 1.1
sources-code = Tansiq: Apache 2.0; пакеты страницы с их текстами
sources-licences = Все тексты лицензий
