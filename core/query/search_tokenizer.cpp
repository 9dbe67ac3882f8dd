#include "core/query/search_tokenizer.h"

#include "core/base/text_segment.h"
#include "core/store/fts_tokenizer.h"

namespace kith {
namespace {

class SearchTokenizer final : public FtsTokenizer {
 public:
  void tokenize(std::string_view text, bool is_query,
                const std::function<bool(const FtsWord&)>& take) const override {
    search_words(text, is_query ? WordUse::query : WordUse::index, [&](const SearchWord& word) {
      return take({word.folded, word.begin, word.end, word.is_in_place});
    });
  }
};

}  // namespace

Result<void> register_search_tokenizer(Database& db) {
  static const SearchTokenizer tokenizer;
  return register_fts_tokenizer(db, "kith", tokenizer);
}

}  // namespace kith
