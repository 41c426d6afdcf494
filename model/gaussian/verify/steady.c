/* steady.c - the steady plume of points against what must hold.
 *
 * image    a bundle of given spreads is the reflected Gaussian, also under a lid (A1, A2 of gaussian_analytic.md)
 * flux     u C integrated over a plane across the wind, from the field at receptors, is what was emitted less what the
 *          plume says it holds at the lid; the penetrated part under its own lid counted
 * circle   with meander: over a circle, all directions
 * swapped  source and receptor change places: the same concentration in uniform wind
 * tables   fast version beside the plain one, over the plume's largest value on the ground */
#include "model/gaussian/course.h"
#include "model/gaussian/plume.h"
#include "model/gaussian/verify/hours.h"
#include "model/gaussian/verify/verify.h"

#include <math.h>
#include <stdlib.h>

static const char exact[] = "closed form";

static double image(double sigma_y, double sigma_z, double height, double lid, double y, double z) {
    const lt_plume_bundle b = {.wind_ms = 5.0,
                               .sigma_y_m = sigma_y,
                               .lid_m = lid,
                               .n = 1,
                               .layer = {{.weight = 1.0, .centre_m = height, .sigma_m = sigma_z}}};
    return lt_plume_vertical(&b, &(lt_plume_level){.above_m = z}) * exp(-0.5 * y * y / (sigma_y * sigma_y)) /
           (sqrt(2.0 * M_PI) * sigma_y);
}

static const struct {
    const char *metric;
    double sigma_y, sigma_z, lid, y, z, printed;
} images[] = {
    {"A1_ground", 80, 40, 1e5, 0, 0, 0.000910830533},    {"A1_aside", 80, 40, 1e5, 60, 1.5, 0.0006878026581},
    {"A2_lid_40", 200, 40, 500, 0, 0, 0.0003643322132},  {"A2_lid_300", 200, 300, 500, 0, 0, 0.0001055769827},
    {"A2_lid_800", 200, 800, 500, 0, 0, 7.978895118e-5}, {"A2_lid_3000", 200, 3000, 500, 0, 0, 7.978845608e-5}};

static lt_status given_spreads(lt_verify *verify) {
    for (size_t n = 0; n < sizeof images / sizeof *images; n++) {
        const double c =
            100.0 * image(images[n].sigma_y, images[n].sigma_z, 50.0, images[n].lid, images[n].y, images[n].z);
        LT_TRY(LT_VERIFY_ADD(verify, .test = "image", .metric = images[n].metric, .scheme = "",
                             .value = fabs(c / images[n].printed - 1.0), .bound = 5.1e-10,
                             .source = "gaussian_analytic.md, ten printed digits"));
    }
    const double there = image(70, 35, 60, 400, 30, 12), back = image(70, 35, 12, 400, -30, 60);
    return LT_VERIFY_ADD(verify, .test = "swapped", .metric = "relative", .scheme = "",
                         .value = fabs(back / there - 1.0), .bound = 1e-13, .source = exact);
}

/* --- mass flux ---------------------------------------------------------------------------------------------------- */

static const lt_plume_source stacks[] = {
    {.kind = LT_PLUME_POINT, .height_m = 1.0},
    {.kind = LT_PLUME_POINT, .height_m = 60.0, .diameter_m = 2.0, .exit_ms = 12.0, .exit_K = 400.0, .downwash = true},
    {.kind = LT_PLUME_POINT, .height_m = 210.0, .diameter_m = 7.0, .exit_ms = 20.0, .exit_K = 410.0}};
enum { N_STACKS = sizeof stacks / sizeof *stacks };
static const double distances[] = {30.0, 200.0, 1500.0, 12000.0};

/* int u V dz by the midpoint rule on steps a 40th of the least spread. */
static double flux_of(const lt_plume_bundle *b) {
    double least = 1e30;
    for (int j = 0; j < b->n; j++) least = fmin(least, b->layer[j].sigma_m);
    const int n = (int)fmin(40000.0, 8.0 + 40.0 * b->lid_m / least);
    double sum = 0.0;
    for (int k = 0; k < n; k++) sum += lt_plume_vertical(b, &(lt_plume_level){.above_m = b->lid_m * (k + 0.5) / n});
    return sum * b->wind_ms * b->lid_m / n;
}

static lt_status flux(lt_verify *verify, const lt_named_hour *hour, const lt_profile *profile) {
    double worst = 0.0, held = 0.0, least = 1.0, penetrated = 0.0;
    for (int s = 0; s < N_STACKS; s++) {
        lt_plume_course course;
        lt_plume_course_make(&course, &stacks[s], profile, true);
        penetrated = fmax(penetrated, course.penetrated);
        for (size_t d = 0; d < sizeof distances / sizeof *distances; d++) {
            lt_plume_cut cut;
            lt_plume_course_cut(&course, distances[d], &cut);
            double total = 0.0, inside = 0.0;
            for (int b = 0; b < cut.n; b++) {
                total += flux_of(&cut.bundle[b]);
                inside += lt_plume_mass_between(&cut.bundle[b], 0.0, cut.bundle[b].lid_m);
            }
            worst = lt_verify_worse(worst, fabs(total - inside));
            held = fmax(held, 1.0 - inside);
            least = fmin(least, 1.0 - inside);
        }
    }
    const bool stable = hour->hour.obukhov_m > 0.0;
    LT_TRY(LT_VERIFY_ADD(verify, .test = "flux", .metric = hour->name, .scheme = "", .value = worst,
                         .bound = stable ? 5e-12 : 1e-5,
                         .source = stable ? "continuity; derived: rounding of 40000 terms, 2^-53 each"
                                          : "continuity; measured 2e-6: midpoint rule, late air bends the profile at "
                                            "the lid"));
    LT_TRY(LT_VERIFY_ADD(verify, .test = "held_at_lid_least", .metric = hour->name, .scheme = "", .value = -least,
                         .bound = 1e-13, .source = "no more than was emitted; rounding"));
    LT_TRY(LT_VERIFY_ADD(verify, .test = "penetrated_most", .metric = hour->name, .scheme = "", .value = penetrated,
                         .sense = LT_FACT, .source = "share above the mixed layer"));
    return LT_VERIFY_ADD(verify, .test = "held_at_lid_most", .metric = hour->name, .scheme = "", .value = held,
                         .sense = stable ? LT_AT_MOST : LT_FACT, .bound = 1e-13,
                         .source =
                             stable ? "nothing is held in stable air; rounding" : "buoyant air that comes back late");
}

/* --- the field ---------------------------------------------------------------------------------------------------- */

enum { RING = 720, HEIGHTS = 60 };

/* u C of the whole field through a circle, from receptors on it: of a release at the ground in one wind at all heights
 * the plume's own wind counts. */
static lt_status circle(lt_verify *verify, const lt_named_hour *hour, const lt_profile *profile, lt_plume_room *room) {
    static double x[RING], y[RING], above[RING], out[RING];
    const double radius = 700.0;
    const lt_plume_source source = stacks[0];
    const lt_plume_ways ways = {.meander = true};
    lt_plume_course course;
    lt_plume_cut cut;
    lt_plume_course_make(&course, &source, profile, true);
    lt_plume_course_cut(&course, radius, &cut);
    const double top = fmin(cut.bundle[0].lid_m, 6.0 * cut.bundle[0].layer[0].sigma_m + 10.0);
    double coherent = 0.0, sum = 0.0;
    for (int k = 0; k < HEIGHTS; k++) {
        const double z = top * (k + 0.5) / HEIGHTS;
        /* a straight line of receptors across the wind for what goes with it, the circle for the rest */
        for (int n = 0; n < RING; n++) {
            const double across = 6.0 * cut.bundle[0].sigma_y_m * ((n + 0.5) / RING * 2.0 - 1.0);
            x[n] = radius * profile->to_x - across * profile->to_y;
            y[n] = radius * profile->to_y + across * profile->to_x;
            above[n] = z;
            out[n] = 0.0;
        }
        const lt_plume_receptors line = {.n = RING, .x_m = x, .y_m = y, .above_m = above};
        const lt_plume_ways still = {.meander = false};
        lt_plume_add(&source, profile, &still, &line, 1.0, room, out);
        for (int n = 0; n < RING; n++) coherent += out[n] * 12.0 * cut.bundle[0].sigma_y_m / RING;
        for (int n = 0; n < RING; n++) {
            x[n] = radius * cos(2.0 * M_PI * (n + 0.5) / RING);
            y[n] = radius * sin(2.0 * M_PI * (n + 0.5) / RING);
            out[n] = 0.0;
        }
        lt_plume_add(&source, profile, &ways, &line, 1.0, room, out);
        double back = 0.0; /* only what meanders reaches a receptor upwind */
        int upwind = 0;
        for (int n = 0; n < RING; n++)
            if (x[n] * profile->to_x + y[n] * profile->to_y < 0.0) {
                back += out[n];
                upwind++;
            }
        sum += 2.0 * M_PI * radius * back / upwind;
    }
    const double u = cut.bundle[0].wind_ms, step = top / HEIGHTS, random = cut.bundle[0].random;
    LT_TRY(LT_VERIFY_ADD(verify, .test = "flux_of_field", .metric = hour->name, .scheme = "",
                         .value = fabs(u * coherent * step - 1.0), .bound = 1e-5,
                         .source = "continuity; measured 1.2e-6: tables along the wind, 60 heights"));
    return LT_VERIFY_ADD(verify, .test = "flux_of_meander", .metric = hour->name, .scheme = "",
                         .value = fabs(u * sum * step / random - 1.0), .bound = 1e-5,
                         .source = "continuity: share F through the circle; measured 3.3e-6");
}

enum { SIDE = 40 };

static lt_status tables(lt_verify *verify, const lt_named_hour *hour, const lt_profile *profile, lt_plume_room *room) {
    static double x[SIDE * SIDE], y[SIDE * SIDE], fast[SIDE * SIDE], plain[SIDE * SIDE];
    const lt_plume_ways ways = {.meander = true};
    double worst = 0.0;
    for (int n = 0; n < SIDE * SIDE; n++) {
        const double reach = 3.0 * pow(1.12, n % SIDE * 2), angle = 2.0 * M_PI * (n / SIDE + 0.5) / SIDE;
        x[n] = reach * cos(angle);
        y[n] = reach * sin(angle);
    }
    const lt_plume_receptors r = {.n = SIDE * SIDE, .x_m = x, .y_m = y};
    for (int s = 0; s < N_STACKS; s++) {
        double most = 0.0, difference = 0.0;
        for (int n = 0; n < SIDE * SIDE; n++) fast[n] = plain[n] = 0.0;
        lt_plume_add(&stacks[s], profile, &ways, &r, 1.0, room, fast);
        lt_plume_add_reference(&stacks[s], profile, &ways, &r, 1.0, plain);
        for (int n = 0; n < SIDE * SIDE; n++) {
            most = fmax(most, plain[n]);
            difference = lt_verify_worse(difference, fabs(fast[n] - plain[n]));
        }
        /* Below 1e-12 s/m3 nothing arrives at the ground: 1 kg/s would give a microgram in 1000 m3. */
        worst = lt_verify_worse(worst, difference / fmax(most, 1e-12));
    }
    return LT_VERIFY_ADD(verify, .test = "tables", .metric = hour->name, .scheme = "", .value = worst,
                         .bound = hour->hour.obukhov_m > 0.0 ? 5e-5 : 1e-3,
                         .source = "plain version; measured, 1.2e-5 in stable and 4.2e-4 in convective air");
}

lt_status lt_verify_plume_steady(lt_verify *verify) {
    lt_plume_room *room;
    LT_TRY(given_spreads(verify));
    LT_TRY(lt_plume_room_create(&room));
    lt_status status = LT_OK;
    for (int n = 0; n < LT_N_NAMED_HOURS && status == LT_OK; n++) {
        lt_profile profile;
        lt_profile_make(&profile, &lt_named_hours[n].hour, NULL);
        status = flux(verify, &lt_named_hours[n], &profile);
        if (status == LT_OK) status = circle(verify, &lt_named_hours[n], &profile, room);
        if (status == LT_OK) status = tables(verify, &lt_named_hours[n], &profile, room);
    }
    lt_plume_room_free(room);
    return status;
}
