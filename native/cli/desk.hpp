#pragma once
#include <string>
#include <vector>

#include "native/cli/api.hpp"
#include "native/cli/terminal.hpp"
#include "native/machine/belonging.hpp"
#include "native/machine/environment.hpp"

namespace baton::cli {

/// The options that every command takes.
struct Options {
  std::string database;  ///< --db
  std::string project;   ///< --project, else $BATON_PROJECT
  std::string remote;    ///< --remote
  bool json = false;
  bool quiet = false;
  bool verbose = false;         ///< tells each request to a model, its key masked
  bool makes_database = false;  ///< of the command: whether a database that is missing is made
  machine::TimeLimit deadline = machine::kNoTimeLimit;  ///< of the command: when it must be done
};

/// What a command works with. Owned by main; a command keeps none of it.
struct Desk {
  const Options& options;
  const machine::Environment& environment;
  Api& api;
  Output& out;    ///< the answer
  Output& notes;  ///< stderr: progress, remarks, errors
  machine::Belongings& belongings;
};

/// A remark for the person, on stderr; nothing with --quiet.
void remark(Desk& desk, const std::string& text);

/// Prints the answer as it came if --json was asked for: whether it was.
bool printed_as_json(Desk& desk, const Answer& answer);

/// `data` in the API's envelope, for a command that makes its answer of several.
Answer answer_of(Json data);

/// A document for reading: control characters dropped, headings set off on a terminal.
void print_document(Output& output, std::string_view markdown);

/// A heading and its items, a line each and at most `most` of them; nothing if there are none.
void print_list(Output& output, std::string_view heading, const std::vector<std::string>& items,
                std::size_t most);

/// The strings of an array.
std::vector<std::string> texts_of(const Json& array);

/// `12 files`, `1 file`.
std::string counted(std::int64_t count, std::string_view one, std::string_view many = {});

/// An instant of the API as local time, `2026-11-20 21:41`; "" if it is none.
std::string local_time(std::string_view iso8601);

/// `45 s`, `3 min 20 s`, `2 h 5 min`.
std::string duration(std::int64_t seconds);

/// How long ago, roughly: `12 min`, `3 h`, `5 days`; "" if unknown.
std::string time_since(std::string_view iso8601);

}  // namespace baton::cli
