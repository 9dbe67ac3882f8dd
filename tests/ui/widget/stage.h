// A page without a browser: drives a Ui by what its nodes say, as the page's mirror would. Every
// letter is a box, so sizes are the same everywhere.
#pragma once

#include "core/base/assert.h"
#include "tests/ui/font/box_glyphs.h"
#include "tests/ui/semantics/mirror_model.h"
#include "ui/render/renderer.h"
#include "ui/widget/frame.h"

#include "imgui.h"

#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace kith::ui {

// Takes over textures and counts the pictures.
class CountingRenderer final : public Renderer {
 public:
  void draw(ImDrawData& data, std::uint32_t) override {
    ++pictures;
    textures_ = data.Textures;
    for (ImTextureData* texture : *textures_) {
      if (texture->Status == ImTextureStatus_WantDestroy) {
        forget(*texture);
      } else if (texture->Status != ImTextureStatus_Destroyed) {
        texture->SetTexID(1);
        texture->SetStatus(ImTextureStatus_OK);
      }
    }
  }

  void release_textures() override {
    if (textures_ == nullptr) return;
    for (ImTextureData* texture : *textures_)
      forget(*texture);
  }

  int pictures = 0;

 private:
  static void forget(ImTextureData& texture) {
    texture.SetTexID(ImTextureID_Invalid);
    texture.SetStatus(ImTextureStatus_Destroyed);
  }

  ImVector<ImTextureData*>* textures_ = nullptr;
};

class Stage {
 public:
  explicit Stage(std::function<void(Ui&)> room, float width = 1280, float height = 800)
      : room_(std::move(room)) {
    ui.set_lint(true);
    ui.input(ResizeEvent{width, height, 1});
    frame();
  }

  // One frame, and those it asks for; the mirror follows.
  FrameOutput frame(double elapsed_ms = 16) {
    FrameOutput all;
    for (int round = 0; round < 10; ++round) {
      now_ms += elapsed_ms;
      FrameOutput out = ui.frame(now_ms, [&] { room_(ui); });
      mirror.apply(out.mirror_difference);
      for (PlatformRequest& request : out.requests) {
        auto* focus = std::get_if<FocusRequest>(&request);
        if (focus != nullptr && !is_inert(focus->node))  // which no page gives the focus to
          ui.input(FocusEvent{focus->node, focus->serial});
        requests.push_back(std::move(request));
      }
      if (out.chords_changed) chords = out.chords;
      all.drew |= out.drew;
      all.frames_wanted = out.frames_wanted;
      all.wake_after_ms = out.wake_after_ms;
      if (out.frames_wanted == 0 && ui.waiting_events() == 0) break;
    }
    return all;
  }

  const Node* find(Role role, std::string_view name) {
    for (const Node& node : nodes_ = mirror.nodes()) {
      if (node.role == role && node.name == name) return &node;
    }
    return nullptr;
  }

  const Node& get(Role role, std::string_view name) {
    const Node* found = find(role, name);
    ASSERT(found != nullptr);
    return *found;
  }

  void press(float x, float y, PointerSource source = PointerSource::mouse) {
    pointer(PointerAction::move, x, y, source);
    pointer(PointerAction::down, x, y, source);
    pointer(PointerAction::up, x, y, source);
    frame();
  }

  void click(Role role, std::string_view name) {
    Rect rect = get(role, name).rect;
    press(rect.x + rect.width / 2, rect.y + rect.height / 2);
  }

  void pointer(PointerAction action, float x, float y,
               PointerSource source = PointerSource::mouse) {
    ui.input(PointerEvent{action, source, 0, 0, x, y});
  }

  void activate(Role role, std::string_view name) {
    ui.input(ActivateEvent{get(role, name).id});
    frame();
  }

  void focus(NodeId node) {
    ui.input(FocusEvent{node, 0});
    frame();
  }

  void key(std::string code, std::uint8_t modifiers = 0) {
    ui.input(KeyEvent{true, modifiers, code, code, ui.focused()});
    frame();
  }

  void type(NodeId field, TextAction action, std::string text, bool by_enter = false) {
    ui.input(TextEvent{field, action, std::move(text), by_enter});
    frame();
  }

  BoxGlyphs glyphs;
  CountingRenderer renderer;
  Ui ui{glyphs, renderer};
  MirrorModel mirror;
  std::vector<PlatformRequest> requests;
  std::vector<Chord> chords;
  double now_ms = 1000;

 private:
  bool is_inert(NodeId id) {
    nodes_ = mirror.nodes();
    for (auto node = nodes_.rbegin(); node != nodes_.rend(); ++node) {  // parents come first
      if (node->id != id) continue;
      if (node->states & state_inert) return true;
      id = node->parent;
    }
    return false;
  }

  std::function<void(Ui&)> room_;
  std::vector<Node> nodes_;
};

}  // namespace kith::ui
