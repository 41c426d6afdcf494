/* projection.c - Lambert conformal conic on a sphere (projection.h).
 *
 * phi, lambda  latitude, longitude [rad]; phi1, phi2 standard parallels; R radius [m]
 * n = ln(cos phi1 / cos phi2) / ln(t(phi2) / t(phi1)),  t(phi) = tan(pi/4 + phi/2)      (phi1 = phi2: n = sin phi1)
 * F = cos phi1 t(phi1)^n / n;   rho = R F / t(phi)^n;   theta = n (lambda - lambda0)
 * x = rho sin theta,  y = rho0 - rho cos theta
 * map factor   k = n rho / (R cos phi)                      the same in all directions
 * grid north from true north   a = -theta
 * true length of a map line    integral ds / k
 * true area in a map ring      -(R^2/n) closed integral (sin phi - c) d theta            (Green; any constant c)
 * Line integrals: Gauss-Legendre with 5 points a segment, error below 1e-13 for segments of up to 50 km.
 * Source: J. P. Snyder, Map Projections - A Working Manual, USGS Prof. Paper 1395 (1987), eqs 15-1 to 15-5.
 * Limits: both parallels on the same side of the equator; the map must not hold the pole. */
#include "grids/projection.h"

#include <math.h>
#include <proj.h>
#include <pthread.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct lt_projection {
    lt_projection_spec spec;
    char text[256];
    double n, rf, rho0; /* cone constant; R F [m]; rho at the origin [m] */
    PJ_CONTEXT *context;
    PJ *pj;
    pthread_mutex_t lock; /* PROJ's objects belong to one thread at a time */
};

enum { GAUSS_POINTS = 5 };
static const double gauss_node[GAUSS_POINTS] = {0.04691007703066802, 0.23076534494715845, 0.5, 0.7692346550528415,
                                                0.953089922969332};
static const double gauss_weight[GAUSS_POINTS] = {0.11846344252809454, 0.23931433524968324, 0.28444444444444444,
                                                  0.23931433524968324, 0.11846344252809454};

static double radians(double degrees) {
    return degrees * (M_PI / 180.0);
}
static double cone_tan(double phi) {
    return tan(M_PI / 4 + phi / 2);
}

static lt_status check_spec(const lt_projection_spec *s) {
    bool numbers = isfinite(s->lat_1) && isfinite(s->lat_2) && isfinite(s->lat_0) && isfinite(s->lon_0);
    bool cone = s->lat_1 * s->lat_2 > 0 && fabs(s->lat_1) < 89 && fabs(s->lat_2) < 89 && fabs(s->lat_0) < 89;
    if (!numbers || !cone || fabs(s->lon_0) > 360 || !(s->radius > 1e6 && s->radius < 1e8))
        return LT_RAISE(LT_ERR_INPUT, .what = "impossible Lambert conformal projection",
                        .expected = "parallels on one side of the equator and nearer to it than 89 degrees; origin on "
                                    "Earth; radius of about 6370 km",
                        .found = lt_fmt("parallels %g and %g, origin %g E %g N, radius %g m", s->lat_1, s->lat_2,
                                        s->lon_0, s->lat_0, s->radius),
                        .where = "projection", .todo = "correct the section projection of the grid");
    return LT_OK;
}

static void set_cone(lt_projection *p) {
    double phi1 = radians(p->spec.lat_1), phi2 = radians(p->spec.lat_2);
    if (fabs(phi1 - phi2) < 1e-10)
        p->n = sin(phi1);
    else
        p->n = log(cos(phi1) / cos(phi2)) / log(cone_tan(phi2) / cone_tan(phi1));
    p->rf = p->spec.radius * cos(phi1) * pow(cone_tan(phi1), p->n) / p->n;
    p->rho0 = p->rf / pow(cone_tan(radians(p->spec.lat_0)), p->n);
}

lt_status lt_projection_create(const lt_projection_spec *spec, lt_projection **out) {
    *out = NULL;
    LT_TRY(check_spec(spec));
    lt_projection *p;
    LT_TRY(lt_calloc(1, sizeof *p, &p));
    p->spec = *spec;
    pthread_mutex_init(&p->lock, NULL);
    snprintf(p->text, sizeof p->text,
             "+proj=lcc +lat_1=%.15g +lat_2=%.15g +lat_0=%.15g +lon_0=%.15g +R=%.15g +units=m +no_defs", spec->lat_1,
             spec->lat_2, spec->lat_0, spec->lon_0, spec->radius);
    set_cone(p);
    p->context = proj_context_create();
    if (p->context) {
        proj_log_level(p->context, PJ_LOG_NONE);
        p->pj = proj_create(p->context, p->text);
    }
    if (!p->pj) {
        lt_projection_free(p);
        return LT_RAISE(LT_ERR_ENV, .what = "PROJ refuses the projection", .found = lt_fmt("%s", "no PROJ object"),
                        .todo = "check the installation of PROJ", .where = "PROJ");
    }
    *out = p;
    return LT_OK;
}

/* The number behind "+key=" in the text. */
static bool text_number(const char *text, const char *key, double *out) {
    char tag[32];
    snprintf(tag, sizeof tag, "+%s=", key);
    const char *at = strstr(text, tag);
    if (!at) return false;
    char *end;
    *out = strtod(at + strlen(tag), &end);
    return end > at + strlen(tag);
}

lt_status lt_projection_parse(const char *text, lt_projection **out) {
    *out = NULL;
    lt_projection_spec s;
    bool whole = strstr(text, "+proj=lcc ") && text_number(text, "lat_1", &s.lat_1) &&
                 text_number(text, "lat_2", &s.lat_2) && text_number(text, "lat_0", &s.lat_0) &&
                 text_number(text, "lon_0", &s.lon_0) && text_number(text, "R", &s.radius);
    if (!whole)
        return LT_RAISE(LT_ERR_INPUT, .what = "unknown projection",
                        .expected = "+proj=lcc +lat_1= +lat_2= +lat_0= +lon_0= +R=", .found = lt_fmt("%s", text),
                        .where = "attribute proj4", .todo = "make grid.nc again");
    return lt_projection_create(&s, out);
}

void lt_projection_free(lt_projection *p) {
    if (!p) return;
    proj_destroy(p->pj);
    if (p->context) proj_context_destroy(p->context);
    pthread_mutex_destroy(&p->lock);
    lt_free(p);
}

const char *lt_projection_text(const lt_projection *p) {
    return p->text;
}
const lt_projection_spec *lt_projection_get_spec(const lt_projection *p) {
    return &p->spec;
}

static bool run_proj(lt_projection *p, PJ_DIRECTION direction, double a, double b, PJ_COORD *result) {
    pthread_mutex_lock(&p->lock);
    proj_errno_reset(p->pj);
    *result = proj_trans(p->pj, direction, proj_coord(a, b, 0, 0));
    bool good = proj_errno(p->pj) == 0 && isfinite(result->xy.x) && isfinite(result->xy.y);
    pthread_mutex_unlock(&p->lock);
    return good;
}

lt_status lt_projection_forward(lt_projection *p, double lon, double lat, double *x, double *y) {
    PJ_COORD c = {{0}};
    bool on_earth = isfinite(lon) && isfinite(lat) && fabs(lat) <= 90 && fabs(lon) <= 360;
    if (!on_earth || !run_proj(p, PJ_FWD, radians(lon), radians(lat), &c))
        return LT_RAISE(
            LT_ERR_INPUT, .what = "place cannot be projected", .expected = "longitude and latitude on Earth",
            .found = lt_fmt("%g E %g N", lon, lat), .where = "longitude, latitude",
            .todo = fabs(lat) > 90 && fabs(lon) <= 90 ? "lon and lat may have changed places" : "correct the place");
    *x = c.xy.x;
    *y = c.xy.y;
    return LT_OK;
}

lt_status lt_projection_inverse(lt_projection *p, double x, double y, double *lon, double *lat) {
    PJ_COORD c = {{0}};
    if (!run_proj(p, PJ_INV, x, y, &c))
        return LT_RAISE(LT_ERR_INPUT, .what = "point of the map is not on Earth",
                        .found = lt_fmt("x %g m, y %g m", x, y), .where = "projection",
                        .expected = "a point of the cone", .todo = "make the grid smaller, or choose another origin");
    *lon = c.lp.lam * (180.0 / M_PI);
    *lat = c.lp.phi * (180.0 / M_PI);
    return LT_OK;
}

/* Point relative to the apex of the cone, towards growing theta and rho. */
static void polar(const lt_projection *p, double x, double y, double *across, double *along) {
    double sign = p->n > 0 ? 1 : -1;
    *across = sign * x;
    *along = sign * (p->rho0 - y);
}

static double latitude_of_rho(const lt_projection *p, double rho) {
    return 2 * atan(pow(fabs(p->rf) / rho, 1 / p->n)) - M_PI / 2;
}

void lt_projection_plane(const lt_projection *p, double x, double y, double *longitude, double *sine) {
    double across, along;
    polar(p, x, y, &across, &along);
    double t =
        pow(fabs(p->rf) / hypot(across, along), 2 / p->n); /* tan(pi/4 + phi/2)^2 = (1 + sin phi) / (1 - sin phi) */
    *longitude = radians(p->spec.lon_0) + atan2(across, along) / p->n;
    *sine = (t - 1) / (t + 1);
}

double lt_projection_map_factor(const lt_projection *p, double x, double y) {
    double across, along;
    polar(p, x, y, &across, &along);
    double rho = hypot(across, along);
    return fabs(p->n) * rho / (p->spec.radius * cos(latitude_of_rho(p, rho)));
}

double lt_projection_angle(const lt_projection *p, double x, double y) {
    double across, along;
    polar(p, x, y, &across, &along);
    return -atan2(across, along);
}

double lt_projection_length(const lt_projection *p, double x1, double y1, double x2, double y2) {
    double sum = 0;
    for (int g = 0; g < GAUSS_POINTS; g++) {
        double t = gauss_node[g];
        sum += gauss_weight[g] / lt_projection_map_factor(p, x1 + t * (x2 - x1), y1 + t * (y2 - y1));
    }
    return sum * hypot(x2 - x1, y2 - y1);
}

double lt_projection_ring_area(const lt_projection *p, const double *xy, long n) {
    if (n < 3) return 0;
    double across, along;
    polar(p, xy[0], xy[1], &across, &along);
    double first = sin(latitude_of_rho(p, hypot(across, along))); /* the constant c: keeps the terms small */
    double sum = 0;
    for (long i = 0; i < n; i++) {
        const double *from = xy + 2 * i, *to = xy + 2 * ((i + 1) % n);
        double a1, b1, a2, b2;
        polar(p, from[0], from[1], &a1, &b1);
        polar(p, to[0], to[1], &a2, &b2);
        double segment = 0, cross = b1 * a2 - a1 * b2; /* d theta = cross dt / rho^2, cross is constant on a line */
        for (int g = 0; g < GAUSS_POINTS; g++) {
            double a = a1 + gauss_node[g] * (a2 - a1), b = b1 + gauss_node[g] * (b2 - b1);
            double rho = hypot(a, b);
            segment += gauss_weight[g] * (sin(latitude_of_rho(p, rho)) - first) * cross / (rho * rho);
        }
        sum += segment;
    }
    return -p->spec.radius * p->spec.radius / p->n * sum;
}
