// Tables ready to be made: what they are for, their fields, and their rows where these are known.
#pragma once

#include "core/practice/team_tables.h"

#include <span>

namespace kith {

struct TemplateField {
  const char* label;
  FieldSort sort = FieldSort::text;
  const char* choices = "";  // "Open|Done"
  KindId links_to = kinds::person;
  const char* unit = "";
  const char* formula = "";
  const char* help = "";
};

struct TableTemplate {
  const char* name;
  const char* help;
  std::span<const TemplateField> fields;
  // The cells of a row between bars, in the order of the fields, as somebody would type them.
  std::span<const char* const> rows = {};
};

std::span<const TableTemplate> table_templates();

}  // namespace kith
