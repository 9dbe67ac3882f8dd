#include "ui/font/paragraph.h"

#include "core/base/text_grapheme.h"
#include "core/base/text_line_break.h"

#include <algorithm>

namespace kith::ui {
namespace {

std::size_t without_spaces_after(std::string_view text, std::size_t begin, std::size_t end) {
  while (end > begin && (text[end - 1] == ' ' || text[end - 1] == '\n' || text[end - 1] == '\r'))
    --end;
  return end;
}

// Builds lines piece by piece; a piece is what stands between two places where a line may end.
class LineBuilder {
 public:
  LineBuilder(TextEngine& engine, std::string_view text, std::span<const FontRange> ranges,
              float width)
      : engine_(engine), text_(text), ranges_(ranges), width_max_(width) {}

  void add_piece(std::size_t end, bool mandatory) {
    std::size_t seen_end = without_spaces_after(text_, at_, end);
    if (width_ + width(at_, seen_end) > width_max_ && at_ > begin_) end_line(at_);
    if (width(at_, seen_end) > width_max_) break_inside(seen_end);
    width_ += width(at_, end);
    at_ = end;
    if (mandatory && (end < text_.size() || text_.back() == '\n')) end_line(end);
  }

  std::vector<TextLine> take() {
    bool empty_last = text_.empty() || text_.back() == '\n';
    if (begin_ < text_.size() || empty_last) end_line(text_.size());
    return std::move(lines_);
  }

 private:
  float width(std::size_t begin, std::size_t end) const {
    return part_width(engine_, text_, ranges_, begin, end);
  }

  void end_line(std::size_t end) {
    std::size_t seen_end = without_spaces_after(text_, begin_, end);
    lines_.push_back({begin_, seen_end, width(begin_, seen_end)});
    begin_ = end;
    width_ = 0;
  }

  // A piece wider than the line (a long address, Thai) breaks between characters.
  void break_inside(std::size_t end) {
    while (at_ < end) {
      std::size_t next = grapheme_end(text_, at_);
      float more = width(at_, next);
      if (width_ + more > width_max_ && at_ > begin_) end_line(at_);
      width_ += more;
      at_ = next;
    }
  }

  TextEngine& engine_;
  std::string_view text_;
  std::span<const FontRange> ranges_;
  float width_max_;
  std::vector<TextLine> lines_;
  std::size_t begin_ = 0;  // of the line
  std::size_t at_ = 0;     // end of what is in it
  float width_ = 0;        // of that
};

}  // namespace

float part_width(TextEngine& engine, std::string_view text, std::span<const FontRange> ranges,
                 std::size_t begin, std::size_t end) {
  float sum = 0;
  for (std::size_t i = 0; i < ranges.size(); ++i) {
    std::size_t from = std::max(begin, ranges[i].begin);
    std::size_t to = std::min(end, i + 1 < ranges.size() ? ranges[i + 1].begin : text.size());
    if (from < to) sum += engine.width(text.substr(from, to - from), ranges[i].font);
  }
  return sum;
}

std::vector<TextLine> break_lines(TextEngine& engine, std::string_view text,
                                  std::span<const FontRange> ranges, float width) {
  LineBuilder lines(engine, text, ranges, width);
  for (const LineBreak& place : line_breaks(text))
    lines.add_piece(place.at, place.is_mandatory);
  return lines.take();
}

}  // namespace kith::ui
