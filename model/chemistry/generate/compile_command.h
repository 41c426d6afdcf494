/* compile_command.h - `lantian mechanism compile FILE [--out DIR]`. */
#ifndef LT_COMPILE_COMMAND_H
#define LT_COMPILE_COMMAND_H

#include "base/cli.h"

/* Writes DIR/kernel_NAME_DIGEST.c (DIR: "kernels" without --out), which a build with
 * -DLT_MECHANISM_SOURCES=DIR takes in. LT_ERR_USAGE, LT_ERR_INPUT: as the reader of mechanisms; LT_ERR_ENV. */
lt_status lt_mechanism_compile(const lt_cli *cli);

#endif
