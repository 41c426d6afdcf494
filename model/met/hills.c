/* hills.c - blocking and deflection of stable air by hills, a variational adjustment at each place.
 *
 * Of all winds u the one is taken that makes
 *
 *   |u - u0|^2 + (N h/U)^2 (n . u)^2   least:      u = u0 - q n (n . u0),   q = 1/(1 + Fr^2),   Fr = U/(N h)
 *
 * u0 first guess, m s-1; U its speed; n unit vector uphill; N buoyancy frequency, s-1; h = max(0, rise - z) the height
 * that the air at z above ground has still to climb over the radius, m; Fr Froude number. The second term is the weight
 * on vertical motion (w = u . slope) that grows with stability, as in the mass-consistent models of Sherman (1978),
 * doi 10.1175/1520-0450(1978)017<0312:AMCMFW>2.0.CO;2; that the ratio of the weights is a Froude number's: Ross et al.
 * (1988), doi 10.1175/1520-0450(1988)027<0785:DWFMFC>2.0.CO;2 (both recalled). Neutral or unstable air (Fr without
 * limit) climbs; air with Fr << 1 runs along the contours; above the top of the slope nothing is turned (the dividing
 * streamline of Sheppard 1956). Continuity comes after it, for all layers together: consistency.c closes every column
 * over the thinner air above high ground, which makes the wind over a hill faster.
 *
 * Slope and rise: plane of least squares through the terrain of the cells within the radius, so that a hill narrower
 * than two cells, or a valley whose sides cancel, is not seen.
 *
 * Limits: no waves, rotors, gaps, slope or valley winds; the air that is stopped does not pile up, and what it loses in
 * speed comes back on the flanks through the column's correction only; winds at 10 m in the file are those before the
 * hills. */
#include "model/met/hills.h"

#include <math.h>

typedef struct sums {
    double n, x, y, h, xx, xy, yy, xh, yh;
} sums;

static sums around(const lt_grid *g, int i, int j, int reach, double step) {
    sums s = {0};
    for (int b = j - reach; b <= j + reach; b++)
        for (int a = i - reach; a <= i + reach; a++) {
            if (a < 0 || a >= g->nx || b < 0 || b >= g->ny) continue;
            double x = (a - i) * step, y = (b - j) * step, h = g->terrain[(long)b * g->nx + a];
            s.n += 1.0;
            s.x += x;
            s.y += y;
            s.h += h;
            s.xx += x * x;
            s.xy += x * y;
            s.yy += y * y;
            s.xh += x * h;
            s.yh += y * h;
        }
    return s;
}

static lt_slope slope_of(const sums *s, double length) {
    double xx = s->xx - s->x * s->x / s->n, xy = s->xy - s->x * s->y / s->n, yy = s->yy - s->y * s->y / s->n;
    double xh = s->xh - s->x * s->h / s->n, yh = s->yh - s->y * s->h / s->n, d = xx * yy - xy * xy;
    if (!(d > 0.0)) return (lt_slope){0};
    double east = (xh * yy - yh * xy) / d, north = (yh * xx - xh * xy) / d, steep = hypot(east, north);
    if (!(steep > 0.0)) return (lt_slope){0};
    return (lt_slope){east / steep, north / steep, steep * length};
}

void lt_hills_slopes(const lt_grid *g, double radius_m, lt_slope *out) {
    int reach = (int)fmax(1.0, round(radius_m / fmax(g->dx, 1.0)));
    for (int j = 0; j < g->ny; j++)
        for (int i = 0; i < g->nx; i++) {
            long c = (long)j * g->nx + i;
            double step = g->dx / g->map_factor[c];
            sums s = around(g, i, j, reach, step);
            out[c] = radius_m > 0.0 ? slope_of(&s, reach * step) : (lt_slope){0};
        }
}

void lt_hills_turn(const lt_slope *slope, double z_m, double buoyancy_s2, double *u, double *v) {
    double h = slope->rise_m - z_m;
    if (h <= 0.0 || buoyancy_s2 <= 0.0) return;
    double lift = buoyancy_s2 * h * h, speed2 = *u * *u + *v * *v;
    double uphill = lift / (lift + speed2) * (*u * slope->x + *v * slope->y);
    *u -= uphill * slope->x;
    *v -= uphill * slope->y;
}
