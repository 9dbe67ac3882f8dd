#include "core/base/date_words.h"
#include "core/practice/commands.h"
#include "core/practice/field_value.h"
#include "core/record/workspace.h"
#include "ui/room/capture.h"
#include "ui/room/person.h"
#include "ui/room/route.h"
#include "ui/widget/button.h"
#include "ui/widget/choice.h"
#include "ui/widget/field.h"
#include "ui/widget/overlay.h"
#include "ui/widget/show.h"
#include "ui/widget/text.h"
#include "ui/widget/unsaved_texts.h"

#include <array>

namespace kith::ui {
namespace {

constexpr float side_width = 232;
constexpr std::size_t side_facts_max = 6;
constexpr std::size_t side_ties_max = 6;

struct ChannelChoice {
  Channel channel;
  std::string_view name;
};
constexpr std::array<ChannelChoice, 10> channels = {{{Channel::call, "Call"},
                                                     {Channel::meeting, "Meeting"},
                                                     {Channel::visit, "Visit"},
                                                     {Channel::email, "E-mail"},
                                                     {Channel::letter, "Letter"},
                                                     {Channel::message, "Message"},
                                                     {Channel::video, "Video call"},
                                                     {Channel::event, "Event"},
                                                     {Channel::gift, "Gift"},
                                                     {Channel::note, "Other"}}};
constexpr std::array<std::string_view, 3> directions = {"Both", "They came to us",
                                                        "We went to them"};
constexpr std::array<std::string_view, 3> givers = {"Both", "They gave us", "We gave them"};

Icon channel_icon(const TimelineItem& item) {
  if (item.kind == TimelineKind::fact) return Icon::info;
  switch (item.channel) {
    case Channel::call:
    case Channel::video:
      return Icon::call;
    case Channel::letter:
      return Icon::letter;
    case Channel::email:
      return Icon::mail;
    case Channel::meeting:
    case Channel::visit:
    case Channel::event:
      return Icon::people;
    case Channel::gift:
      return Icon::gift;
    case Channel::message:
    case Channel::note:
      return Icon::talk;
  }
  return Icon::talk;
}

void timeline(Ui& ui, const PersonView& view) {
  if (view.page.timeline.empty()) {
    text(ui, "Nothing yet. Write down what you heard or did in the line above.",
         {.tone = Tone::second});
    return;
  }
  group(ui, Role::list, "Timeline", [&] {
    for (std::size_t i = 0; i < view.page.timeline.size(); ++i) {
      const TimelineItem& item = view.page.timeline[i];
      const std::string lead = item.lead.empty() ? "" : item.lead + " ";
      const std::array<Span, 2> spans = {Span{.words = lead, .strong = true},
                                         Span{.words = item.text}};
      keyed(ui, uuid_text(item.record.bytes), [&] {
        timeline_entry(ui, {.icon = channel_icon(item),
                            .ours = item.direction == Direction::from_us,
                            .spans = spans,
                            .when = item.when,
                            .when_exact = item.when_exact,
                            .last = i + 1 == view.page.timeline.size()});
      });
    }
  });
}

void side(Ui& ui, const PersonView& view) {
  const int level = ui.screen() == ScreenSize::narrow ? 2 : 3;  // below the name's
  const HeadingOptions small{.size = 12};
  if (!view.page.facts.empty()) {
    heading(ui, level, "Tiny data", small);
    for (std::size_t i = 0; i < view.page.facts.size() && i < side_facts_max; ++i) {
      const PageFact& fact = view.page.facts[i];
      fact_line(ui, fact.words, fact.known_in_words, fact.freshness == Freshness::fresh);
      divider(ui);
    }
    space(ui, 16);
  }
  if (view.page.ties.empty() && view.page.members.empty()) return;
  heading(ui, level, view.page.ties.empty() ? "Its people" : "Close ties", small);
  for (std::size_t i = 0; i < view.page.ties.size() && i < side_ties_max; ++i) {
    const PageTie& tie = view.page.ties[i];
    keyed(ui, uuid_text(tie.tie.bytes), [&] {
      column(ui, {.gap = 2}, [&] {
        if (tie.other)
          link(ui, tie.other->name, record_route(tie.other->kind, tie.other->id));
        else
          text(ui, tie.other_name);
        text(ui, tie.relation, {.size = 12, .tone = Tone::second});
      });
    });
    divider(ui);
  }
  for (std::size_t i = 0; i < view.page.members.size() && i < side_ties_max; ++i) {
    const NamedRecord& member = view.page.members[i];
    keyed(ui, uuid_text(member.id.bytes),
          [&] { link(ui, member.name, record_route(member.kind, member.id)); });
  }
}

bool is_gift(const ContactForm& form) {
  return channels.at(static_cast<std::size_t>(form.channel)).channel == Channel::gift;
}

// Null when there is none, text when it is no amount.
Value typed_amount(const PersonView& view, const ContactForm& form) {
  Workspace& workspace = view.workspace();
  const FieldInfo* field = workspace.schema().field(fields::interaction::amount);
  return value_of_text(form.amount, *field, today(workspace.clock())).value;
}

void story(Ui& ui, const PersonView& view) {
  capture_line(ui, view.state.capture_line, view.program, view.page.id, view.commands);
  space(ui, 8);
  timeline(ui, view);
}

}  // namespace

void person_story(Ui& ui, const PersonView& view) {
  if (ui.screen() != ScreenSize::wide) {
    story(ui, view);
    side(ui, view);
    return;
  }
  columns(
      ui, {.tracks = {fill(), px(side_width)}, .gap = 32}, [&] { story(ui, view); },
      [&] { side(ui, view); });
}

void contact_dialog(Ui& ui, const PersonView& view) {
  ContactForm& form = view.state.contact;
  std::array<std::string_view, channels.size()> names;
  for (std::size_t i = 0; i < channels.size(); ++i)
    names.at(i) = channels.at(i).name;
  const PartialDate day = today(view.workspace().clock());
  const auto when = [&] { return form.when.empty() ? day : parse_date_words(form.when, day); };
  const auto amount = [&] { return is_gift(form) ? typed_amount(view, form) : Value(); };
  const auto fits = [&] { return amount().is_null() || amount().get<Money>() != nullptr; };
  bool sent = false;
  const bool closed = dialog(ui, {.title = "Log contact with " + view.page.header.name}, [&] {
    if (auto chosen = select(ui, "How", names, form.channel)) {
      form.channel = *chosen;
      // Most gifts that are written down are those that came.
      if (form.direction == 0 && is_gift(form)) form.direction = 1;
    }
    if (auto chosen =
            radio_group(ui, "Which way", is_gift(form) ? givers : directions, form.direction)) {
      form.direction = *chosen;
    }
    if (is_gift(form)) {
      text_field(ui, "Amount", form.amount,
                 {.placeholder = "50 EUR",
                  .error = fits() ? "" : "Write an amount, like 12.50 or 12.50 EUR.",
                  .unsaved_as = "contact/amount"});
    }
    const auto on = when();
    text_field(ui, "When", form.when,
               {.placeholder = "today",
                .help = on ? exact_date_in_words(*on) : std::string(),
                .error = on ? "" : "Write it like “yesterday”, “3 May” or “2026-05-03”.",
                .unsaved_as = "contact/when"});
    sent |= text_field(ui, "What was it about?", form.summary,
                       {.focus = true, .unsaved_as = "contact/summary"})
                .by_enter;
    text_field(ui, "Notes", form.notes, {.lines = 3, .unsaved_as = "contact/notes"});
    row(ui, [&] {
      spacer(ui);
      sent |= button(ui, "Save", {.kind = ButtonKind::primary});
    });
  });
  if (closed) {
    form.open = false;
    ui.unsaved().drop("contact", ui.now_ms());
  }
  const auto on = when();
  if (!sent || !on || !fits()) return;
  NewRecord added = add_interaction(
      view.workspace(), {.people = {view.page.id},
                         .channel = channels.at(static_cast<std::size_t>(form.channel)).channel,
                         .direction = static_cast<Direction>(form.direction + 1),
                         .on = *on,
                         .amount = amount(),
                         .summary = form.summary,
                         .notes = form.notes});
  view.commit(std::move(added.draft), "Written down", "contact");
  form.open = false;
}

}  // namespace kith::ui
