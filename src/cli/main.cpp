// celian: the command line. Only this file knows boost::program_options.
#include <algorithm>
#include <boost/program_options.hpp>
#include <cstdio>
#include <exception>
#include <iostream>
#include <new>
#include <string>

#include "celian/catalog.hpp"
#include "celian/version.hpp"
#include "cli/command.hpp"
#include "cli/interruption.hpp"

namespace {

namespace po = boost::program_options;
using celian::cli::Arguments;
using celian::cli::Command;
using celian::cli::OptionSpec;

// Boost takes a lone "-" for an option; here it is a file.
constexpr const char* kDash = "\x01-";

int overview(std::ostream& out) {
  out << "celian: fitness assessment and exercise prescription (测 measure, 评 assess, 导 guide, "
         "练 train)\n\n"
         "usage: celian COMMAND [ARGUMENTS]\n\n";
  for (const Command& c : celian::cli::commands()) {
    std::string name = c.name;
    name.resize(12, ' ');
    out << "  " << name << c.summary << "\n";
  }
  out << "\ncelian COMMAND --help says more.\ncelian --version names the versions of program and "
         "data.\n"
         "Exit codes: 0 done, 1 done with rejected rows, 2 usage, 3 bad input, 4 internal.\n";
  return celian::cli::kDone;
}

int version() {
  const auto catalog = celian::Catalog::builtin();
  std::cout << "celian " << celian::kVersion << ", data "
            << (catalog ? std::string((*catalog)->version()) : "unreadable") << "\n";
  return catalog ? celian::cli::kDone : celian::cli::kInternal;
}

int help(const Command& c) {
  std::cout << "usage: celian " << c.name << " " << c.arguments << "\n\n" << c.summary << ".\n\n";
  for (const OptionSpec& o : c.options) {
    std::string left = std::string("  ") +
                       (o.letter != 0 ? std::string("-") + o.letter + ", " : "") + "--" + o.name +
                       (*o.value != 0 ? std::string(" ") + o.value : "");
    left.resize(std::max<std::size_t>(left.size() + 1, 30), ' ');
    std::cout << left << o.help << "\n";
  }
  std::cout << "  --help                      this text\n";
  if (*c.details != 0) std::cout << "\n" << c.details;
  return celian::cli::kDone;
}

po::options_description description(const Command& c) {
  po::options_description out;
  for (const OptionSpec& o : c.options) {
    const std::string name =
        o.letter != 0 ? std::string(o.name) + "," + o.letter : std::string(o.name);
    if (*o.value == 0) {
      out.add_options()(name.c_str(), o.help);
    } else {
      out.add_options()(name.c_str(), po::value<std::vector<std::string>>()->composing(), o.help);
    }
  }
  out.add_options()("help,h", "")("positional", po::value<std::vector<std::string>>());
  return out;
}

std::string plain(const std::string& text) { return text == kDash ? "-" : text; }

int run(const Command& c, std::vector<std::string> words) {
  std::replace(words.begin(), words.end(), std::string("-"), std::string(kDash));
  const po::options_description options = description(c);
  po::positional_options_description positional;
  positional.add("positional", -1);
  po::variables_map found;
  try {
    using po::command_line_style::style_t;
    constexpr int kStyle = static_cast<int>(po::command_line_style::default_style) &
                           ~static_cast<int>(po::command_line_style::allow_guessing);
    po::store(
        po::command_line_parser(words).options(options).positional(positional).style(kStyle).run(),
        found);
  } catch (const po::error& e) {
    return celian::cli::complain_usage(c.name, e.what());
  }
  if (found.count("help") != 0) return help(c);

  Arguments arguments;
  for (const auto& [name, value] : found) {
    std::vector<std::string> texts;
    if (!value.empty() && value.value().type() == typeid(std::vector<std::string>))
      texts = value.as<std::vector<std::string>>();
    for (std::string& text : texts) text = plain(text);
    if (name == "positional") {
      arguments.positional = std::move(texts);
    } else {
      arguments.options[name] = std::move(texts);
    }
  }
  for (const OptionSpec& o : c.options) {
    const auto at = arguments.options.find(o.name);
    if (at != arguments.options.end() && at->second.size() > 1 && !o.repeats) {
      return celian::cli::complain_usage(c.name, std::string("--") + o.name + " is given twice");
    }
  }
  const std::size_t count = arguments.positional.size();
  if (count < c.least || count > c.most) {
    return celian::cli::complain_usage(
        c.name, std::string(count < c.least ? "something is missing" : "too many arguments") +
                    "; usage: celian " + c.name + " " + c.arguments);
  }
  return c.run(arguments);
}

int dispatch(const std::vector<std::string>& words) {
  if (words.empty()) {
    overview(std::cerr);
    return celian::cli::kUsage;
  }
  std::string name = words[0];
  if (name == "--help" || name == "-h") return overview(std::cout);
  if (name == "--version") return version();
  std::vector<std::string> rest(words.begin() + 1, words.end());
  if (name == "help") {
    if (rest.empty()) return overview(std::cout);
    name = rest[0];
    rest = {"--help"};
  }
  const auto all = celian::cli::commands();
  const auto at =
      std::find_if(all.begin(), all.end(), [&](const Command& c) { return c.name == name; });
  if (at == all.end())
    return celian::cli::complain_usage("", "no command is called '" + name + "'");
  return run(*at, std::move(rest));
}

}  // namespace

int main(int argc, char** argv) {
  try {
    const int code = dispatch(std::vector<std::string>(argv + 1, argv + argc));
    celian::cli::die_of_signal();
    std::cout.flush();
    if (std::cout) return code;
    std::cerr << "celian: standard output cannot be written\n";
    return celian::cli::kBadInput;
  } catch (const std::bad_alloc&) {
    std::cerr << "celian: out of memory\n";
  } catch (const std::exception& e) {
    std::cerr << "celian: internal error: " << e.what() << "\n";
  }
  return celian::cli::kInternal;
}
