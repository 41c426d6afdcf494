/* places.c - see places.h. */
#include "inventory/places.h"

#include "base/texts.h"
#include "inventory/check/check.h"
#include "inventory/ledger_columns.h"
#include "inventory/ledger_words.h"

#include <stdio.h>
#include <string.h>

static const int taken[] = {C_ID,     C_LON,      C_LAT,         C_LON_GCJ02, C_LAT_GCJ02,
                            C_HEIGHT, C_DIAMETER, C_TEMPERATURE, C_VELOCITY,  C_SOURCE};
enum { N_TAKEN = sizeof taken / sizeof *taken };

typedef struct places {
    lt_ledger_reader reader; /* of the table; knows the columns taken only */
    lt_borders *borders;
    lt_ledger *ledger;
    int *line; /* [ledger->n] that gave the row its place; 0: none */
} places;

static lt_status read_head(lt_ledger_reader *reader) {
    const char *allowed[2 * N_TAKEN + 1];
    int n = 0;
    for (int k = 0; k < C_N; k++) reader->fixed[k] = -1;
    for (int k = 0; k < N_TAKEN; k++) {
        const char *name = lt_ledger_columns[taken[k]].name;
        reader->fixed[taken[k]] = lt_ledger_find_column(reader->table, name);
        allowed[n++] = name;
        if (lt_ledger_column_zh(name)[0]) allowed[n++] = lt_ledger_column_zh(name);
    }
    allowed[n] = NULL;
    LT_TRY(lt_csv_only(reader->table, allowed));
    if (reader->fixed[C_ID] < 0) LT_TRY(lt_csv_column(reader->table, "id", &reader->fixed[C_ID]));
    if (lt_csv_rows(reader->table) > 0) return LT_OK;
    return LT_RAISE(LT_ERR_INPUT, .what = "a table of places without rows", .where = lt_csv_path(reader->table),
                    .expected = "id,lon,lat and a row for every point that stands elsewhere", .found = "none",
                    .todo = "add rows, or remove the key places");
}

static lt_status unknown(const places *p, long r, const char *id) {
    const char **names;
    long n = 0;
    LT_TRY(lt_calloc((size_t)p->ledger->n, sizeof *names, &names));
    for (long k = 0; k < p->ledger->n; k++)
        if (p->ledger->sources[k].is_point) names[n++] = p->ledger->sources[k].id;
    const char *near = lt_nearest_name(id, names, n);
    lt_free(names);
    return LT_RAISE(LT_ERR_INPUT, .what = "a place for a source that the ledger does not have",
                    .where = lt_csv_where(p->reader.table, r, p->reader.fixed[C_ID]),
                    .expected = lt_fmt("the id of one of the %ld points of the ledger", n),
                    .found = lt_fmt("\"%s\"", id),
                    .todo = near ? lt_fmt("did you mean %s?", near) : "`lantian inventory list` has all ids");
}

static lt_status judge_row(const places *p, long r, const lt_source *s) {
    const char *where = lt_csv_where(p->reader.table, r, p->reader.fixed[C_ID]);
    const int before = p->line[s - p->ledger->sources];
    if (before)
        return LT_RAISE(
            LT_ERR_INPUT, .what = "a source is given two places", .where = where, .expected = "one row for every id",
            .found = lt_fmt("\"%s\", already placed in line %d", s->id, before), .todo = "remove one of the rows");
    if (s->is_point) return LT_OK;
    return LT_RAISE(LT_ERR_INPUT, .what = "a place for a source that is no point", .where = where,
                    .expected = "a row of the ledger with surrogate point",
                    .found = lt_fmt("\"%s\", spread by %s", s->id, s->surrogate),
                    .todo = "remove the row, or give the source as a point in a ledger of your own");
}

/* What has changed, behind what the row's note says of its numbers. */
static const char *note_of(const places *p, const lt_source *before, const lt_source *now, int line,
                           const char *source) {
    const char *path = lt_csv_path(p->reader.table), *name = strrchr(path, '/');
    const bool other =
        now->stack_height_m != before->stack_height_m || now->stack_diameter_m != before->stack_diameter_m ||
        now->exit_temperature_K != before->exit_temperature_K || now->exit_velocity_ms != before->exit_velocity_ms;
    const char *stack = other ? lt_fmt("; stack of %g m, %g m wide, %g K, %g m/s, in place of %g m, %g m, %g K, %g m/s",
                                       now->stack_height_m, now->stack_diameter_m, now->exit_temperature_K,
                                       now->exit_velocity_ms, before->stack_height_m, before->stack_diameter_m,
                                       before->exit_temperature_K, before->exit_velocity_ms)
                              : "";
    return lt_fmt("%s. PLACE GIVEN (%s:%d): %.6f E %.6f N, in place of %s%.6f E %.6f N%s%s%s", before->note,
                  name ? name + 1 : path, line, now->lon, now->lat, before->place_assumed ? "the assumed " : "",
                  before->lon, before->lat, stack, source[0] ? "; " : "", source);
}

static lt_status read_row(places *p, long r) {
    char id[sizeof((lt_source *)0)->id], source[400];
    const lt_ledger_reader *reader = &p->reader;
    LT_TRY(lt_ledger_text(reader, r, C_ID, id, sizeof id));
    lt_source *s = lt_ledger_find(p->ledger, id);
    if (!s) return unknown(p, r, id);
    LT_TRY(judge_row(p, r, s));
    lt_source now = *s;
    LT_TRY(lt_ledger_reader_lon_lat(reader, r, &now));
    LT_TRY(lt_ledger_reader_stack(reader, r, &now));
    const int lon = reader->fixed[C_LON] >= 0 ? reader->fixed[C_LON] : reader->fixed[C_LON_GCJ02];
    LT_TRY(
        lt_ledger_check_place_of(p->borders, &now, lt_fmt("%s (source %s)", lt_csv_where(reader->table, r, lon), id)));
    snprintf(source, sizeof source, "%s",
             reader->fixed[C_SOURCE] < 0 ? "" : lt_csv_text(reader->table, r, reader->fixed[C_SOURCE]));
    now.place_assumed = false;
    const int line = lt_csv_line(reader->table, r);
    LT_TRY(lt_texts_keep(p->ledger->texts, note_of(p, s, &now, line, source), &now.note));
    p->line[s - p->ledger->sources] = line;
    *s = now;
    return LT_OK;
}

lt_status lt_places_apply(const char *path, lt_ledger *ledger) {
    lt_csv *table;
    LT_TRY(lt_csv_read(path, &table));
    places p = {.reader = {.table = table}, .ledger = ledger};
    lt_status status = read_head(&p.reader);
    if (status == LT_OK) status = lt_borders_read(&p.borders);
    if (status == LT_OK) status = lt_calloc((size_t)ledger->n, sizeof *p.line, &p.line);
    for (long r = 0; r < lt_csv_rows(table) && status == LT_OK; r++) status = read_row(&p, r);
    lt_free(p.line);
    lt_borders_free(p.borders);
    lt_csv_free(table);
    return status;
}
