#include "model/aerosol/aerosol.h"

#include "model/aerosol/neutral.h"
#include "model/state/tile.h"

#include <omp.h>
#include <string.h>

/* Species of the step. */
#define PARTS(X) X(SO2) X(SULF) X(HNO3) X(NH3) X(ASO4) X(ANO3) X(ANH4)
enum {
#define PART(name) name,
    PARTS(PART) N_PARTS
#undef PART
};
static const char *const names[N_PARTS] = {
#define PART(name) #name,
    PARTS(PART)
#undef PART
};

/* Memory of a thread. */
typedef struct workbench {
    double *x[N_PARTS]; /* [nz][lane] */
    double *mass;
    double *memory;
} workbench;

struct lt_aerosol {
    const lt_kernels *kernels;
    int nz, place[N_PARTS]; /* in the state, -1: the set has it not */
    double molar_mass[N_PARTS];
    double *left;    /* [tile][nz][lane] share of SO2 that water leaves in a step */
    double *product; /* [tile][nz][lane] of NH3 and HNO3 over NH4NO3 */
    int n_threads;
    workbench *threads;
};

/* --- life --------------------------------------------------------------------------------------------------------- */

static lt_status make_bench(int nz, workbench *out) {
    const size_t n = (size_t)nz * LT_LANES;
    LT_TRY(lt_calloc((N_PARTS + 1) * n, sizeof(double), &out->memory));
    for (int s = 0; s < N_PARTS; ++s) out->x[s] = out->memory + (size_t)s * n;
    out->mass = out->memory + N_PARTS * n;
    return LT_OK;
}

static void find_parts(const lt_chemical_set *set, lt_aerosol *a) {
    static const double particles[N_PARTS] = {[ASO4] = LT_M_SO4, [ANO3] = LT_M_NO3, [ANH4] = LT_M_NH4};
    for (int s = 0; s < N_PARTS; ++s) {
        a->place[s] = lt_chemical_set_find(set, names[s]);
        a->molar_mass[s] = particles[s];
        if (particles[s] == 0.0 && a->place[s] >= 0) a->molar_mass[s] = set->info[a->place[s]].molar_mass;
    }
}

static lt_status create(const lt_chemical_set *set, const lt_state *state, lt_aerosol *a) {
    const size_t n = (size_t)state->n_tiles * (size_t)state->nz * LT_LANES;
    find_parts(set, a);
    a->nz = state->nz;
    a->n_threads = omp_get_max_threads();
    LT_TRY(lt_calloc(n, sizeof(double), &a->left));
    LT_TRY(lt_calloc(n, sizeof(double), &a->product));
    LT_TRY(lt_calloc((size_t)a->n_threads, sizeof *a->threads, &a->threads));
    for (int t = 0; t < a->n_threads; ++t) LT_TRY(make_bench(a->nz, &a->threads[t]));
    return LT_OK;
}

lt_status lt_aerosol_create(const lt_chemical_set *set, const lt_state *state, const lt_kernels *kernels,
                            lt_aerosol **out) {
    lt_aerosol *a;
    *out = NULL;
    LT_TRY(lt_calloc(1, sizeof *a, &a));
    a->kernels = kernels;
    const lt_status status = create(set, state, a);
    if (status == LT_OK)
        *out = a;
    else
        lt_aerosol_free(a);
    return status;
}

void lt_aerosol_free(lt_aerosol *a) {
    if (!a) return;
    for (int t = 0; a->threads && t < a->n_threads; ++t) lt_free(a->threads[t].memory);
    lt_free(a->threads);
    lt_free(a->left);
    lt_free(a->product);
    lt_free(a);
}

/* --- an hour ------------------------------------------------------------------------------------------------------ */

void lt_aerosol_hour(lt_aerosol *a, const lt_state *state, const double *temperature, const double *humidity,
                     double dt) {
    const ptrdiff_t layer = (ptrdiff_t)state->nx * state->ny;
    const int n = a->nz * LT_LANES;
#pragma omp parallel for schedule(dynamic) num_threads(a->n_threads)
    for (int tile = 0; tile < state->n_tiles; ++tile) {
        double *T = a->threads[omp_get_thread_num()].x[0], *RH = a->threads[omp_get_thread_num()].x[1];
        double *left = a->left + (ptrdiff_t)tile * n, *product = a->product + (ptrdiff_t)tile * n;
        lt_tile_gather(&state->tiles[tile], a->nz, layer, state->nx, temperature, T);
        lt_tile_gather(&state->tiles[tile], a->nz, layer, state->nx, humidity, RH);
        for (int c = 0; c < n; ++c) {
            const double rh = 100.0 * (RH[c] < 1.0 ? RH[c] : 1.0);
            product[c] = lt_nitrate_product(T[c], RH[c]);
            RH[c] = 3e-8 * rh * rh * rh * rh; /* % an hour */
        }
        a->kernels->share_left(n, dt, RH, left);
    }
}

/* --- a step ------------------------------------------------------------------------------------------------------- */

static double moles(const lt_aerosol *a, int to, int from) {
    return a->molar_mass[to] / a->molar_mass[from];
}

static void sulfate(const lt_aerosol *a, const double *left, workbench *w) {
    const int n = a->nz * LT_LANES;
    if (a->place[SULF] >= 0)
        for (int c = 0; c < n; ++c) {
            w->x[ASO4][c] += moles(a, ASO4, SULF) * w->x[SULF][c];
            w->x[SULF][c] = 0.0;
        }
    if (a->place[SO2] >= 0)
        for (int c = 0; c < n; ++c) {
            const double lost = w->x[SO2][c] * (1.0 - left[c]);
            w->x[SO2][c] -= lost;
            w->x[ASO4][c] += moles(a, ASO4, SO2) * lost;
        }
}

/* What belongs to the particles of two totals, as neutral.h has them: NO3 and NH3. */
static void equilibrium(const lt_aerosol *a, const double *product, workbench *w) {
    const bool nitrate = a->place[HNO3] >= 0;
    const double acid = nitrate ? moles(a, ANO3, HNO3) : 1.0, ammonium = moles(a, NH3, ANH4);
    for (int c = 0; c < a->nz * LT_LANES; ++c) {
        const double tno3 = w->x[ANO3][c] + (nitrate ? acid * w->x[HNO3][c] : 0.0);
        const double nhx = w->x[NH3][c] + ammonium * w->x[ANH4][c];
        const lt_neutral split = lt_neutral_split(w->x[ASO4][c], tno3, nhx, product[c]);
        if (nitrate) {
            w->x[ANO3][c] = split.nitrate_particle_share * tno3;
            w->x[HNO3][c] = (tno3 - w->x[ANO3][c]) / acid;
        }
        const double particle = split.ammonia_particle_share * nhx;
        w->x[ANH4][c] = particle / ammonium;
        w->x[NH3][c] = nhx - particle;
    }
}

/* A species back into the state; kg of the change by column. */
static void store(const lt_aerosol *a, const lt_state *state, const lt_tile *t, int part, const workbench *w,
                  double *all_won) {
    const int s = a->place[part];
    const lt_state_block *b = &state->blocks[t->block];
    double *won = all_won + (ptrdiff_t)s * state->nx * state->ny;
    for (int r = 0; r < t->n_runs; ++r) {
        const lt_run *run = &t->run[r];
        double sum[LT_LANES] = {0};
        for (int k = 0; k < a->nz; ++k) {
            const ptrdiff_t at = (ptrdiff_t)k * LT_LANES + run->lane;
            lt_real *restrict q = lt_state_slab(b, s, k) + run->place;
            for (int l = 0; l < run->n; ++l) {
                const lt_real now = (lt_real)w->x[part][at + l];
                sum[l] += w->mass[at + l] * ((double)now - (double)q[l]);
                q[l] = now;
            }
        }
        for (int l = 0; l < run->n; ++l) won[(ptrdiff_t)run->j * state->nx + run->i + l] += sum[l];
    }
}

static void step_of_tile(const lt_aerosol *a, const lt_state *state, const lt_air *air, int tile, workbench *w,
                         double *won) {
    const lt_tile *t = &state->tiles[tile];
    const ptrdiff_t at = (ptrdiff_t)tile * a->nz * LT_LANES;
    lt_tile_gather(t, a->nz, air->layer, air->row, air->mass + lt_air_at(air, 0, 0, 0), w->mass);
    for (int s = 0; s < N_PARTS; ++s)
        if (a->place[s] >= 0) lt_tile_load(state, t, a->place[s], w->x[s]);
    sulfate(a, a->left + at, w);
    equilibrium(a, a->product + at, w);
    for (int s = 0; s < N_PARTS; ++s)
        if (a->place[s] >= 0) store(a, state, t, s, w, won);
}

void lt_aerosol_step(lt_aerosol *a, lt_state *state, const lt_air *air, double *won) {
#pragma omp parallel for schedule(dynamic) num_threads(a->n_threads)
    for (int n = 0; n < state->n_tiles; ++n) step_of_tile(a, state, air, n, &a->threads[omp_get_thread_num()], won);
}
