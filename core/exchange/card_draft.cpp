#include "core/exchange/card_draft.h"

#include "core/exchange/card_rules.h"
#include "core/exchange/card_values.h"
#include "core/exchange/import_list.h"
#include "core/query/match_keys.h"
#include "core/record/builtin.h"
#include "core/record/import_id.h"
#include "core/record/schema.h"

#include <algorithm>
#include <iterator>
#include <utility>

namespace kith {

namespace {

constexpr std::size_t topic_size_max = 1000;
constexpr std::string_view organisation_source = "organisation";
constexpr std::string_view uid_key_prefix = "uid:";

bool is_name_part(FieldId field) {
  return field >= fields::person::given_name && field <= fields::person::name_suffix;
}

// Made of an address, and not worth a fact.
bool is_derived(FieldId field) {
  return field == fields::person::city || field == fields::organisation::city;
}

const Value* find(const std::vector<FieldValue>& values, FieldId field) {
  const auto found = std::ranges::find(values, field, &FieldValue::field);
  return found == values.end() ? nullptr : &found->value;
}

// The same on every device and in every version: no folding, whose tables may grow.
std::string permanent_name_key(std::string_view name) {
  std::string key;
  for (char c : trim(name)) {
    const bool space = c == ' ' || c == '\t' || c == '\n' || c == '\r';
    if (!space) {
      key.push_back(c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c);
    } else if (key.back() != ' ') {
      key.push_back(' ');
    }
  }
  return key;
}

Value fact_text(std::string text) {
  return text.size() <= text_size_max ? Value::text(std::move(text))
                                      : Value::long_text(std::move(text));
}

}  // namespace

CardDrafter::CardDrafter(Workspace& workspace, const ImportPlan& plan, Matcher& matcher,
                         bool brings_back)
    : workspace_(workspace), plan_(plan), matcher_(matcher), brings_back_(brings_back) {}

RecordId CardDrafter::own_id(std::string_view natural_key) const {
  return import_record_id(workspace_.id(), workspace_.commons(), plan_.source_key, natural_key);
}

Result<CardDrafter::Target*> CardDrafter::target(KindId kind, const RecordId& id, bool is_new) {
  const auto [place, is_first] = target_index_.try_emplace(id, targets_.size());
  if (!is_first) return &targets_[place->second];
  Target made{id, kind, is_new, {}, {}};
  if (!is_new) {
    // What a record merged into it says is known too.
    for (const RecordId& member : TRY(workspace_.members(id))) {
      const auto view = TRY(workspace_.read(member));
      if (view) std::ranges::copy(view->values, std::back_inserter(made.present));
    }
  }
  targets_.push_back(std::move(made));
  return &targets_.back();
}

// -- one card --

// Who the uids of the file became, and what is said of others by their uids.
void CardDrafter::note_references(const StagedCard& card, const RecordId& id) {
  if (card.natural_key.starts_with(uid_key_prefix)) by_uid_.insert_or_assign(card.natural_key, id);
  for (const std::string& uid : card.members)
    references_.push_back({RecordId{}, card.name, uid});
  for (const StagedTie& tie : card.ties) {
    if (!tie.uid.empty()) references_.push_back({id, tie.relation, tie.uid});
  }
}

void CardDrafter::pass_over(const StagedCard& card) {
  const RecordId own = own_id(card.natural_key);
  const Match match = matcher_.find(card, own);
  note_references(card, match.reason == MatchReason::none ? own : match.record);
}

Result<void> CardDrafter::take(const StagedCard& card) {
  ++counts_.cards;
  if (card.kind == CardKind::group) {
    ++counts_.groups;
    note_references(card, {});
    return {};
  }
  const RecordId own = own_id(card.natural_key);
  const Match match = matcher_.find(card, own);
  const bool is_known = match.reason != MatchReason::none;
  const RecordId id = is_known ? match.record : own;
  ++(is_known ? counts_.matched : counts_.created);
  // What reads the same as before says nothing new; what its owner has changed since stays.
  const bool is_repeated = match.reason == MatchReason::import_id && match.is_alive &&
                           card.natural_key.starts_with(content_key_prefix);
  if (is_repeated || (!match.is_alive && !brings_back_)) return {};
  if (!match.is_alive && TRY(workspace_.is_erased(match.record))) return {};
  matcher_.add(card, id);
  note_references(card, id);

  const bool is_new = !is_known || !match.is_alive;
  const KindId kind = card.kind == CardKind::organisation ? kinds::organisation : kinds::person;
  CardValues values = kind == kinds::organisation ? organisation_values(card)
                                                  : person_values(card, plan_.date_order);
  Target* into = TRY(target(kind, id, is_new));
  TRY(merge(card, own, *into, std::move(values.values)));
  if (kind == kinds::person) TRY(take_organisation(card, own, *into));
  for (const LeftOver& rest : values.left_over)
    TRY(add_fact(own, *into, rest.topic, rest.text));
  TRY(take_facts(card, own, *into));
  return take_ties(card, own, *into);
}

Result<RecordId> CardDrafter::organisation(const std::string& name) {
  if (const std::optional<RecordId> found = matcher_.organisation(name)) return *found;
  const RecordId id = import_record_id(workspace_.id(), workspace_.commons(), organisation_source,
                                       permanent_name_key(name));
  matcher_.add_organisation(name, id);
  Target* made = TRY(target(kinds::organisation, id, true));
  add_value(*made, {fields::organisation::name, Value::text(shortened(name, topic_size_max))});
  ++counts_.organisations;
  return id;
}

Result<void> CardDrafter::take_organisation(const StagedCard& card, const RecordId& own,
                                            Target& into) {
  if (card.organisation.empty()) return {};
  const Value* present = find(into.present, fields::person::organisation);
  if (present == nullptr) {
    const RecordId id = TRY(organisation(card.organisation));
    add_value(into, {fields::person::organisation, Value::link(id)});
    return {};
  }
  const std::optional<RecordId> same = matcher_.organisation(card.organisation);
  if (same && *present == Value::link(*same)) return {};
  return take_differing(own, into, fields::person::organisation, card.organisation);
}

void CardDrafter::add_value(Target& into, FieldValue value) {
  into.present.push_back(value);
  into.added.push_back(std::move(value));
}

Result<void> CardDrafter::merge(const StagedCard& card, const RecordId& own, Target& into,
                                std::vector<FieldValue> values) {
  const FieldId name_field =
      into.kind == kinds::organisation ? fields::organisation::name : fields::person::name;
  const Value* name = find(into.present, name_field);
  // The parts of one name do not complete another.
  const bool same_name = name == nullptr || name_key(name->as_text()) == name_key(card.name);
  for (FieldValue& entry : values) {
    const FieldInfo* field = workspace_.schema().field(entry.field);
    if (field->is_set) {
      const bool is_there = std::ranges::any_of(into.present, [&](const FieldValue& other) {
        return other.field == entry.field && says_the_same(other.value, entry.value);
      });
      if (!is_there) add_value(into, std::move(entry));
      continue;
    }
    const Value* present = find(into.present, entry.field);
    if (present == nullptr) {
      if (same_name || !is_name_part(entry.field)) add_value(into, std::move(entry));
      continue;
    }
    const std::string& text = entry.value.as_text();
    const bool says_nothing_new =
        std::ranges::find(into.present, entry) != into.present.end() || is_derived(entry.field) ||
        is_name_part(entry.field) ||
        name_key(present->as_text()).find(name_key(text)) != std::string::npos;
    if (!says_nothing_new) TRY(take_differing(own, into, entry.field, text));
  }
  return {};
}

Result<void> CardDrafter::take_differing(const RecordId& own, const Target& into, FieldId field,
                                         const std::string& text) {
  ++counts_.differing;
  return add_fact(own, into, workspace_.schema().field(field)->label, text);
}

// -- facts and ties --

// One that was made before is there, or was thrown away.
Result<bool> CardDrafter::stays_away(KindId kind, const RecordId& id) {
  if (brings_back_) return false;
  return record_exists(workspace_.database(), kind, id);
}

Result<void> CardDrafter::take_facts(const StagedCard& card, const RecordId& own,
                                     const Target& about) {
  for (const StagedFact& fact : card.facts) {
    std::string text = fact.text;
    const std::string date = resolve_date(fact.date, plan_.date_order);
    if (fact.date.ambiguous && !date.empty()) text = date + " (written " + fact.text + ")";
    counts_.kept_raw += fact.unmapped ? 1 : 0;
    TRY(add_fact(own, about, fact.topic, text));
  }
  if (card.known_on.source.empty()) return {};
  return add_fact(own, about, "Connected on " + plan_.source, card.known_on.source,
                  resolve_date(card.known_on, plan_.date_order));
}

Result<void> CardDrafter::add_fact(const RecordId& own, const Target& about,
                                   const std::string& topic, const std::string& text,
                                   const std::string& date) {
  namespace f = fields::fact;
  const std::string heading = shortened(topic, topic_size_max);
  for (std::string& part : pieces(text, long_text_size_max)) {
    const std::string key = to_hex(own.view()) + '\n' + heading + '\n' + part;
    const RecordId id = import_record_id(workspace_.id(), workspace_.commons(), "fact", key);
    if (!about.is_new && TRY(stays_away(kinds::fact, id))) continue;
    ++counts_.facts;
    DraftOp op{DraftOpType::create, id, kinds::fact, {}, {}, {}};
    op.values = {{f::subject, Value::link(about.id)},
                 {f::topic, Value::text(heading)},
                 {f::text, fact_text(std::move(part))},
                 {f::how, Value::choice(static_cast<std::uint32_t>(FactHow::imported))},
                 {f::source, Value::text(plan_.source)}};
    if (!date.empty()) op.values.push_back({f::learned_on, Value::date(date)});
    created_.push_back(std::move(op));
  }
  return {};
}

Result<void> CardDrafter::take_ties(const StagedCard& card, const RecordId& own,
                                    const Target& from) {
  for (const StagedTie& tie : card.ties) {
    if (tie.uid.empty()) TRY(add_tie(own, from.id, from.is_new, tie.relation, tie.name, {}));
  }
  return {};
}

Result<void> CardDrafter::add_tie(const RecordId& own, const RecordId& from, bool is_new,
                                  const std::string& relation, const std::string& name,
                                  RecordId to) {
  namespace f = fields::tie;
  const TieWords words = tie_words(shortened(relation, topic_size_max));
  const std::string other = shortened(name, topic_size_max);
  const std::string key = to_hex(own.view()) + '\n' + relation + '\n' + name;
  const RecordId id = import_record_id(workspace_.id(), workspace_.commons(), "tie", key);
  if (!is_new && TRY(stays_away(kinds::tie, id))) return {};
  ++counts_.ties;
  DraftOp op{DraftOpType::create, id, kinds::tie, {}, {}, {}};
  op.values = {{f::from, Value::link(from)}, {f::relation, Value::text(words.relation)}};
  if (to.is_null()) {
    op.values.push_back({f::to_name, Value::text(other)});
  } else {
    op.values.push_back({f::to, Value::link(to)});
  }
  if (!words.note.empty()) op.values.push_back({f::note, Value::text(words.note)});
  op.values.push_back({f::source, Value::text(plan_.source)});
  created_.push_back(std::move(op));
  return {};
}

Result<bool> CardDrafter::take_references(std::size_t count_max) {
  for (; next_reference_ < references_.size() && count_max > 0; ++next_reference_, --count_max) {
    const Reference& reference = references_[next_reference_];
    const auto found = by_uid_.find(reference.uid);
    const bool is_here = found != by_uid_.end();
    if (!reference.from.is_null()) {
      const RecordId to = is_here ? found->second : RecordId{};
      if (to == reference.from) continue;
      TRY(add_tie(reference.from, reference.from, false, reference.name, reference.uid, to));
    } else if (is_here) {
      Target* member = TRY(target(kinds::person, found->second, false));
      const std::string label = shortened(reference.name, topic_size_max);
      TRY(merge({}, found->second, *member, {{fields::person::labels, Value::text(label)}}));
    }
  }
  return next_reference_ == references_.size();
}

// -- to the draft --

bool CardDrafter::has_changes() const {
  return !created_.empty() || std::ranges::any_of(targets_, [](const Target& target) {
    return target.is_new || !target.added.empty();
  });
}

void CardDrafter::move_to(Draft& draft) {
  for (Target& target : targets_) {
    if (target.is_new) {
      draft.create(target.kind, target.id, std::move(target.added));
      continue;
    }
    for (FieldValue& entry : target.added) {
      const bool is_set = workspace_.schema().field(entry.field)->is_set;
      if (is_set) {
        draft.add(target.id, entry.field, std::move(entry.value));
      } else {
        draft.set(target.id, entry.field, std::move(entry.value));
      }
    }
  }
  for (DraftOp& op : created_)
    draft.create(op.kind, op.record, std::move(op.values));
  targets_.clear();
  target_index_.clear();
  created_.clear();
}

}  // namespace kith
