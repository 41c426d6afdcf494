/* desk_files.h - the ozone desk as files, as JSON and on the terminal. */
#ifndef LT_DESK_FILES_H
#define LT_DESK_FILES_H

#include "base/csv.h"
#include "postproc/ozone_desk/desk.h"

#include <cjson/cJSON.h>

/* What is shown: one place (LT_DESK_ALL: the mean of the cities) or -1, all; rows of the rankings. */
typedef struct lt_desk_view {
    int place;
    long top;
    bool chinese;
} lt_desk_view;

/* Steps of the isopleth tables: shares cut from 0 to the largest of the design. */
enum { LT_DESK_STEPS = 12 };
/* The cut of NOx, of VOC at a step, and the change of MDA8 at a pair of steps, ug/m3. */
double lt_desk_nox_at(const lt_desk *desk, int step);
double lt_desk_voc_at(const lt_desk *desk, int step);
double lt_desk_delta_at(const lt_desk *desk, const lt_desk_place *place, int nox, int voc);

/* ozone_cities.csv, ozone_hold.csv, ozone_surface.csv, ozone_runs.csv, ozone_reactive.csv, ozone_regime_<period>.nc. */
lt_status lt_desk_write(const lt_desk *desk, const lt_csv *reactive, long top, lt_outdir *dir);
lt_status lt_desk_write_regime(const lt_desk *desk, long period, lt_outdir *dir);
/* reactive NULL: without the rankings. LT_ERR_MEMORY. */
lt_status lt_desk_json(const lt_desk *desk, const lt_csv *reactive, const lt_desk_view *view, cJSON **out);
void lt_desk_print(const lt_desk *desk, const lt_csv *reactive, const lt_desk_view *view);

#endif
