#include "core/query/match_keys.h"

#include "core/base/bytes.h"
#include "core/base/text_ascii.h"
#include "core/base/text_fold.h"
#include "core/base/text_script.h"
#include "core/base/text_utf8.h"

#include <algorithm>
#include <utility>

namespace kith {

namespace {

constexpr std::size_t phone_digits_min = 7;
constexpr std::size_t phone_digits_compared = 9;

constexpr std::string_view profile_hosts[] = {"facebook.com", "instagram.com", "twitter.com",
                                              "x.com", "github.com"};
// Networks that have had two hosts or names.
constexpr std::pair<std::string_view, std::string_view> network_names[] = {
    {"x", "twitter"}, {"activitypub", "mastodon"}, {"fediverse", "mastodon"}};

// The names of offices in several languages, as they stand before the @.
constexpr std::string_view shared_mailboxes[] = {"admin",
                                                 "administracion",
                                                 "administration",
                                                 "amministrazione",
                                                 "anfrage",
                                                 "biuro",
                                                 "board",
                                                 "bonjour",
                                                 "booking",
                                                 "buero",
                                                 "bureau",
                                                 "contact",
                                                 "contacto",
                                                 "contato",
                                                 "contatti",
                                                 "donate",
                                                 "donations",
                                                 "email",
                                                 "enquiries",
                                                 "events",
                                                 "general",
                                                 "geral",
                                                 "hallo",
                                                 "hello",
                                                 "help",
                                                 "hola",
                                                 "home",
                                                 "iletisim",
                                                 "info",
                                                 "inbox",
                                                 "informacion",
                                                 "kansli",
                                                 "kantoor",
                                                 "kontakt",
                                                 "kontor",
                                                 "mail",
                                                 "media",
                                                 "membership",
                                                 "news",
                                                 "newsletter",
                                                 "office",
                                                 "oficina",
                                                 "ola",
                                                 "post",
                                                 "press",
                                                 "presse",
                                                 "reception",
                                                 "sales",
                                                 "secretaria",
                                                 "secretariat",
                                                 "secretary",
                                                 "segreteria",
                                                 "sekretariat",
                                                 "service",
                                                 "staff",
                                                 "support",
                                                 "team",
                                                 "toimisto",
                                                 "volunteer",
                                                 "volunteers",
                                                 "webmaster",
                                                 "welcome"};

// Words of an address that are mostly written short.
constexpr std::pair<std::string_view, std::string_view> street_words[] = {
    {"street", "st"}, {"road", "rd"},  {"avenue", "av"},    {"ave", "av"},   {"avenida", "av"},
    {"lane", "ln"},   {"drive", "dr"}, {"square", "sq"},    {"court", "ct"}, {"place", "pl"},
    {"plaza", "pl"},  {"platz", "pl"}, {"boulevard", "bd"}, {"blvd", "bd"},  {"strasse", "str"},
    {"rua", "r"},     {"rue", "r"},    {"calle", "c"},      {"via", "v"}};

std::string digits_of(std::string_view text) {
  std::string digits;
  for (char c : text) {
    if (c >= '0' && c <= '9') digits.push_back(c);
  }
  return digits;
}

// Without scheme, "www." and a slash at the end.
std::string bare_url(std::string_view url) {
  std::string text = lower_ascii(trim(url));
  for (std::string_view start : {"https://", "http://", "www."}) {
    if (text.starts_with(start)) text.erase(0, start.size());
  }
  while (text.ends_with('/'))
    text.pop_back();
  return text;
}

std::string address_key(const Address& address) {
  std::string all;
  for (const std::string* part :
       {&address.street, &address.extended, &address.po_box, &address.city, &address.region,
        &address.postal_code, &address.country})
    all += name_key(*part) + '\n';
  return all;
}

bool same_way(ValueType type, const ContactWay& a, const ContactWay& b) {
  if (a.text == b.text) return true;
  switch (type) {
    case ValueType::email:
      return email_key(a.text) == email_key(b.text);
    case ValueType::phone:
      return !digits_of(a.text).empty() && digits_of(a.text) == digits_of(b.text);
    case ValueType::url:
      return bare_url(a.text) == bare_url(b.text);
    default:
      return lower_ascii(a.text) == lower_ascii(b.text) && name_key(a.label) == name_key(b.label);
  }
}

}  // namespace

std::string email_key(std::string_view email) {
  const std::string_view text = trim(email);
  const std::size_t at = text.find('@');
  if (at == 0 || at == text.npos || at + 1 == text.size()) return {};
  return lower_ascii(text);
}

std::string mailbox_key(std::string_view email) {
  std::string key = email_key(email);
  const std::size_t at = key.rfind('@');
  if (at == key.npos) return {};
  std::string name = key.substr(0, at);
  std::string host = key.substr(at + 1);
  if (const std::size_t tag = name.find('+'); tag != 0 && tag != name.npos) name.resize(tag);
  if (host == "googlemail.com") host = "gmail.com";
  if (host == "gmail.com") std::erase(name, '.');
  return name + '@' + host;
}

bool is_shared_mailbox(std::string_view mailbox_key) {
  const std::string_view name = mailbox_key.substr(0, mailbox_key.find('@'));
  return std::ranges::find(shared_mailboxes, name) != std::end(shared_mailboxes);
}

std::string phone_key(std::string_view phone) {
  const std::string digits = digits_of(phone);
  if (digits.size() < phone_digits_min) return {};
  return digits.size() > phone_digits_compared
             ? digits.substr(digits.size() - phone_digits_compared)
             : digits;
}

PhoneNumber parse_phone(std::string_view phone) {
  constexpr std::size_t digits_max = 15;  // ITU-T E.164
  const std::size_t first = std::min(phone.find_first_of("+0123456789"), phone.size());
  phone.remove_prefix(first);
  phone = phone.substr(0, phone.find_first_of("xX#;,"));  // an extension
  std::string digits;
  // "+44 (0)20": the zero is dialled in the country only.
  for (std::size_t at = 0; at < phone.size(); ++at) {
    if (phone.substr(at).starts_with("(0)"))
      at += 2;
    else if (phone[at] >= '0' && phone[at] <= '9')
      digits.push_back(phone[at]);
  }
  PhoneNumber number;
  number.has_country = phone.starts_with('+');
  if (!number.has_country && digits.starts_with("00")) {
    number.has_country = true;
    digits.erase(0, 2);
  }
  if (!number.has_country) {
    digits.erase(0, std::min(digits.find_first_not_of('0'), digits.size()));
    // Long distance in North America and in Russia.
    if (digits.size() == 11 && (digits[0] == '1' || digits[0] == '8')) digits.erase(0, 1);
  }
  if (digits.size() < phone_digits_min || digits.size() > digits_max) return {};
  for (char c : digits)
    number.digits = number.digits * 10 + static_cast<std::uint64_t>(c - '0');
  number.count = static_cast<int>(digits.size());
  return number;
}

bool is_same_phone(const PhoneNumber& a, const PhoneNumber& b) {
  if (a.count == 0 || b.count == 0) return false;
  if (a.count == b.count) return a.digits == b.digits;
  const PhoneNumber& longer = a.count > b.count ? a : b;
  const PhoneNumber& shorter = a.count > b.count ? b : a;
  constexpr int country_code_max = 3;
  if (!longer.has_country || shorter.has_country) return false;
  if (longer.count - shorter.count > country_code_max) return false;
  std::uint64_t power = 1;
  for (int i = 0; i < shorter.count; ++i)
    power *= 10;
  return longer.digits % power == shorter.digits;
}

std::string profile_key(std::string_view url) {
  if (std::string slug = linkedin_slug(url); !slug.empty()) return "linkedin.com/in/" + slug;
  const std::string bare = bare_url(url);
  for (std::string_view host : profile_hosts) {
    if (!bare.starts_with(host) || bare.size() <= host.size() + 1 || bare[host.size()] != '/')
      continue;
    const std::string_view name = std::string_view(bare).substr(host.size() + 1);
    if (name.find_first_of("/?#") == name.npos) return bare;
  }
  return {};
}

std::string linkedin_slug(std::string_view url) {
  const std::string text = lower_ascii(trim(url));
  const std::size_t host = text.find("linkedin.com/");
  const std::size_t in = host == text.npos ? text.npos : text.find("/in/", host);
  if (in == text.npos) return {};
  const std::size_t from = in + 4;
  return text.substr(from, text.find_first_of("/?#", from) - from);
}

std::string account_key(std::string_view network, std::string_view handle) {
  std::string name = lower_ascii(trim(handle));
  if (std::string of_page = account_key(name); !of_page.empty()) return of_page;
  if (name.starts_with('@')) name.erase(0, 1);
  std::string place = name_key(network);
  if (name.empty() || name.find('/') != name.npos) return {};
  if (const std::size_t dot = place.find('.'); dot != place.npos) place.resize(dot);
  for (const auto& [other, usual] : network_names) {
    if (place == other) place = usual;
  }
  return place + '/' + name;
}

std::string account_key(std::string_view url) {
  const std::string key = profile_key(url);
  if (std::string slug = linkedin_slug(url); !slug.empty()) return "linkedin/" + slug;
  if (const std::size_t slash = key.find('/'); slash != key.npos)
    return account_key(key.substr(0, slash), key.substr(slash + 1));
  // https://social.example/@ana is ana@social.example.
  const std::string bare = bare_url(url);
  const std::size_t at = bare.find("/@");
  if (at == bare.npos || at + 2 == bare.size() || bare.find_first_of("/?#", at + 1) != bare.npos)
    return {};
  return "mastodon/" + bare.substr(at + 2) + '@' + bare.substr(0, at);
}

std::string site_key(std::string_view url) {
  const std::string bare = bare_url(url);
  return bare.substr(0, bare.find_first_of("/?#:"));
}

std::string street_key(std::string_view street) {
  std::string key;
  bool has_number = false, has_letter = false;
  std::string word;
  const auto end_word = [&] {
    if (word.size() > 3 && word.ends_with("strasse")) word.resize(word.size() - 4);
    for (const auto& [full, brief] : street_words) {
      if (word == full) word = brief;
    }
    key += word;
    word.clear();
  };
  const std::string folded = fold(street);
  for (std::size_t at = 0; at < folded.size();) {
    const std::size_t begin = at;
    const char32_t c = next_code_point(folded, at);
    // Flat and town come behind; "12, rue des Lilas" goes on.
    if ((c == ',' || c == '\n') && has_number && has_letter) break;
    if (is_word_character(c) || is_joiner(c)) {
      const bool is_digit = c >= '0' && c <= '9';
      has_number |= is_digit;
      has_letter |= !is_digit;
      word.append(folded, begin, at - begin);
    } else {
      end_word();
    }
  }
  end_word();
  return has_number && has_letter ? key : std::string();
}

std::string name_key(std::string_view name) {
  const std::string folded = fold(name);
  std::string key;
  for (char c : folded) {
    const bool space = c == ' ' || c == '\t' || c == '\n' || c == '\r';
    if (!space) {
      key.push_back(c);
    } else if (!key.empty() && key.back() != ' ') {
      key.push_back(' ');
    }
  }
  if (!key.empty() && key.back() == ' ') key.pop_back();
  return key;
}

std::string_view first_word(std::string_view key) {
  return key.substr(0, key.find(' '));
}

std::uint64_t key_hash(std::string_view key, std::uint64_t seed) {
  if (key.empty()) return 0;
  std::uint64_t state = (seed | 1) ^ key.size();
  while (!key.empty()) {
    std::uint8_t block[8] = {};
    const std::size_t size = std::min<std::size_t>(8, key.size());
    std::copy_n(key.begin(), size, block);
    state = (state ^ load_le<std::uint64_t>(block)) * 0x9e3779b97f4a7c15;
    state ^= state >> 32;
    key.remove_prefix(size);
  }
  state *= 0xd6e8feb86659fd93;
  return (state ^ state >> 32) | 1;
}

bool says_the_same(const Value& a, const Value& b) {
  if (a == b) return true;
  if (a.type() != b.type()) return false;
  const auto* way_a = a.get<ContactWay>();
  const auto* way_b = b.get<ContactWay>();
  if (way_a != nullptr && way_b != nullptr) return same_way(a.type(), *way_a, *way_b);
  const auto* address_a = a.get<Address>();
  const auto* address_b = b.get<Address>();
  return address_a != nullptr && address_b != nullptr &&
         address_key(*address_a) == address_key(*address_b);
}

}  // namespace kith
