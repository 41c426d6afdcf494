/* import_files.h - files of observations into an archive, one after the other, and what is said of each. */
#ifndef LT_IMPORT_FILES_H
#define LT_IMPORT_FILES_H

#include "base/cli.h"

/* Names 1 .. of the command line: files, folders (all *.csv), patterns. A file that cannot be read (LT_ERR_INPUT) is
 * named and the others go on; the first of such errors comes back at the end. A fault of the archive ends it: files
 * before it are in, the one at hand is not. */
lt_status lt_import_files(const lt_cli *cli, const char *archive_path);

#endif
