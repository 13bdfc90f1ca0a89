#pragma once
#include <span>
#include <string_view>

namespace baton::test {

/// A kind of text that holds no secret, though something in it looks drawn at random or speaks of
/// secrets. The form is one of secret_forms.hpp.
struct OrdinaryKind {
  std::string_view name;
  std::string_view form;
};

std::span<const OrdinaryKind> ordinary_kinds();

}  // namespace baton::test
