#pragma once
// A small folder to serve, gone again with the object.

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <string>
#include <string_view>

namespace kith {

class TestSite {
 public:
  TestSite() {
    std::string name = (std::filesystem::temp_directory_path() / "kith-site-XXXXXX").string();
    if (mkdtemp(name.data()) == nullptr) std::abort();
    folder_ = std::filesystem::canonical(name);
    std::filesystem::create_directory(root());
    write("index.html", "<!doctype html><title>Kith</title>");
    write("app.js", "export const answer = 42;");
    write("app.js.br", "BROTLI");
    write("app.js.gz", "GZIP");
    write("kith.0123abcd.wasm", std::string(300'000, 'w'));
    write(".hidden", "hidden");
    write("../secret.txt", "secret");
  }
  ~TestSite() {
    std::error_code ignored;
    std::filesystem::remove_all(folder_, ignored);
  }
  TestSite(const TestSite&) = delete;
  TestSite& operator=(const TestSite&) = delete;

  std::filesystem::path root() const { return folder_ / "site"; }

  void write(const std::string& name, std::string_view content) const {
    std::ofstream file(root() / name, std::ios::binary);
    file.write(content.data(), static_cast<std::streamsize>(content.size()));
  }

 private:
  std::filesystem::path folder_;
};

}  // namespace kith
