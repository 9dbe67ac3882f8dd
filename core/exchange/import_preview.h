// What an import would do, before it does anything: fed the same batches as the import will be,
// keeping only counts and the first few cards.
//
//   ImportPreview preview(workspace);
//   preview.offer(batch); ...               // when step() says wants_batch
//   auto state = TRY(preview.step(4'000));  // microseconds
//   preview.finish_input(report);           // after the last batch
#pragma once

#include "core/base/result.h"
#include "core/exchange/card_queue.h"
#include "core/exchange/import_plan.h"
#include "core/exchange/matcher.h"
#include "core/record/workspace.h"

#include <optional>
#include <string>
#include <vector>

namespace kith {

inline constexpr std::size_t preview_samples_max = 50;

struct PreviewSample {
  std::uint64_t line = 0;
  CardKind kind = CardKind::person;
  std::string name;
  std::string organisation;
  std::string contact;  // the first e-mail address or number
  MatchReason match = MatchReason::none;
  std::vector<std::string> kept_raw;  // headings of what no field could take
};

// An import of exactly this file that is here already.
struct EarlierImport {
  RecordId import;
  bool running = false;  // it was cut off; importing the file again takes it up where it stopped
};

class ImportPreview {
 public:
  explicit ImportPreview(Workspace& workspace);

  // Any number of batches may wait.
  void offer(Bytes batch);
  bool wants_more() const;
  // After the last batch.
  void finish_input(ParseReport report);
  Result<StepState> step(std::int64_t budget_us);

  // Grow while the file is read. What differs is only known when it is imported.
  const ImportCounts& counts() const { return counts_; }
  const std::vector<PreviewSample>& samples() const { return samples_; }
  // Once finished.
  const ParseReport& report() const { return report_; }
  const std::optional<EarlierImport>& earlier() const { return earlier_; }

 private:
  void take(const StagedCard& card);
  Result<void> conclude();

  Workspace& workspace_;
  Matcher matcher_;
  CardQueue queue_;
  bool input_finished_ = false;
  bool concluded_ = false;
  ParseReport report_;
  ImportCounts counts_;
  std::vector<PreviewSample> samples_;
  std::optional<EarlierImport> earlier_;
};

}  // namespace kith
