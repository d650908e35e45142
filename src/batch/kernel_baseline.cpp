// For every processor of the architecture.
#include "batch/kernel_impl.hpp"

namespace celian::batch {

const Kernels& baseline_kernels() noexcept {
  static constexpr Kernels kernels = make_kernels("baseline");
  return kernels;
}

}  // namespace celian::batch
