#include "base/partial_date.hpp"

#include <gtest/gtest.h>

namespace celian {
namespace {

TEST(PartialDate, LastDayOfWhatIsSaid) {
  struct Case {
    const char* text;
    const char* last;
  };
  const Case cases[] = {{"2019", "2019-12-31"},       {"2019-04", "2019-04-30"},
                        {"2023-02", "2023-02-28"},    {"2024-02", "2024-02-29"},
                        {"2024-02-10", "2024-02-10"}, {"2024-12", "2024-12-31"}};
  for (const Case& c : cases) {
    const auto last = last_day_of(c.text);
    ASSERT_TRUE(last.has_value()) << c.text;
    EXPECT_EQ(last->iso(), c.last) << c.text;
  }
}

TEST(PartialDate, RefusesWhatIsNone) {
  for (const char* text : {"", "19", "2019-13", "2019-00", "2019-4", "2019-04-31", "0000",
                           "last year", "2019年", "20190430", "abcd"}) {
    EXPECT_FALSE(last_day_of(text).has_value()) << '"' << text << '"';
  }
}

}  // namespace
}  // namespace celian
