// SQL over the record tables, written with the names of core/record/builtin.h in place of numbers:
//
//   @person            the table of a kind           @person*           the table of its sets
//   @person.nickname   the column of a field         #person.emails     its number in that table
//
//   schema_sql("SELECT @person.nickname FROM @person WHERE row = ?")
#pragma once

#include <string>
#include <string_view>

namespace kith {

// A name that is not known is a bug.
std::string schema_sql(std::string_view text);

}  // namespace kith
