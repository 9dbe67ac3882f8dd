#include "core/query/schema_sql.h"

#include "core/base/assert.h"
#include "core/record/schema.h"

namespace kith {
namespace {

struct KindName {
  std::string_view name;
  KindId kind;
};

constexpr KindName kind_names[] = {
    {"person", kinds::person},       {"organisation", kinds::organisation},
    {"household", kinds::household}, {"tie", kinds::tie},
    {"fact", kinds::fact},           {"interaction", kinds::interaction},
    {"not_same", kinds::not_same},   {"segment", kinds::segment},
    {"list", kinds::list},
};

struct FieldName {
  std::string_view name;
  FieldId field;
};

constexpr FieldName field_names[] = {
    {"person.name", fields::person::name},
    {"person.given_name", fields::person::given_name},
    {"person.family_name", fields::person::family_name},
    {"person.name_suffix", fields::person::name_suffix},
    {"person.nickname", fields::person::nickname},
    {"person.phonetic_name", fields::person::phonetic_name},
    {"person.birthday", fields::person::birthday},
    {"person.organisation", fields::person::organisation},
    {"person.job_title", fields::person::job_title},
    {"person.department", fields::person::department},
    {"person.household", fields::person::household},
    {"person.labels", fields::person::labels},
    {"person.notes", fields::person::notes},
    {"person.city", fields::person::city},
    {"organisation.name", fields::organisation::name},
    {"organisation.labels", fields::organisation::labels},
    {"organisation.notes", fields::organisation::notes},
    {"organisation.city", fields::organisation::city},
    {"household.name", fields::household::name},
    {"household.notes", fields::household::notes},
    {"tie.from", fields::tie::from},
    {"tie.to", fields::tie::to},
    {"tie.to_name", fields::tie::to_name},
    {"tie.relation", fields::tie::relation},
    {"tie.since", fields::tie::since},
    {"tie.until", fields::tie::until},
    {"tie.note", fields::tie::note},
    {"fact.subject", fields::fact::subject},
    {"fact.topic", fields::fact::topic},
    {"fact.text", fields::fact::text},
    {"fact.how", fields::fact::how},
    {"fact.said_by", fields::fact::said_by},
    {"fact.source", fields::fact::source},
    {"fact.learned_on", fields::fact::learned_on},
    {"fact.confirmed_on", fields::fact::confirmed_on},
    {"fact.sensitivity", fields::fact::sensitivity},
    {"fact.expires_on", fields::fact::expires_on},
    {"interaction.people", fields::interaction::people},
    {"interaction.channel", fields::interaction::channel},
    {"interaction.direction", fields::interaction::direction},
    {"interaction.on", fields::interaction::on},
    {"interaction.amount", fields::interaction::amount},
    {"interaction.summary", fields::interaction::summary},
    {"interaction.notes", fields::interaction::notes},
    {"not_same.first", fields::not_same::first},
    {"not_same.second", fields::not_same::second},
    {"segment.name", fields::segment::name},
    {"list.name", fields::list::name},
};

bool is_name_character(char c) {
  return (c >= 'a' && c <= 'z') || c == '_' || c == '.';
}

KindId kind_named(std::string_view name) {
  for (const KindName& entry : kind_names) {
    if (entry.name == name) return entry.kind;
  }
  ASSERT(!"unknown kind in SQL");
  return {};
}

FieldId field_named(std::string_view name) {
  for (const FieldName& entry : field_names) {
    if (entry.name == name) return entry.field;
  }
  ASSERT(!"unknown field in SQL");
  return {};
}

}  // namespace

std::string schema_sql(std::string_view text) {
  std::string sql;
  for (std::size_t at = 0; at < text.size();) {
    const char sign = text[at];
    if (sign != '@' && sign != '#') {
      sql += text[at++];
      continue;
    }
    std::size_t end = ++at;
    while (end < text.size() && is_name_character(text[end]))
      ++end;
    const std::string_view name = text.substr(at, end - at);
    at = end;
    if (sign == '#') {
      sql += std::to_string(field_named(name).low);
    } else if (name.find('.') != std::string_view::npos) {
      sql += column_name(field_named(name));
    } else if (at < text.size() && text[at] == '*') {
      sql += set_table(kind_named(name));
      ++at;
    } else {
      sql += table_name(kind_named(name));
    }
  }
  return sql;
}

}  // namespace kith
