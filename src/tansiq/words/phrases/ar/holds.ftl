## الموانع

turn-ours = الدور علينا
hold-likely-cause = { $what }؛ السبب المرجّح: { $cause }، الباقي { $residual }
hold-undisclosed = غير منسَّق، السبب غير معلن
lift-undisclosed = ابتعد أو اسأل
hold-unknown = غير منسَّق: { $code }
lift-unknown = اسأل: { $party }
hold-no_line = لا يوجد خط: { $party }
lift-no_line = اقرن خطًا: { $party }
hold-no_agreement = لا يوجد اتفاق نافذ: { $party }
lift-no_agreement = توقّع كل الأطراف ويصبح الاتفاق نافذًا
hold-area_not_open = المنطقة غير مفتوحة: «{ $area }»
lift-area_not_open = توقّع كل الأطراف على فتح المنطقة، أو يُتجنب دخولها
hold-not_answered = لم يصل رد: { $party }
lift-not_answered = رد من: { $party }
hold-cannot = لا يمكننا: { $party } – { $reason }
lift-cannot = عدِّل، أو رد جديد من: { $party }
hold-within_grain = لا يمكننا، بسبب دقة الإفصاح حول { $kind } «{ $name }»؛ مكانه الدقيق خالٍ من التعارض
lift-within_grain = «نوافق» فقط إن جاز أن يُعرف أن هذا المكان خالٍ
hold-countered = اقتراح مقابل: { $party }
lift-countered = عدِّل كما اقتُرح، أو ألغِ
hold-withdrawn = سُحب «نوافق»: { $party }
lift-withdrawn = «نوافق» جديد من: { $party }
hold-readback_missing = لم يُردَّد: { $party }
lift-readback_missing = ترديد من: { $party }
hold-readback_mismatch = الترديد مختلف: { $party } – { $elements }
lift-readback_mismatch = ترديد جديد من: { $party }
hold-verification_missing = لم يُتحقق من المكان: { $party }
lift-verification_missing = تحقق ضابط ثانٍ دون اطلاع ومن مصدر ثانٍ: { $party }
hold-verification_mismatch = المكان غير مطابق: { $party } – الفرق { $distance }، السماح { $tolerance }
lift-verification_mismatch = راجع المكان وعدِّل
hold-verification_cannot = تعذّر التحقق من المكان: { $party }
lift-verification_cannot = مصدر ثانٍ غيره من: { $party }
hold-conflict = تعارض: { $kind } «{ $name }» ({ $owner })
lift-conflict =
    { $kind-code ->
        [activity] عدِّل المكان أو الارتفاع أو الوقت، أو يوقّع الطرفان تسوية
        [transit] عدِّل المكان أو الارتفاع أو الوقت، أو يوقّع الطرفان تسوية
       *[other] ابتعد أو اسأل: { $owner }
    }
hold-not_comparable = الارتفاع غير قابل للمقارنة: { $kind } «{ $name }» ({ $owner })
lift-not_comparable = اذكر الارتفاعين بمرجع واحد، أو عدِّل المكان أو الوقت
hold-bound = نلتزم بموجب «نوافق» أرسلناه: { $kind } «{ $name }» ({ $owner })
lift-bound = إنهاء الالتزام من: { $owner }، أو عدِّل
hold-cease_stands = الإيقاف الفوري قائم: { $party }
lift-cease_stands = يوقّع الطرفان على الاستئناف
hold-stale = انقضت صلاحية «نوافق»: { $party }
lift-stale = عودة الخط إلى العمل: { $party }
hold-set_aside = تعذّر استعمال رسالة: { $party } ({ $code })
lift-set_aside = يقرؤها ضابط ويبتّ فيها
hold-untrusted = الخط غير موثوق: { $party }
lift-untrusted = اتصل عبر قناة ثانية، ثم اقرن الخط من جديد
hold-clock_off = فرق الساعة { $seconds } ث: { $party }
lift-clock_off = اضبط الساعة
hold-words_disagree = الوصف لا يطابق الإحداثيات: الفرق { $distance }، السماح { $tolerance }
lift-words_disagree = صحّح الوصف أو الإحداثيات، ثم أرسل تعديلًا
hold-words_unresolvable = الوصف لا يدل على مكان يمكن إيجاده
lift-words_unresolvable = عدِّل: اذكر المكان بحيث يمكن إيجاده
hold-operation_not_agreed = دقة { $operation } غير معروفة ولم تُحدَّد في أي اتفاق
lift-operation_not_agreed = اذكر المكان على WGS 84 وعدِّل، أو اتفقوا على طريقة التحويل
hold-late = { late-by }
lift-late = عدِّل: ابدأ لاحقًا
hold-sheet_unsigned = الورقة «{ $sheet }» غير موقَّعة: { $party }
lift-sheet_unsigned = توقيع: { $party }
hold-doubted = شك: { $party }
lift-doubted = أجب، ثم «نوافق» جديد من: { $party }؛ أو عدِّل
hold-ended = انقضى الوقت
lift-ended = قدِّم نشاطًا جديدًا
hold-probing = نسخ كثيرة في جوار واحد: ينتظر قرار شخص
lift-probing = يقرر ضابط من: { $party }
