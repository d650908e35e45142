/* A program that knows only the installed C header and library. */

#include <celian/celian.h>
#include <stdio.h>
#include <string.h>

int main(void) {
  static const char request[] = "{\"v\": 1, \"kind\": \"standard\"}";
  celian_error error;
  celian_engine* engine = NULL;
  celian_bytes bytes;
  celian_status status;

  memset(&error, 0, sizeof error);
  error.struct_size = sizeof error;
  memset(&bytes, 0, sizeof bytes);
  printf("celian %s, ABI %u\n", celian_version(), (unsigned)celian_abi_version());

  status = celian_engine_create(NULL, &engine, &error);
  if (status == 0) {
    status = celian_call(engine, "catalog.list", request, strlen(request), &bytes, &error);
  }
  if (status != 0) {
    fprintf(stderr, "%s: %s: %s\n", celian_status_name(status), error.pointer, error.message);
  } else {
    printf("catalog.list: %lu bytes\n", (unsigned long)bytes.size);
  }
  celian_bytes_free(&bytes);
  celian_engine_destroy(engine);
  return status == 0 ? 0 : 1;
}
