// Who of a file is here already: everybody in the workspace by import id, profile address, e-mail
// address, telephone number, and name with organisation, held in memory for the time of one import
// and read in slices. Cards that the import makes are added as it goes, so that a file that has
// somebody twice makes them once.
//
// An address or number alone does not make two people one, since families and offices share them:
// the names must not speak against it (the given name or nickname is the same, or one has none).
//
// What is found of a record merged into another leads to that other, its import id too.
#pragma once

#include "core/base/result.h"
#include "core/exchange/import_plan.h"
#include "core/exchange/staged_card.h"
#include "core/record/workspace.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace kith {

struct Match {
  RecordId record;
  MatchReason reason = MatchReason::none;
  bool is_alive = true;  // only one found by its import id may be in the trash
};

class Matcher {
 public:
  explicit Matcher(Workspace& workspace);

  // Reads the workspace for about so long; true when all was read.
  Result<bool> build(std::int64_t budget_us);

  // `own_id` is the id that an import gives the card.
  Match find(const StagedCard& card, const RecordId& own_id) const;
  // From now on the card is here, as `record`.
  void add(const StagedCard& card, const RecordId& record);

  // An organisation by its name, however it is spelt.
  std::optional<RecordId> organisation(std::string_view name) const;
  void add_organisation(std::string_view name, const RecordId& record);

 private:
  // Hashes of what is compared; 0 where there is nothing.
  struct Known {
    RecordId id;
    RecordId record;  // who stands for it after merges
    std::uint64_t name = 0;
    std::uint64_t given = 0;
    std::uint64_t nickname = 0;
    bool is_alive = true;
  };
  enum class KeyType : std::uint8_t { id, profile, email, phone, name_and_organisation };

  Result<bool> read_organisations();
  Result<bool> read_people();
  Result<void> resolve(Known& known);
  Result<void> read_ways(std::int64_t first_row, std::int64_t last_row);

  Known describe(std::string_view name, std::string_view given, std::string_view nickname) const;
  std::uint64_t hash(std::string_view text) const;
  std::uint64_t key(KeyType type, std::string_view text) const;
  void add_key(KeyType type, std::string_view text, std::size_t known);
  template <class Accept>
  const Known* first(KeyType type, std::string_view text, Accept&& accept) const;

  Workspace& workspace_;
  std::uint64_t seed_;  // so that no file can be made to collide
  std::vector<Known> known_;
  std::unordered_multimap<std::uint64_t, std::uint32_t> by_key_;  // to places in known_
  std::unordered_map<std::string, RecordId> organisations_;       // by name_key
  std::unordered_map<RecordId, std::string> organisation_names_;  // name_keys
  std::vector<std::pair<std::int64_t, std::uint32_t>> slice_;     // rows being read, in known_
  std::int64_t organisation_row_ = 0;
  std::int64_t person_row_ = 0;
  bool organisations_read_ = false;
  bool people_read_ = false;
};

}  // namespace kith
