#include "ui/room/field_files.h"

#include "core/practice/field_value.h"
#include "core/practice/team_tables.h"
#include "core/record/workspace.h"
#include "ui/room/words.h"
#include "ui/widget/button.h"
#include "ui/widget/layout.h"
#include "ui/widget/show.h"
#include "ui/widget/text.h"

#include <string>
#include <utility>

namespace kith::ui {
namespace {

void take_away(const FieldFiles& files, const Value& value, const std::string& name) {
  auto draft = remove_from_cell(*files.program.workspace, files.record, files.field.id, value);
  if (draft && !draft->empty())
    files.commands.push_back(Commit{std::move(*draft), "Removed " + name});
}

// One at a time.
bool is_busy(const FieldFiles& files) {
  return files.program.attachment.phase != AttachmentPhase::idle;
}

// What is no file was there before the field was for files.
void file_row(Ui& ui, const FieldFiles& files, const Value& value) {
  const auto* attachment = value.get<Attachment>();
  const std::string name = plain_text(value, files.field);
  columns(
      ui, {.tracks = {fill(), fit()}, .gap = 8, .centred = true},
      [&] {
        text(ui, name, {.tone = attachment == nullptr ? Tone::warning : Tone::normal});
        if (attachment == nullptr) return;
        text(ui, size_words(static_cast<std::int64_t>(attachment->size)),
             {.size = 12, .tone = Tone::second});
      },
      [&] {
        row(ui, [&] {
          const ButtonOptions open{.kind = ButtonKind::quiet,
                                   .icon = Icon::download,
                                   .icon_only = true,
                                   .disabled = is_busy(files)};
          if (attachment != nullptr && button(ui, "Open " + name, open))
            files.commands.push_back(OpenAttachment{files.record, files.field.id, *attachment});
          if (button(ui, "Remove " + name,
                     {.kind = ButtonKind::quiet, .icon = Icon::close, .icon_only = true}))
            take_away(files, value, name);
        });
      });
}

void show_progress(Ui& ui, const FieldFiles& files) {
  const AttachmentStatus& status = files.program.attachment;
  const bool is_in = status.phase == AttachmentPhase::attaching;
  progress_bar(ui, (is_in ? "Attaching " : "Opening ") + status.name,
               static_cast<float>(status.progress));
  if (button(ui, "Stop", {.kind = ButtonKind::quiet, .icon = Icon::close}))
    files.commands.push_back(CancelAttachment{});
}

}  // namespace

void field_files(Ui& ui, const FieldFiles& files) {
  int number = 0;
  for (const Value& value : files.cell.values)
    keyed(ui, ++number, [&] { file_row(ui, files, value); });
  const AttachmentStatus& status = files.program.attachment;
  if (is_busy(files) && status.record == files.record && status.field == files.field.id)
    return show_progress(ui, files);
  if (button(ui, "Add a file to " + files.field.label,
             {.kind = ButtonKind::quiet, .icon = Icon::add, .disabled = is_busy(files)}))
    files.commands.push_back(AttachFile{files.record, files.field.id});
}

}  // namespace kith::ui
