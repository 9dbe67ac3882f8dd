// What is fed to a parser, and what must hold for any bytes at all.
#pragma once

#include "core/base/bytes.h"

#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace kith::fuzz {

struct Target {
  std::string_view name;
  void (*run)(ByteView input);
  std::vector<std::string> (*seeds)();
  int rounds = 20'000;  // of fuzz_test
};

std::span<const Target> targets();

// Files of every kind that the parsers read, small.
std::vector<std::string> csv_seeds();
std::vector<std::string> vcard_seeds();
std::vector<std::string> batch_seeds();
std::vector<std::string> report_seeds();
std::vector<std::string> mapping_seeds();

// record_targets.cpp
void run_changeset(ByteView input);
void run_value(ByteView input);
void run_genesis(ByteView input);
void run_filter(ByteView input);
void run_storage(ByteView input);
void run_head(ByteView input);
void run_log(ByteView input);
void run_backup(ByteView input);
void run_message(ByteView input);
void run_input(ByteView input);
std::vector<std::string> changeset_seeds();
std::vector<std::string> value_seeds();
std::vector<std::string> genesis_seeds();
std::vector<std::string> filter_seeds();
std::vector<std::string> storage_seeds();
std::vector<std::string> head_seeds();
std::vector<std::string> log_seeds();
std::vector<std::string> backup_seeds();
std::vector<std::string> message_seeds();
std::vector<std::string> input_seeds();

// text_targets.cpp
void run_unicode(ByteView input);
void run_capture(ByteView input);
void run_recovery(ByteView input);
void run_formula(ByteView input);
std::vector<std::string> unicode_seeds();
std::vector<std::string> capture_seeds();
std::vector<std::string> recovery_seeds();
std::vector<std::string> formula_seeds();

}  // namespace kith::fuzz
