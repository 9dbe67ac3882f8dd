// Invariants.
// 1. Every living person, organisation and household has one entry, equal to make_entry of what the
//    tables say; no other record has one, nor one for which another stands.
// 2. name_word holds exactly name_words(entry.names) for every entry.
// 3. Every row whose entry was written is in changes_, or older than first_change_.
#include "core/query/directory.h"

#include "core/base/text_fold.h"
#include "core/base/text_segment.h"
#include "core/query/directory_entry.h"
#include "core/query/directory_queries.h"
#include "core/query/merged_queries.h"

#include <algorithm>
#include <map>
#include <set>
#include <tuple>

namespace kith {
namespace {

namespace queries = directory_queries;

constexpr std::size_t changes_max = 256;
constexpr int members_max = 1'000'000;  // of one organisation: all of them

// What an update has to do, each row once and in order.
struct Work {
  std::set<RowRef> rewrite;
  std::set<RowRef> last_contact;
  std::set<RowRef> touch;
};

Result<void> add_row_of(Database& db, RecordId id, std::set<RowRef>& to) {
  if (auto row = TRY(queries::find_row(db, id))) to.insert(*row);
  return {};
}

Result<Work> plan(Database& db, std::span<const RowRef> rows) {
  Work work;
  for (const RowRef& row : rows) {
    if (has_directory_entry(row.kind)) {
      work.rewrite.insert(row);
    } else if (row.kind == kinds::fact) {
      if (auto subject = TRY(queries::subject_of_fact(db, row.row))) {
        TRY(add_row_of(db, *subject, work.touch));
      }
    } else if (row.kind == kinds::interaction) {
      for (RecordId person : TRY(queries::people_of_interaction(db, row.row)))
        TRY(add_row_of(db, person, work.last_contact));
      for (const RowRef& entry : TRY(queries::entries_by_contact(db, row.row)))
        work.last_contact.insert(entry);
    }
  }
  return work;
}

// Makes name_word follow from the names before to the names after.
Result<void> change_name_words(Database& db, const RowRef& row, std::string_view before,
                               std::string_view after) {
  if (before == after) return {};
  const std::vector<std::string> old_words = name_words(before);
  const std::vector<std::string> new_words = name_words(after);
  for (const std::string& word : old_words) {
    if (!std::ranges::binary_search(new_words, word)) {
      TRY(queries::remove_name_word(db, row, word));
    }
  }
  for (const std::string& word : new_words) {
    if (!std::ranges::binary_search(old_words, word)) TRY(queries::add_name_word(db, row, word));
  }
  return {};
}

// Whether the name changed that others show of it.
Result<bool> rewrite(Database& db, const RowRef& row, std::int64_t changed) {
  const auto before = TRY(queries::read_entry(db, row));
  const auto source = TRY(queries::read_source(db, row));
  const bool is_merged = TRY(merged_queries::canonical(db, row)) != row;
  if (!source || is_merged) {
    if (!before) return false;
    TRY(change_name_words(db, row, before->names, {}));
    TRY(queries::remove_entry(db, row));
    return true;
  }
  std::string label;
  if (wants_label(*source)) label = TRY(queries::first_label(db, row));
  std::vector<queries::Source> merged;
  for (const std::int64_t other : TRY(merged_queries::merged_rows(db, source->id))) {
    if (auto one = TRY(queries::read_source(db, {row.kind, other}))) merged.push_back(*one);
  }
  const auto last = latest(TRY(queries::contacts_of(db, source->id)));
  const queries::Entry entry = make_entry({*source, row.kind, label, last, merged});
  TRY(change_name_words(db, row, before ? before->names : std::string(), entry.names));
  TRY(before ? queries::rewrite_entry(db, row, entry, changed)
             : queries::write_entry(db, row, entry, changed));
  return !before || before->name != entry.name;
}

}  // namespace

Result<void> Directory::create(Database& db, const Schema&) {
  TRY(queries::create_tables(db));
  first_change_ += changes_.size() + changes_max;  // nothing from before can be followed
  changes_.clear();
  return {};
}

Result<void> Directory::update(Database& db, const Schema&, std::span<const RowRef> rows) {
  Work work = TRY(plan(db, rows));
  std::map<KindId, std::int64_t> changed;
  for (KindId kind : directory_kinds)
    changed[kind] = TRY(queries::last_change(db, kind)) + 1;

  // Organisations and households first: whoever belongs to a renamed one is written again.
  for (const RowRef& row : std::vector(work.rewrite.begin(), work.rewrite.end())) {
    if (row.kind == kinds::person) continue;
    if (!TRY(rewrite(db, row, changed[row.kind]))) continue;
    const auto id = TRY(queries::id_of(db, row));
    if (!id) continue;
    for (const RecordId& one : TRY(merged_queries::members(db, *id))) {
      for (std::int64_t member : TRY(queries::members_of(db, one, members_max)))
        work.rewrite.insert({kinds::person, member});
    }
  }
  for (const RowRef& row : work.rewrite) {
    if (row.kind == kinds::person) TRY(rewrite(db, row, changed[row.kind]));
    remember_change(row);
  }
  for (const RowRef& row : work.last_contact) {
    if (work.rewrite.contains(row)) continue;
    const auto id = TRY(queries::id_of(db, row));
    const auto last = latest(TRY(queries::contacts_of(db, *id)));
    TRY(queries::write_last_contact(db, row, last, changed[row.kind]));
    remember_change(row);
  }
  for (const RowRef& row : work.touch) {
    if (work.rewrite.contains(row) || work.last_contact.contains(row)) continue;
    TRY(queries::touch_entry(db, row, changed[row.kind]));
    remember_change(row);
  }
  written_.assign(work.rewrite.begin(), work.rewrite.end());
  return {};
}

void Directory::remember_change(const RowRef& row) {
  changes_.push_back(row);
  if (changes_.size() > changes_max) {
    changes_.pop_front();
    ++first_change_;
  }
}

std::optional<std::vector<RowRef>> Directory::changes_since(std::uint64_t serial) const {
  if (serial < first_change_ || serial > change_serial()) return std::nullopt;
  const auto from = changes_.begin() + static_cast<std::ptrdiff_t>(serial - first_change_);
  std::vector<RowRef> rows(from, changes_.end());
  std::ranges::sort(rows);
  const auto rest = std::ranges::unique(rows);
  rows.erase(rest.begin(), rest.end());
  return rows;
}

Result<std::optional<ListRow>> Directory::row(Database& db, KindId kind, std::int64_t row) const {
  if (std::ranges::find(directory_kinds, kind) == directory_kinds.end()) return std::nullopt;
  auto entry = TRY(queries::read_entry(db, {kind, row}));
  if (!entry) return std::nullopt;
  ListRow shown{.id = entry->id,
                .name = std::move(entry->name),
                .subtitle = std::move(entry->subtitle),
                .initials = {},
                .hue = hue_of(entry->id),
                .last_contact = {}};
  if (!entry->names.empty()) shown.initials = initials_of(shown.name);
  if (entry->last_contact.day) shown.last_contact = civil_from_days(*entry->last_contact.day);
  return shown;
}

namespace {

constexpr std::size_t candidates_max = 2000;

struct Candidate {
  queries::Entry entry;
  RowRef row;
  NameMatch match;
  std::string folded_name;
};

// Whether `words` are the first whole words of `name`; both folded.
bool begins_with_words(std::string_view name, std::string_view words) {
  return name.starts_with(words) && (name.size() == words.size() || name[words.size()] == ' ');
}

// How well an entry fits, if each of `words` begins one of its name words.
std::optional<NameMatch> match_of(const queries::Entry& entry, std::string_view folded_name,
                                  std::string_view folded_words,
                                  const std::vector<std::string>& words) {
  if (folded_name == folded_words || was_called(entry.names, folded_words)) return NameMatch::exact;
  if (!entry.nickname.empty() && fold(entry.nickname) == folded_words) return NameMatch::nickname;
  if (begins_with_words(folded_name, folded_words)) return NameMatch::first_words;
  const std::vector<std::string> entry_words = name_words(entry.names);
  for (const std::string& word : words) {
    const auto at = std::ranges::lower_bound(entry_words, word);
    if (at == entry_words.end() || !at->starts_with(word)) return std::nullopt;
  }
  return NameMatch::any_words;
}

}  // namespace

Result<std::vector<NameCandidate>> Directory::find_by_name(Database& db, std::string_view typed,
                                                           int count_max) const {
  std::vector<std::string> words;
  search_words(typed, WordUse::query, [&](const SearchWord& word) {
    words.emplace_back(word.folded);
    return true;
  });
  if (words.empty()) return std::vector<NameCandidate>{};

  // The longest word has the fewest rows.
  const std::string& key = *std::ranges::max_element(words, {}, &std::string::size);
  std::set<RowRef> rows;
  TRY(queries::scan_name_words(db, key, [&](std::string_view, const RowRef& row) {
    rows.insert(row);
    return rows.size() < candidates_max;
  }));
  const std::string folded_words = fold(typed);
  std::vector<Candidate> fitting;
  for (const RowRef& row : rows) {
    auto entry = TRY(queries::read_entry(db, row));
    if (!entry) continue;
    std::string folded_name = fold(entry->name);
    const auto match = match_of(*entry, folded_name, folded_words, words);
    if (match) fitting.push_back({std::move(*entry), row, *match, std::move(folded_name)});
  }
  std::ranges::sort(fitting, {}, [](const Candidate& one) {
    return std::tie(one.match, one.folded_name, one.row);
  });
  std::vector<NameCandidate> found;
  for (Candidate& one : fitting) {
    if (found.size() == static_cast<std::size_t>(count_max)) break;
    found.push_back({{one.entry.id, one.row.kind, std::move(one.entry.name),
                      std::move(one.entry.nickname), std::move(one.entry.subtitle)},
                     one.match});
  }
  return found;
}

Result<std::int64_t> Directory::count(Database& db, KindId kind) const {
  return queries::count_entries(db, kind);
}

Result<std::optional<NamedRecord>> Directory::find(Database& db, RecordId id) const {
  const auto row = TRY(queries::find_row(db, id));
  if (!row) return std::nullopt;
  return named(db, *row);
}

Result<std::optional<NamedRecord>> Directory::named(Database& db, const RowRef& row) const {
  auto entry = TRY(queries::read_entry(db, row));
  if (!entry) return std::nullopt;
  return NamedRecord{entry->id, row.kind, std::move(entry->name), std::move(entry->nickname),
                     std::move(entry->subtitle)};
}

}  // namespace kith
