/* synthetic.h - the files of a run with fields that stand in for weather and emissions: so the whole of a run can be
 * measured without any input.
 *
 * The grid lies over Liaoning with cells of 9 km and the layers of liaoning-9. Air and winds are those of
 * model/verify/case_air.h (8 m/s, hills, wind through every border); eddy diffusivity 1 to 60 m2/s by height and hour,
 * bands of cloud from 500 to 3000 m on 0.4 of the grid and rain below their middle, sun by day, emissions at the
 * ground, in one raised profile, and from 40 stacks. Amounts are those of a province full of industry (A): 1.5 Mt of
 * SO2, 2 of NOx, 20 of CO a year over liaoning-9. */
#ifndef LT_SYNTHETIC_H
#define LT_SYNTHETIC_H

#include "base/outdir.h"
#include "base/timeaxis.h"

#include <stdbool.h>

enum { LT_SYNTHETIC_LAYERS = 20 };
#define LT_SYNTHETIC_START 1578607200 /* 2020-01-09 22:00 UTC, 6 in the morning of 10 January in UTC+8 */

/* Writes grid.nc, met.nc and emissions.nc of nx x ny cells and n_hours; emissions of a mechanism's species, or the
 * lumps of `chemistry: off`. */
lt_status lt_synthetic_write(lt_outdir *dir, int nx, int ny, int n_hours, bool of_mechanism);

#endif
