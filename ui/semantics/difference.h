// What changed between two frames' nodes, as bytes for the page's mirror (web/mirror.js).
//
//   DifferenceEncoder encoder;
//   Bytes bytes = encoder.next(nodes);   // empty when nothing changed
//   encoder.forget();                    // the mirror is gone: the next one tells everything
//
// The bytes, with core/base/codec.h's encodings (varint: LEB128; text: varint length and UTF-8;
// f32 and u64 little-endian; every u64 is an id below 2^53):
//
//   u8      version = 1
//   u8      flags: 1 = forget everything known before
//   varint  count of removed nodes, then each one's id (u64)
//   varint  count of changed nodes, then for each, parents before children, siblings in order:
//     u64     id
//     varint  fields, a set of the bits below; those named follow in the order of the bits.
//             A node not known before starts as a default Node{} at no place.
//
//      bit  field        encoding
//       0   place        u64 parent (0: the stage), u64 previous sibling (0: the first child)
//       1   role         u8
//       2   states       varint
//       3   rect         4 × f32 (x, y, width, height), CSS pixels from the stage's top left
//       4   name         text
//       5   value        text
//       6   description  text
//       7   href         text
//       8   placeholder  text
//       9   shortcut     text
//      10   form         u8 level, u8 input kind, u8 font_px, u8 inset left, right, top
//      11   row_count    signed varint (zigzag)
//      12   row_index    signed varint
//      13   column_index signed varint
//      14   progress     f32
//      15   controls     u64
//      16   active       u64
//
// Take out the removed nodes first (their children that stay are placed anew further down), then
// walk the changed ones in order: putting each right after its previous sibling gives the order of
// the drawing, which is the reading and Tab order.
#pragma once

#include "core/base/bytes.h"
#include "ui/semantics/node.h"

#include <unordered_map>
#include <vector>

namespace kith::ui {

constexpr std::uint8_t difference_version = 1;
constexpr std::uint8_t difference_forgets = 1;

enum NodeField : std::uint32_t {
  field_place = 1 << 0,
  field_role = 1 << 1,
  field_states = 1 << 2,
  field_rect = 1 << 3,
  field_name = 1 << 4,
  field_value = 1 << 5,
  field_description = 1 << 6,
  field_href = 1 << 7,
  field_placeholder = 1 << 8,
  field_shortcut = 1 << 9,
  field_form = 1 << 10,
  field_row_count = 1 << 11,
  field_row_index = 1 << 12,
  field_column_index = 1 << 13,
  field_progress = 1 << 14,
  field_controls = 1 << 15,
  field_active = 1 << 16,
};

class DifferenceEncoder {
 public:
  // `nodes` in the order of drawing: parents before children, ids unique.
  Bytes next(const std::vector<Node>& nodes);
  void forget();
  // Whether the last difference added, removed, or moved a node, or changed what one says;
  // otherwise only rectangles changed.
  bool changed_structure() const { return changed_structure_; }

 private:
  struct Known {
    Node node;
    NodeId previous = 0;
    std::uint32_t seen = 0;  // the round it was last part of
  };

  std::unordered_map<NodeId, Known> known_;
  std::uint32_t round_ = 0;
  bool forgotten_ = true;
  bool changed_structure_ = false;
};

}  // namespace kith::ui
