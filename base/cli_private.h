/* cli_private.h - shared by cli.c and cli_options.c. */
#ifndef LT_CLI_PRIVATE_H
#define LT_CLI_PRIVATE_H

#include "base/cli.h"

#include <stddef.h>

typedef enum lt_cli_kind {
    LT_CLI_TEXT,
    LT_CLI_DATE,
    LT_CLI_CHOICE,
    LT_CLI_COUNT,
    LT_CLI_FLAG,
    LT_CLI_FILES
} lt_cli_kind;

typedef struct lt_cli_option {
    const char *name, *value; /* "--name VALUE" in help; choices for LT_CLI_CHOICE */
    lt_cli_kind kind;
    size_t offset;
    long max; /* LT_CLI_COUNT: 1 to max */
    const char *doc, *doc_zh;
    bool silent; /* cannot change a number: left out of the history of files */
} lt_cli_option;

enum { LT_CLI_N_OPTIONS = 62 };
extern const lt_cli_option lt_cli_options[LT_CLI_N_OPTIONS];

/* Is name a word of the list "out lang quiet"? */
bool lt_cli_is_listed(const char *name, const char *list);

#endif
