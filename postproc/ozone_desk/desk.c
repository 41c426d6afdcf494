#include "postproc/ozone_desk/desk.h"

#include "base/noise.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

long lt_desk_origin(const lt_desk *desk) {
    return lt_summary_origin(desk->summary, desk->design.package[0]);
}

lt_regime lt_desk_class(const lt_desk_place *place, int sign) {
    return sign == 0 ? place->regime : lt_regime_of((lt_indicator)(sign - 1), place->ratio[sign - 1]);
}

static int by_size(const void *a, const void *b) {
    const double p = *(const double *)a, q = *(const double *)b;
    return (p > q) - (p < q);
}

static void find_levels(lt_desk *desk) {
    double sorted[LT_SURFACE_MOST_POINTS], levels[LT_SURFACE_MOST_POINTS + 1];
    memcpy(sorted, desk->design.x, sizeof sorted);
    qsort(sorted, (size_t)desk->design.n, sizeof *sorted, by_size);
    desk->n_levels = lt_surface_levels(sorted, desk->design.n, levels) - 1;
    memcpy(desk->level, levels + 1, (size_t)desk->n_levels * sizeof *levels);
}

/* --- cities --- */

/* What is known of a place when its runs and its noise are. */
static void answer(const lt_desk *desk, lt_desk_place *place) {
    double gain[2];
    lt_surface_fit(&desk->design.plan, place->run, &place->surface);
    place->floor = LT_NOISE_FACTOR * place->noise;
    if (place->surface.n_left_out > 0) place->floor = fmax(place->floor, place->surface.left_out_rms);
    lt_surface_slope(&desk->design.plan, &place->surface, place->slope, gain);
    for (int k = 0; k < 2; k++) place->error[k] = gain[k] * place->floor;
    place->ratio_base = lt_ratio_of_slopes(place->slope, place->error);
    place->regime = lt_regime_of_slopes(place->slope, place->error);
}

static void answer_cuts(const lt_desk *desk, lt_desk_place *place) {
    answer(desk, place);
    place->turn = lt_turn_of(&desk->design.plan, &place->surface, place->floor);
    for (int l = 0; l < desk->n_levels; l++)
        place->hold[l] = lt_hold_at(&desk->design.plan, &place->surface, desk->level[l], place->floor);
}

static void fill_city(const lt_desk *desk, long period, int city, lt_desk_place *place) {
    const lt_summary *s = desk->summary;
    const lt_quantity mda8 = LT_QUANTITY_O3_MDA8;
    place->base = lt_summary_value(s, mda8, (int)lt_desk_origin(desk), period, city, LT_CITY_SITES);
    place->noise = lt_summary_noise(s, mda8, period, city);
    for (int i = 0; i < desk->design.n; i++)
        place->run[i] = lt_summary_delta(s, mda8, desk->design.package[i], period, city, LT_CITY_SITES);
    for (int k = 0; k < LT_N_INDICATORS; k++)
        place->ratio[k] = lt_summary_result(s, lt_desk_origin(desk), period)->ratio[k][city];
    answer_cuts(desk, place);
}

/* The cities weigh alike. */
static void fill_mean(const lt_desk *desk, lt_desk_place *places) {
    lt_desk_place *all = &places[LT_DESK_ALL];
    for (int c = 0; c < LT_N_CITY_VALUES; c++) {
        all->base += places[c].base / LT_N_CITY_VALUES;
        all->noise += places[c].noise / LT_N_CITY_VALUES;
        for (int i = 0; i < desk->design.n; i++) all->run[i] += places[c].run[i] / LT_N_CITY_VALUES;
    }
    for (int k = 0; k < LT_N_INDICATORS; k++) all->ratio[k] = NAN;
    answer_cuts(desk, all);
}

/* --- cells --- */

static double area_in_cities(const lt_grid *grid, long cell) {
    double sum = 0;
    for (int c = 0; c < LT_N_CITY_VALUES; c++)
        sum += grid->region_fraction[(long)lt_grid_region(grid, lt_cities[c].name_en) * grid->nx * grid->ny + cell];
    return sum;
}

static lt_desk_place cell_of(const lt_desk *desk, long period, long cell) {
    const lt_summary *s = desk->summary;
    lt_desk_place place = {.noise = lt_summary_cell_noise(s, LT_QUANTITY_O3_MDA8, period, cell)};
    for (int i = 0; i < desk->design.n; i++)
        place.run[i] = lt_summary_cell_delta(s, LT_QUANTITY_O3_MDA8, desk->design.package[i], period, cell);
    for (int k = 0; k < LT_N_INDICATORS; k++) {
        const double *field = lt_summary_result(s, lt_desk_origin(desk), period)->ratio_field[k];
        place.ratio[k] = field ? field[cell] : NAN;
    }
    answer(desk, &place);
    return place;
}

static lt_status fill_cells(const lt_desk *desk, long period, lt_desk_period *out) {
    const long n = desk->summary->n_cells;
    double area = 0;
    for (int k = 0; k < 2; k++) LT_TRY(lt_calloc((size_t)n, sizeof(double), &out->slope[k]));
    LT_TRY(lt_calloc((size_t)n, sizeof *out->regime, &out->regime));
    for (long q = 0; q < n; q++) {
        const lt_desk_place place = cell_of(desk, period, q);
        const double inside = area_in_cities(desk->grid, q);
        out->regime[q] = place.regime;
        for (int k = 0; k < 2; k++) out->slope[k][q] = place.slope[k];
        area += inside;
        for (int s = 0; s < LT_DESK_N_SIGNS; s++) {
            out->share[s][lt_desk_class(&place, s)] += inside;
            if (lt_desk_class(&place, s) == place.regime) out->agree[s] += inside;
        }
    }
    for (int s = 0; s < LT_DESK_N_SIGNS; s++) {
        out->agree[s] /= area;
        for (int r = 0; r <= LT_N_REGIMES; r++) out->share[s][r] /= area;
    }
    return LT_OK;
}

/* --- all of it --- */

static lt_status fill(lt_desk *desk) {
    find_levels(desk);
    LT_TRY(lt_calloc((size_t)desk->summary->n_periods, sizeof *desk->periods, &desk->periods));
    for (long p = 0; p < desk->summary->n_periods; p++) {
        for (int c = 0; c < LT_N_CITY_VALUES; c++) fill_city(desk, p, c, &desk->periods[p].place[c]);
        fill_mean(desk, desk->periods[p].place);
        LT_TRY(fill_cells(desk, p, &desk->periods[p]));
    }
    return LT_OK;
}

lt_status lt_desk_create(lt_design *design, const lt_grid *grid, const lt_summary *summary, lt_desk **out) {
    lt_desk *desk;
    LT_TRY(lt_design_judge(design));
    LT_TRY(lt_calloc(1, sizeof *desk, &desk));
    *desk = (lt_desk){.summary = summary, .grid = grid, .design = *design};
    *design = (lt_design){0};
    const lt_status status = fill(desk);
    if (status == LT_OK)
        *out = desk;
    else
        lt_desk_free(desk);
    return status;
}

void lt_desk_free(lt_desk *desk) {
    if (!desk) return;
    for (long p = 0; desk->periods && p < desk->summary->n_periods; p++) {
        for (int k = 0; k < 2; k++) lt_free(desk->periods[p].slope[k]);
        lt_free(desk->periods[p].regime);
    }
    lt_free(desk->periods);
    lt_design_free(&desk->design);
    lt_free(desk);
}
