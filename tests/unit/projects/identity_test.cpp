#include "core/projects/identity.hpp"

#include "core/base/uuid.hpp"
#include "tests/catch.hpp"

namespace baton {
namespace {

struct Remote {
  const char* url;
  const char* normalised;
};

TEST_CASE("every way to write a remote is the same remote") {
  const auto [url, normalised] = GENERATE(
      Remote{"git@github.com:acme/parcel.git", "github.com/acme/parcel"},
      Remote{"git@GitHub.com:Acme/Parcel", "github.com/acme/parcel"},
      Remote{"ssh://git@github.com/acme/parcel.git", "github.com/acme/parcel"},
      Remote{"ssh://git@github.com:22/acme/parcel", "github.com/acme/parcel"},
      Remote{"ssh://git@ssh.github.com:443/acme/parcel.git", "github.com/acme/parcel"},
      Remote{"https://github.com/acme/parcel.git", "github.com/acme/parcel"},
      Remote{"https://www.github.com/acme//parcel/", "github.com/acme/parcel"},
      Remote{"https://user:se@cret@github.com/acme/parcel.git/\n", "github.com/acme/parcel"},
      Remote{"git://github.com:9418/acme/parcel", "github.com/acme/parcel"},
      Remote{"git+ssh://git@github.com/acme/parcel", "github.com/acme/parcel"},
      Remote{"host.example:parcel", "host.example/parcel"},
      Remote{"https://git.example:8443/a/b/c.git", "git.example/a/b/c"},
      Remote{"git@ssh.dev.azure.com:v3/acme/shop/parcel", "dev.azure.com/acme/shop/parcel"},
      Remote{"https://acme@dev.azure.com/acme/shop/_git/parcel", "dev.azure.com/acme/shop/parcel"},
      Remote{"ssh://git@[2001:db8::1]:22/acme/parcel", "[2001:db8::1]/acme/parcel"});
  CHECK(normalised_remote(url) == normalised);
}

TEST_CASE("a path on this machine is no remote") {
  const char* path = GENERATE("/srv/git/parcel.git", "../parcel", "./a:b", "file:///srv/parcel.git",
                              "C:\\work\\parcel", "parcel", "", "   ");
  CHECK(normalised_remote(path).empty());
}

TEST_CASE("a repository is known by remote and root commit") {
  const std::string both = uid_of_repository("github.com/acme/parcel", "1111");
  CHECK(is_uuid(both));
  CHECK(both == uid_of_repository("github.com/acme/parcel", "1111"));
  CHECK(both != uid_of_repository("github.com/acme/parcel", "2222"));
  CHECK(both != uid_of_repository("github.com/acme/other", "1111"));
  CHECK(both != uid_of_repository("", "1111"));
  CHECK(uid_of_repository("", "").empty());
  CHECK(uid_of_directory("/a") != uid_of_directory("/b"));
}

TEST_CASE("names come from the end of a path") {
  CHECK(name_of_path("/home/dev/parcel") == "parcel");
  CHECK(name_of_path("/home/dev/parcel/") == "parcel");
  CHECK(name_of_path("github.com/acme/parcel") == "parcel");
  CHECK(name_of_path("C:\\work\\parcel") == "parcel");
  CHECK(name_of_path("/") == "/");
  CHECK(longer_name_of_path("github.com/acme/parcel") == "acme/parcel");
  CHECK(longer_name_of_path("/parcel") == "parcel");
}

}  // namespace
}  // namespace baton
