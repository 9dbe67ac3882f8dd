#include "core/query/duplicate_judge.h"

#include "core/base/date.h"
#include "core/query/match_keys.h"
#include "core/record/builtin.h"

#include <algorithm>

namespace kith {
namespace {

constexpr int kind_shift = 60;
constexpr Mark payload_mask = (Mark{1} << kind_shift) - 1;

// Nobody is reached in so many ways; a file may say so.
constexpr std::size_t values_max = 60;
constexpr std::size_t name_pairs_max = 24;

// A telephone number as a mark: digits, how many, and whether the first are a country's.
constexpr int digits_bits = 50;
constexpr int count_shift = digits_bits;
constexpr int country_shift = count_shift + 4;

Mark mark_of(MarkKind kind, std::uint64_t payload) {
  return Mark{static_cast<std::uint8_t>(kind)} << kind_shift | (payload & payload_mask);
}

Mark phone_mark(const PhoneNumber& phone) {
  return mark_of(MarkKind::phone, phone.digits |
                                      static_cast<std::uint64_t>(phone.count) << count_shift |
                                      std::uint64_t{phone.has_country} << country_shift);
}

PhoneNumber phone_of(Mark mark) {
  return {.digits = mark & ((Mark{1} << digits_bits) - 1),
          .count = static_cast<int>(mark >> count_shift & 15),
          .has_country = (mark >> country_shift & 1) != 0};
}

class ProfileMaker {
 public:
  explicit ProfileMaker(const ProfileInput& input) : input_(input) {}

  Profile make() {
    made_.is_organisation = input_.is_organisation;
    if (input_.is_organisation) {
      made_.name = comparable_organisation(input_.name.display);
      add(MarkKind::name, made_.name);
    } else {
      made_.name = comparable_name(input_.name);
      for_each_name_pair(made_.name, [this](std::uint64_t pair) {
        if (made_.marks.size() < name_pairs_max)
          made_.marks.push_back(mark_of(MarkKind::name, pair));
      });
    }
    add(MarkKind::organisation, comparable_organisation(input_.organisation));
    add(MarkKind::city, name_key(input_.city));
    if (!input_.household.is_null()) add(MarkKind::household, as_text(input_.household.view()));
    for (const Value& value :
         std::span(input_.values).first(std::min(input_.values.size(), values_max)))
      add_value(value);
    std::ranges::sort(made_.marks);
    const auto rest = std::ranges::unique(made_.marks);
    made_.marks.erase(rest.begin(), rest.end());
    if (const auto span = parse_edtf(input_.birthday); span && !span->is_span && span->from) {
      made_.birthday = static_cast<std::uint32_t>(span->from->year * 512 + span->from->month * 32 +
                                                  span->from->day);
    }
    return std::move(made_);
  }

 private:
  void add(MarkKind kind, std::string_view key) {
    if (!key.empty()) made_.marks.push_back(mark_of(kind, key_hash(key)));
  }

  void add_value(const Value& value) {
    if (const auto* address = value.get<Address>()) {
      add(MarkKind::street, street_key(address->street));
      add(MarkKind::city, name_key(address->city));
      return;
    }
    const auto* way = value.get<ContactWay>();
    if (way == nullptr) return;
    if (value.type() == ValueType::email) {
      const std::string key = mailbox_key(way->text);
      add(is_shared_mailbox(key) && !input_.is_organisation ? MarkKind::mailbox : MarkKind::email,
          key);
    } else if (value.type() == ValueType::phone) {
      const PhoneNumber phone = parse_phone(way->text);
      if (phone.count > 0) made_.marks.push_back(phone_mark(phone));
    } else if (value.type() == ValueType::handle) {
      add(MarkKind::account, account_key(way->label, way->text));
    } else if (const std::string account = account_key(way->text); !account.empty()) {
      add(MarkKind::account, account);
    } else if (input_.is_organisation) {
      add(MarkKind::site, site_key(way->text));
    }
  }

  const ProfileInput& input_;
  Profile made_;
};

// The weights. Whatever two share that many bear, or that no block of the search stands for (a
// city, letters that differ in a name), must not add up to a maybe: see duplicates.h, invariant 2.

// What two have of one kind.
struct InCommon {
  bool both_have = false;
  bool is_shared = false;
  bool is_common = true;  // whatever is shared, many bear it
};

std::array<InCommon, mark_kind_count> compare_marks(std::span<const Mark> a,
                                                    std::span<const Mark> b,
                                                    const CommonMarks& common) {
  std::array<InCommon, mark_kind_count> kinds;
  for (Mark mark : a) {
    InCommon& kind = kinds[static_cast<std::size_t>(kind_of(mark))];
    for (Mark other : b) {
      if (kind_of(other) != kind_of(mark)) continue;
      kind.both_have = true;
      if (block_key(mark) != block_key(other)) continue;
      const bool is_same =
          kind_of(mark) != MarkKind::phone || is_same_phone(phone_of(mark), phone_of(other));
      if (!is_same) continue;
      kind.is_shared = true;
      kind.is_common = kind.is_common && common.has(mark);
    }
  }
  return kinds;
}

bool is_same_person_name(NameRelation relation) {
  return relation >= NameRelation::same && relation <= NameRelation::spelling;
}

class Judge {
 public:
  Judge(const ProfileView& a, const ProfileView& b, const CommonMarks& common)
      : a_(a), b_(b), marks_(compare_marks(a.marks, b.marks, common)) {}

  Verdict judge() {
    const bool is_for_one = a_.is_organisation ? weigh_organisations() : weigh_people();
    if (!is_for_one) return {};
    constexpr int maybe_min = 30;
    constexpr int likely_min = 45;
    constexpr int surely_min = 70;
    const bool may_be_sure = has_own_account() || is_same_name_;
    if (made_.points >= surely_min && may_be_sure) {
      made_.level = DuplicateLevel::surely;
    } else if (made_.points >= likely_min) {
      made_.level = DuplicateLevel::likely;
    } else if (made_.points >= maybe_min) {
      made_.level = DuplicateLevel::maybe;
    }
    return made_;
  }

 private:
  const InCommon& marks(MarkKind kind) const { return marks_[static_cast<std::size_t>(kind)]; }

  // A profile that hardly anybody else has.
  bool has_own_account() const {
    return marks(MarkKind::account).is_shared && !marks(MarkKind::account).is_common;
  }

  void weigh(DuplicateReason reason, int points) {
    made_.reasons |= std::uint32_t{1} << static_cast<int>(reason);
    made_.points += points;
  }
  // What is rare tells more than what many bear.
  void weigh_shared(MarkKind kind, DuplicateReason reason, int rare, int common) {
    if (marks(kind).is_shared) weigh(reason, marks(kind).is_common ? common : rare);
  }
  void weigh_differing(MarkKind kind, int points) {
    if (marks(kind).both_have && !marks(kind).is_shared) made_.points += points;
  }

  // False when they are surely two.
  bool weigh_people() {
    using R = DuplicateReason;
    weigh_shared(MarkKind::email, R::same_email, 50, 3);
    weigh_shared(MarkKind::phone, R::same_phone, 40, 3);
    weigh_shared(MarkKind::account, R::same_account, 60, 0);
    weigh_shared(MarkKind::mailbox, R::same_mailbox, 10, 3);
    const bool has_own_sign = made_.points >= 40;
    if (!weigh_names(has_own_sign)) return false;
    weigh_birthdays();
    weigh_shared(MarkKind::organisation, R::same_organisation, 20, 20);
    weigh_shared(MarkKind::household, R::same_household, 5, 5);
    const bool has_other_city = marks(MarkKind::city).both_have && !marks(MarkKind::city).is_shared;
    if (!has_other_city) weigh_shared(MarkKind::street, R::same_street, 25, 25);
    weigh_shared(MarkKind::city, R::same_city, 5, 5);
    weigh_differing(MarkKind::email, -5);
    weigh_differing(MarkKind::phone, -5);
    weigh_differing(MarkKind::account, -10);
    weigh_differing(MarkKind::organisation, -5);
    weigh_differing(MarkKind::city, -5);
    return true;
  }

  bool weigh_names(bool has_own_sign) {
    using R = DuplicateReason;
    const NameComparison names = compare_names(a_.name, b_.name);
    is_same_name_ = is_same_person_name(names.relation);
    const bool has_account = has_own_account();
    if (names.has_other_suffix && !has_account) return false;
    if (names.has_one_suffix) weigh(R::one_suffix, -30);
    const bool is_rare = marks(MarkKind::name).is_shared && !marks(MarkKind::name).is_common;
    const auto by_rarity = [&](int rare) { return is_rare ? rare : 5; };
    switch (names.relation) {
      case NameRelation::none:
        return has_own_sign;
      case NameRelation::same:
        weigh(R::same_name, by_rarity(30));
        return true;
      case NameRelation::swapped:
        weigh(R::swapped_name, by_rarity(30));
        return true;
      case NameRelation::longer:
        weigh(R::longer_name, by_rarity(26));
        return true;
      case NameRelation::nickname:
        weigh(R::nickname, by_rarity(25));
        return true;
      case NameRelation::initials:
        weigh(R::initials, 15);
        return true;
      case NameRelation::spelling:
        weigh(R::spelling, 15);
        return true;
      case NameRelation::part:
        weigh(R::part_of_name, 10);
        return true;
      case NameRelation::other_middle:
        weigh(R::other_middle, 5);
        return true;
      case NameRelation::other_family:
        weigh(R::other_family, -5);
        return true;
      case NameRelation::other_given:
        weigh(R::other_names, -20);
        return has_account;
      case NameRelation::different:
        weigh(R::other_names, -20);
        return has_own_sign;
    }
    return false;
  }

  void weigh_birthdays() {
    using R = DuplicateReason;
    if (a_.birthday == 0 || b_.birthday == 0) return;
    const std::uint32_t year_a = a_.birthday / 512, year_b = b_.birthday / 512;
    const std::uint32_t day_a = a_.birthday % 512, day_b = b_.birthday % 512;
    const bool have_years = year_a != 0 && year_b != 0;
    const bool have_days = day_a % 32 != 0 && day_b % 32 != 0;
    const bool have_months = day_a != 0 && day_b != 0;
    const bool is_other = (have_years && year_a != year_b) || (have_days && day_a != day_b) ||
                          (have_months && day_a / 32 != day_b / 32);
    if (is_other)
      weigh(R::other_birthday, -40);
    else if (have_years && have_days)
      weigh(R::same_birthday, 30);
    else if (have_days)
      weigh(R::same_day, 20);
  }

  bool weigh_organisations() {
    using R = DuplicateReason;
    weigh_shared(MarkKind::site, R::same_site, 40, 0);
    weigh_shared(MarkKind::email, R::same_email, 30, 4);
    weigh_shared(MarkKind::phone, R::same_phone, 30, 4);
    weigh_shared(MarkKind::account, R::same_account, 40, 0);
    const bool has_own_sign = made_.points >= 30;
    if (marks(MarkKind::name).is_shared) {
      weigh_shared(MarkKind::name, R::same_name, 30, 10);
      is_same_name_ = true;
    } else if (is_misspelling(a_.name, b_.name)) {
      weigh(R::spelling, 20);
      is_same_name_ = true;
    } else {
      weigh(R::other_names, -15);
      if (!has_own_sign) return false;
    }
    weigh_shared(MarkKind::street, R::same_street, 20, 20);
    weigh_shared(MarkKind::city, R::same_city, 15, 15);
    weigh_differing(MarkKind::city, -15);
    return true;
  }

  const ProfileView& a_;
  const ProfileView& b_;
  std::array<InCommon, mark_kind_count> marks_;
  Verdict made_;
  bool is_same_name_ = false;
};

}  // namespace

MarkKind kind_of(Mark mark) {
  return static_cast<MarkKind>(mark >> kind_shift);
}

std::uint64_t block_key(Mark mark) {
  constexpr std::uint64_t end_of_number = 100'000'000;  // with the area, without the country
  if (kind_of(mark) == MarkKind::phone)
    mark = mark_of(MarkKind::phone, phone_of(mark).digits % end_of_number);
  std::uint64_t key = mark * 0x9e3779b97f4a7c15;
  key = (key ^ key >> 32) * 0xd6e8feb86659fd93;
  return key >> 16;
}

Profile make_profile(const ProfileInput& input) {
  return ProfileMaker(input).make();
}

void CommonMarks::sort() {
  std::ranges::sort(keys_);
}

bool CommonMarks::has(Mark mark) const {
  return std::ranges::binary_search(keys_, block_key(mark));
}

Verdict judge(const ProfileView& a, const ProfileView& b, const CommonMarks& common) {
  return Judge(a, b, common).judge();
}

}  // namespace kith
