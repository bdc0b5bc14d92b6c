package flyer

// sampleDates are the Saturdays of Lørenskog in the spring of 2019.
func sampleDates(weekday string, digits [5]string, months [5]string) []Ticket {
	dates := make([]Ticket, 5)
	for i := range dates {
		dates[i] = Ticket{Weekday: weekday, Day: digits[i], Month: months[i]}
	}
	return dates
}

var (
	western = [5]string{"26", "2", "30", "27", "25"}
	persian = [5]string{"۲۶", "۲", "۳۰", "۲۷", "۲۵"}
	eastern = [5]string{"٢٦", "٢", "٣٠", "٢٧", "٢٥"}
)

// sampleWords is what differs between languages in a sample sheet.
type sampleWords struct {
	lang, title, lead           string
	whom, happens, free         Section
	season, time, next          string
	weekday                     string
	digits                      [5]string
	months                      [5]string
	place, door, contact, write string
	scan, partners, thanks      string
	review                      string
}

func (w sampleWords) sheet() Sheet {
	return Sheet{
		Lang: w.lang, RTL: rightToLeft[w.lang], Title: w.title, Lead: w.lead,
		Sections: []Section{w.whom, w.happens, w.free},
		Season:   w.season, Dates: sampleDates(w.weekday, w.digits, w.months), Time: w.time, Next: w.next,
		PlaceHeading: w.place, PlaceName: "Fjellhamar fritidsklubb", Address: "Marcus Thranes vei 85, 1472 Fjellhamar", Door: w.door,
		ContactHeading: w.contact, Contact: w.write,
		QRURL: "https://musikkforalle.example/" + w.lang + "/p/lorenskog", QRLabel: w.scan,
		Partners: w.partners, Thanks: w.thanks, ReviewNote: w.review,
	}
}

var rightToLeft = map[string]bool{"prs": true, "ps": true, "ar": true, "ur": true, "ckb": true, "fa": true}

var samples = []sampleWords{
	{
		lang: "nb", title: "Musikk for alle", lead: "En musikkstund én lørdag i måneden for barn og unge med utviklingshemming og familiene deres.",
		whom:    Section{"For hvem?", "For barn og unge med utviklingshemming, søsken, foreldre og støttepersoner. Minoritetsspråklige er ekstra velkomne."},
		happens: Section{"Hva skjer?", "Vi spiller instrumenter og leker sangleker sammen. Etterpå er det vafler og god tid til å prate. Ingen trenger å kunne musikk fra før."},
		free:    Section{"Gratis", "Det koster ingenting, og dere trenger ikke å melde dere på. Trenger dere tolk, si fra, så ordner vi det."},
		season:  "Våren 2019", time: "kl. 11.30–13.30", next: "lørdag 26. januar\nkl. 11.30–13.30", weekday: "lørdag", digits: western,
		months: [5]string{"januar", "mars", "mars", "april", "mai"},
		place:  "Sted", door: "Paviljongen ved siden av Fjellhamarhallen", contact: "Kontakt", write: "Ring 67 17 48 80 eller skriv til post@dissimilis.no",
		scan: "Skann og si at dere kommer", partners: "I samarbeid med Helse og omsorg og Kultur i Lørenskog kommune.",
		thanks: "Takk til Lørenskog Røde Kors, Afghansk kvinneforening, Stiftelsen Dam og Gjensidigestiftelsen.",
	},
	{
		lang: "nn", title: "Musikk for alle", lead: "Ei musikkstund éin laurdag i månaden for barn og unge med utviklingshemming og familiane deira.",
		whom:    Section{"For kven?", "Barn og unge med utviklingshemming, sysken, foreldre og støttepersonar."},
		happens: Section{"Kva skjer?", "Vi spelar og syng saman. Etterpå er det vaflar og god tid til å prate."},
		free:    Section{"Gratis", "Det kostar ingenting. Ring 67 17 48 80."},
		season:  "Våren 2019", time: "kl. 11.30–13.30", next: "laurdag 26. januar", weekday: "laurdag", digits: western,
		months: [5]string{"januar", "mars", "mars", "april", "mai"},
		place:  "Stad", door: "Paviljongen ved sida av Fjellhamarhallen", contact: "Kontakt", write: "67 17 48 80, post@dissimilis.no",
		scan: "Skann og sei at de kjem", partners: "I samarbeid med Lørenskog kommune.", thanks: "Takk til Lørenskog Røde Kors.",
	},
	{
		lang: "en", title: "Music for all", lead: "A music morning one Saturday a month for children and young people with intellectual disabilities, and their families.",
		whom:    Section{"For whom?", "Children and young people, siblings, parents and support persons."},
		happens: Section{"What happens?", "We play instruments and song games. Afterwards there are waffles and time to talk."},
		free:    Section{"Free", "It costs nothing – and you need no musical background."},
		season:  "Spring 2019", time: "11:30–13:30", next: "Saturday 26 January, 11:30", weekday: "Saturday", digits: western,
		months: [5]string{"January", "March", "March", "April", "May"},
		place:  "Place", door: "The pavilion beside Fjellhamarhallen", contact: "Contact", write: "67 17 48 80, post@dissimilis.no",
		scan: "Scan to say that you are coming", partners: "With Lørenskog municipality.", thanks: "Thanks to Lørenskog Red Cross.",
	},
	{
		lang: "prs", title: "موسیقی برای همه", lead: "یک ساعت موسیقی در یک شنبهٔ هر ماه، برای کودکان و نوجوانان دارای معلولیت ذهنی و خانواده‌هایشان.",
		whom:    Section{"برای چه کسانی؟", "برای کودکان و نوجوانان، خواهران و برادران، والدین و همراهان. خانواده‌هایی که زبان دیگری دارند بسیار خوش آمدید."},
		happens: Section{"چه کار می‌کنیم؟", "با هم ساز می‌نوازیم و بازی‌های آوازی می‌کنیم. پس از آن وافل می‌خوریم و با هم گپ می‌زنیم. Dissimilis از سال ۲۰۱۷ در Lørenskog این کار را می‌کند."},
		free:    Section{"رایگان", "هیچ هزینه‌ای ندارد. اگر به ترجمان نیاز دارید به ما بگویید: post@dissimilis.no یا ‎67 17 48 80."},
		season:  "بهار ۲۰۱۹", time: "ساعت ۱۱:۳۰ تا ۱۳:۳۰", next: "شنبه ۲۶ جنوری\nساعت ۱۱:۳۰ تا ۱۳:۳۰", weekday: "شنبه", digits: persian,
		months: [5]string{"جنوری", "مارچ", "مارچ", "اپریل", "می"},
		place:  "جای", door: "خانهٔ کوچک پهلوی Fjellhamarhallen", contact: "تماس", write: "به 67 17 48 80 زنگ بزنید یا به post@dissimilis.no بنویسید",
		scan: "اسکن کنید و بگویید که می‌آیید", partners: "با همکاری شهرداری Lørenskog kommune.", thanks: "تشکر از Lørenskog Røde Kors و انجمن زنان افغان.",
		review: "این متن با ماشین ترجمه شده است.",
	},
	{
		lang: "ps", title: "موسیقي د ټولو لپاره", lead: "په میاشت کې یوه شنبه د هغو ماشومانو او ځوانانو لپاره چې ذهني معلولیت لري، او د دوی کورنۍ.",
		whom:    Section{"د چا لپاره؟", "ماشومان، ځوانان، خویندې او وروڼه، مور او پلار او مرستندویان ټول ښه راغلاست."},
		happens: Section{"څه کیږي؟", "موږ ګډ سازونه غږوو او سندریزې لوبې کوو. وروسته ډوډۍ، وافل او د خبرو وخت وي. ژبه مهمه نه ده."},
		free:    Section{"وړیا", "هیڅ لګښت نه لري. ډېر ښه به وي که Dissimilis ته په 67 17 48 80 زنګ ووهئ."},
		season:  "پسرلی ۲۰۱۹", time: "له ۱۱:۳۰ څخه تر ۱۳:۳۰", next: "شنبه، د جنوري ۲۶", weekday: "شنبه", digits: persian,
		months: [5]string{"جنوري", "مارچ", "مارچ", "اپریل", "مۍ"},
		place:  "ځای", door: "د Fjellhamarhallen تر څنګ", contact: "اړیکه", write: "67 17 48 80 یا post@dissimilis.no",
		scan: "سکن یې کړئ او ووایئ چې راځئ", partners: "له Lørenskog kommune سره په ګډه.", thanks: "له Røde Kors څخه مننه.", review: "دا متن ماشین ژباړلی دی.",
	},
	{
		lang: "ar", title: "الموسيقى للجميع", lead: "صباح موسيقي في يوم سبت واحد من كل شهر للأطفال واليافعين ذوي الإعاقة الذهنية وأسرهم.",
		whom:    Section{"لمن؟", "للأطفال واليافعين ذوي الإعاقة الذهنية وإخوتهم وأهلهم ومرافقيهم. ونرحّب ترحيبًا خاصًا بالأسر الناطقة بلغات أخرى."},
		happens: Section{"ماذا نفعل؟", "نعزف على الآلات ونلعب ألعابًا غنائية معًا، ثم نأكل الوافل ونتحدث. بدأت Dissimilis هذا اللقاء في Lørenskog عام ٢٠١٧، ولا حاجة إلى معرفة الموسيقى."},
		free:    Section{"مجانًا", "لا يكلّف شيئًا ولا حاجة إلى التسجيل. إذا احتجتم إلى مترجم فاتصلوا على +47 67 17 48 80 أو اكتبوا إلى post@dissimilis.no (بالعربية أو norsk)."},
		season:  "ربيع ٢٠١٩", time: "من ١١:٣٠ إلى ١٣:٣٠", next: "السبت ٢٦ يناير\nمن ١١:٣٠ إلى ١٣:٣٠", weekday: "السبت", digits: eastern,
		months: [5]string{"يناير", "مارس", "مارس", "أبريل", "مايو"},
		place:  "المكان", door: "الجناح بجانب Fjellhamarhallen", contact: "للتواصل", write: "اتصلوا على 67 17 48 80 أو اكتبوا إلى post@dissimilis.no",
		scan: "امسحوا الرمز وأخبرونا أنكم قادمون", partners: "بالتعاون مع بلدية Lørenskog kommune.", thanks: "شكرًا للصليب الأحمر Lørenskog Røde Kors وجمعية النساء الأفغانيات.",
		review: "تُرجم هذا النص آليًا.",
	},
	{
		lang: "so", title: "Muusig dadka oo dhan", lead: "Subax muusig ah Sabti kasta bil kasta, carruurta iyo dhallinyarada leh naafanimo maskaxeed iyo qoysaskooda.",
		whom:    Section{"Yaa loogu talagalay?", "Carruurta, walaalaha, waalidiinta iyo caawiyeyaasha."},
		happens: Section{"Maxaa dhacaya?", "Waxaan wada garaacnaa qalab muusig oo aan ciyaarnaa heeso. Ka dib waxaa jira waffle iyo waqti lagu sheekaysto."},
		free:    Section{"Lacag la'aan", "Waxba kuma kacayso. Wac 67 17 48 80."},
		season:  "Guga 2019", time: "11:30–13:30", next: "Sabti 26 Janaayo", weekday: "Sabti", digits: western,
		months: [5]string{"Janaayo", "Maarso", "Maarso", "Abriil", "Maajo"},
		place:  "Goobta", door: "Ku dhow Fjellhamarhallen", contact: "La xiriir", write: "67 17 48 80, post@dissimilis.no",
		scan: "Iskaan garee oo sheeg inaad imanayso", partners: "Lala kaashaday Lørenskog kommune.", thanks: "Mahadsanid Lørenskog Røde Kors.", review: "Qoraalkan mashiin ayaa turjumay.",
	},
	{
		lang: "ur", title: "موسیقی سب کے لیے", lead: "ہر مہینے ایک ہفتے کے دن ذہنی معذوری والے بچوں، نوجوانوں اور ان کے خاندانوں کے لیے موسیقی کی صبح۔",
		whom:    Section{"کس کے لیے؟", "بچوں، نوجوانوں، بہن بھائیوں، والدین اور ساتھ آنے والوں کے لیے۔ ہر زبان بولنے والے خاندان خوش آمدید۔"},
		happens: Section{"کیا ہوتا ہے؟", "ہم مل کر ساز بجاتے ہیں اور گانے والے کھیل کھیلتے ہیں۔ اس کے بعد وافل اور بات چیت کا وقت ہوتا ہے۔ Dissimilis یہ کام ۲۰۱۷ سے Lørenskog میں کر رہا ہے۔"},
		free:    Section{"مفت", "کوئی خرچ نہیں۔ ترجمان چاہیے تو 67 17 48 80 پر فون کریں یا post@dissimilis.no پر لکھیں۔"},
		season:  "بہار 2019", time: "11:30 سے 13:30 تک", next: "ہفتہ 26 جنوری\n11:30 سے 13:30 تک", weekday: "ہفتہ", digits: western,
		months: [5]string{"جنوری", "مارچ", "مارچ", "اپریل", "مئی"},
		place:  "جگہ", door: "Fjellhamarhallen کے ساتھ والا پویلین", contact: "رابطہ", write: "67 17 48 80 یا post@dissimilis.no",
		scan: "اسکین کریں اور بتائیں کہ آپ آ رہے ہیں", partners: "Lørenskog kommune کے تعاون سے۔", thanks: "Lørenskog Røde Kors کا شکریہ۔", review: "یہ متن مشین نے ترجمہ کیا ہے۔",
	},
	{
		lang: "pl", title: "Muzyka dla wszystkich", lead: "Muzyczny poranek w jedną sobotę miesiąca dla dzieci i młodzieży z niepełnosprawnością intelektualną oraz ich rodzin.",
		whom:    Section{"Dla kogo?", "Dzieci i młodzież, rodzeństwo, rodzice i osoby wspierające."},
		happens: Section{"Co się dzieje?", "Gramy na instrumentach i śpiewamy. Potem są gofry i czas na rozmowę. Źdźbło żółtej łąki – wszystkie litery ĄĆĘŁŃÓŚŹŻ."},
		free:    Section{"Bezpłatnie", "Nic nie kosztuje. Zadzwoń: 67 17 48 80."},
		season:  "Wiosna 2019", time: "11:30–13:30", next: "sobota, 26 stycznia", weekday: "sobota", digits: western,
		months: [5]string{"stycznia", "marca", "marca", "kwietnia", "maja"},
		place:  "Miejsce", door: "Pawilon obok Fjellhamarhallen", contact: "Kontakt", write: "67 17 48 80, post@dissimilis.no",
		scan: "Zeskanuj i powiedz, że przyjdziecie", partners: "We współpracy z Lørenskog kommune.", thanks: "Dziękujemy Lørenskog Røde Kors.", review: "Tekst przetłumaczony maszynowo.",
	},
	{
		lang: "uk", title: "Музика для всіх", lead: "Музичний ранок однієї суботи на місяць для дітей і молоді з інтелектуальною інвалідністю та їхніх родин.",
		whom:    Section{"Для кого?", "Діти й молодь, брати й сестри, батьки та супровідники. Ґудзик, їжак, єнот."},
		happens: Section{"Що відбувається?", "Граємо на інструментах і співаємо разом, потім їмо вафлі й розмовляємо."},
		free:    Section{"Безкоштовно", "Це нічого не коштує. Об’єднаймося! Телефон 67 17 48 80."},
		season:  "Весна 2019", time: "11:30–13:30", next: "субота, 26 січня", weekday: "субота", digits: western,
		months: [5]string{"січня", "березня", "березня", "квітня", "травня"},
		place:  "Місце", door: "Павільйон поруч із Fjellhamarhallen", contact: "Контакт", write: "67 17 48 80, post@dissimilis.no",
		scan: "Скануйте і скажіть, що прийдете", partners: "Разом із Lørenskog kommune.", thanks: "Дякуємо Lørenskog Røde Kors.", review: "Перекладено машиною.",
	},
	{
		lang: "ti", title: "ሙዚቃ ንኹሉ", lead: "ኣብ ወርሒ ሓንቲ ቀዳም፡ ንኣእምሮኣዊ ስንክልና ዘለዎም ቆልዑን መንእሰያትን ስድራቤታቶምን ዝኸውን ናይ ሙዚቃ ንግሆ።",
		whom:    Section{"ንመን?", "ንቆልዑን መንእሰያትን፡ ኣሕዋትን ወለድን ደገፍትን። ካልእ ቋንቋ ዝዛረቡ ስድራቤታት ብፍላይ እንቋዕ ደሓን መጻእኩም።"},
		happens: Section{"እንታይ ንገብር?", "ብሓባር መሳርሒ ሙዚቃ ንጻወትን ንደርፍን። ድሕሪኡ ዋፍልን ናይ ዕላል ግዜን ኣሎ። Dissimilis ካብ 2017 ኣትሒዙ ኣብ Lørenskog ይሰርሕ።"},
		free:    Section{"ብነጻ", "ዋላ ሓንቲ ኣይትኸፍሉን። ተርጓሚ እንተደሊኹም ብ 67 17 48 80 ደውሉ፣ ወይ ናብ post@dissimilis.no ጽሓፉ።"},
		season:  "ጽድያ 2019", time: "11:30–13:30", next: "ቀዳም 26 ጥሪ\n11:30–13:30", weekday: "ቀዳም", digits: western,
		months: [5]string{"ጥሪ", "መጋቢት", "መጋቢት", "ሚያዝያ", "ግንቦት"},
		place:  "ቦታ", door: "ኣብ ጎድኒ Fjellhamarhallen", contact: "ርክብ", write: "67 17 48 80፡ post@dissimilis.no",
		scan: "ስካን ጌርኩም ከም እትመጹ ንገሩና", partners: "ምስ Lørenskog kommune ብምትሕብባር።", thanks: "ን Lørenskog Røde Kors ነመስግን።", review: "እዚ ጽሑፍ ብማሽን ዝተተርጎመ እዩ።",
	},
	{
		lang: "tr", title: "Herkes için müzik", lead: "Zihinsel engelli çocuklar, gençler ve aileleri için ayda bir cumartesi müzik sabahı.",
		whom:    Section{"Kimler için?", "Çocuklar, gençler, kardeşler, anne babalar ve destek kişileri."},
		happens: Section{"Ne yapıyoruz?", "Birlikte çalgı çalıyor, şarkılı oyunlar oynuyoruz. Sonra waffle ve sohbet var. ĞÜŞİÖÇ ğüşıöç."},
		free:    Section{"Ücretsiz", "Hiçbir ücreti yok. Tel. 67 17 48 80."},
		season:  "2019 ilkbaharı", time: "11.30–13.30", next: "26 Ocak Cumartesi", weekday: "Cumartesi", digits: western,
		months: [5]string{"Ocak", "Mart", "Mart", "Nisan", "Mayıs"},
		place:  "Yer", door: "Fjellhamarhallen’in yanındaki pavyon", contact: "İletişim", write: "67 17 48 80, post@dissimilis.no",
		scan: "Tarayın, geleceğinizi söyleyin", partners: "Lørenskog kommune ile birlikte.", thanks: "Teşekkürler Lørenskog Røde Kors.", review: "Makine çevirisidir.",
	},
	{
		lang: "kmr", title: "Muzîk ji bo herkesî", lead: "Mehê carekê, roja şemiyê, sibeheke muzîkê ji bo zarok û ciwanên bi astengiya zêhnî û malbatên wan.",
		whom:    Section{"Ji bo kê?", "Zarok, ciwan, xwişk û bira, dê û bav û alîkar."},
		happens: Section{"Çi dibe?", "Em bi hev re amûran lê dixin û bi stranan dilîzin. Piştre waffle û axaftin heye."},
		free:    Section{"Belaş", "Tu pere naçe. Telefon 67 17 48 80."},
		season:  "Bihara 2019", time: "11:30–13:30", next: "Şemî, 26ê Çileyê", weekday: "şemî", digits: western,
		months: [5]string{"Çile", "Adar", "Adar", "Nîsan", "Gulan"},
		place:  "Cih", door: "Li kêleka Fjellhamarhallen", contact: "Têkilî", write: "67 17 48 80, post@dissimilis.no",
		scan: "Bişopîne û bêje ku hûn tên", partners: "Bi Lørenskog kommune re.", thanks: "Spas ji Lørenskog Røde Kors re.", review: "Ev nivîs bi makîneyê hatiye wergerandin.",
	},
	{
		lang: "ckb", title: "مۆسیقا بۆ هەمووان", lead: "بەیانییەکی مۆسیقا لە یەک شەممەی هەر مانگێکدا، بۆ منداڵان و گەنجانی خاوەن کەمئەندامی هزری و خێزانەکانیان.",
		whom:    Section{"بۆ کێ؟", "منداڵ و گەنج، خوشک و برا، دایک و باوک و یاریدەدەران. هەموو زمانێک بەخێر بێت."},
		happens: Section{"چی ڕوودەدات؟", "پێکەوە ئامێر دەژەنین و یاری گۆرانی دەکەین. دواتر وافڵ و کاتی قسەکردن هەیە. Dissimilis لە Lørenskog."},
		free:    Section{"بەخۆڕایی", "هیچ تێناچێت. پەیوەندی بە 67 17 48 80 یان post@dissimilis.no بکەن."},
		season:  "بەهاری ٢٠١٩", time: "١١:٣٠ تا ١٣:٣٠", next: "شەممە ٢٦ی کانوونی دووەم", weekday: "شەممە", digits: eastern,
		months: [5]string{"کانوونی دووەم", "ئازار", "ئازار", "نیسان", "ئایار"},
		place:  "شوێن", door: "لە تەنیشت Fjellhamarhallen", contact: "پەیوەندی", write: "67 17 48 80 یان post@dissimilis.no",
		scan: "سکانی بکە و بڵێ کە دێیت", partners: "لەگەڵ Lørenskog kommune.", thanks: "سوپاس بۆ Lørenskog Røde Kors.", review: "ئەم دەقە بە ئامێر وەرگێڕدراوە.",
	},
	{
		lang: "fa", title: "موسیقی برای همه", lead: "یک صبح موسیقی در یک شنبه از هر ماه برای کودکان و نوجوانان دارای ناتوانی ذهنی و خانواده‌هایشان.",
		whom:    Section{"برای چه کسانی؟", "کودکان و نوجوانان، خواهر و برادرها، پدر و مادرها و همراهان."},
		happens: Section{"چه می‌کنیم؟", "با هم ساز می‌زنیم و بازی‌های آوازی می‌کنیم. سپس وافل می‌خوریم و گفت‌وگو می‌کنیم. ژاله، پرچم، گچ."},
		free:    Section{"رایگان", "هزینه‌ای ندارد. تلفن 67 17 48 80، نشانی post@dissimilis.no."},
		season:  "بهار ۲۰۱۹", time: "۱۱:۳۰ تا ۱۳:۳۰", next: "شنبه ۲۶ ژانویه", weekday: "شنبه", digits: persian,
		months: [5]string{"ژانویه", "مارس", "مارس", "آوریل", "مه"},
		place:  "مکان", door: "ساختمان کناری Fjellhamarhallen", contact: "تماس", write: "67 17 48 80 یا post@dissimilis.no",
		scan: "اسکن کنید و بگویید می‌آیید", partners: "با همکاری Lørenskog kommune.", thanks: "سپاس از Lørenskog Røde Kors.", review: "ترجمهٔ ماشینی.",
	},
	{
		lang: "lett", title: "Musikk for alle", lead: "Barn spiller og synger sammen. Familien er med. Én lørdag i måneden.",
		whom:    Section{"Hvem kan komme?", "Barn og unge med utviklingshemming. Søsken. Mamma og pappa."},
		happens: Section{"Hva gjør vi?", "Vi spiller. Vi synger. Vi spiser vafler."},
		free:    Section{"Det er gratis", "Du betaler ingenting. Bare kom."},
		season:  "Våren 2019", time: "kl. 11.30–13.30", next: "lørdag 26. januar", weekday: "lørdag", digits: western,
		months: [5]string{"januar", "mars", "mars", "april", "mai"},
		place:  "Hvor?", door: "Huset ved siden av Fjellhamarhallen", contact: "Lurer du på noe?", write: "67 17 48 80",
		scan: "Skann og si ja", partners: "Sammen med Lørenskog kommune.", thanks: "Takk til Røde Kors.",
	},
}
