#include "native/curl.hpp"

#include "core/app.hpp"

namespace baton::native {

Easy new_easy() {
  static const CURLcode ready = curl_global_init(CURL_GLOBAL_DEFAULT);
  return Easy(ready == CURLE_OK ? curl_easy_init() : nullptr);
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
