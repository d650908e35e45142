// Which kernels run here.
#include <string_view>

#include "batch/kernel.hpp"

namespace celian::batch {

const Kernels* find_kernels(const char* name) noexcept {
  const std::string_view wanted = name;
#if defined(CELIAN_BATCH_X86)
  const bool has_avx512 = __builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512bw") &&
                          __builtin_cpu_supports("avx512vl") && __builtin_cpu_supports("avx512dq");
  if (has_avx512 && (wanted.empty() || wanted == "avx512")) return &avx512_kernels();
  if (__builtin_cpu_supports("avx2") && (wanted.empty() || wanted == "avx2"))
    return &avx2_kernels();
#endif
  return wanted.empty() || wanted == "baseline" ? &baseline_kernels() : nullptr;
}

}  // namespace celian::batch
