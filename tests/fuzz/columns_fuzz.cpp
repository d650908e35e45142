// celian_score_batch on tables that a careless or hostile producer could hand over: any format,
// name, length, offset, null count, number of buffers, children and dictionaries. Sizes of buffers
// cannot be seen through the Arrow C data interface, so every buffer is as large as its column
// says, to the byte: a read outside is found by the sanitizer. Whatever comes in, there is a table
// of as many rows, or an error with a message; and twice the same.

#include <algorithm>
#include <cstdint>
#include <cstdlib>
#include <cstring>
#include <deque>
#include <iterator>
#include <memory>
#include <string>
#include <vector>

#include "celian/arrow_abi.h"
#include "celian/celian.h"
#include "engine.hpp"

namespace {

class Bytes {
 public:
  Bytes(const std::uint8_t* data, std::size_t size) : data_(data), size_(size) {}
  std::uint8_t next() { return at_ < size_ ? data_[at_++] : 0; }
  std::int64_t below(std::int64_t n) { return next() % n; }
  bool one_in(int n) { return next() % n == 1; }
  bool empty() const { return at_ >= size_; }

 private:
  const std::uint8_t* data_;
  std::size_t size_, at_ = 0;
};

constexpr const char* kNames[] = {"sex",
                                  "school_grade",
                                  "age_years",
                                  "age_months",
                                  "birth_date",
                                  "date",
                                  "height",
                                  "weight",
                                  "bmi",
                                  "run_50m",
                                  "grip_strength",
                                  "vital_capacity",
                                  "id",
                                  "rope_skipping_1min",
                                  "pull_up",
                                  "sit_and_reach"};
constexpr const char* kFormats[] = {"f",   "g",  "c",     "C", "s",    "S", "i",   "I",
                                    "l",   "L",  "u",     "U", "b",    "n", "tdD", "e",
                                    "w:3", "+s", "d:9,2", "",  "tsu:", "z"};
constexpr const char* kTexts[] = {"male", "female", "primary_1", "junior_3", "senior_2", "", "x"};
constexpr const char* kOptions[] = {
    R"({"standard": "cn.moe.student-fitness@2014"})",
    R"({"standard": "cn.gas.physique.adult@2023", "threads": 2})",
    R"({"standard": "cn.gas.physique.preschool@2003", "passthrough": ["id"]})",
    R"({"standard": "cn.gas.physique.older@2003", "as_of": "2026-11-21", "passthrough": ["id", "sex"]})"};

// One array with everything that it points to; nothing in it is shared.
struct Node {
  ArrowSchema schema{};
  ArrowArray array{};
  std::string format, name;
  std::vector<std::unique_ptr<std::uint8_t[]>> memory;
  std::vector<const void*> buffers;
  std::vector<ArrowSchema*> schemas;
  std::vector<ArrowArray*> arrays;
  std::deque<Node> below;

  std::uint8_t* buffer(std::size_t size) {
    memory.push_back(std::make_unique<std::uint8_t[]>(size == 0 ? 1 : size));
    buffers.push_back(memory.back().get());
    return memory.back().get();
  }
};

void nothing(ArrowSchema*) {}
void nothing(ArrowArray*) {}

std::size_t width_of(const std::string& f) {
  if (f == "c" || f == "C") return 1;
  if (f == "s" || f == "S" || f == "e") return 2;
  if (f == "f" || f == "i" || f == "I" || f == "tdD") return 4;
  if (f == "w:3") return 3;
  if (f == "d:9,2") return 16;
  return 8;
}

void fill_texts(Bytes& in, Node& n, std::size_t rows, bool large) {
  std::string text;
  std::vector<std::int64_t> offsets = {0};
  for (std::size_t i = 0; i < rows; ++i) {
    text += kTexts[static_cast<std::size_t>(in.below(std::size(kTexts)))];
    offsets.push_back(static_cast<std::int64_t>(text.size()));
  }
  // Offsets that run backwards, though inside the text.
  if (in.one_in(8) && rows > 0)
    offsets[static_cast<std::size_t>(in.below(static_cast<std::int64_t>(rows)))] =
        static_cast<std::int64_t>(text.size());
  const std::size_t each = large ? 8 : 4;
  std::uint8_t* const to = n.buffer(offsets.size() * each);
  for (std::size_t i = 0; i < offsets.size(); ++i) {
    const auto narrow = static_cast<std::int32_t>(offsets[i]);
    if (large) {
      std::memcpy(to + i * 8, &offsets[i], 8);
    } else {
      std::memcpy(to + i * 4, &narrow, 4);
    }
  }
  std::memcpy(n.buffer(text.size()), text.data(), text.size());
}

void fill_values(Bytes& in, Node& n, std::size_t rows) {
  if (n.format == "u" || n.format == "U" || n.format == "z")
    return fill_texts(in, n, rows, n.format == "U");
  if (n.format == "b") {
    std::uint8_t* const to = n.buffer((rows + 7) / 8);
    for (std::size_t i = 0; i < (rows + 7) / 8; ++i) to[i] = in.next();
    return;
  }
  const std::size_t width = width_of(n.format);
  std::uint8_t* const to = n.buffer(rows * width);
  for (std::size_t i = 0; i < rows; ++i) {
    // Mostly small whole numbers, sometimes any bits (NaN, infinity, the largest of the type).
    const std::uint8_t b = in.next();
    if (b >= 250) {
      for (std::size_t k = 0; k < width; ++k) to[i * width + k] = in.next();
    } else if (n.format == "f") {
      const float v = static_cast<float>(b) * 4;
      std::memcpy(to + i * 4, &v, 4);
    } else if (n.format == "g") {
      const double v = b * 4.1;
      std::memcpy(to + i * 8, &v, 8);
    } else {
      to[i * width] = b;
    }
  }
}

void make(Bytes& in, Node& n, const char* name, std::int64_t rows, int depth) {
  n.name = name;
  n.format = kFormats[static_cast<std::size_t>(in.below(std::size(kFormats)))];
  n.array.offset = in.one_in(4) ? in.below(9) : 0;
  n.array.length = in.one_in(16) ? in.below(40) : rows;
  n.array.null_count = in.one_in(4) ? -1 : in.one_in(4) ? in.below(8) : 0;
  const auto total = static_cast<std::size_t>(n.array.length + n.array.offset);
  const bool indexed = depth < 2 && in.one_in(6);
  if (n.format == "+s" && depth < 2) {
    n.buffers.push_back(nullptr);
    make(in, n.below.emplace_back(), "inner", n.array.length, depth + 1);
  } else if (n.format != "n") {
    if (n.array.null_count != 0) {
      std::uint8_t* const bits = n.buffer((total + 7) / 8);
      for (std::size_t i = 0; i < (total + 7) / 8; ++i) bits[i] = in.next();
    } else {
      n.buffers.push_back(nullptr);
    }
    fill_values(in, n, total);
  }
  if (indexed) {
    Node& words = n.below.emplace_back();
    make(in, words, "words", in.below(8), depth + 1);
    n.schema.dictionary = &words.schema;
    n.array.dictionary = &words.array;
  }
  for (Node& x : n.below) {
    if (&x.schema == n.schema.dictionary) continue;
    n.schemas.push_back(&x.schema);
    n.arrays.push_back(&x.array);
  }
  n.schema.format = n.format.c_str();
  n.schema.name = in.one_in(32) ? nullptr : n.name.c_str();
  n.schema.flags = in.below(8);
  n.schema.n_children = n.array.n_children = static_cast<std::int64_t>(n.schemas.size());
  n.schema.children = n.schemas.empty() ? nullptr : n.schemas.data();
  n.array.children = n.arrays.empty() ? nullptr : n.arrays.data();
  n.array.n_buffers = static_cast<std::int64_t>(n.buffers.size());
  n.array.buffers = n.buffers.empty() ? nullptr : n.buffers.data();
  n.schema.release = in.one_in(64) ? nullptr : static_cast<void (*)(ArrowSchema*)>(nothing);
  n.array.release = in.one_in(64) ? nullptr : static_cast<void (*)(ArrowArray*)>(nothing);
  if (in.one_in(64)) n.array.n_buffers = in.below(4);
  if (in.one_in(64)) n.array.length = -in.below(4);
  if (in.one_in(64)) n.array.buffers = nullptr;
}

struct Result {
  ArrowSchema schema{};
  ArrowArray array{};
  celian_status status = CELIAN_STATUS_OK;
};

Result score(const char* options, const Node& table) {
  Result r;
  celian_error error{};
  error.struct_size = sizeof error;
  r.status = celian_score_batch(engine(), options, &table.schema, &table.array, &r.schema, &r.array,
                                &error);
  if (r.status == CELIAN_STATUS_INTERNAL) std::abort();
  if (r.status != CELIAN_STATUS_OK &&
      (error.message[0] == '\0' || r.schema.release != nullptr || r.array.release != nullptr))
    std::abort();
  if (r.status == CELIAN_STATUS_OK && r.array.length != table.array.length) std::abort();
  return r;
}

// Points and outcomes are the same bytes in both results; columns that were handed on may hold
// anything, also what no sanitizer lets a test look at.
void compare(const Result& a, const Result& b) {
  if (a.status != b.status || a.schema.n_children != b.schema.n_children) std::abort();
  for (std::int64_t c = 0; c < a.array.n_children; ++c) {
    const std::string name = a.schema.children[c]->name;
    if (name.find(".outcome") == std::string::npos) continue;
    const ArrowArray &x = *a.array.children[c], &y = *b.array.children[c];
    if (x.length != y.length) std::abort();
    if (std::memcmp(x.buffers[1], y.buffers[1], static_cast<std::size_t>(x.length)) != 0)
      std::abort();
  }
}

void release(Result& r) {
  if (r.schema.release != nullptr) r.schema.release(&r.schema);
  if (r.array.release != nullptr) r.array.release(&r.array);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  Bytes in(data, size);
  const char* const options = kOptions[static_cast<std::size_t>(in.below(std::size(kOptions)))];
  const std::int64_t rows = in.below(40);
  Node table;
  table.format = in.one_in(64) ? "f" : "+s";
  table.array.length = rows;
  table.array.offset = in.one_in(8) ? in.below(5) : 0;
  table.buffers = {nullptr};
  if (in.one_in(8)) {
    table.buffers.clear();
    const auto n = static_cast<std::size_t>(rows + table.array.offset + 7) / 8;
    std::uint8_t* const bits = table.buffer(n);
    for (std::size_t i = 0; i < n; ++i) bits[i] = in.next();
    table.array.null_count = -1;
  }
  while (!in.empty() && table.below.size() < 12) {
    const char* const name = kNames[static_cast<std::size_t>(in.below(std::size(kNames)))];
    make(in, table.below.emplace_back(), name, rows + table.array.offset, 0);
  }
  for (Node& x : table.below) {
    table.schemas.push_back(&x.schema);
    table.arrays.push_back(&x.array);
  }
  table.schema.format = table.format.c_str();
  table.schema.name = "";
  table.schema.children = table.schemas.data();
  table.array.children = table.arrays.data();
  table.schema.n_children = table.array.n_children =
      static_cast<std::int64_t>(table.schemas.size());
  table.array.n_buffers = 1;
  table.array.buffers = table.buffers.data();
  table.schema.release = nothing;
  table.array.release = nothing;
  Result first = score(options, table), again = score(options, table);
  compare(first, again);
  release(first);
  release(again);
  return 0;
}
