#include "model/bench/ranks_cost.h"

#include "model/state/state.h"

#include <math.h>

/* Steps of 100 s (A), as 300 s at 9 km; winds to 60 m/s in two sub-steps each way (A). Fields and restart as a run has
 * them where nothing else is asked for. */
const lt_cost_case lt_cost_china = {.nx = 2000,
                                    .ny = 1600,
                                    .nz = 20,
                                    .species = 175,
                                    .steps = 36,
                                    .sweeps_x = 2,
                                    .sweeps_y = 2,
                                    .surface_fields = 30,
                                    .restart_hours = 24,
                                    .load = 1.3};

const lt_cost_parts lt_cost_measured = {.transport_us = 0.91,
                                        .column_us = 0.46,
                                        .reaction_us = 5.8,
                                        .packing_ns = 1.1,
                                        .hourly_us = 2.6,
                                        .reading_us = 0.14,
                                        .writing_ns = 23,
                                        .restart_ns = 4,
                                        .hash_ns = 2.5,
                                        .disk_bytes_s = 1e9,
                                        .latency_s = 2e-6,
                                        .node_bytes_s = 12.5e9,
                                        .node_cores = 64};

static const double tile_most = 128.0; /* cells of a chunk along an axis: base/ncio_write.c */

double lt_ranks_halo_bytes(double side, double nz, double species) {
    return 4.0 * LT_HALO * side * nz * species;
}

static double larger(double a, double b) {
    return a > b ? a : b;
}

/* Seconds of the messages of one sweep that are not hidden by `sweep` s of its own work. */
static double seen(const lt_cost_parts *p, double bytes, double sweep) {
    const double flight = 2.0 * bytes * p->node_cores / p->node_bytes_s, hidden = 1.0 - 1.0 / LT_COST_CHUNKS;
    return larger(0.0, flight - hidden * sweep) + 2.0 * LT_COST_CHUNKS * p->latency_s;
}

static double tiles(int all) {
    return ceil(all / tile_most);
}

/* Cells along an axis of the chunks that n of them touch, in the mean over where they begin. */
static double touched(int n, int all) {
    const double tile = ceil(all / tiles(all));
    return fmin(all, n + tile - 1.0);
}

static void name_most(lt_cost *c) {
    const struct {
        const char *name;
        double s;
    } parts[] = {{"work", c->work},         {"load", c->load},       {"packing", c->packing},
                 {"messages", c->messages}, {"hourly", c->hourly},   {"reading", c->reading},
                 {"gather", c->gather},     {"writing", c->writing}, {"restart", c->restart}};
    double most = -1.0;
    c->all = 0.0;
    for (size_t n = 0; n < sizeof parts / sizeof *parts; ++n) {
        c->all += parts[n].s;
        if (parts[n].s > most) c->most = parts[n].name;
        most = larger(most, parts[n].s);
    }
}

/* Seconds that the ranks wait for fields at the ground to be written; the other parts of the hour are known. */
static double writing(const lt_cost_case *run, const lt_cost_parts *p, int cores, lt_output_way way, double bytes,
                      const lt_cost *c) {
    const double alone = 1e-9 * (p->writing_ns + p->hash_ns) * bytes, seal = 1e-9 * p->hash_ns * bytes;
    const double rest = c->work + c->load + c->packing + c->messages + c->hourly + c->reading + c->restart;
    if (way == LT_OUTPUT_RANK) return larger(0.0, alone - rest);
    if (way == LT_OUTPUT_PARALLEL)
        return seal + larger((alone - seal) / fmin(cores, tiles(run->nx) * tiles(run->ny)), bytes / p->disk_bytes_s);
    return alone;
}

lt_status lt_ranks_cost(const lt_cost_case *run, const lt_cost_parts *p, int cores, lt_output_way way, lt_cost *out) {
    lt_cost c = {0};
    LT_TRY(lt_part_layout(cores, run->nx, run->ny, LT_HALO, &c.px, &c.py));
    c.ni = (run->nx + c.px - 1) / c.px;
    c.nj = (run->ny + c.py - 1) / c.py;
    const double cells = (double)c.ni * c.nj * run->nz, all_cells = (double)run->nx * run->ny * run->nz;
    const double transport = 1e-6 * p->transport_us * cells, sweep = transport / (run->sweeps_x + run->sweeps_y);
    const double along_x = c.px > 1 ? lt_ranks_halo_bytes(c.nj, run->nz, run->species) : 0.0;
    const double along_y = c.py > 1 ? lt_ranks_halo_bytes(c.ni, run->nz, run->species) : 0.0;
    const double reaction = 1e-6 * p->reaction_us * cells * run->steps;
    const double surface = 4.0 * run->surface_fields * run->nx * (double)run->ny;
    const double state = 4.0 * all_cells * run->species / run->restart_hours;
    c.work = (transport + 1e-6 * p->column_us * cells) * run->steps + reaction;
    c.load = (run->load - 1.0) * reaction;
    c.packing = 1e-9 * p->packing_ns * 2.0 * (run->sweeps_x * along_x + run->sweeps_y * along_y) * run->steps;
    c.messages = run->steps * ((along_x > 0.0 ? run->sweeps_x * seen(p, along_x, sweep) : 0.0) +
                               (along_y > 0.0 ? run->sweeps_y * seen(p, along_y, sweep) : 0.0));
    c.hourly = 1e-6 * p->hourly_us * cells;
    c.reading = 1e-6 * p->reading_us * run->nz * touched(c.ni, run->nx) * touched(c.nj, run->ny);
    c.gather = cores > 1 ? ((way == LT_OUTPUT_PARALLEL ? 0.0 : surface) + state) / p->node_bytes_s : 0.0;
    c.restart = 1e-9 * p->restart_ns * state;
    c.writing = writing(run, p, cores, way, surface, &c);
    name_most(&c);
    *out = c;
    return LT_OK;
}
