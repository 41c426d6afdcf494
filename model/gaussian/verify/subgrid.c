/* subgrid.c - the sub-grid map (../subgrid).
 *
 * mean      the mean of the map over the points of a cell is the grid's value, in nine hours from very unstable to very
 *           stable, with tags above the cell's value, tags where the plumes bring nothing, and empty cells
 * least     the least value of all maps: not below 0
 * jump      the factor of two cells at their common border, over the larger: random means from 0 to a thousand times
 * plumes    where the grid has 1.7 times what the plumes have in every cell, the map is 1.7 times the plumes
 */
#include "model/gaussian/verify/hours.h"
#include "model/gaussian/verify/verify.h"
#include "model/gaussian/subgrid/near_field.h"
#include "model/gaussian/subgrid/near_map.h"

#include <math.h>
#include <string.h>

enum { SIDE = 5, POINTS = 18, CELLS = SIDE * SIDE, ROW = SIDE * POINTS, FINE = ROW * ROW };
static const lt_near_grid grid = {
    .shape = {SIDE, SIDE, POINTS}, .west_m = -22500, .south_m = -22500, .cell_m = 9000, .layer_m = 40};
static const lt_plume_source stacks[] = {
    {.kind = LT_PLUME_POINT, .x_m = 120, .y_m = -340, .height_m = 80, .diameter_m = 3, .exit_ms = 15, .exit_K = 390},
    {.kind = LT_PLUME_POINT, .x_m = 4490, .y_m = 4490, .height_m = 45, .diameter_m = 1.5, .exit_ms = 8, .exit_K = 420},
    {.kind = LT_PLUME_VOLUME, .x_m = -4505, .y_m = 200, .height_m = 5, .sigma_y0_m = 30, .sigma_z0_m = 5}};
enum { N_STACKS = sizeof stacks / sizeof *stacks };

typedef struct bench {
    lt_near_field *field;
    lt_near_map *map;
    lt_keep *keep;
    double *gauss, *out, *stacks;
    uint64_t seed;
} bench;

static double mean_of(const double *fine, int c) {
    double total = 0.0;
    for (int q = 0; q < POINTS; q++)
        for (int p = 0; p < POINTS; p++) total += fine[(c / SIDE * POINTS + q) * ROW + c % SIDE * POINTS + p];
    return total / (POINTS * POINTS);
}

static void make_plumes(bench *b, int hour) {
    static const lt_plume_ways ways = {.meander = true};
    lt_profile profile;
    lt_profile_make(&profile, &lt_named_hours[hour].hour, NULL);
    memset(b->gauss, 0, FINE * sizeof *b->gauss);
    for (int s = 0; s < N_STACKS; s++)
        lt_near_field_add(b->field, &stacks[s], &profile, &ways, 1e6 * (20.0 + 10.0 * s), b->gauss);
}

/* A grid that knows the stacks about as the plumes do, and cells where it does not. */
static void draw_cells(bench *b, double cell[CELLS], double tag[CELLS]) {
    for (int c = 0; c < CELLS; c++) {
        const double luck = lt_verify_random(&b->seed);
        tag[c] = luck < 0.2 ? 0.0 : luck < 0.3 ? 5.0 : mean_of(b->gauss, c) * pow(10.0, 2.0 * luck - 1.0);
        cell[c] = luck > 0.8 ? 0.7 * tag[c] : tag[c] + 60.0 * lt_verify_random(&b->seed);
    }
}

static lt_status one_mass(bench *b, lt_verify *verify) {
    double cell[CELLS], tag[CELLS], worst = 0.0, least = INFINITY;
    lt_near_count count = {0};
    for (int h = 0; h < LT_N_NAMED_HOURS; h++) {
        make_plumes(b, h);
        draw_cells(b, cell, tag);
        lt_near_map_make(b->map, cell, tag, b->gauss, 0.05, b->out, b->stacks, &count);
        for (int f = 0; f < FINE; f++) least = fmin(least, b->out[f]);
        for (int c = 0; c < CELLS; c++)
            worst = lt_verify_worse(worst, fabs(mean_of(b->out, c) - cell[c]) / fmax(cell[c], 1e-30));
    }
    LT_TRY(LT_VERIFY_ADD(verify, .test = "mean", .metric = "relative", .scheme = "", .value = worst, .bound = 1e-10,
                         .source = "what the issue asks of it; the sums round to about 1e-14"));
    return LT_VERIFY_ADD(verify, .test = "least", .metric = "below_zero", .scheme = "", .value = fmax(0.0, -least),
                         .bound = 0.0, .source = "no concentration is negative");
}

static lt_status no_jump(bench *b, lt_verify *verify) {
    double mean[CELLS], worst = 0.0;
    for (int c = 0; c < CELLS; c++)
        mean[c] = lt_verify_random(&b->seed) < 0.2 ? 0.0 : pow(10.0, 3.0 * lt_verify_random(&b->seed));
    lt_keep_make(b->keep, mean, b->gauss);
    for (int j = 0; j < SIDE; j++)
        for (int i = 0; i + 1 < SIDE; i++)
            for (int k = 0; k <= 100; k++) {
                const double v = 0.01 * k;
                const double west = lt_keep_at(b->keep, i, j, 1.0, v), east = lt_keep_at(b->keep, i + 1, j, 0.0, v);
                const double south = lt_keep_at(b->keep, j, i, v, 1.0), north = lt_keep_at(b->keep, j, i + 1, v, 0.0);
                worst = lt_verify_worse(worst, fabs(west - east) / fmax(fmax(west, east), 1e-300));
                worst = lt_verify_worse(worst, fabs(south - north) / fmax(fmax(south, north), 1e-300));
            }
    return LT_VERIFY_ADD(verify, .test = "jump", .metric = "relative", .scheme = "", .value = worst, .bound = 1e-14,
                         .source = "both sides are the same line between two corners; rounding");
}

static lt_status plumes_alone(bench *b, lt_verify *verify) {
    double cell[CELLS], most = 0.0, worst = 0.0;
    lt_near_count count = {0};
    make_plumes(b, 0);
    for (int c = 0; c < CELLS; c++) cell[c] = 1.7 * mean_of(b->gauss, c);
    lt_near_map_make(b->map, cell, cell, b->gauss, 0.05, b->out, b->stacks, &count);
    for (int f = 0; f < FINE; f++) most = fmax(most, b->gauss[f]);
    for (int f = 0; f < FINE; f++) worst = lt_verify_worse(worst, fabs(b->out[f] - 1.7 * b->gauss[f]) / most);
    return LT_VERIFY_ADD(verify, .test = "plumes", .metric = "over_largest", .scheme = "", .value = worst,
                         .bound = 1e-12, .source = "the same field");
}

lt_status lt_verify_plume_subgrid(lt_verify *verify) {
    bench b = {.seed = 11};
    lt_status status = lt_near_field_create(&grid, &b.field);
    if (status == LT_OK) status = lt_near_map_create(grid.shape, &b.map);
    if (status == LT_OK) status = lt_keep_create(grid.shape, &b.keep);
    if (status == LT_OK) status = lt_calloc(FINE, sizeof *b.gauss, &b.gauss);
    if (status == LT_OK) status = lt_calloc(FINE, sizeof *b.out, &b.out);
    if (status == LT_OK) status = lt_calloc(FINE, sizeof *b.stacks, &b.stacks);
    if (status == LT_OK) status = one_mass(&b, verify);
    if (status == LT_OK) status = no_jump(&b, verify);
    if (status == LT_OK) status = plumes_alone(&b, verify);
    lt_near_field_free(b.field);
    lt_near_map_free(b.map);
    lt_keep_free(b.keep);
    lt_free(b.gauss);
    lt_free(b.out);
    lt_free(b.stacks);
    return status;
}
