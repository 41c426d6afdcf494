/* washout_make.c - wet removal on the grid, made once: which species go alike, memory. */
#include "model/deposition/washout_private.h"

#include <omp.h>

/* What a kind is of. */
typedef struct which {
    int gas, dry_class; /* the species of the set, or -1; else of particles */
} which;

/* Is species s of the set of this kind? */
static bool is_of(const lt_washout *w, int s, which of) {
    return of.gas >= 0 ? s == of.gas
                       : !w->setup.chemical->info[s].gas && w->setup.chemical->info[s].dry_class == of.dry_class;
}

static void list_kind(lt_washout *w, which of, int *n_takers) {
    lt_wet_takers *kind = &w->of_kind[w->n_kinds++];
    kind->first = *n_takers;
    for (int t = 0; t < w->setup.state->n_species; ++t) {
        const int as = lt_removal_as(&w->setup, t);
        if (as >= 0 && is_of(w, as, of)) w->taker[(*n_takers)++] = t;
    }
    kind->n = *n_takers - kind->first;
}

static lt_status list_kinds(lt_washout *w, const char **names) {
    const lt_chemical_set *chemical = w->setup.chemical;
    int n_takers = 0;
    LT_TRY(lt_calloc((size_t)chemical->n + LT_N_SIZE_MODES, sizeof *w->of_kind, &w->of_kind));
    LT_TRY(lt_calloc((size_t)w->setup.state->n_species, sizeof *w->taker, &w->taker));
    for (int s = 0; s < chemical->n; ++s) {
        if (!lt_removal_is_gas(chemical, s)) continue;
        names[w->n_gases++] = chemical->info[s].gas;
        list_kind(w, (which){s, LT_DRY_NONE}, &n_takers);
    }
    list_kind(w, (which){-1, LT_DRY_FINE}, &n_takers); /* in the order of the modes */
    list_kind(w, (which){-1, LT_DRY_COARSE}, &n_takers);
    return w->n_gases ? lt_gas_wet_create(names, w->n_gases, LT_GAS_WET_PH, &w->wet) : LT_OK;
}

static lt_status ask_weather(lt_weather *w) {
    double **const wanted[] = {&w->temperature, &w->cloud_water, &w->cloud_ice, &w->cloud_fraction};
    for (size_t n = 0; n < sizeof wanted / sizeof *wanted; ++n) LT_TRY(lt_weather_want(w, wanted[n]));
    return LT_OK;
}

static size_t room_of(const lt_washout *w) {
    const int nz = w->setup.state->nz;
    const size_t rows = (size_t)((LT_WASHOUT_PROFILES + LT_WASHOUT_GROWN + 2 * w->n_kinds) * nz) * LT_LANES;
    return rows + lt_fall_work(nz) + lt_particle_sizes_work(nz);
}

static lt_status fill(lt_washout *w) {
    const char **names = NULL;
    LT_TRY(lt_calloc((size_t)w->setup.chemical->n, sizeof *names, &names));
    const lt_status status = list_kinds(w, names);
    lt_free(names);
    if (status != LT_OK) return status;
    LT_TRY(ask_weather(w->setup.weather));
    LT_TRY(lt_particle_kinds_create(w->setup.chemical, &w->sizes));
    LT_TRY(lt_calloc(1, sizeof *w->particles, &w->particles));
    lt_particle_wet_make(w->particles);
    LT_TRY(lt_calloc((size_t)w->setup.state->n_tiles, sizeof *w->tiles, &w->tiles));
    w->room = room_of(w);
    return lt_calloc(w->room * (size_t)omp_get_max_threads(), sizeof *w->work, &w->work);
}

lt_status lt_washout_create(const lt_removal_setup *setup, lt_washout **out) {
    lt_washout *w = NULL;
    *out = NULL;
    LT_TRY(lt_calloc(1, sizeof *w, &w));
    w->setup = *setup;
    lt_status status = fill(w);
    if (status == LT_OK)
        *out = w;
    else
        lt_washout_free(w);
    return status;
}

void lt_washout_free(lt_washout *w) {
    if (!w) return;
    lt_gas_wet_free(w->wet);
    lt_particle_kinds_free(&w->sizes);
    lt_free(w->particles);
    lt_free(w->of_kind);
    lt_free(w->taker);
    lt_free(w->work);
    lt_free(w->tiles);
    lt_free(w->shares);
    lt_free(w->lost);
    lt_free(w);
}
