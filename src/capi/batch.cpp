// celian_score_batch over batch::score_batch.
#include "batch/score_batch.hpp"

#include <utility>

#include "capi/guard.hpp"
#include "capi/handles.hpp"
#include "codec/reader.hpp"

namespace {

using celian::Error;
using celian::Result;
using celian::Status;

Result<celian::batch::Options> read_options(const char* json) {
  const Result<celian::codec::Value> value = celian::codec::parse(json);
  if (!value) return value.error();
  return celian::codec::decode<celian::batch::Options>(*value, "", [](celian::codec::Reader& r) {
    celian::batch::Options options;
    options.standard = r.required_string("standard");
    options.as_of = r.optional_date("as_of");
    options.passthrough = r.strings("passthrough");
    options.threads = static_cast<std::int32_t>(r.int_or("threads", 1, {.min = 0, .max = 1024}));
    return options;
  });
}

}  // namespace

extern "C" celian_status celian_score_batch(const celian_engine* engine, const char* options_json,
                                            const struct ArrowSchema* in_schema,
                                            const struct ArrowArray* in,
                                            struct ArrowSchema* out_schema, struct ArrowArray* out,
                                            celian_error* error) noexcept {
  if (out_schema != nullptr) *out_schema = {};
  if (out != nullptr) *out = {};
  return celian::capi::guard(error, [&]() -> Result<void> {
    const std::pair<const void*, const char*> needed[] = {
        {engine, "engine"}, {options_json, "options_json"}, {in_schema, "in_schema"},
        {in, "in"},         {out_schema, "out_schema"},     {out, "out"}};
    for (const auto& [pointer, name] : needed) {
      if (pointer == nullptr) return Error{Status::argument, "", name + std::string(" is NULL")};
    }
    Result<celian::batch::Options> options = read_options(options_json);
    if (!options) return options.error();
    return celian::batch::score_batch(engine->engine.catalog().internals(), engine->plans, *options,
                                      *in_schema, *in, *out_schema, *out);
  });
}
