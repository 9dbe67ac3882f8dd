#include "core/practice/segment_words.h"

#include "core/base/date_words.h"
#include "core/base/text_fold.h"
#include "core/practice/words.h"
#include "core/record/builtin.h"
#include "core/record/schema.h"
#include "core/record/workspace.h"

#include <algorithm>
#include <optional>
#include <vector>

namespace kith {
namespace {

std::string days_words(std::uint32_t days) {
  return std::to_string(days) + (days == 1 ? " day" : " days");
}

std::string in_quotes(std::string_view text) {
  return "“" + std::string(text) + "”";
}

// Puts filters of one workspace into words.
class Speaker {
 public:
  Speaker(Workspace& workspace, const Directory& directory)
      : workspace_(workspace), directory_(directory) {}

  // "whose city is Leeds", "who are on the list …"; with `is_not`, that it is not so.
  std::string clause(KindId kind, const FilterNode& node, bool is_not) {
    switch (node.type) {
      case NodeType::all:
      case NodeType::any:
        return group(kind, node, is_not);
      case NodeType::negation:
        return clause(kind, node.children[0], !is_not);
      case NodeType::field:
        return on_field(node, is_not);
      case NodeType::links_to:
        return linking(kind, node, is_not);
      case NodeType::linked_by:
        return linked(kind, node, is_not);
      case NodeType::in_segment:
        return who(kind) + (is_not ? " are not in " : " are in ") + named(node.record);
      case NodeType::in_list:
        return who(kind) + (is_not ? " are not on " : " are on ") + named(node.record);
    }
    return {};
  }

  std::string joined(KindId kind, const FilterNode& group) {
    const bool is_any = group.type == NodeType::any;
    std::string words;
    for (const FilterNode& child : group.children) {
      if (!words.empty()) words += is_any ? " or " : " and ";
      const FilterNode& inner = child.type == NodeType::negation ? child.children[0] : child;
      const bool is_group = inner.type == NodeType::all || inner.type == NodeType::any;
      const bool needs_brackets = is_group && inner.children.size() > 1;
      const std::string one = clause(kind, child, false);
      words += needs_brackets ? "(" + one + ")" : one;
    }
    return words;
  }

 private:
  std::string on_field(const FilterNode& node, bool is_not) {
    const FieldInfo* field = workspace_.schema().field(node.field);
    const bool is_one_of = field != nullptr && field->is_set && field->type == ValueType::text &&
                           node.test.type != TestType::has_value;
    if (!is_one_of) return "whose " + label(node.field) + " " + test(node.field, node.test, is_not);
    return (is_not ? "none of whose " : "one of whose ") + label(node.field) + " " +
           test(node.field, node.test, false);
  }

  std::string group(KindId kind, const FilterNode& node, bool is_not) {
    if (node.children.empty()) {
      const bool is_everybody = (node.type == NodeType::all) != is_not;
      return is_everybody ? who(kind) + " are there" : who(kind) + " are nobody";
    }
    if (!is_not) return joined(kind, node);
    if (node.children.size() == 1) return clause(kind, node.children[0], true);
    // Not (a and b) is "not a or not b", which is easier to read.
    FilterNode turned{.type = node.type == NodeType::all ? NodeType::any : NodeType::all};
    for (const FilterNode& child : node.children)
      turned.children.push_back(negation(child));
    return joined(kind, turned);
  }

  std::string linking(KindId kind, const FilterNode& node, bool is_not) {
    const FilterNode& child = node.children[0];
    const std::string verb = is_not ? " is not " : " is ";
    if (child.type == NodeType::in_segment)
      return "whose " + label(node.field) + verb + "in " + named(child.record);
    if (child.type == NodeType::in_list)
      return "whose " + label(node.field) + verb + "on " + named(child.record);
    const FieldInfo* field = workspace_.schema().field(node.field);
    const KindId target = field == nullptr || field->links_to.empty() ? kind : field->links_to[0];
    return "whose " + label(node.field) + verb + "one " + clause(target, child, false);
  }

  // Contacts and ties have sentences of their own, where they are what most segments ask.
  std::string linked(KindId kind, const FilterNode& node, bool is_not) {
    const FilterNode& child = node.children[0];
    const FieldInfo* field = workspace_.schema().field(node.field);
    if (field == nullptr) return "with something that is not known here";
    if (node.field == fields::interaction::people) {
      const FilterNode* only =
          child.type == NodeType::all && child.children.size() == 1 ? &child.children[0] : &child;
      const bool is_time = only->type == NodeType::field &&
                           only->field == fields::interaction::on &&
                           only->test.type == TestType::last_days;
      if (is_time) {
        return who(kind) + (is_not ? " have not" : " have") + " been spoken to in the last " +
               days_words(only->test.days);
      }
    }
    if (const auto gift = gift_words(kind, node, is_not)) return *gift;
    const KindInfo* linking_kind = workspace_.schema().kind(field->kind);
    if (linking_kind != nullptr && linking_kind->is_made())
      return row_words(kind, *linking_kind, *field, child, is_not);
    std::string words = is_not ? "without a " : "with a ";
    words += linking_kind == nullptr ? "record" : record_noun(*linking_kind);
    if (field->kind == kinds::tie && node.field == fields::tie::to) words += " to them";
    const bool is_any = child.type == NodeType::all && child.children.empty();
    return is_any ? words : words + " " + clause(field->kind, child, false);
  }

  // "who gave at least 100.00 EUR in the last 365 days".
  std::optional<std::string> gift_words(KindId kind, const FilterNode& node, bool is_not) {
    namespace f = fields::interaction;
    if (node.field != f::people || node.children[0].type != NodeType::all) return std::nullopt;
    bool is_gift = false, is_ours = false, is_theirs = false;
    std::string amount, when;
    for (const FilterNode& one : node.children[0].children) {
      const auto is_choice = [&](FieldId field, auto choice) {
        return one.field == field && one.test.type == TestType::one_of &&
               one.test.numbers == std::vector{static_cast<std::uint32_t>(choice)};
      };
      if (one.type != NodeType::field) return std::nullopt;
      if (is_choice(f::channel, Channel::gift)) {
        is_gift = true;
      } else if (is_choice(f::direction, Direction::from_them)) {
        is_theirs = true;
      } else if (is_choice(f::direction, Direction::from_us)) {
        is_ours = true;
      } else if (one.field == f::amount && one.test.type == TestType::money_between) {
        amount += (amount.empty() ? " " : " and ") + without_is(one);
      } else if (one.field == f::on && says_when(one.test.type)) {
        when += (when.empty() ? " " : " and ") + without_is(one);
      } else {
        return std::nullopt;
      }
    }
    if (!is_gift || is_ours == is_theirs) return std::nullopt;
    const char* verb = is_not ? (is_ours ? " have not been given" : " have not given")
                              : (is_ours ? " were given" : " gave");
    if (amount.empty()) amount = is_not ? " anything" : " something";
    return who(kind) + verb + amount + when;
  }

  static bool says_when(TestType type) {
    return type == TestType::date_between || type == TestType::last_days ||
           type == TestType::before_days || type == TestType::next_days;
  }

  std::string without_is(const FilterNode& node) {
    return test(node.field, node.test, false).substr(std::string_view("is ").size());
  }

  // "who have a row in Grants, under “Who leads”, whose state is Sent": where is said when a row of
  // the table may name somebody in several places.
  std::string row_words(KindId kind, const KindInfo& table, const FieldInfo& field,
                        const FilterNode& child, bool is_not) {
    std::string words =
        who(kind) + (is_not ? " have no row in " : " have a row in ") + in_quotes(table.label);
    const auto names_kind = [&](const FieldInfo& one) {
      return one.type == ValueType::link && !one.is_hidden &&
             std::ranges::find(one.links_to, kind) != one.links_to.end();
    };
    const bool is_any = child.type == NodeType::all && child.children.empty();
    if (std::ranges::count_if(table.fields, names_kind) > 1)
      words += " under " + in_quotes(field.label);
    return is_any ? words : words + " " + clause(table.id, child, false);
  }

  static std::string record_noun(const KindInfo& kind) {
    if (kind.id == kinds::interaction) return "contact";
    return field_in_sentence(kind.label);
  }

  std::string label(FieldId id) {
    const FieldInfo* field = workspace_.schema().field(id);
    return field == nullptr ? "(a field that is not known here)" : field_in_sentence(field->label);
  }

  std::string named(RecordId id) {
    const auto record = workspace_.read(id);
    for (FieldId field : {fields::segment::name, fields::list::name}) {
      const Value* name = record && *record ? (*record)->find(field) : nullptr;
      if (name != nullptr) {
        return (field == fields::list::name ? "the list " : "the segment ") +
               in_quotes(name->as_text());
      }
    }
    return "a segment that is not here any more";
  }

  static std::string who(KindId kind) { return kind == kinds::person ? "who" : "which"; }

  std::string value(FieldId field, const Value& value) {
    return value_in_words(workspace_, directory_, field, value);
  }

  std::string range(FieldId field, const FieldTest& test, bool is_not) {
    const bool is_date = test.type == TestType::date_between;
    const std::string is = is_not ? "is not " : "is ";
    if (test.most.is_null())
      return is + (is_date ? "on or after " : "at least ") + value(field, test.least);
    if (test.least.is_null())
      return is + (is_date ? "on or before " : "at most ") + value(field, test.most);
    if (test.least == test.most) return is + (is_date ? "in " : "") + value(field, test.least);
    return is + "from " + value(field, test.least) + " to " + value(field, test.most);
  }

  std::string test(FieldId field, const FieldTest& test, bool is_not) {
    const std::string is = is_not ? "is not " : "is ";
    switch (test.type) {
      case TestType::has_value:
        return is + "known";
      case TestType::text_is:
        return is + test.text;
      case TestType::text_contains:
        return (is_not ? "does not contain " : "contains ") + in_quotes(test.text);
      case TestType::text_begins:
        return (is_not ? "does not begin with " : "begins with ") + in_quotes(test.text);
      case TestType::text_mentions:
        return (is_not ? "does not mention " : "mentions ") + in_quotes(test.text);
      case TestType::number_between:
      case TestType::money_between:
      case TestType::date_between:
        return range(field, test, is_not);
      case TestType::last_days:
        return is + "in the last " + days_words(test.days);
      case TestType::before_days:
        return is + "more than " + days_words(test.days) + " ago";
      case TestType::next_days:
        return is + "in the next " + days_words(test.days);
      case TestType::anniversary:
        return (is_not ? "does not come round within " : "comes round within ") +
               days_words(test.days);
      case TestType::one_of:
      case TestType::is_record:
        break;
    }
    std::string words;
    const auto add = [&](const Value& one) {
      words += (words.empty() ? "" : " or ") + value(field, one);
    };
    const FieldInfo* info = workspace_.schema().field(field);
    const bool is_yes_no = info != nullptr && info->type == ValueType::yes_no;
    for (std::uint32_t number : test.numbers)
      add(is_yes_no ? Value::yes_no(number != 0) : Value::choice(number));
    for (const RecordId& record : test.records)
      add(Value::link(record));
    return is + words;
  }

  Workspace& workspace_;
  const Directory& directory_;
};

}  // namespace

std::string field_in_sentence(std::string_view label) {
  std::string words(label);
  if (!words.empty()) words[0] = static_cast<char>(lower(static_cast<unsigned char>(words[0])));
  return words;
}

std::string kind_in_words(Workspace& workspace, KindId kind) {
  if (kind == kinds::person) return "People";
  if (kind == kinds::organisation) return "Organisations";
  if (kind == kinds::household) return "Households";
  const KindInfo* info = workspace.schema().kind(kind);
  return info == nullptr ? "Records" : info->label;
}

std::string filter_in_words(Workspace& workspace, const Directory& directory,
                            const Filter& filter) {
  const std::string kind = kind_in_words(workspace, filter.kind);
  const bool is_everybody = filter.root.type == NodeType::all && filter.root.children.empty();
  if (is_everybody) return "All " + field_in_sentence(kind);
  Speaker speaker(workspace, directory);
  return kind + " " + speaker.clause(filter.kind, filter.root, false);
}

}  // namespace kith
