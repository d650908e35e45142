// The knowledge that is compiled in. Apart from the rest, because the build tool is made without
// it.
#include <new>

#include "catalog/kb_impl.hpp"
#include "catalog/knowledge.hpp"
#include "celian/catalog.hpp"

namespace celian {

Result<std::shared_ptr<const Catalog>> Catalog::builtin() {
  try {
    BaseFiles files;
    files.reserve(knowledge::kFileCount);
    for (std::size_t i = 0; i < knowledge::kFileCount; ++i) {
      const knowledge::File& f = knowledge::kFiles[i];
      files.push_back(BaseFile::packed(f.path, {f.bytes, f.size}));
      if (files.back().kind().empty()) {
        return Error{Status::internal, "",
                     "the compiled-in file " + std::string(f.path) + " is damaged"};
      }
    }
    if (files.empty()) return Error{Status::internal, "", "no knowledge was compiled in"};
    return std::make_shared<const Catalog>(
        std::make_shared<const FileKnowledge>(std::move(files), knowledge::kDataVersion));
  } catch (const std::bad_alloc&) {
    return Error{Status::memory, "", "not enough memory for the catalog"};
  }
}

}  // namespace celian
