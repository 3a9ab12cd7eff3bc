## Вероятные ошибки с местом

mistake-datum = цифры в системе { $subject } прочитаны в другой
mistake-gauss_kruger_as_utm = Гаусс-Крюгер прочитан как UTM
mistake-packed_as_decimal = D.MMSS прочитано как десятичные градусы
mistake-minutes_as_seconds = доли минуты прочитаны как секунды
mistake-seconds_as_minutes = секунды прочитаны как доли минуты
mistake-axes_swapped = широта и долгота переставлены
mistake-easting_northing_swapped = восток и север сетки переставлены
mistake-square = ошибка на один 100-км квадрат
mistake-zone = ошибка на одну зону
mistake-km_as_nm = километры прочитаны как морские мили
mistake-magnetic_as_true = магнитный пеленг прочитан как истинный
mistake-reference = отложено от пункта { $subject }
mistake-reference-unnamed = отложено от другого пункта
mistake-truncated = цифры отброшены, а не округлены
mistake-transposed = две соседние цифры переставлены
