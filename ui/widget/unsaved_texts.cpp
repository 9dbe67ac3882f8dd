#include "ui/widget/unsaved_texts.h"

#include "core/crypto/secret.h"

#include <algorithm>
#include <utility>

namespace kith::ui {
namespace {

// Together with a frame and the writing, less than a second.
constexpr double pause_ms = 400;
constexpr double wait_max_ms = 800;

}  // namespace

void UnsavedTexts::visit(std::string address) {
  if (address_ == address) return;
  address_ = std::move(address);
  for (auto& [place, entry] : entries_) {
    if (is_here(place)) entry.is_unseen = false;
  }
}

const UnsavedTexts::Entry* UnsavedTexts::find(std::string_view field) const {
  if (entries_.empty()) return nullptr;
  const auto found = entries_.find(place(field));
  return found == entries_.end() ? nullptr : &found->second;
}

std::vector<std::string> UnsavedTexts::places_of(std::string_view group) const {
  const std::string wanted = place(group);
  std::vector<std::string> places;
  for (auto at = entries_.lower_bound(wanted); at != entries_.end(); ++at) {
    if (!at->first.starts_with(wanted)) break;
    if (at->first.size() == wanted.size() || at->first[wanted.size()] == '/') {
      places.push_back(at->first);
    }
  }
  return places;
}

bool UnsavedTexts::has(std::string_view group) const {
  return !entries_.empty() && !places_of(group).empty();
}

std::vector<std::string> UnsavedTexts::here() const {
  std::vector<std::string> texts;
  for (const auto& [place, entry] : entries_) {
    if (is_here(place)) texts.push_back(entry.text);
  }
  return texts;
}

std::optional<std::string> UnsavedTexts::unseen_address() const {
  const auto unseen =
      std::ranges::find_if(entries_, [](const auto& each) { return each.second.is_unseen; });
  if (unseen == entries_.end()) return std::nullopt;
  return unseen->first.substr(0, unseen->first.find(' '));
}

void UnsavedTexts::changed(const std::string& place, double now_ms) {
  if (changed_.empty()) changed_first_ms_ = now_ms;
  changed_last_ms_ = now_ms;
  changed_.insert(place);
}

void UnsavedTexts::put(std::string_view field, std::string_view text, double now_ms) {
  const std::string at = place(field);
  const auto known = entries_.find(at);
  if (known == entries_.end() ? text.empty() : known->second.text == text) return;
  if (text.empty()) {
    wipe(known->second.text);
    entries_.erase(known);
  } else {
    std::string& kept = entries_[at].text;
    wipe(kept);
    kept = text;
  }
  changed(at, now_ms);
}

void UnsavedTexts::refuse(std::string_view field, std::string text, std::string reason) {
  entries_[place(field)] = {std::move(text), std::move(reason), true, false};
}

void UnsavedTexts::taken_over(std::string_view field) {
  const auto known = entries_.find(place(field));
  if (known != entries_.end()) known->second.is_offered = false;
}

std::vector<UnsavedText> UnsavedTexts::take(std::string_view group) {
  std::vector<UnsavedText> texts;
  for (const std::string& at : places_of(group)) {
    texts.push_back({at, std::move(entries_[at].text)});
    entries_.erase(at);
    changed_.erase(at);
  }
  return texts;
}

void UnsavedTexts::drop(std::string_view group, double now_ms) {
  for (const std::string& at : places_of(group)) {
    wipe(entries_[at].text);
    entries_.erase(at);
    changed(at, now_ms);
  }
}

void UnsavedTexts::forget_here() {
  for (auto& [place, entry] : entries_) {
    if (is_here(place)) wipe(entry.text);
  }
  std::erase_if(entries_, [&](const auto& each) { return is_here(each.first); });
  std::erase_if(changed_, [&](const std::string& place) { return is_here(place); });
}

void UnsavedTexts::found(std::vector<UnsavedText> texts) {
  for (UnsavedText& text : texts) {
    const bool is_unseen = !is_here(text.place);
    entries_[std::move(text.place)] = {std::move(text.text), {}, true, is_unseen};
  }
}

void UnsavedTexts::put_back(UnsavedText text, const std::string& reason, double now_ms) {
  entries_[text.place] = {std::move(text.text), reason, true, !is_here(text.place)};
  changed(text.place, now_ms);
}

void UnsavedTexts::forget_all() {
  for (auto& [place, entry] : entries_)
    wipe(entry.text);
  entries_.clear();
  changed_.clear();
  address_.clear();
}

std::optional<double> UnsavedTexts::due_ms() const {
  if (changed_.empty()) return std::nullopt;
  return std::min(changed_last_ms_ + pause_ms, changed_first_ms_ + wait_max_ms);
}

std::vector<UnsavedText> UnsavedTexts::take_changes() {
  std::vector<UnsavedText> texts;
  for (const std::string& at : std::exchange(changed_, {})) {
    const auto known = entries_.find(at);
    texts.push_back({at, known == entries_.end() ? std::string() : known->second.text});
  }
  return texts;
}

}  // namespace kith::ui
