#include "core/base/assert.h"
#include "core/record/changeset.h"
#include "core/record/log.h"

namespace kith {
namespace {

constexpr const char* tables =
    "CREATE TABLE stream(number INTEGER PRIMARY KEY, device INTEGER NOT NULL,"
    " incarnation INTEGER NOT NULL, UNIQUE(device, incarnation));"
    "CREATE TABLE log(row INTEGER PRIMARY KEY, stream INTEGER NOT NULL, counter INTEGER NOT NULL,"
    " next INTEGER NOT NULL, body BLOB NOT NULL, UNIQUE(stream, counter));";

constexpr const char* all_streams =
    "SELECT number, device, incarnation FROM stream ORDER BY number";
constexpr const char* add_stream =
    "INSERT INTO stream(number, device, incarnation) VALUES(?, ?, ?)";
constexpr const char* last_row = "SELECT max(row) FROM log";
constexpr const char* add_changeset =
    "INSERT INTO log(row, stream, counter, next, body) VALUES(?, ?, ?, ?, ?)";
constexpr const char* last_of_stream =
    "SELECT next FROM log WHERE stream = ? ORDER BY counter DESC LIMIT 1";
constexpr const char* holding_op =
    "SELECT row, stream, counter, next FROM log WHERE stream = ? AND counter <= ?"
    " ORDER BY counter DESC LIMIT 1";
constexpr const char* from_op =
    "SELECT row, stream, counter, next FROM log WHERE stream = ? AND counter >= ?"
    " ORDER BY counter LIMIT ?";
constexpr const char* after_row =
    "SELECT row, stream, counter, next FROM log WHERE row > ? ORDER BY row LIMIT ?";
constexpr const char* before_row =
    "SELECT row, stream, counter, next FROM log WHERE row < ? ORDER BY row DESC LIMIT ?";
constexpr const char* body_of = "SELECT body FROM log WHERE row = ?";
constexpr const char* replace_body_of = "UPDATE log SET body = ? WHERE row = ?";

}  // namespace

Result<void> Log::create_tables(Database& db) {
  return db.execute(tables);
}

Result<void> Log::load() {
  streams_.assign(1, {});
  number_by_stream_.clear();
  Statement find = TRY(db_.prepare(all_streams));
  while (TRY(find.step())) {
    const Stream stream{find.get<std::uint32_t>(1), find.get<std::uint64_t>(2)};
    if (find.get<std::size_t>(0) != streams_.size()) {
      return fail(ErrorCode::damaged, "The workspace's list of devices is damaged.");
    }
    number_by_stream_.emplace(stream, static_cast<std::uint32_t>(streams_.size()));
    streams_.push_back(stream);
  }
  Statement last = TRY(db_.prepare(last_row));
  TRY(last.step());
  next_row_ = last.get<std::int64_t>(0) + 1;
  return {};
}

void Log::roll_back(const Mark& mark) {
  while (streams_.size() > mark.stream_count) {
    number_by_stream_.erase(streams_.back());
    streams_.pop_back();
  }
  next_row_ = mark.next_row;
}

Result<std::uint32_t> Log::number_of(const Stream& stream) {
  auto found = number_by_stream_.find(stream);
  if (found != number_by_stream_.end()) return found->second;
  const auto number = static_cast<std::uint32_t>(streams_.size());
  Statement add = TRY(db_.prepare(add_stream));
  TRY(add.run(number, stream.device_index, stream.incarnation));
  streams_.push_back(stream);
  number_by_stream_.emplace(stream, number);
  return number;
}

Result<LocalOp> Log::to_local(const OpId& op) {
  if (op.is_none()) return LocalOp::none;
  const std::uint32_t number = TRY(number_of(op.stream));
  return static_cast<LocalOp>(std::int64_t{number} << 32 | op.counter);
}

OpId Log::from_local(LocalOp op) const {
  if (op == LocalOp::none) return {};
  const auto bits = static_cast<std::uint64_t>(op);
  const auto number = static_cast<std::size_t>(bits >> 32);
  ASSERT(number < streams_.size());
  return {streams_[number], static_cast<std::uint32_t>(bits)};
}

Result<std::int64_t> Log::append(const Stream& stream, std::uint32_t counter, std::uint32_t next,
                                 ByteView body) {
  const std::uint32_t number = TRY(number_of(stream));
  Statement add = TRY(db_.prepare(add_changeset));
  TRY(add.run(next_row_, number, counter, next, body));
  return next_row_++;
}

Result<std::uint32_t> Log::end_of(const Stream& stream) {
  auto number = number_by_stream_.find(stream);
  if (number == number_by_stream_.end()) return 0u;
  Statement last = TRY(db_.prepare(last_of_stream));
  const bool found = TRY(last.first(number->second));
  return found ? last.get<std::uint32_t>(0) : 0u;
}

Result<std::vector<LogPlace>> Log::read_places(Statement& statement) {
  std::vector<LogPlace> places;
  while (TRY(statement.step())) {
    const auto number = statement.get<std::size_t>(1);
    if (number >= streams_.size()) {
      return fail(ErrorCode::damaged, "The workspace's log is damaged.");
    }
    places.push_back({statement.get<std::int64_t>(0), streams_[number],
                      statement.get<std::uint32_t>(2), statement.get<std::uint32_t>(3)});
  }
  return places;
}

Result<std::optional<LogPlace>> Log::find(const OpId& op) {
  auto number = number_by_stream_.find(op.stream);
  if (number == number_by_stream_.end()) return std::nullopt;
  Statement find = TRY(db_.prepare(holding_op));
  find.bind(number->second, op.counter);
  const std::vector<LogPlace> places = TRY(read_places(find));
  if (places.empty() || op.counter >= places[0].next) return std::nullopt;
  return places[0];
}

Result<std::optional<LogPlace>> Log::find_overlap(const Stream& stream, std::uint32_t counter,
                                                  std::uint32_t next) {
  if (const auto before = TRY(find({stream, counter}))) return before;
  auto number = number_by_stream_.find(stream);
  if (number == number_by_stream_.end()) return std::nullopt;
  Statement find = TRY(db_.prepare(from_op));
  find.bind(number->second, counter, 1);
  const std::vector<LogPlace> places = TRY(read_places(find));
  if (places.empty() || places[0].counter >= next) return std::nullopt;
  return places[0];
}

Result<Bytes> Log::body(std::int64_t row) {
  Statement find = TRY(db_.prepare(body_of));
  if (!TRY(find.first(row))) {
    return fail(ErrorCode::damaged, "A change is missing from the workspace's log.");
  }
  const auto bytes = find.get<ByteView>(0);
  return Bytes(bytes.begin(), bytes.end());
}

Result<void> Log::replace_body(std::int64_t row, ByteView body) {
  Statement replace = TRY(db_.prepare(replace_body_of));
  return replace.run(body, row);
}

Result<std::vector<LogPlace>> Log::parts(const OpId& op) {
  const auto first = TRY(find(op));
  if (!first || first->counter != op.counter) return std::vector<LogPlace>();
  const Bytes start = TRY(body(first->row));
  const ChangesetReader reader(start);
  const std::uint32_t count = reader.is_readable() ? reader.header().part_count : 1;
  Statement find = TRY(db_.prepare(from_op));
  find.bind(number_by_stream_[op.stream], op.counter, count);
  return read_places(find);
}

Result<std::vector<LogPlace>> Log::after(std::int64_t row, std::int64_t count_max) {
  Statement find = TRY(db_.prepare(after_row));
  find.bind(row, count_max);
  return read_places(find);
}

Result<std::vector<LogPlace>> Log::before(std::int64_t row, std::int64_t count_max) {
  Statement find = TRY(db_.prepare(before_row));
  find.bind(row, count_max);
  return read_places(find);
}

}  // namespace kith
