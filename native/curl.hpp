#pragma once
#include <curl/curl.h>

#include <memory>
#include <string>

namespace baton::native {

/// Owners of libcurl's things.
struct EasyCleanup {
  void operator()(CURL* handle) const { curl_easy_cleanup(handle); }
};
struct HeaderListCleanup {
  void operator()(curl_slist* list) const { curl_slist_free_all(list); }
};
using Easy = std::unique_ptr<CURL, EasyCleanup>;
using HeaderList = std::unique_ptr<curl_slist, HeaderListCleanup>;

/// A handle; null if libcurl cannot be used here.
Easy new_easy();

/// Appends a header's line, unless it would be more than one.
void add(HeaderList& list, const std::string& line);

/// What holds for every request: http and https alone, certificates verified, no redirection
/// followed, no signals, this program's name.
void set_safe_defaults(CURL* curl);

}  // namespace baton::native
