#pragma once
#include <chrono>
#include <optional>
#include <string>
#include <vector>

namespace baton::machine {

/// The output of a git command that only reads; nullopt if it fails or is not done in time. It
/// takes no lock that another git would wait for, fetches nothing that a partial clone lacks, and
/// starts no program that the repository's configuration names for watching files.
std::optional<std::string> git(const std::string& directory, std::vector<std::string> arguments,
                               std::chrono::milliseconds patience = std::chrono::seconds(10));

}  // namespace baton::machine
