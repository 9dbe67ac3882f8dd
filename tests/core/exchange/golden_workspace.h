// The workspaces under tests/data/v1/workspace: sealed files that a build of their time wrote once,
// and what was in them. Every later build opens them and finds the same.
#pragma once

#include "core/query/directory.h"
#include "core/query/search.h"
#include "core/record/workspace.h"
#include "core/store/disk.h"
#include "tests/core/store/vault_fixture.h"

#include <memory>
#include <string>

namespace kith::test {

// A workspace over the files of `disk`, with a clock that stands still and the lists and search
// that the program has beside it. Closes in the right order.
class GoldenWorkspace {
 public:
  explicit GoldenWorkspace(Disk& disk) : disk_(disk) {}
  ~GoldenWorkspace() { close(); }

  Result<void> create();
  Result<void> open();
  void close();

  Workspace& operator*() { return *workspace_; }
  Workspace* operator->() { return workspace_.get(); }
  Vault& vault() { return *storage_.vault; }
  ManualClock& clock() { return clock_; }
  SeededRandom& random() { return random_; }
  Directory& directory() { return directory_; }

 private:
  Disk& disk_;
  ManualClock clock_;
  SeededRandom random_{20'261'122};
  Directory directory_;
  SearchIndex search_{directory_};
  OpenDatabase storage_;
  std::unique_ptr<Workspace> workspace_;
};

// Something of everything: each kind of record and type of value, edits of several devices, the
// trash, undo, imports, texts that are not saved. Then somebody who was edited, imported again and
// talked with is erased, and a field of somebody else.
void fill_golden(GoldenWorkspace& golden);

// All that is in it, for people to read and to compare: records with their lives and values, the
// number of changesets, what is not saved, the digest.
std::string listing(Workspace& workspace);

// Reads and writes the files of tests/data/v1/workspace/`name`. From the root of the tree.
void read_files(MemoryDisk& disk, const std::string& name);
void write_files(MemoryDisk& disk, const std::string& name);
std::string read_listing(const std::string& name);
void write_listing(const std::string& name, const std::string& text);

}  // namespace kith::test
