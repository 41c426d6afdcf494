/* foreign_tables.c - see foreign_tables.h. */
#include "inventory/fusion/foreign_tables.h"

#include "base/csv.h"
#include "base/outdir.h"
#include "inventory/ledger.h"

#include <stdio.h>
#include <string.h>

#define COPY(to, t, r, c) snprintf(to, sizeof(to), "%s", lt_csv_text(t, r, c))

typedef lt_status fill(const lt_csv *table, lt_foreign_tables *out);

static lt_status fill_species(const lt_csv *t, lt_foreign_tables *out) {
    static const char *const names[] = {"format", "name", "pollutant", "factor", "mark", "source", NULL};
    int c[6];
    LT_TRY(lt_csv_exactly(t, names, c));
    LT_TRY(lt_calloc((size_t)lt_csv_rows(t), sizeof *out->species, &out->species));
    for (long r = 0; r < lt_csv_rows(t); r++) {
        lt_foreign_species *s = &out->species[out->n_species++];
        COPY(s->format, t, r, c[0]);
        COPY(s->name, t, r, c[1]);
        s->pollutant = lt_pollutant_find(lt_csv_text(t, r, c[2]));
        LT_TRY(lt_csv_double(t, r, c[3], &s->factor));
    }
    return LT_OK;
}

static lt_status fill_sectors(const lt_csv *t, lt_foreign_tables *out) {
    static const char *const names[] = {"format",    "name",    "sector", "also",   "calendar",
                                        "surrogate", "profile", "mark",   "source", NULL};
    int c[9];
    LT_TRY(lt_csv_exactly(t, names, c));
    LT_TRY(lt_calloc((size_t)lt_csv_rows(t), sizeof *out->sectors, &out->sectors));
    for (long r = 0; r < lt_csv_rows(t); r++) {
        lt_foreign_sector *s = &out->sectors[out->n_sectors++];
        COPY(s->format, t, r, c[0]);
        COPY(s->name, t, r, c[1]);
        if (strcmp(lt_csv_text(t, r, c[2]), "-") != 0) COPY(s->sector, t, r, c[2]);
        COPY(s->also, t, r, c[3]);
        COPY(s->calendar, t, r, c[4]);
        COPY(s->surrogate, t, r, c[5]);
        COPY(s->profile, t, r, c[6]);
    }
    return LT_OK;
}

static lt_status fill_codes(const lt_csv *t, lt_foreign_tables *out) {
    static const char *const names[] = {"region", "country", "code", "reas", "mark", "source", NULL};
    int c[6];
    LT_TRY(lt_csv_exactly(t, names, c));
    LT_TRY(lt_calloc((size_t)lt_csv_rows(t), sizeof *out->codes, &out->codes));
    for (long r = 0; r < lt_csv_rows(t); r++) {
        lt_region_code *s = &out->codes[out->n_codes++];
        COPY(s->region, t, r, c[0]);
        COPY(s->country, t, r, c[1]);
        COPY(s->code, t, r, c[2]);
        COPY(s->reas, t, r, c[3]);
    }
    return LT_OK;
}

static lt_status read_one(const char *own, const char *name, fill *take, lt_foreign_tables *out) {
    char path[512];
    lt_csv *table;
    if (own)
        snprintf(path, sizeof path, "%s", own);
    else
        LT_TRY(lt_share_path(lt_fmt("inventory/data/%s", name), path, sizeof path));
    LT_TRY(lt_csv_read(path, &table));
    const lt_status status = take(table, out);
    lt_csv_free(table);
    return status;
}

lt_status lt_foreign_tables_read(const char *sectors, lt_foreign_tables *out) {
    memset(out, 0, sizeof *out);
    lt_status status = read_one(NULL, "foreign_species.csv", fill_species, out);
    if (status == LT_OK) status = read_one(sectors, "foreign_sectors.csv", fill_sectors, out);
    if (status == LT_OK) status = read_one(NULL, "region_codes.csv", fill_codes, out);
    if (status != LT_OK) lt_foreign_tables_free(out);
    return status;
}

void lt_foreign_tables_free(lt_foreign_tables *tables) {
    lt_free(tables->species);
    lt_free(tables->sectors);
    lt_free(tables->codes);
    memset(tables, 0, sizeof *tables);
}

const lt_foreign_species *lt_foreign_species_find(const lt_foreign_tables *t, const char *format, const char *name) {
    for (long k = 0; k < t->n_species; k++)
        if (strcmp(t->species[k].format, format) == 0 && strcmp(t->species[k].name, name) == 0) return &t->species[k];
    return NULL;
}

const lt_foreign_species *lt_foreign_species_of(const lt_foreign_tables *t, const char *format, int pollutant) {
    for (long k = 0; k < t->n_species; k++)
        if (t->species[k].pollutant == pollutant && strcmp(t->species[k].format, format) == 0) return &t->species[k];
    return NULL;
}

const lt_foreign_sector *lt_foreign_sector_find(const lt_foreign_tables *t, const char *format, const char *name) {
    for (long k = 0; k < t->n_sectors; k++)
        if (strcmp(t->sectors[k].format, format) == 0 && strcmp(t->sectors[k].name, name) == 0) return &t->sectors[k];
    return NULL;
}

bool lt_foreign_sector_holds(const lt_foreign_sector *theirs, const char *sector) {
    if (strcmp(theirs->sector, sector) == 0 || strcmp(theirs->also, "*") == 0) return true;
    const size_t length = strlen(sector);
    for (const char *at = theirs->also; *at; at += strcspn(at, "|"), at += *at == '|')
        if (strcspn(at, "|") == length && memcmp(at, sector, length) == 0) return true;
    return false;
}

const lt_region_code *lt_region_code_of(const lt_foreign_tables *t, const char *region) {
    for (long k = 0; k < t->n_codes; k++)
        if (strcmp(t->codes[k].region, region) == 0) return &t->codes[k];
    return NULL;
}

const lt_region_code *lt_region_code_find(const lt_foreign_tables *t, const char *country, const char *code) {
    for (size_t digits = 6; digits >= 4; digits -= 2)
        for (long k = 0; k < t->n_codes; k++) {
            const lt_region_code *c = &t->codes[k];
            if (strcmp(c->country, country) != 0 || strncmp(c->code, code, digits) != 0) continue;
            if (digits == 6 || strcmp(c->code + 4, "00") == 0) return c;
        }
    return NULL;
}

const lt_region_code *lt_region_code_reas(const lt_foreign_tables *t, const char *reas) {
    for (long k = 0; k < t->n_codes; k++)
        if (t->codes[k].reas[0] && strcmp(t->codes[k].reas, reas) == 0) return &t->codes[k];
    return NULL;
}
