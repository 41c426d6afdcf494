/* path_names.h - paths of paths.h and tunings of tunings.h by their names, as a configuration lists what shall not run
 * and what shall. */
#ifndef LT_PATH_NAMES_H
#define LT_PATH_NAMES_H

#include "base/config.h"
#include "base/status.h"
#include "model/aerosol/paths.h"
#include "model/aerosol/tunings.h"

extern const char *const lt_path_names[LT_N_PATHS];
extern const char *const lt_tuning_names[LT_N_TUNINGS];

/* Lists of names (char *); where: of the list, for its errors. LT_ERR_INPUT: a name that is none. */
/* The mask of the tunings that run: those of the list and those on by default. */
lt_status lt_tunings_with(const lt_list *on, const char *where, unsigned *out);
/* The mask of the paths that run: by default, by a tuning that is a path (so2_gamma), less those of the list. */
lt_status lt_paths_without(const lt_list *off, unsigned tunings, const char *where, unsigned *out);
/* "so2_gamma, no2_light" of a mask of tunings, "none"; into text of size bytes, LT_TUNINGS_TEXT suffice. */
#define LT_TUNINGS_TEXT 256
void lt_tunings_text(unsigned tunings, char *text, size_t size);

#endif
