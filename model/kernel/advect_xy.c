/* advect_xy.c - monotone piecewise-parabolic advection in mass-flux form, one direction at a time.
 *
 * Equations. With air mass M [kg] per cell, air flux U [kg/s] through faces, mixing ratio q:
 *   M' = M - dt (U_e - U_w)                       air
 *   q' M' = q M - dt (U_e q_e - U_w q_w)          tracer
 * q_e is the mean of the upwind parabola over the air that crosses the face; c = |U| dt / M_upwind is the Courant
 * number of the mass, so a uniform q gives q_e = q and stays uniform whatever M does. Parabola and limiter: Colella &
 * Woodward (1984), doi 10.1016/0021-9991(84)90143-8, eqs 1.6-1.10 and 1.12 on an even grid; the limiter acts on the
 * mixing ratio. Limits: the outflow of a cell must not exceed its mass (the driver sub-steps); where air enters the
 * domain q_e is the border value itself. Order 3-4 on smooth fields away from extrema, first order at extrema.
 *
 * Speed. What depends on the air alone (c, U dt, 1 / M') is made once for all species (slab_air). The sweep runs over
 * the slab as over one long line, halo and padding included: x and y differ by the distance of neighbours only, and no
 * loop has a remainder worth speaking of. Padding has no air, so nothing of it reaches a cell. */
#include "model/kernel/kernels.h"

void LT_KERNEL(slab_air)(const lt_slab_sweep *s);
void LT_KERNEL(advect_xy)(const lt_slab_sweep *s);

static inline lt_real least(lt_real a, lt_real b) {
    return a < b ? a : b;
}

static inline lt_real most(lt_real a, lt_real b) {
    return a > b ? a : b;
}

/* One row of faces (n, padded with zeros to pad) and of cells. */
static void air_row(const lt_slab_sweep *s, ptrdiff_t at, const double *mass, const double *flux, ptrdiff_t back, int n,
                    int pad) {
    lt_real *restrict courant = s->air->courant + at;
    double *restrict moved = s->air->moved + at;
    double dt = s->dt;
    for (int i = 0; i < n; ++i) {
        double air = flux[i] * dt;
        moved[i] = air;
        courant[i] = (lt_real)(air / (air > 0 ? mass[i - back] : mass[i]));
    }
    for (int i = n; i < pad; ++i) moved[i] = courant[i] = 0;
}

static void cell_row(const lt_slab_sweep *s, ptrdiff_t at, const double *mass, const double *flux, ptrdiff_t next) {
    double *restrict before = s->air->mass + at, *restrict inverse = s->air->inverse + at;
    double dt = s->dt;
    for (int i = 0; i < s->ni; ++i) {
        before[i] = mass[i];
        inverse[i] = 1.0 / (mass[i] - (flux[i + next] * dt - flux[i] * dt));
    }
    for (ptrdiff_t i = s->ni; i < s->row; ++i) before[i] = inverse[i] = 0;
}

void LT_KERNEL(slab_air)(const lt_slab_sweep *s) {
    ptrdiff_t next = s->along_y ? s->air_row : 1;
    int n = s->along_y ? s->ni : s->ni + 1, rows = s->along_y ? s->nj + 1 : s->nj;
    for (int j = 0; j < rows; ++j)
        air_row(s, j * s->row, s->mass + j * s->air_row, s->flux + j * s->air_row, next, n, (int)s->row);
    for (int j = 0; j < s->nj; ++j) cell_row(s, j * s->row, s->mass + j * s->air_row, s->flux + j * s->air_row, next);
}

/* Monotonised central slope of CW84 eq 1.8 on an even grid: the least of |c|, 2|a|, 2|b| where a and b agree in sign,
 * else 0. */
static void slopes(ptrdiff_t n, ptrdiff_t a, const lt_real *restrict q, lt_real *restrict slope) {
    for (ptrdiff_t c = 0; c < n; ++c) {
        lt_real low = q[c] - q[c - a], high = q[c + a] - q[c], middle = (lt_real)0.5 * (low + high);
        low += low;
        high += high;
        lt_real rise = least(middle, least(low, high)), fall = most(middle, most(low, high));
        slope[c] = most(rise, 0) + least(fall, 0);
    }
}

/* Value at the face between cells c - a and c. */
static void edges(ptrdiff_t n, ptrdiff_t a, const lt_real *restrict q, const lt_real *restrict slope,
                  lt_real *restrict edge) {
    const lt_real sixth = (lt_real)(1.0 / 6.0), half = (lt_real)0.5;
    for (ptrdiff_t c = 0; c < n; ++c) edge[c] = q[c - a] + half * (q[c] - q[c - a]) - sixth * (slope[c] - slope[c - a]);
}

/* Left and right edge values of the limited parabola in a cell. */
static void parabolas(ptrdiff_t n, ptrdiff_t a, const lt_real *restrict q, const lt_real *restrict edge,
                      lt_real *restrict left, lt_real *restrict right) {
    const lt_real half = (lt_real)0.5;
    for (ptrdiff_t c = 0; c < n; ++c) {
        lt_real q0 = q[c], l = edge[c], r = edge[c + a];
        lt_real up = r - q0, down = q0 - l;
        int monotone = ((up > 0) & (down > 0)) | ((up < 0) & (down < 0));
        l = monotone ? l : q0;
        r = monotone ? r : q0;
        lt_real d = r - l, six = 6 * (q0 - half * (l + r)), dsix = d * six, dd = d * d;
        left[c] = dsix > dd ? 3 * q0 - 2 * r : l;
        right[c] = -dd > dsix ? 3 * q0 - 2 * l : r;
    }
}

/* Mean of the upwind parabola over the share |courant| of its cell next to the face. */
static void swept_means(ptrdiff_t n, ptrdiff_t a, const lt_real *restrict q, const lt_real *restrict left,
                        const lt_real *restrict right, const lt_real *restrict courant, lt_real *restrict mean) {
    const lt_real half = (lt_real)0.5, two_thirds = (lt_real)(2.0 / 3.0);
    for (ptrdiff_t f = 0; f < n; ++f) {
        lt_real signed_c = courant[f], c = signed_c < 0 ? -signed_c : signed_c;
        lt_real q_low = q[f - a], q_high = q[f], l_low = left[f - a], l_high = left[f], r_low = right[f - a],
                r_high = right[f];
        lt_real q0 = signed_c > 0 ? q_low : q_high, near = signed_c > 0 ? r_low : l_high,
                far = signed_c > 0 ? l_low : r_high;
        lt_real six = 6 * (q0 - half * (near + far));
        mean[f] = near - half * c * ((near - far) - (1 - two_thirds * c) * six);
    }
}

/* kg of tracer through the faces. */
static void tracers(ptrdiff_t n, const double *restrict moved, const lt_real *restrict mean, double *restrict tracer) {
    for (ptrdiff_t f = 0; f < n; ++f) tracer[f] = moved[f] * (double)mean[f];
}

/* One face of the border: the border value enters, and what crosses is kept. */
static void border_face(const lt_slab_sweep *s, ptrdiff_t face, lt_real beyond, int low_side, int line,
                        double *tracer) {
    double air = s->air->moved[face];
    int inward = low_side ? air > 0 : air < 0;
    if (inward) tracer[face] = air * (double)beyond;
    double amount = tracer[face] < 0 ? -tracer[face] : tracer[face];
    s->border_in[line] = inward ? amount : 0;
    s->border_out[line] = inward ? 0 : amount;
}

static void borders(const lt_slab_sweep *s, ptrdiff_t a, double *tracer) {
    int lines = s->along_y ? s->ni : s->nj;
    ptrdiff_t step = s->along_y ? 1 : s->row, high = (s->along_y ? s->nj : s->ni) * a;
    for (int l = 0; s->low_border && l < lines; ++l) border_face(s, l * step, s->q[l * step - a], 1, l, tracer);
    for (int l = 0; s->high_border && l < lines; ++l)
        border_face(s, high + l * step, s->q[high + l * step], 0, lines + l, tracer);
}

static void update(ptrdiff_t n, ptrdiff_t a, const lt_slab_air *air, const double *restrict tracer,
                   lt_real *restrict q) {
    const double *restrict mass = air->mass, *restrict inverse = air->inverse;
    for (ptrdiff_t c = 0; c < n; ++c)
        q[c] = (lt_real)(((double)q[c] * mass[c] - (tracer[c + a] - tracer[c])) * inverse[c]);
}

void LT_KERNEL(advect_xy)(const lt_slab_sweep *s) {
    ptrdiff_t a = s->along_y ? s->row : 1, n = (s->nj - 1) * s->row + s->ni, room = n + 4 * a;
    double *tracer = s->scratch;                                             /* faces 0 .. n + a */
    lt_real *slope = (lt_real *)(s->scratch + room) + 2 * a;                 /* cells -2a .. n + 2a */
    lt_real *edge = slope + room, *left = edge + room, *right = left + room; /* from -a */
    lt_real *mean = slope;                                                   /* slopes have served by then */
    slopes(n + 4 * a, a, s->q - 2 * a, slope - 2 * a);
    edges(n + 3 * a, a, s->q - a, slope - a, edge - a);
    parabolas(n + 2 * a, a, s->q - a, edge - a, left - a, right - a);
    swept_means(n + a, a, s->q, left, right, s->air->courant, mean);
    tracers(n + a, s->air->moved, mean, tracer);
    borders(s, a, tracer);
    update(n, a, s->air, tracer, s->q);
}
