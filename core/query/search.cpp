#include "core/query/search.h"

#include "core/base/text_fold.h"
#include "core/base/text_grapheme.h"
#include "core/query/directory_queries.h"
#include "core/query/filter_runner.h"
#include "core/query/query_words.h"
#include "core/query/search_queries.h"
#include "core/query/search_query.h"
#include "core/query/search_tokenizer.h"
#include "core/record/schema.h"
#include "core/record/workspace.h"

#include <algorithm>
#include <limits>
#include <map>
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
        query_(parse_search(text, today(workspace.clock()))),
        words_(query_.words),
        typed_(fold(query_.words)),
        hit_count_max_(static_cast<std::size_t>(hit_count_max)),
        visible_texts_(db_, workspace.schema(), queries::Fields::visible) {
    while (typed_.starts_with(' '))
      typed_.erase(0, 1);
    while (typed_.ends_with(' '))
      typed_.pop_back();
  }

  Result<SearchResults> run() {
    const bool has_filters = query_.has_filters();
    if (words_.empty() && !has_filters) return SearchResults{};
    TRY(register_search_tokenizer(db_));
    if (has_filters) {
      TRY(find_allowed());
      TRY(words_.empty() ? list_allowed() : find_words());
      results_.count = static_cast<int>(results_.hits.size());
      results_.has_more = is_full();
      return std::move(results_);
    }
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
  // -- filters --

  static bool is_record(KindId kind) { return has_directory_entry(kind); }

  Result<RowSet> rows_of(FilterRunner& runner, const SearchQuery& query, KindId kind) {
    const auto filter = filter_of(query, kind);
    if (!filter) return RowSet();
    auto rows = TRY(runner.run(*filter, std::numeric_limits<std::int64_t>::max() / 2));
    return rows ? std::move(*rows) : RowSet();
  }

  // Who may be found by name, whom a fact or contact may be about, and which of these count.
  Result<void> find_allowed() {
    FilterRunner runner(workspace_);
    SearchQuery about = query_;
    about.since = about.until = Value();
    if (about.kind && !is_record(*about.kind)) about.kind.reset();
    SearchQuery source;
    source.since = query_.since;
    source.until = query_.until;
    if (query_.kind && !is_record(*query_.kind)) source.kind = query_.kind;
    for (KindId kind : queries::searched_kinds()) {
      if (is_record(kind)) about_[kind] = TRY(rows_of(runner, about, kind));
      allowed_[kind] = TRY(rows_of(runner, is_record(kind) ? query_ : source, kind));
    }
    return {};
  }

  bool is_allowed(const RowRef& row) const {
    const auto rows = allowed_.find(row.kind);
    return allowed_.empty() || (rows != allowed_.end() && rows->second.contains(row.row));
  }
  bool may_be_about(const RowRef& row) const {
    const auto rows = about_.find(row.kind);
    return about_.empty() || (rows != about_.end() && rows->second.contains(row.row));
  }

  Result<void> find_words() {
    if (words_.is_short()) return find_short_names();
    TRY(find_names());
    return find_the_rest();
  }

  // Everybody whom the filters let through; or whom the facts or contacts are about, where only
  // these are asked for.
  Result<void> list_allowed() {
    const auto kinds = queries::searched_kinds();
    for (std::size_t i = kinds.size(); i-- > 0;) {
      const bool is_asked = query_.kind ? kinds[i] == *query_.kind : is_record(kinds[i]);
      if (!is_asked) continue;
      std::vector<std::int64_t> rows;
      allowed_[kinds[i]].each([&](std::int64_t row) {
        rows.push_back(row);
        return true;
      });
      for (auto row = rows.rbegin(); row != rows.rend() && !is_full(); ++row)
        TRY(is_record(kinds[i]) ? add_hit({kinds[i], *row}) : add_match({kinds[i], *row}));
    }
    return {};
  }

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
    const bool is_single = words.size() == 1 && !query_.has_filters();
    auto rows = TRY(rows_named(words[0], is_single ? search_count_max + 1 : no_limit));
    if (!is_single) TRY(keep_with_short_words(rows));
    results_.count = static_cast<int>(std::min<std::size_t>(rows.size(), search_count_max + 1));
    return add_names(rows);
  }

  Result<void> find_names() {
    const bool has_short = !words_.short_words().empty();
    const bool takes_all = has_short || query_.has_filters();
    auto rows = TRY(queries::find(db_, workspace_.schema(), queries::Columns::names,
                                  words_.fts_expression(), queries::directory,
                                  takes_all ? std::numeric_limits<int>::max() : candidates_max));
    if (has_short) TRY(keep_with_short_words(rows));
    name_count_ = rows.size();
    return add_names(rows);
  }

  // Ranks the rows, of very many the newest, and adds the best.
  Result<void> add_names(std::vector<RowRef>& rows) {
    std::erase_if(rows, [&](const RowRef& row) { return !is_allowed(row); });
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

  // Matches outside of names: what is said of people comes before what happened with them, and a
  // table's row by its title before both.
  Result<void> find_the_rest() {
    TRY(find_matches(queries::Columns::names, queries::team_rows));
    TRY(find_matches(queries::Columns::all, queries::directory));
    TRY(find_matches(queries::Columns::all, queries::facts));
    TRY(find_matches(queries::Columns::all, queries::team_rows));
    return find_matches(queries::Columns::all, queries::interactions);
  }

  Result<void> find_matches(queries::Columns columns, queries::Shelf shelf) {
    if (is_full()) return {};
    const auto rows =
        TRY(queries::find(db_, workspace_.schema(), columns, words_.fts_expression(), shelf,
                          query_.has_filters() ? std::numeric_limits<int>::max() : candidates_max));
    for (const RowRef& row : rows) {
      if (is_full()) return {};
      TRY(row.kind.is_builtin() ? add_match(row) : add_team_row(row));
    }
    return {};
  }

  // A match in the row's texts: leads to the person that it is about.
  Result<void> add_match(const RowRef& source) {
    if (!is_allowed(source)) return {};
    std::optional<RecordId> about;
    if (source.kind == kinds::fact) {
      about = TRY(directory_queries::subject_of_fact(db_, source.row));
    } else if (source.kind == kinds::interaction) {
      const auto people = TRY(directory_queries::people_of_interaction(db_, source.row));
      if (!people.empty()) about = people.front();
    } else {
      about = TRY(queries::id_of(db_, workspace_.schema(), source));
    }
    if (!about) return {};
    const auto row = TRY(directory_queries::find_row(db_, *about));
    if (!row || !may_be_about(*row) || !TRY(is_shown(*row, source))) return {};
    const std::size_t count_before = results_.hits.size();
    TRY(add_hit(*row));
    if (results_.hits.size() == count_before) return {};  // there already, or in the trash
    const auto source_id = TRY(queries::id_of(db_, workspace_.schema(), source));
    return add_snippet(results_.hits.back(), *source_id);
  }

  // A row of a team's table, which leads to itself.
  Result<void> add_team_row(const RowRef& row) {
    const KindInfo& kind = *workspace_.schema().kind(row.kind);
    if (kind.is_hidden || !is_allowed(row)) return {};
    const auto id = TRY(queries::id_of(db_, workspace_.schema(), row));
    if (!id || hits_.contains(*id) || !TRY(is_shown(row, row))) return {};
    const auto record = TRY(workspace_.read(*id));
    if (!record) return {};
    const FieldInfo* title = title_field(kind);
    const Value* name = title == nullptr ? nullptr : record->find(title->id);
    SearchHit hit;
    hit.record = hit.row.id = *id;
    hit.kind = kind.id;
    hit.row.name = name == nullptr ? std::string() : name->as_text();
    if (hit.row.name.empty()) hit.row.name = "A row of " + kind.label;
    hit.row.subtitle = kind.label;
    hit.name_matches = words_.matches(hit.row.name);
    hits_.insert(*id);
    results_.hits.push_back(std::move(hit));
    if (words_.all_match(results_.hits.back().row.name)) return {};
    return add_snippet(results_.hits.back(), *id);
  }

  // Whether the words are in what is shown: those of one or two letters, which the index was not
  // asked for, and all where it knows of hidden fields too.
  Result<bool> is_shown(const RowRef& about, const RowRef& source) {
    const Schema& schema = workspace_.schema();
    const bool has_hidden = queries::has_hidden_words(*schema.kind(source.kind));
    if (words_.short_words().empty() && !has_hidden) return true;
    const auto texts = TRY(visible_texts_.read(source));
    if (!texts) return false;
    std::string words = texts->names + "\n" + texts->rest;
    const auto entry =
        about.kind.is_builtin() ? TRY(directory_queries::read_entry(db_, about)) : std::nullopt;
    if (entry) words += "\n" + entry->names + "\n" + entry->subtitle;
    return words_.all_match(words);
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
      const FieldInfo* field = workspace_.schema().field(entry.field);
      if (field == nullptr || !queries::is_visible(*field)) continue;
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
    if (const auto* number = value.get<std::int64_t>()) return std::to_string(*number);
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
  SearchQuery query_;
  QueryWords words_;
  std::map<KindId, RowSet> allowed_;  // empty without filters
  std::map<KindId, RowSet> about_;
  std::string typed_;  // folded
  std::size_t hit_count_max_;
  std::size_t name_count_ = 0;
  queries::TextReader visible_texts_;
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
    if (queries::is_searched(schema, row.kind)) changed.insert(row);
  }
  // In the order of the documents: FTS5 begins a new segment at every step back.
  std::vector<RowRef> in_order(changed.begin(), changed.end());
  const auto number = [&](const RowRef& row) { return queries::document_number(schema, row); };
  std::ranges::sort(in_order, {}, number);
  queries::TextReader texts(db, schema, queries::Fields::all);
  for (const RowRef& row : in_order) {
    auto read = TRY(texts.read(row));
    if (!read) {
      TRY(queries::remove_document(db, number(row)));
      continue;
    }
    queries::Document& document = *read;
    if (has_directory_entry(row.kind)) {
      const auto entry = TRY(directory_queries::read_entry(db, row));
      if (entry) {
        document.names = entry->names;
        document.rest += "\n" + entry->subtitle;
      }
    }
    TRY(queries::write_document(db, number(row), document));
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
