#include "ui/room/segment_builder.h"

#include "core/base/date_words.h"
#include "core/practice/field_value.h"
#include "core/practice/segment_words.h"
#include "core/practice/words.h"
#include "core/record/schema.h"
#include "core/record/workspace.h"
#include "ui/widget/button.h"
#include "ui/widget/choice.h"
#include "ui/widget/field.h"
#include "ui/widget/layout.h"
#include "ui/widget/text.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <optional>
#include <utility>
#include <vector>

namespace kith::ui {
namespace {

constexpr std::uint32_t usual_days = 90;
constexpr std::uint32_t usual_gift_days = 365;
constexpr std::string_view usual_amount = "100";
constexpr auto gift = std::to_underlying(Channel::gift);
constexpr auto from_them = std::to_underlying(Direction::from_them);
constexpr std::size_t depth_max = 4;  // of groups that can be made here
constexpr float narrow_width = 192;

enum class Ends : std::uint8_t { none, least, most };

// One way to ask a field, as it is chosen.
struct Question {
  std::string_view words;
  TestType type;
  bool is_not = false;
  Ends ends = Ends::none;
  NodeType node = NodeType::field;
};

constexpr std::array text_questions = {
    Question{"is", TestType::text_is},
    Question{"is not", TestType::text_is, true},
    Question{"contains", TestType::text_contains},
    Question{"does not contain", TestType::text_contains, true},
    Question{"begins with", TestType::text_begins},
    Question{"mentions", TestType::text_mentions},
    Question{"does not mention", TestType::text_mentions, true},
    Question{"is known", TestType::has_value},
    Question{"is not known", TestType::has_value, true},
};
constexpr std::array date_questions = {
    Question{"in the last … days", TestType::last_days},
    Question{"not in the last … days", TestType::last_days, true},
    Question{"more than … days ago", TestType::before_days},
    Question{"in the next … days", TestType::next_days},
    Question{"comes round within … days", TestType::anniversary},
    Question{"on or after", TestType::date_between, false, Ends::least},
    Question{"on or before", TestType::date_between, false, Ends::most},
    Question{"is known", TestType::has_value},
    Question{"is not known", TestType::has_value, true},
};
constexpr std::array number_questions = {
    Question{"is at least", TestType::number_between, false, Ends::least},
    Question{"is at most", TestType::number_between, false, Ends::most},
    Question{"is known", TestType::has_value},
    Question{"is not known", TestType::has_value, true},
};
constexpr std::array money_questions = {
    Question{"is at least", TestType::money_between, false, Ends::least},
    Question{"is at most", TestType::money_between, false, Ends::most},
    Question{"is known", TestType::has_value},
    Question{"is not known", TestType::has_value, true},
};
constexpr std::array choice_questions = {
    Question{"is", TestType::one_of},
    Question{"is not", TestType::one_of, true},
    Question{"is known", TestType::has_value},
    Question{"is not known", TestType::has_value, true},
};
constexpr std::array known_questions = {
    Question{"is known", TestType::has_value},
    Question{"is not known", TestType::has_value, true},
};
constexpr std::array link_questions = {
    Question{"is", TestType::is_record},
    Question{"is not", TestType::is_record, true},
    Question{"is in the segment", TestType::has_value, false, Ends::none, NodeType::links_to},
    Question{"is not in the segment", TestType::has_value, true, Ends::none, NodeType::links_to},
    Question{"is known", TestType::has_value},
    Question{"is not known", TestType::has_value, true},
};

std::span<const Question> questions_of(const FieldInfo& field) {
  switch (field.type) {
    case ValueType::date:
    case ValueType::instant:
      return date_questions;
    case ValueType::integer:
    case ValueType::real:
      return number_questions;
    case ValueType::choice:
    case ValueType::yes_no:
      return choice_questions;
    case ValueType::link:
      return link_questions;
    case ValueType::money:
      return money_questions;
    case ValueType::attachment:
      return known_questions;
    default:
      return text_questions;
  }
}

bool is_group(const FilterNode& node) {
  return node.type == NodeType::all || node.type == NodeType::any;
}

void normalise(FilterNode& node) {
  for (FilterNode& child : node.children) {
    normalise(child);
    if (node.type == NodeType::linked_by && !is_group(child)) child = all_of({child});
  }
}

// The condition without its not, which is put back as the caller says.
struct Turned {
  FilterNode* inner;
  bool is_not;
};
Turned turned(FilterNode& node) {
  if (node.type == NodeType::negation) return {&node.children[0], true};
  return {&node, false};
}
void turn(FilterNode& node, bool is_not) {
  if (is_not == (node.type == NodeType::negation)) return;
  FilterNode inner = is_not ? node : node.children[0];
  node = is_not ? negation(std::move(inner)) : std::move(inner);
}

std::optional<int> choose(Ui& ui, const std::string& label, std::span<const std::string> words,
                          int selected) {
  const std::vector<std::string_view> views(words.begin(), words.end());
  return select(ui, label, views, selected, {.label_shown = false, .width = narrow_width});
}

// Draws the conditions of one filter.
class Drawing {
 public:
  Drawing(Ui& ui, SegmentBuilder& builder, const ProgramState& program,
          std::span<const NamedSet> sets)
      : ui_(ui), builder_(builder), program_(program), sets_(sets) {}

  void group(KindId kind, FilterNode& node, const std::string& number, std::size_t depth) {
    constexpr std::array<std::string_view, 2> fits = {"all of these", "any of these"};
    const std::string name = number.empty() ? "Conditions" : "Conditions of " + number;
    kith::ui::group(ui_, Role::group, name, [&] {
      if (node.children.size() > 1) {
        const auto chosen = select(ui_, "Fits " + number, fits, node.type == NodeType::any ? 1 : 0,
                                   {.label_shown = false, .width = narrow_width});
        if (chosen) node.type = *chosen == 1 ? NodeType::any : NodeType::all;
      }
      std::optional<std::size_t> removed;
      for (std::size_t i = 0; i < node.children.size(); ++i) {
        const std::string own = (number.empty() ? "" : number + ".") + std::to_string(i + 1);
        if (condition(kind, node.children[i], own, depth)) removed = i;
      }
      if (removed) {
        node.children.erase(node.children.begin() + static_cast<std::ptrdiff_t>(*removed));
        builder_.errors.clear();
      }
      add_menu(kind, node, number, depth);
    });
  }

 private:
  Workspace& workspace() { return *program_.workspace; }
  const Schema& schema() { return workspace().schema(); }

  void add_menu(KindId kind, FilterNode& node, const std::string& number, std::size_t depth) {
    struct Choice {
      std::string words;
      FilterNode node;
    };
    std::vector<Choice> choices = {{"A field", first_field(kind)}};
    const bool has_contacts = kind == kinds::person || kind == kinds::organisation;
    if (has_contacts) {
      const FilterNode spoken = linked_by(
          fields::interaction::people,
          all_of({on_field(fields::interaction::on, in_days(TestType::last_days, usual_days))}));
      choices.push_back({"Not spoken to for a while", negation(spoken)});
      choices.push_back({"A contact", spoken});
      choices.push_back({"A gift", usual_gift()});
    }
    for (const KindInfo& linking : schema().kinds()) {
      for (const FieldInfo& field : linking.fields) {
        const bool names_kind = field.type == ValueType::link && !field.is_hidden &&
                                std::ranges::find(field.links_to, kind) != field.links_to.end() &&
                                linking.id != kinds::interaction && linking.id != kinds::list &&
                                linking.id != kind && depth + 1 < depth_max;
        if (!names_kind) continue;
        choices.push_back({"A " + noun_of(linking) + ": " + field_in_sentence(field.label),
                           linked_by(field.id, all_of({}))});
      }
    }
    if (is_listed(kind) && has_any(kinds::segment))
      choices.push_back({"Another segment", in_segment(first_of(kinds::segment))});
    if (is_listed(kind) && has_any(kinds::list))
      choices.push_back({"A list", in_list(first_of(kinds::list))});
    if (depth + 1 < depth_max) choices.push_back({"A group of conditions", all_of({})});
    std::vector<MenuItem> items;
    for (const Choice& choice : choices)
      items.push_back({.label = choice.words});
    const std::string label = number.empty() ? "Add condition" : "Add condition to " + number;
    row(ui_, [&] {
      const auto chosen = menu_button(ui_, label, items, {.icon = Icon::add, .icon_only = false});
      if (chosen) node.children.push_back(choices[static_cast<std::size_t>(*chosen)].node);
    });
  }

  static std::string noun_of(const KindInfo& linking) {
    if (linking.id == kinds::interaction) return "contact";
    return linking.is_made() ? "row in " + linking.label : field_in_sentence(linking.label);
  }

  // From them, lately.
  FilterNode usual_gift() {
    namespace f = fields::interaction;
    const Value least = amount(usual_amount, *schema().field(f::amount)).value;
    return linked_by(
        f::people,
        all_of({on_field(f::channel, one_of({gift})), on_field(f::direction, one_of({from_them})),
                on_field(f::amount, between(TestType::money_between, least, {})),
                on_field(f::on, in_days(TestType::last_days, usual_gift_days))}));
  }
  static bool asks_gift(const FilterNode& group) {
    const FilterNode asked = on_field(fields::interaction::channel, one_of({gift}));
    return std::ranges::find(group.children, asked) != group.children.end();
  }

  static bool is_listed(KindId kind) {
    return kind == kinds::person || kind == kinds::organisation || kind == kinds::household;
  }
  bool has_any(KindId kind) { return std::ranges::count(sets_, kind, &NamedSet::kind) > 0; }
  RecordId first_of(KindId kind) { return std::ranges::find(sets_, kind, &NamedSet::kind)->id; }

  // The city where there is one: what people ask for most.
  FilterNode first_field(KindId kind) {
    FieldId id = kind == kinds::person         ? fields::person::city
                 : kind == kinds::organisation ? fields::organisation::city
                 : kind == kinds::interaction  ? fields::interaction::channel
                                               : FieldId{};
    const KindInfo* info = schema().kind(kind);
    if (id.is_null() && info != nullptr && !info->fields.empty()) id = info->fields[0].id;
    const FieldInfo* field = schema().field(id);
    if (field == nullptr) return all_of({});
    FilterNode node;
    ask(node, *field, questions_of(*field)[0]);
    return node;
  }

  // True when it is to go.
  bool condition(KindId kind, FilterNode& node, const std::string& number, std::size_t depth) {
    bool removed = false;
    keyed(ui_, number, [&] {
      const auto [inner, is_not] = turned(node);
      if (inner->type == NodeType::field || inner->type == NodeType::links_to) {
        beside_its_end([&] { on_one_field(kind, node, number); }, number, removed);
      } else if (inner->type == NodeType::in_segment || inner->type == NodeType::in_list) {
        beside_its_end([&] { membership(node, number); }, number, removed);
      } else {
        panel(ui_, {.surface = depth % 2 == 0 ? Surface::sunken : Surface::surface, .padding = 12},
              [&] { removed = nested(kind, node, number, depth); });
      }
    });
    return removed;
  }

  // A condition, which may take more lines than one, and the button that ends it.
  template <class Body>
  void beside_its_end(Body&& body, const std::string& number, bool& removed) {
    columns(
        ui_, {.tracks = {fill(), fit()}, .gap = 8},
        [&] { row(ui_, {.gap = 8, .wraps = true}, body); },
        [&] { removed = remove_button(number); });
  }

  bool remove_button(const std::string& number) {
    return button(ui_, "Remove condition " + number,
                  {.kind = ButtonKind::quiet, .icon = Icon::close, .icon_only = true});
  }

  bool nested(KindId kind, FilterNode& node, const std::string& number, std::size_t depth) {
    const auto [inner, is_not] = turned(node);
    const bool is_link = inner->type == NodeType::linked_by;
    const FieldInfo* field = is_link ? schema().field(inner->field) : nullptr;
    const KindInfo* linking = field == nullptr ? nullptr : schema().kind(field->kind);
    std::array<std::string, 2> words = {"fits", "does not fit"};
    if (linking != nullptr) {
      const std::string noun = asks_gift(inner->children[0]) ? "gift" : noun_of(*linking);
      words = {"with a " + noun, "without a " + noun};
    }
    bool removed = false;
    std::optional<int> chosen;
    beside_its_end([&] { chosen = choose(ui_, "Whether " + number, words, is_not ? 1 : 0); },
                   number, removed);
    FilterNode& children = is_link ? inner->children[0] : *inner;
    group(linking == nullptr ? kind : linking->id, children, number, depth + 1);
    if (chosen) turn(node, *chosen == 1);
    return removed;
  }

  void membership(FilterNode& node, const std::string& number) {
    const auto [inner, is_not] = turned(node);
    const bool is_list = inner->type == NodeType::in_list;
    const std::array<std::string, 2> words = {is_list ? "on the list" : "in the segment",
                                              is_list ? "not on the list" : "not in the segment"};
    const auto chosen = choose(ui_, "Whether " + number, words, is_not ? 1 : 0);
    if (const auto set = choose_set(is_list ? kinds::list : kinds::segment, number, inner->record))
      inner->record = *set;
    if (chosen) turn(node, *chosen == 1);
  }

  std::optional<RecordId> choose_set(KindId kind, const std::string& number, RecordId present) {
    std::vector<std::string> names;
    std::vector<RecordId> ids;
    int selected = -1;
    for (const NamedSet& set : sets_) {
      if (set.kind != kind) continue;
      if (set.id == present) selected = static_cast<int>(ids.size());
      names.push_back(set.name);
      ids.push_back(set.id);
    }
    const auto chosen = choose(ui_, "Which " + number, names, selected);
    if (!chosen) return std::nullopt;
    return ids[static_cast<std::size_t>(*chosen)];
  }

  void on_one_field(KindId kind, FilterNode& node, const std::string& number) {
    const KindInfo* info = schema().kind(kind);
    if (info == nullptr) return;
    const auto [inner, is_not] = turned(node);
    std::vector<std::string> names;
    int present = -1;
    std::vector<const FieldInfo*> offered;
    for (const FieldInfo& field : info->fields) {
      const bool is_present = field.id == inner->field;
      // Nothing is kept of what is computed, so nothing finds it.
      if (!is_present && (field.is_hidden || !field.formula.empty())) continue;
      if (is_present) present = static_cast<int>(names.size());
      names.push_back(field.label);
      offered.push_back(&field);
    }
    const auto chosen = choose(ui_, "Field " + number, names, present);
    if (chosen && *chosen != present) {
      const FieldInfo& field = *offered[static_cast<std::size_t>(*chosen)];
      builder_.errors.erase(number);
      return ask(node, field, questions_of(field)[0]);
    }
    const FieldInfo* field = schema().field(inner->field);
    if (field == nullptr) return;
    const auto questions = questions_of(*field);
    std::vector<std::string> ways;
    for (const Question& question : questions)
      ways.emplace_back(question.words);
    const auto way = choose(ui_, "How " + number, ways, question_index(questions, *inner, is_not));
    operand(*field, *inner, number);
    if (way) ask(node, *field, questions[static_cast<std::size_t>(*way)]);
  }

  static int question_index(std::span<const Question> questions, const FilterNode& node,
                            bool is_not) {
    for (std::size_t i = 0; i < questions.size(); ++i) {
      const Question& question = questions[i];
      const bool has_ends = question.ends == Ends::none ||
                            (question.ends == Ends::least) == !node.test.least.is_null();
      if (question.node == node.type && question.is_not == is_not && has_ends &&
          (node.type == NodeType::links_to || question.type == node.test.type))
        return static_cast<int>(i);
    }
    return -1;
  }

  // Makes the condition ask so, with the words that were there if it has use for words.
  void ask(FilterNode& node, const FieldInfo& field, const Question& question) {
    const std::string text = turned(node).inner->test.text;
    FilterNode asked{.type = question.node, .field = field.id};
    if (question.node == NodeType::links_to) {
      asked.children.push_back(
          in_segment(has_any(kinds::segment) ? first_of(kinds::segment) : RecordId{}));
    } else {
      asked.test.type = question.type;
      switch (question.type) {
        case TestType::text_is:
        case TestType::text_contains:
        case TestType::text_begins:
        case TestType::text_mentions:
          asked.test.text = text;
          break;
        case TestType::last_days:
        case TestType::before_days:
        case TestType::next_days:
        case TestType::anniversary:
          asked.test.days = usual_days;
          break;
        case TestType::date_between:
          end_of(asked.test, question.ends) = Value::date(edtf_text(today(workspace().clock())));
          break;
        case TestType::number_between:
          end_of(asked.test, question.ends) = Value::integer(0);
          break;
        case TestType::money_between:
          end_of(asked.test, question.ends) = amount("0", field).value;
          break;
        case TestType::one_of:
          asked.test.numbers = {field.choices.empty() ? 1 : field.choices[0].number};
          break;
        default:
          break;
      }
    }
    node = std::move(asked);
    turn(node, question.is_not);
  }

  static Value& end_of(FieldTest& test, Ends ends) {
    return ends == Ends::most ? test.most : test.least;
  }

  FieldResult typed(const std::string& number, const std::string& shown) {
    const auto error = builder_.errors.find(number);
    return text_field(ui_, "Value " + number, shown,
                      {.label_shown = false,
                       .error = error == builder_.errors.end() ? std::string_view{}
                                                               : std::string_view(error->second)});
  }

  void operand(const FieldInfo& field, FilterNode& node, const std::string& number) {
    if (node.type == NodeType::links_to) {
      const auto set = choose_set(kinds::segment, number, node.children[0].record);
      if (set) node.children[0] = in_segment(*set);
      return;
    }
    FieldTest& test = node.test;
    switch (test.type) {
      case TestType::text_is:
      case TestType::text_contains:
      case TestType::text_begins:
      case TestType::text_mentions:
        text_field(ui_, "Value " + number, test.text, {.label_shown = false});
        break;
      case TestType::last_days:
      case TestType::before_days:
      case TestType::next_days:
      case TestType::anniversary:
        days(test, number);
        break;
      case TestType::date_between:
        date(test.least.is_null() ? test.most : test.least, field, number);
        break;
      case TestType::number_between:
        whole_number(test.least.is_null() ? test.most : test.least, number);
        break;
      case TestType::money_between:
        money(test.least.is_null() ? test.most : test.least, field, number);
        break;
      case TestType::one_of:
        one_choice(test, field, number);
        break;
      case TestType::is_record:
        record(test, field, number);
        break;
      default:
        break;
    }
  }

  void days(FieldTest& test, const std::string& number) {
    const FieldResult result = typed(number, std::to_string(test.days));
    if (!result.changed && !result.committed) return;
    std::uint32_t read = 0;
    const char* end = result.text.data() + result.text.size();
    const auto parsed = std::from_chars(result.text.data(), end, read);
    const bool fits = parsed.ptr == end && parsed.ec == std::errc() && read <= filter_days_max;
    take(number, fits, "Write a number of days, like 90.");
    if (fits) test.days = read;
  }

  void whole_number(Value& value, const std::string& number) {
    const auto* present = value.get<std::int64_t>();
    const FieldResult result = typed(number, std::to_string(present == nullptr ? 0 : *present));
    if (!result.changed && !result.committed) return;
    std::int64_t read = 0;
    const char* end = result.text.data() + result.text.size();
    const auto parsed = std::from_chars(result.text.data(), end, read);
    const bool fits = parsed.ptr == end && parsed.ec == std::errc();
    take(number, fits, "Write a whole number, like 12.");
    if (fits) value = Value::integer(read);
  }

  Typed amount(std::string_view text, const FieldInfo& field) {
    return value_of_text(text, field, today(workspace().clock()));
  }

  void money(Value& value, const FieldInfo& field, const std::string& number) {
    const FieldResult result = typed(number, plain_text(value, field));
    if (!result.committed) return;
    Typed read = amount(result.text, field);
    const bool fits = read.value.get<Money>() != nullptr;
    take(number, fits, "Write an amount, like 12.50 or 12.50 EUR.");
    if (fits) value = std::move(read.value);
  }

  void date(Value& value, const FieldInfo& field, const std::string& number) {
    const FieldResult result =
        typed(number, value_in_words(workspace(), *program_.directory, field.id, value));
    if (!result.committed) return;
    const auto read = parse_date_words(result.text, today(workspace().clock()));
    const bool fits = read && read->year != 0;
    take(number, fits, "Write a day, month or year, like 3 May 2024.");
    if (fits) value = Value::date(edtf_text(*read));
  }

  void one_choice(FieldTest& test, const FieldInfo& field, const std::string& number) {
    std::vector<std::string> names;
    std::vector<std::uint32_t> numbers;
    if (field.type == ValueType::yes_no) {
      names = {"yes", "no"};
      numbers = {1, 0};
    }
    for (const ChoiceInfo& choice : field.choices) {
      names.push_back(choice.label);
      numbers.push_back(choice.number);
    }
    const auto present = std::ranges::find(numbers, test.numbers.empty() ? 0 : test.numbers[0]);
    const auto chosen =
        choose(ui_, "Value " + number, names,
               present == numbers.end() ? -1 : static_cast<int>(present - numbers.begin()));
    if (chosen) test.numbers = {numbers[static_cast<std::size_t>(*chosen)]};
  }

  void record(FieldTest& test, const FieldInfo& field, const std::string& number) {
    constexpr int candidates_max = 20;
    std::string shown;
    if (!test.records.empty())
      shown =
          value_in_words(workspace(), *program_.directory, field.id, Value::link(test.records[0]));
    const FieldResult result = typed(number, shown);
    if (!result.committed || result.text == shown) return;
    const auto found =
        program_.directory->find_by_name(workspace().database(), result.text, candidates_max);
    std::optional<RecordId> best;
    if (found) {
      for (const NameCandidate& one : *found) {
        const bool may_be =
            std::ranges::find(field.links_to, one.record.kind) != field.links_to.end();
        if (may_be && !best) best = one.record.id;
      }
    }
    take(number, best.has_value(), "Nobody here has that name.");
    if (best) test.records = {*best};
  }

  void take(const std::string& number, bool fits, const char* why_not) {
    if (fits) {
      builder_.errors.erase(number);
    } else {
      builder_.errors[number] = why_not;
    }
  }

  Ui& ui_;
  SegmentBuilder& builder_;
  const ProgramState& program_;
  std::span<const NamedSet> sets_;
};

}  // namespace

Filter for_builder(Filter filter) {
  normalise(filter.root);
  if (!is_group(filter.root)) filter.root = all_of({filter.root});
  return filter;
}

void segment_builder(Ui& ui, SegmentBuilder& builder, const ProgramState& program,
                     std::span<const NamedSet> sets) {
  Drawing(ui, builder, program, sets).group(builder.filter.kind, builder.filter.root, "", 0);
}

}  // namespace kith::ui
