// Batches that wait to be used, card by card. Only one batch is decoded at a time.
#pragma once

#include "core/base/bytes.h"
#include "core/base/result.h"
#include "core/exchange/staged_card.h"

#include <deque>
#include <string>
#include <vector>

namespace kith {

class CardQueue {
 public:
  void offer(Bytes batch);
  // Null when all that was offered is used up. Good until the next call.
  Result<const StagedCard*> next();

  // Cards that wait.
  std::size_t size() const { return waiting_ + (batch_.cards.size() - next_); }
  // The kind of file they are from; empty before the first card.
  const std::string& source_key() const { return batch_.source_key; }

 private:
  std::deque<Bytes> batches_;
  std::size_t waiting_ = 0;  // in batches_
  StagedBatch batch_;
  std::size_t next_ = 0;
};

}  // namespace kith
