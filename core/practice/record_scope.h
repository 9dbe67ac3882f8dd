// A record as a formula sees it: its fields by their labels, and those of what it links to.
#pragma once

#include "core/practice/formula.h"
#include "core/record/schema.h"
#include "core/record/workspace.h"

namespace kith {

class RecordScope final : public FormulaScope {
 public:
  // `kind` and `record` outlive it.
  RecordScope(Workspace& workspace, const KindInfo& kind, const RecordView& record)
      : workspace_(workspace), kind_(kind), record_(record) {}

  PartialDate today() const override;
  Result<std::vector<Value>> values(std::string_view label) override;
  Result<std::vector<Value>> linked(std::string_view through, std::string_view label) override;
  std::string words(std::string_view label, const Value& value) override;

 private:
  Workspace& workspace_;
  const KindInfo& kind_;
  const RecordView& record_;
};

}  // namespace kith
