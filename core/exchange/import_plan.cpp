#include "core/exchange/import_plan.h"

#include "core/crypto/hash.h"

namespace kith {

ImportPlan make_import_plan(const ParseReport& report, std::string file_name,
                            DateOrder date_order) {
  if (date_order == DateOrder::unknown) date_order = report.likely_date_order();
  ImportPlan plan;
  plan.file_name = std::move(file_name);
  plan.source = format_name(report.format);
  plan.source_key = report.source_key();
  plan.content_key = plan_content_key(report, date_order);
  plan.rows = report.cards;
  plan.date_order = date_order;
  return plan;
}

std::string plan_content_key(const ParseReport& report, DateOrder date_order) {
  Hasher hasher(domain::import_content);
  hasher.add(report.content_hash).add_u32(static_cast<std::uint32_t>(date_order));
  return to_hex(hasher.finish());
}

}  // namespace kith
