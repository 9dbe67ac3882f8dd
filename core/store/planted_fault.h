// Faults the tests plant to see that they would be found. In the program planted() is the constant
// false; only the copy of core/store that the fault tests link (core_store_planted) can be told
// otherwise.
#pragma once

namespace kith {

enum class PlantedFault {
  none,
  flush_skipped,             // a commit is acknowledged without a flush
  epoch_reused,              // a checkpoint goes on with the log epoch it had
  chain_unchecked,           // recovery takes any commit frame that opens
  short_write_ignored,       // the log takes a write that was cut short for a whole one
  checkpoint_steps_swapped,  // the superblock is written before the pages it speaks of
  spilled_pages_kept,        // a roll-back forgets only what had not reached the log yet
  rekey_drops_edits,         // a rekey forgets what changed while it went on
  rekey_switches_early,      // the superblock names pages that are not flushed
  rekey_keeps_superblock,    // the older superblock keeps its wraps of the old key
  rekey_empties_early,       // the old files go before the switch is known to be on disk
};

#ifdef KITH_PLANTED_FAULTS
inline PlantedFault planted_fault = PlantedFault::none;
inline bool planted(PlantedFault fault) {
  return planted_fault == fault;
}
#else
constexpr bool planted(PlantedFault) {
  return false;
}
#endif

}  // namespace kith
