#include "sync/relay/http_server.h"

#include "sync/relay/security_headers.h"

#include <boost/asio/awaitable.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/read_until.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/signal_set.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/asio/write.hpp>
#include <boost/beast/core/tcp_stream.hpp>
#include <boost/beast/http.hpp>

#include <algorithm>
#include <array>
#include <csignal>
#include <ctime>
#include <list>
#include <vector>

// What holds here:
// 1. Everything runs on the one thread inside run(); only stop() may be called from elsewhere.
// 2. A connection waits for nothing without a deadline.
// 3. A request never has a body: one that announces a body is refused and its connection closed,
//    so that no byte of it can be taken for another request.
// 4. Nothing thrown leaves a connection's coroutine.

namespace kith {

namespace asio = boost::asio;
namespace beast = boost::beast;
namespace http = boost::beast::http;
using asio::ip::tcp;
using boost::system::error_code;

namespace {

constexpr size_t read_bytes = 1024;
constexpr size_t chunk_bytes = 64 * 1024;
constexpr auto accept_retry_time = std::chrono::milliseconds(100);
constexpr auto drain_time = std::chrono::seconds(1);
constexpr size_t drain_bytes_max = 256 * 1024;

using RequestParser = http::request_parser<http::empty_body>;

std::string_view as_std(boost::string_view text) {
  return {text.data(), text.size()};
}
boost::string_view as_boost(std::string_view text) {
  return {text.data(), text.size()};
}

auto into(error_code& error) {
  return asio::redirect_error(asio::use_awaitable, error);
}

std::string http_date() {
  const std::time_t now = std::time(nullptr);
  std::tm parts{};
  gmtime_r(&now, &parts);
  std::array<char, 32> text;
  const size_t size = std::strftime(text.data(), text.size(), "%a, %d %b %Y %H:%M:%S GMT", &parts);
  return std::string(text.data(), size);
}

struct Connection {
  explicit Connection(tcp::socket socket) : stream(std::move(socket)) {}

  beast::tcp_stream stream;
  std::string input;  // read and not yet parsed: never more than a head may be long
  bool is_answering = false;
};

}  // namespace

class HttpServer::Implementation {
 public:
  Implementation(StaticFiles files, HttpLimits limits)
      : files_(std::move(files)), limits_(limits) {}

  Result<uint16_t> listen(const std::string& address, uint16_t port);
  void run();
  void stop();

 private:
  using Connections = std::list<Connection>;

  asio::awaitable<void> accept_connections();
  asio::awaitable<void> serve(Connections::iterator connection);
  asio::awaitable<bool> exchange(Connection& connection);
  asio::awaitable<bool> send(Connection& connection, FileAnswer answer, const RequestParser& parser,
                             bool keep_alive);
  asio::awaitable<bool> send_file(beast::tcp_stream& stream, const FileAnswer& answer);
  asio::awaitable<void> say_goodbye(Connection& connection);
  FileAnswer answer_to(const RequestParser& parser) const;
  void begin_stop();

  StaticFiles files_;
  HttpLimits limits_;
  asio::io_context io_{1};
  tcp::acceptor acceptor_{io_};
  asio::steady_timer stop_timer_{io_};
  Connections connections_;
  bool is_stopping_ = false;
};

Result<uint16_t> HttpServer::Implementation::listen(const std::string& address, uint16_t port) {
  error_code error;
  const auto ip = asio::ip::make_address(address, error);
  if (error) return fail(ErrorCode::invalid_argument, address + " is not an IP address.");
  const tcp::endpoint endpoint(ip, port);
  acceptor_.open(endpoint.protocol(), error);
  if (!error) acceptor_.set_option(tcp::acceptor::reuse_address(true), error);
  if (!error) acceptor_.bind(endpoint, error);
  if (!error) acceptor_.listen(tcp::acceptor::max_listen_connections, error);
  if (error == asio::error::address_in_use) {
    return fail(ErrorCode::conflict, "Port " + std::to_string(port) +
                                         " is taken: stop the program that uses it, or choose "
                                         "another with --port (0 takes any free one).");
  }
  if (error) {
    return fail(ErrorCode::io,
                "Cannot listen on " + address + " port " + std::to_string(port) + ".",
                error.message());
  }
  return acceptor_.local_endpoint().port();
}

void HttpServer::Implementation::run() {
  asio::signal_set signals(io_, SIGINT, SIGTERM);
  signals.async_wait([this, &signals](const error_code& error, int) {
    if (error) return;
    signals.clear();  // a second signal ends the program at once
    begin_stop();
  });
  asio::co_spawn(io_, accept_connections(), asio::detached);
  io_.run();
}

void HttpServer::Implementation::stop() {
  asio::post(io_, [this] { begin_stop(); });
}

void HttpServer::Implementation::begin_stop() {
  if (is_stopping_) return;
  is_stopping_ = true;
  error_code ignored;
  acceptor_.close(ignored);
  for (Connection& connection : connections_) {
    if (!connection.is_answering) connection.stream.close();
  }
  if (connections_.empty()) return io_.stop();
  stop_timer_.expires_after(limits_.stop_time);
  stop_timer_.async_wait([this](const error_code&) { io_.stop(); });
}

asio::awaitable<void> HttpServer::Implementation::accept_connections() {
  while (!is_stopping_) {
    error_code error;
    tcp::socket socket = co_await acceptor_.async_accept(into(error));
    if (is_stopping_) co_return;
    if (error) {  // out of descriptors: wait for connections to end instead of spinning
      asio::steady_timer timer(io_, accept_retry_time);
      co_await timer.async_wait(into(error));
      continue;
    }
    if (connections_.size() >= limits_.connections_max) continue;  // hangs up
    socket.set_option(tcp::no_delay(true), error);
    const auto connection = connections_.emplace(connections_.end(), std::move(socket));
    asio::co_spawn(io_, serve(connection), asio::detached);
  }
}

asio::awaitable<void> HttpServer::Implementation::serve(Connections::iterator connection) {
  try {
    while (co_await exchange(*connection)) {
    }
    co_await say_goodbye(*connection);
  } catch (const std::exception&) {
    // Out of memory for this connection; the others go on.
  }
  connections_.erase(connection);
  if (is_stopping_ && connections_.empty()) io_.stop();
}

// One request and its answer. False when the connection is to be closed.
asio::awaitable<bool> HttpServer::Implementation::exchange(Connection& connection) {
  auto& [stream, input, is_answering] = connection;
  auto buffer = asio::dynamic_buffer(input, limits_.head_bytes_max);
  error_code error;
  if (input.empty()) {
    stream.expires_after(limits_.idle_time);
    buffer.grow(read_bytes);
    const size_t count = co_await stream.async_read_some(buffer.data(0, read_bytes), into(error));
    buffer.shrink(read_bytes - count);
    if (error) co_return false;
  }
  // The head is read whole before it is parsed, because Beast's own limit holds only for the part
  // not yet parsed: short fields without end would fill the memory.
  stream.expires_after(limits_.request_time);
  const size_t head_bytes =
      co_await asio::async_read_until(stream, buffer, "\r\n\r\n", into(error));
  RequestParser parser;
  is_answering = true;
  if (error == asio::error::not_found) {
    co_await send(connection, text_answer(431, "The request's head is too long.\n"), parser, false);
    co_return false;
  }
  if (error) co_return false;
  parser.put(asio::buffer(input.data(), head_bytes), error);
  if (error) {
    co_await send(connection, text_answer(400, "This is not an HTTP request.\n"), parser, false);
    co_return false;
  }
  buffer.consume(head_bytes);
  const bool keep_alive = parser.is_done() && parser.get().keep_alive() && !is_stopping_;
  const bool sent = co_await send(connection, answer_to(parser), parser, keep_alive);
  is_answering = false;
  if (!sent || is_stopping_) co_return false;
  co_return keep_alive;
}

FileAnswer HttpServer::Implementation::answer_to(const RequestParser& parser) const {
  const auto& request = parser.get();
  const std::string_view target = as_std(request.target());
  if (request.version() >= 11 && request.count(http::field::host) != 1) {
    return text_answer(400, "An HTTP/1.1 request names one host.\n");
  }
  if (target.size() > limits_.target_bytes_max) {
    return text_answer(414, "The address is too long.\n");
  }
  if (request.method() != http::verb::get && request.method() != http::verb::head) {
    FileAnswer answer = text_answer(405, "Files here can only be read.\n");
    answer.headers.emplace_back("Allow", "GET, HEAD");
    return answer;
  }
  if (!parser.is_done()) return text_answer(400, "A request for a file has no body.\n");
  if (target == "/healthz") return text_answer(200, "ok\n");
  return files_.answer({.target = target,
                        .accept_encoding = as_std(request[http::field::accept_encoding]),
                        .if_none_match = as_std(request[http::field::if_none_match]),
                        .range = as_std(request[http::field::range]),
                        .if_range = as_std(request[http::field::if_range])});
}

asio::awaitable<bool> HttpServer::Implementation::send(Connection& connection, FileAnswer answer,
                                                       const RequestParser& parser,
                                                       bool keep_alive) {
  const auto& request = parser.get();
  const bool is_http_1_0 = parser.is_header_done() && request.version() == 10;
  http::response<http::empty_body> head(static_cast<http::status>(answer.status),
                                        is_http_1_0 ? 10 : 11);
  head.set(http::field::date, http_date());
  for (const auto& [name, value] : security_headers)
    head.set(as_boost(name), as_boost(value));
  for (const auto& [name, value] : answer.headers)
    head.set(as_boost(name), value);
  if (answer.status != 304) {
    head.content_length(answer.file.is_open() ? answer.length : answer.text.size());
  }
  head.keep_alive(keep_alive);

  beast::tcp_stream& stream = connection.stream;
  error_code error;
  http::response_serializer<http::empty_body> serializer(head);
  stream.expires_after(limits_.write_time);
  co_await http::async_write_header(stream, serializer, into(error));
  if (error) co_return false;
  if (parser.is_header_done() && request.method() == http::verb::head) co_return true;
  if (answer.file.is_open()) co_return co_await send_file(stream, answer);
  co_await asio::async_write(stream, asio::buffer(answer.text), into(error));
  co_return !error;
}

// False too when the file has become shorter than was promised: only closing tells the client.
asio::awaitable<bool> HttpServer::Implementation::send_file(beast::tcp_stream& stream,
                                                            const FileAnswer& answer) {
  std::vector<char> chunk(std::min<uint64_t>(chunk_bytes, answer.length));
  for (uint64_t sent = 0; sent < answer.length;) {
    const size_t wanted = std::min<uint64_t>(chunk.size(), answer.length - sent);
    const size_t count = answer.file.read_at(answer.offset + sent, {chunk.data(), wanted});
    if (count == 0) co_return false;
    error_code error;
    stream.expires_after(limits_.write_time);
    co_await asio::async_write(stream, asio::buffer(chunk.data(), count), into(error));
    if (error) co_return false;
    sent += count;
  }
  co_return true;
}

// Closing with unread bytes in the socket resets the connection, and the client may lose the
// answer: so what still comes is read and dropped, for a moment.
asio::awaitable<void> HttpServer::Implementation::say_goodbye(Connection& connection) {
  error_code error;
  connection.stream.socket().shutdown(tcp::socket::shutdown_send, error);
  if (error) co_return;
  connection.stream.expires_after(drain_time);
  std::array<char, 4096> dropped;
  for (size_t total = 0; total < drain_bytes_max && !error;) {
    total += co_await connection.stream.async_read_some(asio::buffer(dropped), into(error));
  }
}

HttpServer::HttpServer(StaticFiles files, HttpLimits limits)
    : implementation_(std::make_unique<Implementation>(std::move(files), limits)) {}
HttpServer::~HttpServer() = default;

Result<uint16_t> HttpServer::listen(const std::string& address, uint16_t port) {
  return implementation_->listen(address, port);
}
void HttpServer::run() {
  implementation_->run();
}
void HttpServer::stop() {
  implementation_->stop();
}

}  // namespace kith
