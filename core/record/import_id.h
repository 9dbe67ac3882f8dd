// Ids of imported records (docs/format.md, "Identity"): two devices that import the same file
// into the same circle make the same records, and importing twice makes nothing new.
#pragma once

#include "core/base/id.h"

#include <string_view>

namespace kith {

// `source` names the kind of file, `key` the record in it, by whatever stays the same in the next
// export: its own id, or an e-mail address.
RecordId import_record_id(WorkspaceId workspace, CircleId circle, std::string_view source,
                          std::string_view key);

}  // namespace kith
