// The browser as the program's machine.
#pragma once

#include "core/crypto/system_random.h"
#include "wasm/browser.h"
#include "wasm/helper.h"
#include "wasm/opfs_block_file.h"
#include "wasm/program/memory_attachments.h"
#include "wasm/program/platform.h"

#include <memory>

namespace kith::wasm {

class BrowserPlatform final : public Platform {
 public:
  // `want_frame` is the host's; jobs arrive as kith_jobs.
  explicit BrowserPlatform(std::function<void()> want_frame) : want_frame_(std::move(want_frame)) {}
  ~BrowserPlatform() override;

  Clock& clock() override { return clock_; }
  Random& random() override { return random_; }

  void open_disk(bool asks, Answer<FoundDisk> answer) override;
  void stop_asking() override;
  void close_disk() override;
  void open_attachment(const std::string& name, bool makes,
                       Answer<std::unique_ptr<BlockFile>> answer) override;
  void remove_attachment(const std::string& name) override;
  void list_attachments(Answer<std::vector<std::string>> answer) override;
  void show_baton(bool is_here) override;
  void tell_busy(const std::string& job) override;
  void tell_used() override;
  void tell_locked() override;
  void derive_key(std::string passphrase, const Salt& salt, std::optional<PassphraseCost> cost,
                  Answer<DerivedKey> answer) override;
  void make_passkey(const PasskeyQuery& query, Answer<PasskeySecret> answer) override;
  void use_passkey(const PasskeyQuery& query, Answer<PasskeySecret> answer) override;
  void drop_passkeys(const Hash256& owner) override;
  void begin_parse(const ParseOptions& options) override;
  void next_parsed(Answer<ParsedStep> answer) override;
  void end_parse() override;
  void request_jobs() override;
  void request_frame() override { want_frame_(); }
  void estimate_storage(Answer<StorageEstimate> answer) override;
  void ask_to_persist(Answer<bool> answer) override;
  void pick_file(const std::string& accept, FilePurpose purpose) override;
  std::unique_ptr<HostFile> chosen_file(FilePurpose purpose) override;
  std::unique_ptr<HostFile> new_file() override;
  void offer(HostFile& file, std::string file_name, std::string mime) override;
  void download(std::string file_name, std::string mime, Bytes bytes) override;
  void request_idle_check(std::int64_t after_ms) override;
  void remember(const ui::Preferences& preferences) override;
  void remember_witness(const Witness& witness) override;
  void restart() override;
  void reload() override;

  // -- what the host passes on --
  void file_chosen(int object, FilePurpose purpose);
  void persist_answered(bool persisted);
  void passkey_answered(Decoder& in);
  void jobs_begin() { jobs_requested_ = false; }
  Disk* disk() { return disk_; }  // for benches

 private:
  Result<FoundDisk> found_disk(Decoder& in);
  void tell_tabs(TabWord word, const std::string& job = {});

  std::function<void()> want_frame_;
  BrowserClock clock_;
  SystemRandom random_{fill_from_browser};
  OpfsDisk files_;
  MemoryDisk memory_;  // where the browser keeps no files
  MemoryAttachments memory_attachments_;
  Disk* disk_ = nullptr;  // which of them is open
  std::unique_ptr<HelperWorker> key_helper_;
  std::unique_ptr<HelperWorker> parser_;
  Answer<ParsedStep> parsed_;
  Answer<bool> persist_;
  Answer<PasskeySecret> passkey_;
  int& chosen(FilePurpose purpose) {
    return purpose == FilePurpose::attachment ? file_to_attach_ : file_;
  }
  int file_ = 0;  // the File chosen last for anything
  int file_to_attach_ = 0;
  bool jobs_requested_ = false;
};

}  // namespace kith::wasm
