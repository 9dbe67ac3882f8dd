#include "wasm/helper_messages.h"

#include "core/base/codec.h"

namespace kith::wasm {
namespace {

constexpr std::size_t passphrase_size_max = 64 * 1024;
constexpr std::size_t batch_size_max = std::size_t{512} << 20;
constexpr std::size_t error_text_size_max = 64 * 1024;

std::unexpected<Error> garbled() {
  return fail(ErrorCode::malformed, "A part of Kith answered in a way that makes no sense.");
}

void write(Encoder& out, const PassphraseCost& cost) {
  out.varint(cost.passes);
  out.varint(cost.memory_bytes);
}

PassphraseCost read_cost(Decoder& in) {
  return {.passes = static_cast<std::uint32_t>(in.varint_up_to(UINT32_MAX)),
          .memory_bytes = in.varint()};
}

void write(Encoder& out, const Error& error) {
  out.u8(static_cast<std::uint8_t>(error.code));
  out.text(error.text);
  out.text(error.detail);
}

Error read_error(Decoder& in) {
  const std::uint8_t code = in.u8();
  if (code > static_cast<std::uint8_t>(ErrorCode::out_of_memory)) in.fail();
  Error error{static_cast<ErrorCode>(code), std::string(in.text(error_text_size_max))};
  error.detail = in.text(error_text_size_max);
  return error;
}

}  // namespace

Bytes encode(const DeriveKeyRequest& request) {
  Encoder out;
  out.text(request.passphrase);
  out.raw(request.salt);
  out.u8(request.cost.has_value());
  if (request.cost) write(out, *request.cost);
  return out.take();
}

Result<DeriveKeyRequest> decode_derive_key_request(ByteView bytes) {
  Decoder in(bytes);
  DeriveKeyRequest request;
  request.passphrase = in.text(passphrase_size_max);
  const ByteView salt = in.raw(request.salt.size());
  std::copy(salt.begin(), salt.end(), request.salt.begin());
  if (in.u8() != 0) request.cost = read_cost(in);
  if (!in.finished()) return garbled();
  return request;
}

Bytes encode(const DerivedKey& key) {
  Encoder out;
  out.raw(key.key.view());
  write(out, key.cost);
  return out.take();
}

Result<DerivedKey> decode_derived_key(ByteView bytes) {
  Decoder in(bytes);
  auto key = KekKey::from(in.raw(KekKey::size));
  const PassphraseCost cost = read_cost(in);
  if (!in.finished() || !key) return garbled();
  return DerivedKey{std::move(*key), cost};
}

Bytes encode(const ParsedStep& step) {
  Encoder out;
  out.u8(step.batch.has_value());
  if (step.batch) out.bytes_field(*step.batch);
  out.bytes_field(step.report.encode());
  out.varint(static_cast<std::uint64_t>(step.bytes_read));
  out.varint(static_cast<std::uint64_t>(step.bytes));
  out.u8(step.error.has_value());
  if (step.error) write(out, *step.error);
  return out.take();
}

Result<ParsedStep> decode_parsed_step(ByteView bytes) {
  Decoder in(bytes);
  ParsedStep step;
  if (in.u8() != 0) {
    const ByteView batch = in.bytes_field(batch_size_max);
    step.batch = Bytes(batch.begin(), batch.end());
  }
  const ByteView report = in.bytes_field(batch_size_max);
  step.bytes_read = static_cast<std::int64_t>(in.varint_up_to(INT64_MAX));
  step.bytes = static_cast<std::int64_t>(in.varint_up_to(INT64_MAX));
  if (in.u8() != 0) step.error = read_error(in);
  if (!in.finished()) return garbled();
  step.report = TRY(ParseReport::decode(report));
  return step;
}

Bytes encode(const Error& error) {
  Encoder out;
  write(out, error);
  return out.take();
}

Error decode_error(ByteView bytes) {
  Decoder in(bytes);
  Error error = read_error(in);
  return in.finished() ? error : garbled().error();
}

}  // namespace kith::wasm
