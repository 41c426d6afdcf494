/* ledger.c - the list of source records. */
#include "inventory/ledger.h"

#include "base/exactsum.h"
#include "base/texts.h"
#include "inventory/fusion/backing.h"
#include "inventory/controls.h"
#include "inventory/factors.h"
#include "inventory/reactivity.h"
#include "inventory/time/calendar_rule.h"
#include "inventory/uncertainty/drawn.h"

#include <math.h>
#include <string.h>

const char *const lt_pollutant_names[LT_N_POLLUTANTS] = {
#define LT_POLLUTANT_NAME(id, name) name,
    LT_POLLUTANT_LIST(LT_POLLUTANT_NAME)};
const char *const lt_quantity_names[LT_N_QUANTITIES] = {LT_POLLUTANT_LIST(LT_POLLUTANT_NAME) "ofp"};
#undef LT_POLLUTANT_NAME

const char *const lt_city_names[LT_N_CITIES] = {"Shenyang", "Dalian",  "Anshan",   "Fushun", "Benxi",
                                                "Dandong",  "Jinzhou", "Yingkou",  "Fuxin",  "Liaoyang",
                                                "Panjin",   "Tieling", "Chaoyang", "Huludao"};

int lt_pollutant_find(const char *name) {
    for (int p = 0; p < LT_N_POLLUTANTS; p++)
        if (strcmp(lt_pollutant_names[p], name) == 0) return p;
    return -1;
}

int lt_city_index(const char *region) {
    for (int c = 0; c < LT_N_CITIES; c++)
        if (strcmp(lt_city_names[c], region) == 0) return c;
    return -1;
}

bool lt_region_is_liaoning(const char *region) {
    return lt_city_index(region) >= 0;
}

lt_status lt_ledger_create(int base_year, lt_ledger **out) {
    *out = NULL;
    lt_ledger *ledger;
    LT_TRY(lt_calloc(1, sizeof *ledger, &ledger));
    ledger->base_year = ledger->years.year = base_year;
    strcpy(ledger->mechanism, "simple");
    lt_status status = lt_texts_create(&ledger->texts);
    if (status != LT_OK) {
        lt_free(ledger);
        return status;
    }
    *out = ledger;
    return LT_OK;
}

void lt_ledger_free(lt_ledger *ledger) {
    if (!ledger) return;
    lt_drawn_free(ledger->drawn);
    lt_factors_free(ledger->factors);
    lt_controls_free(ledger->controls);
    lt_reactivity_free(ledger->reactivity);
    lt_backing_free(ledger->background);
    lt_calendars_free(ledger->known);
    lt_free(ledger->rules);
    lt_texts_free(ledger->texts);
    lt_free(ledger->sources);
    lt_free(ledger);
}

lt_source *lt_ledger_find(const lt_ledger *ledger, const char *id) {
    long k = lt_texts_number(ledger->texts, id);
    /* a number stays in the pool when its row was taken back (changes of a measure that were undone) */
    return k < 0 || k >= ledger->n || strcmp(ledger->sources[k].id, id) != 0 ? NULL : &ledger->sources[k];
}

lt_status lt_ledger_append(lt_ledger *ledger, const lt_source *source) {
    const lt_source *twin = lt_ledger_find(ledger, source->id);
    if (twin)
        return LT_RAISE(LT_ERR_INPUT, .what = "two source rows have the same id",
                        .where = lt_fmt("%s:%d, column id", source->file ? source->file : ledger->path, source->line),
                        .expected = "an id of its own for every row",
                        .found = lt_fmt("\"%s\", already used in line %d", source->id, twin->line),
                        .todo = "rename or remove one of the rows");
    LT_TRY_PLACE(lt_grow(&ledger->sources, sizeof *ledger->sources, ledger->n + 1, &ledger->capacity), "%s",
                 ledger->path);
    lt_source *kept = &ledger->sources[ledger->n];
    *kept = *source;
    LT_TRY(lt_texts_keep(ledger->texts, source->note, &kept->note));
    LT_TRY(lt_texts_keep(ledger->texts, source->origin, &kept->origin));
    LT_TRY(lt_texts_keep(ledger->texts, source->file, &kept->file));
    LT_TRY(lt_texts_keep(ledger->texts, source->share, &kept->share));
    LT_TRY(lt_texts_set_number(ledger->texts, kept->id, ledger->n));
    ledger->n++;
    return LT_OK;
}

double lt_source_emission_kg(const lt_source *source, enum lt_pollutant pollutant) {
    return source->activity * source->factor_kg[pollutant] * (1.0 - source->removal[pollutant]);
}

double lt_source_quantity_kg(const lt_source *source, int quantity) {
    if (quantity == LT_OFP) return lt_source_emission_kg(source, LT_NMVOC) * source->mir;
    return lt_source_emission_kg(source, (enum lt_pollutant)quantity);
}

double lt_source_oh_kg(const lt_source *source) {
    return lt_source_emission_kg(source, LT_NMVOC) * source->oh;
}

lt_status lt_ledger_process(lt_ledger *ledger, const char *sector, const char *process, const char *technology,
                            const char *control, lt_source *inout) {
    if (!ledger->factors || !ledger->controls)
        return LT_RAISE(LT_ERR_INTERNAL, .what = "this ledger was made without tables of factors");
    lt_source changed = *inout;
    snprintf(changed.sector, sizeof changed.sector, "%s", sector);
    snprintf(changed.process, sizeof changed.process, "%s", process);
    snprintf(changed.technology, sizeof changed.technology, "%s", technology);
    snprintf(changed.control, sizeof changed.control, "%s", control);
    LT_TRY(lt_factors_apply(ledger->factors, &changed));
    LT_TRY(lt_controls_apply(ledger->controls, ledger->base_year, &changed));
    if (ledger->drawn) LT_TRY(lt_drawn_process(ledger->drawn, &changed));
    if (ledger->reactivity) changed.mir = lt_reactivity_mir(ledger->reactivity, sector, process, technology);
    if (ledger->reactivity) changed.oh = lt_reactivity_oh(ledger->reactivity, sector, process, technology);
    *inout = changed;
    return LT_OK;
}

bool lt_source_is_natural(const lt_source *source) {
    return strcmp(source->sector, LT_OF_NATURE) == 0;
}

static bool is_of(const lt_source *source, const char *sector) {
    if (strcmp(sector, LT_OF_PEOPLE) == 0) return !lt_source_is_natural(source);
    return strcmp(sector, source->sector) == 0;
}

/* Sums of the first n quantities, in one pass over the rows. */
static void totals(const lt_ledger *ledger, const char *region, const char *sector, int n, double *out) {
    lt_exactsum sum[LT_N_QUANTITIES];
    for (int q = 0; q < n; q++) lt_exactsum_clear(&sum[q]);
    for (long k = 0; k < ledger->n; k++) {
        const lt_source *s = &ledger->sources[k];
        if (region ? strcmp(region, s->region) != 0 : !lt_region_is_liaoning(s->region)) continue;
        if (sector && !is_of(s, sector)) continue;
        for (int q = 0; q < n; q++) lt_exactsum_add(&sum[q], lt_source_quantity_kg(s, q));
    }
    for (int q = 0; q < n; q++) out[q] = lt_exactsum_value(&sum[q]) * 1e-6;
}

void lt_ledger_totals_kt(const lt_ledger *ledger, const char *region, const char *sector, double out[LT_N_POLLUTANTS]) {
    totals(ledger, region, sector, LT_N_POLLUTANTS, out);
}

void lt_ledger_quantities_kt(const lt_ledger *ledger, const char *region, const char *sector,
                             double out[LT_N_QUANTITIES]) {
    totals(ledger, region, sector, LT_N_QUANTITIES, out);
}
