#include "core/record/unsaved.h"
#include "core/record/workspace_state.h"

namespace kith {
namespace {

// In the table (migration_queries.cpp) a higher number was written later.
constexpr const char* all_texts = "SELECT place, text FROM unsaved ORDER BY number";
constexpr const char* put_text = "INSERT OR REPLACE INTO unsaved(place, text) VALUES(?, ?)";
constexpr const char* drop_text = "DELETE FROM unsaved WHERE place = ?";
constexpr const char* drop_about = "DELETE FROM unsaved WHERE instr(place, ?) > 0";
constexpr const char* drop_oldest =
    "DELETE FROM unsaved WHERE number <= (SELECT number FROM unsaved ORDER BY number DESC"
    " LIMIT 1 OFFSET ?)";

}  // namespace

Result<void> Workspace::State::forget_unsaved(std::span<const UnsavedText> texts) {
  if (texts.empty()) return {};
  Statement drop = TRY(db.prepare(drop_text));
  for (const UnsavedText& text : texts)
    TRY(drop.run(text.place));
  return {};
}

Result<void> Workspace::State::forget_unsaved_about(const RecordId& record) {
  Statement drop = TRY(db.prepare(drop_about));
  return drop.run("/" + uuid_text(record.bytes) + " ");
}

Result<std::vector<UnsavedText>> Workspace::unsaved() {
  std::vector<UnsavedText> texts;
  Statement all = TRY(state_->db.prepare(all_texts));
  while (TRY(all.step())) {
    texts.push_back(
        {std::string(all.get<std::string_view>(0)), std::string(all.get<std::string_view>(1))});
  }
  return texts;
}

Result<void> Workspace::keep_unsaved(std::span<const UnsavedText> texts) {
  // Together with the changes that wait: making those durable each time somebody types would take
  // longer than a frame.
  const auto durability = state_->has_waiting() ? Durability::later : Durability::now;
  return state_->transact(durability, [&]() -> Result<void> {
    TRY(state_->forget_unsaved(texts));
    Statement put = TRY(state_->db.prepare(put_text));
    for (const UnsavedText& text : texts) {
      const bool fits = !text.text.empty() && text.text.size() <= unsaved_text_size_max;
      if (fits) TRY(put.run(text.place, text.text));
    }
    Statement drop = TRY(state_->db.prepare(drop_oldest));
    return drop.run(unsaved_text_count_max);
  });
}

}  // namespace kith
