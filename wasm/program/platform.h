// What the program needs of the machine it runs on, besides pixels. The browser's side is in wasm/;
// tests have one that answers at once. Every answer comes later, once, from the event loop; it is
// dropped when the program that asked is gone.
#pragma once

#include "core/base/clock.h"
#include "core/base/random.h"
#include "core/base/result.h"
#include "core/crypto/passphrase.h"
#include "core/exchange/parser.h"
#include "core/store/block_file.h"
#include "core/store/disk.h"
#include "core/store/passkey_wrap.h"
#include "ui/preferences.h"
#include "wasm/program/witness.h"

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace kith::wasm {

template <class T>
using Answer = std::function<void(Result<T>)>;

// What a search for vaults found.
struct FoundDisk {
  Disk* disk = nullptr;  // with its files open until close_disk. Null: another tab has them open
  bool keeps = true;     // false: memory only, this window keeps nothing
};

struct DerivedKey {
  KekKey key;
  PassphraseCost cost;
};

struct StorageEstimate {
  bool persisted = false;
  std::int64_t used_bytes = 0;
  std::int64_t quota_bytes = 0;
};

// One step of reading a file in the throw-away worker.
struct ParsedStep {
  std::optional<Bytes> batch;  // for decode_batch; empty: there is no more (yet)
  ParseReport report;          // so far; `finished` with the last step
  std::int64_t bytes_read = 0;
  std::int64_t bytes = 0;      // of the whole file
  std::optional<Error> error;  // reading stopped there; the report may guess another encoding
};

// A file of the user's, or one that is made for them: held by the machine, not in memory.
class HostFile {
 public:
  virtual ~HostFile() = default;
  virtual std::uint64_t size() = 0;
  // All of `into`, or an error.
  virtual Result<void> read(std::uint64_t offset, MutableBytes into) = 0;
  virtual Result<void> append(ByteView bytes) = 0;
};

// What the user picks a file for. One that is dropped is for anything.
enum class FilePurpose : std::uint8_t { anything = 0, attachment = 1 };

class Platform {
 public:
  virtual ~Platform() = default;

  virtual Clock& clock() = 0;
  virtual Random& random() = 0;

  // Finds the vault of this site (or a place for a new one) and opens its files exclusively: the
  // same Disk each time. With `asks` the tab that has them open is asked to let go, and waited for.
  // Where the browser keeps no files it answers with memory.
  virtual void open_disk(bool asks, Answer<FoundDisk> answer) = 0;
  // Answers what is being asked for now, if with nothing.
  virtual void stop_asking() = 0;
  // Lets another tab open them.
  virtual void close_disk() = 0;

  // The sealed files of attachments, beside the vault's own: one that is there (not_found), or a
  // new empty one of that name. Usable until the disk is closed.
  virtual void open_attachment(const std::string& name, bool makes,
                               Answer<std::unique_ptr<BlockFile>> answer) = 0;
  // Once it is closed.
  virtual void remove_attachment(const std::string& name) = 0;
  virtual void list_attachments(Answer<std::vector<std::string>> answer) = 0;

  // To the page: whether this tab has the files open.
  virtual void show_baton(bool is_here) = 0;
  // To the other tabs: a job must end first; somebody is at work; all are to be locked.
  virtual void tell_busy(const std::string& job) = 0;
  virtual void tell_used() = 0;
  virtual void tell_locked() = 0;

  // Argon2id in a throw-away worker. Without a cost it is calibrated to about half a second first.
  // The passphrase is wiped when it has been handed on.
  virtual void derive_key(std::string passphrase, const Salt& salt,
                          std::optional<PassphraseCost> cost, Answer<DerivedKey> answer) = 0;

  // The browser's own dialog: makes a passkey, or finds the one that there is. cancelled: nobody
  // answered it. Asking again calls off what was asked before.
  virtual void make_passkey(const PasskeyQuery& query, Answer<PasskeySecret> answer) = 0;
  virtual void use_passkey(const PasskeyQuery& query, Answer<PasskeySecret> answer) = 0;
  // Tells the authenticator that the passkeys of this owner open nothing any more.
  virtual void drop_passkeys(const Hash256& owner) = 0;

  // Reads the file chosen last for anything, from its beginning, in a throw-away worker; one at a
  // time. Ask for the next step only after the last was answered: that is the back-pressure.
  virtual void begin_parse(const ParseOptions& options) = 0;
  virtual void next_parsed(Answer<ParsedStep> answer) = 0;
  virtual void end_parse() = 0;

  // Calls Program::run_jobs soon, behind input that is already waiting; never from a frame.
  virtual void request_jobs() = 0;
  // The state changed: a frame is wanted.
  virtual void request_frame() = 0;

  virtual void estimate_storage(Answer<StorageEstimate> answer) = 0;
  virtual void ask_to_persist(Answer<bool> answer) = 0;

  // Program::file_chosen says for what it was picked.
  virtual void pick_file(const std::string& accept, FilePurpose purpose) = 0;
  // The file chosen last for that, which Program::file_chosen was told of.
  virtual std::unique_ptr<HostFile> chosen_file(FilePurpose purpose) = 0;
  virtual std::unique_ptr<HostFile> new_file() = 0;
  // Gives the user a file that was made.
  virtual void offer(HostFile& file, std::string file_name, std::string mime) = 0;
  virtual void download(std::string file_name, std::string mime, Bytes bytes) = 0;
  // Calls Program::check_idle once, after so long; the last call counts.
  virtual void request_idle_check(std::int64_t after_ms) = 0;
  virtual void remember(const ui::Preferences& preferences) = 0;
  virtual void remember_witness(const Witness& witness) = 0;
  // Drops this instance with everything it has in memory and starts another.
  virtual void restart() = 0;
  // Loads the page again, for a newer release.
  virtual void reload() = 0;
};

}  // namespace kith::wasm
