#include "core/exchange/matcher.h"

#include "core/base/text_fold.h"
#include "core/query/match_keys.h"

#include <algorithm>

namespace kith {

namespace {

// A contact without a name is shown by its address or number; that is no name to compare.
bool is_name(std::string_view text) {
  return text.find('@') == text.npos && text.find_first_not_of("+0123456789 ()-./") != text.npos;
}

}  // namespace

Matcher::Matcher(Workspace& workspace)
    : workspace_(workspace), seed_(workspace.random().next_u64() | 1) {}

std::uint64_t Matcher::hash(std::string_view text) const {
  return key_hash(text, seed_);
}

std::uint64_t Matcher::key(KeyType type, std::string_view text) const {
  return hash(text) + static_cast<std::uint64_t>(type) * 0x632be59bd9b4e019;
}

void Matcher::add_key(KeyType type, std::string_view text, std::size_t known) {
  if (!text.empty()) by_key_.emplace(key(type, text), static_cast<std::uint32_t>(known));
}

template <class Accept>
const Matcher::Known* Matcher::first(KeyType type, std::string_view text, Accept&& accept) const {
  if (text.empty()) return nullptr;
  const Known* best = nullptr;
  const auto [from, to] = by_key_.equal_range(key(type, text));
  for (auto it = from; it != to; ++it) {
    const Known& candidate = known_[it->second];
    // Of several the one that came first, on every run.
    if (accept(candidate) && (best == nullptr || &candidate < best)) best = &candidate;
  }
  return best;
}

Matcher::Known Matcher::describe(std::string_view name, std::string_view given,
                                 std::string_view nickname) const {
  const std::string full = is_name(name) ? name_key(name) : std::string{};
  const std::string of_given = name_key(given);
  Known known;
  known.name = hash(full);
  known.given = hash(first_word(of_given.empty() ? std::string_view(full) : of_given));
  known.nickname = hash(first_word(name_key(nickname)));
  return known;
}

Match Matcher::find(const StagedCard& card, const RecordId& own_id) const {
  const auto with_id = [&](const Known& known) { return known.id == own_id; };
  if (const Known* known = first(KeyType::id, as_text(own_id.view()), with_id))
    return {known->record, MatchReason::import_id, known->is_alive};
  if (card.kind == CardKind::organisation) {
    const std::optional<RecordId> found = organisation(card.name);
    return found ? Match{*found, MatchReason::name_and_organisation} : Match{};
  }

  const auto alive = [](const Known& known) { return known.is_alive; };
  for (const ContactWay& url : card.urls) {
    if (const Known* known = first(KeyType::profile, profile_key(url.text), alive))
      return {known->record, MatchReason::profile_url};
  }
  const Known self = describe(card.name, card.given, card.nickname);
  const auto names_agree = [&](const Known& known) {
    if (!known.is_alive) return false;
    if (known.name == 0 || self.name == 0 || known.name == self.name) return true;
    return known.given == self.given || (known.nickname != 0 && known.nickname == self.given) ||
           (self.nickname != 0 && self.nickname == known.given);
  };
  for (const ContactWay& email : card.emails) {
    if (const Known* known = first(KeyType::email, email_key(email.text), names_agree))
      return {known->record, MatchReason::email};
  }
  for (const ContactWay& phone : card.phones) {
    if (const Known* known = first(KeyType::phone, phone_key(phone.text), names_agree))
      return {known->record, MatchReason::phone};
  }
  if (!card.organisation.empty()) {
    const std::string both = name_key(card.name) + '\n' + name_key(card.organisation);
    if (const Known* known = first(KeyType::name_and_organisation, both, alive))
      return {known->record, MatchReason::name_and_organisation};
  }
  return {};
}

void Matcher::add(const StagedCard& card, const RecordId& record) {
  if (card.kind == CardKind::organisation) add_organisation(card.name, record);
  Known known = describe(card.name, card.given, card.nickname);
  known.id = known.record = record;
  const std::size_t at = known_.size();
  known_.push_back(known);
  add_key(KeyType::id, as_text(record.view()), at);
  if (card.kind == CardKind::organisation) return;
  for (const ContactWay& way : card.urls)
    add_key(KeyType::profile, profile_key(way.text), at);
  for (const ContactWay& way : card.emails)
    add_key(KeyType::email, email_key(way.text), at);
  for (const ContactWay& way : card.phones)
    add_key(KeyType::phone, phone_key(way.text), at);
  if (!card.organisation.empty())
    add_key(KeyType::name_and_organisation,
            name_key(card.name) + '\n' + name_key(card.organisation), at);
}

std::optional<RecordId> Matcher::organisation(std::string_view name) const {
  const auto found = organisations_.find(name_key(name));
  if (found == organisations_.end()) return std::nullopt;
  return found->second;
}

void Matcher::add_organisation(std::string_view name, const RecordId& record) {
  organisations_.try_emplace(name_key(name), record);
}

Result<bool> Matcher::build(std::int64_t budget_us) {
  const std::int64_t end = workspace_.clock().steady_us() + budget_us;
  while (!people_read_) {
    if (!organisations_read_) {
      organisations_read_ = TRY(read_organisations());
    } else {
      people_read_ = TRY(read_people());
    }
    if (workspace_.clock().steady_us() >= end) break;
  }
  if (people_read_) organisation_names_.clear();
  return people_read_;
}

}  // namespace kith
