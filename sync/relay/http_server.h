#pragma once
// The HTTP/1.1 side of the relay: one thread, one coroutine per connection, a deadline on every
// wait and a limit on everything a stranger can make grow.
//
//   HttpServer server(StaticFiles(root), {});
//   const uint16_t port = TRY(server.listen("127.0.0.1", 0));
//   server.run();      // until stop(), from a signal handler of Asio or another thread

#include "core/base/result.h"
#include "sync/relay/static_files.h"

#include <chrono>
#include <cstdint>
#include <memory>
#include <string>

namespace kith {

struct HttpLimits {
  std::chrono::milliseconds request_time = std::chrono::seconds(10);  // for a whole request head
  std::chrono::milliseconds idle_time = std::chrono::seconds(30);     // between two requests
  std::chrono::milliseconds write_time = std::chrono::seconds(30);  // for each 64 KiB of an answer
  std::chrono::milliseconds stop_time = std::chrono::seconds(10);   // for answers begun, on stop
  uint32_t head_bytes_max = 8 * 1024;
  size_t target_bytes_max = 2 * 1024;
  size_t connections_max = 512;
};

class HttpServer {
 public:
  explicit HttpServer(StaticFiles files, HttpLimits limits = {});
  ~HttpServer();

  /// Binds and listens; gives the port, which matters when 0 was asked for.
  Result<uint16_t> listen(const std::string& address, uint16_t port);

  /// Serves until stopped, either by stop() or by SIGTERM or SIGINT.
  void run();

  /// Takes no more connections, lets begun answers finish, then makes run() return. Safe to call
  /// from any thread.
  void stop();

 private:
  class Implementation;
  std::unique_ptr<Implementation> implementation_;
};

}  // namespace kith
