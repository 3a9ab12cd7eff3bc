## Yerlerde olası hatalar

mistake-datum = { $subject } datumundaki sayılar başka datumda okunmuş
mistake-gauss_kruger_as_utm = Gauss-Krüger, UTM diye okunmuş
mistake-packed_as_decimal = D.MMSS, ondalık derece diye okunmuş
mistake-minutes_as_seconds = dakikanın kesri saniye diye okunmuş
mistake-seconds_as_minutes = saniye, dakikanın kesri diye okunmuş
mistake-axes_swapped = enlem ile boylam yer değiştirmiş
mistake-easting_northing_swapped = doğu ile kuzey değeri yer değiştirmiş
mistake-square = 100 km karesi bir kayık
mistake-zone = dilim bir kayık
mistake-km_as_nm = kilometre, deniz mili diye okunmuş
mistake-magnetic_as_true = manyetik yön, gerçek yön diye okunmuş
mistake-reference = başka noktadan ölçülmüş: { $subject }
mistake-reference-unnamed = başka bir noktadan ölçülmüş
mistake-truncated = rakamlar yuvarlanmamış, kesilmiş
mistake-transposed = komşu iki rakam yer değiştirmiş
