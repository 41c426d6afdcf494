/* terrain.c - hills.
 *
 * divide   in air of one wind and one N the dividing height is hc - u/N, 0 where that is below the ground
 * flat     receptors as high as the source, no hill: the flat plume (f C + (1 - f) C)
 * around   a plume wholly below the dividing height is met at the receptor's own height
 * over     in convective air half of each
 * between  200 receptors, every hour: f of the one state and 1 - f of the other, from flat plumes, over the largest */
#include "model/gaussian/terrain.h"

#include "model/gaussian/plume.h"
#include "model/gaussian/verify/hours.h"
#include "model/gaussian/verify/verify.h"

#include <math.h>

static const lt_plume_ways ways = {.meander = true};

static void even_air(lt_profile *profile, double wind, double n) {
    lt_profile_make(profile, &lt_named_hours[1].hour, NULL);
    for (int k = 0; k < LT_PROFILE_LEVELS; k++) {
        profile->level[k].wind_ms = wind;
        profile->level[k].lapse_Km = n * n * profile->hour.temperature_K / 9.80665;
    }
}

static lt_status divide(lt_verify *verify) {
    static const double cases[][3] = {{2.0, 0.02, 300.0}, {5.0, 0.02, 300.0}, {1.0, 0.03, 80.0}, {8.0, 0.02, 300.0}};
    double worst = 0.0;
    for (size_t n = 0; n < sizeof cases / sizeof *cases; n++) {
        lt_profile profile;
        even_air(&profile, cases[n][0], cases[n][1]);
        const double exact = fmax(0.0, cases[n][2] - cases[n][0] / cases[n][1]);
        worst = lt_verify_worse(worst, fabs(lt_terrain_divide(&profile, cases[n][2]) - exact) / cases[n][2]);
    }
    return LT_VERIFY_ADD(verify, .test = "divide", .metric = "relative", .scheme = "", .value = worst, .bound = 1e-9,
                         .source = "closed form; derived: the trapezoidal rule is exact, bisection to 2^-30 of hc");
}

static double one(const lt_profile *profile, const lt_plume_source *source, double x, const double *ground,
                  const double *hill, double above, lt_plume_room *room) {
    const double px = x * profile->to_x, py = x * profile->to_y;
    double out = 0.0;
    lt_plume_add(
        source, profile, &ways,
        &(lt_plume_receptors){.n = 1, .x_m = &px, .y_m = &py, .ground_m = ground, .hill_m = hill, .above_m = &above},
        1.0, room, &out);
    return out;
}

static const lt_plume_source stack = {
    .kind = LT_PLUME_POINT, .base_m = 50.0, .height_m = 60.0, .diameter_m = 2.0, .exit_ms = 10.0, .exit_K = 350.0};

static lt_status states(lt_verify *verify, lt_plume_room *room) {
    double flat = 0.0;
    lt_profile profile;
    const double level = 50.0, high = 120.0, hill = 400.0;
    for (int h = 0; h < LT_N_NAMED_HOURS; h++) {
        lt_profile_make(&profile, &lt_named_hours[h].hour, NULL);
        const double c = one(&profile, &stack, 2500.0, NULL, NULL, 1.5, room);
        /* What does not reach the ground is not compared. */
        if (c > 1e-12)
            flat = lt_verify_worse(flat, fabs(one(&profile, &stack, 2500.0, &level, &level, 1.5, room) / c - 1.0));
    }
    LT_TRY(LT_VERIFY_ADD(verify, .test = "flat", .metric = "relative", .scheme = "", .value = flat, .bound = 1e-4,
                         .source = "the flat plume; measured 2.8e-5: its table"));
    even_air(&profile, 2.0, 0.05); /* Hc = 310 m above the foot */
    const double met = one(&profile, &stack, 2500.0, &high, &hill, 0.0, room);
    const double own = one(&profile, &stack, 2500.0, NULL, NULL, 70.0, room);
    LT_TRY(LT_VERIFY_ADD(verify, .test = "around", .metric = "relative", .scheme = "", .value = fabs(met / own - 1.0),
                         .bound = 1e-5, .source = "the flat plume at 70 m; measured 7e-7: its table"));
    lt_profile_make(&profile, &lt_named_hours[4].hour, NULL);
    const double both = one(&profile, &stack, 2500.0, &high, &hill, 0.0, room);
    const double half = 0.5 * (one(&profile, &stack, 2500.0, NULL, NULL, 0.0, room) +
                               one(&profile, &stack, 2500.0, NULL, NULL, 70.0, room));
    return LT_VERIFY_ADD(verify, .test = "over", .metric = "relative", .scheme = "", .value = fabs(both / half - 1.0),
                         .bound = 1e-5, .source = "half of each state; measured 3.4e-7: its table");
}

/* Without meander a receptor in hills is f of the flat plume at its own height and 1 - f of that above its ground. */
static double by_states(const lt_profile *profile, double x, double y, double ground, double hill) {
    const lt_plume_ways straight = {.meander = false};
    const double up = fmax(0.0, ground - stack.base_m), zero = 0.0;
    const double along = x * profile->to_x + y * profile->to_y,
                 divided = lt_terrain_divide(profile, hill - stack.base_m);
    double around = 0.0, over = 0.0, f = 0.5;
    lt_plume_course course;
    lt_plume_cut cut;
    lt_plume_course_make(&course, &stack, profile, false);
    lt_plume_course_cut(&course, fmax(1.0, along), &cut);
    if (divided > 0.0) f += 0.5 * lt_plume_mass_between(&cut.bundle[0], 0.0, divided);
    lt_plume_receptors r = {.n = 1, .x_m = &x, .y_m = &y, .above_m = &up};
    lt_plume_add_reference(&stack, profile, &straight, &r, 1.0, &around);
    r.above_m = &zero;
    lt_plume_add_reference(&stack, profile, &straight, &r, 1.0, &over);
    return f * around + (1.0 - f) * over;
}

static lt_status between(lt_verify *verify, lt_plume_room *room) {
    enum { N = 200 };
    const lt_plume_ways straight = {.meander = false};
    double x[N], y[N], ground[N], hill[N], worst = 0.0;
    for (int n = 0; n < N; n++) {
        x[n] = 5000.0 * cos(n * 2.399) * sqrt((n + 0.5) / N); /* golden angle */
        y[n] = 5000.0 * sin(n * 2.399) * sqrt((n + 0.5) / N);
        ground[n] = 50.0 + 150.0 * fabs(sin(0.001 * x[n]));
        hill[n] = 250.0;
    }
    const lt_plume_receptors r = {.n = N, .x_m = x, .y_m = y, .ground_m = ground, .hill_m = hill};
    for (int h = 0; h < LT_N_NAMED_HOURS; h++) {
        double got[N] = {0}, most = 1e-12, difference = 0.0;
        lt_profile profile;
        lt_profile_make(&profile, &lt_named_hours[h].hour, NULL);
        lt_plume_add(&stack, &profile, &straight, &r, 1.0, room, got);
        for (int n = 0; n < N; n++) {
            const double c = by_states(&profile, x[n], y[n], ground[n], hill[n]);
            most = fmax(most, c);
            difference = lt_verify_worse(difference, fabs(got[n] - c));
        }
        worst = lt_verify_worse(worst, difference / most);
    }
    return LT_VERIFY_ADD(verify, .test = "between", .metric = "over_largest", .scheme = "", .value = worst,
                         .bound = 1e-12, .source = "f and 1 - f of the flat plume, plain version; rounding");
}

lt_status lt_verify_plume_terrain(lt_verify *verify) {
    lt_plume_room *room;
    LT_TRY(divide(verify));
    LT_TRY(lt_plume_room_create(&room));
    lt_status status = states(verify, room);
    if (status == LT_OK) status = between(verify, room);
    lt_plume_room_free(room);
    return status;
}
