// Somebody in the rooms, without a browser: the whole program over a machine of memory, its frames
// drawn in boxes, and the page's answers given as the page gives them.
#pragma once

#include "core/record/workspace.h"
#include "tests/core/record/query_plans.h"
#include "tests/ui/widget/stage.h"
#include "tests/wasm/program/fake_platform.h"
#include "ui/app.h"

#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace kith::ui {

class Visitor {
 public:
  explicit Visitor(float width = 1280, float height = 800) : width_(width), height_(height) {
    start();
  }
  ~Visitor() { end(); }

  const ProgramState& state() const { return program_->state(); }
  Ui& ui() { return app_->ui(); }

  // Frames and what they ask for, until nothing more is to come.
  void settle() {
    for (int round = 0; round < 50; ++round) {
      platform.settle(*program_);
      now_ms_ += 16;
      const FrameOutput output = app_->frame(now_ms_);
      mirror.apply(output.mirror_difference);
      for (const PlatformRequest& request : output.requests) {
        if (const auto* focus = std::get_if<FocusRequest>(&request))
          app_->input(FocusEvent{focus->node, focus->serial});
      }
      Commands commands = app_->take_commands();
      for (Command& command : commands)
        program_->carry_out(std::move(command));
      platform.settle(*program_);
      const bool done = commands.empty() && output.frames_wanted == 0;
      if (done && app_->ui().waiting_events() == 0 && round > 0) return;
    }
    ASSERT(false);  // the room never comes to rest
  }

  void go(std::string fragment) {
    app_->input(RouteEvent{std::move(fragment)});
    settle();
  }

  const Node* find(Role role, std::string_view name) {
    for (const Node& node : nodes_ = mirror.nodes()) {
      if (node.role == role && node.name.starts_with(name)) return &node;
    }
    return nullptr;
  }
  NodeId id_of(Role role, std::string_view name) {
    const Node* found = find(role, name);
    ASSERT(found != nullptr);
    return found->id;
  }

  // Keys without an end: neither Enter nor leaving.
  void type(std::string_view field, std::string text) {
    const NodeId id = id_of(Role::text_field, field);
    app_->input(FocusEvent{id, 0});
    app_->input(TextEvent{id, TextAction::input, std::move(text), false});
    settle();
  }
  void cancel(std::string_view field, std::string stood) {
    app_->input(TextEvent{id_of(Role::text_field, field), TextAction::cancel, std::move(stood)});
    settle();
  }
  // Another tab had the workspace meanwhile.
  void come_back() {
    app_->reread_workspace();
    settle();
  }
  void wait(double milliseconds) {
    wait_unseen(milliseconds);
    settle();
  }
  void wait_unseen(double milliseconds) { now_ms_ += milliseconds; }

  // Without a frame in between: what a user does who is faster than the program.
  void press_unseen(Role role, std::string_view name) {
    app_->input(ActivateEvent{id_of(role, name)});
  }
  void fill_unseen(std::string_view field, std::string text, bool enter = false) {
    const bool searches = find(Role::search_field, field) != nullptr;
    const NodeId id = id_of(searches ? Role::search_field : Role::text_field, field);
    app_->input(FocusEvent{id, 0});
    app_->input(TextEvent{id, TextAction::input, text, false});
    app_->input(TextEvent{id, TextAction::commit, std::move(text), enter});
  }

  void leave_unseen(std::string_view field, std::string text) {
    app_->input(TextEvent{id_of(Role::text_field, field), TextAction::commit, std::move(text)});
  }

  // What the program is asked for from elsewhere.
  void carry_out(Command command) {
    program_->carry_out(std::move(command));
    settle();
  }

  void press(Role role, std::string_view name) {
    press_unseen(role, name);
    settle();
  }
  void fill(std::string_view field, std::string text, bool enter = false) {
    fill_unseen(field, std::move(text), enter);
    settle();
  }

  // Through the door, to the empty list of people.
  void make_workspace() {
    fill("Passphrase", std::string(passphrase));
    fill("Passphrase again", std::string(passphrase));
    press(Role::button, "Continue");
    words = state().recovery_words;
    press(Role::button, "I have written them down");
    for (std::size_t at : {3, 10, 20})
      fill("Word " + std::to_string(at + 1), words[at]);
    fill("Workspace name", "Riverbend");
    press(Role::button, "Make the workspace");
    ASSERT(state().vault == VaultStatus::open);
  }

  // The tab is gone, and another stands before the door at the same address.
  void leave_and_return() {
    const std::string address = ui().route();
    end();
    mirror = {};
    start();
    go(address);
  }

  // The tab is killed, and another opened.
  void crash() {
    leave_and_return();
    fill("Passphrase", std::string(passphrase), true);
    ASSERT(state().vault == VaultStatus::open);
  }

  void offer_passkeys() {
    program_->set_passkeys_offered(true);
    settle();
  }

  void choose_file(std::string name, std::string content) {
    platform.file = std::move(content);
    program_->file_chosen(std::move(name), static_cast<std::int64_t>(platform.file.size()));
    settle();
  }

  wasm::SmallDisk disk;
  wasm::FakePlatform platform{disk};
  MirrorModel mirror;
  std::vector<std::string> words;  // of the recovery phrase

 private:
  static constexpr std::string_view passphrase = "tide street choir sings alto";

  void start() {
    program_ = std::make_unique<wasm::Program>(platform);
    program_->set_hooks({.letting_go =
                             [this] {
                               if (app_) program_->carry_out(app_->take_unsaved());
                             },
                         .closing =
                             [this] {
                               if (app_) app_->forget_workspace();
                             }});
    program_->start();
    app_ = std::make_unique<App>(Services{glyphs_, renderer_, program_->state()});
    app_->ui().set_lint(true);
    app_->input(ResizeEvent{width_, height_, 1});
    settle();
  }

  // As a crash does: nothing is said to the rooms.
  void end() {
    if (state().workspace != nullptr) check_query_plans(state().workspace->database());
    app_.reset();
    program_.reset();
  }

  float width_, height_;
  BoxGlyphs glyphs_;
  CountingRenderer renderer_;
  std::unique_ptr<wasm::Program> program_;
  std::unique_ptr<App> app_;
  double now_ms_ = 1000;
  std::vector<Node> nodes_;
};

}  // namespace kith::ui
