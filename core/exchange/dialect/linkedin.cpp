// LinkedIn's Connections.csv. Older files lack the URL; the note above the headings is found and
// skipped by core/exchange/detect.

#include "core/exchange/dialect/dialect.h"

namespace kith::dialect {

std::optional<Mapping> linkedin(std::span<const std::string> headers) {
  Mapping mapping;
  bool first_name = false;
  bool connected_on = false;
  for (const std::string& header : headers) {
    const std::string key = header_key(header);
    Target target;
    if (key == "first name") {
      target.field = TargetField::given_name;
      first_name = true;
    } else if (key == "last name") {
      target.field = TargetField::family_name;
    } else if (key == "url") {
      target = {TargetField::url, 1, "LinkedIn"};
    } else if (key == "email address") {
      target = {TargetField::email, 1};
    } else if (key == "company") {
      target.field = TargetField::organisation;
    } else if (key == "position") {
      target.field = TargetField::job_title;
    } else if (key == "connected on") {
      target.field = TargetField::known_on;
      connected_on = true;
    }
    mapping.push_back(target);
  }
  if (!first_name || !connected_on) return std::nullopt;
  return mapping;
}

}  // namespace kith::dialect
