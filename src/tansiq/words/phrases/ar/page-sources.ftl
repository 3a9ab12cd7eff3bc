## Sources and licences

sources-title = المصادر والرخص
sources-map = الخريطة الأساسية: Natural Earth، ملك عام
sources-places = المواضع بالكلمات: GeoNames، بموجب CC BY 4.0؛ والمدن الرئيسية وأسماؤها مكتوبة يدويًا
sources-symbols = الرموز: وفق MIL-STD-2525E
sources-letters = الحروف: IBM Plex بموجب SIL Open Font License 1.1
sources-code = تنسيق: بموجب Apache 2.0؛ والحزم التي في الصفحة مع نصوص رخصها
sources-licences = كل نصوص الرخص
