#include "core/record/import_id.h"

#include "core/crypto/hash.h"

namespace kith {

RecordId import_record_id(WorkspaceId workspace, CircleId circle, std::string_view source,
                          std::string_view key) {
  return {uuid_v8_bytes(Hasher(domain::import_id)
                            .add(workspace.view())
                            .add(circle.view())
                            .add_field(as_bytes(source))
                            .add_field(as_bytes(key))
                            .finish_128())};
}

}  // namespace kith
