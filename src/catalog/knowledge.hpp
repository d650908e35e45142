// The knowledge compiled into the library: the files of data/, as celian_datac wrote them.
//
// Defined by the generated gen/catalog_gen.cpp; read only by catalog/builtin.cpp.
#pragma once

#include <cstddef>

namespace celian::knowledge {

// One file of data/, as codec::pack() wrote it, its header first.
struct File {
  const char* path;  // relative to data/, with '/', for example "tests/run_50m.json"
  const char* bytes;
  std::size_t size;
  const char* sha256;  // lower-case hex, of the file as canonical JSON text
};

extern const File* const kFiles;  // ordered by path
extern const std::size_t kFileCount;
extern const char kDataVersion[];  // the text of data/VERSION, for example "2026.1"
extern const char kDataSha256[];   // over all paths and canonical texts, in order

}  // namespace celian::knowledge
