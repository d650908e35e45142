// One block of rows through all steps. A worker belongs to one thread; its scratch is all the
// memory that it needs.
#pragma once

#include <cstdint>
#include <vector>

#include "batch/inputs.hpp"
#include "batch/kernel.hpp"
#include "batch/outputs.hpp"
#include "batch/plan.hpp"

namespace celian::batch {

class Worker {
 public:
  Worker(const Plan& plan, const Inputs& in, const Outputs& out, const Kernels& kernels,
         bool is_slow);

  // Rows [first, first + n); n <= kBlock, first a multiple of it. Errors: of single rows.
  Result<void> run(std::int64_t first, std::size_t n);
  const Counts& counts() const noexcept { return counts_; }

 private:
  // Where the readings of an item come from, found once.
  struct Source {
    std::vector<const columns::Column*> columns;
    const columns::Column* height = nullptr;
    const columns::Column* weight = nullptr;
    // By class, if the item has no column at all: what follows is the same for all of a class.
    std::vector<std::uint8_t> outcomes;
  };
  struct Places {
    std::vector<std::uint16_t> place;
    std::vector<std::uint8_t> off;
    bool any_off = false;
    Places() : place(kBlock), off(kBlock) {}
  };

  void look_up_absent(const Plan::Item& item, Source& source);
  Result<void> classify(std::int64_t first, std::size_t n);
  const std::uint8_t* valid(const columns::Column& column, std::int64_t first, std::size_t n,
                            std::vector<std::uint8_t>& scratch) const;
  const double* doubles(const columns::Column& column, std::int64_t first, std::size_t n,
                        const std::uint8_t* valid, std::vector<double>& scratch) const;
  void read(const columns::Column& column, const Grid& grid, std::int64_t first, std::size_t n,
            Places& out);
  void read_bmi(const Plan::Item& item, const Source& source, std::int64_t first, std::size_t n,
                Places& out);
  void merge(const Places& other, std::size_t n, Places& out) const;
  void find_places(const Plan::Item& item, const Source& source, std::int64_t first, std::size_t n);
  void look_up_open(const Plan::Item& item, std::size_t n);
  void look_up_by_height(const Plan::Item& item, const Source& source, std::int64_t first,
                         std::size_t n);
  Result<void> ask(std::int64_t row, std::size_t i);
  void pack(std::int64_t first, std::size_t n);

  const Plan& plan_;
  const Inputs& in_;
  const Outputs& out_;
  const Kernels& kernels_;
  const bool is_slow_;
  const ClassTable& classes_of_;
  std::vector<Source> sources_;
  std::vector<std::uint64_t> start_;  // by class: the sum over what no row can change
  Counts counts_;

  std::vector<std::int32_t> sex_, key_;
  std::vector<std::uint16_t> class_;
  std::vector<std::uint64_t> sums_;
  std::vector<std::uint8_t> ones_, valid_, weight_valid_, kinds_, other_kinds_;
  std::vector<std::uint8_t> has_total_, has_grade_, has_bonus_, ask_;
  std::vector<double> doubles_, weight_doubles_;
  Places places_, more_places_;
};

}  // namespace celian::batch
