/* rank_nest.h - runs of a grid and its nest on ranks, each in a layout of its own, with all that can be written: are
 * their files those of one rank? */
#ifndef LT_TEST_RANK_NEST_H
#define LT_TEST_RANK_NEST_H

#include "tests/support/mini_nest.h"
#include "tests/support/model_text.h"
#include "tests/support/rank_files.h"

enum { SPINUP = 1, LATE = 1, HOURS = 2 };

static const char nest_section[] =
    "step: 900 s\nnest_step: 300 s\nvertical_mixing: acm2\nhorizontal_diffusion: smagorinsky\nrestart_every: 1\n"
    "budget_regions: [on]\nprocess_budget: [CO, SO2]\noutput: [{set: cities, fields: [pm25, co], interval: 30 min}]\n"
    "tracers:\n- {name: land, kind: tag, of: CO, regions: [Shenyang], source: area}\n"
    "- {name: outside, kind: border, value: one}\n- {name: first, kind: start, of: CO}\n";

/* Cells of 13.5 km along the whole south and half of its height, three layers. */
static const char edge_definition[] =
    "name: mini-edge\ntitle_en: a grid at the border\ntitle_zh: 边缘网格\n" MINI_PROJECTION
    "cell: 13.5 km\nnx: 28\nny: 12\ncentre_north: -6\nlayer_edges: [0 m, 40 m, 300 m, 800 m]\n";
static const int edge_layers[] = {0, 1, 3, 4};
static const mini_shape edge_window = {28, 12, 3, 0, 0, 2, edge_layers, false};

static inline lt_outdir *nest_make(char folder[64]) {
    lt_outdir *dir = mini_nest_dir(folder, SPINUP + HOURS, LATE);
    mini_grid_of(dir, folder, edge_definition, &edge_window, "grid_edge.nc");
    return dir;
}

/* --- runs --- */

/* `hours` hours of output; layout NULL: of rank 0 alone; nest NULL: the layout that the run takes. */
typedef struct one_run {
    const char *tag, *text, *from;
    const lt_layout *layout, *nest;
    int hours, threads;
} one_run;

static lt_digest nest_last_state; /* of the run before */

static inline lt_status nest_run_files(const one_run *r, lt_outdir *dir, const lt_grid *edge,
                                       const lt_model_config *config) {
    char from[200], regions[2][64], process[2][64];
    mini_names names;
    lt_model_result result;
    lt_model_run run = mini_nest_run(dir, config, r->tag, SPINUP, r->hours, SPINUP - LATE, &names);
    for (int n = 0; n < 2; ++n) {
        snprintf(regions[n], sizeof regions[n], "regions_%s%s.csv", r->tag, n ? "_nest" : "");
        snprintf(process[n], sizeof process[n], "process_%s%s.csv", r->tag, n ? "_nest" : "");
        lt_domain_files *files = n ? &names.nest.files : &run.files;
        files->budget_regions = regions[n];
        files->process = process[n];
    }
    if (r->from) snprintf(from, sizeof from, "%s/restart_%s.nc", rank_folder, r->from);
    run.restart_from = r->from ? from : NULL;
    run.restart_file = "restart.nc";
    run.boundary_for = edge;
    run.boundary_file = lt_fmt("boundary_%s.nc", r->tag);
    lt_layout both = r->layout ? *r->layout : lt_layout_alone();
    if (r->nest) both.nest_px = r->nest->px, both.nest_py = r->nest->py;
    run.layout = &both;
    run.threads = r->threads;
    run.inputs = "of this test";
    LT_TRY(lt_model_run_files(&run, &result));
    memcpy(nest_last_state, result.state_digest, sizeof nest_last_state);
    if (rank_comm.rank == 0) rank_keep_restart("restart.nc", names.restart);
    if (rank_comm.rank == 0) rank_keep_restart("previous_restart.nc", lt_fmt("restart_%s_before.nc", r->tag));
    return LT_OK;
}

static inline lt_status nest_run_here(lt_outdir *dir, const void *what) {
    const one_run *r = what;
    lt_model_config config;
    lt_grid *edge;
    LT_TRY(lt_grid_read(dir, "grid_edge.nc", &edge));
    lt_status status = model_text(r->text, &config);
    if (status == LT_OK) status = nest_run_files(r, dir, edge, &config);
    lt_config_release(lt_model_config_rows, &config);
    lt_grid_free(edge);
    return status;
}

static inline void nest_run(const one_run *r, lt_digest digest) {
    rank_run(!r->layout, nest_run_here, r);
    memcpy(digest, nest_last_state, sizeof(lt_digest));
}

static inline void nest_expect_same(const char *a, const char *b) {
    static const char *const files[] = {
        "conc_%s.nc",     "conc_%s_nest.nc",     "budget_%s.csv",     "budget_%s_nest.csv",  "output_cities_%s.nc",
        "regions_%s.csv", "regions_%s_nest.csv", "process_%s.csv",    "process_%s_nest.csv", "output_cities_%s_nest.nc",
        "restart_%s.nc",  "boundary_%s.nc",      "border_%s_nest.csv"};
    bool same = true;
    for (size_t n = 0; n < sizeof files / sizeof *files && rank_comm.rank == 0; ++n) {
        const char *place = strchr(files[n], '%');
        const int length = (int)(place - files[n]);
        same &= rank_same_file(lt_fmt("%.*s%s%s", length, files[n], a, place + 2),
                               lt_fmt("%.*s%s%s", length, files[n], b, place + 2));
    }
    rank_good(same ? LT_OK
                   : LT_RAISE(LT_ERR_VERIFY, .what = "files differ", .where = lt_fmt("%s and %s", a, b),
                              .expected = "the same bytes", .found = "others", .todo = "see them above"));
}

static inline void nest_expect_same_restart(const char *a, const char *b) {
    rank_good(rank_comm.rank > 0 || rank_same_file(a, b) ? LT_OK : LT_ERR_VERIFY);
}

#endif
