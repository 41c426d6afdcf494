/* box.c - a case meets its mechanism (box.h): names are found, amounts brought to the unit of the run. */
#include "model/chemistry/box/box.h"

#include "base/outdir.h"
#include "model/chemistry/box/box_air.h"
#include "model/chemistry/box/box_forcing.h"
#include "model/chemistry/box/box_private.h"
#include "model/chemistry/box/box_rates.h"
#include "model/chemistry/box/box_sweep.h"
#include "model/chemistry/solver/methods.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Once read, a file is named from the root: the written case runs wherever it stands. */
static void name_whole(const char *path, char **name) {
    char *whole = realpath(path, NULL);
    if (!whole) return;
    free(*name);
    *name = whole;
}

static lt_status read_table(lt_box *box, lt_faults *faults) {
    lt_box_case *c = box->setup;
    char path[4096];
    if (!c->air.table || !c->air.table[0]) return LT_OK;
    lt_node_path(c->document, c->air.table, path, sizeof path);
    LT_TRY(
        lt_faults_take(faults, lt_box_table_read(path, box->mechanism, c->start, c->duration_s, faults, &box->table)));
    name_whole(path, &c->air.table);
    return LT_OK;
}

/* Does a column say what a case of this kind does not ask? */
static lt_status judge_table(const lt_box *box) {
    const lt_box_case *c = box->setup;
    const bool alone = c->engine && strcmp(c->engine, "generated") == 0;
    bool held = false, rates = false;
    for (int k = 0; box->table && k < box->table->n_named; k++) {
        held = held || box->table->named[k].held >= 0;
        rates = rates || box->table->named[k].held < 0;
    }
    const char *where = lt_node_where(lt_box_case_node(c, "air", "table"));
    if (alone && (held || lt_box_exchanges(box)))
        return LT_RAISE(LT_ERR_INPUT, .what = "the table and engine: generated do not go together", .where = where,
                        .expected = "chemistry alone, without exchange and held species",
                        .found = held ? "a column held_..." : "dilution_per_h, or mixing_height_m with entrainment",
                        .todo = "take the column or engine: generated out");
    if (c->constants && rates)
        return LT_RAISE(LT_ERR_INPUT, .what = "the table and constants do not go together", .where = where,
                        .expected = "constants, which say all rates", .found = "a column J_, HET_ or K_",
                        .todo = "take the column or constants out");
    return LT_OK;
}

static lt_status allocate(lt_box *box) {
    const size_t all = (size_t)box->mechanism->n_species, n = (size_t)box->mechanism->n_variable,
                 reactions = (size_t)box->mechanism->n_reactions;
    LT_TRY(lt_calloc(all, sizeof(double), &box->initial));
    LT_TRY(lt_calloc(n, sizeof(bool), &box->from_file));
    LT_TRY(lt_calloc(n, sizeof(double), &box->atol));
    LT_TRY(lt_calloc(n, sizeof(double), &box->velocity));
    LT_TRY(lt_calloc(n, sizeof(double), &box->background));
    LT_TRY(lt_calloc(n, sizeof(double), &box->held));
    LT_TRY(lt_calloc((size_t)box->mechanism->n_externals, sizeof(double), &box->external));
    LT_TRY(lt_calloc(reactions, sizeof(double), &box->rate));
    LT_TRY(lt_calloc(reactions, sizeof(double), &box->rate_factor));
    return lt_calloc(reactions, sizeof(bool), &box->by_law);
}

/* The name of a shipped mechanism, or a file. */
static lt_status read_mechanism(lt_box *box) {
    lt_box_case *c = box->setup;
    char path[4096];
    const bool file = strstr(c->mechanism, ".def");
    if (file) lt_node_path(c->document, c->mechanism, path, sizeof path);
    LT_TRY_CONTEXT(lt_mechanism_read(file ? path : c->mechanism, &box->mechanism), "%s, key mechanism",
                   lt_node_where(lt_box_case_node(c, "mechanism", NULL)));
    if (file) name_whole(path, &c->mechanism);
    return LT_OK;
}

static lt_status find_method(lt_box *box) {
    if (!box->setup->method) return LT_OK; /* the schema has said it */
    LT_TRY_CONTEXT(lt_ros_method_find(box->setup->method, &box->method), "%s, key method",
                   lt_node_where(lt_box_case_node(box->setup, "method", NULL)));
    return LT_OK;
}

static lt_status resolve(lt_box *box, lt_faults *faults) {
    lt_box_case *c = box->setup;
    LT_TRY(lt_faults_take(faults, find_method(box)));
    LT_TRY(read_mechanism(box));
    LT_TRY(allocate(box));
    if (strcmp(c->photolysis.law, "clear_sky") == 0) LT_TRY(lt_clear_sky_read(&box->sky));
    box->native = lt_box_case_native(c);
    lt_box_initial_of_file(box);
    LT_TRY(read_table(box, faults));
    LT_TRY(lt_box_read_water(box, faults));
    LT_TRY(lt_box_read_rates(box, faults));
    LT_TRY(lt_box_read_initial(box, faults));
    LT_TRY(lt_box_read_tolerances(box, faults));
    LT_TRY(lt_box_read_velocities(box, faults));
    LT_TRY(lt_box_read_exchange(box, faults));
    lt_box_held_by_table(box);
    LT_TRY(lt_faults_take(faults, judge_table(box)));
    LT_TRY(lt_box_read_sources(box, faults));
    LT_TRY(lt_box_read_outputs(box, faults));
    LT_TRY(lt_box_judge_rates(box, faults));
    return lt_box_air_judge(box, faults);
}

lt_status lt_box_create(lt_box_case *setup, lt_faults *faults, lt_box **out) {
    lt_box *box = NULL;
    const long before = faults->n;
    *out = NULL;
    lt_status status = lt_calloc(1, sizeof *box, &box);
    if (status != LT_OK) {
        lt_box_case_free(setup);
        return status;
    }
    box->setup = setup;
    /* Without these there is nothing to go on with. */
    if (setup->mechanism && setup->photolysis.law && setup->engine && setup->units)
        status = lt_faults_take(faults, resolve(box, faults));
    const bool whole = status == LT_OK && faults->n == before && box->mechanism && box->method;
    if (whole) status = lt_box_rates_judge(box, faults);
    if (whole && status == LT_OK && faults->n == before) {
        *out = box;
        return LT_OK;
    }
    lt_box_free(box);
    return status;
}

/* Takes the document. */
static lt_status make(lt_node *document, lt_box **out) {
    lt_faults strict = {0};
    lt_box_case *setup;
    LT_TRY(lt_box_case_read(document, &strict, &setup));
    return lt_box_create(setup, &strict, out);
}

lt_status lt_box_open(const char *path, lt_box **out) {
    lt_node *document;
    *out = NULL;
    LT_TRY(lt_node_read(path, &document));
    return make(document, out);
}

lt_status lt_box_parse(const char *name, const char *text, lt_box **out) {
    lt_node *document;
    *out = NULL;
    LT_TRY(lt_node_parse(name, text, &document));
    return make(document, out);
}

lt_status lt_box_judge(const char *path, lt_faults *faults) {
    lt_node *document;
    lt_box_case *setup;
    lt_box *box;
    LT_TRY(lt_node_read(path, &document));
    LT_TRY(lt_box_case_read(document, faults, &setup));
    LT_TRY(lt_box_create(setup, faults, &box));
    if (!box) return LT_OK; /* its faults were told */
    lt_box_sweep *sweep = NULL;
    const lt_status status = setup->sweep_node ? lt_box_sweep_create(box, faults, &sweep) : LT_OK;
    lt_box_sweep_free(sweep);
    lt_box_free(box);
    return status;
}

static void free_sums(lt_box_sum *sums, int n) {
    for (int k = 0; sums && k < n; k++) lt_free(sums[k].species);
    lt_free(sums);
}

void lt_box_free(lt_box *box) {
    if (!box) return;
    for (int k = 0; box->sources && k < box->n_sources; k++) {
        lt_free(box->sources[k].species);
        lt_free(box->sources[k].rate);
        lt_free(box->sources[k].kind);
    }
    lt_free(box->sources);
    free_sums(box->shown, box->n_shown);
    free_sums(box->budget, box->n_budget);
    lt_free(box->rates);
    double *const arrays[] = {box->initial,     box->atol,     box->external,   box->rate,
                              box->rate_factor, box->velocity, box->background, box->held};
    for (size_t k = 0; k < sizeof arrays / sizeof *arrays; k++) lt_free(arrays[k]);
    lt_free(box->by_law);
    lt_free(box->from_file);
    lt_clear_sky_free(box->sky);
    lt_box_table_free(box->table);
    lt_mechanism_free(box->mechanism);
    lt_box_case_free(box->setup);
    lt_free(box);
}
