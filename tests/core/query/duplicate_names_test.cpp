// Names compared: what makes two of them one, across cultures, and what keeps them apart.
#include "core/query/duplicate_names.h"

#include "core/base/text_fold.h"
#include "core/query/nicknames.h"

#include <catch2/catch_test_macros.hpp>

#include <set>
#include <string>
#include <string_view>

using namespace kith;

namespace {

std::string name(std::string_view display) {
  return comparable_name({.display = display});
}

NameRelation relation(const std::string& a, const std::string& b) {
  const NameRelation found = compare_names(a, b).relation;
  CHECK(found == compare_names(b, a).relation);
  return found;
}

NameRelation related(std::string_view a, std::string_view b) {
  INFO(a << " and " << b);
  return relation(name(a), name(b));
}

std::set<std::uint64_t> words(std::string_view display) {
  std::set<std::uint64_t> all;
  for_each_name_word(name(display), [&](std::uint64_t word) { all.insert(word); });
  return all;
}

bool meet(const std::set<std::uint64_t>& a, const std::set<std::uint64_t>& b) {
  for (std::uint64_t one : a) {
    if (b.contains(one)) return true;
  }
  return false;
}

}  // namespace

TEST_CASE("one name is the same in every spelling of its letters") {
  CHECK(related("Ana Okafor", "ANA  OKAFOR") == NameRelation::same);
  CHECK(related("José Núñez", "Jose Nunez") == NameRelation::same);
  CHECK(related("Łukasz Śliwa", "Lukasz Sliwa") == NameRelation::same);
  CHECK(related("Sinéad O'Malley", "Sinead O’Malley") == NameRelation::same);
  CHECK(related("Соловьёв Фёдор", "Соловьев Федор") == NameRelation::same);
  CHECK(related("مُحَمَّد الحداد", "محمد الحداد") == NameRelation::same);
  CHECK(related("Ａｎａ Okafor", "Ana Okafor") == NameRelation::same);
}

TEST_CASE("titles, degrees and particles are no part of a name") {
  CHECK(related("Dr. Ana Okafor", "Ana Okafor") == NameRelation::same);
  CHECK(related("Prof. Dr. Ana Okafor, PhD", "Ana Okafor") == NameRelation::same);
  CHECK(related("Frau Greta von der Heide", "Greta Heide") == NameRelation::same);
  CHECK(related("Al Gore", "Al Gore") == NameRelation::same);
  CHECK(related("Mrs Okafor", "Ana Okafor") == NameRelation::part);
}

TEST_CASE("names in another order are known") {
  CHECK(related("Ana Okafor", "Okafor, Ana") == NameRelation::same);
  CHECK(related("Ana Okafor", "Okafor Ana") == NameRelation::swapped);
  CHECK(related("Nagy Ágnes", "Agnes Nagy") == NameRelation::swapped);
  const std::string western =
      comparable_name({.display = "晓雨 李", .given = "晓雨", .family = "李"});
  CHECK(relation(western, name("李晓雨")) == NameRelation::same);
  CHECK(related("山田 太郎", "太郎 山田") == NameRelation::swapped);
}

TEST_CASE("short forms are known in several languages") {
  CHECK(related("Bill Yarrow", "William Yarrow") == NameRelation::nickname);
  CHECK(related("Liz Yarrow", "Betty Yarrow") == NameRelation::nickname);
  CHECK(related("Paco Ríos", "Francisco Ríos") == NameRelation::nickname);
  CHECK(related("Саша Чайка", "Александра Чайка") == NameRelation::nickname);
  CHECK(related("Gosia Wójcik", "Małgorzata Wojcik") == NameRelation::nickname);
  CHECK(related("Sepp Huber", "Josef Huber") == NameRelation::nickname);
  CHECK(related("Kat Cobb", "Katalin Cobb") == NameRelation::nickname);
  const std::string known_as = comparable_name({.display = "Dorothy Cobb", .nickname = "Bunny"});
  CHECK(relation(known_as, name("Bunny Cobb")) == NameRelation::nickname);
}

TEST_CASE("what two full names have in common does not make them one") {
  CHECK(related("Alexander Cobb", "Alexandra Cobb") != NameRelation::nickname);
  CHECK(related("Christine Cobb", "Christopher Cobb") == NameRelation::other_given);
  CHECK(related("Edward Cobb", "Edmund Cobb") == NameRelation::other_given);
}

TEST_CASE("longer names, letters and slips are told apart") {
  CHECK(related("Ana María Okafor", "Ana Okafor") == NameRelation::longer);
  CHECK(related("Lucía Peña Ríos", "Lucía Peña") == NameRelation::longer);
  CHECK(related("A. Okafor", "Ana Okafor") == NameRelation::initials);
  CHECK(related("J. R. R. Holt", "John Holt") == NameRelation::initials);
  CHECK(related("Ana Okafor", "Ana Okafro") == NameRelation::spelling);
  CHECK(related("Grzegorz Błażejewski", "Grzegorz Blazeyevski") == NameRelation::spelling);
  CHECK(related("Anne Marie Holt", "Annemarie Holt") == NameRelation::spelling);
  CHECK(related("Ana", "Ana Okafor") == NameRelation::part);
}

TEST_CASE("one family is not one person") {
  CHECK(related("Ana Okafor", "Ben Okafor") == NameRelation::other_given);
  CHECK(related("A. Okafor", "B. Okafor") == NameRelation::other_given);
  CHECK(related("李晓雨", "李明") == NameRelation::other_given);
  CHECK(related("Okafor Ben", "Ana Okafor") == NameRelation::other_given);
  CHECK(related("Ana Okafor", "Ana Nwosu") == NameRelation::other_family);
  CHECK(related("John Paul Holt", "John Peter Holt") == NameRelation::other_middle);
  CHECK(related("Ana Okafor", "Ben Nwosu") == NameRelation::different);
  CHECK(related("Ana Okafor", "") == NameRelation::none);
  CHECK(related("ana@mail.example", "Ana Okafor") == NameRelation::none);
  CHECK(related("李晓雨", "Ana Okafor") == NameRelation::different);
}

TEST_CASE("father and son are told apart by what follows their name") {
  const NameComparison both = compare_names(name("John Holt Jr."), name("John Holt Sr"));
  CHECK(both.relation == NameRelation::same);
  CHECK(both.has_other_suffix);
  CHECK(compare_names(name("John Holt Jr"), name("John Holt")).has_one_suffix);
  CHECK_FALSE(compare_names(name("João Silva Filho"), name("João Silva Júnior")).has_other_suffix);
  const std::string third = comparable_name({.display = "John Holt", .suffix = "III"});
  CHECK(compare_names(third, name("John Holt II")).has_other_suffix);
}

TEST_CASE("related names have a word in common by which they are found") {
  for (const auto& [a, b] :
       std::initializer_list<std::pair<const char*, const char*>>{{"Ana Okafor", "Okafor Ana"},
                                                                  {"Bill Yarrow", "William Yarrow"},
                                                                  {"A. Okafor", "Ana Okafor"},
                                                                  {"Ana Okafor", "Ana Okafro"},
                                                                  {"Ana", "Ana Okafor"},
                                                                  {"山田 太郎", "太郎山田"},
                                                                  {"Ana Okafor", "Ana Nwosu"}}) {
    INFO(a << " and " << b);
    CHECK(meet(words(a), words(b)));
  }
}

TEST_CASE("a slip is one letter in five, two in nine") {
  CHECK(is_misspelling("okafor", "okafro"));
  CHECK(is_misspelling("okafor", "okafo"));
  CHECK(is_misspelling("okafor", "okaffor"));
  CHECK_FALSE(is_misspelling("okafor", "okamur"));
  CHECK_FALSE(is_misspelling("anna", "anne"));
  CHECK(is_misspelling("birtwistle", "bertwisle"));
  CHECK_FALSE(is_misspelling("birtwistle", "bertwisel"));
  CHECK(is_misspelling("соловьев", "соловев"));
}

TEST_CASE("organisations are compared without articles and legal forms") {
  CHECK(comparable_organisation("The Riverbend Seed Library, Inc.") == "riverbend seed library");
  CHECK(comparable_organisation("Nachbarschaftshaus e.V.") == "nachbarschaftshaus");
  CHECK(comparable_organisation("Bread and Roses") == comparable_organisation("Bread & Roses"));
  CHECK(comparable_organisation("The") == "the");
}

TEST_CASE("the table of short forms is folded and in use") {
  std::string word;
  for (char c : std::string(nickname_table())) {
    if (c != ' ' && c != '\n') {
      word += c;
      continue;
    }
    INFO(word);
    CHECK(fold(word) == word);
    if (!word.empty()) CHECK(full_names(word).count > 0);
    word.clear();
  }
  CHECK(full_names("okafor").count == 0);
}
