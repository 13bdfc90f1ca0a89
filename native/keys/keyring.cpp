#include "native/keys/keyring.hpp"

#include "native/machine/process.hpp"

namespace baton::native {
namespace {

constexpr std::chrono::milliseconds kPatience{2000};
/// Somebody may have to unlock it.
constexpr std::chrono::milliseconds kPatienceToKeep{60'000};

/// The output; "" if it does not succeed.
std::string ask_keyring(const machine::Environment& environment, machine::Program program,
                        const std::string& name, bool* done) {
  *done = false;
  if (environment.variable("DBUS_SESSION_BUS_ADDRESS").empty()) return {};
  program.words.insert(program.words.begin(), "secret-tool");
  for (const std::string& word :
       {std::string("application"), std::string("baton"), std::string("key"), name})
    program.words.push_back(word);
  const auto end = machine::run_program(program);
  *done = end && end->exit_code == 0;
  return *done ? end->output : std::string();
}

}  // namespace

bool keep_in_keyring(const machine::Environment& environment, const std::string& name,
                     const std::string& secret) {
  bool done = false;
  ask_keyring(
      environment,
      {.words = {"store", "--label=Baton: " + name}, .input = secret, .patience = kPatienceToKeep},
      name, &done);
  return done && found_in_keyring(environment, name) == secret;
}

std::string found_in_keyring(const machine::Environment& environment, const std::string& name) {
  bool done = false;
  return ask_keyring(environment, {.words = {"lookup"}, .patience = kPatience}, name, &done);
}

bool forget_in_keyring(const machine::Environment& environment, const std::string& name) {
  if (found_in_keyring(environment, name).empty()) return false;
  bool done = false;
  ask_keyring(environment, {.words = {"clear"}, .patience = kPatience}, name, &done);
  return done;
}

}  // namespace baton::native
