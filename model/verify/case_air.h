/* case_air.h - an atmosphere in memory whose winds obey continuity, for cases of the verification.
 *
 * Layers follow a terrain of hills: mass of a cell = rho dz (1 - h / H) dx^2, rho = 1.25 exp(-z / 8 km), H the top, h
 * up to 1200 m. Winds are the sum of eddies (a stream function that is zero along the border, free of divergence) and
 * of overturning: air that is blown together in lower layers leaves in upper ones, so that a column keeps its air. Both
 * turn with the hour; `closed` has no flux through border and top, otherwise a mean wind crosses the border. Masses at
 * the hour's ends differ: air moves between the layers of a column (closed) or in and out at the top (open). */
#ifndef LT_CASE_AIR_H
#define LT_CASE_AIR_H

#include "model/transport/air.h"

#include <stdbool.h>

typedef struct lt_case_air {
    int nx, ny, nz;
    bool closed;
    double dx;                     /* m */
    const double *z_edge;          /* [nz + 1] m */
    double speed;                  /* of the eddies, m/s */
    double *mass_begin, *mass_end; /* [k][j][i] kg */
    double *flux_x, *flux_y;       /* kg/s, shapes of lt_air_begin_hour */
} lt_case_air;

lt_status lt_case_air_create(int nx, int ny, int nz, double dx, const double *z_edge, lt_case_air *out);
void lt_case_air_free(lt_case_air *a);
/* Fill masses and fluxes of an hour; mass_end of one hour is mass_begin of the next. */
void lt_case_air_hour(lt_case_air *a, int hour);

#endif
