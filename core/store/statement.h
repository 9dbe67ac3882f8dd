// A prepared statement on loan from its database's cache: preparing the same text twice costs one
// hash look-up. Given back, reset, when the Statement goes out of scope; it must not outlive the
// Database. Long-lived owners of hot statements may keep one as a member.
//
//   Statement insert = TRY(db.prepare("INSERT INTO k1(id, name) VALUES(?, ?)"));
//   TRY(insert.run(id, name));
//   Statement find = TRY(db.prepare("SELECT row, name FROM k1 WHERE row > ? ORDER BY row"));
//   find.bind(last_row);
//   while (TRY(find.step())) use(find.get<std::int64_t>(0), find.get<std::string_view>(1));
//
// Text and blobs read from a row are borrowed until the next step.
#pragma once

#include "core/base/bytes.h"
#include "core/base/id.h"
#include "core/base/result.h"

#include <concepts>
#include <cstdint>
#include <optional>
#include <string_view>
#include <type_traits>

struct sqlite3_stmt;

namespace kith {

class StatementCache;
struct StatementShelf;

enum class ColumnType : std::uint8_t { integer, real, text, blob, null };

class Statement {
 public:
  Statement() = default;
  Statement(Statement&& other) noexcept;
  Statement& operator=(Statement&& other) noexcept;
  ~Statement();
  bool is_empty() const { return handle_ == nullptr; }

  // Starts over with these values for all parameters, in order. Text and blobs are copied.
  template <class... Args>
  void bind(const Args&... args) {
    begin_binding(sizeof...(args));
    int at = 0;
    (bind_value(++at, args, Lifetime::copied), ...);
  }
  // The same for one parameter, counted from 1, when their number is known at run time only.
  // Parameters not bound are NULL after clear().
  void clear();
  template <class Arg>
  void bind_at(int at, const Arg& arg) {
    bind_value(at, arg, Lifetime::copied);
  }
  // As bind_at; `arg` must stay until the statement is reset or bound again.
  template <class Arg>
  void bind_borrowed_at(int at, const Arg& arg) {
    bind_value(at, arg, Lifetime::borrowed);
  }

  // False at the end. After a failure the statement must be bound anew.
  [[nodiscard]] Result<bool> step();
  void reset();

  // Binds and steps to the end: for statements whose rows nobody reads.
  template <class... Args>
  [[nodiscard]] Result<void> run(const Args&... args) {
    begin_binding(sizeof...(args));
    int at = 0;
    (bind_value(++at, args, Lifetime::borrowed), ...);
    return finish();
  }
  // Steps to the end with what is bound.
  [[nodiscard]] Result<void> finish();
  // Binds and steps once: whether there is a row to read.
  template <class... Args>
  [[nodiscard]] Result<bool> first(const Args&... args) {
    bind(args...);
    return step();
  }

  int column_count() const;
  ColumnType type(int column) const;
  bool is_null(int column) const { return type(column) == ColumnType::null; }

  // T is an integer, bool, enum, double, std::string_view, ByteView, an Id, or an optional of one
  // (empty for NULL). An Id of the wrong size reads as null id.
  template <class T>
  T get(int column) const;

 private:
  friend class StatementCache;
  enum class Lifetime : bool { copied, borrowed };

  Statement(StatementShelf* shelf, sqlite3_stmt* handle) : shelf_(shelf), handle_(handle) {}

  void begin_binding(std::size_t count);
  void bind_null(int at);
  void bind_integer(int at, std::int64_t value);
  void bind_real(int at, double value);
  void bind_text(int at, std::string_view value, Lifetime lifetime);
  void bind_blob(int at, ByteView value, Lifetime lifetime);
  template <class Arg>
  void bind_value(int at, const Arg& arg, Lifetime lifetime);

  std::int64_t integer(int column) const;
  double real(int column) const;
  std::string_view text(int column) const;
  ByteView blob(int column) const;

  StatementShelf* shelf_ = nullptr;
  sqlite3_stmt* handle_ = nullptr;
};

namespace statement_detail {

template <class T>
inline constexpr bool is_optional = false;
template <class T>
inline constexpr bool is_optional<std::optional<T>> = true;

template <class T>
inline constexpr bool is_id = false;
template <class Tag>
inline constexpr bool is_id<Id<Tag>> = true;

}  // namespace statement_detail

template <class Arg>
void Statement::bind_value(int at, const Arg& arg, Lifetime lifetime) {
  if constexpr (std::same_as<Arg, std::nullptr_t>) {
    bind_null(at);
  } else if constexpr (statement_detail::is_optional<Arg>) {
    arg ? bind_value(at, *arg, lifetime) : bind_null(at);
  } else if constexpr (std::integral<Arg> || std::is_enum_v<Arg>) {
    bind_integer(at, static_cast<std::int64_t>(arg));
  } else if constexpr (std::floating_point<Arg>) {
    bind_real(at, arg);
  } else if constexpr (statement_detail::is_id<Arg>) {
    bind_blob(at, arg.view(), lifetime);
  } else if constexpr (std::convertible_to<const Arg&, std::string_view>) {
    bind_text(at, arg, lifetime);
  } else {
    bind_blob(at, ByteView(arg), lifetime);
  }
}

template <class T>
T Statement::get(int column) const {
  if constexpr (statement_detail::is_optional<T>) {
    return is_null(column) ? T{} : T{get<typename T::value_type>(column)};
  } else if constexpr (std::same_as<T, bool>) {
    return integer(column) != 0;
  } else if constexpr (std::integral<T> || std::is_enum_v<T>) {
    return static_cast<T>(integer(column));
  } else if constexpr (std::floating_point<T>) {
    return real(column);
  } else if constexpr (statement_detail::is_id<T>) {
    return T::from(blob(column)).value_or(T{});
  } else if constexpr (std::same_as<T, ByteView>) {
    return blob(column);
  } else {
    static_assert(std::same_as<T, std::string_view>);
    return text(column);
  }
}

}  // namespace kith
