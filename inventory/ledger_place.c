/* ledger_place.c - the place and the stack of a row: lon and lat, or lon_gcj02 and lat_gcj02 of Chinese web maps; the
 * four numbers of a stack; and whether the place is known. */
#include "inventory/ledger_columns.h"

#include "grids/gcj02.h"
#include "inventory/place/surrogate.h"

#include <math.h>
#include <string.h>

static const struct {
    int column;
    double low, high;
} stack_ranges[] = {{C_HEIGHT, 1, 500}, {C_DIAMETER, 0.05, 30}, {C_TEMPERATURE, 230, 2000}, {C_VELOCITY, 0.1, 100}};
enum { N_STACK = sizeof stack_ranges / sizeof *stack_ranges };

static double *stack_value(lt_source *s, int k) {
    double *const values[N_STACK] = {&s->stack_height_m, &s->stack_diameter_m, &s->exit_temperature_K,
                                     &s->exit_velocity_ms};
    return values[k];
}

bool lt_ledger_place_is_assumed(const char *mark, const char *source) {
    return (strstr(mark, "place") && strstr(mark, "(assumed)")) || strstr(source, "place recalled");
}

lt_status lt_ledger_reader_lon_lat(const lt_ledger_reader *reader, long r, lt_source *s) {
    const int *c = reader->fixed;
    const bool offset = c[C_LON_GCJ02] >= 0 && !lt_csv_empty(reader->table, r, c[C_LON_GCJ02]);
    if (offset && c[C_LON] >= 0 && !lt_csv_empty(reader->table, r, c[C_LON]))
        return LT_RAISE(LT_ERR_INPUT, .what = "a place is given twice",
                        .where = lt_csv_where(reader->table, r, c[C_LON_GCJ02]), .expected = "lon or lon_gcj02",
                        .found = "both", .todo = "keep one pair");
    const int which[] = {offset ? C_LON_GCJ02 : C_LON, offset ? C_LAT_GCJ02 : C_LAT};
    double *values[] = {&s->lon, &s->lat};
    const double most[] = {180, 90};
    for (int k = 0; k < 2; k++) {
        int column = c[which[k]];
        if (column < 0) LT_TRY(lt_csv_column(reader->table, lt_ledger_columns[which[k]].name, &column));
        LT_TRY(lt_csv_double(reader->table, r, column, values[k]));
        if (fabs(*values[k]) > most[k])
            return LT_RAISE(
                LT_ERR_INPUT, .what = "a place outside the earth", .where = lt_csv_where(reader->table, r, column),
                .expected = lt_fmt("-%g to %g degrees", most[k], most[k]), .found = lt_fmt("%g", *values[k]),
                .todo = k == 1 ? "lon and lat may have changed places" : "give degrees east");
    }
    if (offset) lt_gcj02_to_wgs84(s->lon, s->lat, &s->lon, &s->lat);
    return LT_OK;
}

lt_status lt_ledger_reader_stack(const lt_ledger_reader *reader, long r, lt_source *s) {
    for (int k = 0; k < N_STACK; k++) {
        double *value = stack_value(s, k);
        LT_TRY(lt_ledger_number(reader, r, reader->fixed[stack_ranges[k].column], stack_ranges[k].low,
                                stack_ranges[k].high, *value, "stack outside its range", value));
    }
    return LT_OK;
}

/* A point needs all four. */
static lt_status read_whole_stack(const lt_ledger_reader *reader, long r, lt_source *s) {
    for (int k = 0; k < N_STACK; k++) {
        int column = reader->fixed[stack_ranges[k].column];
        if (column < 0) LT_TRY(lt_csv_column(reader->table, lt_ledger_columns[stack_ranges[k].column].name, &column));
        LT_TRY(lt_csv_double(reader->table, r, column, stack_value(s, k)));
    }
    return lt_ledger_reader_stack(reader, r, s);
}

lt_status lt_ledger_reader_place(const lt_ledger_reader *reader, long r, lt_source *s) {
    const int *c = reader->fixed;
    int kind = lt_surrogate_find(s->surrogate);
    s->is_point = kind == LT_BY_POINT;
    if ((kind == LT_BY_PORT) != (strcmp(s->region, "sea") == 0))
        return LT_RAISE(LT_ERR_INPUT, .what = "ships at sea need region sea and surrogate port",
                        .where = lt_csv_where(reader->table, r, c[C_SURROGATE]), .expected = "both or neither",
                        .found = lt_fmt("region %s, surrogate %s", s->region, s->surrogate),
                        .todo = "name the port's place in lon and lat, or another region");
    if (kind == LT_BY_PORT || s->is_point) LT_TRY(lt_ledger_reader_lon_lat(reader, r, s));
    if (s->is_point) return read_whole_stack(reader, r, s);
    const bool is_area = kind < LT_BY_POINT && reader->fixed[C_SURROGATE] >= 0;
    if (is_area && strcmp(s->profile, "stack") == 0)
        return LT_RAISE(LT_ERR_INPUT, .what = "an area source has no stack",
                        .where = lt_csv_where(reader->table, r, c[C_PROFILE]),
                        .expected = "a height profile, or surrogate point with a place and a stack",
                        .found = "profile stack", .todo = "name a height profile");
    /* Rows that plants spread may say what stacks they have (plants.c assumes one where they do not). */
    return kind > LT_BY_POINT ? lt_ledger_reader_stack(reader, r, s) : LT_OK;
}
