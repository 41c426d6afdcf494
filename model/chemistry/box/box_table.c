/* box_table.c - the table over time of a box case (box_table.h). */
#include "model/chemistry/box/box_table.h"

#include "base/csv.h"
#include "model/chemistry/box/names.h"

#include <math.h>
#include <string.h>

static const struct {
    const char *name;
    double factor, offset, least, most;
} columns[LT_BOX_N_COLUMNS] = {
#define LT_BOX_COLUMN_ROW(quantity, name, factor, offset, least, most) {name, factor, offset, least, most},
    LT_BOX_COLUMNS(LT_BOX_COLUMN_ROW)
#undef LT_BOX_COLUMN_ROW
};
static const char *const times[] = {"hour", "time_local", "time_utc"};

typedef struct reading {
    lt_csv *csv;
    const lt_mechanism *mechanism;
    lt_time start;
    double duration_s;
    lt_faults *faults;
    lt_box_table *table;
} reading;

/* --- time --------------------------------------------------------------------------------------------------------- */

static lt_status row_time(const reading *r, long row, int column, int kind, double *out) {
    lt_time t;
    if (kind == 0) {
        LT_TRY(lt_csv_double(r->csv, row, column, out));
        *out *= LT_HOUR;
        return LT_OK;
    }
    LT_TRY(lt_csv_time(r->csv, row, column, kind == 1 ? LT_CST_OFFSET : 0, &t));
    *out = (double)(t - r->start);
    return LT_OK;
}

static lt_status read_times(reading *r, int *time_column) {
    int kind = 0;
    *time_column = -1;
    for (int k = 0; k < 3 && *time_column < 0; k++) *time_column = lt_csv_find(r->csv, times[kind = k]);
    if (*time_column < 0)
        return LT_RAISE(LT_ERR_INPUT, .what = "the table has no time", .where = lt_csv_path(r->csv),
                        .expected = "a column hour (since the start), time_local (UTC+8) or time_utc",
                        .found = lt_fmt("columns %s ...", lt_csv_header(r->csv, 0)), .todo = "add one");
    double *t = r->table->time_s;
    for (int row = 0; row < r->table->n_rows; row++) {
        LT_TRY(row_time(r, row, *time_column, kind, &t[row]));
        if (row > 0 && !(t[row] > t[row - 1]))
            return LT_RAISE(LT_ERR_INPUT, .what = "times do not grow", .where = lt_csv_where(r->csv, row, *time_column),
                            .expected = "a later time than in the row before",
                            .found = lt_fmt("\"%s\"", lt_csv_text(r->csv, row, *time_column)),
                            .todo = "sort the rows, each time once");
    }
    if (!r->mechanism && r->table->n_rows > 0) return LT_OK;
    if (r->table->n_rows > 0 && t[0] <= 0.0 && t[r->table->n_rows - 1] >= r->duration_s) return LT_OK;
    return LT_RAISE(LT_ERR_INPUT, .what = "the table does not cover the run", .where = lt_csv_path(r->csv),
                    .expected = lt_fmt("0 to %g h after the start", r->duration_s / LT_HOUR),
                    .found = r->table->n_rows ? lt_fmt("%g to %g h", t[0] / LT_HOUR, t[r->table->n_rows - 1] / LT_HOUR)
                                              : "no rows",
                    .todo = "add rows, or shorten the run");
}

/* --- columns ------------------------------------------------------------------------------------------------------ */

static lt_status read_values(const reading *r, int column, double factor, double offset, double least, double most,
                             double **out) {
    LT_TRY(lt_calloc((size_t)r->table->n_rows, sizeof **out, out));
    for (int row = 0; row < r->table->n_rows; row++) {
        double value;
        LT_TRY(lt_csv_double(r->csv, row, column, &value));
        if (!(value >= least && value <= most)) {
            const lt_status status =
                LT_RAISE(LT_ERR_INPUT, .what = lt_fmt("%s is out of range", lt_csv_header(r->csv, column)),
                         .where = lt_csv_where(r->csv, row, column), .expected = lt_fmt("%g to %g", least, most),
                         .found = lt_fmt("\"%s\"", lt_csv_text(r->csv, row, column)), .todo = "correct the value");
            LT_TRY(lt_faults_take(r->faults, status));
        }
        (*out)[row] = factor * value + offset;
    }
    return LT_OK;
}

/* J_NAME, HET_NAME, K_LABEL, held_SPECIES: which one, -1 for none, and the name behind. */
static int prefix_of(const char *header, const char **name) {
    static const char *const prefixes[] = {"J_", "HET_", "K_", "held_"};
    for (int p = 0; p < 4; p++) {
        *name = header + strlen(prefixes[p]);
        if (strncmp(header, prefixes[p], strlen(prefixes[p])) == 0 && (*name)[0]) return p;
    }
    return -1;
}

static lt_status find_target(const reading *r, int column, lt_box_named_column *out) {
    const char *name;
    const char *header = lt_csv_header(r->csv, column);
    const lt_node place = {.kind = LT_NODE_SCALAR, .line = 1, .file = lt_csv_path(r->csv)};
    *out = (lt_box_named_column){-1, -1, -1, NULL};
    if (!r->mechanism && prefix_of(header, &name) >= 0) return LT_OK;
    switch (prefix_of(header, &name)) {
    case 0:
        return lt_names_external(r->mechanism, &place, header, LT_EXTERNAL_J, name, &out->external, &out->reaction);
    case 1:
        return lt_names_external(r->mechanism, &place, header, LT_EXTERNAL_HET, name, &out->external, &out->reaction);
    case 2: /* of a foreign rate, K(LABEL) of another reaction reads the column too */
        LT_TRY(lt_names_reaction(r->mechanism, &place, header, name, &out->reaction));
        out->external = lt_mechanism_external(r->mechanism, LT_EXTERNAL_RATE, name);
        return LT_OK;
    case 3:
        return lt_names_species(r->mechanism, &place, header, name, LT_SPECIES_VARIABLE, &out->held);
    default:;
    }
    const char *known[LT_BOX_N_COLUMNS + 3];
    for (int k = 0; k < LT_BOX_N_COLUMNS; k++) known[k] = columns[k].name;
    for (int k = 0; k < 3; k++) known[LT_BOX_N_COLUMNS + k] = times[k];
    return LT_RAISE(LT_ERR_INPUT, .what = lt_fmt("unknown column %s", header), .where = lt_node_where(&place),
                    .expected = "temperature_K, pressure_hPa ..., or J_NAME, HET_NAME, K_LABEL, held_SPECIES",
                    .found = lt_fmt("\"%s\"", header), .todo = lt_did_you_mean(header, known, LT_BOX_N_COLUMNS + 3));
}

static lt_status read_column(reading *r, int column) {
    for (int k = 0; k < LT_BOX_N_COLUMNS; k++)
        if (strcmp(lt_csv_header(r->csv, column), columns[k].name) == 0)
            return read_values(r, column, columns[k].factor, columns[k].offset, columns[k].least, columns[k].most,
                               &r->table->values[k]);
    lt_box_named_column *named = &r->table->named[r->table->n_named];
    LT_TRY(find_target(r, column, named));
    r->table->n_named++;
    return read_values(r, column, 1.0, 0.0, 0.0, 1e300, &named->values);
}

/* Two columns that say the same thing. */
static lt_status judge_pair(const reading *r, lt_box_quantity a, lt_box_quantity b) {
    if (!r->table->values[a] || !r->table->values[b]) return LT_OK;
    return LT_RAISE(LT_ERR_INPUT, .what = lt_fmt("%s and %s say the same thing", columns[a].name, columns[b].name),
                    .where = lt_fmt("%s:1", lt_csv_path(r->csv)), .expected = "one of them", .found = "both",
                    .todo = "take one column out");
}

static lt_status read_all(reading *r) {
    lt_box_table *t = r->table;
    int time_column;
    t->n_rows = (int)lt_csv_rows(r->csv);
    LT_TRY(lt_calloc((size_t)t->n_rows, sizeof *t->time_s, &t->time_s));
    LT_TRY(lt_calloc((size_t)lt_csv_columns(r->csv), sizeof *t->named, &t->named));
    LT_TRY(lt_faults_take(r->faults, read_times(r, &time_column)));
    for (int c = 0; c < lt_csv_columns(r->csv); c++)
        if (c != time_column) LT_TRY(lt_faults_take(r->faults, read_column(r, c)));
    LT_TRY(lt_faults_take(r->faults, judge_pair(r, LT_BOX_TEMPERATURE, LT_BOX_CELSIUS)));
    return lt_faults_take(r->faults, judge_pair(r, LT_BOX_HUMIDITY, LT_BOX_WATER));
}

/* box.csv, which a run writes, has the columns of a table and both times. */
static lt_status judge_result(const lt_csv *csv) {
    if (lt_csv_find(csv, times[0]) < 0 || lt_csv_find(csv, times[1]) < 0) return LT_OK;
    return LT_RAISE(LT_ERR_INPUT, .what = "this is a result of `lantian box`, no table over time",
                    .where = lt_csv_path(csv), .expected = "one of the columns hour, time_local, time_utc",
                    .found = "hour and time_local, as in box.csv", .todo = "name an input, or take one column out");
}

lt_status lt_box_table_judge(const char *path, lt_faults *faults) {
    reading r = {.faults = faults};
    LT_TRY(lt_csv_read(path, &r.csv));
    lt_status status = judge_result(r.csv);
    if (status == LT_OK) status = lt_calloc(1, sizeof *r.table, &r.table);
    if (status == LT_OK) status = read_all(&r);
    lt_csv_free(r.csv);
    lt_box_table_free(r.table);
    return status;
}

lt_status lt_box_table_read(const char *path, const lt_mechanism *mechanism, lt_time start, double duration_s,
                            lt_faults *faults, lt_box_table **out) {
    reading r = {.mechanism = mechanism, .start = start, .duration_s = duration_s, .faults = faults};
    *out = NULL;
    LT_TRY(lt_csv_read(path, &r.csv));
    lt_status status = lt_calloc(1, sizeof *r.table, &r.table);
    if (status == LT_OK) status = read_all(&r);
    lt_csv_free(r.csv);
    if (status == LT_OK)
        *out = r.table;
    else
        lt_box_table_free(r.table);
    return status;
}

void lt_box_table_free(lt_box_table *table) {
    if (!table) return;
    for (int k = 0; k < LT_BOX_N_COLUMNS; k++) lt_free(table->values[k]);
    for (int k = 0; table->named && k < table->n_named; k++) lt_free(table->named[k].values);
    lt_free(table->named);
    lt_free(table->time_s);
    lt_free(table);
}

double lt_box_table_at(const lt_box_table *table, const double *values, double t) {
    int low = 0, high = table->n_rows - 1;
    if (high < 1 || t <= table->time_s[0]) return values[0];
    if (t >= table->time_s[high]) return values[high];
    while (high - low > 1) {
        const int middle = (low + high) / 2;
        *(table->time_s[middle] <= t ? &low : &high) = middle;
    }
    const double w = (t - table->time_s[low]) / (table->time_s[high] - table->time_s[low]);
    return values[low] + w * (values[high] - values[low]);
}
