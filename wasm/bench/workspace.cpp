#include "wasm/bench/workspace.h"

#include "core/base/text_grapheme.h"
#include "core/practice/commands.h"
#include "core/practice/history.h"
#include "core/practice/person_page.h"
#include "core/query/filter_runner.h"
#include "core/query/list_window.h"
#include "core/query/search.h"
#include "core/record/builtin.h"
#include "core/record/workspace.h"

#include <algorithm>
#include <array>
#include <cstdio>
#include <functional>
#include <vector>

namespace kith::bench {
namespace {

constexpr int lists = 10;
constexpr int jumps = 100;
constexpr int searches = 200;
constexpr int segments = 10;
constexpr int long_pages = 10;
constexpr int pages = 200;
constexpr int edits = 200;
constexpr std::size_t rows_on_screen = 100;
constexpr int hits_shown = 20;
constexpr int changes_shown = 200;
constexpr std::int64_t until_done_us = 1'000'000'000;

class WorkspaceBench {
 public:
  WorkspaceBench(Workspace& workspace, const Directory& directory, Clock& clock)
      : workspace_(workspace),
        directory_(directory),
        clock_(clock),
        list_(workspace, directory, kinds::person) {}

  Result<WorkspaceFigures> run() {
    TRY(list_.advance(until_done_us));
    if (list_.size() == 0) return fail(ErrorCode::not_found, "There is nobody in this workspace.");
    WorkspaceFigures figures{};
    figures.list_first_page_ms = median(TRY(times(lists, [this](int) { return first_page(); })));
    figures.list_jump_ms = median(TRY(times(jumps, [this](int i) { return jump(i); })));
    figures.search_p95_ms = p95(TRY(times(searches, [this](int i) { return find(i); })));
    figures.segment_ms = median(TRY(times(segments, [this](int) { return segment(); })));
    figures.long_page_ms = median(TRY(times(long_pages, [this](int) { return long_page(); })));
    figures.person_page_ms = median(TRY(times(pages, [this](int i) { return page(i); })));
    figures.history_ms = median(TRY(times(pages, [this](int i) { return past(i); })));
    figures.commit_edit_ms = median(TRY(times(edits, [this](int i) { return edit(i); })));
    return figures;
  }

 private:
  // Milliseconds of each, sorted; choosing whom to do it with is not in the time.
  Result<std::vector<double>> times(int count, const std::function<Result<void>(int)>& work) {
    std::vector<double> found;
    for (int i = 0; i < count; ++i) {
      TRY(pick(i));
      const std::int64_t begin = clock_.steady_us();
      TRY(work(i));
      found.push_back(static_cast<double>(clock_.steady_us() - begin) / 1000);
    }
    std::ranges::sort(found);
    return found;
  }

  static double median(const std::vector<double>& sorted) { return sorted[sorted.size() / 2]; }
  static double p95(const std::vector<double>& sorted) { return sorted[sorted.size() * 95 / 100]; }

  // Somebody far from the one before, so that nothing is at hand already.
  std::size_t position(int i) const {
    return static_cast<std::size_t>(i + 1) * 7919 % list_.size();
  }

  Result<void> pick(int i) {
    const std::vector<const ListRow*> rows = TRY(list_.rows(position(i), 1));
    person_ = rows[0]->id;
    typed_ = first_graphemes(rows[0]->name, 1 + static_cast<std::size_t>(i) % 5);
    return {};
  }

  Result<void> first_page() {
    ListWindow list(workspace_, directory_, kinds::person);
    list.show(ListSort::name, "");
    TRY(list.advance(0));
    TRY(list.rows(0, rows_on_screen));
    return {};
  }

  Result<void> jump(int i) {
    TRY(list_.rows(position(i) / 2, rows_on_screen));
    return {};
  }

  Result<void> find(int) {
    TRY(search(workspace_, directory_, typed_, hits_shown));
    return {};
  }

  // Whoever loves something, has an e-mail address and was not spoken to for 90 days.
  Result<void> segment() {
    const FilterNode root = all_of(
        {linked_by(fields::fact::subject, on_field(fields::fact::topic, text_is("loves"))),
         negation(linked_by(fields::interaction::people,
                            on_field(fields::interaction::on, in_days(TestType::last_days, 90)))),
         on_field(fields::person::emails, has_value())});
    FilterRunner runner(workspace_);
    TRY(runner.run({kinds::person, root}, until_done_us));
    return {};
  }

  Result<void> long_page() {
    const std::vector<const ListRow*> rows = TRY(list_.rows(0, 1));
    TRY(read_page(workspace_, directory_, rows[0]->id));
    return {};
  }

  Result<void> page(int) {
    TRY(read_page(workspace_, directory_, person_));
    return {};
  }

  Result<void> past(int) {
    TRY(read_history(workspace_, directory_, person_, changes_shown));
    return {};
  }

  Result<void> edit(int i) {
    const Draft draft = TRY(
        edit_field(workspace_, person_, fields::person::nickname, "Edited " + std::to_string(i)));
    TRY(workspace_.commit(draft));
    TRY(list_.advance(0));
    return {};
  }

  Workspace& workspace_;
  const Directory& directory_;
  Clock& clock_;
  ListWindow list_;
  RecordId person_;
  std::string typed_;
};

}  // namespace

Result<WorkspaceFigures> measure_workspace(Workspace& workspace, const Directory& directory,
                                           Clock& clock) {
  return WorkspaceBench(workspace, directory, clock).run();
}

std::string to_json(const WorkspaceFigures& figures) {
  std::array<char, 320> text;
  std::snprintf(text.data(), text.size(),
                R"({"list_first_page_ms":%.6g,"list_jump_ms":%.6g,"search_p95_ms":%.6g,)"
                R"("segment_ms":%.6g,"person_page_ms":%.6g,"long_page_ms":%.6g,)"
                R"("history_ms":%.6g,"commit_edit_ms":%.6g})",
                figures.list_first_page_ms, figures.list_jump_ms, figures.search_p95_ms,
                figures.segment_ms, figures.person_page_ms, figures.long_page_ms,
                figures.history_ms, figures.commit_edit_ms);
  return text.data();
}

}  // namespace kith::bench
