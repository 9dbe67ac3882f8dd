// What the user did, as the page packed it (web/events.js).
#pragma once

#include "core/base/result.h"
#include "ui/platform.h"

#include <vector>

namespace kith::wasm {

Result<std::vector<ui::InputEvent>> read_input_events(ByteView bytes);

}  // namespace kith::wasm
