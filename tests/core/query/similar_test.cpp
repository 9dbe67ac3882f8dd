#include "core/query/similar.h"

#include "tests/core/query/query_fixture.h"

using namespace kith;

namespace {

struct Known {
  QueryWorkspace kith;

  std::string similar(std::string_view typed, KindId kind = kinds::person) {
    std::string names;
    for (const NamedRecord& one :
         must(similar_names(*kith.workspace, kith.directory, kind, typed, 3)))
      names += (names.empty() ? "" : ", ") + one.name;
    return names;
  }
};

}  // namespace

TEST_CASE("who has nearly the typed name is found") {
  Known known;
  known.kith.person("William Yarrow");
  known.kith.person("Ana Okafor");
  known.kith.person("Ben Okafor");
  known.kith.person("Małgorzata Wójcik");
  known.kith.person("李晓雨");
  CHECK(known.similar("Ana Okafor") == "Ana Okafor");
  CHECK(known.similar("okafor, ana") == "Ana Okafor");
  CHECK(known.similar("Dr. Ana Okafro") == "Ana Okafor");
  CHECK(known.similar("Bill Yarrow") == "William Yarrow");
  CHECK(known.similar("Gosia Wojcik") == "Małgorzata Wójcik");
  CHECK(known.similar("Ana Maria Okafor") == "Ana Okafor");
  CHECK(known.similar("李晓雨") == "李晓雨");
  CHECK(known.similar("Okafor").empty());
  CHECK(known.similar("Cem Okafor").empty());
  CHECK(known.similar("").empty());
}

TEST_CASE("the closest come first, and whoever is in the trash does not") {
  Known known;
  known.kith.person("Anna Holtmann");
  const RecordId same = known.kith.person("Ana Holtmann");
  known.kith.person("Ana Holtman");
  known.kith.person("Ana Maria Holtmann");
  known.kith.person("Ana Holtmann, PhD");
  CHECK(known.similar("Ana Holtmann") == "Ana Holtmann, Ana Holtmann, PhD, Ana Maria Holtmann");
  known.kith.trash(same);
  CHECK(known.similar("Ana Holtmann") == "Ana Holtmann, PhD, Ana Maria Holtmann, Ana Holtman");
}

TEST_CASE("organisations are known without articles and legal forms") {
  Known known;
  known.kith.organisation("The Riverbend Seed Library");
  CHECK(known.similar("Riverbend Seed Library e.V.", kinds::organisation) ==
        "The Riverbend Seed Library");
  CHECK(known.similar("Riverbend Tool Library", kinds::organisation).empty());
}
