// Every widget in its states: what they look like, and a place for tests to press them. #/gallery
#pragma once

namespace kith::ui {

class Ui;

struct GalleryState {
  int presses = 0;
};

void gallery_room(Ui& ui, GalleryState& state);

}  // namespace kith::ui
