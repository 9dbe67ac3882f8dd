// Reading and writing a workspace's identity: what it keeps beside the log that no log can give
// back. Its tables are made in workspace_queries.cpp.
#include "core/record/genesis.h"
#include "core/record/workspace_identity.h"
#include "core/record/workspace_state.h"

#include <utility>

namespace kith {
namespace {

constexpr const char* all_control = "SELECT k, entry FROM control ORDER BY k";
constexpr const char* all_circle_keys =
    "SELECT circle.id, circle_key.epoch, circle_key.key FROM circle_key"
    " JOIN circle ON circle.number = circle_key.circle ORDER BY circle_key.circle, epoch";
constexpr const char* all_device_keys = "SELECT name, secret FROM device_key ORDER BY name";
constexpr const char* add_control = "INSERT INTO control(k, entry) VALUES(?, ?)";
constexpr const char* add_circle_key =
    "INSERT INTO circle_key(circle, epoch, key, kid) VALUES(?, ?, ?, ?)";
constexpr const char* add_device_key = "INSERT INTO device_key(name, secret) VALUES(?, ?)";

std::unexpected<Error> damaged_keys() {
  return fail(ErrorCode::damaged,
              "The workspace's keys are damaged. Its files are kept; export what can be read.");
}

Result<StoredKey> get_key(const Statement& row, int column) {
  auto key = StoredKey::from(row.get<ByteView>(column));
  if (!key) return damaged_keys();
  return std::move(*key);
}

}  // namespace

Result<void> Workspace::State::put_identity(const WorkspaceIdentity& identity) {
  Statement control = TRY(db.prepare(add_control));
  for (std::size_t k = 0; k < identity.control.size(); ++k)
    TRY(control.run(static_cast<std::int64_t>(k), ByteView(identity.control[k])));
  Statement circle_key = TRY(db.prepare(add_circle_key));
  for (const auto& [circle, epoch, key] : identity.circle_keys) {
    const CircleKey circle_secret = *CircleKey::from(key.view());
    const Hash256 kid = circle_key_id(identity.workspace, circle, epoch, circle_secret);
    const std::int64_t number = TRY(tables.circle_number(circle));
    TRY(circle_key.run(number, epoch, key.view(), ByteView(kid)));
  }
  Statement device_key = TRY(db.prepare(add_device_key));
  for (const auto& [key_name, secret] : identity.device_keys)
    TRY(device_key.run(key_name, secret.view()));
  return {};
}

Result<WorkspaceIdentity> Workspace::identity() {
  State& state = *state_;
  WorkspaceIdentity identity{.workspace = state.id,
                             .name = state.name,
                             .commons = state.commons,
                             .device_index = state.stream.device_index,
                             .hlc = state.hybrid_clock.last(),
                             .control = {},
                             .circle_keys = {},
                             .device_keys = {}};
  Statement control = TRY(state.db.prepare(all_control));
  while (TRY(control.step())) {
    const auto entry = control.get<ByteView>(1);
    if (control.get<std::size_t>(0) != identity.control.size()) return damaged_keys();
    identity.control.emplace_back(entry.begin(), entry.end());
  }
  Statement circle_keys = TRY(state.db.prepare(all_circle_keys));
  while (TRY(circle_keys.step())) {
    identity.circle_keys.push_back({circle_keys.get<CircleId>(0), circle_keys.get<std::uint32_t>(1),
                                    TRY(get_key(circle_keys, 2))});
  }
  Statement device_keys = TRY(state.db.prepare(all_device_keys));
  while (TRY(device_keys.step())) {
    identity.device_keys.push_back(
        {std::string(device_keys.get<std::string_view>(0)), TRY(get_key(device_keys, 1))});
  }
  return identity;
}

}  // namespace kith
