#include "native/curl.hpp"

#include <mutex>
#include <vector>

#include "core/app.hpp"
#include "native/library.hpp"

namespace baton::native {

#define BATON_DEFINE(name) decltype(&::name) name = nullptr;
BATON_CURL_FUNCTIONS(BATON_DEFINE)
#undef BATON_DEFINE

namespace {

struct LoadedCurl {
  /// One library, by whichever of the TLS libraries it was built with.
  Library library{"libcurl.so.4", "libcurl-gnutls.so.4", "libcurl.4.dylib"};

  LoadedCurl() {
#define BATON_LOAD(name) library.find(#name, name);
    BATON_CURL_FUNCTIONS(BATON_LOAD)
#undef BATON_LOAD
  }
};

const LoadedCurl& loaded_curl() {
  static const LoadedCurl kLoaded;
  return kLoaded;
}

}  // namespace

bool load_curl() {
  static const bool kReady =
      loaded_curl().library.missing().empty() && curl_global_init(CURL_GLOBAL_DEFAULT) == CURLE_OK;
  return kReady;
}

std::string missing_curl() {
  const std::string& missing = loaded_curl().library.missing();
  if (missing.empty()) return "libcurl does not start here.";
  return "Asking a server elsewhere needs " + missing +
         ", which is not here: install libcurl (Debian: libcurl4).";
}

Easy new_easy() { return Easy(load_curl() ? curl_easy_init() : nullptr); }

namespace {

/// Handles that nobody uses now.
class FreeHandles {
 public:
  CURL* take() {
    const std::lock_guard lock(mutex_);
    if (handles_.empty()) return nullptr;
    CURL* handle = handles_.back();
    handles_.pop_back();
    return handle;
  }
  /// False if there are enough.
  bool keep(CURL* handle) {
    const std::lock_guard lock(mutex_);
    if (handles_.size() >= kMostFree) return false;
    handles_.push_back(handle);
    return true;
  }

 private:
  static constexpr std::size_t kMostFree = 4;
  std::mutex mutex_;
  std::vector<CURL*> handles_;
};

/// Lives as long as the process: a thread may still hand one back while statics are destroyed.
FreeHandles& free_handles() {
  static auto* handles = new FreeHandles();
  return *handles;
}

}  // namespace

void EasyReturn::operator()(CURL* handle) const {
  curl_easy_reset(handle);
  if (!free_handles().keep(handle)) curl_easy_cleanup(handle);
}

LentEasy lent_easy() {
  if (CURL* handle = free_handles().take()) return LentEasy(handle);
  return LentEasy(new_easy().release());
}

void add(HeaderList& list, const std::string& line) {
  if (line.find_first_of("\r\n") != std::string::npos) return;
  list.reset(curl_slist_append(list.release(), line.c_str()));
}

void set_safe_defaults(CURL* curl) {
  curl_easy_setopt(curl, CURLOPT_PROTOCOLS_STR, "http,https");
  curl_easy_setopt(curl, CURLOPT_NOSIGNAL, 1L);
  curl_easy_setopt(curl, CURLOPT_SSL_VERIFYPEER, 1L);
  curl_easy_setopt(curl, CURLOPT_SSL_VERIFYHOST, 2L);
  curl_easy_setopt(curl, CURLOPT_FOLLOWLOCATION, 0L);
  curl_easy_setopt(curl, CURLOPT_ACCEPT_ENCODING, "");
  curl_easy_setopt(curl, CURLOPT_USERAGENT, ("baton/" + std::string(kVersion)).c_str());
}

}  // namespace baton::native
