#include "core/base/text_sort_key.h"

#include <catch2/catch_test_macros.hpp>

#include <algorithm>
#include <string>
#include <vector>

using namespace kith;

TEST_CASE("names sort by letters, then marks, then case, and no name comes last") {
  const std::vector<std::string> in_order = {
      "21 Club",  "Amara",    "Ana",    "ana maria", "Ana Smith", "Ána Smith", "Anabel",
      "Đặng",     "Dao",      "Élodie", "Emil",      "Łukasz",    "Lund",      "O'Brien",
      "Oceane",   "Zoë",      "Ωμέγα",  "Іван",      "Кира",      "Яна",       "שרה",
      "دينا حسن", "しょうた", "李晓雨", "🙂",      "",
  };
  std::vector<std::string> sorted = in_order;
  std::ranges::reverse(sorted);
  std::ranges::stable_sort(sorted, {}, name_sort_key);
  CHECK(sorted == in_order);
}

TEST_CASE("letters of one alphabet keep its order where code points do not") {
  CHECK(name_sort_key("Иван") < name_sort_key("Іван"));
  CHECK(name_sort_key("Іван") < name_sort_key("Кира"));
  CHECK(name_sort_key("ə") < name_sort_key("fa"));
}

TEST_CASE("case and marks decide only between equal letters") {
  CHECK(name_sort_key("ana") < name_sort_key("Ana"));
  CHECK(name_sort_key("Ana") < name_sort_key("Ána"));
  CHECK(name_sort_key("Ána") < name_sort_key("Anb"));
  CHECK(name_sort_key("Ana-Maria") < name_sort_key("Anabel"));
}

TEST_CASE("a sort key is never empty and equal names have equal keys") {
  CHECK_FALSE(name_sort_key("").empty());
  CHECK(name_sort_key("  ") > name_sort_key("!?"));
  CHECK(name_sort_key("Ana") == name_sort_key("Ana"));
  CHECK(name_sort_key(std::string(5'000, 'x')).size() < 1'000);
}
