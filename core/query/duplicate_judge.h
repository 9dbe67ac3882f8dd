// Whether two people, or two organisations, may be one: what they have in common, weighed. The same
// judgement in the search through everybody and while a name is typed; docs/duplicates.md tells the
// weights in words.
#pragma once

#include "core/query/duplicate_names.h"
#include "core/record/value.h"

#include <array>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace kith {

// What people have in common. The number is the highest four bits of a mark.
enum class MarkKind : std::uint8_t {
  email,
  mailbox,  // of an office
  phone,
  account,
  site,
  name,  // two words of it
  organisation,
  household,
  street,
  city,
};
inline constexpr std::size_t mark_kind_count = 10;

// A hash of an address, place or pair of names; of a telephone number its digits.
using Mark = std::uint64_t;
MarkKind kind_of(Mark mark);
// Equal for marks that may be the same: telephone numbers go by their end. 48 bits.
std::uint64_t block_key(Mark mark);

// What is known of somebody, before it is made comparable.
struct ProfileInput {
  bool is_organisation = false;
  NameInput name = {};
  std::string_view birthday = {};  // EDTF
  std::string_view organisation = {};
  std::string_view city = {};
  RecordId household = {};
  std::vector<Value> values = {};  // contact ways and addresses
};

// The same, comparable; held by somebody else.
struct ProfileView {
  bool is_organisation = false;
  std::string_view name;
  std::span<const Mark> marks;  // sorted, each once
  std::uint32_t birthday = 0;   // year, month and day, as far as known
};

struct Profile {
  bool is_organisation = false;
  std::string name;
  std::vector<Mark> marks;
  std::uint32_t birthday = 0;

  ProfileView view() const { return {is_organisation, name, marks, birthday}; }
};
Profile make_profile(const ProfileInput& input);

// How sure it is. A name alone is never more than a maybe.
enum class DuplicateLevel : std::uint8_t { none, maybe, likely, surely };

// Why, in the order in which it is told.
enum class DuplicateReason : std::uint8_t {
  same_email,
  same_account,
  same_phone,
  same_site,
  same_mailbox,  // an office's address
  same_name,
  swapped_name,
  longer_name,
  nickname,
  initials,
  spelling,
  part_of_name,
  other_middle,
  other_family,
  other_names,
  same_birthday,
  same_day,  // a birthday of which one has no year
  same_organisation,
  same_street,
  same_household,
  same_city,
  other_birthday,  // against it, from here
  one_suffix,
};
inline constexpr std::size_t duplicate_reason_count = 23;

struct Verdict {
  DuplicateLevel level = DuplicateLevel::none;
  int points = 0;             // for the order, never shown
  std::uint32_t reasons = 0;  // a bit for each

  bool has(DuplicateReason reason) const { return (reasons >> static_cast<int>(reason) & 1) != 0; }
};

// The block keys that so many bear that they tell little: an office's telephone, a common name.
inline constexpr std::size_t bearers_max = 4;
class CommonMarks {
 public:
  void add(std::uint64_t block_key) { keys_.push_back(block_key); }
  void sort();
  bool has(Mark mark) const;

 private:
  std::vector<std::uint64_t> keys_;
};

Verdict judge(const ProfileView& a, const ProfileView& b, const CommonMarks& common);

}  // namespace kith
