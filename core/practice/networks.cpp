#include "core/practice/networks.h"

#include "core/base/text_fold.h"
#include "core/base/text_sort_key.h"
#include "core/practice/team_rows.h"
#include "core/record/import_id.h"
#include "core/record/workspace.h"

#include <algorithm>
#include <array>
#include <utility>

namespace kith {
namespace {

namespace described = fields::network;

struct ShippedNetwork {
  std::string_view name;  // its id is made of it: never change one
  std::string_view also;  // between commas
  std::string_view pattern;
  bool is_closed = false;
  std::string_view instead = {};
};

constexpr auto shipped = std::to_array<ShippedNetwork>({
    {"AIM", "AOL Instant Messenger", "", true, "Signal"},
    {"Bluesky", "", "https://bsky.app/profile/{name}"},
    {"Facebook", "", "https://www.facebook.com/{name}"},
    {"GitHub", "", "https://github.com/{name}"},
    {"Google+", "Google Plus", "", true},
    {"Google Talk", "GTalk,Hangouts,Google Hangouts", "", true},
    {"ICQ", "", "", true, "Signal"},
    {"Instagram", "", "https://www.instagram.com/{name}"},
    {"LinkedIn", "", "https://www.linkedin.com/in/{name}"},
    {"Mastodon", "Fediverse,ActivityPub", "https://{host}/@{name}"},
    {"Matrix", "Element", "https://matrix.to/#/{name}"},
    {"MSN", "MSN Messenger,Windows Live", "", true},
    {"Myspace", "", "https://myspace.com/{name}"},
    {"Orkut", "", "", true},
    {"Plurk", "", "https://www.plurk.com/{name}"},
    {"Signal", "", ""},
    {"Skype", "", "", true, "Signal"},
    {"Telegram", "", "https://t.me/{name}"},
    {"TikTok", "", "https://www.tiktok.com/@{name}"},
    {"WhatsApp", "", "https://wa.me/{name}"},
    {"X", "Twitter", "https://x.com/{name}"},
    {"XMPP", "Jabber", ""},
    {"Yahoo", "Yahoo Messenger", "", true},
    {"YouTube", "", "https://www.youtube.com/@{name}"},
});

constexpr std::string_view name_mark = "{name}", host_mark = "{host}";
enum NetworkState : std::uint32_t { alive = 1, closed = 2 };

std::string_view trimmed(std::string_view text) {
  const std::size_t begin = text.find_first_not_of(' ');
  if (begin == text.npos) return {};
  return text.substr(begin, text.find_last_not_of(' ') - begin + 1);
}

RecordId shipped_id(Workspace& workspace, std::string_view name) {
  return import_record_id(workspace.id(), workspace.commons(), "kith:networks", name);
}

Network network_of(Workspace& workspace, const ShippedNetwork& one) {
  Network network{.id = shipped_id(workspace, one.name),
                  .name = std::string(one.name),
                  .pattern = std::string(one.pattern),
                  .is_closed = one.is_closed,
                  .instead = std::string(one.instead)};
  for (std::string_view rest = one.also; !rest.empty();) {
    const std::size_t end = std::min(rest.find(','), rest.size());
    network.also.emplace_back(rest.substr(0, end));
    rest.remove_prefix(std::min(end + 1, rest.size()));
  }
  return network;
}

Network network_of(const TeamRow& row) {
  const auto text = [&](std::size_t at) {
    return row.cells[at].empty() ? std::string() : row.cells[at][0].as_text();
  };
  Network network{.id = row.id,
                  .name = text(0),
                  .pattern = text(1),
                  .is_closed = false,
                  .instead = text(3),
                  .is_row = true};
  if (!row.cells[2].empty()) {
    const auto* state = row.cells[2][0].get<Choice>();
    network.is_closed = state != nullptr && state->number == closed;
  }
  for (const Value& name : row.cells[4])
    network.also.push_back(name.as_text());
  return network;
}

// What single fields say; null where there is nothing to say.
std::vector<FieldValue> singles_of(const Network& network) {
  const auto text = [](const std::string& said) {
    return said.empty() ? Value() : Value::text(said);
  };
  return {{described::name, text(network.name)},
          {described::pattern, text(network.pattern)},
          {described::state, Value::choice(network.is_closed ? closed : alive)},
          {described::instead, text(network.instead)}};
}

void create(Draft& draft, const Network& network) {
  std::vector<FieldValue> values = singles_of(network);
  std::erase_if(values, [](const FieldValue& one) { return one.value.is_null(); });
  for (const std::string& name : network.also)
    values.push_back({described::also, Value::text(name)});
  draft.create(kinds::network, network.id, std::move(values));
}

Intent network_intent(IntentCode code, RecordId id) {
  return {.code = code, .records = {id}};
}

bool is_pattern(std::string_view pattern) {
  return pattern.starts_with("https://") && pattern.find(name_mark) != pattern.npos;
}

// What of a handle may stand in an address as it is.
bool is_plain(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
         std::string_view("-._~@+:").find(c) != std::string_view::npos;
}

std::string as_part(std::string_view text) {
  constexpr std::string_view digits = "0123456789ABCDEF";
  std::string part;
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (is_plain(c)) {
      part += c;
    } else {
      part += {'%', digits[byte >> 4], digits[byte & 15]};
    }
  }
  return part;
}

void replace(std::string& text, std::string_view mark, std::string_view by) {
  if (const std::size_t at = text.find(mark); at != text.npos) text.replace(at, mark.size(), by);
}

std::string_view without_scheme(std::string_view address) {
  for (const std::string_view scheme : {"https://", "http://", "www."}) {
    if (address.starts_with(scheme)) address.remove_prefix(scheme.size());
  }
  return address;
}

std::string_view taken(std::string_view& address, std::string_view end) {
  const std::size_t size = std::min(address.find_first_of(end), address.size());
  const std::string_view part = address.substr(0, size);
  address.remove_prefix(size);
  return part;
}

}  // namespace

const Network* Networks::find(std::string_view name) const {
  const std::string wanted = fold(trimmed(name));
  if (wanted.empty()) return nullptr;
  const auto is_it = [&](const std::string& one) { return fold(one) == wanted; };
  for (const Network& network : all_) {
    if (is_it(network.name)) return &network;
  }
  for (const Network& network : all_) {
    if (std::ranges::any_of(network.also, is_it)) return &network;
  }
  return nullptr;
}

std::optional<FoundProfile> Networks::profile(std::string_view address) const {
  const bool is_address = address.starts_with("https://") || address.starts_with("http://");
  if (!is_address) return std::nullopt;
  for (const Network& network : all_) {
    std::string_view rest = without_scheme(trimmed(address));
    std::string_view pattern = without_scheme(network.pattern);
    std::string_view host, name;
    bool fits = is_pattern(network.pattern);
    while (fits && !pattern.empty()) {
      const bool is_host = pattern.starts_with(host_mark);
      if (is_host || pattern.starts_with(name_mark)) {
        (is_host ? host : name) = taken(rest, "/?#");
        pattern.remove_prefix(name_mark.size());
      } else {
        fits = !rest.empty() && rest.front() == pattern.front();
        pattern.remove_prefix(1);
        if (fits) rest.remove_prefix(1);
      }
    }
    const bool is_whole = rest.empty() || rest == "/" || rest.front() == '?' || rest.front() == '#';
    if (!fits || !is_whole || name.empty()) continue;
    std::string handle(name);
    if (!host.empty()) handle = "@" + handle + "@" + std::string(host);
    return FoundProfile{&network, std::move(handle)};
  }
  return std::nullopt;
}

Result<Networks> read_networks(Workspace& workspace) {
  std::vector<Network> all;
  RowReader reader(
      workspace, kinds::network,
      {described::name, described::pattern, described::state, described::instead, described::also});
  TRY(reader.each([&](const TeamRow& row) { all.push_back(network_of(row)); }));
  const std::size_t kept = all.size();
  for (const ShippedNetwork& one : shipped) {
    Network network = network_of(workspace, one);
    const auto end = all.begin() + static_cast<std::ptrdiff_t>(kept);
    if (std::find_if(all.begin(), end, [&](const Network& row) { return row.id == network.id; }) !=
        end)
      continue;
    all.push_back(std::move(network));
  }
  std::ranges::sort(all, [](const Network& a, const Network& b) {
    if (a.is_closed != b.is_closed) return b.is_closed;
    return name_sort_key(a.name) < name_sort_key(b.name);
  });
  return Networks(std::move(all));
}

std::string profile_address(const Network& network, std::string_view handle) {
  handle = trimmed(handle);
  if (handle.starts_with("https://")) return network.is_closed ? "" : std::string(handle);
  if (handle.starts_with('@')) handle.remove_prefix(1);
  if (network.is_closed || handle.empty() || !is_pattern(network.pattern)) return {};
  std::string address = network.pattern;
  if (address.find(host_mark) != address.npos) {
    const std::size_t at = handle.rfind('@');
    if (at == handle.npos || at + 1 == handle.size()) return {};
    const std::string_view host = handle.substr(at + 1);
    if (host.find_first_of("/?#:") != host.npos) return {};
    replace(address, host_mark, as_part(host));
    handle = handle.substr(0, at);
  }
  replace(address, name_mark, as_part(handle));
  return address;
}

std::string network_in_words(const Network& network) {
  if (!network.is_closed) return {};
  return network.instead.empty() ? "Closed" : "Closed; " + network.instead + " instead";
}

Result<Draft> keep_network(Workspace& workspace, Network network) {
  network.name = trimmed(network.name);
  network.pattern = trimmed(network.pattern);
  network.instead = trimmed(network.instead);
  if (network.name.empty())
    return fail(ErrorCode::invalid_argument, "Write the name of the network.");
  if (!network.pattern.empty() && !is_pattern(network.pattern)) {
    return fail(ErrorCode::invalid_argument,
                "Begin the address with https:// and write {name} where the name stands in it.");
  }
  const bool is_new = network.id.is_null();
  if (is_new) {
    network.id = make_uuid_v7<RecordId>(workspace.clock(), workspace.random());
    Draft draft(network_intent(IntentCode::add_row, network.id));
    create(draft, network);
    return draft;
  }
  Draft draft(network_intent(IntentCode::edit_field, network.id));
  const Networks present = TRY(read_networks(workspace));
  const auto before = std::ranges::find(present.all(), network.id, &Network::id);
  if (before == present.all().end())
    return fail(ErrorCode::not_found, "This network is no longer here.");
  if (*before == network) return draft;
  const auto row = TRY(workspace.read(network.id));
  if (!row) create(draft, *before);
  if (row && !row->alive) draft.restore(network.id);
  const std::vector<FieldValue> shown = singles_of(*before);
  std::vector<FieldValue> wanted = singles_of(network);
  for (std::size_t i = 0; i < wanted.size(); ++i) {
    const Value* kept = row ? row->find(wanted[i].field) : &shown[i].value;
    if ((kept == nullptr ? Value() : *kept) != wanted[i].value)
      draft.set(network.id, wanted[i].field, std::move(wanted[i].value));
  }
  const bool is_known = std::ranges::find(before->also, before->name) != before->also.end();
  if (network.name != before->name && !is_known)
    draft.add(network.id, described::also, Value::text(before->name));
  return draft;
}

}  // namespace kith
