#include <unistd.h>

#include <csignal>

#include "native/cli/run.hpp"

int main(int count, char** words) {
  using namespace baton;
  std::signal(SIGPIPE, SIG_IGN);
  cli::Output out(STDOUT_FILENO);
  cli::Output notes(STDERR_FILENO);
  return cli::run({words + 1, words + count}, machine::this_environment(), cli::make_client, out,
                  notes);
}
