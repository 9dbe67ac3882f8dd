// The search for people, and organisations, that may be here twice: everybody compared with whoever
// has something in common with them, in slices.
//
//   DuplicateSearch search(workspace);
//   while (!TRY(search.step(8'000))) show(search.progress());
//   for (const DuplicatePair& pair : search.found()) …
//
// The same records give the same pairs, whatever the slices. About 300 bytes a person are held
// while it runs.
#pragma once

#include "core/base/result.h"
#include "core/query/duplicate_judge.h"
#include "core/record/workspace.h"

#include <array>
#include <cstdint>
#include <functional>
#include <string>
#include <vector>

namespace kith {

struct DuplicatePair {
  KindId kind;
  RecordId first;  // before the second by its bytes
  RecordId second;
  Verdict verdict;
};

class DuplicateSearch {
 public:
  explicit DuplicateSearch(Workspace& workspace);

  // Works for about so long; true when it is done.
  Result<bool> step(std::int64_t budget_us);
  // 0 to 1.
  double progress() const;

  // When it is done: the surest first, at most found_max.
  static constexpr std::size_t found_max = 5000;
  const std::vector<DuplicatePair>& found() const { return found_; }
  // Whether there were more.
  bool has_more() const { return has_more_; }

 private:
  static constexpr std::size_t bucket_count = 256;
  // A block key's lower 40 bits, and who has it.
  using Entry = std::uint64_t;
  using Buckets = std::array<std::vector<Entry>, bucket_count>;
  enum class Phase { listening, reading, counting, comparing_marks, comparing_words, done };

  struct Person {
    RecordId id;
    std::uint32_t name_at = 0;
    std::uint32_t marks_at = 0;
    std::uint32_t birthday = 0;
    std::uint32_t name_hash = 0;
    std::uint16_t name_size = 0;
    std::uint16_t mark_count = 0;
  };

  Result<bool> read_told_apart();
  Result<bool> read_some();
  void add(const RecordId& id, const Profile& profile);
  void add_entry(Buckets& to, std::uint64_t key, std::uint32_t person);
  void add_word_entries(const Profile& profile, std::uint32_t person);
  void count_bucket(std::size_t bucket);
  // Compares some of a run of equal keys; true when the bucket is at its end.
  bool compare_some(Buckets& buckets, bool are_words);
  void begin_run(const std::vector<Entry>& bucket, bool are_words);
  void compare(std::uint32_t a, std::uint32_t b);
  void keep_best();
  void next_phase();
  ProfileView view(std::uint32_t person) const;

  Workspace& workspace_;
  std::size_t kind_ = 0;  // in the order in which they are searched
  Phase phase_ = Phase::listening;
  std::int64_t row_ = 0;
  std::int64_t last_row_ = 0;

  std::vector<Person> people_;
  std::string names_;
  std::vector<Mark> marks_;
  Buckets by_mark_;  // what few bear
  Buckets by_word_;  // a place, an organisation, a day, with a word of the name
  CommonMarks common_;

  std::size_t bucket_ = 0;
  std::size_t run_end_ = 0;         // in the bucket
  std::vector<std::uint32_t> run_;  // who is compared
  std::size_t window_ = 0;          // each with so many behind it
  std::size_t run_at_ = 0;

  std::vector<DuplicatePair> found_;
  bool has_more_ = false;
  std::vector<std::pair<RecordId, RecordId>> told_apart_;  // sorted
};

// The record that says that these two are not the same, in whatever order.
RecordId not_same_id(const Workspace& workspace, RecordId a, RecordId b);
// Whether somebody said so of them, or of any two that were merged into them.
Result<bool> are_told_apart(Workspace& workspace, RecordId a, RecordId b);

// The blocks beside rare marks: each place and day of a profile with each word of its name.
void for_each_word_key(const ProfileView& profile,
                       const std::function<void(std::uint64_t key)>& take);

}  // namespace kith
