// Every widget in its states: what they look like, and a place for tests to press them. #/gallery
#pragma once

#include "ui/widget/chart.h"
#include "ui/widget/graph.h"

#include <cstdint>
#include <string>

namespace kith::ui {

struct GalleryState {
  int presses = 0;
  int tab = 0;
  int channel = -1;
  int way = 0;
  bool consent = true;
  bool letters = false;
  bool compact = false;
  bool dialog_open = false;
  std::string chip = "Everyone";
  std::string name;
  std::string note =
      "Met at the weir clean-up. Bakes rye on Fridays and brings a loaf to everyone "
      "who helped.";
  std::string nickname = "Ody’s Bruno";
  std::string passphrase;
  std::string needle;
  std::int64_t chosen = -1;
  GraphView ties;
  ChartView charts;
  std::size_t tied = 0;
};

void gallery_room(Ui& ui, GalleryState& state);

}  // namespace kith::ui
