#pragma once
#include <string_view>
#include <utility>

namespace baton {

using Header = std::pair<std::string_view, std::string_view>;

/// What every response says to a browser, whichever host sends it.
inline constexpr Header kSecureHeaders[] = {
    {"X-Content-Type-Options", "nosniff"},
    {"X-Frame-Options", "DENY"},
    {"Referrer-Policy", "no-referrer"},
    {"Cross-Origin-Opener-Policy", "same-origin"},
    {"Cross-Origin-Resource-Policy", "same-origin"},
};

/// What it says unless the response says something else.
inline constexpr Header kDefaultHeaders[] = {
    {"Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'"},
    {"Cache-Control", "no-store"},
};

/// What it says besides where it goes out by https.
inline constexpr Header kHttpsHeader = {"Strict-Transport-Security", "max-age=31536000"};

}  // namespace baton
