#include "native/cli/commands/handoff_actions.hpp"
namespace baton::cli {
Result<int> diff_handoffs(Desk&, const std::string&, const std::string&) { return 0; }
}  // namespace baton::cli
