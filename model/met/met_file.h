/* met_file.h - met_<period>.nc: definition and records. */
#ifndef LT_MET_FILE_H
#define LT_MET_FILE_H

#include "base/ncio.h"
#include "model/met/hour_fields.h"

/* In labels.city: this weather judges all cities. */
#define LT_MET_ALL_CITIES "all"

typedef struct lt_met_labels {
    char id[128], en[160], zh[160], city[64]; /* city: the one that may be judged, LT_MET_ALL_CITIES, or "" */
    const char *assumptions, *assumptions_zh; /* one a line */
    lt_digest inputs;                         /* of all that the file is made from (lt_met_inputs) */
} lt_met_labels;

lt_status lt_met_file_create(lt_outdir *dir, const char *name, const lt_grid *grid, const lt_met_labels *labels,
                             lt_time start, long n_hours, lt_ncw **out);
lt_status lt_met_file_put_mass(lt_ncw *file, long edge, const double *mass);
lt_status lt_met_file_put_hour(lt_ncw *file, long hour, const lt_hour_fields *fields);

#endif
