#pragma once
#include <curl/curl.h>

#include <memory>
#include <string>

/// What Baton takes of libcurl.
#define BATON_CURL_FUNCTIONS(X) \
  X(curl_easy_cleanup)          \
  X(curl_easy_getinfo)          \
  X(curl_easy_init)             \
  X(curl_easy_perform)          \
  X(curl_easy_recv)             \
  X(curl_easy_reset)            \
  X(curl_easy_send)             \
  X(curl_easy_setopt)           \
  X(curl_easy_strerror)         \
  X(curl_free)                  \
  X(curl_global_init)           \
  X(curl_slist_append)          \
  X(curl_slist_free_all)        \
  X(curl_url)                   \
  X(curl_url_cleanup)           \
  X(curl_url_get)               \
  X(curl_url_set)

namespace baton::native {

/// The functions of libcurl under their own names, which in this namespace stand before the global
/// ones: pointers, set by `load_curl` when the first request is made (native/library.hpp says why).
#define BATON_DECLARE(name) extern decltype(&::name) name;
BATON_CURL_FUNCTIONS(BATON_DECLARE)
#undef BATON_DECLARE

/// Loads libcurl, once; whether it can be used. What is missing otherwise: `missing_curl`.
bool load_curl();

/// A sentence for people: what is not installed, and what to do.
std::string missing_curl();

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

/// Gives a handle back for the next request, with its connections: a request to the same server
/// then needs no new one, nor another handshake of TLS.
struct EasyReturn {
  void operator()(CURL* handle) const;
};
using LentEasy = std::unique_ptr<CURL, EasyReturn>;

/// A handle as new, perhaps with connections that are still open. From any thread.
LentEasy lent_easy();

/// Appends a header's line, unless it would be more than one.
void add(HeaderList& list, const std::string& line);

/// What holds for every request: http and https alone, certificates verified, no redirection
/// followed, no signals, this program's name.
void set_safe_defaults(CURL* curl);

}  // namespace baton::native
