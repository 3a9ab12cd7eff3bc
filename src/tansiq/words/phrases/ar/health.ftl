## سلامة الخط: الانقطاعات والاختبارات والطرق الثانية

say-outage = { $who } خارج الخدمة { $times }
say-local-path = الطريق المستعمل، { $who }: { $path }، { $detail }
path-first = عاد إلى العنوان المعتاد
path-other = على عنوان آخر
path-courier = بملف مع ساعٍ
path-voice = قراءةً بالصوت
alert-outage_over = انتهى الانقطاع المعلن والخط ما زال صامتًا: { $party }
alert-test_missing = لم يصل الاختبار الساعي: { $party }
alert-human_test = لم يختبر أحد الخط في هذه النوبة: { $party }
alert-human_test_asked = ضابط هناك يختبر الخط، اختبره بالمقابل: { $party }
alert-second_path = الخط على طريق ثانٍ: { $party }، { $address }
alert-by_voice = أُخذ بالصوت، غير مثبت بتوقيع: { $party }
act-line_addresses = تغيّرت عناوين خط
