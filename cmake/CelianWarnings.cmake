# Compiler settings that hold for every file of this project, and for nobody who uses it.

set(CMAKE_CXX_STANDARD 20)
set(CMAKE_CXX_STANDARD_REQUIRED ON)
set(CMAKE_CXX_EXTENSIONS OFF)
set(CMAKE_C_STANDARD 11)
set(CMAKE_C_STANDARD_REQUIRED ON)
set(CMAKE_C_VISIBILITY_PRESET hidden)
set(CMAKE_CXX_VISIBILITY_PRESET hidden)
set(CMAKE_VISIBILITY_INLINES_HIDDEN ON)
set(CMAKE_POSITION_INDEPENDENT_CODE ON)

# A fused multiply-add rounds once where two operations round twice: results would then differ
# between machines, and a grade could differ with them.
add_compile_options(-ffp-contract=off)

if(CELIAN_SANITIZE)
  add_compile_options(-fsanitize=${CELIAN_SANITIZE} -fno-sanitize-recover=all
                      -fno-omit-frame-pointer)
  add_link_options(-fsanitize=${CELIAN_SANITIZE})
endif()
if(CELIAN_FUZZ)
  if(NOT CMAKE_CXX_COMPILER_ID MATCHES Clang)
    message(FATAL_ERROR "CELIAN_FUZZ needs clang; use the preset `fuzz`")
  endif()
  add_compile_options(-fsanitize=fuzzer-no-link)
endif()

find_program(CELIAN_CCACHE ccache)
mark_as_advanced(CELIAN_CCACHE)
if(CELIAN_CCACHE AND PROJECT_IS_TOP_LEVEL)
  foreach(language C CXX)
    if(NOT CMAKE_${language}_COMPILER_LAUNCHER)
      set(CMAKE_${language}_COMPILER_LAUNCHER "${CELIAN_CCACHE}")
    endif()
  endforeach()
endif()

if(CELIAN_CLANG_TIDY)
  find_program(CELIAN_CLANG_TIDY_PROGRAM NAMES clang-tidy-14 clang-tidy REQUIRED)
  set(CMAKE_CXX_CLANG_TIDY "${CELIAN_CLANG_TIDY_PROGRAM}" --quiet)
endif()

set(celian_warnings_common -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wsign-conversion
    -Wdouble-promotion -Wformat=2 -Wundef -Wcast-align -Wcast-qual -Wimplicit-fallthrough)
set(celian_warnings_cxx -Wnon-virtual-dtor -Woverloaded-virtual -Wold-style-cast
    -Wextra-semi)
set(celian_warnings_c -Wstrict-prototypes -Wmissing-prototypes)
if(CMAKE_CXX_COMPILER_ID STREQUAL GNU)
  list(APPEND celian_warnings_common -Wduplicated-cond -Wduplicated-branches -Wlogical-op)
  if(CELIAN_SANITIZE)
    # gcc 12 sees "may be uninitialised" in the code that its own sanitizers insert.
    list(APPEND celian_warnings_common -Wno-maybe-uninitialized)
  endif()
endif()
if(CELIAN_WERROR)
  list(APPEND celian_warnings_common -Werror)
endif()

# Turns the project's warnings on for one target.
function(celian_warnings target)
  target_compile_options(${target} PRIVATE ${celian_warnings_common}
    $<$<COMPILE_LANGUAGE:CXX>:${celian_warnings_cxx}>
    $<$<COMPILE_LANGUAGE:C>:${celian_warnings_c}>)
endfunction()
