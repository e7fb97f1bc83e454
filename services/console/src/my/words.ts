/** What a guest's own page says, in the guests' languages; each must be complete or it does not compile. */

export const MY_LANGUAGES = ['en', 'zh', 'ko', 'no', 'ja', 'ru', 'ar', 'es', 'pt', 'fr'] as const
export type MyLanguage = (typeof MY_LANGUAGES)[number]
export const LANGUAGE_NAMES: Record<MyLanguage, string> = { en: 'English', zh: '中文', ko: '한국어', no: 'Norsk', ja: '日本語', ru: 'Русский', ar: 'العربية', es: 'Español', pt: 'Português', fr: 'Français' }

const english = {
  welcome: 'Welcome',
  yourDays: 'Your programme',
  meets: 'You meet',
  at: 'at',
  interpreter: 'Your interpreter',
  car: 'Car',
  nothing: 'Nothing is planned for you yet. This page shows it as soon as it is.',
  confirm: 'Yes, I am coming',
  confirmed: 'You have confirmed. Thank you.',
  withdrew: 'You are registered as not coming. Please ask the organisers if this is wrong.',
  correct: 'Correct or add',
  ownName: 'Your name in your own script',
  post: 'Your post',
  email: 'Your e-mail',
  needs: 'Meals and other needs (seen by the organisers only)',
  needsKnown: 'Your needs are noted. Write here only what should replace them.',
  save: 'Send',
  saved: 'Received. Thank you.',
  calendar: 'Add to your calendar',
  hostTime: 'All times are local time of the conference.',
  away: 'No connection. Please try again in a moment.',
  badLink: 'This link does not work any more. Please ask the organisers for a new one.',
  language: 'Language',
  print: 'Print',
  pick_up: 'Pick-up',
  transfer: 'Drive',
  return: 'Drive back',
  send_off: 'Send-off',
  MEETING: 'Meeting',
  TALKS: 'Talks',
  CALL: 'Courtesy call',
}
export type MyWords = typeof english

export const MY_WORDS: Record<MyLanguage, MyWords> = {
  en: english,
  zh: {
    welcome: '欢迎', yourDays: '您的日程', meets: '会见', at: '地点', interpreter: '您的译员', car: '用车', nothing: '尚未为您安排活动，一经安排即在此显示。',
    confirm: '确认出席', confirmed: '您已确认出席，谢谢。', withdrew: '系统显示您不出席。如有误，请联系组织者。', correct: '更正或补充', ownName: '您的本国文字姓名', post: '您的职务', email: '您的电子邮箱',
    needs: '饮食及其他需要（仅组织者可见）', needsKnown: '您的需要已记录。如需替换，请在此填写。', save: '提交', saved: '已收到，谢谢。', calendar: '添加到日历', hostTime: '所有时间均为会议当地时间。',
    away: '无法连接，请稍后再试。', badLink: '此链接已失效，请向组织者索取新链接。', language: '语言', print: '打印', pick_up: '接站', transfer: '乘车', return: '返程', send_off: '送站', MEETING: '会见', TALKS: '会谈', CALL: '拜会',
  },
  ko: {
    welcome: '환영합니다', yourDays: '귀하의 일정', meets: '면담 상대', at: '장소', interpreter: '담당 통역사', car: '차량', nothing: '아직 예정된 일정이 없습니다. 정해지면 이 페이지에 표시됩니다.',
    confirm: '참석을 확정합니다', confirmed: '참석이 확정되었습니다. 감사합니다.', withdrew: '불참으로 등록되어 있습니다. 잘못된 경우 주최 측에 문의해 주십시오.', correct: '수정 또는 추가', ownName: '모국어 표기 성명', post: '직책', email: '이메일',
    needs: '식사 및 기타 요청 (주최 측만 볼 수 있음)', needsKnown: '요청 사항이 등록되어 있습니다. 바꾸실 내용만 적어 주십시오.', save: '보내기', saved: '접수되었습니다. 감사합니다.', calendar: '캘린더에 추가', hostTime: '모든 시간은 회의 현지 시간입니다.',
    away: '연결되지 않습니다. 잠시 후 다시 시도해 주십시오.', badLink: '더 이상 유효하지 않은 링크입니다. 주최 측에 새 링크를 요청해 주십시오.', language: '언어', print: '인쇄', pick_up: '영접', transfer: '이동', return: '복귀', send_off: '배웅', MEETING: '면담', TALKS: '회담', CALL: '예방',
  },
  no: {
    welcome: 'Velkommen', yourDays: 'Ditt program', meets: 'Du møter', at: 'i', interpreter: 'Din tolk', car: 'Bil', nothing: 'Ingenting er planlagt for deg ennå. Det vises her så snart det er klart.',
    confirm: 'Ja, jeg kommer', confirmed: 'Du har bekreftet. Takk.', withdrew: 'Du står som ikke kommende. Kontakt arrangøren hvis det er feil.', correct: 'Rett eller legg til', ownName: 'Navnet ditt i egen skrift', post: 'Din stilling', email: 'Din e-post',
    needs: 'Mat og andre behov (bare arrangøren ser dette)', needsKnown: 'Behovene dine er notert. Skriv bare det som skal erstatte dem.', save: 'Send', saved: 'Mottatt. Takk.', calendar: 'Legg til i kalenderen', hostTime: 'Alle tider er lokal tid for konferansen.',
    away: 'Ingen forbindelse. Prøv igjen om litt.', badLink: 'Lenken virker ikke lenger. Be arrangøren om en ny.', language: 'Språk', print: 'Skriv ut', pick_up: 'Henting', transfer: 'Kjøring', return: 'Tilbakekjøring', send_off: 'Kjøring til avreise', MEETING: 'Møte', TALKS: 'Samtaler', CALL: 'Høflighetsbesøk',
  },
  ja: {
    welcome: 'ようこそ', yourDays: 'ご日程', meets: 'ご面会', at: '場所', interpreter: '担当通訳', car: 'お車', nothing: 'まだ予定はございません。決まり次第このページに表示されます。',
    confirm: '出席いたします', confirmed: 'ご出席を承りました。ありがとうございます。', withdrew: 'ご欠席として登録されています。誤りの場合は主催者にご連絡ください。', correct: '訂正・追加', ownName: '母国語表記のお名前', post: 'お役職', email: 'メールアドレス',
    needs: 'お食事・その他のご要望（主催者のみ閲覧）', needsKnown: 'ご要望は登録済みです。差し替える内容のみご記入ください。', save: '送信', saved: '承りました。ありがとうございます。', calendar: 'カレンダーに追加', hostTime: '時刻はすべて会議の現地時間です。',
    away: '接続できません。しばらくしてからもう一度お試しください。', badLink: 'このリンクは無効です。主催者に新しいリンクをご請求ください。', language: '言語', print: '印刷', pick_up: 'お迎え', transfer: '移動', return: 'お送り', send_off: 'お見送り', MEETING: '会見', TALKS: '会談', CALL: '表敬訪問',
  },
  ru: {
    welcome: 'Добро пожаловать', yourDays: 'Ваша программа', meets: 'Вы встречаетесь с', at: 'место:', interpreter: 'Ваш переводчик', car: 'Автомобиль', nothing: 'Для вас пока ничего не запланировано. Всё появится на этой странице.',
    confirm: 'Да, я приеду', confirmed: 'Вы подтвердили участие. Спасибо.', withdrew: 'Вы отмечены как неучаствующий. Если это ошибка, обратитесь к организаторам.', correct: 'Исправить или дополнить', ownName: 'Ваше имя на родном языке', post: 'Ваша должность', email: 'Ваша эл. почта',
    needs: 'Питание и другие пожелания (видят только организаторы)', needsKnown: 'Ваши пожелания записаны. Пишите только то, что их заменит.', save: 'Отправить', saved: 'Получено. Спасибо.', calendar: 'Добавить в календарь', hostTime: 'Везде указано местное время конференции.',
    away: 'Нет связи. Попробуйте ещё раз чуть позже.', badLink: 'Ссылка больше не действует. Попросите у организаторов новую.', language: 'Язык', print: 'Печать', pick_up: 'Встреча', transfer: 'Переезд', return: 'Обратный переезд', send_off: 'Проводы', MEETING: 'Встреча', TALKS: 'Переговоры', CALL: 'Визит вежливости',
  },
  ar: {
    welcome: 'أهلاً وسهلاً', yourDays: 'برنامجكم', meets: 'تلتقون', at: 'في', interpreter: 'المترجم المرافق', car: 'السيارة', nothing: 'لم يُخطَّط لكم شيء بعد، وسيظهر هنا فور تحديده.',
    confirm: 'نعم، سأحضر', confirmed: 'تم تأكيد حضوركم. شكراً لكم.', withdrew: 'أنتم مسجَّلون كغير حاضرين. يُرجى الاتصال بالمنظمين إن كان ذلك خطأ.', correct: 'تصحيح أو إضافة', ownName: 'اسمكم بلغتكم', post: 'منصبكم', email: 'بريدكم الإلكتروني',
    needs: 'الطعام واحتياجات أخرى (يراها المنظمون فقط)', needsKnown: 'احتياجاتكم مسجلة. اكتبوا هنا ما يحل محلها فقط.', save: 'إرسال', saved: 'تم الاستلام. شكراً لكم.', calendar: 'أضف إلى التقويم', hostTime: 'جميع الأوقات بالتوقيت المحلي للمؤتمر.',
    away: 'لا يوجد اتصال. حاولوا مجدداً بعد قليل.', badLink: 'لم يعد هذا الرابط صالحاً. اطلبوا رابطاً جديداً من المنظمين.', language: 'اللغة', print: 'طباعة', pick_up: 'استقبال', transfer: 'تنقّل', return: 'عودة', send_off: 'توديع', MEETING: 'لقاء', TALKS: 'مباحثات', CALL: 'زيارة مجاملة',
  },
  es: {
    welcome: 'Bienvenido', yourDays: 'Su programa', meets: 'Se reúne con', at: 'en', interpreter: 'Su intérprete', car: 'Coche', nothing: 'Aún no hay nada previsto para usted. Aparecerá aquí en cuanto lo haya.',
    confirm: 'Sí, asistiré', confirmed: 'Ha confirmado. Gracias.', withdrew: 'Consta que no asiste. Si es un error, avise a los organizadores.', correct: 'Corregir o añadir', ownName: 'Su nombre en su escritura', post: 'Su cargo', email: 'Su correo electrónico',
    needs: 'Comidas y otras necesidades (solo las ven los organizadores)', needsKnown: 'Sus necesidades están anotadas. Escriba solo lo que deba sustituirlas.', save: 'Enviar', saved: 'Recibido. Gracias.', calendar: 'Añadir a su calendario', hostTime: 'Todas las horas son hora local de la conferencia.',
    away: 'Sin conexión. Inténtelo de nuevo en un momento.', badLink: 'Este enlace ya no funciona. Pida uno nuevo a los organizadores.', language: 'Idioma', print: 'Imprimir', pick_up: 'Recogida', transfer: 'Traslado', return: 'Regreso', send_off: 'Traslado de salida', MEETING: 'Reunión', TALKS: 'Conversaciones', CALL: 'Visita de cortesía',
  },
  pt: {
    welcome: 'Bem-vindo', yourDays: 'O seu programa', meets: 'Reúne-se com', at: 'em', interpreter: 'O seu intérprete', car: 'Carro', nothing: 'Ainda não há nada previsto para si. Aparecerá aqui logo que houver.',
    confirm: 'Sim, estarei presente', confirmed: 'A sua presença está confirmada. Obrigado.', withdrew: 'Consta que não virá. Se for engano, contacte os organizadores.', correct: 'Corrigir ou acrescentar', ownName: 'O seu nome na sua escrita', post: 'O seu cargo', email: 'O seu e-mail',
    needs: 'Refeições e outras necessidades (visíveis apenas aos organizadores)', needsKnown: 'As suas necessidades estão anotadas. Escreva apenas o que as deve substituir.', save: 'Enviar', saved: 'Recebido. Obrigado.', calendar: 'Adicionar ao calendário', hostTime: 'Todas as horas são a hora local da conferência.',
    away: 'Sem ligação. Tente novamente dentro de momentos.', badLink: 'Esta ligação já não funciona. Peça uma nova aos organizadores.', language: 'Idioma', print: 'Imprimir', pick_up: 'Receção', transfer: 'Deslocação', return: 'Regresso', send_off: 'Traslado de partida', MEETING: 'Encontro', TALKS: 'Conversações', CALL: 'Visita de cortesia',
  },
  fr: {
    welcome: 'Bienvenue', yourDays: 'Votre programme', meets: 'Vous rencontrez', at: 'lieu :', interpreter: 'Votre interprète', car: 'Voiture', nothing: 'Rien n’est encore prévu pour vous. Tout apparaîtra ici dès que possible.',
    confirm: 'Oui, je viens', confirmed: 'Votre venue est confirmée. Merci.', withdrew: 'Vous êtes inscrit comme absent. En cas d’erreur, contactez les organisateurs.', correct: 'Corriger ou compléter', ownName: 'Votre nom dans votre écriture', post: 'Votre fonction', email: 'Votre courriel',
    needs: 'Repas et autres besoins (visibles des seuls organisateurs)', needsKnown: 'Vos besoins sont notés. N’écrivez que ce qui doit les remplacer.', save: 'Envoyer', saved: 'Bien reçu. Merci.', calendar: 'Ajouter à votre agenda', hostTime: 'Toutes les heures sont à l’heure locale de la conférence.',
    away: 'Pas de connexion. Réessayez dans un instant.', badLink: 'Ce lien ne fonctionne plus. Demandez-en un nouveau aux organisateurs.', language: 'Langue', print: 'Imprimer', pick_up: 'Accueil', transfer: 'Trajet', return: 'Retour', send_off: 'Transfert de départ', MEETING: 'Entretien', TALKS: 'Pourparlers', CALL: 'Visite de courtoisie',
  },
}

/** The guest's language if the page speaks it (Norwegian has two codes), otherwise English. */
export function myLanguage(code: string): MyLanguage {
  const known = code === 'nb' || code === 'nn' ? 'no' : code
  return MY_LANGUAGES.find((one) => one === known) ?? 'en'
}
