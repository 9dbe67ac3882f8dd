#include "core/practice/capture.h"

#include "core/base/assert.h"
#include "core/base/date_words.h"
#include "core/base/text_fold.h"
#include "core/practice/capture_line.h"
#include "core/practice/commands.h"
#include "core/practice/field_value.h"
#include "core/practice/gift_line.h"
#include "core/practice/words.h"
#include "core/record/schema.h"
#include "core/record/workspace.h"

#include <algorithm>

namespace kith {
namespace {

constexpr int candidates_max = 6;
constexpr const char* how_to_begin =
    "Begin with who it is about: “Ana: loves Octavia Butler, told me 3 May”, or with what you did: "
    "“Called Bruno about the letter”.";

// Whether the name was typed well enough to mean this person without asking.
bool is_good(const NameCandidate& candidate) {
  return candidate.match != NameMatch::any_words;
}

// "Ana Okafor (Board)" stands for the Ana Okafor with that subtitle: how people of one name are
// told apart in the line itself.
struct TypedName {
  std::string_view name;
  std::string_view subtitle;
};

TypedName taken_apart(std::string_view typed) {
  const std::size_t open = typed.find(" (");
  if (open == std::string_view::npos || !typed.ends_with(')')) return {typed, {}};
  return {typed.substr(0, open), typed.substr(open + 2, typed.size() - open - 3)};
}

class CaptureReader {
 public:
  CaptureReader(Workspace& workspace, const Directory& directory, const CaptureContext& context)
      : db_(workspace.database()),
        directory_(directory),
        context_(context),
        schema_(workspace.schema()),
        today_(today(workspace.clock())) {
    preview_.on = today_;
  }

  Result<CapturePreview> read(std::string_view line) {
    line = line.substr(std::min(line.find_first_not_of(" \t\r\n"), line.size()));
    line = line.substr(0, line.find_last_not_of(" \t\r\n") + 1);
    if (line.empty()) {
      preview_.hint = how_to_begin;
      return std::move(preview_);
    }
    if (!TRY(read_opening(line)) && !TRY(read_named(line)) && !TRY(read_bare_name(line))) {
      TRY(read_in_context(line));
    }
    ask_what_is_open();
    return std::move(preview_);
  }

 private:
  // -- the forms of a line; each returns whether the line has it --

  // "Called Bruno 20 min about the spring letter".
  Result<bool> read_opening(std::string_view line) {
    const auto opening = find_opening(line);
    if (!opening) return false;
    std::string_view rest = line.substr(opening->size);
    if (!TRY(take_people(rest))) {
      if (!context_.person) return false;
      TRY(add_context_person());
    }
    set_contact(*opening, rest);
    return true;
  }

  // "Ana, Bruno: …", and "Ana called: …".
  Result<bool> read_named(std::string_view line) {
    const auto end = find_name_end(line);
    if (!end) return false;
    const std::string_view names = line.substr(0, end->at);
    const std::string_view rest = line.substr(end->at + end->size);
    std::vector<CapturePerson> people;
    for (std::string_view name : split_names(names))
      people.push_back(TRY(look_up(name)));
    const bool is_known = std::ranges::any_of(
        people, [](const CapturePerson& one) { return !one.candidates.empty(); });
    if (!is_known) {
      if (TRY(read_bare_name(line))) return true;
      // On somebody's page "favourite author: Octavia Butler" is about them.
      if (context_.person && !begins_with_capital(names)) return false;
    }
    preview_.people = std::move(people);
    set_fact(rest);
    return true;
  }

  // "Ana loves Octavia Butler", "Ana called about the choir": only for somebody who is known.
  Result<bool> read_bare_name(std::string_view line) {
    std::string_view rest = line;
    auto person = TRY(take_known_person(rest));
    if (!person) return false;
    rest = rest.substr(std::min(rest.find_first_not_of(' '), rest.size()));
    if (const auto verb = find_verb_of_theirs(rest)) {
      preview_.people.push_back(std::move(*person));
      set_contact(*verb, rest.substr(verb->size));
      return true;
    }
    if (!begins_with_topic(rest)) return false;
    preview_.people.push_back(std::move(*person));
    set_fact(rest);
    return true;
  }

  Result<void> read_in_context(std::string_view line) {
    if (!context_.person) {
      preview_.hint = how_to_begin;
      return {};
    }
    TRY(add_context_person());
    if (const auto verb = find_verb_of_theirs(line)) {
      set_contact(*verb, line.substr(verb->size));
    } else {
      set_fact(line);
    }
    return {};
  }

  // -- people --

  Result<CapturePerson> look_up(std::string_view typed) {
    CapturePerson person{.typed = std::string(typed), .candidates = {}, .chosen = {}};
    const TypedName name = taken_apart(typed);
    auto candidates = TRY(directory_.find_by_name(db_, name.name, candidates_max));
    if (!name.subtitle.empty()) {
      std::erase_if(candidates, [&](const NameCandidate& one) {
        return fold(one.record.subtitle) != fold(name.subtitle);
      });
    }
    person.candidates = std::move(candidates);
    choose(person);
    return person;
  }

  // Nobody is asked about when only one fits, or only one fits best.
  static void choose(CapturePerson& person) {
    const auto& candidates = person.candidates;
    if (candidates.empty()) return;
    const bool is_only = candidates.size() == 1;
    const bool is_best = !is_only && is_good(candidates[0]) &&
                         candidates[0].match < candidates[1].match &&
                         candidates[0].match <= NameMatch::nickname;
    if (is_only || is_best) person.chosen = candidates[0].record.id;
  }

  // Takes the longest known name off the front of `rest`.
  Result<std::optional<CapturePerson>> take_known_person(std::string_view& rest) {
    const std::size_t begin = std::min(rest.find_first_not_of(' '), rest.size());
    std::string_view name = name_span(rest.substr(begin));
    while (!name.empty()) {
      CapturePerson person = TRY(look_up(name));
      const bool is_found = !person.candidates.empty() && is_good(person.candidates[0]);
      if (is_found) {
        rest = rest.substr(begin + name.size());
        return TRY(with_subtitle(std::move(person), rest));
      }
      const std::size_t last_space = name.rfind(' ');
      name = last_space == std::string_view::npos ? std::string_view() : name.substr(0, last_space);
    }
    return std::nullopt;
  }

  // Takes a subtitle in brackets off the front of `rest`, if it tells people of one name apart.
  Result<CapturePerson> with_subtitle(CapturePerson person, std::string_view& rest) {
    const std::size_t close = rest.find(')');
    if (!rest.starts_with(" (") || close == std::string_view::npos) return person;
    CapturePerson exact = TRY(look_up(person.typed + std::string(rest.substr(0, close + 1))));
    if (exact.candidates.empty()) return person;
    rest = rest.substr(close + 1);
    return exact;
  }

  // Takes one name off the front of `rest`: a known one, or else what looks like one.
  Result<bool> take_person(std::string_view& rest) {
    const std::string_view all = rest;
    const std::size_t begin = std::min(rest.find_first_not_of(' '), rest.size());
    const std::string_view span = name_span(rest.substr(begin));
    if (span.empty()) return false;
    auto known = TRY(take_known_person(rest));
    // "Ana Silva" is not the Ana who is known: a capital goes on with the name.
    const bool goes_on = known && known->typed.size() < span.size() && begins_with_capital(rest);
    if (known && !goes_on) {
      preview_.people.push_back(std::move(*known));
      return true;
    }
    rest = all;
    if (context_.person && !begins_with_capital(span)) return false;
    const std::string_view name = capitalised_words(span);
    CapturePerson person = TRY(look_up(name));
    rest = rest.substr(begin + name.size());
    preview_.people.push_back(std::move(person));
    return true;
  }

  // "Ana, Bruno and Chiara".
  Result<bool> take_people(std::string_view& rest) {
    if (!TRY(take_person(rest))) return false;
    for (;;) {
      std::string_view more = rest;
      bool goes_on = false;
      for (std::string_view between : {", ", " and ", " & "}) {
        if (!more.starts_with(between)) continue;
        more = more.substr(between.size());
        goes_on = true;
        break;
      }
      if (!goes_on) return true;
      auto known = TRY(take_known_person(more));
      if (!known) return true;
      preview_.people.push_back(std::move(*known));
      rest = more;
    }
  }

  Result<void> add_context_person() {
    const auto record = TRY(directory_.find(db_, *context_.person));
    if (!record) return fail(ErrorCode::not_found, "This record is no longer here.");
    CapturePerson person{.typed = record->name, .candidates = {}, .chosen = record->id};
    person.candidates.push_back({*record, NameMatch::exact});
    preview_.people.push_back(std::move(person));
    return {};
  }

  // -- what is recorded --

  void set_fact(std::string_view text) {
    preview_.kind = CaptureKind::fact;
    FactLine fact = read_fact(text, today_);
    preview_.topic = std::move(fact.topic);
    preview_.text = std::move(fact.text);
    preview_.how = fact.how;
    if (fact.on) preview_.on = *fact.on;
  }

  void set_contact(const ContactOpening& opening, std::string_view rest) {
    preview_.kind = CaptureKind::interaction;
    preview_.channel = opening.channel;
    preview_.direction = opening.direction;
    const FieldInfo* amount = schema_.field(fields::interaction::amount);
    const auto gift = opening.channel == Channel::gift ? read_gift(rest, *amount) : std::nullopt;
    if (gift) {
      preview_.amount = gift->amount;
      rest = gift->rest;
    }
    ContactLine contact = read_contact(rest, today_);
    preview_.summary = std::move(contact.summary);
    if (contact.on) preview_.on = *contact.on;
    if (opening.word.empty()) return;
    const std::string word(opening.word);
    preview_.summary = preview_.summary.empty() ? word : word + ": " + preview_.summary;
  }

  void ask_what_is_open() {
    for (const CapturePerson& person : preview_.people) {
      if (person.is_settled()) continue;
      preview_.hint = person.candidates.empty()
                          ? "“" + person.typed + "” is new here. Recording this adds them."
                          : "Choose who “" + person.typed + "” is.";
      return;
    }
    if (preview_.kind == CaptureKind::fact && preview_.topic.empty() && preview_.text.empty()) {
      preview_.hint = "Now write what you learned.";
    }
  }

  Database& db_;
  const Directory& directory_;
  const CaptureContext& context_;
  const Schema& schema_;
  PartialDate today_;
  CapturePreview preview_;
};

std::string name_of(const CapturePerson& person) {
  for (const NameCandidate& candidate : person.candidates) {
    if (candidate.record.id == person.chosen) return candidate.record.name;
  }
  return person.typed;
}

std::string names_of(const std::vector<CapturePerson>& people) {
  std::string names;
  for (std::size_t i = 0; i < people.size(); ++i) {
    if (i > 0) names += i + 1 == people.size() ? " and " : ", ";
    names += name_of(people[i]);
  }
  return names;
}

std::string with_capital(std::string text) {
  if (!text.empty() && text[0] >= 'a' && text[0] <= 'z') {
    text[0] = static_cast<char>(text[0] - 'a' + 'A');
  }
  return text;
}

}  // namespace

std::string CapturePerson::completion(const NameCandidate& candidate) const {
  const auto has_name = [&](const NameCandidate& one) {
    return fold(one.record.name) == fold(candidate.record.name);
  };
  const bool is_shared = std::ranges::count_if(candidates, has_name) > 1;
  if (!is_shared || candidate.record.subtitle.empty()) return candidate.record.name;
  return candidate.record.name + " (" + candidate.record.subtitle + ")";
}

bool CapturePreview::can_record() const {
  if (kind == CaptureKind::nothing || people.empty()) return false;
  if (kind == CaptureKind::fact && topic.empty() && text.empty()) return false;
  return std::ranges::all_of(people, &CapturePerson::is_settled);
}

Result<CapturePreview> read_capture(Workspace& workspace, const Directory& directory,
                                    std::string_view line, const CaptureContext& context) {
  return CaptureReader(workspace, directory, context).read(line);
}

std::string capture_in_words(const CapturePreview& preview, const PartialDate& today) {
  if (preview.kind == CaptureKind::nothing) return {};
  std::string words;
  const std::string day = date_in_words(preview.on, today);
  if (preview.kind == CaptureKind::fact) {
    words = names_of(preview.people) + ": " + fact_in_words(preview.topic, preview.text) + ". ";
    const std::string how = preview.how ? how_in_words(*preview.how) : "learned";
    words += with_capital(how) + (preview.how ? ", " : " ") + day + ".";
  } else {
    words = contact_in_words(preview.channel, preview.direction);
    if (const auto* amount = preview.amount.get<Money>()) words += " " + money_text(*amount);
    words += " · " + names_of(preview.people) + ", " + day;
    words += preview.summary.empty() ? "." : ": " + preview.summary;
  }
  for (const CapturePerson& person : preview.people) {
    if (person.is_new) words += " Adds " + person.typed + " as a new person.";
  }
  return words;
}

Draft record_capture(Workspace& workspace, const CapturePreview& preview) {
  ASSERT(preview.can_record());
  const auto new_id = [&] { return make_uuid_v7<RecordId>(workspace.clock(), workspace.random()); };
  std::vector<RecordId> people;
  for (const CapturePerson& person : preview.people)
    people.push_back(person.chosen ? *person.chosen : new_id());

  const bool is_fact = preview.kind == CaptureKind::fact;
  Draft draft(Intent{.code = is_fact ? IntentCode::add_fact : IntentCode::add_interaction,
                     .records = people});
  for (std::size_t i = 0; i < people.size(); ++i) {
    if (preview.people[i].chosen) continue;
    draft.create(kinds::person, people[i],
                 {{fields::person::name, Value::text(preview.people[i].typed)}});
  }
  if (is_fact) {
    for (RecordId person : people) {
      append_fact(draft, workspace, new_id(),
                  {.subject = person,
                   .topic = preview.topic,
                   .text = preview.text,
                   .how = preview.how,
                   .said_by = {},
                   .learned_on = preview.on});
    }
  } else {
    append_interaction(draft, workspace, new_id(),
                       {.people = people,
                        .channel = preview.channel,
                        .direction = preview.direction,
                        .on = preview.on,
                        .amount = preview.amount,
                        .summary = preview.summary,
                        .notes = {}});
  }
  return draft;
}

}  // namespace kith
