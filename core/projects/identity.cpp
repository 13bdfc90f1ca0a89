#include "core/projects/identity.hpp"

#include <array>

#include "core/base/text.hpp"
#include "core/base/uuid.hpp"

namespace baton {
namespace {

bool starts_with_letter(std::string_view text) {
  return !text.empty() &&
         ((text[0] >= 'a' && text[0] <= 'z') || (text[0] >= 'A' && text[0] <= 'Z'));
}

/// `host[:port]/path` of a URL or an scp-like address; "" if it names a local path.
std::string without_scheme(std::string_view url) {
  const auto scheme = url.find("://");
  if (scheme != std::string_view::npos) {
    return lowered(url.substr(0, scheme)) == "file" ? "" : std::string(url.substr(scheme + 3));
  }
  const auto colon = url.find(':');
  const auto slash = url.find('/');
  if (colon == std::string_view::npos || slash < colon) return "";
  if (colon == 1 && starts_with_letter(url)) return "";  // C:\path
  std::string address(url.substr(0, colon));
  address += '/';
  address += url.substr(colon + 1);
  return address;
}

/// The host without user, password and port; `address` keeps what follows it.
std::string take_host(std::string_view& address) {
  std::string_view host = address.substr(0, address.find('/'));
  address.remove_prefix(host.size());
  if (const auto at = host.rfind('@'); at != std::string_view::npos) host.remove_prefix(at + 1);
  const bool ipv6 = host.starts_with('[');
  return lowered(host.substr(0, ipv6 ? host.find(']') + 1 : host.find(':')));
}

/// One service's second names for itself.
std::string known_host(std::string host) {
  constexpr std::array<std::array<std::string_view, 2>, 4> kAliases{{
      {"ssh.github.com", "github.com"},
      {"altssh.gitlab.com", "gitlab.com"},
      {"altssh.bitbucket.org", "bitbucket.org"},
      {"ssh.dev.azure.com", "dev.azure.com"},
  }};
  if (host.starts_with("www.")) host.erase(0, 4);
  for (const auto& [alias, name] : kAliases) {
    if (host == alias) return std::string(name);
  }
  return host;
}

/// Azure writes `v3/org/project/repo` over ssh and `org/project/_git/repo` over https.
bool is_decoration(std::string_view host, std::string_view segment) {
  return host == "dev.azure.com" && (segment == "v3" || segment == "_git");
}

}  // namespace

std::string normalised_remote(std::string_view url) {
  const std::string bare = without_scheme(trimmed(url));
  std::string_view rest = bare;
  const std::string host = known_host(take_host(rest));
  if (host.empty()) return "";
  while (rest.ends_with('/')) rest.remove_suffix(1);
  if (rest.ends_with(".git")) rest.remove_suffix(4);
  std::string remote = host;
  while (!rest.empty()) {
    rest.remove_prefix(1);
    const std::string_view segment = rest.substr(0, rest.find('/'));
    rest.remove_prefix(segment.size());
    if (!segment.empty() && !is_decoration(host, segment)) remote += '/' + lowered(segment);
  }
  return remote;
}

std::string uid_of_repository(std::string_view remote, std::string_view root_commit) {
  if (remote.empty() && root_commit.empty()) return "";
  return uuid_of_name("project:git:" + std::string(remote) + ':' + std::string(root_commit));
}

std::string uid_of_directory(std::string_view path) {
  return uuid_of_name("project:path:" + std::string(path));
}

std::string name_of_path(std::string_view path) {
  while (path.size() > 1 && (path.ends_with('/') || path.ends_with('\\'))) path.remove_suffix(1);
  const auto slash = path.find_last_of("/\\");
  return std::string(slash == std::string_view::npos || path.size() == 1 ? path
                                                                         : path.substr(slash + 1));
}

std::string longer_name_of_path(std::string_view path) {
  std::string last = name_of_path(path);
  const auto at = path.rfind(last);
  if (at == 0 || at == std::string_view::npos) return last;
  const std::string before = name_of_path(path.substr(0, at));
  return before.empty() || before == "/" ? last : before + '/' + last;
}

}  // namespace baton
