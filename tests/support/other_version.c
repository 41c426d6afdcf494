/* other_version.c - linked with --wrap=lt_version: the program calls itself another version. */
#include "base/cli.h"

const char *__wrap_lt_version(void);

const char *__wrap_lt_version(void) {
    return "0.0.9+gffffffff";
}
