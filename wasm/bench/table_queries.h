// The statements of the table bench: those of tests/bench/data.js.
#pragma once

#include <string_view>

namespace kith::bench {

extern const char* const schema;
extern const char* const fill_search;
extern const char* const set_cache_as_peers;
extern const std::string_view insert_row;
extern const std::string_view digest_query;
extern const std::string_view edit_row;
extern const std::string_view point_read;
extern const std::string_view page_by_key;
extern const std::string_view search_top;
extern const std::string_view scan_all;

}  // namespace kith::bench
