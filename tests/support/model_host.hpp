#pragma once
#include <functional>
#include <string>
#include <vector>

#include "tests/support/store.hpp"

namespace baton::test {

/// A store whose application asks models that a test plays. Time passes only by what is waited for.
class ModelHost {
 public:
  /// What a model does: it takes `milliseconds`, then gives the reply.
  struct Play {
    Fetch::Reply reply;
    std::int64_t milliseconds = 10;
  };
  using Model = std::function<Play(const Fetch&)>;

  explicit ModelHost(Model model) : model_(std::move(model)) {}

  Json call(std::string method, std::string target, const Json& body = nullptr);

  Store& store() { return store_; }
  int last_status() const { return status_; }
  const std::vector<Fetch>& fetches() const { return fetches_; }
  std::int64_t waited() const { return now_ - kBegan; }  ///< milliseconds, since the construction

 private:
  static constexpr std::int64_t kBegan = 1'795'211'278'123;
  EffectReply perform(const Effect& effect);

  Store store_;
  Model model_;
  std::vector<Fetch> fetches_;
  std::int64_t now_ = kBegan;
  int status_ = 0;
};

/// Replies of providers.
ModelHost::Play says(const std::string& text);  ///< a chat completion
ModelHost::Play answers(int status, std::string body, std::string retry_after = "");
ModelHost::Play fails(const std::string& code, std::int64_t milliseconds = 10);

}  // namespace baton::test
