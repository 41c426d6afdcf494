/* extended.c - areas and lines against points.
 *
 * points   the integral of the plain point over the source, by Gauss-Legendre on small squares or pieces
 * parts    an area cut into four parts is the sum of the parts; a rectangle with more corners is the rectangle
 * circle   polygons of n corners of one area go to the circle as n^-2
 * infinite a line of 60 km across the wind gives the across-wind integral of the point (A3)
 * narrow   a line of 0.2 m width and one without */
#include "model/gaussian/along.h"
#include "model/gaussian/plume.h"
#include "model/gaussian/verify/hours.h"
#include "model/gaussian/verify/verify.h"

#include <math.h>

static const lt_plume_ways ways = {.meander = true}, straight = {.meander = false};

typedef struct lt_spot {
    double x, y, z;
} lt_spot;

static double at(const lt_plume_source *source, const lt_profile *profile, const lt_plume_ways *how, lt_spot spot,
                 lt_plume_room *room) {
    double out = 0.0;
    const lt_plume_receptors r = {.n = 1, .x_m = &spot.x, .y_m = &spot.y, .above_m = &spot.z};
    lt_plume_add(source, profile, how, &r, 1.0, room, &out);
    return out;
}

/* Outside, at the edge downwind, well inside. */
static const lt_spot spots[] = {{400.0, 260.0, 1.5}, {104.0, 80.0, 1.5}, {50.0, 40.0, 3.0}, {-150.0, 10.0, 1.5}};
enum { N_SPOTS = sizeof spots / sizeof *spots, N_FINE = 300 };

static double by_points(const lt_plume_source *area, const lt_profile *profile, lt_spot spot) {
    double out = 0.0;
    const lt_plume_receptors r = {.n = 1, .x_m = &spot.x, .y_m = &spot.y, .above_m = &spot.z};
    for (int j = 0; j < N_FINE; j++)
        for (int i = 0; i < N_FINE; i++) {
            const lt_plume_source point = {.kind = LT_PLUME_VOLUME,
                                           .x_m = 100.0 * (i + 0.5) / N_FINE,
                                           .y_m = 80.0 * (j + 0.5) / N_FINE,
                                           .height_m = area->height_m,
                                           .sigma_z0_m = area->sigma_z0_m};
            lt_plume_add_reference(&point, profile, &ways, &r, 1.0 / (N_FINE * N_FINE), &out);
        }
    return out;
}

static const double rectangle[] = {0, 0, 100, 0, 100, 80, 0, 80};

static lt_plume_source area_of(const double *corners, int n) {
    return (lt_plume_source){
        .kind = LT_PLUME_AREA, .corners_m = corners, .n_corners = n, .height_m = 2.0, .sigma_z0_m = 1.5};
}

static lt_status areas(lt_verify *verify, const lt_named_hour *hour, const lt_profile *profile, lt_plume_room *room) {
    static const double quarter[4][8] = {{0, 0, 40, 0, 40, 30, 0, 30},
                                         {40, 0, 100, 0, 100, 30, 40, 30},
                                         {40, 30, 100, 30, 100, 80, 40, 80},
                                         {0, 30, 40, 30, 40, 80, 0, 80}};
    static const double turned[] = {100, 80, 50, 80, 0, 80, 0, 20, 0, 0, 100, 0}; /* more corners, the other sense */
    const lt_plume_source whole = area_of(rectangle, 4), other = area_of(turned, 6);
    const bool stable = hour->hour.obukhov_m > 0.0;
    double points = 0.0, parts = 0.0, corners = 0.0;
    for (int n = 0; n < N_SPOTS; n++) {
        const double c = at(&whole, profile, &ways, spots[n], room);
        double sum = 0.0;
        for (int k = 0; k < 4; k++) {
            const lt_plume_source part = area_of(quarter[k], 4);
            sum += at(&part, profile, &ways, spots[n], room) * lt_plume_source_extent(&part) / 8000.0;
        }
        parts = lt_verify_worse(parts, fabs(sum / c - 1.0));
        corners = lt_verify_worse(corners, fabs(at(&other, profile, &ways, spots[n], room) / c - 1.0));
        if (n != 2) points = lt_verify_worse(points, fabs(by_points(&whole, profile, spots[n]) / c - 1.0));
    }
    LT_TRY(LT_VERIFY_ADD(verify, .test = "area_points", .metric = hour->name, .scheme = "", .value = points,
                         .bound = 2e-4,
                         .source = "90000 points, coarser near the edge; measured 6e-5 in convective air"));
    LT_TRY(LT_VERIFY_ADD(verify, .test = "area_corners", .metric = hour->name, .scheme = "", .value = corners,
                         .bound = stable ? 1e-5 : 1e-4,
                         .source = "the same rectangle, quadrature on other pieces; measured 2.4e-6, unstable 3.7e-5"));
    return LT_VERIFY_ADD(verify, .test = "area_parts", .metric = hour->name, .scheme = "", .value = parts,
                         .bound = 1e-4, .source = "sum of four parts, quadrature on other pieces; measured 4.7e-5");
}

static lt_status circle(lt_verify *verify, const lt_profile *profile, lt_plume_room *room) {
    double c[3], corner[2 * 128];
    for (int level = 0; level < 3; level++) {
        const int n = 8 << 2 * level;
        for (int k = 0; k < n; k++) {
            corner[2 * k] = 50.0 + 30.0 * cos(2.0 * M_PI * k / n);
            corner[2 * k + 1] = 40.0 + 30.0 * sin(2.0 * M_PI * k / n);
        }
        const lt_plume_source source = area_of(corner, n);
        c[level] = at(&source, profile, &ways, (lt_spot){104.0, 80.0, 1.5}, room) * lt_plume_source_extent(&source);
    }
    /* Errors of n^-2 fall to a sixteenth: the second difference is a fifth less than that of the limit. */
    const double order = log((c[1] - c[0]) / (c[2] - c[1])) / log(4.0);
    return LT_VERIFY_ADD(verify, .test = "circle", .metric = "order", .scheme = "", .value = order,
                         .sense = LT_AT_LEAST, .bound = 1.8, .source = "8, 32, 128 corners; area of a polygon: 2");
}

/* --- lines -------------------------------------------------------------------------------------------------------- */

static lt_status lines(lt_verify *verify, const lt_named_hour *hour, const lt_profile *profile, lt_plume_room *room) {
    const double road[] = {0, 0, 90, 30, 100, 80};
    lt_plume_source line = {
        .kind = LT_PLUME_LINE, .corners_m = road, .n_corners = 3, .height_m = 0.5, .sigma_z0_m = 1.2};
    const bool stable = hour->hour.obukhov_m > 0.0;
    double points = 0.0, narrow = 0.0;
    for (int n = 0; n < N_SPOTS; n++) {
        line.width_m = 0.0;
        const double c = at(&line, profile, &ways, spots[n], room), length = lt_plume_source_extent(&line);
        double sum = 0.0;
        for (int k = 0; k + 1 < 3; k++)
            for (int p = 0; p < 4000; p++) {
                const double t = (p + 0.5) / 4000, *a = road + 2 * k, *b = a + 2;
                const lt_plume_source point = {.kind = LT_PLUME_VOLUME,
                                               .x_m = a[0] + t * (b[0] - a[0]),
                                               .y_m = a[1] + t * (b[1] - a[1]),
                                               .height_m = 0.5,
                                               .sigma_z0_m = 1.2};
                sum += at(&point, profile, &ways, spots[n], room) * hypot(b[0] - a[0], b[1] - a[1]) / 4000 / length;
            }
        points = lt_verify_worse(points, fabs(sum / c - 1.0));
        line.width_m = 0.2;
        narrow = lt_verify_worse(narrow, fabs(at(&line, profile, &ways, spots[n], room) / c - 1.0));
    }
    LT_TRY(LT_VERIFY_ADD(verify, .test = "line_points", .metric = hour->name, .scheme = "", .value = points,
                         .bound = stable ? 1e-5 : 3e-5, .source = "8000 points; measured 1.2e-6, unstable 5.2e-6"));
    LT_TRY(LT_VERIFY_ADD(verify, .test = "line_narrow", .metric = hour->name, .scheme = "", .value = narrow,
                         .bound = stable ? 2e-4 : 5e-4,
                         .source = "an area of 0.2 m width; measured 4.3e-5, unstable 1.6e-4"));
    const double far[] = {-30e3 * profile->to_y, 30e3 * profile->to_x, 30e3 * profile->to_y, -30e3 * profile->to_x};
    line.corners_m = far;
    line.n_corners = 2;
    line.width_m = 0.0;
    lt_plume_course course;
    lt_plume_cut cut;
    lt_plume_course_make(&course, &line, profile, false);
    lt_plume_course_cut(&course, 300.0, &cut);
    const double v = lt_plume_vertical(&cut.bundle[0], &(lt_plume_level){.above_m = 1.5});
    const lt_spot down = {300.0 * profile->to_x, 300.0 * profile->to_y, 1.5};
    return LT_VERIFY_ADD(verify, .test = "line_infinite", .metric = hour->name, .scheme = "",
                         .value = fabs(at(&line, profile, &straight, down, room) * 60e3 / v - 1.0), .bound = 2e-5,
                         .source = "across-wind integral of the point (A3); measured 9.7e-6: tables");
}

lt_status lt_verify_plume_extended(lt_verify *verify) {
    lt_plume_room *room;
    LT_TRY(lt_plume_room_create(&room));
    lt_status status = LT_OK;
    for (int n = 0; n < LT_N_NAMED_HOURS && status == LT_OK; n++) {
        lt_profile profile;
        lt_profile_make(&profile, &lt_named_hours[n].hour, NULL);
        status = areas(verify, &lt_named_hours[n], &profile, room);
        if (status == LT_OK) status = lines(verify, &lt_named_hours[n], &profile, room);
        if (status == LT_OK && n == 2) status = circle(verify, &profile, room);
    }
    lt_plume_room_free(room);
    return status;
}
