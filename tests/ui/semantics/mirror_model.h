// The page's mirror without a page: applies differences the way web/mirror.js does, so that tests
// can compare what it then holds with the nodes that were drawn.
#pragma once

#include "core/base/assert.h"
#include "core/base/codec.h"
#include "ui/semantics/difference.h"

#include <algorithm>
#include <bit>
#include <map>
#include <vector>

namespace kith::ui {

class MirrorModel {
 public:
  void apply(const Bytes& difference) {
    if (difference.empty()) return;
    Decoder in(difference);
    ASSERT(in.u8() == difference_version);
    if (in.u8() & difference_forgets) {
      nodes_.clear();
      children_.clear();
    }
    for (std::uint64_t left = in.varint(); left > 0; --left)
      remove(in.u64());
    for (std::uint64_t left = in.varint(); left > 0; --left)
      change(in);
    ASSERT(in.finished());
  }

  // All nodes, parents before children, siblings in order.
  std::vector<Node> nodes() const {
    std::vector<Node> found;
    collect(0, found);
    return found;
  }

 private:
  void remove(NodeId id) {
    auto node = nodes_.find(id);
    ASSERT(node != nodes_.end());
    std::erase(children_[node->second.parent], id);
    nodes_.erase(node);
  }

  void place(Node& node, NodeId parent, NodeId previous) {
    std::erase(children_[node.parent], node.id);
    node.parent = parent;
    auto& siblings = children_[parent];
    auto at = siblings.begin();
    if (previous != 0) {
      at = std::find(siblings.begin(), siblings.end(), previous);
      ASSERT(at != siblings.end());
      ++at;
    }
    siblings.insert(at, node.id);
  }

  void change(Decoder& in) {
    constexpr std::size_t text_max = 1 << 20;
    NodeId id = in.u64();
    auto fields = static_cast<std::uint32_t>(in.varint());
    Node& node = nodes_[id];
    node.id = id;
    if (fields & field_place) {
      NodeId parent = in.u64();
      place(node, parent, in.u64());
    }
    if (fields & field_role) node.role = static_cast<Role>(in.u8());
    if (fields & field_states) node.states = static_cast<std::uint32_t>(in.varint());
    if (fields & field_rect) {
      for (float* side : {&node.rect.x, &node.rect.y, &node.rect.width, &node.rect.height})
        *side = std::bit_cast<float>(in.u32());
    }
    if (fields & field_name) node.name = in.text(text_max);
    if (fields & field_value) node.value = in.text(text_max);
    if (fields & field_description) node.description = in.text(text_max);
    if (fields & field_href) node.href = in.text(text_max);
    if (fields & field_placeholder) node.placeholder = in.text(text_max);
    if (fields & field_shortcut) node.shortcut = in.text(text_max);
    if (fields & field_form) {
      node.level = in.u8();
      node.input = static_cast<InputKind>(in.u8());
      node.font_px = in.u8();
      node.insets.left = in.u8();
      node.insets.right = in.u8();
      node.insets.top = in.u8();
    }
    if (fields & field_row_count) node.row_count = static_cast<std::int32_t>(in.signed_varint());
    if (fields & field_row_index) node.row_index = static_cast<std::int32_t>(in.signed_varint());
    if (fields & field_column_index)
      node.column_index = static_cast<std::int32_t>(in.signed_varint());
    if (fields & field_progress) node.progress = std::bit_cast<float>(in.u32());
    if (fields & field_controls) node.controls = in.u64();
    if (fields & field_active) node.active = in.u64();
  }

  void collect(NodeId parent, std::vector<Node>& found) const {
    auto children = children_.find(parent);
    if (children == children_.end()) return;
    for (NodeId id : children->second) {
      auto node = nodes_.find(id);
      ASSERT(node != nodes_.end());
      found.push_back(node->second);
      collect(id, found);
    }
  }

  std::map<NodeId, Node> nodes_;
  std::map<NodeId, std::vector<NodeId>> children_;
};

}  // namespace kith::ui
