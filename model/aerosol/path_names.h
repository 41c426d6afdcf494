/* path_names.h - paths of paths.h by their names, as a configuration lists those that shall not run. */
#ifndef LT_PATH_NAMES_H
#define LT_PATH_NAMES_H

#include "base/config.h"
#include "base/status.h"
#include "model/aerosol/paths.h"

extern const char *const lt_path_names[LT_N_PATHS];
/* The mask of the paths that run by default but those of a list of names (char *). LT_ERR_INPUT: a name that is none;
 * where: for it. */
lt_status lt_paths_without(const lt_list *off, const char *where, unsigned *out);

#endif
