/* background.h - boundary and initial mixing ratios by species and layer, from model/data/background_*.csv. */
#ifndef LT_BACKGROUND_H
#define LT_BACKGROUND_H

#include "base/hash.h"
#include "base/status.h"
#include "model/state/chemical_set.h"

typedef struct lt_background {
    double *value;    /* [s*nz + k], kg/kg */
    double ozone_ppm; /* constant of the month, for first-order oxidation */
} lt_background;

/* Levels of the set's species in a month (1..12) on layers with edges z_edge [nz+1, m]. */
lt_status lt_background_read(const lt_chemical_set *set, int month, int nz, const double *z_edge, lt_background *out);
void lt_background_free(lt_background *background);
/* Both files into a digest. */
lt_status lt_background_inputs(lt_hash *hash);

#endif
