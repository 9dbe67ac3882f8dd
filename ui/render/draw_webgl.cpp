// Invariants:
//  1. Colours are not premultiplied in vertices and textures; the fragment shader does it, and the
//     canvas is composited as premultiplied.
//  2. Vertices are in device pixels (Painter), so the projection is only a scale.
#include "ui/render/draw_webgl.h"

#include "imgui.h"
#include <GLES3/gl3.h>

#include <cstdint>
#include <utility>

namespace kith::ui {
namespace {

constexpr const char* vertex_source = R"(#version 300 es
uniform vec2 pixel;
in vec2 place;
in vec2 corner;
in vec4 tint;
out vec2 at;
out vec4 colour;
void main() {
  at = corner;
  colour = tint;
  gl_Position = vec4(place * pixel + vec2(-1.0, 1.0), 0.0, 1.0);
}
)";

constexpr const char* fragment_source = R"(#version 300 es
precision mediump float;
uniform sampler2D atlas;
in vec2 at;
in vec4 colour;
out vec4 seen;
void main() {
  vec4 c = colour * texture(atlas, at);
  seen = vec4(c.rgb * c.a, c.a);
}
)";

enum Attribute : GLuint { attribute_place, attribute_corner, attribute_tint };

GLuint compile(GLenum kind, const char* source) {
  GLuint shader = glCreateShader(kind);
  glShaderSource(shader, 1, &source, nullptr);
  glCompileShader(shader);
  return shader;
}

GLuint link_program() {
  GLuint program = glCreateProgram();
  for (GLuint shader :
       {compile(GL_VERTEX_SHADER, vertex_source), compile(GL_FRAGMENT_SHADER, fragment_source)}) {
    glAttachShader(program, shader);
    glDeleteShader(shader);  // goes with the program
  }
  glBindAttribLocation(program, attribute_place, "place");
  glBindAttribLocation(program, attribute_corner, "corner");
  glBindAttribLocation(program, attribute_tint, "tint");
  glLinkProgram(program);
  GLint linked = 0;
  glGetProgramiv(program, GL_LINK_STATUS, &linked);
  if (linked) return program;
  glDeleteProgram(program);
  return 0;
}

void point_attribute(Attribute attribute, int count, GLenum type, bool normalised,
                     std::size_t offset) {
  glEnableVertexAttribArray(attribute);
  glVertexAttribPointer(attribute, count, type, normalised, sizeof(ImDrawVert),
                        reinterpret_cast<const void*>(offset));
}

class WebGlRenderer final : public Renderer {
 public:
  explicit WebGlRenderer(GLuint program) : program_(program) {
    pixel_ = glGetUniformLocation(program_, "pixel");
    glGenVertexArrays(1, &arrays_);
    glGenBuffers(1, &vertices_);
    glGenBuffers(1, &indices_);
    glBindVertexArray(arrays_);
    glBindBuffer(GL_ARRAY_BUFFER, vertices_);
    glBindBuffer(GL_ELEMENT_ARRAY_BUFFER, indices_);
    point_at(0);
  }

  ~WebGlRenderer() override {
    glDeleteBuffers(1, &vertices_);
    glDeleteBuffers(1, &indices_);
    glDeleteVertexArrays(1, &arrays_);
    glDeleteProgram(program_);
  }

  void draw(ImDrawData& data, std::uint32_t background) override {
    textures_ = data.Textures;
    for (ImTextureData* texture : *textures_)
      update(*texture);
    auto width = static_cast<int>(data.DisplaySize.x),
         height = static_cast<int>(data.DisplaySize.y);
    glViewport(0, 0, width, height);
    glDisable(GL_SCISSOR_TEST);
    auto channel = [&](int shift) { return static_cast<float>(background >> shift & 0xFF) / 255; };
    glClearColor(channel(16), channel(8), channel(0), 1);
    glClear(GL_COLOR_BUFFER_BIT);
    glUseProgram(program_);
    glUniform2f(pixel_, 2 / data.DisplaySize.x, -2 / data.DisplaySize.y);
    glEnable(GL_BLEND);
    glBlendFunc(GL_ONE, GL_ONE_MINUS_SRC_ALPHA);
    glEnable(GL_SCISSOR_TEST);
    glBindVertexArray(arrays_);
    for (const ImDrawList* list : data.CmdLists)
      draw_list(*list, height);
  }

  void release_textures() override {
    if (textures_ == nullptr) return;
    for (ImTextureData* texture : *std::exchange(textures_, nullptr))
      destroy(*texture);
  }

 private:
  // The vertices from that one on: an index has 16 bits, and a list may have more of them.
  void point_at(std::size_t first_vertex) {
    const std::size_t start = first_vertex * sizeof(ImDrawVert);
    point_attribute(attribute_place, 2, GL_FLOAT, false, start + offsetof(ImDrawVert, pos));
    point_attribute(attribute_corner, 2, GL_FLOAT, false, start + offsetof(ImDrawVert, uv));
    point_attribute(attribute_tint, 4, GL_UNSIGNED_BYTE, true, start + offsetof(ImDrawVert, col));
    first_vertex_ = first_vertex;
  }

  void draw_list(const ImDrawList& list, int height) {
    glBufferData(GL_ARRAY_BUFFER, list.VtxBuffer.size_in_bytes(), list.VtxBuffer.Data,
                 GL_STREAM_DRAW);
    glBufferData(GL_ELEMENT_ARRAY_BUFFER, list.IdxBuffer.size_in_bytes(), list.IdxBuffer.Data,
                 GL_STREAM_DRAW);
    for (const ImDrawCmd& command : list.CmdBuffer) {
      auto left = static_cast<int>(command.ClipRect.x), top = static_cast<int>(command.ClipRect.y);
      int clip_width = static_cast<int>(command.ClipRect.z) - left;
      int clip_height = static_cast<int>(command.ClipRect.w) - top;
      if (command.ElemCount == 0 || clip_width <= 0 || clip_height <= 0) continue;
      glScissor(left, height - top - clip_height, clip_width, clip_height);
      glBindTexture(GL_TEXTURE_2D, static_cast<GLuint>(command.GetTexID()));
      if (command.VtxOffset != first_vertex_) point_at(command.VtxOffset);
      glDrawElements(GL_TRIANGLES, static_cast<GLsizei>(command.ElemCount), GL_UNSIGNED_SHORT,
                     reinterpret_cast<const void*>(command.IdxOffset * sizeof(ImDrawIdx)));
    }
  }

  static void update(ImTextureData& texture) {
    if (texture.Status == ImTextureStatus_WantCreate) create(texture);
    if (texture.Status == ImTextureStatus_WantUpdates) upload(texture);
    if (texture.Status == ImTextureStatus_WantDestroy && texture.UnusedFrames > 0) destroy(texture);
  }

  static void create(ImTextureData& texture) {
    GLuint name = 0;
    glGenTextures(1, &name);
    glBindTexture(GL_TEXTURE_2D, name);
    glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_MIN_FILTER, GL_LINEAR);
    glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_MAG_FILTER, GL_LINEAR);
    glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_WRAP_S, GL_CLAMP_TO_EDGE);
    glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_WRAP_T, GL_CLAMP_TO_EDGE);
    glTexImage2D(GL_TEXTURE_2D, 0, GL_RGBA, texture.Width, texture.Height, 0, GL_RGBA,
                 GL_UNSIGNED_BYTE, texture.GetPixels());
    texture.SetTexID(name);
    texture.SetStatus(ImTextureStatus_OK);
  }

  static void upload(ImTextureData& texture) {
    glBindTexture(GL_TEXTURE_2D, static_cast<GLuint>(texture.GetTexID()));
    glPixelStorei(GL_UNPACK_ROW_LENGTH, texture.Width);
    for (const ImTextureRect& part : texture.Updates)
      glTexSubImage2D(GL_TEXTURE_2D, 0, part.x, part.y, part.w, part.h, GL_RGBA, GL_UNSIGNED_BYTE,
                      texture.GetPixelsAt(part.x, part.y));
    glPixelStorei(GL_UNPACK_ROW_LENGTH, 0);
    texture.SetStatus(ImTextureStatus_OK);
  }

  static void destroy(ImTextureData& texture) {
    auto name = static_cast<GLuint>(texture.GetTexID());
    if (texture.GetTexID() != ImTextureID_Invalid) glDeleteTextures(1, &name);
    texture.SetTexID(ImTextureID_Invalid);
    texture.SetStatus(ImTextureStatus_Destroyed);
  }

  GLuint program_ = 0;
  GLint pixel_ = -1;
  std::size_t first_vertex_ = 0;
  GLuint arrays_ = 0, vertices_ = 0, indices_ = 0;
  ImVector<ImTextureData*>* textures_ = nullptr;  // of the atlas that was drawn with last
};

}  // namespace

std::unique_ptr<Renderer> make_webgl_renderer() {
  GLuint program = link_program();
  if (program == 0) return nullptr;
  return std::make_unique<WebGlRenderer>(program);
}

}  // namespace kith::ui
