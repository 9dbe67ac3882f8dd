#include "core/record/digest.h"

#include "core/crypto/hash.h"
#include "core/record/changeset_layout.h"
#include "core/record/workspace_state.h"

#include <algorithm>
#include <map>
#include <set>

namespace kith {
namespace {

constexpr std::int64_t slice_records = 1000;
constexpr std::uint8_t record_mark[] = {1};
constexpr std::uint8_t field_mark[] = {2};
constexpr std::uint8_t alias_mark[] = {3};

void add_record(Hasher& hasher, KindId kind, const RecordId& id,
                const std::vector<FieldValue>& values) {
  std::map<FieldId, std::set<Bytes>> fields;
  for (const FieldValue& entry : values) {
    Encoder encoded;
    entry.value.encode(encoded);
    fields[entry.field].insert(encoded.take());
  }
  hasher.add(record_mark).add(changeset_layout::bytes_of(kind)).add(id.view());
  for (const auto& [field, encoded] : fields) {
    hasher.add(field_mark).add(changeset_layout::bytes_of(field)).add_u64(encoded.size());
    for (const Bytes& value : encoded)
      hasher.add_field(value);
  }
}

}  // namespace

Result<StateDigest> digest_state(const Schema& schema, Tables& tables, Aliases& aliases,
                                 std::int64_t circle) {
  std::vector<KindId> kinds;
  for (const KindInfo& kind : schema.kinds())
    kinds.push_back(kind.id);
  std::sort(kinds.begin(), kinds.end());

  Hasher hasher(domain::state_digest);
  for (KindId kind : kinds) {
    auto slice = TRY(tables.living_after(kind, circle, {}, slice_records));
    while (!slice.empty()) {
      for (const auto& [id, row] : slice) {
        add_record(hasher, kind, id, TRY(tables.values({kind, row})));
        const auto alias = TRY(aliases.find({kind, row}));
        if (!alias || alias->target == 0) continue;
        hasher.add(alias_mark).add(TRY(tables.id_of({kind, alias->target})).view());
      }
      slice = TRY(tables.living_after(kind, circle, slice.back().first, slice_records));
    }
  }
  return hasher.finish();
}

Result<StateDigest> Workspace::state_digest() {
  State& state = *state_;
  return digest_state(state.schema, state.tables, state.aliases,
                      TRY(state.tables.circle_number(state.commons)));
}

}  // namespace kith
