## The map

map-title = Карта
map-help = Стрелки двигают карту, плюс и минус меняют масштаб. Всё, что на карте, есть и в списке рядом.
map-tools = Инструменты карты
map-closer = Ближе
map-farther = Дальше
map-side = Что на карте
map-area = { $name } · { $status }
map-as-known = КАК БЫЛО ИЗВЕСТНО { $time }
map-as-planned = ПО ПЛАНУ { $time }
map-past-missing = Узел не сообщил, что было известно тогда. Выберите момент заново.
do-layers = Слои
do-place = Перейти к месту
do-measure = Измерить
do-now = Сейчас
do-earlier = На пять минут раньше
do-later = На пять минут позже
do-show-on-map = Показать на карте
do-take-off = Убрать из списка

## Layers

map-layers = Слои карты
layer-borders = Границы (спорные)
layer-places = Названия городов
layer-areas = Районы соглашений
layer-items = Объекты
layer-ended = Завершённые объекты
layer-tracks = Воздушные суда
layer-alerts = Конфликты и оповещения
map-source = Основа: Natural Earth, только для ориентирования

## Places and coordinates

notation-dms = DMS
notation-dd = DD
notation-mgrs = MGRS
map-next-notation = Следующая запись координат
map-no-pointer = указатель вне карты
map-accuracy = ±{ $amount } м
map-accuracy-unknown = точность неизвестна
map-other-datum = И в другом датуме
map-no-other-datum = только WGS 84
map-place = Место
map-place-help = Город, объект или координаты. Координаты читаются в { $datum }.
map-place-help-live = Город, объект, позывной или координаты. Координаты читаются в { $datum }.
map-city = город
map-track = воздушное судно
map-measure-help = Укажите точки на карте, двойной щелчок завершает. Или введите два места, они читаются в { $datum }.
map-measure-from = От
map-measure-to = До
do-measure-typed = Измерить
map-distance = { $metric } ({ $nautical } морской мили)
map-bearing = { $degrees }° истинный
map-total = Всего { $distance }
map-first-point = Первая точка

## Time

map-time = Рассматриваемое время
map-now = сейчас
map-known = как было известно
map-planned = по плану

## What is on it

map-list = На карте
map-list-count =
    { $count-n ->
        [0] На карте ничего нет
        [one] { $count } объект
        [few] { $count } объекта
       *[many] { $count } объектов
    }
map-empty = Объекты всех сторон появятся здесь, как только узел о них узнает.
map-checked = Проверено { $time }
map-lost-count =
    { $count-n ->
        [one] Потеряно: { $count } воздушное судно, молчит более 5 мин
        [few] Потеряно: { $count } воздушных судна, молчат более 5 мин
       *[many] Потеряно: { $count } воздушных судов, молчат более 5 мин
    }
map-item = Выбранный объект
map-times = Время
map-levels = Высоты
map-band = от { $lower } до { $upper }
map-unlimited = без предела
map-all-levels = все высоты
map-flight = Летит
map-hazard = Опасность для земли
map-yes = да
map-no = нет
map-site = Объект
map-buffer = зона { $amount } м
map-stated = Место, как указано
map-resolved = Определено как
map-coarse = Сообщено приблизительно: на деле может быть точнее.
state-live = действует
identity-own = свой
identity-other = другая сторона
identity-civil = гражданский
identity-unidentified = неопознанный
map-reported = Сообщено
map-ago = { $age } назад
track-fresh = свежее
track-hollow = старше 15 с
track-dashed = старше 1 мин
track-lost = потеряно
map-course = Курс
map-course-speed = { $course }° истинный, { $speed } м/с
