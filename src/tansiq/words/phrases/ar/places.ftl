## أخطاء مرجّحة في الأماكن

mistake-datum = أرقام على المرجع { $subject } قُرئت على مرجع آخر
mistake-gauss_kruger_as_utm = غاوس-كروغر قُرئ على أنه UTM
mistake-packed_as_decimal = D.MMSS قُرئ على أنه درجات عشرية
mistake-minutes_as_seconds = كسور الدقيقة قُرئت ثواني
mistake-seconds_as_minutes = الثواني قُرئت كسور دقيقة
mistake-axes_swapped = تبديل خط العرض وخط الطول
mistake-easting_northing_swapped = تبديل الإحداثي الشرقي والشمالي
mistake-square = مربع 100 كم مزاح بواحد
mistake-zone = المنطقة مزاحة بواحد
mistake-km_as_nm = كيلومترات قُرئت أميالًا بحرية
mistake-magnetic_as_true = اتجاه مغناطيسي قُرئ حقيقيًا
mistake-reference = القياس من نقطة أخرى: { $subject }
mistake-reference-unnamed = القياس من نقطة مرجعية أخرى
mistake-truncated = أرقام بُترت بدل تقريبها
mistake-transposed = تبديل رقمين متجاورين
