/* plants.c - from a provincial activity to stacks.
 *
 *   activity_k = A w_k / sum w,   w = MW x heat rate (coal), MW (heat), capacity (steel)
 * Coal units of one plant and one size class (<= 100 MW, 100-300, >= 300: T/CSES 144-2024 D.1) make one source.
 * Stacks are not in the tables of plants: those of the provincial row (a process of steel works has its own), or
 * assumed by unit size (recalled; height +-30 %): >= 600 MW 240 m, >= 300 MW 210 m,
 * >= 100 MW 180 m, smaller 120 m, wet flue gas of 323 K at 18 m/s; steel works 80 m, 400 K, 12 m/s. */
#include "inventory/plants.h"

#include "inventory/place/surrogate.h"

#include <ctype.h>
#include <stdio.h>
#include <string.h>

typedef struct stack_class {
    const char *suffix;
    double max_mw; /* below this */
    double height_m, diameter_m;
} stack_class;

/* The first class that the unit is below; D.1 puts 100 MW to the small and 300 MW to the large ones. */
static const stack_class stack_classes[] = {
    {"le100", 100.5, 120, 3.5}, {"100_300", 299.5, 180, 5}, {"ge300", 599.5, 210, 7}, {"ge300", 1e9, 240, 8}};

static const stack_class *class_of(const lt_plant *plant) {
    const stack_class *c = stack_classes;
    while (plant->mw >= c->max_mw) c++;
    return c;
}

static double weight_of(const lt_plant *plant, enum lt_surrogate kind, int year) {
    if (plant->start_year > year) return 0;
    switch (kind) {
    case LT_BY_COAL_UNITS:
        return plant->mw * plant->heat_rate;
    case LT_BY_COAL_UNITS_HEAT:
        return plant->gives_heat ? plant->mw : 0;
    case LT_BY_STEEL_IRON:
        return plant->iron;
    case LT_BY_STEEL_CRUDE:
        return plant->crude_steel;
    case LT_BY_STEEL_CONVERTER:
        return plant->converter;
    case LT_BY_STEEL_ELECTRIC:
        return plant->electric;
    default:
        return 0;
    }
}

static bool same_stack(const lt_plant *a, const lt_plant *b, bool coal) {
    return strcmp(a->name, b->name) == 0 && a->lat == b->lat && a->lon == b->lon &&
           (!coal || class_of(a) == class_of(b));
}

static void make_id(const lt_ledger *ledger, const lt_source *row, const lt_plant *plant, char out[48]) {
    char slug[33];
    size_t n = 0, length = strlen(plant->name), tail = strlen(" power station");
    if (length > tail && strcmp(plant->name + length - tail, " power station") == 0) length -= tail;
    for (size_t c = 0; c < length && n < sizeof slug - 1; c++) {
        if (isalnum((unsigned char)plant->name[c]))
            slug[n++] = (char)tolower((unsigned char)plant->name[c]);
        else if (n && slug[n - 1] != '_')
            slug[n++] = '_';
    }
    slug[n - (n && slug[n - 1] == '_')] = 0;
    snprintf(out, 48, "%.12s_%s", row->id, slug);
    for (int k = 2; lt_ledger_find(ledger, out) && k < 10; k++) snprintf(out, 48, "%.12s_%s_%d", row->id, slug, k);
}

static lt_status add_stack(const lt_plant *plant, double share, enum lt_surrogate kind, const lt_source *row,
                           const lt_ledger_reader *reader, lt_ledger *ledger) {
    lt_source s = *row;
    bool coal = kind == LT_BY_COAL_UNITS || kind == LT_BY_COAL_UNITS_HEAT;
    make_id(ledger, row, plant, s.id);
    snprintf(s.region, sizeof s.region, "%s", plant->region);
    snprintf(s.surrogate, sizeof s.surrogate, "point");
    if (coal) snprintf(s.technology, sizeof s.technology, "%.30s_%s", row->technology, class_of(plant)->suffix);
    s.activity = row->activity * share;
    s.is_point = true;
    s.lon = plant->lon;
    s.lat = plant->lat;
    const double of_coal[4] = {class_of(plant)->height_m, class_of(plant)->diameter_m, 323, 18};
    const double of_works[4] = {80, 4, 400, 12};
    double *const stack[4] = {&s.stack_height_m, &s.stack_diameter_m, &s.exit_temperature_K, &s.exit_velocity_ms};
    for (int k = 0; k < 4; k++)
        if (*stack[k] <= 0) *stack[k] = coal ? of_coal[k] : of_works[k];
    s.note = lt_fmt("%s: %.4f of row %s (%s). %s", plant->name, share, row->id, row->surrogate, row->note);
    s.origin = row->id;
    LT_TRY(lt_ledger_reader_tables(reader, lt_fmt("%s:%d", row->file, row->line), &s));
    return lt_ledger_append(ledger, &s);
}

lt_status lt_plants_spread(const lt_plants *plants, const lt_source *row, const lt_ledger_reader *reader,
                           lt_ledger *ledger) {
    enum lt_surrogate kind = (enum lt_surrogate)lt_surrogate_find(row->surrogate);
    bool coal = kind == LT_BY_COAL_UNITS || kind == LT_BY_COAL_UNITS_HEAT;
    double sum = 0;
    for (long k = 0; k < plants->n; k++) sum += weight_of(&plants->items[k], kind, ledger->base_year);
    if (sum <= 0)
        return LT_RAISE(LT_ERR_INPUT, .what = "no plant to put this activity on",
                        .where = lt_fmt("%s:%d, source %s", row->file, row->line, row->id),
                        .expected = lt_fmt("a plant that started by %d", ledger->base_year), .found = "none",
                        .todo = "check the table of plants");
    for (long k = 0; k < plants->n; k++) {
        const lt_plant *plant = &plants->items[k];
        bool seen = false;
        for (long m = 0; m < k && !seen; m++)
            seen =
                same_stack(plant, &plants->items[m], coal) && weight_of(&plants->items[m], kind, ledger->base_year) > 0;
        if (seen) continue;
        double weight = 0;
        for (long m = k; m < plants->n; m++)
            if (same_stack(plant, &plants->items[m], coal))
                weight += weight_of(&plants->items[m], kind, ledger->base_year);
        if (weight > 0 && weight_of(plant, kind, ledger->base_year) > 0)
            LT_TRY(add_stack(plant, weight / sum, kind, row, reader, ledger));
    }
    return LT_OK;
}

void lt_plants_free(lt_plants *plants) {
    if (!plants) return;
    lt_free(plants->items);
    lt_free(plants);
}
