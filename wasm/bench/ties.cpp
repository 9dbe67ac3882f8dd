#include "wasm/bench/ties.h"

#include "core/record/builtin.h"
#include "core/record/workspace.h"

#include <array>
#include <cstdio>
#include <string_view>
#include <vector>

namespace kith::bench {
namespace {

constexpr std::size_t people_count = 2000;
constexpr std::size_t people_at_once = 100;  // to a change
constexpr std::array<std::string_view, 10> first_names = {
    "Amara", "Idris", "Lucía", "Wren", "Tomasz", "Noor", "Kofi", "Maren", "Yusuf", "Elif"};
constexpr std::array<std::string_view, 10> last_names = {
    "Okafor", "Lind", "Ferreira", "Weir", "Nowak", "Haddad", "Mensah", "Vogel", "Aydin", "Park"};
constexpr std::array<std::string_view, 4> relations = {"friend", "sister", "neighbour", "teacher"};

class TieFiller {
 public:
  explicit TieFiller(Workspace& workspace) : workspace_(workspace) {}

  Result<TieFigures> run() {
    for (std::size_t first = 0; first < people_count; first += people_at_once) {
      Draft draft(Intent{IntentCode::add_person});
      for (std::size_t i = first; i < first + people_at_once; ++i)
        add(draft, i);
      TRY(workspace_.commit(draft, Durability::later));
    }
    TRY(workspace_.flush());
    return figures_;
  }

 private:
  std::size_t next(std::size_t count) {
    state_ = state_ * 6364136223846793005u + 1442695040888963407u;
    return static_cast<std::size_t>(state_ >> 33) % count;
  }
  RecordId new_id() { return make_uuid_v7<RecordId>(workspace_.clock(), workspace_.random()); }

  void add(Draft& draft, std::size_t number) {
    std::string name(first_names[next(first_names.size())]);
    name.append(" ").append(last_names[next(last_names.size())]);
    name.append(" ").append(std::to_string(number));
    const RecordId id =
        draft.create(kinds::person, new_id(), {{fields::person::name, Value::text(name)}});
    ++figures_.people;
    const std::size_t ties = ends_.empty() ? 0 : 1 + next(3);
    for (std::size_t i = 0; i < ties; ++i) {
      const RecordId other = ends_[next(ends_.size())];
      draft.create(
          kinds::tie, new_id(),
          {{fields::tie::from, Value::link(id)},
           {fields::tie::relation, Value::text(std::string(relations[next(relations.size())]))},
           {fields::tie::to, Value::link(other)}});
      ends_.push_back(other);
      ++figures_.ties;
    }
    ends_.push_back(id);
  }

  Workspace& workspace_;
  TieFigures figures_;
  std::vector<RecordId> ends_;  // each as often as it has ties
  std::uint64_t state_ = 11;
};

}  // namespace

Result<TieFigures> fill_ties(Workspace& workspace) {
  return TieFiller(workspace).run();
}

std::string to_json(const TieFigures& figures) {
  std::array<char, 64> text;
  std::snprintf(text.data(), text.size(), R"({"people":%lld,"ties":%lld})",
                static_cast<long long>(figures.people), static_cast<long long>(figures.ties));
  return text.data();
}

}  // namespace kith::bench
