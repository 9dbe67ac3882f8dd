// Staged cards to the changes they make: new people and organisations, and for those who are here
// only what they lack. What is there is never overwritten; a value that differs, and whatever no
// field can take, becomes a fact.
//
//   CardDrafter drafter(workspace, plan, matcher);
//   for (card : cards) TRY(drafter.take(card));
//   Draft draft(intent);
//   drafter.move_to(draft);                      // the changes of all cards taken since
#pragma once

#include "core/base/result.h"
#include "core/exchange/import_plan.h"
#include "core/exchange/matcher.h"
#include "core/exchange/staged_card.h"
#include "core/record/draft.h"
#include "core/record/workspace.h"

#include <deque>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

namespace kith {

class CardDrafter {
 public:
  // `brings_back`: people in the trash whom the file has return, because an import of its kind was
  // taken back; otherwise somebody threw them away, and they stay there.
  CardDrafter(Workspace& workspace, const ImportPlan& plan, Matcher& matcher, bool brings_back);

  Result<void> take(const StagedCard& card);
  // One that an import which was cut off has taken already: only what others say of it counts.
  void pass_over(const StagedCard& card);
  // After the last card: ties and members that the file names by uid, at most `count_max` of them.
  // True when all are done.
  Result<bool> take_references(std::size_t count_max);

  bool has_changes() const;
  // Everything taken since the last time; nothing stays here.
  void move_to(Draft& draft);

  const ImportCounts& counts() const { return counts_; }

 private:
  // A record that the cards of the present commit change.
  struct Target {
    RecordId id;
    KindId kind;
    bool is_new = false;              // or comes back from the trash
    std::vector<FieldValue> present;  // what it will hold
    std::vector<FieldValue> added;    // of that, what is not there yet
  };
  struct Reference {
    RecordId from;     // who is tied, or null
    std::string name;  // of the relation, or of the group
    std::string uid;   // of the other card
  };

  RecordId own_id(std::string_view natural_key) const;
  void note_references(const StagedCard& card, const RecordId& id);
  Result<Target*> target(KindId kind, const RecordId& id, bool is_new);
  Result<RecordId> organisation(const std::string& name);
  Result<void> take_organisation(const StagedCard& card, const RecordId& own, Target& into);
  Result<void> merge(const StagedCard& card, const RecordId& own, Target& into,
                     std::vector<FieldValue> values);
  Result<void> take_differing(const RecordId& own, const Target& into, FieldId field,
                              const std::string& text);
  void add_value(Target& into, FieldValue value);
  Result<bool> stays_away(KindId kind, const RecordId& id);
  Result<void> take_facts(const StagedCard& card, const RecordId& own, const Target& about);
  Result<void> take_ties(const StagedCard& card, const RecordId& own, const Target& from);
  Result<void> add_fact(const RecordId& own, const Target& about, const std::string& topic,
                        const std::string& text, const std::string& date = {});
  Result<void> add_tie(const RecordId& own, const RecordId& from, bool is_new,
                       const std::string& relation, const std::string& name, RecordId to);

  Workspace& workspace_;
  const ImportPlan& plan_;
  Matcher& matcher_;
  bool brings_back_;
  std::deque<Target> targets_;  // whose places do not move
  std::unordered_map<RecordId, std::size_t> target_index_;
  std::vector<DraftOp> created_;                      // facts and ties
  std::unordered_map<std::string, RecordId> by_uid_;  // who the cards with uids became
  std::vector<Reference> references_;
  std::size_t next_reference_ = 0;
  ImportCounts counts_;
};

}  // namespace kith
