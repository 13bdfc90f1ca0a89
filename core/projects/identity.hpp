#pragma once
#include <string>
#include <string_view>

namespace baton {

/// Which project a place belongs to. A project's uid is made from what every clone and worktree of
/// a repository shares, so that all of them, on every machine, are one project without a word
/// typed.

/// A remote's URL as `host/path` in lower case, so that the ways to write it are equal:
///
///     git@GitHub.com:acme/Parcel.git
///     ssh://git@github.com:22/acme/parcel
///     https://user:secret@github.com/acme/parcel.git/    all give github.com/acme/parcel
///
/// Credentials and ports are dropped. "" for a path on this machine (`/srv/x.git`, `../x`,
/// `file:///srv/x`), which names nothing elsewhere.
std::string normalised_remote(std::string_view url);

/// The uid of a repository. Either may be "": a repository without remote is known by its root
/// commit, an empty or shallow clone by its remote. "" if both are.
std::string uid_of_repository(std::string_view remote, std::string_view root_commit);

/// The uid of a directory that is no repository: its canonical path.
std::string uid_of_directory(std::string_view path);

/// The name a project gets from a path or a normalised remote: the last part.
std::string name_of_path(std::string_view path);

/// The last two parts, `acme/parcel`: for a project whose short name is taken.
std::string longer_name_of_path(std::string_view path);

}  // namespace baton
