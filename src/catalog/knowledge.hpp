// The knowledge compiled into the library: the files of data/, as celian_datac wrote them.
//
// Defined by the generated gen/catalog_gen.cpp; read only by catalog/builtin.cpp.
#pragma once

#include <cstddef>

namespace celian::knowledge {

// One file of data/, as canonical JSON. A compiler need not accept a string literal of more
// than 64 KiB, so the text comes in chunks; the file is their concatenation.
struct File {
  const char* path;           // relative to data/, with '/', for example "tests/run_50m.json"
  const char* const* chunks;  // `count` pointers
  const std::size_t* sizes;   // bytes of each chunk, without the terminating NUL
  std::size_t count;
  const char* sha256;  // lower-case hex, of the concatenation
};

extern const File* const kFiles;  // ordered by path
extern const std::size_t kFileCount;
extern const char kDataVersion[];  // the text of data/VERSION, for example "2026.1"
extern const char kDataSha256[];   // over all paths and contents, in order

}  // namespace celian::knowledge
