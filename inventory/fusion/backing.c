/* backing.c - see backing.h. */
#include "inventory/fusion/backing.h"

#include "base/document_path.h"
#include "base/log.h"
#include "base/outdir.h"
#include "grids/grid.h"
#include "inventory/ledger.h"
#include "inventory/readers/reader.h"

#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define LT_AT(member) offsetof(lt_backing_settings, member)
const lt_config_row lt_backing_rows[] = {
    {.key = "format",
     .type = LT_TEXT,
     .offset = LT_AT(format),
     .doc = "reader: reas_csv, edgar, meic_asc, ff10_point ..."},
    {.key = "files", .type = LT_TEXTS, .offset = LT_AT(files), .doc = "the files of the inventory"},
    {.key = "year",
     .type = LT_INT,
     .offset = LT_AT(year),
     .fallback = "0",
     .min = 0,
     .max = 2100,
     .doc = "year of the inventory; default: as the files say, of a table of years the nearest to the base year"},
    {.key = "region",
     .type = LT_TEXT,
     .offset = LT_AT(region),
     .fallback = "",
     .doc = "region, where the files name none"},
    {.key = "sector",
     .type = LT_TEXT,
     .offset = LT_AT(sector),
     .fallback = "",
     .doc = "sector, where the files name none"},
    {.key = "species",
     .type = LT_TEXT,
     .offset = LT_AT(species),
     .fallback = "",
     .doc = "species, where the files name none"},
    {.key = "sectors",
     .type = LT_TEXT,
     .offset = LT_AT(sectors),
     .fallback = "",
     .doc = "your own table of their sectors, in the form of inventory/data/foreign_sectors.csv"},
    {.key = "covered",
     .type = LT_TEXT,
     .offset = LT_AT(covered),
     .fallback = "regions",
     .choices = "regions|sectors",
     .doc = "regions: all sectors of a region in which an inventory above has rows; sectors: only those it has there"},
    {.key = "regions", .type = LT_TEXTS, .offset = LT_AT(regions), .fallback = "", .doc = "only in these regions"},
    {.key = NULL}};

static lt_status find_file(const char *name, const lt_node *section, char out[512]) {
    if (lt_node_data_path(section, name, out, 512)) return LT_OK;
    const lt_node *node = lt_node_get(section, "background");
    return LT_RAISE(LT_ERR_INPUT, .what = "a file of an inventory of others is not there",
                    .where = node ? lt_node_where(node) : "inventory: background", .expected = name,
                    .found = lt_node_searched(section, name, true),
                    .todo = "correct the path, or set LANTIAN_DATA to the folder of the real data");
}

static lt_status read_files(const lt_backing_settings *s, const lt_node *section, lt_foreign *out) {
    const lt_reader *reader;
    const lt_reader_hint hint = {lt_given(s->region) ? s->region : "", lt_given(s->sector) ? s->sector : "",
                                 lt_given(s->species) ? s->species : "", (int)s->year};
    lt_faults faults = {0};
    LT_TRY(lt_reader_find(s->format, &reader));
    for (long k = 0; k < s->files.n; k++) {
        char path[512];
        LT_TRY(find_file(((char **)s->files.items)[k], section, path));
        LT_TRY(lt_reader_read(reader, path, &hint, &faults, out));
    }
    if (s->files.n > 0) return LT_OK;
    return LT_RAISE(LT_ERR_INPUT, .what = "an inventory without files", .where = "inventory: background: files",
                    .expected = "at least one file", .found = "none", .todo = "name the files");
}

static lt_status two_fields(const lt_foreign *f, const lt_foreign_field *a, const char *what, const char *found) {
    return LT_RAISE(LT_ERR_INPUT, .what = what, .where = lt_fmt("%.600s and the files with it", f->path),
                    .expected = "one field for a species, sector and month, all of one year",
                    .found = lt_fmt("%s of %s %s", found, a->sector, a->species),
                    .todo = "take the files of one year, of its months or of the whole year");
}

lt_status lt_backing_judge_fields(const lt_foreign *f) {
    for (long k = 0; k < f->n_fields; k++) {
        const lt_foreign_field *a = &f->fields[k];
        int months = a->month > 0;
        bool first = true;
        for (long m = 0; m < f->n_fields; m++) {
            const lt_foreign_field *b = &f->fields[m];
            if (m == k || strcmp(a->species, b->species) != 0 || strcmp(a->sector, b->sector) != 0) continue;
            if (a->year != b->year)
                return two_fields(f, a, "an inventory of two years", lt_fmt("%d and %d", a->year, b->year));
            if (a->month == b->month) return two_fields(f, a, "a field stands twice", lt_fmt("month %d", a->month));
            if (!a->month || !b->month) return two_fields(f, a, "a year stands beside its months", "both");
            months++;
            first &= m > k;
        }
        if (first && months > 0 && months < 12)
            lt_remark(LT_LOG_WARNING, "%s: %s %s is there for %d of 12 months, the others have none of it", f->path,
                      a->sector, a->species, months);
    }
    return LT_OK;
}

static bool known_region(const char *name) {
    if (lt_region_is_liaoning(name) || strcmp(name, "sea") == 0) return true;
    for (int k = 0; k < LT_N_NEIGHBOURS; k++)
        if (strcmp(lt_neighbour_ids[k], name) == 0) return true;
    return false;
}

static lt_status take_regions(const lt_backing_settings *s, lt_level *level) {
    LT_TRY(lt_calloc((size_t)s->regions.n + 1, sizeof *level->regions, &level->regions));
    for (long k = 0; k < s->regions.n; k++) {
        const char *name = ((char **)s->regions.items)[k];
        if (!known_region(name))
            return LT_RAISE(LT_ERR_INPUT, .what = "unknown region", .where = "inventory: background: regions",
                            .expected = "a city of Liaoning, sea, or a neighbour (CHN_HE ...)", .found = name,
                            .todo = "correct the name");
        snprintf(level->regions[level->n_regions++], sizeof *level->regions, "%s", name);
    }
    return LT_OK;
}

/* Of rows of many years the asked one, else the nearest to the base year. */
static int choose_year(const lt_foreign *f, int asked, int base_year) {
    int best = 0;
    for (long k = 0; k < f->n_rows; k++) {
        const int year = f->rows[k].year;
        if (asked && year == asked) return asked;
        if (!best || abs(year - base_year) < abs(best - base_year)) best = year;
    }
    return best;
}

/* The key `region` of a table of REAS that holds one region. */
static lt_status judge_region(const lt_backing_settings *s, const lt_level *level) {
    if (strcmp(level->foreign.format, "reas") != 0 || !lt_given(s->region)) return LT_OK;
    if (lt_region_code_reas(&level->tables, s->region)) return LT_OK;
    return LT_RAISE(LT_ERR_INPUT, .what = "unknown region of REAS", .where = "inventory: background: region",
                    .expected = "a code of the column reas of inventory/data/region_codes.csv, e.g. CHN_LN",
                    .found = lt_fmt("\"%s\"", s->region), .todo = "correct the code");
}

/* Rows of the whole province have no place finer than it: a run would silently lack what the ledger does not have. */
static void say_whole_province(const lt_level *level) {
    for (long k = 0; k < level->foreign.n_rows; k++) {
        const lt_region_code *code = lt_region_code_reas(&level->tables, level->foreign.rows[k].region);
        if (!code || strcmp(code->region, "Liaoning") != 0) continue;
        lt_remark(
            LT_LOG_INFO,
            "%s: its rows of all Liaoning are compared, not spread over cells; what the ledger does not have is not "
            "in the emissions",
            level->foreign.path);
        return;
    }
}

static lt_status read_level(const lt_backing_settings *s, const lt_node *section, int base_year, lt_level *level) {
    char sectors[512] = "";
    if (lt_given(s->sectors)) LT_TRY(find_file(s->sectors, section, sectors));
    LT_TRY(lt_foreign_tables_read(sectors[0] ? sectors : NULL, &level->tables));
    LT_TRY(read_files(s, section, &level->foreign));
    LT_TRY(lt_backing_judge_fields(&level->foreign));
    LT_TRY(take_regions(s, level));
    level->by_sector = strcmp(s->covered, "sectors") == 0;
    level->year = choose_year(&level->foreign, (int)s->year, base_year);
    if (s->year && level->foreign.n_rows && level->year != s->year)
        return LT_RAISE(LT_ERR_INPUT, .what = "the inventory has no rows of that year", .where = level->foreign.path,
                        .expected = lt_fmt("rows of %ld", s->year), .found = lt_fmt("%d as the nearest", level->year),
                        .todo = "give a year that it has");
    if (level->year && level->year != base_year)
        lt_remark(LT_LOG_INFO, "%s under a ledger of %d: its rows of %d are taken as they are", level->foreign.path,
                  base_year, level->year);
    say_whole_province(level);
    return judge_region(s, level);
}

lt_status lt_backing_read(const lt_list *settings, const lt_node *section, int base_year, lt_backing **out) {
    lt_backing *b;
    *out = NULL;
    if (settings->n == 0) return LT_OK;
    LT_TRY(lt_calloc(1, sizeof *b, &b));
    lt_status status = lt_calloc((size_t)settings->n, sizeof(lt_level), &b->levels);
    for (long k = 0; k < settings->n && status == LT_OK; k++) {
        b->n++;
        status = read_level(&((const lt_backing_settings *)settings->items)[k], section, base_year, &b->levels[k]);
    }
    if (status != LT_OK) {
        lt_backing_free(b);
        return status;
    }
    *out = b;
    return LT_OK;
}

void lt_backing_free(lt_backing *b) {
    if (!b) return;
    for (int k = 0; k < b->n; k++) {
        lt_foreign_free(&b->levels[k].foreign);
        lt_foreign_tables_free(&b->levels[k].tables);
        lt_free(b->levels[k].regions);
    }
    lt_free(b->levels);
    lt_free(b);
}

static lt_status digest_file(const char *name, const lt_node *section, lt_hash *hash) {
    char path[512];
    lt_digest digest;
    LT_TRY(find_file(name, section, path));
    LT_TRY(lt_hash_file(path, digest));
    lt_hash_text(hash, digest);
    return LT_OK;
}

lt_status lt_backing_digest(const lt_list *settings, const lt_node *section, lt_hash *hash) {
    if (settings->n == 0) return LT_OK;
    LT_TRY(lt_hash_share_file(hash, "inventory/data/foreign_species.csv"));
    LT_TRY(lt_hash_share_file(hash, "inventory/data/foreign_sectors.csv"));
    LT_TRY(lt_hash_share_file(hash, "inventory/data/region_codes.csv"));
    for (long k = 0; k < settings->n; k++) {
        const lt_backing_settings *s = &((const lt_backing_settings *)settings->items)[k];
        if (lt_given(s->sectors)) LT_TRY(digest_file(s->sectors, section, hash));
        for (long f = 0; f < s->files.n; f++) LT_TRY(digest_file(((char **)s->files.items)[f], section, hash));
    }
    return LT_OK;
}
