#include "core/query/search.h"

#include "core/base/text_fold.h"
#include "core/base/text_grapheme.h"
#include "core/query/directory_queries.h"
#include "core/query/query_words.h"
#include "core/query/search_queries.h"
#include "core/query/search_tokenizer.h"
#include "core/record/schema.h"
#include "core/record/workspace.h"

#include <algorithm>
#include <limits>
#include <set>
#include <tuple>
#include <unordered_set>

namespace kith {
namespace {

namespace queries = search_queries;

constexpr int candidates_max = 500;
constexpr std::size_t no_limit = std::numeric_limits<std::size_t>::max();
constexpr std::size_t snippet_before_max = 24;  // characters in front of the first match
constexpr std::size_t snippet_max = 90;

// How a name fits, best first.
enum class NameRank { whole_name, name_begins, nickname_begins, word_begins };

struct Candidate {
  RowRef row;
  NameRank rank;
  std::string folded_name;
};

NameRank rank_of(const directory_queries::Entry& entry, std::string_view folded_name,
                 std::string_view typed) {
  if (folded_name == typed) return NameRank::whole_name;
  if (folded_name.starts_with(typed)) return NameRank::name_begins;
  if (fold(entry.nickname).starts_with(typed)) return NameRank::nickname_begins;
  return NameRank::word_begins;
}

// One search on its way.
class Search {
 public:
  Search(Workspace& workspace, const Directory& directory, std::string_view text, int hit_count_max)
      : workspace_(workspace),
        db_(workspace.database()),
        directory_(directory),
        words_(text),
        typed_(fold(text)),
        hit_count_max_(static_cast<std::size_t>(hit_count_max)) {
    while (typed_.starts_with(' '))
      typed_.erase(0, 1);
    while (typed_.ends_with(' '))
      typed_.pop_back();
  }

  Result<SearchResults> run() {
    if (words_.empty()) return SearchResults{};
    TRY(register_search_tokenizer(db_));
    if (words_.is_short()) {
      TRY(find_short_names());
    } else {
      TRY(find_names());
      TRY(find_the_rest());
      // The index does not know short words: with them, what was found is counted.
      const std::size_t found = std::max(name_count_, results_.hits.size());
      results_.count = words_.short_words().empty()
                           ? TRY(queries::count(db_, words_.fts_expression(), search_count_max + 1))
                           : static_cast<int>(found);
    }
    if (results_.count > search_count_max) {
      results_.count = search_count_max;
      results_.has_more = true;
    }
    return std::move(results_);
  }

 private:
  bool is_full() const { return results_.hits.size() >= hit_count_max_; }

  // Rows with a name word that begins with `word`, each once, in the order of the words.
  Result<std::vector<RowRef>> rows_named(const std::string& word, std::size_t count_max) {
    std::vector<RowRef> rows;
    std::set<RowRef> seen;
    TRY(directory_queries::scan_name_words(db_, word, [&](std::string_view, const RowRef& row) {
      if (seen.insert(row).second) rows.push_back(row);
      return rows.size() < count_max;
    }));
    return rows;
  }

  // Drops the rows that lack one of the short words in their names.
  Result<void> keep_with_short_words(std::vector<RowRef>& rows) {
    for (const std::string& word : words_.short_words()) {
      auto named = TRY(rows_named(word, no_limit));
      std::ranges::sort(named);
      std::erase_if(rows,
                    [&](const RowRef& row) { return !std::ranges::binary_search(named, row); });
    }
    return {};
  }

  Result<void> find_short_names() {
    const auto& words = words_.short_words();
    const bool is_single = words.size() == 1;
    auto rows = TRY(rows_named(words[0], is_single ? search_count_max + 1 : no_limit));
    if (!is_single) TRY(keep_with_short_words(rows));
    results_.count = static_cast<int>(std::min<std::size_t>(rows.size(), search_count_max + 1));
    return add_names(rows);
  }

  Result<void> find_names() {
    const bool has_short = !words_.short_words().empty();
    auto rows = TRY(queries::find(db_, queries::Columns::names, words_.fts_expression(),
                                  kinds::household, kinds::person,
                                  has_short ? std::numeric_limits<int>::max() : candidates_max));
    if (has_short) TRY(keep_with_short_words(rows));
    name_count_ = rows.size();
    return add_names(rows);
  }

  // Ranks the rows, of very many the newest, and adds the best.
  Result<void> add_names(std::vector<RowRef>& rows) {
    if (rows.size() > candidates_max) rows.resize(candidates_max);
    std::vector<Candidate> candidates;
    for (const RowRef& row : rows) {
      const auto entry = TRY(directory_queries::read_entry(db_, row));
      if (!entry) continue;
      std::string folded = fold(entry->name);
      const NameRank rank = rank_of(*entry, folded, typed_);
      candidates.push_back({row, rank, std::move(folded)});
    }
    std::ranges::sort(candidates, {}, [](const Candidate& one) {
      return std::tie(one.rank, one.folded_name, one.row);
    });
    for (const Candidate& one : candidates) {
      if (is_full()) break;
      TRY(add_hit(one.row));
    }
    return {};
  }

  // Matches outside of names, the newest of each sort of record: what is said of people comes
  // before what happened with them.
  Result<void> find_the_rest() {
    constexpr std::pair<KindId, KindId> ranges[] = {{kinds::household, kinds::person},
                                                    {kinds::fact, kinds::fact},
                                                    {kinds::interaction, kinds::interaction}};
    for (const auto& [first, last] : ranges) {
      if (is_full()) return {};
      const auto rows = TRY(queries::find(db_, queries::Columns::all, words_.fts_expression(),
                                          first, last, candidates_max));
      for (const RowRef& row : rows) {
        if (is_full()) return {};
        TRY(add_match(row));
      }
    }
    return {};
  }

  // A match in the row's texts: leads to the person that it is about.
  Result<void> add_match(const RowRef& source) {
    std::optional<RecordId> about;
    if (source.kind == kinds::fact) {
      about = TRY(directory_queries::subject_of_fact(db_, source.row));
    } else if (source.kind == kinds::interaction) {
      const auto people = TRY(directory_queries::people_of_interaction(db_, source.row));
      if (!people.empty()) about = people.front();
    } else {
      about = TRY(queries::id_of(db_, source));
    }
    if (!about) return {};
    const auto row = TRY(directory_queries::find_row(db_, *about));
    if (!row || !TRY(has_short_words(*row, source))) return {};
    const std::size_t count_before = results_.hits.size();
    TRY(add_hit(*row));
    if (results_.hits.size() == count_before) return {};  // there already, or in the trash
    const auto source_id = TRY(queries::id_of(db_, source));
    return add_snippet(results_.hits.back(), *source_id);
  }

  // The words of one or two letters, which the index was not asked for.
  Result<bool> has_short_words(const RowRef& about, const RowRef& source) {
    if (words_.short_words().empty()) return true;
    const auto entry = TRY(directory_queries::read_entry(db_, about));
    const auto rest = TRY(queries::read_rest(db_, workspace_.schema(), source));
    return entry && rest && words_.all_match(entry->names + "\n" + entry->subtitle + "\n" + *rest);
  }

  Result<void> add_hit(const RowRef& row) {
    auto shown = TRY(directory_.row(db_, row.kind, row.row));
    if (!shown || !hits_.insert(shown->id).second) return {};
    SearchHit hit{.record = shown->id,
                  .kind = row.kind,
                  .row = std::move(*shown),
                  .name_matches = {},
                  .source = {},
                  .field = {},
                  .snippet = {},
                  .snippet_matches = {}};
    hit.name_matches = words_.matches(hit.row.name);
    results_.hits.push_back(std::move(hit));
    return {};
  }

  Result<void> add_snippet(SearchHit& hit, RecordId source) {
    const auto record = TRY(workspace_.read(source));
    if (!record) return {};
    std::size_t most = 0;
    for (const FieldValue& entry : record->values) {
      const std::string text = searchable_text(entry.value);
      const std::vector<TextRange> ranges = words_.matches(text);
      if (ranges.size() <= most) continue;
      most = ranges.size();
      hit.source = source;
      hit.field = entry.field;
      cut_snippet(hit, text, ranges.front().begin);
    }
    return {};
  }

  static std::string searchable_text(const Value& value) {
    if (const Address* address = value.get<Address>()) {
      std::string text;
      for (const std::string* part :
           {&address->street, &address->extended, &address->po_box, &address->postal_code,
            &address->city, &address->region, &address->country}) {
        if (!part->empty()) text += (text.empty() ? "" : ", ") + *part;
      }
      return text;
    }
    return value.type() == ValueType::date ? std::string() : value.as_text();
  }

  // The part of the text around its first match, on one line, and where the words are in it.
  void cut_snippet(SearchHit& hit, std::string_view text, std::size_t match_begin) {
    std::vector<std::size_t> starts;  // of the last characters before the match
    for (std::size_t at = 0; at < match_begin; at = grapheme_end(text, at))
      starts.push_back(at);
    const bool is_cut = starts.size() > snippet_before_max;
    const std::size_t begin = is_cut ? starts[starts.size() - snippet_before_max] : 0;
    hit.snippet = (is_cut ? "…" : "") + with_ellipsis(text.substr(begin), snippet_max);
    std::ranges::replace(hit.snippet, '\n', ' ');
    hit.snippet_matches = words_.matches(hit.snippet);
  }

  Workspace& workspace_;
  Database& db_;
  const Directory& directory_;
  QueryWords words_;
  std::string typed_;  // folded
  std::size_t hit_count_max_;
  std::size_t name_count_ = 0;
  std::unordered_set<RecordId> hits_;
  SearchResults results_;
};

}  // namespace

Result<void> SearchIndex::create(Database& db, const Schema&) {
  TRY(register_search_tokenizer(db));
  return queries::create_table(db);
}

Result<void> SearchIndex::update(Database& db, const Schema& schema, std::span<const RowRef> rows) {
  TRY(register_search_tokenizer(db));
  // Whoever shows the name of a renamed organisation was written by the directory too.
  std::set<RowRef> changed(directory_.written().begin(), directory_.written().end());
  for (const RowRef& row : rows) {
    if (queries::is_searched(row.kind)) changed.insert(row);
  }
  // In the order of the documents: FTS5 begins a new segment at every step back.
  std::vector<RowRef> in_order(changed.begin(), changed.end());
  std::ranges::sort(in_order, {}, queries::document_number);
  for (const RowRef& row : in_order) {
    const auto rest = TRY(queries::read_rest(db, schema, row));
    if (!rest) {
      TRY(queries::remove_document(db, row));
      continue;
    }
    queries::Document document{.names = {}, .rest = *rest};
    if (has_directory_entry(row.kind)) {
      const auto entry = TRY(directory_queries::read_entry(db, row));
      if (entry) {
        document.names = entry->names;
        document.rest += "\n" + entry->subtitle;
      }
    }
    TRY(queries::write_document(db, row, document));
  }
  return {};
}

Result<void> SearchIndex::forget_erased(Database& db) {
  TRY(register_search_tokenizer(db));
  return queries::forget_deleted(db);
}

Result<SearchResults> search(Workspace& workspace, const Directory& directory,
                             std::string_view text, int hit_count_max) {
  return Search(workspace, directory, text, hit_count_max).run();
}

}  // namespace kith
