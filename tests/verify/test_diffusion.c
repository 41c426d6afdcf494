/* Horizontal diffusion: the mode of a closed line decays as it must; the exchange is that of Smagorinsky for winds
 * whose deformation is known; in a run of the transport a uniform mixing ratio stays, mass is kept, nothing leaves its
 * bounds and blocks do not matter. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "base/verify.h"
#include "model/state/isa.h"
#include "model/transport/transport_private.h"

#include <float.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#define OK(call) assert_int_equal((call), LT_OK)
static const double pi = 3.14159265358979323846;
#define REAL_EPS (sizeof(lt_real) == 8 ? DBL_EPSILON : (double)FLT_EPSILON)

/* --- the kernel --------------------------------------------------------------------------------------------------- */

/* 1 + cos(pi x) on [0,1] with n cells and closed ends, D t = 0.05, share of a step 0.25 in x and in y; largest error
 * against exp(-pi^2 D t), or, discrete, against the factor that the scheme must have. */
static double mode_error(const lt_kernels *kernels, int n, int along_y, int discrete) {
    const double share = 0.25, dx = 1.0 / n, dt = share * dx * dx;
    int steps = (int)(0.05 / dt + 0.5), ni = along_y ? 3 : n, nj = along_y ? n : 3;
    ptrdiff_t row = ni + 2 * LT_HALO, a = along_y ? row : 1;
    lt_real *q = calloc((size_t)(row * (nj + 2 * LT_HALO)), sizeof *q), *own = q + LT_HALO * row + LT_HALO;
    lt_real *shares = calloc(2 * (size_t)(ni * nj), sizeof *shares), *work = calloc(2 * (size_t)(ni + 1), sizeof *work);
    for (int c = 0; c < ni * nj; ++c) {
        int at = along_y ? c / ni : c % ni;
        shares[c] = (lt_real)(at > 0 ? share : 0);
        shares[ni * nj + c] = (lt_real)(at < n - 1 ? share : 0);
        own[c / ni * row + c % ni] = (lt_real)(1.0 + cos(pi * (at + 0.5) * dx));
    }
    const lt_slab_exchange slab = {ni, nj, along_y, ni, shares, shares + ni * nj};
    const lt_slab_species species = {1, own, row, 0, work};
    for (int step = 0; step < steps; ++step) kernels->diffuse_xy(&slab, &species);
    double factor = discrete ? pow(1.0 - 2.0 * share * (1.0 - cos(pi * dx)), steps) : exp(-pi * pi * steps * dt),
           worst = 0;
    for (int at = 0; at < n; ++at)
        worst = lt_verify_worse(worst, fabs((double)own[at * a] - 1.0 - factor * cos(pi * (at + 0.5) * dx)));
    free(q);
    free(shares);
    free(work);
    return worst;
}

/* One rounding a step, of numbers up to 2, that diffusion does not enlarge. */
static void test_mode_decays(void **state) {
    (void)state;
    const lt_kernels *kernels;
    OK(lt_isa_kernels(&kernels));
    for (int along_y = 0; along_y < 2; ++along_y) {
        assert_true(mode_error(kernels, 16, along_y, 1) <= 52 * 2 * REAL_EPS);
        double e8 = mode_error(kernels, 8, along_y, 0), e16 = mode_error(kernels, 16, along_y, 0);
        print_message("%c: error %.2e %.2e, order %.2f\n", along_y ? 'y' : 'x', e8, e16, log2(e8 / e16));
        assert_true(log2(e8 / e16) > 1.9);
    }
}

/* --- deformation -------------------------------------------------------------------------------------------------- */

enum { NX = 20, NY = 18, NZ = 2, PLANE = NX * NY, CELLS = PLANE * NZ };
static double mass[CELLS], fx[(NX + 1) * NY * NZ], fy[NX * (NY + 1) * NZ];

/* Winds, in cells/s, u = ux x + uy y, v = vx x + vy y from the middle; air of 1e9 kg in every cell. */
static void linear_wind(double ux, double uy, double vx, double vy) {
    for (int c = 0; c < CELLS; ++c) mass[c] = 1e9;
    for (int k = 0; k < NZ; ++k) {
        for (int f = 0; f < (NX + 1) * NY; ++f)
            fx[k * (NX + 1) * NY + f] = 1e9 * (ux * (f % (NX + 1) - 0.5 * NX) + uy * (f / (NX + 1) + 0.5 - 0.5 * NY));
        for (int f = 0; f < NX * (NY + 1); ++f)
            fy[k * NX * (NY + 1) + f] = 1e9 * (vx * (f % NX + 0.5 - 0.5 * NX) + vy * (f / NX - 0.5 * NY));
    }
}

/* Every inner face exchanges 0.25^2 |D| M; the border nothing. */
static void expect_exchange(double ux, double uy, double vx, double vy, double deformation) {
    lt_air *air;
    const double want = 0.0625 * deformation * 1e9;
    OK(lt_air_create(NX, NY, NZ, &air));
    OK(lt_air_mix_horizontally(air));
    linear_wind(ux, uy, vx, vy);
    OK(lt_air_begin_hour(air, mass, mass, fx, fy, 300));
    for (int k = 0; k < NZ; ++k)
        for (int j = 0; j < NY; ++j)
            for (int i = 0; i < NX; ++i) {
                ptrdiff_t c = lt_air_at(air, k, j, i);
                assert_true(fabs(air->mixed_x[c] - (i ? want : 0)) <= 1e-9 * want + 1e-3);
                assert_true(fabs(air->mixed_y[c] - (j ? want : 0)) <= 1e-9 * want + 1e-3);
            }
    lt_air_free(air);
}

static void test_exchange(void **state) {
    (void)state;
    expect_exchange(0, 1e-5, -1e-5, 0, 0.0);                   /* a solid body does not deform */
    expect_exchange(0, 2e-5, 0, 0, 2e-5);                      /* shear */
    expect_exchange(1e-5, 0, 0, -1e-5, 2e-5);                  /* stretching */
    expect_exchange(1e-5, 1e-5, 2e-5, -1e-5, sqrt(13) * 1e-5); /* |D|^2 = 2^2 + 3^2 */
}

/* --- in the transport --------------------------------------------------------------------------------------------- */

static lt_real initial(int s, int c) {
    return (lt_real)(s ? 1e-9 * (1 + (c * 7) % 11) : 3e-9);
}

/* Wind up to 1e-3 cells/s across the domain, with shear. */
static void sheared(void) {
    linear_wind(0, 1e-4, 0, 0);
}

/* Every fifth column of cells loses 0.97 of its air to both sides in a step, in the other layer it gains as much. */
static void torn(void) {
    linear_wind(0, 0, 0, 0);
    for (int f = 0; f < (NX + 1) * NY * NZ; ++f) {
        int i = f % (NX + 1), up = f / ((NX + 1) * NY);
        double out = (up ? -0.485 : 0.485) * 1e9 / 300;
        fx[f] = i % 5 == 2 ? -out : i % 5 == 3 ? out : 0;
    }
}

/* Three steps of a wind, or the horizontal part of one; digest, burden of species 1 before and after. */
static void carry(int bx, int by, int mixes, void (*wind)(void), int whole, lt_digest digest, double *gain) {
    lt_air *air;
    lt_state *st;
    lt_border *border;
    lt_transport *transport;
    lt_crossings crossings;
    const lt_kernels *kernels;
    static lt_real flat[CELLS];
    double value[LT_N_SPECIES * NZ], m0 = 0, m1 = 0;
    OK(lt_isa_kernels(&kernels));
    OK(lt_air_create(NX, NY, NZ, &air));
    if (mixes) OK(lt_air_mix_horizontally(air));
    OK(lt_state_create(&lt_passive_set, NX, NY, NZ, bx, by, &st));
    OK(lt_border_create(LT_N_SPECIES, NX, NY, NZ, &border));
    OK(lt_transport_create(st, kernels, LT_DEFAULT_SCHEME, &transport));
    OK(lt_crossings_create(LT_N_SPECIES, NX, NY, NZ, &crossings));
    for (int n = 0; n < LT_N_SPECIES * NZ; ++n) value[n] = 3e-9;
    lt_border_fill(border, border->n_species, value);
    for (int s = 0; s < LT_N_SPECIES; ++s) {
        for (int c = 0; c < CELLS; ++c) flat[c] = initial(s, c);
        lt_state_set(st, s, flat);
    }
    wind();
    OK(lt_air_begin_hour(air, mass, mass, fx, fy, 300));
    for (int c = 0; c < CELLS; ++c) m0 += (double)initial(1, c) * 1e9;
    for (int step = 0; step < (whole ? 3 : 1); ++step) {
        lt_air_begin_step(air, (step + 1) / 12.0, 300);
        if (whole)
            OK(lt_transport_advect(transport, st, air, 300, step % 2, border, &crossings));
        else
            OK(lt_transport_horizontal(transport, st, air, 300, 0, border, &crossings));
    }
    lt_crossing_sums sums = lt_crossings_sums(&crossings, 1);
    lt_state_get(st, 0, flat);
    for (int c = 0; c < CELLS; ++c) assert_true(flat[c] == (lt_real)3e-9);
    lt_state_get(st, 1, flat);
    for (int c = 0; c < CELLS; ++c) {
        assert_true(flat[c] >= (lt_real)1e-9 && flat[c] <= (lt_real)(11e-9));
        m1 += (double)flat[c] * air->mass[lt_air_at(air, c / PLANE, c % PLANE / NX, c % NX)];
    }
    *gain = (m1 - m0 - sums.in + sums.out - sums.top_in + sums.top_out) / m0;
    OK(lt_state_digest(st, digest));
    lt_transport_free(transport);
    lt_crossings_free(&crossings);
    lt_border_free(border);
    lt_state_free(st);
    lt_air_free(air);
}

static void test_in_transport(void **state) {
    (void)state;
    lt_digest one, many, without;
    double gain;
    carry(1, 1, 1, sheared, 1, one, &gain);
    assert_true(fabs(gain) <= 16 * REAL_EPS); /* 16 roundings a cell: sweeps and diffusion of three steps */
    carry(3, 2, 1, sheared, 1, many, &gain);
    assert_string_equal(one, many);
    carry(1, 1, 0, sheared, 1, without, &gain);
    assert_string_not_equal(one, without);
}

/* Where the sweeps leave a cell a thirtieth of its air, diffusion takes no more than is there. */
static void test_in_torn_air(void **state) {
    (void)state;
    lt_digest digest;
    double gain;
    carry(2, 2, 1, torn, 0, digest, &gain);
    assert_true(fabs(gain) <= 64 * REAL_EPS); /* 33 sub-steps and diffusion */
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_mode_decays), cmocka_unit_test(test_exchange),
                                       cmocka_unit_test(test_in_transport), cmocka_unit_test(test_in_torn_air)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
