#include "core/record/op.h"

namespace kith {
namespace {

template <class Integer>
void store_be(std::uint8_t* at, Integer value) {
  for (std::size_t i = 0; i < sizeof(Integer); ++i) {
    at[i] = static_cast<std::uint8_t>(value >> (8 * (sizeof(Integer) - 1 - i)));
  }
}

template <class Integer>
Integer load_be(const std::uint8_t* at) {
  Integer value = 0;
  for (std::size_t i = 0; i < sizeof(Integer); ++i)
    value = static_cast<Integer>(value << 8 | at[i]);
  return value;
}

}  // namespace

IdBytes OpId::bytes() const {
  IdBytes out;
  store_be(out.data(), stream.device_index);
  store_be(out.data() + 4, stream.incarnation);
  store_be(out.data() + 12, counter);
  return out;
}

OpId OpId::from_bytes(const IdBytes& bytes) {
  return {{load_be<std::uint32_t>(bytes.data()), load_be<std::uint64_t>(bytes.data() + 4)},
          load_be<std::uint32_t>(bytes.data() + 12)};
}

void Op::clear() {
  record = target = {};
  kind = {};
  field = {};
  value = {};
  replaces = restores = {};
  values.clear();
  tags.clear();
  life = 0;
  position.clear();
  unknown.clear();
}

}  // namespace kith
