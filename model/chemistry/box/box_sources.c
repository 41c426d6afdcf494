/* box_sources.c - the section emissions of a box case: sources with their species and their course over the day. */
#include "model/chemistry/box/box_private.h"

#include "model/chemistry/box/names.h"
#include "model/chemistry/box/quantity.h"

#include <stdio.h>
#include <string.h>

/* "all" or "7-18", over midnight too ("22-5"): factor 1 in these hours. */
static lt_status read_hours(const lt_node *node, const char *text, double *by_hour) {
    int first = 0, last = 23, end = 0;
    const bool all = strcmp(text, "all") == 0;
    const bool good = all || (sscanf(text, "%d-%d%n", &first, &last, &end) == 2 && text[end] == '\0');
    if (!good || first < 0 || first > 23 || last < 0 || last > 23)
        return LT_RAISE(LT_ERR_INPUT, .what = "hours of a source are not readable", .where = lt_node_where(node),
                        .expected = "all, or two hours from 0 to 23, e.g. 7-18", .found = lt_fmt("\"%s\"", text),
                        .todo = "correct them");
    for (int h = 0; h < 24; h++) by_hour[h] = first <= last ? h >= first && h <= last : h >= first || h <= last;
    return LT_OK;
}

/* The shape of the day, brought to a mean of 1. */
static lt_status apply_shape(const lt_node *node, const lt_list *shape, double *by_hour) {
    const double *factors = shape->items;
    double sum = 0.0;
    if (shape->n != 24) return LT_OK;
    for (int h = 0; h < 24; h++) sum += factors[h];
    if (!(sum > 0.0))
        return LT_RAISE(LT_ERR_INPUT, .what = "a shape of the day is 0 in all hours", .where = lt_node_where(node),
                        .expected = "some factor above 0", .found = "24 zeros", .todo = "correct it");
    for (int h = 0; h < 24; h++) by_hour[h] *= 24.0 * factors[h] / sum;
    return LT_OK;
}

static lt_status read_species(lt_box *box, const lt_box_source_keys *keys, lt_faults *faults, lt_box_source *out) {
    lt_named_list list;
    const unsigned kinds = LT_OF(LT_QUANTITY_FLUX) | LT_OF(LT_QUANTITY_DENSITY_RATE) | LT_OF(LT_QUANTITY_RATIO_RATE);
    lt_status status = lt_named_read(keys->species, "emissions", kinds, faults, &list);
    if (status == LT_OK) status = lt_calloc((size_t)list.n, sizeof *out->species, &out->species);
    if (status == LT_OK) status = lt_calloc((size_t)list.n, sizeof *out->rate, &out->rate);
    if (status == LT_OK) status = lt_calloc((size_t)list.n, sizeof *out->kind, &out->kind);
    for (int k = 0; status == LT_OK && k < list.n; k++) {
        int s = -1;
        status = lt_names_listed(box->mechanism, &list, k, "emissions", LT_SPECIES_VARIABLE, &s);
        if (status == LT_OK) {
            out->species[out->n] = s;
            out->rate[out->n] = list.items[k].quantity.value;
            out->kind[out->n] = list.items[k].quantity.kind;
            box->mixes = box->mixes || out->kind[out->n] == LT_QUANTITY_FLUX;
            out->n++;
        }
        status = lt_faults_take(faults, status);
    }
    lt_named_free(&list);
    return status;
}

/* A sweep finds a source by its name. */
static lt_status judge_name(const lt_box *box, const lt_node *node, const char *name) {
    for (int k = 0; k < box->n_sources; k++)
        if (name[0] && strcmp(box->sources[k].name, name) == 0)
            return LT_RAISE(LT_ERR_INPUT, .what = "two sources have one name", .where = lt_node_where(node),
                            .expected = "each a name of its own, or none", .found = lt_fmt("\"%s\"", name),
                            .todo = "change one of them");
    return LT_OK;
}

lt_status lt_box_read_sources(lt_box *box, lt_faults *faults) {
    const lt_box_source_keys *keys = box->setup->emissions.items;
    const lt_node *list = lt_node_get(box->setup->document, "emissions");
    LT_TRY(lt_calloc((size_t)box->setup->emissions.n, sizeof *box->sources, &box->sources));
    for (long k = 0; k < box->setup->emissions.n; k++) {
        const char *name = keys[k].name ? keys[k].name : "";
        LT_TRY(lt_faults_take(faults, judge_name(box, list->items[k], name)));
        lt_box_source *source = &box->sources[box->n_sources++];
        source->name = name;
        if (!keys[k].hours || !keys[k].species) continue; /* the schema has said it */
        LT_TRY(lt_faults_take(faults, read_hours(list->items[k], keys[k].hours, source->by_hour)));
        LT_TRY(lt_faults_take(faults, apply_shape(list->items[k], &keys[k].shape, source->by_hour)));
        LT_TRY(read_species(box, &keys[k], faults, source));
    }
    return LT_OK;
}
