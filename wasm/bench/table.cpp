#include "wasm/bench/table.h"

#include "core/crypto/passphrase.h"
#include "core/store/database.h"
#include "core/store/transaction.h"
#include "core/store/vault.h"
#include "core/store/vfs.h"
#include "wasm/bench/table_queries.h"

#include <array>
#include <cstdio>
#include <string_view>
#include <vector>

namespace kith::bench {
namespace {

// -- The rows: tests/bench/data.js says the same in JavaScript --

constexpr auto syllables = std::to_array<std::string_view>(
    {"ba",  "ce",  "di",  "fo",  "gu",  "ha",  "je",  "ki",  "lo",  "mu",  "na",
     "pe",  "ri",  "so",  "tu",  "va",  "we",  "xi",  "yo",  "zu",  "lin", "mar",
     "tor", "sel", "can", "dov", "fer", "gal", "hol", "min", "nor", "pra"});

class Lcg {
 public:
  explicit Lcg(std::uint32_t seed) : state_(seed) {}
  std::uint32_t below(std::uint32_t bound) {
    state_ = state_ * 1664525u + 1013904223u;
    return (state_ >> 8) % bound;
  }

 private:
  std::uint32_t state_;
};

std::string word(Lcg& lcg, int count) {
  std::string text;
  for (int i = 0; i < count; ++i)
    text += syllables[lcg.below(syllables.size())];
  return text;
}

std::string capital(std::string text) {
  text[0] = static_cast<char>(text[0] - 'a' + 'A');
  return text;
}

std::string uid(std::int64_t id) {
  std::array<char, 16> text;
  const auto scrambled = static_cast<std::uint32_t>(id) * 2654435761u;
  std::snprintf(text.data(), text.size(), "c%08x", static_cast<unsigned>(scrambled));
  return text.data();
}

struct Row {
  std::int64_t id;
  std::string uid, name, email, org, city, note;
};

Row make_row(std::int64_t id) {
  Lcg lcg(static_cast<std::uint32_t>(id));
  lcg.below(1);
  const std::string given = word(lcg, 2);
  const std::string family = word(lcg, 3);
  const std::string org_start = capital(word(lcg, 2));
  const std::string org_end = capital(word(lcg, 2));
  const std::string city = capital(word(lcg, 2));
  std::string note = word(lcg, 2);
  for (std::uint32_t words = 50 + lcg.below(30); words > 0; --words) {
    note += ' ';
    note += word(lcg, 2);
  }
  return {id,
          uid(id),
          capital(given) + " " + capital(family),
          given + "." + family + std::to_string(id) + "@mail.example",
          org_start + " " + org_end,
          city,
          note};
}

// -- Measuring --

constexpr auto prefixes =
    std::to_array<std::string_view>({"bac*", "mov*", "tun*", "sel*", "ri*", "zum*"});
constexpr int edits = 300;
constexpr int point_reads = 20'000;
constexpr int pages = 500;
constexpr int searches = 50 * prefixes.size();
constexpr int scans = 5;

class TableBench {
 public:
  TableBench(Database& db, PageLog& log, Clock& clock, std::int64_t rows)
      : db_(db), log_(log), clock_(clock), rows_(rows) {}

  Result<TableFigures> run() {
    TRY(db_.execute(schema));
    make_rows();
    TableFigures figures{};
    figures.insert_rows_per_s =
        static_cast<double>(rows_) / TRY(timed_us(&TableBench::insert_rows)) * 1e6;
    figures.fts_build_ms = TRY(timed_us(&TableBench::build_search)) / 1e3;
    // As the program does when it is idle: the peers' journals are merged by now, too.
    TRY(log_.checkpoint());
    figures.digest = TRY(digest());
    figures.durable_edit_ms = TRY(timed_us(&TableBench::edit_rows)) / edits / 1e3;
    figures.point_read_us = TRY(timed_us(&TableBench::read_points)) / point_reads;
    figures.page_by_key_ms = TRY(timed_us(&TableBench::read_pages)) / pages / 1e3;
    figures.fts_prefix_ms = TRY(timed_us(&TableBench::search)) / searches / 1e3;
    figures.full_scan_ms = TRY(timed_us(&TableBench::scan)) / scans / 1e3;
    return figures;
  }

 private:
  Result<double> timed_us(Result<void> (TableBench::*work)()) {
    const std::int64_t begin = clock_.steady_us();
    TRY((this->*work)());
    return static_cast<double>(clock_.steady_us() - begin);
  }

  void make_rows() {
    prepared_.reserve(static_cast<std::size_t>(rows_));
    for (std::int64_t id = 1; id <= rows_; ++id)
      prepared_.push_back(make_row(id));
  }

  Result<void> insert_rows() {
    Statement insert = TRY(db_.prepare(insert_row));
    Transaction transaction = TRY(Transaction::begin(db_));
    for (const Row& row : prepared_) {
      TRY(insert.run(row.id, row.uid, row.name, row.email, row.org, row.city, row.note));
    }
    return transaction.commit();
  }

  Result<void> build_search() { return db_.execute(fill_search); }

  Result<std::int64_t> digest() {
    Statement statement = TRY(db_.prepare(digest_query));
    TRY(statement.first());
    return statement.get<std::int64_t>(0);
  }

  Result<void> edit_rows() {
    Statement edit = TRY(db_.prepare(edit_row));
    for (int i = 0; i < edits; ++i)
      TRY(edit.run("Edited " + std::to_string(i), some_id()));
    return {};
  }

  Result<void> read_points() {
    Statement read = TRY(db_.prepare(point_read));
    for (int i = 0; i < point_reads; ++i) {
      read.bind(uid(some_id()));
      TRY(read_all(read));
    }
    return {};
  }

  Result<void> read_pages() {
    Statement page = TRY(db_.prepare(page_by_key));
    for (int i = 0; i < pages; ++i) {
      page.bind(make_row(some_id()).name, 0);
      TRY(read_all(page));
    }
    return {};
  }

  Result<void> search() {
    Statement top = TRY(db_.prepare(search_top));
    for (int i = 0; i < searches; ++i) {
      top.bind(prefixes[static_cast<std::size_t>(i) % prefixes.size()]);
      TRY(read_all(top));
    }
    return {};
  }

  Result<void> scan() {
    Statement all = TRY(db_.prepare(scan_all));
    for (int i = 0; i < scans; ++i) {
      all.bind();
      TRY(read_all(all));
    }
    return {};
  }

  std::int64_t some_id() { return 1 + choices_.below(static_cast<std::uint32_t>(rows_)); }

  // Reads every value of every row, as the peers' bindings do.
  static Result<void> read_all(Statement& statement) {
    while (TRY(statement.step())) {
      for (int column = 0; column < statement.column_count(); ++column) {
        bytes_read = bytes_read + statement.get<std::string_view>(column).size();
      }
    }
    return {};
  }

  // Volatile, so that no compiler finds out that nobody wants what is read.
  static inline volatile std::size_t bytes_read = 0;

  Database& db_;
  PageLog& log_;
  Clock& clock_;
  std::int64_t rows_;
  std::vector<Row> prepared_;
  Lcg choices_{4711};
};

std::vector<NewWrap> one_wrap(Random& random) {
  std::vector<NewWrap> wraps;
  wraps.push_back(
      {{WrapKind::passphrase, passphrase_cost_min, random.bytes<16>()}, KekKey::generate(random)});
  return wraps;
}

}  // namespace

Result<TableFigures> measure_table(Disk& disk, Clock& clock, Random& random, std::int64_t rows) {
  const auto id = VaultId::from(random.bytes<16>());
  auto vault = TRY(Vault::create(disk, *id, one_wrap(random), random));
  VaultVfs vfs(vault->log());
  Database db = TRY(Database::open("main", vfs.name()));
  TRY(db.execute(set_cache_as_peers));
  return TableBench(db, vault->log(), clock, rows).run();
}

std::string to_json(const TableFigures& figures) {
  std::array<char, 512> text;
  std::snprintf(text.data(), text.size(),
                R"({"insert_rows_per_s":%.6g,"fts_build_ms":%.6g,"durable_edit_ms":%.6g,)"
                R"("point_read_us":%.6g,"page_by_key_ms":%.6g,"fts_prefix_ms":%.6g,)"
                R"("full_scan_ms":%.6g,"digest":%lld})",
                figures.insert_rows_per_s, figures.fts_build_ms, figures.durable_edit_ms,
                figures.point_read_us, figures.page_by_key_ms, figures.fts_prefix_ms,
                figures.full_scan_ms, static_cast<long long>(figures.digest));
  return text.data();
}

}  // namespace kith::bench
