// The networks that people are on, alive or closed. A handle names its network by its label
// (docs/format.md, "Networks"), so that what an import says, what a team writes and what somebody
// adds offline meet in one row whenever that row comes. Well-known ones ship with Kith and are
// rows from the first change to them on, with ids that are the same on every device.
//
//   Networks networks = TRY(read_networks(workspace));
//   const Network* network = networks.find("twitter");
//   link(ui, "Open", profile_address(*network, "@ana"));       // empty where there is none
#pragma once

#include "core/practice/commands.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace kith {

struct Network {
  RecordId id;
  std::string name;
  std::vector<std::string> also = {};  // other names it goes by, or went by
  std::string pattern = {};            // "https://example.org/{name}"; {host} of name@host
  bool is_closed = false;
  std::string instead = {};  // what to use now
  bool is_row = false;       // a record that can go to the trash: one that ships is back then
  bool operator==(const Network&) const = default;
};

// A profile's address that somebody pasted.
struct FoundProfile {
  const Network* network;
  std::string handle;
};

class Networks {
 public:
  explicit Networks(std::vector<Network> all) : all_(std::move(all)) {}

  // By name; those that are closed behind the others.
  const std::vector<Network>& all() const { return all_; }
  // By its name or another it goes by, whatever the case; null when nobody wrote it down.
  const Network* find(std::string_view name) const;
  std::optional<FoundProfile> profile(std::string_view address) const;

 private:
  std::vector<Network> all_;
};

// The rows that are not in the trash, and those that ship with Kith and have none.
Result<Networks> read_networks(Workspace& workspace);

// Where the profile is; empty for a closed network, one without a pattern, or a handle without the
// host that the pattern asks for.
std::string profile_address(const Network& network, std::string_view handle);
// "Closed; Mastodon instead", empty while it is alive.
std::string network_in_words(const Network& network);

// A network without an id is a new one. Its former name stays one of its other names. Refuses one
// without a name, or with a pattern that is no address with {name}.
Result<Draft> keep_network(Workspace& workspace, Network network);

}  // namespace kith
