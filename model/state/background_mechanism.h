/* background_mechanism.h - the background of a mechanism's species from the tables of background.h. Private to it.
 *
 * Columns of the table of species: species; need (required: an error if the set lacks it; optional: the row is
 * skipped); unit (ppb of moles; ug/m3 of particles, at 1.2 kg of air a m3; profile: the rows of
 * background_profiles.csv); jan .. dec from the ground to 1000 m; above it either scale_height_m H, value exp(-(z -
 * 1000 m) / H), or m<height> .. values of the year at heights in m, linear in the logarithm between them (linear if one
 * is 0), constant above the last; mark, source, mark_aloft, source_aloft. Columns of the profiles: species, height_m
 * (rising), jan .. dec in ppb, mark, source. */
#ifndef LT_BACKGROUND_MECHANISM_H
#define LT_BACKGROUND_MECHANISM_H

#include "model/state/background.h"

#define LT_BACKGROUND_TABLE "model/data/background_cb6r5.csv"
#define LT_BACKGROUND_PROFILES "model/data/background_profiles.csv"

/* Fill value and top of a background whose memory is zero. */
lt_status lt_background_of_mechanism(const lt_chemical_set *set, int month, int nz, const double *z_edge,
                                     lt_background *out);
/* The table of species of a mechanism: beside its .def, or the shipped one. */
lt_status lt_background_table(const lt_mechanism *mechanism, char *path, size_t size);

#endif
