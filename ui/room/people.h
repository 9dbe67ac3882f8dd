// People and organisations: a list of any size, sorted, filtered as you type, with what is open of
// it beside.
#pragma once

#include "core/query/list_window.h"
#include "core/query/search.h"
#include "ui/commands.h"
#include "ui/program_state.h"
#include "ui/room/person.h"
#include "ui/room/route.h"
#include "ui/widget/frame.h"

#include <memory>
#include <string>

namespace kith::ui {

struct PeopleState {
  explicit PeopleState(KindId list_kind) : kind(list_kind) {}

  KindId kind;
  std::unique_ptr<ListWindow> window;  // made with the workspace, gone with it
  ListSort sort = ListSort::name;
  std::string filter;
  // Found elsewhere than in names: shown behind the list. For which words and data.
  std::vector<SearchHit> also_found;
  std::string searched;
  std::uint64_t searched_version = 0;

  bool adding = false;
  std::string new_name;
  // Who has such a name already. For which words and data.
  std::vector<NamedRecord> similar;
  std::string similar_to;
  std::uint64_t similar_version = 0;
  PersonState person;
};

void people_room(Ui& ui, PeopleState& state, const ProgramState& program, const Route& route,
                 Commands& commands);

}  // namespace kith::ui
