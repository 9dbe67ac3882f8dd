#include "ui/semantics/difference.h"

#include "core/base/assert.h"
#include "core/base/codec.h"

#include <bit>
#include <utility>

namespace kith::ui {
namespace {

bool same_form(const Node& a, const Node& b) {
  return a.level == b.level && a.input == b.input && a.font_px == b.font_px && a.insets == b.insets;
}

// The fields in which two nodes differ; their place is the caller's to compare.
std::uint32_t changed_fields(const Node& a, const Node& b) {
  std::uint32_t fields = 0;
  if (a.role != b.role) fields |= field_role;
  if (a.states != b.states) fields |= field_states;
  if (a.rect != b.rect) fields |= field_rect;
  if (a.name != b.name) fields |= field_name;
  if (a.value != b.value) fields |= field_value;
  if (a.description != b.description) fields |= field_description;
  if (a.href != b.href) fields |= field_href;
  if (a.placeholder != b.placeholder) fields |= field_placeholder;
  if (a.shortcut != b.shortcut) fields |= field_shortcut;
  if (!same_form(a, b)) fields |= field_form;
  if (a.row_count != b.row_count) fields |= field_row_count;
  if (a.row_index != b.row_index) fields |= field_row_index;
  if (a.column_index != b.column_index) fields |= field_column_index;
  if (a.progress != b.progress) fields |= field_progress;
  if (a.controls != b.controls) fields |= field_controls;
  if (a.active != b.active) fields |= field_active;
  return fields;
}

void write_f32(Encoder& out, float value) {
  out.u32(std::bit_cast<std::uint32_t>(value));
}

void write_place_and_shape(Encoder& out, const Node& node, NodeId previous, std::uint32_t fields) {
  if (fields & field_place) {
    out.u64(node.parent);
    out.u64(previous);
  }
  if (fields & field_role) out.u8(std::to_underlying(node.role));
  if (fields & field_states) out.varint(node.states);
  if (fields & field_rect) {
    for (float side : {node.rect.x, node.rect.y, node.rect.width, node.rect.height})
      write_f32(out, side);
  }
}

void write_texts(Encoder& out, const Node& node, std::uint32_t fields) {
  if (fields & field_name) out.text(node.name);
  if (fields & field_value) out.text(node.value);
  if (fields & field_description) out.text(node.description);
  if (fields & field_href) out.text(node.href);
  if (fields & field_placeholder) out.text(node.placeholder);
  if (fields & field_shortcut) out.text(node.shortcut);
}

void write_rest(Encoder& out, const Node& node, std::uint32_t fields) {
  if (fields & field_form) {
    out.u8(node.level);
    out.u8(std::to_underlying(node.input));
    out.u8(node.font_px);
    out.u8(node.insets.left);
    out.u8(node.insets.right);
    out.u8(node.insets.top);
  }
  if (fields & field_row_count) out.signed_varint(node.row_count);
  if (fields & field_row_index) out.signed_varint(node.row_index);
  if (fields & field_column_index) out.signed_varint(node.column_index);
  if (fields & field_progress) write_f32(out, node.progress);
  if (fields & field_controls) out.u64(node.controls);
  if (fields & field_active) out.u64(node.active);
}

}  // namespace

void DifferenceEncoder::forget() {
  known_.clear();
  forgotten_ = true;
}

Bytes DifferenceEncoder::next(const std::vector<Node>& nodes) {
  ++round_;
  changed_structure_ = forgotten_;
  Encoder changed;
  std::size_t changed_count = 0;
  // Parent → the last of its children so far. Behind a child that was placed anew all its later
  // siblings are too: only so does placing them one by one come to the right order.
  struct Family {
    NodeId last = 0;
    bool placing = false;
  };
  std::unordered_map<NodeId, Family> families;
  for (const Node& node : nodes) {
    ASSERT(node.id != 0 && node.id < (NodeId{1} << 53));
    Family& family = families[node.parent];
    NodeId previous = std::exchange(family.last, node.id);
    auto [found, is_new] = known_.try_emplace(node.id);
    Known& known = found->second;
    ASSERT(known.seen != round_);  // two nodes with one id
    std::uint32_t fields = changed_fields(known.node, node);
    if (is_new || known.node.parent != node.parent || known.previous != previous)
      family.placing = true;
    if (family.placing) fields |= field_place;
    known.seen = round_;
    if (fields == 0) continue;
    if (fields != field_rect) changed_structure_ = true;
    ++changed_count;
    changed.u64(node.id);
    changed.varint(fields);
    write_place_and_shape(changed, node, previous, fields);
    write_texts(changed, node, fields);
    write_rest(changed, node, fields);
    known.node = node;
    known.previous = previous;
  }

  Encoder removed;
  std::size_t removed_count = 0;
  std::erase_if(known_, [&](const auto& entry) {
    if (entry.second.seen == round_) return false;
    removed.u64(entry.first);
    ++removed_count;
    return true;
  });
  if (removed_count > 0) changed_structure_ = true;

  if (changed_count == 0 && removed_count == 0 && !forgotten_) return {};
  Encoder out;
  out.u8(difference_version);
  out.u8(std::exchange(forgotten_, false) ? difference_forgets : 0);
  out.varint(removed_count);
  out.raw(removed.bytes());
  out.varint(changed_count);
  out.raw(changed.bytes());
  return out.take();
}

}  // namespace kith::ui
