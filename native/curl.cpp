#include "native/curl.hpp"

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
