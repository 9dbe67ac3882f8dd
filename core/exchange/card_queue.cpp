#include "core/exchange/card_queue.h"

namespace kith {

void CardQueue::offer(Bytes batch) {
  waiting_ += batch_card_count(batch);
  batches_.push_back(std::move(batch));
}

Result<const StagedCard*> CardQueue::next() {
  while (next_ == batch_.cards.size()) {
    if (batches_.empty()) return nullptr;
    const Bytes bytes = std::move(batches_.front());
    batches_.pop_front();
    waiting_ -= batch_card_count(bytes);
    next_ = 0;
    batch_.cards.clear();
    StagedBatch batch = TRY(decode_batch(bytes));
    batch_ = std::move(batch);
  }
  return &batch_.cards[next_++];
}

}  // namespace kith
