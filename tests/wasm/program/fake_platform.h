// A machine without a browser: memory for a disk, keys derived at the floor's cost without the
// wait, files from strings. Answers come when the test lets them.
#pragma once

#include "core/crypto/hash.h"
#include "core/crypto/system_random.h"
#include "tests/wasm/program/small_disk.h"
#include "wasm/program/memory_attachments.h"
#include "wasm/program/platform.h"
#include "wasm/program/program.h"

#include <deque>
#include <functional>
#include <memory>
#include <string>
#include <utility>

namespace kith::wasm {

// Reading takes its time, so that what reads does it in slices.
class FakeFile final : public HostFile {
 public:
  explicit FakeFile(ManualClock& clock, std::string bytes = {})
      : content(std::move(bytes)), clock_(clock) {}

  std::uint64_t size() override { return content.size(); }
  Result<void> read(std::uint64_t offset, MutableBytes into) override {
    if (offset + into.size() > content.size()) {
      return fail(ErrorCode::io, "The file could not be read.");
    }
    const ByteView bytes = as_bytes(content).subspan(offset, into.size());
    std::copy(bytes.begin(), bytes.end(), into.begin());
    clock_.advance_ms(10);
    return {};
  }
  Result<void> append(ByteView bytes) override {
    if (content.size() + bytes.size() > room) {
      return fail(ErrorCode::storage_full, "There is no room for the file.");
    }
    content += as_text(bytes);
    if (flips_a_bit) content.back() ^= 1;
    return {};
  }

  std::string content;
  std::size_t room = SIZE_MAX;
  bool flips_a_bit = false;

 private:
  ManualClock& clock_;
};

class FakePlatform final : public Platform {
 public:
  ManualClock& clock() override { return clock_; }
  Random& random() override { return random_; }

  void open_disk(bool asks, Answer<FoundDisk> answer) override {
    later([this, asks, answer] {
      if (!elsewhere) {
        answer(FoundDisk{&disk, keeps});
      } else if (asks) {
        asking_ = answer;
      } else {
        answer(FoundDisk{});
      }
    });
  }
  void stop_asking() override {
    if (asking_) later([answer = std::exchange(asking_, nullptr)] { answer(FoundDisk{}); });
  }
  void close_disk() override { ++disk_closed; }
  void show_baton(bool is_here) override { shows_here = is_here; }
  void tell_busy(const std::string& job) override { told.push_back("busy " + job); }
  void tell_used() override { told.emplace_back("used"); }
  void tell_locked() override { told.emplace_back("locked"); }

  // Argon2id itself is tested in core/crypto; here only that the same passphrase, salt and cost
  // give the same key.
  void derive_key(std::string passphrase, const Salt& salt, std::optional<PassphraseCost> cost,
                  Answer<DerivedKey> answer) override {
    const PassphraseCost used = cost.value_or(passphrase_cost_min);
    later([passphrase, salt, used, answer] {
      const Hash256 bytes = Hasher(domain::recovery_kek)
                                .add_field(as_bytes(passphrase))
                                .add(salt)
                                .add_u64(used.memory_bytes)
                                .finish();
      answer(DerivedKey{std::move(*KekKey::from(bytes)), used});
    });
  }

  // Computes as an authenticator does: by a secret of its own that it makes with each passkey.
  void make_passkey(const PasskeyQuery& query, Answer<PasskeySecret> answer) override {
    later([this, query, answer] {
      if (passkey_refusal) return answer(std::unexpected(*passkey_refusal));
      passkey = Passkey{query.owner, random_.next_u64()};
      answer(secret_of(*passkey, query));
    });
  }
  void use_passkey(const PasskeyQuery& query, Answer<PasskeySecret> answer) override {
    later([this, query, answer] {
      if (passkey_refusal) return answer(std::unexpected(*passkey_refusal));
      if (!passkey) return answer(fail(ErrorCode::cancelled, "No passkey was used."));
      answer(secret_of(*passkey, query));
    });
  }
  void drop_passkeys(const Hash256& owner) override {
    if (passkey && passkey->owner == owner) passkey.reset();
  }

  void begin_parse(const ParseOptions& options) override {
    parser_ = std::make_unique<Parser>(options);
    ++reading_;
    fed_ = 0;
    ended_ = false;
  }
  void next_parsed(Answer<ParsedStep> answer) override {
    // Like the browser's, an answer to a reading that was ended never comes.
    later([this, answer, reading = reading_] {
      if (!parser_ || reading != reading_) return;
      if (worker_dies_after && fed_ >= *worker_dies_after) {
        answer(fail(ErrorCode::out_of_memory, "A part of Kith stopped."));
      } else {
        answer(parse_on());
      }
    });
  }
  void end_parse() override { parser_.reset(); }

  void open_attachment(const std::string& name, bool makes,
                       Answer<std::unique_ptr<BlockFile>> answer) override {
    later([this, name, makes, answer] { answer(attachments.open(name, makes)); });
  }
  void remove_attachment(const std::string& name) override { attachments.remove(name); }
  void list_attachments(Answer<std::vector<std::string>> answer) override {
    later([this, answer] { answer(attachments.list()); });
  }
  void request_jobs() override { jobs_wanted_ = true; }
  void request_frame() override {}
  void estimate_storage(Answer<StorageEstimate> answer) override {
    later([this, answer] { answer(StorageEstimate{false, 1000, quota_bytes}); });
  }
  void ask_to_persist(Answer<bool> answer) override {
    ++persist_asked;
    later([answer] { answer(true); });
  }
  void pick_file(const std::string&, FilePurpose purpose) override {
    ++file_picks;
    picks_for = purpose;
  }
  std::unique_ptr<HostFile> chosen_file(FilePurpose purpose) override {
    return std::make_unique<FakeFile>(clock_,
                                      purpose == FilePurpose::attachment ? file_to_attach : file);
  }
  std::unique_ptr<HostFile> new_file() override {
    auto made = std::make_unique<FakeFile>(clock_);
    made->room = new_file_room;
    made->flips_a_bit = new_file_flips_a_bit;
    return made;
  }
  void offer(HostFile& offered, std::string file_name, std::string) override {
    downloads.emplace_back(std::move(file_name), dynamic_cast<FakeFile&>(offered).content);
  }
  void download(std::string file_name, std::string, Bytes bytes) override {
    downloads.emplace_back(std::move(file_name), std::string(as_text(bytes)));
  }
  void request_idle_check(std::int64_t after_ms) override { idle_check_after_ms = after_ms; }
  void remember(const ui::Preferences& preferences) override { remembered = preferences; }
  void remember_witness(const Witness& told) override { witness = told; }
  void restart() override { ++restarts; }
  void reload() override { ++reloads; }

  bool is_asking() const { return asking_ != nullptr; }
  // The tab that had the files has closed them.
  void get_baton() {
    elsewhere = false;
    if (asking_)
      later([this, answer = std::exchange(asking_, nullptr)] { answer(FoundDisk{&disk}); });
  }

  // Lets everything that waits happen, at most `turns_max` jobs.
  void settle(Program& program, int turns_max = 100'000) {
    for (int turn = 0; turn < turns_max; ++turn) {
      if (!answers_.empty()) {
        auto next = std::move(answers_.front());
        answers_.pop_front();
        next();
      } else if (std::exchange(jobs_wanted_, false)) {
        program.run_jobs();
      } else {
        return;
      }
    }
  }

  // Several tabs have one.
  explicit FakePlatform(SmallDisk& site_disk) : disk(site_disk) {}

  SmallDisk& disk;
  bool elsewhere = false;  // another tab has the files
  bool keeps = true;
  bool shows_here = false;
  std::vector<std::string> told;  // to the other tabs
  std::string file;               // what the user chose
  std::string file_to_attach;
  std::size_t slice_size = 4096;
  std::optional<std::size_t> file_gone_after;    // bytes, of every reading
  std::optional<std::size_t> worker_dies_after;  // bytes, of every reading
  std::int64_t quota_bytes = 1 << 30;
  std::size_t new_file_room = SIZE_MAX;
  bool new_file_flips_a_bit = false;
  int disk_closed = 0;
  int persist_asked = 0;
  int file_picks = 0;
  FilePurpose picks_for = FilePurpose::anything;
  MemoryAttachments attachments;
  int restarts = 0;
  int reloads = 0;
  std::int64_t idle_check_after_ms = 0;
  ui::Preferences remembered;
  Witness witness;  // as the page remembers it
  struct Passkey {
    Hash256 owner;
    std::uint64_t seed;
  };
  std::optional<Passkey> passkey;
  std::optional<Error> passkey_refusal;
  std::vector<std::pair<std::string, std::string>> downloads;

 private:
  void later(std::function<void()> answer) { answers_.push_back(std::move(answer)); }

  static PasskeySecret secret_of(const Passkey& passkey, const PasskeyQuery& query) {
    return *PasskeySecret::from(
        Hasher(domain::passkey_kek).add_u64(passkey.seed).add(query.input).finish());
  }

  ParsedStep parse_on() {
    ParsedStep step;
    step.bytes = static_cast<std::int64_t>(file.size());
    step.batch = parser_->take_batch();
    if (!step.batch && !ended_) {
      const ByteView rest = as_bytes(std::string_view(file).substr(fed_));
      const ByteView slice = rest.first(std::min(rest.size(), slice_size));
      fed_ += slice.size();
      ended_ = slice.empty();
      const bool gone = file_gone_after && fed_ > *file_gone_after;
      auto fed = gone     ? Result<void>(fail(ErrorCode::io, "The file could not be read."))
                 : ended_ ? parser_->finish()
                          : parser_->feed(slice);
      if (!fed) step.error = std::move(fed.error());
      step.batch = parser_->take_batch();
    }
    step.bytes_read = static_cast<std::int64_t>(fed_);
    step.report = parser_->report();
    // The last batch comes before the word that there are no more.
    step.report.finished = step.report.finished && !step.batch;
    return step;
  }

  ManualClock clock_;
  SeededRandom random_{77};
  std::deque<std::function<void()>> answers_;
  Answer<FoundDisk> asking_;
  bool jobs_wanted_ = false;
  std::unique_ptr<Parser> parser_;
  int reading_ = 0;
  std::size_t fed_ = 0;
  bool ended_ = false;
};

}  // namespace kith::wasm
