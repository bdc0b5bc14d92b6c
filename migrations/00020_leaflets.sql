-- +goose Up
-- Where the texts of flyers are written, translated and read over, and where flyers are handed out.
alter table flyer_texts
    add column revision   integer not null default 1,
    add column machine    boolean not null default true,
    add column written_by uuid references members on delete set null;
comment on column flyer_texts.readers is 'How many speakers have read the translation, its writer not counted: 0, 1, 2. Begins again when the text or the source changes. The source has no readers.';
comment on column flyer_texts.revision is 'Raised when the text changes, so that nobody confirms another text than the one on the screen.';
comment on column flyer_texts.machine is 'Made by a machine; false when a person wrote or corrected it.';

create table flyer_drafts (
    flyer_id   uuid not null references flyers on delete cascade,
    lang       text not null,
    title      text not null check (length(title) <= 120),
    what       text not null check (length(what) <= 1500),
    who        text not null check (length(who) <= 800),
    happens    text not null check (length(happens) <= 1200),
    thanks     text not null check (length(thanks) <= 1500),
    version    integer not null default 1,
    updated_by uuid references members on delete set null,
    updated_at timestamptz not null default now(),
    primary key (flyer_id, lang)
);
comment on table flyer_drafts is 'What is being written, one draft a language: half sentences are never public.';
comment on column flyer_drafts.version is 'Raised at every save, so that two writers do not overwrite each other (If-Match).';

create table flyer_history (
    flyer_id   uuid not null references flyers on delete cascade,
    revision   integer not null,
    title      text not null,
    what       text not null,
    who        text not null,
    happens    text not null,
    thanks     text not null,
    changed_at timestamptz not null default now(),
    primary key (flyer_id, revision)
);
comment on table flyer_history is 'What the source said at earlier revisions, to show a translator what has changed.';

create table flyer_reads (
    flyer_id        uuid not null references flyers on delete cascade,
    lang            text not null,
    member_id       uuid not null references members on delete cascade,
    source_revision integer not null,
    at              timestamptz not null default now(),
    primary key (flyer_id, lang, member_id)
);
comment on table flyer_reads is 'Who has read a translation against its source, and when. Emptied when either changes.';

alter table distributors add column removed_at timestamptz;
comment on column distributors.removed_at is 'No longer listed. What is printed still counts, and the counts stay.';

create table glossary (
    id          uuid primary key default gen_random_uuid(),
    place_id    uuid references places on delete cascade,
    lang        text not null,
    term        text not null check (length(term) between 1 and 60),
    translation text not null check (length(translation) between 1 and 120),
    note        text not null default '' check (length(note) <= 300),
    updated_by  uuid references members on delete set null,
    updated_at  timestamptz not null default now()
);
create unique index glossary_term_key on glossary (lang, lower(term), coalesce(place_id, '00000000-0000-0000-0000-000000000000'));
create index glossary_place_idx on glossary (place_id) where place_id is not null;
comment on table glossary is 'How a Norwegian word is to be translated. place_id null: everywhere, unless a place has a word of its own for it.';

-- The words of docs/glossary that flyers use: {term: [translation, note]}.
insert into glossary (lang, term, translation, note)
select l.lang, w.key, w.value ->> 0, w.value ->> 1 from (values
    ('ar', '{"Musikk for alle":["الموسيقى للجميع","Always with the article."],"familie":["العائلة","Not الأسرة, which is more official."],"frivillig":["متطوع","The menu has the verbal noun, free of gender."],"vafler":["الوافل",""],"sangleker":["ألعاب غنائية",""],"støtteperson":["مرافق","Literally \"one who accompanies\"; شخص داعم may be read as therapist."],"tolk":["مترجم","شفوي (oral) is left out as too formal."],"utviklingshemming":["الإعاقة الذهنية","The term of the UN convention''s readers; never تخلف or معاق."],"påminnelse":["تذكير",""],"heis":["مصعد",""],"paviljong":["المبنى الصغير","\"The small building\": بافيليون would not help to find it."],"oppgave":["المهمة",""],"venteliste":["قائمة الانتظار",""]}'),
    ('ckb', '{"Musikk for alle":["مۆسیقا بۆ ھەمووان","میوزیک is heard as often as مۆسیقا."],"familie":["خێزان","In some speech also \"wife\"; here always the family. Alternative: خانەوادە."],"frivillig":["خۆبەخش",""],"vafler":["وافڵ","Loan word."],"sangleker":["یاری بە گۆرانییەوە","\"Play with songs\"."],"støtteperson":["کەسی یارمەتیدەر",""],"tolk":["وەرگێڕ","Also \"translator\"; وەرگێڕی زارەکی if the difference matters."],"utviklingshemming":["کەمئەندامیی ھزری","Always as something that a person has. Never کەمئەقڵ or دواکەوتوو. خاوەن پێداویستیی تایبەت (special needs) is softer and says less."],"påminnelse":["بیرخستنەوە",""],"heis":["ئەسانسێر","Many from Iraq say مەسعەد."],"paviljong":["بینا بچووکەکە","\"The small building\"."],"oppgave":["کار",""],"venteliste":["لیستی چاوەڕوانی",""]}'),
    ('en', '{"Musikk for alle":["Music for everyone","\"Music for all\" is the literal name in older papers; \"everyone\" is warmer and plainer."],"familie":["family",""],"frivillig":["volunteer",""],"vafler":["waffles",""],"sangleker":["song games","\"Action songs\" is what British nurseries say; \"song games\" is easier for second-language readers."],"støtteperson":["support person","Plural \"support persons\"; \"supporters\" would be read as fans."],"tolk":["interpreter",""],"utviklingshemming":["intellectual disability","\"Learning disability\" is usual in the UK, but means dyslexia and the like in the USA."],"heis":["lift",""],"paviljong":["pavilion",""],"oppgave":["task",""],"venteliste":["waiting list",""]}'),
    ('fa', '{"Musikk for alle":["موسیقی برای همه",""],"familie":["خانواده",""],"frivillig":["داوطلب",""],"vafler":["وافل",""],"sangleker":["بازی‌های همراه با آواز",""],"støtteperson":["همراه","\"Companion\"; no fixed word exists. Debatable."],"tolk":["مترجم","Everyday word for both spoken and written; the exact one is مترجم شفاهی."],"utviklingshemming":["کم‌توانی ذهنی","Replaces عقب‌ماندگی ذهنی, which must not be used; ناتوانی ذهنی is harsher."],"påminnelse":["یادآوری","اعلان only where the phone''s settings are named."],"heis":["آسانسور",""],"paviljong":["ساختمان کوچک","\"The small building\"; پاویون sounds like a hospital or an airport."],"oppgave":["کار",""],"venteliste":["لیست انتظار","فهرست انتظار is more formal."]}'),
    ('kmr', '{"Musikk for alle":["Muzîk ji bo her kesî","In Syria also mûzîk, muzîka."],"familie":["malbat",""],"frivillig":["dilxwaz","Alternative: xwebexş."],"vafler":["wafel","Loan word."],"sangleker":["lîstikên bi stranan","\"Games with songs\"."],"støtteperson":["kesê alîkar",""],"tolk":["wergêr","Also \"translator\"; tercuman is understood too."],"utviklingshemming":["astengdariya zihnî","Always \"people with\". Never seqet, kêmaqil, kêmhiş."],"påminnelse":["bibîrxistin",""],"heis":["asansor",""],"paviljong":["avahiya biçûk","\"The small building\"."],"oppgave":["kar",""],"venteliste":["lîsteya bendê",""]}'),
    ('nn', '{"Musikk for alle":["Musikk for alle",""],"familie":["familie",""],"frivillig":["frivillig",""],"vafler":["vaflar","\"Vafler\" also occurs."],"sangleker":["songleikar",""],"støtteperson":["støtteperson",""],"tolk":["tolk",""],"utviklingshemming":["utviklingshemming",""],"heis":["heis",""],"paviljong":["paviljong",""],"oppgave":["oppgåve",""],"venteliste":["venteliste",""]}'),
    ('pl', '{"Musikk for alle":["Muzyka dla wszystkich","Declined in running text: O „Muzyce dla wszystkich”."],"familie":["rodzina",""],"frivillig":["wolontariusz","The menu has the activity, free of gender."],"vafler":["gofry",""],"sangleker":["zabawy przy piosenkach",""],"støtteperson":["osoba wspierająca","\"Opiekun\" is left for guardian. \"Asystent\" would be only the paid one."],"tolk":["tłumacz","\"Tłumacz ustny\" is exact but formal."],"utviklingshemming":["niepełnosprawność intelektualna",""],"påminnelse":["przypomnienie",""],"heis":["winda",""],"paviljong":["pawilon",""],"oppgave":["zadanie",""],"venteliste":["lista oczekujących",""]}'),
    ('prs', '{"Musikk for alle":["موسیقی برای همه",""],"familie":["فامیل","In Iran فامیل means relatives; in Afghanistan it is the family."],"frivillig":["رضاکار","داوطلب is the Iranian word."],"vafler":["وافل",""],"sangleker":["بازی‌های آهنگ‌دار","Coined: \"games with songs\". Debatable."],"støtteperson":["همراه کمک‌کننده","\"Companion who helps\"; no fixed word exists."],"tolk":["ترجمان","مترجم is the Iranian word."],"utviklingshemming":["معلولیت ذهنی","As the Afghan law on persons with disabilities writes; never عقب‌مانده or معیوب."],"påminnelse":["یادآوری",""],"heis":["لفت",""],"paviljong":["تعمیر کوچک","\"The small building\"; پاویون is hardly known."],"oppgave":["وظیفه",""],"venteliste":["لست انتظار",""]}'),
    ('ps', '{"Musikk for alle":["موسیقي د ټولو لپاره","In quotes inside a sentence, where د would otherwise run on."],"familie":["کورنۍ",""],"frivillig":["رضاکار",""],"vafler":["وافل",""],"sangleker":["د سندرو لوبې",""],"støtteperson":["مرستندوی","Also used of assistants; debatable."],"tolk":["ژباړن","ترجمان is heard as often."],"utviklingshemming":["ذهني معلولیت","Person first; never معیوب or کم عقل."],"påminnelse":["یادونه",""],"heis":["لفټ",""],"paviljong":["وړه ودانۍ","\"The small building\"."],"oppgave":["دنده",""],"venteliste":["د انتظار لېست","نوملړ is the newer word."]}'),
    ('so', '{"Musikk for alle":["Muusig loo dhan yahay","\"Music that takes everybody in\", as in \"waxbarasho loo dhan yahay\" (education for all). Alternative: Muusig qof walba."],"familie":["qoys",""],"frivillig":["mutadawac","Alternative: tabarruce, or iskaa wax u qabso for the work."],"vafler":["waafal","Loan word, spelling is a choice (waafil, wafal)."],"sangleker":["ciyaaro heeso leh","\"Games with songs\"."],"støtteperson":["qof taageera","taageere alone is a fan of a team."],"tolk":["turjubaan",""],"utviklingshemming":["naafonimo xagga garaadka ah","\"Disability as to the intellect\". Never doqon, waalan, maskax la’aan. Some prefer \"baahiyo gaar ah\" (special needs), which says less."],"påminnelse":["xasuusin",""],"heis":["wiish",""],"paviljong":["dhismaha yar","\"The small building\"."],"oppgave":["shaqo",""],"venteliste":["liiska sugitaanka",""]}'),
    ('ti', '{"Musikk for alle":["ሙዚቃ ንኹሉ ሰብ","Also thinkable: ሙዚቃ ንኹሉ (as in \"ትምህርቲ ንኹሉ\"); with ሰብ it is plainer."],"familie":["ስድራቤት","Feminine in these texts."],"frivillig":["ወለንታዊ",""],"vafler":["ዋፍል","Loan word; ስንከቱ (bake, as for bread) as its verb."],"sangleker":["ናይ ደርፊ ጸወታታት","ደርፊ is secular; መዝሙር is also used for children''s songs but sounds religious to some. A speaker should choose."],"støtteperson":["ደጋፊ ሰብ","ደገፍቲ alone may read as political supporters or fans."],"tolk":["ኣስተርጓሚ","Some say ተርጓሚ."],"utviklingshemming":["ኣእምሮኣዊ ስንክልና","As in the name of the Eritrean association (ኣእምሮኣውን ምዕባለኣውን ስንክልና). Always \"people who have\" (ዘለዎም), never ስንኩላን or ድኹማን ኣእምሮ."],"påminnelse":["መዘኻኸሪ",""],"heis":["ሊፍት","The second is the older Eritrean word from Italian."],"paviljong":["ፓቪልዮን","With \"small building\" as explanation."],"oppgave":["ስራሕ",""],"venteliste":["ዝርዝር ተጸበይቲ",""]}'),
    ('tr', '{"Musikk for alle":["Herkes için müzik",""],"familie":["aile",""],"frivillig":["gönüllü",""],"vafler":["waffle","Spoken \"vafıl\". The Norwegian ones are thinner and softer; the picture shows them."],"sangleker":["şarkılı oyunlar",""],"støtteperson":["destek kişisi","Alternative: \"refakatçi\", well known, but it makes people think of hospitals."],"tolk":["tercüman",""],"utviklingshemming":["zihinsel yetersizlik","Person first: \"zihinsel yetersizliği olan\". The Ministry of Education''s word; \"zihinsel engelli\" is better known, the older words must not be used."],"påminnelse":["hatırlatma",""],"heis":["asansör",""],"paviljong":["küçük bina","\"Pavyon\" now means a night club, and must not be used."],"oppgave":["görev",""],"venteliste":["bekleme listesi",""]}'),
    ('uk', '{"Musikk for alle":["Музика для всіх","Declined in running text: Про «Музику для всіх»."],"familie":["родина","\"Сімʼя\" is equally good; \"родина\" also takes in grandparents."],"frivillig":["волонтер","The menu has the activity, free of gender."],"vafler":["вафлі","Ukrainian вафлі may be the thin crisp ones; the picture shows which."],"sangleker":["бавитися під пісні",""],"støtteperson":["особа супроводу","Literally \"one who accompanies\". Alternatives: \"помічник\", \"асистент\" (paid). Debatable."],"tolk":["перекладач","\"Усний перекладач\" is exact but formal."],"utviklingshemming":["інтелектуальні порушення","The older \"розумова відсталість\" must not be used."],"påminnelse":["нагадування",""],"heis":["ліфт",""],"paviljong":["павільйон",""],"oppgave":["завдання",""],"venteliste":["черга","\"Список очікування\" is longer and less spoken."]}'),
    ('ur', '{"Musikk for alle":["موسیقی سب کے لیے",""],"familie":["خاندان",""],"frivillig":["رضاکار",""],"vafler":["وافل","Loan word."],"sangleker":["گانوں والے کھیل","\"Games with songs\"."],"støtteperson":["مددگار ساتھی","\"A companion who helps\". Alternative: معاون."],"tolk":["ترجمان",""],"utviklingshemming":["ذہنی نشوونما کی معذوری","\"Disability of intellectual development\". Plain ذہنی معذوری is common but is heard as mental illness or as an insult; never ذہنی پسماندہ. فکری معذوری is new and not yet widely known."],"påminnelse":["یاد دہانی",""],"heis":["لفٹ",""],"paviljong":["چھوٹی عمارت","پویلین alone means a cricket stand."],"oppgave":["کام",""],"venteliste":["انتظار کی فہرست",""]}')
) as l (lang, words), jsonb_each(l.words::jsonb) as w;
