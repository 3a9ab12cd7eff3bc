## Filing an item

view-file = Новый объект
do-view-file = Новый объект
file-new = Новый объект
file-amend = Изменить { $name } { $revision }
file-kind = Вид
file-name = Название
file-count = Число ВС
file-type = Тип ВС
file-hazard = Опасность для находящихся на земле
file-site = Объект
file-buffer = Буфер, м
file-evidence = Подтверждение
file-datum = Датум
file-import = Файл: GeoJSON, KML, KMZ или F3548
do-import = Загрузить файл
do-take-feature = Взять
file-losses = Не взято из файла
file-volume = Объём { $number }
do-add-volume = Добавить объём
do-remove-volume = Убрать
do-draw = Начертить
file-draw-circle = Щёлкните центр, затем край. Или наберите.
file-draw-polygon = Щёлкайте углы, двойной щелчок завершает. Или наберите, по одному в строке.
file-draw-corridor = Щёлкайте вдоль линии, двойной щелчок завершает. Или наберите, по точке в строке.
file-drawn-on = Начерченное дано в WGS 84, как и карта; ниже каждое место показано в вашей записи и вашем датуме.
file-draw-other-datum = Карта дана в WGS 84. Чтобы чертить, выберите датум WGS84 или очистите места.
file-circle = Круг
file-polygon = Многоугольник
file-corridor = Коридор
file-centre = Центр, в любой записи
file-centre-help = Градусы, MGRS, UTM или Гаусс-Крюгер, как получено.
file-within = ±{ $uncertainty } м
file-as-read = Как прочитал узел
file-read-more = Ещё все { $count }
file-radius = Радиус, м
file-corners = Углы, по одному в строке, в любой записи
file-axis = Линия, по точке в строке, в любой записи
file-width = Ширина, м
file-corridor-means = Ширина считается от края до края; концы прямые. Коридор хранится как многоугольник из двух его сторон.
file-start = Начало (UTC)
file-end = Конец (UTC)
file-lower = С высоты, пусто: от земли
file-upper = До высоты, пусто: без предела
file-words = Место словами
file-lang = Язык
file-agreement = Соглашение
file-agreement-any = любое подходящее
file-expires = Истекает (UTC), пусто: по соглашению
file-disclosed = Что сообщается каждой стороне
file-note = Примечание, передаётся как набрано
file-check = Что из этого выйдет
file-missing = Ещё не хватает
file-touches = Касается
file-touches-none = Ничего из известного здесь. Отсутствие в списке никогда не значит отсутствие защиты.
file-not-comparable = несопоставимо
file-would-have =
    { $count-n ->
        [0] Причин не будет
        [one] Будет { $count } причина
        [few] Будет { $count } причины
        [many] Будет { $count } причин
       *[other] Будет { $count } причины
    }
file-concerns = Затрагивает { $parties }
file-concerns-nobody = Не затрагивает никого: не сообщается и никогда не показывается согласованным.
not-promised = Это на сейчас; при отправке каждый узел судит заново.
do-send-to = Отправить: { $parties }
do-send-item = Подать
do-record-item = Записать и сообщить
do-clear-draft = Очистить черновик
file-sent = Узел принял.
file-queued = Узла нет: хранится здесь и уйдёт под тем же номером, когда он вернётся.
file-kept = Черновик хранится на этом пульте при каждом нажатии.
file-not-yours = Подают дежурные офицеры и командиры.
file-unknown = Этот объект здесь не известен.
file-not-ours = Объект другой стороны: изменяет только владелец.
