// Dear ImGui as Kith is built with it. Every translation unit that sees imgui.h must see this, so
// the target kith::imgui carries it as IMGUI_USER_CONFIG.
#pragma once

#define IMGUI_USE_WCHAR32  // Names are written in every script, beyond the first plane.
#define IMGUI_DISABLE_OBSOLETE_FUNCTIONS
#define IMGUI_DISABLE_DEMO_WINDOWS
#define IMGUI_DISABLE_DEBUG_TOOLS
#define IMGUI_DISABLE_DEFAULT_SHELL_FUNCTIONS
#define IMGUI_DISABLE_FILE_FUNCTIONS  // No settings files, no fonts from disk.
#define IMGUI_DISABLE_DEFAULT_FONT
// Text is drawn by the browser (ui/font), so there is no font to read: with this, Dear ImGui leaves
// its reader of TrueType out and asks for a loader, which ui/font/atlas.cpp is: one without glyphs.
#define IMGUI_ENABLE_FREETYPE
