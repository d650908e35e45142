# celian_module(<name> [FOLDER f] [FILES f...] [EXCLUDE f...] [IF v] [APART] [LIBS l...] [DEPS m...])
#   One internal static library `celian_<name>` from src/<name>/**/*.cpp (or src/<FOLDER>, or
#   just FILES, relative to src/). DEPS are other modules; they are the allowed #include edges.
#   LIBS are system libraries by link name (`sqlite3`), so that an installed archive can repeat
#   them without any find_package on the other side. IF: an empty target unless the variable v is
#   true. APART: installed as an archive of its own, so that nobody else needs its LIBS.
#
# celian_test(<module> [LIBS l...])
#   One executable `<module>_test` from tests/unit/<module>/*_test.cpp, one CTest test, label
#   `unit`. Skipped while the folder has no test, or the module no code.

set_property(GLOBAL PROPERTY CELIAN_SYSTEM_LIBS "")
set_property(GLOBAL PROPERTY CELIAN_MODULES "")

function(celian_module name)
  cmake_parse_arguments(PARSE_ARGV 1 arg "APART" "FOLDER;IF" "FILES;EXCLUDE;DEPS;LIBS")
  set(target celian_${name})
  set(sources)
  if(arg_FILES)
    foreach(file IN LISTS arg_FILES)
      # By glob, so that the appearance of the file makes CMake run again.
      file(GLOB found CONFIGURE_DEPENDS "${PROJECT_SOURCE_DIR}/src/${file}")
      list(APPEND sources ${found})
    endforeach()
  else()
    if(NOT arg_FOLDER)
      set(arg_FOLDER ${name})
    endif()
    file(GLOB_RECURSE sources CONFIGURE_DEPENDS "${PROJECT_SOURCE_DIR}/src/${arg_FOLDER}/*.cpp")
    # The main program of a tool is not part of the tool's library.
    foreach(file IN LISTS arg_EXCLUDE ITEMS main.cpp)
      list(REMOVE_ITEM sources "${PROJECT_SOURCE_DIR}/src/${arg_FOLDER}/${file}")
    endforeach()
  endif()

  if(arg_IF AND NOT ${arg_IF})
    set(sources)
  endif()

  if(sources)
    add_library(${target} STATIC ${sources})
    set(scope PUBLIC)
    celian_warnings(${target})
    if(name MATCHES "^(batch|csv|exchange)$")
      target_compile_options(${target} PRIVATE $<$<CONFIG:Release>:-O3>)
    endif()
    if(NOT arg_APART)
      set_property(GLOBAL APPEND PROPERTY CELIAN_MODULES ${name})
    endif()
  else()
    add_library(${target} INTERFACE)
    set(scope INTERFACE)
  endif()
  target_include_directories(${target} ${scope} "${PROJECT_SOURCE_DIR}/include"
    "${PROJECT_BINARY_DIR}/include" "${PROJECT_SOURCE_DIR}/src")
  foreach(module IN LISTS arg_DEPS)
    target_link_libraries(${target} ${scope} celian_${module})
  endforeach()
  if(sources AND arg_LIBS)
    target_link_libraries(${target} ${scope} ${arg_LIBS})
    if(NOT arg_APART)
      set_property(GLOBAL APPEND PROPERTY CELIAN_SYSTEM_LIBS ${arg_LIBS})
    endif()
  endif()
endfunction()

function(celian_test module)
  cmake_parse_arguments(PARSE_ARGV 1 arg "" "" "LIBS")
  file(GLOB sources CONFIGURE_DEPENDS "${PROJECT_SOURCE_DIR}/tests/unit/${module}/*_test.cpp")
  get_target_property(type celian_${module} TYPE)
  if(NOT sources OR type STREQUAL "INTERFACE_LIBRARY")
    return()
  endif()
  set(target ${module}_test)
  add_executable(${target} ${sources})
  celian_warnings(${target})
  target_compile_definitions(${target} PRIVATE CELIAN_SOURCE_DIR="${PROJECT_SOURCE_DIR}")
  # Tests compile for minutes and run for seconds. What they test is compiled as the preset says.
  target_compile_options(${target} PRIVATE -O0)
  target_link_libraries(${target} PRIVATE celian_${module} ${arg_LIBS} GTest::gtest_main)
  add_test(NAME ${module} COMMAND ${target} --gtest_brief=1)
  set_tests_properties(${module} PROPERTIES LABELS unit)
endfunction()

# The loops of src/batch are compiled several times, for processors of several ages; which one runs
# is decided at run time. The flags are for these files only: what else they include would
# otherwise be compiled for the newest processor and might be linked for all.
function(celian_batch_kernels)
  if(NOT CMAKE_SYSTEM_PROCESSOR MATCHES "^(x86_64|AMD64)$" OR NOT TARGET celian_batch
     OR EMSCRIPTEN OR NOT CMAKE_CXX_COMPILER_ID MATCHES "GNU|Clang")
    return()
  endif()
  target_compile_definitions(celian_batch PRIVATE CELIAN_BATCH_X86)
  set(folder "${PROJECT_SOURCE_DIR}/src/batch")
  set_source_files_properties("${folder}/kernel_avx2.cpp" PROPERTIES
    COMPILE_OPTIONS "-mavx2")
  set_source_files_properties("${folder}/kernel_avx512.cpp" PROPERTIES
    COMPILE_OPTIONS "-mavx512f;-mavx512bw;-mavx512vl;-mavx512dq;-mprefer-vector-width=512")
  # -O3 for vector code; floating-point traps are nothing that these loops could raise and wait for.
  foreach(kernel baseline avx2 avx512)
    set_property(SOURCE "${folder}/kernel_${kernel}.cpp" APPEND PROPERTY COMPILE_OPTIONS
      "$<$<NOT:$<CONFIG:Debug>>:-O3>" -fno-trapping-math)
  endforeach()
endfunction()
