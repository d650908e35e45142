#include "catalog/name_words.hpp"

#include <algorithm>
#include <span>

#include "base/utf8.hpp"

namespace celian {

namespace {

// Longer words stand before shorter ones that they begin with.
constexpr std::string_view kMedicineWords[] = {
    // forms
    "缓释胶囊", "肠溶胶囊", "软胶囊", "胶囊", "缓释片", "控释片", "肠溶片", "分散片", "咀嚼片",
    "泡腾片", "薄膜衣片", "含片", "滴丸", "缓释", "控释", "肠溶", "颗粒剂", "颗粒", "片剂", "片",
    "注射液", "注射剂", "注射用", "笔芯", "预填充", "吸入粉雾剂", "粉雾剂", "气雾剂", "喷雾剂",
    "吸入剂", "雾化液", "喷剂", "滴眼液", "口服液", "口服溶液", "混悬液", "贴剂", "贴片", "贴膏",
    "凝胶", "乳膏", "软膏", "栓", "散剂", "冲剂", "tablets", "tablet", "tabs", "tab", "capsules",
    "capsule", "caps", "cap", "injection", "inj", "inhaler", "spray", "pen", "sustained",
    "extended", "release", "retard", "sr", "er", "xr", "xl", "cr", "la", "ir", "ec",
    // salts as English writes them
    "hydrochloride", "hcl", "tartrate", "succinate", "besylate", "besilate", "maleate", "fumarate",
    "mesylate", "potassium", "sodium", "calcium", "sulfate", "sulphate", "acetate",
    // amounts
    "万单位", "单位", "毫克", "微克", "毫升", "mg", "mcg", "ug", "μg", "µg", "ml", "iu", "g", "u",
    "克", "粒", "支", "袋", "瓶", "盒", "颗", "丸", "滴", "喷", "吸", "揿", "半", "一", "二", "两",
    "三", "四", "x",
    // times
    "每日", "每天", "每晚", "每早", "每周", "每次", "一日", "一天", "早晚", "早上", "晚上", "中午",
    "睡前", "饭前", "饭后", "餐前", "餐后", "餐中", "空腹", "随餐", "顿服", "必要时", "长期",
    "规律", "日", "天", "周", "次", "早", "晚", "分", "qd", "bid", "tid", "qid", "qn", "qod", "qw",
    "q8h", "q12h", "prn", "hs", "am", "pm", "once", "twice", "daily", "day", "a", "per", "week",
    "weekly", "times", "at", "night", "as", "needed", "every", "morning", "evening",
    // ways
    "口服", "皮下注射", "皮下", "静脉", "肌注", "注射", "吸入", "外用", "含服", "舌下", "服用",
    "服", "po", "iv", "im", "sc", "ih", "oral"};

constexpr std::string_view kConditionWords[] = {
    "病史", "史", "多年", "余年", "个月", "年",   "月",    "级",    "期",    "左侧",  "右侧",
    "双侧", "左", "右",   "双",   "余",   "year", "years", "since", "grade", "stage", "for"};

constexpr std::string_view kSymptomWords[] = {"小时", "分钟",  "个月", "天",    "日",  "周", "月",
                                              "年",   "次",    "余",   "℃",     "度",  "c",  "days",
                                              "day",  "hours", "hour", "weeks", "week"};

constexpr std::string_view kSalts[] = {"盐酸", "酒石酸",   "琥珀酸", "苯磺酸", "马来酸", "富马酸",
                                       "硫酸", "甲磺酸",   "枸橼酸", "磷酸",   "醋酸",   "氢溴酸",
                                       "草酸", "门冬氨酸", "tab.",   "tab ",   "cap.",   "cap ",
                                       "inj.", "inj ",     "口服",   "服用"};

constexpr std::string_view kSeparators = " ,.;:()[]/*+~-";
constexpr std::string_view kWideSeparators[] = {"、", "。", "×", "～", "·", "【", "】"};

bool is_letter(char c) { return c >= 'a' && c <= 'z'; }

std::span<const std::string_view> words_of(NameKind kind) {
  switch (kind) {
    case NameKind::medicine: return kMedicineWords;
    case NameKind::condition: return kConditionWords;
    case NameKind::symptom: return kSymptomWords;
  }
  return {};
}

bool starts(std::string_view text, std::string_view word) {
  return text.substr(0, word.size()) == word;
}

// Bytes of the separator, digit or word at the start; 0 if there is something else.
std::size_t step(std::string_view rest, NameKind kind) {
  if (kSeparators.find(rest.front()) != std::string_view::npos || rest.front() == '%') return 1;
  if (rest.front() >= '0' && rest.front() <= '9') return 1;
  for (const std::string_view s : kWideSeparators) {
    if (starts(rest, s)) return s.size();
  }
  std::size_t longest = 0;
  for (const std::string_view word : words_of(kind)) {
    if (word.size() <= longest || !starts(rest, word)) continue;
    // "er" is a form in "er 25mg" and the start of another word in "ergotamine".
    const bool ends =
        !is_letter(word.back()) || rest.size() == word.size() || !is_letter(rest[word.size()]);
    if (ends) longest = word.size();
  }
  return longest;
}

}  // namespace

bool is_only_words(std::string_view rest, NameKind kind) {
  while (!rest.empty()) {
    const std::size_t n = step(rest, kind);
    if (n == 0) return false;
    rest.remove_prefix(n);
  }
  return true;
}

std::string_view without_prefix(std::string_view normal, NameKind kind) {
  if (kind != NameKind::medicine) return normal;
  for (const std::string_view salt : kSalts) {
    if (starts(normal, salt) && normal.size() > salt.size()) return normal.substr(salt.size());
  }
  return normal;
}

}  // namespace celian
