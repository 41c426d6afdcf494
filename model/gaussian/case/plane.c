/* plane.c - places of a case (plane.h).
 *
 * local: azimuthal equidistant around the site on WGS84, x east, y north: distances from the site are true, others to
 * 1e-5 within 50 km. Any other projection: its own metres less those of the site, and its north, which differs from
 * the true one by the convergence there. Limit: one convergence for the whole case (of UTM it changes by less than half
 * a degree within 50 km). */
#include "model/gaussian/case/plane.h"

#include "grids/anymap.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static bool both(double a, double b) {
    return isfinite(a) && isfinite(b);
}

static bool either(double a, double b) {
    return isfinite(a) || isfinite(b);
}

static lt_status raise_place(const char *what, const char *expected, const char *found, const char *where,
                             const char *todo) {
    return LT_RAISE(LT_ERR_INPUT, .what = what, .where = where, .expected = expected, .found = found, .todo = todo);
}

static lt_status judge_given(const lt_place_keys *at, const char *where) {
    const bool degrees = either(at->lon, at->lat), metres = either(at->x_m, at->y_m);
    if (degrees && metres)
        return raise_place("a place is given twice", "lon and lat, or x and y", "some of both", where,
                           "take one of the two out");
    if (both(at->lon, at->lat) || both(at->x_m, at->y_m)) return LT_OK;
    return raise_place(degrees || metres ? "a place is given by half" : "a place is missing", "lon and lat, or x and y",
                       degrees  ? "one of lon and lat"
                       : metres ? "one of x and y"
                                : "none of them",
                       where, "add what is missing");
}

/* The site itself: degrees, or on a projection that is named its metres. */
static lt_status place_site(const lt_site_keys *site, const char *where, lt_plane *p) {
    if (!both(site->at.x_m, site->at.y_m)) {
        p->lon = site->at.lon;
        p->lat = site->at.lat;
        return LT_OK;
    }
    if (p->local)
        return raise_place("the site has no degrees", "lon and lat, or a projection for x and y",
                           "x and y with projection: local", where, "add projection: EPSG:326.., or give lon and lat");
    p->east_m = site->at.x_m;
    p->north_m = site->at.y_m;
    if (lt_anymap_inverse(p->map, p->east_m, p->north_m, &p->lon, &p->lat)) return LT_OK;
    return raise_place("the site is not on its map", "x and y of the projection",
                       lt_fmt("x %.0f m, y %.0f m", p->east_m, p->north_m), where, "look at x, y and projection");
}

lt_status lt_plane_open(const lt_site_keys *site, const lt_node *node, lt_plane *out) {
    const char *where = lt_node_where(node);
    *out = (lt_plane){.reach_m = site->reach_m, .local = strcmp(site->projection, "local") == 0};
    LT_TRY(judge_given(&site->at, where));
    if (fabs(site->at.lat) > 90.0)
        return raise_place("the latitude of the site cannot be", "-90 to 90", lt_fmt("%g", site->at.lat), where,
                           "lon and lat look exchanged");
    snprintf(out->projection, sizeof out->projection, "%s", site->projection);
    if (out->local && both(site->at.lon, site->at.lat))
        snprintf(out->projection, sizeof out->projection, "+proj=aeqd +lat_0=%.10g +lon_0=%.10g +datum=WGS84 +units=m",
                 site->at.lat, site->at.lon);
    if (!out->local || both(site->at.lon, site->at.lat))
        LT_TRY_PLACE(lt_anymap_open(out->projection, &out->map), "%s", where);
    LT_TRY(place_site(site, where, out));
    double angle = 0.0;
    bool good = lt_anymap_forward(out->map, out->lon, out->lat, &out->east_m, &out->north_m);
    good = good && (out->local || lt_anymap_angle(out->map, out->east_m, out->north_m, 100.0, &angle));
    /* A map's +y that lies counter-clockwise of the true north sees every direction turned on clockwise. */
    out->turn_deg = angle * 180.0 / M_PI;
    if (good && fabs(out->east_m) < 1e8) return LT_OK;
    return raise_place("the site is not on its map", "a place that the projection covers",
                       lt_fmt("%.4f E, %.4f N on %s", out->lon, out->lat, out->projection), where,
                       "look at lon, lat and projection");
}

void lt_plane_close(lt_plane *plane) {
    lt_anymap_close(plane->map);
    plane->map = NULL;
}

bool lt_plane_degrees(const lt_plane *p, double x_m, double y_m, double *lon, double *lat) {
    return lt_anymap_inverse(p->map, x_m + p->east_m, y_m + p->north_m, lon, lat);
}

/* --- out of reach ------------------------------------------------------------------------------------------------- */

static bool near(const lt_plane *p, double x_m, double y_m) {
    return hypot(x_m - p->east_m, y_m - p->north_m) <= p->reach_m;
}

/* x and y read in the UTM zone `zone` lie near the site. */
static bool fits_zone(const lt_plane *p, int zone, double x_m, double y_m) {
    lt_anymap *map;
    double lon, lat, x, y;
    if (zone < 1 || zone > 60 || lt_anymap_open(lt_fmt("EPSG:%d", 32600 + zone), &map) != LT_OK) return false;
    const bool there = lt_anymap_inverse(map, x_m, y_m, &lon, &lat) && lt_anymap_forward(p->map, lon, lat, &x, &y);
    lt_anymap_close(map);
    return there && near(p, x, y);
}

static const char *advice(const lt_plane *p, const lt_place_keys *at) {
    double x, y;
    if (both(at->lon, at->lat)) {
        const bool exchanged = lt_anymap_forward(p->map, at->lat, at->lon, &x, &y) && near(p, x, y);
        return exchanged ? "lon and lat look exchanged" : "look at lon and lat, or widen site: reach";
    }
    const int zone = (int)floor((p->lon + 180.0) / 6.0) + 1;
    for (int k = zone - 1; k <= zone + 1; k++)
        if (fits_zone(p, k, at->x_m, at->y_m))
            return lt_fmt("x and y fit UTM zone %d: add projection: EPSG:%d to the site, or bring them to its zone", k,
                          32600 + k);
    if (!p->local && near(p, at->y_m, at->x_m)) return "x and y look exchanged";
    return "look at x, y and the projection of the site, or widen site: reach";
}

lt_status lt_plane_place(const lt_plane *p, const lt_place_keys *at, const char *where, double *x_m, double *y_m) {
    double x = 0.0, y = 0.0;
    LT_TRY(judge_given(at, where));
    const bool metres = both(at->x_m, at->y_m);
    bool good = true;
    if (metres) {
        x = at->x_m + (p->local ? p->east_m : 0.0);
        y = at->y_m + (p->local ? p->north_m : 0.0);
    } else {
        good = lt_anymap_forward(p->map, at->lon, at->lat, &x, &y);
    }
    if (good && near(p, x, y)) {
        *x_m = x - p->east_m;
        *y_m = y - p->north_m;
        return LT_OK;
    }
    return raise_place("a place lies out of reach of the site: in another zone, or elsewhere",
                       lt_fmt("within %g km of %.4f E, %.4f N", 1e-3 * p->reach_m, p->lon, p->lat),
                       metres ? lt_fmt("x %.10g m, y %.10g m", at->x_m, at->y_m)
                              : lt_fmt("%.6g E, %.6g N", at->lon, at->lat),
                       where, advice(p, at));
}
