#include "core/practice/person_page.h"

#include "core/base/date_words.h"
#include "core/base/text_sort_key.h"
#include "core/practice/page_queries.h"
#include "core/practice/team_rows.h"
#include "core/practice/words.h"
#include "core/query/directory_queries.h"
#include "core/record/schema.h"
#include "core/record/workspace.h"

#include <algorithm>
#include <iterator>
#include <limits>
#include <set>

namespace kith {
namespace {

constexpr std::int64_t fresh_days = 2 * 365;
constexpr std::int64_t exact_days = 60;  // younger dates are said to the day

// The day a date sorts by; the oldest of all when none is known.
std::int64_t day_of(std::string_view edtf, const PartialDate& today) {
  const auto span = parse_edtf(edtf);
  const auto date = !span ? std::nullopt : span->to ? span->to : span->from;
  return date ? days_from_civil(last_day(*date, today)) : std::numeric_limits<std::int64_t>::min();
}

std::string exact_words(std::string_view edtf) {
  const auto span = parse_edtf(edtf);
  if (!span || span->is_span) return plain_date_in_words(edtf);
  return exact_date_in_words(*span->from);
}

// Reads one page; each part has a function of its own.
class PageReader {
 public:
  PageReader(Workspace& workspace, const Directory& directory)
      : workspace_(workspace),
        db_(workspace.database()),
        directory_(directory),
        today_(today(workspace.clock())) {}

  Result<std::optional<RecordPage>> read(RecordId id) {
    const auto row = TRY(directory_queries::find_row(db_, id));
    if (!row) return std::nullopt;
    auto header = TRY(directory_.row(db_, row->kind, row->row));
    const auto record = TRY(read_merged(workspace_, id));
    if (!header || !record) return std::nullopt;
    page_.id = record->id;
    ids_ = record->members;
    page_.kind = row->kind;
    page_.header = std::move(*header);
    const auto& last = page_.header.last_contact;
    page_.last_contact_in_words =
        last ? "Last contact: " + ago(time_since(*last, today_)) : "No contact yet";
    TRY(read_fields(*record));
    TRY(read_ties());
    TRY(read_facts());
    TRY(read_interactions());
    TRY(read_members());
    TRY(read_rows());
    make_timeline();
    return std::move(page_);
  }

 private:
  // "12 days" is how long ago; "today" and "in 5 days" stand for themselves.
  static std::string ago(std::string since) {
    const bool is_count = !since.empty() && since[0] >= '0' && since[0] <= '9';
    return is_count && since.find(' ') != std::string::npos ? since + " ago" : since;
  }

  Result<void> read_fields(const MergedRecord& record) {
    const KindInfo* kind = workspace_.schema().kind(record.kind);
    page_.own = TRY(read_own_fields(workspace_, directory_, record));
    for (const FieldInfo& field : kind->fields) {
      if (!field.id.is_builtin()) continue;
      if (field.is_set) {
        for (const MergedElement& one : record.elements) {
          if (one.field == field.id) page_.elements.push_back(element(one));
        }
      } else {
        const auto found = std::ranges::find(record.values, field.id, &FieldValue::field);
        page_.fields.push_back(
            TRY(single(field, found == record.values.end() ? Value() : found->value)));
        for (const AlsoValue& one : record.also) {
          if (one.field == field.id)
            page_.fields.back().also.push_back(
                value_in_words(workspace_, directory_, field.id, one.held.value));
        }
      }
    }
    for (std::size_t i = 1; i < ids_.size(); ++i)
      page_.merged.push_back({ids_[i], own_name(workspace_, ids_[i])});
    const PageField* nickname = page_.field(fields::person::nickname);
    if (nickname != nullptr && !nickname->text.empty()) {
      page_.known_as = "“" + nickname->text + "”";
    }
    return {};
  }

  Result<PageField> single(const FieldInfo& field, const Value& value) {
    PageField shown{.field = field.id,
                    .type = field.type,
                    .label = field.label,
                    .text = value.as_text(),
                    .words = {},
                    .link = {},
                    .also = {}};
    if (value.type() == ValueType::date) shown.text = plain_date_in_words(value.as_text());
    if (const RecordId* target = value.get<RecordId>()) {
      shown.link = TRY(directory_.find(db_, *target));
      if (shown.link) shown.text = shown.link->name;
    }
    shown.words = shown.text;
    return shown;
  }

  static PageElement element(const MergedElement& one) {
    const Value& value = one.held.front().value;
    PageElement shown{.field = one.field,
                      .value = value,
                      .held = one.held,
                      .label = {},
                      .text = value.as_text(),
                      .preferred = one.preferred};
    if (const ContactWay* way = value.get<ContactWay>()) {
      shown.label = way->label;
    } else if (const Address* address = value.get<Address>()) {
      shown.label = address->label;
      shown.text = address_in_words(*address);
    }
    return shown;
  }

  bool is_here(const std::optional<RecordId>& id) const {
    return id && std::ranges::find(ids_, *id) != ids_.end();
  }

  // What a query gives for every record that is shown here.
  template <class Query>
  auto of_all(const Query& query) -> decltype(query(RecordId())) {
    auto rows = TRY(query(ids_.front()));
    for (std::size_t i = 1; i < ids_.size(); ++i)
      std::ranges::move(TRY(query(ids_[i])), std::back_inserter(rows));
    return rows;
  }

  Result<void> read_ties() {
    auto rows = TRY(of_all([&](RecordId id) { return page_queries::ties_of(db_, id); }));
    for (auto& row : rows) {
      if (is_here(row.from) && is_here(row.to)) continue;  // of two that are one now
      PageTie tie{.tie = row.id,
                  .other = {},
                  .other_name = std::move(row.to_name),
                  .relation = std::move(row.relation),
                  .is_from_here = is_here(row.from),
                  .since = std::move(row.since),
                  .until = std::move(row.until),
                  .when_in_words = {},
                  .note = std::move(row.note)};
      const auto other = tie.is_from_here ? row.to : row.from;
      if (other) tie.other = TRY(directory_.find(db_, *other));
      if (tie.other) tie.other_name = tie.other->name;
      if (tie.other_name.empty()) continue;  // the other end is in the trash
      tie.when_in_words = period(tie.since, tie.until);
      page_.ties.push_back(std::move(tie));
    }
    return {};
  }

  std::string period(const std::string& since, const std::string& until) {
    if (since.empty() && until.empty()) return {};
    if (until.empty()) return "since " + date_in_words(since, today_);
    if (since.empty()) return "until " + date_in_words(until, today_);
    return date_in_words(since, today_) + " to " + date_in_words(until, today_);
  }

  Result<void> read_facts() {
    auto rows = TRY(
        of_all([&](RecordId id) { return page_queries::facts_about(db_, id, page_facts_max); }));
    for (auto& row : rows) {
      PageFact fact{.fact = row.id,
                    .topic = std::move(row.topic),
                    .text = std::move(row.text),
                    .words = {},
                    .how = {},
                    .source = std::move(row.source),
                    .learned_on = std::move(row.learned_on),
                    .confirmed_on = std::move(row.confirmed_on),
                    .expires_on = std::move(row.expires_on),
                    .freshness = Freshness::fresh,
                    .known_in_words = {}};
      if (row.how) fact.how = static_cast<FactHow>(*row.how);
      fact.words = fact_in_words(fact.topic, plain_date_in_words(fact.text));
      weigh(fact);
      page_.facts.push_back(std::move(fact));
    }
    std::ranges::stable_sort(page_.facts, {}, &PageFact::freshness);
    return {};
  }

  // How well a fact is known, and whether it is time to ask again.
  void weigh(PageFact& fact) {
    const std::string& known_on = fact.confirmed_on.empty() ? fact.learned_on : fact.confirmed_on;
    const bool has_date = is_edtf(known_on);
    const bool is_old =
        !has_date || days_from_civil(today_) - day_of(known_on, today_) > fresh_days;
    if (is_old) fact.freshness = Freshness::ask_again;
    std::string words;
    if (!fact.source.empty()) {
      words = "from " + fact.source;
    } else if (fact.how) {
      words = how_in_words(*fact.how);
    }
    if (has_date) words += (words.empty() ? "" : ", ") + known_date(known_on);
    if (is_old) words += words.empty() ? "ask again" : " — ask again";
    fact.known_in_words = std::move(words);
  }

  std::string known_date(const std::string& edtf) {
    const auto span = parse_edtf(edtf);
    const bool is_young = days_from_civil(today_) - day_of(edtf, today_) < exact_days;
    if (is_young || span->is_span || span->from->year == 0) return date_in_words(edtf, today_);
    return date_in_words(PartialDate{span->from->year, span->from->month, 0}, today_);
  }

  Result<void> read_interactions() {
    const auto rows = TRY(of_all([&](RecordId id) {
      return page_queries::interactions_with(db_, id, page_interactions_max);
    }));
    std::set<std::int64_t> seen;  // one may name two who are one now
    for (const auto& row : rows) {
      if (!seen.insert(row.row).second) continue;
      PageInteraction shown{.interaction = row.id,
                            .channel = Channel{row.channel.value_or(1)},
                            .direction = Direction{row.direction.value_or(1)},
                            .on = row.on,
                            .amount = amount_in_words(row.amount),
                            .summary = row.summary,
                            .notes = row.notes,
                            .others = {}};
      for (RecordId person : TRY(directory_queries::people_of_interaction(db_, row.row))) {
        if (is_here(person)) continue;
        auto other = TRY(directory_.find(db_, person));
        const auto is_told = [&](const NamedRecord& one) { return one.id == other->id; };
        if (other && std::ranges::none_of(shown.others, is_told)) {
          shown.others.push_back(std::move(*other));
        }
      }
      page_.interactions.push_back(std::move(shown));
    }
    std::ranges::stable_sort(page_.interactions, std::ranges::greater{},
                             [&](const PageInteraction& one) { return day_of(one.on, today_); });
    return {};
  }

  Result<void> read_members() {
    if (page_.kind == kinds::person) return {};
    const auto rows = TRY(of_all(
        [&](RecordId id) { return directory_queries::members_of(db_, id, page_members_max + 1); }));
    page_.has_more_members = rows.size() > page_members_max;
    for (std::int64_t row : rows) {
      if (page_.members.size() == page_members_max) break;
      if (auto member = TRY(directory_.named(db_, {kinds::person, row}))) {
        page_.members.push_back(std::move(*member));
      }
    }
    std::ranges::sort(page_.members, {},
                      [](const NamedRecord& one) { return name_sort_key(one.name); });
    return {};
  }

  // Those that name whoever this record stands for too.
  Result<void> read_rows() {
    for (const RecordId& id : ids_) {
      for (const LinkedRow& one : TRY(rows_linking_to(workspace_, id))) {
        const Schema& schema = workspace_.schema();
        page_.rows.push_back(
            {one.row, record_in_words(workspace_, directory_, one.row),
             schema.kind(one.table)->label + ", " + schema.field(one.through)->label});
      }
    }
    return {};
  }

  void make_timeline() {
    struct Dated {
      std::int64_t day;
      TimelineItem item;
    };
    std::vector<Dated> dated;
    const auto add = [&](TimelineItem item, const std::string& on) {
      item.when = short_date_in_words(on, today_);
      item.when_exact = exact_words(on);
      dated.push_back({day_of(on, today_), std::move(item)});
    };
    for (const PageInteraction& one : page_.interactions) {
      add({.kind = TimelineKind::interaction,
           .record = one.interaction,
           .channel = one.channel,
           .direction = one.direction,
           .lead = contact_in_words(one.channel, one.direction),
           .text = with_others(one),
           .when = {},
           .when_exact = {}},
          one.on);
    }
    for (const PageFact& fact : page_.facts) {
      if (!is_edtf(fact.learned_on)) continue;  // nobody can say where in the story it belongs
      const bool is_told = fact.how == FactHow::told_us;
      add({.kind = TimelineKind::fact,
           .record = fact.fact,
           .lead = is_told ? "Told us" : "Learned",
           .text = fact.words,
           .when = {},
           .when_exact = {}},
          fact.learned_on);
    }
    std::ranges::stable_sort(dated, std::ranges::greater{}, &Dated::day);
    for (Dated& one : dated)
      page_.timeline.push_back(std::move(one.item));
  }

  std::string amount_in_words(const Value& amount) {
    if (amount.is_null()) return {};
    return value_in_words(workspace_, directory_, fields::interaction::amount, amount);
  }

  static std::string with_others(const PageInteraction& one) {
    std::string text = one.amount;
    const std::string about =
        one.summary.empty() ? one.notes.substr(0, one.notes.find('\n')) : one.summary;
    if (!about.empty()) text += (text.empty() ? "" : ", ") + about;
    for (std::size_t i = 0; i < one.others.size(); ++i) {
      const char* before = i == 0 ? (text.empty() ? "with " : ", with ")
                                  : (i + 1 == one.others.size() ? " and " : ", ");
      text += before + one.others[i].name;
    }
    return text;
  }

  Workspace& workspace_;
  Database& db_;
  const Directory& directory_;
  PartialDate today_;
  std::vector<RecordId> ids_;  // of all that are one here
  RecordPage page_;
};

}  // namespace

const PageField* RecordPage::field(FieldId field_id) const {
  const auto found = std::ranges::find(fields, field_id, &PageField::field);
  return found == fields.end() ? nullptr : &*found;
}

Result<std::optional<RecordPage>> read_page(Workspace& workspace, const Directory& directory,
                                            RecordId id) {
  return PageReader(workspace, directory).read(id);
}

}  // namespace kith
