#include "core/handoff/template.hpp"

namespace baton {
namespace {

constexpr std::string_view kSlack = R"(*{{title}}*
{{#goal}}
Goal: {{text}}{{#detail}} ({{detail}}){{/detail}}
{{/goal}}
{{#accomplished}}
:white_check_mark: {{text}}
{{/accomplished}}
{{#in_progress}}
:hourglass: {{text}}
{{/in_progress}}
{{#blockers}}
:no_entry: {{text}}
{{/blockers}}
{{#next}}
:arrow_right: {{text}}
{{/next}}
{{^next}}
No next step is recorded.
{{/next}}
)";

constexpr std::string_view kPullRequest = R"(## What
{{#goal}}
{{text}}
{{/goal}}

{{#accomplished}}
- {{text}}{{#detail}}: {{detail}}{{/detail}}
{{/accomplished}}

## Why
{{#decisions}}
- {{text}}{{#detail}}, because {{detail}}{{/detail}}
{{/decisions}}
{{^decisions}}
No decisions are recorded.
{{/decisions}}

## Tested
{{#last_test}}
`{{command}}`: {{outcome}}
{{/last_test}}
{{^last_test}}
No test is recorded.
{{/last_test}}

## Left open
{{#next}}
- [ ] {{text}}
{{/next}}
{{#blockers}}
- [ ] Blocked: {{text}}
{{/blockers}}
)";

}  // namespace

const std::vector<BuiltInTemplate>& built_in_templates() {
  static const std::vector<BuiltInTemplate> kTemplates{
      {"pr", "a pull request's description", kPullRequest},
      {"slack", "a short status for a chat", kSlack},
  };
  return kTemplates;
}

}  // namespace baton
