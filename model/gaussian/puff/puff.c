/* puff.c
 *
 * C = M/(2 pi |S|^(1/2)) exp(-d' S^-1 d/2) V(z), S horizontal covariance, d from the centre.
 * V  the Gaussian reflected at ground and lid (../vertical.c); 1/lid of a mixed puff; of one with a floor the Gaussian
 *    above the floor, over its share there.
 * Dosage on a way of velocity v, from r = receptor - begin, with a = v'S^-1 v, b = r'S^-1 v, c = r'S^-1 r:
 *   int_0^T exp(-(a t2 - 2 b t + c)/2) dt
 *     = exp(-(c - b2/a)/2) (pi/(2 a))^(1/2) [erf((a T - b)/(2 a)^(1/2)) + erf(b/(2 a)^(1/2))]
 * Two halves of a Gaussian of variance s2, apart by +-d with s2 - d2 each, have its mean and variance; d2 = s2/2.
 * Joining: M = Ma + Mb, x = (Ma xa + Mb xb)/M, S = sum of M_i (S_i + (x_i - x)(x_i - x)')/M.
 * Moments upwards are those of the Gaussian before it is reflected.
 *
 * Limits: no tilt (no covariance of height and place): what wind shear does is left to splitting. */
#include "model/gaussian/puff/puff.h"

#include "model/gaussian/course.h"
#include "model/gaussian/spread_forms.h"
#include "model/kernel/ltmath.h"

#include <math.h>
#include <pthread.h>

static const double pi = 3.14159265358979323846;

double lt_puff_mean_height(const lt_puff *p) {
    if (p->mixed) return 0.5 * p->lid_m;
    if (p->floor_m > 0.0) return fmax(p->z_m, p->floor_m);
    const double top = p->lid_m < LT_PUFF_NO_LID ? p->lid_m : p->stable_m;
    return lt_plume_mean_height(fabs(p->z_m), sqrt(p->zz_m2), fmax(top, 0.0));
}

static lt_plume_bundle bundle_of(const lt_puff *p) {
    const double sigma = sqrt(p->zz_m2);
    lt_plume_bundle b = {
        .wind_ms = 1.0, .lid_m = p->lid_m, .n = 1, .layer = {{.weight = 1.0, .centre_m = p->z_m, .sigma_m = sigma}}};
    if (p->lid_m >= LT_PUFF_NO_LID && p->stable_m > 0.0) b.lid_m = fmax(p->stable_m, p->z_m + 2.15 * sigma);
    if (!p->pair) return b;
    b.n = 2;
    for (int j = 0; j < 2; j++)
        b.layer[j] = (lt_plume_layer){
            .weight = p->share[j], .centre_m = p->z_m + p->lift_m[j], .sigma_m = sqrt(p->own_zz_m2[j])};
    return b;
}

/* Share of the Gaussian, before reflection, above z. */
static double above(const lt_puff *p, double z) {
    return 0.5 * erfc((z - p->z_m) / sqrt(2.0 * p->zz_m2));
}

double lt_puff_share_below(const lt_puff *p, double height) {
    if (p->mixed) return fmin(1.0, height / p->lid_m);
    if (p->floor_m > 0.0) {
        if (height <= p->floor_m) return 0.0;
        const double all = above(p, p->floor_m);
        return all > 0.0 ? 1.0 - above(p, height) / all : 1.0;
    }
    const lt_plume_bundle b = bundle_of(p);
    return fmin(1.0, lt_plume_mass_between(&b, 0.0, height));
}

double lt_puff_vertical(const lt_puff *p, double z, double layer) {
    if (layer > 0.0) return lt_puff_share_below(p, layer) / layer;
    if (p->mixed) return z <= p->lid_m ? 1.0 / p->lid_m : 0.0;
    if (p->floor_m > 0.0) {
        const double all = above(p, p->floor_m), t = z - p->z_m;
        return z < p->floor_m || all <= 0.0 ? 0.0 : lt_exp(-0.5 * t * t / p->zz_m2) / (sqrt(2.0 * pi * p->zz_m2) * all);
    }
    const lt_plume_bundle b = bundle_of(p);
    return lt_plume_vertical(&b, &(lt_plume_level){.above_m = z});
}

double lt_puff_at(const lt_puff *p, double x, double y, double z) {
    const double det = p->xx_m2 * p->yy_m2 - p->xy_m2 * p->xy_m2, dx = x - p->x_m, dy = y - p->y_m;
    const double square = (p->yy_m2 * dx * dx - 2.0 * p->xy_m2 * dx * dy + p->xx_m2 * dy * dy) / det;
    return p->mass_g / (2.0 * pi * sqrt(det)) * exp(-0.5 * square) * lt_puff_vertical(p, z, 0.0);
}

/* --- on the way ----------------------------------------------------------------------------------------------------
 */

/* Squared distance, in spreads, beyond which there is nothing: exp(-20) of the middle. */
static const double farthest = 40.0;

static double smaller(double a, double b) {
    return a < b ? a : b;
}

static double larger(double a, double b) {
    return a > b ? a : b;
}

/* erf from 0 to 6 (1 - erf(6) is 2e-17) in cubics between values and slopes: off by 1/384 256^-4 of its fourth
 * derivative, 6e-12 of a whole dosage. A third of the time of the C library's, which is most of what puffs cost. */
enum { ERF_PARTS = 256, ERF_END = 6 };
static double erf_values[ERF_END * ERF_PARTS + 1], erf_slopes[ERF_END * ERF_PARTS + 1];
static pthread_once_t erf_once = PTHREAD_ONCE_INIT;

static void make_erf(void) {
    for (int k = 0; k <= ERF_END * ERF_PARTS; k++) {
        const double x = (double)k / ERF_PARTS;
        erf_values[k] = erf(x);
        erf_slopes[k] = 2.0 / sqrt(pi) * exp(-x * x) / ERF_PARTS;
    }
}

static inline double fast_erf(double x) {
    const double place = (x < 0.0 ? -x : x) * ERF_PARTS;
    if (place >= ERF_END * ERF_PARTS) return x < 0.0 ? -1.0 : 1.0;
    const int k = (int)place;
    const double t = place - k, a = erf_values[k], rise = erf_values[k + 1] - a;
    const double begin = erf_slopes[k] - rise, end = erf_slopes[k + 1] - rise, u = 1.0 - t;
    const double at = a + t * rise + t * u * (begin * u - end * t);
    return x < 0.0 ? -at : at;
}

lt_puff_way lt_puff_way_of(const lt_puff *p, double u, double v, double last, double mass, double z, double layer) {
    const double det = p->xx_m2 * p->yy_m2 - p->xy_m2 * p->xy_m2;
    const double half_x = 0.5 * u * last, half_y = 0.5 * v * last;
    const double far_x = fabs(half_x) + sqrt(farthest * p->xx_m2), far_y = fabs(half_y) + sqrt(farthest * p->yy_m2);
    lt_puff_way w = {.source = p->source,
                     .x_m = p->x_m - half_x,
                     .y_m = p->y_m - half_y,
                     .u_ms = u,
                     .v_ms = v,
                     .last_s = last,
                     .ixx = p->yy_m2 / det,
                     .ixy = -p->xy_m2 / det,
                     .iyy = p->xx_m2 / det,
                     .scale = mass / (2.0 * pi * sqrt(det)),
                     .ground = lt_puff_vertical(p, z, layer),
                     .west_m = p->x_m - far_x,
                     .east_m = p->x_m + far_x,
                     .south_m = p->y_m - far_y,
                     .north_m = p->y_m + far_y,
                     .middle = *p};
    pthread_once(&erf_once, make_erf);
    w.ax = w.ixx * u + w.ixy * v;
    w.ay = w.ixy * u + w.iyy * v;
    w.a = u * w.ax + v * w.ay;
    w.per_a = w.a > 0.0 ? 1.0 / w.a : 0.0;
    w.root = sqrt(0.5 * w.per_a);
    return w;
}

double lt_puff_way_dosage(const lt_puff_way *w, double x, double y) {
    const double rx = x - w->x_m, ry = y - w->y_m, a = w->a, b = rx * w->ax + ry * w->ay, T = w->last_s;
    const double c = w->ixx * rx * rx + 2.0 * w->ixy * rx * ry + w->iyy * ry * ry;
    if (a * T * T < 1e-10) { /* it stands: the error of the middle is a T2/24 at most */
        const double square = c - b * T + 0.25 * a * T * T;
        return square < farthest ? w->scale * T * lt_exp(-0.5 * square) : 0.0;
    }
    const double aside = larger(0.0, c - b * b * w->per_a);
    const double to = a * T - b, out = larger(0.0, -smaller(b, to)); /* past an end: how far, times a */
    if (aside + out * out * w->per_a > farthest) return 0.0;
    const double along = fast_erf(to * w->root) + fast_erf(b * w->root);
    return along > 0.0 ? w->scale * lt_exp(-0.5 * aside) * sqrt(pi) * w->root * along : 0.0;
}

/* --- splitting and joining -----------------------------------------------------------------------------------------
 */

static double longest_variance(const lt_puff *p) {
    const double half = 0.5 * (p->xx_m2 - p->yy_m2);
    return 0.5 * (p->xx_m2 + p->yy_m2) + sqrt(half * half + p->xy_m2 * p->xy_m2);
}

double lt_puff_longest(const lt_puff *p) {
    return sqrt(longest_variance(p));
}

static void halves(const lt_puff *p, lt_puff out[2]) {
    out[0] = *p;
    out[0].mass_g = 0.5 * p->mass_g;
    out[0].first_yy_m2 = out[0].first_zz_m2 = 0.0; /* the first spread is in the whole */
    out[1] = out[0];
    out[1].mass_g = p->mass_g - out[0].mass_g;
}

void lt_puff_split_across(const lt_puff *p, lt_puff out[2]) {
    halves(p, out);
    const double variance = longest_variance(p), angle = 0.5 * atan2(2.0 * p->xy_m2, p->xx_m2 - p->yy_m2);
    const double d = sqrt(0.5 * variance), dx = d * cos(angle), dy = d * sin(angle);
    for (int k = 0; k < 2; k++) {
        out[k].x_m += k ? dx : -dx;
        out[k].y_m += k ? dy : -dy;
        out[k].xx_m2 -= dx * dx;
        out[k].xy_m2 -= dx * dy;
        out[k].yy_m2 -= dy * dy;
    }
}

void lt_puff_split_up(const lt_puff *p, lt_puff out[2]) {
    halves(p, out);
    const double d = sqrt(0.5 * p->zz_m2);
    for (int k = 0; k < 2; k++) {
        out[k].z_m += k ? d : -d;
        out[k].zz_m2 = 0.5 * p->zz_m2;
    }
}

void lt_puff_join(lt_puff *a, const lt_puff *b) {
    const double mass = a->mass_g + b->mass_g;
    if (mass <= 0.0) return;
    const double f = b->mass_g / mass, g = 1.0 - f;
    const double dx = b->x_m - a->x_m, dy = b->y_m - a->y_m, dz = b->z_m - a->z_m;
#define LT_MEAN(field) a->field = g * a->field + f * b->field
    LT_MEAN(xx_m2);
    LT_MEAN(xy_m2);
    LT_MEAN(yy_m2);
    LT_MEAN(zz_m2);
    a->xx_m2 += f * g * dx * dx;
    a->xy_m2 += f * g * dx * dy;
    a->yy_m2 += f * g * dy * dy;
    a->zz_m2 += f * g * dz * dz;
    a->x_m += f * dx;
    a->y_m += f * dy;
    a->z_m += f * dz;
    LT_MEAN(first_yy_m2);
    LT_MEAN(first_zz_m2);
    LT_MEAN(lid_m);
    LT_MEAN(floor_m);
    LT_MEAN(stack_m);
    LT_MEAN(height_m);
    LT_MEAN(stable_m);
#undef LT_MEAN
    a->mass_g = mass;
}

static bool alike(double a, double b, double part) {
    return fabs(a - b) <= part * fmin(fabs(a), fabs(b));
}

bool lt_puff_near(const lt_puff *a, const lt_puff *b, double fraction) {
    if (a->source != b->source || a->mixed != b->mixed || (a->floor_m > 0.0) != (b->floor_m > 0.0)) return false;
    if (a->pair || b->pair) return false;
    const double s = fmin(a->xx_m2 + a->yy_m2, b->xx_m2 + b->yy_m2) * 0.5, dx = a->x_m - b->x_m, dy = a->y_m - b->y_m;
    const double dz = a->z_m - b->z_m;
    if (dx * dx + dy * dy > fraction * fraction * s) return false;
    if (!alike(a->lid_m, b->lid_m, 0.1) || !alike(a->floor_m, b->floor_m, 0.1)) return false;
    if (!alike(a->xx_m2 + a->yy_m2, b->xx_m2 + b->yy_m2, 0.69)) return false; /* 1.3 squared */
    return a->mixed || (dz * dz <= fraction * fraction * fmin(a->zz_m2, b->zz_m2) && alike(a->zz_m2, b->zz_m2, 0.69));
}
