#pragma once
// Catch2 2 (Debian 12), 3 (Debian 13, Ubuntu 24.04) and 3's amalgamated source name their headers
// differently.
#if __has_include(<catch_amalgamated.hpp>)
#include <catch_amalgamated.hpp>
#elif __has_include(<catch2/catch_test_macros.hpp>)
#include <catch2/catch_test_macros.hpp>
#include <catch2/generators/catch_generators.hpp>
#else
#include <catch2/catch.hpp>
#endif
