/* advection_deformation.c - shapes that are stretched to filaments and back, and two tracers in a curved relation.
 *
 * Flow: Nair and Lauritzen (2010), doi 10.1016/j.jcp.2010.08.014, case 4, Cartesian; mixing diagnostics of Lauritzen
 * and Thuburn (2012), doi 10.1002/qj.986, at half time, when the deformation is largest: every cell is a point (chi,
 * xi); its least distance to the curve xi = -0.8 chi^2 + 0.9, in units of the range of each, counts as real mixing
 * (l_r) between the curve and its chord, as unmixing within the range (l_u) elsewhere in the box, as overshooting (l_o)
 * outside of it; means over the cells. */
#include "model/verify/advection_private.h"

#include <math.h>

static const double pi = 3.14159265358979323846, period = 5.0;

/* --- flow --------------------------------------------------------------------------------------------------------- */

/* Corner i of a grid of spacing d from origin: the share of psi that hangs on x', or on y. */
static double along_x(int i, double d, double t) {
    const double s = sin(i * d - 2.0 * pi * t / period);
    return 2.0 * s * s * cos(pi * t / period);
}

static double along_y(int j, double d) {
    const double c = cos(j * d - 0.5 * pi);
    return c * c;
}

/* Air through the faces from the stream function at their ends: free of divergence to rounding. */
static void blow(lt_case_slab *c, double t, double dt) {
    const double d = 2.0 * pi / c->ni, share = dt / (d * d), mean = 2.0 * pi / period * d;
    for (int j = 0; j <= c->nj; ++j) {
        const double here = along_y(j, d), north = along_y(j + 1, d);
        for (int i = 0; i <= c->ni; ++i) {
            /* Column ni is column 0 again, to the last bit. */
            const double west = along_x(i % c->ni, d, t), east = along_x((i + 1) % c->ni, d, t);
            if (j < c->nj) c->flux_x[j * c->air_row + i] = -share * (west * (north - here) - mean);
            if (i < c->ni) c->flux_y[j * c->air_row + i] = j % c->nj ? share * here * (east - west) : 0.0;
        }
    }
}

/* Steps for a largest Courant number of 0.85, an even number: half of them is half time. */
static int steps_for(int n) {
    const double d = 2.0 * pi / n;
    double most = 0;
    for (int m = 0; m <= 200; ++m) {
        const double t = period * m / 200;
        for (int i = 0; i < n; ++i) {
            const double x = along_x(i, d, t), next = along_x(i + 1, d, t);
            for (int j = 0; j < n / 2; ++j) {
                most = fmax(most, fabs(x * (along_y(j + 1, d) - along_y(j, d)) - 2.0 * pi / period * d));
                most = fmax(most, fabs((next - x) * along_y(j, d)));
            }
        }
    }
    return 2 * (int)ceil(0.5 * period * most / (d * d) / 0.85);
}

static void go(lt_case_slab *c, int from, int to, int steps) {
    for (int step = from; step < to; ++step) {
        blow(c, (step + 0.5) * period / steps, period / steps);
        lt_case_slab_step(c);
    }
}

/* --- shapes ------------------------------------------------------------------------------------------------------- */

static const double centre[2] = {5.0 / 6.0, 7.0 / 6.0}; /* of the two bodies, in pi; y = 0; radius 1/2 */

static double hills(double x, double y) {
    double sum = 0;
    for (int n = 0; n < 2; ++n) {
        const double dx = x - centre[n] * pi;
        sum += 0.95 * exp(-5.0 * (dx * dx + y * y));
    }
    return sum;
}

static double bells(double x, double y) {
    for (int n = 0; n < 2; ++n) {
        const double r = 2.0 * hypot(x - centre[n] * pi, y);
        if (r < 1.0) return 0.1 + 0.45 * (1.0 + cos(pi * r));
    }
    return 0.1;
}

static double cylinders(double x, double y) {
    for (int n = 0; n < 2; ++n) {
        const double dx = x - centre[n] * pi;
        const bool slot = fabs(dx) < 1.0 / 12.0 && (n == 0 ? y >= -5.0 / 24.0 : y <= 5.0 / 24.0);
        if (hypot(dx, y) <= 0.5 && !slot) return 1.0;
    }
    return 0.1;
}

static double curve(double chi) {
    return -0.8 * chi * chi + 0.9;
}

static double related(double x, double y) {
    return curve(bells(x, y));
}

enum { HILLS, BELLS, CYLINDERS, RELATED, N_TRACERS };
static double (*const shapes[])(double, double) = {hills, bells, cylinders, related};
static const char *const names[] = {"gaussian_hills", "cosine_bells", "slotted_cylinders", NULL};

/* --- mixing ------------------------------------------------------------------------------------------------------- */

/* The minimum of a function that has one in [0.1, 1] but for points far outside; found by cutting the range to a
 * quarter around the best of 9 points. */
double lt_advection_distance(double chi, double xi, double range_chi, double range_xi) {
    double low = 0.1, high = 1.0, best = HUGE_VAL, at = low;
    while (high - low > 1e-9) {
        const double step = (high - low) / 8, first = low;
        for (int n = 0; n <= 8; ++n) {
            const double x = first + n * step;
            const double d = hypot((x - chi) / range_chi, (curve(x) - xi) / range_xi);
            if (d < best) {
                best = d;
                at = x;
            }
        }
        if (best < 1e-14) return best;
        low = fmax(low, at - step);
        high = fmin(high, at + step);
    }
    return best;
}

/* Values of the state are the bounds as the build holds them. */
static void mixing(const lt_case_slab *c, double *l_r, double *l_u, double *l_o) {
    const double low = (double)(lt_real)0.1, high = 1.0, top = (double)(lt_real)curve(0.1),
                 bottom = (double)(lt_real)curve(1.0);
    *l_r = *l_u = *l_o = 0;
    for (int j = 0; j < c->nj; ++j)
        for (int i = 0; i < c->ni; ++i) {
            const double chi = lt_case_slab_value(c, BELLS, j, i), xi = lt_case_slab_value(c, RELATED, j, i);
            const double chord = top + (bottom - top) * (chi - low) / (high - low);
            const double share = lt_advection_distance(chi, xi, high - low, top - bottom) / ((double)c->ni * c->nj);
            const bool inside = chi >= low && chi <= high && xi >= bottom && xi <= top;
            *(inside ? xi >= chord && xi <= curve(chi) ? l_r : l_u : l_o) += share;
        }
}

static lt_status half_time(lt_verify *v, const lt_case_slab *c) {
    double l_r, l_u, l_o;
    const char *test = lt_fmt("deformation_n%d_mixing", c->ni);
    mixing(c, &l_r, &l_u, &l_o);
    LT_TRY(lt_advection_row(v, c->scheme->name, test, "l_r", l_r));
    LT_TRY(lt_advection_row(v, c->scheme->name, test, "l_u", l_u));
    return lt_advection_row(v, c->scheme->name, test, "l_o", l_o);
}

static lt_status end(lt_verify *v, const lt_case_slab *c) {
    double most = 0;
    for (int j = 0; j < c->nj; ++j)
        for (int i = 0; i < c->ni; ++i) most = fmax(most, fabs(c->mass[j * c->air_row + i] - 1.0));
    for (int s = 0; s < RELATED; ++s) LT_TRY(lt_advection_rows(v, c, s, lt_fmt("deformation_n%d_%s", c->ni, names[s])));
    return lt_advection_row(v, c->scheme->name, lt_fmt("deformation_n%d_air", c->ni), "largest_deviation", most);
}

static lt_status run(lt_verify *v, lt_case_slab *c, double l2[3]) {
    const double d = 2.0 * pi / c->ni;
    for (int s = 0; s < N_TRACERS; ++s)
        for (int j = 0; j < c->nj; ++j)
            for (int i = 0; i < c->ni; ++i)
                lt_case_slab_start(c, s, j, i, shapes[s]((i + 0.5) * d, (j + 0.5) * d - 0.5 * pi));
    const int steps = steps_for(c->ni);
    go(c, 0, steps / 2, steps);
    LT_TRY(half_time(v, c));
    go(c, steps / 2, steps, steps);
    for (int s = 0; s < RELATED; ++s) l2[s] = lt_case_slab_norms(c, s).l2;
    return end(v, c);
}

lt_status lt_advection_deformation(lt_verify *v, const lt_advection_scheme *scheme) {
    double l2[3][3] = {{0}};
    for (int level = 0; level < 3; ++level) {
        static const double seconds[] = {0.5, 4.0, 30.0};
        const int n = 120 << level;
        if (level > 0 && !lt_verify_wants(v, lt_fmt("deformation_n%d", n), seconds[level])) return LT_OK;
        lt_case_slab slab;
        LT_TRY(lt_case_slab_create(scheme, n, n / 2, N_TRACERS, &slab));
        const lt_status status = run(v, &slab, l2[level]);
        lt_case_slab_free(&slab);
        LT_TRY(status);
        for (int s = 0; s < RELATED && level > 0; ++s)
            LT_TRY(lt_advection_row(v, scheme->name, lt_fmt("deformation_%s", names[s]),
                                    lt_fmt("order_%d_%d", n / 2, n), log2(l2[level - 1][s] / l2[level][s])));
    }
    return LT_OK;
}
