#include "wasm/browser_platform.h"

#include "core/base/assert.h"
#include "wasm/helper_messages.h"
#include "wasm/host_file.h"

#include <utility>

extern "C" {
void kith_open_disk(int request, int asks, const char* file_names, std::size_t size);
void kith_stop_asking();
void kith_close_disk();
void kith_tell_tabs(int word, const char* job, std::size_t size);
void kith_open_attachment(int request, const char* name, std::size_t size, int makes);
void kith_remove_attachment(const char* name, std::size_t size);
void kith_list_attachments(int request);
void kith_estimate_storage(int request);
void kith_idle_check_after(double milliseconds);
}

namespace kith::wasm {
namespace {

// How web/browser.js says what it found.
enum class Found : std::uint8_t { opened = 0, elsewhere = 1, no_files = 2, no_room = 3 };

std::string file_names() {
  std::string names;
  for (std::size_t i = 0; i < file_count; ++i) {
    if (i > 0) names += ' ';
    names += file_name_text(static_cast<FileName>(i));
  }
  return names;
}

void ask_passkey(PasskeyTask task, const PasskeyQuery& query) {
  Encoder out;
  out.u8(static_cast<std::uint8_t>(task));
  out.raw(query.input);
  out.raw(query.owner);
  post_to_page(ToPage::passkey, out);
}

}  // namespace

BrowserPlatform::~BrowserPlatform() = default;

// -- files --

void BrowserPlatform::open_disk(bool asks, Answer<FoundDisk> answer) {
  const int request = expect_answer([this, answer = std::move(answer)](Result<Bytes> opened) {
    if (!opened) {
      answer(fail(ErrorCode::io,
                  "The browser did not open Kith's files. Close other windows of this page and "
                  "load it again; what was saved is still there.",
                  opened.error().detail));
      return;
    }
    Decoder in(*opened);
    answer(found_disk(in));
  });
  const std::string names = file_names();
  kith_open_disk(request, asks, names.data(), names.size());
}

Result<FoundDisk> BrowserPlatform::found_disk(Decoder& in) {
  switch (static_cast<Found>(in.u8())) {
    case Found::opened:
      disk_ = &files_;
      return FoundDisk{.disk = disk_};
    case Found::elsewhere:
      return FoundDisk{};
    case Found::no_room:
      return fail(ErrorCode::storage_full,
                  "There is no room left on this device for Kith's files. Free some space and try "
                  "again.");
    case Found::no_files:
      break;
  }
  disk_ = &memory_;
  return FoundDisk{.disk = disk_, .keeps = false};
}

void BrowserPlatform::stop_asking() {
  kith_stop_asking();
}

void BrowserPlatform::close_disk() {
  disk_ = nullptr;
  kith_close_disk();
}

// -- attachments --

// web/attachment_files.js answers with the number of the handle, or with one byte less.
void BrowserPlatform::open_attachment(const std::string& name, bool makes,
                                      Answer<std::unique_ptr<BlockFile>> answer) {
  if (disk_ == &memory_) return answer(memory_attachments_.open(name, makes));
  const int request = expect_answer([answer = std::move(answer)](Result<Bytes> opened) {
    if (!opened) {
      return answer(fail(ErrorCode::storage_full,
                         "The browser did not open a file beside the workspace. Free some space "
                         "on this device and try again.",
                         std::move(opened.error().detail)));
    }
    Decoder in(*opened);
    const auto handle = static_cast<int>(in.varint());
    if (handle == 0) return answer(missing_attachment());
    answer(std::make_unique<OpfsAttachment>(handle));
  });
  kith_open_attachment(request, name.data(), name.size(), makes ? 1 : 0);
}

void BrowserPlatform::remove_attachment(const std::string& name) {
  if (disk_ == &memory_) return memory_attachments_.remove(name);
  kith_remove_attachment(name.data(), name.size());
}

void BrowserPlatform::list_attachments(Answer<std::vector<std::string>> answer) {
  if (disk_ == &memory_) return answer(memory_attachments_.list());
  const int request = expect_answer([answer = std::move(answer)](Result<Bytes> listed) {
    if (!listed) return answer(std::unexpected(std::move(listed.error())));
    constexpr std::size_t names_max = 1'000'000;
    constexpr std::size_t name_size_max = 255;
    Decoder in(*listed);
    std::vector<std::string> names(in.varint_up_to(names_max));
    for (std::string& name : names)
      name = in.text(name_size_max);
    answer(std::move(names));
  });
  kith_list_attachments(request);
}

// -- the other tabs --

void BrowserPlatform::show_baton(bool is_here) {
  Encoder out;
  out.u8(static_cast<std::uint8_t>(is_here ? BatonAt::here : BatonAt::away));
  out.text("");
  post_to_page(ToPage::baton, out);
}

void BrowserPlatform::tell_tabs(TabWord word, const std::string& job) {
  kith_tell_tabs(static_cast<int>(word), job.data(), job.size());
}

void BrowserPlatform::tell_busy(const std::string& job) {
  tell_tabs(TabWord::busy, job);
}

void BrowserPlatform::tell_used() {
  tell_tabs(TabWord::used);
}

void BrowserPlatform::tell_locked() {
  tell_tabs(TabWord::lock);
}

void BrowserPlatform::estimate_storage(Answer<StorageEstimate> answer) {
  const int request = expect_answer([answer = std::move(answer)](Result<Bytes> estimated) {
    if (!estimated) return answer(std::unexpected(std::move(estimated.error())));
    Decoder in(*estimated);
    StorageEstimate estimate;
    estimate.persisted = in.u8() != 0;
    estimate.used_bytes = static_cast<std::int64_t>(in.varint());
    estimate.quota_bytes = static_cast<std::int64_t>(in.varint());
    answer(estimate);
  });
  kith_estimate_storage(request);
}

void BrowserPlatform::ask_to_persist(Answer<bool> answer) {
  persist_ = std::move(answer);
  post_to_page(ToPage::persist);
}

void BrowserPlatform::persist_answered(bool persisted) {
  if (persist_) std::exchange(persist_, nullptr)(persisted);
}

// -- passkeys --

void BrowserPlatform::make_passkey(const PasskeyQuery& query, Answer<PasskeySecret> answer) {
  passkey_ = std::move(answer);
  ask_passkey(PasskeyTask::make, query);
}

void BrowserPlatform::use_passkey(const PasskeyQuery& query, Answer<PasskeySecret> answer) {
  passkey_ = std::move(answer);
  ask_passkey(PasskeyTask::use, query);
}

void BrowserPlatform::drop_passkeys(const Hash256& owner) {
  ask_passkey(PasskeyTask::drop, {.input = {}, .owner = owner});
}

void BrowserPlatform::passkey_answered(Decoder& in) {
  const auto answer = std::exchange(passkey_, nullptr);
  if (!answer) return;
  switch (static_cast<PasskeyAnswer>(in.u8())) {
    case PasskeyAnswer::given:
      if (auto secret = PasskeySecret::from(in.raw(PasskeySecret::size))) {
        return answer(std::move(*secret));
      }
      break;
    case PasskeyAnswer::declined:
      return answer(fail(ErrorCode::cancelled, "No passkey was used."));
    case PasskeyAnswer::unsupported:
      return answer(fail(ErrorCode::unsupported,
                         "This passkey cannot open Kith: the browser, or what keeps the passkey, "
                         "does not compute a secret with it. Nothing was changed."));
    case PasskeyAnswer::failed:
      break;
  }
  answer(fail(ErrorCode::io, "The browser could not use a passkey here. Nothing was changed."));
}

// -- helpers --

void BrowserPlatform::derive_key(std::string passphrase, const Salt& salt,
                                 std::optional<PassphraseCost> cost, Answer<DerivedKey> answer) {
  DeriveKeyRequest request{std::move(passphrase), salt, cost};
  Bytes bytes = encode(request);
  key_helper_ =
      std::make_unique<HelperWorker>([this, answer = std::move(answer)](Result<Bytes> key) {
        key_helper_.reset();
        if (!key) return answer(std::unexpected(std::move(key.error())));
        auto derived = decode_derived_key(*key);
        wipe(*key);
        answer(std::move(derived));
      });
  key_helper_->post(ToHelper::derive_key, bytes);
  wipe(bytes);
  wipe(request.passphrase);
}

void BrowserPlatform::begin_parse(const ParseOptions& options) {
  ASSERT(file_ != 0);
  parsed_ = nullptr;
  parser_ = std::make_unique<HelperWorker>([this](Result<Bytes> parsed) {
    const auto answer = std::exchange(parsed_, nullptr);
    if (!answer) return;
    if (!parsed) return answer(std::unexpected(std::move(parsed.error())));
    answer(decode_parsed_step(*parsed));
  });
  parser_->post(ToHelper::parse_begin, options.encode(), file_);
}

void BrowserPlatform::next_parsed(Answer<ParsedStep> answer) {
  ASSERT(parser_ && !parsed_);
  parsed_ = std::move(answer);
  parser_->post(ToHelper::parse_next, {});
}

void BrowserPlatform::end_parse() {
  parser_.reset();
  parsed_ = nullptr;
}

// -- the page --

void BrowserPlatform::request_jobs() {
  if (std::exchange(jobs_requested_, true)) return;
  wasm::request_jobs();
}

void BrowserPlatform::file_chosen(int object, FilePurpose purpose) {
  int& file = chosen(purpose);
  if (file != 0) forget_object(file);
  file = object;
}

void BrowserPlatform::pick_file(const std::string& accept, FilePurpose purpose) {
  Encoder out;
  out.text(accept);
  out.u8(static_cast<std::uint8_t>(purpose));
  post_to_page(ToPage::pick_file, out);
}

std::unique_ptr<HostFile> BrowserPlatform::chosen_file(FilePurpose purpose) {
  ASSERT(chosen(purpose) != 0);
  return BrowserFile::share(chosen(purpose));
}

std::unique_ptr<HostFile> BrowserPlatform::new_file() {
  return BrowserFile::make();
}

void BrowserPlatform::offer(HostFile& file, std::string file_name, std::string mime) {
  Encoder out;
  out.text(file_name);
  out.text(mime);
  post_to_page(ToPage::offer, out, static_cast<BrowserFile&>(file).object());
}

void BrowserPlatform::download(std::string file_name, std::string mime, Bytes bytes) {
  Encoder out;
  out.text(file_name);
  out.text(mime);
  out.bytes_field(bytes);
  post_to_page(ToPage::download, out);
}

void BrowserPlatform::request_idle_check(std::int64_t after_ms) {
  kith_idle_check_after(static_cast<double>(after_ms));
}

void BrowserPlatform::remember(const ui::Preferences& preferences) {
  Encoder out;
  out.u8(static_cast<std::uint8_t>(preferences.theme));
  out.varint(static_cast<std::uint64_t>(preferences.lock_after_minutes));
  post_to_page(ToPage::preferences, out);
}

void BrowserPlatform::remember_witness(const Witness& witness) {
  Encoder out;
  out.text(witness_text(witness));
  post_to_page(ToPage::witness, out);
}

void BrowserPlatform::restart() {
  post_to_page(ToPage::restart);
}

void BrowserPlatform::reload() {
  post_to_page(ToPage::reload);
}

}  // namespace kith::wasm
