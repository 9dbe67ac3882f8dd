// What one vCard property means for the card it stands in.
#pragma once

#include "core/exchange/parse_report.h"
#include "core/exchange/staged_card.h"
#include "core/exchange/vcard_reader.h"

#include <map>
#include <string>
#include <string_view>

namespace kith {

// A card while its properties are taken, one by one, in the order of the file.
class VcardFields {
 public:
  // `labels` are the X-ABLabel texts by group.
  VcardFields(StagedCard& card, ParseReport& report, std::map<std::string, std::string> labels)
      : card_(card), report_(report), labels_(std::move(labels)) {}

  // `text` is the value in UTF-8, its escapes still in it.
  void take(const VcardProperty& property, const std::string& text);
  // After the last one.
  void finish();

 private:
  bool take_name(const VcardProperty& property, const std::string& text);
  bool take_way(const VcardProperty& property, const std::string& text);
  bool take_tie(const VcardProperty& property, const std::string& text);
  bool take_event(const VcardProperty& property, const std::string& text);
  bool take_rest(const VcardProperty& property, const std::string& text);
  void take_structured_name(const std::string& text);
  void take_address(const VcardProperty& property, const std::string& text);
  void take_handle(const VcardProperty& property, const std::string& text);
  void keep_as_fact(const VcardProperty& property, const std::string& text);
  std::string label_of(const VcardProperty& property) const;

  StagedCard& card_;
  ParseReport& report_;
  std::map<std::string, std::string> labels_;
  std::vector<std::string> delivery_labels_;  // LABEL: an address once more, as one text
  std::string phonetic_given_, phonetic_family_;
  bool company_ = false;  // X-ABShowAs
};

}  // namespace kith
