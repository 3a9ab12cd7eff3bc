## View

view-agreements = الاتفاقات والأوراق
do-view-agreements = افتح الاتفاقات والأوراق
agreement-new = اتفاق جديد
agreement-none = لا اتفاق معروف هنا
agreement-acts = ما يمكن فعله: { $name }
agreement-parties = الأطراف
agreement-signed-by = وقّع
agreement-suspended-by = علّقه
agreement-effective = نافذ من
agreement-ends = ينتهي
agreement-area = المنطقة { $name }
agreement-articles = البنود: { $count }
scope-flight_safety = سلامة الطيران
scope-joint_operations = عمليات مشتركة
situation-critical = حرج
situation-people = أشخاص في خطر: { $count }
situation-observers = المراقبون: { $there } من { $needed }
sheet-of = الورقة { $number }
sheet-open = لم يوقّعها الجميع
sheet-complete = وقّعها الجميع
sheet-withdrawn = مسحوبة

## Articles that a hold stands on, beside those of the board

article-reach = البلوغ
article-text-reach = قبل البدء تكون الرسالة عند كل وحدة سمّاها طرف بالمستوى الذي يطلبه الاتفاق.
article-profiles = كيف تُكتب الأماكن
article-text-profiles = طريقة كتابة كل طرف للأماكن في الاتفاق؛ وما يُقرأ بوجهين يُرفض.
article-readback_elements = عناصر الترديد
article-text-readback_elements = هذه العناصر حرجة: يُردَّد كل منها ويُقارن.
article-verification_lasts_ms = عمر التحقق
article-text-verification_lasts_ms = يُعتد بالتحقق لهذه المدة ثم يُعاد.

## Articles by their names, and their values

article-line-of = { $article }: { $value }
article-yes = نعم
article-no = لا
article-none = لا شيء
article-comma = { "، " }
article-value-shown = يُعرض
article-value-held = يمنع
article-value-nothing = لا شيء
article-value-read = قُرئت
article-value-entered = أُدخلت
article-value-loaded = حُمّلت
articles-freshness_ms = تبقى الموافقة حديثة مدة
articles-drift_margin_ms = هامش قبل أن يعدّها الطرف الآخر منقضية
articles-notice_ms = الإخطار قبل البدء
articles-late_means = الإخطار المتأخر
articles-notice_buffer_mm = المعنيون ضمن مسافة حول المنطقة
articles-readback_needed = الترديد لازم
articles-readback_elements = عناصر الترديد
articles-verification_needed = تحقق دون اطلاع عند خطر على الأرض
articles-verification_tolerance_mm = سماح التحقق
articles-verification_lasts_ms = يُعتد بالتحقق مدة
articles-words_tolerance_mm = أقل سماح بين الكلمات والأرقام
articles-immediate_answer_ms = الرد على «فوري» خلال
articles-priority_answer_ms = الرد على «مستعجل» خلال
articles-routine_answer_ms = الرد على «عادي» خلال
articles-own_force_expiry_ms = تنقضي منطقة وجود القوات بعد
articles-site_confirm_ms = يُعاد تأكيد الموقع المحمي بعد
articles-coarse_grid_mm = حبيبة الإبلاغ التقريبي
articles-probing_limit = تقديمات إلى جوار واحد في الساعة قبل رد شخص
articles-clock_warn_ms = فرق الساعات: تحذير من
articles-clock_hold_ms = فرق الساعات: مانع من
articles-cease_console_ms = الإيقاف: على كل شاشة خلال
articles-cease_answer_ms = الإيقاف: يتولاه شخص خلال
articles-cease_escalate_ms = الإيقاف: يُصعَّد بعد
articles-cease_second_path_ms = الإيقاف: بطريق ثانٍ بعد
articles-cease_commander_ms = الإيقاف: يُستدعى القائد بعد
articles-cease_report_ms = الإيقاف: بلاغ التنفيذ خلال
articles-datum_operations = تحويلات مرجع متفق عليها مجهولة الدقة
articles-profiles = أطراف حُددت طريقة كتابتها للأماكن
articles-reach_needed = يجب أن تصل الرسالة إلى كل وحدة بمستوى
articles-reach_means = الوحدة التي لم تُبلَغ
articles-reach_before_ms = يُنادى به قبل البدء

## What the record holds of our own doing, by kind

message-local-item = حُفظ عنصر
message-local-act = فعل ضابط
message-local-alert = تنبيه
message-local-cease = إيقاف منا
message-local-cleared = رُفع الموضوع جانبًا
message-local-draft = مسودة اتفاق
message-local-ended = انتهى
message-local-handover = تسليم النوبة
message-local-handover_accepted = استلام النوبة
message-local-line = خط
message-local-notified = استدعاء أفراد
message-local-path = الطريق المستعمل
message-local-second_source = تحقق دون اطلاع
message-local-set_aside = وُضع جانبًا
message-local-shelved = أُجّل
message-local-standing = حالة
message-local-taken = تولّي
message-local-watch = نوبة

## Ladder of a cease

cease-step-console = على كل شاشة
cease-missed-console = أخبر الضباط مشافهة
