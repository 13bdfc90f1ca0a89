#pragma once
#include <chrono>
#include <cstdint>

namespace baton::machine {

/// How a port of this machine behaves when somebody connects to it.
enum class Answering { yes, no, silent };

/// Opens a TCP connection to the port, first on 127.0.0.1, then on ::1, and closes it at once; not
/// a byte is sent. `silent`: neither accepted nor refused in time.
Answering connects(std::uint16_t port, std::chrono::milliseconds patience);

}  // namespace baton::machine
