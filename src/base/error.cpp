#include "celian/error.hpp"

namespace celian {

std::string_view status_name(Status status) noexcept {
  switch (status) {
    case Status::ok: return "ok";
    case Status::argument: return "argument";
    case Status::syntax: return "syntax";
    case Status::schema: return "schema";
    case Status::unknown_id: return "unknown_id";
    case Status::unit: return "unit";
    case Status::range: return "range";
    case Status::pack: return "pack";
    case Status::io: return "io";
    case Status::conflict: return "conflict";
    case Status::unsupported: return "unsupported";
    case Status::memory: return "memory";
    case Status::internal: return "internal";
  }
  return "unknown";
}

}  // namespace celian
