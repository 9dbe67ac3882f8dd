// The domain tags of every hash in the program, in one place, so that a test can see that no two
// are equal. A tag never changes its meaning; a new use gets a new tag.
#pragma once

#include <string_view>

namespace kith {

struct DomainTag {
  std::string_view text;
};

namespace domain {

// Storage (docs/format.md, "Storage").
inline constexpr DomainTag head_checksum{"kith1.head"};
inline constexpr DomainTag index_digest{"kith1.index"};
inline constexpr DomainTag log_commit{"kith1.commit"};
inline constexpr DomainTag wrap_commitment{"kith1.wrap"};
inline constexpr DomainTag recovery_kek{"kith1.recovery-kek"};
inline constexpr DomainTag recovery_box{"kith1.recovery-box"};
inline constexpr DomainTag passkey_input{"kith1.passkey-input"};
inline constexpr DomainTag passkey_owner{"kith1.passkey-owner"};
inline constexpr DomainTag passkey_kek{"kith1.passkey-kek"};
inline constexpr DomainTag backup_checksum{"kith1.backup-head"};
inline constexpr DomainTag backup_key{"kith1.backup"};
inline constexpr DomainTag backup_content{"kith1.backup-content"};
inline constexpr DomainTag attachment_name{"cx1.file-name"};
inline constexpr DomainTag attachment_content{"cx1.file-content"};
inline constexpr DomainTag attachment_sealed{"cx1.file"};

// Records and sync (docs/format.md, "Records").
inline constexpr DomainTag workspace_id{"cx1.ws"};
inline constexpr DomainTag import_id{"cx1.import"};
inline constexpr DomainTag import_content{"cx1.import-content"};
inline constexpr DomainTag import_headers{"kith1.import-headers"};
inline constexpr DomainTag control_entry{"cx1.control"};
inline constexpr DomainTag envelope{"cx1.env"};
inline constexpr DomainTag state_digest{"cx1.state"};
inline constexpr DomainTag tables_layout{"kith1.tables"};
inline constexpr DomainTag circle_key_id{"cx1.kid"};
inline constexpr DomainTag grant_key{"cx1.grant"};

inline constexpr DomainTag all[] = {
    import_content,  import_headers,  head_checksum,   index_digest,       log_commit,
    wrap_commitment, recovery_kek,    recovery_box,    workspace_id,       import_id,
    control_entry,   envelope,        state_digest,    tables_layout,      circle_key_id,
    grant_key,       backup_checksum, backup_key,      backup_content,     passkey_input,
    passkey_owner,   passkey_kek,     attachment_name, attachment_content, attachment_sealed};

}  // namespace domain
}  // namespace kith
