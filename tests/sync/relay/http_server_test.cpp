#include "sync/relay/http_server.h"

#include "sync/relay/security_headers.h"
#include "tests/sync/relay/test_site.h"

#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/read.hpp>
#include <boost/asio/write.hpp>
#include <boost/beast/core/buffers_to_string.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/http.hpp>
#include <catch2/catch_test_macros.hpp>

#include <algorithm>
#include <atomic>
#include <fstream>
#include <sstream>
#include <thread>

namespace {

namespace asio = boost::asio;
namespace beast = boost::beast;
namespace http = boost::beast::http;
using asio::ip::tcp;
using boost::system::error_code;
using namespace std::chrono_literals;
using Clock = std::chrono::steady_clock;
using Response = http::response<http::string_body>;

class RunningServer {
 public:
  explicit RunningServer(kith::HttpLimits limits = {})
      : server_(kith::StaticFiles(site_.root()), limits) {
    const auto port = server_.listen("127.0.0.1", 0);
    REQUIRE(port);
    port_ = *port;
    thread_ = std::thread([this] { server_.run(); });
  }
  ~RunningServer() { stop(); }

  void stop() {
    server_.stop();
    if (thread_.joinable()) thread_.join();
  }
  void begin_stop() { server_.stop(); }

  const kith::TestSite& site() const { return site_; }
  tcp::endpoint endpoint() const { return {asio::ip::address_v4::loopback(), port_}; }

 private:
  kith::TestSite site_;
  kith::HttpServer server_;
  uint16_t port_ = 0;
  std::thread thread_;
};

// A client that can be as rude as a test wants.
class Client {
 public:
  explicit Client(const RunningServer& server) { socket_.connect(server.endpoint()); }

  void send(std::string_view bytes) {
    error_code ignored;  // the server may hang up meanwhile
    asio::write(socket_, asio::buffer(bytes.data(), bytes.size()), ignored);
  }
  void get(const std::string& target, const std::string& more = "") {
    send("GET " + target + " HTTP/1.1\r\nHost: kith.example\r\n" + more + "\r\n");
  }

  Response receive(bool is_head = false) {
    http::response_parser<http::string_body> parser;
    parser.body_limit(uint64_t{1} << 30);
    parser.skip(is_head);
    http::read(socket_, buffer_, parser);
    return parser.release();
  }

  // What comes until the server hangs up.
  std::string receive_rest() {
    std::string rest = beast::buffers_to_string(buffer_.data());
    buffer_.clear();
    error_code ignored;
    asio::read(socket_, asio::dynamic_buffer(rest), ignored);
    return rest;
  }

  tcp::socket& socket() { return socket_; }

 private:
  asio::io_context io_;
  tcp::socket socket_{io_};
  beast::flat_buffer buffer_;
};

// The status of a whole answer as text, or 0.
int status_of(const std::string& answer) {
  return answer.starts_with("HTTP/1.1 ") ? std::stoi(answer.substr(9, 3)) : 0;
}

}  // namespace

TEST_CASE("The page is served with every security header") {
  const RunningServer server;
  Client client(server);
  client.get("/");
  const Response response = client.receive();
  CHECK(response.result_int() == 200);
  CHECK(response.body() == "<!doctype html><title>Kith</title>");
  CHECK(response.count(http::field::date) == 1);
  for (const auto& [name, value] : kith::security_headers) {
    const auto found = response[std::string(name)];
    CHECK(std::string_view(found.data(), found.size()) == value);
  }
}

TEST_CASE("The security headers are those of the page's own file") {
  std::ifstream file("web/security-headers.json");
  REQUIRE(file);
  std::stringstream text;
  text << file.rdbuf();
  const std::string json = text.str();
  for (const auto& [name, value] : kith::security_headers) {
    INFO(name);
    CHECK(json.find("\"" + std::string(name) + "\": \"" + std::string(value) + "\"") !=
          std::string::npos);
  }
  CHECK(static_cast<size_t>(std::ranges::count(json, ':')) >= kith::security_headers.size());
}

TEST_CASE("One connection serves many requests, also when sent all at once") {
  const RunningServer server;
  Client client(server);
  client.send(
      "GET /app.js HTTP/1.1\r\nHost: a\r\n\r\n"
      "HEAD / HTTP/1.1\r\nHost: a\r\n\r\n"
      "GET /nothing HTTP/1.1\r\nHost: a\r\n\r\n"
      "GET /healthz HTTP/1.1\r\nHost: a\r\n\r\n");
  CHECK(client.receive().body() == "export const answer = 42;");
  const Response head = client.receive(true);
  CHECK(head.body().empty());
  CHECK(head[http::field::content_length] == "34");
  CHECK(client.receive().result_int() == 404);
  CHECK(client.receive().body() == "ok\n");
}

TEST_CASE("A file longer than one chunk arrives whole, and so does a part of it") {
  const RunningServer server;
  Client client(server);
  client.get("/kith.0123abcd.wasm");
  const Response whole = client.receive();
  CHECK(whole.body() == std::string(300'000, 'w'));
  CHECK(whole[http::field::content_type] == "application/wasm");
  client.get("/kith.0123abcd.wasm", "Range: bytes=100000-299998\r\n");
  const Response part = client.receive();
  CHECK(part.result_int() == 206);
  CHECK(part.body().size() == 199'999);
}

TEST_CASE("A known tag is answered without a body") {
  const RunningServer server;
  Client client(server);
  client.get("/app.js", "Accept-Encoding: br\r\n");
  const Response first = client.receive();
  CHECK(first.body() == "BROTLI");
  client.get("/app.js", "Accept-Encoding: br\r\nIf-None-Match: " +
                            std::string(first[http::field::etag]) + "\r\n");
  const Response second = client.receive();
  CHECK(second.result_int() == 304);
  CHECK(second.body().empty());
  client.get("/healthz");
  CHECK(client.receive().result_int() == 200);
}

TEST_CASE("Anything but reading is refused") {
  const RunningServer server;
  for (const char* method : {"POST", "PUT", "DELETE", "OPTIONS", "TRACE", "CONNECT", "BREW"}) {
    INFO(method);
    Client client(server);
    client.send(std::string(method) + " /app.js HTTP/1.1\r\nHost: a\r\n\r\n");
    const Response response = client.receive();
    CHECK(response.result_int() == 405);
    CHECK(response[http::field::allow] == "GET, HEAD");
  }
}

TEST_CASE("A body is never taken for a second request") {
  const RunningServer server;
  const std::string hidden = "GET /app.js HTTP/1.1\r\nHost: a\r\n\r\n";
  for (const std::string& framing :
       {"Content-Length: " + std::to_string(hidden.size()),
        std::string("Transfer-Encoding: chunked"),
        std::string("Content-Length: 5\r\nTransfer-Encoding: chunked"),
        std::string("Content-Length: 5\r\nContent-Length: 6"), std::string("Content-Length: -1"),
        std::string("Transfer-Encoding: gzip, chunked")}) {
    INFO(framing);
    Client client(server);
    client.send("GET / HTTP/1.1\r\nHost: a\r\n" + framing + "\r\n\r\n" + hidden);
    const std::string all = client.receive_rest();
    CHECK(status_of(all) == 400);
    CHECK(all.find("answer = 42") == std::string::npos);
  }
}

TEST_CASE("What is not a request is refused and hung up on") {
  const RunningServer server;
  for (const char* request :
       {"GET / HTTP/9.9\r\n\r\n", "\r\n\r\n", "\xff\xfe\r\n\r\n", "GET\r\n\r\n",
        " GET / HTTP/1.1\r\n\r\n", "GET  / HTTP/1.1\r\nHost: a\r\n\r\n", "GET / HTTP/1.1\r\n\r\n",
        "GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n", "GET / HTTP/1.1\nHost: a\r\n\r\n",
        "GET / HTTP/1.1\r\nHost : a\r\n\r\n", "GET / HTTP/1.1\r\nHost: a\r\nno colon\r\n\r\n"}) {
    INFO(request);
    Client client(server);
    client.send(request);
    client.socket().shutdown(tcp::socket::shutdown_send);
    CHECK(status_of(client.receive_rest()) == 400);
  }
}

TEST_CASE("A head that never ends is hung up on without an answer") {
  const RunningServer server;
  for (const char* begun : {"\x16\x03\x01\x02\x01 as TLS begins", "GET / HTTP/1.1\nHost: a\n\n",
                            "GET / HTTP/1.1\r\nHost: a\r\n", "G", ""}) {
    INFO(begun);
    Client client(server);
    client.send(begun);
    client.socket().shutdown(tcp::socket::shutdown_send);
    CHECK(client.receive_rest().empty());
  }
}

TEST_CASE("Heads and addresses have a limit") {
  const RunningServer server;
  const auto status_for = [&](const std::string& request) {
    Client client(server);
    client.send(request);
    client.socket().shutdown(tcp::socket::shutdown_send);
    return status_of(client.receive_rest());
  };
  const std::string fields(10'000, 'x');
  CHECK(status_for("GET /" + std::string(3000, 'a') + " HTTP/1.1\r\nHost: a\r\n\r\n") == 414);
  CHECK(status_for("GET /" + std::string(100'000, 'a')) == 431);
  CHECK(status_for("GET / HTTP/1.1\r\nHost: a\r\nX: " + fields + "\r\n\r\n") == 431);
  std::string many = "GET / HTTP/1.1\r\nHost: a\r\n";
  for (int i = 0; i < 2000; ++i)
    many += "X: y\r\n";
  CHECK(status_for(many + "\r\n") == 431);
}

TEST_CASE("A request told drop by drop is cut off") {
  const RunningServer server({.request_time = 200ms});
  Client client(server);
  client.send("GET / HTTP/1.1\r\n");
  std::atomic<bool> is_cut_off = false;
  std::thread dripping([&] {
    for (int drops = 0; drops < 1000 && !is_cut_off; ++drops) {
      std::this_thread::sleep_for(10ms);
      client.send("X");
    }
  });
  const auto begin = Clock::now();
  CHECK(client.receive_rest().empty());
  is_cut_off = true;
  CHECK(Clock::now() - begin < 5s);
  dripping.join();
}

TEST_CASE("A connection that says nothing is closed") {
  const RunningServer server({.idle_time = 100ms});
  Client client(server);
  client.get("/healthz");
  CHECK(client.receive().result_int() == 200);
  const auto begin = Clock::now();
  CHECK(client.receive_rest().empty());
  CHECK(Clock::now() - begin < 2s);
}

TEST_CASE("A client that does not read is cut off") {
  const RunningServer server({.write_time = 200ms});
  server.site().write("large.txt", std::string(64 << 20, 'x'));
  Client client(server);
  client.get("/large.txt");
  std::this_thread::sleep_for(1500ms);
  CHECK(client.receive_rest().size() < (64 << 20));
}

TEST_CASE("Connections over the limit are hung up on until one ends") {
  const RunningServer server({.connections_max = 2});
  auto first = std::make_unique<Client>(server);
  first->get("/healthz");
  CHECK(first->receive().result_int() == 200);
  Client second(server);
  second.get("/healthz");
  CHECK(second.receive().result_int() == 200);
  Client third(server);
  third.get("/healthz");
  CHECK(third.receive_rest().empty());

  first.reset();
  int status = 0;
  for (int tries = 0; tries < 100 && status != 200; ++tries) {
    std::this_thread::sleep_for(10ms);
    Client again(server);
    again.send("GET /healthz HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n");
    status = status_of(again.receive_rest());
  }
  CHECK(status == 200);
}

TEST_CASE("A client of HTTP 1.0 gets its answer and a closed connection") {
  const RunningServer server;
  Client client(server);
  client.send("GET /app.js HTTP/1.0\r\n\r\n");
  const std::string all = client.receive_rest();
  CHECK(all.starts_with("HTTP/1.0 200"));
  CHECK(all.ends_with("export const answer = 42;"));
}

TEST_CASE("Stopping lets a begun answer finish and hangs up on the idle") {
  RunningServer server;
  constexpr size_t size = 32 << 20;
  server.site().write("large.txt", std::string(size, 'x'));
  Client idle(server);
  Client reader(server);
  reader.get("/large.txt");
  std::this_thread::sleep_for(200ms);  // its answer has begun, and waits for the reader
  server.begin_stop();
  CHECK(idle.receive_rest().empty());
  const Response response = reader.receive();
  CHECK(response.body().size() == size);
  CHECK(reader.receive_rest().empty());
  server.stop();
}

TEST_CASE("Stopping does not wait for ever for a client that does not read") {
  RunningServer server({.stop_time = 200ms});
  server.site().write("large.txt", std::string(64 << 20, 'x'));
  Client client(server);
  client.get("/large.txt");
  std::this_thread::sleep_for(100ms);
  const auto begin = Clock::now();
  server.stop();
  CHECK(Clock::now() - begin < 2s);
}

TEST_CASE("Random bytes never stop the server") {
  const RunningServer server;
  constexpr std::string_view pieces[] = {"GET ",
                                         "/",
                                         "HTTP/1.1",
                                         "\r\n",
                                         "\r\n\r\n",
                                         "Host: a",
                                         ":",
                                         " ",
                                         "\n",
                                         "\0x",
                                         "Range: bytes=-1",
                                         "%00",
                                         "HEAD ",
                                         "Content-Length: 3",
                                         "Transfer-Encoding: chunked",
                                         "\xff\xfe",
                                         "Accept-Encoding: br;q=",
                                         "If-None-Match: W/"};
  uint64_t state = 88172645463325252;
  const auto next = [&state] {  // xorshift64
    state ^= state << 13;
    state ^= state >> 7;
    state ^= state << 17;
    return state;
  };
  for (int round = 0; round < 1500; ++round) {
    std::string request = next() % 2 == 0 ? "GET / HTTP/1.1\r\nHost: a\r\n" : "";
    for (uint64_t count = next() % 24; count > 0; --count) {
      request += pieces[next() % std::size(pieces)];
    }
    Client client(server);
    client.send(request);
    error_code ignored;
    client.socket().shutdown(tcp::socket::shutdown_send, ignored);
    client.receive_rest();
  }
  Client client(server);
  client.get("/healthz");
  CHECK(client.receive().result_int() == 200);
}

TEST_CASE("A taken port and a wrong address are refused in words") {
  const RunningServer server;
  const kith::TestSite site;
  kith::HttpServer second{kith::StaticFiles(site.root())};
  const auto taken = second.listen("127.0.0.1", server.endpoint().port());
  REQUIRE_FALSE(taken);
  CHECK(taken.error().code == kith::ErrorCode::conflict);
  kith::HttpServer third{kith::StaticFiles(site.root())};
  CHECK_FALSE(third.listen("not an address", 0));
}
