/* road_tables.c - see road_tables.h. */
#include "inventory/methods/road_tables.h"

#include "base/csv.h"
#include "base/outdir.h"

#include <math.h>
#include <string.h>

const char *const lt_road_classes[] = {"mini_car",     "small_car",   "medium_bus",      "large_bus",     "city_bus",
                                       "taxi",         "motorcycle",  "moped",           "mini_truck",    "light_truck",
                                       "medium_truck", "heavy_truck", "low_speed_truck", "three_wheeler", NULL};
const char *const lt_road_fuels[] = {"petrol", "diesel", "gas", NULL};
const char *const lt_road_standards[] = {"PRE", "I", "II", "III", "IV", "V", "VI", NULL};
const char *const lt_road_climates[] = {"point", "liaoning_light", "liaoning_heavy", NULL};
const char *const lt_road_mixes[] = {"point",       "car",   "taxi",       "city_bus", "light_truck",
                                     "heavy_truck", "coach", "motorcycle", NULL};

static const char *const kinds[] = {"temperature", "humidity",      "warm_humidity", "altitude", "speed",
                                    "sulfur",      "deterioration", "load",          NULL};

static int word(const char *const *names, const char *text, size_t length) {
    for (int k = 0; names[k]; k++)
        if (strlen(names[k]) == length && strncmp(names[k], text, length) == 0) return k;
    return -1;
}

static lt_status bad_word(const lt_csv *t, long r, int c, const char *expected) {
    return LT_RAISE(LT_ERR_INPUT, .what = lt_fmt("unknown %s", lt_csv_header(t, c)), .where = lt_csv_where(t, r, c),
                    .expected = expected, .found = lt_csv_text(t, r, c), .todo = "correct the word");
}

static lt_status one_word(const lt_csv *t, long r, int c, const char *const *names, int *out) {
    const char *text = lt_csv_text(t, r, c);
    *out = word(names, text, strlen(text));
    return *out >= 0 ? LT_OK : bad_word(t, r, c, lt_fmt("a word such as %s", names[0]));
}

/* Words with spaces between, or * for all, as bits. */
static lt_status words(const lt_csv *t, long r, int c, const char *const *names, unsigned *bits) {
    const char *at = lt_csv_text(t, r, c);
    *bits = strcmp(at, "*") == 0 ? ~0u : 0;
    while (*bits != ~0u && *at) {
        size_t length = strcspn(at, " ");
        int k = word(names, at, length);
        if (k < 0) return bad_word(t, r, c, lt_fmt("* or words such as %s", names[0]));
        *bits |= 1u << k;
        at += length + (at[length] == ' ');
    }
    return LT_OK;
}

static lt_status open_table(const char *name, const char *const *names, int *c, lt_csv **out) {
    char path[512];
    LT_TRY(lt_share_path(lt_fmt("inventory/data/methods/%s", name), path, sizeof path));
    LT_TRY(lt_csv_read(path, out));
    return lt_csv_exactly(*out, names, c);
}

static lt_status base_rows(lt_road_tables *all, lt_csv **table) {
    static const char *const names[] = {"class", "fuel", "standard", "CO",  "HC",   "NOx",    "PM2.5",
                                        "PM10",  "CH4",  "N2O",      "NH3", "mark", "source", NULL};
    int c[13];
    double *flat = &all->base[0][0][0][0];
    for (size_t k = 0; k < sizeof all->base / sizeof *flat; k++) flat[k] = NAN;
    LT_TRY(open_table("road_base.csv", names, c, table));
    for (long r = 0; r < lt_csv_rows(*table); r++) {
        int i, f, s;
        LT_TRY(one_word(*table, r, c[0], lt_road_classes, &i));
        LT_TRY(one_word(*table, r, c[1], lt_road_fuels, &f));
        LT_TRY(one_word(*table, r, c[2], lt_road_standards, &s));
        for (int k = 0; k < LT_ROAD_COLUMNS; k++)
            if (!lt_csv_empty(*table, r, c[3 + k])) LT_TRY(lt_csv_double(*table, r, c[3 + k], &all->base[i][f][s][k]));
    }
    return LT_OK;
}

static lt_status correction_rows(lt_road_tables *all, lt_csv **table) {
    static const char *const names[] = {"correction", "at", "fuel", "classes", "standards",
                                        "CO",         "HC", "NOx",  "PM",      NULL};
    int c[9];
    LT_TRY(open_table("road_corrections.csv", names, c, table));
    LT_TRY(lt_calloc((size_t)lt_csv_rows(*table), sizeof(lt_road_correction), &all->corrections));
    for (; all->n < lt_csv_rows(*table); all->n++) {
        const long r = all->n;
        lt_road_correction *made = &all->corrections[r];
        const char *at = lt_csv_text(*table, r, c[1]);
        LT_TRY(one_word(*table, r, c[0], kinds, &made->kind));
        if (made->kind <= LT_ROAD_ALTITUDE)
            made->at = strncmp(at, "below_", 6) == 0 ? LT_ROAD_BELOW : LT_ROAD_ABOVE;
        else
            LT_TRY(lt_csv_double(*table, r, c[1], &made->at));
        LT_TRY(words(*table, r, c[2], lt_road_fuels, &made->fuels));
        LT_TRY(words(*table, r, c[3], lt_road_classes, &made->classes));
        LT_TRY(words(*table, r, c[4], lt_road_standards, &made->standards));
        for (int k = 0; k < 4; k++) LT_TRY(lt_csv_double(*table, r, c[5 + k], &made->value[k]));
    }
    return LT_OK;
}

static lt_status condition_row(lt_road_tables *all, const lt_csv *t, long r, const int *c) {
    static const char *const sorts[] = {"climate", "speed", NULL};
    int kind, k;
    LT_TRY(one_word(t, r, c[0], sorts, &kind));
    LT_TRY(one_word(t, r, c[1], kind == 0 ? lt_road_climates : lt_road_mixes, &k));
    lt_road_mix *into = kind == 0 ? &all->climates[k] : &all->speeds[k];
    if (k == 0 || into->n == LT_ROAD_MOST_PARTS)
        return bad_word(t, r, c[1], lt_fmt("at most %d parts of a mix", LT_ROAD_MOST_PARTS));
    lt_road_part *made = &into->parts[into->n++];
    if (kind == 0) {
        LT_TRY(lt_csv_double(t, r, c[2], &made->temperature));
        LT_TRY(lt_csv_double(t, r, c[3], &made->humidity));
    } else
        LT_TRY(lt_csv_double(t, r, c[4], &made->speed));
    return lt_csv_double(t, r, c[5], &made->share);
}

static lt_status whole(const lt_road_mix *mixes, int n, const char *const *names, const lt_csv *t) {
    for (int m = 1; m < n; m++) {
        double sum = 0;
        for (int k = 0; k < mixes[m].n; k++) sum += mixes[m].parts[k].share;
        if (fabs(sum - 1) > 1e-9)
            return LT_RAISE(LT_ERR_INPUT, .what = "the shares of a mix do not sum to 1", .where = lt_csv_path(t),
                            .expected = lt_fmt("1 for %s", names[m]), .found = lt_fmt("%.10g", sum),
                            .todo = "correct the shares");
    }
    return LT_OK;
}

static lt_status condition_rows(lt_road_tables *all, lt_csv **table) {
    static const char *const names[] = {
        "kind", "name", "temperature_C", "humidity_percent", "speed_kmh", "share", "mark", "source", NULL};
    int c[8];
    LT_TRY(open_table("road_conditions.csv", names, c, table));
    for (long r = 0; r < lt_csv_rows(*table); r++) LT_TRY(condition_row(all, *table, r, c));
    LT_TRY(whole(all->climates, LT_ROAD_CLIMATES, lt_road_climates, *table));
    return whole(all->speeds, LT_ROAD_MIXES, lt_road_mixes, *table);
}

void lt_road_tables_close(void *tables) {
    lt_road_tables *all = tables;
    if (!all) return;
    lt_free(all->corrections);
    lt_free(all);
}

lt_status lt_road_tables_open(void **out) {
    static lt_status (*const readers[])(lt_road_tables *, lt_csv **) = {base_rows, correction_rows, condition_rows};
    lt_road_tables *all;
    *out = NULL;
    LT_TRY(lt_calloc(1, sizeof *all, &all));
    for (size_t k = 0; k < sizeof readers / sizeof *readers; k++) {
        lt_csv *table = NULL;
        lt_status status = readers[k](all, &table);
        lt_csv_free(table);
        if (status != LT_OK) {
            lt_road_tables_close(all);
            return status;
        }
    }
    *out = all;
    return LT_OK;
}
