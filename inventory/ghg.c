/* ghg.c - see ghg.h. CO2e = CO2 + GWP(CH4) CH4 + GWP(N2O) N2O; sums are exact, so parents are the sums of their
 * children to rounding whatever the order of rows. */
#include "inventory/ghg.h"

#include "base/csv.h"
#include "base/exactsum.h"
#include "base/outdir.h"

#include <stdio.h>
#include <string.h>

static lt_status one_value(const lt_csv *t, long r, const int *c, lt_gwp *out, int *found) {
    const struct {
        const char *gas;
        double *value;
    } members[] = {{"CH4_fossil", &out->ch4_fossil}, {"CH4_other", &out->ch4_other}, {"N2O", &out->n2o}};
    for (int k = 0; k < 3; k++) {
        if (strcmp(lt_csv_text(t, r, c[1]), members[k].gas) != 0) continue;
        LT_TRY(lt_csv_double(t, r, c[2], members[k].value));
        ++*found;
    }
    return LT_OK;
}

static lt_status read_set(const lt_csv *t, const char *set, lt_gwp *out) {
    static const char *const names[] = {"set", "gas", "value", "mark", "source", NULL};
    int c[5], found = 0;
    const char *last = "";
    char sets[128] = "";
    LT_TRY(lt_csv_exactly(t, names, c));
    for (long r = 0; r < lt_csv_rows(t); r++) {
        const char *name = lt_csv_text(t, r, c[0]);
        const size_t used = strlen(sets);
        if (strcmp(name, last) != 0) snprintf(sets + used, sizeof sets - used, "%s%s", used ? ", " : "", name);
        last = name;
        if (strcmp(name, set) == 0) LT_TRY(one_value(t, r, c, out, &found));
    }
    if (found == 3) return LT_OK;
    return LT_RAISE(LT_ERR_USAGE, .what = "no such set of warming potentials", .where = "--gwp",
                    .expected = lt_fmt("one of %s", sets), .found = lt_fmt("\"%s\"", set), .todo = "name one of them");
}

lt_status lt_gwp_read(const char *set, lt_gwp *out) {
    char path[512];
    lt_csv *table;
    *out = (lt_gwp){0};
    snprintf(out->set, sizeof out->set, "%s", set);
    LT_TRY(lt_share_path("inventory/data/gwp.csv", path, sizeof path));
    LT_TRY(lt_csv_read(path, &table));
    const lt_status status = read_set(table, set, out);
    lt_csv_free(table);
    return status;
}

/* --- the table ---------------------------------------------------------------------------------------------------- */

enum { CO2, CO2_BIO, CH4, N2O, CO2E, N_SUMS };
static const enum lt_pollutant gases[] = {LT_CO2, LT_CO2_BIO, LT_CH4, LT_N2O};

typedef struct sums {
    lt_exactsum of[N_SUMS]; /* kg */
    bool any;
} sums;

static bool is_fossil(const char *category) {
    return strncmp(category, "1B", 2) == 0 || category[0] == '2';
}

/* What soils emit by themselves: known, and in no greenhouse gas inventory. */
static bool is_counted(const lt_class_name *category) {
    return strcmp(category->id, "none") != 0;
}

static void add(sums *to, const double kg[N_SUMS]) {
    for (int k = 0; k < N_SUMS; k++) lt_exactsum_add(&to->of[k], kg[k]);
    to->any = true;
}

static lt_status no_category(const lt_source *s) {
    return LT_RAISE(LT_ERR_INPUT, .what = "a source of greenhouse gases without category",
                    .where = lt_fmt("%s:%d, source %s", s->file ? s->file : "", s->line, s->id),
                    .expected = "a row of inventory/data/classes.csv that fits",
                    .found = lt_fmt("%s, %s, %s", s->sector, s->process, s->technology),
                    .todo = "add its class, or use the names of the shipped ledger");
}

/* One source to its category and all above; the last of all is the total. */
static lt_status add_source(const lt_source *s, const lt_classes *classes, const lt_gwp *gwp, sums *all) {
    double kg[N_SUMS], any = 0;
    long n;
    const lt_class_name *names = lt_classes_names(classes, &n);
    for (int k = 0; k < 4; k++) any += kg[k] = lt_source_emission_kg(s, gases[k]);
    if (any == 0) return LT_OK;
    const lt_class_name *category = lt_classes_of(classes, LT_IPCC2006, s->sector, s->process, s->technology);
    if (!category) return no_category(s);
    kg[CO2E] = kg[CO2] + (is_fossil(category->id) ? gwp->ch4_fossil : gwp->ch4_other) * kg[CH4] + gwp->n2o * kg[N2O];
    if (is_counted(category)) add(&all[n], kg);
    for (const lt_class_name *c = category; c;
         c = c->parent[0] ? lt_classes_find(classes, LT_IPCC2006, c->parent) : NULL)
        add(&all[c - names], kg);
    return LT_OK;
}

static lt_ghg_row row_of(const lt_class_name *category, const sums *s) {
    double v[N_SUMS];
    for (int k = 0; k < N_SUMS; k++) v[k] = lt_exactsum_value(&s->of[k]);
    return (lt_ghg_row){category, v[CO2] * 1e-6, v[CO2_BIO] * 1e-6, v[CH4] * 1e-3, v[N2O] * 1e-3, v[CO2E] * 1e-6};
}

lt_status lt_ghg_make(const lt_ledger *ledger, const char *region, const lt_classes *classes, const lt_gwp *gwp,
                      lt_ghg_table *out) {
    long n;
    sums *all;
    const lt_class_name *names = lt_classes_names(classes, &n);
    *out = (lt_ghg_table){0};
    LT_TRY(lt_calloc((size_t)n + 1, sizeof *all, &all)); /* zero is an empty sum */
    lt_status status = lt_calloc((size_t)n + 1, sizeof *out->rows, &out->rows);
    for (long k = 0; k < ledger->n && status == LT_OK; k++) {
        const lt_source *s = &ledger->sources[k];
        if (region ? strcmp(region, s->region) == 0 : lt_region_is_liaoning(s->region))
            status = add_source(s, classes, gwp, all);
    }
    for (long k = 0; k < n && status == LT_OK; k++)
        if (all[k].any) out->rows[out->n++] = row_of(&names[k], &all[k]);
    if (status == LT_OK) out->rows[out->n++] = row_of(NULL, &all[n]);
    lt_free(all);
    if (status != LT_OK) lt_ghg_free(out);
    return status;
}

void lt_ghg_free(lt_ghg_table *table) {
    lt_free(table->rows);
    *table = (lt_ghg_table){0};
}
