#!/usr/bin/env bash
# run.sh BUILD_DIR WORK_DIR CC CXX LIBDIR
# Installs BUILD_DIR below WORK_DIR, then builds and runs a C and a C++ program with CMake
# (find_package) and with pkg-config. Nothing of the source tree is on any path.
set -euo pipefail
here="$(cd "$(dirname "$0")" && pwd)"
build="$1" work="$2" cc="$3" cxx="$4" libdir="$5"

rm -rf "$work"
mkdir -p "$work"
prefix="$work/prefix"
cmake --install "$build" --prefix "$prefix" >"$work/install.log"
export LD_LIBRARY_PATH="$prefix/$libdir"
# The .pc files carry the configured prefix; a package that was moved is told where it is now.
pc() { PKG_CONFIG_PATH="$prefix/$libdir/pkgconfig" \
         pkg-config --define-variable=prefix="$prefix" "$@"; }

echo "C, pkg-config"
# shellcheck disable=SC2046  # the flags are meant to be split
"$cc" -std=c99 -Wall -Wextra -Werror "$here/c/main.c" $(pc --cflags --libs celian) -o "$work/c_pc"
"$work/c_pc"

echo "C++, pkg-config"
# shellcheck disable=SC2046
"$cxx" -Wall -Wextra "$here/cpp/main.cpp" $(pc --cflags --libs celian-cpp) -o "$work/cpp_pc"
"$work/cpp_pc"

programs=(c cpp)
if [[ -e "$prefix/$libdir/pkgconfig/celian-store.pc" ]]; then
  programs+=(store)
  echo "store, pkg-config"
  # shellcheck disable=SC2046
  "$cxx" -Wall -Wextra "$here/store/main.cpp" $(pc --cflags --libs celian-store) -o "$work/store_pc"
  "$work/store_pc"
fi

for language in "${programs[@]}"; do
  echo "$language, CMake"
  cmake -S "$here/$language" -B "$work/$language" -G Ninja -DCMAKE_PREFIX_PATH="$prefix" \
    -DCMAKE_C_COMPILER="$cc" -DCMAKE_CXX_COMPILER="$cxx" >"$work/$language.log"
  cmake --build "$work/$language" >>"$work/$language.log" || { cat "$work/$language.log"; exit 1; }
  "$work/$language/consumer"
done

echo "C and C++ headers installed:"
(cd "$prefix/include/celian" && echo *)
[[ -z "$(find "$prefix/include" -name '*.in')" ]]
