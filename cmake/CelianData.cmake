# The compiled-in knowledge: data/** -> celian_datac (host tool) -> gen/catalog_gen.cpp ->
# the static library `celian_knowledge` (declared in src/catalog/knowledge.hpp).
#
# CELIAN_KNOWLEDGE_CPP may name a ready-made catalog_gen.cpp. A cross build (WebAssembly) sets
# it to the file of the native build, since it cannot run the tool that it has just compiled.

option(CELIAN_DRAFT_DATA "Compile data/ in although a check refuses it (what does not decode is left out)" OFF)
set(CELIAN_KNOWLEDGE_CPP "" CACHE FILEPATH "Ready-made catalog_gen.cpp for a cross build")

# An executable `celian_<module>` cannot share its name with the module's library, so the
# library of a tool is `celian_<module>` and its program `celian_<module>_tool`, on disk
# `celian_<module>`.
function(celian_host_tool module)
  set(main "${PROJECT_SOURCE_DIR}/src/${module}/main.cpp")
  if(NOT EXISTS "${main}" OR CELIAN_KNOWLEDGE_CPP)
    return()
  endif()
  add_executable(celian_${module}_tool "${main}")
  set_target_properties(celian_${module}_tool PROPERTIES OUTPUT_NAME celian_${module}
    RUNTIME_OUTPUT_DIRECTORY "${PROJECT_BINARY_DIR}")
  celian_warnings(celian_${module}_tool)
  target_link_libraries(celian_${module}_tool PRIVATE celian_${module})
endfunction()

function(celian_knowledge)
  # By glob, so that the appearance of the tool makes CMake run again.
  file(GLOB unused CONFIGURE_DEPENDS "${PROJECT_SOURCE_DIR}/src/datac/main.cpp")
  if(CELIAN_KNOWLEDGE_CPP)
    set(generated "${CELIAN_KNOWLEDGE_CPP}")
  elseif(TARGET celian_datac_tool)
    set(generated "${PROJECT_BINARY_DIR}/gen/catalog_gen.cpp")
    file(GLOB_RECURSE data CONFIGURE_DEPENDS "${PROJECT_SOURCE_DIR}/data/*")
    add_custom_command(
      OUTPUT "${generated}"
      COMMAND ${CMAKE_COMMAND} -E make_directory "${PROJECT_BINARY_DIR}/gen"
      COMMAND celian_datac_tool build "${PROJECT_SOURCE_DIR}/data" "${generated}"
              $<$<BOOL:${CELIAN_DRAFT_DATA}>:--draft>
      COMMAND_EXPAND_LISTS
      DEPENDS celian_datac_tool ${data}
      COMMENT "Checking data/ and compiling it in"
      VERBATIM)
  else()
    message(STATUS "celian: no src/datac/main.cpp yet, so no compiled-in knowledge")
    add_library(celian_knowledge INTERFACE)
    return()
  endif()
  add_library(celian_knowledge STATIC "${generated}")
  # Text only: nothing to optimise, and the compiler's view of long literals is known.
  set_source_files_properties("${generated}" PROPERTIES COMPILE_OPTIONS "-O0;-g0")
  target_include_directories(celian_knowledge PRIVATE "${PROJECT_SOURCE_DIR}/include"
    "${PROJECT_SOURCE_DIR}/src")
  set_property(GLOBAL APPEND PROPERTY CELIAN_MODULES knowledge)
endfunction()
