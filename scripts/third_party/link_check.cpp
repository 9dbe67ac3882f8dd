// Links the libraries the way the page does. Building it proves that they fit together and makes
// Emscripten build its own system libraries now, once, rather than in the first build of Kith.
#include "imgui.h"
#include "sodium.h"
#include "sqlite3.h"
#include <GLES3/gl3.h>
#include <emscripten/html5.h>

#include <cstdio>
#include <string>
#include <vector>

namespace ImGuiFreeType {
const ImFontLoader* GetFontLoader();
const ImFontLoader* GetFontLoader() {
  return nullptr;
}  // Kith's own is in ui/font/atlas.cpp.
}  // namespace ImGuiFreeType

// Kith's own are in core/store/vfs.cpp.
extern "C" int sqlite3_os_init() {
  return SQLITE_OK;
}
extern "C" int sqlite3_os_end() {
  return SQLITE_OK;
}

int main() {
  std::vector<std::string> names{sqlite3_libversion(), ImGui::GetVersion()};
  EmscriptenWebGLContextAttributes attributes;
  emscripten_webgl_init_context_attributes(&attributes);
  emscripten_webgl_create_context("!canvas", &attributes);
  glClear(GL_COLOR_BUFFER_BIT);
  ImGui::CreateContext();
  std::printf("%s %s\n", names[0].c_str(), names[1].c_str());
  return sodium_init() + sqlite3_initialize();
}
