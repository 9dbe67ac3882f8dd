#include "wasm/bench/edits.h"

#include "core/record/builtin.h"
#include "core/record/workspace.h"

#include <array>
#include <cstdio>
#include <vector>

namespace kith::bench {
namespace {

constexpr int edits_at_once = 100;
constexpr int changes_in_a_flush = 10;
constexpr int edits_alone = 100;

class EditsBench {
 public:
  EditsBench(Workspace& workspace, Clock& clock, int records)
      : workspace_(workspace), clock_(clock), records_(static_cast<std::size_t>(records)) {}

  Result<EditsFigures> run(int changes) {
    TRY(make_records());
    EditsFigures figures{};
    std::int64_t position = workspace_.last_position();
    const std::int64_t begin = clock_.steady_us();
    for (int i = 0; i < changes; ++i) {
      TRY(change(edits_at_once, Durability::later));
      if ((i + 1) % changes_in_a_flush == 0) TRY(workspace_.flush());
    }
    TRY(workspace_.flush());
    figures.apply_100k_ms = static_cast<double>(clock_.steady_us() - begin) / 1000;
    const double edits = static_cast<double>(changes) * edits_at_once;
    figures.log_bytes_per_op = TRY(bytes_after(position)) / edits;

    position = workspace_.last_position();
    for (int i = 0; i < edits_alone; ++i)
      TRY(change(1, Durability::later));
    TRY(workspace_.flush());
    figures.log_bytes_alone = TRY(bytes_after(position)) / edits_alone;
    return figures;
  }

 private:
  Result<void> make_records() {
    Draft draft(Intent{IntentCode::add_person});
    for (RecordId& id : records_) {
      id = make_uuid_v7<RecordId>(workspace_.clock(), workspace_.random());
      draft.create(kinds::person, id, {{fields::person::name, Value::text("Edited by the bench")}});
    }
    TRY(workspace_.commit(draft));
    return {};
  }

  Result<void> change(int count, Durability durability) {
    Draft draft(Intent{IntentCode::edit_field});
    for (int i = 0; i < count; ++i) {
      const std::size_t edit = edits_++;
      draft.set(records_[(edit + 1) * 7919 % records_.size()], fields::person::nickname,
                Value::text("Edited " + std::to_string(edit)));
    }
    TRY(workspace_.commit(draft, durability));
    return {};
  }

  Result<double> bytes_after(std::int64_t position) {
    constexpr int at_once = 100;
    std::size_t bytes = 0;
    while (position < workspace_.last_position()) {
      for (const Bytes& body : TRY(workspace_.changesets_after(position, at_once))) {
        bytes += body.size();
        ++position;
      }
    }
    return static_cast<double>(bytes);
  }

  Workspace& workspace_;
  Clock& clock_;
  std::vector<RecordId> records_;
  std::size_t edits_ = 0;
};

}  // namespace

Result<EditsFigures> measure_edits(Workspace& workspace, Clock& clock, int records, int changes) {
  return EditsBench(workspace, clock, records).run(changes);
}

std::string to_json(const EditsFigures& figures) {
  std::array<char, 160> text;
  std::snprintf(text.data(), text.size(),
                R"({"apply_100k_ms":%.6g,"log_bytes_per_op":%.6g,"log_bytes_alone":%.6g})",
                figures.apply_100k_ms, figures.log_bytes_per_op, figures.log_bytes_alone);
  return text.data();
}

}  // namespace kith::bench
