/* cloud_states.c - random cloudy cells (cloud_states.h). */
#include "model/aerosol/cloud/bench/cloud_states.h"

#include "base/verify.h"
#include "model/kernel/ltmath.h"

#include <stdlib.h>
#include <string.h>

static const double gas_constant = 8.314462618, of_air = 287.05; /* J/(mol K), J/(kg K) */

/* Drawn even in the logarithm: species, least, most, and molar mass [g/mol] of what is in ug/m3, 0 of ppb. */
static const struct {
    int species;
    double least, most, molar_mass;
} drawn[] = {
    {LT_CLOUD_SO2, 0.1, 50, 0},      {LT_CLOUD_H2O2, 0.01, 2, 0},       {LT_CLOUD_O3, 5, 120, 0},
    {LT_CLOUD_NH3, 0.1, 30, 0},      {LT_CLOUD_HNO3, 0.01, 10, 0},      {LT_CLOUD_HCL, 0.01, 2, 0},
    {LT_CLOUD_FORM, 0.1, 10, 0},     {LT_CLOUD_FACD, 0.01, 2, 0},       {LT_CLOUD_AACD, 0.01, 2, 0},
    {LT_CLOUD_MEPX, 0.01, 1, 0},     {LT_CLOUD_PACD, 0.01, 0.5, 0},     {LT_CLOUD_GLY, 0.01, 1, 0},
    {LT_CLOUD_MGLY, 0.01, 1, 0},     {LT_CLOUD_OH, 1e-6, 2e-4, 0},      {LT_CLOUD_ASO4J, 0.5, 50, 96.06},
    {LT_CLOUD_ANO3J, 0.1, 30, 62.0}, {LT_CLOUD_ACLJ, 0.01, 3, 35.45},   {LT_CLOUD_ANAJ, 0.01, 1, 22.99},
    {LT_CLOUD_AKJ, 0.01, 1, 39.1},   {LT_CLOUD_ACAJ, 0.01, 5, 40.08},   {LT_CLOUD_AMGJ, 0.01, 0.5, 24.3},
    {LT_CLOUD_AFEJ, 0.02, 2, 55.85}, {LT_CLOUD_AMNJ, 0.002, 0.1, 54.9}, {LT_CLOUD_AHMSJ, 0.01, 5, 111.1},
};
enum { N_DRAWN = sizeof drawn / sizeof *drawn, N_AIR = 6, N_ROWS = N_AIR + LT_N_CLOUD_SPECIES + LT_N_WAYS + 1 };

static double even(uint64_t *seed, double least, double most) {
    return least + (most - least) * lt_verify_random(seed);
}

static double log_even(uint64_t *seed, double least, double most) {
    return least * lt_pow(most / least, lt_verify_random(seed));
}

double lt_cloud_states_ppb(const lt_cloud_states *states, size_t i) {
    return 1e-9 * states->cells.pressure[i] / (gas_constant * states->cells.temperature[i]);
}

static void fill_one(lt_cloud_states *s, size_t i) {
    lt_cloud_cells *c = &s->cells;
    double *row[N_AIR];
    uint64_t seed = 20201001u + 7919u * (uint64_t)i;
    for (int k = 0; k < 8; k++) lt_verify_random(&seed);
    for (int k = 0; k < N_AIR; k++) row[k] = s->memory + (size_t)k * s->n;
    row[0][i] = even(&seed, 255, 300);
    row[1][i] = even(&seed, 70000, 100000);
    row[2][i] = row[1][i] / (of_air * row[0][i]);
    const double in_cloud = log_even(&seed, 5e-5, 1e-3);
    row[4][i] = even(&seed, 0.05, 1.0);
    row[3][i] = in_cloud * row[4][i] / row[2][i];
    row[5][i] = lt_verify_random(&seed) < 0.5 ? 0.0 : 1.0;
    for (int k = 0; k < N_DRAWN; k++) {
        const double x = log_even(&seed, drawn[k].least, drawn[k].most);
        c->amount[drawn[k].species][i] =
            drawn[k].molar_mass > 0 ? 1e-6 * x / drawn[k].molar_mass : x * lt_cloud_states_ppb(s, i);
    }
    c->amount[LT_CLOUD_AORGCJ][i] = 0.0;
    const double anions = 2 * c->amount[LT_CLOUD_ASO4J][i] + c->amount[LT_CLOUD_ANO3J][i];
    c->amount[LT_CLOUD_ANH4J][i] = anions * even(&seed, 0.2, 1.0);
}

void lt_cloud_states_fill(lt_cloud_states *states) {
    for (size_t i = 0; i < states->n; i++) fill_one(states, i);
}

void lt_cloud_states_overcast(lt_cloud_states *states) {
    double *water = states->memory + 3 * states->n, *fraction = states->memory + 4 * states->n;
    for (size_t i = 0; i < states->n; i++) water[i] /= fraction[i], fraction[i] = 1.0;
}

lt_status lt_cloud_states_create(size_t n, lt_cloud_states *out) {
    *out = (lt_cloud_states){.n = n};
    out->memory = calloc(N_ROWS * n, sizeof(double));
    out->flags = calloc(n, sizeof(unsigned));
    if (!out->memory || !out->flags) {
        lt_cloud_states_free(out);
        return LT_RAISE(LT_ERR_MEMORY, .what = "no memory for random clouds");
    }
    double *next = out->memory;
    lt_cloud_cells *c = &out->cells;
    const double **air[N_AIR] = {&c->temperature, &c->pressure, &c->air_density, &c->water, &c->fraction, &c->daylight};
    for (int k = 0; k < N_AIR; k++, next += n) *air[k] = next;
    for (int s = 0; s < LT_N_CLOUD_SPECIES; s++, next += n) c->amount[s] = next;
    for (int w = 0; w < LT_N_WAYS; w++, next += n) c->way[w] = next;
    c->ph = next;
    c->flags = out->flags;
    lt_cloud_states_fill(out);
    return LT_OK;
}

void lt_cloud_states_free(lt_cloud_states *states) {
    free(states->memory);
    free(states->flags);
    *states = (lt_cloud_states){0};
}
