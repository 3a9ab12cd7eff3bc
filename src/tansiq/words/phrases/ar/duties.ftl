## ما ينتظر شخصًا

overdue-own-cease = إيقافنا الفوري إلى { $party }: { $step }
overdue-duty = متأخر: { $duty } – { $party }، { $step }
overdue-duty-item = متأخر: { $duty } – { $party }، { $item }، { $step }
duty-step-answer = لم يُنجزه أحد
duty-step-escalate = لم يتولّه أحد، الضباط التالون
duty-step-commander = لم يتولّه أحد، استدعِ القائد
duty-cease = تولّي الإيقاف الفوري
duty-distress = تولّي نداء الاستغاثة
duty-report = الإبلاغ بأن الأطقم تلقّته
duty-found = التحقق من نداء الاستغاثة
duty-readback = الترديد
duty-verification = التحقق من المكان دون اطلاع
duty-answer = الرد
duty-doubt = الرد على شك
duty-query = جواب السؤال
duty-message = قراءة رسالة
duty-agreement = توقيع الاتفاق المعروض
duty-sheet = توقيع الورقة المعروضة
say-local-shelved = أُجّل حتى { $until }: { $alert }
say-local-ended = انتهى: { $alert }
hold-not_reached = لم يصل إلى: { $name } ({ $party })
lift-not_reached = إفادة من { $name }
alert-not_reached = لم يصل قبل البدء: { $party } – { $item }
say-units = وحدات التوزيع: { $who }: { $count }
