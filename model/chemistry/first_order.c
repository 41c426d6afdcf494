#include "model/chemistry/first_order.h"

#include "model/kernel/ltmath.h"

double lt_stability_index(double inverse_obukhov_length) {
    double x = inverse_obukhov_length;
    return x < -0.02 ? 2.0 : x < -0.005 ? 3.0 : x <= 0.005 ? 4.0 : x <= 0.02 ? 5.0 : 6.0;
}

static double per_second(double percent_per_hour) {
    double p = percent_per_hour < 90.0 ? percent_per_hour : 90.0;
    return -lt_log(1.0 - 0.01 * p) / 3600.0;
}

void lt_first_order_rates(double shortwave_w, double ozone_ppm, double stability, double humidity, double nox_ppm,
                          double nox_background_ppm, double *k_so2, double *k_nox) {
    double ozone_left = 1.0 - 0.9 * (nox_ppm - nox_background_ppm) / ozone_ppm;
    double so2 = 0.2, nox = 2.0 * (ozone_left < 0.0 ? 0.0 : ozone_left < 1.0 ? ozone_left : 1.0);
    if (shortwave_w > 1.0) {
        double nox_at_least = nox_ppm > 0.001 ? nox_ppm : 0.001;
        double gas = 36.0 * lt_pow(0.001 * shortwave_w, 0.55) * lt_pow(ozone_ppm, 0.71) * lt_pow(stability, -1.29);
        double rh = 100.0 * (humidity < 1.0 ? humidity : 1.0);
        so2 = (gas > 0.2 ? gas : 0.2) + 3e-8 * rh * rh * rh * rh;
        nox = 1261.0 * lt_pow(ozone_ppm, 1.45) * lt_pow(stability, -1.34) * lt_pow(nox_at_least, -0.12);
    }
    *k_so2 = per_second(so2);
    *k_nox = per_second(nox);
}

/* One row of one layer of a block. k: 2 ni doubles. */
static void step_row(const lt_state *state, const lt_state_block *b, const lt_kernels *kernels,
                     const lt_oxidation_weather *w, int k, int j, double dt, double *rates) {
    const double molar_ratio = 28.9647 / 46.0055; /* air / NO2: mass to volume mixing ratio */
    int ni = b->place.ni;
    ptrdiff_t at = j * b->row;
    const lt_real *nox = lt_state_slab(b, LT_S_NOX, k) + at;
    for (int i = 0; i < ni; ++i) {
        size_t c = (size_t)(b->place.j0 + j) * (size_t)state->nx + (size_t)(b->place.i0 + i);
        size_t c3 = (size_t)k * (size_t)state->nx * (size_t)state->ny + c;
        lt_first_order_rates(w->shortwave[c], w->ozone_ppm, lt_stability_index(w->inverse_obukhov_length[c]),
                             w->relative_humidity[c3], 1e6 * molar_ratio * (double)nox[i],
                             1e6 * molar_ratio * w->nox_background[k], &rates[i], &rates[ni + i]);
    }
    lt_row_chemistry row = {.n = ni,
                            .so2 = lt_state_slab(b, LT_S_SO2, k) + at,
                            .so4 = lt_state_slab(b, LT_S_SO4, k) + at,
                            .nox = lt_state_slab(b, LT_S_NOX, k) + at,
                            .tno3 = lt_state_slab(b, LT_S_TNO3, k) + at,
                            .k_so2 = rates,
                            .k_nox = rates + ni,
                            .dt = dt};
    kernels->first_order(&row);
}

lt_status lt_first_order_step(lt_state *state, const lt_kernels *kernels, const lt_oxidation_weather *w, double dt) {
    int n_tasks = state->decomp.n_blocks * state->nz;
    double *rates;
    LT_TRY(lt_calloc((size_t)n_tasks * 2 * (size_t)state->nx, sizeof(double), &rates));
#pragma omp parallel for schedule(dynamic)
    for (int n = 0; n < n_tasks; ++n) {
        const lt_state_block *b = &state->blocks[n / state->nz];
        for (int j = 0; j < b->place.nj; ++j)
            step_row(state, b, kernels, w, n % state->nz, j, dt, rates + (size_t)n * 2 * (size_t)state->nx);
    }
    lt_free(rates);
    return LT_OK;
}
