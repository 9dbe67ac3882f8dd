#include "core/base/date_words.h"
#include "core/practice/commands.h"
#include "core/record/builtin.h"
#include "ui/room/person.h"
#include "ui/widget/button.h"
#include "ui/widget/choice.h"
#include "ui/widget/field.h"
#include "ui/widget/show.h"
#include "ui/widget/text.h"
#include "ui/widget/unsaved_texts.h"

#include <array>

namespace kith::ui {
namespace {

void edit(const PersonView& view, RecordId record, FieldId field, const FieldResult& result,
          std::string_view shown, std::string_view typed_as) {
  if (!result.committed || result.text == shown) return;
  auto draft = edit_field(view.workspace(), record, field, result.text);
  if (draft)
    view.commit(std::move(*draft), "Changed a fact", typed_as);
  else
    view.ui.unsaved().refuse(typed_as, result.text, draft.error().text);
}

void fact_fields(Ui& ui, const PersonView& view, const PageFact& fact) {
  const std::string typed_as = "facts/" + uuid_text(fact.fact.bytes);
  const auto topic = [&] {
    const std::string topic_as = typed_as + "/topic";
    edit(view, fact.fact, fields::fact::topic,
         text_field(ui, "About", fact.topic,
                    {.in_place = true,
                     .label_shown = false,
                     .placeholder = "about what",
                     .unsaved_as = topic_as}),
         fact.topic, topic_as);
  };
  const auto words = [&] {
    const std::string shown = plain_date_in_words(fact.text);
    const std::string words_as = typed_as + "/text";
    edit(view, fact.fact, fields::fact::text,
         text_field(ui, "Fact", std::string_view(shown),
                    {.in_place = true,
                     .label_shown = false,
                     .placeholder = "what we know",
                     .unsaved_as = words_as}),
         shown, words_as);
  };
  if (ui.screen() == ScreenSize::narrow) {
    topic();
    words();
  } else {
    columns(ui, {.tracks = {fill(), fill()}, .gap = 24}, topic, words);
  }
}

void fact_row(Ui& ui, const PersonView& view, const PageFact& fact) {
  columns(
      ui, {.tracks = {fill(), fit()}, .gap = 8, .centred = true},
      [&] {
        fact_fields(ui, view, fact);
        text(ui, fact.known_in_words,
             {.size = 12,
              .tone = fact.freshness == Freshness::fresh ? Tone::second : Tone::warning});
      },
      [&] {
        row(ui, [&] {
          if (button(ui, "Still true", {.kind = ButtonKind::quiet, .icon = Icon::check})) {
            view.commit(confirm_fact(view.workspace(), fact.fact), "Confirmed today");
          }
          static constexpr std::array<MenuItem, 1> items = {
              MenuItem{.label = "Move to trash", .icon = Icon::trash, .danger = true}};
          if (menu_button(ui, "More about this fact", items)) {
            view.commit(trash(fact.fact), "Moved a fact to the trash");
          }
        });
      });
}

}  // namespace

void person_facts(Ui& ui, const PersonView& view) {
  if (view.page.facts.empty()) {
    text(ui,
         "Nothing is written down yet. Favourite authors, causes, habits: the small things that "
         "let one person care about another. Use the line under Story.",
         {.tone = Tone::second});
    return;
  }
  group(ui, Role::list, "Facts", [&] {
    for (const PageFact& fact : view.page.facts) {
      keyed(ui, uuid_text(fact.fact.bytes), [&] {
        group(ui, Role::list_item, fact.words, [&] { fact_row(ui, view, fact); });
        divider(ui);
      });
    }
  });
}

}  // namespace kith::ui
