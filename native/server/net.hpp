#pragma once
#include <boost/asio/as_tuple.hpp>
#include <boost/asio/awaitable.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/system/error_code.hpp>

namespace baton::native {

/// The names of Boost's networking that the server uses. Executors are concrete: every object lives
/// on one thread's io_context, so nothing is type-erased and nothing is locked.
namespace net = boost::asio;
using boost::system::error_code;
using Executor = net::io_context::executor_type;
using Socket = net::basic_stream_socket<net::ip::tcp, Executor>;
template <class T>
using Awaitable = net::awaitable<T, Executor>;

/// `auto [error, …] = co_await socket.async_…(…, as_outcome);`
inline constexpr net::as_tuple_t<net::use_awaitable_t<Executor>> as_outcome{};

}  // namespace baton::native
