# What a user gets: the C library, the C++ library, the command, and the files by which CMake
# and pkg-config find them. See docs/decisions/003-static-modules-two-libraries.md.

include(CMakePackageConfigHelpers)
get_property(celian_modules GLOBAL PROPERTY CELIAN_MODULES)
get_property(celian_system_libs GLOBAL PROPERTY CELIAN_SYSTEM_LIBS)
list(REMOVE_DUPLICATES celian_system_libs)
set(celian_installed)

# celian::celian, the C++ API: one archive made of the objects of all modules that it needs.
set(objects)
foreach(module IN LISTS celian_modules)
  if(NOT module MATCHES "^(capi|cli|datac)$")
    list(APPEND objects $<TARGET_OBJECTS:celian_${module}>)
  endif()
endforeach()
find_package(Threads REQUIRED)
add_library(celian_cpp STATIC ${objects})
add_library(celian::celian ALIAS celian_cpp)
set_target_properties(celian_cpp PROPERTIES OUTPUT_NAME celian-cpp EXPORT_NAME celian
  LINKER_LANGUAGE CXX)
target_compile_features(celian_cpp INTERFACE cxx_std_20)
target_include_directories(celian_cpp INTERFACE
  $<BUILD_INTERFACE:${PROJECT_SOURCE_DIR}/include>
  $<BUILD_INTERFACE:${PROJECT_BINARY_DIR}/include>
  $<INSTALL_INTERFACE:${CMAKE_INSTALL_INCLUDEDIR}>)
target_link_libraries(celian_cpp INTERFACE ${celian_system_libs} Threads::Threads)
list(APPEND celian_installed celian_cpp)

# celian::store, the record of events: apart, because of what it is linked with.
set(celian_store_libs sqlite3 sodium boost_serialization)
if(CELIAN_HAS_STORE)
  add_library(celian_store_cpp STATIC $<TARGET_OBJECTS:celian_store>)
  add_library(celian::store ALIAS celian_store_cpp)
  set_target_properties(celian_store_cpp PROPERTIES OUTPUT_NAME celian-store EXPORT_NAME store
    LINKER_LANGUAGE CXX)
  target_link_libraries(celian_store_cpp INTERFACE celian_cpp ${celian_store_libs})
  list(APPEND celian_installed celian_store_cpp)
endif()

# celian::c, the C ABI: it shows the symbols of celian.map and no other.
if("capi" IN_LIST celian_modules)
  add_library(celian_c SHARED $<TARGET_OBJECTS:celian_capi>)
  add_library(celian::c ALIAS celian_c)
  set_target_properties(celian_c PROPERTIES OUTPUT_NAME celian EXPORT_NAME c
    VERSION ${PROJECT_VERSION} SOVERSION ${CELIAN_ABI} LINKER_LANGUAGE CXX)
  target_include_directories(celian_c INTERFACE
    $<BUILD_INTERFACE:${PROJECT_SOURCE_DIR}/include>
    $<INSTALL_INTERFACE:${CMAKE_INSTALL_INCLUDEDIR}>)
  target_link_libraries(celian_c PRIVATE celian_capi Threads::Threads)
  set(map "${PROJECT_SOURCE_DIR}/src/capi/celian.map")
  target_link_options(celian_c PRIVATE "LINKER:--version-script=${map}" "LINKER:--gc-sections")
  if(NOT CELIAN_SANITIZE)
    target_link_options(celian_c PRIVATE "LINKER:--no-undefined")
  endif()
  set_target_properties(celian_c PROPERTIES LINK_DEPENDS "${map}")
  list(APPEND celian_installed celian_c)
endif()

file(GLOB celian_cli_main CONFIGURE_DEPENDS "${PROJECT_SOURCE_DIR}/src/cli/main.cpp")
if(CELIAN_BUILD_CLI AND celian_cli_main)
  add_executable(celian_program "${celian_cli_main}")
  set_target_properties(celian_program PROPERTIES OUTPUT_NAME celian
    RUNTIME_OUTPUT_DIRECTORY "${PROJECT_BINARY_DIR}")
  celian_warnings(celian_program)
  target_link_libraries(celian_program PRIVATE celian_cli boost_program_options)
  install(TARGETS celian_program RUNTIME DESTINATION ${CMAKE_INSTALL_BINDIR})
endif()

if(NOT PROJECT_IS_TOP_LEVEL)
  return()
endif()

install(TARGETS ${celian_installed} EXPORT celian
  LIBRARY DESTINATION ${CMAKE_INSTALL_LIBDIR}
  ARCHIVE DESTINATION ${CMAKE_INSTALL_LIBDIR})
install(DIRECTORY include/celian DESTINATION ${CMAKE_INSTALL_INCLUDEDIR}
  FILES_MATCHING PATTERN "*.h" PATTERN "*.hpp")
install(FILES "${PROJECT_BINARY_DIR}/include/celian/version.hpp"
  DESTINATION ${CMAKE_INSTALL_INCLUDEDIR}/celian)

set(config_dir ${CMAKE_INSTALL_LIBDIR}/cmake/celian)
install(EXPORT celian NAMESPACE celian:: FILE celian-targets.cmake DESTINATION ${config_dir})
configure_package_config_file(cmake/config.cmake.in "${PROJECT_BINARY_DIR}/celian-config.cmake"
  INSTALL_DESTINATION ${config_dir})
write_basic_package_version_file("${PROJECT_BINARY_DIR}/celian-config-version.cmake"
  COMPATIBILITY SameMajorVersion)
install(FILES "${PROJECT_BINARY_DIR}/celian-config.cmake"
  "${PROJECT_BINARY_DIR}/celian-config-version.cmake" DESTINATION ${config_dir})

set(celian_pc_libs)
foreach(lib IN LISTS celian_system_libs)
  string(APPEND celian_pc_libs " -l${lib}")
endforeach()
set(celian_packages celian celian-cpp)
if(CELIAN_HAS_STORE)
  list(APPEND celian_packages celian-store)
  list(TRANSFORM celian_store_libs PREPEND "-l" OUTPUT_VARIABLE celian_pc_store_libs)
  list(JOIN celian_pc_store_libs " " celian_pc_store_libs)
endif()
foreach(package IN LISTS celian_packages)
  configure_file(cmake/${package}.pc.in ${package}.pc @ONLY)
  install(FILES "${PROJECT_BINARY_DIR}/${package}.pc"
    DESTINATION ${CMAKE_INSTALL_LIBDIR}/pkgconfig)
endforeach()
