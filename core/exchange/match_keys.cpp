#include "core/exchange/match_keys.h"

#include "core/base/text_fold.h"
#include "core/exchange/card_rules.h"

namespace kith {

namespace {

constexpr std::size_t phone_digits_min = 7;
constexpr std::size_t phone_digits_compared = 9;

constexpr std::string_view profile_hosts[] = {"facebook.com", "instagram.com", "twitter.com",
                                              "x.com", "github.com"};

std::string lower_ascii(std::string_view text) {
  std::string out(text);
  for (char& c : out)
    c = c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
  return out;
}

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

std::string phone_key(std::string_view phone) {
  const std::string digits = digits_of(phone);
  if (digits.size() < phone_digits_min) return {};
  return digits.size() > phone_digits_compared
             ? digits.substr(digits.size() - phone_digits_compared)
             : digits;
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
