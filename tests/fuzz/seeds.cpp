#include "core/base/bytes.h"
#include "core/exchange/parser.h"
#include "tests/fuzz/targets.h"

namespace kith::fuzz {

namespace {

std::string text_of(const Bytes& bytes) {
  return std::string(as_text(bytes));
}

std::string utf16(std::string_view ascii) {
  std::string out = "\xff\xfe";
  for (char c : ascii) {
    out += c;
    out += '\0';
  }
  return out;
}

}  // namespace

std::vector<std::string> csv_seeds() {
  const std::string google =
      "First Name,Last Name,Labels,E-mail 1 - Label,E-mail 1 - Value,Phone 1 - Value,Relation 1 - "
      "Label,Relation 1 - Value,Event 1 - Label,Event 1 - Value,Address 1 - Street,Address 1 - City"
      ",Birthday,Notes\nWren,Holt,A ::: * myContacts,* Work,w@x.example,1 ::: 2,Spouse,Marek,"
      "Anniversary,2001-06-30,a ::: b,c ::: d,--02-11,\"two\nlines \"\"quoted\"\"\"\n";
  const std::string outlook =
      "\"Title\",\"First Name\",\"Last Name\",\"Company\",\"Mobile Phone\",\"E-mail Address\","
      "\"Job Title\",\"Birthday\",\"Spouse\",\"Children\",\"Categories\"\r\n\"Dr.\",\"Amara\","
      "\"Voss\",\"Clinic\",\"1\",\"a@x.example\",\"Cook\",\"11/3/"
      "1981\",\"Jun\",\"Ilse;P\xc3\xado\","
      "\"A;B\"\r\n";
  const std::string linkedin =
      "Notes:\r\n\"When exporting, you may notice\"\r\n\r\nFirst Name,Last Name,URL,Email Address,"
      "Company,Position,Connected On\r\nRavi,\"Cole, CFRE\",https://www.linkedin.com/in/Ravi,,Bank,"
      "\"Lead \"\"G\"\"\",03 Jan 2023\r\n,,,,,,28 Feb 2019\r\n";
  return {google,
          outlook,
          linkedin,
          utf16(outlook),
          "\xef\xbb\xbfName;E-mail;When\n'=1+1;a@x;03/04/2021\nBeno\xeet;b@x\nx;y;z;more\n",
          "sep=|\nName|Phone\n\"open\n",
          "Name\tCity\rAna\tRome\r"};
}

std::vector<std::string> vcard_seeds() {
  return {
      "BEGIN:VCARD\nVERSION:3.0\nN:M;O;;;\nFN:O M\nitem1.TEL;type=pref:1\nitem1.X-ABLabel:_$!<"
      "Home>!$_\nBDAY;X-APPLE-OMIT-YEAR=1604:1604-07-20\nNOTE:a\\, b\\nc\nEND:VCARD\n",
      "BEGIN:VCARD\r\nVERSION:2.1\r\nN;LANGUAGE=en-us:B;H;;Dr.;\r\nTEL;WORK;VOICE:1\r\nLABEL;"
      "ENCODING=QUOTED-PRINTABLE:4 Row=0D=0A=\r\nLow\r\nPHOTO;BASE64:AAAA\r\n BBBB\r\n\r\n"
      "EMAIL;PREF;INTERNET:h@x\r\nAGENT:\r\nBEGIN:VCARD\r\nFN:In\r\nEND:VCARD\r\nEND:VCARD\r\n",
      "BEGIN:VCARD\nVERSION:4.0\nUID:urn:uuid:a\nKIND:group\nFN:Zo\xc3\n \xab\nMEMBER:urn:uuid:b\n"
      "RELATED;TYPE=\"spouse,friend\":urn:uuid:b\nADR:;whole\\naddress;;;;;\nTEL;TYPE=\"a,b:c"
      "\":tel:1\nEND:VCARD\nBEGIN:VCARD\nFN;CHARSET=ISO-8859-1:\xee\n"};
}

std::vector<std::string> batch_seeds() {
  std::vector<std::string> seeds;
  for (const auto& files : {csv_seeds(), vcard_seeds()}) {
    for (const std::string& file : files) {
      Parser parser({.file_name = "seed"});
      if (!parser.feed(as_bytes(file)) || !parser.finish()) continue;
      while (auto batch = parser.take_batch())
        seeds.push_back(text_of(*batch));
    }
  }
  return seeds;
}

std::vector<std::string> report_seeds() {
  std::vector<std::string> seeds;
  for (const std::string& file : csv_seeds()) {
    Parser parser({.file_name = "seed"});
    Result<void> read = parser.feed(as_bytes(file));
    if (read) read = parser.finish();  // one that fails has a report too
    seeds.push_back(text_of(parser.report().encode()));
  }
  return seeds;
}

std::vector<std::string> mapping_seeds() {
  const std::vector<std::string> headers = {"Name", "E-mail", "City", "Colour"};
  return {text_of(encode_mapping(headers, suggest_mapping(headers)))};
}

}  // namespace kith::fuzz
