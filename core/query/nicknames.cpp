#include "core/query/nicknames.h"

#include <algorithm>

namespace kith {
namespace {

// One full name a line with its short forms, all folded (core/base/text_fold.h). A short form may
// stand in several lines; what two lines share does not make their full names one.
constexpr std::string_view table = R"(
abigail abby abbie gail
abraham abe bram avi
adelaide addie heidi
agnieszka aga
albert al bert bertie
alberto beto
alejandra ale sandra
alejandro ale alex jandro
aleksandr sasha sanya shura alex
aleksandra sasha ola olenka alex
alexander alex al sandy xander lex sascha sander
alexandra alex sandra sandy lexi sascha
alfonso poncho
alfred alf fred freddie al
alice ali allie lisa
alison ali allie
amelia amy millie mia
anastasia nastya stacy nastja ana
andreas andi andy
andrew andy drew
ann anna annie anne nan nancy hannah
anastasios tasos
anna ania anya anja anne ann annie anka
antonia toni tonia
antonio tonio toni nino tono
anthony tony ant
arthur art artie
augustus gus augie
barbara barb babs barbie basia
bartholomew bart
bartosz bartek
beatrice bea trixie
beatriz bea bia
benedikt ben bene
benjamin ben benny benji
bernard bernie
bernadette bernie detta
bogdan danko
boris borja borya
carlos carlitos calo
caroline carrie caro carol line
catherine cathy cath kate katie kitty cat cate
cecilia ceci cilla celia
charles charlie chuck chas chaz
charlotte charlie lottie lotte
christian chris christie
christina chris tina christie chrissy kirsten
christine chris tina chrissy
christopher chris kit topher kris
clara claire klara
constance connie
cornelius cor neil kees
cristina cris tina
cynthia cindy
daniel dan danny dani danil
daniela dani dany
david dave davy davey dawid
deborah deb debbie debra
dimitrios dimitris mitsos
dmitri dima mitya dmitry dmitrij
dominic dom nic
dominik domi
donald don donnie
dorothea thea dora dorte
dorothy dot dottie dolly dora
douglas doug
eberhard ebi
edmund ed eddie ned ted
eduard edi edo
eduardo edu lalo
edward ed eddie ned ted teddy
eleanor ellie nell nora elly lenore
eleni lena lenio
elisabeth lisa lisbeth elli lise sissi elsbeth
elizabeth liz lizzie beth betty eliza libby bess elspeth betsy lisa
emilia emi mila milly
emily em emmy millie
emmanuel manu manny manolo
enrique quique kike
ernst ernie
esteban estebito
eugene gene
evgeny zhenya jenya
evgenia zhenya jenya
ewa ewka
ferdinand ferdi ferdy
fernando nando fer
florence flo flossie
francesca franca fran cesca
francesco franco checco cesco
frances fran franny frankie fanny
francis frank frankie fran
francisco paco pancho curro kiko chico fran
franciszek franek
frederick fred freddie freddy fritz
friedrich fritz fred friedel
gabriel gabe gabi
gabriela gabi gaby
gabriele gabi
genevieve gen eve
geoffrey geoff jeff
george georgie
georgios giorgos yorgos
gerald gerry jerry
gerard gerry ger
gerhard gerd
gertrude gertie trudy trude
gilbert gil bert
giovanni gianni nino vanni
giuseppe beppe peppe pino
giuseppina pina giusy
gonzalo gonza chalo
gregory greg
grigori grisha
grzegorz grzesiek grzes
guadalupe lupe lupita
guillaume gui guillermo
guillermo guille memo
gustavo gus tavo
hannah hanna annie
harold harry hal
heinrich heinz heiner heini
helen nell nellie lena ellie
henry harry hank hal
herbert herb bert
hermann armin
hubert bert hugh
ignacio nacho
ignatius iggy
irina ira irinka
isaac ike zac
isabel isa bella izzy belle chabela
isabella bella izzy isa ella
ivan vanya vania
jacob jake jakob coby
jacqueline jackie
jakub kuba
james jim jimmy jamie jem
jan janek jasiu honza
jane janie jenny
janet jan
jasmine jas jazz
jean jeannie
jeffrey jeff
jennifer jen jenny jenn
jeremy jerry jez
jerome jerry
jessica jess jessie
jesus chuy chus
jiri jirka
joanna jo joasia asia
joanne jo joey
joachim jochen achim jo
joao joaozinho
johannes hans hannes jan jo johann
john johnny jack jon
jonathan jon jonny john
jorge coque
jose pepe chepe ze zeca
josefa pepa
josef sepp pepa beppo
joseph joe joey jo
josephine jo josie fifi
joshua josh
juan juanito juancho
judith judy jude judi
julia jules julie
julian jules
karl karlchen kalle carl
katarina kata katja rina
katarzyna kasia
katerina katya katia
katherine kate katie kathy kat kit kitty kay kathryn
kathleen kath kathy kate katie
kenneth ken kenny
kimberly kim
konstantin kostya kostja
konstantinos kostas dinos
krzysztof krzysiek krzys
larisa lara lora
lars lasse
laurence larry laurie lawrence loz
lawrence larry laurie
leonard leo len lenny
leonardo leo nardo
leopold leo poldi
lillian lily lil
louis lou louie
louise lou lulu
ludwig lutz wiggerl
luis lucho
luigi gigi gino
lukasz luki
maciej maciek
madeleine maddie maddy madeline
magdalena magda lena leni
malgorzata gosia malgosia
manuel manolo manu lolo
manuela manu manoli
margaret maggie meg peggy marge margie greta daisy mags rita
margarete grete gretel greta marga
margarita rita margo
maria mary marie mia mitzi masha mariya maryia
mariya masha mary maria
marjorie marge margie
martha marty patty
martin marty
mary molly polly mae mamie
mateusz mati
matilda tilda tillie mattie
matthew matt matty
matthias matze
maximilian max maxi
maxim max
mechthild mechtild
melissa mel missy
mercedes merche
michael mike mick mickey mikey micky michi michel mischa misha
michelle shelly mich
miguel migue
mikhail misha mischa mikhael mihail
mikolaj mikolajek
mildred millie
mohammed mo mohamed muhammad mohammad mehmet mohamad
montserrat montse
nadezhda nadya nadia
natalia nata natasha natalya natalie
natalie nat
nathan nate
nathaniel nate nat nathan
nicholas nick nicky nico klaus
nicolas nico
nicole nicky nikki
nikolai kolya nikolaj
nikolaos nikos
nikolaus niko klaus nico
oleksandr sasha sashko oles
olga olya olja
oliver ollie olly
olivia liv livvy
pamela pam
panagiotis panos takis
patricia pat patty tricia trish pati
patrick pat paddy rick
paul paulie
pauline polly
pavel pasha
pedro perico
penelope penny nell
peter pete petey
philip phil pip
philippa pip pippa
piotr piotrek
pyotr petya
rachel rach shelly rae
raimund mundl
ramon moncho
raymond ray
rebecca becky becca bex
regina gina
reinhard reini
renate rena
richard rick ricky dick rich richie
ricardo rica rico
robert rob robbie bob bobby bert robin robby
roberto beto rob
rodney rod
rodrigo rodri
roger rog
roland rolle roly
ronald ron ronnie
rosa rosita rosie
rosalind roz ros
rosario charo
rosemary rosie rose romy
rudolf rudi rolf
russell russ
salvador salva chava
samantha sam sammy
samuel sam sammy
santiago santi diego yago
sarah sally sadie sara
sebastian seb bastian basti
sergei seryozha serge
sergio checo
sharon shaz
siegfried sigi siggi
sigrid siri
sophia sophie sofia sonya
sophie soph
stanislav stas
stanislaw staszek stas
stanley stan
stephanie steph steffi
stephen steve stevie stephan steven
steven steve stevie
susan sue susie suzy
susanna susi sanna sanne
susanne susi sanne
suzanne sue suzy
svetlana sveta lana
tadeusz tadek
tatiana tanya tania
teresa tess tere tessa
terence terry
thaddeus tad thad
theodore ted teddy theo
theodoros thodoris
theresa terry tess tessa tracy resi
thomas tom tommy thom
timothy tim timmy
tobias tobi toby
tomasz tomek
tomas tom tomasek
ulrich uli ulli
ulrike uli rike
ursula uschi ursel ulla
valentina valya tina vale
valentin valya
vasilios vasilis
vasily vasya
veronica ronnie vero nica
veronika vroni niki
victor vic
victoria vicky tori vic
vicente chente
vincent vince vinny
vincenzo enzo
viktor vitya vik
vladimir vova volodya vlad
volodymyr vova volodya
walter walt wally
wilhelm willi willy helmut
wilhelmina mina wilma minnie
william bill billy will willie willy liam
wladyslaw wladek
wojciech wojtek
yekaterina katya katia
yelena lena elena
yevgeny zhenya
yuri yura jura
zachary zach zack zac
zbigniew zbyszek
zuzana zuzka zuza
zuzanna zuza zuzia
александр саша шура алекс саня
александра саша шура аля
алексеи леша алеша
анастасия настя ася
андреи андрюша
анна аня нюра анюта
борис боря
василии вася
валентина валя
виктор витя
владимир вова володя
володимир вова володя
дарья даша
дмитрии дима митя
евгении женя
евгения женя
екатерина катя катерина
елена лена алена
елизавета лиза
иван ваня
ирина ира
константин костя
ксения ксюша
людмила люда мила
мария маша маруся маня
михаил миша
наталия наташа ната наталья
наталья наташа ната
николаи коля
ольга оля
олександр сашко олесь саша
павел паша
петр петя
светлана света
сергеи сережа
софия соня софья
татьяна таня
юлия юля
юрии юра
γεωργιοσ γιωργοσ
ιωαννησ γιαννησ
κωνσταντινοσ κωστασ ντινοσ
δημητριοσ δημητρησ μητσοσ
παναγιωτησ πανοσ τακησ
νικολαοσ νικοσ
βασιλειοσ βασιλησ
ελενη λενα λενιω
αικατερινη κατερινα καιτη
محمد حموده
ابراهيم برهوم
יצחק איציק
יעקב קובי
יוסף יוסי
אברהם אבי
שמואל שמוליק
דוד דודי
משה מושיק
)";

struct Entry {
  std::string_view word;
  std::uint16_t full_name;
};

// Sorted by word.
std::vector<Entry> read_table() {
  std::vector<Entry> entries;
  std::uint16_t line = 0;
  for (std::size_t at = 0; at < table.size();) {
    const std::size_t end = table.find_first_of(" \n", at);
    if (end > at) entries.push_back({table.substr(at, end - at), line});
    if (table[end] == '\n') ++line;
    at = end + 1;
  }
  std::ranges::stable_sort(entries, {}, &Entry::word);
  return entries;
}

const std::vector<Entry>& all_entries() {
  static const std::vector<Entry> entries = read_table();
  return entries;
}

}  // namespace

bool FullNames::has_any_of(const FullNames& other) const {
  return std::any_of(names, names + count, [&](std::uint16_t name) {
    return std::find(other.names, other.names + other.count, name) != other.names + other.count;
  });
}

FullNames full_names(std::string_view folded) {
  const std::vector<Entry>& entries = all_entries();
  FullNames found;
  for (auto entry = std::ranges::lower_bound(entries, folded, {}, &Entry::word);
       entry != entries.end() && entry->word == folded && found.count < FullNames::count_max;
       ++entry)
    found.names[found.count++] = entry->full_name;
  return found;
}

std::vector<std::string_view> names_like(std::string_view folded) {
  std::vector<std::string_view> found;
  const FullNames full = full_names(folded);
  if (full.count == 0) return found;
  for (const Entry& entry : all_entries()) {
    const bool is_form =
        std::find(full.names, full.names + full.count, entry.full_name) != full.names + full.count;
    if (is_form && entry.word != folded) found.push_back(entry.word);
  }
  return found;
}

std::string_view nickname_table() {
  return table;
}

}  // namespace kith
