#include "core/exchange/import_preview.h"

#include "core/exchange/card_rules.h"
#include "core/exchange/import_list.h"
#include "core/record/import_id.h"

namespace kith {

namespace {

constexpr std::size_t queue_cards_min = 2000;
constexpr std::size_t cards_between_clocks = 64;

PreviewSample sample_of(const StagedCard& card, MatchReason match) {
  PreviewSample sample;
  sample.line = card.line;
  sample.kind = card.kind;
  sample.name = card.name;
  sample.organisation = card.organisation;
  if (!card.phones.empty()) sample.contact = card.phones.front().text;
  if (!card.emails.empty()) sample.contact = card.emails.front().text;
  sample.match = match;
  for (const StagedFact& fact : card.facts) {
    if (fact.unmapped) sample.kept_raw.push_back(fact.topic);
  }
  return sample;
}

}  // namespace

ImportPreview::ImportPreview(Workspace& workspace) : workspace_(workspace), matcher_(workspace) {}

void ImportPreview::offer(Bytes batch) {
  queue_.offer(std::move(batch));
}
bool ImportPreview::wants_more() const {
  return queue_.size() < queue_cards_min;
}

void ImportPreview::finish_input(ParseReport report) {
  report_ = std::move(report);
  input_finished_ = true;
}

void ImportPreview::take(const StagedCard& card) {
  ++counts_.cards;
  if (card.kind == CardKind::group) {
    ++counts_.groups;
    return;
  }
  const RecordId own = import_record_id(workspace_.id(), workspace_.commons(), queue_.source_key(),
                                        card.natural_key);
  const Match match = matcher_.find(card, own);
  ++(match.reason == MatchReason::none ? counts_.created : counts_.matched);
  if (samples_.size() < preview_samples_max) samples_.push_back(sample_of(card, match.reason));
  const bool is_repeated =
      match.reason == MatchReason::import_id && card.natural_key.starts_with(content_key_prefix);
  if (is_repeated) return;
  matcher_.add(card, match.reason == MatchReason::none ? own : match.record);
  counts_.ties += card.ties.size();
  counts_.facts += card.facts.size();
  for (const StagedFact& fact : card.facts)
    counts_.kept_raw += fact.unmapped ? 1 : 0;
}

Result<void> ImportPreview::conclude() {
  const std::string content_key = make_import_plan(report_, {}).content_key;
  for (const ImportSummary& import : TRY(list_imports(workspace_))) {
    const bool is_here = import.state == ImportState::done || import.state == ImportState::running;
    if (import.content_key == content_key && is_here)
      earlier_ = EarlierImport{import.import, import.state == ImportState::running};
  }
  concluded_ = true;
  return {};
}

Result<StepState> ImportPreview::step(std::int64_t budget_us) {
  Clock& clock = workspace_.clock();
  const std::int64_t end = clock.steady_us() + budget_us;
  if (!TRY(matcher_.build(budget_us))) return StepState::busy;
  std::size_t taken = 0;
  while (const StagedCard* card = TRY(queue_.next())) {
    take(*card);
    if (++taken % cards_between_clocks == 0 && clock.steady_us() >= end) return StepState::busy;
  }
  if (!input_finished_) return StepState::wants_batch;
  if (!concluded_) TRY(conclude());
  return StepState::finished;
}

}  // namespace kith
