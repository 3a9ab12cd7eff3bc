### العربية. جمل قصيرة؛ اسم الطرف بعد نقطتين أو بين قوسين. لا يُستعمل «لا مانع» لأنه يُقرأ «لا يوجد مانع».
### NAME-n: العدد نفسه لاختيار صيغة الجمع.

## اللغات والنص المكتوب

lang-en = الإنجليزية
lang-ar = العربية
lang-ru = الروسية
lang-tr = التركية
lang-other = لغة أخرى ({ $tag })
typed = كما كُتب، باللغة { $language }: «{ $text }»

## المقادير

comma = ،
quoted = «{ $text }»
named = { $name } «{ $value }»
part = { $number } ({ $name })
distance-m = { $amount } م
distance-km = { $amount } كم
volumes =
    { $volumes-n ->
        [zero] بلا حجم
        [one] حجم واحد
        [two] حجمان
        [few] { $volumes } أحجام
        [many] { $volumes } حجمًا
       *[other] { $volumes } حجم
    }
holds =
    { $count-n ->
        [zero] الموانع: لا شيء
        [one] مانع واحد
        [two] مانعان
        [few] { $count } موانع
        [many] { $count } مانعًا
       *[other] { $count } مانع
    }
held-count =
    { $count-n ->
        [zero] غير منسَّق
        [one] غير منسَّق: مانع واحد
        [two] غير منسَّق: مانعان
        [few] غير منسَّق: { $count } موانع
        [many] غير منسَّق: { $count } مانعًا
       *[other] غير منسَّق: { $count } مانع
    }
points =
    { $points-n ->
        [zero] بلا نقاط
        [one] نقطة واحدة
        [two] نقطتان
        [few] { $points } نقاط
        [many] { $points } نقطة
       *[other] { $points } نقطة
    }
people-at-risk =
    { $people-n ->
        [zero] لا أحد في خطر
        [one] شخص واحد في خطر
        [two] شخصان في خطر
        [few] { $people } أشخاص في خطر
        [many] { $people } شخصًا في خطر
       *[other] { $people } شخص في خطر
    }
late-by =
    { $minutes-n ->
        [zero] متأخر أقل من دقيقة
        [one] متأخر دقيقة واحدة
        [two] متأخر دقيقتين
        [few] متأخر { $minutes } دقائق
        [many] متأخر { $minutes } دقيقة
       *[other] متأخر { $minutes } دقيقة
    }

## أنواع العناصر والمواقع

kind-activity = نشاط جوي
kind-transit = عبور
kind-own_force_area = منطقة وجود قوات
kind-protected_site = موقع محمي
kind-no_go_area = منطقة ممنوع دخولها
kind-corridor = ممر
site-hospital = مستشفى
site-camp = مخيم
site-convoy = قافلة
site-school = مدرسة
site-aid_drop_zone = منطقة إسقاط مساعدات
site-other = موقع آخر

## الحالات

state-draft = مسودة
state-submitted = مقدَّم
state-held = غير منسَّق
state-coordinated = منسَّق
state-not_shared = لم يُبلَّغ به أحد
state-active = جارٍ
state-suspended = معلَّق
state-ended = منتهٍ
state-cancelled = ملغى
agreement-draft = مسودة
agreement-offered = معروض
agreement-signed = موقَّع
agreement-in_force = نافذ
agreement-suspended = معلَّق
agreement-ended = منتهٍ
area-closed = مغلقة
area-trial = تجريبية
area-active = مفتوحة
area-suspended = معلَّقة
line-up = الخط يعمل
line-degraded = الخط ضعيف
line-silent = الخط صامت
line-untrusted = الخط غير موثوق
line-refused = الخط مرفوض
line-revoked = الخط ملغى

## الردود والتحقق والإفادات

verdict-concur = نوافق
verdict-cannot = لا يمكننا
verdict-counter = اقتراح مقابل
match-match = مطابق
match-mismatch = غير مطابق
match-cannot = تعذّر التحقق
ack-read = قُرئت
ack-entered = أُدخلت في النظام المحلي
ack-loaded = حمّلتها الوحدة
precedence-flash = برق
precedence-immediate = فوري
precedence-priority = مستعجل
precedence-routine = عادي
reason-not_disclosed = غير منسَّق، السبب غير معلن
reason-own_activity = نشاط جوي لنا
reason-own_force_area = منطقة وجود قوات
reason-protected_site = موقع محمي
reason-no_go_area = منطقة ممنوع دخولها
reason-corridor = ممر
reason-bound_elsewhere = ملتزمون بنسخة أخرى
reason-place_not_verified = لم يُتحقق من المكان
reason-words_disagree = الوصف لا يطابق الإحداثيات
reason-other = سبب آخر
cause-officer = الضابط المناوب
cause-prose = كلمات توقف في نص
cause-broken = رسالة إيقاف غير مقروءة
cause-conflict = تعارض أثناء النشاط
cause-lapse = انقضت صلاحية «نوافق»
cause-withdrawn = سُحب «نوافق»
element-place = المكان
element-level = الارتفاع
element-times = الوقت
element-area = المنطقة
element-count = عدد الطائرات
count-people = أشخاص
count-aircraft = طائرات
count-flights = رحلات
count-pallets = طبليات
count-sites = مواقع
count-incidents = حوادث
disclosure-full = كاملًا
disclosure-coarse = تقريبًا
disclosure-withheld = محجوب

## الرسائل

all-shared = كل الأنشطة المشتركة
any-revision = كل النسخ
say-notify = إخطار: { $kind } «{ $name }» { $revision }، { $who }، { volumes }، { $times }
say-amend = تعديل: { $kind } «{ $name }» { $revision }، { $who }، { volumes }، { $times }
say-cancel = إلغاء: { $item }، { $who }
say-readback = ترديد: { $who }، { $revision }: { $elements }
say-answer = رد: { $who }، { $revision }: { $verdict }
say-answer-reason = رد: { $who }، { $revision }: { $verdict } – { $reason }
say-answer-counter = رد: { $who }، { $revision }: اقتراح مقابل – { $kind } «{ $name }»، { volumes }، { $times }
say-resolution = تسوية موقَّعة: { $who }: { $first } إلى جانب { $second }
say-doubt = شك: { $who }: { $item }، { $revision }
say-held = تأكيد السحب: { $who }: { $item } { $revision } غير منسَّق
say-release = إنهاء الالتزام: { $who }: { $item } { $revision } لا يُلزم أحدًا
say-verify = طلب تحقق: { $who }: مكان { $item } { $revision }، دون اطلاع، من مصدر ثانٍ
say-verified = تحقق: { $who }: { $item } { $revision }: { $match }، الفرق { $distance }، السماح { $tolerance }، المصدر «{ $source }»
say-verified-cannot = تحقق: { $who }: { $item } { $revision }: { $match }، المصدر «{ $source }»
say-cease = إيقاف فوري: { $who }: { $items } ({ $cause })
say-cease_executed = نُفّذ الإيقاف الفوري { $cease }: { $who }: استُلم { $taken }، بلغ الأطقم { $executed }
say-resume_agreed = اتفاق على الاستئناف: { $who }: الإيقاف الفوري { $cease }
say-agreement-offer = عُرض الاتفاق «{ $title }»: { $who }
say-agreement-sign = وُقّع الاتفاق { $agreement }: { $who }
say-agreement-suspend = عُلّق الاتفاق { $agreement }: { $who }؛ الإيقاف الفوري واختبار الخط يعملان
say-agreement-resume = رُفع تعليق الاتفاق { $agreement }: { $who }
say-agreement-end = أُنهي الاتفاق { $agreement }: { $who }
say-agreement-offer_change = المنطقة { $area } – «{ $status }»، عُرض: { $who }
say-agreement-sign_change = المنطقة { $area } – «{ $status }»، وُقّع: { $who }
say-sheet-offer = عُرضت الورقة «{ $title }» رقم { $number }: { $who }
say-sheet-sign = وُقّعت الورقة { $sheet }: { $who }
say-sheet-withdraw = سُحبت الورقة { $sheet }: { $who }
say-assessment = تقييم «{ $title }»، رواية: { $who }: { points }؛ { $counts }
say-status = الحالة: { $who }: { $item } – { $status }
say-status-unilateral = الحالة: { $who }: { $item } – { $status }، من طرف واحد رغم أنه غير منسَّق
say-status-held = الحالة: { $who }: { $item }. { held-count }
say-status-suspended = الحالة: { $who }: { $item } – { $status }، الإيقاف الفوري { $cease }
say-situation = الوضع في المنطقة { $area }: { $who }: { people-at-risk }؛ المراقبون { $there }، المطلوب { $needed }
say-situation-critical = الوضع في المنطقة { $area }: { $who }: حرج؛ { people-at-risk }؛ المراقبون { $there }، المطلوب { $needed }
say-test-human = اختبار الخط: { $who }، أجراه شخص
say-test-machine = اختبار الخط: { $who }، آلي
say-ack = إفادة: { $who }: { $level }
say-ack-unit = إفادة: { $who }: { $level } – { $unit }
say-note = ملاحظة: { $who }
say-rejected = لم تُقبل: { $who }: تعذّر استعمال الرسالة { $message } ({ $code }: { $text })
say-key_change-pairing = اقترن الخط: المفتاح { $key }، { $who }
say-key_change-rotation = مفتاح جديد { $key }: { $who }
say-local-item = سُجّل هنا: { $kind } «{ $name }» { $revision }، { volumes }، { $times }
say-local-standing = { $item }: { $state }، { holds }
say-local-set_aside = نُحّيت رسالة: { $who } ({ $code }: { $text })
say-local-cleared = بتّ الضابط في الرسالة { $message }
say-local-cease = استُلم إيقاف فوري: { $who }: { $cause }
say-local-cease-unproven = استُلم إيقاف فوري غير مثبت المصدر: { $who }: { $cause }
say-local-taken = تولّاه ضابط: { $subject }
say-local-second_source = سُجّل مصدر ثانٍ: { $revision }
say-local-draft = صيغت هنا مسودة الاتفاق «{ $title }»
say-local-alert = تنبيه: { $alert }
say-local-line = { $who }: { $state }
say-local-act = أُجري هنا: { $what }

## الموانع

turn-ours = الدور علينا
hold-likely-cause = { $what }؛ السبب المرجّح: { $cause }، الباقي { $residual }
hold-undisclosed = غير منسَّق، السبب غير معلن
lift-undisclosed = عدِّل أو انتظر ردًا جديدًا
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
       *[other] ابتعد: عدِّل المكان أو الارتفاع أو الوقت
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

## التنبيهات

alert-unknown = { $code }
alert-conflict = تعارض: { $item } ({ $party }) – { $kind } «{ $name }» ({ $owner })
alert-late = { late-by }: { $item } ({ $party })
alert-overdue = تجاوز المهلة: { $item } ({ $party })
overdue-cease = الإيقاف الفوري من { $party }: { $step }
overdue-step-answer = لم يتولّه أحد
overdue-step-escalate = لم يتولّه أحد بعد، صُعّد
overdue-step-second_path = لم يتولّه أحد بعد، اتصل بطريق ثانٍ
overdue-step-commander = لم يتولّه أحد بعد، اتصل بالقائد
overdue-step-report = لا بلاغ بأنه بلغ الأطقم
alert-line_silent = الخط صامت: { $party }
alert-line_degraded = الخط ضعيف: { $party }
alert-untrusted = الخط غير موثوق: { $party }
alert-gap = رسائل ناقصة، طُلبت: { $party }
alert-wrong_certificate = شهادة خاطئة، رُفض الاتصال: { $party }
alert-probing = نسخ كثيرة في جوار واحد: { $party }
alert-clock = فرق الساعة { $seconds } ث: { $party }
alert-cannot_write = تتعذّر الكتابة في هذه العقدة؛ الإيقاف الفوري يعمل
alert-unilateral = من طرف واحد، جارٍ رغم أنه غير منسَّق: { $item } ({ $party })
alert-broken_message = رسالة غير مقروءة: { $party }
alert-prose_cease = كلمات توقف في نص: «{ $word }» ({ $party })
alert-second_run = نسخة ثانية من العقدة تعمل: { $party }
alert-set_aside = رسالة منحّاة تنتظر ضابطًا: { $party }
alert-own_entries_missing = رسائلنا ناقصة عند الطرف الآخر: { $party }
alert-own_chain_differs = رسائلنا مختلفة عند الطرف الآخر: { $party }
alert-own_key_lost = فُقد مفتاحنا لهذا الخط؛ أعيدوا الاقتران: { $party }
alert-receipt_beyond_head = إيصال برسالة لم نرسلها: { $party }
alert-bad_frame = إشارة خط غير مقروءة: { $party }
alert-run_refused = رُفضت عقدتنا، قد تعمل مرتين: { $party }

## ما أُجري في هذه العقدة

act-officer_added = أُضيف ضابط
act-officer_revoked = أُلغيت صلاحية ضابط
act-secret_changed = غُيّرت كلمة السر
act-signed_in = سُجّل دخول
act-signed_out = سُجّل خروج
act-console_locked = قُفلت وحدة التشغيل
act-step_opened = ينتظر شخصًا ثانيًا
act-step_withdrawn = سُحبت الخطوة
act-line_paired = اقترن الخط
act-line_revoked = أُلغي الخط
act-key_rotated = استُبدل مفتاح الخط
act-key_retired = أُتلف مفتاح الخط القديم
act-peer_key_changed = تغيّر مفتاح الطرف الآخر

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
