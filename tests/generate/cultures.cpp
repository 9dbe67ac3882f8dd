#include "tests/generate/cultures.h"

#include <array>

namespace kith::generate {
namespace {

using Words = std::string_view;

// -- Latin --

constexpr auto english_given = std::to_array<Words>(
    {"Ada",      "Amara",  "Beatrix", "Calum", "Dorothy", "Edith",  "Fergus",  "Greta",
     "Hollis",   "Imogen", "Jasper",  "Kezia", "Linus",   "Maeve",  "Nell",    "Odalys",
     "Ottoline", "Percy",  "Quentin", "Rhona", "Silas",   "Tamsin", "Una",     "Vernon",
     "Wren",     "Xanthe", "Yvonne",  "Zadie", "Morgan",  "Priya",  "Desmond", "Lorna"});
constexpr auto english_family = std::to_array<Words>(
    {"Adair",       "Bellweather", "Cartwright", "Dunmore",   "Eastleigh",  "Fairweather",
     "Greenhalgh",  "Holt",        "Ives",       "Jessop",    "Kettle",     "Lockhart",
     "Marchbanks",  "Netherby",    "O'Malley",   "Pemberton", "Quayle",     "Ravenhill",
     "Sedgwick",    "Thornbury",   "Underhill",  "Voss",      "Whitlock",   "Yarrow",
     "MacAllister", "Penhaligon",  "Tregenza",   "Ashdown",   "Birtwistle", "Cobb",
     "Delacroix",   "Fenwick"});
constexpr auto english_cities = std::to_array<Words>(
    {"Fairhaven", "Port Alder", "Lowmere", "Saltmarsh", "Harbourne", "Kelp Bay", "Millbrook"});

constexpr auto iberian_given = std::to_array<Words>(
    {"Ana",  "Álvaro", "Begoña",    "César",   "Débora", "Estéban",  "Fátima", "Gonçalo",
     "Inês", "Íñigo",  "João",      "Joaquín", "Lucía",  "Máximo",   "Nuria",  "Óscar",
     "Pío",  "Raquel", "Sebastián", "Tomás",   "Úrsula", "Verónica", "Ximena", "Zoé"});
constexpr auto iberian_family = std::to_array<Words>(
    {"Abreu",     "Beltrán", "Castellanos", "Conceição", "Echeverría", "Ferreira",
     "Gutiérrez", "Ibáñez",  "Jiménez",     "Lourenço",  "Magalhães",  "Muñoz",
     "Núñez",     "Ordóñez", "Peña",        "Quiñones",  "Ríos",       "Simões",
     "Távora",    "Urrutia", "Vázquez",     "Yáñez",     "Zúñiga",     "Assunção"});
constexpr auto iberian_cities =
    std::to_array<Words>({"Peñarroya", "São Telmo", "Alcañiz", "Vila do Mar", "Ríoclaro"});

constexpr auto central_given = std::to_array<Words>(
    {"Agnieszka", "Bożena",    "Čeněk",  "Dušan",      "Ewa",     "Grzegorz", "Hedvika",
     "Jiří",      "Kazimierz", "Łukasz", "Małgorzata", "Márta",   "Ondřej",   "Páll",
     "Ragnhild",  "Søren",     "Şebnem", "Tímea",      "Ülle",    "Vlasta",   "Włodzimierz",
     "Žofie",     "Ýmir",      "Þóra",   "Ægir",       "Øystein", "Özgür",    "Çağla"});
constexpr auto central_family = std::to_array<Words>(
    {"Błażejewski", "Černý",     "Dvořák", "Erdoğdu",         "Fjeldså",  "Groß",   "Hałas",
     "Iğdır",       "Jørgensen", "Kováč",  "Lindqvist",       "Müller",   "Nagy",   "Őry",
     "Přibyl",      "Rõuk",      "Śliwa",  "Şahin",           "Škoda",    "Tőkés",  "Ungvári",
     "Wójcik",      "Yılmaz",    "Žižka",  "Þorsteinsdóttir", "Ångström", "Öztürk", "Weiß"});
constexpr auto central_cities =
    std::to_array<Words>({"Łężyca", "Český Mlýn", "Gyöngyvár", "Ålesvik", "Göksu", "Ærøby"});

constexpr auto viet_given = std::to_array<Words>(
    {"Ánh",  "Bảo",    "Châu",  "Đức",   "Giang", "Hạnh", "Hương", "Khánh", "Lệ",  "Mỹ",
     "Ngọc", "Phượng", "Quỳnh", "Sương", "Thảo",  "Uyên", "Việt",  "Xuân",  "Yến", "Dũng"});
constexpr auto viet_family =
    std::to_array<Words>({"Nguyễn", "Trần", "Lê", "Phạm", "Huỳnh", "Phan", "Vũ", "Võ", "Đặng",
                          "Bùi", "Đỗ", "Hồ", "Ngô", "Dương", "Lý", "Đinh", "Trịnh", "Đoàn"});
constexpr auto viet_cities = std::to_array<Words>({"Bến Tre", "Đồng Xoài", "Mỹ Lộc", "Hội Vân"});

constexpr auto african_given = std::to_array<Words>(
    {"Adébáyọ̀", "Bọ́lá",     "Chịdị", "Efúnṣetán", "Fọlákẹ́", "Gbénga",    "Ìfẹ́",
     "Jùmọ̀kẹ́",  "Kwame",    "Lọlá",  "Makena",    "Nkechị", "Olúwaṣeun", "Ọmọtọ́lá",
     "Sẹ̀gún",   "Temitọ́pẹ́", "Uzọma", "Wanjirũ",   "Yẹmí",   "Zawadi"});
constexpr auto african_family =
    std::to_array<Words>({"Abíọ́lá", "Adéyẹmí", "Balógun", "Chukwuemeka", "Éndenè", "Fálọlá",
                          "Gĩthĩnji", "Ìdòwú", "Kamaũ", "Mũtua", "Nwabụeze", "Ògúnbánjọ", "Okonjọ",
                          "Ọláníyan", "Ṣóyínká", "Táíwò", "Ụzọchukwu", "Wambũi"});
constexpr auto african_cities =
    std::to_array<Words>({"Ẹdẹ́", "Ìbàdàn Titun", "Nakũrũ Mpya", "Ọ̀ṣọ́run"});

// -- Other scripts --

// clang-format counts what a letter takes on the screen, and marks take nothing.
// clang-format off

constexpr auto cyrillic_given = std::to_array<Words>(
    {"Анна",      "Борис",   "Вера",   "Григорій", "Дарья",   "Елизавета", "Живко",
     "Зоя",       "Іван",    "Йордан", "Катерина", "Любомир", "Марія",     "Наталія",
     "Олександр", "Полина",  "Раиса",  "Светлана", "Тарас",   "Ульяна",    "Фёдор",
     "Христо",    "Цветана", "Щедра",  "Юлія",     "Яна",     "Ђорђе",     "Љиљана"});
constexpr auto cyrillic_family = std::to_array<Words>(
    {"Алексеева",  "Бондаренко", "Воронцов", "Ґудзь",    "Димитров", "Ємець",   "Жуковский",
     "Захарченко", "Їжакевич",   "Калинина", "Лисенко",  "Мельник",  "Николов", "Овчаренко",
     "Петровић",   "Романюк",    "Соловьёв", "Тихонова", "Ушаков",   "Филипов", "Хаджиева",
     "Цвєтков",    "Чайка",      "Шевчук",   "Щербина",  "Юрченко",  "Яковлев", "Њежић"});
constexpr auto cyrillic_cities =
    std::to_array<Words>({"Новоселье", "Білогір'я", "Горна Поляна", "Старый Яр", "Липовець"});

constexpr auto greek_given =
    std::to_array<Words>({"Αθηνά", "Βασίλης", "Γεωργία",  "Δημήτρης",    "Ελένη",    "Ζωή",
                          "Ηλίας", "Θεοδώρα", "Ιωάννης",  "Κωνσταντίνα", "Λευτέρης", "Μαρία",
                          "Νίκος", "Ξένια",   "Οδυσσέας", "Παναγιώτης",  "Ρέα",      "Σταύρος",
                          "Τάσος", "Υακίνθη", "Φωτεινή",  "Χρήστος"});
constexpr auto greek_family = std::to_array<Words>(
    {"Αλεξίου",    "Βλάχος",     "Γεωργίου",  "Δημητρίου",    "Ευσταθίου",    "Ζαχαρίας",
     "Ηλιόπουλος", "Θεοδωρίδης", "Ιωαννίδης", "Καραγιάννης",  "Λαμπρόπουλος", "Μακρής",
     "Νικολαΐδης", "Ξενάκης",    "Οικονόμου", "Παπαδοπούλου", "Ρήγας",        "Σταματίου",
     "Τσάτσος",    "Φραγκούλης", "Χατζής",    "Ψαλτάκης"});
constexpr auto greek_cities = std::to_array<Words>({"Νέα Ακτή", "Καλαμίτσα", "Παλιόχωρα"});

constexpr auto arabic_given = std::to_array<Words>(
    {"أحمد", "إيمان", "بشرى", "تامر", "ثريا", "جميلة", "حسن",   "خديجة", "دانة",  "رامي", "زينب",
     "سلمى", "شهاب",  "صفاء", "ضحى",  "طارق", "ظافر",  "عائشة", "غسان",  "فاطمة", "قاسم", "كريم",
     "ليلى", "محمود", "نور",  "هدى",  "وليد", "یاسمن", "پروین", "چنگیز", "ژاله",  "گلنار"});
constexpr auto arabic_family = std::to_array<Words>(
    {"الأنصاري", "البغدادي", "التميمي", "الجابري", "الحداد", "الخطيب", "الدمشقي",
     "الراشد",   "الزهراني", "السعدي",  "الشامي",  "الصباغ", "الطيب",  "العطار",
     "الغزالي",  "الفارس",   "القاضي",  "الكاتب",  "المصري", "النجار", "الهاشمي",
     "اليماني",  "کرمانی",   "تهرانی",  "گیلانی",  "چاوشی"});
constexpr auto arabic_cities = std::to_array<Words>({"دار السلام", "النخيل", "باب البحر", "شهرنو"});

constexpr auto hebrew_given = std::to_array<Words>(
    {"אביגיל", "ברוך", "גילה", "דוד",  "הדס",  "ורד",   "זהבה", "חיים", "טליה", "יעקב", "כרמל",
     "לאה",    "משה",  "נעמי", "סיגל", "עמוס", "פנינה", "צבי",  "קרן",  "רחל",  "שירה", "תמר"});
constexpr auto hebrew_family = std::to_array<Words>(
    {"אבוטבול", "בן־דוד", "גולדברג", "דיין", "הורוביץ", "וקנין",  "זילבר", "חדד",
     "טולדנו",  "יפה",    "כהן",     "לוי",  "מזרחי",   "נחמיאס", "סבג",   "עזרא",
     "פרץ",     "צור",    "קפלן",    "רוזן", "שמש",     "תירוש"});
constexpr auto hebrew_cities = std::to_array<Words>({"גבעת הזית", "נווה ים", "תל ארז"});

constexpr auto chinese_given = std::to_array<Words>(
    {"爱华", "博文", "春燕", "丹",   "恩惠", "芳",   "国栋", "海燕", "嘉怡", "静",
     "可欣", "丽娜", "明",   "念慈", "培",   "清照", "若兰", "思远", "婷",   "文静",
     "曉明", "雅琴", "志強", "淑貞", "美鳳", "家豪", "詩涵", "𠮷祥"});
constexpr auto chinese_family = std::to_array<Words>(
    {"王", "李", "张", "刘", "陈", "杨", "黄",   "赵",   "吴",   "周", "徐", "孙", "马", "朱",
     "胡", "郭", "何", "林", "高", "罗", "歐陽", "司馬", "諸葛", "鄭", "謝", "許", "蕭", "龔"});
constexpr auto chinese_cities =
    std::to_array<Words>({"青石镇", "白鹭洲", "梅溪", "東港", "雲林里"});

constexpr auto japanese_given = std::to_array<Words>(
    {"あおい", "いぶき", "さくら", "ひなた", "みゆき", "ゆうと", "カレン", "マリア", "ジュン",
     "リョウ", "エリカ", "はるか", "つばさ", "のぞみ", "わかな", "ルイ"});
constexpr auto japanese_family = std::to_array<Words>(
    {"佐藤", "鈴木", "高橋",   "田中", "渡邊", "伊藤", "山本", "中村",     "小林",   "加藤",
     "吉田", "山田", "佐々木", "山口", "松本", "井上", "ヶ原", "ガルシア", "スミス", "なかの"});
constexpr auto japanese_cities = std::to_array<Words>({"みなと町", "カモメ台", "つつじヶ丘"});

constexpr auto korean_given = std::to_array<Words>(
    {"가은", "나래", "다솜", "라온", "민준", "보라", "서연", "아름", "예준", "지우", "채원",
     "태윤", "하늘", "현우", "은별", "솔",   "빛나", "정훈", "미경", "동현", "수빈", "영희"});
constexpr auto korean_family = std::to_array<Words>(
    {"김", "이", "박", "최", "정", "강", "조", "윤",   "장",   "임",   "한",
     "오", "서", "신", "권", "황", "안", "송", "남궁", "제갈", "선우", "독고"});
constexpr auto korean_cities = std::to_array<Words>({"달빛마을", "솔고개", "해오름시"});

constexpr auto devanagari_given = std::to_array<Words>(
    {"अनिता", "आर्यन",    "इंदिरा", "उमेश",     "ऋचा",    "कृष्णा",  "गौरी", "चंद्रिका",
     "जय",    "तेजस्विनी", "दीपक",  "नीलम",    "प्रियंका", "भारती", "मोहन", "यशोदा",
     "राजेश",  "लक्ष्मी",   "विद्या", "शर्मिष्ठा", "सुनील",   "ज्ञानेश"});
constexpr auto devanagari_family =
    std::to_array<Words>({"अग्रवाल",  "कुलकर्णी", "खन्ना", "गुप्ता",  "चतुर्वेदी",   "जोशी",
     "ठाकुर",
                          "त्रिपाठी", "देशमुख",   "नाईक", "पाटील", "बैनर्जी",    "भट्ट",  "मिश्रा",
                          "यादव",    "राठौर",  "वर्मा", "शर्मा",  "श्रीवास्तव",
     "सिंह",  "क्षीरसागर"});
constexpr auto devanagari_cities = std::to_array<Words>({"नवगाँव", "आम्रपुर", "चाँदनी घाट"});

constexpr auto bengali_given = std::to_array<Words>(
    {"অনন্যা", "আরিফ", "ইশিতা", "উৎপল", "কৃষ্ণেন্দু", "গৌতম", "জ্যোৎস্না", "তাহমিনা", "দেবাশীষ",
     "নাসরীন",
     "পৌলোমী", "বৃষ্টি", "মৃণাল", "রবীন", "শ্রাবণী", "সৌমিত্র"});
constexpr auto bengali_family =
    std::to_array<Words>({"আচার্য", "ইসলাম", "কর্মকার", "খাতুন", "ঘোষ", "চক্রবর্তী", "চৌধুরী",
     "দত্ত",
                          "বন্দ্যোপাধ্যায়", "ভট্টাচার্য", "মুখার্জী", "রহমান", "সরকার", "হোসেন"});
constexpr auto bengali_cities = std::to_array<Words>({"শান্তিপাড়া", "কাশবন", "নদীরকূল"});

constexpr auto tamil_given = std::to_array<Words>(
    {"அருள்", "ஆதிரை", "இளங்கோ", "ஈஸ்வரி", "உமா", "எழில்", "கண்ணன்", "கயல்விழி", "சந்திரா",
     "தமிழ்ச்செல்வி",
     "நந்தினி", "பாலாஜி", "மீனாட்சி", "முருகன்", "வள்ளி", "ஸ்ரீதர்"});
constexpr auto tamil_family = std::to_array<Words>(
    {"இராமசாமி", "கந்தசாமி", "கிருஷ்ணமூர்த்தி", "சுப்பிரமணியன்", "செல்வராஜ்", "தங்கவேல்", "நடராஜன்",
     "பழனிசாமி", "பெருமாள்", "மாணிக்கம்", "ராஜேந்திரன்", "வேலுச்சாமி", "ஷண்முகம்", "ஜெயராமன்"});
constexpr auto tamil_cities = std::to_array<Words>({"தென்னந்தோப்பு", "கடலோரம்", "மலையூர்"});

constexpr auto thai_given = std::to_array<Words>(
    {"กนกวรรณ", "ขวัญใจ", "จันทร์เพ็ญ", "ชัยวัฒน์", "ณัฐพล", "ดวงใจ", "ธีรพงษ์", "นภัสสร",
     "ประเสริฐ", "พรทิพย์",
     "ภูมิ", "มาลี", "รัตนา", "วิไลวรรณ", "ศิริชัย", "สุดารัตน์", "อรุณี", "ไพลิน"});
constexpr auto thai_family = std::to_array<Words>(
    {"แก้วมณี", "ขันทอง", "จันทรสุข", "ชูศรี", "ดีงาม", "ทองดี", "นาคสวัสดิ์", "บุญมาก",
     "พงษ์ไพบูลย์", "มั่นคง",
     "รักษ์ไทย", "วงศ์สวัสดิ์", "ศรีสุข", "สายทอง", "หอมหวล", "อินทรักษ์"});
constexpr auto thai_cities = std::to_array<Words>({"บ้านริมน้ำ", "เขาเขียว", "ท่าเรือเก่า"});

constexpr auto ethiopic_given =
    std::to_array<Words>({"ሀብታሙ", "ለምለም", "መሠረት", "ሰላማዊት", "ረድኤት", "ቀለም", "በቀለ", "ተስፋዬ", "ነጋሽ",
                          "አልማዝ", "ከበደ", "ወርቅነሽ", "ዘነበ", "የሺ", "ደስታ", "ገነት", "ጸሐይ", "ፍቅርተ"});
constexpr auto ethiopic_family =
    std::to_array<Words>({"ሀይሉ", "ለማ", "መኮንን", "ሙሉጌታ", "ረታ", "ሰይፉ", "በላይ", "ታደሰ", "አበበ", "ከፍያለው",
                          "ወልደማርያም", "ዘውዴ", "ይልማ", "ደምሴ", "ገብረመድኅን", "ጥላሁን"});
constexpr auto ethiopic_cities = std::to_array<Words>({"አዲስ ሜዳ", "ባሕር ዳርቻ", "ገነት ሰፈር"});

constexpr auto georgian_given =
    std::to_array<Words>({"ანა", "ბექა", "გიორგი", "დალი", "ეკატერინე", "ვახტანგ", "ზურაბ", "თამარ",
                          "ირაკლი", "ქეთევან", "ლაშა", "მარიამ", "ნინო", "ჟუჟუნა"});
constexpr auto georgian_family =
    std::to_array<Words>({"აბაშიძე", "ბერიძე", "გელაშვილი", "დოლიძე", "კაპანაძე", "ლომიძე",
                          "მაისურაძე", "ნოზაძე", "ჩხეიძე", "ჯანაშია", "წერეთელი", "ღლონტი"});
constexpr auto georgian_cities = std::to_array<Words>({"ახალუბანი", "ვენახისჭალა"});

constexpr auto armenian_given =
    std::to_array<Words>({"Անահիտ", "Արամ", "Գոհար", "Դավիթ", "Եվա", "Զարուհի", "Թամար", "Կարեն",
                          "Հասմիկ", "Մարիամ", "Նարեկ", "Շուշան", "Սուրեն", "Տիգրան"});
constexpr auto armenian_family =
    std::to_array<Words>({"Աբրահամյան", "Բաղդասարյան", "Գրիգորյան", "Դանիելյան", "Խաչատրյան",
                          "Հակոբյան", "Մկրտչյան", "Պետրոսյան", "Սարգսյան", "Վարդանյան"});
constexpr auto armenian_cities = std::to_array<Words>({"Ձորագյուղ", "Նոր Այգի"});

// clang-format on

constexpr auto all = std::to_array<Culture>({
    {Script::latin, 24, true, " ", false, english_given, english_family, english_cities},
    {Script::latin, 14, true, " ", false, iberian_given, iberian_family, iberian_cities},
    {Script::latin, 12, true, " ", false, central_given, central_family, central_cities},
    {Script::latin, 4, true, " ", true, viet_given, viet_family, viet_cities},
    {Script::latin, 6, true, " ", false, african_given, african_family, african_cities},
    {Script::cyrillic, 7, true, " ", false, cyrillic_given, cyrillic_family, cyrillic_cities},
    {Script::greek, 3, true, " ", false, greek_given, greek_family, greek_cities},
    {Script::arabic, 6, true, " ", false, arabic_given, arabic_family, arabic_cities},
    {Script::hebrew, 2, true, " ", false, hebrew_given, hebrew_family, hebrew_cities},
    {Script::han, 5, false, "", true, chinese_given, chinese_family, chinese_cities},
    {Script::kana, 3, false, " ", true, japanese_given, japanese_family, japanese_cities},
    {Script::hangul, 3, false, "", true, korean_given, korean_family, korean_cities},
    {Script::devanagari, 4, true, " ", false, devanagari_given, devanagari_family,
     devanagari_cities},
    {Script::bengali, 2, true, " ", false, bengali_given, bengali_family, bengali_cities},
    {Script::tamil, 2, true, " ", false, tamil_given, tamil_family, tamil_cities},
    {Script::thai, 2, false, " ", false, thai_given, thai_family, thai_cities},
    {Script::ethiopic, 2, true, " ", false, ethiopic_given, ethiopic_family, ethiopic_cities},
    {Script::georgian, 1, true, " ", false, georgian_given, georgian_family, georgian_cities},
    {Script::armenian, 1, true, " ", false, armenian_given, armenian_family, armenian_cities},
});

}  // namespace

std::span<const Culture> cultures() {
  return all;
}

}  // namespace kith::generate
