// Networks that people are on: shipped ones and a team's own, rows all of them.
#include "core/practice/networks.h"

#include "core/practice/trash.h"
#include "tests/core/query/query_fixture.h"

using namespace kith;

namespace {

struct NetworkWorkspace : QueryWorkspace {
  using QueryWorkspace::QueryWorkspace;
  Networks networks() { return must(read_networks(*workspace)); }
  Network named(std::string_view name) {
    const Networks all = networks();
    const Network* found = all.find(name);
    return found == nullptr ? Network{} : *found;
  }
  Committed keep(const Network& network) {
    return workspace.commit(must(keep_network(*workspace, network)));
  }
};

}  // namespace

TEST_CASE("well-known networks are there, by any of their names, and lead to a profile") {
  NetworkWorkspace kith;
  CHECK(kith.named("twitter").name == "X");
  CHECK(kith.named("FEDIVERSE").name == "Mastodon");
  CHECK(kith.named("nowhere").name.empty());
  CHECK(profile_address(kith.named("X"), "@ana") == "https://x.com/ana");
  CHECK(profile_address(kith.named("Mastodon"), "@ana@social.example") ==
        "https://social.example/@ana");
  CHECK(profile_address(kith.named("Mastodon"), "ana").empty());
  CHECK(profile_address(kith.named("Mastodon"), "ana@evil.example/x").empty());
  CHECK(profile_address(kith.named("GitHub"), "a/../b") == "https://github.com/a%2F..%2Fb");
  CHECK(profile_address(kith.named("Skype"), "ana").empty());
  CHECK(network_in_words(kith.named("Skype")) == "Closed; Signal instead");
  CHECK(kith.networks().all().front().name == "Bluesky");
  CHECK(kith.networks().all().back().is_closed);
}

TEST_CASE("an address that was pasted tells the network and the handle") {
  NetworkWorkspace kith;
  const Networks all = kith.networks();
  const auto read = [&](std::string_view address) {
    const auto profile = all.profile(address);
    return profile ? profile->network->name + " " + profile->handle : std::string();
  };
  CHECK(read("https://www.instagram.com/ana.okafor/") == "Instagram ana.okafor");
  CHECK(read("http://linkedin.com/in/ana?trk=x") == "LinkedIn ana");
  CHECK(read("https://social.example/@ana") == "Mastodon @ana@social.example");
  CHECK(read("https://social.example/about").empty());
  CHECK(read("ana").empty());
}

TEST_CASE("a shipped network that is changed is a row with the same id on every device") {
  NetworkWorkspace kith;
  Network x = kith.named("X");
  const StateDigest before = kith.workspace.digest();
  x.name = "Xitter";
  x.is_closed = true;
  x.instead = "Mastodon";
  const Committed change = kith.keep(x);
  const Network after = kith.named("twitter");
  CHECK(after.id == x.id);
  CHECK(after.name == "Xitter");
  CHECK(kith.named("X").name == "Xitter");
  CHECK(network_in_words(after) == "Closed; Mastodon instead");
  CHECK(must(keep_network(*kith.workspace, after)).empty());
  REQUIRE(kith.workspace->undo(change.id));
  CHECK(kith.workspace.digest() == before);
  CHECK_FALSE(kith.named("X").is_closed);
  kith.keep(x);
  CHECK(kith.named("X").is_closed);
  kith.workspace.commit(trash(x.id));
  CHECK(network_in_words(kith.named("X")).empty());
}

TEST_CASE("a network of the team's own is added, refused without a name, trashed and restored") {
  NetworkWorkspace kith;
  const std::size_t count = kith.networks().all().size();
  kith.keep({.name = " Riseup ", .pattern = "https://we.example/{name}"});
  CHECK(kith.networks().all().size() == count + 1);
  CHECK(profile_address(kith.named("riseup"), "crow") == "https://we.example/crow");
  CHECK_FALSE(keep_network(*kith.workspace, {.name = " "}));
  CHECK_FALSE(keep_network(*kith.workspace, {.name = "Bad", .pattern = "javascript:{name}"}));
  const Network riseup = kith.named("Riseup");
  kith.workspace.commit(trash(riseup.id));
  CHECK(kith.named("Riseup").name.empty());
  const auto thrown = must(read_trash(*kith.workspace, kith.directory, 10));
  REQUIRE(thrown.size() == 1);
  CHECK(thrown[0].words == "Riseup");
  kith.workspace.commit(restore(riseup.id));
  CHECK(kith.named("Riseup") == riseup);
}
