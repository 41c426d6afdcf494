/* Air: the diagnosed vertical flux makes the mass follow the file; unbelievable air is refused; the whole transport
 * keeps a uniform mixing ratio uniform with winds that converge, through many steps of both orders. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "model/state/isa.h"
#include "model/transport/transport.h"
#include "tests/support/mini_air.h"

#include <float.h>

static double *mass[2], *fx, *fy;

static void fields(int hour, double wind) {
    size_t n = (size_t)MINI_NX * MINI_NY * MINI_NZ;
    for (int m = 0; m < 2; ++m)
        for (size_t c = 0; c < n; ++c)
            mass[m][c] = mini_value(&mini_whole, "air_mass", hour + m, (int)(c / (MINI_NX * MINI_NY)),
                                    (int)(c / MINI_NX % MINI_NY), (int)(c % MINI_NX));
    for (int k = 0; k < MINI_NZ; ++k) {
        for (int j = 0; j < MINI_NY; ++j)
            for (int i = 0; i <= MINI_NX; ++i)
                fx[(k * MINI_NY + j) * (MINI_NX + 1) + i] =
                    wind * (1.0 + 0.3 * sin(0.9 * i)) * mini_value(&mini_whole, "mass_flux_x", hour, k, j, i);
        for (int j = 0; j <= MINI_NY; ++j)
            for (int i = 0; i < MINI_NX; ++i)
                fy[(k * (MINI_NY + 1) + j) * MINI_NX + i] =
                    wind * mini_value(&mini_whole, "mass_flux_y", hour, k, j, i);
    }
}

static int make(void **state) {
    (void)state;
    for (int m = 0; m < 2; ++m) mass[m] = calloc((size_t)MINI_NX * MINI_NY * MINI_NZ, sizeof(double));
    fx = calloc((size_t)(MINI_NX + 1) * MINI_NY * MINI_NZ, sizeof(double));
    fy = calloc((size_t)MINI_NX * (MINI_NY + 1) * MINI_NZ, sizeof(double));
    return 0;
}

static int drop(void **state) {
    (void)state;
    free(mass[0]);
    free(mass[1]);
    free(fx);
    free(fy);
    return 0;
}

/* wind 5, uneven along itself: strong enough for several sub-steps in every direction. */
static void test_uniform_through_all(void **state) {
    (void)state;
    lt_air *air;
    lt_state *st;
    lt_transport *transport;
    const lt_kernels *kernels;
    lt_crossings crossings;
    lt_border *edge;
    double border[LT_N_SPECIES * MINI_NZ];
    MINI_OK(lt_isa_kernels(&kernels));
    MINI_OK(lt_air_create(MINI_NX, MINI_NY, MINI_NZ, &air));
    MINI_OK(lt_state_create(&lt_passive_set, MINI_NX, MINI_NY, MINI_NZ, 2, 2, &st));
    MINI_OK(lt_transport_create(st, kernels, LT_DEFAULT_SCHEME, &transport));
    MINI_OK(lt_crossings_create(LT_N_SPECIES, MINI_NX, MINI_NY, MINI_NZ, &crossings));
    MINI_OK(lt_border_create(LT_N_SPECIES, MINI_NX, MINI_NY, MINI_NZ, &edge));
    for (int s = 0; s < LT_N_SPECIES; ++s)
        for (int k = 0; k < MINI_NZ; ++k) border[s * MINI_NZ + k] = (double)(lt_real)(1e-9 * (s + 1));
    lt_border_fill(edge, edge->n_species, border);
    lt_real flat[MINI_NX * MINI_NY * MINI_NZ];
    for (int s = 0; s < LT_N_SPECIES; ++s) {
        for (int c = 0; c < MINI_NX * MINI_NY * MINI_NZ; ++c) flat[c] = (lt_real)border[s * MINI_NZ];
        lt_state_set(st, s, flat);
    }
    int most = 0;
    for (int step = 0; step < 16; ++step) {
        if (step % 4 == 0) {
            fields(step / 4, 5.0);
            MINI_OK(lt_air_begin_hour(air, mass[0], mass[1], fx, fy, 900));
            most += air->steps_x > 1 && air->steps_y > 1 && air->steps_z > 1;
        }
        lt_air_begin_step(air, (step % 4 + 1) / 4.0, 900);
        MINI_OK(lt_transport_advect(transport, st, air, 900, step % 2, edge, &crossings));
        for (int c = 0; c < MINI_NX * MINI_NY * MINI_NZ; ++c) {
            ptrdiff_t at = lt_air_at(air, c / (MINI_NX * MINI_NY), c / MINI_NX % MINI_NY, c % MINI_NX);
            double want = mass[0][c] + (step % 4 + 1) / 4.0 * (mass[1][c] - mass[0][c]);
            assert_true(fabs(air->mass[at] - want) <= 4 * DBL_EPSILON * want);
        }
    }
    assert_true(most > 0); /* sub-steps in all three directions were really taken */
    for (int s = 0; s < LT_N_SPECIES; ++s) {
        lt_state_get(st, s, flat);
        /* One rounding a sweep at most, 16 steps with up to 6 sweeps; it does not drift: a few units. */
        double unit = border[s * MINI_NZ] * (sizeof(lt_real) == 8 ? 64 * DBL_EPSILON : 4 * (double)FLT_EPSILON);
        for (int c = 0; c < MINI_NX * MINI_NY * MINI_NZ; ++c)
            assert_true(fabs((double)flat[c] - border[s * MINI_NZ]) <= unit);
    }
    lt_transport_free(transport);
    lt_crossings_free(&crossings);
    lt_border_free(edge);
    lt_state_free(st);
    lt_air_free(air);
}

/* What crossed the border, to the last bit, for two ways to cut the domain; in one block a line has both its borders.
 */
static void crossings_of(int bx, int by, double crossed[4][LT_N_SPECIES]) {
    lt_air *air;
    lt_state *st;
    lt_transport *transport;
    const lt_kernels *kernels;
    lt_crossings crossings;
    lt_border *edge;
    double border[LT_N_SPECIES * MINI_NZ];
    lt_real flat[MINI_NX * MINI_NY * MINI_NZ];
    MINI_OK(lt_isa_kernels(&kernels));
    MINI_OK(lt_air_create(MINI_NX, MINI_NY, MINI_NZ, &air));
    MINI_OK(lt_state_create(&lt_passive_set, MINI_NX, MINI_NY, MINI_NZ, bx, by, &st));
    MINI_OK(lt_transport_create(st, kernels, LT_DEFAULT_SCHEME, &transport));
    MINI_OK(lt_crossings_create(LT_N_SPECIES, MINI_NX, MINI_NY, MINI_NZ, &crossings));
    MINI_OK(lt_border_create(LT_N_SPECIES, MINI_NX, MINI_NY, MINI_NZ, &edge));
    for (int n = 0; n < LT_N_SPECIES * MINI_NZ; ++n) border[n] = 1e-9 * (1 + n % 13);
    lt_border_fill(edge, edge->n_species, border);
    for (int s = 0; s < LT_N_SPECIES; ++s) {
        for (int c = 0; c < MINI_NX * MINI_NY * MINI_NZ; ++c) flat[c] = (lt_real)(1e-9 * (1 + (c * 7 + s) % 11));
        lt_state_set(st, s, flat);
    }
    fields(0, 1.0);
    for (int c = 0; c < (MINI_NX + 1) * MINI_NY * MINI_NZ; ++c) /* in at both sides */
        if (c % (MINI_NX + 1) == MINI_NX) fx[c] = -fx[c];
    MINI_OK(lt_air_begin_hour(air, mass[0], mass[1], fx, fy, 300));
    for (int step = 0; step < 2; ++step) {
        lt_air_begin_step(air, (step + 1) / 12.0, 300);
        MINI_OK(lt_transport_advect(transport, st, air, 300, step, edge, &crossings));
    }
    for (int s = 0; s < LT_N_SPECIES; ++s) {
        lt_crossing_sums sums = lt_crossings_sums(&crossings, s);
        crossed[0][s] = sums.in;
        crossed[1][s] = sums.out;
        crossed[2][s] = sums.top_in;
        crossed[3][s] = sums.top_out;
    }
    lt_transport_free(transport);
    lt_crossings_free(&crossings);
    lt_border_free(edge);
    lt_state_free(st);
    lt_air_free(air);
}

static void test_crossings_for_any_blocks(void **state) {
    (void)state;
    double one[4][LT_N_SPECIES], many[4][LT_N_SPECIES];
    crossings_of(1, 1, one);
    crossings_of(3, 2, many);
    assert_true(one[0][0] > 0 && one[1][0] > 0 && one[2][0] + one[3][0] > 0);
    assert_memory_equal(one, many, sizeof one);
}

/* The error names the field and the cell. */
static void refused(lt_air *air, const char *field, const char *cell) {
    assert_int_equal(lt_air_begin_hour(air, mass[0], mass[1], fx, fy, 900), LT_ERR_INPUT);
    char text[2048];
    lt_error_text(LT_ERR_INPUT, text, sizeof text);
    if (!strstr(text, field) || !strstr(text, cell)) fail_msg("%s\ndoes not name %s, %s", text, field, cell);
}

static void test_bad_air(void **state) {
    (void)state;
    lt_air *air;
    MINI_OK(lt_air_create(MINI_NX, MINI_NY, MINI_NZ, &air));
    fields(0, 1.0);
    mass[1][(2 * MINI_NY + 3) * MINI_NX + 5] = -1.0;
    refused(air, "air_mass at the end", "layer 2, row 3, column 5");
    fields(0, 1.0);
    mass[0][7] = NAN;
    refused(air, "air_mass at the beginning", "layer 0, row 0, column 7");
    fields(0, 1.0);
    fx[(1 * MINI_NY + 4) * (MINI_NX + 1) + MINI_NX] = NAN;
    refused(air, "mass_flux_x", "layer 1, row 4, column 14");
    fields(0, 1.0);
    fy[(3 * (MINI_NY + 1) + MINI_NY) * MINI_NX + 1] = INFINITY;
    refused(air, "mass_flux_y", "layer 3, row 12, column 1");
    fields(0, 1.0);
    fx[(1 * MINI_NY + 4) * (MINI_NX + 1) + 6] = 1e3 * mass[0][0];
    refused(air, "mass_flux_x", "layer 1, row 4, column 5"); /* what enters column 6 is taken from column 5 */
    lt_air_free(air);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_uniform_through_all),
                                       cmocka_unit_test(test_crossings_for_any_blocks), cmocka_unit_test(test_bad_air)};
    return cmocka_run_group_tests(tests, make, drop);
}
