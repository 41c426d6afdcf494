/* box.c - a case meets its mechanism (box.h): names are found, amounts brought to the unit of the run. */
#include "model/chemistry/box/box.h"

#include "base/csv.h"
#include "base/number.h"
#include "base/outdir.h"
#include "model/chemistry/box/box_air.h"
#include "model/chemistry/box/box_private.h"
#include "model/chemistry/box/box_rates.h"
#include "model/chemistry/box/box_sweep.h"
#include "model/chemistry/box/names.h"
#include "model/chemistry/box/quantity.h"
#include "model/chemistry/mechanism/rate_laws.h"
#include "model/chemistry/solver/methods.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

/* --- what rates ask ----------------------------------------------------------------------------------------------- */

/* Does a law look at this variable of its own accord? Its value is asked with and without a change of it. */
static bool law_asks(const lt_rate_law *law, lt_rate_variable variable) {
    const double arguments[LT_RATE_MOST_ARGUMENTS] = {0.5, 0.4, 0.3, 0.6, 0.2, 0.7, 0.45, 0.8, 0.35, 0.25};
    lt_law_air air = {.over_T = 0.5, .log_T300 = 0.5, .air = 2.0, .kpp_air = 2.0, .atm = 1.0, .sea = 0.5};
    const double before = law->value(&air, arguments);
    if (variable == LT_RATE_TEMP) air.over_T = air.log_T300 = 0.25;
    if (variable == LT_RATE_AIR) air.air = 3.0;
    if (variable == LT_RATE_PRESS) air.atm = 0.5;
    if (variable == LT_RATE_SEA) air.sea = 0.25;
    return law->value(&air, arguments) != before;
}

/* K(LABEL) asks what the law of that reaction asks. */
static bool rate_asks(const lt_mechanism *m, const lt_rate *rate, lt_rate_variable variable) {
    for (int n = 0; n < rate->n_nodes; n++) {
        const lt_rate_node *node = &rate->nodes[n];
        if (node->op == LT_RATE_VARIABLE && node->index == (int)variable) return true;
        if (node->op == LT_RATE_LAW && law_asks(&lt_rate_laws[node->index], variable)) return true;
        if (node->op == LT_RATE_OF && rate_asks(m, &m->reactions[node->index].rate, variable)) return true;
    }
    return false;
}

bool lt_box_asks(const lt_box *box, lt_rate_variable variable) {
    for (int r = 0; r < box->mechanism->n_reactions; r++)
        if (box->by_law[r] && rate_asks(box->mechanism, &box->mechanism->reactions[r].rate, variable)) return true;
    return false;
}

static bool rate_asks_external(const lt_mechanism *m, const lt_rate *rate, int external) {
    for (int n = 0; n < rate->n_nodes; n++) {
        const lt_rate_node *node = &rate->nodes[n];
        if (node->op == LT_RATE_EXTERNAL && node->index == external) return true;
        if (node->op == LT_RATE_OF && rate_asks_external(m, &m->reactions[node->index].rate, external)) return true;
    }
    return false;
}

bool lt_box_asks_external(const lt_box *box, int external) {
    for (int r = 0; r < box->mechanism->n_reactions; r++)
        if (box->by_law[r] && rate_asks_external(box->mechanism, &box->mechanism->reactions[r].rate, external))
            return true;
    return false;
}

/* --- amounts ------------------------------------------------------------------------------------------------------ */

static unsigned amounts(const lt_box *box) {
    return box->native ? LT_OF(LT_QUANTITY_NUMBER) : LT_OF(LT_QUANTITY_RATIO) | LT_OF(LT_QUANTITY_DENSITY);
}

static lt_status amount(const lt_box *box, const lt_quantity *q, double *out) {
    double M = 1.0;
    if (q->kind == LT_QUANTITY_DENSITY) LT_TRY(lt_box_air_start_number(box, &M));
    *out = q->kind == LT_QUANTITY_DENSITY ? 1e9 * q->value / M : q->value;
    return LT_OK;
}

/* A map of species and amounts into values [n of the set]. */
static lt_status read_amounts(const lt_box *box, const lt_node *map, const char *key, lt_species_set set,
                              lt_faults *faults, double *values) {
    lt_named_list list;
    lt_status status = lt_named_read(map, key, amounts(box), faults, &list);
    for (int k = 0; status == LT_OK && k < list.n; k++) {
        int s = -1;
        status = lt_names_species(box->mechanism, list.items[k].node, key, list.items[k].name, set, &s);
        if (status == LT_OK) status = amount(box, &list.items[k].quantity, &values[s]);
        status = lt_faults_take(faults, status);
    }
    lt_named_free(&list);
    return status;
}

/* What #INITVALUES say: native amounts; in ppb by the file's own M. NAN for fixed species without one. */
static void initial_of_file(lt_box *box) {
    const lt_mechanism *m = box->mechanism;
    int air = lt_mechanism_species(m, "M");
    if (air < 0) air = lt_mechanism_species(m, "AIR");
    const double M = air >= 0 ? m->species[air].initial : NAN;
    for (int s = 0; s < m->n_species; s++) {
        const double value = box->native ? m->species[s].initial : 1e9 * m->species[s].initial / M;
        box->initial[s] = isfinite(value) ? value : s < m->n_variable ? 0.0 : NAN;
        /* Water of the case goes before the file's. */
        if (s >= m->n_variable && !box->native && strcmp(m->species[s].name, "H2O") == 0) box->initial[s] = NAN;
    }
}

static lt_status read_tolerances(lt_box *box, lt_faults *faults) {
    lt_box_case *c = box->setup;
    double all = box->native ? 1e-3 : 1e-6;
    if (c->atol) {
        lt_quantity q = {0};
        lt_status status = lt_quantity_read(c->atol, "atol", amounts(box), &q);
        if (status == LT_OK) status = amount(box, &q, &all);
        LT_TRY(lt_faults_take(faults, status));
    }
    for (int s = 0; s < box->mechanism->n_variable; s++) box->atol[s] = all;
    LT_TRY(read_amounts(box, c->atol_species, "atol_species", LT_SPECIES_VARIABLE, faults, box->atol));
    for (int s = 0; s < box->mechanism->n_variable; s++) {
        if (box->atol[s] > 0.0) continue;
        return lt_faults_take(
            faults, LT_RAISE(LT_ERR_INPUT, .what = lt_fmt("the tolerance of %s is 0", box->mechanism->species[s].name),
                             .where = lt_node_where(lt_box_case_node(c, "atol", NULL)), .expected = "more than 0",
                             .found = "0", .todo = "take e.g. 1e-9 ppb"));
    }
    return LT_OK;
}

/* --- rates -------------------------------------------------------------------------------------------------------- */

/* "others: 0 s-1": all of this kind that stand nowhere else in the map. */
static void set_others(lt_box *box, lt_external_kind kind, double value) {
    for (int e = 0; e < box->mechanism->n_externals; e++)
        if (box->mechanism->externals[e].kind == kind && isnan(box->external[e])) box->external[e] = value;
}

/* Values of J or uptake by name or label. */
static lt_status read_externals(lt_box *box, const lt_node *map, const char *key, lt_external_kind kind,
                                lt_faults *faults) {
    lt_named_list list;
    double others = NAN;
    lt_status status = lt_named_read(map, key, LT_OF(LT_QUANTITY_PER_TIME), faults, &list);
    for (int k = 0; status == LT_OK && k < list.n; k++) {
        const lt_named *item = &list.items[k];
        int e = -1, r = -1;
        if (strcmp(item->name, "others") == 0) {
            others = item->quantity.value;
            continue;
        }
        status = lt_names_external(box->mechanism, item->node, key, kind, item->name, &e, &r);
        if (status == LT_OK && e >= 0) box->external[e] = item->quantity.value;
        if (status == LT_OK && r >= 0) box->rate[r] = item->quantity.value;
        status = lt_faults_take(faults, status);
    }
    set_others(box, kind, others);
    lt_named_free(&list);
    return status;
}

static lt_status read_by_label(lt_box *box, const lt_node *map, const char *key, lt_faults *faults, double *values) {
    lt_named_list list;
    lt_status status = lt_named_read(map, key, LT_OF(LT_QUANTITY_NUMBER), faults, &list);
    for (int k = 0; status == LT_OK && k < list.n; k++) {
        int r = -1;
        status = lt_names_reaction(box->mechanism, list.items[k].node, key, list.items[k].name, &r);
        if (status == LT_OK) values[r] = list.items[k].quantity.value;
        status = lt_faults_take(faults, status);
    }
    lt_named_free(&list);
    return status;
}

/* Names of what is missing, at most as many as a message holds. */
static void append_name(char *names, size_t size, int *n, const char *name) {
    const size_t used = strlen(names);
    if (used + strlen(name) + 8 < size)
        snprintf(names + used, size - used, "%s%s", used ? ", " : "", name);
    else if (used + 5 < size && strcmp(names + used - 3, "...") != 0)
        snprintf(names + used, size - used, ", ...");
    (*n)++;
}

static lt_status judge_externals(const lt_box *box, lt_external_kind kind, lt_faults *faults) {
    static const char *const whats[] = {"photolysis frequencies are", "uptake on particles is",
                                        "rates of foreign functions are"};
    static const char *const keys[] = {"photolysis", "uptake", "rates"};
    static const char *const todos[] = {"write `law: clear_sky` or values into the section photolysis",
                                        "give each in the section uptake; `others: 0 s-1` for all that stand not in it",
                                        "give the rate of each reaction in the section rates"};
    char names[600] = "";
    int n = 0;
    for (int e = 0; e < box->mechanism->n_externals; e++) {
        if (box->mechanism->externals[e].kind != kind || !lt_box_asks_external(box, e)) continue;
        if (isnan(box->external[e])) append_name(names, sizeof names, &n, box->mechanism->externals[e].name);
    }
    if (n == 0) return LT_OK;
    return lt_faults_take(faults, LT_RAISE(LT_ERR_INPUT, .what = lt_fmt("%s not given", whats[kind]),
                                           .where = lt_node_where(lt_box_case_node(box->setup, keys[kind], NULL)),
                                           .expected = lt_fmt("%d more value%s", n, n == 1 ? "" : "s"), .found = names,
                                           .todo = todos[kind]));
}

/* All constants as the solver has them: none may lack. */
static lt_status judge_constants(const lt_box *box, lt_faults *faults) {
    char names[600] = "";
    int n = 0;
    for (int r = 0; r < box->mechanism->n_reactions; r++)
        if (isnan(box->rate[r])) append_name(names, sizeof names, &n, box->mechanism->reactions[r].label);
    if (n == 0) return LT_OK;
    return lt_faults_take(faults,
                          LT_RAISE(LT_ERR_INPUT, .what = "reactions have no constant",
                                   .where = lt_node_where(box->setup->constants),
                                   .expected = lt_fmt("a constant of all %d reactions", box->mechanism->n_reactions),
                                   .found = lt_fmt("none of %s", names), .todo = "give them"));
}

static lt_status read_rates(lt_box *box, lt_faults *faults) {
    const lt_box_case *c = box->setup;
    const lt_mechanism *m = box->mechanism;
    for (int e = 0; e < m->n_externals; e++) box->external[e] = NAN;
    for (int r = 0; r < m->n_reactions; r++) box->rate[r] = NAN, box->rate_factor[r] = 1.0;
    if (c->constants) LT_TRY(read_by_label(box, c->constants, "constants", faults, box->rate));
    LT_TRY(read_externals(box, c->photolysis.values, "photolysis", LT_EXTERNAL_J, faults));
    LT_TRY(read_externals(box, c->uptake, "uptake", LT_EXTERNAL_HET, faults));
    LT_TRY(read_by_label(box, c->rates, "rates", faults, box->rate));
    LT_TRY(read_by_label(box, c->rate_factors, "rate_factors", faults, box->rate_factor));
    /* What another reaction's K(LABEL) reads of a foreign rate. */
    for (int e = 0; e < m->n_externals; e++)
        if (m->externals[e].kind == LT_EXTERNAL_RATE)
            box->external[e] = box->rate[lt_mechanism_reaction(m, m->externals[e].name)];
    for (int r = 0; r < m->n_reactions; r++) box->by_law[r] = isnan(box->rate[r]) && !c->constants;
    if (c->constants) return judge_constants(box, faults);
    return LT_OK;
}

/* What no one prescribed: the law of light and the table say it. The values stay NAN until the time is known. */
static lt_status judge_rates(lt_box *box, lt_faults *faults) {
    const lt_mechanism *m = box->mechanism;
    double *given;
    if (box->setup->constants) return LT_OK;
    for (int k = 0; box->table && k < box->table->n_named; k++)
        if (box->table->named[k].reaction >= 0) box->by_law[box->table->named[k].reaction] = false;
    LT_TRY(lt_calloc((size_t)m->n_externals, sizeof *given, &given));
    double *mine = box->external;
    memcpy(given, mine, (size_t)m->n_externals * sizeof *given);
    for (int e = 0; e < m->n_externals; e++)
        if (isnan(given[e]) && m->externals[e].kind == LT_EXTERNAL_J && box->sky &&
            lt_clear_sky_find(box->sky, m->externals[e].name) >= 0)
            given[e] = 0.0;
    for (int k = 0; box->table && k < box->table->n_named; k++)
        if (box->table->named[k].external >= 0) given[box->table->named[k].external] = 0.0;
    box->external = given;
    lt_status status = LT_OK;
    for (int kind = LT_EXTERNAL_J; status == LT_OK && kind <= LT_EXTERNAL_RATE; kind++)
        status = judge_externals(box, (lt_external_kind)kind, faults);
    box->external = mine;
    lt_free(given);
    return status;
}

/* --- what comes and goes
 * ---------------------------------------------------------------------------------------------- */

static lt_status read_velocities(lt_box *box, lt_faults *faults) {
    lt_named_list list;
    lt_status status = lt_named_read(box->setup->deposition, "deposition", LT_OF(LT_QUANTITY_VELOCITY), faults, &list);
    for (int k = 0; status == LT_OK && k < list.n; k++) {
        int s = -1;
        status = lt_names_species(box->mechanism, list.items[k].node, "deposition", list.items[k].name,
                                  LT_SPECIES_VARIABLE, &s);
        if (status == LT_OK) box->velocity[s] = list.items[k].quantity.value;
        status = lt_faults_take(faults, status);
    }
    box->mixes = box->mixes || list.n > 0;
    lt_named_free(&list);
    return status;
}

static lt_status read_exchange(lt_box *box, lt_faults *faults) {
    lt_box_case *c = box->setup;
    for (int s = 0; s < box->mechanism->n_variable; s++) box->held[s] = NAN;
    LT_TRY(read_amounts(box, c->held, "held", LT_SPECIES_VARIABLE, faults, box->held));
    LT_TRY(read_amounts(box, c->dilution.background, "background", LT_SPECIES_VARIABLE, faults, box->background));
    if (!c->dilution.rate) return LT_OK;
    lt_quantity q = {0};
    LT_TRY(lt_faults_take(faults,
                          lt_quantity_read(c->dilution.rate, "rate of dilution", LT_OF(LT_QUANTITY_PER_TIME), &q)));
    box->dilution = q.value;
    return LT_OK;
}

/* A species that a column holds. */
static void held_by_table(lt_box *box) {
    for (int k = 0; box->table && k < box->table->n_named; k++)
        if (box->table->named[k].held >= 0)
            box->held[box->table->named[k].held] = lt_box_table_at(box->table, box->table->named[k].values, 0.0);
}

static lt_status read_water(lt_box *box, lt_faults *faults) {
    box->water_ppb = NAN;
    if (!box->setup->air.water) return LT_OK;
    lt_quantity q = {0};
    lt_status status =
        lt_quantity_read(box->setup->air.water, "water", LT_OF(LT_QUANTITY_RATIO) | LT_OF(LT_QUANTITY_DENSITY), &q);
    if (status == LT_OK) status = amount(box, &q, &box->water_ppb);
    return lt_faults_take(faults, status);
}

/* --- the whole
 * -------------------------------------------------------------------------------------------------------- */

/* A table is looked for beside the case, then as it is named. */
static lt_status read_table(lt_box *box, lt_faults *faults) {
    const lt_box_case *c = box->setup;
    if (!c->air.table || !c->air.table[0]) return LT_OK;
    const char *file = c->document->file, *slash = strrchr(file, '/');
    char path[4096];
    snprintf(path, sizeof path, "%.*s%s", slash ? (int)(slash - file) + 1 : 0, file, c->air.table);
    if (c->air.table[0] == '/' || !lt_path_exists(path)) snprintf(path, sizeof path, "%s", c->air.table);
    return lt_faults_take(faults,
                          lt_box_table_read(path, box->mechanism, c->start, c->duration_s, faults, &box->table));
}

static lt_status allocate(lt_box *box) {
    const size_t all = (size_t)box->mechanism->n_species, n = (size_t)box->mechanism->n_variable,
                 reactions = (size_t)box->mechanism->n_reactions;
    LT_TRY(lt_calloc(all, sizeof(double), &box->initial));
    LT_TRY(lt_calloc(n, sizeof(double), &box->atol));
    LT_TRY(lt_calloc(n, sizeof(double), &box->velocity));
    LT_TRY(lt_calloc(n, sizeof(double), &box->background));
    LT_TRY(lt_calloc(n, sizeof(double), &box->held));
    LT_TRY(lt_calloc((size_t)box->mechanism->n_externals, sizeof(double), &box->external));
    LT_TRY(lt_calloc(reactions, sizeof(double), &box->rate));
    LT_TRY(lt_calloc(reactions, sizeof(double), &box->rate_factor));
    return lt_calloc(reactions, sizeof(bool), &box->by_law);
}

/* The name of a shipped mechanism, or a file: beside the case, then as it is named. */
static lt_status read_mechanism(lt_box *box) {
    const lt_box_case *c = box->setup;
    const char *file = c->document->file, *slash = strrchr(file, '/');
    char path[4096];
    snprintf(path, sizeof path, "%.*s%s", slash ? (int)(slash - file) + 1 : 0, file, c->mechanism);
    const bool beside = c->mechanism[0] != '/' && strstr(c->mechanism, ".def") && lt_path_exists(path);
    LT_TRY_CONTEXT(lt_mechanism_read(beside ? path : c->mechanism, &box->mechanism), "%s, key mechanism",
                   lt_node_where(lt_box_case_node(c, "mechanism", NULL)));
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
    initial_of_file(box);
    LT_TRY(read_table(box, faults));
    LT_TRY(read_water(box, faults));
    LT_TRY(read_rates(box, faults));
    LT_TRY(read_amounts(box, c->initial, "initial", LT_SPECIES_ANY, faults, box->initial));
    LT_TRY(read_tolerances(box, faults));
    LT_TRY(read_velocities(box, faults));
    LT_TRY(read_exchange(box, faults));
    held_by_table(box);
    LT_TRY(lt_box_read_sources(box, faults));
    LT_TRY(lt_box_read_outputs(box, faults));
    LT_TRY(judge_rates(box, faults));
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
    if (status == LT_OK && faults->n == before && box->mechanism) status = lt_box_rates_judge(box, faults);
    if (status == LT_OK && faults->n == before) {
        *out = box;
        return LT_OK;
    }
    lt_box_free(box);
    return status;
}

lt_status lt_box_open(const char *path, lt_box **out) {
    lt_faults strict = {0};
    lt_node *document;
    lt_box_case *setup;
    *out = NULL;
    LT_TRY(lt_node_read(path, &document));
    LT_TRY(lt_box_case_read(document, &strict, &setup));
    return lt_box_create(setup, &strict, out);
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
        lt_free(box->sources[k].flux);
    }
    lt_free(box->sources);
    free_sums(box->shown, box->n_shown);
    free_sums(box->budget, box->n_budget);
    lt_free(box->rates);
    double *const arrays[] = {box->initial,     box->atol,     box->external,   box->rate,
                              box->rate_factor, box->velocity, box->background, box->held};
    for (size_t k = 0; k < sizeof arrays / sizeof *arrays; k++) lt_free(arrays[k]);
    lt_free(box->by_law);
    lt_clear_sky_free(box->sky);
    lt_box_table_free(box->table);
    lt_mechanism_free(box->mechanism);
    lt_box_case_free(box->setup);
    lt_free(box);
}
