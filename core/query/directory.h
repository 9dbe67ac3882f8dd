// Who there is: for every person, organisation and household what lists and search show of it,
// ready to draw: name, subtitle, sort keys, last contact. A cache beside the tables, kept by
// commit.
//
//   Directory directory;                       // passed to the workspace when it is opened
//   auto workspace = TRY(Workspace::open(std::move(db), {clock, random, {&directory, &search}}));
//   ListWindow people(*workspace, directory, kinds::person);     // list_window.h
#pragma once

#include "core/base/date.h"
#include "core/base/id.h"
#include "core/base/result.h"
#include "core/record/projection.h"

#include <cstdint>
#include <deque>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace kith {

class Workspace;

// What a list shows of one record.
struct ListRow {
  RecordId id;
  std::string name;                         // never empty: "No name" stands for none
  std::string subtitle;                     // "Board · Riverbend Seed Library"; may be empty
  std::string initials;                     // of the avatar: "AO", "李"
  int hue = 0;                              // of the avatar, 0 to 7, the same for ever
  std::optional<PartialDate> last_contact;  // say it with time_since (core/base/date_words.h)
};

// Somebody found by name.
struct NamedRecord {
  RecordId id;
  KindId kind;
  std::string name;
  std::string nickname;
  std::string subtitle;
};

// How well a name fits what was typed, best first.
enum class NameMatch { exact, nickname, first_words, any_words };

struct NameCandidate {
  NamedRecord record;
  NameMatch match;
};

class Directory final : public Projection {
 public:
  std::string_view name() const override { return "directory"; }
  int version() const override { return 1; }
  Result<void> create(Database& db, const Schema& schema) override;
  Result<void> update(Database& db, const Schema& schema, std::span<const RowRef> rows) override;

  // Living people (and organisations) whose name fits, best first. "ana ok" fits Ana Okafor by the
  // beginnings of its words.
  Result<std::vector<NameCandidate>> find_by_name(Database& db, std::string_view words,
                                                  int count_max) const;
  // The name to show for a record; empty when it is unknown or in the trash.
  Result<std::optional<NamedRecord>> find(Database& db, RecordId id) const;
  Result<std::optional<NamedRecord>> named(Database& db, const RowRef& row) const;
  Result<std::optional<ListRow>> row(Database& db, KindId kind, std::int64_t row) const;
  // How many are alive.
  Result<std::int64_t> count(Database& db, KindId kind) const;

  // The rows whose entries were written after the `serial`-th change; empty when that is too long
  // ago or they are too many to follow one by one. For ListWindow.
  std::uint64_t change_serial() const { return first_change_ + changes_.size(); }
  std::optional<std::vector<RowRef>> changes_since(std::uint64_t serial) const;
  // The entries that the last update wrote or removed for more than a date. For SearchIndex.
  std::span<const RowRef> written() const { return written_; }

 private:
  void remember_change(const RowRef& row);

  std::vector<RowRef> written_;
  std::deque<RowRef> changes_;  // the newest ones, at most changes_max
  std::uint64_t first_change_ = 0;
};

// The letters of an avatar and its hue; also for names that are no record.
std::string initials_of(std::string_view name);
int hue_of(RecordId id);

}  // namespace kith
