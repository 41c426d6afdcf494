/* background.h - initial, lateral and top mixing ratios by species and height: the clean air of a month.
 *
 * off: model/data/background_levels.csv, background_species.csv. A mechanism: NAME_background.csv
 * beside its NAME.def if there is one, else model/data/background_cb6r5.csv, with background_profiles.csv for what
 * depends on height too much (background_mechanism.h). All sides are alike; what has no row starts at 0 and enters with
 * 0. */
#ifndef LT_BACKGROUND_H
#define LT_BACKGROUND_H

#include "base/hash.h"
#include "base/status.h"
#include "base/timeaxis.h"
#include "model/state/chemical_set.h"

typedef struct lt_background {
    double *value; /* [s*nz + k], kg/kg, means of the layers (off: at their middle) */
    double *top;   /* [s], what enters through the top: the value at its height (off: of the highest layer) */
} lt_background;

/* The day (UTC+8) whose month and year a period's background is of, from the first second of its output. */
lt_civil lt_background_day(lt_time first);
/* Levels of the set's species in a month (1..12) on layers with edges z_edge [nz+1, m]. LT_ERR_INPUT: a fault of a
 * table with row and column; a species that a table wants and the mechanism lacks; a top above the profiles. Of a
 * mechanism a remark says which species start at 0. */
lt_status lt_background_read(const lt_chemical_set *set, int month, int nz, const double *z_edge, lt_background *out);
void lt_background_free(lt_background *background);
/* The set's tables into a digest. */
lt_status lt_background_inputs(const lt_chemical_set *set, lt_hash *hash);

#endif
