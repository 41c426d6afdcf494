/* plume_result.h - what a run of `lantian plume` knows at its end, and the columns in which every format writes it. */
#ifndef LT_PLUME_RESULT_H
#define LT_PLUME_RESULT_H

#include "base/outdir.h"
#include "model/gaussian/case/plume_setup.h"
#include "model/gaussian/result/plume_statistics.h"

/* One column over the receptors. */
typedef enum lt_plume_what { LT_PLUME_MEAN, LT_PLUME_TOP, LT_PLUME_PERCENTILE } lt_plume_what;
typedef struct lt_plume_column {
    char name[128]; /* "all_1h_rank1_ugm3" */
    char text[256]; /* what it is, for people */
    lt_plume_what what;
    int track, length, rank;
    double p;
} lt_plume_column;

typedef struct lt_plume_result {
    const lt_plume_setup *setup;
    const lt_plume_statistics *statistics;
    int n_tracks, n_columns;
    const lt_source_name *tracks; /* "all", "total" (with background), "group_NAME", "source_ID" */
    lt_plume_column *columns;
    double *series; /* [hour][named receptor] ug m-3 of the track that stands for the air; NULL: not wanted */
    long n_named;
} lt_plume_result;

/* The columns that the case wants, by its tracks; freed with lt_free. */
lt_status lt_plume_result_columns(lt_plume_result *result);
/* ug m-3; end: of the block, for tops (may be NULL). */
lt_status lt_plume_result_value(const lt_plume_result *result, const lt_plume_column *column, int receptor,
                                double *ugm3, lt_time *end);

/* DIR/plume.csv: a row a receptor; plume_series.csv; plume.nc; plume.gpkg is written by gpkg/. */
lt_status lt_plume_result_csv(const lt_plume_result *result, lt_outdir *dir);
lt_status lt_plume_result_series(const lt_plume_result *result, lt_outdir *dir);
lt_status lt_plume_result_netcdf(const lt_plume_result *result, lt_outdir *dir);

#endif
