/* Does the stratosphere drain? Ozone of January on 17 layers up to 15 km in a closed box whose air turns over: up on
 * one side, down on the other, with the sine of a day, so that after whole days every parcel is back where it was and
 * ozone at every height must be what it was at the start. What is not, is the numerical diffusion of the transport.
 * Fluxes are those of a stream function, so continuity holds to rounding. Vertical wind at most W in the middle of the
 * box: 1 cm/s is a strong synoptic one over 1000 km, 5 cm/s that of a front. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "model/state/background.h"
#include "model/state/isa.h"
#include "model/transport/transport.h"

#include <math.h>
#include <string.h>

enum { NX = 8, NY = 4, NZ = 17, HOUR_STEPS = 4, DAYS = 10 };
static const double edges[NZ + 1] = {0,    40,   90,   150,  220,  305,  410,   535,   690,
                                     1100, 1700, 2580, 3860, 5740, 8500, 10500, 12700, 15000};
static const double cell = 54e3, scale = 8000.0;

static double air_of(int k) {
    return 1.25 * scale * (exp(-edges[k] / scale) - exp(-edges[k + 1] / scale)) * cell * cell;
}

/* kg/s turning at corner (face i, edge k): the vertical mass flux of a cell is its difference along x. */
static double stream(int i, int k, double w) {
    const double z = edges[k] / edges[NZ];
    return w * 1.25 * exp(-edges[k] / scale) * cell * cell * (NX / M_PI) * sin(M_PI * i / NX) * sin(M_PI * z);
}

typedef struct box {
    lt_state *state;
    lt_air *air;
    lt_border *border;
    lt_transport *transport;
    lt_crossings crossings;
    double mass[NZ * NY * NX], flux_x[NZ * NY * (NX + 1)], flux_y[NZ * (NY + 1) * NX];
    double profile[NZ], ppb; /* of a kg/kg */
} box;

static void good(lt_status status) {
    char text[2048];
    if (status == LT_OK) return;
    lt_error_text(status, text, sizeof text);
    fail_msg("%s", text);
}

static void fill(box *b, const lt_chemical_set *set) {
    static lt_real flat[NZ * NY * NX];
    lt_background background;
    const int o3 = lt_chemical_set_find(set, "O3");
    good(lt_background_read(set, 1, NZ, edges, &background));
    b->ppb = 1e9 * 28.9647 / set->info[o3].molar_mass;
    for (int k = 0; k < NZ; ++k) b->profile[k] = background.value[o3 * NZ + k];
    for (int c = 0; c < NZ * NY * NX; ++c) flat[c] = (lt_real)b->profile[c / (NY * NX)];
    lt_state_set(b->state, 0, flat);
    lt_background_free(&background);
}

static void make(box *b, const char *scheme) {
    const lt_kernels *kernels;
    lt_chemical_set *set;
    good(lt_chemical_set_create("cb6r5", &set));
    const lt_species_set species = {1, set->info};
    memset(b, 0, sizeof *b);
    good(lt_isa_kernels(&kernels));
    good(lt_state_create(&species, NX, NY, NZ, 1, 1, &b->state));
    good(lt_air_create(NX, NY, NZ, &b->air));
    good(lt_border_create(1, NX, NY, NZ, &b->border));
    good(lt_crossings_create(1, NX, NY, NZ, &b->crossings));
    good(lt_transport_create(b->state, kernels, scheme, &b->transport));
    fill(b, set);
    lt_border_fill(b->border, 1, b->profile);
    for (int c = 0; c < NZ * NY * NX; ++c) b->mass[c] = air_of(c / (NY * NX));
    lt_chemical_set_free(set);
}

static void drop(box *b) {
    lt_transport_free(b->transport);
    lt_state_free(b->state);
    lt_air_free(b->air);
    lt_border_free(b->border);
    lt_crossings_free(&b->crossings);
}

static void turn(box *b, double w, int days) {
    const double dt = 3600.0 / HOUR_STEPS;
    for (int hour = 0; hour < 24 * days; ++hour) {
        const double now = w * (cos(M_PI * hour / 12) - cos(M_PI * (hour + 1) / 12)) * 12 / M_PI; /* mean of the hour */
        for (int k = 0; k < NZ; ++k)
            for (int j = 0; j < NY; ++j)
                for (int i = 0; i <= NX; ++i)
                    b->flux_x[(k * NY + j) * (NX + 1) + i] = -(stream(i, k + 1, now) - stream(i, k, now));
        lt_crossings_clear(&b->crossings);
        good(lt_air_begin_hour(b->air, b->mass, b->mass, b->flux_x, b->flux_y, dt));
        for (int n = 0; n < HOUR_STEPS; ++n) {
            lt_air_begin_step(b->air, (double)(n + 1) / HOUR_STEPS, dt);
            good(lt_transport_advect(b->transport, b->state, b->air, dt, n % 2, b->border, &b->crossings));
        }
    }
}

/* Mean in ppb below a height (an edge of layers). */
static double below(const box *b, double height) {
    static lt_real flat[NZ * NY * NX];
    double sum = 0, air = 0;
    lt_state_get(b->state, 0, flat);
    for (int k = 0; k < NZ && edges[k + 1] <= height; ++k)
        for (int c = 0; c < NY * NX; ++c) {
            sum += air_of(k) * (double)flat[k * NY * NX + c];
            air += air_of(k);
        }
    return b->ppb * sum / air;
}

/* Bounds: twice what was measured (1 cm/s: 0.00 and 0.02 ppb; 5 cm/s: 0.01 and 0.85 ppb). */
static void test_drain(void **state) {
    (void)state;
    static const struct { double wind, low_ppb, middle_ppb; } rows[] = {{0.01, 0.02, 0.05}, {0.05, 0.05, 1.7}};
    for (int n = 0; n < 2; ++n) {
        box b;
        make(&b, NULL);
        const double low = below(&b, 1100), middle = below(&b, 5740), all = below(&b, 15000);
        assert_true(middle < 50 && all > 90); /* most of it is stratosphere */
        turn(&b, rows[n].wind, DAYS);
        print_message("%g cm/s, %d days: ozone below 1.1 km %.2f to %.2f ppb, below 5.7 km %.2f to %.2f\n",
                      100 * rows[n].wind, DAYS, low, below(&b, 1100), middle, below(&b, 5740));
        assert_true(fabs(below(&b, 1100) - low) < rows[n].low_ppb);
        assert_true(fabs(below(&b, 5740) - middle) < rows[n].middle_ppb);
        assert_true(fabs(below(&b, 15000) / all - 1) < 1e-5); /* float sums */
        drop(&b);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_drain)};
    return cmocka_run_group_tests_name("stratosphere", tests, NULL, NULL);
}
