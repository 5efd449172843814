import type { Sentences } from "./sentences.ts";

/** Modern Standard Arabic. Digits are 0 to 9, which clocks and telephones show everywhere; east and west write other ones. */
export const AR: Sentences = {
  direction: "rtl",
  mode: {
    drill: "تمرين، لا يوجد خطر حقيقي",
    simulation: "اختبار، لا يوجد خطر حقيقي",
    replay: "إعادة عرض لتسجيل سابق، وهذا لا يحدث الآن",
    shadow: "اختبار، لم يُرسَل إلى الجمهور",
  },
  modeShort: {
    drill: "تمرين غير حقيقي",
    simulation: "اختبار غير حقيقي",
    replay: "إعادة عرض غير حقيقية",
    shadow: "اختبار غير حقيقي",
  },
  afterMode: "{mode}: {rest}",
  headline: {
    cover: "احتموا الآن: {place}.",
    lieDown: "احتموا الآن وانبطحوا أرضًا: {place}.",
    prepare: "استعدوا للاحتماء: {place}.",
    stayCovered: "ابقوا في أماكن الاحتماء: {place}.",
    stayPrepared: "ابقوا مستعدين للاحتماء: {place}.",
    searched: "ابقوا في أماكن الاحتماء: {place}. يجري تفتيش المكان.",
    lowered: "ابقوا قرب الملجأ: {place}. انخفض الخطر لكنه لم ينتهِ.",
    allClear: "زال الخطر: {place}.",
    retraction: "إنذار خاطئ: {place}. أُلغي التحذير.",
    impact: "سقوط مقذوف محتمل {when}.",
    approach: "تهديد جوي محتمل {when}.",
    impactAnyTime: "سقوط مقذوف محتمل.",
    approachAnyTime: "تهديد جوي محتمل.",
  },
  everybody: "إلى جميع الموجودين في {place}: {act}",
  act: {
    cover:
      "ادخلوا الآن إلى ملجأ أو غرفة داخلية بعيدًا عن النوافذ. إذا تعذّر ذلك فانبطحوا أرضًا بجانب ساتر صلب واحموا رؤوسكم بأذرعكم.",
    lieDown:
      "انبطحوا أرضًا الآن بجانب ساتر صلب واحموا رؤوسكم بأذرعكم. لا تدخلوا إلى مبنى إلا إذا كان بابه على بُعد خطوات قليلة.",
    prepare: "اقتربوا الآن من ملجأ أو غرفة داخلية ونبّهوا من حولكم.",
    stayCovered:
      "ابقوا في أماكن الاحتماء. إذا لم تحتموا بعد فادخلوا الآن إلى ملجأ أو غرفة داخلية بعيدًا عن النوافذ.",
    stayCoveredLieDown:
      "ابقوا في أماكن الاحتماء. إذا كنتم في العراء فانبطحوا أرضًا الآن واحموا رؤوسكم بأذرعكم.",
    stayPrepared: "ابقوا قرب ملجأ أو غرفة داخلية.",
    searched: "زال التهديد الجوي، لكن المكان لم يُفتَّش بعد. ابقوا في أماكنكم ولا تلمسوا شيئًا.",
    lowered: "ابقوا قرب ملجأ أو غرفة داخلية. انخفض الخطر لكنه لم ينتهِ.",
    allClear: "زال الخطر الذي جرى التحذير منه. يمكنكم مغادرة أماكن الاحتماء.",
    retraction: "كان التحذير السابق خاطئًا وقد أُلغي. يمكنكم مغادرة أماكن الاحتماء.",
  },
  also: {
    stayUntilAllClear: "ابقوا هناك حتى إعلان زوال الخطر.",
    beReady: "كونوا مستعدين للاحتماء فورًا.",
    fragments: "لا تلمسوا الشظايا ولا أي جسم قد لا يكون انفجر: ابتعدوا عنه وأبلغوا عنه.",
  },
  window: {
    between: "وقت الوصول المحتمل: من {from} إلى {to}.",
    from: "وقت الوصول المحتمل: ابتداءً من {from}.",
    unknown: "وقت الوصول غير معروف.",
  },
  holdsUntil: "تسري هذه الرسالة حتى {until}.",
  issued: "صدرت في {issued} عن نظام الإنذار المبكر في {source}.",
  issuedByHand: "صدرت في {issued} عن الشخص المناوب في نظام الإنذار المبكر في {source}.",
  shortEnd: "حتى {until}.",
  shortSource: "{source}",
  time: {
    local: "{here} بالتوقيت المحلي ({utc} UTC)",
    utc: "{utc} UTC",
    anyMoment: "في أي لحظة",
    soon: "خلال نحو {time}",
    seconds: { few: "{n} ثوانٍ", other: "{n} ثانية" },
    minutes: { one: "دقيقة واحدة", two: "دقيقتين", few: "{n} دقائق", other: "{n} دقيقة" },
  },
  alert: {
    event: "تهديد جوي",
    objects: {
      one: "جسم واحد",
      two: "جسمان",
      few: "{n} أجسام",
      many: "{n} جسمًا",
      other: "{n} جسم",
    },
    threat: "رُصد في الجو: {objects}. السقوط في {place} أو الوصول إليه محتمل.",
    byHand: "يحذّر الشخص المناوب {place} من تهديد جوي.",
    chance: "الاحتمال المقدَّر: {percent}%.",
    over: "لم يعد أي جسم في الجو يهدد {place}.",
    mistake: "كان التحذير السابق الخاص بالموقع {place} خاطئًا.",
  },
};
