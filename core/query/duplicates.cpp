// Invariants.
// 1. Nobody is compared with everybody: a mark that more than bearers_max have is passed over, and
//    of a longer run of words each is compared with window_max others, of the same name first.
// 2. Passing over marks loses nothing: without a rare mark or a block by words in common no pair
//    has the points of a maybe (duplicate_judge.cpp).
// 3. found_ has every pair at most once after keep_best, which goes by level, points and ids.
#include "core/query/duplicates.h"

#include "core/query/duplicate_queries.h"
#include "core/query/match_keys.h"
#include "core/record/builtin.h"
#include "core/record/import_id.h"

#include <algorithm>
#include <tuple>

namespace kith {
namespace {

constexpr std::array searched_kinds = {kinds::person, kinds::organisation};
constexpr int rows_at_once = 100;
constexpr std::size_t run_max = 48;     // compared all with all
constexpr std::size_t window_max = 16;  // in longer ones
constexpr std::size_t found_at_once_max = 4 * DuplicateSearch::found_max;
constexpr std::size_t compared_at_once = 64;

constexpr int person_bits = 24;
constexpr std::uint64_t person_mask = (1 << person_bits) - 1;

std::uint64_t with_word(std::uint64_t of, std::uint64_t word) {
  std::uint64_t key = (of ^ word * 0xd6e8feb86659fd93) * 0x9e3779b97f4a7c15;
  key ^= key >> 32;
  return key * 0xd6e8feb86659fd93 >> 16;
}

}  // namespace

void for_each_word_key(const ProfileView& profile,
                       const std::function<void(std::uint64_t key)>& take) {
  std::vector<std::uint64_t> places;
  for (Mark mark : profile.marks) {
    const MarkKind kind = kind_of(mark);
    const bool counts = kind == MarkKind::organisation || kind == MarkKind::household ||
                        kind == MarkKind::street ||
                        (kind == MarkKind::city && profile.is_organisation);
    if (counts) places.push_back(mark);
  }
  const std::uint32_t day = profile.birthday % 512;
  if (day % 32 != 0) places.push_back(day);
  if (places.empty()) return;
  const auto take_word = [&](std::uint64_t word) {
    for (std::uint64_t place : places)
      take(with_word(place, word));
  };
  if (profile.is_organisation)
    for_each_organisation_word(profile.name, take_word);
  else
    for_each_name_word(profile.name, take_word);
}

DuplicateSearch::DuplicateSearch(Workspace& workspace) : workspace_(workspace) {}

Result<bool> DuplicateSearch::step(std::int64_t budget_us) {
  const std::int64_t end = workspace_.clock().steady_us() + budget_us;
  do {
    switch (phase_) {
      case Phase::listening:
        if (TRY(read_told_apart())) next_phase();
        break;
      case Phase::reading:
        if (TRY(read_some())) next_phase();
        break;
      case Phase::counting:
        count_bucket(bucket_++);
        if (bucket_ == bucket_count) next_phase();
        break;
      case Phase::comparing_marks:
      case Phase::comparing_words: {
        const bool are_words = phase_ == Phase::comparing_words;
        if (compare_some(are_words ? by_word_ : by_mark_, are_words)) ++bucket_;
        if (bucket_ == bucket_count) next_phase();
        break;
      }
      case Phase::done:
        return true;
    }
  } while (workspace_.clock().steady_us() < end);
  return phase_ == Phase::done;
}

void DuplicateSearch::next_phase() {
  bucket_ = run_end_ = 0;
  row_ = 0;
  if (phase_ != Phase::comparing_words) {
    phase_ = static_cast<Phase>(static_cast<int>(phase_) + 1);
    if (phase_ == Phase::comparing_marks) common_.sort();
    return;
  }
  ++kind_;
  phase_ = kind_ == searched_kinds.size() ? Phase::done : Phase::reading;
  people_.clear();
  names_.clear();
  marks_.clear();
  common_ = {};
  keep_best();
  for (Buckets* buckets : {&by_mark_, &by_word_}) {
    for (std::vector<Entry>& bucket : *buckets)
      bucket = {};
  }
}

double DuplicateSearch::progress() const {
  // By the time they take.
  constexpr double share_of_reading = 0.7;
  constexpr double share_of_people = 0.95;
  if (phase_ == Phase::done) return 1;
  if (phase_ == Phase::listening) return 0;
  double share = share_of_reading;
  if (phase_ == Phase::reading) {
    share *= last_row_ == 0 ? 0 : static_cast<double>(row_) / static_cast<double>(last_row_);
  } else {
    const auto phases_done =
        static_cast<double>(static_cast<int>(phase_) - static_cast<int>(Phase::counting));
    share +=
        (1 - share_of_reading) * (phases_done + static_cast<double>(bucket_) / bucket_count) / 3;
  }
  return kind_ == 0 ? share * share_of_people : share_of_people + share * (1 - share_of_people);
}

// -- reading --

Result<bool> DuplicateSearch::read_told_apart() {
  const auto pairs = TRY(duplicate_queries::told_apart(workspace_.database(), row_, rows_at_once));
  for (const duplicate_queries::ToldApart& pair : pairs) {
    row_ = pair.row;
    told_apart_.emplace_back(pair.first, pair.second);
  }
  if (pairs.size() == static_cast<std::size_t>(rows_at_once)) return false;
  std::ranges::sort(told_apart_);
  return true;
}

Result<bool> DuplicateSearch::read_some() {
  Database& db = workspace_.database();
  if (row_ == 0) last_row_ = TRY(duplicate_queries::last_row(db, searched_kinds[kind_]));
  const auto rows = TRY(
      duplicate_queries::next(db, workspace_.schema(), searched_kinds[kind_], row_, rows_at_once));
  for (const duplicate_queries::Described& one : rows) {
    row_ = one.row;
    if (people_.size() <= person_mask) add(one.id, one.profile);
  }
  return rows.size() < static_cast<std::size_t>(rows_at_once);
}

void DuplicateSearch::add(const RecordId& id, const Profile& profile) {
  const auto number = static_cast<std::uint32_t>(people_.size());
  people_.push_back({.id = id,
                     .name_at = static_cast<std::uint32_t>(names_.size()),
                     .marks_at = static_cast<std::uint32_t>(marks_.size()),
                     .birthday = profile.birthday,
                     .name_hash = static_cast<std::uint32_t>(key_hash(profile.name)),
                     .name_size = static_cast<std::uint16_t>(profile.name.size()),
                     .mark_count = static_cast<std::uint16_t>(profile.marks.size())});
  names_ += profile.name;
  marks_.insert(marks_.end(), profile.marks.begin(), profile.marks.end());
  for (Mark mark : profile.marks) {
    switch (kind_of(mark)) {
      case MarkKind::organisation:
      case MarkKind::household:
      case MarkKind::street:
      case MarkKind::city:
        break;
      default:
        add_entry(by_mark_, block_key(mark), number);
    }
  }
  for_each_word_key(profile.view(), [&](std::uint64_t key) { add_entry(by_word_, key, number); });
}

void DuplicateSearch::add_entry(Buckets& to, std::uint64_t key, std::uint32_t person) {
  to[key % bucket_count].push_back(key / bucket_count << person_bits | person);
}

// -- comparing --

void DuplicateSearch::count_bucket(std::size_t bucket) {
  std::ranges::sort(by_word_[bucket]);
  std::vector<Entry>& entries = by_mark_[bucket];
  std::ranges::sort(entries);
  const auto rest = std::ranges::unique(entries);
  entries.erase(rest.begin(), rest.end());
  for (std::size_t begin = 0; begin < entries.size();) {
    std::size_t end = begin;
    while (end < entries.size() && entries[end] >> person_bits == entries[begin] >> person_bits)
      ++end;
    if (end - begin > bearers_max)
      common_.add((entries[begin] >> person_bits) * bucket_count + bucket);
    begin = end;
  }
}

bool DuplicateSearch::compare_some(Buckets& buckets, bool are_words) {
  std::vector<Entry>& bucket = buckets[bucket_];
  for (std::size_t compared = 0; compared < compared_at_once;) {
    if (run_at_ == run_.size()) {
      if (run_end_ == bucket.size()) {
        run_end_ = 0;
        bucket = {};
        return true;
      }
      begin_run(bucket, are_words);
      ++compared;
      continue;
    }
    const std::size_t last = std::min(run_.size(), run_at_ + 1 + window_);
    for (std::size_t other = run_at_ + 1; other < last; ++other, ++compared)
      compare(run_[run_at_], run_[other]);
    ++run_at_;
  }
  return false;
}

void DuplicateSearch::begin_run(const std::vector<Entry>& bucket, bool are_words) {
  const std::uint64_t key = bucket[run_end_] >> person_bits;
  run_.clear();
  run_at_ = 0;
  for (; run_end_ < bucket.size() && bucket[run_end_] >> person_bits == key; ++run_end_) {
    const auto person = static_cast<std::uint32_t>(bucket[run_end_] & person_mask);
    if (run_.empty() || run_.back() != person) run_.push_back(person);
  }
  window_ = run_.size();
  if (!are_words && run_.size() > bearers_max) {
    run_.clear();
  } else if (run_.size() > run_max) {
    window_ = window_max;
    std::ranges::sort(
        run_, {}, [this](std::uint32_t person) { return std::tuple(view(person).name, person); });
  }
}

ProfileView DuplicateSearch::view(std::uint32_t person) const {
  const Person& one = people_[person];
  return {searched_kinds[kind_] == kinds::organisation,
          std::string_view(names_).substr(one.name_at, one.name_size),
          std::span(marks_).subspan(one.marks_at, one.mark_count), one.birthday};
}

void DuplicateSearch::compare(std::uint32_t a, std::uint32_t b) {
  const auto ids = std::minmax(people_[a].id, people_[b].id);
  if (ids.first == ids.second) return;  // merged
  const Verdict verdict = judge(view(a), view(b), common_);
  if (verdict.level == DuplicateLevel::none) return;
  if (std::ranges::binary_search(told_apart_, std::pair<RecordId, RecordId>(ids))) return;
  found_.push_back({searched_kinds[kind_], ids.first, ids.second, verdict});
  if (found_.size() >= found_at_once_max) keep_best();
}

void DuplicateSearch::keep_best() {
  const auto by_pair = [](const DuplicatePair& one) {
    return std::tuple(one.kind, one.first, one.second, -one.verdict.points);
  };
  const auto pair = [](const DuplicatePair& one) {
    return std::tuple(one.kind, one.first, one.second);
  };
  std::ranges::sort(found_, {}, by_pair);
  const auto rest = std::ranges::unique(found_, {}, pair);
  found_.erase(rest.begin(), rest.end());
  std::ranges::sort(found_, {}, [](const DuplicatePair& one) {
    return std::tuple(-static_cast<int>(one.verdict.level), -one.verdict.points, one.kind,
                      one.first, one.second);
  });
  if (found_.size() <= found_max) return;
  has_more_ = true;
  found_.resize(found_max);
}

// -- told apart --

RecordId not_same_id(const Workspace& workspace, RecordId a, RecordId b) {
  return import_record_id(workspace.id(), workspace.commons(), "not-the-same",
                          to_hex(std::min(a, b).view()) + to_hex(std::max(a, b).view()));
}

Result<bool> are_told_apart(Workspace& workspace, RecordId a, RecordId b) {
  const std::vector<RecordId> others = TRY(workspace.members(b));
  for (RecordId one : TRY(workspace.members(a))) {
    for (RecordId other : others) {
      const RecordId said = not_same_id(workspace, one, other);
      if (TRY(duplicate_queries::is_said(workspace.database(), said))) return true;
    }
  }
  return false;
}

}  // namespace kith
