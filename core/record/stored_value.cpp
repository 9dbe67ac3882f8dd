#include "core/record/stored_value.h"

#include <string>

namespace kith {
namespace {

// A link is a BLOB of 16 bytes; a tagged one is padded with zeros to be longer.
constexpr std::size_t tagged_size_min = 17;

// An instant is one integer that sorts by time: milliseconds, then the offset.
constexpr std::int64_t offset_room = 4096;
constexpr std::int64_t instant_ms_max = std::int64_t{1} << 50;

std::int64_t pack_instant(const Instant& instant) {
  return instant.utc_ms * offset_room + instant.offset_minutes + offset_room / 2;
}

Instant unpack_instant(std::int64_t packed) {
  std::int64_t rest = packed % offset_room;
  if (rest < 0) rest += offset_room;
  return {(packed - rest) / offset_room, static_cast<std::int16_t>(rest - offset_room / 2)};
}

bool is_contact(ValueType type) {
  return type >= ValueType::email && type <= ValueType::handle;
}

bool has_native_form(const Value& value, ValueType type) {
  if (value.type() != type) return false;
  if (const auto* instant = value.get<Instant>()) {
    return instant->utc_ms > -instant_ms_max && instant->utc_ms < instant_ms_max;
  }
  if (const auto* way = value.get<ContactWay>()) return way->label.empty() && !way->preferred;
  return type <= ValueType::link && type != ValueType::money;
}

Bytes tagged(const Value& value) {
  Encoder out;
  value.encode(out);
  Bytes bytes = out.take();
  if (bytes.size() < tagged_size_min) bytes.resize(tagged_size_min);
  return bytes;
}

Value from_tagged(ByteView bytes) {
  Decoder in(bytes);
  return Value::decode(in);
}

}  // namespace

Value stored_value(const Statement& row, int column, ValueType type) {
  switch (row.type(column)) {
    case ColumnType::null:
      return {};
    case ColumnType::real:
      return Value::real(row.get<double>(column));
    case ColumnType::text: {
      std::string text(row.get<std::string_view>(column));
      if (is_contact(type)) return Value::contact(type, {std::move(text), {}, false});
      if (type == ValueType::date) return Value::date(std::move(text));
      if (type == ValueType::long_text) return Value::long_text(std::move(text));
      return Value::text(std::move(text));
    }
    case ColumnType::integer: {
      const auto number = row.get<std::int64_t>(column);
      if (type == ValueType::yes_no) return Value::yes_no(number != 0);
      if (type == ValueType::choice) return Value::choice(static_cast<std::uint32_t>(number));
      if (type == ValueType::instant) return Value::instant(unpack_instant(number));
      return Value::integer(number);
    }
    case ColumnType::blob: {
      const auto bytes = row.get<ByteView>(column);
      if (const auto record = RecordId::from(bytes)) return Value::link(*record);
      return from_tagged(bytes);
    }
  }
  return {};
}

Value stored_element(const Statement& row, int column, ValueType type) {
  const ColumnType key = row.type(column);
  if (key == ColumnType::null) return from_tagged(row.get<ByteView>(column + 1));
  if (key != ColumnType::text || !is_contact(type)) return stored_value(row, column, type);
  ContactWay way;
  way.text = row.get<std::string_view>(column);
  if (!row.is_null(column + 1)) {
    Decoder in(row.get<ByteView>(column + 1));
    way.preferred = in.u8() == 1;
    way.label = in.text(contact_part_size_max);
  }
  return Value::contact(type, std::move(way));
}

void bind_stored(Statement& statement, int at, const Value& value, ValueType type) {
  if (value.is_null()) {
    statement.bind_at(at, nullptr);
  } else if (!has_native_form(value, type)) {
    statement.bind_at(at, tagged(value));
  } else if (const auto* text = value.get<std::string>()) {
    statement.bind_borrowed_at(at, *text);
  } else if (const auto* way = value.get<ContactWay>()) {
    statement.bind_borrowed_at(at, way->text);
  } else if (const auto* number = value.get<std::int64_t>()) {
    statement.bind_at(at, *number);
  } else if (const auto* real = value.get<double>()) {
    statement.bind_at(at, *real);
  } else if (const auto* yes = value.get<bool>()) {
    statement.bind_at(at, *yes);
  } else if (const auto* choice = value.get<Choice>()) {
    statement.bind_at(at, choice->number);
  } else if (const auto* instant = value.get<Instant>()) {
    statement.bind_at(at, pack_instant(*instant));
  } else if (const auto* record = value.get<RecordId>()) {
    statement.bind_borrowed_at(at, *record);
  }
}

void bind_stored_element(Statement& statement, int at, const Value& value, ValueType type) {
  if (value.type() == ValueType::address && type == ValueType::address) {
    statement.bind_at(at, nullptr);
    statement.bind_at(at + 1, tagged(value));
    return;
  }
  const auto* way = value.get<ContactWay>();
  if (way == nullptr || value.type() != type) {
    bind_stored(statement, at, value, type);
    statement.bind_at(at + 1, nullptr);
    return;
  }
  statement.bind_borrowed_at(at, way->text);
  if (way->label.empty() && !way->preferred) {
    statement.bind_at(at + 1, nullptr);
    return;
  }
  Encoder extra;
  extra.u8(way->preferred ? 1 : 0);
  extra.text(way->label);
  statement.bind_at(at + 1, extra.bytes());
}

}  // namespace kith
