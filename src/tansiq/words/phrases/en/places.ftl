## Likely mistakes with places

mistake-datum = figures in datum { $subject } read as another
mistake-gauss_kruger_as_utm = Gauss-Krüger read as UTM
mistake-packed_as_decimal = D.MMSS read as decimal degrees
mistake-minutes_as_seconds = decimals of a minute read as seconds
mistake-seconds_as_minutes = seconds read as decimals of a minute
mistake-axes_swapped = latitude and longitude swapped
mistake-easting_northing_swapped = easting and northing swapped
mistake-square = 100-km square off by one
mistake-zone = zone off by one
mistake-km_as_nm = kilometres read as nautical miles
mistake-magnetic_as_true = magnetic bearing read as true
mistake-reference = laid off from { $subject }
mistake-reference-unnamed = laid off from another reference point
mistake-truncated = digits cut off instead of rounded
mistake-transposed = two digits transposed
