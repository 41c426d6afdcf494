/* synthetic.h - the files of a run with fields that stand in for weather and emissions: so the whole of a run can be
 * measured without any input.
 *
 * The grid lies over Liaoning with cells of 9 km and the layers of liaoning-9. Air and winds are those of
 * model/verify/case_air.h (8 m/s, hills, wind through every border); eddy diffusivity 1 to 60 m2/s by height and hour,
 * rain in a band, sun by day, ten emitted species at the ground, in one raised profile, and from 40 stacks. */
#ifndef LT_SYNTHETIC_H
#define LT_SYNTHETIC_H

#include "base/outdir.h"
#include "base/timeaxis.h"

enum { LT_SYNTHETIC_LAYERS = 20 };
#define LT_SYNTHETIC_START 1578585600 /* 2020-01-09 16:00 UTC, midnight of 10 January in UTC+8 */

/* Writes grid.nc, met.nc and emissions.nc of nx x ny cells and n_hours. */
lt_status lt_synthetic_write(lt_outdir *dir, int nx, int ny, int n_hours);

#endif
