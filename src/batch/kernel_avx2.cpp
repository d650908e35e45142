// Compiled with -mavx2 (CMakeLists.txt); called only where the processor has it.
#if defined(CELIAN_BATCH_X86)
#include "batch/kernel_impl.hpp"

namespace celian::batch {

const Kernels& avx2_kernels() noexcept {
  static constexpr Kernels kernels = make_kernels("avx2");
  return kernels;
}

}  // namespace celian::batch
#endif
