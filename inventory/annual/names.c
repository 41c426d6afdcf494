/* names.c - activities.csv and sites.csv: what people call an activity and a firm. */
#include "inventory/annual/annual.h"

#include "base/csv.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static lt_status open_table(const char *file, const char *const *names, int *columns, lt_csv **out) {
    char path[512];
    LT_TRY(lt_share_path(file, path, sizeof path));
    LT_TRY(lt_csv_read(path, out));
    lt_status status = lt_csv_exactly(*out, names, columns);
    if (status != LT_OK) lt_csv_free(*out);
    return status;
}

static lt_status copy(const lt_csv *t, long row, int column, char *out, size_t size) {
    const char *text = lt_csv_text(t, row, column);
    if (snprintf(out, size, "%s", text) < (int)size) return LT_OK;
    return LT_RAISE(LT_ERR_INPUT, .what = "a text is too long", .where = lt_csv_where(t, row, column),
                    .expected = lt_fmt("at most %zu bytes", size - 1), .found = lt_fmt("%zu", strlen(text)),
                    .todo = "shorten it");
}

lt_status lt_activities_read(lt_activities **out) {
    static const char *const names[] = {"activity", "name_en", "name_zh", "processes", NULL};
    int c[4];
    lt_csv *t;
    LT_TRY(open_table("inventory/data/activities.csv", names, c, &t));
    lt_activities *made = NULL;
    lt_status status = lt_calloc(1, sizeof *made, &made);
    for (long r = 0; r < lt_csv_rows(t) && r < LT_MOST_ACTIVITIES && status == LT_OK; r++) {
        lt_activity *a = &made->items[made->n++];
        status = copy(t, r, c[0], a->name, sizeof a->name);
        if (status == LT_OK) status = copy(t, r, c[1], a->name_en, sizeof a->name_en);
        if (status == LT_OK) status = copy(t, r, c[2], a->name_zh, sizeof a->name_zh);
        if (status == LT_OK) status = copy(t, r, c[3], a->processes, sizeof a->processes);
    }
    lt_csv_free(t);
    if (status != LT_OK) {
        lt_free(made);
        return status;
    }
    *out = made;
    return LT_OK;
}

/* Does "sector/process" or "sector/ *" stand among the words of the list? */
static bool is_listed(const char *list, const char *sector, const char *process) {
    for (const char *word = list; *word; word += strspn(word, " ")) {
        const size_t length = strcspn(word, " "), slash = strcspn(word, "/");
        const char *rest = word + slash + 1;
        const size_t n = length > slash ? length - slash - 1 : 0;
        const bool of_sector =
            (slash == 1 && word[0] == '*') || (slash == strlen(sector) && strncmp(word, sector, slash) == 0);
        if (of_sector && ((n == 1 && rest[0] == '*') || (n == strlen(process) && strncmp(rest, process, n) == 0)))
            return true;
        word += length;
    }
    return false;
}

int lt_activities_of(const lt_activities *activities, const lt_source *source) {
    for (int k = 0; k < activities->n; k++)
        if (is_listed(activities->items[k].processes, source->sector, source->process)) return k;
    return -1;
}

lt_status lt_firm_names_read(lt_firm_names *out) {
    static const char *const names[] = {"plant", "lon", "lat", "name_en", "name_zh", "mark", "source", NULL};
    int c[7];
    lt_csv *t;
    *out = (lt_firm_names){0};
    LT_TRY(open_table("inventory/data/sites.csv", names, c, &t));
    lt_status status = lt_calloc((size_t)lt_csv_rows(t), sizeof *out->items, &out->items);
    for (long r = 0; r < lt_csv_rows(t) && status == LT_OK; r++) {
        lt_firm_name *site = &out->items[out->n++];
        status = copy(t, r, c[0], site->plant, sizeof site->plant);
        if (status == LT_OK) status = copy(t, r, c[3], site->name_en, sizeof site->name_en);
        if (status == LT_OK) status = copy(t, r, c[4], site->name_zh, sizeof site->name_zh);
        if (status == LT_OK && !site->plant[0]) status = lt_csv_double(t, r, c[1], &site->lon);
        if (status == LT_OK && !site->plant[0]) status = lt_csv_double(t, r, c[2], &site->lat);
    }
    lt_csv_free(t);
    if (status != LT_OK) lt_firm_names_free(out);
    return status;
}

void lt_firm_names_free(lt_firm_names *table) {
    lt_free(table->items);
    *table = (lt_firm_names){0};
}

/* The note of a spread row begins "PLANT: SHARE of row ID" (plants.c). */
const char *lt_firm_plant(const lt_source *source, char out[96]) {
    const char *note = source->note ? source->note : "", *colon = strstr(note, ": ");
    char *end = NULL;
    out[0] = '\0';
    if (!source->is_point || !colon) return out;
    (void)strtod(colon + 2, &end);
    if (end != colon + 2 && strncmp(end, " of row ", strlen(" of row ")) == 0)
        snprintf(out, 96, "%.*s", (int)(colon - note), note);
    return out;
}

const lt_firm_name *lt_firm_names_find(const lt_firm_names *table, const char *plant, double lon, double lat) {
    const double near = 0.01; /* degrees: a km */
    for (long k = 0; k < table->n; k++) {
        const lt_firm_name *site = &table->items[k];
        if (plant[0] ? strcmp(site->plant, plant) == 0
                     : !site->plant[0] && fabs(site->lon - lon) < near && fabs(site->lat - lat) < near)
            return site;
    }
    return NULL;
}
