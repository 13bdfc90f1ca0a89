#include "native/models/fetch_in_pieces.hpp"

#include "native/models/fetch.hpp"

namespace baton::native {
namespace {

constexpr int kMostFetches = 32;

/// One of the places that the process has for requests under way.
class Turnstile {
 public:
  Turnstile() : open_(++count() <= kMostFetches) {}
  ~Turnstile() { --count(); }
  Turnstile(const Turnstile&) = delete;
  Turnstile& operator=(const Turnstile&) = delete;
  explicit operator bool() const { return open_; }

 private:
  static std::atomic<int>& count() {
    static std::atomic<int> under_way = 0;
    return under_way;
  }
  bool open_;
};

}  // namespace

FetchInPieces::FetchInPieces(Fetch request, std::function<void()> wake)
    : wake_(std::move(wake)), thread_([this, wanted = std::move(request)] { run(wanted); }) {}

FetchInPieces::~FetchInPieces() {
  cancelled_ = true;
  thread_.join();
}

void FetchInPieces::set_head(Fetch::Reply reply) {
  const std::lock_guard lock(mutex_);
  if (!had_head_) head_ = std::move(reply);
  had_head_ = true;
}

void FetchInPieces::run(const Fetch& request) {
  const auto changed = [this] {
    changed_.notify_all();
    wake_();
  };
  const Turnstile place;
  Fetch::Reply reply = place ? fetch(request, {.cancelled = &cancelled_,
                                               .head =
                                                   [&](Fetch::Answer head) {
                                                     set_head(std::move(head));
                                                     changed();
                                                   },
                                               .piece =
                                                   [&](std::string_view bytes) {
                                                     {
                                                       const std::lock_guard lock(mutex_);
                                                       body_ += bytes;
                                                     }
                                                     changed();
                                                   }})
                             : fail(Fault::unavailable, "unreachable",
                                    "Too many requests to servers elsewhere are under way.");
  {
    const std::lock_guard lock(mutex_);
    if (!reply) fault_ = reply.error();
    ended_ = true;
  }
  set_head(std::move(reply));
  changed();
}

std::optional<Fetch::Reply> FetchInPieces::head() {
  const std::lock_guard lock(mutex_);
  return std::exchange(head_, std::nullopt);
}

std::optional<FetchPiece::Reply> FetchInPieces::piece() {
  const std::lock_guard lock(mutex_);
  if (!body_.empty()) return std::optional(std::exchange(body_, {}));
  if (!ended_) return std::nullopt;
  if (fault_) return std::unexpected(*fault_);
  return std::optional<std::string>();
}

Fetch::Reply FetchInPieces::wait_for_head() {
  std::unique_lock lock(mutex_);
  changed_.wait(lock, [this] { return head_.has_value(); });
  return *std::exchange(head_, std::nullopt);
}

FetchPiece::Reply FetchInPieces::wait_for_piece() {
  {
    std::unique_lock lock(mutex_);
    changed_.wait(lock, [this] { return ended_ || !body_.empty(); });
  }
  return *piece();
}

}  // namespace baton::native
