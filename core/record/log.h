// The log: every changeset as it came, in order of arrival. What is in it is permanent, but for
// values that are erased (redaction.h); all tables but these are made from it.
//
//   stream(number, device, incarnation)     local numbers for streams, so that op ids are integers
//   log(row, stream, counter, next, body)   `body` holds the op ids from `counter` to before `next`
#pragma once

#include "core/record/op.h"
#include "core/store/database.h"

#include <optional>
#include <unordered_map>
#include <vector>

namespace kith {

// An op id on this device: the local number of its stream, then its counter. 0: none.
enum class LocalOp : std::int64_t { none = 0 };

// Where a changeset lies in the log.
struct LogPlace {
  std::int64_t row = 0;
  Stream stream;
  std::uint32_t counter = 0;
  std::uint32_t next = 0;
};

class Log {
 public:
  explicit Log(Database& db) : db_(db) {}
  static Result<void> create_tables(Database& db);
  // Reads what is kept in memory.
  Result<void> load();
  // What is in memory as it was, when the transaction that changed it failed.
  struct Mark {
    std::size_t stream_count;
    std::int64_t next_row;
  };
  Mark mark() const { return {streams_.size(), next_row_}; }
  void roll_back(const Mark& mark);

  // Gives the stream a number if it has none.
  Result<LocalOp> to_local(const OpId& op);
  OpId from_local(LocalOp op) const;

  Result<std::int64_t> append(const Stream& stream, std::uint32_t counter, std::uint32_t next,
                              ByteView body);
  // The row that the next append will have.
  std::int64_t next_row() const { return next_row_; }
  // The counter after the last op of the stream; 0 when it has none.
  Result<std::uint32_t> end_of(const Stream& stream);

  Result<std::optional<LogPlace>> find(const OpId& op);
  // The first changeset that has an op of the stream from `counter` to before `next`.
  Result<std::optional<LogPlace>> find_overlap(const Stream& stream, std::uint32_t counter,
                                               std::uint32_t next);
  Result<Bytes> body(std::int64_t row);
  // The same changeset, redacted.
  Result<void> replace_body(std::int64_t row, ByteView body);
  // All parts of the changeset whose first op is `op`, in order; empty when it is not there.
  Result<std::vector<LogPlace>> parts(const OpId& op);
  // The places after `row`, in order of arrival.
  Result<std::vector<LogPlace>> after(std::int64_t row, std::int64_t count_max);
  // Those before it, the last first.
  Result<std::vector<LogPlace>> before(std::int64_t row, std::int64_t count_max);

 private:
  Result<std::uint32_t> number_of(const Stream& stream);
  Result<std::vector<LogPlace>> read_places(Statement& statement);

  Database& db_;
  std::vector<Stream> streams_;  // by number, from 1
  std::unordered_map<Stream, std::uint32_t> number_by_stream_;
  std::int64_t next_row_ = 1;
};

}  // namespace kith
