#include "ui/room/networks.h"

#include "core/practice/commands.h"
#include "core/record/workspace.h"
#include "ui/widget/button.h"
#include "ui/widget/choice.h"
#include "ui/widget/field.h"
#include "ui/widget/layout.h"
#include "ui/widget/overlay.h"
#include "ui/widget/show.h"
#include "ui/widget/text.h"

#include <utility>

namespace kith::ui {
namespace {

using Step = NetworkForm::Step;

void network_entry(Ui& ui, NetworkForm& form, const Network& network) {
  columns(
      ui, {.tracks = {fill(), fit()}, .gap = 8, .centred = true},
      [&] {
        text(ui, network.name, {.strong = true});
        std::string words = network_in_words(network);
        if (words.empty()) words = network.pattern.empty() ? "No page to open" : network.pattern;
        text(ui, words, {.size = 12, .tone = Tone::second, .one_line = true});
      },
      [&] {
        if (!button(ui, "Change " + network.name,
                    {.kind = ButtonKind::quiet, .icon = Icon::edit, .icon_only = true}))
          return;
        form.step = Step::edit;
        form.wish = network;
      });
  divider(ui);
}

void list_step(Ui& ui, NetworkForm& form, const ProgramState& program) {
  const Networks& known = networks_of(form, program);
  const bool closed = dialog(ui, {.title = "Networks"}, [&] {
    text(ui, "Where people can be found. A handle names one; those that closed say what to use.",
         {.tone = Tone::second});
    if (button(ui, "Add a network", {.kind = ButtonKind::primary, .icon = Icon::add})) {
      form.step = Step::edit;
      form.wish = {};
    }
    scroll_area(ui, "Networks", {.height = 320}, [&] {
      for (const Network& network : known.all())
        keyed(ui, uuid_text(network.id.bytes), [&] { network_entry(ui, form, network); });
    });
  });
  if (closed) form.step = Step::closed;
}

void save(NetworkForm& form, const ProgramState& program, Commands& commands) {
  auto draft = keep_network(*program.workspace, form.wish);
  if (!draft) {
    form.error = draft.error().text;
    return;
  }
  if (!draft->empty())
    commands.push_back(Commit{std::move(*draft), "Saved the network " + form.wish.name});
  form.step = Step::closed;
}

void edit_step(Ui& ui, NetworkForm& form, const ProgramState& program, Commands& commands) {
  Network& wish = form.wish;
  const bool is_new = wish.id.is_null();
  bool sent = false;
  bool removed = false;
  const bool closed = dialog(ui, {.title = is_new ? "Add a network" : "Change the network"}, [&] {
    sent |= text_field(ui, "Name of the network", wish.name,
                       {.required = true, .focus = true, .error = form.error})
                .by_enter;
    text_field(ui, "Address of a profile", wish.pattern,
               {.help = "https://example.org/{name}; {host} too for name@host"});
    checkbox(ui, "This network is closed", wish.is_closed);
    if (wish.is_closed) text_field(ui, "Use instead", wish.instead);
    row(ui, [&] {
      removed = wish.is_row &&
                button(ui, "Move to trash", {.kind = ButtonKind::quiet, .icon = Icon::trash});
      spacer(ui);
      sent |= button(ui, "Save", {.kind = ButtonKind::primary, .disabled = wish.name.empty()});
    });
  });
  if (removed) {
    commands.push_back(Commit{trash(wish.id), "Moved " + wish.name + " to the trash"});
    form.step = Step::closed;
  } else if (sent) {
    save(form, program, commands);
  }
  if (closed) form.step = Step::closed;
  if (form.step == Step::closed) form.error.clear();
}

}  // namespace

const Networks& networks_of(NetworkForm& form, const ProgramState& program) {
  const std::uint64_t revision = program.workspace->revision(kinds::network);
  if (!form.known || form.revision != revision) {
    auto read = read_networks(*program.workspace);
    form.known = read ? std::move(*read) : Networks({});
    form.revision = revision;
  }
  return *form.known;
}

void network_dialog(Ui& ui, NetworkForm& form, const ProgramState& program, Commands& commands) {
  if (form.step == Step::list)
    list_step(ui, form, program);
  else if (form.step == Step::edit)
    edit_step(ui, form, program, commands);
}

}  // namespace kith::ui
